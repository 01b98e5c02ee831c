// SPDX-License-Identifier: GPL-2.0-or-later
/* Attributes, as far as they change types or refer to entities. */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "machine.h"
#include "ceval.h"

/* An expression that is one name: mode(DI), cleanup(f) */
static uint32_t
name_of(uint32_t n)
{
	return nd(n)->kind == ND_ID ? nd(n)->t0 : 0;
}

static int64_t
number(uint32_t n, int64_t max, const char *what)
{
	wide v;

	if (!expr_constant(n, &v, NULL, what))
		return 0;
	if (v <= 0 || v > max || (v & (v - 1))) {
		err(nd(n)->t0, "%s is not a positive power of 2", what);
		return 0;
	}
	return v;
}

static void
refer(uint32_t n, char how)
{
	uint32_t t = name_of(n), e;

	e = t ? scope_find(SP_ORDINARY, spelling(t), t) : 0;
	if (e)
		ent_use(e, t, state.dead ? 'n' : how);
}

/* Is it an expression whose value the attribute may want? */
static int
is_expr(uint32_t n)
{
	return nd(n)->kind >= ND_ID;
}

/* copy(n): the attributes of the declaration that n names, and of n's type, or
 * of the type that it points to (GCC manual, Common Function Attributes). */
static void
copy(uint32_t n, struct attrs *a)
{
	uint32_t t = name_of(n), e = 0, type;
	const struct tag *g;

	if (t) {
		refer(n, 'n');
		e = scope_find(SP_ORDINARY, spelling(t), t);
		type = e ? ents[e].type : B_UNKNOWN;
	} else
		type = expr_unevaluated(n).type;
	if (e && a->aligned < ents[e].align)
		a->aligned = ents[e].align;
	if (kind(type) == T_PTR)
		type = base(type);
	if (kind(type) != T_TAG)
		return;
	g = ents[types[bare(type)].ent].tag;
	a->packed |= g->packed;
	if (a->aligned < g->aligned)
		a->aligned = g->aligned;
}

static void
attr(uint32_t n, struct attrs *a)
{
	uint32_t name = nd(kid(n, 0))->t1, arg;
	unsigned i, args = nd(n)->n - 1;
	int64_t v;

	arg = args ? kid(n, 1) : 0;
	switch (tree_word(name)) {
	case W_PACKED:
		a->packed = 1;
		return;
	case W_MS_STRUCT:
		/* the others ignore it */
		a->ms = machine()->ms_struct;
		return;
	case W_GCC_STRUCT:
		a->gcc = 1;
		return;
	case W_ALIGNED:
		if (arg && !is_expr(arg))
			return;
		v = arg ? number(arg, 1 << 28, "requested alignment") :
			target.aligned;
		if (v > a->aligned)
			a->aligned = v;
		return;
	case W_MODE:
		/* in typedef int word __attribute__((mode(word))); the last
		 * one is a typedef name already */
		if (arg && (nd(arg)->kind == ND_ID ||
			    nd(arg)->kind == ND_TYPENAME))
			a->mode = tree_word(nd(arg)->t0);
		return;
	case W_VECTOR_SIZE:
		if (arg && is_expr(arg))
			a->vector = number(arg, (int64_t)1 << 48,
					   "vector_size");
		return;
	case W_A_NORETURN:
	case W_NORETURN:
		a->noreturn = 1;
		return;
	case W_NOINLINE:
	case W_NOIPA:
		a->noinline = 1;
		return;
	case W_ERROR:
		a->error = 1;
		return;
	case W_WEAK:
		a->weak = 1;
		return;
	case W_TRANSPARENT_UNION:
		a->transparent = 1;
		return;
	case W_CLEANUP:
		if (arg)
			refer(arg, 'c');
		return;
	case W_MALLOC:          /* malloc(f, 1): f frees what it gives */
		if (arg)
			refer(arg, 'n');
		return;
	case W_COPY:
		if (arg && is_expr(arg))
			copy(arg, a);
		return;
	default:
		break;
	}
	for (i = 0; i < args; i++) {
		arg = kid(n, 1 + i);
		if (is_expr(arg) && nd(arg)->kind != ND_ID &&
		    nd(arg)->kind != ND_STRING && nd(arg)->kind != ND_NUM &&
		    nd(arg)->kind != ND_CALL)
			expr_unevaluated(arg);
	}
}

void
attrs_read(uint32_t n, struct attrs *a)
{
	unsigned i;

	for (i = 0; n && i < nd(n)->n; i++) {
		attr(kid(n, i), a);
		given_add(kid(n, i), &a->given);
	}
}

static uint32_t
mode_type(enum word mode, uint32_t t)
{
	int uns = type_is_int(t) && type_unsigned(t);
	unsigned size;

	switch (mode) {
	case W_QI: case W_BYTE: size = 1; break;
	case W_HI: size = 2; break;
	case W_SI: size = 4; break;
	case W_DI: size = 8; break;
	case W_TI: size = 16; break;
	case W_WORD: case W_UNWIND_WORD: case W_LIBGCC_CMP_RETURN:
	case W_LIBGCC_SHIFT_COUNT:
		size = machine()->word ? machine()->word : 8;
		break;
	case W_POINTER: size = target.size_ptr; break;
	case W_HF: return B_F16;
	case W_SF: return B_FLOAT;
	case W_DF: return B_DOUBLE;
	case W_XF: return B_LDOUBLE;
	case W_TF: case W_KF:
		return mode == W_KF || (target.ldouble_digits == 64 ||
			target.ldouble_digits == 53) ? B_F128 : B_LDOUBLE;
	case W_SC: return type_complex(B_FLOAT);
	case W_DC: return type_complex(B_DOUBLE);
	case W_XC: return type_complex(B_LDOUBLE);
	case W_TC: return type_complex(mode_type(W_TF, t));
	case W_SD: return B_D32;
	case W_DD: return B_D64;
	case W_TD: return B_D128;
	default: return B_UNKNOWN;
	}
	return type_int_sized(size, uns);
}

static uint32_t
vector_type(int64_t bytes, uint32_t t, uint32_t token)
{
	int64_t size;
	unsigned q;

	switch (kind(t)) {
	case T_PTR:
		q = quals(t);
		return type_qual(type_ptr(vector_type(bytes, base(t), token)),
				 q);
	case T_ARRAY:
		return type_array(vector_type(bytes, base(t), token),
				  types[bare(t)].count);
	default:
		size = type_size(t);
		if (!type_is_arith(t) || size <= 0 || bytes % size) {
			err(token, "invalid vector type for attribute "
			    "'vector_size'");
			return t;
		}
		return type_qual(type_vector(t, bytes / size),
				 quals(t));
	}
}

uint32_t
attrs_type(const struct attrs *a, uint32_t t, uint32_t token)
{
	uint32_t m;

	if (a->mode && (type_is_arith(t) || kind(t) == T_PTR)) {
		m = mode_type(a->mode, t);
		if (!m)
			err(token, "unknown machine mode");
		else if (kind(t) != T_PTR)
			t = type_qual(m, quals(t));
	}
	if (a->vector)
		t = vector_type(a->vector, t, token);
	return t;
}
