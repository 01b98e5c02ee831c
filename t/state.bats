#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Objects: which are the state of the kernel's unit, which are only a value.
setup() {
	load helper
	cd "$tmp"
}

# live FUNCTIONS POLICY [OPTION...] - lp.c of standard input, which compiles
live() {
	local f=$1 policy=$2
	shift 2
	cat >a.c
	klp-ccp --no-complete --policy="$policy" -f "$f" "$@" -o lp.c -- \
		gcc -O2 -Iinclude -c a.c 2>err || {
		cat err
		return 1
	}
	gcc -O2 -Wall -Werror -Iinclude -c lp.c -o lp.o
}

# is - standard input is the result, less its head, empty lines and indentation
is() {
	sed 's/^[ \t]*//; /^$/d' >want
	sed 's/^[ \t]*//; /^$/d; /^\/\* Live patch/d' lp.c | diff want -
}

@test "state: const objects in a compile-time assertion are copied" {
	local p
	for p in klp-convert kallsyms; do
		live f $p <<-'E'
		static const unsigned char lens[] = { 4, 8, 16, 32 };
		static const int shift = 3;
		static const char fmt[] = "%d\n";
		const struct { struct { int n[2]; } in; } deep = { { { 1, 2 } } };
		extern void bad(void) __attribute__((error("bad")));
		extern int pr(const char *, ...);
		#define CHECK(c) do { if (!(c)) bad(); } while (0)
		#define MASK(v, s) ({ CHECK(__builtin_constant_p(s)); (v) >> (s); })
		int f(int a)
		{
			CHECK(lens[2] == 16);
			CHECK(sizeof(fmt) == 4);
			CHECK(fmt[1] == 'd');
			CHECK(deep.in.n[1] == 2);
			return pr(fmt, MASK(a, shift)) + lens[a & 3];
		}
		E
		[ "$(grep -c '^static const' lp.c)" = 3 ]
		[ "$(nm -u lp.o | awk '{ printf "%s ", $2 }')" = 'pr ' ]
	done
}

@test "state: a const object is copied where all that counts is a known value" {
	local p
	cat >in.c <<-'E'
	static const int base = 3;
	static const int derived = base + 1;
	static const struct { int len; const char *name; } cfg = { 4, "abc" };
	static const int two[][2] = { { 1, 2 }, { 3, 4 } };
	static inline __attribute__((always_inline)) int by(int v, int s)
	{ return __builtin_constant_p(s) ? v >> s : v; }
	int f(int a)
	{
		static const int count = 9;
		return by(a, derived) + cfg.name[0] + (two)[1][0] + count;
	}
	E
	for p in klp-convert kallsyms; do
		live f $p <in.c
		sed 's/int f(/int klpp_f(/' in.c | is
	done
}

@test "state: a const object is the unit's where its address counts or its place" {
	cat >in.c <<-'E'
	static const int key = 3;
	static const int places[] = { 1, 2 };
	static const volatile int changes = 4;
	static const char text[] = "abc";
	static const struct { char s[4]; } in = { "abc" };
	static int other;
	static const int *const refers = &other;
	static int (*const calls[])(void) = { 0 };
	void use(const void *);
	int f(int a)
	{
		use(&key);
		use(text);
		use(in.s);
		return key + places[a] + changes + *refers + calls[a]();
	}
	E
	live f klp-convert <in.c
	run ! grep -q = lp.c
}

@test "state: a writable object that a header defines is the unit's" {
	local p
	mkdir -p include
	cat >include/h.h <<-'E'
	static int hits[3] = { 1, 2 };
	static const int limits[2] = { 7, 8 };
	static inline int count(int k) { static int n; return n += k; }
	static inline int once(int k) { static int __warned; return __warned++ + k; }
	E
	live f kallsyms <<-'E'
	#include <h.h>
	int f(int k) { hits[k]++; return count(2) + limits[k] + once(k); }
	E
	is <<-'E'
	extern int (*klpe_hits)[3];
	static const int limits[2] = { 7, 8 };
	extern int (*klpe_n);
	static inline int klpr_count(int k) { return (*klpe_n) += k; }
	static inline int once(int k) { static int __warned; return __warned++ + k; }
	int klpp_f(int k) { (*klpe_hits)[k]++; return klpr_count(2) + limits[k] + once(k); }
	E
}

@test "state: an inline function of a header is copied where it has state" {
	mkdir -p include
	cat >include/h.h <<-'E'
	struct s { int n; };
	static inline int count(int k) { static int n; return n += k; }
	static inline int over(int k) { return count(k) + 1; }
	static inline int twice(int k) { static const int by = 2; return by * k; }
	E
	live f klp-convert <<-'E'
	#include <h.h>
	int f(struct s *s) { return over(twice(s->n)); }
	E
	is <<-'E'
	#include <h.h>
	static inline int klpr_count(int k) { extern int klpe_n; return klpe_n += k; }
	static inline int klpr_over(int k) { return klpr_count(k) + 1; }
	int klpp_f(struct s *s) { return klpr_over(twice(s->n)); }
	E
}

