# SPDX-License-Identifier: GPL-2.0-or-later
# values.awk - which objects that a result binds to the target are defined in
# another way there
#
# Variables: me, the name for messages.  Files: closure's stream of the unit with
# the fix, ceval's of the unit as the target was built from it.  An object has the
# value that the target has given it: what the fix makes of its definition would be
# lost.  The exit status is 1 where that is so.
BEGIN {
	FS = "\t"
}

FNR == 1 {
	file++
	split("", spelled)
	split("", macro)
	split("", token)
	split("", first)
	split("", name)
	split("", within)
	split("", function_of)
}

# tokens NODE - from the name on.  What __LINE__ and __COUNTER__ are is not of the
# fix.
function tokens(n,    i, text) {
	for (i = first[n]; i <= last[n]; i++)
		text = text " " token[i]
	return text
}

$1 == "s" { spelled[$2] = $4 }
$1 == "define" { named[$2] = spelled[$3] }
$1 == "x" { macro[$2] = named[$3] }
$1 == "t" {
	token[$2] = spelled[$3]
	if ($6 in macro && macro[$6] ~ /^__(LINE|COUNTER)__$/)
		token[$2] = macro[$6]
}
$1 == "n" && $3 == "initdecl" {
	first[$2] = $4
	last[$2] = $5
}

# An object is known by its name, one of a function by that of the function too.
$1 == "ent" && $3 ~ /^(object|function)$/ {
	name[$2] = spelled[$4]
	within[$2] = $7
}
$1 == "decl" && $2 in name && $4 ~ /^(definition|tentative)$/ {
	if (!($5 in first))
		function_of[$6] = name[$2]
	else if ($4 == "definition" || !((file, $2) in value))
		value[file, $2] = tokens($5)
}
$1 == "ext" && $3 == "object" {
	bound[$2]
}

$1 == "end" {
	for (e in name)
		if ((file, e) in value) {
			key = name[e] (within[e] ? \
				" of " function_of[within[e]] : "")
			if (file == 1 && e in bound)
				fixed[key] = value[file, e]
			else if (file == 2)
				original[key] = value[file, e]
		}
}
END {
	for (key in fixed)
		if (key in original && fixed[key] != original[key]) {
			printf "%s: error: '%s' is bound to the target, where " \
				"it is defined as it was: what the fix " \
				"changes there is lost\n", me, key | "sort >&2"
			wrong = 1
		}
	close("sort >&2")
	if (wrong)
		printf "%s: note: ways out: give it its value where the " \
			"live patch starts, in a callback of klp-module; or " \
			"another object, with a name of its own\n", \
			me >"/dev/stderr"
	exit wrong
}
