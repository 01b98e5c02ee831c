#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The shipped policies with facts from an index, and what elfinfo resolves.
setup() {
	load helper
	cd "$tmp"
}

# A kernel of units with one name, and a module that needs another one
kernel() {
	mkdir -p fs net arch/fs k
	cat >export.h <<-'E'
	#define EXPORT_NS(s, sec, ns) \
		static const char __kstrtabns_##s[] \
		__attribute__((used, section("__ksymtab_strings"))) = ns; \
		static void *__ksymtab_##s \
		__attribute__((used, section("___ksymtab" sec "+" #s))) = \
		(void *)s
	#define EXPORT(s) EXPORT_NS(s, "", "")
	#define MODULE(...) \
		__attribute__((section(".gnu.linkonce.this_module"))) int m; \
		static const char info[] \
		__attribute__((used, section(".modinfo"))) = __VA_ARGS__
	#define NOINLINE __attribute__((noinline, noclone))
	#define INIT __attribute__((section(".init.text")))
	E
	obj fs/a -I. <<-'E'
	#include "export.h"
	int sink;
	static int state;
	static NOINLINE int show(int x) { return sink += x; }
	static int small(int x) { return x + state++; }
	static __attribute__((noinline)) int shrunk(int x, int unused, int *p)
	{ sink = x; return sink + *p; }
	int open_a(int x)
	{
		static int hits;
		state ^= x;
		return show(x) + small(x) + shrunk(x, 2, &sink) + hits++;
	}
	int close_a(int x) { static int hits; return hits += x; }
	int hidden(int x) { return x ^ sink; }
	int INIT boot(int x) { return small(x); }
	int gpl_only(void) { return sink; }
	int spaced(void) { return sink; }
	EXPORT(open_a);
	EXPORT_NS(gpl_only, "_gpl", "");
	EXPORT_NS(spaced, "", "WIDE");
	E
	obj net/a -I. <<-'E'
	#include "export.h"
	extern int sink;
	static NOINLINE int show(int x) { return sink -= x; }
	int net_a(int x) { return show(x); }
	E
	echo 'int arch_a(int x) { return x; }' | obj arch/fs/a
	echo 'SECTIONS { . = 0x500000; .text : { *(.text) }
		.data : { *(.data) *(.bss) }
		.init.text : { *(.init.text) init_end = .; } }' >k.ld
	ld -T k.ld -e 0 -o k/vmlinux fs/a.o net/a.o arch/fs/a.o
	obj base -I. <<-'E'
	#include "export.h"
	int base_call(int x) { return x; }
	int base_own(int x) { return ~x; }
	EXPORT(base_call);
	MODULE("name=base\0depends=");
	E
	obj far -I. <<-'E'
	#include "export.h"
	int far_call(int x) { return x; }
	EXPORT(far_call);
	MODULE("name=far\0depends=");
	E
	obj mod -I. <<-'E'
	#include "export.h"
	extern int open_a(int), base_call(int);
	extern int maybe(int) __attribute__((weak));
	int mod_fn(int x) { return open_a(base_call(x)) + maybe(x); }
	MODULE("name=mod\0depends=base,net-else");
	E
	for m in base far mod; do
		mv $m.o k/$m.ko
	done
	elfinfo index k -o index 2>"$tmp/messages"
}

# resolve OPTION... - the questions on standard input, fields two blanks apart;
# name, verdict, object, symbol, position, of and word of each answer
resolve() {
	sed 's/   */\t/g' | elfinfo resolve "$@" index | cut -f 2-8 | tr '\t' ' '
}

@test "elfinfo: resolve tells static names of a unit apart, and what became of them" {
	kernel
	for unit in fs/a.c "$PWD/fs/a.c" ../fs/a.c; do
		resolve --unit="$unit" <<-'E' >have
		function  show  internal  fs/a.c:4:21
		function  small  internal  fs/a.c:5:12
		function  shrunk  internal  fs/a.c:6:42
		function  nobody  internal  fs/a.c:1:1
		object  state  internal  fs/a.c:3:12
		object  hits  internal  fs/a.c:10:13  open_a
		object  hits  internal  fs/a.c:14:36  close_a
		object  nothing  internal  fs/a.c:14:36
		function  boot  external  fs/a.c:16:10
		E
		sed 's/hits\.[0-9]*/hits.N/' have | diff - <(cat <<-'E'
		show symbol vmlinux show 1 2 symbol
		small none - - - - inlined
		shrunk none - - - - cloned
		nobody none - - - - left-out
		state symbol vmlinux state 0 1 symbol
		hits symbol vmlinux hits.N 0 1 symbol
		hits symbol vmlinux hits.N 0 1 symbol
		nothing none - - - - left-out
		boot none - - - - init
		E
		)
		# the symbol is that of the function's own object
		for f in open_a close_a; do
			nm fs/a.o | grep -q " b $(awk -v n=$f '
				/^hits/ { s[++i] = $4 }
				END { print s[n == "open_a" ? 1 : 2] }' have)$"
		done
		[ "$(sort -u have | grep -c '^hits')" = 2 ]
	done
	resolve --unit=net/a.c <<<'function  show  internal  net/a.c:3:21' |
		diff - <(echo show symbol vmlinux show 2 2 symbol)
	elfinfo resolve --unit=fs/a.c index small shrunk | cut -f 9 |
	diff - <(cat <<-'E'
	it was inlined wherever it is called, and has no code of its own (boot, open_a)
	there are only clones of it, with other parameters or parts of its body (shrunk.constprop.0)
	E
	)
}

@test "elfinfo: resolve knows exports, namespaces and what a module needs" {
	kernel
	printf '%s\n' open_a gpl_only spaced hidden mod_fn base_call base_own \
		far_call maybe nope boot init_end >names
	sed 's/^/function  /' names >asked
	resolve --unit=fs/a.c <asked | diff - <(cat <<-'E'
	open_a exported vmlinux open_a 0 - export
	gpl_only exported vmlinux gpl_only 0 - export-gpl
	spaced exported vmlinux spaced 0 - namespace
	hidden symbol vmlinux hidden 0 1 symbol
	mod_fn none - - - - foreign
	base_call none - - - - foreign
	base_own none - - - - foreign
	far_call none - - - - foreign
	maybe none - - - - missing
	nope none - - - - missing
	boot none - - - - init
	init_end symbol vmlinux init_end 0 1 symbol
	E
	)
	resolve --object=mod <asked | diff - <(cat <<-'E'
	open_a exported vmlinux open_a 0 - export
	gpl_only exported vmlinux gpl_only 0 - export-gpl
	spaced exported vmlinux spaced 0 - namespace
	hidden symbol vmlinux hidden 0 1 symbol
	mod_fn symbol mod mod_fn 0 1 symbol
	base_call exported base base_call 0 - export
	base_own none - - - - foreign
	far_call none - - - - foreign
	maybe exported mod maybe 0 - weak
	nope none - - - - missing
	boot none - - - - init
	init_end symbol vmlinux init_end 0 1 symbol
	E
	)
	# what the object itself exports is there only when it is
	resolve --object=base <<<'function  base_call' |
		diff - <(echo base_call symbol base base_call 0 1 symbol)
	elfinfo resolve --object=mod index spaced far_call base_own | cut -f 9 |
	diff - <(cat <<-'E'
	vmlinux exports it in a namespace: the live patch needs MODULE_IMPORT_NS(WIDE)
	far exports it, but mod does not need that module, so that it may be absent
	only base has it, and does not export it
	E
	)
}

@test "elfinfo: resolve without a kernel in the index knows when it knows nothing" {
	kernel
	elfinfo index fs/a.o -o index
	printf '%s\n' 'function  show  internal  fs/a.c:4:21' 'function  net_a' |
	resolve --unit=fs/a.c | diff - <(cat <<-'E'
	show symbol fs/a.o show 0 1 symbol
	net_a unknown - - - - not-indexed
	E
	)
}

@test "elfinfo: resolve goes by the symbol table where there are no debug data" {
	kernel
	objcopy -R '.debug_*' k/vmlinux
	elfinfo index k -o index 2>/dev/null
	resolve --unit=fs/a.c --object=vmlinux <<-'E' >have
	function  show  internal  fs/a.c:4:21
	function  small  internal  fs/a.c:5:12
	function  hidden
	object  hits  internal  fs/a.c:14:36  close_a
	E
	diff - have <<-'E'
	show none - - - - ambiguous
	small none - - - - no-symbol
	hidden symbol vmlinux hidden 0 1 symbol
	hits unknown - - - - not-indexed
	E
	# without the files' names it may be anybody's
	strip -g k/vmlinux
	elfinfo index k -o index 2>/dev/null
	resolve --unit=fs/a.c --object=vmlinux <<<'object  state  internal  a:1:1' |
		diff - <(echo state symbol vmlinux state 0 1 symbol-table)
	resolve --unit=mod2.c --object=mod <<<'function  x  internal  mod2.c:1:1' |
		diff - <(echo x none - - - - no-symbol)
}

@test "elfinfo: resolve finds names and units with backslashes in them" {
	echo 'int f(void) { return 1; }' >'a\b.c'
	gcc -g -c 'a\b.c' -o a.o
	ld -r -o vmlinux a.o
	elfinfo index -o index vmlinux
	printf 'function\tf\texternal\ta\\\\b.c:1:5\n' |
		elfinfo resolve --unit='a\b.c' index >have
	grep -P '^resolved\tf\tsymbol\tvmlinux\tf\t' have
	printf 'function\tf\texternal\ta\\\\b.c:1:5\n' >ask
	run -1 elfinfo resolve --unit='a\c.c' index <ask
	[[ $output = *"a\c.c"* ]]
}

@test "elfinfo: a unit that is not in the index, or twice, is an error" {
	kernel
	run -1 --separate-stderr elfinfo resolve --unit=fs/b.c index show
	[ "$stderr" = "elfinfo: index: error: the unit fs/b.c is not in it, nor does --object say what it is linked into" ]
	run -1 --separate-stderr elfinfo resolve --unit=a.c index show
	[ "$stderr" = "elfinfo: a.c: error: the index has fs/a.c in vmlinux and net/a.c in vmlinux: --object and --unit have to say which" ]
	run -1 --separate-stderr elfinfo resolve --object=nope index show
	[ "$stderr" = "elfinfo: index: error: there is no object nope in it" ]
	for q in '' 'function' 'thing	x' 'function	x	static'; do
		run -1 --separate-stderr elfinfo resolve index <<<"$q"
		[[ $stderr = "elfinfo: <stdin>:1: error: expected "* ]]
	done
}

# policy NAME [VARIABLE=VALUE...] - its answers to the questions on standard
# input, fields two blanks apart
policy() {
	local name=$1
	shift
	sed 's/   */\t/g' |
	env KLP_CCP_INDEX=index KLP_CCP_UNIT=fs/a.c "$@" \
		"$top/policies/$name"
}

@test "policies: without an index they behave by their page" {
	printf '%s\n' 'can-externalize-fun  f' 'shall-externalize-obj  x' |
	policy klp-convert KLP_CCP_INDEX= | diff - <(
		printf '%s\n' 'RESULT: YES' 'RESULT: YES')
	printf '%s\n' 'can-externalize-fun  f' 'shall-externalize-obj  x' \
		'can-externalize-fun  f  internal  a.c:1:1' |
	policy kallsyms KLP_CCP_INDEX= | diff - <(
		printf '%s\n' 'RESULT: NO' 'RESULT: NO' 'RESULT: YES')
}

@test "policies: with an index they answer by what is there, and say why" {
	kernel
	cat >asked <<-'E'
	can-externalize-fun  show  internal  fs/a.c:4:21
	can-externalize-fun  small  internal  fs/a.c:5:12
	can-externalize-fun  shrunk  internal  fs/a.c:6:42
	can-externalize-fun  open_a  external  fs/a.c:8:5
	can-externalize-fun  open_a
	can-externalize-fun  hidden
	can-externalize-fun  boot
	can-externalize-fun  spaced
	can-externalize-fun  far_call
	can-externalize-fun  never_called
	can-externalize-fun  renamed  asm=hidden
	shall-externalize-obj  sink
	shall-externalize-obj  state  internal  fs/a.c:3:12
	shall-externalize-obj  dropped  internal  fs/a.c:3:12
	shall-externalize-obj  dropped  internal  fs/a.c:3:12  -  const
	shall-externalize-obj  nope
	E
	policy klp-convert KLP_CCP_ANSWERS=answers <asked |
	sed 's/	.*//' | diff - <(cat <<-'E'
	RESULT: YES
	RESULT: NO
	RESULT: NO
	RESULT: YES
	RESULT: NO
	RESULT: YES
	WARNING: 'boot': it is in .init.text, which is gone once vmlinux has started
	RESULT: NO
	WARNING: 'spaced': vmlinux exports it in a namespace: the live patch needs MODULE_IMPORT_NS(WIDE)
	RESULT: NO
	ERROR: 'far_call': far exports it, but vmlinux does not need that module, so that it may be absent
	RESULT: NO
	WARNING: 'never_called': nothing in the kernel has that name; a call that the compiler does not drop cannot be linked
	RESULT: NO
	RESULT: YES
	RESULT: YES
	RESULT: YES
	WARNING: 'dropped': the compiler left it out; the live patch gets one of its own
	RESULT: NO
	RESULT: NO
	ERROR: 'nope': nothing in the kernel has that name
	RESULT: NO
	E
	)
	policy kallsyms KLP_CCP_OBJECT=vmlinux <asked >have
	policy klp-convert <asked | diff - have
	# a line for each question: it, its arguments, the answer, the reason
	[ "$(wc -l <answers)" = "$(wc -l <asked)" ]
	[ "$(awk -F'\t' 'NF != 4 || $4 == ""' answers)" = "" ]
	grep -qx 'can-externalize-fun	shrunk internal fs/a.c:6:42	NO	there are only clones of it, .* (shrunk.constprop.0)' answers
}

@test "policies: with an answer they say object, position, symbol and method" {
	kernel
	cat >asked <<-'E'
	modify-patched-fun-sym  close_a  0  external  fs/a.c:14:5
	can-externalize-fun  spaced
	can-externalize-fun  small  internal  fs/a.c:5:12
	modify-externalized-sym  function  show  0  internal  fs/a.c:4:21
	modify-externalized-sym  object  hits  0  internal  fs/a.c:14:36  close_a
	modify-externalized-sym  object  hits  1  internal  fs/a.c:14:36  close_a
	modify-externalized-sym  function  open_a  0  external  fs/a.c:8:5
	modify-externalized-sym  function  renamed  0  asm=hidden
	modify-externalized-sym  object  state  0  internal  fs/a.c:3:12
	modify-externalized-sym  object  state  0  internal  fs/a.c:3:12  constant
	E
	records <<-'E' | sed '1d; $d; s/\\t/\t/' >want
	RESULT: klpp_close_a MAKE-EXTERNAL   vmlinux   0   close_a   replaced
	RESULT: NO   vmlinux   0   spaced   export
	RESULT: NO
	RESULT: klpe_show MAKE-EXTERNAL MAKE-POINTER   vmlinux   1   show   pointer
	RESULT: klpe_hits MAKE-EXTERNAL MAKE-POINTER   vmlinux   0   hits.N   pointer
	RESULT: klpe_hits_1 MAKE-EXTERNAL MAKE-POINTER   vmlinux   0   hits.N   pointer
	RESULT: open_a MAKE-EXTERNAL   vmlinux   0   open_a   export
	RESULT: klpe_renamed MAKE-EXTERNAL MAKE-POINTER   vmlinux   0   hidden   pointer
	RESULT: klpe_state MAKE-EXTERNAL MAKE-POINTER   vmlinux   0   state   pointer
	RESULT: state MAKE-EXTERNAL   vmlinux   0   state   relocation
	E
	policy kallsyms <asked | grep -v ^WARNING | cut -f 1-5 |
		sed 's/hits\.[0-9]*/hits.N/' | diff -u want -
	sed 's/klpe_\(show\|renamed\|state\)/\1/; s/ MAKE-POINTER//
		s/pointer/relocation/' want >want2
	policy klp-convert <asked | grep -v ^WARNING | cut -f 1-5 |
		sed 's/hits\.[0-9]*/hits.N/' | diff -u want2 -
	# then its section, and the namespace it is exported in
	policy klp-convert <asked | grep -v ^WARNING | awk -F'\t' '
		NF > 1 { print $4, $6, $7 }' | sort -u | grep -v hits | diff - <(
	printf '%s\n' 'close_a .text -' 'hidden .text -' 'open_a .text -' \
		'show .text -' 'spaced .text WIDE' 'state .data -')
	# nothing is known without an index
	echo 'modify-externalized-sym  function  f  0' |
		policy kallsyms KLP_CCP_INDEX= |
		diff - <(echo 'RESULT: klpe_f MAKE-EXTERNAL MAKE-POINTER	-	-	-	pointer	-	-')
}

@test "policies: what they say of the target is in the records, for what the result has" {
	kernel
	cat >fs/b.c <<-'E'
	#include "export.h"
	extern int spaced(void), hidden(int), sink;
	static int key;
	#define KEY(k)  ({ int r_; asm("" : "=r"(r_) : "i"(&k)); r_; })
	int one(int x) { return x + sink + KEY(key); }
	int two(int x) { return one(x) + hidden(x) + spaced(); }
	E
	gcc-12 -g -O2 -fno-pie -I. -c fs/b.c -o fs/b.o
	ld -T k.ld -e 0 -o k/vmlinux fs/a.o net/a.o arch/fs/a.o fs/b.o
	elfinfo index k -o index
	ext() {
		klp-ccp --no-complete --index=index --object=vmlinux \
			--externalized=table --keep=keep --constant-refs=symbol \
			-w -o lp.c "$@" -- gcc-12 -O2 -fno-pie -I. -c fs/b.c
		grep -v '^[!~u]' table | cut -f 1-7 | sort >have
	}
	# what is asked about as a pointer, and stays a symbol, has one row; what
	# only the other function refers to has none
	ext --policy=kallsyms --patched-functions=one
	diff -u - have <<-'E'
	object	key	key	vmlinux	0	key	relocation
	object	sink	klpe_sink	vmlinux	0	sink	pointer
	patched	one	klpp_one	vmlinux	0	one	replaced
	patched	two	-	vmlinux	0	two	missed
	E
	ext --policy=kallsyms --patched-functions=two
	diff -u - have <<-'E'
	function	hidden	klpe_hidden	vmlinux	0	hidden	pointer
	function	one	klpe_one	vmlinux	0	one	pointer
	function	spaced	spaced	vmlinux	0	spaced	export
	patched	two	klpp_two	vmlinux	0	two	replaced
	E
	awk -F'\t' -v OFS='\t' '$1 == "ext" {
			print $3, $4, $5, $9, $10, $11, $12 }' keep/closure |
		sort | diff have -
	[ "$(tail -n 1 table)" = '~end	10' ]
	# a process that says nothing of the target, a command that cannot
	ext --policy="tee asked | $top/policies/kallsyms | sed -u 's/	.*//'" \
		--patched-functions=two
	diff -u - have <<-'E'
	function	hidden	klpe_hidden	-	-	-	pointer
	function	one	klpe_one	-	-	-	pointer
	E
	ext --pol-cmd-modify-externalized-sym='printf "RESULT:%s\t%s\n" new MAKE-EXTERNAL #' \
		--pol-cmd-can-externalize-fun='f() { [ $1 = one ] &&
			echo RESULT: YES || echo RESULT: NO; }; f' \
		--pol-cmd-shall-externalize-fun='echo RESULT: YES #' \
		--patched-functions=two
	diff -u - have <<<'function	one	new	-	-	-	-'
	run -1 klp-ccp --no-complete -o lp.c --policy="$top/policies/kallsyms |
		sed -u 's/	[^	]*	[^	]*	[^	]*$//'" --patched-functions=two -- gcc-12 -I. -c fs/b.c
	[[ $output = *": 3 fields after its result, expected object, position, symbol and method"* ]]
}

