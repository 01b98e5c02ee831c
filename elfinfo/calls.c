// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a direct call goes to.  The debug data name the function in the
 * source, which is not always the clone that is called; the instruction
 * tells, or the relocation for it where there is one.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
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

			/* one of no symbol is a hint for the linker */
			if (!n || n >= o->nsym)
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

/* What stands before an address in its section */
struct code {
	const struct object *o;
	const struct section *sec;
	const unsigned char *p; /* the section's bytes, or NULL */
	size_t size;
	size_t off;             /* of the address */
	int sure;               /* there is a call or a jump */
};

/*
 * How a machine calls and jumps, directly: the last 4 bytes of the
 * instruction, which ends at the return address, hold the distance.
 * length: the least that such an instruction has.  step: what its address
 * and length are a multiple of.  addend: what makes up for a relocation's,
 * which is where that is counted from; that stands so many bytes before the
 * instruction's end.  nop: what the compiler leaves after a call for the
 * linker, and counts to it, or 0.
 */
struct coding {
	unsigned machine;       /* EM_.. */
	unsigned length, step, reloc;
	int addend;
	uint32_t nop;
	/* The instruction that ends at c->off; 0: it is not of that form.  pc:
	 * the address of its end. */
	int (*decode)(const struct code *c, uint64_t pc, uint64_t *to);
};

static int
x86(const struct code *c, uint64_t pc, uint64_t *to)
{
	const unsigned char *end = c->p + c->off;

	/* call, jmp, jcc; what is not there may look like it */
	if (end[-5] != 0xe8 && end[-5] != 0xe9 &&
	    (c->off < 6 || end[-6] != 0x0f || (end[-5] & 0xf0) != 0x80))
		return 0;
	*to = pc + (int32_t)object_number(c->o, end - 4, 4);
	return 1;
}

/* The same with a distance of one byte, which is of jumps only.  Much looks
 * like a conditional one, and gcc lets none leave a function. */
static int
x86_short(const struct code *c, uint64_t pc, uint64_t *to)
{
	const unsigned char *end = c->p + c->off;

	if (end[-2] != 0xeb && (!c->sure || (end[-2] & 0xf0) != 0x70))
		return 0;
	*to = pc + (int8_t)end[-1];
	return 1;
}

static int
aarch64(const struct code *c, uint64_t pc, uint64_t *to)
{
	/* instructions are little-endian always; b, bl */
	const unsigned char *end = c->p + c->off;
	uint32_t insn = end[-4] | end[-3] << 8 | end[-2] << 16 |
			(uint32_t)end[-1] << 24;

	if ((insn & 0x7c000000) != 0x14000000)
		return 0;
	*to = pc - 4 + ((int64_t)(int32_t)(insn << 6) >> 4);
	return 1;
}

static int
s390(const struct code *c, uint64_t pc, uint64_t *to)
{
	const unsigned char *end = c->p + c->off;

	/* brasl, brcl */
	if (end[-6] != 0xc0 || ((end[-5] & 15) != 5 && (end[-5] & 15) != 4))
		return 0;
	*to = pc - 6 +
	      2 * (int64_t)(int32_t)object_number(c->o, end - 4, 4);
	return 1;
}

static int
ppc64(const struct code *c, uint64_t pc, uint64_t *to)
{
	uint32_t insn = object_number(c->o, c->p + c->off - 4, 4);

	/* b, bl; bc, bcl; none of them absolute */
	if ((insn & 0xfc000002) == 0x48000000)
		*to = pc - 4 + ((int32_t)(insn << 6) >> 6 & ~3);
	else if ((insn & 0xfc000002) == 0x40000000)
		*to = pc - 4 + ((int16_t)insn & ~3);
	else
		return 0;
	return 1;
}

