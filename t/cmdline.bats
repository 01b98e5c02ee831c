# SPDX-License-Identifier: GPL-2.0-or-later
# klp-cmdline, and klp-ccp that asks it.  t/check/check-cmdline is for a kernel.
setup() {
	load helper
	tmp=$(readlink -f "$tmp")
	mkdir -p "$tmp/src/fs/proc" "$tmp/build/fs/proc" "$tmp/away"
	echo 'int f(void) { return 1; }' | tee "$tmp/src/fs/open.c" \
		>"$tmp/src/fs/proc/cmdline.c"
	ln -s ../src "$tmp/build/source"
	touch "$tmp/src/Makefile"
	cd "$tmp/build"
	unset MAKEFLAGS MFLAGS MAKELEVEL
}

# cmd OBJECT LINE - what kbuild leaves beside it
cmd() {
	local file
	file=$(dirname "$1")/.$(basename "$1").cmd
	mkdir -p "$(dirname "$file")"
	printf '%s\n' "${3-savedcmd}_$1 := $2" "" "source_$1 := x" >"$file"
}

# find ARG... - what klp-cmdline prints; what it says is in $stderr
find_line() {
	run --separate-stderr klp-cmdline "$@"
}

# is LINE - it has been found
is() {
	[ "$status" = 0 ] || echo "$stderr"
	[ "$status" = 0 ]
	[ "$output" = "$1" ]
}

# says LINE... - it has not, and says so
says() {
	[ "$status" = 1 ]
	[ ! "$output" ]
	diff <(printf '%s\n' "$@") <(printf '%s\n' "$stderr")
}

# entry FILE COMMAND [OBJECT] - of a compile_commands.json
entry() {
	printf '{ "directory": "%s", "file": "%s", "command": "%s"%s }' \
		"$tmp/build" "$1" "$2" "${3:+, \"output\": \"$3\"}"
}

@test "klp-cmdline: reads kbuild's file, and says so" {
	cmd fs/open.o 'gcc -DX -c -o fs/open.o ../src/fs/open.c'
	find_line fs/open.c
	is 'gcc -DX -c -o fs/open.o ../src/fs/open.c'
	[ "$stderr" = "klp-cmdline: note: command line from fs/.open.o.cmd" ]
	cmd fs/open.o 'gcc -DX -c -o fs/open.o ../src/fs/open.c' cmd
	find_line fs/open.c
	is 'gcc -DX -c -o fs/open.o ../src/fs/open.c'
}

@test "klp-cmdline: make's escapes are undone, what follows is cut off" {
	cmd fs/proc/cmdline.o "gcc-12 -Wp,-MMD,fs/proc/.cmdline.o.d -DA='\$\$x\$(pound)1' -DKBUILD_MODFILE='\"fs/proc/proc\"' -DB=\\\\\\\"y\\\\\\\" -c -o fs/proc/cmdline.o ../src/fs/proc/cmdline.c   ; ./tools/objtool/objtool --orc fs/proc/cmdline.o"
	find_line fs/proc/cmdline.c
	is "gcc-12 -Wp,-MMD,fs/proc/.cmdline.o.d '-DA=\$x#1' '-DKBUILD_MODFILE=\"fs/proc/proc\"' '-DB=\\\"y\\\"' -c -o fs/proc/cmdline.o ../src/fs/proc/cmdline.c"
	cmd fs/open.o 'gcc "-DP=\#" -c -o fs/open.o ../src/fs/open.c'
	find_line fs/open.c
	is "gcc '-DP=#' -c -o fs/open.o ../src/fs/open.c"
}

@test "klp-cmdline: a source goes by its name in each of the folders" {
	cmd fs/open.o 'gcc -c -o fs/open.o ../src/fs/open.c'
	want='gcc -c -o fs/open.o ../src/fs/open.c'
	for s in fs/open.c ./fs/../fs/open.c "$tmp/src/fs/open.c" ../src/fs/open.c
	do
		find_line "$s"
		is "$want"
	done
	cd "$tmp/src/fs"
	find_line --build-dir=../../build open.c
	is "$want"
	# kernels that have no link say it in their makefile
	rm "$tmp/build/source"
	echo "include $tmp/src/Makefile" >"$tmp/build/Makefile"
	find_line --build-dir "$tmp/build" fs/open.c
	is "$want"
	echo "abs_top_srcdir = $tmp/src" >"$tmp/build/Makefile"
	find_line --build-dir "$tmp/build" fs/open.c
	is "$want"
	rm "$tmp/build/Makefile"
	echo "CMAKE_HOME_DIRECTORY:INTERNAL=$tmp/src" >"$tmp/build/CMakeCache.txt"
	find_line --build-dir "$tmp/build" fs/open.c
	is "$want"
}

