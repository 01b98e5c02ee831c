#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What becomes of functions and objects that are more than a name and a type.
setup() {
	load helper
	cd "$tmp"
}

# live FUNCTIONS POLICY [OPTION...] - lp.c of standard input, which compiles
# without a warning
live() {
	local f=$1 policy=$2
	shift 2
	cat >a.c
	klp-ccp --no-complete --policy="$policy" -f "$f" "$@" -o lp.c -- \
		gcc -O2 -Wall -Wmissing-prototypes -Iinclude -c a.c 2>err || {
		cat err
		return 1
	}
	cat err
	gcc -O2 -Wall -Wmissing-prototypes -Werror -Iinclude -c lp.c -o lp.o
}

# is - standard input is the result, less its head, empty lines and indentation
is() {
	sed 's/^[ \t]*//; /^$/d' >want
	sed 's/^[ \t]*//; /^$/d; /^\/\* Live patch/d' lp.c | diff want -
}

# no - options: no function can be externalised
no="--pol-cmd-can-externalize-fun=echo RESULT: NO #"

@test "fates: a symbol keeps the name that any declaration's asm label gives it" {
	cat >in.c <<-'E'
	extern int ext(int) __asm__("real_ext");
	static int object __asm__("real_" "object") = 4;
	static int fun(int a) __asm__("real_fun");
	static int fun(int a) { return a ^ object; }
	int f(int a);
	int f(int a) { object++; return ext(a) + fun(a); }
	E
	live f klp-convert <in.c
	is <<-'E'
	extern int ext(int) __asm__("real_ext");
	extern int object __asm__("real_" "object");
	extern int fun(int a) __asm__("real_fun");
	extern int klpp_f(int a);
	int klpp_f(int a) { object++; return ext(a) + fun(a); }
	E
	live f kallsyms <in.c
	run ! grep 'real_\(object\|fun\)' lp.c
}

@test "fates: a new name is the symbol's, whatever an asm label says" {
	live f,g klp-convert <<-'E'
	int g(int a) __asm__("real_g");
	int g(int a) { return a; }
	int f(int a) __asm__("real_f");
	int f(int a) { return g(a); }
	E
	run ! grep asm lp.c
	nm lp.o | grep -qw klpp_f
	# and that of a definition, where it stays
	live f "" --pol-cmd-may-include-header=true <<-'E'
	int f(int a) __asm__("real_f");
	int f(int a) { return a; }
	E
	nm lp.o | grep -qw real_f
}

@test "fates: a weak declaration stays beside that of a header" {
	mkdir include
	echo 'extern int hook(int); extern int lab(int);' >include/h.h
	live f klp-convert <<-'E'
	#include <h.h>
	extern int hook(int) __attribute__((weak));
	extern int lab(int) __asm__("sym");
	int f(int a);
	int f(int a) { return hook ? hook(a) : lab(a); }
	E
	nm lp.o | grep -q 'w hook'
	nm lp.o | grep -q 'U sym'
}

@test "fates: a weakref stays, and follows what it names" {
	local p
	cat >in.c <<-'E'
	static int far(int) __attribute__((weakref("far_away")));
	static int near(int a) { return a; }
	static int ref(int) __attribute__((weakref, alias("near")));
	int f(int a);
	int f(int a) { return far ? far(a) : ref(a); }
	E
	for p in klp-convert kallsyms; do
		live f $p "$no" <in.c
		is <<-'E'
		static int far(int) __attribute__((weakref("far_away")));
		static int near(int a) { return a; }
		static int ref(int) __attribute__((weakref, alias("near")));
		extern int klpp_f(int a);
		int klpp_f(int a) { return far ? far(a) : ref(a); }
		E
		nm lp.o | grep -q 'w far_away'
	done
	run -1 live f kallsyms <in.c
	grep -F "a.c:3:12: error: 'near' is named by a weakref, so it cannot be reached by a pointer" err
}

