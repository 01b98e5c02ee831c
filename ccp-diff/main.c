// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ccp-diff - what is not the same in a unit after a fix
 *
 * Declarations are compared by their tokens, after preprocessing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

static const char usage[] = "usage: ccp-diff [--all] OLD NEW\n";

int
main(int argc, char **argv)
{
	int all = 0;

	begin(argv[0]);
	argc = msg_options(argc, argv);
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		fputs(usage, stdout);
		return finish();
	}
	if (argc > 1 && strcmp(argv[1], "--all") == 0) {
		all = 1;
		argc--;
		argv++;
	}
	if (argc != 3 || (argv[1][0] == '-' && argv[1][1]) ||
	    (argv[2][0] == '-' && argv[2][1]))
		fatal("usage: ccp-diff [--all] OLD NEW");
	side_read(&old, argv[1]);
	side_read(&new, argv[2]);
	side_match_files();
	place_tokens(&old);
	place_tokens(&new);
	macro_index();
	piece_find(&old);
	piece_find(&new);
	match_pieces();
	follow_changes();
	role_find(&old);
	role_find(&new);
	table_print(all);
	return finish();
}
