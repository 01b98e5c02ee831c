// SPDX-License-Identifier: GPL-2.0-or-later
/* 6.10.1 Conditional inclusion */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

static size_t condcap;

static const char *
word_name(enum word w)
{
	static const char *const names[] = {
#define WORD(k, s)  [W_##k] = s,
#include "words.h"
#undef WORD
	};
	return names[w];
}

static void
put_cond(enum kind k, uint32_t id, enum word w, uint32_t off, uint32_t end,
	 int taken)
{
	reads_end();
	put_open(k);
	put_num(id);
	put_str(word_name(w));
	put_num(cur->id);
	put_num(off);
	put_num(end - off);
	put_num(taken);
	reads_put();
	put_close();
	reads_none();
}

/* The name after #ifdef and its like: is it defined? */
static int
is_defined(enum word w, struct sym **name)
{
	struct tok t;

	*name = NULL;
	lex_file(&t);
	if (t.class == 0) {
		error_tok(&t, "no macro name given in #%s directive",
			  word_name(w));
		return 0;
	}
	if (t.class != 'i') {
		error_tok(&t, "macro names must be identifiers");
		return 0;
	}
	*name = t.sym;
	reads_note(t.sym);
	lex_file(&t);
	if (t.class)
		pedwarn_at(t.file, t.off, "extra-tokens", "extra tokens at end "
			   "of #%s directive", word_name(w));
	*name = canonical(*name);
	return (*name)->macro != NULL;
}

/* Is the rest of the line "! defined X" or "! defined (X)"?  The lexer is
 * left where it is. */
static struct sym *
not_defined(void)
{
	struct pplex l = cur->lx;
	struct pptok p;
	struct sym *y;
	int paren;

	pplex_next(&l, &p);
	if (p.class != 'p' || p.len != 1 || *p.s != '!')
		return NULL;
	pplex_next(&l, &p);
	if (p.class != 'i' || p.len != 7 || memcmp(p.s, "defined", 7))
		return NULL;
	pplex_next(&l, &p);
	paren = p.class == 'p' && p.len == 1 && *p.s == '(';
	if (paren)
		pplex_next(&l, &p);
	if (p.class != 'i')
		return NULL;
	y = sym_of(&p);
	pplex_next(&l, &p);
	if (paren && p.class == 'p' && p.len == 1 && *p.s == ')')
		pplex_next(&l, &p);
	return p.class == 'l' ? y : NULL;
}

static int
evaluate(enum word w, struct sym **guard)
{
	int value;

	*guard = NULL;
	reads_begin();
	switch (w) {
	case W_IFDEF: case W_ELIFDEF:
		value = is_defined(w, guard);
		*guard = NULL;
		break;
	case W_IFNDEF: case W_ELIFNDEF:
		value = !is_defined(w, guard);
		break;
	default:
		if (w == W_IF && cur->state == G_START)
			*guard = not_defined();
		value = expr_value(word_name(w));
		break;
	}
	return value;
}

/* The directive of this name, as the language has it: C has #elifdef since
 * C23, GNU C always. */
enum word
cond_word(const struct sym *y)
{
	enum word w = y->word;

	if ((w == W_ELIFDEF || w == W_ELIFNDEF) && opts.strict &&
	    !(opts.std && (strstr(opts.std, "2x") || strstr(opts.std, "23"))))
		return W_NONE;
	return w;
}

/* Go to where the groups are taken again. */
static void
skip(void)
{
	size_t depth = 0;

	while (!conds[nconds - 1].active) {
		struct pptok p;
		uint32_t off;
		enum word w;

		if (!pplex_skip(&cur->lx))
			return;
		pplex_next(&cur->lx, &p);
		off = p.p - cur->src->text;
		pplex_next(&cur->lx, &p);
		if (p.class != 'i')
			continue;
		w = cond_word(sym_get(p.s, p.len, p.class));
		switch (w) {
		case W_IF: case W_IFDEF: case W_IFNDEF:
			depth++;
			break;
		case W_ENDIF:
			if (depth) {
				depth--;
				break;
			}
			/* fall through */
		case W_ELSE: case W_ELIF: case W_ELIFDEF: case W_ELIFNDEF:
			if (depth)
				break;
			in_directive = 1;
			cond_else(off, w);
			if (w == W_ENDIF)
				return;
			break;
		default:
			break;
		}
	}
}

void
cond_if(uint32_t off, enum word w)
{
	struct sym *guard;
	struct cond *c;
	int value = evaluate(w, &guard);

	conds = grow(conds, nconds + 1, &condcap, sizeof conds[0]);
	if (cur->state == G_START && guard) {
		cur->state = G_IN;
		cur->guard = guard;
		cur->guardcond = nconds;
	} else if (cur->state != G_IN)
		cur->state = G_NONE;
	c = &conds[nconds++];
	*c = (struct cond){
		.id = ++nconds_given, .off = off, .taken = value,
		.active = value,
	};
	put_cond(R_IF, c->id, w, off, end_directive(), value);
	if (!value)
		skip();
}

static void
extra_tokens(enum word w)
{
	struct tok t;

	lex_file(&t);
	/* gcc's -Wno-pedantic silences this, too */
	if (t.class && warning_on("pedantic"))
		pedwarn_at(t.file, t.off, "endif-labels", "extra tokens at end "
			   "of #%s directive", word_name(w));
}

static void
do_endif(uint32_t off)
{
	struct cond *c = &conds[nconds - 1];

	extra_tokens(W_ENDIF);
	put_cond(R_ELSE, c->id, W_ENDIF, off, end_directive(), 0);
	nconds--;
	if (cur->state == G_IN && cur->guardcond == nconds)
		cur->state = G_AFTER;
}

/* #else, #elif.., #endif; groups that are not taken are passed over. */
void
cond_else(uint32_t off, enum word w)
{
	struct sym *guard;
	struct cond *c;
	int was, value;

	if (nconds == cur->conds) {
		error_last("#%s without #if", word_name(w));
		end_directive();
		return;
	}
	c = &conds[nconds - 1];
	if (c->orelse && w != W_ENDIF) {
		error_last("#%s after #else", word_name(w));
		note_at(cur->id, c->off, "the conditional began here");
	}
	if (w == W_ENDIF) {
		do_endif(off);
		return;
	}
	if (cur->state == G_IN && cur->guardcond == nconds - 1)
		cur->state = G_NONE;
	was = c->active;
	if (w == W_ELSE) {
		extra_tokens(w);
		c->orelse = 1;
		value = !c->taken;
	} else
		value = !c->taken && evaluate(w, &guard);
	if ((w == W_ELIFDEF || w == W_ELIFNDEF) && opts.version < 2023 &&
	    (value || was))
		pedantic_at(cur->id, off, NULL, "#%s before C2X is a GCC "
			    "extension", word_name(w));
	c = &conds[nconds - 1];
	c->active = value;
	c->taken |= value;
	put_cond(R_ELSE, c->id, w, off, end_directive(), value);
	if (was && !value)
		skip();
}
