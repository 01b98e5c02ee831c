// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Macro expansion (C11 6.10.3) of a text with the macros that were defined
 * at some point of the original: what call.c writes in the place of a call
 * is taken only when it expands to the tokens that it has to.  The method
 * is that of gcc: a stack of token lists, a macro is disabled while the list
 * it gave is on the stack.
 */
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "pplex.h"
#include "macro.h"
#include "depp.h"

struct level {
	const struct lexeme *t;
	uint32_t n, i;
	uint32_t m;             /* enabled again when it is used up */
	int wall;               /* the end of an argument */
};

static struct level *levels;
static uint32_t depth;
static size_t levelcap;
static unsigned char *disabled; /* by macro */
static struct lexemes *bodies;  /* by macro */
static struct macro_form *forms;
static uint32_t now;            /* the point of the original */
static int failed;
static uint32_t *used, nused;   /* macros that were expanded */
static size_t usedcap;
static unsigned nested;         /* arguments in arguments */
static uint32_t nnumbers;       /* see expand_number */

enum { NESTED_MAX = 200, LEXEMES_MAX = 1 << 20,
       NUMBER = 1000000000 };   /* no number that the original has */

/* Spelling ids of the names that were ever defined, by interned string */
static uint32_t *names;
static size_t namecap;

static size_t
slot(const char *s)
{
	size_t i;

	for (i = pointer_hash(s) & (namecap - 1); names[i] && spell(names[i])->s != s;
	     i = (i + 1) & (namecap - 1))
		;
	return i;
}

static void
make_names(void)
{
	uint32_t i;

	for (namecap = 1024; namecap < 2 * (size_t)past.nevent; namecap *= 2)
		;
	names = calloc(namecap, sizeof names[0]);
	disabled = calloc(past.nmacro + 1, 1);
	bodies = calloc(past.nmacro + 1, sizeof bodies[0]);
	if (!names || !disabled || !bodies)
		fatal("out of memory");
	for (i = 1; i <= past.nevent; i++)
		if (past.event[i].s)
			names[slot(spell(past.event[i].s)->s)] = past.event[i].s;
}

uint32_t
expand_name_at(uint32_t f, uint32_t off, int *called)
{
	const char *s = text_at(f, off, 0);
	struct pplex lex = { .p = s, .end = s - off + past.file[f].size };
	struct pptok tok;
	uint32_t id;

	if (!names)
		make_names();
	pplex_next(&lex, &tok);
	id = tok.class == 'i' ? names[slot(internn(tok.s, tok.len))] : 0;
	if (id)
		pplex_next(&lex, &tok);
	*called = tok.class == 'p' && *tok.s == '(';
	return id;
}

/* The macro with this name at the time; 0: none. */
static uint32_t
lookup(const char *s)
{
	uint32_t id = names[slot(s)], e;

	e = id ? past_state(id, now) : 0;
	return e && past.event[e].kind == R_DEFINE ? past.event[e].a : 0;
}

void
expand_lex(const char *text, size_t n, struct lexemes *list)
{
	struct pplex lex;
	struct pptok tok;
	struct lexeme *l;
	char *copy = alloc(n + 1);
	int space = 0;

	memcpy(copy, text, n);
	lex = (struct pplex){ .p = copy, .end = copy + n, .bol = 1 };
	for (;;) {
		pplex_next(&lex, &tok);
		if (!tok.class)
			break;
		space |= tok.space;
		if (tok.class == 'l') {
			space = 1;
			continue;
		}
		list->l = grow(list->l, list->n + 1, &list->cap, sizeof *l);
		l = &list->l[list->n++];
		*l = (struct lexeme){ .s = internn(tok.s, tok.len),
				      .len = tok.len, .class = tok.class,
				      .space = space };
		space = 0;
	}
}

static void
append(struct lexemes *list, const struct lexeme *l, uint32_t n)
{
	if (list->n + n > LEXEMES_MAX) {
		failed = 1;
		return;
	}
	list->l = grow(list->l, list->n + n + 1, &list->cap, sizeof *l);
	if (n)
		memcpy(list->l + list->n, l, n * sizeof *l);
	list->n += n;
}

