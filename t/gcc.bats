#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A sample of what check-gcc, check-random and check-clang go through.
setup() {
	load helper
	cd "$tmp"
}

# table FILE OPTIONS - a line of gcc-tests for our own file
table() {
	printf 'gcc.dg/cpp\t%s\t%s\t%s\tpreprocess\n' "$1" "$2" "$tmp"
}

@test "check-gcc: some of gcc's tests of the preprocessor" {
	"$top/t/check/check-gcc" -n 25 gcc.dg/cpp c-c++-common/cpp
}

@test "check-gcc: what differs is told, and what is listed and does not" {
	echo 'int x;' >a.c
	echo '#error x' >b.c
	{ table a.c -O2; table b.c -O2; } >t1
	"$top/t/check/check-gcc" -t t1 | tee out
	grep -F '2 files, 1 equal, 1 with an error at the same place' out
	# a cpp-rec that sees another file
	mkdir bin
	ln -s "$(command -v ccp-tokens)" "$(command -v ccp-source)" bin
	printf '#!/bin/sh\nshift 4\n%s -- gcc "$@" -Dx=y -include b.h\n' \
		"$(command -v cpp-rec)" >bin/cpp-rec
	chmod +x bin/cpp-rec
	echo '#define z' >b.h
	table a.c '-O2 -g' >t2
	KLP_CCP_EXEC_PATH=$tmp/bin run -1 "$top/t/check/check-gcc" -t t2
	grep -F 'gcc.dg/cpp/a.c: < x > y' <<<"$output"
	grep -F '1 failed' <<<"$output"
	printf 'gcc: why\n\tgcc.dg/cpp/a.c\n' >list
	EXPLAINED=list KLP_CCP_EXEC_PATH=$tmp/bin run -1 \
		"$top/t/check/check-gcc" -t t2	# no file is equal
	grep -F '1 explained' <<<"$output"
	grep -F '0 failed' <<<"$output"
	EXPLAINED=list run -1 "$top/t/check/check-gcc" -t t2
	grep -F 'gcc.dg/cpp/a.c: explained, but equal' <<<"$output"
}

@test "check-random: some random programs" {
	"$top/t/check/check-random" 16 77
}

@test "check-sources: a file that has changed is told" {
	printf 'int x;\r\n\0\377' >a.c
	cpp-rec --text -- gcc -c a.c >s
	"$top/t/check/check-sources" s
	echo >>a.c
	run -1 "$top/t/check/check-sources" s
	grep -F 'a.c' <<<"$output"
}

@test "cpp-rec: a command line of clang has the tokens of clang -E" {
	command -v clang-14 || skip "clang-14 is not installed"
	cat >a.c <<-'E'
	#include <stddef.h>
	#if __has_feature(c_static_assert) && !__has_extension(nothing)
	yes __has_builtin(__builtin_trap) __has_attribute(no_such)
	#endif
	#if __has_warning("-Wall") && __is_target_arch(x86_64)
	yes __is_identifier(int) __is_identifier(x)
	#endif
	#ifdef __has_cpp_attribute
	no
	#endif
	#define F(a) a __LINE__
	#define G F
	F(1
	) G(2
	) __clang_major__ __COUNTER__
	_Pragma("clang loop unroll(full)") x
	E
	clang-14 -E a.c | ccp-tokens -1 -t - >theirs
	cpp-rec -- clang-14 -c a.c | ccp-tokens -1 >ours
	diff theirs ours
	# gcc has none of these
	run -1 cpp-rec -- gcc-12 -c a.c
}

@test "check-pipeline: some of gcc's tests, and what its programs do" {
	"$top/t/check/check-pipeline" -n 5 -s 8 copy kallsyms execute |
		tee out
	run ! grep '^fail\|^refused' out
	grep -F 'execute: 5 of 5 pass' out
}

@test "check-pipeline: a program that does something else is found" {
	mkdir bin
	ln -s "$(command -v cpp-rec)" "$(command -v cparse)" \
		"$(command -v ceval)" "$(command -v closure)" bin
	printf '#!/bin/sh\n%s | sed "s/abort ()/return/; s/exit (0)/exit (1)/"\n' \
		"$(command -v depp)" >bin/depp
	chmod +x bin/depp
	KLP_CCP_EXEC_PATH=$tmp/bin "$top/t/check/check-pipeline" -n 3 -s 8 \
		execute 2>/dev/null | tee out
	grep '^fail	execute' out
}
