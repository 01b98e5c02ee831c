// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tokens after expansion (6.10.3).  What is to be read next is a stack of
 * token lists over the file; a macro is disabled while its list is on the
 * stack.  Which names are painted, and when, is gcc's way where the standard
 * leaves it open: a list that is found at its end is left before the next
 * token is looked at, also while a '(' is looked for.
 *
 * Padding keeps what stringification has to know of blanks: a padding with
 * SOURCE stands for the blanks before a macro's name or a parameter, and
 * takes the place of those before the token that follows; one without gives
 * them back to it.  MARK padding is for us only: it says which piece of a
 * replacement list stands here, so that the arguments of a call in it can be
 * told in that list's text.
 */
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "spell.h"
#include "cpp-rec.h"

enum {
	CHUNK = 1 << 14,        /* tokens */
	MAXNEST = 4000,         /* arguments in arguments */
	MAXTOKS = 1 << 24,      /* in the lists of one outermost expansion,
				 * or one directive: gcc would go on until it
				 * has no memory left, or for ever */
};

struct ctx {
	const struct tok *p, *end;
	struct macro *macro;    /* enabled again at the end */
	uint32_t x;             /* for each token of a plain body, else 0 */
	uint32_t place;         /* the expansion whose list it is, or 0 */
	char barrier;           /* nothing after it is for this reader */
};

int in_directive, parsing_args, wants_padding;

static struct ctx *ctx;
static size_t nctx, ctxcap;
static unsigned nest;           /* of argument expansions */
static int at_eol;              /* the directive has been read */

/* Expansions of the outermost one that is open: by id less xbase */
static struct xinfo {
	uint32_t parent, file, off;     /* where the reader sees it */
	uint32_t end;           /* after its ) where that is in a file, or
				 * where it is that of one outside; else 0 */
	uint32_t name, noff;    /* the file and place of its name */
	const struct macro *m;
} *xinfo;
static size_t xcap;
static uint32_t xbase = 1;
static struct {
	int open, object;
	uint32_t file, off;
} root;                         /* the outermost one; object-like? */

struct tok *work;
size_t nwork, workcap;
struct arg *args;
static size_t nargs, argcap;

/* Lists: chunks that are used again after each outermost expansion */
static struct chunk {
	struct tok *p;
	size_t n;
} *chunks;
static size_t nchunks, chunkcap, chunk, used, ntoks;
static size_t npushed;          /* tokens to be read, all in all */

static void
too_many(void)
{
	error_last("more than %d tokens in one macro expansion", MAXTOKS);
	exit(S_INPUT);
}

struct tok *
tok_alloc(size_t n)
{
	struct tok *p;

	while (chunk < nchunks && chunks[chunk].n - used < n) {
		chunk++;
		used = 0;
	}
	if (chunk == nchunks) {
		size_t c = n > CHUNK ? n : CHUNK;

		if ((ntoks += c) > MAXTOKS)
			too_many();
		chunks = grow(chunks, nchunks + 1, &chunkcap,
			      sizeof chunks[0]);
		p = malloc(c * sizeof *p);
		if (!p)
			fatal("out of memory");
		chunks[nchunks++] = (struct chunk){ p, c };
	}
	p = chunks[chunk].p + used;
	used += n;
	return p;
}

/* The first real token of work from i on; nwork: none. */
size_t
work_real(size_t i)
{
	while (i < nwork && work[i].class == 'P')
		i++;
	return i;
}

/* What was put since base, as a list. */
static struct tok *
work_take(size_t base, size_t *n)
{
	struct tok *p;

	*n = nwork - base;
	p = tok_alloc(*n);
	if (*n)
		memcpy(p, work + base, *n * sizeof *p);
	nwork = base;
	return p;
}

