// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What has to be patched together.
 *
 * The kernel puts a call at the start of the old code.  That reaches nobody
 * who has a copy of the body: each function that it was inlined into has to
 * be patched too.  Nor does it reach who calls a clone whose parameters are
 * others than the source says: the callers of each clone that has the body
 * have to be patched, and so on from these.
 *
 * The debug data tell all code that a function is in, however it came there.
 * The dumps of the compiler tell one step a line, but also of what left
 * nothing behind: a function that gives a constant, say.  Their lines stand in
 * the order in which it was done, so that what was inlined into g after g was
 * inlined into h is not in h.  Where both are there, both are believed, but
 * for what folding made up; see clones.c.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static struct text table;
static const char *the_dump;

void
set_table(struct text t, const char *dump)
{
	table = t;
	the_dump = dump;
}

struct text
set_rows(const struct item *it, enum row k)
{
	return rows_find(table, k, it->name, it->object, it->unit);
}

int
set_is(const char *field, const char *word)
{
	return strcmp(field, word) == 0;
}

/* Paths */

/* In how many names from the end do they agree? *whole: 1 if one of them is
 * the end of the other, 2 if that is b */
static unsigned
common(const char *a, size_t an, const char *b, size_t bn, int *whole)
{
	unsigned n = 0;
	size_t i = 0;

	for (; i < an && i < bn && a[an - i - 1] == b[bn - i - 1]; i++)
		n += a[an - i - 1] == '/';
	/* in the middle of a name, but for a path's beginning */
	*whole = (i == an || i == bn) &&
		 (i == an || a[an - i - 1] == '/' || a[an - i] == '/') &&
		 (i == bn || b[bn - i - 1] == '/' || b[bn - i] == '/');
	n += *whole;
	if (*whole && i == bn)
		*whole = 2;
	return n;
}

/* What leads nowhere that another path could tell */
static const char *
plain_path(const char *s)
{
	for (;;)
		if (strncmp(s, "../", 3) == 0)
			s += 3;
		else if (strncmp(s, "./", 2) == 0)
			s += 2;
		else
			return s;
}

unsigned
set_same_path(const char *a, size_t an, const char *b)
{
	const char *p = plain_path(a);
	int whole;
	unsigned n;

	if ((size_t)(p - a) > an)
		return 0;
	an -= p - a;
	b = plain_path(b);
	n = common(p, an, b, strlen(b), &whole);
	/* kernel/reboot.c of two trees is not arch/x86/kernel/reboot.c */
	return whole || n >= 2 ? 2 * n + (whole == 2) : 0;
}

struct item *
set_unit(const char *object, const char *unit, int described,
	 struct item *next)
{
	struct item *u = alloc(sizeof *u);

	*u = (struct item){ next, NULL, object, unit, described };
	return u;
}

struct item *
set_units(struct text in, const char *path, const char *object)
{
	const char *slash = strrchr(path, '/'), *g[COLUMNS];
	struct text t = rows_find(in, ROW_UNIT,
				  intern(slash ? slash + 1 : path), object,
				  NULL);
	struct item *units = NULL;
	unsigned most = 1, n;

	while (rows_next(&t, ROW_UNIT, g)) {
		n = set_same_path(path, strlen(path), g[U_UNIT]);
		if (n < most)
			continue;
		units = set_unit(g[U_OBJECT], g[U_UNIT], 1,
				 n > most ? NULL : units);
		most = n;
	}
	return units;
}

/* Dumps */

/* The name of a dump without .000i.ipa-clones is that of a unit */
static size_t
stem(const char *dump)
{
	const char *end = strstr(dump, ".ipa-clones"), *p;

	if (!end)
		return strlen(dump);
	for (p = end; p > dump && p[-1] != '.' && p[-1] != '/'; p--)
		;
	return p > dump && p[-1] == '.' ? p - 1 - dump : end - dump;
}

/* The dump of the item's unit; line: where the function is declared, or "-".
 * NULL: there is none. */
static const char *
dump_of(const struct item *it, const char *line)
{
	struct text t = rows_find(table, ROW_DUMPCLONE, it->name, NULL, NULL);
	const char *g[COLUMNS], *best = NULL;
	unsigned most = 0, n;

	while (rows_next(&t, ROW_DUMPCLONE, g)) {
		if (!set_is(line, "-") && !set_is(line, "0") &&
		    strcmp(line, g[D_LINE]) != 0)
			continue;
		n = the_dump ? g[D_DUMP] == the_dump :
		    it->unit ? set_same_path(g[D_DUMP], stem(g[D_DUMP]),
					     it->unit) : 0;
		if (n > most) {
			most = n;
			best = g[D_DUMP];
		}
	}
	return best;
}

