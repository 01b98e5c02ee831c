// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.10 Preprocessing directives */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "spell.h"
#include "cpp-rec.h"

uint32_t directive_off;

void
put_directive(uint32_t off, uint32_t len, const char *word)
{
	put_open(R_DIRECTIVE);
	put_num(cur->id);
	put_num(off);
	put_num(len);
	put_str(word);
	put_close();
}

/* The rest of the line as it stands, for messages. */
static const char *
rest(void)
{
	const char *p = cur->lx.p, *e = memchr(p, '\n', cur->lx.end - p);

	if (!e)
		e = cur->lx.end;
	while (p < e && (*p == ' ' || *p == '\t'))
		p++;
	while (p < e && (e[-1] == ' ' || e[-1] == '\t' || e[-1] == '\r'))
		e--;
	return internn(p, e - p);
}

/* Digits only, of a line number; 0 where they are not. */
static int
digits(const struct tok *t, uint32_t *n)
{
	uint64_t v = 0;
	size_t i;

	for (i = 0; i < t->sym->len; i++) {
		if (t->sym->s[i] == '\'')
			continue;       /* C23's digit separator */
		if (t->sym->s[i] < '0' || t->sym->s[i] > '9')
			return 0;
		v = v * 10 + t->sym->s[i] - '0';
		if (v > UINT32_MAX)
			v = UINT32_MAX;
	}
	*n = v;
	return t->class == 'n';
}

/* The name in a string literal, escapes undone. */
static const char *
unquote(const struct sym *y)
{
	char *s = alloc(y->len + 1), *d = s;
	size_t i;

	for (i = 1; i + 1 < y->len; i++) {
		if (y->s[i] == '\\' && i + 2 < y->len)
			i++;
		*d++ = y->s[i];
	}
	return s;
}

/* The flags of a line marker: 1 the file begins, 2 we are back in it (its name
 * may be left out), 3 it is a system header.  0: it is to be ignored. */
static int
nesting(const char **name)
{
	struct tok t;
	int ok = 1;

	for (;;) {
		token_get_nopad(&t);
		if (t.class == 0)
			return ok;
		if (strcmp(t.sym->s, "1") == 0) {
			cur->outer = grow(cur->outer, cur->nouter + 1,
					  &cur->outercap, sizeof(char *));
			cur->outer[cur->nouter++] = presumed_name(cur);
		} else if (strcmp(t.sym->s, "2") == 0) {
			const char *outer = !cur->nouter ? NULL :
				cur->outer[cur->nouter - 1];

			ok = outer && (!**name || strcmp(*name, outer) == 0);
			if (ok) {
				*name = outer;
				cur->nouter--;
			}
		} else if (strcmp(t.sym->s, "3") == 0)
			system_header();
		else if (strcmp(t.sym->s, "4"))
			error_tok(&t, "invalid flag \"%s\" in line directive",
				  t.sym->s);
	}
}

/* #line, and the # NUMBER of preprocessed text, whose first token is t. */
static void
line(uint32_t off, const struct tok *marker)
{
	const char *name = cur->name;
	int ignored;
	uint32_t n, end;
	struct tok t;

	reads_none();
	if (marker)
		t = *marker;
	else
		token_get_nopad(&t);
	if (t.class == 0 || !digits(&t, &n)) {
		error_tok(&t, t.class ? "\"%s\" after #line is not a positive "
			  "integer" : "unexpected end of line after #line",
			  t.class ? t.sym->s : "");
		end_directive();
		return;
	}
	if (!marker &&
	    (n == 0 || n > (opts.version < 1999 ? 32767 : INT32_MAX)))
		pedantic_at(t.file, t.off, NULL, "line number out of range");
	token_get_nopad(&t);
	if (t.class == 's' && t.sym->s[0] == '"')
		name = unquote(t.sym);
	else if (t.class) {
		error_tok(&t, "\"%s\" is not a valid filename", t.sym->s);
		end_directive();
		return;
	}
	ignored = marker && t.class && !nesting(&name);
	end = end_directive();
	if (marker)
		put_directive(off, end - off, ignored ? "null" : "linemarker");
	else {
		put_open(R_LINE);
		put_num(cur->id);
		put_num(off);
		put_num(end - off);
		put_num(n);
		put_str(name ? name : cur->src->path);
		put_close();
	}
	if (ignored)
		return;
	origin_line(cur->id, end, n, name);
	cur->lineadd = (int64_t)n - (line_of(cur->src, end) + 1);
	cur->name = name;
}

