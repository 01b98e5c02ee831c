/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of cpp-rec share. */

struct macro;
struct origin_file;
struct origin_x;

/* sym.c - every spelling once */
struct sym {
	const char *s;          /* ends in a 0 */
	uint32_t len, hash;
	uint32_t id;            /* of its s record; 0: none yet */
	uint32_t read;          /* the last condition that looked it up */
	struct macro *macro;    /* what it is defined as now */
	struct saved *saved;    /* #pragma push_macro */
	struct sym *canon;      /* NULL: itself; see sym_of */
	struct sym *variants;   /* of a canonical one, by next */
	struct sym *next;
	char class;             /* of a token: i n c s p o, e: not whole */
	unsigned char word;     /* W_.. below */
	unsigned char poisoned;
	unsigned char disabled; /* its macro is being expanded; that may be
				 * another one by then, as with gcc */
};

enum word {
	W_NONE,
#define WORD(k, s)  W_##k,
#include "words.h"
#undef WORD
	W_MAX
};

void sym_init(void);
struct sym *sym_get(const char *s, size_t n, char class);
/*
 * Of a token.  An identifier beyond ASCII may be spelled in several ways that
 * are one name (C11 6.4.3): each has a symbol, for # and ##, and all have one
 * that is canonical, with \U and eight digits as gcc -E spells it.
 */
struct sym *sym_of(const struct pptok *);
/* What it is a macro of from now on, in all spellings; NULL: none. */
void sym_define(struct sym *, struct macro *);
void sym_poison(struct sym *);
/* The id for the stream; writes the s record. */
uint32_t sym_id(struct sym *);

/* A token, by value */
struct tok {
	struct sym *sym;
	uint32_t file, off, len;        /* where its text stands */
	uint32_t x;             /* the innermost expansion, 0: none */
	uint32_t home;          /* the one in whose body it stands, 0: file */
	uint32_t place;         /* the one whose list it was last read from */
	char class;             /* of struct sym; 'P' padding; 0 the end */
	unsigned char flags;
	uint16_t arg;           /* in a macro body: the parameter, from 1 */
};

enum {
	SPACE = 1,              /* blanks stand before it */
	PAINTED = 2,            /* is never expanded again */
	BODY = 4,               /* its text stands in a replacement list */
	RESULT = 8,             /* made by # or ## */
	BOL = 16,
	/* of padding: whose blanks count, see expand.c */
	SOURCE = 32,            /* the name's or parameter's, in SPACE */
	MARK = 64,              /* nobody's: only says what stands there */
	JOINED = 128,           /* by ##, and not read yet since */
};

#define IS_PUNCT(t, c) \
	((t)->class == 'p' && (t)->sym->len == 1 && (t)->sym->s[0] == (c))

/* input.c - files, and which of them are being read */
struct source {
	const char *path;
	const char *text;       /* ends in a 0 */
	const char *raw;        /* where the text has a newline for a lone
				 * carriage return; else NULL */
	size_t len;
	uint64_t hash;          /* FNV-1a */
	int64_t sec;
	uint32_t nsec;
	uint64_t dev, ino;
	struct sym *guard;      /* defined: nothing more to give */
	uint32_t first;         /* the first file id */
	unsigned char once, pseudo;
	uint32_t lineoff, line; /* the line number of lineoff, see line_of */
};

struct dir {
	const char *name;       /* as given */
	const char *kind;       /* of the path record */
	uint64_t dev, ino;
	uint32_t id;
	struct dir *next;
};

struct cond {
	uint32_t id, off;       /* off: of the #if */
	unsigned char taken;    /* a group of it has been taken */
	unsigned char active;   /* this group is taken */
	unsigned char orelse;   /* #else was seen */
};

/* A file that is being read */
struct input {
	struct source *src;
	uint32_t id;
	const struct dir *dir;  /* it was found in; NULL: beside, or as named */
	struct pplex lx;
	size_t conds;           /* number of conditionals outside */
	uint32_t parent, off;   /* the file and place that asked for it */
	unsigned char imacros;  /* its tokens are not wanted */
	unsigned char slashes;  /* it was said that // is no comment */
	/* #line */
	int64_t lineadd;
	const char *name;       /* NULL: the path */
	const char **outer;     /* names that line markers will return to */
	size_t nouter, outercap;
	/* is it all in one conditional? */
	unsigned char state;    /* G_.. */
	struct sym *guard;
	size_t guardcond;
};

