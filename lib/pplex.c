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

enum { START = 1, DIGIT = 2, BLANK = 4, STOP = 8, LIT = 16, EXT = 32 };

#define S8   START, START, START, START, START, START, START, START
#define E8   EXT, EXT, EXT, EXT, EXT, EXT, EXT, EXT
#define E32  E8, E8, E8, E8

/* STOP: not to be passed over in a group that is skipped.  LIT: the same in
 * a literal.  EXT: an identifier perhaps goes on with it. */
static const unsigned char type[256] = {
	[0] = STOP | LIT, ['\t'] = BLANK, ['\v'] = BLANK, ['\f'] = BLANK,
	['\r'] = BLANK, [' '] = BLANK, ['\n'] = STOP | LIT,
	['/'] = STOP, ['\\'] = STOP | LIT | EXT, ['"'] = STOP | LIT,
	['\''] = STOP | LIT,
	['0'] = DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
	DIGIT,
	['$'] = EXT, ['_'] = START,
	['A'] = S8, S8, S8, START, START,
	['a'] = S8, S8, S8, START, START,
	[0x80] = E32, E32, E32, E32,
};

#define IS(c, t)  (type[(unsigned char)(c)] & (t))

unsigned
pplex_std(const char *name)
{
	enum {
		STRICT = PP_NO_RAW,
		C99 = STRICT | PP_NO_UTF,
		C94 = C99 | PP_NO_EXPONENT | PP_NO_EXTENDED | PP_NO_SLASHES,
		C90 = C94 | PP_NO_DIGRAPHS,
		GNU90 = PP_NO_UTF | PP_NO_RAW | PP_NO_EXTENDED | PP_SCOPE,
		C23 = PP_SEPARATORS | PP_UTF_CHAR | PP_SCOPE,
	};
	static const struct {
		const char *name;
		unsigned flags;
	} stds[] = {
		{ "c89", C90 }, { "c90", C90 }, { "iso9899:1990", C90 },
		{ "iso9899:199409", C94 },
		{ "c99", C99 }, { "c9x", C99 }, { "iso9899:199x", C99 },
		{ "iso9899:1999", C99 },
		{ "c11", STRICT }, { "c1x", STRICT },
		{ "iso9899:2011", STRICT }, { "c17", STRICT },
		{ "c18", STRICT }, { "iso9899:2017", STRICT },
		{ "iso9899:2018", STRICT },
		{ "c2x", C23 | STRICT }, { "c23", C23 | STRICT },
		{ "gnu89", GNU90 }, { "gnu90", GNU90 },
		{ "gnu2x", C23 }, { "gnu23", C23 },
	};
	size_t i;

	for (i = 0; i < LEN(stds); i++)
		if (strcmp(name, stds[i].name) == 0)
			return stds[i].flags;
	return PP_SCOPE;
}

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
	while (IS(*q, BLANK) || (*q == 0 && q < l->end))
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
	while (q > start && (IS(q[-1], BLANK) || q[-1] == 0))
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

/* At most n bytes from p on, of one logical line, without splices and
 * trigraphs.  *all: that is the rest of the line.  The next call takes the
 * copy away. */
