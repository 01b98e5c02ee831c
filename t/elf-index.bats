# SPDX-License-Identifier: GPL-2.0-or-later
# Tables of a whole kernel: Module.symvers, the index, questions to it
setup() {
	load helper
	load elfinfo/helper
	cd "$tmp"
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
