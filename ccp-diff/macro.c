// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Definitions of macros.  Those in a file that both sides have read are the
 * same where they stand at the same place of it; of others the text is read.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "pplex.h"
#include "msg.h"
#include "ccp-diff.h"

/* Hashes of files, as the records have them -> 1: old, 2: new, or both */
static struct map files;
/* Names -> the last macro of either side */
static struct map old_named, new_named;

static void
index_files(const struct side *s, unsigned bit)
{
	uint32_t f;

	for (f = 1; f <= s->past.nfile; f++)
		*map_at(&files, mix_ptr(0, s->past.file[f].hash)) |= bit;
}

static void
index_names(const struct side *s, struct map *named)
{
	uint32_t m;

	for (m = 1; m <= s->past.nmacro; m++)
		*map_at(named, mix_ptr(0, s->word[s->past.macro[m].s])) = m;
}

void
macro_index(void)
{
	index_files(&old, 1);
	index_files(&new, 2);
	index_names(&old, &old_named);
	index_names(&new, &new_named);
}

static uint64_t
text_hash(struct text t, const struct event *e)
{
	struct pplex l = { .p = t.p + e->off, .end = t.p + e->off + e->len };
	struct pptok k;
	uint64_t h = 7;

	/* from the name on: # and define are everywhere */
	for (pplex_next(&l, &k); k.class && k.class != 'l'; pplex_next(&l, &k))
		h = mix_ptr(h, internn(k.s, k.len));
	return h;
}

uint64_t
macro_hash(const struct side *s, uint32_t m)
{
	const struct macro *p = &s->past.macro[m];
	const struct event *e = &s->past.event[p->ev];
	const struct file *f = &s->past.file[p->f];
	struct text t;

	if (p->kind == M_BUILTIN)
		return mix_ptr(11, s->word[p->s]);
	if (f->how != HOW_PSEUDO && map_get(&files, mix_ptr(0, f->hash)) == 3)
		return mix(mix_ptr(13, f->hash), e->off);
	t = side_text(s, p->f);
	if (!t.p || e->off + e->len > t.size)
		return mix(mix_ptr(17, f->hash), e->off);
	return text_hash(t, e);
}

int
macro_differs(const struct side *s, const char *name, uint32_t m)
{
	const struct side *o = s == &new ? &old : &new;
	uint32_t other = map_get(s == &new ? &old_named : &new_named,
				 mix_ptr(0, name));

	if (!other || !m)
		return other || m;
	return macro_hash(s, m) != macro_hash(o, other);
}
