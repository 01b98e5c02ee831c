// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"

struct unit_entities ents;

static size_t entcap, declcap, usecap, topcap;

void
entity_begin(void)
{
	ents.ent = grow(NULL, 1, &entcap, sizeof *ents.ent);
	ents.decl = grow(NULL, 1, &declcap, sizeof *ents.decl);
	ents.top = grow(NULL, 1, &topcap, sizeof *ents.top);
	memset(ents.ent, 0, sizeof *ents.ent);
	memset(ents.decl, 0, sizeof *ents.decl);
	memset(ents.top, 0, sizeof *ents.top);
}

static void
read_ent(const struct rec *r)
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
		.top = r->f[ENT_TOP].v
	};
}

static void
read_decl(const struct rec *r)
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
		.top = r->f[DECL_TOP].v,
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
}

static void
add_use(uint32_t tok, uint32_t ent, char how)
{
	ents.use = grow(ents.use, ents.nuse + 1, &usecap, sizeof *ents.use);
	ents.use[ents.nuse++] = (struct use){ tok, ent, how };
}

static void
read_top(const struct rec *r)
{
	struct top *d;

	ents.ntop = r->f[TOP_ID].v;
	ents.top = grow(ents.top, ents.ntop + 1, &topcap, sizeof *ents.top);
	d = &ents.top[ents.ntop];
	*d = (struct top){ .t0 = r->f[TOP_FIRST].v, .t1 = r->f[TOP_LAST].v,
			   .function = rec_is(r, TOP_KIND, "function") };
	d->head = d->t1;
	if (d->t1 < d->t0 || d->t0 <= d[-1].t1)
		rec_bad(r, "its tokens are out of order");
}

void
entity_record(struct rec *r)
{
	switch (r->kind) {
	case R_ENT: case R_DECL: case R_U: case R_FULL: case R_TOP: case R_BODY:
		rec_parse(r);
		break;
	default:
		return;
	}
	switch (r->kind) {
	case R_ENT:
		read_ent(r);
		break;
	case R_DECL:
		read_decl(r);
		break;
	case R_U:
		add_use(r->f[U_TOKEN].v, r->f[U_ENT].v, *r->f[U_HOW].p);
		break;
	case R_FULL:
		add_use(r->f[FULL_TOKEN].v, r->f[FULL_ENT].v, 'f');
		break;
	case R_TOP:
		read_top(r);
		break;
	default:
		ents.top[r->f[BODY_TOP].v].seen = 1;
		break;
	}
}

/* Sort the uses by token; the order of those of one token stays. */
static void
sort_uses(void)
{
	struct use *sorted;
	uint32_t i, n, sum = 0, *at;

	at = ents.use_at = alloc((past.ntoken + 2) * sizeof at[0]);
	for (i = 0; i < ents.nuse; i++)
		at[ents.use[i].tok]++;
	for (i = 0; i <= past.ntoken + 1; i++) {
		n = at[i];
		at[i] = sum;
		sum += n;
	}
	sorted = malloc((ents.nuse + 1) * sizeof sorted[0]);
	if (!sorted)
		fatal("out of memory");
	for (i = 0; i < ents.nuse; i++)
		sorted[at[ents.use[i].tok]++] = ents.use[i];
	for (i = past.ntoken + 1; i > 0; i--)
		at[i] = at[i - 1];
	at[0] = 0;
	free(ents.use);
	ents.use = sorted;
}

void
entity_finish(void)
{
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
entity_top(uint32_t t)
{
	return first_from(t, ents.top, sizeof *ents.top,
			  offsetof(struct top, t1), ents.ntop);
}
