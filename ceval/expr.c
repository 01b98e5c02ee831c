// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Expressions (6.5): each node is evaluated once, and what it is goes into
 * its e record.  The count state.dead says whether what is evaluated is ever
 * executed; it decides how a name is used.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

struct state state;

static const char *stack_base;  /* an address in main's frame */
static size_t stack_max;
static uint32_t callee;         /* the id node that is being called */

static struct ex eval(uint32_t n);
static void put_e(uint32_t n, const struct ex *r);

void
expr_init(void)
{
	struct rlimit l;
	char here;

	stack_base = &here;
	getrlimit(RLIMIT_STACK, &l);
	if (l.rlim_cur != RLIM_INFINITY && l.rlim_cur < 100 << 20) {
		l.rlim_cur = l.rlim_max == RLIM_INFINITY ||
			l.rlim_max > 100 << 20 ? 100 << 20 : l.rlim_max;
		setrlimit(RLIMIT_STACK, &l);
		getrlimit(RLIMIT_STACK, &l);
	}
	stack_max = l.rlim_cur == RLIM_INFINITY || l.rlim_cur > 100 << 20 ?
		100 << 20 : l.rlim_cur;
	stack_max = stack_max / 4 * 3;
}

void
expr_enter(uint32_t token)
{
	char here;

	if ((size_t)(stack_base - &here) > stack_max &&
	    stack_base > &here) {
		err(token, "nested too deeply");
		exit(S_INPUT);
	}
}

struct ex
ex_int(wide v, uint32_t type, uint32_t token)
{
	struct ex r = ex_of(type, token);

	r.v = value_int(v, type);
	r.truth = r.v.i != 0;
	r.ice = 1;
	return r;
}

void
expr_dead(uint32_t n, const char *why)
{
	if (!state.emit || state.dead)
		return;
	put_open(R_DEAD);
	put_num(n);
	put_str(why);
	put_close();
}

int
need_complete(uint32_t t, uint32_t token)
{
	struct tag *g;
	uint32_t id;

	while (kind(t) == T_ARRAY)
		t = base(t);
	t = bare(t);
	if (types[t].kind != T_TAG)
		return 1;
	g = ents[types[t].ent].tag;
	if (!g->complete) {
		if (g->defining && ents[g->ent].class == C_ENUM)
			return 1;
		err(token, "'%s' is not complete here", type_name(t));
		g->complete = 1;        /* once is enough */
		return 0;
	}
	if (g->stamp == state.unit)
		return 1;
	g->stamp = state.unit;
	id = ent_out(g->ent);
	put_open(R_FULL);
	put_num(token);
	put_num(id);
	put_close();
	return 1;
}

/* 6.3.2.1 */
struct ex
rvalue(struct ex e)
{
	uint32_t t = bare(e.type);

	e.align = 0;
	switch (types[t].kind) {
	case T_ARRAY:
		/* C90, 6.2.2.1: lvalues only */
		if (!e.lval && target.std < 1999)
			break;
		e.type = type_ptr(types[t].base);
		e.lval = 0;
		break;
	case T_FUNC:
		e.type = type_ptr(t);
		e.lval = 0;
		break;
	case T_TAG:
		need_complete(t, e.tok);
		/* fall through */
	default:
		e.type = t;
		if (e.lval) {
			e.lval = 0;
			e.v.kind = V_NONE;
			e.npc = 0;
		}
		break;
	}
	return e;
}

struct ex
expr_value(uint32_t n)
{
	return rvalue(expr(n));
}

struct ex
expr_unevaluated(uint32_t n)
{
	struct ex r;

	expr_dead(n, "unevaluated");
	state.dead++;
	r = expr(n);
	state.dead--;
	return r;
}

/* An operand that is known not to be reached, or to be. */
static struct ex
operand(uint32_t n, int dead)
{
	struct ex r;

	if (!dead)
		return expr_value(n);
	expr_dead(n, "unreachable");
	state.dead++;
	r = expr_value(n);
	state.dead--;
	return r;
}

