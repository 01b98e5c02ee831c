// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbol table, and the position of each symbol among those of its name.
 *
 * The kernel counts, in klp_find_object_symbol(), what its own table of names
 * holds.  That of vmlinux comes from nm -n (scripts/kallsyms.c) and is
 * sorted by address; undefined and absolute symbols are not in it.  Of
 * a module it keeps the symbol table of the file, and passes over undefined
 * symbols.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

/* Word or, where there is none, number */
static const char *
word(const char *const *words, size_t n, unsigned v)
{
	char s[12];

	if (v < n && words[v])
		return words[v];
	snprintf(s, sizeof s, "%u", v);
	return intern(s);
}

static const char *
type_word(const struct sym *s)
{
	static const char *const words[] = {
		[STT_NOTYPE] = "notype", [STT_OBJECT] = "object",
		[STT_FUNC] = "func", [STT_SECTION] = "section",
		[STT_FILE] = "file", [STT_COMMON] = "common",
		[STT_TLS] = "tls", [STT_GNU_IFUNC] = "ifunc",
	};

	return word(words, LEN(words), s->type);
}

static const char *
bind_word(const struct sym *s)
{
	static const char *const words[] = {
		[STB_LOCAL] = "local", [STB_GLOBAL] = "global",
		[STB_WEAK] = "weak", [STB_GNU_UNIQUE] = "unique",
	};

	return word(words, LEN(words), s->bind);
}

/* By name; within one as the kernel counts */
static int by_address;

