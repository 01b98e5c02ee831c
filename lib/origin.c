// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Places in files as messages have them: the line and column, the files
 * that include it, the source line, the macros the text came through.
 * All of it is worked out when there is a message to print; until then only
 * what the records say is kept.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "spell.h"
#include "msg.h"

enum { DEEP = 12 };             /* expansions that are listed */

struct expansion {
	uint32_t macro, parent, file, off;
};

struct macro {
	uint32_t name, file, off, boff, blen;
};

static struct origin_file *files;
static size_t filecap;
static struct expansion *exps;
static size_t expcap;
static struct macro *macros;
static size_t macrocap;
static const char *dir = "";    /* where relative paths start */

void
origin_record(struct rec *r)
{
	struct origin_file *f;
	uint32_t id;

	switch (r->kind) {
	case R_DIR:
		rec_parse(r);
		dir = rec_text(r, 0);
		break;
	case R_FILE:
		if (!rec_last('P'))
			rec_trust("P");         /* path records not read */
		rec_parse(r);
		id = r->f[0].v;
		files = grow(files, id + 1, &filecap, sizeof files[0]);
		f = &files[id];
		*f = (struct origin_file){
			.path = rec_text(r, 1),
			.parent = r->f[2].v,
			.off = r->f[3].v,
			.hash = rec_text(r, 10),
			.pseudo = rec_is(r, 5, "pseudo"),
		};
		break;
	case R_TEXT:
		rec_parse(r);
		f = &files[r->f[0].v];
		f->text = rec_textn(r, 1, &f->size);
		break;
	case R_LINE:
		rec_parse(r);
		origin_line(r->f[0].v, r->f[1].v + r->f[2].v, r->f[3].v,
			    rec_text(r, 4));
		break;
	case R_DIRECTIVE:
		rec_parse(r);
		if (rec_is(r, 3, "linemarker"))
			origin_line(r->f[0].v, r->f[1].v, 0, NULL);
		break;
	case R_DEFINE:
		rec_parse(r);
		id = r->f[0].v;
		macros = grow(macros, id + 1, &macrocap, sizeof macros[0]);
		macros[id] = (struct macro){
			r->f[1].v, r->f[2].v, r->f[3].v, r->f[6].v, r->f[7].v
		};
		break;
	case R_X:
		rec_parse(r);
		id = r->f[0].v;
		exps = grow(exps, id + 1, &expcap, sizeof exps[0]);
		exps[id] = (struct expansion){
			r->f[1].v, r->f[2].v, r->f[3].v, r->f[4].v
		};
		break;
	default:
		break;
	}
}

/* What the records said, as everybody but cpp-rec sees it */

static void
record_file(uint32_t file, struct origin_file *f)
{
	*f = files[file];
}

static int
record_expansion(uint32_t x, struct origin_x *o)
{
	const struct expansion *e = &exps[x];
	const struct macro *m = &macros[e->macro];

	*o = (struct origin_x){
		spell(m->name)->s, e->parent, e->file, e->off,
		m->file, m->off, m->boff, m->blen
	};
	return 1;
}

struct origin_view origin_view = { record_file, record_expansion };

const char *
origin_path(uint32_t file)
{
	return files[file].path;
}

uint32_t
origin_parent(uint32_t file)
{
	return files[file].parent;
}

/* Texts */

struct text {
	const char *p;          /* NULL: it is not at hand */
	size_t size;
};

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

	f = *path == '/' || !*dir ? NULL : fopen(format("%s/%s", dir, path),
						 "r");
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
	uint64_t h = 0xcbf29ce484222325;        /* FNV-1a */
	struct disk *d;
	size_t i;

	for (i = 0; i < ndisks; i++)
		if (disks[i].path == f->path && disks[i].hash == f->hash)
			return disks[i].text;
	disks = grow(disks, ndisks + 1, &diskcap, sizeof disks[0]);
	d = &disks[ndisks++];
	*d = (struct disk){ f->path, f->hash, slurp(f->path) };
	if (strlen(f->hash) != 16)
		return d->text;         /* nobody knows what it was */
	for (i = 0; i < d->text.size; i++)
		h = (h ^ (unsigned char)d->text.p[i]) * 0x100000001b3;
	if (!d->text.p || strcmp(format("%016llx", (unsigned long long)h),
				 f->hash))
		d->text = (struct text){ NULL, 0 };
	return d->text;
}

