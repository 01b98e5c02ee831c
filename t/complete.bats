# SPDX-License-Identifier: GPL-2.0-or-later
# The whole set of functions to patch: elfinfo complete, and klp-ccp that asks
# it.  t/check/check-complete is for kernel units.
setup() {
	load helper
	cd "$tmp"
}

# The ways to learn what became of the functions
ways='both dwarf dump'

# build WAY [OPTION...] - compile a.c as it is told, so that the facts are there
# in that way; $line is the command line
build() {
	local way=$1
	shift
	rm -f a.o a.c.*.ipa-clones
	line="gcc-12 -O2 -fno-pie -fcf-protection=none $* -c a.c -o a.o"
	case $way in
	both)	$line -g -fdump-ipa-clones ;;
	dwarf)	$line -g ;;
	dump)	$line -fdump-ipa-clones ;;
	esac
}

# ccp LIST [OPTION...] - the result in lp.c, held against the original; what is
# said in err
ccp() {
	local list=$1
	shift
	klp-ccp --patched-functions="$list" "$@" --verify -o lp.c -- \
		$line 2>err || { cat err; return 1; }
}

# patched - the functions that the result replaces
patched() {
	grep -oE '\<klpp_[a-z_0-9]+\(' lp.c | sed 's/klpp_//; s/($//' |
	sort -u | tr '\n' ' '
}

levels() {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	static int leaf(int x) { sink += x; return out(sink) * 3; }
	static int middle(int x) { return leaf(x) + 1; }
	int twice(int x) { return middle(x) + middle(x + 1); }
	int never(int x) { return out(x); }
	int once(int x) { return leaf(x + 4); }
	E
}

@test "complete: what was inlined through two levels is copied, and who has it patched" {
	levels
	for w in $ways; do
		build $w
		nm a.o >symbols
		run -1 grep -E ' (leaf|middle)$' symbols
		for p in '' --policy=klp-convert --policy=kallsyms; do
			ccp leaf $p
			sort err | diff -u - <(cat <<-'E'
			klp-ccp: note: also patched: once, into which leaf was inlined [--no-complete leaves it]
			klp-ccp: note: also patched: twice, into which leaf was inlined [--no-complete leaves it]
			klp-ccp: note: not patched but copied: leaf, which has no code of its own but where it was inlined
			E
			)
			grep -E '^static int (klpr_)?leaf[(]int x[)] [{]' lp.c
			grep -E '^static int (klpr_)?middle[(]' lp.c
			run -1 grep never lp.c
		done
		[ "$(patched)" = "once twice " ]
	done
}

@test "complete: a function that has code is patched together with what it is inlined into" {
	levels
	sed -i 's/^static int leaf/int leaf/' a.c
	for w in $ways; do
		build $w
		ccp leaf --policy=klp-convert
		[ "$(patched)" = "leaf once twice " ]
	done
}

@test "complete: what calls a clone with other parameters is patched" {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	static __attribute__((noinline)) int shrunk(int x, int unused, int *p)
	{ sink = x; return out(x) + *p; }
	static __attribute__((noinline)) int special(int x, int how)
	{ return how == 1 ? out(x) : out(how) * 2; }
	int user(int x) { return shrunk(x, 1, &sink) + 1; }
	static inline int between(int x) { return special(x, 1); }
	int far(int x) { return between(x) + 2; }
	int tail(int x) { return special(x, 1); }
	int never(int x) { return out(x); }
	E
	for w in $ways; do
		build $w
		nm a.o | grep -E ' shrunk[.](isra|constprop)'
		nm a.o | grep -E ' special[.](isra|constprop)'
		ccp shrunk --policy=klp-convert
		[ "$(patched)" = "user " ]
		grep -E 'also patched: user, which calls shrunk[.](isra|constprop)[.]0, a clone of shrunk with other parameters ' err
		grep 'not patched but copied: shrunk, which has no code' err
		ccp special --policy=klp-convert
		[ "$(patched)" = "far tail " ]
	done
}

