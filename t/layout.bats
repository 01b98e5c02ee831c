#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Expansions that are written out as tokens, laid out in lines.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
}

@test "layout: casts, braces and the names of types are written as usual" {
	cat >a.c <<-'E'
	#define FUN(name) int name##_v; int name##_f(struct s *p, long n) { \
		if (n == (long) sizeof(long) && (n & 1) && p->a_rather_long_name) { \
			n = (unsigned char) - n * (int) * p->q + sizeof (int) * n; \
		} \
		p->v = (void *) & p->long_name_of_a_member_with_many_words_in_it; \
		return p->long_name_of_a_member_with_many_words == sizeof(unsigned long) * n; }
	FUN(x)
	E
	lp names=x_f edits=x_f=y
	body | sed '1d; s/^\t*//' >have
	diff - have <<-'X'
	int y(struct s *p, long n)
	{
	if (n == (long)sizeof(long) && (n & 1) && p->a_rather_long_name) {
	n = (unsigned char)-n * (int)*p->q + sizeof(int) * n;
	}
	p->v = (void *)&p->long_name_of_a_member_with_many_words_in_it;
	return p->long_name_of_a_member_with_many_words == sizeof(unsigned long)
	* n;
	}
	X
	diff <(gcc -E -P a.c | tr -d ' \t\n' | sed 's/x_f/y/; s/.*x_v;//') \
		<(gcc -E -P lp.c | tr -d ' \t\n')
}
