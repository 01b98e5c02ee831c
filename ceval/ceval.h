/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of ceval share, a section per file. */

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;
__extension__ typedef _Float128 quad;   /* no target has a wider one */

struct rec;

/* tree.c - tokens, and the nodes of the external declaration at hand */
enum node_kind {
	ND_NONE,
#define NODE(k, word, children)  ND_##k,
#include "nodes.h"
#undef NODE
	ND_MAX
};

enum word {
	W_NONE,
#define WORD(w, text)  W_##w,
#include "words.h"
#undef WORD
	W_MAX
};

struct tok {
	uint32_t s;             /* spelling */
	uint32_t f, off, x;     /* for messages */
};

struct node {
	uint8_t kind;
	uint8_t used;           /* it is somebody's child */
	uint8_t ends;           /* what stands after it is not reached */
	uint32_t t0, t1;        /* first and last token */
	uint32_t kid, n;        /* where its children start, how many */
	uint32_t ent;           /* what an id node was found to be */
};

extern struct tok *tokens;
extern struct node *nodes;      /* nodes[id - node_base] */
extern uint32_t node_base;
extern uint32_t *kids;

void tree_init(void);
void tree_spelling(struct rec *);
void tree_token(struct rec *);
void tree_node(struct rec *);
/* The nodes up to here are done with: the next one starts afresh. */
void tree_done(void);
/* Is node id at hand, and of this kind (0: any)? */
int tree_has(uint32_t id, enum node_kind);
enum word tree_word(uint32_t token);
const char *tree_text(uint32_t token);
/* The line of the token, or of the call of the macro that it came from; 0: the
 * file is not at hand. */
unsigned tree_line(uint32_t token);
const char *tree_kind(enum node_kind);

static inline struct node *
nd(uint32_t id)
{
	return &nodes[id - node_base];
}

static inline uint32_t
kid(uint32_t id, unsigned i)
{
	return kids[nd(id)->kid + i];
}

static inline uint32_t
spelling(uint32_t token)
{
	return tokens[token].s;
}

/* An error, a warning at a token, with where it comes from. */
void err(uint32_t token, const char *fmt, ...) PRINTF(2, 3);
void warn(uint32_t token, const char *name, const char *fmt, ...)
	PRINTF(3, 4);
/* What belongs to the error before it; token 0: nothing. */
void err_note(uint32_t token, const char *fmt, ...) PRINTF(2, 3);

/* target.c - the machine and the options compiled for */
struct target {
	const struct machine *machine;
	unsigned char char_unsigned, big_endian;
	unsigned std;           /* the standard's year */
	unsigned gcc;           /* its major version; 0: not gcc, or not known */
	unsigned char size_short, size_int, size_long, size_llong, size_ptr,
		      size_ldouble, size_wchar, biggest;
	unsigned char short_enums, unsigned_bitfields, ms_extensions,
		      plan9, no_builtin,
		      single_constant,  /* 1.0 is a float */
		      rounding,         /* the mode is not known */
		      strict,           /* ISO C, no GNU */
		      pack_all,         /* -fpack-struct: packed each */
		      ms_bitfields,     /* -mms-bitfields */
		      align_double,     /* -malign-double */
		      f64x_x87,         /* _Float64x has 64 bits */
		      ldouble_128bit,   /* -m128bit-long-double */
		      mmx,              /* i386 has vectors of 8 bytes */
		      aligned,          /* aligned without a number, bytes */
		      max_vector,       /* alignment of vectors; 0: their size */
		      func_align,       /* alignment of functions */
		      float_eval,       /* FLT_EVAL_METHOD */
		      ldouble_digits,   /* bits of long double: 53 64 106 113 */
		      no_vectors,       /* the machine's row is not of them */
		      half_align,       /* functions are aligned to half */
		      decimal,          /* there are decimal numbers */
		      crc32,            /* x86 has that instruction */
		      pragma_weak,      /* there was a #pragma weak */
		      pragma_target;    /* .. a #pragma GCC target */
	unsigned pack;          /* -fpack-struct=, in bytes; 0: none */
	uint32_t size_type, ptrdiff_type, wchar_type, char16_type,
		 char32_type;   /* types */
};
extern struct target target;
const struct machine *machine(void);

