# SPDX-License-Identifier: GPL-2.0-or-later
# check-diff.awk - without want=edit: the functions among tokens, one a line;
# with it: a source that is edited, its line to standard error

# Tokens.  A function is what has a name before parentheses, no =, and a brace
# after them; attributes are apart.
function begin() {
	text = name = last = ""
	assigned = is_function = 0
}

want == "edit" { source[++n] = $0; next }

{
	text = text " " $0
	if ($0 == "(" && !depth && !skip) {
		if (last == "__attribute__" || last == "__attribute")
			skip = 1
		else if (last ~ /^[A-Za-z_]/ && last !~ /^(__)?(typeof|asm)/)
			name = last
	}
	if ($0 == "{" && !depth && last == ")" && !assigned)
		is_function = 1
	if ($0 == "=" && !depth)
		assigned = 1
	if ($0 ~ /^[({[]$/)
		depth++
	if ($0 ~ /^[]})]$/)
		depth--
	if (skip) {
		# as if it were not there
		if (!depth && $0 == ")") {
			skip = 0
			last = before
		}
		next
	}
	if (!depth && is_function && $0 == "}") {
		print name "\t" text
		begin()
		next
	}
	if (!depth && $0 == ";") {
		begin()
		next
	}
	if ($0 !~ /^__attribute(__)?$/)
		before = $0
	last = $0
}

# Edits

function random(most) {
	hash = (hash * 1103515245 + 12345) % 2147483648
	return int(hash / 65536) % most + 1
}

# The lines of bodies where an edit of this kind can be
function find(    i, inside, is_inline) {
	for (i = 1; i <= n; i++) {
		if (source[i] ~ /inline/)
			is_inline = i
		if (source[i] == "}")
			inside = 0
		if (kind == "macro" && source[i] !~ /\\$|\/\*/ &&
		    source[i] ~ /^#define [A-Za-z_]+(\([a-z, ]*\))?[ \t]+[^ \t]/)
			at[++places] = i
		if (kind == "definition" &&
		    source[i] ~ /^#define [A-Z_]+[ \t]+(0x)?[0-9]+$/)
			at[++places] = i
		if (kind == "member" && source[i] ~ /^struct [a-z_]+ \{$/ ||
		    kind == "enumerator" && source[i] ~ /^enum [a-z_]+ \{$/)
			at[++places] = i
		if (source[i] == "{")
			inside = 1
		if (!inside || source[i] ~ /\\$|^#|^[ \t]*\/?\*/ || source[i - 1] ~ /\\$/)
			continue
		if (kind == "statement" && source[i] == "{" ||
		    (kind == "inline" || kind == "instruction") &&
			source[i] == "{" && is_inline > i - 4 ||
		    kind == "constant" && source[i] ~ /[ (\[][0-9]+[ ;,)\]]/ ||
		    kind == "operator" && source[i] ~ / == / ||
		    kind == "call" && source[i] ~ /^\t+[a-z_]+\(.*\);$/ ||
		    kind == "space" && source[i] ~ /;$/)
			at[++places] = i
	}
}

function change(i,    s, v) {
	s = source[i]
	if (kind == "statement" || kind == "inline")
		return s "\n\t(void)sizeof(int);"
	if (kind == "instruction")
		return s "\n\t__asm__ volatile(\"nop\");"
	if (kind == "member")
		return s "\n\tlong inserted_here;"
	if (kind == "enumerator")
		return s "\n\tINSERTED_HERE,"
	if (kind == "definition")
		return s "+1"
	if (kind == "space")
		return "\n\t/* why\n\t */\n" s " /* that */"
	if (kind == "macro")
		return s " + 0"
	if (kind == "call")
		return "\t;"
	if (kind == "operator") {
		sub(/ == /, " != ", s)
		return s
	}
	match(s, /[ (\[][0-9]+[ ;,)\]]/)
	v = substr(s, RSTART + 1, RLENGTH - 2)
	return substr(s, 1, RSTART) (v + 1) substr(s, RSTART + RLENGTH - 1)
}

END {
	if (want != "edit")
		exit
	hash = 1
	for (i = 1; i <= length(seed); i++)
		hash = (hash * 31 + index("abcdefghijklmnopqrstuvwxyz0123456789/_",
			substr(seed, i, 1))) % 65521
	random(7)
	find()
	if (!places)
		exit 1
	line = at[random(places)]
	for (i = 1; i <= n; i++)
		print i == line ? change(i) : source[i]
	print line >"/dev/stderr"
}
