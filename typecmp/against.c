// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An object against the stream of its source: everything that has a type in
 * the object's DWARF, a place, and (types by tag apart) a name, must stand in
 * the stream, with the same type.  The object may lack what the stream has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "typecmp.h"

enum { CONST = 1, VOLATILE = 2, RESTRICT = 4, ATOMIC = 8 };

static const struct thing *told;
static size_t ntold;
static const char *comp_dir;
static struct {
	const char *raw, *path;
} *paths;                       /* by decl_file */
static size_t npath, pathcap;

/* What was compared */
static struct {
	unsigned units, types, members, enumerators, decls, typedefs;
} count;

static void put_type(Dwarf_Die *die, unsigned quals);

/* The first thing with that key; they stand together. */
static size_t
find(const char *key)
{
	size_t lo = 0, hi = ntold, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (strcmp(told[mid].key, key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static const char *
path_of(Dwarf_Die *die)
{
	const char *s = dwarf_decl_file(die);
	size_t i = dwarf_number(die, DW_AT_decl_file);

	if (!s || i > 1 << 20)
		return "";
	if (i >= npath) {
		paths = grow(paths, i + 1, &pathcap, sizeof paths[0]);
		memset(paths + npath, 0, (i + 1 - npath) * sizeof paths[0]);
		npath = i + 1;
	}
	if (paths[i].raw != s) {
		paths[i].raw = s;
		paths[i].path = told_path(comp_dir, s);
	}
	return paths[i].path;
}

/* The type of die; 0: void */
static int
type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute a;

	return dwarf_attr(die, DW_AT_type, &a) && dwarf_formref_die(&a, type);
}

static void
put_type_of(Dwarf_Die *die, unsigned quals)
{
	Dwarf_Die t;

	if (type_of(die, &t))
		put_type(&t, quals);
	else
		put_type(NULL, quals);
}

static void
put_quals(unsigned quals)
{
	text_put("%s%s%s%s", quals & CONST ? "c:" : "",
		 quals & VOLATILE ? "v:" : "", quals & RESTRICT ? "r:" : "",
		 quals & ATOMIC ? "a:" : "");
}

/* The word for a basic type in the stream */
static void
put_base(Dwarf_Die *die)
{
	static const struct {
		const char *dwarf, *word;
	} names[] = {
		{ "short int", "short" }, { "long int", "long" },
		{ "long long int", "long long" },
		{ "short unsigned int", "unsigned short" },
		{ "long unsigned int", "unsigned long" },
		{ "long long unsigned int", "unsigned long long" },
		{ "__int128 unsigned", "unsigned __int128" },
		{ "__float128", "_Float128" },
	};
	static const char *const names_of_unsigned[16] = {
		[1] = "unsigned char", [2] = "unsigned short",
		[4] = "unsigned int", [8] = "unsigned long",
	};
	const char *name = dwarf_diename(die);
	size_t i;

	/* gcc has unsigned types for bit-fields that it has no name for */
	if (name && !strcmp(name, "__unknown__") &&
	    dwarf_number(die, DW_AT_encoding) == DW_ATE_unsigned)
		name = names_of_unsigned[dwarf_number(die, DW_AT_byte_size)
					 & 15];
	if (name && !strncmp(name, "complex ", 8)) {
		text_put("_Complex ");
		name += 8;
	}
	for (i = 0; name && i < LEN(names); i++)
		if (!strcmp(name, names[i].dwarf))
			name = names[i].word;
	text_put("%s", name ? name : "?");
}

static void
put_bound(Dwarf_Die *d)
{
	Dwarf_Attribute a;
	Dwarf_Word v;

	if (dwarf_attr(d, DW_AT_count, &a) && !dwarf_formudata(&a, &v))
		text_put("%ju", (uintmax_t)v);
	else if (dwarf_attr(d, DW_AT_upper_bound, &a) &&
		 !dwarf_formudata(&a, &v))
		text_put("%ju", (uintmax_t)v + 1);
}

static void
put_array(Dwarf_Die *t, unsigned quals)
{
	int vector = dwarf_has(t, DW_AT_GNU_vector);
	Dwarf_Die d;

	if (vector)
		put_quals(quals);
	if (dwarf_child(t, &d) == 0)
		do {
			text_put(vector ? "<" : "[");
			put_bound(&d);
			text_put(vector ? ">" : "]");
		} while (dwarf_siblingof(&d, &d) == 0);
	put_type_of(t, vector ? 0 : quals);
}

/* A parameter, or what is returned: without its qualifiers, and those of the
 * typedefs it goes through */
static void
put_param(Dwarf_Die *die)
{
	Dwarf_Die t;

	for (; type_of(die, &t); die = &t)
		switch (dwarf_tag(&t)) {
		case DW_TAG_typedef:
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_restrict_type:
		case DW_TAG_atomic_type:
			continue;
		default:
			put_type(&t, 0);
			return;
		}
	put_type(NULL, 0);
}

static void
put_function(Dwarf_Die *f)
{
	Dwarf_Die p;
	unsigned n = 0;

	text_put("(");
	if (dwarf_has(f, DW_AT_prototyped)) {
		if (dwarf_child(f, &p) == 0)
			do {
				switch (dwarf_tag(&p)) {
				case DW_TAG_formal_parameter:
					text_put(n++ ? "," : "");
					put_param(&p);
					break;
				case DW_TAG_unspecified_parameters:
					text_put(n++ ? ",..." : "...");
					break;
				}
			} while (dwarf_siblingof(&p, &p) == 0);
		if (!n)
			text_put("void");
	}
	text_put(")");
	put_param(f);
}

static void
put_tag(Dwarf_Die *t)
{
	int line = 0, col = 0;

	dwarf_decl_line(t, &line);
	dwarf_decl_column(t, &col);
	/* the compiler's own, struct __va_list_tag, has no name in a stream */
	if (dwarf_diename(t) && (line || dwarf_has(t, DW_AT_declaration) ||
				 strncmp(dwarf_diename(t), "__va_list", 9))) {
		text_put("%s %s", dwarf_tag_word(t), dwarf_diename(t));
		return;
	}
	text_put("%s @", dwarf_tag_word(t));
	if (line)
		text_put("%s:%d:%d", path_of(t), line, col);
}

/* Is that the alignment the tag has anyway? */
static int
own_align(Dwarf_Die *tag, Dwarf_Word align)
{
	const char *name = dwarf_diename(tag), *word = dwarf_tag_word(tag);
	char key[4096];
	int line = 0, col = 0;
	size_t i;

	snprintf(key, sizeof key, "%s %s", word, name ? name : "");
	dwarf_decl_line(tag, &line);
	dwarf_decl_column(tag, &col);
	for (i = find(key); i < ntold && !strcmp(told[i].key, key); i++)
		if (told[i].path == path_of(tag) &&
		    told[i].line == (unsigned)line &&
		    (!col || told[i].col == (unsigned)col))
			return told[i].align == align;
	return 0;
}

static void
put_type(Dwarf_Die *die, unsigned quals)
{
	Dwarf_Word align = 0, space;
	Dwarf_Die t;

	/* typedefs and qualifiers first */
	for (; die; die = type_of(die, &t) ? &t : NULL) {
		switch (dwarf_tag(die)) {
		case DW_TAG_typedef:
			if (!align)
				align = dwarf_number(die, DW_AT_alignment);
			continue;
		case DW_TAG_const_type: quals |= CONST; continue;
		case DW_TAG_volatile_type: quals |= VOLATILE; continue;
		case DW_TAG_restrict_type: quals |= RESTRICT; continue;
		case DW_TAG_atomic_type: quals |= ATOMIC; continue;
		}
		break;
	}
	if (!align && die && dwarf_tag(die) == DW_TAG_pointer_type)
		align = dwarf_number(die, DW_AT_alignment);
	/* gcc's words for the attributes const and noreturn */
	if (die && dwarf_tag(die) == DW_TAG_subroutine_type)
		quals = 0;
	if (align && !(die && dwarf_tag_word(die) && own_align(die, align)))
		text_put("al%ju:", (uintmax_t)align);
	if (die && dwarf_tag(die) == DW_TAG_array_type) {
		put_array(die, quals);
		return;
	}
	put_quals(quals);
	if (!die) {
		text_put("void");
		return;
	}
	if (dwarf_tag_word(die)) {
		put_tag(die);
		return;
	}
	switch (dwarf_tag(die)) {
	case DW_TAG_pointer_type:
		space = dwarf_number(die, DW_AT_address_class);
		text_put(space ? "*s%ju:" : "*", (uintmax_t)space);
		put_type_of(die, 0);
		break;
	case DW_TAG_subroutine_type:
		put_function(die);
		break;
	default:
		put_base(die);
		break;
	}
}

static unsigned
put_layout(Dwarf_Die *die)
{
	const char *name;
	unsigned n = 0;
	Dwarf_Die m;

	text_put("size %ju {", (uintmax_t)dwarf_number(die, DW_AT_byte_size));
	if (dwarf_child(die, &m) == 0)
		do {
			name = dwarf_diename(&m);
			switch (dwarf_tag(&m)) {
			case DW_TAG_member:
				text_put(" %s@%ju", name ? name : "-",
					 (uintmax_t)dwarf_bit(&m));
				if (dwarf_has(&m, DW_AT_bit_size))
					text_put(":%ju", (uintmax_t)
						 dwarf_number(&m,
							DW_AT_bit_size));
				text_put(" ");
				put_type_of(&m, 0);
				break;
			case DW_TAG_enumerator:
				text_put(" %s=%jd", name, (intmax_t)
					 dwarf_number(&m, DW_AT_const_value));
				break;
			default:
				continue;
			}
			text_put(";");
			n++;
		} while (dwarf_siblingof(&m, &m) == 0);
	text_put(" }");
	return n;
}

/* Hold what is in the object, wherever it stands if PLACE is 0. */
static void
hold(const struct thing *t, int place)
{
	const struct thing *p, *near = NULL;
	struct loc at = { t->path, t->line, t->col };
	size_t i;

	for (i = find(t->key); i < ntold && told[i].key == t->key; i++) {
		p = &told[i];
		if (place && p->path && (p->path != t->path || p->line != t->line ||
			      (t->col && p->col != t->col)))
			continue;
		if (!p->type ||
		    (p->type == t->type &&
		     (!t->align || t->align == p->align)))
			return;
		near = p;
	}
	if (!near)
		error(at, "%s is not in the stream, it is %s", t->key,
		      t->type);
	else if (near->type == t->type)
		error(at, "%s has the alignment %ju, in the stream %ju",
		      t->key, (uintmax_t)t->align, (uintmax_t)near->align);
	else
		error(at, "%s is %s, in the stream %s", t->key, t->type,
		      near->type);
}

static int
locate(Dwarf_Die *die, struct thing *t, const char *class)
{
	const char *name = dwarf_diename(die);
	int line = 0, col = 0;

	if (dwarf_decl_line(die, &line) || !line)
		return 0;
	dwarf_decl_column(die, &col);
	text_begin();
	text_put("%s %s", class, name ? name : "");
	*t = (struct thing){
		.key = text_end(), .path = path_of(die),
		.line = line, .col = col,
	};
	text_begin();
	return 1;
}

static void
tag(Dwarf_Die *die)
{
	struct thing t;
	unsigned n;

	if (dwarf_has(die, DW_AT_declaration) ||
	    !locate(die, &t, dwarf_tag_word(die)))
		return;
	n = put_layout(die);
	t.type = text_end();
	/* the variant of a union that an attribute of its typedef made: gcc
	 * says nothing of its members, which the union itself has */
	if (n == 0 && dwarf_tag(die) == DW_TAG_union_type &&
	    dwarf_number(die, DW_AT_byte_size) > 0)
		return;
	count.types++;
	*(dwarf_tag(die) == DW_TAG_enumeration_type ? &count.enumerators :
	  &count.members) += n;
	t.align = dwarf_number(die, DW_AT_alignment);
	hold(&t, 1);
}

/* A typedef, function or object */
static void
declared(Dwarf_Die *die, int file_scope)
{
	struct thing t;
	int what = dwarf_tag(die);

	/* a copy of what stands elsewhere; what the compiler made */
	if (!dwarf_hasattr(die, DW_AT_name) ||
	    dwarf_hasattr(die, DW_AT_artificial) ||
	    !locate(die, &t, what == DW_TAG_typedef ? "typedef" :
		    what == DW_TAG_subprogram ? "function" : "object"))
		return;
	switch (what) {
	case DW_TAG_typedef:
		count.typedefs++;
		put_type(die, 0);
		break;
	case DW_TAG_subprogram:
		count.decls++;
		put_function(die);
		break;
	default:
		count.decls++;
		put_type_of(die, 0);
		break;
	}
	t.type = text_end();
	/* what has linkage may have several places */
	hold(&t, what == DW_TAG_typedef || !file_scope);
}

static void
walk(Dwarf_Die *die, int file_scope)
{
	Dwarf_Die d;

	if (dwarf_child(die, &d) != 0)
		return;
	do {
		switch (dwarf_tag(&d)) {
		case DW_TAG_structure_type:
		case DW_TAG_union_type:
		case DW_TAG_enumeration_type:
			tag(&d);
			walk(&d, 0);
			break;
		case DW_TAG_variable:
			declared(&d, file_scope ||
				 dwarf_hasattr(&d, DW_AT_external));
			break;
		case DW_TAG_typedef:
		case DW_TAG_formal_parameter:
			declared(&d, 0);
			break;
		case DW_TAG_subprogram:
			declared(&d, 1);
			walk(&d, 0);
			break;
		case DW_TAG_lexical_block:
			walk(&d, 0);
			break;
		}
	} while (dwarf_siblingof(&d, &d) == 0);
}

static void
unit(Dwarf_Die *cu, void *unused)
{
	Dwarf_Attribute a;

	(void)unused;
	comp_dir = dwarf_formstring(dwarf_attr(cu, DW_AT_comp_dir, &a));
	if (!comp_dir)
		comp_dir = "";
	npath = 0;
	count.units++;
	walk(cu, 1);
}

void
compare_stream(const char *object)
{
	told = told_read(&ntold);
	dwarf_units(object, unit, NULL);
	if (!count.units)
		fatal("%s: no debug information: compiled without -g?", object);
	printf("types=%u members=%u enumerators=%u typedefs=%u "
	       "declarations=%u\n", count.types, count.members,
	       count.enumerators, count.typedefs, count.decls);
}
