// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How long an instruction of x86_64 is, and where it branches to.
 *
 * A distance in an instruction counts from the instruction's end, and what the
 * relocation of it says depends on how many bytes follow the field.  So the
 * length has to be known to tell which object of a section is meant.
 * (Intel SDM 2, Appendix A; AMD64 APM 3, Appendix A)
 */
#include <string.h>
#include "util.h"
#include "rows.h"
#include "elfinfo.h"

/*
 * What follows an opcode: a letter each.
 *   .  nothing              m  a modrm byte
 *   b  a byte               B  modrm and a byte
 *   w  two bytes            e  three
 *   z  4, after prefix 66 2 Z  modrm and such
 *   v  8 with REX.W, else z
 *   j  a distance of 1      J  of 4
 *   o  an address           t  modrm, and if that says test, an operand
 *   p  a prefix             r  REX
 *   x  another map          -  no instruction
 */
static const char one[256 + 1] =
	"mmmmbz--mmmmbz-x"
	"mmmmbz--mmmmbz--"
	"mmmmbzp-mmmmbzp-"
	"mmmmbzp-mmmmbzp-"
	"rrrrrrrrrrrrrrrr"
	"................"
	"--xmppppzZbB...."
	"jjjjjjjjjjjjjjjj"
	"BZ-Bmmmmmmmmmmmm"
	"..........-....."
	"oooo....bz......"
	"bbbbbbbbvvvvvvvv"
	"BBw.xxBZe.w..b-."
	"mmmm---.mmmmmmmm"
	"jjjjbbbbJJ-j...."
	"p.pp..tt......mm";

static const char two[256 + 1] =
	"mmmm-.....-.-m.B"
	"mmmmmmmmmmmmmmmm"
	"mmmm----mmmmmmmm"
	"......-.x-x-----"
	"mmmmmmmmmmmmmmmm"
	"mmmmmmmmmmmmmmmm"
	"mmmmmmmmmmmmmmmm"
	"BBBBmmm.mmmmmmmm"
	"JJJJJJJJJJJJJJJJ"
	"mmmmmmmmmmmmmmmm"
	"...mBmmm...mBmmm"
	"mmmmmmmmmmBmmmmm"
	"mmBmBBBm........"
	"mmmmmmmmmmmmmmmm"
	"mmmmmmmmmmmmmmmm"
	"mmmmmmmmmmmmmmmm";

/* Where in the instruction */
struct at {
	const unsigned char *p;
	size_t n;               /* bytes that there are */
	unsigned i;
	int narrow, wide;       /* prefix 66, REX.W */
};

static unsigned
next(struct at *a)
{
	return a->i < a->n ? a->p[a->i++] : (a->i = a->n + 1, 0);
}

static char
map_letter(struct at *a, unsigned map)
{
	switch (map) {
	case 1:		return two[next(a)];
	case 2:		next(a); return 'm';
	case 3:		next(a); return 'B';
	}
	return '-';
}

/* After a byte that leads to another map */
static char
other_map(struct at *a, unsigned op)
{
	unsigned b;

	switch (op) {
	case 0x0f:
		b = next(a);
		return b == 0x38 ? map_letter(a, 2) :
		       b == 0x3a ? map_letter(a, 3) : two[b];
	case 0xc5:
		next(a);
		return map_letter(a, 1);
	case 0xc4:
		b = next(a) & 0x1f;
		a->wide = next(a) >> 7;
		return map_letter(a, b);
	default:        /* 62, EVEX */
		b = next(a) & 7;
		next(a);
		next(a);
		return map_letter(a, b);
	}
}

/* The modrm byte, and what belongs to it */
static unsigned
modrm(struct at *a)
{
	unsigned m = next(a), mod = m >> 6, rm = m & 7, base = rm;

	if (mod == 3)
		return m;
	if (rm == 4)
		base = next(a) & 7;
	a->i += mod == 1 ? 1 : mod == 2 || base == 5 ? 4 : 0;
	return m;
}

static unsigned
operand(struct at *a, char letter, unsigned op, unsigned m)
{
	unsigned z = a->narrow ? 2 : 4;

	switch (letter) {
	case 'b':
	case 'B':
	case 'j':	return 1;
	case 'w':	return 2;
	case 'e':	return 3;
	case 'z':
	case 'Z':	return z;
	case 'v':	return a->wide ? 8 : z;
	case 'J':	return 4;
	case 'o':	return 8;
	case 't':	return m >> 3 & 6 ? 0 : op & 1 ? z : 1;
	}
	return 0;
}

static uint32_t
word(const unsigned char *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

unsigned
insn_x86(const unsigned char *p, size_t n, struct insn *in)
{
	struct at a = { p, n, 0, 0, 0 };
	unsigned op, m = 0, length;
	char letter;

	do {
		op = next(&a);
		letter = one[op];
		if (op == 0x66)
			a.narrow = 1;
		if (letter == 'p' || letter == 'r')
			a.wide = letter == 'r' && op & 8;
	} while ((letter == 'p' || letter == 'r') && a.i < a.n);
	if (letter == 'x')
		letter = other_map(&a, op);
	if (letter == '-')
		return 0;
	if (strchr("mBZt", letter))
		m = modrm(&a);
	in->field = a.i;
	in->width = operand(&a, letter, op, m);
	length = in->field + in->width;
	if (length > n)
		return 0;
	in->leaves = op == 0xe9 || op == 0xeb || op == 0xc3 || op == 0xc2 ||
		     (op == 0xff && (m >> 3 & 7) == 4);
	in->branch = letter == 'j' || letter == 'J';
	in->type = letter == 'J' ? R_X86_64_PC32 : R_X86_64_PC8;
	if (letter == 'j')
		in->to = (int64_t)length + (int8_t)p[in->field];
	else if (letter == 'J')
		in->to = (int64_t)length + (int32_t)word(p + in->field);
	in->number = in->width == 4 &&
		     ((op & 0xf8) == 0xb8 || op == 0xc7 || op == 0x68);
	if (in->number)
		in->value = word(p + in->field);
	return length;
}
