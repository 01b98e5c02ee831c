#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What is wrong with the input is said, where, and nothing is written.
setup() {
	load helper
	cd "$tmp"
	cat >good.c <<-'E'
	#define ADD(a, b) ((a) + (b))
	struct s { int a; long b; };
	static int counter;
	static int twice(int x) { return ADD(x, x); }
	int f(struct s *p)
	{
		counter++;
		return twice(p->a);
	}
	E
}

# upto STAGE - the pipeline that writes what STAGE reads, for good.c
upto() {
	case $1 in
	cparse)	cpp-rec -- gcc -c good.c ;;
	ceval)	upto cparse | cparse --all ;;
	closure) upto ceval | ceval --all ;;
	depp)	upto closure | stage closure ;;
	esac
}

# stage NAME - the stage as the driver calls it
stage() {
	case $1 in
	cparse | ceval)	"$1" --all ;;
	closure)	closure --patched-functions=f ;;
	depp)		depp ;;
	esac
}

readers='cparse ceval closure depp'

# refused STAGE FILE - the stage gives an error, exits 1, and what it wrote is
# no whole stream
refused() {
	local status=0

	stage "$1" <"$2" >out 2>err || status=$?
	[ $status = 1 ] || {
		echo "$1 $2: exit status $status"
		cat err
		return 1
	}
	grep -q "^$1: .*error: " err
	[[ $(tail -n 1 out) != end$'\t'* ]]
	# depp writes nothing but whole files
	[ "$1" != depp ] || [ ! -s out ]
}

@test "bad input: an empty stream is refused by every stage" {
	: >in
	for s in $readers; do
		refused $s in
		[ "$(cat err)" = "$s: <stdin>:1: error: empty stream" ]
	done
}

@test "bad input: a stream cut at every 997th byte is refused" {
	for s in $readers; do
		upto $s >in
		size=$(wc -c <in)
		cut=997
		while [ $cut -lt "$size" ]; do
			head -c $cut in >cut
			refused $s cut
			cut=$((cut + 997))
		done
	done
}

@test "bad input: a token is read alike in the middle and at the end" {
	# field, what it is then, what is said; "well": nothing
	cat >damage <<-'E'
	2 4711 field 1: id 4711 given, 20 is next
	2 020 well
	2 00000020 well
	2 4294967316 field 1 is too large
	2 - field 1 is no number
	3 0 field 2: 0 is no id
	3 9999 field 2: id 9999 was not given
	4 99 field 3: id 99 was not given
	4 1x field 3 is no number
	5 12345678 well
	5 2147483647 well
	5 2147483648 field 4 is too large
	5 99999999999 field 4 is no number
	6 99 field 5: id 99 was not given
	7 2147483647 well
	8 more well
	E
	upto cparse | sed '/^end/d' >in
	while read -r field value said; do
		[ "$value" != - ] || value=
		# the end of the stream is a line like another to the reader
		for after in 1 0; do
			awk -F'\t' -v OFS='\t' -v i="$field" -v v="$value" \
				-v after=$after '
				/^t\t20\t/ { if (i > 6 && NF < 6) $6 = 0
					if (i > 7 && NF < 7) $7 = 1
					$i = v; print
					if (!after) exit
					next }
				1' in >damaged
			cparse --all <damaged >out 2>err || true
			if [ "$said" = well ]; then
				grep -q 'without an end record$' err
			else
				grep -q "error: t record: $said\$" err
			fi
		done
	done <damage
}

@test "bad input: two lines swapped are refused or make no difference" {
	for s in $readers; do
		upto $s >in
		lines=$(wc -l <in)
		n=2
		while [ $n -lt "$lines" ]; do
			awk -v n=$n 'NR == n { keep = $0; next }
				{ print } NR == n + 1 { print keep }' in >swapped
			status=0
			stage $s <swapped >out 2>err || status=$?
			[ $status -le 1 ]
			[ $status = 0 ] || grep -q "^$s: .*error: " err
			n=$((n + 7))
		done
	done
}

@test "bad input: random bytes are refused" {
	for s in $readers; do
		upto $s >in
		size=$(wc -c <in)
		for seed in 1 2 3 4 5 6 7 8; do
			awk -v seed=$seed 'BEGIN {
				srand(seed)
				for (n = 0; n < 4000; n++)
					printf "%c", int(rand() * 255) + 1
			}' >in2
			refused $s in2
			{ head -c $((size * seed / 9)) in; cat in2; } >in3
			refused $s in3
		done
	done
}

# says MESSAGE SOURCE - klp-ccp of this source fails with this line
says() {
	printf '%b' "$2" >bad.c
	echo old >lp.c
	run -1 klp-ccp -o lp.c --patched-functions=f --policy=toy -- gcc -c bad.c
	grep -Fx -- "$1" <<<"$output" || {
		echo "$output"
		return 1
	}
	[ "$(cat lp.c)" = old ]
}

