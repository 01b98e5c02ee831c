// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.10.3 Macro definitions */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

struct saved {
	struct macro *macro;
	struct saved *next;
};

/* What of a definition is in work */
static struct tok *body;
static size_t nbody, bodycap;
static struct sym **params;
static size_t nparams, paramcap;

static int
find_param(struct sym *y)
{
	size_t i;

	for (i = 0; i < nparams; i++)
		if (canonical(params[i]) == canonical(y))
			return i + 1;
	return 0;
}

static int
add_param(const struct tok *t)
{
	if (t->sym->word == W_VA_ARGS)
		warning_at(t->file, t->off, "va-args", "__VA_ARGS__ can only "
			   "appear in the expansion of a C99 variadic macro");
	if (find_param(t->sym)) {
		error_tok(t, "duplicate macro parameter \"%s\"", t->sym->s);
		return 0;
	}
	if (nparams == UINT16_MAX) {
		error_tok(t, "too many macro parameters");
		return 0;
	}
	params = grow(params, nparams + 1, &paramcap, sizeof params[0]);
	params[nparams++] = t->sym;
	return 1;
}

static int
is_ellipsis(const struct tok *t)
{
	return t->class == 'p' && t->sym->len == 3 && t->sym->s[1] == '.';
}

/* The parameters after the '('; 0: they are wrong. */
static int
parameters(struct macro *m, uint32_t *end)
{
	struct tok t, va = { .sym = sym_get("__VA_ARGS__", 11, 'i') };
	int want_name = 1;

	for (;; want_name = !want_name) {
		lex_file(&t);
		*end = t.off + t.len;
		if (IS_PUNCT(&t, ')') && (!want_name || nparams == 0))
			return 1;
		if (want_name && t.class == 'i') {
			if (!add_param(&t))
				return 0;
			continue;
		}
		if (is_ellipsis(&t)) {
			m->variadic = 1;
			m->named = !want_name;  /* args... */
			if (m->named || opts.version < 1999)
				pedantic_at(t.file, t.off, "variadic-macros",
					    m->named ? "ISO C does not permit "
					    "named variadic macros" :
					    "anonymous variadic macros were "
					    "introduced in C99");
			if (want_name) {
				params = grow(params, nparams + 1, &paramcap,
					      sizeof params[0]);
				params[nparams++] = va.sym;
			}
			lex_file(&t);
			*end = t.off + t.len;
			if (IS_PUNCT(&t, ')'))
				return 1;
			error_tok(&t, "expected ')' after \"...\"");
			return 0;
		}
		if (!want_name && IS_PUNCT(&t, ','))
			continue;
		if (t.class == 0)
			error_tok(&t, "expected ')' before end of line");
		else
			error_tok(&t, want_name ?
				  "expected parameter name, found \"%s\"" :
				  "expected ',' or ')', found \"%s\"",
				  t.sym->s);
		return 0;
	}
}

static struct tok *
last(void)
{
	return nbody ? &body[nbody - 1] : NULL;
}

static int
is_hash(const struct tok *t, int n)
{
	if (t->class != 'p')
		return 0;
	if (n == 1)
		return IS_PUNCT(t, '#') ||
			(t->sym->len == 2 && strcmp(t->sym->s, "%:") == 0);
	return (t->sym->len == 2 && strcmp(t->sym->s, "##") == 0) ||
		(t->sym->len == 4 && strcmp(t->sym->s, "%:%:") == 0);
}

/* The replacement list, from t on; 0: it is wrong.  head: the last token
 * before it, where gcc says so. */
