// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pieces are paired in passes, the strictest first: the same tokens in the same
 * file, the same tokens, the same name, the same tokens but for the name.  So
 * the second of two equal prototypes does not pass for a change of the first.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

static uint64_t
by_file(const struct side *s, const struct piece *p)
{
	return mix_ptr(mix_ptr(p->hash, p->key), s->file[p->f]);
}

static uint64_t
by_tokens(const struct side *s, const struct piece *p)
{
	(void)s;
	return mix_ptr(p->hash, p->key);
}

static uint64_t
by_name(const struct side *s, const struct piece *p)
{
	(void)s;
	return p->kind == P_ASM ? 0 : mix_ptr(5, p->key);
}

/* Names that a side declares */
static struct map old_names, new_names;

static void
index_names(const struct side *s, struct map *names)
{
	const struct entity *e;

	for (e = s->ents.ent + 1; e <= s->ents.ent + s->ents.nent; e++)
		if (entity_is_value(e) && e->name && !e->top)
			*map_at(names, mix_ptr(0, s->word[e->name])) = 1;
}

/* A function has another name where neither side knows the other's. */
static uint64_t
by_body(const struct side *s, const struct piece *p)
{
	const struct map *names = s == &old ? &new_names : &old_names;

	return p->kind <= P_INLINE && !map_get(names, mix_ptr(0, p->name)) ?
		p->bare : 0;
}

static const struct pass {
	uint64_t (*key)(const struct side *, const struct piece *);
	enum verdict verdict;
} passes[] = {
	{ by_file, V_SAME }, { by_tokens, V_MOVED }, { by_name, V_CHANGED },
	{ by_body, V_RENAMED }
};

/* Pair what is left with that of the old side which has the same key, in the
 * order of the source. */
static void
pair(const struct pass *pass)
{
	struct map first = { 0 };
	uint32_t *next = alloc((old.npiece + 1) * sizeof next[0]), i;
	uint32_t *at;
	struct piece *p;
	uint64_t key;

	for (i = old.npiece; i; i--) {
		p = &old.piece[i];
		key = p->other ? 0 : pass->key(&old, p);
		if (!key)
			continue;
		at = map_at(&first, key);
		next[i] = *at;
		*at = i;
	}
	for (p = new.piece + 1; p <= new.piece + new.npiece; p++) {
		key = p->other ? 0 : pass->key(&new, p);
		if (!key || !map_get(&first, key))
			continue;
		at = map_at(&first, key);
		p->other = &old.piece[*at];
		p->other->other = p;
		p->verdict = p->other->verdict = pass->verdict;
		*at = next[*at];
	}
}

void
match_pieces(void)
{
	struct piece *p;
	size_t i;

	index_names(&old, &old_names);
	index_names(&new, &new_names);
	for (i = 0; i < LEN(passes); i++)
		pair(&passes[i]);
	for (p = new.piece + 1; p <= new.piece + new.npiece; p++)
		if (!p->other)
			p->verdict = V_NEW;
	for (p = old.piece + 1; p <= old.piece + old.npiece; p++)
		if (!p->other)
			p->verdict = V_GONE;
	for (p = new.piece + 1; p <= new.piece + new.npiece; p++)
		if (p->verdict == V_CHANGED)
			why_changed(p);
}