@test "state: static objects of one name in several functions get free names" {
	local p
	cat >in.c <<-'E'
	static int n, klpe_m;
	static int one(int k) { static int n, m; return n += k + m++; }
	static int two(int k) { { static int n; n++; } { static int n; n += k; return n; } }
	int f(int k) { static int n; return n += one(k) + two(k) + klpe_m; }
	int g(int k) { return n += k; }
	E
	for p in klp-convert kallsyms; do
		live f,g $p "--pol-cmd-can-externalize-fun=echo RESULT: NO #" <in.c
		[ "$(nm -u lp.o | sort -u | wc -l)" = 7 ]
	done
	[ "$(nm -u lp.o | awk '{ print $2 }' | sort | tr '\n' ' ')" = \
		'klpe_klpe_m klpe_m_1 klpe_n klpe_n_1 klpe_n_2 klpe_n_3 klpe_n_4 ' ]
}

@test "state: directives within an initialiser go with it" {
	local p
	mkdir -p include
	printf 'ENTRY(one)\nENTRY(two)\n#ifdef MORE\nENTRY(three)\n#endif\n' |
	tee include/list.h >near.h
	cat >in.c <<-'E'
	struct ops { int n; };
	extern struct ops one, two, three;
	#define MORE
	#define ENTRY(n) &n,
	static struct ops *table[] = {
		0,
	#include <list.h>
	};
	static struct ops *again[] = {
	#include "near.h"
	#define LAST
	#ifdef LAST
		&one
	#endif
	};
	#undef ENTRY
	#undef MORE
	#define ENTRY(n) E_##n,
	enum {
	#include "near.h"
		E_MAX
	};
	static int sized[E_MAX];
	#define ENTRY2(n) n
	int f(int k) { return table[k]->n + again[k]->n + sized[k]; }
	E
	for p in klp-convert kallsyms; do
		live f $p <in.c
		run ! grep -e table.*= -e MORE -e LAST -e 'include' lp.c
		sed 's/(\*klpe_\([a-z]*\))/\1/' lp.c >plain
		grep -Fx 'extern struct ops *table[4];' plain
		grep -Fx 'extern struct ops *again[4];' plain
		grep -Fx 'extern int sized[E_MAX];' plain
	done
}

@test "state: static objects whose type is local to their function are declared there" {
	cat >in.c <<-'E'
	struct req { int k; };
	int f(int n)
	{
		static struct {
			struct req *req;
			int n[3];
		} state = { 0 };
		static enum { IDLE, BUSY } mode;
		static struct named { int x; } one, *other = &one, list[] = { { 1 }, { 2 } };
		struct named third = { n };
		enum { N = 4 };
		typedef struct named named_t;
		static int arr[N];
		static const named_t *last;
		static typeof(state.n) more;

		if (mode == IDLE)
			mode = BUSY;
		last = other + n;
		state.n[1] += third.x + sizeof(list) / sizeof(list[0]);
		return state.n[0]++ + arr[2]++ + more[1] + last->x + list[1].x;
	}
	E
	live f kallsyms --verify <in.c
	is <<-'E'
	struct req;
	int klpp_f(int n)
	{
		extern struct {
			struct req *req;
			int n[3];
		} (*klpe_state);
		extern enum { IDLE, BUSY } (*klpe_mode);
		extern struct named { int x; } *(*klpe_other), (*klpe_list)[2];
		struct named third = { n };
		enum { N = 4 };
		typedef struct named named_t;
		extern int (*klpe_arr)[N];
		extern const named_t *(*klpe_last);
		extern typeof((*klpe_state).n) (*klpe_more);
		if ((*klpe_mode) == IDLE)
			(*klpe_mode) = BUSY;
		(*klpe_last) = (*klpe_other) + n;
		(*klpe_state).n[1] += third.x + sizeof((*klpe_list)) / sizeof((*klpe_list)[0]);
		return (*klpe_state).n[0]++ + (*klpe_arr)[2]++ + (*klpe_more)[1] + (*klpe_last)->x + (*klpe_list)[1].x;
	}
	E
	live f klp-convert --verify <in.c
	grep -qF 'extern struct named { int x; } *klpe_other, klpe_list[2];' lp.c
	grep -qF 'extern enum { IDLE, BUSY } klpe_mode;' lp.c
}

@test "state: ... and a static pointer to one is refused" {
	local one="--pol-cmd-modify-externalized-sym=echo RESULT: klpe_x MAKE-INTERNAL MAKE-POINTER #"
	run -1 live f klp-convert "$one" <<-'E'
	int f(void) { static enum { A, B } state; return state++; }
	E
	[[ $output == *"1:36: error: static object 'state' cannot become a static pointer: its type is local to the function; an external one"* ]]
	one="--pol-cmd-modify-externalized-sym=echo RESULT: klpe_\$2 MAKE-INTERNAL MAKE-POINTER #"
	run -1 live f klp-convert "$one" <<-'E'
	int f(void) { static struct t { int n; } a, *b; b = &a; return b->n; }
	E
	[[ $output == *"error: static object 'a' has a type defined here together with others: externalising it is not done"* ]]
}

@test "state: a static object that only another one's initialiser names goes with that" {
	local p
	for p in kallsyms klp-convert; do
		live f $p --verify <<-'E'
		int f(void)
		{
			static int one = 1;
			static int *p = &one;
			static struct tag { int n; } two = { 2 };
			struct tag *q = 0;
			static struct tag *r = &two, three, *s = &three;

			return *p + !q + r->n + s->n;
		}
		E
		run ! grep -E 'one|two|three' lp.c
		grep -q 'struct tag { int n; };' lp.c
	done
}
