// SPDX-License-Identifier: GPL-2.0-or-later
/* The expressions of #if (6.10.1p4): all are intmax_t or uintmax_t. */
#include <setjmp.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

enum { MAXNEST = 2000 };        /* parentheses, unary operators, ?: */

struct val {
	uint64_t v;
	int uns;
};

static struct tok t;            /* the next one */
static struct tok where;        /* where gcc says what is wrong after it: the
				 * last operator or parenthesis */
static const char *directive_word;
static jmp_buf failed;
static unsigned nest;

/* The expression is wrong: say so once. */
#define FAIL(...)  FAIL_AT(&t, __VA_ARGS__)
#define FAIL_AT(at, ...)  (error_of(at, __VA_ARGS__), longjmp(failed, 1))

static void
next(void)
{
	token_get_nopad(&t);
	if (!msg_tracked() && t.flags & BODY) {
		t.file = cur->id;
		t.off = directive_off;
	}
}

static int
is(const char *s)
{
	return t.class == 'p' && strcmp(t.sym->s, s) == 0;
}

static struct val expression(int skip);
static struct val conditional(int skip);

/* The token's text for messages. */
static const char *
shown(void)
{
	return t.class ? t.sym->s : "end of line";
}

static struct val
integer(void)
{
	const char *s = t.sym->s, *suffix;
	struct val r = { 0, 0 };
	unsigned base = 10, d, l = 0, u = 0;
	int overflow = 0;

	if (*s == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		s += 2;
	} else if (*s == '0' && (s[1] == 'b' || s[1] == 'B')) {
		base = 2;
		s += 2;
	} else if (*s == '0')
		base = 8;
	if (strchr(s, '.') || (base == 10 && strpbrk(s, "eE")) ||
	    (base == 16 && strpbrk(s, "pP")))
		FAIL("floating constant in preprocessor expression");
	if (base == 2 && opts.version < 2023)
		pedantic_at(t.file, t.off, NULL, "binary constants are a C2X "
			    "feature or GCC extension");
	for (; *s; s++) {
		if (*s == '\'')
			continue;
		d = *s >= '0' && *s <= '9' ? *s - '0' :
			*s >= 'a' && *s <= 'f' ? *s - 'a' + 10 :
			*s >= 'A' && *s <= 'F' ? *s - 'A' + 10 : 99;
		if (d >= (base == 8 ? 10 : base))
			break;
		if (base == 8 && d > 7)
			FAIL("invalid digit \"%c\" in octal constant", *s);
		overflow |= r.v > (UINT64_MAX - d) / base;
		r.v = r.v * base + d;
	}
	suffix = s;
	for (; *s; s++)
		if (*s == 'u' || *s == 'U')
			u++;
		else if (*s == 'l' || *s == 'L') {
			l++;
			if (s[1] == *s)
				s++;
		} else if (*s == 'i' || *s == 'I' || *s == 'j' || *s == 'J')
			FAIL("imaginary number in preprocessor expression");
		else
			break;
	if (*s || u > 1 || l > 1)
		FAIL("invalid suffix \"%s\" on integer constant", suffix);
	r.uns = u || r.v > INT64_MAX;
	if (!overflow && base == 10 && !u && r.uns)
		(opts.version < 1999 ? warning_at : pedwarn_at)(t.file, t.off,
			"integer-too-large", "integer constant is so large "
			"that it is unsigned");
	if (overflow)
		pedwarn_at(t.file, t.off, "integer-too-large", "integer "
			   "constant is too large for its type");
	return r;
}

/* One character after s: *s is moved. */
static uint64_t
character(const char **s, uint64_t max)
{
	static const char from[] = "abfnrtveE";
	static const char to[] = "\a\b\f\n\r\t\v\033\033";
	const char *p = *s, *c;
	uint64_t v = 0;
	int i, big = 0;

	if (*p != '\\') {
		*s = p + 1;
		return (unsigned char)*p;
	}
	p++;
	if (*p == 'x') {
		c = ++p;
		for (; *p && strchr("0123456789abcdefABCDEF", *p); p++) {
			big |= v > max >> 4;
			v = v << 4 | (*p <= '9' ? *p - '0' :
				      (*p | 32) - 'a' + 10);
		}
		if (p == c)
			FAIL("\\x used with no following hex digits");
		if (big)
			pedwarn_at(t.file, t.off, "escape", "hex escape "
				   "sequence out of range");
	} else if (*p >= '0' && *p <= '7') {
		for (i = 0; i < 3 && *p >= '0' && *p <= '7'; i++, p++)
			v = v << 3 | (*p - '0');
		if (v > max)
			pedwarn_at(t.file, t.off, "escape", "octal escape "
				   "sequence out of range");
	} else if (*p == 'u' || *p == 'U') {
		int n = *p == 'u' ? 4 : 8;

		for (p++; n-- && *p && strchr("0123456789abcdefABCDEF", *p);
		     p++)
			v = v << 4 | (*p <= '9' ? *p - '0' :
				      (*p | 32) - 'a' + 10);
	} else {
		c = *p ? strchr(from, *p) : NULL;
		v = c ? (unsigned char)to[c - from] : (unsigned char)*p;
		if (!c && *p && !strchr("\\'\"?({[%", *p))
			pedwarn_at(t.file, t.off, "escape", "unknown escape "
				   "sequence: '\\%c'", *p);
		else if (c && (*p | 32) == 'e')
			pedantic_at(t.file, t.off, NULL, "non-ISO-standard "
				    "escape sequence, '\\%c'", *p);
		p++;
	}
	*s = p;
	return v & max;
}

