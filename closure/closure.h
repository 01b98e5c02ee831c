/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of closure share, a section for each. */

/* unit.c - the translation unit, as the stream told it */
enum node_kind {
	N_OTHER,                /* one that this program was not built with */
#define NODE(k, word, kids)  N_##k,
#include "nodes.h"
#undef NODE
	N_MAX
};

struct node {
	uint32_t t0, t1;
	uint32_t kid;           /* its first child in unit.kids; they end
				 * where those of the next node begin */
	uint32_t up;            /* an initdecl's declaration, else 0 */
	uint32_t y;             /* an expression's type, if it is told */
	uint16_t kind;
	uint8_t constant;       /* an expression with a constant value */
};

/* What becomes of a function or an object */
enum fate {
	UNSEEN,                 /* nothing kept refers to it */
	NAMED,                  /* only its declaration is needed */
	PATCHED,
	EXTERNALISED,
	COPIED,                 /* its definition is in the result */
	LEFT                    /* as it is declared */
};

/* What it is in the target, as the policy says: the object that has it, which
 * of the symbols of its name there, that symbol, and how it is bound; if it
 * says so, the section it is in, and the namespace that exports it */
enum { TARGET_NEEDED = 4, TARGET = 6 };

/* The symbol of what is patched, externalised or rewritten (symbol.c) */
struct symbol {
	const char *name;
	enum linkage linkage;
	char pointer;           /* the policy made it a pointer */
	const char *target[TARGET];     /* NULL: the policy did not say */
	unsigned asked;         /* it answers this question: 1 + enum
				 * question; 0: none yet */
};

/* What a pass of reach.c finds out about a function or an object */
struct found {
	enum fate fate;
	const char *reason;     /* why it is externalised */
	const char *ref;        /* how it is referred to; NULL: unchanged */
	unsigned can : 1;       /* it may be externalised */
	unsigned rewritten : 1;
	unsigned unused : 1;    /* a static object of a function, which was for
				 * the initialiser of another one */
};

/* What is known of it for good, however many passes there are */
struct known {
	uint32_t alias;         /* made of another symbol (alias.c): attr, */
	const char *of;         /* .. or a declaration, by a pragma: of this */
	struct symbol *original;        /* of a patched function whose address
					 * is used; NULL: the new one's is */
	uint32_t address;       /* the first top that uses it; 0: none */
	uint32_t assembled;     /* the token of asm that defines it; 0: none
				 * does */
	unsigned referred : 1;  /* original is known */
	unsigned weakref : 1;   /* .. that may be missing */
	unsigned escapes : 1;   /* its address is taken */
	unsigned constant : 1;  /* must be a link-time constant */
	unsigned by_name : 1;   /* a pointer to it cannot be called there */
};

/* What becomes of a reading of a file */
struct reading {
	uint32_t root;          /* the outermost one whose directive is kept,
				 * 0: its text is copied */
	char allowed;           /* by the policy */
	char nameless;          /* .. but the search path does not give it */
	char changed;           /* the result is compiled with another one */
	char opened;            /* sticky: it must not be included */
	char ok;
	char needed;            /* .. a root: for what is in it */
	const char *why;        /* not ok */
};

struct unit {
	struct node *node;      /* all from 1 */
	uint32_t *kids;
	struct reading *file;   /* by past.file */
	uint32_t *reading;      /* top -> that its first token is in */
	struct symbol *sym;     /* by entity, like the next two */
	struct known *known;
	struct found *now;
	uint32_t nnode;
	char prototypes;        /* the compiler warns where there is none */
};
extern struct unit unit;

/* Read the whole stream, passing it on. */
void unit_read(void);
static inline const char *
tok_text(uint32_t t)
{
	return spell(past.token[t].s)->s;
}
/* The children of node n: unit.kids[i] for i from kids(n) to kids_end(n) */
static inline uint32_t
kids(uint32_t n)
{
	return unit.node[n].kid;
}
static inline uint32_t
kids_end(uint32_t n)
{
	return unit.node[n + 1].kid;
}
/* Each child k of node n that is there; i counts. */
#define EACH_KID(i, n, k) \
	for (i = kids(n); i < kids_end(n); i++) \
		if (!(k = unit.kids[i])) \
			continue; \
		else
