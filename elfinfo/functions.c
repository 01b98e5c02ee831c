// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Functions: what the debug data say of them joined with the symbol table.
 *
 * gcc describes a function that it inlined or cloned once without an address
 * (the abstract instance), and each piece of code made of it refers to that.
 * A clone's description is of the same shape as that of the function itself:
 * only the symbol at its address tells them apart.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

struct fn {
	struct fn *next;        /* of all */
	struct fn *chain;       /* of the same hash */
	const void *root;       /* the DIE that all others refer to */
	const struct unit *unit;
	const char *name, *linkage, *file;
	unsigned line;
	unsigned char external, declared;
	struct inst *insts;
	unsigned ninlined, nclones;
};

/* A piece of code made of a function */
struct inst {
	struct inst *next;
	struct fn *fn;
	struct sym *sym;        /* at its start, or NULL */
	const char *suffix;     /* of a clone's symbol, without the first dot */
	uint64_t addr, size;
	int told;               /* the debug data tell all calls in it */
	struct call *calls;     /* what is in it, until functions_leave */
	struct call *inlined;
	struct cold { struct cold *next; struct sym *sym; } *cold;
};

/* A function in an instance: inlined by way of via, or called */
struct call {
	struct call *next;
	struct fn *fn, *via;
	const char *name;       /* of a tail call to what is not in the unit */
	const char *symbol;     /* that is called, or NULL */
	unsigned count;
	unsigned char tail;
};

static struct fn **tab, *first, **last;
static size_t ntab, nfn;
static struct called {
	struct fn *fn;          /* NULL: that of the symbol */
	const struct sym *sym;  /* found in the code, or NULL */
	struct inst *by;
	const char *symbol;
	unsigned n;
} *called;
static size_t ncalled, calledcap;
static struct call *spare;      /* those of instances that are done */

static void
begin_object(void)
{
	free(tab);
	ntab = 1 << 12;
	nfn = ncalled = 0;
	tab = calloc(ntab, sizeof *tab);
	if (!tab)
		fatal("out of memory");
	first = NULL;
	last = &first;
}

static size_t
slot(const void *root, const struct unit *u)
{
	return (pointer_hash(root) ^ pointer_hash(u) >> 4) & (ntab - 1);
}

static void
enlarge(void)
{
	struct fn *f;
	size_t i;

	free(tab);
	ntab *= 4;
	tab = calloc(ntab, sizeof *tab);
	if (!tab)
		fatal("out of memory");
	for (f = first; f; f = f->next) {
		i = slot(f->root, f->unit);
		f->chain = tab[i];
		tab[i] = f;
	}
}

static int
flag(Dwarf_Die *die, unsigned at)
{
	Dwarf_Attribute a;
	bool v = false;

	if (walk_attr(die, at, &a))
		dwarf_formflag(&a, &v);
	return v;
}

/* The function that a DIE is, or refers to */
static struct fn *
function(struct place *p, Dwarf_Die *die)
{
	Dwarf_Die root = walk_root(p, die);
	const struct unit *u = walk_unit(p, &root);
	Dwarf_Attribute a;
	struct fn *f;
	size_t i = slot(root.addr, u);

	for (f = tab[i]; f; f = f->chain)
		if (f->root == root.addr && f->unit == u)
			return f;
	if (nfn > 2 * ntab) {
		enlarge();
		i = slot(root.addr, u);
	}
	f = alloc(sizeof *f);
	nfn++;
	f->root = root.addr;
	f->unit = u;
	f->name = walk_name(p, &root);
	if (f->name)
		f->name = intern(f->name);
	if (walk_attr(&root, DW_AT_linkage_name, &a) ||
	    walk_attr(&root, DW_AT_MIPS_linkage_name, &a))
		f->linkage = dwarf_formstring(&a);
	f->file = files_path(p, &root);
	f->line = walk_line(&root);
	f->external = flag(&root, DW_AT_external);
	f->declared = dwarf_hasattr(&root, DW_AT_declaration);
	f->chain = tab[i];
	tab[i] = f;
	*last = f;
	last = &f->next;
	return f;
}

