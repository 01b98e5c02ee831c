/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every record kind of ccp-stream(5), once:
 * KIND(name in C, word on the wire, fields), a field being
 * F(name in C, what it holds).  The names count the fields from 0:
 * r->f[X_MACRO] is a field of an x record.
 * The enums, the reader, the writer and t/stream.bats come from this table.
 *
 * What a field holds:
 *   A capital letter   gives the next id of its kind (dense, from 1)
 *   a small letter     refers to an id that was given; with a 0 after it: or 0
 *   #                  an unsigned decimal number below 2^31, so that sums of
 *                      two do not overflow
 *   %                  one of up to 64 bits; rec_long reads it
 *   w                  a word: text without blanks
 *   *                  text
 * From the first | on, fields may be missing at the end; those in ( ) are
 * repeated any number of times.  The letters: P search path, S spelling, F
 * file, M macro, C conditional, X expansion, T token, N node, D external
 * declaration, Y type, E entity, K keep.
 */
/* cpp-rec */
KIND(STAGE, "stage", F(STAGE_NAME, "w") F(STAGE_VERSION, "*")
     F(STAGE_ARGS, "(*)"))
KIND(DIR, "dir", F(DIR_PATH, "*"))
KIND(OPT, "opt", F(OPT_ARG, "*"))
KIND(FACT, "fact", F(FACT_NAME, "w") F(FACT_VALUE, "*"))
KIND(PATH, "path", F(PATH_ID, "P") F(PATH_KIND, "w") F(PATH_DIR, "*"))
KIND(S, "s", F(S_ID, "S") F(S_CLASS, "w") F(S_TEXT, "*"))
KIND(FILE, "file", F(FILE_ID, "F") F(FILE_PATH, "*") F(FILE_PARENT, "f0")
     F(FILE_OFF, "#") F(FILE_LEN, "#") F(FILE_HOW, "w") F(FILE_FORM, "w")
     F(FILE_DIR, "p0") F(FILE_SIZE, "#") F(FILE_MTIME, "w") F(FILE_HASH, "w")
     F(FILE_LOOKS, "(sm0)"))
KIND(TEXT, "text", F(TEXT_FILE, "f") F(TEXT_CONTENT, "*"))
KIND(SKIP, "skip", F(SKIP_FIRST, "f") F(SKIP_FILE, "f") F(SKIP_OFF, "#")
     F(SKIP_LEN, "#") F(SKIP_HOW, "w") F(SKIP_FORM, "w") F(SKIP_DIR, "p0")
     F(SKIP_WHY, "w") F(SKIP_LOOKS, "(sm0)"))
KIND(LEAVE, "leave", F(LEAVE_FILE, "f"))
KIND(DEFINE, "define", F(DEFINE_ID, "M") F(DEFINE_NAME, "s")
     F(DEFINE_FILE, "f") F(DEFINE_OFF, "#") F(DEFINE_LEN, "#")
     F(DEFINE_KIND, "w") F(DEFINE_BODY, "#") F(DEFINE_BODY_LEN, "#")
     F(DEFINE_PARAMS, "(s)"))
KIND(UNDEF, "undef", F(UNDEF_MACRO, "m0") F(UNDEF_NAME, "s")
     F(UNDEF_FILE, "f") F(UNDEF_OFF, "#") F(UNDEF_LEN, "#"))
KIND(IF, "if", F(IF_ID, "C") F(IF_WORD, "w") F(IF_FILE, "f") F(IF_OFF, "#")
     F(IF_LEN, "#") F(IF_TAKEN, "#") F(IF_LOOKS, "(sm0)"))
KIND(ELSE, "else", F(ELSE_ID, "c") F(ELSE_WORD, "w") F(ELSE_FILE, "f")
     F(ELSE_OFF, "#") F(ELSE_LEN, "#") F(ELSE_TAKEN, "#")
     F(ELSE_LOOKS, "(sm0)"))
KIND(PRAGMA, "pragma", F(PRAGMA_FILE, "f") F(PRAGMA_OFF, "#")
     F(PRAGMA_LEN, "#") F(PRAGMA_X, "x0") F(PRAGMA_TEXT, "*"))
KIND(LINE, "line", F(LINE_FILE, "f") F(LINE_OFF, "#") F(LINE_LEN, "#")
     F(LINE_NUMBER, "#") F(LINE_NAME, "*"))
KIND(DIRECTIVE, "directive", F(DIRECTIVE_FILE, "f") F(DIRECTIVE_OFF, "#")
     F(DIRECTIVE_LEN, "#") F(DIRECTIVE_WORD, "w"))
