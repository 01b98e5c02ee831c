# SPDX-License-Identifier: GPL-2.0-or-later
# From a fix to a module: klp-kernel, klp-build.  What needs a kernel runs where
# t/check/kernel and t/check/corpus have made one.
setup() {
	load helper
	cd "$tmp"
	real=${XDG_CACHE_HOME:-$HOME/.cache}/klp-ccp
	export XDG_CACHE_HOME=$tmp/cache
	parts=$BATS_TEST_DIRNAME/../scripts
}

# parts - those of a kernel, as klp-kernel wants them
parts() {
	mkdir -p source build/include/generated headers/include/generated/uapi/linux
	printf 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 7\n' >source/Makefile
	: >build/include/generated/autoconf.h
	echo 'CONFIG_A=y
# CONFIG_B is not set
CONFIG_BUILD_SALT="mine"' >build/.config
	echo 'CONFIG_A=y
CONFIG_BUILD_SALT="theirs"' >headers/.config
	echo '#define LINUX_VERSION_CODE 393479' \
		>headers/include/generated/uapi/linux/version.h
	echo '#define UTS_RELEASE "6.1.0-9-x"' \
		>headers/include/generated/utsrelease.h
	printf '0x00000001\tf\tvmlinux\tEXPORT_SYMBOL\t\n' >headers/Module.symvers
	{
		printf '!elfinfo\t1\tindex\n'
		printf '!row\texport\tname\tobject\tpath\tcrc\tkind\tnamespace\n'
		printf 'export\tf\tvmlinux\tvmlinux\t0x00000001\tEXPORT_SYMBOL\t-\n'
		printf '~end\t3\n'
	} >index
}

# add [OPTION...] - them
add() {
	klp-kernel add mine --source=source --build=build --headers=headers \
		--index index "$@"
}

