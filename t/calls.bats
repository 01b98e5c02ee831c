#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Macro calls that are opened: parameters and operators of every kind.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
}

# f FILE - the tokens of f() there, each n an m
f() {
	sed 's/\bn\b/m/' "$1" | gcc -E -P - | sed -n '/^int f/,$p' |
	tr -d ' \t\n'
}

@test "calls: digraphs stand for # and ## in what is opened" {
	cat >a.c <<-'E'
	#define STRING(x) p(%:x, n)
	#define PASTE(a, b) (a %:%: b + n)
	int p(const char *, int), n, one;
	int f(void) { return STRING(a "b") + PASTE(o, ne); }
	E
	lp names=f 'edits=n=(*m)'
	body | grep -Fx 'int f(void) { return p("a \"b\"", (*m)) + (one + (*m)); }'
}

@test "calls: __VA_OPT__ is understood, also stringified and empty" {
	cat >a.c <<-'E'
	#define EMPTY
	#define OPT(f, ...) p(f __VA_OPT__(, n, __VA_ARGS__), 0)
	#define TEXT(f, ...) p(#__VA_OPT__(a __VA_ARGS__ z), n)
	#define OUTER(...) OPT("o", ## __VA_ARGS__) + n
	int p(const char *, ...), n;
	int f(void)
	{
		return OPT("a") + OPT("b", 1, 2) + OPT("c", EMPTY) +
			TEXT(1) + TEXT(1, x, y) + OUTER() + OUTER(3);
	}
	E
	lp names=f 'edits=n=m'
	diff <(f a.c) <(f lp.c)
}

@test "calls: named variable arguments are those that remain" {
	cat >a.c <<-'E'
	#define GNU(f, a...) p(f, #a, n, ## a)
	#define BOTH(a...) GNU("x", ## a)
	int p(const char *, ...), n;
	int f(void) { return GNU("a") + GNU("b", 1, (2, 3)) + BOTH(4, 5); }
	E
	lp names=f 'edits=n=m'
	diff <(f a.c) <(f lp.c)
}
