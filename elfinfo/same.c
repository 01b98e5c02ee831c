// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Are two pieces the same?  Their bytes have to be, without the fields of
 * references; each reference has to lead to the same thing; and what the
 * tables of the kernel have for the code has to be the same.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { DEEP = 200 };            /* what has no name refers to such, and so on */

static unsigned depth;

/* What has been compared, or is being: it need not be again. */
static struct seen {
	struct seen *next;      /* of the same hash */
	const struct area *a, *b;
	uint64_t from, bfrom;
	unsigned turn;
} *seen[1 << 10], *unused;
static unsigned turn;           /* others are of earlier comparisons */

int
same_differs(struct difference *d, int verdict, const char *what,
	     uint64_t where, const char *old, const char *new)
{
	if (verdict > d->verdict)
		*d = (struct difference){ verdict, what, where, old, new };
	return verdict;
}

int
same_changed(struct difference *d, const char *what, uint64_t where,
	     const char *old, const char *new)
{
	return same_differs(d, CHANGED, what, where, old, new);
}

size_t
same_refs(const struct span *s, size_t *i)
{
	*i = image_ref(s->t, s->from);
	return image_ref(s->t, s->from + s->size);
}

/* Clear these bits of a number of n bytes. */
static void
clear(const struct object *o, unsigned char *p, unsigned n, uint32_t bits)
{
	int big = o->eh.e_ident[EI_DATA] == ELFDATA2MSB;
	unsigned i;

	for (i = 0; i < n && i < 4; i++)
		p[big ? n - 1 - i : i] &= ~(bits >> 8 * i);
}

unsigned char *
same_masked(const struct span *s, uint64_t n)
{
	unsigned char *p = calloc(1, n + 1);
	size_t i, end;
	uint64_t at;

	if (!p)
		fatal("out of memory");
	if (s->t->p)
		memcpy(p, s->t->p + s->from, n);
	for (end = same_refs(s, &i); i < end; i++) {
		const struct ref *r = &s->t->ref[i];

		at = r->at - s->from;
		if (at < n && r->bits && r->len <= n - at)
			clear(s->m->o, p + at, r->len, r->bits);
		else if (at < n)
			memset(p + at, 0, r->len < n - at ? r->len : n - at);
	}
	return p;
}

/* The instruction that has the byte, and where it begins; 0: it is none, or
 * goes on after the end. */
static unsigned
instruction(const struct span *s, uint64_t at, uint64_t end, uint64_t *begin)
{
	uint64_t i = s->from + at;
	unsigned n;

	while (i > s->from && !s->t->insn[i])
		i--;
	*begin = i - s->from;
	n = s->t->insn[i];
	return n == INSN_BAD || n > end - *begin ? 0 : n;
}

const char *
same_class(const struct section *s)
{
	return strncmp(s->name, ".data..ro_after_init", 20) == 0 ?
	       "ro-after-init" :
	       s->flags & SHF_WRITE ? "data" : "const-data";
}

/* The first byte from *at on that differs; 0: there is none */
static int
byte_differs(const unsigned char *a, const unsigned char *b, uint64_t n,
	     uint64_t *at)
{
	while (*at < n && a[*at] == b[*at])
		++*at;
	return *at < n;
}

/* Take the line number out of both. */
static void
line_field(const struct span *a, unsigned char *p, const struct span *b,
	   unsigned char *q, struct difference *d)
{
	uint32_t bits, old, new;
	unsigned at = attached_line(a->t->sec, &bits);

	if (!at || a->size != b->size || a->size < at + 4)
		return;
	old = object_number(a->m->o, p + at, 4) & bits;
	new = object_number(b->m->o, q + at, 4) & bits;
	if (old == new)
		return;
	same_differs(d, LINES, same_class(a->t->sec), at, text_number(old),
		     text_number(new));
	clear(a->m->o, p + at, 4, bits);
	clear(b->m->o, q + at, 4, bits);
}

/*
 * The instructions of n bytes at the offset of both are not the same.  Are they
 * but for a number, which is that of a line?
 */
