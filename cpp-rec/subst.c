// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * 6.10.3.1 to 6.10.3.3: what a replacement list becomes, with its #, ##,
 * parameters and __VA_OPT__.  Results of ## are made here and now, not when
 * they are read; it comes to the same.
 */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

/* Text of results of # and ## */
static char *text;
static size_t ntext, textcap;

static void
text_put(const char *s, size_t n)
{
	text = grow(text, ntext + n + 1, &textcap, 1);
	memcpy(text + ntext, s, n);
	ntext += n;
}

/* 6.10.3.2: the # at op in expansion x, of these tokens */
static void
stringify(struct tok *to, const struct tok *op, const struct tok *t, size_t n,
	  uint32_t x)
{
	const struct tok *first = t, *end = t + n;
	int source = 0, white = 0, escape;
	size_t i, slashes;

	ntext = 0;
	text_put("\"", 1);
	for (; t < end; t++) {
		if (t->class == 'P') {
			if (t->flags & MARK)
				continue;
			if (!source || (!white && !(t->flags & SOURCE))) {
				source = t->flags & SOURCE;
				white = t->flags & SPACE;
			}
			continue;
		}
		if (!source)
			white = t->flags & SPACE;
		if (white && ntext > 1)
			text_put(" ", 1);
		source = 0;
		escape = t->class == 's' || t->class == 'c';
		for (i = 0; i < t->sym->len; i++) {
			const char *c = t->sym->s + i;

			if (escape && *c == '\n') {
				text_put("\\n", 2);
				continue;
			}
			if (escape && (*c == '\\' || *c == '"'))
				text_put("\\", 1);
			text_put(c, 1);
		}
	}
	for (slashes = 0; text[ntext - 1 - slashes] == '\\'; slashes++)
		;
	if (slashes % 2) {
		warning_at(op->file, op->off, "invalid-string", "invalid "
			   "string literal, ignoring final '\\'");
		ntext--;
	}
	text_put("\"", 1);
	*to = *op;
	to->sym = sym_get(text, ntext, 's');
	to->class = 's';
	to->flags = BODY | RESULT | (op->flags & SPACE);
	to->x = to->home = x;
	if (x)
		write_g(x, "string", op, first, n);
}

/* Two colons in one, a token of GNU C which only ## can tell from two */
static int
scope(const struct tok *a, const struct tok *b)
{
	return opts.lang & PP_SCOPE && IS_PUNCT(a, ':') && IS_PUNCT(b, ':') &&
		a->file == b->file && a->off + 1 == b->off &&
		!((a->flags | b->flags) & RESULT);
}

static void
no_paste(const struct tok *lhs, const char *l, const char *r, uint32_t x)
{
	struct tok at = *lhs;

	if (!msg_tracked() && in_directive) {
		at.file = cur->id;
		at.off = directive_off;
		at.x = 0;
	} else          /* what ## gave stands where it was joined */
		at.x = lhs->flags & RESULT ? lhs->home : x;
	error_of(&at, "pasting \"%s\" and \"%s\" does not give a valid "
		 "preprocessing token", l, r);
}

/* 6.10.3.3: the ## at op in expansion x; 0: it gives no token. */
static int
paste(struct tok *lhs, const struct tok *rhs, const struct tok *op, uint32_t x)
{
	struct pplex l = { .std = opts.lang };
	struct pptok p;
	struct tok both[2];
	int ok;

	ntext = 0;
	text_put(lhs->sym->s, lhs->sym->len);
	text_put(rhs->sym->s, rhs->sym->len);
	text[ntext] = 0;
	l.p = text;
	l.end = text + ntext;
	pplex_next(&l, &p);
	ok = p.class && p.class != 'l' && p.class != 'e' && !p.space &&
		p.len == ntext;
	if (!ok) {
		no_paste(lhs, lhs->sym->s, rhs->sym->s, x);
		return 0;
	}
	both[0] = *lhs;
	both[1] = *rhs;
	lhs->sym = sym_of(&p);
	lhs->class = lhs->sym->class;
	lhs->file = op->file;
	lhs->off = op->off;
	lhs->len = op->len;
	lhs->x = lhs->home = x;
	lhs->flags = (lhs->flags & SPACE) | BODY | RESULT | JOINED;
	if (x)
		write_g(x, "paste", op, both, 2);
	return 1;
}

/* The piece of the replacement list from t on through end. */
static void
mark(const struct tok *t, const struct tok *end, uint32_t x)
{
	struct tok m = *t;

	m.class = 'P';
	m.flags = MARK | BODY;
	m.len = end->off + end->len - t->off;
	m.x = m.home = x;
	work_put(&m);
}

static int
va_given(const struct subst *s)
{
	struct arg *a = &args[s->args + s->m->nparams - 1];
	size_t i;

	expand_arg(a);
	a = &args[s->args + s->m->nparams - 1];
	for (i = 0; i < a->nexp; i++)
		if (a->exp[i].class != 'P')
			return 1;
	return 0;
}

/* The VA_END of the VA_OPT at t. */
static const struct tok *
va_end_of(const struct tok *t)
{
	while (t->class != VA_END)
		t++;
	return t;
}

void
expand_args(const struct subst *s)
{
	const struct tok *b = s->m->body, *end = b + s->m->nbody, *t;

	for (t = b; t < end; t++)
		if (t->arg && !(t > b && (t[-1].class == PASTE ||
					  t[-1].class == STRING)) &&
		    !(t + 1 < end && t[1].class == PASTE))
			expand_arg(&args[s->args + t->arg - 1]);
}

/* Put the operand at t (a token, a parameter, # with its parameter, or
 * __VA_OPT__); raw: unexpanded.  Returns its last token in the body. */
