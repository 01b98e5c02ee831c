/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What gcc takes though C does not, and what it takes by a rule of its own */
float promoted(float, float);
float promoted(x, y) float x, y; { return x + y; }
_Static_assert(__builtin_types_compatible_p(__typeof__(promoted),
					    float(float, float)), "");

static void nothing(int);
nothing(int a) { (void)a; }
_Static_assert(__builtin_types_compatible_p(__typeof__(nothing(1)), void), "");

void calls(void) { later(1); setjmp(); __builtin_next_arg(1, 2); }
void later(int a) { }

void hides(void) { extern int T(int); T(3); extern int hidden; }
typedef int T;
typedef float hidden;
hidden y = 1.5d + 1.0f;
_Static_assert(sizeof(1.0fj) == 8 && sizeof(.5j) == 16 &&
	       sizeof(1.5D) == 8, "");

const __auto_type ll = 1LL;
extern const long long ll;

int n(int);
void *ahead(int n; int a[n], int n) { return a; }

/* a transparent union may be declared again as one of its members */
union pair {
	long *l;
	struct s *s;
};
typedef union pair other __attribute__((transparent_union));
int three(other, int);
int three(long *, int);

/* attributes of another's type or declaration */
struct __attribute__((packed, aligned(2))) small { char c; long l; } small;
struct __attribute__((copy((struct small *)0))) as_small { char c; int i; };
_Static_assert(sizeof(struct as_small) == 6 &&
	       _Alignof(struct as_small) == 2, "");
struct has_small {
	char c;
	__attribute__((copy((three(0, 0), ((struct small *)0)[0])))) int i;
};
_Static_assert(__builtin_offsetof(struct has_small, i) == 2, "");
__attribute__((aligned(32))) int wide_apart;
__attribute__((copy(wide_apart))) int as_wide;
_Static_assert(__alignof__(as_wide) == 32, "");
__attribute__((copy(small))) char as_aligned;
_Static_assert(__alignof__(as_aligned) == 2, "");
enum __attribute__((packed)) tiny { TINY };
enum __attribute__((copy((enum tiny *)0))) as_tiny { AS_TINY };
_Static_assert(sizeof(enum as_tiny) == 1, "");
