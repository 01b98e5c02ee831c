// SPDX-License-Identifier: GPL-2.0-or-later
/* #assert name(answer), #unassert name or name(answer), #name(answer) in #if:
 * long deprecated, and still there. */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

struct answer {
	const struct sym *name;
	const char *text;       /* interned; NULL: taken back */
};

static struct answer *answers;
static size_t n, cap;

/* The tokens in parentheses as one text; NULL: there are none. */
static const char *
answer(struct tok *t)
{
	const char *text = intern("");
	char *buf = NULL;
	size_t len = 0, bufcap = 0;

	if (!IS_PUNCT(t, '('))
		return NULL;
	for (;;) {
		token_raw(t);
		if (t->class == 0) {
			error_tok(t, "missing ')' to complete answer");
			return NULL;
		}
		if (IS_PUNCT(t, ')'))
			return text;
		buf = grow(buf, len + t->sym->len + 1, &bufcap, 1);
		if (len && t->flags & SPACE)
			buf[len++] = ' ';
		memcpy(buf + len, t->sym->s, t->sym->len);
		len += t->sym->len;
		text = internn(buf, len);
	}
}

void
assertion(enum word w)
{
	struct tok t;
	const struct sym *name;
	const char *text;
	size_t i;

	token_raw(&t);
	if (t.class != 'i') {
		error_tok(&t, "assertion without predicate");
		return;
	}
	name = t.sym;
	token_raw(&t);
	text = answer(&t);
	if (w == W_ASSERT) {
		if (!text) {
			error_here(&t, "missing '(' after predicate");
			return;
		}
		answers = grow(answers, n + 1, &cap, sizeof answers[0]);
		answers[n++] = (struct answer){ name, text };
		return;
	}
	for (i = 0; i < n; i++)
		if (answers[i].name == name &&
		    (!text || answers[i].text == text))
			answers[i].text = NULL;
}

int
asserted(struct tok *t)
{
	const struct sym *name = t->sym;
	const char *text;
	size_t i;

	if (t->class != 'i') {
		error_tok(t, "assertion without predicate");
		return 0;
	}
	token_raw(t);
	if (!IS_PUNCT(t, '(') && t->class)
		token_push(t, 1);
	text = answer(t);
	for (i = 0; i < n; i++)
		if (answers[i].name == name && answers[i].text &&
		    (!text || answers[i].text == text))
			return 1;
	return 0;
}
