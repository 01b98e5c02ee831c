// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Const objects whose value the compiler may need.  It knows the value from
 * the initialiser: a compile-time assertion holds, a constant folds.  Without
 * the initialiser neither does.
 *
 * A second object is as good where only its value counts: where all that is
 * done is read it, and its initialiser has no addresses.  So one that is read
 * at a place which is known when it is compiled is copied.  An object whose
 * address is used is copied only where an assertion over it would fail.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

enum {
	ESCAPES = 1,            /* its address is used */
	FOLDS = 2,              /* a known part of it is read */
	ASSERTED = 4,           /* .. in the condition of an assertion */
	ASKED = 8               /* its initialiser is being looked at */
};
static unsigned char *marks;    /* by entity */
static uint32_t *parent;        /* by node */

static int
is_array(uint32_t n)
{
	uint32_t y = unit.node[n].y;

	while (y && ents.type[y].kind == 'q')
		y = ents.type[y].y;
	return y && ents.type[y].kind == 'a';
}

/* The static object that an id node names, or NULL. */
static struct entity *
object(uint32_t n)
{
	const struct use *u;
	uint32_t t = unit.node[n].t0;
	struct entity *e;

	EACH_USE(u, t, t) {
		e = &ents.ent[u->ent];
		if (e->class == OBJECT && u->how != 'n' &&
		    reach_is_static(e))
			return e;
	}
	return NULL;
}

/* What is done with the object that node n names: from the object to its
 * part, and the part's value or its address. */
static int
use_of(uint32_t n, const struct entity *e)
{
	int known = FOLDS;
	uint32_t p, other;

	if (!unit.node[n].y)
		unit.node[n].y = e->y;
	for (;; n = p) {
		p = parent[n];
		if (!unit.node[n].y)
			return ESCAPES;
		switch (unit.node[p].kind) {
		case N_PAREN: case N_EXTENSION: case N_MEMBER:
			continue;
		case N_DEREF:
			if (is_array(n))
				continue;
			return known;
		case N_INDEX:
			if (!is_array(n))
				return known;   /* an index by its value */
			other = kid(p, kid(p, 0) == n);
			if (!unit.node[other].constant)
				known = 0;
			continue;
		case N_ADDR:
			return ESCAPES;
		default:
			return is_array(n) ? ESCAPES : known;
		}
	}
}

/* The uses between t0 and t1 are those of an assertion's condition. */
static void
asserted(uint32_t t0, uint32_t t1)
{
	const struct use *u;

	EACH_USE(u, t0, t1)
		marks[u->ent] |= ASSERTED;
}

/* Does it make the compiler fail, or warn, where it is called? */
static int
is_assertion(const struct entity *e)
{
	static const char *const attrs[] = { "error", "warning", NULL };
	const struct decl *p;

	EACH_DECL(p, e)
		if (e->class == FUNCTION && attr_of(p, attrs))
			return 1;
	return 0;
}

/* What decides whether call n is reached, nearest to it */
static void
condition(uint32_t n)
{
	for (; (n = parent[n]); )
		switch (unit.node[n].kind) {
		case N_IF_S: case N_COND: case N_LAND: case N_LOR:
			asserted(unit.node[kid(n, 0)].t0,
				 unit.node[kid(n, 0)].t1);
			return;
		default:
			break;
		}
}

static void
find_marks(void)
{
	uint32_t n, i;
	struct entity *e;

	marks = alloc(ents.nent + 1);
	parent = alloc((unit.nnode + 1) * sizeof parent[0]);
	for (n = 1; n <= unit.nnode; n++)
		for (i = kids(n); i < kids_end(n); i++)
			parent[unit.kids[i]] = n;
	for (n = 1; n <= unit.nnode; n++) {
		if (unit.node[n].kind == N_ID && (e = object(n)))
			marks[e - ents.ent] |= use_of(n, e);
		e = unit.node[n].kind == N_CALL ? unit_named(kid(n, 0)) : NULL;
		if (e && is_assertion(e))
			condition(n);
	}
}

/* Is the initialiser's value the same wherever it stands? */
static int
is_plain(const struct entity *e)
{
	const struct use *u;
	uint32_t n = ents.decl[e->def].node;
	const struct entity *o;

	if (!n || unit.node[n].kind != N_INITDECL || !kid(n, 3))
		return 0;
	n = kid(n, 3);
	EACH_USE(u, unit.node[n].t0, unit.node[n].t1) {
		o = &ents.ent[u->ent];
		if (u->how != 'n' && reach_is_static(o) &&
		    !(o != e && o->class == OBJECT && value_is_needed(o)))
			return 0;
	}
	return 1;
}

int
value_is_needed(const struct entity *e)
{
	unsigned char m;
	int yes;

	if (!e->def || e->storage == STORE_THREAD || known(e)->alias ||
	    !type_const(e->y))
		return 0;
	if (!marks)
		find_marks();
	m = marks[e - ents.ent];
	if ((m & ASKED) || !((m & ASSERTED) || ((m & FOLDS) &&
	    !(m & ESCAPES) && e->linkage != EXTERNAL)))
		return 0;
	marks[e - ents.ent] |= ASKED;
	yes = is_plain(e);
	marks[e - ents.ent] = m;
	return yes;
}
