// SPDX-License-Identifier: GPL-2.0-or-later
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "tokcmp.h"

struct keep *keeps;
uint32_t nkeeps;
struct edit *edits, *inserts;
uint32_t nedits, ninserts;

static size_t keepcap, editcap, insertcap;

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
	case R_KEEP:
		rec_parse(r);
		nkeeps = r->f[KEEP_ID].v;
		keeps = grow(keeps, nkeeps + 1, &keepcap, sizeof keeps[0]);
		keeps[nkeeps] = (struct keep){
			r->f[KEEP_FIRST].v, r->f[KEEP_LAST].v,
			r->f[KEEP_ENT].v, rec_is(r, KEEP_ROLE, "patched"),
			rec_is(r, KEEP_ROLE, "copied") ||
				rec_is(r, KEEP_ROLE, "rewritten")
		};
		break;
	case R_EDIT:
		rec_parse(r);
		if (r->f[EDIT_COUNT].v > past.ntoken + 1 - r->f[EDIT_TOKEN].v)
			rec_bad(r, "there are not so many tokens");
		e = add_edit(&edits, &nedits, &editcap);
		*e = (struct edit){
			r->f[EDIT_KEEP].v, r->f[EDIT_TOKEN].v,
			r->f[EDIT_COUNT].v, NULL, 0
		};
		e->text = rec_textn(r, EDIT_TEXT, &e->len);
		break;
	case R_INSERT:
		rec_parse(r);
		e = add_edit(&inserts, &ninserts, &insertcap);
		*e = (struct edit){ 0, r->f[INSERT_TOKEN].v, 0, NULL, 0 };
		e->text = rec_textn(r, INSERT_TEXT, &e->len);
		break;
	default:
		past_record(r);
		break;
	}
}

void
orig_read(const char *name, const char *letters, void (*also)(struct rec *))
{
	struct rec r;

	rec_trust(letters);
	past_begin();
	rec_open(name);
	while (rec_next(&r)) {
		take(&r);
		if (also)
			also(&r);
	}
	past_finish();
}

struct loc
orig_loc(uint32_t t)
{
	uint32_t x = past_root(t);

	return origin_loc(past_file_of(t),
			  x ? past.call[x].off : past.token[t].off);
}
