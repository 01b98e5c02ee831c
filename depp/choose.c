// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which directives the result has: #include, and the #define and #undef that
 * stand in no header.  The text is there already, so what it needs is known:
 * declarations, and what each name was as a macro where it looks at it.  So
 * does each header need what it needed in the original.
 *
 * The result's directives are some of the original's, in their order; with all
 * of them, all needs hold.  Directives are brought in until all hold, then
 * those are left out again that are not missed.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

static uint32_t piece;          /* the piece of text at hand, */
static uint32_t first, begins;  /* its first token, its time */
static int trial;               /* nothing is brought in */
static int news;                /* something was */

void
need_piece(uint32_t number, uint32_t t0)
{
	piece = number;
	first = t0;
	begins = past_time(t0);
}

/* Does the event stand in the text's files, and not in a header? */
static int
in_text(uint32_t ev)
{
	uint32_t f = past.event[ev].f;

	return f && !past.file[f].given && !readings[f].root;
}

/* The text has the event: if that defines a name, it must be no macro. */
static void
put_event(uint32_t ev, int how)
{
	const struct event *e = &past.event[ev];

	emit[ev] = how;
	if (e->kind == R_DEFINE)
		learn_look(e->s, ev, e->prev, LOOK_DEFINE, piece, first);
}

void
need_macro(uint32_t m)
{
	uint32_t ev = past.macro[m].ev;

	if (emit[ev] == EMIT_MAYBE)
		put_event(ev, EMIT_INSIDE);
	learn_look(past.macro[m].s, ev < begins ? begins : ev + 1, ev,
		   LOOK_MACRO, piece, first);
}

void
need_state(uint32_t s, uint32_t ev, int called)
{
	if (past_last(s))
		learn_look(s, ev, past_state(s, ev),
			   called ? LOOK_NAME : LOOK_ALONE, piece, first);
}

void
need_pairs(const struct event *e)
{
	uint32_t i;

	for (i = 0; i < 2 * e->nlooks; i += 2)
		if (past.pool[e->looks + i + 1])
			need_macro(past.pool[e->looks + i + 1]);
		else
			need_state(past.pool[e->looks + i], e - past.event, 1);
}

void
need_inside(uint32_t ev)
{
	put_event(ev, EMIT_INSIDE);
}

void
need_files(void)
{
	static uint32_t known;          /* so many files are done */
	const struct needs *n;
	uint32_t f, i, s;

	for (f = known + 1; f <= past.nfile; f++) {
		if (!readings[f].root || !readings[readings[f].root].inside)
			continue;
		known = f;
		n = learn_file(f);
		for (i = 0; i < n->nlook; i++) {
			s = n->look[i].state;
			if (n->look[i].kind == LOOK_MACRO &&
			    emit[s] == EMIT_MAYBE)
				put_event(s, EMIT_INSIDE);
		}
	}
}

/* The headers are not chosen yet.  All of them count: the answer is used for an
 * #undef of a header that is opened; one too many does no harm, and one that
 * is missed is brought in with the rest. */
uint32_t
need_result(uint32_t s, uint32_t ev)
{
	uint32_t e = past_state(s, ev);

	while (e && in_text(e) && emit[e] <= EMIT_MAYBE)
		e = past.event[e].prev;
	return e;
}

int
choose_same(uint32_t a, uint32_t b)
{
	const struct event *d = &past.event[a], *e = &past.event[b];

	return a == b || (past_defines(a) && past_defines(b) && d->s == e->s &&
		d->len == e->len && d->f && e->f &&
		memcmp(text_at(d->f, d->off, d->len),
		       text_at(e->f, e->off, e->len), d->len) == 0);
}

/* The position of the event in the result; 0: it is not there. */
static uint32_t
position(uint32_t ev)
{
	uint32_t f = past.event[ev].f;

	if (emit[ev] > EMIT_MAYBE)
		return places.pos[place_of_text(ev)];
	if (!f || past.file[f].given)
		return 1;
	return readings[f].root ? places.pos[place_of_event(ev)] : 0;
}