static char *
unsplice(const struct pplex *l, const char *p, size_t n, size_t *len, int *all)
{
	static char *copy;
	static size_t cap;
	const char *end = (size_t)(l->end - p) < n ? l->end : p + n;
	char *d;
	size_t k;
	int c;

	copy = grow(copy, end - p + 4, &cap, 1);
	d = copy;
	while (p < end && *p != '\n')
		if ((k = splice(l, p)))
			p += k;
		else if ((c = trigraph(l, p))) {
			*d++ = c;
			p += 3;
		} else
			*d++ = *p++;
	*all = p >= l->end || *p == '\n';
	*d = 0;
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

static const char *raw_string(const struct pplex *, const char *, int *);

/* A raw string whose prefix, of n characters, has a splice in it. */
static int
spliced_raw(struct pplex *l, struct pptok *t, const char *p, const char *copy,
	    size_t n)
{
	const char *quote = p + rawlen(l, p, n + 1) - 1, *end;
	char *s;
	int why;

	end = raw_string(l, quote, &why);
	if (!end)
		return 0;
	s = alloc(n + (end - quote) + 1);
	memcpy(s, copy, n);
	memcpy(s + n, quote, end - quote);
	t->s = s;
	t->len = n + (end - quote);
	t->class = 's';
	t->ext = 0;
	t->rawlen = end - p;
	return 1;
}

/* A token that may have a splice in it: it is read in a copy without, as much
 * of one as it takes to have the token end well before the copy's end. */
static void
slow(struct pplex *l, struct pptok *t, const char *p)
{
	struct pplex c = { .std = l->std, .directive = 1 };
	struct pptok u;
	size_t n, room, k;
	int all;
	char *s;

	for (room = 128; ; room *= 4) {
		c.p = s = unsplice(l, p, room, &n, &all);
		c.end = c.p + n;
		pplex_next(&c, &u);
		if (all || (u.class != 'e' && u.len + 8 < n))
			break;
	}
	t->p = p;
	t->ext = u.ext;
	k = strcspn(s, "\"(");
	if (!(l->std & PP_NO_RAW) && k && k <= 3 && s[k] == '"' &&
	    s[k - 1] == 'R' && (u.class == 's' || u.class == 'e') &&
	    u.len > k && spliced_raw(l, t, p, s, k))
		goto out;
	t->len = u.len;
	t->class = u.class;
	t->rawlen = rawlen(l, p, u.len);
	s = alloc(u.len + 1);
	t->s = memcpy(s, u.s, u.len);
	if (u.ext)
		t->wrong = t->s + (u.wrong - u.s);
out:
	l->p = p + t->rawlen;
	l->bol = 0;
}

/* Behind a universal character name at p, or NULL; *c: the character. */
static const char *
ucn(const char *p, uint32_t *c)
{
	int n = p[1] == 'u' ? 4 : p[1] == 'U' ? 8 : 0;
	uint32_t v = 0;

	if (p[0] != '\\' || !n)
		return NULL;
	for (p += 2; n; n--, p++) {
		int d = *p | 0x20;

		if (IS(*p, DIGIT))
			v = v * 16 + *p - '0';
		else if (d >= 'a' && d <= 'f')
			v = v * 16 + d - 'a' + 10;
		else
			return NULL;
	}
	*c = v;
	return p;
}

/* Behind the character at p in UTF-8, or NULL; *c: the character. */
static const char *
utf8(const char *p, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char b = *p;
	int i, n = b >= 0xf8 ? 0 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 :
		b >= 0xc2 ? 2 : 0;
	uint32_t v = b & (0xff >> (n + 1));

	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return NULL;
		v = v << 6 | (p[i] & 0x3f);
	}
	if (n == 0 || v < least[n] || v > 0x10ffff ||
	    (v >= 0xd800 && v < 0xe000))
		return NULL;
	*c = v;
	return p + n;
}

/* May it stand in an identifier?  C11 D.1 and D.2, what gcc goes by for all
 * languages. */
