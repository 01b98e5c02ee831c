// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The text of a keep is the text of its files from its first token to its
 * last: the comments, the line breaks and the conditionals stay.  It is
 * worked out a unit at a time, with the gap before it.  What cannot stay in
 * a gap are the directives of conditionals that reach out of the keep, and
 * #include directives that the result may not have; the text that is read
 * by these takes their place.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

struct pos {
	uint32_t f, off;
};

/* A unit of the keep, with the gap before it */
struct part {
	struct unit u;
	uint32_t a, z;          /* its tokens that are in the keep */
	unsigned char covered;  /* by one edit */
	unsigned char inner;    /* a call that is not written as it was */
	unsigned char quiet;    /* the gap is deleted */
};

/* A #define or #undef in the text, which may go again */
struct line {
	size_t from, to;
	uint32_t ev;
	int own;                /* it stood there, in text that stays */
};

static uint32_t begin_t, end_t;         /* the keep */
static uint32_t base;                   /* the file it begins in */
static struct part *parts;      static uint32_t nparts;
static size_t partcap;
static uint32_t *whole, nwhole;         /* conditionals that are in it */
static size_t wholecap;
static struct line *lines;      static uint32_t nlines;
static size_t linecap;
static struct { uint32_t f, from, to; } *copied;        /* gaps */
static uint32_t ncopied;
static size_t copiedcap;
static int quiet;                       /* in a gap inside a deletion */
static int trim;                        /* after a deletion */
static int changed;                     /* since the last gap */
static int pops;                        /* a #pragma pop_macro stood here */
static size_t floor_at;                 /* where the last directive ends */

static void NORETURN
damaged(uint32_t f, uint32_t off)
{
	error((struct loc){ past.file[f].path, 0, 0 },
	      "the stream has its text at byte %u in the wrong place", off);
	exit(S_INPUT);
}

const char *
text_at(uint32_t f, uint32_t off, uint32_t n)
{
	const char *s = source_text(f);

	if (off > past.file[f].size || n > past.file[f].size - off)
		damaged(f, off);
	return s + off;
}

/* The file with the outermost #include that is in the keep and stays;
 * 0: none. */
static uint32_t
included(uint32_t f)
{
	uint32_t top = readings[f].root;

	return top && readings[top].inside ? top : 0;
}

struct unit
text_unit(uint32_t t)
{
	const struct token *k = &past.token[t];
	const struct call *c;
	const struct event *e;
	uint32_t x = k->x ? past.call[k->x].root : 0, f;

	f = included(x ? past.call[x].f : k->f);
	if (f) {
		e = &past.event[past.file[f].read];
		return (struct unit){ e->tok + 1, past.event[past.file[f].leave].tok,
				      e->f, e->off, e->off + e->len, 0, f };
	}
	if (!x)
		return (struct unit){ t, t, k->f, k->off, k->off + k->len,
				      0, 0 };
	c = &past.call[x];
	if (!c->len) {
		origin_error(c->f, c->off, c->up, "the call of macro '%s' is "
			     "not in one file", spell(past.macro[c->m].s)->s);
		exit(S_INPUT);
	}
	return (struct unit){ c->first, c->last, c->f, c->off,
			      c->off + c->len, x, 0 };
}

void
text_widen(struct unit *u)
{
	uint32_t i;

	if (u->include)
		return;
	for (i = past_call_from(u->first + 1); --i; ) {
		const struct call *c = &past.call[i];
		const char *s, *e;

		if (c->tok + 2 < u->first)
			break;
		if (c->root != i || c->first || c->f != u->f || !c->len ||
		    c->off + c->len > u->off)
			continue;
		s = text_at(c->f, c->off + c->len,
			    u->off - c->off - c->len);
		e = s + (u->off - c->off - c->len);
		while (s < e && (*s == ' ' || *s == '\t'))
			s++;
		if (s == e)
			u->off = c->off;
	}
}