/* The event that makes the name what it is there in the result, if the event
 * `with' is in the text as well. */
static uint32_t
result_state(uint32_t s, uint32_t reader, uint32_t ev, uint32_t with)
{
	uint32_t e, best = 0, bestpos = 0, p, at = places.pos[reader];

	for (e = past_last(s); e; e = past.event[e].prev) {
		p = e == with ? places.pos[place_of_text(e)] : position(e);
		if (!p || p > at || (p == at && e >= ev))
			continue;
		if (p > bestpos || (p == bestpos && e > best)) {
			best = e;
			bestpos = p;
		}
	}
	return best;
}

uint32_t
choose_state(const struct look *l)
{
	return result_state(l->s, l->reader, l->ev, 0);
}

/* Is the name with event e what the look has to find? */
static int
suits(const struct look *l, uint32_t e)
{
	if (!past_defines(e))
		return l->kind != LOOK_MACRO || !past_defines(l->state);
	if (l->kind == LOOK_ALONE &&
	    past.macro[past.event[e].a].kind != M_OBJECT)
		return 1;
	return choose_same(e, l->state) ||
		(l->kind == LOOK_DEFINE && choose_same(e, l->ev));
}

static int
keep_file(uint32_t f)
{
	if (!place_keep(f))
		return 0;
	news = 1;
	return 1;
}

static int
emit_event(uint32_t ev)
{
	if (position(ev))
		return 0;
	put_event(ev, EMIT_OWN);
	news = 1;
	return 1;
}

/* What file f, or the text, looks at: 0 where it is not as it was. */
static int
look_holds(struct look *l, uint32_t f)
{
	uint32_t now = choose_state(l), e = l->state;

	if (suits(l, now))
		return 1;
	if (e && in_text(e) && suits(l, result_state(l->s, l->reader, l->ev, e)))
		return trial || emit_event(e);
	if (trial)
		return 0;
	/* it was given by a header; or that one, or the one that looks, is
	 * read later than it was; or a header that is left out undefined it */
	if ((e && keep_file(past.event[e].f)) || keep_file(f) ||
	    (now && keep_file(past.event[now].f)) || (e && emit_event(e)))
		return 0;
	l->lost = 1;
	return 1;
}

static int
need_holds(const struct need *n)
{
	const uint32_t *given = learn_given(n);
	uint32_t i, p;

	for (i = 0; i < n->n; i++) {
		p = places.pos[given[i]];
		if (p && (p < places.pos[n->reader] || !n->tok))
			return 1;
	}
	return 0;
}

/* Bring back what makes the need hold. */
static int
repair_need(struct need *n, uint32_t f)
{
	const uint32_t *given = learn_given(n);
	uint32_t i;

	for (i = n->n; i-- > 0; )
		if (keep_file(place_file(given[i])))
			return 1;
	return keep_file(f);
}

/* A look of text that stands after the header it is from, where that is
 * included: the text has directives of its own around it (write.c). */
static int
is_after(const struct look *l)
{
	uint32_t f = l->piece ? write_header(l->piece) : 0;

	return f && places.under[f];
}

/* A definition in the text that is looked at is there. */
static int
is_made(const struct look *l)
{
	return l->kind != LOOK_DEFINE || !in_text(l->ev) || emit[l->ev];
}

/* Does all hold that file f, or the text, needs? */
static int
holds(uint32_t f)
{
	const struct needs *n = learn_file(f);
	struct need *d;
	struct look *l;
	uint32_t i;

	for (d = n->need; d < n->need + n->nneed; d++) {
		if (d->lost || (!f && d->mention) || need_holds(d))
			continue;
		if (trial)
			return 0;
		if (!repair_need(d, f))
			d->lost = 1;
	}
	for (i = 0; i < n->nlook; i++) {        /* it may grow */
		l = &n->look[i];
		if (!l->lost && !is_after(l) && is_made(l) &&
		    !look_holds(l, f) && trial)
			return 0;
	}
	return 1;
}

