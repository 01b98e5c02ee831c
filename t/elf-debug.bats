# SPDX-License-Identifier: GPL-2.0-or-later
# The forms that debug data come in
setup() {
	load helper
	load elfinfo/helper
	cd "$tmp"
}

@test "elfinfo: DWARF 4 and 5, compressed and split sections tell the same" {
	zoo >a.c
	gcc-12 -O2 -g -gdwarf-5 -c a.c -o a.o
	elfinfo functions --object=a a.o >want
	for o in -gdwarf-4 -gz -gdwarf64 -gsplit-dwarf '-gdwarf-4 -fdebug-types-section' \
		-ffunction-sections; do
		gcc-12 -O2 -g $o -c a.c -o b.o
		elfinfo functions --object=a b.o | rows inlined name into via count >have
		rows inlined name into via count <want | diff - have
		elfinfo functions --object=a b.o | rows function name state symbol >have
		rows function name state symbol <want | diff - have
	done
}

@test "elfinfo: debug data in another file are found" {
	{ zoo; echo 'void bad(int x) { sink = x; } int main(void) { return user(1); }'; } >a.c
	gcc-12 -O2 -g -Wl,--build-id a.c -o a
	elfinfo functions --object=a a >want
	objcopy --only-keep-debug a a.debug
	strip --strip-debug a
	objcopy --add-gnu-debuglink=a.debug a
	elfinfo functions --object=a a | diff want -
	# the debug file alone: what it has not, the code, is not known
	elfinfo functions --object=a a.debug |
		diff <(awk -F'\t' -v OFS='\t' '
			$1 == "called" { $9 = "-" } { print }' want) -
	rm a.debug
	run -1 elfinfo functions a
	[ "$output" = "elfinfo: a: error: it has no debug data, nor is there a debug file that has" ]
}

@test "elfinfo: paths are from where the compiler ran, or without --strip-dir's" {
	mkdir -p src/sub out
	echo 'static inline int g(void) { return 1; }' >src/sub/g.h
	echo '#include "../src/./sub/g.h"
	int f(void) { return g(); }' >src/f.c
	gcc-12 -g -O2 -Isrc -c src/f.c -o f.o
	elfinfo functions f.o | rows function unit file |
		diff - <(printf '%s\n' 'src/f.c src/f.c' 'src/f.c src/sub/g.h')
	(cd out && gcc-12 -g -O2 -c "$tmp/src/f.c" -o f.o)
	elfinfo functions --strip-dir="$tmp/src" out/f.o | rows function unit file |
		diff - <(printf '%s\n' 'f.c f.c' 'f.c sub/g.h')
}

@test "elfinfo: after optimisation at link time the other unit is named" {
	cat >a.c <<-'E'
	int sink;
	int leaf(int x) { sink += x; return sink * 3; }
	static __attribute__((noinline)) int same(int x)
	{ sink ^= x; return leaf(x); }
	int a(int x) { return same(x); }
	E
	cat >b.c <<-'E'
	extern int leaf(int), a(int), sink;
	static __attribute__((noinline)) int same(int x)
	{ sink *= x; return leaf(x) + 1; }
	int main(int argc, char **argv) { return a(argc) + same(argc); }
	E
	gcc-12 -O2 -g -flto a.c b.c -o ab
	elfinfo functions ab | rows inlined name unit into into-unit symbol >have
	diff -u - have <<-'E'
	a a.c main b.c main
	leaf a.c same - same.lto_priv.0
	leaf a.c same b.c same.lto_priv.1
	E
}

@test "elfinfo: after optimisation at link time an object is its own unit's, once" {
	cat >a.c <<-'E'
	static int hits;
	static int table[4] = { 1, 2, 3, 4 };
	static const int left = 5;
	__attribute__((noinline)) int bump(int a)
	{ static int n; n += a; hits++; return table[a & 3] + n; }
	E
	cat >b.c <<-'E'
	static int hits;
	int bump(int);
	int both(int a) { hits += bump(a); return hits * 2; }
	E
	for cc in gcc-12 'gcc-12 -gdwarf-4' 'gcc-12 -flto-partition=max' \
		'clang-14 -fuse-ld=lld-14'; do
		command -v ${cc%% *} >/dev/null || continue
		$cc -O2 -g -flto -fPIC -shared a.c b.c -o x.so 2>err ||
			[ "$cc" != "${cc#clang}" ] || { cat err; return 1; }
		[ -e x.so ] || continue
		elfinfo variables x.so >table
		rows variable name unit file line function <table | diff -u - <(
			printf '%s\n' 'hits a.c a.c 1 -' 'hits b.c b.c 1 -' \
				'left a.c a.c 3 -' 'n a.c a.c 5 bump' \
				'table a.c a.c 2 -' | case $cc in
			clang*)	grep -v left ;;	# it says nothing of it
			*)	cat ;;
			esac)
		rows variable name symbol value <table | grep -v ^left >have
		[ "$(grep -c ' 0' have)" = 4 ]
		elfinfo index x.so -o index
		printf 'object\thits\tinternal\ta.c:1:12\n' |
			elfinfo resolve --unit=a.c index |
			grep -E '^resolved	hits	symbol	x.so	hits'
		rm x.so
	done
}

