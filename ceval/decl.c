// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.7 Declarations, 6.9.1 Function definitions */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

/* 6.7.2 Type specifiers, as they are counted */
struct counts {
	unsigned char char_, short_, int_, long_, sign, unsign,
		      complex_, int128, nother;
	uint32_t other;         /* float, double, _Bool, _Float.. */
};

static void
other(struct counts *c, enum base b)
{
	c->other = b;
	c->nother++;
}

static void
keyword(uint32_t t, struct counts *c)
{
	switch (tree_word(t)) {
	case W_VOID: other(c, B_VOID); break;
	case W_CHAR: c->char_++; break;
	case W_SHORT: c->short_++; break;
	case W_INT: c->int_++; break;
	case W_LONG: c->long_++; break;
	case W_SIGNED: c->sign++; break;
	case W_UNSIGNED: c->unsign++; break;
	case W_COMPLEX: case W_COMPLEX_GNU: c->complex_++; break;
	case W_INT128: c->int128++; break;
	case W_FLOAT: other(c, B_FLOAT); break;
	case W_DOUBLE: other(c, B_DOUBLE); break;
	case W_BOOL: other(c, B_BOOL); break;
	case W_FLOAT16: other(c, B_F16); break;
	case W_BF16: other(c, B_BF16); break;
	case W_FLOAT32: other(c, B_F32); break;
	case W_FLOAT64: other(c, B_F64); break;
	case W_FLOAT32X: other(c, B_F32X); break;
	case W_FLOAT64X: other(c, B_F64X); break;
	case W_FLOAT128: case W_FLOAT128_GNU: case W_IEEE128:
		other(c, B_F128);
		break;
	case W_FLOAT80:
		other(c, target.ldouble_digits == 64 ? B_LDOUBLE : B_F80);
		break;
	case W_IBM128:
		other(c, target.ldouble_digits == 106 ? B_LDOUBLE :
		      B_IBM128);
		break;
	case W_DECIMAL32: other(c, B_D32); break;
	case W_DECIMAL64: other(c, B_D64); break;
	case W_DECIMAL128: other(c, B_D128); break;
	default:
		err(t, "'%s' is no type that ceval knows", tree_text(t));
		c->int_ = 1;
		break;
	}
}

static int
valid(const struct counts *c)
{
	if (c->sign + c->unsign > 1 || c->complex_ > 1)
		return 0;
	if (c->other)
		return c->nother == 1 && !c->char_ && !c->short_ &&
		       !c->int_ && !c->sign && !c->unsign && !c->int128 &&
		       c->long_ <= (c->other == B_DOUBLE);
	if (c->char_ || c->int128)
		return c->char_ + c->int128 == 1 && !c->short_ && !c->int_ &&
		       !c->long_;
	return c->int_ <= 1 && c->short_ <= 1 && c->long_ <= 2 &&
	       !(c->short_ && c->long_);
}

static uint32_t
counted(const struct counts *c)
{
	uint32_t t;

	if (c->other)
		t = c->other == B_DOUBLE && c->long_ ? (uint32_t)B_LDOUBLE :
			c->other;
	else if (c->char_)
		t = c->unsign ? B_UCHAR : c->sign ? B_SCHAR : B_CHAR;
	else if (c->int128)
		t = c->unsign ? B_UINT128 : B_INT128;
	else if (c->short_)
		t = c->unsign ? B_USHORT : B_SHORT;
	else if (c->long_ > 1)
		t = c->unsign ? B_ULLONG : B_LLONG;
	else if (c->long_)
		t = c->unsign ? B_ULONG : B_LONG;
	else if (c->unsign)
		t = B_UINT;
	else if (c->complex_ && !c->int_ && !c->sign)
		t = B_DOUBLE;
	else
		t = B_INT;
	return c->complex_ ? type_complex(t) : t;
}

