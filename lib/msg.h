/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a message is put together, for those in lib that print more of it than
 * one line; everybody else calls error() and its like. */
#include <stdio.h>

struct pptok;

struct msg {
	FILE *f;                /* the whole of it; written by msg_close */
	char *buf;
	size_t size;
	enum severity level;       /* as it turned out: -Werror */
	struct loc at;
	const char *text;
	const char *tag;        /* Werror=NAME or WNAME, or NULL */
};

/* Begin a message; 0: it is not to be printed (all is done then). */
int msg_open(struct msg *, enum severity, struct loc, const char *name,
	     const char *fmt, va_list);
/* Its first line; what stands before it was printed to ->f. */
void msg_line(struct msg *);
/* A line of a note that belongs to it. */
void msg_note(struct msg *, struct loc, const char *fmt, ...) PRINTF(3, 4);
/* Write it out, in one piece. */
void msg_close(struct msg *);

/* show.c - which messages are shown, and how */
/* What becomes of the warning: *level, and what stands in its brackets.
 * 0: nothing. */
int msg_warning(const char *name, enum severity *level, const char **tag);
/* What switches the colour of the level on or, with 0, off: often "". */
const char *msg_colour(enum severity, int on);
const char *msg_bold(int on);
/* Are source lines shown at all? */
int msg_caret(void);
/* How wide a line may be that shows a source. */
unsigned msg_width(void);

/* caret.c - the line of a source with a caret */
/* Where byte off of the text is: the line, and the column as gcc counts it,
 * on a screen where a tab goes to the next multiple of 8. */
struct loc text_loc(const char *name, const char *text, size_t size,
		    size_t off);
/* Print the line of the text that holds off, with its number (0: without),
 * and under it a caret at off and tildes up to off + len. */
void caret_show(FILE *, enum severity, const char *text, size_t size,
		size_t off, size_t len, unsigned line);

/* origin.c - the text of a file, if it is still what was read */
struct text {
	const char *p;          /* NULL: it is not at hand */
	size_t size;
};
struct text origin_text(uint32_t file);
/* The token that stands at off of the text; 0: there is none. */
int origin_lex(struct text, uint32_t off, struct pptok *);
