#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
setup() {
	load helper
	src=$top/t/ceval
	cd "$src"
}

# ceval_file FILE [OPTION...] - what ceval writes for it
ceval_file() {
	local file=$1

	shift
	cpp-rec -- gcc "$@" -c "$file" | cparse --all | ceval --all
}

# agrees FILE [OPTION...] - the compiler and ceval find its assertions true
agrees() {
	gcc -w -fsyntax-only "$@"
	ceval_file "$@" >"$tmp/out"
	tail -n 1 "$tmp/out" | grep -q '^end'
}

# source TEXT - a source file of that text, $tmp/a.c
source_text() {
	printf '%s\n' "$@" >"$tmp/a.c"
}

# named NAME - the ent records of that name, without the id and type
named() {
	awk -F'\t' -v name="$1" '$1 == "s" { text[$2] = $4 }
		$1 == "ent" && text[$4] == name {
			print $3, $5, $6, ($7 > 0 ? "local" : "file") }' \
		"$tmp/out"
}

# hand - a hand-written stream: int x = 1 + y; struct s *p;
hand() {
	records <<-'E'
	s  1  i  int
	s  2  i  x
	s  3  p  =
	s  4  n  1
	s  5  p  +
	s  6  i  y
	s  7  p  ;
	s  8  p  ,
	file  1  a.c  0  0  0  main  none  0  20  0  0
	t  1  1  1  0
	t  2  6  1  4
	t  3  8  1  5
	t  4  2  1  7
	t  5  3  1  9
	t  6  4  1  11
	t  7  5  1  13
	t  8  6  1  15
	t  9  7  1  16
	n  1  tspec  1  1
	n  2  specs  1  1  1
	n  3  d-name  2  2
	n  4  initdecl  2  2  3  0  0  0
	n  5  d-name  4  4
	n  6  num  6  6
	n  7  id  8  8
	n  8  add  6  8  6  7
	n  9  initdecl  4  8  5  0  0  8
	n  10  declaration  1  9  2  4  9
	top  1  declaration  10  1  9
	E
}

@test "ceval: what gcc takes beyond the standard" { agrees lenient.c; }

@test "ceval: the line of __builtin_LINE is where the outermost macro is called" {
	agrees line.c
}

@test "ceval: -undef leaves the types their sizes" {
	source_text '_Static_assert(sizeof(long) == 8 && sizeof(L"") == 4, "");'
	cd "$tmp"
	agrees a.c -undef
	cpp-rec --compiler=s390x-gcc-9 -- gcc -undef a.c | cparse --all |
		ceval --all >out
	grep '^fact	big-endian	1' out
	run ! grep '__GNUC__' out
}

@test "ceval: names, types and constants of a hand-written stream" {
	records >"$tmp/want" <<-'E'
	y  1  base  int  4  4
	ent  1  object  6  external  static  0  1
	decl  1  2  tentative  4  1  1
	e  6  1  1
	u  8  1  k
	e  7  1
	e  8  1
	ent  2  object  2  external  static  0  1
	decl  2  4  definition  9  1  1
	E
	hand | ceval --all >"$tmp/out"
	sed '1,/^top/d; /^end/d' "$tmp/out" |
	diff -u <(sed '1d; $d' "$tmp/want") -
}

@test "ceval: layouts are the compiler's" { agrees layout.c; }
@test "ceval: layouts of i386 are, too" { agrees i386.c -m32; }
@test "ceval: types of expressions are the compiler's" { agrees types.c; }
@test "ceval: sizes and offsets are written whole, whatever they are" {
	source_text 'struct s { char a[99999999]; char b; char c[5000000000];
	char d[123456789012]; char e; } x;'
	cpp-rec -- gcc-12 -c "$tmp/a.c" | cparse --all | ceval --all |
		awk '$1 == "layout" { print $3 } $1 == "field" { print $5 }' |
		diff - <(printf '%s\n' 128556789013 0 799999992 800000000 \
			40800000000 1028454312096)
}

@test "ceval: constants are the compiler's" { agrees constants.c; }

