// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The last resort: an expansion as its tokens.  As much of it as possible
 * is calls all the same, of macros that were called in it.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

/* Did token t come out of the expansion x? */
static int
came_of(uint32_t t, uint32_t x)
{
	uint32_t y = past.token[t].x;

	while (y > x)
		y = past.call[y].up;
	return y == x;
}

/* The last of the tokens from t on which came out of x; 0: not all of
 * those are there and as they were. */
static uint32_t
run(uint32_t x, uint32_t t, uint32_t t0, uint32_t t1)
{
	uint32_t e = t;

	if (t > past.call[past.call[x].root].first && came_of(t - 1, x))
		return 0;
	while (e < past.call[past.call[x].root].last && came_of(e + 1, x))
		e++;
	if (e > t1 || t < t0 || edit_any(t, e))
		return 0;
	return e;
}

static int
gives_itself(uint32_t x, uint32_t t, uint32_t e)
{
	for (; t <= e; t++)
		if (past.token[t].s == past.macro[past.call[x].m].s)
			return 1;
	return 0;
}

/* The text of a call, on one line; 0: it would not do. */
static int
call_of(struct buf *b, uint32_t x, uint32_t t0, uint32_t t1)
{
	size_t i, n = 0;

	b->n = 0;
	if (!call_source(b, x, t0, t1) || !b->n)
		return 0;
	for (i = 0; i < b->n; i++) {
		if (!strchr(" \t\n", b->p[i]))
			b->p[n++] = b->p[i];
		else if (n && b->p[n - 1] != ' ')
			b->p[n++] = ' ';
	}
	while (n && b->p[n - 1] == ' ')
		n--;
	b->n = n;
	return n != 0;
}

/* The outermost call that can be written in the place of the tokens
 * t..*end, its text in b; 0: none. */
static uint32_t
call_for(struct buf *b, uint32_t t, uint32_t t0, uint32_t t1, int way,
	 uint32_t *end)
{
	struct { uint32_t x, end; } list[64];
	uint32_t x, e, n = 0;
	int kind;

	for (x = past.token[t].x; x && past.call[x].up && n < LEN(list);
	     x = past.call[x].up) {
		kind = past.macro[past.call[x].m].kind;
		if (kind == M_BUILTIN || !past.call[x].len || marks[x].bad ||
		    (way >= FLAT_NAMES && kind != M_OBJECT) ||
		    !(e = run(x, t, t0, t1)) ||
		    (way >= FLAT_OWN && !gives_itself(x, t, e)))
			continue;
		list[n].x = x;
		list[n++].end = e;
	}
	while (n--) {
		*end = list[n].end;
		if (call_of(b, list[n].x, t, *end))
			return list[n].x;
		marks[list[n].x].bad = 1;
	}
	return 0;
}

void
flat_text(struct buf *b, uint32_t root, uint32_t t0, uint32_t t1, int way)
{
	struct layout l;
	struct buf text = { 0 };
	uint32_t t, end, ev = past_time(t0);
	struct act act;

	while (ev > 1 && past.event[ev - 1].tok + 1 >= t0)
		ev--;
	layout_begin(&l, b);
	for (t = t0; t <= t1; t++) {
		const struct token *k = &past.token[t];
		const struct spelling *s = spell(k->s);

		for (; ev <= past.nevent && past.event[ev].tok < t; ev++)
			if (past.event[ev].kind == R_PRAGMA && past.event[ev].a &&
			    past.call[past.event[ev].a].root == root)
				layout_pragma(&l, past.event[ev].text);
		act = edit_at(t);
		if (act.ins && act.ins->len)
			layout_token(&l, act.ins->text, act.ins->len, 'i');
		if (act.rep) {
			if (t == act.rep->t && act.rep->len)
				layout_token(&l, act.rep->text, act.rep->len,
					     'i');
			continue;
		}
		if (way < FLAT_TOKENS &&
		    call_for(&text, t, t0, t1, way, &end)) {
			layout_token(&l, internn(text.p, text.n), text.n,
				     'i');
			t = end;
			continue;
		}
		if (k->x && !value_exact(t) &&
		    past.macro[past.call[k->x].m].kind == M_BUILTIN)
			s = spell(past.macro[past.call[k->x].m].s);
		layout_token(&l, s->s, s->len, s->class);
	}
}
