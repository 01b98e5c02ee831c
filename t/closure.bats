#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
setup() { load helper; }

# small - the stream of: static int x = 1; extern int g(int);
#	int f(void) { return g(x); }
small() {
	records <closure/small.rec
}

# decided COMMAND... - what it adds to the stream on standard input, with
# blanks for tabs, without ids of entities
decided() {
	"$@" >"$tmp/decided" || return
	awk -F'\t' '
		$1 ~ /^(answer|header|ext|from|keep|edit|insert)$/ {
			gsub(/\t/, " ")
			print
		}' "$tmp/decided"
}

policy() {
	printf -- '--policy=%s/../policies/%s' "$BATS_TEST_DIRNAME" "$1"
}

@test "closure: klp-convert makes undefined symbols of what is externalised" {
	small | decided closure --patched-functions=f "$(policy klp-convert)" \
		>"$tmp/got"
	diff - "$tmp/got" <<-'E'
	answer modify-patched-fun-sym f 0 klpp_f MAKE-EXTERNAL
	answer can-externalize-fun g YES
	answer modify-externalized-sym function g 0 g MAKE-EXTERNAL
	answer shall-externalize-obj x YES
	answer modify-externalized-sym object x 0 x MAKE-EXTERNAL
	ext 1 object x x external symbol policy - - - relocation - - -
	ext 2 function g g external symbol declared only - - - relocation - - -
	ext 3 patched f klpp_f external symbol patched - - - replaced - - -
	keep 1 1 4 externalised 1
	edit 1 1 1 extern
	edit 1 4 1 ;
	keep 2 7 13 externalised 2
	keep 3 14 26 patched 3
	edit 3 15 1 klpp_f
	E
}

@test "closure: kallsyms makes pointers of what the unit defines" {
	small | decided closure --patched-functions=f "$(policy kallsyms)" \
		>"$tmp/got"
	grep -v ^answer "$tmp/got" | diff - <(cat <<-'E'
	ext 1 object x klpe_x external pointer policy - - - pointer - - -
	ext 3 patched f klpp_f external symbol patched - - - replaced - - -
	keep 1 1 4 externalised 1
	edit 1 1 1 extern
	edit 1 3 1 (*klpe_x)
	edit 1 4 1 ;
	keep 2 7 13 declaration 2
	keep 3 14 26 patched 3
	edit 3 15 1 klpp_f
	edit 3 23 1 (*klpe_x)
	E
	)
}

@test "closure: without a policy the defaults of its page hold" {
	small | decided closure --patched-functions=f >"$tmp/got"
	diff - "$tmp/got" <<-'E'
	ext 1 object x x external symbol policy
	ext 2 function g g external symbol declared only
	keep 1 1 4 externalised 1
	edit 1 1 1 extern
	edit 1 4 1 ;
	keep 2 7 13 externalised 2
	keep 3 14 26 patched 3
	E
}

@test "closure: each question can have a command of its own" {
	cat >"$tmp/log" <<-'E'
	echo "$*" >>"$0.asked"
	shift $(($# - 1))
	case $1 in
	f) echo RESULT: YES ;;
	x) echo RESULT: NO ;;
	0) echo RESULT: n KEEP-LINKAGE ;;
	*) echo RESULT: NO ;;
	esac
	E
	opts=
	for q in is-patched can-externalize-fun shall-externalize-obj \
		modify-patched-fun-sym
	do
		opts="$opts --pol-cmd-$q=sh\ $tmp/log\ $q"
	done
	small | eval "decided closure $opts" >"$tmp/got"
	diff - "$tmp/log.asked" <<-'E'
	is-patched f
	modify-patched-fun-sym f 0
	can-externalize-fun g
	shall-externalize-obj x
	E
	grep -qx 'keep 1 1 6 copied 1' "$tmp/got"
	grep -qx 'edit 3 15 1 n' "$tmp/got"
}

@test "closure: a policy process is told more than a command" {
	small | closure --patched-functions=f \
		--policy="tee $tmp/asked | $BATS_TEST_DIRNAME/../policies/toy" \
		>/dev/null
	diff - "$tmp/asked" <<-'E'
	modify-patched-fun-sym	f	0	external	a.c:3:5
	can-externalize-fun	g
	shall-externalize-obj	x	internal	a.c:1:12
	E
}

