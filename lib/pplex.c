// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The scanner reads the text as it stands.  Only where a line splice (or a
 * trigraph) may lie inside of a token is the rest of the logical line copied
 * without them, the token scanned in the copy, and its end found again in the
 * text.
 */
#include <string.h>
#include "util.h"
#include "pplex.h"

enum { START = 1, DIGIT = 2, BLANK = 4, STOP = 8, LIT = 16 };

#define S8   START, START, START, START, START, START, START, START
#define S32  S8, S8, S8, S8

/* STOP: not to be passed over in a group that is skipped.  LIT: the same in
 * a literal. */
static const unsigned char type[256] = {
	[0] = STOP | LIT, ['\t'] = BLANK, ['\v'] = BLANK, ['\f'] = BLANK,
	['\r'] = BLANK, [' '] = BLANK, ['\n'] = STOP | LIT,
	['/'] = STOP, ['\\'] = STOP | LIT, ['"'] = STOP | LIT,
	['\''] = STOP | LIT,
	['0'] = DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
	DIGIT,
	['$'] = START, ['_'] = START,
	['A'] = S8, S8, S8, START, START,
	['a'] = S8, S8, S8, START, START,
	[0x80] = S32, S32, S32, S32,
};

#define IS(c, t)  (type[(unsigned char)(c)] & (t))

/* The length of the line splice at p, or 0.  Blanks before the newline are
 * allowed, as gcc does. */
static size_t
splice(const struct pplex *l, const char *p)
{
	const char *q = p;

	if (*q == '\\')
		q++;
	else if (l->trigraphs && q[0] == '?' && q[1] == '?' && q[2] == '/')
		q += 3;
	else
		return 0;
	while (IS(*q, BLANK))
		q++;
	return *q == '\n' ? q + 1 - p : 0;
}

/* The same for a splice that ends before p, not before start. */
static size_t
splice_before(const struct pplex *l, const char *start, const char *p)
{
	const char *q = p;

	if (q == start || *--q != '\n')
		return 0;
	while (q > start && IS(q[-1], BLANK))
		q--;
	if (q > start && q[-1] == '\\')
		return p - (q - 1);
	if (l->trigraphs && q - start >= 3 && memcmp(q - 3, "?""?/", 3) == 0)
		return p - (q - 3);
	return 0;
}

/* Behind the block comment whose text starts at p; NULL: it has no end. */
static const char *
block_comment(const struct pplex *l, const char *p)
{
	const char *q, *e;
	size_t n;

	for (q = p; (q = memchr(q, '/', l->end - q)); q++) {
		e = q;
		while ((n = splice_before(l, p, e)))
			e -= n;
		if (e > p && e[-1] == '*')
			return q + 1;
	}
	return NULL;
}

/* The newline that ends the line comment at p, or the end. */
static const char *
line_comment(const struct pplex *l, const char *p)
{
	const char *q = p, *e;

	while ((e = memchr(q, '\n', l->end - q))) {
		if (!splice_before(l, p, e + 1))
			return e;
		q = e + 1;
	}
	return l->end;
}

/* The third characters of the trigraphs and what they stand for */
static int
trigraph(const struct pplex *l, const char *p)
{
	static const char from[] = "=/'()!<>-", to[] = "#\\^[]|{}~";
	const char *c;

	if (!l->trigraphs || p[0] != '?' || p[1] != '?' || !p[2])
		return 0;
	c = strchr(from, p[2]);
	return c ? to[c - from] : 0;
}

/* The logical line from p on without splices and trigraphs. */
static char *
unsplice(const struct pplex *l, const char *p, size_t *len)
{
	const char *q;
	char *copy, *d;
	size_t n;
	int c;

	for (q = p; q < l->end && *q != '\n'; )
		q += (n = splice(l, q)) ? n : 1;
	d = copy = alloc(q - p + 1);
	while (p < q)
		if ((n = splice(l, p)))
			p += n;
		else if ((c = trigraph(l, p))) {
			*d++ = c;
			p += 3;
		} else
			*d++ = *p++;
	*len = d - copy;
	return copy;
}

/* How many bytes from p on give the first n of unsplice()? */
static size_t
rawlen(const struct pplex *l, const char *p, size_t n)
{
	const char *q = p;
	size_t k;

	while (n--) {
		while ((k = splice(l, q)))
			q += k;
		q += trigraph(l, q) ? 3 : 1;
	}
	return q - p;
}

/* A token that may have a splice in it. */
static void
slow(struct pplex *l, struct pptok *t, const char *p)
{
	struct pplex c = { .old = l->old };
	struct pptok u;
	size_t n;

	c.p = unsplice(l, p, &n);
	c.end = c.p + n;
	pplex_next(&c, &u);
	t->p = p;
	t->s = u.s;
	t->len = u.len;
	t->class = u.class;
	t->rawlen = rawlen(l, p, u.len);
	l->p = p + t->rawlen;
	l->bol = 0;
}