/* UTF-8 in a wide constant */
static uint64_t
utf8(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint64_t v;
	int n = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc0 ? 1 : 0;

	v = n == 3 ? *p & 7 : n == 2 ? *p & 15 : n == 1 ? *p & 31 : *p;
	for (p++; n-- && (*p & 0xc0) == 0x80; p++)
		v = v << 6 | (*p & 63);
	*s = (const char *)p;
	return v;
}

static struct val
constant(void)
{
	const char *s = t.sym->s, *end = s + t.sym->len - 1;
	struct val r = { 0, 0 };
	const char *wchar = predefined("__WCHAR_TYPE__");
	unsigned n = 0;
	int wide = *s == 'L' || *s == 'u' || *s == 'U', utf = 0;

	if (memcmp(s, "u8", 2) == 0) {
		wide = 0;
		utf = 1;
	}
	s = strchr(s, '\'') + 1;
	if (s == end)
		FAIL("empty character constant");
	for (; s < end; n++) {
		if (wide)
			r.v = *s == '\\' ? character(&s, UINT32_MAX) :
				utf8(&s);
		else
			r.v = r.v << 8 | character(&s, 255);
	}
	/* The type is not int, as in C, but that of the character: gcc. */
	if (wide)
		r.uns = t.sym->s[0] != 'L' || (wchar &&
					       strstr(wchar, "unsigned"));
	else
		r.uns = n == 1 && (utf || predefined("__CHAR_UNSIGNED__"));
	if (!r.uns)
		r.v = wide || n > 1 ? (uint64_t)(int32_t)r.v :
			(uint64_t)(signed char)r.v;
	return r;
}

static struct val
defined(void)
{
	struct val r = { 0, 0 };
	struct tok name;
	int paren;

	do
		token_raw(&t);
	while (t.class == 'P');
	paren = is("(");
	if (paren)
		do
			token_raw(&t);
		while (t.class == 'P');
	if (t.class != 'i')
		FAIL("operator \"defined\" requires an identifier");
	name = t;
	reads_note(name.sym);
	next();
	if (paren) {
		if (!is(")"))
			FAIL("missing ')' after \"defined\"");
		next();
	}
	r.v = name.sym->macro != NULL;
	return r;
}

/* No expression has it. */
static int
foreign(void)
{
	static const char *const ops[] = {
		"!", "~", "+", "-", "*", "/", "%", "<<", ">>", "<", ">", "<=",
		">=", "==", "!=", "&", "|", "^", "&&", "||", "?", ":", ",",
		"(", ")", "#",
	};
	size_t i;

	if (t.class != 'p')
		return t.class == 's' || t.class == 'o' || t.class == 'e';
	for (i = 0; i < LEN(ops); i++)
		if (is(ops[i]))
			return 0;
	return 1;
}

/* Here an operator should stand, or the end. */
static void
no_operator(void)
{
	if (foreign())
		FAIL("token \"%s\" is not valid in preprocessor expressions",
		     shown());
	if (is(")"))
		FAIL("missing '(' in expression");
	if (is(":"))
		FAIL("':' without preceding '?'");
	FAIL("missing binary operator before token \"%s\"", shown());
}

static struct val
primary(int skip)
{
	struct val r = { 0, 0 };

	switch (t.class) {
	case 'n':
		r = integer();
		break;
	case 'c':
		r = constant();
		break;
	case 'i':
		if (t.sym->word == W_DEFINED)
			return defined();
		break;
	case 'p':
		if (is("(")) {
			struct tok open = where = t;

			next();
			r = expression(skip);
			if (t.class && !is(")"))
				no_operator();
			if (t.class == 0)
				FAIL_AT(&open, "missing ')' in expression");
			break;
		}
		if (is("#")) {
			do
				token_raw(&t);
			while (t.class == 'P');
			r.v = asserted(&t);
			break;
		}
		/* fall through */
	default:
		if (t.class == 0)
			FAIL("#%s with no expression", directive_word);
		if (foreign())
			FAIL("token \"%s\" is not valid in preprocessor "
			     "expressions", t.sym->s);
		FAIL("operator '%s' has no left operand", t.sym->s);
	}
	next();
	return r;
}

