// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * 6.7.9 Initialisation
 *
 * Braces may be left out, so a list is read with a stack of the aggregates
 * it is inside of: a cursor a level.  What counts here is how far an array
 * of unknown size reaches, what designators name, and the expressions.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

struct cursor {
	uint32_t type;          /* a struct, a union, an array, a vector */
	int64_t at;             /* the member or element that comes next */
	int64_t most;           /* of an array: elements reached */
};

enum { DEPTH = 64 };

static uint32_t list_read(uint32_t n, uint32_t type);

static int
is_aggregate(uint32_t t)
{
	return kind(t) == T_ARRAY || kind(t) == T_VECTOR || type_is_record(t);
}

static struct tag *
tag_of(uint32_t t)
{
	return ents[types[bare(t)].ent].tag;
}

/* The type of what comes next in C; 0: it is full. */
static uint32_t
next_type(struct cursor *c)
{
	const struct tag *g;
	int64_t n;

	if (!c->type)
		return 0;
	if (!type_is_record(c->type)) {
		n = types[bare(c->type)].count;
		return n >= 0 && c->at >= n ? 0 : base(c->type);
	}
	g = tag_of(c->type);
	/* 6.7.9p9: unnamed members are not initialised */
	while (c->at < g->n && !g->m[c->at].s && g->m[c->at].width >= 0)
		c->at++;
	if (c->at >= g->n ||
	    (ents[g->ent].class == C_UNION && c->most > 0))
		return 0;
	return g->m[c->at].type;
}

static void
step(struct cursor *c)
{
	c->at += c->at < INT64_MAX;
	if (c->most < c->at)
		c->most = c->at;
}

static int
is_string(uint32_t n)
{
	while (nd(n)->kind == ND_PAREN || nd(n)->kind == ND_EXTENSION)
		n = kid(n, 0);
	return nd(n)->kind == ND_STRING;
}

static int
is_char_array(uint32_t t)
{
	return kind(t) == T_ARRAY && type_is_int(base(t)) &&
	       kind(base(t)) == T_BASE;
}

/* Move into the member s, through anonymous ones; the new depth. */
static int
go_member(struct cursor *c, int d, uint32_t s, uint32_t token)
{
	struct tag *g;
	int i;

	for (;;) {
		if (!c[d].type)
			return d;
		if (!type_is_record(c[d].type) ||
		    !need_complete(c[d].type, token) ||
		    (i = member_holding(tag_of(c[d].type), s)) < 0) {
			err(token, "'%s' has no member named '%s'",
			    type_name(c[d].type), tree_text(token));
			c[d].type = 0;
			return d;
		}
		g = tag_of(c[d].type);
		c[d].at = i;
		c[d].most = 0;
		if (g->m[i].s == s || d + 1 == DEPTH)
			return d;
		d++;
		c[d] = (struct cursor){ .type = g->m[i].type };
	}
}

static int64_t
index_value(uint32_t n)
{
	wide v;

	if (!expr_constant(n, &v, NULL, "array index in initializer"))
		return 0;
	if (v < 0 || v >= INT64_MAX) {
		err(nd(n)->t0, "array index in initializer is out of range");
		return 0;
	}
	return v;
}

/* A designation, from the list's own aggregate c[0]; the new depth. */
static int
designate(struct cursor *c, uint32_t n)
{
	uint32_t k, t;
	unsigned i;
	int d = 0;

	for (i = 0; i < nd(n)->n; i++) {
		k = kid(n, i);
		if (i > 0) {
			t = next_type(&c[d]);
			if (d + 1 == DEPTH) {
				err(nd(k)->t0, "nested too deeply");
				return d;
			}
			c[++d] = (struct cursor){ .type = t };
		}
		switch (nd(k)->kind) {
		case ND_DESIG_MEMBER:
			d = go_member(c, d, spelling(nd(k)->t1), nd(k)->t1);
			break;
		case ND_DESIG_OLD:
			d = go_member(c, d, spelling(nd(k)->t0), nd(k)->t0);
			break;
		case ND_DESIG_INDEX:
		case ND_DESIG_RANGE:
			c[d].at = index_value(kid(k, 0));
			if (nd(k)->kind == ND_DESIG_RANGE)
				c[d].at = index_value(kid(k, 1));
			if (c[d].type && kind(c[d].type) != T_ARRAY &&
			    kind(c[d].type) != T_VECTOR) {
				err(nd(k)->t0, "array index in non-array "
				    "initializer");
				c[d].type = 0;
			} else if (c[d].type &&
				   types[bare(c[d].type)].count >= 0 &&
				   c[d].at >= types[bare(c[d].type)].count) {
				err(nd(k)->t0, "array index in initializer "
				    "exceeds array bounds");
				c[d].type = 0;
			}
			break;
		default:
			break;
		}
	}
	return d;
}

