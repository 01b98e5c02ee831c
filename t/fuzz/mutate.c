// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mutate - a custom mutator of afl-fuzz for streams
 *
 * Bytes changed at random seldom get past the reader: the count in the last
 * record is wrong, or ids are no longer dense.  So what is changed here is
 * records and fields, of which kinds.h tells what they hold; and what any
 * mutator made is repaired before it is run: ids are given anew, what refers
 * to a record that moved follows it, what refers to none refers to another or
 * is left out, and the end record is counted.  Every sixteenth input stays as it is,
 * end record apart, so that the reader's own checks are seen to as well.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAXLEN = 24000,
	MAXFIELDS = 64,
	MAPS = 128,             /* by letter */
};

static const struct kind {
	const char *word, *spec;
} kinds[] = {
#define F(name, holds)  holds
#define KIND(k, word, fields)  { word, fields },
#include "kinds.h"
#undef KIND
#undef F
};

static const char *const nodes[] = {
#define NODE(k, word, children)  word,
#include "nodes.h"
#undef NODE
};

#define LEN(a)  (sizeof (a) / sizeof (a)[0])

struct str {
	const char *p;
	size_t n;
};

struct text {
	char *p;
	size_t n, cap;
};

struct mutator {
	uint64_t random;
	struct text made, repaired;
	struct str *lines, *others;
	size_t nlines, cap, nothers, othercap;
	char **mine;            /* lines that were made, till the next input */
	size_t nmine, minecap;
};

static void *
room(void *p, size_t n, size_t *cap, size_t size)
{
	if (n <= *cap)
		return p;
	*cap = 2 * n + 64;
	p = realloc(p, *cap * size);
	if (!p)
		abort();
	return p;
}

static void
add(struct text *t, const char *p, size_t n)
{
	t->p = room(t->p, t->n + n, &t->cap, 1);
	memcpy(t->p + t->n, p, n);
	t->n += n;
}

static void
add_char(struct text *t, char c)
{
	add(t, &c, 1);
}

static void
add_number(struct text *t, uint64_t v)
{
	char b[24];

	add(t, b, snprintf(b, sizeof b, "%llu", (unsigned long long)v));
}

static uint64_t
any(struct mutator *m, uint64_t below)
{
	m->random ^= m->random << 13;           /* xorshift */
	m->random ^= m->random >> 7;
	m->random ^= m->random << 17;
	return below ? m->random % below : 0;
}

static int
is(struct str s, const char *word)
{
	return s.n == strlen(word) && memcmp(s.p, word, s.n) == 0;
}

/* The part of s before c; s becomes what is behind it. */
static struct str
cut(struct str *s, int c)
{
	const char *e = s->n ? memchr(s->p, c, s->n) : NULL;
	struct str head = { s->p, e ? (size_t)(e - s->p) : s->n };

	s->p += head.n + (e != NULL);
	s->n -= head.n + (e != NULL);
	return head;
}

/* A record's fields, the kind's word first; how many. */
static size_t
split(struct str line, struct str *f)
{
	size_t n = 0;

	do {
		int more = line.n && memchr(line.p, '\t', line.n) != NULL;

		f[n++] = cut(&line, '\t');
		if (!more)
			break;
	} while (n < MAXFIELDS);
	return n;
}

static const struct kind *
kind_of(struct str word)
{
	size_t i;

	for (i = 0; i < LEN(kinds); i++)
		if (is(word, kinds[i].word))
			return &kinds[i];
	return NULL;
}

/* What the specification says of one field */
struct item {
	char c;                 /* # w * or the letter, upper case */
	int gives, zero;
};

static struct item
take_item(const char **s, const char *spec)
{
	struct item it;
	const char *group;

	while (**s == '|' || **s == '(')
		++*s;
	if (**s == ')') {
		group = strchr(spec, '(');
		*s = group + 1;
	}
	it.c = **s ? *(*s)++ : '*';
	it.gives = it.c >= 'A' && it.c <= 'Z';
	if (it.c >= 'a' && it.c <= 'z' && it.c != 'w')
		it.c -= 'a' - 'A';
	it.zero = **s == '0';
	*s += it.zero;
	return it;
}

