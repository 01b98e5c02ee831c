// SPDX-License-Identifier: GPL-2.0-or-later
/* Every spelling of a token once: its macro, its id in the stream. */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

struct slot {
	uint32_t hash, len;
	struct sym *sym;
};

static struct slot *tab;
static size_t cap, n;
static uint32_t nspells;

static uint64_t
load(const char *s, size_t k)
{
	uint64_t v = 0;

	switch (k) {
	case 8: memcpy(&v, s, 8); break;
	case 4: memcpy(&v, s, 4); break;
	case 2: memcpy(&v, s, 2); break;
	}
	return v;
}

/* Up to 8 bytes at a time; never reads behind the end. */
static uint32_t
hash(const char *s, size_t k)
{
	const uint64_t mul = 0x9e3779b97f4a7c15;
	uint64_t h = k, v;

	if (k >= 8) {
		const char *end = s + k - 8;

		for (; s < end; s += 8) {
			h = (h ^ load(s, 8)) * mul;
			h ^= h >> 29;
		}
		v = load(end, 8);
	} else if (k >= 4)
		v = load(s, 4) | load(s + k - 4, 4) << 32;
	else if (k >= 2)
		v = load(s, 2) | load(s + k - 2, 2) << 16;
	else
		v = k ? (unsigned char)*s : 0;
	h = (h ^ v) * mul;
	h ^= h >> 32;
	return h;
}

static void
rehash(void)
{
	struct slot *old = tab;
	size_t i, j, oldcap = cap;

	cap = cap ? 2 * cap : 1 << 15;
	tab = calloc(cap, sizeof tab[0]);
	if (!tab)
		fatal("out of memory");
	for (i = 0; i < oldcap; i++) {
		if (!old[i].sym)
			continue;
		j = old[i].hash & (cap - 1);
		while (tab[j].sym)
			j = (j + 1) & (cap - 1);
		tab[j] = old[i];
	}
	free(old);
}

struct sym *
sym_get(const char *s, size_t len, char class)
{
	static struct sym *single[256];         /* of one byte */
	struct slot *e;
	struct sym *y;
	uint32_t h;
	size_t i;
	char *copy;

	if (len == 1 && (y = single[(unsigned char)*s]))
		return y;
	if (2 * n >= cap)
		rehash();
	h = hash(s, len);
	for (i = h & (cap - 1); (e = &tab[i])->sym; i = (i + 1) & (cap - 1))
		if (e->hash == h && e->len == len &&
		    memcmp(e->sym->s, s, len) == 0)
			return e->sym;
	y = alloc(sizeof *y + len + 1);
	copy = (char *)(y + 1);
	memcpy(copy, s, len);
	y->s = copy;
	y->len = len;
	y->hash = h;
	y->class = class;
	*e = (struct slot){ h, len, y };
	n++;
	if (len == 1)
		single[(unsigned char)*s] = y;
	return y;
}

void
sym_init(void)
{
	static const char *const words[] = {
		[W_NONE] = "",
#define WORD(k, s)  [W_##k] = s,
#include "words.h"
#undef WORD
	};
	size_t i;

	for (i = W_NONE + 1; i < W_MAX; i++)
		sym_get(words[i], strlen(words[i]), 'i')->word = i;
}

uint32_t
sym_id(struct sym *y)
{
	char class[2] = { y->class == 'e' ? 'o' : y->class };

	if (y->id)
		return y->id;
	y->id = ++nspells;
	put_open(R_S);
	put_num(y->id);
	put_text(class, 1);
	put_text(y->s, y->len);
	put_close();
	return y->id;
}
