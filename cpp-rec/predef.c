// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A gcc's predefined macros without that gcc: what its options turn on and
 * off, and which macros that gives, by the tables of predef-*.c.
 *
 * Where the tables' facts come from: gcc 9 to 16 were asked, for powerpc64le
 * 11 and 12, by t/check/check-macros; for the others it is gcc's manuals,
 * release notes and the conditions in its sources (c-family/c-cppbuiltin.c,
 * and i386-c.c, aarch64-c.c, rs6000-c.c, s390-c.c of each branch).
 */
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"
#include "predef.h"

static struct flag {
	const char *name;       /* interned */
	char on, said;          /* said: by the command line */
} *set;
static size_t nset, setcap;

static const struct arch *arch;  /* what is asked for */
static int version;             /* 4.8 is 408, 12.2 is 1200 */
static int saying;              /* the command line speaks */
static char *text;
static size_t ntext, textcap;

static struct flag *
word(const char *name, size_t n)
{
	const char *s = internn(name, n);
	size_t i;

	for (i = 0; i < nset; i++)
		if (set[i].name == s)
			return &set[i];
	set = grow(set, nset + 1, &setcap, sizeof set[0]);
	set[nset] = (struct flag){ s, 0, 0 };
	return &set[nset++];
}

int
predef_on(const char *name)
{
	return word(name, strlen(name))->on;
}

/* >=4.9 or <13 */
static int
version_holds(const char *s)
{
	int less = *s == '<', major, minor = 0, v;

	s += less ? 1 : 2;
	major = strtol(s, (char **)&s, 10);
	if (*s == '.')
		minor = strtol(s + 1, NULL, 10);
	v = major * 100 + (major < 5 ? minor : 0);
	return less ? version < v : version >= v;
}

int
predef_holds(const char *when)
{
	int any = 0, yes, not;
	size_t n;

	for (; *when; when += n + (when[n] != 0)) {
		n = strcspn(when, " |");
		not = *when == '!';
		if (*when == '<' || *when == '>')
			yes = version_holds(when);
		else if (when[n - 1] == '=')
			yes = predef_option(internn(when, n - 1)) != NULL;
		else
			yes = word(when + not, n - not)->on != not;
		any |= yes;
		if (when[n] == '|')
			continue;
		if (!any)
			return 0;
		any = 0;
	}
	return 1;
}

int
predef_item(const char **list, const char **s, size_t *n)
{
	const char *p = *list, *colon;

	for (;;) {
		p += strspn(p, " ");
		*s = p;
		*n = strcspn(p, " ");
		p += *n;
		*list = p;
		if (!*n)
			return 0;
		for (colon = *s; colon < p; colon++)
			if (*colon == ':' && strchr("<>", colon[1]))
				break;
		*n = colon - *s;
		if (colon == p || version_holds(colon + 1))
			return 1;
	}
}

int
predef_listed(const char *list, const char *name)
{
	const char *s;
	size_t n;

	while (predef_item(&list, &s, &n))
		if (strlen(name) == n && memcmp(s, name, n) == 0)
			return 1;
	return 0;
}

static int
needs(const struct feature *f, const char *name)
{
	char off[64];

	snprintf(off, sizeof off, "=%s", name);
	return predef_listed(f->needs, name) || predef_listed(f->needs, off);
}

/* Turn it on or off, and with it what it needs or what needs it. */
static void
turn(const char *name, size_t len, int on, int weak)
{
	const struct feature *f = arch->features;
	struct flag *w = word(name, len);
	const char *list, *s;
	size_t n;

	for (; f->name && strcmp(f->name, w->name); f++)
		;
	if (on && f->name && !predef_holds(f->when))
		return;
	f = arch->features;
	if (!weak || !w->said)
		w->on = on;
	else if (!on)
		return;
	w->said |= saying;
	name = w->name;
	for (; f->name; f++)
		if (on && strcmp(f->name, name) == 0) {
			list = f->needs;
			while (predef_item(&list, &s, &n))
				if (*s != '=')
					turn(s + (*s == '*'), n - (*s == '*'),
					     1, weak);
		} else if (!on && needs(f, name)) {
			turn(f->name, strlen(f->name), 0, weak);
		}
}