const struct macro_form *
expand_form(uint32_t id)
{
	const struct macro *m = &past.macro[id];
	const struct spelling *s;
	struct macro_form *f;
	uint32_t i;

	if (!forms)
		forms = alloc((past.nmacro + 1) * sizeof forms[0]);
	f = &forms[id];
	if (f->function || m->kind == M_OBJECT)
		return f;
	f->function = 1;
	for (i = 0; i < m->nparams; i++) {
		s = spell(past.pool[m->params + i]);
		macro_add(f, s->s, s->len);
	}
	if (m->kind == M_VARIADIC)
		macro_add(f, NULL, 0);
	if (m->kind == M_GNU_VARIADIC)
		f->rest = f->n;
	return f;
}

static const struct lexemes *
body(uint32_t m)
{
	struct lexemes *b = &bodies[m];
	struct lexeme *l;

	if (b->l)
		return b;
	b->l = grow(b->l, 1, &b->cap, sizeof b->l[0]);
	expand_lex(text_at(past.macro[m].f, past.macro[m].boff,
			  past.macro[m].blen), past.macro[m].blen, b);
	for (l = b->l; l < b->l + b->n; l++)
		l->part = macro_part(expand_form(m), l->class, l->s, l->len,
				     &l->param);
	return b;
}

static void
push(const struct lexeme *t, uint32_t n, uint32_t m, int wall)
{
	levels = grow(levels, depth + 1, &levelcap, sizeof levels[0]);
	levels[depth++] = (struct level){ t, n, 0, m, wall };
	if (m)
		disabled[m]++;
}

static const struct lexeme *
next(void)
{
	struct level *l;

	while (depth) {
		l = &levels[depth - 1];
		if (l->i < l->n)
			return &l->t[l->i++];
		if (l->wall)
			return NULL;
		if (l->m)
			disabled[l->m]--;
		depth--;
	}
	return NULL;
}

static int
paren_follows(void)
{
	uint32_t d;

	for (d = depth; d--; ) {
		if (levels[d].i < levels[d].n)
			return levels[d].t[levels[d].i].s[0] == '(' &&
				levels[d].t[levels[d].i].len == 1;
		if (levels[d].wall)
			return 0;
	}
	return 0;
}

static int
punct(const struct lexeme *l, const char *s)
{
	return l->class == 'p' && strcmp(l->s, s) == 0;
}

struct argument {
	struct lexemes text, expanded;
	int is_expanded;
};

/* The arguments of a call; how many, -1 where it does not end. */
static int
arguments(const struct macro_form *f, struct argument *args)
{
	const struct lexeme *l;
	struct lexeme c;
	int level = 0, n = 0, last = (int)f->n - 1;

	next();
	while ((l = next())) {
		if (punct(l, "("))
			level++;
		if (punct(l, ")") && level-- == 0)
			return n + 1;
		if (punct(l, ",") && level == 0 &&
		    (!f->rest || n < last)) {
			if (n++ >= last)
				return -1;
			continue;
		}
		c = *l;
		if (c.class == 'i' && !c.fixed) {
			uint32_t o = lookup(c.s);

			c.fixed = o && disabled[o];
		}
		append(&args[n].text, &c, 1);
	}
	return -1;
}

static void expand_list(struct lexemes *list);

/* Expanded once, however often it is used. */
static void
argument_expanded(struct argument *a, struct lexemes *list)
{
	if (!a->is_expanded && ++nested > NESTED_MAX)
		failed = 1;
	else if (!a->is_expanded) {
		a->is_expanded = 1;
		push(a->text.l, a->text.n, 0, 1);
		expand_list(&a->expanded);
		depth--;
		nested--;
	}
	append(list, a->expanded.l, a->expanded.n);
}

struct lexeme
expand_string(const struct lexeme *l, uint32_t n)
{
	struct buf b = { 0 };
	uint32_t i;
	const char *s;

	buf_char(&b, '"');
	for (i = 0; i < n; i++) {
		if (i && l[i].space)
			buf_char(&b, ' ');
		for (s = l[i].s; *s; s++) {
			if ((*s == '"' || *s == '\\') &&
			    (l[i].class == 's' || l[i].class == 'c'))
				buf_char(&b, '\\');
			buf_char(&b, *s);
		}
	}
	buf_char(&b, '"');
	return (struct lexeme){ .s = internn(b.p, b.n), .len = b.n,
				.class = 's' };
}

