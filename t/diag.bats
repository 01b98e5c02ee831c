#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What the messages of all stages look like.
setup() {
	load helper
	cd "$tmp"
	unset COLUMNS NO_COLOR GCC_COLORS
	export TERM=dumb
}

# front [OPTION...] FILE - the messages of the front stages
front() {
	{ cpp-rec -- gcc -c "$@" | cparse --all | ceval --all >/dev/null; } \
		2>&1 | grep -v 'stream ends without an end record' || :
}

# cpp [OPTION...] FILE - those of cpp-rec
cpp() {
	cpp-rec -- gcc -c "$@" 2>&1 >/dev/null || :
}

@test "diag: the first error is where gcc has it, file, line and column" {
	run -0 check-places
	[[ $output == *' 0 failed' ]]
}

@test "diag: a function's name comes before its first message, as with gcc" {
	cat >a.c <<-'E'
	int f(void)
	{
	return x + y;
	}
	int g(void) { return z; }
	int array[2];
	long array[2];
	struct s { int a; };
	struct s { int b; };
	int h(void) { return u; }
	E
	front a.c | grep -v '|' | sed "s/^ceval: //; s/ \\(error\|note\\): .*'\\(.*\\)'.*/ \\1 \\2/" >ours
	diff - ours <<-'E'
	a.c: In function 'f':
	a.c:3:8: error x
	a.c:3:12: error y
	a.c: In function 'g':
	a.c:5:22: error z
	a.c: At top level:
	a.c:7:6: error array
	a.c:6:5: note int []
	a.c:9:8: error struct s
	a.c:8:8: note: originally declared here
	a.c: In function 'h':
	a.c:10:22: error u
	E
	{ LC_ALL=C gcc -w -fsyntax-only a.c || :; } 2>&1 |
		sed -n 's/\(: In function .*\|: At top level:\)/\1/p; s/: error: .*/ error/p' >theirs
	sed -n '/: In\|: At/p; s/: error .*/ error/p' ours | diff theirs -
	printf 'int f(void)\n{\n\treturn 1 2;\n}\n' >a.c
	run -0 front a.c
	[ "${lines[0]}" = "a.c: In function 'f':" ]
	cpp-rec -- gcc -c a.c >in
	run -1 cparse --functions=f <in
	[ "${lines[0]}" = "a.c: In function 'f':" ]
}

@test "diag: an error three files deep has the files that lead there" {
	echo '#include "b.h"' >a.h
	printf '\n\n  #include "c.h"\n' >b.h
	printf 'int x y;\n' >c.h
	printf 'int first;\n#include "a.h"\nint z z;\n' >a.c
	front a.c | diff - /dev/fd/3 3<<-'E'
	In file included from b.h:3,
	                 from a.h:1,
	                 from a.c:2:
	cparse: c.h:1:7: error: expected '=', ';' or ',' after 'x', saw 'y'
	    1 | int x y;
	      |       ^
	cparse: a.c:3:7: error: expected '=', ';' or ',' after 'z', saw 'z'
	    3 | int z z;
	      |       ^
	E
}

@test "diag: the example of the manual page is what comes out" {
	echo '#include "b.h"' >a.c
	printf '\n#include "c.h"\n' >b.h
	printf '\n\n#define INC(x) (x +)\n' >c.h
	printf '\n\n\n\nint f(int a)\n{\n\treturn a(INC(2));\n}\n' |
		sed '1s/.*/#include "b.h"/' >a.c
	sed -n '/^In file/,/^\.Ed/{/^\.Ed/d; p;}' \
		"$top/lib/ccp-messages.7" >want
	front a.c | sed 's/\t/        /' | diff want -
}

