// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two objects: each struct, union and enum with a name, its own or that of a
 * typedef, is written as one line of text: size, members with their
 * positions, what is anonymous within written out.  So are variables and
 * functions, with their types.  A line of the second object whose name the
 * first one knows too must be among those of the first.
 */
#include <stdio.h>
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
	int original;
};

/* What the result has in the place of a thing of the original */
static struct name {
	const char *old, *now;
	int pointer;            /* to it */
} *names;
static size_t nnames, namecap;

static void put_layout(Dwarf_Die *die);

/* Within what depends on a length, of which the optimizer may know more than
 * the source says: no positions, no bounds */
static int variable;

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

/* Elements of an array of whose bound nothing is told, or 0 */
static uint64_t elements;

static int
is_counted(Dwarf_Die *subrange)
{
	return dwarf_has(subrange, DW_AT_count) ||
	       dwarf_has(subrange, DW_AT_upper_bound);
}

static uint64_t
count_of(Dwarf_Die *subrange)
{
	if (dwarf_has(subrange, DW_AT_count))
		return dwarf_number(subrange, DW_AT_count);
	return dwarf_number(subrange, DW_AT_upper_bound) + 1;
}

/* Open: the first one is not known. */
static void
put_dimensions(Dwarf_Die *array, int open)
{
	Dwarf_Die d;

	if (dwarf_child(array, &d) != 0)
		return;
	do {
		if (open || variable)
			text_put("[]");
		else if (is_counted(&d))
			text_put("[%ju]", (uintmax_t)count_of(&d));
		else if (elements)
			text_put("[%ju]", (uintmax_t)elements);
		else
			text_put("[]");
		open = 0;
	} while (dwarf_siblingof(&d, &d) == 0);
}

static void
put_basic(Dwarf_Die *t)
{
	text_put("%s", dwarf_diename(t) ? dwarf_diename(t) : "?");
	/* scalar_storage_order */
	if (dwarf_has(t, DW_AT_endianity))
		text_put(dwarf_number(t, DW_AT_endianity) == DW_END_big ?
			 " big-endian" : " little-endian");
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
		put_dimensions(&t, 0);
		return;
	case DW_TAG_subroutine_type:
		text_put("()");
		return;
	}
	put_basic(&t);
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
	if (!variable)
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
	int was = variable;
	Dwarf_Die m;

	variable |= !dwarf_has(die, DW_AT_byte_size);
	if (variable)
		text_put("%s of variable size", dwarf_tag_word(die));
	else
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
	variable = was;
}

static void put_whole(Dwarf_Die *die, int open);

/* A function, or the type of one: what it returns and takes */
static void
put_function(Dwarf_Die *die)
{
	Dwarf_Die d;

	put_whole(die, 0);
	text_put("(");
	if (dwarf_child(die, &d) == 0)
		do {
			if (dwarf_tag(&d) == DW_TAG_formal_parameter)
				put_whole(&d, 0);
			else if (dwarf_tag(&d) ==
				 DW_TAG_unspecified_parameters)
				text_put("...");
			else
				continue;
			text_put(",");
		} while (dwarf_siblingof(&d, &d) == 0);
	text_put(")");
}

/* The type that die has, whatever it points to and volatile too */
static void
put_whole(Dwarf_Die *die, int open)
{
	Dwarf_Attribute a;
	Dwarf_Die t;

	if (!dwarf_attr_integrate(die, DW_AT_type, &a) ||
	    !dwarf_formref_die(&a, &t)) {
		text_put("void");
		return;
	}
	switch (dwarf_tag(&t)) {
	case DW_TAG_volatile_type:
		/* gcc may say it of an array and of its elements */
		if (!text_is("volatile "))
			text_put("volatile ");
		put_whole(&t, open);
		return;
	case DW_TAG_typedef:
	case DW_TAG_const_type:
	case DW_TAG_restrict_type:
	case DW_TAG_atomic_type:
		put_whole(&t, open);
		return;
	case DW_TAG_pointer_type:
		text_put("*");
		put_whole(&t, 0);
		return;
	case DW_TAG_array_type:
		put_whole(&t, 0);
		put_dimensions(&t, open);
		return;
	case DW_TAG_subroutine_type:
		put_function(&t);
		return;
	}
	if (!dwarf_tag_word(&t))
		put_basic(&t);
	else if (dwarf_diename(&t))
		text_put("%s %s", dwarf_tag_word(&t), dwarf_diename(&t));
	else
		put_layout(&t);
}

/* A line: its name, and what was written since text_begin */
static void
add_line(struct types *ts, const char *word, const char *name)
{
	const char *layout = text_end();

	ts->t = grow(ts->t, ts->n + 1, &ts->cap, sizeof *ts->t);
	ts->t[ts->n++] = (struct type){
		intern(format("%s %s", word, name)), layout
	};
}

