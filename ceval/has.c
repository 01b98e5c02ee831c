// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * __builtin_has_attribute (GCC manual, Other Built-in Functions).  What an
 * expression names is asked for its own attributes first, then its type; any
 * other expression has those of its type only.
 *
 * Where gcc's answer depends on what is not kept here, there is none: then the
 * built-in is no constant, and where one is wanted an error says so.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

enum { NO, YES, UNKNOWN };

/* An attribute that a declaration was given */
struct given {
	enum word name;         /* W_NONE: any that types have */
	unsigned n;
	const char *args[4];    /* NULL: not simply written */
	const struct given *next;
};

/* Whose an attribute is that gcc keeps in a list */
enum whose {
	OTHERS,                 /* not kept here */
	DECLS,                  /* of what is declared, never of a type */
	FUNCTIONS,              /* of a function, or at times of its type */
	TYPES                   /* of the type of what is declared, too */
};

static const unsigned char whose[W_MAX] = {
	[W_NONSTRING] = DECLS, [W_SECTION] = DECLS, [W_ALIAS] = DECLS,
	[W_CLEANUP] = DECLS, [W_COLD] = DECLS, [W_HOT] = DECLS,
	[W_NOINLINE] = DECLS, [W_ALWAYS_INLINE] = DECLS,
	[W_GNU_INLINE] = DECLS, [W_FLATTEN] = DECLS, [W_CONSTRUCTOR] = DECLS,
	[W_DESTRUCTOR] = DECLS, [W_EXTERNALLY_VISIBLE] = DECLS,
	[W_USED] = DECLS, [W_ERROR] = DECLS, [W_WARNING] = DECLS,
	[W_VISIBILITY] = DECLS, [W_COMMON] = DECLS, [W_NOCOMMON] = DECLS,
	[W_WEAK] = DECLS, [W_TARGET] = DECLS, [W_NAKED] = DECLS,
	[W_UNUSED] = FUNCTIONS, [W_CONST] = FUNCTIONS, [W_PURE] = FUNCTIONS,
	[W_MALLOC] = FUNCTIONS, [W_LEAF] = FUNCTIONS,
	[W_A_NORETURN] = FUNCTIONS, [W_ALLOC_SIZE] = FUNCTIONS,
	[W_ALLOC_ALIGN] = FUNCTIONS, [W_FORMAT] = FUNCTIONS,
	[W_INTERRUPT] = FUNCTIONS, [W_NO_CALLER_SAVED_REGISTERS] = FUNCTIONS,
	[W_NONNULL] = TYPES, [W_MAY_ALIAS] = TYPES,
	[W_WARN_IF_NOT_ALIGNED] = TYPES,
};

/* A name, a number or one string, as it is written; else NULL */
static const char *
text(uint32_t n)
{
	switch (nd(n)->kind) {
	case ND_ID: case ND_NUM:
		return tree_text(nd(n)->t0);
	case ND_STRING:
		return nd(n)->t0 == nd(n)->t1 ? tree_text(nd(n)->t0) : NULL;
	default:
		return NULL;
	}
}

void
given_add(uint32_t n, const struct given **list)
{
	enum word name = tree_word(nd(kid(n, 0))->t1);
	struct given *g;
	unsigned i;

	if (whose[name] == OTHERS && name != W_COPY)
		return;
	g = alloc(sizeof *g);
	g->name = name;
	g->n = nd(n)->n - 1;
	for (i = 0; i < g->n && i < LEN(g->args); i++)
		g->args[i] = text(kid(n, 1 + i));
	g->next = *list;
	*list = g;
}

const struct given *
given_join(const struct given *a, const struct given *b)
{
	struct given *g;

	if (!a || !b || a == b)
		return a ? a : b;
	g = alloc(sizeof *g);
	*g = *a;
	g->next = given_join(a->next, b);
	return g;
}

const struct given given_unknown;

const struct given *
given_of_type(const struct given *g)
{
	struct given *copy;

	while (g && whose[g->name] != TYPES && g->name != W_COPY &&
	       g->name != W_NONE)
		g = g->next;
	if (!g)
		return NULL;
	copy = alloc(sizeof *copy);
	*copy = *g;
	copy->next = given_of_type(g->next);
	return copy;
}

static int
same(const char *a, const char *b)
{
	if (!a || !b)
		return UNKNOWN;
	if (*a >= '0' && *a <= '9' && *b >= '0' && *b <= '9')
		return strtoull(a, NULL, 0) == strtoull(b, NULL, 0);
	return strcmp(a, b) == 0;
}

