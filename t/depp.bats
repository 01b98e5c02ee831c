#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Text of kept declarations, through the real cpp-rec and a closure in awk.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
	mkdir inc
}

@test "depp: a kept function has its text and the comment above it" {
	cat >a.c <<-'E'
	// SPDX-License-Identifier: GPL-2.0
	int other;	/* not this */
	int n;	/* counts */
	int m; // too

	/* adds
	 * one */
	int f(int a)	/* how */
	{
		// one more
		return a   + 1;
	}
	E
	lp names=f
	is <<-'E'
	/* adds
	 * one */
	int f(int a)	/* how */
	{
		// one more
		return a   + 1;
	}
	E
	lp 'names=n m'
	is <<-'E'
	int n;	/* counts */
	int m; // too
	E
	head -n 1 lp.c | grep -Fx '// SPDX-License-Identifier: GPL-2.0'
}

@test "depp: an empty macro between words does not make them one" {
	cat >a.c <<-'E'
	#define __init
	#define NOTHING(x)
	static int __init f(void)NOTHING(1){return sizeof(int)*2;}
	E
	lp names=f edits=f=g
	is <<-'E'
	#define __init
	#define NOTHING(x)

	static int __init g(void)NOTHING(1){return sizeof(int)*2;}
	E
	lp names=f edits=static=
	body | grep -Fx 'int __init f(void)NOTHING(1){return sizeof(int)*2;}'
	lp names=f 'edits=static=,int=long'
	body | grep -Fx 'long __init f(void)NOTHING(1){return sizeof(long)*2;}'
}

@test "depp: a declaration keeps the macros before it that are empty" {
	cat >a.c <<-'E'
	#define asmlinkage
	int g(void);
	asmlinkage int f(void) { return 0; }
	E
	lp names=f
	body | grep -Fx 'asmlinkage int f(void) { return 0; }'
}

@test "depp: what is deleted takes its blank and its line with it" {
	cat >a.c <<-'E'
	static inline int f(int a)
	{
		a;
		return a;
	}
	__attribute__((noinline))
	int g(void) { return 1; }
	E
	lp names=f edits=static=,inline=
	body | grep -Fx 'int f(int a)'
}

@test "depp: an edit in a macro argument is made there" {
	cat >a.c <<-'E'
	#define TWICE(x) ((x) + (x))
	int n;
	int f(void) { return TWICE(n + 1); }
	E
	lp names=f 'edits=n=(*klpe_n)'
	is <<-'E'
	#define TWICE(x) ((x) + (x))

	int f(void) { return TWICE((*klpe_n) + 1); }
	E
}

@test "depp: an edit in a replacement list opens that call and no other" {
	cat >a.c <<-'E'
	#define ONE(x) (x)
	#define ADD(a, b)	\
		(ONE(a) +	\
		 n + ONE(b))
	#define OUTER(v) ONE(ADD(v, 2))
	int n;
	int f(int x) { return ONE(3) + OUTER(x); }
	E
	lp names=f 'edits=n=(*klpe_n)'
	is <<-'E'
	#define ONE(x) (x)

	int f(int x) { return ONE(3) + ONE((ONE(x) +
		 (*klpe_n) + ONE(2))); }
	E
}

@test "depp: a name that a macro pastes or stringifies too stays there" {
	cat >a.c <<-'E'
	#define DEFINE(x) int x##_key; const char *x##_name = #x
	#define USE(x) (x + x##_key)
	DEFINE(n);
	int n;
	int f(void) { return USE(n); }
	E
	lp names=f 'edits=n=(*klpe_n)'
	body | grep -Fx 'int f(void) { return ((*klpe_n) + n_key); }'
	lp 'names=n_key n_name' 'edits=n_key=k'
	body
	body | grep -Fx 'int k; const char *n_name = "n";'
}

