// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is not the same in two objects that were made of one unit, before and
 * after a fix.
 *
 * First it has to be found out which piece of the one is which of the other.
 * What the compiler numbers (a static object of a function, a clone) has
 * other numbers when something was added before it, and there may be dozens
 * of one name: such are paired by who refers to them in the same place.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static struct image *old, *new;

static int
by_base(const void *a, const void *b)
{
	const struct piece *x = *(struct piece *const *)a;
	const struct piece *y = *(struct piece *const *)b;
	int c = strcmp(x->base, y->base);

	if (c)
		return c;
	return (x->sym->index > y->sym->index) -
	       (x->sym->index < y->sym->index);
}

static struct piece **
sorted(struct image *m)
{
	struct piece **p = alloc((m->n + 1) * sizeof *p);
	size_t i;

	for (i = 0; i < m->n; i++)
		p[i] = &m->piece[i];
	qsort(p, m->n, sizeof *p, by_base);
	return p;
}

static int
is_same(struct piece *a, struct piece *b)
{
	struct difference d = { SAME, NULL, 0, NULL, NULL };

	same_contents(old, a, new, b, &d);
	return d.verdict != CHANGED;
}

static void
join(struct piece *a, struct piece *b)
{
	a->pair = b;
	b->pair = a;
}

/* Pair those of the groups [i, iend) and [k, kend) for which fit says so: each
 * with the first. */
static size_t
pair_group(struct piece **a, size_t n, struct piece **b, size_t m,
	   int (*fit)(struct piece *, struct piece *))
{
	size_t i, k, from = 0, pairs = 0;

	for (i = 0; i < n; i++) {
		if (a[i]->pair)
			continue;
		while (from < m && b[from]->pair)
			from++;
		for (k = from; k < m; k++)
			if (!b[k]->pair && a[i]->code == b[k]->code &&
			    fit(a[i], b[k])) {
				join(a[i], b[k]);
				pairs++;
				break;
			}
	}
	return pairs;
}

static size_t
group_end(struct piece **p, size_t i, size_t n)
{
	size_t k = i;

	while (k < n && p[k]->base == p[i]->base)
		k++;
	return k;
}

/* For each name that both have */
static size_t
pair_all(struct piece **a, struct piece **b,
	 int (*fit)(struct piece *, struct piece *))
{
	size_t i = 0, k = 0, iend, kend, pairs = 0;
	int c;

	while (i < old->n && k < new->n) {
		c = strcmp(a[i]->base, b[k]->base);
		iend = c <= 0 ? group_end(a, i, old->n) : i;
		kend = c >= 0 ? group_end(b, k, new->n) : k;
		if (!c)
			pairs += pair_group(a + i, iend - i, b + k, kend - k,
					    fit);
		i = iend;
		k = kend;
	}
	return pairs;
}

static int
same_name(struct piece *a, struct piece *b)
{
	return a->name == b->name && !piece_numbered(a) &&
	       a->sym->file == b->sym->file;
}

static int
same_plain_name(struct piece *a, struct piece *b)
{
	return a->name == b->name && !piece_numbered(a);
}

static int
any(struct piece *a, struct piece *b)
{
	return a->base == b->base;
}

/* Pair what the same code refers to in the same place, until there is no more
 * of it. */
static void
pair_by_use(void)
{
	size_t i, found;

	do {
		found = 0;
		for (i = 0; i < old->n; i++) {
			struct piece *p = &old->piece[i];

			if (!p->pair || p->asked)
				continue;
			p->asked = 1;
			leads_begin();
			found += leads_end(is_same(p, p->pair));
		}
	} while (found);
}

static void
pair_pieces(void)
{
	struct piece **a = sorted(old), **b = sorted(new);

	pair_all(a, b, same_name);
	pair_all(a, b, same_plain_name);
	pair_by_use();
	if (pair_all(a, b, is_same))
		pair_by_use();
	if (pair_all(a, b, any))
		pair_by_use();
}

static const char *
word(int verdict)
{
	static const char *const words[] = {
		[SAME] = "same", [LINES] = "lines", [CHANGED] = "changed",
		[NEW] = "new", [GONE] = "gone",
	};

	return words[verdict];
}

