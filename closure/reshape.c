// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How declarations are changed: their storage class, name, attributes and
 * initialisers, as the fate of what they declare asks for.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/*
 * __init is a section and more attributes, inline is a keyword and more:
 * where the one goes, so do the others that came out of the same macro, if
 * nothing else did.
 */
static void
find_root(struct shape *s, uint32_t specs, uint32_t name)
{
	uint32_t i, k, t = 0;

	for (i = kids(specs); i < kids_end(specs) && !t; i++) {
		k = unit.kids[i];
		if (!k)
			continue;
		if (unit.node[k].kind == N_ATTRS && attr_passing(k))
			t = unit.node[attr_passing(k)].t0;
		if (unit.node[k].kind == N_FUNCSPEC && s->uninline)
			t = unit.node[k].t0;
	}
	s->root = t ? past_root(t) : 0;
	if (s->root && past_root(name) == s->root)
		s->root = 0;
}

static int
is_inline_word(uint32_t t)
{
	return strstr(tok_text(t), "inline") != NULL;
}

/* The storage class and function specifiers and the attributes.  want:
 * "static", "extern", "" or NULL for the one that is there. */
static void
shape_specs(const struct shape *s, uint32_t specs, const char *want)
{
	uint32_t i, k, t0, at = unit.node[specs].t0;
	const char *text;
	int done = !want || !*want;

	EACH_KID(i, specs, k) {
		t0 = unit.node[k].t0;
		text = tok_text(t0);
		switch (unit.node[k].kind) {
		case N_STORAGE:
			if (!want || (strcmp(text, "static") &&
				      strcmp(text, "extern") &&
				      strcmp(text, "register")))
				break;
			if (done)
				edit_delete(t0, unit.node[k].t1);
			else if (strcmp(text, want))
				edit_replace(t0, unit.node[k].t1, want);
			done = 1;
			break;
		case N_EXTENSION_D:
			if (at == t0)
				at = unit.node[k].t1 + 1;
			break;
		case N_FUNCSPEC:
			if (is_inline_word(t0) ? s->uninline ||
			    s->mode != DEFINES : s->mode == POINTER)
				edit_replace(t0, unit.node[k].t1,
					     is_inline_word(t0) ? "" :
					     "__attribute__((__noreturn__))");
			break;
		case N_ALIGNAS:
			if (s->mode == POINTER)
				edit_delete(t0, unit.node[k].t1);
			break;
		case N_ATTRS:
			attr_filter(s, k);
			break;
		default:
			break;
		}
	}
	if (!done)
		edit_insert(at, want);
}

static enum mode
mode_of(const struct entity *e)
{
	if (now(e)->fate == PATCHED || now(e)->rewritten || alias_stays(e))
		return DEFINES;
	return is_pointer(e) ? POINTER : SYMBOL;
}

static const char *
storage_of(const struct entity *e)
{
	return sym(e)->linkage == INTERNAL ? "static" : "extern";
}

/* The declarator inside, for the declarators that have one. */
static uint32_t
inner(uint32_t n)
{
	uint32_t k;

	switch (unit.node[n].kind) {
	case N_D_PAREN:
		k = kid(n, 1);
		return k ? k : kid(n, 0);
	case N_D_PTR: case N_D_ARRAY: case N_D_FUNC: case N_D_ATTRS:
		return kid(n, 0);
	default:
		return 0;
	}
}

/* The token of the name that declarator n declares. */
static uint32_t
name_token(uint32_t n)
{
	for (; n; n = inner(n))
		if (unit.node[n].kind == N_D_NAME)
			return unit.node[n].t0;
	return 0;
}

/* The parameters' names of a K&R definition mean nothing without them. */
static void
drop_idlist(uint32_t n)
{
	uint32_t k;

	for (; n; n = inner(n)) {
		k = unit.node[n].kind == N_D_FUNC ? kid(n, 1) : 0;
		if (k && unit.node[k].kind == N_IDLIST)
			edit_delete(unit.node[k].t0, unit.node[k].t1);
	}
}

