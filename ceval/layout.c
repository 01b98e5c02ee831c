// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Layouts, by the rules of gcc's System V targets: a bit-field does not
 * cross a boundary of its type unless it is packed, and a named one gives
 * the struct the alignment of its type.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

struct lookup {
	uint32_t s;
	struct member m;
};

static int64_t
round_up(int64_t n, int64_t align)
{
	return (n + align - 1) / align * align;
}

/* The alignment of a member of that type: the ABI of i386 gives more than 4
 * bytes to variables only. */
unsigned
layout_align(uint32_t t)
{
	unsigned n = type_alignof(t);

	if (target.arch != A_I386 || n != 8 || type_user_aligned(t))
		return n;
	while (kind(t) == T_ARRAY)
		t = base(t);
	return type_is_arith(t) ? 4 : n;
}

/* Would a bit-field of that width at bit pos touch more units than its type? */
static int
crosses(int64_t pos, int64_t width, int64_t align, int64_t size)
{
	return (pos % align + width + align - 1) / align > size / align;
}

/* Where the bit-field M goes if bit POS is free; raises *ALIGN (bits). */
static int64_t
place_bits(const struct member *m, int64_t pos, int64_t *align, unsigned pack)
{
	int64_t type_align = 8 * (int64_t)layout_align(m->type);
	int64_t own = 8 * (int64_t)m->align;
	unsigned max = pack;

	if (m->width == 0) {
		if (own < type_align)
			own = type_align;
		max = target.pack;
	}
	if (max && own > 8 * max)
		own = 8 * max;
	if (own > 1)
		pos = round_up(pos, own);
	if (m->s || target.anon_bitfields_align) {
		if (max && type_align > 8 * max)
			type_align = 8 * max;
		else if (m->width && m->packed && !max)
			type_align = 8;
		if (*align < type_align)
			*align = type_align;
		if (*align < own)
			*align = own;
	}
	type_align = 8 * (int64_t)layout_align(m->type);
	if (m->width && !m->packed && !pack &&
	    crosses(pos, m->width, type_align, 8 * type_size(m->type)))
		pos = round_up(pos, type_align);
	return pos;
}

static int64_t
member_align(const struct member *m, unsigned pack)
{
	int64_t own = 8 * (int64_t)m->align;
	int64_t align = 8 * (int64_t)layout_align(m->type);

	if (m->packed)
		align = own ? own : 8;
	else if (align < own)
		align = own;
	if (pack && align > 8 * pack)
		align = 8 * pack;
	return align;
}

void
layout_record(struct tag *g, int is_union, const struct attrs *a,
	      unsigned pack)
{
	int64_t pos = 0, end = 0, align = 8, size, at;
	struct member *m;

	for (m = g->m; m < g->m + g->n; m++) {
		if (a->packed)
			m->packed = 1;
		if (is_union)
			pos = 0;
		if (m->width >= 0) {
			pos = place_bits(m, pos, &align, pack);
			m->bitoff = pos;
			pos += m->width;
		} else {
			at = member_align(m, pack);
			if (align < at)
				align = at;
			m->bitoff = pos = round_up(pos, at);
			size = type_size(m->type);
			if (size == N_VARIABLE)
				g->variable = 1;
			if (size > 0 && size < INT64_MAX / 16 - pos)
				pos += 8 * size;
		}
		if (end < pos)
			end = pos;
	}
	if (align < 8 * (int64_t)a->aligned)
		align = 8 * (int64_t)a->aligned;
	g->size = round_up(end, align) / 8;
	g->align = align / 8;
	g->complete = 1;
}

void
layout_out(struct tag *g)
{
	struct member *m;
	uint32_t y, e = ent_out(g->ent);

	put_open(R_LAYOUT);
	put_num(e);
	put_num(g->variable ? 0 : g->size);
	put_num(g->align);
	put_close();
	for (m = g->m; m < g->m + g->n; m++) {
		y = type_out(m->type);
		put_open(R_FIELD);
		put_num(e);
		put_num(m->s);
		put_num(y);
		put_num(m->bitoff);
		if (m->width >= 0)
			put_num(m->width);
		put_close();
	}
}

static unsigned
slot(const struct tag *g, uint32_t s)
{
	return s * 0x9e3779b9u >> 7 & g->mask;
}

static unsigned
count(const struct tag *g)
{
	unsigned n = 0;
	const struct member *m;

	for (m = g->m; m < g->m + g->n; m++)
		if (m->s)
			n++;
		else if (m->width < 0 && type_is_record(m->type))
			n += count(ents[types[bare(m->type)].ent].tag);
	return n;
}

/* The members of G, those of anonymous ones too, into TO's index. */
static void
enter(struct tag *to, const struct tag *g, int64_t off, unsigned q)
{
	const struct member *m;
	struct lookup *l;
	unsigned i;

	for (m = g->m; m < g->m + g->n; m++) {
		if (!m->s && m->width < 0 && type_is_record(m->type))
			enter(to, ents[types[bare(m->type)].ent].tag,
			      off + m->bitoff, q | quals(m->type));
		if (!m->s)
			continue;
		for (i = slot(to, m->s); to->index[i].s;
		     i = (i + 1) & to->mask)
			if (to->index[i].s == m->s)
				break;
		l = &to->index[i];
		if (l->s)
			continue;
		l->s = m->s;
		l->m = *m;
		l->m.bitoff += off;
		l->m.type = type_qual(m->type, q);
	}
}

static int
anonymous(const struct tag *g)
{
	const struct member *m;

	for (m = g->m; m < g->m + g->n; m++)
		if (!m->s && m->width < 0)
			return 1;
	return 0;
}

const struct member *
member_find(uint32_t type, uint32_t s)
{
	struct tag *g = ents[types[bare(type)].ent].tag;
	struct member *m;
	unsigned i, n;

	if (!g->index) {
		if (g->n <= 8 && !anonymous(g)) {
			for (m = g->m; m < g->m + g->n; m++)
				if (m->s == s)
					return m;
			return NULL;
		}
		n = count(g);
		for (g->mask = 15; g->mask < 2 * n; )
			g->mask = 2 * g->mask + 1;
		g->index = alloc((g->mask + 1) * sizeof g->index[0]);
		enter(g, g, 0, 0);
	}
	for (i = slot(g, s); g->index[i].s; i = (i + 1) & g->mask)
		if (g->index[i].s == s)
			return &g->index[i].m;
	return NULL;
}

int
member_holding(const struct tag *g, uint32_t s)
{
	uint32_t i;

	for (i = 0; i < g->n; i++) {
		const struct member *m = &g->m[i];

		if (m->s == s)
			return i;
		if (!m->s && m->width < 0 && type_is_record(m->type) &&
		    member_find(m->type, s))
			return i;
	}
	return -1;
}
