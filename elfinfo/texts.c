// SPDX-License-Identifier: GPL-2.0-or-later
/* What is in an object as a person would write it */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

const char *
text_hex(const unsigned char *p, size_t n)
{
	char *s = alloc(3 * n + 4);
	size_t i, l = n > 16 ? 16 : n;

	for (i = 0; i < l; i++)
		sprintf(s + 3 * i, "%02x ", p[i]);
	if (l < n)
		strcpy(s + 3 * l, "...");
	else if (l)
		s[3 * l - 1] = 0;
	return s;
}

const char *
text_number(uint64_t v)
{
	return format("%llu", (unsigned long long)v);
}

const char *
text_offset(const char *name, int64_t off)
{
	if (!off)
		return name;
	return off < 0 ? format("%s-0x%llx", name, -(unsigned long long)off) :
	       format("%s+0x%llx", name, (unsigned long long)off);
}

const char *
text_quoted(struct text s, size_t from)
{
	size_t n = s.end - s.p, i, end = n - from > 60 ? from + 60 : n;
	char *t = alloc(4 * (end - from) + 9), *d = t;

	*d++ = '"';
	if (from)
		d = stpcpy(d, "...");
	for (i = from; i < end; i++)
		if (iscntrl((unsigned char)s.p[i]) && s.p[i] != '\n')
			d += sprintf(d, "\\%03o", (unsigned char)s.p[i]);
		else
			*d++ = s.p[i];
	if (end < n)
		d = stpcpy(d, "...");
	*d++ = '"';
	return t;
}

const char *
text_target(const struct target *p)
{
	if (p->piece)
		return text_offset(p->piece->name, p->off);
	if (p->name)
		return text_offset(p->name, p->off);
	if (image_is_string(p->area) && image_width(p->area) == 1 &&
	    p->off >= 0 && (uint64_t)p->off < p->area->n)
		return text_quoted(image_string(p), 0);
	return text_offset(p->area->sec->name, p->off);
}