static int
by_name(const void *a, const void *b)
{
	const struct sym *x = *(struct sym *const *)a;
	const struct sym *y = *(struct sym *const *)b;
	int c = strcmp(x->name, y->name);

	if (c)
		return c;
	if (by_address && x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static int
counts(const struct object *o, const struct sym *s)
{
	return s->section != SHN_UNDEF && s->type != STT_FILE &&
	       s->type != STT_SECTION && *s->name &&
	       !(o->what == KERNEL && s->section == SPECIAL + SHN_ABS);
}

static void
count(struct object *o)
{
	struct sym **by = o->by;
	size_t i, j, k, n = o->nsym;

	for (i = 0; i < n; i = j) {
		uint32_t pos = 0;

		for (j = i; j < n && by[j]->name == by[i]->name; j++)
			if (counts(o, by[j]))
				by[j]->pos = ++pos;
		for (k = i; k < j; k++)
			by[k]->of = by[k]->pos ? pos : 0;
	}
}

size_t
symbols_first(const struct object *o, const char *name)
{
	size_t a = 0, b = o->nsym, m;

	while (a < b) {
		m = a + (b - a) / 2;
		if (strcmp(o->by[m]->name, name) < 0)
			a = m + 1;
		else
			b = m;
	}
	return a;
}

/* The symbol of that name that an export can mean: a local one cannot be */
static struct sym *
exported(const struct object *o, const char *name)
{
	size_t i = symbols_first(o, name);

	for (; i < o->nsym && strcmp(o->by[i]->name, name) == 0; i++)
		if (o->by[i]->bind != STB_LOCAL)
			return o->by[i];
	return NULL;
}

/* The string at a symbol's place, or NULL: its contents are not there or
 * need relocation. */
static const char *
string_at(const struct object *o, const struct sym *s, size_t *left)
{
	const struct section *sec;
	const unsigned char *p;
	uint64_t off;
	size_t n;

	if (s->section == SHN_UNDEF || s->section >= o->nsec)
		return NULL;
	sec = &o->sec[s->section];
	p = object_bytes(o, sec, &n);
	off = o->eh.e_type == ET_REL ? s->value : s->value - sec->addr;
	if (!p || off >= n || !memchr(p + off, 0, n - off))
		return NULL;
	*left = n - off;
	return (const char *)p + off;
}

/*
 * What is exported: __ksymtab_NAME is its entry, in a section whose name
 * says for whom, __kstrtabns_NAME the text of the namespace.  From 6.4 on an
 * object that was not linked yet has __export_symbol_NAME instead, the text
 * of the licence and then that of the namespace.
 */
static void
find_exports(struct object *o)
{
	static const char entry[] = "__ksymtab_", space[] = "__kstrtabns_",
			  both[] = "__export_symbol_";
	struct sym *e;
	const char *p;
	size_t i, left;

	for (i = 0; i < o->nsym; i++) {
		struct sym *s = &o->sym[i];

		if (s->name[0] != '_' || s->section == SHN_UNDEF)
			continue;
		if (strncmp(s->name, entry, sizeof entry - 1) == 0) {
			e = exported(o, s->name + sizeof entry - 1);
			if (e)
				e->export = strstr(object_section(o,
					s->section), "_gpl") ? "export-gpl" :
					"export";
		} else if (strncmp(s->name, space, sizeof space - 1) == 0) {
			e = exported(o, s->name + sizeof space - 1);
			p = string_at(o, s, &left);
			if (e && p && *p)
				e->ns = intern(p);
		} else if (strncmp(s->name, both, sizeof both - 1) == 0) {
			e = exported(o, s->name + sizeof both - 1);
			p = string_at(o, s, &left);
			if (!e || !p)
				continue;
			e->export = strcmp(p, "GPL") ? "export" : "export-gpl";
			left -= strlen(p) + 1;
			p += strlen(p) + 1;
			if (left && *p && memchr(p, 0, left))
				e->ns = intern(p);
		}
	}
}

/*
 * The symbol table is that of a separate debug file: which sections of the
 * object those of that file are.  What the object has not is added to it,
 * with a name only.
 */
static uint32_t *
map_sections(struct object *o, Elf *elf, size_t *n)
{
	struct section *sec;
	uint32_t *map;
	size_t i, k, str;
	GElf_Shdr sh;

	if (elf_getshdrnum(elf, n) < 0 || elf_getshdrstrndx(elf, &str) < 0)
		object_bad(o, "debug file: %s", elf_errmsg(-1));
	map = alloc((*n + 1) * sizeof *map);
	sec = alloc((o->nsec + *n + 1) * sizeof *sec);
	memcpy(sec, o->sec, o->nsec * sizeof *sec);
	o->sec = sec;
	for (i = 1; i < *n; i++) {
		const char *name = NULL;

		if (gelf_getshdr(elf_getscn(elf, i), &sh))
			name = elf_strptr(elf, str, sh.sh_name);
		if (!name)
			object_bad(o, "debug file: section %zu: %s", i,
				   elf_errmsg(-1));
		for (k = 1; k < o->nsec; k++)
			if (strcmp(sec[k].name, name) == 0)
				break;
		if (k == o->nsec)
			sec[o->nsec++] = (struct section){
				.name = intern(name), .type = SHT_NOBITS,
			};
		map[i] = k;
	}
	return map;
}

static void
read_table(struct object *o, Elf *elf, Elf_Scn *scn, const GElf_Shdr *sh)
{
	uint32_t *map = NULL;
	size_t nsec = o->nsec;
	const char *file = NULL;
	Elf_Data *data, *xdata = NULL;
	size_t i, n = gelf_fsize(elf, ELF_T_SYM, 1, EV_CURRENT);
	int x = elf_scnshndx(scn);

	if (sh->sh_entsize != n || sh->sh_size % n)
		object_bad(o, "symbol table: entries of %llu bytes, not %zu",
			   (unsigned long long)sh->sh_entsize, n);
	data = elf_getdata(scn, NULL);
	if (!data)
		object_bad(o, "symbol table: %s", elf_errmsg(-1));
	if (x > 0)
		xdata = elf_getdata(elf_getscn(elf, x), NULL);
	if (elf != o->elf)
		map = map_sections(o, elf, &nsec);
	o->nsym = data->d_size / n;
	o->sym = alloc((o->nsym + 1) * sizeof o->sym[0]);
	o->by = alloc((o->nsym + 1) * sizeof o->by[0]);
	for (i = 0; i < o->nsym; i++) {
		struct sym *s = &o->sym[i];
		GElf_Sym g;
		Elf32_Word xndx = 0;
		const char *name;

		if (!gelf_getsymshndx(data, xdata, i, &g, &xndx))
			object_bad(o, "symbol %zu: %s", i, elf_errmsg(-1));
		name = elf_strptr(elf, sh->sh_link, g.st_name);
		if (!name)
			object_bad(o, "symbol %zu: its name is outside of the "
				   "string table", i);
		s->name = intern(name);
		s->value = g.st_value;
		s->size = g.st_size;
		s->type = GELF_ST_TYPE(g.st_info);
		s->bind = GELF_ST_BIND(g.st_info);
		s->index = i;
		/* ELF V2 ABI, 3.4.1; 0 and 1 are no distance */
		if (o->eh.e_machine == EM_PPC64)
			s->entry = 1 << (g.st_other >> 5) >> 2 << 2;
		s->section = g.st_shndx == SHN_XINDEX ? xndx :
			     g.st_shndx < SHN_LORESERVE ? g.st_shndx :
			     SPECIAL + g.st_shndx;
		if (s->section >= nsec && s->section < SPECIAL)
			object_bad(o, "symbol %zu: there is no section %u", i,
				   s->section);
		if (map && s->section < nsec)
			s->section = map[s->section];
		if (s->type == STT_FILE)
			file = *name ? s->name : NULL;
		else if (s->bind == STB_LOCAL)
			s->file = file;
		o->by[i] = s;
	}
	by_address = o->what == KERNEL;
	qsort(o->by, o->nsym, sizeof o->by[0], by_name);
	count(o);
	find_exports(o);
}

void
symbols_read(struct object *o, Elf *elf)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;

	while ((scn = elf_nextscn(elf, scn))) {
		if (!gelf_getshdr(scn, &sh))
			object_bad(o, "section header: %s", elf_errmsg(-1));
		if (sh.sh_type == SHT_SYMTAB) {
			read_table(o, elf, scn, &sh);
			return;
		}
	}
}

void
symbols_rows(const struct object *o)
{
	size_t i;

	for (i = 1; i < o->nsym; i++) {
		const struct sym *s = &o->sym[i];

		row(ROW_SYMBOL);
		row_str(s->type == STT_SECTION && !*s->name ?
			object_section(o, s->section) : s->name);
		row_str(o->name);
		row_str(type_word(s));
		row_str(bind_word(s));
		row_str(object_section(o, s->section));
		row_hex(s->value);
		row_num(s->size);
		row_str(s->file);
		row_num(s->pos);
		row_num(s->of);
		row_str(s->export);
		row_str(s->ns);
		row_end();
	}
}

int
cmd_symbols(int argc, char **argv)
{
	struct object *o;
	struct text t;
	int i;

	for (i = 0; i < argc; i++) {
		o = object_open(argv[i]);
		if (!o->nsym)
			object_bad(o, "it has no symbol table, nor is there "
				   "a debug file that has");
		symbols_rows(o);
		object_close(o);
	}
	t = rows_take();
	rows_put("symbols", ROWS(SYMBOL), &t, 1);
	return finish();
}
