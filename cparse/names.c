// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the names in a function body that is left out mean, as far as syntax
 * and scopes tell: which of them the body does not declare itself.  The tree
 * is there while the body is parsed; it is walked in the order of the source,
 * and what each name is bound to now stands in two tables by spelling, of
 * ordinary names and of tags.
 *
 * Types are not known here.  But whether a struct must be complete is followed
 * from declared variables and casts through the operators that need it.  What
 * a member is, or what a function returns, is not.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"
#include "gram.h"

static const char *const hows[] = {
	[NAME_CALLED] = "called",
	[NAME_REFERRED] = "referred",
	[NAME_TYPE] = "type",
	[NAME_FULL_TYPE] = "full-type",
	[NAME_TAG] = "tag",
	[NAME_FULL_TAG] = "full-tag",
	[NAME_STATIC] = "static",
	[NAME_DECLARED] = "declared",
};

/* The type of a variable or an expression: pointers to what token tag names,
 * so many.  tag 0: not known */
struct shape {
	uint32_t tag;
	int is_tag;             /* and not a typedef name */
	int levels;
};

/* What a name is bound to in the scope we are in */
struct binding {
	uint32_t s;             /* its spelling, with TAG for a tag; */
	uint32_t before;        /* what that was bound to before */
	struct shape shape;
};
enum { TAG = 1 };               /* s is 2 * spelling, + TAG */

static const struct shape unknown;
enum { STEPS = 64 };            /* so far a type is followed */

static struct binding *bindings;        /* from 1; s 0 begins a scope */
static size_t bindingcap;
static uint32_t nbindings;
static uint32_t *bound;                 /* by s -> binding */
static size_t boundcap;
static uint32_t nbound;
static uint32_t *said;                  /* by s -> the function whose ... */
static size_t saidcap;                  /* ... complete type was told */

/* What is still to be done, the next one last */
enum todo {
	VISIT,
	CALLED,                 /* visit what is called */
	DECLARE,                /* the declarator, of an initdecl */
	BIND,                   /* .. of a parameter; or an enumerator */
	PARAMS,                 /* .. of a function that is defined */
	CLOSE                   /* the scope */
};
static struct item {
	uint32_t node;
	uint32_t specs;         /* those of a declarator; of specifiers: not 0
				 * where they are all of a declaration */
	enum todo what;
} *items;
static size_t itemcap, nitems;

static struct name *names;
static size_t namecap;
static uint32_t nnames;

static uint32_t *ends;                  /* by body */
static size_t endcap;
static uint32_t nends;

static uint32_t head, body;             /* the nodes of the function */
static uint32_t begin_body;             /* its first token */
static uint32_t walked;                 /* so many were walked */

/* Room in the tables for every spelling that was given */
static void
room(void)
{
	uint32_t n = 2 * (rec_last('S') + 1);

	bound = grow(bound, n, &boundcap, sizeof bound[0]);
	said = grow(said, n, &saidcap, sizeof said[0]);
	for (; nbound < n; nbound++)
		bound[nbound] = said[nbound] = 0;
}

static void
tell(uint32_t t, enum name_how how)
{
	if (t < begin_body && how != NAME_FULL_TYPE && how != NAME_FULL_TAG)
		return;         /* ceval tells all of the head but that */
	names = grow(names, nnames + 1, &namecap, sizeof names[0]);
	names[nnames++] = (struct name){ t, how };
}

static void
open_scope(void)
{
	bindings = grow(bindings, nbindings + 2, &bindingcap,
			sizeof bindings[0]);
	bindings[++nbindings].s = 0;
}

static void
close_scope(void)
{
	for (; bindings[nbindings].s; nbindings--)
		bound[bindings[nbindings].s] = bindings[nbindings].before;
	nbindings--;
}

static void
bind(uint32_t s, struct shape shape)
{
	bindings = grow(bindings, nbindings + 2, &bindingcap,
			sizeof bindings[0]);
	bindings[++nbindings] = (struct binding){ s, bound[s], shape };
	bound[s] = nbindings;
}

static inline void
push(enum todo what, uint32_t node, uint32_t specs)
{
	if (!node && what != CLOSE)
		return;
	items = grow(items, nitems + 1, &itemcap, sizeof items[0]);
	items[nitems++] = (struct item){ node, specs, what };
}

/* Is it a constant, a word or such, in which there is no name? */
static int
no_names(const struct node *p)
{
	return !p->nkids && p->kind != N_ID && p->kind != N_TNAME;
}

