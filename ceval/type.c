// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Types, hash-consed: equal types have one index, so == compares.  The basic
 * types are the first ones, in the order of bases.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "machine.h"
#include "ceval.h"

struct type *types;
static uint32_t ntype;
static size_t typecap;
uint32_t *params;
static uint32_t nparam;
static size_t paramcap;
static uint32_t *table;         /* heads of the hash chains */
static uint32_t mask;

static const char *const base_words[] = {
	[B_UNKNOWN] = "",
#define BASE(b, word)  [B_##b] = word,
#include "bases.h"
#undef BASE
};

static uint32_t
hash(const struct type *t, const uint32_t *p)
{
	uint64_t h;
	unsigned i;

	h = t->kind | t->quals << 8 | t->how << 16 | (uint64_t)t->align << 24;
	h = (h ^ t->base) * 0x9e3779b97f4a7c15;
	h = (h ^ t->ent ^ t->count) * 0x9e3779b97f4a7c15;
	for (i = 0; i < t->nparam; i++)
		h = (h ^ p[i]) * 0x9e3779b97f4a7c15;
	return h >> 32;
}

static void
rehash(void)
{
	uint32_t i, h, n = mask ? 2 * (mask + 1) : 1 << 14;

	free(table);
	table = calloc(n, sizeof table[0]);
	if (!table)
		fatal("out of memory");
	mask = n - 1;
	for (i = 1; i < ntype; i++) {
		h = hash(&types[i], &params[types[i].param]) & mask;
		types[i].next = table[h];
		table[h] = i;
	}
}

static uint32_t
get(struct type t, const uint32_t *p)
{
	struct type *o;
	uint32_t h, i;

	if (ntype > mask)
		rehash();
	h = hash(&t, p) & mask;
	for (i = table[h]; i; i = o->next) {
		o = &types[i];
		if (o->kind == t.kind && o->base == t.base &&
		    o->quals == t.quals && o->align == t.align &&
		    o->how == t.how && o->ent == t.ent &&
		    o->count == t.count && o->nparam == t.nparam &&
		    !(t.nparam && memcmp(&params[o->param], p,
					 t.nparam * sizeof *p)))
			return i;
	}
	types = grow(types, ntype + 1, &typecap, sizeof types[0]);
	if (t.nparam) {
		params = grow(params, nparam + t.nparam, &paramcap,
			      sizeof params[0]);
		memcpy(&params[nparam], p, t.nparam * sizeof *p);
		t.param = nparam;
		nparam += t.nparam;
	}
	t.y = 0;
	t.ptr = 0;
	t.next = table[h];
	types[ntype] = t;
	table[h] = ntype;
	return ntype++;
}

void
type_init(void)
{
	uint32_t i;

	types = grow(NULL, B_MAX, &typecap, sizeof types[0]);
	memset(types, 0, B_MAX * sizeof types[0]);
	for (i = 0; i < B_MAX; i++)
		types[i].count = i;
	ntype = B_MAX;
	rehash();
}

uint32_t
type_ptr(uint32_t t)
{
	uint32_t p = types[t].ptr;

	if (!p) {
		p = get((struct type){ .kind = T_PTR, .base = t }, NULL);
		types[t].ptr = p;
	}
	return p;
}

uint32_t
type_array(uint32_t t, int64_t count)
{
	return get((struct type){ .kind = T_ARRAY, .base = t,
				  .count = count }, NULL);
}

uint32_t
type_func(uint32_t ret, int how, const uint32_t *p, unsigned n)
{
	unsigned q = quals(ret);

	/* 6.7.6.3p5 since C11's TC; gcc means all but _Atomic */
	if (target.std >= 2011)
		q &= Q_ATOMIC;
	return get((struct type){ .kind = T_FUNC, .how = how, .nparam = n,
				  .base = type_qual(type_unqual(ret), q) }, p);
}

static uint32_t
wrap(uint32_t t, unsigned q, unsigned align)
{
	t = bare(t);
	if (!t || (!q && !align))
		return t;
	return get((struct type){ .kind = T_QUAL, .quals = q, .align = align,
				  .base = t }, NULL);
}

