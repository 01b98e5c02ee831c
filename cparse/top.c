// SPDX-License-Identifier: GPL-2.0-or-later
/* External declarations, written as they are complete. */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"

static uint32_t ntop;           /* ids given */
static uint32_t headnode;       /* the last node of a function's head */
static uint32_t late;           /* the function whose body is parsed late */
static const char *name;        /* of the function that is parsed */

void
top_name(uint32_t spelling)
{
	if (feed_leave_out)
		body_name(spelling);
}

static void
top(const char *kind, uint32_t node, uint32_t upto)
{
	const struct tok *toks;
	uint32_t n, body = feed_left_out();

	nodes_write(upto);
	put_open(R_TOP);
	put_num(++ntop);
	put_str(kind);
	put_num(node_id(node));
	put_num(first(node));
	put_num(last(node));
	put_close();
	toks = feed_done(&n);
	if (feed_leave_out)
		body_decl(ntop, toks, n, body, feed_first() + body, name);
}

void
top_declaration(uint32_t node)
{
	top("declaration", node, nodes_count());
	nodes_reset();
}

void
top_assert(uint32_t node)
{
	top("assert", node, nodes_count());
	nodes_reset();
}

void
top_asm(uint32_t node)
{
	top("asm", node, nodes_count());
	nodes_reset();
}

void
top_empty(uint32_t t)
{
	uint32_t n = node0(N_EMPTY, t, t);

	top("empty", n, n);
	nodes_reset();
}

uint32_t
top_head(uint32_t part)
{
	uint32_t t = fun_name(part);

	name = t ? spell(feed_spelling(t))->s : NULL;
	origin_function(name);
	headnode = fun_node(part, 0);
	feed_body_begins();
	return headnode;
}

static void
body(uint32_t d, uint32_t block)
{
	nodes_write(block);
	put_open(R_BODY);
	put_num(d);
	put_num(node_id(block));
	put_num(first(block));
	put_num(last(block));
	put_close();
}

void
top_function(uint32_t head, uint32_t block)
{
	uint32_t left_out = feed_left_out();

	scope_close();
	nodep(head)->t1 = last(block);
	top("function", head, headnode);
	if (left_out)
		names_find(head, block);
	else
		body(ntop, block);
	nodes_reset();
	origin_function(NULL);
}

void
top_unread(uint32_t t)
{
	uint32_t n, at = feed_left_out();
	const struct tok *toks = feed_done(&n);

	nodep(headnode)->t1 = t;
	top("function", headnode, headnode);
	names_guess(toks + at, n - at, feed_first() + at);
	nodes_reset();
	origin_function(NULL);
}

void
top_bodies(const char *functions)
{
	const struct body *b;
	const struct tok *toks;

	body_reach(functions);
	while ((b = body_next(&toks))) {
		late = b->d;
		origin_function(b->name);
		feed_late(b->t, toks, b->ntok);
	}
	body_names();
}

void
top_late(uint32_t block)
{
	uint32_t n;

	body(late, block);
	feed_done(&n);
	nodes_reset();
}
