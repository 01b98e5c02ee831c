// SPDX-License-Identifier: GPL-2.0-or-later
/* The decisions of closure. */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

struct reading *readings;       static size_t nreading, readingcap;
unsigned char *emit;
struct mark *marks;
struct keep *keeps;     uint32_t nkeeps;        static size_t keepcap;
struct edit *edits;     uint32_t nedits;        static size_t editcap;
struct insert *inserts; uint32_t ninserts;      static size_t insertcap;
struct want *wants;     uint32_t nwants;        static size_t wantcap;
const char *source = "";

/* readings[] has an element for each file up to n. */
static void
readings_room(size_t n)
{
	if (n < nreading)
		return;
	readings = grow(readings, n + 1, &readingcap, sizeof readings[0]);
	memset(readings + nreading, 0,
	       (n + 1 - nreading) * sizeof readings[0]);
	nreading = n + 1;
}

static void
fact(struct rec *r)
{
	if (rec_is(r, FACT_NAME, "source"))
		source = rec_text(r, FACT_VALUE);
}

static void
header(struct rec *r)
{
	readings_room(r->f[HEADER_FILE].v);
	readings[r->f[HEADER_FILE].v].may = rec_is(r, HEADER_MAY, "yes");
}

static void
want(struct rec *r)
{
	static const char *const hows[] = { "name", "full", "tag", NULL };
	struct want *w;
	unsigned i;

	wants = grow(wants, nwants + 1, &wantcap, sizeof wants[0]);
	w = &wants[nwants++];
	*w = (struct want){ r->f[WANT_TOKEN].v, r->f[WANT_ENT].v,
			    rec_one_of(r, WANT_HOW, hows), NULL,
			    r->n - WANT_GIVEN };
	w->given = alloc((w->n + 1) * sizeof w->given[0]);
	for (i = 0; i < w->n; i++)
		w->given[i] = r->f[WANT_GIVEN + i].v;
}

static void
keep(struct rec *r)
{
	struct keep *k;

	keeps = grow(keeps, nkeeps + 2, &keepcap, sizeof keeps[0]);
	k = &keeps[++nkeeps];
	*k = (struct keep){ r->f[KEEP_FIRST].v, r->f[KEEP_LAST].v,
		rec_is(r, KEEP_ROLE, "externalised") ||
		rec_is(r, KEEP_ROLE, "declaration") };
	if (k->t0 > k->t1)
		rec_bad(r, "token %u stands before token %u", k->t1, k->t0);
	if (nkeeps > 1 && k->t0 <= k[-1].t1)
		rec_bad(r, "token %u is not after the last keep", k->t0);
}

static void
edit(struct rec *r)
{
	const struct keep *k = &keeps[r->f[EDIT_KEEP].v];
	struct edit *e;

	edits = grow(edits, nedits + 1, &editcap, sizeof edits[0]);
	e = &edits[nedits++];
	*e = (struct edit){ .t = r->f[EDIT_TOKEN].v, .n = r->f[EDIT_COUNT].v };
	e->text = rec_textn(r, EDIT_TEXT, &e->len);
	if (e->t < k->t0 || e->t > k->t1 || e->n > k->t1 - e->t + 1)
		rec_bad(r, "token %u is not in keep %u", e->t,
			r->f[EDIT_KEEP].v);
}

static void
insert(struct rec *r)
{
	struct insert *n;

	inserts = grow(inserts, ninserts + 1, &insertcap, sizeof inserts[0]);
	n = &inserts[ninserts++];
	*n = (struct insert){ .t = r->f[INSERT_TOKEN].v };
	n->text = rec_textn(r, INSERT_TEXT, &n->len);
}

static void (*const take[R_MAX])(struct rec *) = {
	[R_FACT] = fact, [R_HEADER] = header, [R_WANT] = want,
	[R_KEEP] = keep, [R_EDIT] = edit, [R_INSERT] = insert,
	[R_FIELD] = member_record
};

void
store_record(struct rec *r)
{
	if (!past_record(r) && !entity_record(r))
		rec_take(r, take);
}

/* Does the directive that reads file f stand in a declaration of which no text
 * is kept?  Then it may not stand anywhere else. */
static int
is_lost(uint32_t f)
{
	uint32_t t = past.event[past.file[f].read].tok, d = entity_top(t);

	return t && d <= ents.ntop && ents.top[d].t0 <= t &&
		ents.top[d].t1 > t && !edit_holds(t);
}

/* The outermost file that is read by a directive which may stay and has f in
 * it; its includer has a lower id. */
static void
find_root(uint32_t f)
{
	uint32_t up = readings[past.file[f].parent].root;

	if (past.file[f].given)
		return;
	if (up)
		readings[f].root = up;
	else if (past.file[f].how != HOW_MAIN && readings[f].may &&
		 past_spelling(f) && !is_lost(f))
		readings[f].root = f;
}

void
store_finish(void)
{
	uint32_t i;

	past_finish();
	entity_finish();
	readings_room(past.nfile);
	emit = alloc(past.nevent + 1);
	marks = alloc((past.ncall + 1) * sizeof marks[0]);
	edit_sort();
	text_open_includes();
	for (i = 1; i <= past.nfile; i++)
		find_root(i);
}