/* Those that only say something. */
static void
remark(uint32_t off, const struct tok *t)
{
	const char *text = rest();
	uint32_t end = end_directive();

	if (t->sym->word == W_ERROR) {
		error_at(cur->id, t->off, "#error %s", text);
		return;
	}
	if (t->sym->word == W_WARNING)
		warning_at(cur->id, t->off, "cpp", "#warning %s", text);
	put_directive(off, end - off, t->sym->s);
}

static void
obey(uint32_t off, struct tok *t)
{
	switch (t->sym->word) {
	case W_DEFINE:
		define(off);
		break;
	case W_UNDEF:
		undef(off);
		break;
	case W_INCLUDE: case W_INCLUDE_NEXT: case W_IMPORT:
		include(off, t->sym->word);
		break;
	case W_LINE:
		line(off, NULL);
		break;
	case W_PRAGMA:
		pragma_directive(off);
		break;
	case W_ERROR: case W_WARNING: case W_IDENT: case W_SCCS:
		remark(off, t);
		break;
	case W_ASSERT: case W_UNASSERT:
		assertion(t->sym->word);
		put_directive(off, end_directive() - off, t->sym->s);
		break;
	default:
		error_at(cur->id, t->off, "invalid preprocessing directive "
			 "#%s", t->sym->s);
		end_directive();
		break;
	}
}

/* Is the # at off, after which the lexer stands, not for us?  So it is before
 * unknown words in assembler; and in what is preprocessed already, where blanks
 * stand before it, and before most words. */
static int
is_text(uint32_t off)
{
	struct pplex l = cur->lx;
	struct pptok p;
	enum word w;

	if (!opts.asm_ && !opts.preprocessed)
		return 0;
	pplex_next(&l, &p);
	if (p.class == 0 || p.class == 'l')
		return 0;
	w = p.class == 'i' ? sym_of(&p)->word : W_NONE;
	if (opts.asm_ && (w < W_DEFINE || w > W_UNASSERT))
		return 1;
	if (!opts.preprocessed || opts.directives_only)
		return 0;
	if (off && cur->src->text[off - 1] != '\n')
		return 1;
	return p.class == 'i' && w != W_DEFINE && w != W_UNDEF &&
		w != W_PRAGMA && w != W_IDENT && w != W_SCCS &&
		w != W_ASSERT && w != W_UNASSERT;
}

/* gcc's own */
static void
extension(const struct tok *t)
{
	enum word w = t->sym->word;

	if (w == W_IMPORT || w == W_INCLUDE_NEXT || w == W_WARNING ||
	    w == W_IDENT || w == W_SCCS || w == W_ASSERT || w == W_UNASSERT)
		pedantic_at(t->file, t->off, NULL, "#%s %s", t->sym->s,
			    w == W_WARNING ? "before C2X is a GCC extension" :
			    "is a GCC extension");
}

int
directive(uint32_t off)
{
	int saved = parsing_args;
	enum word w;
	struct tok t;

	if (is_text(off))
		return 0;
	if (saved)
		pedantic_at(cur->id, off, NULL, "embedding a directive "
			    "within macro arguments is not portable");
	parsing_args = 0;
	in_directive = 1;
	cur->lx.directive = 1;
	directive_off = off;
	lex_file(&t);
	if (t.class == 'i' && (t.sym->word == W_IF ||
			       t.sym->word == W_IFDEF ||
			       t.sym->word == W_IFNDEF)) {
		cond_if(off, t.sym->word);
		goto out;
	}
	w = t.class == 'i' ? cond_word(t.sym) : W_NONE;
	if (w >= W_ELIF && w <= W_ENDIF) {
		cond_else(off, w);
		goto out;
	}
	if (cur->state != G_IN)
		cur->state = G_NONE;
	if (t.class == 0)
		put_directive(off, end_directive() - off, "null");
	else if (t.class == 'n') {
		if (!opts.preprocessed)
			pedantic_at(t.file, t.off, NULL, "style of line "
				    "directive is a GCC extension");
		line(off, &t);
	} else if (t.class == 'i') {
		extension(&t);
		obey(off, &t);
	} else {
		error_at(cur->id, t.off, "invalid preprocessing directive "
			 "#%s", t.sym->s);
		end_directive();
	}
out:
	parsing_args = saved;
	return 1;
}