@test "closure: both spellings of rename-rewritten-fun are one option" {
	small | closure --patched-functions=f --pol-cmd-rename-rewritten-fun=a \
		>/dev/null
	small | closure --patched-functions=f \
		--pol-cmd-renamed-rewritten-fun=a >/dev/null
}

@test "closure: a function that is not there is an error with near names" {
	small >"$tmp/in"
	run -1 --separate-stderr closure --patched-functions=fg,g,x <"$tmp/in"
	diff - <(grep '^closure:' <<<"$stderr") <<-'E'
	closure: a.c: error: function 'fg' to patch is not defined in the unit
	closure: a.c:3:5: note: did you mean 'f'?
	closure: a.c:2:12: error: function 'g' to patch is only declared here, it has no definition in the unit
	closure: a.c:1:12: error: 'x' to patch is not a function
	E
	run ! grep -q '^end' <<<"$output"
}

# fails MESSAGE OPTION... - the run fails with this message, and no end
fails() {
	local want=$1
	shift
	small >"$tmp/in"
	run -1 --separate-stderr closure --patched-functions=f "$@" <"$tmp/in"
	echo "$stderr"
	[ "${stderr_lines[0]}" = "closure: $want" ]
	run ! grep -q '^end' <<<"$output"
}

@test "closure: a policy command that fails ends the run" {
	fails "a.c:2:12: error: policy command failed: sh -c 'exit 3' g: its exit status was 3" \
		"--pol-cmd-can-externalize-fun=sh -c 'exit 3'"
	fails "a.c:2:12: error: policy command failed: false # g: its exit status was 1" \
		"--pol-cmd-can-externalize-fun=false #"
	fails "a.c:2:12: error: policy command failed: true # g: it gave no result" \
		"--pol-cmd-can-externalize-fun=true #"
	fails "a.c:2:12: error: policy command failed: kill -9 \$\$; # g: it was killed by signal 9" \
		"--pol-cmd-can-externalize-fun=kill -9 \$\$; #"
}

@test "closure: a policy that prints to standard error ends the run" {
	fails "a.c:2:12: error: policy command failed: echo oops >&2; echo RESULT: YES # g: it printed to standard error: oops" \
		"--pol-cmd-can-externalize-fun=echo oops >&2; echo RESULT: YES #"
	fails "a.c:3:5: error: policy command failed: echo oops >&2; read x; echo RESULT: f modify-patched-fun-sym f 0: it printed to standard error: oops" \
		"--policy=echo oops >&2; read x; echo RESULT: f"
}

@test "closure: a policy that answers nonsense ends the run" {
	fails "a.c:2:12: error: policy command failed: echo RESULT: MAYBE # g: its result is 'MAYBE', expected YES or NO" \
		"--pol-cmd-can-externalize-fun=echo RESULT: MAYBE #"
	fails "a.c:2:12: error: policy command failed: echo YES # g: it printed 'YES', expected a line with RESULT:" \
		"--pol-cmd-can-externalize-fun=echo YES #"
	fails "a.c:2:12: error: policy command failed: echo RESULT: YES; echo more # g: it printed 'more' after its result" \
		"--pol-cmd-can-externalize-fun=echo RESULT: YES; echo more #"
	fails "a.c:3:5: error: policy command failed: echo RESULT: f # f 0: its result 'f' makes no sense" \
		"--pol-cmd-modify-patched-fun-sym=echo RESULT: f #"
	fails "a.c:3:5: error: policy command failed: echo RESULT: f+ KEEP-LINKAGE # f 0: its result 'f+ KEEP-LINKAGE' makes no sense" \
		"--pol-cmd-modify-patched-fun-sym=echo RESULT: f+ KEEP-LINKAGE #"
}

@test "closure: a policy that never gives a free name ends the run" {
	fails "a.c:3:5: error: policy command failed: echo RESULT: x KEEP-LINKAGE # f: it gave no name that is free in 64 tries, the last one was 'x'" \
		"--pol-cmd-modify-patched-fun-sym=echo RESULT: x KEEP-LINKAGE #"
}

@test "closure: a policy process that ends too early ends the run" {
	fails "a.c:3:5: error: policy command failed: true modify-patched-fun-sym f 0: it ended without an answer" \
		--policy=true
	fails "a.c:3:5: error: policy command failed: exit 4 modify-patched-fun-sym f 0: its exit status was 4" \
		"--policy=exit 4"
}