static struct ctx *
ctx_push(const struct tok *p, size_t n, struct macro *m)
{
	struct ctx *c;

	if ((npushed += n + 1) > MAXTOKS)
		too_many();
	if (nctx == ctxcap)
		ctx = grow(ctx, nctx + 1, &ctxcap, sizeof ctx[0]);
	c = &ctx[nctx++];
	*c = (struct ctx){ .p = p, .end = p + n, .macro = m };
	if (m)
		m->name->disabled = 1;
	return c;
}

void
token_push(const struct tok *p, size_t n)
{
	struct tok *copy = tok_alloc(n);

	memcpy(copy, p, n * sizeof *p);
	ctx_push(copy, n, NULL);
}

static struct xinfo *
info(uint32_t x)
{
	return &xinfo[x - xbase];
}

/* The position the reader sees: where the outermost name stands. */
static void
outermost(const struct tok *t, uint32_t *file, uint32_t *off)
{
	/* the token may be left of an expansion that is done with */
	if (t->place >= xbase && t->place <= nxs) {
		*file = info(t->place)->file;
		*off = info(t->place)->off;
	} else {
		*file = t->file;
		*off = t->off;
	}
}

int
expand_origin(uint32_t x, struct origin_x *o)
{
	const struct xinfo *i;

	if (x < xbase || x > nxs)
		return 0;
	i = info(x);
	*o = (struct origin_x){
		i->m->name->s, i->parent, i->name, i->noff,
		i->m->file, i->m->off, i->m->boff, i->m->blen
	};
	return 1;
}

void
line_place(const struct tok *t, uint32_t *file, uint32_t *off)
{
	outermost(t, file, off);
	if (opts.clang) {
		if (t->place >= xbase && t->place <= nxs &&
		    info(t->place)->end)
			*off = info(t->place)->end - 1;
		return;
	}
	if (root.open && (root.object || !msg_tracked()) && !in_directive) {
		*file = root.file;
		*off = root.off;
	}
}

/* The next expansion will have this id; name is its macro's name. */
static uint32_t
x_reserve(const struct macro *m, const struct tok *name)
{
	struct xinfo *i;
	uint32_t x, file, off;

	if (in_directive)
		return 0;
	x = nxs + 1;
	outermost(name, &file, &off);
	if (!root.open) {
		root.open = 1;
		root.object = !m->function;
		root.file = file;
		root.off = off;
	}
	xinfo = grow(xinfo, x - xbase + 1, &xcap, sizeof xinfo[0]);
	i = info(x);
	i->parent = name->x;
	i->end = name->place >= xbase && name->place < x ?
		info(name->place)->end : 0;
	i->file = file;
	i->off = off;
	i->name = name->file;
	i->noff = name->off;
	i->m = m;
	return x;
}

/* The innermost expansion of a token that is an argument of x: x, unless
 * the token came out of one that x is not in. */
static uint32_t
innermost(uint32_t of, uint32_t x)
{
	uint32_t a;

	if (of == 0 || x == 0)
		return x;
	for (a = info(x)->parent; a > of; a = info(a)->parent)
		;
	return a == of ? x : of;
}

/* Nothing is open any more: the outermost expansion is complete. */
static void
root_done(void)
{
	write_flush();
	root.open = 0;
	xbase = nxs + 1;
	chunk = used = npushed = 0;
	nwork = 0;
}

static void
from_pp(struct tok *t, const struct pptok *p)
{
	t->sym = sym_of(p);
	t->file = cur->id;
	t->off = p->p - cur->src->text;
	t->len = p->rawlen;
	t->x = t->home = t->place = 0;
	t->class = p->class;
	t->flags = (p->space | p->bol ? SPACE : 0) | (p->bol ? BOL : 0);
	t->arg = 0;
}

/* An end in file; the place is for messages. */
static void
at_end(struct tok *t)
{
	memset(t, 0, sizeof *t);
	t->file = cur->id;
	t->off = cur->lx.p - cur->src->text;
}