@test "ceval: options that change types are obeyed" {
	source_text 'enum e { A }; char c; struct { int b : 2; } s;' \
		'_Static_assert(sizeof(enum e) == 1, "");' \
		'_Static_assert((char)-1 > 0, "");' \
		'_Static_assert(sizeof(L"a") == 4, "");'
	agrees "$tmp/a.c" -fshort-enums -funsigned-char -fshort-wchar
	source_text 'struct s { char c; long l; };' \
		'_Static_assert(sizeof(struct s) == 9, "");'
	agrees "$tmp/a.c" -fpack-struct
	source_text 'struct t { int a; }; struct s { struct t; int b; };' \
		'int f(struct s *p) { return p->a; }'
	agrees "$tmp/a.c" -fms-extensions
}

@test "ceval: each error is found where it is" {
	cpp-rec -- gcc -c errors.c | cparse --all >"$tmp/in"
	diff -u <(wants errors.c | sort) <(errors ceval --all <"$tmp/in" | sort)
}

@test "ceval: since gcc 13 an enumerator after INT_MAX is wider" {
	source_text 'enum { A = 0x7fffffff, B, T = _Generic(B, long: 1, default: 2),
		C = 0xffffffffU, D, U = _Generic(D, unsigned long: 1, default: 2) };
		_Static_assert(B == 0x80000000 && T == 1, "");
		_Static_assert(D == 0x100000000 && U == 1, "");'
	cpp-rec --compiler=x86_64-gcc-13 -- gcc -c "$tmp/a.c" | cparse | ceval \
		>"$tmp/out"
	run -1 ceval < <(cpp-rec -- gcc-12 -c "$tmp/a.c" | cparse)
	[[ $output == *"error: overflow in enumeration values"* ]]
}

@test "ceval: the compiler finds errors in the same lines" {
	diff <(awk '/ERROR/ { print NR }' errors.c) \
		<(LC_ALL=C gcc -w -fsyntax-only errors.c 2>&1 |
		awk -F: '/ error: / { print $2 }' | sort -nu)
}

@test "ceval: an error says which macro it came from, and there is no end" {
	source_text '#define M(x) ((x)->nothing)' 'struct s { int a; } *p;' \
		'int f(void) { return M(p); }'
	cpp-rec -- gcc -c "$tmp/a.c" | cparse --all >"$tmp/in"
	run -1 --separate-stderr ceval --all <"$tmp/in"
	[[ $stderr == *"a.c:1:20: error: 'struct s' has no member named"* ]]
	[[ $stderr == *"a.c:3:22: note: in expansion of macro 'M'"* ]]
	[[ $output != *$'\nend'* ]]
}

@test "ceval: how each name is used" {
	ceval_file uses.c |
	awk -v src=uses.c -f uses.awk uses.c - >"$tmp/got"
	diff /dev/null "$tmp/got"
}

@test "ceval: linkage and storage of what has a name" {
	source_text 'extern int a; static int b; int c; static int d;' \
		'extern int d; _Thread_local int e; typedef int T;' \
		'static int f(void); int f(void); enum { E };' \
		'int g(int p) { static int s; register int r; extern int x;' \
		'  int h(void); auto int l = 0; l: return h() + x; }'
	ceval_file "$tmp/a.c" >"$tmp/out"
	[ "$(named a)" = 'object external static file' ]
	[ "$(named b)" = 'object internal static file' ]
	[ "$(named c)" = 'object external static file' ]
	[ "$(named d)" = 'object internal static file' ]
	[ "$(named e)" = 'object external thread file' ]
	[ "$(named T)" = 'typedef none none file' ]
	[ "$(named f)" = 'function internal static file' ]
	[ "$(named E)" = 'enumerator none none file' ]
	[ "$(named p)" = 'object none auto local' ]
	[ "$(named s)" = 'object none static local' ]
	[ "$(named r)" = 'object none register local' ]
	[ "$(named x)" = 'object external static file' ]
	[ "$(named h)" = 'function external static file' ]
	[ "$(named l)" = $'object none auto local\nlabel none none local' ]
}

@test "ceval: what has to be complete, once for each declaration" {
	source_text 'struct a { int m; }; struct b { struct a a; };' \
		'struct c { struct b *p; }; typedef struct b B[2];' \
		'int f(struct c *c, struct a *a)' \
		'{ a = 0; return c->p->a.m + sizeof(B) + c->p->a.m; }'
	ceval_file "$tmp/a.c" |
	awk -F'\t' '$1 == "s" { text[$2] = $4 } $1 == "t" { at[$2] = $5 }
		$1 == "ent" { name[$2] = text[$4] }
		$1 == "full" { print name[$3] }' >"$tmp/got"
	printf '%s\n' a b c b a | diff - "$tmp/got"
}