/* The children of n up to the one before end, from the one numbered i on */
static void
push_kids(uint32_t n, unsigned i, unsigned end, uint32_t specs)
{
	const uint32_t *k = node_kids + nodep(n)->kids;

	if (end > nodep(n)->nkids)
		end = nodep(n)->nkids;
	items = grow(items, nitems + end, &itemcap, sizeof items[0]);
	while (end > i)
		if (k[--end] && !no_names(nodep(k[end])))
			items[nitems++] = (struct item){ k[end], specs, VISIT };
}

/* The pointers that declarator d adds to its type; a function is none that
 * could be followed. */
static int
levels(uint32_t d)
{
	int n = 0;

	for (; d && nodep(d)->kind != N_D_NAME; d = declr_inner(d))
		switch (nodep(d)->kind) {
		case N_D_PTR: case N_D_ARRAY:
			n++;
			break;
		case N_D_FUNC:
			return -1;
		default:
			break;
		}
	return n;
}

static struct shape shape_expr(uint32_t n, int steps);

/* The type that typedef name t stands for */
static struct shape
shape_name(uint32_t t)
{
	uint32_t b = bound[2 * feed_spelling(t)];

	return b ? bindings[b].shape : (struct shape){ t, 0, 0 };
}

/* Specifiers and a declarator, or a type name */
static struct shape
shape_type(uint32_t specs, uint32_t declr, int steps)
{
	struct shape s = unknown;
	int more = levels(declr);
	uint32_t k;
	unsigned i;

	if (more < 0)
		return s;
	for (i = 0; i < nodep(specs)->nkids; i++) {
		k = kid(specs, i);
		switch (nodep(k)->kind) {
		case N_STRUCT: case N_UNION:
			if (kid(k, 1) && !kid(k, 2))
				s = (struct shape){ first(kid(k, 1)), 1, 0 };
			break;
		case N_TNAME:
			s = shape_name(first(k));
			break;
		case N_TYPEOF: case N_TYPEOF_UNQUAL: case N_ATOMIC:
			k = kid(k, 0);
			if (nodep(k)->kind != N_TYPENAME)
				s = shape_expr(k, steps);
			else if (steps)
				s = shape_type(kid(k, 0), kid(k, 1),
					       steps - 1);
			break;
		default:
			break;
		}
	}
	s.levels += more;
	return s;
}

/* Steps keep what nobody writes by hand from taking long. */
static struct shape
shape_expr(uint32_t n, int steps)
{
	struct shape s = unknown;
	uint32_t b;
	int more = 0;

	for (; n && steps; steps--)
		switch (nodep(n)->kind) {
		case N_DEREF: case N_INDEX:
			more--;
			n = kid(n, 0);
			break;
		case N_ADDR:
			more++;
			n = kid(n, 0);
			break;
		case N_PAREN: case N_EXTENSION: case N_POSTINC: case N_POSTDEC:
		case N_PREINC: case N_PREDEC: case N_ADD: case N_SUB:
		case N_ASSIGN:
			n = kid(n, 0);
			break;
		case N_COMMA: case N_COND:
			n = kid(n, nodep(n)->nkids - 1);
			break;
		case N_CAST: case N_COMPOUND:
			n = kid(n, 0);
			s = shape_type(kid(n, 0), kid(n, 1), steps - 1);
			s.levels += more;
			return s;
		case N_ID:
			b = bound[2 * feed_spelling(first(n))];
			if (b)
				s = bindings[b].shape;
			s.levels += more;
			return s;
		default:
			return s;
		}
	return s;
}

/* The type has to be complete, unless the body defines it; once is enough. */
static void
full(struct shape shape)
{
	uint32_t s;

	if (!shape.tag)
		return;
	s = 2 * feed_spelling(shape.tag) + shape.is_tag;
	if (bound[s] || said[s] == walked)
		return;
	said[s] = walked;
	tell(shape.tag, shape.is_tag ? NAME_FULL_TAG : NAME_FULL_TYPE);
}

/* An object of that type is declared. */
static void
full_object(uint32_t specs, uint32_t declr)
{
	struct shape s = shape_type(specs, declr, STEPS);

	for (; declr && nodep(declr)->kind != N_D_NAME;
	     declr = declr_inner(declr))
		s.levels -= nodep(declr)->kind == N_D_ARRAY;
	if (s.levels == 0)
		full(s);
}

/* e is followed, or added to: what it points to has to be complete. */
static void
full_target(uint32_t e)
{
	struct shape s = shape_expr(e, STEPS);

	if (s.levels == 1)
		full(s);
}