/* Paste l to the last one of list. */
static void
paste(struct lexemes *list, const struct lexeme *l)
{
	struct lexeme *o = &list->l[list->n - 1];
	struct lexemes both = { 0 };
	struct buf b = { 0 };
	int any = o->any | l->any, space = o->space;

	buf_add(&b, o->s, o->len);
	buf_add(&b, l->s, l->len);
	expand_lex(b.p, b.n, &both);
	if (both.n != 1) {
		failed = 1;
		return;
	}
	*o = both.l[0];
	o->any = any;
	o->space = space;
}

static int
is_part(const struct lexeme *b, uint32_t i, uint32_t n, enum macro_part part)
{
	return i < n && b[i].part == part;
}

/* Behind the __VA_OPT__ ( ... ) at i. */
static uint32_t
after_opt(const struct lexeme *b, uint32_t i, uint32_t n)
{
	uint32_t level = 0;

	while (++i < n) {
		level += punct(&b[i], "(");
		if (punct(&b[i], ")") && --level == 0)
			break;
	}
	return i + 1;
}

/* Do the variable arguments give anything? */
static int
any_rest(const struct macro_form *f, struct argument *args)
{
	struct lexemes none = { 0 };

	argument_expanded(&args[f->rest - 1], &none);
	return none.n != 0;
}

/* The replacement list b[0..n) with the arguments in it. */
static void
substitute(const struct macro_form *f, const struct lexeme *b, uint32_t n,
	   struct argument *args, struct lexemes *list)
{
	/* ## stands before; its left side is not empty */
	int join = 0, placed = 0, right;
	struct argument *a;
	struct lexeme str;
	uint32_t i, j, next;

	for (i = 0; i < n && !failed; i = next) {
		struct lexemes part = { 0 };
		int string = is_part(b, i, n, MACRO_STRING) &&
			(is_part(b, i + 1, n, MACRO_PARAM) ||
			 is_part(b, i + 1, n, MACRO_OPT));

		next = i + 1;
		if (is_part(b, i, n, MACRO_PASTE) && i && i + 1 < n) {
			join = 1;
			continue;
		}
		j = i + string;
		a = is_part(b, j, n, MACRO_PARAM) ? &args[b[j].param - 1] :
			NULL;
		next = is_part(b, j, n, MACRO_OPT) ? after_opt(b, j, n) :
			j + 1;
		right = is_part(b, next, n, MACRO_PASTE);
		if (is_part(b, j, n, MACRO_OPT)) {
			if (any_rest(f, args))
				substitute(f, b + j + 2, next - j - 3, args,
					   &part);
		} else if (a && join && !string && b[j].param == f->rest &&
			   list->n && is_part(b, i - 1, n, MACRO_PASTE) &&
			   punct(&b[i - 2], ",")) {
			/* GNU: , ## __VA_ARGS__ */
			join = 0;
			if (a->text.n == 0)
				list->n--;
			else
				argument_expanded(a, &part);
		} else if (a && (string || join || right)) {
			append(&part, a->text.l, a->text.n);
		} else if (a) {
			argument_expanded(a, &part);
		} else
			append(&part, &b[i], 1);
		if (string) {
			str = expand_string(part.l, part.n);
			for (j = 0; j < part.n; j++)
				str.any |= part.l[j].any;
			part.n = 0;
			append(&part, &str, 1);
		}
		if (part.n)
			part.l[0].space = b[i].space;
		j = 0;
		if (join && placed && part.n)
			paste(list, &part.l[j++]);
		if (join)
			placed |= part.n != 0;
		else
			placed = part.n != 0;
		append(list, part.l + j, part.n - j);
		join = 0;
	}
}

