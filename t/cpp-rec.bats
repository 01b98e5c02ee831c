#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cpp-rec and the two filters that give back what it read: the judge of the
# tokens is gcc -E, of the places the text itself.
setup() {
	load helper
	cd "$tmp"
}

# show FILE [OPTION...] - the records from the main file on, see show.awk
show() {
	local file=$1
	shift
	cpp-rec -- gcc "$@" -c "$file" | awk -f "$top/t/cpp-rec/show.awk"
}

# is - standard input and the records that were shown are the same
is() {
	diff -u - shown
}

@test "cpp-rec: C11's examples give the tokens of gcc -E" {
	for std in gnu89 gnu99 c99 gnu11 gnu17 c2x; do
		same "$top/t/cpp-rec/c11.c" -std=$std
	done
}

@test "cpp-rec: GNU extensions give the tokens of gcc -E" {
	same "$top/t/cpp-rec/gnu.c"
	same "$top/t/cpp-rec/gnu.c" -std=gnu11 -O2 -fshort-wchar
	same "$top/t/cpp-rec/gnu.c" -std=gnu99
}

@test "cpp-rec: trigraphs are replaced with -std=c11 and only then" {
	cat >a.c <<-'E'
	??=define X(a) ??=a
	X(b??/
	c) "??(??/"" '??'' a ??!??! b ??-x
	E
	same a.c -std=c11
	grep -Fx '"bc"' ours
	printf 'a ??= b ??/\nc\n' >a.c
	same a.c -std=gnu11
	same a.c -std=gnu11 -trigraphs
}

@test "cpp-rec: a dollar is a letter, but not in assembler or where that is said" {
	local o

	printf '%s\n' '#define b 1' 'a$b 3$b $ $b' >a.c
	cp a.c a.S
	for o in -O -fno-dollars-in-identifiers -fno-extended-identifiers \
	    '-fno-dollars-in-identifiers -fdollars-in-identifiers'; do
		for f in a.c a.S; do
			# shellcheck disable=SC2086	# two options
			gcc -E -P $o "$f" | tail -n 1 | tr -d ' ' >theirs
			# shellcheck disable=SC2086
			cpp-rec -- gcc $o -c "$f" | ccp-tokens | tail -n 1 |
				tr -d ' ' >ours
			diff theirs ours
		done
	done
	printf '%s\n' 'int \u0024;' >b.c
	cpp-rec -- gcc -c b.c >out
	run -1 cpp-rec -- gcc -fno-dollars-in-identifiers -c b.c
	printf '#define $x 1\n' >c.S
	run -1 cpp-rec -- gcc -c c.S
}

@test "cpp-rec: a line of a group that is not taken may end in a trigraph" {
	printf '%s\n' '#if 0' 'no ??/' '#endif' '"a ??/' '#else' 1 '#else' 2 \
		'#endif' >a.c
	same a.c -trigraphs
}

@test "cpp-rec: in raw strings there are neither trigraphs nor splices" {
	cat >a.c <<-'E'
	R"(a\
	\"\?" ??/
	)" u8R"??(??=)??" R"x(b?????)x" LR"a??/(c)a??/" U\
	R\
	"(?" ??(
	)" R""'(d)"'"
	E
	same a.c -std=gnu17 -trigraphs
	same a.c -std=gnu17
	same a.c -std=c17
}

@test "cpp-rec: a raw string has the delimiters of gcc" {
	for c in '"' \' '?' '[' _ 0 Z , '<' '$' @ '`' '\' ')' ' ' $'\t' $'\1' ä; do
		printf 'R"%s(x)%s"\n' "$c" "$c" >a.c
		gcc -E a.c >/dev/null 2>&1 && echo "$c"
	done >theirs
	for c in '"' \' '?' '[' _ 0 Z , '<' '$' @ '`' '\' ')' ' ' $'\t' $'\1' ä; do
		printf 'R"%s(x)%s"\n' "$c" "$c" >a.c
		cpp-rec -- gcc -c a.c >/dev/null 2>&1 && echo "$c"
	done >ours
	diff theirs ours
	[ "$(wc -l <ours)" = 9 ]
}

@test "cpp-rec: prefixes of literals are those of the language version" {
	cat >a.c <<-'E'
	#define u8 x
	#define u y
	#define U(x) #x
	#define R(a) <a>
	u8"a" u"b" U"c" L"d" R"(e)" u'c' U'd' L'e' U(u"x")
	E
	for std in gnu89 c90 c99 gnu11 c2x iso9899:2011 iso9899:199409; do
		same a.c -std=$std
	done
}

@test "cpp-rec: what is a token is as in the language version" {
	cat >a.c <<-'E'
	#define p(a, b) a ## b
	#define s(a) #a
	#define t(a) s(a)
	%:define bracket <: :> <% %>
	bracket t(0x1p+1)
	a //**/ b
	1'000 '2'
	#define slashes //
	t(slashes)
	\u00c1b a\u00e9 p(\u00c1, x) t(\U000000c1) $d
	E
	for std in c90 gnu90 iso9899:199409 c99 gnu99 c11 gnu17 c2x gnu2x; do
		same a.c -std=$std
	done
	grep -Fx '\U000000c1x' ours
	printf 'p(:, :) // c\n' >>a.c
	same a.c -std=gnu17
	run ! cpp-rec -- gcc -std=c17 -c a.c
	sed -i '$s/.*/x \/\/ c/' a.c
	run -1 cpp-rec -- gcc -std=c90 -c a.c
	grep 'a.c:11:3: error: C++ style comments are not allowed' <<<"$output"
}

