/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of depp share, a section for each.
 *
 * A keep is a run of tokens that the result has.  A time is an index into
 * past.event.  A root is the outermost file of those that are read because of
 * one #include: with it the result has them all.
 */

/* What becomes of a reading of a file */
struct reading {
	uint32_t root;          /* it is read because of this file's #include;
				 * 0: its text is the unit's own, or the
				 * command line gives it */
	unsigned char may;      /* the policy lets it be included */
	unsigned char kept;     /* the directive that read it is in the result */
	unsigned char inside;   /* .. and stands in the text of a keep */
};

/* Has the result the event? */
enum {
	EMIT_NO,
	EMIT_MAYBE,             /* it stands in a keep: is it needed? */
	EMIT_OWN,               /* as a directive between keeps */
	EMIT_INSIDE             /* in the text of a keep */
};

/* What was tried with an expansion */
struct mark {
	unsigned char rewritten;        /* outermost ones: not written as it
					 * was */
	unsigned char open;             /* see call.c */
	unsigned char bad;              /* see flat.c */
};

struct keep {
	uint32_t t0, t1;
	int declares;           /* it is a declaration of what is defined
				 * elsewhere */
};

/* Text that takes the place of n tokens from t on; n 0: it comes before t */
struct edit {
	uint32_t t, n;
	uint32_t order;         /* of the records */
	const char *text;
	size_t len;
};

/* What the text needs of headers */
struct want {
	uint32_t t, ent;        /* token t needs the entity */
	enum { WANT_NAME, WANT_FULL, WANT_TAG } how;
	uint32_t *given, n;     /* the tokens that declare it there */
};

/* Text of closure's that comes before token t */
struct insert {
	uint32_t t;
	const char *text;
	size_t len;
};

/* What is written as one: a token of a file, a macro call in a file with all
 * that comes of it, or an #include with all that is read by it. */
struct unit {
	uint32_t first, last;           /* tokens */
	uint32_t f, off, end;           /* the text */
	uint32_t call;                  /* the macro call; 0: it is none */
	uint32_t include;               /* the file included; 0: it is none */
};

/* store.c - what closure decided */
extern struct reading *readings;        /* by past.file */
extern unsigned char *emit;             /* event: the result has it */
extern struct mark *marks;              /* by past.call */
extern struct keep *keeps;      extern uint32_t nkeeps;
extern struct edit *edits;      extern uint32_t nedits;
extern struct insert *inserts;  extern uint32_t ninserts;
extern struct want *wants;      extern uint32_t nwants;
extern const char *source;

void store_record(struct rec *);
/* After the last one: what follows from all of them together. */
void store_finish(void);
/* source.c - the files on disk */
/* The text of file f, loaded and compared with what was preprocessed. */
const char *source_text(uint32_t f);
/* The name of the source for people, the same in every tree. */
const char *source_name(void);

/* buf.c - text that grows */
struct buf {
	char *p;
	size_t n, cap;
};
void buf_add(struct buf *, const char *s, size_t n);
void buf_str(struct buf *, const char *s);
void buf_char(struct buf *, int c);
/* Would the last byte of b and the first of s read as one token? */
int buf_fuses(const struct buf *b, const char *s, size_t n);
/* The same, with a blank put between them where they would. */
void buf_token(struct buf *, const char *s, size_t n);

/* place.c - where what was read stands in the result */
extern struct places {
	uint32_t *root, nroot;  /* files whose directives may be kept */
	unsigned char *keep;    /* by index in root[] */
	/* place_follow finds these */
	uint32_t *pos;          /* place -> position; 0: not in the result */
	uint32_t *under;        /* file -> the root that does; 0: none */
	uint32_t *order, norder;        /* the files, as they are read */
} places;
void place_begin(void);
/* Follow the directives of keep[]. */
void place_follow(void);
/* Keep the directive that read file f in the original; 1 if that is news
 * since the directives were followed. */
int place_keep(uint32_t f);
/* The index of the root of file f in places.root; nroot: it has none. */
uint32_t place_root(uint32_t f);
/* The places of the text before event ev, of the beginning of a file, of a
 * token where it stood in the original, and of an event likewise */
uint32_t place_of_text(uint32_t ev);
uint32_t place_of_file(uint32_t f);
uint32_t place_of_token(uint32_t t);
uint32_t place_of_event(uint32_t ev);
/* The file that the place is in; 0: the text. */
uint32_t place_file(uint32_t place);
/* The events in file f that read others, or would have: how many. */
uint32_t place_directives(uint32_t f, const uint32_t **list);

