# SPDX-License-Identifier: GPL-2.0-or-later
# places.awk - does the text of each token and each call of cpp-rec's stream
# stand where the record says?  Prints what does not, and the count of both.
BEGIN { FS = "\t" }
function plain(s) {
	gsub(/\\\\/, "\001", s)
	gsub(/\\t/, "\t", s)
	gsub(/\\n/, "\n", s)
	gsub(/\001/, "\\", s)
	return s
}
function load(path,    line, all) {
	while ((getline line <path) > 0)
		all = all line "\n"
	close(path)
	return all
}
function piece(f, off, len,    s) {
	s = substr(text[f], off + 1, len)
	gsub(/\\[ \t]*\n/, "", s)
	return s
}
function wrong(s) { print FNR ": " $0 ": " s }
$1 == "s" { sp[$2] = plain($4) }
$1 == "file" && $7 != "pseudo" { text[$2] = load(plain($3)) }
$1 == "text" { text[$2] = plain($3) }
$1 == "define" { name[$2] = sp[$3]; kind[$2] = $7 }
$1 == "define" || $1 == "if" || $1 == "else" {
	s = piece($4, $5, $6)
	if (s !~ /^(#|%:)/ && kind[$2] != "builtin")
		wrong(s)
}
$1 == "x" {
	macro[$2] = $3
	calls++
	if (!$7)
		next
	s = piece($5, $6, $7)
	if (index(s, name[$3]) != 1)
		wrong(s)
	if (kind[$3] ~ /function|variadic/ && s !~ /\)$/)
		wrong(s)
	for (i = 8; i < NF; i += 2) {
		s = piece($5, $i, $(i + 1))
		if (s ~ /^[ \t\n]/ || s ~ /[ \t\n]$/)
			wrong(s)
	}
}
$1 == "t" {
	tokens++
	s = piece($4, $5, NF > 6 ? $7 : length(sp[$3]))
	if (s == sp[$3] || s ~ /^(#|%:)+$/)
		next
	if ($6 && kind[macro[$6]] == "builtin" && s == name[macro[$6]])
		next
	wrong(s)
}
END { print tokens " tokens, " calls " calls" }
