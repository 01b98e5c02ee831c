# SPDX-License-Identifier: GPL-2.0-or-later
# Functions, clones, what was inlined, variables
setup() {
	load helper
	load elfinfo/helper
	cd "$tmp"
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

@test "elfinfo: objects of other architectures tell the same functions" {
	zoo >a.c
	n=0
	for cc in aarch64-linux-gnu-gcc-12 powerpc64le-linux-gnu-gcc-12 \
		s390x-linux-gnu-gcc-12 riscv64-linux-gnu-gcc-12; do
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
	# start's place is the last one of the table
	obj a -pg -mfentry -mrecord-mcount <<-'E'
	int sink;
	void __fentry__(void) { }
	int f(int x) { sink += x; return x; }
	__attribute__((no_instrument_function)) int no(int x) { sink -= x; return x; }
	__attribute__((section(".init.text"))) int start(void) { return f(1); }
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

@test "elfinfo: objects of each thread are told apart by their place" {
	obj a -fPIC <<-'E'
	static _Thread_local int t = 1;
	int f(void) { return t++; }
	E
	obj b -fPIC <<-'E'
	static _Thread_local long t = 2;
	long g(void) { static _Thread_local long t = 3; return t++; }
	long h(void) { return t++; }
	E
	gcc -shared -o l.so a.o b.o
	elfinfo variables l.so | rows variable symbol unit line value size >have
	readelf -sW l.so | awk '$4 == "TLS" { print $8, $2, $3 }' | sort |
	while read -r n v s; do
		case $n in t) [ "$s" = 4 ] && u='a.c 1' || u='b.c 1' ;;
		*) u='b.c 2' ;; esac
		echo "$n $u $v $s"
	done | sort >want
	[ "$(wc -l <want)" = 3 ]
	sort have | diff -u want -
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