static int
extended(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 0xa8, 0xa8 }, { 0xaa, 0xaa }, { 0xad, 0xad }, { 0xaf, 0xaf },
		{ 0xb2, 0xb5 }, { 0xb7, 0xba }, { 0xbc, 0xbe }, { 0xc0, 0xd6 },
		{ 0xd8, 0xf6 }, { 0xf8, 0x167f }, { 0x1681, 0x180d },
		{ 0x180f, 0x1fff }, { 0x200b, 0x200d }, { 0x202a, 0x202e },
		{ 0x203f, 0x2040 }, { 0x2054, 0x2054 }, { 0x2060, 0x218f },
		{ 0x2460, 0x24ff }, { 0x2776, 0x2793 }, { 0x2c00, 0x2dff },
		{ 0x2e80, 0x2fff }, { 0x3004, 0x3007 }, { 0x3021, 0x302f },
		{ 0x3031, 0xd7ff }, { 0xf900, 0xfd3d }, { 0xfd40, 0xfdcf },
		{ 0xfdf0, 0xfe44 }, { 0xfe47, 0xfffd },
	}, marks[][2] = {
		{ 0x300, 0x36f }, { 0x1dc0, 0x1dff }, { 0x20d0, 0x20ff },
		{ 0xfe20, 0xfe2f },
	};
	size_t i;

	for (i = 0; i < LEN(marks); i++)
		if (c >= marks[i][0] && c <= marks[i][1])
			return PP_NOT_START;
	for (i = 0; i < LEN(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return PP_EXT;
	return c >= 0x10000 && c < 0xf0000 && (c & 0xffff) < 0xfffe ?
		PP_EXT : PP_NOT_IDENT;
}

/* Behind the $ or the character beyond ASCII that goes on, or begins (first),
 * an identifier at p, or NULL. */
static const char *
extension(const struct pplex *l, struct pptok *t, const char *p, int first)
{
	const char *q;
	uint32_t c;
	int bad;

	if (*p == '$')
		return l->std & PP_NO_DOLLAR ? NULL : p + 1;
	if (l->std & PP_NO_EXTENDED)
		return NULL;
	if (*p != '\\') {
		q = utf8(p, &c);
		bad = q ? extended(c) : PP_NOT_IDENT;
		if (bad == PP_NOT_IDENT)
			return NULL;
	} else {
		q = ucn(p, &c);
		if (!q)
			return NULL;
		/* $ may be spelled like that; see C11 6.4.3p2 */
		bad = c == '$' ?
			(l->std & PP_NO_DOLLAR ? PP_NOT_UCN : PP_EXT) :
			c < 0xa0 || (c >= 0xd800 && c < 0xe000) ||
			c > 0x10ffff ? PP_NOT_UCN : extended(c);
	}
	if (bad == PP_NOT_START && !first)
		bad = PP_EXT;
	if (bad > t->ext) {
		t->ext = bad;
		t->wrong = p;
	}
	return q;
}

/* Behind the identifier whose first character starts at p; NULL: none. */
static const char *
identifier(const struct pplex *l, struct pptok *t, const char *p)
{
	const char *q, *start = p;

	for (;;) {
		while (IS(*p, START) || (IS(*p, DIGIT) && p > start))
			p++;
		if (!IS(*p, EXT) || !(q = extension(l, t, p, p == start)))
			return p > start ? p : NULL;
		p = q;
	}
}

static const char *
number(const struct pplex *l, struct pptok *t, const char *p)
{
	const char *q;

	for (;;)
		if ((p[0] == 'e' || p[0] == 'E' || ((p[0] == 'p' ||
		     p[0] == 'P') && !(l->std & PP_NO_EXPONENT))) &&
		    (p[1] == '+' || p[1] == '-'))
			p += 2;
		else if (IS(*p, START | DIGIT) || *p == '.')
			p++;
		else if (*p == '\'' && l->std & PP_SEPARATORS &&
			 IS(p[1], START | DIGIT))
			p += 2;
		else if (*p == '\'' && l->std & PP_SEPARATORS &&
			 p[1] == '\'' && IS(p[2], START | DIGIT)) {
			t->ext = PP_ADJACENT;
			t->wrong = p;
			p += 3;
		}
		else if (IS(*p, EXT) && (q = extension(l, t, p, 0)))
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
		if (splice(l, p) || splice(l, p + 1))
			return NULL;
		if (p + 1 < l->end && p[1] != '\n')
			p++;
	}
	*bad = 1;
	return p;
}

/* Behind the raw string whose quote is at p; NULL: it is wrong, *why says
 * how. */
