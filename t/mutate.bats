# SPDX-License-Identifier: GPL-2.0-or-later
# t/check/mutate, on a project of one function
setup() {
	load helper
	cd "$tmp"
	# bats runs another bats as if it were a part of it
	PATH=${PATH//"$BATS_LIBEXEC:"/}
	unset BATS_TEST_FILTER
	mkdir -p t/check one scripts
	cp "$top"/t/check/mutate* t/check
	cat >one/one.c <<-'E'
	#include <stdio.h>
	static const char *const text = "a + b";	/* c < d */

	static int
	least(int a, int b)
	{
		/* if (a == b) */
		if (a < b)
			return a;
		return b;
	}

	int
	main(void)
	{
		puts(text);
		return least(3, 4) != 3;
	}
	E
	cat >Makefile <<-'E'
	build/bin/one: build/one/one.o ; \
		mkdir -p build/bin && cc -o $@ $<
	build/one/one.o: one/one.c ; \
		mkdir -p build/one && cc $(CFLAGS) -c -o $@ $<
	E
	printf '@%s "it works" {\n\tone\n}\n' test >t/one.bats
}

@test "mutate: takes what is code, and not what stands in comments and strings" {
	t/check/mutate -l | cut -f 1,2,3 | sort >got
	grep -c . got | grep -x 3
	# the same seed, the same mutants; of each line one
	t/check/mutate -l | cut -f 1,2,3 | sort | cmp - got
	cut -f 2 got | tr '\n' ' ' | grep -x '16 17 8 '
	for s in 1 2 3 4 5 6 7 8; do
		t/check/mutate -l -s $s one/one.c
	done | tr '\037' ' ' | cut -f 2- | sort -u | diff - <(cat <<-'E'
	16	left out	;
	16	return	return 0;
	17	negated	return least(3, 4) == 3;
	8	negated	if (!(a < b))
	8	off by one	if (a <= b)
	E
	)
	[ "$(t/check/mutate -l -n 2 | wc -l)" = 2 ]
}

@test "mutate: tells which mutants a test finds, and which not" {
	run -1 t/check/mutate
	printf '%s\n' "$output"
	grep 'killed   one/one.c:17: negated: return least(3, 4) != 3; -> return least(3, 4) == 3;: one.bats: it works$' <<<"$output"
	grep '^SURVIVED one/one.c:16: ' <<<"$output"
	# the compiler sees that both numbers differ
	grep '^same     one/one.c:8: off by one: ' <<<"$output"
	[[ ${lines[-1]} = '3 mutants: '* ]]
	# a test that fails without a mutant tells nothing
	printf '@%s "it never works" {\n\tfalse\n}\n' test >t/all.bats
	run -1 t/check/mutate -n 9
	printf '%s\n' "$output"
	grep '^fails anyway: all.bats: it never works$' <<<"$output"
	grep '^killed   .*: one.bats: it works$' <<<"$output"
	grep '^SURVIVED one/one.c:16: ' <<<"$output"
	# and with -t only what it names is run
	run -1 t/check/mutate -n 9 -t all.bats
	grep '^SURVIVED one/one.c:17: ' <<<"$output"
	# a list of mutants, and the tests of the folder only
	t/check/mutate -l | grep '	17	' >list
	run -0 t/check/mutate -q -f list
	[[ ${lines[-1]} = '1 mutants: 1 killed, 0 survived '* ]]
	[[ $output != *'fails anyway'* ]]
}

@test "mutate: a wrong option, and what does not build, exit 2" {
	run -2 t/check/mutate -x
	echo 'int' >>one/one.c
	run -2 t/check/mutate
}
