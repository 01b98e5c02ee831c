# SPDX-License-Identifier: GPL-2.0-or-later
# A sample of the corpus; t/check/check-corpus is for all of it.
setup() { load helper; }

@test "setup: does nothing where all is there" {
	mkdir "$tmp/bin"
	for c in apt-get sudo; do
		printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/$c"
		chmod +x "$tmp/bin/$c"
	done
	PATH=$tmp/bin:$PATH run -0 "$top/t/check/setup"
	[ ! "$output" ]
}

@test "setup: a package that cannot be installed exits 2" {
	mkdir "$tmp/bin"
	for c in apt-get sudo dpkg-query; do
		printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/$c"
	done
	echo '#!/bin/sh' >"$tmp/bin/sleep"
	chmod +x "$tmp/bin"/*
	PATH=$tmp/bin:$PATH run -2 "$top/t/check/setup" corpus
	[[ ${lines[0]} = "setup: installing linux-source-6.1 linux-config-6.1 "* ]]
	run -2 "$top/t/check/setup" everything
	[[ $output = "usage: setup ["*"]" ]]
}

@test "corpus: has 46 units, each with a function" {
	[ "$(awk '!/^#/ && NF == 2' corpus.txt | sort -u | wc -l)" = 46 ]
}

@test "corpus: a unit that is not there exits 2" {
	run -2 "$top/t/check/corpus" fs/proc/nothing
	[ "$output" = "corpus: fs/proc/nothing is no unit of Linux 6.1" ]
}

@test "corpus: the table's command line is the one that built the object" {
	unit mm/gup
	[[ $line != *-fdump-* && $line != *objtool* ]]
	[ -s "$cache/objects/mm/gup.c.000i.ipa-clones" ]
	eval "${line% -c *} -fno-diagnostics-color -c -o \"$tmp/o\" \$source"
	diff <(nm "$cache/objects/mm/gup.o") <(nm "$tmp/o")
}

@test "corpus: fs/proc/cmdline passes what check-corpus checks" {
	check-corpus fs/proc/cmdline
}

@test "corpus: what ccp-diff says of edits in fs/proc/cmdline is what gcc -E says" {
	check-diff -n 4 fs/proc/cmdline >"$tmp/out"
	[[ $(tail -n 1 "$tmp/out") = "4 passed, 0 failed, 0 refused" ]]
}

@test "corpus: mm/gup passes what check-corpus checks" {
	check-corpus mm/gup
}

@test "corpus: net/sched/sch_qfq passes what check-corpus checks" {
	check-corpus net/sched/sch_qfq
}

@test "corpus: fs/fuse/dev passes what check-corpus checks" {
	check-corpus fs/fuse/dev
}

# object NAME - of standard input
object() {
	gcc-12 -O2 -ffunction-sections -fdata-sections -fcf-protection=none \
		-fno-pie -x c -c - -o "$tmp/$1.o"
}

@test "code: a function is the same among others, and by a policy's name" {
	object a <<-'E'
	static int count;
	extern void g(const char *);
	static __attribute__((noinline)) int low(int x) { return x & 7; }
	int f(int x)
	{
		static int calls;
		g("one");
		if (x > 3)
			g("two");
		return low(x) + count++ + calls++;
	}
	E
	object b <<-'E'
	extern int count, klpe_calls, low(int);
	extern void g(const char *);
	void klpp_before(void) { g("two"); }
	int klpp_f(int x)
	{
		g("one");
		if (x > 3)
			g("two");
		return low(x) + count++ + klpe_calls++;
	}
	E
	run -0 code "$tmp/a.o" "$tmp/b.o"
	[ "$output" = "before	-	-" ]
}

@test "code: another string, constant, object or branch is another function" {
	src='extern int v, w; void g(const char *, int);
		int f(int x) { if (x > 3) g("one", 5); return v; }'
	object a <<<"$src"
	for change in s/one/two/ s/5/6/ 's/return v/return w/' 's/> 3/< 3/'; do
		sed "$change" <<<"$src" | object b
		code "$tmp/a.o" "$tmp/b.o" | grep '^f	'
	done
}

# judged FUNCTION [FUNCTION,...] - what compare_code says of $tmp/result.c, held
# against $tmp/source.c
judged() {
	(
		. "$top/t/check/code.sh"
		strict='gcc-12 -O2 -fcf-protection=none -fno-pie'
		source=$tmp/source.c
		why=
		compare_code "$@"
		echo "$code"
	)
}

@test "compare_code: a pointer that stands for a symbol is taken for it" {
	cat >"$tmp/source.c" <<-'E'
	static int state, table[4];
	static __attribute__((noinline)) int low(int x) { return x & 7; }
	int f(int x) { table[x] = x; return low(x) + state++; }
	int g(int x) { return low(x) << 1; }
	int h(void) { return (long)low + (long)&state; }
	E
	cat >"$tmp/result.c" <<-'E'
	extern int (*klpe_state), (*klpe_table)[4];
	extern int (*klpe_low)(int);
	int klpp_f(int x)
	{
		(*klpe_table)[x] = x;
		return (*klpe_low)(x) + (*klpe_state)++;
	}
	E
	[ "$(judged f klpp_f)" = clones ]
	for change in 's/++;/--;/' 's/)\[x\] = x/)[x] = 3/' \
		's/return (/return 1 + (/'; do
		sed "$change" "$tmp/result.c" >"$tmp/other"
		run ! cmp "$tmp/other" "$tmp/result.c"
		cp "$tmp/result.c" "$tmp/kept"
		mv "$tmp/other" "$tmp/result.c"
		[ "$(judged f)" = differs ]
		mv "$tmp/kept" "$tmp/result.c"
	done
}

@test "compare_code: what cannot be compiled, or has no code, is not as it was" {
	echo 'int f(int x) { return x; }' >"$tmp/source.c"
	echo 'int klpp_f(int x) { return y; }' >"$tmp/result.c"
	[ "$(judged f)" = none ]
	# only with the pointers, not with what they stand for
	cat >"$tmp/result.c" <<-'E'
	extern int (*klpe_y);
	int klpp_f(int x) { return *klpe_y; }
	E
	[ "$(judged f)" = pointers ]
	echo 'static inline int klpp_f(int x) { return x; }' >"$tmp/result.c"
	[ "$(judged f)" = same ]
	[ "$(judged f klpp_f)" = none ]
	grep 'code: there is none of f:' "$tmp/err"
}

@test "sweep: the same seed takes the same functions; nothing is superfluous" {
	sweep 2 7 fs/proc/cmdline >"$tmp/a"
	[ "$(grep -c '^pass' "$tmp/a")" = 2 ]
	SUPERFLUOUS=yes sweep 2 7 fs/proc/cmdline | diff "$tmp/a" -
}

@test "sweep: units outside the corpus pass all judges" {
	sweep 1 1 net/6lowpan/nhc crypto/des_generic lib/generic-radix-tree \
		drivers/clk/clk-divider fs/qnx4/inode >"$tmp/a"
	[ "$(grep -c '^pass' "$tmp/a")" = 10 ]
	run ! grep '	differs	' "$tmp/a"
}

@test "sweep: so does one of Linux 6.12, where that can be had" {
	export KERNEL=6.12
	"$top/t/check/setup" corpus || skip "no linux-source-6.12"
	sweep 1 1 drivers/input/touchscreen/mk712 >"$tmp/a"
	[ "$(grep -c '^pass' "$tmp/a")" = 2 ]
}

@test "sweep: units at random are the same ones for the same seed" {
	. "$top/t/check/corpus.sh"
	printf '%s\n' a/1 a/2 b/3 b/4 c/5 c/6 >"$tmp/in"
	choose 3 7 <"$tmp/in" >"$tmp/a"
	[ "$(sort -u "$tmp/a" | grep -cxF -f "$tmp/in")" = 3 ]
	sort -r "$tmp/in" | choose 3 7 | diff "$tmp/a" -
	run ! diff "$tmp/a" <(choose 3 12345 <"$tmp/in")
}

@test "corpus: the units of a configuration are those that kbuild makes" {
	"$top/t/check/corpus" -l >"$tmp/units"
	grep -x fs/proc/cmdline "$tmp/units"
	grep -x lib/vsprintf "$tmp/units"
	run ! grep -x arch/arm64/kernel/setup "$tmp/units"
}
