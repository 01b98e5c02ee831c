// SPDX-License-Identifier: GPL-2.0-or-later
/* Spellings as the grammar sees them: keywords, which depend on the
 * language's version, and punctuators. */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "machine.h"
#include "cparse.h"
#include "gram.h"

enum {          /* when a word is one */
	ALWAYS,
	C99 = 1,        /* from C99 on, and in gnu89 where .. */
	GNU = 2,        /* with -std=gnu.., unless there is -fno-asm */
	C23 = 4,        /* and the compiler knows them: gcc 13 does */
	X86 = M_X86 << 3,
	PPC = M_PPC << 3,
	ARM = M_ARM << 3,
};

static const struct keyword {
	const char *s;
	unsigned char kind, when, flags;
} keywords[] = {
	{ "auto",       T_STORAGE,  0, 0 },
	{ "extern",     T_STORAGE,  0, W_EXTERN },
	{ "register",   T_STORAGE,  0, 0 },
	{ "static",     T_STORAGE,  0, W_STATIC },
	{ "typedef",    T_STORAGE,  0, W_TYPEDEF },
	{ "__thread",   T_STORAGE,  0, W_STATIC },
	{ "_Thread_local", T_STORAGE, 0, W_STATIC },
	{ "thread_local", T_STORAGE, C23, W_STATIC },
	{ "constexpr",  T_STORAGE,  C23, 0 },
	{ "inline",     T_FUNCSPEC, C99 | GNU, 0 },
	{ "__inline",   T_FUNCSPEC, 0, 0 },
	{ "__inline__", T_FUNCSPEC, 0, 0 },
	{ "_Noreturn",  T_FUNCSPEC, 0, 0 },
	{ "const",      T_QUAL,     0, 0 },
	{ "__const",    T_QUAL,     0, 0 },
	{ "__const__",  T_QUAL,     0, 0 },
	{ "volatile",   T_QUAL,     0, 0 },
	{ "__volatile", T_QUAL,     0, 0 },
	{ "__volatile__", T_QUAL,   0, 0 },
	{ "restrict",   T_QUAL,     C99, 0 },
	{ "__restrict", T_QUAL,     0, 0 },
	{ "__restrict__", T_QUAL,   0, 0 },
	{ "__seg_fs",   T_QUAL,     X86, 0 },
	{ "__seg_gs",   T_QUAL,     X86, 0 },
	{ "_Atomic",    T_ATOMIC,   0, 0 },
	{ "_Alignas",   T_ALIGNAS,  0, 0 },
	{ "alignas",    T_ALIGNAS,  C23, 0 },
	{ "void",       T_TSPEC,    0, 0 },
	{ "char",       T_TSPEC,    0, 0 },
	{ "short",      T_TSPEC,    0, 0 },
	{ "int",        T_TSPEC,    0, 0 },
	{ "long",       T_TSPEC,    0, 0 },
	{ "float",      T_TSPEC,    0, 0 },
	{ "double",     T_TSPEC,    0, 0 },
	{ "signed",     T_TSPEC,    0, 0 },
	{ "__signed",   T_TSPEC,    0, 0 },
	{ "__signed__", T_TSPEC,    0, 0 },
	{ "unsigned",   T_TSPEC,    0, 0 },
	{ "_Bool",      T_TSPEC,    0, 0 },
	{ "bool",       T_TSPEC,    C23, 0 },
	{ "_Complex",   T_TSPEC,    0, 0 },
	{ "__complex",  T_TSPEC,    0, 0 },
	{ "__complex__", T_TSPEC,   0, 0 },
	{ "__int128",   T_TSPEC,    0, 0 },
	{ "_Float16",   T_TSPEC,    0, 0 },
	{ "_Float32",   T_TSPEC,    0, 0 },
	{ "_Float64",   T_TSPEC,    0, 0 },
	{ "_Float128",  T_TSPEC,    0, 0 },
	{ "_Float32x",  T_TSPEC,    0, 0 },
	{ "_Float64x",  T_TSPEC,    0, 0 },
	{ "_Float128x", T_TSPEC,    0, 0 },
	{ "_Fract",     T_TSPEC,    GNU, 0 },
	{ "_Accum",     T_TSPEC,    GNU, 0 },
	{ "_Sat",       T_TSPEC,    GNU, 0 },
	{ "_Decimal32", T_TSPEC,    0, 0 },
	{ "_Decimal64", T_TSPEC,    0, 0 },
	{ "_Decimal128", T_TSPEC,   0, 0 },
	{ "__float80",  T_TSPEC,    X86, 0 },
	{ "__float128", T_TSPEC,    X86 | PPC, 0 },
	{ "__ibm128",   T_TSPEC,    PPC, 0 },
	{ "__ieee128",  T_TSPEC,    PPC, 0 },
	{ "__vector",   T_TSPEC,    PPC, 0 },
	{ "__fp16",     T_TSPEC,    ARM, 0 },
	{ "__bf16",     T_TSPEC,    ARM | X86, 0 },
	{ "__auto_type", T_AUTOTYPE, 0, 0 },
	{ "typeof",     T_TYPEOF,   GNU | C23, 0 },
	{ "__typeof",   T_TYPEOF,   0, 0 },
	{ "__typeof__", T_TYPEOF,   0, 0 },
	{ "typeof_unqual", T_TYPEOF_UNQUAL, C23, 0 },
	{ "__typeof_unqual", T_TYPEOF_UNQUAL, 0, 0 },
	{ "__typeof_unqual__", T_TYPEOF_UNQUAL, 0, 0 },
	{ "struct",     T_STRUCT,   0, 0 },
	{ "union",      T_STRUCT,   0, W_UNION },
	{ "enum",       T_ENUM,     0, 0 },
	{ "__attribute", T_ATTRIBUTE, 0, 0 },
	{ "__attribute__", T_ATTRIBUTE, 0, 0 },
	{ "__extension__", T_EXTENSION, 0, 0 },
	{ "asm",        T_ASM,      GNU, 0 },
	{ "__asm",      T_ASM,      0, 0 },
	{ "__asm__",    T_ASM,      0, 0 },
	{ "_Static_assert", T_ASSERT, 0, 0 },
	{ "static_assert", T_ASSERT, C23, 0 },
	{ "__label__",  T_LOCAL_LABEL, 0, 0 },
	{ "if",         T_IF,       0, 0 },
	{ "else",       T_ELSE,     0, 0 },
	{ "switch",     T_SWITCH,   0, 0 },
	{ "while",      T_WHILE,    0, 0 },
	{ "do",         T_DO,       0, 0 },
	{ "for",        T_FOR,      0, 0 },
	{ "goto",       T_GOTO,     0, 0 },
	{ "continue",   T_CONTINUE, 0, 0 },
	{ "break",      T_BREAK,    0, 0 },
	{ "return",     T_RETURN,   0, 0 },
	{ "case",       T_CASE,     0, 0 },
	{ "default",    T_DEFAULT,  0, 0 },
	{ "sizeof",     T_SIZEOF,   0, 0 },
	{ "_Alignof",   T_ALIGNOF,  0, 0 },
	{ "__alignof",  T_ALIGNOF,  0, 0 },
	{ "__alignof__", T_ALIGNOF, 0, 0 },
	{ "alignof",    T_ALIGNOF,  C23, 0 },
	{ "__real",     T_REAL,     0, 0 },
	{ "__real__",   T_REAL,     0, 0 },
	{ "__imag",     T_IMAG,     0, 0 },
	{ "__imag__",   T_IMAG,     0, 0 },
	{ "true",       T_CONSTANT, C23, 0 },
	{ "false",      T_CONSTANT, C23, 0 },
	{ "nullptr",    T_CONSTANT, C23, 0 },
	{ "__func__",   T_FUNCTION_NAME, 0, 0 },
	{ "__FUNCTION__", T_FUNCTION_NAME, 0, 0 },
	{ "__PRETTY_FUNCTION__", T_FUNCTION_NAME, 0, 0 },
	{ "_Imaginary", T_RESERVED, 0, 0 },
	{ "__transaction_atomic", T_TRANSACTION, 0, 0 },
	{ "__transaction_relaxed", T_TRANSACTION, 0, 0 },
	{ "__transaction_cancel", T_TRANSACTION_CANCEL, 0, 0 },
	{ "_Generic",   T_GENERIC,  0, 0 },
	{ "__builtin_va_arg", T_VA_ARG, 0, 0 },
	{ "__builtin_offsetof", T_OFFSETOF, 0, 0 },
	{ "__builtin_types_compatible_p", T_TYPES_COMPATIBLE, 0, 0 },
	{ "__builtin_choose_expr", T_CHOOSE, 0, 0 },
	{ "__builtin_convertvector", T_CONVERTVECTOR, 0, 0 },
	{ "__builtin_has_attribute", T_HAS_ATTRIBUTE, 0, 0 },
	{ "(",  T_LPAREN,   0, 0 }, { ")",  T_RPAREN,   0, 0 },
	{ "{",  T_LBRACE,   0, 0 }, { "}",  T_RBRACE,   0, 0 },
	{ "[",  T_LBRACKET, 0, 0 }, { "]",  T_RBRACKET, 0, 0 },
	{ "<%", T_LBRACE,   0, 0 }, { "%>", T_RBRACE,   0, 0 },
	{ "<:", T_LBRACKET, 0, 0 }, { ":>", T_RBRACKET, 0, 0 },
	{ ";",  T_SEMI,     0, 0 }, { ",",  T_COMMA,    0, 0 },
	{ ":",  T_COLON,    0, 0 }, { "::", T_COLON,    0, W_COLONS },
	{ "...", T_ELLIPSIS, 0, 0 }, { "?", T_QUEST,    0, 0 },
	{ ".",  T_DOT,      0, 0 }, { "->", T_ARROW,    0, 0 },
	{ "++", T_INC,      0, 0 }, { "--", T_DEC,      0, 0 },
	{ "~",  T_TILDE,    0, 0 }, { "!",  T_NOT,      0, 0 },
	{ "*",  T_STAR,     0, 0 }, { "/",  T_SLASH,    0, 0 },
	{ "%",  T_PERCENT,  0, 0 }, { "+",  T_PLUS,     0, 0 },
	{ "-",  T_MINUS,    0, 0 }, { "<<", T_SHL,      0, 0 },
	{ ">>", T_SHR,      0, 0 }, { "<",  T_LT,       0, 0 },
	{ ">",  T_GT,       0, 0 }, { "<=", T_LE,       0, 0 },
	{ ">=", T_GE,       0, 0 }, { "==", T_EQ,       0, 0 },
	{ "!=", T_NE,       0, 0 }, { "&",  T_AND,      0, 0 },
	{ "^",  T_XOR,      0, 0 }, { "|",  T_OR,       0, 0 },
	{ "&&", T_ANDAND,   0, 0 }, { "||", T_OROR,     0, 0 },
	{ "=",  T_ASSIGN,   0, 0 }, { "*=", T_MUL_A,    0, 0 },
	{ "/=", T_DIV_A,    0, 0 }, { "%=", T_MOD_A,    0, 0 },
	{ "+=", T_ADD_A,    0, 0 }, { "-=", T_SUB_A,    0, 0 },
	{ "<<=", T_SHL_A,   0, 0 }, { ">>=", T_SHR_A,   0, 0 },
	{ "&=", T_AND_A,    0, 0 }, { "^=", T_XOR_A,    0, 0 },
	{ "|=", T_OR_A,     0, 0 },
};