uint32_t
type_qual(uint32_t t, unsigned q)
{
	const struct type *p = &types[t];
	uint32_t b = bare(t), n;

	if (!q || types[b].kind == T_FUNC)
		return t;
	if (types[b].kind == T_ARRAY) {
		n = type_array(type_qual(types[b].base, q), types[b].count);
		p = &types[t];
		return wrap(n, 0, p->kind == T_QUAL ? p->align : 0);
	}
	if (p->kind == T_QUAL)
		return (p->quals | q) == p->quals ? t :
			wrap(t, p->quals | q, p->align);
	return wrap(t, q, 0);
}

uint32_t
type_aligned(uint32_t t, unsigned align)
{
	unsigned n = 0;

	if (align)
		for (n = 1; align > 1 && n < 60; n++)
			align >>= 1;
	return wrap(t, quals(t), n);
}

uint32_t
type_aligned_as(uint32_t t, uint32_t model)
{
	return types[model].kind == T_QUAL ?
		wrap(t, types[model].quals, types[model].align) : t;
}

uint32_t
type_tag(uint32_t ent)
{
	return get((struct type){ .kind = T_TAG, .ent = ent }, NULL);
}

uint32_t
type_vector(uint32_t t, int64_t count)
{
	return get((struct type){ .kind = T_VECTOR, .base = bare(t),
				  .count = count }, NULL);
}

uint32_t
type_complex(uint32_t t)
{
	return get((struct type){ .kind = T_COMPLEX, .base = t }, NULL);
}

unsigned
type_quals(uint32_t t)
{
	while (types[bare(t)].kind == T_ARRAY)
		t = base(t);
	return quals(t);
}

/* What a value has: no qualifiers, no alignment of a typedef. */
uint32_t
type_unqual(uint32_t t)
{
	return bare(t);
}

uint32_t
type_plain(uint32_t t)
{
	t = bare(t);
	return types[t].kind == T_ARRAY && type_quals(t) ?
		type_array(type_plain(types[t].base), types[t].count) : t;
}

/* 6.7.6.3p15: without qualifiers, and _Atomic is none of them */
uint32_t
type_param(uint32_t t)
{
	return type_qual(type_unqual(t), quals(t) & Q_ATOMIC);
}

int64_t
type_size(uint32_t t)
{
	const struct type *p = &types[bare(t)];
	const struct tag *g;
	int64_t n;

	switch (p->kind) {
	case T_BASE:
		switch ((enum base)p->count) {
		case B_UNKNOWN:
		case B_VOID:
		case B_BOOL: case B_CHAR: case B_SCHAR: case B_UCHAR:
			return 1;
		case B_SHORT: case B_USHORT:
			return target.size_short;
		case B_INT: case B_UINT:
			return target.size_int;
		case B_LONG: case B_ULONG:
			return target.size_long;
		case B_LLONG: case B_ULLONG:
			return target.size_llong;
		case B_INT128: case B_UINT128: case B_F128: case B_D128:
		case B_IBM128:
			return 16;
		case B_F16: case B_BF16:
			return 2;
		case B_FLOAT: case B_F32: case B_D32:
			return 4;
		case B_DOUBLE: case B_F64: case B_F32X: case B_D64:
			return 8;
		case B_LDOUBLE:
			return target.size_ldouble;
		case B_F80: case B_F64X:
			return !machine()->x87_size || target.ldouble_128bit ||
				(p->count == B_F64X && !target.f64x_x87) ?
				16 : machine()->x87_size;
		case B_MAX:
			break;
		}
		return 1;
	case T_PTR:
		return target.size_ptr;
	case T_ARRAY:
		if (p->count < 0)
			return p->count;
		n = type_size(p->base);
		if (n < 0)
			return n;
		if (n && p->count > INT64_MAX / n)
			return INT64_MAX;
		return n * p->count;
	case T_FUNC:
		return 1;
	case T_TAG:
		g = ents[p->ent].tag;
		return !g->complete ? N_UNKNOWN : g->variable ? N_VARIABLE :
			g->size;
	case T_VECTOR:
		return type_size(p->base) * p->count;
	case T_COMPLEX:
		return 2 * type_size(p->base);
	}
	return N_UNKNOWN;
}

