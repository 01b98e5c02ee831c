// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.5.1 Primary expressions: names, and constants as they are written */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

struct ex
primary_string(uint32_t n)
{
	const struct node *p = nd(n);
	struct ex r = ex_of(0, p->t0);
	uint32_t elem;
	int64_t count;

	lit_string(p->t0, p->t1, &elem, &count);
	r.type = type_array(elem, count);
	r.lval = 1;
	r.truth = 1;
	r.v.kind = V_ADDR;
	return r;
}

struct ex
primary_number(uint32_t t)
{
	const struct spelling *s = spell(spelling(t));
	struct ex r = ex_of(0, t);

	if (s->class == 'i') {          /* C23's keywords */
		if (strcmp(s->s, "nullptr"))
			return ex_int(!strcmp(s->s, "true"), B_BOOL, t);
		r = ex_int(0, type_ptr(B_VOID), t);
		r.npc = 1;
		return r;
	}
	if (!lit_number(s->s, s->len, &r.v, &r.type)) {
		err(t, "'%s' is no number", s->s);
		return ex_unknown(t);
	}
	r.truth = value_truth(&r.v);
	r.ice = 1;
	return r;
}

struct ex
primary_char(uint32_t t)
{
	struct ex r = ex_of(0, t);

	if (!lit_char(tree_text(t), &r.v, &r.type)) {
		err(t, "%s is no character constant", tree_text(t));
		return ex_unknown(t);
	}
	r.truth = value_truth(&r.v);
	r.ice = 1;
	return r;
}

/* __func__ and its like: they have no entity. */
static int
function_name(uint32_t t, struct ex *r)
{
	const char *s;
	size_t n = 0;

	if (tree_text(t)[0] != '_')
		return 0;
	switch (tree_word(t)) {
	case W_FUNC:
	case W_FUNCTION:
	case W_PRETTY_FUNCTION:
		break;
	default:
		return 0;
	}
	s = state.fn ? spell(ents[state.fn].s)->s : "";
	n = strlen(s);
	*r = ex_of(type_array(type_qual(B_CHAR, Q_CONST), n + 1), t);
	r->lval = 1;
	r->truth = 1;
	r->v.kind = V_ADDR;
	return 1;
}

static uint32_t
undeclared(uint32_t t, int called)
{
	uint32_t s = spelling(t), e;

	e = builtin_find(s, t);
	if (e)
		return e;
	if (called)
		return implicit_function(t);
	if (state.fn)
		err(t, "'%s' undeclared in this function", tree_text(t));
	else
		err(t, "'%s' undeclared here", tree_text(t));
	/* Once is enough. */
	e = ent_new(C_OBJECT, s, L_NONE, ST_NONE, state.d, B_UNKNOWN);
	scope_bind(SP_ORDINARY, s, e, t);
	return e;
}

struct ex
primary_name(uint32_t n, int called)
{
	uint32_t t = nd(n)->t0, e;
	struct ex r;
	const struct ent *p;
	char how;

	e = scope_find(SP_ORDINARY, spelling(t), t);
	if (!e) {
		if (function_name(t, &r))
			return r;
		e = undeclared(t, called);
	}
	nd(n)->ent = e;
	p = &ents[e];
	how = state.dead ? 'n' : called ? 'c' : state.konst ? 'k' : 'r';
	switch (p->class) {
	case C_ENUMERATOR:
		ent_use(e, t, 't');
		return ex_int(*p->value, p->type, t);
	case C_FUNCTION:
		/* __attribute__((error)): as the unit compiles none is left */
		ent_use(e, t, p->error ? 'n' : how);
		r = ex_of(ents[e].type, t);
		r.v.kind = V_ADDR;
		r.v.ent = e;
		r.align = ents[e].align;
		return r;
	case C_OBJECT:
		ent_use(e, t, how);
		p = &ents[e];
		r = ex_of(p->type, t);
		r.lval = 1;
		r.align = p->align;
		if (p->storage == ST_STATIC) {
			r.v.kind = V_ADDR;
			r.v.ent = e;
		}
		return r;
	default:
		err(t, "expected an expression, saw the %s '%s'",
		    ent_class(p->class), tree_text(t));
		return ex_unknown(t);
	}
}