@test "cpp-rec: a character in #if is as signed as its type" {
	for c in "'a'" "L'a'" "u'a'" "U'a'" "u8'a'" "'ab'"; do
		printf '#if %s - %s - 1 > 0\n%s\n#endif\n' "$c" "$c" "$c"
	done >a.c
	for std in gnu11 gnu2x; do
		[ $std = gnu11 ] || same a.c -std=$std
		sed '/u8/,+2d' a.c >b.c
		same b.c -std=$std
		same b.c -std=$std -funsigned-char -fshort-wchar
	done
	grep -Fx "'a'" ours
	run ! grep "'ab'" ours
}

@test "cpp-rec: names that are spelled in several ways are one" {
	printf '#define m\303\251 1\n#define f(\\u00e9) \303\251 #\\u00e9\n' >a.c
	printf 'm\\u00e9 m\\U000000E9 m\303\251 f(\\u00c1)\n' >>a.c
	printf '#undef m\\u00E9\nm\303\251\n' >>a.c
	same a.c
	diff - ours <<-'E'
	1
	1
	1
	\U000000c1
	"\u00c1"
	m\U000000e9
	E
	printf '\303\227 \377\n' >a.c  # no name begins with these
	same a.c
	printf '\\u00d7\n' >a.c
	run -1 cpp-rec -- gcc -c a.c
}

@test "cpp-rec: lines end as gcc has it, also in the middle of tokens" {
	printf 'a\rb\r\n"x\\\r\ny" c\\ \t\nd e\\\0\nf __LINE__\n' >a.c
	printf '/\\\n/ x \\\n y\n/\\\n* z *\\\n/ i\\\nf <\\\n<\\\n= ' >>a.c
	printf '"\\\\\n"" u\\\n8"s" 1\\\n2e\\\n+3 %%:\\\n%%: '"'\\\n'"'#\\\n' >>a.c
	printf '\n#def\\\nine Q(a) #\\\n a\nQ\\\n(1)/**/' >>a.c
	same a.c
	printf '\357\273\277#define X 1\nX' >a.c
	same a.c
	cpp-rec --text -- gcc -c a.c | ccp-source a.c | cmp - a.c
}

@test "cpp-rec: headers are searched as gcc does" {
	mkdir -p q i s a sub
	for d in q i s a sub; do
		echo "$d __INCLUDE_LEVEL__" >$d/all.h
		echo "$d.only" >$d/$d.h
		echo "in_$d" >>$d/next.h
		echo '#include_next <next.h>' >>$d/next.h
	done
	sed -i '$d' a/next.h
	cat >sub/m.c <<-'E'
	#include "all.h"
	#include <all.h>
	#include "q.h"
	#include <i.h>
	#include <s.h>
	#include <a.h>
	#include <next.h>
	#define HEADER <all.h>
	#define STR(x) #x
	#define XSTR(x) STR(x)
	#include HEADER
	#define NAME ../i/i.h
	#include XSTR(NAME)
	#define ANGLE(x) <x.h>
	#include ANGLE(s)
	#import "all.h"
	#import "all.h"
	E
	set -- -iquote q -I i -Ii -isystem s -idirafter a -Inowhere
	same sub/m.c "$@"
	cpp-rec -- gcc "$@" sub/m.c | grep '^path' | head -n 4 >shown
	records <<-'E' | sed '1d; $d' | is
	path  1  quote  q
	path  2  angle  i
	path  3  system  s
	path  4  system  /usr/lib/gcc/x86_64-linux-gnu/12/include
	E
}

@test "cpp-rec: the command line's macros and files come before the source" {
	mkdir d
	echo 'seen __FILE__ D __INCLUDE_LEVEL__' >d/pre.h
	printf '#define M from_imacros\nnot seen\n_Pragma("no")\n' >mac.h
	echo '-DE="a b" -DQ='"'"'"x"'"'"' -D"SP=1 2" "-UE2"' >args
	echo 'D D1 E F(3) M Q SP U unix E2 __OPTIMIZE__ __FILE__' >m.c
	same m.c -D D -DD1= '-DF(x)=<x>' -DU -U U -Uunix -Id -include d/pre.h \
		-imacros mac.h -include pre.h -DE2 @args -O2 \
		-Wp,-MMD,x.d,-DV=1,-UV -Wp,-DW -MD -MF y.d -MT z \
		-fmacro-prefix-map="$tmp"/=./
	rm -f x.d y.d
	cpp-rec -- m.c -D D -include d/pre.h -Wp,-MMD,x.d -MD -MF y.d |
		ccp-source '<command-line>' >out
	printf '#define D 1\n#include "d/pre.h"\n' | diff - out
	[ ! -e x.d ]
	[ ! -e y.d ]
}

