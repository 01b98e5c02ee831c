# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	cd "$tmp"
}

# rows KIND COLUMN... - these columns of the rows of a kind, a table on stdin
rows() {
	awk -F'\t' -v want="$*" '
		BEGIN { n = split(want, w, " ") }
		$1 == "!row" && $2 == w[1] {
			for (i = 3; i <= NF; i++)
				at[$i] = i - 1
		}
		$1 == w[1] {
			for (i = 2; i <= n; i++)
				printf "%s%s", $at[w[i]], i < n ? " " : "\n"
		}'
}

# whole - is the table on stdin sorted, and has it its end?
whole() {
	tee "$tmp/whole" | LC_ALL=C sort -cu
	[ "$(tail -n 1 "$tmp/whole")" = \
		"~end	$(($(wc -l <"$tmp/whole") - 1))" ]
	[ "$(head -n 1 "$tmp/whole")" = "!elfinfo	1	$1" ]
}

# kernel - make vmlinux from stdin: sections and addresses as a kernel has them
kernel() {
	local f
	cat >all.c
	for f in a b; do
		{
			echo "#define IN_$f"
			cat all.c
		} | obj "$f"
	done
	ld -r -o ab.o a.o b.o
	ld --section-start=.init.text=0x400000 -Ttext=0x500000 \
		-e 0 -o vmlinux ab.o
}

@test "elfinfo: symbols has type, binding, section, value, size and file" {
	obj a -fno-pic <<-'E'
	int data[3] = { 1 };
	static int hidden(void) { asm(""); return 1; }
	int common __attribute__((common));
	__attribute__((weak)) int f(int (**p)(void))
	{ extern int g(void); *p = hidden; return g(); }
	_Thread_local int tls = 1;
	E
	elfinfo symbols a.o >table
	whole symbols <table
	rows symbol name type binding section size file <table |
		grep -v '^[._]' >have
	diff -u - have <<-'E'
	a.c file local ABS 0 -
	common object global COM 4 -
	data object global .data 12 -
	f func weak .text 12 -
	g notype global UND 0 -
	hidden func local .text 6 a.c
	tls tls global .tdata 4 -
	E
	[ "$(rows symbol name value <table | sed -n 's/^f //p')" = \
		"$(nm a.o | sed -n 's/ W f$//p')" ]
}

@test "elfinfo: in an object the position goes by the symbol table" {
	# the first one's address is the higher one
	obj a <<-'E'
	int first(void) { return 1; }
	__attribute__((section(".text.last")))
	static int twin(void) { return 1; }
	int (*a)(void) = twin;
	E
	echo 'static int twin(void) { return 1; }
		int (*b)(void) = twin;' | obj b
	echo 'SECTIONS { .text : { *(.text) *(.text.last) } }' >order.ld
	ld -r -T order.ld -o ab.o a.o b.o
	[ "$(nm -n ab.o | grep -c ' twin$')" = 2 ]
	elfinfo symbols ab.o | rows symbol name file position of |
		grep '^twin' >have
	diff -u - have <<-'E'	# sorted by value
	twin b.c 2 2
	twin a.c 1 2
	E
}

@test "elfinfo: in vmlinux the position goes by address, absolute symbols are not counted" {
	kernel <<-'E'
	#ifdef IN_b
	__attribute__((section(".init.text")))
	#endif
	static int twin(void) { return 1; }
	#ifdef IN_a
	int (*a)(void) = twin;
	asm(".set only, 5; .globl only");
	#else
	int (*b)(void) = twin;
	#endif
	E
	elfinfo symbols vmlinux | rows symbol name object file position of |
		grep -E '^(twin|only) ' >have
	diff -u - have <<-'E'
	only vmlinux - 0 0
	twin vmlinux b.c 1 2
	twin vmlinux a.c 2 2
	E
}

@test "elfinfo: undefined symbols have no position, and do not move others" {
	obj a <<-'E'
	extern int f(void);
	int g(void) { return f(); }
	E
	elfinfo symbols a.o | rows symbol name section position of |
		grep '^[fg] ' >have
	diff -u - have <<-'E'
	f UND 0 0
	g .text 1 1
	E
}

# what EXPORT_SYMBOL leaves, before and after Linux 6.4
exports() {
	cat <<-'E'
	#define EXPORT(s, gpl, ns)  asm( \
		".section __ksymtab_strings,\"aMS\",%progbits,1\n" \
		"__kstrtabns_" #s ": .asciz \"" ns "\"\n.previous\n" \
		".section __ksymtab" gpl ",\"a\"\n" \
		"__ksymtab_" #s ": .long 0\n.previous");
	#define NEW(s, licence, ns)  asm( \
		".section .export_symbol,\"a\"\n" \
		"__export_symbol_" #s ": .asciz \"" licence "\"\n" \
		".asciz \"" ns "\"\n.quad " #s "\n.previous");
	int f(void) { return 1; }
	int g(void) { return 1; }
	int h(void) { return 1; }
	int new(void) { return 1; }
	int newer(void) { return 1; }
	EXPORT(f, "", "")
	EXPORT(g, "_gpl", "SPACE")
	NEW(new, "", "")
	NEW(newer, "GPL", "ROOM")
	E
}

