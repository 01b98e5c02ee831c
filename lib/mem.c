// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1          /* clang; gcc defines it itself */
#endif
#endif

/* Where the address sanitizer watches, each piece is an allocation of its
 * own and arrays have little room to spare: it sees what goes beyond. */
#ifdef __SANITIZE_ADDRESS__
enum { WATCHED = 1 };
#else
enum { WATCHED = 0 };
#endif

enum {
	CHUNK = 1 << 20,
	ALIGN = 16,
};

/*
 * A stage lives for one translation unit and its nodes point at each
 * other freely, so nothing is freed: memory comes zeroed out of big
 * chunks and goes back when the process ends.
 */
void *
alloc(size_t n)
{
	static char *next;
	static size_t left;
	char *p;

	if (n > SIZE_MAX - ALIGN)
		fatal("out of memory");
	if (WATCHED) {
		p = calloc(1, n);
		if (!p)
			fatal("out of memory");
		return p;
	}
	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (n > left) {
		left = n > CHUNK ? n : CHUNK;
		next = calloc(1, left);
		if (!next)
			fatal("out of memory");
	}
	p = next;
	next += n;
	left -= n;
	return p;
}

/* Make room for n elements of the malloc'd array p; doubles, never shrinks. */
void *
grow_more(void *p, size_t n, size_t *cap, size_t size)
{
	size_t c;

	for (c = *cap ? *cap : 16; c < n; c *= 2)
		if (c > SIZE_MAX / 2 / size)
			fatal("out of memory");
	if (WATCHED)
		c = n + n / 8;
	p = realloc(p, c * size);
	if (!p)
		fatal("out of memory");
	*cap = c;
	return p;
}

uint32_t
first_from(uint32_t v, const void *array, size_t size, size_t at, uint32_t n)
{
	const char *base = array;
	uint32_t lo = 1, hi = n + 1, mid, x;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		memcpy(&x, base + mid * size + at, sizeof x);
		if (x >= v)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

/* While items are placed, at[g + 1] is where the next one of g goes. */
uint32_t *
group_by(uint32_t n, uint32_t (*of)(uint32_t i), uint32_t ngroup,
	 uint32_t **items)
{
	uint32_t *at = alloc(((size_t)ngroup + 2) * sizeof at[0]), i, g;

	for (i = 1; i <= n; i++)
		if ((g = of(i)) != UINT32_MAX)
			at[g + 2]++;
	for (g = 2; g < ngroup + 2; g++)
		at[g] += at[g - 1];
	*items = alloc(((size_t)at[ngroup + 1] + 1) * sizeof **items);
	for (i = 1; i <= n; i++)
		if ((g = of(i)) != UINT32_MAX)
			(*items)[at[g + 1]++] = i;
	return at;
}
