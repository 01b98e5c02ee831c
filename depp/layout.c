// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tokens that have no text of their own, because a macro gave them, laid
 * out about as a person would: a statement a line, wrapped at 80 columns.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

/* Is s one of the words of list, which begins and ends with a blank? */
static int
is(const char *s, const char *list)
{
	const char *p = list;
	size_t n = strlen(s);

	while (n && (p = strstr(p, s))) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return 1;
		p++;
	}
	return 0;
}

void
layout_begin(struct layout *l, struct buf *b)
{
	size_t n;

	*l = (struct layout){ .b = b, .bol = b->n };
	while (l->bol && b->p[l->bol - 1] != '\n')
		l->bol--;
	for (n = l->bol; n < b->n && (b->p[n] == ' ' || b->p[n] == '\t'); n++)
		buf_char(&l->indent, b->p[n]);
}

static int
top(const struct layout *l)
{
	return l->open.n ? l->open.p[l->open.n - 1] : '{';
}

static void
newline(struct layout *l, int extra)
{
	size_t i;

	while (l->b->n > l->bol && l->b->p[l->b->n - 1] == ' ')
		l->b->n--;
	buf_char(l->b, '\n');
	l->bol = l->b->n;
	if (l->indent.n)
		buf_add(l->b, l->indent.p, l->indent.n);
	for (i = 0; i < l->open.n; i++)
		if (l->open.p[i] == '{')
			buf_char(l->b, '\t');
	while (extra-- > 0)
		buf_char(l->b, '\t');
}

/* Can an operand end with the last token? */
static int
operand(const struct layout *l)
{
	if (l->class == 'p')
		return is(l->last, " ) ] } ") && !l->cast;
	return !is(l->last, " return case else goto sizeof ");
}

/* Is there a blank between the last token and s? */
static int
blank(const struct layout *l, const char *s)
{
	const char *p = l->last;

	if (is(s, " , ; ) ] . -> "))
		return 0;
	if (is(s, " ++ -- ") && operand(l))
		return 0;
	if (is(p, " ( [ ! ~ . -> ") || l->cast)
		return 0;
	if (is(s, " ( ") && is(p, " if for while switch return asm case goto "
			       "__asm__ volatile __volatile__ "))
		return 1;
	if (is(s, " ( [ ") && (operand(l) || is(p, " sizeof ")))
		return 0;
	if (is(p, " * & - + ++ -- ") && l->prefix)
		return 0;
	return 1;
}

/* Does the last token read as the name of a type? */
static int
is_type(const struct layout *l)
{
	size_t n = strlen(l->last);

	return is(l->last, " void char short int long unsigned signed float "
		  "double const volatile _Bool bool u8 u16 u32 u64 s8 s16 "
		  "s32 s64 ") ||
		(l->before && is(l->before, " struct union enum ")) ||
		(l->class == 'i' && n > 2 &&
		 strcmp(l->last + n - 2, "_t") == 0);
}

static int
column(const struct layout *l)
{
	size_t k;
	int col = 0;

	for (k = l->bol; k < l->b->n; k++)
		col = l->b->p[k] == '\t' ? (col | 7) + 1 : col + 1;
	return col;
}

/* The end of the line or a blank before s. */
static void
space(struct layout *l, const char *s, size_t n)
{
	if (!l->last)
		return;
	if (is(s, " } ") && top(l) == '{' && l->open.n) {
		l->open.n--;
		newline(l, 0);
		return;
	}
	if (top(l) == '{' &&
	    (is(l->last, " ; { ") ||
	     (is(l->last, " } ") && !is(s, " ; , ) while else = ")))) {
		newline(l, 0);
		return;
	}
	if (is(s, " { ") && !l->open.n && is(l->last, " ) ")) {
		newline(l, 0);  /* a function's body */
		return;
	}
	if (!blank(l, s))
		return;
	/* not before { or within the name of a type */
	if (column(l) + n + 1 > 80 && !is(s, " { ") &&
	    !is(l->last, " struct union enum unsigned signed long "))
		newline(l, 2);
	else
		buf_char(l->b, ' ');
}

static void
brackets(struct layout *l, const char *s)
{
	l->cast = is(s, " ) ") && top(l) == 'c' &&
		(is(l->last, " * ") || is_type(l));
	if (is(s, " ( ") && l->last && !operand(l) && !is(l->last, " sizeof "))
		buf_char(&l->open, 'c');
	else if (is(s, " ( [ "))
		buf_char(&l->open, '(');
	else if (is(s, " { "))
		buf_char(&l->open, !l->last || !is(l->last, " = , { return ")
			 ? '{' : 'i');
	else if (is(s, " ) ] } ") && l->open.n && top(l) != '{')
		l->open.n--;
}

void
layout_token(struct layout *l, const char *s, size_t n, char class)
{
	int prefix = !l->last || !operand(l) || is_type(l);

	/* '{' after '{' is a block if that is one: it holds statements */
	if (class == 'p' && is(s, " { ") && l->last && is(l->last, " { ") &&
	    top(l) == '{') {
		newline(l, 0);
		buf_add(l->b, s, n);
		buf_char(&l->open, '{');
	} else {
		space(l, s, n);
		buf_token(l->b, s, n);
		if (class == 'p')
			brackets(l, s);
		else
			l->cast = 0;
	}
	l->prefix = prefix;
	l->before = l->last;
	l->last = s;
	l->class = class;
}

void
layout_pragma(struct layout *l, const char *text)
{
	struct buf *b = l->b;

	if (l->last)
		buf_char(b, ' ');
	buf_str(b, "_Pragma(\"");
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_char(b, '\\');
		buf_char(b, *text);
	}
	buf_str(b, "\") ");
}
