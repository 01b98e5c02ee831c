// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"

struct unit_entities ents;

static size_t entcap, declcap, usecap, topcap, typecap;

/* Names in bodies that were left out: what each is told as, see
 * ccp-stream(5), and how that uses the entity that it names outside */
static const char *const name_hows[] = {
	"called", "referred", "type", "full-type", "tag", "full-tag",
	"static", "declared", NULL
};
enum { FULL_TYPE = 3, TAG, FULL_TAG, STATIC };
static const char name_uses[] = "crtttfsd";

static struct outer {
	uint32_t tok;
	int how;                /* in name_hows */
} *outer;
static size_t outercap;
static uint32_t nouter;

void
entity_begin(void)
{
	ents = (struct unit_entities){ 0 };
	entcap = declcap = usecap = topcap = typecap = nouter = 0;
	ents.ent = grow(NULL, 1, &entcap, sizeof *ents.ent);
	ents.decl = grow(NULL, 1, &declcap, sizeof *ents.decl);
	ents.top = grow(NULL, 2, &topcap, sizeof *ents.top);
	ents.type = grow(NULL, 1, &typecap, sizeof *ents.type);
	memset(ents.ent, 0, sizeof *ents.ent);
	memset(ents.decl, 0, sizeof *ents.decl);
	memset(ents.top, 0, 2 * sizeof *ents.top);
	memset(ents.type, 0, sizeof *ents.type);
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
	static const char *const storages[] = {
		"none", "static", "auto", "register", "thread", "builtin", NULL
	};

	ents.nent = r->f[ENT_ID].v;
	ents.ent = grow(ents.ent, ents.nent + 1, &entcap, sizeof *ents.ent);
	ents.ent[ents.nent] = (struct entity){
		.class = rec_one_of(r, ENT_CLASS, classes),
		.name = r->f[ENT_NAME].v,
		.linkage = rec_one_of(r, ENT_LINKAGE, linkages),
		.storage = rec_one_of(r, ENT_STORAGE, storages),
		.top = r->f[ENT_TOP].v, .y = r->f[ENT_TYPE].v
	};
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
	struct entity *e;
	struct decl *d;

	ents.ndecl++;
	ents.decl = grow(ents.decl, ents.ndecl + 1, &declcap,
			 sizeof *ents.decl);
	d = &ents.decl[ents.ndecl];
	*d = (struct decl){
		.ent = r->f[DECL_ENT].v, .tok = r->f[DECL_TOKEN].v,
		.how = rec_one_of(r, DECL_HOW, hows),
		.node = r->f[DECL_NODE].v, .top = r->f[DECL_TOP].v,
		.y = r->f[DECL_TYPE].v,
		.scope = r->n > DECL_SCOPE ? rec_one_of(r, DECL_SCOPE, scopes)
					   : SCOPE_FILE
	};
	e = &ents.ent[d->ent];
	if (e->last)
		ents.decl[e->last].next = ents.ndecl;
	else
		e->decl = ents.ndecl;
	e->last = ents.ndecl;
	if (d->how == DEFINITION ||
	    (d->how == TENTATIVE &&
	     (!e->def || ents.decl[e->def].how != DEFINITION)))
		e->def = ents.ndecl;
	if (d->top && (ents.top[d->top].t0 > d->tok ||
		       ents.top[d->top].t1 < d->tok))
		rec_bad(r, "token %u is not in %u", d->tok, d->top);
}

static void
add_use(uint32_t tok, uint32_t ent, char how)
{
	ents.use = grow(ents.use, ents.nuse + 1, &usecap, sizeof *ents.use);
	ents.use[ents.nuse++] = (struct use){ tok, ent, how };
}

/* The number that is text in field i */
static uint32_t
number(const struct rec *r, unsigned i)
{
	uint32_t v = 0;
	unsigned k;

	for (k = 0; k < r->f[i].len; k++) {
		if (r->f[i].p[k] < '0' || r->f[i].p[k] > '9' || k > 8)
			rec_bad(r, "field %u is no number", i + 1);
		v = 10 * v + r->f[i].p[k] - '0';
	}
	return v;
}

static void
read_type(struct rec *r)
{
	struct type *y;
	char kind = *r->f[Y_KIND].p;
	unsigned at = kind == 'q' ? Y_FIELDS + 1 : Y_FIELDS;
	uint32_t v;

	ents.ntype = r->f[Y_ID].v;
	ents.type = grow(ents.type, ents.ntype + 1, &typecap,
			 sizeof *ents.type);
	y = &ents.type[ents.ntype];
	*y = (struct type){ .kind = kind };
	if (kind != 'p' && kind != 'a' && kind != 'q' && kind != 't')
		return;
	if (r->n <= at || (kind == 'a' && r->n <= at + 1))
		rec_bad(r, "%u fields are too few", r->n);
	v = number(r, at);
	if (kind == 't') {
		if (v == 0 || v > ents.nent)
			rec_bad(r, "entity %u was not given", v);
		y->tag = v;
		return;
	}
	if (v == 0 || v >= ents.ntype)
		rec_bad(r, "type %u was not given", v);
	y->y = v;
	if (kind == 'a')
		y->count = rec_text(r, at + 1);
	if (kind == 'q')
		y->isconst = strstr(rec_text(r, Y_FIELDS), "const") &&
			     !strstr(rec_text(r, Y_FIELDS), "volatile");
}