@test "klp-cmdline: a source that is nowhere is looked for in three folders" {
	cd "$tmp/away"
	find_line --build-dir=../build fs/close.c
	says "klp-cmdline: fs/close.c: no such file; looked for" \
		"	$tmp/build/fs/close.c" "	$tmp/src/fs/close.c" \
		"	$tmp/away/fs/close.c"
}

@test "klp-cmdline: --directory says where the line is to be run" {
	mkdir "$tmp/it's a dir"
	cd "$tmp/it's a dir"
	echo 'int i;' >x.c
	cmd x.o 'gcc -c -o x.o x.c'
	find_line --directory x.c
	is "'$tmp/it'\\''s a dir'
gcc -c -o x.o x.c"
	# the object's path tells where make ran
	cd "$tmp"
	mkdir a
	mv "it's a dir/x.c" a
	cmd a/x.o 'gcc -c -o a/x.o a/x.c'
	cd a
	find_line --directory x.c
	is "$tmp
gcc -c -o a/x.o a/x.c"
}

@test "klp-cmdline: an external module is found beside its source" {
	mkdir "$tmp/mod"
	echo 'int i;' >"$tmp/mod/m.c"
	cmd "$tmp/mod/m.o" "gcc -I./include -c -o $tmp/mod/m.o $tmp/mod/m.c"
	find_line --build-dir="$tmp/mod" m.c
	says "klp-cmdline: .m.o.cmd: the object has an absolute path: make ran in the kernel's build directory, which is to be given as --build-dir"
	mkdir -p include/generated
	touch include/generated/autoconf.h
	find_line --directory "$tmp/mod/m.c"
	is "$tmp/build
gcc -I./include -c -o $tmp/mod/m.o $tmp/mod/m.c"
}

@test "klp-cmdline: the object of the source's name counts, others are chosen" {
	# as the kernel's lib/cmdline.c is the boot stub's, too
	cmd fs/open.o 'gcc -DA -c -o fs/open.o ../src/fs/open.c'
	cmd stub/lib-open.o 'gcc -DB -c -o stub/lib-open.o ../src/fs/open.c'
	find_line fs/open.c
	is 'gcc -DA -c -o fs/open.o ../src/fs/open.c'
	for o in stub/lib-open.o lib-open.o "$tmp/build/stub/lib-open.o"; do
		find_line --object-file="$o" fs/open.c
		is 'gcc -DB -c -o stub/lib-open.o ../src/fs/open.c'
	done
	find_line --object-file=open.o fs/open.c
	is 'gcc -DA -c -o fs/open.o ../src/fs/open.c'
	find_line --object-file=close.o fs/open.c
	says "klp-cmdline: fs/open.c is not compiled to close.o, but to" \
		"	fs/open.o	(fs/.open.o.cmd)" \
		"	stub/lib-open.o	(stub/.lib-open.o.cmd)"
	mv fs/.open.o.cmd fs/.open2.o.cmd
	sed -i 's/open\.o/open2.o/g' fs/.open2.o.cmd
	find_line fs/open.c
	says "klp-cmdline: fs/open.c is compiled several times; choose one with --object-file=" \
		"	fs/open2.o	(fs/.open2.o.cmd)" \
		"	stub/lib-open.o	(stub/.lib-open.o.cmd)"
	rm stub/.lib-open.o.cmd
	find_line fs/open.c
	is 'gcc -DA -c -o fs/open2.o ../src/fs/open.c'
}

@test "klp-cmdline: a source that another unit includes is told as that" {
	cmd fs/all.o 'gcc -c -o fs/all.o fs/all.c'
	printf '%s\n' 'deps_fs/all.o := \' "  $tmp/src/fs/open.c \\" \
		>>fs/.all.o.cmd
	find_line --from=cmd fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	fs/.open.o.cmd: not there, and no other .cmd file compiles open.c" \
		"	fs/.all.o.cmd: its source includes one called open.c"
}

@test "klp-cmdline: two sources of one name are told apart" {
	mkdir "$tmp/src/boot"
	echo 'int i;' >"$tmp/src/boot/open.c"
	cmd boot/open.o 'gcc -DB -c -o boot/open.o ../src/boot/open.c'
	find_line --from=cmd fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	what cmd found: other files called open.c"
	find_line boot/open.c
	is 'gcc -DB -c -o boot/open.o ../src/boot/open.c'
}

@test "klp-cmdline: a damaged .cmd file is an error at its line" {
	: >fs/.open.o.cmd
	find_line fs/open.c
	says "klp-cmdline: fs/.open.o.cmd:0: error: expected 'cmd_OBJECT := COMMAND', saw the end"
	printf '\n%s\n' "cmd_fs/open.o := gcc -DA='x -c ../src/fs/open.c" >fs/.open.o.cmd
	find_line fs/open.c
	says "klp-cmdline: fs/.open.o.cmd:2: error: a single quote is not closed"
	cmd fs/open.o 'gcc -D$(shell touch hit) -c ../src/fs/open.c'
	find_line fs/open.c
	says "klp-cmdline: fs/.open.o.cmd:1: error: expected \$\$ or \$(pound), saw '\$(shell t'"
	echo 'cmd_fs/shut.o := gcc -c ../src/fs/open.c' >fs/.open.o.cmd
	find_line fs/open.c
	says "klp-cmdline: fs/.open.o.cmd:1: error: the command makes 'fs/shut.o', not 'open.o'"
	[ ! -e hit ]
}