/* Is there a storage class with this flag? */
static int
has_storage(uint32_t specs, int flag)
{
	unsigned i;
	uint32_t k;

	for (i = 0; i < nodep(specs)->nkids; i++) {
		k = kid(specs, i);
		if (nodep(k)->kind == N_STORAGE &&
		    (wordof(first(k))->flags & flag))
			return 1;
	}
	return 0;
}

/* Declarator d, with these specifiers, or an enumerator */
static void
bind_name(uint32_t d, uint32_t specs)
{
	uint32_t t = nodep(d)->kind == N_ENUMERATOR ? first(d) : declr_name(d);

	if (t)
		bind(2 * feed_spelling(t),
		     specs ? shape_type(specs, d, STEPS) : unknown);
}

/* The same, of a declaration in a block */
static void
declare_name(uint32_t d, uint32_t specs)
{
	uint32_t t = declr_name(d);

	if (t && !has_storage(specs, W_TYPEDEF)) {
		if (has_storage(specs, W_EXTERN) || declr_func(d))
			tell(t, NAME_DECLARED);
		else if (has_storage(specs, W_STATIC))
			tell(t, NAME_STATIC);
		if (!has_storage(specs, W_EXTERN))
			full_object(specs, d);
	}
	bind_name(d, specs);
}

/* The parameters of the function that declarator d defines */
static void
bind_params(uint32_t d)
{
	uint32_t p = kid(declr_func(d), 1), k;
	unsigned i;

	for (i = 0; p && i < nodep(p)->nkids; i++) {
		k = kid(p, i);
		if (nodep(k)->kind == N_PARAM && kid(k, 1))
			bind_name(kid(k, 1), kid(k, 0));
		else if (nodep(k)->kind == N_ID)
			bind(2 * feed_spelling(first(k)), unknown);
	}
}

/* struct, union or enum n; alone: it is all of a declaration */
static void
visit_tag(uint32_t n, int alone)
{
	uint32_t tag = kid(n, 1), s;

	push_kids(n, 2, 4, 0);
	push(VISIT, kid(n, 0), 0);
	if (!tag)
		return;
	s = 2 * feed_spelling(first(tag)) + TAG;
	if (kid(n, 2) || (alone && nodep(n)->kind != N_ENUM))
		bind(s, unknown);
	else if (!bound[s])
		tell(first(tag), NAME_TAG);
}

/* The words that an attribute is given are no names, but in a few. */
static void
visit_attr(uint32_t n)
{
	static const char *const naming[] = {
		"cleanup", "__cleanup__", "copy", "__copy__", "malloc",
		"__malloc__", "aligned", "__aligned__", "vector_size",
		"__vector_size__",
	};
	const char *name = spell(feed_spelling(last(kid(n, 0))))->s;
	size_t i;
	unsigned k;

	if (nodep(n)->nkids == 1)
		return;
	for (i = 0; i < LEN(naming) && strcmp(name, naming[i]); i++)
		;
	for (k = nodep(n)->nkids - 1; k > 0; k--)
		if (i < LEN(naming) || (nodep(kid(n, k))->kind != N_ID &&
					nodep(kid(n, k))->kind != N_TYPENAME))
			push(VISIT, kid(n, k), 0);
}

static void
visit_name(uint32_t t, enum name_how how)
{
	if (wordof(t)->kind == T_IDENT && !bound[2 * feed_spelling(t)])
		tell(t, how);
}