/* A token that gcc has something to say about */
static void
odd(const struct pptok *p)
{
	static const char *const what[] = {
		[PP_NOT_START] = "valid at the start of an identifier",
		[PP_NOT_IDENT] = "valid in an identifier",
		[PP_NOT_UCN] = "a valid universal character",
	}, *const raw[] = {
		[PP_RAW_END] = "unterminated raw string",
		[PP_RAW_NEWLINE] = "invalid new-line in raw string delimiter",
		[PP_RAW_CHAR] = "invalid character in raw string delimiter",
		[PP_RAW_LONG] = "raw string delimiter longer than 16 "
			"characters",
	};
	struct pplex *l = &cur->lx;
	uint32_t off = p->p - cur->src->text;
	const char *s;

	if (l->slashes && !cur->slashes && !input_system(cur->id)) {
		cur->slashes = 1;
		error_at(cur->id, l->slashes - cur->src->text, "C++ style "
			 "comments are not allowed in ISO C90");
	}
	l->slashes = NULL;
	if (p->class == 'e' && p->s[0] == '/')
		error_at(cur->id, off, "unterminated comment");
	else if (p->ext == PP_ADJACENT)
		error_at(cur->id, off, "adjacent digit separators");
	else if (p->ext >= PP_RAW_END)
		error_at(cur->id, off, "%s", raw[p->ext]);
	else if (p->class == 'e' && !(l->std & PP_ASM)) {
		s = p->s + strcspn(p->s, "\"'");
		pedwarn_at(cur->id, off, "quote", "missing terminating %c "
			   "character", *s);
	} else if (p->ext > PP_EXT) {
		s = p->wrong;
		error_at(cur->id, off, "%s character %.*s is not %s",
			 *s == '\\' ? "universal" : "extended",
			 *s != '\\' ? *s & 0x10 ? *s & 0x20 ? 4 : 3 : 2 :
			 s[1] == 'u' ? 6 : 10, s, what[p->ext]);
	}
}

void
lex_file(struct tok *t)
{
	struct pptok p;

	for (;;) {
		if (in_directive && at_eol) {
			at_end(t);
			return;
		}
		pplex_next(&cur->lx, &p);
		if (p.class == 'l') {
			if (cur->lx.slashes)
				odd(&p);
			if (!in_directive)
				continue;
			at_eol = 1;
			cur->lx.p--;    /* end_directive takes it */
			at_end(t);
			return;
		}
		if (p.class == 0) {
			if (cur->lx.slashes)
				odd(&p);
			at_end(t);
			if (in_directive)
				at_eol = 1;
			if (in_directive || parsing_args || !ninputs ||
			    !input_pop())
				return;
			continue;
		}
		if (p.bol && !in_directive && p.class == 'p' &&
		    (p.s[0] == '#' ? p.len == 1 :
		     p.len == 2 && p.s[0] == '%' && p.s[1] == ':') &&
		    parsing_args != 1) {
			if (directive(p.p - cur->src->text))
				continue;
		}
		if (!in_directive && cur->state != G_IN)
			cur->state = G_NONE;
		from_pp(t, &p);
		if (p.class == 'e' || p.ext > PP_EXT || cur->lx.slashes)
			odd(&p);
		return;
	}
}

uint32_t
end_directive(void)
{
	struct pptok p;
	uint32_t end;

	if (!at_eol)
		do {
			pplex_next(&cur->lx, &p);
			if (p.class == 'e' || p.ext > PP_EXT)
				odd(&p);
		} while (p.class && p.class != 'l');
	else
		pplex_next(&cur->lx, &p);
	end = (p.class == 'l' ? p.p : cur->lx.p) - cur->src->text;
	if (p.class == 'l' && end && p.p[-1] == '\r')
		end--;
	at_eol = 0;
	in_directive = 0;
	cur->lx.directive = 0;
	if (!root.open)
		chunk = used = npushed = 0;
	return end;
}

/* Is padding of use to anybody? */
static int
padding(void)
{
	return (parsing_args || nest) && !in_directive;
}

