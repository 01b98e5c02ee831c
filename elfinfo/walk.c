// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The debug data: every unit, and in it every entry (DIE) that can hold
 * a function or an object.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "util.h"
#include "path.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum {
	DEEPEST = 500,          /* nesting of entries; gcc's have under 100 */
	HOPS = 16,              /* of references one after the other */
};

int walk_files;

void
walk_bad(const struct place *p, Dwarf_Die *die, const char *what)
{
	int e = dwarf_errno();

	object_bad(p->obj, "debug data, entry at %#llx: %s%s%s",
		   (unsigned long long)dwarf_dieoffset(die), what,
		   e ? ": " : "", e ? dwarf_errmsg(e) : "");
}

/* A path without . and .. where they can go; interned */
static const char *
clean(const char *path)
{
	const char *s = path_normal(path);

	return intern(strncmp(s, "./", 2) == 0 ? s + 2 : s);
}

/* What of the path is below the folder, or NULL */
static const char *
below(const char *path, const char *dir)
{
	size_t n = dir ? strlen(dir) : 0;

	while (n && dir[n - 1] == '/')
		n--;
	return n && strncmp(path, dir, n) == 0 && path[n] == '/' ?
	       path + n + 1 : NULL;
}

/* A path as a person would write it: from --strip-dir or from the folder
 * the compiler was run in, if it is below one of them. */
const char *
walk_tidy(const char *dir, const char *s)
{
	const char *whole, *p;
	char *joined;

	whole = s;
	if (*s != '/' && dir) {
		joined = alloc(strlen(dir) + strlen(s) + 2);
		stpcpy(stpcpy(stpcpy(joined, dir), "/"), s);
		whole = joined;
	}
	whole = clean(whole);
	p = below(whole, opt_strip);
	if (!p)
		p = below(whole, dir ? clean(dir) : NULL);
	return p ? p : clean(s);
}

/* libdw (0.188) takes a reference into a supplementary file (DWARF 5, 7.3.6)
 * for one in the same file; that which dwz made before is the same. */
int
walk_refer(Dwarf_Attribute *a, Dwarf_Die *to)
{
	if (a->form == DW_FORM_ref_sup4)
		a->form = DW_FORM_GNU_ref_alt;
	return a->form != DW_FORM_ref_sup8 && dwarf_formref_die(a, to);
}

int
walk_attr(Dwarf_Die *die, unsigned at, Dwarf_Attribute *a)
{
	Dwarf_Die d = *die, next;
	int i;

	for (i = 0; !dwarf_attr(&d, at, a); i++) {
		if (i == HOPS || (!dwarf_attr(&d, DW_AT_abstract_origin, a) &&
				  !dwarf_attr(&d, DW_AT_specification, a)) ||
		    !walk_refer(a, &next))
			return 0;
		d = next;
	}
	return 1;
}

unsigned
walk_line(Dwarf_Die *die)
{
	Dwarf_Attribute a;
	Dwarf_Word line;

	return walk_attr(die, DW_AT_decl_line, &a) &&
	       dwarf_formudata(&a, &line) == 0 ? line : 0;
}

const char *
walk_name(const struct place *p, Dwarf_Die *die)
{
	const char *s;
	Dwarf_Attribute a;

	if (!walk_attr(die, DW_AT_name, &a))
		return NULL;
	s = dwarf_formstring(&a);
	if (!s)
		walk_bad(p, die, "its name cannot be read");
	return s;
}

Dwarf_Die
walk_root(const struct place *p, Dwarf_Die *die)
{
	Dwarf_Die d = *die, next;
	Dwarf_Attribute a;
	int i;

	for (i = 0; dwarf_attr(&d, DW_AT_abstract_origin, &a); i++) {
		if (!walk_refer(&a, &next) || i == HOPS)
			walk_bad(p, die, "its origin cannot be found");
		d = next;
	}
	return d;
}

static unsigned long taken;     /* entries that tables are made of */

