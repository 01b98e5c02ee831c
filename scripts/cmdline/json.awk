# SPDX-License-Identifier: GPL-2.0-or-later
# json.awk - the entries of a compile_commands.json (the "JSON Compilation
# Database" of clang) for a source; to be read behind words.awk
#
# The file is read from quote to quote, so that a record is a string or what
# stands between two; a whole kernel's is one to two seconds' work.  All of it
# has to be well-formed (RFC 8259).  A relative "directory" is seen from the
# build directory.

BEGIN {
	RS = "\""
	LINE = 1
	EXPECT = "value"
	names("directory file command output", STRINGS)
	for (N = 0; N < 16; N++)
		HEX[substr("0123456789abcdef", N + 1, 1)] = N
	ESCAPE["n"] = "\n"
	ESCAPE["t"] = "\t"
	ESCAPE["r"] = "\r"
	ESCAPE["b"] = "\b"
	ESCAPE["f"] = "\f"
	ESCAPE["/"] = "/"
	ESCAPE["\\"] = "\\"
	ESCAPE["\""] = "\""
}

function wrong(what) {
	die(LINE, what)
}

function unexpected(what) {
	wrong("expected " EXPECT ", saw " what)
}

# hex S - the value of the four digits S
function hex(s,    i, n) {
	for (i = 1; i <= 4; i++)
		n = n * 16 + HEX[tolower(substr(s, i, 1))]
	return n
}

function utf8(n) {
	if (n < 128)
		return sprintf("%c", n)
	if (n < 2048)
		return sprintf("%c%c", 192 + int(n / 64), 128 + n % 64)
	if (n < 65536)
		return sprintf("%c%c%c", 224 + int(n / 4096),
			128 + int(n / 64) % 64, 128 + n % 64)
	return sprintf("%c%c%c%c", 240 + int(n / 262144),
		128 + int(n / 4096) % 64, 128 + int(n / 64) % 64, 128 + n % 64)
}

# unescape S - the value of a string
function unescape(s,    out, i, c, n) {
	for (; (i = index(s, "\\")) > 0; s = substr(s, i)) {
		out = out substr(s, 1, i - 1)
		s = substr(s, i)
		c = substr(s, 2, 1)
		i = 3
		if (c in ESCAPE) {
			out = out ESCAPE[c]
		} else if (s ~ /^\\u[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]/) {
			i = 7
			n = hex(substr(s, 3, 4))
			if (n >= 55296 && n < 56320 &&
			    s ~ /^\\u....\\u[dD][c-fC-F][0-9a-fA-F][0-9a-fA-F]/) {
				i = 13
				n = 65536 + (n - 55296) * 1024 + \
					hex(substr(s, 9, 4)) - 56320
			}
			if (n == 0 || n >= 55296 && n < 57344)
				wrong("\\u" substr(s, 3, 4) " is no character")
			out = out utf8(n)
		} else {
			wrong("unknown escape '\\" c "' in a string")
		}
	}
	return out s
}

# entry - an object of the list has ended
function entry(    i, k) {
	if (!("directory" in ENTRY) || !("file" in ENTRY))
		wrong("an entry has no \"" (("file" in ENTRY) ? \
			"directory" : "file") "\"")
	if (!("command" in ENTRY) && !ARGUMENTS)
		wrong("an entry has neither \"command\" nor \"arguments\"")
	if (basename(ENTRY["file"]) == BASE) {
		SEEN++
		LOST = STRAY = ""
		if (ARGUMENTS) {
			for (i = 1; i <= ARGUMENTS; i++) {
				TEXT[i] = ARGUMENT[i]
				WHY[i] = OPERATOR[i] = ""
			}
			TOKENS = ARGUMENTS
		} else {
			tokens(ENTRY["command"])
		}
		for (i = 1; i <= TOKENS && !OPERATOR[i]; i++)
			;
		found(NAME ":" START, under(DIR, ENTRY["directory"]),
			ENTRY["output"], 1, i - 1, 1)
	}
	for (k in ENTRY)
		delete ENTRY[k]
	ARGUMENTS = 0
}

# after - what comes behind a value
function after() {
	EXPECT = DEPTH ? "',' or '" (KIND[DEPTH] == "[" ? "]" : "}") "'" : \
		"the end of the file"
}

# check - is a value of this kind right here?
function value(kind) {
	if (EXPECT !~ /value/)
		unexpected(kind)
	if (DEPTH == 0 && kind != "[")
		wrong("expected a list of entries, saw " kind)
	if (DEPTH == 1 && kind != "{")
		wrong("expected an entry, saw " kind)
	if (DEPTH == 2 && (KEY in STRINGS) && kind != "a string")
		wrong("expected a string for \"" KEY "\", saw " kind)
	if (DEPTH == 2 && KEY == "arguments" && kind != "[")
		wrong("expected a list for \"arguments\", saw " kind)
	if (DEPTH == 3 && KEY == "arguments" && kind != "a string")
		wrong("expected a string in \"arguments\", saw " kind)
}

function string(s) {
	if (s ~ /[\001-\037]/)
		wrong("a string has a control character in it, or does not end")
	if (index(s, "\\"))
		s = unescape(s)
	if (EXPECT ~ /name/) {
		if (DEPTH == 2)
			KEY = s
		EXPECT = "':'"
		return
	}
	value("a string")
	if (DEPTH == 2)
		ENTRY[KEY] = s
	else if (DEPTH == 3 && KEY == "arguments")
		ARGUMENT[++ARGUMENTS] = s
	after()
}

# between S - what stands between two strings
function between(s,    c) {
	for (;;) {
		if (match(s, /^[ \t\r]+/))
			s = substr(s, RLENGTH + 1)
		if (s == "")
			return
		c = substr(s, 1, 1)
		if (c == "\n") {
			LINE++
		} else if (c == "[" || c == "{") {
			value(c)
			KIND[++DEPTH] = c
			if (DEPTH == 2)
				START = LINE
			EXPECT = c == "[" ? "a value or ']'" : "a name or '}'"
		} else if (c == "]" || c == "}") {
			if (!index(EXPECT, "'" c "'"))
				unexpected("'" c "'")
			if (DEPTH == 2)
				entry()
			DEPTH--
			after()
		} else if (c == ",") {
			if (EXPECT !~ /^','/)
				unexpected("','")
			EXPECT = KIND[DEPTH] == "[" ? "a value" : "a name"
		} else if (c == ":") {
			if (EXPECT != "':'")
				unexpected("':'")
			EXPECT = "a value"
		} else if (match(s, /^(true|false|null|-?[0-9][0-9.eE+-]*)/)) {
			value(substr(s, 1, RLENGTH))
			after()
			s = substr(s, RLENGTH)
		} else {
			unexpected("'" c "'")
		}
		s = substr(s, 2)
	}
}

INSIDE {
	HELD = HELD $0
	match($0, /\\*$/)
	if (RLENGTH % 2) {
		HELD = HELD "\""
		next
	}
	string(HELD)
	INSIDE = 0
	next
}
{
	between($0)
	HELD = ""
	INSIDE = 1
}

END {
	# behind the last quote there is at least the list's ]
	if (!DEAD && EXPECT != "the end of the file")
		unexpected("the end of the file")
}
