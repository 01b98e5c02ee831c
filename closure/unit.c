// SPDX-License-Identifier: GPL-2.0-or-later
/* The stream is passed on as it is read; what decisions need is kept. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "path.h"
#include "closure.h"

struct unit unit;

static size_t nodecap, kidcap;
static uint32_t nkids;

/* Node words -> kinds, hashed once. */
enum { WORDS = 1024 };
static struct {
	const char *word;
	uint32_t len;
	enum node_kind kind;
} words[WORDS];

static const char *const node_words[] = {
	[N_OTHER] = "",
#define NODE(k, word, kids)  [N_##k] = word,
#include "nodes.h"
#undef NODE
};

static void
fill_words(void)
{
	uint32_t i, h, n;

	for (i = 1; i < N_MAX; i++) {
		n = strlen(node_words[i]);
		h = fnv(node_words[i], n) % WORDS;
		while (words[h].word)
			h = (h + 1) % WORDS;
		words[h].word = node_words[i];
		words[h].len = n;
		words[h].kind = i;
	}
}

static enum node_kind
node_kind(const char *s, uint32_t n)
{
	uint32_t h;

	for (h = fnv(s, n) % WORDS; words[h].word; h = (h + 1) % WORDS)
		if (words[h].len == n && memcmp(words[h].word, s, n) == 0)
			return words[h].kind;
	return N_OTHER;
}

/* Options that ask for a prototype before each external function */
static void
read_option(const char *s)
{
	if (strcmp(s, "-Wmissing-prototypes") == 0 ||
	    strcmp(s, "-Wmissing-declarations") == 0 ||
	    strncmp(s, "-Werror=missing-", 16) == 0)
		unit.prototypes = 1;
	if (strcmp(s, "-Wno-missing-prototypes") == 0 ||
	    strcmp(s, "-Wno-missing-declarations") == 0)
		unit.prototypes = 0;
}

static void
read_node(struct rec *r)
{
	struct node *n;
	unsigned i;

	unit.nnode = r->f[NODE_ID].v;
	unit.node = grow(unit.node, unit.nnode + 2, &nodecap,
			 sizeof unit.node[0]);
	n = &unit.node[unit.nnode];
	n->kind = node_kind(r->f[NODE_KIND].p, r->f[NODE_KIND].len);
	n->t0 = r->f[NODE_FIRST].v;
	n->t1 = r->n > NODE_LAST ? r->f[NODE_LAST].v : n->t0;
	n->kid = nkids;
	n->up = n->y = 0;
	n->constant = 0;
	if (n->t1 < n->t0)
		rec_bad(r, "the last token is before the first");
	unit.kids = grow(unit.kids, nkids + r->n, &kidcap,
			 sizeof unit.kids[0]);
	for (i = NODE_KIDS; i < r->n; i++) {
		if (r->f[i].v && (unit.node[r->f[i].v].t0 < n->t0 ||
				  unit.node[r->f[i].v].t1 > n->t1))
			rec_bad(r, "child %u is not inside", r->f[i].v);
		unit.kids[nkids++] = r->f[i].v;
		if (n->kind == N_DECLARATION && r->f[i].v)
			unit.node[r->f[i].v].up = unit.nnode;
	}
	n[1].kid = nkids;
	if (n->kind == N_DECLARATION && nkids == n->kid)
		rec_bad(r, "a declaration without specifiers");
}

/* Do the nodes that the record names belong to it? */
static void
check_nodes(const struct rec *r)
{
	const struct top *d = &ents.top[r->f[TOP_ID].v];
	const struct node *n;
	const struct decl *p;

	switch (r->kind) {
	case R_TOP:
		n = &unit.node[d->node];
		if (d->t0 > n->t0 || d->t1 < n->t1)
			rec_bad(r, "node %u is not inside", d->node);
		if ((d->kind == T_FUNCTION) != (n->kind == N_FUNCDEF) ||
		    (d->kind == T_DECLARATION) != (n->kind == N_DECLARATION))
			rec_bad(r, "node %u has another kind", d->node);
		break;
	case R_BODY:
		n = &unit.node[d->body];
		if (d->kind != T_FUNCTION || n->t0 < d->t0 || n->t1 > d->t1)
			rec_bad(r, "it is not the body of %u",
				r->f[BODY_TOP].v);
		break;
	default:
		p = &ents.decl[ents.ndecl];
		n = &unit.node[p->node];
		if (p->node && (n->t0 > p->tok || n->t1 < p->tok))
			rec_bad(r, "token %u is not in node %u", p->tok,
				p->node);
		break;
	}
}