static void
ctx_pop(void)
{
	struct ctx *c = &ctx[--nctx];

	if (c->macro)
		c->macro->name->disabled = 0;
}

void
token_raw(struct tok *t)
{
	static const struct tok nothing = { .class = 'P' };

	while (nctx) {
		struct ctx *c = &ctx[nctx - 1];

		if (c->p < c->end) {
			*t = *c->p++;
			if (c->place)
				t->place = c->place;
			if (c->x)
				t->x = t->home = c->x;
			/* when it is read first gcc does what ## asks for */
			if (t->flags & JOINED) {
				t->flags &= ~JOINED;
				message_made(NULL);
			}
			return;
		}
		if (c->barrier) {
			memset(t, 0, sizeof *t);
			t->file = cur->id;
			t->off = cur->lx.p - cur->src->text;
			return;
		}
		ctx_pop();
		if (padding()) {
			*t = nothing;
			return;
		}
	}
	if (root.open && !parsing_args && !in_directive)
		root_done();
	lex_file(t);
}

/* Is the next token a '('?  It is taken then; if not all is as before, but
 * lists at their end have been left, and padding that was passed over is
 * kept. */
static int
open_paren(struct tok *t)
{
	struct tok kept = { 0 };
	struct pplex saved;
	int was = parsing_args, state;

	parsing_args = 1;
	do {
		saved = cur->lx;
		state = cur->state;
		token_raw(t);
		if (t->class == 'P' && !(t->flags & MARK) &&
		    (!kept.class || !(kept.flags & SOURCE) ||
		     (!(kept.flags & SPACE) && !(t->flags & SOURCE))))
			kept = *t;
	} while (t->class == 'P');
	parsing_args = was;
	if (IS_PUNCT(t, '('))
		return 1;
	if (nctx && t->class)
		ctx[nctx - 1].p--;
	else if (!nctx) {
		cur->lx = saved;
		cur->state = state;
		at_eol = 0;
	}
	if (kept.class && padding())
		token_push(&kept, 1);
	return 0;
}

/* What is needed to say where a call stands */
struct call {
	const struct tok *name;
	uint32_t home, file, at;        /* at: nothing of it stands before */
	int whole;              /* it is one piece of one text so far */
};

/* A delimiter of the call: does it follow in the same text? */
static void
delimiter(struct call *c, const struct tok *t)
{
	if (t->file != c->file || t->home != c->home || t->off < c->at ||
	    t->flags & RESULT)
		c->whole = 0;
	c->at = t->off + t->len;
}

/* The extent in the call's text of the argument whose tokens these are;
 * before its delimiter at end. */
static void
extent(const struct call *c, struct arg *a, const struct tok *t, size_t n,
       uint32_t start)
{
	uint32_t lo = UINT32_MAX, hi = 0;

	for (; n--; t++) {
		if (t->file != c->file || t->home != c->home ||
		    t->off < start ||
		    (t->class == 'P' && !(t->flags & MARK)) ||
		    (t->class != 'P' && t->flags & RESULT))
			continue;
		if (t->off < lo)
			lo = t->off;
		if (t->off + t->len > hi)
			hi = t->off + t->len;
	}
	a->off = hi ? lo : start;
	a->len = hi ? hi - lo : 0;
}

/* An argument is complete: the tokens in work since base. */
static void
finish_arg(const struct call *c, struct arg *a, size_t base, uint32_t start,
	   uint32_t x)
{
	uint32_t last = UINT32_MAX, to = 0;
	size_t i;

	while (nwork > base && work[nwork - 1].class == 'P' &&
	       !(work[nwork - 1].flags & MARK))
		nwork--;
	extent(c, a, work + base, nwork - base, start);
	if (work_real(base) == nwork)
		nwork = base;           /* padding alone is no token */
	for (i = base; i < nwork; i++) {
		if (work[i].x != last) {
			last = work[i].x;
			to = innermost(last, x);
		}
		work[i].x = to;
	}
	a->raw = work_take(base, &a->nraw);
}

