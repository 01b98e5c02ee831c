// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The types that the body of a function uses without their names: in a->b->c
 * that of b has to be complete.  Nobody has parsed such a body, so this follows
 * the members from parameters and local objects on, whose types are told.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "depp.h"

static struct entry {
	uint32_t ent, name, y;
	uint32_t order;
} *fields;
static size_t nfields, fieldcap;
static size_t nsorted;

/* Objects of the body at hand */
static struct variable {
	uint32_t name, tag;
} *variables;
static size_t nvariables, variablecap;

void
member_record(struct rec *r)
{
	rec_parse(r);
	fields = grow(fields, nfields + 1, &fieldcap, sizeof fields[0]);
	fields[nfields] = (struct entry){ r->f[FIELD_ENT].v,
		r->f[FIELD_NAME].v, r->f[FIELD_TYPE].v, nfields };
	nfields++;
}

static int
by_entity(const void *a, const void *b)
{
	const struct entry *p = a, *q = b;

	if (p->ent != q->ent)
		return p->ent < q->ent ? -1 : 1;
	return p->order < q->order ? -1 : p->order > q->order;
}

/* The struct, union or enum that the type is, or that it leads to; 0: none */
static uint32_t
tag_of(uint32_t y)
{
	while (y && strchr("pqa", ents.type[y].kind))
		y = ents.type[y].y;
	return y ? ents.type[y].tag : 0;
}

/* The first field of tag e; the others follow. */
static size_t
first_field(uint32_t e)
{
	size_t lo = 0, hi = nfields, mid;

	if (nsorted != nfields && nfields)
		qsort(fields, nfields, sizeof fields[0], by_entity);
	nsorted = nfields;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (fields[mid].ent >= e)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

/* The type of the member, which may be one of a member without a name; 0: there
 * is none. */
static uint32_t
member_type(uint32_t tag, uint32_t name)
{
	size_t i;
	uint32_t y;

	for (i = first_field(tag); i < nfields && fields[i].ent == tag; i++) {
		if (fields[i].name == name)
			return fields[i].y;
		if (!fields[i].name && tag_of(fields[i].y) &&
		    (y = member_type(tag_of(fields[i].y), name)))
			return y;
	}
	return 0;
}

static int
is(uint32_t t, const char *s)
{
	return t <= past.ntoken && strcmp(spell(past.token[t].s)->s, s) == 0;
}

static int
is_name(uint32_t t)
{
	return t <= past.ntoken && spell(past.token[t].s)->class == 'i';
}

static int
is_access(uint32_t t)
{
	return is(t, "->") || is(t, ".");
}

static void
add_variable(uint32_t name, uint32_t tag)
{
	variables = grow(variables, nvariables + 1, &variablecap,
			 sizeof variables[0]);
	variables[nvariables++] = (struct variable){ name, tag };
}

/* Tag e, which 0 may be, has to be complete at token t. */
static void
need(uint32_t f, uint32_t place, uint32_t t, uint32_t e)
{
	if (e && ents.ent[e].name && ents.ent[e].class != ENUM)
		learn_full(f, place, t, e);
}

/* The tag that the type is, not one that it leads to; 0: none */
static uint32_t
tag_itself(uint32_t y)
{
	while (y && ents.type[y].kind == 'q')
		y = ents.type[y].y;
	return y ? ents.type[y].tag : 0;
}

static void
parameters(uint32_t f, uint32_t place, uint32_t d)
{
	const struct decl *p;
	const struct entity *e;
	uint32_t i;

	nvariables = 0;
	EACH_DECL_IN(i, d, p, e) {
		if (p->scope != SCOPE_PARAMS || e->class != OBJECT)
			continue;
		add_variable(e->name, tag_of(p->y));
		need(f, place, p->tok, tag_itself(p->y));
	}
}

/* The tag that a declaration may begin with at token t: struct TAG, or a
 * typedef's name; 0: none does. *after: the token after it */
static uint32_t
specifier(uint32_t t, uint32_t *after)
{
	int word = is(t, "struct") || is(t, "union");
	uint32_t e, s = past.token[t + word].s;

	*after = t + word + 1;
	if (!is_name(t + word))
		return 0;
	if (word)
		return ents.tagged[s];
	e = ents.named[s];
	return e && ents.ent[e].class == TYPEDEF ? tag_of(ents.ent[e].y) : 0;
}

/* Remember what a declaration at token t declares first. */
static void
local(uint32_t t)
{
	uint32_t after, tag = specifier(t, &after);

	if (!tag)
		return;
	while (is(after, "*") || is(after, "const"))
		after++;
	if (is_name(after) && (is(after + 1, "=") || is(after + 1, ";") ||
			       is(after + 1, ",")))
		add_variable(past.token[after].s, tag);
}

static uint32_t
variable(uint32_t name)
{
	size_t i;

	for (i = nvariables; i-- > 0; )
		if (variables[i].name == name)
			return variables[i].tag;
	return 0;
}

/* After the index at token t, if there is one */
static uint32_t
after_index(uint32_t t, uint32_t last)
{
	uint32_t depth = 0;

	for (; t <= last && (depth || is(t, "[")); t++) {
		depth += is(t, "[");
		depth -= is(t, "]");
	}
	return t;
}

/* Follow the members from the variable at token t on. */
static void
chain(uint32_t f, uint32_t place, uint32_t t, uint32_t last)
{
	uint32_t tag = variable(past.token[t].s);

	t = after_index(t + 1, last);
	while (tag && t + 2 <= last && is_access(t)) {
		tag = tag_of(member_type(tag, past.token[t + 1].s));
		t = after_index(t + 2, last);
		if (is_access(t))
			need(f, place, t, tag);
	}
}

void
member_needs(uint32_t f, uint32_t place, uint32_t d)
{
	uint32_t t, last = ents.top[d].t1;

	if (ents.top[d].kind != T_FUNCTION || ents.top[d].body)
		return;
	parameters(f, place, d);
	for (t = entity_head(d) + 1; t < last; t++) {
		local(t);
		if (is_name(t) && !is_access(t - 1))
			chain(f, place, t, last);
	}
}
