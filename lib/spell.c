// SPDX-License-Identifier: GPL-2.0-or-later
#include "util.h"
#include "rec.h"
#include "spell.h"

static struct spelling *tab;
static size_t cap;

void
spell_record(struct rec *r)
{
	struct spelling *p;
	size_t len;

	rec_parse(r);
	tab = grow(tab, r->f[0].v + 1, &cap, sizeof tab[0]);
	p = &tab[r->f[0].v];
	p->class = r->f[1].p[0];
	p->s = rec_textn(r, 2, &len);
	p->len = len;
	if (!len)
		rec_bad(r, "an empty spelling");
}

const struct spelling *
spell(uint32_t id)
{
	return &tab[id];
}