@test "fates: an alias is something that the unit defines" {
	local p
	cat >in.c <<-'E'
	int real(int k);
	int real(int k) { return k + 1; }
	static int twin(int) __attribute__((alias("real")));
	int more(int) __attribute__((weak, alias("real")));
	static int here;
	extern int there __attribute__((alias("here")));
	int f(int k);
	int f(int k) { return twin(k) + more(k) + there; }
	E
	live f kallsyms <in.c
	is <<-'E'
	extern int (*klpe_twin)(int);
	extern int (*klpe_more)(int);
	extern int (*klpe_there);
	extern int klpp_f(int k);
	int klpp_f(int k) { return (*klpe_twin)(k) + (*klpe_more)(k) + (*klpe_there); }
	E
	cat >ask <<-'E'
	echo "$*" >>asked
	echo RESULT: YES
	E
	live f klp-convert "--pol-cmd-can-externalize-fun=sh ask" <in.c
	diff asked - <<-'E'
	twin internal a.c:3:12
	more external a.c:4:5
	E
}

@test "fates: an alias that cannot be externalised is copied with what it is of" {
	cat >in.c <<-'E'
	#define NAME_(x) #x
	#define ALIAS(x) __attribute__((weak, alias(NAME_(x))))
	int real(int k);
	int real(int k) { return k + 1; }
	int more(int) ALIAS(real);
	static int twin(int) __attribute__((alias("real")));
	static int same(int) __attribute__((alias("f")));
	int f(int k);
	int f(int k) { return twin(k) + more(k); }
	int g(int k);
	int g(int k) { return same(k); }
	E
	live f,g klp-convert "$no" <in.c
	is <<-'E'
	static int klpr_real(int k) { return k + 1; }
	static int klpr_more(int) __attribute__((alias("klpr_real")));
	static int twin(int) __attribute__((alias("klpr_real")));
	static int same(int) __attribute__((alias("klpp_f")));
	extern int klpp_f(int k);
	int klpp_f(int k) { return twin(k) + klpr_more(k); }
	extern int klpp_g(int k);
	int klpp_g(int k) { return same(k); }
	E
	cat >one <<-'E'
	case $1 in twin) echo RESULT: NO ;; *) echo RESULT: YES ;; esac
	E
	run -1 live f klp-convert "--pol-cmd-can-externalize-fun=sh one" <in.c
	grep -F "a.c:6:12: error: 'twin' cannot be externalised, and what it is an alias of is not in the result" err
}

@test "fates: what #pragma weak makes an alias is the unit's" {
	cat >in.c <<-'E'
	#pragma weak twin = real
	int real(int k);
	int real(int k) { return k + 1; }
	extern int twin(int), data[2], more[2];
	int data[2] = { 1, 2 };
	#pragma weak more=data
	#pragma weak hook
	extern int hook(int);
	int f(int k);
	int f(int k) { return twin(k) + more[k] + (hook ? hook(k) : 0); }
	E
	live f klp-convert <in.c
	is <<-'E'
	extern int twin(int), more[2];
	#pragma weak hook
	extern int hook(int);
	extern int klpp_f(int k);
	int klpp_f(int k) { return twin(k) + more[k] + (hook ? hook(k) : 0); }
	E
	live f kallsyms <in.c
	grep -Fx 'extern int (*klpe_twin)(int), (*klpe_more)[2];' lp.c
	run ! grep "weak.*=" lp.c
	run -1 live f klp-convert "$no" <in.c
	grep -F "a.c:4:12: error: 'twin' cannot be externalised, and an alias by #pragma weak is not copied" err
}

@test "fates: a thread-local object is no pointer" {
	local p
	cat >in.c <<-'E'
	static __thread int one = 3;
	int f(void);
	int f(void) { static _Thread_local int two; return one + two++; }
	E
	run -1 live f kallsyms <in.c
	grep -F "a.c:1:21: error: 'one' is thread-local, so it cannot be reached by a pointer" err
	grep -F "a.c:3:40: error: 'two' is thread-local" err
	live f kallsyms --constant-refs=symbol <in.c
	grep -F "a.c:1:21: warning: 'one' is thread-local: it stays an external symbol, not a pointer [-Wconstant-refs]" err
	grep -Fx 'extern __thread int one;' lp.c
}