int
type_user_aligned(uint32_t t)
{
	for (;;) {
		if (types[t].kind == T_QUAL && types[t].align)
			return 1;
		if (kind(t) != T_ARRAY)
			return 0;
		t = base(t);
	}
}

/* What is accessed at once is aligned for that. */
static unsigned
atomic_align(uint32_t t)
{
	unsigned align = type_alignof(t);
	int64_t n = type_size(t);

	if (n <= 0 || n > 16 || (n & (n - 1)))
		return align;
	if (machine()->max_align && n > machine()->max_align)
		n = machine()->max_align;
	return align < n ? n : align;
}

unsigned
type_alignof(uint32_t t)
{
	const struct type *p = &types[t];
	int64_t n;

	if (p->kind == T_QUAL) {
		if (p->align)
			return 1u << (p->align - 1);
		if (p->quals & Q_ATOMIC)
			return atomic_align(p->base);
		p = &types[p->base];
	}
	switch (p->kind) {
	case T_ARRAY:
		/* gcc lets what is atomic count for single ones only */
		p = &types[p->base];
		return type_alignof(p->kind == T_QUAL && !p->align ? p->base :
				    types[bare(t)].base);
	case T_FUNC:
		return target.func_align;
	case T_TAG:
		return ents[p->ent].tag->align;
	case T_COMPLEX:
		return type_alignof(p->base);
	case T_VECTOR:
		n = type_size(p->base) * p->count;
		if (target.max_vector && n > target.max_vector)
			n = target.max_vector;
		return n <= 0 ? 1 : n <= 1 << 28 ? n : 1 << 28;
	default:
		n = type_size(bare(t));
		if (machine()->max_align && n > machine()->max_align)
			n = machine()->max_align;
		/* long double of i386 has 12 bytes */
		return n == 12 ? 4 : n;
	}
}

int
type_variable(uint32_t t)
{
	for (;;)
		switch (kind(t)) {
		case T_ARRAY:
			if (types[bare(t)].count == N_VARIABLE)
				return 1;
			/* fall through */
		case T_PTR:
		case T_FUNC:
			t = base(t);
			break;
		case T_TAG:
			return ents[types[bare(t)].ent].tag->variable;
		default:
			return 0;
		}
}

int
type_is_int(uint32_t t)
{
	t = bare(t);
	if (t < B_MAX)
		return t >= B_BOOL && t <= B_UINT128;
	return types[t].kind == T_TAG && ents[types[t].ent].class == C_ENUM;
}

int
type_is_float(uint32_t t)
{
	t = bare(t);
	return t >= B_F16 && t <= B_D128;
}

int
type_is_arith(uint32_t t)
{
	return type_is_int(t) || type_is_float(t) || kind(t) == T_COMPLEX;
}

int
type_is_scalar(uint32_t t)
{
	return type_is_arith(t) || kind(t) == T_PTR;
}

int
type_is_record(uint32_t t)
{
	t = bare(t);
	return types[t].kind == T_TAG && ents[types[t].ent].class != C_ENUM;
}

uint32_t
type_underlying(uint32_t t)
{
	const struct tag *g;

	t = bare(t);
	if (types[t].kind != T_TAG || ents[types[t].ent].class != C_ENUM)
		return t;
	g = ents[types[t].ent].tag;
	return g->under ? g->under : B_UINT;
}

int
type_unsigned(uint32_t t)
{
	switch (type_underlying(t)) {
	case B_BOOL: case B_UCHAR: case B_USHORT: case B_UINT: case B_ULONG:
	case B_ULLONG: case B_UINT128:
		return 1;
	case B_CHAR:
		return target.char_unsigned;
	default:
		return kind(t) == T_PTR;
	}
}

unsigned
type_bits(uint32_t t)
{
	t = type_underlying(t);
	return t == B_BOOL ? 1 : 8 * type_size(t);
}

