// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the same tokens mean on both sides.  They have the same syntax tree, so
 * its nodes are compared one by one: the types and values of expressions, the
 * places of members, and the sizes that are counted in where a pointer moves.
 * The first node that is not the same is the innermost, for children come
 * before their parents: it is the reason.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

/* A value: an address is one of a name. */
static const char *
value(const struct side *s, uint32_t n)
{
	const char *v = s->node[n].value, *rest;
	unsigned long e;

	if (!v || *v != '&')
		return v;
	e = strtoul(v + 1, (char **)&rest, 10);
	if (!e || e > s->ents.nent)
		return v;
	return intern(format("&%s%s", s->ents.ent[e].name ?
			     s->word[s->ents.ent[e].name] : "", rest));
}

/* The struct or union whose member node n takes; 0: it takes none. */
static uint32_t
taken_from(const struct side *s, uint32_t n)
{
	uint32_t k = side_kid(s, n, 0), y = k ? s->node[k].y : 0;

	if (s->node[n].kind == N_ARROW)
		return type_tag(s, type_pointee(s, y));
	return s->node[n].kind == N_MEMBER ? type_tag(s, y) : 0;
}

/* The type whose size node n counts in; 0: none */
static uint32_t
counted(const struct side *s, uint32_t n)
{
	uint32_t y = s->node[n].y;

	switch (s->node[n].kind) {
	case N_ADD: case N_SUB: case N_ADD_A: case N_SUB_A:
	case N_PREINC: case N_PREDEC: case N_POSTINC: case N_POSTDEC:
		return type_pointee(s, y);
	case N_INDEX: case N_ASSIGN: case N_CALL: case N_DEREF: case N_VA_ARG:
		return y;
	default:
		return 0;
	}
}

static void
say(struct piece *p, const char *because, const char *via)
{
	p->because = because;
	p->via = via;
}

/* The struct, union or enum of the old side that has this name; 0: none */
static uint32_t
old_tag(const char *name)
{
	static struct map named;
	uint32_t i, tag;

	if (!named.n)
		for (i = 1; i <= old.types.nlayout; i++) {
			tag = old.types.layout[i].ent;
			*map_at(&named, mix_ptr(0, intern(type_name(&old,
							tag)))) = tag;
		}
	return map_get(&named, mix_ptr(0, intern(name)));
}

/* The layout of a type that the tokens of node n of the new side name, which is
 * not as it was; 0: there is none. */
static uint32_t
named_layout(uint32_t n)
{
	const struct node *b = &new.node[n];
	const struct use *u = new.ents.use + new.ents.use_at[b->t0];
	const struct use *end = new.ents.use + new.ents.use_at[b->t1 + 1];
	const struct entity *e;
	uint32_t tag, o;

	for (; u < end; u++) {
		e = &new.ents.ent[u->ent];
		tag = entity_is_tag(e) ? u->ent : type_tag(&new, e->y);
		if (!tag)
			tag = type_tag(&new, type_pointee(&new, e->y));
		if (!tag || !new.ents.ent[tag].name)
			continue;
		o = old_tag(type_name(&new, tag));
		if (o && type_layout(&old, o) != type_layout(&new, tag))
			return tag;
	}
	return 0;
}

/* Why node n of the new side has another value */
static void
explain_value(struct piece *p, uint32_t n)
{
	uint32_t tag = named_layout(n);

	if (new.node[n].kind == N_ID)
		say(p, "constant", side_token(&new, new.node[n].t0));
	else if (tag)
		say(p, "type-layout", type_name(&new, tag));
	else
		say(p, "constant", NULL);
}

/* The first name in node n of the new side that stands for something */
static const char *
first_name(uint32_t n)
{
	const struct use *u = new.ents.use + new.ents.use_at[new.node[n].t0];
	const struct use *end = new.ents.use +
		new.ents.use_at[new.node[n].t1 + 1];

	return u < end ? side_token(&new, u->tok) : NULL;
}

/* Why node n of the new side has another type */
static void
explain_type(struct piece *p, uint32_t n)
{
	uint32_t tag = taken_from(&new, n);

	say(p, "type", tag ? type_name(&new, tag) : first_name(n));
}