const char *
functions_name(const struct fn *f)
{
	return f->name;
}

/* What stands after the function's name in a symbol; NULL: it is another
 * name */
static const char *
suffix(const struct fn *f, const char *s)
{
	const char *const names[] = { f->linkage, f->name };
	size_t i, n;

	for (i = 0; i < LEN(names); i++) {
		n = names[i] ? strlen(names[i]) : 0;
		if (n && strncmp(s, names[i], n) == 0 &&
		    (s[n] == '.' || s[n] == 0))
			return s + n;
	}
	return NULL;
}

/* Suffixes that give the function itself a name that is unique: its
 * parameters are the same */
static int
renamed(const char *suf)
{
	static const char *const words[] = {
		".llvm.", ".lto_priv.", ".localalias", ".__uniq.",
	};
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strncmp(suf, words[i], strlen(words[i])) == 0)
			return 1;
	return 0;
}

/* The symbol of the code at addr: the function's own name before one with a
 * suffix, before that of an alias */
static struct sym *
symbol(const struct object *o, const struct fn *f, uint64_t addr)
{
	struct sym *best = NULL, *s;
	int most = 0, n;
	const char *suf;
	size_t i, end = object_syms(o, addr, &i);

	for (; i < end; i++) {
		s = o->at[i];
		if (s->type != STT_FUNC && s->type != STT_GNU_IFUNC &&
		    s->type != STT_NOTYPE)
			continue;
		suf = suffix(f, s->name);
		n = suf ? *suf ? 4 : 5 : s->type == STT_FUNC ? 2 : 0;
		n = 2 * n + (s->size != 0);
		if (n > most && n > 1) {
			most = n;
			best = s;
		}
	}
	return best;
}

/* The address a function is entered at; 0: it has no code */
static int
start(const struct place *p, Dwarf_Die *die, uint64_t *addr, uint64_t *size)
{
	Dwarf_Addr base, from, to, entry;
	ptrdiff_t off;

	off = dwarf_ranges(die, 0, &base, &from, &to);
	if (off < 0)
		walk_bad(p, die, "its ranges cannot be read");
	if (off == 0) {
		if (dwarf_lowpc(die, &from) != 0)
			return 0;
		to = from;
	}
	*addr = from;
	*size = to - from;
	if (dwarf_hasattr(die, DW_AT_entry_pc) &&
	    dwarf_entrypc(die, &entry) == 0)
		*addr = entry;
	return 1;
}

/* Parts of an instance that stand elsewhere: .cold */
static void
find_parts(const struct place *p, Dwarf_Die *die, struct inst *in)
{
	Dwarf_Addr base, from, to;
	ptrdiff_t off = 0;
	const char *suf;
	struct cold *c;
	struct sym *s;

	while ((off = dwarf_ranges(die, off, &base, &from, &to)) > 0) {
		if (from == in->addr)
			continue;
		s = symbol(p->obj, in->fn, from);
		suf = s && s != in->sym ? suffix(in->fn, s->name) : NULL;
		if (!suf || !*suf)
			continue;
		c = alloc(sizeof *c);
		c->sym = s;
		c->next = in->cold;
		in->cold = c;
	}
	if (off < 0)
		walk_bad(p, die, "its ranges cannot be read");
}

void
functions_subprogram(struct place *p, Dwarf_Die *die)
{
	struct inst *in;
	const char *suf;

	p->root = NULL;
	p->fn = NULL;
	if (dwarf_hasattr(die, DW_AT_declaration))
		return;
	p->fn = function(p, die);
	in = alloc(sizeof *in);
	if (!start(p, die, &in->addr, &in->size))
		return;
	in->fn = p->fn;
	in->told = dwarf_hasattr(die, DW_AT_call_all_calls) ||
		   dwarf_hasattr(die, DW_AT_GNU_all_call_sites);
	in->sym = symbol(p->obj, p->fn, in->addr);
	if (in->sym) {
		suf = suffix(p->fn, in->sym->name);
		if (suf && *suf && !renamed(suf)) {
			in->suffix = suf + 1;
			p->fn->nclones++;
		}
		in->sym->inst = in;
		if (in->sym->size)
			in->size = in->sym->size;
	}
	find_parts(p, die, in);
	in->next = p->fn->insts;
	p->fn->insts = in;
	p->root = in;
}

