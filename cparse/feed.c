// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From tokens to the parser, one external declaration after the other.  What
 * needs more than one token of look-ahead, or the scopes, is settled here:
 * typedef names, [[, and where to go on
 * after an error.
 */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"
#include "gram.h"

int feed_leave_out;

/* The tokens of the declaration that is read, from token id base on. */
static struct tok *toks;
static size_t tokcap;
static uint32_t ntoks, base;
static const struct tok *cur;           /* toks, or those of a late body */

/* What the parser was given since it was reset. */
static unsigned char *kinds;
static size_t kindcap;
static uint32_t nkinds;

static unsigned braces;         /* open ones */
static uint32_t outer;          /* the token that opened the outermost one */
static uint32_t body;           /* index of the { of the body; 0: none */
static unsigned in_std;         /* in [[ ]]: 1, and the open parentheses */
static unsigned opaque;         /* open parentheses in what is not ours */
static uint32_t bracket;        /* a [ that waits for the next token */
static uint32_t now;            /* the token that the parser was given */
static int settling;            /* the kind of a token not yet given */
static int no_function;         /* what such a declarator looks like, or 0 */
static int unread;              /* the rest of a body that is not understood */
static int recovering, failed, done;

static const struct tok *
feed_tok(uint32_t t)
{
	return &cur[t - base];
}

uint32_t
feed_spelling(uint32_t t)
{
	return cur[t - base].s & ~TYPEDEF_BIT;
}

uint32_t
feed_first(void)
{
	return base;
}

const struct tok *
feed_done(uint32_t *n)
{
	done = 1;
	*n = ntoks;
	return toks;
}

uint32_t
feed_left_out(void)
{
	return feed_leave_out ? body : 0;
}

void
feed_body_begins(void)
{
	body = now - base;
}

/* Something is wrong: is it to be told?  Not what else is wrong then, and not
 * in a body that is left out. */
static int
fail(void)
{
	return !failed++ && !feed_left_out();
}

void
feed_syntax_error(void)
{
	const struct tok *t = feed_tok(now);

	if (!fail())
		return;
	expect_say(kinds, nkinds - !settling,
		   settling ? settling : kinds[nkinds - 1],
		   now > base ? t - 1 : NULL, t, no_function);
}

void
feed_no_function(int bare)
{
	no_function = bare;
	feed_syntax_error();
	no_function = 0;
}

void
feed_wrong(uint32_t at, const char *expected)
{
	const struct tok *t = feed_tok(at);

	if (!fail())
		return;
	origin_error(t->file, t->off, t->x, "expected %s, saw '%s'", expected,
		     spell(t->s & ~TYPEDEF_BIT)->s);
}

void
feed_overflow(void)
{
	const struct tok *t = feed_tok(now);

	if (!fail())
		return;
	origin_error(t->file, t->off, t->x, "nested too deeply");
}

static void
reset(void)
{
	gram_reset();
	scope_reset();
	nodes_reset();
	ntoks = nkinds = 0;
	braces = 0;
	body = bracket = opaque = in_std = 0;
	unread = recovering = failed = done = 0;
}

static void
give(int kind, uint32_t t)
{
	now = t;
	kinds = grow(kinds, nkinds + 1, &kindcap, sizeof kinds[0]);
	kinds[nkinds++] = kind;
	gram_token(kind, t);
}

/* Is it one of these words, or one with __ around it? */
static int
one_of(const char *s, const char *const *list, size_t n)
{
	size_t len = strlen(s), i;

	if (len > 4 && s[0] == '_' && s[1] == '_' &&
	    s[len - 1] == '_' && s[len - 2] == '_') {
		s += 2;
		len -= 4;
	}
	for (i = 0; i < n; i++)
		if (strlen(list[i]) == len && strncmp(s, list[i], len) == 0)
			return 1;
	return 0;
}

/*
 * What an attribute in [[ ]] is given can be any tokens, but for those that
 * are known: those of C23 and gcc's.  Is that so for the attribute whose
 * name stands before the ( at t?
 */
static int
any_tokens(uint32_t t)
{
	static const char *const std[] = {
		"deprecated", "fallthrough", "maybe_unused", "nodiscard",
	};
	static const char *const gnu[] = {
		"access", "alias", "aligned", "alloc_align", "alloc_size",
		"assume_aligned", "cleanup", "constructor", "copy",
		"deprecated", "designated_init", "destructor", "error",
		"format", "format_arg", "ifunc", "init_priority", "malloc",
		"mode", "no_sanitize", "nonnull", "optimize",
		"patchable_function_entry", "regparm", "section", "sentinel",
		"simd", "symver", "target", "target_clones", "tls_model",
		"unavailable", "vector_size", "visibility",
		"warn_if_not_aligned", "warning", "weakref",
		"zero_call_used_regs",
	};
	const char *name = spell(feed_spelling(t - 1))->s, *prefix;

	if (nkinds < 3 ||
	    kinds[nkinds - 2] != T_COLON || kinds[nkinds - 3] != T_COLON)
		return !one_of(name, std, LEN(std));
	t -= words[feed_spelling(t - 2)].flags & W_COLONS ? 3 : 4;
	prefix = spell(feed_spelling(t))->s;
	return (strcmp(prefix, "gnu") && strcmp(prefix, "__gnu__")) ||
		!one_of(name, gnu, LEN(gnu));
}

/* Keep track of [[ ]] and the parentheses in it. */
static void
in_attribute(int kind, uint32_t t)
{
	if (kind == T_LPAREN && in_std++ == 1)
		opaque = any_tokens(t);
	else if (kind == T_RPAREN && in_std > 1)
		in_std--;
	else if (kind == T_RBRACKET && in_std == 1)
		in_std = 0;
}

/* Give the parser token t, a word that may mean more than one kind. */
static void
give_special(const struct word *w, uint32_t t)
{
	int kind = w->kind;

	if (opaque) {
		opaque += (kind == T_LPAREN) - (kind == T_RPAREN);
		in_std -= !opaque;
		give(opaque ? T_OPAQUE : kind, t);
		return;
	}
	if (in_std)
		in_attribute(kind, t);
	if (kind == T_IDENT && w->was_typedef) {
		now = t;
		settling = w->is_typedef ? T_TYPENAME : T_IDENT;
		gram_settle();
		settling = 0;
		if (w->is_typedef)
			kind = T_TYPENAME;
	}
	if (nkinds == 0 &&
	    (kind == T_IDENT || kind == T_STAR || kind == T_LPAREN))
		give(T_NOSPEC, t);
	if (bracket) {
		uint32_t b = bracket;

		bracket = 0;
		if (kind == T_LBRACKET) {
			if (!in_std)
				in_std = 1;
			give(T_ATTR_OPEN, b);
			return;
		}
		give(T_LBRACKET, b);
	}
	if (kind == T_LBRACKET) {
		bracket = t;
		return;
	}
	if (kind == T_EXTENSION && nkinds && kinds[nkinds - 1] == kind)
		return;         /* once is enough */
	give(kind, t);
	if (w->flags & W_COLONS)
		give(kind, t);
}

/* Give the parser token t, which is this word: most are what they are. */
static inline void
give_word(const struct word *w, uint32_t t)
{
	int kind = w->kind;

	if (w->was_typedef || kind == T_LBRACKET || kind == T_EXTENSION ||
	    (w->flags & W_COLONS) || !nkinds || (opaque | in_std | bracket))
		give_special(w, t);
	else
		give(kind, t);
}

/* Go on after the declaration with the error. */
static void
recover(int kind)
{
	recovering = 1;
	if (braces == 0 && (kind == T_SEMI || kind == T_RBRACE))
		reset();
}

/* A token that is none of C, like a quote without its pair */
static void
stray(const struct tok *t)
{
	const char *s = spell(t->s)->s, *quote = strpbrk(s, "\"'");

	if (!fail())
		return;
	if (quote)
		origin_error(t->file, t->off, t->x, "missing terminating %c "
			     "character", *quote);
	else
		origin_error(t->file, t->off, t->x, "stray '%s'", s);
}

/* Go on behind a body that is left out and has something in it that is not
 * understood: that is for who asks for that body. */
static void
leave_unread(int kind)
{
	if (braces || kind != T_RBRACE)
		return;
	top_unread(base + ntoks - 1);
	ntoks = 0;
}

void
feed_token(uint32_t id, const struct tok *t)
{
	const struct word *w = &words[t->s];
	int kind = w->kind;

	if (ntoks == 0) {
		reset();
		base = id;
	}
	toks = grow(toks, ntoks + 1, &tokcap, sizeof toks[0]);
	cur = toks;
	toks[ntoks++] = *t;
	if (kind == T_LBRACE && braces++ == 0)
		outer = id;
	else if (kind == T_RBRACE && braces)
		braces--;
	if (w->is_typedef && kind == T_IDENT && feed_left_out())
		toks[ntoks - 1].s |= TYPEDEF_BIT;
	if (unread | recovering) {
		if (unread)
			leave_unread(kind);
		else
			recover(kind);
		return;
	}
	if (!kind) {
		now = id;
		stray(t);
	} else
		give_word(w, id);
	if (braces == 0 && (kind == T_SEMI || kind == T_RBRACE) && !failed)
		gram_finish();
	if (failed && feed_left_out()) {
		unread = 1;
		leave_unread(kind);
	} else if (failed)
		recover(kind);
	else if (done)
		ntoks = 0;
}

void
feed_late(uint32_t t, const struct tok *p, uint32_t n)
{
	uint32_t i, s;

	reset();
	base = t;
	cur = p;
	scope_open();
	/* what is declared within is what it was before: the first one tells */
	for (i = n; i-- > 0; ) {
		s = p[i].s & ~TYPEDEF_BIT;
		if (words[s].kind == T_IDENT)
			scope_declare(s, p[i].s != s);
	}
	give(T_LATE, t);
	for (i = 0; i < n && !failed; i++)
		give_word(&words[p[i].s & ~TYPEDEF_BIT], t + i);
	if (!failed)
		gram_token(0, t + n - 1);
	if (!failed && !done)
		bug("a body does not end with its }");
	ntoks = 0;
	scope_reset();
}

void
feed_end(void)
{
	const struct tok *t;

	if (ntoks == 0)
		return;
	t = &toks[ntoks - 1];
	if (!recovering)        /* like gcc: where that line begins */
		origin_error(t->file, t->x ? t->off :
			     origin_line_start(t->file, t->off), t->x,
			     braces ? "expected '}' before the end of input" :
			     "expected ';' before the end of input");
	if (braces && !recovering) {
		t = feed_tok(outer);
		origin_note(t->file, t->off, "to match this '{'");
	}
	reset();
}
