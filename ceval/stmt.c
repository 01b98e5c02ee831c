// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.8 Statements, and which of them are never reached */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

/* Labels of the functions at hand, the innermost function's last */
static struct label {
	uint32_t s, ent, tok;
	uint32_t outer;         /* the one of that name that it hides */
	unsigned char defined, local;
} *labels;
static uint32_t nlabel = 1, label_base = 1;
static size_t labelcap;
static uint32_t *label_heads;   /* by spelling: the innermost, 0: none */
static uint32_t nhead;
static size_t headcap;
/* Those of __label__ whose blocks are not left yet */
static uint32_t *locals, nlocal;
static size_t localcap;

/* What an if node keeps in its ent once its condition is known */
enum { FALSE_ = 1, TRUE_ };

static int
has(uint32_t n, int in_switch)
{
	const struct node *p = nd(n);
	unsigned i;

	switch ((enum node_kind)p->kind) {
	case ND_LABEL:
		return 1;
	case ND_CASE:
	case ND_CASE_RANGE:
	case ND_DEFAULT:
		if (!in_switch)
			return 1;
		break;
	case ND_SWITCH:
		in_switch = 1;
		break;
	case ND_BLOCK: case ND_IF_S: case ND_WHILE: case ND_DO: case ND_FOR:
	case ND_ATTRIBUTED: case ND_TRANSACTION:
		break;
	default:
		return 0;
	}
	expr_enter(p->t0);
	for (i = 0; i < p->n; i++)
		if (kid(n, i) && has(kid(n, i), in_switch))
			return 1;
	return 0;
}

int
has_label(uint32_t n)
{
	return has(n, 0);
}

/* Could anything in it leave it otherwise than at its end? */
static int
jumps(uint32_t n)
{
	const struct node *p = nd(n);
	unsigned i;

	switch ((enum node_kind)p->kind) {
	case ND_LABEL: case ND_BREAK: case ND_CONTINUE:
	case ND_CASE: case ND_CASE_RANGE: case ND_DEFAULT:
		return 1;
	case ND_BLOCK: case ND_IF_S: case ND_WHILE: case ND_DO: case ND_FOR:
	case ND_ATTRIBUTED: case ND_TRANSACTION:
	case ND_SWITCH:
		break;
	default:
		return 0;
	}
	expr_enter(p->t0);
	for (i = 0; i < p->n; i++)
		if (kid(n, i) && jumps(kid(n, i)))
			return 1;
	return 0;
}

/* Is what stands after it never reached?  Asked after it was evaluated. */
static int
ends(uint32_t n)
{
	return n && nd(n)->ends;
}

/* The same, from what is known of its parts. */
static int
is_end(uint32_t n)
{
	const struct node *p = nd(n);
	uint32_t c;

	switch ((enum node_kind)p->kind) {
	case ND_RETURN: case ND_GOTO: case ND_GOTO_COMPUTED:
	case ND_BREAK: case ND_CONTINUE:
		return 1;
	case ND_CASE:
		return p->n > 1 && ends(kid(n, 1));
	case ND_CASE_RANGE:
		return p->n > 2 && ends(kid(n, 2));
	case ND_DEFAULT:
		return p->n > 0 && ends(kid(n, 0));
	case ND_LABEL:
		return p->n > 1 && ends(kid(n, 1));
	case ND_BLOCK:
		return p->n > 0 && ends(kid(n, p->n - 1));
	case ND_TRANSACTION:
		return ends(kid(n, 1));
	case ND_DO:
		return ends(kid(n, 0)) && !jumps(kid(n, 0));
	case ND_IF_S:
		if (p->ent == TRUE_)
			return ends(kid(n, 1));
		if (!ends(kid(n, 2)))
			return 0;
		return p->ent == FALSE_ || ends(kid(n, 1));
	case ND_EXPR_STMT:
		c = p->n > 0 ? kid(n, 0) : 0;
		if (!c || nd(c)->kind != ND_CALL)
			return 0;
		c = kid(c, 0);
		while (nd(c)->kind == ND_PAREN)
			c = kid(c, 0);
		return nd(c)->kind == ND_ID && nd(c)->ent &&
		       ents[nd(c)->ent].class == C_FUNCTION &&
		       ents[nd(c)->ent].noreturn;
	default:
		return 0;
	}
}