static int
replacement(struct macro *m, struct tok *t, uint32_t head)
{
	int opt = 0;            /* in __VA_OPT__: depth of parentheses */
	struct tok *l, va_opt;

	for (; t->class; lex_file(t)) {
		l = last();
		t->flags = (t->flags & SPACE) | BODY;
		if (nbody == 0)
			t->flags &= ~SPACE;
		t->arg = 0;
		t->x = t->home = t->place = 0;
		if (t->class == 'i' && m->function) {
			t->arg = find_param(t->sym);
			if (t->sym->word == W_VA_OPT && opt) {
				error_tok(t, "__VA_OPT__ may not appear in a "
					  "__VA_OPT__");
				return 0;
			}
			if (t->sym->word == W_VA_OPT && m->variadic) {
				struct tok p;

				if (opts.strict && opts.version < 2023)
					pedantic_at(t->file, t->off, NULL,
						    "__VA_OPT__ is not "
						    "available until C++20");
				t->arg = 0;
				va_opt = *t;
				lex_file(&p);
				if (!IS_PUNCT(&p, '(')) {
					error_tok(t, "__VA_OPT__ is not "
						  "followed by '('");
					return 0;
				}
				t->class = VA_OPT;
				t->len = p.off + p.len - t->off;
				opt = 1;
			} else if (t->sym->word == W_VA_ARGS && !t->arg)
				pedwarn_at(t->file, t->off, "va-args",
					   "__VA_ARGS__ can only appear in "
					   "the expansion of a C99 variadic "
					   "macro");
			if (l && l->class == STRING && t->class != VA_OPT &&
			    !t->arg) {
				if (!opts.asm_)
					goto stray;
				l->class = 'p';
			}
			if (l && l->class == STRING)
				t->flags |= l->flags & SPACE;
		} else if (l && l->class == STRING && opts.asm_) {
			l->class = 'p';
		} else if (l && l->class == STRING && m->function) {
			goto stray;
		} else if (is_hash(t, 2)) {
			t->class = PASTE;
			if (l && l->class == PASTE)
				continue;       /* two are one */
			if (!l || l->class == VA_OPT) {
				error_at(t->file, l ? t->off : head,
					 "'##' cannot appear "
					 "at either end of a macro expansion");
				return 0;
			}
		} else if (is_hash(t, 1) && m->function) {
			t->class = STRING;
		} else if (opt && IS_PUNCT(t, '(')) {
			opt++;
		} else if (opt && IS_PUNCT(t, ')') && --opt == 0) {
			if (l->class == PASTE) {
				error_tok(t, "'##' cannot appear at either "
					  "end of __VA_OPT__");
				return 0;
			}
			t->class = VA_END;
		}
		body = grow(body, nbody + 1, &bodycap, sizeof body[0]);
		body[nbody++] = *t;
	}
	l = last();
	if (opt) {
		error_tok(&va_opt, "unterminated __VA_OPT__");
		return 0;
	}
	if (l && l->class == PASTE) {
		error_at(l->file, head, "'##' cannot appear at either end of "
			 "a macro expansion");
		return 0;
	}
	if (l && l->class == STRING) {
stray:
		error_at(l->file, head, "'#' is not followed by a macro "
			 "parameter");
		return 0;
	}
	return 1;
}

static const char *
kind(const struct macro *m)
{
	if (m->builtin)
		return "builtin";
	if (!m->function)
		return "object";
	return !m->variadic ? "function" : m->named ? "gnu-variadic" :
		"variadic";
}

static void
put_define(struct macro *m)
{
	size_t i, n = m->nparams;

	if (m->variadic && !m->named)
		n--;
	m->id = ++nmacros;
	sym_id(m->name);
	for (i = 0; i < n; i++)
		sym_id(m->params[i]);
	put_open(R_DEFINE);
	put_num(m->id);
	put_num(canonical(m->name)->id);
	put_num(m->file);
	put_num(m->off);
	put_num(m->len);
	put_str(kind(m));
	put_num(m->boff);
	put_num(m->blen);
	for (i = 0; i < n; i++)
		put_num(canonical(m->params[i])->id);
	put_close();
}

/* 6.10.3p1: is it the same definition again? */
static int
same(const struct macro *a, const struct macro *b)
{
	size_t i;

	if (a->builtin || b->builtin || a->function != b->function ||
	    a->nparams != b->nparams || a->nbody != b->nbody ||
	    a->variadic != b->variadic)
		return 0;
	for (i = 0; i < a->nparams; i++)
		if (a->params[i] != b->params[i])
			return 0;
	for (i = 0; i < a->nbody; i++)
		if (a->body[i].sym != b->body[i].sym ||
		    (a->body[i].flags ^ b->body[i].flags) & SPACE)
			return 0;
	return 1;
}

/* A name that may be defined and undefined, or NULL. */
static struct sym *
macro_name(const char *word, struct tok *t)
{
	lex_file(t);
	if (t->class == 0)
		error_tok(t, "no macro name given in #%s directive",
			  word);
	else if (t->class != 'i')
		error_tok(t, "macro names must be identifiers");
	else if (t->sym->word == W_DEFINED)
		error_tok(t, "\"defined\" cannot be used as a macro name");
	else if (t->sym->poisoned)
		error_tok(t, "attempt to use poisoned \"%s\"", t->sym->s);
	else
		return canonical(t->sym);
	return NULL;
}

