// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * References that the module itself marks: by the name of the symbol, or by
 * entries in sections that are there for nothing else,
 *
 *	.klp.module_relocs.OBJECT: { 8 bytes: the symbol, u32 position } ...
 *
 * where a relocation says which symbol it is.
 */
#include <string.h>
#include "util.h"
#include "convert.h"

static const char relocs[] = ".klp.module_relocs.";
enum { ENTRY = 12, ENTRY_POS = 8 };

/* Who refers to it as one of another patched module wants another name. */
static int
same(const struct target *a, const struct target *b)
{
	return a->object == b->object && a->symbol == b->symbol &&
	       a->pos == b->pos && a->gate == b->gate;
}

static const char *
told(const struct target *t)
{
	return format("%s of %s, position %lu%s%s", t->symbol, t->object,
		      t->pos, t->gate ? ", in patches of " : "",
		      t->gate ? t->gate : "");
}

void
marks_set(struct module *m, struct sym *y, const struct target *t)
{
	struct target *new;

	(void)m;
	if (y->to && !same(y->to, t)) {
		error(t->from, "symbol '%s': conflicting annotations: it is "
		      "%s", y->name, told(t));
		note(y->to->from, "and it is %s; each needs a name of its own",
		     told(y->to));
	} else if (!y->to) {
		new = alloc(sizeof *new);
		*new = *t;
		y->to = new;
	}
}

void
marks_labels(struct module *m)
{
	struct target t;
	const char *why;
	size_t i;
	int n;

	for (i = 1; i < m->nsym; i++) {
		struct sym *y = &m->sym[i];

		t = (struct target){ .from = module_loc(m) };
		n = names_label(y->name, &t, &why);
		if (n == 0)
			continue;
		if (n < 0)
			error(t.from, "symbol '%s': %s", y->name, why);
		else if (y->section != SHN_UNDEF)
			error(t.from, "symbol '%s' is defined here: the "
			      "annotation is for a declaration", y->name);
		else if (!y->uses && !y->others)
			error(t.from, "symbol '%s': nothing uses this "
			      "annotation: take it away", y->name);
		else
			marks_set(m, y, &t);
	}
}

/* The relocation of each of the n entries; its symbol is NULL where there is
 * none, or several. */
static struct reloc *
entry_relocs(struct module *m, const struct section *rel, size_t n)
{
	struct reloc *of = alloc((n + 1) * sizeof *of), r;
	char *seen = alloc(n + 1);
	size_t i, at;

	for (i = 0; rel && i < module_relocs(m, rel); i++) {
		r = module_reloc(m, rel, i);
		r.sym->uses--;
		at = r.offset / ENTRY;
		if (at >= n || r.offset % ENTRY || r.addend || !r.sym->index ||
		    seen[at]++)
			r.sym = NULL;
		of[at < n ? at : n] = r;
	}
	return of;
}

static void
entry(struct module *m, const struct section *s, struct sym *y,
      struct target *t)
{
	t->symbol = y->name;
	if (y->section != SHN_UNDEF)
		error(t->from, "%s: symbol '%s' is defined here: there is "
		      "nothing to convert", s->name, *y->name ? y->name :
		      m->sec[y->section < m->nsec ? y->section : 0]->name);
	else if (!y->uses && !y->others)
		error(t->from, "%s: symbol '%s': nothing uses this "
		      "annotation: take it away", s->name, y->name);
	else
		marks_set(m, y, t);
}

/* The section has been read: nobody is to load it. */
static void
empty(struct module *m, struct section *s)
{
	if (!s || (!s->n && !(s->sh.sh_flags & SHF_ALLOC)))
		return;
	s->n = 0;
	s->sh.sh_flags &= ~(uint64_t)SHF_ALLOC;
	m->changed = 1;
}

static void
annotations(struct module *m, struct section *s)
{
	struct section *rel = NULL;
	struct target t = { .from = module_loc(m) };
	struct reloc *of;
	size_t i, n = s->n / ENTRY;

	for (i = 1; i < m->nsec; i++)
		if (module_relocates(m, m->sec[i]) &&
		    module_target(m, m->sec[i]) == s)
			rel = m->sec[i];
	if (s->n % ENTRY) {
		error(t.from, "%s: %zu bytes are no array of struct "
		      "klp_module_reloc, %u bytes each", s->name, s->n, ENTRY);
		return;
	}
	t.object = names_module(s->name + sizeof relocs - 1,
				strlen(s->name) - sizeof relocs + 1);
	of = entry_relocs(m, rel, n);
	for (i = 0; i < n; i++) {
		t.pos = module_number(m, s->p + i * ENTRY + ENTRY_POS, 4);
		if (of[i].sym)
			entry(m, s, of[i].sym, &t);
		else
			error(t.from, "%s: entry %zu does not say which symbol "
			      "it is about", s->name, i);
	}
	empty(m, s);
	empty(m, rel);
}

void
marks_annotations(struct module *m)
{
	size_t i;

	for (i = 1; i < m->nsec; i++) {
		struct section *s = m->sec[i];

		if (strncmp(s->name, relocs, sizeof relocs - 1) == 0 &&
		    s->sh.sh_type == SHT_PROGBITS && s->n)
			annotations(m, s);
	}
}

/* What has to be there: what was said, else what the user says of all, else
 * the symbol's own module. */
static const char *
gate(const struct target *t)
{
	if (t->gate || names_vmlinux(t->object))
		return t->gate ? t->gate : t->object;
	return opt_object ? opt_object : t->object;
}

static void
check(struct sym *y)
{
	struct target *t = alloc(sizeof *t);
	const char *why, *clone;

	*t = *y->to;
	t->gate = gate(t);
	y->to = t;
	why = names_wrong(t);
	clone = names_clone(t->symbol);
	if (why)
		error(t->from, "symbol '%s' of %s: %s", t->symbol, t->object,
		      why);
	else if (names_vmlinux(t->object) && !names_vmlinux(t->gate))
		error(t->from, "symbol '%s' of vmlinux is marked as one for "
		      "patches of %s: the loader refuses that since 5.8; mark "
		      "it as one for vmlinux", t->symbol, t->gate);
	else if (names_vmlinux(t->gate) && !names_vmlinux(t->object))
		error(t->from, "symbol '%s' of module %s is marked as one for "
		      "vmlinux, and would be looked for before the module is "
		      "there; mark it as one for the patched module",
		      t->symbol, t->object);
	else if (clone && !opt_clones)
		error(t->from, "symbol '%s' of %s: '%s' says that the "
		      "compiler changed what the function takes or does: "
		      "patch its callers, or copy it; --allow=clones if you "
		      "know it", t->symbol, t->object, clone);
}

void
marks_check(struct module *m)
{
	size_t i;

	for (i = 1; i < m->nsym; i++)
		if (m->sym[i].to)
			check(&m->sym[i]);
}
