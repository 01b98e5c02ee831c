// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Static functions of the result that nothing can use: what their bodies are
 * makes no difference.  A function is used where its name stands outside of
 * functions that are not; in a string too, which may be the text of an asm.
 */
#include <ctype.h>
#include <string.h>
#include "util.h"
#include "pplex.h"
#include "tokcmp.h"

struct top {                    /* an external declaration */
	uint32_t from, to;      /* in ptoks */
	uint32_t body;          /* the { of a static function; 0: another */
	unsigned char used;
};
static struct top *tops;        /* from 0 */
static uint32_t ntops;
static size_t topcap;

/* The names that stand in what is used: open addressing, a power of two */
static const char **set;
static size_t setcap, nset;

static int
is(uint32_t i, const char *word)
{
	return ptoks[i].len == strlen(word) &&
		!memcmp(ptoks[i].s, word, ptoks[i].len);
}

/* Where the name is in the set, or is to be */
static const char **
slot(const char *name)
{
	size_t i = pointer_hash(name);

	while (set[i & (setcap - 1)] && set[i & (setcap - 1)] != name)
		i++;
	return &set[i & (setcap - 1)];
}

static void
insert(const char *name)
{
	const char **old = set;
	size_t i, n = setcap;

	if (2 * nset >= setcap) {
		setcap = n ? 2 * n : 1 << 12;
		set = alloc(setcap * sizeof *set);
		for (i = 0; i < n; i++)
			if (old[i])
				*slot(old[i]) = old[i];
	}
	if (!*slot(name)) {
		*slot(name) = name;
		nset++;
	}
}

/* May the declaration's other name or attribute have it used? */
static int
is_used_anyway(uint32_t from, uint32_t body)
{
	uint32_t i;

	for (i = from; i < body; i++)
		if (is(i, "used") || is(i, "__used__") ||
		    is(i, "constructor") || is(i, "__constructor__") ||
		    is(i, "destructor") || is(i, "__destructor__"))
			return 1;
	return 0;
}

/* What begins at token i, up to its ; or } */
static uint32_t
read_top(uint32_t i)
{
	struct top t = { .from = i };
	int braces = 0, brackets = 0, is_static = 0, function = 0;

	for (; i < nptoks; i++) {
		if (is(i, "(") || is(i, "["))
			brackets++;
		else if (is(i, ")") || is(i, "]"))
			brackets--;
		if (brackets)
			continue;
		if (braces == 0 && is(i, "static"))
			is_static = 1;
		if (is(i, "{") && braces++ == 0 && !t.body) {
			function = i > t.from && is(i - 1, ")");
			t.body = i;
		}
		if (is(i, "}") && --braces == 0 && function)
			break;
		if (braces == 0 && is(i, ";"))
			break;
	}
	t.to = i < nptoks ? i : nptoks - 1;
	t.used = !function || !is_static || ptoks[t.from].incl == 0 ||
		is_used_anyway(t.from, t.body);
	tops = grow(tops, ntops + 1, &topcap, sizeof tops[0]);
	tops[ntops++] = t;
	return t.to + 1;
}

/* The words of a string */
static void
insert_words(const char *s, const char *end)
{
	const char *from;

	while (s < end) {
		for (from = s; s < end && (isalnum((unsigned char)*s) ||
					   *s == '_'); s++)
			;
		if (s > from)
			insert(internn(from, s - from));
		else
			s++;
	}
}

static void
use(struct top *t)
{
	uint32_t i;

	t->used = 1;
	for (i = t->from; i <= t->to; i++)
		if (ptoks[i].class == 'i')
			insert(internn(ptoks[i].s, ptoks[i].len));
		else if (ptoks[i].class == 's')
			insert_words(ptoks[i].s, ptoks[i].s + ptoks[i].len);
}

/* Is one of the words before a ( the name of what is used?  One of them is the
 * function's. */
static int
is_named(const struct top *t)
{
	uint32_t i;

	for (i = t->from; i < t->body; i++)
		if (ptoks[i].class == 'i' && is(i + 1, "(") &&
		    strncmp(ptoks[i].s, "__attribute", 11) != 0 &&
		    *slot(internn(ptoks[i].s, ptoks[i].len)))
			return 1;
	return 0;
}

static void
find_used(void)
{
	uint32_t i;
	int more;

	for (i = 0; i < nptoks; )
		i = read_top(i);
	insert("");
	for (i = 0; i < ntops; i++)
		if (tops[i].used)
			use(&tops[i]);
	do {
		more = 0;
		for (i = 0; i < ntops; i++)
			if (!tops[i].used && is_named(&tops[i])) {
				use(&tops[i]);
				more = 1;
			}
	} while (more);
}

uint32_t
unused_body(const struct ptok *p, int *depth)
{
	uint32_t at = p - ptoks, i, low = 0, high, mid;

	if (!tops)
		find_used();
	for (high = ntops; high - low > 1; ) {
		mid = low + (high - low) / 2;
		if (tops[mid].from <= at)
			low = mid;
		else
			high = mid;
	}
	if (tops[low].used || at <= tops[low].body)
		return 0;
	*depth = 0;
	for (i = tops[low].body; i < at; i++)
		*depth += is(i, "{") - is(i, "}");
	return tops[low].to + 1 - at;
}
