# SPDX-License-Identifier: GPL-2.0-or-later
# A sample of what `make check-types' compares with the compilers.
setup() { load helper; }

# score - what check-types printed last
score() {
	echo "${lines[-1]}"
}

@test "check-types: our sources, with each compiler that is installed" {
	ONLY=-O0 PART=own run -0 "$top/t/check/check-types"
	[[ $(score) = "check-types: "*" 0 sources with 0 wrong" ]]
	[[ $(score) != *" 0 members"* ]]
}

@test "check-types: options that change layouts" {
	ONLY='^gcc-12 -\(m32\|mms-bitfields\|fpack-struct\) [a-z]' PART=own \
		run -0 "$top/t/check/check-types"
	[[ $(score) = *" 0 sources with 0 wrong" ]]
}

@test "check-types: random programs" {
	command -v csmith || skip "csmith is not installed"
	N=2 PART=csmith run -0 "$top/t/check/check-types"
	[[ $(score) = "check-types: 2 sources"*" 0 sources with 0 wrong" ]]
}

@test "check-types: a unit of the kernel" {
	KLP_CCP_EXEC_PATH=$top/build/bin \
		run -0 "$top/t/check/check-types" fs/proc/cmdline
	[[ $(score) = "check-types: 1 sources"*" 0 sources with 0 wrong" ]]
}

@test "check-types: a wrong size and a wrong value are found, in two ways" {
	mkdir "$tmp/bin" "$tmp/check"
	ln -s "$KLP_CCP_EXEC_PATH"/* "$tmp/bin"
	rm "$tmp/bin/ceval"
	cat >"$tmp/bin/ceval" <<-E
	#!/bin/sh
	"$KLP_CCP_EXEC_PATH/ceval" "\$@" | sed "\$(cat "$tmp/how")"
	E
	chmod +x "$tmp/bin/ceval"
	echo 'struct s { int a; long b; } s; int f(void) { return 3 + 4; }' \
		>"$tmp/check/a.c"
	for how in 's/^\(layout.*\)16\t8/\124\t8/' 's/^\(e.*\t\)7$/\18/' \
		's/^\(field.*\)\t64$/\1\t32/' p; do
		echo "$how" >"$tmp/how"
		[ "$how" != p ] || echo '/^$/d' >"$tmp/how"
		KLP_CCP_EXEC_PATH=$tmp/bin run -0 "$top/t/check/check-types-case" \
			"a	$tmp/check	gcc-12 a.c	"
		printf '%s\n' "$output"
		if [ "$how" = p ]; then
			[[ ${lines[-1]} = "ok a "* ]]
		else
			[[ ${lines[-1]} = "bad a "* ]]
		fi
		case $how in
		*layout*)
			[[ $output = *"struct s is size 16"* ]]
			[[ $output = *'"size struct s"'* ]] ;;
		*field*)
			[[ $output = *"b@64 long; }, in the stream"* ]]
			[[ $output = *'"offs struct s b"'* ]] ;;
		*e.*)	[[ $output = *'"valu '*'3 + 4"'* ]] ;;
		esac
	done
}

@test "check-types: a compiler that is missing is told of" {
	mkdir "$tmp/bin"
	for c in sh awk sed grep sort xargs nice dirname mktemp rm cat env cut \
		head timeout cp gcc-12 mkdir readlink touch; do
		ln -s "$(command -v $c)" "$tmp/bin"
	done
	ONLY=nothing PART=own PATH=$tmp/bin run -1 "$top/t/check/check-types"
	[[ $output = *"check-types: s390x-linux-gnu-gcc-12 is not installed, skipped"* ]]
	PART=nothing run -2 "$top/t/check/check-types"
	[ "$output" = "check-types: no part is called nothing" ]
}

@test "ceval: the built-in functions have the types that gcc gives them" {
	cd "$tmp"
	grep -o 'BUILTIN("[^"]*", [A-Z_]*' "$top/ceval/builtins.h" |
	sed 's/BUILTIN("//; s/", / /' |
	awk '$2 != "TARGET" && $1 !~ /^__(sync|atomic)_/ {
		n = "__builtin_" $1
		# keywords, and what has a type of its own for each call
		if ($1 ~ /^(apply|next_arg|speculation_safe_value|complex)$/ || \
		    $1 ~ /^(shuffle|shufflevector|assoc_barrier)$/)
			next
		printf "#if __has_builtin(%s)\n__typeof__(%s) *p_%s;\n" \
			"#endif\n", n, n, n }' >a.c
	[ "$(grep -c typeof a.c)" -gt 600 ]
	gcc-12 -w -g -c a.c
	cpp-rec -- gcc-12 -c a.c | cparse --all | ceval --all >a.st
	run -0 --separate-stderr typecmp --stream a.o <a.st
	[[ $output = *" declarations="[67]* ]]
}

@test "check-types: a reason is wanted for a difference, and only for one" {
	[ -d "$("$top/t/check/material" gcc 2>/dev/null)" ] ||
		skip "gcc's tests are not here"
	export KLP_CCP_EXEC_PATH=$top/build/bin PART=gcc
	ONLY='gcc.dg/\(attr-mode-2\|imag-1\)[.]c' run -0 "$top/t/check/check-types"
	[[ $output = *" 1 explained"* ]]
	printf 'types: why\n\tgcc.dg/imag-1.c\n' >"$tmp/list"
	ONLY='gcc.dg/imag-1[.]c' EXPLAINED=$tmp/list \
		run -1 "$top/t/check/check-types"
	[[ $output = *"gcc.dg/imag-1.c: explained, but equal"* ]]
	ONLY='gcc.dg/attr-mode-2[.]c' EXPLAINED=$tmp/list \
		run -1 "$top/t/check/check-types"
	[[ $output = *"bad gcc-12 gcc.dg/attr-mode-2.c"* ]]
}

@test "ceval: a function called but not declared is a built-in one only where gcc knows its library name" {
	cd "$tmp"
	grep -o 'BUILTIN("[^"]*"' "$top/ceval/builtins.h" |
	sed 's/BUILTIN("//; s/"//' |
	awk '$1 !~ /^__|^(complex|return)$/ {
		print "void f_" $1 "(void) { " $1 "(); }" }' >all.c
	[ "$(wc -l <all.c)" -gt 600 ]
	for std in gnu17 gnu90 c90 c99 c11 c2x; do
		# gcc wants arguments of some that it knows
		run -1 gcc-12 -std=$std -w -fsyntax-only -fmax-errors=0 all.c
		sed -n 's/^all.c:\([0-9]*\):.*error:.*/\1d/p' \
			<<<"$output" >wanting
		sed -f wanting all.c >a.c
		[ "$(wc -l <a.c)" -gt 250 ]
		gcc-12 -std=$std -w -g -c a.c
		cpp-rec -- gcc-12 -std=$std -w -c a.c | cparse --all |
			ceval --all -w >a.st
		run -0 --separate-stderr typecmp --stream a.o <a.st
		[ "${output##*declarations=}" -gt 450 ]
	done
}
