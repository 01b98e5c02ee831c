// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pieces of a unit.  A function is one, with its body; a type that is
 * defined is one; what a declaration declares is one for each name, with the
 * specifiers that they share.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

static size_t seqcap, piececap;
static uint32_t nseq;

static struct piece *
add(struct side *s, enum piece_kind kind, uint32_t top, const char *name)
{
	struct piece *p;

	s->piece = grow(s->piece, s->npiece + 2, &piececap,
			sizeof s->piece[0]);
	p = &s->piece[++s->npiece];
	*p = (struct piece){ .kind = kind, .top = top, .name = name,
			     .seq = nseq };
	return p;
}

static void
take(struct side *s, uint32_t t0, uint32_t t1)
{
	uint32_t t;

	s->seq = grow(s->seq, nseq + t1 + 1 - t0, &seqcap, sizeof s->seq[0]);
	for (t = t0; t <= t1; t++)
		s->seq[nseq++] = t;
}

/* Where the last piece begins in the source */
static void
locate(const struct side *s, struct piece *p, uint32_t t)
{
	uint32_t root = side_root(s, t);

	p->f = root ? s->past.call[root].f : s->past.token[t].f;
	p->off = root ? s->past.call[root].off : s->past.token[t].off;
}

/* All tokens of the last piece are there.  Its name stands at token t, 0: it
 * has none. */
static void
close_piece(struct side *s, struct piece *p, uint32_t t)
{
	uint32_t i;

	p->nseq = nseq - p->seq;
	p->hash = p->bare = p->kind == P_INLINE ? P_FUNCTION : p->kind;
	for (i = p->seq; i < nseq; i++) {
		p->hash = mix_ptr(p->hash, s->canon[s->seq[i]]);
		if (s->canon[s->seq[i]] != (t ? s->canon[t] : NULL))
			p->bare = mix_ptr(p->bare, s->canon[s->seq[i]]);
	}
	p->bare = mix(p->bare, p->nseq);
}

static void
set_key(struct piece *p, const char *stem)
{
	static const char group[] = "ffotmpa";

	p->key = intern(format("%c %s", group[p->kind], stem));
}

/* Types */

static int
is_tag(const struct side *s, uint32_t n)
{
	return s->node[n].kind == N_STRUCT || s->node[n].kind == N_UNION ||
		s->node[n].kind == N_ENUM;
}

/* The struct, union or enum that the specifiers define; 0: none */
static uint32_t
defined_tag(const struct side *s, uint32_t specs)
{
	uint32_t i, k;

	EACH_KID(s, i, specs, k)
		if (is_tag(s, k) && side_kid(s, k, 2))
			return k;
	return 0;
}

static void
add_tag(struct side *s, uint32_t top, uint32_t n)
{
	static const char *const words[] = {
		[N_STRUCT] = "struct", [N_UNION] = "union", [N_ENUM] = "enum"
	};
	uint32_t tag = side_kid(s, n, 1), members = side_kid(s, n, 2);
	uint32_t t = s->node[tag ? tag : side_kid(s, members, 0)].t0, i;
	const char *word = words[s->node[n].kind];
	const struct decl *d;
	struct piece *p;

	p = add(s, P_TYPE, top, format(tag ? "%s %s" : "%s {%s}", word,
				       side_token(s, t)));
	p->node = n;
	for (i = s->ents.top[top].decls; i < s->ents.top[top + 1].decls; i++) {
		d = &s->ents.decl[s->ents.topdecls[i]];
		if (d->node == n)
			p->ent = d->ent;
	}
	take(s, s->node[n].t0, s->node[n].t1);
	locate(s, p, s->node[n].t0);
	close_piece(s, p, t);
	set_key(p, format("%s %s", word, place_stem(s, t)));
}

/* The specifiers, but for the members of a type that has a tag: it is a piece
 * of its own. */
static void
take_specs(struct side *s, uint32_t specs)
{
	uint32_t n = defined_tag(s, specs), tag = n ? side_kid(s, n, 1) : 0;
	const struct node *all = &s->node[specs];

	if (!all->kind)
		return;
	if (!tag) {
		take(s, all->t0, all->t1);
		return;
	}
	take(s, all->t0, s->node[tag].t1);
	if (s->node[n].t1 < all->t1)
		take(s, s->node[n].t1 + 1, all->t1);
}

