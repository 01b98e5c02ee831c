// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * typecmp - hold the layout of types in one object against another's
 *
 * Each struct, union and enum with a name, its own or that of a typedef, is
 * written as one line of text: size, members with their positions, what is
 * anonymous within written out.  A line of the second object whose name the
 * first one knows too must be among those of the first.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "util.h"

struct type {
	const char *name;       /* with "struct " and so on in front */
	const char *layout;
};

struct types {
	struct type *t;
	size_t n, cap;
};

/* The text being written */
static char *text;
static size_t len, cap;

static void put(const char *fmt, ...) PRINTF(1, 2);
static void put_layout(Dwarf_Die *die);

static void
put(const char *fmt, ...)
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

static Dwarf_Word
number(Dwarf_Die *die, unsigned at)
{
	Dwarf_Attribute a;
	Dwarf_Word v = 0;

	if (dwarf_attr_integrate(die, at, &a))
		dwarf_formudata(&a, &v);
	return v;
}

static int
has(Dwarf_Die *die, unsigned at)
{
	return dwarf_hasattr_integrate(die, at);
}

static const char *
tag_word(Dwarf_Die *die)
{
	switch (dwarf_tag(die)) {
	case DW_TAG_structure_type:
		return "struct";
	case DW_TAG_union_type:
		return "union";
	case DW_TAG_enumeration_type:
		return "enum";
	}
	return NULL;
}

/* The type that die has, typedefs and qualifiers looked through; 0: void */
static int
type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute a;

	for (;;) {
		if (!dwarf_attr_integrate(die, DW_AT_type, &a) ||
		    !dwarf_formref_die(&a, type))
			return 0;
		switch (dwarf_tag(type)) {
		case DW_TAG_typedef:
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_restrict_type:
		case DW_TAG_atomic_type:
			die = type;
			continue;
		}
		return 1;
	}
}

static void
put_dimensions(Dwarf_Die *array)
{
	Dwarf_Die d;

	if (dwarf_child(array, &d) != 0)
		return;
	do {
		if (has(&d, DW_AT_count))
			put("[%ju]", (uintmax_t)number(&d, DW_AT_count));
		else if (has(&d, DW_AT_upper_bound))
			put("[%ju]",
			    (uintmax_t)number(&d, DW_AT_upper_bound) + 1);
		else
			put("[]");
	} while (dwarf_siblingof(&d, &d) == 0);
}

/* What a member is; what a pointer points to is no matter of layout. */
static void
put_type(Dwarf_Die *die)
{
	Dwarf_Die t;

	if (!type_of(die, &t)) {
		put("void");
		return;
	}
	if (tag_word(&t)) {
		if (dwarf_diename(&t))
			put("%s %s", tag_word(&t), dwarf_diename(&t));
		else
			put_layout(&t);
		return;
	}
	switch (dwarf_tag(&t)) {
	case DW_TAG_pointer_type:
		put("*");
		return;
	case DW_TAG_array_type:
		put_type(&t);
		put_dimensions(&t);
		return;
	case DW_TAG_subroutine_type:
		put("()");
		return;
	}
	put("%s", dwarf_diename(&t) ? dwarf_diename(&t) : "?");
}

static void
put_member(Dwarf_Die *m)
{
	const char *name = dwarf_diename(m);

	put(" %s", name ? name : "-");
	if (dwarf_tag(m) == DW_TAG_enumerator) {
		put("=%ju", (uintmax_t)number(m, DW_AT_const_value));
		return;
	}
	if (has(m, DW_AT_data_bit_offset))
		put("@%ju", (uintmax_t)number(m, DW_AT_data_bit_offset));
	else if (has(m, DW_AT_bit_offset))
		put("@%ju-%ju", (uintmax_t)
		    number(m, DW_AT_data_member_location) * 8,
		    (uintmax_t)number(m, DW_AT_bit_offset));
	else
		put("@%ju", (uintmax_t)
		    number(m, DW_AT_data_member_location) * 8);
	if (has(m, DW_AT_bit_size))
		put(":%ju", (uintmax_t)number(m, DW_AT_bit_size));
	put(" ");
	put_type(m);
	put(";");
}

