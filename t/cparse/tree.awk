# SPDX-License-Identifier: GPL-2.0-or-later
# tree.awk - the syntax trees of a stream, for people: (kind children),
# kind:text where a node has no children or a token of its own that matters.
# Says so where a child lies outside of its parent or a node has no parent.
BEGIN { FS = "\t" }

$1 == "s" { text[$2] = $4 }
$1 == "t" { tok[$2] = text[$3] }

$1 == "n" {
	id = $2
	kind[id] = $3
	t0[id] = $4
	t1[id] = NF > 4 ? $5 : $4
	s = $3 name(id)
	for (i = 6; i <= NF; i++) {
		s = s ($3 == "block" || $3 == "members" ? "\n" : " ") \
		    ($i ? indent(tree[$i], $3) : "-")
		if (!$i)
			continue
		used[$i]++
		if (t0[$i] < t0[id] || t1[$i] > t1[id])
			print "node", $i, "lies outside of", id
		delete tree[$i]
	}
	tree[id] = NF > 5 ? "(" s ")" : s
	if (NF <= 5 && $3 ~ /^(block|initlist|members|specs|attrs)$/)
		tree[id] = "(" $3 ")"
}

$1 == "top" {
	print $3 ": " tree[$4]
	used[$4]++
}

$1 == "body" {
	print "body of " $2 ": " tree[$3]
	used[$3]++
}

$1 == "end" {
	for (i in kind)
		if (used[i] != 1)
			print kind[i], i, "has", used[i] + 0, "parents"
}

function name(id,	k, s, i) {
	k = kind[id]
	if (k ~ /^(member|arrow|desig-member)$/)
		return ":" tok[t1[id]]
	if (k ~ /^(label|enumerator|desig-old)$/)
		return ":" tok[t0[id]]
	if (k == "operand" && tok[t0[id]] == "[")
		return ":" tok[t0[id] + 1]
	if (k == "specs" || k == "attrs" || NF > 5)
		return ""
	for (i = t0[id]; i <= t1[id]; i++)
		s = s (s ? " " : "") tok[i]
	return ":" s
}

function indent(s, k) {
	if (k == "block" || k == "members") {
		gsub(/\n/, "\n  ", s)
		return "  " s
	}
	return s
}
