// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Symbols that are made of others: an alias or an ifunc is defined by its
 * declaration, a weakref stands for another symbol that may be missing.  The
 * other one is named in a string, which has to follow where that is renamed.
 * An alias may be made by #pragma weak ALIAS = SYMBOL as well.
 */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* The next name of a pragma's text; NULL: none follows */
static const char *
name(const char **text)
{
	const char *s = *text + strspn(*text, " \t=");

	*text = s + strcspn(s, " \t=");
	return *text > s ? internn(s, *text - s) : NULL;
}

static void
by_pragma(const char *text)
{
	static const char *weak;
	const char *alias, *of;
	struct entity *e;

	if (!weak)
		weak = intern("weak");
	if (name(&text) != weak || !(alias = name(&text)) ||
	    !(of = name(&text)))
		return;
	for (e = ents.ent + 1; e <= ents.ent + ents.nent; e++)
		if (entity_is_value(e) && !e->top &&
		    ent_name(e) == alias && e->decl) {
			e->def = e->decl;
			known(e)->alias = ents.decl[e->def].node;
			known(e)->of = of;
		}
}

void
alias_find(void)
{
	static const char *const alias[] = { "alias", "ifunc", NULL };
	static const char *const weakref[] = { "weakref", NULL };
	const struct decl *p;
	struct entity *e;
	uint32_t i, a, w;

	for (i = 1; i <= ents.ndecl; i++) {
		p = &ents.decl[i];
		e = &ents.ent[p->ent];
		if (!entity_is_value(e) || e->top)
			continue;
		a = attr_of(p, alias);
		w = attr_of(p, weakref);
		if (!a && !w)
			continue;
		known(e)->alias = a ? a : w;   /* weakref, alias("x") too */
		known(e)->weakref = w != 0;
		e->def = i;
	}
	for (i = 1; i <= past.nevent; i++)
		if (past.event[i].kind == R_PRAGMA)
			by_pragma(past.event[i].text);
}

/* The string that names the other symbol, 0: none. */
static uint32_t
string(const struct entity *e)
{
	uint32_t n = known(e)->of ? 0 : kid(known(e)->alias, 1);

	return n && unit.node[n].kind == N_STRING ? n : 0;
}

const char *
alias_name(const struct entity *e)
{
	uint32_t n = string(e);

	return n ? symbol_string(n) : known(e)->of;
}

struct entity *
alias_target(const struct entity *e)
{
	const char *want = alias_name(e);
	struct entity *o;
	uint32_t i;

	for (i = 1; want && i <= ents.nent; i++) {
		o = &ents.ent[i];
		if (entity_is_value(o) && !o->top &&
		    o != e && symbol_name(o) == want)
			return o;
	}
	return NULL;
}

int
alias_stays(const struct entity *e)
{
	return known(e)->alias &&
		(now(e)->fate == COPIED || now(e)->fate == LEFT);
}

void
alias_edit(const struct entity *e)
{
	const struct entity *o = alias_target(e);
	uint32_t n = string(e);

	if (o && now(o)->ref)
		edit_replace(unit.node[n].t0, unit.node[n].t1,
			     format("\"%s\"", now(o)->ref));
}

void
alias_check(void)
{
	const struct entity *e, *o;

	EACH_ENTITY(e) {
		if (!known(e)->alias || known(e)->weakref ||
		    now(e)->fate != COPIED)
			continue;
		o = alias_target(e);
		if (o && !known(e)->of &&
		    (now(o)->fate == COPIED || now(o)->fate == PATCHED))
			continue;
		if (known(e)->of) {
			tok_error(ent_token(e), "'%s' cannot be externalised, "
				  "and an alias by #pragma weak is not copied",
				  ent_name(e));
			continue;
		}
		tok_error(ent_token(e), "'%s' cannot be externalised, and "
			  "what it is an alias of is not in the result",
			  ent_name(e));
		if (o)
			tok_note(ent_token(o), "that is '%s'; way out: "
				 "externalise both or none", ent_name(o));
	}
}