@test "elfinfo: symbols tells what is exported, to whom and in which namespace" {
	exports | obj a
	elfinfo symbols a.o | rows symbol name type export namespace |
		sed -n 's/ func / /p' >have
	diff -u - have <<-'E'
	f export -
	g export-gpl SPACE
	h - -
	new export -
	newer export-gpl ROOM
	E
}

@test "elfinfo: a module's name is that of its modinfo, else of its file" {
	cat >mod.c <<-'E'
	__attribute__((section(".gnu.linkonce.this_module"))) int m;
	#ifdef INFO
	__attribute__((section(".modinfo"))) char i[] = "license=GPL\0name=in_fo";
	#endif
	int x;
	E
	gcc -c -DINFO mod.c -o a.ko
	gcc -c mod.c -o some-mod.ko
	[ "$(elfinfo symbols a.ko | rows symbol name object | grep '^x ')" = \
		"x in_fo" ]
	gzip some-mod.ko
	elfinfo symbols some-mod.ko.gz | rows symbol name object | grep '^x some_mod$'
	elfinfo symbols --object=other a.ko | rows symbol name object |
		grep '^x other$'
}

@test "elfinfo: what is compressed is unpacked, and damage in it found" {
	echo 'int x;' | obj a
	elfinfo symbols --object=x a.o >want
	for p in gzip xz bzip2; do
		$p -c a.o >a.packed
		elfinfo symbols --object=x a.packed | diff want -
		head -c 200 a.packed >cut
		run -1 --separate-stderr elfinfo symbols cut
		[ ! "$output" ]
		[ "$stderr" = "elfinfo: cut: error: the compressed data are damaged, says $p" ]
	done
}

@test "elfinfo: the symbols of a stripped file are found in its debug file" {
	echo 'static int x; int main(void) { return x; }' >a.c
	gcc -g -Wl,--build-id a.c -o a
	elfinfo symbols --object=a a >want
	objcopy --only-keep-debug a a.debug
	strip a
	objcopy --add-gnu-debuglink=a.debug a
	elfinfo symbols --object=a a | diff want -
	mkdir there
	mv a.debug there
	run -1 elfinfo symbols a
	[ "$output" = "elfinfo: a: error: it has no symbol table, nor is there a debug file that has" ]
	elfinfo symbols --object=a --debug-dir="$PWD/there" a | diff want -
}

@test "elfinfo: other byte orders and classes are read" {
	echo 'int big = 1; static int f(void) { return 1; } int (*p)(void) = f;' >a.c
	s390x-linux-gnu-gcc-12 -c a.c -o a.o ||
		skip "no compiler for s390x"
	elfinfo symbols a.o | rows symbol name type size | grep '^big object 4$'
	gcc -m32 -c a.c -o a.o
	elfinfo symbols a.o | rows symbol name type size | grep '^p object 4$'
}

@test "elfinfo: names with tabs, newlines and backslashes survive" {
	cat >a.s <<-'E'
	.set "a	b", 1
	.set "a\\b", 2
	E
	as -o a.o a.s
	elfinfo symbols a.o | rows symbol name value >have
	grep '^a\\tb 0*1$' have
	grep '^a\\\\b 0*2$' have
}

# zoo - one unit with a function of every kind
zoo() {
	cat "$BATS_TEST_DIRNAME/elfinfo/zoo.c"
}

@test "elfinfo: functions tells code, clones and what is only inlined apart" {
	zoo | obj a -fno-ipa-icf
	elfinfo functions a.o >table
	whole functions <table
	rows function name file line linkage state symbol <table >have
	diff -u - have <<-'E'
	jumps a.c 17 extern code jumps
	leaf a.c 2 static inlined -
	middle a.c 4 static inlined -
	own a.c 8 static code own
	shrunk a.c 10 static cloned -
	split a.c 15 extern code split
	twice a.c 6 extern code twice
	user a.c 12 extern code user
	E
	rows clone name line suffix symbol section <table >have
	diff -u - have <<-'E'
	shrunk 10 constprop.0 shrunk.constprop.0 .text
	split 15 cold split.cold .text.unlikely
	E
	# value and size are the symbol's
	rows function symbol value size <table | grep -v '^-' >have
	rows clone symbol value size <table >>have
	elfinfo symbols a.o | rows symbol name value size >symbols
	[ "$(grep -cFxf symbols have)" = "$(wc -l <have)" ]
}

@test "elfinfo: inlined tells into what, by way of what and how often" {
	zoo | obj a
	elfinfo functions a.o | rows inlined name line into symbol via count >have
	grep -E ' (twice|own) ' have | diff -u - <(cat <<-'E'
	leaf 2 own own - 1
	leaf 2 twice twice - 1
	leaf 2 twice twice middle 2
	middle 4 twice twice - 2
	E
	)
}

@test "elfinfo: the callers of a function that has clones, and tail calls" {
	zoo | obj a
	elfinfo functions a.o >table
	[ "$(rows called name by symbol called count <table)" = \
		"shrunk user user shrunk.constprop.0 2" ]
	rows tailcall name symbol to count <table | grep '^jumps jumps twice 1$'
}

@test "elfinfo: a part whose symbol has the function's own name is no clone" {
	zoo | obj a
	[ "$(elfinfo functions a.o | rows clone suffix name | grep split)" = \
		"cold split" ]
	objcopy --redefine-sym split.cold=split a.o
	elfinfo functions a.o >table
	[ "$(rows function name state symbol <table | grep split)" = \
		"split code split" ]
	[ -z "$(rows clone name <table | grep split)" ]
}