@test "diag: an error inside nested macros has the way through them" {
	cat >a.c <<-'E'
	#define OPERATE(a, op, b) \
	a op b 3;
	#define SHIFT(a, b) OPERATE(a, <<, b)
	#define TWICE(a) SHIFT(a, 1)
	int x = TWICE(2);
	E
	front a.c | diff - /dev/fd/3 3<<-'E'
	cparse: a.c:2:8: error: expected ';' or ',' after '1', saw '3'
	    2 | a op b 3;
	      |        ^
	cparse: a.c:3:21: note: in expansion of macro 'OPERATE'
	    3 | #define SHIFT(a, b) OPERATE(a, <<, b)
	      |                     ^~~~~~~
	cparse: a.c:4:18: note: in expansion of macro 'SHIFT'
	    4 | #define TWICE(a) SHIFT(a, 1)
	      |                  ^~~~~
	cparse: a.c:5:9: note: in expansion of macro 'TWICE'
	    5 | int x = TWICE(2);
	      |         ^~~~~
	E
}

@test "diag: text of an argument has the place where the macro has it" {
	cat >a.c <<-'E'
	#define SIZE(type) \
	sizeof(type)
	#define ARRAY(type) char a[SIZE(type)]
	ARRAY(struct nowhere *x);
	E
	front a.c | diff - /dev/fd/3 3<<-'E'
	cparse: a.c:4:23: error: expected ')' after '*', saw 'x'
	    4 | ARRAY(struct nowhere *x);
	      |                       ^
	cparse: a.c:2:8: note: in definition of macro 'SIZE'
	    2 | sizeof(type)
	      |        ^~~~
	cparse: a.c:4:1: note: in expansion of macro 'ARRAY'
	    4 | ARRAY(struct nowhere *x);
	      | ^~~~~
	E
}

@test "diag: of many expansions the outermost and the innermost are shown" {
	{
		echo '#define M0 x y'
		for n in $(seq 1 30); do echo "#define M$n M$((n - 1))"; done
		echo 'int M30;'
	} >a.c
	front a.c >out
	[ "$(grep -c 'in expansion of macro' out)" = 13 ]
	grep -x 'cparse: note: 18 expansions of macros are not shown' out
	grep -x "cparse: a.c:1:14: error: expected '=', ';' or ',' after 'x', saw 'y'" out
	grep -x "cparse: a.c:32:5: note: in expansion of macro 'M30'" out
	grep -x "cparse: a.c:2:12: note: in expansion of macro 'M0'" out
}

@test "diag: a macro's call over several lines, and one that is not ended" {
	printf '#define M(a, b) a b\nint x = M(1,\n\n  2 3\n  , 4);\n' >a.c
	cpp a.c | diff - /dev/fd/3 3<<-'E'
	cpp-rec: a.c:5:6: error: macro "M" passed 3 arguments, but takes just 2
	    5 |   , 4);
	      |      ^
	E
	printf '#define M(a, b) a b\nint x = M(1,\n' >a.c
	cpp a.c | diff - /dev/fd/3 3<<-'E'
	cpp-rec: a.c:2:13: error: unterminated argument list invoking macro "M"
	    2 | int x = M(1,
	      |             ^
	E
}

@test "diag: an error from _Pragma" {
	printf '#define STOP _Pragma("GCC error \\"no way\\"")\nint x;\nSTOP\n' \
		>a.c
	cpp a.c | diff - /dev/fd/3 3<<-'E'
	cpp-rec: a.c:1:14: error: no way
	    1 | #define STOP _Pragma("GCC error \"no way\"")
	      |              ^~~~~~~
	cpp-rec: a.c:3:1: note: in expansion of macro 'STOP'
	    3 | STOP
	      | ^~~~
	E
}

@test "diag: a stream by hand shows the text that it has, and no file" {
	records <<-'E' >in
	file  1  gone.c  0  0  0  main  none  0  0  0.0  0
	text  1  \tint x y;\n
	s  1  i  int
	t  1  1  1  1
	s  2  i  x
	t  2  2  1  5
	s  3  i  y
	t  3  3  1  7
	s  4  p  ;
	t  4  4  1  8
	E
	run -1 --separate-stderr cparse <in
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	cparse: gone.c:1:15: error: expected '=', ';' or ',' after 'x', saw 'y'
	    1 |         int x y;
	      |               ^
	E
	sed '/^text/d; s/^end.*/end\t10/' in >in2
	run -1 --separate-stderr cparse <in2
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	cparse: gone.c: error: expected '=', ';' or ',' after 'x', saw 'y'
	cparse: gone.c: note: the file has changed since it was read: no line can be given
	E
}