@test "depp: a function head that is a macro" {
	cat >a.c <<-'E'
	#define HEAD(name, type, arg) \
		static long do_##name(type arg); \
		long sys_##name(type arg) { return do_##name(arg); } \
		static long do_##name(type arg)
	/* reads */
	HEAD(read, int, fd)
	{
		return fd + 1;
	}
	E
	lp names=ALL
	is <<-'E'
	#define HEAD(name, type, arg) \
		static long do_##name(type arg); \
		long sys_##name(type arg) { return do_##name(arg); } \
		static long do_##name(type arg)

	/* reads */
	HEAD(read, int, fd)
	{
		return fd + 1;
	}
	E
	cpp-rec -- gcc -c a.c | awk '
	$1 == "s" { spelling[$2] = $4 }
	$1 == "t" { n = $2 }
	$1 == "t" && spelling[$3] == ";" && !from { from = n + 1 }
	$1 == "t" && spelling[$3] == "}" { to = before; before = n }
	$1 == "end" { print "keep\t1\t" to + 1 "\t" n "\tpatched\t0"
		print "end\t" NR; next }
	{ print }' >in
	depp <in >lp.c
	is <<-'E'
	/* reads */
	static long do_read(int fd)
	{
		return fd + 1;
	}
	E
}

@test "depp: a macro's definition is written where it is needed" {
	cat >a.c <<-'E'
	#define A 1
	int unused = A;
	#undef A
	#define A 2	/* two */
	int f(void) { return A; }
	#undef A
	#define A 3
	#define B A
	int g(void) { return B; }
	#undef A
	int A(void);
	E
	lp names=g
	is <<-'E'
	#define A 3
	#define B A

	int g(void) { return B; }
	E
	lp 'names=f g'
	is <<-'E'
	#define A 2	/* two */

	int f(void) { return A; }

	#undef A
	#define A 3
	#define B A

	int g(void) { return B; }
	E
	lp 'names=g A'
	tail -n 3 lp.c | diff - <(printf '#undef A\n\nint A(void);\n')
}

@test "depp: an empty definition that an X-macro header wants is there" {
	cat >inc/x.h <<-'E'
	X(one)
	Y(one)
	#ifdef EXTRA
	X(extra)
	#endif
	#undef X
	#undef Y
	E
	cat >a.c <<-'E'
	enum e {
	#define X(n) e_##n,
	#define Y(n)
	#define EXTRA
	#include "x.h"
	e_last };
	#define X(n) int x_##n;
	#define Y(n)
	#include "x.h"
	int f(void) { return e_one; }
	E
	lp 'names=e_one' from=x.h
	tokens lp.c >have
	tokens a.c >want
	diff want have
	lp 'names=e_last' no=x.h
	tokens lp.c >have
	gcc -E -P -Iinc a.c | sed -n '/enum/,/;/p' >e.c
	diff <(tokens e.c) have
	run ! grep include lp.c
}

@test "depp: a conditional in a kept declaration stays if it is whole" {
	cat >a.c <<-'E'
	#define SMP
	#ifdef UP
	int f(void)
	#else
	int f(int a)
	#endif
	{
	#ifdef SMP
		a++;
	#else
		b++;
	#endif
		return a;
	}
	E
	lp names=f
	is <<-'E'
	#define SMP

	int f(int a)
	{
	#ifdef SMP
		a++;
	#else
		b++;
	#endif
		return a;
	}
	E
}

@test "depp: a directive among a call's arguments has what it reads" {
	cat >a.c <<-'E'
	#define SMP
	#define ID(x) x
	int f(int a)
	{
		return ID(a
	#ifdef SMP
			+ 1
	#endif
			);
	}
	E
	lp names=f
	is <<-'E'
	#define SMP
	#define ID(x) x

	int f(int a)
	{
		return ID(a
	#ifdef SMP
			+ 1
	#endif
			);
	}
	E
	lp names=f edits=a=b
	body
	diff <(tokens a.c | sed 's/^a$/b/') <(tokens lp.c)
}

