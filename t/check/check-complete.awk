# SPDX-License-Identifier: GPL-2.0-or-later
# check-complete.awk - the sets of functions to patch, by other means than
# elfinfo's: what readelf says of inlining, what objdump says of calls, what nm
# says of symbols, and the lines of the compiler's dump.
#
#	-v by="dwarf dump"	which of them tell of inlining
# Lines:
#	in NAME LINE INTO ...	check-elf.awk's, from readelf
#	code NAME LINE		likewise: it has code
#	symbol NAME SECTION ADDRESS SIZE
#	call CALLER CALLEE	symbols, or callee as SECTION+OFFSET
#	Callgraph ...		the dump's
#	ask NAME
# Answer: NAME, then those to patch with it, sorted

$1 == "in" && by ~ /dwarf/ && $2 != $4 {
	inside[$2] = inside[$2] " " $4
}
$1 == "code" {
	has_code[$2]
}
$1 == "symbol" {
	section[$2] = $3
	at[$3, $4] = at[$3, $4] " " $2
	place[$2] = $3 "+" $4
	size[$2] = $5
	clones[plain($2)] = clones[plain($2)] " " $2
}
$1 == "call" {
	callers[$3] = callers[$3] " " $2
}
/^Callgraph clone;/ && by ~ /dump/ {
	split($0, f, ";")
	step[f[2]] = step[f[2]] " " NR
	to[NR] = f[7]
}
$1 == "ask" {
	answer($2)
}

function plain(s) {
	sub(/[.].*/, "", s)
	return s
}
# another clone than a piece that stands apart
function is_clone(s) {
	return s ~ /[.]/ && s !~ /[.]cold/
}
function gone(s) {
	return section[s] ~ /^[.](init|exit|meminit|memexit)/
}
# A symbol whose code has to be replaced
function reach(s) {
	if (s in code || !(s in section))
		return
	code[s]
	if (!gone(s))
		todo[++n] = s
}
# Folding: y stands where x does, or it has a symbol and the size of x, but no
# code that readelf knows of
function twins(x, y) {
	return (x in place) && (y in place) && !is_clone(y) &&
		(place[x] == place[y] || by ~ /dwarf/ && (x in has_code) && \
		 !(y in has_code) && size[x] == size[y])
}
# All that the dump says the code x went into
function follow(x,	m, i, e, y, when, list, k, l) {
	when[x] = 0
	list[l = 1] = x
	for (k = 1; k <= l; k++) {
		x = list[k]
		m = split(step[x], e, " ")
		for (i = 1; i <= m; i++) {
			y = to[e[i]]
			if (e[i] + 0 < when[x] || twins(x, y) ||
			    ((y in when) && when[y] <= e[i] + 0))
				continue
			when[y] = e[i] + 0
			list[++l] = y
			reach(y)
		}
	}
}
function answer(f,	m, i, w, set, s, k, out) {
	split("", code)
	split("", todo)
	n = 0
	m = split(clones[f], w, " ")
	for (i = 1; i <= m; i++)
		reach(w[i])
	m = split(inside[f], w, " ")
	for (i = 1; i <= m; i++) {
		k = split(clones[w[i]], set, " ")
		for (; k > 0; k--)
			reach(set[k])
	}
	follow(f)
	for (i = 1; i <= n; i++)
		if (is_clone(todo[i])) {
			m = split(callers[todo[i]] callers[place[todo[i]]], w, " ")
			for (k = 1; k <= m; k++)
				reach(w[k])
		}
	split("", set)
	for (i = 1; i <= n; i++) {
		s = plain(todo[i])
		if (s != f && (s in section) && !gone(s))
			set[s]
	}
	m = 0
	for (s in set) {
		for (k = m++; k > 0 && w[k] > s; k--)
			w[k + 1] = w[k]
		w[k + 1] = s
	}
	out = f
	for (i = 1; i <= m; i++)
		out = out " " w[i]
	print out
}
