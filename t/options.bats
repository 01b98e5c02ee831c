#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The compiler's options, as gcc's driver reads them
setup() {
	load helper
	cd "$tmp"
}

# driver WORD... - what gcc makes of them, without names of temporary files
driver() {
	(LC_ALL=C gcc -### -c x.c "$@" 2>&1 || :) |
		sed "s,/tmp/[A-Za-z0-9.]*,TMP,g
			s/^.*unrecognized.*/unrecognized/
			/^COLLECT_GCC_OPTIONS=/d"
}

# takes OPTION - does gcc take the next word for its value?  Then it does not
# look for it.
takes() {
	local out
	out=$(LC_ALL=C gcc -### -c x.c "$1" nosuch 2>&1)
	case $out in
	*"unrecognized command-line option '$1"* | *"error: nosuch: "*)
		return 1 ;;
	*nosuch* | *" x.c "*)
		return 0 ;;
	*)	return 1 ;;
	esac
}

@test "options: gcc reads the long spellings as the short ones" {
	: >x.c
	cpp-rec --spellings | awk -F'\t' '$1 != $2' >long
	[ "$(wc -l <long)" -gt 70 ]
	while IFS='	' read -r long short where; do
		case $where in
		no)	printf '%s\t%s\n' "$long" "$short" ;;
		may)	printf '%s\t%s\n' "$long" "$short"
			case $short in
			-[gO])	printf '%s\t%s\n' "$long=2" "${short}2" ;;
			esac ;;
		front)	v=unused
			[ "$short" = -W ] || v=avx
			printf "%s\t%s\n" "${long}no-$v" \
				"${short}no-$v" ;;
		next)	case $short in
			-m)	v=avx ;;
			-std=)	v=c99 ;;
			-x)	v=c ;;
			-specs)	v=/dev/null ;;
			*)	v=v ;;
			esac
			case $short in
			-X* | -dump*) sep=' ' ;;
			-specs)	sep== ;;
			*)	sep= ;;
			esac
			printf '%s\t%s\n' "$long $v" "$short$sep$v"
			# some long ones have the next word only
			if driver "$long=$v" | grep -q unrecognized; then
				continue
			fi
			printf '%s\t%s\n' "$long=$v" "$short$sep$v" ;;
		esac
	done <long >pairs
	[ "$(wc -l <pairs)" -gt 90 ]
	while IFS='	' read -r long short; do
		# shellcheck disable=SC2086	# words
		driver $long >a
		# shellcheck disable=SC2086
		driver $short >b
		diff a b >d || { echo "$long, $short:"; cat d; }
	done <pairs >wrong
	cat wrong
	[ ! -s wrong ]
}

@test "options: those with a value as the next word are gcc's" {
	: >x.c
	cpp-rec --spellings | awk -F'\t' '$3 == "next" { print $1 }' |
		sort -u >ours
	# what gcc has, and where it is one with a longer name's end
	LC_ALL=C grep -aoE -e '--?[a-zA-Z][a-zA-Z0-9-]*' "$(command -v gcc)" |
		sed -n 'p; s/^--/-/p' | sort -u |
		grep -vE '^-(f|g|m|W|d.|x.|Xpreprocessor|-param|-?print|-?help|-?completion)' \
		>names
	[ "$(wc -l <names)" -gt 200 ]
	while read -r name; do
		if takes "$name"; then
			printf '%s\n' "$name"
		fi
	done <names >theirs
	while read -r name; do
		cpp-rec --names -- gcc x.c "$name" nosuch.c >/dev/null 2>&1 ||
			printf '%s\n' "$name"
	done <theirs >missing
	cat missing
	[ ! -s missing ]
	# and ours are theirs, but for clang's, one of other machines, one of the
	# compiler proper, and those that want a value that means something
	printf '%s\n' -include-pch -MJ -Xclang -arch -mllvm -target -G \
		-imultiarch --machine --param --std | sort >known
	comm -23 ours known | while read -r name; do
		takes "$name" || printf '%s\n' "$name"
	done >extra
	cat extra
	[ ! -s extra ]
}

# all OPTION... - the tokens of gcc -E, where each of these says something
all() {
	cat >a.c <<-'E'
	#if __has_include("i.h")
	#include "i.h"
	#endif
	#if __has_include(<w.h>)
	#include <w.h>
	#endif
	#ifdef NEXT
	#include <n.h>
	#endif
	#if #machine(odd)
	asserted
	#endif
	PRE IMAC X Y Z(3) __STDC_VERSION__ __OPTIMIZE__ __GNUC__ linux __SSE3__
	__CHAR_UNSIGNED__ __SIZEOF_POINTER__ __OPTIMIZE_SIZE__ __SIZEOF_WCHAR_T__
	"??=" __INT_MAX__ __AVX__
	E
	same a.c "$@"
}

