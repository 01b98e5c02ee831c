/* 6.7.2.1, 6.7.2.2, 6.7.9 */
struct { } empty; struct a; union b { int i; float f; };
struct c { struct a *next; struct { int x, y; }; union { int i; char c; };
	struct d { int z; } d; ; int f : 3, : 0, g : 1 + 2; unsigned : 5;
	_Static_assert(1, "s"); _Static_assert(2);
	__extension__ int h; const char *s; int (*cb)(struct c *), arr[2][3];
	enum e { E1, E2 = 3, E3, } e : 4; int zero[0]; int flex[]; };
enum f { F1 }; enum f f1; enum { G1 = sizeof(struct c), G2 = F1 + 1 } g;
struct c *p, q; extern struct c r;
typedef struct h { int x; } h, *hp;
int i1[] = { 1, 2, 3, }; int i2[2][2] = { { 1 }, { 2, 3 } }; int i3[] = { };
struct h i4 = { .x = 1 }, i5 = { x: 1 };
int i6[] = { [1] = 2, [3 ... 5] = 4, [6] 7, [7 ... 8] 9 };
struct { struct h h[3]; union b u; } i7 = {
	.h[1].x = 2, .h = { [0] = { .x = 1 } }, .h[0 ... 1].x = 3,
	.u.f = 1.5, .u = { .i = 1 } };
struct h *i8 = &(struct h){ 1 }; int *i9 = (int[]){ 1, 2, };
char s1[] = "a" "b"; char s2[] = { "abc" };