@test "policies: they say what becomes of a function to patch that has no code" {
	kernel
	cat >asked <<-'E'
	modify-patched-fun-sym  open_a  0  external  fs/a.c:8:5
	modify-patched-fun-sym  small  0  internal  fs/a.c:5:12
	modify-patched-fun-sym  shrunk  0  internal  fs/a.c:6:42
	modify-patched-fun-sym  boot  0  external  fs/a.c:16:10
	modify-patched-fun-sym  fresh  0  internal  fs/a.c:1:1
	modify-patched-fun-sym  newer  0  external  fs/a.c:1:1
	E
	for p in klp-convert kallsyms; do
		policy $p <asked | awk -F'\t' '{ print $1, $3, $4, $5 }' |
		diff - <(cat <<-'E'
		RESULT: klpp_open_a MAKE-EXTERNAL 0 open_a replaced
		RESULT: klpp_small MAKE-EXTERNAL - - copied
		RESULT: klpp_shrunk MAKE-EXTERNAL - - copied
		RESULT: klpp_boot MAKE-EXTERNAL - - left
		RESULT: klpp_fresh MAKE-EXTERNAL - - new
		RESULT: klpp_newer MAKE-EXTERNAL - - new
		E
		)
	done
}

# A module of which units are extracted, and one that it needs
modules() {
	mkdir k
	cat >export.h <<-'E'
	#define EXPORT(s) static void *__ksymtab_##s \
		__attribute__((used, section("___ksymtab+" #s))) = (void *)&s
	#define MODULE(...) \
		__attribute__((section(".gnu.linkonce.this_module"))) \
		int __this_module; static const char info[] \
		__attribute__((used, section(".modinfo"))) = __VA_ARGS__
	E
	obj core -I. <<-'E'
	#include "export.h"
	int core_state, core_key;
	int core_call(int x) { return x + core_state; }
	EXPORT(core_call);
	int __attribute__((section(".init.text"))) boot(void) { return 0; }
	E
	echo 'SECTIONS { .text : { *(.text) } .data : { *(.data) *(.bss) }
		.init.text : { *(.init.text) init_end = .; } }' >k.ld
	ld -T k.ld -e 0 -o k/vmlinux core.o
	obj base -I. <<-'E'
	#include "export.h"
	int core_call(int);
	int base_key, __SCK__base, __tracepoint_base;
	int base_call(int x) { return x + base_key + core_call(x); }
	int __SCT__base(int x) { return x; }
	EXPORT(base_call);
	EXPORT(base_key);
	EXPORT(__tracepoint_base);
	int __SCT__tp_func_base(int x) { return x; }
	EXPORT(__SCT__tp_func_base);
	EXPORT(__SCT__base);
	MODULE("name=base\0depends=");
	E
	obj use -pg -mfentry -mrecord-mcount <<-'E'
	extern int core_call(int), base_call(int), __SCT__base(int);
	extern int core_key, base_key, __tracepoint_base, __SCT__tp_func_base(int);
	extern struct module __this_module;
	static int key;
	int __attribute__((noinline)) try(struct module *m) { return m != 0; }
	int own(int x) { return x ^ key; }
	static inline __attribute__((always_inline)) int on(int *k)
	{
		int r;
		asm("# %1" : "=r"(r) : "i"(k));
		return r;
	}
	int calls(int x) { key = x; return core_call(base_call(x)) + own(x); }
	int pins(void) { return try(&__this_module); }
	int table(int x)
	{
		static struct module *const owner[] = { 0, &__this_module };
		return try(owner[x]);
	}
	int keyed(void) { return on(&key); }
	int keyed_far(void) { return on(&base_key); }
	int traced(void) { return on(&__tracepoint_base) + __SCT__tp_func_base(1); }
	int keyed_core(void) { return on(&core_key); }
	int named(void)
	{ int r; asm("# %1" : "=r"(r) : "i"(&base_key)); return r; }
	int reads(void) { return key + base_key; }
	int sends(int x) { return __SCT__base(x); }
	E
	obj glue -I. <<-'E'
	#include "export.h"
	int own(int);
	EXPORT(own);
	MODULE("name=mod\0depends=base");
	E
	cp base.o k/base.ko
	ld -r -o k/mod.ko use.o glue.o
	elfinfo index k -o index 2>messages
}

# bind POLICY FUNCTION [OPTION...] - rows of the table, their fields with blanks
bind() {
	local p=$1 f=$2
	shift 2
	klp-ccp --no-complete --index=index --object=mod -f "$f" --policy="$p" \
		--externalized=ext -o lp.c "$@" -- gcc-12 -O2 -fno-pie -c use.c &&
	grep -v '^[!~u]' ext | cut -f 1-7 | tr '\t' ' '
}

@test "policies: what a module exports is no plain reference, be it the patched one" {
	modules
	bind klp-convert calls | diff -u - <(cat <<-'E'
	function core_call core_call vmlinux 0 core_call export
	function base_call base_call base 0 base_call relocation
	object key key mod 0 key relocation
	function own own mod 0 own relocation
	patched calls klpp_calls mod 0 calls replaced
	E
	)
	bind kallsyms calls | diff -u - <(cat <<-'E'
	function core_call core_call vmlinux 0 core_call export
	function base_call klpe_base_call base 0 base_call pointer
	object key klpe_key mod 0 key pointer
	function own klpe_own mod 0 own pointer
	patched calls klpp_calls mod 0 calls replaced
	E
	)
	# which vmlinux has nothing of
	echo 'extern int base_call(int); int core_call(int x) { return base_call(x); }' >core.c
	for p in klp-convert kallsyms; do
		run -1 klp-ccp --no-complete --index=index -f core_call \
			--policy=$p -o lp.c -- gcc-12 -c core.c
		[[ $output = *"error: 'base_call': base exports it, but vmlinux does not need that module"* ]]
	done
}

@test "klp-ccp: relocations in modules are warned of on kernels that leave them" {
	modules
	mkdir -p include/config
	for r in 6.1.0-57-amd64:2 5.10.3:2 6.2.0:2 6.3.0:0 6.12.1:0 7.1:0 10.1:0; do
		echo ${r%:*} >include/config/kernel.release
		run -0 bind klp-convert calls
		[ "$(grep -c warning <<<"$output")" = ${r#*:} ]
		run -0 bind kallsyms calls
		[[ $output != *warning* ]]
		run -0 bind klp-convert keyed_core
		[[ $output != *warning* ]]
		run -0 bind klp-convert calls -w
		[[ $output != *warning* ]]
	done
	echo 6.1.7 >include/config/kernel.release
	run -0 bind klp-convert calls
	[ "${lines[1]}" = "klp-ccp: warning: key of mod is bound by a relocation: while the live patch is loaded, Linux 6.1.7 lets mod go, but not come back; pointers, as of --policy=kallsyms, would do [-Wmodule-relocations]" ]
	run -0 bind klp-convert calls -Wno-module-relocations
	[[ $output != *warning* ]]
	run -0 bind klp-convert calls -w -Werror=module-relocations
	[[ $output != *error* ]]
	for o in -Werror -Werror=module-relocations; do
		run -1 klp-ccp $o --no-complete --index=index --object=mod \
			-f calls --policy=klp-convert -o lp.c \
			--externalized=t -- gcc-12 -O2 -fno-pie -c use.c
		[[ $output = *"klp-ccp: error: key of mod is bound by"*" [-Werror=module-relocations]"* ]]
		[ ! -e t ]
	done
	run -0 bind klp-convert calls -Werror -Wno-error=module-relocations
	[[ $output = *"would do [-Wmodule-relocations]"* ]]
}

@test "policies: a static namesake before an export has the other position" {
	modules
	echo 'static __attribute__((noinline)) int base_call(int x)
		{ return x * 3 + (long)__builtin_return_address(0); }
		int base_first(int x) { return base_call(x) + base_call(x + 1); }' |
		obj first
	ld -r -o k/base.ko first.o base.o
	elfinfo index k -o index 2>messages
	readelf -sW k/base.ko | awk '$8 == "base_call" { print $5 }' |
		tr '\n' ' ' | grep -x 'LOCAL GLOBAL '
	bind klp-convert calls | grep 'base_call base 2 base_call relocation'
}

@test "policies: THIS_MODULE is that of the target, and never the live patch itself" {
	modules
	bind klp-convert pins | grep -x 'object __this_module klpe___this_module mod 0 __this_module relocation'
	grep -F 'try(&klpe___this_module)' lp.c
	run -1 grep -w __this_module lp.c
	bind kallsyms pins | grep -x 'object __this_module klpe___this_module mod 0 __this_module pointer'
	# in a copied table
	bind klp-convert table \
		--pol-cmd-shall-externalize-obj='f() { case $1 in owner) echo RESULT: NO ;;
			*) echo RESULT: YES ;; esac; }; f' |
		grep -x 'object __this_module klpe___this_module mod 0 __this_module relocation'
	grep -F '{ 0, &klpe___this_module }' lp.c
	run -1 bind kallsyms table --constant-refs=symbol \
		--pol-cmd-shall-externalize-obj='f() { case $1 in owner) echo RESULT: NO ;;
			*) echo RESULT: YES ;; esac; }; f'
	[[ $output = *"error: '__this_module': each module has one of that name, the live patch too, and so it would be that"* ]]
	# without facts too
	klp-ccp --no-complete --object=mod -f pins --policy=klp-convert \
		--externalized=ext -o lp.c -- gcc-12 -c use.c
	grep -P '^object\t__this_module\tklpe___this_module\tmod\t0\t__this_module\trelocation\t__this_module\t' ext
}