/* Array [] whose initialiser told the size */
static void
complete_array(const struct entity *e, uint32_t n)
{
	uint32_t array = 0, y;
	const char *count;

	for (; n; n = inner(n)) {
		if (unit.node[n].kind == N_D_ARRAY)
			array = n;
		else if (unit.node[n].kind != N_D_PAREN &&
			 unit.node[n].kind != N_D_NAME)
			array = 0;
	}
	if (!array || kid(array, 1))
		return;
	y = e->def && ents.decl[e->def].y ? ents.decl[e->def].y : e->y;
	while (y && ents.type[y].kind == 'q')
		y = ents.type[y].y;
	if (!y || ents.type[y].kind != 'a')
		return;
	count = ents.type[y].count;
	if (*count >= '0' && *count <= '9')
		edit_insert(unit.node[array].t1, count);
}

static void
rename_token(const struct entity *e, uint32_t t)
{
	if (now(e)->ref && t)
		edit_replace(t, t, now(e)->ref);
}

/* The asm label that a declaration of e needs; "": none, since the symbol is
 * called by its name, or by its new one. */
static const char *
label_of(const struct entity *e)
{
	const char *label = now(e)->ref ? NULL : symbol_label(e);

	return label ? format("__asm__(\"%s\")", label) : "";
}

/* ... and what stands there: an asmlabel node, or 0 where it would stand
 * before token t. */
static void
shape_label(const struct entity *e, uint32_t node, uint32_t t)
{
	const char *s = label_of(e);

	if (node && !*s)
		edit_delete(unit.node[node].t0, unit.node[node].t1);
	if (!node && *s)
		edit_insert(t, s);
}

void
reshape_head(uint32_t d, struct entity *e)
{
	uint32_t n = ents.top[d].node, specs = kid(n, 0), declr = kid(n, 1);
	struct shape s = {
		.mode = is_pointer(e) ? POINTER : SYMBOL,
		.ent = e,
	};
	uint32_t end = unit.node[declr].t1 + 1;

	shape_specs(&s, specs, now(e)->fate == EXTERNALISED ? storage_of(e)
						       : "extern");
	attr_filter_declarator(&s, declr);
	drop_idlist(declr);
	rename_token(e, name_token(declr));
	edit_replace(end, end, format("%s;", label_of(e)));
	edit_trim(end);
}

const char *
reshape_prototype(uint32_t d, struct entity *e)
{
	struct keep saved = edit_save();
	const char *s;

	edit_begin(ents.top[d].t0, ents.top[d].t1, "", 0);
	reshape_head(d, e);
	s = edit_text();
	edit_restore(saved);
	return s;
}

/* Functions and static objects that node n declares in a block */
static void shape_local(uint32_t d, uint32_t n);

/* Does a declaration of it in a block have to change? */
static int
is_local_changed(const struct entity *e)
{
	return e->linkage == NOLINK ? now(e)->fate == EXTERNALISED ||
				      now(e)->unused : now(e)->ref != NULL;
}

/* The first declarator of n that changes, 0: none does. */
static uint32_t
first_changed(uint32_t d, uint32_t n)
{
	const struct entity *e;
	uint32_t i;

	for (i = kids(n) + 1; i < kids_end(n); i++)
		if ((e = unit_declared(d, unit.kids[i])) && is_local_changed(e))
			return unit.kids[i];
	return 0;
}

static void
shape_body(uint32_t d)
{
	const struct decl *p;
	const struct entity *e;
	uint32_t i, n, up;

	EACH_DECL_IN(i, d, p, e) {
		n = p->node;
		if (!n || unit.node[n].kind != N_INITDECL ||
		    gone[unit.node[n].t0])
			continue;
		up = unit.node[n].up;
		if (up && up != ents.top[d].node && n == first_changed(d, up))
			shape_local(d, up);
	}
}

static int
has_word(uint32_t specs, const char *word)
{
	uint32_t i, k;

	EACH_KID(i, specs, k) {
		if (unit.node[k].kind == N_STORAGE &&
		    strcmp(tok_text(unit.node[k].t0), word) == 0)
			return 1;
	}
	return 0;
}

void
reshape_definition(uint32_t d, struct entity *e)
{
	uint32_t n = ents.top[d].node, specs = kid(n, 0), declr = kid(n, 1);
	uint32_t k = kid(n, 2);
	const char *want = NULL;
	struct shape s = { .mode = DEFINES, .ent = e };

	/* an earlier declaration may have said so */
	if (e->linkage == INTERNAL && !has_word(specs, "static"))
		want = "static";
	if (now(e)->fate == PATCHED || now(e)->rewritten) {
		if (sym(e)->linkage == INTERNAL && e->linkage == EXTERNAL)
			want = "static";
		if (sym(e)->linkage == EXTERNAL && e->linkage == INTERNAL)
			want = "";
		s.uninline = sym(e)->linkage == EXTERNAL &&
			     now(e)->fate == PATCHED && reach_is_inline(d);
		if (s.uninline)
			want = "";
	}
	find_root(&s, specs, name_token(declr));
	shape_specs(&s, specs, want);
	attr_filter_declarator(&s, declr);
	if (k && unit.node[k].kind == N_ATTRS)
		attr_filter(&s, k);
	rename_token(e, name_token(declr));
	shape_body(d);
}

