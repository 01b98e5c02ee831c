// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "path.h"
#include "past.h"
#include "pplex.h"
#include "tokcmp.h"

static uint32_t next;           /* of ptoks: in the comparison of a list */

static int
is(uint32_t t, const char *word)
{
	return !strcmp(spell(past.token[t].s)->s, word);
}

/* Are the pragmas for token p those for token t?  The options of functions
 * matter where a body begins. */
static int
same_pragmas(uint32_t t, const struct ptok *p)
{
	struct pragmas o = pragma_at(t);

	if (is(t, "{") && t > 1 && is(t - 1, ")") && o.options != p->options)
		return 0;
	return o.next == p->next;
}

static int
agrees(uint32_t t, const struct ptok *p)
{
	return same(t, p) && same_pragmas(t, p);
}

static void
differ(uint32_t t, const struct ptok *p)
{
	struct pragmas o = pragma_at(t);

	if (!same(t, p))
		error(pp_loc(p), "expected '%s', saw '%.*s'",
		      spell(past.token[t].s)->s, (int)p->len, p->s);
	else if (o.next != p->next)
		error(pp_loc(p), "expected %s%s before '%.*s', saw %s%s",
		      o.next ? "#pragma " : "no #pragma",
		      o.next ? o.next : "", (int)p->len, p->s,
		      p->next ? "#pragma " : "none", p->next ? p->next : "");
	else
		error(pp_loc(p), "expected the options '%s' of #pragma, saw "
		      "'%s'", o.options ? o.options : "",
		      p->options ? p->options : "");
	note(orig_loc(t), "the original is here");
}

/* The next token of the main file; NULL after the last. */
static const struct ptok *
next_own(void)
{
	while (next < nptoks && ptoks[next].incl != 0)
		next++;
	return next < nptoks ? &ptoks[next++] : NULL;
}

/* The next token within a declaration: a file that is included there gives
 * some of its tokens. */
static const struct ptok *
next_within(void)
{
	if (next == nptoks)
		return NULL;
	incls[ptoks[next].incl].within = 1;
	return &ptoks[next++];
}

static int
missing(const char *s)
{
	error((struct loc){ incls ? incls[0].path : NULL, 0, 0 },
	      "expected '%s', saw the end of the file", s);
	return 0;
}

/* Compare token p with token t of the original; 0 where they differ. */
static int
expect_token(uint32_t t, const struct ptok *p)
{
	if (!p)
		return missing(spell(past.token[t].s)->s);
	if (agrees(t, p))
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
		error(pp_loc(p), "expected '%.*s' of an edit, saw '%.*s'",
		      (int)t.len, t.s, (int)p->len, p->s);
		return 0;
	}
}

void
compare_all(void)
{
	uint32_t t;

	for (t = 1; t <= past.ntoken; t++) {
		if (t > nptoks) {
			missing(spell(past.token[t].s)->s);
			return;
		}
		if (!same(t, &ptoks[t - 1])) {
			differ(t, &ptoks[t - 1]);
			return;
		}
	}
	if (past.ntoken < nptoks)
		error(pp_loc(&ptoks[past.ntoken]), "expected the end, saw '%.*s'",
		      (int)ptoks[past.ntoken].len, ptoks[past.ntoken].s);
}

/* Is `struct X', `union X' or `enum X' somewhere in the original? */
static int
is_tag(const struct ptok *key, const struct ptok *name)
{
	static const char *const words[] = { "struct", "union", "enum" };
	const struct spelling *a, *b;
	uint32_t t, i;

	for (i = 0; i < LEN(words); i++)
		if (strlen(words[i]) == key->len &&
		    memcmp(words[i], key->s, key->len) == 0)
			break;
	for (t = i < LEN(words) ? 2 : past.ntoken + 1; t <= past.ntoken; t++) {
		b = spell(past.token[t].s);
		if (b->len != name->len || memcmp(b->s, name->s, b->len) != 0)
			continue;
		a = spell(past.token[t - 1].s);
		if (a->len == key->len && memcmp(a->s, key->s, a->len) == 0)
			return 1;
	}
	return 0;
}

/* Pass over lines that declare a tag, as depp(1) writes them where it is first
 * mentioned in parameters; t: a token that may be one of what is expected. */
static void
pass_tags(uint32_t t)
{
	const struct ptok *p;

	for (;;) {
		while (next < nptoks && ptoks[next].incl != 0)
			next++;
		p = &ptoks[next];
		if (next + 3 > nptoks || p[1].incl || p[2].incl ||
		    p[2].len != 1 || *p[2].s != ';' || !is_tag(p, p + 1) ||
		    (t && t + 2 <= past.ntoken && same(t, p) &&
		     same(t + 1, p + 1) && same(t + 2, p + 2)))
			return;
		next += 3;
	}
}

