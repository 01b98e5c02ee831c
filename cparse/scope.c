// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which names are typedef names.  A word knows what it is now; what leaving
 * a scope will change back is on a stack, which is nearly always empty: a
 * name that is no typedef name may be declared without a trace.
 */
#include "util.h"
#include "rec.h"
#include "cparse.h"

static uint32_t *undo;          /* spellings to flip; 0 begins a scope */
static size_t cap, n;
static unsigned depth;

void
scope_open(void)
{
	undo = grow(undo, n + 1, &cap, sizeof undo[0]);
	undo[n++] = 0;
	depth++;
}

void
scope_close(void)
{
	uint32_t s;

	if (n == 0)
		return;
	while ((s = undo[--n]))
		words[s].is_typedef ^= 1;
	depth--;
}

void
scope_open99(void)
{
	if (word_c99())
		scope_open();
}

void
scope_close99(void)
{
	if (word_c99())
		scope_close();
}

void
scope_reset(void)
{
	while (depth)
		scope_close();
}

unsigned
scope_depth(void)
{
	return depth;
}

void
scope_declare(uint32_t s, int is_typedef)
{
	struct word *w = &words[s];

	if (w->is_typedef == is_typedef)
		return;
	w->is_typedef = is_typedef;
	if (is_typedef)
		w->was_typedef = 1;
	if (!depth)
		return;
	undo = grow(undo, n + 1, &cap, sizeof undo[0]);
	undo[n++] = s;
}