void
predef_change(const char *changes)
{
	const char *s;
	size_t n;

	while (predef_item(&changes, &s, &n))
		turn(s + 1, n - 1, *s == '+' || *s == '?',
		     *s == '?' || *s == '~');
}

const char *
predef_option(const char *name)
{
	size_t n = strlen(name), i;

	for (i = nset; i-- > 0; )
		if (set[i].on && strncmp(set[i].name, name, n) == 0 &&
		    set[i].name[n] == '=')
			return set[i].name + n + 1;
	return NULL;
}

void
predef_unknown(const char *option, const char *value)
{
	warning((struct loc){ 0 }, NULL, "the tables know no -%s=%s, passed "
		"over", option, value);
}

const struct cpu *
predef_cpu_find(const char *name)
{
	size_t n = strcspn(name, "+");
	const struct cpu *c;

	for (c = arch->cpus; c->name; c++)      /* power5+ */
		if (strcmp(c->name, name) == 0)
			return c;
	for (c = arch->cpus; c->name; c++)
		if (strlen(c->name) == n && memcmp(c->name, name, n) == 0)
			return c;
	return NULL;
}

const char *
predef_cpu_id(const struct cpu *c)
{
	while (c && !c->id)
		c = predef_cpu_find(c->base);
	return c ? c->id : "generic";
}

const struct cpu *
predef_cpu(const char *name)
{
	const struct cpu *c = predef_cpu_find(name);
	const char *list, *s;
	size_t n;

	if (!c)
		return NULL;
	if (c->base)
		predef_cpu(c->base);
	list = c->words;
	while (predef_item(&list, &s, &n))
		if (*s == '-')
			turn(s + 1, n - 1, 0, 1);
		else
			turn(s, n, 1, 1);
	return c;
}

void
predef_put(const char *name, const char *value)
{
	size_t n = strlen(name) + strlen(value) + 16;

	text = grow(text, ntext + n, &textcap, 1);
	ntext += sprintf(text + ntext, "#define %s %s\n", name, value);
}

/* $ stands for the value of the option that the condition begins with. */
static void
put_row(const char *name, const struct predef *p)
{
	char buf[256];
	const char *v, *dollar = strchr(p->value, '$');

	if (!dollar) {
		predef_put(name, p->value);
		return;
	}
	v = predef_option(internn(p->when, strcspn(p->when, "=")));
	snprintf(buf, sizeof buf, "%.*s%s%s", (int)(dollar - p->value),
		 p->value, v ? v : "", dollar + 1);
	predef_put(name, buf);
}

static void
put_rows(const struct predef *p)
{
	const char *name = NULL;
	int done = 0;

	for (; p->value; p++) {
		if (p->name) {
			name = p->name;
			done = 0;
		}
		if (!done && predef_holds(p->when)) {
			put_row(name, p);
			done = 1;
		}
	}
}

static int
known(const struct option *o, const char *s, size_t n)
{
	for (; o->name; o++)
		if (strlen(o->name) == n && strncmp(o->name, s, n) == 0) {
			predef_change(o->then);
			return 1;
		}
	return 0;
}

/* All -NAME=... go off. */
static void
forget(const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < nset; i++)
		if (strncmp(set[i].name, name, n) == 0 &&
		    set[i].name[n] == '=')
			set[i].on = 0;
}