/* Must a field still come? */
static int
wanted(const char *s, const char *spec)
{
	const char *group = strchr(spec, '('), *bar = strchr(spec, '|');

	if (*s == ')' || !*s || *s == '|' || *s == '(')
		return 0;
	return (!group || s <= group || s > group + 1) &&
		(!bar || s <= bar);
}

static uint64_t
number(struct str s)
{
	uint64_t v = 0;
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 10; i++)
		v = 10 * v + s.p[i] - '0';
	return v;
}

/* Ids as they were and as they are now */
struct map {
	uint32_t *now;
	size_t cap;
	uint32_t last;
	uint32_t was;           /* of the record at hand, if it */
	int gives;              /*   gives one */
};

/* A new id; what it was is noted when the record is done. */
static uint64_t
new_id(struct map *m, uint64_t was)
{
	size_t had = m->cap;

	m->was = was % (1 << 16);       /* the maps stay small */
	m->gives = 1;
	m->now = room(m->now, m->was + 1, &m->cap, sizeof m->now[0]);
	memset(m->now + had, 0, (m->cap - had) * sizeof m->now[0]);
	return m->last + 1;
}

/* What a reference is now; 0 where it may not be: there is none yet. */
static uint64_t
reference(const struct map *m, struct item it, uint64_t v)
{
	v %= 1 << 16;
	if (v && v < m->cap && m->now[v])
		return m->now[v];
	if (v > m->last || (v == 0 && !it.zero))        /* one of the last */
		return m->last ? m->last - v % (m->last < 16 ? m->last : 16) : 0;
	return v;
}

/* The record was good, or not. */
static void
record_done(struct map *maps, int good)
{
	size_t i;

	for (i = 0; i < MAPS; i++) {
		struct map *m = &maps[i];

		if (m->gives && good)
			m->now[m->was] = ++m->last;
		m->gives = 0;
	}
}

/* A backslash stands before \ t n only. */
static void
escaped(struct text *t, struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		add_char(t, s.p[i]);
		if (s.p[i] != '\\')
			continue;
		if (i + 1 < s.n && strchr("\\tn", s.p[i + 1]))
			add_char(t, s.p[++i]);
		else
			add_char(t, '\\');
	}
}

/* Add the line, repaired; 0: that cannot be done. */
static int
repair_record(struct text *t, struct str line, struct map *maps)
{
	struct str f[MAXFIELDS];
	size_t n = split(line, f), i;
	const struct kind *k = kind_of(f[0]);
	size_t start = t->n;
	const char *s;
	uint64_t v;

	if (!k) {
		add(t, line.p, line.n);
		add_char(t, '\n');
		return 1;
	}
	add(t, f[0].p, f[0].n);
	s = k->spec;
	for (i = 1; i < n || wanted(s, k->spec); i++) {
		struct str field = i < n ? f[i] : (struct str){ "", 0 };
		struct item it = take_item(&s, k->spec);
		struct map *m = &maps[(unsigned char)it.c];

		add_char(t, '\t');
		v = number(field);
		if (it.c == '*' || (it.c == 'w' && field.n)) {
			escaped(t, field);
			continue;
		}
		if (it.c == 'w') {
			add_char(t, 'w');
			continue;
		}
		if (it.gives)
			v = new_id(m, v);
		else if (it.c != '#')
			v = reference(m, it, v);
		if (it.c != '#' && v == 0 && !it.zero) {
			t->n = start;
			record_done(maps, 0);
			return 0;
		}
		add_number(t, v);
	}
	add_char(t, '\n');
	record_done(maps, 1);
	return 1;
}

/* The next line that may stand in a stream's middle; 0: there is none. */
static int
next_line(struct str *in, struct str *line)
{
	while (in->n) {
		*line = cut(in, '\n');
		if (line->n && *line->p != '\t' &&
		    !(line->n >= 3 && memcmp(line->p, "end", 3) == 0 &&
		      (line->n == 3 || line->p[3] == '\t')))
			return 1;
	}
	return 0;
}