# both - a function that has its own code and a clone
both() {
	cat <<-'E'
	extern int out(int);
	int sink;
	__attribute__((noinline)) int f(int x, int how)
	{
		int i;
		if (how == 1)
			return out(x) + 1;
		for (i = 0; i < how; i++)
			sink += out(i) * how + x;
		return sink;
	}
	static __attribute__((noinline)) int s(int x, int how)
	{ return how == 2 ? out(x) : out(how) * 2 + f(x, how); }
	int with_clone(int x) { return f(x, 1) + f(x + 1, 1) + f(x + 2, 1); }
	int with_f(int x, int y) { return f(x, y) + s(x, 2); }
	E
}

@test "elfinfo: called tells the function itself and a clone apart" {
	n=0
	for cc in gcc-12 aarch64-linux-gnu-gcc-12 s390x-linux-gnu-gcc-12 \
		  powerpc64le-linux-gnu-gcc-12; do
		command -v $cc >/dev/null || continue
		for o in -fno-pie -ffunction-sections '-fno-pie -gdwarf-4'; do
			both | sed 's/^int f(/static &/' >a.c
			$cc -g -O3 -fno-inline $o -c a.c -o a.o
			nm a.o | grep -q ' f[.]constprop'
			${cc%gcc-12}ld -r -o b.o a.o
			${cc%gcc-12}ld -e 0 --defsym out=0 -o b a.o
			for x in a.o b.o b; do
				elfinfo functions $x |
					rows called name by called >have
				grep '^f with_clone f.constprop.0$' have
				grep '^f with_f f$' have
				run -1 grep '^f with_f f[.]' have
				run -1 grep '^f with_clone f$' have
				[ -z "$(elfinfo patchable $x f |
					rows also with why |
					grep -v '^with_clone calls-clone$')" ]
			done
			n=$((n + 1))
		done
	done
	[ $n -gt 0 ]
}

@test "elfinfo: a function that was folded into its twin is not a gone one" {
	obj a <<-'E'
	extern int out(int);
	#define BODY { int i, s = 0; \
		for (i = 0; i < x; i++) s += out(i) * 3 + out(s); return s; }
	int one(int x) BODY
	int two(int x) BODY
	E
	elfinfo functions a.o >table
	rows function name state symbol <table | diff - <(printf '%s\n' \
		'one code one' 'two folded two')
	[ -z "$(rows inlined name into <table)" ]
}

