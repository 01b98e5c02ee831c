# SPDX-License-Identifier: GPL-2.0-or-later
# check-types.awk - from what ceval --all wrote, the unit again as C, and in it
# assertions that hold a compiler to what ceval found:
#
#	sizes, alignments and offsets of tags and their members
#	the types of what the file scope declares
#	the types and values of expressions in bodies, in front of the
#	statement, or behind the declaration, that they stand in
#
# The assertion's message is what failed: a record's kind and id.
BEGIN {
	FS = "\t"
	if (!longest)
		longest = 60	# tokens of an expression that is checked
	# items of a block before which no assertion can stand
	apart = "^(local-labels|funcdef|assert|case|default|case-range|label)$"
}

# C for type y: a name or typeof(); "" where it cannot be spelled here, or is
# nested deeper than awk calls its functions
function spell(y,	s) {
	if (y in spelled)
		return spelled[y]
	if (depth > 50)
		return ""
	depth++
	s = spell_new(y)
	depth--
	return spelled[y] = s
}

function spell_new(y,	k, b, i, n, s, list, part) {
	n = split(yrec[y], part, "\t")
	k = part[3]
	s = ""
	if (k == "base") {
		s = part[4]
	} else if (k == "tag") {
		i = part[4]
		if (ent_s[i] && !ent_d[i] && !shadow[ent_s[i]])
			s = ent_class[i] " " text[ent_s[i]]
	} else {
		b = spell(k == "qual" ? part[5] : part[4])
		if (b == "")
			s = ""
		else if (k == "ptr")
			s = "__typeof__(" b " *)"
		# gcc tells [0] from what {} gives
		else if (k == "array" && part[5] != "*" && part[5] != 0)
			s = "__typeof__(" b " [" (part[5] == "-" ? "" : part[5]) "])"
		else if (k == "qual") {
			# what a typedef is aligned to is no part of the type
			gsub(/aligned=[0-9]*/, "", part[4])
			gsub(/,/, " ", part[4])
			gsub(/restrict/, "__restrict", part[4])
			s = "__typeof__(" part[4] " " b ")"
		} else if (k == "vector")
			s = "__typeof__(" b " __attribute__((vector_size(" \
				part[5] " * sizeof(" b ")))))"
		else if (k == "complex")
			s = "_Complex " b
		else if (k == "func") {
			list = ""
			for (i = 6; i <= n; i++) {
				if (spell(part[i]) == "")
					return ""
				list = list (i > 6 ? ", " : "") spell(part[i])
			}
			if (part[5] == "variadic")
				list = list ", ..."
			else if (part[5] == "proto" && list == "")
				list = "void"
			s = "__typeof__(" b " (" list "))"
		}
	}
	return s
}

function assert(cond, msg) {
	printf "_Static_assert(%s, \"%s\");\n", cond, msg
	checks[msg ~ /^decl/ ? "decl" : msg ~ /^valu/ ? "value" : "layout"]++
}

# C for the value v, of type y; "" where it is none that can be compared
function number(v, y,	part, minus, ten, s, n) {
	split(yrec[y], part, "\t")
	if (v ~ /^-?[0-9]+$/) {
		minus = sub(/^-/, "", v) ? "-" : ""
		if (length(v) < 19)
			return minus v
		ten = "1000000000000000000ull"
		if (part[4] ~ /__int128/)
			ten = "(unsigned __int128)" ten
		n = length(v) - 18
		s = "(" chunk(substr(v, 1, n > 18 ? n - 18 : n)) " * " ten \
			(n > 18 ? " + " chunk(substr(v, n - 17, 18)) : "") ")"
		if (n > 18)
			s = "(" s " * " ten ")"
		return minus "(" s " + " chunk(substr(v, n + 1)) ")"
	}
	if (v !~ /^-?0x/ || part[4] ~ /_Decimal|128/)
		return ""
	# C90 has no hexadecimal ones
	if (match(v, /^-?0x[0-9a-f]+[.]?[0-9a-f]*p[-+][0-9]+$/)) {
		minus = sub(/^-/, "", v) ? "-" : ""
		split(v, part, "p")
		n = index(part[1], ".")
		n = n ? length(part[1]) - n : 0
		sub(/[.]/, "", part[1])
		if (length(part[1]) <= 18)
			return minus "__builtin_ldexpl(" part[1] "ull, " \
				part[2] - 4 * n ")"
		return minus v "L"
	}
	return v "L"
}

function chunk(v) {
	sub(/^0+/, "", v)
	return (v == "" ? "0" : v) "ull"
}

# The members of tag e, from the path on
function members(e, name, path,		i, y, part) {
	for (i = 1; i <= nfield[e]; i++) {
		if (fwidth[e, i] != "")
			continue
		if (fs[e, i])
			assert("__builtin_offsetof(" name ", " text[fs[e, i]] \
				") == " sprintf("%.0f", \
				(path + fbit[e, i]) / 8), \
				"offs " name " " text[fs[e, i]])
		else {
			y = fy[e, i]
			split(yrec[y], part, "\t")
			while (part[3] == "qual")
				split(yrec[part[5]], part, "\t")
			members(part[4], name, path + fbit[e, i])
		}
	}
}

