# SPDX-License-Identifier: GPL-2.0-or-later
# From results to a module that runs: klp-shadow, klp-module, klp-boot.  What
# needs a kernel runs where t/check/kernel has fetched one.
setup() {
	load helper
	cd "$tmp"
}

# table NAME - what a result binds to the target, from lines whose fields stand
# two blanks apart
table() {
	{
		echo '!klp-ccp  1  externalized'
		for k in function object patched; do
			echo "!row  $k  name  new-name  object  position  symbol  how"
		done
		echo '!row  unit  module  modname  basename  modfile'
		cat
	} | sed 's/   */\t/g' | awk '{ print } END { print "~end\t" NR }' >"$1"
}

# simple NAME - a result of one function of vmlinux
simple() {
	echo 'int klpp_f(void) { return 1; }' >"$1.c"
	table "$1.externalized" <<-'E'
	unit  no  "proc"  "cmdline"  "fs/proc/proc"
	patched  f  klpp_f  vmlinux  0  f  replaced
	E
}

# kernel - $k is a kernel that can be booted
kernel() {
	k=${XDG_CACHE_HOME:-$HOME/.cache}/klp-ccp/kernel
	[ -s "$k/release" ] || skip "no kernel; t/check/kernel fetches one"
	release=$(cat "$k/release")
	[ -e "$k/boot/vmlinuz-$release" ] ||
		skip "no kernel; t/check/kernel fetches one"
	command -v qemu-system-x86_64 && command -v busybox ||
		skip "no emulator; t/check/setup boot installs it"
}

@test "klp-ccp: module, shadow, boot and the like are commands of it" {
	for c in boot build kernel module shadow verify; do
		run -0 klp-$c --help
		want=$output
		run -0 klp-ccp $c --help
		[ "$output" = "$want" ]
		[[ $output = *"klp-$c"* ]]
	done
}

