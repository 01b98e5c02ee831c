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

@test "tokcmp: in a body an edit gives new names and does nothing else" {
	# edited ROLE TOKEN COUNT TEXT - f() with that edit
	edited() {
		id=0
		main
		toks 1 f '(' ')' '{' static x '=' 1 ';' x = y '+' g ';' '}'
		echo "ent  1  object  0  none  static  0  0"
		echo "keep  1  1  16  $1  0"
		echo "edit  1  1  1  klpp_f"
		echo "edit  1  $2  $3  $4"
		for name in x y; do
			echo "ext  1  object  $name  p_$name  external  pointer  w"
		done
		echo "ext  1  function  g  h  external  symbol  w"
	}
	pp a >i
	# changes TEXT... - said of that edit
	try() {
		edited "$@" | records >s
		run tokcmp s i
		[ "$status" -le 1 ]
	}
	while read -r good role t count text; do
		try "$role" "$t" "$count" "$text"
		if [ "$good" = yes ]; then
			[[ $output != *"another name"* ]]
		else
			[[ ${lines[0]} = "tokcmp: "*": error: expected another name, saw '$text' in the place of $count tokens from '"* ]]
		fi
	done <<-'E'
	yes copied 12 1 (*p_y)
	yes rewritten 10 1 (*p_x)
	yes copied 10 5 (*p_x) = (*p_y) + h
	yes copied 10 1 x
	yes copied 14 1 h
	yes copied 5 1 extern
	yes copied 7 2 ;
	yes declaration 12 1 z
	no copied 12 1 p_y
	no copied 12 1 (*p_x)
	no copied 12 1 (*p_y
	no patched 12 1 (*p_y)+1
	no copied 14 1 (*h)
	no copied 12 1
	no rewritten 12 0 -
	no copied 10 5 (*p_x) = (*p_y) - h
	E
}

@test "tokcmp: a file is one, whatever name it is included by" {
	{ main; header 2 | sed 's:h[.]h:d/h.h:'; toks 2 a; echo "leave  2"
	toks 1 b; echo "keep  1  2  2  copied  0"; } | records >s
	pp '<' a '>' b >pp
	for name in d/h.h ./d/h.h d/./h.h e/../d/h.h .//d/h.h; do
		sed "s:h[.]h:$name:" pp >i
		run -0 tokcmp s i
	done
	sed 's:h[.]h:l/h.h:' pp >i
	run -1 tokcmp s i
	mkdir d
	ln -s d l
	: >d/h.h
	run -0 tokcmp s i
}

@test "tokcmp: an inclusion of the original stands for one of the result" {
	{ main; header 2; toks 2 a; echo "leave  2"
	header 3; toks 3 a; echo "leave  3"
	toks 1 b; echo "keep  1  3  3  copied  0"; } | records >s
	run -0 compare '<' a '>' '<' a '>' b
	run -1 compare '<' a '>' '<' a '>' '<' a '>' b
	[ "${lines[0]}" = "tokcmp: h.h:1: error: the original includes this file, with these tokens, less often" ]
}

@test "tokcmp: a file that a declaration includes gives its tokens there" {
	{ main; toks 1 a; header 2; toks 2 b c; echo "leave  2"; toks 1 d e
	echo "keep  1  1  4  copied  0"; } | records >s
	run -0 compare a '<' b c '>' d
	run -0 compare a b c d
	run -1 compare a '<' b x '>' d
	[ "${lines[0]}" = "tokcmp: h.h:2: error: expected 'c', saw 'x'" ]
	run -1 compare a '<' b c d '>'  e
	run -1 compare a d '<' b c '>'
}

# built NAME BEFORE... -- AFTER... - the stream of "BEFORE M AFTER", where M is
# a macro around the macro NAME of the compiler, which gives 12; it is all kept
built() {
	main
	echo "s  1  i  $1"
	echo "define  1  1  1  0  0  builtin  0  0"
	echo "s  2  i  M"
	echo "define  2  2  1  0  0  object  0  0"
	id=2
	shift
	local before=0
	for w; do
		id=$((id + 1))
		case $w in
		--)	w=12 ;;
		esac
		echo "s  $id  $(kind "$w")  $w"
	done
	echo "x  1  2  0  1  0  1"
	echo "x  2  1  1  1  0  1"
	before=2
	for w; do
		before=$((before + 1))
		case $w in
		--)	echo "t  $((before - 2))  $before  1  0  2" ;;
		*)	echo "t  $((before - 2))  $before  1  0" ;;
		esac
	done
	echo "keep  1  1  $((before - 2))  copied  0"
}

# kind WORD - its class
kind() {
	case $1 in
	[0-9]*)		echo n ;;
	[a-zA-Z_]*)	echo i ;;
	*)		echo p ;;
	esac
}