static void
index_unit(void)
{
	uint32_t i;

	past_finish();
	entity_finish();
	unit.file = alloc((past.nfile + 1) * sizeof unit.file[0]);
	unit.reading = alloc((ents.ntop + 1) * sizeof unit.reading[0]);
	for (i = 1; i <= ents.ntop; i++)
		unit.reading[i] = past_file_of(ents.top[i].t0);
	unit.sym = alloc((ents.nent + 1) * sizeof unit.sym[0]);
	unit.known = alloc((ents.nent + 1) * sizeof unit.known[0]);
	unit.now = alloc((ents.nent + 1) * sizeof unit.now[0]);
}

void
unit_read(void)
{
	struct rec r;

	fill_words();
	past_begin();
	entity_begin();
	unit.node = grow(NULL, 2, &nodecap, sizeof unit.node[0]);
	memset(unit.node, 0, 2 * sizeof unit.node[0]);
	while (rec_next(&r)) {
		switch (r.kind) {
		case R_OPT:
			past_record(&r);
			read_option(rec_text(&r, OPT_ARG));
			break;
		case R_FILE:
			past_record(&r);
			header_ahead(past.nfile);
			break;
		case R_N:
			rec_parse(&r);
			read_node(&r);
			break;
		case R_E:
			rec_parse(&r);
			unit.node[r.f[E_NODE].v].y = r.f[E_TYPE].v;
			unit.node[r.f[E_NODE].v].constant = r.n > E_VALUE;
			break;
		case R_TOP: case R_BODY: case R_DECL:
			entity_record(&r);
			check_nodes(&r);
			break;
		default:
			past_record(&r);
			entity_record(&r);
			break;
		}
		rec_pass(&r);
	}
	index_unit();
}

uint32_t
kid(uint32_t n, unsigned i)
{
	uint32_t k = kids(n) + i;

	return k < kids_end(n) ? unit.kids[k] : 0;
}

uint32_t
kid_of(uint32_t n, enum node_kind kind)
{
	uint32_t i;

	for (i = kids(n); i < kids_end(n); i++)
		if (unit.kids[i] && unit.node[unit.kids[i]].kind == kind)
			return unit.kids[i];
	return 0;
}

struct entity *
unit_declared(uint32_t d, uint32_t n)
{
	const struct decl *p;
	struct entity *e;
	uint32_t i;

	EACH_DECL_IN(i, d, p, e)
		if (p->node == n)
			return e;
	return NULL;
}

struct entity *
unit_function(uint32_t d)
{
	return ents.top[d].kind == T_FUNCTION ?
		unit_declared(d, ents.top[d].node) : NULL;
}

struct entity *
unit_named(uint32_t n)
{
	uint32_t t;

	while (n && unit.node[n].kind == N_PAREN)
		n = kid(n, 0);
	if (!n || unit.node[n].kind != N_ID)
		return NULL;
	t = unit.node[n].t0;
	return ents.use_at[t] < ents.use_at[t + 1] ?
		&ents.ent[ents.use[ents.use_at[t]].ent] : NULL;
}

struct entity *
unit_local(uint32_t d, uint32_t *i)
{
	struct entity *e;
	uint32_t k;

	for (; *i < top_decls_end(d) - ents.top[d].decls; ++*i) {
		k = ents.topdecls[ents.top[d].decls + *i];
		e = &ents.ent[ents.decl[k].ent];
		if (e->top && e->class == OBJECT && e->linkage == NOLINK &&
		    (e->storage == STORE_STATIC ||
		     e->storage == STORE_THREAD) && e->def == k) {
			++*i;
			return e;
		}
	}
	return NULL;
}

struct loc
tok_loc(uint32_t t)
{
	uint32_t x = past_root(t);

	return x ? origin_loc(past.call[x].f, past.call[x].off)
		 : origin_loc(past.token[t].f, past.token[t].off);
}

struct site
tok_site(uint32_t t)
{
	const struct token *p = &past.token[t];

	return t ? (struct site){ p->f, p->off, 0, p->x }
		 : (struct site){ .file = 0 };
}

void
site_say(enum severity how, struct site at, const char *name,
	 const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (at.file)
		origin_say(how, at, name, fmt, ap);
	else
		message(how, (struct loc){ 0 }, name, fmt, ap);
	va_end(ap);
}

int
type_const(uint32_t y)
{
	const struct type *p;

	for (; y; y = p->y) {
		p = &ents.type[y];
		if (p->kind == 'q' && p->isconst)
			return 1;
		if (p->kind != 'q' && p->kind != 'a')
			return 0;
	}
	return 0;
}
