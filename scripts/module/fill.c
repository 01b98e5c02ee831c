// SPDX-License-Identifier: GPL-2.0-or-later

/*
 * note - a symbol was seen: if it is one that is wanted, remember its address.
 * A position counts namesakes in the order in which the kernel lists them, as
 * klp_func.old_sympos does.
 */
static void note(struct symbol *symbols, const char *name,
		 unsigned long address)
{
	struct symbol *s;

	for (s = symbols; s->name; s++) {
		if (strcmp(s->name, name))
			continue;
		s->found++;
		if (s->position == 0 || s->position == s->found)
			s->address = address;
	}
}

/* fill - all have been seen; nothing is filled if one was not there */
static int fill(const char *object, struct symbol *symbols)
{
	struct symbol *s;

	for (s = symbols; s->name; s++) {
		if (s->found >= max(s->position, 1UL) &&
		    (s->position || s->found == 1))
			continue;
		pr_err("%s: %s has %lu symbols '%s', number %lu is wanted\n",
		       KBUILD_MODNAME, object, s->found, s->name,
		       s->position);
		return -ENOENT;
	}
	for (s = symbols; s->name; s++)
		*s->pointer = (void *)s->address;
	return 0;
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
static int note_vmlinux(void *symbols, const char *name, struct module *mod,
			unsigned long address)
{
	if (!mod)
		note(symbols, name, address);
	return 0;
}
#else
static int note_vmlinux(void *symbols, const char *name, unsigned long address)
{
	note(symbols, name, address);
	return 0;
}
#endif

/*
 * start_of - the address of a function that is not exported.  A kprobe knows
 * one; it may lie after an instruction that only marks the function's start.
 */
static void *start_of(const char *name)
{
	struct kprobe probe = { .symbol_name = name };
	char text[KSYM_SYMBOL_LEN];
	unsigned long offset;
	char *plus;

	if (register_kprobe(&probe))
		return NULL;
	unregister_kprobe(&probe);
	sprint_symbol(text, (unsigned long)probe.addr);
	plus = strrchr(text, '+');
	if (!plus || sscanf(plus, "+0x%lx/", &offset) != 1)
		return NULL;
	return (char *)probe.addr - offset;
}

/* fill_vmlinux - look up what vmlinux has */
static int fill_vmlinux(void)
{
	typeof(kallsyms_on_each_symbol) *each =
		start_of("kallsyms_on_each_symbol");
	struct symbol *s;

	if (!each) {
		pr_err("%s: kallsyms_on_each_symbol is not to be found\n",
		       KBUILD_MODNAME);
		return -ENOENT;
	}
	for (s = symbols_of_vmlinux; s->name; s++)
		s->found = 0;
	each(note_vmlinux, symbols_of_vmlinux);
	return fill("vmlinux", symbols_of_vmlinux);
}