@test "tokcmp: the number of __COUNTER__ is a label in an asm, else a value" {
	built __LINE__ a -- b | records >s
	run -0 compare a 99 b
	built __COUNTER__ a -- b | records >s
	run -0 compare a 12 b
	run -1 compare a 99 b
	[ "${lines[0]}" = "tokcmp: m.c:2: error: expected '12', saw '99'" ]
	for asm in asm __asm __asm__; do
		built __COUNTER__ $asm volatile '(' ':' i '(' -- ')' ')' ';' |
			records >s
		run -0 compare $asm volatile '(' ':' i '(' 99 ')' ')' ';'
	done
	built __COUNTER__ asm '(' ')' ';' f '(' -- ')' ';' | records >s
	run -1 compare asm '(' ')' ';' f '(' 99 ')' ';'
	built __INCLUDE_LEVEL__ a -- b | records >s
	run -1 compare a 99 b
}

@test "tokcmp: a name made of a number stays one name, and two stay two" {
	{ main
	echo "s  1  i  __COUNTER__"
	echo "define  1  1  1  0  0  builtin  0  0"
	echo "s  2  i  M"
	echo "define  2  2  1  0  0  object  0  0"
	echo "s  3  i  id_12"
	echo "s  4  i  id_13"
	for x in 1 2 3; do
		echo "x  $((2 * x - 1))  2  0  1  0  1"
		echo "x  $((2 * x))  1  $((2 * x - 1))  1  0  1"
		echo "g  $((2 * x - 1))  paste  1  0  1  0  1  0"
		echo "t  $x  $((3 + x / 3))  1  0  $((2 * x - 1))"
	done
	echo "keep  1  1  3  copied  0"; } | records >s
	run -0 compare id_12 id_12 id_13
	run -0 compare id_0 id_0 id_12
	run -1 compare id_0 id_1 id_12
	run -1 compare id_0 id_0 id_0
}

@test "tokcmp: the name of the file in a string is that of the result" {
	{ main | sed 's:m[.]c:./d/m.c:'
	echo "s  1  i  __FILE__"
	echo "define  1  1  1  0  0  builtin  0  0"
	echo "s  2  i  M"
	echo "define  2  2  1  0  0  object  0  0"
	echo 's  3  s  ".string \\"d/m.c\\" 5"'
	echo "x  1  2  0  1  0  1"
	echo "x  2  1  1  1  0  1"
	echo "g  1  string  1  0  1  0"
	echo "t  1  3  1  0  1"
	echo "keep  1  1  1  copied  0"; } | records >s
	try() {
		printf '# 1 "/x/lp.c"\n%s\n' "$1" >i
		tokcmp s i
	}
	run -0 try '".string \"/x/lp.c\" 5"'
	run -0 try '".string \"lp.c\" 5"'
	run -1 try '".string \"other.c\" 5"'
	run -1 try '".string \"lp.c\" 6"'
}

@test "tokcmp: pragmas that change the code are those of the original" {
	# said TEXT - a pragma record of it
	said() { echo "pragma  1  0  9  0  $1"; }
	{ main
	said 'GCC push_options'; said 'GCC optimize("O3")'
	toks 1 f '(' ')' '{'
	said 'GCC unroll 4'
	toks 1 for ';' '}'
	said 'GCC pop_options'
	toks 1 g '(' ')' '{' '}' struct '{' '}'
	echo "keep  1  1  7  copied  0"
	echo "keep  2  8  15  copied  0"; } | records >s
	# try LINE... - hold what is there of gcc -E against it
	try() {
		printf '%s\n' '# 1 "m.c"' "$@" >i
		tokcmp s i
	}
	opt='#pragma GCC optimize ("O3")' loop='#pragma GCC unroll 4'
	f1='f(){' f2='for ; }' g='g() {} struct {}'
	run -0 try '#pragma GCC push_options' "$opt" "$f1" "$loop" "$f2" \
		'#pragma GCC pop_options' "$g"
	run -0 try "$opt" "$f1" "$loop" "$f2" '#pragma GCC reset_options' "$g"
	# what warns, and what lies around types, is looked at elsewhere
	run -0 try "$opt" "$f1" '#pragma GCC diagnostic push' "$loop" "$f2" \
		'#pragma GCC reset_options' 'g() {}' "$opt" 'struct {}'
	run -1 try "$f1" "$loop" "$f2" "$g"
	[ "${lines[0]}" = "tokcmp: m.c:1: error: expected the options 'GCCoptimize(\"O3\")' of #pragma, saw ''" ]
	run -1 try "$opt" "$f1" "$loop" "$f2" "$g"
	[[ ${lines[0]} = "tokcmp: m.c:5: error: expected the options '' of #pragma"* ]]
	run -1 try "$opt" "$f1" "$f2" '#pragma GCC reset_options' "$g"
	[ "${lines[0]}" = "tokcmp: m.c:3: error: expected #pragma GCC unroll before 'for', saw none" ]
	run -1 try "$opt" "$f1" "$loop" "$f2" '#pragma GCC reset_options' \
		'#pragma omp simd' "$g"
	[ "${lines[0]}" = "tokcmp: m.c:7: error: expected no #pragma before 'g', saw #pragma omp simd" ]
}

