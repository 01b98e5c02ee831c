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

@test "klp-verify: a warning is an old one by the new name too" {
	cat >orig.c <<-'E'
	struct ops { int (*set)(signed char); } ops;
	static int (*get)(signed char);
	int f(float a) { return ops.set(a) + get(a); }
	E
	klp-ccp --no-complete --keep=keep -o lp.c --policy=kallsyms \
		--patched-functions=f -- gcc -c orig.c
	holds() {
		klp-verify --stream=keep/closure lp.c -- \
			gcc -Wtraditional-conversion -Wall -c orig.c
	}
	run -0 holds
	echo 'static int g(float a) { return (*klpe_get)(a + 1.0); }' >>lp.c
	run -1 holds
	[[ $output = *"promise 1 is broken"*"'g' defined but not used"* ]]
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
	printf '0x0\t%s\tvmlinux\tEXPORT_SYMBOL\n' helper state nobody >symvers
	{ cat good.c; echo 'int nobody(void); int h(void) { return nobody(); }'; } >new.c
	run -0 verify --symvers=symvers new.c
	sed -i '$d' symvers
	run -1 verify --symvers=symvers new.c
	[[ $output = *"nobody: undefined, neither externalised nor exported"* ]]
	run -2 verify --symvers=none new.c
}

@test "klp-verify: what the policy decided to copy may be there again" {
	klp-ccp --keep=keep -o lp.c --policy=klp-convert \
		--pol-cmd-shall-externalize-obj='echo RESULT: NO; :' \
		--patched-functions=f -- gcc -O2 -Wall -c -o orig.o orig.c
	run -0 verify --stream=keep/closure lp.c
}

