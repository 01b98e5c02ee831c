#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Which headers the result includes, and what they see there.
setup() {
	load helper
	cd "$tmp"
	mkdir include
}

# extract FUNCTIONS [OPTION...] - the result of a.c, verified, in lp.c
extract() {
	"$top/scripts/klp-ccp" --verify --policy=klp-convert -f "$1" \
		-o lp.c "${@:2}" -- gcc-12 -g -O2 -fno-pie -Wall -Werror \
		-Iinclude -c a.c
}

# includes - the #include, #define and #undef directives of the result
includes() {
	grep -E '^#(include|define|undef)' lp.c
}

@test "headers: a name that is no macro where a header has it stays none" {
	cat >include/seg.h <<-'H'
	#ifndef SEG_H
	#define SEG_H
	#define STRING(x) #x
	#define NAME(x) STRING(x)
	static inline const char *name(void) { return NAME(FEATURE); }
	#endif
	H
	printf '#pragma once\n#include <seg.h>\nstruct a { int n; };\n' >include/a.h
	printf '#pragma once\n#define FEATURE (16 * 32 + 22)\n' >include/feature.h
	printf '#pragma once\n%s\n%s\nstruct b { int n; };\n' \
		'#include <feature.h>' '#include <seg.h>' >include/b.h
	cat >a.c <<-'C'
	#include <a.h>
	#include <b.h>
	const char *f(struct b *b) { return b->n ? name() : ""; }
	C
	extract f
	diff <(includes) <(printf '#include <%s.h>\n' a b)
}

@test "headers: a macro of the text that a later header would see is not before it" {
	printf '#pragma once\nstruct t { int i; };\n' >include/t.h
	printf '#pragma once\n#include <t.h>\nstruct u { struct t t; };\n' \
		>include/u.h
	cat >a.c <<-'C'
	#include <t.h>
	#define i j
	struct k { int i; };
	#include <u.h>
	#undef i
	int f(struct u *u, struct k *k) { return u->t.i + k->j; }
	C
	extract f
	diff <(includes) <(printf '%s\n' '#include <t.h>' '#define i j' \
		'#include <u.h>' '#undef i')
}

@test "headers: an #undef in a header asks for no definition before it" {
	printf '#pragma once\n#undef SYSTEM\n#define SYSTEM first\n%s\n' \
		'struct first { int n; };' >include/first.h
	printf '#pragma once\n#undef SYSTEM\n#define SYSTEM task\n%s\n' \
		'struct task { int n; };' >include/task.h
	printf '#pragma once\n#undef SYSTEM\n#define SYSTEM sched\n%s\n' \
		'static inline int sched(struct first *f) { return f->n; }' \
		>include/sched.h
	cat >a.c <<-'C'
	#include <first.h>
	#include <task.h>
	#include <sched.h>
	int f(struct first *p) { return sched(p); }
	C
	extract f
	diff <(includes) <(printf '#include <%s.h>\n' first sched)
}

@test "headers: one that a macro names, beside the source, is copied" {
	mkdir sub
	echo 'struct s { int n; };' >decl.h
	printf '#define INNER "inner.h"\n#include INNER\n' >sub/outer.h
	echo 'struct in { struct s s; };' >sub/inner.h
	cat >a.c <<-'C'
	#define HDR "decl.h"
	#include HDR
	#include "sub/outer.h"
	int f(struct in *p) { return p->s.n; }
	C
	"$top/scripts/klp-ccp" --policy=toy -f f -o lp.c -- gcc-12 -c a.c
	grep -q '^struct s { int n; };$' lp.c
	grep -q '^struct in { struct s s; };$' lp.c
	mkdir elsewhere
	mv lp.c elsewhere
	gcc-12 -c -o /dev/null elsewhere/lp.c
}

