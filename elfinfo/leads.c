// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Do two references lead to the same?  What has a name is the same thing if it
 * is the pair of the other one.  What has none is so by its contents.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static int pairing;             /* leads_begin was called last */
static struct piece **made;     /* pairs since then */
static size_t nmade, madecap;

static uint32_t
digits(const char **p, const char *end)
{
	uint32_t v = 0;

	for (; *p < end && isdigit((unsigned char)**p); ++*p)
		v = 10 * v + (**p - '0');
	return v;
}

/* Are two strings that the code refers to the same but for numbers of lines? */
static int
is_line_string(const struct span *a, struct text s, const struct span *b,
	       struct text t)
{
	uint32_t old, new;

	if (!a->code || !b->code || a->size != b->size)
		return 0;
	while (s.p < s.end && t.p < t.end) {
		if (!isdigit((unsigned char)*s.p) ||
		    !isdigit((unsigned char)*t.p)) {
			if (*s.p++ != *t.p++)
				return 0;
			continue;
		}
		old = digits(&s.p, s.end);
		new = digits(&t.p, t.end);
		if (old != new &&
		    !lines_moved(a->m, a->t, a->from, b->m, b->t, b->from,
				 a->size, old, new))
			return 0;
	}
	return s.p == s.end && t.p == t.end;
}

static int
strings(const struct span *a, const struct target *pa, const struct span *b,
	const struct target *pb, struct difference *d)
{
	struct text s = image_string(pa), t = image_string(pb);
	ptrdiff_t i;

	if (image_width(pa->area) == image_width(pb->area) &&
	    s.end - s.p == t.end - t.p && memcmp(s.p, t.p, s.end - s.p) == 0)
		return SAME;
	if (image_width(pa->area) > 1 || image_width(pb->area) > 1)
		return same_changed(d, "string", 0, "wide", "wide");
	for (i = 0; s.p + i < s.end && t.p + i < t.end && s.p[i] == t.p[i]; i++)
		;
	i = i > 40 ? i - 20 : 0;
	return same_differs(d, is_line_string(a, s, b, t) ? LINES : CHANGED,
			    "string", 0, text_quoted(s, i), text_quoted(t, i));
}

/* Code without a name goes on to where it cannot get further, or is all that
 * is left if that cannot be known. */
static uint64_t
code_end(const struct image *m, const struct area *t, uint64_t from)
{
	uint64_t i = from, n;
	struct insn in;

	for (; i < t->n; i += n) {
		n = machine_insn(m->o, t->p + i, t->n - i, &in);
		if (!n)
			break;
		if (in.leaves)
			return i + n;
	}
	return t->n;
}

static struct span
unnamed(struct image *m, const struct target *p)
{
	uint64_t n = image_element(p->area);
	struct span s = { m, p->area, p->off, 0,
		!!(p->area->sec->flags & SHF_EXECINSTR) && p->area->insn };

	if (s.code)
		s.size = code_end(m, s.t, s.from) - s.from;
	else if (n && s.from / n * n + n <= p->area->sec->size) {
		s.from = s.from / n * n;
		s.size = n;
	} else
		s.size = image_end(s.t, s.from) - s.from;
	return s;
}

/* Padding may follow what has no name. */
static void
trim(struct span *a, struct span *b)
{
	struct span *big = a->size > b->size ? a : b;
	uint64_t small = a->size > b->size ? b->size : a->size, i;
	struct span rest = { big->m, big->t, big->from + small,
		big->size - small, 0 };
	size_t k;

	if (a->code || big->size - small >= 32 || same_refs(&rest, &k) != k)
		return;
	for (i = rest.from; i < rest.from + rest.size; i++)
		if (i < rest.t->n && rest.t->p && rest.t->p[i])
			return;
	big->size = small;
}

static int
nameless(const struct span *a, const struct target *pa, const struct span *b,
	 const struct target *pb, struct difference *d)
{
	struct difference in = { SAME, NULL, 0, NULL, NULL };
	struct span x, y;
	uint64_t size = pa->area->sec->size;

	/* within what is being compared */
	if (pa->area == a->t && pb->area == b->t &&
	    pa->off - (int64_t)a->from == pb->off - (int64_t)b->from &&
	    pa->off - a->from < a->size)
		return SAME;
	if (pa->off < 0 || pb->off < 0 || (uint64_t)pa->off >= size ||
	    (uint64_t)pb->off >= pb->area->sec->size)
		return same_changed(d, "relocation", 0, text_target(pa),
				    text_target(pb));
	if (image_is_string(pa->area) && image_is_string(pb->area))
		return strings(a, pa, b, pb, d);
	if (image_element(pa->area) != image_element(pb->area))
		return same_changed(d, "relocation", 0, text_target(pa),
				    text_target(pb));
	x = unnamed(a->m, pa);
	y = unnamed(b->m, pb);
	if (pa->off - (int64_t)x.from != pb->off - (int64_t)y.from ||
	    x.code != y.code ||
	    strcmp(same_class(x.t->sec), same_class(y.t->sec)))
		return same_changed(d, "relocation", 0, text_target(pa),
				    text_target(pb));
	trim(&x, &y);
	same_compare(&x, &y, &in);
	return same_differs(d, in.verdict, x.code ? in.what :
			    same_class(x.t->sec), 0, in.old, in.new);
}

