// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A module's sections and symbols.  Symbols, relocations and groups are taken
 * in the form that libelf translates them to; the bytes of all else are left
 * as they are in the file.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "convert.h"

struct loc
module_loc(const struct module *m)
{
	return (struct loc){ m->file, 0, 0 };
}

void
module_bad(const struct module *m, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	error(module_loc(m), "%s", vformat(fmt, ap));
	va_end(ap);
	exit(S_INPUT);
}

static int
translated(uint32_t type)
{
	return type == SHT_SYMTAB || type == SHT_RELA || type == SHT_REL ||
	       type == SHT_GROUP;
}

static void
read_section(struct module *m, struct section *s, size_t names)
{
	Elf_Scn *scn = elf_getscn(m->elf, s->index);

	if (!scn || !gelf_getshdr(scn, &s->sh))
		module_bad(m, "section %zu: %s", s->index, elf_errmsg(-1));
	s->name = s->index ? elf_strptr(m->elf, names, s->sh.sh_name) : "";
	if (!s->name)
		module_bad(m, "section %zu: its name is outside of the string "
			   "table", s->index);
	if (s->index == 0 || s->sh.sh_type == SHT_NOBITS)
		return;
	s->data = translated(s->sh.sh_type) ? elf_getdata(scn, NULL) :
		  elf_rawdata(scn, NULL);
	if (!s->data || s->data->d_size != s->sh.sh_size)
		module_bad(m, "section %s: %s", s->name, elf_errmsg(-1));
	s->p = s->data->d_buf;
	s->n = s->data->d_size;
	s->type = translated(s->sh.sh_type) ? s->data->d_type : ELF_T_BYTE;
}

/* No two sections share bytes, so the result is not much longer than this. */
static void
read_sections(struct module *m)
{
	size_t i, names;
	uint64_t sum = 0;

	if (m->eh.e_shoff > m->size ||
	    m->size - m->eh.e_shoff < (uint64_t)m->eh.e_shnum *
				      m->eh.e_shentsize)
		module_bad(m, "cut short: it ends before its section headers");
	if (elf_getshdrnum(m->elf, &m->nsec) < 0 ||
	    elf_getshdrstrndx(m->elf, &names) < 0)
		module_bad(m, "the section header table is damaged: %s",
			   elf_errmsg(-1));
	if (m->nsec == 0 || m->eh.e_shnum == 0 || names >= m->nsec)
		module_bad(m, "the kernel reads no file with %zu sections",
			   m->nsec);
	m->sec = grow(NULL, m->nsec, &m->seccap, sizeof m->sec[0]);
	for (i = 0; i < m->nsec; i++) {
		m->sec[i] = alloc(sizeof *m->sec[i]);
		m->sec[i]->index = i;
		read_section(m, m->sec[i], names);
		sum += m->sec[i]->n;
	}
	if (sum > m->size)
		module_bad(m, "damaged: sections share bytes of the file");
	m->names = m->sec[names];
}

static void
read_symbols(struct module *m)
{
	size_t i, x = gelf_fsize(m->elf, ELF_T_SYM, 1, EV_CURRENT);
	struct section *s = m->symtab;

	if (s->sh.sh_entsize != x || s->n % x)
		module_bad(m, "symbol table: entries of %llu bytes, not %zu",
			   (unsigned long long)s->sh.sh_entsize, x);
	if (s->sh.sh_link == 0 || s->sh.sh_link >= m->nsec ||
	    m->sec[s->sh.sh_link]->sh.sh_type != SHT_STRTAB)
		module_bad(m, "the symbol table has no string table");
	m->strings = m->sec[s->sh.sh_link];
	m->nsym = s->n / x;
	m->sym = alloc((m->nsym + 1) * sizeof m->sym[0]);
	for (i = 0; i < m->nsym; i++) {
		struct sym *y = &m->sym[i];

		y->index = i;
		if (!gelf_getsym(s->data, i, &y->s))
			module_bad(m, "symbol %zu: %s", i, elf_errmsg(-1));
		y->name = elf_strptr(m->elf, s->sh.sh_link, y->s.st_name);
		if (!y->name)
			module_bad(m, "symbol %zu: its name is outside of the "
				   "string table", i);
		y->name = intern(y->name);
		y->section = y->s.st_shndx;
	}
}

static int
has_relocs(const struct section *s)
{
	return s->sh.sh_type == SHT_RELA || s->sh.sh_type == SHT_REL;
}

int
module_relocates(const struct module *m, const struct section *s)
{
	return has_relocs(s) && m->symtab &&
	       s->sh.sh_link == m->symtab->index &&
	       s->sh.sh_info && s->sh.sh_info < m->nsec &&
	       m->sec[s->sh.sh_info]->sh.sh_flags & SHF_ALLOC;
}

struct section *
module_target(const struct module *m, const struct section *s)
{
	return m->sec[s->sh.sh_info];
}

size_t
module_relocs(const struct module *m, const struct section *s)
{
	return s->n / gelf_fsize(m->elf, s->type, 1, EV_CURRENT);
}

