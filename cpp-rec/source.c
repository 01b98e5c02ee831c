// SPDX-License-Identifier: GPL-2.0-or-later
/* Files by name: each is read once, each search made once. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

enum { PADDING = 16 };          /* zero bytes after each text */

struct dir *quote_dirs, *angle_dirs;

/* Open addressing over two interned or otherwise unique pointers */
struct entry {
	const void *a, *b;
	struct source *src;
	const struct dir *dir;
	int err;
};

static struct entry *tab;
static size_t cap, n;

static struct entry *
probe(const void *a, const void *b)
{
	size_t i;

	for (i = (pointer_hash(a) ^ pointer_hash(b) >> 4) & (cap - 1);
	     tab[i].a || tab[i].b;
	     i = (i + 1) & (cap - 1))
		if (tab[i].a == a && tab[i].b == b)
			break;
	return &tab[i];
}

/* The entry for this pair, made where there is none (*found: 0). */
static struct entry *
lookup(const void *a, const void *b, int *found)
{
	struct entry *old = tab, *e;
	size_t i, oldcap = cap;

	if (2 * n >= cap) {
		cap = cap ? 2 * cap : 1 << 12;
		tab = calloc(cap, sizeof tab[0]);
		if (!tab)
			fatal("out of memory");
		for (i = 0; i < oldcap; i++)
			if (old[i].a || old[i].b)
				*probe(old[i].a, old[i].b) = old[i];
		free(old);
	}
	e = probe(a, b);
	*found = e->a || e->b;
	if (!*found) {
		*e = (struct entry){ .a = a, .b = b };
		n++;
	}
	return e;
}

struct source *
source_pseudo(const char *path, const char *text, size_t k)
{
	struct source *src = alloc(sizeof *src);

	src->path = path;
	src->text = text;
	src->len = k;
	src->pseudo = 1;
	src->hash = fnv(text, k);
	return src;
}

/* Read all of fd; a file may grow, or have no size, like a pipe. */
static char *
slurp(int fd, size_t size, size_t *len)
{
	size_t room = size + 1, got = 0, c = 0;
	char *buf = NULL;
	ssize_t k;

	for (;;) {
		buf = grow(buf, room + PADDING, &c, 1);
		k = read(fd, buf + got, c - PADDING - got);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return NULL;
		if (k == 0)
			break;
		got += k;
		room = got + 1;
		if (got > INT32_MAX) {          /* a device may never end */
			errno = EFBIG;
			return NULL;
		}
	}
	memset(buf + got, 0, PADDING);
	*len = got;
	return buf;
}

/* A carriage return alone ends a line too. */
static void
newlines(struct source *src)
{
	const char *end = src->text + src->len;
	char *p = memchr(src->text, '\r', src->len), *copy;

	while (p && p[1] == '\n')
		p = memchr(p + 1, '\r', end - (p + 1));
	if (!p)
		return;
	copy = malloc(src->len + PADDING);
	if (!copy)
		fatal("out of memory");
	memcpy(copy, src->text, src->len + PADDING);
	src->raw = src->text;
	src->text = copy;
	end = copy + src->len;
	for (p = copy; (p = memchr(p, '\r', end - p)); p++)
		if (p[1] != '\n')
			*p = '\n';
}

static struct source *
load(const char *path)
{
	struct source *src;
	struct stat st;
	char *text;
	size_t len;
	int fd, e;

	fd = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) < 0)
		goto bad;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		goto bad;
	}
	if (st.st_size > INT32_MAX) {
		errno = EFBIG;
		goto bad;
	}
	text = slurp(fd, st.st_size, &len);
	if (!text)
		goto bad;
	close(fd);
	src = alloc(sizeof *src);
	src->path = path;
	src->text = text;
	src->len = len;
	src->hash = fnv(text, len);
	newlines(src);
	src->sec = st.st_mtim.tv_sec;
	src->nsec = st.st_mtim.tv_nsec;
	src->dev = st.st_dev;
	src->ino = st.st_ino;
	return src;
bad:
	e = errno;
	close(fd);
	errno = e;
	return NULL;
}

struct source *
source_open(const char *path)
{
	struct entry *e;
	int found;

	path = intern(path);
	e = lookup(path, NULL, &found);
	if (!found) {
		struct source *src = load(path);

		e->src = src;
		e->err = src ? 0 : errno;
	}
	errno = e->err;
	return e->src;
}

