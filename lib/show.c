// SPDX-License-Identifier: GPL-2.0-or-later
/* Which messages are shown, and how: options, colours, the terminal. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "util.h"
#include "msg.h"

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
			return warnings[i].shown >= 0 && !all[OURS].silent &&
				!(warnings[i].gcc && all[GCC].silent);
	return 1;
}

int
msg_warning(const char *name, enum severity *level, const char **tag)
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
static int caret = 1, tracked = 1;

static int
terminal(void)
{
	const char *s = getenv("TERM");

	/* the stages' stderr is a file of klp-ccp's; it knows better */
	return (isatty(2) || getenv("KLP_CCP_TERMINAL")) &&
		s && strcmp(s, "dumb");
}

static int
coloured(void)
{
	static int known;
	const char *s;

	if (known)
		return known > 0;
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
		return colour_option(s[n] ? s + n + 1 : "");
	}
	if (strncmp(s, "--max-errors=", 13) == 0)
		return number(s + 13, &max_errors);
	return warning_option(s, OURS);
}

int
msg_options(int argc, char **argv)
{
	int i, n = 1;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (option(argv[i]))
			continue;
		if (strncmp(argv[i], "-W", 2) == 0)
			fatal("%s: there is no such warning; see "
			      "ccp-messages(7)", argv[i]);
		argv[n++] = argv[i];
	}
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
	else if (strncmp(s, "-ftrack-macro-expansion", 23) == 0)
		tracked = strcmp(s + 23, "=0") != 0;
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

int
msg_tracked(void)
{
	return tracked;
}
