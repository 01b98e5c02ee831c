/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of cpp-rec share. */

struct macro;
struct origin_file;
struct origin_x;

/* sym.c - every spelling once */
struct sym {
	const char *s;          /* ends in a 0 */
	uint32_t len, hash;     /* of s */
	uint32_t id;            /* of its s record; 0: none is written yet */
	uint32_t read;          /* the last condition that looked it up */
	struct macro *macro;    /* what it is defined as now; NULL: no macro */
	struct saved *saved;    /* what #pragma push_macro has put away */
	struct sym *canon;      /* the canonical spelling, see sym_of; NULL:
				 * this one is */
	struct sym *variants;   /* of a canonical one: other spellings */
	struct sym *next;       /* the next variant */
	char class;             /* of a token: i n c s p o; e: not whole */
	unsigned char word;     /* W_.. below */
	unsigned char poisoned; /* by #pragma GCC poison */
	unsigned char disabled; /* its macro is being expanded; it may have
				 * another one by now, as with gcc */
};

enum word {
	W_NONE,
#define WORD(k, s)  W_##k,
#include "words.h"
#undef WORD
	W_MAX
};

void sym_init(void);
/* The symbol of n bytes of text, made if there is none.  The class is that of
 * the token it was first seen as. */
struct sym *sym_get(const char *s, size_t n, char class);
/*
 * The symbol of a token.  An identifier beyond ASCII may be spelled in several
 * ways that are one name (C11 6.4.3).  Each spelling has a symbol, for # and
 * ##.  One of them is canonical: the one with \U and eight digits, as gcc -E
 * spells it.
 */
struct sym *sym_of(const struct pptok *);
/* The symbol is this macro from now on, in all its spellings; NULL: none. */
void sym_define(struct sym *, struct macro *);
void sym_poison(struct sym *);
/* The symbol's id in the stream.  The first call writes its s record. */
uint32_t sym_id(struct sym *);

/* A token.  It is copied about, never pointed at for long. */
struct tok {
	struct sym *sym;
	uint32_t file, off, len;        /* where its text stands */
	uint32_t x;             /* the innermost expansion; 0: none */
	uint32_t home;          /* the expansion of whose macro's body the text
				 * is; 0: it is a file's */
	uint32_t place;         /* the one whose list it was last read from */
	char class;             /* of struct sym; 'P' padding; 0 the end */
	unsigned char flags;
	uint16_t arg;           /* in a macro body: the parameter, from 1 */
};

enum {
	SPACE = 1,              /* blanks stand before it */
	PAINTED = 2,            /* it is never expanded again */
	BODY = 4,               /* its text stands in a replacement list */
	RESULT = 8,             /* made by # or ## */
	BOL = 16,               /* it is the first one on its line */
	/* of padding: whose blanks count, see expand.c */
	SOURCE = 32,            /* the name's or parameter's, in SPACE */
	MARK = 64,              /* nobody's: only says what stands there */
	JOINED = 128,           /* made by ##, and not read since */
};

#define IS_PUNCT(t, c) \
	((t)->class == 'p' && (t)->sym->len == 1 && (t)->sym->s[0] == (c))

/* input.c - files, and which of them are being read */
struct source {
	const char *path;
	const char *text;       /* ends in a 0 */
	const char *raw;        /* the bytes of the file, where the text has a
				 * newline for a lone carriage return; else
				 * NULL */
	size_t len;             /* of the text */
	uint64_t hash;          /* FNV-1a of the file */
	int64_t sec;            /* when it was changed */
	uint32_t nsec;          /* likewise */
	uint64_t dev, ino;      /* which file it is */
	struct sym *guard;      /* once this is defined it gives nothing more;
				 * NULL: no such name */
	uint32_t first;         /* the first file id it had */
	unsigned char once;     /* #pragma once or #import: not again */
	unsigned char pseudo;   /* <built-in> and <command-line> */
	uint32_t lineoff, line; /* the line number of lineoff, see line_of */
};

/* A directory of the search path */
struct dir {
	const char *name;       /* as given */
	const char *kind;       /* of the path record */
	uint64_t dev, ino;      /* which directory it is */
	uint32_t id;            /* of the path record */
	struct dir *next;       /* the one searched after it */
};

