// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The text of a macro call in a file when some of what comes of it is
 * edited.  A text has an instance: 0 is the call as it stands in the file,
 * an expansion x is the replacement list of its macro in that expansion.
 * An edit of a token that stands in the replacement list of x can be made
 * when x is open: written not as a call but as the replacement list with
 * the arguments' text in it.  So the least that has to be opened are the
 * instances of the edited tokens, and the instances in which the calls of
 * these stand.  Where that does not do, because a name is pasted too or an
 * argument is used twice with two edits, more is opened.  expand.c says
 * whether a try is right; the last resort are the tokens.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "pplex.h"
#include "macro.h"
#include "depp.h"

/* An edited token, by where its text stands. */
struct spot {
	uint32_t inst, f, off;
	struct act act;
	uint32_t t;
};

static struct spot *spots;
static uint32_t nspots;
static size_t spotcap;
static uint32_t root, limit;    /* the call, the first after its calls */
static int failed;
static unsigned nested;

enum { NESTED_MAX = 200 };

static int
in_body(uint32_t x, uint32_t f, uint32_t off)
{
	const struct macro *m = &past.macro[past.call[x].m];

	return m->f == f && off >= m->boff && off - m->boff < m->blen;
}

/* The instance of what stands at f off, and came out of x. */
static uint32_t
instance(uint32_t x, uint32_t f, uint32_t off)
{
	while (x && !in_body(x, f, off))
		x = past.call[x].up;
	return x;
}

static uint32_t
instance_of(uint32_t call)
{
	return instance(past.call[call].up, past.call[call].f, past.call[call].off);
}

static const struct spot *
spot(uint32_t inst, uint32_t f, uint32_t off)
{
	uint32_t i;

	for (i = 0; i < nspots; i++)
		if (spots[i].off == off && spots[i].f == f &&
		    spots[i].inst == inst)
			return &spots[i];
	return NULL;
}

static uint32_t *opened, nopened;
static size_t openedcap;

static void
open_call(uint32_t x)
{
	for (; x && !marks[x].open; x = instance_of(x)) {
		marks[x].open = 1;
		opened = grow(opened, nopened + 1, &openedcap,
			      sizeof opened[0]);
		opened[nopened++] = x;
	}
}

static void
find_spots(uint32_t t0, uint32_t t1)
{
	uint32_t t, inst, i;
	const struct edit *fixed;
	struct act act;

	nspots = 0;
	for (i = 0; (fixed = value_fixed(i)); i++) {
		const struct call *c = &past.call[fixed->t];

		inst = instance_of(fixed->t);
		open_call(inst);
		spots = grow(spots, nspots + 1, &spotcap, sizeof spots[0]);
		spots[nspots++] = (struct spot){ inst, c->f, c->off,
			{ .rep = fixed }, fixed->t };
	}
	for (t = t0; t <= t1; t++) {
		const struct token *k = &past.token[t];

		act = edit_at(t);
		if (!act.ins && !act.rep)
			continue;
		inst = instance(k->x, k->f, k->off);
		open_call(inst);
		if (spot(inst, k->f, k->off))
			continue;
		spots = grow(spots, nspots + 1, &spotcap, sizeof spots[0]);
		spots[nspots++] = (struct spot){ inst, k->f, k->off, act, t };
	}
}

static void render(struct buf *b, uint32_t inst, uint32_t f, uint32_t from,
		   uint32_t to, int edit);

/* The open call that begins there; 0: none. */
static uint32_t
call_at(uint32_t inst, uint32_t f, uint32_t off)
{
	uint32_t i, x;

	for (i = 0; i < nopened; i++) {
		x = opened[i];
		if (past.call[x].off == off && past.call[x].f == f && past.call[x].len &&
		    instance_of(x) == inst)
			return x;
	}
	return 0;
}

/* What the token is in the text of an instance; *param: from 1 */
static enum macro_part
part(uint32_t inst, const struct pptok *k, unsigned *param)
{
	*param = 0;
	return inst ? macro_part(expand_form(past.call[inst].m), k->class, k->s,
				 k->len, param) : MACRO_TOKEN;
}

