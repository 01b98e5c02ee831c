// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Objects with static storage duration, those of blocks too.
 *
 * After optimisation at link time an object is described twice: in its own
 * unit without a place, and in one that the linker made, whose entry has the
 * place and refers to the first.  It is one object, of its own unit.  So
 * those without a place wait until all is read.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { HOPS = 100 };            /* of a type to what it is made of */

/*
 * The address that a location is, if it is nothing but one; tls: it is an
 * offset in what each thread has of its own.  What lives in registers and on
 * the stack is told by the first byte.
 */
static int
address(const struct place *p, Dwarf_Die *die, Dwarf_Attribute *a,
	uint64_t *addr, int *tls)
{
	Dwarf_Attribute v;
	Dwarf_Block b;
	Dwarf_Op *op;
	size_t n;

	*tls = 0;
	if (dwarf_formblock(a, &b) != 0 || b.length == 0)
		return 0;
	switch (b.data[0]) {
	case DW_OP_addr:        /* and nothing else, as nearly always */
		if (b.length == 5 || b.length == 9) {
			*addr = object_number(p->obj, b.data + 1, b.length - 1);
			return 1;
		}
		break;
	case DW_OP_addrx:
	case DW_OP_GNU_addr_index:
	case DW_OP_const4u:
	case DW_OP_const8u:
	case DW_OP_constx:
	case DW_OP_GNU_const_index:
		break;
	default:
		return 0;
	}
	if (dwarf_getlocation(a, &op, &n) != 0 || n == 0)
		walk_bad(p, die, "its location cannot be read");
	*addr = op->number;
	if (op->atom != DW_OP_addr && op->atom != DW_OP_const4u &&
	    op->atom != DW_OP_const8u &&
	    (dwarf_getlocation_attr(a, op, &v) != 0 ||
	     dwarf_formaddr(&v, addr) != 0))
		walk_bad(p, die, "its address cannot be read");
	for (++op; --n; op++)
		if (op->atom == DW_OP_plus_uconst)
			*addr += op->number;
		else if (op->atom == DW_OP_form_tls_address ||
			 op->atom == DW_OP_GNU_push_tls_address)
			*tls = 1;
		else
			return 0;
	return *tls || b.data[0] == DW_OP_addr || b.data[0] == DW_OP_addrx ||
	       b.data[0] == DW_OP_GNU_addr_index;
}

/* How well a symbol fits an object of that name: gcc calls a local static
 * name.123, clang function.name */
static int
fits(const struct place *p, const struct sym *s, const char *name,
     const char *linkage)
{
	const char *f = p->fn ? functions_name(p->fn) : NULL;
	size_t n = strlen(name);

	if (s->type == STT_FUNC || s->type == STT_GNU_IFUNC)
		return 0;
	if (strcmp(s->name, name) == 0 ||
	    (linkage && strcmp(s->name, linkage) == 0))
		return 4;
	if (strncmp(s->name, name, n) == 0 && s->name[n] == '.')
		return 3;
	if (f && strncmp(s->name, f, strlen(f)) == 0 &&
	    s->name[strlen(f)] == '.' &&
	    strncmp(s->name + strlen(f) + 1, name, n) == 0)
		return 2;
	return s->type == STT_OBJECT && s->size;
}

static const struct sym *
symbol(const struct place *p, uint64_t addr, int tls, const char *name,
       const char *linkage)
{
	const struct object *o = p->obj;
	const struct sym *best = NULL;
	size_t i, end;
	int f, most = 0;

	if (tls) {      /* an offset in the segment; there are few of them */
		for (i = 0; i < o->nsym; i++)
			if (o->sym[i].type == STT_TLS &&
			    o->sym[i].section != SHN_UNDEF &&
			    (f = fits(p, &o->sym[i], name, linkage)) > 1 &&
			    (o->sym[i].value == addr ||
			     o->sym[i].addr == addr) && f > most) {
				most = f;
				best = &o->sym[i];
			}
		return best;
	}
	if (addr == 0)          /* a common symbol's, not laid out */
		for (i = symbols_first(o, name); i < o->nsym &&
		     strcmp(o->by[i]->name, name) == 0; i++)
			if (o->by[i]->section == SPECIAL + SHN_COMMON)
				return o->by[i];
	end = object_syms(o, addr, &i);
	for (; i < end; i++)
		if (o->at[i]->type != STT_TLS &&
		    (f = fits(p, o->at[i], name, linkage)) > most) {
			most = f;
			best = o->at[i];
		}
	return best;
}

/*
 * The size of a type, or 0.  libdw asks the unit for its language, to know
 * what arrays count from, and fails where dwz made it, which has none.
 */