# headers - a stream with two headers that a policy is asked about, in $tmp/in
headers() {
	mkdir "$tmp/h"
	echo 'int a;' >"$tmp/h/a.h"
	echo 'int b;' >"$tmp/h/b.h"
	printf '#include <%s.h>\n' a b >"$tmp/h.c"
	echo 'int f(void) { return a + b; }' >>"$tmp/h.c"
	(cd "$tmp" && cpp-rec -- gcc -nostdinc -Ih h.c) |
		cparse --functions=f | ceval --functions=f >"$tmp/in"
}

@test "closure: a policy process answers about headers while the unit is read" {
	headers
	mkfifo "$tmp/ready"
	exec 5<>"$tmp/ready"
	# the end comes once both questions were read
	{
		sed '$d' "$tmp/in"
		read -t 60 -r _ <&5
		tail -n 1 "$tmp/in"
	} | closure --patched-functions=f --policy="
		read -r _ x; echo RESULT: YES; read -r _ y
		echo \"\$x \$y\" >$tmp/asked
		echo go >$tmp/ready
		echo RESULT: NO
		while read -r q _; do
			case \$q in
			modify*) echo RESULT: klpp_f MAKE-EXTERNAL ;;
			*)	echo RESULT: NO ;;
			esac
		done" >"$tmp/out"
	[ "$(cat "$tmp/asked")" = 'h/a.h h/b.h' ]
	grep -E '^answer	may' "$tmp/out" | diff - <(
		printf 'answer\tmay-include-header\t%s\n' 'h/a.h	YES' 'h/b.h	NO')
}

@test "closure: a policy process that answers too much about headers ends the run" {
	headers
	run -1 --separate-stderr closure --patched-functions=f --policy='
		while read -r q _; do echo RESULT: YES; echo RESULT: YES; done' \
		<"$tmp/in"
	# said of the header, or of what got the answer that is too much
	[[ $stderr == *"policy command failed"* ]]
	run -1 --separate-stderr closure --patched-functions=f --policy='
		read -r q; echo RESULT: YES' <"$tmp/in"
	[[ $stderr == *"may-include-header h/b.h: it ended without an answer"* ]]
}

@test "closure: a taken name is asked about again" {
	small | closure --patched-functions=f --pol-cmd-modify-patched-fun-sym='
		retry() { shift; [ $1 = 2 ] && set new || set x
			echo RESULT: $1 KEEP-LINKAGE; }; retry' >"$tmp/out"
	grep -q '^edit	3	15	1	new' "$tmp/out"
	[ "$(grep -c '^answer' "$tmp/out")" = 3 ]
}

@test "closure: warnings and errors of a policy have the entity's place" {
	small >"$tmp/in"
	run -0 --separate-stderr closure --patched-functions=f \
		--pol-cmd-can-externalize-fun='printf "WARNING: hm\nRESULT: YES\n" #' \
		<"$tmp/in"
	[ "${stderr_lines[0]}" = "closure: a.c:2:12: warning: hm [-Wpolicy]" ]
	run -1 --separate-stderr closure --patched-functions=f \
		--pol-cmd-can-externalize-fun='printf "ERROR: no\nRESULT: YES\n" #' \
		<"$tmp/in"
	[ "${stderr_lines[0]}" = "closure: a.c:2:12: error: no" ]
}

@test "closure: what it does not know passes untouched" {
	{
		sed '$d' closure/small.rec
		printf 'leave  2\nstrange  a\\tb\\\\\\n  7\nent2\n'
	} | records >"$tmp/in"
	closure --patched-functions=f <"$tmp/in" >"$tmp/out"
	diff <(grep -ve '^end' "$tmp/in") \
		<(grep -Ev '^(stage	closure|end|keep|edit|ext)	' "$tmp/out")
}

@test "closure: tabs, newlines and backslashes survive" {
	sed 's/a\.c/a\\t\\n\\\\c/' closure/small.rec | records >"$tmp/in"
	closure --patched-functions=f <"$tmp/in" >"$tmp/out"
	grep -q '^file	2	a\\t\\n\\\\c	' "$tmp/out"
	closure --patched-functions=f --policy="tee $tmp/asked |
		$BATS_TEST_DIRNAME/../policies/klp-convert" <"$tmp/in" >/dev/null
	grep -qx 'shall-externalize-obj	x	internal	a\\t\\n\\\\c:1:12' \
		"$tmp/asked"
}

