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
enum top_kind { T_DECLARATION, T_FUNCTION, T_ASM, T_ASSERT, T_EMPTY };

struct entity {
	uint32_t name;          /* spelling; 0: none */
	uint32_t top;           /* it is local to; 0: file scope */
	uint32_t y;             /* type */
	uint32_t decl, last;    /* its declarations */
	uint32_t def;           /* its definition, else a tentative one */
	unsigned char class, linkage, storage;  /* enums */
};

struct decl {
	uint32_t ent, tok, node, top, y;
	uint32_t next;          /* of the same entity; 0: the last */
	enum how how;
	enum scope scope;
};

struct use {
	uint32_t tok, ent;
	char how;               /* as in u records; f: of a full record; d: a
				 * body that was left out declares it */
};

/* An external declaration */
struct top {
	uint32_t t0, t1;        /* tokens */
	uint32_t node;
	uint32_t body;          /* node; 0: no body was parsed */
	uint32_t decls;         /* the first of its declarations in topdecls;
				 * they end where those of the next begin */
	uint32_t head;          /* by entity_head() */
	unsigned char kind;     /* enum top_kind */
	unsigned char statics;  /* its body was left out, and has static
				 * objects */
};

struct type {
	uint32_t y;             /* of arrays, qualified and pointed to types */
	uint32_t tag;           /* the struct, union or enum that it is */
	char kind;              /* b p a f q t v c: first letter */
	char isconst;
	const char *count;      /* of an array */
};

extern struct unit_entities {
	struct entity *ent;
	struct decl *decl;
	struct use *use;        /* sorted by token */
	uint32_t *use_at;       /* token -> its first use; [ntoken + 1] too */
	struct top *top;
	uint32_t *topdecls;     /* declarations, grouped by top */
	struct type *type;
	uint32_t *named;        /* spelling -> an entity of file scope, */
	uint32_t *tagged;       /* struct, union or enum */
	uint32_t nent, ndecl, nuse, ntop, ntype;
} ents;

/* Before the first record of a stream, as past_begin. */
void entity_begin(void);
/* Take an ent, decl, u, full, y, top, body or names record, parsed here.  0: it
 * is of another kind, and was left alone. */
int entity_record(struct rec *);
/* After the last record.  A name in a body that was left out is a use of what
 * it names outside. */
void entity_finish(void);
/* "" for none */
static inline const char *
ent_name(const struct entity *e)
{
	return e->name ? spell(e->name)->s : "";
}
/* The declarations in external declaration d: topdecls from .. to */
static inline uint32_t
top_decls_end(uint32_t d)
{
	return ents.top[d + 1].decls;
}
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
/* The token of its definition, or of its first declaration; 0: none. */
static inline uint32_t
ent_token(const struct entity *e)
{
	uint32_t d = e->def ? e->def : e->decl;

	return d ? ents.decl[d].tok : 0;
}
/*
 * Loops.  Entity *e: each there is.  Declaration *p: each of e; each in
 * external declaration d, its entity being *e (i counts).  Use *u: each of the
 * tokens a .. z.
 */
#define EACH_ENTITY(e) \
	for (e = ents.ent + 1; e <= ents.ent + ents.nent; e++)
#define EACH_DECL(p, e) \
	for (p = &ents.decl[(e)->decl]; p != ents.decl; \
	     p = &ents.decl[p->next])
#define EACH_DECL_IN(i, d, p, e) \
	for (i = ents.top[d].decls; i < top_decls_end(d) && \
	     (p = &ents.decl[ents.topdecls[i]], e = &ents.ent[p->ent]); i++)
#define EACH_USE(u, a, z) \
	for (u = ents.use + ents.use_at[a]; \
	     u < ents.use + ents.use_at[(z) + 1]; u++)
/* Can it be declared for the whole unit? */
int entity_is_global(const struct entity *);
/* Does declaration d serve a use that comes after it?  full: as the
 * definition of a tag. */
int entity_serves(uint32_t d, int full);
/* The last token of function d before its body */
uint32_t entity_head(uint32_t d);
/* The external declaration that token t is in, or the next one. */
uint32_t entity_top(uint32_t t);