/* A conditional that is open */
struct cond {
	uint32_t id;            /* of its if record */
	uint32_t off;           /* of the #if */
	unsigned char taken;    /* a group of it has been taken */
	unsigned char active;   /* this group is taken */
	unsigned char orelse;   /* #else was seen */
};

/* A file that is being read */
struct input {
	struct source *src;
	uint32_t id;            /* of its file record */
	const struct dir *dir;  /* where it was found; NULL: beside the file
				 * that includes it, or as it is named */
	struct pplex lx;
	size_t conds;           /* so many conditionals are open outside */
	uint32_t parent, off;   /* the file and place that asked for it */
	unsigned char imacros;  /* its tokens are not wanted */
	unsigned char slashes;  /* it was said that // is no comment */
	/* #line */
	int64_t lineadd;        /* to be added to line_of */
	const char *name;       /* the file's, as #line has it; NULL: the
				 * path */
	const char **outer;     /* names that line markers will return to */
	size_t nouter, outercap;
	/* is it all in one #ifndef? */
	unsigned char state;    /* G_.. */
	struct sym *guard;      /* the name it asks for */
	size_t guardcond;       /* its index in conds */
};

/* The spelling that stands for all that are one name, see sym_of. */
static inline struct sym *
canonical(struct sym *y)
{
	return y->canon ? y->canon : y;
}

/* How far the file is one #ifndef: nothing was read yet; we are in it; we are
 * after its #endif; it is not */
enum { G_START, G_IN, G_AFTER, G_NONE };

extern struct input *inputs;    /* a stack of the files being read */
extern struct input *cur;       /* the innermost one, its top */
extern size_t ninputs;
extern struct cond *conds;      /* a stack of the conditionals that are open */
extern size_t nconds;
extern struct dir *quote_dirs;  /* the search path of #include "..." */
extern struct dir *angle_dirs;  /* where that of <...> begins in it */

/* Make the search path of the options, and write the path records. */
void input_dirs(void);
/* A source that is no file; the text is not copied. */
struct source *source_pseudo(const char *path, const char *text, size_t n);
/* Find the header and read it.  angle: it is named in <...>; next: by
 * #include_next.  *dir becomes where it was found, see struct input.  NULL:
 * the reason is in errno. */
struct source *source_find(const char *name, size_t n, int angle, int next,
			   const struct dir **dir);
/* Read the file; each file is read once.  NULL: the reason is in errno. */
struct source *source_open(const char *path);
/* Begin to read, and write the file record.  how and form are fields of it;
 * parent, off and len are the directive. */
void input_push(struct source *, const struct dir *, const char *how,
		const char *form, uint32_t parent, uint32_t off, uint32_t len);
/* End the innermost file; 0: it was the last one. */
int input_pop(void);
/* The number of the line that off is in, whatever #line says. */
unsigned line_of(struct source *, uint32_t off);
/* Are there only blanks and comments between these places in the file? */
int blank_between(uint32_t file, uint32_t from, uint32_t to);
/* The line and the file's name as #line has them. */
unsigned presumed_line(const struct input *, uint32_t off);
const char *presumed_name(const struct input *);
/* The input with this file id; the outermost one where it is not open. */
struct input *input_of(uint32_t file);
/* For struct origin_view: the file, which has been read. */
void input_origin(uint32_t file, struct origin_file *);
/* Is it a system header, in which gcc does not warn? */
int input_system(uint32_t file);

/* message.c - errors and warnings with all that leads to their place */
void message_init(void);
/* The token is the name of a builtin macro, whose value is read next.  gcc
 * puts there what error_last says.  NULL: no more, because ## followed. */
void message_made(const struct tok *);
/* An error at a place. */
void error_at(uint32_t file, uint32_t off, const char *fmt, ...)
	PRINTF(3, 4);
/* The name is one of warnings.h. */
void warning_at(uint32_t file, uint32_t off, const char *name,
		const char *fmt, ...) PRINTF(4, 5);
void note_at(uint32_t file, uint32_t off, const char *fmt, ...)
	PRINTF(3, 4);
/* What the standard forbids and gcc takes: a warning, with -pedantic-errors an
 * error, in a system header nothing. */
