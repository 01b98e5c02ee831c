// SPDX-License-Identifier: GPL-2.0-or-later
/* Can a function be replaced, and what has to be replaced with it? */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static struct text table;

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

static const char **asked;      /* the row of the function that is judged */

/* Something must be patched with it: a row, and a reason if it cannot be. */
static void
put_also(const struct edge *e)
{
	const char *why = e->why;

	if (strcmp(why, "folded") == 0 || strcmp(why, "step") == 0)
		return;
	if (e->obstacle && strcmp(e->obstacle, "init") == 0)
		why = e->obstacle;
	else if (e->obstacle && strcmp(e->row[F_STATE], "code") == 0)
		reason(asked, "needs", pair(e->with->name, " ", e->obstacle));
	put_head(ROW_ALSO, asked);
	row_str(e->with->name);
	row_str(e->with->object);
	row_str(e->with->unit);
	row_str(e->symbol);
	row_str(why);
	row_str(e->it->name);
	row_end();
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
	t = set_rows(it, ROW_CLONE);
	while (rows_next(&t, ROW_CLONE, g))
		reason(f, set_changed(g[C_SUFFIX]) ? "clone" : "part",
		       g[C_SYMBOL]);
	t = set_rows(it, ROW_INLINED);
	while (rows_next(&t, ROW_INLINED, g))
		n |= g[I_INTO] != it->name;
	if (n)
		reason(f, "inlined", NULL);
	t = set_rows(it, ROW_TAILCALL);
	while (rows_next(&t, ROW_TAILCALL, g))
		reason(f, "tailcall", g[T_TO]);
	t = set_rows(it, ROW_TWIN);
	while (rows_next(&t, ROW_TWIN, g))
		reason(f, "twin", g[W_WITH]);
}

static void
judge(const char **f)
{
	struct item it = { NULL, f[F_NAME], f[F_OBJECT], f[F_UNIT], 1 };
	const char *no = set_obstacle(f), *verdict;

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
	asked = f;
	set_close(&it, put_also);
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
	set_table(table, NULL);
	for (; i < argc; i++)
		answer(opt_index ? opt_index : argv[0], argv[i]);
	if (nerrors)
		return finish();
	t = rows_take();
	rows_put("patchable", ROWS(PATCHABLE) | ROWS(REASON) | ROWS(ALSO), &t,
		 1);
	return finish();
}
