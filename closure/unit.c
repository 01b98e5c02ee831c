// SPDX-License-Identifier: GPL-2.0-or-later
/* The stream is passed on as it is read; what decisions need is kept. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "path.h"
#include "closure.h"

struct unit unit;

static size_t nodecap, kidcap, topcap, declcap, entcap, usecap;
static size_t typecap;
static uint32_t nkids;

/* Names in bodies that were left out */
static struct outer {
	uint32_t tok;
	int how;                /* in name_hows */
} *outer;
static size_t outercap;
static uint32_t nouter;

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

static uint32_t
hash(const char *s, uint32_t n)
{
	uint32_t h;

	for (h = 0x811c9dc5; n--; s++)          /* FNV-1a */
		h = (h ^ (unsigned char)*s) * 0x1000193;
	return h ^ h >> 15;
}

static void
fill_words(void)
{
	uint32_t i, h, n;

	for (i = 1; i < N_MAX; i++) {
		n = strlen(node_words[i]);
		h = hash(node_words[i], n) % WORDS;
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

	for (h = hash(s, n) % WORDS; words[h].word; h = (h + 1) % WORDS)
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

	unit.nnode = r->f[0].v;
	unit.node = grow(unit.node, unit.nnode + 2, &nodecap,
			 sizeof unit.node[0]);
	n = &unit.node[unit.nnode];
	n->kind = node_kind(r->f[1].p, r->f[1].len);
	n->t0 = r->f[2].v;
	n->t1 = r->n > 3 ? r->f[3].v : n->t0;
	n->kid = nkids;
	n->up = n->y = 0;
	n->constant = 0;
	if (n->t1 < n->t0)
		rec_bad(r, "the last token is before the first");
	unit.kids = grow(unit.kids, nkids + r->n, &kidcap,
			 sizeof unit.kids[0]);
	for (i = 4; i < r->n; i++) {
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

static void
read_top(struct rec *r)
{
	struct top *d;
	uint32_t prev;

	prev = unit.ntop ? unit.top[unit.ntop].t1 : 0;
	unit.ntop = r->f[0].v;
	unit.top = grow(unit.top, unit.ntop + 2, &topcap,
			sizeof unit.top[0]);
	d = &unit.top[unit.ntop];
	*d = (struct top){
		.kind = rec_is(r, 1, "assert") ? 's' : r->f[1].p[0],
		.node = r->f[2].v,
		.t0 = r->f[3].v,
		.t1 = r->f[4].v,
	};
	if (d->t1 < d->t0 || d->t0 <= prev)
		rec_bad(r, "its tokens are out of order");
	if (d->t0 > unit.node[d->node].t0 || d->t1 < unit.node[d->node].t1)
		rec_bad(r, "node %u is not inside", d->node);
	if ((d->kind == 'f') != (unit.node[d->node].kind == N_FUNCDEF) ||
	    (d->kind == 'd') != (unit.node[d->node].kind == N_DECLARATION))
		rec_bad(r, "node %u has another kind", d->node);
}

static void
read_body(struct rec *r)
{
	struct top *d = &unit.top[r->f[0].v];
	const struct node *n = &unit.node[r->f[1].v];

	if (d->kind != 'f' || n->t0 < d->t0 || n->t1 > d->t1)
		rec_bad(r, "it is not the body of %u", r->f[0].v);
	d->body = r->f[1].v;
}

static void
read_ent(struct rec *r)
{
	static const char *const classes[] = {
		"", "function", "object", "typedef", "enumerator", "struct",
		"union", "enum", "label", NULL
	};
	static const char *const linkages[] = {
		"none", "internal", "external", NULL
	};
	static const char *const places[] = {
		"none", "static", "auto", "register", "thread", "builtin",
		NULL
	};
	static const char storages[] = "\0saatb";
	struct ent *e;

	unit.nent = r->f[0].v;
	unit.ent = grow(unit.ent, unit.nent + 1, &entcap,
			sizeof unit.ent[0]);
	e = &unit.ent[unit.nent];
	memset(e, 0, sizeof *e);
	e->class = rec_one_of(r, 1, classes);
	e->name = r->f[2].v ? spell(r->f[2].v)->s : "";
	e->linkage = rec_one_of(r, 3, linkages);
	e->storage = storages[rec_one_of(r, 4, places)];
	e->top = r->f[5].v;
	e->y = r->f[6].v;
}

static void
read_decl(struct rec *r)
{
	static const char *const hows[] = {
		"definition", "tentative", "declaration", "forward", NULL
	};
	static const char *const scopes[] = {
		"file", "params", "block", NULL
	};
	struct decl *d;
	struct ent *e;

	unit.ndecl++;
	unit.decl = grow(unit.decl, unit.ndecl + 1, &declcap,
			 sizeof unit.decl[0]);
	d = &unit.decl[unit.ndecl];
	*d = (struct decl){
		.ent = r->f[0].v,
		.tok = r->f[1].v,
		.how = rec_one_of(r, 2, hows),
		.node = r->f[3].v,
		.top = r->f[4].v,
		.y = r->f[5].v,
		.scope = r->n > DECL_SCOPE ? rec_one_of(r, DECL_SCOPE, scopes)
					   : SCOPE_FILE,
	};
	e = &unit.ent[d->ent];
	if (e->last)
		unit.decl[e->last].next = unit.ndecl;
	else
		e->decl = unit.ndecl;
	e->last = unit.ndecl;
	if (d->how == DEFINITION ||
	    (d->how == TENTATIVE &&
	     (!e->def || unit.decl[e->def].how != DEFINITION)))
		e->def = unit.ndecl;
	if (d->node && (unit.node[d->node].t0 > d->tok ||
			unit.node[d->node].t1 < d->tok))
		rec_bad(r, "token %u is not in node %u", d->tok, d->node);
	if (d->top && (unit.top[d->top].t0 > d->tok ||
		       unit.top[d->top].t1 < d->tok))
		rec_bad(r, "token %u is not in %u", d->tok, d->top);
}

static void
add_use(uint32_t tok, uint32_t ent, char how)
{
	struct use *u;

	unit.use = grow(unit.use, unit.nuse + 1, &usecap,
			sizeof unit.use[0]);
	u = &unit.use[unit.nuse++];
	u->tok = tok;
	u->ent = ent;
	u->how = how;
}

static void
read_type(struct rec *r)
{
	struct type *y;
	char kind = r->f[1].p[0];
	unsigned at = kind == 'q' ? 3 : 2, i;
	uint32_t v = 0;

	unit.ntype = r->f[0].v;
	unit.type = grow(unit.type, unit.ntype + 1, &typecap,
			 sizeof unit.type[0]);
	y = &unit.type[unit.ntype];
	*y = (struct type){ .kind = kind };
	if (kind != 'p' && kind != 'a' && kind != 'q' && kind != 't')
		return;
	if (r->n <= at || (kind == 'a' && r->n < 4))
		rec_bad(r, "%u fields are too few", r->n);
	for (i = 0; i < r->f[at].len; i++) {
		if (r->f[at].p[i] < '0' || r->f[at].p[i] > '9' || i > 8)
			rec_bad(r, "field %u is no number", at + 1);
		v = 10 * v + r->f[at].p[i] - '0';
	}
	if (kind == 't') {
		if (v == 0 || v > unit.nent)
			rec_bad(r, "entity %u was not given", v);
		y->tag = v;
		return;
	}
	if (v == 0 || v >= unit.ntype)
		rec_bad(r, "type %u was not given", v);
	y->y = v;
	if (kind == 'a')
		y->count = rec_text(r, 3);
	if (kind == 'q')
		y->isconst = strstr(rec_text(r, 2), "const") &&
			     !strstr(rec_text(r, 2), "volatile");
}

/* Group the declarations by their external declaration. */
static void
group_decls(void)
{
	uint32_t i, n, sum = 0;

	unit.top[unit.ntop + 1].decls = 0;
	for (i = 1; i <= unit.ndecl; i++)
		unit.top[unit.decl[i].top].decls++;
	for (i = 0; i <= unit.ntop + 1; i++) {
		n = unit.top[i].decls;
		unit.top[i].decls = sum;
		sum += n;
	}
	unit.topdecls = alloc((sum + 1) * sizeof unit.topdecls[0]);
	for (i = 1; i <= unit.ndecl; i++)
		unit.topdecls[unit.top[unit.decl[i].top].decls++] = i;
	for (i = unit.ntop + 1; i > 0; i--)
		unit.top[i].decls = unit.top[i - 1].decls;
	unit.top[0].decls = 0;
}

/* Sort the uses by token. */
static void
sort_uses(void)
{
	struct use *sorted;
	uint32_t i, n, sum = 0;

	unit.use_at = alloc((past.ntoken + 2) * sizeof unit.use_at[0]);
	for (i = 0; i < unit.nuse; i++)
		unit.use_at[unit.use[i].tok]++;
	for (i = 0; i <= past.ntoken + 1; i++) {
		n = unit.use_at[i];
		unit.use_at[i] = sum;
		sum += n;
	}
	sorted = malloc((unit.nuse + 1) * sizeof sorted[0]);
	if (!sorted)
		fatal("out of memory");
	for (i = 0; i < unit.nuse; i++)
		sorted[unit.use_at[unit.use[i].tok]++] = unit.use[i];
	for (i = past.ntoken + 1; i > 0; i--)
		unit.use_at[i] = unit.use_at[i - 1];
	unit.use_at[0] = 0;
	free(unit.use);
	unit.use = sorted;
}

/* An entity of file scope for each name, and for each tag. */
static void
index_names(void)
{
	const struct ent *e;
	uint32_t i;

	unit.named = alloc((rec_last('S') + 1) * sizeof unit.named[0]);
	unit.tagged = alloc((rec_last('S') + 1) * sizeof unit.tagged[0]);
	for (i = 1; i <= unit.nent; i++) {
		e = &unit.ent[i];
		if (e->top || !e->decl || e->class == LABEL)
			continue;
		if (unit_is_tag(e))
			unit.tagged[past.token[unit.decl[e->decl].tok].s] = i;
		else
			unit.named[past.token[unit.decl[e->decl].tok].s] = i;
	}
}

/* What a name in a body that was left out is told as, see ccp-stream(5), and
 * how that uses the entity that it names outside */
static const char *const name_hows[] = {
	"called", "referred", "type", "full-type", "tag", "full-tag",
	"static", "declared", NULL
};
enum { FULL_TYPE = 3, TAG, FULL_TAG, STATIC };
static const char name_uses[] = "crtttfsd";

static void
read_names(struct rec *r)
{
	struct top *d = &unit.top[r->f[NAMES_TOP].v];
	int how = rec_one_of(r, NAMES_HOW, name_hows);
	uint32_t t;
	unsigned i;

	if (d->kind != 'f' || d->body)
		rec_bad(r, "%u has no body that was left out",
			r->f[NAMES_TOP].v);
	if (how == STATIC)
		d->statics = 1;
	outer = grow(outer, nouter + r->n, &outercap, sizeof outer[0]);
	for (i = NAMES_TOKENS; i < r->n; i++) {
		t = r->f[i].v;
		if (t < d->t0 || t > d->t1)
			rec_bad(r, "token %u is not in %u", t,
				r->f[NAMES_TOP].v);
		outer[nouter++] = (struct outer){ t, how };
	}
}

/* The struct or union that typedef e stands for, or for arrays of it; 0 */
static uint32_t
typedef_tag(const struct ent *e)
{
	uint32_t y = e->class == TYPEDEF ? e->y : 0;

	while (y && (unit.type[y].kind == 'q' || unit.type[y].kind == 'a'))
		y = unit.type[y].y;
	return y ? unit.type[y].tag : 0;
}

/* The names in bodies that were left out use what they name outside. */
static void
use_names(void)
{
	const struct outer *p;
	const struct ent *e;
	uint32_t s, i;

	for (p = outer; p < outer + nouter; p++) {
		s = past.token[p->tok].s;
		i = (p->how == TAG || p->how == FULL_TAG ? unit.tagged :
		     unit.named)[s];
		e = &unit.ent[i];
		if (!i || unit.decl[e->decl].tok >= p->tok)
			continue;
		if (p->how != STATIC)
			add_use(p->tok, i, name_uses[p->how]);
		if (p->how == FULL_TYPE && typedef_tag(e))
			add_use(p->tok, typedef_tag(e), 'f');
	}
}

static void
index_unit(void)
{
	uint32_t i;
	struct ent *e;

	past_finish();
	unit.file = alloc((past.nfile + 1) * sizeof unit.file[0]);
	group_decls();
	index_names();
	use_names();
	sort_uses();
	for (i = 1; i <= unit.ntop; i++)
		unit.top[i].file = past_file_of(unit.top[i].t0);
	for (i = unit.nent; i > 0; i--) {
		e = &unit.ent[i];
		if (!e->top || e->class != OBJECT || e->linkage != NOLINK ||
		    (e->storage != 's' && e->storage != 't') || !e->def)
			continue;
		e->local = unit.top[e->top].locals;
		unit.top[e->top].locals = i;
	}
}

void
unit_read(void)
{
	struct rec r;

	fill_words();
	past_begin();
	unit.node = grow(NULL, 2, &nodecap, sizeof unit.node[0]);
	unit.top = grow(NULL, 2, &topcap, sizeof unit.top[0]);
	unit.decl = grow(NULL, 2, &declcap, sizeof unit.decl[0]);
	unit.ent = grow(NULL, 2, &entcap, sizeof unit.ent[0]);
	unit.use = grow(NULL, 2, &usecap, sizeof unit.use[0]);
	unit.type = grow(NULL, 2, &typecap, sizeof unit.type[0]);
	memset(unit.node, 0, 2 * sizeof unit.node[0]);
	memset(unit.top, 0, 2 * sizeof unit.top[0]);
	memset(unit.type, 0, sizeof unit.type[0]);
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
		case R_TOP:
			rec_parse(&r);
			read_top(&r);
			break;
		case R_E:
			rec_parse(&r);
			unit.node[r.f[0].v].y = r.f[1].v;
			unit.node[r.f[0].v].constant = r.n > 2;
			break;
		case R_BODY:
			rec_parse(&r);
			read_body(&r);
			break;
		case R_NAMES:
			rec_parse(&r);
			read_names(&r);
			break;
		case R_ENT:
			rec_parse(&r);
			read_ent(&r);
			break;
		case R_DECL:
			rec_parse(&r);
			read_decl(&r);
			break;
		case R_U:
			rec_parse(&r);
			add_use(r.f[0].v, r.f[1].v, r.f[2].p[0]);
			break;
		case R_FULL:
			rec_parse(&r);
			add_use(r.f[0].v, r.f[1].v, 'f');
			break;
		case R_Y:
			rec_parse(&r);
			read_type(&r);
			break;
		default:
			past_record(&r);
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

uint32_t
top_decls_end(uint32_t d)
{
	return unit.top[d + 1].decls;
}

uint32_t
unit_top(uint32_t t)
{
	return first_from(t, unit.top, sizeof *unit.top,
			  offsetof(struct top, t1), unit.ntop);
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

static void
say(enum severity how, struct site at, const char *name, const char *fmt,
    va_list ap)
{
	if (at.file)
		origin_say(how, at, name, fmt, ap);
	else
		message(how, (struct loc){ 0 }, name, fmt, ap);
}

void
site_say(enum severity how, struct site at, const char *name,
	 const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(how, at, name, fmt, ap);
	va_end(ap);
}

void
tok_error(uint32_t t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(M_ERROR, tok_site(t), NULL, fmt, ap);
	va_end(ap);
}

void
tok_warning(uint32_t t, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(M_WARNING, tok_site(t), name, fmt, ap);
	va_end(ap);
}

void
tok_note(uint32_t t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(M_NOTE, tok_site(t), NULL, fmt, ap);
	va_end(ap);
}

uint32_t
ent_token(const struct ent *e)
{
	uint32_t d = e->def ? e->def : e->decl;

	return d ? unit.decl[d].tok : 0;
}

int
type_const(uint32_t y)
{
	const struct type *p;

	for (; y; y = p->y) {
		p = &unit.type[y];
		if (p->kind == 'q' && p->isconst)
			return 1;
		if (p->kind != 'q' && p->kind != 'a')
			return 0;
	}
	return 0;
}
