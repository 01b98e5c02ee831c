// SPDX-License-Identifier: GPL-2.0-or-later

/*
 * fill_module - look up what a module has that is there.  While it comes, it
 * has the symbols of its init sections too, as in the order of its file.
 */
static int fill_module(const char *object, struct symbol *symbols)
{
	struct mod_kallsyms *all;
	struct module *mod;
	struct symbol *s;
	unsigned int i;

	for (s = symbols; s->name; s++)
		s->found = 0;
	preempt_disable();
	mod = klp_find_module(object);
	all = mod ? rcu_dereference_sched(mod->kallsyms) : NULL;
	for (i = 0; all && i < all->num_symtab; i++)
		if (all->symtab[i].st_shndx != SHN_UNDEF)
			note(symbols, all->strtab + all->symtab[i].st_name,
			     all->symtab[i].st_value);
	preempt_enable();
	return fill(object, symbols);
}