/* Are there dumps at all? */
static int
dump_at_hand(void)
{
	struct text t = rows_find(table, ROW_DUMPCLONE, NULL, NULL, NULL);

	return t.p < t.end;
}

/* A name of the assembler without what clones have after it */
static const char *
plain(const char *s)
{
	size_t n = *s ? strcspn(s + 1, ".") + 1 : 0;

	return s[n] ? internn(s, n) : s;
}

/* Functions */

/* Of several rows in a unit the one with code */
static int
described(const struct item *it, const char **f)
{
	const char *g[COLUMNS];
	struct text t = set_rows(it, ROW_FUNCTION);
	int found = 0;

	while (rows_next(&t, ROW_FUNCTION, g))
		if (!found || set_is(g[F_STATE], "code")) {
			memcpy(f, g, sizeof g);
			found = 1;
		}
	return found;
}

static const char *
base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Without debug data a unit is known by its symbols' file only: its name
 * without folders, if it was not stripped too. */
static int
of_file(const char *file, const struct item *it)
{
	return !it->unit || set_is(file, "-") || set_is(file, base(it->unit));
}

/* The function's symbol where there are no debug data */
static int
has_symbol(const struct item *it, const char **s)
{
	struct text t = rows_find(table, ROW_SYMBOL, it->name, it->object,
				  NULL);

	while (rows_next(&t, ROW_SYMBOL, s)) {
		if (!set_is(s[S_TYPE], "func") && !set_is(s[S_TYPE], "ifunc"))
			continue;
		if (set_is(s[S_SECTION], "UND"))
			continue;
		if (!set_is(s[S_BINDING], "local") || of_file(s[S_FILE], it))
			return 1;
	}
	return 0;
}

/* Does the dump say that the function itself, not a copy, was removed? */
static int
removed(const char *name, const char *order, const char *dump)
{
	struct text t = rows_find(table, ROW_REMOVAL, name, NULL, NULL);
	const char *g[COLUMNS];

	while (rows_next(&t, ROW_REMOVAL, g))
		if (g[RM_DUMP] == dump && g[RM_ORDER] == order)
			return 1;
	return 0;
}

/* A row for a function that no debug data tell of: what its symbol and its
 * dump say. */
static int
guessed(const struct item *it, const char **f)
{
	const char *s[COLUMNS], *g[COLUMNS], *order = NULL;
	const char *dump = dump_of(it, "-");
	struct text t = rows_find(table, ROW_DUMPCLONE, it->name, NULL, NULL);
	int i;

	for (i = 0; i < COLUMNS; i++)
		f[i] = intern("-");
	f[F_NAME] = it->name;
	if (it->object)
		f[F_OBJECT] = it->object;
	if (it->unit)
		f[F_UNIT] = it->unit;
	while (rows_next(&t, ROW_DUMPCLONE, g))
		if (g[D_DUMP] == dump &&
		    (!order || atol(g[D_ORDER]) < atol(order))) {
			order = g[D_ORDER];
			f[F_FILE] = g[D_FILE];
			f[F_LINE] = g[D_LINE];
		}
	if (has_symbol(it, s)) {
		f[F_STATE] = "code";
		f[F_SYMBOL] = s[S_NAME];
		memcpy(f + F_SECTION, s + S_SECTION, 3 * sizeof *f);
		f[F_POSITION] = s[S_POSITION];
		f[F_OF] = s[S_OF];
		return 1;
	}
	f[F_STATE] = it->object || (order && removed(it->name, order, dump)) ?
		     "inlined" : "code";
	return order || (dump_at_hand() && !it->object);
}

int
set_function(const struct item *it, const char **f)
{
	if (described(it, f))
		return 1;
	return !it->described && guessed(it, f);
}

int
set_changed(const char *suffix)
{
	return strncmp(suffix, "part", 4) != 0 &&
	       strncmp(suffix, "cold", 4) != 0 && !strstr(suffix, ".cold");
}

int
set_has_code(const char **f)
{
	return set_is(f[F_STATE], "code") || set_is(f[F_STATE], "folded");
}