@test "complete: who calls a clone is found without call sites" {
	cat >a.c <<-'E'
	extern int sink, arr[64];
	extern void reg(int (*)(int, int));
	static __attribute__((noinline)) int work(int a, int mode)
	{
		int i, s = 0;
		for (i = 0; i < a; i++)
			s += mode == 7 ? arr[i] * 3 : mode == 9 ? arr[i] ^ s :
				arr[i & 31] << mode;
		sink += s;
		return s;
	}
	int one(int a) { return work(a, 7) + 1; }
	int two(int a) { return work(a * 2, 7) - 1; }
	int tail(int a) { return work(a + 2, 7); }
	int first(void) { return work(5, 7); }
	extern __attribute__((cold)) void bad(int);
	int apart(int a)
	{ if (__builtin_expect(a == 3, 0)) { bad(work(a, 7)); bad(a); } return a; }
	int four(int a, int m) { return work(a, m); }
	void init(void) { reg(work); }
	int never(int a) { return sink + a; }
	E
	set --
	for cc in gcc-12 aarch64-linux-gnu-gcc-12 s390x-linux-gnu-gcc-12 \
		  powerpc64le-linux-gnu-gcc-12 riscv64-linux-gnu-gcc-12; do
		if command -v $cc >/dev/null; then
			set -- "$@" $cc
		fi
	done
	for cc; do
		for g in -g '-g -fno-var-tracking' -g1 '-gdwarf-4 -gstrict-dwarf' \
			'-g1 -ffunction-sections'; do
			$cc -O2 -fipa-cp-clone -fno-pie $g -c a.c -o a.o
			${cc%gcc-12}ld -r -o b.o a.o
			${cc%gcc-12}ld -e 0 --unresolved-symbols=ignore-all \
				-o b a.o
			for f in a.o b.o b; do
				[ "$(members work $f)" = \
					"apart:patched first:patched one:patched tail:patched two:patched work:patched " ]
				elfinfo functions --object=x $f |
					awk -F'\t' '$1 == "called"' >have
				[ "$g" != -g ] || cp have want.$f
				diff -u want.$f have
				rm have
			done
		done
	done
}

@test "complete: a chain of clones is followed to who can be patched" {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	static inline int leaf(int x) { sink ^= x; return out(sink); }
	static __attribute__((noinline)) int low(int x, int a, int *p)
	{ return leaf(x) + *p; }
	static __attribute__((noinline)) int high(int x, int b, int *p)
	{ return low(x + 1, 7, p) * 2 + *p; }
	int top(int x) { return high(x, 3, &sink) + 1; }
	E
	for w in $ways; do
		build $w
		ccp leaf --policy=klp-convert
		[ "$(patched)" = "top " ]
	done
}

@test "complete: of a function that was split, who has its head is patched" {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	static int split(int x)
	{
		int i;
		if (__builtin_expect(x < 0, 1))
			return -1;
		for (i = 0; i < x; i++)
			sink += out(i) * 3 + out(sink) + out(i ^ 5) * out(x);
		return sink + out(9) * out(10) + out(11);
	}
	int one(int x) { return split(x) + 1; }
	int two(int x) { return split(x + 7) * 2; }
	int three(int x) { return out(3) + split(out(x)); }
	int never(int x) { return out(x); }
	E
	for w in $ways; do
		build $w
		nm a.o | grep ' split[.]part[.]0$'
		ccp split --policy=klp-convert
		[ "$(patched)" = "one three two " ]
	done
}

# dumped - a dump of lines FROM TO SUFFIX on standard input
dumped() {
	awk '{
		split($1, f, "/")
		split($2, g, "/")
		s = $3
		if (NF > 3)
			s = s " " $4
		printf "Callgraph clone;%s;%s;a.c;%s;5;%s;%s;a.c;%s;5;%s\n",
			f[1], f[2], f[2], g[1], g[2], g[2], s
	}' >a.c.000i.ipa-clones
}

