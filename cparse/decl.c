// SPDX-License-Identifier: GPL-2.0-or-later
/* Declarations: specifiers, declarators, attributes; and what names they
 * declare, since a typedef name is another token from then on. */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"
#include "gram.h"

const struct word *
wordof(uint32_t t)
{
	return &words[feed_spelling(t)];
}

uint32_t
declr_inner(uint32_t d)
{
	return kid(d, nodep(d)->kind == N_D_PAREN);
}

uint32_t
declr_name(uint32_t d)
{
	while (d && nodep(d)->kind != N_D_NAME)
		d = declr_inner(d);
	return d ? nodep(d)->t0 : 0;
}

static uint32_t
specs(uint32_t list)
{
	if (!list)      /* implicit int: stands where the next token does */
		return node0(N_SPECS, feed_first(), feed_first());
	return nodek(N_SPECS, first(list_first(list)), last(list_last(list)),
		     0, NULL, list);
}

static int
is_typedef(uint32_t node)
{
	const struct node *s;
	unsigned i;

	for (i = 0; i < nodep(node)->nkids; i++) {
		s = nodep(kid(node, i));
		if (s->kind == N_STORAGE && (wordof(s->t0)->flags & W_TYPEDEF))
			return 1;
	}
	return 0;
}

/* Neither storage classes nor `inline' can stand in this list. */
static void
no_storage(uint32_t specs, const char *expected)
{
	const struct node *s;
	unsigned i;

	for (i = 0; i < nodep(specs)->nkids; i++) {
		s = nodep(kid(specs, i));
		if (s->kind == N_STORAGE || s->kind == N_FUNCSPEC)
			feed_wrong(s->t0, expected);
	}
}

/* 6.7 Declarations */

/* Two types in a row are ceval's, but for one after the } of another: there
 * a ; is missing. */
uint32_t
another_type(uint32_t list, uint32_t type)
{
	uint32_t c, n;

	for (c = list_begin(list); c; c = list_next(list, c)) {
		n = list_node(c);
		switch (nodep(n)->kind) {
		case N_STRUCT: case N_UNION: case N_ENUM:
			if (kid(n, 2))
				feed_wrong(first(type), "';' or a name");
		}
	}
	return append(list, type);
}

uint32_t
part(uint32_t list)
{
	uint32_t s = specs(list), p = part_new();

	partp(p)->specs = s;
	partp(p)->is_typedef = is_typedef(s);
	return p;
}

uint32_t
fpart(uint32_t list)
{
	uint32_t p = part(list);

	no_storage(partp(p)->specs, "a member's type or '}'");
	return p;
}

uint32_t
declare(uint32_t part, uint32_t pre, uint32_t declr)
{
	struct part *p = partp(part);
	uint32_t t = declr_name(declr);

	p->declr = declr;
	p->pre = pre;
	p->label = p->attrs = 0;
	if (t) {
		scope_declare(feed_spelling(t), p->is_typedef);
		if (!scope_depth() && !p->is_typedef)
			top_name(feed_spelling(t));
	}
	return part;
}

uint32_t
part_attrs(uint32_t part, uint32_t label, uint32_t at)
{
	partp(part)->label = label;
	partp(part)->attrs = at;
	return part;
}

uint32_t
initdecl(uint32_t part, uint32_t init)
{
	struct part *p = partp(part);
	uint32_t t0 = first(p->pre ? p->pre : p->declr);
	uint32_t t1 = last(init ? init : p->attrs ? p->attrs :
			   p->label ? p->label : p->declr);
	uint32_t k[] = { p->declr, p->label, p->attrs, init, p->pre };
	uint32_t n = nodek(N_INITDECL, t0, t1, p->pre ? 5 : 4, k, 0);

	p->list = append(p->list, n);
	return part;
}

uint32_t
declaration(uint32_t part, uint32_t semi)
{
	struct part *p = partp(part);

	return nodek(N_DECLARATION, first(p->specs), semi, 1, &p->specs,
		     p->list);
}

/* 6.7.2.1 Structure and union specifiers, 6.7.2.2 Enumerations */

static uint32_t
tagged(int kind, uint32_t t, uint32_t a, uint32_t tag, uint32_t m, uint32_t b)
{
	uint32_t k[] = { a, tag, m, b };

	return nodek(kind, t, last(b ? b : m ? m : tag), LEN(k), k, 0);
}

uint32_t
record(uint32_t t, uint32_t a, uint32_t tag, uint32_t m, uint32_t b)
{
	return tagged(wordof(t)->flags & W_UNION ? N_UNION : N_STRUCT,
		      t, a, tag, m, b);
}

uint32_t
members(uint32_t open, uint32_t close, uint32_t list)
{
	return nodek(N_MEMBERS, open, close, 0, NULL, list);
}