@test "closure: a stream cut at any byte is refused" {
	small >"$tmp/in"
	size=$(wc -c <"$tmp/in")
	for ((n = 0; n < size; n += 97)); do
		head -c "$n" "$tmp/in" |
		if closure --patched-functions=f >"$tmp/out" 2>"$tmp/err"; then
			echo "cut at $n passes"
			return 1
		else
			[ $? = 1 ]
		fi
		run ! grep -q '^end' "$tmp/out"
	done
}

@test "closure: damaged records are errors with a line, not crashes" {
	small >"$tmp/in"
	lines=$(wc -l <"$tmp/in")
	for ((n = 2; n < lines; n++)); do
		# one line gone, one twice, two in the wrong order
		for how in "${n}d" "${n}p" "${n}{h;d};$((n + 1))G"; do
			sed "$how" "$tmp/in" | sed '$d' |
			awk '{ print } END { print "end\t" NR }' >"$tmp/bad"
			closure --patched-functions=f <"$tmp/bad" \
				>"$tmp/out" 2>"$tmp/err" || [ $? = 1 ] || {
				cat "$tmp/err"; echo "$how"; return 1; }
		done
	done
	sed 's/^\(n	6	initdecl	3	5	\)4/\131/' "$tmp/in" |
		run -1 --separate-stderr closure --patched-functions=f
}

@test "closure: what the user did wrong exits 2" {
	small >"$tmp/in"
	run -2 closure <"$tmp/in"
	run -2 closure --patched-functions=f --nonsense <"$tmp/in"
	run -2 closure --patched-functions=f --constant-refs=maybe <"$tmp/in"
	run -2 closure --patched-functions=f x <"$tmp/in"
}

@test "closure: a full disk is an error" {
	[ -c /dev/full ] || skip
	small >"$tmp/in"
	run -2 sh -c 'closure --patched-functions=f <"$1" >/dev/full' sh \
		"$tmp/in"
	[ "$output" = "closure: write <stdout>: No space left on device" ]
}

@test "closure: shipped policies answer by their page" {
	printf '%s\n' 'is-patched	pu_a' 'is-patched	a' \
		'may-include-header	x/internal.h' \
		'may-include-header	internal/x.h' \
		'can-externalize-fun	pu_eepr_a' 'can-externalize-fun	ex_a' \
		'shall-externalize-fun	es_a' \
		'shall-externalize-fun	es_a	from-header' \
		'modify-patched-fun-sym	ps_a	0' \
		'modify-patched-fun-sym	pe_a	1' \
		'modify-patched-fun-sym	pu_a	0' \
		'modify-externalized-sym	object	espr_a	0' \
		'modify-externalized-sym	function	eur_a	2' \
		'modify-externalized-sym	object	ee_a	0' \
		'rename-rewritten-fun	a	0' |
	../policies/toy | sed 's/RESULT: //' >"$tmp/got"
	printf '%s\n' YES NO NO YES YES NO YES NO 'klpp_ps_a MAKE-INTERNAL' \
		'klpp_pe_a_1 MAKE-EXTERNAL' 'klpp_pu_a KEEP-LINKAGE' \
		'klpe_espr_a MAKE-INTERNAL MAKE-POINTER' \
		'klpe_eur_a_2 KEEP-LINKAGE' 'ee_a MAKE-EXTERNAL' klpr_a |
	diff - "$tmp/got"
}

@test "closure: an awk program in its place, that of its page, is a stage" {
	awk '/^\.Ed/ { code = 0 } code { gsub(/\\e/, "\\"); print }
		/^This one, called/ { page = 1 }
		page && /^\.Bd/ { code = 1 }' ../closure/closure.1 |
	diff <(sed 1,3d closure/keep-all.awk) -
	cp -r demo "$tmp/demo"
	cp closure/keep-all.awk "$tmp/demo"
	cd "$tmp/demo"
	"$top/scripts/klp-ccp" --all --patched-functions=x \
		--stage 'closure=awk -f keep-all.awk' -o drivers/all.c -- \
		gcc -Iinclude -include include/config.h -c drivers/mailbox.c
	for f in mailbox all; do
		gcc -E -P -Iinclude -include include/config.h "drivers/$f.c" |
			tr -s ' \n' '\n' >"$f.tokens"
	done
	sed -i 's/all\.c/mailbox.c/' all.tokens
	# what one header includes needs no directive: another order
	diff <(sort mailbox.tokens) <(sort all.tokens)
}

