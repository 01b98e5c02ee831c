/* SPDX-License-Identifier: GPL-2.0-or-later */
/* GNU C that few use */
/* RUN x86_64: -O0 -fplan9-extensions */
/* RUN x86_64: -O0 -fplan9-extensions -fsingle-precision-constant */
/* RUN x86_64: -O0 -fplan9-extensions -frounding-math */
typedef union {
	int *i;
	struct s *s;
} __attribute__((transparent_union)) arg;

/* one is declared again as what the union may become */
int one(arg);
int one(int *);
int two(struct s *);
int two(arg);

typedef float d32 __attribute__((mode(SD)));
typedef float d64 __attribute__((mode(DD)));
typedef float d128 __attribute__((mode(TD)));
typedef _Complex float xc __attribute__((mode(XC)));
typedef _Complex float tc __attribute__((mode(TC)));
d32 s32;
d64 s64;
d128 s128;
xc x;
tc t;

/* the name of the typedef is that of the member */
typedef struct { char d; } D;
struct holds {
	char b;
	union {
		D;
	};
} e;

struct u\u00e9 { int \u00c0\U00010400; } \u4e00;

float tf(float);
double td(double);
long double tl(long double);
_Complex double tcd(_Complex double);
char *g(int);

#ifdef __x86_64__
/* an integer is like double, or like _Decimal64 beside what is decimal */
_Decimal32 te(_Decimal32, _Decimal32);
_Decimal64 tE(_Decimal64, _Decimal64);
_Decimal128 tw(_Decimal128, _Decimal128);
double t2(double, double);

int
decimal(_Decimal32 a, int b)
{
	__typeof__(__builtin_tgmath(te, tE, tw, a, a)) va;
	__typeof__(__builtin_tgmath(te, tE, tw, a, b)) vb;
	__typeof__(__builtin_tgmath(te, tE, tw, b, b)) vc;
	__typeof__(__builtin_tgmath(te, tE, t2, b, b)) vd;
	__typeof__(__builtin_tgmath(te, tE, t2, b, a)) ve;

	return sizeof va + sizeof vb + sizeof vc + sizeof vd + sizeof ve;
}
#endif

int
f(float a, int b, _Complex double c, long double d)
{
	__typeof__(__builtin_tgmath(tf, td, tl, tcd, a)) va;
	__typeof__(__builtin_tgmath(tf, td, tl, tcd, b)) vb;
	__typeof__(__builtin_tgmath(tf, td, tl, tcd, c)) vc;
	__typeof__(__builtin_tgmath(tf, td, tl, tcd, d)) vd;
	__typeof__(__builtin_call_with_static_chain(g(1), &e)) p;

	return sizeof e.D + sizeof va + sizeof vb + sizeof vc + sizeof vd +
		sizeof p;
}

/* an old-style definition behind a prototype that does not promote */
float promoted(float, float);

float
promoted(x, y)
	float x, y;
{
	return x + y;
}

_Float32x f32x;
__typeof__(f32x + 1.0) is_double;
static int sa[100];
int n;
static int (*array)[] = (int (*)[n])sa;

typedef int v4si __attribute__((vector_size(16)));
struct vectors {
	const v4si v;
} v = { { 1, 2, 3, 4 } };

int
parts(double x)
{
	return *(int *)&v.v[1] + sizeof u8"a" + (int)__imag__ x +
		(__imag__ 1.0 == 0);
}
