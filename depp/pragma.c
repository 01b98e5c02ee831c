// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pragmas that are in force at a keep.  Only those of files that are not
 * included count; the result has none of these but around keeps.  What is in
 * force for a keep is put there before it and taken back after it.
 */
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

/* What is set by a pragma, or pushed */
struct state {
	const char *text;
	int push;               /* what was there before comes back */
	unsigned long value;    /* pack: 0: the default */
};

/* Pragmas that change the same thing */
static struct family {
	const char *push;       /* pushes what is in force, if one does only
				 * that */
	const char *end;        /* takes the last one back */
	int lasts;              /* until the next one; end: by default */
	struct state *now, *then;       /* .. and at the keep's beginning */
	uint32_t n, nthen, low; /* the fewest since then */
	size_t cap, thencap;
	int touched;            /* the keep leaves another state */
} families[] = {
	{ .push = "GCC diagnostic push",
	  .end = "GCC diagnostic pop" },
	{ .push = "clang diagnostic push",
	  .end = "clang diagnostic pop" },
	{ .push = "GCC push_options",
	  .end = "GCC pop_options" },
	{ .end = "clang attribute pop" },
	{ .end = "GCC visibility pop" },
	{ .end = "clang optimize on", .lasts = 1 },
	{ .end = "scalar_storage_order default", .lasts = 1 },
	{ .end = "ms_struct reset", .lasts = 1 },
	{ .end = "STDC FP_CONTRACT DEFAULT", .lasts = 1 },
	{ .end = "STDC FENV_ACCESS DEFAULT", .lasts = 1 },
	{ .end = "STDC CX_LIMITED_RANGE DEFAULT", .lasts = 1 },
	{ .end = "STDC FLOAT_CONST_DECIMAL64 DEFAULT", .lasts = 1 },
	{ .push = "pack(push)",
	  .end = "pack(pop)" },
};
enum {
	DIAGNOSTIC, CLANG_DIAGNOSTIC, OPTIONS, CLANG_ATTRIBUTE, VISIBILITY,
	CLANG_OPTIMIZE, ORDER, MS_STRUCT, CONTRACT, FENV, COMPLEX, DECIMAL,
	PACK
};

enum action {
	PUSH, POP, SET, RESET, IN_PAREN,        /* push(..), pop */
	FOR_NAME,               /* the first word that follows */
	OF_MACRO,               /* cpp-rec obeyed it */
	NOTHING                 /* .. for what a keep means */
};

/* The first that fits */
static const struct pragma {
	const char *words;      /* it begins with them */
	enum action action;
	int family;
} pragmas[] = {
	{ "GCC diagnostic push",        PUSH,           DIAGNOSTIC },
	{ "GCC diagnostic pop",         POP,            DIAGNOSTIC },
	{ "GCC diagnostic",             SET,            DIAGNOSTIC },
	{ "clang diagnostic push",      PUSH,           CLANG_DIAGNOSTIC },
	{ "clang diagnostic pop",       POP,            CLANG_DIAGNOSTIC },
	{ "clang diagnostic",           SET,            CLANG_DIAGNOSTIC },
	{ "GCC push_options",           PUSH,           OPTIONS },
	{ "GCC pop_options",            POP,            OPTIONS },
	{ "GCC reset_options",          RESET,          OPTIONS },
	{ "GCC optimize",               SET,            OPTIONS },
	{ "GCC target",                 SET,            OPTIONS },
	{ "clang attribute push",       PUSH,           CLANG_ATTRIBUTE },
	{ "clang attribute pop",        POP,            CLANG_ATTRIBUTE },
	{ "GCC visibility push",        PUSH,           VISIBILITY },
	{ "GCC visibility pop",         POP,            VISIBILITY },
	{ "clang optimize",             SET,            CLANG_OPTIMIZE },
	{ "scalar_storage_order",       SET,            ORDER },
	{ "ms_struct",                  SET,            MS_STRUCT },
	{ "STDC FP_CONTRACT",           SET,            CONTRACT },
	{ "STDC FENV_ACCESS",           SET,            FENV },
	{ "STDC CX_LIMITED_RANGE",      SET,            COMPLEX },
	{ "STDC FLOAT_CONST_DECIMAL64", SET,            DECIMAL },
	{ "pack",                       IN_PAREN,       PACK },
	{ "weak",                       FOR_NAME,       0 },
	{ "redefine_extname",           FOR_NAME,       0 },
	{ "push_macro",                 OF_MACRO,       0 },
	{ "pop_macro",                  OF_MACRO,       0 },
	{ "once",                       NOTHING,        0 },
	{ "message",                    NOTHING,        0 },
	{ "mark",                       NOTHING,        0 },
	{ "region",                     NOTHING,        0 },
	{ "endregion",                  NOTHING,        0 },
	{ "GCC system_header",          NOTHING,        0 },
	{ "GCC poison",                 NOTHING,        0 },
	{ "GCC dependency",             NOTHING,        0 },
	{ "GCC warning",                NOTHING,        0 },
	{ "GCC error",                  NOTHING,        0 },
	{ "GCC pch_preprocess",         NOTHING,        0 },
	{ "clang system_header",        NOTHING,        0 },
};

