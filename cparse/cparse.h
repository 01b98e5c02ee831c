/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What cparse's files share.  See cparse(1), ccp-stream(5). */

/*
 * A node, a list and a part are numbers; 0 is none.  They live until the
 * external declaration they belong to is written.
 *
 * node    a syntax node
 * list    nodes in order
 * part    what is known of a declaration so far: specifiers, the
 *         declarators that are complete, the one being read
 */
enum node_kind {
	N_NONE,
#define NODE(k, word, children)  N_##k,
#include "nodes.h"
#undef NODE
	N_MAX
};

/* A token of the external declaration being read. */
struct tok {
	uint32_t s;             /* its spelling; in a body that is left out */
	uint32_t file, off, x;  /* with TYPEDEF_BIT where it is one */
};
#define TYPEDEF_BIT  (UINT32_C(1) << 31)

/* word.c - spellings as the grammar sees them */
struct word {
	unsigned char kind;     /* of the grammar's tokens; 0: none of them */
	unsigned char is_typedef;       /* in the scope we are in */
	unsigned char was_typedef;      /* in some scope */
	unsigned char flags;
};
enum {
	W_TYPEDEF = 1, W_UNION = 2, W_COLONS = 4,
	W_STATIC = 8,           /* static, or of a thread */
	W_EXTERN = 16
};
extern struct word *words;      /* by spelling id */
/* Take a fact, opt or s record, which was parsed. */
void word_fact(const struct rec *);
void word_option(const struct rec *);
void word_spelling(uint32_t id);
/* Is the language C99 or later; C23, and the compiler knows that? */
int word_c99(void);
int word_c23(void);
int word_clang(void);           /* is the compiler clang? */
/* The text of a kind of token, for messages. */
const char *word_text(int kind);

/* scope.c - which names are typedef names */
void scope_open(void);
void scope_close(void);
/* That of a statement, which is a block from C99 on (6.8.4p3, 6.8.5p5). */
void scope_open99(void);
void scope_close99(void);
void scope_reset(void);         /* back to the file scope */
unsigned scope_depth(void);
void scope_declare(uint32_t spelling, int is_typedef);

/* node.c - syntax trees */
struct node {
	uint32_t t0, t1;        /* first and last token */
	uint32_t kids, nkids;
	uint32_t kind : 8, depth : 24;
};
enum { MAXDEPTH = 200000 };     /* of a tree; so says nodes.h */
extern struct node *nodes;      /* from 1 */
extern uint32_t *node_kids;
static inline struct node *
nodep(uint32_t node)
{
	return &nodes[node];
}
static inline uint32_t
kid(uint32_t node, unsigned i)          /* 0 behind the last */
{
	return i < nodes[node].nkids ? node_kids[nodes[node].kids + i] : 0;
}
uint32_t nodes_count(void);
/* Write n records for the nodes made since the last call, up to this one. */
void nodes_write(uint32_t upto);
uint32_t node_id(uint32_t node);        /* its id in the stream */
void nodes_reset(void);         /* forget them all */

uint32_t nodek(int kind, uint32_t t0, uint32_t t1, unsigned n,
	       const uint32_t *kids, uint32_t list);
uint32_t node0(int kind, uint32_t t0, uint32_t t1);
static inline uint32_t
node1(int kind, uint32_t t0, uint32_t t1, uint32_t a)
{
	return nodek(kind, t0, t1, 1, (uint32_t[]){ a }, 0);
}
static inline uint32_t
node2(int kind, uint32_t t0, uint32_t t1, uint32_t a, uint32_t b)
{
	return nodek(kind, t0, t1, 2, (uint32_t[]){ a, b }, 0);
}
static inline uint32_t
node3(int kind, uint32_t t0, uint32_t t1, uint32_t a, uint32_t b, uint32_t c)
{
	return nodek(kind, t0, t1, 3, (uint32_t[]){ a, b, c }, 0);
}
static inline uint32_t first(uint32_t node) { return nodep(node)->t0; }
static inline uint32_t last(uint32_t node) { return nodep(node)->t1; }

/* A few numbers until the node they are for can be made. */
struct part {
	union { uint32_t specs, t0; };
	union { uint32_t list, t1; };
	union { uint32_t declr, kind; };
	uint32_t label, attrs;
	uint32_t pre;           /* attributes before the declarator */
	uint32_t kr;
	uint32_t is_typedef;
};
uint32_t part_new(void);
struct part *partp(uint32_t part);      /* until the next part_new */

uint32_t list1(uint32_t node);
uint32_t append(uint32_t list, uint32_t node);
uint32_t join(uint32_t list, uint32_t list2);
/* Append a node of one token. */
uint32_t spec(uint32_t list, int kind, uint32_t t);
uint32_t list_first(uint32_t list);     /* its first node */
uint32_t list_last(uint32_t list);
/* To go through a list: its cells, from list_begin; 0 behind the last. */
uint32_t list_begin(uint32_t list);
uint32_t list_next(uint32_t list, uint32_t cell);
uint32_t list_node(uint32_t cell);

