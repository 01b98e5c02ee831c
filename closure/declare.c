// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The declarations that the result needs.  In C what is used is declared
 * before, so one sweep from the unit's end to its start meets each
 * declaration after all that needs it: an entity is pending from its last
 * use on (seen this way) up to the declaration that serves.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* What the text behind the place that the sweep is at wants of an entity */
struct due {
	unsigned decl : 1;      /* a declaration */
	unsigned full : 1;      /* a definition */
	unsigned old : 1;       /* the original declaration, by a header */
	unsigned bad : 1;       /* the mention does not declare the tag */
	unsigned served : 1;    /* a line of its own declares it */
	uint32_t first;         /* token of its first use in kept text */
	uint32_t mention;       /* token of a tag's first use */
	uint32_t wanted;        /* top: emitted there last */
	uint32_t declared;      /* token: kept text declares it there */
	uint32_t reader;        /* token: copied text uses it there first, */
	uint32_t full_reader;   /* and copied text does not declare it; the
				 * same, of the definition of a tag */
};

static struct due *dues;        /* by entity */

static struct due *
due(const struct entity *e)
{
	return &dues[e - ents.ent];
}

static uint32_t *given;         /* tokens */
static size_t givencap;

void
declare_need(const struct entity *e)
{
	due(e)->decl = 1;
}

/* Declarations of a block that stand on lines of their own: the first one of
 * each entity */
static struct outside {
	const struct entity *e;
	uint32_t d;             /* before it */
	const char *text;
} *outsides;
static size_t noutsides, outsidecap;

void
declare_outside(uint32_t d, const struct entity *e, const char *text)
{
	struct outside *o;

	due(e)->served = 1;
	for (o = outsides; o < outsides + noutsides && o->e != e; o++)
		;
	if (o == outsides + noutsides) {
		outsides = grow(outsides, noutsides + 1, &outsidecap,
				sizeof outsides[0]);
		o = &outsides[noutsides++];
	} else if (o->d == d) {
		return;
	}
	*o = (struct outside){ e, d, text };
}

static void
write_outsides(void)
{
	const struct outside *o;

	for (o = outsides; o < outsides + noutsides; o++)
		edit_line(ents.top[o->d].t1, o->text);
}

/* Is it in text that the result has, as a declaration at or before t? */
static int
declared_here(const struct entity *e, uint32_t d, uint32_t t)
{
	uint32_t i;

	for (i = e->decl; i; i = ents.decl[i].next)
		if (ents.decl[i].top == d && ents.decl[i].tok <= t &&
		    (!gone[ents.decl[i].tok] || !entity_is_value(e) ||
		     now(e)->ref || due(e)->wanted == d))
			return 1;
	return 0;
}

/* Is it defined before t? */
static int
is_defined(const struct entity *e, uint32_t t)
{
	return e->def && ents.decl[e->def].tok < t;
}

/* The first mention decides; one declaration's uses come from its start. */
static void
mention(struct entity *e, uint32_t t, int bad)
{
	if (due(e)->mention && due(e)->mention <= t)
		return;
	due(e)->mention = t;
	due(e)->bad = bad;
}

/* Kept text of external declaration d uses e at t; head: the token from
 * which on a mention of a tag declares it for the function alone. */
static void
need(struct entity *e, uint32_t t, char how, uint32_t d, uint32_t head)
{
	if (!entity_is_global(e) || due(e)->served || declared_here(e, d, t))
		return;
	if (!entity_is_tag(e)) {
		due(e)->decl = 1;
		due(e)->reader = t;
		return;
	}
	if (is_defined(e, t) && (how == 'f' || e->class == ENUM)) {
		due(e)->full = 1;
		due(e)->full_reader = t;
	} else if (how != 'f') {
		mention(e, t, how == 'p' || (head && t >= head));
	}
}

/* The header that defines macro m, if one does, is needed. */
static void
need_macro(uint32_t m)
{
	unit.file[unit.file[past.event[past.macro[m].ev].f].root].needed = 1;
}

