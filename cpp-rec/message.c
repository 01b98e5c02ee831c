// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors and warnings.  What lib/origin.c gets from the records of a stream
 * it asks of us here.
 */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "spell.h"
#include "cpp-rec.h"

void
message_init(void)
{
	origin_view = (struct origin_view){ input_origin, expand_origin };
}

/* Of the end of a file: the end of its last line, like gcc */
static struct site
site_of(const struct tok *t)
{
	struct site at = { t->file, t->off, t->len, t->x };
	struct origin_file f;

	if (t->class)
		return at;
	input_origin(t->file, &f);
	if (at.off && at.off == f.size && f.text[at.off - 1] == '\n')
		at.off--;
	at.len = CARET;
	return at;
}

/* The last token that was made and not read, and how far had been read */
static struct tok made;
static const char *made_at;

void
message_made(const struct tok *t)
{
	if (t)
		made = *t;
	made_at = t ? cur->lx.p : NULL;
}

/* The last token before what is read next, or one made since. */
static struct site
last_token(void)
{
	/* what it found last in this reading of a file: it goes on there */
	static uint32_t file, off;
	const char *text = cur->src->text;
	struct pplex l = cur->lx;
	struct pptok p;

	if (made_at == cur->lx.p)
		return site_of(&made);
	if (file != cur->id || text + off >= l.p) {
		file = cur->id;
		off = 0;
	}
	l.p = text + off;
	l.bol = 1;
	for (;;) {
		pplex_next(&l, &p);
		if (!p.class || p.p >= cur->lx.p)
			break;
		if (p.class != 'l')
			off = p.p - text;
	}
	return (struct site){ cur->id, off, 0, 0 };
}

void
error_at(uint32_t file, uint32_t off, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, (struct site){ file, off, 0, 0 }, NULL, fmt, ap);
	va_end(ap);
}

void
warning_at(uint32_t file, uint32_t off, const char *name, const char *fmt, ...)
{
	va_list ap;

	if (input_system(file))
		return;
	va_start(ap, fmt);
	origin_say(M_WARNING, (struct site){ file, off, 0, 0 }, name, fmt,
		   ap);
	va_end(ap);
}

static void
pedwarn(uint32_t file, uint32_t off, const char *name, const char *fmt,
	va_list ap)
{
	if (!input_system(file) && warning_on(name))
		origin_say(opts.pedantic == 2 ? M_ERROR : M_WARNING,
			   (struct site){ file, off, 0, 0 }, name, fmt, ap);
}

void
pedwarn_at(uint32_t file, uint32_t off, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	pedwarn(file, off, name, fmt, ap);
	va_end(ap);
}

void
pedantic_at(uint32_t file, uint32_t off, const char *name,
	    const char *fmt, ...)
{
	va_list ap;

	if (!opts.pedantic || !warning_on("pedantic"))
		return;
	va_start(ap, fmt);
	pedwarn(file, off, name ? name : "pedantic", fmt, ap);
	va_end(ap);
}

void
note_at(uint32_t file, uint32_t off, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_NOTE, (struct site){ file, off, 0, 0 }, NULL, fmt, ap);
	va_end(ap);
}

void
error_last(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, last_token(), NULL, fmt, ap);
	va_end(ap);
}

void
error_of(const struct tok *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, t->flags & RESULT && t->class == 's' ?
		   last_token() : site_of(t), NULL, fmt, ap);
	va_end(ap);
}

void
error_tok(const struct tok *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, site_of(t), NULL, fmt, ap);
	va_end(ap);
}

void
error_here(const struct tok *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	origin_say(M_ERROR, t->class ? site_of(t) : last_token(), NULL, fmt,
		   ap);
	va_end(ap);
}