/* Child i of node n, 0 where there are fewer. */
uint32_t kid(uint32_t n, unsigned i);
/* The first child of this kind, or 0. */
uint32_t kid_of(uint32_t n, enum node_kind);
static inline struct symbol *
sym(const struct entity *e)
{
	return &unit.sym[e - ents.ent];
}
static inline struct known *
known(const struct entity *e)
{
	return &unit.known[e - ents.ent];
}
static inline struct found *
now(const struct entity *e)
{
	return &unit.now[e - ents.ent];
}
/* Is it a pointer in the result? */
static inline int
is_pointer(const struct entity *e)
{
	return now(e)->fate == EXTERNALISED && sym(e)->pointer;
}
/* The entity that node n, in external declaration d, declares, or NULL */
struct entity *unit_declared(uint32_t d, uint32_t n);
/* The function that d defines, or NULL */
struct entity *unit_function(uint32_t d);
/* The entity that expression n is the name of, or NULL */
struct entity *unit_named(uint32_t n);
/* The static objects in the function that d defines, one a call; *i begins
 * with 0.  NULL: no more. */
struct entity *unit_local(uint32_t d, uint32_t *i);
/* Where a reader sees it, for messages and policies. */
struct loc tok_loc(uint32_t t);
struct site tok_site(uint32_t t);       /* t 0: nowhere */
/* Messages there; no token, or a site whose file is 0: nowhere. */
void site_say(enum severity, struct site, const char *name, const char *fmt,
	      ...) PRINTF(4, 5);
#define tok_error(t, ...) \
	site_say(M_ERROR, tok_site(t), NULL, __VA_ARGS__)
#define tok_warning(t, name, ...) \
	site_say(M_WARNING, tok_site(t), name, __VA_ARGS__)
#define tok_note(t, ...) \
	site_say(M_NOTE, tok_site(t), NULL, __VA_ARGS__)
/* Is the type const all over? */
int type_const(uint32_t y);

/* ask.c - the policy */
struct asker;
enum question {
	Q_PATCHED, Q_HEADER, Q_CAN_FUN, Q_SHALL_FUN, Q_SHALL_OBJ,
	Q_MODIFY_PATCHED, Q_MODIFY_EXT, Q_RENAME, Q_MAX
};
/* Take the option if it is one of ours: 1 yes, 0 no. */
int ask_option(const char *arg);
/* Is there a policy for this question? */
int ask_has(enum question);
/* Is is-patched to be asked where functions were (not) named? */
int ask_patched(int named);
/* The answer, interned; NULL where there is no policy for the question.
 * ARGS end in NULL; at: where the thing asked about stands. extra: for
 * a policy process only, or NULL. */
const char *ask(enum question, struct site at, const char **args,
		const char **extra);
/* What a policy process gave after the last answer that ask() returned: fields
 * with tabs between them, interned; NULL: nothing. */
extern const char *ask_fields;
/* Send the question to the policy process now, if there is one: it is asked
 * later, in the same order, and nothing else before. */
void ask_ahead(enum question, const char **args);
int ask_yes(enum question, struct site at, const char **args,
	    const char **extra, int otherwise);
/* The command failed: say which, with its arguments, and exit 1. */
void ask_failed(enum question, struct site at, const char **args,
		const char *fmt, ...) PRINTF(4, 5) NORETURN;
/* End the policy process and see how it ended. */
void ask_end(void);
/* Write the answer records. */
void ask_write(void);

/* symbol.c - names and linkages, as the policy wants them */
/* "file:line:col" of a token. */
const char *symbol_where(uint32_t t);
/* The text of string node n, of all its literals. */
const char *symbol_string(uint32_t n);
/* What an asm label says that the symbol is called, NULL: there is none; the
 * same, else the name; the same as the policy is told it, asm=NAME. */
const char *symbol_label(const struct entity *);
const char *symbol_name(const struct entity *);
const char *symbol_asm(const struct entity *);
/* What a policy process is told of it, up to the first NULL: where it is
 * defined, linkage, place, the function that a local static is in, whether it
 * is const; if its symbol has another name, that. */
enum { ORIGIN = 6 };
void symbol_origin(const struct entity *, const char **extra);
void symbol_patched(struct entity *);
/* 1 if that is news. */
int symbol_externalised(struct entity *);
void symbol_rewritten(struct entity *);
/* The symbol of the original of a patched function, NULL: the policy gives none
 * that can be referred to. */
