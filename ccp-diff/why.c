// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Why the tokens of a piece changed.  Where its text in the source did not, a
 * macro did.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "pplex.h"
#include "msg.h"
#include "ccp-diff.h"

/* The text that the piece came of; p is NULL where it is not in one piece. */
static struct text
source_of(const struct side *s, const struct piece *p)
{
	uint32_t t = s->seq[p->seq + p->nseq - 1], root = side_root(s, t), end;
	const struct token *k = &s->past.token[t];
	const struct call *c = &s->past.call[root];
	struct text all = side_text(s, p->f), none = { NULL, 0 };

	if ((root ? c->f : k->f) != p->f || !all.p)
		return none;
	end = root ? c->off + c->len : k->off + k->len;
	if (end < p->off || end > all.size)
		return none;
	return (struct text){ all.p + p->off, end - p->off };
}

/* The next token before end; 0: there is none. */
static int
next_token(struct pplex *l, struct pptok *k)
{
	do
		pplex_next(l, k);
	while (k->class == 'l');
	if (k->p >= l->end)
		*k = (struct pptok){ .class = 0 };
	return k->class;
}

/* Are the tokens of the texts the same? */
static int
same_text(struct text a, struct text b)
{
	struct pplex la = { .p = a.p, .end = a.p + a.size };
	struct pplex lb = { .p = b.p, .end = b.p + b.size };
	struct pptok ka, kb;

	while (next_token(&la, &ka) | next_token(&lb, &kb)) {
		if (ka.class != kb.class || ka.len != kb.len ||
		    memcmp(ka.s, kb.s, ka.len) != 0)
			return 0;
	}
	return 1;
}

/* The expansion that token t is from, or one it is in, whose macro is another
 * now: the innermost one; 0: there is none. */
static uint32_t
changed_call(const struct side *s, uint32_t t)
{
	uint32_t x = s->past.token[t].x, m;

	for (; x; x = s->past.call[x].up) {
		m = s->past.call[x].m;
		if (macro_differs(s, s->word[s->past.macro[m].s], m))
			break;
	}
	return x;
}

/* The macros from expansion x outwards */
static const char *
chain(const struct side *s, uint32_t x)
{
	const char *names = s->word[s->past.macro[s->past.call[x].m].s];

	while ((x = s->past.call[x].up))
		names = format("%s %s", names, s->word[
				s->past.macro[s->past.call[x].m].s]);
	return names;
}

/* The macro whose change is seen in the piece, with those it is used by; NULL:
 * there is none. */
static const char *
changed_macro(const struct piece *p)
{
	const uint32_t *a = old.seq + p->other->seq, *b = new.seq + p->seq;
	uint32_t n = p->other->nseq < p->nseq ? p->other->nseq : p->nseq, i, x;
	uint32_t same;

	for (same = 0; same < n && old.canon[a[same]] == new.canon[b[same]];
	     same++)
		;
	for (i = same; i < p->nseq; i++)
		if ((x = changed_call(&new, b[i])))
			return chain(&new, x);
	for (i = same; i < p->other->nseq; i++)
		if ((x = changed_call(&old, a[i])))
			return chain(&old, x);
	return NULL;
}

/* The first name that a conditional within the piece looks up, and whose macro
 * is another; NULL: there is none. */
static const char *
changed_condition(const struct piece *p)
{
	const struct top *o = &new.ents.top[p->top];
	const struct past *all = &new.past;
	const uint32_t *look;
	const char *name;
	uint32_t i, k;

	i = first_from(o->t0, all->event, sizeof *all->event,
		       offsetof(struct event, tok), all->nevent);
	for (; i <= all->nevent && all->event[i].tok < o->t1; i++)
		for (k = 0; k < all->event[i].nlooks; k++) {
			look = all->pool + all->event[i].looks + 2 * k;
			name = new.word[look[0]];
			if (macro_differs(&new, name, look[1]))
				return name;
		}
	return NULL;
}

int
why_const(const struct side *s, const struct piece *p)
{
	return type_is_const(s, s->ents.ent[p->ent].y) ||
		part_has_string(s, p, PART_ATTRIBUTES, "\".data..ro_after_init");
}

/* The part that is not the same, the first of those that matter most */
static const char *
changed_part(const struct piece *p)
{
	uint64_t was[PARTS], now[PARTS];

	part_hashes(&old, p->other, was);
	part_hashes(&new, p, now);
	if (was[PART_PARAMETERS] != now[PART_PARAMETERS])
		return "parameters";
	if (was[PART_TYPE] != now[PART_TYPE])
		return new.ents.ent[p->ent].class == FUNCTION ?
			"return-type" : "type";
	if (was[PART_ATTRIBUTES] != now[PART_ATTRIBUTES])
		return "attributes";
	if (p->kind != P_OBJECT)
		return NULL;
	return why_const(&new, p) ? "initialiser-const" :
		"initialiser-writable";
}

void
why_changed(struct piece *p)
{
	struct text a, b;

	p->because = "text";
	if (p->kind == P_MACRO)
		return;
	a = source_of(&old, p->other);
	b = source_of(&new, p);
	if (a.p && b.p && same_text(a, b)) {
		p->via = changed_macro(p);
		p->because = p->via ? "macro" : "condition";
		if (!p->via)
			p->via = changed_condition(p);
	}
	if (p->ent && p->kind != P_TYPE && changed_part(p))
		p->because = changed_part(p);
}
