#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	src=$top/t/cparse
	cd "$src"
}

# tokens FILE [VAR=VALUE...] - a C file as a stream, without cpp-rec
tokens() {
	local file=$1 v args=()

	shift
	for v; do args+=(-v "$v"); done
	awk "${args[@]}" -f "$src/tokens.awk" "$file"
}

# trees - the trees of a stream
trees() {
	awk -f "$src/tree.awk"
}

# is NAME [VAR=VALUE...] - the trees are those that lie beside NAME.c
is() {
	tokens "$1.c" "${@:2}" | cparse --all | trees | diff -u "$1.tree" -
}

# bodies - those of function bodies
bodies() {
	awk '/^[a-z]+: |parents$/ { in_body = 0 }
		/^body of/ { in_body = 1 }
		in_body'
}

# stray FILE - it gives the errors that its comments ask for, and no others
stray() {
	tokens "$1" >"$tmp/in"
	diff -u <(wants "$1") <(errors cparse <"$tmp/in")
}

@test "cparse: declarations" { is declarations; }
@test "cparse: a typedef name is one only where it is in scope and a type" {
	is typedefs
}
@test "cparse: attributes in every place" { is attributes; }
@test "cparse: structures, enumerations, initialisers" { is structs; }
@test "cparse: statements, nested functions" { is statements; }
@test "cparse: transactions" { is tm; }
@test "cparse: asm with all its operands" { is asm; }
@test "cparse: expressions" { is expressions; }
@test "cparse: function definitions, K&R ones too" { is functions; }

@test "cparse: the words of C23 are keywords where the compiler has them" {
	is c2x std=gnu2x compiler=x86_64-gcc-13.1.0
	echo 'int bool, constexpr, typeof_unqual, nullptr;' >"$tmp/a.c"
	tokens "$tmp/a.c" std=gnu2x | cparse | trees >"$tmp/out"
	grep -q d-name:nullptr "$tmp/out"
}

@test "cparse: inline, asm, typeof and restrict are names in strict C89" {
	is c89 std=c89
	is c89 std=iso9899:1990
}

@test "cparse: asm and typeof are names in strict C11, inline is not" {
	echo 'int asm, typeof; inline int f(void);' >"$tmp/a.c"
	tokens "$tmp/a.c" std=c11 | cparse | trees >"$tmp/out"
	grep -q 'd-name:asm.*d-name:typeof' "$tmp/out"
	grep -q funcspec:inline "$tmp/out"
}

@test "cparse: the address spaces of x86 are names elsewhere" {
	echo 'int __seg_gs;' >"$tmp/a.c"
	tokens "$tmp/a.c" compiler=aarch64-gcc-12.2.0 | cparse | trees |
	grep -q d-name:__seg_gs
}

@test "cparse: the types of arm_neon.h are there on arm only" {
	cat >"$tmp/a.c" <<-'E'
	typedef __Int8x8_t int8x8_t; typedef __builtin_aarch64_simd_di d;
	__Poly128_t p; __fp16 f;
	E
	tokens "$tmp/a.c" compiler=aarch64-gcc-12.2.0 | cparse | tail -n 1 |
	grep -q ^end
	tokens "$tmp/a.c" >"$tmp/in"
	run -1 cparse <"$tmp/in"
	[[ $output == *"unknown type name '__Int8x8_t'"* ]]
}

@test "cparse: -fms-extensions has anonymous members by tag and by typedef" {
	cat >"$tmp/a.c" <<-'E'
	struct a { int x; }; typedef struct { int y; } B;
	struct c { struct a; B; int z; };
	E
	tokens "$tmp/a.c" | cparse | trees >"$tmp/out"
	grep -q '^  (fields (specs (struct - tag:a - -)))' "$tmp/out"
	grep -q '^  (fields (specs tname:B))' "$tmp/out"
}

@test "cparse: gcc takes what the tests say is right" {
	for i in *.c; do
		case $i in errors*|c89*|c2x*|tm*) continue ;; esac
		gcc -w -fsyntax-only "$i"
	done
	gcc -w -std=c89 -fsyntax-only c89.c
	gcc -w -fgnu-tm -fsyntax-only tm.c
}

@test "cparse: an error tells what was expected and does not hide the next" {
	stray errors.c
	stray errors2.c
}

