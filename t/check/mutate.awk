# SPDX-License-Identifier: GPL-2.0-or-later
# mutate.awk - N lines that C files could have instead of one of theirs
#
# A line each: file, line number, how, the new text, in which a tab is \037 and
# a backslash \036.  Only lines of functions are taken, and of each line one
# mutant.  It relies on how our sources look: a function's head begins a line
# and its brace stands alone on one.
FNR == 1 { inside = comment = 0; before = ";" }
{
	plain = hide($0)
	if (/^}/)
		inside = 0
	if (inside && !comment_line && plain !~ /^[ \t]*$/) {
		look()
		before = plain
	}
	if (/^{/) {
		inside = 1
		void = head ~ /^(static )?(_Noreturn )?void$/
		before = ";"
	}
	# the type stands on the line before the name
	if (!inside && /^[a-z]/) {
		head = type
		type = $0
	}
}
END {
	srand(seed)
	for (i = 1; i <= lines; i++) {
		r = i + int(rand() * (lines - i + 1))
		t = mutant[r]
		mutant[r] = mutant[i]
		if (i > n)
			break
		print t
	}
}

# hide(S) - the line with what stands in strings, character constants and
# comments covered; comment says whether one is open at its end
function hide(s,	i, c, quote, out) {
	comment_line = comment
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (comment) {
			if (substr(s, i, 2) == "*/") {
				comment = 0
				i++
				out = out " "
			}
			out = out " "
		} else if (quote != "") {
			if (c == "\\") {
				out = out "_"
				i++
			} else if (c == quote)
				quote = ""
			out = out "_"
		} else if (c == "\"" || c == "'") {
			quote = c
			out = out "_"
		} else if (substr(s, i, 2) == "/*") {
			comment = 1
			i++
			out = out "  "
		} else
			out = out c
	}
	return out
}

# All that this line could be, of which one is kept
function look(	i, k) {
	found = 0
	if (plain ~ /^#/)
		return
	conditions()
	swap(" == ", " != ", "negated")
	swap(" != ", " == ", "negated")
	swap(" < ", " <= ", "off by one")
	swap(" <= ", " < ", "off by one")
	swap(" > ", " >= ", "off by one")
	swap(" >= ", " > ", "off by one")
	swap(" && ", " || ", "or")
	swap(" || ", " && ", "and")
	swap(" + ", " - ", "minus")
	swap(" - ", " + ", "plus")
	statement()
	if (!found)
		return
	# of the same lines always the same
	k = 0
	for (i = 1; i <= length($0); i++)
		k = (k * 31 + index(letters, substr($0, i, 1)) + i) % 65521
	k = (k + seed * 7 + FNR) % found + 1
	mutant[++lines] = FILENAME "\t" FNR "\t" how[k] "\t" coded(new[k])
}
BEGIN {
	letters = "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
		"0123456789!%&()*+,-./:;<=>?[]^{|}~\"' "
}

function coded(s) {
	gsub(/\t/, "\037", s)
	gsub(/\\/, "\036", s)
	return s
}

function could(what, text) {
	how[++found] = what
	new[found] = text
}

function swap(old, with, what,	at, from) {
	for (from = 1; (at = index(substr(plain, from), old)); from = at + 1) {
		at += from - 1
		could(what, substr($0, 1, at - 1) with \
			substr($0, at + length(old)))
	}
}

# if (...) and while (...) that end on their line
function conditions(	at, i, depth, c) {
	if (!match(plain, /^[\t }]*(else )?(if|while) \(/))
		return
	at = RLENGTH
	for (i = at; i <= length(plain); i++) {
		c = substr(plain, i, 1)
		depth += (c == "(") - (c == ")")
		if (!depth)
			break
	}
	if (!depth)
		could("negated", substr($0, 1, at) "!" \
			substr($0, at, i - at + 1) substr($0, i))
}

# A call, an assignment or a step that is whole on this line
function statement(	first, blanks) {
	if (before !~ /([;{}:)]|else)[ \t]*$/ || plain !~ /;[ \t]*$/)
		return
	first = plain
	sub(/^[ \t]*/, "", first)
	if (first !~ /^[*]*[a-z_][A-Za-z_0-9]*( [-+*\/|&^]?= |[.[(]|->|\+\+|--)/)
		return
	if (first ~ /^(return|goto|break|continue|case|default|sizeof|for|while|if|switch|do)[^a-z_]/)
		return
	match($0, /^[ \t]*/)
	blanks = substr($0, 1, RLENGTH)
	could("left out", blanks ";")
	if (before !~ /(\)|else)[ \t]*$/)
		could("return", blanks (void ? "return;" : "return 0;"))
}
