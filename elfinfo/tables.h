/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every kind of row of elfinfo's tables, once, sorted by the word:
 * ROW(name in C, word in the table, the columns behind it).
 * The writer, which counts the columns, the header of each table, and
 * t/elfinfo.bats, which holds elfinfo(1) to it, come from here.
 */
/* patchable.c */
ROW(ALSO,      "also",      "name object unit file line with with-object "
			    "with-unit symbol why about")
/* functions.c */
ROW(CALLED,    "called",    "name object unit file line by symbol called "
			    "count by-unit")
ROW(CLONE,     "clone",     "name object unit file line suffix symbol "
			    "section value size position of fentry")
/* clones.c */
ROW(DUMPCLONE, "dumpclone", "name order file line column clone clone-order "
			    "clone-file clone-line clone-column suffix mark "
			    "dump at")
/* symvers.c */
ROW(EXPORT,    "export",    "name object path crc kind namespace")
/* functions.c */
ROW(FUNCTION,  "function",  "name object unit file line linkage state symbol "
			    "section value size position of fentry")
ROW(INLINED,   "inlined",   "name object unit file line into symbol via "
			    "count into-unit")
/* complete.c */
ROW(MEMBER,    "member",    "name object unit file line what symbol position "
			    "of why about")
/* object.c */
ROW(OBJECT,    "object",    "name what debug depends")
/* patchable.c */
ROW(PATCHABLE, "patchable", "name object unit file line verdict symbol "
			    "position of")
ROW(REASON,    "reason",    "name object unit file line word about")
/* clones.c */
ROW(REMOVAL,   "removal",   "name order file line column dump")
/* resolve.c */
ROW(RESOLVED,  "resolved",  "name verdict object symbol position of word "
			    "reason")
/* symbols.c */
ROW(SYMBOL,    "symbol",    "name object type binding section value size "
			    "file position of export namespace")
/* functions.c */
ROW(TAILCALL,  "tailcall",  "name object unit symbol to count")
ROW(TWIN,      "twin",      "name object unit file line with with-unit")
/* walk.c */
ROW(UNIT,      "unit",      "name object unit")
/* variables.c */
ROW(VARIABLE,  "variable",  "name object unit file line linkage function "
			    "symbol section value size position of")