/* Expand the macro m, named by l; 0: it is not called. */
static int
enter(uint32_t id, const struct lexeme *l)
{
	const struct macro_form *f = expand_form(id);
	const struct lexemes *b;
	struct argument args[256] = { 0 };
	struct lexemes list = { 0 };
	int n = 0;

	if (f->function && !paren_follows())
		return 0;
	if (f->function) {
		if (f->n > 250)
			failed = 1;
		else
			n = arguments(f, args);
		if (n < 0 || failed) {
			failed = 1;
			return 1;
		}
	}
	used = grow(used, nused + 1, &usedcap, sizeof used[0]);
	used[nused++] = id;
	b = body(id);
	substitute(f, b->l, b->n, args, &list);
	if (list.n)
		list.l[0].space |= l->space;
	push(list.l, list.n, id, 0);
	return 1;
}

static void
builtin(struct lexeme *l)
{
	char n[NUMBER_LEN + 1];
	const char *name = l->s;

	l->any = ANY_VALUE;
	if (!value_number(name))
		return;
	l->len = snprintf(n, sizeof n, "%u", NUMBER + nnumbers++ % NUMBER);
	l->s = internn(n, l->len);
	l->any = strcmp(name, "__COUNTER__") == 0 ? ANY_COUNT : ANY_VALUE;
	l->class = 'n';
}

const char *
expand_number(const char *s, uint32_t *n)
{
	char digits[NUMBER_LEN + 1] = "";
	unsigned long v;

	for (; strlen(s) >= NUMBER_LEN; s++) {
		if (strspn(s, "0123456789") < NUMBER_LEN)
			continue;
		memcpy(digits, s, NUMBER_LEN);
		v = strtoul(digits, NULL, 10);
		*n = v - NUMBER;
		if (v >= NUMBER && *n < nnumbers)
			return s;
	}
	return NULL;
}

static void
expand_list(struct lexemes *list)
{
	const struct lexeme *l;
	struct lexeme c;
	uint32_t m;

	while (!failed && (l = next())) {
		c = *l;
		m = c.class == 'i' && !c.fixed ? lookup(c.s) : 0;
		if (m && disabled[m])
			c.fixed = 1;
		else if (m && past.macro[m].kind == M_BUILTIN)
			builtin(&c);
		else if (m && enter(m, &c))
			continue;
		append(list, &c, 1);
	}
}

static int
is_called(const struct lexemes *l, uint32_t i)
{
	return i + 1 < l->n && strcmp(l->l[i + 1].s, "(") == 0;
}

void
expand_names(const char *text, size_t n, uint32_t ev, uint32_t m)
{
	struct lexemes l = { 0 };
	uint32_t i, id;
	unsigned p;

	if (!names)
		make_names();
	expand_lex(text, n, &l);
	for (i = 0; i < l.n; i++)
		if (l.l[i].class == 'i' && (id = names[slot(l.l[i].s)]) &&
		    (!m || macro_part(expand_form(m), 'i', l.l[i].s,
				      l.l[i].len, &p) != MACRO_PARAM))
			need_state(id, ev, is_called(&l, i));
}

int
expand_text(const char *text, size_t n, uint32_t ev, struct lexemes *list)
{
	struct lexemes in = { 0 };
	uint32_t i;

	if (!names)
		make_names();
	now = ev;
	failed = 0;
	nused = nnumbers = 0;
	expand_lex(text, n, &in);
	push(in.l, in.n, 0, 1);
	expand_list(list);
	for (i = 0; i < depth; i++)
		if (levels[i].m)
			disabled[levels[i].m] = 0;
	depth = 0;
	return !failed;
}

void
expand_less_pragmas(struct lexemes *l)
{
	uint32_t i, n = 0;

	for (i = 0; i < l->n; i++)
		if (i + 3 < l->n && strcmp(l->l[i].s, "_Pragma") == 0)
			i += 3;
		else
			l->l[n++] = l->l[i];
	l->n = n;
}

void
expand_needs(const struct lexemes *list)
{
	uint32_t i, id;

	for (i = 0; i < nused; i++)
		need_macro(used[i]);
	for (i = 0; i < list->n; i++)
		if (list->l[i].class == 'i' &&
		    (id = names[slot(list->l[i].s)]))
			need_state(id, now, is_called(list, i));
}
