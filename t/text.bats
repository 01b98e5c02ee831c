#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What surrounds the text of kept declarations: comments and directives.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
	mkdir inc
}

@test "text: a directive that ends in a backslash takes in nothing below it" {
	cat >a.c <<-'E'
	#define LIST()	\
		x(one)	\
		x(two)	\

	#define MORE()	\
		x(three) // and no more \

	enum e {
	#define x(n) n, \
	  \

		LIST()
		MORE()
	#undef x \

	};
	E
	lp names=ALL
	gcc -fsyntax-only lp.c
	diff <(tokens a.c) <(tokens lp.c)
	body | grep -Fx '#define MORE()	\'
	run ! grep -n '[ 	]$' lp.c
	printf '#include <l.h>\nenum e {\n#define x(n) n,\nLIST()\n};\n' >a.c
	printf '#define LIST() x(one) \\\n\n#define x(n) \\\n' >inc/l.h
	lp names=ALL no=l.h
	gcc -fsyntax-only lp.c
	diff <(tokens a.c) <(tokens lp.c)
}

@test "text: the comment at the source's head is written once" {
	for head in '/* what it is */' '// what it is \' '// what it is'; do
		printf '%s\n%s\nint f(void) { return 1; }\n' "$head" \
			'/* what it does */' >a.c
		lp names=f
		[ "$(grep -c 'what it is' lp.c)" = 1 ]
		grep 'what it does' lp.c
		printf '%s\nint f(void) { return 1; }\nint g;\n' "$head" >a.c
		lp names='f g'
		[ "$(grep -c 'what it is' lp.c)" = 1 ]
	done
	# that of a header is no head
	printf '/* of it */\nint f(void);\n' >inc/h.h
	printf '/* head */\n#include <h.h>\nint g;\n' >a.c
	lp names='f g' no=h.h
	grep -Fx '/* of it */' lp.c
}

@test "text: a source's name neither ends nor begins the comment with it" {
	for name in '*/x.c' 'x/*y.c' '*//*z.c' $'a\n.c'; do
		mkdir -p "./$(dirname "./$name")"
		echo 'int f(void) { return 1; }' >"./$name"
		cpp-rec -- gcc -c "./$name" |
		awk -v names=f -f "$top/t/depp/keep.awk" | depp >lp.c
		gcc -Wall -Werror -fsyntax-only lp.c
	done
}
