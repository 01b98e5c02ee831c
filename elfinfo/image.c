// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a relocatable object consists of, so that it can be held against
 * another one: pieces, each the contents of a symbol, and between them what
 * has no name; and references, each with the place that it leads to.
 *
 * A relocation names a section and an offset in it where the symbol is local,
 * a branch within a section has none.  Both are turned to a piece and an offset
 * in that, which do not change when something else does.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

/* Names that the kernel's macros make begin like that, and the digits in them
 * are counters and lines. */
static const char *const counted[] = { "__UNIQUE_ID_", "__initcall__" };

const char *
image_base(const char *name)
{
	char *base = alloc(strlen(name) + 1), *d = base;
	const char *p = name;
	size_t i, n;
	int digits = 0;

	for (i = 0; i < LEN(counted); i++)
		digits |= strncmp(name, counted[i], strlen(counted[i])) == 0;
	for (; *p; p += n) {
		n = strcspn(p + 1, ".") + 1;
		if (*p == '.' && n > 1 && strspn(p + 1, "0123456789") == n - 1)
			continue;
		for (i = 0; i < n; i++)
			if (!digits || !isdigit((unsigned char)p[i]))
				*d++ = p[i];
	}
	return intern(base);
}

/* A name without the prefix that a result has it with; interned */
static const char *
renamed(const struct image *m, const char *name)
{
	const char *p = m->prefixes;
	size_t n;

	for (; p && *p; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		if (n && strncmp(name, p, n) == 0 && name[n])
			return intern(name + n);
	}
	return name;
}

static int
by_from(const void *a, const void *b)
{
	const struct piece *x = *(struct piece *const *)a;
	const struct piece *y = *(struct piece *const *)b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	/* of several the one that a person would name is the first */
	if (!x->sym->size != !y->sym->size)
		return x->sym->size ? -1 : 1;
	return (x->sym->index > y->sym->index) -
	       (x->sym->index < y->sym->index);
}

