// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tokcmp - hold the tokens that gcc -E gives against those of a stream
 *
 * Three lists are compared.  What the result file itself holds must be the
 * tokens of the stream's keeps, edits done, inserts between, in that order
 * and nothing else; or, without keeps to look at (-a), all tokens.  What an
 * inclusion of a header holds must be what one inclusion of that header held
 * in the original.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "pplex.h"
#include "tokcmp.h"

static int all;

int
main(int argc, char **argv)
{
	int opt;

	begin(argv[0]);
	while ((opt = getopt(argc, argv, "a")) != -1) {
		if (opt != 'a')
			optind = argc;
		all = 1;
	}
	if (argc - optind != 2)
		fatal("usage: tokcmp [-a] stream preprocessed");
	orig_read(argv[optind]);
	pp_read(argv[optind + 1]);
	if (all)
		compare_all();
	else {
		compare_kept();
		compare_headers();
	}
	return finish();
}