/* What is named by the compiler is paired where it is met, if it can be. */
static void
pair(struct piece *a, struct piece *b)
{
	if (!pairing || a->pair || b->pair || a->base != b->base ||
	    a->code != b->code || !piece_numbered(a) || !piece_numbered(b))
		return;
	a->pair = b;
	b->pair = a;
	made = grow(made, nmade + 1, &madecap, sizeof made[0]);
	made[nmade++] = a;
}

static int
is_pair(struct piece *a, struct piece *b)
{
	struct piece *c;

	pair(a, b);
	c = a->pair;
	return c && (c == b || (c->area && c->area == b->area &&
				c->from == b->from));
}

static int
is_constant(const struct piece *p)
{
	return p->area && !p->code && piece_numbered(p) &&
	       !(p->area->sec->flags & SHF_WRITE);
}

/* Do pieces lie in both sections as their pairs do? */
static int
is_like(const struct area *a, const struct area *b)
{
	size_t i;

	if (a->npiece != b->npiece)
		return 0;
	for (i = 0; i < a->npiece; i++)
		if (!is_pair(a->piece[i], b->piece[i]) ||
		    a->piece[i]->from != b->piece[i]->from)
			return 0;
	return 1;
}

/* Are the bytes of both sections the same? */
static int
same_bytes(struct image *ma, struct area *a, struct image *mb, struct area *b)
{
	struct span s = { ma, a, 0, a->n, 0 }, t = { mb, b, 0, b->n, 0 };
	unsigned char *p, *q;
	int same;

	if (a->n != b->n)
		return 0;
	p = same_masked(&s, a->n);
	q = same_masked(&t, b->n);
	same = memcmp(p, q, a->n) == 0;
	free(p);
	free(q);
	return same;
}

/* A reference to the neighbour of what is meant tells nothing if these lie in
 * another way, or if that has no name and is another one. */
static int
is_sure(struct image *ma, const struct target *a, struct image *mb,
	const struct target *b)
{
	const struct piece *x = a->piece, *y = b->piece;

	if (!a->anchor || !x || !y || x->code || !x->area || !y->area ||
	    (same_is_all(x) && same_is_all(y)) || x->area->like == y->area)
		return 1;
	if (!is_like(x->area, y->area) ||
	    !same_bytes(ma, x->area, mb, y->area))
		return 0;
	if (!pairing)
		x->area->like = y->area;
	return 1;
}

int
leads_same(const struct span *a, const struct target *pa, const struct span *b,
	   const struct target *pb, struct difference *d)
{
	struct piece *x = pa->piece, *y = pb->piece;
	const char *from = x ? x->name : pa->name;
	const char *to = y ? y->name : pb->name;
	struct difference in = { SAME, NULL, 0, NULL, NULL };

	if (!from && !to)
		return nameless(a, pa, b, pb, d);
	if (!from || !to || pa->off != pb->off ||
	    !is_sure(a->m, pa, b->m, pb) ||
	    (x && y ? !is_pair(x, y) : from != to ||
	     (x && x->sym->bind == STB_LOCAL && !pb->foreign) ||
	     (y && y->sym->bind == STB_LOCAL)))
		return same_changed(d, "relocation", 0, text_target(pa),
				    text_target(pb));
	/* the object of a function that cannot change is a part of it */
	if (x && y && is_constant(x) && is_constant(y)) {
		same_contents(a->m, x, b->m, y, &in);
		if (in.verdict)
			same_differs(d, in.verdict, in.what, 0, in.old, in.new);
	}
	return d->verdict;
}

void
leads_begin(void)
{
	pairing = 1;
	nmade = 0;
}

size_t
leads_end(int keep)
{
	size_t i, n = keep ? nmade : 0;

	for (i = 0; !keep && i < nmade; i++) {
		made[i]->pair->pair = NULL;
		made[i]->pair = NULL;
	}
	pairing = 0;
	nmade = 0;
	return n;
}
