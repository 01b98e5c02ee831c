/* What is a typedef name, and what is a name again */
typedef int T, *P;
T t1; const T t2; T const *t3; T t4;
typedef int T;
void f1(T T) { T++; { T = 3; } }
void f2(T); void f3(int T); void f4(int (T)); void f5(int *T, int t[sizeof T]);
void f6(T *T, int (*U)(T)); int f7(T (*)(T), T (T));
struct s { T T; unsigned P : 3; T : 4; T; };
struct T { int T; } x = { .T = 3, T: 4 };
void g1(void) { T: ; goto T; x.T = (&x)->T; T t; }
void g2(void) { int T = sizeof(T); T * t1; { typedef char T; T t; } T--; }
void g3(void) { for (int T = 0; T < 3; T++) if (T) ; T t; }
void g4(void) { enum { T = 1 } e; e = T; }
void g5(void) { int x = ({ int T = 3; T; }); T t = (T)x; }
int g6(a, T2, b) int a; { int c = T2; }
int g7(a, b) T a; T *b; { typedef T *P; return *(P)b * a; } P p1;
void g8(void) { T T = 3, y = T; }
void g9(void) { if (1) { int T; } else { T T; } T t; }
void ga(T (*T)(T)) { T(3); }
void gb(void) { extern int T(int); T(3); }
void gc(void) { int (T); T = 1; { unsigned P; P = 0; } }
void gd(void) { struct { int T; } T; T.T = 1; }
typedef T U; U u; T u2;
void ge(int U, typeof(U) v) { U = v; }
int gf(int T, int x[sizeof(T)]) { return T; } T gg(void);
void gh(void) { T *T; T[0] = *T; }
void gi(void) { T: U: ; V: U x; W: T y = 1; X: Y: int z; Z: }
__builtin_va_list va; __int128_t i128;
