// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "depp.h"

static int
cmp(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->t != y->t)
		return x->t < y->t ? -1 : 1;
	return (x->n != 0) - (y->n != 0);
}

void
edit_sort(void)
{
	uint32_t i;

	if (nedits)
		qsort(edits, nedits, sizeof edits[0], cmp);
	for (i = 1; i < nedits; i++)
		if (edits[i].t < edits[i - 1].t + edits[i - 1].n ||
		    (edits[i].t == edits[i - 1].t &&
		     !edits[i].n == !edits[i - 1].n)) {
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