@test "policies: static keys and calls of a module are refused, those of vmlinux not" {
	modules
	for f in keyed:key:mod keyed_far:base_key:base named:base_key:base; do
		IFS=: read -r f name of <<<"$f"
		run -1 bind klp-convert "$f"
		[[ $output = *"closure: use.c:"*": error: '$name': it is in $of, and the kernel reads this when it loads the live patch, "*"for static_branch_likely(&$name), "*", write static_key_enabled(&$name)"* ]]
		run -1 bind kallsyms "$f"
		[[ $output = *"error: '$name' must be a link-time constant here"* ]]
		run -1 bind kallsyms "$f" --constant-refs=symbol
		[[ $output = *"error: '$name': it is in $of, "* ]]
	done
	bind klp-convert keyed_core | grep 'core_key vmlinux 0 core_key relocation'
	bind kallsyms keyed_core --constant-refs=symbol -w |
		grep 'core_key vmlinux 0 core_key relocation'
	for p in klp-convert kallsyms; do
		bind $p reads | grep 'base_key base 0 base_key '
	done
	run -1 bind klp-convert sends
	[[ $output = *"error: '__SCT__base': it is in base, and the kernel prepares static calls when it loads the live patch, "* ]]
	run -1 bind klp-convert traced
	for name in __tracepoint_base __SCT__tp_func_base; do
		[[ $output = *"error: '$name': "*"; for trace_base(ARGS), write if (static_key_enabled(&__tracepoint_base.key)) { preempt_disable_notrace(); __traceiter_base(NULL, ARGS); preempt_enable_notrace(); }"* ]]
	done
	bind kallsyms sends | grep -x 'function __SCT__base klpe___SCT__base base 0 __SCT__base pointer'
}

