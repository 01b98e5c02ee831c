// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The records that matter, in arrays that are as dense as the ids in the
 * stream.  A unit has a million tokens and some hundred thousand
 * expansions, so nothing here is allocated one by one.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "path.h"
#include "depp.h"

struct token *tokens;   uint32_t ntokens;       static size_t tokencap;
struct event *events;   uint32_t nevents;       static size_t eventcap;
struct file *files;     uint32_t nfiles;        static size_t filecap;
struct macro *macros;   uint32_t nmacros;       static size_t macrocap;
struct call *calls;     uint32_t ncalls;        static size_t callcap;
struct paste *pastes;   uint32_t npastes;       static size_t pastecap;
struct keep *keeps;     uint32_t nkeeps;        static size_t keepcap;
struct edit *edits;     uint32_t nedits;        static size_t editcap;
struct insert *inserts; uint32_t ninserts;      static size_t insertcap;
uint32_t *froms, nfroms;                        static size_t fromcap;
uint32_t *pool;         static uint32_t npool;  static size_t poolcap;
uint32_t *conds;        static size_t condcap;
const char *source = "";

static uint32_t *names;         /* by spelling: its last define or undef */
static size_t namecap, nnames;

/* Offsets and lengths are below 2 GB, as files are: sums do not overflow. */
static void
parse(struct rec *r)
{
	unsigned i;

	rec_parse(r);
	for (i = 0; i < r->n; i++)
		if (r->f[i].v > INT32_MAX)
			rec_bad(r, "field %u is too large", i + 1);
}

/* Fields from i on, as numbers, into the pool. */
static uint32_t
keep_numbers(const struct rec *r, unsigned i)
{
	uint32_t at = npool;

	pool = grow(pool, npool + r->n, &poolcap, sizeof pool[0]);
	for (; i < r->n; i++)
		pool[npool++] = r->f[i].v;
	return at;
}

static struct event *
event(enum kind kind, uint32_t f, uint32_t off, uint32_t len)
{
	struct event *e;

	events = grow(events, nevents + 2, &eventcap, sizeof events[0]);
	e = &events[++nevents];
	*e = (struct event){ .kind = kind, .f = f, .off = off, .len = len,
			     .tok = ntokens, .call = ncalls };
	return e;
}

static void
pairs(struct event *e, const struct rec *r, unsigned i)
{
	if (i >= r->n)
		return;
	e->pairs = keep_numbers(r, i);
	e->npairs = (r->n - i) / 2;
}

/* e defines or undefines the name s. */
static void
name_event(struct event *e, uint32_t s)
{
	size_t had = nnames;

	names = grow(names, s + 1, &namecap, sizeof names[0]);
	if (s >= nnames) {
		nnames = s + 1;
		memset(names + had, 0, (nnames - had) * sizeof names[0]);
	}
	e->s = s;
	e->prev = names[s];
	names[s] = e - events;
}

static void
token(struct rec *r)
{
	struct token *t;
	struct call *c;

	parse(r);
	tokens = grow(tokens, ntokens + 2, &tokencap, sizeof tokens[0]);
	t = &tokens[++ntokens];
	t->s = r->f[1].v;
	t->f = r->f[2].v;
	t->off = r->f[3].v;
	t->x = r->n > 4 ? r->f[4].v : 0;
	t->len = r->n > 5 ? r->f[5].v : spell(t->s)->len;
	if (!t->x)
		return;
	c = &calls[calls[t->x].root];
	if (!c->first)
		c->first = ntokens;
	c->last = ntokens;
}

static void
expansion(struct rec *r)
{
	struct call *c;

	parse(r);
	calls = grow(calls, ncalls + 2, &callcap, sizeof calls[0]);
	c = &calls[++ncalls];
	*c = (struct call){ .m = r->f[1].v, .up = r->f[2].v, .f = r->f[3].v,
			    .off = r->f[4].v, .len = r->f[5].v,
			    .tok = ntokens, .paste = npastes };
	if (r->n > 6) {
		c->args = keep_numbers(r, 6);
		c->nargs = (r->n - 6) / 2;
	}
	if (c->up >= ncalls)
		rec_bad(r, "expansion %u is its own parent", ncalls);
	c->root = c->up ? calls[c->up].root : ncalls;
}

