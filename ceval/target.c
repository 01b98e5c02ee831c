// SPDX-License-Identifier: GPL-2.0-or-later
/* What the fact and opt records, and pragmas, say about types. */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "machine.h"
#include "ceval.h"

struct target target = {
	.size_short = 2, .size_int = 4, .size_long = 8,
	.size_llong = 8, .size_ptr = 8, .size_ldouble = 16, .size_wchar = 4,
	.biggest = 16, .ldouble_digits = 64, .f64x_x87 = 1, .std = 2017,
	.size_type = B_ULONG, .ptrdiff_type = B_LONG,
	.wchar_type = B_INT, .char16_type = B_USHORT, .char32_type = B_UINT,
};

static unsigned pack;           /* what pragmas said last */

static struct {
	uint32_t token;         /* the last one before it */
	unsigned pack;
} *changes;
static unsigned nchange;
static size_t changecap;

static struct {
	unsigned pack;
	const char *name;
} *stack;
static unsigned depth;
static size_t stackcap;

static const char **not_builtin;        /* -fno-builtin-NAME */
static unsigned nnot;
static size_t notcap;

static uint32_t
type_word(const char *s)
{
	static const struct {
		const char *s;
		enum base b;
	} names[] = {
		{ "unsigned long", B_ULONG }, { "long unsigned int", B_ULONG },
		{ "unsigned int", B_UINT }, { "unsigned", B_UINT },
		{ "long", B_LONG }, { "long int", B_LONG }, { "int", B_INT },
		{ "unsigned short", B_USHORT },
		{ "short unsigned int", B_USHORT },
		{ "short unsigned", B_USHORT }, { "short", B_SHORT },
		{ "short int", B_SHORT },
		{ "long unsigned", B_ULONG }, { "unsigned char", B_UCHAR },
		{ "long long", B_LLONG }, { "long long int", B_LLONG },
		{ "unsigned long long", B_ULLONG },
		{ "long long unsigned int", B_ULLONG }, { "char", B_CHAR },
		{ "signed char", B_SCHAR },
	};
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (strcmp(names[i].s, s) == 0)
			return names[i].b;
	return B_UNKNOWN;
}

/* The year of the standard that -std's word means */
static unsigned
year(const char *s)
{
	static const struct {
		const char *s;
		unsigned year;
	} years[] = {
		{ "89", 1990 }, { "90", 1990 }, { "9x", 1999 }, { "99", 1999 },
		{ "1x", 2011 }, { "11", 2011 }, { "17", 2017 }, { "18", 2017 },
		{ "2x", 2023 }, { "23", 2023 },
		{ "1990", 1990 }, { "199409", 1990 }, { "1999", 1999 },
		{ "199x", 1999 }, { "2011", 2011 }, { "2017", 2017 },
		{ "2018", 2017 },
	};
	size_t i;

	s += strcspn(s, "0123456789");          /* c, gnu, iso9899: */
	if (!strncmp(s, "9899:", 5))
		s += 5;
	for (i = 0; i < LEN(years); i++)
		if (strcmp(s, years[i].s) == 0)
			return years[i].year;
	return 2017;
}

/* 12 of x86_64-gcc-12.2.0; 0: it is no gcc. */
static unsigned
gcc_major(const char *compiler)
{
	const char *s = strstr(compiler, "-gcc-");

	return s ? strtoul(s + 5, NULL, 10) : 0;
}