static int
by_at(const void *a, const void *b)
{
	const struct ref *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

int
image_left(const struct section *s)
{
	static const char *const begins[] = { ".discard", ".eh_frame", ".note" };
	size_t i;

	for (i = 0; i < LEN(begins); i++)
		if (strncmp(s->name, begins[i], strlen(begins[i])) == 0)
			return 1;
	return !(s->flags & SHF_ALLOC);
}

static int
is_piece(const struct image *m, const struct sym *s)
{
	if (s->section == SPECIAL + SHN_COMMON)
		return 1;
	return s->section != SHN_UNDEF && s->section < m->o->nsec &&
	       !image_left(&m->o->sec[s->section]) &&
	       s->type != STT_SECTION && s->type != STT_FILE && *s->name &&
	       strncmp(s->name, ".L", 2) != 0 &&
	       /* of ARM: here begins code, here data */
	       !(*s->name == '$' && s->type == STT_NOTYPE);
}

/*
 * A label within the code or data of another symbol is no piece.  What has no
 * size is an alias of what begins there, or goes on to the next one.
 */
static void
sort_pieces(struct image *m, struct area *t)
{
	struct piece *last = NULL, *p;
	uint64_t end = t->sec->size;
	size_t i, n = 0;

	if (t->npiece)
		qsort(t->piece, t->npiece, sizeof t->piece[0], by_from);
	for (i = 0; i < t->npiece; i++) {
		p = t->piece[i];
		if (!p->size && last && p->from < last->from + last->size) {
			if (p->from > last->from) {
				m->of[p->sym->index] = NULL;
				continue;
			}
			p->size = last->size;
		} else if (p->size)
			last = p;
		t->piece[n++] = p;
	}
	for (i = t->npiece = n; i-- > 0; ) {
		p = t->piece[i];
		if (i + 1 < n && t->piece[i + 1]->from != p->from)
			end = t->piece[i + 1]->from;
		if (!p->size)
			p->size = end - p->from;
	}
}

static void
read_pieces(struct image *m)
{
	const struct object *o = m->o;
	size_t i;

	m->piece = alloc((o->nsym + 1) * sizeof m->piece[0]);
	m->of = alloc((o->nsym + 1) * sizeof m->of[0]);
	for (i = 1; i < o->nsym; i++) {
		const struct sym *s = &o->sym[i];
		struct piece *p = &m->piece[m->n];
		struct area *t;

		if (!is_piece(m, s))
			continue;
		m->n++;
		m->of[i] = p;
		*p = (struct piece){ .sym = s, .from = s->value,
			.size = s->size, .name = renamed(m, s->name) };
		p->base = image_base(p->name);
		if (s->section >= o->nsec) {
			p->from = 0;
			continue;
		}
		t = &m->area[s->section];
		if (p->from > t->sec->size || p->size > t->sec->size - p->from)
			object_bad(o, "symbol %s is not within its section",
				   s->name);
		p->area = t;
		p->code = s->type == STT_FUNC || (s->type == STT_NOTYPE &&
			  t->sec->flags & SHF_EXECINSTR);
		t->piece = grow(t->piece, t->npiece + 1, &t->piececap,
				sizeof t->piece[0]);
		t->piece[t->npiece++] = p;
	}
	for (i = 1; i < o->nsec; i++)
		sort_pieces(m, &m->area[i]);
}

/* The first of those that begin last before the offset */
struct piece *
image_piece(const struct area *t, int64_t off)
{
	size_t a = 0, b = t->npiece, i;
	struct piece *p;

	while (a < b) {
		i = a + (b - a) / 2;
		if ((int64_t)t->piece[i]->from <= off)
			a = i + 1;
		else
			b = i;
	}
	if (!a)
		return NULL;
	for (i = a - 1; i && t->piece[i - 1]->from == t->piece[i]->from; i--)
		;
	p = t->piece[i];
	return off - (int64_t)p->from < (int64_t)p->size ||
	       off == (int64_t)p->from ? p : NULL;
}

/* What lies before and after all objects belongs to the nearest. */
static struct target
place_in(struct area *t, int64_t off)
{
	struct piece *p = image_piece(t, off);

	if (!p && t->npiece && off < (int64_t)t->piece[0]->from)
		p = t->piece[0];
	else if (!p && t->npiece && off >= (int64_t)t->sec->size)
		p = image_piece(t, t->piece[t->npiece - 1]->from);
	if (p)
		return (struct target){ .piece = p, .off = off - p->from };
	return (struct target){ .area = t, .off = off };
}

static struct target
place_of(const struct image *m, const struct sym *s, int64_t off)
{
	struct piece *p = m->of[s->index];
	struct target t;

	if (p)
		return (struct target){ .piece = p, .off = off };
	if (s->section == SHN_UNDEF || s->section >= m->o->nsec) {
		t = (struct target){ .name = renamed(m, s->name), .off = off };
		t.foreign = m->prefixes != NULL;
		return t;
	}
	t = place_in(&m->area[s->section], s->value + off);
	t.anchor = machine_anchors(m->o);
	return t;
}

static void
add_ref(struct area *t, const struct ref *r)
{
	t->ref = grow(t->ref, t->nref + 1, &t->refcap, sizeof t->ref[0]);
	t->ref[t->nref++] = *r;
}

/* The place of each relocation is the symbol's for now. */
static void
read_relocs(struct image *m, const struct section *sec)
{
	const struct object *o = m->o;
	struct area *t;
	const struct fixup *f;
	GElf_Shdr sh;
	GElf_Rela r;
	Elf_Data *d;
	size_t i;

	if (!gelf_getshdr(sec->scn, &sh) || sh.sh_info >= o->nsec)
		object_bad(o, "section %s: it relocates no section", sec->name);
	t = &m->area[sh.sh_info];
	if (!sh.sh_info || !(t->sec->flags & SHF_ALLOC))
		return;
	if (sec->type == SHT_REL)
		object_bad(o, "section %s: relocations without addends are "
			   "not known for this machine", sec->name);
	d = elf_getdata(sec->scn, NULL);
	if (!d)
		object_bad(o, "section %s: %s", sec->name, elf_errmsg(-1));
	for (i = 0; gelf_getrela(d, i, &r); i++) {
		uint64_t n = GELF_R_SYM(r.r_info);

		if (!GELF_R_TYPE(r.r_info))
			continue;
		f = machine_fixup(o, GELF_R_TYPE(r.r_info));
		if (n >= o->nsym || r.r_offset > t->n ||
		    f->len > t->n - r.r_offset)
			object_bad(o, "section %s: relocation %zu is outside "
				   "of what it relocates", sec->name, i);
		add_ref(t, &(struct ref){ .at = r.r_offset, .len = f->len,
			.type = machine_type(o, f->type), .from = f->from,
			.bits = f->bits, .sym = &o->sym[n],
			.addend = r.r_addend });
	}
}

size_t
image_ref(const struct area *t, uint64_t at)
{
	size_t a = 0, b = t->nref, i;

	while (a < b) {
		i = a + (b - a) / 2;
		if (t->ref[i].at < at)
			a = i + 1;
		else
			b = i;
	}
	return a;
}

/* A branch without a relocation: one that leaves its piece is a reference. */
static void
take_branch(struct area *t, uint64_t at, const struct insn *in)
{
	struct target to = place_in(t, at + in->to);

	if (to.piece && to.piece != image_piece(t, at))
		add_ref(t, &(struct ref){ .at = at + in->field,
			.len = in->width, .bits = in->bits, .type = in->type,
			.to = to });
}

/* What a distance counts from */
static int64_t
counted_from(const struct image *m, uint64_t at, const struct insn *in,
	     uint64_t field)
{
	switch (m->o->eh.e_machine) {
	case EM_X86_64:	return at + in->length - field;
	case EM_S390:	return (int64_t)at - (int64_t)field;
	}
	return 0;
}

/* Find the instructions, and to what references lead that count from somewhere
 * in one. */
static void
decode(struct image *m, struct area *t)
{
	size_t at = 0, k = 0, r = 0, nref = t->nref, len;
	struct insn in;

	t->insn = alloc(t->n + 1);
	for (; at < t->n; at += len) {
		while (k < t->npiece && t->piece[k]->from <= at)
			k++;
		len = machine_insn(m->o, t->p + at, t->n - at, &in);
		/* what cannot be, and what a piece begins in */
		if (!len || (k < t->npiece && at + len > t->piece[k]->from)) {
			len = (k < t->npiece ? t->piece[k]->from : t->n) - at;
			t->insn[at] = INSN_BAD;
			while (r < nref && t->ref[r].at < at + len)
				r++;
			continue;
		}
		t->insn[at] = len;
		for (; r < nref && t->ref[r].at < at + len; r++) {
			if (t->ref[r].from)
				t->ref[r].addend += counted_from(m, at, &in,
							t->ref[r].at);
			if (t->ref[r].at == at + in.field)
				in.branch = 0;
		}
		if (in.branch)
			take_branch(t, at, &in);
	}
	if (t->nref)
		qsort(t->ref, t->nref, sizeof t->ref[0], by_at);
}

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Where what has no name begins: each place that something refers to */
static void
read_starts(struct image *m)
{
	size_t i, k;

	for (i = 1; i < m->o->nsec; i++)
		for (k = 0; k < m->area[i].nref; k++) {
			const struct target *p = &m->area[i].ref[k].to;
			struct area *t = p->area;

			if (!t || p->off < 0)
				continue;
			t->start = grow(t->start, t->nstart + 1, &t->startcap,
					sizeof t->start[0]);
			t->start[t->nstart++] = p->off;
		}
	for (i = 1; i < m->o->nsec; i++)
		if (m->area[i].nstart)
			qsort(m->area[i].start, m->area[i].nstart,
			      sizeof m->area[i].start[0], by_value);
}

uint64_t
image_end(const struct area *t, uint64_t off)
{
	uint64_t end = t->sec->size;
	size_t a = 0, b = t->nstart, i;

	while (a < b) {
		i = a + (b - a) / 2;
		if (t->start[i] <= off)
			a = i + 1;
		else
			b = i;
	}
	if (a < t->nstart && t->start[a] < end)
		end = t->start[a];
	for (a = 0, b = t->npiece; a < b; ) {
		i = a + (b - a) / 2;
		if (t->piece[i]->from <= off)
			a = i + 1;
		else
			b = i;
	}
	return a < t->npiece && t->piece[a]->from < end ? t->piece[a]->from :
	       end;
}

/* The characters of a string up to its end, or to that of the section */
static size_t
string_bytes(const struct area *t, uint64_t off, uint64_t width)
{
	static const unsigned char end[8];
	uint64_t i;

	for (i = off; i + width <= t->n; i += width)
		if (memcmp(t->p + i, end, width) == 0)
			break;
	return i < t->n ? i - off : t->n - off;
}

int
image_is_string(const struct area *t)
{
	return t->sec->flags & SHF_STRINGS && t->p;
}

uint64_t
image_element(const struct area *t)
{
	GElf_Shdr sh;

	if (!(t->sec->flags & SHF_MERGE) || !t->sec->scn ||
	    !gelf_getshdr(t->sec->scn, &sh))
		return 0;
	return sh.sh_entsize;
}

uint64_t
image_width(const struct area *t)
{
	uint64_t n = image_element(t);

	return n == 2 || n == 4 ? n : 1;
}

struct text
image_string(const struct target *p)
{
	const char *s = (const char *)p->area->p + p->off;

	return (struct text){ s, s + string_bytes(p->area, p->off,
						  image_width(p->area)) };
}

struct image *
image_read(const char *file, const char *prefixes)
{
	struct image *m = alloc(sizeof *m);
	struct object *o = object_open(file);
	size_t i, k;

	m->o = o;
	m->prefixes = prefixes;
	if (o->eh.e_type != ET_REL)
		object_bad(o, "not a relocatable object, as a compiler makes");
	if (!machine_known(o))
		object_bad(o, "objects of machine %u cannot be compared: only "
			   "those of x86_64, aarch64, ppc64le and s390x",
			   o->eh.e_machine);
	m->area = alloc((o->nsec + 1) * sizeof m->area[0]);
	for (i = 1; i < o->nsec; i++) {
		m->area[i].sec = &o->sec[i];
		m->area[i].p = object_bytes(o, &o->sec[i], &m->area[i].n);
		if (o->sec[i].flags & SHF_ALLOC && m->area[i].p &&
		    m->area[i].n != o->sec[i].size)
			object_bad(o, "section %s: its size is wrong",
				   o->sec[i].name);
		if (!m->area[i].n)
			m->area[i].p = NULL;
	}
	read_pieces(m);
	for (i = 1; i < o->nsec; i++)
		if (o->sec[i].type == SHT_RELA || o->sec[i].type == SHT_REL)
			read_relocs(m, &o->sec[i]);
	for (i = 1; i < o->nsec; i++) {
		struct area *t = &m->area[i];

		if (t->nref)
			qsort(t->ref, t->nref, sizeof t->ref[0], by_at);
		if (t->n && t->sec->flags & SHF_EXECINSTR)
			decode(m, t);
		for (k = 0; k < t->nref; k++)
			if (t->ref[k].sym)
				t->ref[k].to = place_of(m, t->ref[k].sym,
							t->ref[k].addend);
	}
	read_starts(m);
	return m;
}