/* Which storage class word a shaped declarator asks for; NULL: as it is */
static const char *
storage_wanted(uint32_t d, uint32_t i, enum want want)
{
	const struct entity *e = unit_declared(d, i);

	if (want == PLAIN || !e)
		return NULL;
	if (now(e)->fate == EXTERNALISED)
		return storage_of(e);
	if (now(e)->fate == PATCHED || now(e)->rewritten)
		return sym(e)->linkage == INTERNAL ? "static" :
		       e->linkage == INTERNAL ? "extern" : NULL;
	if (alias_stays(e))
		return NULL;
	return "extern";        /* only named */
}

/* The storage class word that declarator i is going to have */
static const char *
storage_then(uint32_t d, uint32_t n, uint32_t i, enum want want)
{
	const char *s = storage_wanted(d, i, want);
	uint32_t k;

	if (s)
		return s;
	k = kid_of(kid(n, 0), N_STORAGE);
	return k ? tok_text(unit.node[k].t0) : "";
}

/* Edit one declarator of a declaration. */
static void
shape_initdecl(uint32_t d, uint32_t i)
{
	struct entity *e = unit_declared(d, i);
	uint32_t declr = kid(i, 0), label = kid(i, 1), attrs = kid(i, 2);
	uint32_t init = kid(i, 3);
	struct shape s = { .mode = mode_of(e), .ent = e };

	s.uninline = s.mode == DEFINES && sym(e)->linkage == EXTERNAL &&
		     e->linkage == INTERNAL;
	attr_filter_declarator(&s, declr);
	shape_label(e, label, unit.node[declr].t1 + 1);
	if (attrs)
		attr_filter(&s, attrs);
	if (kid(i, 4))
		attr_filter(&s, kid(i, 4));
	if (alias_stays(e))
		alias_edit(e);
	if (init)
		edit_delete(unit.node[init].t0 - 1, unit.node[init].t1);
	if (s.mode != DEFINES)
		complete_array(e, declr);
	rename_token(e, name_token(declr));
}

/* Edit the specifiers of a declaration for declarator i. */
static void
shape_specs_for(uint32_t d, uint32_t n, uint32_t i, enum want want)
{
	struct entity *e = unit_declared(d, i);
	struct shape s = { .ent = e };

	if (want == PLAIN) {
		if (!e)
			return;
		s.mode = DEFINES;
	} else {
		s.mode = mode_of(e);
		s.uninline = s.mode == DEFINES && sym(e)->linkage == EXTERNAL &&
			     e->linkage == INTERNAL;
	}
	if (s.mode == DEFINES)
		find_root(&s, kid(n, 0), unit.node[i].t0);
	shape_specs(&s, kid(n, 0), storage_wanted(d, i, want));
}

/* Delete the declarators that are dropped, with their commas. */
static void
drop_declarators(uint32_t n, const enum want *want)
{
	uint32_t i, first = kids(n) + 1, a, b;
	int kept = 0;

	for (i = first; i < kids_end(n); i++) {
		a = unit.node[unit.kids[i]].t0;
		b = unit.node[unit.kids[i]].t1;
		if (i > first && (!kept || want[i - first] == DROP)) {
			uint32_t e = unit.node[unit.kids[i - 1]].t1 + 1;

			edit_delete(e, want[i - first] == DROP ? b : a - 1);
		} else if (want[i - first] == DROP) {
			edit_delete(a, b);
		}
		kept |= want[i - first] != DROP;
	}
}

/* No declarator is needed: a tag, or enumerators, are. */
static void
only_specs(uint32_t n)
{
	uint32_t specs = kid(n, 0), i, k;

	EACH_KID(i, specs, k) {
		if ((unit.node[k].kind == N_STORAGE ||
			  unit.node[k].kind == N_QUAL ||
			  unit.node[k].kind == N_FUNCSPEC ||
			  unit.node[k].kind == N_ALIGNAS ||
			  unit.node[k].kind == N_ATTRS))
			edit_delete(unit.node[k].t0, unit.node[k].t1);
	}
}

