# SPDX-License-Identifier: GPL-2.0-or-later
# cmd.awk - the command lines that kbuild keeps beside the objects, in
# .NAME.o.cmd; to be read behind words.awk
#
#	cmd_fs/proc/cmdline.o := gcc ...	savedcmd_ since Linux 6.3
#
# It is a line of a makefile: make's own escapes are undone first.  The object
# has the path from where make ran, so the folder is the rest of the file's;
# where that path is absolute, as those of external modules before Linux 6.13,
# make ran in the build directory.

# unmake S - as make hands it to the shell: $$, $(pound), and \# of old kernels
function unmake(s,    out, i, part) {
	for (; s != ""; s = substr(s, i)) {
		i = index(s "$", "$")
		part = substr(s, 1, i - 1)
		gsub(/\\#/, "#", part)
		out = out part
		s = substr(s, i)
		if (s ~ /^\$\$/) {
			out = out "$"
			i = 3
		} else if (s ~ /^\$\(pound\)/) {
			out = out "#"
			i = 9
		} else if (s != "") {
			die(NR, "expected $$ or $(pound), saw '" \
				substr(s, 1, 9) "'")
		}
	}
	return out
}

/^(saved)?cmd_[^ ]+ := / {
	name = $1
	sub(/^[a-z]*_/, "", name)
	sub(/^\.\//, "", name)
	path = FILENAME
	sub(/\.cmd$/, "", path)
	dir = path
	sub(/[^\/]*$/, "", dir)
	path = dir substr(path, length(dir) + 2)
	at = length(path) - length(name)
	if (name ~ /^\//)
		dir = DIR
	else if (at > 0 && substr(path, at) == "/" name)
		dir = substr(path, 1, at - 1)
	else
		die(NR, "the command makes '" name "', not '" \
			basename(path) "'")
	sub(/^[^ ]+ := */, "")
	SEEN++
	commands(unmake($0), NAME, dir, name)
	if (LOST != "")
		die(NR, LOST)
}

END {
	if (!DEAD && !SEEN)
		die(NR, "expected 'cmd_OBJECT := COMMAND', saw the end")
}
