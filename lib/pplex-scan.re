// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Preprocessing tokens, clause by clause of C11 6.4.
 *
 * The scanner reads the text as it stands.  Only where a line splice (or a
 * trigraph) may lie inside of a token is the rest of the logical line copied
 * without them, the token scanned in the copy, and its end found again in the
 * text.
 */
#include <ctype.h>
#include <string.h>
#include "util.h"
#include "pplex.h"

/*!re2c
re2c:define:YYCTYPE = "unsigned char";
re2c:define:YYCURSOR = p;
re2c:define:YYMARKER = mark;
re2c:yyfill:enable = 0;
re2c:flags:bit-vectors = 1;

L = [A-Za-z_];
D = [0-9];
H = [0-9A-Fa-f];

// 5.1.1.2 the blanks of a line; a NUL that is not the end is one, too
blank = [ \t\v\f\r];

// 6.4.3 Universal character names
ucn = "\\u" H{4} | "\\U" H{8};

// Characters beyond ASCII, in UTF-8
T = [\x80-\xbf];
utf8 = [\xc2-\xdf] T |
	("\xe0" [\xa0-\xbf] | [\xe1-\xec\xee\xef] T | "\xed" [\x80-\x9f]) T |
	("\xf0" [\x90-\xbf] | [\xf1-\xf3] T | "\xf4" [\x80-\x8f]) T T;

// An identifier perhaps goes on with it.
X = [$\\\x80-\xff];
*/

static int
blank(const struct pplex *l, const char *p)
{
	return *p == ' ' || (*p >= '\t' && *p <= '\r' && *p != '\n') ||
		(*p == 0 && p < l->end);
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
	while (blank(l, q))
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
	while (q > start && blank(l, q - 1))
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
	struct pptok u = { 0 };
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
	if (u.wrong)
		t->wrong = t->s + (u.wrong - u.s);
out:
	l->p = p + t->rawlen;
	l->bol = 0;
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

/* The digits from p to end */
static uint32_t
hex(const char *p, const char *end)
{
	uint32_t v = 0;

	for (; p < end; p++)
		v = v * 16 + (*p <= '9' ? *p - '0' : (*p | 32) - 'a' + 10);
	return v;
}

/* The character that stands in UTF-8 from p to end */
static uint32_t
beyond_ascii(const char *p, const char *end)
{
	uint32_t v = (unsigned char)*p & (0xff >> (end - p + 1));

	while (++p < end)
		v = v << 6 | (*p & 0x3f);
	return v;
}

/* 6.4.2.1: Behind the $ or the character beyond ASCII that goes on, or begins
 * (first), an identifier at p, or NULL. */
static const char *
extension(const struct pplex *l, struct pptok *t, const char *p, int first)
{
	const char *s = p, *mark;
	int bad = PP_NOT_IDENT;
	uint32_t c;

	/*!re2c
	"$"     { return l->std & PP_NO_DOLLAR ? NULL : p; }
	utf8    { bad = extended(beyond_ascii(s, p)); goto judge; }
	ucn     {
		c = hex(s + 2, p);
		/* $ may be spelled like that; see 6.4.3p2 */
		bad = c == '$' ?
			(l->std & PP_NO_DOLLAR ? PP_NOT_UCN : PP_EXT) :
			c < 0xa0 || (c >= 0xd800 && c < 0xe000) ||
			c > 0x10ffff ? PP_NOT_UCN : extended(c);
		goto judge;
	}
	*       { return NULL; }
	*/
judge:
	if (l->std & PP_NO_EXTENDED || (*s != '\\' && bad == PP_NOT_IDENT))
		return NULL;
	if (bad == PP_NOT_START && !first)
		bad = PP_EXT;
	if (bad > t->ext) {
		t->ext = bad;
		t->wrong = s;
	}
	return p;
}

/* 6.4.2 Identifiers: after the one that starts at p; NULL: none */
static const char *
identifier(const struct pplex *l, struct pptok *t, const char *p)
{
	const char *s, *start = p;

more:
	s = p;
	/*!re2c
	L | D   { goto more; }
	X       {
		p = extension(l, t, s, s == start);
		if (p)
			goto more;
		return s > start ? s : NULL;
	}
	*       { return s; }
	*/
}

