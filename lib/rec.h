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

/* The fields of each kind, as indices into f[] of a record */
#define F(name, holds)  name,
#define KIND(k, word, fields)  enum { fields };
#include "kinds.h"
#undef KIND
#undef F

struct field {
	const char *p;          /* as it stands in the stream, escapes and all */
	uint32_t len;
	uint32_t v;             /* of an id or number; 0 for text */
};

struct rec {
	enum kind kind;
	const char *line;       /* the record without its newline, */
	size_t len;             /* good until the next rec_next */
	unsigned n;             /* fields behind the kind's word; after rec_parse */
	struct field *f;        /* f[0] is the first behind the word */
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
 * Whatever is wrong with the stream ends the process with a message that
 * has the line's number, and status 1.
 */
/* Open the stream NAME, "-" for standard input, and read its first line. */
void rec_open(const char *name);
/* What a stage's main does first: open standard input, pass on the first
 * line and the stage lines, add our own stage line to them. */
void rec_begin(int argc, char **argv);
/* The next record, not yet split; 0 after a good end record. */
int rec_next(struct rec *);
/* Split r into fields and check them by kinds.h: the count, the numbers,
 * that new ids are dense and that every id referred to was given.  Parse
 * every record of the kinds whose ids you follow, else they count as not
 * given.  Does nothing for R_OTHER. */
void rec_parse(struct rec *);
/* The stage does not follow the ids of these letters of kinds.h ("EDNY"):
 * references to them are not checked. Never parse what gives them. */
void rec_trust(const char *letters);
/* The highest id given so far for the letter of kinds.h. */
uint32_t rec_last(char letter);
/* Field i as text, escapes undone: interned, ends in a 0. */
const char *rec_text(const struct rec *, unsigned i);
/* The same, with the length: the text may hold a 0 byte. */
const char *rec_textn(const struct rec *, unsigned i, size_t *len);
/* Field i as a number of up to 64 bits. */
uint64_t rec_long(const struct rec *, unsigned i);
/* Is field i this word? */
int rec_is(const struct rec *, unsigned i, const char *word);
/* Which word of the list, which ends in NULL, is field i?  None is an error. */
int rec_one_of(const struct rec *, unsigned i, const char *const *list);
/* The record is wrong in a way kinds.h cannot tell: say so and exit 1. */
void rec_bad(const struct rec *, const char *fmt, ...) PRINTF(2, 3) NORETURN;
/* Where the record stands in the stream, for messages. */
struct loc rec_loc(void);
/* Pass the record on as it came. */
void rec_pass(const struct rec *);

/*
 * Writing.  put_open(R_T); put_num(..); put_text(..); put_close();
 * Nothing may stand between.  Output that cannot be written is fatal.
 */
struct out {
	char *p, *end;          /* the next free byte, the end of the buffer */
	char *buf;
	uint64_t lines;
};
extern struct out out;

void put_stream_begin(void);            /* the first line; by rec_begin */
void put_stage(const char *version, int argc, char **argv);     /* likewise */
/* The last line, only where nerrors is 0. */
void put_stream_end(void);
void put_flush(void);
void put_room(size_t n);                /* make room for n bytes */
void put_open(enum kind);
void put_text(const char *s, size_t n); /* one field, escaped */
static inline void put_str(const char *s) { put_text(s, strlen(s)); }
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
