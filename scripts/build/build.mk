# SPDX-License-Identifier: GPL-2.0-or-later
# What klp-build makes, for each unit, in its folder of the work folder, where
# this file is read.  $(step) is build/unit, $(exec) the programs' folder; klp-build
# has written before: `shadow' and `shadow.made', and for each unit its `line'.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

all: $(units:%=%/$(goal))

# what is made by another version of a program is made again
front = $(addprefix $(exec)/,cpp-rec cparse ceval)

%/changes: %/line shadow.made $(front) $(exec)/ccp-diff
	@$(step) changes $*

%/differs: %/line shadow.made $(exec)/elfinfo
	@$(step) differs $*

%/functions: %/changes %/differs
	@$(step) functions $*

# `gives' and `given': new functions that one unit has and another calls
%/externalized: %/functions %/gives %/given $(index) $(front) $(exec)/closure $(exec)/depp
	@$(step) extract $*