@test "options: long spellings give the tokens that gcc -E gives" {
	mkdir -p i w/w w/n
	echo from_i >i/i.h
	echo '#include_next <n.h>' | tee i/n.h >w/w/n.h
	echo from_n >w/n/n.h
	echo from_w >w/w/w.h
	echo '#define PRE 5' >pre.h
	printf '#define IMAC 6\nint dropped;\n' >imac.h
	all --include=pre.h --imacros=imac.h --include-directory=i
	all --include pre.h --imacros imac.h --include-directory i
	all --define-macro=X --define-macro Y=2 '--define-macro=Z(x)=<x>'
	all -DX=1 -DY --undefine-macro=X --undefine-macro Y
	all --ansi --optimize
	all --trigraphs --optimize=s --assert=machine=odd
	all --std=c99 --optimize=2 --assert 'machine(odd)'
	all --std c2x --no-signed-char --machine=avx
	all --short-wchar --machine sse3 --language=c --no-line-commands
	all --machine-no-sse3 --machine=32 --unsigned-char --warn-all
	all --include-prefix=w/ --include-with-prefix w
	all --include-prefix w/ --include-with-prefix-before=w -DNEXT -Ii \
		--include-with-prefix-after=n --include-directory-after=n
}

@test "options: -iwithprefix is seen from the -iprefix before it" {
	mkdir -p i w/w w/n
	echo from_i >i/i.h
	echo '#include_next <n.h>' | tee i/n.h >w/w/n.h
	echo from_n >w/n/n.h
	echo from_w >w/w/w.h
	all -iprefix w/ -iwithprefix w
	all -iwithprefix w -iprefix w/ -Ii -iwithprefix n -iwithprefixbefore w \
		-DNEXT
	all -iprefixw/ -isystem i -iwithprefixn -iwithprefixw -DNEXT
	echo '#include <stdarg.h>' >b.c
	same b.c -nostdinc -iwithprefix include
	same b.c -iprefix nowhere/ -iwithprefix include
	run ! gcc -E -nostdinc b.c
	run -2 cpp-rec --compiler=x86_64-gcc-12-debian -- gcc -c b.c \
		-iwithprefix include
	[[ $output == *"-iprefix names it"* ]]
}

@test "options: what the preprocessor alone is told comes last" {
	echo 'A B PRE' >b.c
	echo '#define PRE 5' >pre.h
	same b.c -Wp,-DA=2 -DA=3
	same b.c -Wp,-DA=2 -Xpreprocessor -UA -DA=3
	same b.c -Xpreprocessor -include -Xpreprocessor pre.h -DB
	same b.c -Xpreprocessor --define-macro -Xpreprocessor A=4 -Wp,-D,B=1 \
		-Wp,--include=pre.h
	same b.c -Xpreprocessor -MD -Xpreprocessor b.d -Wp,-MMD,b.d
}

@test "cpp-rec: --names gives the source and the object" {
	names() {
		cpp-rec --names -- "$@" | head -n 2 | tr '\n' ' '
	}
	[ "$(names gcc -c d/a.c)" = "d/a.c a.o " ]
	[ "$(names a.b.c -o b/x.o)" = "a.b.c b/x.o " ]
	echo '--include b.c --output=x.o "a b.c"' >args
	[ "$(names gcc @args -c)" = "a b.c x.o " ]
	run -2 cpp-rec --names -- gcc -c
}

@test "cpp-rec: --names gives the command without source and outputs" {
	rest() {
		cpp-rec --names -- "$@" | tail -n +3
	}
	[ "$(rest a.c)" = "'gcc' " ]
	[ "$(rest ccache clang -O2 -c a.c -include b.c -oa.o)" = "'clang' '-O2' '-include' 'b.c' " ]
	[ "$(rest gcc -D "A='x y'" -MD -MF a.d -MT b -Wp,-MMD,c -S a.c)" = "'gcc' '-D' 'A='\\''x y'\\''' " ]
	[ "$(rest gcc -fdump-ipa-clones -save-temps=obj --output=b.o -x c a.h)" = "'gcc' '-x' 'c' " ]
	echo '-aux-info t -isystem a.c -Ic -E' >args
	[ "$(rest gcc @args a.c --param p=1)" = "'gcc' '-isystem' 'a.c' '-Ic' '--param' 'p=1' " ]
}
