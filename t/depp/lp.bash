# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# lp.bash - what the tests of depp share

# lp [NAME=VALUE...] - the source in a.c through the pipe, to lp.c; the
# values are those of t/depp/keep.awk
lp() {
	local v args=()
	for v; do args+=(-v "$v"); done
	cpp-rec -- gcc -Iinc ${flags-} -c a.c >pre
	awk "${args[@]}" -f "$top/t/depp/keep.awk" pre >in
	depp <in >lp.c
}

# body - the result without its head
body() {
	awk 'seen; /made from/ { seen = 1 }' lp.c
}

# is - the result's text is standard input
is() {
	diff -u - <(body | sed '1{/^$/d}')
}

# tokens FILE - one to a line
tokens() {
	gcc -E -P -Iinc ${flags-} "$1" | tr -s ' \t\n' '\n' |
	sed 's/[^A-Za-z0-9_]/\n&\n/g' | grep -v '^$'
}
