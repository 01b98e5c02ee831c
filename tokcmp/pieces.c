// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pieces of a file that could be left out one by one: its own #include,
 * #define and #undef directives, and its external declarations, those of one
 * macro call together.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "tokcmp.h"

struct piece {
	const char *what;       /* NULL: it stays */
	uint32_t from, to;      /* offsets */
};
static struct piece *all;       /* from 0 */
static uint32_t nall;
static size_t allcap, topcap;

static struct top {
	uint32_t from, to;      /* tokens */
	unsigned char function, empty;
} *tops;                        /* from 0 */
static uint32_t ntops;

static void
take(struct rec *r)
{
	if (r->kind == R_N)
		rec_parse(r);
	if (r->kind != R_TOP)
		return;
	rec_parse(r);
	tops = grow(tops, ntops + 1, &topcap, sizeof tops[0]);
	tops[ntops++] = (struct top){
		r->f[TOP_FIRST].v, r->f[TOP_LAST].v,
		rec_is(r, TOP_KIND, "function"), rec_is(r, TOP_KIND, "empty")
	};
}

static void
add(const char *what, uint32_t from, uint32_t to)
{
	all = grow(all, nall + 1, &allcap, sizeof all[0]);
	all[nall++] = (struct piece){ what, from, to };
}

static void
directives(void)
{
	const struct event *e;
	uint32_t i;

	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		if (e->f == past.main &&
		    (e->kind == R_FILE || e->kind == R_SKIP ||
		     e->kind == R_DEFINE || e->kind == R_UNDEF))
			add("directive", e->off, e->off + e->len);
	}
}

/* The end of a token's text, or of the call that it came of */
static uint32_t
end_of(uint32_t t)
{
	const struct token *p = &past.token[t];
	const struct call *c = &past.call[past_root(t)];

	return p->x ? c->off + c->len : p->off + p->len;
}

static uint32_t
start_of(uint32_t t)
{
	uint32_t x = past_root(t);

	return x ? past.call[x].off : past.token[t].off;
}

static int
defines(const struct top *d, char **names)
{
	uint32_t t;

	if (!d->function)
		return 0;
	for (; *names; names++)
		for (t = d->from; t < d->to; t++)
			if (!strcmp(spell(past.token[t].s)->s, *names) &&
			    !strcmp(spell(past.token[t + 1].s)->s, "("))
				return 1;
	return 0;
}

/* Is the next declaration of the same macro call, or the ; after it? */
static int
goes_on(const struct top *d, const struct top *next)
{
	uint32_t x = past_root(d->to);

	return x && (past_root(next->from) == x || next->empty);
}

static void
declarations(char **names)
{
	uint32_t i, first;
	int stays;

	for (i = 0; i < ntops; i++) {
		if (past_file_of(tops[i].from) != past.main)
			continue;
		first = i;
		stays = defines(&tops[i], names);
		while (i + 1 < ntops && goes_on(&tops[i], &tops[i + 1]))
			stays |= defines(&tops[++i], names);
		add(stays ? NULL : "declaration", start_of(tops[first].from),
		    end_of(tops[i].to));
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Leave out what stands within another piece. */
static void
outermost(void)
{
	uint32_t i, n = 0;

	for (i = 0; i < nall; i++)
		if (!n || all[i].from >= all[n - 1].to)
			all[n++] = all[i];
	nall = n;
}

void
pieces(const char *stream, char **names)
{
	const struct piece *p;

	orig_read(stream, "YE", take);
	directives();
	declarations(names);
	if (nall)
		qsort(all, nall, sizeof all[0], by_place);
	outermost();
	for (p = all + nall; p-- > all; )
		if (p->what)
			printf("%s\t%u\t%u\t%u\n", p->what,
			       origin_loc(past.main, p->from).line, p->from,
			       p->to - p->from);
}