static void
note_call(struct call **list, struct fn *fn, struct fn *via, const char *name,
	  const char *symbol, int tail)
{
	struct call *c;

	for (c = *list; c; c = c->next)
		if (c->fn == fn && c->via == via && c->tail == tail &&
		    c->name == name && c->symbol == symbol) {
			c->count++;
			return;
		}
	c = spare ? spare : alloc(sizeof *c);
	spare = spare ? spare->next : NULL;
	*c = (struct call){ *list, fn, via, name, symbol, 1, tail };
	*list = c;
}

void
functions_inlined(struct place *p, Dwarf_Die *die)
{
	struct fn *f = function(p, die);

	if (p->root) {
		note_call(&p->root->inlined, f,
			  p->fn == p->root->fn ? NULL : p->fn, NULL, NULL,
			  0);
		f->ninlined++;
	}
	p->fn = f;
}

void
functions_call(struct place *p, Dwarf_Die *die)
{
	Dwarf_Attribute a;
	Dwarf_Die to;
	const char *name;
	const struct sym *s = NULL;
	struct fn *f = NULL;
	Dwarf_Addr pc;
	int tail;

	if (!p->root)
		return;
	if (!dwarf_attr(die, DW_AT_call_origin, &a) &&
	    !dwarf_attr(die, DW_AT_abstract_origin, &a))
		return;         /* through a pointer */
	if (!walk_refer(&a, &to))
		walk_bad(p, die, "what it calls cannot be found");
	tail = flag(die, DW_AT_call_tail_call) ||
	       flag(die, DW_AT_GNU_tail_call);
	name = walk_name(p, &to);
	if (!walk_attr(&to, DW_AT_declaration, &a))
		f = function(p, &to);
	if (f && (dwarf_attr(die, DW_AT_call_return_pc, &a) ||
		  dwarf_attr(die, DW_AT_low_pc, &a)) &&
	    dwarf_formaddr(&a, &pc) == 0)
		s = calls_symbol(p->obj, pc);
	if (f || (tail && name))
		note_call(&p->root->calls, f, NULL,
			  name ? intern(name) : NULL, s ? s->name : NULL,
			  tail);
}

/* The first columns of most rows */
static void
put_function(enum row k, const struct object *o, const struct fn *f)
{
	row(k);
	row_str(f->name);
	row_str(o->name);
	row_str(f->unit->name);
	row_str(f->file);
	row_num(f->line);
}

/* The unit of f where it is not that of g, else NULL */
static const char *
other_unit(const struct fn *f, const struct fn *g)
{
	return f->unit->name == g->unit->name ? NULL : f->unit->name;
}

static const struct object *object;     /* being walked, for leave */

static void
give_back(struct call **list)
{
	struct call *c, *next;

	for (c = *list; c; c = next) {
		next = c->next;
		c->next = spare;
		spare = c;
	}
	*list = NULL;
}

static size_t calls_from;       /* where the calls of an instance begin */

static void
add_called(struct called c)
{
	called = grow(called, ncalled + 1, &calledcap, sizeof *called);
	called[ncalled++] = c;
}

/* The code of the instance has a call that may not be told of. */
static void
found_call(const struct sym *to, uint64_t pc, void *with)
{
	struct inst *in = with;
	const struct call *c;
	size_t i;

	(void)pc;
	for (c = in->calls; c; c = c->next)
		if (c->symbol == to->name)
			return;
	for (i = calls_from; i < ncalled; i++)
		if (called[i].sym == to) {
			called[i].n++;
			return;
		}
	add_called((struct called){ NULL, to, in, to->name, 1 });
}

/* gcc tells of no calls with -g1, -fno-var-tracking, and where -gstrict-dwarf
 * forbids it. */
