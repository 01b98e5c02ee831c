// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the stream tells of symbols: those that the original has, those that
 * the result has in their place, and which objects may be there twice.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "tokcmp.h"

struct span {
	uint32_t from, to;      /* tokens */
};

struct entity {
	const char *name;
	const char *symbol;     /* that an asm label gives */
	uint32_t t;             /* the name in its definition */
	struct span init;       /* its declarator and initialiser */
	unsigned char object, function, external, local;
	unsigned char bound;    /* externalised */
	unsigned char defined;  /* by the unit */
	unsigned char linked;   /* it has a symbol */
	unsigned char lasts;    /* it has static storage */
};

struct ext {
	uint32_t e;
	const char *name, *now;
	int pointer;
};

/* An address of a label is stored in what token t names. */
static struct store {
	uint32_t t;
	uint32_t e;             /* the entity that t names; 0: none */
} *stores;                      /* from 0 */
static struct entity *entities; /* from 1 */
static struct ext *exts;        /* from 0 */
static struct span *nodes;      /* from 1 */
static struct span *asmlabels;  /* from 0 */
static const char **copies;     /* names that the policy does not bind */
static uint32_t *labels;        /* tokens whose label's address is taken */
static size_t entitycap, extcap, nodecap, asmlabelcap, labelcap, storecap,
	copycap;
static uint32_t nentities, nexts, nasmlabels, nlabels, nstores, ncopies;

static int
has_labels(struct span s)
{
	uint32_t i;

	for (i = 0; i < nlabels; i++)
		if (labels[i] >= s.from && labels[i] <= s.to)
			return 1;
	return 0;
}

static void
node(const struct rec *r)
{
	uint32_t n = r->f[NODE_ID].v;
	struct span *s;

	nodes = grow(nodes, n + 1, &nodecap, sizeof nodes[0]);
	s = &nodes[n];
	s->from = r->f[NODE_FIRST].v;
	s->to = r->n > NODE_LAST ? r->f[NODE_LAST].v : s->from;
	if (rec_is(r, NODE_KIND, "asmlabel")) {
		asmlabels = grow(asmlabels, nasmlabels + 1, &asmlabelcap,
				 sizeof asmlabels[0]);
		asmlabels[nasmlabels++] = *s;
	}
	if (rec_is(r, NODE_KIND, "label-addr")) {
		labels = grow(labels, nlabels + 1, &labelcap,
			      sizeof labels[0]);
		labels[nlabels++] = s->from;
	}
	if (rec_is(r, NODE_KIND, "assign") && has_labels(*s)) {
		stores = grow(stores, nstores + 1, &storecap,
			      sizeof stores[0]);
		stores[nstores++] = (struct store){ s->from, 0 };
	}
}

/* The entity that a token names */
static void
use(const struct rec *r)
{
	uint32_t i;

	for (i = 0; i < nstores; i++)
		if (stores[i].t == r->f[U_TOKEN].v)
			stores[i].e = r->f[U_ENT].v;
}

static void
entity(const struct rec *r)
{
	struct entity *e;

	nentities = r->f[ENT_ID].v;
	entities = grow(entities, nentities + 1, &entitycap,
			sizeof entities[0]);
	e = &entities[nentities];
	*e = (struct entity){
		.name = r->f[ENT_NAME].v ? spell(r->f[ENT_NAME].v)->s : "",
		.object = rec_is(r, ENT_CLASS, "object"),
		.function = rec_is(r, ENT_CLASS, "function"),
		.external = rec_is(r, ENT_LINKAGE, "external"),
		.linked = !rec_is(r, ENT_LINKAGE, "none"),
		.lasts = rec_is(r, ENT_STORAGE, "static"),
		.local = r->f[ENT_TOP].v != 0
	};
}

/* The strings from token t to the next ), as one */
static const char *
strings(uint32_t t)
{
	const struct spelling *s;
	const char *text = "";

	for (; t <= past.ntoken; t++) {
		s = spell(past.token[t].s);
		if (!strcmp(s->s, ")"))
			break;
		if (s->class == 's')
			text = format("%s%.*s", text, (int)s->len - 2,
				      s->s + 1);
	}
	return *text ? text : NULL;
}

static int
is(uint32_t t, const char *word)
{
	return !strcmp(spell(past.token[t].s)->s, word);
}

static int
ends(uint32_t t)
{
	return is(t, ";") || is(t, "{") || is(t, "}");
}

/* The symbol that a weakref attribute gives what token t declares */
static const char *
weakref(uint32_t t)
{
	const char *symbol = NULL;
	int found = 0;

	while (t > 1 && !ends(t - 1))
		t--;
	for (; t <= past.ntoken && !ends(t); t++) {
		found |= is(t, "weakref") || is(t, "__weakref__");
		if (is(t, "weakref") || is(t, "__weakref__") ||
		    is(t, "alias") || is(t, "__alias__"))
			symbol = strings(t);
	}
	return found ? symbol : NULL;
}

static void
declaration(const struct rec *r)
{
	struct entity *e = &entities[r->f[DECL_ENT].v];
	uint32_t n = r->f[DECL_NODE].v, i, t = r->f[DECL_TOKEN].v;

	if (!rec_is(r, DECL_HOW, "declaration"))
		e->defined = 1;
	if (!e->t || rec_is(r, DECL_HOW, "definition")) {
		e->t = t;
		if (n)
			e->init = nodes[n];
	}
	for (i = nasmlabels; n && i-- > 0; )
		if (asmlabels[i].from > t && asmlabels[i].to <= nodes[n].to)
			e->symbol = strings(asmlabels[i].from);
	if (e->linked && !e->symbol)
		e->symbol = weakref(t);
}

