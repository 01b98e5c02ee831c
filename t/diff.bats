# SPDX-License-Identifier: GPL-2.0-or-later
# ccp-diff
setup() {
	load helper
	mkdir "$tmp/old" "$tmp/new"
	cd "$tmp"
}

# was, now - standard input is the unit before and after the fix
was() { cat >old/a.c; }
now() { cat >new/a.c; }

# stream TREE - what the stages make of its a.c
stream() {
	cpp-rec -- gcc-12 -O2 -c -o a.o "$1/a.c" | cparse --all | ceval --all
}

# diffs [OPTION] - the rows, less their dashes at the end
diffs() {
	stream old >1
	stream new >2
	ccp-diff "$@" 1 2 | grep -v '^[!~]' | sed 's/\(	-\)*$//' >rows || :
}

# gives - the rows are those on standard input, whose fields stand two blanks
# apart
gives() {
	sed 's/   */\t/g' | diff -u - rows
}

@test "ccp-diff: what has the same tokens is the same, wherever it stands" {
	was <<-'E'
	#define N 1
	static int f(int a) { return a + 1; }
	int g(void) { return f(2); }
	E
	now <<-'E'
	/* more */
	#define N 1

	static int f(int a)
	{
		/* why */
		return a + N;
	}
	int g(void) { return f(2); }
	E
	diffs
	gives </dev/null
	diffs --all
	gives <<-'E'
	macro  same  N  a.c  2
	function  same  f  a.c  4
	function  same  g  a.c  9
	E
}

@test "ccp-diff: what changed, is new, gone, renamed, in the order of the source" {
	was <<-'E'
	static int f(int a) { return a + 1; }
	static int old_name(int a) { return a - 1; }
	int x = 1;
	int g(void) { return f(2) + x; }
	int lost(void) { return old_name(3); }
	E
	now <<-'E'
	static int f(int a) { return a + 2; }
	static int new_name(int a) { return a - 1; }
	int y;
	int x = 1;
	int g(void) { return f(2) + x; }
	int h(void) { return new_name(3) + y; }
	E
	diffs
	gives <<-'E'
	function  changed  f  a.c  1  text
	function  renamed  new_name  a.c  2  -  -  -  old_name
	object  new  y  a.c  3
	function  new  h  a.c  6
	function  gone  lost  a.c  5
	E
}

@test "ccp-diff: what moves to a header has moved" {
	was <<-'E'
	#include "a.h"
	int f(void) { return 1; }
	E
	: >old/a.h
	now <<-'E'
	#include "a.h"
	E
	echo 'int f(void) { return 1; }' >new/a.h
	diffs
	gives <<-'E'
	function  moved  f  a.h  1  -  -  -  a.c
	E
}

@test "ccp-diff: what depends on the place is no change" {
	cat >tail.c <<-'E'
	#define CAT(a, b) a##b
	#define CAT2(a, b) CAT(a, b)
	#define STR(a) #a
	#define STR2(a) STR(a)
	static int CAT2(unique_, __COUNTER__);
	static int CAT2(at_, __LINE__) = __LINE__;
	const char *f(int a) { return a == __LINE__ ? __FILE__ : STR2(__LINE__); }
	int g(int a) {
		int CAT2(v, __COUNTER__) = a, CAT2(v, __COUNTER__) = 3;
		return a;
	}
	E
	was <tail.c
	sed '5i\
	\
	static int CAT2(other_, __COUNTER__);' tail.c | now
	diffs
	gives <<-'E'
	object  new  other_0  a.c  6
	E
}

@test "ccp-diff: a number that is written depends on no place" {
	was <<-'E'
	#define CAT(a, b) a##b
	#define CAT2(a, b) CAT(a, b)
	int CAT2(v, __LINE__);
	int CAT2(w, 1) = __LINE__;
	E
	sed 's/v, __LINE__/v, 7/; s/w, 1/w, 2/' old/a.c | now
	diffs
	gives <<-'E'
	object  new  v7  a.c  3
	object  new  w2  a.c  4
	object  gone  v3  a.c  3
	object  gone  w1  a.c  4
	E
}