static void
file(struct rec *r)
{
	struct file *f;
	struct event *e;
	uint32_t i;

	parse(r);
	files = grow(files, nfiles + 2, &filecap, sizeof files[0]);
	f = &files[++nfiles];
	i = r->f[2].v;
	if (i >= nfiles)
		rec_bad(r, "file %u reads itself", nfiles);
	*f = (struct file){ .path = rec_text(r, 1), .parent = i,
			    .dir = r->f[7].v, .hash = rec_text(r, 10) };
	f->how = rec_is(r, 5, "main") ? HOW_MAIN :
		rec_is(r, 5, "include") || rec_is(r, 5, "import") ?
		HOW_INCLUDE : rec_is(r, 5, "include_next") ? HOW_NEXT :
		HOW_GIVEN;
	f->form = rec_is(r, 6, "quote") ? FORM_QUOTE :
		rec_is(r, 6, "angle") ? FORM_ANGLE : FORM_MACRO;
	f->given = f->how == HOW_GIVEN || (i && files[i].given);
	if (!i && f->how != HOW_MAIN)
		f->given = 1;
	e = event(R_FILE, i, r->f[3].v, r->f[4].v);
	e->a = nfiles;
	f->read = nevents;
	pairs(e, r, 11);
}

static void
define(struct rec *r)
{
	struct macro *m;
	struct event *e;

	parse(r);
	e = event(R_DEFINE, r->f[2].v, r->f[3].v, r->f[4].v);
	e->a = r->f[0].v;
	name_event(e, r->f[1].v);
	macros = grow(macros, nmacros + 2, &macrocap, sizeof macros[0]);
	m = &macros[++nmacros];
	*m = (struct macro){ .s = r->f[1].v, .f = r->f[2].v, .ev = nevents,
			     .boff = r->f[6].v, .blen = r->f[7].v };
	m->kind = rec_is(r, 5, "object") ? M_OBJECT :
		rec_is(r, 5, "function") ? M_FUNCTION :
		rec_is(r, 5, "variadic") ? M_VARIADIC :
		rec_is(r, 5, "gnu-variadic") ? M_GNU_VARIADIC : M_BUILTIN;
	if (r->n > 8) {
		m->params = keep_numbers(r, 8);
		m->nparams = r->n - 8;
	}
}

static void
conditional(struct rec *r)
{
	struct event *e;
	uint32_t c;

	parse(r);
	e = event(r->kind, r->f[2].v, r->f[3].v, r->f[4].v);
	c = e->a = r->f[0].v;
	e->taken = r->f[5].v != 0;
	e->end = rec_is(r, 1, "endif");
	pairs(e, r, 6);
	conds = grow(conds, c + 1, &condcap, sizeof conds[0]);
	if (r->kind == R_IF)
		conds[c] = 0;
	else if (e->end)
		conds[c] = nevents;
}

static void
decision(struct rec *r)
{
	struct edit *e;
	struct keep *k;
	struct insert *n;

	parse(r);
	switch (r->kind) {
	case R_HEADER:
		files[r->f[0].v].may = rec_is(r, 1, "yes");
		break;
	case R_MOVED:
		files[r->f[0].v].moved = r->f[1].v;
		break;
	case R_FROM:
		froms = grow(froms, nfroms + 1, &fromcap, sizeof froms[0]);
		froms[nfroms++] = r->f[0].v;
		break;
	case R_KEEP:
		keeps = grow(keeps, nkeeps + 2, &keepcap, sizeof keeps[0]);
		k = &keeps[++nkeeps];
		*k = (struct keep){ r->f[1].v, r->f[2].v,
			rec_is(r, 3, "externalised") ||
			rec_is(r, 3, "declaration") };
		if (k->t0 > k->t1)
			rec_bad(r, "token %u stands before token %u",
				k->t1, k->t0);
		if (nkeeps > 1 && k->t0 <= k[-1].t1)
			rec_bad(r, "token %u is not behind the last keep",
				k->t0);
		break;
	case R_EDIT:
		edits = grow(edits, nedits + 1, &editcap, sizeof edits[0]);
		e = &edits[nedits++];
		*e = (struct edit){ .t = r->f[1].v, .n = r->f[2].v };
		e->text = rec_textn(r, 3, &e->len);
		k = &keeps[r->f[0].v];
		if (e->t < k->t0 || e->t > k->t1 || e->n > k->t1 - e->t + 1)
			rec_bad(r, "token %u is not in keep %u", e->t,
				r->f[0].v);
		break;
	default:
		inserts = grow(inserts, ninserts + 1, &insertcap,
			       sizeof inserts[0]);
		n = &inserts[ninserts++];
		*n = (struct insert){ .t = r->f[0].v };
		n->text = rec_textn(r, 1, &n->len);
		break;
	}
}

