# SPDX-License-Identifier: GPL-2.0-or-later
# print - a line for each insert and keep: its role, its tokens with the
# edits done, one blank between them
BEGIN { FS = "\t" }
$1 == "s" { text[$2] = $4 }
$1 == "t" { word[$2] = text[$3] }
$1 == "insert" { flush(); print "insert " $3 }
$1 == "keep" { flush(); k = $2; t = $3; end = $4; line = $5; next }
$1 == "edit" {
	while (t < $3) line = line " " word[t++]
	if ($5 != "") line = line " " $5
	t += $4
}
function flush() {
	if (!k) return
	while (t <= end) line = line " " word[t++]
	print line
	k = 0
}
END { flush() }