@test "fates: what an attribute calls by name is copied, not reached by a pointer" {
	cat >in.c <<-'E'
	static int live;
	static void put(int **p) { if (*p) live--; }
	static void *alloc(int) __attribute__((malloc, noinline));
	static void drop(void *p, int how) { live -= how; }
	static void *take(int) __attribute__((malloc(drop, 1), noinline));
	static void *alloc(int n) { live++; return (void *)(long)n; }
	static void *take(int n) { live += 2; return (void *)(long)(n + 1); }
	#define AUTO __attribute__((unused, __cleanup__(put)))
	int f(int n);
	int f(int n)
	{
		int *r AUTO = &n;

		drop(alloc(2), 1);
		drop(take(2), 1);
		return live;
	}
	E
	live f kallsyms <in.c
	grep -Fx 'static void klpr_put(int **p) { if (*p) (*klpe_live)--; }' lp.c
	grep 'int \*r .*cleanup__(klpr_put)' lp.c
	live f,take kallsyms <in.c
	grep -Fx 'extern void *klpp_take(int) __attribute__((noinline));' lp.c
	live f klp-convert <in.c
	grep -Fx 'extern void put(int **p);' lp.c
	# neither where its address has to be the original's, nor undefined
	sed 's/return live;/return live + (long)put;/' in.c >address.c
	run -1 live f kallsyms <address.c
	grep -F "a.c:8:49: error: 'put' is named by an attribute here, so it cannot be reached by a pointer" err
	grep -F 'ways out:' err
}

@test "fates: an object made of label addresses is copied" {
	local p
	for p in klp-convert kallsyms; do
		live f $p <<-'E'
		int f(int op, int a);
		int f(int op, int a)
		{
			static const void *const tbl[] = { &&add, &&sub };
			static struct { short off[2]; int n; } t =
				{ { [1] = &&sub - &&add }, 3 };
			static int count;
			if (op < 0) goto *(&&add + t.off[-op]);
			goto *tbl[op];
		add:	return a + 1;
		sub:	return a - t.n + count++;
		}
		E
		grep -F '= { &&add, &&sub };' lp.c
		grep -F '[1] = &&sub - &&add' lp.c
		run ! grep -Fx 'static int count;' lp.c
	done
}

@test "fates: a label address that other code may jump to is warned of" {
	cat >in.c <<-'E'
	static struct { void *at[2]; } g;
	void f(int a);
	void f(int a)
	{
		void *own = &&out;
		g.at[a] = a ? &&out : &&end;
		goto *own;
	out:	g.at[0] = 0;
	end:	;
	}
	E
	cat in.c >a.c
	klp-ccp --no-complete --policy=kallsyms -f f -o lp.c -- gcc -c a.c 2>err
	grep -F "a.c:6:1: warning: 'g' is not the live patch's own, and gets the address of a label: other code may jump there [-Wlabel-address]" err
	[ "$(grep -c warning: err)" = 1 ]
}

@test "fates: the text of an asm that names something static is warned of" {
	cat >a.c <<-'E'
	static int tab[2] __attribute__((used)), key, inc, end;
	static int __attribute__((used)) helper(int a) { return a + 1; }
	int f(int a)
	{
		asm volatile goto("1: inc %[key]\n\tjs %l[end]; .text\n.byte 1\n"
				  :: [key] "m"(a) :: end);
		asm("movl $0, %0;call helper\n \tmov tab + 4(%%rip), %1"
		    : "=a"(a) : "D"(a));
	end:	return a + key + inc;
	}
	E
	klp-ccp --no-complete --policy=klp-convert -f f -o lp.c -- \
		gcc -c a.c 2>err
	grep warning: err | diff - <(cat <<-'E'
	closure: a.c:7:1: warning: the text of this asm names 'helper', which is static: it will name another symbol, or none [-Wasm-names]
	closure: a.c:7:1: warning: the text of this asm names 'tab', which is static: it will name another symbol, or none [-Wasm-names]
	E
	)
	# an undefined symbol of its name is what it means
	sed 's/inc;$/inc + helper(tab[0]);/' a.c >b.c
	klp-ccp --no-complete --policy=klp-convert -f f -o lp.c -- \
		gcc -c b.c 2>err
	run ! grep warning: err
}