/* The name that it has in the source; before a function there may be room to
 * patch, and a sum of its type. */
static const char *
source_name(const struct piece *p)
{
	static const char *const before[] = { "__pfx_", "__cfi_" };
	const char *s = p->name;
	size_t i;

	for (i = 0; p->code && i < LEN(before); i++)
		if (strncmp(s, before[i], strlen(before[i])) == 0)
			s += strlen(before[i]);
	return p->code && *s != '.' ? internn(s, strcspn(s, ".")) : p->base;
}

static void
put_row(const char *name, const char *kind, int verdict, const char *of,
	const char *section, const struct difference *d)
{
	row(ROW_DIFF);
	row_str(name);
	row_str(kind);
	row_str(word(verdict));
	row_str(of);
	row_str(section);
	row_str(d->what);
	row_str(d->verdict ? format("0x%llx", (unsigned long long)d->where) :
		NULL);
	row_str(d->old);
	row_str(d->new);
	row_end();
}

static void
put(const struct piece *p, int verdict, const struct difference *d)
{
	put_row(p->sym->name, p->code ? "function" : "object", verdict,
		source_name(p), piece_section(p), d);
}

static void
put_all(void)
{
	struct difference d;
	size_t i;

	for (i = 0; i < old->n; i++) {
		struct piece *p = &old->piece[i];

		memset(&d, 0, sizeof d);
		if (p->pair)
			same_contents(old, p, new, p->pair, &d);
		if (!p->pair)
			put(p, GONE, &d);
		else if (d.verdict || opt_all)
			put(p->pair, d.verdict, &d);
	}
	memset(&d, 0, sizeof d);
	for (i = 0; i < new->n; i++)
		if (!new->piece[i].pair)
			put(&new->piece[i], NEW, &d);
}

/*
 * Sections in which nothing has a name, and to which nothing refers: the
 * kernel finds what is in them by their names.
 */
static int
is_list(const struct image *m, size_t i)
{
	const struct area *t = &m->area[i];

	return !image_left(t->sec) && t->sec->size && !t->npiece &&
	       !t->nstart && !(t->sec->flags & (SHF_MERGE | SHF_EXECINSTR)) &&
	       !attached_is(t->sec->name);
}

static void
put_list(const struct area *t, int verdict, const struct difference *d)
{
	put_row(t->sec->name, "section", verdict, NULL, t->sec->name, d);
}

/* The next section of that name, from number i on; 0: there is none */
static size_t
find_list(const struct image *m, size_t i, const char *name)
{
	for (; i < m->o->nsec; i++)
		if (is_list(m, i) && strcmp(m->o->sec[i].name, name) == 0)
			return i;
	return 0;
}

static void
put_lists(void)
{
	unsigned char *used = alloc(new->o->nsec + 1);
	struct difference d;
	size_t i, k;

	for (i = 1; i < old->o->nsec; i++) {
		if (!is_list(old, i))
			continue;
		memset(&d, 0, sizeof d);
		k = find_list(new, 1, old->o->sec[i].name);
		while (k && used[k])
			k = find_list(new, k + 1, old->o->sec[i].name);
		if (k) {
			used[k] = 1;
			same_areas(old, &old->area[i], new, &new->area[k], &d);
		}
		if (!k || d.verdict || opt_all)
			put_list(&old->area[i], k ? d.verdict : GONE, &d);
	}
	memset(&d, 0, sizeof d);
	for (k = 1; k < new->o->nsec; k++)
		if (is_list(new, k) && !used[k])
			put_list(&new->area[k], NEW, &d);
}

int
cmd_diff(int argc, char **argv)
{
	struct text t;

	if (argc != 2)
		usage("diff wants OLD and NEW");
	old = image_read(argv[0], NULL);
	new = image_read(argv[1], opt_renamed);
	attached_read(old);
	attached_read(new);
	pair_pieces();
	put_all();
	put_lists();
	t = rows_take();
	rows_put("diff", ROWS(DIFF), &t, 1);
	return finish();
}