@test "cparse: [[ ]] does not stand after a list of names" {
	echo 'void f(a) [[gnu::unused]] int a; { }' >"$tmp/a.c"
	run -1 gcc-12 -std=gnu2x -fsyntax-only "$tmp/a.c"
	cpp-rec -- gcc-12 -std=gnu2x -c "$tmp/a.c" >"$tmp/in"
	run -1 cparse --all <"$tmp/in"
	[[ $output == *"a.c:1:11: error: expected no attributes behind a list of names, saw '['"* ]]
	# but after parameters
	echo 'void f(int a) [[gnu::unused]];' >"$tmp/a.c"
	cpp-rec -- gcc-12 -std=gnu2x -c "$tmp/a.c" | cparse --all >"$tmp/out"
}

@test "cparse: attributes after the declarator of a definition are clang's" {
	echo 'int f(void) __attribute__((noinline)) { return 1; }' >"$tmp/a.c"
	cpp-rec -- clang -c "$tmp/a.c" | cparse --all >"$tmp/out"
	grep -q '	funcdef	' "$tmp/out"
	run -1 cparse < <(cpp-rec -- gcc-12 -c "$tmp/a.c")
	[[ $output == *"a.c:1:13: error: expected attributes of a function"* ]]
	# but [[ ]] belongs to the declarator
	echo 'int f(void) [[gnu::noinline]] { return 1; }' >"$tmp/a.c"
	cpp-rec -- gcc-12 -std=gnu2x -c "$tmp/a.c" | cparse --all >"$tmp/out"
}

@test "cparse: an unclosed brace is an error that tells where it was opened" {
	printf 'int a;\nvoid f(void)\n{\n\tif (a) {\n\t}\n' >"$tmp/a.c"
	tokens "$tmp/a.c" >"$tmp/in"
	run -1 cparse <"$tmp/in"
	[[ $output == *"a.c:5:9: error: expected '}' before the end of input"* ]]
	[[ $output == *"a.c:3:1: note: to match this '{'"* ]]
}

@test "cparse: an unfinished declaration is an error" {
	echo 'int a; int b' >"$tmp/a.c"
	tokens "$tmp/a.c" >"$tmp/in"
	run -1 cparse <"$tmp/in"
	[[ $output == *"a.c:1:1: error: expected ';' before the end of input"* ]]
}

@test "cparse: after twenty errors it gives up" {
	for i in 1 2 3 4 5 6; do echo 'int = 1; int = 2; int = 3; int = 4;'; done \
		>"$tmp/a.c"
	tokens "$tmp/a.c" >"$tmp/in"
	run -1 --separate-stderr cparse <"$tmp/in"
	[ "$(grep -c error: <<<"$stderr")" = 20 ]
	[[ $stderr == *"20 errors are enough"* ]]
}

@test "cparse: what is nested too deeply is an error" {
	many() { yes "$1" 2>/dev/null | head -n 250000 | tr -d '\n' || :; }
	for i in '( )' '! ' '{ }' '1, '; do
		{
			printf 'int f(int a) { a = '
			case $i in '{'*) echo '0;' ;; esac
			many "${i% *}"
			case $i in '{'*) ;; *) printf 0 ;; esac
			many "${i#* }"
			echo '; }'
		} | fold -w 500 >"$tmp/a.c"
		tokens "$tmp/a.c" >"$tmp/in"
		run -1 --separate-stderr cparse --all <"$tmp/in"
		[[ $stderr == *"error: nested too deeply"* ]]
		# and in a body parsed at the end
		run -1 --separate-stderr cparse --functions=f <"$tmp/in"
		[[ $stderr == *"error: "* ]]
	done
}

@test "cparse: what is long but not deep is none" {
	for i in 'if (a) ; else ' 'case 1: ' 'b: ' 'a = a+' 'a++; ' 'a,'; do
		{
			printf 'int f(int a) { '
			yes "$i" 2>/dev/null | head -n 30000 | tr -d '\n' || :
			echo 'a; }'
		} | fold -s -w 500 >"$tmp/a.c"
		tokens "$tmp/a.c" | cparse | tail -n 1 | grep -q ^end
	done
}

@test "cparse: an error in a macro's expansion names the macro" {
	printf '#define M int int x y\nM;\n' >"$tmp/a.c"
	records >"$tmp/in" <<-E
	file  1  $tmp/a.c  0  0  0  main  none  0  25  0.0  0
	s  1  i  M
	define  1  1  1  0  21  object  10  11
	s  2  i  int
	s  3  i  x
	s  4  i  y
	s  5  p  ;
	x  1  1  0  1  22  1
	t  1  2  1  14  1
	t  2  3  1  18  1
	t  3  4  1  20  1
	t  4  5  1  23
	E
	run -1 cparse <"$tmp/in"
	[[ $output == *"a.c:1:21: error: expected '=', ';' or ',' after 'x', saw 'y'"* ]]
	[[ $output == *"a.c:2:1: note: in expansion of macro 'M'"* ]]
}

