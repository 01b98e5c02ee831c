// SPDX-License-Identifier: GPL-2.0-or-later
/* Our options, and what of the compiler's command line is for us. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

enum { MAXFILES = 2000 };       /* @files, as many as gcc takes */

struct options opts;

static void
usage(void)
{
	fprintf(stderr, "usage: %s [--compiler=ARCH-COMPILER-VERSION] [--text] "
		"[--names] -- [compiler] options file.c\n"
		"       %s --spellings\n", progname, progname);
	exit(S_TROUBLE);
}

/* Words of the command line */
struct list {
	const char **words;
	size_t n, cap;
};

static struct list given,       /* with @files replaced */
	told;                   /* the preprocessor alone, after all else */

static void
append(struct list *l, const char *s)
{
	l->words = grow(l->words, l->n + 1, &l->cap, sizeof l->words[0]);
	l->words[l->n++] = s;
}

static void add_word(const char *s, int depth);

/* The words of an @file: blanks part them, quotes and \ keep them. */
static int
at_file(const char *name, int depth)
{
	struct source *src;
	const char *p, *end;

	src = source_open(name);
	if (!src)
		return 0;
	if (depth > MAXFILES)
		fatal("%s: too many @-files in @-files", name);
	p = src->text;
	end = p + src->len;
	for (;;) {
		char *word, *d;
		int quote = 0;

		while (p < end && isspace((unsigned char)*p))
			p++;
		if (p == end)
			return 1;
		word = d = alloc(end - p + 1);
		for (; p < end; p++) {
			if (!quote && isspace((unsigned char)*p))
				break;
			if (*p == '\\' && p + 1 < end)
				*d++ = *++p;
			else if (quote ? *p == quote :
				 *p == '"' || *p == '\'')
				quote = quote ? 0 : *p;
			else
				*d++ = *p;
		}
		add_word(word, depth + 1);
	}
}

static void
add_word(const char *s, int depth)
{
	if (*s != '@' || !at_file(s + 1, depth))
		append(&given, s);
}

static void
add_dir(int k, const char *dir)
{
	opts.dirs[k] = grow(opts.dirs[k], opts.ndirs[k] + 1, &opts.dircap[k],
			    sizeof opts.dirs[k][0]);
	opts.dirs[k][opts.ndirs[k]++] = dir;
}

static void
add_def(char kind, const char *arg)
{
	opts.defs = grow(opts.defs, opts.ndefs + 1, &opts.defcap,
			 sizeof opts.defs[0]);
	opts.defs[opts.ndefs++] = (struct define_opt){ kind, arg };
}

/* The compiler is told this too when it is asked. */
static void
ask(const char *arg)
{
	opts.ask = grow(opts.ask, opts.nask + 1, &opts.askcap,
			sizeof opts.ask[0]);
	opts.ask[opts.nask++] = arg;
}

