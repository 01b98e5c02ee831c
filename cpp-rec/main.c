// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

enum { STACK = 64 << 20 };      /* for arguments in arguments */

/* All tokens of the file that was just begun, and of what it includes. */
static void
translate(void)
{
	struct tok t;

	for (;;) {
		token_get(&t);
		if (t.class == 0)
			break;
		if (!cur->imacros)
			write_tok(&t);
	}
	write_flush();
}

static void
put_circumstances(void)
{
	char *dir = getcwd(NULL, 0);
	size_t i;

	if (!dir)
		fatal("current directory:");
	put_open(R_DIR);
	put_str(dir);
	put_close();
	for (i = 0; i < opts.argc; i++) {
		put_open(R_OPT);
		put_str(opts.argv[i]);
		put_close();
	}
	compiler_facts();
	input_dirs();
}

int
main(int argc, char **argv)
{
	struct rlimit lim;
	static const char none[16];
	struct source *src;
	const char *text;
	size_t n = 0;

	begin(argv[0]);
	message_init();
	argc = msg_options(argc, argv);
	options_read(argc, argv);
	if (getrlimit(RLIMIT_STACK, &lim) == 0 && lim.rlim_cur < STACK) {
		lim.rlim_cur = lim.rlim_max < STACK ? lim.rlim_max : STACK;
		setrlimit(RLIMIT_STACK, &lim);
	}
	src = source_open(opts.source);
	if (!src)
		fatal("open %s:", opts.source);
	sym_init();
	compiler_ask();
	options_language(compiler_std());

	put_stream_begin();
	put_stage(VERSION, argc, argv);
	put_circumstances();
	text = opts.preprocessed ? none : compiler_text(&n);
	input_push(source_pseudo("<built-in>", text, n), NULL, "pseudo",
		   "none", 0, 0, 0);
	if (!opts.preprocessed || opts.directives_only)
		define_builtins();
	translate();
	n = 0;
	text = opts.preprocessed ? none : options_text(&n);
	input_push(source_pseudo("<command-line>", text, n), NULL, "pseudo",
		   "none", 0, 0, 0);
	translate();
	input_push(src, NULL, "main", "none", 0, 0, 0);
	translate();
	put_stream_end();
	return finish();
}
