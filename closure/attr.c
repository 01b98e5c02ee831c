// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Attributes: which of them a declaration or a definition of the result
 * keeps.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

/* Attributes that matter for the type or for who uses it */
static const char *const typing[] = {
	"noreturn", "regparm", "fastcall", "stdcall", "cdecl", "thiscall",
	"ms_abi", "sysv_abi", "mode", "vector_size", "may_alias",
	"address_space", "noderef", "btf_type_tag", "returns_twice", NULL
};
static const char *const layout[] = { "aligned", "packed", NULL };
/* Attributes that cannot be on what becomes static */
static const char *const public[] = {
	"weak", "visibility", "externally_visible", "leaf", NULL
};
static const char *const weak[] = { "weak", NULL };
/* ... on what is inline no more */
static const char *const inlining[] = {
	"gnu_inline", "always_inline", "artificial", NULL
};
/* ... that matter for the code of a definition, or of what uses it */
static const char *const coding[] = {
	"aligned", "alloc_align", "alloc_size", "always_inline",
	"assume_aligned", "cdecl", "cf_check", "cold", "const", "copy",
	"fastcall", "fentry_name", "fentry_section", "flatten",
	"force_align_arg_pointer", "function_return", "general_regs_only",
	"hot", "indirect_branch", "interrupt", "leaf", "malloc", "mode",
	"ms_abi", "naked", "no_caller_saved_registers", "no_icf",
	"no_instrument_function", "no_profile_instrument_function",
	"no_reorder", "no_sanitize", "no_sanitize_address",
	"no_sanitize_coverage", "no_sanitize_thread", "no_sanitize_undefined",
	"no_split_stack", "no_stack_protector", "nocf_check", "noclone",
	"nocommon", "noinline", "noipa", "nonnull", "noreturn", "nothrow",
	"optimize", "patchable_function_entry", "pure", "regparm", "retain",
	"returns_nonnull", "returns_twice", "section", "simd", "stack_protect",
	"stdcall", "sysv_abi", "target", "target_clones", "thiscall",
	"tls_model", "used", "zero_call_used_regs", NULL
};
/* Sections that are there during boot or unload only */
static const char *const passing[] = {
	"\".init", "\".exit", "\".head", "\".meminit", "\".memexit",
	"\".devinit", "\".devexit", "\".cpuinit", "\".cpuexit", NULL
};

static int
is_one_of(const char *s, size_t n, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == n && memcmp(s, *list, n) == 0)
			return 1;
	return 0;
}

static int
is_declarator(uint32_t n)
{
	switch (unit.node[n].kind) {
	case N_D_NAME: case N_D_PAREN: case N_D_PTR: case N_D_ARRAY:
	case N_D_FUNC: case N_D_ATTRS:
		return 1;
	default:
		return 0;
	}
}

/* The name of an attribute, without underscores around it. */
static const char *
attr_name(uint32_t attr, size_t *n)
{
	uint32_t k = kid(attr, 0);
	const char *s = k ? tok_text(unit.node[k].t1) : "";

	*n = strlen(s);
	if (*n > 4 && strncmp(s, "__", 2) == 0 &&
	    strcmp(s + *n - 2, "__") == 0) {
		s += 2;
		*n -= 4;
	}
	return s;
}

int
attr_is(uint32_t attr, const char *const *list)
{
	size_t n;
	const char *s = attr_name(attr, &n);

	return is_one_of(s, n, list);
}

/* The attrs nodes of a declaration */
static uint32_t *nodes;
static size_t nnodes, nodecap;

/* Add those among the children of node n, which 0 may be. */
static void
add_nodes(uint32_t n)
{
	uint32_t i, k;

	for (i = n ? kids(n) : 0; n && i < kids_end(n); i++) {
		k = unit.kids[i];
		if (!k || unit.node[k].kind != N_ATTRS)
			continue;
		nodes = grow(nodes, nnodes + 1, &nodecap, sizeof nodes[0]);
		nodes[nnodes++] = k;
	}
}

static void
find_nodes(const struct decl *p)
{
	uint32_t n = p->node, declr, i;
	int init = n && unit.node[n].kind == N_INITDECL;

	nnodes = 0;
	if (!n || (!init && unit.node[n].kind != N_FUNCDEF))
		return;
	add_nodes(kid(init ? unit.node[n].up : n, 0));
	add_nodes(n);
	for (declr = kid(n, !init); declr; declr = i ? unit.kids[i - 1] : 0) {
		add_nodes(declr);
		for (i = kids(declr); i < kids_end(declr); i++)
			if (unit.kids[i] && is_declarator(unit.kids[i]))
				break;
		i = i < kids_end(declr) ? i + 1 : 0;
	}
}

uint32_t
attr_of(const struct decl *p, const char *const *list)
{
	uint32_t i, k;
	size_t j;

	find_nodes(p);
	for (j = 0; j < nnodes; j++)
		for (i = kids(nodes[j]); i < kids_end(nodes[j]); i++) {
			k = unit.kids[i];
			if (k && attr_is(k, list))
				return k;
		}
	return 0;
}

static int
has_string(uint32_t attr, const char *part)
{
	uint32_t t;

	for (t = unit.node[attr].t0; t <= unit.node[attr].t1; t++)
		if (strstr(tok_text(t), part))
			return 1;
	return 0;
}

static int
is_section(uint32_t attr)
{
	static const char *const section[] = { "section", NULL };

	return attr_is(attr, section);
}

static int
is_passing(uint32_t attr)
{
	const char *const *p;

	for (p = passing; *p; p++)
		if (has_string(attr, *p))
			return 1;
	return 0;
}

