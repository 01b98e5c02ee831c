# SPDX-License-Identifier: GPL-2.0-or-later
# words.awk - what a shell would make of a line, without a shell; for
# klp-cmdline, which looks for compilers' command lines in what others wrote
#
# Nothing that is read here is ever run.  A line is split into words and
# operators as POSIX says (2.2 Quoting, 2.3 Token Recognition); where a shell
# would put something else in a word's place (a variable, what a command
# printed, file names) the word says so, and a command line that has such a
# word is refused.  What is found is printed, a line each,
#
#	is RANK SEEN WHERE DIR SOURCE OBJECT LINE DIR
#	no RANK SEEN WHERE DIR SOURCE OBJECT WHY
#
# in words quoted for the shell: quoted() is what makes them safe for eval, and
# the words of LINE and the second DIR are so once more, to be shown.  SEEN is
# a number for each place; RANK is "sure", "guess" where something else would be
# better, or "mixed" where the folder is one of several.  Of the caller, in the environment: BASE, the name
# of the source without its folder; NAME, that of what is read, as it is to be
# shown; DIR, the build directory; ME, what messages begin with; SPELLINGS, what
# cpp-rec --spellings prints.

BEGIN {
	BASE = ENVIRON["BASE"]
	NAME = ENVIRON["NAME"]
	DIR = ENVIRON["DIR"]
	ME = ENVIRON["ME"]
	names("if then else elif do while until ! { } time", RESERVED)
	spellings(ENVIRON["SPELLINGS"])
	names("-E -M -MM -fsyntax-only -###", NO_OBJECT)
	launchers()
	RANK = "sure"
}

# launchers - programs that start the compiler: LAUNCH, those of their options
# that are two words, and OPERAND, what may stand between these and the command
function launchers(    list, part) {
	list = "ccache distcc sccache icecc icerun buildcache gomacc pump " \
		"command nohup libtool linux32 linux64 fakeroot eatmydata " \
		"unbuffer chronic setsid bear intercept-build"
	for (N = split(list, part, " "); N; N--)
		LAUNCH[part[N]] = " "
	LAUNCH["env"] = " -u -C --chdir --unset "
	LAUNCH["nice"] = " -n --adjustment "
	LAUNCH["ionice"] = " -c -n --class --classdata "
	LAUNCH["time"] = " -o -f --output --format "
	LAUNCH["exec"] = " -a "
	LAUNCH["stdbuf"] = " -i -o -e --input --output --error "
	LAUNCH["strace"] = " -a -b -e -E -I -o -O -p -P -s -S -u -U -X "
	LAUNCH["ltrace"] = " -a -A -D -e -F -l -n -o -p -s -u -w -x "
	LAUNCH["numactl"] = " -C -N -P -m -p -w "
	LAUNCH["choom"] = " -n --adjust "
	LAUNCH["sudo"] = " -u -g -h -p -C -T -r -t -U "
	LAUNCH["timeout"] = " -k -s --kill-after --signal "
	LAUNCH["taskset"] = LAUNCH["chrt"] = LAUNCH["setarch"] = " "
	OPERAND["timeout"] = "^[0-9.]+[smhd]?$"
	OPERAND["taskset"] = "^[0-9a-fA-Fx,-]+$"
	OPERAND["chrt"] = "^[0-9]+$"
	OPERAND["setarch"] = "^(i[3-6]86|x86_64|linux(32|64)|uname26|arm.*|" \
		"aarch64|ppc.*|s390x?|riscv.*|loongarch.*)$"
}

# names LIST SET - its words as the keys of SET
function names(list, set,    n, part) {
	for (n = split(list, part, " "); n; n--)
		set[part[n]]
}

# spellings TABLE - SHORT, of a compiler's option the short spelling, and TAKES,
# those with a value that may be the next word
function spellings(table,    n, line, field) {
	for (n = split(table, line, "\n"); n; n--) {
		split(line[n], field, "\t")
		SHORT[field[1]] = field[2]
		if (field[3] == "next")
			TAKES[field[1]]
	}
}

