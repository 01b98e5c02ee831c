# SPDX-License-Identifier: GPL-2.0-or-later
# report.awk - say what a fix changes, unit by unit, and what no live patch can do
#
# Variables: me; allow, the words that the user takes upon themselves, with commas
# around.  Files: for each unit its `changes' and its `functions', named from the
# work folder.  Exit status 1: something is not allowed.

# list KEY NAME - add it to the list of that key
function list(key, name) {
	if (!((key, name) in listed)) {
		listed[key, name]
		lists[key] = lists[key] (lists[key] == "" ? "" : ", ") name
	}
}

# refuse WORD TEXT - say it once; an error if the word is not allowed
function refuse(word, text) {
	text = $at[$1, "file"] ($at[$1, "line"] == "-" ? "" : ":" \
		$at[$1, "line"]) ": %s" text
	if (text in said)
		return
	said[text]
	if (index(allow, "," word ",")) {
		sub(/%s/, "warning: ", text)
		print text
	} else {
		sub(/%s/, "error: ", text)
		print text " [--allow=" word " if that is right]"
		failed = 1
	}
}

FNR == 1 {
	unit = FILENAME
	part = FILENAME
	sub(/\/[a-z]*$/, "", unit)
	sub(/.*\//, "", part)
	if (part == "changes")
		units[++nunits] = unit
}

part == "functions" {
	if ($2 == "patch" && $3 == "binary")
		list(unit "\talso in the binary", $1 " (" $4 ")")
	else if ($2 == "same")
		list(unit "\tleft, since their code is the same", $1)
	else if ($2 == "init")
		list(unit "\tleft, since they have run", $1)
	next
}

$1 == "!row" {
	for (i = 3; i <= NF; i++)
		at[$2, $i] = i - 1
	next
}
/^[!~]/ { next }

{
	verdict = $at[$1, "verdict"]
	because = $at[$1, "because"]
	name = $at[$1, "name"]
	role = "," $at[$1, "role"] ","
}

# what in a header or a macro leads to others is said with those
$1 == "function" && verdict ~ /^(changed|affected)$/ {
	via = $at[$1, "via"]
	if (via == "-")
		list(unit "\tchanged", name)
	else {
		root = via
		sub(/ .*/, "", root)
		if (!(root in roots)) {
			roots[root] = because
			order[++nroots] = root
		}
		list("\t" root, name " (" unit ".c)")
		told[unit]
	}
	if (because == "parameters" || because == "return-type")
		if (role ~ /,exported,/)
			refuse("prototype", "exported function '" name \
				"' gets other " because "; modules that call " \
				"it pass the old ones")
	next
}
$1 == "function" && verdict ~ /^(new|gone|moved)$/ { list(unit "\t" verdict, name) }
$1 == "function" && verdict == "renamed" {
	list(unit "\trenamed", name " (was " $at[$1, "from"] ")")
}

$1 == "object" && role ~ /,module-parameter,/ {
	if (verdict == "new")
		refuse("module-parameter", "new module parameter '" name \
			"': a live patch cannot give one to what is loaded")
	else if (verdict != "moved")
		refuse("module-parameter", "module parameter '" name "' is " \
			verdict ": the one that is there stays as it is")
	next
}
# what a system call is traced with is said by its function
$1 == "object" && name ~ /^(types|args)__/ { next }
$1 == "object" && verdict ~ /^(changed|affected)$/ && role ~ /,init,/ {
	list(unit "\tleft, since they are gone", name)
	next
}
$1 == "object" && verdict ~ /^(changed|affected)$/ {
	if (because == "initialiser-writable")
		refuse("data", "the object '" name "' begins with another " \
			"value: the one that is there keeps its own; set it " \
			"in a callback, or with a shadow variable")
	else if (because == "initialiser-const")
		list(unit "\tconstant objects changed, copied", name)
	else if (because == "type")
		refuse("data", "the object '" name "' has another type: the " \
			"one that is there does not")
	else if (role ~ /,static-key,/)
		refuse("data", "static key '" name "' is changed: the one " \
			"that is there is not")
}
$1 == "object" && verdict ~ /^(new|gone)$/ { list(unit "\t" verdict, name) }

$1 == "type" && because == "type-layout" {
	refuse("layout", "'" name "' is laid out another way (" \
		$at[$1, "about"] "): what is in memory is not; shadow " \
		"variables are a way out")
}

END {
	for (r = 1; r <= nroots; r++)
		print order[r] " changed (" roots[order[r]] "): also " \
			lists["\t" order[r]]
	n = split("changed/new/gone/moved/renamed/" \
		"constant objects changed, copied/" \
		"also in the binary/left, since their code is the same/" \
		"left, since they have run/left, since they are gone", \
		what, "/")
	for (u = 1; u <= nunits; u++) {
		line = ""
		for (w = 1; w <= n; w++)
			if ((units[u] "\t" what[w]) in lists)
				line = line (line == "" ? "" : "; ") what[w] \
					": " lists[units[u] "\t" what[w]]
		if (line != "")
			print units[u] ".c: " line
		else if (!(units[u] in told))
			rest = rest (rest == "" ? "" : ", ") units[u] ".c"
	}
	if (rest != "")
		print "no code changes: " rest
	exit failed
}