# members FUNCTION FILE... - what becomes of whom
members() {
	local f=$1
	shift
	elfinfo complete --unit=a.c --functions="$f" "$@" 2>err |
	awk -F'\t' '$1 == "member" && $11 !~ /^(step|no-code)$/ {
			printf "%s:%s ", $2, $7 }'
}

@test "complete: in a dump, a copy from before something was inlined has it not" {
	dumped <<-'E'
	f/1 g/2 inlining to
	g/2 h/3 inlining to
	h/3 i/4 inlining to
	E
	[ "$(members f *clones)" = "f:patched g:patched h:patched i:patched " ]
	dumped <<-'E'
	g/2 h/3 inlining to
	h/3 i/4 inlining to
	f/1 g/2 inlining to
	g/2 j/5 inlining to
	E
	[ "$(members f *clones)" = "f:patched g:patched j:patched " ]
}

@test "complete: a dump's steps that were removed are not patched" {
	dumped <<-'E'
	f/1 g/2 inlining to
	g/2 h/3 inlining to
	E
	printf 'Callgraph removal;%s;%s;a.c;1;5\n' f 1 g 2 >>a.c.000i.ipa-clones
	[ "$(members f *clones)" = "f:copied h:patched " ]
	# that was another one of the name
	sed -i 's/removal;g;2;/removal;g;9;/' a.c.000i.ipa-clones
	[ "$(members f *clones)" = "f:copied g:patched h:patched " ]
}

@test "complete: from a dump alone, who calls a clone is said to be unknown" {
	dumped <<-'E'
	f/1 f.constprop.0/7 constprop
	E
	[ "$(members f *clones)" = "f:patched " ]
	grep 'warning: f has a clone with other parameters, f.constprop.0: only the object tells who calls that \[-Wclones\]$' err
}

@test "complete: what has no code is copied where a patched function needs it" {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	static int helper(int x) { sink += x; return out(sink) * 3; }
	static int shy(int x) { return helper(x) ^ 7; }
	int f(int x) { return out(x) + shy(x); }
	int g(int x) { return shy(x) + 1; }
	E
	for w in $ways; do
		build $w
		nm a.o >symbols
		run -1 grep -E ' (helper|shy)$' symbols
		for p in '' --policy=klp-convert; do
			ccp f $p
			[ ! -s err ]
			grep '^static int helper(int x) {' lp.c
			grep '^static int shy(int x) {' lp.c
		done
	done
}

@test "complete: the dump tells of what left nothing in the code" {
	cat >a.c <<-'E'
	static int zero(void) { return 0; }
	int user(int x) { return x + zero(); }
	E
	build both
	[ "$(members zero a.o a.c.000i.ipa-clones)" = "user:patched zero:copied " ]
	run -1 members zero a.o
	diff -u - err <<-'E'
	elfinfo: a.c:1: error: zero is only in the debug data: it has no code, nor was it inlined
	elfinfo: note: ways out: name the functions that use it; or --allow=no-code takes that as it is
	E
	[ "$(members zero --allow=no-code a.o)" = "zero:left " ]
	grep 'warning: zero is only in the debug data: ' err
}

@test "complete: what folding made up is no inlining, but said" {
	cat >a.c <<-'E'
	extern int out(int);
	#define BODY { int i, s = 0; \
		for (i = 0; i < x; i++) s += out(i) * 3 + out(s); return s; }
	int one(int x) BODY
	int two(int x) BODY
	E
	build both
	grep -q 'clone;one;.*;two;.*;inlining to' a.c.*.ipa-clones
	[ "$(members one a.o a.c.*clones)" = "one:patched " ]
	grep 'warning: two is the same as one, in code of its own that is not patched \[-Wfolded\]$' err
	[ "$(members two a.o)" = "two:patched " ]
	grep 'warning: two was folded into another function .* \[-Wfolded\]$' err
}

