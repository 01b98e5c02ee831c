// SPDX-License-Identifier: GPL-2.0-or-later
/* elfinfo - facts about a kernel's binaries, as tables */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

const char *opt_debug, *opt_output, *opt_strip, *opt_object, *opt_index,
	   *opt_kind, *opt_dwarf, *opt_unit, *opt_functions, *opt_only,
	   *opt_tail_calls, *opt_allow, *opt_all, *opt_renamed;
static const char *opt_name;

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	int min;                /* operands it needs */
	const char *options;    /* letters of those it takes, see below */
	const char *operands;
	const char *help;
} commands[] = {
	{ "symbols", cmd_symbols, 1, "do", "FILE...",
	  "symbols, their position among those of a name, exports" },
	{ "functions", cmd_functions, 1, "dos", "FILE",
	  "functions, their code and clones, where they are inlined" },
	{ "variables", cmd_variables, 1, "dos", "FILE",
	  "objects with static storage, those of blocks too" },
	{ "files", cmd_files, 1, "dos", "FILE...",
	  "the sources and headers that each unit was made of" },
	{ "clones", cmd_clones, 1, "Dds", "DUMP...",
	  "gcc's .ipa-clones dumps" },
	{ "symvers", cmd_symvers, 1, "", "FILE...", "Module.symvers" },
	{ "patchable", cmd_patchable, 1, "dosi", "FILE FUNCTION...",
	  "can functions be patched, and what else must be" },
	{ "complete", cmd_complete, 0, "doifunTca", "OBJECT|DUMP...",
	  "what has to be patched with functions of a unit" },
	{ "index", cmd_index, 1, "dsO", "DIR|FILE... -o TABLE",
	  "all of that for a kernel, once" },
	{ "query", cmd_query, 1, "k", "TABLE [NAME...]",
	  "rows of an index; without names those on standard input" },
	{ "diff", cmd_diff, 2, "Ar", "OLD NEW",
	  "what is not the same in two objects of a unit" },
	{ "resolve", cmd_resolve, 1, "ou", "TABLE [FUNCTION...]",
	  "how a live patch can refer to what a unit names" },
};

static const struct option {
	char letter;
	const char *name;       /* --name=VALUE; one letter: -l VALUE too */
	const char *value;      /* NULL: it has none */
	const char **where;
	const char *help;
} options[] = {
	{ 'd', "debug-dir", "DIR[:DIR...]", &opt_debug,
	  "where separate debug files are" },
	{ 'o', "object", "NAME", &opt_object,
	  "what the object is called in the tables" },
	{ 's', "strip-dir", "DIR", &opt_strip,
	  "taken off the front of paths" },
	{ 'D', "dwarf", "OBJECT", &opt_dwarf,
	  "whose debug data the dump is held against" },
	{ 'O', "output", "TABLE", &opt_output, "the index to write; or -o" },
	{ 'i', "index", "TABLE", &opt_index, "answer from an index" },
	{ 'u', "unit", "PATH", &opt_unit, "the source of the unit" },
	{ 'f', "functions", "NAME[,NAME...]", &opt_functions,
	  "the functions to patch" },
	{ 'c', "no-complete", NULL, &opt_only, "and no others" },
	{ 'a', "allow", "WORD[,WORD...]", &opt_allow,
	  "what of the list may be no function to patch" },
	{ 'T', "tail-calls", NULL, &opt_tail_calls, "these matter" },
	{ 'A', "all", NULL, &opt_all, "what is the same, too" },
	{ 'r', "renamed", "PREFIX[,PREFIX...]", &opt_renamed,
	  "taken off names in the second object" },
	{ 'n', "name", "NAME", &opt_name, "what messages begin with" },
	{ 'k', "kind", "ROW", &opt_kind, "only rows of this kind" },
};

static const struct command *command;

void
usage(const char *fmt, ...)
{
	char msg[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	fatal("%s (elfinfo --help tells more)", msg);
}

static void
help(void)
{
	size_t i;

	puts("usage: elfinfo COMMAND [OPTIONS] OPERANDS\n");
	for (i = 0; i < LEN(commands); i++)
		printf("  %-9s %-28s %s\n", commands[i].name,
		       commands[i].operands, commands[i].help);
	putchar('\n');
	for (i = 0; i < LEN(options); i++) {
		const char *v = options[i].value;
		printf("  --%s%s%s%*s %s\n", options[i].name, v ? "=" : "",
		       v ? v : "", 26 - (int)strlen(options[i].name) -
		       (v ? (int)strlen(v) : -1), "", options[i].help);
	}
}

/* Take an option off the arguments; i is its place. */
static int
option(int argc, char **argv, int i)
{
	const char *a = argv[i] + 2;
	const struct option *o;
	size_t n;

	if (strcmp(argv[i], "-o") == 0)
		a = "output";
	else if (argv[i][1] != '-')
		usage("there is no option %s", argv[i]);
	n = strcspn(a, "=");
	for (o = options; o < options + LEN(options); o++)
		if (strlen(o->name) == n && memcmp(o->name, a, n) == 0)
			break;
	if (o == options + LEN(options))
		usage("there is no option %s", argv[i]);
	if (!strchr(command->options, o->letter))
		usage("%s has no option --%s", command->name, o->name);
	if (!o->value) {
		if (a[n])
			usage("%s has no value", argv[i]);
		*o->where = "yes";
	} else if (a[n] == '=')
		*o->where = a + n + 1;
	else if (i + 1 == argc)
		usage("%s wants a value", argv[i]);
	else
		*o->where = argv[++i];
	return i;
}

int
main(int argc, char **argv)
{
	int i, n = 0, plain = 0;

	begin(argv[0]);
	argc = msg_options(argc, argv);
	if (argc < 2)
		usage("which command?");
	if (strcmp(argv[1], "--help") == 0) {
		help();
		return finish();
	}
	for (command = commands; command < commands + LEN(commands); command++)
		if (strcmp(command->name, argv[1]) == 0)
			break;
	if (command == commands + LEN(commands))
		usage("there is no command %s", argv[1]);
	for (i = 2; i < argc; i++)
		if (plain || argv[i][0] != '-' || !argv[i][1])
			argv[n++] = argv[i];
		else if (strcmp(argv[i], "--") == 0)
			plain = 1;
		else if (strcmp(argv[i], "--help") == 0) {
			help();
			return finish();
		} else
			i = option(argc, argv, i);
	argv[n] = NULL;
	if (opt_name)
		progname = opt_name;
	if (n < command->min)
		usage("%s wants %s", command->name, command->operands);
	return command->run(n, argv);
}
