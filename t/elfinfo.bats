# SPDX-License-Identifier: GPL-2.0-or-later
# The program as a whole: its command line, page, messages
setup() {
	load helper
	load elfinfo/helper
	cd "$tmp"
}

@test "elfinfo: damaged debug data are an error that says where, or whole" {
	zoo | obj a
	size=$(stat -c %s a.o)
	n=0
	for at in $(seq 64 293 "$size"); do
		cp a.o b.o
		printf '\377\377\377\377' |
			dd of=b.o bs=1 seek="$at" conv=notrunc status=none
		for c in functions variables symbols; do
			st=0
			elfinfo $c b.o >have 2>err || st=$?
			if [ $st = 0 ]; then
				whole $c <have
			else
				[ $st = 1 ]
				[ ! -s have ]
				grep -q '^elfinfo: b.o: error: ' err
				n=$((n + 1))
			fi
		done
	done
	[ $n -gt 10 ]
}

@test "elfinfo: symbols, functions and variables are those of readelf and nm" {
	zoo >a.c
	cp a.c b.c
	gcc-12 -O2 -g -c a.c -o a.o
	gcc-12 -O2 -g -gdwarf-4 -ffunction-sections -fdata-sections -c b.c -o b.o
	ld -r -o ab.o --allow-multiple-definition a.o b.o
	ld -e 0 --unresolved-symbols=ignore-all -o a a.o
	set -- a.o b.o ab.o a
	for cc in aarch64-linux-gnu-gcc-12 s390x-linux-gnu-gcc-12; do
		command -v $cc >/dev/null || continue
		$cc -O2 -g -c a.c -o $cc.o
		set -- "$@" $cc.o
	done
	run -0 env COPIES=4 check-elf "$@"
	[[ $output = *" 0 failed" ]]
	# and a difference would be seen
	mkdir bin
	printf '%s\n' '#!/bin/sh' \
		'elfinfo "$@" | sed "/^symbol.own/s/func/object/;/^inlined.leaf/d"' \
		>bin/elfinfo
	sed -i "s,elfinfo,$(command -v elfinfo)," bin/elfinfo
	chmod +x bin/elfinfo
	run -1 env COPIES=0 KLP_CCP_EXEC_PATH="$PWD/bin" check-elf a.o
	[[ $output = *"symbols:a.o: "*"functions:a.o: "*" 2 failed" ]]
}

@test "elfinfo: the page has the rows of tables.h, with all their columns" {
	gcc-12 -E -P -D'COL(name, word)=word' \
		-D'ROW(name, word, columns)=row word columns' \
		-x c "$top/lib/tables.h" |
	tr -d '"' | xargs | sed 's/ *row /\n/g' | sed 1d | sort >"$tmp/table"
	sed -n 's/^\.It Li \([a-z]*\) Ar \(.*\)/\1 \2/p' \
		"$top/elfinfo/elfinfo.1" | sort >"$tmp/page"
	[ -s "$tmp/table" ]
	diff -u "$tmp/table" "$tmp/page"
}

@test "elfinfo: what the user did wrong exits 2" {
	for c in '' nope 'symbols' 'symbols --nope x' 'symbols --object'; do
		run -2 --separate-stderr elfinfo $c
		[ ! "$output" ]
		[[ $stderr = "elfinfo: "*" (elfinfo --help tells more)" ]]
	done
	run -2 elfinfo symbols nope.o
	[ "$output" = "elfinfo: open nope.o: No such file or directory" ]
	run -2 elfinfo symbols .
	[ "$output" = "elfinfo: . is a directory" ]
	run -0 elfinfo --help
	[[ $output = *symbols* ]]
}

@test "elfinfo: what is no ELF file, and what is a damaged one, exits 1" {
	echo text >text
	run -1 elfinfo symbols text
	[ "$output" = "elfinfo: text: error: not an ELF file" ]
	: >empty
	run -1 elfinfo symbols empty
	[ "$output" = "elfinfo: empty: error: not an ELF file" ]
	echo 'int x; int y;' | obj a
	ar rc a.a a.o
	run -1 elfinfo symbols a.a
	[ "$output" = "elfinfo: a.a: error: an archive, not an ELF file" ]
	for n in 64 200 1000 2000; do
		head -c $n a.o >cut
		run -1 --separate-stderr elfinfo symbols cut
		[ ! "$output" ]
		[[ $stderr = "elfinfo: cut: error: "* ]]
	done
	# a good file before it does not make the table whole
	run -1 --separate-stderr elfinfo symbols a.o cut
	[ ! "$output" ]
}
