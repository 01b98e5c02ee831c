// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.7.2.1, 6.7.2.2 Structure, union and enumeration specifiers */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

/* The members of the struct being read; a stack, as structs nest. */
static struct member *list;
static uint32_t nlist;
static size_t listcap;

static enum class
class_of(enum node_kind k)
{
	return k == ND_STRUCT ? C_STRUCT : k == ND_UNION ? C_UNION : C_ENUM;
}

static void
add(uint32_t s, uint32_t type, int width, const struct attrs *a,
    unsigned align, uint32_t token)
{
	struct member *m;

	if (align < a->aligned)
		align = a->aligned;
	if (width < 0) {
		/* a flexible array needs its element only */
		need_complete(type, token);
		if (kind(type) == T_FUNC) {
			err(token, "a member cannot be a function");
			return;
		}
		if (bare(type) == B_VOID)
			err(token, "a member cannot be void");
	} else
		need_complete(type, token);
	list = grow(list, nlist + 1, &listcap, sizeof list[0]);
	m = &list[nlist++];
	*m = (struct member){
		.s = s, .type = type, .width = width, .align = align,
		.packed = a->packed, .itself_packed = a->packed,
		.user = align != 0, .given = a->given,
	};
}

static int
bit_width(uint32_t n, uint32_t *type, uint32_t name)
{
	uint32_t t = nd(n)->t0;
	wide v;

	if (!expr_constant(n, &v, NULL, "bit-field width"))
		return 0;
	if (*type && !type_is_int(*type)) {
		err(t, "a bit-field cannot have the type '%s'",
		    type_name(*type));
		return 0;
	}
	if (v < 0) {
		err(t, "negative width in bit-field");
		return 0;
	}
	if (v == 0 && name) {
		err(t, "zero width for bit-field '%s'", tree_text(name));
		return 0;
	}
	if (*type && v > type_bits(*type)) {
		err(t, "width of bit-field exceeds its type");
		return 0;
	}
	return v;
}

static void
field(uint32_t n, const struct specs *sp)
{
	struct declr d;
	struct attrs a;
	uint32_t type, token;
	int width = -1;

	declr_read(kid(n, 0), sp->type, &d);
	a = sp->attrs;
	if (a.aligned < d.attrs.aligned)
		a.aligned = d.attrs.aligned;
	a.packed |= d.attrs.packed;
	a.given = given_join(d.attrs.given, a.given);
	if (!d.derived)
		a.given = given_join(a.given, sp->of_type);
	attrs_read(kid(n, 2), &a);
	attrs_read(kid(n, 3), &a);
	token = d.name ? d.name : nd(n)->t0;
	type = attrs_type(&a, d.type, token);
	if (nd(n)->n > 1 && kid(n, 1))
		width = bit_width(kid(n, 1), &type, d.name);
	if (!type)
		return;
	if (width >= 0 && target.unsigned_bitfields && !sp->sgn &&
	    kind(type) == T_BASE && !type_unsigned(type))
		type = type_qual(type_int_sized(type_size(type), 1),
				 quals(type));
	add(d.name ? spelling(d.name) : 0, type, width, &a, sp->align, token);
}

/* The typedef that the members are declared by; 0: none. */
static uint32_t
by_typedef(uint32_t fields)
{
	uint32_t specs = kid(fields, 0), k;
	unsigned i;

	for (i = 0; i < nd(specs)->n; i++) {
		k = kid(specs, i);
		if (nd(k)->kind == ND_TNAME)
			return spelling(nd(k)->t0);
	}
	return 0;
}

/* Plan 9 takes the name of the typedef for the member's. */
static void
add_anonymous(const struct specs *sp, uint32_t fields)
{
	uint32_t n = nlist;

	add(0, sp->type, -1, &sp->attrs, sp->align, nd(fields)->t0);
	if (target.plan9 && n < nlist)
		list[n].alias = by_typedef(fields);
}

