// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A row is put together in lib's output buffer, which knows the escapes, and
 * taken from there.  Rows wait in memory; when there are too many, they are
 * sorted and go to a file as a run, and the runs are merged in the end.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "input.h"
#include "rows.h"

enum { RUN = 16 << 20 };        /* bytes of rows kept in memory */

static const struct {
	const char *word;
	const char *columns[COLUMNS];   /* up to a NULL */
} rows[] = {
#define COL(name, word)  word,
#define ROW(k, word, columns)  { word, { columns NULL } },
#include "tables.h"
#undef ROW
#undef COL
};

const unsigned rows_index = ROWS(SYMBOL) | ROWS(FUNCTION) | ROWS(CLONE) |
	ROWS(INLINED) | ROWS(CALLED) | ROWS(TAILCALL) | ROWS(TWIN) |
	ROWS(VARIABLE) | ROWS(EXPORT) | ROWS(DUMPCLONE) | ROWS(REMOVAL) |
	ROWS(OBJECT) | ROWS(UNIT);

struct line {
	uint32_t at, len;       /* in buf; without the newline */
};

static char *buf;
static size_t len, cap;
static struct line *lines;
static size_t nlines, linecap;

/* Runs that had to leave */
static int spool = -1;
static size_t spooled;          /* bytes written to it */
static size_t *run;             /* where each ends */
static size_t nruns, runcap;

static unsigned wanted = -1u;
static enum row now;            /* the row being written */
static size_t start;            /* where it begins in out */
static unsigned fields;

const char *
row_word(enum row k)
{
	return rows[k].word;
}

int
row_of(const char *word)
{
	int i;

	for (i = 0; i < ROW_MAX; i++)
		if (strcmp(rows[i].word, word) == 0)
			return i;
	return -1;
}

static unsigned
ncolumns(enum row k)
{
	unsigned n = 0;

	while (rows[k].columns[n])
		n++;
	return n;
}

/* The first field of a line */
static void
put_word(const char *word)
{
	size_t n = strlen(word);

	put_room(n);
	memcpy(out.p, word, n);
	out.p += n;
}

void
rows_want(unsigned kinds)
{
	wanted = kinds;
}

void
row(enum row k)
{
	now = k;
	fields = 0;
	start = out.p - out.buf;
	put_word(rows[k].word);
}

void
row_str(const char *s)
{
	put_str(s && *s ? s : "-");
	fields++;
}

void
row_num(uint64_t v)
{
	put_num(v);
	fields++;
}

void
row_hex(uint64_t v)
{
	char s[17];

	snprintf(s, sizeof s, "%016llx", (unsigned long long)v);
	row_str(s);
}

static int
compare(const char *a, size_t an, const char *b, size_t bn)
{
	int c = memcmp(a, b, an < bn ? an : bn);

	return c ? c : (an > bn) - (an < bn);
}

static int
by_text(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return compare(buf + x->at, x->len, buf + y->at, y->len);
}

static void
put_all(int fd, const char *p, size_t n)
{
	ssize_t w;

	for (; n; p += w, n -= w) {
		w = write(fd, p, n);
		if (w < 0)
			fatal("write:");
	}
}

static const char *folder = "/tmp/";

void
rows_folder(const char *dir)
{
	folder = dir;
}

int
rows_scratch(void)
{
	static const char pattern[] = "elfinfo.XXXXXX";
	size_t n = strlen(folder);
	char *name = alloc(n + sizeof pattern);
	int fd;

	memcpy(name, folder, n);
	memcpy(name + n, pattern, sizeof pattern);
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		fatal("open %s:", name);
	unlink(name);
	return fd;
}

static void
spill(void)
{
	size_t i, at = 0;
	char *sorted;

	if (nlines == 0)
		return;
	if (spool < 0)
		spool = rows_scratch();
	qsort(lines, nlines, sizeof lines[0], by_text);
	sorted = malloc(len + nlines);
	if (!sorted)
		fatal("out of memory");
	for (i = 0; i < nlines; i++) {
		if (i && by_text(&lines[i - 1], &lines[i]) == 0)
			continue;
		memcpy(sorted + at, buf + lines[i].at, lines[i].len);
		at += lines[i].len;
		sorted[at++] = '\n';
	}
	put_all(spool, sorted, at);
	free(sorted);
	spooled += at;
	run = grow(run, nruns + 1, &runcap, sizeof run[0]);
	run[nruns++] = spooled;
	len = nlines = 0;
}

