// SPDX-License-Identifier: GPL-2.0-or-later
/* klp-convert - make live patch relocations of a module's marked references */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "convert.h"

const char *opt_object, *opt_release;
int opt_clones, opt_late;

static const char *checked, *opt_index;
static const char **tables;
static size_t ntables, tablecap;

static void
usage(const char *fmt, ...)
{
	char msg[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	fatal("%s (klp-convert --help tells more)", msg);
}

static void
set_object(const char *s)
{
	opt_object = names_module(s, strlen(s));
}

static void
set_release(const char *s)
{
	opt_release = s;
}

static void
set_checked(const char *s)
{
	checked = s;
}

static void
set_index(const char *s)
{
	opt_index = s;
}

static void
add_table(const char *s)
{
	tables = grow(tables, ntables + 1, &tablecap, sizeof *tables);
	tables[ntables++] = s;
}

static void
allow(const char *s)
{
	static const struct {
		const char *word;
		int *opt;
	} words[] = {
		{ "clones", &opt_clones }, { "late", &opt_late },
	};
	size_t i, n;

	for (; *s; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		for (i = 0; i < LEN(words); i++)
			if (strlen(words[i].word) == n &&
			    memcmp(words[i].word, s, n) == 0)
				break;
		if (i == LEN(words))
			usage("'%s': only clones and late can be allowed", s);
		*words[i].opt = 1;
	}
}

static void
help(const char *s)
{
	(void)s;
	puts("usage: klp-convert [OPTIONS] IN.ko OUT.ko\n"
	     "       klp-convert --check=FILE.ko --index=TABLE [OPTIONS]\n\n"
	     "  --externalized=TABLE  what klp-ccp --externalized has written\n"
	     "  --object=MODULE       the patched module\n"
	     "  --kernel-release=R    of the kernel that is patched\n"
	     "  --check=FILE.ko       look at a finished module as the loader does\n"
	     "  --index=TABLE         what the kernel has, by elfinfo index\n"
	     "  --allow=WORD[,WORD]   clones, late: what is refused else");
	exit(finish());
}

static const struct option {
	const char *name;
	int value;              /* it has one */
	void (*take)(const char *);
} options[] = {
	{ "externalized", 1, add_table },
	{ "object", 1, set_object },
	{ "kernel-release", 1, set_release },
	{ "allow", 1, allow },
	{ "check", 1, set_checked },
	{ "index", 1, set_index },
	{ "help", 0, help },
};

/* Take an option off the arguments; i is its place. */
static int
option(int argc, char **argv, int i)
{
	const char *a = argv[i] + 2;
	size_t n = strcspn(a, "=");
	const struct option *o;

	for (o = options; o < options + LEN(options); o++)
		if (strlen(o->name) == n && memcmp(o->name, a, n) == 0)
			break;
	if (argv[i][1] != '-' || o == options + LEN(options))
		usage("there is no option %s", argv[i]);
	if (!o->value && a[n])
		usage("%s has no value", argv[i]);
	if (o->value && !a[n] && i + 1 == argc)
		usage("%s wants a value", argv[i]);
	o->take(!o->value ? NULL : a[n] ? a + n + 1 : argv[++i]);
	return i;
}

static void
convert(const char *in, const char *to)
{
	struct module *m = module_open(in);
	size_t i;

	for (i = 0; i < ntables; i++)
		table_read(tables[i]);
	marks_labels(m);
	marks_annotations(m);
	table_marks(m);
	marks_check(m);
	if (!nerrors)
		change_all(m);
	if (!nerrors)
		module_write(m, to);
}

int
main(int argc, char **argv)
{
	int i, n = 0, plain = 0;

	begin(argv[0]);
	argc = msg_options(argc, argv);
	for (i = 1; i < argc; i++)
		if (plain || argv[i][0] != '-' || !argv[i][1])
			argv[n++] = argv[i];
		else if (strcmp(argv[i], "--") == 0)
			plain = 1;
		else
			i = option(argc, argv, i);
	if (checked) {
		if (n || !opt_index)
			usage("--check=FILE wants --index=TABLE, and no other "
			      "file");
		check_all(module_open(checked), opt_index);
		return finish();
	}
	if (n != 2)
		usage("which file is to be converted, and into which?");
	convert(argv[0], argv[1]);
	return finish();
}
