# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154	# names for who sources it
# corpus.sh - for the scripts that walk through the corpus, or through others'
# files, to be sourced:
# $top is the project's folder, $cache the corpus' (of the KERNEL of the
# environment), $exec the stages'

cache=${XDG_CACHE_HOME:-$HOME/.cache}/klp-ccp
[ "${KERNEL:-6.1}" = 6.1 ] || cache=$cache/linux-$KERNEL
exec=$("$top/scripts/klp-ccp" --exec-path)
export LC_ALL=C

# choose N SEED - N of the lines, in an order that the seed gives
choose() {
	awk -v n="$1" -v seed="$2" '
		BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i }
		{
			h = seed % 65521
			s = seed $0
			for (i = 1; i <= length(s); i++)
				h = (h * 31 + code[substr(s, i, 1)]) % 65521
			printf "%d\t%s\n", h * 40503 % 65521, $0
		}' | sort -n | head -n "$1" | cut -f 2-
}

# corpus_units [UNIT...] - these, or all of t/corpus.txt, made where missing;
# random:N[:SEED] for N of all that the kernel's configuration has, each
# printed as soon as it is made
corpus_units() {
	case ${1-} in
	random:*:*)
		seed=${1##*:}
		set -- "${1%:*}"
		;;
	random:*)
		seed=1
		;;
	*)
		"$top/t/check/corpus" "$@" || exit
		if [ $# -gt 0 ]; then
			printf '%s\n' "$@"
		else
			awk '!/^#/ { print $1 }' "$top/t/corpus.txt"
		fi
		return
		;;
	esac
	"$top/t/check/corpus" -l | choose "${1#random:}" "$seed" |
		xargs "$top/t/check/corpus" -p
}

# corpus_unit NAME - stand in its build directory; $line is its command line,
# for eval, $bare the same without output, $source and $object what it compiles
# and what to; $function the one that t/corpus.txt names
corpus_unit() {
	function=$(awk -v u="$1" '$1 == u { print $2 }' "$top/t/corpus.txt")
	line=$(awk -F'\t' -v u="$1" '$1 == u { print $4 }' "$cache/units")
	bare=$(printf '%s\n' "$line" | sed 's/ -c -o [^ ]* / /')
	source=$(awk -F'\t' -v u="$1" '$1 == u { print $3 }' "$cache/units")
	object=$cache/objects/$1.o
	cd "$(awk -F'\t' -v u="$1" '$1 == u { print $2 }' "$cache/units")" ||
		exit
}

# functions STREAM - names of the functions that the main file defines: the
# first token of the declaration was read while no other file was open
functions() {
	awk -F'\t' '
		$1 == "s"	{ gsub(/\\\\/, "\\", $4); word[$2] = $4 }
		$1 == "file"	{ open++; if ($7 == "main") at = open; mark() }
		$1 == "leave"	{ open--; mark() }
		function mark() { from[++marks] = last + 1; own[marks] = at && open == at }
		$1 == "t"	{ last = $2 }
		$1 == "top" && $3 == "function" {
			for (m = marks; from[m] > $5; m--);
			mine[$2] = own[m]
		}
		$1 == "ent" && $3 == "function" { name[$2] = word[$4] }
		$1 == "decl" && $4 == "definition" && mine[$6] && $2 in name {
			print name[$2]
		}' "$1" | sort -u
}

# reason FILE - its first error, without what is of this one place; of a
# promise that is broken, what its first line says
reason() {
	awk '
		/^klp-verify: .*: promise [0-9] is broken/ {
			sub(/^.*: promise /, "promise ")
			sub(/ is broken.*/, ": ")
			promise = $0
			next
		}
		# the lines that a message shows
		/^ +([0-9]+ )?\|/ { next }
		promise || !/: (warning|note): / && !/: In function / {
			sub(/^[\t ]*([a-z-]+: )?[^ ]*:[0-9][0-9:]*: /, "")
			sub(/^\t+/, "")
			sub(/^[^ ]*result\.c:[0-9]+: /, "")
			if (/^[^ ]*: (in|undefined)/)
				sub(/^[^ ]*/, "...")
			gsub(quoted, "...")
			gsub(/[0-9]+/, "N")
			print promise $0
			exit
		}' quoted="'[^']*'" "$1"
}

# kernel_index - $dir is where a whole kernel is, $release its name, the index
# made by our elfinfo; ends where there is none
kernel_index() {
	dir=$cache/kernel
	if ! [ -s "$dir/index" ]; then
		echo "${0##*/}: no kernel here; t/check/kernel index fetches one"
		exit 0
	fi
	release=$(cat "$dir/release") || exit
	[ "$(find "$dir/index" -newer "$exec/elfinfo")" ] ||
		"$top/t/check/kernel" index >/dev/null || exit
}

# symvers - set $symvers: where it is told what the kernel exports, if it is
symvers() {
	symvers=
	[ -r "$cache/kernel/release" ] || return 0
	symvers=$cache/kernel/usr/src/linux-headers-$(
		cat "$cache/kernel/release")/Module.symvers
	[ -r "$symvers" ] || symvers=
}

# measure LIST COMMAND... - run it; append seconds and peak KiB to LIST
measure() {
	to=$1
	shift
	/usr/bin/time -q -a -o "$to" -f '%e %M' "$@"
}

# klp_ccp DIR ARG... - the driver, its streams and what each stage took in DIR
klp_ccp() {
	to=$1
	shift
	rm -rf "$to"
	mkdir -p "$to"
	# shellcheck disable=SC2016	# for the stage's shell
	time='/usr/bin/time -q -o "$STAGE_DIR/$0.time" -f "%e %M" "$STAGE_EXEC/$0" "$@"'
	STAGE_DIR=$to STAGE_EXEC=$exec measure "$to/time" timeout 300 \
		"$top/scripts/klp-ccp" --keep="$to" \
		--stage "cpp-rec=$time" --stage "cparse=$time" \
		--stage "ceval=$time" --stage "closure=$time" \
		--stage "depp=$time" -o "$to/result.c" "$@"
}
