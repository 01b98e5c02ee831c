// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Keeps and their edits.  Keeps are made from the unit's end to its start
 * and written the other way round.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

unsigned char *gone;

struct line {
	uint32_t t, order;
	const char *text;
};

struct wanted {
	uint32_t t, e, n;
	const char *how;
	uint32_t *given;
};

static struct keep *keeps;
static size_t nkeeps, keepcap;
static struct keep keep;
static size_t editcap;
static struct line *lines;
static size_t nlines, linecap;
static struct wanted *wants;
static size_t nwants, wantcap;

void
edit_begin(uint32_t t0, uint32_t t1, const char *role, uint32_t ent)
{
	keep = (struct keep){ .t0 = t0, .t1 = t1, .role = role, .ent = ent };
	editcap = 0;
}

static void
add(uint32_t t, uint32_t n, const char *text)
{
	keep.edit = grow(keep.edit, keep.nedit + 1, &editcap,
			sizeof keep.edit[0]);
	keep.edit[keep.nedit++] = (struct edit){ t, n, text };
}

void
edit_replace(uint32_t t0, uint32_t t1, const char *text)
{
	if (t1 < t0 || t1 > past.ntoken) {
		tok_error(t0, "the syntax tree is damaged here");
		exit(S_INPUT);
	}
	memset(gone + t0, 1, t1 - t0 + 1);
	add(t0, t1 - t0 + 1, text);
}

void
edit_insert(uint32_t t, const char *text)
{
	add(t, 0, text);
}

void
edit_trim(uint32_t t1)
{
	keep.t1 = t1;
}

static int
compare(const void *a, const void *b)
{
	const struct edit *p = a, *q = b;

	if (p->t != q->t)
		return p->t < q->t ? -1 : 1;
	if (!p->n || !q->n)
		return (p->n != 0) - (q->n != 0);
	return p->n == q->n ? 0 : p->n > q->n ? -1 : 1;
}

/* References to what has another name now */
static void
references(void)
{
	const struct use *u;
	const struct entity *e;
	uint32_t t = 0;

	EACH_USE(u, keep.t0, keep.t1) {
		e = &ents.ent[u->ent];
		if (u->tok == t || gone[u->tok] || !now(e)->ref ||
		    u->how == 'f')
			continue;
		if (*now(e)->ref == '(' && attr_naming(u->tok))
			attr_drop(u->tok);      /* no expression fits there */
		else if (original_is(u))
			add(u->tok, 1, original_ref(u));
		else
			add(u->tok, 1, now(e)->ref);
		t = u->tok;
	}
}

/* Sort the edits, drop those inside others, join those at one place. */
static void
settle(void)
{
	struct edit *e = keep.edit, *last;
	uint32_t i, n = 0;

	if (keep.nedit)
		qsort(e, keep.nedit, sizeof e[0], compare);
	for (i = 0; i < keep.nedit; i++) {
		last = n ? &e[n - 1] : NULL;
		if (e[i].t > keep.t1)
			continue;
		if (last && e[i].t < last->t + last->n)
			continue;       /* inside */
		if (last && e[i].t == last->t && !last->n) {
			last->text = format("%s%s%s", last->text, *last->text &&
					    *e[i].text ? " " : "", e[i].text);
			last->n += e[i].n;
			continue;
		}
		e[n++] = e[i];
	}
	keep.nedit = n;
}

/* What is edited away at the end, up to the ; need not be copied first. */
static void
cut(void)
{
	struct edit *e = keep.nedit ? &keep.edit[keep.nedit - 1] : NULL;

	if (!e || !e->n || *e->text || e->t + e->n != keep.t1 ||
	    strcmp(tok_text(keep.t1), ";"))
		return;
	e->n = 1;
	e->text = ";";
	keep.t1 = e->t;
}

void
edit_end(void)
{
	struct edit *copy;

	references();
	settle();
	cut();
	copy = alloc((keep.nedit + 1) * sizeof copy[0]);
	if (keep.nedit)
		memcpy(copy, keep.edit, keep.nedit * sizeof copy[0]);
	free(keep.edit);
	keep.edit = copy;
	keeps = grow(keeps, nkeeps + 1, &keepcap, sizeof keeps[0]);
	keeps[nkeeps++] = keep;
}

/* Text that is put together token by token */
static struct {
	char *s;
	size_t n, cap;
	const char *prev;
} line;

static int
is_one(const char *s, const char *chars)
{
	return s[0] && !s[1] && strchr(chars, s[0]);
}

static int
ends_in(const char *s, char c)
{
	return s[strlen(s) - 1] == c;
}

/* Would a person put a blank between these tokens of a declaration? */
static int
wants_blank(const char *a, const char *b, const char *c)
{
	if (!*a || is_one(a, "([") || is_one(b, ",;)]["))
		return 0;
	if (is_one(a, "*"))
		return !(is_one(b, "*(") || b[0] == '_' || b[0] == '(' ||
			 (b[0] | 32) >= 'a');
	if (is_one(b, "("))
		return *c == '*' || !(a[0] == '_' || ends_in(a, ')') ||
				      (a[0] | 32) >= 'a');
	return 1;
}

