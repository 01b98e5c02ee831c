// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tokens that depend on the place: what __LINE__ and its like give, and names
 * and strings that # and ## make of it.  A fix moves what stands after it, and
 * that is no change.
 *
 * What # and ## took is told by where it is spelled.  Where that is the name of
 * such a macro, or an operator that has taken one in the same call, the result
 * depends on the place too.
 */
#include <ctype.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

/* The macros, and as what is compared what they give */
static const struct {
	const char *name, *canon;
} macros[] = {
	{ "__LINE__", "0L" },
	{ "__COUNTER__", "0C" },
	{ "__FILE__", "\"F\"" },
	{ "__FILE_NAME__", "\"N\"" },
	{ "__BASE_FILE__", "\"B\"" },
	{ "__DATE__", "\"D\"" },
	{ "__TIME__", "\"T\"" },
	{ "__TIMESTAMP__", "\"S\"" },
};

/* Places of such macros' names and operators, by place_key */
static struct map places;

static uint64_t
place_key(uint32_t root, uint32_t f, uint32_t off)
{
	return mix(mix(mix(1, root), f), off);
}

/* As what is compared what expansion x gives: NULL: as it is. */
static const char *
builtin(const struct side *s, uint32_t x)
{
	const struct macro *m = &s->past.macro[s->past.call[x].m];
	size_t i;

	if (m->kind != M_BUILTIN)
		return NULL;
	for (i = 0; i < LEN(macros); i++)
		if (strcmp(s->word[m->s], macros[i].name) == 0)
			return macros[i].canon;
	return NULL;
}

static void
find_places(const struct side *s)
{
	const struct past *p = &s->past;
	const struct paste *g;
	uint32_t x, root, *took, i;

	places = (struct map){ 0 };
	for (x = 1; x <= p->ncall; x++)
		if (builtin(s, x))
			*map_at(&places, place_key(p->call[x].root,
				p->call[x].f, p->call[x].off)) = 1;
	for (g = p->paste + 1; g <= p->paste + p->npaste; g++) {
		root = p->call[g->call].root;
		took = p->pool + g->took;
		for (i = 0; i < g->ntook; i++)
			if (map_get(&places, place_key(root, took[2 * i],
						       took[2 * i + 1])))
				*map_at(&places, place_key(root, g->f,
							   g->off)) = 1;
	}
}

/* Was token t made by an operator, of such a macro? */
static int
is_made(const struct side *s, uint32_t t)
{
	const struct token *k = &s->past.token[t];

	return k->x && map_get(&places, place_key(s->past.call[k->x].root,
						  k->f, k->off));
}

/* Without its digits */
static const char *
stem(const char *word)
{
	static char *buf;
	static size_t cap;
	size_t n = strlen(word), i, k = 0;

	buf = grow(buf, n + 2, &cap, 1);
	for (i = 0; i < n; i++) {
		if (!isdigit((unsigned char)word[i]))
			buf[k++] = word[i];
		else if (!k || buf[k - 1] != '#')
			buf[k++] = '#';
	}
	return internn(buf, k);
}

/*
 * In each external declaration one name stays one, and two stay two: the names
 * of one stem are counted there.
 */
static const char *
numbered(const struct side *s, uint32_t top, const char *word)
{
	static struct map names, stems;
	const char *st = stem(word);
	uint64_t in = mix_ptr(mix(2, top), s);
	uint32_t *name = map_at(&names, mix_ptr(in, word));

	if (!*name)
		*name = ++*map_at(&stems, mix_ptr(in, st));
	return intern(format("%s@%u", st, *name));
}

/* A string that an operator made: without its digits, and with the file's name
 * as that of a file in the tree */
static const char *
string(const struct side *s, uint32_t t, const char *word)
{
	uint32_t f = s->past.call[side_root(s, t)].f;
	const char *path = s->past.file[f].path, *at = strstr(word, path);

	if (!at)
		return stem(word);
	return stem(format("%.*s%s%s", (int)(at - word), word, s->file[f],
			   at + strlen(path)));
}

void
place_tokens(struct side *s)
{
	const struct past *p = &s->past;
	uint32_t t, top = 1;
	const char *c;

	find_places(s);
	s->canon = alloc((p->ntoken + 2) * sizeof s->canon[0]);
	s->places = alloc((p->ntoken + 2) * sizeof s->places[0]);
	for (t = 1; t <= p->ntoken; t++) {
		while (top <= s->ents.ntop && s->ents.top[top].t1 < t)
			top++;
		c = side_token(s, t);
		if (p->token[t].x && builtin(s, p->token[t].x))
			c = builtin(s, p->token[t].x);
		else if (is_made(s, t))
			c = *c == '"' ? string(s, t, c) : numbered(s, top, c);
		s->canon[t] = c;
		s->places[t] = s->places[t - 1] + (c != side_token(s, t));
	}
}

const char *
place_stem(const struct side *s, uint32_t t)
{
	const char *word = side_token(s, t);

	return s->canon[t] == word ? word : stem(word);
}