/* What the directive looked at as a macro */
static void
need_looks(const struct event *e)
{
	uint32_t i;

	for (i = e->looks; i < e->looks + 2 * e->nlooks; i += 2)
		if (past.pool[i + 1])
			need_macro(past.pool[i + 1]);
}

/* Is what stands after token t edited away with it? */
static int
is_gone_after(uint32_t t)
{
	return gone[t] && gone[t + 1];
}

/* The macros that copied text calls, and that its conditionals look at; the
 * headers that it includes */
static void
need_of_text(uint32_t t0, uint32_t t1)
{
	static unsigned char *dead;     /* calls: 1: all edited away */
	uint32_t t, x, i, ev;

	if (!dead)
		dead = alloc(past.ncall + 1);
	for (t = t0; t <= t1; t++)
		if ((x = past_root(t)))
			dead[x] = 1;
	for (t = t0; t <= t1; t++)
		if (!gone[t] && (x = past_root(t)))
			dead[x] = 0;
	x = past_root(t0);
	i = past_call_from(t0);
	if (x && x < i)
		i = x;
	for (; i <= past.ncall && past.call[i].tok < t1; i++) {
		x = past.call[i].root;
		if (past.call[x].first ? !dead[x]
				       : !is_gone_after(past.call[i].tok))
			need_macro(past.call[i].m);
	}
	for (ev = past_time(t0); ev <= past.nevent &&
	     past.event[ev].tok < t1; ev++) {
		const struct event *e = &past.event[ev];

		if (is_gone_after(e->tok))
			continue;
		if (e->kind == R_IF || e->kind == R_ELSE)
			need_looks(e);
		if (e->kind == R_FILE && unit.file[e->a].root == e->a &&
		    past_end(e->a) < t1)
			unit.file[e->a].needed = 1;
	}
}

/* Is the token the name, which is another one now, of an array that d
 * declares? */
static int
names_array(uint32_t d, uint32_t t)
{
	const struct decl *p;
	uint32_t i;

	for (i = ents.top[d].decls; i < top_decls_end(d); i++) {
		p = &ents.decl[ents.topdecls[i]];
		if (p->tok == t && ents.type[p->y].kind == 'a' &&
		    now(&ents.ent[p->ent])->ref)
			return 1;
	}
	return 0;
}

static void
need_uses(uint32_t d, uint32_t t0, uint32_t t1, uint32_t head)
{
	const struct use *u;

	/* ceval says once for a body that a tag has to be complete, and
	 * where an array is declared */
	EACH_USE(u, t0, t1)
		if ((!gone[u->tok] && !original_is(u)) ||
		    (u->how == 'f' && (head || names_array(d, u->tok))))
			need(&ents.ent[u->ent], u->tok, u->how, d, head);
}

static void
need_text(uint32_t d, uint32_t t0, uint32_t t1, uint32_t head)
{
	need_uses(d, t0, t1, head);
	need_of_text(t0, t1);
}

void
declare_names(uint32_t d, uint32_t t0, uint32_t t1)
{
	need_uses(d, t0, t1, 0);
}

/* Kept text of external declaration d, from t0 to t1, declares these. */
static void
settle_text(uint32_t d, uint32_t t0, uint32_t t1)
{
	const struct decl *p;
	struct entity *e;
	uint32_t i;

	EACH_DECL_IN(i, d, p, e) {
		if (e->top || p->tok < t0 || p->tok > t1 ||
		    (gone[p->tok] && !entity_is_value(e)))
			continue;
		/* it may stand on a line of its own */
		if (entity_is_value(e) && due(e)->wanted != d)
			continue;
		if (entity_is_tag(e)) {
			if (p->how == DEFINITION)
				due(e)->full = due(e)->full_reader = 0;
			if (p->how == DEFINITION || p->scope != SCOPE_PARAMS)
				due(e)->mention = 0;
		} else if (e->class == TYPEDEF && due(e)->wanted != d) {
			continue;
		} else {
			due(e)->decl = due(e)->reader = 0;
			due(e)->declared = p->tok;
		}
	}
}