@test "bad input: lexical errors" {
	says "cpp-rec: bad.c:2:1: error: unterminated comment" \
		'int f(void) { return 1; }\n/* never ends\n'
	says "cparse: bad.c:1:22: error: expected an expression or ';' after 'return', saw '\`'" \
		'int f(void) { return `1; }\n'
}

@test "bad input: errors in directives" {
	says "cpp-rec: bad.c:2:1: error: unterminated #if" \
		'int x;\n#if 1\nint f(void) { return 1; }\n'
	says 'cpp-rec: bad.c:1:2: error: #error "no way"' \
		'#error "no way"\nint f(void) { return 1; }\n'
	says 'cpp-rec: bad.c:3:12: error: macro "M" requires 2 arguments, but only 1 given' \
		'#define M(a, b) a b\nint f(void) { return 1; }\nint x = M(1);\n'
}

@test "bad input: a missing header is named, and who includes it" {
	printf '#include "b.h"\n' >a.h
	printf '\n#include "gone.h"\n' >b.h
	says "cpp-rec: b.h:2:10: error: gone.h: No such file or directory" \
		'\n\n#include "a.h"\nint f(void) { return 1; }\n'
	grep -Fx 'In file included from a.h:1,' <<<"$output"
	grep -Fx '                 from bad.c:3:' <<<"$output"
}

@test "bad input: syntax errors" {
	says "cparse: bad.c:1:6: error: expected '=', ';' or ',' after 'x', saw 'int'" \
		'int x\nint f(void) { return 1; }\n'
	says "cparse: bad.c:1:26: error: expected an expression after '+', saw ')'" \
		'int f(void) { return (1 +); }\n'
}

@test "bad input: semantic errors" {
	says "ceval: bad.c:1:22: error: 'y' undeclared in this function" \
		'int f(void) { return y; }\n'
	says "ceval: bad.c:2:32: error: 'struct s' has no member named 'b'" \
		'struct s { int a; };\nint f(struct s *p) { return p->b; }\n'
}

@test "bad input: a function that is not there has near names proposed" {
	run -1 klp-ccp -o lp.c --patched-functions=twise --policy=toy \
		-- gcc -c good.c
	[[ $output == *"twise"*"not defined"*"twice"* ]]
	[ ! -e lp.c ]
}

@test "bad input: a source that changes between two stages is an error" {
	upto depp >in
	stage depp <in >out
	touch -d @0 good.c      # its text is what it was
	stage depp <in | cmp - out
	sed -i 's/twice/twace/' good.c
	run -1 stage depp <in
	[[ $output == "depp: good.c: error: "*"changed"* ]]
}

@test "bad input: a full disk is an error" {
	for s in $readers; do
		upto $s >in
		status=0
		stage $s <in >/dev/full 2>err || status=$?
		[ $status = 2 ]
		[ "$(cat err)" = "$s: write <stdout>: No space left on device" ]
	done
	status=0
	cpp-rec -- gcc -c good.c >/dev/full 2>err || status=$?
	[ $status = 2 ]
	[ "$(cat err)" = "cpp-rec: write <stdout>: No space left on device" ]
}

# policy_says MESSAGE CMD - the policy's misbehaviour is an error
policy_says() {
	echo old >lp.c
	run -1 klp-ccp -o lp.c --patched-functions=f \
		"--pol-cmd-modify-patched-fun-sym=$2" -- gcc -c good.c
	[[ $output == *"$1"* ]] || {
		echo "$output"
		return 1
	}
	# which command, and with which arguments
	[[ $output == *" f 0"* ]]
	[ "$(cat lp.c)" = old ]
}

@test "bad input: a policy that fails, complains, or answers nonsense" {
	policy_says 'exit' 'false'
	policy_says 'standard error' 'echo oops >&2; echo RESULT: f KEEP-LINKAGE #'
	policy_says 'nonsense' 'echo nonsense #'
	policy_says 'RESULT: f WHATEVER' 'echo RESULT: f WHATEVER #'
	policy_says 'RESULT: 1f KEEP-LINKAGE' 'echo RESULT: 1f KEEP-LINKAGE #'
}

@test "bad input: what a policy calls an error stops the run, at the entity" {
	run -1 klp-ccp -o lp.c --patched-functions=f \
		--pol-cmd-modify-patched-fun-sym='echo "ERROR: go away"; echo "RESULT: f KEEP-LINKAGE" #' \
		-- gcc -c good.c
	grep -Fx 'closure: good.c:5:5: error: go away' <<<"$output"
	[ ! -e lp.c ]
}

@test "bad input: a policy that never gives a free name" {
	run -1 klp-ccp -o lp.c --patched-functions=f \
		--pol-cmd-modify-patched-fun-sym='echo RESULT: twice KEEP-LINKAGE #' \
		-- gcc -c good.c
	[[ $output == *"twice"*"tries"* ]]
	[ ! -e lp.c ]
}