@test "headers: what no #include can give is an error with the place" {
	cat >a.c <<-'C'
	struct s { int n; };
	int f(struct s *p) { return p->n; }
	C
	cpp-rec -- gcc -c a.c | cparse | ceval |
		closure --patched-functions=f |
		awk 'BEGIN { FS = OFS = "\t" }
			$1 == "keep" && ++k == 1 { drop = $2; n++; next }
			$1 == "keep" { $2-- }
			$1 == "edit" { $2-- }
			$1 == "s" && $4 == "s" { s = $2 }
			$1 == "ent" && $3 == "struct" { e = $2 }
			$1 == "t" { last = $2 }
			$1 == "end" { print "want", last, e, "full"; $2 += 1 - n }
			{ print }' >in
	run -1 depp <in
	[[ $output == *"a.c:2:"*"error: 's' is needed here, and no #include"* ]]
}

@test "headers: a tag is declared before the prototype that mentions it" {
	echo 'int other(void);' >include/other.h
	cat >a.c <<-'C'
	#include <other.h>
	struct dev { int n; };
	void f(struct dev *d);
	void f(struct dev *d) { if (d) other(); }
	C
	flags=-Wmissing-prototypes
	"$top/scripts/klp-ccp" --verify --policy=toy -f f -o lp.c \
		--pol-cmd-modify-patched-fun-sym='echo RESULT: klpp_f MAKE-EXTERNAL #' \
		-- gcc-12 -g -O2 -fno-pie -Wall -Werror $flags -Iinclude -c a.c
	gcc-12 -Wall -Werror $flags -Iinclude -c -o /dev/null lp.c
	grep -n '^struct dev;$\|^extern void klpp_f' lp.c | cut -d: -f2 |
		diff - <(printf '%s\n' 'struct dev;' \
			'extern void klpp_f(struct dev *d);')
}

@test "headers: a list that a struct includes is not included without the struct" {
	printf 'L(int, a)\nL(long, b)\n#define LISTED 2\n' >include/layout.h
	cat >private.h <<-'H'
	struct dev {
	#define L(t, n) t n;
	#include <layout.h>
	#undef L
	};
	struct other { struct dev *d; };
	H
	cat >a.c <<-'C'
	#include "private.h"
	int f(struct other *o);
	int f(struct other *o) { return o->d ? LISTED : 0; }
	C
	extract f
	diff <(includes) <(echo '#define LISTED 2')
}

@test "headers: a body that is left out wants what it names of other headers" {
	local b i
	cat >include/one.h <<-'E'
	struct s { int n; };
	typedef struct s s_t;
	enum e { E1 = 2 };
	extern int object;
	static inline int one(void) { return 1; }
	E
	cat >a.c <<-'E'
	#include <one.h>
	#include <two.h>
	int f(void);
	int f(void) { return wanted; }
	E
	for b in 'return one();' 'struct s q = { 0 }; return q.n;' \
		's_t q = { 0 }; return q.n;' 's_t *q = 0; return !q;' \
		'return sizeof(struct s);' 'return sizeof(enum e);' \
		'static int z = E1; return z;' 'return sizeof(object);'
	do
		echo "extern int wanted;
		static inline int unused(void) { $b }" >include/two.h
		extract f
		grep -Fx '#include <one.h>' lp.c
	done
	for b in 'int one = 1, object = 2; return one + object;' \
		'struct s *s; goto one; one: return !s;' \
		'enum { E1 }; struct one { int object; } o = { E1 }; return o.object;'
	do
		echo "extern int wanted;
		static inline int unused(void) { $b }" >include/two.h
		extract f
		run ! grep 'one.h' lp.c
	done
}

@test "headers: a static function of a header is defined where it is used" {
	echo 'static int util(int a);' >include/proto.h
	cat >include/def.h <<-'E'
	static int __attribute__((unused)) util(int a) { return a; }
	extern int state;
	E
	cat >include/user.h <<-'E'
	static inline int use(int a) { return util(a); }
	static inline int unused(int a) { return util(a) + 1; }
	E
	cat >a.c <<-'E'
	#include <proto.h>
	#include <user.h>
	#include <def.h>
	int f(int a);
	int f(int a) { return use(a); }
	E
	extract f
	[ "$(includes)" = "$(printf '#include <%s.h>\n' user def)" ]
}