@test "ccp-diff: two names that are made of a number stay two" {
	cat >head.c <<-'E'
	#define CAT(a, b) a##b
	#define CAT2(a, b) CAT(a, b)
	#define TWO(a, b) int g(int a) { int a##x = 1, b##x = 2; return a##x; }
	#define TWO2(a, b) TWO(a, b)
	E
	{ cat head.c; echo 'TWO2(CAT2(v, __COUNTER__), CAT2(v, __COUNTER__))'; } | was
	{ sed 's/return a##x/return b##x/' head.c
	echo 'TWO2(CAT2(v, __COUNTER__), CAT2(v, __COUNTER__))'; } | now
	diffs
	gives <<-'E'
	macro  changed  TWO  a.c  3  text
	function  changed  g  a.c  5  macro  TWO TWO2
	E
}

@test "ccp-diff: where the text is the same the macro is named that is not" {
	was <<-'E'
	#define N 1
	#define M (N + 1)
	int f(void) { return M; }
	int g(void) { return N; }
	int h(void) { return 2; }
	E
	sed 's/N 1/N 7/; s/h(/ h (/' old/a.c | now
	diffs
	gives <<-'E'
	macro  changed  N  a.c  1  text
	function  changed  f  a.c  3  macro  N M
	function  changed  g  a.c  4  macro  N
	E
}

@test "ccp-diff: macros and conditions are compared by what they say" {
	was <<-'E'
	#define SAME(a)  (a + 1)
	#define OTHER(a) (a + 1)
	#define GONE 1
	#define WORD
	int f(int a)
	{
	#ifdef WORD
		return a;
	#else
		return -a;
	#endif
	}
	int g(void) { return SAME(1); }
	E
	now <<-'E'
	#define SAME(a) /* why */ (a \
		+ 1)
	#define FRESH 2
	#define OTHER(b) (b + 1)
	int f(int a)
	{
	#ifdef WORD
		return a;
	#else
		return -a;
	#endif
	}
	int g(void) { return SAME(1); }
	E
	diffs
	gives <<-'E'
	macro  new  FRESH  a.c  3
	macro  changed  OTHER  a.c  4  text
	function  changed  f  a.c  5  condition  WORD
	macro  gone  GONE  a.c  3
	macro  gone  WORD  a.c  4
	E
}

@test "ccp-diff: a macro of the command line is one as others are" {
	echo 'int f(void) { return N; }' >a.c
	for n in 1 2; do
		cpp-rec -- gcc-12 -DN=$n -c a.c | cparse --all |
			ceval --all >$n
	done
	ccp-diff 1 2 | grep -v '^[!~]' | cut -f 1-4,6,7 >rows
	gives <<-'E'
	macro  changed  N  <command-line>  text  -
	function  changed  f  a.c  macro  N
	E
}

@test "ccp-diff: a stream that is cut short is refused" {
	was <<<'int x;'
	now <<<'int x;'
	stream old >1
	head -n -1 1 >2
	run -1 ccp-diff 1 2
	[[ $output = "ccp-diff: 2:"*"stream ends without an end record" ]]
	run -1 ccp-diff 2 1
}

@test "ccp-diff: pipes serve as well, and each is read once" {
	was <<<'int x;'
	now <<<'int y;'
	ccp-diff <(stream old) <(stream new) >rows
	[ "$(tail -n 1 rows)" = "~end	10" ]
	stream new | ccp-diff <(stream old) - | diff - rows
}

@test "ccp-diff: what the user did wrong exits 2" {
	run -2 ccp-diff
	[ "$output" = "ccp-diff: usage: ccp-diff [--all] OLD NEW" ]
	run -2 ccp-diff --nope a b
	run -2 ccp-diff nope nope
	[ "$output" = "ccp-diff: open nope: No such file or directory" ]
}