@test "complete: functions that share their code are patched together" {
	cat >a.c <<-'E'
	extern int out(int);
	#define BODY { int i, s = 0; \
		for (i = 0; i < x; i++) s += out(i) * 3 + out(s); return s; }
	__attribute__((noinline)) static int one(int x) BODY
	__attribute__((noinline)) static int two(int x) BODY
	int user(int x) { return one(x) + two(x + 1); }
	int other(int x) BODY
	E
	build both
	nm a.o >symbols
	[ "$(awk '$3 == "one" || $3 == "two" { print $1 }' symbols | uniq -c |
		wc -l)" = 1 ]
	elfinfo index a.o -o index
	for f in a.o --index=index; do
		elfinfo complete --unit=a.c --functions=one $f >out 2>err
		grep -x 'elfinfo: warning: two has the code of one, and is patched with it \[-Wfolded\]' err
		[ "$(wc -l <err)" = 1 ]
		elfinfo complete --unit=a.c --functions=other,user $f >out 2>err
		[ ! -s err ]
	done
	elfinfo patchable --index=index one user | grep '^reason' |
		cut -f 2,7- | diff - <(printf 'one\ttwin\ttwo\n')
}

# two units with a static function of the same name, in an index
namesakes() {
	mkdir -p x y
	for d in x y; do
		cat >$d/a.c <<-E
		extern int out(int);
		static __attribute__((noinline)) int same(int x)
		{ return out(x) * out(x + 1) + ${#d}; }
		static int low(int x) { return same(x) * 2; }
		int $d(int x) { return low(x) + 3; }
		E
		gcc-12 -O2 -g -fno-pie -pg -mfentry -mrecord-mcount \
			-c $d/a.c -o $d/a.o
	done
	ld -r -o xy.ko.o x/a.o y/a.o
	printf '%s\n' 'asm(".section .gnu.linkonce.this_module");' >m.c
	gcc-12 -c m.c -o m.o
	ld -r -o xy.ko m.o xy.ko.o
	elfinfo index xy.ko -o table
}

@test "complete: functions of the same name in other units are other ones" {
	namesakes
	for d in x y; do
		line="gcc-12 -O2 -fno-pie -c $d/a.c -o no.o"
		ccp low,same --policy=klp-convert --index=table
		[ "$(patched)" = "same $d " ]
		grep "also patched: $d, into which low was inlined" err
		grep "warning: same is number [12] of the 2 symbols of that name in xy: that is its old_sympos \[-Wnamesakes\]" err
	done
	# the path has to agree
	line="gcc-12 -O2 -fno-pie -c $PWD/y/../x/a.c -o no.o"
	ccp low --policy=klp-convert --index=table
	[ "$(patched)" = "x " ]
}

@test "complete: of the dumps in an index the one that has the unit's path is read" {
	for d in x y; do
		mkdir $d
		cat >$d/a.c <<-E
		extern int out(int);
		static int low(int x) { return out(x) * 2; }
		int $d(int x) { return low(x) + 3; }
		E
		gcc-12 -O2 -fdump-ipa-clones -fno-pie -c $d/a.c -o $d/a.o
	done
	elfinfo index x/a.o y/a.o x/*clones y/*clones -o table
	for d in x y; do
		for p in $d/a.c /some/where/$d/a.c ../$d/a.c; do
			line="gcc-12 -O2 -fno-pie -c $p -o no.o"
			elfinfo complete --index=table --functions=low \
				--unit=$p 2>err | awk -F'\t' '
				$1 == "member" { print $2, $7 }' |
			diff - <(printf '%s\n' 'low copied' "$d patched")
		done
	done
}

@test "complete: the stages are told the object that has the unit" {
	namesakes
	line="gcc-12 -O2 -fno-pie -c x/a.c -o no.o"
	klp-ccp --index=table --patched-functions=low \
		--policy='echo "$KLP_CCP_OBJECT" >object; exit 1;' \
		-o lp.c -- $line 2>err || :
	[ "$(cat object)" = xy ]
	sed '/^[!~]/d; s/\txy\t/\tzz\t/' table >other
	sed '/^[!~]/d' table other | LC_ALL=C sort >rows
	{ grep '^!' table; cat rows; } >both
	printf '~end\t%d\n' "$(wc -l <both)" >>both
	run -0 klp-ccp --index=both --patched-functions=same -o lp.c -- $line
	[[ $output = *"warning: x/a.c is in several objects, --object says which is meant: "*xy*" [-Wobjects]"* ]]
	run -0 klp-ccp --index=both --object=xy --patched-functions=same \
		-o lp.c -- $line
	[[ $output != *-Wobjects* ]]
}

@test "complete: a header's function is said to be in other units too" {
	echo 'static inline int tiny(int x) { return out(x) * 3 + out(x ^ 4); }' >h.h
	for f in a b; do
		echo 'extern int out(int);
		#include "h.h"
		int '$f'1(int x) { return tiny(x); }
		int '$f'2(int x) { return tiny(x) + 1; }' >$f.c
		gcc-12 -O2 -g -fno-pie -c $f.c -o $f.o
	done
	elfinfo index a.o b.o -o table
	line="gcc-12 -O2 -fno-pie -c a.c -o a.o"
	ccp tiny --policy=klp-convert --index=table
	[ "$(patched)" = "a1 a2 " ]
	grep 'warning: tiny of h.h is also in other units, where it stays as it is: b.c (b1, b2) \[-Wother-units\]$' err
	# an object knows only its own unit
	ccp tiny --policy=klp-convert
	grep 'warning: tiny is of h.h: an index would tell which other units have it \[-Wother-units\]$' err
}

@test "complete: a header's function that is asked for is never taken from the header" {
	mkdir -p fixed/include stock/include
	for d in fixed stock; do
		cat >$d/include/h.h <<-'E'
		struct s { int n; };
		static inline int unit_of(struct s *s) { return s->n; }
		static inline int scale(struct s *s) { return unit_of(s) * FACTOR; }
		static inline int middle(struct s *s) { return scale(s) - 1; }
		E
	done
	sed -i 's/FACTOR/10/' fixed/include/h.h
	sed -i 's/FACTOR/11/' stock/include/h.h
	echo '#include <h.h>
	int f(struct s *s) { return scale(s) + s->n; }
	int g(struct s *s) { return middle(s); }' >a.c
	for w in $ways; do
		build $w -I "$PWD/fixed/include"
		for l in scale f,scale scale,g,f middle,scale; do
			for p in klp-convert kallsyms; do
				ccp $l --policy=$p
				[ "$(patched)" = "f g " ]
				run -1 grep -E 'warning: (scale|middle) has no code' err
				grep -E 'static inline int klpr_scale\(struct s \*s\)' lp.c
				run -1 grep 'int unit_of' lp.c
				gcc-12 -O2 -I stock/include -c lp.c -o lp.o
				gcc-12 -O2 -I fixed/include -c lp.c -o lp2.o
				cmp lp.o lp2.o
			done
		done
	done
}

@test "complete: after optimisation at link time the other unit is warned of" {
	echo 'int sink;
	int leaf(int x) { sink += x; return sink * 3; }' >a.c
	echo 'extern int leaf(int);
	int main(int argc, char **argv) { return leaf(argc); }' >b.c
	gcc-12 -O2 -g -flto a.c b.c -o ab
	run -1 members leaf ab
	grep 'error: leaf has no code of its own, nor has a function of the unit that can be patched$' err
	grep 'warning: leaf was inlined into main of b.c, which has to be patched as well \[-Wother-units\]$' err
}

# what cannot be patched, with the kernel's table of places for its calls
stubborn() {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	#define notrace __attribute__((no_instrument_function))
	#define init __attribute__((section(".init.text")))
	static int leaf(int x) { sink += x; return out(sink) * 3; }
	int good(int x) { return leaf(x); }
	int notrace never(int x) { return leaf(x) - 1; }
	int init boot(int x) { return leaf(x) + 1; }
	E
	build both -pg -mfentry -mrecord-mcount
}

# fates FILE - the patched functions of a table, their new names and what becomes
# of them
fates() {
	awk -F'\t' '$1 == "patched" { print $2, $3, $7 }' "$1" | sort
}

@test "complete: a function without a place for the call is an error, or left by --allow" {
	stubborn
	why='the kernel has no place for a call at the start of it: it is notrace, or its file is compiled without'
	way='note: ways out: patch those that call it; or --allow=no-fentry takes that as it is'
	echo before >lp.c
	for c in '' --no-complete; do
		elfinfo index a.o -o index
		run -1 klp-ccp -f never -f good $c --index=index -o lp.c -- $line
		[[ $output = *"klp-ccp: a.c:7: error: never cannot be patched: $why"$'\n'"klp-ccp: $way"* ]]
	done
	run -1 ccp leaf
	[[ $output = *"klp-ccp: a.c:7: error: never, into which leaf was inlined, cannot be patched: $why"$'\n'"klp-ccp: $way"* ]]
	[ "$(cat lp.c)" = before ]
	# where it is not asked for, its code stays
	ccp leaf --policy=klp-convert --allow=no-fentry --externalized=ext
	[ "$(patched)" = "good " ]
	sed 's/^klp-ccp: //' err | sort | diff -u - <(cat <<-E
	note: also patched: good, into which leaf was inlined [--no-complete leaves it]
	note: not patched but copied: leaf, which has no code of its own but where it was inlined
	note: not patched: boot, into which leaf was inlined: it is in .init.text, and done once it has run
	warning: never, into which leaf was inlined, cannot be patched: $why [-Wnot-patchable]
	E
	)
	fates ext | diff -u - <(cat <<-'E'
	boot - left
	good klpp_good replaced
	leaf - copied
	never - stuck
	E
	)
	ccp never,good --policy=klp-convert --allow no-fentry --externalized=ext
	[ "$(patched)" = "good never " ]
	fates ext | diff -u - <(printf '%s\n' 'good klpp_good replaced' \
		'never klpp_never stuck')
}

@test "complete: what is only in init code is an error, however it is asked for" {
	stubborn
	cat >>a.c <<-'E'
	static int early(int x) { sink ^= x; return out(sink) * 5; }
	int init start(int x) { return early(x); }
	int init again(int x) { return early(x) ^ early(x + 1); }
	int other(int x) { return out(x) + 7; }
	E
	build both -pg -mfentry -mrecord-mcount
	elfinfo index a.o -o index
	for f in boot boot,good good,boot; do
		for i in '' --index=index; do
			run -1 klp-ccp $i -f $f -o lp.c -- $line
			[[ $output = *"klp-ccp: a.c:8: error: boot is in .init.text: it has run before a live patch comes"$'\n'"klp-ccp: note: ways out: "*"--allow=init"* ]]
		done
	done
	for f in early early,other start,early,other; do
		run -1 klp-ccp -f $f --index=index -o lp.c -- $line
		[[ $output = *"error: early has no code of its own but in functions of init or exit sections, which have run before a live patch comes"* ]]
	done
	ccp early,other --allow=init --policy=klp-convert --externalized=ext
	fates ext | diff -u - <(cat <<-'E'
	again - left
	early klpp_early left
	other klpp_other replaced
	start - left
	E
	)
}

@test "complete: a function that is named with those that have it is copied" {
	levels
	for w in $ways; do
		build $w
		for f in leaf,once once,leaf leaf,middle,once \
			twice,middle,leaf,once; do
			ccp $f --policy=klp-convert --externalized=ext
			[ "$(patched)" = "once twice " ]
			grep -x 'klp-ccp: note: not patched but copied: leaf, which has no code of its own but where it was inlined' err
			run -1 grep warning err
			fates ext | grep -v middle | diff -u - <(cat <<-'E'
			leaf - copied
			once klpp_once replaced
			twice klpp_twice replaced
			E
			)
		done
	done
}

@test "complete: a function that the kernel has not is new" {
	levels
	build both
	elfinfo index a.o -o index
	sed -i 's/^int once.*/static int fresh(int x) { return out(x) - 9; }\
		int once(int x) { return fresh(leaf(x + 4)); }/' a.c
	gcc-12 -O2 -g -fno-pie -fcf-protection=none -c a.c -o a.o
	ccp once,fresh --index=index --policy=klp-convert --externalized=ext
	fates ext | diff -u - <(printf '%s\n' 'fresh klpp_fresh new' \
		'once klpp_once replaced')
	# alone it changes nothing
	run -1 ccp fresh --index=index
	[[ $output = *"klp-ccp: a.c: error: the kernel does not have fresh, and nothing is patched that calls it"* ]]
	ccp fresh --index=index --allow=no-code --policy=klp-convert \
		--externalized=ext
	[ "$(fates ext)" = 'fresh klpp_fresh new' ]
}

@test "complete: warnings can be switched off and made errors" {
	stubborn
	a=--allow=no-fentry
	ccp leaf $a -Wno-not-patchable
	run -1 grep warning err
	ccp leaf $a -w
	run -1 grep warning err
	echo before >lp.c
	for o in -Werror=not-patchable -Werror; do
		run -1 ccp leaf $a $o
		[[ $output = *'error: never, into which leaf was inlined, '*' [-Werror=not-patchable]'* ]]
		[ "$(cat lp.c)" = before ]
	done
}

@test "complete: with --no-complete the list is left as it is" {
	levels
	build both
	klp-ccp --no-complete --patched-functions=leaf --policy=klp-convert \
		-o lp.c -- $line 2>err
	[ ! -s err ]
	[ "$(patched)" = "leaf " ]
	elfinfo index a.o -o table
	klp-ccp --no-complete --patched-functions=leaf --policy=klp-convert \
		--index=table -o lp.c -- $line 2>err
	[ "$(patched)" = "leaf " ]
	sort err | diff -u - <(cat <<-'E'
	klp-ccp: warning: leaf has no code of its own [-Wnot-patchable]
	klp-ccp: warning: not patched: once, into which leaf was inlined [-Wincomplete]
	klp-ccp: warning: not patched: twice, into which leaf was inlined [-Wincomplete]
	E
	)
}

@test "complete: where nothing is known nothing is added, and nothing said" {
	levels
	build none
	for f in '' 'no object' elf; do
		case $f in
		elf)	gcc-12 -O2 -c a.c -o a.o ;;
		?*)	echo "$f" >a.o ;;
		esac
		ccp leaf
		[ ! -s err ]
		grep -c leaf lp.c
		run -1 grep once lp.c
	done
}