@test "diag: a damaged stream is said of the stream's line" {
	printf 'ccp-stream\t1\ns\t2\ti\tint\nend\t2\n' >in
	run -1 --separate-stderr cparse <in
	[ "$stderr" = "cparse: <stdin>:2: error: s record: field 1: id 2 given, 1 is next" ]
}

@test "diag: tabs, UTF-8 and bytes that are none take the columns they show" {
	printf '\tint x\ty;\nchar *s = "漢字 é"; int x y;\nchar *t = "\377\1\200"; int 漢 字;\n' >a.c
	{ gcc -fsyntax-only a.c 2>&1 || :; } |
		grep -a 'error: exp' | sed 's/ error.*//' >want
	[ "$(wc -l <want)" = 3 ]
	front a.c >out
	grep -a 'error: exp' out | sed 's/cparse: //; s/ error.*//' | diff want -
	sed -n '/ | /p' out | diff - /dev/fd/3 3<<-'E'
	    1 |         int x   y;
	      |                 ^
	    2 | char *s = "漢字 é"; int x y;
	      |                           ^
	    3 | char *t = "???"; int 漢 字;
	      |                         ^~
	E
}

@test "diag: a line of more than 4 KB is cut around the caret" {
	{
		for n in $(seq 1000); do printf 'int a%d; ' "$n"; done
		printf 'int x y; '
		for n in $(seq 1000); do printf 'int b%d; ' "$n"; done
		echo
	} >a.c
	col=$(($(grep -bo 'x y' a.c | cut -d: -f1) + 3))
	COLUMNS=60 front a.c >out
	grep -x "cparse: a.c:1:$col: error: expected '=', ';' or ',' after 'x', saw 'y'" out
	awk 'length > 60 && / \| / { exit 1 }' out
	# the caret stands below the y
	awk 'NR == 2 { l = $0 } NR == 3 { exit substr(l, length, 0) != "" ||
		substr(l, index($0, "^") - 2, 3) != "x y" }' out
	COLUMNS='' front a.c >out
	awk 'length > 250 { exit 1 }' out
}

@test "diag: in a line of more than 64 KB each byte is a column" {
	{
		printf '"'
		head -c 70000 /dev/zero | tr '\0' '\t'
		printf '"\t1;\n'
	} | sed 's/^/char s[] = /' >a.c
	front a.c >out
	grep -x "cparse: a.c:1:70015: error: expected ';' or ',' after '\"	*\"', saw '1'" out
	awk 'length > 250 && / \| / { exit 1 }' out
	grep -qx ' *| *^' out
}

@test "diag: at the end of a file without a newline" {
	printf 'int a;\nint x y' >a.c
	front a.c | diff - /dev/fd/3 3<<-'E'
	cparse: a.c:2:7: error: expected '=', ';' or ',' after 'x', saw 'y'
	    2 | int x y
	      |       ^
	E
	printf 'int a;\n#if 1' >a.c
	cpp a.c | diff - /dev/fd/3 3<<-'E'
	cpp-rec: a.c:2:1: error: unterminated #if
	    2 | #if 1
	      | ^
	E
	printf '' >a.c
	[ ! "$(cpp a.c)" ]
}