# die - that line is damaged
function die(line, what) {
	print ME ": " NAME ":" line ": error: " what >"/dev/stderr"
	DEAD = 1
	exit 1
}

# quoted WORD - as the shell reads it back.  Who reads our lines evaluates each:
# none may end within quotes.  What is found has no newline in it, and of what
# is refused it does not matter.
function quoted(word) {
	gsub(/\n/, "?", word)
	if (word ~ /^[A-Za-z0-9_@%+=:,.\/-]+$/)
		return word
	gsub(/'/, "'\\''", word)
	return "'" word "'"
}

function basename(path) {
	sub(/.*\//, "", path)
	return path
}

# under DIR PATH - the path, as seen from where DIR is
function under(dir, path) {
	return path ~ /^\// ? path : path == "." ? dir : dir "/" path
}

# The tokens of the line: text; OPERATOR[i] of an operator, and WHY[i] of a
# word that a shell would have made another one
function token(text, op, why) {
	if (DROP && !op) {
		DROP = 0	# the file of a redirection
		return
	}
	DROP = 0
	TEXT[++TOKENS] = text
	OPERATOR[TOKENS] = op
	WHY[TOKENS] = why
}

function end_word() {
	if (IN_WORD)
		token(WORD, 0, REASON)
	IN_WORD = 0
	WORD = REASON = ""
}

function add(text) {
	WORD = WORD text
	IN_WORD = 1
}

# closing S UP DOWN - the length of what stands in front of the DOWN that
# ends what has been opened, -1 if there is none
function closing(s, up, down,    i, c, n, depth) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\") {
			i++
		} else if (c ~ /['"]/) {
			if ((n = index(substr(s, i + 1), c)) == 0)
				return -1
			i += n
		} else if (c == down) {
			if (!depth--)
				return i - 1
		} else if (c == up) {
			depth++
		}
	}
	return -1
}

