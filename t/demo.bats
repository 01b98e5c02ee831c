# SPDX-License-Identifier: GPL-2.0-or-later
# The whole pipe on the example project
setup() {
	load helper
	cd demo
	words="gcc -O2 -Wall -Wextra -nostdinc -ffreestanding -Iinclude
		-include include/config.h -c -o $tmp/mailbox.o drivers/mailbox.c"
}

# extract FUNCTIONS POLICY [OPTION...] - the live patch source
extract() {
	klp-ccp --verify --patched-functions="$1" --policy="$2" "${@:3}" \
		-- $words
}

@test "demo: make demo shows a live patch source" {
	demo >"$tmp/out"
	grep '^int klpp_mailbox_send(unsigned int nr, struct message \*m)$\|^int mailbox_send(unsigned int nr, struct message \*m)$' "$tmp/out"
	grep 'verified[.]$' "$tmp/out"
}

@test "demo: each function can be extracted with each policy" {
	for f in mailbox_send mailbox_receive mailbox_open find_port checksum \
		default_notify mailbox_init; do
		for p in kallsyms klp-convert; do
			extract "$f" "$p" >"$tmp/$f.$p.c"
		done
	done
}

@test "demo: several functions go into one result" {
	extract mailbox_send,mailbox_open klp-convert >"$tmp/lp.c"
	grep 'mailbox_send' "$tmp/lp.c"
	grep 'mailbox_open' "$tmp/lp.c"
}

@test "demo: what the patched function does not need is not there" {
	extract mailbox_send klp-convert >"$tmp/lp.c"
	run -1 grep -E 'EXPORT_SYMBOL|module_init|__init|banner|mailbox_open|mailbox_receive|default_ops' "$tmp/lp.c"
	run -1 grep -F "$PWD" "$tmp/lp.c"
}

@test "demo: the comment above a patched function stays with it" {
	extract mailbox_send klp-convert >"$tmp/lp.c"
	grep ' \* mailbox_send - queue a message for a port' "$tmp/lp.c"
}

@test "demo: includes and macros are still includes and macros" {
	extract mailbox_send klp-convert >"$tmp/lp.c"
	grep '^#include <demo/printk.h>' "$tmp/lp.c"
	grep 'log_once(DROP_FULL, "port %u: %u messages wait' "$tmp/lp.c"
}

@test "demo: --all, a second run and another folder give the same bytes" {
	extract mailbox_send kallsyms >"$tmp/a"
	extract mailbox_send kallsyms | cmp "$tmp/a" -
	extract mailbox_send kallsyms --all | cmp "$tmp/a" -
	cp -r . "$tmp/elsewhere"
	cd "$tmp/elsewhere"
	extract mailbox_send kallsyms | cmp "$tmp/a" -
}

@test "demo: the stages run by hand give what klp-ccp gives" {
	extract mailbox_send klp-convert >"$tmp/a"
	PATH=$PATH:$(klp-ccp --exec-path)
	cpp-rec -- $words | cparse | ceval |
	closure --patched-functions=mailbox_send \
		--policy="$top/policies/klp-convert" | depp | cmp "$tmp/a" -
}

@test "demo: an output file stays as it was when there is no such function" {
	echo before >"$tmp/lp.c"
	run -1 extract mailbox_sned kallsyms -o "$tmp/lp.c"
	[[ $output = *mailbox_sned*mailbox_send* ]]
	[ "$(cat "$tmp/lp.c")" = before ]
}

@test "make install: the installed driver finds stages, policies and pages" {
	make -s -C "$top" install DESTDIR="$tmp" PREFIX=/opt
	extract mailbox_send klp-convert >"$tmp/a"
	PATH=$tmp/opt/bin:$PATH
	[ "$(klp-ccp --exec-path)" = "$tmp/opt/libexec/klp-ccp" ]
	extract mailbox_send klp-convert | cmp "$tmp/a" -
	echo $words >"$tmp/log"
	klp-ccp --log="$tmp/log" drivers/mailbox.c -f mailbox_send \
		--policy=klp-convert | cmp "$tmp/a" -
	[ -s "$tmp/opt/share/man/man1/klp-ccp.1" ]
	[ -s "$tmp/opt/share/man/man5/ccp-stream.5" ]
}
