// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"

const char *progname = "?";
unsigned nerrors;

void
begin(const char *argv0)
{
	const char *slash;

	slash = strrchr(argv0, '/');
	progname = slash ? slash + 1 : argv0;
}

/*
 * Eight filters share one stderr, so every line says who speaks; the
 * rest is the form editors already know how to jump to.
 */
static void
say(struct loc at, const char *kind, const char *name, const char *fmt,
    va_list ap)
{
	fprintf(stderr, "%s: ", progname);
	if (at.file)
		fprintf(stderr, "%s:", at.file);
	if (at.file && at.line)
		fprintf(stderr, "%u:", at.line);
	if (at.file && at.line && at.col)
		fprintf(stderr, "%u:", at.col);
	fprintf(stderr, "%s%s: ", at.file ? " " : "", kind);
	vfprintf(stderr, fmt, ap);
	if (name)
		fprintf(stderr, " [-W%s]", name);
	fputc('\n', stderr);
}

void
error(struct loc at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(at, "error", NULL, fmt, ap);
	va_end(ap);
	nerrors++;
}

void
warning(struct loc at, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(at, "warning", name, fmt, ap);
	va_end(ap);
}

void
note(struct loc at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(at, "note", NULL, fmt, ap);
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