@test "fates: a copied function with a symbol becomes static, inline or not" {
	cat >in.c <<-'E'
	extern inline __attribute__((gnu_inline)) int old(int k) { return k; }
	inline int c99(int k) { return k + 2; }
	extern inline __attribute__((always_inline, gnu_inline)) int always(int k)
	{ return k + 3; }
	int f(int k);
	int f(int k) { return old(k) + c99(k) + always(k); }
	E
	live f klp-convert "$no" <in.c
	is <<-'E'
	static inline __attribute__((gnu_inline)) int klpr_old(int k) { return k; }
	static inline int klpr_c99(int k) { return k + 2; }
	extern inline __attribute__((always_inline, gnu_inline)) int always(int k)
	{ return k + 3; }
	extern int klpp_f(int k);
	int klpp_f(int k) { return klpr_old(k) + klpr_c99(k) + always(k); }
	E
	gcc -O0 -c lp.c -o lp.o
	[ "$(nm -u lp.o)" = "" ]
}

@test "fates: what is static by an earlier declaration is so in its definition" {
	cat >in.c <<-'E'
	static int half(int k);
	static inline int third(int k);
	static __attribute__((noinline, cold)) int fifth(int k);
	int half(int k) { return k / 2; }
	int third(int k) { return k / 3; }
	int fifth(int k) { return k / 5; }
	int f(int k);
	int f(int k) { return half(k) + third(k) + fifth(k); }
	E
	live f klp-convert "$no" <in.c
	is <<-'E'
	static inline int third(int k);
	static __attribute__((noinline, cold)) int fifth(int k);
	static int half(int k) { return k / 2; }
	static int third(int k) { return k / 3; }
	static int fifth(int k) { return k / 5; }
	extern int klpp_f(int k);
	int klpp_f(int k) { return half(k) + third(k) + fifth(k); }
	E
	echo 'static int ps_f(int k);
		int ps_f(int k) { return k; }
		int g(int k) { return ps_f(k); }' >a.c
	klp-ccp --policy=toy -o lp.c -- gcc -c a.c
	grep -Fx 'static int klpp_ps_f(int k) { return k; }' lp.c
}

@test "fates: a declaration in a block gives way to one that is renamed" {
	local p
	cat >in.c <<-'E'
	int f(int k);
	int f(int k)
	{
		if (k) {
			extern void done(int), gone(void);
			int own = k, (twice)(int);

			done(twice(own));
			gone();
		}
		return k;
	}
	void done(int k);
	void done(int k) { }
	int twice(int k);
	int twice(int k) { return 2 * k; }
	E
	cat >ask <<-'E'
	case $1 in gone) echo RESULT: YES ;; *) echo RESULT: NO ;; esac
	E
	live f klp-convert "--pol-cmd-can-externalize-fun=sh ask" <in.c
	is <<-'E'
	static void klpr_done(int);
	static int (klpr_twice)(int);
	extern int klpp_f(int k);
	int klpp_f(int k)
	{
		if (k) {
			extern void gone(void);
			int own = k;

			klpr_done(klpr_twice(own));
			gone();
		}
		return k;
	}
	static void klpr_done(int k) { }
	static int klpr_twice(int k) { return 2 * k; }
	E
}