@test "depp: an #include gives the macros of the text, else a #define does" {
	cat >inc/deep.h <<-'E'
	#ifndef DEEP_H
	#define DEEP_H
	#define DEEP 1
	#endif
	E
	echo '#include "deep.h"' >inc/a.h
	printf '#include <deep.h>\n#define B DEEP\n' >inc/b.h
	cat >a.c <<-'E'
	#include <a.h>
	#include <b.h>
	int f(void) { return B; }
	E
	lp names=f
	is <<-'E'
	#include <b.h>

	int f(void) { return B; }
	E
	lp names=f 'no=inc/b.h'
	is <<-'E'
	#include <a.h>

	#define B DEEP

	int f(void) { return B; }
	E
	lp names=f 'no=inc/[ab].h'
	is <<-'E'
	#include "deep.h"

	#define B DEEP

	int f(void) { return B; }
	E
	lp names=f no=.
	is <<-'E'
	#define DEEP 1
	#define B DEEP

	int f(void) { return B; }
	E
}

@test "depp: what another header reads in the result is not read before it" {
	printf '#ifndef M_H\n#define M_H\n#define MAX 7\n#endif\n' >inc/m.h
	printf '#include <m.h>\n#define ALL MAX\n' >inc/b.h
	cat >a.c <<-'E'
	#include <m.h>
	#include <b.h>
	int f(void) { return ALL; }
	E
	cpp-rec -- gcc -Iinc -c a.c |
	awk -v names=f -v from=b.h -f "$top/t/depp/keep.awk" |
	awk -F'\t' -v OFS='\t' '
		$1 == "file" { id[$3] = $2 }
		$1 == "end" {
			print "moved", id["inc/m.h"], id["inc/b.h"]
			$2++
		}
		{ print }' | depp >lp.c
	is <<-'E'
	#include <b.h>

	int f(void) { return ALL; }
	E
}

@test "depp: a header beside the source is named by the search path" {
	mkdir -p src/sub build
	echo '#define LOCAL 1' >src/sub/local.h
	mkdir src/include
	printf '#include "local.h"\nint f(void) { return LOCAL; }\n' \
		>src/sub/a.c
	cd build
	cpp-rec -- gcc -I../src/include -c ../src/sub/a.c |
	awk -v names=f -v from=. -f "$top/t/depp/keep.awk" | depp >lp.c
	grep -Fx '#include "../sub/local.h"' lp.c
	run ! grep "$tmp" lp.c
	cpp-rec -- gcc -c ../src/sub/a.c |
	awk -v names=f -f "$top/t/depp/keep.awk" | depp >lp.c
	grep -Fx '#define LOCAL 1' lp.c
}

@test "depp: text of a header that is included sees its macros" {
	cat >inc/h.h <<-'E'
	#define MASK 1
	#define two 3
	#undef two
	static inline int f(void) { return MASK + two; }
	#undef MASK
	#define two 2
	E
	cat >a.c <<-'E'
	#include <h.h>
	int g;
	E
	cpp-rec -- gcc -Iinc -c a.c |
	awk -v names=f -v no=h.h -v edits=f=h -v from=. \
		-f "$top/t/depp/keep.awk" |
	sed 's/^\(header.*\)no/\1yes/' |
	awk -F'\t' -v OFS='\t' '
	$1 == "header" { print; print "from", $2, 0; next }
	$1 == "end" { $2++ }
	{ print }' | depp >lp.c
	is <<-'E'
	#include <h.h>

	#define MASK 1
	#undef two

	static inline int h(void) { return MASK + two; }

	#undef MASK
	#define two 2
	E
}

@test "depp: what the command line gives is not repeated" {
	echo '#define GIVEN 1' >inc/given.h
	echo 'int f(void) { return GIVEN + MORE; }' >a.c
	flags='-include inc/given.h -DMORE=2' lp names=f
	is <<-'E'
	int f(void) { return GIVEN + MORE; }
	E
}

