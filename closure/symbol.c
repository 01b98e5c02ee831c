// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of what is patched, externalised or rewritten: the policy
 * proposes a name, again and again until nothing else has it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

enum { TRIES = 64 };

/* Interned names that are taken: identifiers of the unit, names given. */
static const char **taken;
static size_t ntaken, cap;

static void
take(const char *s)
{
	const char **old = taken;
	size_t i, n = cap;

	if (2 * (ntaken + 1) >= cap) {
		cap = cap ? 2 * cap : 1 << 12;
		taken = alloc(cap * sizeof taken[0]);
		ntaken = 0;
		for (i = 0; i < n; i++)
			if (old[i])
				take(old[i]);
	}
	for (i = pointer_hash(s) & (cap - 1); taken[i]; i = (i + 1) & (cap - 1))
		if (taken[i] == s)
			return;
	taken[i] = s;
	ntaken++;
}

static int
is_taken(const char *s)
{
	uint32_t i, n;

	if (!taken)
		for (i = 1, n = rec_last('S'); i <= n; i++)
			if (spell(i)->class == 'i')
				take(spell(i)->s);
	if (!taken)
		take(intern("int"));
	for (i = pointer_hash(s) & (cap - 1); taken[i]; i = (i + 1) & (cap - 1))
		if (taken[i] == s)
			return 1;
	return 0;
}

static int
is_identifier(const char *s)
{
	if (!*s || (*s >= '0' && *s <= '9'))
		return 0;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		      (*s >= '0' && *s <= '9') || *s == '_' || *s == '$' ||
		      (unsigned char)*s >= 0x80))
			return 0;
	return 1;
}

const char *
symbol_where(uint32_t t)
{
	struct loc at = tok_loc(t);

	return intern(format("%s:%u:%u", at.file, at.line, at.col));
}

const char *
symbol_string(uint32_t n)
{
	char *buf = "";
	size_t l = 0, m;
	const char *s;
	uint32_t t;

	for (t = unit.node[n].t0; t <= unit.node[n].t1; t++) {
		s = strchr(tok_text(t), '"');
		if (!s)
			continue;
		m = strrchr(s, '"') - s;
		m -= m > 0;
		s++;
		buf = memcpy(alloc(l + m + 1), buf, l);
		memcpy(buf + l, s, m);
		l += m;
	}
	return intern(buf);
}

const char *
symbol_label(const struct entity *e)
{
	uint32_t d, n;

	for (d = e->decl; d; d = ents.decl[d].next) {
		n = ents.decl[d].node;
		if (n && unit.node[n].kind == N_INITDECL && kid(n, 1))
			return symbol_string(kid(kid(n, 1), 0));
	}
	return NULL;
}

const char *
symbol_name(const struct entity *e)
{
	const char *s = symbol_label(e);

	return s ? s : ent_name(e);
}

const char *
symbol_asm(const struct entity *e)
{
	const char *label = symbol_label(e);

	return label ? intern(format("asm=%s", label)) : NULL;
}

void
symbol_origin(const struct entity *e, const char **extra)
{
	const struct entity *f;
	int n = 0;

	if (known(e)->assembled) {
		extra[n++] = "external";
		extra[n++] = symbol_where(known(e)->assembled);
	} else if (e->def) {
		extra[n++] = e->linkage == EXTERNAL ? "external" : "internal";
		extra[n++] = symbol_where(ent_token(e));
		f = e->top ? unit_function(e->top) : NULL;
		if (f)
			extra[n++] = ent_name(f);
		if (e->class == OBJECT && type_const(e->y)) {
			if (!f)
				extra[n++] = "-";
			extra[n++] = "const";
		}
	}
	extra[n++] = symbol_asm(e);
	extra[n] = NULL;
}

/* The words of a result, interned; how many. */
static int
split(const char *s, const char **w, int max)
{
	size_t l;
	int n = 0;

	for (;;) {
		s += strspn(s, " \t");
		if (!*s)
			return n;
		if (n == max)
			return max + 1;
		l = strcspn(s, " \t");
		w[n++] = internn(s, l);
		s += l;
	}
}

/* Take word w if it says a linkage; 0 if it does not. */
static int
linkage(struct entity *e, const char *w)
{
	if (strcmp(w, "KEEP-LINKAGE") == 0)
		sym(e)->linkage = e->linkage == INTERNAL ? INTERNAL : EXTERNAL;
	else if (strcmp(w, "MAKE-INTERNAL") == 0)
		sym(e)->linkage = INTERNAL;
	else if (strcmp(w, "MAKE-EXTERNAL") == 0)
		sym(e)->linkage = EXTERNAL;
	else
		return 0;
	return 1;
}

/* Keep what the policy said of the target, after its answer. */
static void
keep_target(enum question q, struct entity *e, const char **args)
{
	const char *p = ask_fields;
	size_t n, i;

	memset(sym(e)->target, 0, sizeof sym(e)->target);
	for (i = 0; p && i < TARGET; i++) {
		n = strcspn(p, "\t");
		sym(e)->target[i] = internn(p, n);
		p = p[n] ? p + n + 1 : NULL;
	}
	if (i && i < TARGET_NEEDED)
		ask_failed(q, tok_site(ent_token(e)), args, "%zu field%s after "
			   "its result, expected object, position, symbol and "
			   "method", i, i > 1 ? "s" : "");
}

