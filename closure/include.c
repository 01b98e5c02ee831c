// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which #include directives the result has.  cover.c found those that are
 * enough: all that the text needs, all that those need, in the original's
 * order.  Fewer do where one header includes what another one gives: a file
 * that was read by a directive which is not kept is read by the next one
 * that names it, which found nothing new in the original; it moves.  Here a
 * set of directives is followed through the headers, and all that each file
 * which is read then needs has to be there before: declarations, and the
 * state of each macro it looks at.
 *
 * A place is a piece of a file between two directives that read others, or
 * of the result's own text between two of its directives.  Following the
 * directives gives each place that is in the result its number.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "closure.h"

struct need {
	uint32_t reader;        /* place */
	uint32_t tok;           /* in the original, 0: any time */
	uint32_t ent;
	uint32_t from, n;       /* places in given[] */
	char full;              /* the definition of a tag */
	char mention;           /* of a tag, by a parameter */
	char given_up;
};

struct look {
	uint32_t reader;
	uint32_t ev;            /* before it in the original */
	uint32_t s, state;      /* the event that made it what it was */
	char given_up;
};

static struct needs {
	struct need *need;
	struct look *look;
	uint32_t nneed, nlook;
	size_t needcap, lookcap;
	int known;
} *files;                       /* [0]: those of the text */

static uint32_t *root, nroot;   /* readings */
static uint32_t *child;         /* events that read a file: those in file f */
static uint32_t *children;      /* from children[f] up to children[f + 1] */
static unsigned char *keep;     /* by index in root[] */
static uint32_t *index_of;      /* reading -> index in root[] */
static uint32_t *pos;           /* by place; 0: not in the result */
static uint32_t nplace;
static uint32_t *via;           /* reading -> the file that reads it now */
static uint32_t *under;         /* reading -> the root that does; 0: none */
static uint32_t *event_place;
static uint32_t *given, ngiven;
static size_t givencap;
static uint32_t counter;
static uint32_t *order, norder; /* readings, as they come in the result */

/* What was seen in the file at hand */
static uint32_t *seen, *seen_full, *seen_name, *seen_state;
static uint32_t *local;         /* spelling -> the function it is local to */
static uint32_t *only;          /* spelling -> the file with all its events,
				 * NOWHERE: several, ALWAYS: never changes */
enum { DEPTH = 10000 };
#define UNKNOWN  0
#define ALWAYS   UINT32_MAX
#define NOWHERE  (UINT32_MAX - 1)

/* The place in the text behind so many roots is that number. */
static uint32_t
text_place(uint32_t ev)
{
	uint32_t lo = 0, hi = nroot, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (past.file[root[mid]].read < ev)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static uint32_t
first_place(uint32_t f)
{
	return nroot + 1 + children[f] + f;
}

/* The place of token t; text: of what is copied. */
static uint32_t
token_place(uint32_t t, int text)
{
	uint32_t f = past_file_of(t), lo, hi, mid;

	if (text || !unit.file[f].root)
		return text_place(past_time(t));
	lo = children[f];
	hi = children[f + 1];
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (past.event[child[mid]].tok < t)
			lo = mid + 1;
		else
			hi = mid;
	}
	return first_place(f) + lo - children[f];
}

/* Group the directives that read files by the file they stand in. */
static void
find_children(void)
{
	uint32_t i, n, sum = 0;
	const struct event *e;

	children = alloc((past.nfile + 2) * sizeof children[0]);
	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		if (e->kind == R_FILE || e->kind == R_SKIP)
			children[e->f]++;
	}
	for (i = 0; i <= past.nfile + 1; i++) {
		n = children[i];
		children[i] = sum;
		sum += n;
	}
	child = alloc((sum + 1) * sizeof child[0]);
	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		if (e->kind == R_FILE || e->kind == R_SKIP)
			child[children[e->f]++] = i;
	}
	for (i = past.nfile + 1; i > 0; i--)
		children[i] = children[i - 1];
	children[0] = 0;
}

