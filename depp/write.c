// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The result is pieces in the order of the original's translation.
 */
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

struct piece {
	uint32_t tok;           /* it stands after this token, */
	uint32_t ev;            /* and this event; */
	uint32_t order;         /* then they come in this order */
	enum { DEFINE, INCLUDE, INSERT, KEEP } kind;
	uint32_t t0, t1;        /* KEEP */
	uint32_t f;             /* a header it is from, which may be kept */
	struct buf before, after;
	struct buf text;
	int lines;              /* more than one */
};

static struct piece *pieces;
static uint32_t npieces;
static size_t piececap;

static struct piece *
add(int kind, uint32_t tok, uint32_t ev)
{
	pieces = grow(pieces, npieces + 1, &piececap, sizeof pieces[0]);
	pieces[npieces] = (struct piece){ .kind = kind, .tok = tok, .ev = ev };
	return &pieces[npieces++];
}

/* Keeps that meet inside a macro call are one. */
static uint32_t
last_of(uint32_t k)
{
	struct unit u;

	for (; k < nkeeps && keeps[k + 1].t0 == keeps[k].t1 + 1; k++) {
		u = text_unit(keeps[k].t1);
		if (u.last == keeps[k].t1)
			break;
	}
	return k;
}

uint32_t
write_header(uint32_t piece)
{
	return pieces[piece - 1].f;
}

static int
ends_line(const struct buf *b)
{
	return b->n && b->p[b->n - 1] == '\n';
}

/* Insert n, before the keep that begins with token t; 0: it is in none.
 * Then it may be for a header, and stands before the directive. */
static void
add_insert(uint32_t n, uint32_t t)
{
	struct piece *p;

	p = t ? add(INSERT, t - 1, past.nevent + 2 + n)
	      : add(INSERT, inserts[n].t - 1, 0);
	p->order = n;
	buf_add(&p->text, inserts[n].text, inserts[n].len);
}

static void
add_keeps(void)
{
	uint32_t k, z, i, n = 0;
	struct piece *p;
	struct unit u;
	const char *define;
	int own;                /* its comments are about what is left */

	for (k = 1; k <= nkeeps; k = z + 1) {
		z = last_of(k);
		for (; n < ninserts && inserts[n].t <= keeps[z].t1; n++)
			add_insert(n, inserts[n].t >= keeps[k].t0 ?
				   keeps[k].t0 : 0);
		p = add(KEEP, keeps[k].t0 - 1, past.nevent + ninserts + 2);
		p->t0 = keeps[k].t0;
		p->t1 = keeps[z].t1;
		u = text_unit(p->t0);
		p->f = readings[u.f].root ? u.f : 0;
		need_piece(npieces, p->t0);
		pragma_before(&p->text, p->t0, p->t1);
		own = !keeps[k].declares || !edit_any(p->t0, p->t1);
		if (own)
			comment_above(&p->text, p->t0);
		text_keep(&p->text, p->t0, p->t1);
		if (own)
			comment_after(&p->text, p->t1);
		pragma_after(&p->text);
		if ((define = hide_define())) {
			add(DEFINE, p->t0 - 1, past.nevent + ninserts + 1);
			buf_str(&pieces[npieces - 1].text, define);
			p = &pieces[npieces - 2];
		}
		for (i = 0; i < p->text.n; i++)
			p->lines |= p->text.p[i] == '\n';
	}
	for (; n < ninserts; n++)
		add_insert(n, 0);
}

static void
put_undef(struct buf *b, uint32_t s)
{
	buf_str(b, "#undef ");
	buf_str(b, spell(s)->s);
	buf_char(b, '\n');
}

void
write_tag(uint32_t ent, uint32_t t)
{
	static const char *const words[] = {
		[STRUCT] = "struct", [UNION] = "union", [ENUM] = "enum"
	};
	const struct entity *e = &ents.ent[ent];
	struct piece *p;
	uint32_t i;

	for (i = 0; i < npieces; i++)
		if (pieces[i].kind == KEEP && pieces[i].t0 <= t &&
		    pieces[i].t1 >= t)
			break;
	p = i < npieces ?
		add(INSERT, pieces[i].t0 - 1, past.nevent + 1) :
		add(INSERT, t - 1, 0);
	p->order = npieces;
	buf_str(&p->text, format("%s %s;", words[e->class],
				 spell(e->name)->s));
}

