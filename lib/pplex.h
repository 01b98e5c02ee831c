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
	unsigned char ext;      /* an identifier with characters beyond ASCII
				 * or universal character names; PP_.. below
				 * where one of these is wrong, wrong is it */
	const char *wrong;
};

enum {
	PP_EXT = 1, PP_NOT_START, PP_NOT_IDENT, PP_NOT_UCN,
	PP_ADJACENT,            /* digit separators in a number */
	/* with class 'e': a raw string without an end, or with a delimiter
	 * that is wrong */
	PP_RAW_END, PP_RAW_NEWLINE, PP_RAW_CHAR, PP_RAW_LONG,
};

/* How a language departs from GNU C17 */
enum {
	PP_NO_UTF = 1,          /* L is the only prefix of literals */
	PP_NO_RAW = 2,          /* no raw strings */
	PP_NO_EXPONENT = 4,     /* no p+ and p- in numbers */
	PP_NO_EXTENDED = 8,     /* identifiers are ASCII */
	PP_NO_DIGRAPHS = 16,
	PP_NO_SLASHES = 32,     /* // is no comment */
	PP_SEPARATORS = 64,     /* ' parts digits */
	PP_UTF_CHAR = 128,      /* u8 before character constants */
	PP_SCOPE = 256,         /* :: is a token, see pplex_next */
	PP_ASM = 512,           /* quotes need no partner */
	PP_NO_DOLLAR = 1024,    /* $ is no letter */
};

/* pplex-std.c: the flags of a -std=, those of gnu17 where the name is not known. */
unsigned pplex_std(const char *name);

struct pplex {
	const char *p;          /* the next byte; the buffer ends in a 0 */
	const char *end;        /* where that 0 is (NULs may stand before) */
	unsigned short std;     /* PP_.. */
	unsigned char trigraphs;
	unsigned char bol;      /* start with 1 */
	unsigned char directive; /* for PP_NO_SLASHES: in one */
	const char *slashes;    /* PP_NO_SLASHES: a comment that began with
				 * them all the same; set, never cleared */
};

/* pplex-scan.re
 *
 * The next token.  A newline is a token (class l) outside of comments; an
 * unterminated comment, character constant or string gives class 'e' with
 * len up to the end of the line.
 *
 * PP_SCOPE: two colons are two tokens all the same, which no parser minds,
 * but where they are all of the buffer. */
void pplex_next(struct pplex *, struct pptok *);

/* From the start of a line or (l->bol is 0) the rest of one, go to the next
 * # (or %:) that begins a line; 0: there is none, and l is at the end.
 * Literals and comments are kept to: this is how a group that is not taken is
 * passed over. */
int pplex_skip(struct pplex *);
