// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The records of cpp-rec in arrays that are as dense as the ids in the stream.
 * A unit has a million tokens and some hundred thousand expansions, so nothing
 * here is allocated one by one.
 */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "path.h"
#include "past.h"

struct past past;

static size_t filecap, eventcap, macrocap, callcap, pastecap, tokencap;
static size_t poolcap, condcap, namecap, nnames;
static uint32_t npool;
static uint32_t *names;         /* by spelling: its last define or undef */

/* One more element. */
#define ADD(array, n, cap) \
	(array = grow(array, (n) + 2, &cap, sizeof *array), &array[++(n)])
/* Element 0, which stands for none */
#define NONE(array, cap) \
	(cap = 0, array = grow(NULL, 1, &cap, sizeof *array), \
	 memset(array, 0, sizeof *array))

void
past_begin(void)
{
	past = (struct past){ 0 };
	npool = poolcap = condcap = namecap = nnames = 0;
	names = NULL;
	path_forget();
	origin_forget();
	NONE(past.file, filecap);
	NONE(past.event, eventcap);
	NONE(past.macro, macrocap);
	NONE(past.call, callcap);
	NONE(past.paste, pastecap);
	NONE(past.token, tokencap);
}

/* The fields from i on, as numbers, into the pool: where they stand there,
 * and how many pairs they are. */
static uint32_t
numbers(const struct rec *r, unsigned i, uint32_t *pairs)
{
	uint32_t at = npool;

	*pairs = i < r->n ? (r->n - i) / 2 : 0;
	if (i >= r->n)
		return 0;
	past.pool = grow(past.pool, npool + r->n, &poolcap, sizeof *past.pool);
	for (; i < r->n; i++)
		past.pool[npool++] = r->f[i].v;
	return at;
}

static struct event *
event(enum kind kind, uint32_t f, uint32_t off, uint32_t len)
{
	struct event *e = ADD(past.event, past.nevent, eventcap);

	*e = (struct event){ .kind = kind, .f = f, .off = off, .len = len,
			     .tok = past.ntoken, .call = past.ncall };
	return e;
}

/* Event e defines or undefines the name s. */
static void
name_event(struct event *e, uint32_t s)
{
	size_t had = nnames;

	names = grow(names, s + 1, &namecap, sizeof names[0]);
	if (s >= nnames) {
		nnames = s + 1;
		memset(names + had, 0, (nnames - had) * sizeof names[0]);
	}
	e->s = s;
	e->prev = names[s];
	names[s] = e - past.event;
}

static void
token(struct rec *r)
{
	struct token *t = ADD(past.token, past.ntoken, tokencap);
	struct call *c;

	*t = (struct token){
		.s = r->f[T_S].v, .f = r->f[T_FILE].v, .off = r->f[T_OFF].v,
		.x = r->n > T_X ? r->f[T_X].v : 0,
		.len = r->n > T_LEN ? r->f[T_LEN].v : spell(r->f[T_S].v)->len
	};
	if (!t->x)
		return;
	c = &past.call[past.call[t->x].root];
	if (!c->first)
		c->first = past.ntoken;
	c->last = past.ntoken;
}

static void
expansion(struct rec *r)
{
	struct call *c = ADD(past.call, past.ncall, callcap);

	*c = (struct call){
		.m = r->f[X_MACRO].v, .up = r->f[X_PARENT].v,
		.f = r->f[X_FILE].v, .off = r->f[X_OFF].v,
		.len = r->f[X_LEN].v, .tok = past.ntoken, .paste = past.npaste
	};
	c->args = numbers(r, X_ARGS, &c->nargs);
	if (c->up >= past.ncall)
		rec_bad(r, "expansion %u is its own parent", past.ncall);
	c->root = c->up ? past.call[c->up].root : past.ncall;
}

static void
paste(struct rec *r)
{
	struct paste *g = ADD(past.paste, past.npaste, pastecap);

	*g = (struct paste){ .call = r->f[G_X].v, .f = r->f[G_FILE].v,
			     .off = r->f[G_OFF].v };
	g->took = numbers(r, G_TOOK, &g->ntook);
}

