# SPDX-License-Identifier: GPL-2.0-or-later
# functions.awk - what is to be patched in a unit, of what the fix changes by
# meaning and in the binary
#
# Files: of ccp-diff, of elfinfo diff --all.  Prints for each function that one of
# them names: name, fate, by, why; tabs between.  The fate is
#
#	patch	it is to be patched
#	same	its code is the same: it is left
#	init	it has run when a live patch comes: it is left
#
# and by is source, binary or both.

$1 == "!row" {
	for (i = 3; i <= NF; i++)
		at[$2, $i] = i - 1
	next
}

# found NAME BY WHY
function found(name, by, reason) {
	if (!(name in why)) {
		names[++n] = name
		why[name] = reason
	}
	seen[name, by]
}

$1 == "function" && $at[$1, "verdict"] ~ /^(changed|affected)$/ {
	found($at[$1, "name"], "source", $at[$1, "because"] \
		($at[$1, "via"] == "-" ? "" : " " $at[$1, "via"]))
	if ($at[$1, "role"] ~ /(^|,)(init|exit)(,|$)/)
		init[$at[$1, "name"]]
}

# A clone counts as the function that it was made of
$1 == "diff" && $at[$1, "kind"] == "function" {
	name = $at[$1, "of"]
	if ($at[$1, "section"] ~ /^\.(init|exit)\.text/)
		init[name]
	if ($at[$1, "verdict"] == "changed")
		found(name, "binary", $at[$1, "what"] " at " $at[$1, "where"])
	else if ($at[$1, "verdict"] ~ /^(same|lines)$/)
		same[name]
	else if (name in why || name in same)
		# a clone came or went
		found(name, "binary", $at[$1, "verdict"] " " $at[$1, "name"])
}

# One that the object does not have was inlined wherever it is called: what is
# made of the set tells that
END {
	for (i = 1; i <= n; i++) {
		name = names[i]
		print name "\t" \
			(name in init ? "init" : (name, "binary") in seen ||
			 !(name in same) ? "patch" : "same") "\t" \
			(!((name, "binary") in seen) ? "source" : \
			 (name, "source") in seen ? "both" : "binary") "\t" \
			why[name]
	}
}