/* Little-endian, of 4 bytes each, with those of 2 bytes between */
static uint32_t
riscv_insn(const unsigned char *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

static int
riscv(const struct code *c, uint64_t pc, uint64_t *to)
{
	uint32_t insn = riscv_insn(c->p + c->off - 4);

	if ((insn & 0x7f) != 0x6f)      /* jal */
		return 0;
	*to = pc - 4 - (uint64_t)(insn >> 31) * 0x100000 +
	      (insn & 0xff000) + (insn >> 9 & 0x800) + (insn >> 20 & 0x7fe);
	return 1;
}

/* c.j, a jump of two bytes; its distance is in pieces. */
static int
riscv_short(const struct code *c, uint64_t pc, uint64_t *to)
{
	static const unsigned char place[] = {  /* of bits 2 to 12 */
		5, 1, 2, 3, 7, 6, 10, 8, 9, 4, 11
	};
	unsigned insn = c->p[c->off - 2] | c->p[c->off - 1] << 8, i;
	int off = insn & 0x1000 ? -4096 : 0;

	if ((insn & 0xe003) != 0xa001)
		return 0;
	for (i = 0; i < LEN(place); i++)
		off += (int)(insn >> (i + 2) & 1) << place[i];
	*to = pc - 2 + off;
	return 1;
}

/* auipc, and jalr by the register that this has set */
static int
riscv_far(const struct code *c, uint64_t pc, uint64_t *to)
{
	uint32_t high = riscv_insn(c->p + c->off - 8);
	uint32_t low = riscv_insn(c->p + c->off - 4);

	if ((high & 0x7f) != 0x17 || (low & 0x707f) != 0x67 ||
	    (high >> 7 & 31) != (low >> 15 & 31))
		return 0;
	*to = pc - 8 + (int32_t)(high & 0xfffff000) + ((int32_t)low >> 20);
	return 1;
}

/* In the order in which they are tried */
static const struct coding codings[] = {
	{ EM_X86_64, 5, 1, 4, 4, 0, x86 },
	{ EM_X86_64, 2, 1, 4, 4, 0, x86_short },
	{ EM_AARCH64, 4, 4, 4, 0, 0, aarch64 },
	{ EM_S390, 6, 2, 4, -2, 0, s390 },
	{ EM_PPC64, 4, 4, 4, 0, 0x60000000, ppc64 },
	{ EM_RISCV, 4, 2, 4, 0, 0, riscv },
	{ EM_RISCV, 8, 2, 8, 0, 0, riscv_far },
	{ EM_RISCV, 2, 2, 2, 0, 0, riscv_short },
};

static int
code_at(struct code *c, const struct object *o, uint64_t addr)
{
	c->o = o;
	c->sec = object_at(o, addr);
	if (!c->sec || !c->sec->scn)
		return 0;
	c->p = object_bytes(o, c->sec, &c->size);
	return 1;
}

/* The address that the instruction which ends at c->off goes to, if it is of
 * that form; 0: not known. */
static int
target(const struct code *c, const struct coding *m, uint64_t *to)
{
	int is = c->p && c->off >= m->length && c->off <= c->size &&
		 m->decode(c, c->sec->addr + c->off, to);
	const struct relocs *s;
	struct reloc key, *r;

	if (c->o->eh.e_type != ET_REL || (!is && !c->sure) ||
	    c->off < m->reloc)
		return is;
	s = load(c->o, c->sec);
	key.off = c->off - m->reloc;
	r = s->n ? bsearch(&key, s->r, s->n, sizeof *s->r, by_offset) : NULL;
	if (r)
		*to = r->to + m->addend;
	return r || is;
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

static const struct sym *
symbol(const struct code *c)
{
	const struct coding *m;
	const struct sym *s = NULL;
	unsigned skip;
	uint64_t to;

	for (m = codings; !s && m < codings + LEN(codings); m++) {
		if (m->machine != c->o->eh.e_machine || !target(c, m, &to))
			continue;
		s = entered(c->o, to, 0);
		if (m->machine == EM_PPC64)
			for (skip = 4; !s && skip <= 64; skip *= 2)
				s = entered(c->o, to, skip);
	}
	return s;
}

static const struct coding *
coding(const struct object *o)
{
	const struct coding *m;

	for (m = codings; m < codings + LEN(codings); m++)
		if (m->machine == o->eh.e_machine)
			return m;
	return NULL;
}

const struct sym *
calls_symbol(const struct object *o, uint64_t pc)
{
	const struct coding *m = coding(o);
	struct code c;

	if (!m || !code_at(&c, o, pc - 1))
		return NULL;
	c.off = pc - c.sec->addr;
	if (m->nop && c.p && c.off >= 4 && c.off <= c.size &&
	    object_number(o, c.p + c.off - 4, 4) == m->nop)
		c.off -= 4;
	c.sure = 1;
	return symbol(&c);
}

/*
 * Each byte is taken for the end of a call, which is often wrong; but what is
 * not one hardly ever leads to where a function begins.
 */
void
calls_in(const struct object *o, uint64_t addr, uint64_t size,
	 void (*found)(const struct sym *to, uint64_t pc, void *), void *with)
{
	const struct coding *m = coding(o);
	const struct sym *s;
	struct code c;
	size_t end;

	if (!m || !size || !code_at(&c, o, addr))
		return;
	c.sure = 0;
	c.off = addr - c.sec->addr;
	end = size < c.size - c.off ? c.off + size : c.size;
	while ((c.off += m->step) <= end) {
		s = symbol(&c);
		if (s)
			found(s, c.sec->addr + c.off, with);
	}
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

static void
found_call(const struct sym *to, uint64_t pc, void *with)
{
	const struct object *o = with;
	const struct sym *by;

	if (to->bind != STB_LOCAL || *to->name == '.' ||
	    !strchr(to->name, '.'))
		return;
	by = around(o, pc - 1);
	if (by && by != to)
		put_call(o, to, by);
}

void
calls_scan(struct object *o)
{
	const struct section *sec;
	size_t n;

	object_lay_out(o);
	calls_begin(o);
	for (sec = o->sec + 1; sec < o->sec + o->nsec; sec++) {
		if (!(sec->flags & SHF_EXECINSTR) || !sec->scn)
			continue;
		object_bytes(o, sec, &n);       /* its size may be a lie */
		calls_in(o, sec->addr, n, found_call, o);
	}
}