/* Names */

static enum piece_kind
kind_of(const struct entity *e, const struct decl *d)
{
	if (e->class == TYPEDEF)
		return P_TYPE;
	if (e->class == OBJECT && d->how != DECLARATION)
		return P_OBJECT;
	return P_PROTOTYPE;
}

static void
add_name(struct side *s, uint32_t specs, const struct decl *d)
{
	const struct entity *e = &s->ents.ent[d->ent];
	struct piece *p = add(s, kind_of(e, d), d->top,
			      side_token(s, d->tok));

	p->ent = d->ent;
	p->node = d->node;
	take_specs(s, specs);
	take(s, s->node[d->node].t0, s->node[d->node].t1);
	locate(s, p, s->seq[p->seq]);
	close_piece(s, p, d->tok);
	set_key(p, place_stem(s, d->tok));
}

static int
is_inline(const struct side *s, uint32_t specs)
{
	uint32_t i, k;

	EACH_KID(s, i, specs, k)
		if (s->node[k].kind == N_FUNCSPEC &&
		    strstr(side_token(s, s->node[k].t0), "inline"))
			return 1;
	return 0;
}

static void
add_function(struct side *s, uint32_t top, const struct decl *d)
{
	const struct top *o = &s->ents.top[top];
	uint32_t specs = side_kid(s, o->node, 0);
	struct piece *p = add(s, specs && is_inline(s, specs) ? P_INLINE :
			      P_FUNCTION, top, side_token(s, d->tok));

	p->ent = d->ent;
	p->node = o->node;
	take(s, o->t0, o->t1);
	locate(s, p, o->t0);
	close_piece(s, p, d->tok);
	set_key(p, place_stem(s, d->tok));
}

static void
add_asm(struct side *s, uint32_t top)
{
	const struct top *o = &s->ents.top[top];
	struct piece *p = add(s, P_ASM, top, NULL);

	p->node = o->node;
	take(s, o->t0, o->t1);
	locate(s, p, o->t0);
	close_piece(s, p, 0);
	set_key(p, "");
}

static void
find_in(struct side *s, uint32_t top)
{
	const struct top *o = &s->ents.top[top];
	uint32_t specs = side_kid(s, o->node, 0), n, i;
	const struct decl *d;

	if (o->kind == T_ASM)
		add_asm(s, top);
	n = o->kind == T_DECLARATION && specs ? defined_tag(s, specs) : 0;
	if (n && (side_kid(s, n, 1) || !side_kid(s, o->node, 1)))
		add_tag(s, top, n);
	for (i = o->decls; i < s->ents.top[top + 1].decls; i++) {
		d = &s->ents.decl[s->ents.topdecls[i]];
		if (!d->node || d->scope != SCOPE_FILE ||
		    s->ents.ent[d->ent].top)
			continue;
		if (o->kind == T_FUNCTION && d->node == o->node)
			add_function(s, top, d);
		if (o->kind == T_DECLARATION &&
		    s->node[d->node].kind == N_INITDECL)
			add_name(s, specs, d);
	}
}

/* The compiler's own macros are none of the unit's. */
static void
add_macro(struct side *s, uint32_t m)
{
	const struct macro *o = &s->past.macro[m];
	struct piece *p;

	if (strcmp(s->file[o->f], "<built-in>") == 0)
		return;
	p = add(s, P_MACRO, 0, s->word[o->s]);
	p->f = o->f;
	p->off = s->past.event[o->ev].off;
	p->hash = macro_hash(s, m);
	set_key(p, p->name);
}

void
piece_find(struct side *s)
{
	uint32_t top, m;

	seqcap = piececap = nseq = 0;
	s->piece = grow(NULL, 1, &piececap, sizeof s->piece[0]);
	for (m = 1; m <= s->past.nmacro; m++)
		add_macro(s, m);
	for (top = 1; top <= s->ents.ntop; top++)
		find_in(s, top);
}
