// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A message about a place, with the way to it: the files that include it and
 * the macros its text came through.
 */
#include <string.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "macro.h"
#include "spell.h"
#include "msg.h"

enum { DEEP = 12 };             /* expansions that are listed */

static uint32_t
length(struct text t, struct site at)
{
	struct pptok k;

	if (at.len)
		return at.len == CARET ? 0 : at.len;
	if (!origin_lex(t, at.off, &k) || k.p != t.p + at.off)
		return 0;
	return k.class == 'e' ? 0 : k.rawlen;
}

/* The source line; nothing where the file is not what it was. */
static void
show_source(struct msg *m, enum severity level, struct site at, struct loc loc)
{
	struct text t = origin_text(at.file);

	if (!msg_caret())
		return;
	if (t.p && at.off <= t.size)
		caret_show(m->f, level, t.p, t.size, at.off, length(t, at),
			   loc.line);
}

static void
place_note(struct msg *m, struct site at, const char *text, const char *name)
{
	struct loc loc = origin_loc(at.file, at.off);

	msg_note(m, loc, text, name);
	show_source(m, M_NOTE, at, loc);
}

static void
included_from(struct msg *m, uint32_t file)
{
	static uint32_t last;
	const char *lead = "In file included from";
	struct origin_file f;
	struct loc at;

	if (file == last)
		return;
	last = file;
	origin_view.file(file, &f);
	while (f.parent) {
		at = origin_loc(f.parent, f.off);
		fprintf(m->f, "%s %s%s", lead, msg_bold(1), at.file);
		if (at.line)
			fprintf(m->f, ":%u", at.line);
		origin_view.file(f.parent, &f);
		fprintf(m->f, "%s%s\n", msg_bold(0), f.parent ? "," : ":");
		lead = "                 from";
	}
}

/* Which argument of the call at off has the place at? From 1; 0: none. */
static unsigned
argument(struct text t, uint32_t call, uint32_t at)
{
	struct macro_call c;
	struct pptok k;

	if (!t.p || call >= t.size || at >= t.size)
		return 0;
	macro_call(&c, t.p + call, t.p + t.size);
	while (macro_call_next(&c, &k) && k.p <= t.p + at)
		if (k.p == t.p + at)
			return c.arg;
	return 0;
}

/* The definition of the expansion's macro; 0: its text is not there. */
static int
definition(struct macro_form *f, struct text t, const struct origin_x *x)
{
	if (!t.p || x->moff >= t.size || x->boff > t.size ||
	    x->blen > t.size - x->boff)
		return 0;
	macro_read(f, t.p + x->moff, t.p + t.size);
	return 1;
}

/* The place in the replacement list where the n-th parameter is used first;
 * 0: nowhere. */
static uint32_t
parameter(struct text t, const struct origin_x *x, unsigned n)
{
	struct pplex l = { .end = t.p + t.size };
	struct macro_form f;
	unsigned p;
	struct pptok k;

	if (!n || !definition(&f, t, x) || !f.n)
		return 0;
	if (n > f.n)
		n = f.n;
	l.p = t.p + x->boff;
	while (l.p < t.p + x->boff + x->blen) {
		pplex_next(&l, &k);
		if (!k.class)
			break;
		macro_part(&f, k.class, k.s, k.len, &p);
		if (p == n)
			return k.p - t.p;
	}
	return 0;
}

/* The last token of the n-th argument of the call at off (rest: and of those
 * after it), or with n 0 the last of the call; where no call stands there,
 * the token itself. */
static uint32_t
last_of(struct text t, uint32_t call, unsigned n, int rest)
{
	uint32_t last = call;
	struct macro_call c;
	struct pptok k;

	if (!t.p || call >= t.size)
		return call;
	macro_call(&c, t.p + call, t.p + t.size);
	while (macro_call_next(&c, &k)) {
		if (n && c.n > n && !rest)
			return last;
		if (n && !c.depth)
			return c.n < n ? call : last;
		last = k.p - t.p;
	}
	return c.n && !c.depth ? last : call;
}

/*
 * What ## and # made stands, for the stream, where the operator is.  gcc says
 * what is wrong with it of the first token that ## took, and of the end of
 * the outermost call.
 */
static struct site
operand(struct site at)
{
	enum macro_part what = MACRO_TOKEN, before;
	struct pptok k, left = { 0 };
	unsigned n, param = 0;
	struct macro_form f;
	struct origin_x x;
	struct pplex l;
	struct text t;
	uint32_t id;

	if (!at.x || !origin_view.expansion(at.x, &x) ||
	    at.file != x.mfile || at.off < x.boff ||
	    at.off - x.boff >= x.blen)
		return at;
	t = origin_text(at.file);
	if (!origin_lex(t, at.off, &k) || !definition(&f, t, &x))
		return at;
	what = macro_part(&f, k.class, k.s, k.len, &n);
	if (what == MACRO_STRING) {
		for (id = at.x; x.parent && x.parent < id; )
			if (!origin_view.expansion(id = x.parent, &x))
				return at;
		t = origin_text(x.file);
		return (struct site){ x.file, last_of(t, x.off, 0, 0), 0,
				      at.x };
	}
	if (what != MACRO_PASTE)
		return at;
	what = MACRO_TOKEN;
	l = (struct pplex){ .p = t.p + x.boff, .end = t.p + t.size };
	do {            /* the first of a ## b ## c */
		before = what;
		pplex_next(&l, &k);
		what = macro_part(&f, k.class, k.s, k.len, &n);
		if (before != MACRO_PASTE && what != MACRO_PASTE &&
		    what != MACRO_STRING && k.p < t.p + at.off) {
			left = k;
			param = n;
		}
	} while (k.class && k.p < t.p + at.off);
	if (!left.class)
		return at;
	if (!param)
		return (struct site){ at.file, left.p - t.p, 0, at.x };
	t = origin_text(x.file);
	id = last_of(t, x.off, param, param == f.rest);
	return id == x.off ? at : (struct site){ x.file, id, 0, at.x };
}