static const char *
raw_string(const struct pplex *l, const char *p, int *why)
{
	static const char others[] = "_.[]{}#<>%:;?*+-/^&|~!=,\"'";
	const char *d = p + 1, *q;
	size_t n;
	int good;

	for (n = 0; d[n] != '('; n++) {
		good = (d[n] | 32) >= 'a' && (d[n] | 32) <= 'z';
		good |= IS(d[n], DIGIT) || (d[n] && strchr(others, d[n]));
		if (good && n < 16)
			continue;
		*why = d[n] == '\n' || d[n] == '\r' ? PP_RAW_NEWLINE :
			!d[n] && d + n == l->end ? PP_RAW_END :
			good ? PP_RAW_LONG : PP_RAW_CHAR;
		return NULL;
	}
	*why = PP_RAW_END;
	for (q = d + n; (q = memchr(q, ')', l->end - q)); q++)
		if ((size_t)(l->end - q) > n + 1 && q[n + 1] == '"' &&
		    memcmp(q + 1, d, n) == 0)
			return q + n + 2;
	return NULL;
}

/* The length of the punctuator at p, 0 if there is none. */
static size_t
punctuator(const struct pplex *l, const char *p)
{
#define EQ   (p[1] == '=')
#define DI   (!(l->std & PP_NO_DIGRAPHS))
	switch (p[0]) {
	case '(': case ')': case '[': case ']': case '{': case '}': case ';':
	case ',': case '~': case '?':
		return 1;
	case '=': case '!': case '*': case '/': case '^':
		return 1 + EQ;
	case ':':
		if (p[1] == ':' && l->std & PP_SCOPE && l->end == p + 2)
			return 2;
		return 1 + (p[1] == '>' && DI);
	case '#':
		return 1 + (p[1] == '#');
	case '%':
		if (p[1] == ':' && DI)
			return p[2] == '%' && p[3] == ':' ? 4 : 2;
		return 1 + (EQ || (p[1] == '>' && DI));
	case '&': case '|': case '+':
		return 1 + (EQ || p[1] == p[0]);
	case '-':
		return 1 + (EQ || p[1] == '-' || p[1] == '>');
	case '.':
		return p[1] == '.' && p[2] == '.' ? 3 : 1;
	case '<':
		if (p[1] == '<')
			return 2 + (p[2] == '=');
		return 1 + (EQ || ((p[1] == ':' || p[1] == '%') && DI));
	case '>':
		if (p[1] == '>')
			return 2 + (p[2] == '=');
		return 1 + EQ;
	default:
		return 0;
	}
#undef EQ
#undef DI
}

/* Does the token that ends before p perhaps go on behind a splice? */
static int
spliced(const struct pplex *l, const char *p)
{
	return *p == '\\' && splice(l, p);
}

/* Is a trigraph perhaps in the token from s to p, or behind it? */
static int
has_trigraph(const char *s, const char *p)
{
	return memchr(s, '?', p - s) || (p[0] == '?' && p[1] == '?');
}

/* Do two slashes begin a comment?  p: behind them. */
static int
slashes(struct pplex *l, const char *at, const char *p)
{
	if (!(l->std & PP_NO_SLASHES))
		return 1;
	if (*p == '*' || l->directive)
		return 0;
	if (!l->slashes)
		l->slashes = at;
	return 1;
}

/* Does the literal's prefix from start to p make it a raw string? */
static int
is_raw(const struct pplex *l, const char *start, const char *p)
{
	return *p == '"' && p > start && p[-1] == 'R' &&
		!(l->std & PP_NO_RAW);
}

static const char *
literal_at(const struct pplex *l, const char *start, const char *p, int *bad)
{
	const char *q;

	*bad = 0;
	if (is_raw(l, start, p)) {
		if ((q = raw_string(l, p, bad))) {
			*bad = 0;
			return q;
		}
		q = memchr(p, '\n', l->end - p);
		return q ? q : l->end;
	}
	return literal(l, p, bad);
}