@test "klp-module: a live patch is what the tables say, in C and for make" {
	simple a
	echo 'int klpp_g;' >b.c
	table b.tab <<-'E'
	unit  yes  "x_y"  "b"  "net/x-y"
	patched  g  klpp_g  x_y  2  g.isra.0  replaced
	patched  init  init  x_y  0  init  left
	patched  copied  klpr_copied  x_y  0  copied  copied
	function  h  klpe_h  vmlinux  0  h  relocation
	E
	run -0 klp-module -o lp --sources --replace --state=3 --state 4:2 \
		--description='what it does' a.c --externalized=b.tab b.c
	[ ! "$output" ]
	diff -u - lp/glue.c <<'E'
// SPDX-License-Identifier: GPL-2.0
/* The live patch lp, written by klp-module */

#include <linux/kernel.h>
#include <linux/livepatch.h>
#include <linux/module.h>

/* The types are in the sources; only the addresses count here. */
void klpp_f(void);
void klpp_g(void);

static struct klp_func funcs_of_vmlinux[] = {
	{
		.old_name = "f",
		.new_func = klpp_f,
	},
	{ }
};

static struct klp_func funcs_of_x_y[] = {
	{
		.old_name = "g.isra.0",
		.new_func = klpp_g,
		.old_sympos = 2,
	},
	{ }
};

static struct klp_object objs[] = {
	{
		.funcs = funcs_of_vmlinux,
	},
	{
		.name = "x_y",
		.funcs = funcs_of_x_y,
	},
	{ }
};

static struct klp_state states[] = {
	{ .id = 3, .version = 0 },
	{ .id = 4, .version = 2 },
	{ }
};

static struct klp_patch patch = {
	.mod = THIS_MODULE,
	.objs = objs,
	.states = states,
	.replace = true,
};

static int __init lp_init(void)
{
	return klp_enable_patch(&patch);
}

static void __exit lp_exit(void)
{
}

module_init(lp_init);
module_exit(lp_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("what it does");
MODULE_INFO(livepatch, "Y");
E
	diff -u - lp/Kbuild <<-'E'
	# SPDX-License-Identifier: GPL-2.0
	# The live patch lp, written by klp-module

	obj-m := lp.o
	lp-y := glue.o a.o b.o

	ccflags-y := -ffile-prefix-map=$(src)/=

	$(obj)/a.o: KBUILD_CFLAGS_MODULE := $(filter-out -DMODULE,$(KBUILD_CFLAGS_MODULE))
	$(obj)/a.o: modname_flags = -DKBUILD_MODNAME='"proc"'
	$(obj)/a.o: modname_flags += -D__KBUILD_MODNAME='kmod_proc'
	$(obj)/a.o: basename_flags = -DKBUILD_BASENAME='"cmdline"'
	$(obj)/a.o: modfile_flags = -DKBUILD_MODFILE='"fs/proc/proc"'

	$(obj)/b.o: modname_flags = -DKBUILD_MODNAME='"x_y"'
	$(obj)/b.o: modname_flags += -D__KBUILD_MODNAME='kmod_x_y'
	$(obj)/b.o: basename_flags = -DKBUILD_BASENAME='"b"'
	$(obj)/b.o: modfile_flags = -DKBUILD_MODFILE='"net/x-y"'
	E
	cmp b.tab lp/b.externalized
	cmp b.c lp/b.c
}

@test "klp-module: pointers are filled when what they point into is there" {
	echo >a.c
	table a.externalized <<-'E'
	unit  yes  "m"  "a"  "m"
	patched  f  klpp_f  my_mod  0  f  replaced
	object  x  klpe_x  vmlinux  3  x  pointer
	object  y  klpe_y  my_mod  0  y.1  pointer
	function  printk  printk  vmlinux  0  _printk  export
	E
	run -0 klp-module -o lp --sources a.c
	grep -F 'void *klpe_x;' lp/glue.c
	grep -F '{ "x", 3, (void **)&klpe_x },' lp/glue.c
	grep -F '{ "y.1", 0, (void **)&klpe_y },' lp/glue.c
	run -1 grep printk lp/glue.c
	# those of vmlinux before the live patch is there, the module's in time
	grep -A 5 '^static int __init' lp/glue.c | grep fill_vmlinux
	grep -A 9 '^static int pre_patch_my_mod' lp/glue.c |
		grep 'fill_module("my_mod"'
	grep -F '.pre_patch = pre_patch_my_mod,' lp/glue.c
	run -1 grep klp_post_patch lp/glue.c
	# a file of callbacks is called too
	echo 'void klp_post_patch(struct klp_object *obj) { }' >mine.c
	run -0 klp-module -o lp2 --sources --callbacks=mine.c a.c
	grep -F 'error = klp_pre_patch(obj);' lp2/glue.c
	grep -F '.post_patch = klp_post_patch,' lp2/glue.c
	grep -F 'lp2-y := glue.o callbacks.o a.o' lp2/Kbuild
	cmp mine.c lp2/callbacks.c
}

# refused MESSAGE ARG... - a live patch that cannot be
refused() {
	local want=$1
	shift
	run -1 klp-module -o lp --sources "$@"
	[ "$output" = "klp-module: $want" ]
	[ ! -e lp ]
}

@test "klp-module: tables that make no live patch are refused, and why" {
	simple a
	simple b
	refused "b: 'klpp_f' is in a too; one of them wants another name" a.c b.c
	sed -i 's/vmlinux/-/' b.externalized
	refused "b: which object has 'f' is not known; extract with --index=TABLE or --object=NAME" b.c
	sed -i 's/replaced/left/' a.externalized
	refused "a: no function is patched" a.c
	echo >c.externalized
	echo >c.c
	refused "c: no table of what is externalised" c.c
	table b.externalized <<-'E'
	patched  g  klpp_g  vmlinux  0  g  replaced
	object  x  klpe_x  vmlinux  1  x  pointer
	E
	table c.externalized <<-'E'
	object  x  klpe_x  vmlinux  2  x  pointer
	E
	refused "c: 'klpe_x' stands for two symbols; one of them wants another name" b.c c.c
	mkdir d
	cp b.c d
	refused "d/b.c: there are two of that name, name them apart" b.c --externalized=b.externalized d/b.c
	cp b.c glue.c
	refused "glue.c: the glue is called so, name it another way" --externalized=b.externalized glue.c
	cp b.c 'a b.c'
	refused "a b.c: make has no way to name such a file" --externalized=b.externalized 'a b.c'
}

# headers - $headers are those of the kernel
headers() {
	kernel
	headers=$k/usr/src/linux-headers-$release
	[ -e "$headers/scripts/mod/modpost" ] ||
		skip "no headers; t/check/kernel headers fetches them"
	command -v klp-convert || skip "no klp-convert"
}

@test "klp-module: the kernel's make builds it; what nobody exports is refused" {
	headers
	cat >a.c <<-'E'
	#include <linux/bug.h>
	int nobody(void);
	int known(void);
	int klpp_f(void);
	int klpp_f(void) { WARN_ON(1); return nobody() + known(); }
	E
	table a.externalized <<-'E'
	unit  no  "proc"  "cmdline"  "fs/proc/proc"
	patched  f  klpp_f  vmlinux  0  f  replaced
	function  known  known  vmlinux  0  known  relocation
	E
	run -1 klp-module -o lp --kernel-build="$headers" a.c
	[ "$output" = "klp-module: nothing exports nobody, and no table says where it is" ]
	[ ! -e lp ]
	sed -i 's/nobody()/1/' a.c
	mkdir kept
	run -0 klp-module -o lp --kernel-build="$headers" --keep=kept a.c
	[ -e kept/.a.o.cmd ]
	readelf -SW lp/lp.ko | grep -F .klp.rela.vmlinux
	readelf -sW lp/lp.ko | grep -F .klp.sym.vmlinux.known,0
	modinfo lp/lp.ko | grep '^livepatch: *Y'
	# the same again has the same bytes, and other folders do not matter
	mkdir d elsewhere
	cp a.c a.externalized d
	(cd d && TMPDIR=$tmp/elsewhere klp-module -o lp \
		--kernel-build="$headers" a.c)
	cmp lp/lp.ko d/lp/lp.ko
	run ! grep -q "$tmp" lp/lp.ko
	# what lies in a namespace is imported
	set -- $(awk -F'\t' '$3 == "vmlinux" && $5 { print $2, $5 }' \
		"$headers/Module.symvers")
	sed "s/known/$1/g" a.c >b.c
	sed "s/known/$1/g; s/relocation/export/" a.externalized \
		>b.externalized
	run -0 klp-module -o lp3 --kernel-build="$headers" b.c
	modinfo lp3/lp3.ko | grep "^import_ns: *$2$"
	echo 'int broken' >>a.c
	run -1 klp-module -o lp2 --kernel-build="$headers" a.c
	[[ $output = *"klp-module: the kernel's make cannot build it" ]]
}

@test "klp-module: the module is signed by the kernel's sign-file, and has the softdeps" {
	headers
	[ -x "$headers/scripts/sign-file" ] || skip "no sign-file"
	simple a
	openssl req -new -x509 -newkey rsa:2048 -nodes -subj /CN=lp/ \
		-keyout key.pem -out cert.pem 2>/dev/null
	cat key.pem cert.pem >both.pem
	klp-module -o plain --name=lp --kernel-build="$headers" \
		--softdep=pre:a,b-c --softdep post:d a.c
	[ "$(modinfo -F softdep plain/lp.ko)" = "post: d"$'\n'"pre: a b-c" ]
	run ! grep 'Module signature' plain/lp.ko
	klp-module -o lp --kernel-build="$headers" --sign=key.pem \
		--certificate cert.pem --softdep=pre:a,b-c --softdep=post:d a.c
	[ "$(tail -c 28 lp/lp.ko | tr -d '\n')" = "~Module signature appended~" ]
	# the module as it was, and then the signature
	cmp -n "$(stat -c %s plain/lp.ko)" plain/lp.ko lp/lp.ko
	run -0 modinfo lp/lp.ko
	[[ $output = *"signer:"*lp* && $output = *"sig_hashalgo:"*sha256* ]]
	klp-module -o again --name=lp --kernel-build="$headers" \
		--sign=both.pem --softdep=pre:a,b-c --softdep=post:d a.c
	cmp lp/lp.ko again/lp.ko
	run -2 klp-module -o bad --kernel-build="$headers" --sign=cert.pem a.c
	[[ $output = *"klp-module: cert.pem: it cannot be signed so" ]]
	[ ! -e bad ]
}

@test "klp-module: what the user did wrong exits 2, and nothing is made" {
	simple a
	while read -r args; do
		run -2 klp-module $args
		[ "$output" ]
		[ "$(ls)" = a.c$'\n'a.externalized ]
	done <<-'E'

	-o lp
	a.c
	-o
	-o lp --nope a.c
	-o lp no.c
	-o lp a.externalized
	-o lp --name=a/b a.c
	-o lp --state=0 a.c
	-o lp --state=1:2:3 a.c
	-o lp --state=x a.c
	-o lp --description=\" a.c
	-o lp --externalized=none a.c
	-o lp --callbacks=none.c a.c
	-o lp --sign=none a.c
	-o lp --sign=a.c --certificate=none a.c
	-o lp --softdep=a a.c
	-o lp --softdep=pre: a.c
	-o lp --softdep=pre:a:b a.c
	-o lp --softdep=post:a\" a.c
	-o . --sources a.c
	-o lp --kernel-build=. a.c
	E
	run -1 klp-module -o a --sources a.c
	[ "$output" = "klp-module: a.c: the module is called so, name one another way" ]
}

@test "klp-shadow: has what a patch makes of a tree, which stays as it is" {
	mkdir -p tree/a/b tree/c
	for f in a/b/x a/y c/z top gone; do
		echo "$f" >tree/$f
	done
	ln -s b tree/a/link
	cp -a tree was
	cat >1.patch <<-'E'
	From: somebody
	--- a/a/b/x	2026-01-01
	+++ b/a/b/x	2026-01-02
	@@ -1 +1 @@
	-a/b/x
	+changed
	--- a/gone
	+++ /dev/null
	@@ -1 +0,0 @@
	-gone
	--- /dev/null
	+++ b/new/n
	@@ -0,0 +1 @@
	+new
	E
	cat >2.patch <<-'E'
	--- a/a/b/x
	+++ b/a/b/x
	@@ -1 +1 @@
	-changed
	+again
	E
	run -0 klp-shadow tree shadow 1.patch 2.patch
	[ ! "$output" ]
	diff -r tree was
	[ "$(cat shadow/a/b/x shadow/new/n shadow/a/y shadow/c/z shadow/top)" = \
		again$'\n'new$'\n'a/y$'\n'c/z$'\n'top ]
	[ ! -e shadow/gone ]
	# only what changes is its own
	for f in a/y c top; do
		[ -L shadow/$f ]
	done
	for f in a a/b a/b/x; do
		[ ! -L shadow/$f ]
	done
	[ "$(ls shadow/a)" = "$(ls tree/a)" ]
}

@test "klp-shadow: the fix in a header is in the result, which includes it no more" {
	mkdir -p tree/include/linux
	cat >tree/include/linux/check.h <<-'E'
	#ifndef CHECK_H
	#define CHECK_H
	#define LIMIT 10
	static inline int check(int x) { return x; }
	#endif
	E
	echo '#include <linux/check.h>
	static inline int twice(int x) { return 2 * check(x); }' \
		>tree/include/linux/twice.h
	echo 'int other(int);' >tree/include/linux/other.h
	cat >tree/u.c <<-'E'
	#include <linux/other.h>
	#include <linux/twice.h>
	int f(int x) { return other(twice(x)); }
	int g(int x) { return x > LIMIT; }
	E
	cp -r tree fixed
	sed -i 's/return x;/return x < 0 ? 0 : x;/; s/10/20/' \
		fixed/include/linux/check.h
	diff -u -r tree fixed | sed 's,^--- tree,--- a,; s,^+++ fixed,+++ b,' >p ||
		:
	klp-shadow tree shadow p
	cd shadow
	for policy in kallsyms klp-convert; do
		run -0 klp-ccp --policy=$policy -f f,g -o ../r.c -- \
			gcc -Iinclude -c u.c
		run -0 cat ../r.c
		[[ $output = *"x < 0 ? 0 : x"* && $output = *"LIMIT	20"* ||
			$output = *"x < 0 ? 0 : x"* && $output = *"LIMIT 20"* ]]
		[[ $output = *"<linux/other.h>"* ]]
		[[ $output != *check.h* && $output != *twice.h* ]]
		gcc -w -I../tree/include -c ../r.c -o ../r.o
	done
	# another tree, which klp-shadow has not made
	cd ../fixed
	klp-ccp --policy=kallsyms -f f -o ../r.c -- gcc -Iinclude -c u.c
	grep -q twice.h ../r.c
	klp-ccp --policy=kallsyms --changed=linux/check.h -f f -o ../r.c -- \
		gcc -Iinclude -c u.c
	run ! grep check.h ../r.c
	run -1 klp-ccp --policy=kallsyms --changed=linux/check.h -f f \
		-o ../s.c -- gcc -Iinclude -include linux/check.h -c u.c
	[[ $output = *"check.h:1:1: error: this header has changed, and the command line includes it: the live patch would see what it was; move what has changed into the source"* ]]
}

@test "klp-shadow: a value that the target has already cannot be changed" {
	mkdir -p tree/d
	cat >tree/d/u.c <<-'E'
	#include "d/h.h"
	#define AT(n) static int n = __LINE__
	AT(at);
	static int one = 1, zero, table[N] = { 1, 2 }, same = N;
	extern int other;
	int outer = 3;
	int f(int x)
	{
		static int calls = 5;
		static int moved;
		return x + one + zero + table[x] + same + other + outer +
			calls++ + moved++ + at;
	}
	int g(int x) { static int calls = 5; return x + calls++; }
	E
	echo '#define N 4' >tree/d/h.h
	# fixed SED... - the result of the unit with what that makes of the tree
	fixed() {
		local file
		rm -rf new shadow p lp.c
		cp -r tree new
		sed -i "$1" new/d/u.c
		sed -i "${2-}" new/d/h.h
		diff -u -r tree new | sed 's,^--- tree,--- a,
			s,^+++ new,+++ b,; /^diff/d' >p || :
		klp-shadow tree shadow p
		# in it, or with its absolute names
		(cd shadow && klp-ccp --policy=$policy -f f,g -o lp.c -- \
			gcc -I. -c d/u.c && [ -e lp.c ]) || return
		klp-ccp --policy=$policy -f f,g -o lp.c -- \
			gcc -I "$PWD/shadow" -c "$PWD/shadow/d/u.c"
	}
	for policy in kallsyms klp-convert; do
		# lines move, other functions and new objects come
		run -0 fixed '4i static int fresh = 7;
			s/return x + one/return x * 2 + one + fresh/'
		[ ! "$output" ]
		while read -r what sed; do
			run -1 fixed "$sed"
			[[ ${lines[0]} = "klp-ccp: error: '${what/_of_/ of }' is bound to the target, where it is defined as it was: "* ]]
			[[ ${lines[1]} = "klp-ccp: note: ways out: "* ]]
			[ ! -e lp.c ]
		done <<-'E'
		one s/one = 1/one = 2/
		zero s/, zero/, zero = 9/
		table s/{ 1, 2 }/{ 1, 3 }/
		outer s/outer = 3/outer/
		calls_of_f /f(int/,/moved/s/calls = 5/calls = 6/
		calls_of_g /g(int/s/calls = 5/calls = 6/
		E
		# a macro of a header
		run -1 fixed '' s/4/5/
		[[ $output = *"'same' is bound"*"'table' is bound"* ]]
	done
	# a file that the tree has not
	cp tree/d/u.c new/d/v.c
	cp tree/d/u.c new/d/u.c
	echo >>new/d/u.c
	diff -u -N -r tree new | sed 's,^--- tree,--- a,; s,^+++ new,+++ b,' |
		sed '/^--- a.d.v.c/s,.*,--- /dev/null,; /^diff/d' >p || :
	rm -rf shadow
	klp-shadow tree shadow p
	cd shadow
	run -0 klp-ccp --policy=kallsyms -f f -o ../lp.c -- gcc -I. -c d/v.c
	[ ! "$output" ]
	# one that is no C there
	echo '(' >../tree/d/u.c
	run -0 klp-ccp --policy=kallsyms -f f -o ../lp.c -- gcc -I. -c d/u.c
	[ "$output" = "klp-ccp: note: what d/u.c was cannot be read, so values that the fix changes are not looked for" ]
}

@test "klp-shadow: what does not apply exits 1, what lies outside 2" {
	mkdir tree
	echo x >tree/x
	printf -- '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-y\n+z\n' >p
	run -1 klp-shadow tree s1 p
	[[ $output = *"klp-shadow: p does not apply to $tmp/tree" ]]
	[ "$(cat tree/x)" = x ]
	# the tree has it, and a hunk that is not where it was
	printf -- '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-y\n+x\n' >has
	run -1 klp-shadow tree s2 has
	[[ $output = *"klp-shadow: $tmp/tree has has already" ]]
	printf '%s\n' 1 2 3 4 5 6 7 8 >tree/y
	printf -- '--- a/y\n+++ b/y\n@@ -1,7 +1,7 @@\n 0\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n' >near
	run -0 klp-shadow tree s3 near
	[ "$output" = "klp-shadow: warning: near: Hunk #1 succeeded at 1 with fuzz 1." ]
	grep -q four s3/y
	printf -- '--- a/../x\n+++ b/../x\n@@ -0,0 +1 @@\n+z\n' >p
	run -2 klp-shadow tree s4 p
	[ "$output" = "klp-shadow: p: '../x' lies outside the tree" ]
	[ ! -e x ]
	echo nothing >p
	run -2 klp-shadow tree s5 p
	[ "$output" = "klp-shadow: p: no file is named there" ]
	run -2 klp-shadow tree s1 p
	run -2 klp-shadow none s4 p
	run -2 klp-shadow tree
	run -0 klp-shadow --help
}

@test "README: the road from a fix to a live patch that is loaded" {
	headers
	[ -s "$k/index" ] || skip "no index; t/check/kernel index makes it"
	c=${XDG_CACHE_HOME:-$HOME/.cache}/klp-ccp
	"$top/t/check/corpus" fs/proc/cmdline
	cp "$top/t/boot/cmdline/fix.patch" .
	# the index is the commands' own business in another test
	awk '/^From a fix/ { on = 1 }
		/^HACKING/ { on = 0 }
		on && /^    / && !/elfinfo index/ && !/vmlinux-/' \
		"$top/README" >road
	[ "$(wc -l <road)" = 9 ]
	# what boots is not the kernel of this machine
	sed -i "s,^ *klp-boot,klp-boot --kernel=$k/boot/vmlinuz-$release," road
	src=$c/src build=$c/build headers=$headers index=$k/index \
		sh -e road >out
	[[ $(tail -n 1 out) = "patched console=ttyS0 "* ]]
}

@test "klp-boot: what the user did wrong exits 2" {
	echo true >s
	for args in '' '--nope s' '--limit=x s' 'none' '--kernel=none s' \
		'--kernel=s s none'; do
		run -2 klp-boot $args
		[ "$output" ]
	done
	run -0 klp-boot --help
}

@test "klp-boot: a script runs in a kernel, with files and modules, and tells how it ends" {
	kernel
	mkdir dir
	echo file >dir/f
	cat >s <<-'E'
	uname -r
	pwd
	cat dir/f
	tail -n 1 /modules/order
	for m in $(cat /modules/order); do
		insmod /modules/$m || exit 9
	done
	grep -c ^xt_IDLETIMER /proc/modules
	echo '<4>said by the script' >/dev/kmsg
	echo @end
	exit 3
	E
	run -3 klp-boot --kernel="$k/boot/vmlinuz-$release" --log=log \
		--modules="$k/lib/modules/$release" --module=xt_IDLETIMER s dir
	diff - <(echo "$output") <<-E
	$release
	/files
	file
	xt_IDLETIMER.ko
	1
	@end
	E
	grep 'Linux version 6' log
	grep 'said by the script' log
	run -1 grep @status log
	run -2 klp-boot --kernel="$k/boot/vmlinuz-$release" \
		--modules="$k/lib/modules/$release" --module=nope s
	[ "$output" = "klp-boot: $k/lib/modules/$release: no module nope" ]
}

@test "klp-boot: a kernel that dies or never ends exits 1, its last words are shown" {
	kernel
	echo 'echo c >/proc/sysrq-trigger' >s
	run -1 klp-boot --kernel="$k/boot/vmlinuz-$release" s
	[[ $output = *"klp-boot: the kernel ended by itself, "* ]]
	[[ $output = *"Kernel panic"* ]]
	echo 'sleep 1000' >s
	run -1 klp-boot --limit=5 --kernel="$k/boot/vmlinuz-$release" s
	[[ $output = *"klp-boot: no end after 5 seconds, "* ]]
}
