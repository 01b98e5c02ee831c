// SPDX-License-Identifier: GPL-2.0-or-later
/* What the names in a function body mean that was not parsed. */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

static uint32_t *named, *tagged;        /* name -> entity of file scope */
static uint32_t *local;         /* name -> the function it is local to */
static uint32_t *first;         /* external declaration -> its first decl */
static uint32_t extern_in;      /* a declaration in it begins so */

static const char *
text(uint32_t t)
{
	return spell(past.token[t].s)->s;
}

void
names_begin(void)
{
	size_t n = rec_last('S') + 1;
	const struct entity *e;
	uint32_t i, s;

	named = alloc(n * sizeof named[0]);
	tagged = alloc(n * sizeof tagged[0]);
	local = alloc(n * sizeof local[0]);
	first = alloc((ents.ntop + 2) * sizeof first[0]);
	for (i = ents.ndecl; i > 0; i--)
		first[ents.decl[i].top] = i;
	for (i = 1; i <= ents.nent; i++) {
		e = &ents.ent[i];
		if (e->top || !e->decl || e->class == LABEL)
			continue;
		s = past.token[ents.decl[e->decl].tok].s;
		if (e->class == STRUCT || e->class == UNION)
			tagged[s] = i;
		else if (e->class != ENUM)
			named[s] = i;
	}
}

uint32_t
names_head(uint32_t d)
{
	struct top *p = &ents.top[d];
	uint32_t t, depth = 0;

	if (p->head != p->t1 || !p->function)
		return p->head;
	for (t = p->t1; t > p->t0; t--) {
		depth += *text(t) == '}';
		if (*text(t) == '{' && --depth == 0)
			return p->head = t - 1;
	}
	return p->head;
}

/* Is it a name that the function's head declares? */
static int
is_param(uint32_t d, uint32_t s)
{
	uint32_t i;

	for (i = first[d]; i && i <= ents.ndecl && ents.decl[i].top == d; i++)
		if (past.token[ents.decl[i].tok].s == s)
			return 1;
	return 0;
}

/* Can an expression begin after this word? */
static int
leads(const char *word)
{
	static const char *const words[] = {
		"return", "else", "do", "case", "goto", "sizeof",
		"__extension__", "__alignof__", "typeof", "__typeof__"
	};
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(word, words[i]) == 0)
			return 1;
	return 0;
}

/* The struct or union that token t names: does it have to be complete? */
static int
is_full(uint32_t t, uint32_t last)
{
	int pointer = 0;
	uint32_t name;

	for (t++; t < last && (strcmp(text(t), "*") == 0 ||
			       strcmp(text(t), "const") == 0); t++)
		pointer |= *text(t) == '*';
	if (!pointer || spell(past.token[t].s)->class != 'i')
		return 1;
	name = past.token[t].s;
	for (t++; t < last; t++)
		if (past.token[t].s == name && strcmp(text(t + 1), "->") == 0)
			return 1;
	return 0;
}

uint32_t
names_use(uint32_t d, uint32_t t, char *how)
{
	const char *prev = text(t - 1);
	uint32_t s = past.token[t].s, e;
	int tag;

	*how = 'n';
	if (strcmp(text(t), "extern") == 0)
		extern_in = d;
	else if (*text(t) == ';')
		extern_in = 0;
	if (!named[s] && !tagged[s])
		return 0;
	tag = strcmp(prev, "struct") == 0 || strcmp(prev, "union") == 0;
	e = (tag ? tagged : named)[s];
	if (!e || ents.decl[ents.ent[e].decl].tok >= t ||
	    strcmp(prev, ".") == 0 || strcmp(prev, "->") == 0)
		return 0;
	if (tag) {
		if (is_full(t, ents.top[d].t1))
			*how = 'f';
		return e;
	}
	if (ents.ent[e].class == TYPEDEF)
		return e;
	if (extern_in == d || is_param(d, s) ||
	    (spell(past.token[t - 1].s)->class == 'i' && !leads(prev)))
		local[s] = d;
	return local[s] == d ? 0 : e;
}
