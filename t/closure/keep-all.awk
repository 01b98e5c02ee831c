# SPDX-License-Identifier: GPL-2.0-or-later
# keep-all - in the place of closure: keep all of the main file, and the
# headers as they are
BEGIN { FS = OFS = "\t" }
$1 == "end" { next }
{ print; n++ }
$1 == "file" && $7 ~ /^(include|import|pre-include)/ {
	header[++nh] = $2
}
$1 == "file" && $7 == "main" { main = $2 }
$1 == "x"    { at[$2] = $4 ? at[$4] : $5 }
$1 == "t"    { file[$2] = $6 ? at[$6] : $4; token[file[$2]] = $2 }
$1 == "top" && file[$5] == main { first[++k] = $5; last[k] = $6 }
END {
	for (i = 1; i <= nh; i++)
		print "header", header[i], "yes", "all are"
	for (i = 1; i <= nh; i++)
		if (header[i] in token && ++nw)
			print "want", last[k], 0, "name", token[header[i]]
	for (i = 1; i <= k; i++)
		print "keep", i, first[i], last[i], "copied", 0
	print "end", n + nh + nw + k
}