@test "ceval: a body that comes late sees what stood before it" {
	source_text 'struct s; enum { A = 1 };' \
		'int f(int p) { extern int later; return later + p + A; }' \
		'static int other; int later;' \
		'int g(void) { return other; }'
	cpp-rec -- gcc -c "$tmp/a.c" | cparse --functions=f,g |
	ceval --functions=f,g >"$tmp/out"
	[ "$(named later)" = 'object external static file' ]
	source_text 'int f(void) { return later; }' 'int later;'
	cpp-rec -- gcc -c "$tmp/a.c" | cparse --functions=f >"$tmp/in"
	run -1 ceval --functions=f <"$tmp/in"
	[[ $output == *"'later' undeclared in this function"* ]]
}

@test "ceval: bodies that are not asked for have no records" {
	source_text 'int f(int n) { return n + 1; }' \
		'int g(int n) { return n; }'
	cpp-rec -- gcc -c "$tmp/a.c" | cparse --functions=g |
	ceval --functions=g >"$tmp/out"
	[ "$(grep -c '^e	' "$tmp/out")" = 1 ]
	[ "$(grep -c '^u	' "$tmp/out")" = 1 ]
}

@test "ceval: a nested function sees the function around it" {
	source_text 'int f(int n) { __label__ out; auto int in(int);' \
		'int in(int k) { if (k) goto out; return k + n; }' \
		'return in(1); out: return 0; }'
	agrees "$tmp/a.c"
}

@test "ceval: a goto goes to the label of its block, else of its function" {
	source_text 'int f(int n) { __label__ a; auto int in(int); int in(int k) {' \
		'if (k) goto a; { __label__ b; if (k > 2) goto b;' \
		'b: k++; } if (k > 3) goto b;' \
		'b: return k; } { __label__ a; if (n) goto a;' \
		'a: n++; } if (n) goto a; in(n);' \
		'a: return n; }' \
		'int g(int n) { if (n) goto a;' \
		'a: return n; }'
	gcc -w -fsyntax-only "$tmp/a.c"
	ceval_file "$tmp/a.c" >"$tmp/out"
	# the lines of each goto and its label
	awk -F'\t' '
		FILENAME == ARGV[1] { end[NR] = end[NR - 1] + length($0) + 1; next }
		$1 == "t" { off[$2] = $5 }
		$1 == "ent" { label[$2] = $3 == "label" }
		$1 == "decl" && $4 == "definition" { def[$2] = $3 }
		$1 == "u" && label[$3] { use[++n] = $2; of[n] = $3 }
		function line(t,	i) {
			for (i = 1; end[i] <= off[t]; i++)
				;
			return i
		}
		END { for (i = 1; i <= n; i++)
			printf "%d-%d ", line(use[i]), line(def[of[i]]) }
	' "$tmp/a.c" "$tmp/out" >"$tmp/jumps"
	[ "$(cat "$tmp/jumps")" = "2-6 2-3 3-4 4-5 5-6 7-8 " ]
}

@test "ceval: a deep tree is an error or goes through, no crash" {
	awk 'BEGIN { printf "int x = "; for (i = 0; i < 4000; i++)
		printf "("; printf "1"; for (i = 0; i < 4000; i++)
		printf ")"; print ";" }' >"$tmp/a.c"
	ceval_file "$tmp/a.c" >/dev/null
	# more than cparse would write
	{
		records <<-'E'
		s  1  i  int
		s  2  i  x
		s  3  n  1
		file  1  a.c  0  0  0  main  none  0  20  0  0
		t  1  1  1  0
		t  2  2  1  4
		t  3  3  1  5
		n  1  num  3  3
		E
	} | sed '$d' >"$tmp/in"
	awk 'BEGIN { OFS = "\t"; n = 1; for (; n < 1000000; n++)
		print "n", n + 1, "bitnot", 3, 3, n
		print "n", n + 1, "tspec", 1, 1
		print "n", n + 2, "specs", 1, 1, n + 1
		print "n", n + 3, "d-name", 2, 2
		print "n", n + 4, "initdecl", 2, 3, n + 3, 0, 0, n
		print "n", n + 5, "declaration", 1, 3, n + 2, n + 4
		print "top", 1, "declaration", n + 5, 1, 3 }' >>"$tmp/in"
	echo "end	$(wc -l <"$tmp/in")" >>"$tmp/in"
	run -1 --separate-stderr ceval <"$tmp/in"
	[[ $stderr == *'nested too deeply'* ]]
}

