// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a change leads to.  The code of a function has in it what inline
 * functions do, and what const objects hold; so has what another function does
 * that the same macro call made for it.  The way is followed from what is
 * changed to what uses it, the shortest one first.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

/* Uses of the new side by the entity: those of e are uses[from[e]] on */
static uint32_t *from, *uses;
/* The function that is defined by an external declaration; 0: none is */
static uint32_t *function;

static uint32_t *queue;
static uint32_t first, last;

static uint32_t
entity_of_use(uint32_t i)
{
	return new.ents.use[i - 1].ent;
}

static void
index_uses(void)
{
	const struct piece *p;

	from = group_by(new.ents.nuse, entity_of_use, new.ents.nent + 1,
			&uses);
	function = alloc((new.ents.ntop + 2) * sizeof function[0]);
	queue = alloc((new.npiece + 1) * sizeof queue[0]);
	for (p = new.piece + 1; p <= new.piece + new.npiece; p++)
		if (p->kind <= P_INLINE)
			function[p->top] = p - new.piece;
}

static int
is_same(const struct piece *p)
{
	return p->other && (p->verdict == V_SAME || p->verdict == V_MOVED ||
			    p->verdict == V_RENAMED);
}

static int
is_new(const struct piece *p)
{
	return p > new.piece && p <= new.piece + new.npiece;
}

static uint32_t
root_of(const struct piece *p)
{
	return side_root(&new, new.ents.top[p->top].t0);
}

/* As what a function that uses piece p of a side is affected, by what it is
 * there; NULL: it is not. */
static const char *
leads_on(const struct side *s, const struct piece *p)
{
	if (p->kind == P_INLINE)
		return "inline";
	return p->kind == P_OBJECT && why_const(s, p) ? "initialiser-const" :
		NULL;
}

/* The same, by what it was, too: the code of an inline function that is none
 * any more was in its users. */
static const char *
leads_to(const struct piece *p, const struct piece *user)
{
	int now = is_new(p);
	const char *because = leads_on(now ? &new : &old, p);

	if (!because && now && p->other)
		because = leads_on(&old, p->other);
	if (because || !now)
		return because;
	if (p->kind == P_FUNCTION && root_of(p) &&
	    new.ents.ent[p->ent].linkage == INTERNAL &&
	    root_of(p) == root_of(user))
		return "wrapped";
	return NULL;
}

static void
affect(struct piece *p, const char *because, const char *via)
{
	p->verdict = V_AFFECTED;
	p->because = because;
	p->via = via;
	if (p->kind <= P_OBJECT)
		queue[last++] = p - new.piece;
}

/* Those that use entity e, which piece p is or was the definition of, are
 * affected. */
static void
follow(const struct piece *p, uint32_t e)
{
	const char *via = p->via ? format("%s %s", p->via, p->name) : p->name;
	const struct use *u;
	struct piece *user;
	const char *because;
	uint32_t i, d;

	for (i = from[e]; i < from[e + 1]; i++) {
		u = &new.ents.use[uses[i] - 1];
		d = first_from(u->tok, new.ents.top, sizeof *new.ents.top,
			       offsetof(struct top, t1), new.ents.ntop);
		user = &new.piece[function[d]];
		if (u->how == 'n' || !function[d] || !is_same(user))
			continue;
		because = leads_to(p, user);
		if (because)
			affect(user, because, via);
	}
}

/* The struct, union or enum that a piece is; 0: it is none. */
static uint32_t
tag_of(const struct side *s, const struct piece *p)
{
	uint32_t tag;

	if (p->kind != P_TYPE || !p->ent)
		return 0;
	if (entity_is_tag(&s->ents.ent[p->ent]))
		return p->ent;
	tag = type_tag(s, s->ents.ent[p->ent].y);
	return s->ents.ent[tag].name ? 0 : tag;
}

static void
compare_layout(struct piece *p)
{
	uint32_t a = tag_of(&old, p->other), b = tag_of(&new, p);
	const char *inner, *text = type_differs(a, b, &inner);

	if (!text)
		return;
	if (p->verdict != V_CHANGED)
		affect(p, NULL, NULL);
	p->because = "type-layout";
	p->via = inner ? inner : p->via;
	p->about = text;
}

/* What a constant is to an object: its size, or what it begins with */
static void
object_changes(struct piece *p)
{
	uint32_t a = old.ents.ent[p->other->ent].y, b = new.ents.ent[p->ent].y;

	if (p->kind != P_OBJECT || strcmp(p->because, "constant") != 0)
		return;
	p->because = type_size(&old, a) != type_size(&new, b) ? "type" :
		why_const(&new, p) ? "initialiser-const" :
		"initialiser-writable";
}

/* What was defined and is only declared now: those that use it had in them what
 * it was. */
static void
follow_gone(void)
{
	struct map named = { 0 };
	const struct entity *e;
	const struct piece *p;
	uint32_t i;

	for (i = 1; i <= new.ents.nent; i++) {
		e = &new.ents.ent[i];
		if (entity_is_value(e) && e->name && !e->top)
			*map_at(&named, mix_ptr(0, new.word[e->name])) = i;
	}
	for (p = old.piece + 1; p <= old.piece + old.npiece; p++) {
		if (p->verdict != V_GONE || p->kind > P_OBJECT)
			continue;
		i = map_get(&named, mix_ptr(0, p->name));
		if (i)
			follow(p, i);
	}
}

void
follow_changes(void)
{
	struct piece *p;

	index_uses();
	for (p = new.piece + 1; p <= new.piece + new.npiece; p++) {
		if (p->other)
			compare_layout(p);
		if (p->kind > P_OBJECT)
			continue;
		if (p->verdict == V_CHANGED || p->verdict == V_NEW)
			queue[last++] = p - new.piece;
		else if (p->other && meaning_differs(p)) {
			object_changes(p);
			affect(p, p->because, p->via);
		}
	}
	follow_gone();
	while (first < last) {
		p = &new.piece[queue[first++]];
		follow(p, p->ent);
	}
}
