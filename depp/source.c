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
#include "past.h"
#include "path.h"
#include "depp.h"

/* Has it the size, n, and the time that it had? */
static int
is_untouched(const struct file *p, const struct stat *st, size_t n)
{
	char time[48];

	snprintf(time, sizeof time, "%jd.%09ld", (intmax_t)st->st_mtim.tv_sec,
		 st->st_mtim.tv_nsec);
	return n == p->bytes && strcmp(time, p->mtime) == 0;
}

static int
has_hash(const struct file *p, const char *s, size_t n)
{
	char hex[17];

	snprintf(hex, sizeof hex, "%016llx", (unsigned long long)fnv(s, n));
	return strcmp(hex, p->hash) == 0;
}

const char *
source_text(uint32_t f)
{
	struct file *p = &past.file[f];
	struct stat st;
	char *s;
	size_t n = 0;
	ssize_t got;
	int fd;

	if (p->text)
		return p->text;
	fd = open(path_locate(p->path), O_RDONLY);
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
	if (!is_untouched(p, &st, n) && !has_hash(p, s, n)) {
		error((struct loc){ p->path, 0, 0 },
		      "the file changed since it was preprocessed");
		exit(S_INPUT);
	}
	p->text = s;
	p->size = n;
	return s;
}

const char *
source_name(void)
{
	const char *name = path_normal(source), *p, *best = NULL;
	const char *d;
	uint32_t i;
	size_t n;

	if (*source != '/') {
		for (p = source; strncmp(p, "../", 3) == 0 ||
		     strncmp(p, "./", 2) == 0; )
			p = strchr(p, '/') + 1;
		return p;
	}
	/* .../include is a search path of most trees: then ... is the tree */
	for (i = 1; (d = path_dir(i)); i++) {
		d = path_normal(d);
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