/* Types that the compiler declares by itself, everywhere. */
static const char *const typedefs[] = {
	"__builtin_va_list", "__int128_t", "__uint128_t",
	"__builtin_ms_va_list", "__builtin_sysv_va_list",
};

struct word *words;
static size_t cap;

enum { HASH = 512 };
static struct slot {
	const char *s;
	const struct keyword *k;        /* NULL: of typedefs */
} slots[HASH];
/* gnu17 on x86_64 until the stream says otherwise */
static unsigned when = C99 | GNU | X86;

static struct slot *
slot(const char *s)
{
	size_t i;

	for (i = pointer_hash(s) % HASH; slots[i].s && slots[i].s != s;
	     i = (i + 1) % HASH)
		;
	return &slots[i];
}

static int filled;

static void
fill(void)
{
	struct slot *p;
	size_t i;

	filled = 1;
	for (i = 0; i < LEN(keywords); i++) {
		const char *s = intern(keywords[i].s);

		p = slot(s);
		p->s = s;
		p->k = &keywords[i];
	}
	for (i = 0; i < LEN(typedefs); i++) {
		const char *s = intern(typedefs[i]);

		p = slot(s);
		p->s = s;
	}
}

/* Is it a type that arm_neon.h or arm_sve.h is made from? */
static int
arm_type(const char *s)
{
	static const char *const begin[] = {
		"__Int", "__Uint", "__Float", "__Poly", "__Bfloat", "__SV",
	};
	size_t i, n = strlen(s);

	if (strncmp(s, "__builtin_aarch64_simd_", 23) == 0)
		return 1;
	if (n < 2 || strcmp(s + n - 2, "_t"))
		return 0;
	for (i = 0; i < LEN(begin); i++)
		if (strncmp(s, begin[i], strlen(begin[i])) == 0)
			return 1;
	return 0;
}

