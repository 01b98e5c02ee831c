/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Types and values of constants and expressions, by machine. */
/* RUN all: -O0 */
/* RUN all: -fshort-wchar -funsigned-char */
/* RUN all: -fsigned-char */
/* RUN all: -std=c99 */
/* RUN all: -std=gnu89 */
/* RUN all: -std=c2x */
/* RUN x86_64: -m32 */
/* RUN x86_64: -m32 -std=gnu89 */
/* RUN x86_64: -mx32 */
/* RUN x86_64: -frounding-math */
/* RUN x86_64: -fexec-charset=IBM1047 */
extern int variable;
enum e { A, B = 5, C, D = B * 2, E = -1, F, G = 1 << 30 };
enum u { U0 = 1u << 31 };
enum big { H = 0x100000000, I, J = ~0ull };
enum chars { K = '\377', L = L'\xffff', M = 'ab', N = '\\' };

void
integers(void)
{
	0; 1u; 2l; 3ul; 4ll; 5ull; 0x7fffffff; 0x80000000; 0xffffffff;
	0x100000000; 2147483647; 2147483648; 4294967295; 4294967296;
	9223372036854775807; 0x8000000000000000; 0xffffffffffffffff;
	0777; 037777777777; 0b101; 1LLU; 2147483648u; 020000000000;
	- -1; -1 - 1u; -1 < 0u; -1 < 0l; -1l < 0u; -1 >> 1; -1u >> 1;
	1 << 31; 1u << 31; 1ll << 62; -7 / 2; -7 % 2; 7 / -2; 7 % -2;
	~0; ~0u; ~0ul; !0; !5; 5 & 3; 5 | 3; 5 ^ 3; 5 && 0; 0 || 3;
	0 && 1 / 0; 1 || 1 / 0; 1 ? 2 : 1 / 0; 1 ? 2 : 3ul; 0 ? 1l : 2;
	(char)200; (signed char)200; (unsigned char)-1; (short)40000;
	(_Bool)2; (_Bool)0.1; (int)3000000000u; (unsigned)-1; (long)-1;
	(unsigned long)-1; (long long)(unsigned)-1; (unsigned)(char)-1;
	'a'; '\n'; '\0'; '\377'; '\x80'; 'ab'; 'abcd'; L'a'; L'\x1234';
	'\e'; '\''; '"'; '\?'; '\101'; L'\xffffffff' + 0;
	sizeof 'a'; sizeof L'a'; sizeof "a\0b"; sizeof L"ab"; sizeof 1.0f;
	sizeof(long[3]); sizeof(int (*)[4]); sizeof(enum big);
	sizeof(struct { char a; long b; }); sizeof variable; sizeof(variable + 1l);
	_Alignof(double); __alignof__(variable); __alignof__(long long);
	A; C; D; F; G; H; I; J; K; L; M; N; A + H; (char)G; -E;
	sizeof(A); sizeof(G); sizeof(J);
	(int)3.99; (int)-3.99; (unsigned)3e9; (long)1e15; (int)(1.5 + 1.5);
	(unsigned char)255.9; 1.5 > 1; 0.1f == 0.1; 0.5f == 0.5; 1 / 2.0 > 0;
	!0.0; !0.5; 0.5 && 1; 0.0 || 0; 1.0 ? 1 : 2; -0.0 == 0.0;
	(int)1e300 * 0 + 1; 1e10f == 1e10; 16777217.0f == 16777216;
	(float)16777217; (float)0.1; (double)0.1f; 0x1.8p3; 1.0l / 3;
	(int)(0.1 * 3 * 10); 1e-10 + 1 > 1; (long long)9e18;
	(unsigned long long)1.8e19; 1.0f + 1e-9f == 1.0f;
}

#if !defined __STRICT_ANSI__ || __STDC_VERSION__ > 201000
void
unicode(void)
{
#if __STDC_VERSION__ >= 199901 || !defined __STRICT_ANSI__
#if __STDC_VERSION__ >= 199901
	u'a'; U'a'; u'\u20ac'; U'\U0001f600'; sizeof u'a'; sizeof U'a';
	sizeof u"\u20ac\U0001f600"; sizeof U"\U0001f600"; sizeof u8"\u20ac";
	L'\u20ac'; sizeof L"\U0001f600"; sizeof "\u20ac";
	sizeof u8"a" "b"; sizeof L"a" "bc"; sizeof "a" u"bc";
#endif
#endif
}
#endif

struct s { int a; struct { long b, c; } d[3]; char e[0]; int f : 3; };
typedef int ints[5];

