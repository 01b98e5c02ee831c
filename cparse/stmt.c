// SPDX-License-Identifier: GPL-2.0-or-later
/* Initialisers, statements, expressions */
#include "util.h"
#include "rec.h"
#include "cparse.h"
#include "gram.h"

/* 6.7.9 Initialisation */

uint32_t
initlist(uint32_t t, uint32_t end, uint32_t list)
{
	return nodek(N_INITLIST, t, end, 0, NULL, list);
}

uint32_t
inititem(uint32_t desigs, uint32_t init)
{
	uint32_t d = 0;

	if (desigs)
		d = nodek(N_DESIGNATION, first(list_first(desigs)),
			  last(list_last(desigs)), 0, NULL, desigs);
	return node2(N_INITITEM, first(d ? d : init), last(init), d, init);
}

/* 6.8 Statements */

uint32_t
block(uint32_t t, uint32_t end, uint32_t list)
{
	scope_close();
	return nodek(N_BLOCK, t, end, 0, NULL, list);
}

uint32_t
locals(uint32_t t, uint32_t end, uint32_t list)
{
	return nodek(N_LOCAL_LABELS, t, end, 0, NULL, list);
}

uint32_t
nested(uint32_t part, uint32_t body)
{
	scope_close();
	return fun_node(part, body);
}

static uint32_t
label_part(uint32_t kind, uint32_t t, uint32_t end, uint32_t a, uint32_t b)
{
	uint32_t l = part_new();

	*partp(l) = (struct part){
		.t0 = t, .kr = end, .kind = kind, .label = a, .attrs = b
	};
	return l;
}

uint32_t
label(uint32_t t, uint32_t colon, uint32_t at)
{
	return label_part(N_LABEL, t, at ? last(at) : colon, at, 0);
}

uint32_t
label_before(uint32_t at, uint32_t l)
{
	partp(l)->pre = at;
	return l;
}

uint32_t
label_case(uint32_t t, uint32_t colon, uint32_t e, uint32_t e2)
{
	return label_part(e2 ? N_CASE_RANGE : e ? N_CASE : N_DEFAULT,
			  t, colon, e, e2);
}

uint32_t
label_end(uint32_t l, uint32_t stmt)
{
	struct part p = *partp(l);
	uint32_t t1 = stmt ? last(stmt) : p.kr, n;

	switch (p.kind) {
	case N_CASE_RANGE:
		n = node3(p.kind, p.t0, t1, p.label, p.attrs, stmt);
		break;
	case N_DEFAULT:
		n = node1(p.kind, p.t0, t1, stmt);
		break;
	default:
		n = node2(p.kind, p.t0, t1, p.label, stmt);
	}
	return p.pre ? attributed(p.pre, n) : n;
}

uint32_t
expr_stmt(uint32_t e, uint32_t semi)
{
	return node2(N_EXPR_STMT, first(e), semi, e, 0);
}

uint32_t
attr_stmt(uint32_t at, uint32_t semi)
{
	return node2(N_EXPR_STMT, first(at), semi, 0, at);
}

uint32_t
attributed(uint32_t at, uint32_t stmt)
{
	return node2(N_ATTRIBUTED, first(at), last(stmt), at, stmt);
}

/* GNU's attributes are those of a declaration there, or stand alone; a name
 * after them may begin one, of an int. */
uint32_t
item(uint32_t stmt)
{
	uint32_t t;

	if (nodep(stmt)->kind != N_ATTRIBUTED ||
	    wordof(first(stmt))->kind != T_ATTRIBUTE)
		return stmt;
	t = first(kid(stmt, 1));
	if (wordof(t)->kind != T_IDENT)
		feed_wrong(t, "a declaration or ';' behind the attributes");
	return stmt;
}

uint32_t
if_stmt(uint32_t t, uint32_t e, uint32_t s, uint32_t s2)
{
	scope_close99();
	return node3(N_IF_S, t, last(s2 ? s2 : s), e, s, s2);
}

uint32_t
loop(int kind, uint32_t t, uint32_t e, uint32_t s)
{
	scope_close99();
	return node2(kind, t, last(s), e, s);
}

uint32_t
do_stmt(uint32_t t, uint32_t end, uint32_t s, uint32_t e)
{
	scope_close99();
	return node2(N_DO, t, end, s, e);
}

uint32_t
for_stmt(uint32_t t, uint32_t a, uint32_t b, uint32_t c, uint32_t s)
{
	scope_close99();
	return nodek(N_FOR, t, last(s), 4, (uint32_t[]){ a, b, c, s }, 0);
}

static uint32_t
group(int kind, uint32_t list)
{
	if (!list)
		return 0;
	return nodek(kind, first(list_first(list)), last(list_last(list)),
		     0, NULL, list);
}

uint32_t
asm_stmt(uint32_t t, uint32_t end, uint32_t str, uint32_t outputs,
	 uint32_t inputs, uint32_t clobbers, uint32_t labels)
{
	uint32_t k[4];

	k[0] = string(str);
	k[1] = group(N_OPERANDS, outputs);
	k[2] = group(N_OPERANDS, inputs);
	k[3] = group(N_CLOBBERS, clobbers);
	return nodek(N_ASM, t, end, LEN(k), k, labels);
}

uint32_t
operand(uint32_t t, uint32_t end, uint32_t str, uint32_t e)
{
	uint32_t s = string(str);

	return node2(N_OPERAND, t ? t : first(s), end, s, e);
}

/* 6.5 Expressions */

uint32_t
strings(uint32_t s, uint32_t t)
{
	if (!s) {
		s = part_new();
		partp(s)->t0 = t;
	}
	partp(s)->t1 = t;
	return s;
}

uint32_t
string(uint32_t s)
{
	return node0(N_STRING, partp(s)->t0, partp(s)->t1);
}

uint32_t
generic(uint32_t t, uint32_t end, uint32_t e, uint32_t list)
{
	return nodek(N_GENERIC, t, end, 1, &e, list);
}

/* DR 444: what has no object has no alignment either. */
uint32_t
assoc(uint32_t t, uint32_t type, uint32_t e)
{
	uint32_t specs = type ? kid(type, 0) : 0;
	unsigned i;

	for (i = 0; specs && i < nodep(specs)->nkids; i++)
		if (nodep(kid(specs, i))->kind == N_ALIGNAS)
			feed_wrong(first(kid(specs, i)), "a type");
	return node2(N_ASSOC, type ? first(type) : t, last(e), type, e);
}

uint32_t
offset_of(uint32_t t, uint32_t end, uint32_t type, uint32_t list)
{
	return nodek(N_OFFSETOF, t, end, 1, &type, list);
}

uint32_t
call(uint32_t fun, uint32_t end, uint32_t list)
{
	return nodek(N_CALL, first(fun), end, 1, &fun, list);
}

uint32_t
unary(int kind, uint32_t t, uint32_t e)
{
	return node1(kind, t, last(e), e);
}

uint32_t
binary(int kind, uint32_t a, uint32_t b)
{
	return node2(kind, first(a), last(b), a, b);
}

uint32_t
cond(uint32_t a, uint32_t b, uint32_t c)
{
	return node3(N_COND, first(a), last(c), a, b, c);
}
