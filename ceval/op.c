// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What operators do with the types and values of their operands (6.5).  Who
 * calls has evaluated those and knows which of them count.  Where gcc only
 * warns nothing is said.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

static struct ex
result(uint32_t type, uint32_t token)
{
	return (struct ex){ .type = type, .tok = token, .truth = -1 };
}

static struct ex
constant(wide v, uint32_t type, uint32_t token)
{
	struct ex r = result(type, token);

	r.v = value_int(v, type);
	r.truth = r.v.i != 0;
	return r;
}

/* The size that pointer arithmetic counts in. */
static int64_t
step(uint32_t pointer, uint32_t token)
{
	uint32_t t = base(pointer);
	int64_t n;

	if (bare(t) == B_VOID || kind(t) == T_FUNC)
		return 1;
	if (!need_complete(t, token))
		return N_UNKNOWN;
	n = type_size(t);
	return n;
}

static int
fold_int(enum node_kind k, wide a, wide b, uint32_t t, wide *v)
{
	unsigned bits = type_bits(t);
	int uns = type_unsigned(t);

	switch (k) {
	case ND_MUL: *v = (wide)((uwide)a * (uwide)b); return 1;
	case ND_ADD: *v = (wide)((uwide)a + (uwide)b); return 1;
	case ND_SUB: *v = (wide)((uwide)a - (uwide)b); return 1;
	case ND_AND: *v = a & b; return 1;
	case ND_OR:  *v = a | b; return 1;
	case ND_XOR: *v = a ^ b; return 1;
	case ND_DIV:
	case ND_MOD:
		if (b == 0)
			return 0;
		if (b == -1 && !uns) {  /* also where it overflows */
			*v = k == ND_DIV ? (wide)-(uwide)a : 0;
			return 1;
		}
		if (uns)
			*v = k == ND_DIV ? (wide)((uwide)a / (uwide)b) :
				(wide)((uwide)a % (uwide)b);
		else
			*v = k == ND_DIV ? a / b : a % b;
		return 1;
	case ND_SHL:
		if (b < 0 || b >= (wide)bits)
			return 0;
		*v = (wide)((uwide)a << b);
		return 1;
	case ND_SHR:
		if (b < 0 || b >= (wide)bits)
			return 0;
		*v = uns ? (wide)((uwide)a >> b) : a >> b;
		return 1;
	default:
		return 0;
	}
}

static int
compare(enum node_kind k, int less, int equal)
{
	switch (k) {
	case ND_LT: return less;
	case ND_GT: return !less && !equal;
	case ND_LE: return less || equal;
	case ND_GE: return !less;
	case ND_EQ: return equal;
	default:    return !equal;
	}
}

/* An address and an integer: the only sums with names in them. */
static int
fold_address(enum node_kind k, const struct ex *a, const struct ex *b,
	     int64_t scale, struct value *v)
{
	if (b->v.kind == V_ADDR && k == ND_ADD && a->v.kind == V_INT) {
		*v = b->v;
		v->i += a->v.i * scale;
		return 1;
	}
	if (a->v.kind != V_ADDR || b->v.kind != V_INT)
		return 0;
	*v = a->v;
	if (k == ND_ADD)
		v->i += b->v.i * scale;
	else if (k == ND_SUB)
		v->i -= b->v.i * scale;
	else
		return 0;
	return 1;
}

static struct ex
arithmetic(enum node_kind k, struct ex a, struct ex b, uint32_t token)
{
	uint32_t ta = type_promote(a.type, a.bits);
	uint32_t tb = type_promote(b.type, b.bits);
	uint32_t t = k == ND_SHL || k == ND_SHR ? ta : type_usual(ta, tb);
	struct ex r = result(t, token);
	wide v;

	if (fold_address(k, &a, &b, 1, &r.v))
		return r;
	if (a.v.kind == V_ADDR || b.v.kind == V_ADDR)
		return r;
	a.v = value_convert(a.v, a.type, t);
	if (k != ND_SHL && k != ND_SHR)
		b.v = value_convert(b.v, b.type, t);
	if (a.v.kind == V_INT && b.v.kind == V_INT && type_is_int(t)) {
		if (fold_int(k, a.v.i, b.v.i, t, &v))
			return constant(v, t, token);
	} else if (a.v.kind == V_FLOAT && b.v.kind == V_FLOAT) {
		if (value_fold(k, a.v.f, b.v.f, t, &r.v.f)) {
			r.v.kind = V_FLOAT;
			r.truth = r.v.f != 0;
		}
	}
	/* x & 0 is 0 for the sake of what depends on it */
	if ((k == ND_AND || k == ND_MUL) &&
	    ((a.v.kind == V_INT && a.v.i == 0) ||
	     (b.v.kind == V_INT && b.v.i == 0)))
		r.truth = 0;
	return r;
}

