// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A stream is read as other stages read theirs.  Then what it told is put
 * aside, so that lib can read the other one.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "path.h"
#include "past.h"
#include "entity.h"
#include "msg.h"
#include "ccp-diff.h"

struct side old, new;

static size_t nodecap, kidcap, rangecap, deadcap;
static uint32_t nkids;

static const char *const node_words[] = {
	[N_OTHER] = "",
#define NODE(k, word, kids)  [N_##k] = word,
#include "nodes.h"
#undef NODE
};

static enum node_kind
node_kind(const char *s, uint32_t n)
{
	static struct map kinds;
	unsigned k;

	if (!kinds.n)
		for (k = 1; k < N_MAX; k++)
			*map_at(&kinds, fnv(node_words[k],
					    strlen(node_words[k]))) = k;
	return map_get(&kinds, fnv(s, n));
}

static void
read_node(struct side *s, const struct rec *r)
{
	struct node *n;
	unsigned i;

	s->nnode = r->f[NODE_ID].v;
	s->node = grow(s->node, s->nnode + 2, &nodecap, sizeof s->node[0]);
	n = &s->node[s->nnode];
	*n = (struct node){
		.kind = node_kind(r->f[NODE_KIND].p, r->f[NODE_KIND].len),
		.t0 = r->f[NODE_FIRST].v, .kid = nkids,
		.t1 = r->f[r->n > NODE_LAST ? NODE_LAST : NODE_FIRST].v
	};
	if (n->t1 < n->t0)
		rec_bad(r, "the last token is before the first");
	s->kids = grow(s->kids, nkids + r->n, &kidcap, sizeof s->kids[0]);
	for (i = NODE_KIDS; i < r->n; i++)
		s->kids[nkids++] = r->f[i].v;
	n[1].kid = nkids;
}

static void
read_expr(struct side *s, const struct rec *r)
{
	struct node *n = &s->node[r->f[E_NODE].v];

	n->y = r->f[E_TYPE].v;
	if (r->n > E_VALUE)
		n->value = rec_text(r, E_VALUE);
}

static void
read_dead(struct side *s, const struct rec *r)
{
	s->dead = grow(s->dead, s->ndead + 1, &deadcap, sizeof s->dead[0]);
	s->dead[s->ndead++] = r->f[DEAD_NODE].v;
}

/* Such nodes are not within one another. */
static void
mark_dead(struct side *s)
{
	const struct node *n;
	uint32_t i;

	s->dead_token = alloc(past.ntoken + 2);
	for (i = 0; i < s->ndead; i++) {
		n = &s->node[s->dead[i]];
		if (!s->dead_token[n->t0] || !s->dead_token[n->t1])
			memset(s->dead_token + n->t0, 1, n->t1 - n->t0 + 1);
	}
}

/* The nodes of an external declaration come one after the other, those of its
 * body after the others. */
static void
take_nodes(struct side *s, const struct rec *r)
{
	struct range *p;

	if (r->kind == R_TOP) {
		s->nodes = grow(s->nodes, ents.ntop + 1, &rangecap,
				sizeof s->nodes[0]);
		p = &s->nodes[ents.ntop];
		*p = (struct range){ ents.ntop > 1 ? p[-1].to + 1 : 1,
				     s->nnode };
	} else if (r->kind == R_BODY && r->f[BODY_TOP].v == ents.ntop) {
		s->nodes[ents.ntop].to = s->nnode;
	}
}

/* Does what a record says of nodes fit them? */
static void
check_nodes(const struct side *s, const struct rec *r)
{
	const struct top *d = &ents.top[ents.ntop];
	const struct node *n = &s->node[d->node];

	if (r->kind != R_TOP)
		return;
	if (n->t0 < d->t0 || n->t1 > d->t1)
		rec_bad(r, "node %u is not inside", d->node);
	if ((d->kind == T_FUNCTION) != (n->kind == N_FUNCDEF) ||
	    (d->kind == T_DECLARATION) != (n->kind == N_DECLARATION))
		rec_bad(r, "node %u has another kind", d->node);
}

/* Nothing of lib's may be asked about this side any more: keep its words and
 * the names by which its files are opened. */
static void
put_aside(struct side *s)
{
	uint32_t i, n = rec_last('S');

	s->word = alloc((n + 1) * sizeof s->word[0]);
	for (i = 1; i <= n; i++)
		s->word[i] = spell(i)->s;
	s->file = alloc((past.nfile + 1) * sizeof s->file[0]);
	s->path = alloc((past.nfile + 1) * sizeof s->path[0]);
	for (i = 1; i <= past.nfile; i++) {
		s->file[i] = past.file[i].path;
		s->path[i] = intern(path_locate(past.file[i].path));
	}
	s->past = past;
	s->ents = ents;
}