/* Evaluate it as one that is not reached, if it cannot be jumped into.  In
 * what is not reached at all that makes no difference. */
static void
unreached(uint32_t n, int dead)
{
	if (!dead || state.dead || has_label(n)) {
		stmt(n);
		return;
	}
	expr_dead(n, "unreachable");
	state.dead++;
	stmt(n);
	state.dead--;
}

/* From C99 on these statements are blocks, and so is each substatement of
 * theirs (6.8.4p3, 6.8.5p5). */
static void
enter(void)
{
	if (target.std >= 1999)
		scope_push(SCOPE_BLOCK);
}

static void
leave(void)
{
	if (target.std >= 1999)
		scope_pop();
}

static void
substatement(uint32_t n, int dead)
{
	enter();
	unreached(n, dead);
	leave();
}

static uint32_t *
label_head(uint32_t s)
{
	if (s >= nhead) {
		label_heads = grow(label_heads, 2 * (size_t)s + 1, &headcap,
				   sizeof label_heads[0]);
		while (nhead <= 2 * s)
			label_heads[nhead++] = 0;
	}
	return &label_heads[s];
}

static struct label *
new_label(uint32_t t, int local)
{
	uint32_t s = spelling(t), *head = label_head(s);
	struct label *l;

	labels = grow(labels, nlabel + 1, &labelcap, sizeof labels[0]);
	l = &labels[nlabel];
	*l = (struct label){
		.s = s, .tok = t, .outer = *head, .local = local,
		.ent = ent_new(C_LABEL, s, L_NONE, ST_NONE, state.d, 0),
	};
	*head = nlabel++;
	return l;
}

static struct label *
label(uint32_t t, int here)
{
	uint32_t i;

	for (i = *label_head(spelling(t)); i; i = labels[i].outer)
		if (i >= label_base || (labels[i].local && !here))
			return &labels[i];
	return new_label(t, 0);
}

void
label_use(uint32_t t)
{
	ent_use(label(t, 0)->ent, t, 't');
}

static void
label_define(uint32_t n)
{
	uint32_t t = nd(n)->t0;
	struct label *l = label(t, 1);

	if (l->defined)
		err(t, "duplicate label '%s'", tree_text(t));
	l->defined = 1;
	ent_decl(l->ent, t, "definition", n, 0);
}

static void
local_labels(uint32_t n)
{
	unsigned i;
	uint32_t t;

	for (i = 0; i < nd(n)->n; i++) {
		t = nd(kid(n, i))->t0;
		locals = grow(locals, nlocal + 1, &localcap,
			      sizeof locals[0]);
		locals[nlocal++] = nlabel;
		ent_decl(new_label(t, 1)->ent, t, "forward", kid(n, i), 0);
	}
}

/* Labels that __label__ declared since there were this many are gone.  No
 * label of the name was made since: it would have been this one, or one of a
 * nested function, which is gone too. */
static void
forget_local(uint32_t count)
{
	struct label *l;

	while (nlocal > count) {
		l = &labels[locals[--nlocal]];
		*label_head(l->s) = l->outer;
	}
}

/* The labels of the function are gone. */
static void
forget_labels(uint32_t first)
{
	uint32_t i;

	for (i = first; i < nlabel; i++)
		if (!labels[i].defined && !labels[i].local)
			err(labels[i].tok, "label '%s' used but not defined",
			    tree_text(labels[i].tok));
	for (; nlabel > first; nlabel--)
		if (!labels[nlabel - 1].local)
			*label_head(labels[nlabel - 1].s) =
				labels[nlabel - 1].outer;
}

