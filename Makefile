# SPDX-License-Identifier: GPL-2.0-or-later
# make            build the stages into build/bin
# make check      install what is missing, build and test; the score comes last
# make demo       extract a function from the example project
# make lint       manual pages and shell scripts
# make install    PREFIX=/usr/local DESTDIR=

PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
WARN    = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic \
          -Wshadow -Wstrict-prototypes -Wmissing-prototypes
INC     = -Ilib -I$(*D) -I$B/$(*D)
B       = build

PROGS   = 

lib     = msg mem intern rec spell origin pplex

# Without this make's own .y.c rule hands our Lemon grammar to yacc.
.SUFFIXES:

all: $(PROGS:%=$B/bin/%)

objs    = $(patsubst %,$B/$1/%.o,$($1))

$B/lib.a: $(call objs,lib)

# What each program is made of: a line in $(name) above, one here.
define program
$B/bin/$1: $(call objs,$1)
endef
$(foreach p,$(PROGS),$(eval $(call program,$p)))

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

clean:
	rm -rf $B

.PHONY: all clean
-include $(wildcard $B/*/*.d)