static void
find_roots(void)
{
	uint32_t f, i, *slot;
	const struct event *e;

	find_children();
	root = alloc((past.nfile + 1) * sizeof root[0]);
	index_of = alloc((past.nfile + 1) * sizeof index_of[0]);
	for (f = 1; f <= past.nfile; f++)
		if (unit.file[f].root == f && !past_given(f)) {
			index_of[f] = nroot;
			root[nroot++] = f;
		}
	nplace = first_place(past.nfile + 1);
	pos = alloc(nplace * sizeof pos[0]);
	keep = alloc(nroot + 1);
	via = alloc((past.nfile + 1) * sizeof via[0]);
	under = alloc((past.nfile + 1) * sizeof under[0]);
	order = alloc((past.nfile + 1) * sizeof order[0]);
	files = alloc((past.nfile + 1) * sizeof files[0]);
	seen = alloc((unit.nent + 1) * sizeof seen[0]);
	seen_full = alloc((unit.nent + 1) * sizeof seen_full[0]);
	seen_name = alloc((rec_last('S') + 1) * sizeof seen_name[0]);
	seen_state = alloc((rec_last('S') + 1) * sizeof seen_state[0]);
	only = alloc((rec_last('S') + 1) * sizeof only[0]);
	local = alloc((rec_last('S') + 1) * sizeof local[0]);
	event_place = alloc((past.nevent + 1) * sizeof event_place[0]);
	slot = alloc((past.nfile + 1) * sizeof slot[0]);
	for (i = 1; i <= past.nevent; i++) {
		e = &past.event[i];
		event_place[i] = unit.file[e->f].root ?
			first_place(e->f) + slot[e->f] : text_place(i);
		slot[e->f] += e->kind == R_FILE || e->kind == R_SKIP;
	}
}

/* Read f, asked for by file from. */
static void
visit(uint32_t f, uint32_t from, uint32_t top)
{
	uint32_t i, place = first_place(f);
	const struct event *e;
	static unsigned depth;

	if (++depth > DEPTH) {
		error((struct loc){ past.file[f].path, 0, 0 },
		      "headers include each other too deeply");
		exit(S_INPUT);
	}
	order[norder++] = f;
	via[f] = from;
	under[f] = top;
	pos[place] = ++counter;
	for (i = children[f]; i < children[f + 1]; i++) {
		e = &past.event[child[i]];
		if (!pos[first_place(e->a)] && unit.file[e->a].root)
			visit(e->a, f, top);
		pos[++place] = ++counter;
	}
	depth--;
}

/* Follow the directives that are kept. */
static void
follow(void)
{
	uint32_t f, i;

	memset(pos, 0, nplace * sizeof pos[0]);
	memset(via, 0, (past.nfile + 1) * sizeof via[0]);
	memset(under, 0, (past.nfile + 1) * sizeof under[0]);
	counter = 1;
	norder = 0;
	for (f = 1; f <= past.nfile; f++)
		if (past_given(f))
			for (i = first_place(f); i < first_place(f + 1); i++)
				pos[i] = 1;
	pos[0] = ++counter;
	for (i = 0; i < nroot; i++) {
		if (keep[i] && !pos[first_place(root[i])])
			visit(root[i], 0, root[i]);
		pos[i + 1] = ++counter;
	}
}

/* The file in which all that ever happened to name s did */
static uint32_t
file_of_name(uint32_t s)
{
	uint32_t e, f;

	if (only[s] != UNKNOWN)
		return only[s];
	only[s] = ALWAYS;
	for (e = past_last(s); e; e = past.event[e].prev) {
		f = past.event[e].f;
		if (past_given(f) || past.file[f].how == HOW_PSEUDO)
			continue;
		if (only[s] != ALWAYS && only[s] != f)
			return only[s] = NOWHERE;
		only[s] = f;
	}
	return only[s];
}

/* Name s is looked at in file f, when event ev comes next.  Where all its
 * events are in one other file, the first look is enough: if that file is
 * read within f, it is there whenever f is, and not before. */
static void
add_look(uint32_t f, uint32_t place, uint32_t s, uint32_t ev)
{
	struct needs *n = &files[f];
	uint32_t o, state;

	if (!past_last(s))
		return;
	o = file_of_name(s);
	if (o == ALWAYS || o == f || (o != NOWHERE && seen_name[s] == f))
		return;
	state = past_state(s, ev);
	if (seen_name[s] == f && seen_state[s] == state)
		return;
	seen_name[s] = f;
	seen_state[s] = state;
	n->look = grow(n->look, n->nlook + 1, &n->lookcap, sizeof n->look[0]);
	n->look[n->nlook++] = (struct look){ place, ev, s, state, 0 };
}

static void
give(uint32_t place)
{
	given = grow(given, ngiven + 1, &givencap, sizeof given[0]);
	given[ngiven++] = place;
}

/* The places of what can serve; 1: it is there anyway. */
static int
find_given(struct need *n, uint32_t f)
{
	const struct ent *e = &unit.ent[n->ent];
	const struct decl *p;
	uint32_t i;

	n->from = ngiven;
	for (i = e->decl; i; i = p->next) {
		p = &unit.decl[i];
		if (!cover_serves(e, i, n->full, !f))
			continue;
		if (p->kept)
			give(token_place(p->tok, 1));
		if (!header_of_top(p->top))
			continue;
		if ((f && p->tok < n->tok && past_file_of(p->tok) == f) ||
		    past_given(past_file_of(p->tok)))
			return 1;
		give(token_place(p->tok, 0));
	}
	n->n = ngiven - n->from;
	return 0;
}