@test "depp: a comment ends the file without a newline" {
	printf 'int f(void) { return 0; } // done' >a.c
	lp names=f
	is <<-'E'
	int f(void) { return 0; } // done
	E
	printf '// only\nint f(void);// done' >inc/a.h
	printf 'int g(\n#include <a.h>\n' >/dev/null
	printf '#include <a.h>\nint g;' >a.c
	lp 'names=f g' no=a.h
	is <<-'E'
	// only
	int f(void);// done

	int g;
	E
}

@test "depp: __LINE__ and its like are written by name" {
	cat >a.c <<-'E'
	#define AT(x) x = __LINE__, y = __COUNTER__
	#define ID(x) x
	int x, y;


	void f(void) { AT(x); ID(x = __LINE__); }
	E
	lp names=f edits=y=z
	body | grep -F '{ x = __LINE__, z = 0; ID(x = __LINE__); }'
}

@test "depp: variadic macros of all kinds are opened" {
	cat >a.c <<-'E'
	int p(const char *, ...);
	int q(int, ...);
	#define GNU(f, a...) p(f, ## a), n++
	#define C99(f, ...) p(f, ## __VA_ARGS__), n++
	#define OPT(f, ...) p(f __VA_OPT__(,) __VA_ARGS__), n++
	int n;
	void f(void)
	{
		GNU("a");
		GNU("a", 1, 2);
		C99("b");
		C99("b", 3);
		OPT("c");
		OPT("c", 4, 5);
	}
	E
	lp names=f 'edits=n=(*k)'
	sed 's/\bn\b/(*k)/' a.c >want.c
	diff <(tokens want.c | sed -n '/^void$/,$p') \
		<(tokens lp.c | sed -n '/^void$/,$p')
	grep -F 'p("a", 1, 2), (*k)++;' lp.c
}

@test "depp: an argument used twice with two edits is written out" {
	cat >a.c <<-'E'
	#define BOTH(x) g(x, sizeof(x))
	int n;
	int f(void) { return BOTH(n); }
	E
	cpp-rec -- gcc -c a.c | awk -v names=f -f "$top/t/depp/keep.awk" |
	awk '
	$1 == "s" && $4 == "n" { s = $2 }
	$1 == "t" && $3 == s { t = $2 }
	$1 == "end" { print "edit\t1\t" t "\t1\t*k"; print "end\t" NR; next }
	{ print }' | depp >lp.c
	body | grep -Fx 'int f(void) { return g(n, sizeof(*k)); }'
}

@test "depp: a deleted argument, a call deleted whole" {
	cat >a.c <<-'E'
	#define ATTR(x) __attribute__((x))
	#define INLINE inline ATTR(unused)
	static INLINE int f(void) { return 0; }
	E
	lp names=f 'edits=inline=,__attribute__='
	cpp-rec -- gcc -c a.c | awk -v names=f -f "$top/t/depp/keep.awk" |
	awk '
	$1 == "end" { print "edit\t1\t1\t8\t"; print "end\t" NR; next }
	{ print }' | depp >lp.c
	body | grep -Fx 'int f(void) { return 0; }'
	cpp-rec -- gcc -c a.c | awk -v names=f -f "$top/t/depp/keep.awk" |
	awk -v OFS='\t' '
	$1 == "end" {
		print "edit", 1, 1, 1, "extern"
		print "edit", 1, 2, 1, ""
		print "edit", 1, 3, 6, ""
		print "end", NR + 2
		next
	}
	{ print }' | depp >lp.c
	body | grep -Fx 'extern int f(void) { return 0; }'
}

@test "depp: a macro whose list holds its own name is not opened wrong" {
	cat >a.c <<-'E'
	#define n n
	#define get(x) (get(x) + m)
	int n, m;
	int (get)(int);
	int f(void) { return n + m; }
	E
	lp names=f edits=m=k
	body | grep -Fx 'int f(void) { return n + k; }'
	sed -i 's/n + m/get(1)/' a.c
	lp names=f edits=m=k || true
	[ ! -s lp.c ] || {
		gcc -E -P lp.c | grep -F 'return (get(1) + k);'
	}
}