/* The expression N goes to the next place: into how deep an aggregate? */
static int
place(struct cursor *c, int d, uint32_t n)
{
	struct ex e;
	uint32_t t;

	/* Where nothing is left go out, but never out of the braces. */
	while (d > 0 && !next_type(&c[d])) {
		d--;
		step(&c[d]);
	}
	t = next_type(&c[d]);
	if (t && is_aggregate(t) && is_char_array(t) && is_string(n)) {
		expr(n);
		step(&c[d]);
		return d;
	}
	e = expr_value(n);
	/* Into the first scalar, unless the value is a whole one. */
	while (t && is_aggregate(t)) {
		if (e.type && type_compatible(type_unqual(e.type),
					      type_unqual(t)))
			break;
		if (type_is_record(t) && !need_complete(t, nd(n)->t0))
			break;
		if (kind(t) == T_VECTOR && kind(e.type) == T_VECTOR)
			break;
		if (d + 1 == DEPTH)
			break;
		c[++d] = (struct cursor){ .type = t };
		t = next_type(&c[d]);
		if (is_char_array(t ? t : B_INT) && is_string(n))
			break;
	}
	step(&c[d]);
	return d;
}

static uint32_t
list_read(uint32_t n, uint32_t type)
{
	struct cursor c[DEPTH];
	uint32_t k, v, t;
	unsigned i;
	int d = 0;

	expr_enter(nd(n)->t0);
	if (type && type_is_record(type) && !need_complete(type, nd(n)->t0))
		type = 0;
	/* a scalar in braces */
	if (type && !is_aggregate(type)) {
		for (i = 0; i < nd(n)->n; i++) {
			v = kid(kid(n, i), 1);
			if (nd(v)->kind == ND_INITLIST)
				list_read(v, type);
			else
				expr_value(v);
		}
		return type;
	}
	c[0] = (struct cursor){ .type = type };
	for (i = 0; i < nd(n)->n; i++) {
		k = kid(n, i);
		v = kid(k, 1);
		if (kid(k, 0)) {
			c[0].most = type_is_record(type) ? 0 : c[0].most;
			d = designate(c, kid(k, 0));
		}
		if (nd(v)->kind == ND_INITLIST) {
			while (d > 0 && !next_type(&c[d])) {
				d--;
				step(&c[d]);
			}
			t = next_type(&c[d]);
			list_read(v, t);
			step(&c[d]);
		} else if (i == 0 && nd(n)->n == 1 && type &&
			   is_char_array(type) && is_string(v) &&
			   !kid(k, 0)) {
			return init_read(v, type);      /* { "text" } */
		} else
			d = place(c, d, v);
		/* an element reached inside counts for the array around */
		if (d > 0 && c[0].most <= c[0].at)
			c[0].most = c[0].at + 1;
	}
	if (type && kind(type) == T_ARRAY &&
	    types[bare(type)].count == N_UNKNOWN)
		return type_aligned_as(type_array(base(type), c[0].most), type);
	return type;
}

uint32_t
init_read(uint32_t n, uint32_t type)
{
	struct ex e;

	if (nd(n)->kind == ND_INITLIST)
		return list_read(n, type);
	if (type && kind(type) == T_ARRAY && is_string(n)) {
		e = expr(n);
		if (types[bare(type)].count == N_UNKNOWN &&
		    kind(e.type) == T_ARRAY)
			return type_aligned_as(type_array(base(type),
				types[bare(e.type)].count), type);
		return type;
	}
	/* GNU C: an array from a compound literal */
	e = expr(n);
	if (type && kind(type) == T_ARRAY && kind(e.type) == T_ARRAY) {
		if (types[bare(type)].count == N_UNKNOWN)
			return type_aligned_as(type_array(base(type),
				types[bare(e.type)].count), type);
		return type;
	}
	rvalue(e);
	if (type && kind(type) == T_ARRAY && e.type)
		err(nd(n)->t0, "invalid initializer");
	return type;
}