@test "fates: EXPORT_SYMBOL leaves nothing of what is patched, copied or bound" {
	local p o
	cat >in.c <<-'E'
	#define EXPORT(s) extern typeof(s) s; \
		static const void *ptr_##s __attribute__((used)) = &s
	int one(int k);
	int one(int k) { return k; }
	EXPORT(one);
	int f(int k);
	int f(int k) { return one(k); }
	EXPORT(f);
	int g(int k);
	int g(int k) { return one(k) + f(k); }
	EXPORT(g);
	E
	for p in klp-convert kallsyms; do
		for o in --constant-refs=error "$no"; do
			live f,g $p "$o" <in.c
			run ! grep typeof lp.c
		done
	done
}

@test "fates: a prototype that stands there is not written again" {
	mkdir include
	echo 'int f(int n); static inline int twice(int n) { return 2 * n; }' \
		>include/h.h
	live f,g klp-convert <<-'E'
	#include <h.h>
	int g(int n);
	int g(int n) { return f(twice(n)); }
	int f(int n) { return n; }
	E
	is <<-'E'
	#include <h.h>
	int klpp_f(int n);
	extern int klpp_g(int n);
	int klpp_g(int n) { return klpp_f(twice(n)); }
	int klpp_f(int n) { return n; }
	E
}

@test "fates: an early declaration serves what comes after a late one too" {
	cat >in.c <<-'E'
	static int g(int), late, h(int);
	int f(void);
	int f(void) { return g(1) + late + h(2); }
	static int late = 3;
	static int g(int a) { return a + late++; }
	static int h(int b) { return b; }
	int k(void);
	int k(void) { return h(1) + late + g(2); }
	E
	live f,k kallsyms <in.c
	is <<-'E'
	extern int (*klpe_g)(int), (*klpe_late), (*klpe_h)(int);
	extern int klpp_f(void);
	int klpp_f(void) { return (*klpe_g)(1) + (*klpe_late) + (*klpe_h)(2); }
	extern int klpp_k(void);
	int klpp_k(void) { return (*klpe_h)(1) + (*klpe_late) + (*klpe_g)(2); }
	E
	live k kallsyms <in.c
	is <<-'E'
	extern int (*klpe_late);
	extern int (*klpe_g)(int a);
	extern int (*klpe_h)(int b);
	extern int klpp_k(void);
	int klpp_k(void) { return (*klpe_h)(1) + (*klpe_late) + (*klpe_g)(2); }
	E
}

@test "fates: declarators of one declaration have what they need of each other" {
	cat >in.c <<-'E'
	static int a = 1, *const pa[] = { &a }, left = 4;
	static const char s1[] = "ab", *const s2 = s1 + 1, *const s3 = "x";
	typedef int fn_t(int);
	static fn_t fa, fb, *const fp = fa;
	static int fa(int x) { return x; }
	int f(int i);
	int f(int i) { return *pa[i] + s1[i] + s2[i] + s3[i] + fp(1) + fb(2); }
	static int fb(int x) { return x + left; }
	E
	none=(--pol-cmd-{can-externalize-fun,shall-externalize-fun,shall-externalize-obj}='echo RESULT: NO; :')
	live f klp-convert <in.c
	is <<-'E'
	extern int *const pa[1];
	extern const char s1[3];
	extern const char *const s2;
	static const char *const s3 = "x";
	typedef int fn_t(int);
	extern fn_t fb, *const fp;
	extern int klpp_f(int i);
	int klpp_f(int i) { return *pa[i] + s1[i] + s2[i] + s3[i] + fp(1) + fb(2); }
	E
	live f klp-convert "${none[@]}" --verify <in.c
	grep -Fx 'static int a = 1, *const pa[] = { &a }, left = 4;' lp.c
	grep -Fx 'static fn_t fa, fb, *const fp = fa;' lp.c
	sed 's/ + fb(2)//' in.c >other.c
	live f klp-convert "${none[@]}" --verify <other.c
	grep -Fx 'static int a = 1, *const pa[] = { &a };' lp.c
	grep -Fx 'static fn_t fa, *const fp = fa;' lp.c
}

