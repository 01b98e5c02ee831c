// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the records say of files, macros and expansions, for messages: the
 * texts, and the line and column of a place.  All of it is worked out when
 * there is a message to print; until then the records are only kept.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "spell.h"
#include "path.h"
#include "past.h"
#include "msg.h"

/* What the records said, as everybody but cpp-rec sees it */

static void
record_file(uint32_t file, struct origin_file *f)
{
	const struct file *p = &past.file[file];

	*f = (struct origin_file){ .path = p->path, .text = p->text,
				   .size = p->size, .hash = p->hash,
				   .parent = p->parent, .off = p->off,
				   .pseudo = p->how == HOW_PSEUDO };
}

static int
record_expansion(uint32_t x, struct origin_x *o)
{
	const struct call *c = &past.call[x];
	const struct macro *m = &past.macro[c->m];

	*o = (struct origin_x){ spell(m->s)->s, c->up, c->f, c->off, m->f,
				past.event[m->ev].off, m->boff, m->blen };
	return 1;
}

struct origin_view origin_view = { record_file, record_expansion };

/* Texts */

/* Files on disk, by path: read once, if they are still what was read */
static struct disk {
	const char *path, *hash;
	struct text text;
} *disks;
static size_t ndisks, diskcap;

static struct text
slurp(const char *path)
{
	struct text t = { NULL, 0 };
	size_t cap = 0, n;
	char *s = NULL;
	FILE *f;

	f = fopen(path_locate(path), "r");
	if (!f)
		f = fopen(path, "r");
	if (!f)
		return t;
	do {
		s = grow(s, t.size + (1 << 14), &cap, 1);
		n = fread(s + t.size, 1, cap - t.size - 1, f);
		t.size += n;
	} while (n);
	s[t.size] = 0;          /* for pplex */
	t.p = ferror(f) ? NULL : s;
	fclose(f);
	return t;
}

static struct text
disk(const struct origin_file *f)
{
	struct disk *d;
	uint64_t h;
	size_t i;

	for (i = 0; i < ndisks; i++)
		if (disks[i].path == f->path && disks[i].hash == f->hash)
			return disks[i].text;
	disks = grow(disks, ndisks + 1, &diskcap, sizeof disks[0]);
	d = &disks[ndisks++];
	*d = (struct disk){ f->path, f->hash, slurp(f->path) };
	if (strlen(f->hash) != 16)
		return d->text;         /* nobody knows what it was */
	h = fnv(d->text.p, d->text.size);
	if (!d->text.p || strcmp(format("%016llx", (unsigned long long)h),
				 f->hash))
		d->text = (struct text){ NULL, 0 };
	return d->text;
}

struct text
origin_text(uint32_t file)
{
	struct origin_file f;

	origin_view.file(file, &f);
	return f.text ? (struct text){ f.text, f.size } : disk(&f);
}

/* #line and its like, in the order they are obeyed */
static struct presumed {
	uint32_t file, off;     /* what follows that line has */
	uint32_t line;          /* this number, and name; 0: see there */
	const char *name;
} *presumed;
static size_t npresumed, presumedcap;

void
origin_line(uint32_t file, uint32_t off, uint32_t line, const char *name)
{
	presumed = grow(presumed, npresumed + 1, &presumedcap,
			sizeof presumed[0]);
	presumed[npresumed++] = (struct presumed){ file, off, line, name };
}

void
origin_forget(void)
{
	npresumed = 0;
}

/* A line marker: # 12 "a.c" */
static void
read_marker(struct presumed *p, struct text t)
{
	struct pplex l = { .p = t.p + p->off, .end = t.p + t.size };
	struct pptok k;

	pplex_next(&l, &k);
	pplex_next(&l, &k);
	p->line = k.class == 'n' ? strtoul(k.s, NULL, 10) : 1;
	pplex_next(&l, &k);
	if (k.class == 's' && k.len > 2)
		p->name = internn(k.s + 1, k.len - 2);
}

static void
presume(struct loc *at, uint32_t file, uint32_t off, struct text t)
{
	struct presumed *p, *last = NULL;

	for (p = presumed; p < presumed + npresumed; p++)
		if (p->file == file && p->off <= off)
			last = p;
	if (!last || last->off > t.size)
		return;
	if (!last->line)
		read_marker(last, t);
	at->line += last->line - 1 -
		text_loc(NULL, t.p, t.size, last->off).line;
	if (last->name)
		at->file = last->name;
}

struct loc
origin_loc(uint32_t file, uint32_t off)
{
	struct text t = origin_text(file);
	struct origin_file f;
	struct loc at;

	origin_view.file(file, &f);
	if (!t.p || f.pseudo)
		return (struct loc){ f.path, 0, 0 };
	at = text_loc(f.path, t.p, t.size, off);
	if (npresumed)
		presume(&at, file, off, t);
	return at;
}

int
origin_lex(struct text t, uint32_t off, struct pptok *k)
{
	struct pplex l = { .end = t.p + t.size };

	if (!t.p || off >= t.size)
		return 0;
	l.p = t.p + off;
	pplex_next(&l, k);
	return k->class != 0 && k->class != 'l';
}

uint32_t
origin_line_start(uint32_t file, uint32_t off)
{
	struct text t = origin_text(file);
	struct pptok k;
	uint32_t at = off;

	if (!t.p || off >= t.size)
		return off;
	while (at && t.p[at - 1] != '\n')
		at--;
	return origin_lex(t, at, &k) && k.p < t.p + off ? k.p - t.p : off;
}