static int
rank(uint32_t t)
{
	switch (t) {
	case B_BOOL: return 0;
	case B_CHAR: case B_SCHAR: case B_UCHAR: return 1;
	case B_SHORT: case B_USHORT: return 2;
	case B_INT: case B_UINT: return 3;
	case B_LONG: case B_ULONG: return 4;
	case B_LLONG: case B_ULLONG: return 5;
	default: return 6;
	}
}

uint32_t
type_promote(uint32_t t, unsigned bits)
{
	uint32_t u = type_underlying(t);

	if (u > B_UINT128 || u < B_BOOL)
		return u;
	if (bits) {
		if (bits < type_size(B_INT) * 8)
			return B_INT;
		if (bits == type_size(B_INT) * 8)
			return type_unsigned(u) ? B_UINT : B_INT;
		return u;
	}
	if (rank(u) >= 3)
		return u;
	if (type_unsigned(u) && type_size(u) >= type_size(B_INT))
		return B_UINT;
	return B_INT;
}

uint32_t
type_flip_sign(uint32_t t, int uns)
{
	switch (type_underlying(t)) {
	case B_CHAR: case B_SCHAR: case B_UCHAR:
		return uns ? B_UCHAR : B_SCHAR;
	case B_SHORT: case B_USHORT:
		return uns ? B_USHORT : B_SHORT;
	case B_INT: case B_UINT:
		return uns ? B_UINT : B_INT;
	case B_LONG: case B_ULONG:
		return uns ? B_ULONG : B_LONG;
	case B_LLONG: case B_ULLONG:
		return uns ? B_ULLONG : B_LLONG;
	case B_INT128: case B_UINT128:
		return uns ? B_UINT128 : B_INT128;
	default:
		return t;
	}
}

/* 6.3.1.8 Usual arithmetic conversions, of promoted types */
uint32_t
type_usual(uint32_t a, uint32_t b)
{
	uint32_t t;
	int ca, cb;

	a = bare(a);
	b = bare(b);
	if (a == b)
		return a;
	ca = types[a].kind == T_COMPLEX;
	cb = types[b].kind == T_COMPLEX;
	if (ca || cb) {
		t = type_usual(ca ? types[a].base : a, cb ? types[b].base : b);
		return type_complex(t);
	}
	if (type_is_float(a) || type_is_float(b)) {
		if (!type_is_float(a))
			return b;
		if (!type_is_float(b))
			return a;
		return a > b ? a : b;   /* bases.h has them in this order */
	}
	if (a > B_UINT128 || b > B_UINT128)
		return a ? a : b;
	if (rank(a) < rank(b)) {
		t = a;
		a = b;
		b = t;
	}
	/* a has the higher rank */
	if (type_unsigned(a) == type_unsigned(b) || type_unsigned(a))
		return a;
	if (rank(a) == rank(b))
		return b;
	if (type_size(a) > type_size(b))
		return a;
	return type_flip_sign(a, 1);
}

uint32_t
type_int_sized(unsigned bytes, int uns)
{
	static const unsigned char order[] = {
		B_INT, B_SCHAR, B_SHORT, B_LONG, B_LLONG, B_INT128
	};
	size_t i;

	for (i = 0; i < LEN(order); i++)
		if (type_size(order[i]) == bytes)
			return uns ? type_flip_sign(order[i], 1) : order[i];
	return B_UNKNOWN;
}

uint32_t
type_float_sized(unsigned bytes)
{
	return bytes == 2 ? B_F16 : bytes == 4 ? B_FLOAT :
	       bytes == 8 ? B_DOUBLE :
	       bytes == target.size_ldouble ? B_LDOUBLE : B_F128;
}

uint32_t
type_transparent(uint32_t t, uint32_t other)
{
	const struct tag *g;
	uint32_t i;

	if (!type_is_record(t))
		return 0;
	g = ents[types[bare(t)].ent].tag;
	for (i = 0; g->transparent && i < g->n; i++)
		if (type_compatible(type_unqual(g->m[i].type),
				    type_unqual(other)))
			return g->m[i].type;
	return 0;
}

/* Parameters; GNU C: a transparent union may become one of its members. */
static int
compatible_param(uint32_t a, uint32_t b)
{
	return type_compatible(type_param(a), type_param(b)) ||
	       type_transparent(a, b) || type_transparent(b, a);
}