@test "klp-ccp: the table tells the kind of what is bound, its section and namespace" {
	modules
	cat >core.c <<-'E'
	#include "export.h"
	#define EXPORT_NS(s, ns) EXPORT(s); static const char __kstrtabns_##s[] \
		__attribute__((used, section("__ksymtab_strings"))) = ns
	struct static_key { int n; };
	struct static_key_true { struct static_key key; } slow;
	static struct static_key many[2] = { { 3 } };
	struct static_call_key { void *f; } __SCK__tick = { 0 };
	int __attribute__((section(".data..percpu"))) mine;
	int plain[3];
	int spaced(int x) { return x + mine + slow.key.n + plain[x]; }
	EXPORT_NS(spaced, "WIDE");
	int __attribute__((section(".init.text"))) boot(void) { return 0; }
	int all(int x)
	{ return spaced(x) + mine + slow.key.n + plain[x] + many[x].n + !__SCK__tick.f; }
	E
	gcc-12 -g -O2 -fno-pie -I. -c core.c -o core.o
	ld -T k.ld -e 0 -o k/vmlinux core.o
	elfinfo index k -o index 2>messages
	klp-ccp --no-complete --index=index -f all --policy=klp-convert \
		--externalized=ext -w -o lp.c -- gcc-12 -O2 -I. -c core.c
	awk -F'\t' '$1 == "!row" { for (i = 3; i <= NF; i++) at[$2, $i] = i - 1 }
		($1, "kind") in at {
			print $2, $at[$1, "kind"], $at[$1, "section"], \
				$at[$1, "namespace"] }' ext | sort |
	diff -u - <(cat <<-'E'
	__SCK__tick static-call .data -
	all function .text -
	many static-key .rodata -
	mine per-cpu .data..percpu -
	plain object .data -
	slow static-key .data -
	spaced function .text WIDE
	E
	)
}