@test "ceval: a stream cut at any 997th byte is refused" {
	ceval_file uses.c >"$tmp/whole"
	cpp-rec -- gcc -c uses.c | cparse --all >"$tmp/in"
	size=$(wc -c <"$tmp/in")
	for ((at = 0; at < size; at += 997)); do
		head -c "$at" "$tmp/in" >"$tmp/cut"
		run -1 ceval --all <"$tmp/cut"
		[[ $output == *"stream"* ]]
	done
}

@test "ceval: a tree that is no tree is refused with its line" {
	hand | sed 's/^n	8	add	6	8	6	7/n	8	add	6	8	7	7/' >"$tmp/in"
	run -1 ceval --all <"$tmp/in"
	[[ $output == *'<stdin>:27: error: n record: child 2 has another parent'* ]]
	hand | sed 's/^n	8	add	6	8	6	7/n	8	add	6	8	5	7/' >"$tmp/in"
	run -1 ceval --all <"$tmp/in"
	[[ $output == *"child 1 of a 'add' is a 'd-name'"* ]]
	hand | sed 's/^n	7	id/n	7	wrong/' >"$tmp/in"
	run -1 ceval --all <"$tmp/in"
	[[ $output == *"no node is called 'wrong'"* ]]
	hand | sed 's/^top	1	declaration	10/top	1	declaration	9/' \
		>"$tmp/in"
	run -1 ceval --all <"$tmp/in"
	[[ $output == *"its node is part of another"* ]]
}

@test "ceval: passes on what it does not know" {
	printf 'x-note\ta\\tb\\n\\\\c\t\n' >"$tmp/note"
	hand | sed "3r $tmp/note" |
	awk -F'\t' -v OFS='\t' '$1 == "end" { $2++ } 1' |
	ceval | grep -Fxf "$tmp/note"
}

@test "ceval: wrong usage exits 2" {
	for args in --wrong file "--all file" --functions; do
		run -2 ceval $args </dev/null
		[[ $output == *usage:* ]]
	done
}

@test "ceval: output that cannot be written exits 2" {
	hand >"$tmp/in"
	run -2 sh -c 'ceval <"$1" >/dev/full' sh "$tmp/in"
	[[ $output == *"write <stdout>: No space left on device"* ]]
}

# has FILE - what __builtin_has_attribute gives, a line for each H(NAME, WHAT,
# ATTRIBUTE) of it: by gcc, and by ceval
has() {
	{
		echo '#define H(n, x, a) char h_##n[__builtin_has_attribute(x, a) + 1];'
		cat "$1"
	} >"$tmp/h.c"
	(cd "$tmp" && gcc-12 -w -c h.c)
	nm -S "$tmp/h.o" | awk '$4 ~ /^h_/ { print $4, substr($2, 16) - 1 }' |
	sort >"$tmp/want"
	cpp-rec -- gcc-12 -w -c "$tmp/h.c" | cparse | ceval | awk -F'\t' '
		$1 == "s" { s[$2] = $4 }
		$1 == "y" && $3 == "array" { n[$2] = $5 }
		$1 == "ent" { name[$2] = s[$4] }
		$1 == "decl" && name[$2] ~ /^h_/ {
			print name[$2], n[$7] - 1
		}' | sort >"$tmp/got"
	diff -u "$tmp/want" "$tmp/got"
}

