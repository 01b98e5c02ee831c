# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	cd "$tmp"
}

# both ORIGINAL RESULT - compare the types of two texts
both() {
	echo "$1 struct any { int i; } any;" | gcc -g -x c -c -o a.o -
	echo "$2" | gcc -g -x c -c -o b.o -
	typecmp a.o b.o
}

@test "typecmp: equal layouts pass, whatever their order" {
	run -0 both 'struct a { int x; } a; enum e { A, B } e;' \
		'enum e { A, B } e; struct a { int x; } a;'
	[ ! "$output" ]
}

@test "typecmp: a type that the original has not is nothing to compare" {
	run -0 both '' 'struct a { int x; } a;'
}

@test "typecmp: another position, size, name or type of a member is found" {
	for b in 'long x; int y;' 'int x; int z;' 'int x; unsigned y;' \
		'int x, y, z;' 'int y, x;' 'int x;'; do
		run -1 both 'struct a { int x, y; } a;' "struct a { $b } a;"
		[[ $output = "typecmp: error: struct a has another layout: it was struct size 8 { x@0 int; y@32 int; }, it is "* ]]
	done
}

@test "typecmp: bit-fields, enumerators, arrays and typedefs are compared" {
	run -1 both 'struct a { int x : 3, y : 2; } a;' \
		'struct a { int x : 4, y : 2; } a;'
	run -1 both 'enum e { A, B } e;' 'enum e { B, A } e;'
	[[ $output = *"enum e has another layout"* ]]
	run -1 both 'struct a { int x[2][3]; } a;' \
		'struct a { int x[3][2]; } a;'
	run -1 both 'typedef struct { int x; } T; T a;' \
		'typedef struct { char x; } T; T a;'
	[[ $output = *"typedef T has another layout"* ]]
}

@test "typecmp: anonymous members are looked into, pointers are not" {
	run -1 both 'struct a { union { int x; struct { char c; }; }; } a;' \
		'struct a { union { int x; struct { short c; }; }; } a;'
	run -0 both 'struct a { struct b *p; } a; struct b { int x; } b;' \
		'struct a { struct b *p; } a;'
}

@test "typecmp: types local to a function are compared" {
	run -1 both 'int f(void) { struct l { int x; } v = { 1 }; return v.x; }' \
		'int f(void) { struct l { char x; } v = { 1 }; return v.x; }'
	[[ $output = *"struct l has another layout"* ]]
}

@test "typecmp: what the user did wrong exits 2" {
	run -2 typecmp
	[[ $output = "typecmp: usage: typecmp original.o result.o"* ]]
	run -2 typecmp nope.o nope.o
	[ "$output" = "typecmp: open nope.o: No such file or directory" ]
	echo no ELF >text
	run -2 typecmp text text
	echo 'int x;' | gcc -x c -c -o c.o -
	run -2 typecmp c.o c.o
	[ "$output" = "typecmp: c.o: no types: compiled without -g?" ]
}

@test "typecmp: a unit without structs has nothing that differs" {
	echo 'int x;' | gcc -g -x c -c -o c.o -
	run -0 typecmp c.o c.o
	[ ! "$output" ]
}
