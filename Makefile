# SPDX-License-Identifier: GPL-2.0-or-later
# make               build the programs into build/bin
# make check         install what is missing, build, test; the score is last
# make demo          install what is missing, build, and make a live patch
#                    source of the example project
# make demo-kernel   the same of a kernel's fs/proc/cmdline.c
# make check-corpus  check 46 units of a kernel, a line for each: [UNITS=...]
# make check-cmdline command lines of a kernel: [UNITS=...] [WAYS=...]
# make check-types   what ceval finds, against compilers: [UNITS=...]
#                    [PART="corpus own csmith gcc cross"]
# make check-gcc     tokens and syntax of gcc's, tcc's, sparse's and mcpp's
#                    tests, random macros: [EVERY=10] [SETS=...]
# make check-clang   tokens of clang -E: [EVERY=10] [UNITS=...]
# make check-places  errors against gcc's: file, line and column
# make check-complete  sets of functions to patch against readelf, objdump and
#                    gcc's dumps: [COUNT=20] [UNITS=...]; those of a small
#                    kernel too, which is built once
# make check-elf     what elfinfo tells against readelf and nm: [FILES=...]; of
#                    a small kernel, which is built once, and of Debian's where
#                    t/check/kernel has fetched it
# make check-objdiff  elfinfo diff: units with other line numbers are the same,
#                    COUNT=10 changes in each [UNITS=...] are found
# make check-diff    random edits of units: what ccp-diff says changed against
#                    gcc -E: [COUNT=200] [SEED=1] [UNITS=...]
# make check-kallsyms  positions of symbols against those of a booted kernel
# make check-policies  what the policies decide against nm and dumps: [UNITS=...]
# make check-macros  the tables of predefined macros against every gcc here
# make check-boot    live patches of t/boot, from a fix each to a kernel that has
#                    taken them: [CASES=...] [FLAVOUR=cloud-amd64|kasan];
#                    t/check/kernel fetches or makes it
# make sweep         N=5 SEED=1: random functions of each unit [UNITS=...], or
#                    of units at random [UNITS=random:20] [KERNEL=6.12]
#                    [KEEP=DIR]
# make check-pipeline  others' programs through all stages: klp-verify, and what
#                    they print [FILES=200] [SEED=1] [PART="copy kallsyms
#                    execute csmith"]
# make fuzz          SECONDS=600: what afl-fuzz makes of the tests [TARGET=...]
# make mutate        N=200 SEED=1: single lines broken, and whether a test
#                    fails of it [FILES=...]
# make bench         time, over that of gcc -fsyntax-only [UNITS=...]
# make lint          manual pages and shell scripts
# make install       PREFIX=/usr/local DESTDIR=

PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
WARN    = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic \
          -Wshadow -Wstrict-prototypes -Wmissing-prototypes
INC     = -Ilib -I$(*D) -I$B/$(*D)
B       = build

PROGS   = cpp-rec ccp-tokens ccp-source cparse ceval closure depp elfinfo \
          tokcmp typecmp ccp-diff klp-convert

lib     = msg show caret mem intern rec spell past entity origin trace macro \
          path pplex-std pplex-scan machine rows input
cpp-rec = main message options spelling compiler sym source input macro \
          expand subst builtin pragma directive include cond expr assert reads \
          write \
          predef predef-common predef-types predef-has \
          predef-x86 predef-aarch64 predef-ppc64le predef-s390x predef-riscv64
ccp-tokens = cpp-rec/tokens
ccp-source = cpp-rec/restore
closure = main unit ask symbol patched header reach constant original value group warn \
          declare reshape attr alias assembled edit
tokcmp  = main orig pp pragma same unused compare edits attr facts \
          pieces
typecmp = main object against told text dwarf
ccp-diff = main read place type piece part map match why macro \
	   meaning follow role table
cparse  = main word scope feed gram node decl stmt top body expect names
ceval   = main tree target type ent layout attr value lit op expr primary sizeof builtin tag \
          decl init stmt has
elfinfo = main zstd object debug symbols sites calls walk files \
          functions variables clones symvers set patchable complete index \
          query resolve machine insn image attached lines texts leads same diff
klp-convert = main module write names marks table late change check
depp    = main store source buf edit place learn member choose text comment \
          value expand layout flat call hide pragma write

# Without this make's own .y.c rule hands our Lemon grammar to yacc.
.SUFFIXES:

all: $(PROGS:%=$B/bin/%)

# A name with a folder is that folder's.
objs    = $(foreach o,$($1),$B/$(if $(findstring /,$o),,$1/)$o.o)

$B/lib.a: $(call objs,lib)

# What each program is made of: a line in $(name) above, one here.
define program
$B/bin/$1: $(call objs,$1)
endef
$(foreach p,$(PROGS),$(eval $(call program,$p)))

$B/bin/ceval: LDLIBS += -lm
$B/bin/typecmp: LDLIBS += -ldw -lelf
$B/bin/elfinfo: LDLIBS += -ldw -lelf
$B/bin/klp-convert: LDLIBS += -lelf

$B/bin/%: $B/lib.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $B/lib.a $(LDLIBS)

$B/lib.a:
	@rm -f $@
	$(AR) rcs $@ $^

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(CFLAGS) $(INC) -MMD -MP -c -o $@ $<

# Generated sources live in build/, are kept for the debugger and never
# committed.  The generators' own code gets fewer warnings, so a grammar
# action is one call into an ordinary .c file.
.SECONDARY:
QUIET = -Wno-missing-prototypes -Wno-unused -Wno-unused-parameter