static int
is_line(const struct span *a, const unsigned char *p, const struct span *b,
	const unsigned char *q, uint64_t at, unsigned n, struct difference *d)
{
	unsigned char x[16], y[16];
	struct insn in, other;
	uint32_t bits;

	if (n > sizeof x ||
	    machine_insn(a->m->o, p + at, n, &in) != n || !in.number ||
	    machine_insn(b->m->o, q + at, n, &other) != n || !other.number ||
	    in.field != other.field ||
	    !lines_moved(a->m, a->t, a->from, b->m, b->t, b->from, a->size,
			 in.value, other.value))
		return 0;
	bits = in.bits ? in.bits : ~(uint32_t)0;
	memcpy(x, p + at, n);
	memcpy(y, q + at, n);
	clear(a->m->o, x + in.field, in.width, bits);
	clear(b->m->o, y + in.field, in.width, bits);
	if (memcmp(x, y, n))
		return 0;
	same_differs(d, LINES, "code", at, text_number(in.value),
		     text_number(other.value));
	return 1;
}

/* Hold bytes against each other; the offset of the first that differ, up to
 * which references can be compared. */
static uint64_t
bytes(const struct span *a, const struct span *b, struct difference *d)
{
	uint64_t n = a->size < b->size ? a->size : b->size, at = 0, i, k;
	unsigned char *p, *q;
	unsigned l, m;

	/* nothing is there where both have no bytes */
	if (!a->t->p && !b->t->p) {
		if (a->size != b->size)
			same_changed(d, "size", 0, text_number(a->size),
				     text_number(b->size));
		return n;
	}
	p = same_masked(a, n);
	q = same_masked(b, n);
	if (!a->code)
		line_field(a, p, b, q, d);
	while (byte_differs(p, q, n, &at)) {
		if (!a->code) {
			same_changed(d, same_class(a->t->sec), at,
				     text_hex(p + at, 1), text_hex(q + at, 1));
			break;
		}
		l = instruction(a, at, n, &i);
		m = instruction(b, at, n, &k);
		if (l && l == m && a->size == b->size &&
		    is_line(a, p, b, q, i, l, d)) {
			at = i + l;
			continue;
		}
		same_changed(d, "code", i, text_hex(p + i, l ? l : 1),
			     text_hex(q + k, m ? m : 1));
		at = i;
		break;
	}
	if (at == n && a->size != b->size)
		same_changed(d, a->code ? "code" : "size", a->code ? n : 0,
			     text_number(a->size), text_number(b->size));
	free(p);
	free(q);
	return at;
}

/* Are all instructions known? */
static int
is_known(const struct span *s)
{
	uint64_t i;

	for (i = s->from; i < s->from + s->size; i++)
		if (s->t->insn[i] == INSN_BAD)
			return 0;
	return 1;
}

static void
references(const struct span *a, const struct span *b, uint64_t limit,
	   struct difference *d)
{
	size_t i, k, iend = same_refs(a, &i), kend = same_refs(b, &k);

	for (; i < iend || k < kend; i++, k++) {
		const struct ref *x = i < iend ? &a->t->ref[i] : NULL;
		const struct ref *y = k < kend ? &b->t->ref[k] : NULL;
		uint64_t xat = x ? x->at - a->from : a->size;
		uint64_t yat = y ? y->at - b->from : b->size;
		uint64_t at = xat < yat ? xat : yat;
		struct difference in = { SAME, NULL, 0, NULL, NULL };

		if (at >= limit)
			break;
		if (xat != yat || x->len != y->len || x->type != y->type)
			same_changed(&in, "relocation", at,
				     xat == at ? text_target(&x->to) : NULL,
				     yat == at ? text_target(&y->to) : NULL);
		else
			leads_same(a, &x->to, b, &y->to, &in);
		if (in.verdict == CHANGED && at < d->where)
			d->verdict = SAME;      /* this one is before that */
		same_differs(d, in.verdict, in.what, at, in.old, in.new);
		if (in.verdict == CHANGED)
			break;
	}
}

