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

static struct ex
result(uint32_t type, uint32_t token)
{
	return (struct ex){ .type = type, .tok = token, .truth = -1 };
}

static struct ex
unknown(uint32_t token)
{
	return result(B_UNKNOWN, token);
}

static struct ex
constant(wide v, uint32_t type, uint32_t token)
{
	struct ex r = result(type, token);

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

static struct ex
string(uint32_t n)
{
	const struct node *p = nd(n);
	struct ex r = result(0, p->t0);
	uint32_t elem;
	int64_t count;

	lit_string(p->t0, p->t1, &elem, &count);
	r.type = type_array(elem, count);
	r.lval = 1;
	r.truth = 1;
	r.v.kind = V_ADDR;
	return r;
}

static struct ex
number(uint32_t t)
{
	const struct spelling *s = spell(spelling(t));
	struct ex r = result(0, t);

	if (s->class == 'i') {          /* C23's keywords */
		if (strcmp(s->s, "nullptr"))
			return constant(!strcmp(s->s, "true"), B_BOOL, t);
		r = constant(0, type_ptr(B_VOID), t);
		r.npc = 1;
		return r;
	}
	if (!lit_number(s->s, s->len, &r.v, &r.type)) {
		err(t, "'%s' is no number", s->s);
		return unknown(t);
	}
	r.truth = value_truth(&r.v);
	r.ice = 1;
	return r;
}

static struct ex
character(uint32_t t)
{
	struct ex r = result(0, t);

	if (!lit_char(tree_text(t), &r.v, &r.type)) {
		err(t, "%s is no character constant", tree_text(t));
		return unknown(t);
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
	*r = result(type_array(type_qual(B_CHAR, Q_CONST), n + 1), t);
	r->lval = 1;
	r->truth = 1;
	r->v.kind = V_ADDR;
	return 1;
}

static uint32_t
undeclared(uint32_t n, uint32_t t)
{
	uint32_t s = spelling(t), e;

	e = builtin_find(s, t);
	if (e)
		return e;
	if (n == callee)
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

static struct ex
identifier(uint32_t n)
{
	uint32_t t = nd(n)->t0, e;
	struct ex r;
	const struct ent *p;
	char how;

	e = scope_find(SP_ORDINARY, spelling(t), t);
	if (!e) {
		if (function_name(t, &r))
			return r;
		e = undeclared(n, t);
	}
	nd(n)->ent = e;
	p = &ents[e];
	how = state.dead ? 'n' : n == callee ? 'c' : state.konst ? 'k' : 'r';
	switch (p->class) {
	case C_ENUMERATOR:
		ent_use(e, t, 't');
		return constant(*p->value, p->type, t);
	case C_FUNCTION:
		/* __attribute__((error)): as the unit compiles none is left */
		ent_use(e, t, p->error ? 'n' : how);
		r = result(ents[e].type, t);
		r.v.kind = V_ADDR;
		r.v.ent = e;
		r.align = ents[e].align;
		return r;
	case C_OBJECT:
		ent_use(e, t, how);
		p = &ents[e];
		r = result(p->type, t);
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
		return unknown(t);
	}
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
			return unknown(t);
		if (kind(a.type) != T_PTR) {
			err(t, "invalid type argument of '->' (have '%s')",
			    type_name(a.type));
			return unknown(t);
		}
		a = op_deref(a, t);
	}
	if (!a.type)
		return unknown(t);
	if (!type_is_record(a.type)) {
		err(t, "request for member '%s' in something not a structure "
		    "or union (it has type '%s')", tree_text(t),
		    type_name(a.type));
		return unknown(t);
	}
	if (!need_complete(a.type, t))
		return unknown(t);
	m = member_find(a.type, spelling(t));
	if (!m) {
		err(t, "'%s' has no member named '%s'", type_name(a.type),
		    tree_text(t));
		return unknown(t);
	}
	last_member = m;
	last_member_node = n;
	r = result(type_qual(m->type, quals(a.type)), t);
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
		return unknown(t);
	ft = bare(a.type);
	if (types[ft].kind == T_PTR)
		ft = bare(types[ft].base);
	if (types[ft].kind != T_FUNC) {
		err(t, "called object is not a function or function pointer "
		    "(have '%s')", type_name(a.type));
		return unknown(t);
	}
	r = result(types[ft].base, t);
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
		return unknown(t);
	r = result(type_ptr(a.type), t);
	if (kind(a.type) != T_FUNC && !a.lval) {
		err(t, "lvalue required as unary '&' operand");
		return unknown(t);
	}
	if (a.bits) {
		err(t, "cannot take the address of a bit-field");
		return unknown(t);
	}
	r.v = a.v;
	if (r.v.kind == V_ADDR && !r.v.ent)
		r.truth = 1;
	return r;
}

static struct ex
size_of(uint32_t n, int align)
{
	uint32_t c = kid(n, 0), t = nd(n)->t0, type;
	struct ex a = { 0 };
	int64_t size;

	if (nd(c)->kind == ND_TYPENAME)
		type = typename_read(c);
	else {
		a = expr_unevaluated(c);
		type = a.type;
	}
	if (!type)
		return result(target.size_type, t);
	if (a.bits)
		err(t, "'%s' applied to a bit-field",
		    align ? "_Alignof" : "sizeof");
	if (!need_complete(type, t))
		return result(target.size_type, t);
	if (align) {
		/* i386: what a member is aligned to, for the word of C11 */
		size = nd(c)->kind == ND_TYPENAME &&
			!strcmp(tree_text(t), "_Alignof") ?
			layout_align(type) : type_alignof(type);
		return constant(a.align ? a.align : size, target.size_type,
				t);
	}
	size = type_size(type);
	if (size == N_VARIABLE || (size < 0 && type_variable(type))) {
		if (nd(c)->kind != ND_TYPENAME)
			expr_revive(c);
		return result(target.size_type, t);
	}
	if (size < 0) {
		err(t, "sizeof applied to the incomplete type '%s'",
		    type_name(type));
		return result(target.size_type, t);
	}
	return constant(size, target.size_type, t);
}

static struct ex
compound(uint32_t n)
{
	uint32_t type = typename_read(kid(n, 0)), t = nd(n)->t0;
	struct ex r;

	if (kind(type) != T_ARRAY || types[bare(type)].count >= 0)
		need_complete(type, t);
	type = init_read(kid(n, 1), type);
	r = result(type, t);
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
		return unknown(t);
	}
	if (kind(a.type) == T_VECTOR || kind(b.type) == T_VECTOR)
		return result(type_unqual(kind(a.type) == T_VECTOR ? a.type :
					  b.type), t);
	r = result(B_INT, t);
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
		return unknown(t);
	need_complete(a.type, t);
	if (b.type && type_is_record(a.type) != type_is_record(b.type) &&
	    bare(b.type) != B_VOID)
		err(t, "incompatible types when assigning to type '%s'",
		    type_name(a.type));
	r = result(type_unqual(a.type), t);
	r.truth = -1;
	return r;
}

static struct ex
assign_op(uint32_t n)
{
	struct ex a = expr(kid(n, 0)), b = expr_value(kid(n, 1)), r;
	uint32_t t = nd(n)->t0;

	need_lvalue(&a, "left operand of assignment", t);
	r = result(type_unqual(a.type), t);
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
		return unknown(t);
	}
	if (kind(r.type) == T_PTR && bare(base(r.type)) != B_VOID)
		need_complete(base(r.type), t);
	return result(r.type, t);
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
	r = unknown(nd(n)->t0);
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
	r = unknown(nd(n)->t0);
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
offset_of(uint32_t n)
{
	uint32_t type = typename_read(kid(n, 0)), t = nd(n)->t0, d, i;
	const struct member *m;
	struct ex e;
	wide off = 0;
	int known = 1;

	for (i = 1; i < nd(n)->n; i++) {
		d = kid(n, i);
		if (!type)
			continue;
		switch (nd(d)->kind) {
		case ND_DESIG_MEMBER:
			t = nd(d)->t1;
			if (kind(type) == T_ARRAY && i > 1)
				type = base(type);      /* a->m is a[0].m */
			if (!type_is_record(type)) {
				err(t, "request for member '%s' in something "
				    "not a structure or union", tree_text(t));
				type = 0;
				break;
			}
			if (!need_complete(type, t)) {
				type = 0;
				break;
			}
			m = member_find(type, spelling(t));
			if (!m) {
				err(t, "'%s' has no member named '%s'",
				    type_name(type), tree_text(t));
				type = 0;
				break;
			}
			if (m->width >= 0)
				err(t, "attempt to take the address of a "
				    "bit-field");
			off += m->bitoff / 8;
			type = m->type;
			break;
		case ND_DESIG_INDEX:
			e = expr_value(kid(d, 0));
			if (kind(type) != T_ARRAY && kind(type) != T_PTR) {
				err(nd(d)->t0, "subscripted value is not an "
				    "array");
				type = 0;
				break;
			}
			type = base(type);
			if (e.v.kind == V_INT)
				off += e.v.i * type_size(type);
			else
				known = 0;
			break;
		default:
			type = 0;
			break;
		}
	}
	t = nd(n)->t0;
	return known && type ? constant(off, target.size_type, t) :
		result(target.size_type, t);
}

static struct ex
types_compatible(uint32_t n)
{
	uint32_t a = typename_read(kid(n, 0)), b = typename_read(kid(n, 1));

	return constant(type_compatible(type_plain(a), type_plain(b)),
			B_INT, nd(n)->t0);
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
		a = constant(0, type_unqual(a.type), nd(n)->t0);
		a.ice = t;
		return a;
	}
	a = result(type_unqual(a.type), nd(n)->t0);
	a.truth = 0;
	return a;
}

static struct ex
label_address(uint32_t n)
{
	uint32_t id = kid(n, 0), t = nd(id)->t0;
	struct ex r = result(type_ptr(B_VOID), t);

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
		return identifier(n);
	case ND_NUM:
		return number(t);
	case ND_CHAR:
		return character(t);
	case ND_STRING:
		return string(n);
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
		return result(type_unqual(type), t);
	case ND_OFFSETOF:
		return offset_of(n);
	case ND_TYPES_COMPATIBLE:
		return types_compatible(n);
	case ND_CHOOSE:
		return choose(n);
	case ND_CONVERTVECTOR:
		expr_value(kid(n, 0));
		return result(type_unqual(typename_read(kid(n, 1))), t);
	case ND_HAS_ATTRIBUTE:
		has = has_attribute(n);
		return has > 1 ? result(B_BOOL, t) : constant(has, B_BOOL, t);
	default:
		break;
	}
	if (leans(k))
		return chain(n);
	if (k >= ND_MUL_A && k <= ND_OR_A)
		return assign_op(n);
	err(t, "a '%s' is no expression that ceval knows", tree_kind(k));
	return unknown(t);
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