@test "cpp-rec: __FILE__ is mapped like gcc's" {
	mkdir d
	echo '__FILE__ __BASE_FILE__' >d/h.h
	printf '#include "d/h.h"\n__FILE__ __FILE_NAME__\n' >"a\"b.c"
	same "$tmp/a\"b.c"
	same "$tmp/a\"b.c" -fmacro-prefix-map="$tmp"/=./
	same "$tmp/a\"b.c" -ffile-prefix-map="$tmp"=/src \
		-fmacro-prefix-map="$tmp/d"=/other
}

@test "cpp-rec: dates come from SOURCE_DATE_EPOCH" {
	echo '__DATE__ __TIME__ __TIMESTAMP__' >a.c
	touch -d '2001-02-03 04:05:06' a.c
	SOURCE_DATE_EPOCH=86400 same a.c
	grep -Fx '"Jan  2 1970"' ours
}

@test "cpp-rec: an unknown option is passed over with one warning" {
	echo 'int x;' >a.c
	cpp-rec -- gcc --nonsense=3 -qwerty -Wnothing -c a.c 2>err | tail -n 1 |
		grep '^end'
	diff - err <<-'E'
	cpp-rec: warning: option '-qwerty' is not known, passed over [-Wunknown-option]
	cpp-rec: warning: option '-fnonsense=3' is not known to gcc, passed over [-Wunknown-option]
	E
	echo 'linux __linux__ __GNUC__' >b.c
	same b.c -undef
	cpp-rec -- gcc -fno-such-thing -mno-such -O2 -c a.c 2>err |
		grep -c '^t	' >n
	[ "$(cat n)" = 3 ]
	sort err | diff - /dev/fd/3 3<<-'E'
	cpp-rec: warning: option '-fno-such-thing' is not known to gcc, passed over [-Wunknown-option]
	cpp-rec: warning: option '-mno-such' is not known to gcc, passed over [-Wunknown-option]
	E
}

@test "cpp-rec: circumstances" {
	echo ';' >a.c
	cpp-rec --text -- gcc-12 -std=gnu11 -m64 -fshort-wchar -c a.c |
		grep -v '^fact	.*-type' | sed '/^path/,$d' >shown
	records <<-E | sed '$d' | is
	stage  cpp-rec  0.1  --text  --  gcc-12  -std=gnu11  -m64  -fshort-wchar  -c  a.c
	dir  $tmp
	opt  -std=gnu11
	opt  -m64
	opt  -fshort-wchar
	opt  -c
	opt  a.c
	fact  compiler  x86_64-gcc-12.2.0
	fact  source  a.c
	fact  std  gnu11
	fact  char-unsigned  0
	fact  big-endian  0
	fact  sizeof-short  2
	fact  sizeof-int  4
	fact  sizeof-long  8
	fact  sizeof-long-long  8
	fact  sizeof-pointer  8
	fact  sizeof-size-t  8
	fact  sizeof-wchar  2
	fact  sizeof-float  4
	fact  sizeof-double  8
	fact  sizeof-long-double  16
	fact  alignof-biggest  16
	E
	cpp-rec -- gcc -fshort-wchar a.c | grep '^fact	.*-type' >shown
	records <<-'E' | sed '1d; $d' | is
	fact  size-type  unsigned long
	fact  ptrdiff-type  long
	fact  wchar-type  unsigned short
	fact  char16-type  unsigned short
	fact  char32-type  unsigned int
	fact  intmax-type  long
	fact  uintmax-type  unsigned long
	fact  wint-type  unsigned int
	E
}

@test "cpp-rec: the text of every token and call stands where it says" {
	for f in c11 gnu; do
		cpp-rec -- gcc -w -c "$top/t/cpp-rec/$f.c" |
			LC_ALL=C awk -f "$top/t/cpp-rec/places.awk" >shown
		cat shown
		[ "$(wc -l <shown)" = 1 ]
	done
	printf '#include <stdio.h>\n#include <assert.h>\nint main(void) { assert(getc(stdin)); }\n' >a.c
	cpp-rec -- gcc -O2 -c a.c |
		LC_ALL=C awk -f "$top/t/cpp-rec/places.awk" >shown
	[ "$(wc -l <shown)" = 1 ]
}

@test "cpp-rec: where the tokens of a macro's text and arguments stand" {
	cat >a.c <<-'E'
	#define F(a, b) a + b - a
	#define O F(1, c)
	F( x y ,) O;
	E
	show a.c >shown
	is <<-'E'
	file a.c 0 0 0 main none 0 57
	define F a.c#0 0 25 function 16 9 a b
	define O a.c#0 26 17 object 36 7
	x 1 F.0 0 a.c#0 44 9 47 3 52 0
	t 1 x a.c#0 47 1
	t 2 y a.c#0 49 1
	t 3 + a.c#0 18 1
	t 4 - a.c#0 22 1
	t 5 x a.c#0 47 1
	t 6 y a.c#0 49 1
	x 2 O.26 0 a.c#0 54 1
	x 3 F.0 2 a.c#0 36 7 38 1 41 1
	t 7 1 a.c#0 38 3
	t 8 + a.c#0 18 3
	t 9 c a.c#0 41 3
	t 10 - a.c#0 22 3
	t 11 1 a.c#0 38 3
	t 12 ; a.c#0 55
	leave a.c#0
	E
}

