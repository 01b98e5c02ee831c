// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>
#include "util.h"
#include "pplex.h"
#include "macro.h"

static int
is_punct(const struct pptok *k, int c)
{
	return k->class == 'p' && k->len == 1 && *k->s == c;
}

void
macro_add(struct macro_form *f, const char *s, uint32_t len)
{
	f->function = 1;
	f->param = grow(f->param, f->n + 1, &f->cap, sizeof f->param[0]);
	f->param[f->n].s = s ? s : "__VA_ARGS__";
	f->param[f->n++].len = s ? len : 11;
	if (!s)
		f->rest = f->n;
}

void
macro_read(struct macro_form *f, const char *s, const char *end)
{
	struct pplex l = { .p = s, .end = end };
	struct pptok k;
	int named = 0;

	*f = (struct macro_form){ .n = 0 };
	do                              /* # define NAME */
		pplex_next(&l, &k);
	while (k.class && k.class != 'i');
	pplex_next(&l, &k);
	pplex_next(&l, &k);
	f->function = is_punct(&k, '(') && !k.space;
	while (f->function && k.class && k.class != 'l' && !is_punct(&k, ')')) {
		pplex_next(&l, &k);
		if (is_punct(&k, ','))
			named = 0;
		else if (k.class == 'i') {
			macro_add(f, k.s, k.len);
			named = 1;
		} else if (k.class == 'p' && *k.s == '.') {
			if (!named)
				macro_add(f, NULL, 0);
			f->rest = f->n;
		}
	}
}

static unsigned
find(const struct macro_form *f, const char *s, uint32_t len)
{
	unsigned i;

	for (i = 0; i < f->n; i++)
		if (f->param[i].len == len && !memcmp(f->param[i].s, s, len))
			return i + 1;
	return 0;
}

enum macro_part
macro_part(const struct macro_form *f, char class, const char *s, uint32_t len,
	   unsigned *param)
{
	*param = class == 'i' ? find(f, s, len) : 0;
	if (*param)
		return MACRO_PARAM;
	if (class == 'i')
		return f->rest && len == 10 && !memcmp(s, "__VA_OPT__", 10) ?
			MACRO_OPT : MACRO_TOKEN;
	if (class != 'p' || (*s != '#' && (*s != '%' || s[len - 1] != ':')))
		return MACRO_TOKEN;
	/* # ## or the digraphs %: %:%: */
	if (len == (*s == '#' ? 2 : 4))
		return MACRO_PASTE;
	return f->function ? MACRO_STRING : MACRO_TOKEN;
}

void
macro_call(struct macro_call *c, const char *s, const char *end)
{
	struct pptok name;

	*c = (struct macro_call){ .lex = { .p = s, .end = end } };
	pplex_next(&c->lex, &name);
}

int
macro_call_next(struct macro_call *c, struct pptok *k)
{
	if (c->n && !c->depth)
		return 0;
	do
		pplex_next(&c->lex, k);
	while (k->class == 'l');
	if (!k->class || (!c->n && !is_punct(k, '(')))
		return 0;
	c->arg = c->n;
	if (is_punct(k, '(') && c->depth++ == 0) {
		c->n = 1;
		c->arg = 0;
	} else if (is_punct(k, ')') && --c->depth == 0) {
		c->arg = 0;
	} else if (is_punct(k, ',') && c->depth == 1) {
		c->n++;
		c->arg = 0;
	}
	return 1;
}