/*
 * Ask until the name is free; kind: "function", "object" or NULL.  What
 * comes behind the name has to be 0, 1 or up to 2 words.
 */
static void
get_symbol(enum question q, struct entity *e, const char *kind, int words)
{
	struct site at = tok_site(ent_token(e));
	const char *args[4], *extra[ORIGIN], *w[3], *res;
	int i, n, a = 0;

	if (kind)
		args[a++] = kind;
	args[a++] = ent_name(e);
	args[a + 1] = NULL;
	symbol_origin(e, extra);
	for (i = 0; i < TRIES; i++) {
		args[a] = intern(format("%d", i));
		res = ask(q, at, args, extra);
		n = split(res, w, 3);
		if (n < 1 || n > 1 + words || (words && n < 2) ||
		    !is_identifier(w[0]) || (n > 1 && !linkage(e, w[1])) ||
		    (n > 2 && strcmp(w[2], "MAKE-POINTER")))
			ask_failed(q, at, args,
				   "its result '%s' makes no sense", res);
		sym(e)->name = w[0];
		sym(e)->pointer = n > 2;
		keep_target(q, e, args);
		if (w[0] == ent_name(e))
			return;
		if (!is_taken(w[0])) {
			take(w[0]);
			return;
		}
	}
	args[a] = NULL;
	ask_failed(q, at, args, "it gave no name that is free in %d tries, "
		   "the last one was '%s'", TRIES, sym(e)->name);
}

/* Where token t is, it has to be a constant: a policy process is told so, by the
 * question with one more word. */
static void
tell(struct entity *e, uint32_t t, const char *word)
{
	const char *args[4] = { e->class == FUNCTION ? "function" : "object",
				ent_name(e), "0", NULL };
	const char *extra[ORIGIN + 1];
	int n = 0;

	symbol_origin(e, extra);
	while (extra[n])
		n++;
	extra[n++] = word;
	extra[n] = NULL;
	ask(Q_MODIFY_EXT, tok_site(t), args, extra);
}

/* What the policy made a pointer stays a symbol of its own name. */
static void
tell_constant(struct entity *e)
{
	const char *args[4] = { e->class == FUNCTION ? "function" : "object",
				ent_name(e), "0", NULL };

	tell(e, ent_token(e), "constant");
	keep_target(Q_MODIFY_EXT, e, args);
}

void
symbol_operand(struct entity *e, uint32_t t)
{
	if (now(e)->fate == EXTERNALISED && !sym(e)->pointer &&
	    ask_has(Q_MODIFY_EXT))
		tell(e, t, "asm");
}

/* Forget what another question was answered of e; 0 if it was this one. */
static int
is_first(struct entity *e, enum question q)
{
	if (sym(e)->asked == 1 + q)
		return 0;
	*sym(e) = (struct symbol){ .name = ent_name(e), .asked = 1 + q };
	return 1;
}

void
symbol_patched(struct entity *e)
{
	if (!is_first(e, Q_MODIFY_PATCHED))
		return;
	sym(e)->linkage = e->linkage;
	if (ask_has(Q_MODIFY_PATCHED))
		get_symbol(Q_MODIFY_PATCHED, e, NULL, 1);
}

int
symbol_externalised(struct entity *e)
{
	int first = is_first(e, Q_MODIFY_EXT);

	if (first) {
		sym(e)->linkage = EXTERNAL;
		if (ask_has(Q_MODIFY_EXT))
			get_symbol(Q_MODIFY_EXT, e, e->class == FUNCTION ?
				   "function" : "object", 2);
	}
	if (known(e)->constant) {
		tell_constant(e);
		sym(e)->name = ent_name(e);
		sym(e)->linkage = EXTERNAL;
		sym(e)->pointer = 0;
	}
	return first;
}

struct symbol *
symbol_original(struct entity *e)
{
	struct symbol renamed = *sym(e), *o = alloc(sizeof *o);

	*sym(e) = (struct symbol){ 0 };
	symbol_externalised(e);
	*o = *sym(e);
	*sym(e) = renamed;
	return o->name == renamed.name ||
	       (o->linkage == INTERNAL && !o->pointer) ? NULL : o;
}

void
symbol_rewritten(struct entity *e)
{
	int i;

	if (!is_first(e, Q_RENAME))
		return;
	sym(e)->linkage = INTERNAL;
	if (ask_has(Q_RENAME)) {
		get_symbol(Q_RENAME, e, NULL, 0);
		return;
	}
	sym(e)->name = intern(format("klpr_%s", ent_name(e)));
	for (i = 1; is_taken(sym(e)->name); i++)
		sym(e)->name = intern(format("klpr_%s_%d", ent_name(e), i));
	take(sym(e)->name);
}

void
symbol_left(struct entity *e)
{
	const char *args[] = { ent_name(e), NULL };

	*sym(e) = (struct symbol){ .name = ent_name(e),
				   .linkage = EXTERNAL };
	keep_target(e->class == FUNCTION ? Q_CAN_FUN : Q_SHALL_OBJ, e, args);
}

void
symbol_reference(struct entity *e)
{
	now(e)->ref = NULL;
	if (now(e)->fate != PATCHED && now(e)->fate != EXTERNALISED &&
	    !now(e)->rewritten)
		return;
	if (sym(e)->pointer)
		now(e)->ref = intern(format("(*%s)", sym(e)->name));
	else if (sym(e)->name != ent_name(e))
		now(e)->ref = sym(e)->name;
}