@test "klp-kernel: a kernel's parts are written down, shown, and forgotten" {
	parts
	run -0 klp-kernel list
	[ ! "$output" ]
	run -0 add
	[ "$output" = "klp-kernel: mine: Linux 6.1.0-9-x" ]
	run -0 klp-kernel list
	[ "$output" = mine ]
	run -0 klp-kernel show mine
	[ "$output" = "release	6.1.0-9-x
source	$tmp/source
build	$tmp/build
headers	$tmp/headers
index	$tmp/index" ]
	klp-kernel remove mine
	[ -e source/Makefile ]
	run -1 klp-kernel show mine
	[[ $output = *"no kernel is called 'mine'"* ]]
	run -2 klp-kernel show ../mine
	run -2 klp-kernel add mine --source=source --nonsense=1
}

@test "klp-kernel: parts that are not of one kernel are refused" {
	parts
	echo CONFIG_B=m >>headers/.config
	run -1 add
	[[ $output = *"	CONFIG_B is n in the build folder, m in the headers" ]]
	[[ $output != *CONFIG_BUILD_SALT* ]]
	run -0 add --allow-config=CONFIG_B
	parts
	sed -i 's/= 7/= 8/' source/Makefile
	run -1 add
	[ "$output" = "klp-kernel: the source is of Linux 6.1.8, the headers of 6.1.7" ]
	parts
	sed -i s/0x00000001/0x00000002/ index
	run -1 add
	[[ $output = *"index: not of the kernel that the headers are of: 1 symbols"*"f is one" ]]
	echo nonsense >index
	run -1 add
	[[ $output = *"not a table that elfinfo index wrote" ]]
	rm headers/Module.symvers
	run -1 add
	[[ $output = *"headers: there is no Module.symvers" ]]
}

@test "klp-kernel: a kernel of Debian's that apt does not know is refused" {
	mkdir bin
	printf '#!/bin/sh\nexit 0\n' >bin/apt-cache
	chmod +x bin/apt-cache
	PATH=$tmp/bin:$PATH run -1 klp-kernel add debian:9.9.0-1-x
	[[ $output = *"apt knows no linux-image-9.9.0-1-x; apt-get update?" ]]
	run -2 klp-kernel add debian:x
}

# tabs - lines whose fields stand two blanks apart
tabs() {
	sed 's/   */\t/g'
}

# changes - a table of ccp-diff, from rows without their row's names
changes() {
	{
		echo '!ccp-diff  1'
		for kind in function inline object type macro; do
			echo "!row  $kind  verdict  name  file  line  because  via  role  from  about"
		done
		cat
	} | tabs
}

@test "klp-build: a function is patched if its code changes, by source or binary" {
	changes >c <<-'E'
	function  changed  both  a.c  1  text  -  -  -  -
	function  affected  blank  a.c  2  macro  M  -  -  -
	function  changed  start  a.c  3  text  -  init  -  -
	function  changed  nowhere  a.c  3  text  -  -  -  -
	function  new  fresh  a.c  4  -  -  -  -  -
	E
	tabs >d <<-'E'
	!elfinfo  1  diff
	!row  diff  name  kind  verdict  of  section  what  where  old  new
	diff  both  function  changed  both  .text.both  code  0x1  -  -
	diff  blank  function  same  blank  .text.blank  -  -  -  -
	diff  start  function  changed  start  .init.text  code  0x1  -  -
	diff  into.part.0  function  changed  into  .text.into.part.0  code  0x4  -  -
	diff  into  function  same  into  .text.into  -  -  -  -
	diff  fresh  function  new  fresh  .text.fresh  -  -  -  -
	diff  data  object  changed  data  .data.data  data  0x0  -  -
	E
	run -0 awk -F'\t' -f "$parts/build/functions.awk" c d
	[ "$output" = "$(tabs <<-'E'
	both  patch  both  text
	blank  same  source  macro M
	start  init  both  text
	nowhere  patch  source  text
	into  patch  binary  code at 0x4
	E
	)" ]
}

@test "klp-build: what changes is said by unit, by header, and refused where it must be" {
	mkdir -p fs/a net/b
	changes >fs/a/changes <<-'E'
	function  changed  f  fs/a.c  1  text  -  -  -  -
	function  new  g  fs/a.c  9  -  -  -  -  -
	function  changed  h  fs/a.c  1  macro  M  -  -  -
	E
	tabs >fs/a/functions <<-'E'
	f  patch  both  text
	h  patch  both  macro M
	E
	changes >net/b/changes <<-'E'
	function  affected  k  net/b.c  1  inline  M helper  -  -  -
	E
	echo 'k  same  source  inline M helper' | tabs >net/b/functions
	report() {
		awk -F'\t' -v me=x -v allow="$1" -f "$parts/build/report.awk" \
			fs/a/changes fs/a/functions net/b/changes net/b/functions
	}
	run -0 report ,,
	[ "$output" = "M changed (macro): also h (fs/a.c), k (net/b.c)
fs/a.c: changed: f; new: g
net/b.c: left, since their code is the same: k" ]
	changes >net/b/changes <<-'E'
	object  affected  table  net/b.c  3  initialiser-writable  N  -  -  -
	object  changed  types__x  net/b.c  3  initialiser-writable  -  -  -  -
	type  changed  struct s  include/s.h  7  type-layout  -  -  -  size 8 16
	function  changed  k  net/b.c  4  parameters  -  exported  -  -
	object  new  __param_x  net/b.c  5  -  -  module-parameter  -  -
	E
	run -1 report ,,
	for word in data layout prototype module-parameter; do
		[[ $output = *": error: "*"[--allow=$word if that is right]"* ]]
	done
	[[ $output = *"net/b.c:3: error: the object 'table' begins with another value"* ]]
	[[ $output != *types__x* ]]
	[[ $output = *"include/s.h:7: error: 'struct s' is laid out another way (size 8 16)"* ]]
	run -0 report ,data,layout,prototype,module-parameter,
	[[ $output = *"net/b.c:3: warning: the object 'table'"* ]]
	[[ $output != *error* ]]
}

@test "klp-build: a test that is not as before, or that the log complains of, fails" {
	judge() {
		tabs >seen.tabs
		awk -F'\t' -v me=x -f "$parts/boot/judge.awk" "$parts/boot/log" seen.tabs
	}
	cat >seen <<-'E'
	early  before  1
	early  loaded  yes
	early  patched  2
	early  hits  klpp_f 3
	early  reverted  1
	early  unloaded  yes
	early  log  [1.0] livepatch: 'lp': patching complete
	E
	run -0 judge <seen
	[ "$output" = "x: early: loaded and unloaded; seen before: '1', patched: '2', reverted: '1'; calls of klpp_f 3" ]
	sed 's/reverted  1/reverted  2/' seen >s
	run -1 judge <s
	[[ $output = *"is not what was seen before it" ]]
	sed '/unloaded/d' seen >s
	run -1 judge <s
	[[ $output = *"it did not load and unload"* ]]
	sed 's/livepatch: .*/WARNING: CPU: 0 PID: 1/' seen >s
	run -1 judge <s
	[[ $output = *"log: WARNING: CPU: 0 PID: 1"* ]]
	: >s
	run -1 judge <s
}

@test "klp-build: usage errors exit 2" {
	run -2 klp-build
	run -2 klp-build --nonsense p
	run -2 klp-build nowhere.patch
	: >p
	run -1 klp-build --kernel=none p
	[[ $output = *"no kernel is called 'none'"* ]]
}

# kernel - that of the caches, called mine
kernel() {
	k=$real/kernel
	[ -s "$k/index" ] && [ -e "$k/usr/lib/linux-kbuild-6.1" ] &&
		[ -s "$real/units" ] || skip "no kernel with headers and index"
	release=$(cat "$k/release")
	# the corpus is configured for less
	options=
	for o in DEBUG_INFO_BTF DEBUG_INFO_BTF_MODULES MODULE_ALLOW_BTF_MISMATCH \
		MODULE_SIG_ALL PAHOLE_HAS_LANG_EXCLUDE PAHOLE_HAS_SPLIT_BTF \
		PAHOLE_VERSION; do
		options=$options,CONFIG_$o
	done
	klp-kernel add mine --source="$real/src" --build="$real/build" \
		--headers="$k/usr/src/linux-headers-$release" \
		--index="$k/index" --allow-config="$options"
}

@test "klp-build: a fix becomes a module; a second run makes what has changed" {
	kernel
	cat >fix.patch <<-'E'
	--- a/fs/proc/cmdline.c
	+++ b/fs/proc/cmdline.c
	@@ -4,8 +4,15 @@
	 #include <linux/proc_fs.h>
	 #include <linux/seq_file.h>
	 
	+/* new */
	+static noinline void cmdline_greet(struct seq_file *m)
	+{
	+	seq_puts(m, "patched ");
	+}
	+
	 static int cmdline_proc_show(struct seq_file *m, void *v)
	 {
	+	cmdline_greet(m);
	 	seq_puts(m, saved_command_line);
	 	seq_putc(m, '\n');
	 	return 0;
	E
	run -0 klp-build --kernel=mine --work=w -o lp fix.patch
	[[ $output = *"fs/proc/cmdline.c: changed: cmdline_proc_show; new: cmdline_greet"* ]]
	[[ $output = *"lp/lp.ko: built, converted and checked" ]]
	grep -q 'static noinline void klpr_cmdline_greet\|static noinline void cmdline_greet' \
		lp/cmdline.c
	grep -q klpp_cmdline_proc_show lp/glue.c
	readelf -SW lp/lp.ko | grep -q '\.klp\.rela\.vmlinux\.'
	[ ! -e cmdline.c ]
	find w/fs -type f | sort | xargs stat -c '%n %Y' >was
	sleep 1
	klp-build --kernel=mine --work=w -o again fix.patch
	find w/fs -type f | sort | xargs stat -c '%n %Y' | diff was -
	cmp lp/cmdline.c again/cmdline.c
	# what does not apply
	run -2 klp-build --kernel=mine -o third lp/cmdline.c
	sed s/saved_command_line/other_line/ fix.patch >other.patch
	run -1 klp-build --kernel=mine -o third other.patch
	[[ $output = *"other.patch does not apply"* ]]
	[ ! -e third ]
}