static void children(struct place, Dwarf_Die *);
static void import(struct place *, Dwarf_Die *);

static void
entry(struct place p, Dwarf_Die *die)
{
	switch (dwarf_tag(die)) {
	case DW_TAG_subprogram:
		taken++;
		functions_subprogram(&p, die);
		break;
	case DW_TAG_inlined_subroutine:
		taken++;
		functions_inlined(&p, die);
		break;
	case DW_TAG_call_site:
	case DW_TAG_GNU_call_site:
		functions_call(&p, die);
		return;
	case DW_TAG_variable:
		taken++;
		variables_take(&p, die);
		return;
	case DW_TAG_imported_unit:
		import(&p, die);
		return;
	case DW_TAG_lexical_block:
	case DW_TAG_try_block:
	case DW_TAG_catch_block:
	case DW_TAG_namespace:
	case DW_TAG_module:
	case DW_TAG_common_block:
		break;
	case DW_TAG_structure_type:
	case DW_TAG_class_type:
	case DW_TAG_union_type:
	case DW_TAG_interface_type:
		if (p.unit->plain)
			return;
		break;
	default:
		return;
	}
	children(p, die);
	if (dwarf_tag(die) == DW_TAG_subprogram && p.root)
		functions_leave(p.root);
}

enum { BUCKETS = 1 << 12 };
static struct unit *units[BUCKETS];     /* of the object being walked */
static const struct unit *last;         /* that was asked for */

static struct unit *
new_unit(struct object *o, Dwarf_Die *die, Dwarf_Die *skeleton)
{
	struct unit **b = &units[pointer_hash(die->cu) % BUCKETS];
	struct unit *u = alloc(sizeof *u);
	struct place p = { .obj = o, .unit = u };
	const char *name;
	Dwarf_Attribute a;

	u->cu = die->cu;
	u->die = *die;
	u->skeleton = *skeleton;
	u->chain = *b;
	*b = u;
	u->partial = dwarf_tag(die) == DW_TAG_partial_unit;
	switch (dwarf_srclang(die)) {
	case DW_LANG_C89:
	case DW_LANG_C:
	case DW_LANG_C99:
	case DW_LANG_C11:
	case DW_LANG_Mips_Assembler:
		u->plain = 1;
	}
	if (dwarf_attr(die, DW_AT_comp_dir, &a) ||
	    dwarf_attr(skeleton, DW_AT_comp_dir, &a))
		u->dir = dwarf_formstring(&a);
	name = walk_name(&p, die);
	u->name = name ? walk_tidy(u->dir, name) : NULL;
	return u;
}

/* The unit that a DIE stands in */
static struct unit *
unit_of(const struct place *p, Dwarf_Die *die)
{
	struct unit *u = units[pointer_hash(die->cu) % BUCKETS];
	Dwarf_Die cu;

	for (; u && u->cu != die->cu; u = u->chain)
		;
	if (u)
		return u;
	if (!dwarf_diecu(die, &cu, NULL, NULL))
		walk_bad(p, die, "its unit cannot be read");
	return new_unit(p->obj, &cu, &cu);
}

/* What is shared by several units is in the one that uses it. */
const struct unit *
walk_unit(const struct place *p, Dwarf_Die *die)
{
	if (die->cu == p->unit->cu)
		return p->unit;
	if (!last || last->cu != die->cu)
		last = unit_of(p, die);
	return last->partial ? p->unit : last;
}

static void
children(struct place p, Dwarf_Die *die)
{
	Dwarf_Die d;
	int r = dwarf_child(die, &d);

	p.depth++;
	if (r == 0 && p.depth > DEEPEST)
		walk_bad(&p, die, "nested too deep");
	for (; r == 0; r = dwarf_siblingof(&d, &d))
		entry(p, &d);
	if (r < 0)
		walk_bad(&p, die, "what it contains cannot be read");
}

/* The entries of a partial unit belong to each unit that imports it; one that
 * comes there in two ways has them once. */