static int
starts(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static const char *language;    /* of -x */
static const char *output;      /* of -o */

/* Of -iprefix; NULL: the compiler's own folder, known when it was asked */
static const char *prefix;

static void
add_prefixed(int k, const char *dir)
{
	char *s;

	if (!prefix) {
		opts.unplaced = grow(opts.unplaced, opts.nunplaced + 1,
				     &opts.unplacedcap,
				     sizeof opts.unplaced[0]);
		opts.unplaced[opts.nunplaced++] =
			(struct unplaced){ k, opts.ndirs[k] };
		add_dir(k, dir);
		return;
	}
	s = alloc(strlen(prefix) + strlen(dir) + 1);
	add_dir(k, strcat(strcpy(s, prefix), dir));
}

/* What is done with the value, by the letter of spelling.c */
static void
take(const char *name, char what, const char *value)
{
	switch (what) {
	case 'q': add_dir(D_QUOTE, value);  break;
	case 'I':
		if (strcmp(value, "-") == 0)
			fatal("-I-: it is obsolete, and not there; -iquote "
			      "takes its place");
		add_dir(D_ANGLE, value);
		break;
	case 's': add_dir(D_SYSTEM, value); break;
	case 'a': add_dir(D_AFTER, value);  break;
	case 'i': add_def('I', value);      break;
	case 'm': add_def('M', value);      break;
	case 'x': language = value;         break;
	case 'o': output = value;           break;
	case 'X': append(&told, value);     break;
	case 'w': add_prefixed(D_SYSTEM, value); break;
	case 'b': add_prefixed(D_ANGLE, value);  break;
	case 'D': case 'U': case 'A':
		add_def(what, value);
		break;
	case 'p':
		prefix = value;
		/* fall through */
	case '+':
		ask(name);
		ask(value);
		break;
	}
}

/* Prefix maps are for __FILE__; one without a '=' means nothing. */
static void
add_map(const char *opt)
{
	const char *arg = strchr(opt, '=') + 1;

	if (!strchr(arg, '='))
		return;
	opts.maps = grow(opts.maps, opts.nmaps + 1, &opts.mapcap,
			 sizeof opts.maps[0]);
	opts.maps[opts.nmaps++] = (struct map){ arg, opt[2] == 'm' };
}

/* PP_.. that options add to the language, and take away */
static unsigned add_lang, no_lang;

static void
set_std(const char *arg)
{
	opts.std = arg;
	opts.strict = !starts(arg, "gnu");
	if (opts.strict)
		opts.trigraphs = 1;
}

/* Is s -fNAME, which takes the flag PP_.. away, or -fno-NAME, which adds it?
 * The last one counts. */
static int
switched(const char *s, const char *name, unsigned flag)
{
	int no = starts(s, "-fno-");

	if (strncmp(s, "-f", 2) || strcmp(s + (no ? 5 : 2), name))
		return 0;
	add_lang = no ? add_lang | flag : add_lang & ~flag;
	no_lang = no ? no_lang & ~flag : no_lang | flag;
	return 1;
}

void
options_language(const char *std)
{
	opts.clang = predefined("__clang__") != NULL;
	opts.lang = pplex_std(std);
	opts.lang |= opts.asm_ ? PP_ASM | PP_NO_UTF | PP_NO_RAW |
		PP_NO_EXTENDED | PP_NO_DIGRAPHS | PP_NO_DOLLAR : 0;
	opts.lang = (opts.lang & ~no_lang) | add_lang;
	opts.version = opts.lang & (PP_NO_EXTENDED | PP_NO_SLASHES) ? 1990 :
		strstr(std, "99") || strstr(std, "9x") ? 1999 :
		opts.lang & PP_SEPARATORS ? 2023 : 2011;
}

/* Options that can have no influence on a preprocessor, besides those with a
 * value; by how they start. */
static const char *const harmless[] = {
	"-W", "-w", "-M", "-c", "-S", "-E", "-p", "-P", "-C", "-H", "-Q", "-d",
	"-v", "-s", "-r", "-n", "-static", "-shared", "-rdynamic", "-pie",
	"-time", "-print", "-###", "--param", "--help", "--target-help",
	"--version", "--completion", "--output-pch", "-coverage",
	"-save-temps", "-no-", "-pass-exit-codes", "-symbolic", "-fdump-", "-fplugin",
	"-fsyntax-only", "-fdiagnostics",
	"-fcolor", "-fno-diagnostics", "-fcallgraph", "-fstack-usage", "-R",
	"-fdebug", "-ffile-prefix", "-fmacro-prefix", "-fprofile-prefix",
	"-ftrack-macro-expansion",
};

/* A source's bytes are taken as they are. */
static void
charset(const char *name)
{
	static const char *const same[] = {
		"utf-8", "utf8", "ascii", "us-ascii"
	};
	size_t i;

	for (i = 0; i < LEN(same); i++)
		if (strcasecmp(name, same[i]) == 0)
			return;
	fatal("-finput-charset=%s: sources are read as UTF-8 only", name);
}

static void
flag(const char *s)
{
	size_t i;

	msg_compiler_option(s);
	if (strcmp(s, "-fopenmp") == 0)
		opts.openmp |= OMP;
	else if (strcmp(s, "-fopenmp-simd") == 0)
		opts.openmp |= OMP_SIMD;
	else if (strcmp(s, "-fopenacc") == 0)
		opts.openmp |= OPENACC;
	if (strcmp(s, "-nostdinc") == 0) {
		opts.nostdinc = 1;
		ask(s);
	} else if (starts(s, "-std=")) {
		set_std(strchr(s, '=') + 1);
		ask(s);
	} else if (strcmp(s, "-ansi") == 0) {
		set_std("c90");
		ask(s);
	} else if (strcmp(s, "-trigraphs") == 0) {
		opts.trigraphs = 1;
		ask(s);
	} else if (strcmp(s, "-pedantic-errors") == 0) {
		opts.pedantic = 2;
		msg_compiler_option("-Wpedantic");
	} else if (strcmp(s, "-pedantic") == 0 ||
		   strcmp(s, "-Wpedantic") == 0) {
		if (!opts.pedantic)
			opts.pedantic = 1;
		msg_compiler_option("-Wpedantic");
	} else if (starts(s, "-finput-charset=")) {
		charset(strchr(s, '=') + 1);
	} else if (strcmp(s, "-fpreprocessed") == 0) {
		opts.preprocessed = 1;
	} else if (strcmp(s, "-fdirectives-only") == 0) {
		opts.directives_only = 1;
	} else if (switched(s, "extended-identifiers", PP_NO_EXTENDED) ||
		   switched(s, "dollars-in-identifiers", PP_NO_DOLLAR)) {
	} else if (starts(s, "-fmax-include-depth=")) {
		opts.depth = strtoul(strchr(s, '=') + 1, NULL, 10);
	} else if (starts(s, "-fmacro-prefix-map=") ||
		   starts(s, "-ffile-prefix-map=")) {
		add_map(s);
	} else if (starts(s, "-traditional")) {
		fatal("%s: there is no traditional preprocessing", s);
	} else if (strcmp(s, "-undef") == 0) {
		opts.undef = 1;
	} else if (starts(s, "-pthread") || starts(s, "-specs=") ||
		   starts(s, "--")) {
		ask(s);
	} else {
		for (i = 0; i < LEN(harmless); i++)
			if (starts(s, harmless[i]))
				return;
		if (starts(s, "-f") || starts(s, "-m") || starts(s, "-O") ||
		    starts(s, "-g"))
			ask(s);
		else
			warning((struct loc){ 0 }, "unknown-option",
				"option '%s' is not known, passed over", s);
	}
}

static int
suffix(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n > k && strcmp(s + n - k, end) == 0;
}

static void
source(const char *s)
{
	static const char *const objects[] = {
		".o", ".a", ".so", ".lo", ".ko", ".lds"
	};
	size_t i;

	for (i = 0; i < LEN(objects); i++)
		if (suffix(s, objects[i]))
			return;
	if (opts.source)
		fatal("more than one source file: '%s' and '%s'",
		      opts.source, s);
	opts.source = s;
}

/* -Wp,A,B gives A and B to the preprocessor. */
static void
preprocessor(const char *s)
{
	char *copy = alloc(strlen(s) + 1), *p;

	strcpy(copy, s);
	for (p = strtok(copy, ","); p; p = strtok(NULL, ","))
		append(&told, p);
}

/* The words with all options in their short spellings */
static struct list
shortened(const char **argv, size_t n)
{
	struct list l = { 0 };
	const char *next, *v;
	size_t i;
	int took;

	for (i = 0; i < n; i++) {
		append(&l, spelling_short(argv[i], i + 1 < n ? argv[i + 1] :
					  NULL, &next, &took));
		i += took;
		if (next)
			append(&l, next);
		else if (spelling_valued(l.words[l.n - 1], &v) && !v &&
			 i + 1 < n)
			append(&l, argv[++i]);
	}
	return l;
}

static void
words(const char **argv, size_t n)
{
	const struct valued *v;
	const char *value;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *s = argv[i];

		if (*s != '-')
			source(s);
		else if (strcmp(s, "-") == 0)
			fatal("the source cannot come from standard input");
		else if (starts(s, "-Wp,"))
			preprocessor(s + 4);
		else if (!(v = spelling_valued(s, &value)))
			flag(s);
		else if (value || i + 1 < n)
			take(v->name, v->what, value ? value : argv[++i]);
		else
			fatal("option '%s' wants a value", s);
	}
}