/* -fsanitize=A,B: one word each, and 'all' */
static void
sanitize(const char *s, int on)
{
	char buf[128];
	size_t n, i;

	for (; *s; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		if (!on && n == 3 && strncmp(s, "all", 3) == 0) {
			for (i = 0; i < nset; i++)
				if (!strncmp(set[i].name, "sanitize:", 9))
					set[i].on = 0;
			continue;
		}
		n = snprintf(buf, sizeof buf, "sanitize:%.*s", (int)n, s) - 9;
		if (n + 10 < sizeof buf)
			turn(buf, n + 9, on, 0);
	}
}

static int
is_feature(const char *s)
{
	const struct feature *f = arch->features;

	for (; f->name; f++)
		if (strcmp(f->name, s) == 0)
			return 1;
	return 0;
}

static void
option(const char *s)
{
	size_t n = strcspn(s, "=");
	const char *rest = s + 1;
	char buf[256];
	int on = 1;

	if (strncmp(s, "fsanitize=", 10) == 0) {
		sanitize(s + 10, 1);
		return;
	}
	if (strncmp(s, "fno-sanitize=", 13) == 0) {
		sanitize(s + 13, 0);
		return;
	}
	if (known(arch->options, s, strlen(s)) ||
	    known(predef_options, s, strlen(s)))
		return;
	if (s[n]) {
		if (!known(arch->options, s, n))
			known(predef_options, s, n);
		forget(s, n);
		turn(s, strlen(s), 1, 0);
		return;
	}
	if (strncmp(rest, "no-", 3) == 0) {
		on = 0;
		rest += 3;
	}
	if (*s == 'm' && is_feature(rest)) {
		turn(rest, strlen(rest), on, 0);
		return;
	}
	snprintf(buf, sizeof buf, "%c%s", *s, rest);
	turn(buf, strlen(buf), on, 0);
}

/* Of -fX and -fno-X, -mX and -mno-X the last one stands for all. */
static int
again(size_t i)
{
	const char *a = opts.ask[i] + 1, *b;
	size_t j;

	if (strchr(a, '='))
		return 0;
	for (j = i + 1; j < opts.nask; j++) {
		b = opts.ask[j] + 1;
		if (*b == *a && strcmp(a + 1 + 3 * !strncmp(a + 1, "no-", 3),
				       b + 1 + 3 * !strncmp(b + 1, "no-", 3))
		    == 0)
			return 1;
	}
	return 0;
}

/* What counts of -O is the last one, before all else. */
static void
optimize(void)
{
	const char *last = "O0";
	size_t i;

	for (i = 0; i < opts.nask; i++)
		if (strncmp(opts.ask[i], "-O", 2) == 0)
			last = opts.ask[i] + 1;
	if (strcmp(last, "Os") == 0 || strcmp(last, "Oz") == 0)
		predef_change("+optimize +size");
	else if (strcmp(last, "Ofast") == 0)
		predef_change("+optimize");
	else if (strcmp(last, "O0"))
		predef_change("+optimize");
	if (strcmp(last, "Ofast") == 0)
		known(predef_options, "ffast-math", 10);
}

/* The newest release that was known when this was written */
static const char *const releases[] = {
	"4.8.5", "4.9.4", "5.5.0", "6.5.0", "7.5.0", "8.5.0", "9.5.0",
	"10.5.0", "11.5.0", "12.5.0", "13.4.0", "14.3.0", "15.2.0", "16.1.0",
};

/* ARCH-gcc-VERSION[-DATE][-upstream|-debian], taken apart */
struct wanted {
	const struct arch *arch;
	int v[3];               /* -1: not given */
	char date[9];
	int maker;              /* named */
	int debian;
};

static const struct arch *const archs[] = {
	&predef_x86, &predef_aarch64, &predef_ppc64le, &predef_s390x,
	&predef_riscv64
};

const char *
predef_machines(void)
{
	static char buf[200];
	size_t i, n = 0;

	for (i = 0; i < LEN(archs); i++)
		n += snprintf(buf + n, sizeof buf - n, "%s %s", i ? "," : "",
			      archs[i]->name);
	return buf;
}