/* Does a macro's replacement list spell token t? */
static int
from_macro(uint32_t t)
{
	const struct token *p = &past.token[t];
	const struct macro *m;
	uint32_t x;

	for (x = p->x; x; x = past.call[x].up) {
		m = &past.macro[past.call[x].m];
		if (p->f == m->f && p->off >= m->boff &&
		    p->off < m->boff + m->blen)
			return 1;
	}
	return 0;
}

/* An object that a macro makes anew wherever it is called is no state: a local
 * one whose name the macro has, or one whose name is made of a number. */
static void
say_made(const struct entity *e)
{
	const char *p;

	if (!e->object || !e->lasts)
		return;
	if (same_numbered(e->t)) {
		printf("numbered\t");
		for (p = e->name; *p; p++)
			if (!isdigit((unsigned char)*p))
				putchar(*p);
		putchar('\n');
	} else if (e->local && from_macro(e->t)) {
		printf("place\t%s\n", e->name);
	}
}

/* Do addresses of labels get into it? */
static int
holds_labels(uint32_t e)
{
	uint32_t i;

	for (i = 0; i < nstores; i++)
		if (stores[i].e == e)
			return 1;
	return has_labels(entities[e].init);
}

static void
externalised(const struct rec *r)
{
	entities[r->f[EXT_ENT].v].bound = 1;
	exts = grow(exts, nexts + 1, &extcap, sizeof exts[0]);
	exts[nexts++] = (struct ext){
		r->f[EXT_ENT].v, rec_text(r, EXT_NAME), rec_text(r, EXT_NEW),
		rec_is(r, EXT_HOW, "pointer")
	};
}

static void
take(struct rec *r)
{
	switch (r->kind) {
	case R_N:
		rec_parse(r);
		node(r);
		break;
	case R_ENT:
		rec_parse(r);
		entity(r);
		break;
	case R_DECL:
		rec_parse(r);
		declaration(r);
		break;
	case R_U:
		if (!nstores)
			break;
		rec_parse(r);
		use(r);
		break;
	case R_ANSWER:
		rec_parse(r);
		if (rec_is(r, ANSWER_QUESTION, "shall-externalize-obj") &&
		    rec_is(r, r->n - 1, "NO")) {
			copies = grow(copies, ncopies + 1, &copycap,
				      sizeof copies[0]);
			copies[ncopies++] = rec_text(r, 1);
		}
		break;
	case R_EXT:
		rec_parse(r);
		if (!rec_is(r, EXT_CLASS, "patched"))
			externalised(r);
		break;
	default:
		break;
	}
}

static const char *
symbol_of(const struct entity *e)
{
	return e->symbol ? e->symbol : e->name;
}

/* The new name that keep k gives what it is kept for */
static const char *
new_name(uint32_t k)
{
	const struct entity *e = &entities[keeps[k].ent];
	uint32_t i;

	for (i = 0; i < nedits; i++)
		if (edits[i].keep == k && edits[i].t == e->t &&
		    edits[i].count == 1)
			return edits[i].text;
	return symbol_of(e);
}

/* The next word of a pragma */
static const char *
word(const char **text)
{
	const char *s = *text + strspn(*text, " \t");

	*text = s + strcspn(s, " \t");
	return internn(s, *text - s);
}

static void
take_pragmas(void)
{
	const char *text, *from, *to;
	uint32_t ev, i;

	for (ev = 1; ev <= past.nevent; ev++) {
		if (past.event[ev].kind != R_PRAGMA)
			continue;
		text = past.event[ev].text;
		if (strcmp(word(&text), "redefine_extname") != 0)
			continue;
		from = word(&text);
		to = word(&text);
		for (i = 1; i <= nentities; i++)
			if (!strcmp(entities[i].name, from))
				entities[i].symbol = to;
	}
}

/* A new name takes the place of an asm label. */
static void
say_externalised(const struct ext *x)
{
	const struct entity *e = &entities[x->e];
	int same_name = !x->pointer && x->name == x->now;

	printf("ext\t%s\t%s\t%s\t%s\n", x->name,
	       e->symbol ? e->symbol : x->name,
	       e->symbol && same_name ? e->symbol : x->now,
	       x->pointer ? "pointer" : "symbol");
	if (e->object && holds_labels(x->e))
		printf("labels\t%s\n", x->name);
}

static void
say_copied(const struct entity *e)
{
	uint32_t i;

	if (!e->object || !e->lasts)
		return;
	for (i = 0; i < ncopies; i++)
		if (copies[i] == e->name) {
			printf("copied\t%s\n", symbol_of(e));
			return;
		}
}

/* Does the unit define it, or must another one? */
static void
say_defined(const struct entity *e)
{
	if ((!e->object && !e->function) || !e->linked)
		return;
	if (e->defined)
		printf("defined\t%s\n", symbol_of(e));
	else if (e->external && !e->bound)
		printf("declared\t%s\n", symbol_of(e));
}

void
facts(const char *stream)
{
	const struct entity *e;
	uint32_t i;

	orig_read(stream, "DY", take);
	take_pragmas();
	for (i = 0; i < nexts; i++)
		say_externalised(&exts[i]);
	for (i = 1; i <= nkeeps; i++) {
		if (!keeps[i].ent)
			continue;
		e = &entities[keeps[i].ent];
		if (keeps[i].patched)
			printf("patched\t%s\n", new_name(i));
		else if (keeps[i].copied && e->external)
			printf("external\t%s\n", new_name(i));
	}
	for (i = 1; i <= nentities; i++) {
		say_copied(&entities[i]);
		say_made(&entities[i]);
		say_defined(&entities[i]);
	}
}
