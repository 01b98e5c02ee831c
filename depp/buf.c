// SPDX-License-Identifier: GPL-2.0-or-later
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

void
buf_add(struct buf *b, const char *s, size_t n)
{
	b->p = grow(b->p, b->n + n + 1, &b->cap, 1);
	memcpy(b->p + b->n, s, n);
	b->n += n;
	b->p[b->n] = 0;
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_char(struct buf *b, int c)
{
	char s = c;

	buf_add(b, &s, 1);
}

static int
wordish(unsigned char c)
{
	return c == '_' || c == '$' || c >= 0x80 || (c >= '0' && c <= '9') ||
		((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Does b end in a number? */
static int
number(const struct buf *b)
{
	size_t i = b->n;

	while (i && (wordish(b->p[i - 1]) || b->p[i - 1] == '.'))
		i--;
	if (i + 1 < b->n && b->p[i] == '.')
		i++;
	return i < b->n && b->p[i] >= '0' && b->p[i] <= '9';
}

int
buf_fuses(const struct buf *b, const char *s, size_t n)
{
	unsigned char x, y;

	if (!b->n || !n)
		return 0;
	x = b->p[b->n - 1];
	y = s[0];
	if (wordish(x))
		return wordish(y) || y == '"' || y == '\'' ||
			((y == '.' || ((y == '+' || y == '-') &&
				       strchr("eEpP", x))) && number(b));
	if (x == '.')
		return y == '.' || (y >= '0' && y <= '9') ||
			(wordish(y) && number(b));
	if (!strchr("+-*/%<>=!&|^#:", x))
		return 0;
	return (x == y && !strchr("*%!^", x)) || y == '=' || (x == '-' && y == '>') ||
		(x == '/' && y == '*') || (x == '<' && strchr(":%", y)) ||
		(x == '%' && strchr(":>", y)) || (x == ':' && y == '>');
}

void
buf_token(struct buf *b, const char *s, size_t n)
{
	if (buf_fuses(b, s, n))
		buf_char(b, ' ');
	buf_add(b, s, n);
}
