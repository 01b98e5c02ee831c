/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of ccp-diff share, a section for each. */
struct rec;

/* read.c - a unit, as its stream told it */
enum node_kind {
	N_OTHER,                /* one that this program was not built with */
#define NODE(k, word, kids)  N_##k,
#include "nodes.h"
#undef NODE
	N_MAX
};

struct node {
	uint32_t t0, t1;        /* tokens */
	uint32_t kid;           /* its first child in kids; they end where
				 * those of the next node begin */
	uint32_t y;             /* an expression's type; 0: it is none */
	const char *value;      /* of a constant one, interned; else NULL */
	uint16_t kind;
};

/* map.c - from numbers of 64 bits, mostly hashes, to numbers */
struct map {
	struct slot {
		uint64_t key;
		uint32_t value, used;
	} *slot;
	size_t cap, n;
};
/* The value of the key, for reading and writing; it begins as 0.  It may move
 * with the next call. */
uint32_t *map_at(struct map *, uint64_t key);
/* The value of the key; 0: there is none. */
uint32_t map_get(const struct map *, uint64_t key);
/* A hash goes on with another number, or pointer. */
static inline uint64_t
mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9e3779b97f4a7c15;
	return h ^ h >> 29;
}
static inline uint64_t
mix_ptr(uint64_t h, const void *p)
{
	return mix(h, (uintptr_t)p);
}

/* type.c - types and layouts, so that those of two sides can be compared */
struct types {
	struct kind_of_type {
		uint64_t hash;  /* of its name */
		uint64_t size;  /* of a base type, else 0 */
	} *type;
	struct layout {
		uint32_t ent;
		uint64_t size;
		uint32_t align;
		uint32_t field; /* its first one; they end where those of
				 * the next layout begin */
		uint64_t hash;  /* type_layout; 0: not computed yet */
		unsigned char busy;     /* it is being looked through */
	} *layout;
	struct field_of {
		const char *name;       /* NULL: none */
		uint32_t y;
		uint64_t off;   /* in bits */
		uint32_t width; /* of a bit-field */
	} *field;
	uint32_t nlayout, nfield;
	struct map of;          /* entity -> layout */
	struct map members;     /* entity and name -> place of a member */
};

/* The two units are held against each other by interned texts: ids mean
 * something in their own unit only. */
struct side {
	struct past past;
	struct unit_entities ents;
	const char **word;      /* spelling -> interned text */
	struct node *node;
	uint32_t *kids;
	uint32_t nnode;
	uint32_t *dead;         /* nodes that are never evaluated */
	uint32_t ndead;
	unsigned char *dead_token;      /* is token t in one? */
	struct range {          /* of nodes, for each external declaration: */
		uint32_t from, to;      /* to is the last one */
	} *nodes;
	struct types types;     /* type.c */
	const char **file;      /* the name by which files are matched, */
	const char **path;      /* and the one by which they are opened */
	unsigned char *role;    /* role.c: of entities, */
	struct map aliased;     /* and of those with an alias, by name */
	const char **canon;     /* place.c: token -> what it is compared as */
	uint32_t *places;       /* how many up to it depend on the place */
	uint32_t *seq;          /* piece.c: the pieces' tokens */
	struct piece *piece;    /* from 1 */
	uint32_t npiece;
};
extern struct side old, new;
/* Read the stream of this name. */
void side_read(struct side *, const char *stream);
/* Find the names by which the files of both sides are matched. */
void side_match_files(void);
/* The text of file f of this side; p is NULL: it is not at hand. */
struct text side_text(const struct side *, uint32_t f);
/* The line in which the byte at off of file f is; 0: it is not known. */
uint32_t side_line(const struct side *, uint32_t f, uint32_t off);
/* Child i of node n; 0: it has none there. */
uint32_t side_kid(const struct side *, uint32_t n, unsigned i);
/* Each child k of node n of side s that is there; i counts. */
#define EACH_KID(s, i, n, k) \
	for (i = (s)->node[n].kid; i < (s)->node[(n) + 1].kid; i++) \
		if ((k = (s)->kids[i]) != 0)
static inline const char *
side_token(const struct side *s, uint32_t t)
{
	return s->word[s->past.token[t].s];
}
/* The outermost expansion that token t is of; 0: none */
static inline uint32_t
side_root(const struct side *s, uint32_t t)
{
	uint32_t x = s->past.token[t].x;

	return x ? s->past.call[x].root : 0;
}

