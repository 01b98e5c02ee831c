// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a stream of ceval --all says: the place of everything that has a type
 * and the type as text, the same that against.c makes from DWARF:
 *
 *	c:		const; v: volatile, r: restrict, a: _Atomic
 *	s1:		in address space 1
 *	al8:		a typedef's alignment, where it is not that of the tag
 *	*T  [n]T  <n>T	pointer, array, vector
 *	(T,T)T  ()T	function, without a prototype; (T,...)T variadic
 *	struct s	and so on; anonymous: struct @file:line:column
 *
 * Qualifiers of an array are its element's; those of a parameter, and of
 * what is returned, do not count.  All of the stream is read first, as texts
 * are asked for backwards.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "pplex.h"
#include "msg.h"
#include "path.h"
#include "past.h"
#include "typecmp.h"

enum word { BASE, PTR, ARRAY, FUNC, QUAL, TAG, VECTOR, COMPLEX, NWORD };
static const char *const words[NWORD] = {
	"base", "ptr", "array", "func", "qual", "tag", "vector", "complex"
};

struct y {
	enum word word;
	uint32_t of;            /* type or entity */
	const char *what;       /* base's word, count, qualifiers, how */
	uint32_t param, n;      /* in params[] */
	const char *text;       /* made when asked for */
};

struct member {
	uint32_t s, y;
	uint64_t bit;
	const char *width;      /* NULL: no bit-field */
	const char *value;      /* of an enumerator */
	uint32_t next;
};

struct ent {
	const char *class, *value;
	uint32_t s, y;
	uint32_t tok;           /* of its definition or first mention, or 0 */
	uint32_t first, last;   /* members, in members[] */
	uint64_t size, align;
	unsigned char laid_out;
	unsigned char variable; /* see variable() */
};

struct decl {
	uint32_t e, tok, y, n;
};

static struct y *ys;
static uint32_t *params;
static struct ent *ents;
static struct member *members;
static struct decl *decls;
static size_t ycap, paramcap, entcap, membercap, declcap;
static uint32_t nparam, nmember = 1, ndecl;

static unsigned char *ids;      /* is the node one of kind id? */
static size_t idcap;

static struct thing *things;
static size_t nthing, thingcap;

const char *
told_path(const char *from, const char *path)
{
	return intern(path_normal(*path == '/' || !*from ? path :
				  format("%s/%s", from, path)));
}

static uint64_t
number(const struct rec *r, unsigned i)
{
	return strtoull(rec_text(r, i), NULL, 10);
}

/* What field i of a type refers to: something given before it. */
static uint32_t
given(struct rec *r, unsigned i, char letter)
{
	uint64_t v = number(r, i), last = rec_last(letter);

	if (v == 0 || v > last || (letter == 'Y' && v == last))
		rec_bad(r, "it refers to what was not given");
	return v;
}

static void
read_type(struct rec *r)
{
	struct y *y;
	unsigned i;

	rec_parse(r);
	ys = grow(ys, r->f[0].v + 1, &ycap, sizeof ys[0]);
	y = &ys[r->f[0].v];
	memset(y, 0, sizeof *y);
	while (y->word < NWORD && !rec_is(r, 1, words[y->word]))
		y->word++;
	if (y->word == NWORD || r->n < 3 || (r->n < 4 && y->word != PTR &&
					     y->word != TAG &&
					     y->word != COMPLEX))
		rec_bad(r, "no such type");
	i = y->word == BASE || y->word == QUAL ? 3 : 2;
	if (y->word != BASE)
		y->of = given(r, i, y->word == TAG ? 'E' : 'Y');
	y->what = r->n > 3 ? rec_text(r, 5 - i) : "";
	if ((y->word == ARRAY || y->word == VECTOR) &&
	    y->what[strspn(y->what, "0123456789")] &&
	    strcmp(y->what, "-") && strcmp(y->what, "*"))
		rec_bad(r, "'%s' is no count", y->what);
	if (y->word != FUNC)
		return;
	y->param = nparam;
	y->n = r->n - 4;
	params = grow(params, nparam + y->n, &paramcap, sizeof params[0]);
	for (i = 4; i < r->n; i++)
		params[nparam++] = given(r, i, 'Y');
}

static struct member *
add_member(struct ent *e)
{
	struct member *m;

	members = grow(members, nmember + 1, &membercap, sizeof members[0]);
	if (e->last)
		members[e->last].next = nmember;
	else
		e->first = nmember;
	e->last = nmember;
	m = &members[nmember++];
	memset(m, 0, sizeof *m);
	return m;
}

static uint32_t last_enum;      /* whose enumerators come */

