// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How the compiler's options are spelled.  gcc has a long name for many of
 * them, and values in the same word or in the next one; after this all are
 * short.  Others who read command lines have the tables from us: --spellings.
 */
#include <stdio.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

/* Options with a value that may be the next word */
static const struct valued valued[] = {
	/* a longer name before one that it begins with */
	{ "-include-pch", 0, 0 },
	{ "-iquote", 'q', 1 }, { "-isystem", 's', 1 },
	{ "-idirafter", 'a', 1 }, { "-isysroot", '+', 1 },
	{ "-include", 'i', 1 }, { "-imacros", 'm', 1 },
	{ "-iprefix", 'p', 1 }, { "-iwithprefixbefore", 'b', 1 },
	{ "-iwithprefix", 'w', 1 }, { "-imultilib", 0, 1 },
	{ "-imultiarch", 0, 0 },
	{ "-I", 'I', 1 }, { "-D", 'D', 1 }, { "-U", 'U', 1 }, { "-A", 'A', 1 },
	{ "-MF", 0, 1 }, { "-MT", 0, 1 }, { "-MQ", 0, 1 }, { "-MJ", 0, 0 },
	{ "-o", 'o', 1 }, { "-x", 'x', 1 },
	{ "-Xpreprocessor", 'X', 0 }, { "-Xassembler", 0, 0 },
	{ "-Xlinker", 0, 0 }, { "-Xclang", 0, 0 }, { "-Xf", 0, 1 },
	{ "-aux-info", 0, 0 }, { "--param", 0, 0 }, { "--sysroot", '+', 0 },
	{ "-wrapper", 0, 0 }, { "-dumpbase-ext", 0, 0 }, { "-dumpbase", 0, 0 },
	{ "-dumpdir", 0, 0 }, { "-specs", '+', 0 }, { "-target", '+', 0 },
	{ "-arch", '+', 0 }, { "-mllvm", 0, 0 }, { "-B", '+', 1 },
	{ "-Tbss", 0, 1 }, { "-Tdata", 0, 1 }, { "-Ttext", 0, 1 },
	{ "-T", 0, 1 }, { "-L", 0, 1 }, { "-l", 0, 1 }, { "-u", 0, 1 },
	{ "-z", 0, 1 }, { "-G", 0, 1 }, { "-e", 0, 1 }, { "-F", 0, 1 },
	{ "-J", 0, 1 }, { "-R", 0, 1 }, { "-h", 0, 1 }, { "-Hd", 0, 1 },
	{ "-Hf", 0, 1 }, { "-gnatO", 0, 1 },
	{ "-fintrinsic-modules-path", 0, 0 },
};

/* Options with a dash too many */
static const char *const dashed[] = {
	"ansi", "coverage", "dumpbase", "dumpbase-ext", "dumpdir", "imacros",
	"include", "no-canonical-prefixes", "no-integrated-cpp",
	"pass-exit-codes", "pedantic", "pedantic-errors", "pie", "pipe",
	"print-libgcc-file-name", "print-multi-directory", "print-multi-lib",
	"print-multi-os-directory", "print-multiarch", "print-search-dirs",
	"print-sysroot", "print-sysroot-headers-suffix", "save-temps",
	"shared", "specs", "static", "static-pie", "symbolic", "time",
	"traditional", "traditional-cpp", "trigraphs",
};

/* Long names.  --NAME alone is the short one, and so it begins where a value
 * comes with it: --NAME=VALUE, --NAME VALUE. */
static const struct longer {
	const char *name, *means;
	enum value {
		NO,
		IN_FRONT,       /* --NAMEVALUE */
		MAY,            /* in the same word */
		MUST            /* there or in the next word */
	} value;
} longer[] = {
	{ "--all-warnings", "-Wall", NO },
	{ "--assemble", "-S", NO },
	{ "--assert", "-A", MUST },
	{ "--comments", "-C", NO },
	{ "--comments-in-macros", "-CC", NO },
	{ "--compile", "-c", NO },
	{ "--debug", "-g", MAY },
	{ "--define-macro", "-D", MUST },
	{ "--dependencies", "-M", NO },
	{ "--dump", "-d", MUST },
	{ "--entry", "-e", MUST },
	{ "--extra-warnings", "-Wextra", NO },
	{ "--for-assembler", "-Xassembler", MUST },
	{ "--for-linker", "-Xlinker", MUST },
	{ "--force-link", "-u", MUST },
	{ "--include-barrier", "-I-", NO },
	{ "--include-directory", "-I", MUST },
	{ "--include-directory-after", "-idirafter", MUST },
	{ "--include-prefix", "-iprefix", MUST },
	{ "--include-with-prefix", "-iwithprefix", MUST },
	{ "--include-with-prefix-after", "-iwithprefix", MUST },
	{ "--include-with-prefix-before", "-iwithprefixbefore", MUST },
	{ "--language", "-x", MUST },
	{ "--library-directory", "-L", MUST },
	{ "--machine", "-m", MUST },
	{ "--machine-", "-m", IN_FRONT },
	{ "--no-line-commands", "-P", NO },
	{ "--no-standard-includes", "-nostdinc", NO },
	{ "--no-standard-libraries", "-nostdlib", NO },
	{ "--no-warnings", "-w", NO },
	{ "--optimize", "-O", MAY },
	{ "--output", "-o", MUST },
	{ "--prefix", "-B", MUST },
	{ "--preprocess", "-E", NO },
	{ "--print-file-name", "-print-file-name=", MUST },
	{ "--print-missing-file-dependencies", "-MG", NO },
	{ "--print-prog-name", "-print-prog-name=", MUST },
	{ "--profile", "-p", NO },
	{ "--std", "-std=", MUST },
	{ "--trace-includes", "-H", NO },
	{ "--undefine-macro", "-U", MUST },
	{ "--user-dependencies", "-MM", NO },
	{ "--verbose", "-v", NO },
	{ "--warn-", "-W", IN_FRONT },
	{ "--write-dependencies", "-MD", NO },
	{ "--write-user-dependencies", "-MMD", NO },
};

