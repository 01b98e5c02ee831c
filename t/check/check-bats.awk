# SPDX-License-Identifier: GPL-2.0-or-later
# check-bats.awk - reads bash just as far as check-bats needs: quotes, here
# documents, $( ), [[ ]] and case, down to where each command begins
#
# top is how many of $( ( " ' ${ (( and { we are in; for each of them:
#	ctx	which it is
#	first	the first word of the command, "" where one is to begin
#	nth	how many words it has
#	word	the word so far; inword, whether there is one, as "" is
#	cond	how many of if, elif, while and until have no then or do yet
#	cases	how many of case have no esac yet
#	pattern	a pattern of case is to come
#	redir	the next word is a file's name
#	maybe	the line of an assertion with && after it, and no || so far
#
# unit is the line of the test or the function, name the latter's.  plain is
# the line of a run whose status nobody has asked for; a function of runs ends
# with such a run, a function of looks asks for the status.
FNR == 1 { end_file(); file = FILENAME; begin_file() }
{
	line = $0
	nline = FNR
	if (reading) {
		here_document(line)
		next
	}
	if (/^@test /)
		begin_unit(1)
	else if (/^[a-z_]+\(\)/)
		begin_unit(0)
	text = line "\n"
	for (at = 1; at <= length(text); at = at + took)
		took = step(substr(text, at))
	if (line ~ /[$][{]?status/) {
		plain = 0
		looks[name] = 1
	}
	if (top == 1 && (line == "}" || line == ")"))
		end_unit()
}
END {
	end_file()
	exit bad
}

function tell(n, what) {
	print file ":" n ": " what
	bad = 1
}

function begin_file() {
	top = docs = docread = reading = unit = plain = 0
	split("", runs)
	split("", looks)
	push("$(")
}

function end_file() {
	if (file != "" && (top != 1 || docs))
		tell(nline, "the file ends in the middle of something")
}

# A test or a function
function begin_unit(test) {
	unit = FNR
	istest = test
	name = test ? "" : $0
	sub(/\(.*/, "", name)
	can_fail = 0
	plain = 0
}

function end_unit() {
	# who calls the function looks
	if (plain && !istest)
		runs[name] = 1
	else
		unseen()
	if (unit && istest && !can_fail)
		tell(unit, "a test without an assertion")
	unit = plain = 0
}

# Nothing has looked at the status of the last run
function unseen() {
	if (plain)
		tell(plain, "run without -N or !, and no $status after it")
	plain = 0
}

function push(what) {
	top++
	ctx[top] = what
	word[top] = ""
	inword[top] = cases[top] = pattern[top] = 0
	cond[top] = 0
	maybe[top] = 0
	begin()
}

# A command is to begin
function begin() {
	first[top] = ""
	nth[top] = redir[top] = 0
}

function add(s) {
	word[top] = word[top] s
	inword[top] = 1
	return length(s)
}

# step(S) - take what S begins with; how many characters that is
function step(s,	c, two) {
	c = substr(s, 1, 1)
	two = substr(s, 1, 2)
	if (ctx[top] == "'" || ctx[top] == "$'") {
		if (c == "'")
			pop()
		return ctx[top] == "$'" && c == "\\" ? 2 : 1
	}
	if (c == "\\")
		return add(two)
	if (two == "$(" && substr(s, 3, 1) == "(")
		return open("((", 3)
	if (two == "$(")
		return open("$(", 2)
	if (two == "${")
		return open("${", 2)
	if (ctx[top] == "\"" && c != "\"")
		return add(c)
	if (c == "\"")
		return ctx[top] == "\"" ? close_one(1) : open("\"", 1)
	if (two == "$'" || c == "'" && ctx[top] != "${")
		return two == "$'" ? open(two, 2) : open(c, 1)
	if (ctx[top] == "${")
		return c == "}" ? close_one(1) : add(c)
	if (ctx[top] == "((") {
		if (c == "(")
			return open("((", 1)
		# what was opened with one is closed with one
		if (c == ")")
			return close_one(two == "))" && wide[top] ? 2 : 1)
		return 1
	}
	return code(s, c, two)
}

# Where commands stand
function code(s, c, two) {
	if (c ~ /[ \t\n]/) {
		end_word()
		if (c == "\n")
			end_line()
		return 1
	}
	if (c == "#" && !inword[top])
		return length(s) - 1
	if (first[top] == "[[")
		return add(c)
	if (c ~ /[<>]/)
		return redirect(s, c)
	if (c == "&" && word[top] == "" && redir[top])
		return 1		# 2>&1
	if (pattern[top] && c ~ /[()|]/) {
		end_word()		# which may be esac
		if (pattern[top] && c == ")") {
			pattern[top] = 0
			begin()
			return 1
		}
		if (pattern[top])
			return 1
	}
	if (c == "(" && two == "((" && !inword[top])
		return open("((", 2)
	if (two == "()" && inword[top]) {
		inword[top] = 0		# a function's name
		word[top] = ""
		begin()
		return 2
	}
	if (c == "(")			# the other one is a=( ... )
		return open(inword[top] ? "a(" : "(", 1)
	if (c == ")") {
		end_word()
		end_list()
		return close_one(1)
	}
	if (two == "&&" || two == "||") {
		end_word()
		logical(two, substr(s, 3))
		return 2
	}
	if (two == ";;") {
		end_word()
		end_list()
		pattern[top] = 1
		return 2
	}
	if (c ~ /[;&]/) {
		end_word()
		end_list()
		return 1
	}
	if (c == "|") {
		end_word()
		begin()
		goes_on = FNR
		return 1
	}
	return add(c)
}

# <, > and what begins with them: <(, <<<, <<, <<-, >&, >>
function redirect(s, c,		w) {
	if (word[top] ~ /^[0-9]+$/) {
		word[top] = ""
		inword[top] = 0
	}
	end_word()
	if (s ~ /^[<>]\(/)
		return open("$(", 2)
	redir[top] = 1
	if (s ~ /^<<</)
		return 3
	if (s !~ /^<</)
		return s ~ /^>[>&|]|^<[&>]/ ? 2 : 1
	w = s
	sub(/^<<-?[ \t]*/, "", w)
	strip[++docs] = s ~ /^<<-/
	match(w, /^(\\?[A-Za-z_0-9]+|'[^']*'|"[^"]*")/)
	doc[docs] = substr(w, 1, RLENGTH)
	gsub(/[\\'"]/, "", doc[docs])
	return s ~ /^<<-/ ? 3 : 2
}

function here_document(s) {
	if (strip[docread + 1])
		sub(/^\t+/, "", s)
	if (s != doc[docread + 1])
		return
	if (++docread == docs)
		docs = docread = reading = 0
}

function open(what, n) {
	if (what != "(")
		inword[top] = 1
	if (what == "(" && first[top] == "")
		first[top] = "("
	push(what)
	wide[top] = n > 1
	return n
}

function close_one(n) {
	if (ctx[top] ~ /\($/ && ctx[top] != "((")
		end_unclosed()
	pop()
	return n
}

function end_unclosed() {
	if (cond[top] || cases[top])
		tell(FNR, "a ) in the middle of if or case")
}

function pop() {
	if (top == 1)
		tell(FNR, "what is closed was not opened")
	else
		top--
}

# A word has ended: it begins a command, or is one of its arguments
function end_word(	w) {
	if (!inword[top])
		return
	w = word[top]
	word[top] = ""
	inword[top] = 0
	goes_on = 0
	if (redir[top]) {
		redir[top] = 0
		return
	}
	if (pattern[top]) {
		if (w == "esac") {
			pattern[top] = 0
			cases[top]--
			first[top] = w
		}
		return
	}
	if (ctx[top] == "a(")
		return
	if (first[top] == "") {
		command(w)
		return
	}
	nth[top]++
	if (first[top] == "[[" && w == "]]")
		first[top] = "[[ ]]"
	if (first[top] == "@test" && w == "{")
		begin()
	if (first[top] == "case" && w == "in") {
		cases[top]++
		pattern[top] = 1
	}
	if (first[top] == "run" && nth[top] == 1 && w !~ /^(!|-[0-9]+)$/)
		plain = FNR
}

# A command begins with W
function command(w) {
	if (w ~ /^(then|do)$/)
		cond[top]--
	else if (w ~ /^(if|elif|while|until)$/)
		cond[top]++
	else if (w ~ /^(for|select)$/) {
		cond[top]++
		first[top] = w
	} else if (w == "!") {
		if (cond[top] <= 0)
			tell(FNR, "errexit passes over !")
	} else if (w == "esac")
		cases[top]--
	else if (w !~ /^([{]|else|time|[A-Za-z_][A-Za-z_0-9]*[+]?=.*)$/)
		first[top] = w
	if (w in looks)
		plain = 0
	if (w == "run" || w in runs)
		unseen()
	if (w in runs)
		plain = FNR
	if (first[top] != "" &&
			w !~ /^(@test|echo|printf|cd|:|true|skip|local|set|shift|for|fi|done|})$/)
		can_fail = 1
}

function asserts(w) {
	return w ~ /^(\[|\[\[( \]\])?|test|grep|cmp|diff)$/
}

# && or || after a command; REST is what follows on the line
function logical(op, rest) {
	if (op == "||")
		maybe[top] = 0
	else if (asserts(first[top]) && cond[top] <= 0 && !maybe[top])
		maybe[top] = FNR
	if (op == "||" && first[top] ~ /^(\[|\[\[ \]\]|test|cmp|diff)$/ &&
			rest ~ /^ *(:|true)[ \t]*[#\n;})]/)
		tell(FNR, "|| : after an assertion")
	begin()
	goes_on = FNR
}

function end_list() {
	if (maybe[top])
		tell(maybe[top], "errexit passes over what is before &&")
	maybe[top] = 0
	begin()
}

function end_line() {
	if (goes_on)
		goes_on = 0	# after && || and |
	else if (!pattern[top] && ctx[top] != "a(")
		end_list()
	# not where a quoted newline follows <<
	reading = docs > 0
}