uint32_t
text_line(uint32_t f, uint32_t off, uint32_t low)
{
	const char *s = text_at(f, off, 0) - off;

	while (off > low && (s[off - 1] == ' ' || s[off - 1] == '\t'))
		off--;
	return off;
}

/* Behind the newline at off, if there is one. */
static uint32_t
next_line(uint32_t f, uint32_t off)
{
	const char *s = text_at(f, off, 0);

	return off < past.file[f].size && *s == '\n' ? off + 1 : off;
}

static void
cut_blanks(struct buf *b)
{
	while (b->n && strchr(" \t", b->p[b->n - 1]))
		b->n--;
}

/* Copy text of a gap. */
static void
piece(struct buf *b, uint32_t f, uint32_t from, uint32_t to)
{
	const char *s, *e;
	size_t n;

	if (to < from)
		damaged(f, to);
	s = text_at(f, from, to - from);
	e = s + (to - from);
	if (quiet || s == e)
		return;
	copied = grow(copied, ncopied + 1, &copiedcap, sizeof copied[0]);
	copied[ncopied].f = f;
	copied[ncopied].from = from;
	copied[ncopied++].to = to;
	if (trim) {
		while (s < e && (*s == ' ' || *s == '\t'))
			s++;
		for (n = b->n; n && (b->p[n - 1] == ' ' ||
				     b->p[n - 1] == '\t'); n--)
			;
		if (s < e && *s == '\n') {
			b->n = n;       /* no blanks before the newline */
			if (!n || b->p[n - 1] == '\n')
				s++;    /* the line is gone */
		}
		trim = 0;
	}
	buf_add(b, s, e - s);
}

/* Is it what a #pragma pop_macro did: an #undef at its place, or a #define
 * after that? */
static int
is_restored(uint32_t ev)
{
	const struct event *e = &past.event[ev], *p = e - 1;

	if (e->kind == R_DEFINE && ev > 2 && p->kind == R_UNDEF &&
	    p->s == e->s)
		e = p--;
	return e->kind == R_UNDEF && ev > 1 && p->kind == R_PRAGMA &&
		p->f == e->f && p->off == e->off;
}

void
text_directive(struct buf *b, uint32_t ev)
{
	const struct event *e = &past.event[ev];
	const char *s = text_at(e->f, e->off, e->len);
	size_t n = e->len;

	if (is_restored(ev) && e->kind == R_UNDEF) {
		buf_str(b, "#undef ");
		buf_str(b, spell(e->s)->s);
		buf_char(b, '\n');
		return;
	}
	/* a line that ends in a backslash takes in what stands below it */
	while (n && strchr(" \t\r\n\\", s[n - 1]))
		n--;
	buf_add(b, s, n);
	buf_char(b, '\n');
}

/* What follows stands on a line of its own. */
static void
new_line(struct buf *b)
{
	if (b->n && b->p[b->n - 1] != '\n')
		buf_char(b, '\n');
	trim = 0;
}

static void
include(struct buf *b, uint32_t f)
{
	new_line(b);
	buf_str(b, "#include ");
	buf_str(b, past_spelling(f));
	buf_char(b, '\n');
}

/* Copy what stands before the directive, pass over it. */
static void
drop(struct buf *b, struct pos *at, const struct event *e)
{
	piece(b, at->f, at->off, text_line(at->f, e->off, at->off));
	at->off = next_line(at->f, e->off + e->len);
}

static int
is_whole(uint32_t c)
{
	return c < nwhole && whole[c] == begin_t;
}

static void
set_whole(uint32_t c, int is)
{
	size_t had = nwhole;

	if (c >= nwhole) {
		nwhole = c + 1;
		whole = grow(whole, nwhole, &wholecap, sizeof whole[0]);
		memset(whole + had, 0, (nwhole - had) * sizeof whole[0]);
	}
	whole[c] = is ? begin_t : 0;
}

/* Is the directive in text that is copied as it stands?  *in: the call whose
 * text it is in, or NULL. */
