// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tokcmp - hold the tokens that gcc -E gives against those of a stream
 *
 * Three lists are compared.  What the result file itself holds must be the
 * tokens of the stream's keeps, edits done, inserts between, in that order
 * and nothing else; or, without keeps to look at (-a), all tokens.  What an
 * inclusion of a header holds must be what one inclusion of that header held
 * in the original.  Edits and pragmas must be such as make no other code.
 */
#include <unistd.h>
#include "util.h"
#include "tokcmp.h"

static void
also(struct rec *r)
{
	edits_record(r);
	attr_record(r);
}

int
main(int argc, char **argv)
{
	int opt, mode = 0;

	begin(argv[0]);
	while ((opt = getopt(argc, argv, "afp")) != -1) {
		if (mode || opt == '?')
			optind = argc;
		mode = opt;
	}
	argc -= optind;
	argv += optind;
	if (mode == 'f' && argc == 1)
		facts(argv[0]);
	else if (mode == 'p' && argc >= 1)
		pieces(argv[0], argv + 1);
	else if ((mode && mode != 'a') || argc != 2)
		fatal("usage: tokcmp [-a] stream preprocessed, "
		      "tokcmp -f stream, tokcmp -p stream [name ...]");
	else {
		orig_read(argv[0], "NDY", also);
		pp_read(argv[1]);
		if (mode) {
			compare_all();
		} else {
			compare_edits();
			compare_kept();
			compare_headers();
			compare_attributes();
		}
	}
	return finish();
}