static unsigned
qualifier(uint32_t t)
{
	switch (tree_word(t)) {
	case W_CONST: return Q_CONST;
	case W_VOLATILE: return Q_VOLATILE;
	case W_RESTRICT: return Q_RESTRICT;
	case W_ATOMIC: return Q_ATOMIC;
	case W_SEG_FS: return Q_SEG_FS;
	case W_SEG_GS: return Q_SEG_GS;
	default: return 0;
	}
}

static void
storage(uint32_t t, struct specs *s)
{
	switch (tree_word(t)) {
	case W_TYPEDEF: s->typdef = 1; break;
	case W_EXTERN: s->extrn = 1; break;
	case W_STATIC: s->statik = 1; break;
	case W_AUTO: s->autom = 1; break;
	case W_REGISTER: s->regist = 1; break;
	case W_THREAD: case W_THREAD_LOCAL: s->thread = 1; break;
	default: break;
	}
}

static uint32_t
typedef_name(uint32_t t, struct specs *s)
{
	uint32_t e = scope_find(SP_ORDINARY, spelling(t), t);

	if (!e)
		e = builtin_typedef(spelling(t));
	if (!e || ents[e].class != C_TYPEDEF) {
		err(t, "unknown type name '%s'", tree_text(t));
		return B_UNKNOWN;
	}
	ent_use(e, t, 't');
	s->sgn = ents[e].sgn;
	s->of_type = given_of_type(ents[e].given);
	return ents[e].type;
}

static uint32_t
type_of(uint32_t n)
{
	struct ex a;

	if (nd(n)->kind == ND_TYPENAME)
		return typename_read(n);
	a = expr_unevaluated(n);
	if (type_variable(a.type))
		expr_revive(n);
	return a.type;
}

static unsigned
alignas(uint32_t n)
{
	wide v;

	if (nd(n)->kind == ND_TYPENAME)
		return layout_align(typename_read(n));
	if (!expr_constant(n, &v, NULL, "requested alignment"))
		return 0;
	if (v < 0 || v > 1 << 28 || (v & (v - 1))) {
		err(nd(n)->t0, "requested alignment is not a power of 2");
		return 0;
	}
	return v;
}

void
specs_read(uint32_t n, struct specs *s, int alone)
{
	struct counts c = { 0 };
	uint32_t k, type = 0, t;
	unsigned i, q = 0, any = 0, named = 0, a;

	memset(s, 0, sizeof *s);
	for (i = 0; i < nd(n)->n; i++) {
		k = kid(n, i);
		t = nd(k)->t0;
		switch ((enum node_kind)nd(k)->kind) {
		case ND_STORAGE: storage(t, s); break;
		case ND_FUNCSPEC:
			if (tree_word(t) == W_NORETURN)
				s->noreturn = 1;
			else
				s->inln = 1;
			break;
		case ND_QUAL: q |= qualifier(t); break;
		case ND_TSPEC: keyword(t, &c); any = 1; break;
		case ND_TNAME:
			type = typedef_name(t, s);
			named++;
			break;
		case ND_TYPEOF:
			type = type_of(kid(k, 0));
			s->of_type = &given_unknown;
			named++;
			break;
		case ND_TYPEOF_UNQUAL:
			s->of_type = &given_unknown;
			type = type_unqual(type_of(kid(k, 0)));
			named++;
			break;
		case ND_ATOMIC:
			type = typename_read(kid(k, 0));
			q |= Q_ATOMIC;
			named++;
			break;
		case ND_AUTOTYPE: s->autotype = 1; break;
		case ND_ALIGNAS:
			a = alignas(kid(k, 0));
			if (s->align < a)
				s->align = a;
			break;
		case ND_STRUCT:
		case ND_UNION:
		case ND_ENUM:
			type = tag_read(k, alone);
			named++;
			break;
		case ND_ATTRS: attrs_read(k, &s->attrs); break;
		default: break;
		}
	}
	if (!valid(&c) || named > 1 || (named && any && !c.complex_))
		err(nd(n)->t0, "two or more data types in declaration "
		    "specifiers");
	if (c.complex_ && named)
		type = type_complex(type);
	if (!named)
		type = counted(&c);
	s->implicit = !named && !any;
	s->sgn |= c.sign;
	if (s->attrs.mode || s->attrs.vector) {
		type = attrs_type(&s->attrs, type, nd(n)->t0);
		s->attrs.mode = 0;
		s->attrs.vector = 0;
	}
	s->quals = q;
	s->type = s->autotype ? 0 : type_qual(type, q);
}

