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

@test "typecmp: variables have the type that they had" {
	local orig='static volatile int v = 1; struct s; static struct s *p;
		static int a[3][2] = { 1 }; int (*q)(long);
		int f(int i) { static short l; char v2[i]; v2[0] = l++;
			return v + (p != 0) + a[i][i] + q(i) + v2[i]; }'
	# uses DECLARATION EXPRESSION - a result that does so
	uses() {
		both "$orig" "$1; int klpp_f(int i) { return $2; }"
	}
	run -0 uses 'extern volatile int v' v
	run -1 uses 'extern int v' v
	[ "$output" = "typecmp: error: object v has another type: it was volatile int, it is int" ]
	run -1 uses 'extern volatile long v' v
	run -0 uses 'extern struct s *p' 'p != 0'
	run -1 uses 'extern struct t *p' 'p != 0'
	run -0 uses 'extern int a[][2]' 'a[i][i]'
	run -0 uses 'extern int a[3][2]' 'a[i][i]'
	run -1 uses 'extern int a[2][2]' 'a[i][i]'
	run -1 uses 'extern int a[][3]' 'a[i][i]'
	run -0 uses 'extern int (*q)(long)' 'q(i)'
	run -1 uses 'extern int (*q)(int)' 'q(i)'
	run -0 uses 'extern short l' l
	run -1 uses 'extern int l' l
	# what only the result has, and its locals, are nothing to compare
	run -0 uses 'extern long other' other
	run -0 uses '' '({ long v = i; v; })'
}

