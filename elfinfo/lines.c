// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Is a number in the code of a function that of a line?  might_sleep() and its
 * like pass __LINE__ to a function, which nothing but its value tells from
 * another constant.
 *
 * The debug data know the lines of each instruction.  As the code of both
 * functions is the same, their lines run side by side: the number is a line if
 * it changes by as much as the line of the statement it is in.
 */
#include <dwarf.h>
#include <stdlib.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

/* A call of a macro may go over many lines, and tells the last one. */
enum { CALL = 100 };

struct stop {
	uint64_t addr;
	uint32_t line;
	size_t seq;
};

struct lines {
	struct stop *row;
	size_t n, cap;
};

static int
by_addr(const void *a, const void *b)
{
	const struct stop *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

static void
read_unit(struct lines *l, Dwarf_Die *cu)
{
	Dwarf_Lines *all;
	Dwarf_Line *one;
	Dwarf_Addr addr;
	size_t i, n;
	int line;

	if (dwarf_getsrclines(cu, &all, &n) != 0)
		return;
	for (i = 0; i < n; i++) {
		one = dwarf_onesrcline(all, i);
		if (!one || dwarf_lineaddr(one, &addr) != 0 ||
		    dwarf_lineno(one, &line) != 0 || line <= 0)
			continue;
		l->row = grow(l->row, l->n + 1, &l->cap, sizeof l->row[0]);
		l->row[l->n] = (struct stop){ addr, line, l->n };
		l->n++;
	}
}

static struct lines *
lines_of(struct image *m)
{
	Dwarf_CU *cu = NULL;
	Dwarf_Die die;

	if (m->lines)
		return m->lines;
	m->lines = alloc(sizeof *m->lines);
	if (!debug_find(m->o))
		return m->lines;
	while (dwarf_get_units(m->o->dwarf, cu, &cu, NULL, NULL, &die,
			       NULL) == 0)
		if (dwarf_tag(&die) == DW_TAG_compile_unit)
			read_unit(m->lines, &die);
	if (m->lines->n)
		qsort(m->lines->row, m->lines->n, sizeof m->lines->row[0],
		      by_addr);
	return m->lines;
}

static size_t
first(const struct lines *l, uint64_t addr)
{
	size_t a = 0, b = l->n, i;

	while (a < b) {
		i = a + (b - a) / 2;
		if (l->row[i].addr < addr)
			a = i + 1;
		else
			b = i;
	}
	return a;
}

int
lines_moved(struct image *ma, const struct area *a, uint64_t afrom,
	    struct image *mb, const struct area *b, uint64_t bfrom,
	    uint64_t size, uint32_t old, uint32_t new)
{
	const struct lines *l = lines_of(ma), *m = lines_of(mb);
	size_t i, k;

	afrom += a->sec->addr;
	bfrom += b->sec->addr;
	i = first(l, afrom);
	k = first(m, bfrom);
	while (i < l->n && k < m->n && l->row[i].addr < afrom + size &&
	       m->row[k].addr < bfrom + size) {
		const struct stop *x = &l->row[i], *y = &m->row[k];
		uint64_t xat = x->addr - afrom, yat = y->addr - bfrom;

		i += xat <= yat;
		k += yat <= xat;
		if (xat == yat && old >= x->line && old - x->line <= CALL &&
		    new - old == y->line - x->line)
			return 1;
	}
	return 0;
}
