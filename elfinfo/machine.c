// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What has to be known of a machine to compare its objects: which bits
 * a relocation sets, and which instructions branch without one.
 *
 * Where instructions are not of bytes, as on x86, a relocation sets some of the
 * bits of one.  The others count.
 */
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static const struct fixup fields[] = {
	/* machine, type, bytes, bits of them, and it counts from there */
	{ EM_X86_64, R_X86_64_64, 8, 0, 0 },
	{ EM_X86_64, R_X86_64_PC32, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_GOT32, 4, 0, 0 },
	{ EM_X86_64, R_X86_64_PLT32, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_GOTPCREL, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_32, 4, 0, 0 },
	{ EM_X86_64, R_X86_64_32S, 4, 0, 0 },
	{ EM_X86_64, R_X86_64_16, 2, 0, 0 },
	{ EM_X86_64, R_X86_64_PC16, 2, 0, 1 },
	{ EM_X86_64, R_X86_64_8, 1, 0, 0 },
	{ EM_X86_64, R_X86_64_PC8, 1, 0, 1 },
	{ EM_X86_64, R_X86_64_TLSGD, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_TLSLD, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_DTPOFF32, 4, 0, 0 },
	{ EM_X86_64, R_X86_64_GOTTPOFF, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_TPOFF32, 4, 0, 0 },
	{ EM_X86_64, R_X86_64_PC64, 8, 0, 1 },
	{ EM_X86_64, R_X86_64_GOTOFF64, 8, 0, 0 },
	{ EM_X86_64, R_X86_64_GOTPC32, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_GOTPCRELX, 4, 0, 1 },
	{ EM_X86_64, R_X86_64_REX_GOTPCRELX, 4, 0, 1 },

	{ EM_AARCH64, R_AARCH64_ABS64, 8, 0, 0 },
	{ EM_AARCH64, R_AARCH64_ABS32, 4, 0, 0 },
	{ EM_AARCH64, R_AARCH64_ABS16, 2, 0, 0 },
	{ EM_AARCH64, R_AARCH64_PREL64, 8, 0, 0 },
	{ EM_AARCH64, R_AARCH64_PREL32, 4, 0, 0 },
	{ EM_AARCH64, R_AARCH64_PREL16, 2, 0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G0, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G0_NC, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G1, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G1_NC, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G2, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G2_NC, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_MOVW_UABS_G3, 4, 0x001fffe0, 0 },
	{ EM_AARCH64, R_AARCH64_LD_PREL_LO19, 4, 0x00ffffe0, 0 },
	{ EM_AARCH64, R_AARCH64_ADR_PREL_LO21, 4, 0x60ffffe0, 0 },
	{ EM_AARCH64, R_AARCH64_ADR_PREL_PG_HI21, 4, 0x60ffffe0, 0 },
	{ EM_AARCH64, R_AARCH64_ADR_PREL_PG_HI21_NC, 4, 0x60ffffe0, 0 },
	{ EM_AARCH64, R_AARCH64_ADR_GOT_PAGE, 4, 0x60ffffe0, 0 },
	{ EM_AARCH64, R_AARCH64_ADD_ABS_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_LDST8_ABS_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_LDST16_ABS_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_LDST32_ABS_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_LDST64_ABS_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_LDST128_ABS_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_LD64_GOT_LO12_NC, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, 313 /* LD64_GOTPAGE_LO15 */, 4, 0x003ffc00, 0 },
	{ EM_AARCH64, R_AARCH64_TSTBR14, 4, 0x0007ffe0, 0 },
	{ EM_AARCH64, R_AARCH64_CONDBR19, 4, 0x00ffffe0, 0 },
	{ EM_AARCH64, R_AARCH64_JUMP26, 4, 0x03ffffff, 0 },
	{ EM_AARCH64, R_AARCH64_CALL26, 4, 0x03ffffff, 0 },

	{ EM_PPC64, R_PPC64_ADDR64, 8, 0, 0 },
	{ EM_PPC64, R_PPC64_ADDR32, 4, 0, 0 },
	{ EM_PPC64, R_PPC64_REL64, 8, 0, 0 },
	{ EM_PPC64, R_PPC64_REL32, 4, 0, 0 },
	{ EM_PPC64, R_PPC64_REL24, 4, 0x03fffffc, 0 },
	{ EM_PPC64, 116 /* REL24_NOTOC */, 4, 0x03fffffc, 0 },
	{ EM_PPC64, R_PPC64_REL14, 4, 0x0000fffc, 0 },
	{ EM_PPC64, R_PPC64_TOC16, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_TOC16_LO, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_TOC16_HI, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_TOC16_HA, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_TOC16_DS, 2, 0xfffc, 0 },
	{ EM_PPC64, R_PPC64_TOC16_LO_DS, 2, 0xfffc, 0 },
	{ EM_PPC64, R_PPC64_TOC, 8, 0, 0 },
	{ EM_PPC64, R_PPC64_ADDR16_LO, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_ADDR16_HI, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_ADDR16_HA, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_REL16, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_REL16_LO, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_REL16_HI, 2, 0, 0 },
	{ EM_PPC64, R_PPC64_REL16_HA, 2, 0, 0 },

	{ EM_S390, R_390_64, 8, 0, 0 },
	{ EM_S390, R_390_32, 4, 0, 0 },
	{ EM_S390, R_390_16, 2, 0, 0 },
	{ EM_S390, R_390_8, 1, 0, 0 },
	{ EM_S390, R_390_12, 2, 0x0fff, 0 },
	{ EM_S390, R_390_20, 4, 0x0fffff00, 0 },
	{ EM_S390, R_390_PC64, 8, 0, 0 },
	{ EM_S390, R_390_PC32, 4, 0, 0 },
	{ EM_S390, R_390_PC16DBL, 2, 0, 1 },
	{ EM_S390, R_390_PLT16DBL, 2, 0, 1 },
	{ EM_S390, R_390_PC32DBL, 4, 0, 1 },
	{ EM_S390, R_390_PLT32DBL, 4, 0, 1 },
	{ EM_S390, R_390_GOTENT, 4, 0, 1 },
};

