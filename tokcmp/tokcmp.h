/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of tokcmp share, a section per file. */
struct rec;

/* orig.c - the original, which is in past.h, and what closure decided */
struct keep {
	uint32_t from, to;      /* tokens */
	uint32_t ent;
	unsigned char patched, copied;  /* what is defined there */
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
/* Read the stream.  The ids that these letters of kinds.h stand for are not
 * followed; ALSO is shown each record, where it is not NULL. */
void orig_read(const char *name, const char *letters,
	       void (*also)(struct rec *));
/* Where token t stands or was expanded, for messages. */
struct loc orig_loc(uint32_t t);

/* pragma.c - pragmas that change what code is made of tokens */
struct pragmas {
	const char *options;    /* for functions; NULL: those of the command
				 * line.  Interned, as is the next. */
	const char *next;       /* for the next statement; NULL: none */
	const struct saved *saved;
};
/* A pragma is read whose text this is. */
void pragma_take(struct pragmas *, const char *text);
/* Those for token t of the original. */
struct pragmas pragma_at(uint32_t t);

/* pp.c - the tokens of gcc -E */
struct ptok {
	const char *s;
	uint32_t len, line;
	uint32_t incl;
	char class;
	const char *options, *next;     /* as in struct pragmas */
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
/* The tokens of a text, which ends in a 0, one after the other. */
struct pplex pp_lex(const char *text, size_t len);
/* Where a token stands, for messages. */
struct loc pp_loc(const struct ptok *);

/* same.c - tokens that are the same, or may differ since they depend on the
 * place */
int same(uint32_t t, const struct ptok *);
/* A new declaration begins, or another file: the same names need not be made
 * of the same numbers any more. */
void same_begin(void);

/* Is token t a name that was made of a number, of a line or a counter? */
int same_numbered(uint32_t t);

/* unused.c */
/* Is token p in the body of a static function of a header that nothing in the
 * result can use?  So many tokens are left of it, p and the last } included,
 * and in so many braces p stands; 0: it is not. */
uint32_t unused_body(const struct ptok *p, int *depth);

/* compare.c - the comparisons; what differs is an error() */
void compare_all(void);
void compare_kept(void);
void compare_headers(void);
/* Does the result include file f of the original, as compare_headers found? */
int header_stays(uint32_t f);

/* edits.c */
void edits_record(struct rec *);        /* shown each record */
/* The edits in bodies and initialisers; others than of names are an error(). */
void compare_edits(void);

/* attr.c */
void attr_record(struct rec *);         /* shown each record */
/* Attributes that are lost with declarations; after compare_headers. */
void compare_attributes(void);

/* facts.c */
/* Write what klp-verify wants to know of the stream, see tokcmp(1). */
void facts(const char *stream);

/* pieces.c */
/* Write the pieces of the file that the stream is of, see tokcmp(1); those
 * that define one of the names are left out. */
void pieces(const char *stream, char **names);