/* The token the function's name is, in its definition d. */
static uint32_t
head_token(uint32_t d, const struct entity *e)
{
	const struct decl *p = &ents.decl[e->def];

	return p->top == d ? p->tok : 0;
}

int
declare_is_unchanged(const struct entity *e)
{
	return !now(e)->ref && !now(e)->rewritten &&
	       (now(e)->fate != EXTERNALISED || (sym(e)->linkage == EXTERNAL &&
					    e->linkage == EXTERNAL)) &&
	       (now(e)->fate != PATCHED || sym(e)->linkage == e->linkage) &&
	       !(now(e)->fate == NAMED && e->linkage == INTERNAL);
}

/* Is it a declaration of file scope? */
static int
is_outside(const struct decl *p)
{
	return p->top && p->scope == SCOPE_FILE;
}

/* A header that may be included declares it before token t. */
static int
is_in_header(const struct entity *e, uint32_t t)
{
	const struct decl *p;

	EACH_DECL(p, e)
		if (p->tok < t && is_outside(p) && header_of_top(p->top))
			return 1;
	return 0;
}

int
declare_original(const struct entity *e)
{
	return original_is_plain(e) &&
		is_in_header(e, ents.top[known(e)->address].t0);
}

static int
header_declares(const struct entity *e)
{
	return declare_is_unchanged(e) && is_in_header(e, due(e)->first);
}

/* An earlier declaration serves all uses that this one does, or it is a
 * definition that would have to be edited into what stands there. */
static int
is_late(const struct entity *e, const struct decl *d)
{
	const struct decl *p;

	if (declare_is_unchanged(e) && d->how != DECLARATION)
		EACH_DECL(p, e) {
			if (p->tok < d->tok && p->how == DECLARATION &&
			    is_outside(p) &&
			    (e->class == FUNCTION || p->y == d->y))
				return 1;
		}
	if (due(e)->first > d->tok)
		return 0;
	EACH_DECL(p, e) {
		if (p->tok < due(e)->first && is_outside(p) &&
		    (e->class == FUNCTION || p->y == d->y))
			return 1;
	}
	return 0;
}

/* Does the header of d give the function or object e as it is needed? */
static int
header_serves(const struct entity *e, const struct decl *p)
{
	if (now(e)->fate == COPIED && e->def)
		return !now(e)->rewritten && (p->how == DEFINITION ||
					 !header_of_top(ents.decl[e->def].top));
	return declare_is_unchanged(e) ||
	       (now(e)->fate == NAMED && p->how == DEFINITION);
}

/* Would the declaration, as it stands in a header, serve copied text that uses
 * e?  full: as the definition of a tag. */
static int
serves_text(const struct entity *e, const struct decl *p, int full)
{
	return entity_serves(p - ents.decl, full) &&
		(!entity_is_value(e) || header_serves(e, p) ||
		 original_is_plain(e));
}

/* Is its definition in the result? */
static int
is_defined_here(const struct entity *e)
{
	return e->def && (now(e)->fate == PATCHED || now(e)->fate == COPIED);
}

/* Is its definition copied text, rather than a header's? */
static int
is_text(const struct entity *e)
{
	return now(e)->fate == PATCHED || now(e)->rewritten ||
	       !header_of_top(ents.decl[e->def].top);
}

/*
 * A declaration that is needed even where another one would serve: it alone
 * says what the symbol is, or how the code of the definition is made.
 */
