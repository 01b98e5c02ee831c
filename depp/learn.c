// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a header needs of what stands before it, so that it means in the result
 * what it meant in the original: declarations, and the state of each name that
 * it looks at as a macro.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

/* By file; [0]: those of the text */
static struct needs *files;
static uint32_t *given, ngiven; /* places */
static size_t givencap;

/* What was seen in the file at hand */
static uint32_t *seen, *seen_full;      /* entity -> file */
static uint32_t *seen_name, *seen_state;        /* name -> file, event, */
static unsigned char *seen_kind;                /* enum look_kind */
static uint32_t *only;          /* name -> the file with all its events, */
#define UNKNOWN  0              /* or one of these */
#define ALWAYS   UINT32_MAX     /* it never changes */
#define NOWHERE  (UINT32_MAX - 1)       /* there are several */

/* The file in which all that ever happened to name s did */
static uint32_t
file_of_name(uint32_t s)
{
	uint32_t e, f;

	if (only[s] != UNKNOWN)
		return only[s];
	only[s] = ALWAYS;
	for (e = past_last(s); e; e = past.event[e].prev) {
		f = past.event[e].f;
		if (!f || past.file[f].given)
			continue;
		if (only[s] != ALWAYS && only[s] != f)
			return only[s] = NOWHERE;
		only[s] = f;
	}
	return only[s];
}

static void
put_look(uint32_t f, struct look l)
{
	struct needs *n = &files[f];

	n->look = grow(n->look, n->nlook + 1, &n->lookcap, sizeof l);
	n->look[n->nlook++] = l;
}

/*
 * Name s is looked at in file f, when event ev comes next.  Where all its
 * events are in one other file, the first look is enough: if that file is
 * read within f, it is there whenever f is, and not before.
 */
static void
add_look(uint32_t f, uint32_t place, uint32_t s, uint32_t ev,
	 enum look_kind kind)
{
	uint32_t o, state;
	int enough;

	if (!past_last(s))
		return;
	o = file_of_name(s);
	enough = seen_name[s] == f && seen_kind[s] >= kind;
	if (o == ALWAYS || o == f || (o != NOWHERE && enough))
		return;
	state = past_state(s, ev);
	if (enough && seen_state[s] == state)
		return;
	seen_name[s] = f;
	seen_state[s] = state;
	seen_kind[s] = kind;
	put_look(f, (struct look){ .reader = place, .ev = ev, .s = s,
				   .state = state, .kind = kind });
}

/* A #define of what is another macro is an error. */
static void
add_define(uint32_t f, uint32_t place, uint32_t ev)
{
	uint32_t s = past.event[ev].s, o = file_of_name(s);

	if (o != ALWAYS && o != f)
		put_look(f, (struct look){
			.reader = place, .ev = ev, .s = s, .kind = LOOK_DEFINE,
			.state = past.event[ev].prev });
}

void
learn_look(uint32_t s, uint32_t ev, uint32_t state, enum look_kind kind,
	   uint32_t piece, uint32_t t)
{
	struct needs *n = &files[0];
	uint32_t i;

	if (file_of_name(s) == ALWAYS)
		return;
	for (i = n->nlook; i-- > 0 && n->look[i].piece == piece; )
		if (n->look[i].s == s && n->look[i].state == state &&
		    n->look[i].kind >= kind)
			return;
	put_look(0, (struct look){ .reader = place_of_text(ev), .ev = ev,
				   .s = s, .state = state, .kind = kind,
				   .piece = piece, .tok = t });
}

static void
give(uint32_t place)
{
	given = grow(given, ngiven + 1, &givencap, sizeof given[0]);
	given[ngiven++] = place;
}

static void
put_need(uint32_t f, struct need n)
{
	struct needs *l = &files[f];

	n.n = ngiven - n.from;
	l->need = grow(l->need, l->nneed + 1, &l->needcap, sizeof n);
	l->need[l->nneed++] = n;
}

