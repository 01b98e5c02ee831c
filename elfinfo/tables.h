/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every kind of row of elfinfo's tables, once, sorted by the word:
 * ROW(name in C, word in the table, the columns behind it).
 * The writer, which counts the columns, the header of each table, and
 * t/elfinfo.bats, which holds elfinfo(1) to it, come from here.
 */
/* functions.c */
ROW(CALLED,    "called",    "name object unit file line by symbol count")
ROW(CLONE,     "clone",     "name object unit file line suffix symbol "
			    "section value size position of fentry")
/* functions.c */
ROW(FUNCTION,  "function",  "name object unit file line linkage state symbol "
			    "section value size position of fentry")
ROW(INLINED,   "inlined",   "name object unit file line into symbol via "
			    "count")
/* symbols.c */
ROW(SYMBOL,    "symbol",    "name object type binding section value size "
			    "file position of export namespace")
/* functions.c */
ROW(TAILCALL,  "tailcall",  "name object unit symbol to count")
/* variables.c */
ROW(VARIABLE,  "variable",  "name object unit file line linkage function "
			    "symbol section value size position of")
