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
/* Names -> the last macro of the old side */
static struct map named;

static void
index_files(const struct side *s, unsigned bit)
{
	uint32_t f;

	for (f = 1; f <= s->past.nfile; f++)
		*map_at(&files, mix_ptr(0, s->past.file[f].hash)) |= bit;
}

void
macro_index(void)
{
	uint32_t m;

	index_files(&old, 1);
	index_files(&new, 2);
	for (m = 1; m <= old.past.nmacro; m++)
		*map_at(&named, mix_ptr(0, old.word[old.past.macro[m].s])) = m;
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
macro_differs(const char *name, uint32_t m)
{
	uint32_t was = map_get(&named, mix_ptr(0, name));

	if (!was || !m)
		return was || m;
	return macro_hash(&old, was) != macro_hash(&new, m);
}
