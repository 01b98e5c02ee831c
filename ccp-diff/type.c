// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Types.  A type has a hash that is the same on both sides where it has the
 * same name: struct page is struct page, whatever its members are.  These are
 * compared by layouts.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

static size_t typecap, layoutcap, fieldcap;

void
type_begin(struct side *s)
{
	struct types *t = &s->types;

	typecap = layoutcap = fieldcap = 0;
	t->type = grow(NULL, 1, &typecap, sizeof t->type[0]);
	t->layout = grow(NULL, 2, &layoutcap, sizeof t->layout[0]);
	t->field = grow(NULL, 1, &fieldcap, sizeof t->field[0]);
	t->type[0] = (struct kind_of_type){ 0 };
	t->layout[0] = t->layout[1] = (struct layout){ 0 };
}

/* Which of the fields after the kind's word refer to types, from 0: those
 * from .. to, all the others are text. */
static const struct {
	char kind;
	unsigned char from, to;
} refers[] = {
	{ 'p', 0, 0 }, { 'a', 0, 0 }, { 'q', 1, 1 }, { 'v', 0, 0 },
	{ 'c', 0, 0 }, { 'f', 0, 0 }, { 'f', 2, 255 },
};

static int
is_reference(char kind, unsigned i)
{
	size_t k;

	for (k = 0; k < LEN(refers); k++)
		if (refers[k].kind == kind && i >= refers[k].from &&
		    i <= refers[k].to)
			return 1;
	return 0;
}

static uint64_t
tag_hash(uint32_t tag)
{
	const struct entity *e = &ents.ent[tag];

	return mix_ptr(mix(19, e->class), e->name ? spell(e->name)->s : NULL);
}

static void
read_type(struct types *t, const struct rec *r)
{
	char kind = *r->f[Y_KIND].p;
	struct kind_of_type *y;
	uint64_t h = kind, v;
	unsigned i;

	t->type = grow(t->type, ents.ntype + 1, &typecap, sizeof t->type[0]);
	y = &t->type[ents.ntype];
	for (i = Y_FIELDS; i < r->n; i++) {
		v = rec_long(r, i);
		if (kind == 't')
			h = tag_hash(ents.type[ents.ntype].tag);
		else if (!is_reference(kind, i - Y_FIELDS))
			h = mix_ptr(h, rec_text(r, i));
		else if (v && v < ents.ntype)
			h = mix(h, t->type[v].hash);
		else
			rec_bad(r, "type %u was not given", (unsigned)v);
	}
	*y = (struct kind_of_type){ .hash = h };
	if (kind == 'b' && r->n > Y_FIELDS + 1)
		y->size = rec_long(r, Y_FIELDS + 1);
}

static void
read_layout(struct types *t, const struct rec *r)
{
	struct layout *p;

	t->layout = grow(t->layout, t->nlayout + 3, &layoutcap,
			 sizeof t->layout[0]);
	p = &t->layout[++t->nlayout];
	*p = (struct layout){ .ent = r->f[LAYOUT_ENT].v,
			      .size = rec_long(r, LAYOUT_SIZE),
			      .align = r->f[LAYOUT_ALIGN].v,
			      .field = t->nfield };
	p[1].field = t->nfield;
	*map_at(&t->of, p->ent) = t->nlayout;
}

static void
read_field(struct types *t, const struct rec *r)
{
	uint32_t s = r->f[FIELD_NAME].v;

	if (t->layout[t->nlayout].ent != r->f[FIELD_ENT].v)
		rec_bad(r, "it stands apart from its layout");
	t->field = grow(t->field, t->nfield + 1, &fieldcap,
			sizeof t->field[0]);
	t->field[t->nfield++] = (struct field_of){
		s ? spell(s)->s : NULL, r->f[FIELD_TYPE].v,
		rec_long(r, FIELD_OFF),
		r->n > FIELD_WIDTH ? r->f[FIELD_WIDTH].v : 0
	};
	t->layout[t->nlayout + 1].field = t->nfield;
}