@test "elfinfo: what was folded is found where no symbol tells its file" {
	for f in a b; do
		# in one of them the function has code, in the other not
		cat <<-E | obj $f
		extern int out(int);
		#define BODY { int i, s = 0; \\
			for (i = 0; i < x; i++) s += out(i) * $((${#f} + 2)) \\
				+ out(s); return s; }
		int one_$f(int x) BODY
		static int two(int x) BODY
		int (*p_$f)(int) = two;
		static inline int three(int x) { return x; }
		E
	done
	echo 'int out(int x) { return x; }
		__attribute__((noinline)) static int three(int x)
		{ asm(""); return x; }
		int use(int x) { return three(x); }' | obj c
	ld -r -o whole.o a.o b.o c.o
	objcopy -w -N '*.c' whole.o k.o
	nm -a k.o >symbols
	run -1 grep '[.]c$' symbols
	ld -e 0 -o k k.o
	for o in k.o k; do
		elfinfo functions $o >table
		rows function name unit state symbol <table | grep -v out |
			diff - <(printf '%s\n' 'one_a a.c code one_a' \
				'one_b b.c code one_b' 'three c.c code three' \
				'two a.c folded two' 'two b.c folded two' \
				'use c.c code use')
		[ "$(rows function name value <table | grep ^two)" = \
			"$(nm k.o | awk '$3 == "two" { print "two", $1 }')" ] ||
			[ $o = k ]
	done
}

@test "elfinfo: a weak function that was overridden cannot be patched, nor must be" {
	cat <<-'E' | obj a -pg -mfentry -mrecord-mcount -fno-toplevel-reorder
	static inline __attribute__((always_inline)) int in(int x)
	{ asm(""); return x; }
	__attribute__((weak)) int f(int x) { return in(x) + 1; }
	__attribute__((no_instrument_function)) int next(int x) { return x; }
	__attribute__((weak)) int alone(int x) { return x + 1; }
	E
	echo 'int f(int x) { return x + 2; }
		void __fentry__(void) { }' | obj b
	ld -r -o ab.o a.o b.o
	ld -e 0 -o ab ab.o
	for o in ab.o ab; do
		elfinfo functions $o >table
		rows function name unit state symbol <table | grep -v __ |
			diff - <(printf '%s\n' 'alone a.c code alone' \
				'f a.c overridden -' 'f b.c code f' \
				'in a.c inlined -' 'next a.c code next')
		elfinfo patchable --object=o $o a.c:f in >table
		rows patchable name verdict <table |
			diff - <(printf '%s\n' 'f no' 'in elsewhere')
		rows reason name word <table | diff - <(printf '%s\n' \
			'f overridden' 'in inlined')
		[ -z "$(rows also with <table)" ]
	done
	# its place for the call is not that of what stands behind it
	elfinfo functions ab.o | rows function name unit fentry >have
	grep -qx 'f a.c yes' have
	grep -qx 'next a.c no' have
}

@test "elfinfo: DWARF 4 and 5, compressed and split sections tell the same" {
	zoo >a.c
	gcc-12 -O2 -g -gdwarf-5 -c a.c -o a.o
	elfinfo functions --object=a a.o >want
	for o in -gdwarf-4 -gz -gdwarf64 -gsplit-dwarf '-gdwarf-4 -fdebug-types-section' \
		-ffunction-sections; do
		gcc-12 -O2 -g $o -c a.c -o b.o
		elfinfo functions --object=a b.o | rows inlined name into via count >have
		rows inlined name into via count <want | diff - have
		elfinfo functions --object=a b.o | rows function name state symbol >have
		rows function name state symbol <want | diff - have
	done
}

@test "elfinfo: objects of other architectures tell the same functions" {
	zoo >a.c
	n=0
	for cc in aarch64-linux-gnu-gcc-12 powerpc64le-linux-gnu-gcc-12 \
		s390x-linux-gnu-gcc-12; do
		command -v $cc >/dev/null || continue
		$cc -O2 -g -c a.c -o a.o
		elfinfo functions a.o >table
		rows function name state <table | grep '^twice code$'
		rows function name state <table | grep '^leaf inlined$'
		rows inlined name into via count <table |
			grep '^leaf twice middle 2$'
		n=$((n + 1))
	done
	[ $n -gt 0 ] || skip "no cross compilers"
}

@test "elfinfo: debug data in another file are found" {
	{ zoo; echo 'void bad(int x) { sink = x; } int main(void) { return user(1); }'; } >a.c
	gcc-12 -O2 -g -Wl,--build-id a.c -o a
	elfinfo functions --object=a a >want
	objcopy --only-keep-debug a a.debug
	strip --strip-debug a
	objcopy --add-gnu-debuglink=a.debug a
	elfinfo functions --object=a a | diff want -
	# the debug file alone: what it has not, the code, is not known
	elfinfo functions --object=a a.debug |
		diff <(awk -F'\t' -v OFS='\t' '
			$1 == "called" { $9 = "-" } { print }' want) -
	rm a.debug
	run -1 elfinfo functions a
	[ "$output" = "elfinfo: a: error: it has no debug data, nor is there a debug file that has" ]
}

@test "elfinfo: fentry says where the kernel can put its call" {
	for o in '-pg -mfentry -mrecord-mcount' '-fpatchable-function-entry=5' \
		'-fpatchable-function-entry=16,16' \
		'-pg -mfentry -mrecord-mcount -fcf-protection=branch'; do
		obj a $o <<-'E'
		int sink;
		int f(int x) { sink += x; return x; }
		__attribute__((no_instrument_function, patchable_function_entry(0, 0)))
		int no(int x) { sink -= x; return x; }
		E
		elfinfo functions a.o | rows function name fentry >have
		diff -u - have <<-'E'
		f yes
		no no
		E
		# linked
		ld -r -o b.o a.o
		elfinfo functions b.o | rows function name fentry | diff have -
	done
	echo 'int f(void) { return 1; }' | obj a
	[ "$(elfinfo functions a.o | rows function name fentry)" = "f -" ]
	# a module without a table has no place, its debug file does not tell
	echo '__attribute__((section(".gnu.linkonce.this_module"))) int m;
		int f(void) { return 1; }' | obj a
	[ "$(elfinfo functions a.o | rows function name fentry)" = "f no" ]
	objcopy --only-keep-debug a.o a.debug
	[ "$(elfinfo functions a.debug | rows function name fentry)" = "f -" ]
}

@test "elfinfo: fentry of a linked kernel is between its two symbols" {
	obj a -pg -mfentry -mrecord-mcount <<-'E'
	int sink;
	int f(int x) { sink += x; return x; }
	__attribute__((no_instrument_function)) int no(int x) { sink -= x; return x; }
	__attribute__((section(".init.text"))) int start(void) { return f(1); }
	void __fentry__(void) { }
	E
	cat >k.ld <<-'E'
	SECTIONS {
		. = 0x400000;
		.text : { *(.text) }
		.init.text : { *(.init.text) }
		.init.data : {
			__start_mcount_loc = .;
			*(__mcount_loc)
			__stop_mcount_loc = .;
		}
	}
	E
	ld -T k.ld -e 0 -o vmlinux a.o
	elfinfo functions vmlinux | rows function name object fentry |
		grep -v __fentry__ >have
	diff -u - have <<-'E'
	f vmlinux yes
	no vmlinux no
	start vmlinux yes
	E
}

@test "elfinfo: variables has those of the file and of blocks, with their symbols" {
	obj a -fno-pic <<-'E'
	int global = 1;
	static int hidden;
	extern int elsewhere;
	_Thread_local int tls;
	static const int folded = 5;
	static inline int count(void) { static int calls; return ++calls; }
	int f(int x)
	{
		static int calls = 3;
		int local = x;
		{ static long deep[2]; deep[0] += x; }
		hidden += local;
		return calls++ + count() + folded + elsewhere + tls;
	}
	E
	elfinfo variables a.o >table
	whole variables <table
	rows variable name line linkage function symbol section size <table |
		sed 's/[.][0-9]* / /' >have
	diff -u - have <<-'E'
	calls 6 static count calls .bss 4
	calls 9 static f calls .data 4
	deep 11 static f deep .bss 16
	folded 5 static - - - 4
	global 1 extern - global .data 4
	hidden 2 static - hidden .bss 4
	tls 4 extern - tls .tbss 4
	E
	rows variable symbol <table | grep -E '^calls[.][0-9]+$' | sort -u |
		wc -l | grep '^2$'
	elfinfo symbols a.o | rows symbol name value | sort >symbols
	rows variable symbol value <table | grep -v '^-' | sort |
		comm -23 - symbols >left
	[ ! -s left ]
}

@test "elfinfo: paths are from where the compiler ran, or without --strip-dir's" {
	mkdir -p src/sub out
	echo 'static inline int g(void) { return 1; }' >src/sub/g.h
	echo '#include "../src/./sub/g.h"
	int f(void) { return g(); }' >src/f.c
	gcc-12 -g -O2 -Isrc -c src/f.c -o f.o
	elfinfo functions f.o | rows function unit file |
		diff - <(printf '%s\n' 'src/f.c src/f.c' 'src/f.c src/sub/g.h')
	(cd out && gcc-12 -g -O2 -c "$tmp/src/f.c" -o f.o)
	elfinfo functions --strip-dir="$tmp/src" out/f.o | rows function unit file |
		diff - <(printf '%s\n' 'f.c f.c' 'f.c sub/g.h')
}

@test "elfinfo: clones reads the new form of dumps and the old one alike" {
	cat >new <<-'E'
	Callgraph clone;f;12;a.c;10;5;g;13;b.h;20;7;inlining to
	Callgraph clone;f;12;a.c;10;5;f.isra.0;40;a.c;10;5;isra
	Callgraph clone;f.isra.0;40;a.c;10;5;f.isra.0.later.1;41;a.c;10;5;later
	Callgraph clone;f;12;a.c;10;5;f;44;a.c;10;5;(null)
	Callgraph removal;f;12;a.c;10;5
	E
	sed 's/^\(Callgraph clone\);\(.*\);\([^;]*;[^;]*;[^;]*;[^;]*;[^;]*\);\([^;]*\)$/\1;\3;<-;\2;optimization:;\4/' new >old
	grep -q '^Callgraph clone;g;13;b.h;20;7;<-;f;12;a.c;10;5;optimization:;inlining to$' old
	elfinfo clones new >table
	whole clones <table
	rows dumpclone name order line clone clone-order clone-file clone-line suffix mark <table >have
	diff -u - have <<-'E'
	f 12 10 f 44 a.c 10 (null) -
	f 12 10 f.isra.0 40 a.c 10 isra -
	f 12 10 g 13 b.h 20 inlining to -
	f.isra.0 40 10 f.isra.0.later.1 41 a.c 10 later -
	E
	[ "$(rows removal name order dump <table)" = "f 12 new" ]
	elfinfo clones old | sed -E 's/	old(	[0-9]+)?$/	new\1/' | diff table -
	xz -c new >new.xz
	elfinfo clones new.xz | sed -E 's/	new.xz(	[0-9]+)?$/	new\1/' | diff table -
}

@test "elfinfo: clones marks inlining that folding made up" {
	obj a -fdump-ipa-clones <<-'E'
	extern int out(int);
	#define BODY { int i, s = 0; \
		for (i = 0; i < x; i++) s += out(i) * 3 + out(s); return s; }
	static inline int helper(int x) { return out(x) * 5; }
	int one(int x) BODY
	int two(int x) BODY
	int user(int x) { return helper(x) + 1; }
	E
	grep -q 'clone;one;.*;two;.*;inlining to' a.c.*.ipa-clones
	elfinfo clones --dwarf=a.o a.c.*.ipa-clones |
		rows dumpclone name clone mark >have
	diff -u - have <<-'E'
	helper user seen
	one two false
	E
}

@test "elfinfo: a dump that is damaged is an error with its line" {
	local good='Callgraph removal;f;12;a.c;10;5'
	for l in 'Callgraph removal;f;12;a.c;10' 'Callgraph removal;f;x;a.c;10;5' \
		'Callgraph clone;f;12;a.c;10;5' 'text' '' \
		'Callgraph clone;f;12;a.c;10;5;g;13;b.h;20;7;isra;more' \
		'Callgraph removal;;12;a.c;10;5'; do
		printf '%s\n' "$good" "$l" >dump
		run -1 --separate-stderr elfinfo clones dump
		[ ! "$output" ]
		[[ $stderr = 'elfinfo: dump:2: error: '* ]]
	done
	printf %s "$good" >dump
	run -1 elfinfo clones dump
	[ "$output" = "elfinfo: dump:1: error: cut short: the last line has no newline" ]
}

@test "elfinfo: symvers reads each form of the file, with namespaces" {
	printf '%s\t%s\t%s\t%s\n' \
		0x1 old vmlinux EXPORT_SYMBOL \
		0x2 gpl drivers/a/some-mod EXPORT_SYMBOL_GPL >Module.symvers
	printf '%s\t%s\t%s\t%s\t%s\n' \
		0x3 new kernel/new.ko EXPORT_SYMBOL '' \
		0x4 spaced kernel/new EXPORT_SYMBOL_GPL ROOM \
		0x5 between BETWEEN fs/x EXPORT_SYMBOL >>Module.symvers
	elfinfo symvers Module.symvers >table
	whole symvers <table
	rows export name object path crc kind namespace <table >have
	diff -u - have <<-'E'
	between x fs/x 0x5 EXPORT_SYMBOL BETWEEN
	gpl some_mod drivers/a/some-mod 0x2 EXPORT_SYMBOL_GPL -
	new new kernel/new.ko 0x3 EXPORT_SYMBOL -
	old vmlinux vmlinux 0x1 EXPORT_SYMBOL -
	spaced new kernel/new 0x4 EXPORT_SYMBOL_GPL ROOM
	E
	for p in gzip xz zstd; do
		$p -c Module.symvers >packed
		elfinfo symvers packed | diff table -
	done
	elfinfo symvers - <Module.symvers | diff table -
	elfinfo symvers - < <(cat Module.symvers) | diff table -
}

@test "elfinfo: a table that does not fit in memory is sorted on disk" {
	awk 'BEGIN {
		for (i = 0; i < 250000; i++)
			printf "0x%08x\tsymbol_number_%d\tdrivers/a/long/path" \
				"/module-%d\tEXPORT_SYMBOL_GPL\tSPACE\n",
				i, i * 7919 % 250000, i % 1000
	}' >Module.symvers
	elfinfo symvers Module.symvers Module.symvers >table
	whole symvers <table
	[ "$(wc -c <table)" -gt $((18 << 20)) ]	# more than rows.c keeps
	[ "$(wc -l <table)" = 250003 ]
}

@test "elfinfo: a Module.symvers that is damaged is an error with its line" {
	printf '0x1\tf\tvmlinux\tEXPORT_SYMBOL\n' >good
	for l in text '0x1 f vmlinux EXPORT_SYMBOL' '0x1	f	vmlinux	SYMBOL' \
		'1	f	vmlinux	EXPORT_SYMBOL' \
		'0x1	f	a	EXPORT_SYMBOL	b	c' ''; do
		{ cat good; printf '%s\n' "$l"; } >bad
		run -1 --separate-stderr elfinfo symvers good bad
		[ ! "$output" ]
		[[ $stderr = 'elfinfo: bad:2: error: '* ]]
	done
	{ cat good; printf '0x1\tf\tvmlinux\tEXPORT_SY'; } >bad
	run -1 elfinfo symvers bad
}

# what patching has to know: fentry sites, an init function, a notrace one
patient() {
	obj "${1-a}" -pg -mfentry -mrecord-mcount <<-'E'
	int sink;
	#define notrace __attribute__((no_instrument_function))
	#define init __attribute__((section(".init.text")))
	static inline int leaf(int x) { sink += x; return sink * 3; }
	int plain(int x) { sink = x; return x; }
	int notrace never(int x) { sink -= x; return x; }
	int first(int x) { return leaf(x); }
	int init boot(int x) { return leaf(x); }
	static __attribute__((noinline)) int shrunk(int x, int unused, int *p)
	{ sink = x; return sink + *p; }
	static inline int between(int x) { return shrunk(x, 1, &sink); }
	__attribute__((noinline))
	int caller(int x) { return between(x) + 1; }
	static inline int hard(int x) { sink ^= x; return sink * 7; }
	int notrace stuck(int x) { return hard(x); }
	int tail(int x) { sink++; return caller(x); }
	E
}

@test "elfinfo: patchable tells who can be patched, and why not" {
	patient
	elfinfo patchable a.o plain never boot leaf shrunk tail >table
	whole patchable <table
	rows patchable name verdict symbol <table >have
	diff -u - have <<-'E'
	boot no boot
	leaf elsewhere -
	never no never
	plain yes plain
	shrunk elsewhere -
	tail yes tail
	E
	rows reason name word about <table >have
	diff -u - have <<-'E'
	boot init .init.text
	leaf inlined -
	never no-fentry never
	shrunk clone shrunk.constprop.0
	shrunk cloned -
	tail tailcall caller
	E
}

@test "elfinfo: patchable tells what must be patched with a function" {
	patient
	elfinfo patchable a.o leaf shrunk hard >table
	rows also name with symbol why about <table >have
	# caller has code of between, and that calls the clone
	diff -u - have <<-'E'
	hard stuck stuck inlined hard
	leaf boot boot init leaf
	leaf first first inlined leaf
	shrunk caller caller calls-clone shrunk
	E
	rows reason name word about <table | grep '^hard needs stuck no-fentry$'
}

@test "elfinfo: patchable takes PATH:NAME, and says what is not there" {
	mkdir -p sub
	for f in sub/a b; do
		echo 'static __attribute__((noinline)) int same(int x)
		{ asm(""); return x; }
		int '"${f#*/}"'(int x) { return same(x); }' | obj $f
	done
	ld -r -o ab.o sub/a.o b.o
	[ "$(elfinfo patchable ab.o same | rows patchable unit position of)" = \
		$'b.c 2 2\nsub/a.c 1 2' ]
	for p in sub/a.c a.c; do
		[ "$(elfinfo patchable ab.o $p:same |
			rows patchable unit verdict)" = "sub/a.c unknown" ]
	done
	[ "$(elfinfo patchable ab.o b.c:same | rows reason word about)" = \
		"namesakes 2 of 2" ]
	run -1 --separate-stderr elfinfo patchable ab.o same ub/a.c:same nope
	[ ! "$output" ]
	[ "${#stderr_lines[@]}" = 2 ]
	[ "${stderr_lines[0]}" = "elfinfo: ab.o: error: there is no function ub/a.c:same in the debug data" ]
}

# a kernel with a module, in folder k
tree() {
	mkdir -p k/drivers k/boot
	patient
	echo 'SECTIONS { . = 0x400000; .text : { *(.text) }
		.init.text : { *(.init.text) } }' >k.ld
	echo 'void __fentry__(void) { }' | obj fentry
	ld -T k.ld -e 0 -o k/vmlinux a.o fentry.o
	# what unpacks a kernel is called the same
	ld -e 0 -o k/boot/vmlinux fentry.o
	cat <<-'E' | obj m
	__attribute__((section(".gnu.linkonce.this_module"))) int m;
	extern int plain(int);
	static int plain2(int x) { static int n; return n += x; }
	int mod(int x) { return plain(plain2(x)); }
	E
	xz -c m.o >k/drivers/my-mod.ko.xz
	printf '0x1\tplain\tvmlinux\tEXPORT_SYMBOL\t\n' >k/Module.symvers
	printf 'Callgraph removal;plain2;1;m.c;3;5\n' >k/m.c.000i.ipa-clones
	echo no index >k/README
}