/* Behind a universal character name at p, or NULL. */
static const char *
ucn(const char *p)
{
	int n = p[1] == 'u' ? 4 : p[1] == 'U' ? 8 : 0;

	if (p[0] != '\\' || !n)
		return NULL;
	for (p += 2; n; n--, p++)
		if (!strchr("0123456789abcdefABCDEF", *p) || !*p)
			return NULL;
	return p;
}

/* Behind an identifier's characters from p on. */
static const char *
identifier(const char *p)
{
	const char *q;

	for (;;) {
		while (IS(*p, START | DIGIT))
			p++;
		if (*p != '\\' || !(q = ucn(p)))
			return p;
		p = q;
	}
}

static const char *
number(const char *p)
{
	const char *q;

	for (;;)
		if ((p[0] == 'e' || p[0] == 'E' || p[0] == 'p' ||
		     p[0] == 'P') && (p[1] == '+' || p[1] == '-'))
			p += 2;
		else if (IS(*p, START | DIGIT) || *p == '.')
			p++;
		else if (*p == '\\' && (q = ucn(p)))
			p = q;
		else
			return p;
}

/* Behind the literal whose opening quote is at p; *bad: it has no end on its
 * line.  NULL: it has a splice in it. */
static const char *
literal(const struct pplex *l, const char *p, int *bad)
{
	int quote = *p++;

	*bad = 0;
	for (;; p++) {
		while (!IS(*p, LIT))
			p++;
		if (*p == quote)
			return p + 1;
		if (*p == '\n' || p == l->end)
			break;
		if (*p != '\\')
			continue;
		if (splice(l, p))
			return NULL;
		if (p + 1 < l->end && p[1] != '\n')
			p++;
	}
	*bad = 1;
	return p;
}

/* Behind the raw string whose quote is at p; NULL: it is none. */
static const char *
raw_string(const struct pplex *l, const char *p)
{
	const char *d = p + 1, *q;
	size_t n;

	for (n = 0; n <= 16 && d[n] != '('; n++)
		if (!d[n] || strchr(" )\\\t\v\f\n\"", d[n]))
			return NULL;
	if (n > 16)
		return NULL;
	for (q = d + n; (q = memchr(q, ')', l->end - q)); q++)
		if ((size_t)(l->end - q) > n + 1 && q[n + 1] == '"' &&
		    memcmp(q + 1, d, n) == 0)
			return q + n + 2;
	return NULL;
}

/* The length of the punctuator at p, 0 if there is none. */
static size_t
punctuator(const char *p)
{
#define EQ   (p[1] == '=')
	switch (p[0]) {
	case '(': case ')': case '[': case ']': case '{': case '}': case ';':
	case ',': case '~': case '?':
		return 1;
	case '=': case '!': case '*': case '/': case '^':
		return 1 + EQ;
	case ':':
		return 1 + (p[1] == '>');
	case '#':
		return 1 + (p[1] == '#');
	case '%':
		if (p[1] == ':')
			return p[2] == '%' && p[3] == ':' ? 4 : 2;
		return 1 + (EQ || p[1] == '>');
	case '&': case '|': case '+':
		return 1 + (EQ || p[1] == p[0]);
	case '-':
		return 1 + (EQ || p[1] == '-' || p[1] == '>');
	case '.':
		return p[1] == '.' && p[2] == '.' ? 3 : 1;
	case '<':
		if (p[1] == '<')
			return 2 + (p[2] == '=');
		return 1 + (EQ || p[1] == ':' || p[1] == '%');
	case '>':
		if (p[1] == '>')
			return 2 + (p[2] == '=');
		return 1 + EQ;
	default:
		return 0;
	}
#undef EQ
}

/* Does the token that ends before p perhaps go on behind a splice? */
static int
spliced(const struct pplex *l, const char *p)
{
	return *p == '\\' && splice(l, p);
}

/* Where a literal's prefix before p ends in R: is it a raw string? */
static const char *
literal_at(const struct pplex *l, const char *start, const char *p, int *bad)
{
	const char *q;

	*bad = 0;
	if (*p == '"' && p > start && p[-1] == 'R' && !l->trigraphs &&
	    (q = raw_string(l, p)))
		return q;
	return literal(l, p, bad);
}

/* Is what stands between start and p a prefix of the literal at p? */
static int
prefix(const struct pplex *l, const char *start, const char *p)
{
	size_t n = p - start;

	if (*p != '"' && *p != '\'')
		return 0;
	if (l->old)
		return n == 1 && *start == 'L';
	if (*p == '"' && n && start[n - 1] == 'R')
		n--;
	return n == 0 || (n == 1 && strchr("LuU", *start)) ||
		(n == 2 && memcmp(start, "u8", 2) == 0);
}