struct symbol *symbol_original(struct entity *);
/* If it is externalised as a symbol: it is an operand of asm at token t that has
 * to be a constant. */
void symbol_operand(struct entity *, uint32_t t);
/* The policy was asked of it, and it stays what it is: keep what was said of
 * the target. */
void symbol_left(struct entity *);
/* Find out how it is referred to now. */
void symbol_reference(struct entity *);

/* patched.c - which functions are patched */
void patched_names(const char *list);
/* Names of functions that are copied where they are reached. */
void patched_copied(const char *list);
int patched_is_copied(const struct entity *);
/* All of them; errors are counted. */
void patched_find(void);
extern struct entity **patched;
extern uint32_t npatched;

/* header.c - what may be included */
/* Headers whose paths end in one of LIST, with commas between them, are not
 * what they are here where the result is compiled: never include them. */
void header_changed(const char *list);
/* The file was just read of: send the question whether it may be. */
void header_ahead(uint32_t file);
void header_ask(void);
/* Who may be kept now: sets ok and root of each reading. */
void header_verdicts(void);
/* Open reading f: it may not be included. 1 if that is news. */
int header_open(uint32_t f, const char *why);
/* Open what holds definitions that must not come twice. */
void header_definitions(void);
/* Open what clashes with the fates of entities; 1 if any was. */
int header_clashes(void);
/* The kept reading that gives this token, 0: none. */
static inline uint32_t
header_of_top(uint32_t d)
{
	return unit.file[unit.reading[d]].root;
}
/* Root i, in their order from 0; 0: no more. */
uint32_t header_root(uint32_t i);
void header_write(void);

/* reach.c - what becomes of each function and object */
/* 1: done; 0: a header was opened or the like, again. */
int reach(void);
/* Function or copied object i in the order they were reached; 0: no more. */
int reach_walked(size_t i, struct entity **);
/* Token t needs e as a link-time constant: if it is a pointer, an error. */
void reach_constant(struct entity *, uint32_t t);
/* Does node n hold the address of a label? */
int reach_holds_label(uint32_t n);
/* Is it a function that is defined here? */
int reach_has_body(const struct entity *);
/* Has it static storage duration, or is it a function? */
int reach_is_static(const struct entity *);
extern int constant_refs_symbol;
/* Does that declaration say inline?  Is function definition d inline, by
 * whatever declares the function? */
int reach_says_inline(const struct decl *);
int reach_is_inline(uint32_t d);

/* group.c - external declarations out of one macro call */
/* Those that d is one of, if they can be kept together: 1. */
int group_find(uint32_t d, uint32_t *first, uint32_t *last);
/* The group of d cannot be kept whole; 1 if that is news. */
int group_part(uint32_t d);
/* Does nothing in it have to change? */
int group_stands(uint32_t first, uint32_t last);

/* original.c - the address of a patched function */
/* Patched function e is referred to in that way. */
void original_refer(struct entity *, char how);
/* Is this a use of the original?  How it is referred to then. */
int original_is(const struct use *);
const char *original_ref(const struct use *);
/* Is it used under the name that it has for others? */
int original_is_plain(const struct entity *);
/* The fates are known: find where originals are used first; warnings where they
 * cannot be. */
void original_find(void);
/* Declare those that external declaration d is the first to use. */
void original_declare(uint32_t d);

/* value.c - const objects that are as good copied */
/* Is it one that has to be copied, since the compiler may need its value? */
int value_is_needed(const struct entity *);

/* constant.c - link-time constants behind always_inline parameters */
void constant_find(void);

/* warn.c - what goes wrong although it compiles */
/* The fates are known: warnings. */
void warn_find(void);

/* declare.c - the declarations the result needs */
void declare(void);
/* Does its declaration in the source hold in the result? */
int declare_is_unchanged(const struct entity *);
/* Does a header declare the original of a patched function for its uses? */
int declare_original(const struct entity *);
/* Text that is edited in needs a declaration of it before here. */
void declare_need(const struct entity *);
/* Text that is edited in names what the tokens t0 .. t1 of d do, as far as they
 * are not gone. */
void declare_names(uint32_t d, uint32_t t0, uint32_t t1);
/* TEXT declares it on a line before d, or before an earlier one that wants so
 * too. */
void declare_outside(uint32_t d, const struct entity *, const char *text);

