// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pragmas that are in force at a keep: the packing of structures, and
 * the warnings that are not wanted.  Only those of files that are not
 * included count; the result has none of these but around keeps.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "depp.h"

static unsigned long pack;      /* 0: none */
static unsigned long *packs;    /* pushed */
static uint32_t npacks;
static size_t packcap;

static const char **diags;      /* in force, as text */
static uint32_t ndiags;
static size_t diagcap;
static uint32_t *pushes;        /* ndiags at each push */
static uint32_t npushes;
static size_t pushcap;

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
set_diagnostic(const char *text, const char *s)
{
	if (word(s, "push")) {
		pushes = grow(pushes, npushes + 1, &pushcap,
			      sizeof pushes[0]);
		pushes[npushes++] = ndiags;
	} else if (word(s, "pop")) {
		ndiags = npushes ? pushes[--npushes] : 0;
	} else {
		diags = grow(diags, ndiags + 1, &diagcap, sizeof diags[0]);
		diags[ndiags++] = text;
	}
}

void
pragma_upto(uint32_t tok)
{
	static uint32_t ev;
	const struct event *e;
	const char *s;
	uint32_t f;

	while (ev < nevents && events[ev + 1].tok < tok) {
		e = &events[++ev];
		if (e->kind != R_PRAGMA)
			continue;
		f = e->a ? calls[calls[e->a].root].f : e->f;
		if (files[f].given || files[f].top)
			continue;
		if ((s = word(e->text, "pack")))
			set_pack(s);
		else if ((s = word(e->text, "GCC")) &&
			 (s = word(s, "diagnostic")))
			set_diagnostic(e->text, s);
	}
}

void
pragma_before(struct buf *b)
{
	char n[24];
	uint32_t i;

	if (ndiags)
		buf_str(b, "#pragma GCC diagnostic push\n");
	for (i = 0; i < ndiags; i++) {
		buf_str(b, "#pragma ");
		buf_str(b, diags[i]);
		buf_char(b, '\n');
	}
	if (pack) {
		char *p = n + sizeof n - 1;
		unsigned long v = pack;

		*p = 0;
		do
			*--p = '0' + v % 10;
		while (v /= 10);
		buf_str(b, "#pragma pack(push, ");
		buf_str(b, p);
		buf_str(b, ")\n");
	}
}

void
pragma_after(struct buf *b)
{
	if ((pack || ndiags) && b->p[b->n - 1] != '\n')
		buf_char(b, '\n');
	if (pack)
		buf_str(b, "#pragma pack(pop)\n");
	if (ndiags)
		buf_str(b, "#pragma GCC diagnostic pop\n");
}