static void
add_need(uint32_t f, struct need n)
{
	struct needs *l = &files[f];

	if (find_given(&n, f) || (!n.n && !n.mention)) {
		ngiven = n.from;
		return;
	}
	l->need = grow(l->need, l->nneed + 1, &l->needcap, sizeof n);
	l->need[l->nneed++] = n;
}

/* A function that is static is defined where it is declared. */
static void
need_definition(uint32_t f, uint32_t place, const struct ent *e)
{
	struct need n = { .reader = place, .ent = e - unit.ent };
	const struct decl *p = &unit.decl[e->def];

	if (e->class != FUNCTION || e->linkage != INTERNAL || !e->def ||
	    !header_of_top(p->top) || past_given(past_file_of(p->tok)) ||
	    past_file_of(p->tok) == f)
		return;
	n.from = ngiven;
	n.n = 1;
	give(token_place(p->tok, 0));
	files[f].need = grow(files[f].need, files[f].nneed + 1,
			     &files[f].needcap, sizeof n);
	files[f].need[files[f].nneed++] = n;
}

/* Token t of file f uses e; body: of a function. */
static void
file_use(uint32_t f, uint32_t place, uint32_t t, uint32_t ent, char how,
	 int body)
{
	struct ent *e = &unit.ent[ent];
	int tag = unit_is_tag(e), full;

	full = tag && e->def && unit.decl[e->def].tok < t &&
	       (how == 'f' || e->class == ENUM);
	if (seen[ent] == f && (!full || seen_full[ent] == f))
		return;
	if (!cover_is_global(e))
		return;
	if (tag && !full && !unit.param[t]) {
		if (!body)
			seen[ent] = f;  /* declares it */
		return;
	}
	seen[ent] = f;
	if (full)
		seen_full[ent] = f;
	add_need(f, (struct need){ .reader = place, .tok = t, .ent = ent,
				   .full = full, .mention = tag && !full });
	if (!tag)
		need_definition(f, place, e);
}

/* Can an expression begin behind this word? */
static int
leads(const char *word)
{
	static const char *const words[] = {
		"return", "else", "do", "case", "goto", "sizeof",
		"__extension__", "__alignof__", "typeof", "__typeof__"
	};
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(word, words[i]) == 0)
			return 1;
	return 0;
}

/* In the body of d, which was not parsed: may token t use an entity that
 * the function has not declared itself? */
static uint32_t
guess(uint32_t d, uint32_t t)
{
	static uint32_t extern_in;      /* a declaration that begins so */
	uint32_t e, s = past.token[t].s;
	const char *text = tok_text(t);

	if (strcmp(text, "extern") == 0)
		extern_in = d;
	else if (*text == ';')
		extern_in = 0;
	e = unit_guess(d, t);
	if (!e || unit_is_tag(&unit.ent[e]) || unit.ent[e].class == TYPEDEF)
		return e;
	if (t > unit.node[kid(unit.top[d].node, 1)].t1 &&
	    (extern_in == d || (spell(past.token[t - 1].s)->class == 'i' &&
				!leads(tok_text(t - 1)))))
		local[s] = d;
	return local[s] == d ? 0 : e;
}

/* The tokens a .. z of file f, which stand at one place */
static void
file_tokens(uint32_t f, uint32_t place, uint32_t a, uint32_t z, uint32_t ev)
{
	const struct use *u = unit.use + unit.use_at[a];
	uint32_t t, d = unit_top(a), e;
	int body;

	for (t = a; t <= z; t++) {
		while (ev <= past.nevent && past.event[ev].tok < t)
			ev++;
		if (past_last(past.token[t].s))
			add_look(f, place, past.token[t].s, ev);
		while (d <= unit.ntop && unit.top[d].t1 < t)
			d++;
		body = d <= unit.ntop && unit.top[d].t0 <= t &&
		       unit.top[d].kind == 'f' &&
		       t > unit.node[kid(unit.top[d].node, 1)].t1;
		for (; u < unit.use + unit.use_at[t + 1]; u++)
			file_use(f, place, t, u->ent, u->how, body);
		if (d > unit.ntop || unit.top[d].t0 > t ||
		    unit.top[d].kind != 'f' || unit.top[d].body)
			continue;
		e = guess(d, t);
		if (e)
			file_use(f, place, t, e, unit_is_tag(&unit.ent[e]) &&
				 unit_guess_full(d, t) ? 'f' : 'n', body);
	}
}