/* Has g every argument that n asks for? */
static int
has_args(const struct given *g, uint32_t n)
{
	unsigned i, k;
	int all = YES, one;

	for (i = 1; i < nd(n)->n; i++) {
		one = NO;
		for (k = 0; k < g->n && one != YES; k++)
			one = k < LEN(g->args) ?
				same(g->args[k], text(kid(n, i))) : UNKNOWN;
		if (one == NO)
			return NO;
		if (one == UNKNOWN)
			all = UNKNOWN;
	}
	return all;
}

/* gcc drops the later one of these pairs. */
static enum word
rival(enum word name)
{
	switch (name) {
	case W_COLD: return W_HOT;
	case W_HOT: return W_COLD;
	case W_NOINLINE: return W_ALWAYS_INLINE;
	case W_ALWAYS_INLINE: return W_NOINLINE;
	case W_CONST: return W_PURE;
	case W_PURE: return W_CONST;
	case W_COMMON: return W_NOCOMMON;
	case W_NOCOMMON: return W_COMMON;
	default: return W_NONE;
	}
}

/* Does g, which has the name that n asks for, match the rest of it? */
static int
matches(const struct given *g, uint32_t n)
{
	if (g->name == W_NONNULL && g->n == 0)
		return YES;             /* all pointers */
	if (nd(n)->n < 2)
		return g->name != W_NONNULL;
	if (g->name == W_FORMAT)
		return UNKNOWN;         /* printf may be called gnu_printf */
	return has_args(g, n);
}

static int
in_list(const struct given *g, enum word name, uint32_t n)
{
	int found = NO, one, against = 0;

	for (; g; g = g->next) {
		if (g->name == W_COPY || (g->name == W_NONE &&
					  whose[name] == TYPES))
			return UNKNOWN;
		if (g->name == rival(name))
			against = 1;
		if (g->name != name)
			continue;
		one = matches(g, n);
		if (one == YES || found == NO)
			found = one;
	}
	return found == YES && against ? UNKNOWN : found;
}

/* nonstring is ignored but on pointers to and arrays of characters. */
static int
is_string(uint32_t t)
{
	uint32_t elem = kind(t) == T_PTR || kind(t) == T_ARRAY ?
		bare(base(t)) : (uint32_t)B_UNKNOWN;

	return elem == B_CHAR || elem == B_SCHAR || elem == B_UCHAR;
}

static int
user_aligned(uint32_t t)
{
	if (type_user_aligned(t))
		return 1;
	while (kind(t) == T_ARRAY)
		t = base(t);
	return kind(t) == T_TAG && ents[types[bare(t)].ent].tag->aligned;
}

/* What is asked about: what is declared, if it is that, and the type */
struct subject {
	const struct ent *ent;
	const struct member *member;
	uint32_t type;
	unsigned align;         /* declared, in bytes; 0: that of the type */
	unsigned char user;     /* .. by aligned or _Alignas */
	unsigned char named;    /* it is declared, or the type's name */
	unsigned char through;  /* gcc may look through what is on top */
	unsigned char misaligned;       /* what the type was aligned to is not
					 * known here */
	const struct given *given;
};

static int
aligned(const struct subject *s, uint32_t n)
{
	int user = s->user || user_aligned(s->type);
	wide v;

	if (nd(n)->n < 2)
		return user;
	if (!expr_constant(kid(n, 1), &v, NULL, "alignment"))
		return UNKNOWN;
	return user && v == (s->align ? s->align : type_alignof(s->type));
}

static int
vector(const struct subject *s, uint32_t n)
{
	wide v;

	if (kind(s->type) != T_VECTOR)
		return NO;
	if (nd(n)->n < 2)
		return YES;
	if (!expr_constant(kid(n, 1), &v, NULL, "vector_size"))
		return UNKNOWN;
	return v == type_size(s->type);
}

static int
packed(const struct subject *s)
{
	uint32_t t = s->type;

	return (s->member && s->member->itself_packed) ||
	       (kind(t) == T_TAG && ents[types[bare(t)].ent].tag->packed);
}

static const struct tag *
tag_of(uint32_t t)
{
	return kind(t) == T_TAG ? ents[types[bare(t)].ent].tag : NULL;
}

static int
transparent(const struct subject *s)
{
	const struct tag *g = tag_of(s->type);

	return g ? g->transparent : NO;
}

/* A pragma gives these to what is declared after it. */
static int
by_pragma(enum word name)
{
	return (name == W_WEAK && target.pragma_weak) ||
	       (name == W_TARGET && target.pragma_target);
}

