// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where things are declared: the table of files at the head of a unit's line
 * program (DWARF 5, 6.2.4).  libdw reads the lines too when it is asked for
 * a file, which takes nearly as long as all the rest and keeps some fourteen
 * bytes for each of .debug_line; and it aborts (0.188) where there are none,
 * as in .dwo files.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { MAXFORMATS = 16 };

struct part {
	const unsigned char *p, *end;
};

struct entry {
	const char *name;
	uint64_t dir;
	/* Once it was asked for: the path, and where the compiler was run */
	const char *path, *from;
};

/* The files of a unit; n is 0 where it has no line program */
struct table {
	struct table *next;
	const void *cu;
	unsigned version;
	const char *comp_dir;   /* NULL: that of the unit that uses it */
	struct entry *file, *dir;
	size_t n, ndir;
};

static struct table *tables;
static int bad;                 /* the header being read is not good */
static const struct object *obj;
static unsigned offsize;        /* of the header: 4 or 8 */
static struct part line, line_str, str;

static uint64_t
number(struct part *s, unsigned n)
{
	if (bad || (size_t)(s->end - s->p) < n) {
		bad = 1;
		return 0;
	}
	s->p += n;
	return object_number(obj, s->p - n, n);
}

static uint64_t
uleb(struct part *s)
{
	uint64_t v = 0, b;
	unsigned shift;

	for (shift = 0; shift < 64; shift += 7) {
		b = number(s, 1);
		v |= (b & 0x7f) << shift;
		if (!(b & 0x80))
			return v;
	}
	bad = 1;
	return 0;
}

static const char *
text(struct part *s)
{
	const unsigned char *nul = NULL, *p = s->p;

	if (!bad && s->p < s->end)
		nul = memchr(s->p, 0, s->end - s->p);
	if (!nul) {
		bad = 1;
		return "";
	}
	s->p = nul + 1;
	return (const char *)p;
}

static const char *
text_at(const struct part *s, uint64_t off)
{
	struct part t = *s;

	if (off >= (uint64_t)(s->end - s->p)) {
		bad = 1;
		return "";
	}
	t.p += off;
	return text(&t);
}

/* One value of an entry; strings give *s, numbers the result */
static uint64_t
value(struct part *h, uint64_t form, const char **s)
{
	switch (form) {
	case DW_FORM_string:
		*s = text(h);
		return 0;
	case DW_FORM_line_strp:
		*s = text_at(&line_str, number(h, offsize));
		return 0;
	case DW_FORM_strp:
		*s = text_at(&str, number(h, offsize));
		return 0;
	case DW_FORM_udata:
		return uleb(h);
	case DW_FORM_data1:
		return number(h, 1);
	case DW_FORM_data2:
		return number(h, 2);
	case DW_FORM_data4:
		return number(h, 4);
	case DW_FORM_data8:
		return number(h, 8);
	case DW_FORM_data16:
		number(h, 8);
		return number(h, 8);
	default:
		bad = 1;
		return 0;
	}
}

/* A table of version 5, of folders or files */
static struct entry *
entries(struct part *h, size_t *n)
{
	uint64_t type[MAXFORMATS], form[MAXFORMATS];
	unsigned nformat = number(h, 1), k;
	struct entry *e;
	uint64_t v;
	size_t i;

	for (k = 0; k < nformat && k < MAXFORMATS; k++) {
		type[k] = uleb(h);
		form[k] = uleb(h);
	}
	*n = uleb(h);
	if (bad || nformat > MAXFORMATS || *n > (size_t)(h->end - h->p)) {
		bad = 1;
		return NULL;
	}
	e = alloc((*n + 1) * sizeof *e);
	for (i = 0; i < *n && !bad; i++)
		for (k = 0; k < nformat; k++) {
			const char *s = NULL;

			v = value(h, form[k], &s);
			if (type[k] == DW_LNCT_path)
				e[i].name = s;
			else if (type[k] == DW_LNCT_directory_index)
				e[i].dir = v;
		}
	return e;
}

/* The tables before version 5, which count from 1: 0 is the unit's own */
static struct entry *
old_entries(struct part *h, size_t *n, int files)
{
	struct entry *e = NULL;
	size_t cap = 0;
	const char *s;

	for (*n = 1; s = text(h), *s && !bad; ++*n) {
		e = grow(e, *n + 1, &cap, sizeof *e);
		e[*n] = (struct entry){ .name = s };
		if (files) {
			e[*n].dir = uleb(h);
			uleb(h);        /* time */
			uleb(h);        /* size */
		}
	}
	e = grow(e, *n, &cap, sizeof *e);
	e[0] = (struct entry){ .name = NULL };
	return e;
}

