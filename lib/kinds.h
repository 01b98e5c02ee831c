/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every record kind of ccp-stream(5), once:
 * KIND(name in C, word on the wire, field specification).
 * The enum, the reader, the writer and t/stream.bats come from this table.
 *
 * A field specification is one item a field:
 *   A capital letter   gives the next id of its kind (dense, from 1)
 *   a small letter     refers to an id that was given; 0 behind it: or 0
 *   #                  an unsigned decimal number of up to 32 bits
 *   %                  one of up to 64 bits; rec_long reads it
 *   w                  a word: text without blanks
 *   *                  text
 * Items behind | may be missing from the end; those in ( ) are repeated
 * any number of times.  The letters: P search path, S spelling, F file, M
 * macro, C conditional, X expansion, T token, N node, D external
 * declaration, Y type, E entity, K keep.
 */
/* cpp-rec */
KIND(STAGE,     "stage",     "w*(*)")
KIND(DIR,       "dir",       "*")
KIND(OPT,       "opt",       "*")
KIND(FACT,      "fact",      "w*")
KIND(PATH,      "path",      "Pw*")
KIND(S,         "s",         "Sw*")
KIND(FILE,      "file",      "F*f0##wwp0#ww(sm0)")
KIND(TEXT,      "text",      "f*")
KIND(SKIP,      "skip",      "ff##wwp0w(sm0)")
KIND(LEAVE,     "leave",     "f")
KIND(DEFINE,    "define",    "Msf##w##(s)")
KIND(UNDEF,     "undef",     "m0sf##")
KIND(IF,        "if",        "Cwf###(sm0)")
KIND(ELSE,      "else",      "cwf###(sm0)")
KIND(PRAGMA,    "pragma",    "f##x0*")
KIND(LINE,      "line",      "f###*")
KIND(DIRECTIVE, "directive", "f##w")
KIND(X,         "x",         "Xmx0f##(##)")
KIND(SPAN,      "span",      "x#")
KIND(G,         "g",         "xwf#(f#)")
KIND(T,         "t",         "Tsf#|x0#")
/* cparse */
KIND(N,         "n",         "Nwt|t(n0)")
KIND(TOP,       "top",       "Dwntt")
KIND(BODY,      "body",      "dntt")
/* ceval */
KIND(Y,         "y",         "Yw(*)")
KIND(ENT,       "ent",       "Ews0wwd0y0|*")
KIND(DECL,      "decl",      "etwn0d0y0")
KIND(U,         "u",         "tew")
KIND(FULL,      "full",      "te")
KIND(E,         "e",         "ny|*")
KIND(DEAD,      "dead",      "nw")
KIND(LAYOUT,    "layout",    "e%#")
KIND(FIELD,     "field",     "es0y%|#")
/* closure */
KIND(ANSWER,    "answer",    "w*(*)")
KIND(HEADER,    "header",    "fw*")
KIND(FROM,      "from",      "fe0")
KIND(MOVED,     "moved",     "ff")
KIND(KEEP,      "keep",      "Kttwe0")
KIND(EDIT,      "edit",      "kt#*")
KIND(INSERT,    "insert",    "t*")
KIND(EXT,       "ext",       "ew**ww*")