@test "klp-cmdline: reads both forms of compile_commands.json" {
	echo "[$(entry ../src/fs/open.c 'gcc \"-DA=\\\"x y\\\"\" -c ..\/src\/fs\/open.c')]" \
		>compile_commands.json
	find_line --directory fs/open.c
	is "$tmp/build
gcc '-DA=\"x y\"' -c ../src/fs/open.c"
	[ "$stderr" = "klp-cmdline: note: command line from compile_commands.json:1" ]
	cat >compile_commands.json <<-E
	[
	  { "extra": [1, -2.5e3, true, null, {"a": "}"}], "directory": "fs",
	    "file": "../../src/fs/open.c", "arguments": ["gcc", "-DA=\\u00e9\\ud83d\\ude00",
	    "-DB=a b", "\$x", "", "-c", "../../src/fs/open.c"] }
	]
	E
	find_line --directory fs/open.c
	is "$tmp/build/fs
gcc '-DA=é😀' '-DB=a b' '\$x' '' -c ../../src/fs/open.c"
	[ "$stderr" = "klp-cmdline: note: command line from compile_commands.json:2" ]
	mv compile_commands.json ../src
	find_line fs/open.c
	[ "$status" = 0 ]
	[ "$stderr" = "klp-cmdline: note: command line from $tmp/src/compile_commands.json:2" ]
}

@test "klp-cmdline: an entry's \"output\" is the object" {
	echo "[$(entry "$tmp/src/fs/open.c" "gcc -DA -c $tmp/src/fs/open.c" a.o),
	$(entry "$tmp/src/fs/open.c" "gcc -DB -c $tmp/src/fs/open.c" b.o)]" \
		>compile_commands.json
	find_line fs/open.c
	says "klp-cmdline: fs/open.c is compiled several times; choose one with --object-file=" \
		"	a.o	(compile_commands.json:1)" \
		"	b.o	(compile_commands.json:2)"
	find_line --object-file=b.o fs/open.c
	is "gcc -DB -c $tmp/src/fs/open.c"
}

@test "klp-cmdline: a damaged compile_commands.json is an error at its line" {
	wrong() {
		printf "$1" >compile_commands.json
		find_line fs/open.c
		says "klp-cmdline: compile_commands.json:$2"
	}
	good=$(entry ../src/fs/open.c 'gcc -c ../src/fs/open.c')
	wrong '' '1: error: expected value, saw the end of the file'
	wrong '{}' '1: error: expected a list of entries, saw {'
	wrong '["a"]' '1: error: expected an entry, saw a string'
	wrong '[\n\n{ "directory" "/" } ]' "3: error: expected ':', saw a string"
	wrong "[\n$good\n" "3: error: expected ',' or ']', saw the end of the file"
	wrong "[\n$good,\n]" "3: error: expected a value, saw ']'"
	wrong "[\n$good\n] x" "3: error: expected the end of the file, saw 'x'"
	wrong "[\n$good $good\n]" "2: error: expected ',' or ']', saw {"
	wrong '[{ "file": 3 }]' '1: error: expected a string for "file", saw 3'
	wrong '[{ "arguments": ["a", []] }]' '1: error: expected a string in "arguments", saw ['
	wrong '[{ "arguments": "a" }]' '1: error: expected a list for "arguments", saw a string'
	wrong '[\n{ "file": "a", "command": "b" }]' '2: error: an entry has no "directory"'
	wrong '[{ "file": "a", "directory": "b" }]' '1: error: an entry has neither "command" nor "arguments"'
	wrong '["\\q"]' "1: error: unknown escape '\\q' in a string"
	wrong '["\\ud800x"]' '1: error: \ud800 is no character'
	wrong '["\\u0000"]' '1: error: \u0000 is no character'
	wrong '[\n"a\nb"]' '2: error: a string has a control character in it, or does not end'
	wrong '[{"a": "b\\"}]' "1: error: expected ',' or '}', saw the end of the file"
	wrong '[{]}' "1: error: expected a name or '}', saw ']'"
}

@test "klp-cmdline: a compile_commands.json cut at any byte is refused" {
	printf '[%s, { "a": [1, {"\\u0041": null}] }]' "$(entry x/open.c 'gcc \"a\" open.c')" >all
	n=$(wc -c <all)
	while [ $((n -= 1)) -ge 0 ]; do
		head -c $n all >compile_commands.json
		find_line fs/open.c
		[ "$status" = 1 ]
		[[ $stderr = "klp-cmdline: compile_commands.json:1: error: "* ]]
	done
}