@test "klp-verify: a plain reference to what a module exports is none to be loaded" {
	modules
	bind klp-convert calls >table
	echo 'extern int core_call(int), base_call(int);
	int klpp_calls(int x) { return core_call(base_call(x)); }' >hand.c
	run -1 klp-verify --index=index --object=mod hand.c -- \
		gcc-12 -O2 -fno-pie -c use.c
	[[ $output = *"base_call: undefined: base exports it, and the live patch could not be loaded before that"* ]]
	[[ $output != *core_call:* ]]
	klp-verify --index=index --object=mod --externalized=ext hand.c -- \
		gcc-12 -O2 -fno-pie -c use.c
}

@test "policies: an index that cannot be used ends the run and says why" {
	kernel
	head -n -1 index >cut
	echo 'int f(void) { extern int g(void); return g(); }' >fs/b.c
	while read -r index object unit function why; do
		run -1 --separate-stderr klp-ccp --no-complete -o lp.c \
			--policy=klp-convert --index="$index" --object="$object" \
			--patched-functions=$function -- gcc -O2 -I. -c $unit
		[[ $stderr = *": $why"* ]]
		[ ! -e lp.c ]
	done <<-'E'
	cut vmlinux fs/a.c open_a cut: error: the table is cut short
	export.h vmlinux fs/a.c open_a export.h: error: not an 'elfinfo 1 index' table
	index nope fs/b.c f index: error: there is no object nope
	index nope fs/a.c open_a index: error: there is no object nope
	E
}

