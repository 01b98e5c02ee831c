/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every kind of row of elfinfo's tables, once, sorted by the word:
 * ROW(name in C, word in the table, the columns after it), a column being
 * COL(name in C, word).  The names count the columns from 0: f[F_STATE] is
 * a column of a function row.
 * The enums, the writer, which counts the columns, the header of each table,
 * and t/elfinfo.bats, which holds elfinfo(1) to it, come from here.
 */
/* The first columns of what is about a function or an object */
#define ABOUT(k) \
	COL(k##_NAME, "name") COL(k##_OBJECT, "object") \
	COL(k##_UNIT, "unit") COL(k##_FILE, "file") COL(k##_LINE, "line")
/* Those of its symbol */
#define STANDS(k) \
	COL(k##_SYMBOL, "symbol") COL(k##_SECTION, "section") \
	COL(k##_VALUE, "value") COL(k##_SIZE, "size") \
	COL(k##_POSITION, "position") COL(k##_OF, "of")

/* patchable.c */
ROW(ALSO, "also",
    ABOUT(A) COL(A_WITH, "with") COL(A_WITH_OBJECT, "with-object")
    COL(A_WITH_UNIT, "with-unit") COL(A_SYMBOL, "symbol") COL(A_WHY, "why")
    COL(A_ABOUT, "about"))
/* functions.c */
ROW(CALLED, "called",
    ABOUT(B) COL(B_BY, "by") COL(B_SYMBOL, "symbol") COL(B_CALLED, "called")
    COL(B_COUNT, "count") COL(B_BY_UNIT, "by-unit"))
ROW(CLONE, "clone",
    ABOUT(C) COL(C_SUFFIX, "suffix") STANDS(C) COL(C_FENTRY, "fentry"))
/* diff.c */
ROW(DIFF, "diff",
    COL(X_NAME, "name") COL(X_KIND, "kind") COL(X_VERDICT, "verdict")
    COL(X_OF, "of") COL(X_SECTION, "section") COL(X_WHAT, "what")
    COL(X_WHERE, "where") COL(X_OLD, "old") COL(X_NEW, "new"))
/* clones.c */
ROW(DUMPCLONE, "dumpclone",
    COL(D_NAME, "name") COL(D_ORDER, "order") COL(D_FILE, "file")
    COL(D_LINE, "line") COL(D_COLUMN, "column") COL(D_CLONE, "clone")
    COL(D_CLONE_ORDER, "clone-order") COL(D_CLONE_FILE, "clone-file")
    COL(D_CLONE_LINE, "clone-line") COL(D_CLONE_COLUMN, "clone-column")
    COL(D_SUFFIX, "suffix") COL(D_MARK, "mark") COL(D_DUMP, "dump")
    COL(D_AT, "at"))
/* symvers.c */
ROW(EXPORT, "export",
    COL(E_NAME, "name") COL(E_OBJECT, "object") COL(E_PATH, "path")
    COL(E_CRC, "crc") COL(E_KIND, "kind") COL(E_NAMESPACE, "namespace"))
/* functions.c */
ROW(FUNCTION, "function",
    ABOUT(F) COL(F_LINKAGE, "linkage") COL(F_STATE, "state") STANDS(F)
    COL(F_FENTRY, "fentry"))
ROW(INLINED, "inlined",
    ABOUT(I) COL(I_INTO, "into") COL(I_SYMBOL, "symbol") COL(I_VIA, "via")
    COL(I_COUNT, "count") COL(I_INTO_UNIT, "into-unit"))
/* complete.c */
ROW(MEMBER, "member",
    ABOUT(M) COL(M_WHAT, "what") COL(M_SYMBOL, "symbol")
    COL(M_POSITION, "position") COL(M_OF, "of") COL(M_WHY, "why")
    COL(M_ABOUT, "about"))
/* object.c */
ROW(OBJECT, "object",
    COL(O_NAME, "name") COL(O_WHAT, "what") COL(O_DEBUG, "debug")
    COL(O_DEPENDS, "depends"))
/* patchable.c */
ROW(PATCHABLE, "patchable",
    ABOUT(P) COL(P_VERDICT, "verdict") COL(P_SYMBOL, "symbol")
    COL(P_POSITION, "position") COL(P_OF, "of"))
ROW(REASON, "reason",
    ABOUT(RE) COL(RE_WORD, "word") COL(RE_ABOUT, "about"))
/* clones.c */
ROW(REMOVAL, "removal",
    COL(RM_NAME, "name") COL(RM_ORDER, "order") COL(RM_FILE, "file")
    COL(RM_LINE, "line") COL(RM_COLUMN, "column") COL(RM_DUMP, "dump"))
/* resolve.c */
ROW(RESOLVED, "resolved",
    COL(RS_NAME, "name") COL(RS_VERDICT, "verdict") COL(RS_OBJECT, "object")
    COL(RS_SYMBOL, "symbol") COL(RS_POSITION, "position") COL(RS_OF, "of")
    COL(RS_WORD, "word") COL(RS_REASON, "reason")
    COL(RS_SECTION, "section") COL(RS_NAMESPACE, "namespace"))
/* files.c */
ROW(SOURCE, "source",
    COL(SO_NAME, "name") COL(SO_OBJECT, "object") COL(SO_UNIT, "unit")
    COL(SO_FILE, "file"))
/* symbols.c */
ROW(SYMBOL, "symbol",
    COL(S_NAME, "name") COL(S_OBJECT, "object") COL(S_TYPE, "type")
    COL(S_BINDING, "binding") COL(S_SECTION, "section") COL(S_VALUE, "value")
    COL(S_SIZE, "size") COL(S_FILE, "file") COL(S_POSITION, "position")
    COL(S_OF, "of") COL(S_EXPORT, "export") COL(S_NAMESPACE, "namespace"))
/* functions.c */
ROW(TAILCALL, "tailcall",
    COL(T_NAME, "name") COL(T_OBJECT, "object") COL(T_UNIT, "unit")
    COL(T_SYMBOL, "symbol") COL(T_TO, "to") COL(T_COUNT, "count"))
ROW(TWIN, "twin",
    ABOUT(W) COL(W_WITH, "with") COL(W_WITH_UNIT, "with-unit"))
/* walk.c */
ROW(UNIT, "unit",
    COL(U_NAME, "name") COL(U_OBJECT, "object") COL(U_UNIT, "unit"))
/* variables.c */
ROW(VARIABLE, "variable",
    ABOUT(V) COL(V_LINKAGE, "linkage") COL(V_FUNCTION, "function") STANDS(V))

#undef ABOUT
#undef STANDS
