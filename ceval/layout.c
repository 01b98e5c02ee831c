// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Layouts, by the rules of gcc's System V targets: a bit-field does not
 * cross a boundary of its type unless it is packed, and a named one gives
 * the struct the alignment of its type.  With ms_struct bit-fields of types
 * of one size share a unit of that size, and others begin a new one.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "machine.h"
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

	if (!machine()->member_align || target.align_double || n != 8 ||
	    type_user_aligned(t))
		return n;
	while (kind(t) == T_ARRAY)
		t = base(t);
	if (kind(t) == T_VECTOR)        /* then an integer stands for it */
		return target.mmx ? n : machine()->member_align;
	return type_is_arith(t) && bare(t) != B_D64 &&
	       !(quals(t) & Q_ATOMIC) ? machine()->member_align : n;
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
	if (m->s || machine()->anon_fields) {
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

/* Where an ms_struct stands */
struct ms {
	const struct member *run;       /* bit-fields since this one */
	int64_t left;           /* bits that are left of the unit */
};

/* What the field alone asks for, in bits, with bit POS free */
static int64_t
ms_own_align(const struct member *m, int64_t pos, unsigned pack)
{
	int64_t align = 8 * (int64_t)m->align, w = m->width;

	if (w < 0)
		return member_align(m, pack);
	/* one as wide as a machine's type that could stand here anyway */
	if (w >= 8 && w <= 64 && !(w & (w - 1)) && !(w > 8 && m->packed) &&
	    pos % w == 0 && align < w)
		align = w;
	if (align < 1)
		align = 1;
	return pack && align > 8 * pack ? 8 * pack : align;
}

/* What it asks for of the struct */
static int64_t
ms_record_align(const struct ms *ms, const struct member *m, int64_t own,
		unsigned pack)
{
	int64_t align = 8 * (int64_t)type_alignof(m->type);

	if (m->width > 0 && m->packed)
		return 8;
	if (m->width == 0 && !(ms->run && ms->run->width > 0))
		return 8;
	if (m->width < 0 && m->packed)
		align = own;
	if (align < own)
		align = own;
	return pack && align > 8 * pack ? 8 * pack : align;
}

/* Where the member goes if bit POS is free; LAST: nothing comes after it. */
static int64_t
ms_place(struct ms *ms, const struct member *m, int64_t pos, int64_t own,
	 unsigned pack)
{
	int64_t unit = 8 * type_size(m->type), align;
	const struct member *before = ms->run;
	int same = before && type_size(before->type) * 8 == unit;

	if (!before) {
		pos = round_up(pos, own);
	} else if (m->width > 0 && before->width > 0 && same) {
		if (ms->left >= m->width) {
			ms->left -= m->width;
			goto placed;
		}
		pos = round_up(pos + ms->left, own);
		ms->run = m;
		ms->left = unit < m->width ? 0 : unit - m->width;
	} else {
		if (before->width)
			pos += ms->left;
		else
			before = NULL;
		if (m->width <= 0)
			ms->run = NULL;
		pos = round_up(pos, own);
	}
	if (m->width < 0 || (before ? !same : m->width != 0)) {
		/* a new unit */
		align = m->packed ? 8 : 8 * (int64_t)type_alignof(m->type);
		if (m->width >= 0 || unit >= 0)
			ms->left = m->width < 0 || unit < m->width ? 0 :
				unit - m->width;
		if (pack && align > 8 * pack)
			align = 8 * pack;
		pos = round_up(pos, align);
		ms->run = NULL;
	}
placed:
	if (!ms->run && m->width >= 0)
		ms->run = m;
	return pos;
}

/* The Microsoft compilers' layout, as gcc does it. */
static void
ms_layout(struct tag *g, int is_union, unsigned pack, int64_t *end,
	  int64_t *align)
{
	struct ms ms = { 0 };
	int64_t pos = 0, own, at, size;
	struct member *m;

	for (m = g->m; m < g->m + g->n; m++) {
		if (is_union)
			pos = 0;
		own = ms_own_align(m, is_union ? 1 : pos, pack);
		at = ms_record_align(&ms, m, own, pack);
		if (*align < at)
			*align = at;
		if (!is_union)
			pos = ms_place(&ms, m, pos, own, pack);
		m->bitoff = pos;
		size = m->width >= 0 ? m->width : 8 * type_size(m->type);
		if (size > 0 && size < INT64_MAX / 2 - pos)
			pos += size;
		if (!is_union && m->width > 0 && m + 1 == g->m + g->n)
			pos += ms.left;
		if (*end < pos)
			*end = pos;
	}
}

void
layout_record(struct tag *g, int is_union, const struct attrs *a,
	      unsigned pack)
{
	int64_t pos = 0, end = 0, align = 8, size, at;
	struct member *m, *rest = g->m;

	for (m = g->m; m < g->m + g->n; m++)
		if (a->packed || target.pack_all)
			m->packed = 1;
	if (a->ms || (target.ms_bitfields && !a->gcc)) {
		ms_layout(g, is_union, pack, &end, &align);
		rest = g->m + g->n;
	}
	for (m = rest; m < g->m + g->n; m++) {
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
	for (m = g->m; m < g->m + g->n; m++)
		m->align = m->width < 0 ? member_align(m, pack) / 8 : 0;
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

	for (m = g->m; m < g->m + g->n; m++) {
		n += m->s || m->alias;
		if (!m->s && m->width < 0 && type_is_record(m->type))
			n += count(ents[types[bare(m->type)].ent].tag);
	}
	return n;
}

/* The members of G, those of anonymous ones too, into TO's index. */
static void
enter(struct tag *to, const struct tag *g, int64_t off, unsigned q)
{
	const struct member *m;
	struct lookup *l;
	unsigned i;
	uint32_t s;

	for (m = g->m; m < g->m + g->n; m++) {
		if (!m->s && m->width < 0 && type_is_record(m->type))
			enter(to, ents[types[bare(m->type)].ent].tag,
			      off + m->bitoff, q | quals(m->type));
		s = m->s ? m->s : m->alias;
		if (!s)
			continue;
		for (i = slot(to, s); to->index[i].s; i = (i + 1) & to->mask)
			if (to->index[i].s == s)
				break;
		l = &to->index[i];
		if (l->s)
			continue;
		l->s = s;
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

		if (m->s == s || m->alias == s)
			return i;
		if (!m->s && m->width < 0 && type_is_record(m->type) &&
		    member_find(m->type, s))
			return i;
	}
	return -1;
}