@test "cparse: the records of a declaration follow its last token" {
	records >"$tmp/in" <<-E
	file  1  a.c  0  0  0  main  none  0  0  0.0  0
	s  1  i  int
	t  1  1  1  0
	s  2  i  x
	t  2  2  1  4
	pragma  1  0  0  0  GCC poison x
	s  3  p  ;
	t  3  3  1  5
	t  4  3  1  6
	leave  1
	E
	records >"$tmp/want" <<-E
	stage  cparse  0.1
	file  1  a.c  0  0  0  main  none  0  0  0.0  0
	s  1  i  int
	t  1  1  1  0
	s  2  i  x
	t  2  2  1  4
	pragma  1  0  0  0  GCC poison x
	s  3  p  ;
	t  3  3  1  5
	n  1  tspec  1
	n  2  d-name  2
	n  3  specs  1  1  1
	n  4  initdecl  2  2  2  0  0  0
	n  5  declaration  1  3  3  4
	top  1  declaration  5  1  3
	t  4  3  1  6
	n  6  empty  4
	top  2  empty  6  4  4
	leave  1
	E
	cparse <"$tmp/in" | diff -u "$tmp/want" -
}

@test "cparse: a function has its body behind its top record with --all" {
	echo 'int f(int x) { return x; }' >"$tmp/a.c"
	for opts in '' --all '--all --functions=g'; do
		# shellcheck disable=SC2086
		tokens "$tmp/a.c" | cparse $opts | grep '^[nb].*block\|^top\|^body' |
		cut -f 1,2,3,5- >"$tmp/out"
		printf '%s\n' 'top	1	function	1	11' 'n	12	block	11	11' \
			'body	1	12	11' >"$tmp/want"
		[ "$(cut -f 1 "$tmp/out" | tr '\n' ' ')" = 'top n body ' ]
	done
}

@test "cparse: --functions parses the bodies that the names lead to" {
	cat >"$tmp/a.c" <<-'E'
	typedef struct { int (*open)(int); } ops;
	static int leaf(int x) { return x; }
	static int by_table(int x) { return leaf(x); }
	static int open(int x) { return x; }
	static int unused(int x) { return open(x); }
	static int by_alias(int x) { return 1; }
	int alias(int) __attribute__((alias("by_alias")));
	static const ops table = { .open = by_table };
	static int late(void);
	int f(ops *p) { return table.open(p->open(1)) + late() + alias(1); }
	static int late(void) { return 2; }
	E
	tokens "$tmp/a.c" | cparse --functions=none,f >"$tmp/out"
	trees <"$tmp/out" >"$tmp/trees"
	# by_table, leaf, by_alias, f, late; not open and unused
	grep -o '^body of [0-9]*' "$tmp/trees" | tr '\n' ' ' |
	grep -qx 'body of 2 body of 3 body of 6 body of 10 body of 11 '
	grep -v '^names' "$tmp/out" | tail -n 2 | cut -f 1,2 |
	tr '\t\n' '  ' | grep -q '^body 11 end'
}

@test "cparse: a body parsed at the end is parsed as it would have been" {
	for i in declarations typedefs attributes structs statements asm \
		expressions functions; do
		all=$(grep -o '[a-zA-Z_][a-zA-Z_0-9]*' "$i.c" | sort -u | tr '\n' ,)
		tokens "$i.c" | cparse --functions="$all" | trees >"$tmp/trees"
		diff -u <(bodies <"$i.tree") <(bodies <"$tmp/trees")
	done
}

@test "cparse: a typedef made later is none in a body before it" {
	cat >"$tmp/a.c" <<-'E'
	int x;
	int f(int y) { return (x) + y; }
	typedef int T;
	int g(int T) { return (T) + 1; }
	int h(void) { int x = 1; { typedef int x; } return (x) + (T) + 1; }
	typedef int y;
	E
	tokens "$tmp/a.c" | cparse --functions=f,g,h | trees >"$tmp/out"
	grep -q 'return (add (paren id:x) id:y)' "$tmp/out"
	grep -q 'return (add (paren id:T) num:1)' "$tmp/out"
	grep -q 'return (add (paren id:x) (cast (typename (specs tname:T) -) (plus num:1)))' "$tmp/out"
}