@test "typecmp: a pointer is to the type of what it stands for" {
	printf 'ext\tn\tn\tklpe_n\tpointer\next\tg\tg\tklpe_g\tpointer\next\tr\tr\trenamed\tsymbol\n' >names
	echo 'static long n = 1, r = 1; static __attribute__((noinline)) int g(long a, char *b) { return a + *b; }
		int f(char *b) { return n++ + r++ + g(2, b); }' |
		gcc -g -x c -c -o a.o -
	try() {
		echo "$1; long klpp_f(char *b) { return $2; }" |
			gcc -g -x c -c -o b.o -
		typecmp a.o b.o names
	}
	run -0 try 'extern long (*klpe_n)' '*klpe_n'
	run -1 try 'extern int (*klpe_n)' '*klpe_n'
	[ "$output" = "typecmp: error: object n has another type: it was long int, it is int" ]
	run -1 try 'extern long klpe_n' 'klpe_n'
	run -0 try 'extern int (*klpe_g)(long, char *)' 'klpe_g(1, b)'
	run -1 try 'extern int (*klpe_g)(int, char *)' 'klpe_g(1, b)'
	[ "$output" = "typecmp: error: function g has another type: it was int(long int,*char,), it is int(int,*char,)" ]
	run -1 try 'extern int (*klpe_g)(long, char *, ...)' 'klpe_g(1, b)'
	run -0 try 'extern long renamed' renamed
	run -1 try 'extern char renamed' renamed
	run -2 typecmp a.o b.o nope
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

# lengths NAME N - an object whose function f has an array of N elements
lengths() {
	cat >"$1.c" <<-E
	extern void g(void *);
	static void f(int n)
	{
		struct s { ${3-int} a[n]; int b; } s;
		g(&s);
		g(&s.b);
	}
	void h(int m) { f($2); }
	E
	gcc-12 -O2 -g -c "$1.c"
}

@test "typecmp: of a length that the optimizer finds out nothing is compared" {
	lengths a 1
	lengths b m
	run -0 typecmp a.o b.o
	run -0 typecmp b.o a.o
	lengths b m char
	run -1 typecmp a.o b.o
	[[ $output = *"struct s has another layout: it was struct of variable size"* ]]
}

@test "typecmp: an array's bound is what its symbol says, where DWARF has none" {
	cat >a.c <<-'E'
	typedef short row[2];
	static int a[], m[][3];
	static const row r[];
	static int gone[];
	int f(int i) { return a[i] + m[i][1] + r[i][1] + gone[i]; }
	static int a[4] = { 1 }, m[5][3] = { { 2 } };
	static const row r[6] = { { 3 } };
	static int gone[7];
	E
	gcc-12 -O2 -g -c a.c
	[[ $(nm a.o) != *gone* ]]
	echo 'extern int a[4], m[5][3], gone[7]; extern const short r[6][2];
	int f(int i) { return a[i] + m[i][1] + r[i][1] + gone[i]; }' >b.c
	gcc-12 -O2 -g -c b.c
	run -0 typecmp a.o b.o
	for n in 'a[4' 'm[5' 'r[6'; do
		sed "s/${n/[/\\[}/${n}0/" b.c >c.c
		gcc-12 -O2 -g -c c.c
		run -1 typecmp a.o c.o
		[[ $output = *"object ${n%[*} has another type"* ]]
	done
}

@test "typecmp: a function without a prototype tells no parameters" {
	echo 'int g(a, b) int a; char b; { return a + b; } int h(int a) { return a; }' >a.c
	gcc-12 -g -c a.c
	echo '	ext	g	g	pg	pointer
	ext	h	h	ph	pointer' | sed 's/^	//' >names
	echo 'int (*pg)(), (*ph)(int);' >b.c
	gcc-12 -g -c b.c
	run -0 typecmp a.o b.o names
	echo 'char (*pg)(); int (*ph)();' >b.c
	gcc-12 -g -c b.c
	run -1 typecmp a.o b.o names
	[[ $output = *"function g has another type"*"function h has another type"* ]]
}

@test "typecmp: an array is volatile where its elements are" {
	echo 'volatile int v[2] = { 1 }; int f(void) { return v[1]; }' >a.c
	gcc-12 -g -c a.c
	readelf --debug-dump=info a.o | grep -c volatile_type | grep 2
	echo 'v	v	pv	pointer' | sed 's/^/ext	/' >names
	echo 'extern volatile int (*pv)[2]; int f(void) { return (*pv)[1]; }' >b.c
	gcc-12 -g -c b.c
	run -0 typecmp a.o b.o names
	sed -i 's/volatile//' b.c
	gcc-12 -g -c b.c
	run -1 typecmp a.o b.o names
	[[ $output = *"object v has another type: it was volatile int[2], it is int[2]"* ]]
}

# told TEXT [SED] - the object of a text, and its stream after that edit
told() {
	echo "$1" >c.c
	gcc-12 -g -fno-eliminate-unused-debug-types -c c.c
	cpp-rec -- gcc-12 -c c.c | cparse --all | ceval --all | sed "${2-}" >c.st
	typecmp --stream c.o <c.st
}

@test "typecmp: an object agrees with the stream of its source" {
	run -0 told '#define M(n) struct n { struct { int z : 3; } in; } n##_v;
	M(foo) M(bar)
	typedef struct { const char *s; int a[2][3]; } T;
	enum { A = -1, B } e; enum __attribute__((packed)) p { P = 200 } p;
	typedef int al __attribute__((aligned(32)));
	struct s { al a; union { int x : 3, y : 5; long l; }; int f[]; } s;
	_Complex double cd; int (*fp)(const int, ...); int (*kr)();
	static int f(T *t, const int n, char c[])
	{ struct s l; int v[n]; return l.x + v[0] + t->a[0][1] + c[0]; }
	int g(a) { return f(0, a, 0); }
	#line 100 "other.c"
	struct other { long l; } other;'
	[[ $output = *"types=10 members="* ]]
}

@test "typecmp: what a stream says wrong is found, with its place" {
	src='struct s { int a; int b : 3, c : 4; } v; enum e { A = 5 } e; int f(long);
	int f(long l) { return l; } typedef int T; T t[3];'
	run -1 told "$src" 's/^\(field.*\)\t35\t4$/\1\t36\t4/'
	[[ $output = *"c.c:1:8: error: struct s is size 8 { a@0 int; b@32:3 int; c@35:4 int; }, in the stream size 8 { a@0 int; b@32:3 int; c@36:4 int; }"* ]]
	run -1 told "$src" 's/^\(ent.*enumerator.*\)\t5$/\1\t6/'
	[[ $output = *"enum e is size 4 { A=5; }, in the stream size 4 { A=6; }"* ]]
	run -1 told "$src" 's/^\(y.*base\tlong\)/\1 long/'
	[[ $output = *"function f is (long)int, in the stream (long long)int"* ]]
	run -1 told "$src" 's/^\(y.*array.*\)\t3$/\1\t4/'
	[[ $output = *"object t is [3]int, in the stream [4]int"* ]]
	run -1 told 'struct __attribute__((aligned(16))) s { int a; } v;' \
		's/^\(layout.*\)16$/\18/'
	[[ $output = *"struct s has the alignment 16, in the stream 8"* ]]
	run -1 told "int x;

	int y;" 's/^s\t\(.*\)y$/s\t\1z/'
	[[ $output = *"c.c:3:"*"object y is not in the stream"* ]]
}

@test "typecmp: a damaged stream exits 1, an object without DWARF 2" {
	run -1 told 'int x;' 's/^y\t1\tbase/y\t1\tnone/'
	[[ $output = *"y record: no such type"* ]]
	told 'int x;'
	run -1 typecmp --stream c.o < <(head -n 20 c.st)
	gcc-12 -c c.c
	run -2 typecmp --stream c.o <c.st
	[ "$output" = "typecmp: c.o: no debug information: compiled without -g?" ]
}

@test "typecmp: a linemarker in the source counts for places" {
	run -0 told '# 33 "marked.h"
	struct marked { int i; } marked;
	# 7
	int again;'
	[[ $output = *" declarations=2"* ]]
	# the place counts: without it the struct is another one
	run -1 told 'int a;
	# 33 "marked.h"
	struct { int i; } marked;' '/^directive.*linemarker$/s/linemarker/null/'
	[[ $output = *"marked.h:33:"*"marked"* ]]
}

@test "typecmp: a name with \\u in it is that of the object, in UTF-8" {
	run -0 told 'struct u\u00e9 { int \u00c0\U00010400; } \u4e00;'
	[[ $output = *"members=1"*"declarations=1"* ]]
	run -1 told 'int \u4e00;' 's/^\(s.*\)4e00$/\14e01/'
	[[ $output = *"is not in the stream"* ]]
}

@test "typecmp: a struct whose layout depends on a length has none to compare" {
	run -0 told 'void g(void *, void *, void *);
	void f(int n) {
		struct s { int a; char b[n][2]; int c; } x;
		struct t { struct s s; long l; } y;
		const struct u { struct t t[2]; } z;
		g(&x, &y, (void *)&z);
	}
	struct plain { int i; } p;'
}
