# SPDX-License-Identifier: GPL-2.0-or-later
# glue.awk - from the tables of what results bind to the target to the C that
# makes a live patch of them
#
# Variables: name, the module's; description; replace, yes or empty; states,
# ID:VERSION with blanks between; callbacks, yes where a file has some;
# softdeps, WHEN:MODULE,... with blanks between; namespaces, the same; parts, the folder of this file; me, the name
# for messages.  What it finds wrong goes to standard error, and the exit status
# is 1.

BEGIN {
	FS = "\t"
}

function wrong(what) {
	printf "%s: %s: %s\n", me, FILENAME, what >"/dev/stderr"
	failed = 1
}

# value COLUMN - of this row, by the name that the table gives the column
function value(column) {
	return (($1, column) in at) ? $at[$1, column] : "-"
}

# identifier OBJECT - its name as a part of one
function identifier(object) {
	gsub(/[^A-Za-z0-9_]/, "_", object)
	return object
}

# object_of NAME - the object of this row, with a place in the order of objects
function object_of(what,    object) {
	object = value("object")
	if (object == "-") {
		wrong("which object has '" what "' is not known; " \
			"extract with --index=TABLE or --object=NAME")
		return ""
	}
	return object
}

FNR == 1 {
	if ($1 != "!klp-ccp" || $3 != "externalized")
		wrong("no table of what is externalised")
	delete at
	next
}
$1 == "!row" {
	for (i = 3; i <= NF; i++)
		at[$2, $i] = i - 1
	next
}
$1 == "unit" {
	next
}
$1 == "patched" {
	what = value("name")
	new = value("new-name")
	how = value("how")
	if (how != "replaced" && how != "-")
		next
	object = object_of(what)
	if (object == "")
		next
	if (new in patched) {
		wrong("'" new "' is in " patched[new] " too; " \
			"one of them wants another name")
		next
	}
	patched[new] = FILENAME
	if (!(object in funcs))
		objects[++nobjects] = object
	n = ++funcs[object]
	old_name[object, n] = value("symbol") == "-" ? what : value("symbol")
	new_func[object, n] = new
	sympos[object, n] = value("position") + 0
	next
}
value("how") == "pointer" {
	what = value("name")
	new = value("new-name")
	object = object_of(what)
	if (object == "")
		next
	target = object "\t" value("symbol") "\t" value("position") + 0
	if (new in pointer) {
		if (pointer[new] != target)
			wrong("'" new "' stands for two symbols; " \
				"one of them wants another name")
		next
	}
	pointer[new] = target
	if (!(object in npointers))
		sources[++nsources] = object
	n = ++npointers[object]
	p_name[object, n] = value("symbol")
	p_new[object, n] = new
	p_pos[object, n] = value("position") + 0
}

# the C, in the order in which a person would write it

function head(    i) {
	print "// SPDX-License-Identifier: GPL-2.0"
	print "/* The live patch " name ", written by klp-module */"
	print ""
	if (nsources)
		print "#include <linux/kallsyms.h>"
	print "#include <linux/kernel.h>"
	if (nsources)
		print "#include <linux/kprobes.h>"
	print "#include <linux/livepatch.h>"
	print "#include <linux/module.h>"
	if (nsources)
		print "#include <linux/version.h>"
	print ""
}

function declare_functions(    i, j) {
	print "/* The types are in the sources; only the addresses count here. */"
	for (i = 1; i <= nobjects; i++)
		for (j = 1; j <= funcs[objects[i]]; j++)
			print "void " new_func[objects[i], j] "(void);"
	print ""
}

function pointers(    i, j, object) {
	print "/* What the sources refer to through a pointer */"
	for (i = 1; i <= nsources; i++)
		for (j = 1; j <= npointers[sources[i]]; j++)
			print "void *" p_new[sources[i], j] ";"
	print ""
	print "struct symbol {"
	print "\tconst char *name;"
	print "\tunsigned long position;\t/* among its namesakes, 0: has none */"
	print "\tvoid **pointer;"
	print "\tunsigned long found;"
	print "\tunsigned long address;"
	print "};"
	for (i = 1; i <= nsources; i++) {
		object = sources[i]
		print ""
		print "static struct symbol symbols_of_" identifier(object) "[] = {"
		for (j = 1; j <= npointers[object]; j++)
			print "\t{ \"" p_name[object, j] "\", " \
				p_pos[object, j] ", (void **)&" \
				p_new[object, j] " },"
		if (object == "vmlinux" && others)
			print "\t{ \"find_module\", 0, " \
				"(void **)&klp_find_module },"
		print "\t{ }"
		print "};"
	}
	print ""
}

function object_functions(    i, j, object) {
	for (i = 1; i <= nobjects; i++) {
		object = objects[i]
		print "static struct klp_func funcs_of_" identifier(object) \
			"[] = {"
		for (j = 1; j <= funcs[object]; j++) {
			print "\t{"
			print "\t\t.old_name = \"" old_name[object, j] "\","
			print "\t\t.new_func = " new_func[object, j] ","
			if (sympos[object, j])
				print "\t\t.old_sympos = " \
					sympos[object, j] ","
			print "\t},"
		}
		print "\t{ }"
		print "};"
		print ""
	}
}

