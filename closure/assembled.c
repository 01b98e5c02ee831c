// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What asm at file scope defines, like the trampoline of a static call: C only
 * declares it, but it is the unit's all the same.
 */
#include <ctype.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* The length of the symbol that s begins with */
static size_t
symbol(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || (s[n] && strchr("_.$", s[n])))
		n++;
	return n;
}

/* Token t holds the asm that defines this. */
static void
define(const char *s, size_t n, uint32_t t)
{
	const char *name = internn(s, n);
	struct entity *e;

	EACH_ENTITY(e)
		if (entity_is_value(e) && !e->top && !e->def && e->decl &&
		    ent_name(e) == name)
			known(e)->assembled = t;
}

/* After the statement at s, as it is spelled in a string */
static const char *
after_statement(const char *s)
{
	for (; *s; s++)
		if (*s == ';' || *s == '\n' || strncmp(s, "\\n", 2) == 0)
			return s + (*s == '\\' ? 2 : 1);
	return s;
}

static const char *
skip_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t' || strncmp(s, "\\t", 2) == 0)
		s += *s == '\\' ? 2 : 1;
	return s;
}

/* The labels, each at the begin of a statement */
static void
labels(const char *s, uint32_t t)
{
	const char *after;
	size_t n;

	for (; *s; s = after) {
		s = skip_blanks(s);
		n = symbol(s);
		after = skip_blanks(s + n);
		if (n && *after == ':') {
			define(s, n, t);
			after++;
		} else {
			after = after_statement(s);
		}
	}
}

void
assembled_find(void)
{
	uint32_t d, string;

	for (d = 1; d <= ents.ntop; d++) {
		if (ents.top[d].kind != T_ASM)
			continue;
		string = kid(ents.top[d].node, 0);
		if (string && unit.node[string].kind == N_STRING)
			labels(symbol_string(string), unit.node[string].t0);
	}
}