/* Is everything there that is compared? */
static void
check_bodies(const char *stream)
{
	uint32_t d;

	if (!past.main)
		fatal("%s: it has no main file", stream);
	for (d = 1; d <= ents.ntop; d++)
		if (ents.top[d].kind == T_FUNCTION && !ents.top[d].body)
			fatal("%s: the bodies of functions were left out; "
			      "cparse --all and ceval --all give them all",
			      stream);
}

void
side_read(struct side *s, const char *stream)
{
	struct rec r;

	nodecap = kidcap = rangecap = deadcap = nkids = 0;
	past_begin();
	entity_begin();
	s->node = grow(NULL, 2, &nodecap, sizeof s->node[0]);
	memset(s->node, 0, 2 * sizeof s->node[0]);
	type_begin(s);
	rec_open(stream);
	while (rec_next(&r)) {
		if (r.kind == R_N) {
			rec_parse(&r);
			read_node(s, &r);
		} else if (r.kind == R_E) {
			rec_parse(&r);
			read_expr(s, &r);
		} else if (r.kind == R_DEAD) {
			rec_parse(&r);
			read_dead(s, &r);
		} else if (!past_record(&r)) {
			entity_record(&r);
			type_record(s, &r);
			check_nodes(s, &r);
			take_nodes(s, &r);
		}
	}
	past_finish();
	entity_finish();
	check_bodies(stream);
	mark_dead(s);
	put_aside(s);
}

/* Files */

/* The length of what stands before the last folders and the name that the
 * paths have in common */
static void
tree_of(const char *a, const char *b, size_t *an, size_t *bn)
{
	size_t i = strlen(a), j = strlen(b);

	*an = i;
	*bn = j;
	while (i && j && a[i - 1] == b[j - 1]) {
		i--;
		j--;
		if (a[i] == '/') {
			*an = i + 1;
			*bn = j + 1;
		}
	}
	if ((!i || a[i - 1] == '/') && (!j || b[j - 1] == '/')) {
		*an = i;
		*bn = j;
	}
}

/* Names are those within the tree, whose name has n bytes. */
static void
name_files(struct side *s, size_t n)
{
	const char *tree = s->file[s->past.main];
	uint32_t i;

	for (i = 1; i <= s->past.nfile; i++)
		if (n && strncmp(s->file[i], tree, n) == 0)
			s->file[i] = intern(s->file[i] + n);
}

/* The folder that a path is in, with its slash */
static size_t
folder(const char *path)
{
	const char *p = strrchr(path, '/');

	return p ? (size_t)(p - path + 1) : 0;
}

void
side_match_files(void)
{
	const char *a = old.file[old.past.main], *b = new.file[new.past.main];
	size_t an, bn;

	if (a == b)
		return;
	tree_of(a, b, &an, &bn);
	if (!a[an] || !b[bn]) {         /* not even the name is the same */
		an = folder(a);
		bn = folder(b);
	}
	name_files(&old, an);
	name_files(&new, bn);
	old.file[old.past.main] = new.file[new.past.main];
}

/* Texts.  lib finds them through the view. */

static const struct side *viewed;

static void
view_file(uint32_t file, struct origin_file *f)
{
	const struct file *p = &viewed->past.file[file];

	*f = (struct origin_file){ .path = viewed->path[file],
				   .text = p->text, .size = p->size,
				   .hash = p->hash };
}

struct text
side_text(const struct side *s, uint32_t f)
{
	viewed = s;
	origin_view.file = view_file;
	return origin_text(f);
}

uint32_t
side_line(const struct side *s, uint32_t f, uint32_t off)
{
	static struct {         /* the place asked for last */
		const char *text;
		uint32_t off, line;
	} at;
	struct text t = side_text(s, f);
	const char *p, *end;

	if (!t.p || off > t.size || s->past.file[f].how == HOW_PSEUDO)
		return 0;
	if (at.text != t.p || at.off > off) {
		at.text = t.p;
		at.off = 0;
		at.line = 1;
	}
	end = t.p + off;
	for (p = t.p + at.off; (p = memchr(p, '\n', end - p)); p++)
		at.line++;
	at.off = off;
	return at.line;
}

uint32_t
side_kid(const struct side *s, uint32_t n, unsigned i)
{
	uint32_t k = s->node[n].kid + i;

	return k < s->node[n + 1].kid ? s->kids[k] : 0;
}