@test "elfinfo: file 0 of DWARF 5 is a file" {
	command -v clang-14 || skip "no clang"
	zoo >a.c
	for v in 4 5; do
		clang-14 -O2 -gdwarf-$v -c a.c -o a.o
		elfinfo functions a.o | rows function name file line >have$v
		run ! grep ' -$' have$v
	done
	diff have4 have5
	[ -s have5 ]
	run ! grep -v ' a.c ' have5
}

# shared - two units that share a header's functions, a.c and b.c
shared() {
	cat >h.h <<-'E'
	struct node { struct node *next; long key; };
	static const char marks[3] = "ab";
	static inline long walk(struct node *n)
	{ long s = 0; for (; n; n = n->next) s += n->key; return s; }
	static __attribute__((noinline)) long one(struct node *n)
	{ return n ? n->key : 0; }
	static inline int unused(int x) { return x + 1; }
	E
	cat >a.c <<-'E'
	#include "h.h"
	static int counter;
	static long helper(struct node *n, int k)
	{ static int calls; calls++; return walk(n) + k; }
	static __attribute__((noinline)) long part(struct node *n, int k, int no)
	{ return one(n) * k + counter; }
	long first(struct node *n)
	{ counter++; return helper(n, 3) + part(n, 7, 1); }
	long second(struct node *n)
	{ return helper(n, 4) + part(n, 7, 2) + marks[n->key & 1]; }
	E
	cat >b.c <<-'E'
	#include "h.h"
	static int counter;
	long first(struct node *);
	static long helper(struct node *n) { return walk(n) - 1 + counter++; }
	long fourth(struct node *n) { return helper(n) + first(n) + one(n); }
	int main(int c, char **v)
	{ struct node n = { 0, c }; return fourth(&n) + marks[c]; }
	E
}

@test "elfinfo: what dwz shares among units and files is told as before" {
	command -v dwz || skip "no dwz"
	shared
	for v in 4 5; do
		gcc-12 -O2 -gdwarf-$v a.c b.c -o plain
		for f in one two three six seven; do
			cp plain $f
		done
		dwz one
		dwz -m common two three
		[ $v = 4 ] || dwz -5 -m supplement six seven
		for c in functions variables; do
			elfinfo $c --object=x plain >want
			grep -qE '^(inlined	walk|variable	counter)	' want
			for f in one two three six seven; do
				elfinfo $c --object=x $f | diff -u want -
				# and seen from elsewhere
				(cd / && elfinfo $c --object=x "$tmp/$f") |
					diff want -
			done
		done
		elfinfo index one -o have
		cp plain one
		elfinfo index one -o want
		diff want have
		# what it shares alone, and what has lost it
		run -1 elfinfo functions common
		[ "$output" = "elfinfo: common: error: it has only parts of others' debug data: name the file they belong to" ]
		mv common elsewhere
		run -1 --separate-stderr elfinfo functions two
		[ ! "$output" ]
		[ "$stderr" = "elfinfo: two: error: some of its debug data are in common, which is not there or is another one" ]
	done
	mv supplement elsewhere
	run -1 elfinfo variables six
	[[ $output = "elfinfo: six: error: some of its debug data are in supplement, "* ]]
	printf x >>supplement
	run -1 elfinfo variables six
	[[ $output = "elfinfo: six: error: some of its debug data are in supplement, "* ]]
}