/* Over blanks, comments and splices; NULL: a comment has no end. */
static const char *
blanks(struct pplex *l, struct pptok *t, const char *p)
{
	const char *q;
	size_t n;

	for (;;) {
		if (IS(*p, BLANK) || (*p == 0 && p < l->end)) {
			if (p[0] == '\r' && p[1] == '\n') {
				p++;
				return p;
			}
			p++;
		} else if (p[0] == '/' && p[1] == '*') {
			q = block_comment(l, p + 2);
			if (!q)
				goto open_comment;
			p = q;
		} else if (p[0] == '/' && p[1] == '/') {
			p = line_comment(l, p + 2);
		} else if ((n = splice(l, p))) {
			p += n;
			continue;
		} else if (p[0] == '/' && (n = splice(l, p + 1))) {
			for (q = p + 1 + n; (n = splice(l, q)); )
				q += n;
			if (*q == '/')
				q = line_comment(l, q + 1);
			else if (*q == '*')
				q = block_comment(l, q + 1);
			else
				return p;
			if (!q)
				goto open_comment;
			p = q;
		} else
			return p;
		t->space = 1;
	}
open_comment:
	t->p = t->s = p;
	t->class = 'e';
	q = memchr(p, '\n', l->end - p);
	t->len = t->rawlen = (q ? q : l->end) - p;
	l->p = l->end;
	return NULL;
}

void
pplex_next(struct pplex *l, struct pptok *t)
{
	const char *p = l->p, *s;
	size_t n;
	int bad;

	t->space = 0;
	t->bol = l->bol;
	while (*p == ' ' || *p == '\t') {
		t->space = 1;
		p++;
	}
again:
	t->p = t->s = s = p;
	if (l->trigraphs && *p != '\n' && *p)
		goto careful;
	if (IS(*p, START)) {
		while (IS(*p, START | DIGIT))
			p++;
		if (*p == '\\')
			goto careful;
		t->class = 'i';
		if ((*p == '"' || *p == '\'') && prefix(l, s, p))
			goto quoted;
		goto end;
	}
	switch (*p) {
	case '\n':
		t->class = 'l';
		t->len = t->rawlen = 1;
		l->p = p + 1;
		l->bol = 1;
		return;
	case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		t->class = 'n';
		p = number(p);
		goto end;
	case '.':
		if (!IS(p[1], DIGIT))
			break;
		t->class = 'n';
		p = number(p);
		goto end;
	case '"': case '\'':
quoted:
		t->class = *p == '"' ? 's' : 'c';
		p = literal_at(l, s, p, &bad);
		if (!p) {
			slow(l, t, s);
			return;
		}
		if (bad)
			t->class = 'e';
		goto end;
	case 0:
		if (p < l->end)
			goto careful;
		t->class = 0;
		t->len = t->rawlen = 0;
		l->p = p;
		return;
	case ' ': case '\t': case '\v': case '\f': case '\r': case '/':
	case '\\':
		goto careful;
	}
	n = punctuator(p);
	t->class = n ? 'p' : 'o';
	p += n ? n : 1;
end:
	if (spliced(l, p) && t->class != 'e' && t->class != 's' &&
	    t->class != 'c') {
		slow(l, t, s);
		return;
	}
	t->len = t->rawlen = p - s;
	l->p = p;
	l->bol = 0;
	return;

careful:
	/* Blanks, comments, splices, trigraphs, a slash, a backslash */
	p = blanks(l, t, s);
	if (!p)
		return;
	if (p > s) {
		if (!l->trigraphs || *p == '\n' || !*p)
			goto again;
		t->p = t->s = s = p;
	}
	if (l->trigraphs) {
		slow(l, t, p);
		return;
	}
	if (IS(*p, START) || ucn(p)) {
		t->class = 'i';
		p = identifier(p);
		goto end;
	}
	if (*p == '/') {
		t->class = 'p';
		p += punctuator(p);
		goto end;
	}
	t->class = 'o';
	p++;
	goto end;
}

int
pplex_skip(struct pplex *l)
{
	const char *p = l->p, *q;
	struct pptok t;
	int bad;

	if (!l->bol)
		goto rest;
	for (;;) {
		/* at the start of a line */
		p = blanks(l, &t, p);
		if (!p)
			return 0;
		if (*p == '#' || (p[0] == '%' && p[1] == ':') ||
		    trigraph(l, p) == '#') {
			l->p = p;
			l->bol = 1;
			return 1;
		}
rest:
		for (;;) {
			while (!IS(*p, STOP))
				p++;
			if (*p == '\n')
				break;
			if (p == l->end) {
				l->p = p;
				l->bol = 1;
				return 0;
			}
			if (*p == '"' || *p == '\'') {
				q = literal(l, p, &bad);
				if (!q) {
					slow(l, &t, p);
					q = l->p;
				}
				p = q;
			} else if (*p == '/') {
				q = blanks(l, &t, p);
				if (!q)
					return 0;
				p = q > p ? q : p + 1;
			} else
				p += splice(l, p) ? splice(l, p) : 1;
		}
		p++;
	}
}