static int
says_more(const struct entity *e, const struct decl *p)
{
	static const char *const symbol[] = { "weak", NULL };
	const struct decl *def = &ents.decl[e->def];

	if (p->how != DECLARATION || !is_outside(p))
		return 0;
	if (is_defined_here(e))
		return is_text(e) &&
		       (attr_adds(p, def) ||
			(e->class == FUNCTION && reach_says_inline(p) &&
			 !reach_says_inline(def) &&
			 (now(e)->fate == COPIED ||
			  sym(e)->linkage == INTERNAL)));
	return now(e)->fate != UNSEEN && declare_is_unchanged(e) &&
	       (attr_of(p, symbol) || kid(p->node, 1));
}

/* An earlier declaration is there in any case: the definition, or the one
 * that this one takes its type from, as that of an EXPORT_SYMBOL does. */
static int
tells_nothing(const struct entity *e, const struct decl *p)
{
	const struct use *u = ents.use + ents.use_at[ents.top[p->top].t0];
	const struct use *end = ents.use + ents.use_at[p->tok];

	if (is_defined_here(e) && is_defined(e, p->tok))
		return 1;
	for (; u < end; u++)
		if (&ents.ent[u->ent] == e)
			return 1;
	return 0;
}

/* What the text needs to say about declarator i of declaration d. */
static enum want
want_declarator(uint32_t d, const struct decl *p, struct entity *e)
{
	int copied = now(e)->fate == COPIED && p->how != DECLARATION &&
		     e->class == OBJECT;

	if (e->class == TYPEDEF)
		return due(e)->decl ? PLAIN : DROP;
	if (!entity_is_value(e))
		return DROP;
	if (p == &ents.decl[e->def] && known(e)->alias && !header_of_top(d))
		return now(e)->fate == COPIED || due(e)->decl ? SHAPED : DROP;
	if (!reach_is_static(e))        /* a register with a name */
		return due(e)->decl && !header_of_top(d) ? PLAIN : DROP;
	if ((!header_of_top(d) || !declare_is_unchanged(e)) && says_more(e, p))
		return declare_is_unchanged(e) ? PLAIN : SHAPED;
	if (p->how == DECLARATION && tells_nothing(e, p))
		return DROP;
	if (header_of_top(d))
		return !due(e)->decl || header_serves(e, p) ||
		       (now(e)->fate == COPIED && (e->class == OBJECT ||
					      is_defined(e, p->tok))) ||
		       is_late(e, p) ? DROP : SHAPED;
	if (copied)
		return now(e)->fate == COPIED ? PLAIN : DROP;
	if (!due(e)->decl)
		return DROP;
	if (now(e)->fate == EXTERNALISED) {
		if (is_late(e, p) || header_declares(e))
			return DROP;
		return declare_is_unchanged(e) && p->how == DECLARATION ? PLAIN
								: SHAPED;
	}
	if (now(e)->fate == PATCHED || now(e)->rewritten)
		return declare_is_unchanged(e) ? PLAIN : SHAPED;
	if (now(e)->fate == COPIED || now(e)->fate == LEFT)
		return PLAIN;
	if (is_late(e, p) || header_declares(e))
		return DROP;
	return p->how == DECLARATION && declare_is_unchanged(e) ? PLAIN
								: SHAPED;
}

static const char *
role_of(const struct entity *e, enum want want)
{
	if (!entity_is_value(e))
		return "type";
	if (now(e)->fate == EXTERNALISED)
		return "externalised";
	if (now(e)->fate == COPIED && e->class == OBJECT && want == PLAIN)
		return "copied";
	return "declaration";
}

/* A declaration between t0 and t1, in d, of a tag or an enumerator that is
 * pending; 0: none. */
static uint32_t
pending_in(uint32_t d, uint32_t t0, uint32_t t1)
{
	const struct decl *p;
	const struct entity *e;
	uint32_t i;

	EACH_DECL_IN(i, d, p, e) {
		if (p->tok < t0 || p->tok > t1 || e->top)
			continue;
		if ((p->how == DEFINITION && due(e)->full) ||
		    (e->class == ENUMERATOR && due(e)->decl))
			return ents.topdecls[i];
	}
	return 0;
}

