// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tokens of the whole unit, nodes of one external declaration.
 *
 * A node is checked against the children that nodes.h allows it as it is
 * read, and a child has one parent.  So the rest of ceval walks a tree whose
 * shape it can rely on, whatever the stream holds.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

static const struct {
	const char *word, *children;
} shapes[] = {
	[ND_NONE] = { "", "" },
#define NODE(k, word, children)  [ND_##k] = { word, children },
#include "nodes.h"
#undef NODE
};

static const char *const words[] = {
	[W_NONE] = "",
#define WORD(w, text)  [W_##w] = text,
#include "words.h"
#undef WORD
};

enum { SETS = (ND_MAX + 63) / 64, MAXKIDS = 8, HASH = 1024 };

/* What may stand at one place among a node's children */
struct place {
	uint64_t set[SETS];
	unsigned char null;     /* 0 may */
};

static struct shape {
	struct place place[MAXKIDS];
	unsigned char n;        /* places, the last of which may repeat */
	unsigned char least;    /* that have to be there */
	unsigned char fixed;    /* that are there for who asks, be it as 0 */
	unsigned char repeat;
} shape[ND_MAX];

static unsigned char kind_hash[HASH];
static struct {
	const char *s;
	enum word w;
} word_hash[HASH];

struct tok *tokens;
static size_t tokencap;
static unsigned char *wordof;   /* by spelling */
static size_t wordcap;

struct node *nodes;
uint32_t node_base = 1;
static uint32_t nnode;
static size_t nodecap;
uint32_t *kids;
static uint32_t nkid;
static size_t kidcap;
static int done;

static unsigned
hash(const char *s, size_t n)
{
	unsigned h = n;

	while (n--)
		h = h * 33 + (unsigned char)*s++;
	return (h ^ h >> 10) & (HASH - 1);
}

static enum node_kind
kind_named(const char *s, size_t n)
{
	unsigned h;
	enum node_kind k;

	for (h = hash(s, n); (k = kind_hash[h]); h = (h + 1) & (HASH - 1))
		if (strncmp(shapes[k].word, s, n) == 0 && !shapes[k].word[n])
			return k;
	return ND_NONE;
}

static void
allow(struct place *p, enum node_kind from, enum node_kind to)
{
	for (; from <= to; from++)
		p->set[from / 64] |= (uint64_t)1 << from % 64;
}

static void
allow_word(struct place *p, const char *s, size_t n)
{
	enum node_kind k = kind_named(s, n);

	if (k)
		allow(p, k, k);
	else if (n == 4 && !memcmp(s, "expr", 4))
		allow(p, ND_ID, ND_HAS_ATTRIBUTE);
	else if (n == 4 && !memcmp(s, "init", 4)) {
		allow(p, ND_ID, ND_HAS_ATTRIBUTE);
		allow(p, ND_INITLIST, ND_INITLIST);
	} else if (n == 4 && !memcmp(s, "desi", 4))
		allow(p, ND_DESIG_MEMBER, ND_DESIG_OLD);
	else if (n == 5 && !memcmp(s, "desig", 5))
		allow(p, ND_DESIG_MEMBER, ND_DESIG_OLD);
	else if (n == 5 && !memcmp(s, "declr", 5)) {
		allow(p, ND_D_NAME, ND_D_ATTRS);
		p->null = 1;
	} else if (n == 4 && (!memcmp(s, "stmt", 4) || !memcmp(s, "item", 4))) {
		allow(p, ND_BLOCK, ND_ASM);
		allow(p, ND_DECLARATION, ND_DECLARATION);
		allow(p, ND_FUNCDEF, ND_FUNCDEF);
		allow(p, ND_ASSERT, ND_ASSERT);
		allow(p, ND_EMPTY, ND_EMPTY);
	} else if (n == 4 && !memcmp(s, "spec", 4)) {
		allow(p, ND_STORAGE, ND_ENUM);
		allow(p, ND_ATTRS, ND_ATTRS);
	} else if (n == 3 && !memcmp(s, "arg", 3))
		allow(p, ND_DECLARATION, ND_MAX - 1);
	else
		bug("nodes.h: no node is called '%.*s'", (int)n, s);
}

static void
read_shape(struct shape *sh, const char *s)
{
	struct place *p;
	size_t n;

	while (*s) {
		s += strspn(s, " ");
		n = strcspn(s, " ?|.");
		p = &sh->place[sh->n++];
		for (;;) {
			allow_word(p, s, n);
			s += n;
			if (*s != '|')
				break;
			s++;
			n = strcspn(s, " ?|.");
		}
		if (*s == '?') {
			p->null = 1;
			s++;
		}
		if (*s == '.') {
			sh->repeat = 1;
			s += 3;
		}
	}
	sh->fixed = sh->n - sh->repeat;
	for (sh->least = sh->fixed; sh->least; sh->least--)
		if (!sh->place[sh->least - 1].null)
			break;
}

void
tree_init(void)
{
	size_t i;
	unsigned h;

	for (i = 1; i < ND_MAX; i++) {
		const char *s = shapes[i].word;

		for (h = hash(s, strlen(s)); kind_hash[h]; )
			h = (h + 1) & (HASH - 1);
		kind_hash[h] = i;
	}
	for (i = 1; i < ND_MAX; i++)
		read_shape(&shape[i], shapes[i].children);
	allow(&shape[ND_MEMBERS].place[0], ND_EMPTY, ND_EMPTY);
	for (i = 1; i < W_MAX; i++) {
		for (h = hash(words[i], strlen(words[i])); word_hash[h].s; )
			h = (h + 1) & (HASH - 1);
		word_hash[h].s = words[i];
		word_hash[h].w = i;
	}
}

