// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>
#include "util.h"
#include "rec.h"
#include "spell.h"

struct file {
	const char *path;
	const char *text;       /* pseudo files', else NULL */
	size_t textlen;
	uint32_t parent, off;   /* of the directive that read it */
};

struct expansion {
	uint32_t macro, parent, file, off;
};

static struct file *files;
static size_t filecap;
static struct expansion *exps;
static size_t expcap;
static uint32_t *names;         /* of macros, spelling ids */
static size_t namecap;

void
origin_record(struct rec *r)
{
	struct file *f;
	uint32_t id;

	switch (r->kind) {
	case R_FILE:
		if (!rec_last('P'))
			rec_trust("P");         /* path records not read */
		rec_parse(r);
		id = r->f[0].v;
		files = grow(files, id + 1, &filecap, sizeof files[0]);
		f = &files[id];
		*f = (struct file){
			.path = rec_text(r, 1),
			.parent = r->f[2].v,
			.off = r->f[3].v,
		};
		break;
	case R_TEXT:
		rec_parse(r);
		f = &files[r->f[0].v];
		f->text = rec_textn(r, 1, &f->textlen);
		break;
	case R_DEFINE:
		rec_parse(r);
		names = grow(names, r->f[0].v + 1, &namecap, sizeof names[0]);
		names[r->f[0].v] = r->f[1].v;
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

static void
count(struct loc *at, const char *p, size_t n)
{
	for (; n--; p++)
		if (*p == '\n') {
			at->line++;
			at->col = 1;
		} else
			at->col++;
}

struct loc
origin_loc(uint32_t file, uint32_t off)
{
	const struct file *f = &files[file];
	struct loc at = { f->path, 1, 1 };
	char buf[1 << 14];
	size_t n;
	FILE *in;

	if (f->text) {
		count(&at, f->text, off < f->textlen ? off : f->textlen);
		return at;
	}
	in = fopen(f->path, "r");
	if (!in)
		return (struct loc){ f->path, 0, 0 };
	while (off && (n = fread(buf, 1, off < sizeof buf ? off : sizeof buf,
				 in))) {
		count(&at, buf, n);
		off -= n;
	}
	fclose(in);
	return at;
}

/* Where the reader sees the token: the outermost expansion's name. */
static struct loc
outermost(uint32_t file, uint32_t off, uint32_t x)
{
	for (; x; x = exps[x].parent) {
		file = exps[x].file;
		off = exps[x].off;
	}
	return origin_loc(file, off);
}

static void
backtrace(uint32_t file, uint32_t off, uint32_t x)
{
	for (; x; x = exps[x].parent) {
		note(origin_loc(file, off), "in expansion of macro '%s'",
		     spell(names[exps[x].macro])->s);
		file = exps[x].file;
		off = exps[x].off;
	}
	while (files[file].parent) {
		off = files[file].off;
		file = files[file].parent;
		note(origin_loc(file, off), "included from here");
	}
}

void
origin_error(uint32_t file, uint32_t off, uint32_t x, const char *fmt, ...)
{
	char msg[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	error(outermost(file, off, x), "%s", msg);
	backtrace(file, off, x);
}

void
origin_warning(uint32_t file, uint32_t off, uint32_t x, const char *name,
	       const char *fmt, ...)
{
	char msg[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	warning(outermost(file, off, x), name, "%s", msg);
	backtrace(file, off, x);
}
