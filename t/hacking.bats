# SPDX-License-Identifier: GPL-2.0-or-later
# HACKING is true
setup() {
	load helper
	cd "$tmp"
	ln -s "$top/policies" .
}

# session - a script of the page's lines that begin with $ and what follows
# them; * stands for a field that is another each time
session() {
	sed -n 's/^    //p' "$top/HACKING"
}

@test "HACKING: what its commands print is what it says" {
	session | sed -n '/^[$] cat a.c$/,/^[$]/{/^[$]/d;p;}' >a.c
	[ -s a.c ]
	session | awk '/^[$] / { run = 1 } /^[^$]/ && !run { next } run' |
		awk '/^A new/ { exit } 1' | sed '/^ *[0-9][.] /,$d' >page
	sed -n 's/^[$] //p' page | while IFS= read -r cmd; do
		printf '$ %s\n' "$cmd"
		eval "$cmd"
	done | awk -F'\t' -v OFS='\t' '
		$1 == "file" { $11 = $12 = "*" }
		{ print }' >got
	diff -u page got
}
