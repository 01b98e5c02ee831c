#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A compiler that is not there, by its tables: the judge is each gcc that is.
setup() {
	load helper
	cd "$tmp"
	touch a.c
}

# macro NAME OPTION... - its value for $arch-gcc-$v, $arch is x86_64 if not set
macro() {
	local name=$1
	shift
	cpp-rec --compiler="${arch:-x86_64}-gcc-$v" -- gcc "$@" a.c |
	awk -F'\t' '$1 == "text" && $2 == 1 { print $3 }' |
	sed 's/\\n/\n/g' | sed -n "s/^#define $name //p"
}

@test "predef: a sample of options gives the macros of each gcc that is here" {
	bash "$top/t/check/check-macros" -n 16 | tee out
	tail -n 1 out | grep ', 0 sets differ; [0-9]\{5,\} answers .*, 0 differ'
}

@test "predef: what the command line defines and undefines is seen" {
	echo 'A __linux__' >a.c
	cpp-rec --compiler=s390x-gcc-8-upstream -- gcc -U__linux__ -DA=x a.c |
	ccp-tokens >out
	[ "$(cat out)" = 'x __linux__' ]
}

@test "predef: version, date and maker of the name are followed" {
	v=10.2.1-20210110-debian
	[ "$(macro __VERSION__)" = '"10.2.1 20210110"' ]
	[ "$(macro __PIE__)" = 2 ]
	[ -z "$(macro __PIE__ -fno-pie)" ]
	v=10.2.1-upstream
	[ "$(macro __VERSION__)" = '"10.2.1"' ]
	[ -z "$(macro __PIE__)" ]
	v=4.8-upstream
	[ "$(macro __VERSION__)" = '"4.8.5"' ]
	[ "$(macro __GNUC_GNU_INLINE__)" = 1 ]
}

@test "predef: all constants have the digits that the widest type asks for" {
	v=12-upstream arch=ppc64le
	[ "$(macro __FLT_MIN__)" = 1.17549435082228750796873653722224568e-38F ]
	[ "$(macro __FLT_MIN__ -mno-vsx)" = \
		1.17549435082228750796873653722225e-38F ]
	[ "$(macro __FLT_MIN__ -mno-vsx -mlong-double-64)" = \
		1.1754943508222875e-38F ]
	v=6-upstream arch=x86_64
	[ "$(macro __FLT_MIN__)" = 1.17549435082228750797e-38F ]
}

@test "predef: the kernel's options for powerpc64le leave what it asks for" {
	v=12-upstream arch=ppc64le
	set -- -mlittle-endian -m64 -msoft-float -mabi=elfv2 -mcmodel=medium \
		-mcpu=power9 -mno-altivec -mno-vsx -O2
	[ "$(macro _CALL_ELF "$@")" = 2 ]
	[ "$(macro _ARCH_PWR9 "$@")" = 1 ]
	[ "$(macro __LDBL_MANT_DIG__ "$@")" = 106 ]
	for name in __ALTIVEC__ __VSX__ _ARCH_PWR8 __FLOAT128__; do
		[ -n "$(macro $name -mcpu=power9)" ]
		[ -z "$(macro $name "$@")" ]
	done
	# its name is longer than that of another processor before the +
	[ -n "$(macro _ARCH_PWR5X -mcpu=power5+)" ]
	[ -z "$(macro _ARCH_PWR5X -mcpu=power5)" ]
}

@test "predef: __has_attribute and its like are there since their version" {
	cat >a.c <<-'E'
	#ifdef __has_attribute
	attribute __has_attribute(__packed__) __has_attribute(access)
	#endif
	#ifdef __has_builtin
	builtin __has_builtin(__builtin_memcpy) __has_builtin(nope)
	#endif
	#ifdef __has_c_attribute
	c __has_c_attribute(nodiscard) __has_c_attribute(gnu::packed)
	#endif
	E
	is() {
		cpp-rec --compiler=aarch64-gcc-$1-upstream -- gcc a.c |
		ccp-tokens | tr -s '\n' ' ' | sed 's/ $//' >out
		[ "$(cat out)" = "$2" ]
	}
	is 4.9 ''
	is 5 'attribute 1 0'
	is 10 'attribute 1 1 builtin 1 0'
	is 15 'attribute 1 1 builtin 1 0 c 202311 1'
	cpp-rec --compiler=x86_64-gcc-12-debian -- gcc -undef a.c |
	ccp-tokens | tr -s '\n' ' ' | grep '^attribute 1 1 builtin 1 0 c '
}

@test "predef: a processor that no table has gives a warning" {
	run -0 --separate-stderr cpp-rec \
		--compiler=x86_64-gcc-12-upstream -- gcc -march=nonsense a.c
	grep -F -e 'the tables know no -march=nonsense' <<<"$stderr"
}

@test "predef: a header is not found where no directory is known" {
	echo '#include <stddef.h>' >a.c
	run -1 cpp-rec --compiler=x86_64-gcc-9-upstream -- gcc a.c
	grep -F 'a.c:1:10: error: stddef.h: No such file' <<<"$output"
}

@test "predef: types have the sizes that the tables say" {
	echo 'char a[sizeof(long)], b[sizeof(long double)];' >a.c
	cpp-rec --compiler=s390x-gcc-13-upstream -- gcc a.c | cparse | ceval >out
	grep -P '^fact\tbig-endian\t1$' out
	grep -P '^y\t\d+\tarray\t\d+\t8$' out
	grep -P '^y\t\d+\tarray\t\d+\t16$' out
}

@test "predef: a compiler that is not there is told of --compiler" {
	run -2 cpp-rec -- no-such-gcc a.c
	grep -F -e '--compiler' <<<"$output"
}

@test "predef: names that no table has are refused" {
	for c in x86_64-gcc-4.7-upstream x86_64-gcc-12-suse vax-gcc-9-debian \
		x86_64-gcc-x-debian; do
		run -2 cpp-rec --compiler=$c -- gcc a.c
		[ -n "$output" ]
	done
}

@test "predef: riscv64 has the extensions of its -march=, of gcc 12 only" {
	v=12-debian arch=riscv64
	[ "$(macro __riscv_flen)" = 64 ]
	[ "$(macro __riscv_cmodel_pic)" = 1 ]
	set -- -mabi=lp64 -march=rv64imac -mcmodel=medany -fno-pie
	[ -z "$(macro __riscv_flen "$@")" ]
	[ "$(macro __riscv_float_abi_soft "$@")" = 1 ]
	[ "$(macro __riscv_compressed "$@")" = 1 ]
	[ -z "$(macro __riscv_zicsr "$@")" ]
	[ "$(macro __riscv_zbkc -march=rv64gc_zk)" = 1000000 ]
	cpp-rec --compiler=riscv64-gcc-12 -- gcc a.c |
		grep -x 'fact	compiler	riscv64-gcc-12\..*'
	run -2 cpp-rec --compiler=riscv64-gcc-13 -- gcc a.c
	[[ $output = *"tables are there of gcc for x86_64, aarch64, ppc64le, s390x, riscv64" ]]
}

@test "predef: a function of riscv64 is aligned as its instructions are" {
	cat >a.c <<-'E'
	void f(void);
	_Static_assert(_Alignof(f) == A, "");
	_Static_assert(__builtin_types_compatible_p(__builtin_va_list, void *), "");
	E
	for o in '-march=rv64gc -DA=2' '-march=rv64g -DA=4'; do
		# shellcheck disable=SC2086	# words
		cpp-rec --compiler=riscv64-gcc-12-debian -- gcc $o a.c |
			cparse | ceval | tail -n 1 | grep ^end
	done
}