static int
stays(const struct event *e, struct part **in)
{
	struct part *p;

	*in = NULL;
	if (e->f != base || e->off < parts->u.off)
		return 0;
	for (p = parts; p < parts + nparts; p++) {
		if (p->u.f != base || e->off >= p->u.end)
			continue;
		if (e->off < p->u.off)
			return !p->quiet;
		*in = p;
		return !p->inner && !p->covered;
	}
	return 0;
}

/* Is all of the conditional in text that is copied as it stands? */
static int
balanced(uint32_t c)
{
	const struct event *e = &past.event[past.endif[c]];
	struct part *in;

	for (; e > past.event; e--) {
		if ((e->kind != R_IF && e->kind != R_ELSE) || e->a != c)
			continue;
		if (!stays(e, &in) || value_looked_at(e))
			return 0;
		if (e->kind == R_IF)
			return 1;
	}
	return 0;
}

/*
 * A conditional stays where all of it does.  A call with directives of one
 * that does not cannot stay as it is, which may take others away; nor can one
 * with numbers that would be others.
 */
static void
find_conditionals(void)
{
	uint32_t from = past_time(begin_t - 1), to = past_time(end_t), ev;
	const struct event *e;
	struct part *in;
	int again;

	do {
		again = 0;
		for (ev = from; ev < to; ev++) {
			e = &past.event[ev];
			if (e->kind != R_IF && e->kind != R_ELSE)
				continue;
			set_whole(e->a, balanced(e->a));
			if (!is_whole(e->a) && stays(e, &in) && in)
				in->inner = again = 1;
		}
		for (in = parts; in < parts + nparts; in++)
			if (in->u.call && !in->inner && !in->covered &&
			    value_find(in->u.call, 0))
				in->inner = again = 1;
	} while (again);
	for (ev = from; ev < to; ev++) {
		e = &past.event[ev];
		if ((e->kind == R_IF || e->kind == R_ELSE) && is_whole(e->a))
			need_pairs(e);
	}
}

/* Behind the group that the directive ev skips, before the next one of its
 * conditional, if that stands in the same file. */
static uint32_t
skipped(uint32_t ev)
{
	const struct event *e = &past.event[ev], *n = e;
	uint32_t off = next_line(e->f, e->off + e->len);

	if ((e->kind != R_IF && e->kind != R_ELSE) || e->taken || e->end)
		return off;
	while (++n <= past.event + past.nevent)
		if (n->kind == R_ELSE && n->a == e->a)
			return n->f == e->f && n->off > off ?
				text_line(n->f, n->off, off) : off;
	return off;
}

void
text_holes(char *s, uint32_t f, uint32_t from, uint32_t to, uint32_t call)
{
	const struct call *c = &past.call[call];
	uint32_t last = c->first ? c->last : c->tok, ev, end, off;
	const struct event *e;

	for (ev = past_time(c->tok); ev <= past.nevent; ev++) {
		e = &past.event[ev];
		if (e->tok > last)
			break;
		if (e->f != f || e->off < from || e->off >= to ||
		    e->kind == R_LEAVE)
			continue;
		off = text_line(f, e->off, from);
		end = skipped(ev);
		memset(s + (off - from), '\f', (end < to ? end : to) - off);
	}
}

/* The text has the #define or #undef, if that is needed. */
static void
put_line(struct buf *b, struct pos *at, uint32_t ev)
{
	const struct event *e = &past.event[ev];
	struct line l = { .ev = ev, .own = e->f == base && !quiet };
	int was, restored = is_restored(ev);
	uint32_t off = at->off;

	if (!restored) {
		off = text_line(at->f, e->off, at->off);
		piece(b, at->f, at->off, off);
		at->off = next_line(at->f, e->off + e->len);
	} else if (e->kind == R_DEFINE)
		l.own = 0;
	was = trim;
	if (l.own && !restored) {
		l.from = b->n;
		piece(b, at->f, off, at->off);
	} else {
		cut_blanks(b);
		l.from = b->n;
		new_line(b);
		text_directive(b, ev);
		trim = was;
	}
	floor_at = l.to = b->n;
	if (emit[ev] == EMIT_NO)
		emit[ev] = EMIT_MAYBE;
	lines = grow(lines, nlines + 1, &linecap, sizeof lines[0]);
	lines[nlines++] = l;
}