static void
read_top(struct rec *r)
{
	static const char *const kinds[] = {
		"declaration", "function", "asm", "assert", "empty", NULL
	};
	struct top *d;

	ents.ntop = r->f[TOP_ID].v;
	ents.top = grow(ents.top, ents.ntop + 2, &topcap, sizeof *ents.top);
	d = &ents.top[ents.ntop];
	*d = (struct top){ .t0 = r->f[TOP_FIRST].v, .t1 = r->f[TOP_LAST].v,
			   .node = r->f[TOP_NODE].v,
			   .kind = rec_one_of(r, TOP_KIND, kinds) };
	if (d->t1 < d->t0 || d->t0 <= d[-1].t1)
		rec_bad(r, "its tokens are out of order");
}

static void
read_names(struct rec *r)
{
	struct top *d = &ents.top[r->f[NAMES_TOP].v];
	int how = rec_one_of(r, NAMES_HOW, name_hows);
	uint32_t t;
	unsigned i;

	if (d->kind != T_FUNCTION || d->body)
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

static void
read_use(struct rec *r)
{
	add_use(r->f[U_TOKEN].v, r->f[U_ENT].v, *r->f[U_HOW].p);
}

static void
read_full(struct rec *r)
{
	add_use(r->f[FULL_TOKEN].v, r->f[FULL_ENT].v, 'f');
}

static void
read_body(struct rec *r)
{
	struct top *d = &ents.top[r->f[BODY_TOP].v];

	d->body = r->f[BODY_NODE].v;
	d->head = r->f[BODY_FIRST].v - 1;
}

static void (*const take[R_MAX])(struct rec *) = {
	[R_TOP] = read_top, [R_BODY] = read_body, [R_NAMES] = read_names,
	[R_Y] = read_type, [R_ENT] = read_ent, [R_DECL] = read_decl,
	[R_U] = read_use, [R_FULL] = read_full
};

int
entity_record(struct rec *r)
{
	return rec_take(r, take);
}

static uint32_t
top_of_decl(uint32_t d)
{
	return ents.decl[d].top;
}

/* Group the declarations by their external declaration. */
static void
group_decls(void)
{
	uint32_t *from = group_by(ents.ndecl, top_of_decl, ents.ntop + 1,
				  &ents.topdecls), d;

	for (d = 0; d <= ents.ntop + 1; d++)
		ents.top[d].decls = from[d];
}

/* An entity of file scope for each name, and for each tag. */
static void
index_names(void)
{
	size_t n = rec_last('S') + 1;
	const struct entity *e;
	uint32_t i;

	ents.named = alloc(n * sizeof ents.named[0]);
	ents.tagged = alloc(n * sizeof ents.tagged[0]);
	for (i = 1; i <= ents.nent; i++) {
		e = &ents.ent[i];
		if (e->top || !e->decl || e->class == LABEL)
			continue;
		(entity_is_tag(e) ? ents.tagged : ents.named)
			[past.token[ents.decl[e->decl].tok].s] = i;
	}
}

/* The struct or union that typedef e stands for, or for arrays of it; 0 */
static uint32_t
typedef_tag(const struct entity *e)
{
	uint32_t y = e->class == TYPEDEF ? e->y : 0;

	while (y && (ents.type[y].kind == 'q' || ents.type[y].kind == 'a'))
		y = ents.type[y].y;
	return y ? ents.type[y].tag : 0;
}

/* The names in bodies that were left out use what they name outside. */
static void
use_names(void)
{
	const struct outer *p;
	const struct entity *e;
	uint32_t s, i;

	for (p = outer; p < outer + nouter; p++) {
		s = past.token[p->tok].s;
		i = (p->how == TAG || p->how == FULL_TAG ? ents.tagged :
		     ents.named)[s];
		e = &ents.ent[i];
		if (!i || ents.decl[e->decl].tok >= p->tok)
			continue;
		if (p->how != STATIC)
			add_use(p->tok, i, name_uses[p->how]);
		if (p->how == FULL_TYPE && typedef_tag(e))
			add_use(p->tok, typedef_tag(e), 'f');
	}
}

static uint32_t
token_of_use(uint32_t i)
{
	return ents.use[i - 1].tok;
}

/* Sort the uses by token; the order of those of one token stays. */
static void
sort_uses(void)
{
	struct use *sorted = alloc((ents.nuse + 1) * sizeof sorted[0]);
	uint32_t i, *order;

	ents.use_at = group_by(ents.nuse, token_of_use, past.ntoken + 1,
			       &order);
	for (i = 0; i < ents.nuse; i++)
		sorted[i] = ents.use[order[i] - 1];
	free(ents.use);
	ents.use = sorted;
}

void
entity_finish(void)
{
	group_decls();
	index_names();
	use_names();
	sort_uses();
}

int
entity_is_global(const struct entity *e)
{
	if (!e->decl || e->class == LABEL)
		return 0;
	if (!e->top)
		return 1;
	return entity_is_value(e) && e->linkage != NOLINK;
}

int
entity_serves(uint32_t d, int full)
{
	const struct decl *p = &ents.decl[d];
	const struct entity *e = &ents.ent[p->ent];

	if (!p->top)
		return 0;
	if (entity_is_tag(e))
		return full ? p->how == DEFINITION : p->scope != SCOPE_PARAMS;
	return !entity_is_value(e) || p->scope == SCOPE_FILE;
}

uint32_t
entity_head(uint32_t d)
{
	struct top *p = &ents.top[d];
	uint32_t t, depth = 0;
	const char *s;

	for (t = p->t1; !p->head && t > p->t0; t--) {
		s = spell(past.token[t].s)->s;
		depth += *s == '}';
		if (*s == '{' && --depth == 0)
			p->head = t - 1;
	}
	return p->head ? p->head : p->t1;
}

uint32_t
entity_top(uint32_t t)
{
	return first_from(t, ents.top, sizeof *ents.top,
			  offsetof(struct top, t1), ents.ntop);
}
