// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * External declarations out of one macro call.  Where one of them is needed
 * and the others do no harm, all are kept: the result has the call then, as
 * the source has it, and not what a part of it expands to.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* By expansion: not whole after all; sticky */
static unsigned char *apart;

static int
is_harmless(uint32_t d)
{
	const struct top *p = &ents.top[d];
	const struct decl *q;
	const struct entity *e;
	uint32_t i;

	if (p->kind == T_ASSERT || p->kind == T_EMPTY)
		return 1;
	if (p->kind != T_FUNCTION && p->kind != T_DECLARATION)
		return 0;
	if (p->statics)
		return 0;
	EACH_DECL_IN(i, d, q, e) {
		if (e->top || !entity_is_value(e))
			continue;
		if (q->node == p->node) {
			if (e->linkage != INTERNAL || !reach_is_inline(d))
				return 0;
		} else if (q->how != DECLARATION) {
			return 0;
		}
	}
	return 1;
}

int
group_find(uint32_t d, uint32_t *first, uint32_t *last)
{
	uint32_t x = past_root(ents.top[d].t0), a = d, b = d, i;

	if (!apart)
		apart = alloc(past.ncall + 1);
	if (!x || apart[x] || header_of_top(d))
		return 0;
	while (a > 1 && past_root(ents.top[a - 1].t0) == x)
		a--;
	while (b < ents.ntop && past_root(ents.top[b + 1].t0) == x)
		b++;
	if (a == b)
		return 0;
	*first = a;
	*last = b;
	if ((ents.top[a].t0 > 1 && past_root(ents.top[a].t0 - 1) == x) ||
	    (ents.top[b].t1 < past.ntoken &&
	     past_root(ents.top[b].t1 + 1) == x)) {
		apart[x] = 1;
		return 0;
	}
	for (i = a; i <= b; i++)
		if (!is_harmless(i)) {
			apart[x] = 1;
			return 0;
		}
	return 1;
}

int
group_part(uint32_t d)
{
	uint32_t x = past_root(ents.top[d].t0);
	int news = !apart[x];

	apart[x] = 1;
	return news;
}

int
group_stands(uint32_t a, uint32_t b)
{
	const struct use *u;
	const struct decl *q;
	const struct entity *e;
	uint32_t d, i;

	for (d = a; d <= b; d++) {
		e = unit_function(d);
		if (e && (now(e)->fate != COPIED || now(e)->rewritten))
			return 0;
		EACH_DECL_IN(i, d, q, e) {
			if (entity_is_value(e) &&
			    !e->top && q->node != ents.top[d].node &&
			    !declare_is_unchanged(e))
				return 0;
		}
	}
	EACH_USE(u, ents.top[a].t0, ents.top[b].t1)
		if (now(&ents.ent[u->ent])->ref)
			return 0;
	return 1;
}
