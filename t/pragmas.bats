#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Pragmas hold for what is kept as they held in the original.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
	mkdir inc
}

@test "pragmas: what is set until it is changed stands around what is kept" {
	cat >inc/h.h <<-'E'
	#pragma scalar_storage_order big-endian
	struct one { int v; };
	#pragma scalar_storage_order default
	struct two { int v; };
	E
	cat >a.c <<-'E'
	#include <h.h>
	#pragma STDC FP_CONTRACT OFF
	double f(double a, double b) { return a * b + 1; }
	#pragma STDC FP_CONTRACT ON
	double g(double a, double b) { return a * b + 1; }
	E
	lp 'names=one two' no=h.h
	is <<-'X'
	#pragma scalar_storage_order big-endian
	struct one { int v; };
	#pragma scalar_storage_order default

	struct two { int v; };
	X
	lp 'names=f'
	is <<-'X'
	#pragma STDC FP_CONTRACT OFF
	double f(double a, double b) { return a * b + 1; }
	#pragma STDC FP_CONTRACT DEFAULT
	X
	# the header stays: nothing of it leaks
	lp 'names=f' from=h.h
	is <<-'X'
	#include <h.h>

	#pragma STDC FP_CONTRACT OFF
	double f(double a, double b) { return a * b + 1; }
	#pragma STDC FP_CONTRACT DEFAULT
	X
}

@test "pragmas: visibility, pack with names, and what a macro says" {
	cat >a.c <<-'E'
	#define PUSH(v) _Pragma(#v)
	PUSH(GCC visibility push(hidden))
	int a;
	#pragma GCC visibility push(default)
	int b;
	#pragma GCC visibility pop
	int c;
	_Pragma("GCC visibility pop")
	int d;
	#pragma pack(push, one1, 2)
	#pragma pack(push)
	#pragma pack(4)
	struct e { char c; long l; };
	#pragma pack(pop)
	struct f { char c; long l; };
	#pragma pack(pop, one1)
	struct g { char c; long l; };
	E
	for name in a b c d e f g; do
		lp names=$name
		case $name in
		a | c)	want='#pragma GCC visibility push(hidden)' ;;
		b)	want='#pragma GCC visibility push(default)' ;;
		e)	want='#pragma pack(push, 4)' ;;
		f)	want='#pragma pack(push, 2)' ;;
		*)	want= ;;
		esac
		[ "$(body | grep '#' | head -n 1)" = "$want" ]
		[ "$(body | grep -c push || :)" = "$(body | grep -c pop || :)" ]
	done
}

@test "pragmas: one for a name stands before what names it first" {
	cat >a.c <<-'E'
	#pragma redefine_extname old new
	#pragma weak hook
	#pragma weak other
	extern int old(int), hook(int), other(int);
	int f(int a) { return hook ? old(a) : 0; }
	int late(void) { return 0; }
	#pragma weak late
	E
	lp names=ALL
	is <<-'X'
	#pragma redefine_extname old new
	#pragma weak hook
	#pragma weak other
	extern int old(int), hook(int), other(int);

	int f(int a) { return hook ? old(a) : 0; }

	#pragma weak late
	int late(void) { return 0; }
	X
	lp names=ALL 'edits=other=(*p),hook=(*h),late=l'
	run ! grep weak lp.c
	grep redefine_extname lp.c
}

@test "pragmas: a text that leaves another state does not leak it" {
	cat >a.c <<-'E'
	int before;
	#pragma pack(push, 2)
	struct s {
		char c;
	#pragma pack(pop)
	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wunused"
	#pragma scalar_storage_order big-endian
		int i;
	};
	struct t { char c; long l; };
	#pragma GCC diagnostic pop
	#pragma scalar_storage_order default
	struct u { char c; long l; };
	int f(int a)
	{
	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wunused"
		int b;
	#pragma GCC diagnostic pop
		return a;
	}
	E
	lp 'names=s t u f'
	is <<-'X'
	#pragma GCC diagnostic push
	#pragma pack(push)
	#pragma pack(push, 2)
	struct s {
		char c;
	#pragma pack(pop)
	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wunused"
	#pragma scalar_storage_order big-endian
		int i;
	};
	#pragma pack(pop)
	#pragma scalar_storage_order default
	#pragma GCC diagnostic pop
	#pragma GCC diagnostic pop

	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wunused"
	#pragma scalar_storage_order big-endian
	struct t { char c; long l; };
	#pragma scalar_storage_order default
	#pragma GCC diagnostic pop

	struct u { char c; long l; };

	int f(int a)
	{
	#pragma GCC diagnostic push
	#pragma GCC diagnostic ignored "-Wunused"
		int b;
	#pragma GCC diagnostic pop
		return a;
	}
	X
}

# functions FILE - preprocessed, each on a line
functions() {
	gcc -Iinc -E -P "$1" | grep -v '^#' | tr -d ' \t\n' | sed 's/}/}\n/g'
}

@test "pragmas: what push_macro and pop_macro do is defined" {
	cat >inc/h.h <<-'E'
	#pragma push_macro("quick")
	#undef quick
	#define quick 1
	int h(void) { return quick; }
	#pragma pop_macro("quick")
	E
	cat >a.c <<-'E'
	#define quick 2
	#include <h.h>
	int f(void) { return quick; }
	#define P(m) _Pragma("push_macro(\"NEW\")")
	P(x)
	#define NEW 3
	int g(void) { return NEW; }
	_Pragma("pop_macro(\"NEW\")")
	int NEW(void)
	{
	#pragma push_macro("quick")
	#undef quick
	#define quick 5
		int a = quick;
	#pragma pop_macro("quick")
		return a + quick;
	}
	E
	lp names=f no=h.h
	is <<-'X'
	#define quick 2

	int f(void) { return quick; }
	X
	for names in 'h f' 'f h g' 'g NEW' 'h f g NEW'; do
		lp "names=$names" no=h.h
		run ! grep pragma lp.c
		gcc -Werror -fsyntax-only lp.c
		for name in $names; do
			functions a.c | grep -F "int$name(void)" >want
			functions lp.c | grep -Fxf want
		done
	done
}

@test "pragmas: an unknown one goes with what follows it, or is warned of" {
	cat >a.c <<-'E'
	#pragma acme near
	int a;
	#pragma acme far
	int b;
	int c;
	E
	lp 'names=a c' 2>err
	is <<-'X'
	#pragma acme near
	int a;

	int c;
	X
	grep -F "a.c:3:1: warning: '#pragma acme far' is left out" err
	grep -F '[-Wunknown-pragma]' err
	lp 'names=a b' 2>err
	[ ! -s err ]
}