@test "fates: what asm at file scope defines is the unit's own" {
	cat >in.c <<-'E'
	extern int tramp(int), twice(int), other(int);
	extern int state, away;
	#define TRAMP(name) asm(".pushsection .text\n" \
		"\t.globl " #name "\n" #name ":\tret\n.popsection")
	TRAMP(tramp);
	__asm__(".data; .globl state; state: .long 0; .text; not_other:");
	asm("twice: again: ret; away = 3");
	int f(int n)
	{
		return tramp(n) + twice(n) + other(n) + state + away;
	}
	E
	live f kallsyms --verify --externalized=table <in.c
	is <<-'E'
	extern int (*klpe_tramp)(int), (*klpe_twice)(int), other(int);
	extern int (*klpe_state), away;
	extern int klpp_f(int n);
	int klpp_f(int n)
	{
	return (*klpe_tramp)(n) + (*klpe_twice)(n) + other(n) + (*klpe_state) + away;
	}
	E
	live f klp-convert --pol-cmd-can-externalize-fun='f() { echo "$@" >>asked; echo RESULT: YES; }; f' <in.c
	grep -qx 'tramp external a.c:5:1' asked
	grep -qx other asked
}

@test "fates: an attribute that only another declaration has stays if it matters for code" {
	local a p
	for a in cold hot nonnull returns_nonnull 'alloc_size(2)' nothrow leaf \
		no_icf 'zero_call_used_regs("all")' 'section(".text.own")'
	do
		cat >in.c <<-E
		int *copied(int *p, int n) __attribute__(($a));
		extern const int table[2] __attribute__((aligned(64)));
		int *copied(int *p, int n) { return p + n; }
		const int table[2] = { 1, 2 };
		int *f(int *p, int n) __attribute__(($a));
		int *f(int *p, int n) { return p[table[n]] ? copied(p, n) : p; }
		E
		for p in klp-convert kallsyms; do
			live f $p "$no" \
				--pol-cmd-shall-externalize-obj='echo RESULT: NO #' <in.c
			# leaf says nothing of what is static now
			[ "$a" = leaf ] ||
				grep -qF "int *klpr_copied(int *p, int n) __attribute__(($a));" lp.c
			grep -qF "int *klpp_f(int *p, int n) __attribute__(($a));" lp.c
			grep -qF 'extern const int table[2] __attribute__((aligned(64)));' lp.c
		done
	done
	live f klp-convert <<-'E'
	int f(int n) __attribute__((warn_unused_result, deprecated));
	int f(int n) { return n; }
	E
	run ! grep -E 'deprecated|unused' lp.c
}

@test "fates: a weakref to what the unit does not declare is warned of" {
	local p
	for p in klp-convert kallsyms; do
		live f $p <<-'E'
		extern int there(int);
		static int w(int) __attribute__((weakref("nowhere")));
		static int v(int) __attribute__((weakref("there")));
		int f(int n);
		int f(int n) { return w ? w(n) : v ? v(n) : n; }
		E
		[ "$(grep -c 'warning: ' err)" = "$(grep -c "a.c:2:12: warning: 'w' stands for 'nowhere', which the unit does not declare: it is missing in the live patch unless that is exported \[-Wno-definition\]" err)" ]
		grep -q "'w' stands for" err
	done
}

@test "fates: typeof before the definition asks for one declaration" {
	live f kallsyms --verify <<-'E'
	static int s(int);
	typeof(s) *p;
	static int s(int n) { return n; }
	int f(void);
	int f(void) { return s(2) + (p == 0); }
	E
	is <<-'E'
	extern int (*klpe_s)(int);
	extern typeof((*klpe_s)) *(*klpe_p);
	extern int klpp_f(void);
	int klpp_f(void) { return (*klpe_s)(2) + ((*klpe_p) == 0); }
	E
}