const struct fixup *
machine_fixup(const struct object *o, unsigned type)
{
	const struct fixup *f;

	for (f = fields; f < fields + LEN(fields); f++)
		if (f->machine == o->eh.e_machine && f->type == type)
			return f;
	object_bad(o, "relocations of type %u are not known for this machine",
		   type);
}

/* A call of a function that another file has goes by way of a table if it must,
 * which does not matter here. */
static const struct {
	unsigned machine, type, plain;
} calls[] = {
	{ EM_X86_64, R_X86_64_PLT32, R_X86_64_PC32 },
	{ EM_S390, R_390_PLT32DBL, R_390_PC32DBL },
	{ EM_S390, R_390_PLT16DBL, R_390_PC16DBL },
};

unsigned
machine_type(const struct object *o, unsigned type)
{
	size_t i;

	for (i = 0; i < LEN(calls); i++)
		if (calls[i].machine == o->eh.e_machine &&
		    calls[i].type == type)
			return calls[i].plain;
	return type;
}

/* A branch whose distance is in these bits of a word, in units of so many
 * bytes, and which this type of relocation sets */
static void
distance(struct insn *in, uint32_t word, uint32_t bits, int unit,
	 unsigned type)
{
	uint32_t low = bits & -bits, top = bits & ~(bits >> 1);
	int64_t v = (word & bits) / low;

	if (word & top)
		v -= 2 * (int64_t)(top / low);
	in->branch = 1;
	in->type = type;
	in->bits = bits;
	in->to = v * unit;
}

/* A number that is put in a register */
static void
loaded(struct insn *in, uint32_t word, uint32_t bits)
{
	in->number = 1;
	in->bits = bits;
	in->value = (word & bits) / (bits & -bits);
}

static unsigned
aarch64(const unsigned char *p, size_t n, struct insn *in)
{
	uint32_t w;

	if (n < 4)
		return 0;
	w = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
	in->field = 0;
	in->width = 4;
	if ((w & 0x7c000000) == 0x14000000)             /* b, bl */
		distance(in, w, 0x03ffffff, 4, w >> 31 ? R_AARCH64_CALL26 :
			 R_AARCH64_JUMP26);
	else if ((w & 0xff000000) == 0x54000000 ||      /* b.cond */
		 (w & 0x7e000000) == 0x34000000)        /* cbz, cbnz */
		distance(in, w, 0x00ffffe0, 4, R_AARCH64_CONDBR19);
	else if ((w & 0x7e000000) == 0x36000000)        /* tbz, tbnz */
		distance(in, w, 0x0007ffe0, 4, R_AARCH64_TSTBR14);
	else if ((w & 0xffe00000) == 0x52800000)        /* mov w, # */
		loaded(in, w, 0x001fffe0);
	in->leaves = (w & 0xfc000000) == 0x14000000 ||
		     (w & 0xff9ffc1f) == 0xd61f0000;    /* br, ret */
	return 4;
}

