# SPDX-License-Identifier: GPL-2.0-or-later
# Live patches in a kernel: a sample of what make check-boot does
setup() {
	load helper
}

@test "check-boot: a few live patches are made, loaded, seen to act, and given back" {
	command -v klp-convert || skip "no klp-convert"
	command -v qemu-system-x86_64 && command -v busybox ||
		skip "no emulator; t/check/setup boot installs it"
	run -0 check-boot -s cmdline:klp-convert inlined:kallsyms \
		module:kallsyms tracepoint:klp-convert no-nowhere:klp-convert
	echo "$output"
	[[ $output != *skipped* ]] || skip "${output#check-boot: skipped: }"
	[ "${lines[-1]}" = "7 right, 0 wrong" ]
	[ "$(grep -c '	yes	yes	yes	' <<<"$output")" = 6 ]
}

@test "check-boot: what is no case exits 2" {
	for args in nope '-x' 'cmdline:nope'; do
		run -2 check-boot -s $args
		[[ $output != *skipped* ]] || skip "no kernel"
	done
}
