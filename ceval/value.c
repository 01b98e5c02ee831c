// SPDX-License-Identifier: GPL-2.0-or-later
/* Constants: integers in the width of their type, floating, addresses. */
#include <fenv.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

wide
value_fit(wide v, uint32_t t)
{
	unsigned bits;

	if (kind(t) == T_PTR)
		bits = 8 * target.size_ptr;
	else if (type_underlying(t) == B_BOOL)
		return v != 0;
	else
		bits = type_bits(t);
	if (bits >= 128)
		return v;
	v = (wide)((uwide)v << (128 - bits));
	return type_unsigned(t) ? (wide)((uwide)v >> (128 - bits)) :
		v >> (128 - bits);
}

struct value
value_int(wide v, uint32_t t)
{
	return (struct value){ .kind = V_INT, .i = value_fit(v, t) };
}

__extension__ typedef _Float16 half;

/* The 64 bits of precision of Intel's coprocessor */
static int
is_x87(uint32_t t)
{
	switch (bare(t)) {
	case B_LDOUBLE:
		return target.ldouble_digits == 64;
	case B_F64X:
		return target.f64x_x87;
	case B_F80:
		return 1;
	default:
		return 0;
	}
}

/* IBM's long double is the sum of two doubles; gcc counts on 106 bits of it. */
static int
is_ibm(uint32_t t)
{
	return bare(t) == B_IBM128 ||
		(bare(t) == B_LDOUBLE && target.ldouble_digits == 106);
}

static quad
ibm(quad f)
{
	double hi = f;
	int e;

	if (!isfinite(hi))
		return hi;
	f = rintf128(ldexpf128(frexpf128(f, &e), 106));
	f = ldexpf128(f, e - 106);
	hi = f;
	return isfinite(hi) ? (quad)hi + (double)(f - hi) : (quad)hi;
}

/* The number at s with its last bit set where it has more: what is rounded to
 * less bits then is as if it were the number itself. */
static quad
read_odd(const char *s, char **end)
{
	union {
		quad f;
		uwide i;
	} down;
	quad up;
	int was = fegetround();

	fesetround(FE_UPWARD);
	up = strtof128(s, end);
	fesetround(FE_TOWARDZERO);
	down.f = strtof128(s, end);
	fesetround(was);
	down.i |= down.f != up;
	return down.f;
}

static quad
round_to(quad f, uint32_t t)
{
	switch (bare(t)) {
	case B_F16:
		return (half)f;
	case B_FLOAT: case B_F32:
		return (float)f;
	case B_DOUBLE: case B_F64: case B_F32X:
		return (double)f;
	case B_LDOUBLE: case B_F64X: case B_F80:
		if (is_x87(t))
			return (long double)f;
		if (bare(t) == B_F64X || target.ldouble_digits == 113)
			return f;
		if (target.ldouble_digits == 53)
			return (double)f;
		/* fall through */
	case B_IBM128:
		return ibm(f);
	default:
		return f;
	}
}

/* The same, none where it would depend on the machine's rounding mode */
static struct value
rounded(quad f, uint32_t t)
{
	struct value v = { .kind = V_FLOAT, .f = round_to(f, t) };

	if (target.rounding && v.f != f)
		v.kind = V_NONE;
	return v;
}

/* The type that operations on T are done in */
static uint32_t
evaluated(uint32_t t)
{
	switch (bare(t)) {
	case B_FLOAT: case B_F32: case B_F16:
		if (target.float_eval == 1)
			return B_DOUBLE;
		/* fall through */
	case B_DOUBLE: case B_F64: case B_F32X:
		if (target.float_eval == 2)
			return B_LDOUBLE;
		/* fall through */
	default:
		return t;
	}
}

struct value
value_round(struct value v, uint32_t t)
{
	return v.kind == V_FLOAT ? rounded(v.f, t) : v;
}

quad
value_read(const char *s, char **end, uint32_t t)
{
	t = evaluated(t);
	switch (bare(t)) {
	case B_FLOAT: case B_F32:
		return strtof(s, end);
	case B_DOUBLE: case B_F64: case B_F32X:
		return strtod(s, end);
	case B_LDOUBLE: case B_F64X: case B_F80:
		/* not by way of a rounded one */
		if (is_x87(t))
			return strtold(s, end);
		/* fall through */
	default:
		return is_ibm(t) ? ibm(read_odd(s, end)) :
			round_to(strtof128(s, end), t);
	}
}

