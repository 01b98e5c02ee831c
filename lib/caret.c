// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where in a text, and its line with a caret: in columns of a screen, like
 * gcc from version 11 on.  A tab goes to the next multiple of 8, a character
 * of UTF-8 is as wide as it is shown, a byte that is none takes one column.
 */
#include <locale.h>
#include <string.h>
#include <wchar.h>
#include "util.h"
#include "msg.h"

enum {
	TAB = 8,
	MARGIN = 10,            /* seen after the caret of a line that is cut */
	LONG = 1 << 16,         /* bytes of a line; beyond, each is a column:
				 * it would take too long */
};

/* The length of the character at s, of n bytes; *wc: what it is, or -1 for a
 * byte that is no UTF-8. */
static size_t
decode(const char *s, size_t n, int32_t *wc)
{
	static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *u = (const unsigned char *)s;
	size_t len = u[0] < 0x80 ? 1 : u[0] < 0xc2 ? 0 : u[0] < 0xe0 ? 2 :
		     u[0] < 0xf0 ? 3 : u[0] < 0xf5 ? 4 : 0, i;

	*wc = len < 2 ? u[0] : u[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if (i == n || (u[i] & 0xc0) != 0x80) {
			len = 0;
			break;
		}
		*wc = *wc << 6 | (u[i] & 0x3f);
	}
	if (len == 0 || *wc < least[len] || *wc > 0x10ffff ||
	    (*wc >= 0xd800 && *wc < 0xe000)) {
		*wc = -1;
		return 1;
	}
	return len;
}

/* How wide the C library says the character is in UTF-8. */
static unsigned
width(int32_t wc)
{
	static locale_t utf8;
	locale_t was;
	int n;

	if (wc < 0x300)
		return 1;
	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (!utf8)
		return 1;
	was = uselocale(utf8);
	n = wcwidth(wc);
	uselocale(was);
	return n < 0 ? 1 : n;
}

/* The line that holds off, without its newline */
struct line {
	const char *s, *end;
	int is_long;
};

static struct line
line_at(const char *text, size_t size, size_t off)
{
	const char *nl = memrchr(text, '\n', off);
	struct line l = { .s = nl ? nl + 1 : text };

	l.end = memchr(text + off, '\n', size - off);
	if (!l.end)
		l.end = text + size;
	l.is_long = l.end - l.s > LONG;
	return l;
}

/* The column after n bytes of the line, from 0. */
static size_t
columns(const struct line *l, size_t n)
{
	const char *s = l->s, *end = s + n;
	size_t col = 0;
	int32_t wc;

	if (l->is_long)
		return n;
	while (s < end) {
		s += decode(s, end - s, &wc);
		col = wc == '\t' ? (col / TAB + 1) * TAB : col + width(wc);
	}
	return col;
}

struct loc
text_loc(const char *name, const char *text, size_t size, size_t off)
{
	/* where it counted last: messages come in the order of the text */
	static struct {
		const char *text;
		size_t off;
		unsigned line;
	} last;
	struct loc at = { name, 1, 0 };
	const char *p, *end;
	struct line l;

	if (off > size)
		off = size;
	if (last.text != text || last.off > off) {
		last.text = text;
		last.off = 0;
		last.line = 1;
	}
	end = text + off;
	for (p = text + last.off; (p = memchr(p, '\n', end - p)); p++)
		last.line++;
	last.off = off;
	at.line = last.line;
	l = line_at(text, size, off);
	/* with the byte itself: gcc gives the end of a tab */
	at.col = columns(&l, end - l.s + (end < l.end)) + (end == l.end);
	return at;
}

/* The columns from..to of the line, tabs expanded. */
static void
show(FILE *f, const struct line *l, size_t from, size_t to)
{
	const char *s = l->s, *end = l->end;
	size_t col = 0, next, n;
	int32_t wc;

	if (l->is_long) {
		col = from;
		s += from;
	}
	for (; s < end && col < to; s += n, col = next) {
		n = decode(s, end - s, &wc);
		if (l->is_long && (n > 1 || wc == '\t')) {
			wc = -1;        /* a byte a column */
			n = 1;
		}
		if (wc == '\t') {
			next = (col / TAB + 1) * TAB;
			for (; col < next; col++)
				if (col >= from && col < to)
					fputc(' ', f);
			continue;
		}
		next = col + width(wc);
		if (col < from || next > to) {  /* half of one is a blank */
			for (; col < next && col < to; col++)
				if (col >= from)
					fputc(' ', f);
		} else if (wc < ' ' || (wc >= 0x7f && wc < 0xa0)) {
			fputc('?', f);
		} else {
			fwrite(s, 1, n, f);
		}
	}
}

/* What stands before the line, and before the caret */
static void
gutter(FILE *f, unsigned line)
{
	if (line)
		fprintf(f, "%5u | ", line);
	else
		fputs("      | ", f);
}

void
caret_show(FILE *f, enum severity level, const char *text, size_t size,
	   size_t off, size_t len, unsigned line)
{
	size_t at, to, all, room = msg_width(), from = 0, i;
	const char *p;
	struct line l;

	if (off > size)
		off = size;
	l = line_at(text, size, off);
	p = text + off;
	if (len > (size_t)(l.end - p))
		len = l.end - p;
	while (l.end > p + len && l.end[-1] && strchr(" \t\r", l.end[-1]))
		l.end--;
	at = columns(&l, p - l.s);
	to = len ? columns(&l, p + len - l.s) : at + 1;
	all = columns(&l, l.end - l.s);

	/* cut so that the caret is in sight */
	room -= 8;
	if (all > room && at + MARGIN > room) {
		from = at + MARGIN < all ? at + MARGIN : all;
		from = from > room ? from - room : 0;
		if (from > at)
			from = at;
	}
	if (to > from + room)
		to = from + room;

	gutter(f, line);
	show(f, &l, from, at);
	fputs(msg_colour(level, 1), f);
	show(f, &l, at, to);
	fputs(msg_colour(level, 0), f);
	show(f, &l, to, from + room);
	fputc('\n', f);

	gutter(f, 0);
	for (i = from; i < at; i++)
		fputc(' ', f);
	fprintf(f, "%s^", msg_colour(level, 1));
	for (i = at + 1; i < to; i++)
		fputc('~', f);
	fprintf(f, "%s\n", msg_colour(level, 0));
}