void
expr_revive(uint32_t n)
{
	const struct node *p = nd(n);
	unsigned i;

	if (state.dead)
		return;
	expr_enter(p->t0);
	if (p->kind == ND_ID && p->ent)
		switch (ents[p->ent].class) {
		case C_OBJECT:
		case C_FUNCTION:
			ent_use(p->ent, p->t0, 'r');
			break;
		default:
			break;
		}
	for (i = 0; i < p->n; i++)
		if (kid(n, i))
			expr_revive(kid(n, i));
}

int
expr_constant(uint32_t n, wide *v, uint32_t *type, const char *what)
{
	struct ex e;

	state.must++;
	e = expr_value(n);
	state.must--;
	if (type)
		*type = e.type;
	*v = 0;
	if (!e.type)
		return 0;
	if (e.v.kind == V_INT) {
		*v = e.v.i;
		return 1;
	}
	err(nd(n)->t0, "%s is not an integer constant expression", what);
	return 0;
}

/* The member that was named last, by which node */
static const struct member *last_member;
static uint32_t last_member_node;

const struct member *
member_named(uint32_t n)
{
	return last_member_node == n ? last_member : NULL;
}

static struct ex
member(uint32_t n, int arrow)
{
	struct ex a = expr(kid(n, 0)), r;
	uint32_t t = nd(n)->t1;
	const struct member *m;

	if (arrow) {
		a = rvalue(a);
		if (!a.type)
			return ex_unknown(t);
		if (kind(a.type) != T_PTR) {
			err(t, "invalid type argument of '->' (have '%s')",
			    type_name(a.type));
			return ex_unknown(t);
		}
		a = op_deref(a, t);
	}
	if (!a.type)
		return ex_unknown(t);
	if (!type_is_record(a.type)) {
		err(t, "request for member '%s' in something not a structure "
		    "or union (it has type '%s')", tree_text(t),
		    type_name(a.type));
		return ex_unknown(t);
	}
	if (!need_complete(a.type, t))
		return ex_unknown(t);
	m = member_find(a.type, spelling(t));
	if (!m) {
		err(t, "'%s' has no member named '%s'", type_name(a.type),
		    tree_text(t));
		return ex_unknown(t);
	}
	last_member = m;
	last_member_node = n;
	r = ex_of(type_qual(m->type, quals(a.type)), t);
	r.lval = a.lval;
	if (a.lval) {
		r.v = a.v;
		r.v.i += m->bitoff / 8;
	}
	r.bits = m->width > 0 ? m->width : 0;
	r.align = m->align;
	/* one as wide as a type has that type, not the one declared */
	if (r.bits && r.bits < type_bits(m->type)) {
		t = type_int_sized(r.bits / 8, type_unsigned(m->type));
		if (r.bits % 8 == 0 && t)
			r.type = type_qual(t, quals(r.type));
	}
	return r;
}

enum { MAXARGS = 16 };

