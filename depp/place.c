// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Places.  A place is a piece of a file between two directives that read
 * others, or of the result's own text between two of its #include directives.
 * A directive that found nothing new in the original, as the file had been
 * read, reads it in the result where the first one is left out: the file
 * moves.  Following the directives that are kept gives each place which is in
 * the result its position.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

struct places places;

static uint32_t *child;         /* events that read a file: those in file f */
static uint32_t *children;      /* from children[f] up to children[f + 1] */
static uint32_t *index_of;      /* root -> its index in places.root */
static uint32_t *root_read;     /* .. of which this is the event */
static uint32_t *first;         /* file -> its first place */
static uint32_t *event_at;      /* event -> place */
static uint32_t nplace, counter;
static unsigned depth;

enum { DEPTH = 10000 };

/* The file that a directive stands in which reads another, or would have */
static uint32_t
reader_of(uint32_t ev)
{
	const struct event *e = &past.event[ev];

	return e->kind == R_FILE || e->kind == R_SKIP ? e->f : UINT32_MAX;
}

/* The first i of list[0] .. [n - 1] with list[i] >= v; n: none */
static uint32_t
from(uint32_t v, const uint32_t *list, uint32_t n)
{
	return first_from(v, list - 1, sizeof list[0], 0, n) - 1;
}

/* The place in the text after so many roots is that number. */
uint32_t
place_of_text(uint32_t ev)
{
	return from(ev, root_read, places.nroot);
}

uint32_t
place_of_file(uint32_t f)
{
	return first[f];
}

uint32_t
place_of_token(uint32_t t)
{
	uint32_t f = past_file_of(t), c = children[f];

	if (!readings[f].root)
		return place_of_text(past_time(t));
	return first[f] + from(past_time(t), child + c, children[f + 1] - c);
}

uint32_t
place_of_event(uint32_t ev)
{
	return event_at[ev];
}

uint32_t
place_file(uint32_t place)
{
	return place <= places.nroot ? 0 :
		from(place + 1, first, past.nfile + 2) - 1;
}

uint32_t
place_directives(uint32_t f, const uint32_t **list)
{
	*list = child + children[f];
	return children[f + 1] - children[f];
}

static void
find_events(void)
{
	uint32_t *slot = alloc((past.nfile + 1) * sizeof slot[0]), i;
	const struct event *e;

	event_at = alloc((past.nevent + 1) * sizeof event_at[0]);
	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		event_at[i] = readings[e->f].root ?
			place_of_file(e->f) + slot[e->f] : place_of_text(i);
		slot[e->f] += e->kind == R_FILE || e->kind == R_SKIP;
	}
}

void
place_begin(void)
{
	uint32_t f;

	children = group_by(past.nevent, reader_of, past.nfile + 1, &child);
	places.root = alloc((past.nfile + 1) * sizeof places.root[0]);
	index_of = alloc((past.nfile + 1) * sizeof index_of[0]);
	root_read = alloc((past.nfile + 1) * sizeof root_read[0]);
	first = alloc((past.nfile + 2) * sizeof first[0]);
	for (f = 1; f <= past.nfile; f++)
		if (readings[f].root == f) {
			index_of[f] = places.nroot;
			root_read[places.nroot] = past.file[f].read;
			places.root[places.nroot++] = f;
		}
	for (f = 0; f <= past.nfile + 1; f++)
		first[f] = places.nroot + 1 + children[f] + f;
	nplace = place_of_file(past.nfile + 1);
	places.pos = alloc(nplace * sizeof places.pos[0]);
	places.keep = alloc(places.nroot + 1);
	places.under = alloc((past.nfile + 1) * sizeof places.under[0]);
	places.order = alloc((past.nfile + 1) * sizeof places.order[0]);
	find_events();
}

/* Read f, on behalf of the root top. */
static void
visit(uint32_t f, uint32_t top)
{
	uint32_t i, place = place_of_file(f);
	const struct event *e;

	if (++depth > DEPTH) {
		error((struct loc){ past.file[f].path, 0, 0 },
		      "headers include each other too deeply");
		exit(S_INPUT);
	}
	places.order[places.norder++] = f;
	places.under[f] = top;
	places.pos[place] = ++counter;
	for (i = children[f]; i < children[f + 1]; i++) {
		e = &past.event[child[i]];
		if (!places.pos[place_of_file(e->a)] && readings[e->a].root)
			visit(e->a, top);
		places.pos[++place] = ++counter;
	}
	depth--;
}

void
place_follow(void)
{
	uint32_t f, i;

	memset(places.pos, 0, nplace * sizeof places.pos[0]);
	memset(places.under, 0, (past.nfile + 1) * sizeof places.under[0]);
	counter = 1;
	places.norder = 0;
	for (f = 1; f <= past.nfile; f++)
		if (past.file[f].given)
			for (i = place_of_file(f); i < place_of_file(f + 1);
			     i++)
				places.pos[i] = 1;
	places.pos[0] = ++counter;
	for (i = 0; i < places.nroot; i++) {
		f = places.root[i];
		if (places.keep[i] && !places.pos[place_of_file(f)])
			visit(f, f);
		places.pos[i + 1] = ++counter;
	}
}

int
place_keep(uint32_t f)
{
	uint32_t r = f ? readings[f].root : 0;

	if (!r || places.under[r] == r)
		return 0;
	places.keep[index_of[r]] = 1;
	return 1;
}

uint32_t
place_root(uint32_t f)
{
	uint32_t r = f ? readings[f].root : 0;

	return r ? index_of[r] : places.nroot;
}
