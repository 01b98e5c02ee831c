/* Layouts of i386: members of 8 bytes have an alignment of 4. */
#define IS(e, n)  _Static_assert((e) == (n), #e)

struct a { char c; double d; long long l[2]; char e; long double ld; };
IS(sizeof(struct a), 44);
struct b { int a : 5; long long b : 60; char c; };
IS(sizeof(struct b), 16);
typedef long long aligned __attribute__((aligned(8)));
struct c { char c; aligned l; };
IS(sizeof(struct c), 16);
IS(__alignof__(long long), 8);
IS(_Alignof(long long), 4);
IS(sizeof(long), 4);
IS(_Generic(sizeof(int), unsigned: 1), 1);
_Static_assert(0x80000000 > 0 && 4294967295 > 0, "");
