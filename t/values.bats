#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Numbers that depend on the place: __LINE__, __COUNTER__ and their like.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
	mkdir inc
}

# extract POLICY FUNCTIONS - from a.c to lp.c
extract() {
	"$top/scripts/klp-ccp" --policy="$1" -f "$2" --no-complete \
		-o lp.c -- gcc -O2 -Iinc -c a.c
	gcc -O2 -Iinc -fsyntax-only lp.c
}

@test "values: a number of __COUNTER__ that is a value is written out" {
	cat >a.c <<-'E'
	static int pad[] = { __COUNTER__, __COUNTER__ };
	enum ids { FIRST = __COUNTER__, SECOND = __COUNTER__ };
	#define BASE __COUNTER__
	enum { base = BASE };
	#define SLOT(n) enum { slot_##n = __COUNTER__ - base - 1 };
	SLOT(a)
	SLOT(b)
	struct s { char pad[__COUNTER__ + 1]; };
	#define ARG(x) (x)
	#define PP(a, b) a ## b
	#define NUMBER(a, b) PP(a, b)
	int f(void)
	{
		static int n[__COUNTER__ + 1];
	#if __COUNTER__ == 9
		n[0] = 1;
	#else
		n[0] = 2;
	#endif
		return FIRST * 100 + SECOND + slot_b + sizeof(struct s) +
			ARG(__COUNTER__) + NUMBER(1, __COUNTER__);
	}
	E
	for policy in toy klp-convert kallsyms; do
		extract $policy f
		run ! grep -w __COUNTER__ lp.c
		grep -F 'FIRST = 2, SECOND = 3' lp.c
		grep -F 'base = 4' lp.c
		grep -F 'pad[7 + 1]' lp.c
		grep -F 'ARG(10) + NUMBER(1, 11)' lp.c
		grep -F 'slot_b = 6 - base - 1' lp.c
		run ! grep '^#if' lp.c
		gcc -E -P lp.c | grep -F '[0] = 1;'
	done
}

@test "values: a number in a name is written out where the name is used" {
	cat >a.c <<-'E'
	#define CAT_(a, b) a##b
	#define CAT(a, b) CAT_(a, b)
	#define CHECK(e) struct CAT(chk_, __COUNTER__) { int a[e]; };
	CHECK(1)
	CHECK(2) CHECK(3)
	struct CAT(at_, __LINE__) { int i; };
	#define ONCE(x) ({ int CAT(once_, __COUNTER__) = x; \
		CAT(line_, __LINE__): if (0) goto CAT(line_, __LINE__); 1; })
	int f(struct chk_2 *p, struct at_6 *q) { return p->a[0] + q->i; }
	int g(int k) { return ONCE(k); }
	E
	lp names='ALL'
	grep -Fx 'CHECK(1)' lp.c
	grep -Fx 'struct CAT(chk_, 2) { int a[3]; };' lp.c
	grep -Fx 'struct CAT(at_, 6) { int i; };' lp.c
	grep -Fx 'int g(int k) { return ONCE(k); }' lp.c
	gcc -fsyntax-only lp.c
	lp names='g'
	grep -Fx 'int g(int k) { return ONCE(k); }' lp.c
}

@test "values: an opened macro has one number of __LINE__ on all lines" {
	cat >a.c <<-'E'
	#define CONCAT(a, b) a ## b
	#define CAT(a, b) CONCAT(a, b)
	#define THERE() CAT(left_, __LINE__)
	int shared;
	int wait(int, int);
	#define RETRY(x) do {						\
			int CAT(left_, __LINE__) = x;			\
			while (CAT(left_, __LINE__)-- > 0)		\
				if (wait(shared, THERE()))		\
					break;				\
		} while (0)
	int f(int k) { RETRY(k); return k; }
	int g(int k)
	{
		RETRY(
		      k);
		return k + __LINE__;
	}
	E
	for policy in toy klp-convert kallsyms; do
		extract $policy f,g
	done
	gcc -E -P lp.c >have
	[ "$(grep -ow 'left_12' have | wc -l)" = 3 ]
	[ "$(grep -owE 'left_1[56]' have | sort | uniq -c | wc -l)" = 1 ]
	grep -F 'return k + __LINE__;' lp.c
}

@test "values: the name of a function that a macro makes of __LINE__" {
	cat >a.c <<-'E'
	#define CONCAT(a, b) a ## b
	#define CAT(a, b) CONCAT(a, b)
	#define DEFINE(T) \
		T CAT(look_, __LINE__)(T n) { \
			extern T CAT(other_, __LINE__)(T); \
			return CAT(other_, __LINE__)(n); }
	DEFINE(int)
	extern int CAT(more_, __LINE__)(void);
	int f(void) { return more_8(); }
	E
	for policy in toy klp-convert kallsyms; do
		extract $policy look_7,f
		gcc -E -P lp.c >have
		grep -F 'return other_7(n)' have
		grep -E 'extern int other_7\(int\)|klpe_other_7' have
		grep -F 'more_8' have
		gcc -fsyntax-only -Werror=implicit lp.c
	done
}

@test "values: __LINE__ outside of functions is written out" {
	cat >a.c <<-'E'
	#define HERE __LINE__
	enum { one = __LINE__, two = HERE };
	struct s { char a[__LINE__]; };
	int f(struct s *p) { return one + two + sizeof(*p) + __LINE__; }
	E
	extract toy f
	grep -Fx 'enum { one = 2, two = 2 };' lp.c
	grep -Fx 'struct s { char a[3]; };' lp.c
	grep -F '+ __LINE__; }' lp.c
}

@test "values: an argument used twice is one expansion" {
	cat >a.c <<-'E'
	#define CAT_(a, b) a ## b
	#define CAT(a, b) CAT_(a, b)
	#define TWICE_(name, x) ({ int name = x; int *q = &name; *q; })
	#define TWICE(x) TWICE_(CAT(u_, __COUNTER__), x)
	#define GET() (p->n + n)
	struct { int n; } *p;
	int n;
	int f(void) { return TWICE(GET()); }
	E
	lp names=f 'edits=p=(*q)'
	body | grep -F 'return TWICE(((*q)->n + n));'
}
