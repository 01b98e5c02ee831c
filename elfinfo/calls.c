// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a direct call goes to.  The debug data name the function in the
 * source, which is not always the clone that is called; the instruction
 * tells, or the relocation for it where there is one.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "elfinfo.h"

struct reloc {
	uint64_t off;           /* in the section */
	uint64_t to;            /* address of symbol and addend */
};
#define ELSEWHERE  ((uint64_t)1 << 63)  /* in no section of the object */

/* Relocations of each section that was asked for, sorted */
static struct relocs {
	struct reloc *r;
	size_t n, cap;
	int loaded;
} *sections;
static size_t nsections;

static int
by_offset(const void *a, const void *b)
{
	const struct reloc *x = a, *y = b;

	return (x->off > y->off) - (x->off < y->off);
}

static const struct relocs *
load(const struct object *o, const struct section *sec)
{
	struct relocs *s = &sections[sec - o->sec];
	Elf_Data *d;
	GElf_Shdr sh;
	GElf_Rela r;
	size_t i, k;

	if (s->loaded)
		return s;
	s->loaded = 1;
	for (k = 1; k < o->nsec; k++) {
		if (o->sec[k].type != SHT_RELA || !o->sec[k].scn ||
		    !gelf_getshdr(o->sec[k].scn, &sh) ||
		    sh.sh_info != (size_t)(sec - o->sec))
			continue;
		d = elf_getdata(o->sec[k].scn, NULL);
		if (!d)
			object_bad(o, "section %s: %s", o->sec[k].name,
				   elf_errmsg(-1));
		for (i = 0; gelf_getrela(d, i, &r); i++) {
			uint64_t n = GELF_R_SYM(r.r_info);

			if (n >= o->nsym)
				continue;
			s->r = grow(s->r, s->n + 1, &s->cap, sizeof *s->r);
			s->r[s->n++] = (struct reloc){
				r.r_offset,
				o->sym[n].section == SHN_UNDEF ? ELSEWHERE :
				o->sym[n].addr + r.r_addend,
			};
		}
	}
	if (s->n)
		qsort(s->r, s->n, sizeof *s->r, by_offset);
	return s;
}

/*
 * How a machine calls and jumps, directly: the last 4 bytes of the
 * instruction, which ends at the return address, hold the distance.
 * addend: what makes up for a relocation's, which is where that is counted
 * from.  nop: what the compiler leaves behind a call for the linker, and
 * counts to it, or 0.
 */
struct machine {
	unsigned id;
	int addend;
	uint32_t nop;
	int (*decode)(const struct object *, const unsigned char *end,
		      uint64_t pc, uint64_t *to);
};

static int
x86(const struct object *o, const unsigned char *end, uint64_t pc,
    uint64_t *to)
{
	/* call, jmp, jcc; what is not there may look like it */
	if (end[-5] != 0xe8 && end[-5] != 0xe9 &&
	    (end[-6] != 0x0f || (end[-5] & 0xf0) != 0x80))
		return 0;
	*to = pc + (int32_t)object_number(o, end - 4, 4);
	return 1;
}

/* The same with a distance of one byte, which is of jumps only */
static int
x86_short(const struct object *o, const unsigned char *end, uint64_t pc,
	  uint64_t *to)
{
	(void)o;
	if (end[-2] != 0xeb && (end[-2] & 0xf0) != 0x70)
		return 0;
	*to = pc + (int8_t)end[-1];
	return 1;
}

static int
aarch64(const struct object *o, const unsigned char *end, uint64_t pc,
	uint64_t *to)
{
	/* instructions are little-endian always; b, bl */
	uint32_t insn = end[-4] | end[-3] << 8 | end[-2] << 16 |
			(uint32_t)end[-1] << 24;

	(void)o;
	if ((insn & 0x7c000000) != 0x14000000)
		return 0;
	*to = pc - 4 + ((int64_t)(int32_t)(insn << 6) >> 4);
	return 1;
}

static int
s390(const struct object *o, const unsigned char *end, uint64_t pc,
     uint64_t *to)
{
	/* brasl, brcl */
	if (end[-6] != 0xc0 || ((end[-5] & 15) != 5 && (end[-5] & 15) != 4))
		return 0;
	*to = pc - 6 + 2 * (int64_t)(int32_t)object_number(o, end - 4, 4);
	return 1;
}

static int
ppc64(const struct object *o, const unsigned char *end, uint64_t pc,
      uint64_t *to)
{
	uint32_t insn = object_number(o, end - 4, 4);

	/* b, bl; bc, bcl; none of them absolute */
	if ((insn & 0xfc000002) == 0x48000000)
		*to = pc - 4 + ((int32_t)(insn << 6) >> 6 & ~3);
	else if ((insn & 0xfc000002) == 0x40000000)
		*to = pc - 4 + ((int16_t)insn & ~3);
	else
		return 0;
	return 1;
}

