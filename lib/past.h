/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * past.h - the preprocessing of the unit, as its stream tells it: files,
 * directives, macros, expansions and tokens.
 *
 * A directive that was obeyed, or the end of a file, is an event.  Events are
 * counted in the order in which they happened, so an event's index is a time.
 * An event knows how many tokens and expansions came before it.  All ids and
 * indices begin with 1; 0 is none.  Nothing is ever freed.
 */

enum file_how {                 /* why it was read */
	HOW_MAIN, HOW_INCLUDE, HOW_NEXT, HOW_IMPORT, HOW_PRE, HOW_IMACROS,
	HOW_PSEUDO
};
enum file_form { FORM_QUOTE, FORM_ANGLE, FORM_MACRO, FORM_NONE };

/* One reading of a file */
struct file {
	const char *path;
	uint32_t parent;        /* the file whose directive read it */
	uint32_t off, len;      /* that directive, in the parent */
	uint32_t read, leave;   /* events */
	uint32_t dir;           /* the search path directory it was found in */
	const char *mtime, *hash;       /* as the record has them, */
	uint32_t bytes;         /* and its size on disk */
	const char *text;       /* NULL: the stream has not told */
	size_t size;            /* of the text */
	const char *spelled;    /* past_spelling; "": there is none */
	unsigned char how, form;
	unsigned char given;    /* the command line asked for it, or for what
				 * includes it; so are the pseudo files */
};

struct event {
	enum kind kind;         /* R_FILE SKIP LEAVE DEFINE UNDEF IF ELSE
				 * PRAGMA LINE DIRECTIVE */
	uint32_t tok, call;     /* how many of each came before */
	uint32_t f, off, len;   /* the directive; LEAVE: the file that ends */
	uint32_t a;             /* FILE: the file read
				 * SKIP: the reading of it that came first
				 * DEFINE, UNDEF: the macro
				 * IF, ELSE: the conditional
				 * PRAGMA: the expansion it is from; 0: none */
	uint32_t s;             /* DEFINE, UNDEF: the macro's name */
	uint32_t prev;          /* the event with this name before it */
	uint32_t looks, nlooks; /* name, macro, ... that it looked up: pairs
				 * in past.pool */
	const char *text;       /* PRAGMA */
	unsigned char taken;    /* IF, ELSE: the group after it was read */
	unsigned char end;      /* ELSE: it is the #endif */
};

enum macro_kind {
	M_OBJECT, M_FUNCTION, M_VARIADIC, M_GNU_VARIADIC, M_BUILTIN
};

struct macro {
	uint32_t s;             /* its name */
	uint32_t ev;            /* the event that defined it */
	uint32_t f, boff, blen; /* the replacement list */
	uint32_t params, nparams;       /* their names, in past.pool */
	enum macro_kind kind;
};

/* An expansion */
struct call {
	uint32_t m;             /* of this macro */
	uint32_t up;            /* the expansion that it is in; 0: a file's */
	uint32_t root;          /* the outermost one that it is in */
	uint32_t f, off;        /* where the macro's name stands */
	uint32_t len;           /* 0: the call is not in one piece */
	uint32_t args, nargs;   /* offset, length, ... in f: pairs in
				 * past.pool */
	uint32_t tok, paste;    /* how many of each came before */
	uint32_t first, last;   /* outermost ones: their tokens; 0: none */
};

/* What # or ## took */
struct paste {
	uint32_t call;          /* the expansion it is in */
	uint32_t f, off;        /* the operator */
	uint32_t took, ntook;   /* file, offset, ...: pairs in past.pool */
};

struct token {
	uint32_t s;             /* spelling */
	uint32_t f, off, len;   /* its text */
	uint32_t x;             /* the innermost expansion it is from */
};

extern struct past {
	struct file *file;
	struct event *event;
	struct macro *macro;
	struct call *call;
	struct paste *paste;
	struct token *token;
	uint32_t *pool;
	uint32_t *endif;        /* conditional -> the event of its #endif */
	uint32_t nfile, nevent, nmacro, ncall, npaste, ntoken;
	uint32_t main;          /* the main file */
} past;

/* Before the first record of a stream.  What another told is forgotten here; a
 * copy of `past' stays good. */
void past_begin(void);
/* Take a record that cpp-rec wrote, parsed here.  0: it is of another kind, and
 * was left alone.  A stage that needs only messages about places gives no
 * token. */
int past_record(struct rec *);
/* After the last record: what was not left is left at the end. */
void past_finish(void);
/* The last define or undef event of the name before event ev; 0: none. */
uint32_t past_state(uint32_t s, uint32_t ev);
/* The last of all, as past_state. */
uint32_t past_last(uint32_t s);
/* The time of token t: the first event after it.  The events before that one
 * came before the token. */
uint32_t past_time(uint32_t t);
/* The first expansion that began after token t - 1 was given. */
uint32_t past_call_from(uint32_t t);
/* The file that is being read where the token stands: not the one that a
 * macro has its text from. */
uint32_t past_file_of(uint32_t t);
/* Did the command line ask for file f, or for what includes it? */
static inline int
past_given(uint32_t f)
{
	return past.file[f].given && past.file[f].how != HOW_PSEUDO;
}
/* What stands between the name's quotes or angles, with them, so that the
 * result finds file f wherever it lies; NULL: nothing does. */
const char *past_spelling(uint32_t f);
/* Is event ev a #define?  0: it is none. */
static inline int
past_defines(uint32_t ev)
{
	return ev && past.event[ev].kind == R_DEFINE;
}
/* The outermost expansion of the token; 0: none. */
static inline uint32_t
past_root(uint32_t t)
{
	uint32_t x = past.token[t].x;

	return x ? past.call[x].root : 0;
}
/* The tokens that are read while file f is: from .. to; to < from: none. */
static inline uint32_t
past_first(uint32_t f)
{
	return past.event[past.file[f].read].tok + 1;
}
static inline uint32_t
past_end(uint32_t f)
{
	return past.event[past.file[f].leave].tok;
}