/* MIPS has the symbol's number first, in either byte order. */
static uint64_t
reloc_symbol(const struct module *m, uint64_t info)
{
	if (m->eh.e_machine == EM_MIPS &&
	    m->eh.e_ident[EI_CLASS] == ELFCLASS64 &&
	    m->eh.e_ident[EI_DATA] == ELFDATA2LSB)
		return info & 0xffffffff;
	return GELF_R_SYM(info);
}

struct reloc
module_reloc(const struct module *m, const struct section *s, size_t i)
{
	struct reloc r = { 0 };
	GElf_Rela rela;
	GElf_Rel rel;
	uint64_t info;

	if (s->type == ELF_T_RELA) {
		if (!gelf_getrela(s->data, i, &rela))
			module_bad(m, "section %s: relocation %zu: %s",
				   s->name, i, elf_errmsg(-1));
		r.offset = rela.r_offset;
		r.addend = rela.r_addend;
		info = rela.r_info;
	} else {
		if (!gelf_getrel(s->data, i, &rel))
			module_bad(m, "section %s: relocation %zu: %s",
				   s->name, i, elf_errmsg(-1));
		r.offset = rel.r_offset;
		info = rel.r_info;
	}
	r.type = GELF_R_TYPE(info);
	info = reloc_symbol(m, info);
	if (info >= m->nsym)
		module_bad(m, "section %s: relocation %zu: there is no symbol "
			   "%llu", s->name, i, (unsigned long long)info);
	r.sym = &m->sym[info];
	if (module_relocates(m, s) &&
	    r.offset >= module_target(m, s)->sh.sh_size)
		module_bad(m, "section %s: relocation %zu: it is outside of "
			   "section %s", s->name, i,
			   module_target(m, s)->name);
	return r;
}

/* Count how often each symbol is referred to. */
static void
count_uses(struct module *m)
{
	size_t i, k, x;
	struct reloc r;

	for (i = 1; i < m->nsec; i++) {
		struct section *s = m->sec[i];

		if (!has_relocs(s) || s->sh.sh_link != m->symtab->index)
			continue;
		x = gelf_fsize(m->elf, s->type, 1, EV_CURRENT);
		if (s->sh.sh_entsize != x || s->n % x)
			module_bad(m, "section %s: entries of %llu bytes, not "
				   "%zu", s->name,
				   (unsigned long long)s->sh.sh_entsize, x);
		for (k = 0; k < module_relocs(m, s); k++) {
			r = module_reloc(m, s, k);
			if (module_relocates(m, s))
				r.sym->uses++;
			else
				r.sym->others++;
		}
	}
}

static void
find_symtab(struct module *m)
{
	size_t i;

	for (i = 1; i < m->nsec; i++) {
		if (m->sec[i]->sh.sh_type != SHT_SYMTAB)
			continue;
		if (m->symtab)
			module_bad(m, "it has several symbol tables");
		m->symtab = m->sec[i];
	}
	if (!m->symtab)
		module_bad(m, "it has no symbol table");
}

/* What signing a module adds to its end */
static const char signature[] = "~Module signature appended~\n";

struct module *
module_open(const char *file)
{
	struct module *m = alloc(sizeof *m);
	struct text t = input_map(file);
	size_t n = sizeof signature - 1;

	elf_version(EV_CURRENT);
	m->file = file;
	m->whole = t.p;
	m->size = t.end - t.p;
	m->elf = elf_memory((char *)t.p, m->size);
	if (!m->elf || elf_kind(m->elf) != ELF_K_ELF ||
	    !gelf_getehdr(m->elf, &m->eh))
		module_bad(m, "not an ELF file");
	if (m->eh.e_type != ET_REL)
		module_bad(m, "it was linked for good: a module is a "
			   "relocatable file, as of ld -r");
	if (m->size > n && !memcmp(m->whole + m->size - n, signature, n))
		module_bad(m, "it is signed already: sign it after "
			   "its references have been converted");
	read_sections(m);
	find_symtab(m);
	read_symbols(m);
	count_uses(m);
	return m;
}

struct section *
module_named(const struct module *m, const char *name)
{
	size_t i;

	for (i = 1; i < m->nsec; i++)
		if (strcmp(m->sec[i]->name, name) == 0)
			return m->sec[i];
	return NULL;
}

uint64_t
module_number(const struct module *m, const char *p, unsigned n)
{
	uint64_t v = 0;
	unsigned i;

	for (i = 0; i < n; i++)
		v |= (uint64_t)(unsigned char)p[i] << 8 *
		     (m->eh.e_ident[EI_DATA] == ELFDATA2MSB ? n - 1 - i : i);
	return v;
}

const char *
module_info(const struct module *m, const char *tag)
{
	const struct section *s = module_named(m, ".modinfo");
	size_t l = strlen(tag);
	const char *p, *end, *nul;

	if (!s || !s->p)
		return NULL;
	end = s->p + s->n;
	for (p = s->p; p < end; p = nul + 1) {
		nul = memchr(p, 0, end - p);
		if (!nul)
			break;
		if (strncmp(p, tag, l) == 0 && p[l] == '=')
			return p + l + 1;
	}
	return NULL;
}
