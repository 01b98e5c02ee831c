#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# ccp-stream(5) says what kinds.h and nodes.h say, which all stages are made
# from.
setup() {
	load helper
	page=$top/lib/ccp-stream.5
}

# items FROM TO - the entries of the page's list items between two sections,
# a kind and its fields or children in a line
items() {
	sed -n "/^\.Sh $1/,/^\.Sh $2/{
		s/^\.It Li //
		t item
		d
		:item
		s/\\\\&//g
		s/ Ar / /g
		p
	}" "$page"
}

@test "stream: the page has the records of kinds.h, with all their fields" {
	# the fields are counted: one a letter but for the marks | 0 ( )
	tr -d '\n' <"$top/lib/kinds.h" | sed 's/KIND(/\n/g' |
	sed -n 's/^[A-Z]*, "\([a-z]*\)", */\1 /p' |
	sed 's/F([A-Z_]*, "\([^"]*\)")[ \t]*/\1/g; s/).*[*]\/.*/)/' |
	awk '{ gsub(/[|0()]/, "", $2); print $1, length($2) }' |
	sort >"$tmp/table"
	items 'WHAT CPP-REC' NODES | sed 's/ Brq / /; s/ Op / /g; s/ Ar$//' |
	awk '{ n = 0
		for (i = 2; i <= NF; i++)
			n += $i !~ /^(Ar|Op|Brq)$/
		print $1, n }' | sort >"$tmp/page"
	[ -s "$tmp/table" ]
	diff -u "$tmp/table" "$tmp/page"
}

@test "stream: the page has the nodes of nodes.h, with all their children" {
	sed 's/NODE(/\n&/g' "$top/lib/nodes.h" |
	sed -n 's/^NODE([A-Z_]*, *"\([a-z-]*\)", *"\([^"]*\)").*/\1 \2/p' |
	sed 's/ $//' >"$tmp/table"
	items NODES EXAMPLES >"$tmp/page"
	[ -s "$tmp/table" ]
	diff -u "$tmp/table" "$tmp/page"
}

@test "stream: every kind of node occurs in the tests of cparse" {
	sed 's/NODE(/\n&/g' "$top/lib/nodes.h" |
	sed -n 's/^NODE([A-Z_]*, *"\([a-z-]*\)".*/\1/p' | sort >"$tmp/table"
	cat "$top"/t/cparse/*.tree | grep -o '(*[a-z-]*' | tr -d '(' |
	sort -u >"$tmp/seen"
	[ -z "$(comm -23 "$tmp/table" "$tmp/seen")" ]
}

@test "stream: the page is good mdoc" {
	[ -z "$(mandoc -T lint "$page" | grep -v 'referenced manual not found')" ]
}
