// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A patched function is two: calls go to the new one, but its address is that
 * of the original.  Who has stored that may compare it, or call it when the
 * live patch is gone; and a call of the original comes to the new one anyway.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* Is the address of a patched function used here? */
static int
is_address(const struct use *u)
{
	return now(&ents.ent[u->ent])->fate == PATCHED &&
	       (u->how == 'r' || u->how == 'k');
}

/* Does nobody call the new one by another name? */
static int
is_one(const struct entity *e)
{
	return sym(e)->name == ent_name(e);
}

/* May the policy bind references to it to the target? */
static int
can(const struct entity *e)
{
	const char *args[4] = {
		ent_name(e), e->linkage == INTERNAL ? "internal" : "external",
		symbol_where(ent_token(e)), NULL
	};
	const char *label[2] = { symbol_asm(e), NULL };

	return ask_yes(Q_CAN_FUN, tok_site(ent_token(e)), args, label, 1);
}

void
original_refer(struct entity *e, char how)
{
	if ((how != 'r' && how != 'k') || known(e)->referred || is_one(e))
		return;
	known(e)->referred = 1;
	known(e)->original = can(e) ? symbol_original(e) : NULL;
}

int
original_is(const struct use *u)
{
	const struct symbol *o = known(&ents.ent[u->ent])->original;

	return o && is_address(u) && (u->how == 'r' || !o->pointer);
}

const char *
original_ref(const struct use *u)
{
	const struct symbol *o = known(&ents.ent[u->ent])->original;

	return o->pointer ? format("(*%s)", o->name) : o->name;
}

int
original_is_plain(const struct entity *e)
{
	const struct symbol *o = known(e)->address ? known(e)->original : NULL;

	return o && !o->pointer && o->name == ent_name(e) &&
		e->linkage == EXTERNAL;
}

/* Its declaration */
static const char *
declaration(struct entity *e)
{
	struct found was = *now(e);
	struct symbol renamed = *sym(e);
	const char *text;

	*sym(e) = *known(e)->original;
	now(e)->fate = EXTERNALISED;
	symbol_reference(e);
	text = reshape_prototype(ents.decl[e->def].top, e);
	*sym(e) = renamed;
	*now(e) = was;
	return text;
}

static void
warn(const struct use *u)
{
	const struct entity *e = &ents.ent[u->ent];

	if (is_one(e))
		return;
	tok_warning(u->tok, "patched-address", "the address of '%s' here is "
		    "that of the live patch's function, not of the original: "
		    "%s", ent_name(e), known(e)->original ?
		    "a pointer to that is no constant" :
		    "nothing can refer to that");
}

void
original_find(void)
{
	const struct use *u;
	const struct decl *d;
	struct entity *e;
	size_t k;

	for (k = 0; reach_walked(k, &e); k++) {
		d = &ents.decl[e->def];
		if (now(e)->fate == COPIED && !now(e)->rewritten &&
		    header_of_top(d->top))
			continue;
		EACH_USE(u, ents.top[d->top].t0, ents.top[d->top].t1) {
			if (gone[u->tok] || !is_address(u))
				continue;
			e = &ents.ent[u->ent];
			if (!original_is(u))
				warn(u);
			else if (!known(e)->address ||
				 known(e)->address > d->top)
				known(e)->address = d->top;
		}
	}
}

void
original_declare(uint32_t d)
{
	uint32_t i, def, n;

	for (i = 0; i < npatched; i++) {
		if (known(patched[i])->address != d ||
		    declare_original(patched[i]))
			continue;
		edit_line(ents.top[d].t1, declaration(patched[i]));
		def = ents.decl[patched[i]->def].top;
		n = ents.top[def].node;
		if (def != d)
			declare_names(d, unit.node[kid(n, 0)].t0,
				    unit.node[kid(n, 1)].t1);
	}
}
