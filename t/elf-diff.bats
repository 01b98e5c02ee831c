# SPDX-License-Identifier: GPL-2.0-or-later
# elfinfo diff: what is not the same in two objects of a unit
setup() {
	load helper
	load elfinfo/helper
	cd "$tmp"
}

# both [-e SED] - compile a.c, and what sed makes of it, as kernels are
both() {
	obj old -ffunction-sections -fdata-sections <a.c
	sed -e "" "$@" a.c | obj new -ffunction-sections -fdata-sections
}

# found - what elfinfo diff finds, shortly
found() {
	elfinfo diff "$@" old.o new.o | tee table | rows diff name verdict what
	whole diff <table >/dev/null
}

@test "elfinfo diff: an object is the same as itself" {
	zoo >a.c
	both
	[ ! "$(found)" ]
	# and all is said to be, with --all
	elfinfo diff --all old.o new.o | rows diff verdict | sort -u >have
	[ "$(cat have)" = same ]
	[ "$(elfinfo diff --all old.o new.o | rows diff kind | sort -u)" = \
		"function
object" ]
}

@test "elfinfo diff: a function whose code changes is told, and no other" {
	cat >a.c <<-'E'
	int g;
	int f(int x) { return x + 1; }
	int h(int x) { return x * 3 + g; }
	static int s(int x) { return x - 7; }
	int (*p)(int) = s;
	E
	both -e 's/x + 1/x + 2/'
	[ "$(found)" = "f changed code" ]
	both -e 's/- 7/- 8/'
	[ "$(found)" = "s changed code" ]
	both -e '/f(int/s/$/int fresh(int x) { return x; }/'
	[ "$(found)" = "fresh new -" ]
	both -e '/f(int/d'
	[ "$(found)" = "f gone -" ]
}

@test "elfinfo diff: what a function refers to is a part of it" {
	cat >a.c <<-'E'
	extern int a, b, i;
	extern void print(const char *);
	static int own, other;
	static void own_f(void) { print("own"); }
	int set(void) { own = i; other = i; return own + other; }
	int calls(void) { print("text"); own_f(); return 0; }
	int reads(void) { return a; }
	double twice(void) { return i * 2.5; }
	E
	both -e 's/return a/return b/'
	[ "$(found)" = "reads changed relocation" ]
	both -e 's/"text"/"test"/'
	[ "$(found)" = "calls changed string" ]
	both -e 's/2[.]5/2.25/'
	[ "$(found)" = "twice changed const-data" ]
	# strings elsewhere are in the way of none
	both -e '/own_f(void)/s/^/void more(void) { print("a"); print("b"); }/'
	[ "$(found)" = "more new -" ]
}

@test "elfinfo diff: objects by their contents, sizes and sections" {
	cat >a.c <<-'E'
	int data = 1;
	const int constant = 2;
	int bss;
	static int table[2] = { 1, 2 };
	int *p = &table[1], *q = &data;
	__attribute__((section(".data..ro_after_init"))) int late = 4;
	E
	both -e 's/data = 1/data = 3/'
	[ "$(found)" = "data changed data" ]
	both -e 's/constant = 2/constant = 3/'
	[ "$(found)" = "constant changed const-data" ]
	both -e 's/late = 4/late = 3/'
	[ "$(found)" = "late changed ro-after-init" ]
	both -e 's/bss;/bss = 1;/'
	[ "$(found)" = "bss changed section" ]
	both -e 's/table\[2\]/table[3]/'
	[ "$(found)" = "table changed size" ]
	both -e 's/int bss/_Alignas(64) int bss/'
	[ "$(found)" = "bss changed alignment" ]
	both -e 's/&table\[1\]/\&table[0]/'
	[ "$(found)" = "p changed relocation" ]
	both -e 's/q = &data/q = table/'
	[ "$(found)" = "q changed relocation" ]
}

@test "elfinfo diff: numbers that the compiler gives are no difference" {
	cat >a.c <<-'E'
	int f(void) { static int n; return n++; }
	int g(void) { static int n; return n += 2; }
	int h(void) { static int n; return n -= 3; }
	const char *me(void) { return __func__; }
	E
	both -e '1s/^/int e(void) { static int n; return n ^= 5; }/'
	run -0 found
	[[ ${lines[*]} = "e new - n."[0-9]" new -" ]]
	elfinfo diff --all old.o new.o | rows diff name verdict of >have
	grep -q '^n[.]. same n$' have
	# but another object of the same name is
	cat >a.c <<-'E'
	int f(int i) { static int n; { static int n; if (i) return n++; } return n += 2; }
	int g(int i) { static int n; return n += i; }
	E
	both -e 's/return n++/return n--/'
	[ "$(found)" = "f changed code" ]
	# a constant one is a part of the function
	echo 'int f(int i) { static const int t[] = { 1, 2 }; return t[i]; }' >a.c
	both -e 's/1, 2/1, 3/'
	[ "$(found | sort)" = "f changed const-data
t.0 changed const-data" ]
}

@test "elfinfo diff: clones are told of with the function they came from" {
	cat >a.c <<-'E'
	extern int sink(int);
	static __attribute__((noinline)) int scale(int *p, int by)
	{ return sink(*p * by) + sink(*p + by) + by; }
	int f(int x) { return scale(&x, 3) + scale(&x, 3); }
	__attribute__((cold)) extern void fail(int);
	int g(int x) { if (x) { fail(x + 1); fail(x); } return x; }
	E
	both -e 's/[*]p + by/*p - by/;s/x + 1/x + 2/'
	elfinfo diff old.o new.o | rows diff verdict of name >have
	grep -q '^changed scale scale[.].*[.]' have
	grep -q '^changed g g[.]cold' have
}

@test "elfinfo diff: a table of jumps is compared by where it leads to" {
	cat >a.c <<-'E'
	extern int a(int), b(int), c(int), d(int), e(int);
	int f(int x)
	{
		switch (x) {
		case 0: return a(1);
		case 1: return b(2);
		case 2: return c(3);
		case 3: return d(4);
		case 4: return e(5);
		}
		return 0;
	}
	E
	both
	[ ! "$(found)" ]
	for pic in -fno-pic -fpic; do
		obj old $pic -ffunction-sections -fdata-sections <a.c
		{ cat a.c; sed 's/f(int/g(int/;s/case 3/case 5/' a.c; } |
			obj new $pic -ffunction-sections -fdata-sections
		[ "$(found)" = "g new -" ]
		sed 's/case 1/case X/;s/case 2/case 1/;s/case X/case 2/' a.c |
			obj new $pic -ffunction-sections -fdata-sections
		[[ $(found) = "f changed "* ]]
	done
}

@test "elfinfo diff: entries of the kernel's tables belong to their functions" {
	cp "$BATS_TEST_DIRNAME/elfinfo/tables.c" a.c
	both
	[ ! "$(found)" ]
	both -e 's/BUG(10)/BUG(12)/'
	[ "$(found)" = "bug lines bug" ]
	both -e 's/call y/call z/'
	[ "$(found)" = "alternative changed alternative" ]
	both -e 's/mov %eax, %eax/nop/'
	[ "$(found)" = "alternative changed alternative" ]
	both -e 's/mov %eax, %eax/mov $1, %eax/'
	[ "$(found)" = "alternative changed alternative" ]
	both -e 's/eax, %eax/ebx, %ebx/'
	[ "$(found)" = "alternative changed alternative" ]
	both -e '/exception(/s/2b/1b/'
	[ "$(found)" = "exception changed exception" ]
	both -e '/first(/s/ALT("call x");//'
	[[ $(found) = "first changed code" ]]
	both -e 's/&keys.1./\&keys[2]/'
	[ "$(found)" = "label changed jump-label" ]
	# a field that refers to nothing, before and after
	both -e 's/[.]quad %c0 - [.]/.quad 0/'
	[ "$(found)" = "label changed jump-label" ]
	elfinfo diff new.o old.o | rows diff name verdict what >have
	[ "$(cat have)" = "label changed jump-label" ]
	both -e 's/AUX(2)/AUX(4)/'
	[ "$(found)" = "aux changed code" ]
	both -e 's/ORC(16)/ORC(32)/'
	[ "$(found)" = "unwound changed orc" ]
}

@test "elfinfo diff: without sections of their own, functions are found" {
	cat >a.c <<-'E'
	#define slow __attribute__((noinline))
	static int one, two;
	static slow int a(int x) { return one += x; }
	static slow int b(int x) { return two -= x; }
	int f(int x) { return a(x) + 1; }
	int g(int x) { return b(x) + 1; }
	E
	obj old <a.c
	sed 's/a(x) + 1/b(x) + 1/' a.c | obj new
	elfinfo diff old.o new.o | rows diff name verdict what >have
	grep -q '^f changed relocation' have
	run ! grep -q '^[gb] ' have
	sed '2s/^/int more(int x) { return x * 77; }/' a.c | obj new
	[ "$(found)" = "more new -" ]
}

@test "elfinfo diff: a section without names is compared as a whole" {
	cat >a.c <<-'E'
	static void f(void) { }
	static void g(void) { asm("nop"); }
	__attribute__((used, section(".discard.x"))) static void *mark = f;
	asm(".pushsection .calls, \"a\"\n.quad f\n.popsection");
	__attribute__((used)) static void *const all[] = { f, g };
	E
	both
	[ ! "$(found)" ]
	elfinfo diff --all old.o new.o | rows diff name kind verdict >have
	grep -qx '.calls section same' have
	both -e '/discard/d'
	[ ! "$(found)" ]
	both -e 's/quad f/quad g/'
	[ "$(found)" = ".calls changed relocation" ]
	both -e '/calls/d'
	[ "$(found)" = ".calls gone -" ]
	both -e 's/quad f/quad f, g/'
	[ "$(found)" = ".calls changed size" ]
	both -e 's/.pushsection .calls/.pushsection .others/'
	[ "$(found)" = ".calls gone -
.others new -" ]
}

@test "elfinfo diff: what a section has besides its only object is not that" {
	cat >a.c <<-'E'
	static const int t[] = { 1, 2, 3 };
	extern void use(double, int);
	void f(int i) { use(i * 0.3, t[i]); }
	E
	for cc in gcc-12 s390x-linux-gnu-gcc-12; do
		command -v $cc >/dev/null || continue
		$cc -O2 -fno-pie -c a.c -o old.o
		sed 's/0[.]3/0.4/' a.c | $cc -O2 -fno-pie -x c -c - -o new.o
		[[ $(found) = "f changed "[cr]* ]]
	done
}

@test "elfinfo diff: a live patch's source is held against its unit" {
	cat >a.c <<-'E'
	static int state;
	static __attribute__((noinline)) int helper(int x) { return x + state; }
	int f(int x) { state += x; return helper(x) * 3; }
	static int g(int x) { return helper(x) - 3; }
	int (*p)(int) = g;
	E
	cat >b.c <<-'E'
	extern int klpe_state;
	extern int klpe_helper(int);
	int klpp_f(int x) { klpe_state += x; return klpe_helper(x) * 3; }
	int klpp_g(int x) { return klpe_helper(x) - 4; }
	E
	alone='-fno-ipa-ra -fno-ipa-stack-alignment'
	# shellcheck disable=SC2086	# words
	obj old -ffunction-sections -fdata-sections $alone <a.c
	# shellcheck disable=SC2086
	obj new -ffunction-sections -fdata-sections $alone <b.c
	elfinfo diff --all --renamed=klpp_,klpe_ old.o new.o |
		rows diff name verdict what >have
	grep -qx 'klpp_f same -' have
	grep -qx 'klpp_g changed code' have
	grep -qx 'helper gone -' have
	# else it is another one
	elfinfo diff --renamed=klpp_ old.o new.o | rows diff name what >have
	grep -qx 'klpp_f relocation' have
}

@test "elfinfo diff: other machines" {
	cat >a.c <<-'E'
	extern void at(const char *, int), use(int);
	extern int ext, more;
	#define slow __attribute__((noinline))
	static int one, two, three;
	static slow int a(int x) { return one += x; }
	static slow int b(int x) { return two -= x; }
	int f(int x) { return a(x) + 1; }
	int g(int x) { return b(x) * three; }
	void l(int x) { at("a.c", __LINE__); use(x); }
	int e(void) { three++; return ext; }
	int h(int x) { static int n; at("text", 1); return n += x; }
	double half(int x) { return x * 0.3; }
	E
	sed '1s/^/\n\n/' a.c >lines.c
	sed 's/a(x) + 1/a(x) - 1/;s/return ext/return more/;s/"text"/"test"/
		s/0[.]3/0.4/;s/^double/int fresh(int x) { return x; }&/' a.c >b.c
	for m in aarch64 powerpc64le s390x; do
		cc=$m-linux-gnu-gcc-12
		command -v $cc >/dev/null || continue
		$cc -O2 -g -ffunction-sections -fdata-sections -c a.c -o old.o
		$cc -O2 -g -ffunction-sections -fdata-sections -c lines.c -o new.o
		[ "$(found)" = "l lines code" ]
		$cc -O2 -g -ffunction-sections -fdata-sections -c b.c -o new.o
		[ "$(found | sed 's/ [^ ]*$//')" = "e changed
f changed
fresh new
h changed
half changed" ]
		# all in one section, in which objects are moved
		$cc -O2 -c a.c -o old.o
		sed 's/one, two, three/three, two, one/' a.c |
			$cc -O2 -x c -c - -o new.o
		[ "$(elfinfo diff --all old.o new.o | rows diff name verdict |
			grep -c '^[abeghl] ')" = 6 ]
		$cc -O2 -c lines.c -o new.o
		elfinfo diff old.o new.o | rows diff name verdict >have
		run ! grep -v '^l ' have
	done
}

@test "elfinfo diff: damaged objects are errors, or whole tables" {
	cp "$BATS_TEST_DIRNAME/elfinfo/tables.c" a.c
	gcc-12 -O2 -fno-pie -ffunction-sections -fdata-sections -c a.c -o old.o
	size=$(stat -c %s old.o)
	n=0
	for at in $(seq 64 151 "$size"); do
		cp old.o new.o
		printf '\377\377' |
			dd of=new.o bs=1 seek="$at" conv=notrunc status=none
		for pair in 'old.o new.o' 'new.o old.o'; do
			st=0
			# shellcheck disable=SC2086	# two words
			elfinfo diff --all $pair >have 2>err || st=$?
			if [ $st = 0 ]; then
				whole diff <have
			else
				[ $st = 1 ]
				[ ! -s have ]
				grep -q '^elfinfo: new.o: error: ' err
				n=$((n + 1))
			fi
		done
	done
	[ $n -gt 5 ]
}

@test "elfinfo diff: objects that cannot be compared are errors" {
	echo 'int x;' | obj a
	gcc-12 -shared -nostdlib -o a.so a.o
	run -1 --separate-stderr elfinfo diff a.o a.so
	[ ! "$output" ]
	[[ $stderr = "elfinfo: a.so: error: not a relocatable object"* ]]
	run -2 elfinfo diff a.o
	run -2 elfinfo diff a.o a.o a.o
	gcc-12 -m32 -c a.c -o b.o
	run -1 --separate-stderr elfinfo diff b.o b.o
	[ ! "$output" ]
	[[ $stderr = "elfinfo: b.o: error: objects of machine "* ]]
}

@test "elfinfo diff: line numbers in the code are told from other numbers" {
	cat >a.c <<-'E'
	extern void at(const char *, int), use(int);
	#define might_sleep() at("a.c", __LINE__)
	#define call(x) do { use(x); at("a.c", __LINE__); } while (0)
	static inline __attribute__((always_inline)) void in(int x) { call(x); }
	void f(int x) { might_sleep(); use(x); call(x +
		3); in(x); }
	void g(void) { use(1000); }
	#define text(x) text_(x)
	#define text_(x) #x
	void s(void) { at("that this is on line " text(__LINE__) "!", 3); }
	struct ddebug { const char *p[4]; unsigned line : 18, flags : 8; };
	void h(void)
	{
		static struct ddebug d __attribute__((section("__dyndbg"))) =
			{ { "a" }, __LINE__, 3 };
		use(d.flags);
		d.flags = 1;
	}
	E
	both -e '1s/^/\n\n/'
	[ "$(found)" = "d.0 lines data
f lines code
s lines string" ]
	[ "$(elfinfo diff old.o new.o | rows diff old new where)" = "15 17 0x20
5 7 0x1
\"that this is on line 10!\" \"that this is on line 12!\" 0x6" ]
	both -e '1s/^/\n\n/;s/1000/1001/;s/__LINE__, 3/__LINE__, 2/;s/that this/this/'
	[ "$(found)" = "d.0 changed data
f lines code
g changed code
s changed string" ]
	# not known without debug data
	strip -g old.o new.o
	elfinfo diff old.o new.o | rows diff name verdict >have
	grep -q '^f changed$' have
}

@test "elfinfo diff: a unit of a kernel, with other lines and with changes" {
	run -0 check-objdiff -n 3 fs/proc/cmdline
	[[ $output = *"0 of them not the same"*" 0 wrong; "* ]]
	# and differences would be seen
	mkdir bin
	printf '%s\n' '#!/bin/sh' 'elfinfo "$@" | sed "/^diff.cmdline/d"' \
		>bin/elfinfo
	sed -i "s,elfinfo ,$(command -v elfinfo) ," bin/elfinfo
	chmod +x bin/elfinfo
	run -1 env KLP_CCP_EXEC_PATH="$PWD/bin" check-objdiff -n 3 fs/proc/cmdline
	[[ $output = *"< cmdline_proc_show"* ]]
}
