# SPDX-License-Identifier: GPL-2.0-or-later
# check-elf.awk - facts of an ELF file from readelf and nm, as one line each,
# in the form in which check-elf gets them out of elfinfo's tables
#
#	-v want=symbols		readelf -SW FILE; readelf -sW FILE
#	-v want=positions	nm --special-syms -p or -n FILE
#	-v want=own-symbols	elfinfo symbols FILE
#	-v want=own-positions	likewise
BEGIN { FS = want ~ /^own/ ? "\t" : " " }

# --- symbols: what readelf says
want == "symbols" && /^Section Headers:/ { sections = 1 }
want == "symbols" && /^Key to Flags:/ { sections = 0 }
sections && /^  \[/ {
	n = $0
	sub(/^  \[ *[0-9]+\] /, "", n)
	i = $0
	sub(/^  \[ */, "", i)
	sub(/\].*/, "", i)
	sub(/ .*/, "", n)
	name[i] = n
}
want == "symbols" && /^Symbol table / { table = ($3 == "'.symtab'") }
table && $1 ~ /^[0-9]+:$/ && $1 != "0:" {
	line = $0
	sub(/^ *[0-9]+: /, "", line)
	value = $2
	size = $3 ~ /^0x/ ? hex(substr($3, 3)) : $3
	type = lower($4)
	bind = lower($5)
	# the name is behind the index, which may have [...] before it
	sub(/^[0-9a-f]+ +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +/, "", line)
	sub(/^\[[^]]*\] +/, "", line)
	ndx = line
	sub(/ .*/, "", ndx)
	sub(/^[^ ]+ ?/, "", line)
	sec = ndx ~ /^[0-9]+$/ ? name[ndx] : ndx
	if (type == "section" && line == "")
		line = sec
	if (type == "file")
		file = line
	while (length(value) < 16)
		value = "0" value
	print line == "" ? "-" : line, type, bind, sec, value, size, \
		bind == "local" && type != "file" && file != "" ? file : "-"
}
function lower(s) {
	# a type of one processor: elfinfo has the number
	return s == "REGISTER" ? 13 : tolower(s)
}
function hex(s,		i, v) {
	for (i = 1; i <= length(s); i++)
		v = v * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1
	return sprintf("%d", v)
}

# --- positions: what nm says, in the order in which the kernel counts
want == "positions" && NF >= 3 && $2 !~ /^[Uwv]$/ && $1 ~ /^[0-9a-f]+$/ {
	value = $1
	while (length(value) < 16)
		value = "0" value
	common = $2 ~ /[Cc]/	# its value is its size
	sub(/^[^ ]+ [^ ]+ /, "")
	print $0, common ? "COM" : value, ++pos[$0]
}

want == "own-symbols" && $1 == "symbol" {
	print plain($2), $4, $5, $6, $7, $8, $9
}
# As readelf shows control characters
function plain(s,	i) {
	for (i = 1; i < 32; i++)
		if (index(s, sprintf("%c", i)))
			gsub(sprintf("%c", i), "^" sprintf("%c", i + 64), s)
	return s
}
want == "own-positions" && $1 == "symbol" && $10 > 0 {
	print $2, $6 == "COM" ? "COM" : $7, $10
}
