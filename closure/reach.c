// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which functions and objects the patched functions reach, and what becomes
 * of each.  Code in headers that stay as they are is walked too: it may have
 * to change for what it refers to.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

int constant_refs_symbol;

static uint32_t *work;          /* entities whose text is to be walked */
static size_t nwork, workcap;
static size_t done;             /* so many of them are walked */
static int again;

static uint32_t
def_top(const struct entity *e)
{
	return e->def ? ents.decl[e->def].top : 0;
}

int
reach_has_body(const struct entity *e)
{
	return e->class == FUNCTION && e->def && !e->top &&
	       ents.decl[e->def].how == DEFINITION &&
	       ents.top[def_top(e)].kind == T_FUNCTION;
}

int
reach_says_inline(const struct decl *p)
{
	uint32_t specs, i, k, n = p->node;
	const char *s;

	if (!n || (unit.node[n].kind != N_FUNCDEF &&
		   unit.node[n].kind != N_INITDECL))
		return 0;
	specs = kid(unit.node[n].kind == N_FUNCDEF ? n : unit.node[n].up, 0);
	for (i = kids(specs); i < kids_end(specs); i++) {
		k = unit.kids[i];
		if (!k || unit.node[k].kind != N_FUNCSPEC)
			continue;
		s = tok_text(unit.node[k].t0);
		if (strstr(s, "inline"))
			return 1;
	}
	return 0;
}

int
reach_is_inline(uint32_t d)
{
	const struct entity *e = unit_function(d);
	uint32_t i;

	if (!e)
		return 0;
	if (e->linkage != INTERNAL)
		return reach_says_inline(&ents.decl[e->def]);
	for (i = e->decl; i; i = ents.decl[i].next)
		if (reach_says_inline(&ents.decl[i]))
			return 1;
	return 0;
}

static void
push(struct entity *e)
{
	work = grow(work, nwork + 1, &workcap, sizeof work[0]);
	work[nwork++] = e - ents.ent;
}

/* Must the header that defines function e keep it, whoever needs its
 * address?  The address of a static inline is the copy's own anyway. */
static int
is_header_inline(const struct entity *e)
{
	return header_of_top(def_top(e)) && e->linkage == INTERNAL &&
	       reach_is_inline(def_top(e));
}

/* It is no pointer, because of token t there. */
static void
no_pointer(struct entity *e, uint32_t t, const char *why)
{
	if (!is_pointer(e) || known(e)->constant)
		return;
	known(e)->constant = 1;
	if (constant_refs_symbol) {
		tok_warning(t, "constant-refs", "'%s' %s: it stays an external "
			    "symbol, not a pointer", ent_name(e), why);
		symbol_externalised(e);
		return;
	}
	tok_error(t, "'%s' %s, so it cannot be reached by a pointer",
		  ent_name(e), why);
	note((struct loc){ 0 }, "ways out: externalise the function around "
	     "it, or keep it a symbol by --constant-refs=symbol or a policy "
	     "that does");
}

static void
externalise(struct entity *e, const char *reason)
{
	int news;

	now(e)->fate = EXTERNALISED;
	now(e)->reason = reason;
	news = symbol_externalised(e);
	if (e->storage == STORE_THREAD)
		no_pointer(e, ent_token(e), "is thread-local");
	if (!news || sym(e)->pointer || sym(e)->linkage == EXTERNAL)
		return;
	tok_warning(ent_token(e), "no-definition", "'%s' is externalised as "
		    "static and no pointer: nothing will define it",
		    sym(e)->name);
}

static void refer(struct entity *e, uint32_t t, char how);

/* Its definition is in the result, and what that is made of. */
static void
copy(struct entity *e)
{
	struct entity *o = known(e)->alias ? alias_target(e) : NULL;

	now(e)->fate = COPIED;
	push(e);
	if (o)
		refer(o, ent_token(e), 'c');
}

/* It stays what it is: bound by name to another symbol, or to none. */
static void
decide_weakref(struct entity *e)
{
	struct entity *o = alias_target(e);

	now(e)->fate = LEFT;
	if (!o)
		return;
	refer(o, ent_token(e), 'c');
	no_pointer(o, ent_token(e), "is named by a weakref");
}