@test "elfinfo: split debug data have their files' names, and a missing .dwo is named" {
	shared
	mkdir out
	for cc in gcc-12 'gcc-12 -gdwarf-4' 'gcc-12 -g1 -gdwarf-4' clang-14 \
		'clang-14 -gdwarf-4'; do
		command -v ${cc%% *} >/dev/null || continue
		rm -f out/*
		cc="$cc -O2 -g"
		for f in a b; do
			$cc -c $f.c -o $f.o
			$cc -gsplit-dwarf -c $f.c -o out/$f.o
		done
		$cc a.o b.o -o whole
		$cc out/a.o out/b.o -o split
		for c in functions variables; do
			elfinfo $c --object=x whole >want
			elfinfo $c --object=x split | diff -u want -
			elfinfo $c --object=x a.o >want
			elfinfo $c --object=x out/a.o | diff -u want -
		done
		# of one unit
		mv out/a.dwo out/a.lost
		run -0 --separate-stderr elfinfo functions split
		[[ $stderr = "elfinfo: split: warning: no debug data of 1 unit: there is no "*"out/a.dwo [-Wno-debug-data]" ]]
		[[ $output = *"function	fourth	split	b.c	"* ]]
		[[ $output != *"	a.c	"* ]]
		run -1 elfinfo functions -Werror=no-debug-data split
		# of all
		mv out/b.dwo out/b.lost
		run -1 --separate-stderr elfinfo functions split
		[ ! "$output" ]
		[[ $stderr = *"no debug data of 2 units: there is no "*".dwo and so on "*$'\n'"elfinfo: split: error: it has no debug data, "* ]]
		run -0 elfinfo index split -o index
		[[ $output = *".dwo and so on "*"only its symbols are in the table "* ]]
		grep -q '^object	split	object	no	' index
		: >split.dwp
		run -1 elfinfo functions split
		[[ $output = *"; elfutils before 0.191 do not read split.dwp "* ]]
		rm split.dwp
		# a .dwo alone has no addresses
		run -1 elfinfo functions out/a.lost
		[ "$output" = "elfinfo: out/a.lost: error: it has only parts of others' debug data: name the file they belong to" ]
	done
}

@test "elfinfo: sections that are compressed with zstd are read, and damage in them found" {
	shared
	gcc-12 -O2 -g -Wl,--build-id a.c b.c -o x
	gcc-12 -O2 -g -c a.c -o x.o
	objcopy --compress-debug-sections=zstd x y ||
		skip "objcopy cannot compress them"
	objcopy --compress-debug-sections=zstd x.o y.o
	[[ $(readelf -t y.o) = *ZSTD* ]]
	# apart from the object, which is another one then
	objcopy --only-keep-debug x debug
	objcopy --compress-debug-sections=zstd debug y.debug
	[[ $(readelf -t y.debug) = *ZSTD* ]]
	strip x -o bare
	objcopy --add-gnu-debuglink=y.debug bare stripped
	for c in functions variables symbols; do
		elfinfo $c --object=x x >want
		elfinfo $c --object=x x.o >want.o
		elfinfo $c --object=x y.o | diff -u want.o -
		for f in y stripped; do
			elfinfo $c --object=x $f | diff -u want -
		done
	done
	at=$(readelf -SW y.o | sed -n 's/.* \.debug_info *PROGBITS *[0-9a-f]* \([0-9a-f]*\) .*/\1/p')
	printf '\377\377\377\377' |
		dd of=y.o bs=1 seek=$((0x$at + 30)) conv=notrunc status=none
	run -1 --separate-stderr elfinfo functions y.o
	[ ! "$output" ]
	[ "$stderr" = "elfinfo: y.o: error: the compressed data are damaged, says zstd" ]
	# and a size that is a lie
	objcopy --compress-debug-sections=zstd x.o y.o
	printf '\7' | dd of=y.o bs=1 seek=$((0x$at + 8)) conv=notrunc status=none
	run -1 elfinfo functions y.o
	[ "$output" = "elfinfo: y.o: error: a section that is compressed with zstd has not the size that it says" ]
	# a .dwo file is read by libdw itself
	gcc-12 -O2 -g -gsplit-dwarf -c a.c -o s.o
	objcopy --compress-debug-sections=zstd s.dwo
	st=0
	elfinfo functions s.o >have 2>err || st=$?
	[ $st = 0 ] || grep 'warning: no debug data of 1 unit: libdw cannot read .*/s.dwo ' err
}

@test "elfinfo files: each unit's sources and headers, from all versions" {
	mkdir -p inc/sub
	echo 'struct s { int x; }; static inline int get(struct s *s) { return s->x; }' \
		>inc/sub/s.h
	echo '#define ONE 1' >inc/macro.h
	printf '%s\n' '#include "sub/s.h"' '#include "macro.h"' \
		'int f(struct s *s) { return get(s) + ONE; }' >a.c
	echo 'int g(int x) { return x; }' >b.c
	for v in 3 4 5; do
		gcc-12 -O2 -g -gdwarf-$v -Iinc -c a.c -o a.o
		gcc-12 -O2 -g -gdwarf-$v -Iinc -c b.c -o b.o
		ld -r -o ab.o a.o b.o
		elfinfo files --object=x ab.o >table
		whole files <table
		[ "$(rows source name object unit file <table)" = \
			"a.c x a.c a.c
b.c x b.c b.c
s.h x a.c inc/sub/s.h" ]
	done
	strip -g ab.o
	run -1 --separate-stderr elfinfo files ab.o
	[ ! "$output" ]
	[[ $stderr = "elfinfo: ab.o: error: it has no debug data"* ]]
}