void target_fact(struct rec *);
/* What the predefined macros tell; after origin_record. */
void target_macros(struct rec *);
void target_opt(struct rec *);
/* Is a function of that name the one that the compiler knows? */
int target_builtin(const char *name);
/* Before the first declaration: everything is known. */
void target_ready(void);
/* Obey a pragma record as far as it changes layouts. */
void target_pragma(struct rec *);
/* The pragma pack in force at the token, in bytes; 0: none. */
unsigned target_pack(uint32_t token);

/* type.c - types; equal ones are one */
enum base {
	B_UNKNOWN,              /* after an error; fits everywhere */
#define BASE(b, word)  B_##b,
#include "bases.h"
#undef BASE
	B_MAX
};

enum type_kind {
	T_BASE, T_PTR, T_ARRAY, T_FUNC, T_QUAL, T_TAG, T_VECTOR, T_COMPLEX
};

enum { Q_CONST = 1, Q_VOLATILE = 2, Q_RESTRICT = 4, Q_ATOMIC = 8,
       Q_SEG_FS = 16, Q_SEG_GS = 32, Q_SPACES = 48 };

enum { P_PROTO, P_VARIADIC, P_KR };

enum { N_UNKNOWN = -1, N_VARIABLE = -2 };       /* counts, sizes */

struct type {
	uint8_t kind;
	uint8_t quals;          /* of a qual */
	uint8_t how;            /* of a func: P_... */
	uint8_t align;          /* of a qual: 1 + log2 of aligned(), or 0 */
	uint32_t base;          /* what is pointed to, returned, qualified */
	uint32_t ent;           /* of a tag */
	uint32_t param, nparam; /* of a func, in params[] */
	uint32_t y;             /* its id in the stream, 0: none yet */
	uint32_t next;          /* in the hash chain */
	uint32_t ptr;           /* the pointer to it, 0: not made yet */
	int64_t count;
};
extern struct type *types;
extern uint32_t *params;

/* A type is an index into types[]; equal types have one.  0 is B_UNKNOWN. */
void type_init(void);
/* Each finds the type or makes it. */
uint32_t type_ptr(uint32_t);
uint32_t type_array(uint32_t, int64_t count);
uint32_t type_func(uint32_t ret, int how, const uint32_t *, unsigned n);
uint32_t type_qual(uint32_t, unsigned quals);   /* adds to its own */
uint32_t type_aligned(uint32_t, unsigned align);/* replaces its own */
/* The type with the qualifiers and the alignment that the model has. */
uint32_t type_aligned_as(uint32_t, uint32_t model);
uint32_t type_tag(uint32_t ent);
uint32_t type_vector(uint32_t, int64_t count);
uint32_t type_complex(uint32_t);
/* The type's id in the stream.  The first call writes its y record. */
uint32_t type_out(uint32_t);
/* The type without qualifiers */
static inline uint32_t
bare(uint32_t t)
{
	return types[t].kind == T_QUAL ? types[t].base : t;
}
static inline unsigned
quals(uint32_t t)
{
	return types[t].kind == T_QUAL ? types[t].quals : 0;
}
static inline enum type_kind
kind(uint32_t t)
{
	return types[bare(t)].kind;
}
/* What it is made of: an array's element, a pointer's target, what a function
 * returns */
