#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What make fuzz found, as small as it was made: none of it crashes a program
# that was built with the sanitizers, nor takes it more than a moment.
setup() {
	load helper
	cd "$tmp"
}

# says MESSAGE COMMAND... - it exits 1 with this as its first error
says() {
	want=$1
	shift
	status=0
	timeout 60 "$@" >out 2>err || status=$?
	[ $status = 1 ] && [ "$(grep -m 1 error: err)" = "$want" ] || {
		echo "status $status"
		cat err
		return 1
	}
}

# head_of NAME - the records a stream about the file NAME begins with
head_of() {
	cat <<-E
	file  1  $1  0  0  0  main  none  0  3  0.0  dcf1f10cdeff0f1b
	s  1  i  x
	define  1  1  1  0  0  object  0  0
	E
}

@test "fuzz: a record that refers to itself is an error, not a loop" {
	{
		head_of a.c
		echo 'x  1  1  1  1  0  1'
		echo 't  1  1  1  0  1'
	} | records >in
	for s in cparse ceval depp ccp-tokens; do
		says "$s: <stdin>:5: error: x record: field 3: id 1 was not given" \
			$s <in
	done
	says "tokcmp: in:5: error: x record: field 3: id 1 was not given" \
		tokcmp in /dev/null
	{
		head_of a.c
		echo 't  1  1  1  0'
		echo 'n  1  paren  1  1  1'
	} | records >in
	says "ceval: <stdin>:6: error: n record: field 5: id 1 was not given" \
		ceval <in
}

@test "fuzz: an empty spelling is an error" {
	{
		head_of a.c
		printf 's\t2\ti\t\n'
		echo 't  1  2  1  0'
	} | records >in
	for s in cparse ceval depp ccp-tokens; do
		says "$s: <stdin>:5: error: s record: an empty spelling" $s <in
	done
}

@test "fuzz: of two readings of a file that changed each has its own text" {
	{
		echo "dir  $PWD"
		echo 'file  1  a  0  0  0  main  none  0  3  0.0  e71fa2190541574b'
		echo 'text  1  abc'
		printf 'file  2  a  1  0  0  include  quote  0  5  0.0  '
		echo 'e71fa2190541574c'
	} | records >in
	printf 'abc' >a
	says 'ccp-source: a: error: the file has changed since it was read' \
		ccp-source 2 <in
}

@test "fuzz: ccp-source writes nowhere but below the folder it is told" {
	for path in ../../evil /../evil; do
		for how in pseudo main; do
			{
				echo "dir  /"
				echo "file  1  $path  0  0  0  $how  none  0  3" \
					" 0.0  e71fa2190541574b"
				echo 'text  1  abc'
			} | records >in
			rm -rf sub
			mkdir -p sub/a/b
			ccp-source --all -C sub/a/b <in
			[ "$(find sub -type f)" = sub/a/b/evil ]
		done
	done
}

@test "fuzz: a unit of which nothing is kept gives a file without code" {
	echo 'int x;' >a.c
	cpp-rec -- gcc -c a.c | depp >out
	run -1 grep -v '^/[*/]' out
}

# laughs BODY LAST - macros of which each holds the one before twice
laughs() {
	awk -v body="$1" -v last="$2" 'BEGIN {
		print "#define A0 " body
		for (n = 1; n <= 60; n++)
			printf "#define A%d A%d A%d\n", n, n - 1, n - 1
		print last
	}' >a.c
}

@test "fuzz: a macro that grows without end is an error, in text and in #if" {
	many='error: more than 16777216 tokens in one macro expansion'
	laughs x A60
	says "cpp-rec: a.c:62:1: $many" cpp-rec -- gcc a.c
	laughs '' A60
	says "cpp-rec: a.c:62:1: $many" cpp-rec -- gcc a.c
	laughs '' '#if A60 1
#endif'
	says "cpp-rec: a.c:62:5: $many" cpp-rec -- gcc a.c
}

@test "fuzz: a file that includes itself twice is an error soon" {
	cat >a.c <<-'E'
	#if __INCLUDE_LEVEL__ < 150
	#include "a.c"
	#include "a.c"
	#endif
	E
	says 'cpp-rec: a.c:3:10: error: more than 262144 files are read' \
		cpp-rec -- gcc a.c
}

@test "fuzz: a function without a prototype that returns a pointer to one with" {
	cat >a.c <<-'E'
	int (*f())(int a) { return 0; }
	int (*(*g())(int a))(int b, int c) { int a = 1; return a ? (void *)0 : 0; }
	int (*h(p))(int a) long p; { return (int (*)(int))p; }
	E
	gcc -fsyntax-only a.c
	cpp-rec -- gcc a.c | cparse --all | ceval --all >out
	# the parameter of the function itself is what its body sees
	awk -F'\t' '$1 == "s" && $4 == "p" { s = $2 }
		$1 == "ent" && $4 == s { e = $2 }
		$1 == "u" && $3 == e { n++ }
		END { exit n != 1 }' out
}

