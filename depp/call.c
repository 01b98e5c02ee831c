// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The text of a macro call in a file when some of what comes of it is
 * edited, or only part of it is kept.  The best is to edit the call's
 * arguments where they stand; the last resort are the tokens themselves.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "depp.h"

/* Does an operator of the root call r take in the text at f off? */
static int
pasted(uint32_t r, uint32_t f, uint32_t off, uint32_t len)
{
	uint32_t i, j;

	for (i = calls[r].paste + 1; i <= npastes; i++) {
		if (calls[pastes[i].call].root != r) {
			if (pastes[i].call > r &&
			    calls[pastes[i].call].root > r)
				break;
			continue;
		}
		for (j = 0; j < pastes[i].nargs; j++) {
			const uint32_t *p = &pool[pastes[i].args + 2 * j];

			if (p[0] == f && p[1] >= off && p[1] < off + len)
				return 1;
		}
	}
	return 0;
}

static int
same(const struct edit *a, const struct edit *b)
{
	if (!a || !b)
		return a == b;
	return a->n == b->n && a->len == b->len &&
		memcmp(a->text, b->text, a->len) == 0;
}

/* Could the text stand in a macro argument as it is? */
static int
argument_text(const struct edit *e)
{
	int depth = 0;
	size_t i;

	if (!e)
		return 1;
	for (i = 0; i < e->len; i++)
		switch (e->text[i]) {
		case '(': depth++; break;
		case ')': if (depth-- == 0) return 0; break;
		case ',': if (!depth) return 0; break;
		case '#': case '"': case '\'': return 0;
		}
	return e->len && depth == 0;
}

/* A token in an argument of a call in a file, with an edit. */
struct spot {
	uint32_t off, len;
	struct act act;
};

/* Edit the call's text where it stands: 0 if that cannot be. */
static int
in_place(struct buf *b, uint32_t r)
{
	static struct spot *spots;
	static size_t cap;
	const struct call *c = &calls[r];
	const char *text = text_at(c->f, c->off, c->len);
	uint32_t t, i, j, n = 0, at;
	struct act act;

	for (t = c->first; t <= c->last; t++) {
		const struct token *k = &tokens[t];

		act = edit_at(t);
		if (!act.ins && !act.rep)
			continue;
		if (k->f != c->f || k->off < c->off ||
		    k->off + k->len > c->off + c->len ||
		    pasted(r, k->f, k->off, k->len) ||
		    (act.rep && act.rep->n != 1) ||
		    !argument_text(act.rep) || !argument_text(act.ins))
			return 0;
		for (i = 0; i < n && spots[i].off < k->off; i++)
			;
		if (i < n && spots[i].off == k->off)
			continue;
		spots = grow(spots, n + 1, &cap, sizeof spots[0]);
		for (j = n++; j > i; j--)
			spots[j] = spots[j - 1];
		spots[i] = (struct spot){ k->off, k->len, act };
	}
	for (t = c->first; t <= c->last; t++) {
		const struct token *k = &tokens[t];

		if (k->f != c->f)
			continue;
		for (i = 0; i < n && spots[i].off < k->off; i++)
			;
		if (i == n || spots[i].off != k->off)
			continue;
		act = edit_at(t);
		if (k->len != spots[i].len ||
		    !same(act.ins, spots[i].act.ins) ||
		    !same(act.rep, spots[i].act.rep))
			return 0;
	}
	at = c->off;
	for (i = 0; i < n; i++) {
		const struct spot *s = &spots[i];

		buf_add(b, text + (at - c->off), s->off - at);
		at = s->off;
		if (s->act.ins) {
			buf_token(b, s->act.ins->text, s->act.ins->len);
			if (!s->act.rep && buf_fuses(b, text + (at - c->off),
						     s->len))
				buf_char(b, ' ');
		}
		if (s->act.rep) {
			buf_token(b, s->act.rep->text, s->act.rep->len);
			at += s->len;
			if (at < c->off + c->len &&
			    buf_fuses(b, text + (at - c->off), 1))
				buf_char(b, ' ');
		}
	}
	buf_add(b, text + (at - c->off), c->off + c->len - at);
	for (i = r; i <= ncalls && calls[i].root == r; i++)
		need_macro(calls[i].m);
	return 1;
}

/* How an expansion is laid out. */
struct layout {
	struct buf *b;
	struct buf open;        /* the brackets that are open */
	size_t bol;             /* where the line begins */
	struct buf indent;
	const char *last;       /* the token before, its kind */
	char class;
	char before;            /* the class of the one before that: can an
				 * operand end there? */
};

static int
is(const char *s, const char *list)
{
	size_t n = strlen(s);

	for (; (list = strstr(list, s)); list++)
		if ((list[n] == ' ' || !list[n]) && list[-1] == ' ')
			return 1;
	return 0;
}

static void
newline(struct layout *l, int extra)
{
	size_t i;

	while (l->b->n && l->b->p[l->b->n - 1] == ' ')
		l->b->n--;
	buf_char(l->b, '\n');
	l->bol = l->b->n;
	buf_add(l->b, l->indent.p ? l->indent.p : "", l->indent.n);
	for (i = 0; i < l->open.n; i++)
		if (l->open.p[i] == '{')
			buf_char(l->b, '\t');
	while (extra-- > 0)
		buf_char(l->b, '\t');
}

