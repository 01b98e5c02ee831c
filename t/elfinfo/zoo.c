/* SPDX-License-Identifier: GPL-2.0-or-later */ int sink;
static inline int leaf(int x)
{ sink += x; return sink * 3; }
static inline int middle(int x)
{ return leaf(x) + 1; }
__attribute__((noinline)) int twice(int x)
{ return middle(x) + middle(x + 1) + leaf(7); }
static __attribute__((noinline)) int own(int x)
{ return leaf(x) * 5; }
static __attribute__((noinline)) int shrunk(int x, int unused, int *p)
{ return own(x) + *p; }
int user(int x)
{ int y = x * 2; return shrunk(x, 1, &y) + own(y) + shrunk(y, 1, &x); }
extern void bad(int) __attribute__((cold));
int split(int x)
{ if (__builtin_expect(x == 42, 0)) { bad(x); sink = 0; bad(1); } return x + 1; }
int jumps(int x)
{ sink++; return twice(x); }
static int unused(int x) { return x; }