/* 6.4.8 Preprocessing numbers: after the one whose first digit is before p */
static const char *
number(const struct pplex *l, struct pptok *t, const char *p)
{
	const char *s, *mark;

more:
	s = p;
	/*!re2c
	[0-9A-DF-OQ-Za-df-oq-z_.]+ | [eEpP] { goto more; }
	[eE] [+-]       { goto more; }
	[pP] [+-]       {
		if (!(l->std & PP_NO_EXPONENT))
			goto more;
		p--;
		goto more;
	}
	"'" (L | D)     {
		if (l->std & PP_SEPARATORS)
			goto more;
		return s;
	}
	"''" (L | D)    {
		if (!(l->std & PP_SEPARATORS))
			return s;
		t->ext = PP_ADJACENT;
		t->wrong = s;
		goto more;
	}
	X       {
		p = extension(l, t, s, 0);
		if (p)
			goto more;
		return s;
	}
	*       { return s; }
	*/
}

/* 6.4.4.4 and 6.4.5: after the literal whose opening quote is at p; *bad: it
 * has no end on its line.  NULL: it has a splice in it. */
static const char *
literal(const struct pplex *l, const char *p, int *bad)
{
	int quote = *p++;
	const char *s;

	*bad = 0;
more:
	s = p;
	/*!re2c
	[^\x00\n"'\\]+  { goto more; }
	["']            {
		if (*s == quote)
			return p;
		goto more;
	}
	"\\"            {
		if (splice(l, s) || splice(l, p))
			return NULL;
		if (p < l->end && *p != '\n')
			p++;
		goto more;
	}
	"\x00"          {
		if (s < l->end)
			goto more;
		*bad = 1;
		return s;
	}
	"\n"            { *bad = 1; return s; }
	*/
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
		good |= d[n] >= '0' && d[n] <= '9';
		good |= d[n] && strchr(others, d[n]);
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

/* Does the token that ends before p perhaps go on after a splice? */
static int
spliced(const struct pplex *l, const char *p)
{
	return *p == '\\' && splice(l, p);
}

/* Is a trigraph perhaps in the token from s to p, or after it? */
static int
has_trigraph(const char *s, const char *p)
{
	return memchr(s, '?', p - s) || (p[0] == '?' && p[1] == '?');
}

/* Do two slashes begin a comment?  p: after them. */
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

/* 6.4.9 Comments: after the one at p, whose characters may be spliced, or p
 * where there is none; NULL: it has no end. */
static const char *
comment(struct pplex *l, const char *p)
{
	const char *q = p + 1;
	size_t n;

	while ((n = splice(l, q)))
		q += n;
	if (*q == '*')
		return block_comment(l, q + 1);
	if (*q == '/' && slashes(l, p, q + 1))
		return line_comment(l, q + 1);
	return p;
}

/* A comment at s has no end. */
static void
unended(struct pplex *l, struct pptok *t, const char *s)
{
	const char *q = memchr(s, '\n', l->end - s);

	t->class = 'e';
	t->len = t->rawlen = (q ? q : l->end) - s;
	l->p = l->end;
}

void
pplex_next(struct pplex *l, struct pptok *t)
{
	const char *p = l->p, *s, *q, *mark;
	int bad, raw;
	size_t n;

	t->space = t->ext = 0;
	t->bol = l->bol;
again:
	t->p = t->s = s = p;
	/*!re2c
	// 5.1.1.2 and 6.4p3: lines and what is between tokens
	blank       { t->space = 1; goto again; }
	"\r\n"      { p--; goto again; }
	"\n"        {
		t->class = 'l';
		t->len = t->rawlen = 1;
		l->p = p;
		l->bol = 1;
		return;
	}
	"\x00"      {
		if (s < l->end) {
			t->space = 1;
			goto again;
		}
		t->class = 0;
		t->len = t->rawlen = 0;
		l->p = s;
		return;
	}

	// 6.4.9 Comments
	"/"         {
		q = comment(l, s);
		if (!q) {
			unended(l, t, s);
			return;
		}
		if (q == s)
			goto punctuator;
		p = q;
		t->space = 1;
		goto again;
	}

	// 6.4.2 Identifiers
	L (L | D)*  {
		t->class = 'i';
		if (l->trigraphs)
			goto end;
		goto done;
	}
	L (L | D)* X | X | utf8 {
		n = splice(l, s);
		if (n) {
			p = s + n;
			goto again;
		}
		q = identifier(l, t, s);
		if (!q)
			goto other;
		t->class = 'i';
		p = q;
		goto end;
	}

	// 6.4.8 Preprocessing numbers
	"."? D      {
		t->class = 'n';
		p = number(l, t, p);
		goto end;
	}

	// 6.4.4.4 Character constants and 6.4.5 String literals, in one line
	// and whole, and others
	["] ([^\x00\n"\\] | "\\" [^\x00\n])* ["] {
		t->class = 's';
		goto end;
	}
	['] ([^\x00\n'\\] | "\\" [^\x00\n])* ['] {
		t->class = 'c';
		goto end;
	}
	("u8" | [LuU])? "R"? ["] | ("u8" | [LuU])? ['] {
		p--;
		if (prefix(l, s, p))
			goto quoted;
		t->class = 'i';
		goto end;
	}

	// 6.4.6 Punctuators
	"[" | "]" | "(" | ")" | "{" | "}" | "." | "->" | "++" | "--" | "&" |
	"*" | "+" | "-" | "~" | "!" | "/=" | "%" | "<<" | ">>" | "<" | ">" |
	"<=" | ">=" | "==" | "!=" | "^" | "|" | "&&" | "||" | ":" | ";" |
	"..." | "=" | "*=" | "%=" | "+=" | "-=" | "<<=" | ">>=" | "&=" | "^=" |
	"|=" | "," | "#" | "##" {
		goto punctuator;
	}
	"<:" | ":>" | "<%" | "%>" | "%:" | "%:%:" {
		if (l->std & PP_NO_DIGRAPHS)
			p = s + 1;
		goto punctuator;
	}
	"::"        {
		if (!(l->std & PP_SCOPE && l->end == p))
			p--;
		goto punctuator;
	}
	// 5.2.1.1 Trigraphs: a splice; others are read in a copy
	"?"         {
		n = splice(l, s);
		if (!n)
			goto punctuator;
		p = s + n;
		goto again;
	}

	// each other character
	*           { goto other; }
	*/
punctuator:
	t->class = 'p';
	goto end;
other:
	t->class = 'o';
	t->ext = 0;
	goto end;
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
}

/* Behind the literal at the quote p in a group that is skipped */
static const char *
skip_literal(struct pplex *l, const char *p)
{
	const char *q = p;
	struct pptok t;
	int bad;

	while (q > l->p && (isalnum((unsigned char)q[-1]) || q[-1] == '_'))
		q--;
	q = prefix(l, q, p) ? literal_at(l, q, p, &bad) : literal(l, p, &bad);
	if (q && !(l->trigraphs && has_trigraph(p, q)))
		return q;
	slow(l, &t, p);
	return l->p;
}

int
pplex_skip(struct pplex *l)
{
	const char *p = l->p, *s, *q, *mark;

	l->directive = 1;       /* // is no comment here either */
	if (!l->bol)
		goto rest;
line:
	s = p;
	/*!re2c
	blank+ | "\n"   { goto line; }
	"/"             {
		q = comment(l, s);
		if (!q)
			goto unended;
		if (q == s)
			goto rest;
		p = q;
		goto line;
	}
	"#"             { goto found; }
	"%:"            {
		if (!(l->std & PP_NO_DIGRAPHS))
			goto found;
		goto rest;
	}
	"?" | "\\"      {
		if (trigraph(l, s) == '#')
			goto found;
		p = s + splice(l, s);
		if (p > s)
			goto line;
		goto rest;
	}
	"\x00"          {
		if (s < l->end)
			goto line;
		goto end;
	}
	*               { p = s; goto rest; }
	*/
rest:
	s = p;
	/*!re2c
	[^\x00\n"'/\\]+ { goto rest; }
	"\n"            {
		if (l->trigraphs && splice_before(l, l->p, p))
			goto rest;
		goto line;
	}
	["']            { p = skip_literal(l, s); goto rest; }
	"/"             {
		q = comment(l, s);
		if (!q)
			goto unended;
		if (q > s)
			p = q;
		goto rest;
	}
	"\\"            {
		if (splice(l, s))
			p = s + splice(l, s);
		goto rest;
	}
	"\x00"          {
		if (s < l->end)
			goto rest;
		goto end;
	}
	*/
found:
	l->p = s;
	l->bol = 1;
	l->directive = 0;
	return 1;
end:
	l->p = s;
	l->bol = 1;
	l->directive = 0;
	return 0;
unended:
	l->p = l->end;
	return 0;
}
