/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spellings of a stream by id, from its s records; and where tokens come
 * from, for messages. */

struct spelling {
	const char *s;          /* interned, so == compares; ends in a 0 */
	uint32_t len;
	char class;             /* of the s record: i n c s p o */
};

/* spell.c */
/* Take an s record (parsed here). */
void spell_record(struct rec *);
/* The spelling with this id, which was given. */
const struct spelling *spell(uint32_t id);

/* origin.c */
/* The line and column, as #line has it and gcc counts it. A file that is not
 * at hand or has changed gives line 0. */
struct loc origin_loc(uint32_t file, uint32_t off);
/* The first token of the line that off is in. */
uint32_t origin_line_start(uint32_t file, uint32_t off);

/* What a message is about: text in a file, that came out of expansion x */
struct site {
	uint32_t file, off;
	uint32_t len;           /* 0: of the token that stands there */
	uint32_t x;             /* 0: of none */
};
#define CARET  UINT32_MAX       /* a len: nothing but a caret */

/* Where it is, or where the outermost macro was called that it came out of. */
struct loc origin_call(struct site);

/* error(), warning() or note() at a place: the way the file was included,
 * the source line with a caret, and the macros the text came through.
 * name: of a warning. */
void origin_say(enum severity, struct site, const char *name, const char *fmt,
		va_list) PRINTF(4, 0);
/* The function that what follows is about, NULL: none; what it was.  Before
 * the first message of a function there is a line that names it. */
const char *origin_function(const char *);
/* The same at a token.  x: its expansion or 0. */
void origin_error(uint32_t file, uint32_t off, uint32_t x,
		  const char *fmt, ...) PRINTF(4, 5);
void origin_warning(uint32_t file, uint32_t off, uint32_t x,
		    const char *name, const char *fmt, ...) PRINTF(5, 6);
void origin_note(uint32_t file, uint32_t off, const char *fmt, ...)
	PRINTF(3, 4);
/* Right behind the token, like gcc where something is missing there. */
void origin_error_behind(uint32_t file, uint32_t off, uint32_t x,
			 const char *fmt, ...) PRINTF(4, 5);

/* Who does not read records has another way to find files and expansions. */
struct origin_file {
	const char *path;
	const char *text;       /* NULL: read it from the disk, */
	size_t size;
	const char *hash;       /*   if this is still its hash */
	uint32_t parent, off;   /* the directive that read it */
	unsigned char pseudo;   /* its lines have no numbers */
};
struct origin_x {
	const char *name;       /* of the macro */
	uint32_t parent, file, off;     /* where the name stands */
	uint32_t mfile, moff, boff, blen;       /* directive, replacement */
};
struct origin_view {
	void (*file)(uint32_t, struct origin_file *);
	int (*expansion)(uint32_t, struct origin_x *);  /* 0: not known */
};
extern struct origin_view origin_view;
/* A #line: from off of the file on, behind the end of that line, lines count
 * from LINE on and the file has this name. */
void origin_line(uint32_t file, uint32_t off, uint32_t line,
		 const char *name);