static void
import(struct place *p, Dwarf_Die *die)
{
	unsigned long before;
	Dwarf_Attribute a;
	Dwarf_Die to;
	struct unit *u;

	if (!dwarf_attr(die, DW_AT_import, &a) || !walk_refer(&a, &to))
		walk_bad(p, die, "the unit it imports cannot be found");
	u = unit_of(p, &to);
	if (u->bare || !u->partial)
		return;
	before = ++taken;
	if (u->importer == p->unit)
		return;
	u->importer = p->unit;
	children(*p, &to);
	u->bare = taken == before;
}

static void
put_unit(const struct object *o, const struct unit *u)
{
	const char *slash = strrchr(u->name, '/');

	row(ROW_UNIT);
	row_str(slash ? slash + 1 : u->name);
	row_str(o->name);
	row_str(u->name);
	row_end();
}

static void
take_unit(struct object *o, Dwarf_Die *die, Dwarf_Die *skeleton)
{
	struct place p = { .obj = o };
	struct unit *u = units[pointer_hash(die->cu) % BUCKETS];

	for (; u && u->cu != die->cu; u = u->chain)
		;
	if (!u)
		u = new_unit(o, die, skeleton);
	p.unit = u;
	if (walk_files)
		files_rows(&p, die);
	else
		children(p, die);
	if (u->name)
		put_unit(o, u);
}

/* Units whose debug data should be in a .dwo file that is not there */
static void
say_missing(const struct object *o, unsigned n, Dwarf_Die *skeleton)
{
	Dwarf_Attribute a;
	const char *pack = format("%s.dwp", o->file);
	const char *dwo = "file of its name", *s;

	if ((dwarf_attr(skeleton, DW_AT_dwo_name, &a) ||
	     dwarf_attr(skeleton, DW_AT_GNU_dwo_name, &a)) &&
	    (s = dwarf_formstring(&a)))
		dwo = s;
	if (*dwo != '/' && dwarf_attr(skeleton, DW_AT_comp_dir, &a) &&
	    (s = dwarf_formstring(&a)))
		dwo = format("%s/%s", s, dwo);
	pack = access(pack, F_OK) ? "" :
	       format("; elfutils before 0.191 do not read %s", pack);
	warning((struct loc){ o->file, 0, 0 }, "no-debug-data",
		"no debug data of %u unit%s: %s %s%s%s", n, n > 1 ? "s" : "",
		access(dwo, F_OK) ? "there is no" : "libdw cannot read", dwo,
		n > 1 ? " and so on" : "", pack);
}

int
walk(struct object *o)
{
	Dwarf_CU *cu = NULL, *next;
	Dwarf_Die die, sub, lost;
	unsigned found = 0, missing = 0, parts = 0;
	uint8_t type;
	int r;

	memset(units, 0, sizeof units);
	last = NULL;
	files_begin();
	variables_begin();
	dwarf_errno();
	while ((r = dwarf_get_units(o->dwarf, cu, &next, NULL, &type, &die,
				    &sub)) == 0) {
		cu = next;
		if (dwarf_tag(&die) == DW_TAG_partial_unit ||
		    type == DW_UT_split_compile)
			parts++;
		else if (type == DW_UT_compile) {
			take_unit(o, &die, &die);
			found++;
		} else if (type == DW_UT_skeleton &&
			   dwarf_tag(&sub) == DW_TAG_compile_unit) {
			take_unit(o, &sub, &die);
			found++;
		} else if (type == DW_UT_skeleton) {
			lost = die;
			missing++;
		}
	}
	if (r < 0)
		object_bad(o, "debug data, a unit's header: %s",
			   dwarf_errmsg(-1));
	variables_end();
	if (missing)
		say_missing(o, missing, &lost);
	if (parts && !found)
		object_bad(o, "it has only parts of others' debug data: name "
			   "the file they belong to");
	return found || !missing;
}
