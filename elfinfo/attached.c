// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tables of a kernel in which an entry belongs to a place in the code.
 * An entry's first field is that place.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

/* Of several of a section, the first that fits is meant: with 8 bytes an entry
 * of the table of exceptions has two references, with 12 it has two or, as x86
 * had it before Linux 5.16, three. */
static const struct special tables[] = {
	/* section, word, size, machine or 0, references or 0, line, length,
	 * and what stands beside it */
	{ ".altinstructions", "alternative", 12, 0, 0, 0, 11, NULL },
	{ ".altinstructions", "alternative", 14, 0, 0, 0, 13, NULL },
	{ ".altinstructions", "alternative", 13, 0, 0, 0, 11, NULL },
	{ ".altinstructions", "alternative", 11, EM_S390, 0, 0, 10, NULL },
	{ "__bug_table", "bug", 12, 0, 0, 8, 0, NULL },
	{ "__bug_table", "bug", 16, 0, 0, 12, 0, NULL },
	{ "__bug_table", "bug", 8, 0, 0, 0, 0, NULL },
	{ "__bug_table", "bug", 6, 0, 0, 0, 0, NULL },
	{ "__ex_table", "exception", 12, 0, 2, 0, 0, NULL },
	{ "__ex_table", "exception", 12, EM_X86_64, 3, 0, 0, NULL },
	{ "__ex_table", "exception", 8, 0, 2, 0, 0, NULL },
	{ "__jump_table", "jump-label", 16, 0, 0, 0, 0, NULL },
	{ ".static_call_sites", "static-call", 8, 0, 0, 0, 0, NULL },
	{ ".smp_locks", "smp-lock", 4, 0, 0, 0, 0, NULL },
	{ ".parainstructions", "paravirt", 16, 0, 0, 0, 0, NULL },
	{ ".retpoline_sites", "retpoline", 4, 0, 0, 0, 0, NULL },
	{ ".return_sites", "return", 4, 0, 0, 0, 0, NULL },
	{ ".call_sites", "call", 4, 0, 0, 0, 0, NULL },
	{ ".cfi_sites", "cfi", 4, 0, 0, 0, 0, NULL },
	{ ".ibt_endbr_seal", "endbr", 4, 0, 0, 0, 0, NULL },
	{ "__mcount_loc", "fentry", 8, 0, 0, 0, 0, NULL },
	{ "__patchable_function_entries", "fentry", 8, 0, 0, 0, 0, NULL },
	{ ".kcfi_traps", "cfi", 4, 0, 0, 0, 0, NULL },
	{ ".orc_unwind_ip", "orc", 4, 0, 0, 0, 0, ".orc_unwind" },
};

/* Objects of the kernel that tell of a line: in a word of 4 bytes, in its
 * lowest bits */
static const struct {
	const char *section;
	unsigned char off, bits;
} lines[] = {
	{ "__dyndbg", 32, 18 },         /* struct _ddebug */
};

unsigned
attached_line(const struct section *s, uint32_t *bits)
{
	size_t i;

	for (i = 0; i < LEN(lines); i++)
		if (strcmp(lines[i].section, s->name) == 0) {
			*bits = ((uint32_t)1 << lines[i].bits) - 1;
			return lines[i].off;
		}
	return 0;
}

int
attached_is(const char *section)
{
	const struct special *b;

	for (b = tables; b < tables + LEN(tables); b++)
		if (strcmp(b->section, section) == 0 ||
		    (b->beside && strcmp(b->beside, section) == 0))
			return 1;
	return 0;
}

/* Does each entry begin with a reference, and has it as many as it must? */
static int
fits(const struct image *m, const struct area *t, const struct special *b)
{
	uint64_t at;
	size_t i, end;

	if (t->n % b->size ||
	    (b->machine && b->machine != m->o->eh.e_machine))
		return 0;
	for (at = 0; at < t->n; at += b->size) {
		i = image_ref(t, at);
		end = image_ref(t, at + b->size);
		if (i == end || t->ref[i].at != at ||
		    (b->refs && end - i != b->refs))
			return 0;
	}
	return 1;
}

static const struct special *
table_of(const struct image *m, const struct area *t)
{
	const struct special *b, *found = NULL;

	for (b = tables; b < tables + LEN(tables); b++)
		if (strcmp(b->section, t->sec->name) == 0) {
			if (fits(m, t, b))
				return b;
			found = b;
		}
	return found;
}

static struct area *
beside(const struct image *m, const struct area *t, const struct special *b,
       uint64_t *size)
{
	const struct section *s = object_named(m->o, b->beside);
	struct area *with = s ? &m->area[s - m->o->sec] : NULL;

	if (!with || with->n % (t->n / b->size))
		object_bad(m->o, "section %s has other entries than %s",
			   b->beside, b->section);
	*size = with->n / (t->n / b->size);
	return with;
}

static void
take(struct image *m, struct area *t, const struct special *b)
{
	struct area *with = NULL;
	uint64_t size = 0, at;

	if (!fits(m, t, b))
		object_bad(m->o, "section %s: its entries are of no form that "
			   "is known", b->section);
	if (b->beside && t->n)
		with = beside(m, t, b, &size);
	for (at = 0; at < t->n; at += b->size) {
		const struct target *p = &t->ref[image_ref(t, at)].to;
		struct area *of = p->piece ? p->piece->area : p->area;

		if (!of)
			continue;
		of->entry = grow(of->entry, of->nentry + 1, &of->entrycap,
				 sizeof of->entry[0]);
		of->entry[of->nentry] = (struct attached){ .table = b,
			.area = t, .at = at, .beside = with,
			.size = size, .seq = of->nentry,
			.of = p->off + (p->piece ? p->piece->from : 0) };
		of->nentry++;
	}
}

/* Tables are in their order, and so are the entries of one table for one
 * place. */
static int
by_place(const void *a, const void *b)
{
	const struct attached *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

void
attached_read(struct image *m)
{
	const struct special *b;
	size_t i;

	for (i = 1; i < m->o->nsec; i++) {
		struct area *t = &m->area[i];

		b = t->n && t->sec->flags & SHF_ALLOC ? table_of(m, t) : NULL;
		if (b)
			take(m, t, b);
	}
	for (i = 1; i < m->o->nsec; i++)
		if (m->area[i].nentry)
			qsort(m->area[i].entry, m->area[i].nentry,
			      sizeof m->area[i].entry[0], by_place);
}

/* The first from i on that is of a place in [from, end); *n is where to go on
 * looking. */
const struct attached *
attached_next(const struct area *t, uint64_t from, uint64_t end, size_t *i)
{
	for (; *i < t->nentry; (*i)++)
		if (t->entry[*i].of >= from && t->entry[*i].of < end)
			return &t->entry[(*i)++];
	return NULL;
}
