# SPDX-License-Identifier: GPL-2.0-or-later
# check-elf.awk - facts of an ELF file from readelf and nm, as one line each,
# in the form in which check-elf gets them out of elfinfo's tables
#
#	-v want=symbols		readelf -SW FILE; readelf -sW FILE
#	-v want=positions	nm --special-syms -p or -n FILE
#	-v want=dwarf		readelf --debug-dump=info,addr FILE
#	-v want=own-symbols	elfinfo symbols FILE
#	-v want=own-positions	likewise
#	-v want=own-functions	elfinfo functions FILE
#	-v want=own-variables	elfinfo variables FILE
#
# With -v kernel=1 the tables are an index, and a fact says which object it is
# of and, where it comes from debug data, which unit.  readelf and nm put
# a file's name above what they say when they are given several; for one alone
# it is -v object=NAME.  No unit's entries refer to another's then.
BEGIN {
	FS = want ~ /^own/ ? "\t" : " "
	of = object == "" ? "" : object " "
}

# What a fact begins with
kernel && want ~ /^own/ { of = $3 " " }
kernel && want ~ /^own-[fv]/ { of = of base($4) " " }
kernel && want !~ /^own/ && (/^File: / ||
		want == "positions" && NF == 1 && /:$/) {
	take_units()
	object = base($0)
	sub(/:$/, "", object)
	sub(/[.]ko$/, "", object)
	gsub(/-/, "_", object)
	of = object " "
	file = ""
	split("", name)
	split("", pos)
}
function base(s) {
	sub(/^.*\//, "", s)
	return s
}

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
	print of (line == "" ? "-" : line), type, bind, sec, value, size, \
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

# --- positions: what nm says, in the order in which the kernel counts; the
# absolute ones of vmlinux are not in its table
want == "positions" && object == "vmlinux" && $2 ~ /^[Aa]$/ { next }
want == "positions" && NF >= 3 && $2 !~ /^[Uwv]$/ && $1 ~ /^[0-9a-f]+$/ {
	value = $1
	while (length(value) < 16)
		value = "0" value
	common = $2 ~ /[Cc]/	# its value is its size
	sub(/^[^ ]+ [^ ]+ /, "")
	print of $0, common ? "COM" : value, ++pos[$0]
}

want == "own-symbols" && $1 == "symbol" {
	print of plain($2), $4, $5, $6, $7, $8, $9
}
# As readelf shows control characters
function plain(s,	i) {
	for (i = 1; i < 32; i++)
		if (index(s, sprintf("%c", i)))
			gsub(sprintf("%c", i), "^" sprintf("%c", i + 64), s)
	return s
}
want == "own-positions" && $1 == "symbol" && $10 > 0 {
	print of $2, $6 == "COM" ? "COM" : $7, $10
}

# --- functions and variables: readelf --debug-dump=info
# Facts:
#	fn NAME LINE			it is defined in the debug data
#	code NAME LINE			there is code of it
#	in NAME LINE INTO VIA COUNT	it was inlined
#	at NAME LINE ADDRESS		the start of its code
#	var NAME LINE FUNCTION ADDRESS
want == "dwarf" && /^Contents of the / {
	section = /debug_types/ ? "T" : /debug_addr/ ? "A" : ""
}
kernel && want == "dwarf" && /^ *Compilation Unit @ offset / {
	take_units()
}
want == "dwarf" && section == "A" && /^\t[0-9]+:\t/ {
	indexed[$1 + 0] = $2
}
# Most entries are types and the like: nothing asks for those, but for where
# they stand if something can stand in them.
want == "dwarf" && die == "" && /^    / { next }
want == "dwarf" && /^ *<[0-9a-f]+><[0-9a-f]+>: / {
	die = ""
	asked = $NF ~ /(subprogram|inlined_subroutine|variable|_unit)\)$/
	if (!asked && $NF !~ /(block|namespace|module|[sen]_type)\)$/)
		next
	s = $0
	sub(/^ *</, "", s)
	hexlevel = s
	sub(/>.*/, "", hexlevel)
	off = s
	sub(/^[0-9a-f]+></, "", off)
	sub(/>.*/, "", off)
	tag = $NF
	gsub(/[()]/, "", tag)
	off = section off
	if (asked)
		die = off
	dies[++ndies] = off
	tags[off] = tag
	levels[off] = dec(hexlevel)
	next
}
want == "dwarf" && /^ *<[0-9a-f]+> +DW_AT_/ {
	at = $2
	sub(/:$/, "", at)
	v = $0
	sub(/^ *<[0-9a-f]+> +DW_AT_[A-Za-z0-9_]+ *: ?/, "", v)
	sub(/^(GNU_str_index|<strx>)/, "", v)
	if (at == "DW_AT_name" || at ~ /linkage_name$/) {
		sub(/^\([a-z ]*(indirect|indexed|alt)[^)]*\):? ?/, "", v)
		sub(/[ \t]+$/, "", v)
		if (at == "DW_AT_name")
			names[die] = v
	} else if (at == "DW_AT_decl_line")
		lines[die] = v + 0
	else if (at == "DW_AT_low_pc")
		lows[die] = address(v)
	else if (at == "DW_AT_ranges")
		ranges[die] = 1
	else if (at == "DW_AT_abstract_origin")
		origins[die] = ref(v)
	else if (at == "DW_AT_specification")
		specs[die] = ref(v)
	else if (at == "DW_AT_declaration")
		decls[die] = 1
	else if (at == "DW_AT_inline")
		inlines[die] = v + 0
	else if (at == "DW_AT_location")
		locs[die] = v
}
function dec(s,		i, v) {
	for (i = 1; i <= length(s); i++)
		v = v * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1
	return v
}
function ref(v) {
	sub(/^.*<(alt )?(0x)?/, "", v)
	sub(/>.*/, "", v)
	return section v
}
# 16 digits of the address at the end of an attribute
function address(v) {
	sub(/[ \t]+$/, "", v)
	sub(/^.*[: \t]/, "", v)
	sub(/^0x/, "", v)
	sub(/\).*/, "", v)
	while (length(v) < 16)
		v = "0" v
	return v
}
function root(d,	n) {
	while (d in origins && n++ < 16)
		d = origins[d]
	return d
}
function attr(d, list, n) {
	while (n++ < 16) {
		if (d in list)
			return list[d]
		if (d in origins)
			d = origins[d]
		else if (d in specs)
			d = specs[d]
		else
			break
	}
	return ""
}
function call(d,	s) {
	s = attr(d, names)
	return (s == "" ? "-" : s)
}
function id(d) {
	return of call(root(d)) " " attr(root(d), lines) + 0
}
function take_units(	i, d, l, pc, r, via) {
	of = kernel ? object " " base(names[dies[1]]) " " : ""
	for (i = 1; i <= ndies; i++) {
		d = dies[i]
		l = levels[d]
		# what it stands in
		while (sp > 0 && stack[sp] >= l)
			sp--
		# a structure of C++ is passed over with all that is in it
		if (tags[d] == "DW_TAG_subprogram" && !(d in decls)) {
			stack[++sp] = l
			pc = (d in lows) || (d in ranges)
			code[sp] = pc ? d : ""
			inner[sp] = d
			if (!(root(d) in decls) || pc)
				fns["fn " id(d)]
			if (pc)
				fns["code " id(d)]
			if ((d in lows) && !(d in ranges))
				fns["at " id(d) " " lows[d]]
		} else if (tags[d] == "DW_TAG_inlined_subroutine") {
			r = sp ? code[sp] : ""
			if (r != "") {
				via = root(inner[sp]) == root(r) ? "-" : \
					call(inner[sp])
				count["in " id(d) " " call(r) " " via]++
			}
			stack[sp + 1] = l
			code[sp + 1] = r
			inner[++sp] = d
		} else if (tags[d] == "DW_TAG_variable" && !(d in decls))
			variable(d)
	}
	ndies = sp = 0
	split("", dies)
	split("", tags)
	split("", levels)
	split("", names)
	split("", lines)
	split("", lows)
	split("", ranges)
	split("", origins)
	split("", specs)
	split("", decls)
	split("", inlines)
	split("", locs)
}
END {
	if (want != "dwarf")
		exit
	take_units()
	for (s in fns)
		print s
	for (s in count)
		print s, count[s]
}
function variable(d,	v, a) {
	v = (d in locs) ? locs[d] : ""
	a = ""
	if (v ~ /\(DW_OP_(addr|addrx|GNU_addr_index)[^;]*(; DW_OP_plus_uconst[^;]*)?\)/) {
		a = v
		sub(/^.*\(DW_OP_(addr|addrx|GNU_addr_index)[: <]*/, "", a)
		sub(/[;)>].*$/, "", a)
		sub(/^0x/, "", a)
		a = address(v ~ /addrx|GNU_addr_index/ ? indexed[hex(a)] : a)
		if (v ~ /plus_uconst/) {
			sub(/^.*plus_uconst: /, "", v)
			a = plus(a, v + 0)
		}
	} else if (v ~ /tls_address/)
		a = "tls"
	else if (v != "" || sp || (d in origins))
		return
	else
		a = "-"
	if (call(d) != "-")
		fns["var " of call(d) " " attr(d, lines) + 0 " " \
			(sp ? call(inner[sp]) : "-") " " a]
}
function plus(h, n,	i, d, s) {
	for (i = 16; i > 0; i--) {
		d = index("0123456789abcdef", substr(h, i, 1)) - 1 + n % 16
		n = int(n / 16)
		if (d > 15) {
			d -= 16
			n++
		}
		s = substr("0123456789abcdef", d + 1, 1) s
	}
	return s
}

want == "own-functions" && $1 == "function" {
	print "fn", of plain($2), $6
	if ($8 == "code" || $8 == "overridden") {
		print "code", of plain($2), $6
		print "at", of plain($2), $6, $11
	}
}
want == "own-functions" && $1 == "clone" && $7 !~ /(^|[.])cold([.]|$)/ {
	print "code", of plain($2), $6
	print "at", of plain($2), $6, $10
}
want == "own-functions" && $1 == "inlined" {
	sum["in " of plain($2) " " $6 " " plain($7) " " plain($9)] += $10
}
want == "own-functions" && $1 == "~end" {
	for (s in sum)
		print s, sum[s]
}
want == "own-variables" && $1 == "variable" {
	print "var", of plain($2), $6, plain($8), $11
}