# extract SOURCE OPTION... - closure's stream for a source beside this file
extract() {
	cpp-rec -- gcc -I. -c "$1" | cparse --all | ceval --all |
		closure "$(policy toy)" "${@:2}"
}

# golden NAME OPTION... - what is kept of NAME.c is NAME.want, line by line,
# and depp's text of it compiles
golden() {
	cd closure
	extract "$1.c" "${@:2}" >"$tmp/stream"
	awk -f print.awk "$tmp/stream" >"$tmp/got"
	diff "$1.want" "$tmp/got"
	depp <"$tmp/stream" >"$tmp/result.c"
	gcc -Wall -Werror -I. -c -o /dev/null "$tmp/result.c" || {
		cat "$tmp/result.c"
		return 1
	}
}

@test "closure: declarations take the shape that their fate asks for" {
	golden shapes
}

@test "closure: code of headers that has to change stands beside them" {
	golden headers
}

@test "closure: what one macro call gives is kept whole or in parts" {
	golden groups
}

@test "closure: a header that defines an object is opened, what it includes is not" {
	cd closure
	extract opened.c --pol-cmd-shall-externalize-obj='echo RESULT: YES #' \
		--pol-cmd-modify-externalized-sym='f() {
			echo "RESULT: $2 MAKE-EXTERNAL"; }; f' >"$tmp/stream"
	awk -f print.awk "$tmp/stream" >"$tmp/got"
	diff - "$tmp/got" <<-'X'
	externalised extern struct point points [ 3 ] ;
	copied static inline struct point * first_point ( void ) { return & points [ 0 ] ; }
	patched int klpp_pu_get ( void ) { return first_point ( ) -> x ; }
	X
	grep -q '^header	[0-9]*	no	defines object points$' "$tmp/stream"
}

@test "closure: what must be a link-time constant cannot become a pointer" {
	cd closure
	run -1 --separate-stderr extract constants.c
	grep '^closure: [^ ]*: error' <<<"$stderr" | diff - <(cat <<-'X'
	closure: constants.c:15:29: error: 'espr_key' must be a link-time constant here, so it cannot be reached by a pointer
	X
	)
	extract constants.c --constant-refs=symbol 2>"$tmp/err" >"$tmp/stream"
	grep -c ': warning: ' "$tmp/err" | grep -qx 1
	awk -f print.awk "$tmp/stream" | grep '^externalised' | diff - <(cat <<-'X'
	externalised extern struct key espr_key ;
	X
	)
}

@test "closure: parameters of inline functions ask for constants too" {
	cd closure
	sed '/here/d' constants.c >"$tmp/constants.c"
	run -1 --separate-stderr extract "$tmp/constants.c"
	grep -q "constants.c:[0-9:]* error: 'espr_key' must be a link-time" \
		<<<"$stderr"
}

@test "closure: external patched functions have prototypes if gcc asks for them" {
	printf 'struct s;\nint pe_f(struct s *p)\n{\n\treturn !p;\n}\n' \
		>"$tmp/a.c"
	cpp-rec -- gcc -Wmissing-prototypes -c "$tmp/a.c" | cparse --all |
		ceval --all | closure "$(policy toy)" |
		awk -f closure/print.awk >"$tmp/got"
	diff - "$tmp/got" <<-'X'
	insert extern int klpp_pe_f(struct s *p);
	patched int klpp_pe_f ( struct s * p ) { return ! p ; }
	X
}

@test "closure: a declaration in a block does for that block alone" {
	cat >"$tmp/a.c" <<-'X'
	static inline int a(void) { extern int espr_z; return espr_z; }
	static inline int b(void) { extern int espr_z; return espr_z; }
	int espr_z;
	int pu_f(void) { return a() + espr_z + b(); }
	X
	extract "$tmp/a.c" | awk -f closure/print.awk >"$tmp/got"
	diff - "$tmp/got" <<-'X'
	insert static int (*klpe_espr_z);
	rewritten static inline int klpr_a ( void ) { return (*klpe_espr_z) ; }
	rewritten static inline int klpr_b ( void ) { return (*klpe_espr_z) ; }
	externalised static int (*klpe_espr_z) ;
	patched int klpp_pu_f ( void ) { return klpr_a ( ) + (*klpe_espr_z) + klpr_b ( ) ; }
	X
}