/* Is it one to be left as it is?  What repair() makes of such a one is. */
static int
is_raw(struct str in)
{
	uint64_t h = 0xcbf29ce484222325;
	struct str line;
	size_t i;

	while (next_line(&in, &line))
		for (i = 0; i < line.n; i++)
			h = (h ^ (unsigned char)line.p[i]) * 0x100000001b3;
	return (h >> 32) % 16 == 0;
}

/* Make a stream of it that its reader takes. */
static void
repair(struct text *t, struct str in)
{
	struct map maps[MAPS] = { 0 };
	uint64_t lines = 1;
	struct str line;
	size_t i;
	int raw;

	t->n = 0;
	add(t, "ccp-stream\t1\n", 13);
	cut(&in, '\n');
	raw = is_raw(in);
	while (t->n < MAXLEN && next_line(&in, &line)) {
		if (raw) {
			add(t, line.p, line.n);
			add_char(t, '\n');
		} else if (!repair_record(t, line, maps))
			continue;
		lines++;
	}
	add(t, "end\t", 4);
	add_number(t, lines);
	add_char(t, '\n');
	for (i = 0; i < LEN(maps); i++)
		free(maps[i].now);
}

/* Mutation */

static size_t
lines_of(struct str in, struct str **lines, size_t *cap)
{
	size_t n = 0;

	while (in.n) {
		*lines = room(*lines, n + 1, cap, sizeof **lines);
		(*lines)[n++] = cut(&in, '\n');
	}
	return n;
}

static void
insert(struct mutator *m, size_t at, struct str line)
{
	m->lines = room(m->lines, m->nlines + 1, &m->cap, sizeof m->lines[0]);
	memmove(m->lines + at + 1, m->lines + at,
		(m->nlines - at) * sizeof m->lines[0]);
	m->lines[at] = line;
	m->nlines++;
}

/* Another value for field i of a record of this kind: one that such a record
 * has, or something that may be odd. */
static void
other_value(struct mutator *m, struct text *t, const struct kind *k, size_t i,
	    struct str old, struct item it)
{
	static const uint32_t odd[] = {
		0, 1, 2, 3, 7, 8, 127, 128, 255, 65535, 65536, 1 << 20,
		INT32_MAX, 0x80000000, UINT32_MAX - 1, UINT32_MAX,
	};
	struct str f[MAXFIELDS];
	size_t tries, l;
	int numeric = it.c != '*' && it.c != 'w';

	if (numeric && any(m, 2)) {
		uint64_t v = number(old);

		switch (any(m, 4)) {
		case 0: v++; break;
		case 1: v -= v != 0; break;
		case 2: v = odd[any(m, LEN(odd))]; break;
		case 3: v = any(m, 2 * v + 2); break;
		}
		add_number(t, v & UINT32_MAX);
		return;
	}
	if (it.c == 'w' && strcmp(k->word, "n") == 0 && any(m, 2)) {
		const char *w = nodes[any(m, LEN(nodes))];

		add(t, w, strlen(w));
		return;
	}
	if (!numeric && old.n && any(m, 8) == 0) {
		l = any(m, old.n);
		add(t, old.p, l);
		if (any(m, 2))
			add_char(t, 1 + any(m, 255));
		l += any(m, 2);
		add(t, old.p + l, old.n - l);
		return;
	}
	for (tries = 0; tries < 64; tries++) {
		struct str line = m->nothers && any(m, 4) == 0 ?
			m->others[any(m, m->nothers)] :
			m->lines[any(m, m->nlines)];
		size_t n = split(line, f);

		if (n > i && kind_of(f[0]) == k) {
			add(t, f[i].p, f[i].n);
			return;
		}
	}
	add(t, old.p, old.n);
}