KIND(X, "x", F(X_ID, "X") F(X_MACRO, "m") F(X_PARENT, "x0") F(X_FILE, "f")
     F(X_OFF, "#") F(X_LEN, "#") F(X_ARGS, "(##)"))
KIND(SPAN, "span", F(SPAN_X, "x") F(SPAN_LEN, "#"))
KIND(G, "g", F(G_X, "x") F(G_OP, "w") F(G_FILE, "f") F(G_OFF, "#")
     F(G_TOOK, "(f#)"))
KIND(T, "t", F(T_ID, "T") F(T_S, "s") F(T_FILE, "f") F(T_OFF, "#")
     F(T_X, "|x0") F(T_LEN, "#"))
/* cparse */
KIND(N, "n", F(NODE_ID, "N") F(NODE_KIND, "w") F(NODE_FIRST, "t") F(NODE_LAST, "|t")
     F(NODE_KIDS, "(n0)"))
KIND(TOP, "top", F(TOP_ID, "D") F(TOP_KIND, "w") F(TOP_NODE, "n")
     F(TOP_FIRST, "t") F(TOP_LAST, "t"))
KIND(BODY, "body", F(BODY_TOP, "d") F(BODY_NODE, "n") F(BODY_FIRST, "t")
     F(BODY_LAST, "t"))
KIND(NAMES, "names", F(NAMES_TOP, "d") F(NAMES_HOW, "w")
     F(NAMES_TOKENS, "(t)"))
/* ceval */
KIND(Y, "y", F(Y_ID, "Y") F(Y_KIND, "w") F(Y_FIELDS, "(*)"))
KIND(ENT, "ent", F(ENT_ID, "E") F(ENT_CLASS, "w") F(ENT_NAME, "s0")
     F(ENT_LINKAGE, "w") F(ENT_STORAGE, "w") F(ENT_TOP, "d0")
     F(ENT_TYPE, "y0") F(ENT_LABEL, "|*"))
KIND(DECL, "decl", F(DECL_ENT, "e") F(DECL_TOKEN, "t") F(DECL_HOW, "w")
     F(DECL_NODE, "n0") F(DECL_TOP, "d0") F(DECL_TYPE, "y0")
     F(DECL_SCOPE, "|w"))
KIND(U, "u", F(U_TOKEN, "t") F(U_ENT, "e") F(U_HOW, "w"))
KIND(FULL, "full", F(FULL_TOKEN, "t") F(FULL_ENT, "e"))
KIND(E, "e", F(E_NODE, "n") F(E_TYPE, "y") F(E_VALUE, "|*"))
KIND(DEAD, "dead", F(DEAD_NODE, "n") F(DEAD_WHY, "w"))
KIND(LAYOUT, "layout", F(LAYOUT_ENT, "e") F(LAYOUT_SIZE, "%")
     F(LAYOUT_ALIGN, "#"))
KIND(FIELD, "field", F(FIELD_ENT, "e") F(FIELD_NAME, "s0") F(FIELD_TYPE, "y")
     F(FIELD_OFF, "%") F(FIELD_WIDTH, "|#"))
/* closure */
KIND(ANSWER, "answer", F(ANSWER_QUESTION, "w") F(ANSWER_RESULT, "*")
     F(ANSWER_ARGS, "(*)"))
KIND(HEADER, "header", F(HEADER_FILE, "f") F(HEADER_MAY, "w")
     F(HEADER_WHY, "*"))
KIND(WANT, "want", F(WANT_TOKEN, "t") F(WANT_ENT, "e0") F(WANT_HOW, "w")
     F(WANT_GIVEN, "(t)"))
KIND(KEEP, "keep", F(KEEP_ID, "K") F(KEEP_FIRST, "t") F(KEEP_LAST, "t")
     F(KEEP_ROLE, "w") F(KEEP_ENT, "e0"))
KIND(EDIT, "edit", F(EDIT_KEEP, "k") F(EDIT_TOKEN, "t") F(EDIT_COUNT, "#")
     F(EDIT_TEXT, "*"))
KIND(INSERT, "insert", F(INSERT_TOKEN, "t") F(INSERT_TEXT, "*"))
KIND(EXT, "ext", F(EXT_ENT, "e") F(EXT_CLASS, "w") F(EXT_NAME, "*")
     F(EXT_NEW, "*") F(EXT_LINKAGE, "w") F(EXT_HOW, "w") F(EXT_WHY, "*")
     F(EXT_OBJECT, "|*") F(EXT_POSITION, "*") F(EXT_SYMBOL, "*")
     F(EXT_METHOD, "*") F(EXT_SECTION, "*") F(EXT_NAMESPACE, "*")
     F(EXT_TAG, "*"))