struct ex
block_items(uint32_t n, int want_value)
{
	struct ex r = { .type = B_VOID, .truth = -1, .tok = nd(n)->t0 };
	unsigned i, count = nd(n)->n;
	uint32_t c, mark = nlocal, last = 0;
	int dead = 0;
	struct fn f;

	/* the value is that of the last statement that is one */
	if (want_value)
		for (i = count; i-- > 0; ) {
			last = kid(n, i);
			while (nd(last)->kind == ND_LABEL && nd(last)->n > 1 &&
			       kid(last, 1))
				last = kid(last, 1);
			break;
		}
	for (i = 0; i < count; i++) {
		c = kid(n, i);
		if (dead && has_label(c))
			dead = 0;
		if (want_value && i == count - 1 &&
		    nd(last)->kind == ND_EXPR_STMT && nd(last)->n &&
		    kid(last, 0)) {
			for (; c != last; c = kid(c, 1))
				label_define(c);
			r = expr(kid(last, 0));
			if (nd(last)->n > 1) {
				struct attrs a = { 0 };

				attrs_read(kid(last, 1), &a);
			}
			break;
		}
		switch ((enum node_kind)nd(c)->kind) {
		case ND_FUNCDEF:
			funcdef(c, &f);
			break;
		default:
			unreached(c, dead);
			break;
		}
		if (!dead && ends(c))
			dead = 1;
	}
	forget_local(mark);
	return r;
}

static void
condition(uint32_t n, struct ex *e)
{
	*e = expr_value(n);
	if (e->type && !type_is_scalar(e->type)) {
		err(nd(n)->t0, "used '%s' type value where scalar is required",
		    type_name(e->type));
		e->truth = -1;
	}
}

static void
case_values(uint32_t n, wide *lo, wide *hi)
{
	struct node *p = nd(n);

	expr_constant(kid(n, 0), lo, NULL, "case label");
	*hi = *lo;
	if (p->kind == ND_CASE_RANGE)
		expr_constant(kid(n, 1), hi, NULL, "case label");
	nd(n)->ent = 1;         /* its constants are evaluated */
}

/* The statement after the labels in front of N. */
static uint32_t
behind_labels(uint32_t n)
{
	uint32_t c = n;

	while (c) {
		const struct node *p = nd(c);

		n = c;
		switch ((enum node_kind)p->kind) {
		case ND_CASE:
		case ND_LABEL:
			c = p->n > 1 ? kid(n, 1) : 0;
			break;
		case ND_CASE_RANGE:
			c = p->n > 2 ? kid(n, 2) : 0;
			break;
		case ND_DEFAULT:
			c = p->n > 0 ? kid(n, 0) : 0;
			break;
		default:
			return n;
		}
	}
	return 0;
}

/* Do the labels in front of N lead to it?  2: by default only. */
static int
labels_lead(uint32_t n, wide v, uint32_t type)
{
	uint32_t c, end = behind_labels(n);
	wide lo, hi;
	int lead = 0;

	for (c = n; c && c != end; ) {
		const struct node *p = nd(c);

		switch ((enum node_kind)p->kind) {
		case ND_CASE:
		case ND_CASE_RANGE:
			case_values(c, &lo, &hi);
			if (value_fit(lo, type) <= v &&
			    v <= value_fit(hi, type))
				lead = 1;
			break;
		case ND_DEFAULT:
			if (!lead)
				lead = 2;
			break;
		default:
			lead = 1;       /* a label: it may be jumped to */
			break;
		}
		c = p->kind == ND_DEFAULT ? (p->n > 0 ? kid(c, 0) : 0) :
			p->kind == ND_CASE_RANGE ?
			(p->n > 2 ? kid(c, 2) : 0) :
			p->n > 1 ? kid(c, 1) : 0;
	}
	return lead;
}