/* type.c */
struct side;
void type_begin(struct side *);
/* Take a y, layout or field record.  0: it is of another kind. */
int type_record(struct side *, struct rec *);
/* The size of type y in bytes; 0: it is not known. */
uint64_t type_size(const struct side *, uint32_t y);
/* The struct, union or enum that type y is, or elements of it are; 0: none */
uint32_t type_tag(const struct side *, uint32_t y);
/* What a pointer points to, without its qualifiers; 0: it is none. */
uint32_t type_pointee(const struct side *, uint32_t y);
/* Is an object of type y const? */
int type_is_const(const struct side *, uint32_t y);
/* A hash of the place of the member of struct or union tag */
uint64_t type_member(struct side *, uint32_t tag, const char *name);
/* A hash of the layout of tag; 0: it has none. */
uint64_t type_layout(const struct side *, uint32_t tag);
/* What is not the same in two layouts, for people; NULL: nothing, or one of
 * them has none.  *inner is
 * set to a member's type whose layout is another too, or to NULL. */
const char *type_differs(uint32_t old_tag, uint32_t new_tag,
			 const char **inner);
/* The name of a tag: "struct page", or a typedef's where it has none */
const char *type_name(const struct side *, uint32_t tag);

/* place.c */
/* Find out for each token as what it is compared.  It is an interned text: the
 * token's own, or one that is the same wherever the token stands. */
void place_tokens(struct side *);
/* Is there one among tokens a .. z that depends on the place? */
static inline int
place_in(const struct side *s, uint32_t a, uint32_t z)
{
	return s->places[z] != s->places[a - 1];
}
/* The name without the numbers that a macro made it with, interned */
const char *place_stem(const struct side *, uint32_t t);

/* piece.c - what is compared: a function, an object, a type, a prototype, an
 * asm statement */
enum piece_kind {
	P_FUNCTION, P_INLINE, P_OBJECT, P_TYPE, P_MACRO, P_PROTOTYPE, P_ASM,
	P_KINDS
};
enum verdict {
	V_NONE, V_SAME, V_CHANGED, V_NEW, V_GONE, V_MOVED, V_RENAMED,
	V_AFFECTED
};

struct piece {
	const char *name;
	const char *key;        /* those with one key may be the same one */
	uint64_t hash;          /* of its tokens */
	uint64_t bare;          /* the same without its name */
	uint32_t seq, nseq;     /* its tokens, in seq of its side */
	uint32_t f, off;        /* where it begins */
	uint32_t top, ent, node;
	struct piece *other;    /* that of the other side; NULL: none */
	const char *because, *via, *about;      /* NULL: nothing to say */
	unsigned char kind, verdict;    /* enums */
};
/* Find the pieces of a side; after macro_index. */
void piece_find(struct side *);

/* part.c - the parts of a function, an object, a prototype or a typedef */
enum part {
	PART_PARAMETERS, PART_TYPE, PART_ATTRIBUTES,
	PART_VALUE,             /* initialiser or body */
	PARTS
};
/* A hash of the tokens of each part */
void part_hashes(const struct side *, const struct piece *,
		 uint64_t hash[PARTS]);
/* Does a token of that part begin so, as a string with its quote does? */
int part_has_string(const struct side *, const struct piece *, enum part,
		    const char *begin);

/* match.c */
/* Pair the pieces of the sides, and give each its verdict. */
void match_pieces(void);

/* why.c */
/* Say of changed piece p of the new side why it is. */
void why_changed(struct piece *p);
/* Is the piece an object that nothing writes to? */
int why_const(const struct side *, const struct piece *p);

/* meaning.c */
/* The tokens of piece p of the new side are those of the old one.  If they mean
 * something else, set because and via; 0: they do not. */
int meaning_differs(struct piece *p);

/* follow.c */
/* Find what is affected by changes of what it uses. */
void follow_changes(void);

/* role.c */
/* Find what is special about entities of a side. */
void role_find(struct side *);
/* Words with commas between them; NULL: nothing is. */
const char *role_of(const struct side *, const struct piece *);

/* macro.c - definitions of macros */
/* Before all others, when both sides were read. */
void macro_index(void);
/* A hash of the definition of macro m */
uint64_t macro_hash(const struct side *, uint32_t m);
/* Is macro m of this side defined in another way than the other side has the
 * name?  0 for m: this side has no macro of this name there. */
int macro_differs(const struct side *, const char *name, uint32_t m);

/* table.c */
/* Print the table.  all: what is the same too. */
void table_print(int all);
