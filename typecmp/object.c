// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two objects: each struct, union and enum with a name, its own or that of a
 * typedef, is written as one line of text: size, members with their
 * positions, what is anonymous within written out.  A line of the second
 * object whose name the first one knows too must be among those of the first.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "typecmp.h"

struct type {
	const char *name;       /* with "struct " and so on in front */
	const char *layout;
};

struct types {
	struct type *t;
	size_t n, cap;
	unsigned units;         /* that the debug information describes */
};

static void put_layout(Dwarf_Die *die);

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
		if (dwarf_has(&d, DW_AT_count))
			text_put("[%ju]",
				 (uintmax_t)dwarf_number(&d, DW_AT_count));
		else if (dwarf_has(&d, DW_AT_upper_bound))
			text_put("[%ju]", (uintmax_t)
				 dwarf_number(&d, DW_AT_upper_bound) + 1);
		else
			text_put("[]");
	} while (dwarf_siblingof(&d, &d) == 0);
}

/* What a member is; what a pointer points to is no matter of layout. */
static void
put_type(Dwarf_Die *die)
{
	Dwarf_Die t;

	if (!type_of(die, &t)) {
		text_put("void");
		return;
	}
	if (dwarf_tag_word(&t)) {
		if (dwarf_diename(&t))
			text_put("%s %s", dwarf_tag_word(&t),
				 dwarf_diename(&t));
		else
			put_layout(&t);
		return;
	}
	switch (dwarf_tag(&t)) {
	case DW_TAG_pointer_type:
		text_put("*");
		return;
	case DW_TAG_array_type:
		put_type(&t);
		put_dimensions(&t);
		return;
	case DW_TAG_subroutine_type:
		text_put("()");
		return;
	}
	text_put("%s", dwarf_diename(&t) ? dwarf_diename(&t) : "?");
	/* scalar_storage_order */
	if (dwarf_has(&t, DW_AT_endianity))
		text_put(dwarf_number(&t, DW_AT_endianity) == DW_END_big ?
			 " big-endian" : " little-endian");
}

static void
put_member(Dwarf_Die *m)
{
	const char *name = dwarf_diename(m);

	text_put(" %s", name ? name : "-");
	if (dwarf_tag(m) == DW_TAG_enumerator) {
		text_put("=%ju",
			 (uintmax_t)dwarf_number(m, DW_AT_const_value));
		return;
	}
	text_put("@%ju", (uintmax_t)dwarf_bit(m));
	if (dwarf_has(m, DW_AT_bit_size))
		text_put(":%ju", (uintmax_t)dwarf_number(m, DW_AT_bit_size));
	text_put(" ");
	put_type(m);
	text_put(";");
}

static void
put_layout(Dwarf_Die *die)
{
	Dwarf_Die m;

	text_put("%s size %ju", dwarf_tag_word(die),
		 (uintmax_t)dwarf_number(die, DW_AT_byte_size));
	if (dwarf_has(die, DW_AT_alignment))
		text_put(" align %ju",
			 (uintmax_t)dwarf_number(die, DW_AT_alignment));
	text_put(" {");
	if (dwarf_child(die, &m) == 0)
		do {
			if (dwarf_tag(&m) == DW_TAG_member ||
			    dwarf_tag(&m) == DW_TAG_enumerator)
				put_member(&m);
		} while (dwarf_siblingof(&m, &m) == 0);
	text_put(" }");
}

static void
add(struct types *ts, const char *word, const char *name, Dwarf_Die *die)
{
	struct type *t;

	ts->t = grow(ts->t, ts->n + 1, &ts->cap, sizeof *ts->t);
	t = &ts->t[ts->n++];
	text_begin();
	text_put("%s %s", word, name);
	t->name = text_end();
	text_begin();
	put_layout(die);
	t->layout = text_end();
}

static void
walk(Dwarf_Die *die, void *types)
{
	Dwarf_Die d, u;

	if (dwarf_child(die, &d) != 0)
		return;
	do {
		const char *name = dwarf_diename(&d);

		if (dwarf_tag_word(&d) && name &&
		    !dwarf_has(&d, DW_AT_declaration))
			add(types, dwarf_tag_word(&d), name, &d);
		if (dwarf_tag(&d) == DW_TAG_typedef && name &&
		    type_of(&d, &u) && dwarf_tag_word(&u) &&
		    !dwarf_diename(&u))
			add(types, "typedef", name, &u);
		if (dwarf_tag(&d) == DW_TAG_subprogram ||
		    dwarf_tag(&d) == DW_TAG_lexical_block ||
		    dwarf_tag_word(&d))
			walk(&d, types);
	} while (dwarf_siblingof(&d, &d) == 0);
}

static int
by_name(const void *a, const void *b)
{
	const struct type *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c ? c : strcmp(x->layout, y->layout);
}

static void
unit(Dwarf_Die *cu, void *types)
{
	((struct types *)types)->units++;
	walk(cu, types);
}

/* The types of an object, sorted. */
static struct types
read_types(const char *name)
{
	struct types ts = { NULL, 0, 0, 0 };

	dwarf_units(name, unit, &ts);
	if (ts.n)
		qsort(ts.t, ts.n, sizeof *ts.t, by_name);
	return ts;
}

void
compare_objects(const char *original, const char *result)
{
	struct types want = read_types(original), have = read_types(result);
	size_t i, j = 0, k;

	if (!want.units)
		fatal("%s: no types: compiled without -g?", original);
	for (i = 0; i < have.n; i++) {
		const struct type *t = &have.t[i];
		int found = 0;

		while (j < want.n && strcmp(want.t[j].name, t->name) < 0)
			j++;
		for (k = j; k < want.n && want.t[k].name == t->name; k++)
			found |= want.t[k].layout == t->layout;
		if (found || k == j)
			continue;
		error((struct loc){ 0 }, "%s has another layout: it was %s, "
		      "it is %s", t->name, want.t[j].layout, t->layout);
	}
}
