// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An ELF file: its name as the kernel knows it, sections, symbols by address.
 *
 * In a relocatable object each section begins at 0.  libdwfl lays sections
 * out one after the other to relocate the debug data, so that an address
 * tells its section; addr in section and sym is in that layout.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

void
object_bad(const struct object *o, const char *fmt, ...)
{
	char msg[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	error((struct loc){ o->file, 0, 0 }, "%s", msg);
	exit(S_INPUT);
}

static void
read_sections(struct object *o)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;
	size_t str, i;
	struct stat st;

	/* libelf is content to find no sections then */
	if (fstat(o->fd, &st) < 0)
		fatal("stat %s:", o->file);
	if (o->eh.e_shoff > (uint64_t)st.st_size ||
	    (uint64_t)st.st_size - o->eh.e_shoff <
	    (uint64_t)o->eh.e_shnum * o->eh.e_shentsize)
		object_bad(o, "cut short: it ends before its section headers");
	if (elf_getshdrnum(o->elf, &o->nsec) < 0 ||
	    elf_getshdrstrndx(o->elf, &str) < 0)
		object_bad(o, "the section header table is damaged: %s",
			   elf_errmsg(-1));
	o->sec = alloc((o->nsec + 1) * sizeof o->sec[0]);
	for (i = 1; i < o->nsec; i++) {
		scn = elf_getscn(o->elf, i);
		if (!scn || !gelf_getshdr(scn, &sh))
			object_bad(o, "section %zu: %s", i, elf_errmsg(-1));
		o->sec[i] = (struct section){
			.name = elf_strptr(o->elf, str, sh.sh_name),
			.addr = sh.sh_addr,
			.size = sh.sh_size,
			.flags = sh.sh_flags,
			.type = sh.sh_type,
			.scn = scn,
		};
		if (!o->sec[i].name)
			object_bad(o, "section %zu: its name is outside of "
				   "the string table", i);
	}
}

const struct section *
object_named(const struct object *o, const char *name)
{
	size_t i;

	for (i = 1; i < o->nsec; i++)
		if (strcmp(o->sec[i].name, name) == 0)
			return &o->sec[i];
	return NULL;
}

const unsigned char *
object_bytes(const struct object *o, const struct section *s, size_t *n)
{
	Elf_Data *d;

	*n = 0;
	if (s->type == SHT_NOBITS)
		return NULL;
	d = elf_rawdata(s->scn, NULL);
	if (!d)
		object_bad(o, "section %s: %s", s->name, elf_errmsg(-1));
	*n = d->d_size;
	return d->d_buf;
}

uint64_t
object_number(const struct object *o, const unsigned char *p, unsigned n)
{
	uint64_t v = 0;
	unsigned i;

	for (i = 0; i < n; i++)
		v |= (uint64_t)p[i] << 8 *
		     (o->eh.e_ident[EI_DATA] == ELFDATA2MSB ? n - 1 - i : i);
	return v;
}

const char *
object_modinfo(const struct object *o, const char *tag)
{
	const struct section *s = object_named(o, ".modinfo");
	const char *p, *e, *nul;
	size_t l = strlen(tag), n = 0;

	p = s ? (const char *)object_bytes(o, s, &n) : NULL;
	for (e = p + n; p < e; p = nul + 1) {
		nul = memchr(p, 0, e - p);
		if (!nul)
			break;
		if (strncmp(p, tag, l) == 0 && p[l] == '=')
			return intern(p + l + 1);
	}
	return NULL;
}

/* A file's or a module's name as the kernel has it: - is _ */
static const char *
underscored(const char *p, size_t n)
{
	char *name = alloc(n + 1), *q;

	memcpy(name, p, n);
	for (q = name; *q; q++)
		if (*q == '-')
			*q = '_';
	return name;
}

/* A module's name: what its .modinfo says, else its file's, up to the first
 * dot and with - as _, which is how kbuild makes it. */
static const char *
module_name(const struct object *o)
{
	const char *p = object_modinfo(o, "name");

	if (p)
		return p;
	p = strrchr(o->file, '/');
	p = p ? p + 1 : o->file;
	return underscored(p, strcspn(p, "."));
}

void
object_row(const struct object *o, int debug)
{
	static const char *const words[] = {
		[PLAIN] = "object", [MODULE] = "module", [KERNEL] = "kernel",
	};
	const char *d = object_modinfo(o, "depends");

	row(ROW_OBJECT);
	row_str(o->name);
	row_str(words[o->what]);
	row_str(debug ? "yes" : "no");
	row_str(d ? underscored(d, strlen(d)) : NULL);
	row_end();
}

