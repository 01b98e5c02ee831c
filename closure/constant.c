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
#include "entity.h"
#include "closure.h"

/* The params node of the function that d defines. */
static uint32_t
params(uint32_t d)
{
	uint32_t n = kid(ents.top[d].node, 1), last = 0;

	for (; n; n = unit.node[n].kind == N_D_PAREN ? kid(n, 1) : kid(n, 0)) {
		if (unit.node[n].kind == N_D_NAME)
			break;
		if (unit.node[n].kind == N_D_FUNC)
			last = kid(n, 1);
	}
	return last && unit.node[last].kind == N_PARAMS ? last : 0;
}

/* The entity of parameter i of the function that d defines. */
static struct entity *
param(uint32_t d, unsigned i)
{
	uint32_t p = params(d), n = p ? kid(p, i) : 0;

	return n ? unit_declared(d, n) : NULL;
}

static int
is_param(const struct entity *e)
{
	uint32_t n = e->decl ? ents.decl[e->decl].node : 0;

	return e->class == OBJECT && e->top && n &&
	       unit.node[n].kind == N_PARAM;
}

static int
constant(uint32_t ent, uint32_t t)
{
	struct entity *e = &ents.ent[ent];
	int news;

	if (is_param(e)) {
		news = !known(e)->constant;
		known(e)->constant = 1;
		return news;
	}
	if (reach_is_static(e)) {
		reach_constant(e, t);
		symbol_operand(e, t);
	}
	return 0;
}

/* The walked function that a call's node calls, 0: none. */
static uint32_t
callee(uint32_t call)
{
	const struct entity *e = unit_named(kid(call, 0));

	return e && e->class == FUNCTION && now(e)->fate == COPIED ?
		ents.decl[e->def].top : 0;
}

static int
in_call(uint32_t call)
{
	const struct use *u;
	uint32_t d = callee(call), i, arg, n;
	struct entity *p;
	int news = 0;

	if (!d || !reach_is_inline(d))
		return 0;
	n = kids_end(call) - kids(call);
	for (i = 1; i < n; i++) {
		arg = kid(call, i);
		p = arg ? param(d, i - 1) : NULL;
		if (!p || !known(p)->constant)
			continue;
		EACH_USE(u, unit.node[arg].t0, unit.node[arg].t1)
			if (u->how == 'r' || u->how == 'k')
				news |= constant(u->ent, u->tok);
	}
	return news;
}

/* What is an operand itself */
static void
in_asm(uint32_t n)
{
	const struct use *u;

	EACH_USE(u, unit.node[n].t0, unit.node[n].t1)
		if (u->how == 'k' && reach_is_static(&ents.ent[u->ent]))
			symbol_operand(&ents.ent[u->ent], u->tok);
}

static int
in_function(uint32_t d)
{
	const struct use *u;
	uint32_t b = ents.top[d].body, n;
	int news = 0;

	EACH_USE(u, ents.top[d].t0, ents.top[d].t1)
		if (u->how == 'k' && is_param(&ents.ent[u->ent]))
			news |= constant(u->ent, u->tok);
	if (!b)
		return news;
	/* children come before parents, so a body's nodes are a row */
	for (n = b; n && unit.node[n].t0 >= unit.node[b].t0 &&
	     unit.node[n].t1 <= unit.node[b].t1; n--)
		if (unit.node[n].kind == N_CALL)
			news |= in_call(n);
		else if (unit.node[n].kind == N_ASM)
			in_asm(n);
	return news;
}

void
constant_find(void)
{
	struct entity *e;
	size_t k;
	int news = 0;

	EACH_ENTITY(e) {
		if (now(e)->fate == EXTERNALISED)
			news = 1;
	}
	while (news)
		for (news = 0, k = 0; reach_walked(k, &e); k++)
			if (e->class == FUNCTION)
				news |= in_function(ents.decl[e->def].top);
}