/* One event between two units; at: what is copied up to. entered: we are in
 * an included file whose text takes the place of the #include. */
static void
gap_event(struct buf *b, struct pos *at, uint32_t ev, int *entered)
{
	const struct event *e = &past.event[ev];

	if (*entered && at->off == 0)
		at->off = text_line(at->f, e->off, 0);  /* not the head */
	switch (e->kind) {
	case R_FILE:
		if (readings[e->a].inside) {
			piece(b, at->f, at->off,
			      text_line(at->f, e->off, at->off));
			include(b, e->a);
			at->off = next_line(at->f, e->off + e->len);
			break;
		}
		drop(b, at, e);
		*at = (struct pos){ e->a, 0 };
		++*entered;
		break;
	case R_IF:
	case R_ELSE:
		if (is_whole(e->a))
			break;
		drop(b, at, e);
		at->off = skipped(ev);
		break;
	case R_DEFINE:
	case R_UNDEF:
		put_line(b, at, ev);
		break;
	case R_PRAGMA:
		pops = pragma_of_macro(e->text);
		if (e->a || (e->f == base && !quiet && !pops))
			break;
		drop(b, at, e);
		if (quiet || pops)
			break;
		new_line(b);
		text_directive(b, ev);
		break;
	default:
		drop(b, at, e);
		break;
	}
}

/* What stands between two units, the second begins with token t. */
static void
gap(struct buf *b, const struct unit *u, const struct unit *v)
{
	struct pos at = { u->f, u->end };
	uint32_t ev, stop, t = u->first;
	int entered = 0;

	pops = 0;

	ev = past_time(t - 1);
	stop = past_time(v->first);
	for (; ev < stop; ev++) {
		const struct event *e = &past.event[ev];

		if (e->kind == R_LEAVE) {
			if (e->f != at.f || !past.file[at.f].parent)
				continue;
			e = &past.event[past.file[at.f].read];
			at = (struct pos){ e->f, next_line(e->f, e->off +
							   e->len) };
			if (entered)
				entered--;
			new_line(b);
			continue;
		}
		if (pops && !quiet && is_restored(ev)) {
			put_line(b, &at, ev);
			continue;
		}
		if (e->f != at.f || e->off < at.off ||
		    (at.f == v->f && e->off >= v->off) || included(e->f))
			continue;
		gap_event(b, &at, ev, &entered);
	}
	if (at.f != v->f)
		damaged(v->f, v->off);
	if (at.off == 0 && entered)
		at.off = v->off;        /* the file's head */
	piece(b, at.f, at.off, v->off);
}

/* Is the last line of b without a comment that ends with it? */
static int
may_go_on(const struct buf *b)
{
	size_t i = b->n;

	while (i > 1 && b->p[i - 1] != '\n')
		if (b->p[--i] == '/' && b->p[i - 1] == '/')
			return 0;
	return 1;
}

/* A comma or semicolon comes right after what is before it. */
static void
close_up(struct buf *b, int c)
{
	size_t n = b->n;

	if (c != ';' && c != ',' && c != ')')
		return;
	while (b->n > floor_at && strchr(" \t\n", b->p[b->n - 1]))
		b->n--;
	if (!may_go_on(b) || !b->n)
		b->n = n;
}

/* Put text in the place of tokens. */
static void
put(struct buf *b, const char *s, size_t n)
{
	if (n)
		close_up(b, *s);
	buf_token(b, s, n);
	changed = 1;
	trim = n == 0;
}