static struct ex
call(uint32_t n)
{
	const struct node *p = nd(n);
	uint32_t f = kid(n, 0), outer = callee, t = p->t0, ft, e;
	struct ex args[MAXARGS], r, a;
	unsigned i, nargs = p->n - 1;

	while (nd(f)->kind == ND_PAREN)
		f = kid(f, 0);
	callee = nd(f)->kind == ND_ID ? f : 0;
	a = expr(kid(n, 0));
	callee = outer;
	e = nd(f)->kind == ND_ID ? nd(f)->ent : 0;
	if (e && ents[e].class == C_FUNCTION &&
	    builtin_call(e, n, args, nargs, &r))
		return r;
	for (i = 0; i < nargs; i++) {
		r = expr_value(kid(n, 1 + i));
		if (i < MAXARGS)
			args[i] = r;
	}
	if (!a.type)
		return ex_unknown(t);
	ft = bare(a.type);
	if (types[ft].kind == T_PTR)
		ft = bare(types[ft].base);
	if (types[ft].kind != T_FUNC) {
		err(t, "called object is not a function or function pointer "
		    "(have '%s')", type_name(a.type));
		return ex_unknown(t);
	}
	r = ex_of(types[ft].base, t);
	if (kind(r.type) == T_TAG)
		need_complete(r.type, t);
	for (i = 0; i < types[ft].nparam; i++) {
		uint32_t pt = params[types[ft].param + i];

		if (kind(pt) == T_TAG)
			need_complete(pt, t);
	}
	if (e && ents[e].implied)
		return r;       /* not what the source said: gcc warns */
	if (nargs < types[ft].nparam && types[ft].how != P_KR)
		err(t, "too few arguments to function '%s'",
		    e ? spell(ents[e].s)->s : "");
	else if (nargs > types[ft].nparam && types[ft].how == P_PROTO)
		err(t, "too many arguments to function '%s'",
		    e ? spell(ents[e].s)->s : "");
	if (e && ents[e].constant)
		r.truth = ents[e].constant - 1;
	return r;
}

static struct ex
address(uint32_t n)
{
	struct ex a = expr(kid(n, 0)), r;
	uint32_t t = nd(n)->t0;

	if (!a.type)
		return ex_unknown(t);
	r = ex_of(type_ptr(a.type), t);
	if (kind(a.type) != T_FUNC && !a.lval) {
		err(t, "lvalue required as unary '&' operand");
		return ex_unknown(t);
	}
	if (a.bits) {
		err(t, "cannot take the address of a bit-field");
		return ex_unknown(t);
	}
	r.v = a.v;
	if (r.v.kind == V_ADDR && !r.v.ent)
		r.truth = 1;
	return r;
}

static struct ex
compound(uint32_t n)
{
	uint32_t type = typename_read(kid(n, 0)), t = nd(n)->t0;
	struct ex r;

	if (kind(type) != T_ARRAY || types[bare(type)].count >= 0)
		need_complete(type, t);
	type = init_read(kid(n, 1), type);
	r = ex_of(type, t);
	r.lval = 1;
	if (scope_depth() == 0 || state.konst)
		r.v.kind = V_ADDR;
	/* gcc takes a scalar one for its value in a constant expression */
	return r;
}

static struct ex
logical(uint32_t n, struct ex a, int or)
{
	struct ex b, r;
	uint32_t t = nd(n)->t0;
	int decides = a.truth == or;

	b = operand(kid(n, 1), decides);
	if (a.type && b.type &&
	    (!(type_is_scalar(a.type) || kind(a.type) == T_VECTOR) ||
	     !(type_is_scalar(b.type) || kind(b.type) == T_VECTOR))) {
		err(t, "invalid operands to binary %s", or ? "||" : "&&");
		return ex_unknown(t);
	}
	if (kind(a.type) == T_VECTOR || kind(b.type) == T_VECTOR)
		return ex_of(type_unqual(kind(a.type) == T_VECTOR ? a.type :
					  b.type), t);
	r = ex_of(B_INT, t);
	if (decides)
		r.truth = or;
	else if (b.truth == or || a.truth >= 0)
		r.truth = b.truth;
	if (a.v.kind != V_NONE && a.truth >= 0 &&
	    (decides || (b.v.kind != V_NONE && b.truth >= 0)))
		r.v = value_int(r.truth, B_INT);
	r.ice = op_ice(&a) && op_ice(&b);
	return r;
}

/* What an lvalue has is read even where nobody wants it. */
static void
void_lvalue(const struct ex *e)
{
	if (e->lval && kind(bare(e->type)) == T_TAG)
		need_complete(bare(e->type), e->tok);
}

struct ex
expr_void(uint32_t n)
{
	struct ex e = expr(n);

	void_lvalue(&e);
	return e;
}