const char *
set_obstacle(const char **f)
{
	if (set_is(f[F_STATE], "gone") || set_is(f[F_STATE], "overridden"))
		return f[F_STATE];
	if (object_init_section(f[F_SECTION]))
		return "init";
	if (set_is(f[F_FENTRY], "no"))
		return "no-fentry";
	return NULL;
}

/* The walk */

/* A piece of code that has the body of the function, or calls a clone that
 * does */
static struct code {
	struct code *next;
	struct item it;
	const char *symbol;
} *codes, **codes_end;

static const struct item *root;
static void (*visit)(const struct edge *);

static int
same(const struct item *a, const struct item *b)
{
	return a->name == b->name && a->object == b->object &&
	       a->unit == b->unit;
}

static void
add_code(const struct item *it, const char *symbol)
{
	struct code *c;

	for (c = codes; c; c = c->next)
		if (c->symbol == symbol && same(&c->it, it))
			return;
	c = alloc(sizeof *c);
	c->it = *it;
	c->symbol = symbol;
	*codes_end = c;
	codes_end = &c->next;
}

/* Is it code of a clone, other than one that stands apart? */
static int
is_clone(const struct item *it, const char *symbol)
{
	struct text t = set_rows(it, ROW_CLONE);
	const char *g[COLUMNS];

	if (!it->described)
		return symbol != it->name;
	while (rows_next(&t, ROW_CLONE, g))
		if (g[C_SYMBOL] == symbol)
			return 1;
	return 0;
}

/* Function `with' has such code: say so, unless it is the root's own.  What
 * ran at boot does so no more, and what was overridden never does. */
static void
reach(struct edge *e, struct item with)
{
	const char *f[COLUMNS];

	if (!same(&with, root)) {
		e->with = &with;
		if (set_function(&with, f)) {
			e->row = f;
			e->obstacle = set_obstacle(f);
		}
		if (e->obstacle && set_is(e->obstacle, "overridden"))
			return;
		visit(e);
		if (set_is(e->why, "folded") ||
		    (e->obstacle && set_is(e->obstacle, "init")))
			return;
	}
	add_code(&with, e->symbol);
}

/* The unit that a row's last column names, or the item's own */
static struct item
item_in(const struct item *it, const char *name, const char *unit)
{
	return (struct item){ NULL, name, it->object,
			      set_is(unit, "-") ? it->unit : unit,
			      it->described };
}

/* The body came there by way of this one, which may have no code itself. */
static void
pass(const struct item *it, const char *via)
{
	const struct item with = item_in(it, via, "-");
	struct edge e = { .it = it, .with = &with, .why = "step" };
	const char *f[COLUMNS];

	if (same(&with, root) || !set_function(&with, f) || set_has_code(f))
		return;
	e.row = f;
	visit(&e);
}

static void
described_code(const struct item *it)
{
	struct text t = set_rows(it, ROW_CLONE);
	const char *g[COLUMNS];

	while (rows_next(&t, ROW_CLONE, g))
		add_code(it, g[C_SYMBOL]);
	t = set_rows(it, ROW_INLINED);
	while (rows_next(&t, ROW_INLINED, g)) {
		if (!set_is(g[I_VIA], "-"))
			pass(it, g[I_VIA]);
		reach(&(struct edge){ .it = it, .symbol = g[I_SYMBOL],
				      .why = "inlined" },
		      item_in(it, g[I_INTO], g[I_INTO_UNIT]));
	}
}

/* Who calls that clone, as far as it is known which one is called */
static void
callers(const struct code *c)
{
	struct text t = set_rows(&c->it, ROW_CALLED);
	const char *g[COLUMNS];

	if (!c->it.described)
		t = rows_find(table, ROW_CALLED, c->it.name, c->it.object,
			      NULL);
	while (rows_next(&t, ROW_CALLED, g))
		if ((c->it.described || of_file(g[B_UNIT], &c->it)) &&
		    (g[B_CALLED] == c->symbol || set_is(g[B_CALLED], "-")))
			reach(&(struct edge){ .it = &c->it,
					      .symbol = g[B_SYMBOL],
					      .why = "calls-clone",
					      .called = g[B_CALLED] },
			      item_in(&c->it, g[B_BY], g[B_BY_UNIT]));
}