static void
file(struct rec *r)
{
	static const char *const hows[] = {
		"main", "include", "include_next", "import", "pre-include",
		"imacros", "pseudo", NULL
	};
	static const char *const forms[] = {
		"quote", "angle", "macro", "none", NULL
	};
	struct file *f = ADD(past.file, past.nfile, filecap);
	uint32_t up = r->f[FILE_PARENT].v;
	struct event *e;

	if (up >= past.nfile)
		rec_bad(r, "file %u reads itself", past.nfile);
	*f = (struct file){
		.path = rec_text(r, FILE_PATH), .parent = up,
		.off = r->f[FILE_OFF].v, .len = r->f[FILE_LEN].v,
		.how = rec_one_of(r, FILE_HOW, hows),
		.form = rec_one_of(r, FILE_FORM, forms),
		.dir = r->f[FILE_DIR].v, .hash = rec_text(r, FILE_HASH),
		.mtime = rec_text(r, FILE_MTIME), .bytes = r->f[FILE_SIZE].v
	};
	f->given = f->how >= HOW_PRE || (up && past.file[up].given) ||
		(!up && f->how != HOW_MAIN);
	if (f->how == HOW_MAIN && !past.main)
		past.main = past.nfile;
	e = event(R_FILE, up, f->off, f->len);
	e->a = past.nfile;
	e->looks = numbers(r, FILE_LOOKS, &e->nlooks);
	f->read = past.nevent;
}

static void
define(struct rec *r)
{
	static const char *const kinds[] = {
		"object", "function", "variadic", "gnu-variadic", "builtin",
		NULL
	};
	struct event *e = event(R_DEFINE, r->f[DEFINE_FILE].v,
				r->f[DEFINE_OFF].v, r->f[DEFINE_LEN].v);
	struct macro *m = ADD(past.macro, past.nmacro, macrocap);
	uint32_t pairs;

	e->a = past.nmacro;
	name_event(e, r->f[DEFINE_NAME].v);
	*m = (struct macro){
		.s = e->s, .f = e->f, .ev = past.nevent,
		.boff = r->f[DEFINE_BODY].v, .blen = r->f[DEFINE_BODY_LEN].v,
		.kind = rec_one_of(r, DEFINE_KIND, kinds),
		.nparams = r->n - DEFINE_PARAMS
	};
	m->params = numbers(r, DEFINE_PARAMS, &pairs);
}

static void
conditional(struct rec *r)
{
	struct event *e = event(r->kind, r->f[IF_FILE].v, r->f[IF_OFF].v,
				r->f[IF_LEN].v);
	uint32_t c = r->f[IF_ID].v;

	e->a = c;
	e->taken = r->f[IF_TAKEN].v != 0;
	e->end = rec_is(r, IF_WORD, "endif");
	e->looks = numbers(r, IF_LOOKS, &e->nlooks);
	past.endif = grow(past.endif, c + 1, &condcap, sizeof *past.endif);
	if (r->kind == R_IF)
		past.endif[c] = 0;
	else if (e->end)
		past.endif[c] = past.nevent;
}

static void
skip(struct rec *r)
{
	struct event *e = event(R_SKIP, r->f[SKIP_FILE].v, r->f[SKIP_OFF].v,
				r->f[SKIP_LEN].v);

	e->a = r->f[SKIP_FIRST].v;
	e->looks = numbers(r, SKIP_LOOKS, &e->nlooks);
}

static void
leave(struct rec *r)
{
	uint32_t f = r->f[LEAVE_FILE].v;

	event(R_LEAVE, f, 0, 0);
	past.file[f].leave = past.nevent;
}

static void
undef(struct rec *r)
{
	struct event *e = event(R_UNDEF, r->f[UNDEF_FILE].v,
				r->f[UNDEF_OFF].v, r->f[UNDEF_LEN].v);

	e->a = r->f[UNDEF_MACRO].v;
	name_event(e, r->f[UNDEF_NAME].v);
}

