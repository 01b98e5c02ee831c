/* Constant expressions: true assertions. */
#define IS(e, n)  _Static_assert((e) == (n), #e)
#define true_(e)  _Static_assert(e, #e)

IS(1 + 2 * 3 - 4 / 2 % 3, 5);
IS(-7 / 2, -3);			IS(-7 % 3, -1);
IS(-1 >> 1, -1);		IS(-1u >> 31, 1);
IS((unsigned char)300, 44);	IS((signed char)200, -56);
true_(-1 > 0u);			true_(-1 < 0l + 0);
true_(-1l < 0u);		IS(~0u, 4294967295u);
IS(0xffffffffu + 1, 0);		IS(1ull << 63 >> 62, 2);
IS(010, 8);			IS(0b101, 5);
IS('\n', 10);			IS('\377', -1);
IS('ab', 24930);		IS(L'\x1234', 0x1234);
IS(1 ? 2 : 1 / 0, 2);		IS(0 && 1 / 0, 0);
IS(1 || 1 / 0, 1);		IS(!0 + !5, 1);
IS((int)3.9, 3);		IS((int)-3.9, -3);
IS((_Bool)0.5, 1);		IS((_Bool)256, 1);
true_((int)(1.5 + 2.5) == 4);	IS((char)-1.0, -1);
IS(sizeof(int[3]), 12);		IS(sizeof "abc", 4);
IS(sizeof(char) * 5, 5);	IS(sizeof((char)1 + 1), 4);
enum { A, B, C = 10, D, E = -1, F, G = 'x', H = sizeof(long) };
IS(B, 1);			IS(D, 11);
IS(F, 0);			IS(H, 8);
struct s { int a; struct { long b, c; } d[3]; };
IS(__builtin_offsetof(struct s, d[1].c), 32);
IS((unsigned long)&((struct s *)0)->d[2].b, 40);
IS((char *)&((struct s *)64)->d - (char *)64, 8);
IS(__builtin_constant_p(3), 1);	IS(__builtin_constant_p("a"), 1);
extern int variable;
IS(__builtin_constant_p(variable), 0);
IS(__builtin_choose_expr(0, 1, 2), 2);
IS(__builtin_types_compatible_p(int, signed), 1);
IS(__builtin_strlen("four"), 4);
IS(__builtin_ffs(8), 4);	IS(__builtin_clzll(1), 63);
IS(__builtin_ctz(8), 3);	IS(__builtin_popcount(255), 8);
IS(__builtin_bswap32(0x11223344), 0x44332211);
IS(__builtin_bswap16(0x1122), 0x2211);
IS(__builtin_expect(7, 1), 7);
true_((unsigned __int128)1 << 100 > 1ull << 63);
IS((unsigned long)(((unsigned __int128)5 << 64) >> 64), 5);
#define is_constexpr(x) \
	(sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))
IS(is_constexpr(5), 1);		IS(is_constexpr(variable), 0);
IS(_Generic(1l, int: 1, long: 2), 2);

int sized[] = { [5] = 1, 2, [2] = 3 };
IS(sizeof(sized), 28);
int nested[][2] = { 1, 2, { 3 }, 4, 5, 6 };
IS(sizeof(nested), 32);
struct s list[] = { { 1, { { 2, 3 }, { 4 } } }, 5, 6, 7, 8, 9, 10, 11, 12 };
IS(sizeof(list) / sizeof(list[0]), 3);
struct s flat[] = { [1].d[2].c = 1, 2 };
IS(sizeof(flat) / sizeof(flat[0]), 3);
char text[] = "abc" "de", braced[] = { "xy" }, list2[][4] = { "a", "b" };
IS(sizeof(text), 6);		IS(sizeof(braced), 3);
IS(sizeof(list2), 8);
int range[] = { [1 ... 6] = 3 };
IS(sizeof(range), 28);
union { char c; int i[3]; } un[] = { 1, { .i = { 1 } }, 3 };
IS(sizeof(un), 36);
struct flex { int n; char f[]; } fl = { 1, "abc" };
struct s copies[] = { (struct s){ 1 }, { 2 } };
struct { int x; struct { int y, z; }; } an[] = { { .z = 1 }, { 1, 2, 3 }, 4, 5, 6 };
IS(sizeof(an), 36);
int literal[] = (int []){ 1, 2, 3 };
IS(sizeof(literal), 12);

int f(int n)
{
	switch (n) {
	case C ... D + 1:
	case sizeof(int):
		return 1;
	}
	return sizeof(int[n]) + (n ? 1 : 0);
}

/* Within its braces a wide enumerator has its expression's type, after them
 * that of the enum. */
#define TYPE(e)  _Generic(e, int: 1, unsigned: 2, long: 3, unsigned long: 4, \
			  default: 5)
enum wide {
	W_LONG = 0x100000000UL, W_OR = W_LONG | 1, W_SIZE = sizeof(W_LONG),
	W_INT, W_UNSIGNED = 0x80000000U, W_NEXT, W_NEXT_TYPE = TYPE(W_NEXT),
	W_NEGATED = -W_UNSIGNED == 0x80000000U, W_CHAR = (char)3,
	W_CHAR_TYPE = TYPE(W_CHAR), W_BELOW = -0x80000000L - 1, W_AGAIN,
	W_BELOW_TYPE = TYPE(W_BELOW), W_AGAIN_TYPE = TYPE(W_AGAIN),
	W_SAME = W_UNSIGNED, W_SAME_TYPE = TYPE(W_SAME),
};
IS(W_OR, 0x100000001);		IS(W_SIZE, 8);
IS(W_NEXT, 0x80000001);		IS(W_NEXT_TYPE, 2);
IS(W_NEGATED, 1);		IS(W_CHAR_TYPE, 1);
IS(W_BELOW_TYPE, 3);		IS(W_AGAIN, -0x7fffffff - 1);
IS(W_AGAIN_TYPE, 1);		IS(W_SAME_TYPE, 2);
IS(sizeof(W_UNSIGNED), 8);	IS(sizeof(W_INT), 4);
true_(_Generic(W_LONG, enum wide: 1, default: 0));
IS(sizeof(enum { IN = sizeof(enum { MOST = 0xffffffff1, M = sizeof(MOST) }) }), 4);
IS(IN, 8);			IS(M, 8);
enum { ALMOST = 0x7fffffffL, LONG_NEXT = 0xffffffffL, LONG_AFTER,
	AFTER_TYPE = TYPE(LONG_AFTER) };
IS(LONG_AFTER, 0x100000000);	IS(AFTER_TYPE, 3);