/* The group at hand that is kept whole */
static uint32_t whole_first, whole_last;

/* The last token of d; the ; behind the macro call belongs to it. */
static uint32_t
last_token(uint32_t d)
{
	if (d == whole_last && d < ents.ntop &&
	    ents.top[d + 1].kind == T_EMPTY)
		return ents.top[d + 1].t1;
	return ents.top[d].t1;
}

/* Keep one of a group as it is. */
static void
whole_declaration(uint32_t d)
{
	const struct decl *p;
	struct entity *e;
	const char *role = "declaration";
	uint32_t i, lead = 0;

	EACH_DECL_IN(i, d, p, e) {
		if (e->top)
			continue;
		due(e)->wanted = d;
		if (!lead) {
			lead = p->ent;
			role = role_of(e, PLAIN);
		}
	}
	edit_begin(ents.top[d].t0, last_token(d), role, lead);
	settle_text(d, ents.top[d].t0, ents.top[d].t1);
	edit_end();
	need_text(d, ents.top[d].t0, ents.top[d].t1, 0);
}

/* Is something of the group a .. b needed, and can it be kept whole? */
static int
want_whole(uint32_t a, uint32_t b)
{
	const struct decl *p;
	const struct entity *e;
	uint32_t i, d;
	int wanted = 0;

	for (d = a; d <= b; d++) {
		e = unit_function(d);
		if (e && now(e)->fate == COPIED)
			wanted = 1;
		EACH_DECL_IN(i, d, p, e) {
			if (!e->top && (due(e)->decl || (due(e)->full &&
						    p->how == DEFINITION)))
				wanted = 1;
		}
	}
	return wanted && group_stands(a, b);
}

/* The outermost tag definition in d that token t is in. */
static uint32_t
outermost(uint32_t d, uint32_t t)
{
	uint32_t n = ents.top[d].node;

	/* parents come after their children */
	for (; n && unit.node[n].t0 >= ents.top[d].t0; n--)
		if (unit.node[n].t0 <= t && t <= unit.node[n].t1 &&
		    (unit.node[n].kind == N_STRUCT ||
		     unit.node[n].kind == N_UNION ||
		     unit.node[n].kind == N_ENUM) && kid(n, 2))
			return n;
	return 0;
}

/* Keep the definition that is node n, as a declaration of its own: there,
 * or on a line where d is kept without it. */
static void
keep_definition(uint32_t d, uint32_t n, uint32_t ent, int kept)
{
	uint32_t t0 = unit.node[n].t0, t1 = unit.node[n].t1;
	unsigned char *was = alloc(t1 - t0 + 1);
	const char *text;

	memcpy(was, gone + t0, t1 - t0 + 1);
	memset(gone + t0, 0, t1 - t0 + 1);
	if (kept) {
		edit_begin(t0, t1, "", 0);
		settle_text(d, t0, t1);
		text = edit_text();
		edit_line(ents.top[d].t0, format("%s;", text));
	} else {
		edit_begin(t0, t1 + 1, "type", ent);
		edit_replace(t1 + 1, t1 + 1, ";");
		settle_text(d, t0, t1);
		edit_end();
	}
	need_text(d, t0, t1, 0);
	if (kept)
		memcpy(gone + t0, was, t1 - t0 + 1);
}

/*
 * What else d defines and the text needs: in sizeof, in _Alignas, in the type
 * that a function returns, in an initialiser that is dropped.  kept: d is
 * kept in part, and what of it is gone is not there.
 */
static void
definitions(uint32_t d, int kept)
{
	uint32_t p, n;

	if (header_of_top(d))
		return;
	while ((p = pending_in(d, ents.top[d].t0, ents.top[d].t1))) {
		n = outermost(d, ents.decl[p].tok);
		if (!n)
			return;
		keep_definition(d, n, ents.decl[p].ent, kept);
	}
}

