// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which headers the result may include.  A header that may not be included,
 * or may not as things stand, is opened: what is needed of it is copied, and
 * so is whatever includes it.  Opening is for good, so passes come to an end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* Ends of the paths of files that are other ones where the result is compiled,
 * with commas between them */
static const char *changed = "";

void
header_changed(const char *list)
{
	changed = format("%s,%s", changed, list);
}

/* Is it one of these?  The name of a file begins where a folder's ends. */
static int
is_changed(const char *path)
{
	size_t n, len = strlen(path);
	const char *s;

	for (s = changed; *s; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		if (n && n <= len && !memcmp(path + len - n, s, n) &&
		    (n == len || *s == '/' || path[len - n - 1] == '/'))
			return 1;
	}
	return 0;
}

/* A header that has changed and that the command line includes is there as it
 * was, whatever the result says. */
static void
refuse_given(uint32_t f)
{
	struct site at = { f, 0, CARET, 0 };

	site_say(M_ERROR, at, NULL, "this header has changed, and the command "
		 "line includes it: the live patch would see what it was; "
		 "move what has "
		 "changed into the source");
}

/* Is the policy to say of file f whether it may be included?  args: of the
 * question */
static int
is_asked(uint32_t f, const char *args[3])
{
	const struct file *r = &past.file[f];
	int top = r->how == HOW_PRE;

	if (r->how == HOW_PSEUDO || r->how == HOW_MAIN ||
	    (past_given(f) && !top) || is_changed(r->path))
		return 0;
	args[0] = r->path;
	args[1] = top ? "pre-include" : NULL;
	args[2] = NULL;
	return 1;
}

void
header_ahead(uint32_t f)
{
	const char *args[3];

	if (is_asked(f, args))
		ask_ahead(Q_HEADER, args);
}

void
header_ask(void)
{
	const struct file *p;
	const char *args[3];
	struct reading *r;
	struct site at;
	uint32_t f;
	int top;

	for (f = 1; f <= past.nfile; f++) {
		p = &past.file[f];
		r = &unit.file[f];
		if (!is_asked(f, args)) {
			r->allowed = past_given(f);
			r->changed = p->how != HOW_MAIN && is_changed(p->path);
			if (r->changed && past_given(f))
				refuse_given(f);
			continue;
		}
		top = p->how == HOW_PRE;
		at = p->parent ? (struct site){ p->parent, p->off, 0, 0 }
			       : (struct site){ f, 0, CARET, 0 };
		r->allowed = ask_yes(Q_HEADER, at, args, NULL,
				     p->dir || p->form == FORM_ANGLE || top);
		/* from the folder of the result nothing else is found */
		r->nameless = r->allowed && !top && !past_spelling(f);
	}
}

void
header_verdicts(void)
{
	struct reading *r, *p;
	uint32_t f, i;
	int again;

	for (f = 1; f <= past.nfile; f++) {
		r = &unit.file[f];
		r->ok = r->allowed && !r->nameless && !r->opened &&
			past.file[f].how != HOW_MAIN &&
			past.file[f].how != HOW_PSEUDO;
		if (!r->opened)
			r->why = r->changed ? "changed" :
				!r->allowed ? "not allowed" :
				r->nameless ? "found by no search path" : "";
	}
	do {
		again = 0;
		for (f = past.nfile; f > 0; f--) {
			r = &unit.file[f];
			p = &unit.file[past.file[f].parent];
			if (r->ok || past_given(f) || !p->ok)
				continue;
			p->ok = 0;
			p->why = format("includes %s", past.file[f].path);
			again = 1;
		}
		for (i = 1; i <= past.nevent; i++) {
			if (past.event[i].kind != R_SKIP)
				continue;
			f = past.event[i].a;
			p = &unit.file[past.event[i].f];
			if (unit.file[f].ok || past_given(f) ||
			    past.file[f].how == HOW_MAIN || !p->ok)
				continue;
			p->ok = 0;
			p->why = format("includes %s", past.file[f].path);
			again = 1;
		}
	} while (again);
	for (f = 1; f <= past.nfile; f++) {
		r = &unit.file[f];
		p = &unit.file[past.file[f].parent];
		r->root = !past_given(f) && !r->ok ? 0 : p->root ? p->root : f;
	}
}

int
header_open(uint32_t f, const char *why)
{
	struct reading *r = &unit.file[f];

	if (r->opened || past_given(f) || !r->root)
		return 0;
	r->opened = 1;
	r->why = why;
	return 1;
}

/* A declaration that begins or ends in a header, and not all of it does, cannot
 * be taken or left with the directive. */
