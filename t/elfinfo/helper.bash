# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What the tests of elfinfo share

# rows KIND COLUMN... - these columns of the rows of a kind, a table on stdin
rows() {
	awk -F'\t' -v want="$*" '
		BEGIN { n = split(want, w, " ") }
		$1 == "!row" && $2 == w[1] {
			for (i = 3; i <= NF; i++)
				at[$i] = i - 1
		}
		$1 == w[1] {
			for (i = 2; i <= n; i++)
				printf "%s%s", $at[w[i]], i < n ? " " : "\n"
		}'
}

# whole - is the table on stdin sorted, and has it its end?
whole() {
	tee "$tmp/whole" | LC_ALL=C sort -cu
	[ "$(tail -n 1 "$tmp/whole")" = \
		"~end	$(($(wc -l <"$tmp/whole") - 1))" ]
	[ "$(head -n 1 "$tmp/whole")" = "!elfinfo	1	$1" ]
}

# zoo - one unit with a function of every kind
zoo() {
	cat "$BATS_TEST_DIRNAME/elfinfo/zoo.c"
}

# what patching has to know: fentry sites, an init function, a notrace one
patient() {
	obj "${1-a}" -pg -mfentry -mrecord-mcount <<-'E'
	int sink;
	#define notrace __attribute__((no_instrument_function))
	#define init __attribute__((section(".init.text")))
	static inline int leaf(int x) { sink += x; return sink * 3; }
	int plain(int x) { sink = x; return x; }
	int notrace never(int x) { sink -= x; return x; }
	int first(int x) { return leaf(x); }
	int init boot(int x) { return leaf(x); }
	static __attribute__((noinline)) int shrunk(int x, int unused, int *p)
	{ sink = x; return sink + *p; }
	static inline int between(int x) { return shrunk(x, 1, &sink); }
	__attribute__((noinline))
	int caller(int x) { return between(x) + 1; }
	static inline int hard(int x) { sink ^= x; return sink * 7; }
	int notrace stuck(int x) { return hard(x); }
	int tail(int x) { sink++; return caller(x); }
	E
}
