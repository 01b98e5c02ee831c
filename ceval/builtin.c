// SPDX-License-Identifier: GPL-2.0-or-later
/* Built-in functions and types: what a name that nobody declared means. */
#include <math.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "machine.h"
#include "ceval.h"

enum how {
	PLAIN,                  /* its type says it all */
	NORETURN_, EXPECT, CONSTANT_P, CLASSIFY, FIRST, COMPLEX, BSWAP, FFS,
	CLZ, CTZ, CLRSB, POPCOUNT, PARITY, ABS, LOCK_FREE, ADD_P, SUB_P, MUL_P,
	STRLEN, STRCMP, LINE, LITERAL, INF_, NAN_, TGMATH, SAME, SHUFFLE,
	TARGET
};
#undef NORETURN
#undef INF
#undef NAN
#define NORETURN NORETURN_
#define INF INF_
#define NAN NAN_

/* Behind the years of the standards */
enum { GNU = 9998, NEVER };

static const struct {
	const char *name;
	enum how how;
	const char *type;
	unsigned since;         /* what knows it without __builtin_ */
} table[] = {
	{ "", PLAIN, "i", NEVER },      /* unknown: int () */
#define BUILTIN(name, how, type)      { name, how, type, 1990 },
#define C99_BUILTIN(name, how, type)  { name, how, type, 1999 },
#define C11_BUILTIN(name, how, type)  { name, how, type, 2011 },
#define C23_BUILTIN(name, how, type)  { name, how, type, 2023 },
#define EXT_BUILTIN(name, how, type)  { name, how, type, GNU },
#define GCC_BUILTIN(name, how, type)  { name, how, type, NEVER },
#include "builtins.h"
#undef BUILTIN
#undef C99_BUILTIN
#undef C11_BUILTIN
#undef C23_BUILTIN
#undef EXT_BUILTIN
#undef GCC_BUILTIN
};

static uint32_t va_list_type(void);

/* The type that *S begins with; *S is moved behind it. */
static uint32_t
letter(const char **s)
{
	int c = *(*s)++;

	switch (c) {
	case '*': return type_ptr(letter(s));
	case '~': return type_complex(letter(s));
	case 'v': return B_VOID;
	case 'b': return B_BOOL;
	case 'c': return B_CHAR;
	case 'i': return B_INT;
	case 'u': return B_UINT;
	case 'l': return B_LONG;
	case 'm': return B_ULONG;
	case 'x': return B_LLONG;
	case 'X': return B_ULLONG;
	case 'z': return target.size_type;
	case 't': return target.ptrdiff_type;
	case 'f': return B_FLOAT;
	case 'd': return B_DOUBLE;
	case 'D': return B_LDOUBLE;
	case '2': return B_USHORT;
	case '4': return B_UINT;
	case '8': return type_int_sized(8, 1);
	case '6': return B_UINT128;
	case 'C': return B_UCHAR;
	case 'n': return target.size_long == 8 ? B_LONG : B_LLONG;
	case 'N': return target.size_long == 8 ? B_ULONG : B_ULLONG;
	case 'h': return B_F16;
	case 'g': return B_F32;
	case 'G': return B_F64;
	case 'k': return B_F128;
	case 'j': return B_F32X;
	case 'J': return B_F64X;
	case 'e': return B_D32;
	case 'E': return B_D64;
	case 'w': return B_D128;
	case 'p': return type_ptr(B_VOID);
	case 'P': return type_ptr(type_qual(B_VOID, Q_CONST));
	case 'V': return type_ptr(type_qual(B_VOID, Q_VOLATILE));
	case 'Q': return type_ptr(type_qual(B_VOID, Q_CONST | Q_VOLATILE));
	case 's': return type_ptr(B_CHAR);
	case 'S': return type_ptr(type_qual(B_CHAR, Q_CONST));
	case 'y': return type_ptr(type_qual(type_ptr(B_CHAR), Q_CONST));
	case 'A': return va_list_type();
	case 'a':
		return kind(va_list_type()) == T_ARRAY ?
			type_ptr(base(va_list_type())) : va_list_type();
	default: bug("no type has the letter '%c'", c);
	}
}

static uint32_t
function_type(const char *s)
{
	uint32_t ret = letter(&s), list[12];
	unsigned n = 0;

	while (*s && *s != '.')
		list[n++] = letter(&s);
	if (*s && n == 0)
		return type_func(ret, P_KR, NULL, 0);
	return type_func(ret, *s ? P_VARIADIC : P_PROTO, list, n);
}

/* The row for the name, less its __builtin_; 0: none. */
static unsigned
row(const char *name)
{
	size_t i, n;

	if (!target.crc32 && !strncmp(name, "ia32_crc32", 10))
		return 0;
	for (i = 1; i < LEN(table); i++) {
		n = strlen(table[i].name);
		if (table[i].how == TARGET ? !strncmp(name, table[i].name, n) :
		    !strcmp(name, table[i].name))
			return target.decimal ||
				!strpbrk(table[i].type, "eEw") ? i : 0;
	}
	return 0;
}