@test "depp: _Pragma in a replacement list" {
	cat >a.c <<-'E'
	#define QUIET(x) _Pragma("GCC diagnostic push") x _Pragma("GCC diagnostic pop")
	int n;
	QUIET(int f(void) { return n; })
	E
	lp names=f edits=n=m
	body
	tokens lp.c | grep -Fx m
}

@test "depp: one __COUNTER__ stays one when its name was used twice" {
	cat >a.c <<-'E'
	#define CAT_(a, b) a ## b
	#define CAT(a, b) CAT_(a, b)
	#define ID CAT(id_, __COUNTER__)
	#define TWICE(x, y) ({ int x = n; x + y; })
	#define ONCE(y) TWICE(ID, y)
	int n;
	int f(void) { return ONCE(ONCE(n)); }
	E
	lp names=f 'edits=n=(*k)'
	tokens lp.c | grep '^id_' >ids
	[ "$(sort ids | uniq -c | sort -u | wc -l)" -le 2 ]
	[ "$(sort -u ids | wc -l)" = 2 ]
	[ "$(wc -l <ids)" = 4 ]
	gcc -fsyntax-only -x c - <<<"int *k; $(cat lp.c)"
}

@test "depp: a text put before a call with other edits is there once" {
	cat >a.c <<-'E'
	#define DEFINE(x) struct s x = { 0 }
	struct s { int i; } t;
	DEFINE(m);
	E
	cpp-rec -- gcc -c a.c | awk -v names=m -f "$top/t/depp/keep.awk" |
	awk -F'\t' -v OFS='\t' '
	$1 == "keep" { t = $3 }
	$1 == "end" {
		print "edit", 1, t, 0, "extern"
		print "edit", 1, t + 3, 4, ""
		print "end", NR + 1
		next
	}
	{ print }' | depp >lp.c
	body | grep -Fx 'extern struct s m;'
}

@test "depp: a pragma in force is put around what is kept" {
	cat >a.c <<-'E'
	#pragma pack(push, 2)
	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wmissing-prototypes"
	struct s { char c; int i; };
	#pragma GCC diagnostic pop
	#pragma pack(pop)
	struct t { char c; int i; };
	int f(void) { return sizeof(struct s) + sizeof(struct t); }
	#pragma GCC push_options
	#pragma GCC optimize ("O3")
	int fast(void) { return 0; }
	#pragma GCC pop_options
	E
	lp names=fast
	is <<-'E'
	#pragma GCC push_options
	#pragma GCC optimize ("O3")
	int fast(void) { return 0; }
	#pragma GCC pop_options
	E
	lp 'names=s t f'
	is <<-'E'
	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wmissing-prototypes"
	#pragma pack(push, 2)
	struct s { char c; int i; };
	#pragma pack(pop)
	#pragma GCC diagnostic pop

	struct t { char c; int i; };
	int f(void) { return sizeof(struct s) + sizeof(struct t); }
	E
}

@test "depp: a computed include is written with the file's name" {
	echo 'int h;' >inc/h.h
	cat >a.c <<-'E'
	#define NAME <h.h>
	#include NAME
	int f(void) { return h; }
	E
	lp names=f from=h.h
	is <<-'E'
	#include "h.h"

	int f(void) { return h; }
	E
}

@test "depp: a file that #include_next found is named another way" {
	mkdir inc2
	printf '#include_next <h.h>\n#define A B\n' >inc/h.h
	printf '#define B 1\n#include "own.h"\n' >inc2/h.h
	echo 'int b;' >inc2/own.h
	cat >a.c <<-'E'
	#include <h.h>
	int f(void) { return A + b; }
	E
	flags=-Iinc2 lp names=f from=. no='^inc/h.h'
	is <<-'E'
	#include "../inc2/h.h"

	#define A B

	int f(void) { return A + b; }
	E
	flags=-Iinc2 lp names=f from=. no='/h.h'
	body | grep -Fx '#include "own.h"'
	gcc -Iinc -Iinc2 -fsyntax-only lp.c
}