@test "cpp-rec: an expansion in an argument has the outer one as parent" {
	cat >a.c <<-'E'
	#define I(x) x
	#define N 7
	#define J(y) I(y N)
	I(J(N) 2)
	E
	show a.c >shown
	is <<-'E'
	file a.c 0 0 0 main none 0 57
	define I a.c#0 0 14 function 13 1 x
	define N a.c#0 15 11 object 25 1
	define J a.c#0 27 19 function 40 6 y
	x 1 I.0 0 a.c#0 47 9 49 6
	x 2 J.27 1 a.c#0 49 4 51 1
	x 3 N.15 2 a.c#0 51 1
	x 4 I.0 2 a.c#0 40 6 42 3
	x 5 N.15 4 a.c#0 44 1
	t 1 7 a.c#0 25 3
	t 2 7 a.c#0 25 5
	t 3 2 a.c#0 54 1
	leave a.c#0
	E
}

@test "cpp-rec: a name left over by an expansion takes arguments: span" {
	cat >a.c <<-'E'
	#define F(a) a*G
	#define G(a) F(a)
	F(2) (9) ;
	#define O F
	O (1)
	E
	show a.c >shown
	is <<-'E'
	file a.c 0 0 0 main none 0 64
	define F a.c#0 0 16 function 13 3 a
	define G a.c#0 17 17 function 30 4 a
	x 1 F.0 0 a.c#0 35 4 37 1
	x 2 G.17 1 a.c#0 15 0
	x 3 F.0 2 a.c#0 30 4 32 1
	span	1	8
	t 1 2 a.c#0 37 1
	t 2 * a.c#0 14 1
	t 3 9 a.c#0 41 3
	t 4 * a.c#0 14 3
	t 5 G a.c#0 15 3
	t 6 ; a.c#0 44
	define O a.c#0 46 11 object 56 1
	x 4 O.46 0 a.c#0 58 1
	x 5 F.0 4 a.c#0 56 0
	span	4	5
	t 7 1 a.c#0 61 5
	t 8 * a.c#0 14 5
	t 9 G a.c#0 15 5
	leave a.c#0
	E
}

@test "cpp-rec: what # and ## made stands at the operator, g tells of what" {
	cat >a.c <<-'E'
	#define S(x) [ # x ]
	#define P(a, b) a ## b ## 3 y
	#define V(f, ...) f, ## __VA_ARGS__ __VA_OPT__(z)
	S( a  + ) P(x, 2) P(,) V(1) V(2, 3)
	E
	show a.c | sed 1,4d >shown
	is <<-'E'
	x 1 S.0 0 a.c#0 101 9 104 4
	g 1 string a.c#0 15 a.c#0:104 a.c#0:107
	t 1 [ a.c#0 13 1
	t 2 "a +" a.c#0 15 1 1
	t 3 ] a.c#0 19 1
	x 2 P.21 0 a.c#0 111 7 113 1 116 1
	g 2 paste a.c#0 39 a.c#0:113 a.c#0:116
	g 2 paste a.c#0 44 a.c#0:39 a.c#0:47
	t 4 x23 a.c#0 44 2 2
	t 5 y a.c#0 49 2
	x 3 P.21 0 a.c#0 119 4 121 0 122 0
	t 6 3 a.c#0 47 3
	t 7 y a.c#0 49 3
	x 4 V.51 0 a.c#0 124 4 126 1
	t 8 1 a.c#0 126 4
	x 5 V.51 0 a.c#0 129 7 131 1 134 1
	t 9 2 a.c#0 131 5
	t 10 , a.c#0 70 5
	t 11 3 a.c#0 134 5
	t 12 z a.c#0 98 5
	leave a.c#0
	E
}

@test "cpp-rec: a call in a replacement list has its text's extent" {
	cat >a.c <<-'E'
	#define Z(a, b) {a;b}
	#define X(a, b) Z( a /* c */ , #b b##1 ) Z (a, Z(a,)) Z(,
	X(1, q) 3 )
	#define Y(z) z(2, 3)
	Y(Z)
	E
	show a.c | grep '^x' >shown
	is <<-'E'
	x 1 X.22 0 a.c#0 80 7 82 1 85 1
	x 2 Z.0 1 a.c#0 38 24 41 1 53 7
	x 3 Z.0 1 a.c#0 63 12 66 1 69 5
	x 4 Z.0 3 a.c#0 69 5 71 1 73 0
	x 5 Z.0 1 a.c#0 76 0
	x 6 Y.92 0 a.c#0 113 4 115 1
	x 7 Z.0 6 a.c#0 115 0
	E
}

@test "cpp-rec: a macro defined anew in its own arguments stays disabled" {
	cat >a.c <<-'E'
	#define F(...) F
	F(1
	#define F
	)
	F
	#define G(a, ...) , ## __VA_ARGS__ a
	G(1, G
	#undef G
	#define G 2
	G) G
	E
	same a.c
	grep -Fx F ours
}