/* decl.c - declarations, types, declarators */
uint32_t part(uint32_t specs);
uint32_t fpart(uint32_t specs);         /* of a struct-declaration */
uint32_t another_type(uint32_t specs, uint32_t type);
uint32_t part_attrs(uint32_t part, uint32_t label, uint32_t attrs);
uint32_t krdecl(uint32_t declaration);
uint32_t part_kr(uint32_t part, uint32_t list);
uint32_t declare(uint32_t part, uint32_t attrs, uint32_t declr);
uint32_t initdecl(uint32_t part, uint32_t init);
uint32_t declaration(uint32_t part, uint32_t semi);
uint32_t record(uint32_t t, uint32_t a, uint32_t tag, uint32_t m, uint32_t b);
uint32_t members(uint32_t open, uint32_t close, uint32_t list);
uint32_t field(uint32_t declr, uint32_t colon, uint32_t width,
	       uint32_t attrs);
uint32_t fieldlist(uint32_t part, uint32_t attrs, uint32_t field);
uint32_t fields(uint32_t part, uint32_t semi);
uint32_t enumeration(uint32_t t, uint32_t a, uint32_t tag, uint32_t e,
		     uint32_t b);
uint32_t enumerators(uint32_t open, uint32_t close, uint32_t list);
uint32_t enumerator(uint32_t t, uint32_t attrs, uint32_t e);
uint32_t attrs(uint32_t attrspart);
uint32_t attrs_part(uint32_t t, uint32_t end, uint32_t list);
uint32_t attrs_std(uint32_t t, uint32_t end, uint32_t list);
uint32_t attrs_join(uint32_t attrspart, uint32_t attrspart2);
uint32_t attr(uint32_t name, uint32_t end, uint32_t list);
uint32_t pointer(uint32_t t, uint32_t quals, uint32_t declr);
uint32_t dparen(uint32_t t, uint32_t end, uint32_t attrs, uint32_t declr);
uint32_t array_part(uint32_t t, uint32_t end, uint32_t e, uint32_t quals);
uint32_t array(uint32_t declr, uint32_t arraypart);
uint32_t function(uint32_t declr, uint32_t t, uint32_t end, uint32_t params);
uint32_t dattrs(uint32_t declr, uint32_t attrspart);
uint32_t idlist(uint32_t list);
uint32_t params(uint32_t list);
uint32_t only_dots(uint32_t t);
uint32_t param(uint32_t specs, uint32_t declr, uint32_t attrs);
uint32_t typename(uint32_t specs, uint32_t declr);
/* What the spelling of token t is for the grammar */
const struct word *wordof(uint32_t t);
/* The declarator in this one. */
uint32_t declr_inner(uint32_t declr);
/* The token that a declarator declares; 0 for an abstract one. */
uint32_t declr_name(uint32_t declr);
/* The d-func next to its name; 0: it declares no function. */
uint32_t declr_func(uint32_t declr);
/* The same of a function definition; 0 where it declares no function. */
uint32_t fun_name(uint32_t part);
/* The beginning of a function definition: its parameters are in scope. */
uint32_t fun_open(uint32_t part);
uint32_t fun_node(uint32_t part, uint32_t block);

/* stmt.c - initialisers, statements, expressions */
uint32_t initlist(uint32_t t, uint32_t end, uint32_t list);
uint32_t inititem(uint32_t designation, uint32_t init);
uint32_t block(uint32_t t, uint32_t end, uint32_t list);
uint32_t locals(uint32_t t, uint32_t end, uint32_t list);
uint32_t nested(uint32_t part, uint32_t block);
/* Labels wait for their statement as an unfinished node. */
uint32_t label(uint32_t t, uint32_t colon, uint32_t attrs);
uint32_t label_before(uint32_t attrs_before, uint32_t label);
uint32_t label_case(uint32_t t, uint32_t colon, uint32_t e, uint32_t e2);
uint32_t label_end(uint32_t label, uint32_t stmt);
uint32_t expr_stmt(uint32_t e, uint32_t semi);
uint32_t attr_stmt(uint32_t attrs, uint32_t semi);
uint32_t item(uint32_t stmt);   /* in a block, not behind a label */
uint32_t attributed(uint32_t attrs, uint32_t stmt);
uint32_t if_stmt(uint32_t t, uint32_t e, uint32_t s, uint32_t s2);
uint32_t loop(int kind, uint32_t t, uint32_t e, uint32_t stmt);
uint32_t do_stmt(uint32_t t, uint32_t end, uint32_t stmt, uint32_t e);
uint32_t for_stmt(uint32_t t, uint32_t a, uint32_t b, uint32_t c, uint32_t s);
uint32_t asm_stmt(uint32_t t, uint32_t end, uint32_t string, uint32_t outputs,
		  uint32_t inputs, uint32_t clobbers, uint32_t labels);