/* In how many type names we are: there gcc takes any size of an array. */
static unsigned typenames;

/* The attributes of what is declared so */
static const struct given *
given_by(const struct specs *s, const struct declr *d)
{
	const struct given *g = given_join(d->attrs.given, s->attrs.given);

	return d->derived ? g : given_join(g, s->of_type);
}

uint32_t
typename_given(uint32_t n, const struct given **given)
{
	struct specs s;
	struct declr d = { 0 };

	specs_read(kid(n, 0), &s, 0);
	d.type = s.type;
	if (nd(n)->n > 1 && kid(n, 1)) {
		typenames++;
		declr_read(kid(n, 1), s.type, &d);
		typenames--;
	}
	*given = given_by(&s, &d);
	/* that of the whole type, as of a typedef, and not of its base */
	return d.type && s.attrs.aligned ?
		type_aligned(d.type, s.attrs.aligned) : d.type;
}

uint32_t
typename_read(uint32_t n)
{
	const struct given *given;

	return typename_given(n, &given);
}

/* 6.7.6.2 Array declarators */
static int64_t
array_count(uint32_t n, unsigned *q)
{
	uint32_t c;
	unsigned i;
	int64_t count = N_UNKNOWN;
	struct ex e;

	for (i = 2; i < nd(n)->n; i++) {
		c = kid(n, i);
		if (nd(c)->kind == ND_D_STAR)
			count = N_VARIABLE;
		else if (nd(c)->kind == ND_QUAL)
			*q |= qualifier(nd(c)->t0);
	}
	c = nd(n)->n > 1 ? kid(n, 1) : 0;
	if (!c)
		return count;
	if (scope_depth() == 0)
		state.must++;
	e = expr_value(c);
	if (scope_depth() == 0)
		state.must--;
	if (!e.type)
		return 1;
	if (!type_is_int(e.type)) {
		err(nd(c)->t0, "size of array has non-integer type");
		return 1;
	}
	if (e.v.kind == V_INT && e.v.i < 0) {
		err(nd(c)->t0, "size of array is negative");
		return 1;
	}
	/* gcc folds others, but they are variable; in the file scope it takes
	 * what it folded */
	if (e.v.kind != V_INT ||
	    (!e.ice && (scope_depth() > 0 || typenames))) {
		if (scope_depth() == 0 && !typenames)
			err(nd(c)->t0, "size of array is not an integer "
			    "constant expression");
		return N_VARIABLE;
	}
	if (e.v.i > INT64_MAX) {
		err(nd(c)->t0, "size of array is too large");
		return 1;
	}
	return e.v.i;
}

/* 6.7.6.3p7, p8 */
static uint32_t
adjust(uint32_t t, unsigned q)
{
	switch (kind(t)) {
	case T_ARRAY:
		return type_qual(type_ptr(base(t)), q);
	case T_FUNC:
		return type_ptr(bare(t));
	default:
		return t;
	}
}

/* The entity has these attributes, and those of declarations before. */
static void
given_to(uint32_t e, const struct specs *s, const struct declr *d)
{
	ents[e].given = given_join(given_by(s, d), ents[e].given);
}