@test "klp-verify: what is copied may have another symbol" {
	cat >orig.c <<-'E'
	#define LABEL(x) __asm__(x)
	static long tab[3] LABEL("sym_tab") = { 1, 2 };
	static long rest __asm__("tab") = 3;
	long f(void) { static int calls LABEL("n_calls"); return tab[++calls] + rest++; }
	E
	run -0 klp-ccp --no-complete --verify -o lp.c --policy=klp-convert \
		--pol-cmd-shall-externalize-obj='echo RESULT: NO; :' \
		--patched-functions=f -- gcc -O2 -c orig.c
	[ ! "$output" ]
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--pol-cmd-shall-externalize-obj='answer() { [ "$1" = rest ] && echo RESULT: YES || echo RESULT: NO; }; answer' \
		--patched-functions=f -- gcc -O2 -c orig.c
	sed -i 's/extern long rest/static long rest/' lp.c
	run -1 klp-verify --stream=keep/closure lp.c -- gcc -O2 -c orig.c
	[[ $output = *"tab: in .bss of both"* ]]
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

# extract NAME... - a result of the functions, lp.c, and its stream
extract() {
	klp-ccp --no-complete --keep=keep -o lp.c \
		--policy="${policy-klp-convert}" \
		--patched-functions="$(tr ' ' , <<<"$*")" -- gcc -O2 -c orig.c
}

# holds [OPTION...] - hold lp.c against it
holds() {
	klp-verify --stream=keep/closure "$@" lp.c -- gcc -O2 -c orig.c
}

@test "klp-verify: with Module.symvers, undefined in the original is not enough" {
	printf '0x0\t%s\tvmlinux\tEXPORT_SYMBOL\n' state >symvers
	run -0 verify good.c
	run -1 verify --symvers=symvers good.c
	[[ $output = *"promise 4 is broken"*"helper: undefined, neither externalised nor exported" ]]
	# what is weak may be missing
	sed -i 's/helper(struct s \*);/helper(struct s *) __attribute__((weak));/' orig.c good.c
	run -0 verify --symvers=symvers good.c
}

@test "klp-verify: what linkers and compilers make need not be accounted for" {
	printf '0x0\tg\tvmlinux\tEXPORT_SYMBOL\n' >symvers
	echo 'extern int g; int *f(void) { return &g; }' | tee orig.c >lp.c
	klp-verify --symvers=symvers lp.c -- gcc -O2 -fPIC -pg -mfentry -c orig.c
	echo 'int _GLOBAL_OFFSET_TABLE_x(void); int h(void) { return _GLOBAL_OFFSET_TABLE_x(); }' >>lp.c
	run -1 klp-verify --symvers=symvers lp.c -- gcc -O2 -fPIC -c orig.c
}

@test "klp-verify: what the unit declares may be called where it was not" {
	cat >orig.c <<-'E'
	void report(void);
	static int level;
	static __attribute__((noinline)) void quiet(void) { __asm__(""); }
	int f(void) { if (level) report(); quiet(); return 1; }
	int level_of(void) { return level; }
	E
	policy=kallsyms extract f
	gcc -O2 -c orig.c
	[ ! "$(nm -u orig.o)" ]
	run -0 holds
	echo 'int g(void) { report(); reports(); quiet(); return 1; }' >>lp.c
	sed -i '3i void reports(void), quiet(void);' lp.c
	run -1 holds
	grep -q '	reports: undefined, neither' <<<"$output"
	grep -q '	quiet: undefined, neither' <<<"$output"
	run ! grep -q '	report: ' <<<"$output"
	printf '0x0\tother\tvmlinux\tEXPORT_SYMBOL\n' >symvers
	policy=kallsyms extract f
	run -1 holds --symvers=symvers
	[[ $output = *"	report: undefined, neither externalised nor exported"* ]]
}

@test "klp-verify: the compiler may call what it has itself" {
	cat >orig.c <<-'E'
	typedef unsigned __int128 big;
	int f(big *a, char *b, char *c)
	{
		__builtin___memcpy_chk(b, c, *b, 10);
		if (*b == 7)
			__builtin_abort();
		return *a / *b;
	}
	static __attribute__((noinline)) long labs(long a) { return a; }
	int g(int a) { return labs(a); }
	E
	extract f
	# gone from the original's code
	sed -i 's/^int f/static inline int f/' orig.c
	gcc -O2 -c orig.c
	[ ! "$(nm -u orig.o)" ]
	run -0 holds
	echo 'int h(int a) { long labs(long); return labs(a) + __udivti5(); }' >>lp.c
	run -1 klp-verify --stream=keep/closure lp.c -- \
		gcc -O2 -fno-builtin-labs -c orig.c
	grep -q '	labs: undefined, neither' <<<"$output"
	grep -q '	__udivti5: undefined, neither' <<<"$output"
	run ! grep -q '	\(abort\|__memcpy_chk\|__udivti3\): ' <<<"$output"
	printf '0x0\tother\tvmlinux\tEXPORT_SYMBOL\n' >symvers
	run -1 holds --symvers=symvers
	grep -q '	__udivti3: undefined, neither' <<<"$output"
}

@test "klp-verify: a unit that has no types has none to compare" {
	echo 'static inline int f(void) { return 1; }' | tee orig.c >lp.c
	run -0 klp-verify lp.c -- gcc -c orig.c
	for g in -g0 -g1 -gtoggle -gsplit-dwarf "-gz=zlib-gnu"; do
		echo 'struct s { int a; } v;' >orig.c
		echo 'extern struct s { int a; } v; int f(void) { return v.a; }' >lp.c
		run -0 klp-verify lp.c -- gcc $g -c orig.c
		sed -i 's/int a/long a/' lp.c
		run -1 klp-verify lp.c -- gcc $g -c orig.c
		[[ $output = *"promise 3 is broken"* ]]
	done
	[ "$(ls ./*.dwo 2>/dev/null)" = "" ]
}

@test "klp-verify: an externalised name stands for the symbol that a label gives" {
	cat >orig.c <<-'E'
	static int o __asm__("real_o") = 4;
	static int __attribute__((noinline)) g(int) __asm__("real_g");
	static int __attribute__((noinline)) g(int a) { return a + o; }
	int f(int a) { o++; return g(a); }
	E
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--patched-functions=f -- gcc -O2 -c orig.c
	cat >lp.c <<-'E'
	extern int o __asm__("real_o");
	extern int g(int a) __asm__("real_g");
	int klpp_f(int a) { o++; return g(a); }
	E
	run -0 holds
	sed -i 's/ __asm__("real_.")//' lp.c
	run -1 holds
	[[ $output = *"	g: undefined, neither externalised nor in the original"* ]]
	[[ $output = *"	o: undefined, neither externalised nor in the original"* ]]
}

@test "klp-verify: a weakref and a redefined name stand for other symbols" {
	cat >orig.c <<-'E'
	#pragma redefine_extname oldname newname
	extern int oldname(int);
	static int r(int) __attribute__((weakref("target")));
	int f(int a) { return oldname(r ? r(a) : a); }
	E
	extract f
	cat >lp.c <<-'E'
	extern int oldname(int);
	extern int r(int);
	int klpp_f(int a) { return oldname(r ? r(a) : a); }
	E
	run -1 holds
	[[ $output = *"	oldname: undefined, neither"* ]]
	[[ $output = *"	r: undefined, neither"* ]]
	sed 's/(f)/(klpp_f)/; s/int f/int klpp_f/' orig.c >lp.c
	run -0 holds
}

@test "klp-verify: binding, visibility and threads of symbols stay" {
	cat >orig.c <<-'E'
	extern int w(void) __attribute__((weak));
	extern int h(void) __attribute__((visibility("hidden")));
	extern __thread int t;
	extern int n;
	int f(void) { return (w ? w() : 0) + h() + t + n; }
	E
	sed 's/int f/int klpp_f/' orig.c >lp.c
	extract f
	run -0 holds
	[[ $output != *"promise 9"* ]]
	sed 's/ __attribute__.*;/;/; s/__thread int t/int t/
		s/int n/__thread int n/; s/int f/int klpp_f/' orig.c >lp.c
	run -1 holds
	[[ $output = *"promise 9 is broken: symbols are not what they were"* ]]
	[[ $output = *"	w: is global, and was weak"* ]]
	[[ $output = *"	h: is default, and was hidden"* ]]
	[[ $output = *"	t: was one for each thread"* ]]
	[[ $output = *"	n: is one for each thread, and was not"* ]]
}

@test "klp-verify: there is no pointer to what each thread has" {
	cat >orig.c <<-'E'
	static __thread int t = 3;
	static int n = 3;
	int f(void) { return t++ + n++; }
	E
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--patched-functions=f -- gcc -O2 -c orig.c
	sed -i 's/^\(ext.*\)symbol\(.*\)/\1pointer\2/' keep/closure
	cat >lp.c <<-'E'
	extern int (*t);
	extern __thread int (*n);
	int klpp_f(void) { return (*t)++ + (*n)++; }
	E
	run -1 holds
	[[ $output = *"	t: points to one for each thread"* ]]
	[[ $output = *"	n: is a pointer for each thread"* ]]
}

@test "klp-verify: a table of label addresses is of no use to other code" {
	cat >orig.c <<-'E'
	int f(int op, int a)
	{
		static const void *const table[] = { &&add, &&sub };
		static const short off[] = { &&add - &&add, &&sub - &&add };
		static const int value[] = { 1, 2 };
		static void *last;
		if (op > 9)
			goto *(&&add + off[op - 10]);
		last = op ? &&add : &&sub;
		goto *table[op];
	add:	return a + value[op];
	sub:	return a - value[op];
	}
	E
	extract f
	cat >lp.c <<-'E'
	extern const void *const table[2];
	extern const short off[2];
	extern const int value[2];
	int klpp_f(int op, int a)
	{
		if (op > 9)
			goto *(&&add + off[op - 10]);
		goto *table[op];
	add:	return a + value[op];
	sub:	return a - value[op];
	}
	E
	grep -v '^ext	' keep/closure >stream
	awk -F'\t' -v OFS='\t' '
		$1 == "s" { word[$2] = $4 }
		$1 == "ent" { ent[word[$4]] = $2 }
		$1 == "end" {
			for (name in want)
				print "ext", ent[name], "object", name, name,
					"external", "symbol", "x"
			$2 = NR - 1 + 4
		}
		BEGIN { want["table"]; want["off"]; want["value"]; want["last"] }
		{ print }' stream >keep/closure
	run -1 holds
	[[ $output = *"	table: holds addresses of labels in the old code"* ]]
	[[ $output = *"	off: holds addresses of labels in the old code"* ]]
	[[ $output = *"	last: holds addresses of labels in the old code"* ]]
	[[ $output != *"	value: holds"* ]]
}

@test "klp-verify: what was no global symbol does not become one" {
	cat >orig.c <<-'E'
	static int half(int);
	int half(int k) { return k / 2; }
	int whole(int k) { return k; }
	int f(int k) { return half(k) + whole(k); }
	E
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--pol-cmd-can-externalize-fun='echo RESULT: NO; :' \
		--patched-functions=f -- gcc -O2 -c orig.c
	sed 's/static //; s/int f/int klpp_f/' orig.c >lp.c
	run -1 holds
	[[ $output = *"promise 9 is broken"*"	half: is global, and was not" ]]
	sed 's/int f/int klpp_f/' orig.c >lp.c
	run -1 holds
	[[ $output != *"promise 9"* ]]
	echo 'int unheard_of = 2;' >>lp.c
	run -1 holds
	[[ $output = *"	unheard_of: is global, and was not" ]]
}

@test "klp-verify: nothing is in a section that is freed, started or exported" {
	echo 'int f(int k) { return k; }' >orig.c
	extract f
	run -0 holds
	for section in .init.text .exit.text .initcall6.init ___ksymtab+f; do
		echo "__attribute__((section(\"$section\"))) int klpp_f(int k) { return k; }" >lp.c
		run -1 holds
		[[ $output = *"promise 9 is broken"*"	klpp_f: is in $section"* ]]
	done
	echo '__attribute__((section(".text.f"))) int klpp_f(int k) { return k; }' >lp.c
	run holds
	[ "$status" -le 1 ]	# other promises are not asked here
	[[ $output != *"promise 9"* ]]
}

@test "klp-verify: the byte order of members is part of a layout" {
	{ echo '#pragma scalar_storage_order big-endian'
	echo 'struct b { int x; };'
	echo '#pragma scalar_storage_order default'
	echo 'int f(struct b *b) { return b->x; }'; } >orig.c
	run -0 verify orig.c
	grep -v '^#' orig.c >lp.c
	run -1 verify lp.c
	[[ $output = *"promise 3 is broken: types have another layout"* ]]
}

@test "klp-verify: a writable object of a header is state, a macro's own is not" {
	cat >h.h <<-'E'
	static int count = 1;
	#define PASTE(a, b) a##b
	#define NAME(a, b) PASTE(a, b)
	#define ONCE() ({ static int done; done++; })
	#define UNIQUE() static int NAME(unique_, __COUNTER__) __attribute__((used)) = 1
	#define STATE(name) static int name##_state = 1
	UNIQUE();
	STATE(my);
	static inline int next(void) { static int n; ONCE(); return ++n + count++ + my_state++; }
	E
	{ echo '#include "h.h"'
	echo 'int f(void) { return next(); }'; } >orig.c
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--patched-functions=f -- gcc -O2 -c orig.c
	sed 's/int f/int klpp_f/' orig.c >lp.c
	grep -v '^answer' keep/closure >stream
	sed -i "s/^end	.*/end	$(($(wc -l <stream) - 1))/" stream
	mv stream keep/closure
	run -1 holds
	[[ $output = *"promise 5 is broken: writable objects are defined again"* ]]
	[[ $output = *"	count: in .data of both"* ]]
	[[ $output = *"	my_state: in .data of both"* ]]
	[[ $output = *"	n."*": in .bss of both"* ]]
	[[ $output != *"	done."* && $output != *"	unique_"* ]]
}

@test "klp-verify: a source may have any name" {
	mkdir 'a\b'
	mv orig.c 'a\b/o r.c'
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--patched-functions=f -- gcc -O2 -c 'a\b/o r.c'
	run -0 klp-verify --stream=keep/closure lp.c -- gcc -O2 -c 'a\b/o r.c'
}

@test "klp-verify: attributes of a prototype that is left out are lost" {
	cat >h.h <<-'E'
	int f(int) __attribute__((hot, section(".odd")));
	E
	cat >orig.c <<-'E'
	#include "h.h"
	static int g(int n __attribute__((unused))) __attribute__((__noinline__, pure));
	[[gnu::noclone]] static int h(int);
	static int g(int n) { return n + 1; }
	static int h(int n) { return n + 1; }
	static int o __attribute__((aligned(64)));
	static int o = 5;
	int f(int a) { return g(a) + h(a) + o++; }
	E
	klp-ccp --no-complete --keep=keep -o lp.c --policy=klp-convert \
		--pol-cmd-can-externalize-fun='echo RESULT: NO; :' \
		--pol-cmd-shall-externalize-obj='echo RESULT: NO; :' \
		--patched-functions=f -- gcc -O2 -c orig.c
	# as it is, whatever that is, but nothing of what closure keeps is said
	grep -v '^\(edit\|insert\|keep\|from\)	' keep/closure >stream
	# kept N... - the top level declarations N are kept, f renamed
	kept() {
		awk -F'\t' -v OFS='\t' -v list="$*" '
			$1 == "s" { word[$2] = $4 }
			$1 == "t" { name[$2] = word[$3] }
			$1 == "top" { from[++tops] = $5; to[tops] = $6 }
			$1 != "end" { print }
			END {
				n = split(list, top, " ")
				for (i = 1; i <= n; i++) {
					t = top[i]
					print "keep", i, from[t], to[t], "copied", 0
					for (x = from[t]; x <= to[t]; x++)
						if (name[x] == "f")
							print "edit", i, x, 1, "klpp_f"
				}
			}' stream >keep/closure
		printf 'end\t%d\n' "$(wc -l <keep/closure)" >>keep/closure
	}
	# those of a header are of no use to a new name
	kept 4 5 7 8
	{ echo '#include "h.h"'
	sed -n '4,5p; 7p; 8s/ f/ klpp_f/p' orig.c; } >lp.c
	run -1 holds
	for what in "noinline' of 'g" "noclone' of 'h" "aligned' of 'o" \
		"section' of 'f"; do
		[[ $output = *": error: attribute '$what' is lost: the result has not this declaration"* ]]
	done
	[[ $output != *pure* && $output != *unused* && $output != *hot* ]]
	kept 1 2 3 4 5 6 7 8
	{ sed 's/ f/ klpp_f/' h.h; sed '1d; s/ f/ klpp_f/' orig.c; } >lp.c
	run holds
	[ "$status" -le 1 ]	# other promises are not asked here
	[[ $output != *"is lost"* ]]
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

@test "klp-verify: --superfluous finds macros, prototypes and typeof left over" {
	cat >orig.c <<-'E'
	#define USED 3
	int f(int);
	int f(int n) { return n + USED; }
	E
	extract f
	# left N LINE... - lp.c with these lines has N superfluous pieces
	left() {
		local n=$1
		shift
		{ printf '%s\n' "$@"; sed 's/int f/int klpp_f/' orig.c; } >lp.c
		run klp-verify --superfluous lp.c -- gcc -O2 -Wmissing-prototypes -c orig.c
		[ "$status" -le 1 ]	# other promises are not asked here
		[[ ${lines[0]} = "lp.c: $n of "* ]]
	}
	left 0
	left 1 '#define END'
	left 2 '#undef OTHER' '#define OTHER USED'
	left 1 'int klpp_f(int n);'
	left 1 'extern int klpp_f(int), g(int);'
	left 1 'static inline int unused(void) { return 1; }'
	left 2 'int h(int);' 'extern typeof(h) h;'
	# without a warning to be had none is needed
	sed -i 1d orig.c
	sed -i 's/USED/3/' orig.c
	{ echo 'int klpp_f(int);'; sed 's/int f/int klpp_f/; 1d' orig.c; } >lp.c
	run -1 klp-verify --superfluous lp.c -- gcc -O2 -c orig.c
	[[ ${lines[0]} = "lp.c: 1 of "* ]]
}
