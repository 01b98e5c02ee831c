/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entity.h - what the unit declares and uses, as ceval told it.  All ids and
 * indices begin with 1; 0 is none.  Nothing is ever freed.
 */

enum class {
	FUNCTION = 1, OBJECT, TYPEDEF, ENUMERATOR, STRUCT, UNION, ENUM, LABEL
};
enum linkage { NOLINK, INTERNAL, EXTERNAL };
enum storage { STORE_NONE, STORE_STATIC, STORE_AUTO, STORE_REGISTER,
	       STORE_THREAD, STORE_BUILTIN };
enum how { DEFINITION, TENTATIVE, DECLARATION, FORWARD };
enum scope { SCOPE_FILE, SCOPE_PARAMS, SCOPE_BLOCK };

struct entity {
	uint32_t name;          /* spelling */
	uint32_t top;           /* it is local to; 0: file scope */
	uint32_t decl, last;    /* its declarations */
	uint32_t def;           /* its definition, else a tentative one */
	enum class class;
	enum linkage linkage;
	enum storage storage;
};

struct decl {
	uint32_t ent, tok, top;
	uint32_t next;          /* of the same entity; 0: the last */
	enum how how;
	enum scope scope;
};

struct use {
	uint32_t tok, ent;
	char how;               /* c r k n t p; f for a full record */
};

/* An external declaration */
struct top {
	uint32_t t0, t1;        /* tokens */
	uint32_t head;          /* a function: the last token before its body */
	unsigned char function; /* .. is defined here */
	unsigned char seen;     /* .. and its body was parsed */
};

extern struct unit_entities {
	struct entity *ent;
	struct decl *decl;
	struct use *use;        /* sorted by token */
	uint32_t *use_at;       /* token -> its first use; [ntoken + 1] too */
	struct top *top;
	uint32_t nent, ndecl, nuse, ntop;
} ents;

/* Before the first record. */
void entity_begin(void);
/* Take an ent, decl, u, full, top or body record; others are left alone. */
void entity_record(struct rec *);
/* After the last record. */
void entity_finish(void);
static inline int
entity_is_tag(const struct entity *e)
{
	return e->class == STRUCT || e->class == UNION || e->class == ENUM;
}
static inline int
entity_is_value(const struct entity *e)
{
	return e->class == FUNCTION || e->class == OBJECT;
}
/* Can it be declared for the whole unit? */
int entity_is_global(const struct entity *);
/* Does declaration d serve a use that comes after it?  full: as the
 * definition of a tag. */
int entity_serves(uint32_t d, int full);
/* The external declaration that token t is in, or the next one. */
uint32_t entity_top(uint32_t t);