/* Read the arguments after the '('.  They are args[first..nargs-1]; 0: it is
 * no call. */
static int
collect(struct macro *m, struct call *c, uint32_t x, uint32_t *end)
{
	size_t first = nargs, base = nwork, n;
	unsigned depth = 0, want = m->nparams ? m->nparams : 1;
	uint32_t start = c->at;
	int saved = parsing_args, named = m->variadic ? want - 1 : want;
	struct tok t;

	parsing_args = 2;
	for (;;) {
		token_raw(&t);
		if (t.class == 'i') {
			if (t.sym->macro && canonical(t.sym)->disabled)
				t.flags |= PAINTED;
		} else if (t.class == 'P') {
			if (nwork == base && !(t.flags & MARK))
				continue;
		} else if (t.class == 'p' && t.sym->len == 1) {
			char p = t.sym->s[0];
			int done = p == ')' && depth == 0;

			if (done || (p == ',' && depth == 0 &&
				     !(m->variadic &&
				       nargs - first + 1 >= want))) {
				args = grow(args, nargs + 1, &argcap,
					    sizeof args[0]);
				args[nargs] = (struct arg){ 0 };
				finish_arg(c, &args[nargs++], base, start, x);
				delimiter(c, &t);
				start = c->at;
				if (done)
					break;
				continue;
			}
			depth += p == '(';
			depth -= p == ')';
		} else if (t.class == 0) {
			parsing_args = saved;
			nwork = base;
			nargs = first;
			error_tok(&t, "unterminated argument list invoking "
				  "macro \"%s\"", m->name->s);
			return 0;
		}
		work_put(&t);
	}
	parsing_args = saved;
	*end = t.x == 0 && !in_directive ? c->at : 0;
	n = nargs - first;
	if (m->nparams == 0) {
		if (n == 1 && args[first].nraw == 0) {
			nargs = first;
			return 1;
		}
	} else if (n == want || (int)n == named) {
		struct arg *last;

		if (n == want && m->variadic && n == 1 &&
		    args[first].nraw == 0 && !opts.strict)
			args[first].omitted = 1;
		if (n == want)
			return 1;
		args = grow(args, nargs + 1, &argcap, sizeof args[0]);
		last = &args[nargs++];
		*last = (struct arg){ .omitted = 1 };
		return 1;
	}
	nargs = first;
	if (n < want)
		error_last("macro \"%s\" requires %u arguments, but only "
			   "%zu given", m->name->s, m->nparams, n);
	else
		error_last("macro \"%s\" passed %zu arguments, but takes "
			   "just %u", m->name->s, n, m->nparams);
	return 0;
}

void
expand_arg(struct arg *a)
{
	size_t base = nwork, i = a - args;
	int saved = parsing_args;
	struct tok t;

	if (a->expanded)
		return;
	a->expanded = 1;
	if (a->nraw == 0)
		return;
	if (++nest > MAXNEST) {
		error_tok(&a->raw[0], "macro arguments nested more than %d "
			  "deep", MAXNEST);
		exit(S_INPUT);
	}
	parsing_args = 0;
	ctx_push(a->raw, a->nraw, NULL)->barrier = 1;
	for (;;) {
		token_get(&t);
		if (t.class == 0)
			break;
		work_put(&t);
	}
	nctx--;
	nest--;
	parsing_args = saved;
	a = &args[i];           /* the array may have moved */
	a->exp = work_take(base, &a->nexp);
}

static void
put_x(struct macro *m, const struct tok *name, const struct call *c,
      size_t first)
{
	static uint32_t *pairs;
	static size_t cap;
	size_t n = 0;
	uint32_t len = name->flags & RESULT ? 0 : name->len;

	if (c)
		len = c->whole ? c->at - name->off : 0;
	if (c && c->whole)
		for (; first < nargs; first++) {
			if (args[first].omitted && !args[first].off)
				continue;
			pairs = grow(pairs, n + 2, &cap, sizeof pairs[0]);
			pairs[n++] = args[first].off;
			pairs[n++] = args[first].len;
		}
	write_x(m, name, len, pairs, n / 2);
}