@test "klp-cmdline: reads a log, and where it says that make went" {
	mkdir fs/sub
	cat >log <<-E
	make: Entering directory '$tmp/away'
	make[1]: Entering directory '$tmp/build/fs'
	  gcc -DA -c -o open.o ../../src/fs/open.c ; objtool open.o
	make[1]: Leaving directory '$tmp/build/fs'
	make[1]: Entering directory '$tmp/build/fs/proc'
	gcc -DB -c -o cmdline.o \\
		../../../src/fs/proc/cmdline.c
	make[1]: Leaving directory '$tmp/build/fs/proc'
	E
	find_line --log=log --directory fs/open.c
	is "$tmp/build/fs
gcc -DA -c -o open.o ../../src/fs/open.c"
	[ "$stderr" = "klp-cmdline: note: command line from log:3" ]
	find_line --log=log --directory fs/proc/cmdline.c
	is "$tmp/build/fs/proc
gcc -DB -c -o cmdline.o ../../../src/fs/proc/cmdline.c"
	[ "$stderr" = "klp-cmdline: note: command line from log:6" ]
	# two makes at a time: the folder is the one that has the source
	cat >log <<-E
	make[1]: Entering directory '$tmp/build/fs'
	make[1]: Entering directory '$tmp/build/fs/proc'
	gcc -DA -c -o open.o ../../src/fs/open.c
	E
	find_line --log=log --directory fs/open.c
	is "$tmp/build/fs
gcc -DA -c -o open.o ../../src/fs/open.c"
	# one that says nothing of folders is of the build directory
	printf 'gcc -c ../src/fs/open.c\r\n' >log
	cd "$tmp/away"
	find_line --log=../build/log --build-dir=../build --directory fs/open.c
	is "$tmp/build
gcc -c ../src/fs/open.c"
}

@test "klp-cmdline: finds the compiler's command among others in a line" {
	try() {
		printf '%s\n' "$1" >log
		find_line --log=log fs/open.c
		is "${2:-gcc -c -o fs/open.o ../src/fs/open.c}"
	}
	gcc='gcc -c -o fs/open.o ../src/fs/open.c'
	try "set -e;  echo '  $gcc x'; trap 'rm -f x; kill -s HUP \$\$' HUP; $gcc; objtool"
	try "mkdir -p fs && $gcc && touch x"
	try "cd fs && (cd ..; $gcc) || exit 1"
	try "if $gcc -MD; then mv a b; else rm a; fi" "$gcc -MD"
	try "for i in \$x; do echo \$i; done; $gcc | tee x"
	try "x=\`cat a; echo b\`; y=\$(cat a; (b)) ; $gcc 2>&1 >log"
	try "CC=x ccache env -i -u A B=c nice -n 5 $gcc"
	try "/usr/bin/distcc /usr/bin/$gcc" "/usr/bin/$gcc"
	try "/bin/sh ./libtool --tag=CC --mode=compile $gcc"
	try "libtool: compile:  $gcc"
	try "[3/12] $gcc"
	try "mycc -c -o x.o ../src/fs/open.c" "mycc -c -o x.o ../src/fs/open.c"
	try "gcc -o prog a.c ../src/fs/open.c b.o" "gcc -o prog ../src/fs/open.c b.o"
	# as kernels show both forms since Linux 6.3
	try "
# CC      fs/open.o
  $gcc   ; ./tools/objtool/objtool --orc fs/open.o"
	# what reads the source but makes no object of it
	try "$gcc
	gcc -E -o x.i ../src/fs/open.c; gcc -M ../src/fs/open.c
	fixdep fs/.open.o.d fs/open.o '$gcc' >fs/.open.o.cmd
	gcc -include ../src/fs/open.c -c -o y.o y.c; clang-format ../src/fs/open.c"
	for o in '-include' '-MF' '-Xlinker'; do
		echo "gcc $o ../src/fs/open.c -c -o fs/open.o y.c" >log
		find_line --log=log fs/open.c
		[ "$status" = 1 ]
		[[ $stderr = *"log: no command that compiles open.c" ]]
	done
	# of two builds the last one counts
	try "gcc -DOLD -c -o fs/open.o ../src/fs/open.c
	$gcc"
}

