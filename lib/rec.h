/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The record stream, ccp-stream(5): one record a line, tabs between fields. */
#include <string.h>

enum kind {
	R_OTHER,                /* a kind this program was not built with */
#define KIND(k, word, fields)  R_##k,
#include "kinds.h"
#undef KIND
	R_MAX
};

/* The fields of each kind: indices into f[] of a record */
#define F(name, holds)  name,
#define KIND(k, word, fields)  enum { fields };
#include "kinds.h"
#undef KIND
#undef F

struct field {
	const char *p;          /* texts: as it stands in the stream, with
				 * escapes */
	uint32_t len;           /* of p */
	uint32_t v;             /* the value of an id or number; 0 for text */
};

struct rec {
	enum kind kind;
	const char *line;       /* the record without its newline; it lives
				 * until the next rec_next */
	size_t len;             /* of line */
	unsigned n;             /* fields after the kind's word; by rec_parse */
	struct field *f;        /* f[0] is the first after the word; likewise */
};

/*
 * Reading.  A stage's loop is
 *
 *	rec_begin(argc, argv);
 *	while (rec_next(&r))
 *		switch (r.kind) {
 *		case R_T: rec_parse(&r); ... rec_pass(&r); break;
 *		default: rec_pass(&r);
 *		}
 *	put_stream_end();
 *	return finish();
 *
 * Whatever is wrong with the stream ends the process with status 1.  The
 * message has the number of the line.
 */
/* Open the stream NAME, "-" for standard input, and read its first line.  After
 * the end of one stream another may be opened: its ids begin again. */
void rec_open(const char *name);
/* What a stage's main does first: open standard input, pass on the first
 * line and the stage lines, and add our own stage line to them. */
void rec_begin(int argc, char **argv);
/* The next record, not yet split; 0 after a good end record. */
int rec_next(struct rec *);
/* Split r into fields and check them by kinds.h: how many there are, that
 * numbers are numbers, that new ids are dense, and that every id referred to
 * was given.  Parse every record of the kinds whose ids you follow: the ids of
 * one that is not parsed count as not given.  Does nothing for R_OTHER, and
 * for what is parsed already. */
void rec_parse(struct rec *);
/* Parse the record and give it to the function of its kind.  0: its kind has
 * none. */
static inline int
rec_take(struct rec *r, void (*const take[R_MAX])(struct rec *))
{
	if (!take[r->kind])
		return 0;
	rec_parse(r);
	take[r->kind](r);
	return 1;
}
/* The stage does not follow the ids of these letters of kinds.h ("EDNY"):
 * references to them are not checked.  Never parse what gives such ids. */
void rec_trust(const char *letters);
/* The highest id given so far for the letter of kinds.h. */
uint32_t rec_last(char letter);
/* Field i as text, with its escapes undone.  It is interned and ends in a
 * 0. */
const char *rec_text(const struct rec *, unsigned i);
/* The same with its length: the text may hold a 0 byte. */
const char *rec_textn(const struct rec *, unsigned i, size_t *len);
/* Field i as a number of up to 64 bits. */
uint64_t rec_long(const struct rec *, unsigned i);
/* Is field i this word? */
int rec_is(const struct rec *, unsigned i, const char *word);
/* Which word of the list is field i, counted from 0?  The list ends in NULL;
 * a word that is not in it is an error. */
int rec_one_of(const struct rec *, unsigned i, const char *const *list);
/* The record is wrong in a way that kinds.h cannot tell: say so and exit 1. */
void rec_bad(const struct rec *, const char *fmt, ...) PRINTF(2, 3) NORETURN;
/* Where the record stands in the stream, for messages. */
struct loc rec_loc(void);
/* Pass the record on as it came. */
void rec_pass(const struct rec *);

/*
 * Writing.  A record is put_open(R_T); put_num(..); put_text(..); put_close();
 * nothing else may be put between these.  Output that cannot be written is
 * fatal.
 */
struct out {
	char *p;                /* the next free byte */
	char *end;              /* the end of the buffer */
	char *buf;              /* its start */
	uint64_t lines;         /* how many were put */
};
extern struct out out;

void put_stream_begin(void);            /* the first line; by rec_begin */
void put_stage(const char *version, int argc, char **argv);     /* likewise */
/* The last line, only where nerrors is 0. */
void put_stream_end(void);
/* Write out what is in the buffer. */
void put_flush(void);
void put_room(size_t n);                /* make room for n bytes */
/* Begin a record. */
void put_open(enum kind);
void put_text(const char *s, size_t n); /* one field, escaped */
/* The same of a string. */
static inline void put_str(const char *s) { put_text(s, strlen(s)); }
/* End the record. */
void put_close(void);
void put_long(uint64_t v);              /* by put_num */
extern const char put_digits[201];      /* 00 01 .. 99, by put_num */

/* One field: a decimal number. */
static inline void
put_num(uint64_t v)
{
	uint32_t u = v;
	unsigned n;
	char *p;

	if (out.end - out.p < 32)
		put_room(32);
	*out.p++ = '\t';
	if (v >= 100000000) {           /* rare */
		put_long(v);
		return;
	}
	n = u < 10000 ? u < 100 ? 1 + (u >= 10) : 3 + (u >= 1000) :
	    u < 1000000 ? 5 + (u >= 100000) : 7 + (u >= 10000000);
	out.p = p = out.p + n;
	for (; u >= 100; u /= 100)
		memcpy(p -= 2, put_digits + u % 100 * 2, 2);
	if (u >= 10)
		memcpy(p - 2, put_digits + u * 2, 2);
	else
		p[-1] = '0' + u;
}
