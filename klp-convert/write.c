// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The changed module.  Sections keep their numbers, to which symbols and
 * groups refer, and their order in the file; new ones come after them.  libelf
 * would lay the file out in the order of the numbers, so we do it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "input.h"
#include "convert.h"

struct section *
section_new(struct module *m, const char *name)
{
	struct section *s = alloc(sizeof *s);

	if (m->nsec + 1 >= SHN_LORESERVE)
		module_bad(m, "it has %zu sections, and the kernel reads no "
			   "more", m->nsec);
	s->name = name;
	s->index = m->nsec;
	s->sh.sh_name = section_string(m->names, name);
	m->sec = grow(m->sec, m->nsec + 1, &m->seccap, sizeof m->sec[0]);
	m->sec[m->nsec++] = s;
	m->changed = 1;
	return s;
}

/* What is still in the file that was read has no room to grow. */
void
section_add(struct section *s, const void *p, size_t n)
{
	char *old = s->p;

	if (s->n + n > s->cap) {
		s->p = grow(s->cap ? s->p : NULL, s->n + n, &s->cap, 1);
		if (s->data && old == s->data->d_buf && s->n)
			memcpy(s->p, old, s->n);
	}
	memcpy(s->p + s->n, p, n);
	s->n += n;
}

size_t
section_string(struct section *s, const char *str)
{
	size_t at = s->n;

	section_add(s, str, strlen(str) + 1);
	return at;
}

static int
by_offset(const void *a, const void *b)
{
	const struct section *x = *(struct section *const *)a;
	const struct section *y = *(struct section *const *)b;

	if (x->sh.sh_offset != y->sh.sh_offset)
		return x->sh.sh_offset < y->sh.sh_offset ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

static uint64_t
aligned(const struct module *m, uint64_t at, uint64_t align)
{
	if (align & (align - 1) || align > 1 << 20)
		module_bad(m, "damaged: a section is aligned to %llu bytes",
			   (unsigned long long)align);
	return align ? (at + align - 1) & ~(align - 1) : at;
}

/* Give each section its place in the file. */
static void
lay_out(struct module *m)
{
	struct section **by = alloc(m->nsec * sizeof *by);
	uint64_t at = gelf_fsize(m->elf, ELF_T_EHDR, 1, EV_CURRENT), last = 0;
	size_t i;

	for (i = 1; i < m->nsec; i++) {
		by[i] = m->sec[i];
		if (by[i]->data && by[i]->sh.sh_offset > last)
			last = by[i]->sh.sh_offset;
	}
	for (i = 1; i < m->nsec; i++)
		if (!by[i]->data && by[i]->sh.sh_type != SHT_NOBITS)
			by[i]->sh.sh_offset = last + 1;
	qsort(by + 1, m->nsec - 1, sizeof *by, by_offset);
	for (i = 1; i < m->nsec; i++) {
		at = aligned(m, at, by[i]->sh.sh_addralign);
		by[i]->sh.sh_offset = at;
		if (by[i]->sh.sh_type == SHT_NOBITS)
			continue;
		by[i]->sh.sh_size = by[i]->n;
		at += by[i]->n;
	}
	m->eh.e_shoff = aligned(m, at, 8);
	m->eh.e_shnum = m->nsec;
}

static void
put_section(struct module *m, Elf *elf, struct section *s)
{
	Elf_Scn *scn = s->index ? elf_newscn(elf) : elf_getscn(elf, 0);
	Elf_Data *d;

	if (!scn || !gelf_update_shdr(scn, &s->sh))
		module_bad(m, "section %s: %s", s->name, elf_errmsg(-1));
	if (!s->n || s->sh.sh_type == SHT_NOBITS)
		return;
	d = elf_newdata(scn);
	if (!d)
		module_bad(m, "section %s: %s", s->name, elf_errmsg(-1));
	d->d_buf = s->p;
	d->d_size = s->n;
	d->d_type = s->type;
	d->d_align = 1;
}

/* Returns the descriptor of a file in memory that holds it. */
static int
build(struct module *m)
{
	int fd = input_memory(m->file);
	Elf *elf = elf_begin(fd, ELF_C_WRITE, NULL);
	size_t i;

	lay_out(m);
	if (!elf || !gelf_newehdr(elf, m->eh.e_ident[EI_CLASS]) ||
	    !gelf_update_ehdr(elf, &m->eh))
		module_bad(m, "%s", elf_errmsg(-1));
	elf_flagelf(elf, ELF_C_SET, ELF_F_LAYOUT);
	for (i = 1; i < m->nsec; i++)
		put_section(m, elf, m->sec[i]);
	if (elf_update(elf, ELF_C_WRITE) < 0)
		module_bad(m, "it cannot be written: %s", elf_errmsg(-1));
	elf_end(elf);
	return fd;
}

static void
copy(int to, const char *name, const char *p, size_t n)
{
	ssize_t w;

	for (; n; p += w, n -= w) {
		w = write(to, p, n);
		if (w < 0 && errno == EINTR)
			w = 0;
		else if (w < 0)
			fatal("write %s:", name);
	}
}

static char *tmp;

static void
clean_up(void)
{
	if (tmp)
		unlink(tmp);
}

/* A file that is there lends its mode, else a new one has what the user's mask
 * allows. */
static mode_t
mode(const struct stat *st, int there)
{
	mode_t mask = umask(0);

	umask(mask);
	return there ? st->st_mode & 07777 : 0666 & ~mask;
}

static void
replace(const char *file, const char *p, size_t n)
{
	char *real = realpath(file, NULL);
	struct stat st;
	int fd, there;

	if (real)
		file = real;
	there = stat(file, &st) == 0;
	if (there && !S_ISREG(st.st_mode)) {
		fd = open(file, O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			fatal("open %s:", file);
		copy(fd, file, p, n);
		return;
	}
	tmp = alloc(strlen(file) + 8);
	sprintf(tmp, "%s.XXXXXX", file);
	fd = mkostemp(tmp, O_CLOEXEC);
	if (fd < 0) {
		tmp = NULL;
		fatal("open %s:", file);
	}
	atexit(clean_up);
	copy(fd, tmp, p, n);
	if (fchmod(fd, mode(&st, there)) < 0 || close(fd) < 0 ||
	    rename(tmp, file) < 0)
		fatal("write %s:", file);
	tmp = NULL;
}

void
module_write(struct module *m, const char *file)
{
	struct text t = { m->whole, m->whole + m->size };

	if (m->changed)
		t = input_mapped(file, build(m));
	replace(file, t.p, t.end - t.p);
}
