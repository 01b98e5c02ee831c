#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The address of a patched function is that of the original, which others have
# stored and compare; calls go to the new one.
setup() {
	load helper
	cd "$tmp"
}

# ccp POLICY LIST [OPTION...] - the result of a.c in lp.c, held against the
# original; its messages in err; its lines that name f or g in some way in uses
ccp() {
	local p=$1 f=$2
	shift 2
	klp-ccp -f "$f" --no-complete --policy="$p" "$@" --verify -o lp.c \
		--externalized=ext -- gcc-12 -O2 -fno-pie -I include -c a.c \
		2>err || { cat err; return 1; }
	grep -E '\<(klp[a-z]_)?[fg]\>' lp.c >uses || :
}

# All forms that a reference can have
forms() {
	cat >a.c <<-'E'
	struct work { void (*fn)(struct work *); int n; };
	extern void queue(struct work *, void (*)(struct work *));
	#define SET(w, x) ((w)->fn = (x))
	#define SELF f
	#define CALL(x, w) x(w)
	static void f(struct work *w)
	{
		void (*p)(struct work *) = f;
		if (w->fn == f)
			w->n++;
		queue(w, f);
		queue(w, &f);
		queue(w, *f);
		p = w->n ? f : p;
		f(w);
		(f)(w);
		SET(w, f);
		w->fn = SELF;
		CALL(f, w);
		CALL(SELF, w);
		w->n = sizeof(&f);
		{ struct work a[] = { { f, 1 } }; *w = a[0]; }
		*w = (struct work){ .fn = f };
		p(w);
	}
	void user(struct work *w) { f(w); queue(w, f); }
	E
}

@test "patched address: with relocations what is no call refers to the original" {
	forms
	ccp klp-convert f,user
	[ ! -s err ]
	diff -u - uses <<-'E'
	extern void f(struct work *w);
	void klpp_f(struct work *w)
		void (*p)(struct work *) = f;
		if (w->fn == f)
		queue(w, f);
		queue(w, &f);
		queue(w, *f);
		p = w->n ? f : p;
		klpp_f(w);
		(klpp_f)(w);
		SET(w, f);
		w->fn = f;
		CALL(klpp_f, w);
		CALL(klpp_f, w);
		w->n = sizeof(&klpp_f);
		{ struct work a[] = { { f, 1 } }; *w = a[0]; }
		*w = (struct work){ .fn = f };
	void klpp_user(struct work *w) { klpp_f(w); queue(w, f); }
	E
	grep -P '^function\tf\tf\t-\t-\t-\trelocation\t' ext
	grep -P '^patched\tf\tklpp_f\t-\t-\t-\treplaced\t' ext
}

@test "patched address: with pointers what is no call goes through one" {
	forms
	ccp kallsyms f,user
	[ ! -s err ]
	diff -u - uses <<-'E'
	extern void (*klpe_f)(struct work *w);
	void klpp_f(struct work *w)
		void (*p)(struct work *) = (*klpe_f);
		if (w->fn == (*klpe_f))
		queue(w, (*klpe_f));
		queue(w, &(*klpe_f));
		queue(w, *(*klpe_f));
		p = w->n ? (*klpe_f) : p;
		klpp_f(w);
		(klpp_f)(w);
		SET(w, (*klpe_f));
		w->fn = (*klpe_f);
		CALL(klpp_f, w);
		CALL(klpp_f, w);
		w->n = sizeof(&klpp_f);
		{ struct work a[] = { { (*klpe_f), 1 } }; *w = a[0]; }
		*w = (struct work){ .fn = (*klpe_f) };
	void klpp_user(struct work *w) { klpp_f(w); queue(w, (*klpe_f)); }
	E
	grep -P '^function\tf\tklpe_f\t-\t-\t-\tpointer\t' ext
}

@test "patched address: where only calls are, nothing is bound to the original" {
	echo 'static int f(int n) { return n ? f(n - 1) : (f)(n); }
	int g(int n) { return f(n) + sizeof(f(n)) + g(n); }' >a.c
	for p in klp-convert kallsyms; do
		ccp $p f,g
		run -1 grep -vE '\<klpp_' uses
		run -1 grep -P '^function\t' ext
	done
}

# a name that is static here and one that a header declares, first used before
# the definitions: in tables, in a function, in a header's
tables() {
	mkdir include
	cat >include/h.h <<-'E'
	struct work { void (*fn)(struct work *); int n; };
	void g(struct work *w);
	static inline void set(struct work *w) { w->fn = g; }
	E
	cat >a.c <<-'E'
	#include <h.h>
	static void f(struct work *w);
	static const struct work table[] = { { f, 1 }, { g, 2 } };
	static __attribute__((noinline)) void early(struct work *w)
	{ w->fn = f; set(w); }
	typedef unsigned word;
	static void f(struct work *w)
	{
		static struct work mine = { f, 4 };
		word x = w->n;
		*w = table[x];
		mine.n++;
		early(w);
		set(w);
	}
	void g(struct work *w) { f(w); }
	E
}

