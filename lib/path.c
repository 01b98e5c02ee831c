// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>
#include <sys/stat.h>
#include "util.h"
#include "rec.h"
#include "path.h"

static const char *dir = "";    /* where the compiler ran */
static const char **dirs;       /* of the search path, from 1 */
static uint32_t ndirs;
static size_t cap;

void
path_record(struct rec *r)
{
	if (r->kind == R_DIR) {
		dir = rec_text(r, 0);
		return;
	}
	dirs = grow(dirs, ndirs + 2, &cap, sizeof dirs[0]);
	dirs[++ndirs] = rec_text(r, 2);
}

void
path_forget(void)
{
	dir = "";
	ndirs = 0;
}

const char *
path_dir(uint32_t i)
{
	return i && i <= ndirs ? dirs[i] : NULL;
}

const char *
path_locate(const char *path)
{
	return *path == '/' || !*dir ? path : format("%s/%s", dir, path);
}

char *
path_normal(const char *path)
{
	const char *s = path_locate(path), *e;
	char *to = alloc(strlen(s) + sizeof "./"), *p = to, *up;

	if (*s != '/')
		*p++ = '.';
	for (; *s; s = e) {
		while (*s == '/')
			s++;
		e = s + strcspn(s, "/");
		if (e == s || (e - s == 1 && *s == '.'))
			continue;
		*p = 0;
		up = strrchr(to, '/');
		if (e - s == 2 && memcmp(s, "..", 2) == 0 && up &&
		    strcmp(up, "/..") != 0) {
			p = up;
			continue;
		}
		*p++ = '/';
		memcpy(p, s, e - s);
		p += e - s;
	}
	*p = 0;
	return to;
}

const char *
path_identity(const char *path)
{
	struct stat st;

	if (stat(path_locate(path), &st) == 0)
		return intern(format("%ju:%ju", (uintmax_t)st.st_dev,
				     (uintmax_t)st.st_ino));
	return intern(path_normal(path));
}

/* Is the first file NAME of the search path this one? */
static int
resolves(const char *name, const struct stat *want)
{
	struct stat st;
	uint32_t i;

	for (i = 1; i <= ndirs; i++)
		if (stat(format("%s/%s", path_locate(dirs[i]), name), &st) == 0)
			return st.st_ino == want->st_ino &&
				st.st_dev == want->st_dev;
	return 0;
}

/* TARGET as seen from the directory BASE, NULL where they share no more
 * than the root; *ups counts the steps up. */
static const char *
relative(const char *base, const char *target, int *ups)
{
	const char *name;
	size_t i, same = 0;

	for (i = 0; base[i] && base[i] == target[i]; i++)
		if (base[i] == '/')
			same = i;
	if (!base[i] && target[i] == '/')
		same = i;
	if (same == 0)
		return NULL;
	*ups = 0;
	name = target + same + 1;
	for (i = same; base[i]; i++)
		if (base[i] == '/') {
			name = format("../%s", name);
			++*ups;
		}
	return name;
}

const char *
path_name(const char *path)
{
	const char *target = path_normal(path), *name, *best = NULL;
	struct stat st;
	int ups, bestups = 0;
	uint32_t i;

	if (stat(path_locate(path), &st) < 0)
		return NULL;
	for (i = 1; i <= ndirs; i++) {
		name = relative(path_normal(dirs[i]), target, &ups);
		if (!name || !resolves(name, &st))
			continue;
		if (best && (ups > bestups || (ups == bestups &&
					strlen(name) >= strlen(best))))
			continue;
		best = name;
		bestups = ups;
	}
	return best ? format("\"%s\"", best) : NULL;
}