function layouts(	e, name, y) {
	for (e in size) {
		if (!ent_s[e] || ent_d[e] || shadow[ent_s[e]])
			continue
		name = ent_class[e] " " text[ent_s[e]]
		assert("sizeof(" name ") == " size[e], "size " name)
		assert("__alignof__(" name ") == " align[e], "alig " name)
		members(e, name, 0)
	}
	for (e = 1; e <= nent; e++) {
		if (ent_class[e] == "enumerator" && !ent_d[e]) {
			name = text[ent_s[e]]
			y = spell(last[e])
			assert(name " == " number(ent_value[e], last[e]) \
				(y == "" ? "" : " && __builtin_types_" \
				"compatible_p(__typeof__(" name "), " y ")"), \
				"valu " name)
		}
		if (ent_d[e] || (ent_class[e] != "object" && \
				 ent_class[e] != "function") || \
		    ent_st[e] == "builtin" || !(e in last) || !seen[e])
			continue
		if (spell(last[e]) != "")
			assert("__builtin_types_compatible_p(__typeof__(" \
			       text[ent_s[e]] ") *, " spell(last[e]) " *)", \
			       "decl " text[ent_s[e]])
	}
}

# The text of tokens a to b
function words(a, b,	i, s) {
	s = ""
	for (i = a; i <= b; i++)
		s = s " " text[tok[i]]
	return s
}