static unsigned
ppc64(const unsigned char *p, size_t n, struct insn *in)
{
	uint32_t w;

	if (n < 4)
		return 0;
	/* little-endian: no other kernel is live patched */
	w = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
	in->field = 0;
	in->width = 4;
	if ((w & 0xfc000002) == 0x48000000)             /* b, bl */
		distance(in, w, 0x03fffffc, 4, R_PPC64_REL24);
	else if ((w & 0xfc000002) == 0x40000000)        /* bc, bcl */
		distance(in, w, 0x0000fffc, 4, R_PPC64_REL14);
	else if ((w & 0xfc1f0000) == 0x38000000)        /* li */
		loaded(in, w, 0x0000ffff);
	in->leaves = (w & 0xfc000003) == 0x48000000 || w == 0x4e800020 ||
		     w == 0x4e800420;                   /* b, blr, bctr */
	return 4;
}

static unsigned
s390(const unsigned char *p, size_t n, struct insn *in)
{
	unsigned len = n < 2 ? 0 : p[0] < 0x40 ? 2 : p[0] < 0xc0 ? 4 : 6;
	unsigned op, kind;

	if (!len || n < len)
		return 0;
	op = p[0];
	kind = len > 2 ? p[1] & 15 : 0;
	in->field = 2;
	in->width = len - 2;
	if (op == 0xa7 && kind >= 4 && kind <= 7)       /* brc bras brct */
		distance(in, p[2] << 8 | p[3], 0xffff, 2, R_390_PC16DBL);
	else if (op == 0xc0 && (kind == 4 || kind == 5)) /* brcl, brasl */
		distance(in, (uint32_t)p[2] << 24 | p[3] << 16 | p[4] << 8 |
			 p[5], 0xffffffff, 2, R_390_PC32DBL);
	else if (op == 0x84 || op == 0x85 ||            /* brxh, brxle */
		 (op == 0xec && (p[5] == 0x64 || p[5] == 0x65 ||
		  p[5] == 0x76 || p[5] == 0x77 || p[5] == 0x7c ||
		  p[5] == 0x7d || p[5] == 0x7e || p[5] == 0x7f ||
		  p[5] == 0x44 || p[5] == 0x45))) {     /* crj and so on */
		in->width = 2;
		distance(in, p[2] << 8 | p[3], 0xffff, 2, R_390_PC16DBL);
	} else if (op == 0xa7 && (kind == 8 || kind == 9)) /* lhi, lghi */
		loaded(in, p[2] << 8 | p[3], 0xffff);
	in->leaves = (op == 0xa7 && kind == 4 && p[1] >> 4 == 15) ||
		     (op == 0xc0 && kind == 4 && p[1] >> 4 == 15) ||
		     (op == 0x07 && p[1] >> 4 == 15);
	return len;
}

static const struct {
	unsigned machine;
	unsigned (*read)(const unsigned char *, size_t, struct insn *);
} readers[] = {
	{ EM_X86_64, insn_x86 },
	{ EM_AARCH64, aarch64 },
	{ EM_PPC64, ppc64 },
	{ EM_S390, s390 },
};

int
machine_anchors(const struct object *o)
{
	return o->eh.e_machine != EM_X86_64;
}

int
machine_known(const struct object *o)
{
	size_t i;

	for (i = 0; i < LEN(readers); i++)
		if (readers[i].machine == o->eh.e_machine)
			return o->eh.e_machine != EM_PPC64 ||
			       o->eh.e_ident[EI_DATA] == ELFDATA2LSB;
	return 0;
}

unsigned
machine_insn(const struct object *o, const unsigned char *p, size_t n,
	     struct insn *in)
{
	size_t i;

	memset(in, 0, sizeof *in);
	for (i = 0; i < LEN(readers); i++)
		if (readers[i].machine == o->eh.e_machine)
			return in->length = readers[i].read(p, n, in);
	return 0;
}
