# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	cd "$tmp"
	id=0
}

# main, header - a file record of m.c, or of h.h as file $1
main() { echo "file  1  m.c  0  0  0  main  none  0  9  1.0  0"; }
header() { echo "file  $1  h.h  1  0  9  include  angle  0  9  1.0  0"; }

# toks FILE WORD... - tokens in that file; ids count on
toks() {
	local f=$1 w
	shift
	for w; do
		id=$((id + 1))
		echo "s  $id  i  $w"
		echo "t  $id  $id  $f  0"
	done
}

# pp WORD... - what gcc -E gives for m.c; "<" and ">" stand around h.h
pp() {
	echo '# 1 "m.c"'
	for w; do
		case $w in
		'<')	echo '# 1 "h.h" 1' ;;
		'>')	echo '# 2 "m.c" 2' ;;
		*)	echo "$w" ;;
		esac
	done
}

# compare [-a] WORD... - hold the stream in the file s against these
compare() {
	local a=
	[ "$1" != -a ] || { a=-a; shift; }
	pp "$@" >i
	tokcmp $a s i
}

@test "tokcmp: -a compares all tokens" {
	{ main; toks 1 a b c; } | records >s
	run -0 compare -a a b c
	run -0 compare -a a 'b c'
	run -1 compare -a a x c
	[ "${lines[0]}" = "tokcmp: m.c:2: error: expected 'b', saw 'x'" ]
	run -1 compare -a a b
	[ "${lines[0]}" = "tokcmp: m.c: error: expected 'c', saw the end of the file" ]
	run -1 compare -a a b c d
	[ "${lines[0]}" = "tokcmp: m.c:4: error: expected the end, saw 'd'" ]
	run -0 compare -a a '#pragma GCC nothing' b c
}

@test "tokcmp: the result holds the keeps, and nothing else" {
	{ main; toks 1 a b c d e
	echo "keep  1  2  3  copied  0"
	echo "keep  2  5  5  copied  0"; } | records >s
	run -0 compare b c e
	run -1 compare b c
	run -1 compare b c d e
	[ "${lines[0]}" = "tokcmp: m.c:3: error: expected 'e', saw 'd'" ]
	run -1 compare b c e f
	[ "${lines[0]}" = "tokcmp: m.c:4: error: expected no more, saw 'f'" ]
}

@test "tokcmp: edits replace, insert and remove" {
	{ main; toks 1 a b c d
	echo "keep  1  1  4  copied  0"
	echo "edit  1  1  0  x ="
	echo "edit  1  2  2  y"
	echo "edit  1  4  1  "; } | records >s
	run -0 compare x = a y
	run -1 compare x = a z
	[ "${lines[0]}" = "tokcmp: m.c:4: error: expected 'y' of an edit, saw 'z'" ]
}

@test "tokcmp: inserts stand before their keep, directives have no tokens" {
	{ main; toks 1 a b c
	echo "keep  1  1  1  copied  0"
	echo "keep  2  3  3  copied  0"
	echo 'insert  2  #define M x\nint i;'
	echo 'insert  3  int j;'; } | records >s
	run -0 compare a int i ';' int j ';' c
	run -1 compare a c
}

@test "tokcmp: a header has the tokens of one inclusion of it" {
	{ main; header 2; toks 2 a b; echo "leave  2"
	header 3; toks 3 c; echo "leave  3"
	toks 1 d; echo "keep  1  4  4  copied  0"; } | records >s
	run -0 compare d
	run -0 compare '<' a b '>' d
	run -0 compare '<' c '>' '<' a b '>' d
	run -1 compare '<' a '>' d
	[ "${lines[0]}" = "tokcmp: h.h:1: error: expected 'b', saw the end" ]
	run -1 compare '<' a b c '>' d
	[ "${lines[0]}" = "tokcmp: h.h:3: error: expected the end, saw 'c'" ]
	run -1 compare '<' a x '>' d
	[ "${lines[0]}" = "tokcmp: h.h:2: error: expected 'b', saw 'x'" ]
	sed 's/h[.]h/other.h/' s >s2; mv s2 s
	run -1 compare '<' a b '>' d
	[ "${lines[0]}" = "tokcmp: h.h:1: error: the original does not include this file" ]
}

@test "tokcmp: what __LINE__ gave may differ, other macros' tokens may not" {
	{ main
	echo "s  1  i  __LINE__"
	echo "define  1  1  1  0  0  builtin  0  0"
	echo "s  2  i  M"
	echo "define  2  2  1  0  0  object  0  0"
	echo "s  3  n  12"
	echo "s  4  i  id_12"
	echo "x  1  2  0  1  0  1"
	echo "x  2  1  1  1  0  1"
	echo "g  1  paste  1  0  1  0  1  0"
	echo "t  1  3  1  0  2"
	echo "t  2  4  1  0  1"
	echo "x  3  2  0  1  0  1"
	echo "t  3  3  1  0  3"
	echo "keep  1  1  3  copied  0"; } | records >s
	run -0 compare 12 id_12 12
	run -0 compare 99 id_5 12
	run -1 compare 12 id_12 13
	run -1 compare 12 ix_12 12
	run -1 compare x id_12 12
}

@test "tokcmp: a damaged stream exits 1, a wrong command line 2" {
	{ main; toks 1 a b; } | records >s
	pp a b >i
	for cut in $(seq 0 $(($(wc -c <s) - 1))); do
		head -c "$cut" s >cut
		run -1 tokcmp -a cut i
	done
	run -2 tokcmp s
	run -2 tokcmp -x s i
	run -2 tokcmp nope i
	[ "$output" = "tokcmp: open nope: No such file or directory" ]
	run -2 tokcmp s nope
	[ "$output" = "tokcmp: open nope: No such file or directory" ]
}