@test "ccp-diff: the first part that is not the same is the reason" {
	was <<-'E'
	int p(int a) { return a; }
	int r(int a) { return a; }
	static int s(int a) { return a; }
	int proto(int a);
	extern int ext;
	static const int c[] = { 1, 2 };
	static int __attribute__((section(".data..ro_after_init"))) ro = 1;
	int w[2] = { 1, 2 };
	int t;
	typedef int td;
	int (*fp(int a))(int) { return a ? s : 0; }
	int (*rp(int a))(int) { return a ? s : 0; }
	int use(void) { return c[0] + ro; }
	E
	now <<-'E'
	int p(long a) { return a + 1; }
	long r(int a) { return a; }
	int s(int a) { return a; }
	int proto(int a, int b);
	extern long ext;
	static const int c[] = { 1, 3 };
	static int __attribute__((section(".data..ro_after_init"))) ro = 2;
	int w[2] = { 1, 3 };
	long t;
	typedef long td;
	int (*fp(long a))(int) { return a ? s : 0; }
	int (*rp(int a))(int b) { return a ? s : 0; }
	int use(void) { return c[0] + ro; }
	E
	diffs
	gives <<-'E'
	function  changed  p  a.c  1  parameters
	function  changed  r  a.c  2  return-type
	function  changed  s  a.c  3  attributes
	prototype  changed  proto  a.c  4  parameters
	prototype  changed  ext  a.c  5  type
	object  changed  c  a.c  6  initialiser-const  -  const
	object  changed  ro  a.c  7  initialiser-const  -  const
	object  changed  w  a.c  8  initialiser-writable
	object  changed  t  a.c  9  type
	type  changed  td  a.c  10  text
	function  changed  fp  a.c  11  parameters
	function  changed  rp  a.c  12  return-type
	function  affected  use  a.c  13  initialiser-const  c
	E
}

@test "ccp-diff: what an inline function does is in those that call it" {
	was <<-'E'
	#define N 1
	static inline int one(void) { return N; }
	static inline int two(void) { return 2 * one(); }
	static int three(void) { return two(); }
	int four(void) { return three(); }
	int five(void) { return sizeof(two()); }
	static int other(int a) { return a; }
	int six(int a) { return other(a); }
	E
	sed 's/N 1/N 7/; s/return a;/return -a;/' old/a.c | now
	diffs
	gives <<-'E'
	macro  changed  N  a.c  1  text
	inline  changed  one  a.c  2  macro  N
	inline  affected  two  a.c  3  inline  N one
	function  affected  three  a.c  4  inline  N one two
	function  changed  other  a.c  7  text
	E
}

@test "ccp-diff: enumerators, sizes and members are followed, others are not" {
	cat >tail.c <<-'E'
	int f(void) { return B; }
	int g(void) { return sizeof(struct s); }
	int h(struct s *p) { return p->first; }
	int i(struct s *p) { return p->last; }
	struct s *j(struct s *p) { return p + 1; }
	struct s *k(struct s *p) { return p; }
	int l(void) { struct s a = { 0 }; return a.first; }
	int m(void) { return A; }
	struct t { struct s s; int more; };
	int n(struct t *p) { return p->more; }
	long o(t1 a) { return a / 2; }
	int q(void) { return e(1); }
	long r(struct s *p) { return __builtin_offsetof(struct s, last) + 1; }
	int v(struct s *p) { return p->any; }
	E
	{
		echo 'enum { A, B };'
		echo 'struct s { int first; int last; union { int any; }; };'
		echo 'typedef int t1; long e(int);'
		cat tail.c
	} | was
	{
		echo 'enum { A, X, B };'
		echo 'struct s { int first; int x; int last; union { int any; }; };'
		echo 'typedef unsigned t1; long e(long);'
		cat tail.c
	} | now
	diffs
	gives <<-'E'
	type  changed  enum {A}  a.c  1  text
	type  changed  struct s  a.c  2  type-layout  -  -  -  size 12 16; x - 4; last 4 8
	type  changed  t1  a.c  3  text
	prototype  changed  e  a.c  3  parameters
	function  affected  f  a.c  4  constant  B
	function  affected  g  a.c  5  type-layout  struct s
	function  affected  i  a.c  7  type-layout  struct s
	function  affected  j  a.c  8  type-layout  struct s
	function  affected  l  a.c  10  type-layout  struct s
	type  affected  struct t  a.c  12  type-layout  struct s  -  -  size 16 20; more 12 16
	function  affected  n  a.c  13  type-layout  struct t
	function  affected  o  a.c  14  type  a
	function  affected  q  a.c  15  type  e
	function  affected  r  a.c  16  type-layout  struct s
	function  affected  v  a.c  17  type-layout  struct s
	E
}