@test "policies: a result binds what the kernel has, copies what it has not" {
	kernel
	for policy in klp-convert kallsyms; do
		klp-ccp --no-complete --policy=$policy --index=index --verify \
			--externalized=table -o lp.c \
			--patched-functions=open_a -- gcc-12 -O2 -I. -c fs/a.c
		grep -v '^[!~u]' table | cut -f 1,2,4,5 | sort |
		diff - <(cat <<-'E'
		function	show	vmlinux	1
		object	hits	vmlinux	0
		object	sink	vmlinux	0
		object	state	vmlinux	0
		patched	open_a	vmlinux	0
		E
		)
		gcc-12 -O2 -I. -c lp.c -o lp.o
		nm -u lp.o | awk '{ print $2 }' | sort >undefined
		grep -Ev '^([!~u]|patched)' table | cut -f 3 | sort |
			diff undefined -
		# a function with only clones is there again, under its name
		grep -q 'shrunk(int x, int unused' lp.c
	done
}

@test "policies: decide by nm about every function that a dump names" {
	"$top/t/check/corpus" mm/gup net/sched/sch_qfq fs/fuse/dev
	run -0 check-policies mm/gup net/sched/sch_qfq fs/fuse/dev
	[[ $output =~ ^"3 units, 631 functions, ".*", 0 wrong"$ ]]
	for what in isra:10 part:10 constprop:20 removed:100 inlined:100; do
		[[ $output =~ ", ${what%:*} "([0-9]+) ]]
		[ "${BASH_REMATCH[1]}" -ge "${what#*:}" ]
	done
}

