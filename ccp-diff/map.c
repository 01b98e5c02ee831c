// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "past.h"
#include "spell.h"
#include "entity.h"
#include "ccp-diff.h"

static struct slot *
find(const struct map *m, uint64_t key)
{
	size_t i = mix(0, key) & (m->cap - 1);

	while (m->slot[i].used && m->slot[i].key != key)
		i = (i + 1) & (m->cap - 1);
	return &m->slot[i];
}

static void
larger(struct map *m)
{
	struct map was = *m;
	size_t i;

	m->cap = was.cap ? 2 * was.cap : 1024;
	m->slot = alloc(m->cap * sizeof m->slot[0]);
	for (i = 0; i < was.cap; i++)
		if (was.slot[i].used)
			*find(m, was.slot[i].key) = was.slot[i];
}

uint32_t *
map_at(struct map *m, uint64_t key)
{
	struct slot *p;

	if (2 * m->n >= m->cap)
		larger(m);
	p = find(m, key);
	if (!p->used) {
		*p = (struct slot){ key, 0, 1 };
		m->n++;
	}
	return &p->value;
}

uint32_t
map_get(const struct map *m, uint64_t key)
{
	return m->cap ? find(m, key)->value : 0;
}
