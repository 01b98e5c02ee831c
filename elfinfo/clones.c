// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What gcc wrote with -fdump-ipa-clones, a line each:
 *
 *	Callgraph clone;NAME;ORDER;FILE;LINE;COL;
 *		NAME;ORDER;FILE;LINE;COL;SUFFIX
 *	Callgraph removal;NAME;ORDER;FILE;LINE;COL
 *
 * and with the patched compilers from before gcc 8, for the first,
 *
 *	Callgraph clone;NAME;ORDER;FILE;LINE;COL;<-;
 *		NAME;ORDER;FILE;LINE;COL;optimization:;SUFFIX
 *
 * where the clone stands first.  SUFFIX is `inlining to', or what the name
 * of a clone gets; whichever it is, it is kept.
 *
 * Identical code folding lies: two equal functions give `one inlining to
 * two', since two becomes a jump to one that is inlined again.  In the debug
 * data of the object there is no such inlining, and two has no code.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { FIELDS = 14 };

static const char *dump;
static unsigned line;
static struct text facts;       /* of the object's debug data, sorted */

static void
bad(const char *what)
{
	error((struct loc){ dump, line, 0 }, "%s", what);
	exit(S_INPUT);
}

/* A name of the assembler without what clones have after it */
static const char *
plain(const char *s)
{
	return internn(s, strcspn(s, "."));
}

/* Does code of name stand in that of into, the function or its clones? */
static int
seen(const char *name, const char *into)
{
	const char *f[COLUMNS];
	struct text t = rows_find(facts, ROW_INLINED, name, NULL, NULL);

	while (rows_next(&t, ROW_INLINED, f))
		if (f[I_INTO] == into || f[I_VIA] == into)
			return 1;
	return 0;
}

/* Was it folded; and into code of this size? */
static int
folded(const char *into, const char **size)
{
	const char *f[COLUMNS];
	struct text t = rows_find(facts, ROW_FUNCTION, into, NULL, NULL);

	while (rows_next(&t, ROW_FUNCTION, f))
		if (strcmp(f[F_STATE], "folded") == 0) {
			*size = f[F_SIZE];
			return 1;
		}
	return 0;
}

static int
has_code(const char *name, const char *size)
{
	const char *f[COLUMNS];
	struct text t = rows_find(facts, ROW_FUNCTION, name, NULL, NULL);

	while (rows_next(&t, ROW_FUNCTION, f))
		if (strcmp(f[F_STATE], "code") == 0 && f[F_SIZE] == size)
			return 1;
	return 0;
}

/*
 * What the debug data say to "name inlining to into".  A folded function has
 * the code of its twin, of the same size: then it is its twin that is said
 * to be inlined.  What else was inlined in a folded function cannot be seen.
 */
static const char *
judge(const char *name, const char *into)
{
	const char *size;

	if (!facts.p)
		return NULL;
	name = plain(name);
	into = plain(into);
	if (seen(name, into))
		return "seen";
	if (!folded(into, &size))
		return "unseen";
	return has_code(name, size) ? "false" : "folded";
}

static void
put_clone(const char **f, const char **g, const char *suffix)
{
	const char *mark = NULL;
	unsigned i;

	if (strcmp(suffix, "inlining to") == 0)
		mark = judge(f[0], g[0]);
	row(ROW_DUMPCLONE);
	for (i = 0; i < 5; i++)
		row_str(f[i]);
	for (i = 0; i < 5; i++)
		row_str(g[i]);
	row_str(suffix);
	row_str(mark);
	row_str(dump);
	row_num(line);
	row_end();
}

static int
number(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s);
}

/* Five fields: name, order, file, line, column */
static void
check(const char **f)
{
	if (!*f[0] || !number(f[1]) || !number(f[3]) || !number(f[4]))
		bad("expected name;order;file;line;column");
}

static void
take_line(const char *p, const char *end)
{
	const char *f[FIELDS + 1], *semi;
	unsigned n = 0, i;

	for (; p <= end && n <= FIELDS; p = semi + 1) {
		semi = memchr(p, ';', end - p);
		if (!semi)
			semi = end;
		f[n++] = internn(p, semi - p);
	}
	if (n == 6 && strcmp(f[0], "Callgraph removal") == 0) {
		check(f + 1);
		row(ROW_REMOVAL);
		for (i = 1; i < 6; i++)
			row_str(f[i]);
		row_str(dump);
		row_end();
	} else if (n == 12 && strcmp(f[0], "Callgraph clone") == 0) {
		check(f + 1);
		check(f + 6);
		put_clone(f + 1, f + 6, f[11]);
	} else if (n == 14 && strcmp(f[0], "Callgraph clone") == 0 &&
		   strcmp(f[6], "<-") == 0 &&
		   strcmp(f[12], "optimization:") == 0) {
		check(f + 1);
		check(f + 7);
		put_clone(f + 7, f + 1, f[13]);
	} else
		bad("no line of an IPA clone dump: expected 'Callgraph "
		    "clone' or 'Callgraph removal' and its fields");
}

void
clones_rows(const char *file)
{
	struct text t = input_map(file);
	const char *nl;

	dump = file;
	for (line = 1; t.p < t.end; line++) {
		nl = memchr(t.p, '\n', t.end - t.p);
		if (!nl)
			bad("cut short: the last line has no newline");
		take_line(t.p, nl);
		t.p = nl + 1;
	}
}

int
cmd_clones(int argc, char **argv)
{
	struct object *o;
	struct text t;
	int i;

	if (opt_dwarf) {
		if (argc != 1)
			usage("clones --dwarf wants one dump");
		o = object_open(opt_dwarf);
		if (!functions_take(o))
			object_bad(o, "it has no debug data, nor is there a "
				   "debug file that has");
		facts = rows_take();
	}
	for (i = 0; i < argc; i++)
		clones_rows(argv[i]);
	t = rows_take();
	rows_put("clones", ROWS(DUMPCLONE) | ROWS(REMOVAL), &t, 1);
	return finish();
}