/* What node n of d declares, if that is of file scope; NULL: nothing */
static const struct decl *
declarator(uint32_t d, uint32_t n)
{
	const struct decl *p;
	const struct entity *e;
	uint32_t i;

	EACH_DECL_IN(i, d, p, e)
		if (p->node == n)
			return e->top ? NULL : p;
	return NULL;
}

/* What declarator n of d, which is kept, uses of what d declares before it */
static void
need_of_declarator(uint32_t d, uint32_t n, enum want want)
{
	const struct decl *p;
	const struct entity *e;
	const struct use *u;

	if (want == SHAPED)     /* its initialiser goes */
		n = kid(n, 0);
	EACH_USE(u, unit.node[n].t0, unit.node[n].t1) {
		e = &ents.ent[u->ent];
		if (e->top || (!entity_is_value(e) && e->class != TYPEDEF))
			continue;
		EACH_DECL(p, e)
			if (p->top == d && p->tok < u->tok)
				due(e)->decl = 1;
	}
}

/* Keep what is needed of a declaration whose text is copied. */
static void
text_declaration(uint32_t d)
{
	uint32_t n = ents.top[d].node, first = kids(n) + 1, k;
	uint32_t nd = kids_end(n) - first, lead = 0;
	enum want *want;
	const struct decl *p;
	struct entity *e;
	const char *role = "type";

	want = alloc((nd + 1) * sizeof want[0]);
	if (d >= whole_first && d <= whole_last) {
		whole_declaration(d);
		return;
	}
	for (k = nd; k-- > 0; ) {
		p = declarator(d, unit.kids[first + k]);
		if (!p)
			continue;
		e = &ents.ent[p->ent];
		want[k] = want_declarator(d, p, e);
		if (want[k] == DROP)
			continue;
		due(e)->wanted = d;
		lead = p->ent;
		role = role_of(e, want[k]);
		need_of_declarator(d, p->node, want[k]);
	}
	k = reshape_tag(kid(n, 0));
	if (!lead && !header_of_top(d) && k &&
	    (k = pending_in(d, unit.node[k].t0, unit.node[k].t1)))
		lead = ents.decl[k].ent;
	if (lead) {
		edit_begin(ents.top[d].t0, ents.top[d].t1, role, lead);
		reshape_declaration(d, want);
		settle_text(d, ents.top[d].t0, ents.top[d].t1);
		edit_end();
		need_text(d, ents.top[d].t0, ents.top[d].t1, 0);
	}
	definitions(d, lead != 0);
}

/* The prototypes that the compiler would miss, if nothing else gives one */
static struct prototype {
	uint32_t d;
	const struct entity *e;
	const char *text;
} *prototypes;
static size_t nprototypes, prototypecap;

static void
add_prototype(uint32_t d, struct entity *e)
{
	prototypes = grow(prototypes, nprototypes + 1, &prototypecap,
			  sizeof prototypes[0]);
	prototypes[nprototypes++] =
		(struct prototype){ d, e, reshape_prototype(d, e) };
}

static void
write_prototypes(void)
{
	const struct prototype *p;
	uint32_t t0;

	for (p = prototypes; p < prototypes + nprototypes; p++) {
		t0 = ents.top[p->d].t0;
		if (due(p->e)->declared < t0)
			continue;
		if (declare_is_unchanged(p->e) && is_in_header(p->e, t0))
			due(p->e)->reader = t0;
		else
			edit_line(ents.top[p->d].t1, p->text);
	}
}

