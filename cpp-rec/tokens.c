// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ccp-tokens: the tokens of a stream as text.  It can be read as C again:
 * blanks between all tokens, pragmas on lines of their own.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "pplex.h"

static int single;              /* a token a line */
static unsigned lang;           /* of -s: PP_.. */
static int bol = 1;             /* nothing stands on the line yet */

static void
usage(void)
{
	fprintf(stderr, "usage: %s [-1] [-t file [-s std]]\n", progname);
	exit(S_TROUBLE);
}

static void
put_token(const char *s, size_t n)
{
	/* the one that ## makes is two where it is read again */
	if (n == 2 && memcmp(s, "::", 2) == 0) {
		put_token(":", 1);
		put_token(":", 1);
		return;
	}
	if (!bol)
		putchar(single ? '\n' : ' ');
	fwrite(s, 1, n, stdout);
	bol = 0;
	if (!single && n == 1 && (*s == ';' || *s == '{' || *s == '}')) {
		putchar('\n');
		bol = 1;
	}
}

/* The pragmas that gcc obeys while it preprocesses are not in its output. */
static int
obeyed(const char *s, size_t n)
{
	static const char *const names[] = {
		"once", "push_macro", "pop_macro", "GCC poison",
		"GCC system_header", "GCC dependency", "GCC warning",
		"GCC error",
	};
	size_t i, k;

	for (i = 0; i < LEN(names); i++) {
		k = strlen(names[i]);
		if (n >= k && memcmp(s, names[i], k) == 0 &&
		    (n == k || (!isalnum((unsigned char)s[k]) &&
				s[k] != '_')))
			return 1;
	}
	return 0;
}

static void
put_pragma(const char *s, size_t n)
{
	struct pplex l = { .std = lang, .directive = 1 };
	struct pptok t;
	char *copy;

	if (!bol)
		putchar('\n');
	fputs("#pragma", stdout);
	if (single) {
		/* in what a macro gave there may be more or fewer blanks */
		copy = alloc(n + 1);
		memcpy(copy, s, n);
		l.p = copy;
		l.end = copy + n;
		for (pplex_next(&l, &t); t.class; pplex_next(&l, &t)) {
			putchar(' ');
			fwrite(t.s, 1, t.len, stdout);
		}
	} else {
		putchar(' ');
		fwrite(s, 1, n, stdout);
	}
	putchar('\n');
	bol = 1;
}

static void
read_stream(void)
{
	struct rec r;
	const char *s;
	size_t n;

	rec_open("-");
	while (rec_next(&r)) {
		const struct spelling *sp;

		switch (r.kind) {
		case R_S:
			spell_record(&r);
			break;
		case R_PATH: case R_FILE: case R_DEFINE: case R_X:
			rec_parse(&r);
			break;
		case R_T:
			rec_parse(&r);
			sp = spell(r.f[1].v);
			put_token(sp->s, sp->len);
			break;
		case R_PRAGMA:
			rec_parse(&r);
			s = rec_textn(&r, 4, &n);
			if (!obeyed(s, n))
				put_pragma(s, n);
			break;
		default:
			break;
		}
	}
}

/* The rest of a #pragma line: its tokens, as in pragma records. */
static void
text_pragma(struct pplex *l)
{
	struct pptok t;
	char *buf = NULL;
	size_t n = 0, cap = 0;

	for (;;) {
		pplex_next(l, &t);
		if (t.class == 0 || t.class == 'l')
			break;
		buf = grow(buf, n + t.len + 2, &cap, 1);
		if (n && t.space)
			buf[n++] = ' ';
		memcpy(buf + n, t.s, t.len);
		n += t.len;
	}
	put_pragma(buf ? buf : "", n);
	free(buf);
}

/* Does a directive begin with it that a compiler passes on? */
static int
word(const char *s, size_t n)
{
	static const char *const names[] = {
		"ident", "sccs", "define", "undef", "include", "include_next",
		"import", "assert", "unassert", "line",
	};
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (strlen(names[i]) == n && memcmp(s, names[i], n) == 0)
			return 1;
	return 0;
}

/* The output of a compiler's -E: line markers and the like are left out. */
static void
read_text(const char *name)
{
	/* there are no comments in it */
	struct pplex l = { .bol = 1, .directive = 1 }, at;
	struct pptok t;
	size_t n = 0, cap = 0, got;
	char *buf = NULL;
	FILE *f = strcmp(name, "-") ? fopen(name, "r") : stdin;

	if (!f)
		fatal("open %s:", name);
	do {
		buf = grow(buf, n + BUFSIZ + 1, &cap, 1);
		got = fread(buf + n, 1, cap - n - 1, f);
		n += got;
	} while (got);
	if (ferror(f))
		fatal("read %s:", name);
	buf[n] = 0;
	l.p = buf;
	l.end = buf + n;
	l.std = lang | PP_NO_SLASHES;
	for (;;) {
		pplex_next(&l, &t);
		if (t.class == 0)
			break;
		if (t.class == 'l')
			continue;
		/* one that came of a macro stands after a blank */
		if (!t.bol || t.space || t.len != 1 || *t.s != '#') {
			put_token(t.s, t.len);
			continue;
		}
		at = l;
		pplex_next(&l, &t);
		if (t.class == 'i' && t.len == 6 &&
		    memcmp(t.s, "pragma", 6) == 0)
			text_pragma(&l);
		else if (t.class != 'n' && !word(t.s, t.len)) {
			put_token("#", 1);      /* assembler has that */
			l = at;
		} else
			while (t.class && t.class != 'l')
				pplex_next(&l, &t);
	}
}

int
main(int argc, char **argv)
{
	const char *file = NULL;
	int i;

	begin(argv[0]);
	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], "-1") == 0)
			single = 1;
		else if (strcmp(argv[i], "-t") == 0 && i + 1 < argc)
			file = argv[++i];
		else if (strcmp(argv[i], "-s") == 0 && i + 1 < argc)
			lang = pplex_std(argv[++i]);
		else
			usage();
	if (file)
		read_text(file);
	else
		read_stream();
	if (!bol)
		putchar('\n');
	return finish();
}
