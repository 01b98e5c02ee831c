#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	src=$top/t/cparse
}

# damaged SEED COUNT NAME... - so many damaged copies of each test of cparse,
# and a table of them, $tmp/table
damaged() {
	local seed=$1 count=$2 name

	shift 2
	mkdir "$tmp/damaged"
	for name; do
		awk -v dir="$tmp/damaged" -v name="$name" -v seed="$seed" \
			-v count="$count" -f "$src/mutate.awk" "$src/$name.c"
	done
	(cd "$tmp/damaged" && ls) | awk -v dir="$tmp/damaged" '{
		printf "damaged\t%s\t-std=gnu17\t%s\tcompile\n", $1, dir }' \
		>"$tmp/table"
}

# files NAME... - a table of these tests of cparse
files() {
	local name

	for name; do
		printf 't\t%s.c\t-std=gnu17\t%s\tcompile\n' "$name" "$src"
	done >"$tmp/table"
}

# against - hold what is in the table against gcc
against() {
	BIN=$(dirname "$(command -v cparse)") "$top/t/check/check-syntax" \
		-t "$tmp/table" >"$tmp/out" || {
		cat "$tmp/out"
		return 1
	}
}

@test "syntax: what is right for gcc is right for cparse and ceval" {
	files attributes asm declarations expressions functions statements \
		structs typedefs
	against
	grep -q ' 8 taken by both' "$tmp/out"
}

@test "syntax: a token too many, too few, or wrong is an error at gcc's line" {
	damaged 5 6 declarations expressions functions statements structs \
		typedefs
	against
	grep -q ' 36 files tried' "$tmp/out"
}

@test "syntax: what is not as with gcc is found" {
	printf 'int a = sizeof(a) b;\n' >"$tmp/a.c"
	mkdir "$tmp/bin"
	printf '#!/bin/sh\ncat\n' >"$tmp/bin/cparse"
	cp "$tmp/bin/cparse" "$tmp/bin/ceval"
	cp "$tmp/bin/cparse" "$tmp/bin/cpp-rec"
	chmod +x "$tmp/bin"/*
	printf 't\ta.c\t-std=gnu17\t%s\tcompile\n' "$tmp" >"$tmp/table"
	BIN=$tmp/bin run -1 "$top/t/check/check-syntax" -t "$tmp/table"
	[[ $output == *"a.c: gcc: a.c:1:19: error: expected ',' or ';'"*"; taken"* ]]
	[[ $output == *" 1 differ"* ]]
}