@test "cpp-rec: directives within a call's arguments are obeyed" {
	cat >a.c <<-'E'
	#define F(x) [x]
	F(
	#ifdef F
	 a
	#define N 3
	#endif
	 N )
	E
	same a.c
	show a.c | grep -v '^t' >shown
	is <<-'E'
	file a.c 0 0 0 main none 0 56
	define F a.c#0 0 16 function 13 3 x
	if 1 ifdef a.c#0 20 8 1 F=F.0
	define N a.c#0 32 11 object 42 1
	else 1 endif a.c#0 44 6 0
	x 1 F.0 0 a.c#0 17 38 30 23
	x 2 N.32 1 a.c#0 52 1
	leave a.c#0
	E
}

@test "cpp-rec: conditionals say which names they read" {
	cat >a.c <<-'E'
	#define A B(C)
	#define B(x) (x + 0 + D)
	#if defined A && A || E
	#elif NOT
	#else /* x */
	#endif
	#if 0
	# if X
	# endif
	#elif defined(A) && !defined E
	#define T
	#endif
	#ifndef T
	#elifdef T
	#endif
	E
	show a.c | grep -E '^(if|else)' >shown
	is <<-'E'
	if 1 if a.c#0 40 23 0 A=A.0 B=B.15 C=0 D=0 E=0
	else 1 elif a.c#0 64 9 0 NOT=0
	else 1 else a.c#0 74 13 1
	else 1 endif a.c#0 88 6 0
	if 2 if a.c#0 95 5 0
	else 2 elif a.c#0 116 30 1 A=A.0 E=0
	else 2 endif a.c#0 157 6 0
	if 3 ifndef a.c#0 164 9 0 T=T.147
	else 3 elifdef a.c#0 174 10 1 T=T.147
	else 3 endif a.c#0 185 6 0
	E
}

@test "cpp-rec: an inclusion has its directive, how, where found, what read" {
	mkdir d
	printf '#ifndef G\n#define G\nx\n#endif\n' >g.h
	printf '#pragma once\ny\n' >d/o.h
	cat >a.c <<-'E'
	#include "g.h"
	#include "g.h" // again
	#include <o.h>
	#define O o.h
	#define OH(x) <x>
	# include OH(O)
	#undef G
	#include "d/../g.h"
	E
	show a.c -Id -include g.h | grep -vE '^(x|define)' >shown
	is <<-'E'
	file a.c 0 0 0 main none 0 131
	file g.h a.c#0 0 14 include quote 0 29
	if 2 ifndef g.h#1 0 9 0 G=G.10
	else 2 endif g.h#1 22 6 0
	leave g.h#1
	skip g.h#1 a.c#0 15 23 include quote 0 guard G=G.10
	file d/o.h a.c#0 39 14 include angle d 15
	pragma d/o.h#2 0 12 0 once
	t 2 y d/o.h#2 13
	leave d/o.h#2
	skip d/o.h#2 a.c#0 86 15 include macro d once OH=OH.68 O=O.54 o=0 h=0
	undef G.10 G a.c#0 102 8
	file d/../g.h a.c#0 111 19 include quote 0 29
	if 3 ifndef d/../g.h#3 0 9 1 G=0
	t 3 x d/../g.h#3 20
	else 3 endif d/../g.h#3 22 6 0
	leave d/../g.h#3
	leave a.c#0
	E
	cpp-rec -- gcc -include g.h -c a.c -Id >s
	awk -F'\t' '$1 == "file" && $7 == "pre-include" { print $3, $4, $5, $6, $8 }' s >shown
	echo './g.h 2 0 14 quote' | is
}

@test "cpp-rec: a file's size, time and hash" {
	printf 'foobar' >a.c
	touch -d '@1700000000.000000042' a.c
	cpp-rec -- gcc -c a.c | awk -F'\t' '$7 == "main" { print $10, $11, $12 }' >shown
	echo '6 1700000000.000000042 85944171f73967e8' | is
}

@test "cpp-rec: pragmas, #line and the directives that only say something" {
	cat >a.c <<-'E'
	#pragma GCC  diagnostic push /* c */
	#define P(x) _Pragma(#x)
	P(pack(1)) a _Pragma("b \"c\"") b
	#line 10 "x.c"
	#ident "i"
	#
	# 7 "y.c"
	#assert a(b)
	#unassert a
	__LINE__
	E
	show a.c | grep -vE '^(define|file)' >shown
	is <<-'E'
	pragma a.c#0 0 36 0 GCC diagnostic push
	x 1 P.37 0 a.c#0 62 10 64 7
	g 1 string a.c#0 58 a.c#0:64 a.c#0:68 a.c#0:69 a.c#0:70
	pragma a.c#0 50 11 1 pack(1)
	t 1 a a.c#0 73
	pragma a.c#0 75 18 0 b "c"
	t 2 b a.c#0 94
	line a.c#0 96 14 10 x.c
	directive a.c#0 111 10 ident
	directive a.c#0 122 1 null
	directive a.c#0 124 9 linemarker
	directive a.c#0 134 12 assert
	directive a.c#0 147 11 unassert
	x 2 __LINE__.0 0 a.c#0 159 8
	t 3 9 a.c#0 159 2 8
	leave a.c#0
	E
}

