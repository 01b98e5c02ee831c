// SPDX-License-Identifier: GPL-2.0-or-later
/* The parts of a piece: parameters, attributes, initialiser or body, and the
 * rest, which is its type and name. */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

/* Tokens that are of another part than the type */
struct extent {
	uint32_t t0, t1;
	enum part part;
};
static struct extent *extents;
static size_t nextents, cap;

static void
extent(const struct side *s, uint32_t n, enum part part)
{
	if (!n)
		return;
	extents = grow(extents, nextents + 1, &cap, sizeof extents[0]);
	extents[nextents++] = (struct extent){ s->node[n].t0, s->node[n].t1,
					       part };
}

/* Attributes, and words that are like them, among the children of node n */
static void
find_attributes(const struct side *s, uint32_t n)
{
	uint32_t i, k;

	EACH_KID(s, i, n, k)
		switch (s->node[k].kind) {
		case N_STORAGE: case N_FUNCSPEC: case N_ATTRS: case N_ALIGNAS:
		case N_ASMLABEL:
			extent(s, k, PART_ATTRIBUTES);
			break;
		case N_STRUCT: case N_UNION: case N_ENUM:
			/* what stands after its members */
			extent(s, side_kid(s, k, 3), PART_ATTRIBUTES);
			break;
		default:
			break;
		}
}

static int
is_declarator(const struct side *s, uint32_t n)
{
	switch (s->node[n].kind) {
	case N_D_NAME: case N_D_PAREN: case N_D_PTR: case N_D_ARRAY:
	case N_D_FUNC: case N_D_ATTRS:
		return 1;
	default:
		return 0;
	}
}

/* The declarator within declarator n; 0: there is none. */
static uint32_t
inner(const struct side *s, uint32_t n)
{
	uint32_t i, k;

	EACH_KID(s, i, n, k)
		if (is_declarator(s, k))
			return k;
	return 0;
}

/* The parameters are those next to the name; those of a function whose pointer
 * it returns are of its type. */
static void
find_declarator(const struct side *s, uint32_t n)
{
	uint32_t params = 0;

	for (; n; n = inner(s, n)) {
		find_attributes(s, n);
		if (s->node[n].kind == N_D_FUNC)
			params = side_kid(s, n, 1);
	}
	extent(s, params, PART_PARAMETERS);
}

static void
find_extents(const struct side *s, const struct piece *p)
{
	const struct top *o = &s->ents.top[p->top];
	uint32_t n = p->node, specs = side_kid(s, o->node, 0);
	int function = s->node[n].kind == N_FUNCDEF;

	nextents = 0;
	if (!function && s->node[n].kind != N_INITDECL)
		return;
	if (specs)
		find_attributes(s, specs);
	find_attributes(s, n);
	find_declarator(s, side_kid(s, n, function));
	if (function) {
		extent(s, side_kid(s, n, 3), PART_PARAMETERS);
		extent(s, o->body, PART_VALUE);
	} else if (side_kid(s, n, 3)) {
		extent(s, side_kid(s, n, 3), PART_VALUE);
		extents[nextents - 1].t0--;     /* its = */
	}
}

static enum part
part_of(uint32_t t)
{
	size_t i;

	for (i = 0; i < nextents; i++)
		if (t >= extents[i].t0 && t <= extents[i].t1)
			return extents[i].part;
	return PART_TYPE;
}

void
part_hashes(const struct side *s, const struct piece *p,
	    uint64_t hash[PARTS])
{
	uint32_t i, t;
	enum part k;

	memset(hash, 0, PARTS * sizeof hash[0]);
	find_extents(s, p);
	for (i = p->seq; i < p->seq + p->nseq; i++) {
		t = s->seq[i];
		k = part_of(t);
		hash[k] = mix_ptr(hash[k], s->canon[t]);
	}
}

int
part_has_string(const struct side *s, const struct piece *p, enum part part,
		const char *begin)
{
	size_t n = strlen(begin);
	uint32_t i;

	find_extents(s, p);
	for (i = p->seq; i < p->seq + p->nseq; i++)
		if (part_of(s->seq[i]) == part &&
		    strncmp(side_token(s, s->seq[i]), begin, n) == 0)
			return 1;
	return 0;
}
