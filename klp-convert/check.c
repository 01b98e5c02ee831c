// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A finished module as the loader will see it: apply_relocations() and
 * klp_write_section_relocs() of the kernel, check_modinfo(), simplify_symbols().
 * What the kernel has is told by an index of elfinfo.
 */
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "convert.h"

static struct text table;

static const uint64_t flags = SHF_ALLOC | SHF_INFO_LINK | SHF_RELA_LIVEPATCH;

/* Is the symbol there, at that position?  The kernel counts those of a name in
 * the order of its own symbol table, as the index does. */
static void
check_target(const struct module *m, const struct target *t)
{
	struct text rows = rows_find(table, ROW_SYMBOL, t->symbol, t->object,
				     NULL);
	const char *f[COLUMNS];
	unsigned long n = 0;

	while (rows_next(&rows, ROW_SYMBOL, f))
		n++;
	if (n == 0)
		error(module_loc(m), "symbol '%s' of %s: there is none",
		      t->symbol, t->object);
	else if (t->pos == 0 && n > 1)
		error(module_loc(m), "symbol '%s' of %s: there are %lu, and "
		      "the position does not say which", t->symbol, t->object,
		      n);
	else if (t->pos > n)
		error(module_loc(m), "symbol '%s' of %s: there is no number "
		      "%lu, only %lu", t->symbol, t->object, t->pos, n);
}

static void
check_reloc(const struct module *m, const struct section *s, const char *gate,
	    const struct sym *y)
{
	struct target t = { 0 };

	if (y->section != SHN_LIVEPATCH)
		error(module_loc(m), "section %s: symbol '%s' is not marked "
		      "as a live patch symbol", s->name, y->name);
	else if (names_symbol(y->name, &t) && names_vmlinux(t.object) !=
		 names_vmlinux(gate))
		error(module_loc(m), "section %s: symbol '%s' is one of %s",
		      s->name, t.symbol, t.object);
}

static void
check_section(const struct module *m, const struct section *s)
{
	const char *gate = names_section(s->name), *why;
	const struct section *of;
	size_t i;

	if (!gate) {
		error(module_loc(m), "section %s: the loader cannot read this "
		      "name; .klp.rela.OBJECT.SECTION is expected", s->name);
		return;
	}
	if ((s->sh.sh_flags & flags) != flags || !module_relocates(m, s)) {
		error(module_loc(m), "section %s: it is not flagged and linked "
		      "as the loader wants live patch relocations", s->name);
		return;
	}
	of = module_target(m, s);
	why = names_vmlinux(gate) ? NULL : late_refused(of);
	if (why && !opt_late)
		error(module_loc(m), "section %s: %s is relocated when %s "
		      "comes, and %s", s->name, of->name, gate, why);
	if (s->sh.sh_type == SHT_REL)
		error(module_loc(m), "section %s: no kernel applies live patch "
		      "relocations without addends", s->name);
	for (i = 0; i < module_relocs(m, s); i++)
		check_reloc(m, s, gate, module_reloc(m, s, i).sym);
}

/* Does the module say TAG=VALUE, in one of several lines with that tag? */
static int
says(const struct module *m, const char *tag, const char *value)
{
	const struct section *s = module_named(m, ".modinfo");
	const char *line = format("%s=%s", tag, value), *p, *nul;

	if (!s || !s->p)
		return 0;
	for (p = s->p; p < s->p + s->n; p = nul + 1) {
		nul = memchr(p, 0, s->p + s->n - p);
		if (!nul)
			break;
		if (strcmp(p, line) == 0)
			return 1;
	}
	return 0;
}

/* What is undefined is for the kernel's own exports. */
static void
check_undefined(const struct module *m, const struct sym *y)
{
	struct text rows = rows_find(table, ROW_EXPORT, y->name, NULL, NULL);
	const char *f[COLUMNS];

	if (!rows_next(&rows, ROW_EXPORT, f))
		error(module_loc(m), "symbol '%s' is undefined, and nothing "
		      "exports it", y->name);
	else if (strcmp(f[E_NAMESPACE], "-") &&
		 !says(m, "import_ns", f[E_NAMESPACE]))
		error(module_loc(m), "symbol '%s' is exported in namespace "
		      "%s, which the module does not import", y->name,
		      f[E_NAMESPACE]);
}

static void
check_symbol(const struct module *m, const struct sym *y)
{
	struct target t = { 0 };

	if (y->section == SHN_UNDEF && *y->name && y->uses &&
	    GELF_ST_BIND(y->s.st_info) != STB_WEAK)
		check_undefined(m, y);
	if (y->section != SHN_LIVEPATCH)
		return;
	if (names_symbol(y->name, &t))
		check_target(m, &t);
	else
		error(module_loc(m), "symbol '%s': the loader cannot read "
		      "this name; .klp.sym.OBJECT.SYMBOL,POSITION is expected",
		      y->name);
}

static void
check_vermagic(const struct module *m)
{
	const char *magic = module_info(m, "vermagic");
	size_t n = opt_release ? strlen(opt_release) : 0;

	if (!magic)
		error(module_loc(m), "there is no vermagic: it is no module "
		      "yet");
	else if (opt_release && (strncmp(magic, opt_release, n) != 0 ||
				 magic[n] != ' '))
		error(module_loc(m), "it was built for kernel %.*s, not for "
		      "%s", (int)strcspn(magic, " "), magic, opt_release);
}

void
check_all(const struct module *m, const char *index)
{
	size_t i;

	table = rows_open(index);
	if (!says(m, "livepatch", "Y"))
		error(module_loc(m), "it is not marked as a live patch: "
		      "MODULE_INFO(livepatch, \"Y\")");
	check_vermagic(m);
	for (i = 1; i < m->nsec; i++) {
		const struct section *s = m->sec[i];

		if (s->sh.sh_flags & SHF_RELA_LIVEPATCH ||
		    strncmp(s->name, ".klp.rela.", 10) == 0)
			check_section(m, s);
	}
	for (i = 1; i < m->nsym; i++)
		check_symbol(m, &m->sym[i]);
}