@test "complete: a unit or a function that the index does not have is said" {
	levels
	build both
	elfinfo index a.o -o table
	run -0 klp-ccp --index=table --patched-functions=nope -o lp.c -- \
		gcc-12 -O2 -c a.c || [ "$status" = 1 ]
	[[ $output = *"klp-ccp: warning: nope is not in the debug data of a.c [-Wunknown-function]"* ]]
	mkdir d
	sed 's/once/one/' a.c >d/other.c
	run -0 klp-ccp --index=table --patched-functions=leaf -o lp.c -- \
		gcc-12 -O2 -c d/other.c
	[ "$output" = "klp-ccp: table: warning: it tells nothing of d/other.c [-Wunknown-unit]" ]
}

@test "complete: a unit that no object of a whole kernel was made of cannot be patched" {
	levels
	build both
	cp a.o vmlinux
	elfinfo index vmlinux -o table
	mkdir d
	cp a.c d/other.c
	run -1 klp-ccp --index=table --patched-functions=leaf -o lp.c -- \
		gcc-12 -O2 -c d/other.c
	[ "${lines[0]}" = "klp-ccp: table: error: no object was made of d/other.c: what is linked into none of the kernel's, as the vdso is not, cannot be patched" ]
	[[ ${lines[1]} = "klp-ccp: note: ways out: "*"--object=NAME"* ]]
	[ ! -e lp.c ]
	# who says which, knows
	run -0 klp-ccp --index=table --object=vmlinux --patched-functions=leaf \
		-o lp.c -- gcc-12 -O2 -c d/other.c
	[[ $output = *"-Wunknown-unit"* ]]
}

