# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	cd "$tmp"
	cat >orig.c <<-'E'
	struct s { int x; };
	static struct s state;
	static int counter = 1;
	static const int limit = 3;
	extern int helper(struct s *);
	int f(void) { static int calls; calls++; return helper(&state); }
	int g(void) { return counter++ < limit; }
	E
	cat >good.c <<-'E'
	struct s { int x; };
	extern struct s state;
	extern int helper(struct s *);
	int f(void) { return helper(&state); }
	E
}

verify() {
	klp-verify "$@" -- gcc -O2 -Wall -c -o orig.o orig.c
}

# said - what was said, one line each, without the name
said() {
	sed -n 's/^klp-verify: //p' <<<"$output"
}

@test "klp-verify: a good result passes in silence, nothing is left behind" {
	run -0 verify good.c
	[ ! "$output" ]
	[ "$(ls)" = "$(printf '%s\n' good.c orig.c)" ]
}

@test "klp-verify: what does not compile breaks promise 1" {
	sed 's/;$//' good.c >bad.c
	run -1 verify bad.c
	[ "$(said)" = "bad.c: promise 1 is broken: it does not compile" ]
	[[ $output = *"bad.c:"*": error: expected"* ]]
}

@test "klp-verify: a new warning breaks promise 1, an old one does not" {
	echo 'static int unused(void) { return 1; }' | tee -a orig.c >>good.c
	run -0 verify good.c
	echo 'static int unused2(void) { return 1; }' >>good.c
	run -1 verify good.c
	[ "$(said)" = "good.c: promise 1 is broken: the compiler warns of what it did not warn of before" ]
	[[ $output = *"'unused2' defined but not used"* ]]
}

@test "klp-verify: another layout breaks promise 3" {
	sed 's/int x/long x/' good.c >bad.c
	run -1 verify bad.c
	[ "$(said)" = "bad.c: promise 3 is broken: types have another layout" ]
}

@test "klp-verify: a writable object again breaks promise 5, a constant does not" {
	{ cat good.c; echo 'int limit = 3;'; } >ok.c
	run -0 verify ok.c
	sed 's/extern struct s/static struct s/
		s/{ return/{ static int calls; calls++; return/' good.c >bad.c
	run -1 verify bad.c
	[ "$(said)" = "bad.c: promise 5 is broken: writable objects are defined again" ]
	[[ $output = *"state: in .bss of both"* ]]
	[[ $output = *"calls."*": in .bss of both"* ]]
}

@test "klp-verify: with a stream, an unknown undefined symbol breaks promise 4" {
	klp-ccp --keep=keep -o lp.c --policy=klp-convert \
		--patched-functions=f -- gcc -O2 -Wall -c -o orig.o orig.c
	run -0 verify --stream=keep/closure lp.c
	{ cat lp.c; echo 'int nobody(void); int h(void) { return nobody(); }'; } >bad.c
	run -1 verify --stream=keep/closure bad.c
	[[ $(said) = *"bad.c: promise 4 is broken: undefined symbols are not accounted for"* ]]
	[[ $(said) = *"bad.c: promise 2 is broken: the tokens are not those of the original"* ]]
}

@test "klp-verify: what Module.symvers has may be undefined" {
	printf '0x0\t%s\tvmlinux\tEXPORT_SYMBOL\n' state nobody >symvers
	{ cat good.c; echo 'int nobody(void); int h(void) { return nobody(); }'; } >new.c
	run -0 verify --symvers=symvers new.c
	sed -i '$d' symvers
	run -1 verify --symvers=symvers new.c
	[[ $output = *"nobody: undefined, neither externalised nor exported nor in the original"* ]]
	run -2 verify --symvers=none new.c
}

@test "klp-verify: what the policy decided to copy may be there again" {
	klp-ccp --keep=keep -o lp.c --policy=klp-convert \
		--pol-cmd-shall-externalize-obj='echo RESULT: NO; :' \
		--patched-functions=f -- gcc -O2 -Wall -c -o orig.o orig.c
	run -0 verify --stream=keep/closure lp.c
}

@test "klp-verify: the original is looked at once where it is cached" {
	verify --cache=c good.c
	echo 'syntax error' >orig.c
	run -0 verify --cache=c good.c
	run -2 verify good.c
	[[ $output = *"klp-verify: orig.c does not compile" ]]
}

@test "klp-verify: outputs that the command line asks for are not written" {
	klp-verify good.c -- -O2 -MD -MF d -Wp,-MMD,e -fdump-ipa-clones \
		-save-temps -c -o o orig.c
	[ "$(ls)" = "$(printf '%s\n' good.c orig.c)" ]
}

@test "klp-verify: what the user did wrong exits 2" {
	run -2 klp-verify
	[[ $output = usage:* ]]
	run -2 verify nope.c
	[ "$output" = "klp-verify: open nope.c: not there or not readable" ]
	run -2 verify --stream=nope good.c
	run -2 verify --all good.c
	[ "$output" = "klp-verify: unknown option '--all'" ]
	run -2 klp-verify good.c -- gcc -O2
	[ "$output" = "klp-verify: no source file in the command line" ]
}

@test "klp-verify: what an included header defines is each unit's own" {
	echo 'static inline int next(void) { static int n; return ++n; }' >h.h
	{ echo '#include "h.h"'; echo 'int k(void) { return next(); }'; } |
	tee -a orig.c >>good.c
	run -0 verify good.c
	sed 's/#include "h.h"/static inline int next(void) { static int n; return ++n; }/' \
		good.c >bad.c
	run -1 verify bad.c
	[[ $output = *"n.0: in .bss of both"* ]]
}

@test "klp-verify: --superfluous names what can be removed, and only that" {
	mkdir include
	printf '#ifndef A_H\n#define A_H\nstruct a { int i; };\n#endif\n' >include/a.h
	printf '#include <a.h>\nstruct b { struct a a; };\n' >include/b.h
	printf '#ifndef DEEP\n#define DEEP 1\n#endif\nextern int deep;\n' >include/c.h
	cat >orig.c <<-'E'
	#include <a.h>
	#include <b.h>
	#define DEEP 2
	#include <c.h>
	struct b f(struct a *a);
	struct b f(struct a *a) { struct b b = { *a }; b.a.i = deep; return b; }
	E
	klp-ccp --keep=keep -o lp.c --policy=klp-convert \
		--patched-functions=f -- gcc -O2 -Wall -Iinclude -c orig.c
	try() {
		run klp-verify --superfluous --stream=keep/closure lp.c -- \
			gcc -O2 -Wall -Iinclude -c orig.c
	}
	try
	[ "$status" = 0 ]
	[ "$output" = "lp.c: 0 of 3 pieces are superfluous" ]
	# a macro that a conditional of a header looks at is not, what the next
	# header reads, and a declaration that nobody needs, are
	{ echo '#include <a.h>'; cat lp.c; } >new && mv new lp.c
	try
	[ "$status" = 1 ]
	[ "${lines[0]}" = "lp.c: 1 of 4 pieces are superfluous" ]
	[[ $output = *"promise 6 is broken"*"lp.c:1: #include <a.h>"* ]]
	cp good.c lp.c
	printf 'struct s { int x; };\nint f(struct s *s) { return s->x; }\n' >orig.c
	printf 'struct t;\nstruct s { int x; };\nextern int g(struct s *,\n  int);\n%s\n' \
		'int f(struct s *s) { return s->x; }' >lp.c
	run -1 klp-verify --superfluous lp.c -- gcc -O2 -Wall -c orig.c
	[ "${lines[0]}" = "lp.c: 2 of 4 pieces are superfluous" ]
}