/* What the specifiers define: a struct, union or enum, with a name or not */
enum tag { NO_TAG, NAMED_TAG, NAMELESS_TAG };

uint32_t
reshape_tag(uint32_t specs)
{
	uint32_t i, k;

	EACH_KID(i, specs, k) {
		if ((unit.node[k].kind == N_STRUCT ||
			  unit.node[k].kind == N_UNION ||
			  unit.node[k].kind == N_ENUM) && kid(k, 2))
			return k;
	}
	return 0;
}

static enum tag
defines_tag(uint32_t n)
{
	uint32_t k = reshape_tag(kid(n, 0));

	return !k ? NO_TAG : kid(k, 1) ? NAMED_TAG : NAMELESS_TAG;
}

/* Only name the tag that the specifiers define. */
static void
drop_members(uint32_t specs)
{
	uint32_t k = reshape_tag(specs);

	edit_delete(unit.node[kid(k, 1)].t1 + 1, unit.node[k].t1);
}

/* Declarator i of declaration n as a declaration of its own: its text.
 * tag: NAMED_TAG to name what the specifiers define, not to define it. */
static const char *
alone(uint32_t d, uint32_t n, uint32_t i, enum tag tag)
{
	struct keep saved = edit_save();
	uint32_t specs = kid(n, 0);
	const char *head, *tail;

	edit_begin(unit.node[specs].t0, unit.node[specs].t1, "", 0);
	shape_specs_for(d, n, i, SHAPED);
	if (tag == NAMED_TAG)
		drop_members(specs);
	head = edit_text();
	edit_begin(unit.node[i].t0, unit.node[i].t1, "", 0);
	shape_initdecl(d, i);
	tail = edit_text();
	declare_names(d, unit.node[specs].t0, unit.node[specs].t1);
	declare_names(d, unit.node[i].t0, unit.node[i].t1);
	edit_restore(saved);
	return format("%s %s;", head, tail);
}

/* Does an attribute or a specifier of all declarators matter for how they
 * are changed? */
static int
is_plain_specs(uint32_t n)
{
	uint32_t specs = kid(n, 0);

	return !kid_of(specs, N_ATTRS) && !kid_of(specs, N_FUNCSPEC) &&
	       !kid_of(specs, N_ALIGNAS);
}

void
reshape_declaration(uint32_t d, const enum want *want)
{
	uint32_t n = ents.top[d].node, first = kids(n) + 1, i, k, lead;
	uint32_t nd = kids_end(n) - first;
	enum want *then = alloc((nd + 1) * sizeof then[0]);
	const char *word;

	lead = nd;
	for (i = nd; i-- > 0; ) {
		then[i] = want[i];
		if (then[i] != DROP && (lead == nd || then[i] == PLAIN ||
				       then[lead] != PLAIN))
			lead = i;
	}
	if (lead == nd) {
		only_specs(n);
		drop_declarators(n, then);
		return;
	}
	word = storage_then(d, n, unit.kids[first + lead], then[lead]);
	for (i = 0; i < nd; i++) {
		k = unit.kids[first + i];
		if (then[i] == DROP)
			continue;
		if (strcmp(word, storage_then(d, n, k, then[i])) ||
		    (then[i] != then[lead] && !is_plain_specs(n))) {
			if (defines_tag(n) == NAMELESS_TAG) {
				tok_error(unit.node[k].t0, "the declarators of "
					  "this declaration need different "
					  "specifiers, but their type has no "
					  "name: that is not done");
				continue;
			}
			/* before it, as what is left may use that */
			edit_line(defines_tag(n) == NO_TAG ? ents.top[d].t0 :
				  ents.top[d].t1 + 1,
				  alone(d, n, k, defines_tag(n)));
			then[i] = DROP;
			continue;
		}
		if (then[i] == SHAPED)
			shape_initdecl(d, k);
	}
	shape_specs_for(d, n, unit.kids[first + lead], then[lead]);
	drop_declarators(n, then);
}

/* Is everything that t0 .. t1 names known at file scope? */
static int
is_global(uint32_t t0, uint32_t t1)
{
	const struct use *u;
	const struct entity *e;
	const struct decl *p;

	EACH_USE(u, t0, t1) {
		e = &ents.ent[u->ent];
		if (!e->top || gone[u->tok] || !e->decl)
			continue;
		p = &ents.decl[e->decl];
		if (p->tok < t0 || p->tok > t1)
			return 0;
	}
	return 1;
}