void pedwarn_at(uint32_t file, uint32_t off, const char *name,
		const char *fmt, ...) PRINTF(4, 5);
/* The same, but nothing without -pedantic.  A name that is NULL is
 * "pedantic". */
void pedantic_at(uint32_t file, uint32_t off, const char *name,
		 const char *fmt, ...) PRINTF(4, 5);
/* The file that is read is a system header from here on. */
void system_header(void);
/* An error at the last token that was read of the file, as gcc does. */
void error_last(const char *fmt, ...) PRINTF(1, 2);
/* An error at the token's own text. */
void error_tok(const struct tok *, const char *fmt, ...) PRINTF(2, 3);
/* The same; for a string made by # as error_last. */
void error_of(const struct tok *, const char *fmt, ...) PRINTF(2, 3);
/* The same; where the token is the end of the line or file, as error_last. */
void error_here(const struct tok *, const char *fmt, ...) PRINTF(2, 3);

/* macro.c - definitions */
struct macro {
	struct sym *name;
	uint32_t id;            /* of its define record */
	struct tok *body;       /* the replacement list */
	struct sym **params;
	uint32_t nbody;         /* how many tokens body has */
	uint32_t file, off, len;        /* the directive */
	uint32_t boff, blen;            /* the replacement list's text */
	uint16_t nparams;       /* with __VA_ARGS__ */
	unsigned char function; /* it is function-like */
	unsigned char variadic;
	unsigned char named;    /* GNU's args...: the parameter has a name */
	unsigned char plain;    /* object-like without ##: the body as it is */
	unsigned char builtin;  /* W_..; 0: its value is not computed */
};

/* Classes of operators in a body */
#define PASTE   '#'     /* ## */
#define STRING  '$'     /* #; the parameter or __VA_OPT__ follows */
#define VA_OPT  '<'     /* __VA_OPT__ and its (; len is up to the ) */
#define VA_END  '>'     /* its ) */

/* Obey the directive at off.  The lexer stands after its word. */
void define(uint32_t off);
void undef(uint32_t off);
void define_builtins(void);
/* #pragma push_macro, and pop_macro at this place of the file. */
void macro_push(struct sym *);
void macro_pop(struct sym *, uint32_t off, uint32_t len);

/* expand.c - tokens after expansion */
extern int in_directive;        /* the newline ends the input */
extern int parsing_args;        /* 1: looking for the (, 2: reading them */
extern int wants_padding;       /* expansion keeps it, also in a directive */
/* The next token, with nothing expanded. */
void token_raw(struct tok *);
/* The next token after expansion; its class is 0 at the end. */
void token_get(struct tok *);
/* The same without padding. */
void token_get_nopad(struct tok *);
/* Write the x record of a builtin macro; its id. */
uint32_t builtin_x(struct macro *, struct tok *name);
/* Are arguments being expanded, before they are put in (6.10.3.1)? */
int expanding_args(void);
/* Expand these tokens alone, as a directive would.  The result is *got
 * tokens. */
struct tok *expand_list(struct tok *, size_t n, size_t *got);
/* Put tokens before what comes next. */
void token_push(const struct tok *, size_t n);
struct tok *tok_alloc(size_t n);
/* For struct origin_view; 0: the outermost expansion is no longer open. */
int expand_origin(uint32_t x, struct origin_x *);
/* The place that __LINE__ is about, which is that of the outermost name.
 * Where that macro is object-like, gcc gives the line of its name, even for
 * what it took from the text after it.  clang gives that of the outermost
 * call's closing parenthesis. */
void line_place(const struct tok *, uint32_t *file, uint32_t *off);
/* The next token of the file; directives are obeyed. */
void lex_file(struct tok *);
/* Pass over the rest of a directive's line; returns where that ends. */
uint32_t end_directive(void);

/* expand.c and subst.c - expansion */
struct arg {
	struct tok *raw;        /* as it was read */
	struct tok *exp;        /* expanded, where that was needed */
	size_t nraw, nexp;
	uint32_t off, len;      /* its text, where the call is one piece */
	char expanded;          /* exp is there */
	char omitted;           /* the variadic one: the call has none */
};