/* Dumps: what a name of the assembler came to be in, the earliest time */
struct step {
	struct step *next;
	struct step *same;      /* of the same hash */
	struct step *after;     /* in the queue */
	const char *name;
	const char *order;      /* its number in the unit, NULL: the first */
	long at;
	const char *twin;       /* it was folded into that one, or NULL */
	unsigned char queued;
};

enum { BUCKETS = 1 << 12 };
struct steps {
	struct step *first, *bucket[BUCKETS];
	struct step *todo, **todo_end;
};

static struct step *
step(struct steps *all, const char *name, const char *order, long at)
{
	struct step **b = &all->bucket[pointer_hash(name) % BUCKETS], *s;

	for (s = *b; s && s->name != name; s = s->same)
		;
	if (s && s->at <= at)
		return s;
	if (!s) {
		s = alloc(sizeof *s);
		s->name = name;
		s->order = order;
		s->same = *b;
		*b = s;
		s->next = all->first;
		all->first = s;
	}
	s->at = at;
	if (!s->queued) {
		s->queued = 1;
		s->after = NULL;
		*all->todo_end = s;
		all->todo_end = &s->after;
	}
	return s;
}

static struct step *
take(struct steps *all)
{
	struct step *s = all->todo;

	if (s) {
		all->todo = s->after;
		if (!all->todo)
			all->todo_end = &all->todo;
		s->queued = 0;
	}
	return s;
}

/* Is it said to contain the other because it has the same code? */
static int
twin(const struct item *other, const struct item *into)
{
	const char *f[COLUMNS], *g[COLUMNS];

	return described(other, f) && set_is(f[F_STATE], "code") &&
	       described(into, g) && set_is(g[F_STATE], "folded") &&
	       g[F_SIZE] == f[F_SIZE];
}

static void
follow(struct steps *all, struct step *s, const struct item *it,
       const char *dump)
{
	struct text t = rows_find(table, ROW_DUMPCLONE, s->name, NULL, NULL);
	const char *g[COLUMNS];
	struct item of = item_in(it, s->name, "-"), into;

	while (!s->twin && rows_next(&t, ROW_DUMPCLONE, g)) {
		if (g[D_DUMP] != dump || atol(g[D_AT]) < s->at ||
		    g[D_CLONE] == s->name)
			continue;
		into = item_in(it, plain(g[D_CLONE]), "-");
		if (set_is(g[D_SUFFIX], "inlining to") && twin(&of, &into))
			step(all, g[D_CLONE], g[D_CLONE_ORDER], 0)->twin =
				s->name;
		else
			step(all, g[D_CLONE], g[D_CLONE_ORDER],
			     atol(g[D_AT]));
	}
}

/* Is there such code in the end, or was it a step on the way?  A dump alone
 * does not always tell. */
static int
remains(const struct item *with, const struct step *s, const char *dump)
{
	const char *f[COLUMNS];
	struct text t;

	if (with->described)
		return (described(with, f) && set_has_code(f) &&
			s->name == with->name) || is_clone(with, s->name);
	if (!with->object)
		return !removed(s->name, s->order, dump);
	if (s->name == with->name)
		return has_symbol(with, f);
	t = rows_find(table, ROW_SYMBOL, s->name, with->object, NULL);
	return t.p < t.end;
}

static void
dumped_code(const struct item *it)
{
	const char *f[COLUMNS], *dump;
	static struct steps steps, *all = &steps;
	struct step *s;
	struct item with;
	int known = set_function(it, f);

	dump = dump_of(it, known ? f[F_LINE] : "-");
	if (!dump)
		return;
	*all = (struct steps){ 0 };
	all->todo_end = &all->todo;
	step(all, it->name, NULL, 0);
	while ((s = take(all)))
		follow(all, s, it, dump);
	for (s = all->first; s; s = s->next) {
		with = item_in(it, plain(s->name), "-");
		if (s->name == it->name)
			continue;
		if (!remains(&with, s, dump)) {
			pass(it, with.name);
			continue;
		}
		reach(&(struct edge){ .it = it, .symbol = s->name,
				      .why = s->twin ? "folded" : "inlined",
				      .called = s->twin },
		      with);
	}
}

void
set_close(const struct item *from, void (*found)(const struct edge *))
{
	struct code *c;

	root = from;
	visit = found;
	codes = NULL;
	codes_end = &codes;
	described_code(from);
	dumped_code(from);
	for (c = codes; c; c = c->next)
		if (is_clone(&c->it, c->symbol))
			callers(c);
}
