// SPDX-License-Identifier: GPL-2.0-or-later
/* Rows of an index by name: a binary search for each kind, in the file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static struct text table;
static struct text *found;
static size_t nfound, cap;
static unsigned kinds;

static void
find(const char *name)
{
	struct text t;
	int k;

	for (k = 0; k < ROW_MAX; k++) {
		if (!(kinds & 1u << k))
			continue;
		t = rows_find(table, k, name, NULL, NULL);
		if (t.p == t.end)
			continue;
		found = grow(found, nfound + 1, &cap, sizeof *found);
		found[nfound++] = t;
	}
}

static void
answer(void)
{
	rows_put("query", kinds, found, nfound);
	put_flush();
	nfound = 0;
}

int
cmd_query(int argc, char **argv)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	int i, k;

	kinds = rows_index;
	if (opt_kind) {
		k = row_of(opt_kind);
		if (k < 0 || !(kinds & 1u << k))
			usage("there are no %s rows in an index", opt_kind);
		kinds = 1u << k;
	}
	table = rows_open(argv[0]);
	if (argc > 1) {
		for (i = 1; i < argc; i++)
			find(argv[i]);
		answer();
		return finish();
	}
	while ((n = getline(&line, &size, stdin)) > 0) {
		if (line[n - 1] == '\n')
			line[--n] = 0;
		find(line);
		answer();
	}
	return finish();
}
