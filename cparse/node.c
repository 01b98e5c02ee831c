// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Syntax trees in arrays, which are used again for the next external
 * declaration.  Parsing goes from the bottom up, so children come before
 * their parents as ccp-stream(5) wants it.
 */
#include "util.h"
#include "rec.h"
#include "cparse.h"

static const struct {
	const char *word;
	unsigned len;
} kinds[] = {
	[N_NONE] = { "", 0 },
#define NODE(k, word, children)  [N_##k] = { word, sizeof word - 1 },
#include "nodes.h"
#undef NODE
};

struct node *nodes;
static size_t nodecap;
static uint32_t nnodes, written;
static uint32_t base;           /* node 1 has the id base + 1 */
uint32_t *node_kids;
static size_t kidcap, nkids;

/* A list is its last cell, whose next is the first. */
static struct cell {
	uint32_t node, next;
} *cells;
static size_t cellcap;
static uint32_t ncells;

static struct part *parts;
static size_t partcap;
static uint32_t nparts;

uint32_t
nodek(int kind, uint32_t t0, uint32_t t1, unsigned n, const uint32_t *k,
      uint32_t list)
{
	struct node *p;
	unsigned i, depth = 0;
	uint32_t c;

	nodes = grow(nodes, nnodes + 2, &nodecap, sizeof nodes[0]);
	p = &nodes[++nnodes];
	p->t0 = t0;
	p->t1 = t1;
	p->kind = kind;
	p->kids = nkids;
	node_kids = grow(node_kids, nkids + n, &kidcap, sizeof node_kids[0]);
	for (i = 0; i < n; i++) {
		if (k[i] && nodes[k[i]].depth > depth)
			depth = nodes[k[i]].depth;
		node_kids[nkids++] = k[i];
	}
	if (list) {
		c = list;
		do {
			c = cells[c].next;
			node_kids = grow(node_kids, nkids + 1, &kidcap,
					 sizeof node_kids[0]);
			node_kids[nkids++] = cells[c].node;
			if (nodes[cells[c].node].depth > depth)
				depth = nodes[cells[c].node].depth;
		} while (c != list);
	}
	p->nkids = nkids - p->kids;
	if (depth + 1 > MAXDEPTH)
		feed_overflow();
	else
		depth++;
	p->depth = depth;
	return nnodes;
}

uint32_t
list1(uint32_t node)
{
	cells = grow(cells, ncells + 2, &cellcap, sizeof cells[0]);
	ncells++;
	cells[ncells] = (struct cell){ node, ncells };
	return ncells;
}

uint32_t
append(uint32_t list, uint32_t node)
{
	uint32_t c = list1(node);

	if (list) {
		cells[c].next = cells[list].next;
		cells[list].next = c;
	}
	return c;
}

uint32_t
join(uint32_t a, uint32_t b)
{
	uint32_t begin;

	if (!a || !b)
		return a ? a : b;
	begin = cells[a].next;
	cells[a].next = cells[b].next;
	cells[b].next = begin;
	return b;
}

uint32_t
spec(uint32_t list, int kind, uint32_t t)
{
	return append(list, node0(kind, t, t));
}

uint32_t
list_first(uint32_t list)
{
	return cells[cells[list].next].node;
}

uint32_t
list_last(uint32_t list)
{
	return cells[list].node;
}

uint32_t
list_begin(uint32_t list)
{
	return list ? cells[list].next : 0;
}

uint32_t
list_next(uint32_t list, uint32_t cell)
{
	return cell == list ? 0 : cells[cell].next;
}

uint32_t
list_node(uint32_t cell)
{
	return cells[cell].node;
}

uint32_t
part_new(void)
{
	parts = grow(parts, nparts + 2, &partcap, sizeof parts[0]);
	parts[++nparts] = (struct part){ .kr = 0 };
	return nparts;
}

struct part *
partp(uint32_t part)
{
	return &parts[part];
}

uint32_t
nodes_count(void)
{
	return nnodes;
}

void
nodes_write(uint32_t upto)
{
	const struct node *p;
	const uint32_t *k, *end;

	while (written < upto) {
		p = &nodes[++written];
		put_open(R_N);
		put_num(base + written);
		put_room(kinds[p->kind].len + 1);
		*out.p++ = '\t';
		memcpy(out.p, kinds[p->kind].word, kinds[p->kind].len);
		out.p += kinds[p->kind].len;
		put_num(p->t0);
		if (p->t1 != p->t0 || p->nkids)
			put_num(p->t1);
		end = node_kids + p->kids + p->nkids;
		for (k = node_kids + p->kids; k < end; k++)
			put_num(*k ? base + *k : 0);
		put_close();
	}
}

uint32_t
node_id(uint32_t node)
{
	return base + node;
}

void
nodes_reset(void)
{
	base += written;
	nnodes = written = 0;
	nkids = 0;
	ncells = nparts = 0;
}
