// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tables that klp-ccp --externalized writes: what the symbols are that the
 * result of klp-ccp leaves undefined, and which functions it patches.  Columns
 * are found by their names, so that a table may have more of them, in any
 * order, and more kinds of rows.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "convert.h"

/* A kind of rows, and where its columns are; 0: it has no such column. */
struct kind {
	struct kind *next;
	const char *word;
	unsigned name, object, pos, symbol, how, columns;
};

struct table {
	const char *file;
	struct kind *kinds;
	const char **patched;   /* the modules that it patches, each once */
	size_t npatched, cap;
};

static struct entry {
	const struct table *of;
	const char *name;       /* in the module to convert */
	const char *object, *symbol, *pos;
	unsigned line;
} *entries;
static size_t nentries, cap;

static void
bad(const struct table *t, unsigned line, const char *what)
{
	error((struct loc){ t->file, line, 0 }, "%s", what);
	exit(S_INPUT);
}

static const char *
field(const char **p, const char *end)
{
	const char *tab = memchr(*p, '\t', end - *p), *s;

	if (!tab)
		tab = end;
	s = rows_text(*p, tab - *p);
	*p = tab + 1;
	return s;
}

static void
take_kind(struct table *t, const char *p, const char *end)
{
	struct kind *k = alloc(sizeof *k);
	const struct {
		const char *word;
		unsigned *at;
	} columns[] = {
		{ "new-name", &k->name }, { "object", &k->object },
		{ "position", &k->pos }, { "symbol", &k->symbol },
		{ "how", &k->how }, { "method", &k->how },
	};
	const char *s;
	size_t i;

	k->word = p <= end ? field(&p, end) : "";
	while (p <= end) {
		s = field(&p, end);
		k->columns++;
		for (i = 0; i < LEN(columns); i++)
			if (strcmp(s, columns[i].word) == 0)
				*columns[i].at = k->columns;
	}
	k->next = t->kinds;
	t->kinds = k;
}

static int
has_patched(const struct table *t, const char *object)
{
	size_t i;

	for (i = 0; i < t->npatched; i++)
		if (t->patched[i] == object)
			return 1;
	return 0;
}

static void
patches(struct table *t, const char *object)
{
	object = names_module(object, strlen(object));
	if (strcmp(object, "-") == 0 || names_vmlinux(object) ||
	    has_patched(t, object))
		return;
	t->patched = grow(t->patched, t->npatched + 1, &t->cap,
			  sizeof *t->patched);
	t->patched[t->npatched++] = object;
}

static void
take_row(struct table *t, unsigned line, const char *p, const char *end)
{
	const char *word = field(&p, end), **f;
	const struct kind *k;
	unsigned n = 0;

	for (k = t->kinds; k && k->word != word; k = k->next)
		;
	if (!k)
		bad(t, line, format("a row '%s', which no line before tells "
				    "the columns of", word));
	f = alloc((k->columns + 1) * sizeof *f);
	while (p <= end && n < k->columns)
		f[++n] = field(&p, end);
	if (n < k->columns || p <= end)
		bad(t, line, format("a row '%s' with another number of "
				    "columns", word));
	if (k->object && strcmp(word, "patched") == 0)
		patches(t, f[k->object]);
	if (!k->how || strcmp(f[k->how], "relocation") != 0)
		return;
	if (!k->name || !k->object || !k->pos || !k->symbol)
		bad(t, line, format("a row '%s' without one of the columns "
				    "new-name, object, position, symbol",
				    word));
	entries = grow(entries, nentries + 1, &cap, sizeof *entries);
	entries[nentries++] = (struct entry){
		t, f[k->name], f[k->object], f[k->symbol], f[k->pos], line
	};
}

void
table_read(const char *file)
{
	static const char head[] = "!klp-ccp\t1\texternalized", row[] = "!row\t";
	struct text in = input_map(file);
	struct table *t = alloc(sizeof *t);
	const char *p, *nl;
	unsigned line;

	t->file = file;
	for (line = 1, p = in.p; ; line++, p = nl + 1) {
		nl = p < in.end ? memchr(p, '\n', in.end - p) : NULL;
		if (!nl)
			bad(t, line, "the table is cut short: it has no end "
			    "record");
		if (line == 1) {
			if (nl - p != sizeof head - 1 ||
			    memcmp(p, head, sizeof head - 1) != 0)
				bad(t, line, "not a table of klp-ccp "
				    "--externalized, version 1");
		} else if (*p == '~')
			break;
		else if (nl - p >= 5 && memcmp(p, row, 5) == 0)
			take_kind(t, p + 5, nl);
		else
			take_row(t, line, p, nl);
	}
	if (rows_text(p, nl - p) != intern(format("~end\t%u", line - 1)) ||
	    nl + 1 != in.end)
		bad(t, line, "the table is damaged: its end record counts "
		    "other lines");
}

/* By name, and within one in the order given */
static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	if (c)
		return c;
	if (x->of != y->of)
		return strcmp(x->of->file, y->of->file);
	return (x->line > y->line) - (x->line < y->line);
}

/* The patched module that the reference is in: the symbol's own, or the only
 * one.  NULL: there is no telling. */
static const char *
gate(const struct table *t, const char *object)
{
	if (names_vmlinux(object) || opt_object || has_patched(t, object))
		return opt_object && !names_vmlinux(object) ? opt_object :
		       object;
	return t->npatched == 1 ? t->patched[0] : NULL;
}

static void
use(struct module *m, struct sym *y, const struct entry *e)
{
	struct target t = { .from = { e->of->file, e->line, 0 } };

	if (strcmp(e->object, "-") == 0 || strcmp(e->symbol, "-") == 0) {
		error(t.from, "symbol '%s': the table does not say where it "
		      "is: give klp-ccp an --index", y->name);
		return;
	}
	t.object = names_module(e->object, strlen(e->object));
	t.symbol = e->symbol;
	if (strcmp(e->pos, "-") && !names_number(e->pos, &t.pos)) {
		error(t.from, "symbol '%s': '%s' is no position", y->name,
		      e->pos);
		return;
	}
	t.gate = gate(e->of, t.object);
	if (!t.gate)
		error(t.from, "symbol '%s' is one of module %s, and the table "
		      "patches %s: say with --object which of the patched "
		      "modules refers to it", y->name, t.object,
		      e->of->npatched ? "several" : "none");
	else
		marks_set(m, y, &t);
}

void
table_marks(struct module *m)
{
	struct entry key;
	size_t i, a, b, x;

	if (nentries)
		qsort(entries, nentries, sizeof *entries, by_name);
	for (i = 1; i < m->nsym; i++) {
		struct sym *y = &m->sym[i];

		if (y->section != SHN_UNDEF || !*y->name)
			continue;
		for (a = 0, b = nentries; a < b; ) {
			x = a + (b - a) / 2;
			key = entries[x];
			if (strcmp(key.name, y->name) < 0)
				a = x + 1;
			else
				b = x;
		}
		for (; a < nentries && entries[a].name == y->name; a++)
			use(m, y, &entries[a]);
	}
}