/* Where expansion id's macro has in its definition what at gave it through
 * arguments, its own or those of the macros around it; else at itself. */
static struct site
defined_at(uint32_t id, struct site at, int depth)
{
	struct origin_x x;
	struct site from = at;
	uint32_t off;

	if (!depth || !id || !origin_view.expansion(id, &x) ||
	    (at.file == x.mfile && at.off >= x.boff &&
	     at.off - x.boff < x.blen))
		return at;
	if (x.parent && x.parent < id)
		from = defined_at(x.parent, at, depth - 1);
	if (from.file != x.file || !x.blen)
		return at;
	off = parameter(origin_text(x.mfile), &x,
			argument(origin_text(x.file), x.off, from.off));
	return off ? (struct site){ x.mfile, off, 0, 0 } : at;
}

/*
 * As gcc does: for text that an argument gave, where it went in the innermost
 * macro's definition, unless that is on the line which was shown; then the
 * places where the macros were called, from the innermost to the outermost.
 */
static void
backtrace(struct msg *m, struct site at)
{
	struct origin_x x;
	struct site p;
	unsigned n, skipped = 0;
	uint32_t id, next;

	for (id = at.x, n = 0; id && origin_view.expansion(id, &x);
	     id = next, n++) {
		next = x.parent < id ? x.parent : 0;
		p = n == 0 ? defined_at(id, at, DEEP) : at;
		if (p.off != at.off &&
		    origin_loc(p.file, p.off).line != m->at.line) {
			place_note(m, p, "in definition of macro '%s'",
				   x.name);
			continue;
		}
		if (n >= DEEP && next) {
			skipped++;
			continue;
		}
		if (skipped)
			msg_note(m, (struct loc){ 0 }, "%u expansions of "
				 "macros are not shown", skipped);
		p = (struct site){ .file = x.file, .off = x.off };
		place_note(m, p, "in expansion of macro '%s'", x.name);
	}
}

/* Where the expansion that it came out of was called */
static struct site
caller(struct site at, const struct origin_x *x)
{
	return (struct site){ x->file, x->off, 0,
			      x->parent < at.x ? x->parent : 0 };
}

struct loc
origin_call(struct site at)
{
	struct origin_x x;

	while (at.x && origin_view.expansion(at.x, &x))
		at = caller(at, &x);
	return origin_loc(at.file, at.off);
}

/* Of what a predefined macro gave, and with -ftrack-macro-expansion=0 of what
 * any gave, gcc speaks as of where the macro was called. */
static struct site
called(struct site at)
{
	struct origin_file f;
	struct origin_x x;

	while (at.x && origin_view.expansion(at.x, &x)) {
		origin_view.file(at.file, &f);
		if (msg_tracked() &&
		    (!f.pseudo || strcmp(f.path, "<built-in>")))
			break;
		at = caller(at, &x);
	}
	return at;
}

/* The function whose body is looked at, and the one told of last */
static const char *function, *told;

const char *
origin_function(const char *name)
{
	const char *was = function;

	function = name;
	return was;
}

/* Once for each function that there is something to say of, as gcc does. */
static void
in_function(struct msg *m, struct loc at)
{
	if (function == told)
		return;
	told = function;
	fprintf(m->f, "%s%s:%s ", msg_bold(1), at.file, msg_bold(0));
	if (function)
		fprintf(m->f, "In function '%s%s%s':\n", msg_bold(1), function,
			msg_bold(0));
	else
		fprintf(m->f, "At top level:\n");
}

void
origin_say(enum severity level, struct site at, const char *name,
	   const char *fmt, va_list ap)
{
	struct loc loc;
	struct msg m;

	at = called(operand(at));
	loc = origin_loc(at.file, at.off);
	if (!msg_open(&m, level, loc, name, fmt, ap))
		return;
	if (level != M_NOTE) {
		included_from(&m, at.file);
		in_function(&m, loc);
	}
	msg_line(&m);
	show_source(&m, m.level, at, loc);
	if (!origin_text(at.file).p)
		msg_note(&m, loc, "the file has changed since it was read: "
			 "no line can be given");
	if (level != M_NOTE)
		backtrace(&m, at);
	msg_close(&m);
}

void
origin_error(uint32_t file, uint32_t off, uint32_t x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, (struct site){ file, off, 0, x }, NULL, fmt, ap);
	va_end(ap);
}

void
origin_error_behind(uint32_t file, uint32_t off, uint32_t x, const char *fmt,
		    ...)
{
	struct text t = origin_text(file);
	struct site at = { file, off, CARET, x };
	struct pptok k;
	va_list ap;

	if (origin_lex(t, off, &k) && k.p == t.p + off)
		at.off += k.rawlen;
	va_start(ap, fmt);
	origin_say(M_ERROR, at, NULL, fmt, ap);
	va_end(ap);
}

void
origin_warning(uint32_t file, uint32_t off, uint32_t x, const char *name,
	       const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_WARNING, (struct site){ file, off, 0, x }, name, fmt,
		   ap);
	va_end(ap);
}

void
origin_note(uint32_t file, uint32_t off, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_NOTE, (struct site){ file, off, 0, 0 }, NULL, fmt, ap);
	va_end(ap);
}