static inline uint32_t
base(uint32_t t)
{
	return types[bare(t)].base;
}
unsigned type_quals(uint32_t);          /* an array has its elements' */
uint32_t type_unqual(uint32_t);
uint32_t type_plain(uint32_t);          /* an array's elements have none too */
uint32_t type_param(uint32_t);          /* as a function's type has it */
int64_t type_size(uint32_t);            /* bytes or N_... */
unsigned type_alignof(uint32_t);        /* bytes */
int type_user_aligned(uint32_t);        /* by aligned() of a typedef */
int type_variable(uint32_t);            /* variably modified */
int type_compatible(uint32_t, uint32_t);        /* their qualifiers count */
uint32_t type_composite(uint32_t, uint32_t);    /* 6.2.7 */
/* The member of the transparent union that the other type fits; 0: none. */
uint32_t type_transparent(uint32_t, uint32_t other);
int type_is_int(uint32_t);              /* enums are */
int type_is_float(uint32_t);
int type_is_arith(uint32_t);
int type_is_scalar(uint32_t);
int type_is_record(uint32_t);           /* struct or union */
int type_unsigned(uint32_t);            /* of an integer */
unsigned type_bits(uint32_t);           /* of an integer */
uint32_t type_underlying(uint32_t);     /* an enum's integer type */
/* The integer promotions (6.3.1.1); bits: the width of a bit-field, or 0. */
uint32_t type_promote(uint32_t, unsigned bits);
/* The usual arithmetic conversions (6.3.1.8) */
uint32_t type_usual(uint32_t, uint32_t);
/* The type of that size; B_UNKNOWN: there is none. */
uint32_t type_int_sized(unsigned bytes, int is_unsigned);
uint32_t type_float_sized(unsigned bytes);
/* The unsigned or the signed type of the same rank */
uint32_t type_flip_sign(uint32_t, int to_unsigned);
const char *type_name(uint32_t);        /* for messages */

/* ent.c - entities, scopes and their records */
enum class { C_OBJECT, C_FUNCTION, C_TYPEDEF, C_ENUMERATOR, C_STRUCT,
	     C_UNION, C_ENUM, C_LABEL };
enum linkage { L_NONE, L_INTERNAL, L_EXTERNAL };
enum storage { ST_NONE, ST_STATIC, ST_AUTO, ST_REGISTER, ST_THREAD,
	       ST_BUILTIN };
enum space { SP_ORDINARY, SP_TAG, SP_MAX };

struct member {
	uint32_t s;             /* its name; 0: none */
	uint32_t alias;         /* Plan 9: the typedef it was declared by */
	uint32_t type;
	int64_t bitoff;         /* from the struct's begin */
	int width;              /* -1: no bit-field */
	uint32_t align;         /* aligned() in bytes, 0: none; after the
				 * layout what it has, 0: a bit-field */
	unsigned char packed;
	unsigned char user;     /* aligned() or _Alignas was there */
	unsigned char itself_packed;    /* and not as all of the struct */
	const struct given *given;
};

/* A struct, union or enum */
struct tag {
	uint32_t ent;
	uint32_t type;
	unsigned char complete;
	unsigned char defining; /* we are between its { and } */
	unsigned char transparent;      /* transparent_union: 1; 2: but only
					 * by a typedef of it, maybe */
	unsigned char packed;   /* the attribute */
	const struct given *given;      /* attributes, for has.c */
	unsigned aligned;       /* the attribute, in bytes; 0: none */
	unsigned char variable; /* GNU C: a member is of variable length */
	uint32_t stamp;         /* state.unit when full was written last */
	int64_t size;           /* bytes or N_... */
	unsigned align;         /* bytes */
	uint32_t under;         /* of an enum: its integer type */
	uint32_t n;             /* how many members */
	struct member *m;
	struct lookup *index;   /* of members, made at the first look */
	uint32_t mask;          /* of index: its size less one */
};

