// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * __LINE__, __COUNTER__ and __INCLUDE_LEVEL__ are numbers that would be others
 * in the result.  Where such a number is a value, or part of a name that is
 * used elsewhere too, it is written out; where it only tells names apart, or
 * tells people where they are, it stays.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

static const struct {
	const char *name;
	int tells_where;        /* as a value, in a function */
} numbers[] = {
	{ "__COUNTER__", 0 },
	{ "__INCLUDE_LEVEL__", 0 },
	{ "__LINE__", 1 },
};

static struct edit *fixed;      /* of the root call at hand: by call, .t */
static uint32_t nfixed;
static size_t fixedcap;
static uint32_t *exact, nexact; /* tokens */
static size_t exactcap;
static unsigned char *external; /* spelling */
static uint32_t *uses;          /* spelling: in keeps */

int
value_number(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(numbers); i++)
		if (strcmp(numbers[i].name, name) == 0)
			return i + 1;
	return 0;
}

static int
number_of(uint32_t call)
{
	const struct macro *m = &past.macro[past.call[call].m];

	return m->kind == M_BUILTIN ? value_number(spell(m->s)->s) : 0;
}

int
value_looked_at(const struct event *e)
{
	uint32_t i;

	for (i = 0; i < e->nlooks; i++)
		if (value_number(spell(past.pool[e->looks + 2 * i])->s))
			return 1;
	return 0;
}

/* Is the token outside of functions? */
static int
is_outside(uint32_t t)
{
	const struct top *d = &ents.top[entity_top(t)];

	return d - ents.top <= ents.ntop && d->t0 <= t && d->kind != T_FUNCTION;
}

/* The names of external linkage */
static void
find_external(void)
{
	const struct entity *e;

	external = alloc(rec_last('S') + 1);
	for (e = ents.ent + 1; e <= ents.ent + ents.nent; e++)
		if (!e->top && e->linkage == EXTERNAL)
			external[e->name] = 1;
}

static void
count_uses(void)
{
	uint32_t k, t;

	uses = alloc((rec_last('S') + 1) * sizeof uses[0]);
	for (k = 1; k <= nkeeps; k++)
		for (t = keeps[k].t0; t <= keeps[k].t1; t++)
			uses[past.token[t].s]++;
}

/* Is the name of token t, which root call r made, used elsewhere too?  In
 * other units none is that has a number of __COUNTER__ in it. */
static int
is_used_elsewhere(uint32_t t, uint32_t r, const struct lexeme *l)
{
	uint32_t s = past.token[t].s, n = 0, i;

	if (!uses) {
		count_uses();
		find_external();
	}
	if (external[s] && !(l->any & ANY_COUNT))
		return 1;
	for (i = past.call[r].first; i <= past.call[r].last; i++)
		n += past.token[i].s == s;
	return uses[s] > n;
}

/* The n-th number of the expansion, from 0, is written as the text s. */
static void
fix(uint32_t r, uint32_t n, const char *s, size_t len)
{
	uint32_t x, i;

	for (x = r; x <= past.ncall && past.call[x].root == r; x++)
		if (number_of(x) && n-- == 0)
			break;
	if (x > past.ncall || past.call[x].root != r)
		return;
	for (i = 0; i < nfixed; i++)
		if (fixed[i].t == x)
			return;
	fixed = grow(fixed, nfixed + 1, &fixedcap, sizeof fixed[0]);
	fixed[nfixed++] = (struct edit){ .t = x, .n = 1,
					 .text = internn(s, len),
					 .len = len };
}

/* Token t was made of numbers, as l shows: write them out. */
static void
fix_token(uint32_t r, uint32_t t, const struct lexeme *l)
{
	const struct spelling *s = spell(past.token[t].s);
	const char *p = l->s, *was = s->s, *q;
	uint32_t n;
	size_t len;

	while ((q = expand_number(p, &n))) {
		was += q - p;
		if (was >= s->s + s->len)
			return;
		p = q + NUMBER_LEN;
		/* the digits up to what follows them */
		len = strspn(was, "0123456789");
		if (*p >= '0' && *p <= '9')
			len = s->s + s->len - was - strlen(p);
		fix(r, n, was, len);
		was += len;
	}
	exact = grow(exact, nexact + 1, &exactcap, sizeof exact[0]);
	exact[nexact++] = t;
}

/* Has the number that token t is made of to be right?  opened: the call is
 * not written as it was, perhaps on other lines. */
static int
matters(uint32_t r, uint32_t t, const struct lexeme *l, int opened)
{
	uint32_t x = past.token[t].x;
	int number = x ? number_of(x) : 0;

	if (number)
		return !numbers[number - 1].tells_where || is_outside(t);
	if (l->class != 'i')    /* a string tells where */
		return l->class == 'n';
	return (opened && l->any == ANY_VALUE) || is_used_elsewhere(t, r, l);
}

int
value_find(uint32_t r, int opened)
{
	const struct call *c = &past.call[r];
	struct lexemes list = { 0 };
	uint32_t x, i, n;
	char *text;

	nfixed = nexact = 0;
	for (x = r; x <= past.ncall && past.call[x].root == r; x++)
		if (number_of(x))
			break;
	if (x > past.ncall || past.call[x].root != r || !c->first || !c->len)
		return 0;
	text = alloc(c->len + 1);
	memcpy(text, text_at(c->f, c->off, c->len), c->len);
	text_holes(text, c->f, c->off, c->off + c->len, r);
	if (!expand_text(text, c->len, past_time(c->first), &list))
		return 0;
	expand_less_pragmas(&list);
	if (list.n != c->last - c->first + 1)
		return 0;
	for (i = 0; i < list.n; i++)
		if (list.l[i].any && expand_number(list.l[i].s, &n) &&
		    matters(r, c->first + i, &list.l[i], opened))
			fix_token(r, c->first + i, &list.l[i]);
	return nfixed != 0;
}

const struct edit *
value_fixed(uint32_t i)
{
	return i < nfixed ? &fixed[i] : NULL;
}

int
value_exact(uint32_t t)
{
	uint32_t i;

	for (i = 0; i < nexact; i++)
		if (exact[i] == t)
			return 1;
	return 0;
}
