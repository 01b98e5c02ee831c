// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Are two pieces the same?  Their bytes have to be, without the fields of
 * references; each reference has to lead to the same thing; and what the
 * tables of the kernel have for the code has to be the same.
 *
 * What has a name is the same thing if it is the pair of the other one.  What
 * has none is so by its contents.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

enum { DEEP = 200 };            /* what has no name refers to such, and so on */

/* A stretch of a section */
struct span {
	struct image *m;
	struct area *t;
	uint64_t from, size;
	int code;
};

static int pairing;             /* same_begin was called last */
static unsigned depth;
static struct piece **made;     /* pairs since then */
static size_t nmade, madecap;

/* What has been compared, or is being: it need not be again. */
static struct seen {
	struct seen *next;      /* of the same hash */
	const struct area *a, *b;
	uint64_t from, bfrom;
	unsigned turn;
} *seen[1 << 10], *unused;
static unsigned turn;           /* others are of earlier comparisons */

static int place(const struct span *a, const struct target *pa,
		 const struct span *b, const struct target *pb,
		 struct difference *d);

/* Keep the worst, and of two that are as bad the first. */
static int
differs(struct difference *d, int verdict, const char *what, uint64_t where,
	const char *old, const char *new)
{
	if (verdict > d->verdict)
		*d = (struct difference){ verdict, what, where, old, new };
	return verdict;
}

static int
changed(struct difference *d, const char *what, uint64_t where,
	const char *old, const char *new)
{
	return differs(d, CHANGED, what, where, old, new);
}

/* Texts of what differs */

static const char *
hex(const unsigned char *p, size_t n)
{
	char *s = alloc(3 * n + 4);
	size_t i, l = n > 16 ? 16 : n;

	for (i = 0; i < l; i++)
		sprintf(s + 3 * i, "%02x ", p[i]);
	if (l < n)
		strcpy(s + 3 * l, "...");
	else if (l)
		s[3 * l - 1] = 0;
	return s;
}

static const char *
number(uint64_t v)
{
	return format("%llu", (unsigned long long)v);
}

static const char *
with_offset(const char *name, int64_t off)
{
	if (!off)
		return name;
	return off < 0 ? format("%s-0x%llx", name, -(unsigned long long)off) :
	       format("%s+0x%llx", name, (unsigned long long)off);
}

/* The characters of a string up to its end, or to that of the section */
static size_t
string_bytes(const struct area *t, uint64_t off, uint64_t width)
{
	static const unsigned char end[8];
	uint64_t i;

	for (i = off; i + width <= t->n; i += width)
		if (memcmp(t->p + i, end, width) == 0)
			break;
	return i < t->n ? i - off : t->n - off;
}

static int
is_string(const struct area *t)
{
	return t->sec->flags & SHF_STRINGS && t->p;
}

/* Bytes of an element of a section whose elements may be merged, or 0 */
static uint64_t
element(const struct area *t)
{
	GElf_Shdr sh;

	if (!(t->sec->flags & SHF_MERGE) || !t->sec->scn ||
	    !gelf_getshdr(t->sec->scn, &sh))
		return 0;
	return sh.sh_entsize;
}

static uint64_t
width(const struct area *t)
{
	uint64_t n = element(t);

	return n == 2 || n == 4 ? n : 1;
}

/* A string as a person would write it, up to 60 characters from there on */
static const char *
quoted(struct text s, size_t from)
{
	size_t n = s.end - s.p, i, end = n - from > 60 ? from + 60 : n;
	char *t = alloc(4 * (end - from) + 9), *d = t;

	*d++ = '"';
	if (from)
		d = stpcpy(d, "...");
	for (i = from; i < end; i++)
		if (iscntrl((unsigned char)s.p[i]) && s.p[i] != '\n')
			d += sprintf(d, "\\%03o", (unsigned char)s.p[i]);
		else
			*d++ = s.p[i];
	if (end < n)
		d = stpcpy(d, "...");
	*d++ = '"';
	return t;
}

static struct text
string(const struct target *p)
{
	const char *s = (const char *)p->area->p + p->off;

	return (struct text){ s, s + string_bytes(p->area, p->off,
						  width(p->area)) };
}

static const char *
place_text(const struct target *p)
{
	if (p->piece)
		return with_offset(p->piece->name, p->off);
	if (p->name)
		return with_offset(p->name, p->off);
	if (is_string(p->area) && width(p->area) == 1 && p->off >= 0 &&
	    (uint64_t)p->off < p->area->n)
		return quoted(string(p), 0);
	return with_offset(p->area->sec->name, p->off);
}

/* Where references are in a span: [*i, end) */
static size_t
refs(const struct span *s, size_t *i)
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

/* A copy of the first n bytes, with 0 in the fields of references; to be
 * freed */
