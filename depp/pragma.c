// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pragmas that are in force at a keep: the packing of structures, and
 * the warnings that are not wanted.  Only those of files that are not
 * included count; the result has none of these but around keeps.
 */
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

static unsigned long pack;      /* 0: none */
static unsigned long *packs;    /* pushed */
static uint32_t npacks;
static size_t packcap;

/* Pragmas that stay in force until the state from before their push comes
 * back */
static struct scope {
	const char *push, *pop;
	const char **list;      /* in force, as text */
	uint32_t n;
	size_t cap;
	uint32_t *pushes;       /* n at each push */
	uint32_t npushes;
	size_t pushcap;
} scopes[] = {
	{ .push = "GCC diagnostic push", .pop = "GCC diagnostic pop" },
	{ .push = "GCC push_options", .pop = "GCC pop_options" },
};

/* Step over the word and what blanks follow; NULL: it is not there. */
static const char *
word(const char *s, const char *w)
{
	size_t n = strlen(w);

	s += strspn(s, " \t");
	if (strncmp(s, w, n) != 0)
		return NULL;
	s += n;
	return s + strspn(s, " \t");
}

/* s: what stands behind "pack" */
static void
set_pack(const char *s)
{
	const char *p;

	s = word(s, "(");
	if (!s)
		return;
	if ((p = word(s, "push"))) {
		packs = grow(packs, npacks + 1, &packcap, sizeof packs[0]);
		packs[npacks++] = pack;
		if (!(s = word(p, ",")))
			return;
	} else if (word(s, "pop")) {
		if (npacks)
			pack = packs[--npacks];
		return;
	}
	pack = strtoul(s, NULL, 10);
}

static void
push(struct scope *c)
{
	c->pushes = grow(c->pushes, c->npushes + 1, &c->pushcap,
			 sizeof c->pushes[0]);
	c->pushes[c->npushes++] = c->n;
}

static void
pop(struct scope *c)
{
	c->n = c->npushes ? c->pushes[--c->npushes] : 0;
}

static void
set(struct scope *c, const char *text)
{
	c->list = grow(c->list, c->n + 1, &c->cap, sizeof c->list[0]);
	c->list[c->n++] = text;
}

/* s: what stands behind "GCC" in the text */
static void
set_gcc(const char *text, const char *s)
{
	const char *p = word(s, "diagnostic");

	if (p && word(p, "push"))
		push(&scopes[0]);
	else if (p && word(p, "pop"))
		pop(&scopes[0]);
	else if (p)
		set(&scopes[0], text);
	else if (word(s, "push_options"))
		push(&scopes[1]);
	else if (word(s, "pop_options"))
		pop(&scopes[1]);
	else if (word(s, "optimize") || word(s, "target"))
		set(&scopes[1], text);
	else if (word(s, "reset_options"))
		scopes[1].n = 0;
}

void
pragma_upto(uint32_t tok)
{
	static uint32_t ev;
	const struct event *e;
	const char *s;
	uint32_t f;

	while (ev < past.nevent && past.event[ev + 1].tok < tok) {
		e = &past.event[++ev];
		if (e->kind != R_PRAGMA)
			continue;
		f = e->a ? past.call[past.call[e->a].root].f : e->f;
		if (past.file[f].given || readings[f].root)
			continue;
		if ((s = word(e->text, "pack")))
			set_pack(s);
		else if ((s = word(e->text, "GCC")))
			set_gcc(e->text, s);
	}
}

static void
line(struct buf *b, const char *text)
{
	buf_str(b, "#pragma ");
	buf_str(b, text);
	buf_char(b, '\n');
}

void
pragma_before(struct buf *b)
{
	const struct scope *c;
	char text[40];
	uint32_t i;

	for (c = scopes; c < scopes + LEN(scopes); c++) {
		if (c->n)
			line(b, c->push);
		for (i = 0; i < c->n; i++)
			line(b, c->list[i]);
	}
	if (pack) {
		snprintf(text, sizeof text, "pack(push, %lu)", pack);
		line(b, text);
	}
}

void
pragma_after(struct buf *b)
{
	uint32_t i = LEN(scopes);
	int any = pack || scopes[0].n || scopes[1].n;

	if (any && b->p[b->n - 1] != '\n')
		buf_char(b, '\n');
	if (pack)
		line(b, "pack(pop)");
	while (i--)
		if (scopes[i].n)
			line(b, scopes[i].pop);
}
