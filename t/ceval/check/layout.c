/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Structs, unions, enums and arrays of everything. */
/* RUN all: -O0 */
/* RUN all: -fshort-enums */
/* RUN all: -fpack-struct */
/* RUN all: -fpack-struct=4 */
/* RUN all: -fms-extensions -fno-common */
/* RUN all: -fplan9-extensions */
/* RUN x86_64: -m32 */
/* RUN x86_64: -m32 -malign-double */
/* RUN x86_64: -m96bit-long-double -m32 -mlong-double-64 */
/* RUN x86_64: -m32 -m128bit-long-double */
/* RUN x86_64: -mlong-double-128 */
/* RUN x86_64: -mavx512f */
/* RUN x86_64: -mavx */
/* RUN x86_64: -mx32 */
/* RUN s390x: -march=z14 */
/* RUN s390x: -mlong-double-64 */
/* RUN s390x: -march=z13 -mzvector */
/* RUN powerpc64le: -mlong-double-64 */
/* RUN powerpc64le: -mcpu=power9 */
/* RUN aarch64: -march=armv8.2-a+fp16+sve */
#define EACH(name, type) \
	struct name { char c; type t; char d; type a[3]; short s; } name; \
	struct name##_p { char c; type t; char d; type a[3]; short s; } \
		__attribute__((packed)) name##_p; \
	struct name##_a { char c; type t __attribute__((aligned(2))); \
		char d; type a[3] __attribute__((packed)); } \
		__attribute__((aligned(4))) name##_a; \
	struct name##_l { char c; type t __attribute__((aligned)); char d; } \
		name##_l; \
	union name##_u { char c[5]; type t; } name##_u; \
	struct name##_f { char c; type t[]; } name##_f; \
	struct name##_z { char c; type t[0]; } name##_z; \
	typedef type name##_t __attribute__((aligned(32))); \
	typedef type name##_s __attribute__((aligned(2))); \
	struct name##_o { char c; name##_t t; name##_s s; char d; } \
		name##_o; \
	unsigned long name##_n[] = { sizeof(type), __alignof__(type), \
		_Alignof(type), __alignof__(name##_u), _Alignof(name##_s) }

enum one { E1 };
enum wide_enum { W0 = 0xffffffffu };
enum long_enum { L0 = 1ll << 40, L1 = -1 };
enum negative { G0 = -128, G1 = 127 };
enum small { M0 = 255 };
enum less { K0 = -129 };
enum __attribute__((packed)) packed_1 { P1 = 255 };
enum __attribute__((packed)) packed_2 { P2 = 256 };
enum __attribute__((packed)) packed_4 { P4 = 65536, P5 = -1 };
enum max { X0 = 0xffffffffffffffff, X1 = 0 };
typedef enum { Q0 = 300 } __attribute__((mode(HI))) short_mode;
typedef void function(int);
typedef int vector_8 __attribute__((vector_size(8)));
typedef int vector_16 __attribute__((vector_size(16)));
typedef char vector_32 __attribute__((vector_size(32)));
typedef double vector_64 __attribute__((vector_size(64)));
typedef short vector_4 __attribute__((vector_size(4)));
typedef char vector_2 __attribute__((vector_size(2)));
typedef float vector_128 __attribute__((vector_size(128)));
struct flat { char a; int b; };
struct packed { char a; int b; } __attribute__((packed));
struct empty { };
struct over { char a; } __attribute__((aligned(128)));
typedef long long less_aligned __attribute__((aligned(4)));

EACH(t_bool, _Bool);
EACH(t_char, char);
EACH(t_short, unsigned short);
EACH(t_int, int);
EACH(t_long, long);
EACH(t_llong, long long);
EACH(t_float, float);
EACH(t_double, double);
EACH(t_ldouble, long double);
EACH(t_pointer, void *);
EACH(t_pf, function *);
EACH(t_cfloat, _Complex float);
EACH(t_cdouble, _Complex double);
EACH(t_cldouble, _Complex long double);
EACH(t_cchar, _Complex char);
EACH(t_cint, _Complex int);
EACH(t_one, enum one);
EACH(t_wide, enum wide_enum);
EACH(t_longe, enum long_enum);
EACH(t_neg, enum negative);
EACH(t_small, enum small);
EACH(t_less, enum less);
EACH(t_packed1, enum packed_1);
EACH(t_packed2, enum packed_2);
EACH(t_packed4, enum packed_4);
EACH(t_max, enum max);
EACH(t_mode, short_mode);
EACH(t_v8, vector_8);
EACH(t_v16, vector_16);
EACH(t_v32, vector_32);
EACH(t_v64, vector_64);
EACH(t_v4, vector_4);
EACH(t_v2, vector_2);
EACH(t_v128, vector_128);
EACH(t_flat, struct flat);
EACH(t_packed, struct packed);
EACH(t_empty, struct empty);
EACH(t_over, struct over);
EACH(t_laligned, less_aligned);
EACH(t_va_list, __builtin_va_list);
EACH(t_atomic, _Atomic int);
EACH(t_atomic8, _Atomic long long);
EACH(t_atomic3, _Atomic(struct flat));
EACH(t_f32, _Float32);
EACH(t_f64, _Float64);
EACH(t_f32x, _Float32x);
EACH(t_wchar, __WCHAR_TYPE__);
EACH(t_size, __SIZE_TYPE__);
EACH(t_intmax, __INTMAX_TYPE__);
#ifdef __SIZEOF_INT128__
EACH(t_int128, __int128);
EACH(t_uint128, unsigned __int128);
typedef int mode_ti __attribute__((mode(TI)));
EACH(t_ti, mode_ti);
#endif
#ifdef __FLT128_MAX__
EACH(t_f128, _Float128);
#endif
#ifdef __FLT64X_MAX__
EACH(t_f64x, _Float64x);
EACH(t_cf64x, _Complex _Float64x);
#endif
#ifdef __FLT16_MAX__
EACH(t_f16, _Float16);
EACH(t_cf16, _Complex _Float16);
#endif
#if defined __x86_64__ || defined __i386__
EACH(t_float80, __float80);
#endif
#ifdef __SIZEOF_FLOAT128__
EACH(t_float128, __float128);
#endif
#ifdef __powerpc64__
EACH(t_ibm128, __ibm128);
#endif
#ifdef __DEC32_MAX__
EACH(t_d32, _Decimal32);
EACH(t_d64, _Decimal64);
EACH(t_d128, _Decimal128);
#endif
#define MODE(m) typedef int mode_##m __attribute__((mode(m))); \
	typedef unsigned umode_##m __attribute__((mode(__##m##__))); \
	EACH(t_mode_##m, mode_##m); EACH(t_umode_##m, umode_##m)
MODE(QI); MODE(HI); MODE(SI); MODE(DI); MODE(byte); MODE(word);
MODE(pointer);
typedef float mode_SF __attribute__((mode(SF)));
typedef float mode_DF __attribute__((mode(DF)));
typedef _Complex float mode_DC __attribute__((mode(DC)));
EACH(t_sf, mode_SF);
EACH(t_df, mode_DF);
EACH(t_dc, mode_DC);
typedef float mode_TF __attribute__((mode(TF)));
#if __LDBL_MANT_DIG__ == 113 || defined __SIZEOF_FLOAT128__
EACH(t_tf, mode_TF);
#endif

/* nested, anonymous, flexible */
struct nested {
	char a;
	struct { char b; union { int c; char d[3]; struct { short e; }; }; };
	union { long f; struct { int g : 3; } h; } i[2];
	struct { } j;
	struct { char k; } __attribute__((aligned(16)));
	int l[];
} nested = { 1, .l = { 1, 2 } };
struct outer { char a; struct nested b; };
struct alignas_struct { char a; _Alignas(16) char b; _Alignas(double) char c;
	_Alignas(0) char d; _Alignas(4) _Alignas(8) short e; } alignas_struct;
struct in_packed { char a; struct flat b; union t_double_u c; char d; }
	__attribute__((packed)) in_packed;
struct deep { struct over a[2]; char b; } deep;
struct first_double { double d; int i; } first_double;
struct first_array { double d[2]; char c; } first_array;
struct first_nested { struct first_double f; char c; } first_nested;
union union_double { double d; char c[9]; } union_double;
struct array_2 { char a; struct { int b; char c; } d[3][2]; } array_2;
typedef struct { int x; } const volatile cv_struct;
struct quals { cv_struct a; const int b; volatile char c; cv_struct d[2];
	int *const volatile *restrict e; } quals;
typedef union { int *i; char *c; } __attribute__((transparent_union))
	transparent;
void takes_transparent(transparent);
struct bigger { char a[1 << 20]; int b; } bigger;
extern struct { char a[0x7fff0000]; int b; } huge;
extern int two_dimensions[][3][4];
int sized[] = { [3] = 1 }, (*pointer_to_array)[3];
char text[] = "text";
__WCHAR_TYPE__ wide_text[] = L"wide";
int (*function_pointer)(int (*)(char, short, float), ...);
int unprototyped(), with_void(void), (*returns_pointer(char c))[3];
static int with_params(const int a, int b[static 3], int c(int),
		       register long d, volatile struct flat e)
{
	static struct { int local; } l;
	struct over o[2];

	return a + b[0] + c(1) + d + e.b + l.local + o->a;
}
int kr_params(a, b, c, d)
	char a;
	float b;
	short c[];
{
	return a + b + *c + d + with_params(1, 0, 0, 1, (struct flat){ 0 });
}
#if defined __GNUC__ && (__SIZEOF_POINTER__ == 8)
struct giant { char a[1ul << 33]; int b; char c[2]; };
extern struct giant giant;
unsigned long giant_offset = __builtin_offsetof(struct giant, b);
unsigned long giant_size = sizeof(struct giant) + sizeof(long[1ul << 40]);
#endif

struct as_microsoft {
	char c; int b : 3; char d : 2; short e : 9;
} __attribute__((ms_struct)) as_microsoft;
int *__attribute__((aligned(16))) *apart, *__attribute__((aligned(16))) near;