@test "cpp-rec: splices count in offsets and lengths" {
	printf 'ab\\\ncd "x\\\ny" +\\\n+ // c\\\nomment\n#def\\\nine E\\\nF 1\nEF\n' >a.c
	show a.c >shown
	is <<-'E'
	file a.c 0 0 0 main none 0 52
	t 1 abcd a.c#0 0 0 6
	t 2 "xy" a.c#0 7 0 6
	t 3 ++ a.c#0 14 0 4
	define EF a.c#0 32 16 object 47 1
	x 1 EF.32 0 a.c#0 49 2
	t 4 1 a.c#0 47 1
	leave a.c#0
	E
}

@test "cpp-rec: push_macro and pop_macro define and undefine" {
	cat >a.c <<-'E'
	#define A 1
	#pragma push_macro("A")
	#undef A
	#define A 2
	#pragma pop_macro("A")
	A
	E
	same a.c
	show a.c | grep -E '^(define|undef)' >shown
	is <<-'E'
	define A a.c#0 0 11 object 10 1
	undef A.0 A a.c#0 36 8
	define A a.c#0 45 11 object 55 1
	undef A.45 A a.c#0 57 22
	define A a.c#0 0 11 object 10 1
	E
}

@test "cpp-rec: tabs, newlines and backslashes in names and text survive" {
	printf 'x "\\t	"' >"a	b\\.h"
	printf '#include "a	b\\.h"\n' >a.c
	cpp-rec --text -- gcc -c a.c >s
	grep -F 'a\tb\\.h' s
	ccp-source 'a	b\.h' <s | cmp - "a	b\\.h"
	[ "$(ccp-tokens <s)" = 'x "\t	"' ]
}

@test "ccp-source: all files come back byte for byte" {
	printf '#ifdef X\r\nnot \0 taken /* c */\n#endif\n??= no newline at the end' >h.h
	mkdir d
	printf '#include "../h.h"\n// c' >d/a.c
	for text in '' --text; do
		rm -rf out
		cpp-rec $text -- gcc -DX -c d/a.c 2>/dev/null >s
		ccp-source --all -C out <s
		cmp h.h "out$tmp/h.h"
		cmp d/a.c "out$tmp/d/a.c"
		ccp-source d/a.c <s | cmp d/a.c
		ccp-source "$tmp/h.h" <s | cmp h.h
		ccp-source 4 <s | cmp h.h
	done
	rm h.h d/a.c
	ccp-source 4 <s >out.h
	run -2 ccp-source 99 <s
}

@test "ccp-source: no file is written above the folder that is named" {
	echo 'int x;' >a.c
	for path in ../../up.c /../up.c ./.././../up.c /a/../../up.c; do
		rm -rf out
		cpp-rec --text -- gcc -c a.c | awk -F'\t' -v OFS='\t' \
			-v p="$path" '$3 == "a.c" { $3 = p }
			$1 == "dir" { $2 = "/" } 1' |
			ccp-source --all -C out/side
		cmp a.c out/side/up.c
	done
}

@test "ccp-source: a file that has changed is an error" {
	echo a >a.c
	cpp-rec -- gcc -c a.c >s
	echo b >a.c
	run -1 ccp-source a.c <s
	[ "$output" = "ccp-source: a.c: error: the file has changed since it was read" ]
	rm a.c
	run -2 ccp-source a.c <s
	run -2 ccp-source b.c <s
	[ "$output" = "ccp-source: the stream has no file 'b.c'" ]
}

@test "ccp-tokens, ccp-source: a stream cut at any byte is refused" {
	echo 'int x;' >a.c
	cpp-rec -- gcc -c a.c >s
	size=$(stat -c %s s)
	for n in $(seq 0 997 "$size") $((size - 1)); do
		head -c "$n" s >cut
		run -1 ccp-tokens <cut
		run -1 ccp-source a.c <cut
	done
}

@test "cpp-rec: the stream is below 12 times the text of gcc -E" {
	printf '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <math.h>\n#include <unistd.h>\n#include <signal.h>\n' >a.c
	gcc -E a.c >i
	cpp-rec -- gcc -c a.c >s
	[ "$(stat -c %s s)" -lt $((12 * $(stat -c %s i) + 30000)) ]
	same a.c
}

# wrong - standard input is a source with an error in the line that gcc names
wrong() {
	cat >bad.c
	{ gcc -E -w bad.c 2>&1 >/dev/null || :; } |
		sed -n 's/^\(bad.c:[0-9]*\):[0-9: ]* \(fatal \)*error: .*/\1/p' |
		head -n 1 >theirs
	status=0
	cpp-rec -- gcc -w -c bad.c >s 2>err || status=$?
	cat err
	[ "$status" = 1 ]
	run -1 grep '^end' s
	sed -n 's/^cpp-rec: \(bad.c:[0-9]*\):[0-9]*: error: .*/\1/p' err |
		head -n 1 | diff theirs -
	[ -s theirs ]
}