/* The text of argument a, from 1, of the call inst. */
static void
argument(struct buf *b, uint32_t inst, unsigned a, int edit)
{
	const struct call *c = &past.call[inst];
	const uint32_t *p = &past.pool[c->args];
	uint32_t from, to;

	if (a > c->nargs)
		return;
	from = p[2 * a - 2];
	to = from + p[2 * a - 1];
	if (a == expand_form(c->m)->rest)
		to = p[2 * c->nargs - 2] + p[2 * c->nargs - 1];
	render(b, instance_of(inst), c->f, from, to, edit);
}

static void
stringify(struct buf *b, uint32_t inst, unsigned a)
{
	struct buf text = { 0 };
	struct lexemes l = { 0 };
	struct lexeme s;

	argument(&text, inst, a, 0);
	expand_lex(text.p ? text.p : "", text.n, &l);
	s = expand_string(l.l, l.n);
	buf_token(b, s.s, s.len);
}

/* The blanks before a token of a replacement list. */
static void
blanks(struct buf *b, const char *s, const char *e)
{
	int comment = memchr(s, '/', e - s) != NULL;

	for (; s < e && !comment; s++) {
		if (*s != '\\') {
			buf_char(b, *s);
			continue;
		}
		while (b->n && (b->p[b->n - 1] == '\t' ||
				b->p[b->n - 1] == ' '))
			b->n--;
	}
	if (comment)
		buf_char(b, ' ');
}

/* What stands before a token of a file, less its directives */
static void
between(struct buf *b, const char *s, const char *e)
{
	for (; s < e; s++)
		if (*s != '\f')
			buf_char(b, *s);
}

static void
edited(struct buf *b, const struct spot *s, const struct pptok *tok)
{
	const struct edit *rep = s->act.rep;

	if (s->act.ins)
		buf_token(b, s->act.ins->text, s->act.ins->len);
	if (!rep)
		buf_token(b, tok->p, tok->rawlen);
	else if (rep->t == s->t && rep->len)
		buf_token(b, rep->text, rep->len);
	else
		while (b->n && strchr(" \t", b->p[b->n - 1]))
			b->n--;         /* deleted, with its blank */
}

/* Text of an instance that is read token by token. */
struct reader {
	struct pplex lex;
	struct pptok tok, ahead;
	const char *text, *after;      /* after the token before */
	uint32_t from;
};

static void
advance(struct reader *r)
{
	r->after = r->tok.p + r->tok.rawlen;
	r->tok = r->ahead;
	if (r->ahead.class)
		do
			pplex_next(&r->lex, &r->ahead);
		while (r->ahead.class == 'l');
}

static void
reader_begin(struct reader *r, uint32_t inst, uint32_t f, uint32_t from,
	     uint32_t to)
{
	const char *s = text_at(f, from, to - from);
	char *copy = alloc(to - from + 1);

	memcpy(copy, s, to - from);
	if (!inst)
		text_holes(copy, f, from, to, root);
	memset(r, 0, sizeof *r);
	r->text = r->after = copy;
	r->from = from;
	r->lex = (struct pplex){ .p = copy, .end = copy + (to - from),
				 .bol = 1 };
	r->ahead.class = 'l';
	advance(r);
	r->tok.p = copy;
	r->tok.rawlen = 0;
	advance(r);
}

static void
skip_to(struct reader *r, uint32_t off)
{
	while (r->ahead.class &&
	       r->from + (r->ahead.p - r->text) < off)
		advance(r);
}

/* What stands beside a ##: the last bytes of b are the left side. */
static void
join(struct buf *b)
{
	while (b->n && strchr(" \t\n", b->p[b->n - 1]))
		b->n--;
}

/* The token at hand, of a replacement list; pasting: ## stands before it.
 * 0: it is an ordinary one. */
static int
operator(struct buf *b, struct reader *r, uint32_t inst, int pasting)
{
	unsigned a, ahead;
	enum macro_part what = part(inst, &r->tok, &a);
	enum macro_part next = part(inst, &r->ahead, &ahead);
	size_t n = b->n;

	if (what == MACRO_STRING && next == MACRO_PARAM) {
		stringify(b, inst, ahead);
		advance(r);
		return 1;
	}
	if (what == MACRO_OPT)
		failed = 1;     /* opened no further */
	if (what != MACRO_PARAM)
		return what == MACRO_OPT;
	if (pasting && a == expand_form(past.call[inst].m)->rest) {
		/* , ## __VA_ARGS__ */
		argument(b, inst, a, 1);
		if (b->n == n && n && b->p[n - 1] == ',')
			b->n--;
		else if (n && b->p[n - 1] == ',') {
			struct buf t = { 0 };

			buf_add(&t, b->p + n, b->n - n);
			b->n = n;
			buf_char(b, ' ');
			buf_add(b, t.p, t.n);
		}
		return 1;
	}
	argument(b, inst, a, !pasting && next != MACRO_PASTE);
	return 1;
}