/* edit.c - keeps and their edits */
struct edit {
	uint32_t t, n;
	const char *text;
};

struct keep {
	uint32_t t0, t1;
	const char *role;
	uint32_t ent;
	struct edit *edit;
	uint32_t nedit;
	size_t room;
};

extern unsigned char *gone;     /* tokens that are edited away */
/* Begin a keep of these tokens. */
void edit_begin(uint32_t t0, uint32_t t1, const char *role, uint32_t ent);
/* Replace t0 .. t1 by text. */
void edit_replace(uint32_t t0, uint32_t t1, const char *text);
#define edit_delete(t0, t1)  edit_replace(t0, t1, "")
void edit_insert(uint32_t t, const char *text);
/* End it at t1 after all. */
void edit_trim(uint32_t t1);
/* Add the edits of references; the keep is done. */
void edit_end(void);
/* Its text instead, as tokens; there is no such keep, its tokens are not
 * gone.  Between saving and restoring the current keep. */
const char *edit_text(void);
struct keep edit_save(void);
void edit_restore(struct keep);
/* A line of its own before the keep that holds or follows t. */
void edit_line(uint32_t t, const char *text);
/* The text of token t wants the entity of a header: which gives it with one of
 * the n tokens.  how: name, full or tag. */
void edit_want(uint32_t t, uint32_t e, const char *how, const uint32_t *given,
	       uint32_t n);
void edit_write(void);

/* attr.c - the attributes that a declaration keeps */
/* What attributes are kept for */
enum mode {
	DEFINES,                /* a definition in the result */
	SYMBOL,                 /* declares an external symbol */
	POINTER
};

struct shape {
	enum mode mode;
	const struct entity *ent;
	int uninline;           /* inline goes away */
	uint32_t root;          /* an expansion whose attributes go away */
};

/* Is the attribute one of these?  Names stand in lists without underscores
 * around them; NULL is the last. */
int attr_is(uint32_t attr, const char *const *list);
/* The first of the declaration's attributes that is one of these; 0: none. */
uint32_t attr_of(const struct decl *, const char *const *list);
/* The attribute whose argument is just the name at token t, 0: there is none,
 * or it is something else; delete it from the keep at hand. */
uint32_t attr_naming(uint32_t t);
void attr_drop(uint32_t t);
/* Has declaration p an attribute that tells how the function's code is made,
 * or how it is called, and that definition q has not? */
int attr_adds(const struct decl *p, const struct decl *q);
/* Take what does not stay out of an attrs node; out of declarator n, from its
 * outer end to its name. */
void attr_filter(const struct shape *, uint32_t n);
void attr_filter_declarator(const struct shape *, uint32_t n);
/* The attribute of attrs node n that names a section which is there during
 * boot or unload only; 0: none. */
uint32_t attr_passing(uint32_t n);

/* alias.c - symbols that are made of others */
/* Find them: an alias is defined by its declaration. */
void alias_find(void);
/* What an alias or a weakref is of: its name, NULL where none is told; the
 * entity, NULL where it is not known here. */
const char *alias_name(const struct entity *);
struct entity *alias_target(const struct entity *);
/* Is it an alias, or a weakref, in the result too? */
int alias_stays(const struct entity *);
/* In the keep at hand, that holds its declaration: name the other one as it
 * is called now. */
void alias_edit(const struct entity *);
/* Errors where the other one is not defined in the result. */
void alias_check(void);

/* assembled.c - symbols that asm at file scope defines */
void assembled_find(void);

/* reshape.c - how declarations are changed */
/* Edit the function definition d, its name and linkage and its body. */
void reshape_definition(uint32_t d, struct entity *);
/* A declaration of it to stand before it, as text. */
const char *reshape_prototype(uint32_t d, struct entity *);
/* Edit it into a declaration of the function; the keep is cut. */
void reshape_head(uint32_t d, struct entity *);
/* What becomes of one declarator of a declaration */
enum want {
	DROP,
	PLAIN,                  /* as it stands */
	SHAPED                  /* declares what the fate asks for */
};
/* Edit external declaration d: its declarators as want[] says; where none
 * is left, its specifiers are needed. */
void reshape_declaration(uint32_t d, const enum want *want);
/* The struct, union or enum that those specifiers define, 0: none. */
uint32_t reshape_tag(uint32_t specs);