/* What happened in file f behind event a, up to event z */
static void
file_events(uint32_t f, uint32_t place, uint32_t a, uint32_t z)
{
	const struct event *e;
	uint32_t ev, i;

	for (ev = a + 1; ev <= z; ev++) {
		e = &past.event[ev];
		/* a skipped file's guard: that is what following is about */
		for (i = e->looks; e->kind != R_SKIP &&
		     i < e->looks + 2 * e->nlooks; i += 2)
			add_look(f, place, past.pool[i], ev);
	}
	ev = a + 1;
	for (i = past.event[a].call + 1; i <= past.event[z].call; i++) {
		while (ev < z && past.event[ev].call < i)
			ev++;
		add_look(f, place,
			 past.event[past.macro[past.call[i].m].ev].s, ev);
	}
}

/* Find out what file f needs. */
static void
learn(uint32_t f)
{
	uint32_t i, ev = past.file[f].read, place = first_place(f), end;
	const struct event *e;

	if (files[f].known)
		return;
	files[f].known = 1;
	for (i = children[f]; i <= children[f + 1]; i++) {
		end = i < children[f + 1] ? child[i]
						: past.file[f].leave;
		e = &past.event[end];
		if (past.event[ev].tok < e->tok)
			file_tokens(f, place, past.event[ev].tok + 1, e->tok,
				    ev);
		file_events(f, place, ev, end);
		ev = e->kind == R_FILE ? past.file[e->a].leave : end;
		place++;
	}
}

static int
need_holds(const struct need *n)
{
	uint32_t i, p;

	for (i = n->from; i < n->from + n->n; i++) {
		p = pos[given[i]];
		if (p && (p < pos[n->reader] || !n->tok))
			return 1;
	}
	return 0;
}

static int
look_holds(const struct look *l)
{
	uint32_t e, best = 0, bestpos = 0, p, at = pos[l->reader];

	for (e = past_last(l->s); e; e = past.event[e].prev) {
		p = past.file[past.event[e].f].how == HOW_PSEUDO ? 1 :
			pos[event_place[e]];
		if (!p || p > at || (p == at && e >= l->ev))
			continue;
		if (p > bestpos || (p == bestpos && e > best)) {
			best = e;
			bestpos = p;
		}
	}
	if (best == l->state)
		return 1;
	return (!best || past.event[best].kind == R_UNDEF) &&
	       (!l->state || past.event[l->state].kind == R_UNDEF);
}

/* Keep the directive that read file f in the original; 1 if that is news
 * since the directives were followed. */
static int
keep_root(uint32_t f)
{
	uint32_t r = unit.file[f].root;

	if (!r || past_given(r) || under[r] == r)
		return 0;
	keep[index_of[r]] = 1;
	return 1;
}