/* A macro that is being expanded */
struct subst {
	struct macro *m;
	size_t args;            /* the first of its arguments, in args */
	uint32_t x;             /* the expansion's id */
};

extern struct arg *args;        /* a stack: arguments of calls in calls */
/* A stack of tokens being made.  It moves; lists are copied out of it. */
extern struct tok *work;
extern size_t nwork, workcap;

/* Put a token on it. */
static inline void
work_put(const struct tok *t)
{
	if (nwork == workcap)
		work = grow(work, nwork + 1, &workcap, sizeof work[0]);
	work[nwork++] = *t;
}

/* Make *t padding that stands where *like does. */
static inline void
pad(struct tok *t, unsigned flags, const struct tok *like)
{
	*t = *like;
	t->class = 'P';
	t->flags = flags | (like->flags & SPACE && flags & SOURCE ? SPACE : 0);
}

/* The index of the first token of work from i on that is no padding; nwork:
 * there is none. */
size_t work_real(size_t i);
/* Expand the argument fully, if that was not done yet. */
void expand_arg(struct arg *);
/* Expand the arguments that are needed so, in the order of the body, before
 * anything is substituted. */
void expand_args(const struct subst *);
/* Put on work what the tokens from the first to before the second one, of the
 * replacement list, become. */
void substitute(const struct subst *, const struct tok *, const struct tok *);

/* builtin.c - __LINE__ and its like */
/* The name at *t is such a macro: *t becomes its value.  1: it was a _Pragma,
 * and there is none; read on. */
int builtin(struct macro *, struct tok *);

/* pragma.c */
extern int in_pragma;           /* its text is expanded; there is no #if */
/* Obey the #pragma at off. */
void pragma_directive(uint32_t off);
/* Obey the _Pragma that begins with this name; 0: it stays a token. */
int pragma_operator(const struct tok *name);

/* directive.c */
extern uint32_t directive_off;  /* of the # of the one that is obeyed */
/* Obey the directive whose # is at off.  0: it is text, and the lexer stands
 * as before. */
int directive(uint32_t off);
/* Write a directive record. */
void put_directive(uint32_t off, uint32_t len, const char *word);

/* include.c */
/* Obey #include or another one of its kind at off. */
void include(uint32_t off, enum word);
/* Is there a header of the name that stands next?  Reads through the ')'.
 * next: as #include_next finds it. */
int has_include(int next);
/* The file is not to be read again. */
void source_once(struct source *);

/* cond.c - conditionals */
/* The word of a directive's name.  #elifdef and #elifndef have none where the
 * language does not know them. */
enum word cond_word(const struct sym *);
/* Obey #if, #ifdef, #ifndef at off; the rest of the group is passed over where
 * it is not taken. */
void cond_if(uint32_t off, enum word);
/* The same of #elif, #else, #endif and their like. */
void cond_else(uint32_t off, enum word);

/* expr.c - #if */
/* Read an expression to the end of the directive: is it not 0?  An error is
 * about the directive word. */
int expr_value(const char *word);

/* assert.c - #assert, #unassert and #name(answer) in #if */
/* Obey #assert or #unassert. */
void assertion(enum word);
/* Is it asserted?  *t is read after the #. */
int asserted(struct tok *);

/* reads.c - the names that a condition looked up as macros */
void reads_begin(void);
void reads_note(struct sym *);  /* this one was looked up */
void reads_end(void);           /* before the record is opened */
void reads_put(void);           /* put the pairs into the record */
void reads_none(void);          /* forget them: there are no pairs */
extern int reads_on;            /* names are noted */

/* write.c - records */
/* The last ids given of each kind */
extern uint32_t nfiles, nmacros, nxs, nconds_given;
/* Write the token: at once, or where it came out of an expansion when the
 * outermost one is complete. */
void write_tok(const struct tok *);
/* The outermost expansion is complete. */
void write_flush(void);
/* Each writes a record of that kind.  Pairs are offset and length of each
 * argument. */
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
/* " x86_64, aarch64": the machines that there are tables of */
const char *predef_machines(void);
/* The answer of __has_attribute and its like */
int64_t predef_has(enum word what, const char *name);
/* Has gcc's version MAJOR this one of the macros with a computed value? */
int predef_knows(enum word what, int major);