@test "closure: objects of two functions that would be one symbol are an error" {
	printf 'int pu_f(void) { static int eu_n; return eu_n++; }
		int pu_g(void) { static int eu_n; return eu_n++; }' >"$tmp/a.c"
	run -1 --separate-stderr extract "$tmp/a.c"
	grep -q "error: static object 'eu_n' and another 'eu_n' would be one" \
		<<<"$stderr"
}

@test "closure: a tag whose first mention is a parameter is declared before" {
	cd "$tmp"
	cat >a.c <<-'X'
	struct ctx;
	int other(struct ctx *);
	struct ops {
		int (*alloc)(struct ctx *c);
		struct ctx *(*create)(int);
	};
	struct ctx { const struct ops *ops; };
	int pu_f(struct ctx *c) { return c->ops->alloc(c); }
	X
	klp-ccp --policy=toy -o lp.c -- gcc -c a.c
	gcc -Werror -c lp.c
	grep -cFx 'struct ctx;' lp.c | grep -x 1
	run -1 grep other lp.c
}

# result SOURCE - made from it in a folder with a search path, compiled again
result() {
	klp-ccp --policy=toy -o lp.c -- gcc -Wall -Iinc -c "$1"
	gcc -Wall -Werror -Iinc -c -o lp.o lp.c
	grep -v '^/[/*]' lp.c | grep .
}

@test "closure: a header for macros alone has what its declarations need" {
	mkdir "$tmp/inc"
	cd "$tmp"
	printf 'typedef int blk_t;\nint unused;\n' >private.h
	printf '#define LIMIT 4\nextern blk_t lookup(blk_t b);\n' >inc/pub.h
	printf '#include "private.h"\n#include <pub.h>\n%s\n' \
		'int pu_f(int a) { return a < LIMIT; }' >a.c
	result a.c | diff - <(cat <<-'X'
	typedef int blk_t;
	#include <pub.h>
	int klpp_pu_f(int a) { return a < LIMIT; }
	X
	)
}

@test "closure: what a header that is included reads needs no directive" {
	mkdir "$tmp/inc"
	cd "$tmp"
	printf '#ifndef T_H\n#define T_H\nstruct t { int i; };\n#endif\n' \
		>inc/t.h
	printf '#pragma once\n#define ONE 1\n' >inc/one.h
	printf '#include <t.h>\n#include <one.h>\n%s\n' \
		'struct u { struct t t; int n[ONE]; };' >inc/u.h
	printf '#include <%s.h>\n' t one u >a.c
	echo 'int pu_f(struct u *u, struct t *t) { return u->n[t->i] + ONE; }' >>a.c
	result a.c | diff - <(cat <<-'X'
	#include <u.h>
	int klpp_pu_f(struct u *u, struct t *t) { return u->n[t->i] + ONE; }
	X
	)
	# but where what reads it comes too late
	printf '#include <%s.h>\n' t one mid u >a.c
	echo 'struct m { struct t t; };' >inc/mid.h
	echo 'int pu_f(struct u *u, struct m *m) { return m->t.i + u->n[0]; }' >>a.c
	result a.c | grep -v klpp | diff - <(printf '#include <%s.h>\n' t mid u)
	# .. or another state of a macro
	echo 'struct k { int i; };' >inc/k.h
	printf '#include <%s.h>\n' t x k u >a.c
	echo '#define i j' >inc/x.h
	printf '#undef i\n%s\n' \
		'int pu_f(struct u *u, struct k *k) { return u->t.i + k->j; }' >>a.c
	result a.c | grep include | diff - <(printf '#include <%s.h>\n' t x k u)
	# .. which nothing in the result asks for
	printf '#include <t.h>\n#define i j\n#include <u.h>\n#undef i\n' >a.c
	echo 'int pu_f(struct u *u) { return u->t.i; }' >>a.c
	result a.c | grep -v klpp | diff - <(echo '#include <u.h>')
}

@test "closure: a header needs nothing for what it declares itself" {
	mkdir "$tmp/inc"
	cd "$tmp"
	# a tag that a member mentions, an object that a block declares
	printf 'struct c;\nextern int n, m;\n' >inc/c.h
	cat >inc/h.h <<-'X'
	struct h { struct c *c; };
	int use(struct c *c);
	static inline int get(void)
	{
		extern int n, m;

		return n + m;
	}
	static inline int five(void) { return 5; }
	X
	printf '#include <c.h>\n#include <h.h>\n%s\n' \
		'int pu_f(void) { return five(); }' >a.c
	klp-ccp --policy=toy --patched-functions=pu_f -o lp.c -- \
		gcc -Wall -Iinc -c a.c
	gcc -Wall -Werror -Iinc -c lp.c
	grep '#include' lp.c | diff - <(echo '#include <h.h>')
}

