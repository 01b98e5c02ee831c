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