static void
read_header(struct table *t, uint64_t off)
{
	struct part h = line;
	uint64_t len;

	if (off >= (uint64_t)(h.end - h.p)) {
		bad = 1;
		return;
	}
	h.p += off;
	offsize = 4;
	len = number(&h, 4);
	if (len == 0xffffffff) {
		offsize = 8;
		len = number(&h, 8);
	}
	if (len > (uint64_t)(h.end - h.p)) {
		bad = 1;
		return;
	}
	h.end = h.p + len;
	t->version = number(&h, 2);
	if (t->version < 2 || t->version > 5) {
		bad = 1;
		return;
	}
	if (t->version >= 5)
		number(&h, 2);  /* sizes of addresses and segments */
	number(&h, offsize);
	number(&h, t->version >= 4 ? 5 : 4);
	for (len = number(&h, 1); len > 1; len--)
		number(&h, 1);  /* operands of opcodes */
	if (t->version >= 5) {
		t->dir = entries(&h, &t->ndir);
		t->file = entries(&h, &t->n);
	} else {
		t->dir = old_entries(&h, &t->ndir, 0);
		t->file = old_entries(&h, &t->n, 1);
	}
}

static struct part
part(Elf *elf, const char *name)
{
	struct text t = debug_section(elf, name);

	return (struct part){ (const void *)t.p, (const void *)t.end };
}

static struct table *
table(const struct place *p, Dwarf_Die *user, Dwarf_CU *cu)
{
	static Dwarf *of;
	struct table *t;
	Dwarf_Die die;
	Dwarf_Attribute a;
	Dwarf_Word off;

	for (t = tables; t; t = t->next)
		if (t->cu == cu)
			return t;
	t = alloc(sizeof *t);
	t->cu = cu;
	t->next = tables;
	if (!tables)
		of = NULL;
	tables = t;
	obj = p->obj;
	if (!dwarf_cu_die(cu, &die, NULL, NULL, NULL, NULL, NULL, NULL))
		walk_bad(p, user, "its unit cannot be read");
	if (dwarf_attr(&die, DW_AT_comp_dir, &a))
		t->comp_dir = dwarf_formstring(&a);
	/* the lines of a .dwo file's unit are in the object itself */
	if (!dwarf_hasattr(&die, DW_AT_stmt_list) && cu == p->unit->cu)
		die = p->unit->skeleton;
	if (of != dwarf_cu_getdwarf(die.cu)) {
		of = dwarf_cu_getdwarf(die.cu);
		line = part(dwarf_getelf(of), "debug_line");
		line_str = part(dwarf_getelf(of), "debug_line_str");
		str = part(dwarf_getelf(of), "debug_str");
	}
	if (!dwarf_attr(&die, DW_AT_stmt_list, &a))
		return t;
	bad = dwarf_formudata(&a, &off) != 0;
	if (!bad)
		read_header(t, off);
	if (bad)
		walk_bad(p, &die, "the files of its line program cannot be "
			 "read");
	return t;
}

static const char *
join(const char *a, const char *b)
{
	char *s;

	if (!a || *b == '/')
		return b;
	s = alloc(strlen(a) + strlen(b) + 2);
	stpcpy(stpcpy(stpcpy(s, a), "/"), b);
	return s;
}

/* The path of a file of the unit that p is in, or of one it imports */
static const char *
path_of(const struct place *p, struct table *t, size_t i)
{
	struct entry *e = &t->file[i];
	const char *from = t->comp_dir ? t->comp_dir : p->unit->dir;
	const char *s;

	if (!e->name || (e->path && e->from == from))
		return e->path;
	s = e->name;
	if (e->dir < t->ndir && (e->dir || t->version >= 5))
		s = join(t->dir[e->dir].name, s);
	e->from = from;
	return e->path = walk_tidy(from, s);
}

const char *
files_path(const struct place *p, Dwarf_Die *die)
{
	struct table *t = tables;
	Dwarf_Attribute a;
	Dwarf_Word i;

	if (!walk_attr(die, DW_AT_decl_file, &a) ||
	    dwarf_formudata(&a, &i) != 0)
		return NULL;
	if (!t || t->cu != a.cu)
		t = table(p, die, a.cu);
	/* "no file" before version 5, which has one of that number */
	if (i == 0 && t->version < 5)
		return NULL;
	if (i >= t->n) {
		if (t->n)
			walk_bad(p, die, "there is no file of its number");
		return NULL;
	}
	return path_of(p, t, i);
}

void
files_rows(const struct place *p, Dwarf_Die *unit)
{
	struct table *t = table(p, unit, unit->cu);
	const char *path, *slash;
	size_t i;

	for (i = t->version < 5; i < t->n; i++) {
		path = path_of(p, t, i);
		if (!path)
			continue;
		slash = strrchr(path, '/');
		row(ROW_SOURCE);
		row_str(slash ? slash + 1 : path);
		row_str(p->obj->name);
		row_str(p->unit->name);
		row_str(path);
		row_end();
	}
}

int
cmd_files(int argc, char **argv)
{
	struct text t;
	int i;

	rows_want(ROWS(SOURCE));
	walk_files = 1;
	for (i = 0; i < argc; i++) {
		struct object *o = object_open(argv[i]);

		if (!debug_find(o) || !walk(o))
			object_bad(o, "it has no debug data, nor is there "
				   "a debug file that has");
		object_close(o);
	}
	t = rows_take();
	rows_put("files", ROWS(SOURCE), &t, 1);
	return finish();
}

void
files_begin(void)
{
	tables = NULL;
}
