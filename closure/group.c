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
#include "closure.h"

/* By expansion: not whole after all; sticky */
static unsigned char *apart;

static int
is_harmless(uint32_t d)
{
	const struct top *p = &unit.top[d];
	const struct decl *q;
	const struct ent *e;
	uint32_t i;

	if (p->kind == 's' || p->kind == 'e')
		return 1;
	if (p->kind != 'f' && p->kind != 'd')
		return 0;
	if (p->statics)
		return 0;
	for (i = p->decls; i < top_decls_end(d); i++) {
		q = &unit.decl[unit.topdecls[i]];
		e = &unit.ent[q->ent];
		if (e->top || (e->class != FUNCTION && e->class != OBJECT))
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
	uint32_t x = past_root(unit.top[d].t0), a = d, b = d, i;

	if (!apart)
		apart = alloc(past.ncall + 1);
	if (!x || apart[x] || header_of_top(d))
		return 0;
	while (a > 1 && past_root(unit.top[a - 1].t0) == x)
		a--;
	while (b < unit.ntop && past_root(unit.top[b + 1].t0) == x)
		b++;
	if (a == b)
		return 0;
	*first = a;
	*last = b;
	if ((unit.top[a].t0 > 1 && past_root(unit.top[a].t0 - 1) == x) ||
	    (unit.top[b].t1 < past.ntoken && past_root(unit.top[b].t1 + 1) == x)) {
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
	uint32_t x = past_root(unit.top[d].t0);
	int news = !apart[x];

	apart[x] = 1;
	return news;
}

struct ent *
group_function(uint32_t d)
{
	const struct decl *q;
	uint32_t i;

	if (unit.top[d].kind != 'f')
		return NULL;
	for (i = unit.top[d].decls; i < top_decls_end(d); i++) {
		q = &unit.decl[unit.topdecls[i]];
		if (q->node == unit.top[d].node)
			return &unit.ent[q->ent];
	}
	return NULL;
}

int
group_stands(uint32_t a, uint32_t b)
{
	const struct decl *q;
	const struct ent *e;
	uint32_t d, i;

	for (d = a; d <= b; d++) {
		e = group_function(d);
		if (e && (e->now->fate != COPIED || e->now->rewritten))
			return 0;
		for (i = unit.top[d].decls; i < top_decls_end(d); i++) {
			q = &unit.decl[unit.topdecls[i]];
			e = &unit.ent[q->ent];
			if ((e->class == FUNCTION || e->class == OBJECT) &&
			    !e->top && q->node != unit.top[d].node &&
			    !cover_is_unchanged(e))
				return 0;
		}
	}
	for (i = unit.use_at[unit.top[a].t0];
	     i < unit.use_at[unit.top[b].t1 + 1]; i++)
		if (unit.ent[unit.use[i].ent].now->ref)
			return 0;
	return 1;
}