# every - lp.c of the stream that ceval wrote, where the policy lets
# each header in
every() {
	closure --patched-functions=f \
		--pol-cmd-may-include-header='echo RESULT: YES #' | depp >lp.c
}

@test "headers: one beside the source is not named as another before it" {
	mkdir src
	printf '#pragma once\n#define WHICH 1\n' >include/h.h
	printf '#pragma once\nstatic inline int which(void) { return 2; }\n' \
		>src/h.h
	printf '#include "h.h"\nint f(void) { return which(); }\n' >src/b.c
	cpp-rec -- gcc-12 -Iinclude -Isrc -c src/b.c | cparse --all |
		ceval --all | every
	diff <(includes) <(echo '#include "../src/h.h"')
	rm include/h.h
	cpp-rec -- gcc-12 -Iinclude -Isrc -c src/b.c | cparse --all |
		ceval --all | every
	diff <(includes) <(echo '#include "h.h"')
}

@test "headers: one without a leave record goes on to the end" {
	printf '#pragma once\ntypedef int number;\n' >include/number.h
	printf '#pragma once\n%s\n' \
		'static inline number g(number n) { return n; }' >include/g.h
	cat >a.c <<-'C'
	#include <number.h>
	#include <g.h>
	int f(int n) { return g(n); }
	C
	cpp-rec -- gcc-12 -Iinclude -c a.c | cparse --all | ceval --all |
		awk -F'\t' -v OFS='\t' '$3 ~ /g\.h$/ { g = $2 }
			$1 == "leave" && $2 == g { next }
			$1 == "end" { $2-- }
			1' | every
	diff <(includes) <(printf '#include <%s.h>\n' number g)
}

@test "headers: what a block declares is there for that block" {
	local all
	cat >include/first.h <<-'H'
	static inline int size(void)
	{
		extern char begin[];
		{
			extern int end(void);

			return end() - begin[0];
		}
	}
	struct first { int n; };
	H
	printf 'extern char begin[];\nextern int end(void);\n' >include/later.h
	printf '#include <%s.h>\n' first later >a.c
	echo 'int f(struct first *p) { return p->n; }' >>a.c
	for all in --all --no-all; do
		extract f ${all#--no-all}
		diff <(includes) <(printf '#include <first.h>\n')
	done
}

@test "headers: a body that is left out wants the types of the members it follows" {
	local b
	echo 'struct outer { struct inner *in, *list[2]; int k; };' >include/one.h
	echo 'struct inner { struct { struct deep *d; }; int x; };
		struct deep { int z; };' >include/two.h
	printf '#include <%s.h>\n' one two three >a.c
	echo 'int f(void); int f(void) { return wanted; }' >>a.c
	for b in 'struct outer *o) { return o->in->x; }' \
		'void *p) { struct outer *o = p; return (o->in)->x + o->in->x; }' \
		'void *p) { const outer_t *o = p; return o->in->d->z; }' \
		'outer_t o) { return o.list[o.k]->x; }' \
		'outer_t *o) { return o[o->k].list[1][0].x; }'
	do
		echo "typedef struct outer outer_t; extern int wanted;
			static inline int unused($b" >include/three.h
		extract f
		diff <(includes) <(printf '#include <%s.h>\n' one two three)
	done
	for b in 'struct outer *o) { return o->k; }' \
		'struct outer *o) { return o && !o->in && o->list[1]; }'
	do
		echo "extern int wanted; static inline int unused($b" >include/three.h
		extract f
		run ! grep two.h lp.c
	done
	# .. and if nothing can give one, that is said
	echo 'struct inner { int x; };' >two.h
	sed -i 's/<two.h>/"two.h"/' a.c
	echo "extern int wanted; static inline int unused(struct outer *o) { return o->in->x; }" \
		>include/three.h
	run -1 extract f
	[[ $output == *"a.c:3:1: error: 'inner' is needed here, and no #include"* ]]
}