@test "complete: an exit function is refused for what it is" {
	cat >a.c <<-'E'
	int sink;
	__attribute__((section(".exit.text"), used)) static void away(void)
	{ sink = 0; }
	int f(int x) { return x + sink; }
	E
	build both
	elfinfo index a.o -o table
	run -1 klp-ccp --index=table -f away -o lp.c -- gcc-12 -O2 -c a.c
	[ "${lines[0]}" = "klp-ccp: a.c:2: error: away is in .exit.text: it only runs when its module goes, and ftrace is kept out" ]
	run -0 klp-ccp --index=table --allow=init -f away -o lp.c -- \
		gcc-12 -O2 -c a.c
}

@test "complete: jumps instead of calls are told of where they matter" {
	cat >a.c <<-'E'
	extern int out(int);
	int f(int x) { return out(x + 1); }
	E
	build dwarf
	run -0 elfinfo complete --unit=a.c --functions=f --tail-calls a.o
	[[ $output = *"warning: f jumps to out instead of calling it: "*" [-Wsibling-calls]"* ]]
	run -0 elfinfo complete --unit=a.c --functions=f a.o
	[[ $output != *sibling* ]]
	run -0 klp-ccp --patched-functions=f -o lp.c -- $line
	[ ! "$output" ]
	run -0 klp-ccp --compiler=ppc64le-gcc-12.2.0 --patched-functions=f \
		-o lp.c -- $line
	[[ $output = *-Wsibling-calls* ]]
}