# expansion S - S begins with $ or a backquote: how long what the shell
# replaces is, 0 if nothing; LOST if it does not end
function expansion(s,    c, n) {
	c = substr(s, 2, 1)
	if (s ~ /^`/) {
		REASON = "what a command prints (`...`)"
		n = closing(substr(s, 2), "", "`")
	} else if (c == "(") {
		REASON = "what a command prints ($(...))"
		n = closing(substr(s, 3), "(", ")") + 1
	} else if (c == "{") {
		REASON = "a variable (${...})"
		n = closing(substr(s, 3), "{", "}") + 1
	} else if (match(s, /^\$([A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/)) {
		REASON = "a variable ($" substr(s, 2, RLENGTH - 1) ")"
		return RLENGTH
	} else {
		return 0
	}
	if (n <= 0 && s !~ /^``/) {
		LOST = "an expansion does not end"
		return length(s)
	}
	return n + 2
}

# double S - S stands behind a double quote: its length with the closing one
function double(s,    n, len) {
	for (len = length(s); s != ""; s = substr(s, n + 1)) {
		if (match(s, /^[^"\\$`]+/)) {
			n = RLENGTH
			add(substr(s, 1, n))
		} else if (s ~ /^"/) {
			return len - length(s) + 1
		} else if (s ~ /^\\\n/) {
			n = 2
		} else if (s ~ /^\\[$`"\\]/) {
			n = 2
			add(substr(s, 2, 1))
		} else if (s ~ /^\\/) {
			n = 1
			add("\\")
		} else if (!(n = expansion(s))) {
			n = 1
			add("$")
		}
	}
	LOST = "a double quote is not closed"
	return len
}

# tokens S - split S; LOST says why if it does not end
function tokens(s,    c, n) {
	TOKENS = DROP = IN_WORD = 0
	WORD = REASON = LOST = ""
	for (; s != ""; s = substr(s, n + 1)) {
		n = 1
		c = substr(s, 1, 1)
		if (match(s, /^[^ \t\n\\'"$`;&|<>()#*?[~]+/)) {
			n = RLENGTH
			add(substr(s, 1, n))
		} else if (c == " " || c == "\t") {
			end_word()
		} else if (c == "\\") {
			n = 2
			if (substr(s, 2, 1) != "\n")
				add(substr(s, length(s) > 1 ? 2 : 1, 1))
		} else if (c == "'") {
			n = index(substr(s, 2), "'")
			add(substr(s, 2, n - 1))
			if (!n++) {
				LOST = "a single quote is not closed"
				n = length(s)
			}
		} else if (c == "\"") {
			add("")
			n = double(substr(s, 2)) + 1
		} else if (c == "$" || c == "`") {
			add("")
			if (!(n = expansion(s))) {
				n = 1
				add(c)
				# two shells, two meanings
				if (s ~ /^\$['"]/)
					REASON = substr(s, 1, 2) "..." substr(s, 2, 1)
			}
		} else if (c == "#" && !IN_WORD) {
			n = index(s "\n", "\n") - 1
		} else if (c ~ /[#~]/ && IN_WORD) {
			add(c)
		} else if (c ~ /[*?[~]/) {
			add(c)
			REASON = "file names (" c ")"
		} else if (c ~ /[<>]/) {
			if (WORD ~ /^[0-9]$/)
				IN_WORD = 0
			end_word()
			match(s, /^(<<-?|>>|>\||[<>]&|<>|[<>])/)
			n = RLENGTH
			if (s ~ /^<</)
				LOST = "a here-document"
			DROP = 1
		} else {
			end_word()
			if (s ~ /^(&&|\|\||;;)/)
				n = 2
			token(c == "\n" ? ";" : substr(s, 1, n), 1, "")
		}
	}
	end_word()
}

# told - is this word an option's argument?
function told(i, first) {
	return i > first && TEXT[i - 1] in TAKES && !OPERATOR[i - 1]
}

# is_compiler WORD - by its name
function is_compiler(word) {
	return basename(word) ~ \
		/^(.*-)?(gcc|cc|clang|c[0-9][0-9]|tcc|icc|icx)(-?[0-9][0-9.]*)?$/
}

# stranger I LAST - where the compiler is that the word, a program that is not
# known, starts; I if it is none.  What else it does is not known: AHEAD.
function stranger(i, last,    at) {
	if (is_compiler(TEXT[i]))
		return i
	for (at = i + 1; at <= last; at++) {
		if (told(at, i))
			continue
		if (basename(TEXT[at]) == BASE)
			break
		if (is_compiler(TEXT[at])) {
			AHEAD = "'" TEXT[i] "', which is not known"
			return at
		}
	}
	return i
}

# compiler I LAST - the first word of the compiler's own command line: what
# starts it, assignments and the options of both stand in front.  AHEAD says
# what of that a command line cannot.
function compiler(i, last,    name, options) {
	AHEAD = ""
	for (; i <= last; i++) {
		if (TEXT[i] ~ /^(CPATH|C_INCLUDE_PATH|COMPILER_PATH|GCC_EXEC_PREFIX)=/)
			AHEAD = TEXT[i]
		name = basename(TEXT[i])
		if (TEXT[i] ~ /^[A-Za-z_][A-Za-z0-9_]*=/ || TEXT[i] in RESERVED)
			continue
		if (i < last && basename(TEXT[i + 1]) == "libtool")
			continue	# the shell that runs it
		if (!(name in LAUNCH))
			break
		options = LAUNCH[name]
		for (; i < last && (TEXT[i + 1] ~ /^-/ ||
			name in OPERAND && TEXT[i + 1] ~ OPERAND[name]); i++) {
			if (name == "env" && TEXT[i + 1] ~ /^-(C|S|-chdir|-split)/)
				AHEAD = "env " TEXT[i + 1]
			if (index(options, " " TEXT[i + 1] " "))
				i++
		}
	}
	return i <= last ? stranger(i, last) : i
}

# short I - the option that word is, as short as it can be, without what
# --NAME=VALUE has for a value
function short(i,    name) {
	name = TEXT[i]
	if (name ~ /^--/)
		sub(/=.*/, "", name)
	return name in SHORT ? SHORT[name] : TEXT[i]
}

# compiles I LAST ANY - do these words compile something to an object?  A
# compiler has a compiler's name, or -c and -o and no words before the first
# option, as interpreters have; ANY name will do where it is said to be one.
function compiles(i, last, any,    c, o, name) {
	any = any || is_compiler(TEXT[i])
	if (!any && i < last && TEXT[i + 1] !~ /^[-@]/ && \
	    basename(TEXT[i + 1]) != BASE)
		return 0
	for (i++; i <= last; i++) {
		name = short(i)
		if (name in NO_OBJECT && !told(i, i - 1))
			return 0
		c = c || name == "-c"
		o = o || name ~ /^-o/
	}
	return any || c && o
}

# object FIRST LAST SOURCE - what it is compiled to
function object(first, last, source,    i, name, option, suffix) {
	suffix = ".o"
	for (i = first; i <= last; i++) {
		if (told(i, first))
			continue
		option = short(i)
		if (option == "-S")
			suffix = ".s"
		else if (option == "-o" && TEXT[i] ~ /=/)
			name = substr(TEXT[i], index(TEXT[i], "=") + 1)
		else if (option == "-o" && i < last)
			name = TEXT[i + 1]
		else if (option ~ /^-o./)
			name = substr(option, 3)
	}
	if (name == "") {
		name = basename(source)
		sub(/\.[^.]*$/, suffix, name)
	}
	return name
}

# found - print what stands from FIRST to LAST, if it compiles BASE.  NAME is
# the object's, where that is known.
function found(where, dir, name, first, last, any,
	       i, s, why, line, sources) {
	first = compiler(first, last)
	if (first > last || !compiles(first, last, any))
		return
	for (i = first; i <= last; i++) {
		if (WHY[i] != "" && why == "")
			why = WHY[i]
		if (TEXT[i] ~ /\n/ && why == "")
			why = "a newline"
		if (i == first || TEXT[i] ~ /^-/ || told(i, first))
			continue
		if (basename(TEXT[i]) == BASE)
			s = TEXT[i]
		if (TEXT[i] ~ /\.c$/)
			sources++
	}
	# in what does not end the source is no word of its own
	if (s == "" && LOST != "")
		s = BASE
	if (s == "")
		return
	if (why != "")
		why = "the command line has " why " in it"
	if (AHEAD != "")
		why = "the compiler is started with " AHEAD
	if (STRAY != "")
		why = "the folder that it runs in has " STRAY " in its name"
	if (LOST != "")
		why = LOST
	if (name == "")
		name = object(first, last, s)
	# what writes a source is no compiler
	if (name ~ /\.[chS]$/)
		return
	if (why != "") {
		print "no", RANK, SEEN, quoted(where), quoted(dir), quoted(s), \
			quoted(name), quoted(why)
		return
	}
	for (i = first; i <= last; i++) {
		# the other sources of a command that has several
		if (sources > 1 && i > first && TEXT[i] ~ /^[^-].*\.c$/ &&
		    TEXT[i] != s && !told(i, first))
			continue
		line = line " " quoted(TEXT[i])
	}
	print "is", RANK, SEEN, quoted(where), quoted(dir), quoted(s), \
		quoted(name), quoted(substr(line, 2)), quoted(quoted(dir))
}

# commands - all that the line S runs, from the folder DIR on
function commands(s, where, dir, name,    i, first, depth, outer, last) {
	tokens(s)
	token(";", 1, "")
	first = 1
	STRAY = ""
	for (i = 1; i <= TOKENS; i++) {
		if (!OPERATOR[i])
			continue
		last = i - 1
		while (first < last && TEXT[first] in RESERVED)
			first++
		if (first == last - 1 && TEXT[first] == "cd") {
			dir = under(dir, TEXT[last])
			STRAY = WHY[last]
		} else if (first <= last) {
			found(where, dir, name, first, last, 0)
		}
		if (TEXT[i] == "(")
			outer[++depth] = dir
		else if (TEXT[i] == ")" && depth)
			dir = outer[depth--]
		first = i + 1
	}
}