static void
decide_function(struct entity *e)
{
	const char *args[4] = { ent_name(e), NULL, NULL, NULL };
	const char *extra[2] = { NULL, NULL }, *label[2] = { NULL, NULL };
	uint32_t t = ent_token(e), d = def_top(e), a, b;
	struct site at = tok_site(t);
	int inl;

	label[0] = symbol_asm(e);
	if (known(e)->weakref) {
		decide_weakref(e);
		return;
	}
	if (!reach_has_body(e) && !known(e)->alias) {
		if (known(e)->assembled) {
			args[1] = "external";
			args[2] = symbol_where(known(e)->assembled);
		}
		if (ask_yes(Q_CAN_FUN, at, args, label, 1))
			externalise(e, args[1] ? "defined by asm" :
				    "declared only");
		else {
			now(e)->fate = LEFT;
			symbol_left(e);
		}
		return;
	}
	args[1] = e->linkage == INTERNAL ? "internal" : "external";
	args[2] = symbol_where(t);
	now(e)->can = !patched_is_copied(e) &&
		      (!known(e)->by_name || known(e)->escapes) &&
		      ask_yes(Q_CAN_FUN, at, args, label, 1);
	if (now(e)->can && known(e)->alias) {
		externalise(e, "an alias");
		return;
	}
	if (now(e)->can && known(e)->escapes && !is_header_inline(e)) {
		externalise(e, "its address is taken");
		return;
	}
	if (now(e)->can) {
		inl = reach_is_inline(d);
		args[1] = header_of_top(d) ? "from-header" : NULL;
		args[2] = NULL;
		extra[0] = inl ? "inline" : NULL;
		if (ask_yes(Q_SHALL_FUN, at, args, extra, !args[1] && !inl)) {
			externalise(e, "policy");
			return;
		}
	}
	copy(e);
	if (group_find(d, &a, &b))
		for (; a <= b; a++)
			if ((e = unit_function(a)) &&
			    (now(e)->fate == UNSEEN || now(e)->fate == NAMED))
				decide_function(e);
}

static int
shall_externalise(struct entity *e)
{
	const char *args[2] = { ent_name(e), NULL };
	const char *extra[ORIGIN];

	if (value_is_needed(e))
		return 0;
	symbol_origin(e, extra);
	return ask_yes(Q_SHALL_OBJ, tok_site(ent_token(e)), args, extra,
		       !(e->def && header_of_top(def_top(e)) &&
			 type_const(e->y)));
}

static void
decide_object(struct entity *e)
{
	if (shall_externalise(e)) {
		externalise(e, e->def ? "policy" : known(e)->assembled ?
			    "defined by asm" : "declared only");
	} else if (e->def) {
		copy(e);
	} else {
		now(e)->fate = LEFT;
		symbol_left(e);
	}
}

/* The initialiser of object e, 0: none. */
static uint32_t
initialiser(const struct entity *e)
{
	uint32_t n = e->def ? ents.decl[e->def].node : 0;

	return n && unit.node[n].kind == N_INITDECL ? kid(n, 3) : 0;
}

/* Its initialiser is not in the result: what it names is not needed. */
static void
drop_initialiser(const struct entity *e)
{
	uint32_t init = initialiser(e);

	if (init)
		memset(gone + unit.node[init].t0, 1,
		       unit.node[init].t1 - unit.node[init].t0 + 1);
}

int
reach_holds_label(uint32_t n)
{
	uint32_t i;

	/* children come before parents, so what is in a node is a row */
	for (i = n; i && unit.node[i].t0 >= unit.node[n].t0 &&
	     unit.node[i].t1 <= unit.node[n].t1; i--)
		if (unit.node[i].kind == N_LABEL_ADDR)
			return 1;
	return 0;
}

/* Is an object of the function that d defines used there?  What is edited away
 * uses nothing. */
static int
is_used(uint32_t d, const struct entity *e)
{
	const struct use *u;

	EACH_USE(u, ents.top[d].t0, ents.top[d].t1)
		if (&ents.ent[u->ent] == e && !gone[u->tok])
			return 1;
	return 0;
}

