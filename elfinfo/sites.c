// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where the kernel can put a call at the start of a function: addresses in
 * __mcount_loc or __patchable_function_entries; in vmlinux between
 * __start_mcount_loc and __stop_mcount_loc.  They are words in the section,
 * or relocations for it.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static size_t cap;

static void
add(struct sites *s, uint64_t addr)
{
	s->at = grow(s->at, s->n + 1, &cap, sizeof s->at[0]);
	s->at[s->n++] = addr;
}

/* A word of the section, as an address */
static unsigned
wordsize(const struct object *o)
{
	return o->eh.e_ident[EI_CLASS] == ELFCLASS32 ? 4 : 8;
}

/* The addresses that relocations in section scn put into section sec of a
 * relocatable object, or between from and to of a linked one. */
static void
take_relocs(const struct object *o, struct sites *s, const struct section *rel,
	    const struct section *sec, uint64_t from, uint64_t to)
{
	Elf_Data *d = elf_getdata(rel->scn, NULL);
	const unsigned char *p;
	size_t i, n, size;
	GElf_Rela r;
	GElf_Rel l;

	size = gelf_fsize(o->elf, rel->type == SHT_RELA ? ELF_T_RELA :
			  ELF_T_REL, 1, EV_CURRENT);
	if (!d)
		object_bad(o, "section %s: %s", rel->name, elf_errmsg(-1));
	p = object_bytes(o, sec, &n);
	for (i = 0; i < d->d_size / size; i++) {
		uint32_t sym;
		uint64_t v;

		if (rel->type == SHT_RELA) {
			if (!gelf_getrela(d, i, &r))
				break;
			v = r.r_addend;
		} else {
			if (!gelf_getrel(d, i, &l))
				break;
			r.r_offset = l.r_offset;
			r.r_info = l.r_info;
			if (!p || n < wordsize(o) ||
			    r.r_offset > n - wordsize(o))
				object_bad(o, "section %s: entry %zu is "
					   "outside of %s", rel->name, i,
					   sec->name);
			v = object_number(o, p + r.r_offset, wordsize(o));
		}
		if (to && (r.r_offset < from || r.r_offset >= to))
			continue;
		sym = GELF_R_SYM(r.r_info);
		if (sym >= o->nsym && sym)
			object_bad(o, "section %s: entry %zu: there is no "
				   "symbol %u", rel->name, i, sym);
		if (sym)
			v += o->sym[sym].addr;
		add(s, v);
	}
}

/* What relocates section i, or NULL */
static const struct section *
relocs_of(const struct object *o, size_t i)
{
	GElf_Shdr sh;
	size_t k;

	for (k = 1; k < o->nsec; k++)
		if ((o->sec[k].type == SHT_RELA || o->sec[k].type == SHT_REL) &&
		    gelf_getshdr(o->sec[k].scn, &sh) && sh.sh_info == i)
			return &o->sec[k];
	return NULL;
}

static void
take_words(const struct object *o, struct sites *s, const struct section *sec,
	   uint64_t from, uint64_t to)
{
	const unsigned char *p;
	unsigned w = wordsize(o);
	uint64_t v;
	size_t n, i;

	p = object_bytes(o, sec, &n);
	if (!p)
		return;
	s->known = 1;
	if (to > n)
		to = n;
	for (i = from; i + w <= to; i += w) {
		v = object_number(o, p + i, w);
		if (v)
			add(s, v);
	}
}

/* The table of a linked kernel: between two symbols, in words, or where
 * those are left to the boot code in dynamic relocations */
static void
take_kernel(const struct object *o, struct sites *s)
{
	const struct sym *from = NULL, *to = NULL;
	const struct section *sec;
	size_t i;

	for (i = 0; i < o->nsym; i++) {
		if (strcmp(o->sym[i].name, "__start_mcount_loc") == 0)
			from = &o->sym[i];
		if (strcmp(o->sym[i].name, "__stop_mcount_loc") == 0)
			to = &o->sym[i];
	}
	if (!from || !to || from->value >= to->value ||
	    !(sec = object_at(o, from->value)))
		return;
	take_words(o, s, sec, from->value - sec->addr, to->value - sec->addr);
	if (!s->known || s->n)
		return;
	for (i = 1; i < o->nsec; i++)
		if (o->sec[i].type == SHT_RELA && o->sec[i].flags & SHF_ALLOC)
			take_relocs(o, s, &o->sec[i], sec, from->value,
				    to->value);
}