static struct text
text_of(uint32_t file)
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
	struct text t = text_of(file);
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

/* The token that stands at off of the text; 0: there is none. */
static int
lex(struct text t, uint32_t off, struct pptok *k)
{
	struct pplex l = { .end = t.p + t.size };

	if (!t.p || off >= t.size)
		return 0;
	l.p = t.p + off;
	pplex_next(&l, k);
	return k->class != 0 && k->class != 'l';
}

static uint32_t
length(struct text t, struct site at)
{
	struct pptok k;

	if (at.len)
		return at.len == CARET ? 0 : at.len;
	if (!lex(t, at.off, &k) || k.p != t.p + at.off)
		return 0;
	return k.class == 'e' ? 0 : k.rawlen;
}

/* The source line; nothing where the file is not what it was. */
static void
show_source(struct msg *m, enum severity level, struct site at, struct loc loc)
{
	struct text t = text_of(at.file);

	if (!msg_caret())
		return;
	if (t.p && at.off <= t.size)
		caret_show(m->f, level, t.p, t.size, at.off, length(t, at),
			   loc.line);
}

static void
place_note(struct msg *m, struct site at, const char *text, const char *name)
{
	struct loc loc = origin_loc(at.file, at.off);

	msg_note(m, loc, text, name);
	show_source(m, M_NOTE, at, loc);
}

static void
included_from(struct msg *m, uint32_t file)
{
	static uint32_t last;
	const char *lead = "In file included from";
	struct origin_file f;
	struct loc at;

	if (file == last)
		return;
	last = file;
	origin_view.file(file, &f);
	while (f.parent) {
		at = origin_loc(f.parent, f.off);
		fprintf(m->f, "%s %s%s", lead, msg_bold(1), at.file);
		if (at.line)
			fprintf(m->f, ":%u", at.line);
		origin_view.file(f.parent, &f);
		fprintf(m->f, "%s%s\n", msg_bold(0), f.parent ? "," : ":");
		lead = "                 from";
	}
}

/* Which argument of the call at off has the place at? From 1; 0: none. */
static unsigned
argument(struct text t, uint32_t call, uint32_t at)
{
	struct pplex l = { .end = t.p + t.size };
	unsigned depth = 0, n = 1;
	struct pptok k;

	if (!t.p || call >= t.size || at >= t.size)
		return 0;
	l.p = t.p + call;
	pplex_next(&l, &k);
	do {
		pplex_next(&l, &k);
		if (!k.class || k.p > t.p + at)
			return 0;
		if (k.p == t.p + at)
			return depth ? n : 0;
		if (k.class != 'p' || k.len != 1)
			continue;
		n += *k.s == ',' && depth == 1;
		depth += *k.s == '(';
		depth -= *k.s == ')' && depth;
	} while (depth);
	return 0;
}

/* The place in the replacement list where the n-th parameter is used first;
 * 0: nowhere. */