static unsigned char *
masked(const struct span *s, uint64_t n)
{
	unsigned char *p = calloc(1, n + 1);
	size_t i, end;
	uint64_t at;

	if (!p)
		fatal("out of memory");
	if (s->t->p)
		memcpy(p, s->t->p + s->from, n);
	for (end = refs(s, &i); i < end; i++) {
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

static const char *
class_word(const struct section *s)
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
	differs(d, LINES, class_word(a->t->sec), at, number(old), number(new));
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
	differs(d, LINES, "code", at, number(in.value), number(other.value));
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
			changed(d, "size", 0, number(a->size), number(b->size));
		return n;
	}
	p = masked(a, n);
	q = masked(b, n);
	if (!a->code)
		line_field(a, p, b, q, d);
	while (byte_differs(p, q, n, &at)) {
		if (!a->code) {
			changed(d, class_word(a->t->sec), at,
				hex(p + at, 1), hex(q + at, 1));
			break;
		}
		l = instruction(a, at, n, &i);
		m = instruction(b, at, n, &k);
		if (l && l == m && a->size == b->size &&
		    is_line(a, p, b, q, i, l, d)) {
			at = i + l;
			continue;
		}
		changed(d, "code", i, hex(p + i, l ? l : 1),
			hex(q + k, m ? m : 1));
		at = i;
		break;
	}
	if (at == n && a->size != b->size)
		changed(d, a->code ? "code" : "size", a->code ? n : 0,
			number(a->size), number(b->size));
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
	size_t i, k, iend = refs(a, &i), kend = refs(b, &k);

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
			changed(&in, "relocation", at,
				xat == at ? place_text(&x->to) : NULL,
				yat == at ? place_text(&y->to) : NULL);
		else
			place(a, &x->to, b, &y->to, &in);
		if (in.verdict == CHANGED && at < d->where)
			d->verdict = SAME;      /* this one is before that */
		differs(d, in.verdict, in.what, at, in.old, in.new);
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
		changed(d, "unknown", 0, "an unknown instruction", NULL);
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
	size_t i, k, end;

	u.m = b->m;
	u.t = y->area;
	u.from = y->at;
	p = masked(&s, t->size);
	q = masked(&u, t->size);
	if (t->line) {
		old = object_number(a->m->o, p + t->line, 2);
		new = object_number(b->m->o, q + t->line, 2);
		if (old != new)
			differs(d, LINES, t->word, at, number(old),
				number(new));
		memset(p + t->line, 0, 2);
		memset(q + t->line, 0, 2);
	}
	if (t != y->table || memcmp(p, q, t->size))
		changed(d, t->word, at, hex(p, t->size), hex(q, t->size));
	free(p);
	free(q);
	if (x->of - a->from != y->of - b->from)
		changed(d, t->word, at, with_offset("", at),
			with_offset("", y->of - b->from));
	if (t->length && replacement(x, a->m, &s) &&
	    replacement(y, b->m, &v)) {
		contents(&s, &v, &in);
		if (in.verdict)
			differs(d, in.verdict, t->word, at, in.old, in.new);
	}
	s = (struct span){ a->m, x->area, x->at + 1, t->size - 1, 0 };
	u = (struct span){ b->m, y->area, y->at + 1, t->size - 1, 0 };
	for (end = refs(&s, &i), refs(&u, &k); i < end; i++, k++) {
		const struct ref *r = &s.t->ref[i];

		if (k == u.t->nref || u.t->ref[k].at - u.from != r->at - s.from)
			changed(d, t->word, at, place_text(&r->to), NULL);
		else if (!t->length &&
			 place(a, &r->to, b, &u.t->ref[k].to, &in))
			differs(d, in.verdict, t->word, at, in.old, in.new);
	}
	if (x->beside) {
		s = (struct span){ a->m, x->beside, x->at / t->size * x->size,
			x->size, 0 };
		u = (struct span){ b->m, y->beside, y->at / t->size * y->size,
			y->size, 0 };
		contents(&s, &u, &in);
		if (in.verdict)
			differs(d, CHANGED, t->word, at, in.old, in.new);
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
			changed(d, x->table->word, x->of - a->from,
				"an entry", NULL);
		else if (y)
			changed(d, y->table->word, y->of - b->from, NULL,
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

static void
compare(const struct span *a, const struct span *b, struct difference *d)
{
	if (!depth)
		turn++;
	else if (is_seen(a, b))
		return;
	if (++depth > DEEP)
		changed(d, "unknown", 0, "references too deep", NULL);
	else {
		contents(a, b, d);
		if (a->code && d->verdict != CHANGED)
			entries(a, b, d);
	}
	depth--;
}

/* Places */

static uint32_t
digits(const char **p, const char *end)
{
	uint32_t v = 0;

	for (; *p < end && isdigit((unsigned char)**p); ++*p)
		v = 10 * v + (**p - '0');
	return v;
}

/* Are two strings that the code refers to the same but for numbers of lines? */
static int
is_line_string(const struct span *a, struct text s, const struct span *b,
	       struct text t)
{
	uint32_t old, new;

	if (!a->code || !b->code || a->size != b->size)
		return 0;
	while (s.p < s.end && t.p < t.end) {
		if (!isdigit((unsigned char)*s.p) ||
		    !isdigit((unsigned char)*t.p)) {
			if (*s.p++ != *t.p++)
				return 0;
			continue;
		}
		old = digits(&s.p, s.end);
		new = digits(&t.p, t.end);
		if (old != new &&
		    !lines_moved(a->m, a->t, a->from, b->m, b->t, b->from,
				 a->size, old, new))
			return 0;
	}
	return s.p == s.end && t.p == t.end;
}

static int
strings(const struct span *a, const struct target *pa, const struct span *b,
	const struct target *pb, struct difference *d)
{
	struct text s = string(pa), t = string(pb);
	ptrdiff_t i;

	if (width(pa->area) == width(pb->area) &&
	    s.end - s.p == t.end - t.p && memcmp(s.p, t.p, s.end - s.p) == 0)
		return SAME;
	if (width(pa->area) > 1 || width(pb->area) > 1)
		return changed(d, "string", 0, "wide", "wide");
	for (i = 0; s.p + i < s.end && t.p + i < t.end && s.p[i] == t.p[i]; i++)
		;
	i = i > 40 ? i - 20 : 0;
	return differs(d, is_line_string(a, s, b, t) ? LINES : CHANGED,
		       "string", 0, quoted(s, i), quoted(t, i));
}

/* Code without a name goes on to where it cannot get further, or is all that
 * is left if that cannot be known. */
static uint64_t
code_end(const struct image *m, const struct area *t, uint64_t from)
{
	uint64_t i = from, n;
	struct insn in;

	for (; i < t->n; i += n) {
		n = machine_insn(m->o, t->p + i, t->n - i, &in);
		if (!n)
			break;
		if (in.leaves)
			return i + n;
	}
	return t->n;
}

static struct span
unnamed(struct image *m, const struct target *p)
{
	uint64_t n = element(p->area);
	struct span s = { m, p->area, p->off, 0,
		!!(p->area->sec->flags & SHF_EXECINSTR) && p->area->insn };

	if (s.code)
		s.size = code_end(m, s.t, s.from) - s.from;
	else if (n && s.from / n * n + n <= p->area->sec->size) {
		s.from = s.from / n * n;
		s.size = n;
	} else
		s.size = image_end(s.t, s.from) - s.from;
	return s;
}

/* Padding may follow what has no name. */
static void
trim(struct span *a, struct span *b)
{
	struct span *big = a->size > b->size ? a : b;
	uint64_t small = a->size > b->size ? b->size : a->size, i;
	struct span rest = { big->m, big->t, big->from + small,
		big->size - small, 0 };
	size_t k;

	if (a->code || big->size - small >= 32 || refs(&rest, &k) != k)
		return;
	for (i = rest.from; i < rest.from + rest.size; i++)
		if (i < rest.t->n && rest.t->p && rest.t->p[i])
			return;
	big->size = small;
}

static int
nameless(const struct span *a, const struct target *pa, const struct span *b,
	 const struct target *pb, struct difference *d)
{
	struct difference in = { SAME, NULL, 0, NULL, NULL };
	struct span x, y;
	uint64_t size = pa->area->sec->size;

	/* within what is being compared */
	if (pa->area == a->t && pb->area == b->t &&
	    pa->off - (int64_t)a->from == pb->off - (int64_t)b->from &&
	    pa->off - a->from < a->size)
		return SAME;
	if (pa->off < 0 || pb->off < 0 || (uint64_t)pa->off >= size ||
	    (uint64_t)pb->off >= pb->area->sec->size)
		return changed(d, "relocation", 0, place_text(pa),
			       place_text(pb));
	if (is_string(pa->area) && is_string(pb->area))
		return strings(a, pa, b, pb, d);
	if (element(pa->area) != element(pb->area))
		return changed(d, "relocation", 0, place_text(pa),
			       place_text(pb));
	x = unnamed(a->m, pa);
	y = unnamed(b->m, pb);
	if (pa->off - (int64_t)x.from != pb->off - (int64_t)y.from ||
	    x.code != y.code ||
	    strcmp(class_word(x.t->sec), class_word(y.t->sec)))
		return changed(d, "relocation", 0, place_text(pa),
			       place_text(pb));
	trim(&x, &y);
	compare(&x, &y, &in);
	return differs(d, in.verdict, x.code ? in.what :
		       class_word(x.t->sec), 0, in.old, in.new);
}

/* What is named by the compiler is paired where it is met, if it can be. */
static void
pair(struct piece *a, struct piece *b)
{
	if (!pairing || a->pair || b->pair || a->base != b->base ||
	    a->code != b->code || !piece_numbered(a) || !piece_numbered(b))
		return;
	a->pair = b;
	b->pair = a;
	made = grow(made, nmade + 1, &madecap, sizeof made[0]);
	made[nmade++] = a;
}

static int
is_pair(struct piece *a, struct piece *b)
{
	struct piece *c;

	pair(a, b);
	c = a->pair;
	return c && (c == b || (c->area && c->area == b->area &&
				c->from == b->from));
}

static int
is_constant(const struct piece *p)
{
	return p->area && !p->code && piece_numbered(p) &&
	       !(p->area->sec->flags & SHF_WRITE);
}

/* Do pieces lie in both sections as their pairs do? */
static int
is_like(const struct area *a, const struct area *b)
{
	size_t i;

	if (a->npiece != b->npiece)
		return 0;
	for (i = 0; i < a->npiece; i++)
		if (!is_pair(a->piece[i], b->piece[i]) ||
		    a->piece[i]->from != b->piece[i]->from)
			return 0;
	return 1;
}

/* Is the piece all of its section? */
static int
is_all(const struct piece *p)
{
	return p->from == 0 && p->size == p->area->sec->size;
}

/* Are the bytes of both sections the same? */
static int
same_bytes(struct image *ma, struct area *a, struct image *mb, struct area *b)
{
	struct span s = { ma, a, 0, a->n, 0 }, t = { mb, b, 0, b->n, 0 };
	unsigned char *p, *q;
	int same;

	if (a->n != b->n)
		return 0;
	p = masked(&s, a->n);
	q = masked(&t, b->n);
	same = memcmp(p, q, a->n) == 0;
	free(p);
	free(q);
	return same;
}

/* A reference to the neighbour of what is meant tells nothing if these lie in
 * another way, or if that has no name and is another one. */
static int
is_sure(struct image *ma, const struct target *a, struct image *mb,
	const struct target *b)
{
	const struct piece *x = a->piece, *y = b->piece;

	return !a->anchor || !x || !y || x->code || !x->area || !y->area ||
	       (is_all(x) && is_all(y)) ||
	       (is_like(x->area, y->area) &&
		same_bytes(ma, x->area, mb, y->area));
}

static int
place(const struct span *a, const struct target *pa, const struct span *b,
      const struct target *pb, struct difference *d)
{
	struct piece *x = pa->piece, *y = pb->piece;
	const char *from = x ? x->name : pa->name;
	const char *to = y ? y->name : pb->name;
	struct difference in = { SAME, NULL, 0, NULL, NULL };

	if (!from && !to)
		return nameless(a, pa, b, pb, d);
	if (!from || !to || pa->off != pb->off || !is_sure(a->m, pa, b->m, pb) ||
	    (x && y ? !is_pair(x, y) : from != to ||
	     (x && x->sym->bind == STB_LOCAL && !pb->foreign) ||
	     (y && y->sym->bind == STB_LOCAL)))
		return changed(d, "relocation", 0, place_text(pa),
			       place_text(pb));
	/* the object of a function that cannot change is a part of it */
	if (x && y && is_constant(x) && is_constant(y)) {
		same_contents(a->m, x, b->m, y, &in);
		if (in.verdict)
			differs(d, in.verdict, in.what, 0, in.old, in.new);
	}
	return d->verdict;
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
			changed(d, "section", 0, piece_section(a),
				piece_section(b));
		else if (a->size != b->size)
			changed(d, "size", 0, number(a->size),
				number(b->size));
		return;
	}
	if (section_stem(a) != section_stem(b) || a->code != b->code) {
		changed(d, "section", 0, piece_section(a), piece_section(b));
		return;
	}
	if (!a->code && is_all(a) && is_all(b) &&
	    alignment(a->area) != alignment(b->area))
		changed(d, "alignment", 0, number(alignment(a->area)),
			number(alignment(b->area)));
	x.code = y.code = a->code && x.t->insn && y.t->insn;
	compare(&x, &y, d);
}

void
same_areas(struct image *ma, struct area *a, struct image *mb, struct area *b,
	   struct difference *d)
{
	struct span x = { ma, a, 0, a->sec->size, 0 };
	struct span y = { mb, b, 0, b->sec->size, 0 };

	compare(&x, &y, d);
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

void
same_begin(void)
{
	pairing = 1;
	nmade = 0;
}

size_t
same_end(int keep)
{
	size_t i, n = keep ? nmade : 0;

	for (i = 0; !keep && i < nmade; i++) {
		made[i]->pair->pair = NULL;
		made[i]->pair = NULL;
	}
	pairing = 0;
	nmade = 0;
	return n;
}