static uint64_t
size_of(const struct object *o, Dwarf_Die *type, unsigned depth)
{
	Dwarf_Attribute a;
	Dwarf_Die d;
	Dwarf_Word n;
	uint64_t size;

	if (dwarf_attr(type, DW_AT_byte_size, &a))
		return dwarf_formudata(&a, &n) == 0 ? n : 0;
	if (dwarf_tag(type) == DW_TAG_pointer_type)
		return o->eh.e_ident[EI_CLASS] == ELFCLASS32 ? 4 : 8;
	if (depth > HOPS || !dwarf_attr(type, DW_AT_type, &a) ||
	    !walk_refer(&a, &d))
		return 0;
	size = size_of(o, &d, depth + 1);
	if (dwarf_tag(type) != DW_TAG_array_type ||
	    dwarf_child(type, &d) != 0)
		return size;
	do
		if (dwarf_attr(&d, DW_AT_count, &a))
			size *= dwarf_formudata(&a, &n) == 0 ? n : 0;
		else if (dwarf_attr(&d, DW_AT_upper_bound, &a))
			size *= dwarf_formudata(&a, &n) == 0 ? n + 1 : 0;
		else if (dwarf_tag(&d) == DW_TAG_subrange_type)
			size = 0;
	while (dwarf_siblingof(&d, &d) == 0);
	return size;
}

static void
put(const struct place *p, Dwarf_Die *die, int placed, uint64_t addr, int tls)
{
	const char *name = walk_name(p, die), *linkage = NULL;
	const struct section *sec = NULL;
	const struct sym *s = NULL;
	Dwarf_Die root = walk_root(p, die), type;
	Dwarf_Attribute a;
	uint64_t size = 0;
	bool external = false;

	if (!name)
		return;
	if (walk_attr(die, DW_AT_external, &a))
		dwarf_formflag(&a, &external);
	if (walk_attr(die, DW_AT_linkage_name, &a) ||
	    walk_attr(die, DW_AT_MIPS_linkage_name, &a))
		linkage = dwarf_formstring(&a);
	if (walk_attr(die, DW_AT_type, &a) && walk_refer(&a, &type))
		size = size_of(p->obj, &type, 0);
	if (placed)
		s = symbol(p, addr, tls, name, linkage);
	row(ROW_VARIABLE);
	row_str(name);
	row_str(p->obj->name);
	row_str(walk_unit(p, &root)->name);
	row_str(files_path(p, &root));
	row_num(walk_line(&root));
	row_str(external ? "extern" : "static");
	row_str(p->fn ? functions_name(p->fn) : NULL);
	row_str(s ? s->name : NULL);
	if (placed && !tls) {
		addr = object_value(p->obj, addr, &sec);
		row_str(s ? object_section(p->obj, s->section) :
			sec ? sec->name : NULL);
		row_hex(s ? s->value : addr);
	} else {
		row_str(s ? object_section(p->obj, s->section) : NULL);
		if (placed)
			row_hex(addr);
		else
			row_str(NULL);
	}
	row_num(s && s->size ? s->size : size);
	row_num(s ? s->pos : 0);
	row_num(s ? s->of : 0);
	row_end();
}

static struct waiting {
	struct waiting *next;
	struct place p;
	Dwarf_Die die;
} *waiting;

/* Entries that another one gives a place, in a table of open addresses */
static const void **origins;
static size_t norigins, originslots;

static const void **
slot(const void *entry)
{
	size_t i = pointer_hash(entry);

	while (i &= originslots - 1, origins[i] && origins[i] != entry)
		i++;
	return &origins[i];
}

static void
add_origin(const void *entry)
{
	const void **old = origins;
	size_t i, n = originslots;

	if (2 * norigins >= n) {
		originslots = n ? 2 * n : 64;
		origins = alloc(originslots * sizeof *origins);
		for (i = 0; i < n; i++)
			if (old[i])
				*slot(old[i]) = old[i];
	}
	norigins += !*slot(entry);
	*slot(entry) = entry;
}

void
variables_begin(void)
{
	waiting = NULL;
	origins = NULL;
	norigins = originslots = 0;
}

void
variables_end(void)
{
	struct waiting *w;

	for (w = waiting; w; w = w->next)
		if (!norigins || !*slot(w->die.addr))
			put(&w->p, &w->die, 0, 0, 0);
}

void
variables_take(struct place *p, Dwarf_Die *die)
{
	struct waiting *w;
	Dwarf_Attribute a;
	Dwarf_Die root;
	uint64_t addr = 0;
	int placed = 0, tls = 0;

	if (dwarf_attr(die, DW_AT_location, &a))
		placed = address(p, die, &a, &addr, &tls);
	if (dwarf_hasattr(die, DW_AT_declaration))
		return;
	if (placed) {
		root = walk_root(p, die);
		if (root.addr != die->addr)
			add_origin(root.addr);
		put(p, die, placed, addr, tls);
		return;
	}
	/* what is on the stack, and what has no place: in the file scope
	 * it was left out or is only a constant */
	if (p->fn || dwarf_hasattr(die, DW_AT_location) ||
	    dwarf_hasattr(die, DW_AT_abstract_origin))
		return;
	w = alloc(sizeof *w);
	w->p = *p;
	w->die = *die;
	w->next = waiting;
	waiting = w;
}
