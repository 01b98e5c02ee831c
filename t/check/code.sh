# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154	# names for who sources it
# code.sh - hold the object code of $tmp/result.c against that of $source, to be
# sourced after corpus.sh: $strict is the command line of both, without sources
# and outputs, or $theirs that of the result, to be run in a shell of its own;
# $why is the first reason that somebody had, $tmp/err what was said

# What both are compiled with to compare their code: relocations shall have
# names; what the compiler does to a function because of the rest of the unit
# is taken away by and by, as the rest is another one; and so is the place.  An
# object that the original defines cannot lie at 0, an undefined one can where
# the kernel's options say that 0 is an address; and its type alone says how an
# undefined one is aligned.  KASAN's redzones lie around all objects of a unit,
# and its descriptions of stacks have lines.
named='-w -Wno-error -ffunction-sections -fdata-sections --param asan-globals=0'
alone=$(grep -v "^#" "$top/scripts/build/alone" | tr "\n" " ")
placeless='-D__LINE__=1 -D__FILE__=\"\" --param asan-stack=0'
lazy='-fno-inline-functions -fno-inline-small-functions
	-fno-inline-functions-called-once'

# compile_both STEP OPTION... - and put them in words: $tmp/code.STEP, which lasts
# as long as $tmp does, and $tmp/words.  Where one cannot be compiled, what was
# compared last stands.
compile_both() {
	step=$1
	shift
	if ! [ -e "$tmp/code.$step" ]; then
		eval "$strict $named $* -c -o \"\$tmp/a.o\" \"\$source\"" \
			2>/dev/null || return
		readelf -SW "$tmp/a.o" | sed -n \
			's/.* \.rodata\.\([A-Za-z_][^ ]*\) .*/\1/p' \
			>"$tmp/constants.$step"
		"$top/t/check/code" "$tmp/a.o" >"$tmp/code.$step"
	fi
	eval "(${theirs:-$strict} $named $* -c -o \"\$tmp/b.o\" \
		\"\$tmp/direct.c\")" 2>"$tmp/code.err" || return
	"$top/t/check/code" "$tmp/b.o" >"$tmp/words"
	compared=$step
}

# same_code STEP OPTION... - is the code the same with these?  $tmp/differs:
# what is not; $tmp/absent: what the original has not
same_code() {
	compile_both "$@" || return
	"$top/t/check/code" "$tmp/code.$step" "$tmp/words" >"$tmp/b.code"
	grep '	-	-$' "$tmp/b.code" >"$tmp/absent"
	! grep -v '	-	-$' "$tmp/b.code" >"$tmp/differs" || return
	# what was inlined in the original is seen where it is not
	[ "$step" -gt 3 ] || ! [ -s "$tmp/absent" ]
}

# known_constants - does each function of $tmp/differs refer, in the result, to
# a constant object of the original, oftener or less than there?
known_constants() {
	awk '
		FILENAME == ARGV[1] { constant[$1]; next }
		FILENAME == ARGV[2] { unexplained[$1]; next }
		/^[^\t0-9]/ { me = substr($0, 1, length - 1); next }
		me in unexplained {
			name = $NF
			if (sub(/[+]-?[0-9]+$/, "", name) && name in constant)
				uses[me, name] += FILENAME == ARGV[3] ? 1 : -1
		}
		END {
			for (use in uses) {
				split(use, part, SUBSEP)
				if (uses[use])
					delete unexplained[part[1]]
			}
			for (left in unexplained)
				exit 1
		}' "$tmp/constants.$compared" "$tmp/differs" \
		"$tmp/code.$compared" "$tmp/words"
}

# direct - $tmp/direct.c is the result with each pointer that stands for a symbol
# as the symbol: what it points to is called or read in another way, but all else
# has to be the same
direct() {
	sed 's/(\*klpe_/(klpe_/g' "$tmp/result.c" >"$tmp/direct.c"
}

# has_code FUNCTION,... - is there code of each in the result?
has_code() {
	: >"$tmp/codeless"
	[ ! "$1" ] || echo "$1" | tr , '\n' | sed 's/^klp[pre]_//; s/$/:/' | sort -u |
		grep -vxF -f "$tmp/words" >"$tmp/codeless"
	! [ -s "$tmp/codeless" ]
}

# compare_code FUNCTION [FUNCTION,...] - set $code; the second are those that the
# result has to have code of.  Without inlining some code does not compile: what
# must be constant is not.
compare_code() {
	: >"$tmp/differs"
	: >"$tmp/absent"
	compared=
	direct
	# shellcheck disable=SC2086	# words, on purpose
	if same_code 1; then
		code=same
	elif same_code 2 "$placeless"; then
		code=lines
	elif same_code 3 $alone "$placeless"; then
		code=clones
	elif same_code 4 $alone $lazy "$placeless" ||
	     same_code 5 $alone -fno-inline "$placeless" ||
	     same_code 6 $alone -fno-inline
	then
		code=inlining
	elif [ ! "$compared" ]; then
		code=none
		sed 's/^/code: /' "$tmp/code.err" >>"$tmp/err"
	elif known_constants; then
		code=constants
	else
		code=differs
		: "${why:=code: $(sed '1!d; s/[0-9][0-9]*/N/g; s/\t/ /g' \
			"$tmp/differs")}"
		cat "$tmp/differs" >>"$tmp/err"
	fi
	! grep -q "^$1	" "$tmp/absent" || code=absent
	if [ "$compared" ] && ! has_code "${2-}"; then
		code=none
		echo "code: there is none of $(cat "$tmp/codeless")" \
			>>"$tmp/err"
	elif [ $code = none ] && ! cmp -s "$tmp/result.c" "$tmp/direct.c"; then
		code=pointers
	fi
	[ $code != none ] || : "${why:=code: it cannot be compared}"
}