@test "ceval: __builtin_has_attribute knows the attributes of what is named" {
	cat >"$tmp/a.c" <<-'E'
	struct s {
		char raw[4] __attribute__((nonstring)), plain[4];
		char two[2][4] __attribute__((nonstring));
		int number __attribute__((nonstring));
		unsigned char *p __attribute__((nonstring));
		struct { signed char in[3] __attribute__((nonstring)); };
	} v, *p;
	H(1, v.raw, nonstring) H(2, v.plain, nonstring) H(3, v.two, nonstring)
	H(4, v.number, nonstring) H(5, p->p, nonstring) H(6, p->in, __nonstring__)
	H(7, (v.raw), nonstring) H(8, &v.raw, nonstring) H(9, *v.raw, nonstring)
	H(10, v.two[0], nonstring) H(11, (0, v.raw), nonstring)
	H(12, (1 ? v.raw : v.raw), nonstring) H(13, "abc", nonstring)
	H(14, char[4], nonstring) H(15, ((struct s){ 0 }).raw, nonstring)
	H(16, __extension__ p->raw, nonstring) H(17, p[1].raw, nonstring)
	extern char late[]; extern char late[] __attribute__((nonstring));
	extern char late[];
	H(20, late, nonstring)
	void f(void); H(21, f, cold) void f(void) __attribute__((cold));
	H(22, f, cold) H(23, &f, cold) H(24, f, hot)
	void f(void) { } H(25, f, cold)
	int sec __attribute__((section("a"))); H(26, sec, section)
	H(27, sec, section("a")) H(28, sec, section("b"))
	void *al(int, int) __attribute__((alloc_size(1, 2)));
	H(29, al, alloc_size(2)) H(30, al, alloc_size(3)) H(31, al, malloc)
	_Noreturn void nr(void); H(32, nr, noreturn) H(33, f, noreturn)
	static int us __attribute__((unused)); H(34, us, unused)
	__attribute__((constructor(123))) void c(void);
	H(35, c, constructor) H(36, c, constructor(123)) H(37, c, constructor(124))
	E
	has "$tmp/a.c"
}

@test "ceval: __builtin_has_attribute knows alignments, packed things, vectors" {
	cat >"$tmp/a.c" <<-'E'
	struct __attribute__((packed)) p { char c; int i; } v, a[2];
	struct q { char c __attribute__((packed)); int i __attribute__((packed));
		struct p p; int b:3 __attribute__((packed)); int n; } q;
	H(1, v, packed) H(2, a, packed) H(3, a[0], packed) H(4, v.i, packed)
	H(5, q.c, packed) H(6, q.i, packed) H(7, q.p, packed) H(8, q.b, packed)
	H(9, q.n, packed) H(10, struct p, packed) H(11, struct q, packed)
	int i, i16 __attribute__((aligned(16))); _Alignas(16) int as;
	struct __attribute__((aligned(32))) s { int i; } s;
	typedef int t __attribute__((aligned(16))); t tv, *tp;
	struct m { int m __attribute__((aligned(16))); t n; int o;
		_Alignas(16) int z; } m;
	H(20, i, aligned) H(21, i16, aligned) H(22, i16, aligned(16))
	H(23, i16, aligned(8)) H(24, as, aligned) H(25, s, aligned)
	H(26, s, aligned(32)) H(27, tv, aligned) H(28, tp, aligned)
	H(29, *tp, aligned) H(30, tp[1], aligned(16)) H(31, m.m, aligned(8 + 8))
	H(32, m.n, aligned) H(33, m.o, aligned) H(34, m.z, aligned)
	H(35, t, aligned) H(36, struct s, aligned(32)) H(37, int, aligned(4))
	H(38, __attribute__((aligned(8))) int, aligned)
	H(39, int __attribute__((aligned(8))) *, aligned(8))
	typedef char vec __attribute__((vector_size(8))); vec vv[2];
	H(40, vec, vector_size) H(41, vv, vector_size) H(42, vv[0], vector_size(8))
	H(43, *vv, vector_size(4)) H(44, i, mode)
	E
	has "$tmp/a.c"
}