/* Is p a declaration in a block before token t of the same function? */
static int
in_block(const struct decl *p, uint32_t t)
{
	return p->top && p->scope == SCOPE_BLOCK && p->tok < t &&
		p->top == entity_top(t);
}

/* The places of what can serve; 1: it is there anyway. */
static int
find_given(const struct need *n, uint32_t f)
{
	const struct decl *p;
	uint32_t i, g;

	for (i = ents.ent[n->ent].decl; i; i = p->next) {
		p = &ents.decl[i];
		if (in_block(p, n->tok))
			return 1;
		if (!entity_serves(i, n->full))
			continue;
		if (edit_keeps(p->tok))
			give(place_of_text(past_time(p->tok)));
		g = past_file_of(p->tok);
		if ((p->tok < n->tok && g == f) || past.file[g].given)
			return 1;
		if (readings[g].root)
			give(place_of_token(p->tok));
	}
	return 0;
}

static void
add_need(uint32_t f, struct need n)
{
	n.from = ngiven;
	if (find_given(&n, f) || (ngiven == n.from && !n.mention))
		ngiven = n.from;
	else
		put_need(f, n);
}

/* A function that is static is defined where it is declared. */
static void
need_definition(uint32_t f, uint32_t place, uint32_t ent)
{
	const struct entity *e = &ents.ent[ent];
	struct need n = { .reader = place, .ent = ent, .from = ngiven };
	uint32_t t, g;

	if (e->class != FUNCTION || e->linkage != INTERNAL || !e->def)
		return;
	t = ents.decl[e->def].tok;
	g = past_file_of(t);
	if (!readings[g].root || past.file[g].given || g == f)
		return;
	give(place_of_token(t));
	put_need(f, n);
}

void
learn_want(const struct want *w)
{
	struct need n = {
		.reader = place_of_text(past_time(w->t)), .tok = w->t,
		.ent = w->ent, .full = w->how == WANT_FULL,
		.mention = w->how == WANT_TAG, .from = ngiven
	};
	uint32_t i;

	for (i = 0; i < w->n; i++) {
		if (past.file[past_file_of(w->given[i])].given) {
			ngiven = n.from;
			return;
		}
		give(place_of_token(w->given[i]));
	}
	put_need(0, n);
}

void
learn_full(uint32_t f, uint32_t place, uint32_t t, uint32_t ent)
{
	struct need n = { .reader = place, .tok = t, .ent = ent, .full = 1,
			  .from = ngiven };

	if (seen_full[ent] == f)
		return;
	seen[ent] = seen_full[ent] = f;
	if (find_given(&n, f))
		ngiven = n.from;
	else
		put_need(f, n);         /* nothing may give it: an error */
}

/* Token t of file f uses the entity; body: of a function. */
static void
file_use(uint32_t f, uint32_t place, const struct use *u, int body)
{
	const struct entity *e = &ents.ent[u->ent];
	int tag = entity_is_tag(e), full;

	if (u->how == 'd')
		return;
	full = tag && e->def && ents.decl[e->def].tok < u->tok &&
	       (u->how == 'f' || e->class == ENUM);
	if (seen[u->ent] == f && (!full || seen_full[u->ent] == f))
		return;
	if (!entity_is_global(e))
		return;
	if (tag && !full && u->how != 'p') {
		if (!body)
			seen[u->ent] = f;       /* declares it */
		return;
	}
	seen[u->ent] = f;
	if (full)
		seen_full[u->ent] = f;
	add_need(f, (struct need){ .reader = place, .tok = u->tok,
				   .ent = u->ent, .full = full,
				   .mention = tag && !full });
	if (!tag)
		need_definition(f, place, u->ent);
}