static inline struct sym *
canonical(struct sym *y)
{
	return y->canon ? y->canon : y;
}

enum { G_START, G_IN, G_AFTER, G_NONE };

extern struct input *inputs, *cur;      /* cur: the innermost one */
extern size_t ninputs;
extern struct cond *conds;
extern size_t nconds;
extern struct dir *quote_dirs, *angle_dirs;

void input_dirs(void);          /* the search path from the options */
struct source *source_pseudo(const char *path, const char *text, size_t n);
/* Find and read the file; the reason is in errno where NULL. */
struct source *source_find(const char *name, size_t n, int angle, int next,
			   const struct dir **dir);
struct source *source_open(const char *path);
/* Begin to read.  form, how: of the file record; at: the directive. */
void input_push(struct source *, const struct dir *, const char *how,
		const char *form, uint32_t parent, uint32_t off, uint32_t len);
/* At its end; 0: it was the last one. */
int input_pop(void);
unsigned line_of(struct source *, uint32_t off);
/* Are there only blanks between these places in the file? */
int blank_between(uint32_t file, uint32_t from, uint32_t to);
/* As #line has it. */
unsigned presumed_line(const struct input *, uint32_t off);
const char *presumed_name(const struct input *);
struct input *input_of(uint32_t file);
/* For messages, see origin.c: what file id is; it has been read. */
void input_origin(uint32_t file, struct origin_file *);
int input_system(uint32_t file);        /* does gcc not warn there? */

/* message.c - errors and warnings with all that leads to their place */
void message_init(void);
/* It is the name of a builtin macro whose value stands next: gcc gives that
 * place where we have error_last; NULL: no more, for ## came behind it. */
void message_made(const struct tok *);
void error_at(uint32_t file, uint32_t off, const char *fmt, ...)
	PRINTF(3, 4);
/* name: of warnings.h */
void warning_at(uint32_t file, uint32_t off, const char *name,
		const char *fmt, ...) PRINTF(4, 5);
void note_at(uint32_t file, uint32_t off, const char *fmt, ...)
	PRINTF(3, 4);
/* What the standard forbids and gcc takes: a warning, an error with
 * -pedantic-errors, nothing in a system header.  pedantic_at: a warning with
 * -pedantic only, of the name "pedantic" where it is NULL. */
void pedwarn_at(uint32_t file, uint32_t off, const char *name,
		const char *fmt, ...) PRINTF(4, 5);
void pedantic_at(uint32_t file, uint32_t off, const char *name,
		 const char *fmt, ...) PRINTF(4, 5);
/* The file that is read is a system header from here on. */
void system_header(void);
/* At the last token that was read of the file, like gcc. */
void error_last(const char *fmt, ...) PRINTF(1, 2);
/* At the token's own text; for one made by # as error_last. */
void error_of(const struct tok *, const char *fmt, ...) PRINTF(2, 3);
void error_tok(const struct tok *, const char *fmt, ...) PRINTF(2, 3);
/* The same; at the end of the line or file as error_last. */
void error_here(const struct tok *, const char *fmt, ...) PRINTF(2, 3);

/* macro.c - definitions */
struct macro {
	struct sym *name;
	uint32_t id;
	struct tok *body;
	struct sym **params;
	uint32_t nbody;
	uint32_t file, off, len;        /* the directive */
	uint32_t boff, blen;            /* the replacement list */
	uint16_t nparams;       /* __VA_ARGS__ included */
	unsigned char function, variadic, named;
	unsigned char plain;    /* object-like without ##: the body as it is */
	unsigned char builtin;  /* W_.. */
};

/* classes of operators in a body: */
#define PASTE   '#'     /* ## */
#define STRING  '$'     /* #, the parameter or __VA_OPT__ follows */
#define VA_OPT  '<'     /* __VA_OPT__ and its (, len is up to the ) */
#define VA_END  '>'     /* its ) */

/* The directive at off; the lexer stands behind the word. */
void define(uint32_t off);
void undef(uint32_t off);
void define_builtins(void);
void macro_push(struct sym *);
void macro_pop(struct sym *, uint32_t off, uint32_t len);