@test "policies: the check finds answers that are wrong" {
	"$top/t/check/corpus" mm/gup
	mkdir bin
	cat >bin/elfinfo <<-E
	#!/bin/sh
	$(command -v elfinfo) "\$@" |
	case \$1 in
	resolve) sed -u 's/	none	.*/	symbol	x	x	0	1	symbol	the only symbol of x with that name/' ;;
	*) cat ;;
	esac
	E
	chmod +x bin/elfinfo
	run -1 env KLP_CCP_EXEC_PATH="$PWD/bin" check-policies mm/gup
	[[ $output = *"nm: NO"*", policy: YES (the only symbol of x with that name)"* ]]
	[[ ${lines[-1]} =~ ", "[1-9][0-9]*" wrong"$ ]]
}

@test "klp-verify: with an index, what is undefined is exported or in the table" {
	kernel
	klp-ccp --no-complete --policy=klp-convert --index=index \
		--externalized=table -o lp.c --patched-functions=open_a \
		-- gcc-12 -O2 -I. -c fs/a.c
	verify() {
		klp-verify --index=index "$@" -- gcc-12 -O2 -I. -c fs/a.c
	}
	run -0 verify --externalized=table lp.c
	# exported, and so no row is needed
	echo 'int spaced(void); int h(void) { return spaced(); }' >>lp.c
	run -0 verify --externalized=table lp.c
	grep -v '	state	' table >less
	run -1 verify --externalized=less lp.c
	[ "${lines[1]}" = "	state: undefined: nothing in the kernel has that name" ]
	[ "${#lines[@]}" = 2 ]
	# it is global in the original, but no module can get it by its name
	echo 'int hidden(int); int i(void) { return hidden(1); }' >>lp.c
	run -1 verify --externalized=table lp.c
	[ "${lines[0]}" = "klp-verify: lp.c: promise 4 is broken: undefined symbols are not accounted for" ]
	[ "${lines[1]}" = "	hidden: undefined, not externalised, nor exported: the only symbol of vmlinux with that name" ]
	[ "${#lines[@]}" = 2 ]
	# the driver's --verify has them from what it tells the policy
	klp-ccp --no-complete --policy=klp-convert --index=index --verify \
		-o lp2.c --patched-functions=open_a -- gcc-12 -O2 -I. -c fs/a.c
	run -1 --separate-stderr klp-ccp --no-complete --index=index --verify \
		-o lp2.c --policy="sed -u 's/modify-ext.*state/&2/' | \
			$top/policies/klp-convert" \
		--patched-functions=open_a -- gcc-12 -O2 -I. -c fs/a.c
	[[ $stderr = *"promise 4 is broken"*"state2: undefined"* ]]
}

