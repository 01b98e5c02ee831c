// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

static int
cmp(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->t != y->t)
		return x->t < y->t ? -1 : 1;
	if (!x->n != !y->n)
		return x->n ? 1 : -1;
	return x->order < y->order ? -1 : 1;
}

/* Texts to be put before one token are one text, in their order. */
static void
merge(void)
{
	uint32_t i, n = 0;

	for (i = 0; i < nedits; i++) {
		struct edit *last = n ? &edits[n - 1] : NULL;
		struct buf b = { 0 };

		if (!last || last->n || edits[i].n || last->t != edits[i].t) {
			edits[n++] = edits[i];
			continue;
		}
		buf_add(&b, last->text, last->len);
		buf_char(&b, ' ');
		buf_add(&b, edits[i].text, edits[i].len);
		last->text = b.p;
		last->len = b.n;
	}
	nedits = n;
}

void
edit_sort(void)
{
	uint32_t i;

	for (i = 0; i < nedits; i++)
		edits[i].order = i;
	if (nedits)
		qsort(edits, nedits, sizeof edits[0], cmp);
	merge();
	for (i = 1; i < nedits; i++)
		if (edits[i].t < edits[i - 1].t + edits[i - 1].n) {
			error(rec_loc(), "two edits of token %u", edits[i].t);
			exit(S_INPUT);
		}
}

/* The first edit with a token not before t. */
static uint32_t
search(uint32_t t)
{
	uint32_t lo = 0, hi = nedits, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (edits[mid].t >= t)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

struct act
edit_at(uint32_t t)
{
	struct act a = { NULL, NULL };
	uint32_t i = search(t);

	if (i && t < edits[i - 1].t + edits[i - 1].n)
		a.rep = &edits[i - 1];
	for (; i < nedits && edits[i].t == t; i++)
		if (edits[i].n)
			a.rep = &edits[i];
		else
			a.ins = &edits[i];
	return a;
}

int
edit_any(uint32_t a, uint32_t b)
{
	uint32_t i = search(a);

	if (i && a < edits[i - 1].t + edits[i - 1].n)
		return 1;
	return i < nedits && edits[i].t <= b;
}

int
edit_holds(uint32_t t)
{
	uint32_t lo = 1, hi = nkeeps + 1, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (keeps[mid].t1 >= t)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo <= nkeeps && keeps[lo].t0 <= t;
}

int
edit_keeps(uint32_t t)
{
	return edit_holds(t) && !edit_at(t).rep;
}
