// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

static void
usage(void)
{
	fprintf(stderr, "usage: %s <stream >file.c\n", progname);
	exit(S_TROUBLE);
}

int
main(int argc, char **argv)
{
	struct rec r = { .n = 0 };

	begin(argv[0]);
	past_begin();
	entity_begin();
	argc = msg_options(argc, argv);
	if (getopt(argc, argv, "") != -1 || argc != optind)
		usage();

	rec_trust("N");
	rec_open("-");
	while (rec_next(&r))
		store_record(&r);
	store_finish();
	write_result();
	return finish();
}