/* The directives among the arguments of a call whose text is copied. */
static void
directives_in(const struct unit *u)
{
	uint32_t ev = past_time(u->first - 1);
	const struct event *e;

	for (; ev <= past.nevent && past.event[ev].tok <= u->last; ev++) {
		e = &past.event[ev];
		if (e->f != u->f || e->off < u->off || e->off >= u->end ||
		    e->kind == R_LEAVE)
			continue;
		if (e->kind == R_DEFINE || e->kind == R_UNDEF)
			need_inside(ev);
		need_pairs(e);
	}
}

/* The part's unit, without the gap. */
static void
unit(struct buf *b, const struct part *p)
{
	const struct unit *u = &p->u;
	struct act act = edit_at(p->a);
	size_t n;

	if (u->include) {
		include(b, u->include);
		b->n--;                 /* a newline stands in the gap */
		return;
	}
	if (u->call && (p->inner || p->covered))
		marks[u->call].rewritten = 1;
	if (act.ins && !p->inner) {
		put(b, act.ins->text, act.ins->len);
		trim = 0;
	}
	if (p->covered) {
		if (act.rep->t == p->a)
			put(b, act.rep->text, act.rep->len);
		return;
	}
	if (p->inner) {
		n = b->n;
		call_text(b, u->call, p->a, p->z);
		changed = 1;
		trim = b->n == n;
		return;
	}
	if (u->call)
		directives_in(u);
	if (trim)
		close_up(b, *text_at(u->f, u->off, u->end - u->off));
	if (changed)
		buf_token(b, text_at(u->f, u->off, u->end - u->off),
			  u->end - u->off);
	else
		buf_add(b, text_at(u->f, u->off, u->end - u->off),
			u->end - u->off);
	trim = changed = 0;
}

void
text_open_includes(void)
{
	uint32_t k, ev, stop, a, end;

	for (k = 1; k <= nkeeps; k++) {
		stop = past_time(keeps[k].t1);
		for (ev = past_time(keeps[k].t0); ev < stop; ev++) {
			if (past.event[ev].kind != R_FILE)
				continue;
			a = past.event[ev].a;
			end = past_end(a);
			if (end > keeps[k].t1 || edit_any(past_first(a), end))
				readings[a].may = 0;
		}
	}
}

/* The #include directives in the keep that stay */
static void
find_includes(void)
{
	uint32_t ev, stop = past_time(end_t), a;

	for (ev = past_time(begin_t); ev < stop; ev++) {
		a = past.event[ev].a;
		if (past.event[ev].kind != R_FILE || readings[a].root != a)
			continue;
		readings[a].inside = 1;
	}
}

/* The units of the keep, and what is to be done with them */
static void
find_parts(void)
{
	const struct edit *before = NULL;       /* of the token before */
	struct part *p;
	uint32_t t;

	nparts = 0;
	for (t = begin_t; t <= end_t; t = p->u.last + 1) {
		struct act act;

		parts = grow(parts, nparts + 1, &partcap, sizeof parts[0]);
		p = &parts[nparts++];
		*p = (struct part){ .u = text_unit(t) };
		if (p->u.last < t)
			damaged(p->u.f, p->u.off);
		p->a = p->u.first > begin_t ? p->u.first : begin_t;
		p->z = p->u.last < end_t ? p->u.last : end_t;
		act = edit_at(p->a);
		p->quiet = before && act.rep == before;
		p->covered = act.rep && p->z < act.rep->t + act.rep->n;
		p->inner = p->u.call && !p->covered &&
			(p->a > p->u.first || p->z < p->u.last || act.rep ||
			 (p->a < p->z && edit_any(p->a + 1, p->z)));
		before = edit_at(p->z).rep;
	}
	base = parts->u.f;
	if (parts->a == parts->u.first)
		text_widen(&parts->u);
}

static int
is_copied(uint32_t f, uint32_t off)
{
	uint32_t i;

	for (i = 0; i < ncopied; i++)
		if (copied[i].f == f && copied[i].from <= off &&
		    off < copied[i].to)
			return 1;
	return 0;
}

