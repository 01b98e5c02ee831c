// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Compilers do not warn of a test whether the address of something is NULL
 * where a macro gave it, as macros do that for those of their arguments that
 * may be.  The text that such a macro gave is an argument of one, so that they
 * do not in the result either.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

static const char *name;        /* of that macro */

static int
is_one_of(const struct lexeme *l, const char *const *list)
{
	for (; *list && strcmp(l->s, *list); list++)
		;
	return *list != NULL;
}

/* Does an operand stand before it? */
static int
follows_operand(const struct lexemes *l, uint32_t i)
{
	static const char *const ends[] = { ")", "]", NULL };
	static const char *const words[] = { "return", "else", NULL };
	const struct lexeme *p = i ? &l->l[i - 1] : NULL;

	return p && !is_one_of(p, words) &&
		(strchr("incs", p->class) || is_one_of(p, ends));
}

/* After what the brackets at i hold, or the one token there */
static uint32_t
after(const struct lexemes *l, uint32_t i)
{
	static const char *const open[] = { "(", "[", NULL };
	static const char *const close[] = { ")", "]", NULL };
	int depth = 0;

	do {
		depth += is_one_of(&l->l[i], open);
		depth -= is_one_of(&l->l[i], close);
	} while (++i < l->n && depth > 0);
	return i;
}

/* Is there a null pointer, from token i on or up to it, as step says? */
static int
is_null(const struct lexemes *l, uint32_t i, int step)
{
	static const char *const around[] = { "(", ")", "void", "*", NULL };
	static const char *const null[] = { "NULL", "0", NULL };

	while (i < l->n && is_one_of(&l->l[i], around))
		i += step;
	return i < l->n && is_one_of(&l->l[i], null);
}

/* Is the address that the & at i takes an operand of what asks for its truth?
 * Parentheses may be around it. */
static int
is_tested(const struct lexemes *l, uint32_t i)
{
	static const char *const member[] = { "->", ".", "[", NULL };
	static const char *const equal[] = { "==", "!=", NULL };
	static const char *const before[] = { "!", "&&", "||", NULL };
	static const char *const behind[] = { "?", "&&", "||", NULL };
	static const char *const word[] = { "if", "while", NULL };
	uint32_t a = i, z = i + 1;

	z = z < l->n ? after(l, z) : z;
	while (z < l->n && is_one_of(&l->l[z], member))
		z = after(l, *l->l[z].s == '[' ? z : z + 1);
	while (a && z < l->n && l->l[a - 1].s[0] == '(' &&
	       l->l[z].s[0] == ')') {
		a--;
		z++;
	}
	if (z < l->n && is_one_of(&l->l[z], member))
		return 0;       /* of what is there */
	if (a && is_one_of(&l->l[a - 1], equal))
		return is_null(l, a - 2, -1);
	if (z < l->n && is_one_of(&l->l[z], equal))
		return is_null(l, z + 1, 1);
	return (a && (is_one_of(&l->l[a - 1], before) ||
		      (l->l[a].s[0] == '(' && is_one_of(&l->l[a - 1], word)))) ||
		(z < l->n && is_one_of(&l->l[z], behind));
}

static int
tests_address(const char *text, size_t n)
{
	struct lexemes l = { 0 };
	uint32_t i;

	expand_lex(text, n, &l);
	for (i = 0; i < l.n; i++)
		if (strcmp(l.l[i].s, "&") == 0 && !follows_operand(&l, i) &&
		    is_tested(&l, i))
			return 1;
	return 0;
}

/* A name that the unit does not know */
static const char *
free_name(void)
{
	const char *s = intern("klp_expanded");
	uint32_t i, n = rec_last('S');

	for (i = 1; i <= n; i++)
		if (spell(i)->s == s) {
			s = intern(format("%s_", s));
			i = 0;
		}
	return s;
}

void
hide_text(struct buf *b, size_t from)
{
	struct buf text = { 0 };

	while (from < b->n && strchr(" \t\n", b->p[from]))
		from++;
	/* a pragma does not stay where it is in an argument */
	buf_add(&text, b->p + from, b->n - from);
	if (strstr(text.p, "_Pragma") || !tests_address(text.p, text.n))
		return;
	if (!name)
		name = free_name();
	b->n = from;
	buf_str(b, name);
	buf_char(b, '(');
	buf_add(b, text.p, text.n);
	buf_char(b, ')');
}

const char *
hide_define(void)
{
	static int done;

	if (!name || done)
		return NULL;
	done = 1;
	return format("/* Text of macros, where compilers do not warn of "
		      "addresses in tests */\n#define %s(...) __VA_ARGS__\n",
		      name);
}
