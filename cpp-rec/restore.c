// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ccp-source: the source files of a stream, byte for byte: from its text
 * records, else from the disk where they are still what was read.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "path.h"

struct file {
	const char *path;       /* as the stream has it */
	const char *text;       /* of its text record */
	size_t size;
	uint64_t hash;
	int pseudo, wanted;
};

static struct file *files;      /* by id */
static size_t nfiles, filecap;

static void
usage(void)
{
	fprintf(stderr, "usage: %s file-id | path\n"
		"       %s --all -C dir\n", progname, progname);
	exit(S_TROUBLE);
}

/* A path from the root, above which it does not lead */
static const char *
absolute(const char *path)
{
	const char *p = path_normal(path);

	p += *p == '.';
	while (strncmp(p, "/..", 3) == 0 && (p[3] == '/' || !p[3]))
		p += 3;
	return p;
}

static void
take_file(struct rec *r)
{
	struct file *f;

	rec_parse(r);
	nfiles = r->f[0].v;
	files = grow(files, nfiles + 1, &filecap, sizeof files[0]);
	f = &files[nfiles];
	*f = (struct file){
		.path = rec_text(r, 1),
		.size = r->f[8].v,
		.hash = strtoull(rec_text(r, 10), NULL, 16),
		.pseudo = rec_is(r, 5, "pseudo"),
	};
}

static void
take_text(struct rec *r)
{
	struct file *f;
	const char *s;
	char *copy;
	size_t n;

	rec_parse(r);
	f = &files[r->f[0].v];
	if (!f->wanted)
		return;
	s = rec_textn(r, 1, &n);
	if (n != f->size || fnv(s, n) != f->hash)
		rec_bad(r, "it is not the text of '%s'", f->path);
	copy = alloc(n + 1);
	memcpy(copy, s, n);
	f->text = copy;
}

/* Does the argument name this file? */
static int
named(size_t id, const char *arg)
{
	char *end;
	unsigned long v = strtoul(arg, &end, 10);

	if (*arg && !*end)
		return v == id;
	return strcmp(files[id].path, arg) == 0 ||
		(!files[id].pseudo &&
		 strcmp(absolute(files[id].path), absolute(arg)) == 0);
}

/* The file's text: of an earlier reading, or from the disk. */
static const char *
text_of(const struct file *f)
{
	const char *path = path_locate(f->path);
	struct loc at = { f->path, 0, 0 };
	size_t i, n = 0, cap = 0, got;
	char *buf = NULL;
	FILE *in;

	for (i = 1; i <= nfiles; i++)
		if (files[i].text && files[i].path == f->path &&
		    files[i].size == f->size && files[i].hash == f->hash)
			return files[i].text;
	in = fopen(path, "r");
	if (!in)
		fatal("open %s:", path);
	do {
		buf = grow(buf, n + BUFSIZ, &cap, 1);
		got = fread(buf + n, 1, cap - n, in);
		n += got;
	} while (got);
	if (ferror(in))
		fatal("read %s:", path);
	fclose(in);
	if (n != f->size || fnv(buf, n) != f->hash) {
		error(at, "the file has changed since it was read");
		return NULL;
	}
	return buf;
}

/* Make the directories that lead to path. */
static void
make_dirs(char *path)
{
	char *p;

	for (p = path + 1; (p = strchr(p, '/')); p++) {
		*p = 0;
		if (mkdir(path, 0777) < 0 && errno != EEXIST)
			fatal("mkdir %s:", path);
		*p = '/';
	}
}

static void
write_below(const char *below, const struct file *f)
{
	/* a stream from elsewhere writes nowhere but below */
	const char *path = f->pseudo && !strchr(f->path, '/') ? f->path :
		absolute(f->path);
	const char *text = text_of(f);
	size_t n = strlen(below) + strlen(path) + 2;
	char *to = alloc(n);
	FILE *out_;

	if (!text)
		return;
	snprintf(to, n, "%s%s%s", below, *path == '/' ? "" : "/", path);
	make_dirs(to);
	out_ = fopen(to, "w");
	if (!out_)
		fatal("open %s:", to);
	fwrite(text, 1, f->size, out_);
	if (fclose(out_))
		fatal("write %s:", to);
}

static int
is_first(size_t id)
{
	size_t i;

	for (i = 1; i < id; i++)
		if (files[i].path == files[id].path)
			return 0;
	return 1;
}

static void
read_stream(const char *arg)
{
	struct rec r;

	rec_open("-");
	while (rec_next(&r))
		switch (r.kind) {
		case R_DIR: case R_PATH:
			rec_parse(&r);
			path_record(&r);
			break;
		case R_S: case R_DEFINE:
			rec_parse(&r);
			break;
		case R_FILE:
			take_file(&r);
			/* of a later reading: the first may have the text */
			files[nfiles].wanted = !arg || named(nfiles, arg) ||
				strspn(arg, "0123456789") == strlen(arg);
			break;
		case R_TEXT:
			take_text(&r);
			break;
		default:
			break;
		}
}

int
main(int argc, char **argv)
{
	const char *arg = NULL, *below = NULL, *text;
	int i, all = 0;
	size_t id;

	begin(argv[0]);
	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], "--all") == 0)
			all = 1;
		else if (strcmp(argv[i], "-C") == 0 && i + 1 < argc)
			below = argv[++i];
		else if (!arg && *argv[i] && *argv[i] != '-')
			arg = argv[i];
		else
			usage();
	if (all ? !below || arg : !arg || below)
		usage();
	read_stream(arg);
	for (id = 1; id <= nfiles; id++)
		if (all) {
			if (is_first(id))
				write_below(below, &files[id]);
		} else if (named(id, arg)) {
			text = text_of(&files[id]);
			if (text)
				fwrite(text, 1, files[id].size, stdout);
			return finish();
		}
	if (!all)
		fatal("the stream has no file '%s'", arg);
	return finish();
}
