/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Preprocessing tokens (C11 6.4) from a buffer, translation phases 1 to 3:
 * line splices and, with a -std=c.. option, trigraphs are undone here.  Used
 * by cpp-rec for everything and by depp to read macro bodies, arguments and
 * gaps between tokens again.
 */
struct pptok {
	const char *p;          /* where it starts in the buffer */
	uint32_t rawlen;        /* its length there, splices included */
	const char *s;          /* its spelling: p itself where nothing was */
	uint32_t len;           /*   spliced, else a copy from alloc() */
	char class;             /* i n c s p o as in s records; 'l' newline;
				 * 0 the end of the buffer */
	unsigned char space;    /* blanks or comments stand before it */
	unsigned char bol;      /* it is the first one on its line */
};

struct pplex {
	const char *p;          /* the next byte; the buffer ends in a 0 */
	const char *end;        /* where that 0 is (NULs may stand before) */
	unsigned char trigraphs;
	unsigned char old;      /* C90, and strict C99: L is the only prefix */
	unsigned char bol;      /* start with 1 */
};

/* The next token.  A newline is a token (class l) outside of comments; an
 * unterminated comment, character constant or string gives class 'e' with
 * len up to the end of the line. */
void pplex_next(struct pplex *, struct pptok *);

/* From the start of a line or (l->bol is 0) the rest of one, go to the next
 * # (or %:) that begins a line; 0: there is none, and l is at the end.
 * Literals and comments are kept to: this is how a group that is not taken is
 * passed over. */
int pplex_skip(struct pplex *);
