// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Attributes of declarations that the result leaves out.  What a function or
 * an object has of them it has from all its declarations together, so where
 * the result defines it, those of a prototype that is not there are lost; and
 * one in a header that stays is of no use where what it declares has another
 * name now.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "tokcmp.h"

/* Those that only warn, or tell the optimizer what is true without them */
static const char *const harmless[] = {
	"access", "alloc_align", "alloc_size", "artificial", "assume_aligned",
	"cold", "const", "deprecated", "error", "externally_visible",
	"fallthrough", "fd_arg", "format", "format_arg", "hot", "leaf",
	"malloc", "may_alias", "maybe_unused", "nodiscard", "nonnull",
	"nonstring", "noreturn", "nothrow", "null_terminated_string_arg",
	"pure", "returns_nonnull", "returns_twice", "sentinel",
	"unavailable", "unused", "warn_unused_result", "warning"
};

static struct decl {
	uint32_t e, t;          /* the entity, its name */
	unsigned char definition;
} *decls;                       /* from 0 */
static uint32_t ndecls;
static size_t declcap;

void
attr_record(struct rec *r)
{
	if (r->kind == R_ENT)
		rec_parse(r);
	if (r->kind != R_DECL)
		return;
	rec_parse(r);
	decls = grow(decls, ndecls + 1, &declcap, sizeof decls[0]);
	decls[ndecls++] = (struct decl){
		r->f[DECL_ENT].v, r->f[DECL_TOKEN].v,
		rec_is(r, DECL_HOW, "definition") ||
			rec_is(r, DECL_HOW, "tentative")
	};
}

static int
is(uint32_t t, const char *word)
{
	return t && t <= past.ntoken &&
		!strcmp(spell(past.token[t].s)->s, word);
}

static int
begins_attribute(uint32_t t)
{
	return is(t, "__attribute__") || is(t, "__attribute") ||
		(is(t, "[") && is(t + 1, "["));
}

/* __x__ is x. */
static const char *
plain(const char *s)
{
	size_t n = strlen(s);

	if (n > 4 && !memcmp(s, "__", 2) && !strcmp(s + n - 2, "__"))
		return internn(s + 2, n - 4);
	return intern(s);
}

/* Is t the name of an attribute in the list whose brackets are closed when
 * depth is 0 again?  In (( )) and [[ ]] it stands after the second bracket, a
 * comma or a prefix. */
static int
names_attribute(uint32_t t, int depth)
{
	return depth == 2 && spell(past.token[t].s)->class == 'i' &&
		(is(t - 1, "(") || is(t - 1, "[") || is(t - 1, ",") ||
		 is(t - 1, ":") || is(t - 1, "::")) &&
		!is(t + 1, ":") && !is(t + 1, "::");
}

/* Show SAY each attribute of the list that token t begins; its last token. */
static uint32_t
each_of_list(uint32_t t, void (*say)(uint32_t t, void *), void *arg)
{
	int depth = 0;

	if (!is(t, "["))
		t++;
	for (; t <= past.ntoken; t++) {
		if (is(t, "(") || is(t, "["))
			depth++;
		else if ((is(t, ")") || is(t, "]")) && --depth == 0)
			break;
		else if (names_attribute(t, depth))
			say(t, arg);
	}
	return t;
}

static int
ends(uint32_t t)
{
	return is(t, ";") || is(t, "{") || is(t, "}");
}

/* Show SAY each attribute of the declaration whose name is token t, but not
 * those of parameters. */
static void
each_attribute(uint32_t t, void (*say)(uint32_t t, void *), void *arg)
{
	int depth = 0;

	while (t > 1 && !ends(t - 1))
		t--;
	for (; t <= past.ntoken && !ends(t); t++) {
		if (depth == 0 && is(t, "="))
			break;
		if (depth == 0 && begins_attribute(t))
			t = each_of_list(t, say, arg);
		else if (is(t, "("))
			depth++;
		else if (is(t, ")"))
			depth--;
	}
}

/* The attributes that the result has, of the entity at hand */
static const char **had;
static size_t nhad, hadcap;

static void
have(uint32_t t, void *unused)
{
	(void)unused;
	had = grow(had, nhad + 1, &hadcap, sizeof had[0]);
	had[nhad++] = plain(spell(past.token[t].s)->s);
}

/* Does a text that closure wrote have it? */
static int
is_written(const char *name)
{
	uint32_t i;

	for (i = 0; i < nedits; i++)
		if (strstr(edits[i].text, name))
			return 1;
	for (i = 0; i < ninserts; i++)
		if (strstr(inserts[i].text, name))
			return 1;
	return 0;
}

static void
check(uint32_t t, void *decl)
{
	const char *name = plain(spell(past.token[t].s)->s);
	const struct decl *d = decl;
	size_t i;

	for (i = 0; i < LEN(harmless); i++)
		if (!strcmp(harmless[i], name))
			return;
	for (i = 0; i < nhad; i++)
		if (had[i] == name)
			return;
	if (is_written(name))
		return;
	error(orig_loc(t), "attribute '%s' of '%s' is lost: the result has not "
	      "this declaration", name, spell(past.token[d->t].s)->s);
}

/* The keep that token t is in; 0: none */
static uint32_t
keep_of(uint32_t t)
{
	uint32_t k = first_from(t, keeps, sizeof keeps[0],
				offsetof(struct keep, to), nkeeps);

	return k <= nkeeps && keeps[k].from <= t ? k : 0;
}

static int
renamed(uint32_t t)
{
	uint32_t i;

	for (i = 0; i < nedits; i++)
		if (edits[i].t == t && edits[i].count == 1)
			return 1;
	return 0;
}

/* Those of one entity, n of them */
static void
compare_entity(struct decl *d, uint32_t n)
{
	const struct decl *def = NULL;
	const struct keep *k;
	uint32_t i;
	int new_name;

	for (i = 0; i < n; i++)
		if (d[i].definition)
			def = &d[i];
	if (!def || !keep_of(def->t))
		return;
	k = &keeps[keep_of(def->t)];
	if (!k->patched && !k->copied)
		return;
	new_name = renamed(def->t);
	nhad = 0;
	for (i = 0; i < n; i++)
		if (keep_of(d[i].t) ||
		    (!new_name && header_stays(past_file_of(d[i].t))))
			each_attribute(d[i].t, have, NULL);
	for (i = 0; i < n; i++)
		each_attribute(d[i].t, check, &d[i]);
}

static int
by_entity(const void *a, const void *b)
{
	const struct decl *x = a, *y = b;

	if (x->e != y->e)
		return x->e < y->e ? -1 : 1;
	return (x->t > y->t) - (x->t < y->t);
}

void
compare_attributes(void)
{
	uint32_t i, n;

	if (ndecls)
		qsort(decls, ndecls, sizeof decls[0], by_entity);
	for (i = 0; i < ndecls; i += n) {
		for (n = 1; i + n < ndecls && decls[i + n].e == decls[i].e;)
			n++;
		if (n > 1)
			compare_entity(decls + i, n);
	}
}