/* The macros that are called in the text, and the names that are not. */
static void
needs(void)
{
	const struct call *c, *r;
	uint32_t t = begin_t > 2 ? begin_t - 2 : 0, ev;
	const struct macro *m;

	/* a name may have been read ahead of its token */
	for (c = past.call + past_call_from(t + 1); c <= past.call + past.ncall &&
	     c->tok < end_t; c++) {
		r = &past.call[c->root];
		if (marks[c->root].rewritten)
			continue;
		if (r->first ? r->last < begin_t || r->first > end_t :
		    !is_copied(r->f, r->off))
			continue;
		need_macro(c->m);
		/* what it names may leave no token, or another one */
		m = &past.macro[c->m];
		ev = past_time(r->first ? r->first : r->tok + 1);
		if (c == r)
			expand_names(text_at(c->f, c->off, c->len), c->len, ev,
				    0);
		expand_names(text_at(m->f, m->boff, m->blen), m->blen, ev,
			    c->m);
	}
	for (t = begin_t; t <= end_t; t++)
		if (spell(past.token[t].s)->class == 'i')
			need_state(past.token[t].s, past_time(t),
				   t == past.ntoken ||
				   *spell(past.token[t + 1].s)->s == '(');
}

/* Does anything in the keep call the macro? */
static int
is_called(uint32_t m)
{
	uint32_t x = past_call_from(begin_t);

	for (; x <= past.ncall && past.call[x].tok < end_t; x++)
		if (past.call[x].m == m)
			return 1;
	return 0;
}

/* What stood in the text and did not serve it stays, too; but not what only
 * served what is gone. */
static int
is_wanted(const struct line *l)
{
	const struct event *e = &past.event[l->ev];
	uint32_t was;

	if (emit[l->ev] != EMIT_MAYBE)
		return 1;
	if (e->kind == R_DEFINE)
		return l->own && !is_called(e->a);
	if (l->own)
		return !e->a || emit[past.macro[e->a].ev] != EMIT_MAYBE;
	was = need_result(e->s, l->ev);
	return was && past.event[was].kind == R_DEFINE && e->f != base;
}

static void
settle_lines(struct buf *b)
{
	struct buf rest;
	size_t stays_at = 0;    /* the next one that stays */
	uint32_t i;

	need_files();
	for (i = 0; i < nlines; i++)
		if (is_wanted(&lines[i]))
			need_inside(lines[i].ev);
	for (i = nlines; i--; ) {
		if (emit[lines[i].ev] != EMIT_MAYBE) {
			stays_at = lines[i].from;
			continue;
		}
		emit[lines[i].ev] = EMIT_NO;
		rest = *b;
		b->n = lines[i].from;
		rest.p += lines[i].to;
		rest.n -= lines[i].to;
		if (lines[i].to == stays_at) {
			stays_at = b->n;
			if (b->n && b->p[b->n - 1] != '\n' && *rest.p != '\n')
				buf_char(b, '\n');
		} else if (buf_fuses(b, rest.p, rest.n))
			buf_char(b, ' ');
		memmove(b->p + b->n, rest.p, rest.n);
		b->n += rest.n;
	}
}

void
text_keep(struct buf *b, uint32_t t0, uint32_t t1)
{
	struct part *p;
	struct unit u;

	begin_t = t0;
	end_t = t1;
	trim = changed = 0;
	floor_at = b->n;
	nlines = ncopied = 0;
	find_includes();
	find_parts();
	find_conditionals();
	u = text_unit(t0);
	if (parts->u.off < u.off)
		piece(b, base, parts->u.off, u.off);
	for (p = parts; p < parts + nparts; p++) {
		if (p > parts) {
			quiet = p->quiet;
			gap(b, &p[-1].u, &p->u);
			quiet = 0;
		} else
			p->u.off = u.off;
		unit(b, p);
	}
	needs();
	settle_lines(b);
}