static uint32_t
param(uint32_t n)
{
	struct specs s;
	struct declr d;
	uint32_t e, t;

	specs_read(kid(n, 0), &s, 0);
	declr_read(nd(n)->n > 1 ? kid(n, 1) : 0, s.type, &d);
	if (nd(n)->n > 2)
		attrs_read(kid(n, 2), &d.attrs);
	t = adjust(attrs_type(&d.attrs, d.type, nd(n)->t0), d.aquals);
	if (!d.name)
		return t;
	e = ent_new(C_OBJECT, spelling(d.name), L_NONE,
		    s.regist ? ST_REGISTER : ST_AUTO, state.d, t);
	ents[e].tok = d.name;
	ents[e].node = n;
	given_to(e, &s, &d);
	scope_bind(SP_ORDINARY, spelling(d.name), e, d.name);
	if (state.all || state.funcdef)
		ent_decl(e, d.name, "definition", n, t);
	else
		ents[e].pending = 1;    /* until it is used */
	return t;
}

/* The ( of a function's parameters */
static uint32_t
before_params(uint32_t n)
{
	return kid(n, 0) ? nd(kid(n, 0))->t1 + 1 : nd(n)->t0;
}

/* GNU's int n; int a[n], int n: the tree has the second n only, but a[n] knows
 * the name. */
static void
declare_ahead(uint32_t list)
{
	unsigned i;
	uint32_t k, t;

	for (i = 0; i < nd(list)->n; i++) {
		k = kid(list, i);
		if (nd(k)->kind != ND_PARAM || nd(k)->n < 2)
			continue;
		for (k = kid(k, 1); k && nd(k)->kind == ND_D_PAREN; )
			k = nd(k)->n > 1 ? kid(k, 1) : 0;
		if (!k || nd(k)->kind != ND_D_NAME)
			continue;
		t = nd(k)->t0;
		scope_bind(SP_ORDINARY, spelling(t),
			   ent_new(C_OBJECT, spelling(t), L_NONE, ST_AUTO,
				   state.d, B_INT), 0);
	}
}

/* What was read so far are no parameters of the function itself: those of
 * (*f())(int) are of what it returns. */
static void
no_params(struct declr *d)
{
	d->own = NULL;
	d->nown = 0;
	d->idlist = 0;
}

static uint32_t
func_type(uint32_t n, uint32_t ret, struct declr *d)
{
	uint32_t c = nd(n)->n > 1 ? kid(n, 1) : 0, buf[32], *list = buf;
	unsigned i, np = 0;
	int how = P_PROTO;
	uint32_t t;

	if (!c || nd(c)->kind == ND_IDLIST) {
		d->idlist = c;
		return type_func(ret, P_KR, NULL, 0);
	}
	if (nd(c)->n == 0)
		return type_func(ret, P_KR, NULL, 0);
	if (nd(c)->n > LEN(buf))
		list = alloc(nd(c)->n * sizeof list[0]);
	scope_push(SCOPE_PARAMS);
	if (nd(n)->n && nd(c)->t0 != before_params(n) + 1)
		declare_ahead(c);
	for (i = 0; i < nd(c)->n; i++) {
		uint32_t k = kid(c, i);

		if (nd(k)->kind == ND_ELLIPSIS)
			how = P_VARIADIC;
		else
			list[np++] = type_param(param(k));
	}
	if (np == 1 && list[0] == B_VOID)
		np = 0;
	if (state.funcdef)
		d->own = scope_save(&d->nown);
	scope_pop();
	t = type_func(ret, how, list, np);
	return t;
}

enum { DEEPEST = 50000 };

