# SPDX-License-Identifier: GPL-2.0-or-later
# judge.awk - what boot/phases has printed, for a person: what the probe saw in
# each phase, the calls of the new functions, what the kernel's log has besides
# what any live patch makes it say
#
# Variables: me.  Files: boot/log, and what was printed.  Exit status 1: it did not
# load, act on command and go, or the kernel complained.

function bad(what) {
	print me ": " run ": " what
	failed = 1
}

# run NAME ended - whether all went well
function judge(    i) {
	if (run == "")
		return
	printf "%s: %s: %s; seen before: '%s', patched: '%s', reverted: '%s'%s\n",
		me, run, (loaded && unloaded) ? "loaded and unloaded" : \
		"NOT loaded and unloaded", is["before"], is["patched"],
		is["reverted"], hits
	if (!loaded || !unloaded)
		bad("it did not load and unload")
	if (("before" in is) && is["before"] != is["reverted"])
		bad("what is seen after it is not what was seen before it")
	loaded = unloaded = 0
	hits = ""
	split("", is)
}

FILENAME == ARGV[1] {
	if ($0 != "" && !/^#/)
		pattern[++n] = $0
	next
}

$1 != run {
	judge()
	run = $1
}
$2 == "loaded" { loaded = 1 }
$2 == "unloaded" { unloaded = 1 }
$2 == "failed" { bad($3) }
$2 == "hits" { hits = hits "; calls of " $3 }
$2 ~ /^(before|patched|reverted)$/ { is[$2] = $3 }
$2 == "log" {
	line = $3
	sub(/^\[ *[0-9.]*\] /, "", line)
	for (i = 1; i <= n && line !~ pattern[i]; i++)
		;
	if (i > n)
		bad("log: " line)
}

END {
	judge()
	if (run == "") {
		print me ": the test has not run"
		failed = 1
	}
	exit failed
}