/* Is what stands between start and p a prefix of the literal at p? */
static int
prefix(const struct pplex *l, const char *start, const char *p)
{
	size_t n = p - start;

	if (*p != '"' && *p != '\'')
		return 0;
	if (*p == '"' && n && start[n - 1] == 'R' && !(l->std & PP_NO_RAW))
		n--;
	if (l->std & PP_NO_UTF)
		return n == 0 || (n == 1 && *start == 'L');
	return n == 0 || (n == 1 && strchr("LuU", *start)) ||
		(n == 2 && memcmp(start, "u8", 2) == 0 &&
		 (*p == '"' || l->std & PP_UTF_CHAR));
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
			if (!slashes(l, p, p + 2))
				return p;
			p = line_comment(l, p + 2);
		} else if ((n = splice(l, p))) {
			p += n;
			continue;
		} else if (p[0] == '/' && (n = splice(l, p + 1))) {
			for (q = p + 1 + n; (n = splice(l, q)); )
				q += n;
			if (*q == '/' && !slashes(l, p, q + 1))
				return p;
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
	const char *p = l->p, *s, *q;
	size_t n;
	int bad, raw;

	t->space = t->ext = 0;
	t->bol = l->bol;
	while (*p == ' ' || *p == '\t') {
		t->space = 1;
		p++;
	}
again:
	t->p = t->s = s = p;
	if (IS(*p, START)) {
		while (IS(*p, START | DIGIT))
			p++;
		if (IS(*p, EXT))
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
		p = number(l, t, p);
		goto end;
	case '.':
		if (!IS(p[1], DIGIT))
			break;
		t->class = 'n';
		p = number(l, t, p);
		goto end;
	case '"': case '\'':
quoted:
		t->class = *p == '"' ? 's' : 'c';
		raw = is_raw(l, s, p);
		p = literal_at(l, s, p, &bad);
		if (!p) {
			slow(l, t, s);
			return;
		}
		if (bad) {
			t->class = 'e';
			t->ext = bad > 1 ? bad : 0;
		}
		/* splices and trigraphs are nothing in there */
		if (raw)
			goto done;
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
	case '?':
		if (l->trigraphs && splice(l, p))
			goto careful;
	}
	if (IS(*p, EXT))
		goto careful;
	n = punctuator(l, p);
	t->class = n ? 'p' : 'o';
	p += n ? n : 1;
end:
	if ((l->trigraphs && has_trigraph(s, p)) ||
	    (spliced(l, p) && t->class != 'e' && t->class != 's' &&
	     t->class != 'c')) {
		slow(l, t, s);
		return;
	}
done:
	t->len = t->rawlen = p - s;
	l->p = p;
	l->bol = 0;
	return;

careful:
	/* Blanks, comments, splices, a slash, a backslash, beyond ASCII */
	p = blanks(l, t, s);
	if (!p)
		return;
	if (p > s)
		goto again;
	if (IS(*p, START | EXT) && (q = identifier(l, t, p))) {
		t->class = 'i';
		p = q;
		if ((*p == '"' || *p == '\'') && prefix(l, s, p))
			goto quoted;
		goto end;
	}
	if (*p == '/') {
		t->class = 'p';
		p += punctuator(l, p);
		goto end;
	}
	t->class = 'o';
	t->ext = 0;
	p = *p & 0x80 && (q = utf8(p, &(uint32_t){ 0 })) ? q : p + 1;
	goto end;
}

int
pplex_skip(struct pplex *l)
{
	const char *p = l->p, *q;
	struct pptok t;
	int bad;

	l->directive = 1;       /* // is no comment here either */
	if (!l->bol)
		goto rest;
	for (;;) {
		/* at the start of a line */
		p = blanks(l, &t, p);
		if (!p)
			return 0;
		if (*p == '#' || (p[0] == '%' && p[1] == ':' &&
				  !(l->std & PP_NO_DIGRAPHS)) ||
		    trigraph(l, p) == '#') {
			l->p = p;
			l->bol = 1;
			l->directive = 0;
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
				l->directive = 0;
				return 0;
			}
			if (*p == '"' || *p == '\'') {
				for (q = p; q > l->p &&
				     IS(q[-1], START | DIGIT); q--)
					;
				q = prefix(l, q, p) ? literal_at(l, q, p, &bad)
					: literal(l, p, &bad);
				if (!q || (l->trigraphs &&
					   has_trigraph(p, q))) {
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