static void
find_calls(struct inst *in)
{
	struct cold *c;

	calls_from = ncalled;
	calls_in(object, in->addr, in->size, found_call, in);
	for (c = in->cold; c; c = c->next)
		calls_in(object, c->sym->addr, c->sym->size, found_call, in);
}

void
functions_leave(struct inst *in)
{
	const char *sym = in->sym ? in->sym->name : NULL;
	struct call *c;

	if (!in->told)
		find_calls(in);
	for (c = in->inlined; c; c = c->next) {
		put_function(ROW_INLINED, object, c->fn);
		row_str(in->fn->name);
		row_str(sym);
		row_str(c->via ? c->via->name : NULL);
		row_num(c->count);
		row_str(other_unit(in->fn, c->fn));
		row_end();
	}
	for (c = in->calls; c; c = c->next) {
		if (c->fn)
			add_called((struct called){
				c->fn, NULL, in, c->symbol, c->count,
			});
		if (!c->tail)
			continue;
		row(ROW_TAILCALL);
		row_str(in->fn->name);
		row_str(object->name);
		row_str(in->fn->unit->name);
		row_str(sym);
		row_str(c->name);
		row_num(c->count);
		row_end();
	}
	give_back(&in->inlined);
	give_back(&in->calls);
}

static void
put_symbol(const struct object *o, const struct sites *sites,
	   const struct sym *s, uint64_t addr, uint64_t size)
{
	const struct section *sec;
	uint64_t value;

	if (s) {
		row_str(s->name);
		row_str(object_section(o, s->section));
		row_hex(s->value);
		row_num(s->size);
		row_num(s->pos);
		row_num(s->of);
		row_str(sites_word(o, sites, s->addr,
				   s->size));
		return;
	}
	row_str(NULL);
	if (!size) {
		row_str(NULL);
		row_str(NULL);
	} else {
		value = object_value(o, addr, &sec);
		row_str(sec ? sec->name : NULL);
		row_hex(value);
	}
	row_num(size);
	row_num(0);
	row_num(0);
	row_str(size ? sites_word(o, sites, addr, size) : NULL);
}

/* Is the symbol of that unit?  What has no ranges tells by its file. */
static int
of_unit(const struct unit *u, const struct sym *s)
{
	Dwarf_Die die = u->skeleton;
	const char *base;

	if (dwarf_hasattr(&die, DW_AT_ranges) ||
	    dwarf_hasattr(&die, DW_AT_high_pc))
		return dwarf_haspc(&die, s->addr) == 1;
	if (s->bind != STB_LOCAL)
		return 1;
	base = u->name ? strrchr(u->name, '/') : NULL;
	base = base ? base + 1 : u->name;
	return base && s->file && strcmp(base, s->file) == 0;
}

/*
 * Identical code folding leaves a function in the symbol table, as an alias
 * or a jump to its twin, and describes it as if it had none.  So: a symbol
 * of its name and unit that no other function has.
 */
static struct sym *
folded(const struct object *o, const struct fn *f)
{
	const char *name = f->linkage ? f->linkage : f->name;
	struct sym *s;
	size_t i;

	if (!name)
		return NULL;
	for (i = symbols_first(o, name); i < o->nsym; i++) {
		s = o->by[i];
		if (strcmp(s->name, name) != 0)
			break;
		if (s->type != STT_FUNC || s->section == SHN_UNDEF ||
		    s->inst || (s->bind == STB_LOCAL) == f->external)
			continue;
		if (of_unit(f->unit, s))
			return s;
	}
	return NULL;
}

/* The linker leaves the code of a weak function where it is when it takes
 * another one of that name; it has no symbol then, and nothing calls it. */
static int
overridden(const struct object *o, const struct fn *f, const struct inst *in)
{
	const char *name = f->linkage ? f->linkage : f->name;
	size_t i;

	if (in->sym || !name || !f->external)
		return 0;
	for (i = symbols_first(o, name); i < o->nsym &&
	     strcmp(o->by[i]->name, name) == 0; i++)
		if (o->by[i]->bind != STB_LOCAL &&
		    o->by[i]->section != SHN_UNDEF)
			return 1;
	return 0;
}