@test "elfinfo: an index has all rows of a kernel, sorted for look and grep" {
	tree
	elfinfo index k -o table
	whole index <table
	{
		elfinfo symbols k/vmlinux
		elfinfo functions k/vmlinux
		elfinfo variables k/vmlinux
		elfinfo symbols --object=my_mod k/drivers/my-mod.ko.xz
		elfinfo functions --object=my_mod k/drivers/my-mod.ko.xz
		elfinfo variables --object=my_mod k/drivers/my-mod.ko.xz
		elfinfo symvers k/Module.symvers
		elfinfo clones k/m.c.000i.ipa-clones
	} | grep -v '^[!~]' | LC_ALL=C sort -u >want
	grep -Ev '^([!~]|object	|unit	)' table | diff want -
	grep -q '^symbol	plain2*	my_mod	' table
	rows object name what debug depends <table | diff - <(
		echo my_mod module yes -
		echo vmlinux kernel yes -)
	rows unit name object unit <table | diff - <(
		echo a.c vmlinux a.c
		echo fentry.c vmlinux fentry.c
		echo m.c my_mod m.c)
	# the files themselves, in any order, give the same
	elfinfo index k/m.c.000i.ipa-clones k/Module.symvers \
		k/drivers/my-mod.ko.xz k/vmlinux --output=table2
	diff table table2
}

