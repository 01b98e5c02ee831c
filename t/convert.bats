# SPDX-License-Identifier: GPL-2.0-or-later
# klp-convert: marked references become live patch relocations
setup() {
	load helper
	cd "$tmp"
}

# labelled NAME - an asm label, in the quotes that gas wants
labelled() { echo "__asm__(\"\\\"$1\\\"\")"; }

# module NAME [OPTION...] - compile standard input to NAME.ko, as kernels are
module() {
	cat >"$1.c"
	gcc-12 -O2 -fno-pie -mcmodel=kernel -fcf-protection=none "${@:2}" \
		-c "$1.c" -o "$1.ko"
}

# sections FILE - live patch sections and what they relocate
sections() {
	readelf -SW "$1" | awk '
		/^ *\[/ {
			gsub(/[][]/, " ")
			name[$1] = $2
			if ($2 ~ /^\.klp\.rela/)
				info[$1] = $(NF - 1)
		}
		END { for (i in info) print name[i], name[info[i]] }' | sort
}

symbols() { readelf -sW "$1" | awk '/\.klp\.sym/ { print $7 $8, $NF }' | sort; }

@test "convert: a label says where a symbol is, with a comma or a dot" {
	module a <<-E
	extern int one(int) $(labelled .klp.sym.rela.vmlinux.vmlinux.f,0);
	extern int two(int) $(labelled .klp.sym.rela.m.other-mod.f.isra.0.2);
	extern int three $(labelled .klp.sym.rela.m.m.v,1);
	int g(int x) { return one(x) + three; }
	int *p = &three;
	E
	run -0 klp-convert a.ko b.ko
	[ -z "$output" ]
	[ "$(sections b.ko)" = "$(printf '%s\n' \
		'.klp.rela.m.data .data' \
		'.klp.rela.m.text .text' \
		'.klp.rela.vmlinux.text .text')" ]
	[[ $(symbols b.ko) = *".klp.sym.m.v,1"*".klp.sym.vmlinux.f,0"* ]]
	# the symbols are in the order they were in, and no reference is lost
	diff <(readelf -sW a.ko | awk '{ print $1, $2, $3, $4 }') \
		<(readelf -sW b.ko | awk '{ print $1, $2, $3, $4 }')
	[ "$(readelf -rW a.ko | grep -c R_X86)" = \
		"$(readelf -rW b.ko | grep -c R_X86)" ]
	# once more changes nothing
	klp-convert b.ko c.ko
	cmp b.ko c.ko
}

@test "convert: the table of klp-ccp is enough" {
	module a <<-'E'
	extern int hidden(int), exported(int);
	int g(int x) { return hidden(x) + exported(x); }
	E
	table=$(printf '%s\t' '!row' function name new-name object position \
		symbol how)
	{ printf '!klp-ccp\t1\texternalized\n%s\n' "${table%?}"
	printf 'function\tstatic_one\thidden\tvmlinux\t3\tstatic_one\trelocation\n'
	printf 'function\tunused\tunused\tvmlinux\t0\tunused\trelocation\n'
	printf 'function\texported\texported\tvmlinux\t0\texported\texport\n'
	printf '~end\t5\n'; } >t
	klp-convert --externalized=t a.ko b.ko
	[ "$(symbols b.ko | sed 's/.* //')" = .klp.sym.vmlinux.static_one,3 ]
	readelf -sW b.ko | grep -q ' UND exported$'
	head -n 3 t >cut
	run -1 klp-convert --externalized=cut a.ko none.ko
	[ "${lines[0]}" = "klp-convert: cut:4: error: the table is cut short: it has no end record" ]
	[ ! -e none.ko ]
}

@test "convert: what the loader would refuse is refused, with the symbol" {
	module a <<-E
	extern int f(int) $(labelled .klp.sym.rela.m.vmlinux.f,0);
	int g(int x) { return f(x); }
	E
	run -1 klp-convert a.ko b.ko
	[[ $output = *"symbol 'f' of vmlinux is marked as one for patches of m: the loader refuses that since 5.8"* ]]
	module a <<-E
	extern int f(int) $(labelled .klp.sym.rela.m.m.f.constprop.0,0);
	int g(int x) { return f(x); }
	E
	run -1 klp-convert a.ko b.ko
	[[ $output = *"'.constprop.0' says that the compiler changed"* ]]
	klp-convert --allow=clones a.ko b.ko
	module a <<-E
	extern int key $(labelled .klp.sym.rela.m.m.key,0);
	__attribute__((section("__jump_table"))) int *entry = &key;
	E
	run -1 klp-convert a.ko c.ko
	[[ $output = *"section __jump_table: it refers to 'key' of m"*"static_key_enabled() is the way out"* ]]
	module a <<-E
	extern int f(int) $(labelled .klp.sym.rela.vmlinux);
	int g(int x) { return f(x); }
	E
	run -1 klp-convert a.ko c.ko
	[[ $output = *"it should be .klp.sym.rela.GATE.OBJECT.SYMBOL,POSITION"* ]]
	[ ! -e c.ko ]
	echo no module >d.ko
	run -1 klp-convert d.ko c.ko
	[ "$output" = "klp-convert: d.ko: error: not an ELF file" ]
	run -2 klp-convert a.ko
	[[ $output = *"klp-convert --help tells more"* ]]
}

@test "convert: entries of .klp.module_relocs mark symbols, and conflict" {
	head='struct r { void *sym; unsigned pos; } __attribute__((packed));'
	module a <<-E
	$head
	extern int v;
	__attribute__((section(".klp.module_relocs.my-mod"), aligned(4), used))
	static struct r r[] = { { &v, 2 } };
	int g(void) { return v; }
	E
	klp-convert a.ko b.ko
	[ "$(symbols b.ko | sed 's/.* //')" = .klp.sym.my_mod.v,2 ]
	size=$(readelf -SW b.ko | awk '/ \.klp\.module_relocs/ { print $(NF - 5) }')
	[[ $size =~ ^0+$ ]]
	sed 's/{ &v, 2 }/{ \&v, 2 }, { \&v, 1 }/' a.c | module c
	run -1 klp-convert c.ko b2.ko
	[[ $output = *"symbol 'v': conflicting annotations"* ]]
	sed 's/return v/return 0/' a.c | module d
	run -1 klp-convert d.ko b2.ko
	[[ $output = *"nothing uses this annotation: take it away"* ]]
}

@test "convert: big-endian machines too" {
	command -v s390x-linux-gnu-gcc-12 || skip "no s390x-linux-gnu-gcc-12"
	echo "extern int f(int) $(labelled .klp.sym.rela.vmlinux.vmlinux.f,3);
	int g(int x) { return f(x) + 1; }" >a.c
	s390x-linux-gnu-gcc-12 -O2 -fno-pie -c a.c -o a.ko
	klp-convert a.ko b.ko
	[ "$(symbols b.ko | sed 's/.* //')" = .klp.sym.vmlinux.f,3 ]
	[ "$(sections b.ko)" = '.klp.rela.vmlinux.text .text' ]
}

# kernel - an index of a kernel that has two symbols twin and exports out
kernel() {
	echo 'static __attribute__((noinline)) int twin(int x)
	{ __asm__(""); return x; }
	int once(int x) { return twin(x); }' >k.c
	gcc-12 -g -O2 -fno-pie -c k.c -o k1.o
	gcc-12 -g -O2 -fno-pie -Donce=other -c k.c -o k2.o
	ld -e 0 -o vmlinux k1.o k2.o
	printf '0x1\tout\tvmlinux\tEXPORT_SYMBOL_GPL\tNS\n' >Module.symvers
	elfinfo index vmlinux Module.symvers -o index
}

@test "convert: a finished module is checked as the loader will" {
	kernel
	info='#define INFO(name, text) \
		__attribute__((section(".modinfo"), used, aligned(1))) \
		static const char name[] = text;
	INFO(a, "livepatch=Y") INFO(b, "vermagic=1.0 SMP") INFO(c, "import_ns=NS")'
	module a <<-E
	$info
	extern int f(int) $(labelled .klp.sym.rela.vmlinux.vmlinux.twin,2);
	extern int h(int) $(labelled .klp.sym.rela.vmlinux.vmlinux.once,0);
	extern int out(int);
	int g(int x) { return f(x) + h(x) + out(x); }
	E
	klp-convert a.ko b.ko
	run -0 klp-convert --check=b.ko --index=index --kernel-release=1.0
	[ -z "$output" ]
	run -1 klp-convert --check=b.ko --index=index --kernel-release=1.1
	[[ $output = *"it was built for kernel 1.0, not for 1.1"* ]]
	while IFS='|' read -r change message; do
		sed "$change" a.c | module c
		klp-convert c.ko d.ko
		run -1 klp-convert --check=d.ko --index=index
		[[ $output = *"$message"* ]]
	done <<-'E'
	s/twin,2/twin,0/|symbol 'twin' of vmlinux: there are 2, and the position does not say which
	s/twin,2/twin,3/|there is no number 3, only 2
	s/once,0/gone,0/|symbol 'gone' of vmlinux: there is none
	s/livepatch=Y/livepatch=N/|it is not marked as a live patch
	s/import_ns=NS/import_ns=X/|is exported in namespace NS, which the module does not import
	s/out/in/g|symbol 'in' is undefined, and nothing exports it
	E
	# the linker takes the mark off a symbol, as it does with ld -r
	ld -r b.ko -o e.ko
	run -1 klp-convert --check=e.ko --index=index
	[[ $output = *"is not marked as a live patch symbol"* ||
		$output = *"is not flagged and linked"* ]]
	run -2 klp-convert --check=b.ko
}
