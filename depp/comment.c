// SPDX-License-Identifier: GPL-2.0-or-later
/* The comments around the text of keeps.  One is written once. */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "depp.h"

/* Where the comment begins that ends right above off; off: there is none.
 * The text between from and off has no tokens. */
static uint32_t
above(const char *s, uint32_t from, uint32_t off)
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
comment_head(struct buf *b)
{
	uint32_t n = head(past.main);

	if (!n)
		return;
	buf_add(b, source_text(past.main), n);
	buf_char(b, '\n');
}

void
comment_above(struct buf *b, uint32_t t)
{
	static uint32_t root;           /* that had its comment */
	struct unit u = text_unit(t), v;
	uint32_t from = head(u.f), ev, start, off;
	const char *s = text_at(u.f, u.off, 0) - u.off;

	if (u.call && u.call == root)
		return;
	root = u.call;
	if (t == u.first)
		text_widen(&u);
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
	off = text_line(u.f, u.off, from);
	start = above(s, from, off);
	buf_add(b, s + start, off - start);
}

void
comment_after(struct buf *b, uint32_t t)
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
			return;         /* something stands after it */
		end = nl + 1;
	} else if (p[1] != '/')
		return;
	buf_add(b, s, end - s);
}