static void
check_columns(void)
{
	if (fields != ncolumns(now))
		bug("%s row with %u columns", rows[now].word, fields);
}

void
row_print(void)
{
	check_columns();
	put_close();
	put_flush();
}

void
row_end(void)
{
	size_t n = out.p - out.buf - start;

	check_columns();
	out.p = out.buf + start;
	if (!(wanted & 1u << now))
		return;
	if (len + n > RUN)
		spill();
	buf = grow(buf, len + n, &cap, 1);
	memcpy(buf + len, out.buf + start, n);
	lines = grow(lines, nlines + 1, &linecap, sizeof lines[0]);
	lines[nlines++] = (struct line){ len, n };
	len += n;
}

/* Merging: the text whose next line is the smallest is on top of a heap. */

static size_t
line_len(const struct text *t)
{
	const char *nl = memchr(t->p, '\n', t->end - t->p);

	return nl ? nl - t->p : t->end - t->p;
}

static int
before(const struct text *a, const struct text *b)
{
	return compare(a->p, line_len(a), b->p, line_len(b)) < 0;
}

static void
sift(struct text *heap, size_t n, size_t i)
{
	struct text t = heap[i];
	size_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && before(&heap[k + 1], &heap[k]))
			k++;
		if (!before(&heap[k], &t))
			break;
		heap[i] = heap[k];
		i = k;
	}
	heap[i] = t;
}

/* The lines of sorted texts, in order and each once, by lib's writer */
static void
merge(const struct text *texts, size_t ntexts)
{
	struct text *heap = calloc(ntexts + 1, sizeof *heap);
	const char *last = NULL;
	size_t i, n = 0, l, lastlen = 0;

	if (!heap)
		fatal("out of memory");
	for (i = 0; i < ntexts; i++)
		if (texts[i].p < texts[i].end)
			heap[n++] = texts[i];
	for (i = n / 2; i-- > 0; )
		sift(heap, n, i);
	while (n) {
		l = line_len(&heap[0]);
		if (!last || compare(last, lastlen, heap[0].p, l)) {
			put_room(l + 1);
			memcpy(out.p, heap[0].p, l);
			out.p += l;
			put_close();
		}
		last = heap[0].p;
		lastlen = l;
		heap[0].p += l + 1;
		if (heap[0].p >= heap[0].end)
			heap[0] = heap[--n];
		sift(heap, n, 0);
	}
	free(heap);
}

void
rows_merge(int fd, const struct text *texts, size_t n)
{
	int old;

	put_flush();
	old = fcntl(1, F_DUPFD_CLOEXEC, 3);
	if (old < 0 || dup2(fd, 1) < 0)
		fatal("dup:");
	merge(texts, n);
	put_flush();
	dup2(old, 1);
	close(old);
}

static struct text
join(const struct text *runs, size_t n)
{
	int fd = rows_scratch();
	struct stat st;
	char *map;

	rows_merge(fd, runs, n);
	if (fstat(fd, &st) < 0)
		fatal("stat:");
	map = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		fatal("mmap:");
	close(fd);
	return (struct text){ map, map + st.st_size };
}

struct text
rows_take(void)
{
	struct text t = { NULL, NULL }, *runs;
	size_t i, from = 0, n;
	char *map;

	spill();
	n = nruns;
	if (n == 0)
		return t;
	map = mmap(NULL, spooled, PROT_READ, MAP_SHARED, spool, 0);
	if (map == MAP_FAILED)
		fatal("mmap:");
	close(spool);
	runs = alloc(n * sizeof *runs);
	for (i = 0; i < n; i++) {
		runs[i] = (struct text){ map + from, map + run[i] };
		from = run[i];
	}
	spool = -1;
	spooled = nruns = 0;
	if (n == 1)
		return runs[0];
	t = join(runs, n);
	munmap(map, from);
	return t;
}

/* Header and end sort before and after all rows, so that a whole table is
 * sorted text. */
void
rows_put(const char *table, unsigned kinds, const struct text *texts, size_t n)
{
	unsigned k, i;

	out.lines = 0;
	put_word("!elfinfo");
	put_num(1);
	put_str(table);
	put_close();
	for (k = 0; k < ROW_MAX; k++) {
		if (!(kinds & 1u << k))
			continue;
		put_word("!row");
		put_str(rows[k].word);
		for (i = 0; rows[k].columns[i]; i++)
			put_str(rows[k].columns[i]);
		put_close();
	}
	merge(texts, n);
	k = out.lines;
	put_word("~end");
	put_num(k);
	put_close();
}