static struct ex
comparison(enum node_kind k, struct ex a, struct ex b, uint32_t token)
{
	struct ex r = result(B_INT, token);
	uint32_t t;

	if (a.v.kind == V_ADDR && b.v.kind == V_ADDR) {
		if (a.v.ent && a.v.ent == b.v.ent)
			return constant(compare(k, a.v.i < b.v.i,
						a.v.i == b.v.i), B_INT, token);
		return r;
	}
	if (type_is_arith(a.type) && type_is_arith(b.type))
		t = type_usual(type_promote(a.type, a.bits),
			       type_promote(b.type, b.bits));
	else
		t = target.size_type;
	a.v = value_convert(a.v, a.type, t);
	b.v = value_convert(b.v, b.type, t);
	if (a.v.kind == V_INT && b.v.kind == V_INT) {
		int less = type_unsigned(t) ? (uwide)a.v.i < (uwide)b.v.i :
			a.v.i < b.v.i;

		return constant(compare(k, less, a.v.i == b.v.i), B_INT,
				token);
	}
	if (a.v.kind == V_FLOAT && b.v.kind == V_FLOAT)
		return constant(compare(k, a.v.f < b.v.f, a.v.f == b.v.f),
				B_INT, token);
	/* an unsigned number is never below 0 */
	if (b.v.kind == V_INT && b.v.i == 0 && type_is_int(t) &&
	    type_unsigned(t) && (k == ND_LT || k == ND_GE))
		r.truth = k == ND_GE;
	return r;
}

static struct ex
vector(enum node_kind k, struct ex a, struct ex b, uint32_t token)
{
	uint32_t t = bare(kind(a.type) == T_VECTOR ? a.type : b.type), e;
	int64_t n = types[t].count;

	switch (k) {
	case ND_LT: case ND_GT: case ND_LE: case ND_GE: case ND_EQ: case ND_NE:
		e = type_int_sized(type_size(types[t].base), 0);
		return result(type_vector(e, n), token);
	default:
		return result(t, token);
	}
}

static struct ex
pointer_sum(enum node_kind k, struct ex a, struct ex b, uint32_t token)
{
	struct ex r;
	int64_t n;

	if (kind(a.type) == T_PTR && kind(b.type) == T_PTR) {
		r = result(target.ptrdiff_type, token);
		n = step(a.type, token);
		if (n > 0 && ((a.v.kind == V_ADDR && b.v.kind == V_ADDR &&
			       a.v.ent && a.v.ent == b.v.ent) ||
			      (a.v.kind == V_INT && b.v.kind == V_INT)))
			return constant((a.v.i - b.v.i) / n, r.type, token);
		return r;
	}
	if (kind(a.type) != T_PTR) {
		r = a;
		a = b;
		b = r;
	}
	r = result(type_unqual(a.type), token);
	n = step(a.type, token);
	if (n < 0)
		return r;
	if (fold_address(k, &a, &b, n, &r.v))
		return r;
	if (a.v.kind == V_INT && b.v.kind == V_INT)
		r.v = value_int(k == ND_ADD ? a.v.i + b.v.i * n :
				a.v.i - b.v.i * n, r.type);
	return r;
}