/* The preprocessor itself has -MD FILE and -MMD FILE; what we do with them
 * is nothing. */
static void
preprocessor_words(void)
{
	struct list l = shortened(told.words, told.n);
	size_t i, n = 0;

	for (i = 0; i < l.n; i++)
		if (strcmp(l.words[i], "-MD") == 0 ||
		    strcmp(l.words[i], "-MMD") == 0)
			i++;
		else
			l.words[n++] = l.words[i];
	words(l.words, n);
}

/* How many words the compiler's name takes at the start, wrappers too */
static size_t
compiler_name(const char **argv, size_t n)
{
	static const char *const wrappers[] = {
		"ccache", "distcc", "sccache", "icecc"
	};
	static const char *const sources[] = { ".c", ".i", ".h", ".S", ".C" };
	const char *base;
	size_t i = 0, k;

	while (i < n) {
		base = strrchr(argv[i], '/');
		base = base ? base + 1 : argv[i];
		for (k = 0; k < LEN(wrappers); k++)
			if (strcmp(base, wrappers[k]) == 0)
				break;
		if (k == LEN(wrappers))
			break;
		i++;
	}
	if (i == n || *argv[i] == '-' || *argv[i] == '@')
		return i;
	for (k = 0; k < LEN(sources); k++)
		if (suffix(argv[i], sources[k]))
			return i;
	opts.compiler = argv[i];
	return i + 1;
}

/* Does it say what is to be written, or where? */
static int
says_output(const char *s)
{
	static const char *const whole[] = { "-c", "-S", "-E", "-fsyntax-only" };
	static const char *const start[] = {
		"-o", "-M", "-Wp,-M", "-fdump-", "-save-temps", "-aux-info",
		"-dumpbase", "-dumpdir",
	};
	size_t i;

	for (i = 0; i < LEN(whole); i++)
		if (strcmp(s, whole[i]) == 0)
			return 1;
	for (i = 0; i < LEN(start); i++)
		if (starts(s, start[i]))
			return 1;
	return 0;
}

