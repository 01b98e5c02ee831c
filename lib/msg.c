// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Messages to standard error.  Nothing here runs but where there is one to
 * print.  Each is put together in memory, with what belongs to it, and
 * written at once: eight filters share one stderr.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "msg.h"

const char *progname = "?";
unsigned nerrors;
unsigned max_errors;

void
begin(const char *argv0)
{
	const char *slash;

	slash = strrchr(argv0, '/');
	progname = slash ? slash + 1 : argv0;
}

/* The text of a message, of any length */

const char *
vformat(const char *fmt, va_list ap)
{
	va_list again;
	char *s;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	s = alloc(n < 0 ? 1 : (size_t)n + 1);
	vsnprintf(s, n < 0 ? 1 : (size_t)n + 1, fmt, ap);
	return s;
}

const char *
format(const char *fmt, ...)
{
	const char *s;
	va_list ap;

	va_start(ap, fmt);
	s = vformat(fmt, ap);
	va_end(ap);
	return s;
}

/* What has been said, by hash: nothing is said twice of one place. */
static int
said(struct loc at, const char *text)
{
	static uint64_t *tab;
	static size_t cap, n;
	uint64_t h, *old = tab;
	const char *s = format("%s:%u:%u:%s", at.file ? at.file : "", at.line,
			       at.col, text);
	size_t i, k;

	h = fnv(s, strlen(s));
	h += !h;
	if (2 * n >= cap) {
		k = cap;
		cap = cap ? 2 * cap : 64;
		tab = alloc(cap * sizeof tab[0]);
		for (; k--; )
			if (old[k]) {
				for (i = old[k] & (cap - 1); tab[i];
				     i = (i + 1) & (cap - 1))
					;
				tab[i] = old[k];
			}
	}
	for (i = h & (cap - 1); tab[i]; i = (i + 1) & (cap - 1))
		if (tab[i] == h)
			return 1;
	tab[i] = h;
	n++;
	return 0;
}

static int muted;               /* so are the notes that follow */

int
msg_open(struct msg *m, enum severity level, struct loc at, const char *name,
	 const char *fmt, va_list ap)
{
	*m = (struct msg){ .level = level, .at = at };
	if (level == M_WARNING && !msg_warning(name, &m->level, &m->tag)) {
		muted = 1;
		return 0;
	}
	if (m->level == M_ERROR && max_errors && nerrors >= max_errors) {
		fprintf(stderr, "%s: %u error%s enough\n", progname,
			max_errors, max_errors == 1 ? " is" : "s are");
		exit(finish());
	}
	nerrors += m->level == M_ERROR;
	m->text = vformat(fmt, ap);
	if (level != M_NOTE)
		muted = said(at, m->text);
	if (muted)
		return 0;
	m->f = open_memstream(&m->buf, &m->size);
	if (!m->f)
		fatal("out of memory");
	return 1;
}

static void
say(FILE *f, enum severity level, struct loc at, const char *text,
    const char *tag)
{
	static const char *const words[] = { "note", "warning", "error" };

	fprintf(f, "%s: ", progname);
	if (at.file) {
		fprintf(f, "%s%s:", msg_bold(1), at.file);
		if (at.line)
			fprintf(f, "%u:", at.line);
		if (at.line && at.col)
			fprintf(f, "%u:", at.col);
		fprintf(f, "%s ", msg_bold(0));
	}
	fprintf(f, "%s%s: %s%s", msg_colour(level, 1), words[level],
		msg_colour(level, 0), text);
	if (tag)
		fprintf(f, " [%s-%s%s]", msg_colour(level, 1), tag,
			msg_colour(level, 0));
	fputc('\n', f);
}

void
msg_line(struct msg *m)
{
	say(m->f, m->level, m->at, m->text, m->tag);
}

void
msg_note(struct msg *m, struct loc at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(m->f, M_NOTE, at, vformat(fmt, ap), NULL);
	va_end(ap);
}

void
msg_close(struct msg *m)
{
	const char *p;
	ssize_t n;

	if (fclose(m->f))
		fatal("out of memory");
	fflush(stderr);
	for (p = m->buf; p < m->buf + m->size; p += n) {
		n = write(2, p, m->buf + m->size - p);
		if (n < 0 && errno == EINTR)
			n = 0;
		if (n < 0)
			break;          /* there is nobody to tell */
	}
	free(m->buf);
}

void
message(enum severity level, struct loc at, const char *name, const char *fmt,
	 va_list ap)
{
	struct msg m;

	if (!msg_open(&m, level, at, name, fmt, ap))
		return;
	msg_line(&m);
	msg_close(&m);
}

void
error(struct loc at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message(M_ERROR, at, NULL, fmt, ap);
	va_end(ap);
}

void
warning(struct loc at, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message(M_WARNING, at, name, fmt, ap);
	va_end(ap);
}

void
note(struct loc at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message(M_NOTE, at, NULL, fmt, ap);
	va_end(ap);
}

void
fatal(const char *fmt, ...)
{
	size_t n;
	va_list ap;
	int e;

	e = errno;
	fprintf(stderr, "%s: ", progname);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	n = strlen(fmt);
	if (n && fmt[n - 1] == ':')
		fprintf(stderr, " %s", strerror(e));
	fputc('\n', stderr);
	exit(S_TROUBLE);
}

void
bug_(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: bug at %s:%d: ", progname, file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

/* Output that was not written is no output. */
int
finish(void)
{
	put_flush();
	if (fflush(stdout) || ferror(stdout))
		fatal("write <stdout>:");
	return nerrors ? S_INPUT : S_OK;
}