@test "ccp-diff: each name of a declaration is by itself" {
	was <<-'E'
	enum e { N = 2 };
	int a = 1, b = 2, *c = &a;
	struct s { int x; } v = { 1 }, w = { 2 };
	typedef struct { int m; } td, *tdp;
	tdp f(tdp p) { return p + 1; }
	static int t;
	int arr[N];
	static const int k[] = { N };
	int g(void) { return k[0]; }
	int z = N;
	E
	sed 's/b = 2/b = 3/; s/w = { 2/w = { 3/; s/int m;/long m;/; s/N = 2/N = 3/
		s/int t;/int t = 1;/' old/a.c | now
	diffs
	gives <<-'E'
	type  changed  enum e  a.c  1  text
	object  changed  b  a.c  2  initialiser-writable
	object  changed  w  a.c  3  initialiser-writable
	type  changed  td  a.c  4  type-layout  -  -  -  size 4 8; align 4 8
	type  changed  tdp  a.c  4  text
	function  affected  f  a.c  5  type-layout  td
	object  changed  t  a.c  6  initialiser-writable
	object  affected  arr  a.c  7  type  N
	object  affected  k  a.c  8  initialiser-const  N  const
	function  affected  g  a.c  9  initialiser-const  N k
	object  affected  z  a.c  10  initialiser-writable  N
	E
}

@test "ccp-diff: a header that is read twice, and what a macro declares" {
	cat >old/a.c <<-'E'
	#include "h.h"
	#define TWICE
	#include "h.h"
	E
	cp old/a.c new/a.c
	cat >old/h.h <<-'E'
	#ifdef TWICE
	int two(void) { return 2; }
	#else
	#define DECL(n) static int n##_v = 1; int n##_f(void) { return n##_v; } \
		static inline int n##_g(void)
	DECL(one) { return 1; }
	#endif
	E
	sed 's/return 2/return 3/; s/_v = 1/_v = 2/; s/return 1/return 4/' \
		old/h.h >new/h.h
	diffs
	gives <<-'E'
	macro  changed  DECL  h.h  4  text
	object  changed  one_v  h.h  6  initialiser-writable  DECL
	inline  changed  one_g  h.h  6  text
	function  changed  two  h.h  2  text
	E
}

@test "ccp-diff: the length of an array matters where it is counted in" {
	cat >tail.c <<-'E'
	int a(void) { return arr[1]; }
	int b(void) { return sizeof(arr); }
	void *c(void) { return arr; }
	void *d(void) { return &arr + 1; }
	E
	{ echo 'extern int arr[3];'; cat tail.c; } | was
	{ echo 'extern int arr[4];'; cat tail.c; } | now
	diffs
	gives <<-'E'
	prototype  changed  arr  a.c  1  type
	function  affected  b  a.c  3  constant
	function  affected  d  a.c  5  type  arr
	E
}

@test "ccp-diff: who has a struct within has its layout" {
	cat >tail.c <<-'E'
	struct out { struct in in[2]; int last; };
	int a(void) { struct out o = { { { 1 } } }; return o.last; }
	int b(struct out *o) { return o->last; }
	int c(struct out *o) { return o->in[1].x; }
	E
	{ echo 'struct in { int x, y; };'; cat tail.c; } | was
	{ echo 'struct in { int y, x; };'; cat tail.c; } | now
	diffs
	gives <<-'E'
	type  changed  struct in  a.c  1  type-layout  -  -  -  y 4 0; x 0 4
	type  affected  struct out  a.c  2  type-layout  struct in  -  -  struct in
	function  affected  a  a.c  3  type-layout  struct out
	function  affected  c  a.c  5  type-layout  struct in
	E
}

@test "ccp-diff: a layout differs by alignment and bit-fields, too" {
	cat >tail.c <<-'E'
	int f(struct b *p) { return p->y; }
	int g(struct b *p) { return p->x; }
	void *h(void) { struct a v = { 1 }; return __builtin_memcpy(&v, "", 1); }
	E
	{
		echo 'struct a { int x; };'
		echo 'struct b { int x : 3, y : 4; }; union u { int a; };'
		cat tail.c
	} | was
	{
		echo 'struct a { int x; } __attribute__((aligned(4), packed));'
		echo 'struct b { int x : 4, y : 4; }; union u { int a, b[2]; };'
		cat tail.c
	} | now
	diffs
	gives <<-'E'
	type  changed  struct a  a.c  1  text
	type  changed  struct b  a.c  2  type-layout  -  -  -  x 0.0:3 0.0:4; y 0.3:4 0.4:4
	type  changed  union u  a.c  2  type-layout  -  -  -  size 4 8; b - 0
	function  affected  f  a.c  3  type-layout  struct b
	function  affected  g  a.c  4  type-layout  struct b
	E
	sed 's/^struct a.*/struct a { int x; } __attribute__((aligned(8)));/' \
		old/a.c | now
	diffs
	sed -i '/struct b/d' rows
	gives <<-'E'
	type  changed  struct a  a.c  1  type-layout  -  -  -  size 4 8; align 4 8
	function  affected  h  a.c  5  type-layout  struct a
	E
}