/* Is it declared outside of functions before token t? */
static int
is_declared(const struct entity *e, uint32_t t)
{
	const struct decl *p;

	EACH_DECL(p, e)
		if (p->top && p->scope == SCOPE_FILE && p->tok < t)
			return 1;
	return 0;
}

/* Are the specifiers and declarator k of declaration n understood at file
 * scope? */
static int
may_leave(uint32_t n, uint32_t k)
{
	uint32_t specs = kid(n, 0), declr = kid(k, 0);

	return is_global(unit.node[specs].t0, unit.node[specs].t1) &&
		is_global(unit.node[declr].t0, unit.node[declr].t1);
}

/*
 * Can declaration n of static objects declare all of them where it stands?
 * That is a person's way for a symbol, and the only one for a type that is
 * local to the function.
 */
static int
may_stay(uint32_t d, uint32_t n, const enum want *want)
{
	uint32_t i, k, first = kids(n) + 1, nd = kids_end(n) - first;
	const struct entity *e;
	int local = 0, any = 0;

	for (i = 0; i < nd; i++) {
		k = unit.kids[first + i];
		e = unit_declared(d, k);
		if (want[i] == DROP)
			continue;
		if (want[i] == PLAIN || e->linkage != NOLINK ||
		    sym(e)->linkage != EXTERNAL)
			return 0;
		local |= sym(e)->pointer ? !may_leave(n, k) : nd == 1;
		any = 1;
	}
	return any && (local || defines_tag(n) != NO_TAG);
}

/* Declare those of n there that are not dropped, as their fates ask for. */
static void
shape_there(uint32_t d, uint32_t n, const enum want *want)
{
	uint32_t i, first = kids(n) + 1, lead = 0;

	for (i = kids_end(n); i-- > first; )
		if (want[i - first] != DROP) {
			lead = unit.kids[i];
			shape_initdecl(d, lead);
		}
	shape_specs_for(d, n, lead, SHAPED);
	drop_declarators(n, want);
}

/* Declare what declarator k of n does outside of that, as its fate asks for. */
static void
shape_outside(uint32_t d, uint32_t n, uint32_t k)
{
	struct entity *e = unit_declared(d, k);

	if (e->linkage != NOLINK && is_declared(e, ents.top[d].t0))
		declare_need(e);
	else if (e->linkage != NOLINK)
		declare_outside(d, e, alone(d, n, k, NO_TAG));
	else if (defines_tag(n) != NO_TAG && kids_end(n) - kids(n) > 2)
		tok_error(unit.node[k].t0, "static object '%s' has a type "
			  "defined here together with others: externalising "
			  "it is not done", ent_name(e));
	else if (!sym(e)->pointer)
		edit_insert(unit.node[n].t0, alone(d, n, k, NO_TAG));
	else if (may_leave(n, k))
		edit_line(ents.top[d].t1, alone(d, n, k, NO_TAG));
	else
		tok_error(unit.node[k].t0, "static object '%s' cannot become a "
			  "static pointer: its type is local to the function; "
			  "an external one can be declared there "
			  "(MAKE-EXTERNAL)", ent_name(e));
}

static void
shape_local(uint32_t d, uint32_t n)
{
	uint32_t i, k, first = kids(n) + 1, nd = kids_end(n) - first;
	uint32_t left = 0, unused = 0;
	enum want *want = alloc((nd + 1) * sizeof want[0]);
	struct entity *e;

	for (i = 0; i < nd; i++) {
		k = unit.kids[first + i];
		e = unit_declared(d, k);
		want[i] = !e || !is_local_changed(e) ? PLAIN :
			now(e)->unused ? DROP : SHAPED;
		left += want[i] == PLAIN;
		unused += want[i] == DROP;
	}
	if (may_stay(d, n, want)) {
		shape_there(d, n, want);
		return;
	}
	for (i = 0; i < nd; i++)
		if (want[i] == SHAPED) {
			shape_outside(d, n, unit.kids[first + i]);
			want[i] = DROP;
		}
	if (unused == nd && defines_tag(n) != NO_TAG) {
		only_specs(n);
		drop_declarators(n, want);
	} else if (left) {
		drop_declarators(n, want);
	} else {
		edit_delete(unit.node[n].t0, unit.node[n].t1);
	}
}