@test "cparse: an error in a body parsed at the end is found" {
	printf 'int f(void) { return 1 }\nint g(void) { return 1 }\n' >"$tmp/a.c"
	tokens "$tmp/a.c" >"$tmp/in"
	run -1 --separate-stderr cparse --functions=g <"$tmp/in"
	[[ $stderr == *"a.c:2:23: error: expected ';' or ',' after '1', saw '}'"* ]]
	[[ $output != *$'\nend'* ]]
}

# names FILE - what is told of the names in the bodies left out of it, a line
# for each function and how
names() {
	tokens "$1" | cparse --functions=none | awk -F'\t' '
		$1 == "s" { s[$2] = $4 }
		$1 == "t" { t[$2] = s[$3] }
		$1 == "names" {
			printf "%s %s", $2, $3
			for (i = 4; i <= NF; i++) printf " %s", t[$i]
			print ""
		}'
}

@test "cparse: names in a body left out are told, but for its own" {
	cat >"$tmp/a.c" <<-'E'
	typedef int T;
	int f(int p, T q) { T x = p + g(y, &g) + (h)(x); return x; }
	int h(void) { { int a, T; a = T; b = c; } { T t; return a; } }
	int k(int (*cb)(int v), int w) { return cb(v) + w; }
	int l(void) { for (int i = n; i; i--) i += i; return i; }
	int m(void) { extern int e, o(int z); int d = e + o(z); return d; }
	int n(a, b) int b; int *a; { return *a + b + c; }
	int o(void) { static int s; extern __thread int u; static T v = w; }
	int r(void) { typedef struct S *U; U x; enum { A, B = A }; return A + D; }
	int s(void) { int in(int i) { return i + j; } return in(i); }
	E
	names "$tmp/a.c" >"$tmp/out"
	diff -u - "$tmp/out" <<-'E'
	2 called g h
	2 referred y g
	2 type T
	2 full-type T
	3 referred b c a
	3 type T
	3 full-type T
	4 referred v
	5 referred n i
	6 referred z
	6 declared e o
	7 referred c
	8 referred w
	8 type T
	8 full-type T
	8 static s v
	8 declared u
	9 referred D
	9 tag S
	10 referred j i
	E
}

@test "cparse: members, labels and words of attributes are no names in a body" {
	cat >"$tmp/a.c" <<-'E'
	void f(void)
	{
		__label__ l1;
		struct { int m1; } x = { .m2 = v1, m3: v2, [v3].m4 = 0 };
		x.m5 = p->m6 + __builtin_offsetof(struct S, m7.m8[v4]);
		l1: l2: goto l2;
		p = &&l3;
		asm goto ("" : [o1] "=r" (v5) : : : l4);
		int y __attribute__((cleanup(v6), mode(w1), aligned(v7),
				     format(w2, 1, 2), w3));
	}
	E
	names "$tmp/a.c" >"$tmp/out"
	diff -u - "$tmp/out" <<-'E'
	1 referred v1 v2 v3 p v4 p v5 v6 v7
	1 tag S
	1 full-tag S
	E
}

@test "cparse: a tag in a body left out has to be complete where that is seen" {
	for c in 'full: struct S x;' 'full: struct S x[2];' ': struct S *x; x = f();' \
		'full: struct S *x; x->m;' 'full: struct S *x; *x;' \
		'full: struct S *x; x[1];' 'full: struct S *x; x + 1;' \
		'full: struct S *x; (x - 1);' 'full: struct S *x; ++x;' \
		'full: struct S *x; x -= 2;' ': struct S **x; x + 1; *x;' \
		'full: struct S **x; (*x)->m;' 'full: struct S *x[3]; x[0]->m;' \
		': extern struct S x;' 'full: extern struct S x[]; x[1];' \
		': return (struct S *)p;' 'full: ((struct S *)p)->m;' \
		'full: *(struct S *)p;' ': *(struct S **)p;' \
		'full: sizeof(struct S);' ': sizeof(struct S *);' \
		'full: (1 + (struct S *)p);' ': struct S *f(struct S *y);' \
		'full: struct S *x; (*(volatile typeof(x) *)&x)->m;' \
		'full: typedef struct S *T; T x; x->m;' \
		': struct S { int m; } *x; x->m;' ': struct S; struct S *x; x->m;' \
		'full: struct { struct S m; } x;' ': struct { struct S *m; } x;' \
		'full: struct S *x; (p ? 0 : x)->m;' 'full: __builtin_va_arg(p, struct S);'
	do
		echo "void f(void) { ${c#*:} }" >"$tmp/a.c"
		names "$tmp/a.c" >"$tmp/out"
		got=$(awk '$2 == "full-tag" { print "full" }' "$tmp/out")
		[ "$got" = "${c%%:*}" ] || { echo "$c: '$got'"; false; }
	done
	echo 'int f(struct S *x, struct S *y, struct R *z) { return x->m + y->m; }
	int g(struct S *x) { return h(x); }' >"$tmp/a.c"
	names "$tmp/a.c" >"$tmp/out"
	printf '%s\n' '1 full-tag S' '2 called h' | diff -u - "$tmp/out"
}

