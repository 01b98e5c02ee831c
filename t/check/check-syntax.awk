# SPDX-License-Identifier: GPL-2.0-or-later
# For check-syntax: from what became of each file to a verdict.
#
# Its input, with tabs:
#	F file options folder	a file
#	S program status	gcc, cpp-rec, cparse, ceval: its exit status
#	program line		a line that has "error:" of what it said
#
# What gcc calls a syntax error is known by its words:
# where a token cannot stand its parser says "expected ... before ..." or
# "... at end of input"; two more are in syntax() below.  All else is about
# meaning, which is ceval's; but where gcc has any error at a line, cparse may
# have one there.  An "unknown type name" may be found by ceval instead: gcc
# takes x for one in "x * y;" where it knows no x, which is not syntax.
#
# No errors of ours are asked for inside of #pragma lines (OpenMP has a
# grammar of its own there), nor for what the loops below a pragma must look
# like.  The end of the input is at no line: gcc gives that of the last token
# or one behind it.
#
# Only the first syntax error is compared: what comes after it depends on
# where the parser goes on.  What cpp-rec refuses where gcc has an error is not
# parsed.

BEGIN {
	FS = "\t"
	explained_read("syntax")
}

function syntax(s) {
	# of the preprocessor: its quotes are double ones
	if (s ~ /^missing terminating |^stray /)
		return 1
	if (s ~ /"/ && s !~ /^expected .* before /)
		return 0
	# of OpenMP and its like
	if (s ~ /#pragma|clause|end of line|^expected iteration declaration/)
		return 0
	return s ~ /^expected |^unknown type name |^.else. without|^ISO C requires a named arg/
}

# "a.c:1:2: error: text" into path, number, text
function split_error(s) {
	sub(/^c[a-z-]*: /, "", s)
	if (!match(s, /:[0-9]+:([0-9]+:)? (fatal )?error: /)) {
		# no line in what a #line directive calls line 0
		if (!match(s, /: error: /))
			return 0
		path = substr(s, 1, RSTART - 1)
		text = substr(s, RSTART + RLENGTH)
		number = 0
		return path != "gcc" && path !~ /^cc1|^gcc-/
	}
	path = substr(s, 1, RSTART - 1)
	text = substr(s, RSTART + RLENGTH)
	number = substr(s, RSTART + 1) + 0
	return 1
}

# Is the place in a #pragma line?  It may go on behind backslashes.
function in_pragma(	name, n, s, pragma, more) {
	name = path ~ /^\// ? path : folder "/" path
	if (!((name, 0) in pragmas)) {
		pragmas[name, 0] = 1
		n = 0
		more = pragma = 0
		while ((getline s <name) > 0) {
			n++
			if (!more)
				pragma = s ~ /^[ \t]*(#|%:)[ \t]*pragma|_Pragma/
			if (pragma)
				pragmas[name, n] = 1
			more = s ~ /\\[ \t\r]*$/
		}
		close(name)
	}
	return (name, number) in pragmas
}

function verdict(	place) {
	if (!file)
		return
	if (status["gcc"] && !gcc_errors) {
		foreign++       # options of another machine
		return
	}
	tried++
	equal = 1
	compare()
	if (equal)
		explained_equal(file, options)
}

function compare() {
	if (status["cpp-rec"] > 1 && status["cpp-rec"] != 141 ||
	    status["cparse"] > 1 && status["cparse"] != 141 ||
	    status["ceval"] > 1) {
		differs("ended with " status["cpp-rec"] " " status["cparse"] \
			" " status["ceval"])
		return
	}
	if (!status["gcc"]) {
		if (ours == "" && !status["ceval"])
			taken++
		else
			differs(ours == "" ? "ceval: " ceval_says : ours)
	} else if (gcc_at != "") {
		if (gcc_at in at || (gcc_says ~ /at end of input$/ && at_end) ||
		    (gcc_says ~ / unknown type name / && gcc_at == ceval_at) ||
		    (status["cpp-rec"] == 1 && cpp_at in gcc_lines))
			refused++
		else
			differs("gcc: " gcc_says "; " (ours == "" ? "taken" : ours))
	} else if (cparse_at == "" || cparse_at in gcc_lines)
		meaning++
	else
		differs("gcc: " gcc_first "; " ours)
}

function differs(s) {
	equal = 0
	if (explained(file, s, options)) {
		explained_files++
		return
	}
	bad++
	print file ": " s " [" options "]"
}

$1 == "F" {
	verdict()
	file = $2
	options = $3
	folder = $4
	cpp_at = gcc_at = gcc_says = gcc_first = ours = cparse_at = ceval_says = ""
	ceval_at = ""
	gcc_errors = at_end = 0
	split("", status)
	split("", at)
	split("", gcc_lines)
	next
}
$1 == "S" { status[$2] = $3; next }
$1 == "gcc" && split_error($2) {
	gcc_errors++
	gcc_lines[path ":" number] = 1
	if (gcc_first == "")
		gcc_first = $2
	if (gcc_at == "" && syntax(text) && !in_pragma()) {
		gcc_at = path ":" number
		gcc_says = $2
	}
	next
}
$1 == "cpp-rec" {
	if (ours == "")
		ours = $2
	if (split_error($2)) {
		at[path ":" number] = 1
		if (cpp_at == "")
			cpp_at = path ":" number
	}
	next
}
$1 == "cparse" && $2 !~ /<stdin>/ && split_error($2) {
	if (ours == "")
		ours = $2
	if (cparse_at == "") {
		cparse_at = path ":" number
		at[cparse_at] = 1
	}
	if (text ~ / before the end of input$/)
		at_end = 1
	next
}
$1 == "ceval" && ceval_says == "" {
	ceval_says = $2
	if (split_error($2))
		ceval_at = path ":" number
}

END {
	verdict()
	bad += explained_rest(whole)
	printf "syntax: %d files tried, %d taken by both, %d refused by both " \
		"at the same line, %d wrong in meaning only, %d differ, " \
		"%d explained\n",
		tried, taken, refused, meaning, bad, explained_files
	exit bad > 0
}