void
declr_read(uint32_t n, uint32_t type, struct declr *d)
{
	unsigned i, q, depth = 0;
	uint32_t c;
	int64_t count;
	struct attrs a;

	memset(d, 0, sizeof *d);
	while (n) {
		const struct node *p = nd(n);

		expr_enter(p->t0);
		if (++depth > DEEPEST) {
			err(p->t0, "declarator is nested too deeply");
			break;
		}
		d->derived |= p->kind == ND_D_PTR || p->kind == ND_D_ARRAY ||
			p->kind == ND_D_FUNC;
		switch ((enum node_kind)p->kind) {
		case ND_D_NAME:
			d->name = p->t0;
			n = 0;
			break;
		case ND_D_PAREN:
			attrs_read(kid(n, 0), &d->attrs);
			n = kid(n, 1);
			break;
		case ND_D_ATTRS:
			attrs_read(kid(n, 1), &d->attrs);
			n = kid(n, 0);
			break;
		case ND_D_PTR:
			q = 0;
			a = (struct attrs){ 0 };
			for (i = 1; i < p->n; i++) {
				c = kid(n, i);
				if (nd(c)->kind == ND_QUAL)
					q |= qualifier(nd(c)->t0);
				else
					attrs_read(c, &a);
			}
			type = type ? type_qual(type_ptr(type), q) : type;
			if (type && a.aligned)
				type = type_aligned(type, a.aligned);
			d->attrs.given = given_join(d->attrs.given, a.given);
			no_params(d);
			d->aquals = 0;
			n = kid(n, 0);
			break;
		case ND_D_ARRAY:
			q = 0;
			count = array_count(n, &q);
			if (kind(type) == T_FUNC) {
				err(p->t0, "array of functions");
				type = 0;
			}
			if (type)
				need_complete(type, p->t0);
			type = type ? type_array(type, count) : type;
			no_params(d);
			d->aquals = q;
			n = kid(n, 0);
			break;
		case ND_D_FUNC:
			if (kind(type) == T_ARRAY || kind(type) == T_FUNC) {
				err(p->t0, "function returning %s",
				    kind(type) == T_ARRAY ? "an array" :
				    "a function");
				type = 0;
			}
			no_params(d);
			type = func_type(n, type, d);
			d->aquals = 0;
			n = kid(n, 0);
			break;
		default:
			n = 0;
			break;
		}
	}
	d->type = type;
}

/* The prior declaration that a new one in the file scope, or one with
 * linkage in a block, belongs to. */
static uint32_t
prior(uint32_t s, uint32_t t, enum class c)
{
	uint32_t e = scope_find_file(SP_ORDINARY, s);

	if (!e || ents[e].storage == ST_BUILTIN)
		return 0;
	if (ents[e].class != c) {
		if (scope_depth() && !scope_find_here(SP_ORDINARY, s))
			return 0;       /* it may be a later one */
		err(t, "'%s' is declared again as another kind of symbol, "
		    "it was: %s", tree_text(t), ent_class(ents[e].class));
		err_note(ents[e].tok, "previous declaration of '%s'",
		     tree_text(t));
		return 0;
	}
	return e;
}

static void
merge(uint32_t e, uint32_t type, uint32_t t)
{
	struct ent *p = &ents[e];

	if (!type)
		return;
	/* what was called first may turn out to return nothing */
	if (p->implied && kind(type) == T_FUNC &&
	    (base(type) == B_VOID || types[bare(type)].how != P_KR)) {
		p->implied = 0;
		if (base(type) == B_VOID) {
			p->type = type;
			return;
		}
	}
	if (!type_compatible(p->type, type)) {
		err(t, "conflicting types for '%s'", tree_text(t));
		err_note(p->tok, "previous declaration of '%s' with type '%s'",
		     tree_text(t), type_name(p->type));
		return;
	}
	type = type_composite(type, p->type);
	ents[e].type = type;
}

static uint32_t
declare_typedef(uint32_t s, uint32_t t, uint32_t type)
{
	uint32_t e = scope_find_here(SP_ORDINARY, s);

	if (e && !scope_depth() && !scope_find(SP_ORDINARY, s, t))
		e = 0;          /* declared in a block only */
	if (e && ents[e].class != C_TYPEDEF) {
		err(t, "'%s' is declared again as another kind of symbol, "
		    "it was: %s", tree_text(t), ent_class(ents[e].class));
		e = 0;
	}
	if (!e) {
		e = ent_new(C_TYPEDEF, s, L_NONE, ST_NONE,
			    scope_depth() ? state.d : 0, type);
		ents[e].tok = t;
		scope_bind(SP_ORDINARY, s, e, t);
	} else if (type_user_aligned(type) &&
		   type_alignof(type) > type_alignof(ents[e].type))
		ents[e].type = type;    /* the strictest counts */
	return e;
}

