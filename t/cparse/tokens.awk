# SPDX-License-Identifier: GPL-2.0-or-later
# tokens.awk [std=gnu11] file.c - a stream with the tokens of a C file, which
# has no directives but #pragma.  It stands in for cpp-rec in cparse's tests.
BEGIN {
	OFS = "\t"
	if (!std)
		std = "gnu11"
	if (!compiler)
		compiler = "x86_64-gcc-12.2.0"
	put("ccp-stream" OFS 1)
	put("fact" OFS "compiler" OFS compiler)
	put("fact" OFS "std" OFS std)
	split("... <<= >>= -> ++ -- << >> <= >= == != && || += -= *= /= %= " \
	      "&= ^= |= <: :> <% %>", long, " ")
}

FNR == 1 {
	file(FILENAME)
}

/^#pragma/ {
	put("pragma" OFS 1 OFS off OFS length($0) OFS 0 OFS substr($0, 9))
	off += length($0) + 1
	next
}

{
	line($0)
	off += length($0) + 1
}

END {
	put("leave" OFS 1)
	print "end" OFS n
}

function put(s) {
	print s
	n++
}

function file(name) {
	put("file" OFS 1 OFS name OFS 0 OFS 0 OFS 0 OFS "main" OFS "none" \
	    OFS 0 OFS 0 OFS "0.0" OFS 0)
}

function token(class, s, at,	esc) {
	if (!(s in ids)) {
		ids[s] = ++nids
		esc = s
		gsub(/\\/, "\\\\", esc)
		gsub(/\t/, "\\t", esc)
		put("s" OFS nids OFS class OFS esc)
	}
	ntok++
	put("t" OFS ntok OFS ids[s] OFS 1 OFS at)
}

function line(s,	i, rest, class) {
	for (i = 1; i <= length(s); i += len) {
		rest = substr(s, i)
		if (comment || rest ~ /^\/[*]/) {
			# a comment may go on in the next line
			len = index(substr(rest, comment ? 1 : 3), "*/")
			comment = !len
			if (!len)
				return
			len += rest ~ /^\/[*]/ ? 3 : 1
			continue
		}
		if (match(rest, /^[ \t]+/)) {
			len = RLENGTH
			continue
		}
		class = "p"
		if (match(rest, /^[LuU]?"([^"\\]|\\.)*"/))
			class = "s"
		else if (match(rest, /^[LuU]?'([^'\\]|\\.)*'/))
			class = "c"
		else if (match(rest, /^[A-Za-z_$][A-Za-z_$0-9]*/))
			class = "i"
		else if (match(rest,
			/^\.?[0-9]([eEpP][-+]|[A-Za-z_.0-9]|'[0-9A-Za-z])*/))
			class = "n"
		else if (!punctuator(rest))
			class = "o"
		len = RLENGTH
		token(class, substr(rest, 1, len), off + i - 1)
	}
}

function punctuator(s,	i) {
	for (i = 1; i in long; i++)
		if (substr(s, 1, length(long[i])) == long[i]) {
			RLENGTH = length(long[i])
			return 1
		}
	RLENGTH = 1
	return index("()[]{};,:.?~!*/%+-<>&^|=", substr(s, 1, 1))
}