static int
compatible_params(const struct type *a, const struct type *b)
{
	const struct type *p, *k;
	uint32_t i, t;

	if (a->how == P_KR || b->how == P_KR) {
		p = a->how == P_KR ? b : a;
		k = a->how == P_KR ? a : b;
		if (p->how == P_VARIADIC)
			return 0;
		if (p->how == P_KR || k->nparam)
			return 1;
		for (i = 0; i < p->nparam; i++) {
			t = bare(params[p->param + i]);
			if (type_is_int(t) && type_promote(t, 0) != t &&
			    kind(t) == T_BASE)
				return 0;
			if (t == B_FLOAT)
				return 0;
		}
		return 1;
	}
	if (a->nparam != b->nparam || a->how != b->how)
		return 0;
	for (i = 0; i < a->nparam; i++)
		if (!compatible_param(params[a->param + i],
				      params[b->param + i]))
			return 0;
	return 1;
}

/* What a function returns; a volatile one meant noreturn once, and gcc warns. */
static int
compatible_return(uint32_t a, uint32_t b)
{
	return type_compatible(type_qual(type_unqual(a),
					 quals(a) & ~Q_VOLATILE),
			       type_qual(type_unqual(b),
					 quals(b) & ~Q_VOLATILE));
}

/* 6.2.7 Compatible type and composite type */
int
type_compatible(uint32_t ta, uint32_t tb)
{
	const struct type *a, *b;

	if (ta == tb || !ta || !tb)
		return 1;
	if (type_quals(ta) != type_quals(tb))
		return 0;
	ta = bare(ta);
	tb = bare(tb);
	if (ta == tb || !ta || !tb)
		return 1;
	a = &types[ta];
	b = &types[tb];
	if (a->kind != b->kind) {
		/* an enum and its integer type */
		if (a->kind == T_TAG || b->kind == T_TAG)
			return type_is_int(ta) && type_is_int(tb) &&
			       type_underlying(ta) == type_underlying(tb);
		return 0;
	}
	switch (a->kind) {
	case T_PTR:
		return type_compatible(a->base, b->base);
	case T_ARRAY:
		if (a->count >= 0 && b->count >= 0 && a->count != b->count)
			return 0;
		return type_compatible(a->base, b->base);
	case T_FUNC:
		return compatible_return(a->base, b->base) &&
		       compatible_params(&types[ta], &types[tb]);
	case T_VECTOR:
		return a->count == b->count &&
		       type_compatible(a->base, b->base);
	default:
		return 0;
	}
}

static uint32_t
composite_func(uint32_t ta, uint32_t tb)
{
	struct type a = types[bare(ta)], b = types[bare(tb)];
	uint32_t ret, list[64], i, x;

	ret = type_composite(a.base, b.base);
	if (a.how == P_KR)
		return type_func(ret, b.how, b.nparam ? memcpy(alloc(b.nparam *
			sizeof x), &params[b.param], b.nparam * sizeof x) :
			NULL, b.nparam);
	if (b.how == P_KR || a.nparam > LEN(list) || a.nparam != b.nparam)
		return ta;
	for (i = 0; i < a.nparam; i++) {
		uint32_t p = params[a.param + i], q = params[b.param + i];

		if (!type_compatible(p, q)) {
			x = type_transparent(p, q);
			p = x ? x : p;
			x = x ? 0 : type_transparent(q, p);
			q = x ? x : q;
		}
		list[i] = type_composite(p, q);
	}
	return type_func(ret, a.how, list, a.nparam);
}

uint32_t
type_composite(uint32_t ta, uint32_t tb)
{
	struct type a, b;
	uint32_t t;
	int64_t n;

	if (ta == tb || !tb)
		return ta;
	if (!ta)
		return tb;
	a = types[bare(ta)];
	b = types[bare(tb)];
	if (a.kind != b.kind)
		return a.kind == T_TAG ? ta : tb;       /* the enum */
	switch (a.kind) {
	case T_PTR:
		t = type_ptr(type_composite(a.base, b.base));
		break;
	case T_ARRAY:
		n = a.count >= 0 ? a.count : b.count >= 0 ? b.count :
		    a.count == N_VARIABLE ? a.count : b.count;
		t = type_array(type_composite(a.base, b.base), n);
		break;
	case T_FUNC:
		t = composite_func(ta, tb);
		break;
	default:
		return ta;
	}
	if (types[ta].kind == T_QUAL)
		return wrap(t, types[ta].quals, types[ta].align);
	return t;
}