@test "elfinfo: query gives what grep finds in the index" {
	tree
	elfinfo index k -o table
	for n in plain leaf shrunk mod n.0 nope a; do
		elfinfo query table "$n" >have
		whole query <have
		grep -v '^[!~]' have >rows || :
		awk -F'\t' -v n="$n" '$2 == n && !/^[!~]/' table | diff - rows
	done
	elfinfo query --kind=export table plain mod | rows export name object |
		diff - <(echo plain vmlinux)
	printf 'plain\nnope\n' | elfinfo query table >have
	[ "$(grep -c '^~end' have)" = 2 ]
	[ "$(grep -c '^export	plain	' have)" = 1 ]
}

@test "elfinfo: patchable answers the same from an index" {
	tree
	elfinfo index k -o table
	for f in plain leaf shrunk hard; do
		elfinfo patchable k/vmlinux $f >want
		elfinfo patchable --index=table $f | diff want -
	done
}

@test "elfinfo: what cannot be read leaves the old index in place" {
	tree
	echo old >table
	head -c 1000 k/vmlinux >k/bad.ko
	run -1 elfinfo index k -o table
	[[ $output = 'elfinfo: k/bad.ko: error: '* ]]
	[ "$(cat table)" = old ]
	[ "$(echo table* elfinfo*)" = "table elfinfo*" ]
	run -2 elfinfo index k
	run -2 elfinfo index nope -o table
	mkdir empty
	run -2 elfinfo index empty -o table
	[ "$(cat table)" = old ]
}