int
attr_adds(const struct decl *p, const struct decl *q)
{
	const char *const *s;
	uint32_t k;

	for (s = coding; *s; s++) {
		const char *const one[] = { *s, NULL };

		k = attr_of(p, one);
		if (k && !(is_section(k) && is_passing(k)) && !attr_of(q, one))
			return 1;
	}
	return 0;
}

static int
stays(const struct shape *s, uint32_t attr)
{
	if (s->mode == DEFINES) {
		if (s->root && past_root(unit.node[attr].t0) == s->root)
			return 0;
		if (is_section(attr))
			return !is_passing(attr);
		if (sym(s->ent)->linkage == INTERNAL &&
		    (now(s->ent)->fate == PATCHED || now(s->ent)->rewritten) &&
		    attr_is(attr, public))
			return 0;
		return !s->uninline || !attr_is(attr, inlining);
	}
	if (attr_is(attr, typing))
		return 1;
	if (s->mode == POINTER)
		return 0;
	if (attr_is(attr, weak))        /* it may be missing */
		return !s->ent->def;
	if (is_section(attr))
		return has_string(attr, "percpu");
	return s->ent->class == OBJECT && attr_is(attr, layout);
}

/* The end of the attribute list that begins at t: (( )) or [[ ]]. */
static uint32_t
group_end(uint32_t t, uint32_t last)
{
	const char *s;
	int depth = 0;

	for (; t < last; t++) {
		s = tok_text(t);
		if (!s[0] || s[1])
			continue;
		if (*s == '(' || *s == '[')
			depth++;
		else if ((*s == ')' || *s == ']') && --depth == 0)
			return t;
	}
	return last;
}

/* Delete attribute k of those in t0 .. t1, with a comma. */
static void
delete_attr(uint32_t k, uint32_t t0, uint32_t t1)
{
	uint32_t a = unit.node[k].t0, b = unit.node[k].t1;

	if (b + 1 <= t1 && strcmp(tok_text(b + 1), ",") == 0)
		b++;
	else if (a - 1 >= t0 && strcmp(tok_text(a - 1), ",") == 0 &&
		 !gone[a - 1])
		a--;
	edit_delete(a, b);
}

/* How many attributes of attrs node n are in its list t .. end? */
static unsigned
group_size(uint32_t n, uint32_t t, uint32_t end)
{
	unsigned all = 0;
	uint32_t i, k;

	for (i = kids(n); i < kids_end(n); i++) {
		k = unit.kids[i];
		all += k && unit.node[k].t0 >= t && unit.node[k].t1 <= end;
	}
	return all;
}

/* The attributes whose argument is the name of something, by its token */
static struct naming {
	uint32_t tok, attr, attrs;
} *namings;
static size_t nnamings, namingcap;

static int
by_token(const void *a, const void *b)
{
	const struct naming *p = a, *q = b;

	return p->tok < q->tok ? -1 : p->tok > q->tok;
}

static void
find_namings(void)
{
	uint32_t n, i, k, arg;

	namings = grow(namings, 1, &namingcap, sizeof namings[0]);
	for (n = 1; n <= unit.nnode; n++) {
		if (unit.node[n].kind != N_ATTRS)
			continue;
		for (i = kids(n); i < kids_end(n); i++) {
			k = unit.kids[i];
			arg = k ? kid(k, 1) : 0;
			if (!arg || unit.node[arg].kind != N_ID)
				continue;
			namings = grow(namings, nnamings + 1, &namingcap,
				       sizeof namings[0]);
			namings[nnamings++] = (struct naming){
				unit.node[arg].t0, k, n };
		}
	}
	qsort(namings, nnamings, sizeof namings[0], by_token);
}

static const struct naming *
naming(uint32_t t)
{
	struct naming want = { .tok = t };

	if (!namings)
		find_namings();
	return bsearch(&want, namings, nnamings, sizeof want, by_token);
}

uint32_t
attr_naming(uint32_t t)
{
	const struct naming *p = naming(t);

	return p ? p->attr : 0;
}

void
attr_drop(uint32_t t)
{
	const struct naming *p = naming(t);
	uint32_t a, end;

	for (a = unit.node[p->attrs].t0; ; a = end + 1) {
		end = group_end(a, unit.node[p->attrs].t1);
		if (end > t || end == unit.node[p->attrs].t1)
			break;
	}
	if (group_size(p->attrs, a, end) == 1)
		edit_delete(a, end);
	else
		delete_attr(p->attr, a, end);
}

void
attr_filter(const struct shape *s, uint32_t n)
{
	uint32_t t, end, i, k, all, left;

	for (t = unit.node[n].t0; t <= unit.node[n].t1; t = end + 1) {
		end = group_end(t, unit.node[n].t1);
		all = left = 0;
		for (i = kids(n); i < kids_end(n); i++) {
			k = unit.kids[i];
			if (!k || unit.node[k].t0 < t || unit.node[k].t1 > end)
				continue;
			all++;
			left += stays(s, k);
		}
		if (!left && (all || s->mode != DEFINES)) {
			edit_delete(t, end);
			continue;
		}
		for (i = kids(n); left < all && i < kids_end(n); i++) {
			k = unit.kids[i];
			if (k && unit.node[k].t0 >= t &&
			    unit.node[k].t1 <= end && !stays(s, k))
				delete_attr(k, t, end);
		}
	}
}

void
attr_filter_declarator(const struct shape *s, uint32_t n)
{
	uint32_t i, k, next;

	for (; n; n = next) {
		next = 0;
		EACH_KID(i, n, k) {
			if (unit.node[k].kind == N_ATTRS)
				attr_filter(s, k);
			else if (is_declarator(k))
				next = k;
		}
	}
}

uint32_t
attr_passing(uint32_t n)
{
	uint32_t i, k;

	EACH_KID(i, n, k) {
		if (is_section(k) && is_passing(k))
			return k;
	}
	return 0;
}