/* The tokens a .. z of file f, which stand at one place */
static void
file_tokens(uint32_t f, uint32_t place, uint32_t a, uint32_t z, uint32_t ev)
{
	const struct use *u = ents.use + ents.use_at[a];
	const struct top *d;
	uint32_t t, i;

	for (t = a; t <= z; t++) {
		if (!past_last(past.token[t].s))
			continue;
		while (ev <= past.nevent && past.event[ev].tok < t)
			ev++;
		add_look(f, place, past.token[t].s, ev, t == z ||
			 *spell(past.token[t + 1].s)->s == '(' ?
			 LOOK_NAME : LOOK_ALONE);
	}
	for (i = entity_top(a); u < ents.use + ents.use_at[z + 1]; u++) {
		while (i <= ents.ntop && ents.top[i].t1 < u->tok)
			i++;
		d = &ents.top[i];
		file_use(f, place, u, i <= ents.ntop && d->t0 <= u->tok &&
			 d->kind == T_FUNCTION && u->tok > entity_head(i));
	}
	for (i = entity_top(a); i <= ents.ntop && ents.top[i].t1 <= z; i++)
		if (ents.top[i].t0 >= a)
			member_needs(f, place, i);
}

/* Names that # and ## took in expansion x: some were looked at
 * before, as arguments, and no token is left of them. */
static void
taken_names(uint32_t f, uint32_t place, uint32_t x, uint32_t ev)
{
	uint32_t i = past.call[x].paste + 1, k, s;
	uint32_t last = x < past.ncall ? past.call[x + 1].paste : past.npaste;
	const uint32_t *took;
	int called;

	for (; i <= last; i++) {
		took = &past.pool[past.paste[i].took];
		for (k = 0; k < past.paste[i].ntook; k++) {
			s = expand_name_at(took[2 * k], took[2 * k + 1],
					  &called);
			if (s)
				add_look(f, place, s, ev, called ? LOOK_NAME
					 : LOOK_ALONE);
		}
	}
}

/* What happened in file f after event a, up to event z */
static void
file_events(uint32_t f, uint32_t place, uint32_t a, uint32_t z)
{
	const struct event *e;
	uint32_t ev, i;

	for (ev = a + 1; ev <= z; ev++) {
		e = &past.event[ev];
		if (e->kind == R_DEFINE)
			add_define(f, place, ev);
		/* a skipped file's guard: that is what following is about */
		for (i = 0; e->kind != R_SKIP && i < e->nlooks; i++)
			add_look(f, place, past.pool[e->looks + 2 * i], ev,
				 LOOK_MACRO);
	}
	ev = a + 1;
	for (i = past.event[a].call + 1; i <= past.event[z].call; i++) {
		while (ev < z && past.event[ev].call < i)
			ev++;
		add_look(f, place, past.macro[past.call[i].m].s, ev,
			 LOOK_MACRO);
		taken_names(f, place, i, ev);
	}
}

const struct needs *
learn_file(uint32_t f)
{
	uint32_t i, n, ev = past.file[f].read, place = place_of_file(f), end;
	const uint32_t *list;
	const struct event *e;

	if (!f || files[f].known)
		return &files[f];
	files[f].known = 1;
	n = place_directives(f, &list);
	for (i = 0; i <= n; i++) {
		end = i < n ? list[i] : past.file[f].leave;
		e = &past.event[end];
		if (past.event[ev].tok < e->tok)
			file_tokens(f, place, past.event[ev].tok + 1, e->tok,
				    ev);
		file_events(f, place, ev, end);
		ev = e->kind == R_FILE ? past.file[e->a].leave : end;
		place++;
	}
	return &files[f];
}

const uint32_t *
learn_given(const struct need *n)
{
	return given + n->from;
}

void
learn_begin(void)
{
	size_t names = rec_last('S') + 1;

	files = alloc((past.nfile + 1) * sizeof files[0]);
	seen = alloc((ents.nent + 1) * sizeof seen[0]);
	seen_full = alloc((ents.nent + 1) * sizeof seen_full[0]);
	seen_name = alloc(names * sizeof seen_name[0]);
	seen_state = alloc(names * sizeof seen_state[0]);
	seen_kind = alloc(names);
	only = alloc(names * sizeof only[0]);
}