@test "diag: a file that has changed since gives no source line" {
	printf 'int f(void)\n{\n\treturn y;\n}\n' >a.c
	cpp-rec -- gcc -c a.c | cparse --all >in
	printf 'int\n' >a.c
	run -1 --separate-stderr ceval --all <in
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	a.c: In function 'f':
	ceval: a.c: error: 'y' undeclared in this function
	ceval: a.c: note: the file has changed since it was read: no line can be given
	E
	rm a.c
	run -1 --separate-stderr ceval --all <in
	[[ $stderr == *$'\n'"ceval: a.c: error: 'y' undeclared"* ]]
	# the text in the stream serves as well
	printf 'int f(void)\n{\n\treturn y;\n}\n' >a.c
	cpp-rec --text -- gcc -c a.c | cparse --all >in
	rm a.c
	run -1 --separate-stderr ceval --all <in
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	a.c: In function 'f':
	ceval: a.c:3:16: error: 'y' undeclared in this function
	    3 |         return y;
	      |                ^
	E
}

@test "diag: a stage finds the source from another folder" {
	mkdir sub
	printf 'int x y;\n' >sub/a.c
	(cd sub && cpp-rec -- gcc -c a.c) >in
	run -1 --separate-stderr cparse <in
	[ "${stderr_lines[1]}" = '    1 | int x y;' ]
}

@test "diag: a line marker that does not nest names nothing" {
	printf '# 9 "foo.c" 2\nint x y;\n' >a.c
	front a.c | grep '^cparse: a.c:2:7: error:'
	front -fpreprocessed a.c | grep '^cparse: a.c:2:7: error:'
}

@test "diag: lines and names are those of #line and of line markers" {
	printf '#line 77 "foo.c"\nint x y;\n# 12 "bar.h"\nint z z;\n' >a.c
	front a.c | diff - /dev/fd/3 3<<-'E'
	cparse: foo.c:77:7: error: expected '=', ';' or ',' after 'x', saw 'y'
	   77 | int x y;
	      |       ^
	cparse: bar.h:12:7: error: expected '=', ';' or ',' after 'z', saw 'z'
	   12 | int z z;
	      |       ^
	E
	printf '#line 77 "foo.c"\n\n#error here\n' >a.c
	cpp a.c | diff - /dev/fd/3 3<<-'E'
	cpp-rec: foo.c:78:2: error: #error here
	   78 | #error here
	      |  ^~~~~
	E
}

@test "diag: a macro of the command line is shown without a line's number" {
	echo 'int x = X;' >a.c
	front '-DX=1 2' a.c | diff - /dev/fd/3 3<<-'E'
	cparse: <command-line>: error: expected ';' or ',' after '1', saw '2'
	      | #define X 1 2
	      |             ^
	cparse: a.c:1:9: note: in expansion of macro 'X'
	    1 | int x = X;
	      |         ^
	E
}

@test "diag: what is said twice of a place is printed once" {
	printf '#if 1 +\n#endif\n' >a.h
	printf '#include "a.h"\n#include "a.h"\nint x;\n' >a.c
	[ "$(cpp a.c | grep -c error:)" = 1 ]
	# but counted
	run -1 cpp-rec -- gcc -c a.c
}

@test "diag: a message may be longer than any buffer" {
	name=$(printf '%05000d' 0 | tr 0 a)
	echo "int x = $name;" >a.c
	front a.c | grep -qx "ceval: a.c:1:9: error: '$name' undeclared here"
}