struct ent {
	uint32_t s;             /* its name; 0: none */
	uint32_t type;
	uint32_t d;             /* of the ent record: what it is local to */
	uint32_t id;            /* in the stream; 0: not written yet */
	uint32_t tok, node;     /* of its first declaration */
	unsigned char class, linkage, storage;
	unsigned char defined;
	unsigned char noreturn, noinline;       /* the attributes */
	unsigned char pending;  /* its decl record waits until it is used */
	unsigned char sgn;      /* a typedef with the word signed */
	unsigned char error;    /* a call that remains is an error */
	unsigned char implied;  /* its parameters are those that gcc knows, or
				 * it was not declared at all */
	unsigned char constant; /* 0 unknown; 1 the function returns zero and
				 * does nothing else; 2 likewise non-zero */
	uint32_t align;         /* in bytes; 0: its type's */
	struct tag *tag;        /* of a struct, union or enum */
	unsigned short builtin; /* the row in builtin.c's table */
	const wide *value;      /* of an enumerator */
	const struct given *given;      /* attributes, for has.c */
};
extern struct ent *ents;

uint32_t ent_new(enum class, uint32_t s, enum linkage, enum storage,
		 uint32_t d, uint32_t type);
/* The entity's id in the stream.  The first call writes its ent record, and
 * the decl record that waits. */
uint32_t ent_out(uint32_t e);
/* Write a decl record. */
void ent_decl(uint32_t e, uint32_t token, const char *how, uint32_t node,
	      uint32_t type);
/* Write a u record. */
void ent_use(uint32_t e, uint32_t token, char how);
const char *ent_class(enum class);

/* A name in a scope */
struct binding {
	uint32_t s, ent;
	uint32_t tok;           /* it is visible from this token on */
	uint32_t outer;         /* the binding it hides; 0: none */
	unsigned char space;    /* SP_... */
};
enum scope { SCOPE_FILE, SCOPE_PARAMS, SCOPE_BLOCK };
void scope_push(enum scope);
/* The innermost one */
enum scope scope_kind(void);
void scope_pop(void);
unsigned scope_depth(void);     /* 0: file scope */
/* The bindings of the innermost scope, for scope_again */
struct binding *scope_save(unsigned *n);
/* Bind them in the innermost scope: a function's parameters in its body. */
void scope_again(const struct binding *, unsigned n);
/* What the name is at the token; 0: nothing. */
uint32_t scope_find(enum space, uint32_t s, uint32_t token);
/* The same in the innermost scope alone */
uint32_t scope_find_here(enum space, uint32_t s);
/* What the name is in the file scope, be it visible or not; 0: nothing. */
uint32_t scope_find_file(enum space, uint32_t s);
void scope_bind(enum space, uint32_t s, uint32_t e, uint32_t token);
/* Bind it in the file scope.  It is not visible before the token; UINT32_MAX:
 * not at all. */
void scope_bind_file(enum space, uint32_t s, uint32_t e, uint32_t token);

/* layout.c - structs, unions and enums */
struct attrs;
void layout_record(struct tag *, int is_union, const struct attrs *,
		   unsigned pack);
void layout_out(struct tag *);
unsigned layout_align(uint32_t type);    /* of a member, in bytes */
/* The member s of the type, looked for in anonymous ones too, with its offset
 * from the type's begin; NULL: there is none. */
const struct member *member_find(uint32_t type, uint32_t s);
/* Which of the tag's own members is s, or holds it?  -1: none. */
int member_holding(const struct tag *, uint32_t s);

/* attr.c - attributes */
struct attrs {
	unsigned aligned;       /* bytes; 0: none */
	unsigned char packed, ms, gcc, noreturn, noinline, error, transparent, weak;
	enum word mode;
	int64_t vector;         /* bytes; 0: none */
	const struct given *given;      /* those that has.c knows */
};
void attrs_read(uint32_t node, struct attrs *);
/* The type with mode and vector_size obeyed. */
uint32_t attrs_type(const struct attrs *, uint32_t type, uint32_t token);

/* has.c - __builtin_has_attribute */
/* Put attribute node n on the list, if it may be asked for. */
void given_add(uint32_t n, const struct given **list);
/* The list of a type that may have any */
extern const struct given given_unknown;
/* Those of a typedef that its type has */
const struct given *given_of_type(const struct given *);
/* One list of both; neither changes. */
const struct given *given_join(const struct given *, const struct given *);
/* The value of that node: 0, 1, or 2: not known here */
int has_attribute(uint32_t node);