@test "closure: a tag that only headers mention is declared before them" {
	mkdir "$tmp/inc"
	cd "$tmp"
	printf 'struct c;\nint unused;\n' >private.h
	printf 'int h(struct c *c);\n#define ZERO 0\n' >inc/h.h
	printf '#include "private.h"\n#include <h.h>\n%s\n' \
		'int pu_f(void) { return ZERO; }' >a.c
	result a.c | diff - <(cat <<-'X'
	struct c;
	#include <h.h>
	int klpp_pu_f(void) { return ZERO; }
	X
	)
}

@test "closure: static objects nobody looked at are not copied with their call" {
	cd "$tmp"
	cat >a.c <<-'X'
	#define PAIR(n) static inline int n##_a(void) { return 1; } \
		static inline int n##_b(void) { static int calls; return ++calls; }
	PAIR(x)
	int pu_f(void) { return x_a(); }
	X
	klp-ccp --policy=toy --patched-functions=pu_f -o lp.c -- gcc -Wall -c a.c
	gcc -Wall -Werror -c lp.c
	grep -q 'return x_a();' lp.c
	run ! grep calls lp.c
}

@test "closure: a line for one of two functions of a call stands before the call" {
	cd "$tmp"
	cat >a.c <<-'X'
	#define TWO(n) int pe_##n(void) { return 1; } \
		int pe_##n##2(void) { return pe_##n(); }
	TWO(x)
	X
	klp-ccp --policy=toy --verify -o lp.c -- \
		gcc -Wmissing-prototypes -c a.c
}

@test "closure: a header that only the source's folder gives is copied" {
	cd "$tmp"
	printf 'static inline int twice(int x) { return 2 * x; }\n' >b.h
	printf '#include "b.h"\nint pu_f(int x) { return twice(x); }\n' >a.c
	result a.c | diff - <(cat <<-'X'
	static inline int twice(int x) { return 2 * x; }
	int klpp_pu_f(int x) { return twice(x); }
	X
	)
	klp-ccp --policy=toy --patched-functions=pu_f -o lp.c -- \
		gcc -Wall -I. -c a.c
	grep -q '^#include "b.h"$' lp.c
}

@test "closure: a tag is declared before a header that now comes later" {
	mkdir "$tmp/inc"
	cd "$tmp"
	printf '#ifndef S_H\n#define S_H\nstruct s { int x; };\n#endif\n' >inc/s.h
	printf '#include <s.h>\nint eu_do(struct s *p);\n' >internal.h
	printf '#include <s.h>\n%s\n' \
		'static inline int late(struct s *p) { return p->x; }' >inc/late.h
	printf '#include "internal.h"\n#include <late.h>\n%s\n' \
		'int pu_f(struct s *p) { return eu_do(p) + late(p); }' >a.c
	klp-ccp --policy=toy --patched-functions=pu_f -o lp.c -- \
		gcc -Wall -Iinc -c a.c
	gcc -Wall -Werror -Iinc -c lp.c
	grep '^#include\|^struct s;\|^int eu_do' lp.c | diff - <(cat <<-'X'
	struct s;
	int eu_do(struct s *p);
	#include <late.h>
	X
	)
}

@test "closure: a header that defines a function needs no declaration of it" {
	mkdir "$tmp/inc"
	cd "$tmp"
	printf 'static inline int one(void) { return 1; }\n' >inc/one.h
	printf '#include <one.h>\nint one(void);\nint two(void);\n' >inc/h.h
	printf '#include <h.h>\n#include <one.h>\n%s\n' >a.c \
		'int pu_f(void) { return one(); }'
	sed -i '1i #ifndef ONE\n#define ONE\n' inc/one.h
	echo '#endif' >>inc/one.h
	klp-ccp --policy=toy --patched-functions=pu_f -o lp.c -- \
		gcc -Wall -Iinc -c a.c
	gcc -Wall -Werror -Iinc -c lp.c
	run ! grep 'int one' lp.c
}
