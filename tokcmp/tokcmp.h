/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of tokcmp share, a section per file. */

/* orig.c - the original, which is in past.h, and what closure decided */
struct keep {
	uint32_t from, to;      /* tokens */
};
struct edit {
	uint32_t keep, t, count;        /* keep 0: an insert */
	const char *text;
	size_t len;
};
extern struct keep *keeps;              /* from 1 */
extern uint32_t nkeeps;
extern struct edit *edits, *inserts;    /* from 0 */
extern uint32_t nedits, ninserts;
void orig_read(const char *name);
/* Where token t stands or was expanded, for messages. */
struct loc orig_loc(uint32_t t);

/* pp.c - the tokens of gcc -E */
struct ptok {
	const char *s;
	uint32_t len, line;
	uint32_t incl;
	char class;
};
struct incl {                   /* one inclusion: 0 is the main file */
	const char *path;
	unsigned char within;   /* a kept declaration has it in its text */
};
extern struct ptok *ptoks;      /* from 0 */
extern uint32_t nptoks;
extern struct incl *incls;
extern uint32_t nincls;
void pp_read(const char *name);
/* The tokens of a text, one after the other. */
struct pplex pp_lex(const char *text, size_t len);
/* Where a token stands, for messages. */
struct loc pp_loc(const struct ptok *);

/* same.c - tokens that are the same, or may differ since they depend on the
 * place */
int same(uint32_t t, const struct ptok *);
/* A new declaration begins, or another file: the same names need not be made
 * of the same numbers any more. */
void same_begin(void);

/* compare.c - the comparisons; what differs is an error() */
void compare_all(void);
void compare_kept(void);
void compare_headers(void);
