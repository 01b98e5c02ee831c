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
	function  changed  f  a.c  3  macro  N M
	function  changed  g  a.c  4  macro  N
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