/* #define x x */
static int
is_self(uint32_t ev)
{
	const struct macro *m = &past.macro[past.event[ev].a];
	const struct spelling *s = spell(m->s);

	return m->kind == M_OBJECT && m->blen == s->len &&
		memcmp(text_at(m->f, m->boff, m->blen), s->s, s->len) == 0;
}

/* The text of a header that is included stands after that: give names that
 * changed in between back what they were. */
static void
restore(struct piece *p)
{
	uint32_t number = p - pieces + 1, i, j, was, now;
	const struct needs *n = learn_file(0);
	struct look l;

	for (i = 0; i < n->nlook; i++) {
		l = n->look[i];
		if (l.piece != number)
			continue;
		for (j = 0; j < i; j++)
			if (n->look[j].piece == number && n->look[j].s == l.s)
				break;
		l.reader = place_root(places.under[p->f]) + 1;
		l.ev = UINT32_MAX;
		was = l.state;
		now = choose_state(&l);
		if (j < i || choose_same(was, now) ||
		    (!past_defines(was) && (!past_defines(now) || is_self(now))))
			continue;
		if (past_defines(now))
			put_undef(&p->before, l.s);
		if (past_defines(was)) {
			text_directive(&p->before, was);
			put_undef(&p->after, l.s);
		}
		if (past_defines(now))
			text_directive(&p->after, now);
	}
}

static void
restore_all(void)
{
	struct piece *p;

	for (p = pieces; p < pieces + npieces; p++) {
		if (!p->f || !places.under[p->f])
			continue;
		restore(p);
		if (!p->before.n && !p->after.n)
			continue;
		p->lines = 1;
		if (p->before.n)
			buf_char(&p->before, '\n');
		buf_add(&p->before, p->text.p, p->text.n);
		if (p->after.n && !ends_line(&p->before))
			buf_char(&p->before, '\n');
		if (p->after.n) {
			buf_char(&p->before, '\n');
			buf_add(&p->before, p->after.p, p->after.n);
		}
		p->text = p->before;
	}
}

static void
add_directives(void)
{
	struct piece *p;
	const struct event *e;
	uint32_t i;

	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		if (e->kind == R_FILE && readings[e->a].kept &&
		    !readings[e->a].inside) {
			p = add(INCLUDE, e->tok, i);
			buf_str(&p->text, "#include ");
			buf_str(&p->text, past_spelling(e->a));
		} else if (emit[i] == EMIT_OWN) {
			p = add(DEFINE, e->tok, i);
			text_directive(&p->text, i);
		}
	}
}

static int
cmp(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->tok != y->tok)
		return x->tok < y->tok ? -1 : 1;
	if (x->ev != y->ev)
		return x->ev < y->ev ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Is there an empty line between p and q in the result? */
static int
apart(const struct piece *p, const struct piece *q)
{
	if (p->kind != q->kind)
		return p->kind != INSERT || q->lines;
	return p->lines || q->lines;
}

/* The name stands in a comment, which it may neither end nor begin. */
static void
put_name(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (b->n && ((b->p[b->n - 1] == '*' && *s == '/') ||
			     (b->p[b->n - 1] == '/' && *s == '*')))
			buf_char(b, ' ');
		buf_char(b, (unsigned char)*s < ' ' ? '?' : *s);
	}
}

void
write_result(void)
{
	struct buf b = { 0 };
	uint32_t i;

	place_begin();
	learn_begin();
	add_keeps();
	for (i = 0; i < nwants; i++)
		learn_want(&wants[i]);
	choose();
	restore_all();
	add_directives();
	if (npieces)
		qsort(pieces, npieces, sizeof pieces[0], cmp);

	comment_head(&b);
	buf_str(&b, "/* Live patch source made from ");
	put_name(&b, source_name());
	buf_str(&b, " */\n");
	for (i = 0; i < npieces; i++) {
		if (i == 0 || apart(&pieces[i - 1], &pieces[i]))
			buf_char(&b, '\n');
		buf_add(&b, pieces[i].text.p, pieces[i].text.n);
		if (!ends_line(&pieces[i].text))
			buf_char(&b, '\n');
	}
	if (!nerrors)
		fwrite(b.p, 1, b.n, stdout);
}
