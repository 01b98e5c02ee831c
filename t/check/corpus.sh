# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154	# names for who sources it
# corpus.sh - for the scripts that walk through the corpus, to be sourced:
# $top is the project's folder, $cache the corpus', $exec the stages'

cache=${XDG_CACHE_HOME:-$HOME/.cache}/klp-ccp
exec=$("$top/scripts/klp-ccp" --exec-path)
export LC_ALL=C

# corpus_units [UNIT...] - these, or all of t/corpus.txt, made where missing
corpus_units() {
	"$top/t/check/corpus" "$@" || exit
	if [ $# -gt 0 ]; then
		printf '%s\n' "$@"
	else
		awk '!/^#/ { print $1 }' "$top/t/corpus.txt"
	fi
}

# corpus_unit NAME - stand in its build directory; $line is its command line,
# for eval, $bare the same without output, $function the one that t/corpus.txt
# names
corpus_unit() {
	function=$(awk -v u="$1" '$1 == u { print $2 }' "$top/t/corpus.txt")
	line=$(awk -F'\t' -v u="$1" '$1 == u { print $4 }' "$cache/units")
	bare=$(printf '%s\n' "$line" | sed 's/ -c -o [^ ]* / /')
	cd "$(awk -F'\t' -v u="$1" '$1 == u { print $2 }' "$cache/units")" ||
		exit
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