@test "elfinfo: an index that is cut short, or no index, is refused" {
	tree
	elfinfo index k -o table
	size=$(stat -c %s table)
	for n in 0 5 30 1000 $((size - 1)) $((size - 8)); do
		head -c $n table >cut
		run -1 --separate-stderr elfinfo query cut plain
		[ ! "$output" ]
		[[ $stderr = 'elfinfo: cut: error: '* ]]
	done
	run -1 elfinfo query k/README plain
}

@test "elfinfo: a file without debug data gives symbols to the index, with a warning" {
	echo 'int x;' >x.c
	gcc -c x.c -o x.o
	run -0 elfinfo index x.o -o table
	[ "$output" = "elfinfo: x.o: warning: only its symbols are in the table [-Wno-debug-data]" ]
	grep -q '^symbol	x	x.o	' table
	run -1 elfinfo functions x.o
	[ "$output" = "elfinfo: x.o: error: it has no debug data, nor is there a debug file that has" ]
}

@test "elfinfo: damaged debug data are an error that says where, or whole" {
	zoo | obj a
	size=$(stat -c %s a.o)
	n=0
	for at in $(seq 64 293 "$size"); do
		cp a.o b.o
		printf '\377\377\377\377' |
			dd of=b.o bs=1 seek="$at" conv=notrunc status=none
		for c in functions variables symbols; do
			st=0
			elfinfo $c b.o >have 2>err || st=$?
			if [ $st = 0 ]; then
				whole $c <have
			else
				[ $st = 1 ]
				[ ! -s have ]
				grep -q '^elfinfo: b.o: error: ' err
				n=$((n + 1))
			fi
		done
	done
	[ $n -gt 10 ]
}