/* A field as a part: its node is made when what stands before is known. */
uint32_t
field(uint32_t declr, uint32_t colon, uint32_t width, uint32_t at)
{
	uint32_t f = part_new();

	*partp(f) = (struct part){
		.declr = declr, .label = width, .attrs = at, .kr = colon
	};
	return f;
}

uint32_t
fieldlist(uint32_t part, uint32_t pre, uint32_t field)
{
	struct part f = *partp(field);
	uint32_t t0 = pre ? first(pre) : f.declr ? first(f.declr) : f.kr;
	uint32_t t1 = last(f.attrs ? f.attrs : f.label ? f.label : f.declr);
	uint32_t k[] = { f.declr, f.label, f.attrs, pre };
	uint32_t n = nodek(N_FIELD, t0, t1, pre ? 4 : 3, k, 0);

	partp(part)->list = append(partp(part)->list, n);
	return part;
}

/* semi is 0 where the last one of a struct lacks it. */
uint32_t
fields(uint32_t part, uint32_t semi)
{
	struct part *p = partp(part);
	uint32_t end = semi ? semi : last(p->list ? list_last(p->list) :
					  p->specs);

	return nodek(N_FIELDS, first(p->specs), end, 1, &p->specs, p->list);
}

uint32_t
enumeration(uint32_t t, uint32_t a, uint32_t tag, uint32_t e, uint32_t b)
{
	return tagged(N_ENUM, t, a, tag, e, b);
}

uint32_t
enumerators(uint32_t open, uint32_t close, uint32_t list)
{
	return nodek(N_ENUMERATORS, open, close, 0, NULL, list);
}

uint32_t
enumerator(uint32_t t, uint32_t at, uint32_t e)
{
	scope_declare(feed_spelling(t), 0);
	return node2(N_ENUMERATOR, t, e ? last(e) : at ? last(at) : t, at, e);
}

/* Attributes */

uint32_t
attrs_part(uint32_t t, uint32_t end, uint32_t list)
{
	uint32_t p = part_new();

	*partp(p) = (struct part){ .t0 = t, .list = list, .kr = end };
	return p;
}

/* What the attributes of C23 itself are given: a string or nothing. */
static void
std_args(uint32_t attr)
{
	static const struct {
		const char *name;
		int string;
	} known[] = {
		{ "deprecated", 1 }, { "__deprecated__", 1 },
		{ "nodiscard", 1 }, { "__nodiscard__", 1 },
		{ "maybe_unused", 0 }, { "__maybe_unused__", 0 },
		{ "fallthrough", 0 }, { "__fallthrough__", 0 },
	};
	const struct node *name = nodep(kid(attr, 0));
	uint32_t arg = kid(attr, 1);
	const char *s = spell(feed_spelling(name->t0))->s;
	size_t i;

	if (!arg || name->t0 != name->t1)
		return;
	for (i = 0; i < LEN(known); i++) {
		if (strcmp(s, known[i].name))
			continue;
		if (!known[i].string)
			feed_wrong(first(arg), "')'");
		else if (nodep(arg)->kind != N_STRING)
			feed_wrong(first(arg), "a string");
		else if (kid(attr, 2))
			feed_wrong(last(arg) + 1, "')'");
	}
}

uint32_t
attrs_std(uint32_t t, uint32_t end, uint32_t list)
{
	uint32_t c;

	for (c = list_begin(list); c; c = list_next(list, c))
		std_args(list_node(c));
	return attrs_part(t, end, list);
}

uint32_t
attrs_join(uint32_t a, uint32_t b)
{
	partp(a)->kr = partp(b)->kr;
	partp(a)->list = join(partp(a)->list, partp(b)->list);
	return a;
}

uint32_t
attrs(uint32_t a)
{
	struct part *p = partp(a);

	return nodek(N_ATTRS, p->t0, p->kr, 0, NULL, p->list);
}

uint32_t
attr(uint32_t name, uint32_t end, uint32_t list)
{
	return nodek(N_ATTR, first(name), end ? end : last(name), 1, &name,
		     list);
}

/* 6.7.6 Declarators */

uint32_t
pointer(uint32_t t, uint32_t quals, uint32_t declr)
{
	uint32_t end = declr ? last(declr) : quals ? last(list_last(quals)) : t;

	return nodek(N_D_PTR, t, end, 1, &declr, quals);
}

uint32_t
dparen(uint32_t t, uint32_t end, uint32_t at, uint32_t declr)
{
	scope_close();
	return node2(N_D_PAREN, t, end, at, declr);
}

