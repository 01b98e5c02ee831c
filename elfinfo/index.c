// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All tables of a kernel as one sorted text.  Each file is read by a process
 * of its own, two at a time: what it took is given back when it ends, and
 * a file that makes it crash is an error like any other.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { WORKERS = 2, NFTW_FDS = 32 };

enum how { OBJECT, SYMVERS, DUMP, NOTHING };

static struct file {
	const char *name;
	off_t size;
	enum how how;
	int found;              /* in a folder, not named by the user */
} *files;
static size_t nfiles, filecap;

static struct text *runs;
static size_t nruns, runcap;

/* What a file is, by its name: kernels and modules may be compressed, and
 * have a version or .debug after them. */
static enum how
how(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path, *s;

	if (strstr(name, ".ipa-clones"))
		return DUMP;
	if (strncmp(name, "Module.symvers", 14) == 0 ||
	    strncmp(name, "symvers-", 8) == 0)
		return SYMVERS;
	s = strstr(name, ".ko");
	if (s && (s[3] == 0 || s[3] == '.'))
		return OBJECT;
	if (strncmp(name, "vmlinux", 7) == 0 &&
	    (!name[7] || name[7] == '-' || strcmp(name + 7, ".debug") == 0))
		return OBJECT;
	return NOTHING;
}

static void
add(const char *name, off_t size, enum how h, int found)
{
	files = grow(files, nfiles + 1, &filecap, sizeof *files);
	files[nfiles++] = (struct file){ intern(name), size, h, found };
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)at;
	if (type == FTW_F && S_ISREG(st->st_mode) && how(path) != NOTHING)
		add(path, st->st_size, how(path), 1);
	return 0;
}

static int
by_size(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
take_object(const char *file)
{
	struct object *o = object_open(file);
	int debug;

	symbols_rows(o);
	debug = functions_take(o);
	object_row(o, debug);
	if (!debug) {
		calls_scan(o);
		warning((struct loc){ file, 0, 0 }, "no-debug-data",
			"only its symbols are in the table");
	}
	object_close(o);
}

/* Is it a kernel or a module?  A boot loader is called vmlinux as well. */
static int
wanted(const struct file *f)
{
	struct object *o;
	int is;

	if (!f->found)
		return 1;
	o = object_open(f->name);
	is = o->what != PLAIN;
	object_close(o);
	return is;
}

/* In the process for the file */
static int
take(const struct file *f, int fd)
{
	struct text t;

	if (f->how == SYMVERS)
		symvers_rows(f->name);
	else if (f->how == DUMP)
		clones_rows(f->name);
	else if (wanted(f))
		take_object(f->name);
	t = rows_take();
	rows_merge(fd, &t, 1);
	return finish();
}

static void
take_run(int fd)
{
	struct stat st;
	char *p;

	if (fstat(fd, &st) < 0)
		fatal("stat:");
	if (st.st_size) {
		p = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
		if (p == MAP_FAILED)
			fatal("mmap:");
		runs = grow(runs, nruns + 1, &runcap, sizeof *runs);
		runs[nruns++] = (struct text){ p, p + st.st_size };
	}
	close(fd);
}

/* Processes that are reading */
static struct worker {
	pid_t pid;              /* 0: free */
	int fd;
	const struct file *file;
} workers[WORKERS];

static void
start(struct worker *w, const struct file *f)
{
	w->fd = rows_scratch();
	w->file = f;
	w->pid = fork();
	if (w->pid < 0)
		fatal("fork:");
	if (w->pid == 0)
		_exit(take(f, w->fd));
}

static int status;      /* the worst of all */

static void
wait_one(void)
{
	struct worker *w;
	pid_t pid;
	int st;

	do
		pid = wait(&st);
	while (pid < 0 && errno == EINTR);
	if (pid < 0)
		fatal("wait:");
	for (w = workers; w < workers + WORKERS && w->pid != pid; w++)
		;
	if (w == workers + WORKERS)
		return;
	w->pid = 0;
	if (WIFSIGNALED(st)) {
		error((struct loc){ w->file->name, 0, 0 }, "damaged: reading "
		      "it ended with signal %d", WTERMSIG(st));
		status = status ? status : S_INPUT;
	} else if (WEXITSTATUS(st))
		status = WEXITSTATUS(st);
	take_run(w->fd);
}

static void
read_all(void)
{
	size_t i, busy = 0;
	struct worker *w;

	for (i = 0; i < nfiles && !status; i++) {
		for (w = workers; w < workers + WORKERS && w->pid; w++)
			;
		start(w, &files[i]);
		if (++busy == WORKERS) {
			wait_one();
			busy--;
		}
	}
	for (; busy; busy--)
		wait_one();
	if (status)
		exit(status);
}

static void
gather(int argc, char **argv)
{
	struct stat st;
	int i;

	for (i = 0; i < argc; i++) {
		if (stat(argv[i], &st) < 0)
			fatal("open %s:", argv[i]);
		if (!S_ISDIR(st.st_mode))
			add(argv[i], st.st_size, how(argv[i]) == NOTHING ?
			    OBJECT : how(argv[i]), 0);
		else if (nftw(argv[i], visit, NFTW_FDS, FTW_PHYS) < 0)
			fatal("read %s:", argv[i]);
	}
	if (!nfiles)
		fatal("%s: no vmlinux, module, Module.symvers or dump in it",
		      argv[0]);
	qsort(files, nfiles, sizeof *files, by_size);
}

static char *tmp;

static void
clean_up(void)
{
	if (tmp)
		unlink(tmp);
}

/* The table takes its place when it is whole. */
static void
write_table(void)
{
	int fd, old;

	tmp = alloc(strlen(opt_output) + 12);
	sprintf(tmp, "%s.XXXXXX", opt_output);
	fd = mkostemp(tmp, O_CLOEXEC);
	atexit(clean_up);
	old = fcntl(1, F_DUPFD_CLOEXEC, 3);
	if (fd < 0 || dup2(fd, 1) < 0)
		fatal("open %s:", tmp);
	rows_put("index", rows_index, runs, nruns);
	put_flush();
	if (fchmod(fd, 0644) < 0 || close(fd) < 0 || close(1) < 0 ||
	    rename(tmp, opt_output) < 0)
		fatal("write %s:", opt_output);
	tmp = NULL;
	if (old >= 0)
		dup2(old, 1);
}

int
cmd_index(int argc, char **argv)
{
	const char *slash;

	if (!opt_output)
		usage("index wants -o TABLE");
	slash = strrchr(opt_output, '/');
	rows_folder(slash ? internn(opt_output, slash - opt_output + 1) :
		    "./");
	gather(argc, argv);
	read_all();
	write_table();
	return finish();
}