uint32_t
builtin_find(uint32_t s, uint32_t token)
{
	const char *name = spell(s)->s;
	unsigned i;
	uint32_t e;

	if (strncmp(name, "__builtin_", 10) == 0) {
		i = row(name + 10);
		if (!i && strncmp(name, "__builtin_ia32_", 15))
			warn(token, "builtin", "'%s' is not known, taken for "
			     "int ()", name);
	} else if (!strncmp(name, "__sync_", 7) ||
		   !strncmp(name, "__atomic_", 9))
		i = row(name);
	else
		return 0;
	e = ent_new(C_FUNCTION, s, L_EXTERNAL, ST_BUILTIN, 0,
		    i ? function_type(table[i].type) :
		    type_func(B_INT, P_KR, NULL, 0));
	ents[e].builtin = i;
	ents[e].noreturn = i && table[i].how == NORETURN_;
	scope_bind_file(SP_ORDINARY, s, e, 0);
	return e;
}

uint32_t
builtin_type(const char *name)
{
	unsigned i = target_builtin(name) ? row(name) : 0;

	return table[i].since <= (target.strict ? target.std : GNU) ?
		function_type(table[i].type) : 0;
}

static struct ex
plain(uint32_t type, uint32_t token)
{
	return (struct ex){ .type = type, .tok = token, .truth = -1 };
}

static struct ex
constant(wide v, uint32_t type, uint32_t token)
{
	struct ex r = plain(type, token);

	r.v = value_int(v, type);
	r.truth = r.v.i != 0;
	r.ice = 1;
	return r;
}

static struct ex
constant_p(uint32_t node, uint32_t token)
{
	struct ex a;

	if (nd(node)->n < 2)
		return plain(B_INT, token);
	a = rvalue(expr_unevaluated(kid(node, 1)));
	if (a.v.kind == V_INT || a.v.kind == V_FLOAT ||
	    (a.v.kind == V_ADDR && !a.v.ent && a.truth == 1))
		return constant(1, B_INT, token);
	if (state.must || scope_depth() == 0)
		return constant(0, B_INT, token);
	return plain(B_INT, token);     /* the optimizer may know better */
}

static int
classify(uint32_t t)
{
	if (bare(t) == B_VOID)
		return 0;
	if (type_is_int(t))
		return 1;
	if (kind(t) == T_PTR)
		return 5;
	if (type_is_float(t))
		return 8;
	if (kind(t) == T_COMPLEX)
		return 9;
	if (type_is_record(t))
		return ents[types[bare(t)].ent].class == C_UNION ? 13 : 12;
	return -1;
}

/* Functions of the bits of one constant. */
static wide
bits(enum how how, uwide u, unsigned n)
{
	wide r = 0;
	unsigned i;

	switch (how) {
	case BSWAP:
		for (i = 0; i < n; i += 8)
			r = (wide)((uwide)r << 8 | (u >> i & 0xff));
		return r;
	case FFS:
		for (i = 0; i < n; i++)
			if (u >> i & 1)
				return i + 1;
		return 0;
	case CLZ:
		for (i = n; i-- && !(u >> i & 1); )
			r++;
		return r;
	case CTZ:
		for (i = 0; i < n && !(u >> i & 1); i++)
			r++;
		return r;
	case CLRSB:
		for (i = n - 1; i-- && (u >> i & 1) == (u >> (n - 1) & 1); )
			r++;
		return r;
	default:
		for (i = 0; i < n; i++)
			r += u >> i & 1;
		return how == PARITY ? r & 1 : r;
	}
}

/* The argument as the parameter's type has it; none where it overflows. */
static struct value
as_param(const struct ex *a, uint32_t type)
{
	struct value v = value_convert(a->v, a->type, type);

	if (a->v.kind == V_FLOAT && v.kind == V_INT &&
	    !(a->v.f - v.i < 1 && v.i - a->v.f < 1))
		v.kind = V_NONE;
	return v;
}

static int
overflows(enum how how, wide a, wide b, uint32_t t)
{
	wide v;
	int o;

	switch (how) {
	case ADD_P: o = __builtin_add_overflow(a, b, &v); break;
	case SUB_P: o = __builtin_sub_overflow(a, b, &v); break;
	default:    o = __builtin_mul_overflow(a, b, &v); break;
	}
	return o || value_fit(v, t) != v;
}

/* Is an object of that size, P pointing to one like it or null, always
 * accessed at once?  -1: that depends on the processor. */
