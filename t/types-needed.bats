#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Tags and enumerators that the result needs, wherever they are defined.
setup() {
	load helper
	cd "$tmp"
}

# live FUNCTIONS POLICY - lp.c of standard input, which compiles without a
# warning
live() {
	cat >a.c
	klp-ccp --no-complete --policy="$2" -f "$1" -o lp.c -- \
		gcc -O2 -Wall ${flags-} -c a.c 2>err || {
		cat err
		return 1
	}
	gcc -O2 -Wall ${flags-} -Werror -c lp.c -o lp.o
}

# is - standard input is the result, less its head, empty lines and indentation
is() {
	sed 's/^[ \t]*//; /^$/d' >want
	sed 's/^[ \t]*//; /^$/d; /^\/\* Live patch/d' lp.c | diff want -
}

@test "types needed: a statement that only names an lvalue reads it" {
	local s
	for s in '*p;' '(void)*p;' 'for (*p;;) break;' 'for (;;*p) break;' \
		'n = (*p, 1);' 'if (n) *p; else n = 1;' '({ *p; n; });'
	do
		live f kallsyms <<-E
		struct s { int n; };
		static int n;
		void f(volatile struct s *p) { $s }
		E
		grep -Fx 'struct s { int n; };' lp.c
	done
	# an address is read without it
	live f kallsyms <<-'E'
	struct s { int n; };
	void f(struct s *p, void (*g)(void *)) { g(&*p); }
	E
	grep -Fx 'struct s;' lp.c
}

@test "types needed: elements of an array that is externalised, by its size" {
	local p
	cat >in.c <<-'E'
	struct item { int n; };
	struct other { int n; };
	struct third { int n; };
	static struct item list[4];
	static struct other one, *many[2];
	void use(void *);
	void f(void)
	{
		static struct third in[2][2];
		use(list);
		use(&one);
		use(many);
		use(in);
	}
	E
	live f kallsyms <in.c
	is <<-'E'
	struct item { int n; };
	struct third { int n; };
	extern struct item (*klpe_list)[4];
	extern struct other (*klpe_one), *(*klpe_many)[2];
	void use(void *);
	extern struct third (*klpe_in)[2][2];
	void klpp_f(void)
	{
		use((*klpe_list));
		use(&(*klpe_one));
		use((*klpe_many));
		use((*klpe_in));
	}
	E
	live f klp-convert <in.c
}

@test "types needed: a tag is kept without the declaration that it is defined in" {
	local p
	cat >in.c <<-'E'
	#define SAME(t, n) _Static_assert(sizeof(t) == (n), #t)
	#define MEMBERS int a; struct inner { int b; } in;
	_Alignas(struct s0 { int n; }) int x0;
	struct s1 { int n; } x1(void) { return (struct s1){ 1 }; }
	_Static_assert(sizeof(struct s2 { int n; } [2]) == 8, "");
	SAME(enum e3 { E3 = 1 }, 4);
	SAME(struct s4 { MEMBERS }, 8);
	static typeof(struct s5 { int n; }) x5 = { sizeof(struct s6 { char c; }) };
	int x7[sizeof(union u7 { int n; })], x8 = sizeof(enum { E8 });
	int x9 __attribute__((aligned(sizeof(struct s9 { int n; }))));
	struct s10 { int n : sizeof(struct s11 { char c; }); } x10;
	int x12(int n) { return n; }
	int f(struct s0 a, struct s1 b, struct s2 c, struct s4 d, struct s5 e,
	      struct s6 g, union u7 h, struct s9 i, struct s11 j)
	{
		struct inner in = d.in;

		return a.n + b.n + c.n + in.b + e.n + g.c + h.n + i.n + j.c +
			E3 + E8;
	}
	E
	for p in klp-convert kallsyms; do
		live f $p <in.c
		is <<-'E'
		#define MEMBERS int a; struct inner { int b; } in;
		struct s0 { int n; };
		struct s1 { int n; };
		struct s2 { int n; };
		enum e3 {
		E3 = 1
		};
		struct s4 {
		MEMBERS
		};
		struct s5 { int n; };
		struct s6 { char c; };
		union u7 { int n; };
		enum { E8 };
		struct s9 { int n; };
		struct s10 { int n : sizeof(struct s11 { char c; }); };
		int klpp_f(struct s0 a, struct s1 b, struct s2 c, struct s4 d, struct s5 e,
		      struct s6 g, union u7 h, struct s9 i, struct s11 j)
		{
			struct inner in = d.in;

			return a.n + b.n + c.n + in.b + e.n + g.c + h.n + i.n + j.c +
				E3 + E8;
		}
		E
	done
}

@test "types needed: ... even where what is kept of that declaration is without it" {
	local p
	cat >in.c <<-'E'
	static int x0 = sizeof(struct s0 { int n; });
	static int x1 __attribute__((aligned(sizeof(union u1 { int n; })))) = E0,
		*x2 = &(int){ sizeof(enum { E2 }) };
	int f(struct s0 a, union u1 b)
	{
		return x0 + x1 + *x2 + a.n + b.n + E2;
	}
	E
	sed -i 's/ = E0,/ = 4,/' in.c
	live f klp-convert <in.c
	live f kallsyms <in.c
	is <<-'E'
	struct s0 { int n; };
	extern int (*klpe_x0);
	union u1 { int n; };
	enum { E2 };
	extern int (*klpe_x1),
	*(*klpe_x2);
	int klpp_f(struct s0 a, union u1 b)
	{
		return (*klpe_x0) + (*klpe_x1) + *(*klpe_x2) + a.n + b.n + E2;
	}
	E
}

@test "types needed: ... and where an earlier declaration serves in its place" {
	live f kallsyms <<-'E'
	extern int x0;
	static int *p = &x0;
	int x0 = sizeof(struct s0 { int n; });
	int f(struct s0 a) { return x0 + a.n + *p; }
	E
	grep -Fx 'struct s0 { int n; };' lp.c
}

@test "types needed: what a local object or a block's declaration alone names" {
	mkdir include
	cat >include/h.h <<-'E'
	typedef struct { int h; } in_header;
	enum { SIZE = 3 };
	E
	cat >in.c <<-'E'
	#include <h.h>
	typedef struct { int z; } alone;
	struct full { int q; };
	struct only { int q; };
	int f(int k)
	{
		static alone one;
		static in_header *two[SIZE];
		static struct full many[2];
		if (k) {
			extern void *done(alone *, struct only *);
			done(0, 0);
		}
		return k + !!&one + !!two + !!many;
	}
	void g(void)
	{
		extern void *done(alone *p, struct only *);
		{ extern void *done(alone *, struct only *o); done(0, 0); }
		done(0, 0);
	}
	void *done(alone *p, struct only *o) { return p; }
	E
	flags='-Iinclude -Wno-nonnull -Wno-address'
	live f,g kallsyms <in.c
	is <<-'E'
	#include <h.h>
	typedef struct { int z; } alone;
	struct full { int q; };
	struct only;
	extern alone (*klpe_one);
	extern in_header *(*klpe_two)[SIZE];
	extern struct full (*klpe_many)[2];
	extern void *(*klpe_done)(alone *, struct only *);
	int klpp_f(int k)
	{
		if (k) {
			(*klpe_done)(0, 0);
		}
		return k + !!&(*klpe_one) + !!(*klpe_two) + !!(*klpe_many);
	}
	void klpp_g(void)
	{
		{ (*klpe_done)(0, 0); }
		(*klpe_done)(0, 0);
	}
	E
}