static void
read_ent(struct rec *r)
{
	struct ent *e;

	rec_parse(r);
	ents = grow(ents, r->f[0].v + 1, &entcap, sizeof ents[0]);
	e = &ents[r->f[0].v];
	memset(e, 0, sizeof *e);
	e->class = rec_text(r, 1);
	e->s = r->f[2].v;
	e->y = r->f[6].v;
	e->value = r->n > 7 ? rec_text(r, 7) : NULL;
}

static void
read_decl(struct rec *r)
{
	struct ent *e;
	struct member *m;

	rec_parse(r);
	decls = grow(decls, ndecl + 1, &declcap, sizeof decls[0]);
	decls[ndecl++] = (struct decl){
		r->f[0].v, r->f[1].v, r->f[5].v, r->f[3].v
	};
	e = &ents[r->f[0].v];
	if (!e->tok || rec_is(r, 2, "definition"))
		e->tok = r->f[1].v;
	if (!strcmp(e->class, "enum") && rec_is(r, 2, "definition"))
		last_enum = r->f[0].v;
	if (!strcmp(e->class, "enumerator") && last_enum) {
		m = add_member(&ents[last_enum]);
		m->s = e->s;
		m->value = e->value ? e->value : "?";
	}
}

/* Of nodes only names are of interest: those of K&R parameters. */
static void
read_node(struct rec *r)
{
	const char *p = r->line + 2, *end = r->line + r->len;
	static size_t nnode;
	size_t had = idcap, id = 0;

	for (; p < end && *p >= '0' && *p <= '9'; p++)
		id = 10 * id + *p - '0';
	if (id != ++nnode)
		rec_bad(r, "field 1: id %zu given, %zu is next", id, nnode);
	if (end - p < 4 || memcmp(p, "\tid\t", 4))
		return;
	ids = grow(ids, id + 1, &idcap, 1);
	if (idcap > had)
		memset(ids + had, 0, idcap - had);
	ids[id] = 1;
}

static void
read_layout(struct rec *r)
{
	struct ent *e;

	rec_parse(r);
	e = &ents[r->f[0].v];
	e->laid_out = 1;
	e->size = rec_long(r, 1);
	e->align = r->f[2].v;
}

static void
read_field(struct rec *r)
{
	struct member *m;

	rec_parse(r);
	m = add_member(&ents[r->f[0].v]);
	m->s = r->f[1].v;
	m->y = r->f[2].v;
	m->bit = rec_long(r, 3);
	m->width = r->n > 4 ? rec_text(r, 4) : NULL;
}

static void
read_stream(void)
{
	struct rec r;

	rec_open("-");
	rec_trust("ND");
	past_begin();
	while (rec_next(&r))
		switch (r.kind) {
		case R_Y: read_type(&r); break;
		case R_ENT: read_ent(&r); break;
		case R_DECL: read_decl(&r); break;
		case R_N: read_node(&r); break;
		case R_LAYOUT: read_layout(&r); break;
		case R_FIELD: read_field(&r); break;
		default: past_record(&r); break;
		}
	past_finish();
}

/* A name as DWARF has it: \u00e9 in UTF-8 */
static void
put_name(uint32_t s)
{
	const char *p = spell(s)->s;
	char digits[9];
	unsigned long c;
	int n;

	for (; *p; p++) {
		n = p[0] != '\\' ? 0 : p[1] == 'u' ? 4 : p[1] == 'U' ? 8 : 0;
		if (!n || strlen(p) < n + 2u) {
			text_put("%c", *p);
			continue;
		}
		snprintf(digits, sizeof digits, "%.*s", n, p + 2);
		c = strtoul(digits, NULL, 16);
		p += n + 1;
		if (c < 0x80)
			text_put("%c", (int)c);
		else if (c < 0x800)
			text_put("%c%c", 0xc0 | (int)(c >> 6),
				 0x80 | (int)(c & 0x3f));
		else if (c < 0x10000)
			text_put("%c%c%c", 0xe0 | (int)(c >> 12),
				 0x80 | (int)(c >> 6 & 0x3f),
				 0x80 | (int)(c & 0x3f));
		else
			text_put("%c%c%c%c", 0xf0 | (int)(c >> 18 & 7),
				 0x80 | (int)(c >> 12 & 0x3f),
				 0x80 | (int)(c >> 6 & 0x3f),
				 0x80 | (int)(c & 0x3f));
	}
}

static const char *
word_at(uint32_t tok)
{
	return spell(past.token[tok].s)->s;
}

