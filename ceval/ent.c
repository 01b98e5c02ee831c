// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Entities and the scopes that names find them in.
 *
 * Each spelling has the head of a list of bindings, innermost scope first.
 * A body may be evaluated at the end of the unit, long after its place, so a
 * binding of the file scope says from which token on it is seen.
 */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "ceval.h"

struct ent *ents;
static uint32_t nent = 1;
static size_t entcap;
static uint32_t last_id;

static struct binding *binds;
static uint32_t nbind = 1;
static size_t bindcap;
static uint32_t *heads[SP_MAX];
static size_t headcap[SP_MAX];
static uint32_t nhead[SP_MAX];
static struct {
	uint32_t start;         /* nbind where it began */
	enum scope kind;
} *scopes;
static unsigned nscope;
static size_t scopecap;
/* The file scope's stay for good, so they are kept apart. */
static struct {
	uint32_t ent, tok;
} *file_scope[SP_MAX];
static size_t filecap[SP_MAX];

static const char *const class_words[] = {
	"object", "function", "typedef", "enumerator", "struct", "union",
	"enum", "label",
};

const char *
ent_class(enum class c)
{
	return class_words[c];
}

static void
put_ent(struct ent *e)
{
	static const char *const linkage[] = { "none", "internal", "external" };
	static const char *const storage[] = {
		"none", "static", "auto", "register", "thread", "builtin"
	};
	uint32_t y = type_out(e->type);

	put_open(R_ENT);
	put_num(e->id = ++last_id);
	put_str(class_words[e->class]);
	put_num(e->s);
	put_str(linkage[e->linkage]);
	put_str(storage[e->storage]);
	put_num(e->d);
	put_num(y);
	if (e->value)
		value_put(&(struct value){ .kind = V_INT, .i = *e->value },
			  *e->value < 0 ? B_INT128 : B_UINT128);
	put_close();
}

uint32_t
ent_new(enum class c, uint32_t s, enum linkage l, enum storage st, uint32_t d,
	uint32_t type)
{
	struct ent *e;

	ents = grow(ents, nent + 1, &entcap, sizeof ents[0]);
	e = &ents[nent];
	*e = (struct ent){
		.s = s, .type = type, .d = d, .class = c, .linkage = l,
		.storage = st,
	};
	if (c == C_STRUCT || c == C_UNION || c == C_ENUM) {
		e->tag = alloc(sizeof *e->tag);
		e->tag->ent = nent;
		e->tag->align = 1;
	}
	return nent++;
}

uint32_t
ent_out(uint32_t i)
{
	struct ent *e = &ents[i];

	if (e->id)
		return e->id;
	put_ent(e);
	if (e->pending) {
		e->pending = 0;
		ent_decl(i, e->tok, "definition", e->node, e->type);
	}
	return e->id;
}

void
ent_decl(uint32_t e, uint32_t token, const char *how, uint32_t node,
	 uint32_t type)
{
	static const char *const words[] = {
		[SCOPE_FILE] = "", [SCOPE_PARAMS] = "params",
		[SCOPE_BLOCK] = "block"
	};
	uint32_t id = ent_out(e), y = type_out(type);

	put_open(R_DECL);
	put_num(id);
	put_num(token);
	put_str(how);
	put_num(node);
	put_num(state.d);
	put_num(y);
	if (*words[scope_kind()])
		put_str(words[scope_kind()]);
	put_close();
}

void
ent_use(uint32_t e, uint32_t token, char how)
{
	uint32_t id = ent_out(e);

	put_open(R_U);
	put_num(token);
	put_num(id);
	put_text(&how, 1);
	put_close();
}

void
scope_push(enum scope kind)
{
	scopes = grow(scopes, nscope + 1, &scopecap, sizeof scopes[0]);
	scopes[nscope].start = nbind;
	scopes[nscope++].kind = kind;
}

enum scope
scope_kind(void)
{
	return nscope ? scopes[nscope - 1].kind : SCOPE_FILE;
}

void
scope_pop(void)
{
	struct binding *b;
	uint32_t start = scopes[--nscope].start;

	while (nbind > start) {
		b = &binds[--nbind];
		heads[b->space][b->s] = b->outer;
	}
}

unsigned
scope_depth(void)
{
	return nscope;
}

struct binding *
scope_save(unsigned *n)
{
	uint32_t start = scopes[nscope - 1].start, i;
	struct binding *b;

	*n = nbind - start;
	b = alloc(*n * sizeof *b);
	for (i = 0; i < *n; i++)
		b[i] = binds[start + i];
	return b;
}

void
scope_again(const struct binding *b, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		scope_bind(b[i].space, b[i].s, b[i].ent, 0);
}

/* The head of the list of s, made if there was none. */
static uint32_t *
head(enum space sp, uint32_t s)
{
	uint32_t n, i;

	if (s >= nhead[sp]) {
		n = 2 * rec_last('S') + 1;
		heads[sp] = grow(heads[sp], n, &headcap[sp],
				 sizeof heads[sp][0]);
		file_scope[sp] = grow(file_scope[sp], n, &filecap[sp],
				      sizeof file_scope[sp][0]);
		for (i = nhead[sp]; i < n; i++) {
			heads[sp][i] = 0;
			file_scope[sp][i].ent = file_scope[sp][i].tok = 0;
		}
		nhead[sp] = n;
	}
	return &heads[sp][s];
}

uint32_t
scope_find(enum space sp, uint32_t s, uint32_t token)
{
	uint32_t i = *head(sp, s);

	if (i)
		return binds[i].ent;
	return file_scope[sp][s].tok <= token ? file_scope[sp][s].ent : 0;
}

uint32_t
scope_find_here(enum space sp, uint32_t s)
{
	uint32_t i;

	if (!nscope)
		return scope_find_file(sp, s);
	i = *head(sp, s);
	return i >= scopes[nscope - 1].start ? binds[i].ent : 0;
}

uint32_t
scope_find_file(enum space sp, uint32_t s)
{
	head(sp, s);
	return file_scope[sp][s].ent;
}

void
scope_bind_file(enum space sp, uint32_t s, uint32_t e, uint32_t token)
{
	head(sp, s);
	if (file_scope[sp][s].ent == e && file_scope[sp][s].tok <= token)
		return;
	file_scope[sp][s].ent = e;
	file_scope[sp][s].tok = token;
}

void
scope_bind(enum space sp, uint32_t s, uint32_t e, uint32_t token)
{
	uint32_t *h;

	if (!nscope) {
		scope_bind_file(sp, s, e, token);
		return;
	}
	h = head(sp, s);
	binds = grow(binds, nbind + 1, &bindcap, sizeof binds[0]);
	binds[nbind] = (struct binding){
		.s = s, .ent = e, .tok = token, .outer = *h, .space = sp,
	};
	*h = nbind++;
}