/* The span that field 4 of an entry leads to, whose length the entry has */
static int
replacement(const struct attached *e, struct image *m, struct span *s)
{
	size_t i = image_ref(e->area, e->at + 4);
	const struct target *p;

	if (i == e->area->nref || e->area->ref[i].at != e->at + 4)
		return 0;
	p = &e->area->ref[i].to;
	*s = (struct span){ m, p->piece ? p->piece->area : p->area, p->off +
		(p->piece ? p->piece->from : 0),
		e->area->p[e->at + e->table->length], 1 };
	return s->t && s->t->insn && s->from <= s->t->n &&
	       s->size <= s->t->n - s->from;
}

static void
contents(const struct span *a, const struct span *b, struct difference *d)
{
	uint64_t limit = bytes(a, b, d);

	references(a, b, limit, d);
	if (d->verdict != CHANGED && a->code && !is_known(a))
		same_changed(d, "unknown", 0, "an unknown instruction", NULL);
}

/* Hold the references of an entry against each other, without the first one
 * and that which is so many bytes after it, if it is not 0. */
static void
entry_references(const struct span *a, const struct attached *x,
		 const struct span *b, const struct attached *y, unsigned but,
		 struct difference *d)
{
	struct span s = { a->m, x->area, x->at + 1, x->table->size - 1, 0 };
	struct span t = { b->m, y->area, y->at + 1, y->table->size - 1, 0 };
	size_t i, k, iend = same_refs(&s, &i), kend = same_refs(&t, &k);
	const char *word = x->table->word;
	uint64_t at = x->of - a->from;

	for (; i < iend && k < kend; i++, k++) {
		const struct ref *r = &s.t->ref[i], *q = &t.t->ref[k];
		struct difference in = { SAME, NULL, 0, NULL, NULL };

		if (r->at - x->at != q->at - y->at)
			break;
		if (r->at - x->at != but &&
		    leads_same(a, &r->to, b, &q->to, &in))
			same_differs(d, in.verdict, word, at, in.old, in.new);
	}
	if (i < iend || k < kend)
		same_changed(d, word, at,
			     i < iend ? text_target(&s.t->ref[i].to) : NULL,
			     k < kend ? text_target(&t.t->ref[k].to) : NULL);
}

/* One entry of a table against another */
static void
entry(const struct span *a, const struct attached *x, const struct span *b,
      const struct attached *y, struct difference *d)
{
	const struct special *t = x->table;
	struct span s = { a->m, x->area, x->at, t->size, 0 }, u = s, v;
	unsigned char *p, *q;
	uint64_t old, new, at = x->of - a->from;
	struct difference in = { SAME, NULL, 0, NULL, NULL };
	unsigned but = 0;

	u.m = b->m;
	u.t = y->area;
	u.from = y->at;
	p = same_masked(&s, t->size);
	q = same_masked(&u, t->size);
	if (t->line) {
		old = object_number(a->m->o, p + t->line, 2);
		new = object_number(b->m->o, q + t->line, 2);
		if (old != new)
			same_differs(d, LINES, t->word, at, text_number(old),
				     text_number(new));
		memset(p + t->line, 0, 2);
		memset(q + t->line, 0, 2);
	}
	if (t != y->table || memcmp(p, q, t->size))
		same_changed(d, t->word, at, text_hex(p, t->size),
			     text_hex(q, t->size));
	free(p);
	free(q);
	if (x->of - a->from != y->of - b->from)
		same_changed(d, t->word, at, text_offset("", at),
			     text_offset("", y->of - b->from));
	if (t->length && replacement(x, a->m, &s) &&
	    replacement(y, b->m, &v)) {
		contents(&s, &v, &in);
		if (in.verdict)
			same_differs(d, in.verdict, t->word, at, in.old,
				     in.new);
		but = 4;
	}
	entry_references(a, x, b, y, but, d);
	if (x->beside) {
		s = (struct span){ a->m, x->beside, x->at / t->size * x->size,
			x->size, 0 };
		u = (struct span){ b->m, y->beside, y->at / t->size * y->size,
			y->size, 0 };
		contents(&s, &u, &in);
		if (in.verdict)
			same_differs(d, CHANGED, t->word, at, in.old, in.new);
	}
}

