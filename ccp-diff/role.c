// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is special about functions and objects of a kernel.  Sections tell
 * most of it, the macros that kernel and modules use for it the rest.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

enum { EXPORTED = 1, PARAMETER = 2, SYSCALL = 4 };

static const struct {
	const char *begin;      /* of the name of an outermost macro */
	unsigned role;          /* of what it declares */
} macros[] = {
	{ "EXPORT_SYMBOL", EXPORTED },
	{ "SYSCALL_DEFINE", SYSCALL },
	{ "COMPAT_SYSCALL_DEFINE", SYSCALL },
};

static unsigned
macro_role(const struct side *s, uint32_t root)
{
	const char *name = s->word[s->past.macro[s->past.call[root].m].s];
	size_t i;

	for (i = 0; i < LEN(macros); i++)
		if (strncmp(name, macros[i].begin,
			    strlen(macros[i].begin)) == 0)
			return macros[i].role;
	return 0;
}

/* Declaration p, by such a macro, is an alias of a function: that one is
 * special, too. */
static void
mark_alias(struct side *s, const struct piece *p, unsigned role)
{
	const char *word;
	uint32_t i;

	for (i = p->seq; i < p->seq + p->nseq; i++) {
		word = side_token(s, s->seq[i]);
		if (*word == '"')
			*map_at(&s->aliased, mix_ptr(0, internn(word + 1,
				strlen(word + 1) - 1))) = role;
	}
}

/* The objects that piece p, which describes a parameter, refers to */
static void
mark_parameter(struct side *s, const struct piece *p)
{
	const struct top *o = &s->ents.top[p->top];
	const struct use *u = s->ents.use + s->ents.use_at[o->t0];
	const struct use *end = s->ents.use + s->ents.use_at[o->t1 + 1];

	s->role[p->ent] |= PARAMETER;
	for (; u < end; u++)
		if (s->ents.ent[u->ent].class == OBJECT &&
		    !type_is_const(s, s->ents.ent[u->ent].y))
			s->role[u->ent] |= PARAMETER;
}

void
role_find(struct side *s)
{
	const struct decl *d;
	const struct piece *p;
	uint32_t i, root;

	s->role = alloc(s->ents.nent + 1);
	for (i = 1; i <= s->ents.ndecl; i++) {
		d = &s->ents.decl[i];
		root = side_root(s, d->tok);
		if (root && !s->ents.ent[d->ent].top)
			s->role[d->ent] |= macro_role(s, root);
	}
	for (p = s->piece + 1; p <= s->piece + s->npiece; p++) {
		root = p->top ? side_root(s, s->ents.top[p->top].t0) : 0;
		if (p->kind == P_PROTOTYPE && root && macro_role(s, root) &&
		    part_has_string(s, p, PART_ATTRIBUTES, "\""))
			mark_alias(s, p, macro_role(s, root));
		if (p->kind == P_OBJECT &&
		    part_has_string(s, p, PART_ATTRIBUTES, "\"__param"))
			mark_parameter(s, p);
	}
}

static int
is_static_key(const struct side *s, const struct entity *e)
{
	uint32_t tag = e->class == OBJECT ? type_tag(s, e->y) : 0;
	uint32_t name = tag ? s->ents.ent[tag].name : 0;

	return name && strncmp(s->word[name], "static_key", 10) == 0;
}

static const char *
word(const char *words, int is, const char *another)
{
	if (!is)
		return words;
	return words ? format("%s,%s", words, another) : another;
}

const char *
role_of(const struct side *s, const struct piece *p)
{
	const struct entity *e = &s->ents.ent[p->ent];
	unsigned role = s->role[p->ent];
	const char *w = NULL;

	if (!p->ent || e->class == TYPEDEF)
		return NULL;
	w = word(w, part_has_string(s, p, PART_ATTRIBUTES, "\".init."),
		 "init");
	w = word(w, part_has_string(s, p, PART_ATTRIBUTES, "\".exit."),
		 "exit");
	w = word(w, p->kind == P_OBJECT && why_const(s, p), "const");
	w = word(w, role & EXPORTED, "exported");
	w = word(w, e->class == FUNCTION &&
		 (e->linkage == EXTERNAL ? role & SYSCALL :
		  map_get(&s->aliased, mix_ptr(0, p->name)) == SYSCALL),
		 "syscall");
	w = word(w, role & PARAMETER, "module-parameter");
	return word(w, is_static_key(s, e), "static-key");
}