static const struct tok *
operand(const struct subst *s, const struct tok *t, int raw, int *omitted)
{
	const struct tok *last = t;
	struct tok u;
	struct arg *a;
	size_t base = nwork, n;

	*omitted = 0;
	if (t->class == STRING) {
		last = t + 1;
		if (last->class == VA_OPT) {
			last = va_end_of(last);
			if (va_given(s))
				substitute(s, t + 2, last);
			stringify(&u, t, work + base, nwork - base, s->x);
			nwork = base;
		} else {
			a = &args[s->args + last->arg - 1];
			stringify(&u, t, a->raw, a->nraw, s->x);
		}
		work_put(&u);
	} else if (t->class == VA_OPT) {
		last = va_end_of(t);
		if (va_given(s))
			substitute(s, t + 1, last);
	} else if (t->arg) {
		const struct tok *from;

		a = &args[s->args + t->arg - 1];
		*omitted = a->omitted;
		if (!raw)
			expand_arg(a);
		a = &args[s->args + t->arg - 1];
		from = raw ? a->raw : a->exp;
		n = raw ? a->nraw : a->nexp;
		if (n) {
			work = grow(work, nwork + n, &workcap,
				    sizeof work[0]);
			memcpy(work + nwork, from, n * sizeof work[0]);
			nwork += n;
		}
	} else {
		work_put(t);
		work[nwork - 1].x = work[nwork - 1].home = s->x;
	}
	return last;
}

/* Does the list of a __VA_OPT__ in work from base on begin with a placemarker:
 * an empty parameter, which its MARK tells? */
static int
begins_empty(const struct subst *s, size_t base)
{
	size_t i;
	int marks = 0;

	for (i = base; i < nwork && work[i].class == 'P'; i++)
		marks += work[i].flags & MARK && work[i].home == s->x;
	return marks > 1 || (marks && (i == nwork ||
		(work[i].home == s->x && !(work[i].flags & RESULT))));
}

static int
ends_empty(const struct subst *s, size_t base)
{
	size_t i;

	for (i = nwork; i > base && work[i - 1].class == 'P'; i--)
		if (work[i - 1].flags & MARK && work[i - 1].home == s->x)
			return 1;
	return 0;
}

/* Is the operand a comma that goes, GNU's , ## args? */
static int
comma_goes(const struct subst *s, const struct tok *t, const struct tok *end)
{
	return IS_PUNCT(t, ',') && !t->arg && t + 2 < end &&
		t[1].class == PASTE && s->m->variadic &&
		t[2].arg == s->m->nparams &&
		args[s->args + t[2].arg - 1].omitted;
}

/* Operands with ## between them: from t on; returns the last token. */
static const struct tok *
chain(const struct subst *s, const struct tok *t, const struct tok *end)
{
	const struct tok *last, *op = NULL;
	size_t base, l, r, from = nwork;
	int omitted, comma, any;

	/* the left side is the last real token since from, if any */
	for (;;) {
		base = nwork;
		last = operand(s, t, 1, &omitted);
		r = work_real(base);
		any = r < nwork;
		if (t->class == VA_OPT && op && any && begins_empty(s, base))
			r = nwork;
		for (l = base; l > from && work[l - 1].class == 'P'; )
			l--;
		if (op && comma_goes(s, t, end)) {
			nwork = base;
			op = last + 1;
			t = last + 2;
			continue;
		}
		comma = op && l > from && IS_PUNCT(&work[l - 1], ',') &&
			t->arg && s->m->variadic && t->arg == s->m->nparams;
		if (comma) {
			/* GNU: , ## args */
			if (omitted)
				nwork = l - 1;
		} else if (op && r < nwork && l > from + 1 &&
			   scope(&work[l - 2], &work[l - 1])) {
			no_paste(&work[l - 1], "::", work[r].sym->s, s->x);
		} else if (op && l > from && r + 1 < nwork &&
			   scope(&work[r], &work[r + 1])) {
			no_paste(&work[l - 1], work[l - 1].sym->s, "::", s->x);
		} else if (op && l > from && r < nwork &&
			   paste(&work[l - 1], &work[r], op, s->x)) {
			memmove(work + l, work + r + 1,
				(nwork - r - 1) * sizeof work[0]);
			nwork -= r + 1 - l;
		}
		if (last + 2 >= end || last[1].class != PASTE)
			return last;
		if (t->class == VA_OPT && any && ends_empty(s, base))
			from = nwork;
		op = last + 1;
		t = last + 2;
	}
}

void
substitute(const struct subst *s, const struct tok *t, const struct tok *end)
{
	static const struct tok nothing = { .class = 'P' };
	const struct tok *start = t, *last;
	int omitted, pads = !in_directive || wants_padding;
	struct tok p;

	for (; t < end; t = last + 1) {
		int special = t->arg || t->class == STRING ||
			t->class == VA_OPT;

		last = t->class == STRING ? t + 1 : t;
		if (last->class == VA_OPT)
			last = va_end_of(last);
		if (last + 1 < end && last[1].class == PASTE) {
			size_t at = nwork;
			struct tok m;

			if (pads && special && t != start) {
				pad(&p, SOURCE, t);
				work_put(&p);
			}
			m = *t;
			mark(t, t, s->x);
			at = nwork - 1;
			last = chain(s, t, end);
			work[at].len = last->off + last->len - m.off;
			if (!in_directive)
				work_put(&nothing);
			continue;
		}
		if (!special) {
			work_put(t);
			work[nwork - 1].x = work[nwork - 1].home = s->x;
			continue;
		}
		mark(t, last, s->x);
		if (pads && t != start) {
			pad(&p, SOURCE, t);
			work_put(&p);
		}
		operand(s, t, 0, &omitted);
		if (!in_directive)
			work_put(&nothing);
	}
}