static void
pragma(struct rec *r)
{
	struct event *e = event(R_PRAGMA, r->f[PRAGMA_FILE].v,
				r->f[PRAGMA_OFF].v, r->f[PRAGMA_LEN].v);

	e->a = r->f[PRAGMA_X].v;
	e->text = rec_text(r, PRAGMA_TEXT);
}

static void
line(struct rec *r)
{
	struct event *e = event(R_LINE, r->f[LINE_FILE].v, r->f[LINE_OFF].v,
				r->f[LINE_LEN].v);

	origin_line(e->f, e->off + e->len, r->f[LINE_NUMBER].v,
		    rec_text(r, LINE_NAME));
}

static void
directive(struct rec *r)
{
	struct event *e = event(R_DIRECTIVE, r->f[DIRECTIVE_FILE].v,
				r->f[DIRECTIVE_OFF].v, r->f[DIRECTIVE_LEN].v);

	if (rec_is(r, DIRECTIVE_WORD, "linemarker"))
		origin_line(e->f, e->off, 0, NULL);
}

static void
span(struct rec *r)
{
	past.call[r->f[SPAN_X].v].len = r->f[SPAN_LEN].v;
}

static void
text(struct rec *r)
{
	struct file *f = &past.file[r->f[TEXT_FILE].v];

	f->text = rec_textn(r, TEXT_CONTENT, &f->size);
}

static void
option(struct rec *r)
{
	msg_compiler_option(rec_text(r, OPT_ARG));
}

static void (*const take[R_MAX])(struct rec *) = {
	[R_OPT] = option, [R_DIR] = path_record, [R_PATH] = path_record,
	[R_S] = spell_record, [R_FILE] = file, [R_TEXT] = text,
	[R_SKIP] = skip, [R_LEAVE] = leave, [R_DEFINE] = define,
	[R_UNDEF] = undef, [R_IF] = conditional, [R_ELSE] = conditional,
	[R_PRAGMA] = pragma, [R_LINE] = line, [R_DIRECTIVE] = directive,
	[R_X] = expansion, [R_SPAN] = span, [R_G] = paste, [R_T] = token
};

int
past_record(struct rec *r)
{
	return rec_take(r, take);
}

void
past_finish(void)
{
	uint32_t f;

	for (f = 1; f <= past.nfile; f++)
		if (!past.file[f].leave)
			past.file[f].leave = past.nevent;
}

uint32_t
past_last(uint32_t s)
{
	return s < nnames ? names[s] : 0;
}

uint32_t
past_state(uint32_t s, uint32_t ev)
{
	uint32_t e;

	for (e = past_last(s); e >= ev && e; e = past.event[e].prev)
		;
	return e;
}

uint32_t
past_time(uint32_t t)
{
	return first_from(t, past.event, sizeof *past.event,
			  offsetof(struct event, tok), past.nevent);
}

uint32_t
past_call_from(uint32_t t)
{
	return first_from(t - 1, past.call, sizeof *past.call,
			  offsetof(struct call, tok), past.ncall);
}

uint32_t
past_file_of(uint32_t t)
{
	uint32_t x = past_root(t);

	return x ? past.call[x].f : past.token[t].f;
}

const char *
past_spelling(uint32_t id)
{
	struct file *f = &past.file[id];
	const char *d = f->dir ? path_dir(f->dir) : "";
	size_t n = strlen(d);

	if (f->spelled)
		return *f->spelled ? f->spelled : NULL;
	if ((f->how == HOW_INCLUDE || f->how == HOW_IMPORT) &&
	    f->form != FORM_MACRO && n && strncmp(f->path, d, n) == 0 &&
	    f->path[n] == '/')
		f->spelled = format(f->form == FORM_ANGLE ? "<%s>" : "\"%s\"",
				    f->path + n + 1);
	else
		f->spelled = path_name(f->path);
	if (!f->spelled)
		f->spelled = "";
	return *f->spelled ? f->spelled : NULL;
}
