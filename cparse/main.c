// SPDX-License-Identifier: GPL-2.0-or-later
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "cparse.h"

static void
usage(void)
{
	fprintf(stderr, "usage: %s [--all] [--functions=LIST]\n", progname);
	exit(S_TROUBLE);
}

/* A token: the fields of its record. */
static void
token(struct rec *r)
{
	struct tok t;
	uint32_t id;

	rec_parse(r);
	id = r->f[0].v;
	t.s = r->f[1].v;
	t.file = r->f[2].v;
	t.off = r->f[3].v;
	t.x = r->n > 4 ? r->f[4].v : 0;
	rec_pass(r);
	feed_token(id, &t);
}

static void
record_in(struct rec *r)
{
	switch (r->kind) {
	case R_T:
		token(r);
		return;
	case R_S:
		spell_record(r);
		if (r->f[0].v >= TYPEDEF_BIT)
			rec_bad(r, "too many spellings");
		word_spelling(r->f[0].v);
		break;
	case R_OPT:
		rec_parse(r);
		word_option(r);
		past_record(r);
		break;
	case R_FACT:
		rec_parse(r);
		word_fact(r);
		break;
	case R_DIR: case R_PATH: case R_FILE: case R_TEXT: case R_LINE:
	case R_DIRECTIVE: case R_DEFINE: case R_X:
		past_record(r);
		break;
	case R_N: case R_TOP: case R_BODY:
		rec_bad(r, "the stream is parsed already");
	default:
		break;
	}
	rec_pass(r);
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "all",       no_argument,       NULL, 'a' },
		{ "functions", required_argument, NULL, 'f' },
		{ NULL, 0, NULL, 0 }
	};
	const char *functions = NULL;
	struct rec r;
	int c, all = 0;

	begin(argv[0]);
	max_errors = 20;
	argc = msg_options(argc, argv);
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (c) {
		case 'a': all = 1; break;
		case 'f': functions = optarg; break;
		default:  usage();
		}
	if (optind < argc)
		usage();
	feed_leave_out = functions && !all;
	rec_begin(argc, argv);
	while (rec_next(&r))
		record_in(&r);
	feed_end();
	if (feed_leave_out)
		top_bodies(functions);
	put_stream_end();
	return finish();
}
