#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# t/check/explained, as the checks read it.
setup() {
	load helper
	cd "$tmp"
	export EXPLAINED=$tmp/list
	cat >list <<'E'
# a comment

one, two: a reason
of two lines
	dir/a.c
	dir/b.c: not so
	set/
	-option

two: another one
	dir/c.c
E
}

# check PROGRAM - what it prints for the check "one"
check() {
	awk "$(cat "$top/t/check/explained.awk")"'
		BEGIN { explained_read("one"); '"$1"' }'
}

@test "explained: a name, how a message begins, a folder, an option" {
	check '
		print explained("dir/a.c", "x", "") + 0
		print explained("dir/b.c", "not so good", "") + 0
		print explained("set/x.c", "x", "") + 0
		print explained("y.c", "x", "-O -option -g") + 0
		print explained_rest(1)' >out
	[ "$(tr '\n' ' ' <out)" = "1 1 1 1 0 " ]
	check '
		print explained("dir/a", "x", "") + 0
		print explained("dir/b.c", "so", "") + 0
		print explained("dir/c.c", "x", "-optional") + 0' >out
	[ "$(tr '\n' ' ' <out)" = "0 0 0 " ]
}

@test "explained: what makes no difference any more is told" {
	check '
		explained_equal("dir/b.c", "")
		explained_equal("set/x.c", "")
		explained("set/y.c", "x", "")
		explained_equal("z.c", "-option")
		print explained_rest(0)' >all
	sort all >out
	diff - out <<-E
	$tmp/list: -option: explained, but equal
	$tmp/list: dir/b.c: not so: explained, but equal
	2
	E
	check 'explained_rest(1)' | grep -F 'dir/a.c: explained, but there is none'
}

@test "explained: a list without reasons, and none, are errors" {
	printf '\tdir/a.c\n\nno check\n\ta.c\n\none: b\n\nlast: c\n' >list
	check 'print explained_rest(0)' >out
	diff - out <<-E
	$tmp/list: 1: no reason
	$tmp/list: 3: which check is it for?
	$tmp/list: 6: a reason for nothing
	3
	E
	EXPLAINED=$tmp/none check 'exit !explained_rest(0)' |
	grep -F 'none: cannot be read'
}

@test "explained: the list itself has a reason for each, and only checks that are" {
	EXPLAINED=$top/t/check/explained check 'exit explained_rest(0)'
	sed -n '/^[a-z, ]*: /s/:.*//p' "$top/t/check/explained" |
	tr -s ', ' '\n' | sort -u >checks
	[ -s checks ]
	while read -r name; do
		[ -x "$top/t/check/check-$name" ]
	done <checks
}
