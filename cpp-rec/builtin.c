// SPDX-License-Identifier: GPL-2.0-or-later
/* Macros whose value is computed (6.10.8, and gcc's) */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

static const char *const days[] = {
	"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
};
static const char *const months[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

static void
number(struct tok *t, uint64_t v)
{
	char buf[24];
	int n = snprintf(buf, sizeof buf, "%llu", (unsigned long long)v);

	t->sym = sym_get(buf, n, 'n');
	t->class = 'n';
}

static void
string(struct tok *t, const char *s)
{
	char *buf = alloc(4 * strlen(s) + 3), *d = buf;

	*d++ = '"';
	for (; *s; s++)
		if (*s == '"' || *s == '\\') {
			*d++ = '\\';
			*d++ = *s;
		} else if (*s == '\n') {
			*d++ = '\\';
			*d++ = 'n';
		} else
			*d++ = *s;
	*d++ = '"';
	t->sym = sym_get(buf, d - buf, 's');
	t->class = 's';
}

/* The name as -ffile-prefix-map and -fmacro-prefix-map have it: of each the
 * last option counts first, of the two the former. */
static const char *
remap(const char *name)
{
	size_t i, n;
	int macro;
	char *s;

	for (macro = 0; macro < 2; macro++)
		for (i = opts.nmaps; i-- > 0; ) {
			const char *map = opts.maps[i].map;
			const char *eq = strchr(map, '=');

			n = eq - map;
			if (opts.maps[i].macro != macro ||
			    strncmp(name, map, n))
				continue;
			s = alloc(strlen(eq) + strlen(name + n) + 1);
			strcpy(s, eq + 1);
			strcat(s, name + n);
			return s;
		}
	return name;
}

static unsigned
line_here(const struct tok *t)
{
	uint32_t file, off;

	line_place(t, &file, &off);
	if (in_directive && (t->flags & BODY || file != cur->id))
		return presumed_line(cur, directive_off);
	return presumed_line(input_of(file), off);
}

static struct tm *
now(void)
{
	const char *e = getenv("SOURCE_DATE_EPOCH");
	time_t when;

	if (e) {
		when = strtoll(e, NULL, 10);
		return gmtime(&when);
	}
	when = time(NULL);
	return localtime(&when);
}

static void
date(struct tok *t, enum word w)
{
	static char day[16], clock[16];
	char buf[64];
	time_t when;
	struct tm *tm;

	if (w == W_B_TIMESTAMP) {
		when = cur->src->sec;
		tm = localtime(&when);
		if (!tm)
			string(t, "??? ??? ?? ??:??:?? ????");
		else {
			snprintf(buf, sizeof buf, "%s %s %2d %02d:%02d:%02d "
				 "%d", days[tm->tm_wday], months[tm->tm_mon],
				 tm->tm_mday, tm->tm_hour, tm->tm_min,
				 tm->tm_sec, tm->tm_year + 1900);
			string(t, buf);
		}
		return;
	}
	if (!*day && (tm = now())) {
		snprintf(day, sizeof day, "%s %2d %4d", months[tm->tm_mon],
			 tm->tm_mday, tm->tm_year + 1900);
		snprintf(clock, sizeof clock, "%02d:%02d:%02d", tm->tm_hour,
			 tm->tm_min, tm->tm_sec);
	}
	string(t, w == W_B_DATE ? day : clock);
}

static unsigned
level(void)
{
	return ninputs - 1;
}

/* (name) or (scope::name) behind __has_attribute and its like */
static int64_t
has(const struct macro *m)
{
	char *name;
	struct tok t;
	size_t n = 0, cap = 0;
	int64_t value;

	token_get_nopad(&t);
	if (!IS_PUNCT(&t, '(')) {
		error_here(&t, "missing '(' after \"%s\"", m->name->s);
		return 0;
	}
	name = NULL;
	for (;;) {
		token_get_nopad(&t);
		if (t.class != 'i' && !IS_PUNCT(&t, ':') && !(t.class == 's' &&
						m->builtin == W_B_HAS_WARNING))
			break;
		name = grow(name, n + t.sym->len + 1, &cap, 1);
		memcpy(name + n, t.sym->s, t.sym->len);
		n += t.sym->len;
	}
	if (!n || !IS_PUNCT(&t, ')')) {
		error_here(&t, n ? "missing ')' after \"%s\"" :
			   "\"%s\" requires an identifier", m->name->s);
		return 0;
	}
	value = compiler_has(m->builtin, internn(name, n));
	free(name);
	return value;
}

int
builtin(struct macro *m, struct tok *t)
{
	static uint32_t counter;
	struct tok name = *t;
	const char *s, *path;

	if (m->builtin == W_B_PRAGMA)
		return pragma_operator(t);
	t->x = builtin_x(m, t);
	t->flags |= PAINTED;
	switch (m->builtin) {
	case W_B_LINE:
		number(t, line_here(&name));
		break;
	case W_B_FILE:
		string(t, remap(presumed_name(cur)));
		break;
	case W_B_BASE_FILE:
		string(t, remap(opts.source));
		break;
	case W_B_FILE_NAME:
		path = remap(presumed_name(cur));
		s = strrchr(path, '/');
		string(t, s ? s + 1 : path);
		break;
	case W_B_LEVEL:
		number(t, level());
		break;
	case W_B_COUNTER:
		number(t, counter++);
		break;
	case W_B_HAS_INCLUDE: case W_B_HAS_INCLUDE_NEXT:
		if (!in_directive || in_pragma)
			error_tok(&name, "\"%s\" used outside of "
				  "preprocessing directive", m->name->s);
		number(t, has_include(m->builtin == W_B_HAS_INCLUDE_NEXT));
		break;
	case W_B_HAS_ATTRIBUTE: case W_B_HAS_CPP_ATTRIBUTE:
	case W_B_HAS_C_ATTRIBUTE: case W_B_HAS_BUILTIN:
	case W_B_HAS_FEATURE: case W_B_HAS_EXTENSION: case W_B_HAS_DECLSPEC:
	case W_B_HAS_WARNING: case W_B_IS_IDENTIFIER: case W_B_IS_TARGET_ARCH:
	case W_B_IS_TARGET_VENDOR: case W_B_IS_TARGET_OS:
	case W_B_IS_TARGET_ENVIRONMENT:
		number(t, has(m));
		break;
	default:
		date(t, m->builtin);
		break;
	}
	message_made(&name);
	return 0;
}