/* A word for sh */
static void
put_word(const char *s)
{
	putchar('\'');
	for (; *s; s++)
		if (*s == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*s);
	fputs("' ", stdout);
}

/* What remains of the command line without the source and outputs */
static void
put_command(void)
{
	const char *value;
	size_t i, k, n;

	put_word(opts.compiler ? opts.compiler : "gcc");
	for (i = 0; i < opts.argc; i += n) {
		const char *s = opts.argv[i];

		n = *s == '-' && spelling_valued(s, &value) && !value ? 2 : 1;
		for (k = i; *s == '-' && !says_output(s) && k < i + n; k++)
			put_word(opts.argv[k]);
	}
	putchar('\n');
}

/* For who starts us: the source, the object that is made of it, and what else
 * the compiler is told */
static void
put_names(void)
{
	const char *base = strrchr(opts.source, '/'), *dot;

	base = base ? base + 1 : opts.source;
	dot = strrchr(base, '.');
	puts(opts.source);
	if (output)
		puts(output);
	else
		printf("%.*s.o\n", dot ? (int)(dot - base) : (int)strlen(base),
		       base);
	put_command();
}

void
options_read(int argc, char **argv)
{
	struct list l;
	int i, names = 0;
	size_t n;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (starts(argv[i], "--compiler=") && argv[i][11])
			opts.wanted = argv[i] + 11;
		else if (strcmp(argv[i], "--text") == 0)
			opts.text = 1;
		else if (strcmp(argv[i], "--names") == 0)
			names = 1;
		else if (strcmp(argv[i], "--spellings") == 0) {
			spelling_print();
			exit(finish());
		}
		else if (strcmp(argv[i], "--version") == 0) {
			printf("%s %s\n", progname, VERSION);
			exit(finish());
		} else
			usage();
	if (i == argc)
		usage();
	argv += i + 1;
	argc -= i + 1;
	n = compiler_name((const char **)argv, argc);
	for (i = n; i < argc; i++)
		add_word(argv[i], 0);
	opts.depth = 200;
	l = shortened(given.words, given.n);
	opts.argv = l.words;
	opts.argc = l.n;
	words(l.words, l.n);
	preprocessor_words();
	if (!opts.source)
		fatal("no source file in the command line");
	if (names) {
		put_names();
		exit(finish());
	}
	if (language && strcmp(language, "none"))
		opts.asm_ = strcmp(language, "assembler-with-cpp") == 0;
	else {
		opts.asm_ = suffix(opts.source, ".S") ||
			suffix(opts.source, ".sx");
		opts.preprocessed |= suffix(opts.source, ".i");
	}
	if (language && strcmp(language, "cpp-output") == 0)
		opts.preprocessed = 1;
}

static char *text;
static size_t ntext, textcap;

static void
put(const char *s, size_t n)
{
	text = grow(text, ntext + n + 1, &textcap, 1);
	memcpy(text + ntext, s, n);
	ntext += n;
}

#define PUT(s)  put(s, strlen(s))

/* #define NAME BODY as -D has it */
static void
put_def(char kind, const char *arg)
{
	const char *eq = strchr(arg, '=');

	if (kind == 'U') {
		PUT("#undef ");
		PUT(arg);
	} else if (kind == 'A') {
		PUT(*arg == '-' ? "#unassert " : "#assert ");
		eq = strchr(arg += *arg == '-', '=');
		put(arg, eq ? (size_t)(eq - arg) : strlen(arg));
		if (eq) {
			PUT("(");
			PUT(eq + 1);
			PUT(")");
		}
	} else {
		PUT("#define ");
		put(arg, eq ? (size_t)(eq - arg) : strlen(arg));
		PUT(" ");
		PUT(eq ? eq + 1 : "1");
	}
	PUT("\n");
}

/* -D, -U and -A in their order, then all of -imacros, then all of -include:
 * so does gcc. */
const char *
options_text(size_t *len)
{
	size_t i;
	int kind;

	for (i = 0; i < opts.ndefs; i++)
		if (strchr("DUA", opts.defs[i].kind))
			put_def(opts.defs[i].kind, opts.defs[i].arg);
	for (kind = 'M'; kind; kind = kind == 'M' ? 'I' : 0) {
		for (i = 0; i < opts.ndefs; i++) {
			if (opts.defs[i].kind != kind)
				continue;
			PUT("#include \"");
			PUT(opts.defs[i].arg);
			PUT("\"\n");
		}
		if (kind == 'M')
			opts.imacros_end = ntext;
	}
	*len = ntext;
	text = grow(text, ntext + 16, &textcap, 1);
	memset(text + ntext, 0, 16);
	return text;
}
