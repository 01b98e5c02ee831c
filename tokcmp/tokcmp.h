/* SPDX-License-Identifier: GPL-2.0-or-later */

/* orig.c - the tokens of the original and what closure decided, by id */
struct otok {
	uint32_t s, f, off, x;
};
struct keep {
	uint32_t from, to;      /* tokens */
};
struct edit {
	uint32_t keep, t, count;        /* keep 0: an insert */
	const char *text;
	size_t len;
};
extern struct otok *otoks;              /* from 1 */
extern uint32_t notoks;
extern struct keep *keeps;              /* from 1 */
extern uint32_t nkeeps;
extern struct edit *edits, *inserts;    /* from 0 */
extern uint32_t nedits, ninserts;
extern uint32_t nofiles;                /* the highest file id */
void orig_read(const char *name);
/* The file that token t stands in or was expanded in. */
uint32_t orig_file(uint32_t t);
/* Where that is, for messages. */
struct loc orig_loc(uint32_t t);
/* Does what t's expansion gives depend on its place (__LINE__, ...)?  'w':
 * wholly, it is what such a macro gave; 'd': digits may; else 0. */
int orig_varies(uint32_t t);

/* pp.c - the tokens of gcc -E */
struct ptok {
	const char *s;
	uint32_t len, line;
	uint32_t incl;
	char class;
};
struct incl {                   /* one inclusion: 0 is the main file */
	const char *path;
};
extern struct ptok *ptoks;      /* from 0 */
extern uint32_t nptoks;
extern struct incl *incls;
extern uint32_t nincls;
void pp_read(const char *name);
/* The tokens of a text, one after the other. */
struct pplex pp_lex(const char *text, size_t len);

/* compare.c - the comparisons; what differs is an error() */
void compare_all(void);
void compare_kept(void);
void compare_headers(void);