static struct ex
binary(enum node_kind k, struct ex a, struct ex b, uint32_t token)
{
	int pa, pb;

	if (!a.type || !b.type)
		return result(B_UNKNOWN, token);
	pa = kind(a.type) == T_PTR;
	pb = kind(b.type) == T_PTR;
	if (kind(a.type) == T_VECTOR || kind(b.type) == T_VECTOR)
		return vector(k, a, b, token);
	switch (k) {
	case ND_LT: case ND_GT: case ND_LE: case ND_GE: case ND_EQ: case ND_NE:
		if (type_is_scalar(a.type) && type_is_scalar(b.type))
			return comparison(k, a, b, token);
		break;
	case ND_ADD:
		if ((pa && type_is_int(b.type)) || (pb && type_is_int(a.type)))
			return pointer_sum(k, a, b, token);
		break;
	case ND_SUB:
		if (pa && (pb || type_is_int(b.type)))
			return pointer_sum(k, a, b, token);
		break;
	default:
		break;
	}
	if (type_is_arith(a.type) && type_is_arith(b.type) &&
	    ((k != ND_MOD && k != ND_SHL && k != ND_SHR && k != ND_AND &&
	      k != ND_OR && k != ND_XOR) ||
	     (type_is_int(a.type) && type_is_int(b.type))))
		return arithmetic(k, a, b, token);
	err(token, "invalid operands to binary %s (have '%s')", tree_kind(k),
	    type_name(type_is_int(a.type) ? b.type : a.type));
	return result(B_UNKNOWN, token);
}

struct ex
op_binary(enum node_kind k, struct ex a, struct ex b, uint32_t token)
{
	struct ex r = binary(k, a, b, token);

	r.ice = op_ice(&a) && op_ice(&b);
	return r;
}

static struct ex
unary(enum node_kind k, struct ex a, uint32_t token)
{
	struct ex r;
	uint32_t t;

	if (!a.type)
		return result(B_UNKNOWN, token);
	if (k == ND_NOT) {
		if (kind(a.type) == T_VECTOR)
			return vector(ND_EQ, a, a, token);
		if (!type_is_scalar(a.type))
			goto bad;
		if (a.v.kind == V_INT || a.v.kind == V_FLOAT)
			return constant(!value_truth(&a.v), B_INT, token);
		r = result(B_INT, token);
		if (a.truth >= 0)
			r.truth = !a.truth;
		return r;
	}
	if (kind(a.type) == T_VECTOR || kind(a.type) == T_COMPLEX)
		return result(type_unqual(a.type), token);
	if (!type_is_arith(a.type) ||
	    (k == ND_BITNOT && !type_is_int(a.type)))
		goto bad;
	t = type_promote(a.type, a.bits);
	a.v = value_convert(a.v, a.type, t);
	r = result(t, token);
	if (a.v.kind == V_INT)
		return constant(k == ND_NEG ? (wide)-(uwide)a.v.i :
				k == ND_BITNOT ? ~a.v.i : a.v.i, t, token);
	if (a.v.kind == V_FLOAT) {
		r.v = a.v;
		if (k == ND_NEG)
			r.v.f = -r.v.f;
		r.truth = r.v.f != 0;
	}
	if (k != ND_BITNOT && r.truth < 0)
		r.truth = a.truth;
	return r;
bad:
	err(token, "wrong type argument to unary %s (have '%s')",
	    tree_kind(k), type_name(a.type));
	return result(B_UNKNOWN, token);
}

struct ex
op_unary(enum node_kind k, struct ex a, uint32_t token)
{
	struct ex r = unary(k, a, token);

	r.ice = op_ice(&a);
	return r;
}

/* 6.5.15, two pointers */
static uint32_t
common_pointer(struct ex *a, struct ex *b)
{
	uint32_t ta = base(a->type), tb = base(b->type), t;
	unsigned q = type_quals(ta) | type_quals(tb);

	/* before C23 those of an array's elements are not the array's own */
	if (target.std < 2023 && (bare(ta) == B_VOID || bare(tb) == B_VOID))
		q = quals(ta) | quals(tb);

	if (a->npc && bare(ta) == B_VOID)
		return type_unqual(b->type);
	if (b->npc && bare(tb) == B_VOID)
		return type_unqual(a->type);
	if (bare(ta) == B_VOID)
		t = ta;
	else if (bare(tb) == B_VOID)
		t = tb;
	else if (type_compatible(type_plain(ta), type_plain(tb)) &&
		 !((quals(ta) ^ quals(tb)) & Q_ATOMIC))
		t = type_composite(type_plain(ta), type_plain(tb));
	else
		t = B_VOID;     /* gcc warns */
	/* _Atomic is no qualifier in the sense of p6 */
	if (bare(t) == B_VOID && ta != tb) {
		t = B_VOID;
		q &= ~Q_ATOMIC;
	}
	return type_ptr(type_qual(t, q));
}