static struct val
unary(int skip)
{
	struct val r;
	char op;

	if (t.class != 'p' || t.sym->len != 1 || !strchr("!~-+", *t.sym->s))
		return primary(skip);
	op = *t.sym->s;
	where = t;
	if (++nest > MAXNEST)
		FAIL("expression nested more than %d deep", MAXNEST);
	next();
	if (t.class == 0)
		FAIL("operator '%c' has no right operand", op);
	r = unary(skip);
	nest--;
	switch (op) {
	case '!':
		r.v = !r.v;
		r.uns = 0;
		break;
	case '~':
		r.v = ~r.v;
		break;
	case '-':
		r.v = -r.v;
		break;
	}
	return r;
}

/* Binary operators from the loosest on */
static int
priority(void)
{
	static const char *const ops[][5] = {
		{ "||" }, { "&&" }, { "|" }, { "^" }, { "&" }, { "==", "!=" },
		{ "<", ">", "<=", ">=" }, { "<<", ">>" }, { "+", "-" },
		{ "*", "/", "%" },
	};
	size_t i, j;

	if (t.class == 'p')
		for (i = 0; i < LEN(ops); i++)
			for (j = 0; j < 5 && ops[i][j]; j++)
				if (strcmp(ops[i][j], t.sym->s) == 0)
					return i + 1;
	return 0;
}

static struct val
shift(struct val a, struct val b, int left)
{
	int64_t n = b.v;

	if (!b.uns && n < 0) {
		left = !left;
		b.v = -b.v;
	}
	if (left)
		a.v = b.v >= 64 ? 0 : a.v << b.v;
	else if (a.uns)
		a.v = b.v >= 64 ? 0 : a.v >> b.v;
	else
		a.v = (uint64_t)((int64_t)a.v >> (b.v >= 64 ? 63 : b.v));
	return a;
}

static struct val
divide(struct val a, struct val b, int rest, int skip)
{
	struct val r = { 0, a.uns };

	if (b.v == 0) {
		if (!skip)
			FAIL_AT(&where, "division by zero in #%s", directive_word);
		return r;
	}
	if (a.uns)
		r.v = rest ? a.v % b.v : a.v / b.v;
	else if (b.v == UINT64_MAX)             /* -1 */
		r.v = rest ? 0 : -a.v;
	else
		r.v = rest ? (uint64_t)((int64_t)a.v % (int64_t)b.v) :
			(uint64_t)((int64_t)a.v / (int64_t)b.v);
	return r;
}

static struct val
compute(const char *op, struct val a, struct val b, int skip)
{
	struct val r = { 0, 0 };
	int less, eq = a.v == b.v;

	if (strcmp(op, "<<") == 0 || strcmp(op, ">>") == 0)
		return shift(a, b, *op == '<');
	a.uns = b.uns = a.uns | b.uns;
	less = a.uns ? a.v < b.v : (int64_t)a.v < (int64_t)b.v;
	switch (op[0]) {
	case '=': r.v = eq; return r;
	case '!': r.v = !eq; return r;
	case '<': r.v = less || (op[1] && eq); return r;
	case '>': r.v = !less && (op[1] || !eq); return r;
	case '|': a.v |= b.v; return a;
	case '&': a.v &= b.v; return a;
	case '^': a.v ^= b.v; return a;
	case '+': a.v += b.v; return a;
	case '-': a.v -= b.v; return a;
	case '*': a.v *= b.v; return a;
	default:  return divide(a, b, op[0] == '%', skip);
	}
}

static struct val
binary(int least, int skip)
{
	struct val a = unary(skip), b;
	const char *op;
	int p;

	while ((p = priority()) >= least && p) {
		op = t.sym->s;
		where = t;
		next();
		if (t.class == 0)
			FAIL("operator '%s' has no right operand", op);
		if (p == 1) {
			b = binary(p + 1, skip || a.v);
			a.v = a.v || b.v;
			a.uns = 0;
		} else if (p == 2) {
			b = binary(p + 1, skip || !a.v);
			a.v = a.v && b.v;
			a.uns = 0;
		} else {
			b = binary(p + 1, skip);
			a = compute(op, a, b, skip);
		}
	}
	return a;
}

static struct val
conditional(int skip)
{
	struct val c, a, b;

	if (++nest > MAXNEST)
		FAIL("expression nested more than %d deep", MAXNEST);
	c = binary(1, skip);
	if (is("?")) {
		next();
		if (is(":") || t.class == 0)
			FAIL("operator '?' has no right operand");
		a = expression(skip || !c.v);
		if (!is(":"))
			FAIL("'?' without following ':'");
		next();
		b = conditional(skip || c.v);
		c.v = c.v ? a.v : b.v;
		c.uns = a.uns | b.uns;
	}
	nest--;
	return c;
}

static struct val
expression(int skip)
{
	struct val r = conditional(skip);

	while (is(",")) {
		if (opts.version < 1999 || !skip)
			pedantic_at(t.file, t.off, NULL, "comma operator in "
				    "operand of #if");
		next();
		r = conditional(skip);
	}
	return r;
}

int
expr_value(const char *word)
{
	struct val r;

	directive_word = word;
	nest = 0;
	if (setjmp(failed))
		return 0;
	next();
	r = expression(0);
	if (t.class == 0)
		return r.v != 0;
	no_operator();
	return 0;
}
