# SPDX-License-Identifier: GPL-2.0-or-later
# kbuild.awk - from a table of what a result binds to the target to the lines
# that let make compile the result, BASE.c, as the kernel's make compiled the
# unit
$1 == "!row" && $2 == "unit" {
	for (i = 3; i <= NF; i++)
		at[$i] = i - 1
}

# define FLAGS MACRO VALUE - give it this value in kbuild's variable FLAGS
function define(flags, macro, value) {
	if (value == "-")
		return
	gsub(/\$/, "$$", value)
	gsub(/'/, "'\\''", value)
	print target flags (flags in set ? " += " : " = ") \
		"-D" macro "='" value "'"
	set[flags]
}

$1 == "unit" {
	target = "$(obj)/" base ".o: "
	print ""
	if ($at["module"] == "no")
		print target "KBUILD_CFLAGS_MODULE := " \
			"$(filter-out -DMODULE,$(KBUILD_CFLAGS_MODULE))"
	token = $at["modname"]
	define("modname_flags", "KBUILD_MODNAME", token)
	if (gsub(/"/, "", token))
		define("modname_flags", "__KBUILD_MODNAME", "kmod_" token)
	define("basename_flags", "KBUILD_BASENAME", $at["basename"])
	define("modfile_flags", "KBUILD_MODFILE", $at["modfile"])
}