@test "cparse: a body left out that cannot be parsed tells of all its names" {
	cat >"$tmp/a.c" <<-'E'
	typedef int T;
	int f(int p) { static T s; extern T e; a->b = c.d; if else struct S; }
	int g(void) { int ( ; @ ) v; enum E y; (struct S *)z; }
	int h(void) { return x; }
	E
	names "$tmp/a.c" >"$tmp/out"
	diff -u - <(sed -n 's/^2 //p' "$tmp/out") <<-'E'
	referred s e a c
	full-type T T
	full-tag S
	static static
	declared extern
	E
	grep -qx '3 referred v y z' "$tmp/out"
	[ -z "$(tokens "$tmp/a.c" | cparse --functions=h 2>&1 >/dev/null)" ]
	run -1 --separate-stderr cparse --functions=g < <(tokens "$tmp/a.c")
	[[ $stderr == *"a.c:3:"* && $stderr != *"a.c:2:"* ]]
}

@test "cparse: a function that is not there is not its business" {
	echo 'int x;' >"$tmp/a.c"
	tokens "$tmp/a.c" | cparse --functions=nothing | tail -n 1 | grep -q ^end
}

@test "cparse: what it does not know passes untouched" {
	records >"$tmp/in" <<-'E'
	strange  1  \\n\t\n  x
	file  1  a.c  0  0  0  main  none  0  0  0.0  0
	s  1  s  "a\tb\\n\n"
	s  2  i  asm
	s  3  p  (
	s  4  p  )
	s  5  p  ;
	t  1  2  1  0
	t  2  3  1  0  0  7  9
	wonder
	t  3  1  1  0
	t  4  4  1  0
	t  5  5  1  0
	E
	cparse <"$tmp/in" | grep -v '^\(stage\|n\|top\|end\)	' >"$tmp/out"
	diff -u <(grep -v '^end	' "$tmp/in") "$tmp/out"
}

@test "cparse: a stream cut at any 97th byte is refused" {
	tokens functions.c >"$tmp/in"
	size=$(stat -c %s "$tmp/in")
	for ((n = 0; n < size; n += 97)); do
		head -c "$n" "$tmp/in" >"$tmp/cut"
		run -1 --separate-stderr cparse <"$tmp/cut"
		[[ $stderr == *"error: "* ]]
		[[ $output != *$'\nend'* ]]
	done
}

@test "cparse: a stream that is parsed already is refused" {
	tokens functions.c | cparse >"$tmp/in"
	run -1 --separate-stderr cparse <"$tmp/in"
	[[ $stderr == *"the stream is parsed already"* ]]
}

@test "cparse: any order of tokens ends with a verdict" {
	for seed in 1 2 3 4 5 6 7 8; do
		for i in statements expressions typedefs attributes; do
			tokens "$i.c" | awk -F'\t' -v seed=$seed '
				BEGIN { OFS = FS; srand(seed) }
				$1 == "t" && rand() < .05 { $3 = 1 + int(rand() * last) }
				$1 == "s" { last = $2 }
				{ print }' >"$tmp/in"
			status=0
			cparse --all <"$tmp/in" >"$tmp/out" 2>"$tmp/err" || status=$?
			[ $status -le 1 ]
			status=0
			cparse --functions=f,g,main <"$tmp/in" >"$tmp/out" \
				2>"$tmp/err" || status=$?
			[ $status -le 1 ]
		done
	done
}

@test "cparse: wrong usage exits 2" {
	run -2 cparse --nothing </dev/null
	[[ $output == *"usage: cparse "* ]]
	run -2 cparse file </dev/null
	run -2 cparse --functions </dev/null
}

@test "cparse: output that cannot be written exits 2" {
	tokens functions.c >"$tmp/in"
	run -2 --separate-stderr bash -c "cparse <'$tmp/in' >/dev/full"
	[[ $stderr == *"No space left"* ]]
}