static void
members(uint32_t n)
{
	struct specs sp;
	uint32_t c;
	unsigned i, j;

	for (i = 0; i < nd(n)->n; i++) {
		c = kid(n, i);
		switch (nd(c)->kind) {
		case ND_ASSERT:
			assertion(c);
			continue;
		case ND_FIELDS:
			break;
		default:
			continue;
		}
		specs_read(kid(c, 0), &sp, 0);
		for (j = 1; j < nd(c)->n; j++)
			field(kid(c, j), &sp);
		if (nd(c)->n > 1 || !type_is_record(sp.type))
			continue;
		/* 6.7.2.1p13: anonymous; with a tag only for MS and Plan 9 */
		if (target.ms_extensions || target.plan9 ||
		    (!ents[types[bare(sp.type)].ent].s &&
		     !(target.strict && by_typedef(c))))
			add_anonymous(&sp, c);
	}
}

/* What the integer type of an enum with these values is. */
static uint32_t
enum_type(wide min, wide max, const struct attrs *a)
{
	static const unsigned char sizes[] = { 1, 2, 4, 8, 16 };
	int uns = min >= 0;
	size_t i;
	uint32_t t;

	if (a->mode) {
		t = attrs_type(a, uns ? B_UINT : B_INT, 0);
		if (t && type_is_int(t))
			return t;
	}
	for (i = 0; i < LEN(sizes); i++) {
		if (sizes[i] < target.size_int && !a->packed &&
		    !target.short_enums)
			continue;
		t = type_int_sized(sizes[i], uns);
		if (t && value_fit(min, t) == min && value_fit(max, t) == max)
			return t;
	}
	return uns ? B_UINT : B_INT;
}

/* The enumerators of the enum being read */
struct enumeration {
	struct tag *tag;
	uint32_t type;          /* of the last one within the braces */
	wide next;              /* the value of one without an expression */
	wide min, max;
};

/* The type of one without an expression, which is that of the one before plus
 * 1.  Since gcc 13 (C23) a wider one of the same sign takes what does not fit. */
static uint32_t
implied_type(uint32_t n, const struct enumeration *m)
{
	uint32_t wider;

	if (value_fit(m->next, m->type) == m->next)
		return m->type;
	wider = type_int_sized(8, type_unsigned(m->type));
	if ((target.gcc && target.gcc < 13) ||
	    value_fit(m->next, wider) != m->next)
		err(nd(n)->t0, "overflow in enumeration values");
	return wider;
}

/* Within the braces one that fits is an int, any other has the type of its
 * expression; after them that is the enum's. */
static wide
enumerator_value(uint32_t n, struct enumeration *m)
{
	uint32_t value = nd(n)->n > 1 ? kid(n, 1) : 0;
	wide v = m->next;

	if (!value)
		m->type = implied_type(n, m);
	else if (expr_constant(value, &v, &m->type, "enumerator value"))
		m->type = type_promote(m->type, 0);
	if (value_fit(v, B_INT) == v)
		m->type = B_INT;
	return v;
}

static void
enumerator(uint32_t n, struct enumeration *m)
{
	uint32_t t = nd(n)->t0, s = spelling(t), e, type;
	struct attrs a = { 0 };
	wide *p = alloc(sizeof *p);

	attrs_read(kid(n, 0), &a);
	*p = enumerator_value(n, m);
	m->next = *p + 1;
	if (*p < m->min)
		m->min = *p;
	if (*p > m->max)
		m->max = *p;
	e = scope_find_here(SP_ORDINARY, s);
	if (e && ents[e].tok && ents[e].tok < t) {
		err(t, "redeclaration of '%s'", tree_text(t));
		err_note(ents[e].tok, "previous declaration of '%s'",
		     tree_text(t));
	}
	type = m->type == B_INT ? m->type : m->tag->type;
	e = ent_new(C_ENUMERATOR, s, L_NONE, ST_NONE,
		    scope_depth() ? state.d : 0, type);
	ents[e].value = p;
	ents[e].tok = t;
	nd(n)->ent = e;
	scope_bind(SP_ORDINARY, s, e, t);
	ent_decl(e, t, "definition", n, type);
	ents[e].type = m->type;
}