static int
of_type(const struct subject *s, enum word name, uint32_t n)
{
	const struct tag *g = tag_of(s->type);
	int found = in_list(s->given, name, n);

	if (name == W_NONNULL && kind(s->type) != T_FUNC)
		return NO;              /* what a pointer leads to has it */
	if (found == NO && g)
		found = in_list(g->given, name, n);
	/* through a pointer, say: the typedef that gave it is not known */
	return found == NO && !s->named ? UNKNOWN : found;
}

static int
listed(const struct subject *s, enum word name, uint32_t n)
{
	int fun = s->ent && s->ent->class == C_FUNCTION, found;

	if (s->through)
		return UNKNOWN;
	if (name == W_NONSTRING && !is_string(s->type))
		return NO;
	if (name == W_A_NORETURN && fun && s->ent->noreturn)
		return YES;
	found = whose[name] == TYPES ? of_type(s, name, n) :
		in_list(s->given, name, n);
	if (found == NO && by_pragma(name))
		return UNKNOWN;
	if (whose[name] != FUNCTIONS || (name == W_UNUSED && s->ent))
		return found;
	if (!fun)
		return found == NO && s->named && !s->ent ? NO : UNKNOWN;
	/* the compiler gives attributes to those that it knows */
	if (found == NO && builtin_type(spell(s->ent->s)->s))
		return UNKNOWN;
	return found;
}

/* What the expression names, if it does; what it stands in is left out. */
static void
names(uint32_t n, struct subject *s)
{
	int led = 0;            /* by a pointer, to what has no name */

	for (;;)
		switch ((enum node_kind)nd(n)->kind) {
		case ND_PAREN: case ND_EXTENSION:
			n = kid(n, 0);
			break;
		case ND_INDEX: case ND_DEREF:
			led = 1;
			n = kid(n, 0);
			break;
		case ND_ID:
			if (!nd(n)->ent || led)
				return;
			s->ent = &ents[nd(n)->ent];
			s->given = s->ent->given;
			s->named = 1;
			s->user = s->ent->align != 0;
			return;
		case ND_MEMBER: case ND_ARROW:
			s->member = led ? NULL : member_named(n);
			if (!s->member)
				return;
			s->given = s->member->given;
			s->named = 1;
			s->user = s->member->user;
			return;
		case ND_CAST:
			s->through = !led && nd(kid(n, 1))->kind != ND_NUM;
			return;
		case ND_PLUS: case ND_CHOOSE: case ND_GENERIC:
			s->through = !led;
			return;
		case ND_CALL: case ND_COND: case ND_COMMA: case ND_STMT_EXPR:
			s->misaligned = 1;
			return;
		default:
			return;
		}
}

/* How often is the attribute given in the specifiers of the type name? */
static unsigned
times(uint32_t typename, enum word name)
{
	uint32_t specs = kid(typename, 0), k;
	unsigned i, j, count = 0;

	for (i = 0; i < nd(specs)->n; i++) {
		k = kid(specs, i);
		if (nd(k)->kind != ND_ATTRS)
			continue;
		for (j = 0; j < nd(k)->n; j++)
			count += tree_word(nd(kid(kid(k, j), 0))->t1) == name;
	}
	return count;
}

int
has_attribute(uint32_t n)
{
	struct subject s = { 0 };
	uint32_t what = kid(n, 0), at = kid(n, 1);
	enum word name = tree_word(nd(kid(at, 0))->t1);
	struct ex e;

	if (nd(what)->kind == ND_TYPENAME) {
		s.type = typename_given(what, &s.given);
		s.named = 1;
		/* gcc remembers all of them where they stand there */
		s.misaligned = times(what, W_ALIGNED) > 1;
	} else {
		e = expr_unevaluated(what);
		s.type = e.type;
		s.align = e.align;
		names(what, &s);
	}
	if (!s.type)
		return UNKNOWN;
	switch (name) {
	case W_ALIGNED:
		return s.through || s.misaligned ? UNKNOWN :
			aligned(&s, at);
	case W_VECTOR_SIZE:
		return vector(&s, at);
	case W_PACKED:
		return s.through ? UNKNOWN : packed(&s);
	case W_TRANSPARENT_UNION:
		return s.through ? UNKNOWN : transparent(&s);
	case W_MODE:
		return NO;      /* gcc warns that it does not look at it */
	default:
		return whose[name] == OTHERS ? UNKNOWN :
			listed(&s, name, at);
	}
}
