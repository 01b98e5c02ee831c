/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every warning there is, once: WARNING(stage, "name", whose).
 * The manual page of the stage says what each is about.  t/diag.bats holds
 * the pages and the sources against this table.
 * whose is GCC where gcc warns of the same on the same command line, else OURS.
 * The compiler's own -w, -Werror, -Wno-NAME and so on hold for those of GCC.
 */
/* cpp-rec; names that gcc has */
WARNING(cpp-rec, "builtin-macro-redefined",     GCC)
WARNING(cpp-rec, "cpp",                         GCC)
WARNING(cpp-rec, "endif-labels",                GCC)
WARNING(cpp-rec, "pedantic",                    GCC)
WARNING(cpp-rec, "variadic-macros",             GCC)
/* those for which gcc has no name */
WARNING(cpp-rec, "escape",                      GCC)
WARNING(cpp-rec, "extra-tokens",                GCC)
WARNING(cpp-rec, "integer-too-large",           GCC)
WARNING(cpp-rec, "invalid-string",              GCC)
WARNING(cpp-rec, "macro-blank",                 GCC)
WARNING(cpp-rec, "macro-redefined",             GCC)
WARNING(cpp-rec, "pragma",                      GCC)
WARNING(cpp-rec, "quote",                       GCC)
WARNING(cpp-rec, "va-args",                     GCC)
/* our own */
WARNING(cpp-rec, "unknown-option",              OURS)
/* ceval */
WARNING(ceval,   "implicit-function-declaration", OURS)
WARNING(ceval,   "builtin",                     OURS)
/* elfinfo */
WARNING(elfinfo, "clones",                      OURS)
WARNING(elfinfo, "debug-data-only",             OURS)
WARNING(elfinfo, "folded",                      OURS)
WARNING(elfinfo, "incomplete",                  OURS)
WARNING(elfinfo, "init-section",                OURS)
WARNING(elfinfo, "namesakes",                   OURS)
WARNING(elfinfo, "no-debug-data",               OURS)
WARNING(elfinfo, "not-patchable",               OURS)
WARNING(elfinfo, "objects",                     OURS)
WARNING(elfinfo, "other-units",                 OURS)
WARNING(elfinfo, "renamed",                     OURS)
WARNING(elfinfo, "sibling-calls",               OURS)
WARNING(elfinfo, "unknown-function",            OURS)
WARNING(elfinfo, "unknown-unit",                OURS)
/* closure */
WARNING(closure, "asm-names",                   OURS)
WARNING(closure, "constant-refs",               OURS)
WARNING(closure, "label-address",               OURS)
WARNING(closure, "no-definition",               OURS)
WARNING(closure, "patched-address",             OURS)
WARNING(closure, "policy",                      OURS)
/* depp */
WARNING(depp,    "unknown-pragma",              OURS)
/* klp-ccp itself */
WARNING(klp-ccp, "module-relocations",          OURS)
/* klp-convert */
WARNING(klp-convert, "rel",                     OURS)