int
object_init_section(const char *name)
{
	static const char *const begins[] = {
		".init", ".exit", ".meminit", ".memexit",
	};
	size_t i;

	for (i = 0; i < LEN(begins); i++)
		if (strncmp(name, begins[i], strlen(begins[i])) == 0)
			return 1;
	return 0;
}

static void
identify(struct object *o)
{
	o->what = PLAIN;
	o->name = opt_object ? opt_object : o->file;
	if (object_named(o, ".gnu.linkonce.this_module")) {
		o->what = MODULE;
		if (!opt_object)
			o->name = module_name(o);
	} else if (o->eh.e_type != ET_REL && object_named(o, ".init.text")) {
		o->what = KERNEL;
		if (!opt_object)
			o->name = "vmlinux";
	}
}

const char *
object_section(const struct object *o, uint32_t i)
{
	char s[12];

	if (i == SHN_UNDEF)
		return "UND";
	if (i < o->nsec)
		return o->sec[i].name;
	if (i == SPECIAL + SHN_ABS)
		return "ABS";
	if (i == SPECIAL + SHN_COMMON)
		return "COM";
	snprintf(s, sizeof s, "0x%x", i - SPECIAL);
	return intern(s);
}

static int
by_addr(const void *a, const void *b)
{
	const struct sym *x = *(struct sym *const *)a;
	const struct sym *y = *(struct sym *const *)b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

void
object_place(struct object *o)
{
	size_t i;

	o->at = alloc((o->nsym + 1) * sizeof o->at[0]);
	o->nat = 0;
	for (i = 0; i < o->nsym; i++) {
		struct sym *s = &o->sym[i];

		s->addr = s->value;
		if (o->eh.e_machine == EM_ARM && s->type == STT_FUNC)
			s->addr &= ~(uint64_t)1;
		if (o->eh.e_type == ET_REL && s->section < o->nsec)
			s->addr += o->sec[s->section].addr;
		if (s->section != SHN_UNDEF && s->section < o->nsec &&
		    s->type != STT_SECTION && s->type != STT_FILE)
			o->at[o->nat++] = s;
	}
	qsort(o->at, o->nat, sizeof o->at[0], by_addr);
}

size_t
object_syms(const struct object *o, uint64_t addr, size_t *from)
{
	size_t a = 0, b = o->nat, m;

	while (a < b) {
		m = a + (b - a) / 2;
		if (o->at[m]->addr < addr)
			a = m + 1;
		else
			b = m;
	}
	*from = a;
	while (b < o->nat && o->at[b]->addr == addr)
		b++;
	return b;
}

const struct section *
object_at(const struct object *o, uint64_t addr)
{
	size_t i;

	for (i = 1; i < o->nsec; i++) {
		const struct section *s = &o->sec[i];

		if (s->flags & SHF_ALLOC && addr - s->addr < s->size)
			return s;
	}
	return NULL;
}

uint64_t
object_value(const struct object *o, uint64_t addr, const struct section **s)
{
	*s = object_at(o, addr);
	return *s && o->eh.e_type == ET_REL ? addr - (*s)->addr : addr;
}

void
object_lay_out(struct object *o)
{
	uint64_t addr = 1 << 12;
	size_t i;

	if (o->eh.e_type != ET_REL || o->dwarf)
		return;
	for (i = 1; i < o->nsec; i++)
		if (o->sec[i].flags & SHF_ALLOC) {
			o->sec[i].addr = addr;
			addr += (o->sec[i].size + 64) & ~(uint64_t)63;
		}
	object_place(o);
}

struct object *
object_open(const char *file)
{
	struct object *o = alloc(sizeof *o);

	elf_version(EV_CURRENT);
	o->file = file;
	o->fd = zstd_sections(file, input_open(file));
	o->elf = elf_begin(o->fd, ELF_C_READ_MMAP_PRIVATE, NULL);
	if (!o->elf || elf_kind(o->elf) != ELF_K_ELF ||
	    !gelf_getehdr(o->elf, &o->eh))
		object_bad(o, elf_kind(o->elf) == ELF_K_AR ?
			   "an archive, not an ELF file" : "not an ELF file");
	read_sections(o);
	identify(o);
	symbols_read(o, o->elf);
	if (!o->nsym)
		debug_symbols(o);
	object_place(o);
	return o;
}

void
object_close(struct object *o)
{
	debug_close(o);
	elf_end(o->elf);
	close(o->fd);
}