@test "patched address: it is declared before its first use, be that a table's or a header's" {
	tables
	for keep in YES NO; do
		for p in klp-convert kallsyms; do
			ccp $p f,g --pol-cmd-shall-externalize-fun="echo RESULT: $keep #" \
				--pol-cmd-shall-externalize-obj="echo RESULT: $keep #"
		done
	done
	ccp klp-convert f,g --pol-cmd-shall-externalize-fun="echo RESULT: NO #" \
		--pol-cmd-shall-externalize-obj="echo RESULT: NO #"
	[ ! -s err ]
	diff -u - uses <<-'E'
	static inline void klpr_set(struct work *w) { w->fn = g; }
	extern void f(struct work *w);
	static const struct work table[] = { { f, 1 }, { g, 2 } };
	{ w->fn = f; klpr_set(w); }
	void klpp_f(struct work *w)
		static struct work mine = { f, 4 };
	void klpp_g(struct work *w) { klpp_f(w); }
	E
}

@test "patched address: a pointer is no constant, and that is warned of with the place" {
	tables
	ccp kallsyms f,g --pol-cmd-shall-externalize-obj="echo RESULT: NO #"
	sed -n 's/^closure: \(.*\): warning: \(.*\)/\1 \2/p' err | sort | diff -u - <(
	for x in '3:40: f' '3:50: g' '9:29: f'; do
		echo "a.c:${x%: *} the address of '${x#*: }' here is that of the live patch's function, not of the original: a pointer to that is no constant [-Wpatched-address]"
	done)
	grep 'table\[\] = { { klpp_f, 1 }, { klpp_g, 2 } };' lp.c
	grep 'mine = { klpp_f, 4 };' lp.c
	run -1 ccp kallsyms f,g -Werror=patched-address \
		--pol-cmd-shall-externalize-obj="echo RESULT: NO #"
}

@test "patched address: where the policy gives no original there is a warning" {
	forms
	for c in '--pol-cmd-can-externalize-fun=echo RESULT: NO #' \
		'--pol-cmd-modify-externalized-sym=m() {
			case $2 in
			f)	echo RESULT: klpe_f MAKE-INTERNAL ;;
			*)	echo RESULT: $2 MAKE-EXTERNAL ;;
			esac; }; m'; do
		ccp klp-convert f "$c"
		[ "$(grep -c "warning: the address of 'f' here is that of the live patch's function, not of the original: nothing can refer to that \[-Wpatched-address\]" err)" = 10 ]
		grep 'queue(w, klpp_f);' lp.c
	done
	# a function that keeps its name is its own original
	klp-ccp -f f --no-complete -o lp.c -- gcc-12 -c a.c 2>err
	[ ! -s err ]
	sed -i 's/\<f\>/pu_eepr_f/g' a.c
	ccp toy pu_eepr_f
	[ ! -s err ]
	grep 'queue(w, (\*klpe_pu_eepr_f));' lp.c
}

@test "patched address: functions that macros define have theirs" {
	cat >a.c <<-'E'
	#define DEFINE(name) \
		long sys_##name(long x); static long do_##name(long x); \
		long sys_##name(long x) { return do_##name(x); } \
		static long do_##name(long x)
	DEFINE(one) { return (long)do_one + (long)&sys_one + x; }
	E
	ccp klp-convert do_one,sys_one
	grep '{ return (long)do_one + (long)&sys_one + x; }' lp.c
	ccp kallsyms do_one,sys_one
	grep -F '{ return (long)(*klpe_do_one) + (long)&(*klpe_sys_one) + x; }' lp.c
}

@test "patched address: at run time it is that of the original, and the new code runs" {
	cat >a.c <<-'E'
	extern int printf(const char *, ...);
	static int (*stored)(int);
	static __attribute__((noinline)) int f(int n) { return n * STEP; }
	int same(void) { return stored == f; }
	int g(int n)
	{
		int old = stored == f;
		stored = f;
		return old * 1000 + f(n);
	}
	E
	echo '#include <stdio.h>
	extern int g(int), klpp_g(int), same(void);
	extern int f(int), (*stored)(int);
	void *klpe_f = f, *klpe_stored = &stored, *klpe_same;
	int main(void)
	{ g(1); printf("%d\n", klpp_g(7)); printf("%d\n", same()); }' >main.c
	gcc-12 -O2 -DSTEP=2 -c a.c -o old.o
	objcopy --globalize-symbol=f --globalize-symbol=stored old.o
	for p in klp-convert kallsyms; do
		klp-ccp -f f,g --no-complete --policy=$p -o lp.c -- \
			gcc-12 -O2 -DSTEP=5 -c a.c
		gcc-12 -O2 -DSTEP=5 main.c lp.c old.o -o main
		[ "$(./main)" = $'1035\n1' ]
	done
}

@test "patched address: a header that may be included declares the original" {
	mkdir include
	echo 'int f(int n);' >include/pub.h
	printf '#include <pub.h>\nextern int (*table)(int);\n' >head
	{ cat head; echo 'int f(int n) { table = f; return n; }'; } >a.c
	ccp klp-convert f
	run ! grep 'extern int f(' lp.c
	grep -qx '#include <pub.h>' lp.c
	{ cat head; echo 'int f(int n) { return n; } int g(void) { table = f; return f(2); }'; } >a.c
	ccp klp-convert f,g
	run ! grep 'extern int f(' lp.c
	grep -qx '#include <pub.h>' lp.c
	grep -q 'table = f; return klpp_f(2);' lp.c
	# the pointer to it is nobody's
	ccp kallsyms f,g
	grep -qx 'extern int (\*klpe_f)(int n);' lp.c
}