@test "ceval: __builtin_has_attribute follows attributes of types" {
	cat >"$tmp/a.c" <<-'E'
	typedef void N(void *, void *) __attribute__((nonnull(1))); N n, *np;
	H(1, n, nonnull(1)) H(2, N, nonnull(1)) H(3, n, nonnull(2))
	H(4, np, nonnull) H(5, n, nonnull)
	void all(void *, int) __attribute__((nonnull));
	H(6, all, nonnull) H(7, all, nonnull(1))
	int (*fp)(void *) __attribute__((nonnull)); H(8, fp, nonnull)
	typedef int MA __attribute__((may_alias)); MA ma, *map, maa[2];
	H(10, ma, may_alias) H(11, map, may_alias) H(12, MA[2], may_alias)
	H(13, MA *, may_alias) H(14, MA __attribute__((aligned(8))), may_alias)
	H(15, maa, may_alias) H(16, int, may_alias) H(17, const MA, may_alias)
	struct __attribute__((may_alias)) S { int i; } s, sa[3], *sp;
	typedef struct S TS;
	H(20, s, may_alias) H(21, TS, may_alias) H(22, *sp, may_alias)
	H(23, sa, may_alias) H(24, sa[0], may_alias)
	enum __attribute__((may_alias)) em { EA }; H(25, enum em, may_alias)
	struct { MA m; int o __attribute__((may_alias)), p; } mm;
	H(26, mm.m, may_alias) H(27, mm.o, may_alias) H(28, mm, may_alias)
	H(29, mm.p, may_alias)
	typedef struct { int i; } __attribute__((warn_if_not_aligned(8))) W;
	H(30, W, warn_if_not_aligned(8)) H(31, W, warn_if_not_aligned(4))
	union TU { int *p; long *q; } __attribute__((transparent_union)) tu;
	union OU { int *p; long *q; } ou;
	H(32, tu, transparent_union) H(33, ou, transparent_union)
	typedef void nr(void) __attribute__((noreturn)); typedef void r(void);
	H(34, r, noreturn)
	E
	has "$tmp/a.c"
}

@test "ceval: __builtin_has_attribute knows how things are linked and compiled" {
	cat >"$tmp/a.c" <<-'E'
	void f(void) __attribute__((visibility("hidden"))); int v;
	H(1, f, visibility) H(2, f, visibility("hidden"))
	H(3, f, visibility("default")) H(4, v, visibility)
	#pragma GCC visibility push(hidden)
	int pushed; H(5, pushed, visibility)
	#pragma GCC visibility pop
	int c __attribute__((common)), nc __attribute__((nocommon));
	H(6, c, common) H(7, c, nocommon) H(8, nc, nocommon) H(9, v, common)
	extern int w __attribute__((weak)); H(10, w, weak) H(11, v, weak)
	void t(void) __attribute__((target("sse4.1"))); H(12, t, target)
	H(13, t, target("sse4.1")) H(14, t, target("avx")) H(15, f, target)
	void __attribute__((naked)) nk(void); H(16, nk, naked) H(17, f, naked)
	void pf(const char *, ...) __attribute__((format(printf, 1, 2)));
	H(18, pf, format) H(19, f, format) H(20, (int *)0, aligned)
	void no_regs(void) __attribute__((no_caller_saved_registers));
	H(21, no_regs, no_caller_saved_registers)
	H(22, f, no_caller_saved_registers) H(23, f, interrupt)
	E
	has "$tmp/a.c"
}

@test "ceval: __builtin_has_attribute has no value where it is not known" {
	for c in 'typedef void f(void *); f *p; H(1, *p, nonnull)' \
		'int v; H(1, (int)v, aligned)' 'int *p; H(1, *p, may_alias)' \
		'typedef int m __attribute__((may_alias)); m v; \
		typeof(v) u; H(1, u, may_alias)' \
		'typedef int m __attribute__((may_alias)); m v; \
		H(1, typeof(v), may_alias)' \
		'H(1, int __attribute__((aligned(2), aligned(4))), aligned(2))' \
		'union u { int *p; }; typedef union u t \
		__attribute__((transparent_union)); H(1, t, transparent_union)' \
		'void f(const char *, ...) __attribute__((format(printf, 1, 2))); \
		H(1, f, format(printf))' \
		'
#pragma weak v
		int v; H(1, v, weak)' \
		'
#pragma GCC target("avx")
		void f(void); H(1, f, target)' \
		'void f(void) __attribute__((cold)); \
		void g(void) __attribute__((copy(f))); H(1, g, cold)'; do
		echo "#define H(n, x, a) char h_##n[__builtin_has_attribute(x, a) + 1];
		$c" >"$tmp/a.c"
		run -1 ceval < <(cpp-rec -- gcc-12 -w -c "$tmp/a.c" | cparse)
		[[ $output == *"size of array is not an integer constant"* ]]
	done
}
