# SPDX-License-Identifier: GPL-2.0-or-later
# log.awk - the commands in what make or ninja printed; to be read behind
# words.awk
#
# A folder lasts from make's "Entering directory" to its "Leaving directory".
# Where several makes run at a time their lines are mixed, and a line may be
# of any folder that is open: all are printed, the last one first, and who
# reads them looks in which the source is.  The first make ran in the build
# directory.

# place - FILE:LINE, or just the name of what has no lines to look at
function place(line) {
	return NAME == "make -n" ? NAME : NAME ":" line
}

function look(s, line,    i) {
	SEEN = line
	for (i = OPEN; i; i--)
		commands(s, place(line), FOLDER[i])
	commands(s, place(line), DIR)
}

# enter and leave: the last one of that name
function enter(dir) {
	FOLDER[++OPEN] = under(DIR, dir)
}
function leave(dir,    i) {
	dir = under(DIR, dir)
	for (i = OPEN; i && FOLDER[i] != dir; i--)
		;
	if (!i)
		return
	for (OPEN--; i <= OPEN; i++)
		FOLDER[i] = FOLDER[i + 1]
}

function directory(s) {
	sub(/^[^`']*[`']/, "", s)
	sub(/'$/, "", s)
	return s
}

{ sub(/\r$/, "") }

MORE { HELD = HELD "\n" $0 }
!MORE { HELD = $0; FIRST = NR }
{
	# an odd number of \ at the end: the line goes on
	match($0, /\\*$/)
	if (MORE = RLENGTH % 2)
		next
}

HELD ~ /^[^ ]*(make|ninja)[^ ]*: Entering directory [`']/ {
	enter(directory(HELD))
	next
}
HELD ~ /^[^ ]*(make|ninja)[^ ]*: Leaving directory [`']/ {
	leave(directory(HELD))
	next
}
index(HELD, BASE) {
	sub(/^\[[0-9]+\/[0-9]+\] /, "", HELD)
	sub(/^libtool: compile: /, "", HELD)
	look(HELD, FIRST)
}

END {
	if (MORE && index(HELD, BASE))
		look(HELD, FIRST)
}
