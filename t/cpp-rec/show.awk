# SPDX-License-Identifier: GPL-2.0-or-later
# show.awk - cpp-rec's records from the main file on, with names for ids: a
# file as its path and #ID, a macro and a spelling as its text
BEGIN { FS = "\t" }
function file(f) { return f ? path[f] "#" f - main : 0 }
function macro(m) { return m ? name[m] "." at[m] : 0 }
function pairs(i,    s) {
	for (s = ""; i < NF; i += 2)
		s = s " " sp[$i] "=" macro($(i + 1))
	return s
}
function rest(i,    s) {
	for (s = ""; i <= NF; i++)
		s = s " " $i
	return s
}
$1 == "s" { sp[$2] = $4; next }
$1 == "path" { dir[$2] = $4; next }
$1 == "file" {
	path[$2] = $3
	if ($7 == "main")
		main = $2
}
$1 == "define" { name[$2] = sp[$3]; at[$2] = $5 }
!main { next }
$1 == "file" {
	print "file", $3, file($4), $5, $6, $7, $8,
		($9 ? dir[$9] : 0), $10 pairs(13)
}
$1 == "skip" {
	print "skip", file($2), file($3), $4, $5, $6, $7,
		($8 ? dir[$8] : 0), $9 pairs(10)
}
$1 == "leave" { print "leave", file($2) }
$1 == "define" {
	s = ""
	for (i = 10; i <= NF; i++)
		s = s " " sp[$i]
	print "define", sp[$3], file($4), $5, $6, $7, $8, $9 s
}
$1 == "undef" { print "undef", macro($2), sp[$3], file($4), $5, $6 }
$1 == "if" || $1 == "else" {
	print $1, $2, $3, file($4), $5, $6, $7 pairs(8)
}
$1 == "x" {
	print "x", $2, macro($3), $4, file($5), $6, $7 rest(8)
}
$1 == "span" { print }
$1 == "g" {
	s = ""
	for (i = 6; i < NF; i += 2)
		s = s " " file($i) ":" $(i + 1)
	print "g", $2, $3, file($4), $5 s
}
$1 == "t" { print "t", $2, sp[$3], file($4), $5 rest(6) }
$1 == "pragma" || $1 == "line" || $1 == "directive" {
	print $1, file($2) rest(3)
}
