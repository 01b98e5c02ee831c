/* The types of expressions: true assertions again. */
#define same(a, b)  __builtin_types_compatible_p(a, b)
/* the qualifiers of the type itself count too */
#define IS(e, t)  _Static_assert(same(typeof(e) *, typeof(t) *), #e)
#define NOT(e, t)  _Static_assert(!same(typeof(e) *, typeof(t) *), #e)

typedef unsigned long size_t;
char c;
unsigned char uc;
short s;
unsigned short us;
int i;
unsigned u;
long l;
unsigned long ul;
long long ll;
unsigned long long ull;
float f;
double d;
long double ld;
_Bool b;
enum e { A, B } e;
enum neg { N = -1 } neg;
enum { HUGE = 1ul << 40 };
_Complex float cf;
const int ci;
volatile short vs;
int *p;
const int *pc;
void *v;
char array[10];
const char carray[3];
int matrix[2][3];
int function(int, char *);
int (*pf)(int, char *);
struct s { int m; const int cm; unsigned bits : 5, all : 32; char a[4];
	   unsigned long wide : 40; struct { long deep; };
	   volatile struct { int q; } vq; } st, *ps;
const struct s cs, *pcs;
typedef int v4 __attribute__((vector_size(16)));
v4 vec;
extern int unknown[];
int __seg_gs *gs;

IS(c + c, int);			IS(uc << 1, int);
IS(us * us, int);		IS(u + i, unsigned);
IS(l + u, long);		IS(ul + ll, unsigned long long);
IS(ll + ul, unsigned long long);
IS(i + f, float);		IS(f + d, double);
IS(ull + ld, long double);	IS(+b, int);
IS(~uc, int);			IS(!d, int);
IS(-u, unsigned);		IS(e + 0u, unsigned);
IS(+e, unsigned);		IS(+neg, int);
IS(A, int);			IS(HUGE + 0, unsigned long);
IS(cf * 2.0, _Complex double);	IS(__real__ cf, float);
IS(i << ull, int);		IS(u >> l, unsigned);
IS(i == d, int);		IS(i && d, int);
IS(st.bits + 0, int);		IS(st.all + 0, unsigned);
IS(~st.bits, int);
IS(1, int);			IS(2147483648, long);
IS(0x80000000, unsigned);	IS(1u, unsigned);
IS(1ull, unsigned long long);	IS(0xffffffffffffffff, unsigned long);
IS('a', int);			IS(L'a', int);
IS(u'a', unsigned short);	IS(U'a', unsigned);
IS(1.f, float);			IS(1.l, long double);
IS("abc", char [4]);		IS(L"abc", int [4]);
IS("a" "b\0\x41", char [5]);	IS(u8"\u00e9", char [3]);
IS(sizeof i, size_t);		IS(_Alignof(int), size_t);
IS(p - p, long);		IS(p + 1, int *);
IS(1 + array, char *);		IS(&array, char (*)[10]);
IS(*matrix, int [3]);		IS(matrix[1][1], int);
IS(1[p], int);			IS(*pc, const int);
IS(ci, const int);		IS(vs, volatile short);
IS(&ci, const int *);		IS(carray, const char [3]);
IS(&carray, const char (*)[3]);
IS(function, int (int, char *));
IS(&function, int (*)(int, char *));
IS(*pf, int (int, char *));	IS(**pf, int (int, char *));
IS(pf(1, 0), int);		IS((*pf)(1, 0), int);
IS(st.m, int);			IS(cs.m, const int);
IS(ps->cm, const int);		IS(pcs->a, const char [4]);
IS(st.deep, long);		IS(cs.deep, const long);
IS(cs.vq.q, const volatile int);
IS(1 ? p : pc, const int *);	IS(1 ? p : v, void *);
IS(1 ? p : 0, int *);		IS(1 ? p : (void *)0, int *);
IS(1 ? (const void *)p : p, const void *);
IS(1 ? c : us, int);		IS(1 ? function : 0, int (*)(int, char *));
IS(i ?: l, long);		IS(1 ? st : st, struct s);
IS((char)i, char);		IS((i, l), long);
IS(i = l, int);			IS(c += d, char);
IS(p++, int *);			IS(--us, unsigned short);
IS(*(volatile char *)p, volatile char);
IS(vec + vec, v4);		IS(vec[1], int);
IS((struct s){ 0 }.m, int);	IS(((int []){ 1, 2, 3 }), int [3]);
IS(unknown, int []);		IS(*gs, int __seg_gs);
IS(__builtin_choose_expr(1, c, d), char);
IS(__builtin_choose_expr(0, c, ci), const int);
IS(_Generic(c, int: d, char: f), float);
IS(_Generic(ci, const int: d, int: f, default: c), float);
IS(_Generic(array, char *: l, default: c), long);
IS(__builtin_offsetof(struct s, a[2]), size_t);
IS(__builtin_expect(c, 1), long);
IS(__builtin_constant_p(c), int);
IS(__builtin_bswap16(c), unsigned short);
IS(__builtin_memcpy(p, p, 1), void *);
IS(__sync_fetch_and_add(&us, 1), unsigned short);
IS(__atomic_load_n(&ull, 0), unsigned long long);
IS(__builtin_add_overflow(1, 2, &i), _Bool);
IS(__builtin_va_arg(*(__builtin_va_list *)v, short *), short *);
IS((__typeof__(i))1.5, int);
NOT(c, signed char);		NOT(l, long long);
NOT(p, const int *);		NOT(array, char *);

int body(int n, int a[const 3], int g(void))
{
	int vla[n];
	const int k = 1;
	__auto_type x = k;
	IS(({ short r = 1; r; }), short);
	IS(({ array; }), char *);
	IS(x, int);
	IS(a, int *const);
	IS(g, int (*)(void));
	IS(&vla[0], int *);
	IS(__func__, const char [5]);
	IS(&&out, void *);
out:
	return 0;
}

/* 6.2.7 */
int composite();
int composite(int, char *);
IS(composite, int (int, char *));
int (*pa)[], (*pa)[5];
_Static_assert(sizeof(*pa) == 20, "");
enum later;
enum later { L = 3 };
_Static_assert(same(enum e, unsigned), "");
_Static_assert(!same(enum e, enum later), "");
_Static_assert(same(int [], int [5]), "");
_Static_assert(same(const int, int), "");
_Static_assert(!same(const int *, int *), "");
_Static_assert(!same(int (int), int (long)), "");
_Static_assert(same(int (const int), int (int)), "");
