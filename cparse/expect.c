// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a syntax error says: "expected ';' after 'x', saw 'static'".  The
 * parser has reduced by then what it could by default, so its state does not
 * tell what would have been right.  The declaration's tokens are put
 * through once more, without the actions, up to the one before the error.
 */
#include <stdio.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"
#include "gram.h"

static struct states before;    /* what was right up to the error */
static struct states states;

/* Do not offer these: they can stand nearly everywhere. */
static const unsigned char silent[] = {
	T_NOSPEC, T_LATE, T_OPAQUE, T_ATTR_OPEN, T_ATTRIBUTE, T_EXTENSION,
	T_ASM, T_ASSERT, T_TRANSACTION, T_TRANSACTION_CANCEL, T_FUNCTION_NAME,
	T_RESERVED,
};

/* What may follow a declarator or specifiers that could as well be over. */
static const unsigned char more[] = {
	T_STORAGE, T_FUNCSPEC, T_QUAL, T_ATOMIC, T_ALIGNAS, T_TSPEC,
	T_LPAREN, T_LBRACKET, T_STAR,
};

/* What may follow an expression that could as well be over. */
static const unsigned char operators[] = {
	T_STAR, T_SLASH, T_PERCENT, T_PLUS, T_MINUS, T_SHL, T_SHR, T_LT, T_GT,
	T_LE, T_GE, T_EQ, T_NE, T_AND, T_XOR, T_OR, T_ANDAND, T_OROR, T_QUEST,
	T_ASSIGN, T_MUL_A, T_DIV_A, T_MOD_A, T_ADD_A, T_SUB_A, T_SHL_A,
	T_SHR_A, T_AND_A, T_XOR_A, T_OR_A, T_INC, T_DEC, T_DOT, T_ARROW,
	T_LPAREN, T_LBRACKET, T_STRING,
};

/* What can begin the things that have a name in English; the first member
 * tells whether one of them would be right. */
static const struct thing {
	unsigned char sign;
	const char *name;
	unsigned char kinds[40];
} things[] = {
	{ T_IF, "a statement", {
		T_IF, T_SWITCH, T_WHILE, T_DO, T_FOR, T_GOTO, T_CONTINUE,
		T_BREAK, T_RETURN, T_CASE, T_DEFAULT, T_LOCAL_LABEL, T_LBRACE,
		T_SEMI, T_SIZEOF } },
	{ T_SIZEOF, "an expression", {
		T_IDENT, T_NUM, T_CONSTANT, T_CHAR, T_STRING, T_LPAREN,
		T_GENERIC, T_VA_ARG, T_OFFSETOF, T_TYPES_COMPATIBLE, T_CHOOSE,
		T_CONVERTVECTOR, T_HAS_ATTRIBUTE, T_INC, T_DEC, T_AND, T_STAR,
		T_PLUS, T_MINUS, T_TILDE, T_NOT, T_SIZEOF, T_ALIGNOF,
		T_ANDAND, T_REAL, T_IMAG } },
	{ T_AUTOTYPE, "a type", {
		T_STORAGE, T_FUNCSPEC, T_QUAL, T_ATOMIC, T_ALIGNAS, T_TSPEC,
		T_TYPENAME, T_AUTOTYPE, T_TYPEOF, T_TYPEOF_UNQUAL, T_STRUCT,
		T_ENUM } },
	{ T_IDENT, "a name", {
		T_IDENT, T_TYPENAME, T_STAR, T_LPAREN, T_STORAGE, T_QUAL,
		T_FUNCSPEC, T_ATOMIC, T_ALIGNAS, T_TSPEC } },
	{ T_STRING, "a string", { T_STRING } },
};

/* Go to where these have been read. */
static void
begin_after(const unsigned char *kinds, uint32_t n)
{
	uint32_t i;

	before.n = 0;
	for (i = 0; i < n; i++)
		if (!gram_try(&before, kinds[i]))
			break;
}

/* Would this kind be right there, and then that one, if it is not 0? */
static int
right(int kind, int then)
{
	states.n = before.n;
	memcpy(states.p, before.p, before.n * sizeof before.p[0]);
	return gram_try(&states, kind) && (!then || gram_try(&states, then));
}