/* The static objects in a function whose text is in the result. */
static void
decide_locals(uint32_t d)
{
	struct entity *e;
	uint32_t i = 0;

	while ((e = unit_local(d, &i))) {
		if (now(e)->fate != UNSEEN && now(e)->fate != NAMED)
			continue;
		if (reach_holds_label(initialiser(e)) ||
		    !shall_externalise(e)) {
			now(e)->fate = COPIED;
		} else {
			now(e)->fate = EXTERNALISED;
			drop_initialiser(e);
		}
	}
	for (i = 0; (e = unit_local(d, &i)); )
		if (now(e)->fate == EXTERNALISED && !now(e)->reason) {
			if (is_used(d, e))
				externalise(e, "policy");
			else
				*now(e) = (struct found){ .fate = NAMED,
							  .unused = 1 };
		}
}

int
reach_is_static(const struct entity *e)
{
	return e->class == FUNCTION ||
	       (e->class == OBJECT &&
		(e->linkage || e->storage == STORE_STATIC ||
		 e->storage == STORE_THREAD));
}

void
reach_constant(struct entity *e, uint32_t t)
{
	no_pointer(e, t, "must be a link-time constant here");
}

/* An attribute like cleanup(f) takes no pointer: a copy does, unless the
 * function's address has to be that of the original. */
static void
call_by_name(struct entity *e, uint32_t t)
{
	if (reach_has_body(e) && !known(e)->escapes)
		known(e)->by_name = again = 1;
	else
		no_pointer(e, t, "is named by an attribute here");
}

static void
refer(struct entity *e, uint32_t t, char how)
{
	if (!reach_is_static(e) || (e->top && e->linkage == NOLINK) || !e->decl)
		return;
	if (how == 'n') {
		if (now(e)->fate == UNSEEN)
			now(e)->fate = NAMED;
		return;
	}
	if (how != 'c' && how != 'r' && how != 'k' && how != 'd')
		return;
	if (now(e)->fate == PATCHED)
		original_refer(e, how);
	if (how != 'c' && how != 'd' && e->class == FUNCTION &&
	    !known(e)->escapes) {
		known(e)->escapes = 1;
		if (now(e)->fate == COPIED && !is_header_inline(e) &&
		    (now(e)->can || known(e)->by_name))
			again = 1;      /* it was copied, for its calls */
	}
	if (now(e)->fate == UNSEEN || now(e)->fate == NAMED) {
		if (e->class == FUNCTION)
			decide_function(e);
		else
			decide_object(e);
	}
	if (how == 'k')
		reach_constant(e, t);
	if (how == 'c' && is_pointer(e) && attr_naming(t))
		call_by_name(e, t);
}

static void
walk_text(uint32_t t0, uint32_t t1)
{
	const struct use *u;

	EACH_USE(u, t0, t1)
		if (!gone[u->tok])
			refer(&ents.ent[u->ent], u->tok,
			      u->how);
}

static void
walk(struct entity *e)
{
	const struct decl *d = &ents.decl[e->def];

	if (e->class == OBJECT || known(e)->alias) {
		if (d->node)
			walk_text(unit.node[d->node].t0,
				  unit.node[d->node].t1);
		return;
	}
	if ((now(e)->fate == PATCHED || !header_of_top(d->top)) &&
	    ents.top[d->top].statics)
		tok_error(d->tok, "function '%s' is copied and has static "
			  "objects, but its body was left out: everything has "
			  "to be parsed (--all)", ent_name(e));
	decide_locals(d->top);
	walk_text(ents.top[d->top].t0, ents.top[d->top].t1);
}

/* Is no symbol of its name ever asked for?  One that is just inline may be,
 * where the compiler does not inline it. */
static int
is_always_inline(const struct entity *e)
{
	static const char *const always[] = { "always_inline", NULL };
	uint32_t i;

	for (i = e->decl; i && !known(e)->escapes; i = ents.decl[i].next)
		if (attr_of(&ents.decl[i], always))
			return 1;
	return 0;
}

