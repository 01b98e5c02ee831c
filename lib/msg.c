// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Messages to standard error.  Nothing here runs but where there is one to
 * print.  Each is put together in memory, with what belongs to it, and
 * written at once: eight filters share one stderr.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
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

/* Warnings by name */

enum { OURS, GCC };

static struct {
	const char *name;
	unsigned char gcc;
	signed char shown;      /* 0: not said, else 1 or -1: off */
	signed char fatal;      /* likewise */
} warnings[] = {
#define WARNING(stage, name, whose)  { name, whose, 0, 0 },
#include "warnings.h"
#undef WARNING
};

/* What is said of all: [OURS] by us, [GCC] on the compiler's command line. */
static struct {
	int silent, fatal;
} all[2];

static int
warning_set(const char *name, int shown, int fatal, int gcc)
{
	size_t i;

	for (i = 0; i < LEN(warnings); i++) {
		if (strcmp(warnings[i].name, name) || warnings[i].gcc < gcc)
			continue;
		if (shown)
			warnings[i].shown = shown;
		if (fatal)
			warnings[i].fatal = fatal;
		return 1;
	}
	return 0;
}

/* -w or -W...: as gcc has them; 0: it is none of ours. */
static int
warning_option(const char *s, int gcc)
{
	if (strcmp(s, "-w") == 0)
		return all[gcc].silent = 1;
	if (strncmp(s, "-W", 2))
		return 0;
	s += 2;
	if (strcmp(s, "error") == 0)
		return all[gcc].fatal = 1;
	if (strcmp(s, "no-error") == 0) {
		all[gcc].fatal = 0;
		return 1;
	}
	if (strncmp(s, "error=", 6) == 0)
		return warning_set(s + 6, 1, 1, gcc);
	if (strncmp(s, "no-error=", 9) == 0)
		return warning_set(s + 9, 0, -1, gcc);
	if (strncmp(s, "no-", 3) == 0)
		return warning_set(s + 3, -1, 0, gcc);
	return warning_set(s, 1, 0, gcc);
}

int
warning_on(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(warnings); i++)
		if (strcmp(warnings[i].name, name) == 0)
			return warnings[i].shown >= 0 &&
				!(warnings[i].gcc && all[GCC].silent);
	return 1;
}

/* What becomes of the warning; *tag: what stands in its brackets.
 * 0: nothing. */
static int
warning_level(const char *name, enum severity *level, const char **tag)
{
	int gcc = OURS, shown = 0, fatal = 0;
	size_t i;

	for (i = 0; name && i < LEN(warnings); i++)
		if (strcmp(warnings[i].name, name) == 0) {
			gcc = warnings[i].gcc;
			shown = warnings[i].shown;
			fatal = warnings[i].fatal;
			break;
		}
	if (all[OURS].silent || (gcc && all[GCC].silent) || shown < 0)
		return 0;
	if (fatal > 0 ||
	    (!fatal && (all[OURS].fatal || (gcc && all[GCC].fatal))))
		*level = M_ERROR;
	if (name)
		*tag = format("W%s%s", *level == M_ERROR ? "error=" : "",
			      name);
	return 1;
}

/* Colours are those of gcc. */

static enum { NEVER, AUTO, ALWAYS } colour = AUTO;
static int caret = 1;

static int
terminal(void)
{
	const char *s = getenv("TERM");

	return isatty(2) && s && strcmp(s, "dumb");
}

static int
coloured(void)
{
	static int known;
	const char *s;

	if (known)
		return known > 0;
	/* the stages' stderr is a file of klp-ccp's; it knows better */
	s = getenv("KLP_CCP_COLOR");
	if (colour == AUTO && s)
		colour = strcmp(s, "always") == 0 ? ALWAYS :
			 strcmp(s, "never") == 0 ? NEVER : AUTO;
	if (colour == AUTO) {
		colour = terminal() ? ALWAYS : NEVER;
		s = getenv("NO_COLOR");
		if (s && *s)
			colour = NEVER;
		s = getenv("GCC_COLORS");
		if (s && !*s)
			colour = NEVER;
	}
	known = colour == ALWAYS ? 1 : -1;
	return known > 0;
}