int
type_record(struct side *s, struct rec *r)
{
	switch (r->kind) {
	case R_Y:
		read_type(&s->types, r);        /* entity.c has parsed it */
		return 1;
	case R_LAYOUT:
		rec_parse(r);
		read_layout(&s->types, r);
		return 1;
	case R_FIELD:
		rec_parse(r);
		read_field(&s->types, r);
		return 1;
	default:
		return 0;
	}
}

/* What is asked */

static uint32_t
unqualified(const struct side *s, uint32_t y)
{
	while (y && s->ents.type[y].kind == 'q')
		y = s->ents.type[y].y;
	return y;
}

static struct layout *
layout_of(const struct side *s, uint32_t tag)
{
	uint32_t i = map_get(&s->types.of, tag);

	return i ? &s->types.layout[i] : NULL;
}

uint64_t
type_size(const struct side *s, uint32_t y)
{
	const struct type *t;
	const struct layout *l;
	uint64_t n = 1;

	for (t = &s->ents.type[unqualified(s, y)]; t->kind == 'a';
	     t = &s->ents.type[unqualified(s, t->y)])
		n *= t->count ? strtoull(t->count, NULL, 10) : 0;
	l = t->kind == 't' ? layout_of(s, t->tag) : NULL;
	return n * (l ? l->size : s->types.type[t - s->ents.type].size);
}

uint32_t
type_tag(const struct side *s, uint32_t y)
{
	for (y = unqualified(s, y); y && s->ents.type[y].kind == 'a';
	     y = unqualified(s, s->ents.type[y].y))
		;
	return s->ents.type[y].tag;
}

uint32_t
type_pointee(const struct side *s, uint32_t y)
{
	y = unqualified(s, y);
	return s->ents.type[y].kind == 'p' || s->ents.type[y].kind == 'a' ?
		unqualified(s, s->ents.type[y].y) : 0;
}

int
type_is_const(const struct side *s, uint32_t y)
{
	while (y && (s->ents.type[y].kind == 'a' ||
		     s->ents.type[y].kind == 'q')) {
		if (s->ents.type[y].isconst)
			return 1;
		y = s->ents.type[y].y;
	}
	return 0;
}

/* Look for the member, in structs without a name too.  *place goes on with
 * where it is; 0: it is not there. */
static int
find_member(const struct side *s, uint32_t tag, const char *name,
	    uint64_t *place)
{
	struct layout *l = layout_of(s, tag);
	const struct field_of *f, *end;
	uint64_t off = *place;

	if (!l || l->busy)      /* a damaged stream may go in circles */
		return 0;
	l->busy = 1;
	end = s->types.field + l[1].field;
	for (f = s->types.field + l->field; f < end; f++) {
		*place = off + f->off;
		if (f->name == name)
			*place = mix(*place + 1, f->width);
		if (f->name == name || (!f->name && find_member(s,
				type_tag(s, f->y), name, place)))
			break;
	}
	l->busy = 0;
	return f < end;
}

uint64_t
type_member(struct side *s, uint32_t tag, const char *name)
{
	static uint64_t *places;        /* those found are kept */
	static size_t cap, n;
	uint32_t *at = map_at(&s->types.members, mix_ptr(mix(23, tag), name));
	uint64_t place = 0;

	if (!*at) {
		if (!find_member(s, tag, name, &place))
			place = 0;
		places = grow(places, n + 2, &cap, sizeof places[0]);
		places[++n] = place;
		*at = n;
	}
	return places[*at];
}

uint64_t
type_layout(const struct side *s, uint32_t tag)
{
	struct layout *l = layout_of(s, tag);
	const struct field_of *f, *end;
	uint64_t h;

	if (!l || l->busy || l->hash)
		return l ? l->hash : 0;
	l->busy = 1;
	h = mix(mix(29, l->size), l->align);
	end = s->types.field + l[1].field;
	for (f = s->types.field + l->field; f < end; f++) {
		h = mix(mix_ptr(mix(h, f->off), f->name), f->width);
		h = mix(h, s->types.type[f->y].hash);
		h = mix(h, type_layout(s, type_tag(s, f->y)));
	}
	l->busy = 0;
	return l->hash = h;
}