@test "complete: a function with clones, or without a symbol, is told of" {
	cat >a.c <<-'E'
	extern int out(int);
	int sink;
	__attribute__((noinline)) int f(int x, int how)
	{
		int i;
		if (how == 1)
			return out(x) + 1;
		for (i = 0; i < how; i++)
			sink += out(i) * how + x;
		return sink;
	}
	int with_clone(int x) { return f(x, 1) + f(x + 1, 1) + f(x + 2, 1); }
	E
	build both -O3
	nm a.o | grep ' f[.]constprop[.]0$'
	ccp f --policy=klp-convert
	[ "$(patched)" = "f with_clone " ]
	grep 'warning: f has clones with other parameters, which a patch of it does not reach, only that of their callers: f.constprop.0 \[-Wclones\]$' err
	strip -N f a.o
	[ "$(members f a.o | grep -o 'f:patched')" = f:patched ]
	grep 'warning: f has no symbol in a.o: the kernel cannot find it \[-Wdebug-data-only\]' err
}

@test "complete: what the user did wrong exits 2" {
	for a in '' '--unit=a.c' '--unit=a.c --functions=f --allow=all a.o' '--functions=f a.o' '--unit=a.c --functions=f' \
		'--no-complete=1'; do
		run -2 --separate-stderr elfinfo complete $a
		[ ! "$output" ]
		[[ $stderr = "elfinfo: "*" (elfinfo --help tells more)" ]]
	done
	run -2 elfinfo complete --unit=a.c --functions=f no.o
	[ "$output" = "elfinfo: open no.o: No such file or directory" ]
}

@test "complete: the sets of a kernel's unit are what readelf and objdump say" {
	unit fs/proc/cmdline
	# a build without sanitizers: it is run for hundreds of functions
	run -0 check-complete -n 3 fs/proc/cmdline fs/exec
	[[ $output = *" 0 failed" ]]
	# and a difference would be seen
	mkdir "$tmp/bin"
	printf '%s\n' '#!/bin/sh' \
		'elfinfo "$@" | sed "s/	patched	\(.*	inlined	\)/	left	\1/"' \
		>"$tmp/bin/elfinfo"
	sed -i "s,elfinfo ,$(command -v elfinfo) ,;s,|,| \\\\\n," "$tmp/bin/elfinfo"
	chmod +x "$tmp/bin/elfinfo"
	KLP_CCP_EXEC_PATH=$tmp/bin run -1 check-complete -n 20 fs/exec
	[[ $output != *" 0 failed" ]]
}