/* DIR/NAME; a dir that ends in a slash gets no second one. */
static const char *
join(const char *dir, size_t dirlen, const char *name, size_t len)
{
	static char *buf;
	static size_t bufcap;

	buf = grow(buf, dirlen + len + 2, &bufcap, 1);
	memcpy(buf, dir, dirlen);
	if (dirlen && dir[dirlen - 1] != '/')
		buf[dirlen++] = '/';
	memcpy(buf + dirlen, name, len);
	return internn(buf, dirlen + len);
}

/* Does the search go on after this failure? */
static int
missing(int e)
{
	return e == ENOENT || e == ENOTDIR || e == EISDIR;
}

static struct source *
search(const char *name, size_t len, const struct dir *d,
       const struct dir **dir)
{
	struct source *src;
	struct entry *e;
	const void *start = d ? (const void *)d : &tab; /* no path's key */
	int found, err = ENOENT;

	name = internn(name, len);
	e = lookup(name, start, &found);
	if (found) {
		*dir = e->dir;
		errno = e->err;
		return e->src;
	}
	for (src = NULL; d; d = d->next) {
		src = source_open(join(d->name, strlen(d->name), name, len));
		if (src)
			break;
		if (!missing(errno)) {
			err = errno;
			break;
		}
	}
	e = lookup(name, start, &found);
	e->src = src;
	e->dir = *dir = src ? d : NULL;
	e->err = err;
	errno = err;
	return src;
}

struct source *
source_find(const char *name, size_t len, int angle, int next,
	    const struct dir **dir)
{
	struct source *src;
	const char *path, *slash;

	*dir = NULL;
	if (len && *name == '/')
		return source_open(internn(name, len));
	/* The main file was not searched for: there is nothing after it. */
	if (next && ninputs == 1 && !cur->src->pseudo)
		next = 0;
	if (next)
		return search(name, len,
			      cur->dir ? cur->dir->next : quote_dirs, dir);
	if (angle)
		return search(name, len, angle_dirs, dir);
	if (cur->src->pseudo)
		path = join("./", 2, name, len);
	else {
		slash = strrchr(cur->src->path, '/');
		path = join(cur->src->path,
			    slash ? slash + 1 - cur->src->path : 0, name, len);
	}
	src = source_open(path);
	if (src || !missing(errno))
		return src;
	return search(name, len, quote_dirs, dir);
}

static int
same(const struct dir *d, const struct dir *list, const struct dir *end)
{
	for (; list && list != end; list = list->next)
		if (list->dev == d->dev && list->ino == d->ino)
			return 1;
	return 0;
}

/*
 * One chain: those for quotes, then those for both.  As in gcc a directory
 * that does not exist is left out, so is one that was there before, and one
 * of -I that is a system directory too.
 */
void
input_dirs(void)
{
	static const char *const kinds[] = {
		"quote", "angle", "system", "after", "system"
	};
	static const int order[] = {
		D_QUOTE, D_ANGLE, D_SYSTEM, D_STANDARD, D_AFTER
	};
	struct dir *all[5] = { 0 }, **tail, *d, *systems = NULL;
	uint32_t id = 0;
	struct stat st;
	size_t i, j;

	for (i = 0; i < LEN(order); i++) {
		int k = order[i];

		tail = &all[i];
		for (j = 0; j < opts.ndirs[k]; j++) {
			if (stat(opts.dirs[k][j], &st) < 0 ||
			    !S_ISDIR(st.st_mode))
				continue;
			d = alloc(sizeof *d);
			d->name = opts.dirs[k][j];
			d->kind = kinds[k];
			d->dev = st.st_dev;
			d->ino = st.st_ino;
			*tail = d;
			tail = &d->next;
		}
	}
	/* the system directories in one list */
	tail = &systems;
	for (i = 2; i < LEN(order); i++) {
		*tail = all[i];
		while (*tail)
			if (same(*tail, systems, *tail))
				*tail = (*tail)->next;
			else
				tail = &(*tail)->next;
	}
	angle_dirs = all[1];
	tail = &angle_dirs;
	while (*tail)
		if (same(*tail, angle_dirs, *tail) ||
		    same(*tail, systems, NULL))
			*tail = (*tail)->next;
		else
			tail = &(*tail)->next;
	*tail = systems;
	quote_dirs = all[0];
	tail = &quote_dirs;
	while (*tail)
		if (same(*tail, quote_dirs, *tail))
			*tail = (*tail)->next;
		else
			tail = &(*tail)->next;
	*tail = angle_dirs;
	for (d = quote_dirs; d; d = d->next) {
		d->id = ++id;
		put_open(R_PATH);
		put_num(d->id);
		put_str(d->kind);
		put_str(d->name);
		put_close();
	}
}