static void
visit(uint32_t n, uint32_t specs)
{
	const struct node *p = nodep(n);
	uint32_t k = kid(n, 0);

	switch (p->kind) {
	case N_ID:
		visit_name(p->t0, NAME_REFERRED);
		break;
	case N_TNAME:
		visit_name(p->t0, NAME_TYPE);
		break;
	case N_STRUCT: case N_UNION: case N_ENUM:
		visit_tag(n, specs != 0);
		break;
	case N_ENUMERATOR:
		push(BIND, n, 0);
		push_kids(n, 0, p->nkids, 0);
		break;
	case N_ATTR:
		visit_attr(n);
		break;
	/* labels and members */
	case N_GOTO: case N_LABEL_ADDR: case N_LOCAL_LABELS: case N_IDLIST:
		break;
	case N_ASM:
		push_kids(n, 0, 4, 0);
		break;
	/* what declares names, and what ends their scopes */
	case N_BLOCK: case N_FOR: case N_IF_S: case N_SWITCH: case N_WHILE:
	case N_DO: case N_PARAMS:
		open_scope();
		push(CLOSE, 0, 0);
		push_kids(n, 0, p->nkids, 0);
		break;
	case N_DECLARATION: case N_FIELDS:
		push_kids(n, 1, p->nkids, k);
		push(VISIT, k, p->nkids == 1);
		break;
	case N_SPECS:
		push_kids(n, 0, p->nkids, specs);
		break;
	case N_INITDECL:
		push_kids(n, 1, p->nkids, 0);
		push(DECLARE, k, specs);
		push(VISIT, k, 0);
		break;
	case N_FIELD:
		full_object(specs, k);
		push_kids(n, 0, p->nkids, 0);
		break;
	case N_PARAM:
		push(BIND, kid(n, 1), k);
		push_kids(n, 0, p->nkids, 0);
		break;
	case N_TYPENAME:
		full_object(k, kid(n, 1));
		push_kids(n, 0, p->nkids, 0);
		break;
	case N_FUNCDEF:
		if (n != head)
			bind_name(kid(n, 1), 0);
		open_scope();
		push(CLOSE, 0, 0);
		push(VISIT, n == head ? body : kid(n, 4), 0);
		push(VISIT, kid(n, 3), 0);
		push(PARAMS, kid(n, 1), 0);
		push_kids(n, 0, 3, 0);
		break;
	case N_CALL:
		push_kids(n, 1, p->nkids, 0);
		push(CALLED, k, 0);
		break;
	/* what needs to know the size, or the members */
	case N_ADD:
		full_target(kid(n, 1));
		/* FALLTHROUGH */
	case N_ARROW: case N_INDEX: case N_DEREF: case N_SUB: case N_ADD_A:
	case N_SUB_A: case N_PREINC: case N_PREDEC: case N_POSTINC:
	case N_POSTDEC:
		full_target(k);
		/* FALLTHROUGH */
	default:
		push_kids(n, 0, nodep(n)->nkids, 0);
		break;
	}
}

static void
walk(uint32_t n)
{
	struct item i;

	push(VISIT, n, 0);
	while (nitems) {
		i = items[--nitems];
		switch (i.what) {
		case VISIT:
			visit(i.node, i.specs);
			break;
		case CALLED:
			while (nodep(i.node)->kind == N_PAREN)
				i.node = kid(i.node, 0);
			if (nodep(i.node)->kind == N_ID)
				visit_name(first(i.node), NAME_CALLED);
			else
				visit(i.node, 0);
			break;
		case DECLARE:
			declare_name(i.node, i.specs);
			break;
		case BIND:
			bind_name(i.node, i.specs);
			break;
		case PARAMS:
			bind_params(i.node);
			break;
		case CLOSE:
			close_scope();
			break;
		}
	}
}

/* The names told since the last call are those of one body. */
static void
body_ends(void)
{
	ends = grow(ends, nends + 1, &endcap, sizeof ends[0]);
	ends[nends++] = nnames;
}

void
names_find(uint32_t fun, uint32_t block)
{
	room();
	walked++;
	head = fun;
	body = block;
	begin_body = first(block);
	walk(fun);
	body_ends();
}

void
names_guess(const struct tok *p, uint32_t n, uint32_t t)
{
	const struct word *w;
	int before = 0;

	begin_body = t;
	for (; n--; p++, t++) {
		w = &words[p->s & ~TYPEDEF_BIT];
		if (w->flags & W_STATIC)
			tell(t, NAME_STATIC);
		if (w->flags & W_EXTERN)
			tell(t, NAME_DECLARED);
		if (w->kind == T_IDENT && before == T_STRUCT)
			tell(t, NAME_FULL_TAG);
		else if (w->kind == T_IDENT && before == T_ENUM)
			tell(t, NAME_TAG);
		else if (w->kind == T_IDENT && (p->s & TYPEDEF_BIT))
			tell(t, NAME_FULL_TYPE);
		else if (w->kind == T_IDENT && before != T_DOT &&
			 before != T_ARROW)
			tell(t, NAME_REFERRED);
		before = w->kind;
	}
	body_ends();
}

const struct name *
names_of(uint32_t i, uint32_t *n)
{
	uint32_t from = i ? ends[i - 1] : 0;

	*n = ends[i] - from;
	return names + from;
}

void
names_write(uint32_t i, uint32_t d)
{
	const struct name *p, *end;
	enum name_how how;
	uint32_t n;
	int open;

	for (how = 0; how < NAME_HOWS; how++) {
		open = 0;
		p = names_of(i, &n);
		for (end = p + n; p < end; p++) {
			if (p->how != how)
				continue;
			if (!open++) {
				put_open(R_NAMES);
				put_num(d);
				put_str(hows[how]);
			}
			put_num(p->t);
		}
		if (open)
			put_close();
	}
}
