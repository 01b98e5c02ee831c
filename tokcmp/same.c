// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * When a token of the result is that of the original.
 *
 * The result is another file than the original, its lines have other numbers
 * and __COUNTER__ has been asked less often.  So a token may differ where it
 * was made of such a macro, but only in what that macro gave.  The number
 * that __COUNTER__ gave is a name, for a declaration or a label; where it is
 * a value it must be the same.
 */
#include <ctype.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "tokcmp.h"

/* What the value of a macro depends on */
enum { ON_LINE = 1, ON_COUNT = 2, ON_FILE = 4, ON_TIME = 8 };

static const struct {
	const char *name;
	unsigned on;
} macros[] = {
	{ "__LINE__", ON_LINE },
	{ "__COUNTER__", ON_COUNT },
	{ "__FILE__", ON_FILE },
	{ "__FILE_NAME__", ON_FILE },
	{ "__BASE_FILE__", ON_FILE },
	{ "__DATE__", ON_TIME },
	{ "__TIME__", ON_TIME },
	{ "__TIMESTAMP__", ON_TIME },
};

/* By expansion, for an outermost one with all that is in it */
static unsigned char *on;       /* what it depends on */
static unsigned char *operated; /* # or ## was at work */

/* Names that differ, in the declaration at hand */
static struct name {
	uint32_t s;
	const char *now;
} *names;
static size_t nnames, namecap;

static unsigned
macro_on(uint32_t m)
{
	const char *name = spell(past.macro[m].s)->s;
	size_t i;

	if (past.macro[m].kind != M_BUILTIN)
		return 0;
	for (i = 0; i < LEN(macros); i++)
		if (!strcmp(macros[i].name, name))
			return macros[i].on;
	return 0;
}

static void
find_places(void)
{
	uint32_t i, x;

	on = alloc(past.ncall + 1);
	operated = alloc(past.ncall + 1);
	for (x = 1; x <= past.ncall; x++)
		on[past.call[x].root] |= macro_on(past.call[x].m);
	for (i = 1; i <= past.npaste; i++) {
		x = past.paste[i].call;
		operated[x] = operated[past.call[x].root] = 1;
	}
}

int
same_numbered(uint32_t t)
{
	uint32_t root = past_root(t);

	if (!on)
		find_places();
	return root && operated[root] && (on[root] & (ON_LINE | ON_COUNT));
}

static int
is(uint32_t t, const char *word)
{
	return !strcmp(spell(past.token[t].s)->s, word);
}

/* Does token t stand between the parentheses of an asm statement? */
static int
in_asm(uint32_t t)
{
	int depth = 0;

	while (--t && !is(t, ";") && !is(t, "{") && !is(t, "}")) {
		if (is(t, ")"))
			depth++;
		if (is(t, "(") && depth)
			depth--;
		else if (is(t, "asm") || is(t, "__asm__") || is(t, "__asm"))
			return depth == 0;
	}
	return 0;
}

/* The length of the digits that a begins with */
static size_t
digits(const char *a, const char *end)
{
	const char *p = a;

	while (p < end && isdigit((unsigned char)*p))
		p++;
	return p - a;
}

/* The length of the file's name, or of its last parts, that a begins with:
 * the compiler may be told to leave the first ones out. */
static size_t
file_name(const char *a, const char *end, const char *path)
{
	size_t n;

	while (path && *path) {
		n = strlen(path);
		if (n <= (size_t)(end - a) && memcmp(a, path, n) == 0)
			return n;
		path = strchr(path, '/');
		path += path != NULL;
	}
	return 0;
}

/* Are they equal but for the numbers, or names of files, in them? */
static int
similar(const struct spelling *s, const char *file, const struct ptok *p,
	const char *now, unsigned how)
{
	const char *a = s->s, *ae = a + s->len, *b = p->s, *be = b + p->len;
	size_t m, n;

	while (a < ae && b < be) {
		m = n = 0;
		if (how & ON_FILE) {
			m = file_name(a, ae, file);
			n = file_name(b, be, now);
		}
		if (!(m && n) && how & (ON_LINE | ON_COUNT)) {
			m = digits(a, ae);
			n = digits(b, be);
		}
		if (!(m && n) && *a != *b)
			return 0;
		a += m && n ? m : 1;
		b += m && n ? n : 1;
	}
	return a == ae && b == be;
}

/* One name of the original stays one name, and two stay two. */
static int
same_name(uint32_t s, const struct ptok *p)
{
	const char *now = internn(p->s, p->len);
	size_t i;

	for (i = 0; i < nnames; i++)
		if (names[i].s == s || names[i].now == now)
			return names[i].s == s && names[i].now == now;
	names = grow(names, nnames + 1, &namecap, sizeof names[0]);
	names[nnames++] = (struct name){ s, now };
	return 1;
}

void
same_begin(void)
{
	nnames = 0;
}

int
same(uint32_t t, const struct ptok *p)
{
	const struct token *o = &past.token[t];
	const struct spelling *s = spell(o->s);
	uint32_t x = o->x, root = past_root(t);
	int equal = s->len == p->len && memcmp(s->s, p->s, p->len) == 0;
	unsigned how;

	if (!on)
		find_places();
	how = root ? on[root] : 0;
	if (!how || s->class != p->class)
		return equal;
	if (past.macro[past.call[x].m].kind == M_BUILTIN) {
		how = macro_on(past.call[x].m);
		return equal || (how & ~ON_COUNT) ||
			(how == ON_COUNT && in_asm(t));
	}
	/* What # or ## made may have passed through other expansions since,
	 * where it is no number. */
	if (!operated[s->class == 'n' ? x : root])
		return equal;
	if (s->class == 'n' && how == ON_COUNT && !in_asm(t))
		return equal;
	if (!equal && !similar(s, orig_loc(t).file, p, pp_loc(p).file, how))
		return 0;
	return s->class != 'i' || !operated[x] || same_name(o->s, p);
}
