// SPDX-License-Identifier: GPL-2.0-or-later
/* One line of text, and the next. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "typecmp.h"

static char *text;
static size_t len, cap;

void
text_begin(void)
{
	len = 0;
}

void
text_put(const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	text = grow(text, len + n + 1, &cap, 1);
	va_start(ap, fmt);
	vsnprintf(text + len, n + 1, fmt, ap);
	va_end(ap);
	len += n;
}

int
text_is(const char *end)
{
	size_t n = strlen(end);

	return len >= n && !memcmp(text + len - n, end, n);
}

const char *
text_end(void)
{
	return internn(text, len);
}
