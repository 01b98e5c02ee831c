# SPDX-License-Identifier: GPL-2.0-or-later
# What kbuild would compile of $(obj) and below, an object a line: read by
# kbuild's top Makefile's make, in place of scripts/Makefile.build
src := $(obj)
obj-y :=
obj-m :=
lib-y :=
lib-m :=
always-y :=
always-m :=
targets :=
subdir-y :=
subdir-m :=
asflags-y :=
ccflags-y :=
subdir-asflags-y :=
subdir-ccflags-y :=
include include/config/auto.conf
include $(srctree)/scripts/Kbuild.include
include $(srctree)/scripts/Makefile.compiler
# since Linux 6.11 $(src) is a path, and this variable tells the file
ifdef kbuild-file
src := $(srctree)/$(obj)
endif
here := $(srctree)/$(obj)
include $(or $(wildcard $(here)/Kbuild),$(here)/Makefile)
include $(srctree)/scripts/Makefile.lib

.PHONY: list-objects
list-objects: $(subdir-ym:%=list-objects/%)
	@printf '%s\n' $(filter %.o,$(real-obj-y) $(real-obj-m) $(lib-y))

list-objects/%:
	@$(MAKE) -f $(list-objects) obj=$* list-objects
