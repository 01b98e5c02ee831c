// SPDX-License-Identifier: GPL-2.0-or-later
/* What is asked of types: sizeof, _Alignof, offsetof, and gcc's
 * __builtin_types_compatible_p */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

struct ex
size_of(uint32_t n, int align)
{
	uint32_t c = kid(n, 0), t = nd(n)->t0, type;
	struct ex a = { 0 };
	int64_t size;

	if (nd(c)->kind == ND_TYPENAME)
		type = typename_read(c);
	else {
		a = expr_unevaluated(c);
		type = a.type;
	}
	if (!type)
		return ex_of(target.size_type, t);
	if (a.bits)
		err(t, "'%s' applied to a bit-field",
		    align ? "_Alignof" : "sizeof");
	if (!need_complete(type, t))
		return ex_of(target.size_type, t);
	if (align) {
		/* i386: what a member is aligned to, for the word of C11 */
		size = nd(c)->kind == ND_TYPENAME &&
			!strcmp(tree_text(t), "_Alignof") ?
			layout_align(type) : type_alignof(type);
		return ex_int(a.align ? a.align : size, target.size_type,
				t);
	}
	size = type_size(type);
	if (size == N_VARIABLE || (size < 0 && type_variable(type))) {
		if (nd(c)->kind != ND_TYPENAME)
			expr_revive(c);
		return ex_of(target.size_type, t);
	}
	if (size < 0) {
		err(t, "sizeof applied to the incomplete type '%s'",
		    type_name(type));
		return ex_of(target.size_type, t);
	}
	return ex_int(size, target.size_type, t);
}

/* How far offsetof has come: in which type, at which byte */
struct place {
	uint32_t type;          /* B_UNKNOWN: after an error */
	wide off;
	int known;              /* is off known? */
};

static void
to_member(struct place *p, uint32_t t)
{
	const struct member *m;

	if (!type_is_record(p->type)) {
		err(t, "request for member '%s' in something not a structure "
		    "or union", tree_text(t));
		p->type = B_UNKNOWN;
		return;
	}
	if (!need_complete(p->type, t)) {
		p->type = B_UNKNOWN;
		return;
	}
	m = member_find(p->type, spelling(t));
	if (!m) {
		err(t, "'%s' has no member named '%s'", type_name(p->type),
		    tree_text(t));
		p->type = B_UNKNOWN;
		return;
	}
	if (m->width >= 0)
		err(t, "attempt to take the address of a bit-field");
	p->off += m->bitoff / 8;
	p->type = m->type;
}

static void
to_element(struct place *p, uint32_t d)
{
	struct ex e = expr_value(kid(d, 0));

	if (kind(p->type) != T_ARRAY && kind(p->type) != T_PTR) {
		err(nd(d)->t0, "subscripted value is not an array");
		p->type = B_UNKNOWN;
		return;
	}
	p->type = base(p->type);
	if (e.v.kind == V_INT)
		p->off += e.v.i * type_size(p->type);
	else
		p->known = 0;
}

struct ex
offset_of(uint32_t n)
{
	struct place p = { .type = typename_read(kid(n, 0)), .known = 1 };
	uint32_t d, t = nd(n)->t0;
	unsigned i;

	for (i = 1; i < nd(n)->n && p.type; i++) {
		d = kid(n, i);
		switch (nd(d)->kind) {
		case ND_DESIG_MEMBER:
			if (kind(p.type) == T_ARRAY && i > 1)
				p.type = base(p.type);  /* a->m is a[0].m */
			to_member(&p, nd(d)->t1);
			break;
		case ND_DESIG_INDEX:
			to_element(&p, d);
			break;
		default:
			p.type = B_UNKNOWN;
			break;
		}
	}
	return p.known && p.type ? ex_int(p.off, target.size_type, t) :
		ex_of(target.size_type, t);
}

struct ex
types_compatible(uint32_t n)
{
	uint32_t a = typename_read(kid(n, 0)), b = typename_read(kid(n, 1));

	return ex_int(type_compatible(type_plain(a), type_plain(b)),
			B_INT, nd(n)->t0);
}