@test "cpp-rec: errors are found in gcc's lines, and the stream has no end" {
	printf '\n#include "gone.h"\n' | wrong
	printf '\n#if 1\n\n#else\n\n' | wrong
	printf 'x\n#endif\n' | wrong
	printf 'x\n#else\n' | wrong
	printf '#if 1\n#else\n#else\n#endif\n' | wrong
	printf '#if 0\n#else\n#elif 1\n#endif\n' | wrong
	printf 'a\n/* b\n c' | wrong
	printf '#define F(x) x\nF(\na' | wrong
	printf '#define F(x) x\nF(a,\nb)\n' | wrong
	printf '#define F(x, y) x\n\nF(a)\n' | wrong
	printf '#define F() x\n\nF(a)\n' | wrong
	printf '#define F(x, x) x\n' | wrong
	printf '#define F(x y) x\n' | wrong
	printf '#define F(x\n' | wrong
	printf '#define F(1) x\n' | wrong
	printf '#define F(x...,y) x\n' | wrong
	printf '#define F(x) #y\n' | wrong
	printf '#define F(x) x ##\n' | wrong
	printf '#define F ## x\n' | wrong
	printf '#define 3\n' | wrong
	printf '#define\n' | wrong
	printf '#define defined\n' | wrong
	printf '#undef\n' | wrong
	printf '#ifdef\n#endif\n' | wrong
	printf '#ifdef 3\n#endif\n' | wrong
	printf '#error no\n' | wrong
	printf '\n#bogus\n' | wrong
	printf '\n#"x"\n' | wrong
	printf '#include\n' | wrong
	printf '#include x\n' | wrong
	printf '#include ""\n' | wrong
	printf '#include <x\n' | wrong
	printf '#line x\n' | wrong
	printf '#line 3 x\n' | wrong
	printf '#if\n#endif\n' | wrong
	printf '#if 1 +\n#endif\n' | wrong
	printf '#if 1 2\n#endif\n' | wrong
	printf '#if (1\n#endif\n' | wrong
	printf '#if 1)\n#endif\n' | wrong
	printf '#if 1 / 0\n#endif\n' | wrong
	printf '#if 1 %% (1 - 1)\n#endif\n' | wrong
	printf '#if 1.0\n#endif\n' | wrong
	printf '#if 1q\n#endif\n' | wrong
	printf '#if 08\n#endif\n' | wrong
	printf '#if "a"\n#endif\n' | wrong
	printf '#if 1 ? 2\n#endif\n' | wrong
	printf '#if defined\n#endif\n' | wrong
	printf '#if defined(x\n#endif\n' | wrong
	printf "#if ''\n#endif\n" | wrong
	printf '#if f(1)\n#endif\n' | wrong
	printf '#if __has_include\n#endif\n' | wrong
	printf '#if __has_attribute(\n#endif\n' | wrong
	printf '#define P(a,b) a##b\nP(+, x)\n' | wrong
	printf '#pragma GCC poison x\n\nx\n' | wrong
	printf '#pragma GCC error "e"\n' | wrong
	printf '\n_Pragma(1)\n' | wrong
	printf '#define V(...) __VA_OPT__(\n' | wrong
}

@test "cpp-rec: a quote without its pair is a token that cparse refuses" {
	printf '#if 0\ndon'"'"'t\n#endif\n#define X '"'"'\nint x;\n' >a.c
	cpp-rec -- gcc -c a.c | tail -n 1 | grep '^end'
	printf 'int x = "a;\n' >a.c
	same a.c
	cpp-rec -- gcc -c a.c 2>&1 >s |
		grep -F 'cpp-rec: a.c:1:9: warning: missing terminating " character'
	run -1 cparse <s
	grep -F 'cparse: a.c:1:9: error: missing terminating " character' <<<"$output"
	run -1 cpp-rec -- gcc -pedantic-errors -c a.c
}

@test "cpp-rec: -Wno-pedantic takes -pedantic and -pedantic-errors back" {
	printf '#define F(...) 1\n#if 1\n#endif x\n#ident "x"\n' >a.c
	for o in "-pedantic -Wno-pedantic" "-pedantic-errors -Wno-pedantic" \
		"-Wno-pedantic -pedantic-errors" "-Wno-pedantic -pedantic" \
		-Wno-pedantic -ansi
	do
		# shellcheck disable=SC2086	# words, on purpose
		{ gcc -ansi $o -E a.c || :; } 2>&1 >/dev/null |
			sed -n 's/\(a.c:[0-9:]* [ew][a-z]*\):.*/\1/p' >theirs
		# shellcheck disable=SC2086
		{ cpp-rec -- gcc -ansi $o -c a.c || :; } 2>&1 >/dev/null |
			sed -n 's/cpp-rec: \(a.c:[0-9:]* [ew][a-z]*\):.*/\1/p' |
			diff theirs -
	done
}

@test "cpp-rec: an error names the includes that lead to it" {
	printf '\n#include "b.h"\n' >a.h
	printf '#error here\n' >b.h
	printf '#include "a.h"\n' >a.c
	cpp-rec -- gcc -c a.c 2>err >/dev/null || :
	diff - err <<-'E'
	In file included from a.h:2,
	                 from a.c:1:
	cpp-rec: b.h:1:2: error: #error here
	    1 | #error here
	      |  ^~~~~
	E
}

