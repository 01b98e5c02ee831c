// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What goes wrong in the live patch although the compiler says nothing: names
 * in the text of asm, addresses of labels that leave their function, and
 * weakrefs to what no policy is asked of.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* Static functions and objects of the unit that have a symbol, by their
 * names, which are interned */
static const struct entity **statics;
static size_t nstatics, cap;

static int
by_name(const void *a, const void *b)
{
	const struct entity *p = *(const struct entity *const *)a;
	const struct entity *q = *(const struct entity *const *)b;

	return strcmp(ent_name(p), ent_name(q));
}

static void
find_statics(void)
{
	const struct entity *e;

	EACH_ENTITY(e) {
		if (e->top || !e->def || e->linkage != INTERNAL ||
		    (e->class == FUNCTION &&
		     reach_is_inline(ents.decl[e->def].top)))
			continue;
		statics = grow(statics, nstatics + 1, &cap, sizeof statics[0]);
		statics[nstatics++] = e;
	}
	if (nstatics)
		qsort(statics, nstatics, sizeof statics[0], by_name);
}

static int
has_name(const void *name, const void *a)
{
	return strcmp(name, ent_name(*(const struct entity *const *)a));
}

static const struct entity *
find(const char *s, size_t n)
{
	const struct entity **p = NULL;

	if (nstatics)
		p = bsearch(internn(s, n), statics, nstatics,
			    sizeof statics[0], has_name);
	return p ? *p : NULL;
}

/* Does the result have a symbol of that name which is e? */
static int
keeps_name(const struct entity *e)
{
	return (now(e)->fate == COPIED || now(e)->fate == EXTERNALISED) &&
	       !now(e)->ref;
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* How long is the word at s, from its character i on? */
static size_t
word(const char *s, size_t i)
{
	while (is_letter(s[i]) || (s[i] >= '0' && s[i] <= '9'))
		i++;
	return i;
}

/* A register, an operand, %l[label], %{; %% is one character. */
static size_t
percent(const char *s)
{
	size_t n = word(s, 1 + (s[1] == '%'));

	if (s[n] == '[')
		n += strcspn(s + n, "]");
	return n;
}

/* An operand in the text s of an asm at token t names it: say so. */
static void
operand(const char *s, size_t n, uint32_t t)
{
	const struct entity *e = find(s, n);

	if (!e || keeps_name(e))
		return;
	tok_warning(t, "asm-names", "the text of this asm names '%s', which "
		    "is static: it will name another symbol, or none",
		    ent_name(e));
	tok_note(ent_token(e), "it is this one");
}

/* The words of an asm's text, but for those that begin an instruction:
 * nothing tells "inc" from an instruction there. */
static void
in_text(const char *s, uint32_t t)
{
	int begins = 1;
	size_t n;

	while (*s) {
		n = 1;
		if (is_letter(*s)) {
			n = word(s, 1);
			if (!begins)
				operand(s, n, t);
			begins = 0;
		} else if (*s == '%') {
			n = percent(s);
		} else if (*s == '.' || (*s >= '0' && *s <= '9')) {
			n = word(s, 1);         /* a directive; 12, 1f */
			begins = begins && *s != '.';
		} else if (*s == '\\' && s[1]) {
			begins |= s[1] == 'n';
			n = 2;
		} else if (*s == ';' || *s == ':' || *s == '\n') {
			begins = 1;
		}
		s += n;
	}
}

/* The object that expression n is, or is a part of; NULL: something else. */
static const struct entity *
object(uint32_t n)
{
	while (n && (unit.node[n].kind == N_PAREN ||
		     unit.node[n].kind == N_INDEX ||
		     unit.node[n].kind == N_MEMBER))
		n = kid(n, 0);
	return unit_named(n);
}

static void
in_assignment(uint32_t n)
{
	const struct entity *e = object(kid(n, 0));

	if (e && now(e)->fate == EXTERNALISED && reach_holds_label(kid(n, 1)))
		tok_warning(unit.node[n].t0, "label-address", "'%s' is not "
			    "the live patch's own, and gets the address of a "
			    "label: other code may jump there", ent_name(e));
}

static void
in_body(uint32_t b)
{
	uint32_t n = b, k;

	while (n && unit.node[n].t0 >= unit.node[b].t0)
		n--;
	while (++n <= b) {
		k = kid(n, 0);
		if (unit.node[n].kind == N_ASM && k)
			in_text(symbol_string(k), unit.node[n].t0);
		else if (unit.node[n].kind == N_ASSIGN)
			in_assignment(n);
	}
}

static void
in_weakrefs(void)
{
	const struct entity *e;

	EACH_ENTITY(e)
		if (known(e)->weakref && now(e)->fate == LEFT &&
		    alias_name(e) && !alias_target(e))
			tok_warning(ent_token(e), "no-definition", "'%s' "
				    "stands for '%s', which the unit does not "
				    "declare: it is missing in the live patch "
				    "unless that is exported", ent_name(e),
				    alias_name(e));
}

void
warn_find(void)
{
	struct entity *e;
	uint32_t b;
	size_t i;

	find_statics();
	in_weakrefs();
	for (i = 0; reach_walked(i, &e); i++) {
		b = ents.top[ents.decl[e->def].top].body;
		if (e->class == FUNCTION && b)
			in_body(b);
	}
}