/* The text from..to of an instance, with its edits if edit says so. */
static void
render(struct buf *b, uint32_t inst, uint32_t f, uint32_t from, uint32_t to,
       int edit)
{
	struct reader r;
	const struct spot *s;
	uint32_t x, off;
	int pasting = 0, swallow = 0;   /* an edit took its place */
	size_t left = b->n;             /* where the operand of ## begins */
	unsigned param;

	if (++nested > NESTED_MAX)
		failed = 1;
	reader_begin(&r, inst, f, from, to);
	for (; r.tok.class && !failed; advance(&r)) {
		size_t n;

		off = from + (r.tok.p - r.text);
		if (!inst)
			between(b, r.after, r.tok.p);
		else if (!pasting)
			blanks(b, r.after, r.tok.p);
		n = b->n;
		s = edit ? spot(inst, f, off) : NULL;
		x = edit ? call_at(inst, f, off) : 0;
		if (n && part(inst, &r.tok, &param) == MACRO_PASTE) {
			join(b);
			if (s && s->act.rep) {
				b->n = left;
				buf_token(b, s->act.rep->text,
					  s->act.rep->len);
				swallow = 1;
			} else if (s)
				failed = 1;
			pasting = 1;
			continue;
		}
		if (!pasting)
			left = n;
		if (x) {
			const struct macro *o = &past.macro[past.call[x].m];

			if (past.call[x].off + past.call[x].len > to) {
				failed = 1;
				break;
			}
			render(b, x, o->f, o->boff, o->boff + o->blen, 1);
			skip_to(&r, past.call[x].off + past.call[x].len);
		} else if (s && !pasting)
			edited(b, s, &r.tok);
		else if (!inst || !operator(b, &r, inst, pasting)) {
			if (pasting || !n || r.after != r.tok.p)
				buf_add(b, r.tok.p, r.tok.rawlen);
			else
				buf_token(b, r.tok.p, r.tok.rawlen);
		}
		if (swallow)
			b->n = n;
		pasting = swallow = 0;
	}
	if (!inst && !failed)
		between(b, r.after, r.lex.end);
	nested--;
}

static int
is_counter(uint32_t m)
{
	return strcmp(spell(past.macro[m].s)->s, "__COUNTER__") == 0;
}

/* What the call must expand to. */
static void
expected(uint32_t t0, uint32_t t1, struct lexemes *list)
{
	uint32_t t;
	struct act act;
	struct lexeme l;

	for (t = t0; t <= t1; t++) {
		const struct token *k = &past.token[t];
		const struct spelling *s = spell(k->s);

		act = edit_at(t);
		if (act.ins)
			expand_lex(act.ins->text, act.ins->len, list);
		if (act.rep && t == act.rep->t)
			expand_lex(act.rep->text, act.rep->len, list);
		if (act.rep)
			continue;
		l = (struct lexeme){ .s = s->s, .len = s->len,
				     .class = s->class };
		if (value_exact(t))
			l.any = ANY_NOT;
		else if (k->x && !is_counter(past.call[k->x].m) &&
			 past.macro[past.call[k->x].m].kind == M_BUILTIN)
			l.any = ANY_VALUE;
		list->l = grow(list->l, list->n + 1, &list->cap, sizeof l);
		list->l[list->n++] = l;
	}
}

/* What was expected and what came, where an expansion was not right */
static const char *wrong[2];

/* Names made of __COUNTER__, what they were and what they will be */
static struct { const char *was, *is; } *counts;
static uint32_t ncounts;
static size_t countcap;