const char *
msg_colour(enum severity level, int on)
{
	static const char *const colours[] = {
		[M_NOTE] = "\33[01;36m\33[K",
		[M_WARNING] = "\33[01;35m\33[K",
		[M_ERROR] = "\33[01;31m\33[K",
	};

	return !coloured() ? "" : on ? colours[level] : "\33[m\33[K";
}

const char *
msg_bold(int on)
{
	return !coloured() ? "" : on ? "\33[01m\33[K" : "\33[m\33[K";
}

unsigned
msg_width(void)
{
	struct winsize w;
	const char *s = getenv("COLUMNS");
	int n = s ? atoi(s) : 0;

	if (n <= 0 && isatty(2) && ioctl(2, TIOCGWINSZ, &w) == 0)
		n = w.ws_col;
	return n <= 0 ? 250 : n < 40 ? 40 : n;
}

/* Options */

/* auto, always, never, or nothing; 0: it is something else */
static int
colour_option(const char *when)
{
	if (strcmp(when, "auto") == 0)
		colour = AUTO;
	else if (strcmp(when, "never") == 0)
		colour = NEVER;
	else if (!*when || strcmp(when, "always") == 0)
		colour = ALWAYS;
	else
		return 0;
	return 1;
}

static int
number(const char *s, unsigned *n)
{
	char *end;
	unsigned long v = strtoul(s, &end, 10);

	if (*s < '0' || *s > '9' || *end || v > 1000000000)
		return 0;
	*n = v;
	return 1;
}

static int
option(const char *s)
{
	static const char *const colours[] = { "--color", "--colour" };
	size_t i, n;

	for (i = 0; i < LEN(colours); i++) {
		n = strlen(colours[i]);
		if (strncmp(s, colours[i], n) || (s[n] && s[n] != '='))
			continue;
		if (!colour_option(s[n] ? s + n + 1 : ""))
			fatal("%s: expected auto, always or never", s);
		return 1;
	}
	if (strncmp(s, "--max-errors=", 13) == 0) {
		if (!number(s + 13, &max_errors))
			fatal("%s: expected a number", s);
		return 1;
	}
	if (warning_option(s, OURS))
		return 1;
	if (strncmp(s, "-W", 2) == 0)
		fatal("%s: there is no such warning", s);
	return 0;
}

int
msg_options(int argc, char **argv)
{
	int i, n = 1;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!option(argv[i]))
			argv[n++] = argv[i];
	for (; i < argc; i++)
		argv[n++] = argv[i];
	argv[n] = NULL;
	return n;
}

void
msg_compiler_option(const char *s)
{
	static const char diag[] = "-fdiagnostics-";

	if (warning_option(s, GCC))
		return;
	if (strcmp(s, "-Wfatal-errors") == 0)
		max_errors = 1;
	else if (strncmp(s, "-fmax-errors=", 13) == 0)
		number(s + 13, &max_errors);
	else if (strcmp(s, "-fno-diagnostics-color") == 0)
		colour = NEVER;
	else if (strcmp(s, "-fdiagnostics-color") == 0)
		colour = ALWAYS;
	else if (strncmp(s, "-fdiagnostics-color=", 20) == 0)
		colour_option(s + 20);
	else if (strcmp(s, "-fno-diagnostics-show-caret") == 0)
		caret = 0;
	else if (strcmp(s, "-fdiagnostics-show-caret") == 0)
		caret = 1;
	else if (strncmp(s, diag, sizeof diag - 1) == 0 &&
		 strcmp(s + sizeof diag - 1, "plain-output") == 0) {
		caret = 0;
		colour = NEVER;
	}
}

int
msg_caret(void)
{
	return caret;
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
	uint64_t h = 0xcbf29ce484222325, *old = tab;
	const char *s = format("%s:%u:%u:%s", at.file ? at.file : "", at.line,
			       at.col, text);
	size_t i, k;

	for (; *s; s++)                 /* FNV-1a */
		h = (h ^ (unsigned char)*s) * 0x100000001b3;
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
	if (level == M_WARNING && !warning_level(name, &m->level, &m->tag)) {
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
