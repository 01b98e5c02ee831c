# SPDX-License-Identifier: GPL-2.0-or-later
# uses.awk - of each line of the source the uses of names, as NAME:HOW
BEGIN { FS = "\t" }
FILENAME == src {
	for (i = 0; i < length($0); i++)
		line[off + i] = FNR
	off += length($0) + 1
	if (match($0, /\/\* .*:. \*\//))
		want[FNR] = substr($0, RSTART + 3, RLENGTH - 6)
	lines = FNR
	next
}
$1 == "file" && $7 == "main" { main = $2 }
$1 == "s" { text[$2] = $4 }
$1 == "t" && $4 == main { tok[$2] = text[$3]; where[$2] = line[$5] }
$1 == "u" && ($2 in tok) {
	if (tok[$2] !~ /^__builtin/)
		got[where[$2]] = got[where[$2]] " " tok[$2] ":" $4
}
END {
	for (i = 1; i <= lines; i++) {
		sub(/^ /, "", got[i])
		if (want[i] != "" && got[i] != want[i])
			print i ": want " want[i] ", got " got[i]
	}
}
