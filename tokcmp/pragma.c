// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pragmas that change what code is made of the tokens after them: those that
 * set options for functions, until others do, and those that are for the next
 * statement or declaration.  What pack, weak and their like change shows in
 * types and symbols.
 */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "past.h"
#include "pplex.h"
#include "tokcmp.h"

enum what { ADD, PUSH, POP, RESET, NEXT };

static const struct {
	const char *words[2];
	enum what what;
} known[] = {
	{ { "GCC", "optimize" }, ADD },
	{ { "GCC", "target" }, ADD },
	{ { "GCC", "push_options" }, PUSH },
	{ { "GCC", "pop_options" }, POP },
	{ { "GCC", "reset_options" }, RESET },
	{ { "GCC", "ivdep" }, NEXT },
	{ { "GCC", "unroll" }, NEXT },
	{ { "GCC", "novector" }, NEXT },
	{ { "omp", NULL }, NEXT },
	{ { "acc", NULL }, NEXT },
};

/* What was in force when push_options was said */
struct saved {
	const char *options;
	const struct saved *up;
};

static struct change {
	uint32_t t;             /* the token after it */
	struct pragmas state;
} *changes;                     /* from 1 */
static uint32_t nchanges;
static size_t changecap;

/* The first two words, and all of the text without blanks */
static void
split(const char *text, const char *words[2], const char **all)
{
	struct pplex lex = pp_lex(text, strlen(text));
	struct pptok t;
	int n;

	words[0] = words[1] = *all = "";
	for (n = 0; ; n++) {
		pplex_next(&lex, &t);
		if (!t.class)
			break;
		if (n < 2)
			words[n] = internn(t.s, t.len);
		*all = format("%s%.*s", *all, (int)t.len, t.s);
	}
}

void
pragma_take(struct pragmas *p, const char *text)
{
	const char *words[2], *all;
	struct saved *s;
	size_t i;

	split(text, words, &all);
	for (i = 0; i < LEN(known); i++)
		if (!strcmp(known[i].words[0], words[0]) &&
		    (!known[i].words[1] ||
		     !strcmp(known[i].words[1], words[1])))
			break;
	if (i == LEN(known))
		return;
	switch (known[i].what) {
	case ADD:
		p->options = intern(p->options ? format("%s %s", p->options,
							all) : all);
		break;
	case PUSH:
		s = alloc(sizeof *s);
		*s = (struct saved){ p->options, p->saved };
		p->saved = s;
		break;
	case POP:
		if (p->saved) {
			p->options = p->saved->options;
			p->saved = p->saved->up;
		}
		break;
	case RESET:
		p->options = NULL;
		break;
	case NEXT:
		p->next = intern(format("%s %s", words[0], words[1]));
		break;
	}
}

/* Those of the original, in their order */
static void
find_changes(void)
{
	struct pragmas p = { NULL, NULL, NULL };
	const struct event *e;
	uint32_t i;

	changes = grow(changes, 1, &changecap, sizeof changes[0]);
	changes[0] = (struct change){ 0, p };
	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		if (e->kind != R_PRAGMA)
			continue;
		if (changes[nchanges].t != e->tok + 1)
			p.next = NULL;
		pragma_take(&p, e->text);
		changes = grow(changes, nchanges + 2, &changecap,
			       sizeof changes[0]);
		changes[++nchanges] = (struct change){ e->tok + 1, p };
	}
}

struct pragmas
pragma_at(uint32_t t)
{
	struct pragmas p;
	uint32_t i;

	if (!changes)
		find_changes();
	i = first_from(t + 1, changes, sizeof *changes,
		       offsetof(struct change, t), nchanges) - 1;
	p = changes[i].state;
	if (changes[i].t != t)
		p.next = NULL;
	return p;
}