static int
lock_free(wide size, const struct ex *p)
{
	if (size <= 0 || size > 16 || (size & (size - 1)))
		return 0;
	if (kind(p->type) == T_PTR && p->v.kind != V_INT &&
	    bare(base(p->type)) != B_VOID &&
	    type_alignof(base(p->type)) < size)
		return 0;
	return size <= target.size_long ? 1 : -1;
}

/* The length of the string literal that the call's argument is. */
static int
literal(uint32_t node, unsigned i, const char **s, size_t *len)
{
	uint32_t n;

	if (nd(node)->n <= i)
		return 0;
	n = kid(node, i);
	while (nd(n)->kind == ND_PAREN)
		n = kid(n, 0);
	if (nd(n)->kind != ND_STRING)
		return 0;
	*s = lit_bytes(nd(n)->t0, nd(n)->t1, len);
	return *s != NULL;
}

/* The parameters of what a points to, and how many; not a function: NULL */
static const uint32_t *
params_of(const struct ex *a, unsigned *n)
{
	const struct type *f;

	if (kind(a->type) != T_PTR || kind(base(a->type)) != T_FUNC)
		return NULL;
	f = &types[bare(base(a->type))];
	*n = f->nparam;
	return f->nparam && f->how == P_PROTO ? &params[f->param] : NULL;
}

/* Is parameter I what the first NF functions differ in? */
static int
differs(const struct ex *a, unsigned nf, unsigned i)
{
	const uint32_t *p, *first;
	unsigned j, n;

	first = params_of(&a[0], &n);
	for (j = 1; j < nf; j++) {
		p = params_of(&a[j], &n);
		if (p && i < n && p[i] != first[i])
			return 1;
	}
	return 0;
}

static int
is_decimal(uint32_t y)
{
	return y == B_D32 || y == B_D64 || y == B_D128;
}

/* What an integer counts as where nf functions are to choose from: double, or
 * _Decimal64 where another argument is decimal, or all functions are. */
static uint32_t
integer_as(const struct ex *a, unsigned nf, unsigned np)
{
	const uint32_t *p;
	unsigned i, j, n;
	int binary = 0;

	for (i = 0; i < np; i++) {
		if (!differs(a, nf, i))
			continue;
		if (is_decimal(bare(a[nf + i].type)))
			return B_D64;
		for (j = 0; j < nf; j++) {
			p = params_of(&a[j], &n);
			binary |= p && i < n && !is_decimal(bare(p[i]));
		}
	}
	return binary ? B_DOUBLE : B_D64;
}

/*
 * __builtin_tgmath(f1, ..., fn, arguments): that function is called whose
 * parameters have the type that the arguments together have (ISO/IEC TS
 * 18661-3, 15; C23 7.27).  Only the types count here.
 */
static struct ex
tgmath(uint32_t node, unsigned n)
{
	uint32_t t = nd(node)->t0, want = 0, at;
	struct ex *a = alloc((n + 1) * sizeof a[0]);
	const uint32_t *p;
	unsigned i, j, nf, np, all;

	for (i = 0; i < n; i++)
		a[i] = expr_value(kid(node, 1 + i));
	p = n ? params_of(&a[0], &np) : NULL;
	if (!p || np >= n)
		return plain(B_UNKNOWN, t);
	nf = n - np;
	for (i = 0; i < np; i++) {
		if (!differs(a, nf, i))
			continue;
		at = bare(a[nf + i].type);
		if (kind(at) == T_COMPLEX && type_is_int(base(at)))
			at = type_complex(B_DOUBLE);
		else if (type_is_int(at))
			at = integer_as(a, nf, np);
		want = want ? type_usual(want, at) : at;
	}
	/* the function of that type, else of the complex one */
	for (all = 0; all < 2; all++, want = type_complex(want))
		for (j = 0; j < nf; j++) {
			p = params_of(&a[j], &np);
			for (i = 0; p && i < np; i++)
				if (differs(a, nf, i) && bare(p[i]) == want)
					return plain(base(base(a[j].type)), t);
		}
	return plain(B_UNKNOWN, t);
}

int
builtin_call(uint32_t e, uint32_t node, struct ex *args, unsigned n,
	     struct ex *r)
{
	uint32_t t = nd(node)->t0, ret, pt;
	enum how how;
	const char *s, *s2;
	size_t len;
	unsigned i;