$B/%.o: $B/%.c
	$(CC) $(WARN) $(QUIET) $(CFLAGS) $(INC) -MMD -MP -c -o $@ $<

# Lemon exits 1 on a conflict with its output already written: take that
# away again.  It leaves a .h alone that would not change, so the .c is
# the target and the .h comes with it.
.DELETE_ON_ERROR:

$B/%.c: %.y
	@mkdir -p $(@D)
	lemon -l -d$(@D) $<

$B/%.h: $B/%.c ;

$B/%.c: %.re
	@mkdir -p $(@D)
	re2c -W -Werror -i -o $@ $<

$(cparse:%=$B/cparse/%.o): $B/cparse/gram.h

# Where the compiler itself may be missing, it is installed first.
check demo demo-kernel: setup
	@$(MAKE) --no-print-directory all run-$@

setup:
	@t/check/setup

run-check: all sanitized
	@t/run $(T)

sanitized:
	@$(MAKE) --no-print-directory B=build/san CFLAGS='-O1 -g \
		-fsanitize=address,undefined -fno-sanitize-recover=all'

run-demo: all
	@t/check/demo

run-demo-kernel: all
	@t/check/demo kernel

check-corpus: all
	@t/check/check-corpus $(UNITS)

SEED    = 1
sweep: N = 5
sweep: all
	@t/check/sweep $N $(SEED) $(UNITS)

check-pipeline: all
	@t/check/check-pipeline $(FILES:%=-n %) -s $(SEED) $(PART)

SECONDS = 600
fuzz:
	@t/check/fuzz $(SECONDS) $(TARGET)

bench: all
	@t/check/bench $(UNITS)

.PHONY: mutate
mutate: N = 200
mutate: all
	@t/check/mutate -n $N -s $(SEED) $(FILES)

EVERY   = 1
check-gcc: all
	@s=0; t/check/check-gcc -n $(EVERY) $(SETS) || s=1; \
	t/check/check-random || s=1; \
	t/check/check-syntax -s $(EVERY) $(SETS) || s=1; exit $$s

check-clang: all
	@t/check/check-clang -n $(EVERY) $(UNITS)

check-places: all
	@t/check/check-places

check-macros: all
	@t/check/setup compilers
	@t/check/check-macros

check-cmdline: all
	@t/check/check-cmdline $(UNITS)

check-types: all
	@t/check/check-types $(UNITS)

COUNT   = 20
check-complete: all
	@s=0; t/check/check-complete -n $(COUNT) $(UNITS) || s=1; \
	[ "$(UNITS)" ] || t/check/check-complete -n 3 -k || s=1; exit $$s

check-diff: COUNT = 200
check-diff: all
	@t/check/check-diff -n $(COUNT) -s $(SEED) $(UNITS)

check-elf: all
	@s=0; t/check/check-elf $(FILES) || s=1; \
	[ "$(FILES)" ] || t/check/check-index || s=1; exit $$s

check-objdiff: all
	@t/check/check-objdiff -n $(COUNT) -s $(SEED) $(UNITS)

check-kallsyms: all
	@t/check/check-kallsyms $(MODULES)

check-policies: all
	@t/check/check-policies $(UNITS)

check-fixes: all
	@t/check/check-fixes -n $(COUNT) -s $(SEED) $(KERNELS)

check-boot: all
	@t/check/check-boot $(CASES)

# shell scripts, by their first line
SH      = $(shell grep -slE '^\#!.*sh$$' .ci/* scripts/* scripts/build/* scripts/cmdline/* t/* \
	  t/check/* t/boot/* policies/*)
lint:
	mandoc -T lint -W warning $(wildcard */*.[1-9])
	shellcheck -x $(SH)

BIN     = $(DESTDIR)$(PREFIX)/bin
EXEC    = $(DESTDIR)$(PREFIX)/libexec/klp-ccp
MAN     = $(DESTDIR)$(PREFIX)/share/man
install: all
	install -d $(BIN) $(EXEC)/policies $(MAN)/man1 $(MAN)/man5 $(MAN)/man7
	install -d $(addprefix $(EXEC)/,boot build cmdline module shadow)
	install $(filter-out %.1,$(wildcard scripts/klp-*)) $(BIN)
	install -m 644 scripts/cmdline/*.awk $(EXEC)/cmdline
	install -m 644 scripts/module/* $(EXEC)/module
	install -m 644 scripts/shadow/* $(EXEC)/shadow
	install -m 644 scripts/boot/* $(EXEC)/boot
	install -m 644 scripts/build/*.awk scripts/build/build.mk $(EXEC)/build
	install scripts/build/unit $(EXEC)/build
	install scripts/cmdline/make-shell $(EXEC)/cmdline
	install $(PROGS:%=$B/bin/%) $(EXEC)
	install $(filter-out %.7,$(wildcard policies/*)) $(EXEC)/policies
	install -m 644 $(wildcard */*.1) $(MAN)/man1
	install -m 644 $(wildcard */*.5) $(MAN)/man5
	install -m 644 $(wildcard */*.7) $(MAN)/man7

clean:
	rm -rf $B

.PHONY: all check demo demo-kernel setup run-check sanitized run-demo run-demo-kernel \
	check-corpus check-cmdline check-types check-gcc check-clang check-macros check-places check-diff check-elf check-complete check-policies check-objdiff check-kallsyms check-boot check-fixes check-pipeline sweep fuzz bench lint install clean
-include $(wildcard $B/*/*.d)
