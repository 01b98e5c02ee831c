/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bit-fields of every type, and what attributes, pragmas, options make of
 * them.  No expectations: the compilers are asked (t/check/check-types). */
/* RUN all: -O0 */
/* RUN all: -fpack-struct */
/* RUN all: -fpack-struct=2 */
/* RUN all: -fpack-struct=8 */
/* RUN all: -fshort-enums -fsigned-char */
/* RUN all: -funsigned-char */
/* RUN x86_64: -m32 */
/* RUN x86_64: -m32 -malign-double */
/* RUN x86_64: -mms-bitfields */
/* RUN x86_64: -m32 -mms-bitfields */
/* RUN x86_64: -mx32 */
enum small { S0, S1 };
enum negative { N0 = -1, N1 };
enum __attribute__((packed)) tiny { T0, T1 = 200 };

/* one pattern of widths for each type */
#define FIELDS(t, w, n) \
	t a : 1, b : w; char c; t d : w; t e : n; t : 0; t f : n; \
	t : 1; t g : w; short s; t h : 1; t : w; t i : n
#define EACH(name, t, w, how, member) \
	EACH_(name, t, w, 3, how, member)
#define EACH_(name, t, w, n, how, member) \
	struct name { FIELDS(t, w, n); } how name; \
	union name##_u { FIELDS(t, w, n); } how name##_u; \
	struct name##_in { char c; struct name m; union name##_u u; char d; } \
		name##_in; \
	struct name##_m { char c; t b : n member; t d : w member; char e; \
		t f : 1; t : 0 member; char g; t h : n member; } how name##_m
#define ALL(tag, how, member) \
	EACH_(tag##_bool, _Bool, 1, 1, how, member); \
	EACH(tag##_char, char, 7, how, member); \
	EACH(tag##_schar, signed char, 8, how, member); \
	EACH(tag##_uchar, unsigned char, 5, how, member); \
	EACH(tag##_short, short, 9, how, member); \
	EACH(tag##_ushort, unsigned short, 16, how, member); \
	EACH(tag##_int, int, 17, how, member); \
	EACH(tag##_uint, unsigned, 32, how, member); \
	EACH(tag##_long, long, 31, how, member); \
	EACH(tag##_ulong, unsigned long, 32, how, member); \
	EACH(tag##_llong, long long, 33, how, member); \
	EACH(tag##_ullong, unsigned long long, 64, how, member); \
	EACH(tag##_small, enum small, 4, how, member); \
	EACH(tag##_negative, enum negative, 8, how, member); \
	EACH(tag##_tiny, enum tiny, 8, how, member)

ALL(plain, , );
ALL(packed, __attribute__((packed)), );
ALL(aligned, __attribute__((aligned(8))), );
ALL(largest, __attribute__((aligned)), );
ALL(both, __attribute__((packed, aligned(4))), );
ALL(member_packed, , __attribute__((packed)));
ALL(member_aligned, , __attribute__((aligned(4))));
ALL(member_largest, , __attribute__((aligned)));
ALL(member_both, , __attribute__((packed, aligned(2))));
ALL(everything, __attribute__((packed, aligned(2))),
    __attribute__((aligned(4))));
#pragma pack(push, 1)
ALL(pack1, , );
ALL(pack1_aligned, __attribute__((aligned(8))), __attribute__((aligned(4))));
#pragma pack(2)
ALL(pack2, , );
ALL(pack2_packed, __attribute__((packed)), );
#pragma pack(4)
ALL(pack4, , );
ALL(pack4_member, , __attribute__((aligned(8))));
#pragma pack(8)
ALL(pack8, , );
#pragma pack(16)
ALL(pack16, , );
#pragma pack(pop)

#ifdef __SIZEOF_INT128__
struct wide_bits {
	unsigned __int128 a : 100;
	__int128 b : 27;
	char c;
	__int128 d : 128;
	unsigned __int128 e : 1;
} wide_bits;
struct wide_packed {
	char c;
	unsigned __int128 a : 100;
	__int128 b : 60;
} __attribute__((packed)) wide_packed;
#endif

#if defined __x86_64__ || defined __i386__
#define MS __attribute__((ms_struct))
#define GCC __attribute__((gcc_struct))
EACH(ms_char, char, 7, MS, );
EACH(ms_int, int, 17, MS, );
EACH(ms_long, long long, 33, MS, );
EACH(ms_packed, int, 17, MS __attribute__((packed)), );
EACH(gcc_int, int, 17, GCC, );
struct ms_mixed { char a : 4; int b : 4; short c : 4; int d; char e : 1;
	long long f : 8; char g; int : 0; char h; int i : 3, : 0, j : 2; }
	MS ms_mixed;
union ms_union { char a : 4; int b : 20; long long c : 40; } MS ms_union;
struct ms_zero { char a; int : 0; char b; short c : 3; int : 0; char d; }
	MS ms_zero;
#pragma pack(push, 2)
struct ms_pack { char a : 4; int b : 4; char c; long long d : 3; }
	MS ms_pack;
#pragma pack(pop)
#endif

struct swapped { int a : 3; unsigned b : 13; short c; int d : 20; }
	__attribute__((scalar_storage_order("big-endian"))) swapped;
struct unswapped { int a : 3; unsigned b : 13; short c; int d : 20; }
	__attribute__((scalar_storage_order("little-endian"))) unswapped;

/* Promotion of bit-fields.  Those wider than int and narrower than their type
 * have types of their own in gcc, that no name can be given to. */
struct wide { unsigned a : 31, b : 32; int c : 31, d : 32;
	unsigned long long e : 31, f : 32, i : 64;
	long long j : 31, k : 32, l : 64; _Bool m : 1; unsigned char n : 8;
	enum small o : 2; enum negative p : 3; } w;
__typeof__(w.a + 0) pa; __typeof__(w.b + 0) pb; __typeof__(w.c + 0u) pc;
__typeof__(w.e + 0) pe; __typeof__(w.f + 0) pf; __typeof__(-w.i) pi;
 __typeof__(w.j + 1) pj;
__typeof__(w.k << 1) pk; __typeof__(w.l >> 1) pl; __typeof__(w.m + w.m) pm;
__typeof__(w.n + 0u) pn; __typeof__(w.o + 0) po; __typeof__(w.p + 0) pp;
__typeof__(1 ? w.f : 1) pq; __typeof__((0, w.f)) pr;
__typeof__(w.i = 1) ps; __typeof__(w.i * w.f) pt;

int
promotions(void)
{
	int r = w.a < -1;

	r += w.b > 1 ? w.c : w.d;
	r += (w.e << 1) + (w.f ^ 1) + (w.l | w.i) + !w.m + -w.n + ~w.o;
	r += w.a++ + --w.i + (w.f += 1) + (w.p ? w.p : w.o);
	return r;
}