static void
enumerators(uint32_t n, struct tag *g, const struct attrs *a)
{
	struct enumeration m = { .tag = g, .type = B_INT };
	uint32_t e;
	unsigned i;

	for (i = 0; i < nd(n)->n; i++)
		enumerator(kid(n, i), &m);
	for (i = 0; i < nd(n)->n; i++) {
		e = nd(kid(n, i))->ent;
		if (ents[e].type != B_INT)
			ents[e].type = g->type;
	}
	g->under = enum_type(m.min, m.max, a);
	g->size = type_size(g->under);
	g->align = type_alignof(g->under);
	if (g->align < a->aligned)
		g->align = a->aligned;
	g->complete = 1;
}

static uint32_t
new_tag(enum class c, uint32_t s, uint32_t token)
{
	uint32_t e;

	e = ent_new(c, s, L_NONE, ST_NONE, scope_depth() ? state.d : 0, 0);
	ents[e].tok = token;
	ents[e].tag->type = type_tag(e);
	if (s)
		scope_bind(SP_TAG, s, e, token);
	return e;
}

/* struct tag, without members */
static uint32_t
mention(uint32_t n, enum class c, uint32_t name, int alone)
{
	uint32_t s = spelling(name), e;

	e = alone ? scope_find_here(SP_TAG, s) : scope_find(SP_TAG, s, name);
	if (e && ents[e].class != c) {
		err(name, "'%s' is declared as %s elsewhere", tree_text(name),
		    ent_class(ents[e].class));
		return B_UNKNOWN;
	}
	if (e && !alone) {
		ent_use(e, name, scope_kind() == SCOPE_PARAMS ? 'p' : 't');
		return ents[e].tag->type;
	}
	if (!e)
		e = new_tag(c, s, name);
	ent_decl(e, name, "forward", n, ents[e].tag->type);
	return ents[e].tag->type;
}

static uint32_t
begin_definition(uint32_t n, enum class c, uint32_t name)
{
	uint32_t s, e = 0, token = name ? name : nd(n)->t0;

	s = name ? spelling(name) : 0;
	if (s)
		e = scope_find_here(SP_TAG, s);
	if (e && ents[e].class != c) {
		err(name, "'%s' is declared as %s elsewhere", tree_text(name),
		    ent_class(ents[e].class));
		e = 0;
	}
	if (e && (ents[e].tag->complete || ents[e].tag->defining)) {
		err(name, "redefinition of '%s %s'", ent_class(c),
		    tree_text(name));
		err_note(ents[e].tok, "originally declared here");
		e = 0;
	}
	if (!e)
		e = new_tag(c, s, token);
	ents[e].tag->defining = 1;
	ent_decl(e, token, "definition", n, ents[e].tag->type);
	return e;
}

uint32_t
tag_read(uint32_t n, int alone)
{
	const struct node *p = nd(n);
	enum class c = class_of(p->kind);
	uint32_t name, e, first = nlist;
	struct attrs a = { 0 };
	struct tag *g;

	expr_enter(p->t0);
	name = p->n > 1 && kid(n, 1) ? nd(kid(n, 1))->t0 : 0;
	attrs_read(kid(n, 0), &a);
	if (p->n < 3 || !kid(n, 2)) {
		if (p->n > 3)
			attrs_read(kid(n, 3), &a);
		if (!name) {
			err(p->t0, "a %s with neither tag nor members",
			    ent_class(c));
			return B_UNKNOWN;
		}
		return mention(n, c, name, alone);
	}
	e = begin_definition(n, c, name);
	g = ents[e].tag;
	if (c == C_ENUM) {
		if (p->n > 3)
			attrs_read(kid(n, 3), &a);
		enumerators(kid(n, 2), g, &a);
	} else {
		members(kid(n, 2));
		if (p->n > 3)
			attrs_read(kid(n, 3), &a);
		g->n = nlist - first;
		g->m = alloc(g->n * sizeof g->m[0] + 1);
		if (g->n)
			memcpy(g->m, &list[first], g->n * sizeof g->m[0]);
		nlist = first;
		layout_record(g, c == C_UNION, &a, target_pack(p->t1));
	}
	g->defining = 0;
	g->transparent = a.transparent;
	g->packed = a.packed;
	g->aligned = a.aligned;
	g->given = a.given;
	layout_out(g);
	return g->type;
}