/* C99 lets it stand where it is not evaluated (6.6p3). */
static struct ex
comma(uint32_t n, const struct ex *a)
{
	struct ex r;

	void_lvalue(a);
	r = expr_value(kid(n, 1));
	r.v.kind = V_NONE;
	r.npc = 0;
	r.ice = target.std >= 1999 && op_ice(a) && op_ice(&r);
	return r;
}

static int
leans(enum node_kind k)
{
	return (k >= ND_MUL && k <= ND_LOR) || k == ND_COMMA;
}

/*
 * Binary operators.  A long sum leans to the left: that side is gone down
 * without recursion, and the operators are applied on the way back.
 */
static struct ex
chain(uint32_t n)
{
	static uint32_t *spine;
	static size_t cap;
	static uint32_t nspine;
	uint32_t base = nspine, c = n;
	enum node_kind k;
	struct ex r;

	for (; leans(nd(c)->kind); c = kid(c, 0)) {
		spine = grow(spine, nspine + 1, &cap, sizeof spine[0]);
		spine[nspine++] = c;
	}
	r = expr(c);
	while (nspine > base) {
		c = spine[--nspine];
		k = nd(c)->kind;
		if (k == ND_COMMA)
			r = comma(c, &r);
		else if (k == ND_LAND || k == ND_LOR)
			r = logical(c, rvalue(r), k == ND_LOR);
		else {
			r = rvalue(r);
			r = op_binary(k, r, expr_value(kid(c, 1)),
				      nd(c)->t0);
		}
		if (c != n && state.emit && r.type)
			put_e(c, &r);
	}
	return r;
}

static struct ex
conditional(uint32_t n)
{
	struct ex c = expr_value(kid(n, 0)), a, b;
	uint32_t t = nd(n)->t0;

	if (c.type && !type_is_scalar(c.type) && kind(c.type) != T_VECTOR) {
		err(t, "used '%s' type value where scalar is required",
		    type_name(c.type));
		c.type = 0;
	}
	if (kid(n, 1))
		a = operand(kid(n, 1), c.truth == 0);
	else
		a = c;
	b = operand(kid(n, 2), c.truth == 1);
	return op_cond(c, a, b, t);
}

static enum node_kind
plain(enum node_kind k)
{
	switch (k) {
	case ND_MUL_A: return ND_MUL;
	case ND_DIV_A: return ND_DIV;
	case ND_MOD_A: return ND_MOD;
	case ND_ADD_A: return ND_ADD;
	case ND_SUB_A: return ND_SUB;
	case ND_SHL_A: return ND_SHL;
	case ND_SHR_A: return ND_SHR;
	case ND_AND_A: return ND_AND;
	case ND_XOR_A: return ND_XOR;
	default:       return ND_OR;
	}
}

static void
need_lvalue(const struct ex *a, const char *what, uint32_t t)
{
	if (a->type && !a->lval)
		err(t, "lvalue required as %s", what);
	else if (kind(a->type) == T_ARRAY)
		err(t, "assignment to expression with array type");
}

static struct ex
assign(uint32_t n)
{
	struct ex a = expr(kid(n, 0)), b = expr_value(kid(n, 1)), r;
	uint32_t t = nd(n)->t0;

	need_lvalue(&a, "left operand of assignment", t);
	if (!a.type)
		return ex_unknown(t);
	need_complete(a.type, t);
	if (b.type && type_is_record(a.type) != type_is_record(b.type) &&
	    bare(b.type) != B_VOID)
		err(t, "incompatible types when assigning to type '%s'",
		    type_name(a.type));
	r = ex_of(type_unqual(a.type), t);
	r.truth = -1;
	return r;
}