static void
damaged(const char *file, const char *what)
{
	error((struct loc){ file, 0, 0 }, "%s", what);
	exit(S_INPUT);
}

/* A header's line is that of a kind we know, with its columns. */
static int
known(const char *p, size_t n)
{
	const char *const *c;
	size_t from = out.p - out.buf;
	int k, is = 0;

	for (k = 0; k < ROW_MAX && !is; k++) {
		put_word("!row");
		put_str(rows[k].word);
		for (c = rows[k].columns; *c; c++)
			put_str(*c);
		is = (size_t)(out.p - out.buf) - from == n &&
		     memcmp(out.buf + from, p, n) == 0;
		out.p = out.buf + from;
	}
	return is;
}

static const char *indexed;     /* the file, for messages */

struct text
rows_open(const char *file)
{
	static const char head[] = "!elfinfo\t1\tindex\n";
	struct text t = input_map(file);
	const char *p, *nl;

	indexed = file;

	if ((size_t)(t.end - t.p) < sizeof head - 1 ||
	    memcmp(t.p, head, sizeof head - 1))
		damaged(file, "not an 'elfinfo 1 index' table");
	for (p = t.end - 1; p[-1] != '\n'; p--)
		;
	if (t.end[-1] != '\n' || t.end - p < 6 || memcmp(p, "~end\t", 5))
		damaged(file, "the table is cut short: it has no end record");
	t.end = p;
	for (t.p += sizeof head - 1; t.p < t.end && *t.p == '!'; t.p = nl + 1) {
		nl = memchr(t.p, '\n', t.end - t.p);
		if (!known(t.p, nl - t.p))
			damaged(file, "the table was made by another version, "
				"or is damaged");
	}
	return t;
}

/* The first line that does not sort before the key */
static const char *
lower(struct text t, const char *key, size_t n)
{
	const char *a = t.p, *b = t.end, *m, *nl;

	while (a < b) {
		m = a + (b - a) / 2;
		while (m > a && m[-1] != '\n')
			m--;
		nl = memchr(m, '\n', t.end - m);
		if (compare(m, (size_t)(nl - m) < n ? (size_t)(nl - m) : n,
			    key, n) < 0)
			a = nl + 1;
		else
			b = m;
	}
	return a;
}

struct text
rows_find(struct text t, enum row k, const char *name, const char *object,
	  const char *unit)
{
	struct text r = { NULL, NULL };
	const char *nl;
	size_t n, from = out.p - out.buf;
	char *key;

	if (t.p == t.end)
		return r;
	put_word(rows[k].word);
	if (name)
		put_str(name);
	if (name && object)
		put_str(object);
	if (name && object && unit)
		put_str(unit);
	put_str("");            /* the tab after it */
	n = out.p - out.buf - from;
	key = alloc(n);
	memcpy(key, out.buf + from, n);
	out.p = out.buf + from;
	r.p = r.end = lower(t, key, n);
	while (r.end < t.end && (size_t)(t.end - r.end) > n &&
	       memcmp(r.end, key, n) == 0) {
		nl = memchr(r.end, '\n', t.end - r.end);
		r.end = nl + 1;
	}
	return r;
}

const char *
rows_text(const char *p, size_t n)
{
	char *s, *d;
	size_t i;

	if (!memchr(p, '\\', n))
		return internn(p, n);
	s = d = alloc(n);
	for (i = 0; i < n; i++) {
		if (p[i] == '\\' && i + 1 < n)
			switch (p[++i]) {
			case 't':	*d++ = '\t';	continue;
			case 'n':	*d++ = '\n';	continue;
			}
		*d++ = p[i];
	}
	return internn(s, d - s);
}

int
rows_next(struct text *t, enum row k, const char **f)
{
	const char *nl, *tab;
	unsigned i, n = ncolumns(k);

	if (t->p >= t->end)
		return 0;
	nl = memchr(t->p, '\n', t->end - t->p);
	t->p = memchr(t->p, '\t', nl - t->p);
	for (i = 0; i < n; i++) {
		if (!t->p)
			damaged(indexed, "a row has too few columns");
		tab = memchr(t->p + 1, '\t', nl - t->p - 1);
		f[i] = rows_text(t->p + 1, (tab ? tab : nl) - t->p - 1);
		t->p = tab;
	}
	t->p = nl + 1;
	return 1;
}
