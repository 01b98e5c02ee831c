// SPDX-License-Identifier: GPL-2.0-or-later
/* Constants and string literals as they are written (6.4.4, 6.4.5). */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

static int
digit(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

static int
floating(const char *s, const char *end, struct value *v, uint32_t *type)
{
	static const struct {
		const char *s;
		enum base b;
	} suffixes[] = {
		{ "", B_DOUBLE }, { "d", B_DOUBLE }, { "d", B_DOUBLE }, { "f", B_FLOAT }, { "l", B_LDOUBLE },
		{ "f16", B_F16 }, { "f32", B_F32 }, { "f64", B_F64 },
		{ "f128", B_F128 }, { "f32x", B_F32X }, { "f64x", B_F64X },
		{ "q", B_F128 }, { "w", B_F80 }, { "df", B_D32 },
		{ "dd", B_D64 }, { "dl", B_D128 },
	};
	char suffix[8], *rest;
	size_t i, n;
	int imaginary = 0;

	v->kind = V_FLOAT;
	strtold(s, &rest);
	n = end - rest;
	if (n && ((end[-1] | 32) == 'i' || (end[-1] | 32) == 'j')) {
		imaginary = 1;
		n--;
	} else if (n && ((rest[0] | 32) == 'i' || (rest[0] | 32) == 'j')) {
		imaginary = 1;
		rest++;
		n--;
	}
	if (n >= sizeof suffix)
		return 0;
	for (i = 0; i < n; i++)
		suffix[i] = rest[i] >= 'A' && rest[i] <= 'Z' ?
			rest[i] | 32 : rest[i];
	suffix[n] = 0;
	for (i = 0; i < LEN(suffixes); i++)
		if (strcmp(suffix, suffixes[i].s) == 0) {
			*type = suffixes[i].b;
			if (*type == B_F80 && target.ldouble_digits == 64)
				*type = B_LDOUBLE;
			if (n == 0 && target.single_constant)
				*type = B_FLOAT;
			v->f = value_read(s, &rest, *type);
			if (imaginary) {
				*type = type_complex(*type);
				v->kind = V_NONE;
			}
			return 1;
		}
	return 0;
}

static int
suffix(const char *s, const char *end, int *u, int *l, int *imaginary)
{
	for (; s < end; s++)
		switch (*s) {
		case 'u': case 'U':
			if ((*u)++)
				return 0;
			break;
		case 'l': case 'L':
			if (*l)
				return 0;
			*l = 1;
			if (s[1] == *s) {
				*l = 2;
				s++;
			}
			break;
		case 'i': case 'j': case 'I': case 'J':
			*imaginary = 1;
			break;
		default:
			return 0;
		}
	return 1;
}

/* 6.4.4.1: the first type of the list that can hold it */
static uint32_t
first_fit(uwide n, int decimal, int u, int l)
{
	static const unsigned char order[] = { B_INT, B_LONG, B_LLONG,
					       B_INT128 };
	uwide max;
	int i;

	for (i = l; i < 4; i++) {
		max = (uwide)-1 >> (128 - 8 * type_size(order[i]));
		/* C90 knows no long long yet */
		if (target.std < 1999 && i == 2 && l < 2 && decimal &&
		    n <= (uwide)-1 >> (128 - 8 * target.size_long))
			return B_ULONG;
		if (!u && n <= max >> 1)
			return order[i];
		if ((u || !decimal) && n <= max)
			return type_flip_sign(order[i], 1);
	}
	return u ? B_UINT128 : B_INT128;
}

/* C23's separators are for people. */
static const char *
without_separators(const char *s, uint32_t *len)
{
	char *to;
	uint32_t i, n = 0;

	if (!memchr(s, '\'', *len))
		return s;
	to = alloc(*len + 1);
	for (i = 0; i < *len; i++)
		if (s[i] != '\'')
			to[n++] = s[i];
	*len = n;
	return to;
}

static int
number(const char *s, uint32_t len, struct value *v, uint32_t *type)
{
	const char *p = s, *end = s + len, *start;
	unsigned radix = 10, d;
	int hex, u = 0, l = 0, imaginary = 0;
	uwide n = 0;

	hex = len > 2 && s[0] == '0' && (s[1] | 32) == 'x';
	if (hex) {
		radix = 16;
		p += 2;
	} else if (len > 2 && s[0] == '0' && (s[1] | 32) == 'b') {
		radix = 2;
		p += 2;
	} else if (s[0] == '0')
		radix = 8;
	for (start = p; p < end; p++)
		if (*p == '.' || (!hex && (*p | 32) == 'e') ||
		    (*p | 32) == 'p')
			return floating(s, end, v, type);
		else if (digit(*p) == 99)
			break;
	for (p = start; p < end && (d = digit(*p)) < 16; p++) {
		if (d >= radix && radix == 8 && d < 10)
			return 0;
		if (d >= radix)
			break;
		n = n * radix + d;
	}
	n = (uint64_t)n;        /* gcc warns */
	if (p == start)
		return 0;
	if (!suffix(p, end, &u, &l, &imaginary))
		return floating(s, end, v, type);
	*type = first_fit(n, radix == 10, u, l);
	*v = value_int(n, *type);
	if (imaginary) {
		*type = type_complex(*type);
		v->kind = V_NONE;
	}
	return 1;
}

int
lit_number(const char *s, uint32_t len, struct value *v, uint32_t *type)
{
	s = without_separators(s, &len);
	return number(s, len, v, type);
}

/* The next character of a literal, escapes undone; moves *P. */
static uint32_t
character(const unsigned char **p, int utf8)
{
	const unsigned char *s = *p;
	uint32_t c = *s++;
	int i, n;

	if (c != '\\') {
		if (utf8 && c >= 0xc0) {
			n = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
			c &= 0x3f >> n;
			while (n-- && (*s & 0xc0) == 0x80)
				c = c << 6 | (*s++ & 0x3f);
		}
		*p = s;
		return c;
	}
	c = *s++;
	switch (c) {
	case 'n': c = '\n'; break;
	case 't': c = '\t'; break;
	case 'r': c = '\r'; break;
	case 'a': c = '\a'; break;
	case 'b': c = '\b'; break;
	case 'f': c = '\f'; break;
	case 'v': c = '\v'; break;
	case 'e': case 'E': c = 27; break;
	case 'x':
		for (c = 0; digit(*s) < 16; s++)
			c = c << 4 | digit(*s);
		break;
	case 'u': case 'U':
		n = c == 'u' ? 4 : 8;
		for (c = 0; n-- && digit(*s) < 16; s++)
			c = c << 4 | digit(*s);
		break;
	case '0': case '1': case '2': case '3':
	case '4': case '5': case '6': case '7':
		c -= '0';
		for (i = 0; i < 2 && *s >= '0' && *s <= '7'; i++)
			c = c << 3 | (*s++ - '0');
		break;
	case 0:
		s--;
		break;
	default:
		break;
	}
	*p = s;
	return c;
}

/* What the prefix says; *S is moved to the opening quote. */
static uint32_t
element(const char **s)
{
	uint32_t t = B_CHAR;

	switch (**s) {
	case 'L':
		t = target.wchar_type;
		break;
	case 'U':
		t = target.char32_type;
		break;
	case 'u':
		if ((*s)[1] == '8')
			++*s;
		else
			t = target.char16_type;
		break;
	default:
		return t;
	}
	++*s;
	return t;
}

int
lit_char(const char *s, struct value *v, uint32_t *type)
{
	int u8 = s[0] == 'u' && s[1] == '8', n;
	uint32_t elem = element(&s), c = 0;
	const unsigned char *p = (const unsigned char *)s + 1;

	if (*s != '\'')
		return 0;
	for (n = 0; *p && *p != '\''; n++)
		if (elem == B_CHAR)
			c = c << 8 | (character(&p, 0) & 0xff);
		else
			c = character(&p, 1);
	if (n == 0)
		return 0;
	*type = u8 ? (uint32_t)B_UCHAR : elem == B_CHAR ? (uint32_t)B_INT :
		elem;
	if (u8)
		*v = value_int(c, B_UCHAR);
	else if (elem == B_CHAR && n == 1)
		*v = value_int(value_fit(c, B_CHAR), B_INT);
	else
		*v = value_int((wide)(int32_t)c, *type);
	return 1;
}

void
lit_string(uint32_t t0, uint32_t t1, uint32_t *elem, int64_t *count)
{
	uint32_t t, e;
	int64_t n = 1;

	*elem = B_CHAR;
	for (t = t0; t <= t1; t++) {
		const char *s = tree_text(t);

		e = element(&s);
		if (e != B_CHAR)
			*elem = e;
	}
	for (t = t0; t <= t1; t++) {
		const char *s = tree_text(t), *last;
		const unsigned char *p;

		element(&s);
		last = s + strlen(s) - 1;
		if (*s != '"' || last <= s)
			continue;
		if (*elem == B_CHAR && !memchr(s, '\\', last - s)) {
			n += last - s - 1;
			continue;
		}
		for (p = (const unsigned char *)s + 1;
		     p < (const unsigned char *)last; n++) {
			int ucn = p[0] == '\\' && (p[1] == 'u' || p[1] == 'U');
			uint32_t c = character(&p, *elem != B_CHAR);

			if (ucn && *elem == B_CHAR)     /* in UTF-8 */
				n += (c > 0x7f) + (c > 0x7ff) + (c > 0xffff);
			if (type_size(*elem) == 2 && c > 0xffff)
				n++;
		}
	}
	*count = n;
}

const char *
lit_bytes(uint32_t t0, uint32_t t1, size_t *len)
{
	static char *buf;
	static size_t cap;
	size_t n = 0;
	uint32_t t;

	for (t = t0; t <= t1; t++) {
		const char *s = tree_text(t), *last;
		const unsigned char *p;

		if (element(&s) != B_CHAR || *s != '"')
			return NULL;
		last = s + strlen(s) - 1;
		for (p = (const unsigned char *)s + 1;
		     p < (const unsigned char *)last; ) {
			buf = grow(buf, n + 1, &cap, 1);
			buf[n++] = character(&p, 0);
		}
	}
	*len = n;
	return n ? internn(buf, n) : intern("");
}