/* Does its text differ from the original's? */
static int
is_changed(const struct entity *e)
{
	const struct use *u;
	const struct decl *d = &ents.decl[e->def];
	uint32_t t0 = ents.top[d->top].t0, t1 = ents.top[d->top].t1, i;
	const struct entity *l;

	if (e->class == OBJECT) {
		if (!d->node || !header_of_top(d->top))
			return 0;
		t0 = unit.node[d->node].t0;
		t1 = unit.node[d->node].t1;
	} else {
		if (e->linkage == EXTERNAL && !is_always_inline(e))
			return 1;       /* it becomes static */
		/* who builds the result may have the header without the fix */
		if (patched_is_copied(e) && header_of_top(d->top))
			return 1;
		for (i = 0; (l = unit_local(d->top, &i)); )
			if (now(l)->fate == EXTERNALISED)
				return 1;
	}
	EACH_USE(u, t0, t1)
		if (now(&ents.ent[u->ent])->ref &&
		    !gone[u->tok])
			return 1;
	return 0;
}

static void
find_rewritten(void)
{
	struct entity *e, *l;
	uint32_t j;
	size_t i;
	int more;

	do {
		more = 0;
		for (i = 0; i < nwork; i++) {
			e = &ents.ent[work[i]];
			if (now(e)->fate != COPIED || now(e)->rewritten ||
			    !is_changed(e))
				continue;
			now(e)->rewritten = 1;
			more = 1;
			if (e->class != FUNCTION)
				continue;
			for (j = 0; (l = unit_local(def_top(e), &j)); )
				symbol_reference(l);
			symbol_rewritten(e);
			symbol_reference(e);
		}
	} while (more);
}

/* Part the groups that cannot be kept whole; 1 if there are any. */
static int
part_groups(void)
{
	const struct entity *e;
	uint32_t a, b, d;
	size_t i;
	int news = 0;

	for (i = 0; i < nwork; i++) {
		e = &ents.ent[work[i]];
		d = def_top(e);
		if (e->class == FUNCTION && group_find(d, &a, &b) &&
		    !group_stands(a, b))
			news |= group_part(d);
	}
	return news;
}

/* Objects of functions that become symbols without a new name must not meet
 * another thing of that name. */
static void
check_same(void)
{
	const struct entity *e, *o, *p;
	uint32_t s;

	for (e = ents.ent + 1; e <= ents.ent + ents.nent; e++) {
		if (!e->top || e->linkage != NOLINK ||
		    now(e)->fate != EXTERNALISED || sym(e)->pointer ||
		    sym(e)->name != ent_name(e))
			continue;
		s = e->name;
		o = ents.named[s] ? &ents.ent[ents.named[s]] : NULL;
		if (o && now(o)->fate == UNSEEN)
			o = NULL;
		for (p = ents.ent + 1; p < e && !o; p++)
			if (p->top && p->name == e->name &&
			    now(p)->fate == EXTERNALISED &&
			    sym(p)->name == ent_name(e))
				o = p;
		if (!o || !o->decl)
			continue;
		tok_error(ent_token(e), "static object '%s' and another "
			  "'%s' would be one symbol: the policy has to rename "
			  "them",
			  ent_name(e), ent_name(e));
		tok_note(ent_token(o), "here is the other one");
	}
}

static void
begin_pass(void)
{
	struct entity *e;
	uint32_t i;

	if (!gone)
		gone = alloc(past.ntoken + 2);
	memset(unit.now, 0, (ents.nent + 1) * sizeof unit.now[0]);
	memset(gone, 0, past.ntoken + 2);
	nwork = done = 0;
	again = 0;
	header_verdicts();
	for (i = 0; i < npatched; i++) {
		e = patched[i];
		now(e)->fate = PATCHED;
		symbol_patched(e);
		push(e);
	}
}

int
reach(void)
{
	uint32_t i;

	begin_pass();
	while (done < nwork && !again)
		walk(&ents.ent[work[done++]]);
	if (again)
		return 0;
	constant_find();
	for (i = 1; i <= ents.nent; i++)
		if (reach_is_static(&ents.ent[i]))
			symbol_reference(&ents.ent[i]);
	find_rewritten();
	if (header_clashes() | part_groups())
		return 0;
	check_same();
	alias_check();
	return 1;
}

int
reach_walked(size_t i, struct entity **e)
{
	if (i >= nwork)
		return 0;
	*e = &ents.ent[work[i]];
	return 1;
}