function declare_callbacks() {
	print "/* The callbacks' file defines those that there are. */"
	print "int klp_pre_patch(struct klp_object *obj) __weak;"
	print "void klp_post_patch(struct klp_object *obj) __weak;"
	print "void klp_pre_unpatch(struct klp_object *obj) __weak;"
	print "void klp_post_unpatch(struct klp_object *obj) __weak;"
	print ""
}

function object_table(    i, object) {
	print "static struct klp_object objs[] = {"
	for (i = 1; i <= nobjects; i++) {
		object = objects[i]
		print "\t{"
		if (object != "vmlinux")
			print "\t\t.name = \"" object "\","
		print "\t\t.funcs = funcs_of_" identifier(object) ","
		if (callbacks || (object != "vmlinux" && others)) {
			print "\t\t.callbacks = {"
			if (object != "vmlinux" && others)
				print "\t\t\t.pre_patch = pre_patch_" \
					identifier(object) ","
			else
				print "\t\t\t.pre_patch = klp_pre_patch,"
			if (callbacks) {
				print "\t\t\t.post_patch = klp_post_patch,"
				print "\t\t\t.pre_unpatch = klp_pre_unpatch,"
				print "\t\t\t.post_unpatch = klp_post_unpatch,"
			}
			print "\t\t},"
		}
		print "\t},"
	}
	print "\t{ }"
	print "};"
	print ""
}

function patch_table(    i, n, state, part) {
	n = split(states, state, " ")
	if (n) {
		print "static struct klp_state states[] = {"
		for (i = 1; i <= n; i++) {
			split(state[i] ":0", part, ":")
			print "\t{ .id = " part[1] ", .version = " part[2] " },"
		}
		print "\t{ }"
		print "};"
		print ""
	}
	print "static struct klp_patch patch = {"
	print "\t.mod = THIS_MODULE,"
	print "\t.objs = objs,"
	if (n)
		print "\t.states = states,"
	if (replace)
		print "\t.replace = true,"
	print "};"
	print ""
}

function module(    id, i, n, word) {
	id = identifier(name)
	print "static int __init " id "_init(void)"
	print "{"
	if (nsources) {
		print "\tint error = fill_vmlinux();"
		print ""
		print "\tif (error)"
		print "\t\treturn error;"
	}
	print "\treturn klp_enable_patch(&patch);"
	print "}"
	print ""
	print "static void __exit " id "_exit(void)"
	print "{"
	print "}"
	print ""
	print "module_init(" id "_init);"
	print "module_exit(" id "_exit);"
	print "MODULE_LICENSE(\"GPL\");"
	if (description != "")
		print "MODULE_DESCRIPTION(\"" description "\");"
	n = split(softdeps, word, " ")
	for (i = 1; i <= n; i++) {
		gsub(/[:,]/, "& ", word[i])
		gsub(/,/, "", word[i])
		print "MODULE_SOFTDEP(\"" word[i] "\");"
	}
	n = split(namespaces, word, " ")
	for (i = 1; i <= n; i++)
		print "MODULE_INFO(import_ns, \"" word[i] "\");"
	print "MODULE_INFO(livepatch, \"Y\");"
}

# copy FILE - that is C already, of the folder parts, less its licence
function copy(file,    line, begun) {
	file = parts "/" file
	while ((getline line <file) > 0) {
		if (begun)
			print line
		if (line == "")
			begun = 1
	}
	close(file)
	print ""
}

# Those of modules are looked up when the module comes, before its functions
# are patched; what it depends on is there by then.
function fill_modules(    i, j, object) {
	for (i = 1; i <= nobjects; i++) {
		object = objects[i]
		if (object == "vmlinux")
			continue
		print "static int pre_patch_" identifier(object) \
			"(struct klp_object *obj)"
		print "{"
		print "\tint error = 0;"
		print ""
		for (j = 1; j <= nsources; j++)
			if (sources[j] != "vmlinux") {
				print "\tif (!error)"
				print "\t\terror = fill_module(\"" \
					sources[j] "\", symbols_of_" \
					identifier(sources[j]) ");"
			}
		if (callbacks) {
			print "\tif (!error && klp_pre_patch)"
			print "\t\terror = klp_pre_patch(obj);"
		}
		print "\treturn error;"
		print "}"
		print ""
	}
}

END {
	if (!nobjects && !failed) {
		FILENAME = ARGV[ARGC - 1]
		wrong("no function is patched")
	}
	if (failed)
		exit 1
	for (i = 1; i <= nsources; i++)
		if (sources[i] != "vmlinux")
			others = 1
	if (others && !("vmlinux" in npointers)) {
		sources[++nsources] = "vmlinux"
		npointers["vmlinux"] = 0
	}
	head()
	declare_functions()
	if (others) {
		print "static struct module *(*klp_find_module)" \
			"(const char *name);"
		print ""
	}
	if (nsources) {
		pointers()
		copy("fill.c")
		if (others)
			copy("fill-module.c")
	}
	if (callbacks)
		declare_callbacks()
	if (others)
		fill_modules()
	object_functions()
	object_table()
	patch_table()
	module()
}