struct ex
op_cond(struct ex c, struct ex a, struct ex b, uint32_t token)
{
	struct ex r, *chosen;
	uint32_t t;
	int pa = kind(a.type) == T_PTR, pb = kind(b.type) == T_PTR;

	if (!a.type || !b.type)
		t = a.type ? a.type : b.type;
	else if (bare(a.type) == B_VOID || bare(b.type) == B_VOID)
		t = B_VOID;
	else if (pa && pb)
		t = common_pointer(&a, &b);
	else if (pa || pb)
		t = type_unqual(pa ? a.type : b.type);
	else if (type_is_arith(a.type) && type_is_arith(b.type)) {
		t = type_usual(type_promote(a.type, a.bits),
			       type_promote(b.type, b.bits));
		if (type_unqual(a.type) == type_unqual(b.type) &&
		    !type_is_int(a.type))
			t = type_unqual(a.type);
	} else if (type_compatible(type_unqual(a.type), type_unqual(b.type)) ||
		   kind(a.type) == T_VECTOR || kind(b.type) == T_VECTOR)
		t = type_unqual(a.type);
	else {
		err(token, "type mismatch in conditional expression");
		t = B_UNKNOWN;
	}
	r = result(t, token);
	r.ice = op_ice(&c) && op_ice(&a) && op_ice(&b);
	if (c.truth < 0 || !t) {
		if (a.truth == b.truth)
			r.truth = a.truth;
		return r;
	}
	chosen = c.truth ? &a : &b;
	r.truth = chosen->truth;
	if (c.v.kind != V_NONE || c.truth >= 0)
		r.v = value_convert(chosen->v, chosen->type, t);
	if (c.v.kind == V_NONE)
		r.v.kind = V_NONE;
	return r;
}

struct ex
op_cast(struct ex a, uint32_t t, uint32_t token)
{
	struct ex r = result(type_unqual(t), token);

	if (!a.type || !t || bare(t) == B_VOID)
		return r;
	if (type_is_record(t)) {
		need_complete(t, token);
		return r;
	}
	if (type_is_record(a.type)) {
		err(token, "aggregate value used where '%s' was expected",
		    type_name(t));
		return r;
	}
	if (type_variable(t))
		return r;
	r.v = value_round(value_convert(a.v, a.type, t), t);
	if (r.v.kind == V_INT || r.v.kind == V_FLOAT)
		r.truth = value_truth(&r.v);
	else if (type_underlying(t) == B_BOOL || type_size(t) >=
		 type_size(a.type) || a.truth == 0)
		r.truth = a.truth;
	r.ice = type_is_int(t) && a.ice;        /* 6.6p6: (int)1.5 too */
	/* 6.3.2.3p3 */
	r.npc = kind(t) == T_PTR && base(t) == B_VOID && op_ice(&a) &&
		a.v.kind == V_INT && a.v.i == 0;
	return r;
}

struct ex
op_deref(struct ex a, uint32_t token)
{
	struct ex r;

	if (!a.type)
		return result(B_UNKNOWN, token);
	if (kind(a.type) != T_PTR) {
		err(token, "invalid type argument of unary '*' (have '%s')",
		    type_name(a.type));
		return result(B_UNKNOWN, token);
	}
	r = result(base(a.type), token);
	r.lval = kind(r.type) != T_FUNC;
	r.v = a.v;
	return r;
}

struct ex
op_index(struct ex a, struct ex b, uint32_t token)
{
	struct ex r;

	if (kind(a.type) == T_VECTOR) {
		/* gcc forgets the vector's own qualifiers */
		r = result(base(a.type), token);
		r.lval = a.lval;
		return r;
	}
	if (a.type && b.type && kind(a.type) != T_PTR &&
	    kind(b.type) != T_PTR) {
		err(token, "subscripted value is neither array nor pointer "
		    "nor vector");
		return result(B_UNKNOWN, token);
	}
	if (a.type && b.type && !type_is_int(kind(a.type) == T_PTR ? b.type :
					     a.type)) {
		err(token, "array subscript is not an integer");
		return result(B_UNKNOWN, token);
	}
	a = op_binary(ND_ADD, a, b, token);
	return op_deref(a, token);
}