@test "elfinfo: symbols, functions and variables are those of readelf and nm" {
	zoo >a.c
	cp a.c b.c
	gcc-12 -O2 -g -c a.c -o a.o
	gcc-12 -O2 -g -gdwarf-4 -ffunction-sections -fdata-sections -c b.c -o b.o
	ld -r -o ab.o --allow-multiple-definition a.o b.o
	ld -e 0 --unresolved-symbols=ignore-all -o a a.o
	set -- a.o b.o ab.o a
	for cc in aarch64-linux-gnu-gcc-12 s390x-linux-gnu-gcc-12; do
		command -v $cc >/dev/null || continue
		$cc -O2 -g -c a.c -o $cc.o
		set -- "$@" $cc.o
	done
	run -0 env COPIES=4 check-elf "$@"
	[[ $output = *" 0 failed" ]]
	# and a difference would be seen
	mkdir bin
	printf '%s\n' '#!/bin/sh' \
		'elfinfo "$@" | sed "/^symbol.own/s/func/object/;/^inlined.leaf/d"' \
		>bin/elfinfo
	sed -i "s,elfinfo,$(command -v elfinfo)," bin/elfinfo
	chmod +x bin/elfinfo
	run -1 env COPIES=0 KLP_CCP_EXEC_PATH="$PWD/bin" check-elf a.o
	[[ $output = *"symbols:a.o: "*"functions:a.o: "*" 2 failed" ]]
}

@test "elfinfo: the page has the rows of tables.h, with all their columns" {
	tr '\n' ' ' <"$top/elfinfo/tables.h" | sed 's/ROW(/\n&/g' |
	sed -n 's/^ROW([A-Z]*, *"\([a-z]*\)", *"\(.*\)").*/\1 \2/p' |
	sed 's/"[ \t]*"//g' | sort >"$tmp/table"
	sed -n 's/^\.It Li \([a-z]*\) Ar \(.*\)/\1 \2/p' \
		"$top/elfinfo/elfinfo.1" | sort >"$tmp/page"
	[ -s "$tmp/table" ]
	diff -u "$tmp/table" "$tmp/page"
}

@test "elfinfo: what the user did wrong exits 2" {
	for c in '' nope 'symbols' 'symbols --nope x' 'symbols --object'; do
		run -2 --separate-stderr elfinfo $c
		[ ! "$output" ]
		[[ $stderr = "elfinfo: "*" (elfinfo --help tells more)" ]]
	done
	run -2 elfinfo symbols nope.o
	[ "$output" = "elfinfo: open nope.o: No such file or directory" ]
	run -2 elfinfo symbols .
	[ "$output" = "elfinfo: . is a directory" ]
	run -0 elfinfo --help
	[[ $output = *symbols* ]]
}

@test "elfinfo: what is no ELF file, and what is a damaged one, exits 1" {
	echo text >text
	run -1 elfinfo symbols text
	[ "$output" = "elfinfo: text: error: not an ELF file" ]
	: >empty
	run -1 elfinfo symbols empty
	[ "$output" = "elfinfo: empty: error: not an ELF file" ]
	echo 'int x; int y;' | obj a
	ar rc a.a a.o
	run -1 elfinfo symbols a.a
	[ "$output" = "elfinfo: a.a: error: an archive, not an ELF file" ]
	for n in 64 200 1000 2000; do
		head -c $n a.o >cut
		run -1 --separate-stderr elfinfo symbols cut
		[ ! "$output" ]
		[[ $stderr = "elfinfo: cut: error: "* ]]
	done
	# a good file before it does not make the table whole
	run -1 --separate-stderr elfinfo symbols a.o cut
	[ ! "$output" ]
}

@test "elfinfo: after optimisation at link time the other unit is named" {
	cat >a.c <<-'E'
	int sink;
	int leaf(int x) { sink += x; return sink * 3; }
	static __attribute__((noinline)) int same(int x)
	{ sink ^= x; return leaf(x); }
	int a(int x) { return same(x); }
	E
	cat >b.c <<-'E'
	extern int leaf(int), a(int), sink;
	static __attribute__((noinline)) int same(int x)
	{ sink *= x; return leaf(x) + 1; }
	int main(int argc, char **argv) { return a(argc) + same(argc); }
	E
	gcc-12 -O2 -g -flto a.c b.c -o ab
	elfinfo functions ab | rows inlined name unit into into-unit symbol >have
	diff -u - have <<-'E'
	a a.c main b.c main
	leaf a.c same - same.lto_priv.0
	leaf a.c same b.c same.lto_priv.1
	E
}