@test "diag: colours as asked for, else on terminals alone" {
	printf 'int x y;\n#warning hm\n' >a.c
	red=$'\33[01;31m\33[K' pink=$'\33[01;35m\33[K' off=$'\33[m\33[K'
	bold=$'\33[01m\33[K'
	cpp-rec -- gcc -c a.c 2>err >in
	run -1 --separate-stderr cparse --color <in
	[ "${stderr_lines[0]}" = "cparse: ${bold}a.c:1:7:$off ${red}error: ${off}expected '=', ';' or ',' after 'x', saw 'y'" ]
	[ "${stderr_lines[1]}" = "    1 | int x ${red}y$off;" ]
	[ "${stderr_lines[2]}" = "      |       ${red}^$off" ]
	run ! grep -q $'\33' err
	cpp-rec --color=always -- gcc -c a.c 2>&1 >/dev/null |
		grep -F "[${pink}-Wcpp$off]"
	cpp -fdiagnostics-color a.c | grep -F "$pink"
	run ! grep $'\33' <<<"$(TERM=xterm cpp -fdiagnostics-color=auto a.c)"
	run ! grep $'\33' <<<"$(cpp -fdiagnostics-color=never a.c)"
	# to a terminal
	export TERM=xterm
	script -qec "cpp-rec -- gcc -c a.c >/dev/null" /dev/null |
		grep -F "$pink"
	run ! grep $'\33' <<<"$(NO_COLOR=1 script -qec \
		"cpp-rec -- gcc -c a.c >/dev/null" /dev/null)"
	run ! grep $'\33' <<<"$(GCC_COLORS='' script -qec \
		"cpp-rec -- gcc -c a.c >/dev/null" /dev/null)"
	run ! grep $'\33' <<<"$(TERM=dumb script -qec \
		"cpp-rec -- gcc -c a.c >/dev/null" /dev/null)"
	# klp-ccp's terminal is that of its stages
	{ script -qec "klp-ccp --patched-functions=f -- gcc -c a.c" \
		/dev/null || :; } | grep -F "$red"
	run ! grep $'\33' <<<"$(klp-ccp --patched-functions=f -- gcc -c a.c 2>&1)"
}

@test "diag: source lines can be left out as with gcc" {
	echo '#error no' >a.c
	for o in -fno-diagnostics-show-caret -fdiagnostics-plain-output; do
		[ "$(cpp $o a.c)" = 'cpp-rec: a.c:1:2: error: #error no' ]
	done
}

@test "diag: without macros, as -ftrack-macro-expansion=0 has it" {
	cat >a.c <<-'E'
	#define X(a, b) a b;
	#define Y X(int z, z)
	X(int x, y)
	Y
	int f(void) { return Y }
	E
	run -1 gcc -ftrack-macro-expansion=0 -fsyntax-only a.c
	printf '%s\n' "$output" |
		sed -n 's/: error: .*//p' >theirs
	front -ftrack-macro-expansion=0 a.c >all
	sed -n 's/^cparse: //; s/: error: .*//p' all >ours
	diff theirs ours
	run ! grep 'in expansion of' all
	front -ftrack-macro-expansion=2 a.c | grep 'in expansion of'
}

@test "diag: warnings are switched off and made errors by name" {
	printf '#warning one\n#if 1\n#endif two\n' >a.c
	cpp-rec -- gcc -c a.c 2>&1 >/dev/null | grep '^cpp-rec' |
	diff - /dev/fd/3 3<<-'E'
	cpp-rec: a.c:1:2: warning: #warning one [-Wcpp]
	cpp-rec: a.c:3:8: warning: extra tokens at end of #endif directive [-Wendif-labels]
	E
	for o in -w '-Wno-cpp -Wno-endif-labels'; do
		[ ! "$(cpp-rec $o -- gcc -c a.c 2>&1 >/dev/null)" ]
		[ ! "$(cpp $o a.c)" ]
	done
	for o in -Werror=cpp '-Werror -Wno-error=endif-labels'; do
		run -1 --separate-stderr cpp-rec $o -- gcc -c a.c
		[ "${stderr_lines[0]}" = 'cpp-rec: a.c:1:2: error: #warning one [-Werror=cpp]' ]
		[[ $stderr == *'warning: extra tokens'*'[-Wendif-labels]'* ]]
		run -1 --separate-stderr cpp-rec -- gcc $o -c a.c
		[[ $stderr == *'[-Werror=cpp]'*'[-Wendif-labels]'* ]]
	done
	run -2 cpp-rec -Wno-nothing -- gcc -c a.c
	[[ $output == *'-Wno-nothing: there is no such warning; see ccp-messages(7)'* ]]
	# the compiler's are the compiler's
	run -0 cpp-rec -- gcc -Wno-nothing -Wunused -Wno-cpp -c a.c
}

