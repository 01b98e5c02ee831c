// SPDX-License-Identifier: GPL-2.0-or-later
/* The decisions of closure. */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

struct reading *readings;       static size_t nreading, readingcap;
unsigned char *emit;
struct mark *marks;
struct keep *keeps;     uint32_t nkeeps;        static size_t keepcap;
struct edit *edits;     uint32_t nedits;        static size_t editcap;
struct insert *inserts; uint32_t ninserts;      static size_t insertcap;
uint32_t *froms, nfroms;                        static size_t fromcap;
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
decision(struct rec *r)
{
	struct edit *e;
	struct keep *k;
	struct insert *n;

	rec_parse(r);
	switch (r->kind) {
	case R_HEADER:
		readings_room(r->f[HEADER_FILE].v);
		readings[r->f[HEADER_FILE].v].may = rec_is(r, HEADER_MAY, "yes");
		break;
	case R_MOVED:
		readings_room(r->f[MOVED_FILE].v);
		readings[r->f[MOVED_FILE].v].moved = r->f[MOVED_READER].v;
		break;
	case R_FROM:
		froms = grow(froms, nfroms + 1, &fromcap, sizeof froms[0]);
		froms[nfroms++] = r->f[FROM_FILE].v;
		break;
	case R_KEEP:
		keeps = grow(keeps, nkeeps + 2, &keepcap, sizeof keeps[0]);
		k = &keeps[++nkeeps];
		*k = (struct keep){ r->f[KEEP_FIRST].v, r->f[KEEP_LAST].v,
			rec_is(r, KEEP_ROLE, "externalised") ||
			rec_is(r, KEEP_ROLE, "declaration") };
		if (k->t0 > k->t1)
			rec_bad(r, "token %u stands before token %u",
				k->t1, k->t0);
		if (nkeeps > 1 && k->t0 <= k[-1].t1)
			rec_bad(r, "token %u is not behind the last keep",
				k->t0);
		break;
	case R_EDIT:
		edits = grow(edits, nedits + 1, &editcap, sizeof edits[0]);
		e = &edits[nedits++];
		*e = (struct edit){ .t = r->f[EDIT_TOKEN].v,
				    .n = r->f[EDIT_COUNT].v };
		e->text = rec_textn(r, EDIT_TEXT, &e->len);
		k = &keeps[r->f[EDIT_KEEP].v];
		if (e->t < k->t0 || e->t > k->t1 || e->n > k->t1 - e->t + 1)
			rec_bad(r, "token %u is not in keep %u", e->t,
				r->f[EDIT_KEEP].v);
		break;
	default:
		inserts = grow(inserts, ninserts + 1, &insertcap,
			       sizeof inserts[0]);
		n = &inserts[ninserts++];
		*n = (struct insert){ .t = r->f[INSERT_TOKEN].v };
		n->text = rec_textn(r, INSERT_TEXT, &n->len);
		break;
	}
}

void
store_record(struct rec *r)
{
	switch (r->kind) {
	case R_HEADER: case R_FROM: case R_MOVED: case R_KEEP: case R_EDIT:
	case R_INSERT:
		decision(r);
		break;
	case R_FACT:
		rec_parse(r);
		if (rec_is(r, FACT_NAME, "source"))
			source = rec_text(r, FACT_VALUE);
		break;
	case R_TOP:
	case R_ENT:
		value_record(r);
		break;
	default:
		past_record(r);
		break;
	}
}

/* The file that f is read in, as far as the result goes */
static uint32_t
reader(uint32_t f)
{
	return readings[f].moved ? readings[f].moved : past.file[f].parent;
}

/* The outermost file that is read by a directive that may stay and has f in
 * it; a damaged stream may have circles. */
static void
find_top(uint32_t id)
{
	static uint32_t *path;
	static size_t cap;
	struct reading *f;
	uint32_t i, n = 0;

	for (i = id; i && !readings[i].found; i = reader(i)) {
		path = grow(path, n + 1, &cap, sizeof path[0]);
		path[n++] = i;
		readings[i].found = 1;
	}
	while (n--) {
		f = &readings[path[n]];
		i = reader(path[n]);
		if (past.file[path[n]].given)
			continue;
		if (i && readings[i].top)
			f->top = readings[i].top;
		else if (past.file[path[n]].how != HOW_MAIN && f->may &&
			 source_spelling(path[n]))
			f->top = path[n];
	}
}

void
store_finish(void)
{
	uint32_t i;

	past_finish();
	readings_room(past.nfile);
	emit = alloc(past.nevent + 1);
	marks = alloc((past.ncall + 1) * sizeof marks[0]);
	edit_sort();
	text_open_includes();
	for (i = 1; i <= past.nfile; i++)
		find_top(i);
}