	if (ents[e].storage != ST_BUILTIN)
		return 0;
	how = table[ents[e].builtin].how;
	if (how == PLAIN || how == NORETURN_)
		return 0;
	ret = types[ents[e].type].base;
	if (how == CONSTANT_P) {
		*r = constant_p(node, t);
		return 1;
	}
	if (how == TGMATH) {
		*r = tgmath(node, n);
		return 1;
	}
	for (i = 0; i < n; i++) {
		struct ex a = expr_value(kid(node, 1 + i));

		if (i < 4)
			args[i] = a;
	}
	*r = plain(ret, t);
	if (n == 0 && how != INF_ && how != LINE && how != LITERAL)
		return 1;
	switch (how) {
	case LINE:
		if (tree_line(t))
			*r = constant(tree_line(t), ret, t);
		break;
	case LITERAL:
		r->v.kind = V_ADDR;
		r->truth = 1;
		break;
	case EXPECT:
		r->v = value_convert(args[0].v, args[0].type, ret);
		r->truth = args[0].truth;
		r->ice = 1;
		break;
	case CLASSIFY:
		if (classify(args[0].type) >= 0)
			*r = constant(classify(args[0].type), B_INT, t);
		break;
	case FIRST:
	case SAME:
		r->type = args[0].type;
		break;
	case SHUFFLE:           /* two vectors and the indices */
		if (kind(args[0].type) == T_VECTOR && n > 2)
			r->type = type_vector(base(args[0].type), n - 2);
		break;
	case COMPLEX:
		r->type = type_complex(args[0].type);
		break;
	case BSWAP: case FFS: case CLZ: case CTZ: case CLRSB: case POPCOUNT:
	case PARITY:
		pt = params[types[ents[e].type].param];
		args[0].v = as_param(&args[0], pt);
		if (args[0].v.kind == V_INT &&
		    (args[0].v.i || (how != CLZ && how != CTZ)))
			*r = constant(bits(how, (uwide)args[0].v.i,
					   type_bits(pt)), ret, t);
		break;
	case ABS:
		args[0].v = as_param(&args[0], ret);
		if (args[0].v.kind == V_INT)
			*r = constant(args[0].v.i < 0 ? -args[0].v.i :
				      args[0].v.i, ret, t);
		break;
	case ADD_P: case SUB_P: case MUL_P:
		if (n == 3 && args[0].v.kind == V_INT &&
		    args[1].v.kind == V_INT && type_is_int(args[2].type))
			*r = constant(overflows(how, args[0].v.i, args[1].v.i,
						args[2].type), ret, t);
		break;
	case LOCK_FREE:
		if (n == 2 && args[0].v.kind == V_INT &&
		    (lock_free(args[0].v.i, &args[1]) >= 0))
			*r = constant(lock_free(args[0].v.i, &args[1]), ret,
				      t);
		break;
	case STRLEN:
		if (literal(node, 1, &s, &len))
			*r = constant(strlen(s), ret, t);
		break;
	case STRCMP:
		if (literal(node, 1, &s, &len) && literal(node, 2, &s2, &len))
			*r = constant((strcmp(s, s2) > 0) -
				      (strcmp(s, s2) < 0), ret, t);
		break;
	case INF_:
		r->v.kind = V_FLOAT;
		r->v.f = INFINITY;
		r->truth = 1;
		break;
	case NAN_:
		r->v.kind = V_FLOAT;
		r->v.f = nanl("");
		r->truth = 1;
		break;
	case TARGET:
		s = spell(ents[e].s)->s;
		if (kind(args[0].type) == T_PTR)
			r->type = type_unqual(base(args[0].type));
		break;
	default:
		break;
	}
	return 1;
}

/* A struct that nobody can name, of this size. */
static uint32_t
opaque(int64_t size, unsigned align)
{
	uint32_t e = ent_new(C_STRUCT, 0, L_NONE, ST_BUILTIN, 0, 0);
	struct tag *g = ents[e].tag;

	g->type = type_tag(e);
	g->complete = 1;
	g->size = size;
	g->align = align;
	return g->type;
}

static uint32_t
va_list_type(void)
{
	const struct machine *m = machine();
	static uint32_t t;
	int64_t size;

	if (t)
		return t;
	size = m->va_bytes + m->va_pointers * target.size_ptr;
	switch (m->va) {
	case VA_CHAR:
		t = type_ptr(B_CHAR);
		break;
	case VA_VOID:
		t = type_ptr(B_VOID);
		break;
	case VA_STRUCT:
		t = opaque(size, target.size_ptr);
		break;
	case VA_ARRAY:
		t = type_array(opaque(size, target.size_ptr), 1);
		break;
	}
	return t;
}

uint32_t
builtin_typedef(uint32_t s)
{
	const char *name = spell(s)->s;
	uint32_t t, e;

	if (!strcmp(name, "__builtin_va_list") ||
	    !strcmp(name, "__builtin_sysv_va_list"))
		t = va_list_type();
	else if (!strcmp(name, "__int128_t"))
		t = B_INT128;
	else if (!strcmp(name, "__uint128_t"))
		t = B_UINT128;
	else if (!strcmp(name, "__builtin_ms_va_list"))
		t = type_ptr(B_CHAR);
	else
		return 0;
	e = ent_new(C_TYPEDEF, s, L_NONE, ST_BUILTIN, 0, t);
	scope_bind_file(SP_ORDINARY, s, e, 0);
	return e;
}