/* expand.c - tokens after expansion */
extern int in_directive;        /* the newline ends the input */
extern int parsing_args;        /* 1: looking for the (, 2: reading them */
extern int wants_padding;
void token_raw(struct tok *);   /* nothing is expanded */
void token_get(struct tok *);   /* class 0: the end */
void token_get_nopad(struct tok *);
/* The x record of a builtin; its id. */
uint32_t builtin_x(struct macro *, struct tok *name);
int expanding_args(void);       /* before they are put in: 6.10.3.1 */
/* Expand these tokens alone, as a directive would. */
struct tok *expand_list(struct tok *, size_t n, size_t *got);
/* Put tokens before what comes next. */
void token_push(const struct tok *, size_t n);
struct tok *tok_alloc(size_t n);
/* For messages, see origin.c; 0: the outermost expansion is not open. */
int expand_origin(uint32_t x, struct origin_x *);
/* The position the reader sees, that of the outermost name, for __LINE__: where
 * the outermost macro is object-like gcc gives the line of its name, also for
 * what it took from the text behind it; clang has that of the outermost call's
 * closing parenthesis. */
void line_place(const struct tok *, uint32_t *file, uint32_t *off);
/* The next one of the file: directives are obeyed. */
void lex_file(struct tok *);
/* Of a directive: the rest of the line is passed over; where it ends. */
uint32_t end_directive(void);

/* expand.c and subst.c - expansion */
struct arg {
	struct tok *raw, *exp;
	size_t nraw, nexp;
	uint32_t off, len;      /* of its text, where the call is one piece */
	char expanded, omitted;
};

/* A macro in expansion */
struct subst {
	struct macro *m;
	size_t args;            /* the first of them */
	uint32_t x;
};

extern struct arg *args;        /* a stack: arguments of calls in calls */
/* Tokens in work: a stack that moves; lists are copied out of it. */
extern struct tok *work;
extern size_t nwork, workcap;

static inline void
work_put(const struct tok *t)
{
	if (nwork == workcap)
		work = grow(work, nwork + 1, &workcap, sizeof work[0]);
	work[nwork++] = *t;
}

/* *t: padding in the place of *like. */
static inline void
pad(struct tok *t, unsigned flags, const struct tok *like)
{
	*t = *like;
	t->class = 'P';
	t->flags = flags | (like->flags & SPACE && flags & SOURCE ? SPACE : 0);
}

/* The first token but padding of work from i on; nwork: none. */
size_t work_real(size_t i);
/* Expand the argument fully, once. */
void expand_arg(struct arg *);
/* Which arguments are needed expanded: in this order, before all else. */
void expand_args(const struct subst *);
/* Put what these tokens of the replacement list become. */
void substitute(const struct subst *, const struct tok *, const struct tok *);

/* builtin.c - __LINE__ and its like */
/* The name at *t is one: put what it becomes there, or push it (1: read on).
 */
int builtin(struct macro *, struct tok *);

/* pragma.c */
extern int in_pragma;           /* one is expanded, which is no #if */
void pragma_directive(uint32_t off);
/* _Pragma; 0: it stays. */
int pragma_operator(const struct tok *name);

/* directive.c */
extern uint32_t directive_off;  /* of the # of the one that is obeyed */
/* 0: it is text; the lexer stands as before. */
int directive(uint32_t off);
void put_directive(uint32_t off, uint32_t len, const char *word);

/* include.c */
void include(uint32_t off, enum word);
/* Is there the header whose name stands next, through the ')'? */
int has_include(int next);
void source_once(struct source *);

/* cond.c - conditionals */
enum word cond_word(const struct sym *);
void cond_if(uint32_t off, enum word);
void cond_else(uint32_t off, enum word);

/* expr.c - #if */
int expr_value(const char *word);       /* to the end of the directive */

/* assert.c - #assert, #unassert and #name(answer) in #if */
void assertion(enum word);
int asserted(struct tok *);     /* *t: behind the # */

/* reads.c - the macros that a condition read */
void reads_begin(void);
void reads_note(struct sym *);
void reads_end(void);           /* before the record is opened */
void reads_put(void);           /* the pairs */
void reads_none(void);          /* there are no pairs */
extern int reads_on;

/* write.c - records */
extern uint32_t nfiles, nmacros, nxs, nconds_given;
/* A token, now or when the expansion it comes of is complete. */
void write_tok(const struct tok *);
/* The outermost expansion is complete. */
void write_flush(void);
uint32_t write_x(struct macro *, const struct tok *name, uint32_t len,
		 const uint32_t *pairs, size_t npairs);
