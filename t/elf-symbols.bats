# SPDX-License-Identifier: GPL-2.0-or-later
# Symbol tables, and files as they come: compressed, stripped, of other machines
setup() {
	load helper
	load elfinfo/helper
	cd "$tmp"
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

@test "elfinfo: --debug-dir is a folder from here, or beside the file" {
	echo 'static int x; int main(void) { return x; }' >a.c
	gcc -g -Wl,--build-id a.c -o a
	elfinfo symbols --object=a a >want
	id=$(readelf -n a | sed -n 's/.*Build ID: //p')
	# found by build id, and by the name in the file
	mkdir -p "there/.build-id/${id:0:2}" sub/beside
	objcopy --only-keep-debug a "there/.build-id/${id:0:2}/${id:2}.debug"
	cp "there/.build-id/${id:0:2}/${id:2}.debug" sub/beside/a.debug
	strip a
	for d in "$PWD/there" there ./there nope:there sub/../there; do
		elfinfo symbols --object=a --debug-dir="$d" a | diff want -
	done
	(cd sub && elfinfo symbols --object=a --debug-dir=../there ../a) |
		diff want -
	objcopy --add-gnu-debuglink=sub/beside/a.debug a sub/a
	elfinfo symbols --object=a --debug-dir=nope:beside sub/a | diff want -
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

@test "elfinfo: a file that ends within its section headers is cut short" {
	echo 'int x;' | gcc -g -x c -c -o a.o -
	for n in 1 64 200; do
		head -c -$n a.o >cut
		run -1 elfinfo symbols cut
		[ "$output" = "elfinfo: cut: error: cut short: it ends before its section headers" ]
	done
}
