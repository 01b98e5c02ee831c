/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Alignments of what has a name: they may be others than those of its type */
/* RUN all: -O0 */
/* RUN all: -fpack-struct */
/* RUN x86_64: -m32 */
/* RUN x86_64: -m32 -malign-double */
/* RUN x86_64: -mms-bitfields */
struct s {
	char c;
	int i, k __attribute__((aligned(32)));
	short b:3;
	struct { int m; char n __attribute__((aligned(2))); };
} s, *p;
struct __attribute__((packed)) q {
	char c;
	int i;
	double d;
	int j __attribute__((aligned(2)));
} q;
#pragma pack(push, 2)
struct r { char c; int i; double d; } r;
#pragma pack(pop)
typedef int al16 __attribute__((aligned(16)));
struct t { char c; al16 x; double d; long long l; int a[2]; } t;
double d1, arr[3] __attribute__((aligned(128)));
al16 x1;
extern int w;
extern int w __attribute__((aligned(64)));
extern int w;
int z __attribute__((aligned(32)));
void func(void) __attribute__((aligned(256)));

void
f(int par)
{
	int loc __attribute__((aligned(32)));
	static char st __attribute__((aligned(64)));

	__alignof__(s.i); __alignof__(s.k); __alignof__((s.k));
	__alignof__(p->k); __alignof__ p->n; __alignof__(s.m);
	_Alignof(s.k); __alignof__(q.i); __alignof__(q.d); __alignof__(q.j);
	__alignof__(r.i); __alignof__(r.d); __alignof__(t.x);
	__alignof__(t.d); __alignof__(t.l); __alignof__(t.a);
	__alignof__(t.a[0]); _Alignof(t.d); _Alignof(d1); __alignof__(d1);
	__alignof__ arr; __alignof__(arr[0]); __alignof__(x1);
	__alignof__(w); __alignof__(z); __alignof__ z; __alignof__(loc);
	__alignof__(st); __alignof__(loc + 1); __alignof__(st, st);
	__alignof__(par); _Alignof(double); _Alignof(struct s);
	__alignof__(1 ? s.k : 2); __alignof__(&s.k);
	__alignof__ *p; __alignof__ f; __alignof__ func; __alignof__(func);
	__alignof__(&func); __alignof__(__builtin_choose_expr(1, s.k, 0));
	__alignof__(_Generic(1, int: s.k)); __alignof__(__extension__ s.k);
}