/* The name of a typedef that stands for the tag, or for arrays of it; NULL:
 * there is none. */
static const char *
typedef_name(const struct side *s, uint32_t tag)
{
	static struct map old_names, new_names;
	struct map *names = s == &old ? &old_names : &new_names;
	const struct entity *e;
	uint32_t i;

	for (i = names->n ? 0 : s->ents.nent; i; i--) {
		e = &s->ents.ent[i];
		if (e->class == TYPEDEF)
			*map_at(names, type_tag(s, e->y)) = e->name;
	}
	i = map_get(names, tag);
	return i ? s->word[i] : NULL;
}

const char *
type_name(const struct side *s, uint32_t tag)
{
	const struct entity *e = &s->ents.ent[tag];
	const char *name = e->name ? NULL : typedef_name(s, tag);
	const char *word = e->class == STRUCT ? "struct" :
		e->class == UNION ? "union" : "enum";

	if (name)
		return name;
	return e->name ? format("%s %s", word, s->word[e->name]) : word;
}

/* Two layouts side by side */

/* The members of the old one by their names -> 1 + index in field */
static void
index_members(const struct layout *l, struct map *m)
{
	uint32_t i;

	for (i = l->field; i < l[1].field; i++)
		if (old.types.field[i].name)
			*map_at(m, mix_ptr(0, old.types.field[i].name)) = i + 1;
}

static const char *
place(const struct field_of *f)
{
	unsigned long long bit = f->off;

	return f->width ? format("%llu.%llu:%u", bit / 8, bit % 8, f->width) :
		format("%llu", bit / 8);
}

enum { SHOWN = 4 };             /* differences that are told */

struct difference {
	const char *text;
	unsigned n;
};

static void
tell(struct difference *d, const char *name, const char *was, const char *now)
{
	if (d->n++ < SHOWN)
		d->text = format("%s%s%s %s %s", d->text ? d->text : "",
				 d->text ? "; " : "", name, was, now);
}

static void
compare_members(struct difference *d, const struct layout *a,
		const struct layout *b, const char **inner)
{
	const struct field_of *f, *o;
	struct map was = { 0 };
	uint32_t i, k, to, from;

	index_members(a, &was);
	for (i = b->field; i < b[1].field; i++) {
		f = &new.types.field[i];
		if (!f->name)
			continue;
		k = map_get(&was, mix_ptr(0, f->name));
		o = k ? &old.types.field[k - 1] : NULL;
		if (!o || o->off != f->off || o->width != f->width)
			tell(d, f->name, o ? place(o) : "-", place(f));
		if (!o)
			continue;
		*map_at(&was, mix_ptr(0, f->name)) = 0;
		to = type_tag(&new, f->y);
		from = type_tag(&old, o->y);
		if (!*inner && to && from && to != b->ent &&
		    type_layout(&old, from) != type_layout(&new, to))
			*inner = type_name(&new, to);
	}
	for (i = a->field; i < a[1].field; i++) {
		o = &old.types.field[i];
		if (o->name && map_get(&was, mix_ptr(0, o->name)))
			tell(d, o->name, place(o), "-");
	}
}

const char *
type_differs(uint32_t old_tag, uint32_t new_tag, const char **inner)
{
	const struct layout *a = layout_of(&old, old_tag);
	const struct layout *b = layout_of(&new, new_tag);
	struct difference d = { NULL, 0 };

	*inner = NULL;
	if (!a || !b || type_layout(&old, old_tag) == type_layout(&new, new_tag))
		return NULL;
	if (a->size != b->size)
		tell(&d, "size", format("%llu", (unsigned long long)a->size),
		     format("%llu", (unsigned long long)b->size));
	if (a->align != b->align)
		tell(&d, "align", format("%u", a->align),
		     format("%u", b->align));
	compare_members(&d, a, b, inner);
	if (!d.text)
		return *inner;
	return d.n > SHOWN ? format("%s; ...", d.text) : d.text;
}
