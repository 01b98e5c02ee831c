// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"

struct str {
	uint32_t hash;
	uint32_t len;
	char s[];
};

static struct str **tab;        /* open addressing; cap is a power of two */
static size_t cap, nstr;

uint64_t
fnv(const char *s, size_t n)
{
	uint64_t h = 0xcbf29ce484222325;

	while (n--)
		h = (h ^ (unsigned char)*s++) * 0x100000001b3;
	return h;
}

static void
rehash(void)
{
	struct str **old;
	size_t i, j, n;

	old = tab;
	n = cap;
	cap = n ? 4 * n : 1 << 14;
	tab = calloc(cap, sizeof tab[0]);
	if (!tab)
		fatal("out of memory");
	for (i = 0; i < n; i++) {
		if (!old[i])
			continue;
		j = old[i]->hash & (cap - 1);
		while (tab[j])
			j = (j + 1) & (cap - 1);
		tab[j] = old[i];
	}
	free(old);
}

/* One copy of each string: interned strings are equal iff == */
const char *
internn(const char *s, size_t n)
{
	struct str *e;
	uint32_t h;
	size_t i;

	if (2 * nstr >= cap)
		rehash();
	h = fnv(s, n);
	for (i = h & (cap - 1); (e = tab[i]); i = (i + 1) & (cap - 1))
		if (e->hash == h && e->len == n && memcmp(e->s, s, n) == 0)
			return e->s;
	e = alloc(sizeof *e + n + 1);
	e->hash = h;
	e->len = n;
	memcpy(e->s, s, n);
	tab[i] = e;
	nstr++;
	return e->s;
}

const char *
intern(const char *s)
{
	return internn(s, strlen(s));
}