/* Is the result what the operation gives, without rounding?  Sure ones only. */
static int
exact(enum node_kind k, quad a, quad b, quad v)
{
	switch (k) {
	case ND_ADD: return v - a == b && v - b == a;
	case ND_SUB: return v + b == a && a - v == b;
	case ND_MUL: return a == (double)a && b == (double)b && a * b == v;
	default: return v == (double)v && b == (double)b && v * b == a;
	}
}

int
value_fold(enum node_kind k, quad a, quad b, uint32_t t, quad *v)
{
	uint32_t in = evaluated(t);
	int x87 = is_x87(in);

	/* 113 bits are enough to round to double afterwards, not to 64 */
	switch (k) {
	case ND_MUL: *v = x87 ? (long double)a * (long double)b : a * b; break;
	case ND_ADD: *v = x87 ? (long double)a + (long double)b : a + b; break;
	case ND_SUB: *v = x87 ? (long double)a - (long double)b : a - b; break;
	case ND_DIV:
		if (b == 0)
			return 0;
		*v = x87 ? (long double)a / (long double)b : a / b;
		break;
	default:
		return 0;
	}
	*v = round_to(*v, in);
	/* gcc leaves those to the machine */
	return (!target.rounding && !is_ibm(in)) || exact(k, a, b, *v);
}

/* gcc gives the nearest number the type has, and 0 for what is none. */
static wide
saturate(quad f, uint32_t t)
{
	unsigned bits = type_bits(t);
	int uns = type_unsigned(t);
	quad end = (quad)((uwide)1 << (bits - 1)) * (uns ? 2 : 1);

	if (f != f)
		return 0;
	if (f >= end)
		return uns ? (wide)((uwide)-1 >> (128 - bits)) :
			(wide)((uwide)-1 >> (129 - bits));
	if (f <= (uns ? -1 : -end))
		return uns ? 0 : -(wide)((uwide)-1 >> (129 - bits)) - 1;
	return uns ? (wide)(uwide)f : (wide)f;
}

struct value
value_convert(struct value v, uint32_t from, uint32_t to)
{
	static const struct value none;

	switch (v.kind) {
	case V_NONE:
		return none;
	case V_INT:
		if (type_is_int(to) || kind(to) == T_PTR)
			return value_int(v.i, to);
		if (type_is_float(to))
			return rounded(type_unsigned(from) ?
				       (quad)(uwide)v.i : (quad)v.i,
				       evaluated(to));
		return none;
	case V_FLOAT:
		if (type_is_float(to)) {
			return bare(from) == bare(to) ? v :
				rounded(v.f, evaluated(to));
		}
		if (!type_is_int(to))
			return none;
		if (type_underlying(to) == B_BOOL)
			return value_int(v.f != 0, to);
		return value_int(saturate(v.f, to), to);
	case V_ADDR:
		if (kind(to) == T_PTR)
			return v;
		if (type_is_int(to) &&
		    type_bits(to) >= 8u * target.size_ptr)
			return v;
		return none;
	}
	return none;
}

int
value_truth(const struct value *v)
{
	switch (v->kind) {
	case V_INT:
		return v->i != 0;
	case V_FLOAT:
		return v->f != 0;
	default:
		return -1;
	}
}

/* One more field of the record: the value. */
void
value_put(const struct value *v, uint32_t t)
{
	char buf[64], *p = buf + sizeof buf;
	uwide u;
	int neg, n;

	switch (v->kind) {
	case V_INT:
		neg = !type_unsigned(t) && v->i < 0;
		u = neg ? -(uwide)v->i : (uwide)v->i;
		do
			*--p = '0' + (int)(u % 10);
		while (u /= 10);
		if (neg)
			*--p = '-';
		put_text(p, buf + sizeof buf - p);
		break;
	case V_FLOAT:
		n = strfromf128(buf, sizeof buf, "%a", v->f);
		put_text(buf, n);
		break;
	case V_ADDR:
		if (!v->ent)
			break;
		n = snprintf(buf, sizeof buf, "&%u%+lld", ents[v->ent].id,
			     (long long)v->i);
		put_text(buf, n);
		break;
	case V_NONE:
		break;
	}
}
