// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The edits themselves.  How a declaration is written is closure's to say, the
 * compiler checks it.  But in a body that is kept, or an initialiser, an edit
 * gives names their new ones and does nothing else.
 */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "pplex.h"
#include "tokcmp.h"

/* A new name, or the name of a pointer to what had the old one */
static struct name {
	const char *old, *now;
	int pointer;
} *names;
static uint32_t nnames;
static size_t namecap;

static void
add_name(const char *old, const char *now, int pointer)
{
	names = grow(names, nnames + 1, &namecap, sizeof names[0]);
	names[nnames++] = (struct name){ old, now, pointer };
}

void
edits_record(struct rec *r)
{
	if (r->kind != R_EXT)
		return;
	rec_parse(r);
	add_name(rec_text(r, EXT_NAME), rec_text(r, EXT_NEW),
		 rec_is(r, EXT_HOW, "pointer"));
}

static int
is(uint32_t t, const char *word)
{
	return !strcmp(spell(past.token[t].s)->s, word);
}

/* Is old now called NOW, or (*NOW)? */
static int
renamed(const char *old, const char *now, int pointer)
{
	uint32_t i;

	for (i = 0; i < nnames; i++)
		if (names[i].pointer == pointer &&
		    !strcmp(names[i].old, old) && !strcmp(names[i].now, now))
			return 1;
	return 0;
}

/* The next token of a text, "" after the last */
static const char *
next_of(struct pplex *lex)
{
	struct pptok t;

	do
		pplex_next(lex, &t);
	while (t.class == 'l');
	return t.class ? internn(t.s, t.len) : "";
}

/* NOW ) of (*NOW), which stands for old */
static int
pointed(struct pplex *lex, const char *old)
{
	return !strcmp(next_of(lex), "*") && renamed(old, next_of(lex), 1) &&
		!strcmp(next_of(lex), ")");
}

/* Is the edit's text what it replaces, under new names? */
static int
only_names(const struct edit *e)
{
	struct pplex lex = pp_lex(e->text, e->len), ahead;
	const char *old, *now;
	uint32_t t;

	for (t = e->t; t < e->t + e->count; t++) {
		old = spell(past.token[t].s)->s;
		now = next_of(&lex);
		if (!strcmp(now, old) || renamed(old, now, 0))
			continue;
		ahead = lex;
		if (strcmp(now, "(") != 0 || !pointed(&ahead, old))
			return 0;
		lex = ahead;
	}
	return !*next_of(&lex);
}

static int
is_one_of(uint32_t t, const char *const *words)
{
	while (*words && !is(t, *words))
		words++;
	return *words != NULL;
}

/* What the } at t ends begins there; 0: it is a block, and no part of a
 * declaration. */
static uint32_t
begin_of(uint32_t t)
{
	static const char *const tag[] = { "struct", "union", "enum", NULL };
	static const char *const value[] = { "=", ",", "{", "(", NULL };
	uint32_t i = t;
	int depth = 0;

	do {
		depth += is(i, "}");
		depth -= is(i, "{");
	} while (depth && --i > 1);
	return i > 2 && (is_one_of(i - 1, value) || is_one_of(i - 1, tag) ||
			 is_one_of(i - 2, tag)) ? i : 0;
}

/* Is token t in the declaration of what lasts longer than the block?  From is
 * where the body that it is in begins. */
static int
in_lasting(uint32_t from, uint32_t t)
{
	static const char *const lasting[] = {
		"static", "extern", "__thread", "_Thread_local", NULL
	};
	uint32_t i;

	for (i = t; i > from && !is(i, ";"); i--)
		if (is(i, "}") && !(i = begin_of(i)))
			return 0;
		else if (is_one_of(i, lasting))
			return 1;
	return 0;
}

/* What the body or the initialiser that token t is in begins with; 0: it is in
 * none.  A comma outside of brackets ends an initialiser. */
static uint32_t
body_at(const struct keep *k, uint32_t t)
{
	uint32_t i, from = 0;
	int depth = 0;

	for (i = k->from; i < t; i++) {
		if (!depth && !from && (is(i, "{") || is(i, "=")))
			from = i;
		if (!depth && is(i, ","))
			from = 0;
		if (is(i, "(") || is(i, "[") || is(i, "{"))
			depth++;
		else if (is(i, ")") || is(i, "]") || is(i, "}"))
			depth--;
	}
	return !depth && (is(t, ",") || is(t, ";")) ? 0 : from;
}

/* A declaration that is kept and gives what it declares a new name */
static void
find_names(void)
{
	const struct edit *e;
	uint32_t i;

	for (i = 0; i < nedits; i++) {
		e = &edits[i];
		if (e->count == 1 &&
		    spell(past.token[e->t].s)->class == 'i' &&
		    !body_at(&keeps[e->keep], e->t))
			add_name(spell(past.token[e->t].s)->s, e->text, 0);
	}
}

void
compare_edits(void)
{
	const struct edit *e;
	const struct keep *k;
	uint32_t i, body;

	find_names();
	for (i = 0; i < nedits; i++) {
		e = &edits[i];
		k = &keeps[e->keep];
		body = k->patched || k->copied ? body_at(k, e->t) : 0;
		if (!body || only_names(e) || in_lasting(body, e->t))
			continue;
		error(orig_loc(e->t), "expected another name, saw '%s' in the "
		      "place of %u tokens from '%s' on", e->text, e->count,
		      spell(past.token[e->t].s)->s);
	}
}
