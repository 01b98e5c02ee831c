# SPDX-License-Identifier: GPL-2.0-or-later
# check-boot.awk - judge what scripts/boot/phases has printed, and make the table
#
# Variables: booted, the exit status of klp-boot; in the environment: work, the
# folder of what was built; top, the project.  Files: the names that were wanted,
# the patterns of the log, what was printed.

# get FILE - all of it on one line
function get(file,    line, text) {
	while ((getline line <file) > 0)
		text = text (text == "" ? "" : "\n") line
	close(file)
	return text
}

# of_case CASE KEY - its value there
function of_case(folder, key,    line, field, value) {
	folder = ENVIRON["top"] "/t/boot/" folder "/case"
	while ((getline line <folder) > 0) {
		split(line, field, "\t")
		if (field[1] == key)
			value = field[2]
	}
	close(folder)
	return value
}

function fault(what) {
	faults[++nfaults] = "\t" what
}

# seen WORD - was it the same wherever it was printed, and is it what is wanted?
# Where the target came late there is nothing before it.
function seen(run, phase, wanted,    i) {
	if (!((run, phase) in count)) {
		if (phase != "before" || run !~ /:late$/) {
			fault(phase ": nothing seen")
			return 0
		}
		return 1
	}
	for (i = 1; i <= count[run, phase]; i++)
		if (value[run, phase, i] != wanted) {
			fault(phase ": '" value[run, phase, i] "' and not '" \
				wanted "'")
			return 0
		}
	return 1
}

FILENAME == ARGV[1] {
	wanted[++nwanted] = $0
	next
}
FILENAME == ARGV[2] {
	if ($0 != "" && !/^#/)
		pattern[++npatterns] = $0
	next
}
NF > 2 {
	value[$1, $2, ++count[$1, $2]] = $3
	if (!seen_run[$1]++) {
		part = $1
		sub(/:[a-z]*$/, "", part)
		runs[part] = runs[part] " " $1
	}
	next
}

# row NAME RUN - its line of the table, and what is wrong
function row(name, run,    part, dir, stage, ok, i, j, hits, line, acts, called, zero) {
	nfaults = 0
	split(name, part, ":")
	dir = ENVIRON["work"] "/" part[1] "." part[2] "/"
	stage = get(dir "stage")
	line = part[1] "\t" part[2] "\t" \
		(run != "" ? substr(run, length(name) + 2) : "-")
	refused = of_case(part[1], "refused")
	if (refused != "") {
		ok = stage != "built" && index(get(dir "said"), refused)
		if (!ok)
			fault("wanted '" refused "': " \
				(stage == "built" ? "was built" : get(dir "said")))
		print line "\t" (ok ? "refused: " refused : "not refused")
	} else if (stage != "built") {
		fault(stage ": " get(dir "said"))
		print line "\t-\t-\t-\t-\t-\t-\t-\t-\t" get(dir "seconds")
	} else {
		called = of_case(part[1], "calls")
		before = of_case(part[1], "before")
		reverted = of_case(part[1], "reverted")
		acts = seen(run, "before", before)
		if (of_case(part[1], "over") != "")
			acts = seen(run, "older", of_case(part[1], "older")) \
				&& acts
		acts = seen(run, "patched", of_case(part[1], "patched")) && acts
		acts = seen(run, "reverted", reverted == "" ? before : reverted) \
			&& acts
		for (i = 1; i <= count[run, "hits"]; i++) {
			split(value[run, "hits", i], parts, " ")
			hits = hits (hits == "" ? "" : ",") parts[2]
			if (!parts[2] && (called == "" ||
			    index("," called ",", "," parts[1] ",")))
				zero = 1
		}
		if (hits == "" || zero)
			fault("a new function was not called: " hits)
		for (i = 1; i <= count[run, "failed"]; i++)
			fault(value[run, "failed", i])
		for (i = 1; i <= count[run, "log"]; i++)
			if (!expected(value[run, "log", i]))
				fault("log: " value[run, "log", i])
		if (get(dir "code") !~ /^(same|lines|clones|inlining)(,(same|lines|clones|inlining))*$/)
			fault("code: " get(dir "code"))
		if (!((run, "loaded") in count) || !((run, "unloaded") in count))
			fault("was not loaded and unloaded")
		print line "\t" get(dir "lines") "\t" \
			split(get(dir "functions"), parts, "\n") "\t" \
			get(dir "symbols") "\t" get(dir "code") "\t" \
			(((run, "loaded") in count) ? "yes" : "no") "\t" \
			(acts ? "yes" : "no") "\t" \
			(((run, "unloaded") in count) ? "yes" : "no") "\t" \
			(hits == "" ? "-" : hits) "\t" get(dir "seconds")
	}
	for (i = 1; i <= nfaults; i++)
		print faults[i]
	if (nfaults)
		bad++
	else
		good++
}

# expected LINE - may the kernel say it?
function expected(line,    i) {
	sub(/^\[ *[0-9.]*\] /, "", line)
	for (i = 1; i <= npatterns; i++)
		if (line ~ pattern[i])
			return 1
	return 0
}

END {
	print "case\tpolicy\torder\tlines\tfunctions\tsymbols\tcode\tloaded\tacts\tunloads" \
		"\thits\tseconds"
	for (w = 1; w <= nwanted; w++) {
		n = split(runs[wanted[w]], each, " ")
		if (!n)
			row(wanted[w], "")
		for (e = 1; e <= n; e++)
			row(wanted[w], each[e])
	}
	if (booted + 0) {
		print "klp-boot failed with exit status " booted
		bad++
	}
	printf "%d right, %d wrong\n", good, bad
	exit bad > 0
}