void
target_fact(struct rec *r)
{
	static const struct {
		const char *name;
		unsigned char *p;
	} sizes[] = {
		{ "char-unsigned", &target.char_unsigned },
		{ "big-endian", &target.big_endian },
		{ "sizeof-short", &target.size_short },
		{ "sizeof-int", &target.size_int },
		{ "sizeof-long", &target.size_long },
		{ "sizeof-long-long", &target.size_llong },
		{ "sizeof-pointer", &target.size_ptr },
		{ "sizeof-wchar", &target.size_wchar },
		{ "sizeof-long-double", &target.size_ldouble },
		{ "alignof-biggest", &target.biggest },
	};
	static const struct {
		const char *name;
		uint32_t *p;
	} names[] = {
		{ "size-type", &target.size_type },
		{ "ptrdiff-type", &target.ptrdiff_type },
		{ "wchar-type", &target.wchar_type },
		{ "char16-type", &target.char16_type },
		{ "char32-type", &target.char32_type },
	};
	const char *s, *end;
	unsigned long v;
	size_t i;

	rec_parse(r);
	s = rec_text(r, 1);
	if (rec_is(r, 0, "compiler")) {
		target.machine = machine_of(s);
		target.gcc = gcc_major(s);
	}
	if (rec_is(r, 0, "std"))
		target.std = year(s);
	for (i = 0; i < LEN(sizes); i++) {
		if (!rec_is(r, 0, sizes[i].name))
			continue;
		v = strtoul(s, (char **)&end, 10);
		if (end == s || *end || v > 64 || (i > 1 && v == 0))
			rec_bad(r, "'%s' is no size of a type", s);
		*sizes[i].p = v;
	}
	for (i = 0; i < LEN(names); i++)
		if (rec_is(r, 0, names[i].name) && type_word(s))
			*names[i].p = type_word(s);
}

/* Before a stream says more it is this one. */
const struct machine *
machine(void)
{
	if (!target.machine)
		target.machine = machine_of("x86_64");
	return target.machine;
}

/* Does the text define the macro?  NULL: it need not. */
static int
defines(const char *text, const char *name)
{
	const char *p;
	size_t n;

	if (!name)
		return 1;
	n = strlen(name);
	for (p = text; (p = strstr(p, "#define ")); p += 8)
		if (strncmp(p + 8, name, n) == 0 && p[8 + n] == ' ')
			return 1;
	return 0;
}

void
target_macros(struct rec *r)
{
	const char *s, *p;

	if (r->f[0].v != 1)
		return;
	s = rec_text(r, 1);
	p = strstr(s, "#define __FLT_EVAL_METHOD__ ");
	/* else gcc goes by the types, though it may compute otherwise */
	if (p && p[28] >= '0' && p[28] <= '2' &&
	    strstr(s, "#define __STRICT_ANSI__ "))
		target.float_eval = p[28] - '0';
	target.strict = !!strstr(s, "#define __STRICT_ANSI__ ");
	p = strstr(s, "#define __LDBL_MANT_DIG__ ");
	if (p)
		target.ldouble_digits = atoi(p + 26);
	target.f64x_x87 = !!strstr(s, "#define __FLT64X_MANT_DIG__ 64\n");
	target.mmx = !!strstr(s, "#define __MMX__ ");
	target.no_vectors = !defines(s, machine()->vectors);
	target.half_align = machine()->half_align &&
		defines(s, machine()->half_align);
	target.decimal = !!strstr(s, "#define __DEC32_MANT_DIG__ ");
	target.crc32 = strstr(s, "#define __SSE4_2__ ") ||
		strstr(s, "#define __CRC32__ ");
}

int
target_builtin(const char *name)
{
	unsigned i;

	for (i = 0; i < nnot; i++)
		if (!strcmp(not_builtin[i], name))
			return 0;
	return !target.no_builtin;
}