/* A function or object with linkage: the one of earlier declarations. */
static uint32_t
declare_linked(enum class c, uint32_t s, uint32_t t,
	       const struct specs *sp, enum storage st, uint32_t type)
{
	uint32_t e, known = 0;

	e = prior(s, t, c);
	if (!e) {
		/* int abort(); has the prototype that gcc knows */
		if (c == C_FUNCTION && types[bare(type)].how == P_KR) {
			known = builtin_type(tree_text(t));
			if (known && type_compatible(known, type))
				type = type_composite(known, type);
			else
				known = 0;
		} else
			known = 0;
		e = ent_new(c, s, sp->statik ? L_INTERNAL : L_EXTERNAL,
			    st, 0, type);
		ents[e].tok = t;
		ents[e].implied = known != 0;
		if (scope_depth() && !scope_find_file(SP_ORDINARY, s))
			scope_bind_file(SP_ORDINARY, s, e, UINT32_MAX);
	} else
		merge(e, type, t);
	scope_bind(SP_ORDINARY, s, e, t);
	return e;
}

static uint32_t
declare_function(uint32_t s, uint32_t t, const struct specs *sp, uint32_t type)
{
	int nested = scope_depth() && (sp->autom || state.nested);
	uint32_t e;

	if (nested) {           /* GNU C: a function in a function */
		e = scope_find_here(SP_ORDINARY, s);
		if (!e || ents[e].class != C_FUNCTION) {
			e = ent_new(C_FUNCTION, s, L_NONE, ST_AUTO, state.d,
				    type);
			ents[e].tok = t;
			scope_bind(SP_ORDINARY, s, e, t);
		}
		return e;
	}
	return declare_linked(C_FUNCTION, s, t, sp, ST_STATIC, type);
}

static uint32_t
declare_object(uint32_t s, uint32_t t, const struct specs *sp, uint32_t type)
{
	enum storage st = sp->thread ? ST_THREAD : ST_STATIC;
	uint32_t e;

	if (scope_depth() && !sp->extrn) {
		st = sp->thread ? ST_THREAD : sp->statik ? ST_STATIC :
			sp->regist ? ST_REGISTER : ST_AUTO;
		e = ent_new(C_OBJECT, s, L_NONE, st, state.d, type);
		ents[e].tok = t;
		scope_bind(SP_ORDINARY, s, e, t);
		return e;
	}
	if (sp->regist) {       /* a global register variable */
		e = ent_new(C_OBJECT, s, L_NONE, ST_REGISTER, 0, type);
		ents[e].tok = t;
		scope_bind(SP_ORDINARY, s, e, t);
		return e;
	}
	return declare_linked(C_OBJECT, s, t, sp, st, type);
}

/* The initialiser of the object E; the type it ends up with. */
static uint32_t
initialise(uint32_t n, uint32_t e, uint32_t type)
{
	unsigned char konst = state.konst;

	state.konst = ents[e].storage == ST_STATIC ||
		ents[e].storage == ST_THREAD;
	type = init_read(n, type);
	state.konst = konst;
	if (type && kind(ents[e].type) == T_ARRAY)
		ents[e].type = type;
	return type;
}