/* A switch whose value is known and whose labels are all in its block. */
static int
known_switch(uint32_t n, const struct ex *e)
{
	uint32_t b = kid(n, 1), c, type;
	unsigned i, count;
	unsigned char *lead;
	int found = 0, live = 0;

	if (e->v.kind != V_INT || nd(b)->kind != ND_BLOCK)
		return 0;
	count = nd(b)->n;
	for (i = 0; i < count; i++) {
		c = behind_labels(kid(b, i));
		if (c && has_label(c))
			return 0;
	}
	type = type_promote(e->type, e->bits);
	lead = alloc(count + 1);
	for (i = 0; i < count; i++) {
		lead[i] = labels_lead(kid(b, i), e->v.i, type);
		found |= lead[i] == 1;
	}
	scope_push(SCOPE_BLOCK);
	for (i = 0; i < count; i++) {
		struct fn f;

		c = kid(b, i);
		if (lead[i] == 1 || (lead[i] == 2 && !found))
			live = 1;
		if (nd(c)->kind == ND_FUNCDEF)
			funcdef(c, &f);
		else if (live)
			stmt(c);
		else {
			expr_dead(c, "unreachable");
			state.dead++;
			stmt(c);
			state.dead--;
		}
		if (live && ends(c))
			live = 0;
	}
	scope_pop();
	return 1;
}

static void
switch_statement(uint32_t n)
{
	struct ex e = expr_value(kid(n, 0));

	if (e.type && !type_is_int(e.type))
		err(nd(n)->t0, "switch quantity is not an integer");
	if (!known_switch(n, &e))
		substatement(kid(n, 1), 0);
}

static void
for_statement(uint32_t n)
{
	uint32_t c = kid(n, 0);
	struct ex e = { .truth = -1 };

	enter();
	if (c && nd(c)->kind == ND_DECLARATION)
		declaration(c);
	else if (c && nd(c)->kind == ND_ASSERT)
		assertion(c);
	else if (c)
		expr_void(c);
	if (kid(n, 1))
		condition(kid(n, 1), &e);
	if (kid(n, 2)) {
		if (e.truth == 0) {
			expr_dead(kid(n, 2), "unreachable");
			state.dead++;
		}
		expr_void(kid(n, 2));
		if (e.truth == 0)
			state.dead--;
	}
	substatement(kid(n, 3), e.truth == 0);
	leave();
}

/* Does the operand have to be a constant?  That is, does no alternative of
 * the constraint take a register or memory? */
static int
immediate(const char *s)
{
	int any = 0;

	for (; *s; s++)
		if (strchr("insEFGHIJKLMNOPeZ", *s))
			any = 1;
		else if (!strchr("%*&!?#,^$ ", *s))
			return 0;
	return any;
}

static void
operands(uint32_t n, int input)
{
	unsigned i;
	unsigned char konst = state.konst;
	const char *s;
	size_t len;
	uint32_t o;
	struct ex e;

	for (i = 0; n && i < nd(n)->n; i++) {
		o = kid(n, i);
		s = lit_bytes(nd(kid(o, 0))->t0, nd(kid(o, 0))->t1, &len);
		state.konst = input && s && immediate(s);
		e = expr(kid(o, 1));
		/* memory operands are not converted */
		if (input && !(s && e.lval && strpbrk(s, "moV")))
			rvalue(e);
		state.konst = konst;
	}
}

static void
asm_statement(uint32_t n)
{
	const struct node *p = nd(n);
	unsigned i;

	if (p->n > 1)
		operands(kid(n, 1), 0);
	if (p->n > 2)
		operands(kid(n, 2), 1);
	for (i = 4; i < p->n; i++)
		label_use(nd(kid(n, i))->t0);
}