/* Is there a blank between the last token and s? */
static int
blank(const struct layout *l, const char *s, char class)
{
	const char *p = l->last;
	int operand = l->class == 'n' || l->class == 'c' || l->class == 's' ||
		(l->class == 'i' && !is(p, " return case else goto sizeof "))
		|| is(p, " ) ] ");

	if (!p)
		return 0;
	if (is(s, " , ; ) ] ++ -- . -> ") && (operand || !is(s, " ++ -- ")))
		return 0;
	if (is(p, " ( [ ! ~ . -> "))
		return 0;
	if (is(s, " ( "))
		return !(l->class == 'i' || is(p, " ) ] ")) ||
			is(p, " if for while switch return asm case goto "
			   "__asm__ volatile __volatile__ ");
	if (is(s, " [ "))
		return !operand;
	if (is(p, " * & - + ++ -- ") && l->before && class != 'p')
		return 0;       /* unary */
	if (is(p, " * ") && is(s, " * "))
		return 0;
	return 1;
}

static void
lay(struct layout *l, const char *s, size_t n, char class)
{
	size_t k, col = 0;
	int stmt;

	for (k = l->bol; k < l->b->n; k++)
		col = l->b->p[k] == '\t' ? (col | 7) + 1 : col + 1;
	stmt = l->open.n == 0 || l->open.p[l->open.n - 1] == '{';
	if (l->last && strcmp(s, "}") == 0 && l->open.n &&
	    l->open.p[l->open.n - 1] == '{') {
		l->open.n--;
		newline(l, 0);
	} else if (l->last && stmt && (is(l->last, " ; ") ||
		   (is(l->last, " { ")) || (is(l->last, " } ") &&
		   !is(s, " ; , ) while else ")))) {
		newline(l, 0);
	} else if (l->last && blank(l, s, class)) {
		if (col + n + 1 > 80 && l->b->n > l->bol + 1)
			newline(l, 2);
		else
			buf_char(l->b, ' ');
	}
	buf_token(l->b, s, n);
	if (strcmp(s, "{") == 0)
		/* { of an initialiser does not begin statements */
		buf_char(&l->open, l->last && is(l->last, " = , { ( return ")
			 && !is(l->last, " ( ") ? 'i' : '{');
	else if (strcmp(s, "(") == 0 || strcmp(s, "[") == 0)
		buf_char(&l->open, '(');
	else if ((strcmp(s, ")") == 0 || strcmp(s, "]") == 0 ||
		  strcmp(s, "}") == 0) && l->open.n &&
		 l->open.p[l->open.n - 1] != '{')
		l->open.n--;
	l->before = !l->last || (l->class == 'p' && !is(l->last, " ) ] } ")) ||
		is(l->last, " return case else ");
	l->last = s;
	l->class = class;
}

/* A pragma that came of the expansion, as an operator. */
static void
pragma(struct layout *l, const char *text)
{
	struct buf b = { 0 };

	buf_str(&b, "_Pragma(\"");
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_char(&b, '\\');
		buf_char(&b, *text);
	}
	buf_str(&b, "\")");
	if (l->last)
		buf_char(l->b, ' ');
	buf_add(l->b, b.p, b.n);
	buf_char(l->b, ' ');
}

/* The tokens t0..t1 of an expansion, as they are. */
static void
tokens_text(struct buf *b, uint32_t t0, uint32_t t1)
{
	struct layout l = { .b = b };
	uint32_t t, ev = store_after(t0 - 1), n;
	struct act act;

	for (l.bol = b->n; l.bol && b->p[l.bol - 1] != '\n'; l.bol--)
		;
	for (n = l.bol; n < b->n && (b->p[n] == ' ' || b->p[n] == '\t'); n++)
		buf_char(&l.indent, b->p[n]);
	for (t = t0; t <= t1; t++) {
		const struct token *k = &tokens[t];
		const struct spelling *s = spell(k->s);

		for (; ev <= nevents && events[ev].tok < t; ev++)
			if (events[ev].kind == R_PRAGMA && events[ev].a)
				pragma(&l, events[ev].text);
		act = edit_at(t);
		if (act.ins)
			lay(&l, act.ins->text, act.ins->len, 'i');
		if (act.rep) {
			if (t == act.rep->t && act.rep->len)
				lay(&l, act.rep->text, act.rep->len, 'i');
			continue;
		}
		if (k->x && macros[calls[k->x].m].kind == M_BUILTIN) {
			const struct spelling *m =
				spell(macros[calls[k->x].m].s);

			lay(&l, m->s, m->len, 'i');
			continue;
		}
		lay(&l, s->s, s->len, s->class);
	}
}

void
call_text(struct buf *b, uint32_t r, uint32_t t0, uint32_t t1)
{
	if (t0 == calls[r].first && t1 == calls[r].last && in_place(b, r))
		return;
	tokens_text(b, t0, t1);
}
