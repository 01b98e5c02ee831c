// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The debug data: every unit, and in it every entry (DIE) that can hold
 * a function or an object.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "elfinfo.h"

enum {
	DEEPEST = 500,          /* nesting of entries; gcc's have under 100 */
	HOPS = 16,              /* of references one behind the other */
};

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
clean(const char *s)
{
	char *buf = alloc(strlen(s) + 2), *d = buf, *up;
	const char *e;
	size_t n;

	if (*s == '/')
		*d++ = '/';
	for (; *s; s = e) {
		while (*s == '/')
			s++;
		for (e = s; *e && *e != '/'; e++)
			;
		n = e - s;
		if (n == 0 || (n == 1 && *s == '.'))
			continue;
		for (up = d; up > buf && up[-1] != '/'; up--)
			;
		if (n == 2 && s[0] == '.' && s[1] == '.' && up < d &&
		    !(d - up == 2 && up[0] == '.' && up[1] == '.')) {
			d = up - (up > buf + (*buf == '/'));
			continue;
		}
		if (d > buf && d[-1] != '/')
			*d++ = '/';
		memcpy(d, s, n);
		d += n;
	}
	return internn(buf, d - buf);
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

unsigned
walk_line(Dwarf_Die *die)
{
	int line = 0;

	return dwarf_decl_line(die, &line) == 0 ? line : 0;
}

const char *
walk_name(const struct place *p, Dwarf_Die *die)
{
	const char *s = dwarf_diename(die);

	if (!s && dwarf_hasattr_integrate(die, DW_AT_name))
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
		if (!dwarf_formref_die(&a, &next) || i == HOPS)
			walk_bad(p, die, "its origin cannot be found");
		d = next;
	}
	return d;
}

static void
entry(struct place p, Dwarf_Die *die)
{
	Dwarf_Die d;
	int r;

	switch (dwarf_tag(die)) {
	case DW_TAG_subprogram:
		functions_subprogram(&p, die);
		break;
	case DW_TAG_inlined_subroutine:
		functions_inlined(&p, die);
		break;
	case DW_TAG_call_site:
	case DW_TAG_GNU_call_site:
		functions_call(&p, die);
		return;
	case DW_TAG_variable:
		variables_take(&p, die);
		return;
	case DW_TAG_lexical_block:
	case DW_TAG_try_block:
	case DW_TAG_catch_block:
	case DW_TAG_namespace:
	case DW_TAG_module:
	case DW_TAG_compile_unit:
	case DW_TAG_partial_unit:
	case DW_TAG_skeleton_unit:
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
	p.depth++;
	r = dwarf_child(die, &d);
	if (r == 0 && p.depth > DEEPEST)
		walk_bad(&p, die, "nested too deep");
	for (; r == 0; r = dwarf_siblingof(&d, &d))
		entry(p, &d);
	if (r < 0)
		walk_bad(&p, die, "what it contains cannot be read");
	if (dwarf_tag(die) == DW_TAG_subprogram && p.root)
		functions_leave(p.root);
}

static struct unit *units;      /* of the object being walked */
static const struct unit *last; /* that was asked for */

static struct unit *
new_unit(struct object *o, Dwarf_Die *die)
{
	struct unit *u = alloc(sizeof *u);
	struct place p = { .obj = o, .unit = u };
	const char *name, *dir = NULL;
	Dwarf_Attribute a;

	u->cu = die->cu;
	u->die = *die;
	u->next = units;
	units = u;
	u->partial = dwarf_tag(die) == DW_TAG_partial_unit;
	switch (dwarf_srclang(die)) {
	case DW_LANG_C89:
	case DW_LANG_C:
	case DW_LANG_C99:
	case DW_LANG_C11:
	case DW_LANG_Mips_Assembler:
		u->plain = 1;
	}
	if (dwarf_attr(die, DW_AT_comp_dir, &a))
		dir = dwarf_formstring(&a);
	name = walk_name(&p, die);
	u->name = name ? walk_tidy(dir, name) : NULL;
	return u;
}

/* What is shared by several units is in the one that uses it. */
const struct unit *
walk_unit(const struct place *p, Dwarf_Die *die)
{
	const struct unit *u = p->unit;
	Dwarf_Die cu;

	if (die->cu == u->cu)
		return u;
	if (last && last->cu == die->cu)
		return last->partial ? u : last;
	for (u = units; u && u->cu != die->cu; u = u->next)
		;
	if (!u) {
		if (!dwarf_diecu(die, &cu, NULL, NULL))
			walk_bad(p, die, "its unit cannot be read");
		u = new_unit(p->obj, &cu);
	}
	last = u;
	return u->partial ? p->unit : u;
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
take_unit(struct object *o, Dwarf_Die *die)
{
	struct place p = { .obj = o };
	struct unit *u;

	for (u = units; u && u->cu != die->cu; u = u->next)
		;
	if (!u)
		u = new_unit(o, die);
	p.unit = u;
	entry(p, die);
	if (u->name && !u->partial)
		put_unit(o, u);
}

void
walk(struct object *o)
{
	Dwarf_CU *cu = NULL, *next;
	Dwarf_Die die, sub;
	uint8_t type;
	int r;

	units = NULL;
	last = NULL;
	files_begin();
	variables_begin();
	dwarf_errno();
	while ((r = dwarf_get_units(o->dwarf, cu, &next, NULL, &type, &die,
				    &sub)) == 0) {
		cu = next;
		if (type == DW_UT_skeleton && dwarf_tag(&sub) ==
		    DW_TAG_compile_unit)
			take_unit(o, &sub);
		else if (type == DW_UT_compile || type == DW_UT_partial ||
			 type == DW_UT_skeleton)
			take_unit(o, &die);
	}
	if (r < 0)
		object_bad(o, "debug data, a unit's header: %s",
			   dwarf_errmsg(-1));
	variables_end();
}