void
stmt(uint32_t n)
{
	const struct node *p = nd(n);
	struct attrs a = { 0 };
	struct ex e;
	struct fn f;
	wide lo, hi;
	uint32_t c;

	expr_enter(p->t0);
	switch ((enum node_kind)p->kind) {
	case ND_BLOCK:
		scope_push(SCOPE_BLOCK);
		block_items(n, 0);
		scope_pop();
		break;
	case ND_ATTRIBUTED:
		attrs_read(kid(n, 0), &a);
		stmt(kid(n, 1));
		break;
	case ND_LOCAL_LABELS:
		local_labels(n);
		break;
	case ND_DECLARATION:
		declaration(n);
		break;
	case ND_FUNCDEF:
		funcdef(n, &f);
		break;
	case ND_ASSERT:
		assertion(n);
		break;
	case ND_IF_S:
		enter();
		condition(kid(n, 0), &e);
		nd(n)->ent = e.truth < 0 ? 0 : e.truth ? TRUE_ : FALSE_;
		substatement(kid(n, 1), e.truth == 0);
		if (p->n > 2 && kid(n, 2))
			substatement(kid(n, 2), e.truth == 1);
		leave();
		break;
	case ND_SWITCH:
		enter();
		switch_statement(n);
		leave();
		break;
	case ND_WHILE:
		enter();
		condition(kid(n, 0), &e);
		substatement(kid(n, 1), e.truth == 0);
		leave();
		break;
	case ND_DO:
		enter();
		substatement(kid(n, 0), 0);
		condition(kid(n, 1), &e);
		leave();
		break;
	case ND_TRANSACTION:
		attrs_read(kid(n, 0), &a);
		stmt(kid(n, 1));
		break;
	case ND_FOR:
		for_statement(n);
		break;
	case ND_GOTO:
		label_use(nd(kid(n, 0))->t0);
		break;
	case ND_GOTO_COMPUTED:
		expr_value(kid(n, 0));
		break;
	case ND_RETURN:
		if (p->n > 0 && kid(n, 0))
			expr_value(kid(n, 0));
		break;
	case ND_EXPR_STMT:
		if (p->n > 0 && kid(n, 0))
			expr_void(kid(n, 0));
		if (p->n > 1)
			attrs_read(kid(n, 1), &a);
		break;
	case ND_LABEL:
		label_define(n);
		attrs_read(kid(n, 0), &a);
		if (p->n > 1 && kid(n, 1))
			stmt(kid(n, 1));
		break;
	case ND_CASE:
	case ND_CASE_RANGE:
		if (!p->ent)
			case_values(n, &lo, &hi);
		c = p->kind == ND_CASE ? 1 : 2;
		if (p->n > c && kid(n, c))
			stmt(kid(n, c));
		break;
	case ND_DEFAULT:
		if (p->n > 0 && kid(n, 0))
			stmt(kid(n, 0));
		break;
	case ND_ASM:
		asm_statement(n);
		break;
	case ND_CONTINUE:
	case ND_BREAK:
	case ND_TRANSACTION_CANCEL:
	case ND_EMPTY:
		break;
	default:
		err(p->t0, "a '%s' is no statement that ceval knows",
		    tree_kind(p->kind));
		break;
	}
	nd(n)->ends = is_end(n);
}

/* The body of a function, its parameters' scope around it. */
void
body(uint32_t n, const struct fn *f)
{
	uint32_t base = label_base, fn = state.fn, i, first = nlabel, pt;
	uint32_t type = bare(ents[f->ent].type);
	unsigned must = state.must, konst = state.konst;
	const char *outer = origin_function(spell(ents[f->ent].s)->s);

	label_base = nlabel;
	state.fn = f->ent;
	state.must = state.konst = 0;
	if (types[type].kind == T_FUNC) {
		if (type_is_record(types[type].base))
			need_complete(types[type].base, f->token);
		for (i = 0; i < types[type].nparam; i++) {
			pt = params[types[type].param + i];
			if (kind(pt) == T_TAG)
				need_complete(pt, f->token);
		}
	}
	scope_push(SCOPE_BLOCK);
	scope_again(f->own, f->nown);
	stmt(n);
	scope_pop();
	forget_labels(first);
	label_base = base;
	state.fn = fn;
	state.must = must;
	state.konst = konst;
	origin_function(outer);
}
