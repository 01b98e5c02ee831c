/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the stages know of a machine without being told by the stream: a row
 * for each in machine.c.  Sizes of types, byte order and the like are facts of
 * the stream.
 *
 * A new machine is a row there, and where no compiler is to be asked a table of
 * its predefined macros, cpp-rec/predef-NAME.c, in the list of cpp-rec/predef.c;
 * t/check/check-macros and t/check/check-types hold both against a compiler.
 */
enum {                          /* words of the language */
	M_X86 = 1, M_PPC = 2, M_ARM = 4
};

struct machine {
	const char *name;       /* in the fact compiler, and in --compiler */
	const char *also;       /* other names, with blanks between, or NULL */
	const char *macros;     /* its compilers predefine all of these */
	const char *triple;     /* of cross compilers; NULL: NAME-linux-gnu */
	unsigned char words;    /* M_.. */

	/* alignments, in bytes */
	unsigned char max_align,        /* of any type; 0: no limit */
		member_align,           /* of numbers of 8 bytes in structures;
					 * 0: their own */
		attr_align,             /* aligned without a number, at most;
					 * 0: the biggest of all */
		vector_align,           /* of vectors, at most; 0: no limit */
		func_align;
	const char *half_align; /* a macro: functions have half of that */
	const char *vectors;    /* a macro: else vector_align is not so */

	unsigned char word,     /* bytes of mode(word); 0: 8 */
		x87_size,       /* bytes of _Float64x, where it has 64 bits;
				 * 0: 16 */
		ms_struct,      /* that attribute is obeyed */
		anon_fields;    /* an unnamed bit-field aligns its structure */

	/* va_list: a pointer, to char or void; or a structure, of so many
	 * bytes and pointers, perhaps as an array of one */
	enum va_list { VA_CHAR, VA_VOID, VA_STRUCT, VA_ARRAY } va;
	unsigned char va_bytes, va_pointers;
};

/* The machine of a compiler, whose name begins with its, like
 * "x86_64-gcc-12.2.0"; one that knows nothing where there is no row. */
const struct machine *machine_of(const char *compiler);
/* The row number I, or NULL after the last one */
const struct machine *machine_row(size_t i);