/* learn.c - what a header, or the text, needs */
struct need {                   /* a declaration */
	uint32_t reader;        /* the place that needs it */
	uint32_t tok;           /* in the original, 0: any time */
	uint32_t ent;
	uint32_t from, n;       /* learn_given */
	unsigned char full;     /* the definition of a tag */
	unsigned char mention;  /* of a tag, by a parameter */
	unsigned char lost;     /* no directive makes it hold */
};
enum look_kind {
	LOOK_DEFINE,            /* it is defined: it is no other macro */
	LOOK_ALONE,             /* it was not expanded, and no ( follows: it is
				 * no other macro without parameters */
	LOOK_NAME,              /* it was not expanded: it is no other macro */
	LOOK_MACRO              /* it is what it was */
};
struct look {                   /* a name that may be a macro */
	uint32_t reader;        /* the place that looks at it */
	uint32_t ev;            /* before this event in the original */
	uint32_t s, state;      /* the event that had made it what it was */
	uint32_t piece, tok;    /* of the text, which begins with that token;
				 * 0: a header looks */
	unsigned char kind, lost;
};
struct needs {
	struct need *need;
	struct look *look;
	uint32_t nneed, nlook;
	size_t needcap, lookcap;
	int known;
};
void learn_begin(void);
/* What file f needs; 0: the text. */
const struct needs *learn_file(uint32_t f);
/* The places that give it, n->n of them. */
const uint32_t *learn_given(const struct need *n);
/* The text of the piece, which begins with token t, looks at the name before
 * event ev; it was what event `state' had made it. */
void learn_look(uint32_t s, uint32_t ev, uint32_t state, enum look_kind,
		uint32_t piece, uint32_t t);
void learn_want(const struct want *);

/* File f needs the definition of the tag at its token t, at that place. */
void learn_full(uint32_t f, uint32_t place, uint32_t t, uint32_t ent);

/* member.c - types of members, which bodies use without their names */
/* A field record */
void member_record(struct rec *);
/* What the body of function d, which nobody has parsed, needs of file f's
 * place: learn_full() is called. */
void member_needs(uint32_t f, uint32_t place, uint32_t d);

/* choose.c - which directives the result has */
/* What follows is needed by this piece of text, from token t0 on. */
void need_piece(uint32_t piece, uint32_t t0);
/* The macro of this expansion, or of this define event, is needed. */
void need_macro(uint32_t m);
/* Name s must not be another macro at time ev than it was; called: a ( may
 * follow it. */
void need_state(uint32_t s, uint32_t ev, int called);
void need_pairs(const struct event *);
/* Event ev is in the text of a keep. */
void need_inside(uint32_t ev);
/* What the headers need that are included in the text so far: of the events
 * in that text. */
void need_files(void);
/* The event that makes name s what it is before event ev, as far as the text
 * knows that. */
uint32_t need_result(uint32_t s, uint32_t ev);
/* The text is known: choose. */
void choose(void);
/* The event that makes the name of the look what it is in the result. */
uint32_t choose_state(const struct look *);
/* Are both definitions, and the same but for the place? */
int choose_same(uint32_t a, uint32_t b);

/* text.c - the source text of keeps */
/* The text of tokens t0..t1, edited, added to b. */
void text_keep(struct buf *b, uint32_t t0, uint32_t t1);
/* The directive of event ev as it stands, a line or several. */
void text_directive(struct buf *b, uint32_t ev);
/* The unit that token t is in. */
struct unit text_unit(uint32_t t);
/* n bytes of file f from off on, which must be there. */
const char *text_at(uint32_t f, uint32_t off, uint32_t n);
/* Headers that are read in the text of keeps and cannot stay #include
 * directives may not be included: their text is written out. */
void text_open_includes(void);
/* Take in the calls on the same line before u that gave no token, like
 * asmlinkage in `asmlinkage void f()'. */
void text_widen(struct unit *u);
/* Where the blanks before off begin, on its line and not before low */
uint32_t text_line(uint32_t f, uint32_t off, uint32_t low);
/* s is file f from from to to: put form feeds in the place of the directives
 * in this root call, and of what they skip. */
void text_holes(char *s, uint32_t f, uint32_t from, uint32_t to,
		uint32_t call);

/* comment.c - the comments around them */
/* The comment with the licence, if the source begins with one. */
void comment_head(struct buf *b);
/* The comment above token t, if any, with its last newline; not that one. */
void comment_above(struct buf *b, uint32_t t);
/* The comment after token t on its line, if any. */
void comment_after(struct buf *b, uint32_t t);

/* edit.c - which tokens change */
struct act {
	const struct edit *ins; /* put before the token */
	const struct edit *rep; /* of which it is part */
};
void edit_sort(void);
struct act edit_at(uint32_t t);
/* Is token t in a keep? */
int edit_holds(uint32_t t);
/* Is it in one, and as it was? */
int edit_keeps(uint32_t t);
/* Does any edit touch the tokens a..b? */
int edit_any(uint32_t a, uint32_t b);