# The same within a string
function plain(s) {
	gsub(/[\\"]/, "\x27", s)
	return ":" substr(s, 1, 60)
}

# Assertions for the expressions below node n that stand in its own scope.
# The tree may be deeper than awk calls its functions.
function exprs(n, at,	i, top, stack) {
	stack[top = 1] = n
	while (top) {
		n = stack[top--]
		if (n && expr(n, at))
			for (i = nkid[n]; i >= 1; i--)
				stack[++top] = kid(n, i)
	}
}

# Those for the node itself; 1: its children want theirs
function expr(n, at,	k, p, t, w) {
	k = kind[n]
	if (k == "block" || k == "typename" || k == "attrs" || k == "asm" || \
	    k == "designation" || k == "params")
		return 0
	if ((k == "for" && kind[kid(n, 1)] == "declaration") || k == "funcdef")
		return 0
	if ((n in etype) && k != "paren" && !overloaded(n) && last_t[n] - first_t[n] < longest && !odd(n)) {
		t = spell(etype[n])
		w = words(first_t[n], last_t[n])
		# pointers to it, so that qualifiers count: gcc leaves some on
		# what is no lvalue
		p = k ~ /^(id|index|member|arrow|deref|compound)$/ ? " *" : ""
		if (t != "")
			before(at, "expr", "_Static_assert(" \
			"__builtin_types_compatible_p(__typeof__(" w ")" p ", " t \
			p "), \"expr " n plain(w) "\");")
		if (evalue[n] != "")
			t = number(evalue[n], etype[n])
		else if (maybe(n) && is_int(etype[n]))
			t = "none"
		else
			t = ""
		if (t == "none")
			before(at, "value", "_Static_assert(!" \
			"(sizeof(int) == sizeof(*(8 ? (void *)" \
			"((long)(" w ") * 0l) : (int *)8))), " \
			"\"valu none " n plain(w) "\");")
		else if (t != "")
			before(at, "value", "_Static_assert((" w ") == " \
			t ", \"valu " n plain(w) "\");")
	}
	return k != "sizeof" && k != "alignof"
}

function is_int(y,	part) {
	split(yrec[y], part, "\t")
	return part[3] == "tag" ? ent_class[part[4]] == "enum" : \
		part[3] == "base" && \
		part[4] ~ /^(_Bool|(unsigned )?(__int128|long long|long|int|short|char)|signed char)$/
}

# Could the expression be a constant one, by what stands in it?
function maybe(n,	i, k) {
	if (n == 0)
		return 1
	k = kind[n]
	if (k ~ /^(num|char|sizeof|alignof|types-compatible|offsetof|typename)$/)
		return 1
	if (k == "id")
		return evalue[n] ~ /^-?[0-9]/
	if (k == "call" || k == "stmt-expr" || k ~ /assign|-a$|inc$|dec$/ || \
	    k ~ /^(string|compound|va-arg|label-addr|initlist)$/)
		return 0
	for (i = 1; i <= nkid[n]; i++)
		if (!maybe(kid(n, i)))
			return 0
	return 1
}

function kid(n, i) {
	return kids[n, i]
}

# A name that has as many types as calls, or none yet as the call declares it
function overloaded(n) {
	return kind[n] == "id" && (!(use[first_t[n]] in last) || \
		text[tok[first_t[n]]] ~ /^__(sync|atomic)_/)
}

# What cannot stand in typeof() or twice
function odd(n,		i, k) {
	if (n in isodd)
		return isodd[n]
	k = kind[n]
	isodd[n] = 0
	if (k ~ /^(label|label-addr|assert|continue|break)$/ || \
	    k == "struct" && kid(n, 3) || k == "enum" && kid(n, 3) || \
	    k == "union" && kid(n, 3) || \
	    (k == "member" || k == "arrow") && \
	    bitfield[text[tok[last_t[n]]]])
		return isodd[n] = 1
	for (i = 1; i <= nkid[n]; i++)
		if (kid(n, i) && odd(kid(n, i)))
			return isodd[n] = 1
	return 0
}

# The statements below node n
function blocks(n,	i, c, at, top, stack) {
	stack[top = 1] = n
	while (top) {
		n = stack[top--]
		for (i = 1; n && kind[n] == "block" && i <= nkid[n]; i++) {
			c = kid(n, i)
			at = first_t[c]
			if (kind[c] == "declaration")
				at = last_t[c] + 1
			if (kind[c] !~ apart)
				exprs(c, at)
		}
		for (i = n ? nkid[n] : 0; i >= 1; i--)
			stack[++top] = kid(n, i)
	}
}

# One more assertion that stands before token at
function before(at, what, text) {
	pending_at[at]++
	pending_text[at, pending_at[at]] = text
	checks[what]++
}

function asserts(at,	i) {
	print ""
	for (i = 1; i <= pending_at[at]; i++)
		print pending_text[at, i]
}

# Write the tokens up to t
function flush(t,	i) {
	for (i = done + 1; i <= t; i++) {
		# a pragma may want the statement at once
		if (i in pending_at)
			asserts(i)
		if (i in pragma)
			printf "\n%s\n", pragma[i]
		# [[a::b]] has two tokens here
		printf "%s%s", text[tok[i]] == ":" && text[tok[i - 1]] == ":" \
			? "" : " ", text[tok[i]]
	}
	if (0 in pending_at)
		asserts(0)
	print ""
	done = t
	split("", pending_at); split("", pending_text)
	split("", tok)
	split("", kind); split("", kids); split("", nkid)
	split("", first_t); split("", last_t)
	split("", use)
	split("", etype); split("", evalue); split("", isodd)
}

$1 == "s" { text[$2] = $4; gsub(/\\\\/, "\\", text[$2]) }
$1 == "t" { tok[$2] = $3; ntok = $2 }
$1 == "pragma" {
	# it stands in front of the next token
	pragma[ntok + 1] = pragma[ntok + 1] "\n#pragma " $6
}
$1 == "n" {
	kind[$2] = $3; first_t[$2] = $4; last_t[$2] = NF > 4 ? $5 : $4
	nkid[$2] = NF > 5 ? NF - 5 : 0
	for (i = 6; i <= NF; i++)
		kids[$2, i - 5] = $i
}
$1 == "top" {
	pending()
	upto = $6
	root = 0
	current = $2
	root_top = $3 == "declaration" || $3 == "assert" ? $4 : 0
}
$1 == "body" { root = $3 }
$1 == "u" { use[$2] = $3 }
$1 == "e" { etype[$2] = $3; evalue[$2] = $4 }
$1 == "y" { yrec[$2] = $0 }
$1 == "ent" {
	ent_class[$2] = $3; ent_s[$2] = $4; ent_st[$2] = $6; ent_d[$2] = $7
	ent_value[$2] = $9
	nent = $2
	# a local tag of that name hides the one in the file scope
	if ($7 && $3 ~ /^(struct|union|enum)$/) {
		shadow[$4] = 1
		split("", spelled)
	}
}
$1 == "decl" {
	last[$2] = $7
	# not those in a block: they are not in scope at the end
	if (!ent_d[$2] && $6 == current && !root)
		seen[$2] = 1
}
$1 == "layout" { size[$2] = $3; align[$2] = $4 }
$1 == "field" {
	i = ++nfield[$2]
	fs[$2, i] = $3; fy[$2, i] = $4; fbit[$2, i] = $5; fwidth[$2, i] = $6
	if ($6 != "")
		bitfield[text[$3]] = 1
}
# The declaration that was read last goes out
function pending(	s) {
	if (root)
		blocks(root)
	else if (root_top)
		exprs(root_top, 0)
	if (upto)
		out(upto)
	upto = 0
	for (s in shadow) {
		split("", shadow)
		split("", spelled)
		break
	}
}
function out(t,		keep, i) {
	# tokens of the next one may have been read already
	split("", keep)
	for (i = t + 1; i <= ntok; i++)
		keep[i] = tok[i]
	flush(t)
	for (i in keep)
		tok[i] = keep[i]
}
END {
	pending()
	print ""
	layouts()
	s = ""
	for (i in checks)
		s = s " " i "=" checks[i]
	print s >"/dev/stderr"
}