static void
entries(const struct span *a, const struct span *b, struct difference *d)
{
	const struct attached *x, *y;
	size_t i = 0, k = 0;

	do {
		x = attached_next(a->t, a->from, a->from + a->size, &i);
		y = attached_next(b->t, b->from, b->from + b->size, &k);
		if (x && y && x->table == y->table)
			entry(a, x, b, y, d);
		else if (x && (!y || x->table < y->table))
			same_changed(d, x->table->word, x->of - a->from,
				     "an entry", NULL);
		else if (y)
			same_changed(d, y->table->word, y->of - b->from, NULL,
				     "an entry");
	} while (x && y && d->verdict != CHANGED);
}

/* Was this asked before?  What is compared is the same until it is found not to
 * be, and then all that refers to it is not, either. */
static int
is_seen(const struct span *a, const struct span *b)
{
	uint64_t key[] = { (uintptr_t)a->t, (uintptr_t)b->t, a->from, b->from };
	struct seen **h = &seen[fnv((const char *)key, sizeof key) % LEN(seen)];
	struct seen *s;

	for (; (s = *h) && s->turn != turn; *h = s->next, s->next = unused,
	     unused = s)
		;
	for (; s; s = s->next)
		if (s->turn == turn && s->a == a->t && s->b == b->t &&
		    s->from == a->from && s->bfrom == b->from)
			return 1;
	s = unused;
	if (s)
		unused = s->next;
	else
		s = alloc(sizeof *s);
	*s = (struct seen){ *h, a->t, b->t, a->from, b->from, turn };
	*h = s;
	return 0;
}

void
same_compare(const struct span *a, const struct span *b, struct difference *d)
{
	if (!depth)
		turn++;
	else if (is_seen(a, b))
		return;
	if (++depth > DEEP)
		same_changed(d, "unknown", 0, "references too deep", NULL);
	else {
		contents(a, b, d);
		if (a->code && d->verdict != CHANGED)
			entries(a, b, d);
	}
	depth--;
}

int
same_is_all(const struct piece *p)
{
	return p->from == 0 && p->size == p->area->sec->size;
}

static uint64_t
alignment(const struct area *t)
{
	GElf_Shdr sh;

	return gelf_getshdr(t->sec->scn, &sh) ? sh.sh_addralign : 0;
}

/* The section without the name of what is in it */
static const char *
section_stem(const struct piece *p)
{
	const char *s = p->area->sec->name;
	size_t n = strlen(s), l = strlen(p->sym->name);

	if (n > l + 1 && s[n - l - 1] == '.' &&
	    strcmp(s + n - l, p->sym->name) == 0)
		return internn(s, n - l - 1);
	return intern(s);
}

void
same_contents(struct image *ma, const struct piece *a,
	      struct image *mb, const struct piece *b,
	      struct difference *d)
{
	struct span x = { ma, a->area, a->from, a->size, a->code };
	struct span y = { mb, b->area, b->from, b->size, b->code };

	if (!a->area || !b->area) {
		if (!a->area != !b->area)
			same_changed(d, "section", 0, piece_section(a),
				     piece_section(b));
		else if (a->size != b->size)
			same_changed(d, "size", 0, text_number(a->size),
				     text_number(b->size));
		return;
	}
	if (section_stem(a) != section_stem(b) || a->code != b->code) {
		same_changed(d, "section", 0, piece_section(a),
			     piece_section(b));
		return;
	}
	if (!a->code && same_is_all(a) && same_is_all(b) &&
	    alignment(a->area) != alignment(b->area))
		same_changed(d, "alignment", 0, text_number(alignment(a->area)),
			     text_number(alignment(b->area)));
	x.code = y.code = a->code && x.t->insn && y.t->insn;
	same_compare(&x, &y, d);
}

void
same_areas(struct image *ma, struct area *a, struct image *mb, struct area *b,
	   struct difference *d)
{
	struct span x = { ma, a, 0, a->sec->size, 0 };
	struct span y = { mb, b, 0, b->sec->size, 0 };

	same_compare(&x, &y, d);
}

const char *
piece_section(const struct piece *p)
{
	return p->area ? p->area->sec->name : "COM";
}

int
piece_numbered(const struct piece *p)
{
	return p->base != p->name;
}