static struct ex
assign_op(uint32_t n)
{
	struct ex a = expr(kid(n, 0)), b = expr_value(kid(n, 1)), r;
	uint32_t t = nd(n)->t0;

	need_lvalue(&a, "left operand of assignment", t);
	r = ex_of(type_unqual(a.type), t);
	op_binary(plain(nd(n)->kind), rvalue(a), b, t);
	return r;
}

static struct ex
step(uint32_t n)
{
	struct ex a = expr(kid(n, 0)), r;
	uint32_t t = nd(n)->t0;

	need_lvalue(&a, "increment or decrement operand", t);
	r = rvalue(a);
	if (r.type && !type_is_scalar(r.type) && kind(r.type) != T_VECTOR) {
		err(t, "wrong type argument to increment or decrement");
		return ex_unknown(t);
	}
	if (kind(r.type) == T_PTR && bare(base(r.type)) != B_VOID)
		need_complete(base(r.type), t);
	return ex_of(r.type, t);
}

static struct ex
part(uint32_t n)
{
	struct ex a = expr(kid(n, 0));
	int t;

	if (kind(a.type) == T_COMPLEX) {
		a.type = type_qual(base(a.type), quals(a.type));
		a.v.kind = V_NONE;
		a.truth = -1;
		return a;
	}
	if (nd(n)->kind == ND_REAL)
		return a;
	if (rvalue(a).v.kind != V_NONE) {
		t = op_ice(&a);
		a = ex_int(0, type_unqual(a.type), nd(n)->t0);
		a.ice = t;
		return a;
	}
	a = ex_of(type_unqual(a.type), nd(n)->t0);
	a.truth = 0;
	return a;
}

/* 6.5.1.1 */
static struct ex
generic(uint32_t n)
{
	struct ex c = rvalue(expr_unevaluated(kid(n, 0))), r, a;
	uint32_t i, chosen = 0, other = 0, type, as;

	for (i = 1; i < nd(n)->n; i++) {
		as = kid(n, i);
		if (!kid(as, 0)) {
			other = i;
			continue;
		}
		type = typename_read(kid(as, 0));
		if (!chosen && c.type && type_compatible(c.type, type))
			chosen = i;
	}
	if (!chosen)
		chosen = other;
	r = ex_unknown(nd(n)->t0);
	for (i = 1; i < nd(n)->n; i++) {
		as = kid(n, i);
		if (i == chosen)
			r = expr(kid(as, 1));
		else {
			expr_dead(kid(as, 1), "unevaluated");
			state.dead++;
			a = expr(kid(as, 1));
			state.dead--;
			(void)a;
		}
	}
	if (!chosen && c.type)
		err(nd(n)->t0, "'_Generic' selector of type '%s' is not "
		    "compatible with any association", type_name(c.type));
	return r;
}

static struct ex
choose(uint32_t n)
{
	struct ex r, a;
	wide v;
	uint32_t taken;

	if (!expr_constant(kid(n, 0), &v, NULL,
			   "the first argument of '__builtin_choose_expr'"))
		v = 1;
	taken = v ? 1 : 2;
	r = ex_unknown(nd(n)->t0);
	for (v = 1; v <= 2; v++)
		if (v == taken)
			r = expr(kid(n, v));
		else {
			expr_dead(kid(n, v), "unevaluated");
			state.dead++;
			a = expr(kid(n, v));
			state.dead--;
			(void)a;
		}
	return r;
}

static struct ex
label_address(uint32_t n)
{
	uint32_t id = kid(n, 0), t = nd(id)->t0;
	struct ex r = ex_of(type_ptr(B_VOID), t);

	label_use(t);
	r.truth = 1;
	r.v.kind = V_ADDR;
	return r;
}

static struct ex
statement_expression(uint32_t n)
{
	struct ex r;
	unsigned char must = state.must, konst = state.konst;

	state.must = 0;
	state.konst = 0;
	scope_push(SCOPE_BLOCK);
	r = rvalue(block_items(kid(n, 0), 1));
	scope_pop();
	state.must = must;
	state.konst = konst;
	r.v.kind = V_NONE;
	r.npc = 0;
	r.ice = 0;
	r.bits = 0;
	r.tok = nd(n)->t0;
	return r;
}