/* Does all hold that the result needs with these directives? */
static int
all_hold(void)
{
	uint32_t i;

	news = 0;
	place_follow();
	if (!holds(0) && trial)
		return 0;
	for (i = 0; i < places.norder; i++)
		if (!holds(places.order[i]) && trial)
			return 0;
	return !news;
}

/* How much each root gives the text */
static uint32_t *
count_direct(void)
{
	const struct needs *n = learn_file(0);
	uint32_t *direct = alloc((places.nroot + 1) * sizeof direct[0]);
	unsigned char *counted = alloc(past.nevent + 1);
	uint32_t i, ev;

	for (i = 0; i < n->nneed; i++)
		if (n->need[i].n)
			direct[place_root(place_file(
				*learn_given(&n->need[i])))]++;
	for (i = 0; i < n->nlook; i++) {
		ev = n->look[i].state;
		if (n->look[i].kind == LOOK_MACRO && !counted[ev])
			direct[place_root(past.event[ev].f)]++;
		counted[ev] = 1;
	}
	return direct;
}

/* Leave out what is not missed, that which gives the text least first. */
static void
leave_out(void)
{
	uint32_t i, best, *direct = count_direct();
	unsigned char *tried = alloc(places.nroot + 1);

	for (trial = 1; ; ) {
		best = places.nroot;
		for (i = 0; i < places.nroot; i++)
			if (places.keep[i] && !tried[i] &&
			    !readings[places.root[i]].inside &&
			    (best == places.nroot || direct[i] < direct[best]))
				best = i;
		if (best == places.nroot)
			break;
		tried[best] = 1;
		places.keep[best] = 0;
		if (!all_hold())
			places.keep[best] = 1;
	}
	trial = 0;
}

/* #define and #undef are decided anew for the headers that are left. */
static void
settle(void)
{
	uint32_t i;

	for (i = 1; i <= past.nevent; i++)
		if (emit[i] == EMIT_OWN)
			emit[i] = EMIT_NO;
	while (!all_hold())
		;
}

/* Tags that are mentioned where that does not declare them, and that nothing
 * before it declares */
static void
declare_tags(uint32_t f)
{
	const struct needs *n = learn_file(f);
	const struct need *d;

	for (d = n->need; d < n->need + n->nneed; d++)
		if (d->mention && !need_holds(d))
			write_tag(d->ent, f ? past_first(places.under[f])
					    : d->tok);
}

/* The directive that reads file f; 0: token t. */
static void
say_at(uint32_t f, uint32_t t, const char *fmt, const char *name)
{
	const struct file *p = &past.file[f];
	const struct token *k = &past.token[t];

	if (f)
		origin_error(p->parent, p->off, 0, fmt, name);
	else
		origin_error(k->f, k->off, k->x, fmt, name);
}

/* What no directive can help, of file f or the text */
static void
report(uint32_t f)
{
	const struct needs *n = learn_file(f);
	const struct need *d;
	const struct look *l;
	uint32_t now;

	for (d = n->need; d < n->need + n->nneed; d++)
		if (d->lost && !d->mention && !need_holds(d))
			say_at(f, d->tok, "'%s' is needed here, and no "
			       "#include that is possible declares it before",
			       d->ent ? spell(ents.ent[d->ent].name)->s : "it");
	for (l = n->look; l < n->look + n->nlook; l++) {
		now = choose_state(l);
		if (!l->lost || !is_made(l) || suits(l, now))
			continue;
		say_at(f, l->tok, "'%s' would be another macro here than it "
		       "was", spell(l->s)->s);
		if (now)
			origin_note(past.event[now].f, past.event[now].off,
				    "this one");
	}
}

void
choose(void)
{
	uint32_t i;

	piece = 0;
	for (i = 0; i < places.nroot; i++)
		places.keep[i] = readings[places.root[i]].inside;
	while (!all_hold())
		;
	leave_out();
	settle();
	for (i = 0; i < places.nroot; i++)
		readings[places.root[i]].kept = places.keep[i];
	declare_tags(0);
	report(0);
	for (i = 0; i < places.norder; i++) {
		declare_tags(places.order[i]);
		report(places.order[i]);
	}
}
