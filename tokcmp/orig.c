// SPDX-License-Identifier: GPL-2.0-or-later
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "tokcmp.h"

struct exp {
	uint32_t macro, root, f, off;   /* root: the outermost it is in */
	unsigned char varies;   /* something in it depends on the place */
	unsigned char operated; /* ## or # was at work in it, or within */
};

struct otok *otoks;
uint32_t notoks;
struct keep *keeps;
uint32_t nkeeps;
struct edit *edits, *inserts;
uint32_t nedits, ninserts;
uint32_t nofiles;

static size_t otokcap, keepcap, editcap, insertcap, expcap, macrocap;
static struct exp *exps;
static unsigned char *computed; /* by macro id: its kind is builtin */

static uint32_t
root(uint32_t x)
{
	return exps[x].root;
}

static void
add_expansion(struct rec *r)
{
	uint32_t x = r->f[0].v;

	exps = grow(exps, x + 1, &expcap, sizeof exps[0]);
	exps[x] = (struct exp){
		r->f[1].v, r->f[2].v ? root(r->f[2].v) : x, r->f[3].v,
		r->f[4].v, 0, 0
	};
	if (computed[exps[x].macro])
		exps[root(x)].varies = 1;
}

static void
add_token(struct rec *r)
{
	notoks = r->f[0].v;
	otoks = grow(otoks, notoks + 1, &otokcap, sizeof otoks[0]);
	otoks[notoks] = (struct otok){
		r->f[1].v, r->f[2].v, r->f[3].v, r->n > 4 ? r->f[4].v : 0
	};
}

static struct edit *
add_edit(struct edit **list, uint32_t *n, size_t *cap)
{
	*list = grow(*list, *n + 1, cap, sizeof **list);
	return &(*list)[(*n)++];
}

static void
take(struct rec *r)
{
	struct edit *e;

	switch (r->kind) {
	case R_S:
		spell_record(r);
		return;
	case R_DEFINE:
	case R_FILE:
	case R_X:
	case R_G:
	case R_T:
	case R_KEEP:
	case R_EDIT:
	case R_INSERT:
		break;
	default:
		return;
	}
	if (r->kind == R_FILE)
		past_record(r);
	else
		rec_parse(r);
	switch (r->kind) {
	case R_FILE:
		nofiles = r->f[0].v;
		break;
	case R_DEFINE:
		computed = grow(computed, r->f[0].v + 1, &macrocap, 1);
		computed[r->f[0].v] = rec_is(r, 5, "builtin");
		break;
	case R_X:
		add_expansion(r);
		break;
	case R_G:
		exps[r->f[0].v].operated = 1;
		exps[root(r->f[0].v)].operated = 1;
		break;
	case R_T:
		add_token(r);
		break;
	case R_KEEP:
		nkeeps = r->f[0].v;
		keeps = grow(keeps, nkeeps + 1, &keepcap, sizeof keeps[0]);
		keeps[nkeeps] = (struct keep){ r->f[1].v, r->f[2].v };
		break;
	case R_EDIT:
		e = add_edit(&edits, &nedits, &editcap);
		*e = (struct edit){ r->f[0].v, r->f[1].v, r->f[2].v, NULL, 0 };
		e->text = rec_textn(r, 3, &e->len);
		break;
	case R_INSERT:
		e = add_edit(&inserts, &ninserts, &insertcap);
		*e = (struct edit){ 0, r->f[0].v, 0, NULL, 0 };
		e->text = rec_textn(r, 1, &e->len);
		break;
	default:
		break;
	}
}

void
orig_read(const char *name)
{
	struct rec r;

	exps = grow(exps, 1, &expcap, sizeof exps[0]);
	exps[0] = (struct exp){ 0 };
	computed = grow(computed, 1, &macrocap, 1);
	computed[0] = 0;
	rec_trust("PCNDYE");
	rec_open(name);
	while (rec_next(&r))
		take(&r);
}

uint32_t
orig_file(uint32_t t)
{
	const struct otok *o = &otoks[t];

	return o->x ? exps[root(o->x)].f : o->f;
}

struct loc
orig_loc(uint32_t t)
{
	const struct otok *o = &otoks[t];

	return origin_loc(orig_file(t), o->x ? exps[root(o->x)].off : o->off);
}

int
orig_varies(uint32_t t)
{
	const struct exp *x = &exps[otoks[t].x];
	const struct exp *outer;

	if (!otoks[t].x)
		return 0;
	outer = &exps[root(otoks[t].x)];
	if (!outer->varies)
		return 0;
	if (computed[x->macro])
		return 'w';
	/* What # or ## made may have passed through other expansions since,
	 * where it is no number. */
	if (spell(otoks[t].s)->class != 'n')
		x = outer;
	return x->operated ? 'd' : 0;
}
