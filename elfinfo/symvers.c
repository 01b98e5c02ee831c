// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Module.symvers: what vmlinux and modules export, a line each, with tabs
 * between its fields:
 *
 *	CRC NAME PATH KIND              until 5.3
 *	CRC NAME NAMESPACE PATH KIND    5.4 and 5.5
 *	CRC NAME PATH KIND NAMESPACE    from 5.6 on
 *
 * KIND, which begins with EXPORT_, tells which.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { FIELDS = 5 };

/* A module's name from the path of its file */
static const char *
module(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *s = alloc(strlen(path) + 1), *q;

	strcpy(s, slash ? slash + 1 : path);
	q = strstr(s, ".ko");
	if (q && !q[3])
		*q = 0;
	for (q = s; *q; q++)
		if (*q == '-')
			*q = '_';
	return s;
}

static void
bad(const char *file, unsigned line, const char *what)
{
	error((struct loc){ file, line, 0 }, "%s", what);
	exit(S_INPUT);
}

static void
take_line(const char *file, unsigned line, const char *p, const char *end)
{
	const char *f[FIELDS] = { "", "", "", "", "" }, *tab, *kind, *path;
	const char *space = "";
	unsigned n = 0;

	while (p <= end) {
		if (n == FIELDS)
			bad(file, line, "more than 5 fields");
		tab = memchr(p, '\t', end - p);
		if (!tab)
			tab = end;
		f[n++] = internn(p, tab - p);
		p = tab + 1;
	}
	path = f[2];
	kind = f[3];
	if (n < 4 || strncmp(f[0], "0x", 2) != 0 || !*f[1])
		bad(file, line, "no line of Module.symvers: expected 0xCRC, "
		    "name, path and kind of export");
	if (strncmp(kind, "EXPORT_", 7) == 0)
		space = f[4];
	else if (n == 5 && strncmp(f[4], "EXPORT_", 7) == 0) {
		space = f[2];
		path = f[3];
		kind = f[4];
	} else
		bad(file, line, "no field begins with EXPORT_");
	row(ROW_EXPORT);
	row_str(f[1]);
	row_str(module(path));
	row_str(path);
	row_str(f[0]);
	row_str(kind);
	row_str(space);
	row_end();
}

void
symvers_rows(const char *file)
{
	struct text t = input_map(file);
	const char *nl;
	unsigned line;

	for (line = 1; t.p < t.end; line++) {
		nl = memchr(t.p, '\n', t.end - t.p);
		if (!nl)
			bad(file, line, "cut short: the last line has no "
			    "newline");
		take_line(file, line, t.p, nl);
		t.p = nl + 1;
	}
}

int
cmd_symvers(int argc, char **argv)
{
	struct text t;
	int i;

	for (i = 0; i < argc; i++)
		symvers_rows(argv[i]);
	t = rows_take();
	rows_put("symvers", ROWS(EXPORT), &t, 1);
	return finish();
}
