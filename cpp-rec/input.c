// SPDX-License-Identifier: GPL-2.0-or-later
/* The files that are being read, innermost last; places in them. */
#include <errno.h>
#include <stdio.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "spell.h"
#include "cpp-rec.h"

struct input *inputs, *cur;
size_t ninputs;
static size_t inputcap;
struct cond *conds;
size_t nconds;

struct mark {
	uint32_t off;
	int64_t add;
	const char *name;
};

/* Where each reading was asked for, for messages: by file id */
static struct where {
	struct source *src;
	uint32_t parent, off;
	int system;             /* one of the compiler's or the system's */
} *where;
static size_t wherecap;

static void
put_file(const struct input *in, const char *how, const char *form,
	 uint32_t len)
{
	const struct source *src = in->src;
	char buf[32];

	reads_end();
	put_open(R_FILE);
	put_num(in->id);
	put_str(src->path);
	put_num(in->parent);
	put_num(in->off);
	put_num(len);
	put_str(how);
	put_str(form);
	put_num(in->dir ? in->dir->id : 0);
	put_num(src->len);
	snprintf(buf, sizeof buf, "%lld.%09u", (long long)src->sec,
		 (unsigned)src->nsec);
	put_str(buf);
	snprintf(buf, sizeof buf, "%016llx", (unsigned long long)src->hash);
	put_str(buf);
	reads_put();
	put_close();
	if (src->pseudo || (opts.text && src->first == in->id)) {
		put_open(R_TEXT);
		put_num(in->id);
		put_text(src->raw ? src->raw : src->text, src->len);
		put_close();
	}
}

void
input_push(struct source *src, const struct dir *dir, const char *how,
	   const char *form, uint32_t parent, uint32_t off, uint32_t len)
{
	struct input *in;

	inputs = grow(inputs, ninputs + 1, &inputcap, sizeof inputs[0]);
	cur = in = &inputs[ninputs++];
	*in = (struct input){
		.src = src, .id = ++nfiles, .dir = dir, .conds = nconds,
		.parent = parent, .off = off,
		.imacros = ninputs > 1 && in[-1].imacros,
		.lx = {
			.p = src->text,
			.end = src->text + src->len,
			.trigraphs = opts.trigraphs,
			.std = opts.lang,
			.bol = 1,
		},
	};
	if (strcmp(how, "imacros") == 0)
		in->imacros = 1;
	if (src->len >= 3 && memcmp(src->text, "\xef\xbb\xbf", 3) == 0)
		in->lx.p += 3;          /* a byte order mark */
	if (!src->first)
		src->first = in->id;
	where = grow(where, in->id + 1, &wherecap, sizeof where[0]);
	where[in->id] = (struct where){
		src, parent, off,
		(dir && (dir->kind[0] == 's' || dir->kind[1] == 'f')) ||
			(parent && where[parent].system)
	};
	put_file(in, how, form, len);
}

int
input_pop(void)
{
	static const char *const names[] = { "#if", "#else" };

	while (nconds > cur->conds) {
		const struct cond *c = &conds[--nconds];

		error_at(cur->id, c->off, "unterminated %s",
			 names[c->orelse]);
	}
	if (cur->state == G_AFTER)
		cur->src->guard = cur->guard;
	put_open(R_LEAVE);
	put_num(cur->id);
	put_close();
	ninputs--;
	if (ninputs == 0)
		return 0;
	cur = &inputs[ninputs - 1];
	return 1;
}

unsigned
line_of(struct source *src, uint32_t off)
{
	const char *p, *end = src->text + off;

	if (off < src->lineoff || !src->line) {
		src->lineoff = 0;
		src->line = 1;
	}
	p = src->text + src->lineoff;
	while (p < end && (p = memchr(p, '\n', end - p))) {
		src->line++;
		p++;
		src->lineoff = p - src->text;
	}
	return src->line;
}

unsigned
presumed_line(const struct input *in, uint32_t off)
{
	return line_of(in->src, off) + in->lineadd;
}

const char *
presumed_name(const struct input *in)
{
	return in->name ? in->name : in->src->path;
}

struct input *
input_of(uint32_t file)
{
	struct input *in;

	for (in = cur; in > inputs && in->id != file; in--)
		;
	return in;
}

void
input_origin(uint32_t file, struct origin_file *f)
{
	const struct where *w = &where[file];

	*f = (struct origin_file){
		.path = w->src->path, .text = w->src->text,
		.size = w->src->len, .parent = w->parent, .off = w->off,
		.pseudo = w->src->pseudo,
	};
}

int
input_system(uint32_t file)
{
	return where[file].system;
}

void
system_header(void)
{
	where[cur->id].system = 1;
}

int
blank_between(uint32_t file, uint32_t from, uint32_t to)
{
	struct pplex l = { .bol = 0 };
	struct pptok t;

	if (from == to)
		return 1;
	l.p = where[file].src->text + from;
	l.end = where[file].src->text + where[file].src->len;
	l.trigraphs = opts.trigraphs;
	l.std = opts.lang;
	do
		pplex_next(&l, &t);
	while (t.class == 'l');
	return t.p == where[file].src->text + to;
}