void
word_spelling(uint32_t id)
{
	const struct spelling *sp = spell(id);
	struct word *w;
	struct slot *p;

	words = grow(words, id + 1, &cap, sizeof words[0]);
	w = &words[id];
	*w = (struct word){ 0 };
	switch (sp->class) {
	case 'n': w->kind = T_NUM;    return;
	case 'c': w->kind = T_CHAR;   return;
	case 's': w->kind = T_STRING; return;
	case 'i': w->kind = T_IDENT;  break;
	}
	if (!filled)
		fill();
	p = slot(sp->s);
	if (!p->s && !((when & ARM) && arm_type(sp->s)))
		return;
	if (!p->k)
		w->is_typedef = w->was_typedef = 1;
	else if (!p->k->when || (p->k->when & when)) {
		w->kind = p->k->kind;
		w->flags = p->k->flags;
	}
}

static const char *std = "gnu17";
static int no_asm;              /* -fno-asm 1, -fasm -1 */
static int old;                 /* gcc before 13 */
static int clang;

static void
standard(const char *s)
{
	int year;

	when &= ~(C99 | GNU | C23);
	if (no_asm ? no_asm < 0 : strncmp(s, "gnu", 3) == 0)
		when |= GNU;
	s += strcspn(s, "0123456789");
	year = strcmp(s, "9899:199409") == 0 ? 90 :
	       strncmp(s, "9899:", 5) == 0 ? atoi(s + 5) % 100 :
	       s[0] == '2' && s[1] > '9' ? 23 : atoi(s);
	if (year < 89)
		when |= C99;
	if (year == 99)
		when |= C99;
	if (year >= 23 && year < 89 && !old)
		when |= C23;
}

/* Look at all words again. */
static void
again(void)
{
	uint32_t i;

	standard(std);
	for (i = 1; i <= rec_last('S'); i++)
		word_spelling(i);
}

void
word_option(const struct rec *r)
{
	if (rec_is(r, 0, "-fno-asm"))
		no_asm = 1;
	else if (rec_is(r, 0, "-fasm"))
		no_asm = -1;
	else
		return;
	again();
}

int
word_c99(void)
{
	return when & C99;
}

int
word_c23(void)
{
	return when & C23;
}

int
word_clang(void)
{
	return clang;
}

void
word_fact(const struct rec *r)
{
	const char *v = rec_text(r, 1);

	if (rec_is(r, 0, "std"))
		std = v;
	else if (rec_is(r, 0, "compiler")) {
		const char *gcc = strstr(v, "gcc-");

		when &= ~(X86 | PPC | ARM);
		when |= machine_of(v)->words << 3;
		old = gcc && atoi(gcc + 4) < 13;
		clang = strstr(v, "-clang") != NULL;
	} else
		return;
	again();
}

const char *
word_text(int kind)
{
	size_t i;

	for (i = 0; i < LEN(keywords); i++)
		if (keywords[i].kind == kind)
			return keywords[i].s;
	return NULL;
}
