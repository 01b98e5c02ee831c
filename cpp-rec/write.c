// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Records of tokens and expansions.  The tokens of an outermost expansion
 * wait until it is complete: its span record comes before them.
 */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

uint32_t nfiles, nmacros, nxs, nconds_given;

struct pragma {
	uint32_t file, off, len, x;
	const char *text;
	size_t n;
};

static struct tok *waiting;     /* class 'P': the pragma .arg-th of them */
static size_t nwaiting, waitcap;
static struct pragma *pragmas;
static size_t npragmas, pragmacap;
static uint32_t spanx, spanlen;
static uint32_t ntoks;

static void
put_tok(const struct tok *t)
{
	uint32_t s, len;

	if (t->class == 'e' && t->sym->s[0] == '/')
		return;                 /* a comment without an end */
	s = sym_id(t->sym);
	if (out.end - out.p < 32)
		put_room(32);
	*out.p++ = 't';         /* what put_open(R_T) does, a million times */
	put_num(++ntoks);
	put_num(s);
	put_num(t->file);
	put_num(t->off);
	len = canonical(t->sym)->len;
	if (t->x || t->len != len) {
		put_num(t->x);
		if (t->len != len)
			put_num(t->len);
	}
	put_close();
}

static void
put_pragma(const struct pragma *p)
{
	put_open(R_PRAGMA);
	put_num(p->file);
	put_num(p->off);
	put_num(p->len);
	put_num(p->x);
	put_text(p->text, p->n);
	put_close();
}

/* A token that waits does so in its place in the stream. */
void
write_tok(const struct tok *t)
{
	if (t->x == 0 && nwaiting == 0 && spanx == 0) {
		put_tok(t);
		return;
	}
	if (nwaiting == waitcap)
		waiting = grow(waiting, nwaiting + 1, &waitcap,
			       sizeof waiting[0]);
	waiting[nwaiting++] = *t;
}

void
write_pragma(uint32_t file, uint32_t off, uint32_t len, uint32_t x,
	     const char *text, size_t n)
{
	struct pragma p = { file, off, len, x, text, n };
	struct tok t = { .class = 'P' };

	if (x == 0 && nwaiting == 0) {
		put_pragma(&p);
		return;
	}
	t.off = npragmas;
	t.x = 1;
	pragmas = grow(pragmas, npragmas + 1, &pragmacap, sizeof pragmas[0]);
	pragmas[npragmas++] = p;
	write_tok(&t);
}

void
write_span(uint32_t x, uint32_t len)
{
	spanx = x;
	spanlen = len;
}

void
write_flush(void)
{
	size_t i;

	if (spanx) {
		put_open(R_SPAN);
		put_num(spanx);
		put_num(spanlen);
		put_close();
	}
	for (i = 0; i < nwaiting; i++)
		if (waiting[i].class == 'P')
			put_pragma(&pragmas[waiting[i].off]);
		else
			put_tok(&waiting[i]);
	nwaiting = npragmas = 0;
	spanx = 0;
}

uint32_t
write_x(struct macro *m, const struct tok *name, uint32_t len,
	const uint32_t *pairs, size_t npairs)
{
	put_open(R_X);
	put_num(++nxs);
	put_num(m->id);
	put_num(name->x);
	put_num(name->file);
	put_num(name->off);
	put_num(len);
	for (; npairs; npairs--, pairs += 2) {
		put_num(pairs[0]);
		put_num(pairs[1]);
	}
	put_close();
	return nxs;
}

void
write_g(uint32_t x, const char *op, const struct tok *at, const struct tok *t,
	size_t n)
{
	put_open(R_G);
	put_num(x);
	put_str(op);
	put_num(at->file);
	put_num(at->off);
	for (; n--; t++) {
		if (t->class == 'P')
			continue;
		put_num(t->file);
		put_num(t->off);
	}
	put_close();
}