static void
change_field(struct mutator *m, struct str *line)
{
	struct text t = { 0 };
	struct str f[MAXFIELDS];
	size_t n = split(*line, f), i, which;
	const struct kind *k = kind_of(f[0]);
	const char *s;

	if (!k || n < 2)
		return;
	which = 1 + any(m, n - 1);
	s = k->spec;
	add(&t, f[0].p, f[0].n);
	for (i = 1; i < n; i++) {
		struct item it = take_item(&s, k->spec);
		unsigned odd = i == which ? any(m, 16) : 2;

		if (odd == 0)
			continue;               /* drop it */
		add_char(&t, '\t');
		if (i == which)
			other_value(m, &t, k, i, f[i], it);
		else
			add(&t, f[i].p, f[i].n);
		if (odd == 1) {                 /* twice */
			add_char(&t, '\t');
			add(&t, f[i].p, f[i].n);
		}
	}
	m->mine = room(m->mine, m->nmine + 1, &m->minecap, sizeof m->mine[0]);
	m->mine[m->nmine++] = t.p;
	*line = (struct str){ t.p, t.n };
}

static void
change(struct mutator *m)
{
	size_t at = any(m, m->nlines), n, to, i;
	struct str s;

	switch (any(m, 12)) {
	case 0:                 /* leave out some */
		n = 1 + any(m, any(m, 4) ? 2 : 30);
		if (n >= m->nlines - at)
			n = m->nlines - at;
		if (n == m->nlines)
			return;
		memmove(m->lines + at, m->lines + at + n,
			(m->nlines - at - n) * sizeof m->lines[0]);
		m->nlines -= n;
		break;
	case 1:                 /* twice */
		insert(m, any(m, m->nlines + 1), m->lines[at]);
		break;
	case 2:                 /* a run of them once more */
		n = 1 + any(m, 12);
		to = any(m, m->nlines + 1);
		for (i = 0; i < n && at + i < m->nlines; i++)
			insert(m, to + i, m->lines[at + i]);
		break;
	case 3:
		to = any(m, m->nlines);
		s = m->lines[at];
		m->lines[at] = m->lines[to];
		m->lines[to] = s;
		break;
	case 4:                 /* some of another input's */
		if (!m->nothers)
			break;
		n = 1 + any(m, any(m, 4) ? 3 : 30);
		to = any(m, m->nothers);
		for (i = 0; i < n && to + i < m->nothers; i++)
			insert(m, at + i, m->others[to + i]);
		break;
	default:
		change_field(m, &m->lines[at]);
		break;
	}
}

/* Interface of afl-fuzz */

void *afl_custom_init(void *, unsigned);
void afl_custom_deinit(void *);
size_t afl_custom_fuzz(void *, uint8_t *, size_t, uint8_t **, uint8_t *,
		       size_t, size_t);
size_t afl_custom_post_process(void *, uint8_t *, size_t, uint8_t **);

void *
afl_custom_init(void *afl, unsigned seed)
{
	struct mutator *m = calloc(1, sizeof *m);

	(void)afl;
	if (!m)
		abort();
	m->random = seed * 0x9e3779b97f4a7c15 + 1;
	return m;
}

void
afl_custom_deinit(void *m)
{
	free(m);
}

size_t
afl_custom_fuzz(void *data, uint8_t *buf, size_t n, uint8_t **out,
		uint8_t *other, size_t nother, size_t max)
{
	struct mutator *m = data;
	struct str in = { (char *)buf, n }, in2 = { (char *)other, nother };
	size_t i, times;

	while (m->nmine)
		free(m->mine[--m->nmine]);
	m->nlines = lines_of(in, &m->lines, &m->cap);
	m->nothers = other ? lines_of(in2, &m->others, &m->othercap) : 0;
	times = (size_t)1 << any(m, 5);
	for (i = 0; i < times && m->nlines; i++)
		change(m);
	m->made.n = 0;
	for (i = 0; i < m->nlines; i++) {
		const char *p = m->lines[i].p;

		add(&m->made, p, m->lines[i].n);
		add_char(&m->made, '\n');
	}
	if (m->made.n > max)
		m->made.n = max;
	*out = (uint8_t *)m->made.p;
	return m->made.n;
}

size_t
afl_custom_post_process(void *data, uint8_t *buf, size_t n, uint8_t **out)
{
	struct mutator *m = data;
	struct str in = { (char *)buf, n };

	repair(&m->repaired, in);
	*out = (uint8_t *)m->repaired.p;
	return m->repaired.n;
}