static uint32_t
parameter(struct text t, const struct origin_x *x, unsigned n)
{
	struct pplex l = { .end = t.p + t.size };
	const char *end;
	struct pptok k, p = { 0 };
	unsigned i = 1;

	if (!n || !t.p || x->moff >= t.size || x->boff > t.size ||
	    x->blen > t.size - x->boff)
		return 0;
	l.p = t.p + x->moff;
	end = t.p + x->boff + x->blen;
	do                              /* # define NAME ( */
		pplex_next(&l, &k);
	while (k.class && k.class != 'l' && (k.class != 'p' || *k.s != '('));
	for (;;) {
		pplex_next(&l, &k);
		if (k.class == 'i')
			p = k;
		else if (k.class != 'p' || *k.s == ')' ||
			 (*k.s == ',' && i == n))
			break;
		else if (*k.s == ',')
			i++;
		else if (!p.class || i < n)     /* ... */
			p = (struct pptok){ .s = "__VA_ARGS__", .len = 11,
					    .class = 'i' };
	}
	l.p = t.p + x->boff;
	while (p.class && l.p < end) {
		pplex_next(&l, &k);
		if (!k.class)
			break;
		if (k.class == 'i' && k.len == p.len &&
		    memcmp(k.s, p.s, k.len) == 0)
			return k.p - t.p;
	}
	return 0;
}

/*
 * As gcc does: for text that an argument gave, where it went in the innermost
 * macro's definition, unless that is on the line which was shown; then the
 * places where the macros were called, from the innermost to the outermost.
 */
static void
backtrace(struct msg *m, struct site at)
{
	struct origin_x x;
	struct site p = { .x = 0 };
	unsigned n, skipped = 0;
	uint32_t id, next;

	for (id = at.x, n = 0; id && origin_view.expansion(id, &x);
	     id = next, n++) {
		next = x.parent < id ? x.parent : 0;
		if (n == 0 && x.blen &&
		    (at.file != x.mfile || at.off < x.boff ||
		     at.off >= x.boff + x.blen) && at.file == x.file) {
			p.off = parameter(text_of(x.mfile), &x,
					  argument(text_of(x.file), x.off,
						   at.off));
			p.file = x.mfile;
			if (p.off && origin_loc(p.file, p.off).line !=
			    m->at.line) {
				place_note(m, p, "in definition of macro '%s'",
					   x.name);
				continue;
			}
		}
		if (n >= DEEP && next) {
			skipped++;
			continue;
		}
		if (skipped)
			msg_note(m, (struct loc){ 0 }, "%u expansions of "
				 "macros are not shown", skipped);
		p = (struct site){ .file = x.file, .off = x.off };
		place_note(m, p, "in expansion of macro '%s'", x.name);
	}
}

void
origin_say(enum severity level, struct site at, const char *name,
	   const char *fmt, va_list ap)
{
	struct loc loc = origin_loc(at.file, at.off);
	struct msg m;

	if (!msg_open(&m, level, loc, name, fmt, ap))
		return;
	if (level != M_NOTE)
		included_from(&m, at.file);
	msg_line(&m);
	show_source(&m, m.level, at, loc);
	if (!text_of(at.file).p)
		msg_note(&m, loc, "the file has changed since it was read: "
			 "no line can be given");
	if (level != M_NOTE)
		backtrace(&m, at);
	msg_close(&m);
}

void
origin_error(uint32_t file, uint32_t off, uint32_t x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, (struct site){ file, off, 0, x }, NULL, fmt, ap);
	va_end(ap);
}

void
origin_error_behind(uint32_t file, uint32_t off, uint32_t x, const char *fmt,
		    ...)
{
	struct text t = text_of(file);
	struct site at = { file, off, CARET, x };
	struct pptok k;
	va_list ap;

	if (lex(t, off, &k) && k.p == t.p + off)
		at.off += k.rawlen;
	va_start(ap, fmt);
	origin_say(M_ERROR, at, NULL, fmt, ap);
	va_end(ap);
}

void
origin_warning(uint32_t file, uint32_t off, uint32_t x, const char *name,
	       const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_WARNING, (struct site){ file, off, 0, x }, name, fmt,
		   ap);
	va_end(ap);
}

void
origin_note(uint32_t file, uint32_t off, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_NOTE, (struct site){ file, off, 0, 0 }, NULL, fmt, ap);
	va_end(ap);
}