static int
take_apart(const char *s, struct wanted *w)
{
	size_t i, n;
	char *end;

	memset(w, 0, sizeof *w);
	w->v[1] = w->v[2] = -1;
	for (i = 0; i < LEN(archs); i++) {
		n = strlen(archs[i]->name);
		if (strncmp(s, archs[i]->name, n) == 0 &&
		    strncmp(s + n, "-gcc-", 5) == 0)
			break;
	}
	if (i == LEN(archs))
		return 0;
	w->arch = archs[i];
	s += n + 5;
	for (i = 0; i < 3; i++) {
		if (*s < '0' || *s > '9')
			return 0;
		w->v[i] = strtol(s, &end, 10);
		s = end;
		if (*s != '.')
			break;
		s++;
	}
	if (*s == '-' && strspn(s + 1, "0123456789") == 8) {
		memcpy(w->date, s + 1, 8);
		s += 9;
	}
	if (*s) {
		w->maker = 1;
		w->debian = strcmp(s, "-debian") == 0;
		if (!w->debian && strcmp(s, "-upstream"))
			return 0;
	}
	/* of 4 and before the second number counts */
	if (w->v[0] < 4 || (w->v[0] == 4 && w->v[1] < 8))
		return 0;
	return w->v[0] >= w->arch->since &&
		(!w->arch->until || w->v[0] <= w->arch->until);
}

int
predef_named(const char *name)
{
	struct wanted w;

	return take_apart(name, &w) && w.maker;
}

/* __VERSION__ and its parts */
static void
put_version(const struct wanted *w)
{
	static const char *const names[] = {
		"__GNUC__", "__GNUC_MINOR__", "__GNUC_PATCHLEVEL__"
	};
	int v[3] = { w->v[0], w->v[1], w->v[2] }, i, major, minor, patch;
	char buf[80];
	size_t k;

	for (k = 0; k < LEN(releases); k++) {
		sscanf(releases[k], "%d.%d.%d", &major, &minor, &patch);
		if (major != v[0] || (v[1] >= 0 && minor != v[1]))
			continue;
		if (v[1] < 0)
			v[1] = minor;
		if (v[2] < 0)
			v[2] = patch;
	}
	for (i = 0; i < 3; i++) {
		v[i] = v[i] < 0 ? 0 : v[i];
		snprintf(buf, sizeof buf, "%d", v[i]);
		predef_put(names[i], buf);
	}
	snprintf(buf, sizeof buf, "\"%d.%d.%d%s%s\"", v[0], v[1], v[2],
		 *w->date ? " " : "", w->date);
	predef_put("__VERSION__", buf);
}

const struct arch *
predef_arch(void)
{
	return arch;
}

const char *
predef_text(const char *name, int undef, size_t *n)
{
	struct wanted w;
	size_t i;

	if (!take_apart(name, &w))
		return NULL;
	arch = w.arch;
	version = w.v[0] * 100 + (w.v[0] < 5 ? w.v[1] : 0);
	if (w.debian)
		predef_change("+debian");
	predef_change(predef_start);
	predef_change(arch->start);
	optimize();
	saying = 1;
	for (i = 0; i < opts.nask; i++)
		if (!again(i))
			option(opts.ask[i] + 1 + (opts.ask[i][1] == '-'));
	saying = 0;
	arch->select();
	for (i = 0; arch->rules[i].when; i++)
		if (predef_holds(arch->rules[i].when))
			predef_change(arch->rules[i].then);
	for (i = 0; predef_rules[i].when; i++)
		if (predef_holds(predef_rules[i].when))
			predef_change(predef_rules[i].then);
	ntext = 0;
	if (!undef) {
		put_version(&w);
		predef_types();
		put_rows(predef_common);
		put_rows(arch->macros);
		if (arch->put)
			arch->put();
	}
	put_rows(predef_standard);
	*n = ntext;
	return text;
}