void
gnu(void)
{
	__builtin_offsetof(struct s, d); __builtin_offsetof(struct s, d[1].c);
	__builtin_offsetof(struct s, d[2]); __builtin_offsetof(struct s, e);
	(unsigned long)&((struct s *)0)->d[1].c;
	(char *)&((struct s *)16)->d - (char *)16;
	__builtin_types_compatible_p(int, signed);
	__builtin_types_compatible_p(int, unsigned);
	__builtin_types_compatible_p(char, signed char);
	__builtin_types_compatible_p(enum e, int);
	__builtin_types_compatible_p(enum e, unsigned);
	__builtin_types_compatible_p(int[], int[5]);
	__builtin_types_compatible_p(ints, const int[5]);
	__builtin_types_compatible_p(const int, int);
	__builtin_types_compatible_p(const int *, int *);
	__builtin_types_compatible_p(int (), int (void));
	__builtin_types_compatible_p(int (), int (char));
	__builtin_types_compatible_p(int (int), int (const int));
	__builtin_types_compatible_p(__typeof__(variable), int);
	__builtin_types_compatible_p(__typeof__(&variable), int *);
	__builtin_types_compatible_p(__typeof__(gnu), void (void));
	__builtin_types_compatible_p(long, long long);
	__builtin_types_compatible_p(struct s, struct s);
	__builtin_choose_expr(1, 2, variable); __builtin_choose_expr(0, 1, 2l);
	__builtin_constant_p(1); __builtin_constant_p("a");
	__builtin_clz(1); __builtin_clz(0x00ff0000); __builtin_clzl(1);
	__builtin_clzll(1); __builtin_ctz(8); __builtin_ctzl(1ul << 31);
	__builtin_ctzll(1ull << 63); __builtin_ffs(0); __builtin_ffs(12);
	__builtin_ffsl(16); __builtin_ffsll(1ll << 40);
	__builtin_popcount(-1); __builtin_popcountl(-1);
	__builtin_popcountll(0xf0f0); __builtin_parity(7);
	__builtin_parityl(3); __builtin_parityll(1ull << 63 | 1);
	__builtin_clrsb(0); __builtin_clrsb(-1); __builtin_clrsb(0x0fffffff);
	__builtin_clrsbl(-2); __builtin_clrsbll(1ll << 40);
	__builtin_bswap16(0x1234); __builtin_bswap32(0x12345678);
	__builtin_bswap64(0x123456789abcdef0);
	__builtin_abs(-3); __builtin_labs(-3l); __builtin_llabs(-3ll);
	__builtin_strlen("abc"); __builtin_strlen("a\0b");
	__builtin_strcmp("a", "a"); __builtin_strlen("a" "bc");
	__builtin_expect(3, 1); __builtin_expect(variable, 1);
	__builtin_add_overflow_p(1, 2, 0); __builtin_mul_overflow_p(1 << 30, 4, 0);
	__builtin_sub_overflow_p(0u, 1u, 0u); __builtin_add_overflow_p(100, 100, (char)0);
	__builtin_add_overflow_p(100, 100, (signed char)0);
	__builtin_classify_type(1); __builtin_classify_type(1.0);
	__builtin_classify_type(&variable);
	__builtin_inf() > 1; __builtin_huge_val() > 1e300;
	__builtin_isnan(1.0); __builtin_inff() == __builtin_inf();
	__builtin_fabs(-1.5) == 1.5;
	sizeof(int[__builtin_constant_p(3) ? 1 : -1]);
	sizeof(__builtin_choose_expr(sizeof(long) == 8, 1, 1ll));
	1 ?: 2; 0 ?: 3l; ({ 1; 2; }); sizeof(({ 1; 2l; })); sizeof(void);
	sizeof(gnu); _Alignof(gnu); (1, 2); __extension__ 3;
	1 ? (void *)0 : &variable; 1 ? 0 : &variable; 1 ? (void *)1 : &variable;
	__real__ 3; __imag__ 3; 3i; __real__ 3.0i; ~(1 + 2i); sizeof(1.0fi);
	(ints){ 1 }[0]; sizeof((ints){ 1 }); &(ints){ 1 }; sizeof(int[]){ 1, 2 };
	_Generic(1, int: 1, long: 2); _Generic(1l, int: 1, default: 2);
	_Generic('a', char: 1, int: 2); _Generic("a", char *: 1, default: 2);
	_Generic((char)1, char: 1, signed char: 2, unsigned char: 3);
	_Generic(variable, int: 1); _Generic(1.0f, float: 1, double: 2);
	_Generic(&variable, int *: 1, default: 0); _Generic(A, int: 1, unsigned: 2);
	_Generic(U0, int: 1, unsigned: 2); _Generic((enum u)0, int: 1, unsigned: 2);
	_Generic((enum e)0, int: 1, unsigned: 2); U0 + 0; sizeof(enum u);
	_Generic(sizeof 1, unsigned: 1, unsigned long: 2, unsigned long long: 3);
	_Generic(&variable - &variable, int: 1, long: 2, long long: 3);
	_Generic(L'a', int: 1, unsigned: 2, unsigned short: 3, long: 4);
}