static void
put_layout(Dwarf_Die *die)
{
	Dwarf_Die m;

	put("%s size %ju", tag_word(die),
	    (uintmax_t)number(die, DW_AT_byte_size));
	if (has(die, DW_AT_alignment))
		put(" align %ju", (uintmax_t)number(die, DW_AT_alignment));
	put(" {");
	if (dwarf_child(die, &m) == 0)
		do {
			if (dwarf_tag(&m) == DW_TAG_member ||
			    dwarf_tag(&m) == DW_TAG_enumerator)
				put_member(&m);
		} while (dwarf_siblingof(&m, &m) == 0);
	put(" }");
}

static void
add(struct types *ts, const char *word, const char *name, Dwarf_Die *die)
{
	struct type *t;

	len = 0;
	put("%s %s", word, name);
	ts->t = grow(ts->t, ts->n + 1, &ts->cap, sizeof *ts->t);
	t = &ts->t[ts->n++];
	t->name = internn(text, len);
	len = 0;
	put_layout(die);
	t->layout = internn(text, len);
}

static void
walk(Dwarf_Die *die, struct types *ts)
{
	Dwarf_Die d, u;

	if (dwarf_child(die, &d) != 0)
		return;
	do {
		const char *name = dwarf_diename(&d);

		if (tag_word(&d) && name && !has(&d, DW_AT_declaration))
			add(ts, tag_word(&d), name, &d);
		if (dwarf_tag(&d) == DW_TAG_typedef && name &&
		    type_of(&d, &u) && tag_word(&u) && !dwarf_diename(&u))
			add(ts, "typedef", name, &u);
		if (dwarf_tag(&d) == DW_TAG_subprogram ||
		    dwarf_tag(&d) == DW_TAG_lexical_block ||
		    tag_word(&d))
			walk(&d, ts);
	} while (dwarf_siblingof(&d, &d) == 0);
}

static int
by_name(const void *a, const void *b)
{
	const struct type *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c ? c : strcmp(x->layout, y->layout);
}

/* The types of an object, sorted.  libdwfl, because the debug sections of
 * an object file have relocations. */
static struct types
read_types(const char *name)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	struct types ts = { NULL, 0, 0 };
	Dwarf_Die *cu = NULL;
	Dwarf_Addr bias;
	Dwfl *dwfl;

	if (access(name, R_OK) < 0)
		fatal("open %s:", name);
	dwfl = dwfl_begin(&callbacks);
	if (!dwfl || !dwfl_report_offline(dwfl, name, name, -1))
		fatal("read %s: %s", name, dwfl_errmsg(-1));
	dwfl_report_end(dwfl, NULL, NULL);
	while ((cu = dwfl_nextcu(dwfl, cu, &bias)))
		walk(cu, &ts);
	dwfl_end(dwfl);
	if (ts.n)
		qsort(ts.t, ts.n, sizeof *ts.t, by_name);
	return ts;
}

static void
compare(const struct types *want, const struct types *have)
{
	size_t i, j = 0, k;

	for (i = 0; i < have->n; i++) {
		const struct type *t = &have->t[i];
		int found = 0;

		while (j < want->n && strcmp(want->t[j].name, t->name) < 0)
			j++;
		for (k = j; k < want->n && want->t[k].name == t->name; k++)
			found |= want->t[k].layout == t->layout;
		if (found || k == j)
			continue;
		error((struct loc){ 0 }, "%s has another layout: it was %s, "
		      "it is %s", t->name, want->t[j].layout, t->layout);
	}
}

int
main(int argc, char **argv)
{
	struct types want, have;

	begin(argv[0]);
	if (argc != 3)
		fatal("usage: typecmp original.o result.o");
	want = read_types(argv[1]);
	have = read_types(argv[2]);
	if (!want.n)
		fatal("%s: no types: compiled without -g?", argv[1]);
	compare(&want, &have);
	return finish();
}
