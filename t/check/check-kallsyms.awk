# SPDX-License-Identifier: GPL-2.0-or-later
# check-kallsyms.awk - a running kernel against an index
#
#	awk -f check-kallsyms.awk SAID FS='\t' ROWS
#
# SAID: "section /sys/module/M/sections/S 0x...", lines of /proc/kallsyms, and
# "traceable" with lines of available_filter_functions; ROWS: symbol, function
# and clone rows of the index.  Addresses are compared by their last ten digits,
# which awk's numbers can hold.
BEGIN {
	CONVFMT = "%.0f"
	TEN = 16 ^ 10
	# is_ignored_symbol() of scripts/kallsyms.c
	UNNAMED = "^vmlinux\t([.]L|__crc_|__kstrtab|kallsyms_)"
	for (i = 0; i < 16; i++)
		digit[sprintf("%x", i)] = i
}
function hex(s,		i, v) {
	sub(/^0x/, "", s)
	for (i = length(s) > 10 ? length(s) - 9 : 1; i <= length(s); i++)
		v = v * 16 + digit[substr(s, i, 1)]
	return v + 0
}

FS == " " && $1 == "section" {
	split($2, part, "/")
	base[part[4], part[6]] = hex($3)
	next
}
# What has no name is a weak function's that was overridden.
FS == " " && $1 == "traceable" {
	if ($2 !~ /^__ftrace_invalid_address__/)
		traceable[$3 == "" ? "vmlinux" : substr($3, 2, length($3) - 2), \
			$2]++
	next
}
# What the kernel made for itself stands under names that are no modules'.
FS == " " && $1 ~ /^[0-9a-f]+$/ && $4 !~ /^\[(__builtin|bpf)/ {
	object = $4 == "" ? "vmlinux" : substr($4, 2, length($4) - 2)
	loaded[object]
	key = object "\t" $3
	theirs[key] = theirs[key] " " hex($1)
	if (key == "vmlinux\t_text")
		text = hex($1)
}

# A function with a call at its start.  The kernel tells them by the first name
# that the address has, so they are compared by address.
FS == "\t" && ($1 == "function" && $15 == "yes" && $8 != "overridden" ||
		$1 == "clone" && $14 == "yes") && $3 in loaded {
	s = $1 == "function" ? $10 : $9
	if (s !~ /^\.(init|exit)/)
		patchable[$3, s, hex($1 == "function" ? $11 : $10)] = $2
}

FS == "\t" && $1 == "symbol" && $3 in loaded && $10 > 0 {
	key = $3 "\t" $2
	of[key] = $11
	why = $3 != "vmlinux" ? gone($3, $6) : ""
	if (why != "") {
		passed[why]++
		next
	}
	section[key, $10] = $6
	value[key, $10] = hex($7)
	if (key == "vmlinux\t_text")
		linked = hex($7)
	# per-cpu data have a place of their own that nothing tells but they
	if ($6 == ".data..percpu" && $11 == 1 && $3 != "vmlinux" &&
	    !(($3, $6) in base) && key in theirs)
		base[$3, $6] = (substr(theirs[key], 2) - hex($7) + TEN) % TEN
}
# Why a running module does not have what is in the section; "": it has it
function gone(object, s) {
	if (s ~ /^\.init/)
		return "of init sections, given back"
	if ((object, s) in base || s == ".data..percpu")
		return ""
	return "absolute or of sections that are not loaded"
}
# vmlinux was moved, but for its per-cpu data, which begin at 0.
function address(object, s, v) {
	if (object != "vmlinux")
		v += base[object, s]
	else if (v > TEN / 2)
		v += text - linked
	return (v + TEN) % TEN
}

END {
	for (key in of) {
		ours = ""
		n = moved = 0
		for (i = 1; i <= of[key]; i++)
			if ((key, i) in section) {
				ours = ours " " address(object_of(key), \
					section[key, i], value[key, i])
				moved += ++n != i
			}
		if (n == 0)
			continue
		if (!(key in theirs)) {
			if (key ~ UNNAMED)
				passed["whose names kallsyms leaves out"] += n
			else
				bad(key, ours, " nothing")
			continue
		}
		names++
		symbols += n
		if (n > 1) {
			several++
			if (key ~ /^vmlinux\t/)
				inkernel++
		}
		renumbered += moved
		if (theirs[key] != ours)
			bad(key, ours, theirs[key])
	}
	for (key in theirs)
		if (!(key in of))
			bad(key, " nothing", theirs[key])
	trace()
	for (object in loaded)
		objects++
	for (why in passed)
		printf "passed over: %d %s\n", passed[why], why
	printf "%d modules and vmlinux: %d names, %d symbols, %d names of " \
		"several (%d in vmlinux), %d symbols that have another " \
		"position once init sections are given back; %d functions " \
		"can be patched; %d differ\n",
		objects - 1, names, symbols, several, inkernel, renumbered,
		traced, differ
	exit differ || !several || !traced
}
function object_of(key) {
	return substr(key, 1, index(key, "\t") - 1)
}
# Each that the kernel names is one of ours, and no two are the same.
function trace(	k, part, i, n, w, at, left) {
	for (k in patchable) {
		split(k, part, SUBSEP)
		at[part[1], address(part[1], part[2], part[3])] = patchable[k]
	}
	for (k in traceable) {
		split(k, part, SUBSEP)
		left = traceable[k]
		n = split(theirs[part[1] "\t" part[2]], w, " ")
		for (i = 1; i <= n && left; i++)
			if ((part[1], w[i]) in at) {
				delete at[part[1], w[i]]
				left--
				traced++
			}
		if (left)
			bad(part[1] "\t" part[2], " no", " can be patched")
	}
	for (k in at) {
		split(k, part, SUBSEP)
		bad(part[1] "\t" at[k], " can be patched", " no")
	}
}
function bad(key, ours, kernel) {
	if (++differ < 20)
		print key ": elfinfo" ours ", kernel" kernel
}