static void
add_text(const char *s, const char *next)
{
	size_t l = strlen(s);

	if (!l)
		return;
	line.s = grow(line.s, line.n + l + 2, &line.cap, 1);
	if (line.n && wants_blank(line.prev, s, next))
		line.s[line.n++] = ' ';
	memcpy(line.s + line.n, s, l);
	line.n += l;
	line.prev = s;
}

const char *
edit_text(void)
{
	uint32_t t, i = 0;
	const char *p;

	references();
	settle();
	line.n = 0;
	line.prev = "";
	for (t = keep.t0; t <= keep.t1; ) {
		const char *next = t < keep.t1 ? tok_text(t + 1) : "";

		if (i == keep.nedit || keep.edit[i].t != t) {
			add_text(tok_text(t++), next);
			continue;
		}
		add_text(keep.edit[i].text, next);
		t += keep.edit[i++].n;
	}
	p = internn(line.s ? line.s : "", line.n);
	free(keep.edit);
	memset(gone + keep.t0, 0, keep.t1 - keep.t0 + 1);
	return p;
}

struct keep
edit_save(void)
{
	struct keep k = keep;

	k.room = editcap;
	return k;
}

void
edit_restore(struct keep k)
{
	keep = k;
	editcap = k.room;
}

void
edit_line(uint32_t t, const char *text)
{
	lines = grow(lines, nlines + 1, &linecap, sizeof lines[0]);
	lines[nlines] = (struct line){ t, nlines, text };
	nlines++;
}

void
edit_want(uint32_t t, uint32_t e, const char *how, const uint32_t *given,
	  uint32_t n)
{
	struct wanted *w;

	wants = grow(wants, nwants + 1, &wantcap, sizeof wants[0]);
	w = &wants[nwants++];
	*w = (struct wanted){ t, e, n, how, alloc((n + 1) * sizeof given[0]) };
	if (n)
		memcpy(w->given, given, n * sizeof given[0]);
}

static int
by_keep(const void *a, const void *b)
{
	const struct keep *p = a, *q = b;

	return p->t0 < q->t0 ? -1 : p->t0 > q->t0;
}

static int
by_line(const void *a, const void *b)
{
	const struct line *p = a, *q = b;

	if (p->t != q->t)
		return p->t < q->t ? -1 : 1;
	return p->order < q->order ? -1 : 1;
}

/* A line that stands there already need not come again. */
static int
is_written(const struct line *l)
{
	const struct line *p;

	for (p = lines; p < l; p++)
		if (strcmp(p->text, l->text) == 0)
			return 1;
	return 0;
}

/* Keeps that meet within one macro call are one text: a line for one of them
 * stands before all. */
static void
settle_lines(void)
{
	size_t i, k;
	uint32_t x;

	for (i = 0; i < nlines; i++) {
		for (k = 0; k < nkeeps && keeps[k].t1 < lines[i].t; k++)
			;
		if (k == nkeeps || keeps[k].t0 > lines[i].t)
			continue;
		for (; k && keeps[k - 1].t1 + 1 == keeps[k].t0; k--) {
			x = past_root(keeps[k].t0);
			if (!x || past_root(keeps[k - 1].t1) != x)
				break;
			lines[i].t = keeps[k - 1].t0;
		}
	}
	if (nlines)
		qsort(lines, nlines, sizeof lines[0], by_line);
}

static void
write_line(const struct line *l)
{
	if (is_written(l))
		return;
	put_open(R_INSERT);
	put_num(l->t);
	put_str(l->text);
	put_close();
}

static void
write_keep(const struct keep *k, uint32_t id)
{
	uint32_t i;

	put_open(R_KEEP);
	put_num(id);
	put_num(k->t0);
	put_num(k->t1);
	put_str(k->role);
	put_num(k->ent);
	put_close();
	for (i = 0; i < k->nedit; i++) {
		put_open(R_EDIT);
		put_num(id);
		put_num(k->edit[i].t);
		put_num(k->edit[i].n);
		put_str(k->edit[i].text);
		put_close();
	}
}

static int
by_token(const void *a, const void *b)
{
	const struct wanted *p = a, *q = b;

	return p->t != q->t ? (p->t < q->t ? -1 : 1) :
		p->e < q->e ? -1 : p->e > q->e;
}

static void
write_wants(void)
{
	const struct wanted *w;
	uint32_t i;

	if (nwants)
		qsort(wants, nwants, sizeof wants[0], by_token);
	for (w = wants; w < wants + nwants; w++) {
		put_open(R_WANT);
		put_num(w->t);
		put_num(w->e);
		put_str(w->how);
		for (i = 0; i < w->n; i++)
			put_num(w->given[i]);
		put_close();
	}
}

void
edit_write(void)
{
	size_t i, l = 0;

	write_wants();
	if (nkeeps)
		qsort(keeps, nkeeps, sizeof keeps[0], by_keep);
	settle_lines();
	for (i = 0; i < nkeeps; i++) {
		for (; l < nlines && lines[l].t <= keeps[i].t1; l++)
			write_line(&lines[l]);
		write_keep(&keeps[i], i + 1);
	}
	for (; l < nlines; l++)
		write_line(&lines[l]);
}
