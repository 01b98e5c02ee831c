# SPDX-License-Identifier: GPL-2.0-or-later
# The driver alone: what it does with stages that a line of shell stands for.
setup() {
	load helper
	mkdir "$tmp/stages"
	PATH=$tmp/stages:$PATH
	export KLP_CCP_EXEC_PATH=$tmp/stages
	for s in cpp-rec cparse ceval closure depp; do
		stub "$s" 'cat; echo "$0" "$@"'
	done
	stub cpp-rec 'for a; do printf "<%s>" "$a"; done; echo'
}

# stub NAME COMMAND - a stage
stub() {
	printf '#!/bin/sh\n%s\n' "$2" >"$tmp/stages/$1"
	chmod +x "$tmp/stages/$1"
}

# bare COMMAND... - its output, the stages' folder taken out
bare() {
	"$@" | sed "s,$tmp/stages/,,"
}

@test "klp-ccp: runs the stages in a pipe, each with its own options" {
	cat >"$tmp/want" <<-'E'
	<--compiler=x86_64-gcc-12><--><gcc-12><-DA='a "b'><-c><x y.c>
	cparse --functions=f,g
	ceval --functions=f,g
	closure --pol-cmd-is-patched=./it's --constant-refs=symbol --patched-functions=f,g
	depp
	E
	bare klp-ccp --compiler=x86_64-gcc-12 --patched-functions=f \
		--pol-cmd-is-patched="./it's" --constant-refs symbol \
		--patched-functions g -- gcc-12 "-DA='a \"b'" -c 'x y.c' |
	diff -u "$tmp/want" -
}

@test "klp-ccp: --all goes to cparse and ceval, instead of the functions" {
	bare klp-ccp --all --patched-functions=f -- x.c >"$tmp/out"
	grep -x 'cparse --all' "$tmp/out"
	grep -x 'ceval --all' "$tmp/out"
}

@test "klp-ccp: without a list of functions the front stages are told nothing" {
	bare klp-ccp --pol-cmd-is-patched=c -- x.c | grep -x cparse
}

@test "klp-ccp: a shipped policy goes by its name, another is a command" {
	bare klp-ccp --patched-functions=f --policy=toy -- x.c |
	grep "^closure --policy='.*/policies/toy' "
	bare klp-ccp --patched-functions=f --policy='./mine -v' -- x.c |
	grep '^closure --policy=./mine -v '
}

@test "klp-ccp: -o, -oFILE and --outfile write the file and nothing else" {
	for o in "-o $tmp/a" "-o$tmp/b" "--outfile=$tmp/c"; do
		run -0 klp-ccp $o --patched-functions=f -- x.c
		[ ! "$output" ]
	done
	klp-ccp --patched-functions=f -- x.c >"$tmp/d"
	cmp "$tmp/a" "$tmp/b"
	cmp "$tmp/a" "$tmp/c"
	cmp "$tmp/a" "$tmp/d"
	[ "$(ls "$tmp")" = "$(printf '%s\n' a b c d stages)" ]
}

@test "klp-ccp: the result has the mode that umask says" {
	umask 027
	klp-ccp -o "$tmp/a" --patched-functions=f -- x.c
	[ "$(stat -c %a "$tmp/a")" = 640 ]
}

@test "klp-ccp: a failing stage leaves the output file as it was" {
	for s in cpp-rec cparse ceval closure depp; do
		echo before >"$tmp/a"
		run -1 klp-ccp -o "$tmp/a" --stage "$s=cat; echo no >&2; exit 1" \
			--patched-functions=f -- x.c
		[ "$output" = no ]
		[ "$(cat "$tmp/a")" = before ]
		[ "$(ls "$tmp")" = "$(printf '%s\n' a stages)" ]
	done
}

@test "klp-ccp: the worst exit status of the stages is its own" {
	run -2 klp-ccp --stage 'cpp-rec=echo a >&2; exit 1' \
		--stage 'closure=cat >/dev/null; echo b >&2; exit 2' \
		--stage 'depp=cat >/dev/null; echo c >&2; exit 1' \
		--patched-functions=f -- x.c
	# c was a stage that found an error behind a
	[ "$output" = "$(printf '%s\n' a b)" ]
}

@test "klp-ccp: a stage that fails without a word or dies is named" {
	run -1 klp-ccp --stage 'ceval=exit 1' --patched-functions=f -- x.c
	[ "$output" = "klp-ccp: ceval failed with exit status 1" ]
	run -2 klp-ccp --stage 'ceval=kill -9 $$' --patched-functions=f -- x.c
	[[ $output = *"klp-ccp: ceval was killed by signal 9" ]]
	run -2 klp-ccp --stage 'ceval=exit 3' --patched-functions=f -- x.c
	[ "$output" = "klp-ccp: ceval failed with exit status 3" ]
}

@test "klp-ccp: a stage that stops reading early is no failure" {
	stub cpp-rec 'yes | head -n 1000000'
	stub cparse 'head -n 1'
	run -0 klp-ccp --patched-functions=f -- x.c
	[ "${lines[0]}" = y ]
}