static void
take(unsigned char *want, const unsigned char *kinds, size_t n)
{
	size_t i;

	for (i = 0; i < n && kinds[i]; i++)
		want[kinds[i]] = 0;
}

static void
take_thing(unsigned char *want, int sign)
{
	const struct thing *p = things;

	while (p->sign != sign)
		p++;
	take(want, p->kinds, LEN(p->kinds));
}

/* From the kinds that would be right, after the last one, to a list in
 * English. */
static void
describe(unsigned char *want, int last, char *s, size_t size)
{
	const char *items[6];
	unsigned n = 0, i;
	size_t len = 0;
	int k, quoted[6];

	take(want, silent, LEN(silent));
	if (want[T_SLASH])
		take(want, operators, LEN(operators));
	if (want[T_IF])
		take_thing(want, T_SIZEOF);      /* it could be one */
	if (want[T_ASSIGN] && want[T_SEMI]) {
		take_thing(want, T_AUTOTYPE);   /* K&R style parameters */
		want[T_LBRACE] &= last == T_RPAREN;
	}
	for (i = 0; i < LEN(things); i++) {
		if (!want[things[i].sign])
			continue;
		take(want, things[i].kinds, LEN(things[i].kinds));
		quoted[n] = 0;
		items[n++] = things[i].name;
	}
	if (want[T_SEMI] || want[T_COMMA] || want[T_RPAREN])
		take(want, more, LEN(more));
	for (k = 1; k < gram_kinds() && n < LEN(items); k++)
		if (want[k] && word_text(k)) {
			quoted[n] = 1;
			items[n++] = word_text(k);
		}
	for (i = 0; i < n && len < size; i++)
		len += snprintf(s + len, size - len, "%s%s%s%s",
				i == 0 ? "" : i + 1 < n ? ", " : " or ",
				quoted[i] ? "'" : "", items[i],
				quoted[i] ? "'" : "");
}

static const char *
text(const struct tok *t)
{
	return spell(t->s & ~TYPEDEF_BIT)->s;
}

/* Would it be right if the name before were a typedef name? */
static int
unknown_type(const unsigned char *kinds, uint32_t n, int kind)
{
	if (n == 0 || kinds[n - 1] != T_IDENT)
		return 0;
	n--;
	if (n > 0 && kinds[n - 1] == T_NOSPEC)
		n--;            /* which a type has no need of */
	begin_after(kinds, n);
	return right(T_TYPENAME, kind) && !right(T_IDENT, kind);
}

/* Is the block that ends before n part of what goes on after it? */
static int
goes_on(const unsigned char *kinds, uint32_t n)
{
	unsigned depth = 0;

	while (n && (depth += kinds[n - 1] == T_RBRACE,
		     depth -= kinds[n - 1] == T_LBRACE))
		n--;
	if (n < 2)
		return 0;
	n--;                    /* the { */
	return kinds[n - 1] == T_ASSIGN || kinds[n - 1] == T_STRUCT ||
		kinds[n - 1] == T_ENUM || kinds[n - 1] == T_COMMA ||
		(n > 1 && (kinds[n - 2] == T_STRUCT ||
			   kinds[n - 2] == T_ENUM));
}

/* What a declaration begins with */
static int
declares(int kind)
{
	static const unsigned char kinds[] = {
		T_STORAGE, T_FUNCSPEC, T_QUAL, T_ATOMIC, T_ALIGNAS, T_TSPEC,
		T_TYPENAME, T_AUTOTYPE, T_TYPEOF, T_TYPEOF_UNQUAL, T_STRUCT,
		T_ENUM,
	};

	return kind && memchr(kinds, kind, sizeof kinds);
}

/* The first token of the statement, declaration or list that ends with n. */
static uint32_t
begin_of(const unsigned char *kinds, uint32_t n)
{
	unsigned depth = 0;

	for (; n; n--)
		switch (kinds[n - 1]) {
		case T_RBRACE:
			/* a block before it, or a structure's members */
			if (depth == 0 && !goes_on(kinds, n))
				return n;
			/* fall through */
		case T_RPAREN: case T_RBRACKET:
			depth++;
			break;
		case T_ATTR_OPEN:       /* which two ] end */
			if (depth < 2)
				return n;
			depth -= 2;
			break;
		case T_LPAREN: case T_LBRACKET: case T_LBRACE:
			if (depth-- == 0)
				return n;
			break;
		case T_SEMI:
			if (depth == 0)
				return n;
			break;
		}
	return 0;
}

