// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.10.6 #pragma and 6.10.9 _Pragma; the few that are obeyed here */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

int in_pragma;
static struct tok *toks;
static size_t ntoks, tokcap;

static void
put(const struct tok *t)
{
	toks = grow(toks, ntoks + 1, &tokcap, sizeof toks[0]);
	toks[ntoks++] = *t;
}

static int
name_is(size_t i, const char *s)
{
	return i < ntoks && toks[i].class == 'i' &&
		strcmp(toks[i].sym->s, s) == 0;
}

/* The macro that #pragma push_macro("NAME") names, or NULL. */
static struct sym *
macro_arg(void)
{
	const struct sym *y;

	if (ntoks != 4 || !IS_PUNCT(&toks[1], '(') || toks[2].class != 's' ||
	    !IS_PUNCT(&toks[3], ')') || toks[2].sym->s[0] != '"' ||
	    toks[2].sym->len < 3) {
		error_tok(&toks[0], "invalid #pragma %s directive",
			  toks[0].sym->s);
		return NULL;
	}
	y = toks[2].sym;
	return sym_get(y->s + 1, y->len - 2, 'i');
}

/* From the i-th token on, as text. */
static const char *
text(size_t i, size_t *len)
{
	static char *buf;
	static size_t cap;
	size_t n = 0, start = i;

	for (; i < ntoks; i++) {
		const struct sym *y = canonical(toks[i].sym);

		buf = grow(buf, n + y->len + 2, &cap, 1);
		if (toks[i].flags & SPACE && i > start)
			buf[n++] = ' ';
		memcpy(buf + n, y->s, y->len);
		n += y->len;
	}
	*len = n;
	return internn(buf ? buf : "", n);
}

/* What of OpenMP -fopenmp-simd takes */
static int
is_simd(void)
{
	static const char *const names[] = {
		"declare", "distribute", "for", "loop", "masked", "master",
		"ordered", "parallel", "scan", "simd", "target", "taskloop",
		"teams"
	};
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (name_is(1, names[i]))
			return 1;
	return 0;
}

/* Those whose text is expanded first */
static int
expanded(void)
{
	return name_is(0, "message") || name_is(0, "redefine_extname") ||
		name_is(0, "scalar_storage_order") ||
		(name_is(0, "omp") && (opts.openmp & OMP ||
				       (opts.openmp & OMP_SIMD && is_simd()))) ||
		(name_is(0, "acc") && opts.openmp & OPENACC);
}

static void
expand(void)
{
	struct tok *list;
	size_t i, n;

	if (!expanded())
		return;
	in_pragma = 1;
	list = expand_list(toks + 1, ntoks - 1, &n);
	in_pragma = 0;
	ntoks = 1;
	for (i = 0; i < n; i++) {
		list[i].flags |= SPACE;
		put(&list[i]);
	}
}

static void
gcc(const struct tok *at)
{
	size_t i, n;
	const char *s;
	int quoted = ntoks == 3 && toks[2].class == 's' &&
		toks[2].sym->s[0] == '"';

	if (name_is(1, "poison")) {
		for (i = 2; i < ntoks; i++)
			if (toks[i].class != 'i') {
				error_tok(&toks[i], "invalid #pragma GCC "
					  "poison directive");
				break;
			} else
				sym_poison(toks[i].sym);
	} else if (name_is(1, "error") || name_is(1, "warning")) {
		s = text(2, &n);
		if (quoted)
			s = internn(s + 1, n - 2);
		if (ntoks > 2 && toks[2].file)
			at = &toks[2];
		if (name_is(1, "error"))
			error_tok(at, "%s", s);
		else
			warning_at(at->file, at->off, "pragma", "%s", s);
	} else if (name_is(1, "dependency") && (ntoks < 3 ||
		   (toks[2].class != 's' && !IS_PUNCT(&toks[2], '<')))) {
		error_tok(at, "#pragma dependency expects \"FILENAME\" or "
			  "<FILENAME>");
	} else if (name_is(1, "system_header") && ninputs > 1)
		system_header();
}

/* Obey and write the pragma of toks. */
static void
pragma(const struct tok *at, uint32_t len)
{
	const char *s;
	struct sym *y;
	size_t n;

	expand();
	s = text(0, &n);
	if (!cur->imacros)
		write_pragma(at->file, at->off, len, at->x, s, n);
	if (name_is(0, "once"))
		source_once(cur->src);
	else if (name_is(0, "push_macro") && (y = macro_arg()))
		macro_push(y);
	else if (name_is(0, "pop_macro") && (y = macro_arg()))
		macro_pop(y, at->off, len);
	else if (name_is(0, "GCC"))
		gcc(at);
}

void
pragma_directive(uint32_t off)
{
	struct tok t, at = { .file = cur->id, .off = off };

	ntoks = 0;
	for (;;) {
		lex_file(&t);
		if (t.class == 0)
			break;
		put(&t);
	}
	pragma(&at, end_directive() - off);
}

/* The tokens of a string literal's contents. */
static void
destringize(const struct sym *y, const struct tok *at)
{
	char *buf = alloc(y->len + 1), *d = buf;
	struct pplex l = { .std = opts.lang };
	struct pptok p;
	struct tok t = *at;
	size_t i = y->s[0] == 'L' ? 2 : 1;

	for (; i + 1 < y->len; i++) {
		if (y->s[i] == '\\' && (y->s[i + 1] == '\\' ||
					y->s[i + 1] == '"'))
			i++;
		*d++ = y->s[i] == '\n' ? ' ' : y->s[i];
	}
	l.p = buf;
	l.end = d;
	ntoks = 0;
	for (;;) {
		pplex_next(&l, &p);
		if (p.class == 0 || p.class == 'l')
			break;
		t.sym = sym_of(&p);
		t.class = t.sym->class;
		t.flags = p.space ? SPACE : 0;
		t.len = 0;
		put(&t);
	}
}

int
pragma_operator(const struct tok *name)
{
	struct tok at = *name, t, str;
	uint32_t len = at.len;

	if (in_directive || expanding_args())
		return 0;
	token_get_nopad(&t);
	if (!IS_PUNCT(&t, '('))
		goto bad;
	token_get_nopad(&str);
	if (str.class != 's')
		goto bad;
	token_get_nopad(&t);
	if (!IS_PUNCT(&t, ')'))
		goto bad;
	if (t.file == at.file && t.x == at.x && t.off > at.off)
		len = t.off + t.len - at.off;
	destringize(str.sym, &at);
	pragma(&at, len);
	return 1;
bad:
	error_last("_Pragma takes a parenthesized string literal");
	return 1;
}