@test "klp-cmdline: what a shell would have to replace is refused, and not run" {
	try() {
		printf '%s\n' "gcc $1 -c ../src/fs/open.c" >log
		find_line --log=log fs/open.c
		says "klp-cmdline: log:1: $2"
	}
	try '-D$(touch hit)' 'the command line has what a command prints ($(...)) in it'
	try '"-D`touch hit`"' 'the command line has what a command prints (`...`) in it'
	try '-D${A:=`touch hit`}' 'the command line has a variable (${...}) in it'
	try '"-I$HOME"' 'the command line has a variable ($HOME) in it'
	try "-DA=\$'x'" "the command line has \$'...' in it"
	try '*.o' 'the command line has file names (*) in it'
	try '~/x' 'the command line has file names (~) in it'
	printf '%s\n' "CPATH=/x gcc -c ../src/fs/open.c" >log
	find_line --log=log fs/open.c
	says 'klp-cmdline: log:1: the compiler is started with CPATH=/x'
	printf '%s\n' "env -C .. gcc -c ../src/fs/open.c" >log
	find_line --log=log fs/open.c
	says 'klp-cmdline: log:1: the compiler is started with env -C'
	try '<<E' 'a here-document'
	try "-DA='" 'a single quote is not closed'
	try '-DA="' 'a double quote is not closed'
	try '-DA=$(x' 'an expansion does not end'
	try "-DA='x\\
y'" 'the command line has a newline in it'
	echo 'cd $d && gcc -c ../src/fs/open.c' >log
	find_line --log=log fs/open.c
	says 'klp-cmdline: log:1: the folder that it runs in has a variable ($d) in its name'
	# a newline that would end the line of a record within quotes
	for s in "-c 'a\\
; touch hit; echo '/open.c" "-o 'a\\
; touch hit; echo ' -c ../src/fs/open.c"; do
		printf '%s\n' "gcc $s" >log
		run -1 klp-cmdline --log=log fs/open.c
		[[ $output != *touch* && $output != *syntax* ]]
	done
	echo "[$(entry ../src/fs/open.c 'gcc -c ../src/fs/open.c' |
		sed 's,"directory": ",&x\\n; touch hit; ,')]" >compile_commands.json
	run -1 klp-cmdline --from=json fs/open.c
	[[ $output != *syntax* ]]
	# the same in quotes is text
	echo "gcc -DA='\$(touch hit);\`touch hit\`' -DB=\\\$x\\* -c ../src/fs/open.c" >log
	find_line --log=log fs/open.c
	is "gcc '-DA=\$(touch hit);\`touch hit\`' '-DB=\$x*' -c ../src/fs/open.c"
	[ ! -e hit ]
}

@test "klp-cmdline: a log without commands is told from one without the source" {
	printf '%s\n' '  CC      fs/read.o' '  CC      fs/open.o' >log
	find_line --log=log fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	log:2: no command there, it needs make V=1"
	find_line --log=log fs/proc/cmdline.c
	says "klp-cmdline: no command line of fs/proc/cmdline.c found; looked at" \
		"	log: no command that compiles cmdline.c"
}

@test "klp-cmdline: make -n is asked, and builds nothing" {
	cd "$tmp/away"
	mkdir sub
	echo 'int main(void) { return 0; }' | tee x.c >sub/y.c
	cat >Makefile <<'E'
A := $(shell echo it "is a")$(shell mkdir -p deep)
include made.mk
all: x.o also tools
	$(MAKE) -C sub FLAGS=-DQ
x.o: x.c
	@mkdir -p deep; $(CC) -DA='"$(A)"' -c -o $@ $<
made.mk: x.c
	echo 'M = 1' >$@
also:
	+touch hit
	+echo $(MAKE) >hit
	+$(MAKE) -C sub FLAGS=-DQ; cp x.c hit
tools:
	$(MAKE) MAKEFLAGS= -C sub hit
E
	printf '%s\n' 'y.o: y.c' '	$(CC) $(FLAGS) -c $<' 'hit:' '	touch ../hit' >sub/Makefile
	echo 'M = 0' >made.mk
	touch -d 1990-01-01 made.mk
	touch -d 2030-01-01 x.o sub/y.o
	find . -printf '%p %T@\n' | sort >"$tmp/before"
	find_line --directory x.c
	is "$tmp/away
cc '-DA=\"it is a\"' -c -o x.o x.c"
	[ "$stderr" = "klp-cmdline: note: command line from make -n" ]
	find_line --directory --make='make CC=gcc-12' sub/y.c
	is "$tmp/away/sub
gcc-12 -DQ -c y.c"
	find . -printf '%p %T@\n' | sort | diff "$tmp/before" -
}