#ifdef __SIZEOF_INT128__
void
wide(void)
{
	(__int128)1 << 100; ((__int128)1 << 127) - 1 + ((__int128)1 << 127);
	(unsigned __int128)-1; -((__int128)1 << 90) / 7;
	((unsigned __int128)0x123456789abcdef << 64) % 1000000007;
	(unsigned __int128)-1 / 3 * 3 == (unsigned __int128)-1;
	(unsigned long)((unsigned __int128)5 << 64 >> 63); (__int128)1e30;
	(double)((__int128)1 << 100); (__int128)-1 >> 100; (__int128)-1 < 0u;
	(unsigned __int128)-1 > 0; sizeof((__int128)1 + 1ul); (__int128)-5 % 3;
	~(unsigned __int128)0 >> 65; (_Bool)((__int128)1 << 100);
	(int)((__int128)1 << 100); -(unsigned __int128)1;
	((__int128)1 << 100) * 2.0 > 1e30; (float)-((__int128)1 << 64);
}
#endif

void
shapes(int n, int v[n], char (*w)[n + 1])
{
	int a[3], b[n], c[n][3], *p = a, **q = &p;
	const char *s = "s";
	const int ci = 1;
	volatile struct s vs;
	struct s *ps = (struct s *)&vs;
	float f = 1;
	unsigned char u = 1;
	_Bool t = 1;
	long long ll = 1;

	a; &a; *a; a + 1; a - p; *b; b + 1; c[1]; c[1][2]; &c[1]; *w; (*w)[1];
	v; *v; p[1]; 1[p]; *q; **q; &*p; &p[2]; *s; s[1]; &s; ci; &ci; vs;
	vs.a; &vs.d[1].b; vs.f; ps->d; ps->d[1]; ps->d->c; *ps; (*ps).e;
	f + 1; f * 2.0; f + 1.0l; -f; !f; f++; u + u; u << 1; -u; u++; u += 1;
	~u; !u; u && t; t + t; -t; t << 1; ll + u; ll * f; u ? u : u;
	t ? u : f; t ? ll : u; t ? p : 0; t ? p : (void *)p; t ? s : "x";
	(u, f); p == q; p < p + 1; !p; p && q; p - p; sizeof a; sizeof *c;
	sizeof(a) / sizeof(a[0]); sizeof v; sizeof *ps; sizeof ps->d[0];
	(char)n; (void)n; (const int)n; (float)n; (int *)s; *(char *)p;
	n = f; n += 1.5; f = n; p = a; p += 1; p++; --p; *p++; (*p)++;
	shapes; *shapes; &shapes; shapes(1, a, 0); (&shapes)(1, a, 0);
	"a"[0]; &"a"; *"a"; __func__; sizeof "abc"; (struct s){ 1 }.a;
	__builtin_memcpy(a, b, 3); __builtin_alloca(3); __builtin_trap;
	__builtin_return_address(0); __builtin_prefetch(p); __builtin_sqrt(f);
	__builtin_bswap32(n); __builtin_ffsll(ll); __builtin_fmaf(f, f, f);
	__builtin_add_overflow(n, 1, &n); __builtin_expect(n, 0);
	__atomic_load_n(p, 0); __atomic_fetch_add(&ll, 1, 0);
	__sync_fetch_and_add(&u, 1); __sync_bool_compare_and_swap(p, 0, 1);
	__atomic_exchange_n(q, p, 0); __atomic_compare_exchange_n(p, a, 1, 0, 0, 0);
	__builtin_choose_expr(0, n, s); __builtin_complex(1.0, 2.0);
	({ int x = n; x; }); ({ struct s x; x; }); ({ ; });
	n ?: ll; t ?: 1; p ?: 0; &&label; __real__ f; __imag__ f;
label:
	return;
}

/* long double that is the sum of two doubles: rounded once */
void roundings(void)
{
	3.1415926535897932384626433832795029L; -555 + 555.555l;
	0.1L; 1e-30L; 2.718281828459045235360287471352662498L; 1e300L / 3;
	1.00000000000000000000000000000000616297582203915472977912941627176741932192527428924222476780414581298828125L;
	0x1.00000000000000000000000000000001p+0L; 1.1L + 2.2L;
	1234567890123456789012345678901234567890.0L;
}
