// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Can a function be replaced, and what has to be replaced with it?
 *
 * The kernel puts a call at the start of the old code.  That reaches nobody
 * who has a copy of the body: each function that it was inlined into has to
 * be patched too.  Nor does it reach who calls a clone whose parameters are
 * others than the source says: its callers have to be patched, and so on
 * from these.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "elfinfo.h"

static struct text table;

/* A function that is to be patched */
struct item {
	struct item *next;
	const char *name, *object, *unit;
};

/* The rows of a kind that are about it */
static struct text
rows_of(const struct item *it, enum row k)
{
	return rows_find(table, k, it->name, it->object, it->unit);
}

static struct item **
add(struct item **end, const char *name, const char *object, const char *unit)
{
	struct item *it = alloc(sizeof *it);

	*it = (struct item){ NULL, name, object, unit };
	*end = it;
	return &it->next;
}

/* The function's row, into f; of several in a unit the one with code; 0:
 * there is none */
static int
function(const struct item *it, const char **f)
{
	const char *g[COLUMNS];
	struct text t = rows_of(it, ROW_FUNCTION);
	int found = 0;

	while (rows_next(&t, ROW_FUNCTION, g))
		if (!found || strcmp(g[F_STATE], "code") == 0) {
			memcpy(f, g, sizeof g);
			found = 1;
		}
	return found;
}

/* Does the clone have other parameters?  A part has the function itself or
 * who inlined it as its only callers; cold code is entered by jumps. */
static int
changed(const char *suffix)
{
	return strncmp(suffix, "part.", 5) != 0 &&
	       strncmp(suffix, "cold", 4) != 0 && !strstr(suffix, ".cold");
}

/* May that be a clone with other parameters? */
static int
calls_changed(const struct item *it, const char *called)
{
	size_t n = strlen(it->name);

	return strcmp(called, "-") == 0 ||
	       (strncmp(called, it->name, n) == 0 && called[n] == '.' &&
		changed(called + n + 1));
}

static void
put_head(enum row k, const char **f)
{
	int i;

	row(k);
	for (i = F_NAME; i <= F_LINE; i++)
		row_str(f[i]);
}

static void
reason(const char **f, const char *word, const char *about)
{
	put_head(ROW_REASON, f);
	row_str(word);
	row_str(about);
	row_end();
}

static const char *
pair(const char *a, const char *between, const char *b)
{
	char *s = alloc(strlen(a) + strlen(between) + strlen(b) + 1);

	stpcpy(stpcpy(stpcpy(s, a), between), b);
	return s;
}

/* Why the code of a function cannot get a call at its start; NULL: it can,
 * or that is not known */
static const char *
obstacle(const char **f)
{
	if (strcmp(f[F_STATE], "gone") == 0)
		return "gone";
	if (object_init_section(f[F_SECTION]))
		return "init";
	if (strcmp(f[F_FENTRY], "no") == 0)
		return "no-fentry";
	return NULL;
}

static void
put_also(const char **f, const struct item *with, const char *symbol,
	 const char *why, const char *about)
{
	put_head(ROW_ALSO, f);
	row_str(with->name);
	row_str(with->object);
	row_str(with->unit);
	row_str(symbol);
	row_str(why);
	row_str(about);
	row_end();
}

/*
 * Function `with' has to be patched because of item it; end: where the list
 * of those ends.  Gives the new end.  What ran at boot does so no more, and
 * what is listed already is not listed again.
 */
static struct item **
need(const char **f, struct item *all, struct item **end, const char *name,
     const struct item *it, const char *symbol, const char *why,
     const char *about)
{
	struct item with = { NULL, name, it->object, it->unit }, *i;
	const char *g[COLUMNS];
	const char *no = NULL;

	if (name == it->name)
		return end;
	if (function(&with, g)) {
		no = obstacle(g);
		if (no && strcmp(no, "init") == 0) {
			put_also(f, &with, symbol, "init", about);
			return end;
		}
		if (no && strcmp(g[F_STATE], "code") == 0)
			reason(f, "needs", pair(name, " ", no));
	}
	if (with.name != f[F_NAME])
		put_also(f, &with, symbol, why, about);
	for (i = all; i; i = i->next)
		if (i->name == name && i->object == with.object &&
		    i->unit == with.unit)
			return end;
	return add(end, name, with.object, with.unit);
}

