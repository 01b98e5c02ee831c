#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The one-liners of ccp-stream(5), taken out of the page and run.
setup() { load helper; }

# example WORDS - the awk program behind the paragraph that has these words
example() {
	awk -v words="$1" '
		index($0, words) { found = 1 }
		found && /^\.Ed/ { exit }
		code { gsub(/\\et/, "\\t"); print }
		found && /^\.Bd/ { code = 1 }
	' ../lib/ccp-stream.5
}

stream() {
	cd "$tmp" || return
	cat >a.c <<-'E'
	#define M 1
	#undef M
	#define M(x) \
		(x)
	static int g(int x) { return x; }
	long h(void) { return 5L; }
	int f(int y)
	{
		int (*fp)(int) = g;
		return M(g)(y) + (int)h();
	}
	#if defined(FOO) && M(0) || BAR
	int never;
	#endif
	int k(void) { return g(1); }
	E
	cpp-rec -- gcc -c a.c | cparse --all | ceval --all >stream
	cd - >/dev/null || return
}

@test "ccp-stream(5): the tokens of function f" {
	stream
	example 'tokens of function f' >"$tmp/program"
	cd "$tmp"
	sh program <stream | tr '\n' ' ' >got
	echo "int f ( int y ) { int ( * fp ) ( int ) = g ;" \
		"return ( g ) ( y ) + ( int ) h ( ) ; } " | tr -d '\n' | diff - got
}

@test "ccp-stream(5): which macros a conditional read" {
	stream
	example 'Which macros' >"$tmp/program"
	cd "$tmp"
	sh program <stream >got
	printf '%s\n' 'FOO 0' 'BAR 0' >want
	grep -v '^M ' got | diff want -
	grep -qx 'M [1-9][0-9]*' got
}

@test "ccp-stream(5): the type of an expression" {
	stream
	example 'type of expression' >"$tmp/program"
	cd "$tmp"
	id=$(awk -F'\t' '$1=="s"{s[$2]=$4} $1=="t"{t[$2]=s[$3]}
		$1=="n"&&$3=="num"&&t[$4]=="5L"{print $2}' stream)
	sed "s/==42/==$id/" program >p2
	sh p2 <stream | cut -f3-4 >got
	printf 'base\tlong\n' | diff - got
}

@test "ccp-stream(5): every function that calls g" {
	stream
	example 'Every function' >"$tmp/program"
	cd "$tmp"
	sh program <stream | sort >got
	printf 'f\nk\n' | diff - got
}

@test "ccp-stream(5): where a macro was defined each time" {
	stream
	example 'Where macro M' >"$tmp/program"
	cd "$tmp"
	sh program <stream >got
	printf 'a.c 0\na.c 21\n' | diff - got
}