@test "klp-ccp: a stage after the one that failed adds no noise" {
	stub cpp-rec 'echo "cpp-rec: x.c:1:1: error: bad" >&2; exit 1'
	stub cparse 'echo "cparse: <stdin>:1: error: empty stream" >&2; exit 1'
	stub ceval 'echo "ceval: <stdin>:3: error: stream ends without an end record" >&2
		echo "ceval: x.c:1:3: error: what follows from it" >&2; exit 1'
	run -1 klp-ccp --patched-functions=f -- x.c
	[ "$output" = 'cpp-rec: x.c:1:1: error: bad' ]
	stub cpp-rec :
	run -1 klp-ccp --patched-functions=f -- x.c
	[ "$output" = "cparse: <stdin>:1: error: empty stream" ]
	stub ceval 'echo "ceval: out of memory" >&2; exit 2'
	run -2 klp-ccp --patched-functions=f -- x.c
	[ "$output" = "$(printf '%s\n' \
		'cparse: <stdin>:1: error: empty stream' \
		'ceval: out of memory')" ]
}

@test "klp-ccp: warnings of the stages are shown in the stages' order" {
	stub depp 'echo depp: w >&2; cat'
	stub cparse 'sleep 0.2; echo cparse: w >&2; cat'
	run -0 --separate-stderr klp-ccp --patched-functions=f -- x.c
	[ "$stderr" = "$(printf '%s\n' 'cparse: w' 'depp: w')" ]
}

@test "klp-ccp: --keep saves the stream after each stage" {
	klp-ccp -o "$tmp/a" --keep="$tmp/new/dir" --patched-functions=f -- x.c
	[ "$(cd "$tmp/new/dir" && wc -l cpp-rec cparse ceval closure depp |
		awk '{ printf "%s ", $1 }')" = "1 2 3 4 5 15 " ]
	cmp "$tmp/a" "$tmp/new/dir/depp"
}

@test "klp-ccp: --stage's command finds the stage's arguments in \"\$@\"" {
	bare klp-ccp --stage 'closure=cat; echo mine "$@"' --stage ceval=cat \
		--patched-functions=f -- x.c >"$tmp/out"
	grep -x 'mine --patched-functions=f' "$tmp/out"
	run -1 grep ceval "$tmp/out"
}

@test "klp-ccp: what is no plain file is written to, not replaced" {
	run -2 klp-ccp -o /dev/full --patched-functions=f -- x.c
	[[ $output = *"No space left on device"* ]]
	[ -c /dev/full ]
	run -2 klp-ccp -o "$tmp/no/such/dir/a" --patched-functions=f -- x.c
	touch "$tmp/a"
	ln -s a "$tmp/link"
	klp-ccp -o "$tmp/link" --patched-functions=f -- x.c
	[ -L "$tmp/link" ]
	[ -s "$tmp/a" ]
}

@test "klp-ccp: a full disk behind standard output is an error" {
	klp-ccp --patched-functions=f -- x.c >/dev/full 2>"$tmp/err" || status=$?
	[ "$status" = 2 ]
	grep 'No space left on device' "$tmp/err"
}

@test "klp-ccp: what the user did wrong exits 2 and says what" {
	run -2 klp-ccp
	[[ $output = usage:* ]]
	run -2 klp-ccp --patched-functions=f --
	[[ $output = usage:* ]]
	run -2 klp-ccp -- x.c
	[ "$output" = "klp-ccp: no function to patch: --patched-functions=LIST is missing; see 'klp-ccp --help'" ]
	run -2 klp-ccp --patched-functions
	[ "$output" = "klp-ccp: --patched-functions wants a value; see 'klp-ccp --help'" ]
	run -2 klp-ccp --patched=f -- x.c
	[ "$output" = "klp-ccp: unknown option '--patched=f'; see 'klp-ccp --help'" ]
	run -2 klp-ccp --patched-functions=f gcc x.c
	[ "$output" = "klp-ccp: expected '--' before the compiler's command line, saw 'gcc'; see 'klp-ccp --help'" ]
	run -2 klp-ccp --stage preprocess=cat --patched-functions=f -- x.c
	[ "$output" = "klp-ccp: --stage: no stage is called 'preprocess', there are: cpp-rec cparse ceval closure depp; see 'klp-ccp --help'" ]
	run -2 klp-ccp --stage closure --patched-functions=f -- x.c
	[ "$output" = "klp-ccp: --stage: expected NAME=COMMAND, saw 'closure'; see 'klp-ccp --help'" ]
	rm "$tmp/stages/ceval"
	run -2 klp-ccp --patched-functions=f -- x.c
	[ "$output" = "klp-ccp: no stage ceval in $tmp/stages" ]
}

@test "klp-ccp: --help, --version and --exec-path answer and exit 0" {
	run -0 klp-ccp --help
	[[ $output = usage:* ]]
	run -0 klp-ccp --version
	[ "klp-ccp \"${output#klp-ccp }\"" = \
		"klp-ccp $(sed -n 's/^#define VERSION //p' ../lib/util.h)" ]
	run -0 klp-ccp --exec-path
	[ "$output" = "$tmp/stages" ]
}