static void
put_clones(const struct object *o, const struct sites *sites,
	   const struct fn *f)
{
	const struct inst *in;
	const struct cold *c;

	for (in = f->insts; in; in = in->next) {
		if (in->suffix) {
			put_function(ROW_CLONE, o, f);
			row_str(in->suffix);
			put_symbol(o, sites, in->sym, in->addr, in->size);
			row_end();
		}
		for (c = in->cold; c; c = c->next) {
			put_function(ROW_CLONE, o, f);
			row_str(suffix(f, c->sym->name) + 1);
			put_symbol(o, sites, c->sym, 0, 0);
			row_end();
		}
	}
}

static void
put_instance(const struct object *o, const struct sites *sites,
	     const struct fn *f, const char *state, const struct sym *s,
	     const struct inst *in)
{
	put_function(ROW_FUNCTION, o, f);
	row_str(f->external ? "extern" : "static");
	row_str(state);
	put_symbol(o, sites, s, in ? in->addr : 0, in ? in->size : 0);
	row_end();
}

/* The functions whose code is where the symbol of f is, which was folded */
static void
put_twins(const struct object *o, const struct fn *f, const struct sym *s)
{
	const struct inst *in;
	const struct fn *g;
	size_t from;

	if (object_syms(o, s->addr, &from) - from < 2)
		return;
	for (g = first; g; g = g->next)
		for (in = g->insts; in; in = in->next) {
			if (in->addr != s->addr || in->suffix || !g->name)
				continue;
			put_function(ROW_TWIN, o, g);
			row_str(functions_name(f));
			row_str(other_unit(f, g));
			row_end();
		}
}

static void
rows(struct object *o)
{
	struct sites *sites = sites_read(o);
	const struct inst *in;
	const struct fn *f;
	struct sym *s;
	size_t i, n;

	for (f = first; f; f = f->next) {
		if (!f->name && !f->insts)
			continue;
		put_clones(o, sites, f);
		for (n = 0, in = f->insts; in; in = in->next)
			if (!in->suffix) {
				put_instance(o, sites, f,
					     overridden(o, f, in) ?
					     "overridden" : "code", in->sym,
					     in);
				n++;
			}
		if (n || (f->declared && !f->insts))
			continue;
		s = folded(o, f);
		put_instance(o, sites, f, s ? "folded" : f->insts ? "cloned" :
			     f->ninlined ? "inlined" : "gone", s, NULL);
		if (s)
			put_twins(o, f, s);
	}
	for (i = 0; i < ncalled; i++) {
		f = called[i].fn;
		in = called[i].by;
		if (!f && called[i].sym->inst)
			f = called[i].sym->inst->fn;
		if (!f || !f->nclones)
			continue;
		put_function(ROW_CALLED, o, f);
		row_str(in->fn->name);
		row_str(in->sym ? in->sym->name : NULL);
		row_str(called[i].symbol);
		row_num(called[i].n);
		row_str(other_unit(in->fn, f));
		row_end();
	}
}

int
functions_take(struct object *o)
{
	if (!debug_find(o))
		return 0;
	object = o;
	begin_object();
	calls_begin(o);
	if (!walk(o))
		return 0;
	rows(o);
	return 1;
}

/* What the debug data tell, as the table that is asked for */
static int
table(const char *file, const char *name, unsigned kinds)
{
	struct object *o = object_open(file);
	struct text t;

	rows_want(kinds);
	if (!functions_take(o))
		object_bad(o, "it has no debug data, nor is there a debug "
			   "file that has");
	object_close(o);
	t = rows_take();
	rows_put(name, kinds, &t, 1);
	return finish();
}

int
cmd_functions(int argc, char **argv)
{
	if (argc > 1)
		usage("functions wants one file");
	return table(argv[0], "functions", ROWS(FUNCTION) | ROWS(CLONE) |
		     ROWS(INLINED) | ROWS(CALLED) | ROWS(TAILCALL) |
		     ROWS(TWIN));
}

int
cmd_variables(int argc, char **argv)
{
	if (argc > 1)
		usage("variables wants one file");
	return table(argv[0], "variables", ROWS(VARIABLE));
}
