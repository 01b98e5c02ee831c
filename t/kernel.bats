# SPDX-License-Identifier: GPL-2.0-or-later
# What holds elfinfo against a whole kernel, on a small one
setup() {
	load helper
	cd "$tmp"
	export XDG_CACHE_HOME=$tmp/cache
	k=$tmp/cache/klp-ccp/kernel
	mkdir -p $k/boot $k/lib/modules/1.0 $k/usr/src/linux-headers-1.0 \
		$k/usr/lib/debug/boot $k/usr/lib/debug/lib/modules/1.0
	echo 1.0 >$k/release
}

# obj NAME [OPTION...] - compile standard input to NAME.o, as kernels are
obj() {
	cat >"$1.c"
	gcc-12 -g -O2 -fno-pie -fcf-protection=none "${@:2}" -c "$1.c" \
		-o "$1.o"
}

# small - a kernel where two units and a module have a twin each, and an index
small() {
	local f
	for f in a b; do
		cat <<-E | obj $f
		static __attribute__((noinline)) int twin(int x)
		{ asm(""); return x; }
		static inline int once(int x) { static int n; return n += x; }
		int $f(int x) { return twin(x) + once(x); }
		asm(".set none_$f, 5");
		E
	done
	cat <<-'E' | obj e
	asm(".section __ksymtab_gpl,\"a\"\n__ksymtab_a: .long 0\n.previous");
	__attribute__((section(".init.text"))) int begin(void) { return 1; }
	int _text(void) { return 1; }
	E
	# the order of addresses is not that of the symbol table
	echo 'SECTIONS { . = 0xffffffff81000000;
		.text : { e.o(.text) b.o(.text) a.o(.text) }
		.init.text : { *(.init.text) } }' >k.ld
	ld -T k.ld -e 0 -o $k/usr/lib/debug/boot/vmlinux-1.0 a.o b.o e.o
	cat <<-'E' | obj m -pg -mfentry -mrecord-mcount
	__attribute__((section(".gnu.linkonce.this_module"))) int m;
	extern int a(int);
	static __attribute__((noinline)) int twin(int x) { return a(x) + 1; }
	int mod(int x) { return twin(x) * 2; }
	__attribute__((section(".init.text"))) int start(void) { return 1; }
	E
	cp m.o $k/lib/modules/1.0/my-mod.ko
	cp m.o $k/usr/lib/debug/lib/modules/1.0/my-mod.ko
	printf '0x1\ta\tvmlinux\tEXPORT_SYMBOL_GPL\t\n' \
		>$k/usr/src/linux-headers-1.0/Module.symvers
	elfinfo index $k/lib $k/usr/lib/debug/boot/vmlinux-1.0 -o $k/index
	[ "$(grep -c '^symbol	twin	vmlinux	' $k/index)" = 2 ]
}

# change COLUMN VALUE REGEX - in the lines of the index that match
change() {
	awk -F'\t' -v OFS='\t' -v n="$1" -v to="$2" -v re="$3" '
		$0 ~ re { $n = to }
		{ print }' $k/index >new
	run -1 cmp -s new $k/index
	cp new $k/index
}

@test "check-index: holds each table of an index against readelf and nm" {
	small
	run -0 check-index 1
	[[ $output = "vmlinux and 1 modules (debug data: it and 1): symbols "*"exports 1, functions "*"addresses "*"variables 3, "*"; 0 differ" ]]
	cp $k/index index
	while read -r table n to re; do
		cp index $k/index
		change "$n" "$to" "^$re"
		run -1 check-index 1
		[[ $output = "$table: "*" differ"* ]]
	done <<-'E'
	symbols 4 object symbol.mod.my_mod.
	positions 10 3 symbol.twin.vmlinux.*.a.c.
	exports 12 export symbol.a.vmlinux.
	functions 6 9 function.twin.vmlinux.b.c
	functions 4 b.c inlined.once.vmlinux.a.c
	addresses 11 0000000000000001 function.mod.my_mod
	variables 11 0000000000000001 variable.n.vmlinux.a.c
	E
}

# said - what such a kernel says when it was moved by 0x1000000 and its
# module lies at 0xffffffffc0000000
said() {
	{
		echo "section /sys/module/my_mod/sections/.text" \
			0xffffffffc0000000
		echo "section /sys/module/my_mod/sections/.gnu.linkonce.this_module" \
			0xffffffffc0001000
		for f in mod twin __ftrace_invalid_address___16; do
			echo "traceable $f [my_mod]"
		done
		nm -n $k/usr/lib/debug/boot/vmlinux-1.0 | sed '/ a /d
			s/^ffffffff81/ffffffff82/'
		nm -p m.o | awk '$3 == "mod" || $3 == "twin" {
			print "ffffffffc" substr($1, 10), $2, $3 "\t[my_mod]" }'
		echo 'ffffffffc0001000 b m	[my_mod]'
		echo 'ffffffffc0009000 t twin	[bpf]'
	} >$k/kallsyms
}

@test "check-kallsyms: a running kernel has the symbols in the order of positions, and can trace what has fentry" {
	small
	said
	run -0 check-kallsyms
	[ "${lines[0]}" = "passed over: 1 of init sections, given back" ]
	[[ ${lines[-1]} = "1 modules and vmlinux: "*", 2 names of several (2 in vmlinux), "*"; 2 functions can be patched; 0 differ" ]]
	# positions the other way round
	cp $k/index index
	awk -F'\t' -v OFS='\t' '/^symbol.twin.vmlinux/ { $10 = 3 - $10 }
		{ print }' index >$k/index
	run -1 check-kallsyms
	[[ ${lines[0]} = "vmlinux	twin: elfinfo "*", kernel "* ]]
	[[ ${lines[-1]} = *"; 1 differ" ]]
	cp index $k/index
	# one more, one less, and one elsewhere; as to tracing, one less, one more
	cp $k/kallsyms whole
	for how in '$s/.*/ffffffffc0000000 t more	[my_mod]/' '/ mod	/d' \
		'/ mod	/s/^ffffffffc/ffffffffd/' '/^traceable mod/d' \
		'$s/.*/traceable a/'; do
		sed "$how" whole >$k/kallsyms
		run -1 cmp -s whole $k/kallsyms
		run -1 check-kallsyms
		[[ ${lines[-1]} = *"; "[1-9]" differ" ]]
	done
}

@test "kernel: checks without one say so, and a wrong word exits 2" {
	rm -r $k
	for c in check-index check-kallsyms; do
		run -0 $c
		[[ $output = "$c: no kernel here; "* ]]
	done
	run -2 kernel nope
	[ "$output" = "usage: kernel [symvers | headers | small | kasan | build | debug | index [TABLE]]" ]
	[ ! -e $k ]
}
