/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is an integer constant expression (6.6p6), by what is a null pointer
 * constant (6.3.2.3p3): only with one has ?: the type of its other operand. */
/* RUN all: -O0 */
/* RUN all: -O2 */
/* RUN all: -std=gnu89 */
/* RUN all: -std=c99 */
/* RUN all: -std=gnu11 */
/* RUN all: -std=c2x */
extern int variable;
static const int zero = 0;
enum e { NOTHING, ONE };
struct s { char a; int b; };

#define NULL_(x) (8 ? (void *)(x) : (int *)8)
#define ZERO(x) sizeof(*(8 ? (void *)((long)(x) * 0l) : (int *)8))
#define SAME(a, b) __builtin_types_compatible_p(a, b)

void
integers(int n)
{
	NULL_(0); NULL_(0l); NULL_('\0'); NULL_(NOTHING); NULL_(ONE);
	NULL_((char)0); NULL_(1 - 1); NULL_((0)); NULL_(-0); NULL_(~-1);
	NULL_(!1); NULL_((_Bool)0); NULL_((enum e)0); NULL_(+0);
	NULL_(0 ? 1 : 0); NULL_(1 ? 0 : 1 / 0); NULL_(0 ? 1 / 0 : 0);
	NULL_(0 && 1 / 0); NULL_(0 && n); NULL_(n && 0); NULL_(1 ? 0 : n);
	NULL_(n ? 0 : 0); NULL_(n * 0); NULL_(zero); NULL_(zero * 0);
	NULL_(0 && n++); NULL_((n, 0)); NULL_((0, 0)); NULL_(1 ? 0 : (0, 0));
	NULL_(1 ? 0 : (n, 0)); NULL_(0 && (0, 1)); NULL_(0 ? 1 : ({ 0; }));
	NULL_(sizeof n * 0); NULL_(sizeof(int[n]) * 0); NULL_(0 * __alignof__ n);
	NULL_(__builtin_offsetof(struct s, a)); NULL_((long)&((struct s *)0)->a);
	NULL_((void *)0); NULL_((const void *)0); NULL_((char *)0);
	NULL_((long)(void *)0); NULL_((long)(char *)0); NULL_(!variable * 0);
	NULL_(0 == 1); NULL_(n != n); NULL_(&n == 0); NULL_(&variable == 0);
	NULL_("" == 0); NULL_("a" - "a"); NULL_((0 ? n : 0));
	NULL_(0 ?: 0); NULL_(1 ?: n); NULL_(1 << 3 & 7); NULL_(5 / 6);
}

void
others(int n)
{
	NULL_((int)0.0); NULL_((int)0.5); NULL_((int)(0.0)); NULL_((int)+0.0);
	NULL_((int)-0.5); NULL_((int)(0.0 + 0.0)); NULL_((int)(double)0.0);
	NULL_((long)0.0f); NULL_(0.0 == 1.0); NULL_(!1.0); NULL_(1.0 ? 0 : 1);
	NULL_((int)1.0 ? 0 : 1); NULL_(0.0 && 1); NULL_((_Bool)0.0);
	NULL_((int)(float)0.5f); NULL_((char)(int)0.0);
	NULL_(__builtin_constant_p(1) - 1);
	NULL_(__builtin_types_compatible_p(int, long));
	NULL_(__builtin_choose_expr(1, 0, n)); NULL_(__builtin_choose_expr(1, n, 0));
	NULL_(__builtin_expect(0, 1)); NULL_(__builtin_expect(n, 1));
	NULL_(__builtin_ffs(0)); NULL_(__builtin_popcount(0 && n));
	NULL_(__builtin_strlen("")); NULL_(__builtin_clz(1) * 0);
	NULL_(__builtin_classify_type(n) * 0); NULL_(__extension__ 0);
	NULL_(__builtin_bswap32(0)); NULL_(__builtin_abs(0));
	NULL_(__real__ 0); NULL_(__imag__ 5); NULL_(__imag__ n);
	NULL_(__builtin_add_overflow_p(1, 2, 3)); NULL_((int){ 0 });
	NULL_(__builtin_object_size(&n, 1) * 0);
#if __STDC_VERSION__ >= 201112 || !defined __STRICT_ANSI__
	NULL_(_Generic(0, int: 0, long: n)); NULL_(_Generic(0l, int: 0, long: n));
#endif
}

/* what is folded but none makes an array variable in a block */
void
arrays(int n)
{
	int a[3], b[1 ? 3 : n], c[(0, 3)], d[0 ? 1 / 0 : 2], e[0 && n || 4];

	sizeof a; sizeof b; sizeof c; sizeof d; sizeof e; sizeof(int[3]);
	sizeof(int[1 ? 3 : n]); sizeof(int[(int)3.5]); sizeof(int[ONE + 1]);
	sizeof(int[__builtin_choose_expr(1, 2, n)]); sizeof(int[1 || n]);
	sizeof(char[1 - 2 * !(sizeof n == 4)]); a == b; &c; &d; &a;
	sizeof(int[__builtin_constant_p(1) + 1]); sizeof(int[ZERO(1)]);
	sizeof(int[__builtin_types_compatible_p(int, int)]);
	sizeof(int[(unsigned long)&((struct s *)0)->b]);
}

/* the kernel's way to ask */
unsigned long
asked(int n)
{
	return ZERO(1) + ZERO(n) + ZERO(1 ? 2 : n) + ZERO(0 && n) +
		ZERO(sizeof n) + ZERO((void *)0) + ZERO(ONE) + ZERO(1 || n) +
		ZERO(__builtin_choose_expr(1, 2, n)) + ZERO((1, 2)) +
		ZERO(8 ? 1 : (1, 2)) + ZERO((int)1.5) + ZERO(1 / 0 ? 1 : 1) +
		ZERO(1 << 100) + ZERO((0 && 1 / 0));
}