@test "ccp-diff: inline functions that call each other end" {
	was <<-'E'
	static inline int b(int);
	static inline int a(int n) { return n ? b(n - 1) : 0; }
	static inline int b(int n) { return n ? a(n - 1) : 1; }
	int f(void) { return a(3); }
	E
	sed 's/: 1/: 2/' old/a.c | now
	diffs
	gives <<-'E'
	inline  affected  a  a.c  2  inline  b
	inline  changed  b  a.c  3  text
	function  affected  f  a.c  4  inline  b a
	E
}

@test "ccp-diff: what was inline, or is now, or const, is in its users" {
	cat >tail.c <<-'E'
	int a(void) { return one(); }
	int b(void) { return two(); }
	int c(void) { return three(); }
	int d(void) { return four; }
	int e(void) { return five; }
	E
	{
		echo 'static inline int one(void) { return 1; }'
		echo 'int two(void);'
		echo 'static inline int three(void) { return 3; }'
		echo 'static const int four = 4;'
		echo 'extern const int five;'
		cat tail.c
	} | was
	{
		echo 'int one(void);'
		echo 'static inline int two(void) { return 1; }'
		echo 'static int three(void) { return 3; }'
		echo 'static int four = 4;'
		echo 'const int five = 5;'
		cat tail.c
	} | now
	diffs
	gives <<-'E'
	prototype  new  one  a.c  1
	inline  new  two  a.c  2
	function  changed  three  a.c  3  attributes
	object  changed  four  a.c  4  type
	object  new  five  a.c  5  -  -  const
	function  affected  a  a.c  6  inline  one
	function  affected  b  a.c  7  inline  two
	function  affected  c  a.c  8  inline  three
	function  affected  d  a.c  9  type  four
	function  affected  e  a.c  10  initialiser-const  five
	inline  gone  one  a.c  1
	prototype  gone  two  a.c  2
	prototype  gone  five  a.c  5
	E
}

@test "ccp-diff: a macro that is a function now is the reason" {
	cat >tail.c <<-'E'
	int f(void) { return one(2); }
	E
	{ echo '#define one(a) (a)'; cat tail.c; } | was
	{ echo 'static inline int one(int a) { return a; }'; cat tail.c; } | now
	diffs
	gives <<-'E'
	inline  new  one  a.c  1
	function  changed  f  a.c  2  macro  one
	macro  gone  one  a.c  1
	E
}

@test "ccp-diff: in what is never evaluated nothing matters" {
	cat >tail.c <<-'E'
	int a(struct s *p) { return sizeof(p->b); }
	int b(struct s *p) { return 0 ? p->b : 1; }
	int c(struct s *p) { if (0) return p->b; return 1; }
	int d(struct s *p) { if (K) return 1; return 2; }
	int e(struct s *p) { return sizeof(*p); }
	E
	{ echo 'struct s { int b; }; enum { K = 0 };'; cat tail.c; } | was
	{ echo 'struct s { int a, b; }; enum { K = 1 };'; cat tail.c; } | now
	diffs
	gives <<-'E'
	type  changed  struct s  a.c  1  type-layout  -  -  -  size 4 8; a - 0; b 0 4
	type  changed  enum {K}  a.c  1  text
	function  affected  d  a.c  5  constant  K
	function  affected  e  a.c  6  type-layout  struct s
	E
}

