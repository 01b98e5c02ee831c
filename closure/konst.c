// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An inline function may hand a parameter to an "i" operand of asm, as those
 * behind static keys do: what its callers pass there must be a link-time
 * constant as well.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "closure.h"

static uint32_t
skip_parens(uint32_t n)
{
	while (n && unit.node[n].kind == N_PAREN)
		n = kid(n, 0);
	return n;
}

/* The params node of the function that d defines. */
static uint32_t
params(uint32_t d)
{
	uint32_t n = kid(unit.top[d].node, 1), last = 0;

	for (; n; n = unit.node[n].kind == N_D_PAREN ? kid(n, 1) : kid(n, 0)) {
		if (unit.node[n].kind == N_D_NAME)
			break;
		if (unit.node[n].kind == N_D_FUNC)
			last = kid(n, 1);
	}
	return last && unit.node[last].kind == N_PARAMS ? last : 0;
}

/* The entity of parameter i of the function that d defines. */
static struct ent *
param(uint32_t d, unsigned i)
{
	uint32_t p = params(d), n, j;

	n = p ? kid(p, i) : 0;
	if (!n)
		return NULL;
	for (j = unit.top[d].decls; j < top_decls_end(d); j++)
		if (unit.decl[unit.topdecls[j]].node == n)
			return &unit.ent[unit.decl[unit.topdecls[j]].ent];
	return NULL;
}

static int
is_param(const struct ent *e)
{
	uint32_t n = e->decl ? unit.decl[e->decl].node : 0;

	return e->class == OBJECT && e->top && n &&
	       unit.node[n].kind == N_PARAM;
}

static int
constant(uint32_t ent, uint32_t t)
{
	struct ent *e = &unit.ent[ent];
	int news;

	if (is_param(e)) {
		news = !e->constant;
		e->constant = 1;
		return news;
	}
	if (reach_is_static(e))
		reach_constant(e, t);
	return 0;
}

/* The walked function that a call's node calls, 0: none. */
static uint32_t
callee(uint32_t call)
{
	uint32_t n = skip_parens(kid(call, 0)), i, t;
	const struct ent *e;

	if (!n || unit.node[n].kind != N_ID)
		return 0;
	t = unit.node[n].t0;
	for (i = unit.use_at[t]; i < unit.use_at[t + 1]; i++) {
		e = &unit.ent[unit.use[i].ent];
		if (e->class == FUNCTION && e->now->fate == COPIED)
			return unit.decl[e->def].top;
	}
	return 0;
}

static int
in_call(uint32_t call)
{
	uint32_t d = callee(call), i, j, arg, n;
	struct ent *p;
	int news = 0;

	if (!d || !reach_is_inline(d))
		return 0;
	n = kids_end(call) - kids(call);
	for (i = 1; i < n; i++) {
		arg = kid(call, i);
		p = arg ? param(d, i - 1) : NULL;
		if (!p || !p->constant)
			continue;
		for (j = unit.use_at[unit.node[arg].t0];
		     j < unit.use_at[unit.node[arg].t1 + 1]; j++)
			if (unit.use[j].how == 'r' || unit.use[j].how == 'k')
				news |= constant(unit.use[j].ent,
						 unit.use[j].tok);
	}
	return news;
}

static int
in_function(uint32_t d)
{
	uint32_t b = unit.top[d].body, i, n;
	int news = 0;

	for (i = unit.use_at[unit.top[d].t0];
	     i < unit.use_at[unit.top[d].t1 + 1]; i++)
		if (unit.use[i].how == 'k' &&
		    is_param(&unit.ent[unit.use[i].ent]))
			news |= constant(unit.use[i].ent, unit.use[i].tok);
	if (!b)
		return news;
	/* children come before parents, so a body's nodes are a row */
	for (n = b; n && unit.node[n].t0 >= unit.node[b].t0 &&
	     unit.node[n].t1 <= unit.node[b].t1; n--)
		if (unit.node[n].kind == N_CALL)
			news |= in_call(n);
	return news;
}

void
konst_find(void)
{
	struct ent *e;
	uint32_t i;
	size_t k;
	int news = 0;

	for (i = 1; i <= unit.nent; i++) {
		e = &unit.ent[i];
		if (e->now->fate == EXTERNALISED && e->sym.pointer)
			news = 1;
	}
	while (news)
		for (news = 0, k = 0; reach_walked(k, &e); k++)
			if (e->class == FUNCTION)
				news |= in_function(unit.decl[e->def].top);
}
