// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which directives the result must have so that everything in it sees the
 * macros that it saw in the original.  The result's directives are some of
 * the original's, in their order, so a name has at some point the state it
 * had there if the last event for the name before that point is retained;
 * or if that event is an #undef (or there is none) and no #define before it
 * is retained.  A hard need is one for a definition; a soft need only asks
 * that nothing else shows through and comes to bear when an older
 * definition is retained.  Both only add, so this ends.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

static uint32_t *soft, nsoft;
static unsigned char *is_soft;  /* event */
static size_t softcap;
static uint32_t *todo, ntodo;   /* files that the result includes, whose
				 * needs are not known */
static size_t todocap;

int
need_retained(uint32_t ev)
{
	uint32_t f = past.event[ev].f, top;

	if (emit[ev] > EMIT_MAYBE || !f || past.file[f].given)
		return 1;
	top = readings[f].top;
	return top && readings[top].kept;
}

void
need_file(uint32_t f)
{
	uint32_t top = readings[f].top, i;

	if (!top || readings[top].kept)
		return;
	readings[top].kept = 1;
	for (i = 1; i <= past.nfile; i++) {
		if (i != top && (!readings[i].moved || readings[i].top != top))
			continue;
		todo = grow(todo, ntodo + 1, &todocap, sizeof todo[0]);
		todo[ntodo++] = i;
	}
}

/* Nothing older than event ev may show through in its place. */
static void
need_soft(uint32_t ev)
{
	if (!is_soft)
		is_soft = alloc(past.nevent + 1);
	if (!ev || is_soft[ev] || !past.event[ev].prev)
		return;
	is_soft[ev] = 1;
	soft = grow(soft, nsoft + 1, &softcap, sizeof soft[0]);
	soft[nsoft++] = ev;
}

static void
retain(uint32_t ev)
{
	struct event *e = &past.event[ev];

	if (need_retained(ev))
		return;
	emit[ev] = emit[ev] == EMIT_MAYBE ? EMIT_INSIDE : EMIT_OWN;
	need_soft(e->prev);
}

static struct need *noted;
static uint32_t nnoted;
static size_t notedcap;
static uint32_t *noted_at;      /* spelling: the list that has it last */
static uint32_t nlists;
static int noting;

void
need_note(void)
{
	if (!noted_at)
		noted_at = alloc((rec_last('S') + 1) * sizeof noted_at[0]);
	nlists++;
	nnoted = 0;
	noting = 1;
}

struct need *
need_noted(uint32_t *n)
{
	struct need *list = alloc((nnoted + 1) * sizeof *list);

	noting = 0;
	*n = nnoted;
	if (nnoted)
		memcpy(list, noted, nnoted * sizeof *list);
	return list;
}

static void
note_need(uint32_t s, uint32_t ev)
{
	if (!noting || noted_at[s] == nlists || !past_last(s))
		return;
	noted_at[s] = nlists;
	noted = grow(noted, nnoted + 1, &notedcap, sizeof noted[0]);
	noted[nnoted++] = (struct need){ s, ev };
}

uint32_t
need_result(uint32_t s, uint32_t ev)
{
	uint32_t e = past_state(s, ev);

	while (e && !need_retained(e))
		e = past.event[e].prev;
	return e;
}

void
need_inside(uint32_t ev)
{
	emit[ev] = EMIT_INSIDE;
	need_soft(past.event[ev].prev);
}

void
need_macro(uint32_t m)
{
	note_need(past.macro[m].s, past.macro[m].ev);
	retain(past.macro[m].ev);
}

void
need_state(uint32_t s, uint32_t ev)
{
	uint32_t e = past_state(s, ev);

	note_need(s, e);
	need_soft(e);
}

void
need_pairs(const struct event *e)
{
	uint32_t i;

	for (i = 0; i < e->nlooks; i++) {
		const uint32_t *p = &past.pool[e->looks + 2 * i];

		if (p[1])
			need_macro(p[1]);
		else
			need_state(p[0], e - past.event);
	}
}

/* What the kept file f looked at while it was read. */
static void
file_needs(uint32_t f)
{
	const struct event *first = &past.event[past.file[f].read];
	const struct event *last = &past.event[past.file[f].leave], *e;
	uint32_t i, ev;

	for (e = first; e <= last; e++) {
		if (e->kind == R_DEFINE || e->kind == R_UNDEF)
			need_soft(e->prev);
		if (e != first)         /* that one names the file itself */
			need_pairs(e);
	}
	for (i = first->call + 1; i <= last->call; i++)
		need_macro(past.call[i].m);
	ev = past.file[f].read;
	for (i = first->tok + 1; i <= last->tok; i++) {
		if (!past_state(past.token[i].s, past.nevent + 1))
			continue;
		while (ev <= past.file[f].leave && past.event[ev].tok < i)
			ev++;
		need_state(past.token[i].s, ev);
	}
}

void
need_files(void)
{
	int was = noting;

	noting = 0;             /* they are not the keep's */
	while (ntodo)
		file_needs(todo[--ntodo]);
	noting = was;
}

void
need_settle(void)
{
	uint32_t i, ev, again = 1;

	while (again) {
		need_files();
		again = 0;
		for (i = 0; i < nsoft; i++) {
			if (need_retained(soft[i]))
				continue;
			ev = past.event[soft[i]].prev;
			while (ev && !need_retained(ev))
				ev = past.event[ev].prev;
			if (ev && past.event[ev].kind == R_DEFINE) {
				retain(soft[i]);
				again = 1;
			}
		}
	}
}