/* These have two dashes. */
static const char *const own[] = {
	"--param", "--sysroot", "--target", "--help", "--target-help",
	"--version", "--completion", "--output-pch", "--no-sysroot-suffix",
};

const struct valued *
spelling_valued(const char *s, const char **value)
{
	size_t k, len;

	if (strcmp(s, "-undef") == 0)           /* not -u */
		return NULL;
	for (k = 0; k < LEN(valued); k++) {
		len = strlen(valued[k].name);
		if (strncmp(s, valued[k].name, len) == 0 &&
		    (!s[len] || valued[k].joined)) {
			*value = s[len] ? s + len : NULL;
			return &valued[k];
		}
	}
	return NULL;
}

static const char *
glue(const char *a, const char *b)
{
	char *s = alloc(strlen(a) + strlen(b) + 1);

	return strcat(strcpy(s, a), b);
}

/* Is s NAME, or NAME=...?  Then where the = is, or the end. */
static const char *
named(const char *s, const char *name)
{
	size_t n = strlen(name);

	return strncmp(s, name, n) == 0 && (!s[n] || s[n] == '=') ? s + n :
		NULL;
}

static const struct longer *
find(const char *s)
{
	size_t i;

	for (i = 0; i < LEN(longer); i++)
		if (longer[i].value == IN_FRONT ?
		    strncmp(s, longer[i].name, strlen(longer[i].name)) == 0 :
		    named(s, longer[i].name) != NULL)
			return &longer[i];
	return NULL;
}

/* The value is a word of its own where that is how the short one has it. */
static const char *
with_value(const char *means, const char *value, const char **next)
{
	const char *v;

	if (!spelling_valued(means, &v) || v)
		return glue(means, value);
	*next = value;
	return means;
}

/* --NAME without its second dash, or NULL */
static const char *
one_dash(const char *s, const char **next)
{
	const char *end, *v;
	size_t i;

	for (i = 0; i < LEN(dashed); i++) {
		end = named(s + 2, dashed[i]);
		if (!end)
			continue;
		if (*end && spelling_valued(internn(s + 1, end - s - 1), &v)) {
			*next = end + 1;
			return internn(s + 1, end - s - 1);
		}
		return s + 1;
	}
	return NULL;
}

const char *
spelling_short(const char *s, const char *after, const char **next, int *took)
{
	const struct longer *l;
	const char *end;
	size_t i;

	*took = 0;
	*next = NULL;
	if (strncmp(s, "--", 2) || !s[2])
		return s;
	for (i = 0; i < LEN(own); i++)
		if (named(s, own[i]))
			return s;
	l = find(s);
	if (!l) {
		end = one_dash(s, next);
		if (end)
			return end;
		/* gcc's other ones: --NAME is -fNAME */
		return opts.compiler && strstr(opts.compiler, "clang") ? s :
			glue("-f", s + 2);
	}
	end = s + strlen(l->name);
	if (l->value == IN_FRONT)
		return glue(l->means, end);
	if (*end)
		return with_value(l->means, end + 1, next);
	if (l->value != MUST || !after)
		return l->means;
	*took = 1;
	return with_value(l->means, after, next);
}

void
spelling_print(void)
{
	static const char *const words[] = { "no", "front", "may", "next" };
	const char *v;
	size_t i;

	for (i = 0; i < LEN(valued); i++)
		printf("%s\t%s\tnext\n", valued[i].name, valued[i].name);
	for (i = 0; i < LEN(dashed); i++) {
		const char *s = glue("-", dashed[i]);

		printf("-%s\t%s\t%s\n", s, s,
		       spelling_valued(s, &v) && !v ? "next" : "may");
	}
	for (i = 0; i < LEN(longer); i++)
		printf("%s\t%s\t%s\n", longer[i].name, longer[i].means,
		       words[longer[i].value]);
}