@test "klp-cmdline: a kernel is made with what it was configured with" {
	mkdir -p "$tmp/src/scripts" include/config
	touch "$tmp/src/scripts/Makefile.build" "$tmp/src/Kbuild" hit
	cat >Makefile <<'E'
ARCH = x86
CC = cc
-include include/config/auto.conf.cmd
include include/config/auto.conf
include/config/auto.conf: ; rm hit; touch $@
fs/open.o: FORCE ; $(CC) -D$(ARCH) -DV=$V -c -o $@ source/$(@:.o=.c)
sub/m.o: FORCE ; $(CC) -DMODULE -c -o $M/$@ $M/$(@:.o=.c)
ifdef M
.PHONY: include/config/auto.conf
endif
FORCE:
E
	touch include/config/auto.conf
	for v in ARCH:arm64 CC:'gcc-12 -m64'; do
		printf '%s\n' "ifneq \"\$(${v%%:*})\" \"${v#*:}\"" \
			"include/config/auto.conf: FORCE" endif
	done >include/config/auto.conf.cmd
	find_line fs/open.c
	is 'gcc-12 -m64 -Darm64 -DV=1 -c -o fs/open.o source/fs/open.c'
	find_line --from=make --make='make CC=gcc' fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	make -n: make would configure the kernel anew first: .config is newer, or --make= has to say what it was configured with"
	mkdir -p "$tmp/mod/sub"
	touch "$tmp/mod/sub/m.c"
	find_line --from=make "$tmp/mod/sub/m.c"
	says "klp-cmdline: no command line of $tmp/mod/sub/m.c found; looked at" \
		"	make -n: no makefile belongs to $tmp/mod/sub/m.c"
	touch "$tmp/mod/Kbuild"
	find_line "$tmp/mod/sub/m.c"
	is "gcc-12 -m64 -DMODULE -c -o $tmp/mod/sub/m.o $tmp/mod/sub/m.c"
	[ -e hit ]
}

@test "klp-cmdline: a line that starts a make finds no other programs" {
	cd "$tmp/away"
	echo 'int i;' >x.c
	printf '%s\n' 'all:' '	touch hit; $(MAKE) x.o CC=gcc-12; cp x.c hit' \
		'	$(MAKE) y.o >hit' >Makefile
	find_line x.c
	is 'gcc-12 -c -o x.o x.c'
	[ ! -e hit ]
}

@test "klp-cmdline: says where nothing was found" {
	find_line fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	fs/.open.o.cmd: not there, and no other .cmd file compiles open.c" \
		"	compile_commands.json: not there" \
		"	$tmp/src/compile_commands.json: not there" \
		"	a build log: none given (--log=FILE)" \
		"	make -n: no makefile in ."
	echo '[]' >compile_commands.json
	echo 'all: x' >Makefile
	cmd fs/open.o 'ld -o fs/open.o x.o'
	find_line fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	fs/.open.o.cmd: does not compile it, and no other .cmd file compiles open.c" \
		"	compile_commands.json: has no entry for open.c" \
		"	$tmp/src/compile_commands.json: not there" \
		"	a build log: none given (--log=FILE)" \
		"	make -n: failed: make: *** No rule to make target 'x', needed by 'all'."
	touch "$tmp/src/Kbuild"
	mkdir "$tmp/src/scripts"
	touch "$tmp/src/scripts/Makefile.build"
	find_line --from=make fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	make -n: the kernel is not configured"
}

@test "klp-cmdline: --from names the ways and their order" {
	cmd fs/open.o 'gcc -DA -c -o fs/open.o ../src/fs/open.c'
	echo "[$(entry ../src/fs/open.c 'gcc -DB -c ../src/fs/open.c')]" \
		>compile_commands.json
	find_line fs/open.c
	is 'gcc -DA -c -o fs/open.o ../src/fs/open.c'
	find_line --from=log,json,cmd fs/open.c
	is 'gcc -DB -c ../src/fs/open.c'
}

@test "klp-cmdline: what the user did wrong exits 2" {
	run -2 klp-cmdline
	[[ $output = usage:* ]]
	run -2 klp-cmdline --from=nm fs/open.c
	[ "$output" = "klp-cmdline: --from: no way is called 'nm', there are: cmd json log make; see 'klp-cmdline --help'" ]
	run -2 klp-cmdline a.c b.c
	[ "$output" = "klp-cmdline: one source, please, saw 'b.c'; see 'klp-cmdline --help'" ]
	run -2 klp-cmdline --from
	[ "$output" = "klp-cmdline: --from wants a value; see 'klp-cmdline --help'" ]
	run -2 klp-cmdline -x
	[ "$output" = "klp-cmdline: unknown option '-x'; see 'klp-cmdline --help'" ]
	run -2 klp-cmdline --build-dir=nowhere a.c
	[ "$output" = "klp-cmdline: --build-dir=nowhere: not a directory" ]
	run -2 klp-cmdline --log=nothing fs/open.c
	[ "$output" = "klp-cmdline: open nothing: not there or not readable" ]
	run -0 klp-cmdline --help
	[[ $output = usage:* ]]
	run -0 klp-cmdline --version
	[ "klp-cmdline \"${output#klp-cmdline }\"" = \
		"klp-cmdline $(sed -n 's/^#define VERSION //p' "$top/lib/util.h")" ]
}