uint32_t operand(uint32_t t, uint32_t end, uint32_t string, uint32_t e);
uint32_t strings(uint32_t string, uint32_t t);
uint32_t string(uint32_t string);
uint32_t generic(uint32_t t, uint32_t end, uint32_t e, uint32_t list);
uint32_t assoc(uint32_t t, uint32_t type, uint32_t e);
uint32_t offset_of(uint32_t t, uint32_t end, uint32_t type, uint32_t list);
uint32_t call(uint32_t fun, uint32_t end, uint32_t list);
uint32_t unary(int kind, uint32_t t, uint32_t e);
uint32_t binary(int kind, uint32_t a, uint32_t b);
uint32_t cond(uint32_t a, uint32_t b, uint32_t c);

/* top.c - external declarations, as they are complete */
void top_name(uint32_t spelling);       /* the next one declares it */
void top_declaration(uint32_t node);
void top_assert(uint32_t node);
void top_asm(uint32_t node);
void top_empty(uint32_t t);
uint32_t top_head(uint32_t part);
void top_function(uint32_t head, uint32_t block);
/* The body of the function that is read is left out, and could not be parsed;
 * t: its last token. */
void top_unread(uint32_t t);
/* The bodies left out that the functions of this list, with commas between,
 * lead to by name. */
void top_bodies(const char *functions);
void top_late(uint32_t block);

/* body.c - bodies left out, and what leads to them by name */
/* Declaration d of the names given to body_name since the last call is these
 * tokens; those from body on, if it is not 0, are the body, whose first token
 * is t, of the function name. */
void body_name(uint32_t spelling);
void body_decl(uint32_t d, const struct tok *, uint32_t n, uint32_t body,
	       uint32_t t, const char *name);
/* The bodies reached from the list, in the order of the source: 0 behind
 * the last. */
struct body {
	uint32_t d;
	uint32_t t;             /* the first token */
	const char *name;       /* of the function */
	uint32_t tok, ntok;
	unsigned char reached;
};
void body_reach(const char *functions);
const struct body *body_next(const struct tok **);
/* Write the names records of all that were not reached. */
void body_names(void);

/* names.c - what the names in a body that is left out mean */
enum name_how {                 /* see ccp-stream(5) */
	NAME_CALLED, NAME_REFERRED, NAME_TYPE, NAME_FULL_TYPE, NAME_TAG,
	NAME_FULL_TAG, NAME_STATIC, NAME_DECLARED, NAME_HOWS
};
struct name {
	uint32_t t;
	enum name_how how;
};
/* Find those of one more body, by the nodes of its function and its own. */
void names_find(uint32_t fun, uint32_t block);
/* The same of a body that could not be parsed, by its n tokens, which begin
 * with token t: all that are not known to be members */
void names_guess(const struct tok *, uint32_t n, uint32_t t);
/* Those of body i, from 0; n of them. */
const struct name *names_of(uint32_t i, uint32_t *n);
/* Write the records of body i, which is that of external declaration d. */
void names_write(uint32_t i, uint32_t d);

enum { STACK = 2000000 };       /* the parser's, as in gram.y */
/* gram.y - the parser */
void gram_reset(void);
void gram_token(int kind, uint32_t t);
/* Do what the parser would do before any next token; before any that is a
 * name. */
void gram_finish(void);
void gram_settle(void);
/* The same parser without its actions, for messages: would this kind of
 * token be right?  If so it is shifted. */
struct states {
	unsigned n;
	unsigned short p[STACK];        /* touched as far as it is used */
};
int gram_try(struct states *, int kind);
int gram_kinds(void);           /* 1 to this - 1 are the kinds of tokens */

/* feed.c - from tokens to the parser */
extern int feed_leave_out;      /* leave function bodies out */
void feed_token(uint32_t t, const struct tok *);
void feed_end(void);            /* the end of the unit */
/* A body left out before. */
void feed_late(uint32_t t, const struct tok *, uint32_t n);
/* By the grammar: */
void feed_syntax_error(void);
/* The token would be right behind a function's declarator, which this is not;
 * bare: it is one alone, without attributes. */
void feed_no_function(int bare);
/* Token t is wrong, which the grammar itself does not know. */
void feed_wrong(uint32_t t, const char *expected);
void feed_overflow(void);
void feed_body_begins(void);
/* An external declaration is complete; its tokens. */
const struct tok *feed_done(uint32_t *n);
/* Did it have its body left out?  If so its first token's index. */
uint32_t feed_left_out(void);
/* The spelling of a token of the declaration that is read; its first token. */
uint32_t feed_spelling(uint32_t t);
uint32_t feed_first(void);

/* expect.c - what a syntax error should say */
/* The n kinds were right, then came this token; bare: as feed_no_function. */
void expect_say(const unsigned char *kinds, uint32_t n, int kind,
		const struct tok *prev, const struct tok *, int bare);
