// SPDX-License-Identifier: GPL-2.0-or-later
/* Which functions are patched: those named, those the policy says yes to. */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

struct entity **patched;
uint32_t npatched;
static size_t cap;

/* Names asked for, interned */
static struct names {
	const char **s;
	size_t n, cap;
} names, copied;

static void
take(struct names *to, const char *list)
{
	size_t n;

	for (;; list += n + 1) {
		n = strcspn(list, ",");
		if (n) {
			to->s = grow(to->s, to->n + 1, &to->cap,
				     sizeof to->s[0]);
			to->s[to->n++] = internn(list, n);
		}
		if (!list[n])
			break;
	}
}

void
patched_names(const char *list)
{
	take(&names, list);
}

void
patched_copied(const char *list)
{
	take(&copied, list);
}

int
patched_is_copied(const struct entity *e)
{
	size_t i;

	for (i = 0; i < copied.n; i++)
		if (copied.s[i] == ent_name(e))
			return 1;
	return 0;
}

static void
add(struct entity *e)
{
	uint32_t i;

	for (i = 0; i < npatched; i++)
		if (patched[i] == e)
			return;
	patched = grow(patched, npatched + 1, &cap, sizeof patched[0]);
	patched[npatched++] = e;
}

/* How many insertions, deletions and changes make a into b; over MAX: MAX */
enum { MAX = 5, LONG = 128 };
static unsigned
distance(const char *a, const char *b)
{
	unsigned row[LONG], prev, old, best, i, j, d;
	size_t n = strlen(b);

	if (n >= LONG || strlen(a) >= LONG)
		return MAX;
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; a[i - 1]; i++) {
		prev = row[0];
		best = row[0] = i;
		for (j = 1; j <= n; j++) {
			old = row[j];
			d = prev + (a[i - 1] != b[j - 1]);
			if (row[j] + 1 < d)
				d = row[j] + 1;
			if (row[j - 1] + 1 < d)
				d = row[j - 1] + 1;
			row[j] = d;
			prev = old;
			if (d < best)
				best = d;
		}
		if (best >= MAX)
			return MAX;
	}
	return row[n] < MAX ? row[n] : MAX;
}

/* How far a defined function's name is from what was asked for. */
static unsigned
farness(const char *want, const char *name)
{
	size_t n = strlen(want), l = strlen(name);
	unsigned d;

	if (l > n && strcmp(name + l - n, want) == 0)
		return 1;       /* __do_sys_read, when read was asked for */
	d = distance(want, name);
	return d < MAX && 3 * d <= n + 2 ? d : MAX;
}

static void
propose(const char *want)
{
	const struct entity *best[3] = { NULL }, *e;
	unsigned far[3] = { MAX, MAX, MAX }, d;
	int k, l;

	EACH_ENTITY(e) {
		if (!reach_has_body(e))
			continue;
		d = farness(want, ent_name(e));
		for (k = 0; k < 3 && d >= far[k]; k++)
			;
		if (k == 3)
			continue;
		for (l = 2; l > k; l--) {
			far[l] = far[l - 1];
			best[l] = best[l - 1];
		}
		far[k] = d;
		best[k] = e;
	}
	for (k = 0; k < 3 && best[k]; k++)
		tok_note(ent_token(best[k]), "did you mean '%s'?",
		     ent_name(best[k]));
}

static void
find(const char *name)
{
	struct loc at = { past.main ? past.file[past.main].path : NULL, 0, 0 };
	struct entity *e, *other = NULL;

	EACH_ENTITY(e) {
		if (ent_name(e) != name || e->top)
			continue;
		if (reach_has_body(e)) {
			add(e);
			return;
		}
		if (e->class == FUNCTION || e->class == OBJECT ||
		    e->class == TYPEDEF)
			other = e;
	}
	if (other && other->class == FUNCTION && other->decl) {
		tok_error(ent_token(other), "function '%s' to patch is only "
			  "declared here, it has no definition in the unit",
			  name);
	} else if (other && other->decl) {
		tok_error(ent_token(other),
			  "'%s' to patch is not a function", name);
	} else {
		error(at, "function '%s' to patch is not defined in the unit",
		      name);
		propose(name);
	}
}

void
patched_find(void)
{
	const char *args[2] = { NULL, NULL };
	struct entity *e;
	size_t k;

	for (k = 0; k < names.n; k++)
		find(names.s[k]);
	if (!ask_patched(names.n > 0))
		return;
	EACH_ENTITY(e) {
		if (!reach_has_body(e))
			continue;
		args[0] = ent_name(e);
		if (ask_yes(Q_PATCHED, tok_site(ent_token(e)), args, NULL, 0))
			add(e);
	}
}