@test "diag: the compiler's -Werror makes no error of our own warnings" {
	echo 'int x;' >a.c
	run -0 --separate-stderr cpp-rec -- gcc -Werror -Wall -qwerty \
		-fno-such -c a.c
	[ "$(grep -c 'warning: .*\[-Wunknown-option\]$' <<<"$stderr")" = 2 ]
	run -0 --separate-stderr cpp-rec -- gcc -w -qwerty -c a.c
	[[ $stderr == *'-Wunknown-option'* ]]
	run -1 cpp-rec -Werror -- gcc -qwerty -c a.c
	[[ $output == *"error: option '-qwerty' is not known, passed over [-Werror=unknown-option]"* ]]
	[ ! "$(cpp-rec -Wno-unknown-option -- gcc -qwerty -c a.c 2>&1 >/dev/null)" ]
}

@test "diag: errors are limited where somebody asks for it" {
	for n in 1 2 3 4 5 6; do echo "#error $n"; done >a.c
	[ "$(cpp a.c | grep -c error:)" = 6 ]
	cpp -fmax-errors=2 a.c | diff - /dev/fd/3 3<<-'E'
	cpp-rec: a.c:1:2: error: #error 1
	    1 | #error 1
	      |  ^~~~~
	cpp-rec: a.c:2:2: error: #error 2
	    2 | #error 2
	      |  ^~~~~
	cpp-rec: 2 errors are enough
	E
	[ "$(cpp -Wfatal-errors a.c | grep -c error:)" = 1 ]
	run -1 cpp-rec --max-errors=3 -- gcc -c a.c
	[[ $output == *'cpp-rec: 3 errors are enough'* ]]
	run -1 klp-ccp --max-errors=1 --patched-functions=f -- gcc -c a.c
	[[ $output == *'cpp-rec: 1 error is enough' ]]
}

@test "diag: klp-ccp shows the error of the first stage that has one" {
	printf '#define M(a) a\nint f(void) { return M(1, 2); }\nint x = g;\n' >a.c
	run -1 klp-ccp --patched-functions=f -- gcc -c a.c
	diff - /dev/fd/3 <<<"$output" 3<<-'E'
	cpp-rec: a.c:2:28: error: macro "M" passed 2 arguments, but takes just 1
	    2 | int f(void) { return M(1, 2); }
	      |                            ^
	E
	printf 'int f(void) { int y = 1 2; return y + z; }\n' >a.c
	run -1 klp-ccp --patched-functions=f -- gcc -c a.c
	diff - /dev/fd/3 <<<"$output" 3<<-'E'
	a.c: In function 'f':
	cparse: a.c:1:25: error: expected ';' or ',' after '1', saw '2'
	    1 | int f(void) { int y = 1 2; return y + z; }
	      |                         ^
	E
}

@test "diag: by hand, each stage behind an error has one line to say" {
	echo '#error no' >a.c
	{ cpp-rec -- gcc -c a.c | cparse | ceval |
		closure --patched-functions=f | depp || :; } 2>&1 >/dev/null |
	sed 's/<stdin>:.*stream.*/N/' | sort | diff - /dev/fd/3 3<<-'E'
	      |  ^~~~~
	    1 | #error no
	ceval: N
	closure: N
	cparse: N
	cpp-rec: a.c:1:2: error: #error no
	depp: N
	E
}

@test "diag: closure's and depp's messages show the source too" {
	printf 'static int g(int);\n#define HEAD(name) int name(void)\nHEAD(f) { return 1; }\n' >a.c
	cpp-rec -- gcc -c a.c | cparse | ceval >in
	run -1 --separate-stderr closure --patched-functions=f,g \
		--pol-cmd-modify-patched-fun-sym='echo "ERROR: no"; echo "RESULT: f KEEP-LINKAGE" #' <in
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	closure: a.c:1:12: error: function 'g' to patch is only declared here, it has no definition in the unit
	    1 | static int g(int);
	      |            ^
	E
	cpp-rec -- gcc -c a.c | cparse | ceval >in
	run -1 --separate-stderr closure --patched-functions=f \
		--pol-cmd-modify-patched-fun-sym='echo "ERROR: no"; echo "RESULT: f KEEP-LINKAGE" #' <in
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	closure: a.c:3:6: error: no
	    3 | HEAD(f) { return 1; }
	      |      ^
	closure: a.c:2:24: note: in definition of macro 'HEAD'
	    2 | #define HEAD(name) int name(void)
	      |                        ^~~~
	E
}

