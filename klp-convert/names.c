// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names that say what a symbol is.  A user marks a reference by a name
 *
 *	.klp.sym.rela.GATE.OBJECT.SYMBOL,POSITION
 *
 * or with a dot for the comma, which not every assembler likes.  The loader
 * reads symbols named .klp.sym.OBJECT.SYMBOL,POSITION and sections named
 * .klp.rela.GATE.anything, with sscanf and buffers of a fixed size.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "convert.h"

enum {
	OBJECT_MAX = 55,        /* bytes of an object's name */
	SYMBOL_MAX = 511,       /* and of a symbol's, since 6.1 */
	SYMBOL_MAX_OLD = 127,
};

int
names_vmlinux(const char *object)
{
	return strcmp(object, "vmlinux") == 0;
}

const char *
names_module(const char *p, size_t n)
{
	char *s, *q;

	if (n > 3 && memcmp(p + n - 3, ".ko", 3) == 0)
		n -= 3;
	s = alloc(n + 1);
	memcpy(s, p, n);
	for (q = s; *q; q++)
		if (*q == '-')
			*q = '_';
	return intern(s);
}

/* Take a name that ends at the next dot; NULL: there is none. */
static const char *
object(const char **p)
{
	const char *dot = strchr(*p, '.'), *name;

	if (!dot || dot == *p)
		return NULL;
	name = names_module(*p, dot - *p);
	*p = dot + 1;
	return name;
}

static int
digits(const char *p, size_t n, unsigned long *v)
{
	size_t i;

	*v = 0;
	for (i = 0; i < n; i++) {
		if (!isdigit((unsigned char)p[i]) || *v > UINT32_MAX / 10)
			return 0;
		*v = *v * 10 + p[i] - '0';
	}
	return n > 0;
}

int
names_number(const char *s, unsigned long *v)
{
	return digits(s, strlen(s), v);
}

/* Split name and position, of n bytes.  dot: a dot may stand between them. */
static int
position(const char *p, size_t n, int dot, struct target *t)
{
	const char *at = memrchr(p, ',', n);

	if (!at && dot)
		at = memrchr(p, '.', n);
	if (!at || at == p || !digits(at + 1, p + n - at - 1, &t->pos))
		return 0;
	t->symbol = internn(p, at - p);
	return 1;
}

int
names_label(const char *name, struct target *t, const char **why)
{
	static const char prefix[] = ".klp.sym.rela.";
	size_t n;

	/* clang keeps the quotes that gas wants */
	n = *name == '"';
	if (strncmp(name + n, prefix, sizeof prefix - 1) != 0)
		return 0;
	name += n;
	n = strlen(name);
	if (name[n - 1] == '"')
		n--;
	name = internn(name, n) + sizeof prefix - 1;
	*why = "it should be .klp.sym.rela.GATE.OBJECT.SYMBOL,POSITION";
	t->gate = object(&name);
	t->object = t->gate ? object(&name) : NULL;
	if (!t->object || !position(name, strlen(name), 1, t))
		return -1;
	return 1;
}

int
names_symbol(const char *name, struct target *t)
{
	static const char prefix[] = ".klp.sym.";

	if (strncmp(name, prefix, sizeof prefix - 1) != 0)
		return 0;
	name += sizeof prefix - 1;
	t->object = object(&name);
	return t->object && position(name, strlen(name), 0, t) &&
	       !names_wrong(t);
}

const char *
names_section(const char *name)
{
	static const char prefix[] = ".klp.rela.";
	size_t n;

	if (strncmp(name, prefix, sizeof prefix - 1) != 0)
		return NULL;
	name += sizeof prefix - 1;
	n = strcspn(name, ".");
	return n && n <= OBJECT_MAX ? internn(name, n) : NULL;
}

const char *
names_wrong(const struct target *t)
{
	int old = names_older(opt_release, 6, 1);

	if (strlen(t->object) > OBJECT_MAX ||
	    (t->gate && strlen(t->gate) > OBJECT_MAX))
		return "the kernel reads no more than 55 bytes of an object's "
		       "name";
	if (strchr(t->object, '.') || (t->gate && strchr(t->gate, '.')))
		return "no object that the kernel knows has a dot in its name";
	if (strlen(t->symbol) > (old ? SYMBOL_MAX_OLD : SYMBOL_MAX))
		return old ? "before 6.1 the kernel reads no more than 127 "
			     "bytes of a symbol's name" :
			     "the kernel reads no more than 511 bytes of a "
			     "symbol's name";
	if (strchr(t->symbol, ','))
		return "the kernel cannot read a symbol's name with a comma";
	return NULL;
}

const char *
names_clone(const char *symbol)
{
	static const char *const suffixes[] = {
		".isra.", ".constprop.", ".part.", ".cold",
	};
	const char *p;
	size_t i;

	for (i = 0; i < LEN(suffixes); i++) {
		p = strstr(symbol, suffixes[i]);
		if (p && p != symbol)
			return p;
	}
	return NULL;
}

int
names_older(const char *release, unsigned major, unsigned minor)
{
	unsigned long a, b;
	char *end;

	if (!release || !isdigit((unsigned char)*release))
		return 0;
	a = strtoul(release, &end, 10);
	b = *end == '.' ? strtoul(end + 1, NULL, 10) : 0;
	return a < major || (a == major && b < minor);
}