/* All that has to be patched with the function of row f */
static void
closure(const char **f)
{
	struct item *all = NULL, **end, *it;
	const char *g[COLUMNS];
	struct text t;
	int clones;

	end = add(&all, f[F_NAME], f[F_OBJECT], f[F_UNIT]);
	for (it = all; it; it = it->next) {
		t = rows_of(it, ROW_INLINED);
		while (rows_next(&t, ROW_INLINED, g))
			end = need(f, all, end, g[I_INTO], it, g[I_SYMBOL],
				   "inlined", it->name);
		clones = 0;
		t = rows_of(it, ROW_CLONE);
		while (rows_next(&t, ROW_CLONE, g))
			clones |= changed(g[C_SUFFIX]);
		if (!clones)
			continue;
		t = rows_of(it, ROW_CALLED);
		while (rows_next(&t, ROW_CALLED, g))
			if (calls_changed(it, g[B_CALLED]))
				end = need(f, all, end, g[B_BY], it,
					   g[B_SYMBOL], "calls-clone",
					   it->name);
	}
}

/* What is worth knowing of the function of row f, which is item it */
static void
reasons(const char **f, const struct item *it)
{
	const char *g[COLUMNS];
	struct text t;
	int n = 0;

	if (strcmp(f[F_STATE], "code") != 0)
		reason(f, f[F_STATE], NULL);
	if (object_init_section(f[F_SECTION]))
		reason(f, "init", f[F_SECTION]);
	if (strcmp(f[F_FENTRY], "no") == 0)
		reason(f, "no-fentry", f[F_SYMBOL]);
	if (strcmp(f[F_OF], "0") != 0 && strcmp(f[F_OF], "1") != 0)
		reason(f, "namesakes", pair(f[F_POSITION], " of ", f[F_OF]));
	t = rows_of(it, ROW_CLONE);
	while (rows_next(&t, ROW_CLONE, g))
		reason(f, changed(g[C_SUFFIX]) ? "clone" : "part",
		       g[C_SYMBOL]);
	t = rows_of(it, ROW_INLINED);
	while (rows_next(&t, ROW_INLINED, g))
		n |= g[I_INTO] != it->name;
	if (n)
		reason(f, "inlined", NULL);
	t = rows_of(it, ROW_TAILCALL);
	while (rows_next(&t, ROW_TAILCALL, g))
		reason(f, "tailcall", g[T_TO]);
}

static void
judge(const char **f)
{
	struct item it = { NULL, f[F_NAME], f[F_OBJECT], f[F_UNIT] };
	const char *no = obstacle(f), *verdict;

	if (no)
		verdict = "no";
	else if (strcmp(f[F_STATE], "inlined") == 0 ||
		 strcmp(f[F_STATE], "cloned") == 0)
		verdict = "elsewhere";
	else
		verdict = strcmp(f[F_FENTRY], "yes") ? "unknown" : "yes";
	put_head(ROW_PATCHABLE, f);
	row_str(verdict);
	row_str(f[F_SYMBOL]);
	row_str(f[F_POSITION]);
	row_str(f[F_OF]);
	row_end();
	reasons(f, &it);
	closure(f);
}

/* Is path the end of what, in whole names? */
static int
ends(const char *what, const char *path, size_t n)
{
	size_t l = strlen(what);

	return l >= n && memcmp(what + l - n, path, n) == 0 &&
	       (l == n || what[l - n - 1] == '/');
}

/* FUNCTION is a name, or PATH:NAME where PATH is the end of the path of its
 * unit or of the file it is declared in. */
static void
answer(const char *where, const char *arg)
{
	const char *colon = strrchr(arg, ':');
	const char *name = colon ? colon + 1 : arg;
	const char *f[COLUMNS];
	struct text t = rows_find(table, ROW_FUNCTION, name, NULL, NULL);
	int n = 0;

	while (rows_next(&t, ROW_FUNCTION, f)) {
		if (colon && !ends(f[F_UNIT], arg, colon - arg) &&
		    !ends(f[F_FILE], arg, colon - arg))
			continue;
		n++;
		judge(f);
	}
	if (!n)
		error((struct loc){ where, 0, 0 }, "there is no function %s "
		      "in the debug data", arg);
}

int
cmd_patchable(int argc, char **argv)
{
	struct object *o;
	struct text t;
	int i = 0;

	if (opt_index)
		table = rows_open(opt_index);
	else {
		if (argc < 2)
			usage("patchable wants FILE FUNCTION...");
		o = object_open(argv[i++]);
		if (!functions_take(o))
			object_bad(o, "it has no debug data, nor is there a "
				   "debug file that has");
		object_close(o);
		table = rows_take();
	}
	for (; i < argc; i++)
		answer(opt_index ? opt_index : argv[0], argv[i]);
	if (nerrors)
		return finish();
	t = rows_take();
	rows_put("patchable", ROWS(PATCHABLE) | ROWS(REASON) | ROWS(ALSO), &t,
		 1);
	return finish();
}