static uint32_t
place_file(uint32_t place)
{
	uint32_t lo = 1, hi = past.nfile + 1, mid;

	if (place <= nroot)
		return 0;
	while (lo + 1 < hi) {
		mid = lo + (hi - lo) / 2;
		if (first_place(mid) <= place)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

/* Bring back what makes the need hold. */
static int
repair_need(struct need *n, uint32_t f)
{
	uint32_t i;

	for (i = n->from + n->n; i-- > n->from; )
		if (keep_root(place_file(given[i])))
			return 1;
	return keep_root(f);
}

static int
repair_look(const struct look *l, uint32_t f)
{
	if (l->state && keep_root(past.event[l->state].f))
		return 1;
	return keep_root(f);
}

/*
 * Does all hold that file f needs?  Where repair is set, bring back a
 * directive for each that does not; what that does not help is given up:
 * it is not for directives to serve.
 */
static int
holds(uint32_t f, int repair)
{
	struct needs *n = &files[f];
	uint32_t i;
	int good = 1;

	if (f)
		learn(f);
	for (i = 0; i < n->nneed; i++) {
		if (n->need[i].given_up || need_holds(&n->need[i]))
			continue;
		if (!repair)
			return 0;
		if (repair_need(&n->need[i], f))
			good = 0;
		else
			n->need[i].given_up = 1;
	}
	for (i = 0; i < n->nlook; i++) {
		if (n->look[i].given_up || look_holds(&n->look[i]))
			continue;
		if (!repair)
			return 0;
		if (repair_look(&n->look[i], f))
			good = 0;
		else
			n->look[i].given_up = 1;
	}
	return good;
}

/* Does all hold that the result needs with these directives? */
static int
all_hold(int repair)
{
	uint32_t i;
	int good;

	follow();
	good = holds(0, repair);
	for (i = 0; i < norder && (good || repair); i++)
		good &= holds(order[i], repair);
	return good;
}

void
include_entity(uint32_t e, uint32_t t, int full)
{
	add_need(0, (struct need){ .reader = token_place(t, 1), .tok = t,
				   .ent = e, .full = full });
}

void
include_macro(uint32_t m, uint32_t t)
{
	static uint32_t *known;         /* by macro: its look's number */
	struct needs *n = &files[0];
	uint32_t ev = past.macro[m].ev, s = past.event[ev].s;

	if (!known)
		known = alloc((rec_last('M') + 1) * sizeof known[0]);
	if (file_of_name(s) == ALWAYS)
		return;
	if (!known[m]) {
		n->look = grow(n->look, n->nlook + 1, &n->lookcap,
			       sizeof n->look[0]);
		known[m] = ++n->nlook;
	}
	/* text comes from the unit's end: the first one that needs it */
	n->look[known[m] - 1] = (struct look){ token_place(t, 1),
					       past_time(t - 1), s, ev, 0 };
}

/* How much each root gives the text */
static uint32_t *direct;

static void
count_direct(void)
{
	struct needs *n = &files[0];
	uint32_t i, r;

	direct = alloc((nroot + 1) * sizeof direct[0]);
	for (i = 0; i < n->nneed; i++) {
		r = unit.file[place_file(given[n->need[i].from])].root;
		if (r && !past_given(r))
			direct[index_of[r]]++;
	}
	for (i = 0; i < n->nlook; i++) {
		r = unit.file[past.event[n->look[i].state].f].root;
		if (r && !past_given(r))
			direct[index_of[r]]++;
	}
}

/* Leave out what is not missed, that which gives the text least first. */
static void
leave_out(void)
{
	uint32_t i, best;
	unsigned char *tried = alloc(nroot + 1);

	for (;;) {
		best = nroot;
		for (i = 0; i < nroot; i++)
			if (keep[i] && !tried[i] &&
			    !unit.file[root[i]].inside &&
			    (best == nroot || direct[i] < direct[best]))
				best = i;
		if (best == nroot)
			return;
		tried[best] = 1;
		keep[best] = 0;
		if (!all_hold(0))
			keep[best] = 1;
	}
}

void
include_choose(void)
{
	uint32_t i;

	count_direct();
	for (i = 0; i < nroot; i++)
		keep[i] = unit.file[root[i]].inside;
	while (!all_hold(1))
		;
	leave_out();
	all_hold(1);
	for (i = 0; i < nroot; i++)
		unit.file[root[i]].needed = keep[i];
}

void
include_begin(void)
{
	find_roots();
}

uint32_t
include_root(uint32_t i)
{
	return i < nroot ? root[i] : 0;
}

int
include_gives(uint32_t p, uint32_t t)
{
	uint32_t at = pos[token_place(p, 0)];

	return at && at < pos[token_place(t, 1)];
}

/* Which directive gives what the text needs */
static void
write_from(void)
{
	const struct need *n;
	uint32_t i, k, p, best;
	unsigned char *told = alloc(past.nfile + 1);

	for (i = 0; i < files[0].nneed; i++) {
		n = &files[0].need[i];
		best = 0;
		for (k = n->from; k < n->from + n->n; k++) {
			p = given[k];
			if (pos[p] && (!best || pos[p] < pos[best]))
				best = p;
		}
		p = place_file(best);
		if (!p || !under[p])
			continue;
		told[under[p]] = 1;
		edit_from(under[p], n->ent);
	}
	for (i = 0; i < nroot; i++)
		if (keep[i] && !told[root[i]])
			edit_from(root[i], 0);
}

/* Tags that a header mentions where that does not declare them, and that
 * nothing before it declares */
static void
declare_tags(void)
{
	const struct need *n;
	uint32_t i, k;

	for (i = 0; i < norder; i++)
		for (k = 0; k < files[order[i]].nneed; k++) {
			n = &files[order[i]].need[k];
			if (n->mention && !need_holds(n))
				cover_declare_tag(&unit.ent[n->ent],
						  under[order[i]]);
		}
}

void
include_finish(void)
{
	write_from();
	declare_tags();
}

void
include_write(void)
{
	uint32_t i, f;

	for (i = 0; i < norder; i++) {
		f = order[i];
		if (via[f] && via[f] != past.file[f].parent) {
			put_open(R_MOVED);
			put_num(f);
			put_num(via[f]);
			put_close();
		}
	}
}