/* Where the compiler says the token is: at the outermost expansion. */
static void
locate(uint32_t tok, struct thing *t)
{
	uint32_t x = past_root(tok);
	uint32_t f = x ? past.call[x].f : past.token[tok].f;
	uint32_t off = x ? past.call[x].off : past.token[tok].off;
	struct text text = origin_text(f);
	struct loc at = origin_loc(f, off);

	if (past.file[f].how == HOW_PSEUDO) {
		t->path = at.file;
		t->line = 1;
		t->col = off + 1;
		return;
	}
	if (!at.line) {
		error((struct loc){ at.file, 0, 0 },
		      "it is not there, or not what was read");
		exit(S_INPUT);
	}
	t->path = told_path("", at.file);
	t->line = at.line;
	/* in bytes, as DWARF has it */
	for (t->col = 1; off && text.p[off - 1] != '\n'; off--)
		t->col++;
}

/* Where a tag stands: at its name, a struct without one at the keyword, an
 * enum behind that and its attributes. */
static void
locate_tag(const struct ent *e, struct thing *t)
{
	uint32_t tok = e->tok, last = rec_last('T');
	int depth = 0;

	if (!e->s && !strcmp(e->class, "enum") && tok < last) {
		tok++;
		while (tok < last && (word_at(tok)[0] == '[' ||
				      !strncmp(word_at(tok), "__attribute",
					       11))) {
			tok += word_at(tok)[0] != '[';
			do {
				depth += !!strchr("([", word_at(tok)[0]);
				depth -= !!strchr(")]", word_at(tok)[0]);
				tok++;
			} while (depth && tok < last);
		}
	}
	locate(tok, t);
}

static const char *type_text(uint32_t);

static const char *
tag_text(uint32_t e)
{
	struct thing at;

	text_begin();
	if (ents[e].s) {
		text_put("%s ", ents[e].class);
		put_name(ents[e].s);
	} else if (!ents[e].tok) {
		text_put("%s @", ents[e].class);        /* built in */
	} else {
		locate_tag(&ents[e], &at);
		text_put("%s @%s:%u:%u", ents[e].class, at.path, at.line,
			 at.col);
	}
	return text_end();
}

/* What a parameter's type, or that returned, counts for: without its
 * qualifiers */
static const char *
param_text(uint32_t y)
{
	while (y && ys[y].word == QUAL)
		y = ys[y].of;
	return type_text(y);
}

static const char *
func_text(const struct y *y)
{
	const char *ret = param_text(y->of), **list;
	unsigned i;

	if (!strcmp(y->what, "kr")) {
		text_begin();
		text_put("()%s", ret);
		return text_end();
	}
	/* there is one text at a time */
	list = alloc(y->n * sizeof list[0] + 1);
	for (i = 0; i < y->n; i++)
		list[i] = param_text(params[y->param + i]);
	text_begin();
	text_put("(%s", y->n ? "" : "void");
	for (i = 0; i < y->n; i++)
		text_put("%s%s", i ? "," : "", list[i]);
	text_put("%s)%s", strcmp(y->what, "variadic") ? "" : ",...", ret);
	return text_end();
}

/* The qualifiers Q around the type Y; an array's go to its elements. */
static const char *
qual_text(const char *q, uint32_t y)
{
	static const struct {
		const char *word, *text;
	} all[] = {
		{ "const", "c:" }, { "volatile", "v:" }, { "restrict", "r:" },
		{ "_Atomic", "a:" }, { "__seg_fs", "s1:" },
		{ "__seg_gs", "s2:" },
	};
	const char *of = type_text(y), *p = of, *w;
	size_t i;

	text_begin();
	while (*p == '[') {
		w = strchr(p, ']') + 1;
		text_put("%.*s", (int)(w - p), p);
		p = w;
	}
	for (i = 0; i < LEN(all); i++) {
		size_t n = strlen(all[i].word);

		for (w = q; *w; w += strcspn(w, ","), w += *w == ',')
			if (!strncmp(w, all[i].word, n) &&
			    (!w[n] || w[n] == ','))
				text_put("%s", all[i].text);
	}
	text_put("%s", p);
	p = text_end();
	w = strstr(q, "aligned=");
	if (!w || (ys[y].word == TAG &&
		   ents[ys[y].of].align == strtoull(w + 8, NULL, 10)))
		return p;
	text_begin();
	text_put("al%u:%s", atoi(w + 8), p);
	return text_end();
}

/* DWARF has no name for those of integers, but for the first one. */
static const char *
complex_text(const char *of)
{
	if (strcmp(of, "int") && !strstr(of, "float") &&
	    !strstr(of, "double") && of[0] != '_')
		return intern("__unknown__");
	text_begin();
	text_put("_Complex %s", of);
	return text_end();
}