/* Of a builtin it is only a warning. */
static void
redefined(const struct macro *m, const struct macro *old, uint32_t off)
{
	if (old->builtin)
		warning_at(m->file, off, "builtin-macro-redefined",
			   "\"%s\" redefined", m->name->s);
	else
		pedwarn_at(m->file, off, "macro-redefined", "\"%s\" redefined",
			   m->name->s);
}

/* An object-like macro whose name t follows at once */
static void
no_blank(const struct tok *t)
{
	if (opts.version >= 1999)
		pedwarn_at(t->file, t->off, "macro-blank", "ISO C99 requires "
			   "whitespace after the macro name");
	else if (t->class == 'o' && !strchr("!\"#%&'()*+,-./:;<=>?[\\]^{|}~",
					    *t->sym->s))
		pedwarn_at(t->file, t->off, "macro-blank", "missing "
			   "whitespace after the macro name");
	else
		warning_at(t->file, t->off, "macro-blank", "missing "
			   "whitespace after the macro name");
}

void
define(uint32_t off)
{
	struct tok t, name;
	struct macro *m = alloc(sizeof *m), *old;
	size_t i;
	int ok = 1;

	nbody = nparams = 0;
	m->file = cur->id;
	m->off = off;
	m->name = macro_name("define", &name);
	if (!m->name) {
		end_directive();
		return;
	}
	m->boff = name.off + name.len;
	lex_file(&t);
	if (IS_PUNCT(&t, '(') && !(t.flags & SPACE)) {
		m->function = 1;
		ok = parameters(m, &m->boff);
		if (ok)
			lex_file(&t);
	} else if (t.class && !(t.flags & SPACE))
		no_blank(&t);
	ok = ok && replacement(m, &t, m->function ? m->boff - 1 : name.off);
	m->len = end_directive() - off;
	if (!ok)
		return;
	m->plain = 1;
	for (i = 0; i < nbody; i++)
		if (body[i].class == PASTE)
			m->plain = 0;
	m->nbody = nbody;
	m->nparams = nparams;
	m->body = alloc(nbody * sizeof body[0]);
	if (nbody)
		memcpy(m->body, body, nbody * sizeof body[0]);
	m->params = alloc(nparams * sizeof params[0]);
	if (nparams)
		memcpy(m->params, params, nparams * sizeof params[0]);
	if (nbody) {
		m->boff = body[0].off;
		m->blen = last()->off + last()->len - m->boff;
	}
	old = m->name->macro;
	if (old && !same(old, m) && !(old->builtin && cur->src->pseudo))
		redefined(m, old, name.off);
	put_define(m);
	sym_define(m->name, m);
}

static void
put_undef(struct sym *y, uint32_t file, uint32_t off, uint32_t len)
{
	sym_id(y);
	put_open(R_UNDEF);
	put_num(y->macro ? y->macro->id : 0);
	put_num(y->id);
	put_num(file);
	put_num(off);
	put_num(len);
	put_close();
}

void
undef(uint32_t off)
{
	uint32_t file = cur->id;
	struct tok t;
	struct sym *y = macro_name("undef", &t);
	uint32_t end;

	if (y) {
		lex_file(&t);
		if (t.class)
			pedwarn_at(t.file, t.off, "extra-tokens", "extra "
				   "tokens at end of #undef directive");
	}
	end = end_directive();
	if (!y)
		return;
	put_undef(y, file, off, end - off);
	sym_define(y, NULL);
}

void
macro_push(struct sym *y)
{
	struct saved *s = alloc(sizeof *s);

	s->macro = y->macro;
	s->next = y->saved;
	y->saved = s;
}

/* The macro comes back by a second define record for the same directive. */
void
macro_pop(struct sym *y, uint32_t off, uint32_t len)
{
	struct saved *s = y->saved;
	struct macro *m;

	if (!s)
		return;
	y->saved = s->next;
	if (s->macro == y->macro)
		return;
	if (y->macro)
		put_undef(y, cur->id, off, len);
	m = s->macro;
	sym_define(y, m);
	if (m)
		put_define(m);
}

void
define_builtins(void)
{
	static const char *const names[] = {
#define WORD(k, s)  [W_##k] = s,
#include "words.h"
#undef WORD
	};
	size_t i;

	for (i = W_B_LINE; i < W_MAX; i++) {
		struct macro *m;

		if (!compiler_knows(i))
			continue;
		m = alloc(sizeof *m);
		m->name = sym_get(names[i], strlen(names[i]), 'i');
		m->builtin = i;
		m->file = cur->id;
		put_define(m);
		m->name->macro = m;
	}
}
