// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The files on disk: their text, which must be what was preprocessed, and
 * the names by which the result can include them from wherever it lies.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "depp.h"

/* PATH as seen from where we run; the compiler ran in dir. */
static const char *
locate(const char *path)
{
	struct buf b = { 0 };

	if (*path == '/' || !*dir)
		return path;
	buf_str(&b, dir);
	buf_char(&b, '/');
	buf_str(&b, path);
	return b.p;
}

static uint64_t
hash(const char *s, size_t n)
{
	uint64_t h = 0xcbf29ce484222325;        /* FNV-1a */

	for (; n--; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3;
	return h;
}

const char *
source_text(uint32_t f)
{
	struct file *p = &files[f];
	struct stat st;
	char hex[17], *s;
	size_t n = 0;
	ssize_t got;
	int fd;

	if (p->text)
		return p->text;
	fd = open(locate(p->path), O_RDONLY);
	if (fd < 0 || fstat(fd, &st) < 0)
		fatal("open %s:", p->path);
	s = alloc(st.st_size + 1);
	while (n < (size_t)st.st_size) {
		got = read(fd, s + n, st.st_size - n);
		if (got < 0)
			fatal("read %s:", p->path);
		if (got == 0)
			break;
		n += got;
	}
	close(fd);
	snprintf(hex, sizeof hex, "%016llx", (unsigned long long)hash(s, n));
	if (strcmp(hex, p->hash) != 0) {
		error((struct loc){ p->path, 0, 0 },
		      "the file changed since it was preprocessed");
		exit(S_INPUT);
	}
	p->text = s;
	p->len = n;
	return s;
}

static void
view_file(uint32_t f, struct origin_file *o)
{
	const struct file *p = &files[f];
	const struct event *e = &events[p->read];

	*o = (struct origin_file){ .path = p->path, .text = source_text(f),
				  .size = p->len, .parent = p->parent,
				  .pseudo = *p->path == '<' };
	if (p->parent)
		o->off = e->off;
}

static int
view_expansion(uint32_t x, struct origin_x *o)
{
	const struct call *c = &calls[x];
	const struct macro *m = &macros[c->m];

	*o = (struct origin_x){ spell(m->s)->s, c->up, c->f, c->off,
				m->f, events[m->ev].off, m->boff, m->blen };
	return 1;
}

void
source_init(void)
{
	origin_view = (struct origin_view){ view_file, view_expansion };
}

/* PATH, absolute and without "." and ".." as far as its text tells. */
static char *
normal(const char *path)
{
	const char *s = locate(path), *e;
	struct buf b = { 0 };

	buf_str(&b, *s == '/' ? "" : ".");
	for (; *s; s = e) {
		while (*s == '/')
			s++;
		e = s + strcspn(s, "/");
		if (e == s || (e - s == 1 && *s == '.'))
			continue;
		if (e - s == 2 && memcmp(s, "..", 2) == 0 && b.n > 1) {
			char *up = strrchr(b.p, '/');

			if (up && strcmp(up, "/..") != 0) {
				*up = 0;
				b.n = up - b.p;
				continue;
			}
		}
		buf_char(&b, '/');
		buf_add(&b, s, e - s);
	}
	return b.p;
}

/* NAME as it stands in search path directory i. */
static const char *
in_path(uint32_t i, const char *name)
{
	struct buf b = { 0 };

	buf_str(&b, locate(paths[i].dir));
	buf_char(&b, '/');
	buf_str(&b, name);
	return b.p;
}

/* Is the first file NAME of the search path this one? */
static int
resolves(const char *name, const struct stat *want)
{
	struct stat st;
	uint32_t i;

	for (i = 1; i <= npaths; i++)
		if (stat(in_path(i, name), &st) == 0)
			return st.st_ino == want->st_ino &&
				st.st_dev == want->st_dev;
	return 0;
}

/* TARGET as seen from the directory BASE, NULL where they share no more
 * than the root; *ups counts the steps up. */
static const char *
relative(const char *base, const char *target, int *ups)
{
	size_t i, same = 0;
	struct buf b = { 0 };

	for (i = 0; base[i] && base[i] == target[i]; i++)
		if (base[i] == '/')
			same = i;
	if (!base[i] && target[i] == '/')
		same = i;
	if (same == 0)
		return NULL;
	*ups = 0;
	for (i = same; base[i]; i++)
		if (base[i] == '/') {
			buf_str(&b, "../");
			++*ups;
		}
	buf_str(&b, target + same + 1);
	return b.p;
}

/* The shortest name by which the search path gives the file. */
static const char *
respell(const struct file *f)
{
	const char *target = normal(f->path), *name, *best = NULL;
	struct stat st;
	int ups, bestups = 0;
	struct buf b = { 0 };
	uint32_t i;

	if (stat(locate(f->path), &st) < 0)
		return NULL;
	for (i = 1; i <= npaths; i++) {
		name = relative(normal(paths[i].dir), target, &ups);
		if (!name || !resolves(name, &st))
			continue;
		if (best && (ups > bestups || (ups == bestups &&
					strlen(name) >= strlen(best))))
			continue;
		best = name;
		bestups = ups;
	}
	if (!best)
		return NULL;
	buf_char(&b, '"');
	buf_str(&b, best);
	buf_char(&b, '"');
	return b.p;
}

const char *
source_spelling(uint32_t id)
{
	struct file *f = &files[id];
	struct buf b = { 0 };
	const char *d;
	size_t n;

	if (f->spelled || f->unspellable)
		return f->spelled;
	d = f->dir ? paths[f->dir].dir : "";
	n = strlen(d);
	if (f->how == HOW_INCLUDE && f->form != FORM_MACRO && n &&
	    strncmp(f->path, d, n) == 0 && f->path[n] == '/') {
		buf_char(&b, f->form == FORM_ANGLE ? '<' : '"');
		buf_str(&b, f->path + n + 1);
		buf_char(&b, f->form == FORM_ANGLE ? '>' : '"');
		f->spelled = b.p;
	} else
		f->spelled = respell(f);
	f->unspellable = !f->spelled;
	return f->spelled;
}

const char *
source_name(void)
{
	const char *name = normal(source), *p, *best = NULL;
	char *d;
	uint32_t i;
	size_t n;

	if (*source != '/') {
		for (p = source; strncmp(p, "../", 3) == 0 ||
		     strncmp(p, "./", 2) == 0; )
			p = strchr(p, '/') + 1;
		return p;
	}
	/* .../include is a search path of most trees: then ... is the tree */
	for (i = 1; i <= npaths; i++) {
		d = normal(paths[i].dir);
		n = strlen(d);
		if (n < 9 || strcmp(d + n - 8, "/include") != 0)
			continue;
		n -= 7;
		if (strncmp(d, name, n) == 0 &&
		    (!best || strlen(name + n) > strlen(best)))
			best = name + n;
	}
	p = strrchr(name, '/');
	return best ? best : p ? p + 1 : name;
}
