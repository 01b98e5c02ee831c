/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bit-fields of plain types: signed or not, by option and by word. */
/* RUN all: -O0 */
/* RUN all: -funsigned-bitfields */
/* RUN all: -funsigned-bitfields -fno-unsigned-bitfields */
/* RUN all: -fno-signed-bitfields -fsigned-char */
typedef int plain;
typedef signed int with_word;
typedef with_word again;
typedef signed short const const_short;
enum e { A = -1, B };

struct s {
	int a : 3;
	signed b : 3;
	unsigned c : 3;
	plain d : 3;
	with_word e : 3;
	again f : 3;
	const_short g : 3;
	enum e h : 3;
	const int i : 5;
	short j : 4;
	long k : 7;
	char l : 3;
	signed char m : 3;
	int n : 32;
} s;
int
signs(void)
{
	s.a + 1; s.d < 0; s.e >> 1; s.h + 0; s.n + 0; s.n < 0;
	return 0;
}