@test "a new function of another source is called by the name that it has there" {
	cd "$tmp"
	mkdir -p include
	echo 'int added(int);' >a.h
	printf '#include "a.h"\nint added(int x) { return x + 1; }\nint f(int x) { return added(x); }\n' >a.c
	printf '#include "a.h"\nint g(int x) { return added(x) + (added != 0); }\n' >b.c
	for policy in klp-convert kallsyms; do
		run -0 klp-ccp --policy=$policy --given=added,other -f g --verify \
			--externalized=b.tab -o bb.c -- gcc -c b.c
		grep -q 'klpp_added(x)' bb.c
		grep -qP '^function\tadded\tklpp_added\t-\t-\t-\tgiven\t' b.tab
		# who has it patches it, and needs no other's
		klp-ccp --policy=$policy --given=added -f added,f -o aa.c -- gcc -c a.c
		grep -q '^int klpp_added(int x)' aa.c
		grep -q 'return klpp_added(x)' aa.c
		gcc -c aa.c bb.c
		ld -r -o both.o aa.o bb.o
		run -0 nm -u both.o
		[ ! "$output" ]
	done
}

@test "klp-convert: what is called as a function of the C library gets another name" {
	cd "$tmp"
	echo 'static int index[3]; int *set(void) { return index; }
	int f(int i) { return index[i]++; }' >i.c
	klp-ccp --policy=klp-convert -f f -o r.c -- gcc -Wall -Werror -c i.c
	gcc -Wall -Werror -c r.c
	grep -q 'extern int klpe_index\[3\];' r.c
}

@test "the folder of a driver, though it is called include, is not for all" {
	cd "$tmp"
	mkdir -p tree/include/linux tree/arch/x86/include/asm tree/drv/include \
		tree/arch/x86/kvm/include
	: >tree/include/linux/kernel.h
	echo 'struct pub { int x; };' >tree/include/pub.h
	echo 'struct arch { int x; };' >tree/arch/x86/include/asm/arch.h
	echo 'struct priv { int x; };' >tree/drv/include/priv.h
	echo 'struct kvm { int x; };' >tree/arch/x86/kvm/include/kvm.h
	cat >tree/drv/in.c <<-'E'
	#include <pub.h>
	#include <asm/arch.h>
	#include "priv.h"
	#include "kvm.h"
	int f(struct pub *a, struct arch *b, struct priv *c, struct kvm *d)
	{ return a->x + b->x + c->x + d->x; }
	E
	# from the tree, from a folder beside it, and by absolute names
	for from in . ../tree "$tmp/tree"; do
		for policy in klp-convert kallsyms; do
			(cd tree && klp-ccp --policy=$policy -f f -o ../r.c -- gcc \
				-I$from/include -I$from/arch/x86/include \
				-I$from/drv/include -I$from/arch/x86/kvm/include \
				-c drv/in.c)
			run -0 cat r.c
			[[ $output = *"#include <pub.h>"*"#include <asm/arch.h>"* ]]
			[[ $output = *"struct priv {"*"struct kvm {"* ]]
			[[ $output != *priv.h* && $output != *kvm.h* ]]
		done
	done
}
