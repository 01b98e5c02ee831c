/* Layouts.  The assertions are true: the test asks the compiler too. */
#define IS(e, n)  _Static_assert((e) == (n), #e)
#define AT(t, m, n)  IS(__builtin_offsetof(t, m), n)

struct empty { };
IS(sizeof(struct empty), 0);

struct plain { char c; short s; int i; char d; long l; };
IS(sizeof(struct plain), 24);
AT(struct plain, s, 2);
AT(struct plain, l, 16);

struct packed { char c; long l; short s; } __attribute__((packed));
IS(sizeof(struct packed), 11);
AT(struct packed, s, 9);

struct one_packed { char c; long l __attribute__((packed)); long m; };
AT(struct one_packed, l, 1);
AT(struct one_packed, m, 16);

struct packed_aligned {
	char c;
	int i __attribute__((aligned(4)));
	long l;
} __attribute__((packed, aligned(8)));
IS(sizeof(struct packed_aligned), 16);
AT(struct packed_aligned, i, 4);
AT(struct packed_aligned, l, 8);

typedef unsigned long unaligned __attribute__((aligned(4)));
struct compat { int i; unaligned u; };
IS(sizeof(struct compat), 12);
IS(_Alignof(unaligned), 4);
struct over { char c; _Alignas(32) char d; };
IS(sizeof(struct over), 64);
AT(struct over, d, 32);
struct aligned { char c; } __attribute__((aligned(64)));
IS(sizeof(struct aligned), 64);
struct biggest { char c; } __attribute__((aligned));
IS(sizeof(struct biggest), 16);

struct bits { unsigned a : 4, b : 8, c : 24, d : 1; };
IS(sizeof(struct bits), 8);
struct bits8 { unsigned char a : 4, b : 5, c : 7; };
IS(sizeof(struct bits8), 3);
struct bits_zero { char a : 3; int : 0; char b; };
IS(sizeof(struct bits_zero), 5);
AT(struct bits_zero, b, 4);
struct bits_unnamed { char a; int : 5; char b; };
IS(sizeof(struct bits_unnamed), 3);
IS(_Alignof(struct bits_unnamed), 1);
struct bits_long { int a; long b : 40; char c; };
IS(sizeof(struct bits_long), 16);
AT(struct bits_long, c, 13);
struct bits_packed { int a : 3; long b : 40; char c : 7; }
	__attribute__((packed));
IS(sizeof(struct bits_packed), 7);
struct bits_mixed { short s; int a : 10; int b : 20; char c; };
IS(sizeof(struct bits_mixed), 8);
struct bits_aligned { int a : 3; int b : 3 __attribute__((aligned(8))); };
IS(sizeof(struct bits_aligned), 16);
struct bits_bool { _Bool a : 1, b : 1; enum { X, Y } c : 2; };
IS(sizeof(struct bits_bool), 4);
union bits_union { int a : 3; char b[3]; };
IS(sizeof(union bits_union), 4);

#pragma pack(push, 2)
struct pack2 { char c; long l; int b : 7; __attribute__((aligned(8))) int i; };
IS(sizeof(struct pack2), 16);
#pragma pack(push)
#pragma pack(1)
struct pack1 { char c; long l; int a : 4; int b : 30; };
IS(sizeof(struct pack1), 14);
#pragma pack(pop)
struct pack2_again { char c; int i; };
IS(sizeof(struct pack2_again), 6);
#pragma pack(pop)
struct pack_none { char c; int i; };
IS(sizeof(struct pack_none), 8);

struct anonymous {
	int a;
	union { char b; struct { long c, d; }; };
	struct { short e; } f[3];
	char g[];
};
IS(sizeof(struct anonymous), 32);
AT(struct anonymous, d, 16);
AT(struct anonymous, f[2].e, 28);
AT(struct anonymous, g, 30);

struct zero { int n; long z[0]; };
IS(sizeof(struct zero), 8);
union u { char c[5]; short s; };
IS(sizeof(union u), 6);
union transparent { int *i; long *l; } __attribute__((transparent_union));
IS(sizeof(union transparent), 8);

enum small { S1 = 1 } __attribute__((packed));
IS(sizeof(enum small), 1);
enum middle { M1 = -1, M2 = 200 } __attribute__((packed));
IS(sizeof(enum middle), 2);
enum big { BIG = 0x100000000 };
IS(sizeof(enum big), 8);
IS(sizeof(BIG), 8);
enum mixed { MINUS = -1, LARGE = 0x80000000 };
IS(sizeof(enum mixed), 8);
IS(sizeof(MINUS), 4);

typedef int byte_mode __attribute__((mode(QI)));
IS(sizeof(byte_mode), 1);
typedef unsigned word_mode __attribute__((mode(word)));
IS(sizeof(word_mode), 8);
typedef int v4 __attribute__((vector_size(16)));
IS(sizeof(v4), 16);
IS(_Alignof(v4), 16);
struct types {
	char a; __int128 b; char c; long double d; char e; _Float16 f;
	char g; __float128 h; char i; _Complex float j; char k; _Bool l;
	double m; __builtin_va_list n; void *o; _Complex char p;
};
AT(struct types, b, 16);
AT(struct types, d, 48);
AT(struct types, f, 66);
AT(struct types, h, 80);
AT(struct types, j, 100);
AT(struct types, m, 112);
AT(struct types, o, 144);
IS(sizeof(struct types), 160);