uint32_t
array_part(uint32_t t, uint32_t end, uint32_t e, uint32_t quals)
{
	uint32_t p = part_new(), c;
	int statics = 0;

	for (c = list_begin(quals); c; c = list_next(quals, c))
		if (nodep(list_node(c))->kind == N_STORAGE && statics++)
			feed_wrong(first(list_node(c)), "an expression");
	*partp(p) = (struct part){ .t0 = t, .kr = end, .declr = e,
				   .list = quals };
	return p;
}

uint32_t
array(uint32_t declr, uint32_t arraypart)
{
	struct part *p = partp(arraypart);
	uint32_t k[] = { declr, p->declr };

	return nodek(N_D_ARRAY, declr ? first(declr) : p->t0, p->kr,
		     LEN(k), k, p->list);
}

uint32_t
function(uint32_t declr, uint32_t t, uint32_t end, uint32_t parms)
{
	scope_close();
	return node2(N_D_FUNC, declr ? first(declr) : t, end, declr, parms);
}

uint32_t
dattrs(uint32_t declr, uint32_t attrspart)
{
	uint32_t a = attrs(attrspart), p;

	p = nodep(declr)->kind == N_D_FUNC ? kid(declr, 1) : 0;
	if (p && nodep(p)->kind == N_IDLIST)
		feed_wrong(first(a), "no attributes behind a list of names");
	return node2(N_D_ATTRS, first(declr), last(a), declr, a);
}

uint32_t
idlist(uint32_t list)
{
	return nodek(N_IDLIST, first(list_first(list)), last(list_last(list)),
		     0, NULL, list);
}

uint32_t
params(uint32_t list)
{
	return nodek(N_PARAMS, first(list_first(list)), last(list_last(list)),
		     0, NULL, list);
}

/* (...) is C23's. */
uint32_t
only_dots(uint32_t t)
{
	if (!word_c23())
		feed_wrong(t, "a parameter");
	return params(spec(0, N_ELLIPSIS, t));
}

uint32_t
param(uint32_t list, uint32_t declr, uint32_t at)
{
	uint32_t s = specs(list), t = declr_name(declr);

	if (t)
		scope_declare(feed_spelling(t), 0);
	return node3(N_PARAM, first(s), last(at ? at : declr ? declr : s),
		     s, declr, at);
}

uint32_t
typename(uint32_t list, uint32_t declr)
{
	uint32_t s = specs(list);

	no_storage(s, "a type");
	return node2(N_TYPENAME, first(s), last(declr ? declr : s), s, declr);
}

/* 6.9.1 Function definitions */

uint32_t
declr_func(uint32_t d)
{
	uint32_t f = 0;

	for (; d && nodep(d)->kind != N_D_NAME; d = declr_inner(d))
		if (nodep(d)->kind == N_D_FUNC)
			f = d;
		else if (nodep(d)->kind != N_D_PAREN &&
			 nodep(d)->kind != N_D_ATTRS)
			f = 0;
	return f;
}

uint32_t
fun_name(uint32_t part)
{
	uint32_t d = partp(part)->declr;

	return declr_func(d) ? declr_name(d) : 0;
}

uint32_t
fun_open(uint32_t part)
{
	uint32_t f = declr_func(partp(part)->declr), p, i, k, t;
	uint32_t label = partp(part)->label, at = partp(part)->attrs;

	if (f && at && !word_clang()) {
		feed_wrong(first(at), "attributes of a function definition "
			   "before its declarator");
		return part;
	}
	if (!f || label) {
		feed_no_function(!partp(part)->list && !at && !label);
		return part;
	}
	p = kid(f, 1);
	scope_open();
	for (i = 0; p && i < nodep(p)->nkids; i++) {
		k = kid(p, i);
		t = nodep(k)->kind == N_ID ? first(k) :
		    nodep(k)->kind == N_PARAM ? declr_name(kid(k, 1)) : 0;
		if (t)
			scope_declare(feed_spelling(t), 0);
	}
	return part;
}

/* K&R: [[..]] cannot begin a declaration of parameters. */
uint32_t
krdecl(uint32_t node)
{
	const struct node *s = nodep(kid(kid(node, 0), 0));

	if (s && s->kind == N_ATTRS && wordof(s->t0)->kind == T_LBRACKET)
		feed_wrong(s->t0, "a type or '{'");
	return node;
}

uint32_t
part_kr(uint32_t part, uint32_t list)
{
	uint32_t k = nodek(N_KRDECLS, first(list_first(list)),
			   last(list_last(list)), 0, NULL, list);

	partp(part)->kr = k;
	return part;
}

uint32_t
fun_node(uint32_t part, uint32_t body)
{
	struct part *p = partp(part);
	uint32_t k[] = { p->specs, p->declr, p->attrs, p->kr, body };
	uint32_t end = last(body ? body : p->kr ? p->kr : p->attrs ?
			    p->attrs : p->declr);

	return nodek(N_FUNCDEF, first(p->specs), end, body ? 5 : 4, k, 0);
}