static int
alike(const struct lexeme *want, const struct lexeme *have)
{
	uint32_t i;

	if (want->any == ANY_NOT)
		return !have->any && want->s == have->s;
	if (want->any == ANY_VALUE || (have->any & ANY_VALUE))
		return 1;
	if (!have->any)
		return want->s == have->s;
	for (i = 0; i < ncounts; i++)
		if (counts[i].was == want->s || counts[i].is == have->s)
			return counts[i].was == want->s &&
				counts[i].is == have->s;
	counts = grow(counts, ncounts + 1, &countcap, sizeof counts[0]);
	counts[ncounts].was = want->s;
	counts[ncounts++].is = have->s;
	return 1;
}

/* Does the text expand to the tokens t0..t1, edited?  If it is to be used:
 * it needs its macros. */
static int
right(const struct buf *b, uint32_t t0, uint32_t t1, int use)
{
	struct lexemes want = { 0 }, have = { 0 };
	uint32_t i;

	if (!expand_text(b->p ? b->p : "", b->n, past_time(t0),
			  &have)) {
		wrong[0] = "something else";
		wrong[1] = "a macro call that is not right";
		return 0;
	}
	expand_less_pragmas(&have);
	expected(t0, t1, &want);
	ncounts = 0;
	for (i = 0; i < want.n && i < have.n; i++)
		if (!alike(&want.l[i], &have.l[i]))
			break;
	if (i == want.n && i == have.n) {
		if (use)
			expand_needs(&have);
		return 1;
	}
	wrong[0] = i < want.n ? want.l[i].s : "its end";
	wrong[1] = i < have.n ? have.l[i].s : "its end";
	return 0;
}

/* Open every call that pastes or stringifies, and what it takes. */
static void
open_pastes(void)
{
	uint32_t i;

	for (i = past.call[root].paste + 1; i <= past.npaste; i++) {
		if (past.paste[i].call >= limit)
			break;
		if (past.paste[i].call >= root)
			open_call(past.paste[i].call);
	}
}

/* Are the names that right() took for made of __COUNTER__ nowhere but in
 * the tokens t0..t1? */
static int
counted_within(uint32_t t0, uint32_t t1)
{
	uint32_t i, t;

	for (i = 0; i < ncounts; i++)
		for (t = past.call[root].first; t <= past.call[root].last; t++)
			if ((t < t0 || t > t1) &&
			    spell(past.token[t].s)->s == counts[i].was)
				return 0;
	return 1;
}

int
call_source(struct buf *b, uint32_t x, uint32_t t0, uint32_t t1)
{
	const struct call *c = &past.call[x];

	failed = nested = 0;
	render(b, instance_of(x), c->f, c->off, c->off + c->len, 0);
	return !failed && right(b, t0, t1, 0) && counted_within(t0, t1);
}

void
call_text(struct buf *b, uint32_t r, uint32_t t0, uint32_t t1)
{
	struct buf text = { 0 };
	const struct call *c = &past.call[r];
	size_t from = b->n;
	int try;

	root = r;
	nopened = 0;
	value_find(r, 1);
	for (limit = r; limit <= past.ncall && past.call[limit].root == r; limit++)
		marks[limit].open = 0;
	for (try = 0; try < 3 && t0 == c->first && t1 == c->last; try++) {
		find_spots(t0, t1);
		if (try == 1)
			open_pastes();
		if (try == 2)
			for (r = root; r < limit; r++)
				if (past.macro[past.call[r].m].kind != M_BUILTIN)
					open_call(r);
		failed = nested = 0;
		text.n = 0;
		render(&text, 0, c->f, c->off, c->off + c->len, 1);
		if (!failed && right(&text, t0, t1, 1)) {
			buf_token(b, text.p, text.n);
			if (marks[root].open)
				hide_text(b, from);
			return;
		}
	}
	for (try = 0; try < FLAT_WAYS; try++) {
		failed = nested = 0;
		text.n = 0;
		flat_text(&text, root, t0, t1, try);
		if (!failed && right(&text, t0, t1, 1))
			break;
	}
	if (try == FLAT_WAYS) {
		origin_error(c->f, c->off, c->up, "the expansion of macro '%s' "
			     "cannot be written as text: that would expand "
			     "again, to '%s' where '%s' was",
			     spell(past.macro[c->m].s)->s, wrong[1], wrong[0]);
		return;
	}
	flat_text(b, root, t0, t1, try);
	hide_text(b, from);
}
