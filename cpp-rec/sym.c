// SPDX-License-Identifier: GPL-2.0-or-later
/* Every spelling of a token once: its macro, its id in the stream. */
#include <stdio.h>
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

/* Up to 8 bytes at a time; never reads beyond the end. */
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

/* The canonical spelling of an identifier */
static struct sym *
canonize(const struct pptok *p)
{
	char *buf = alloc(5 * (size_t)p->len + 1), *d = buf;
	const char *s = p->s, *end = s + p->len;

	while (s < end) {
		uint32_t c = (unsigned char)*s++;
		int k;

		if (c == '\\') {
			k = *s++ == 'u' ? 4 : 8;
			for (c = 0; k--; s++)
				c = c << 4 | (*s <= '9' ? *s - '0' :
					      (*s & 15) + 9);
		} else if (c >= 0x80) {
			k = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
			for (c &= 0x3f >> k; k--; s++)
				c = c << 6 | (*s & 0x3f);
		}
		if (c < 0x80)
			*d++ = c;
		else
			d += sprintf(d, "\\U%08x", c);
	}
	return sym_get(buf, d - buf, 'i');
}

struct sym *
sym_of(const struct pptok *p)
{
	struct sym *y = sym_get(p->s, p->len, p->class), *c;

	if (!p->ext || p->class != 'i' || y->canon)
		return y;
	c = canonize(p);
	if (c != y) {
		y->canon = c;
		y->next = c->variants;
		c->variants = y;
		y->macro = c->macro;
		y->poisoned = c->poisoned;
	}
	return y;
}

void
sym_define(struct sym *y, struct macro *m)
{
	y = canonical(y);
	y->macro = m;
	y->disabled = 0;
	for (y = y->variants; y; y = y->next)
		y->macro = m;
}

void
sym_poison(struct sym *y)
{
	y = canonical(y);
	y->poisoned = 1;
	for (y = y->variants; y; y = y->next)
		y->poisoned = 1;
}

uint32_t
sym_id(struct sym *y)
{
	char class[2];

	y = canonical(y);
	class[0] = y->class == 'e' ? 'o' : y->class;
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
