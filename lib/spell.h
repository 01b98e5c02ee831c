/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spellings by their id, from the stream's s records; and where tokens come
 * from, for messages. */

struct spelling {
	const char *s;          /* interned: == compares; ends in a 0 */
	uint32_t len;           /* of s */
	char class;             /* of the s record: i n c s p o */
};

/* spell.c */
/* Take an s record (parsed here). */
void spell_record(struct rec *);
/* The spelling with this id, which the stream has given.  It may move with
 * the next s record. */
const struct spelling *spell(uint32_t id);

/* origin.c */
/* The line and column of an offset in a file.  #line is obeyed, and the column
 * is counted as gcc does.  The line is 0 where the file is not at hand or has
 * changed since it was read. */
struct loc origin_loc(uint32_t file, uint32_t off);
/* The offset of the first token of the line that off is in. */
uint32_t origin_line_start(uint32_t file, uint32_t off);

/* What a message is about: a piece of text in a file */
struct site {
	uint32_t file, off;     /* where it begins */
	uint32_t len;           /* 0: that of the token that stands there */
	uint32_t x;             /* the expansion it came out of; 0: none */
};
#define CARET  UINT32_MAX       /* a len: show a caret and no tildes */

/* Where the site is; where it came out of macros, the outermost call. */
struct loc origin_call(struct site);

/* error(), warning() or note() at a site.  It shows the way the file was
 * included, the source line with a caret, and the macros that the text came
 * through.  The name is that of a warning, else NULL. */
void origin_say(enum severity, struct site, const char *name, const char *fmt,
		va_list) PRINTF(4, 0);
/* The messages that follow are about this function; NULL: about none.  The
 * first of them has a line before it that names the function.  Returns what
 * was set before. */
const char *origin_function(const char *);
/* The same at a token.  x is the expansion it came out of, or 0. */
void origin_error(uint32_t file, uint32_t off, uint32_t x,
		  const char *fmt, ...) PRINTF(4, 5);
void origin_warning(uint32_t file, uint32_t off, uint32_t x,
		    const char *name, const char *fmt, ...) PRINTF(5, 6);
void origin_note(uint32_t file, uint32_t off, const char *fmt, ...)
	PRINTF(3, 4);
/* An error right after the token, where gcc puts it if something is missing
 * there. */
void origin_error_behind(uint32_t file, uint32_t off, uint32_t x,
			 const char *fmt, ...) PRINTF(4, 5);

/* How files and expansions are found.  By default from the stream's records;
 * cpp-rec, which reads none, sets its own functions. */
struct origin_file {
	const char *path;
	const char *text;       /* NULL: it is to be read from the disk */
	size_t size;            /* of the text */
	const char *hash;       /* what is read must have this one */
	uint32_t parent, off;   /* the directive that read the file */
	unsigned char pseudo;   /* its lines have no numbers */
};
struct origin_x {
	const char *name;       /* of the macro */
	uint32_t parent;        /* the expansion it is in; 0: none */
	uint32_t file, off;     /* where the macro's name stands in the call */
	uint32_t mfile, moff;   /* its #define */
	uint32_t boff, blen;    /* its replacement list, in mfile */
};
struct origin_view {
	/* Tell about the file with this id. */
	void (*file)(uint32_t, struct origin_file *);
	/* Tell about the expansion with this id; 0: it is not known. */
	int (*expansion)(uint32_t, struct origin_x *);
};
extern struct origin_view origin_view;
/* A #line directive at off of the file: the line after it has the number LINE
 * and this file name, as have those that follow. */
void origin_line(uint32_t file, uint32_t off, uint32_t line,
		 const char *name);
/* Another stream begins: its files have no such directives yet. */
void origin_forget(void);
