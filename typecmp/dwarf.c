// SPDX-License-Identifier: GPL-2.0-or-later
/* DWARF as libdw reads it. */
#include <elfutils/libdwfl.h>
#include <string.h>
#include <unistd.h>
#include "util.h"
#include "typecmp.h"

/* libdwfl, because the debug sections of an object file have relocations. */
void
dwarf_units(const char *name, void (*unit)(Dwarf_Die *, void *), void *arg)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	Dwarf_Die *cu = NULL;
	Dwarf_Addr bias;
	Dwfl *dwfl;

	if (access(name, R_OK) < 0)
		fatal("open %s:", name);
	dwfl = dwfl_begin(&callbacks);
	if (!dwfl || !dwfl_report_offline(dwfl, name, name, -1))
		fatal("read %s: %s", name, dwfl_errmsg(-1));
	dwfl_report_end(dwfl, NULL, NULL);
	while ((cu = dwfl_nextcu(dwfl, cu, &bias)))
		unit(cu, arg);
	dwfl_end(dwfl);
}

Dwarf_Word
dwarf_number(Dwarf_Die *die, unsigned at)
{
	Dwarf_Attribute a;
	Dwarf_Word v = 0;

	if (dwarf_attr_integrate(die, at, &a))
		dwarf_formudata(&a, &v);
	return v;
}

int
dwarf_has(Dwarf_Die *die, unsigned at)
{
	return dwarf_hasattr_integrate(die, at);
}

const char *
dwarf_tag_word(Dwarf_Die *die)
{
	switch (dwarf_tag(die)) {
	case DW_TAG_structure_type:
		return "struct";
	case DW_TAG_union_type:
		return "union";
	case DW_TAG_enumeration_type:
		return "enum";
	}
	return NULL;
}

uint64_t
dwarf_symbol_size(Dwarf_Die *die, const char *name)
{
	Elf *elf = dwarf_getelf(dwarf_cu_getdwarf(die->cu));
	Elf_Scn *scn = NULL;
	Elf_Data *data;
	GElf_Shdr sh;
	GElf_Sym sym;
	const char *s;
	int i;

	while ((scn = elf_nextscn(elf, scn))) {
		if (!gelf_getshdr(scn, &sh) || sh.sh_type != SHT_SYMTAB ||
		    !(data = elf_getdata(scn, NULL)))
			continue;
		for (i = 0; gelf_getsym(data, i, &sym); i++) {
			s = elf_strptr(elf, sh.sh_link, sym.st_name);
			if (s && !strcmp(s, name))
				return sym.st_size;
		}
	}
	return 0;
}

static int
big_endian(Dwarf_Die *die)
{
	Dwarf *dw = dwarf_cu_getdwarf(die->cu);
	const char *ident = elf_getident(dwarf_getelf(dw), NULL);

	return ident && ident[EI_DATA] == ELFDATA2MSB;
}

Dwarf_Word
dwarf_bit(Dwarf_Die *m)
{
	Dwarf_Word at = dwarf_number(m, DW_AT_data_member_location) * 8, skip;

	if (dwarf_has(m, DW_AT_data_bit_offset))
		return dwarf_number(m, DW_AT_data_bit_offset);
	if (!dwarf_has(m, DW_AT_bit_offset))
		return at;
	/* counted from the most significant bit of a unit of byte_size */
	skip = dwarf_number(m, DW_AT_bit_offset);
	if (big_endian(m))
		return at + skip;
	return at + dwarf_number(m, DW_AT_byte_size) * 8 - skip -
		dwarf_number(m, DW_AT_bit_size);
}
