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

static uint32_t begin_t, end_t;         /* the keep */
static uint32_t base;                   /* the file it begins in */
static uint32_t *whole, nwhole;         /* conditionals that are in it */
static size_t wholecap;
static int quiet;                       /* in a gap inside a deletion */
static int trim;                        /* behind a deletion */
static int changed;                     /* since the last gap */

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
	uint32_t top = readings[f].top;

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

/* Take in the calls on the same line before u that gave no token, like
 * asmlinkage in `asmlinkage void f()'. */
static void
widen(struct unit *u)
{
	uint32_t i;

	if (u->include)
		return;
	for (i = past_call_from(u->first + 1); --i && past.call[i].tok + 2 >= u->first; ) {
		const struct call *c = &past.call[i];
		const char *s, *e;

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

/* The offset of the line that off is in, or low. */
static uint32_t
line_start(uint32_t f, uint32_t off, uint32_t low)
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

void
text_directive(struct buf *b, uint32_t ev)
{
	const struct event *e = &past.event[ev];
	const char *s = text_at(e->f, e->off, e->len);
	size_t n = e->len;

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
	buf_str(b, source_spelling(f));
	buf_char(b, '\n');
}

/* Copy what stands before the directive, pass over it. */
static void
drop(struct buf *b, struct pos *at, const struct event *e)
{
	piece(b, at->f, at->off, line_start(at->f, e->off, at->off));
	at->off = next_line(at->f, e->off + e->len);
}

/* Does the whole conditional lie in the keep? */
static int
is_whole(const struct event *e)
{
	const struct event *end;
	uint32_t c = e->a;

	whole = grow(whole, c + 1, &wholecap, sizeof whole[0]);
	while (nwhole <= c)
		whole[nwhole++] = 0;
	if (e->kind != R_IF)
		return whole[c] == begin_t;
	end = past.endif[c] ? &past.event[past.endif[c]] : NULL;
	if (quiet || !end || end->tok >= end_t || e->f != base)
		return 0;
	whole[c] = begin_t;
	for (; e <= end; e++)
		if ((e->kind == R_IF || e->kind == R_ELSE) && e->a == c)
			need_pairs(e);
	return 1;
}

/* One event between two units; at: what is copied up to. entered: we are in
 * an included file whose text takes the place of the #include. */
static void
gap_event(struct buf *b, struct pos *at, uint32_t ev, int *entered)
{
	const struct event *e = &past.event[ev];

	switch (e->kind) {
	case R_FILE:
		if (readings[e->a].inside) {
			piece(b, at->f, at->off,
			      line_start(at->f, e->off, at->off));
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
		if (is_whole(e))
			break;
		drop(b, at, e);
		if (e->taken || e->end)
			break;
		while (++ev <= past.nevent && (past.event[ev].kind != R_ELSE ||
					   past.event[ev].a != e->a))
			;
		if (ev <= past.nevent && past.event[ev].f == at->f &&
		    past.event[ev].off >= at->off)
			at->off = line_start(at->f, past.event[ev].off, at->off);
		break;
	case R_PRAGMA:
		if (e->a)
			break;
		/* fall through */
	case R_DEFINE:
	case R_UNDEF:
		if (e->kind != R_PRAGMA)
			need_inside(ev);
		if (e->f == base && !quiet)
			break;
		drop(b, at, e);
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
		if (e->f != at.f || e->off < at.off ||
		    (at.f == v->f && e->off >= v->off) || included(e->f))
			continue;
		gap_event(b, &at, ev, &entered);
	}
	if (at.f != v->f)
		damaged(v->f, v->off);
	if (at.off == 0 && entered)
		at.off = v->off;        /* the file's head is not ours */
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

/* A comma or semicolon stands right behind what is before it. */
static void
close_up(struct buf *b, int c)
{
	size_t n = b->n;

	if (c != ';' && c != ',' && c != ')')
		return;
	while (b->n && strchr(" \t\n", b->p[b->n - 1]))
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

/* The unit's tokens from a to z. */
static void
unit(struct buf *b, const struct unit *u, uint32_t a, uint32_t z)
{
	struct act act;
	int covered, inner;     /* by one edit; edits in the call */
	size_t n;

	if (u->include) {
		include(b, u->include);
		b->n--;                 /* a newline stands in the gap */
		return;
	}
	act = edit_at(a);
	covered = act.rep && z < act.rep->t + act.rep->n;
	inner = u->call && !covered &&
		(a > u->first || z < u->last || act.rep ||
		 (a < z && edit_any(a + 1, z)));
	if (act.ins && !inner) {
		put(b, act.ins->text, act.ins->len);
		trim = 0;
	}
	if (covered) {
		if (act.rep->t == a)
			put(b, act.rep->text, act.rep->len);
		return;
	}
	if (inner) {
		n = b->n;
		marks[u->call].rewritten = 1;
		call_text(b, u->call, a, z);
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

/* Which #include directives in the keep can stay? */
static void
find_includes(void)
{
	uint32_t ev, stop = past_time(end_t), a;

	for (ev = past_time(begin_t); ev < stop; ev++) {
		if (past.event[ev].kind != R_FILE)
			continue;
		a = past.event[ev].a;
		if (readings[a].top != a ||
		    past.event[past.file[a].leave].tok > end_t ||
		    edit_any(past.event[ev].tok + 1, past.event[past.file[a].leave].tok))
			continue;
		readings[a].inside = 1;
		need_file(a);
	}
}

/* The macros that are called in the text, and the names that are not. */
static void
needs(const struct unit *first, const struct unit *last)
{
	const struct call *c, *r;
	uint32_t t = begin_t > 2 ? begin_t - 2 : 0;

	/* a name may have been read ahead of its token */
	for (c = past.call + past_call_from(t + 1); c <= past.call + past.ncall &&
	     c->tok < end_t; c++) {
		r = &past.call[c->root];
		if (marks[c->root].rewritten)
			continue;
		if (r->first ? r->last < begin_t || r->first > end_t :
		    (r->f == first->f && r->off < first->off) ||
		    (r->f == last->f && r->off >= last->end))
			continue;
		need_macro(c->m);
	}
	for (t = begin_t; t <= end_t; t++)
		if (spell(past.token[t].s)->class == 'i')
			need_state(past.token[t].s, past_time(t));
}

void
text_keep(struct buf *b, uint32_t t0, uint32_t t1)
{
	struct unit u = { 0 }, v, first = { 0 };
	const struct edit *covered = NULL;
	uint32_t t, a, z;

	begin_t = t0;
	end_t = t1;
	trim = changed = 0;
	find_includes();
	for (t = t0; t <= t1; t = v.last + 1) {
		v = text_unit(t);
		if (v.last < t)
			damaged(v.f, v.off);
		a = v.first > t0 ? v.first : t0;
		z = v.last < t1 ? v.last : t1;
		if (t == t0) {
			first = v;
			base = v.f;
			if (a == v.first)
				widen(&first);
			if (first.off < v.off)
				piece(b, v.f, first.off, v.off);
		} else {
			quiet = covered && edit_at(a).rep == covered;
			gap(b, &u, &v);
			quiet = 0;
		}
		unit(b, &v, a, z);
		covered = edit_at(z).rep;
		u = v;
	}
	needs(&first, &u);
}

/* Where the comment begins that ends right above off; off: there is none.
 * The text between from and off has no tokens. */
static uint32_t
comment_above(const char *s, uint32_t from, uint32_t off)
{
	uint32_t p = from, start = off, lines = 0, bol = from == 0, e;

	while (p < off) {
		if (s[p] == '\n') {
			lines++;
			bol = 1;
			p++;
		} else if (s[p] == ' ' || s[p] == '\t') {
			p++;
		} else if (s[p] == '/' && (s[p + 1] == '*' ||
					   s[p + 1] == '/')) {
			for (e = p + 2; e < off; e++)
				if (s[p + 1] == '*' ? s[e] == '/' &&
				    s[e - 1] == '*' && e > p + 2 :
				    s[e] == '\n')
					break;
			if (!bol)
				start = off;
			else if (start == off || lines > 1)
				start = p;
			p = e + (s[p + 1] == '*');
			lines = bol = 0;
		} else {
			start = off;
			bol = 0;
			p++;
		}
	}
	return lines <= 1 ? start : off;
}

/* The length of the comment that file f begins with, if it is the source */
static uint32_t
head(uint32_t f)
{
	const char *s, *e;

	if (!f || f != past.main)
		return 0;
	s = source_text(f);
	if (strncmp(s, "//", 2) == 0) {
		for (e = strchrnul(s, '\n'); e[-1] == '\\' && *e; )
			e = strchrnul(e + 1, '\n');
		return e - s;
	}
	e = strncmp(s, "/*", 2) == 0 ? strstr(s + 2, "*/") : NULL;
	return e ? e + 2 - s : 0;
}

void
text_head(struct buf *b)
{
	uint32_t n = head(past.main);

	if (!n)
		return;
	buf_add(b, source_text(past.main), n);
	buf_char(b, '\n');
}

void
text_comment(struct buf *b, uint32_t t)
{
	static uint32_t root;           /* that had its comment */
	struct unit u = text_unit(t), v;
	uint32_t from = head(u.f), ev, start, off;
	const char *s = text_at(u.f, u.off, 0) - u.off;

	if (u.call && u.call == root)
		return;
	root = u.call;
	if (t == u.first)
		widen(&u);
	if (u.first > 1) {
		v = text_unit(u.first - 1);
		if (v.f == u.f && v.end <= u.off && v.end > from)
			from = v.end;
	}
	for (ev = past_time(u.first); --ev; )
		if (past.event[ev].kind != R_LEAVE && past.event[ev].f == u.f &&
		    past.event[ev].off < u.off) {
			off = past.event[ev].off + past.event[ev].len;
			if (off > from && off <= u.off)
				from = off;
			break;
		}
	off = line_start(u.f, u.off, from);
	start = comment_above(s, from, off);
	buf_add(b, s + start, off - start);
}

void
text_comment_behind(struct buf *b, uint32_t t)
{
	struct unit u = text_unit(t);
	const char *s, *p, *end, *nl;

	if (t != u.last || u.include)
		return;
	s = p = text_at(u.f, u.end, 0);
	end = s + (past.file[u.f].size - u.end);
	nl = memchr(s, '\n', end - s);
	if (nl)
		end = nl;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (end - p < 2 || *p != '/')
		return;
	if (p[1] == '*') {
		for (nl = p + 3; nl < end && (nl[0] != '/' || nl[-1] != '*'); )
			nl++;
		if (nl >= end)
			return;         /* it goes on on the next line */
		for (p = nl + 1; p < end && (*p == ' ' || *p == '\t'); p++)
			;
		if (p < end && *p != '\r')
			return;         /* something stands behind it */
		end = nl + 1;
	} else if (p[1] != '/')
		return;
	buf_add(b, s, end - s);
}