static void
object_definition(uint32_t n, uint32_t e, uint32_t t, uint32_t type,
		  const struct specs *sp, uint32_t init)
{
	const char *how = "definition";
	int local = scope_depth() > 0;

	if (init)
		type = initialise(init, e, type);
	else if (sp->extrn)
		how = "declaration";
	else if (!local)
		how = ents[e].storage == ST_REGISTER ? "declaration" :
			"tentative";
	ent_decl(e, t, how, n, type);
	if (sp->extrn && !init)
		return;
	if (local && !init && type_size(type) == N_UNKNOWN &&
	    kind(type) == T_ARRAY)
		err(t, "array size missing in '%s'", tree_text(t));
	if (bare(type) == B_VOID)
		err(t, "variable '%s' declared void", tree_text(t));
	/* 6.9.2p3 wants it of internal ones, gcc at the end of the unit */
	if (local || init || type_size(type) != N_UNKNOWN)
		need_complete(type, t);
}

/* gcc makes a type of its own of it. */
static void
transparent_typedef(uint32_t type)
{
	struct ent *e = &ents[types[bare(type)].ent];

	if (!e->tag->transparent)
		e->tag->transparent = e->s ? 2 : 1;
}

static void
initdecl(uint32_t n, struct specs *sp)
{
	const struct node *p = nd(n);
	struct declr d;
	uint32_t s, e, type, init = p->n > 3 ? kid(n, 3) : 0;
	struct ex v;

	if (sp->autotype) {
		/* the name is not in scope in its initialiser */
		v = init && nd(init)->kind != ND_INITLIST ? expr_value(init) :
			(struct ex){ 0 };
		sp->type = type_qual(v.type, sp->quals);
		init = 0;
	}
	declr_read(kid(n, 0), sp->type, &d);
	if (!d.name) {
		err(p->t0, "a declarator without a name");
		return;
	}
	attrs_read(kid(n, 2), &d.attrs);
	if (p->n > 4)
		attrs_read(kid(n, 4), &d.attrs);
	type = attrs_type(&d.attrs, d.type, d.name);
	s = spelling(d.name);
	if (d.attrs.aligned < sp->attrs.aligned)
		d.attrs.aligned = sp->attrs.aligned;
	if (d.attrs.aligned < sp->align)
		d.attrs.aligned = sp->align;
	if (sp->typdef) {
		if (d.attrs.aligned)
			type = type_aligned(type, d.attrs.aligned);
		if ((d.attrs.transparent || sp->attrs.transparent) &&
		    type_is_record(type))
			transparent_typedef(type);
		e = declare_typedef(s, d.name, type);
		given_to(e, sp, &d);
		ents[e].sgn = sp->sgn;
		ent_decl(e, d.name, "definition", n, type);
		return;
	}
	if (state.kr)
		type = adjust(type, d.aquals);
	if (kind(type) == T_FUNC) {
		e = declare_function(s, d.name, sp, type);
		ents[e].noreturn |= sp->noreturn | d.attrs.noreturn |
			sp->attrs.noreturn;
		ents[e].error |= d.attrs.error | sp->attrs.error;
		if (ents[e].align < d.attrs.aligned)
			ents[e].align = d.attrs.aligned;
		given_to(e, sp, &d);
		ent_decl(e, d.name, "declaration", n, type);
		return;
	}
	if (sp->implicit && !d.type) {
		err(d.name, "'%s' has no type", tree_text(d.name));
		return;
	}
	e = declare_object(s, d.name, sp, type);
	given_to(e, sp, &d);
	if (d.attrs.aligned)
		ents[e].align = d.attrs.aligned;
	object_definition(n, e, d.name, type, sp, init);
}

void
declaration(uint32_t n)
{
	struct specs sp;
	unsigned i;

	specs_read(kid(n, 0), &sp, nd(n)->n == 1);
	for (i = 1; i < nd(n)->n; i++)
		initdecl(kid(n, i), &sp);
}

/* 6.9.1p6: the parameters of a K&R definition */
static void
kr_params(uint32_t list, uint32_t decls)
{
	unsigned i;
	uint32_t t, e;

	state.kr = 1;
	if (decls)
		for (i = 0; i < nd(decls)->n; i++)
			declaration(kid(decls, i));
	state.kr = 0;
	for (i = 0; i < nd(list)->n; i++) {
		t = nd(kid(list, i))->t0;
		e = scope_find_here(SP_ORDINARY, spelling(t));
		if (e)
			continue;
		e = ent_new(C_OBJECT, spelling(t), L_NONE, ST_AUTO, state.d,
			    B_INT);
		scope_bind(SP_ORDINARY, spelling(t), e, t);
		ent_decl(e, t, "definition", kid(list, i), B_INT);
	}
}