/* value.c - constants */
struct value {
	enum { V_NONE, V_INT, V_FLOAT, V_ADDR } kind;
	uint32_t ent;           /* V_ADDR: of what; 0: of a string or so */
	union {
		wide i;         /* the number, or an address's offset */
		quad f;
	};
};
struct value value_int(wide, uint32_t type);
wide value_fit(wide, uint32_t type);
/* Conversions that are not written out may keep more than the type holds:
 * FLT_EVAL_METHOD, see value_round. */
struct value value_convert(struct value, uint32_t from, uint32_t to);
/* A floating value as the type holds it. */
struct value value_round(struct value, uint32_t type);
/* The operation on floating values of that type; 0: gcc does not fold it. */
int value_fold(enum node_kind, quad a, quad b, uint32_t type, quad *v);
/* Read a floating constant's digits; *end is where they end. */
quad value_read(const char *s, char **end, uint32_t type);
/* Is it true?  1 yes, 0 no, -1 not known. */
int value_truth(const struct value *);
/* Put it as a field of a record. */
void value_put(const struct value *, uint32_t type);

/* lit.c - constants as they are written */
int lit_number(const char *s, uint32_t len, struct value *, uint32_t *type);
int lit_char(const char *s, struct value *, uint32_t *type);
/* The element type of adjacent literals, and their count with the 0. */
void lit_string(uint32_t t0, uint32_t t1, uint32_t *elem, int64_t *count);
/* The bytes of adjacent narrow literals, interned */
const char *lit_bytes(uint32_t t0, uint32_t t1, size_t *len);

/* expr.c, op.c, builtin.c - expressions */
struct ex {
	uint32_t type;
	uint32_t tok;           /* for messages */
	unsigned char lval;     /* then v is its address, if known */
	unsigned char bits;     /* width of a bit-field, else 0 */
	uint32_t align;         /* of the variable, function or member that it
				 * names, 0: that of its type */
	signed char truth;      /* 1 true, 0 false, -1 not known */
	unsigned char npc;      /* it is a null pointer constant */
	unsigned char ice;      /* has only what 6.6p6 lets stand in integer
				 * constant expressions: with a value it is
				 * one; a floating constant, if it is cast */
	struct value v;
};

/* How what is being evaluated is going to be used */
struct state {
	uint32_t d;             /* the external declaration */
	uint32_t unit;          /* number of the top or body record */
	uint32_t fn;            /* the function whose body this is; 0: none */
	unsigned char emit;     /* write e records */
	unsigned char all;      /* --all */
	unsigned char konst;    /* a link-time constant is required */
	unsigned char must;     /* an integer constant is required */
	unsigned char kr;       /* the declarations of K&R parameters */
	unsigned char funcdef;  /* the parameters of a definition */
	unsigned char nested;   /* a function definition in a function */
	unsigned dead;          /* more than 0: it is never evaluated */
};
extern struct state state;

/* An expression of that type, whose value is not known. */
static inline struct ex
ex_of(uint32_t type, uint32_t token)
{
	return (struct ex){ .type = type, .tok = token, .truth = -1 };
}
/* What fits everywhere, after an error */
static inline struct ex
ex_unknown(uint32_t token)
{
	return ex_of(B_UNKNOWN, token);
}
/* An integer constant expression */
struct ex ex_int(wide v, uint32_t type, uint32_t token);

struct ex expr(uint32_t node);
struct ex expr_void(uint32_t node);     /* its value is not used */
/* With the conversions of 6.3.2.1. */
struct ex expr_value(uint32_t node);
/* In an operand that is not evaluated. */
struct ex expr_unevaluated(uint32_t node);
/* The conversions of 6.3.2.1 */
struct ex rvalue(struct ex);
/* The member that a member or arrow node names, once that was evaluated; NULL
 * after an error. */
const struct member *member_named(uint32_t node);
/* Mark the whole subtree as used after all. */
void expr_revive(uint32_t node);
/* Read an integer constant expression into *v, and its type into *type unless
 * that is NULL.  0: it is none, and an error about WHAT was given. */
