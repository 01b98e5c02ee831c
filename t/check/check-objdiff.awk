# SPDX-License-Identifier: GPL-2.0-or-later
# check-objdiff.awk - N lines that a preprocessed unit could have instead of
# one of those of its functions: number, how, new text with \036 for \
#
# Only the main file's functions are changed; these begin and end with a brace
# in the first column.
BEGIN { srand(seed) }
/^# [0-9]+ "/ {
	mine = index($0, "\"" main "\"")
	next
}
!mine { next }
/^}/ { inside = 0 }
inside && /[;{)]$/ { body[++bodies] = NR "\t" $0 }
/^{/ { inside = 1 }
END {
	for (tries = 0; done < n && tries < 50 * n; tries++) {
		i = 1 + int(rand() * bodies)
		at = body[i]
		sub(/\t.*/, "", at)
		text = body[i]
		sub(/^[0-9]*\t/, "", text)
		new = changed(text)
		if (new == text || (at in taken))
			continue
		taken[at]
		gsub(/\\/, "\036", new)
		print at "\t" how "\t" new
		done++
	}
}

# pick(S, RE) - set RSTART and RLENGTH to one of the matches; 0: there is none
function pick(s, re,	m, n, off, start, len) {
	off = 0
	n = 0
	while (match(s, re)) {
		start[++n] = off + RSTART
		len[n] = RLENGTH
		off += RSTART + RLENGTH - 1
		s = substr(s, RSTART + RLENGTH)
	}
	if (!n)
		return 0
	m = 1 + int(rand() * n)
	RSTART = start[m]
	RLENGTH = len[m]
	return 1
}

function put(s, with) {
	return substr(s, 1, RSTART - 1) with substr(s, RSTART + RLENGTH)
}

function changed(s,	kind, w) {
	kind = int(rand() * 9)
	if (kind == 0 && pick(s, " (==|!=|<|>|<=|>=) ")) {
		how = "compare"
		w = substr(s, RSTART, RLENGTH)
		return put(s, w == " == " ? " != " : " == ")
	}
	if (kind == 1 && pick(s, " (&&|[|][|]) ")) {
		how = "and"
		return put(s, substr(s, RSTART, RLENGTH) == " && " ? " || " : " && ")
	}
	if (kind == 2 && pick(s, " [-+] ")) {
		how = "plus"
		return put(s, substr(s, RSTART, RLENGTH) == " + " ? " - " : " + ")
	}
	if (kind == 3 && pick(s, "[( ][0-9]+[,); ]")) {
		how = "number"
		w = substr(s, RSTART, RLENGTH)
		return put(s, substr(w, 1, 1) (substr(w, 2, length(w) - 2) + 1) \
			substr(w, length(w)))
	}
	if (kind == 4 && pick(s, "[a-z][a-z] [a-z]")) {
		if (substr(s, 1, RSTART - 1) !~ /^[^"]*("[^"]*")*[^"]*"[^"]*$/)
			return s
		how = "string"
		return put(s, substr(s, RSTART, 2) "_" substr(s, RSTART + 3, 1))
	}
	if (kind == 5 && pick(s, "if [(]")) {
		how = "if"
		return put(s, "if (0 == ")
	}
	if (kind == 6 && s ~ /^\t+[a-z][a-z0-9_>.-]*( [-+|&]?=|\().*;$/ &&
	    s !~ /return|goto/) {
		how = "gone"
		return "\t;"
	}
	if (kind == 7 && s ~ /;$/ && s ~ /^\t+[a-z]/) {
		how = "barrier"
		return s " asm volatile(\"nop\");"
	}
	if (kind == 8 && pick(s, "[a-z]->[a-z_]+")) {
		how = "twice"
		return s ~ /^\t+[a-z_]+->[a-z_]+ = .*;$/ ? s s : s
	}
	return s
}