/* The first token after the attributes that begin at AT */
static uint32_t
behind_attributes(const unsigned char *kinds, uint32_t n, uint32_t at)
{
	unsigned depth = 0;

	for (; at < n; at++)
		switch (kinds[at]) {
		case T_ATTR_OPEN:
			depth++;
			/* fall through */
		case T_LPAREN: case T_LBRACKET:
			depth++;
			break;
		case T_RPAREN: case T_RBRACKET:
			depth -= depth > 0;
			break;
		case T_ATTRIBUTE:
			break;
		default:
			if (depth == 0)
				return at;
		}
	return at;
}

/*
 * Is it only that something is missing after the token before?  That is
 * where gcc points to then: where there is no more than one punctuator it
 * could be, and this is ; ) ] : or a comma.
 */
static int
is_missing(const unsigned char *want, const unsigned char *kinds, uint32_t n,
	   int bare)
{
	uint32_t at = begin_of(kinds, n);
	int open = at ? kinds[at - 1] : 0, declaration;

	while (at + 1 < n && kinds[at + 1] == T_COLON &&
	       (kinds[at] == T_IDENT || kinds[at] == T_DEFAULT))
		at += 2;        /* labels */
	while (at < n && kinds[at] == T_EXTENSION)
		at++;
	if (at < n && (kinds[at] == T_ATTRIBUTE || kinds[at] == T_ATTR_OPEN))
		at = behind_attributes(kinds, n, at);
	declaration = declares(kinds[at]) || kinds[at] == T_NOSPEC;
	if (want[T_IF] && want[T_COMMA])
		return want[T_RPAREN];  /* attributes: any word is right */
	if (want[T_SIZEOF] || want[T_IF] || want[T_IDENT] ||
	    (want[T_STRUCT] && !want[T_ASSIGN]))
		return 0;       /* more than a punctuator */
	if (want[T_RBRACKET])
		return 1;
	if (want[T_RPAREN])     /* but in lists of parameters, and asm */
		return !want[T_COLON] && !(want[T_COMMA] && declaration);
	if (want[T_COLON])      /* a; could have become a label, too */
		return want[T_SEMI] ? want[T_QUEST] : !want[T_ELLIPSIS];
	if (!want[T_SEMI])
		return want[T_COMMA] && open == T_LPAREN;
	if (declaration)        /* int a  int b; */
		return bare;
	return 1;
}

void
expect_say(const unsigned char *kinds, uint32_t n, int kind,
	   const struct tok *prev, const struct tok *t, int bare)
{
	unsigned char want[256] = { 0 };
	char list[256] = "";
	int k, missing;

	if (prev && unknown_type(kinds, n, kind)) {
		origin_error(prev->file, prev->off, prev->x,
			     "unknown type name '%s'", text(prev));
		return;
	}
	begin_after(kinds, n);
	for (k = 1; k < gram_kinds(); k++)
		want[k] = k != kind && right(k, 0);
	/* after a type another one is no error of syntax, but no use either */
	if (want[T_AUTOTYPE] && !right(T_TYPENAME, T_STAR))
		take_thing(want, T_AUTOTYPE);
	missing = prev && !prev->x && is_missing(want, kinds, n, bare && declares(kind));
	describe(want, n ? kinds[n - 1] : 0, list, sizeof list);
	if (!list[0])
		origin_error(t->file, t->off, t->x, "unexpected '%s'",
			     text(t));
	else if (!prev)
		origin_error(t->file, t->off, t->x,
			     "expected a declaration, saw '%s'", text(t));
	else if (missing)
		origin_error_behind(prev->file, prev->off, prev->x,
				    "expected %s after '%s', saw '%s'", list,
				    text(prev), text(t));
	else
		origin_error(t->file, t->off, t->x,
			     "expected %s after '%s', saw '%s'", list,
			     text(prev), text(t));
}