@test "diag: a policy's answer about a header stands at its #include" {
	echo 'int h;' >a.h
	printf 'int x;\n#include "a.h"\nint f(void) { return h; }\n' >a.c
	cpp-rec -- gcc -c a.c | cparse | ceval >in
	run -0 --separate-stderr closure --patched-functions=f \
		--pol-cmd-may-include-header='echo "WARNING: hm"; echo "RESULT: YES" #' <in
	diff - /dev/fd/3 <<<"$stderr" 3<<-'E'
	closure: a.c:2:1: warning: hm [-Wpolicy]
	    2 | #include "a.h"
	      | ^
	E
}

# names - stage and name of each warning of the table
names() {
	sed -n 's/^WARNING(\([a-z-]*\), *"\([a-z-]*\)".*/\1 \2/p' \
		"$top/lib/warnings.h" | sort
}

@test "diag: the manual pages list the warnings of the table, and no others" {
	[ -s "$top/lib/warnings.h" ]
	for s in cpp-rec cparse ceval closure depp elfinfo klp-convert klp-ccp; do
		page=$top/$s/$s.1
		[ -e "$page" ] || page=$top/scripts/$s.1
		sed -n '/^\.Sh WARNINGS/,/^\.Sh EXIT/s/^\.It Cm //p' \
			"$page" | sed "s/^/$s /"
	done | sort | diff <(names) -
}

@test "diag: each warning of the sources is in the table, and the other way round" {
	cd "$top"
	# every call, its lines joined; the name is its first string
	cat cpp-rec/*.c ceval/*.c cparse/*.c closure/*.c depp/*.c \
		elfinfo/*.c klp-convert/*.c |
	tr '\n\t' '  ' |
	grep -oE '\<((tok_|origin_)?warning|warning_at|pedwarn_at|pedantic_at|warn|site_say)\((M_WARNING|[^;"]*, )[^;]*' |
	grep -v 'const char' >"$tmp/calls"
	[ "$(wc -l <"$tmp/calls")" -gt 20 ]
	# pedantic_at without a name is "pedantic"
	{
		sed 's/NULL, *"[^"]*"/"pedantic"/; s/^[^"]*"\([^"]*\)".*/\1/' \
			"$tmp/calls"
		sed -n 's/.*$(severity \([a-z-]*\)).*/\1/p' scripts/klp-ccp
	} | sort -u >"$tmp/used"
	names | cut -d' ' -f2 | sort -u | diff "$tmp/used" -
}

@test "cpp-rec: what follows a whole directive is warned of where gcc warns, and nothing else" {
	: >e.h
	cat >a.c <<-'E'
	#define A 1
	#undef A
	#undef A b
	#undef B /* none */ // either
	#ifdef A
	#else
	#endif
	#ifdef A b
	#else x
	#endif y
	#ifndef A
	#endif
	#ifndef A b
	#endif
	#if 1
	#elif 2
	#endif
	#include "e.h"
	#include "e.h" z
	#line 40
	#line 50 "a.c"
	E
	gcc-12 -E a.c 2>&1 >/dev/null |
		sed -n 's/: warning: \(extra.*directive\).*/: \1/p' >want
	[ "$(grep -c . want)" = 6 ]
	cpp-rec -- gcc-12 -c a.c 2>&1 >/dev/null |
		sed -n 's/^cpp-rec: \(.*\): warning: \(extra.*directive\).*/\1: \2/p' |
		diff -u want -
}