static struct ex
eval(uint32_t n)
{
	const struct node *p = nd(n);
	enum node_kind k = p->kind;
	uint32_t t = p->t0, type;
	struct ex a;
	int has;

	switch (k) {
	case ND_ID:
		return primary_name(n, n == callee);
	case ND_NUM:
		return primary_number(t);
	case ND_CHAR:
		return primary_char(t);
	case ND_STRING:
		return primary_string(n);
	case ND_PAREN:
	case ND_EXTENSION:
		return expr(kid(n, 0));
	case ND_TRANSACTION_E:
		return expr(kid(n, 1));
	case ND_STMT_EXPR:
		return statement_expression(n);
	case ND_GENERIC:
		return generic(n);
	case ND_INDEX:
		a = expr(kid(n, 0));
		a.lval |= kind(a.type) == T_ARRAY;      /* GNU C90 */
		if (kind(a.type) != T_VECTOR)
			a = rvalue(a);
		return op_index(a, expr_value(kid(n, 1)), t);
	case ND_CALL:
		return call(n);
	case ND_MEMBER:
		return member(n, 0);
	case ND_ARROW:
		return member(n, 1);
	case ND_POSTINC:
	case ND_POSTDEC:
	case ND_PREINC:
	case ND_PREDEC:
		return step(n);
	case ND_COMPOUND:
		return compound(n);
	case ND_ADDR:
		return address(n);
	case ND_DEREF:
		return op_deref(expr_value(kid(n, 0)), t);
	case ND_PLUS:
	case ND_NEG:
	case ND_BITNOT:
	case ND_NOT:
		return op_unary(k, expr_value(kid(n, 0)), t);
	case ND_SIZEOF:
		return size_of(n, 0);
	case ND_ALIGNOF:
		return size_of(n, 1);
	case ND_LABEL_ADDR:
		return label_address(n);
	case ND_REAL:
	case ND_IMAG:
		return part(n);
	case ND_CAST:
		type = typename_read(kid(n, 0));
		return op_cast(expr_value(kid(n, 1)), type, t);
	case ND_COND:
		return conditional(n);
	case ND_ASSIGN:
		return assign(n);
	case ND_VA_ARG:
		expr(kid(n, 0));
		type = typename_read(kid(n, 1));
		need_complete(type, t);
		return ex_of(type_unqual(type), t);
	case ND_OFFSETOF:
		return offset_of(n);
	case ND_TYPES_COMPATIBLE:
		return types_compatible(n);
	case ND_CHOOSE:
		return choose(n);
	case ND_CONVERTVECTOR:
		expr_value(kid(n, 0));
		return ex_of(type_unqual(typename_read(kid(n, 1))), t);
	case ND_HAS_ATTRIBUTE:
		has = has_attribute(n);
		return has > 1 ? ex_of(B_BOOL, t) : ex_int(has, B_BOOL, t);
	default:
		break;
	}
	if (leans(k))
		return chain(n);
	if (k >= ND_MUL_A && k <= ND_OR_A)
		return assign_op(n);
	err(t, "a '%s' is no expression that ceval knows", tree_kind(k));
	return ex_unknown(t);
}

static void
put_e(uint32_t n, const struct ex *r)
{
	uint32_t y = type_out(r->type);

	put_open(R_E);
	put_num(n);
	put_num(y);
	if (!r->lval && r->v.kind != V_NONE && kind(r->type) != T_FUNC)
		value_put(&r->v, r->type);
	put_close();
}

struct ex
expr(uint32_t n)
{
	struct ex r;

	expr_enter(nd(n)->t0);
	r = eval(n);
	if (state.emit && r.type)
		put_e(n, &r);
	return r;
}