/* Keep a function definition, or make a declaration of it; 0: neither. */
static int
function_text(uint32_t d)
{
	const struct decl *p = NULL;
	struct entity *e = NULL;
	uint32_t i, n = ents.top[d].node, end;
	int hdr = header_of_top(d) != 0;

	EACH_DECL_IN(i, d, p, e)
		if (p->node == n && e->class == FUNCTION)
			break;
	if (i == top_decls_end(d))
		return 0;
	if (now(e)->fate == PATCHED || (now(e)->fate == COPIED &&
				   (!hdr || now(e)->rewritten))) {
		if (unit.prototypes && now(e)->fate == PATCHED &&
		    sym(e)->linkage == EXTERNAL)
			add_prototype(d, e);
		edit_begin(ents.top[d].t0, last_token(d),
			   now(e)->fate == PATCHED ? "patched" :
			   now(e)->rewritten ? "rewritten" : "copied", p->ent);
		reshape_definition(d, e);
		due(e)->wanted = d;
		settle_text(d, ents.top[d].t0, ents.top[d].t1);
		edit_end();
		need_text(d, ents.top[d].t0, ents.top[d].t1,
			  head_token(d, e));
		return 1;
	}
	if (!due(e)->decl || (hdr && header_serves(e, p)) || is_late(e, p) ||
	    header_declares(e))
		return 0;
	end = unit.node[kid(n, 1)].t1 + 1;
	edit_begin(ents.top[d].t0, end, now(e)->fate == EXTERNALISED ?
		   "externalised" : "declaration", p->ent);
	reshape_head(d, e);
	due(e)->wanted = d;
	settle_text(d, ents.top[d].t0, ents.top[d].t1);
	edit_end();
	need_text(d, ents.top[d].t0, end, head_token(d, e));
	return 1;
}

/* What external declaration d, in a header that may be kept, gives. */
static void
header_declaration(uint32_t d)
{
	const struct decl *p;
	struct entity *e;
	uint32_t i;

	EACH_DECL_IN(i, d, p, e) {
		if (e->top)
			continue;
		if (entity_is_tag(e)) {
			if (!due(e)->full || p->how != DEFINITION)
				continue;
			due(e)->full = 0;
		} else if (entity_is_value(e)) {
			int serves = due(e)->decl && header_serves(e, p);

			if (!serves && !due(e)->old)
				continue;
			if (serves)
				due(e)->decl = 0;
			due(e)->old = 0;
		} else if (!due(e)->decl) {
			continue;
		} else {
			due(e)->decl = 0;
		}
		unit.file[header_of_top(d)].needed = 1;
	}
}

/* Header h declares e at or before t. */
static int
declared_in(const struct entity *e, uint32_t h, uint32_t t)
{
	uint32_t i;

	for (i = e->decl; i; i = ents.decl[i].next)
		if (ents.decl[i].tok >= past_first(h) &&
		    ents.decl[i].tok <= t)
			return 1;
	return 0;
}

static void
need_in_header(struct entity *e, uint32_t h, uint32_t t, char how)
{
	if (!entity_is_global(e) || how == 'd' || declared_in(e, h, t))
		return;
	if (entity_is_value(e)) {
		if (declare_is_unchanged(e))
			due(e)->decl = 1;
		else
			due(e)->old = 1;
	} else if (!entity_is_tag(e)) {
		due(e)->decl = 1;
	} else if (is_defined(e, t) && (how == 'f' || e->class == ENUM)) {
		due(e)->full = 1;
	}
}

/* A header that is needed needs what it uses of what is before it, and what
 * it would include had that not been read before. */
static void
need_of_header(uint32_t h)
{
	const struct file *f = &past.file[h];
	const struct use *u;
	const struct event *e;
	uint32_t i;

	if (!unit.file[h].needed)
		return;
	EACH_USE(u, past_first(h), past_end(h))
		need_in_header(&ents.ent[u->ent], h, u->tok, u->how);
	for (e = past.event + f->read; e <= past.event + f->leave; e++) {
		need_looks(e);
		if (e->kind == R_SKIP && unit.file[e->a].root)
			unit.file[unit.file[e->a].root].needed = 1;
	}
	for (i = past.event[f->read].call + 1;
	     i <= past.event[f->leave].call; i++)
		need_macro(past.call[i].m);
}

/* Entity e is in the result, with what t0 .. t1 says: that uses others first,
 * perhaps. */
