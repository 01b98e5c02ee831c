#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What surrounds the text of kept declarations: comments and directives.
setup() {
	load helper
	load depp/lp
	cd "$tmp"
	mkdir inc
}

# alike EDITS - with each -D the result, of one made so, has the tokens of the original, edited
alike() {
	local d
	for d in -DNONE -DA -DB '-DA -DB'; do
		flags=$d lp names=ALL "edits=$1" || return
		gcc -fsyntax-only $d -Iinc lp.c || return
		diff <(flags=$d tokens a.c | sed "s/^n\$/m/") <(flags=$d tokens lp.c | sed "s/^n\$/m/") || return
	done
}

@test "text: a macro call with directives that is opened has its text" {
	cat >a.c <<-'E'
	#define say(x, y) put(x, y)
	int put(int, int);
	int n;
	int f(int k)
	{
		if (k)
	#ifdef A
			say(1,
	#else
			say(2, /* two */
	#endif
			    n);
		return k;
	}
	E
	lp names=f 'edits=n=(*m)'
	is <<-'X'
	#define say(x, y) put(x, y)

	int f(int k)
	{
		if (k)
			say(2, /* two */
			    (*m));
		return k;
	}
	X
}

@test "text: a directive that ends in a backslash takes in nothing below it" {
	cat >a.c <<-'E'
	#define LIST()	\
		x(one)	\
		x(two)	\

	#define MORE()	\
		x(three) // and no more \

	enum e {
	#define x(n) n, \
	  \

		LIST()
		MORE()
	#undef x \

	};
	E
	lp names=ALL
	gcc -fsyntax-only lp.c
	diff <(tokens a.c) <(tokens lp.c)
	body | grep -Fx '#define MORE()	\'
	run ! grep -n '[ 	]$' lp.c
	printf '#include <l.h>\nenum e {\n#define x(n) n,\nLIST()\n};\n' >a.c
	printf '#define LIST() x(one) \\\n\n#define x(n) \\\n' >inc/l.h
	lp names=ALL no=l.h
	gcc -fsyntax-only lp.c
	diff <(tokens a.c) <(tokens lp.c)
}

@test "text: the comment at the source's head is written once" {
	for head in '/* what it is */' '// what it is \' '// what it is'; do
		printf '%s\n%s\nint f(void) { return 1; }\n' "$head" \
			'/* what it does */' >a.c
		lp names=f
		[ "$(grep -c 'what it is' lp.c)" = 1 ]
		grep 'what it does' lp.c
		printf '%s\nint f(void) { return 1; }\nint g;\n' "$head" >a.c
		lp names='f g'
		[ "$(grep -c 'what it is' lp.c)" = 1 ]
	done
	# that of a header is no head
	printf '/* of it */\nint f(void);\n' >inc/h.h
	printf '/* head */\n#include <h.h>\nint g;\n' >a.c
	lp names='f g' no=h.h
	grep -Fx '/* of it */' lp.c
}

@test "text: a source's name neither ends nor begins the comment with it" {
	for name in '*/x.c' 'x/*y.c' '*//*z.c' $'a\n.c'; do
		mkdir -p "./$(dirname "./$name")"
		echo 'int f(void) { return 1; }' >"./$name"
		cpp-rec -- gcc -c "./$name" |
		awk -v names=f -f "$top/t/depp/keep.awk" | depp >lp.c
		gcc -Wall -Werror -fsyntax-only lp.c
	done
}

@test "text: conditionals in and around macro calls stay balanced" {
	cat >a.c <<-'E'
	#define say(x, y) put(x, y)
	#define id(x) x
	#define none(x)
	int put(int, int);
	int n;
	int f(int k)
	{
		say(n, k
	#ifdef A
		    + 1);
	#elif defined B
		    + 2);
	#else
		    + 3);
	#endif
	#ifdef A
	#ifdef B
		say(1,
	#else
		say(2,
	#endif
		    n);
		id(k
	#ifdef B
		   + n);
	#else
		   + k);
	#endif
	#else
		none(
	#ifdef B
		say(3,
	#else
		say(4,
	#endif
		    n);
		)
		id(say)(5,
	#ifdef B
		n
	#endif
		+ n);
	#endif
		if (k)
	#ifdef A
			say(k,
	#else
			id(
	#endif
			n);
		return k;
	}
	int g(void) { return id(n
	#ifdef A
	+ 1
	#endif
	); }
	E
	alike ''
	alike 'n=m'
}

@test "text: a list that is read in a body is written out without its macros" {
	cat >inc/l.h <<-'E'
	/* the list */
	#ifndef OP
	#define OP(x)
	#define NONE
	#endif
	#ifdef OPT
	OPT(one)
	#else
	OP(one)
	#endif
	OP(two)
	#undef OP
	E
	cat >a.c <<-'E'
	int n;
	static void one(int k)
	{
	#define OP(x) n = x;
	#define FLAG 1
		enum { one = FLAG, two };
	#include <l.h>
	}
	static void two(int k)
	{
	#define OP(x) k = x;
		enum { one, two };
	#include <l.h>
		k = n;
	}
	int three(void) { return FLAG; }
	E
	lp names=ALL 'edits=n=(*m)'
	is <<-'X'
	int (*m);

	static void one(int k)
	{
	#define FLAG 1
		enum { one = FLAG, two };
	(*m) = one;
	(*m) = two;
	}

	static void two(int k)
	{
	#define OP(x) k = x;
		enum { one, two };
	#include <l.h>
		k = (*m);
	}

	int three(void) { return FLAG; }
	X
}

# init SPEC... - a.c through the pipe; SPEC is a name whose initialiser goes
init() {
	local names=$1
	shift
	cpp-rec -- gcc -Iinc -c a.c |
	awk -v names="$names" -f "$top/t/depp/keep.awk" |
	awk -F'\t' -v OFS='\t' -v gone="$*" '
	BEGIN { for (i = split(gone, a, " "); i; i--) want[a[i]] }
	$1 == "s" { spelling[$2] = $4 }
	$1 == "t" {
		s = spelling[$3]
		if (s in want)
			name = s
		if (s == "=" && name && !from)
			from = $2
		if (from && s == "{")
			depth++
		if (from && s == "}" && !--depth) {
			edit[++n] = from OFS $2 - from + 1
			from = name = 0
		}
	}
	$1 == "keep" { k = $2; k0[k] = $3; k1[k] = $4 }
	$1 == "end" {
		for (i = 1; i <= n; i++) {
			split(edit[i], e, OFS)
			for (j = 1; j <= k; j++)
				if (k0[j] <= e[1] && e[1] <= k1[j]) {
					print "edit", j, edit[i], ""
					$2++
				}
		}
	}
	{ print }' | depp >lp.c
}

@test "text: an initialiser that reads a list goes with its directives" {
	echo 'X(one)  X(two)' >inc/l.h
	cat >a.c <<-'E'
	int one, two;
	int *const table[] = {
	#define X(n) &n,
	#include <l.h>
	#undef X
	};
	int f(void) { return **table; }
	int *first[] = {
	#define X(n) &n,
	#include <l.h>
	#undef X
		0
	}, *second[] = {
	#ifdef MORE
		0,
	#endif
	#define X(n) &n,
	#define Y 0
	#include <l.h>
	#undef X
		Y
	}, third[] = { Y };
	int g(void) { return Y; }
	E
	init 'table f' table
	is <<-'X'
	int *const table[];
	int f(void) { return **table; }
	X
	init 'first g' first second third
	is <<-'X'
	int *first[], *second[], third[];

	#define Y 0

	int g(void) { return Y; }
	X
	init 'first g' first second
	gcc -E -P lp.c | grep -F 'third[] = { 0 };'
	run ! grep -w X lp.c
	init 'first g' second third
	is <<-'X'
	int *first[] = {
	#define X(n) &n,
	#include <l.h>
	#undef X
		0
	}, *second[], third[];

	#define Y 0

	int g(void) { return Y; }
	X
	# an array that stays, but changes
	lp names=table 'edits=&=1 +'
	is <<-'X'
	int *const table[] = {
	1 +one,  1 +two,
	};

	int f(void) { return **table; }
	X
}

@test "text: only what the written text expands is defined" {
	printf '#define END\n#define LIMIT 4\nint other;\nEND\n' >inc/t.h
	cat >a.c <<-'E'
	#include <t.h>
	#define NOTHING
	#define CURRENT shared
	#define NEXT CURRENT
	NOTHING int shared;
	NOTHING
	int f(void) { return LIMIT; NOTHING }
	NOTHING
	int g(void) { return NEXT; }
	E
	lp names=f no=t.h
	is <<-'X'
	#define LIMIT 4
	#define NOTHING

	int f(void) { return LIMIT; NOTHING }
	X
	lp names=g no=t.h 'edits=shared=(*s)'
	is <<-'X'
	int g(void) { return (*s); }
	X
}

@test "text: a name that is only stringified is still no macro" {
	cat >a.c <<-'E'
	#define tag red
	#define str1(x) #x
	#define str(x) str1(x)
	#define body() str1(x tag)
	#define late() str(tag)
	const char *f(void) { return str(tag); }
	#undef tag
	const char *g(void) { return str(tag); }
	const char *h(void) { return body(); }
	const char *k(void) { return late(); }
	E
	for fun in g h k; do
		lp "names=f $fun"
		grep -Fx '#undef tag' lp.c
		diff <(tokens a.c | grep -F '"') <(tokens lp.c | grep -F '"') |
			grep '^>' || true
		gcc -E -P lp.c | grep "$fun(void)" >have
		gcc -E -P a.c | grep "$fun(void)" | diff - have
	done
	lp 'names=f'
	run ! grep undef lp.c
}

@test "text: compilers do not warn of an address in what a macro gave, opened or not" {
	cat >a.c <<-'E'
	struct sub { int k, *q; };
	struct one { int a; struct sub s; };
	#define say(p) n((p) ? (p)->k : 0)
	#define look(p) do { if (!(p)) n(1); else n((p)->k); } while (0)
	#define both(a, p) (n(a) + (p && a))
	#define mask(a, p) (n(a) & (p)->k)
	#define null(a, p) (NULL != (p) || n(a))
	#define zero(a, p) (n(a) && &(p)->k == 0)
	#define same(a, p) (n(a) && (p)->q != &(p)->k && a)
	#define NULL ((void *)0)
	int n(int), klp_expanded(int);
	int f(struct one *o)
	{
		int k = say(&o->s);

		say(&o->s);
		look(&o->s);
		k += both(1, &o->s);
		k += null(1, &o->s);
		k += zero(1, &o->s) + same(1, &o->s);
		return k + mask(k, &o->s);
	}
	E
	gcc -Wall -Werror -fsyntax-only a.c
	lp names=f 'edits=n=(*m)'
	is <<-'X'
	#define NULL ((void *)0)
	/* Text of macros, where compilers do not warn of addresses in tests */
	#define klp_expanded_(...) __VA_ARGS__

	int f(struct one *o)
	{
		int k = klp_expanded_((*m)((&o->s) ? (&o->s)->k : 0));

		klp_expanded_((*m)((&o->s) ? (&o->s)->k : 0));
		klp_expanded_(do { if (!(&o->s)) (*m)(1); else (*m)((&o->s)->k); } while (0));
		k += klp_expanded_(((*m)(1) + (&o->s && 1)));
		k += klp_expanded_((NULL != (&o->s) || (*m)(1)));
		k += klp_expanded_(((*m)(1) && &(&o->s)->k == 0)) + ((*m)(1) && (&o->s)->q != &(&o->s)->k && 1);
		return k + ((*m)(k) & (&o->s)->k);
	}
	X
	{
		sed '/^#define [^k]/d; /^int f/,$d' a.c
		echo "int (*m)(int);"
		cat lp.c
	} >b.c
	gcc -Wall -Werror -fsyntax-only b.c
}

@test "text: what a macro gave is an argument for that only if none of it is a pragma" {
	cat >a.c <<-'E'
	struct sub { int k; };
	struct one { int a; struct sub s; };
	#define say(p) _Pragma("GCC diagnostic ignored \"-Waddress\"") n((p) ? (p)->k : 0)
	int n(int);
	int f(struct one *o)
	{
		say(&o->s);
		return 0;
	}
	E
	lp names=f 'edits=n=(*m)'
	run ! grep klp_expanded lp.c
	grep -q '_Pragma("GCC diagnostic' lp.c
}