static int
expect_keep(uint32_t k, uint32_t *e)
{
	uint32_t t = keeps[k].from, start = next;

	same_begin();
	while (t <= keeps[k].to ||
	       (*e < nedits && edits[*e].keep == k)) {
		if (*e < nedits && edits[*e].keep == k && edits[*e].t <= t) {
			if (!expect_text(edits[*e].text, edits[*e].len))
				return 0;
			t += edits[*e].count;
			++*e;
			continue;
		}
		if (!expect_token(t++, next == start ? next_own() :
				  next_within()))
			return 0;
	}
	return 1;
}

static int
expect_insert(uint32_t i)
{
	pass_tags(0);
	return expect_text(inserts[i].text, inserts[i].len);
}

void
compare_kept(void)
{
	const struct ptok *p;
	uint32_t k, e = 0, i = 0;

	next = 0;
	for (k = 1; k <= nkeeps; k++) {
		for (; i < ninserts && inserts[i].t <= keeps[k].to; i++)
			if (!expect_insert(i))
				return;
		pass_tags(keeps[k].from);
		if (!expect_keep(k, &e))
			return;
	}
	for (; i < ninserts; i++)
		if (!expect_insert(i))
			return;
	pass_tags(0);
	p = next_own();
	if (p)
		error(pp_loc(p), "expected no more, saw '%.*s'",
		      (int)p->len, p->s);
}

/* The tokens of each file of the original, in their order: those of file f
 * are list[start[f]] to list[start[f + 1]]. */
static uint32_t *start, *list;
static const char **identity;   /* by file of the original */
static unsigned char *found;    /* by the same: the result includes it */

static void
sort_by_file(void)
{
	uint32_t t, f, *fill;

	start = alloc((past.nfile + 2) * sizeof start[0]);
	fill = alloc((past.nfile + 2) * sizeof fill[0]);
	list = alloc((past.ntoken + 1) * sizeof list[0]);
	for (t = 1; t <= past.ntoken; t++)
		start[past_file_of(t) + 1]++;
	for (f = 1; f <= past.nfile + 1; f++)
		start[f] += start[f - 1];
	memcpy(fill, start, (past.nfile + 2) * sizeof fill[0]);
	for (t = 1; t <= past.ntoken; t++)
		list[fill[past_file_of(t)]++] = t;
}

/* After the } of the body in which token list[i] stands in so many braces; 0:
 * it has no end before list[end] */
static uint32_t
body_end(uint32_t i, uint32_t end, int depth)
{
	for (; i < end; i++) {
		if (is(list[i], "{"))
			depth++;
		else if (is(list[i], "}") && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* How many of the n tokens p agree with those of file f?  More than n where
 * all do and f has no others.  *At is where in list they do not agree.  The
 * body of a function that nothing uses may be any. */
static uint32_t
agree(uint32_t f, struct ptok **p, uint32_t n, uint32_t *at)
{
	uint32_t i, end = start[f + 1], left;
	int depth;

	same_begin();
	for (i = 0, *at = start[f]; i < n && *at < end; ) {
		if (agrees(list[*at], p[i])) {
			i++;
			++*at;
			continue;
		}
		left = unused_body(p[i], &depth);
		if (!left || left > n - i || !body_end(*at, end, depth))
			return i;
		i += left;
		*at = body_end(*at, end, depth);
	}
	return i == n && *at == end ? n + 1 : i;
}

static void
compare_header(struct ptok **p, uint32_t n)
{
	const char *id = path_identity(incls[p[0]->incl].path);
	uint32_t f, far, best = 0, bestf = 0, twice = 0, at, bestat = 0;

	for (f = 1; f <= past.nfile; f++) {
		if (identity[f] != id)
			continue;
		far = agree(f, p, n, &at);
		if (far > n && !found[f]) {
			found[f] = 1;
			return;
		}
		if (far > n) {
			twice = f;
			continue;
		}
		if (!bestf || far > best) {
			best = far;
			bestf = f;
			bestat = at;
		}
	}
	if (twice)
		error(pp_loc(p[0]), "the original includes this file, with "
		      "these tokens, less often");
	else if (!bestf)
		error(pp_loc(p[0]), "the original does not include this file");
	else if (best == n)
		error(pp_loc(p[n - 1]), "expected '%s', saw the end",
		      spell(past.token[list[bestat]].s)->s);
	else if (bestat == start[bestf + 1])
		error(pp_loc(p[best]), "expected the end, saw '%.*s'",
		      (int)p[best]->len, p[best]->s);
	else
		differ(list[bestat], p[best]);
}

/* Each inclusion's own tokens, those of what it includes apart, but for what
 * compare_kept has seen. */
void
compare_headers(void)
{
	struct ptok **own;
	uint32_t *first, *fill, i, n;

	sort_by_file();
	identity = alloc((past.nfile + 1) * sizeof identity[0]);
	found = alloc(past.nfile + 1);
	for (i = 1; i <= past.nfile; i++)
		identity[i] = path_identity(past.file[i].path);
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
		if (n && !incls[i].within)
			compare_header(own + first[i], n);
	}
}

int
header_stays(uint32_t f)
{
	return found[f];
}
