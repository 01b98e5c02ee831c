// SPDX-License-Identifier: GPL-2.0-or-later
/* closure - decide what the live patch must contain */
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

static const char usage[] =
	"usage: closure [--patched-functions=NAME[,NAME...]]\n"
	"               [--copied-functions=NAME[,NAME...]] [--policy=CMD]\n"
	"               [--changed=HEADER[,HEADER...]]\n"
	"               [--pol-cmd-QUESTION=CMD ...]\n"
	"               [--constant-refs=error|symbol]";

static int functions;           /* --patched-functions was given */

static void
options(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--patched-functions=", 20) == 0) {
			patched_names(argv[i] + 20);
			functions = 1;
		} else if (strncmp(argv[i], "--copied-functions=", 19) == 0) {
			patched_copied(argv[i] + 19);
		} else if (strncmp(argv[i], "--changed=", 10) == 0) {
			header_changed(argv[i] + 10);
		} else if (strcmp(argv[i], "--constant-refs=symbol") == 0) {
			constant_refs_symbol = 1;
		} else if (strcmp(argv[i], "--constant-refs=error") == 0) {
			constant_refs_symbol = 0;
		} else if (!ask_option(argv[i])) {
			fatal("unknown argument '%s'\n%s", argv[i], usage);
		}
	}
	if (!functions && !ask_patched(0))
		fatal("no function to patch\n%s", usage);
}

/* Why it has something to do with the target, or NULL: not, or as far as the
 * policy has said */
static const char *
bound(const struct entity *e)
{
	switch (now(e)->fate) {
	case EXTERNALISED:
		return now(e)->reason;
	case PATCHED:
		return sym(e)->target[0] ? "patched" : NULL;
	case LEFT:
		return sym(e)->target[0] ? "declared only" : NULL;
	default:
		return NULL;
	}
}

/* The tag of its type, or of what that is an array of; "-": it has none */
static const char *
tag(const struct entity *e)
{
	const struct type *p;
	uint32_t y = e->class == OBJECT ? e->y : 0;

	for (p = &ents.type[y]; y && (p->kind == 'q' || p->kind == 'a');
	     p = &ents.type[y])
		y = p->y;
	return y && p->tag && *ent_name(&ents.ent[p->tag]) ?
		ent_name(&ents.ent[p->tag]) : "-";
}

static void
write_symbol(const struct entity *e, const char *class,
	     const struct symbol *s, const char *reason)
{
	uint32_t k;

	put_open(R_EXT);
	put_num(e - ents.ent);
	put_str(class);
	put_str(ent_name(e));
	put_str(s->name);
	put_str(s->linkage == INTERNAL ? "internal" : "external");
	put_str(s->pointer ? "pointer" : "symbol");
	put_str(reason);
	for (k = 0; k < TARGET && s->target[0]; k++)
		put_str(s->target[k] ? s->target[k] : "-");
	if (s->target[0])
		put_str(tag(e));
	put_close();
}

/* What is bound to the target, in the order of declaration */
static void
write_externalised(void)
{
	const struct entity *e;

	EACH_ENTITY(e) {
		if (bound(e))
			write_symbol(e, now(e)->fate == PATCHED ? "patched" :
				     e->class == FUNCTION ? "function" :
				     "object", sym(e), bound(e));
		if (known(e)->address)
			write_symbol(e, "function", known(e)->original,
				     "its address is used");
	}
}

int
main(int argc, char **argv)
{
	begin(argv[0]);
	argc = msg_options(argc, argv);
	options(argc, argv);
	rec_begin(argc, argv);
	unit_read();
	alias_find();
	assembled_find();
	header_ask();
	header_verdicts();
	header_definitions();
	header_verdicts();
	patched_find();
	if (nerrors)
		return finish();
	while (!reach())
		if (nerrors)
			return finish();
	warn_find();
	original_find();
	declare();
	ask_end();
	ask_write();
	header_write();
	write_externalised();
	edit_write();
	put_stream_end();
	return finish();
}