/*
 * The type that the definition has.  gcc takes a prototype before an
 * old-style definition whose parameters are not promoted, and void before one
 * that says nothing of what it returns.
 */
static uint32_t
defined_type(const struct declr *d, const struct specs *sp)
{
	uint32_t e = scope_find_file(SP_ORDINARY, spelling(d->name)), t;

	if (!e || ents[e].class != C_FUNCTION || scope_depth())
		return d->type;
	t = ents[e].type;
	if (d->idlist && types[bare(t)].how != P_KR &&
	    type_compatible(base(t), base(d->type)))
		return t;
	if (sp->implicit && base(t) == B_VOID && base(d->type) == B_INT)
		return t;
	return d->type;
}

void
funcdef(uint32_t n, struct fn *f)
{
	const struct node *p = nd(n);
	struct specs sp;
	struct declr d;
	unsigned char outer = state.nested;
	uint32_t e, type;

	memset(f, 0, sizeof *f);
	specs_read(kid(n, 0), &sp, 0);
	state.funcdef++;
	declr_read(kid(n, 1), sp.type, &d);
	state.funcdef--;
	if (p->n > 2)
		attrs_read(kid(n, 2), &d.attrs);
	if (!d.name || kind(d.type) != T_FUNC) {
		err(p->t0, "a function definition without a function");
		return;
	}
	/* C23: f() {} is f(void) {} */
	if (target.std >= 2023 && !d.idlist &&
	    types[bare(d.type)].how == P_KR)
		d.type = type_func(base(d.type), P_PROTO, NULL, 0);
	state.nested = scope_depth() > 0;
	type = defined_type(&d, &sp);
	e = declare_function(spelling(d.name), d.name, &sp, type);
	state.nested = outer;
	ents[e].noreturn |= sp.noreturn | d.attrs.noreturn |
		sp.attrs.noreturn;
	ents[e].noinline |= d.attrs.noinline | sp.attrs.noinline;
	ents[e].defined = 1;
	given_to(e, &sp, &d);
	ent_decl(e, d.name, "definition", n, type);
	if (d.idlist) {
		scope_push(SCOPE_PARAMS);
		kr_params(d.idlist, p->n > 3 ? kid(n, 3) : 0);
		d.own = scope_save(&d.nown);
		scope_pop();
	}
	f->ent = e;
	f->own = d.own;
	f->nown = d.nown;
	f->token = d.name;
	if (p->n > 4 && kid(n, 4))
		body(kid(n, 4), f);
}

void
assertion(uint32_t n)
{
	wide v;
	uint32_t s = nd(n)->n > 1 ? kid(n, 1) : 0;

	if (!expr_constant(kid(n, 0), &v, NULL, "static assertion") || v)
		return;
	err(nd(n)->t0, "static assertion failed%s%s", s ? ": " : "",
	    s ? tree_text(nd(s)->t0) : "");
}

uint32_t
implicit_function(uint32_t t)
{
	uint32_t s = spelling(t), e, type = builtin_type(tree_text(t));

	warn(t, "implicit-function-declaration",
	     "implicit declaration of function '%s'", tree_text(t));
	e = scope_find_file(SP_ORDINARY, s);
	if (!e || ents[e].class != C_FUNCTION)
		e = ent_new(C_FUNCTION, s, L_EXTERNAL, ST_STATIC, 0,
			    type ? type : type_func(B_INT, P_KR, NULL, 0));
	scope_bind_file(SP_ORDINARY, s, e, t);
	ents[e].implied = 1;
	return e;
}