/* expand.c - macro expansion as it was at some time of the original */
struct lexeme {
	const char *s;          /* interned */
	uint32_t len;
	char class;
	unsigned char space;    /* stands before it */
	unsigned char fixed;    /* not to be expanded again */
	unsigned char any;      /* made of something like __LINE__ */
	unsigned char part;     /* in replacement lists: enum macro_part */
	unsigned param;
};
enum { ANY_VALUE = 1,           /* its spelling means nothing */
       ANY_COUNT = 2,           /* it only tells it from others */
       ANY_NOT = 4 };           /* it has to be made of nothing like that */
struct lexemes {
	struct lexeme *l;
	uint32_t n;
	size_t cap;
};
void expand_lex(const char *text, size_t n, struct lexemes *list);
/* What # makes of these. */
struct lexeme expand_string(const struct lexeme *, uint32_t n);
/* The name that stands at off in file f, where it was ever defined; else 0.
 * *called: a ( follows. */
uint32_t expand_name_at(uint32_t f, uint32_t off, int *called);
/* Expand the text as it would have been at event ev; 0: it is wrong. */
int expand_text(const char *text, size_t n, uint32_t ev,
		 struct lexemes *list);
/* The names in the text, of macro m's replacement list or where that is 0 of a
 * file, must be at event ev what they were. */
void expand_names(const char *text, size_t n, uint32_t ev, uint32_t m);
/* What macro m's definition says before its replacement list. */
const struct macro_form *expand_form(uint32_t m);
/* What was expanded last, to this, is in the result: it needs its macros. */
void expand_needs(const struct lexemes *);
/* _Pragma gives no tokens. */
void expand_less_pragmas(struct lexemes *);
/* Where in s the next number stands that the last expansion put in the place of
 * a __LINE__ or one of its like, NUMBER_LEN digits; *n: which one of these it
 * was, from 0.  NULL: none does. */
enum { NUMBER_LEN = 10 };
const char *expand_number(const char *s, uint32_t *n);

/* value.c - numbers that depend on the place */
/* Is this __LINE__ or one of its like? */
int value_number(const char *name);
/* Did the directive look at one? */
int value_looked_at(const struct event *);
/* Which ones of the root call have to be written out?  opened: the call is not
 * written as it was.  0: none; else it cannot stay as it was. */
int value_find(uint32_t root, int opened);
/* Of the root that was asked for last: the i-th of these, from 0, .t is the
 * expansion; NULL: no more.  Was token t made of them? */
const struct edit *value_fixed(uint32_t i);
int value_exact(uint32_t t);

/* layout.c - lines from tokens without a text */
struct layout {
	struct buf *b;
	struct buf open;        /* the brackets that are open */
	struct buf indent;
	size_t bol;             /* where the line begins */
	const char *last;       /* the token before and its class */
	const char *before;     /* the one before that */
	char class;
	char prefix;            /* it stands where an operand begins */
	char cast;              /* it ends one */
};
void layout_begin(struct layout *, struct buf *);
void layout_token(struct layout *, const char *s, size_t n, char class);
/* A pragma that came of an expansion, as an operator. */
void layout_pragma(struct layout *, const char *text);

/* flat.c - tokens as text */
/* The ways: calls in the expansion that need no change stay calls; only
 * those without arguments do; only those that give their own name, as in
 * `#define inline inline x'; none. */
enum { FLAT_CALLS, FLAT_NAMES, FLAT_OWN, FLAT_TOKENS, FLAT_WAYS };
/* The tokens t0..t1 of the root call, edited. */
void flat_text(struct buf *, uint32_t root, uint32_t t0, uint32_t t1, int way);

/* call.c - the text of expansions with edits in them */
/* The text of the call x, of the root that call_text is at, with what it
 * has of the parameters of the macro it stands in; 0: it does not expand to
 * the tokens t0..t1. */
int call_source(struct buf *b, uint32_t x, uint32_t t0, uint32_t t1);
/* The tokens t0..t1 of this root call, edited, added to b. */
void call_text(struct buf *b, uint32_t call, uint32_t t0, uint32_t t1);

/* hide.c - warnings that compilers do not give of macros */
/* The text of a macro call that is not written as one stands in b from `from'
 * on: write it so that there are none. */
void hide_text(struct buf *b, size_t from);
/* What the text written since then needs before it; NULL: nothing. */
const char *hide_define(void);

/* pragma.c - pragmas in force */
/* Put those in force for the tokens t0..t1, in the order of keeps, that are in
 * force there; take them back. */
void pragma_before(struct buf *b, uint32_t t0, uint32_t t1);
void pragma_after(struct buf *b);
/* Is it push_macro or pop_macro? */
int pragma_of_macro(const char *text);

/* write.c */
/* The header that the text of a piece is from; 0: none that may be included. */
uint32_t write_header(uint32_t piece);
/* Declare the tag on a line of its own before the text with token t, or before
 * the #include with it. */
void write_tag(uint32_t ent, uint32_t t);
void write_result(void);
