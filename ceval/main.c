// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ceval - what the names, types and expressions of a unit mean
 *
 * One external declaration at a time; the bodies of functions may come at
 * the end of the unit, so the scope of each one's parameters is kept.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "ceval.h"

static struct fn *fns;          /* by external declaration */
static size_t fncap;
static int all;

static void
usage(void)
{
	fprintf(stderr, "usage: %s [--all] [--functions=LIST]\n", progname);
	exit(S_TROUBLE);
}

/* A function that is nothing but { return CONSTANT; }: what its callers do
 * with the result is known, as with the stubs for what is configured out. */
static void
stub(struct fn *f, uint32_t t0, uint32_t t1)
{
	struct ent *e = &ents[f->ent];
	const struct spelling *s;
	struct value v;
	uint32_t type, c;
	int negative = 0;

	if (t1 < t0 + 7 || e->linkage != L_INTERNAL || e->noinline)
		return;
	if (strcmp(tree_text(t1), "}") || strcmp(tree_text(t1 - 1), ";"))
		return;
	if (!strcmp(tree_text(t1 - 3), "-"))
		negative = 1;
	if (strcmp(tree_text(t1 - 3 - negative), "return") ||
	    strcmp(tree_text(t1 - 4 - negative), "{"))
		return;
	s = spell(spelling(t1 - 2));
	if (s->class == 'n') {
		if (!lit_number(s->s, s->len, &v, &type))
			return;
	} else if (s->class == 'i') {
		c = scope_find(SP_ORDINARY, spelling(t1 - 2), t1 - 2);
		if (!c || ents[c].class != C_ENUMERATOR)
			return;
		v = value_int(*ents[c].value, ents[c].type);
	} else
		return;
	if (value_truth(&v) >= 0)
		e->constant = 1 + value_truth(&v);
}

static void
top(struct rec *r)
{
	uint32_t d, n;
	struct fn *f;

	rec_parse(r);
	rec_pass(r);
	d = r->f[0].v;
	n = r->f[2].v;
	state.d = d;
	state.unit++;
	state.emit = all;
	state.all = all;
	fns = grow(fns, d + 1, &fncap, sizeof fns[0]);
	f = &fns[d];
	memset(f, 0, sizeof *f);
	if (!tree_has(n, 0))
		rec_bad(r, "its node is not at hand");
	if (nd(n)->used)
		rec_bad(r, "its node is part of another");
	switch ((enum node_kind)nd(n)->kind) {
	case ND_DECLARATION:
		declaration(n);
		break;
	case ND_FUNCDEF:
		f->t1 = r->f[4].v;
		funcdef(n, f);
		if (f->ent)
			stub(f, r->f[3].v, r->f[4].v);
		break;
	case ND_ASSERT:
		assertion(n);
		break;
	case ND_ASMTOP:
	case ND_EMPTY:
		break;
	default:
		rec_bad(r, "a '%s' is no external declaration",
			tree_kind(nd(n)->kind));
	}
	tree_done();
}

static void
function_body(struct rec *r)
{
	uint32_t d, n;

	rec_parse(r);
	rec_pass(r);
	d = r->f[0].v;
	n = r->f[1].v;
	if (!tree_has(n, ND_BLOCK) || nd(n)->used)
		rec_bad(r, "its node is not a block at hand");
	if (!fns[d].ent) {
		if (!nerrors)
			rec_bad(r, "external declaration %u is no function",
				d);
		return;
	}
	state.d = d;
	state.unit++;
	state.emit = 1;
	body(n, &fns[d]);
	tree_done();
}

static void
options(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "all", no_argument, NULL, 'a' },
		{ "functions", required_argument, NULL, 'f' },
		{ NULL, 0, NULL, 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1)
		switch (c) {
		case 'a':
			all = 1;
			break;
		case 'f':       /* cparse has seen to it */
			break;
		default:
			usage();
		}
	if (optind < argc)
		usage();
}

int
main(int argc, char **argv)
{
	struct rec r;

	begin(argv[0]);
	max_errors = 100;
	argc = msg_options(argc, argv);
	options(argc, argv);
	expr_init();
	tree_init();
	type_init();
	rec_begin(argc, argv);
	while (rec_next(&r))
		switch (r.kind) {
		case R_S:
			tree_spelling(&r);
			rec_pass(&r);
			break;
		case R_T:
			tree_token(&r);
			rec_pass(&r);
			break;
		case R_N:
			tree_node(&r);
			rec_pass(&r);
			break;
		case R_TOP:
			target_ready();
			top(&r);
			break;
		case R_BODY:
			function_body(&r);
			break;
		case R_FACT:
			target_fact(&r);
			rec_pass(&r);
			break;
		case R_OPT:
			target_opt(&r);
			past_record(&r);
			rec_pass(&r);
			break;
		case R_PRAGMA:
			target_pragma(&r);
			rec_pass(&r);
			break;
		case R_TEXT:
			past_record(&r);
			target_macros(&r);
			rec_pass(&r);
			break;
		case R_DIR:
		case R_PATH:
		case R_FILE:
		case R_LINE:
		case R_DIRECTIVE:
		case R_DEFINE:
		case R_X:
			past_record(&r);
			rec_pass(&r);
			break;
		default:
			rec_pass(&r);
			break;
		}
	put_stream_end();
	return finish();
}