@test "cpp-rec: deep nesting is an error or works, never a crash" {
	echo '#include "a.c"' >a.c
	run -1 cpp-rec -- gcc -c a.c
	grep -F 'nested depth' <<<"$output"
	awk 'BEGIN { for (i = 0; i < 100000; i++) print "#if 1"
		for (i = 0; i < 100000; i++) print "#endif" }' >a.c
	cpp-rec -- gcc -c a.c | tail -n 1 | grep '^end'
	awk 'BEGIN { printf "#if "; for (i = 0; i < 100000; i++) printf "("
		print "\n#endif" }' >a.c
	run -1 cpp-rec -- gcc -c a.c
	grep -F 'nested more than' <<<"$output"
	awk 'BEGIN { printf "#if "; for (i = 0; i < 100000; i++) printf "!"
		print "1\n#endif" }' >a.c
	run -1 cpp-rec -- gcc -c a.c
	awk 'BEGIN { print "#define F(x) x"
		for (i = 0; i < 100000; i++) printf "F("
		for (i = 0; i < 100000; i++) printf ")" ; print "" }' >a.c
	run -1 cpp-rec -- gcc -c a.c
	grep -E 'nested more than|more than .* tokens' <<<"$output"
	awk 'BEGIN { print "#define F(x) x"; printf "F("
		for (i = 0; i < 100000; i++) printf "("
		for (i = 0; i < 100000; i++) printf ")" ; print ")" }' >a.c
	cpp-rec -- gcc -c a.c | tail -n 1 | grep '^end'
}

@test "cpp-rec: random bytes neither crash nor hang it" {
	for n in 1 2 3 4 5 6 7 8; do
		awk -v n="$n" 'BEGIN { srand(n)
			for (i = 0; i < 4000; i++) {
				r = rand()
				c = r < .7 ? 32 + 95 * rand() : 256 * rand()
				printf("%c", r > .9 ? 10 : c)
			} }' >a.c
		status=0
		timeout 10 cpp-rec -- gcc -w -c a.c >s 2>err || status=$?
		[ "$status" -le 1 ]
	done
}

@test "cpp-rec: a usage error exits 2" {
	echo >a.c
	run -2 cpp-rec
	run -2 cpp-rec a.c
	run -2 cpp-rec --nonsense -- gcc a.c
	run -2 cpp-rec -- gcc -c
	[ "$output" = "cpp-rec: no source file in the command line" ]
	run -2 cpp-rec -- gcc a.c b.c
	run -2 cpp-rec -- gcc gone.c
	[ "$output" = "cpp-rec: open gone.c: No such file or directory" ]
	run -2 cpp-rec -- gcc a.c -I
	run -2 cpp-rec -- no-such-gcc a.c
	grep -F "cannot run the compiler 'no-such-gcc'" <<<"$output"
	run -2 ccp-tokens -x
	run -2 ccp-source
	run -2 ccp-source --all
	run -2 ccp-source a b
}

@test "cpp-rec: --compiler names the compiler" {
	echo '__GNUC__' >a.c
	for c in x86_64-gcc-12 x86_64-gcc-12.2 x86_64-gcc-12.2.0; do
		cpp-rec --compiler=$c -- no-such-gcc -c a.c | ccp-tokens >out
		[ "$(cat out)" = 12 ]
	done
	run -2 cpp-rec --compiler=mips-gcc-4.8.5 -- gcc a.c
	grep -F -e '--compiler=mips-gcc-4.8.5: it is not on this machine' <<<"$output"
	run -2 cpp-rec --compiler=gcc -- gcc a.c
}

@test "cpp-rec: a wrapper before the compiler's name is passed over" {
	echo 'x' >a.c
	cpp-rec -- ccache /usr/bin/gcc -c a.c | ccp-tokens | grep -x x
	cpp-rec -- a.c | ccp-tokens | grep -x x
	cpp-rec -- -DX a.c | ccp-tokens | grep -x x
}

@test "cpp-rec: output that cannot be written is an error" {
	echo 'x' >a.c
	run -2 bash -c 'cpp-rec -- gcc a.c >/dev/full'
	[ "$output" = "cpp-rec: write <stdout>: No space left on device" ]
}

@test "cpp-rec: -fopenmp-simd has macros expanded in what it takes of OpenMP" {
	cat >a.c <<-'X'
	#define N 3
	#pragma omp simd safelen(N)
	#pragma omp critical(N)
	X
	gcc -fopenmp-simd -E a.c | ccp-tokens -1 -t - >theirs
	cpp-rec -- gcc -fopenmp-simd -c a.c | ccp-tokens -1 >ours
	diff theirs ours
	grep -F 'safelen' ours | grep 3
}

@test "cpp-rec: a unit that reads files without end is an error, once" {
	: >e.h
	yes '#include "e.h"' 2>/dev/null | head -n 262200 >a.c || :
	run -1 --separate-stderr sh -c 'cpp-rec -- gcc a.c >s'
	[ "$(grep -c error: <<<"$stderr")" = 1 ]
	[[ $stderr = *"a.c:26"*": error: more than 262144 files are read"* ]]
	run -1 grep '^end' s
}