@test "ccp-diff: structs by value count in with their size" {
	cat >tail.c <<-'E'
	struct s { struct in in; };
	int g(struct s);
	void a(struct s *p, struct s *q) { *p = *q; }
	int b(struct s *p) { return g(*p); }
	struct s c(struct s *p) { return *p; }
	int *d(struct s *p) { return (int *)&(struct s){ { 1 } }; }
	int e(struct s p) { return 1; }
	struct s *f(struct s *p) { p++; return p; }
	struct s *h(struct s *p) { return &p[3]; }
	int i(struct s *p, struct s *q) { return p == q; }
	E
	{ echo 'struct in { int b; };'; cat tail.c; } | was
	{ echo 'struct in { int b, c; };'; cat tail.c; } | now
	diffs
	sed -i '/^type/d' rows
	gives <<-'E'
	function  affected  a  a.c  4  type-layout  struct s
	function  affected  b  a.c  5  type-layout  struct s
	function  affected  c  a.c  6  type-layout  struct s
	function  affected  d  a.c  7  type-layout  struct s
	function  affected  e  a.c  8  type-layout  struct s
	function  affected  f  a.c  9  type-layout  struct s
	function  affected  h  a.c  10  type-layout  struct s
	E
}

@test "ccp-diff: files have their names within the trees" {
	mkdir -p old/x new/x
	for d in old new; do
		echo '#include "a.h"' >$d/x/a.c
		echo 'int f(void) { return WHERE; }' >>$d/x/a.c
		cat >$d/x/a.h <<-'E'
		#define STR(a) #a
		#define STR2(a) STR(a)
		#define WHERE sizeof STR2(__FILE__)
		E
		cpp-rec -- gcc-12 -c $d/x/a.c | cparse --all | ceval --all >$d.s
	done
	ccp-diff old.s new.s | grep -v '^[!~]' >rows || :
	gives </dev/null
	sed -i s/return/return-/ new/x/a.c
	cpp-rec -- gcc-12 -c "$PWD/new/x/a.c" | cparse --all | ceval --all >new.s
	ccp-diff old.s new.s | grep -v '^[!~]' | cut -f 1-4 >rows
	gives <<-'E'
	function  changed  f  x/a.c
	E
}

@test "ccp-diff: it is told what is special for a kernel" {
	cat >head.c <<-'E'
	#define CAT(a, b) a##b
	#define EXPORT_SYMBOL(f) extern typeof(f) f; asm(".long " #f)
	#define SYSCALL_DEFINE0(n) \
		static inline long CAT(__do_sys_, n)(void); \
		static long CAT(__se_sys_, n)(void) \
			{ return CAT(__do_sys_, n)(); } \
		long CAT(__x64_sys_, n)(void) \
			{ return CAT(__se_sys_, n)(); } \
		static inline long CAT(__do_sys_, n)(void)
	#define SYSCALL_DEFINE1(n) \
		static long CAT(__do_sys_, n)(void); \
		long CAT(__x64_sys_, n)(void) \
			__attribute__((alias("__do_sys_direct"))); \
		static long CAT(__do_sys_, n)(void)
	#define sec(n) __attribute__((section(n)))
	#define module_param(v) const struct { int *p; } \
		sec("__param") CAT(__param_, v) = { &v }
	struct static_key { int a; };
	E
	{
		cat head.c
		cat <<-'E'
		int sec(".init.text") setup(void) { return 1; }
		int sec(".exit.text") leave(void) { return 1; }
		int f(int a) { return a; }
		EXPORT_SYMBOL(f);
		SYSCALL_DEFINE0(name) { return 1; }
		SYSCALL_DEFINE1(direct) { return 1; }
		int v = 1;
		module_param(v);
		struct static_key key = { 1 };
		E
	} | was
	sed '19,$s/\<1\>/2/g; s/return a;/return a + 1;/' old/a.c | now
	diffs
	gives <<-'E'
	function  changed  setup  a.c  19  text  -  init
	function  changed  leave  a.c  20  text  -  exit
	function  changed  f  a.c  21  text  -  exported
	function  affected  __se_sys_name  a.c  23  inline  __do_sys_name
	function  affected  __x64_sys_name  a.c  23  wrapped  __do_sys_name __se_sys_name  syscall
	inline  changed  __do_sys_name  a.c  23  text
	function  changed  __do_sys_direct  a.c  24  text  -  syscall
	object  changed  v  a.c  25  initialiser-writable  -  module-parameter
	object  changed  key  a.c  27  initialiser-writable  -  static-key
	E
}

@test "ccp-diff: streams without the bodies of functions are refused" {
	was <<<'int f(void) { return 1; }'
	cpp-rec -- gcc-12 -c old/a.c | cparse --functions=g | ceval >1
	run -2 ccp-diff 1 1
	[[ $output = *"bodies of functions were left out; cparse --all"* ]]
}