@test "depp: two trees that lie elsewhere give the same file" {
	for d in one two/deep; do
		mkdir -p $d/include $d/src build
		echo '#define A 1' >$d/include/a.h
		echo '#define B 1' >$d/src/b.h
		printf '#include <a.h>\n#include "b.h"\n%s\n' \
			'int f(void) { return A + B; }' >$d/src/a.c
		( cd build && cpp-rec -- gcc -I"$PWD/../$d/include" \
			-c "$PWD/../$d/src/a.c" |
		awk -v names=f -f "$top/t/depp/keep.awk" | depp ) >lp.c
		[ $d = one ] || cmp one.c lp.c
		mv lp.c one.c
	done
	cat one.c
	grep -F 'made from src/a.c' one.c
	run ! grep -F "$tmp" one.c
}

@test "depp: inserts stand before the first keep" {
	cat >a.c <<-'E'
	#include <a.h>
	int f(void) { return 0; }
	E
	echo 'int a;' >inc/a.h
	lp names=f from=a.h 'inserts=extern int x;'
	is <<-'E'
	#include <a.h>

	extern int x;
	int f(void) { return 0; }
	E
}

@test "depp: everything kept gives the tokens of the original" {
	for f in "$BATS_TEST_DIRNAME"/depp/*.c; do
		cp "$f" a.c
		lp names=ALL from=.
		diff <(tokens a.c) <(tokens lp.c)
	done
}

@test "depp: the same bytes each time" {
	echo 'int f(void) { return 0; }' >a.c
	lp names=f
	mv lp.c one.c
	lp names=f
	cmp one.c lp.c
}

@test "depp: a source that changed is refused and nothing is written" {
	echo 'int f(void) { return 0; }' >a.c
	lp names=f
	echo 'int f(void) { return 1; }' >a.c
	run -1 --separate-stderr depp <in
	[ "$output" = "" ]
	[ "$stderr" = "depp: a.c: error: the file changed since it was preprocessed" ]
}

@test "depp: a stream cut short anywhere is refused, and nothing written" {
	printf '#define A(x) x+1\nint f(void) { return A(2); }\n' >a.c
	lp names=f 'edits=f=g'
	size=$(wc -c <in)
	for ((at = 0; at < size; at += 997)); do
		head -c "$at" in >cut
		run -1 --separate-stderr depp <cut
		[ "$output" = "" ]
	done
}

@test "depp: damaged positions are errors, not crashes" {
	cat >a.c <<-'E'
	#define A(x) x+n
	int n;
	int f(void) {
	#ifdef B
	#endif
	return A(2); }
	E
	lp names=f 'edits=n=m'
	for kind in t x g if else file define keep edit; do
		for field in 3 4 5 6 7 8 9; do
			for value in 0 1 7 999 4294967295; do
				awk -v k=$kind -v f=$field -v v=$value '
				BEGIN { FS = OFS = "\t" }
				$1 == k && f <= NF { $f = v } 1' in >bad
				status=0
				depp <bad >out 2>err || status=$?
				[ $status -le 2 ]
			done
		done
	done
}

@test "depp: tabs, newlines and backslashes in an edit survive" {
	echo 'int f(void) { return 0; }' >a.c
	lp names=f 'edits=return=x'
	sed -i 's/^\(edit.*\)x$/\1"\\\\n"\\n\\treturn/' in
	depp <in >lp.c
	printf 'int f(void) { "\\n"\n\treturn 0; }\n' | is
}

@test "depp: a wrong option exits 2" {
	run -2 depp -x </dev/null
	run -2 depp file </dev/null
}

@test "depp: output that cannot be written exits 2" {
	echo 'int f(void) { return 0; }' >a.c
	lp names=f
	run -2 sh -c 'depp <in >/dev/full'
}
