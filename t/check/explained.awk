# SPDX-License-Identifier: GPL-2.0-or-later
# Differences that have a reason, for the awk programs of the checks: reads
# t/check/explained, or the file that the environment's EXPLAINED names.  Its form
# stands in the first.
#
#	explained_read(CHECK)	first, with the name of the check
#	explained(NAME, SAYS, OPTIONS)	is this difference listed?
#	explained_equal(NAME, OPTIONS)	a case where there is none
#	explained_rest(WHOLE)	last: prints the subjects whose cases were all
#		equal, of a WHOLE run also those that met no case; how many

function explained_bad(why) {
	print explained_list ": " why
	explained_errors++
}

function explained_read(check,		line, n, k, reason, ours, mine) {
	explained_list = ENVIRON["EXPLAINED"]
	while ((getline line <explained_list) > 0) {
		n++
		if (line == "") {
			if (reason != "" && !mine)
				explained_bad(n - 1 ": a reason for nothing")
			reason = ""
			mine = 0
		} else if (line ~ /^\t/) {
			if (reason == "")
				explained_bad(n ": no reason")
			else if (ours)
				explained_met[substr(line, 2)] = ""
			mine++
		} else if (line !~ /^#/ && reason == "") {
			k = index(line, ": ")
			reason = k ? substr(line, k + 2) : line
			if (k < 2 || line !~ /^[a-z, ]+:/)
				explained_bad(n ": which check is it for?")
			ours = k && index(" " substr(line, 1, k - 1) ",", \
				" " check ",")
		}
	}
	close(explained_list)
	if (!n)
		explained_bad("cannot be read")
}

function explained_covers(subject, name, says, options) {
	if (subject ~ /^-/)
		return index(" " options " ", " " subject " ")
	if (subject ~ /\/$/)
		return index(name, subject) == 1
	return subject == name || index(subject, name ": ") == 1 && \
		(says == "" || index(name ": " says, subject) == 1)
}

function explained(name, says, options,		s, found) {
	for (s in explained_met)
		if (explained_covers(s, name, says, options)) {
			explained_met[s] = "differs"
			found = 1
		}
	return found
}

function explained_equal(name, options,		s) {
	for (s in explained_met)
		if (explained_met[s] == "" && \
		    explained_covers(s, name, "", options))
			explained_met[s] = "equal"
}

function explained_rest(whole,		s) {
	for (s in explained_met)
		if (explained_met[s] == "equal")
			explained_bad(s ": explained, but equal")
		else if (whole && explained_met[s] == "")
			explained_bad(s ": explained, but there is none")
	return explained_errors + 0
}