/* In the order in which they are tried */
static const struct machine machines[] = {
	{ EM_X86_64, 4, 0, x86 },
	{ EM_X86_64, 4, 0, x86_short },
	{ EM_AARCH64, 0, 0, aarch64 },
	{ EM_S390, -2, 0, s390 },
	{ EM_PPC64, 0, 0x60000000, ppc64 },
};

/* The address that the call which returns to pc goes to, if it is of that
 * form; 0: not known */
static int
target(const struct object *o, const struct machine *m, uint64_t pc,
       uint64_t *to)
{
	const struct section *sec = object_at(o, pc - 1);
	const struct relocs *s;
	struct reloc key, *r;
	const unsigned char *p;
	uint64_t off;
	size_t n;

	if (!sec || !sec->scn)
		return 0;
	off = pc - sec->addr;
	p = object_bytes(o, sec, &n);
	if (m->nop && p && off >= 4 && off <= n &&
	    object_number(o, p + off - 4, 4) == m->nop) {
		off -= 4;
		pc -= 4;
	}
	if (o->eh.e_type == ET_REL) {
		s = load(o, sec);
		key.off = off - 4;
		r = s->n ? bsearch(&key, s->r, s->n, sizeof *s->r,
				   by_offset) : NULL;
		if (r) {
			*to = r->to + m->addend;
			return 1;
		}
	}
	return p && off >= 6 && off <= n &&
	       m->decode(o, p + off, pc, to);
}

/* The function whose symbol is skip bytes before the address, if that is how
 * far its local entry lies behind its first instruction */
static const struct sym *
entered(const struct object *o, uint64_t addr, unsigned skip)
{
	size_t i, end = object_syms(o, addr - skip, &i);

	for (; i < end; i++)
		if (o->at[i]->type == STT_FUNC &&
		    (!skip || o->at[i]->entry == skip))
			return o->at[i];
	return NULL;
}

const struct sym *
calls_symbol(const struct object *o, uint64_t pc)
{
	const struct machine *m;
	const struct sym *s = NULL;
	unsigned skip;
	uint64_t to;

	for (m = machines; !s && m < machines + LEN(machines); m++) {
		if (m->id != o->eh.e_machine || !target(o, m, pc, &to))
			continue;
		s = entered(o, to, 0);
		if (m->id == EM_PPC64)
			for (skip = 4; !s && skip <= 64; skip *= 2)
				s = entered(o, to, skip);
	}
	return s;
}

void
calls_begin(const struct object *o)
{
	size_t i;

	for (i = 0; i < nsections; i++)
		free(sections[i].r);
	nsections = o->nsec;
	sections = alloc((nsections + 1) * sizeof *sections);
}

/* The function whose code the address is in */
static const struct sym *
around(const struct object *o, uint64_t addr)
{
	size_t i;

	object_syms(o, addr + 1, &i);
	while (i-- > 0)
		if (o->at[i]->type == STT_FUNC && o->at[i]->size)
			return addr < o->at[i]->addr + o->at[i]->size ?
			       o->at[i] : NULL;
	return NULL;
}

/* What stands before the first dot, as a name of its own */
static const char *
before_dot(const char *s)
{
	return internn(s, strcspn(s, "."));
}

static void
put_call(const struct object *o, const struct sym *to, const struct sym *by)
{
	row(ROW_CALLED);
	row_str(before_dot(to->name));
	row_str(o->name);
	row_str(to->file);
	row_str(NULL);
	row_num(0);
	row_str(before_dot(by->name));
	row_str(by->name);
	row_str(to->name);
	row_num(1);
	row_str(by->file == to->file ? NULL : by->file);
	row_end();
}

/*
 * Each byte is taken for the end of a call, which is often wrong; but what is
 * not one hardly ever leads to where a clone begins.
 */
void
calls_scan(struct object *o)
{
	const struct section *sec;
	const struct sym *s, *by;
	size_t n, off;

	object_lay_out(o);
	calls_begin(o);
	for (sec = o->sec + 1; sec < o->sec + o->nsec; sec++) {
		if (!(sec->flags & SHF_EXECINSTR) || !sec->scn)
			continue;
		object_bytes(o, sec, &n);       /* its size may be a lie */
		for (off = 6; off <= n; off++) {
			s = calls_symbol(o, sec->addr + off);
			if (!s || s->bind != STB_LOCAL || *s->name == '.' ||
			    !strchr(s->name, '.'))
				continue;
			by = around(o, sec->addr + off - 1);
			if (by && by != s)
				put_call(o, s, by);
		}
	}
}