/* Those for a name */
static struct named {
	const char *name;       /* interned */
	const char *text;
	uint32_t tok;           /* so many tokens came before; 0: it may come
				 * after them */
	int written;
} *nameds;
static uint32_t nnameds;
static size_t namedcap;

static uint32_t *unknown, nunknown;     /* events since the last keep */
static size_t unknowncap;

/* What follows the words in s; NULL: it does not begin with them. */
static const char *
after(const char *s, const char *words)
{
	for (s += strspn(s, " \t"); *words; words++) {
		if (*words == ' ') {
			if (*s != ' ' && *s != '\t')
				return NULL;
			s += strspn(s, " \t");
		} else if (*s++ != *words)
			return NULL;
	}
	if (*s == '_' || (*s >= '0' && *s <= '9') ||
	    ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z'))
		return NULL;
	return s + strspn(s, " \t");
}

static const struct pragma *
find(const char *text, const char **rest)
{
	const struct pragma *p;

	for (p = pragmas; p < pragmas + LEN(pragmas); p++)
		if ((*rest = after(text, p->words)))
			return p;
	return NULL;
}

int
pragma_of_macro(const char *text)
{
	const char *rest;
	const struct pragma *p = find(text, &rest);

	return p && p->action == OF_MACRO;
}

static void
add(struct family *c, const char *text, int push)
{
	c->now = grow(c->now, c->n + 1, &c->cap, sizeof c->now[0]);
	c->now[c->n++] = (struct state){ text, push, 0 };
}

static void
pop(struct family *c)
{
	while (c->n && !c->now[--c->n].push)
		;
	if (c->low > c->n)
		c->low = c->n;
}

/* What was set since the last push is no more. */
static void
clear(struct family *c)
{
	while (c->n && !c->now[c->n - 1].push)
		c->n--;
	if (c->low > c->n)
		c->low = c->n;
}

/* pack(n), pack(push), pack(push, n), pack(push, name, n), pack(pop) ... */
static void
pack(struct family *c, const char *text, const char *s)
{
	unsigned long value = c->n ? c->now[c->n - 1].value : 0;
	const char *p = s;
	int push;

	if (*s++ != '(')
		return;
	if (after(s, "pop")) {
		pop(c);
		return;
	}
	push = after(s, "push") != NULL;
	if (!push) {
		clear(c);
		value = 0;
	}
	/* the number, not one in a name */
	while ((p = strpbrk(p + 1, "0123456789")))
		if (strchr(" \t,(", p[-1])) {
			value = strtoul(p, NULL, 10);
			break;
		}
	add(c, text, push);
	c->now[c->n - 1].value = value;
}

/* Its text as the source has it, if that differs in blanks only */
static const char *
as_it_stands(const struct event *e)
{
	const char *s, *p, *q = e->text;
	size_t n = e->len;

	if (e->a)
		return e->text;
	s = text_at(e->f, e->off, n);
	p = memmem(s, n, "pragma", 6);
	if (*s != '#' || !p)
		return e->text;
	p += 6;
	n -= p - s;
	for (s = p; n && (*p == ' ' || *p == '\t'); p++, n--)
		;
	for (s = p; n; p++, n--) {
		while (*q == ' ')
			q++;
		if (*p == ' ' || *p == '\t')
			continue;
		if (*p != *q++)
			return e->text;
	}
	return *q ? e->text : internn(s, p - s);
}

static void
for_name(const struct event *e, const char *s)
{
	size_t n = strcspn(s, " \t=");

	nameds = grow(nameds, nnameds + 1, &namedcap, sizeof nameds[0]);
	nameds[nnameds++] = (struct named){ internn(s, n), as_it_stands(e),
		after(e->text, "weak") ? 0 : e->tok + 1, 0 };
}

/* The file that the pragma is in, if the result cannot include that; or 0 */
static uint32_t
open_file(const struct event *e)
{
	uint32_t f = e->a ? past.call[past.call[e->a].root].f : e->f;

	return past.file[f].given || readings[f].root ? 0 : f;
}

static void
obey(const struct event *e)
{
	const char *rest;
	const struct pragma *p = find(e->text, &rest);
	const char *text = as_it_stands(e);
	struct family *c;

	if (!p) {
		unknown = grow(unknown, nunknown + 1, &unknowncap,
			       sizeof unknown[0]);
		unknown[nunknown++] = e - past.event;
		return;
	}
	c = &families[p->family];
	switch (p->action) {
	case PUSH:
		add(c, text, 1);
		break;
	case POP:
		pop(c);
		break;
	case SET:
		if (c->lasts)
			c->n = c->low = 0;
		if (!c->lasts || !after(e->text, c->end))
			add(c, text, 0);
		break;
	case RESET:
		clear(c);
		if (c->n)
			add(c, text, 0);
		break;
	case IN_PAREN:
		pack(c, text, rest);
		break;
	default:
		break;
	}
}

/* Obey all that stand before token tok. */
static void
upto(uint32_t tok)
{
	static uint32_t ev;
	const struct event *e;

	for (; ev < past.nevent && past.event[ev + 1].tok < tok; ev++) {
		e = &past.event[ev + 1];
		if (e->kind == R_PRAGMA && open_file(e))
			obey(e);
	}
}

static void
save(struct family *c)
{
	c->then = grow(c->then, c->n + 1, &c->thencap, sizeof c->then[0]);
	if (c->n)
		memcpy(c->then, c->now, c->n * sizeof c->now[0]);
	c->nthen = c->low = c->n;
}

static void
line(struct buf *b, const char *text)
{
	buf_str(b, "#pragma ");
	buf_str(b, text);
	buf_char(b, '\n');
}

/* Unknown ones hold for what follows them at once; or who knows. */
static void
put_unknown(struct buf *b, uint32_t t0, uint32_t f)
{
	const struct event *e;
	uint32_t i, n = 0;

	for (i = 0; i < nunknown; i++) {
		e = &past.event[unknown[i]];
		if (open_file(e) != f)
			unknown[n++] = unknown[i];
		else if (e->tok + 1 == t0)
			line(b, as_it_stands(e));
		else
			origin_warning(e->f, e->off, e->a, "unknown-pragma",
				       "'#pragma %s' is left out: what it "
				       "holds for is not known", e->text);
	}
	nunknown = n;
}

static void
put_names(struct buf *b, uint32_t t0, uint32_t t1)
{
	static int known;
	const struct event *e;
	const char *rest;
	uint32_t i, t;

	for (e = past.event + 1; !known && e <= past.event + past.nevent; e++) {
		const struct pragma *p = e->kind == R_PRAGMA && open_file(e) ?
			find(e->text, &rest) : NULL;

		/* an alias of what is not here is another unit's */
		if (p && p->action == FOR_NAME && !strchr(rest, '='))
			for_name(e, rest);
	}
	known = 1;
	for (i = 0; i < nnameds; i++)
		for (t = t0; t <= t1 && !nameds[i].written; t++)
			if (spell(past.token[t].s)->s == nameds[i].name &&
			    nameds[i].tok <= t0 && !edit_at(t).rep) {
				line(b, nameds[i].text);
				nameds[i].written = 1;
			}
}

/* How many of the entries push? */
static uint32_t
pushes(const struct state *s, uint32_t n)
{
	uint32_t i, sum = 0;

	for (i = 0; i < n; i++)
		sum += s[i].push;
	return sum;
}

/* Does the keep leave another state, or end one that it did not begin? */
static int
is_touched(const struct family *c)
{
	uint32_t i;

	if (c->low < c->nthen || c->n != c->nthen)
		return 1;
	for (i = 0; i < c->n; i++)
		if (c->now[i].text != c->then[i].text)
			return 1;
	return 0;
}

/* Is anything in force at the beginning? */
static int
is_set(const struct family *c)
{
	if (c == &families[PACK])
		return c->nthen && c->then[c->nthen - 1].value;
	return c->push ? c->nthen > pushes(c->then, c->nthen) : c->nthen != 0;
}

/* What is in force; if the keep touches it with all that is pushed. */
static void
put_family(struct buf *b, const struct family *c)
{
	char text[40];
	uint32_t i;

	if (c->touched) {
		if (c->push)
			line(b, c->push);
		for (i = 0; i < c->nthen; i++)
			line(b, c->then[i].text);
	} else if (c == &families[PACK]) {
		snprintf(text, sizeof text, "pack(push, %lu)",
			 c->then[c->nthen - 1].value);
		line(b, text);
	} else if (c->push) {
		line(b, c->push);
		for (i = 0; i < c->nthen; i++)
			if (!c->then[i].push)
				line(b, c->then[i].text);
	} else
		line(b, c->then[c->nthen - 1].text);
}

void
pragma_before(struct buf *b, uint32_t t0, uint32_t t1)
{
	struct family *c;
	uint32_t n;

	upto(t0);
	put_unknown(b, t0, past_file_of(t0));
	put_names(b, t0, t1);
	n = nunknown;
	for (c = families; c < families + LEN(families); c++)
		save(c);
	upto(t1);
	nunknown = n;           /* those within it stand in its text */
	for (c = families; c < families + LEN(families); c++) {
		c->touched = is_touched(c);
		if (c->touched || is_set(c))
			put_family(b, c);
	}
}

void
pragma_after(struct buf *b)
{
	struct family *c = families + LEN(families);
	uint32_t n;

	while (c-- > families) {
		if (!c->touched)
			n = is_set(c);
		else if (c->lasts)
			n = 1;
		else
			n = pushes(c->now, c->n) + (c->push != NULL);
		for (; n; n--) {
			if (b->p[b->n - 1] != '\n')
				buf_char(b, '\n');
			line(b, c->end);
		}
	}
}
