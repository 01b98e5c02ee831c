// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "pplex.h"
#include "tokcmp.h"

static uint32_t next;           /* of ptoks: in the comparison of a list */

/* Are they equal but for runs of digits? */
static int
same_but_digits(const char *a, size_t alen, const char *b, size_t blen)
{
	const char *ae = a + alen, *be = b + blen;

	while (a < ae && b < be) {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			while (a < ae && isdigit((unsigned char)*a))
				a++;
			while (b < be && isdigit((unsigned char)*b))
				b++;
			continue;
		}
		if (*a++ != *b++)
			return 0;
	}
	return a == ae && b == be;
}

static int
same(uint32_t t, const struct ptok *p)
{
	const struct spelling *s = spell(otoks[t].s);

	if (s->len == p->len && memcmp(s->s, p->s, p->len) == 0)
		return 1;
	switch (orig_varies(t)) {
	case 'w':
		return s->class == p->class;
	case 'd':
		return s->class == p->class &&
			same_but_digits(s->s, s->len, p->s, p->len);
	}
	return 0;
}

static struct loc
where(const struct ptok *p)
{
	return (struct loc){ incls[p->incl].path, p->line, 0 };
}

static void
differ(uint32_t t, const struct ptok *p)
{
	error(where(p), "expected '%s', saw '%.*s'", spell(otoks[t].s)->s,
	      (int)p->len, p->s);
	note(orig_loc(t), "the original is here");
}

/* The next token of the main file; NULL behind the last. */
static const struct ptok *
next_own(void)
{
	while (next < nptoks && ptoks[next].incl != 0)
		next++;
	return next < nptoks ? &ptoks[next++] : NULL;
}

static int
missing(const char *s)
{
	error((struct loc){ incls ? incls[0].path : NULL, 0, 0 },
	      "expected '%s', saw the end of the file", s);
	return 0;
}

/* Compare with token t of the original; 0 where they differ. */
static int
expect_token(uint32_t t)
{
	const struct ptok *p = next_own();

	if (!p)
		return missing(spell(otoks[t].s)->s);
	if (same(t, p))
		return 1;
	differ(t, p);
	return 0;
}

/* Compare with the tokens of a text, directives left out. */
static int
expect_text(const char *text, size_t len)
{
	struct pplex lex = pp_lex(text, len);
	const struct ptok *p;
	struct pptok t;
	int skip = 0;

	for (;;) {
		pplex_next(&lex, &t);
		if (!t.class)
			return 1;
		if (t.class == 'l')
			skip = 0;
		else if (t.bol && t.len == 1 && *t.s == '#')
			skip = 1;
		if (skip || t.class == 'l')
			continue;
		p = next_own();
		if (!p)
			return missing(t.s);
		if (p->len == t.len && memcmp(p->s, t.s, t.len) == 0)
			continue;
		error(where(p), "expected '%.*s' of an edit, saw '%.*s'",
		      (int)t.len, t.s, (int)p->len, p->s);
		return 0;
	}
}

void
compare_all(void)
{
	uint32_t t;

	for (t = 1; t <= notoks; t++) {
		if (t > nptoks) {
			missing(spell(otoks[t].s)->s);
			return;
		}
		if (!same(t, &ptoks[t - 1])) {
			differ(t, &ptoks[t - 1]);
			return;
		}
	}
	if (notoks < nptoks)
		error(where(&ptoks[notoks]), "expected the end, saw '%.*s'",
		      (int)ptoks[notoks].len, ptoks[notoks].s);
}

static int
expect_keep(uint32_t k, uint32_t *e)
{
	uint32_t t = keeps[k].from;

	while (t <= keeps[k].to ||
	       (*e < nedits && edits[*e].keep == k)) {
		if (*e < nedits && edits[*e].keep == k && edits[*e].t <= t) {
			if (!expect_text(edits[*e].text, edits[*e].len))
				return 0;
			t += edits[*e].count;
			++*e;
			continue;
		}
		if (!expect_token(t++))
			return 0;
	}
	return 1;
}

void
compare_kept(void)
{
	const struct ptok *p;
	uint32_t k, e = 0, i = 0;

	next = 0;
	for (k = 1; k <= nkeeps; k++) {
		for (; i < ninserts && inserts[i].t <= keeps[k].to; i++)
			if (!expect_text(inserts[i].text, inserts[i].len))
				return;
		if (!expect_keep(k, &e))
			return;
	}
	for (; i < ninserts; i++)
		if (!expect_text(inserts[i].text, inserts[i].len))
			return;
	p = next_own();
	if (p)
		error(where(p), "expected no more, saw '%.*s'",
		      (int)p->len, p->s);
}

/* The tokens of each file of the original, in their order: those of file f
 * are list[start[f]] to list[start[f + 1]]. */
static uint32_t *start, *list;

static void
sort_by_file(void)
{
	uint32_t t, f, *fill;

	start = alloc((nofiles + 2) * sizeof start[0]);
	fill = alloc((nofiles + 2) * sizeof fill[0]);
	list = alloc((notoks + 1) * sizeof list[0]);
	for (t = 1; t <= notoks; t++)
		start[orig_file(t) + 1]++;
	for (f = 1; f <= nofiles + 1; f++)
		start[f] += start[f - 1];
	memcpy(fill, start, (nofiles + 2) * sizeof fill[0]);
	for (t = 1; t <= notoks; t++)
		list[fill[orig_file(t)]++] = t;
}

/* How many of the n tokens p agree with those of file f?  More than n where
 * all do and f has no others. */
static uint32_t
agree(uint32_t f, struct ptok **p, uint32_t n)
{
	uint32_t i, have = start[f + 1] - start[f];

	for (i = 0; i < n && i < have; i++)
		if (!same(list[start[f] + i], p[i]))
			return i;
	return i == n && i == have ? n + 1 : i;
}

static void
compare_header(struct ptok **p, uint32_t n)
{
	uint32_t f, far, best = 0, bestf = 0;

	for (f = 1; f <= nofiles; f++) {
		if (strcmp(past.file[f].path, incls[p[0]->incl].path) != 0)
			continue;
		far = agree(f, p, n);
		if (far > n)
			return;
		if (!bestf || far > best) {
			best = far;
			bestf = f;
		}
	}
	if (!bestf)
		error(where(p[0]), "the original does not include this file");
	else if (best == n)
		error(where(p[n - 1]), "expected '%s', saw the end",
		      spell(otoks[list[start[bestf] + best]].s)->s);
	else if (best == start[bestf + 1] - start[bestf])
		error(where(p[best]), "expected the end, saw '%.*s'",
		      (int)p[best]->len, p[best]->s);
	else
		differ(list[start[bestf] + best], p[best]);
}

/* Each inclusion's own tokens, those of what it includes apart. */
void
compare_headers(void)
{
	struct ptok **own;
	uint32_t *first, *fill, i, n;

	sort_by_file();
	first = alloc((nincls + 2) * sizeof first[0]);
	fill = alloc((nincls + 2) * sizeof fill[0]);
	own = alloc((nptoks + 1) * sizeof own[0]);
	for (i = 0; i < nptoks; i++)
		first[ptoks[i].incl + 1]++;
	for (i = 1; i <= nincls; i++)
		first[i] += first[i - 1];
	memcpy(fill, first, (nincls + 1) * sizeof fill[0]);
	for (i = 0; i < nptoks; i++)
		own[fill[ptoks[i].incl]++] = &ptoks[i];
	for (i = 1; i < nincls; i++) {
		n = first[i + 1] - first[i];
		if (n)
			compare_header(own + first[i], n);
	}
}