static void
add(struct types *ts, const char *word, const char *name, Dwarf_Die *die)
{
	text_begin();
	put_layout(die);
	add_line(ts, word, name);
}

/* The type of a variable of the result, as that of what it stands for */
static void
add_result(struct types *ts, const char *name, Dwarf_Die *die)
{
	Dwarf_Die t, u;
	size_t i;

	for (i = 0; i < nnames && strcmp(names[i].now, name) != 0; i++)
		;
	if (i < nnames)
		name = names[i].old;
	text_begin();
	if (i == nnames || !names[i].pointer) {
		put_whole(die, 0);
		add_line(ts, "object", name);
	} else if (!type_of(die, &t) ||
		   dwarf_tag(&t) != DW_TAG_pointer_type) {
		text_put("no pointer");
		add_line(ts, "object", name);
	} else {
		put_whole(&t, 0);
		add_line(ts, type_of(&t, &u) && dwarf_tag(&u) ==
			 DW_TAG_subroutine_type ? "function" : "object", name);
	}
}

/* gcc may tell the type that the first declaration of an array had: then its
 * symbol says how many elements there are.  0: nothing says so; -1: this is no
 * such array. */
static int64_t
elements_of(const char *name, Dwarf_Die *die)
{
	Dwarf_Die array, d;
	Dwarf_Word size;

	if (dwarf_has(die, DW_AT_declaration) || !type_of(die, &array) ||
	    dwarf_tag(&array) != DW_TAG_array_type ||
	    dwarf_child(&array, &d) != 0 || is_counted(&d) ||
	    !type_of(&array, &array) ||
	    dwarf_aggregate_size(&array, &size) != 0)
		return -1;
	while (dwarf_siblingof(&d, &d) == 0)
		size *= count_of(&d);
	return size ? dwarf_symbol_size(die, name) / size : 0;
}

/* All of the original; of the result those that others may define */
static void
add_variable(struct types *ts, const char *name, Dwarf_Die *die, int local)
{
	int64_t n;

	if (!ts->original) {
		if (!local || dwarf_has(die, DW_AT_external))
			add_result(ts, name, die);
		return;
	}
	n = elements_of(name, die);
	if (!n)
		return;
	elements = n > 0 ? n : 0;
	text_begin();
	put_whole(die, 0);
	add_line(ts, "object", name);
	elements = 0;
	text_begin();
	put_whole(die, 1);
	add_line(ts, "object", name);
}

/* One that is defined: only that is sure to tell its parameters. */
static void
add_function(struct types *ts, const char *name, Dwarf_Die *die)
{
	if (!ts->original || dwarf_hasattr(die, DW_AT_declaration) ||
	    dwarf_hasattr(die, DW_AT_abstract_origin))
		return;
	text_begin();
	put_function(die);
	add_line(ts, "function", name);
	if (dwarf_has(die, DW_AT_prototyped))
		return;
	text_begin();           /* no declaration tells its parameters */
	put_whole(die, 0);
	text_put("(...,)");
	add_line(ts, "function", name);
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
		if (dwarf_tag(&d) == DW_TAG_variable && name)
			add_variable(types, name, &d,
				     dwarf_tag(die) != DW_TAG_compile_unit);
		if (dwarf_tag(&d) == DW_TAG_subprogram && name)
			add_function(types, name, &d);
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
read_types(const char *name, int original)
{
	struct types ts = { .original = original };

	dwarf_units(name, unit, &ts);
	if (ts.n)
		qsort(ts.t, ts.n, sizeof *ts.t, by_name);
	return ts;
}

/* The ext lines of tokcmp -f */
static void
read_names(const char *file)
{
	const char *field[5];
	char *line = NULL, *p;
	size_t size = 0, n;
	FILE *f = fopen(file, "r");

	if (!f)
		fatal("open %s:", file);
	while (getline(&line, &size, f) > 0) {
		p = line;
		for (n = 0; n < LEN(field) && p; n++)
			field[n] = strsep(&p, "\t\n");
		if (n < LEN(field) || strcmp(field[0], "ext") != 0)
			continue;
		names = grow(names, nnames + 1, &namecap, sizeof *names);
		names[nnames++] = (struct name){
			intern(field[1]), intern(field[3]),
			!strcmp(field[4], "pointer")
		};
	}
	free(line);
	fclose(f);
}

void
compare_objects(const char *original, const char *result, const char *file)
{
	struct types want, have;
	size_t i, j = 0, k;

	if (file)
		read_names(file);
	want = read_types(original, 1);
	have = read_types(result, 0);

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
		error((struct loc){ 0 }, "%s has another %s: it was %s, it is "
		      "%s", t->name, *t->name == 'o' || *t->name == 'f' ?
		      "type" : "layout", want.t[j].layout, t->layout);
	}
}
