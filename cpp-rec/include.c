// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.10.2 Source file inclusion */
#include <errno.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

/* Readings of files: one that includes itself twice until it is 200 deep
 * would keep gcc busy for ever. */
enum { MAXREAD = 1 << 18 };

struct header {
	const char *name;
	size_t len;
	const char *form;
	int angle;
	struct tok at;
};

/* As it stands in the text, between the quotes or angles, or not. */
static int
written(struct header *h)
{
	struct pplex saved = cur->lx;
	struct pptok p;
	const char *e, *nl;
	int close;

	pplex_next(&cur->lx, &p);
	h->at.file = cur->id;
	h->at.off = p.p - cur->src->text;
	if (p.class == 'l' || p.class == 0 || (*p.p != '"' && *p.p != '<')) {
		cur->lx = saved;
		return 0;
	}
	close = *p.p == '"' ? '"' : '>';
	nl = memchr(p.p, '\n', cur->lx.end - p.p);
	if (!nl)
		nl = cur->lx.end;
	e = memchr(p.p + 1, close, nl - p.p - 1);
	if (!e) {
		cur->lx = saved;
		return 0;
	}
	h->name = p.p + 1;
	h->len = e - h->name;
	h->angle = close == '>';
	h->form = h->angle ? "angle" : "quote";
	cur->lx.p = e + 1;
	return 1;
}

/* Of a macro: a string, or tokens between < and >. */
static int
expanded(struct header *h)
{
	struct tok t;
	char *s = NULL;
	size_t n = 0, cap = 0;

	h->form = "macro";
	wants_padding = 1;
	token_get_nopad(&t);
	wants_padding = 0;
	if (t.class == 's' && t.sym->s[0] == '"') {
		h->at = t;
		h->name = t.sym->s + 1;
		h->len = t.sym->len - 2;
		h->angle = 0;
		return 1;
	}
	if (!IS_PUNCT(&t, '<'))
		return 0;
	for (;;) {
		token_get_nopad(&t);
		if (t.class == 0) {
			error_tok(&t, "missing terminating > character");
			return 0;
		}
		if (IS_PUNCT(&t, '>'))
			break;
		s = grow(s, n + t.sym->len + 1, &cap, 1);
		if (t.flags & SPACE && n)
			s[n++] = ' ';
		memcpy(s + n, t.sym->s, t.sym->len);
		n += t.sym->len;
	}
	h->name = internn(s, n);
	h->len = n;
	h->angle = 1;
	return 1;
}

static int
header(struct header *h)
{
	return written(h) || expanded(h);
}

/* Files of which there is to be one reading, by whatever name */
static struct source **onces;
static size_t nonces, oncecap;

void
source_once(struct source *src)
{
	if (src->once)
		return;
	src->once = 1;
	onces = grow(onces, nonces + 1, &oncecap, sizeof onces[0]);
	onces[nonces++] = src;
}

static struct source *
read_once(const struct source *src)
{
	size_t i;

	for (i = 0; i < nonces; i++)
		if (onces[i] == src ||
		    (onces[i]->dev == src->dev && onces[i]->ino == src->ino &&
		     !src->pseudo))
			return onces[i];
	return NULL;
}

static void
put_skip(const struct source *src, const struct dir *dir, uint32_t off,
	 uint32_t len, const char *how, const char *form, const char *why)
{
	reads_end();
	put_open(R_SKIP);
	put_num(src->first);
	put_num(cur->id);
	put_num(off);
	put_num(len);
	put_str(how);
	put_str(form);
	put_num(dir ? dir->id : 0);
	put_str(why);
	reads_put();
	put_close();
	reads_none();
}

/* How the command line asks for it, from its pseudo file. */
static const char *
how_of(uint32_t off, enum word w)
{
	if (cur->src->pseudo)
		return off < opts.imacros_end ? "imacros" : "pre-include";
	return w == W_INCLUDE ? "include" :
		w == W_IMPORT ? "import" : "include_next";
}

void
include(uint32_t off, enum word w)
{
	struct header h = { 0 };
	const struct dir *dir;
	struct source *src, *first;
	const char *how = how_of(off, w);
	uint32_t len;
	struct tok t;
	int err;

	reads_begin();
	if (!header(&h)) {
		error_at(h.at.file, h.at.off, "#include expects \"FILENAME\" "
			 "or <FILENAME>");
		reads_none();
		end_directive();
		return;
	}
	token_get_nopad(&t);
	if (t.class)
		pedwarn_at(t.file, t.off, "extra-tokens",
			   "extra tokens at end of #include directive");
	reads_on = 0;
	if (h.len == 0) {
		error_at(h.at.file, h.at.off, "empty filename in #include");
		end_directive();
		return;
	}
	src = source_find(h.name, h.len, h.angle, w == W_INCLUDE_NEXT, &dir);
	err = errno;
	len = end_directive() - off;
	if (!src) {
		errno = err;
		error_at(h.at.file, h.at.off, "%.*s: %s", (int)h.len, h.name,
			 strerror(err));
		put_flush();
		exit(S_INPUT);
	}
	if (ninputs >= opts.depth) {
		error_at(h.at.file, h.at.off, "#include nested depth %zu "
			 "exceeds maximum of %u", ninputs, opts.depth);
		put_flush();
		exit(S_INPUT);
	}
	if (nfiles == MAXREAD) {
		error_at(h.at.file, h.at.off, "more than %d files are read",
			 MAXREAD);
		put_flush();
		exit(S_INPUT);
	}
	if (w == W_IMPORT && !src->once) {
		first = src->first ? src : NULL;
		source_once(src);
	} else
		first = read_once(src);
	if (first && first->first) {
		put_skip(first, dir, off, len, how, h.form, "once");
		return;
	}
	if (src->guard && src->guard->macro) {
		reads_note(src->guard);
		put_skip(src, dir, off, len, how, h.form, "guard");
		return;
	}
	input_push(src, dir, how, h.form, cur->id, off, len);
	reads_none();
}

int
has_include(int next)
{
	struct header h = { 0 };
	const struct dir *dir;
	struct tok t;
	int found = 0;

	token_get_nopad(&t);
	if (!IS_PUNCT(&t, '(')) {
		error_here(&t, "missing '(' before \"__has_include\" operand");
		return 0;
	}
	if (!header(&h)) {
		error_at(h.at.file, h.at.off, "operator \"__has_include\" "
			 "requires a header name");
		return 0;
	}
	found = h.len && source_find(h.name, h.len, h.angle, next, &dir);
	token_get_nopad(&t);
	if (!IS_PUNCT(&t, ')'))
		error_tok(&t, "missing ')' after \"__has_include\" operand");
	return found;
}
