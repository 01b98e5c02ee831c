#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Headers that cannot be taken or left with their directive.
setup() {
	load helper
	cd "$tmp"
}

# extract POLICY FUNCTIONS - from a.c to lp.c, which has to pass
extract() {
	"$top/scripts/klp-ccp" --policy="$1" -f "$2" --no-complete --verify \
		-o lp.c -- gcc -O2 -I. -c a.c
}

@test "crossed: a header that ends inside a declaration is opened" {
	printf 'static int mid(void) { return 1; }\nstatic void\n' >part.h
	cat >a.c <<-'E'
	#include "part.h"
	rest(void) { }
	int look(void) { return mid(); }
	E
	for policy in toy klp-convert kallsyms; do
		extract $policy look
		run ! grep include lp.c
		run ! grep rest lp.c
		extract $policy look,rest
		grep -B 1 -Fx 'klpp_rest(void) { }' lp.c | head -n 1 |
			grep 'void$'
	done
}

@test "crossed: a header that begins inside a declaration is opened" {
	printf 'tail(void) { return 1; }\nstatic int more(void) { return 2; }\n' \
		>tail.h
	printf '#include "tail.h"\n' >outer.h
	cat >a.c <<-'E'
	static int
	#include "outer.h"
	int look(void) { return tail() + more(); }
	E
	for policy in toy klp-convert kallsyms; do
		extract $policy look
		run ! grep include lp.c
	done
}

@test "crossed: a header that lies in a declaration stays there" {
	echo '	1, 2,' >list.h
	echo '5;' >val.h
	cat >a.c <<-'E'
	static const int list[] = {
	#include "list.h"
	};
	static const int value =
	#include "val.h"
	int look(void) { return list[0] + value; }
	E
	extract toy look
	[ "$(grep -c '^#include' lp.c)" = 2 ]
	gcc -I. -fsyntax-only lp.c
}

@test "crossed: a header with a value that is counted is opened" {
	cat >c.h <<-'E'
	#ifndef C_H
	#define C_H
	enum { base = __COUNTER__ };
	#if __COUNTER__ == 2
	#define TWO 2
	#endif
	struct c { int a; };
	#endif
	E
	cat >a.c <<-'E'
	int pad = __COUNTER__;
	#include "c.h"
	int look(struct c *c) { return base + TWO + c->a; }
	E
	extract toy look
	grep -Fx 'enum { base = 1 };' lp.c
	grep -Fx '#define TWO 2' lp.c
	run ! grep include lp.c
}