void write_span(uint32_t x, uint32_t len);
void write_g(uint32_t x, const char *op, const struct tok *at,
	     const struct tok *, size_t n);
void write_pragma(uint32_t file, uint32_t off, uint32_t len, uint32_t x,
		  const char *text, size_t n);

/* options.c - the command line */
struct define_opt {
	char kind;              /* D U I(nclude) M(imacros) A */
	const char *arg;
};

struct options {
	/* without the compiler, @files replaced, in the short spellings */
	const char **argv;
	size_t argc;
	const char *compiler;   /* its name, or NULL */
	const char *source;
	const char *std;        /* NULL: the compiler's */
	uint32_t imacros_end;   /* in the text of <command-line> */
	int nostdinc, trigraphs;
	int strict;             /* no GNU mode */
	int pedantic;           /* 1: -pedantic, 2: -pedantic-errors */
	int asm_;               /* assembler with preprocessing */
	int preprocessed;       /* the source is: no macros, */
	int directives_only;    /*   but for its own */
	int undef;              /* -undef */
	int openmp;             /* OMP_.. */
	int clang;              /* the compiler is clang */
	int version;            /* of the C standard: 1990, ... 2023 */
	unsigned depth;         /* of includes */
	unsigned lang;          /* of struct pplex: PP_.. */
	struct define_opt *defs;
	size_t ndefs, defcap;
	const char **dirs[5];   /* iquote -I isystem idirafter, system */
	size_t ndirs[5], dircap[5];
	struct unplaced {
		int k;          /* of dirs, */
		size_t i;       /*   this one is in the compiler's folder */
	} *unplaced;
	size_t nunplaced, unplacedcap;
	struct map {
		const char *map;        /* OLD=NEW */
		int macro;              /* of -fmacro-prefix-map */
	} *maps;
	size_t nmaps, mapcap;
	const char **ask;       /* what the compiler is told when asked */
	size_t nask, askcap;
	const char *wanted;     /* --compiler */
	int text;               /* --text */
};

enum { OMP = 1, OPENACC = 2, OMP_SIMD = 4 };
enum { D_QUOTE, D_ANGLE, D_SYSTEM, D_AFTER, D_STANDARD };

extern struct options opts;
void options_read(int argc, char **argv);
/* Is -Wname not taken back by -Wno-name? */
int options_warns(const char *name);
/* What the -std=, or the one that the compiler takes, means here. */
void options_language(const char *std);
/* The text of <command-line>. */
const char *options_text(size_t *len);

/* spelling.c - how options are spelled */
struct valued {
	const char *name;
	char what;              /* is done with the value; 0: nothing */
	char joined;            /* the value may be in the same word */
};
/* Is s an option with a value?  *VALUE is NULL where that is the next word. */
const struct valued *spelling_valued(const char *s, const char **value);
/* The short spelling of the word s, with AFTER, the word after it or NULL.
 * *NEXT is what comes after it in the short spelling, or NULL; *TOOK is 1 if
 * AFTER is in one of both. */
const char *spelling_short(const char *s, const char *after,
			   const char **next, int *took);
/* The tables: NAME, its short spelling, and where its value is. */
void spelling_print(void);

/* compiler.c - ask the compiler */
void compiler_ask(void);
/* The name of the language: of -std= or, without one, the compiler's. */
const char *compiler_std(void);
/* The text of <built-in>: #define lines. */
const char *compiler_text(size_t *len);
/* Has it this one of the macros with a computed value? */
int compiler_knows(enum word what);
/* The value of __has_attribute(name) and its like (W_..). */
int64_t compiler_has(enum word what, const char *name);
/* The predefined macro's value up to the end of its line, also where -undef
 * takes it away, or NULL. */
const char *predefined(const char *name);
void compiler_facts(void);

/* predef.c - the same by tables, for --compiler=NAME */
/* Does the name say who built it?  Then the tables are meant. */
int predef_named(const char *name);
/* The #define lines, those that -undef leaves, until the next call; NULL:
 * there is no table of it. */
const char *predef_text(const char *name, int undef, size_t *len);
/* The answer of __has_attribute and its like */
int64_t predef_has(enum word what, const char *name);
/* Has gcc's version MAJOR this one of the macros with a computed value? */
int predef_knows(enum word what, int major);
