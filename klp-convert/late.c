// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the loader has done with a section when the live patch relocations of
 * a module are applied, which may be long after the live patch was loaded.
 * Those for vmlinux are applied with all others.
 */
#include <string.h>
#include "util.h"
#include "convert.h"

static const char
	read[] = "the kernel has read it when the patched module comes",
	gone[] = "it is gone when the patched module comes",
	copied[] = "the kernel has copied it when the patched module comes",
	key[] = "the kernel has read its entries when the patched module "
		"comes; static_key_enabled() is the way out",
	call[] = "the kernel has read its entries when the patched module "
		 "comes; a plain call by pointer is the way out";

/* The first that fits; a * at the end: whatever follows */
static const struct {
	const char *name;
	const char *why;        /* NULL: it may be relocated late */
} sections[] = {
	{ "__jump_table", key },
	{ ".static_call_sites", call },
	{ ".altinstructions", read },
	{ ".altinstr_replacement", copied },
	{ ".alternative", read },
	{ ".parainstructions", read },
	{ "__mcount_loc", read },
	{ "__patchable_function_entries", read },
	{ ".init*", gone },
	{ ".meminit*", gone },
	{ ".data..percpu*", copied },
	{ ".text*", NULL },
	{ ".data*", NULL },
	{ ".rodata*", NULL },
	{ ".sdata*", NULL },
	{ ".toc*", NULL },
	{ "__bug_table", NULL },
};

static int
fits(const char *name, const char *pattern)
{
	size_t n = strlen(pattern) - 1;

	return pattern[n] == '*' ? strncmp(name, pattern, n) == 0 :
	       strcmp(name, pattern) == 0;
}

const char *
late_refused(const struct section *s)
{
	size_t i;

	for (i = 0; i < LEN(sections); i++)
		if (fits(s->name, sections[i].name))
			return sections[i].why;
	if (s->sh.sh_flags & SHF_EXECINSTR)
		return NULL;
	return "it is not known whether the kernel has read it when the "
	       "patched module comes";
}
