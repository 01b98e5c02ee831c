// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The change itself.  A relocation of a marked symbol leaves its section for
 * one that live patching applies, and the symbol says what to look for.
 */
#include <string.h>
#include "util.h"
#include "convert.h"

/* A relocation that is one half of two.  The other half refers to it by its
 * place, and is looked for in the same section of relocations, where only
 * symbols of the target may be. */
static const struct {
	unsigned machine, type;
	const char *name;
} halves[] = {
	{ EM_RISCV, 20, "R_RISCV_GOT_HI20" },
	{ EM_RISCV, 23, "R_RISCV_PCREL_HI20" },
};

static const char *
half(const struct module *m, uint32_t type)
{
	size_t i;

	for (i = 0; i < LEN(halves); i++)
		if (halves[i].machine == m->eh.e_machine &&
		    halves[i].type == type)
			return halves[i].name;
	return NULL;
}

/* Can the loader do that? */
static int
possible(const struct module *m, const struct section *of,
	 const struct reloc *r)
{
	const struct target *t = r->sym->to;
	const char *why = NULL, *name;

	if (!opt_late &&
	    (!names_vmlinux(t->gate) || names_older(opt_release, 5, 8)))
		why = late_refused(of);
	name = half(m, r->type);
	if (why)
		error(module_loc(m), "section %s: it refers to '%s' of %s, and "
		      "%s (--allow=late if you know better)", of->name,
		      t->symbol, t->object, why);
	else if (name)
		error(module_loc(m), "section %s: it refers to '%s' by a "
		      "relocation %s, which no live patch relocation can be: "
		      "compile it with -mcmodel=medlow or refer to it by a "
		      "pointer", of->name, t->symbol, name);
	return !why && !name;
}

/* The group that a section is in is that of its relocations. */
static void
join_group(struct module *m, const struct section *s,
	   const struct section *new)
{
	uint32_t i = s->index, word = new->index, w;
	size_t g, k;

	for (g = 1; g < m->nsec; g++) {
		struct section *of = m->sec[g];

		if (of->sh.sh_type != SHT_GROUP)
			continue;
		for (k = sizeof w; k + sizeof w <= of->n; k += sizeof w) {
			memcpy(&w, of->p + k, sizeof w);
			if (w == i) {
				section_add(of, &word, sizeof word);
				return;
			}
		}
	}
}

/* The section for relocations of s that wait for an object: one of those that
 * were made from index first on, or a new one */
static struct section *
live(struct module *m, const struct section *s, const char *gate,
     size_t first)
{
	const char *of = module_target(m, s)->name, *name;
	struct section *new;
	size_t i;

	name = intern(format(".klp.rela.%s%s%s", gate, *of == '.' ? "" : ".",
			     of));
	for (i = first; i < m->nsec; i++)
		if (m->sec[i]->name == name)
			return m->sec[i];
	new = section_new(m, name);
	new->sh.sh_type = s->sh.sh_type;
	new->sh.sh_flags = SHF_ALLOC | SHF_INFO_LINK | SHF_RELA_LIVEPATCH |
			   (s->sh.sh_flags & SHF_GROUP);
	new->sh.sh_link = s->sh.sh_link;
	new->sh.sh_info = s->sh.sh_info;
	new->sh.sh_entsize = s->sh.sh_entsize;
	new->sh.sh_addralign = s->sh.sh_addralign;
	new->type = s->type;
	join_group(m, s, new);
	return new;
}

static void
change_section(struct module *m, struct section *s)
{
	size_t i, n = module_relocs(m, s), x = s->sh.sh_entsize;
	size_t first = m->nsec;
	char *to = s->p;

	for (i = 0; i < n; i++) {
		struct reloc r = module_reloc(m, s, i);
		char *from = s->p + i * x;

		if (!r.sym->to) {
			memmove(to, from, x);
			to += x;
		} else if (possible(m, module_target(m, s), &r))
			section_add(live(m, s, r.sym->to->gate, first), from,
				    x);
	}
	s->n = to - s->p;
	if (m->nsec > first && s->sh.sh_type == SHT_REL)
		warning(module_loc(m), "rel", "section %s: the addends stand "
			"in the section; no kernel applies such live patch "
			"relocations (-ENOEXEC)", s->name);
}

static void
change_symbol(struct module *m, struct sym *y)
{
	const struct target *t = y->to;

	y->name = intern(format(".klp.sym.%s.%s,%lu", t->object, t->symbol,
				t->pos));
	y->s.st_name = section_string(m->strings, y->name);
	y->s.st_shndx = y->section = SHN_LIVEPATCH;
	gelf_update_sym(m->symtab->data, y->index, &y->s);
	m->changed = 1;
}

void
change_all(struct module *m)
{
	size_t i, n = m->nsec;

	for (i = 1; i < n; i++)
		if (module_relocates(m, m->sec[i]) &&
		    !(m->sec[i]->sh.sh_flags & SHF_RELA_LIVEPATCH))
			change_section(m, m->sec[i]);
	for (i = 1; i < m->nsym; i++)
		if (m->sym[i].to)
			change_symbol(m, &m->sym[i]);
}