static void
first_uses(const struct entity *e, uint32_t t0, uint32_t t1)
{
	const struct use *u;
	struct entity *w;

	EACH_USE(u, t0, t1) {
		w = &ents.ent[u->ent];
		if (!gone[u->tok] && !original_is(u) &&
		    u->tok < due(w)->first && w != e)
			due(w)->first = u->tok;
	}
}

/* Where a function or object that is kept text is used first */
static void
find_first(void)
{
	const struct decl *d;
	struct entity *e;
	uint32_t i;
	size_t k;

	for (i = 1; i <= ents.nent; i++)
		due(&ents.ent[i])->first = UINT32_MAX;
	for (k = 0; reach_walked(k, &e); k++) {
		d = &ents.decl[e->def];
		if (now(e)->fate != COPIED || now(e)->rewritten ||
		    !header_of_top(d->top))
			first_uses(e, ents.top[d->top].t0,
				   ents.top[d->top].t1);
	}
	/* typeof may be in a declaration that changes */
	EACH_ENTITY(e)
		if (now(e)->fate == EXTERNALISED && e->class == OBJECT &&
		    !e->top)
			EACH_DECL(d, e)
				if (!header_of_top(d->top))
					first_uses(e, ents.top[d->top].t0,
						   d->tok);
}

static void
unserved(void)
{
	const struct entity *e;

	EACH_ENTITY(e) {
		if (due(e)->decl && entity_is_value(e) &&
		    e->storage != STORE_BUILTIN)
			tok_error(ent_token(e), "'%s' is needed, but no "
				  "declaration of it can be made before its "
				  "first use", ent_name(e));
	}
}

/* The text at token t wants it: which tokens of headers that may be included
 * give it? */
static void
want(const struct entity *e, uint32_t t, const char *how)
{
	int full = *how == 'f';
	const struct decl *p;
	uint32_t n = 0;

	EACH_DECL(p, e) {
		if (!header_of_top(p->top) || !serves_text(e, p, full))
			continue;
		given = grow(given, n + 1, &givencap, sizeof given[0]);
		given[n++] = p->tok;
	}
	edit_want(t, e - ents.ent, how, given, n);
}

/* What copied text wants of headers; a tag that it mentions where that does
 * not declare it can be declared on a line of its own too. */
static void
want_all(void)
{
	const struct entity *e;

	EACH_ENTITY(e) {
		if (declare_original(e))
			want(e, ents.top[known(e)->address].t0, "name");
		if (due(e)->reader)
			want(e, due(e)->reader, "name");
		if (due(e)->full_reader)
			want(e, due(e)->full_reader, "full");
		if (due(e)->mention && due(e)->bad && *ent_name(e))
			want(e, due(e)->mention, "tag");
	}
}

void
declare(void)
{
	uint32_t d, a, b, n = 0;
	int kind;

	dues = alloc((ents.nent + 1) * sizeof dues[0]);
	find_first();
	while (header_root(n))
		n++;
	for (d = ents.ntop; d > 0; d--) {
		for (; n && past_first(header_root(n - 1)) >
		     ents.top[d].t1; n--)
			need_of_header(header_root(n - 1));
		if (header_of_top(d))
			header_declaration(d);
		if (d != whole_last && group_find(d, &a, &b) && d == b &&
		    want_whole(a, b)) {
			whole_first = a;
			whole_last = b;
		}
		kind = ents.top[d].kind;
		if ((kind == T_ASSERT || kind == T_EMPTY) &&
		    d >= whole_first && d <= whole_last)
			whole_declaration(d);
		else if (kind == T_DECLARATION)
			text_declaration(d);
		else if (kind == T_FUNCTION)
			definitions(d, function_text(d));
		else if (kind == T_ASSERT)
			definitions(d, 0);
		original_declare(d);
	}
	while (n)
		need_of_header(header_root(--n));
	write_outsides();
	write_prototypes();
	want_all();
	unserved();
}