static void
circumstance(struct rec *r)
{
	parse(r);
	if (r->kind == R_FACT && rec_is(r, 0, "source"))
		source = rec_text(r, 1);
	if (r->kind == R_DIR || r->kind == R_PATH)
		path_record(r);
}

static void
other_event(struct rec *r)
{
	struct event *e;
	struct paste *g;
	struct file *f;

	parse(r);
	switch (r->kind) {
	case R_SKIP:
		e = event(R_SKIP, r->f[1].v, r->f[2].v, r->f[3].v);
		e->a = r->f[0].v;
		pairs(e, r, 8);
		break;
	case R_LEAVE:
		e = event(R_LEAVE, r->f[0].v, 0, 0);
		e->a = r->f[0].v;
		files[e->a].leave = nevents;
		break;
	case R_UNDEF:
		e = event(R_UNDEF, r->f[2].v, r->f[3].v, r->f[4].v);
		e->a = r->f[0].v;
		name_event(e, r->f[1].v);
		break;
	case R_PRAGMA:
		e = event(R_PRAGMA, r->f[0].v, r->f[1].v, r->f[2].v);
		e->a = r->f[3].v;
		e->text = rec_text(r, 4);
		break;
	case R_LINE:
	case R_DIRECTIVE:
		event(r->kind, r->f[0].v, r->f[1].v, r->f[2].v);
		break;
	case R_TEXT:
		f = &files[r->f[0].v];
		f->text = rec_textn(r, 1, &f->len);
		break;
	case R_SPAN:
		calls[r->f[0].v].len = r->f[1].v;
		break;
	case R_G:
		pastes = grow(pastes, npastes + 2, &pastecap,
			      sizeof pastes[0]);
		g = &pastes[++npastes];
		*g = (struct paste){ r->f[0].v, r->f[2].v, r->f[3].v, 0, 0 };
		if (r->n > 4) {
			g->args = keep_numbers(r, 4);
			g->nargs = (r->n - 4) / 2;
		}
		break;
	default:
		break;
	}
}

void
store_record(struct rec *r)
{
	switch (r->kind) {
	case R_S:
		spell_record(r);
		break;
	case R_T:
		token(r);
		break;
	case R_X:
		expansion(r);
		break;
	case R_FILE:
		file(r);
		break;
	case R_DEFINE:
		define(r);
		break;
	case R_IF:
	case R_ELSE:
		conditional(r);
		break;
	case R_SKIP: case R_LEAVE: case R_UNDEF: case R_PRAGMA: case R_LINE:
	case R_DIRECTIVE: case R_TEXT: case R_SPAN: case R_G:
		other_event(r);
		break;
	case R_HEADER: case R_FROM: case R_MOVED: case R_KEEP: case R_EDIT: case R_INSERT:
		decision(r);
		break;
	case R_DIR: case R_FACT: case R_PATH:
		circumstance(r);
		break;
	default:
		break;
	}
}

/* The file that f is read in, as far as the result goes */
static uint32_t
reader(uint32_t f)
{
	return files[f].moved ? files[f].moved : files[f].parent;
}

/* The outermost file that is read by a directive that may stay and has f in
 * it; a damaged stream may have circles. */
static void
find_top(uint32_t id)
{
	static uint32_t *path;
	static size_t cap;
	struct file *f;
	uint32_t i, n = 0;

	for (i = id; i && !files[i].found; i = reader(i)) {
		path = grow(path, n + 1, &cap, sizeof path[0]);
		path[n++] = i;
		files[i].found = 1;
	}
	while (n--) {
		f = &files[path[n]];
		i = reader(path[n]);
		if (f->given)
			continue;
		if (i && files[i].top)
			f->top = files[i].top;
		else if (f->how != HOW_MAIN && f->may &&
			 source_spelling(path[n]))
			f->top = path[n];
	}
}

void
store_finish(void)
{
	uint32_t i;

	for (i = 1; i <= nfiles; i++) {
		if (!files[i].leave)
			files[i].leave = nevents;
		find_top(i);
	}
}

uint32_t
store_state(uint32_t s, uint32_t ev)
{
	uint32_t e;

	if (s >= nnames)
		return 0;
	for (e = names[s]; e >= ev && e; e = events[e].prev)
		;
	return e;
}

uint32_t
store_after(uint32_t t)
{
	uint32_t lo = 1, hi = nevents + 1, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (events[mid].tok > t)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}