@test "klp-ccp: an interrupted run leaves nothing behind" {
	mkdir "$tmp/t"
	TMPDIR=$tmp/t klp-ccp -o "$tmp/a" --stage 'cparse=sleep 1' \
		--patched-functions=f -- x.c &
	sleep 0.3
	kill -TERM $!
	wait $! || status=$?
	[ "$status" = 2 ]
	[ ! -e "$tmp/a" ]
	[ ! "$(ls "$tmp/t")" ]
}

@test "klp-ccp: the manual page has every option of the usage, and no others" {
	klp-ccp --help | grep -o -- '[[ ]--*[a-z][a-z-]*' |
	sed 's/^[[ ]//; s/-$//' | sort -u >"$tmp/want"
	sed -n '/^\.It Fl/{s/ [,|] / /g; s/^\.It //p;}' ../scripts/klp-ccp.1 |
	grep -o 'Fl [^ =]*' | sed 's/Fl /-/; /^-[A-Z]/d; /^--outfile$/d' |
	sed 's/^\(--pol-cmd\).*/\1/' | sort -u | diff -u "$tmp/want" -
}

@test "klp-ccp: the stages are told of the index, the object, the unit, and what others give" {
	touch "$tmp/index"
	stub closure 'cat; env | grep "^KLP_CCP_" | sort'
	# shellcheck disable=SC2016	# for the stub
	stub cpp-rec 'case $1 in
		--names)	[ "${13}" = "../src/x y.c" ] || exit 1
				printf "%s\n" "${13}" x.o ;;
		esac'
	cat >"$tmp/want" <<-E
	KLP_CCP_ANSWERS=
	KLP_CCP_EXEC_PATH=$tmp/stages
	KLP_CCP_GIVEN=other
	KLP_CCP_INDEX=$tmp/index
	KLP_CCP_OBJECT=vmx
	KLP_CCP_UNIT=../src/x y.c
	E
	klp-ccp --index="$tmp/index" --object vmx --given other \
		--patched-functions=f -- gcc -include a.c -MF b.c -I -I -o x.o -c '../src/x y.c' |
	grep '^KLP_CCP_' | diff -u "$tmp/want" -
}

@test "klp-ccp: an index that is not there is an error before anything runs" {
	stub cpp-rec 'echo ran >&2'
	run -2 klp-ccp --index="$tmp/no" --patched-functions=f -- x.c
	[ "$output" = "klp-ccp: open $tmp/no: not there or not readable" ]
}

@test "klp-ccp: the tables of names and answers come with the result, or not at all" {
	stub closure 'echo a >"$KLP_CCP_ANSWERS"; cat
		printf "ext\t%s\n" \
		"3	function	f	klpe_f	external	pointer	why" \
		"4	object	x	x	external	symbol	why	m	2	x.0	relocation"'
	klp-ccp -o "$tmp/o" --externalized="$tmp/e" --answers "$tmp/a" \
		--patched-functions=f -- gcc -DKBUILD_MODNAME='"m"' \
		-DKBUILD_BASENAME='"x y"' -UX x.c
	[ "$(cat "$tmp/a")" = a ]
	grep -v '^!row' "$tmp/e" | diff - <(printf '%s\n' \
		'!klp-ccp	1	externalized' \
		'unit	no	"m"	"x y"	-' \
		'function	f	klpe_f	-	-	-	pointer	function	-	-' \
		'object	x	x	m	2	x.0	relocation	object	-	-' '~end	8')
	klp-ccp -o "$tmp/o" --externalized="$tmp/e" \
		--patched-functions=f -- gcc -DMODULE -DKBUILD_MODFILE='"d/m"' x.c
	grep -x 'unit	yes	-	-	"d/m"' "$tmp/e"
	echo before | tee "$tmp/e" "$tmp/a" >"$tmp/o"
	stub depp 'exit 1'
	run -1 klp-ccp -o "$tmp/o" --externalized="$tmp/e" \
		--answers="$tmp/a" --patched-functions=f -- x.c
	stub depp cat
	run -2 klp-ccp -o "$tmp/o" --externalized="$tmp/e" \
		--answers="$tmp/no/dir" --patched-functions=f -- x.c
	[ "$(sort -u "$tmp/o" "$tmp/e" "$tmp/a")" = before ]
	[ "$(ls "$tmp")" = "$(printf '%s\n' a e o out stages)" ] ||
	[ "$(ls "$tmp")" = "$(printf '%s\n' a e o stages)" ]
}

@test "klp-ccp: a table that the policy does not write is an error" {
	run -2 klp-ccp -o "$tmp/o" --answers="$tmp/e" \
		--patched-functions=f -- x.c
	[ "$output" = "klp-ccp: $tmp/e: there is nothing to write; the policy has made no such table" ]
	[ ! -e "$tmp/o" ]
}