@test "fuzz: a declaration without its specifiers is an error" {
	{
		head_of a.c
		echo 't  1  1  1  0'
		echo 'n  1  declaration  1  1'
		echo 'top  1  declaration  1  1  1'
	} | records >in
	says "closure: <stdin>:6: error: n record: a declaration without specifiers" \
		closure --patched-functions=f <in
	says "ceval: <stdin>:6: error: n record: a 'declaration' has 0 children" \
		ceval <in
}

@test "fuzz: a type, or a struct, that holds itself" {
	echo 'int x;' >x.c
	gcc -g -c x.c
	# 1 is the entity; the type is 1 or one that is not known
	for y in 'ptr  1' 'qual  const  1' 'func  1  proto' 'array  1  3' \
		 'ptr  0' 'ptr  7' 'tag  1' 'func  x  proto'; do
		{
			head_of a.c
			echo "y  1  $y"
		} | records >in
		says "typecmp: <stdin>:5: error: y record: it refers to what was not given" \
			typecmp --stream x.o <in
	done
	{
		echo "dir  $PWD"
		head_of a.c
		echo 't  1  1  1  0'
		echo 'y  1  base  int  4  4'
		echo 'ent  1  struct  1  none  none  0  0'
		echo 'y  2  tag  1'
		echo 'layout  1  4  4'
		echo 'field  1  1  2  0'
		echo 'decl  1  1  definition  0  0  0'
	} | records >in
	echo x >a.c
	status=0
	typecmp --stream x.o <in || status=$?
	[ $status -le 1 ]
}

@test "fuzz: an offset that no file has is an error" {
	{
		head_of a.c
		echo 's  2  i  M'
		echo 'define  2  2  1  0  0  object  5  4294967295'
	} | records >in
	says 'depp: <stdin>:6: error: define record: field 8 is too large' \
		depp <in
}

@test "fuzz: a macro's token that is a NUL, and nothing inserted before one" {
	cat >a.c <<-'E'
	#define F int f(void) { return 1; } int
	F x;
	E
	cpp-rec -- gcc -c a.c | cparse --all | ceval --all |
	closure --patched-functions=f >stream
	# the last keep's second token is edited, so the call is written out
	awk -F'\t' -v OFS='\t' '
		$1 == "end" { $2 = n }
		{ print; n++ }
		$1 == "keep" {
			print "edit", $2, $3, 0, ""
			print "edit", $2, $3 + 1, 1, "g"
			n += 2
		}' stream >in
	depp <in >out
	grep -q 'int g(void)' out
	# ... and a brace of it is a NUL
	awk -F'\t' '$1 == "s" && $4 == "}"' in >brace
	sed "s/^\(s\t[0-9]*\tp\t\)}\$/\1\x0/" in >nul
	[ -s brace ]
	run -1 cmp -s in nul
	status=0
	depp <nul >out || status=$?
	[ $status -le 1 ]
}

@test "fuzz: -undef leaves the compiler's __has_attribute and its like" {
	cat >a.c <<-'E2'
	#if __has_attribute(aligned) && __has_include("a.c")
	int yes = 1;
	#endif
	E2
	gcc-12 -undef -E -P a.c >want
	for compiler in '' --compiler=x86_64-gcc-9; do
		cpp-rec $compiler -- gcc-12 -undef a.c |
		ccp-tokens | tr -d '\n' | sed 's/ ;/;/' >got
		[ "$(cat got)" = "$(cat want)" ]
	done
}

@test "fuzz: a parenthesis behind [[ has no name before it" {
	for s in '[[ (x)]] int a;' '[[ [(x)]] int a;'; do
		echo "$s" >a.c
		cpp-rec -- gcc-12 -std=gnu2x a.c >in
		status=0
		cparse --all <in 2>err >out || status=$?
		[ $status = 1 ]
		grep -q '^cparse: a.c:1:4: error: expected ' err
		run -1 gcc-12 -std=gnu2x -fsyntax-only a.c
		grep '^a.c:1:4: error: expected ' <<<"$output"
	done
}

@test "fuzz: code that is said to take a terabyte, and is not in the file" {
	cat >a.s <<-'E2'
	.text
	.globl f
	.type f, @function
	f: ret
	.size f, 1
	.section .big, "ax", @nobits
	.skip 1 << 40
	E2
	gcc -c a.s -o a.o
	timeout 60 elfinfo complete --unit=a.s --functions=f a.o >table
	grep '^member	f	' table
}
