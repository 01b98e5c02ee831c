// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Syntax trees in arrays, which are used again for the next external
 * declaration.  Parsing goes from the bottom up, so children come before
 * their parents as ccp-stream(5) wants it.
 */
#include "util.h"
#include "rec.h"
#include "cparse.h"

/* The words have one size, so that one is copied without a loop. */
enum { WORD = 24 };
static const struct {
	char word[WORD];
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

static inline uint32_t
add(struct node n)
{
	nodes = grow(nodes, nnodes + 2, &nodecap, sizeof nodes[0]);
	nodes[++nnodes] = n;
	return nnodes;
}

uint32_t
node0(int kind, uint32_t t0, uint32_t t1)
{
	return add((struct node){ t0, t1, nkids, 0, kind, 1 });
}

uint32_t
nodek(int kind, uint32_t t0, uint32_t t1, unsigned n, const uint32_t *k,
      uint32_t list)
{
	uint32_t begin = nkids, c;
	unsigned i, depth = 0;

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
	if (depth + 1 > MAXDEPTH)
		feed_overflow();
	else
		depth++;
	return add((struct node){ t0, t1, begin, nkids - begin, kind, depth });
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

/* The numbers of a tree lie side by side: all but the last two digits are
 * mostly those of the number before. */
struct near {
	uint32_t hundreds;
	unsigned len;
	char text[16];          /* a tab and the digits of hundreds */
};
static struct near ids, tokens;

static void
put_near(struct near *c, uint32_t v)
{
	char *p;

	if (out.end - out.p < 32)
		put_room(32);
	p = out.p;
	if (v < 100 || v / 100 != c->hundreds) {
		put_num(v);
		if (v < 100)
			return;
		c->hundreds = v / 100;
		c->len = out.p - p - 2;
		memcpy(c->text, p, sizeof c->text);
		return;
	}
	memcpy(p, c->text, sizeof c->text);
	memcpy(p + c->len, put_digits + v % 100 * 2, 2);
	out.p = p + c->len + 2;
}

void
nodes_write(uint32_t upto)
{
	const struct node *p;
	const uint32_t *k, *end;

	while (written < upto) {
		p = &nodes[++written];
		put_open(R_N);
		put_near(&ids, base + written);
		if (out.end - out.p < 1 + WORD)
			put_room(1 + WORD);
		*out.p++ = '\t';
		memcpy(out.p, kinds[p->kind].word, WORD);
		out.p += kinds[p->kind].len;
		put_near(&tokens, p->t0);
		if (p->t1 != p->t0 || p->nkids)
			put_near(&tokens, p->t1);
		end = node_kids + p->kids + p->nkids;
		for (k = node_kids + p->kids; k < end; k++)
			put_near(&ids, *k ? base + *k : 0);
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
