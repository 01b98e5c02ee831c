/* 6.9.1 Function definitions */
int a(void) { return 1; }
static inline int *b(int x, const char *fmt, ...) { return 0; }
int (*c(int x))(int y) { return 0; }
int (d)(int x) { return x; }
int (*(e)(void))[3] { return 0; }
f() { } *g(x) { return 0; } static h(x, y) char *y; { return x; }
int k(a, b, c) int a, *b; register char c; { return a; }
struct s { int x; } l(struct s s) { return s; }
struct { int x; } m(void) { return m(); }
int n(int x, int) { return x; }
void o(int x[static 3], int (*f)(int), int g(int)) { }
__extension__ __attribute__((noinline)) extern int p(void) { return 1; }
int q(void) { int q(void) { return 1; } return q(); };
void *r(int n; int a[n], int n) { return a; }
int t(void); int t(void) { return __builtin_choose_expr(1, 2, 3); } int u;
