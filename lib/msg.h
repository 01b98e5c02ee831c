/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a message is put together.  For what is in lib and prints more of it
 * than one line; everybody else calls error() and its like. */
#include <stdio.h>

struct pptok;

struct msg {
	FILE *f;                /* print here; msg_close writes it out */
	char *buf;              /* f's memory */
	size_t size;            /* of buf */
	enum severity level;    /* as it is shown: -Werror makes errors */
	struct loc at;          /* the place */
	const char *text;       /* without place and tag */
	const char *tag;        /* Werror=NAME or WNAME; NULL: none */
};

/* Begin a message.  Counts it if it is an error.  0: it is not to be printed,
 * and none of the calls below may follow. */
int msg_open(struct msg *, enum severity, struct loc, const char *name,
	     const char *fmt, va_list);
/* Print its line to f: place, level, text, tag. */
void msg_line(struct msg *);
/* Print the line of a note that belongs to it. */
void msg_note(struct msg *, struct loc, const char *fmt, ...) PRINTF(3, 4);
/* Write it to standard error, in one piece.  This ends the message. */
void msg_close(struct msg *);

/* show.c - which messages are shown, and how */
/* Is a warning of this name (NULL: of none) to be shown?  *level becomes
 * M_ERROR where an option asks for that; *tag is what stands in brackets. */
int msg_warning(const char *name, enum severity *level, const char **tag);
/* What to print before (on is 1) and after (0) text in the colour of the
 * level; "" where no colours are wanted. */
const char *msg_colour(enum severity, int on);
/* The same for bold text. */
const char *msg_bold(int on);
/* Are source lines shown at all? */
int msg_caret(void);
/* How many columns a line may have that shows a source. */
unsigned msg_width(void);

/* caret.c - the line of a source with a caret */
/* The line and column of byte off of a text.  The column is counted as gcc
 * does: as on a screen where a tab goes to the next multiple of 8.  The file
 * of the result is name. */
struct loc text_loc(const char *name, const char *text, size_t size,
		    size_t off);
/* Print the line of the text that holds off, after its number (0: without).
 * Under it stand a caret at off and tildes up to off + len. */
void caret_show(FILE *, enum severity, const char *text, size_t size,
		size_t off, size_t len, unsigned line);

/* origin.c - the text of a file, if it is still what cpp-rec read */
struct text {
	const char *p;          /* NULL: it is not at hand */
	size_t size;
};
/* The text of the file with this id. */
struct text origin_text(uint32_t file);
/* Read the token that stands at off of the text; 0: there is none. */
int origin_lex(struct text, uint32_t off, struct pptok *);