void
target_opt(struct rec *r)
{
	const char *s;
	int on = 1;

	rec_parse(r);
	s = rec_text(r, 0);
	if (!strcmp(s, "-malign-double"))
		target.align_double = 1;
	else if (!strcmp(s, "-m128bit-long-double"))
		target.ldouble_128bit = 1;
	else if (!strcmp(s, "-m96bit-long-double"))
		target.ldouble_128bit = 0;
	else if (!strcmp(s, "-mno-align-double"))
		target.align_double = 0;
	else if (!strcmp(s, "-mms-bitfields"))
		target.ms_bitfields = 1;
	else if (!strcmp(s, "-mno-ms-bitfields"))
		target.ms_bitfields = 0;
	if (s[0] != '-' || s[1] != 'f')
		return;
	s += 2;
	if (strncmp(s, "no-", 3) == 0) {
		on = 0;
		s += 3;
	}
	if (!on && !strncmp(s, "builtin-", 8)) {
		not_builtin = grow(not_builtin, nnot + 1, &notcap,
				   sizeof not_builtin[0]);
		not_builtin[nnot++] = intern(s + 8);
	} else if (!strcmp(s, "builtin") || !strcmp(s, "hosted"))
		target.no_builtin = !on;
	else if (!strcmp(s, "freestanding"))
		target.no_builtin = on;
	else if (!strcmp(s, "short-enums"))
		target.short_enums = on;
	else if (!strcmp(s, "unsigned-bitfields"))
		target.unsigned_bitfields = on;
	else if (!strcmp(s, "signed-bitfields"))
		target.unsigned_bitfields = !on;
	else if (!strcmp(s, "ms-extensions"))
		target.ms_extensions = on;
	else if (!strcmp(s, "plan9-extensions"))
		target.plan9 = on;
	else if (!strcmp(s, "single-precision-constant"))
		target.single_constant = on;
	else if (!strcmp(s, "rounding-math"))
		target.rounding = on;
	else if (!strcmp(s, "pack-struct"))
		target.pack_all = on;
	else if (!strncmp(s, "pack-struct=", 12))
		target.pack = atoi(s + 12) & 31;
}

void
target_ready(void)
{
	static int ready;

	if (ready)
		return;
	ready = 1;
	pack = target.pack;
	target.aligned = target.biggest;
	if (machine()->attr_align && target.aligned > machine()->attr_align)
		target.aligned = machine()->attr_align;
	target.max_vector = target.no_vectors ? 0 : machine()->vector_align;
	target.func_align = machine()->func_align >> target.half_align;
}

/* #pragma pack(n), pack(), pack(push[, name][, n]), pack(pop[, name]) */
static void
pragma_pack(const char *s)
{
	const char *name = NULL, *p;
	long n = -1;
	int push = 0, pop = 0;

	s += strspn(s, " \t");
	if (*s++ != '(')
		return;
	for (;;) {
		s += strspn(s, " \t,");
		if (!*s || *s == ')')
			break;
		p = s;
		s += strcspn(s, " \t,)");
		if (*p >= '0' && *p <= '9')
			n = strtol(p, NULL, 0);
		else if (s - p == 4 && !strncmp(p, "push", 4) && !push)
			push = 1;
		else if (s - p == 3 && !strncmp(p, "pop", 3) && !pop)
			pop = 1;
		else
			name = internn(p, s - p);
	}
	if (push) {
		stack = grow(stack, depth + 1, &stackcap, sizeof stack[0]);
		stack[depth].pack = pack;
		stack[depth++].name = name;
	} else if (pop) {
		while (name && depth && stack[depth - 1].name != name)
			depth--;
		if (depth)
			pack = stack[--depth].pack;
	} else if (n < 0)
		n = target.pack;
	if (n == 0 || n == 1 || n == 2 || n == 4 || n == 8 || n == 16)
		pack = n;
	changes = grow(changes, nchange + 1, &changecap, sizeof changes[0]);
	changes[nchange].token = rec_last('T');
	changes[nchange++].pack = pack;
}

/* The nodes of a declaration come after tokens, and pragmas, behind it. */
unsigned
target_pack(uint32_t token)
{
	unsigned lo = 0, hi = nchange, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (changes[mid].token < token)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? changes[lo - 1].pack : target.pack;
}

void
target_pragma(struct rec *r)
{
	const char *s;

	rec_parse(r);
	s = rec_text(r, 4);
	s += strspn(s, " \t");
	target.pragma_weak |= !strncmp(s, "weak", 4);
	target.pragma_target |= !strncmp(s, "GCC", 3) && strstr(s, "target");
	/* gcc ignores it with -fpack-struct */
	if (!target.pack_all && !strncmp(s, "pack", 4) && strchr(" \t(", s[4]))
		pragma_pack(s + 4);
}