@test "tokcmp: the body of a function that nothing can use may be any" {
	# unused OTHER... - a header with g() and OTHER, and f() of the file
	unused() {
		id=0
		main
		header 2
		toks 2 "${g[@]}"
		toks 2 "$@"
		echo "leave  2"
		local first=$((id + 1))
		toks 1 f '(' ')' '{' h '(' ')' ';' '}'
		echo "keep  1  $first  $id  copied  0"
	}
	f=(f '(' ')' '{' h '(' ')' ';' '}')
	g=(static g '(' ')' '{' if '{' a '}' b '}')
	now=(static g '(' ')' '{' if '{' x y '}' z '}')
	# may OTHER... - may the body of g be another one?
	may() {
		unused "$@" | records >s
		run -0 compare '<' "${g[@]}" "$@" '>' "${f[@]}"
		compare '<' "${now[@]}" "$@" '>' "${f[@]}"
	}
	may
	may int i ';'
	may static k '(' ')' '{' g '(' ')' ';' '}'
	may static k '(' ')' '{' g '}' static l '(' ')' '{' k '}'
	run ! may int i = g ';'
	[ "${lines[0]}" = "tokcmp: h.h:8: error: expected 'a', saw 'x'" ]
	run ! may k '(' ')' '{' g '(' ')' ';' '}'
	run ! may static h '(' ')' '{' g '(' ')' ';' '}'
	run ! may static h '(' ')' '{' k '}' static k '(' ')' '{' g '}'
	run ! may asm '(' '"call g"' ')' ';'
	# but not its head, and nothing else of the header
	unused int i ';' | records >s
	run -1 compare '<' "${now[@]}" int j ';' '>' "${f[@]}"
	run -1 compare '<' static inline "${now[@]:1}" int i ';' '>' "${f[@]}"
	g=(g '(' ')' '{' a '}')
	now=(g '(' ')' '{' x '}')
	run ! may
	g=(static used g '(' ')' '{' a '}')
	now=(static used g '(' ')' '{' x '}')
	run ! may
}

@test "tokcmp: an object with a number for a name is any of these, whoever begins it" {
	cat >u.c <<-'E'
	#define PASTE_(a, b) a ## b
	#define PASTE(a, b) PASTE_(a, b)
	#define ONCE() ({ static int once; once++; })
	#define COUNT() ({ static int PASTE(id, __COUNTER__) = 1; 0; })
	int f(int x) { return x + COUNT() + ONCE(); }
	E
	klp-ccp --policy=toy --keep=k -f f -o r.c -- gcc -c u.c
	run -0 tokcmp -f k/closure
	[[ $output = *"numbered	id"* ]]
	[[ $output != *"place	id"* ]]
	[[ $output = *"place	once"* ]]
}

@test "tokcmp: a damaged stream exits 1, a wrong command line 2" {
	{ main; toks 1 a b; } | records >s
	pp a b >i
	for cut in $(seq 0 $(($(wc -c <s) - 1))); do
		head -c "$cut" s >cut
		run -1 tokcmp -a cut i
		run -1 tokcmp -f cut
		run -1 tokcmp -p cut
	done
	{ main; toks 1 a; echo "keep  1  1  1  copied  0"
	echo "edit  1  1  2  b"; } | records >cut
	run -1 tokcmp cut i
	run -2 tokcmp s
	run -2 tokcmp -x s i
	run -2 tokcmp -f s i
	run -2 tokcmp -a -f s
	run -2 tokcmp nope i
	[ "$output" = "tokcmp: open nope: No such file or directory" ]
	run -2 tokcmp s nope
	[ "$output" = "tokcmp: open nope: No such file or directory" ]
}

@test "tokcmp: a line marker's name is the file's, whatever is in it" {
	{ main; header 2; toks 2 a b; echo "leave  2"
	toks 1 d; echo "keep  1  3  3  copied  0"; } |
		sed 's/h[.]h/q"\\\\é\\t.h/' | records >s
	# octal, and as gcc 12 has it
	for name in 'q\"\\\303\251\011.h' $'q\\"\\\\é\t.h'; do
		pp '<' a b '>' d | name=$name awk '
			/h[.]h/ { $3 = "\"" ENVIRON["name"] "\"" } 1' >i
		grep -F "$name" i
		run -0 tokcmp s i
		sed -i 's/^a/x/' i
		run -1 tokcmp s i
		[ "${lines[0]}" = $'tokcmp: q"\\é\t.h:1: error: expected \'a\', saw \'x\'' ]
	done
}

@test "tokcmp: what is no file exits 2" {
	{ main; toks 1 a; } | records >s
	run -2 tokcmp s .
	[ "$output" = "tokcmp: read .: Is a directory" ]
}