int expr_constant(uint32_t node, wide *v, uint32_t *type, const char *what);
/* Write a dead record. */
void expr_dead(uint32_t node, const char *why);
/* The type must be complete at this token: write a full record.  0: it is not,
 * and an error was given. */
int need_complete(uint32_t type, uint32_t token);
/* Refuse what is nested too deeply. */
void expr_enter(uint32_t token);
void expr_init(void);

/* May it stand in an integer constant expression (6.6p6)? */
static inline int
op_ice(const struct ex *e)
{
	return e->ice && type_is_int(e->type);
}
struct ex op_binary(enum node_kind, struct ex, struct ex, uint32_t token);
struct ex op_unary(enum node_kind, struct ex, uint32_t token);
struct ex op_cond(struct ex c, struct ex a, struct ex b, uint32_t token);
struct ex op_cast(struct ex, uint32_t type, uint32_t token);
struct ex op_deref(struct ex, uint32_t token);
struct ex op_index(struct ex, struct ex, uint32_t token);

/* primary.c - 6.5.1 Primary expressions */
struct ex primary_name(uint32_t node, int called);
struct ex primary_number(uint32_t token);
struct ex primary_char(uint32_t token);
struct ex primary_string(uint32_t node);

/* sizeof.c - what is asked of types; each of its node */
struct ex size_of(uint32_t node, int align);
struct ex offset_of(uint32_t node);
struct ex types_compatible(uint32_t node);

/* The built-in function called s; 0: there is none. */
uint32_t builtin_find(uint32_t s, uint32_t token);
/* Is this what the compiler takes for one?  Then *result is what it gives: 1. */
int builtin_call(uint32_t e, uint32_t node, struct ex *args, unsigned n,
		 struct ex *result);
uint32_t builtin_typedef(uint32_t s);
/* The type of a library function that gcc knows; 0: none. */
uint32_t builtin_type(const char *name);

/* decl.c - declarations */
struct specs {
	uint32_t type;          /* 0: __auto_type */
	unsigned char sgn;      /* the word signed was there */
	unsigned char typdef, extrn, statik, autom, regist, thread, inln,
		      noreturn, autotype, implicit;
	unsigned quals;
	unsigned align;         /* _Alignas, bytes */
	struct attrs attrs;
	const struct given *of_type;    /* those of the typedef named */
};
struct declr {
	uint32_t name;          /* its token; 0: none */
	uint32_t type;
	struct binding *own;    /* a function's parameters */
	unsigned nown;          /* how many */
	unsigned aquals;        /* a parameter's qualifiers within [] */
	uint32_t idlist;        /* of a K&R function: the node */
	unsigned char derived;  /* not the type of the specifiers itself */
	struct attrs attrs;
};
struct fn {
	uint32_t ent;
	uint32_t token;         /* its name's */
	uint32_t t1;
	struct binding *own;
	unsigned nown;
};

void specs_read(uint32_t node, struct specs *, int alone);
void declr_read(uint32_t node, uint32_t type, struct declr *);
uint32_t typename_read(uint32_t node);
/* The same, and which attributes of has.c's the type has */
uint32_t typename_given(uint32_t node, const struct given **);
void declaration(uint32_t node);
void funcdef(uint32_t node, struct fn *);
void assertion(uint32_t node);
uint32_t implicit_function(uint32_t token);

/* tag.c - struct, union and enum specifiers */
uint32_t tag_read(uint32_t node, int alone);

/* init.c - initialisers */
/* Check the initialiser against the type, and return that; an array without a
 * length gets one. */
uint32_t init_read(uint32_t node, uint32_t type);

/* stmt.c - statements */
void stmt(uint32_t node);
/* Read the items of a block in the scope at hand; the value of the last one. */
struct ex block_items(uint32_t node, int want_value);
void body(uint32_t node, const struct fn *);
int has_label(uint32_t node);
/* The label that the token names is jumped to. */
void label_use(uint32_t token);
