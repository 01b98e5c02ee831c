# SPDX-License-Identifier: GPL-2.0-or-later
# What is said of every file of the project
setup() {
	load helper
	cd "$top"
}

# ours - the files, without what was built
ours() {
	git ls-files 2>/dev/null ||
	find . -name .git -prune -o -path ./build -prune -o -type f -print |
		sed 's,^[.]/,,'
}

@test "lint: each file names its license, but for tests' input and lists" {
	ours | while read -r f; do
		case $f in
		t/check/*[!E] | t/demo/*[!E]) ;;
		*/README | README | LICENSE | .gitignore | t/corpus.txt) continue ;;
		t/*/*) continue ;;
		esac
		head -n 5 "$f" | grep -q 'SPDX-License-Identifier: GPL-2.0' ||
			echo "$f: no SPDX-License-Identifier"
	done >"$tmp/bare"
	diff /dev/null "$tmp/bare"
}

@test "lint: no file names a folder of the machine it was written on" {
	ours | grep -v '^t/lint.bats$' >"$tmp/files"
	[ -s "$tmp/files" ]
	tr '\n' '\0' <"$tmp/files" |
		xargs -0 grep -nE '/(home|root|work|Users)/[A-Za-z]' >"$tmp/paths" || :
	diff /dev/null "$tmp/paths"
}

@test "lint: no source file has more than 1000 lines" {
	ours | grep -E '[.](c|h|y|re|awk|bats|bash|sh|mk)$|^(scripts|policies|t/check)/' \
		>"$tmp/files"
	[ -s "$tmp/files" ]
	while read -r f; do
		awk 'END { if (NR > 1000) print FILENAME ": " NR " lines" }' "$f"
	done <"$tmp/files" >"$tmp/long"
	diff /dev/null "$tmp/long"
}