static void
open_crossed(const struct top *d)
{
	uint32_t f = past_file_of(d->t0), g = past_file_of(d->t1);

	for (; f && past_end(f) < d->t1; f = past.file[f].parent)
		header_open(f, "ends inside a declaration");
	for (; g && past_first(g) > d->t0; g = past.file[g].parent)
		if (past_end(g) > d->t1)
			header_open(g, "begins inside a declaration");
}

/* Is its value another one where less, or something else, stands before? */
static int
counts(uint32_t m)
{
	const char *name = spell(past.macro[m].s)->s;

	return past.macro[m].kind == M_BUILTIN &&
		(strcmp(name, "__COUNTER__") == 0 ||
		 strcmp(name, "__INCLUDE_LEVEL__") == 0);
}

/* A number that it counts is part of what a header says. */
static void
open_counting(void)
{
	const char *why = "has a value that is counted";
	const struct event *e;
	uint32_t t, i, m;

	for (t = 1; t <= past.ntoken; t++)
		if (past.token[t].x && counts(past.call[past.token[t].x].m))
			header_open(past_file_of(t), why);
	for (e = past.event + 1; e <= past.event + past.nevent; e++)
		for (i = 0; i < e->nlooks; i++)
			if ((m = past.pool[e->looks + 2 * i + 1]) && counts(m))
				header_open(e->f, why);
}

void
header_definitions(void)
{
	const struct decl *d;
	const struct entity *e;
	uint32_t i, f;

	for (i = 1; i <= ents.ntop; i++)
		open_crossed(&ents.top[i]);
	open_counting();
	for (i = 1; i <= ents.ndecl; i++) {
		d = &ents.decl[i];
		e = &ents.ent[d->ent];
		if (!d->top || e->top || !e->linkage ||
		    (d->how != DEFINITION && d->how != TENTATIVE))
			continue;
		f = unit.reading[d->top];
		if (!unit.file[f].root)
			continue;
		if (e->class == OBJECT &&
		    (e->linkage == EXTERNAL || !type_const(d->y)))
			header_open(f, format("defines object %s", ent_name(e)));
		if (e->class == FUNCTION && e->linkage == EXTERNAL &&
		    !reach_is_inline(d->top))
			header_open(f, format("defines function %s", ent_name(e)));
	}
}

/* Would keeping the header of this declaration be wrong? */
static const char *
clash(const struct decl *d, const struct entity *e)
{
	const struct decl *def = &ents.decl[e->def];
	int same = sym(e)->name == ent_name(e);

	switch (now(e)->fate) {
	case PATCHED:
	case EXTERNALISED:
		if (same && sym(e)->pointer)
			return "declares %s, which becomes a pointer";
		if (same && d->how != DECLARATION)
			return "defines %s, which has another meaning";
		if (same && sym(e)->linkage != e->linkage)
			return "declares %s with another linkage";
		break;
	case COPIED:
		if (e->class == OBJECT && now(e)->rewritten && d == def)
			return "defines %s, which has to be changed";
		break;
	default:
		break;
	}
	/* static and declared, then defined elsewhere: a warning if that
	 * definition stays away */
	if (e->class == FUNCTION && e->linkage == INTERNAL &&
	    d->how == DECLARATION && e->def && d->tok < def->tok &&
	    unit.file[unit.reading[def->top]].root !=
	    unit.file[unit.reading[d->top]].root)
		return "declares static function %s";
	return NULL;
}

int
header_clashes(void)
{
	const struct decl *d;
	const struct entity *e;
	const char *why;
	uint32_t i, f;
	int any = 0;

	for (i = 1; i <= ents.ndecl; i++) {
		d = &ents.decl[i];
		e = &ents.ent[d->ent];
		if (!d->top || e->top || !e->linkage)
			continue;
		f = unit.reading[d->top];
		if (!unit.file[f].root || !(why = clash(d, e)))
			continue;
		if (past_given(f))
			tok_error(d->tok, "a header that the command line "
				  "includes %s", format(why, ent_name(e)));
		else if (header_open(f, format(why, ent_name(e))))
			any = 1;
	}
	return any;
}

uint32_t
header_root(uint32_t i)
{
	static uint32_t *list, n;
	uint32_t f;

	if (!list) {
		list = alloc((past.nfile + 1) * sizeof list[0]);
		for (f = 1; f <= past.nfile; f++)
			if (unit.file[f].root == f && !past_given(f))
				list[n++] = f;
	}
	return i < n ? list[i] : 0;
}

void
header_write(void)
{
	const struct reading *r;
	uint32_t f;

	for (f = 1; f <= past.nfile; f++) {
		r = &unit.file[f];
		if (past.file[f].how == HOW_PSEUDO ||
		    past.file[f].how == HOW_MAIN)
			continue;
		put_open(R_HEADER);
		put_num(f);
		put_str(r->root ? "yes" : "no");
		put_str(past_given(f) ? "given by the command line" :
			r->root ? "allowed" : r->why);
		put_close();
	}
}