@test "klp-cmdline: the manual page has every option of the usage" {
	klp-cmdline --help | grep -o -- '[[ ]--[a-z-]*' | tr -d '[ ' | sort -u >want
	grep -o 'It Fl [^ ]*' "$top/scripts/klp-cmdline.1" |
	sed 's/It Fl /-/' | sort -u | diff want -
}

@test "klp-ccp: finds the command line itself, from wherever it is called" {
	cd "$tmp/src/fs/proc"
	{
		echo '#include "own.h"'
		echo 'static int counter; int f(void) { return OWN + counter++; }'
	} >cmdline.c
	echo '#define OWN 1' >own.h
	cd "$tmp/build"
	line='gcc-12 -O2 -MD -Wp,-MMD,fs/proc/.d -fdump-ipa-clones -c -o fs/proc/cmdline.o ../src/fs/proc/cmdline.c'
	cmd fs/proc/cmdline.o "$line"
	klp-ccp --policy=klp-convert --patched-functions=f -- $line >"$tmp/want"
	find . -printf '%p %T@\n' | sort >"$tmp/before"
	cd "$tmp/away"
	klp-ccp --build-dir=../build fs/proc/cmdline.c -f f -o lp.c \
		--policy=klp-convert 2>err
	diff "$tmp/want" lp.c
	[ "$(cat err)" = "klp-ccp: note: command line from fs/proc/.cmdline.o.cmd" ]
	# what the user names is where the user is
	printf '#!/bin/sh\necho RESULT: YES; pwd >&9\n' >mine
	chmod +x mine
	klp-ccp --build-dir=../build ../src/fs/proc/cmdline.c -ff --keep=streams \
		--pol-cmd-may-include-header=./mine --policy=klp-convert \
		--verify 2>err 9>pwd >out
	[ "$(sort -u pwd)" = "$PWD" ]
	[ -s streams/closure ]
	(cd "$tmp/build" && find . -printf '%p %T@\n') | sort | diff "$tmp/before" -
	cd "$tmp/build"
	klp-ccp fs/proc/cmdline.c --policy=klp-convert -f f | diff "$tmp/want" -
}

@test "klp-ccp: what the compiler is told to write is not written" {
	cd "$tmp/away"
	echo 'int g(void); int f(void) { return g(); }' >x.c
	cmd x.o 'gcc-12 -O2 -g -Wp,-MMD,a.d -MD -MF b.d -save-temps -pipe -fdump-ipa-clones -fdump-tree-all -fdump-rtl-all=r -fstack-usage -fcallgraph-info --coverage -gsplit-dwarf -fplugin=./none.so -fplugin-arg-none-x=1 -aux-info i -Wa,-adhln=x.lst -fopt-info-all=o.log -fprofile-generate -dumpdir d -flto -c -o out/x.o x.c'
	run -0 --separate-stderr klp-ccp --policy=klp-convert -f f x.c
	[[ $output = *"int klpp_f(void) { return g(); }"* ]]
	[ "$(ls -A)" = "$(printf '%s\n' .x.o.cmd x.c)" ]
}

@test "klp-ccp: a source or a command line, and what finds one is passed on" {
	run -2 klp-ccp -f f x.c -- gcc x.c
	[ "$output" = "klp-ccp: 'x.c' or a command line, not both; see 'klp-ccp --help'" ]
	run -2 klp-ccp -f f x.c y.c
	[ "$output" = "klp-ccp: one source, please, saw 'y.c'; see 'klp-ccp --help'" ]
	run -2 klp-ccp -f f --build-dir=.
	[ "$output" = "klp-ccp: --build-dir and its like want a source, not a command line; see 'klp-ccp --help'" ]
	run -2 klp-ccp -f f --build-dir=. -- gcc x.c
	[ "$output" = "klp-ccp: --build-dir and its like want a source, not a command line; see 'klp-ccp --help'" ]
	run -1 klp-ccp -f f --from=log,json --build-dir="$tmp/build" fs/open.c
	[ "${lines[0]}" = "klp-ccp: no command line of fs/open.c found; looked at" ]
	[ "${#lines[@]}" = 4 ]
}

@test "klp-cmdline: random quoting is read as sh and make read it" {
	WAYS=quoting N=100 SEED=5 check-cmdline
}

@test "klp-cmdline: a unit of the corpus has the same line in all ways" {
	WAYS="cmd command arguments make" check-cmdline fs/proc/cmdline
}

@test "klp-cmdline: the compiler's long spellings are known" {
	cat >log <<-E
	mycc --compile --output=a.o --include open.c ../src/fs/other.c
	gcc --preprocess --output a.i ../src/fs/open.c
	mycc --include open.c --output fs/open.o --compile ../src/fs/open.c
	gcc --assemble ../src/fs/open.c
	E
	find_line --log=log --object-file=fs/open.o fs/open.c
	is 'mycc --include open.c --output fs/open.o --compile ../src/fs/open.c'
	find_line --log=log --object-file=open.s fs/open.c
	is 'gcc --assemble ../src/fs/open.c'
}