/* The words of qualifiers, in the order of the stream. */
static void
put_quals(const struct type *t)
{
	static const struct {
		unsigned q;
		const char *word;
	} q[] = {
		{ Q_ATOMIC, "_Atomic" }, { Q_SEG_FS, "__seg_fs" },
		{ Q_SEG_GS, "__seg_gs" },
		{ Q_CONST, "const" }, { Q_RESTRICT, "restrict" },
		{ Q_VOLATILE, "volatile" },
	};
	char buf[128], *p = buf;
	size_t i;

	for (i = 0; i < 3; i++)
		if (t->quals & q[i].q)
			p += sprintf(p, ",%s", q[i].word);
	if (t->align)
		p += sprintf(p, ",aligned=%u", 1u << (t->align - 1));
	for (; i < LEN(q); i++)
		if (t->quals & q[i].q)
			p += sprintf(p, ",%s", q[i].word);
	put_text(buf + 1, p - buf - 1);
}

static void
put_count(int64_t n)
{
	if (n == N_UNKNOWN)
		put_text("-", 1);
	else if (n == N_VARIABLE)
		put_text("*", 1);
	else
		put_num(n);
}

static uint32_t last_y;

uint32_t
type_out(uint32_t t)
{
	static const char *const how[] = { "proto", "variadic", "kr" };
	uint32_t b = 0, e = 0, i;
	struct type p = types[t];

	if (p.y || !t)
		return p.y;
	if (p.kind == T_TAG)
		e = ent_out(p.ent);
	else if (p.kind != T_BASE)
		b = type_out(p.base);
	for (i = 0; i < p.nparam; i++)
		type_out(params[p.param + i]);
	if (types[t].y)
		return types[t].y;
	put_open(R_Y);
	put_num(types[t].y = ++last_y);
	switch (p.kind) {
	case T_BASE:
		put_str("base");
		put_str(base_words[t]);
		put_num(type_size(t));
		put_num(type_alignof(t));
		break;
	case T_PTR:
		put_str("ptr");
		put_num(b);
		break;
	case T_ARRAY:
		put_str("array");
		put_num(b);
		put_count(p.count);
		break;
	case T_FUNC:
		put_str("func");
		put_num(b);
		put_str(how[p.how]);
		for (i = 0; i < p.nparam; i++)
			put_num(types[params[p.param + i]].y);
		break;
	case T_QUAL:
		put_str("qual");
		put_quals(&p);
		put_num(b);
		break;
	case T_TAG:
		put_str("tag");
		put_num(e);
		break;
	case T_VECTOR:
		put_str("vector");
		put_num(b);
		put_num(p.count);
		break;
	case T_COMPLEX:
		put_str("complex");
		put_num(b);
		break;
	}
	put_close();
	return last_y;
}

const char *
type_name(uint32_t t)
{
	static char buf[2][256];
	static int turn;
	char *s = buf[turn ^= 1];
	const struct type *p = &types[bare(t)];
	const char *q = quals(t) & Q_CONST ? "const " : "";

	switch (p->kind) {
	case T_BASE:
		snprintf(s, 256, "%s%s", q, base_words[bare(t)]);
		break;
	case T_PTR:
		snprintf(s, 256, "%s *", type_name(p->base));
		break;
	case T_ARRAY:
		snprintf(s, 256, "%s []", type_name(p->base));
		break;
	case T_FUNC:
		snprintf(s, 256, "%s ()", type_name(p->base));
		break;
	case T_TAG:
		snprintf(s, 256, "%s%s %s", q, ent_class(ents[p->ent].class),
			 ents[p->ent].s ? spell(ents[p->ent].s)->s :
			 "<anonymous>");
		break;
	default:
		snprintf(s, 256, "%s", "vector or complex");
		break;
	}
	return s;
}