static const char *
type_text(uint32_t id)
{
	const struct y *y = &ys[id];
	const char *of;

	if (!id)
		return "";
	if (y->text)
		return y->text;
	switch (y->word) {
	case BASE:
		of = y->what;
		break;
	case PTR:
		of = type_text(y->of);
		text_begin();
		text_put("*%s", of);
		of = text_end();
		break;
	case ARRAY:
		of = type_text(y->of);
		text_begin();
		text_put("[%s]%s", y->what[0] >= '0' ? y->what : "", of);
		of = text_end();
		break;
	case VECTOR:
		of = type_text(y->of);
		text_begin();
		text_put("<%s>%s", y->what, of);
		of = text_end();
		break;
	case COMPLEX:
		of = complex_text(type_text(y->of));
		break;
	case FUNC:
		of = func_text(y);
		break;
	case QUAL:
		of = qual_text(y->what, y->of);
		break;
	default:
		of = tag_text(y->of);
		break;
	}
	return ys[id].text = of;
}

/* Is its size only known when the program runs? */
static int
variable(uint32_t y)
{
	enum { UNKNOWN, NO, YES };
	struct ent *e;
	uint32_t m;

	while (ys[y].word == ARRAY || ys[y].word == QUAL) {
		if (ys[y].word == ARRAY && ys[y].what[0] == '*')
			return 1;
		y = ys[y].of;
	}
	if (ys[y].word != TAG)
		return 0;
	e = &ents[ys[y].of];
	if (e->variable != UNKNOWN)
		return e->variable == YES;
	e->variable = NO;       /* till it is known, in case it holds itself */
	for (m = e->first; m; m = members[m].next)
		if (members[m].y && variable(members[m].y))
			e->variable = YES;
	return e->variable == YES;
}

/* The size and the members, as against.c writes them, too. */
static void
layout_text(const struct ent *e, struct thing *t)
{
	const struct member *m;
	uint32_t i;

	/* these are texts too: made before ours is begun */
	for (i = e->first; i; i = members[i].next)
		type_text(members[i].y);
	for (i = e->first; i; i = members[i].next)
		if (members[i].y && variable(members[i].y))
			return;         /* whatever the compiler says */
	text_begin();
	text_put("size %ju {", (uintmax_t)e->size);
	for (i = e->first; i; i = m->next) {
		m = &members[i];
		if (!m->s && m->width)
			continue;       /* unnamed bit-field */
		t->members++;
		text_put(m->s ? " " : " -");
		if (m->s)
			put_name(m->s);
		if (m->value)
			text_put("=%jd;", (intmax_t)
				 strtoull(m->value, NULL, 10));
		else
			text_put("@%ju%s%s %s;", (uintmax_t)m->bit,
				 m->width ? ":" : "",
				 m->width ? m->width : "", type_text(m->y));
	}
	text_put(" }");
	t->type = text_end();
	t->align = e->align;
}

static struct thing *
add(const char *class, uint32_t s)
{
	struct thing *t;

	things = grow(things, nthing + 1, &thingcap, sizeof things[0]);
	t = &things[nthing++];
	memset(t, 0, sizeof *t);
	text_begin();
	text_put("%s ", class);
	if (s)
		put_name(s);
	t->key = text_end();
	return t;
}

static int
by_key(const void *a, const void *b)
{
	const struct thing *x = a, *y = b;

	return strcmp(x->key, y->key);
}

const struct thing *
told_read(size_t *n)
{
	struct thing *t;
	struct ent *e;
	uint32_t i;

	read_stream();
	for (i = 0; i < ndecl; i++) {
		e = &ents[decls[i].e];
		if (!strcmp(e->class, "label") ||
		    !strcmp(e->class, "enumerator"))
			continue;
		if (e->laid_out) {
			if (decls[i].tok != e->tok)
				continue;
			t = add(e->class, e->s);
			layout_text(e, t);
			locate_tag(e, t);
		} else {
			t = add(e->class, e->s);
			t->type = type_text(decls[i].y);
			locate(decls[i].tok, t);
			/* parameters without a declaration: the compiler has
			 * the function's place */
			if (decls[i].n < idcap && ids[decls[i].n])
				t->path = NULL;
		}
	}
	/* functions without one, or with one that knows less */
	for (i = 1; i <= rec_last('E'); i++)
		if (!strcmp(ents[i].class, "function")) {
			t = add(ents[i].class, ents[i].s);
			t->type = type_text(ents[i].y);
		}
	if (nthing)
		qsort(things, nthing, sizeof things[0], by_key);
	*n = nthing;
	return things;
}
