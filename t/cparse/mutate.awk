# SPDX-License-Identifier: GPL-2.0-or-later
# Damaged copies of a C file: FILE.1.c, FILE.2.c, ... in the folder DIR, each
# with one token left out, doubled, or another one in its place.  A token
# stands alone on its line, so that a line tells which one an error is at.
#	awk -v dir=DIR -v name=FILE -v seed=N -v count=N -f mutate.awk file.c
{
	text = text $0 "\n"
}

END {
	while (text != "") {
		if (match(text, /^[ \t\n]+/) || match(text, /^\/\*([^*]|\*+[^*\/])*\*+\//)) {
			text = substr(text, RLENGTH + 1)
			continue
		}
		if (!match(text, /^[A-Za-z_][A-Za-z_0-9]*/) &&
		    !match(text, /^[.]?[0-9]([eEpP][-+]|[A-Za-z0-9_.])*/) &&
		    !match(text, /^"([^"\\]|\\.)*"/) &&
		    !match(text, /^'([^'\\]|\\.)*'/) &&
		    !match(text, /^(\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*\/%&|^]=|::|<%|%>|<:|:>)/))
			RLENGTH = 1
		tok[++n] = substr(text, 1, RLENGTH)
		text = substr(text, RLENGTH + 1)
	}
	srand(seed)
	for (i = 1; i <= count; i++)
		damage(dir "/" name "." i ".c", 1 + int(rand() * n),
			int(rand() * 3), tok[1 + int(rand() * n)])
}

function damage(file, at, how, other,	i) {
	for (i = 1; i <= n; i++) {
		if (i != at || how == 1)
			print tok[i] >file
		if (i == at && how)
			print how == 1 ? tok[i] : other >file
	}
	close(file)
}