static uint32_t
root_of(uint32_t x)
{
	while (info(x)->parent)
		x = info(x)->parent;
	return x;
}

static int
enter_function(struct macro *m, struct tok *name)
{
	struct call c = {
		.name = name, .home = name->home, .file = name->file,
		.at = name->off + name->len,
		.whole = !(name->flags & RESULT),
	};
	struct subst s = { .m = m };
	struct tok paren, *list;
	size_t base, n;
	uint32_t end = 0;

	if (!open_paren(&paren))
		return 0;
	if (paren.file != c.file || paren.off < c.at ||
	    !blank_between(c.file, c.at, paren.off))
		c.whole = 0;
	delimiter(&c, &paren);
	s.x = x_reserve(m, name);
	s.args = nargs;
	base = nwork;
	if (!collect(m, &c, s.x, &end))
		return 0;
	if (s.x) {
		if (end)
			info(s.x)->end = end;
		put_x(m, name, &c, s.args);
		if (end && name->x) {
			uint32_t r = root_of(s.x);

			write_span(r, end - info(r)->off);
		}
	}
	expand_args(&s);
	substitute(&s, m->body, m->body + m->nbody);
	list = work_take(base, &n);
	nargs = s.args;
	ctx_push(list, n, m)->place = s.x;
	return 1;
}

static int
enter_object(struct macro *m, struct tok *name)
{
	struct subst s = { .m = m };
	size_t base = nwork, n;
	struct tok *list;
	struct ctx *c;

	s.x = x_reserve(m, name);
	if (s.x)
		put_x(m, name, NULL, 0);
	if (m->plain) {
		c = ctx_push(m->body, m->nbody, m);
		c->x = c->place = s.x;
		return 1;
	}
	s.args = nargs;
	substitute(&s, m->body, m->body + m->nbody);
	list = work_take(base, &n);
	ctx_push(list, n, m)->place = s.x;
	return 1;
}

uint32_t
builtin_x(struct macro *m, struct tok *name)
{
	uint32_t x = x_reserve(m, name);

	if (x)
		put_x(m, name, NULL, 0);
	return x;
}

void
token_get(struct tok *t)
{
	struct macro *m;

	for (;;) {
		token_raw(t);
		if (t->class != 'i') {
			if (t->class == 'P' && !nest)
				continue;
			return;
		}
		if (t->sym->poisoned && !(t->flags & BODY))
			error_tok(t, "attempt to use poisoned \"%s\"",
				  t->sym->s);
		if (t->flags & PAINTED)
			return;
		if (reads_on && t->sym->word != W_DEFINED)
			reads_note(t->sym);
		m = t->sym->macro;
		if (!m || (opts.preprocessed && !opts.directives_only))
			return;
		if (canonical(t->sym)->disabled) {
			t->flags |= PAINTED;
			return;
		}
		if (m->builtin) {
			if (builtin(m, t))
				continue;
			return;
		}
		if (!(m->function ? enter_function : enter_object)(m, t))
			return;
		if (nest && !in_directive) {
			pad(t, SOURCE, t);
			return;
		}
	}
}

void
token_get_nopad(struct tok *t)
{
	do
		token_get(t);
	while (t->class == 'P');
}

struct tok *
expand_list(struct tok *p, size_t n, size_t *got)
{
	size_t base = nwork;
	int saved = in_directive;
	struct tok t;

	in_directive = 1;
	ctx_push(p, n, NULL)->barrier = 1;
	for (;;) {
		token_get_nopad(&t);
		if (t.class == 0)
			break;
		work_put(&t);
	}
	nctx--;
	in_directive = saved;
	return work_take(base, got);
}

int
expanding_args(void)
{
	return nest > 0;
}
