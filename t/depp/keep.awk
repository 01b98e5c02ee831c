#!/usr/bin/awk -f
# SPDX-License-Identifier: GPL-2.0-or-later
# keep.awk - a closure for tests: keeps external declarations by name
#   awk -v names='f g' -v edits='x=(*p),y=' -v no='b.h$' -f keep.awk <stream
# names: what is kept; ALL: each external declaration of the main file.
# edits: every token with that spelling in a keep becomes that text.
# no: headers which may not be included. inserts: text before the first keep.
# from: headers which are wanted for one of their tokens.
BEGIN {
	FS = OFS = "\t"
	for (i = split(names, a, " "); i; i--)
		want[a[i]]
	for (i = split(edits, a, ","); i; i--) {
		j = index(a[i], "=")
		edit[substr(a[i], 1, j - 1)] = substr(a[i], j + 1)
	}
}
$1 == "end" { next }
{ print; lines++ }
$1 == "s" { spelling[$2] = $4 }
$1 == "file" && $7 == "main" { main = $2 }
$1 == "file" && $7 ~ /^include/ {
	header[++nheaders] = $2
	path[$2] = $3
}
$1 == "x" { up[$2] = $4; in_file[$2] = $5 }
$1 == "t" {
	s = tok[$2] = spelling[$3]
	n = $2
	f = $4
	for (x = $6; x; x = up[x])
		f = in_file[x]
	token[f] = n
	if (!start) {
		start = n
		home = f
	}
	if (s ~ /^[[({]$/) {
		if (s == "{" && !depth && tok[n - 1] == ")" && !init)
			body = 1
		depth++
	} else if (s ~ /^[])}]$/)
		depth--
	if (!depth && s == "=")
		init = 1
	if (!depth && (s == ";" || s == "}" && body)) {
		take(start, n, home)
		start = body = init = 0
	}
}
function put(s) { print s; lines++ }
function take(from, to, f,   i, got) {
	got = f == main && "ALL" in want
	for (i = from; i <= to && !got; i++)
		got = tok[i] in want && (f == main || no && path[f] ~ no)
	if (!got)
		return
	first[++keeps] = from
	last[keeps] = to
}
END {
	for (i = 1; i <= nheaders; i++) {
		f = header[i]
		ok = !no || path[f] !~ no
		put("header" OFS f OFS (ok ? "yes" : "no") OFS "test")
		if (ok && from && path[f] ~ from && f in token)
			put("want" OFS last[keeps] OFS 0 OFS "name" OFS \
			    token[f])
	}
	for (k = 1; k <= keeps; k++) {
		put("keep" OFS k OFS first[k] OFS last[k] OFS "copied" OFS 0)
		for (i = first[k]; i <= last[k]; i++)
			if (tok[i] in edit)
				put("edit" OFS k OFS i OFS 1 OFS edit[tok[i]])
	}
	if (inserts)
		put("insert" OFS first[1] OFS inserts)
	print "end", lines
}