static int
by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Does a function of the symbol table have the address in it? */
static int
inside(const struct object *o, uint64_t addr)
{
	size_t i, k;

	for (k = object_syms(o, addr, &i); k > 0 && k + 8 > i; k--) {
		const struct sym *s = o->at[k - 1];

		if (s->type == STT_FUNC && addr - s->addr < s->size)
			return 1;
	}
	return 0;
}

enum { BEFORE = 16, BEHIND = 32 };

/* Index of the first site that is not below the address */
static size_t
not_below(const struct sites *s, uint64_t addr)
{
	size_t a = 0, b = s->n, m;

	while (a < b) {
		m = a + (b - a) / 2;
		if (s->at[m] < addr)
			a = m + 1;
		else
			b = m;
	}
	return a;
}

/* Is there one at the function's start? */
static int
behind(const struct sites *s, uint64_t addr, uint64_t size)
{
	size_t i = not_below(s, addr);

	return i < s->n &&
	       s->at[i] < addr + (size && size < BEHIND ? size : BEHIND);
}

/* Is there one in the nops in front of it? */
static int
before(const struct object *o, const struct sites *s, uint64_t addr)
{
	size_t i = not_below(s, addr);

	return i && addr - s->at[i - 1] <= BEFORE && !inside(o, s->at[i - 1]);
}

/* One command line compiled all functions: the sites of all are in front, or
 * those of none.  In front of some lies a weak function that has lost its
 * symbol, site included. */
static int
most_before(const struct object *o, const struct sites *s)
{
	size_t i, n[2] = { 0 };

	for (i = 0; i < o->nat; i++) {
		const struct sym *f = o->at[i];

		if (f->type != STT_FUNC)
			continue;
		if (behind(s, f->addr, f->size))
			n[0]++;
		else
			n[1] += before(o, s, f->addr);
	}
	return n[1] > n[0];
}

/* Is it a module with its code, not the debug data alone? */
static int
loadable(const struct object *o)
{
	size_t i;

	for (i = 1; o->what == MODULE && i < o->nsec; i++)
		if (o->sec[i].flags & SHF_EXECINSTR && o->sec[i].size &&
		    o->sec[i].type == SHT_PROGBITS && o->sec[i].scn)
			return 1;
	return 0;
}

struct sites *
sites_read(const struct object *o)
{
	struct sites *s = alloc(sizeof *s);
	const struct section *rel;
	size_t i;

	cap = 0;
	for (i = 1; i < o->nsec; i++) {
		const struct section *sec = &o->sec[i];

		if (strcmp(sec->name, "__mcount_loc") != 0 &&
		    strcmp(sec->name, "__patchable_function_entries") != 0)
			continue;
		if (sec->type == SHT_NOBITS || !sec->scn)
			continue;
		rel = o->eh.e_type == ET_REL ? relocs_of(o, i) : NULL;
		if (rel) {
			s->known = 1;
			take_relocs(o, s, rel, sec, 0, 0);
		} else
			take_words(o, s, sec, 0, sec->size);
	}
	if (o->what == KERNEL && !s->known)
		take_kernel(o, s);
	/* where no function has a place, a module has no table */
	if (loadable(o))
		s->known = 1;
	if (s->n)
		qsort(s->at, s->n, sizeof s->at[0], by_number);
	s->before = most_before(o, s);
	return s;
}

/* A site lies at the start of the function, or after a landing pad or what
 * sets up a base register there; nops may stand in front of it, and then
 * the site is the first of them. */
const char *
sites_word(const struct object *o, const struct sites *s, uint64_t addr,
	   uint64_t size)
{
	if (!s->known)
		return NULL;
	return behind(s, addr, size) || (s->before && before(o, s, addr)) ?
	       "yes" : "no";
}