/* Has the type, of either side, another size? */
static int
size_differs(struct piece *p, uint32_t a, uint32_t b)
{
	uint32_t tag = type_tag(&new, b);

	if (!tag || type_size(&old, a) == type_size(&new, b))
		return 0;
	say(p, "type-layout", type_name(&new, tag));
	return 1;
}

/* Has it another layout?  Its members may have values in their order. */
static int
layout_differs(struct piece *p, uint32_t a, uint32_t b)
{
	uint32_t tag = type_tag(&new, b);

	if (type_layout(&old, type_tag(&old, a)) == type_layout(&new, tag))
		return 0;
	say(p, "type-layout", type_name(&new, tag));
	return 1;
}

/* Arguments that are passed by value */
static int
arguments_differ(struct piece *p, uint32_t a, uint32_t b)
{
	uint32_t i, ka, kb;

	EACH_KID(&new, i, b, kb) {
		ka = side_kid(&old, a, i - new.node[b].kid);
		if (ka && new.ents.type[new.node[kb].y].kind == 't' &&
		    size_differs(p, old.node[ka].y, new.node[kb].y))
			return 1;
	}
	return 0;
}

static int
node_differs(struct piece *p, uint32_t a, uint32_t b)
{
	const struct node *na = &old.node[a], *nb = &new.node[b];
	uint32_t ta, tb;

	if (na->kind != nb->kind) {
		say(p, "type", first_name(b));
		return 1;
	}
	if ((tb = taken_from(&new, b)) && (ta = taken_from(&old, a)) &&
	    type_member(&new, tb, side_token(&new, nb->t1)) !=
	    type_member(&old, ta, side_token(&old, na->t1))) {
		say(p, "type-layout", type_name(&new, tb));
		return 1;
	}
	if (value(&old, a) != value(&new, b) &&
	    !place_in(&new, nb->t0, nb->t1)) {
		explain_value(p, b);
		return 1;
	}
	/* the length of an array is in its uses, as are its elements */
	if (old.types.type[na->y].hash != new.types.type[nb->y].hash &&
	    new.ents.type[nb->y].kind != 'a') {
		explain_type(p, b);
		return 1;
	}
	return size_differs(p, counted(&old, a), counted(&new, b)) ||
		(nb->kind == N_COMPOUND && layout_differs(p, na->y, nb->y)) ||
		(nb->kind == N_CALL && arguments_differ(p, a, b));
}

/* Has what is declared within another type?  It is laid out, so that counts
 * in. */
static int
object_differs(struct piece *p, const struct decl *a, const struct decl *b)
{
	if (old.types.type[a->y].hash != new.types.type[b->y].hash) {
		say(p, "type", side_token(&new, b->tok));
		return 1;
	}
	return layout_differs(p, a->y, b->y);
}

/* The first and the last node of the piece; the last before the first: there
 * are none. */
static struct range
nodes_of(const struct side *s, const struct piece *p)
{
	struct range r = s->nodes[p->top];

	if (p->kind != P_OBJECT)
		return r;
	while (r.from <= r.to && s->node[r.from].t0 < s->node[p->node].t0)
		r.from++;
	r.to = p->node;
	return r;
}

/* Is node n of the new side never evaluated?  What makes it so has a value, and
 * that is compared. */
static int
is_dead(uint32_t n)
{
	return new.dead_token[new.node[n].t0] && new.dead_token[new.node[n].t1];
}

int
meaning_differs(struct piece *p)
{
	struct range a = nodes_of(&old, p->other), b = nodes_of(&new, p);
	uint32_t i = old.ents.top[p->other->top].decls;
	uint32_t k = new.ents.top[p->top].decls;
	const struct decl *da, *db;

	for (; a.from <= a.to && b.from <= b.to; a.from++, b.from++)
		if (!is_dead(b.from) && node_differs(p, a.from, b.from))
			return 1;
	for (; i < old.ents.top[p->other->top + 1].decls &&
	       k < new.ents.top[p->top + 1].decls; i++, k++) {
		da = &old.ents.decl[old.ents.topdecls[i]];
		db = &new.ents.decl[new.ents.topdecls[k]];
		if (new.ents.ent[db->ent].class == OBJECT &&
		    object_differs(p, da, db))
			return 1;
	}
	return 0;
}