void
tree_spelling(struct rec *r)
{
	const struct spelling *sp;
	const char *s;
	uint32_t id, n;
	unsigned h;

	spell_record(r);
	id = rec_last('S');
	wordof = grow(wordof, id + 1, &wordcap, 1);
	wordof[id] = W_NONE;
	sp = spell(id);
	if (sp->class != 'i')
		return;
	s = sp->s;
	n = sp->len;
	if (n > 2 && s[0] == '_' && s[1] == '_') {
		s += 2;
		n -= 2;
		if (n > 2 && s[n - 1] == '_' && s[n - 2] == '_')
			n -= 2;
	}
	for (h = hash(s, n); word_hash[h].s; h = (h + 1) & (HASH - 1))
		if (!strncmp(word_hash[h].s, s, n) && !word_hash[h].s[n]) {
			wordof[id] = word_hash[h].w;
			break;
		}
}

void
tree_token(struct rec *r)
{
	uint32_t t;

	rec_parse(r);
	t = r->f[0].v;
	tokens = grow(tokens, t + 1, &tokencap, sizeof tokens[0]);
	tokens[t] = (struct tok){
		r->f[1].v, r->f[2].v, r->f[3].v, r->n > 4 ? r->f[4].v : 0
	};
}

enum word
tree_word(uint32_t t)
{
	return wordof[tokens[t].s];
}

const char *
tree_text(uint32_t t)
{
	return spell(tokens[t].s)->s;
}

const char *
tree_kind(enum node_kind k)
{
	return shapes[k].word;
}

static void
wrong_child(struct rec *r, enum node_kind k, unsigned i, uint32_t id)
{
	if (!id)
		rec_bad(r, "a '%s' lacks its child %u", shapes[k].word, i + 1);
	if (!tree_has(id, 0))
		rec_bad(r, "child %u is not of the external declaration at "
			"hand", i + 1);
	if (nd(id)->used)
		rec_bad(r, "child %u has another parent", i + 1);
	rec_bad(r, "child %u of a '%s' is a '%s'", i + 1, shapes[k].word,
		shapes[nd(id)->kind].word);
}

void
tree_node(struct rec *r)
{
	const struct place *p;
	struct node *n;
	struct shape *sh;
	enum node_kind k;
	uint32_t id, first, last, c;
	unsigned i;

	rec_parse(r);
	id = r->f[0].v;
	if (done) {
		done = 0;
		node_base = id;
		nnode = 0;
		nkid = 0;
	}
	k = kind_named(r->f[1].p, r->f[1].len);
	if (!k)
		rec_bad(r, "no node is called '%.*s'", (int)r->f[1].len,
			r->f[1].p);
	first = r->f[2].v;
	last = r->n > 3 ? r->f[3].v : first;
	if (first > last)
		rec_bad(r, "its last token stands before its first");
	sh = &shape[k];
	nodes = grow(nodes, nnode + 1, &nodecap, sizeof nodes[0]);
	n = &nodes[nnode++];
	*n = (struct node){
		.kind = k, .t0 = first, .t1 = last,
		.kid = nkid, .n = r->n > 4 ? r->n - 4 : 0,
	};
	if (n->n < sh->least || (n->n > sh->n && !sh->repeat))
		rec_bad(r, "a '%s' has %u children", shapes[k].word, n->n);
	kids = grow(kids, nkid + n->n + MAXKIDS, &kidcap, sizeof kids[0]);
	for (i = 0; i < n->n; i++) {
		c = r->f[4 + i].v;
		p = &sh->place[i < sh->n ? i : sh->n - 1u];
		if (c == 0) {
			if (!p->null)
				wrong_child(r, k, i, c);
		} else {
			struct node *d = &nodes[c - node_base];

			if (c < node_base || c >= id || d->used ||
			    !(p->set[d->kind / 64] >> d->kind % 64 & 1))
				wrong_child(r, k, i, c);
			d->used = 1;
		}
		kids[nkid++] = c;
	}
	for (; i < sh->fixed; i++) {
		kids[nkid++] = 0;
		n->n++;
	}
}

void
tree_done(void)
{
	done = 1;
}

int
tree_has(uint32_t id, enum node_kind k)
{
	return id >= node_base && id - node_base < nnode &&
	       (!k || nd(id)->kind == k);
}

unsigned
tree_line(uint32_t t)
{
	const struct tok *p = &tokens[t];

	return origin_call((struct site){ p->f, p->off, 0, p->x }).line;
}

static void
say(enum severity how, uint32_t t, const char *name, const char *fmt,
    va_list ap)
{
	const struct tok *p = &tokens[t];

	origin_say(how, (struct site){ p->f, p->off, 0, p->x }, name, fmt,
		   ap);
}

void
err(uint32_t t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(M_ERROR, t, NULL, fmt, ap);
	va_end(ap);
}

void
err_note(uint32_t t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (t)
		say(M_NOTE, t, NULL, fmt, ap);
	va_end(ap);
}

void
warn(uint32_t t, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(M_WARNING, t, name, fmt, ap);
	va_end(ap);
}
