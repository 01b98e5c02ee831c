// SPDX-License-Identifier: GPL-2.0-or-later
/* typecmp - hold the types of an object against another's, or a stream's */
#include <string.h>
#include "util.h"
#include "typecmp.h"

int
main(int argc, char **argv)
{
	begin(argv[0]);
	if (argc == 3 && !strcmp(argv[1], "--stream"))
		compare_stream(argv[2]);
	else if ((argc == 3 || argc == 4) && argv[1][0] != '-')
		compare_objects(argv[1], argv[2], argv[3]);
	else
		fatal("usage: typecmp original.o result.o [names], "
		      "typecmp --stream object.o <stream");
	return finish();
}
