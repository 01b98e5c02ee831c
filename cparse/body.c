// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Function bodies that were left out, and what leads to them by name: from
 * a declared name to each name in its declarations, be it that of an object
 * in the initialiser of a table of functions or one that the body of a function
 * does not declare itself (names.c).  A typedef name leads nowhere: a type
 * needs declarations, but no bodies.  Which declaration a name means is not
 * looked at, so this may find too much, but never too little.
 */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "cparse.h"
#include "gram.h"

/* The declarations of a name, in a list. */
static struct link {
	uint32_t d, next;
} *links;
static size_t linkcap;
static uint32_t nlinks;
static uint32_t *heads;         /* by spelling */
static size_t headcap;
static uint32_t nheads;

static struct decl {
	uint32_t ref, nref;
	uint32_t body;          /* index + 1 */
	unsigned char reached;
} *decls;
static size_t declcap;

static uint32_t *refs;
static size_t refcap, nrefs;

static struct body *bodies;
static size_t bodycap, nbodies;
static struct tok *kept;
static size_t keptcap, nkept;

static uint32_t *given;         /* names of the next declaration */
static size_t givencap, ngiven;

static uint32_t *queue;
static size_t queuecap, nqueue;
static unsigned char *queued;   /* by spelling */

void
body_name(uint32_t spelling)
{
	given = grow(given, ngiven + 1, &givencap, sizeof given[0]);
	given[ngiven++] = spelling;
}

static void
link_name(uint32_t s, uint32_t d)
{
	links = grow(links, nlinks + 2, &linkcap, sizeof links[0]);
	heads = grow(heads, s + 1, &headcap, sizeof heads[0]);
	while (nheads <= s)
		heads[nheads++] = 0;
	links[++nlinks] = (struct link){ d, heads[s] };
	heads[s] = nlinks;
}

/* Does the token name something from outside, and not a member?  A string
 * may: __attribute__((alias("f"))). */
static int
is_ref(const struct tok *p, const struct tok *begin)
{
	int kind = words[p->s & ~TYPEDEF_BIT].kind, before;

	if (kind == T_STRING)
		return 1;
	if (kind != T_IDENT)
		return 0;
	before = p > begin ? words[p[-1].s & ~TYPEDEF_BIT].kind : 0;
	return before != T_DOT && before != T_ARROW;
}

void
body_decl(uint32_t d, const struct tok *toks, uint32_t n, uint32_t body,
	  uint32_t t, const char *name)
{
	const struct tok *p;
	struct decl *decl;
	size_t i;

	decls = grow(decls, d + 1, &declcap, sizeof decls[0]);
	decl = &decls[d];
	*decl = (struct decl){ .ref = nrefs };
	for (i = 0; i < ngiven; i++)
		link_name(given[i], d);
	if (ngiven) {
		refs = grow(refs, nrefs + n, &refcap, sizeof refs[0]);
		for (p = toks; p < toks + (body ? body : n); p++)
			if (is_ref(p, toks))
				refs[nrefs++] = p->s;
		decl->nref = nrefs - decl->ref;
	}
	ngiven = 0;
	if (!body)
		return;
	bodies = grow(bodies, nbodies + 1, &bodycap, sizeof bodies[0]);
	bodies[nbodies++] = (struct body){
		.d = d, .t = t, .name = name, .tok = nkept, .ntok = n - body
	};
	decl->body = nbodies;
	kept = grow(kept, nkept + n - body, &keptcap, sizeof kept[0]);
	memcpy(kept + nkept, toks + body, (n - body) * sizeof kept[0]);
	nkept += n - body;
}

static void
enqueue(uint32_t s)
{
	if (s >= nheads || queued[s])
		return;
	queued[s] = 1;
	queue = grow(queue, nqueue + 1, &queuecap, sizeof queue[0]);
	queue[nqueue++] = s;
}

/* The spelling of an identifier, from a text. */
static uint32_t
lookup(const char *text)
{
	static const char **tab;
	static uint32_t *ids;
	static size_t cap;
	size_t i;
	uint32_t s, last = rec_last('S');

	if (!tab) {
		for (cap = 1024; cap < 2 * (size_t)last + 2; cap *= 2)
			;
		tab = alloc(cap * sizeof tab[0]);
		ids = alloc(cap * sizeof ids[0]);
		for (s = 1; s <= last; s++) {
			if (words[s].kind != T_IDENT)
				continue;
			i = pointer_hash(spell(s)->s) & (cap - 1);
			while (tab[i])
				i = (i + 1) & (cap - 1);
			tab[i] = spell(s)->s;
			ids[i] = s;
		}
	}
	i = pointer_hash(text) & (cap - 1);
	while (tab[i] && tab[i] != text)
		i = (i + 1) & (cap - 1);
	return ids[i];
}

static void
refer(uint32_t s)
{
	const struct spelling *sp;

	if (words[s].kind == T_STRING) {
		sp = spell(s);
		if (sp->len < 3 || sp->len > 256 || sp->s[0] != '"')
			return;
		s = lookup(internn(sp->s + 1, sp->len - 2));
	}
	if (s)
		enqueue(s);
}

static void
reach(struct decl *d)
{
	const struct body *b;
	const struct tok *p;
	const struct name *name;
	uint32_t i, n;

	if (d->reached)
		return;
	d->reached = 1;
	for (i = 0; i < d->nref; i++)
		refer(refs[d->ref + i]);
	if (!d->body)
		return;
	b = &bodies[d->body - 1];
	bodies[d->body - 1].reached = 1;
	for (p = kept + b->tok; p < kept + b->tok + b->ntok; p++)
		if (words[p->s & ~TYPEDEF_BIT].kind == T_STRING)
			refer(p->s);
	name = names_of(d->body - 1, &n);
	for (; n--; name++)
		if (name->how == NAME_CALLED || name->how == NAME_REFERRED ||
		    name->how == NAME_DECLARED)
			refer(kept[b->tok + name->t - b->t].s & ~TYPEDEF_BIT);
}

void
body_reach(const char *functions)
{
	const char *end;
	size_t i;
	uint32_t k, s;

	queued = alloc(nheads + 1);
	for (; *functions; functions = end + (*end == ',')) {
		end = functions + strcspn(functions, ",");
		s = lookup(internn(functions, end - functions));
		if (s)
			enqueue(s);
	}
	for (i = 0; i < nqueue; i++)
		for (k = heads[queue[i]]; k; k = links[k].next)
			reach(&decls[links[k].d]);
}

void
body_names(void)
{
	size_t i;

	for (i = 0; i < nbodies; i++)
		if (!bodies[i].reached)
			names_write(i, bodies[i].d);
}

const struct body *
body_next(const struct tok **toks)
{
	static size_t i;

	while (i < nbodies && !bodies[i].reached)
		i++;
	if (i == nbodies)
		return NULL;
	*toks = kept + bodies[i].tok;
	return &bodies[i++];
}
