# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
bats_require_minimum_version 1.5.0
set -o pipefail
tmp=$BATS_TEST_TMPDIR
top=$(cd "$BATS_TEST_DIRNAME/.." && pwd)

# records - a whole stream from lines whose fields stand two blanks apart
records() {
	sed 's/   */\t/g' |
	awk 'BEGIN { print "ccp-stream\t1" } { print } END { print "end\t" NR + 1 }'
}

# obj NAME [OPTION...] - compile standard input to NAME.o, as kernels are
obj() {
	local name=$1
	shift
	cat >"$name.c"
	gcc-12 -g -O2 -fno-pie -fcf-protection=none "$@" -c "$name.c" \
		-o "$name.o"
}

# wants FILE - the messages that FILE's own ERROR comments ask for
wants() {
	awk -F'/[*] ERROR | [*]/' '
		/[/][*] ERROR / { print FILENAME ":" NR ": error: " $2 }
	' "$1"
}

# errors COMMAND... - the messages it gives, less its name and the column
errors() {
	"$@" 2>&1 >/dev/null |
	sed -n "s/^$1: //; t ours; b; :ours
		s/:[0-9]*: error: /: error: /p" || :
}

# unit NAME - stand in the corpus' build directory; $line is the command line
# that built the unit, for eval; $source its source; $cache the corpus' folder
unit() {
	local dir
	"$top/t/check/corpus" "$1" || return
	cache=${XDG_CACHE_HOME:-$HOME/.cache}/klp-ccp
	dir=$(awk -F'\t' -v u="$1" '$1 == u { print $2 }' "$cache/units")
	source=$(awk -F'\t' -v u="$1" '$1 == u { print $3 }' "$cache/units")
	line=$(awk -F'\t' -v u="$1" '$1 == u { print $4 }' "$cache/units")
	cd "$dir"
}

# same FILE [OPTION...] - are the tokens those of gcc -E?
same() {
	local file=$1 std=gnu17 o
	shift
	for o; do
		case $o in
		-std=*)	std=${o#-std=} ;;
		esac
	done
	gcc -E -w "$@" "$file" | ccp-tokens -1 -t - -s "$std" >theirs
	cpp-rec -- gcc -w "$@" -c -o x.o "$file" | ccp-tokens -1 >ours
	diff -u theirs ours
}