@test "klp-cmdline: what starts the compiler is no part of its command line" {
	while read -r front; do
		echo "$front -DX -c ../src/fs/open.c -o fs/open.o" >log
		find_line --log=log fs/open.c
		is 'gcc -DX -c ../src/fs/open.c -o fs/open.o'
	done <<-'E'
	10:11:12 gcc
	[10:11:12.345] gcc
	2026-01-02T10:11:12Z gcc
	2026-01-02 10:11:12,345 stdbuf -oL ccache gcc
	[ 50%] gcc
	[    3.141] gcc
	stdbuf -o 0 -eL gcc
	ionice -c3 nice -n 5 gcc
	strace -f -o trace gcc
	timeout -s KILL 10m gcc
	taskset -c 0-3 gcc
	setarch x86_64 -R gcc
	sudo -u builder env -u A B=c gcc
	E
	echo 'mycc -o cc -c ../src/fs/open.c' >log
	find_line --log=log fs/open.c
	is 'mycc -o cc -c ../src/fs/open.c'
}

@test "klp-cmdline: what is not known to start the compiler only is refused" {
	echo 'docker run -v /a:/b image gcc -c ../src/fs/open.c' >log
	find_line --log=log fs/open.c
	says "klp-cmdline: log:1: the compiler is started with 'docker', which is not known"
	# these are no compilers
	cat >log <<-'E'
	python3 gen.py -c ../src/fs/open.c -o open.o
	python3 -c ../src/fs/open.c -o fs/open.c
	E
	find_line --log=log fs/open.c
	says "klp-cmdline: no command line of fs/open.c found; looked at" \
		"	log: no command that compiles open.c"
}

@test "klp-cmdline: a line is of the folder that was entered last" {
	mkdir sub
	cp ../src/fs/open.c .
	cat >log <<-E
	gcc -DROOT -c open.c
	make[1]: Entering directory '$tmp/build/sub'
	gcc -DSUB -c open.c
	make[1]: Leaving directory '$tmp/build/sub'
	cd sub && gcc -DCD -c open.c
	E
	for i in 1 2; do
		find_line --log=log --directory "$tmp/build/open.c"
		is "$tmp/build
gcc -DROOT -c open.c"
		[ "$stderr" = "klp-cmdline: note: command line from log:1" ]
		cp open.c sub
	done
	find_line --log=log --directory "$tmp/build/sub/open.c"
	is "$tmp/build/sub
gcc -DCD -c open.c"
	# another's line is no guess
	sed -i 1d log
	find_line --log=log "$tmp/build/open.c"
	[ "$status" = 1 ]
	# one that may be ours is, and says so
	rm sub/open.c
	find_line --log=log --directory "$tmp/build/open.c"
	is "$tmp/build
gcc -DSUB -c open.c"
	[ "${stderr%%$'\n'*}" = "klp-cmdline: warning: log:2: make was in another folder there, which has no open.c; taken as run in $tmp/build" ]
}

@test "klp-cmdline: where several makes ran, a line of two folders is refused" {
	mkdir a b
	cp ../src/fs/open.c a
	cat >log <<-E
	make[1]: Entering directory '$tmp/build/a'
	make[1]: Entering directory '$tmp/build/b'
	gcc -DA -c open.c
	make[1]: Leaving directory '$tmp/build/a'
	make[1]: Leaving directory '$tmp/build/b'
	E
	find_line --log=log --directory "$tmp/build/a/open.c"
	is "$tmp/build/a
gcc -DA -c open.c"
	cp a/open.c b
	find_line --log=log "$tmp/build/a/open.c"
	says "klp-cmdline: log:3: several makes ran at a time, and more than one was in a folder that has open.c; let them run one after the other, or see --from"
}

@test "klp-cmdline: make may say in any language where it goes" {
	mkdir de fr zh
	for d in de fr zh; do
		cp ../src/fs/open.c $d
	done
	cat >log <<-E
	make[1]: Verzeichnis „$tmp/build/de“ wird betreten
	gcc -Dde -c open.c
	make[1]: Verzeichnis „$tmp/build/de“ wird verlassen
	make[1] : on entre dans le répertoire « $tmp/build/fr »
	gcc -Dfr -c open.c
	make[1] : on quitte le répertoire « $tmp/build/fr »
	10:11:12 make[1]: 进入目录“$tmp/build/zh”
	10:11:12 gcc -Dzh -c open.c
	10:11:13 make[1]: 离开目录“$tmp/build/zh”
	E
	for d in de fr zh; do
		find_line --log=log --directory "$tmp/build/$d/open.c"
		is "$tmp/build/$d
gcc -D$d -c open.c"
	done
}
