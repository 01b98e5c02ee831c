// SPDX-License-Identifier: GPL-2.0-or-later
/* Constants: integers in the width of their type, floating, addresses. */
#include <stdio.h>
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

static long double
round_to(long double f, uint32_t t)
{
	switch (bare(t)) {
	case B_FLOAT: case B_F32:
		return (float)f;
	case B_DOUBLE: case B_F64: case B_F32X:
		return (double)f;
	default:
		return f;
	}
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
		if (type_is_float(to)) {
			v.kind = V_FLOAT;
			v.f = round_to(type_unsigned(from) ?
				       (long double)(uwide)v.i :
				       (long double)v.i, to);
			return v;
		}
		return none;
	case V_FLOAT:
		if (type_is_float(to)) {
			v.f = round_to(v.f, to);
			return v;
		}
		if (!type_is_int(to))
			return none;
		if (type_underlying(to) == B_BOOL)
			return value_int(v.f != 0, to);
		if (v.f >= 0x1p127L && v.f < 0x1p128L)
			return value_int((wide)(uwide)v.f, to);
		if (!(v.f > -0x1p127L && v.f < 0x1p127L))
			return none;
		return value_int((wide)v.f, to);
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
		n = snprintf(buf, sizeof buf, "%La", v->f);
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
