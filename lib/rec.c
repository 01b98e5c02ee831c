// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The reader keeps one buffer, hands out whole lines in it and splits only
 * those that the stage asks for; what is passed on is copied once, from the
 * input buffer to the output buffer.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"

enum { INBUF = 1 << 18, OUTBUF = 1 << 18, PIPE = 1 << 20, PAD = 8,
       TOKEN_LINE = 64 /* a token's longest, of numbers of seven digits */ };

static const struct {
	const char *word;
	const char *spec;
	unsigned len;
} kinds[] = {
	[R_OTHER] = { "", "", 0 },
#define F(name, holds)  holds
#define KIND(k, word, fields)  [R_##k] = { word, fields, sizeof word - 1 },
#include "kinds.h"
#undef KIND
#undef F
};

static unsigned char single[256];       /* kinds with words of one letter */

/* Input */
static int fd;
static const char *inname;
static char *in, *inp, *inend;
static size_t incap;
static int eof;
static int atend;               /* rec_begin has met the end already */
static uint64_t lineno;         /* of the line last handed out */
static struct field *fields;
static size_t fieldcap;

/* Ids, by letter: the highest given, and the one after it, which is due */
static uint64_t last[256], next[256];

struct out out;

struct loc
rec_loc(void)
{
	return (struct loc){ inname, lineno, 0 };
}

void
rec_bad(const struct rec *r, const char *fmt, ...)
{
	char msg[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	error(rec_loc(), "%s record: %s", kinds[r->kind].word, msg);
	exit(S_INPUT);
}

static void
broken(const char *what)
{
	error(rec_loc(), "%s", what);
	exit(S_INPUT);
}

/* The next line, without its newline; NULL at the end of the input. */
static char *
getln(size_t *len)
{
	char *nl, *line;
	size_t have, seen = 0;
	ssize_t n;

	while (!(nl = memchr(inp + seen, '\n', inend - inp - seen))) {
		seen = have = inend - inp;
		if (eof) {
			if (have) {
				lineno++;
				broken("stream is cut short: last line has "
				       "no newline");
			}
			return NULL;
		}
		memmove(in, inp, have);
		if (have + INBUF / 2 + PAD > incap)
			in = grow(in, have + INBUF + PAD, &incap, 1);
		do
			n = read(fd, in + have, incap - PAD - have);
		while (n < 0 && errno == EINTR);
		if (n < 0)
			fatal("read %s:", inname);
		eof = n == 0;
		inp = in;
		inend = in + have + n;
	}
	line = inp;
	*len = nl - line;
	inp = nl + 1;
	lineno++;
	return line;
}

void
rec_open(const char *name)
{
	size_t n, k;
	char *line;

	inname = strcmp(name, "-") ? name : "<stdin>";
	fd = 0;
	if (inname == name && (fd = open(name, O_RDONLY)) < 0)
		fatal("open %s:", name);
	fcntl(fd, F_SETPIPE_SZ, PIPE);  /* larger is faster, not needed */
	for (k = R_OTHER + 1; k < LEN(kinds); k++)
		if (kinds[k].len == 1)
			single[(unsigned char)kinds[k].word[0]] = k;
	for (k = 0; k < LEN(next); k++) {
		if (last[k] != UINT32_MAX)      /* by rec_trust */
			last[k] = 0;
		next[k] = last[k] + 1;
	}
	eof = atend = 0;
	lineno = 0;
	in = grow(in, INBUF + PAD, &incap, 1);
	inp = inend = in;
	fields = grow(fields, T_LEN + 2, &fieldcap, sizeof fields[0]);
	line = getln(&n);
	if (!line) {
		lineno = 1;
		broken("empty stream");
	}
	if (n != 12 || memcmp(line, "ccp-stream\t1", 12))
		broken("not a 'ccp-stream 1' stream");
}

void
rec_begin(int argc, char **argv)
{
	struct rec r;
	int more;

	rec_open("-");
	put_stream_begin();
	while ((more = rec_next(&r)) && r.kind == R_STAGE)
		rec_pass(&r);
	put_stage(VERSION, argc, argv);
	atend = !more;
	if (atend)
		return;
	inp = (char *)r.line;           /* that one is read again */
	lineno--;
}

static enum kind
kindof(const char *s, size_t n)
{
	size_t k;

	if (n == 1)
		return single[(unsigned char)*s];
	for (k = R_OTHER + 1; k < LEN(kinds); k++)
		if (kinds[k].len == n && memcmp(kinds[k].word, s, n) == 0)
			return k;
	return R_OTHER;
}

/* Is it "end" and the count of the lines before it, and nothing after? */
static void
check_end(const char *line, size_t len)
{
	char want[32];
	int n;
	size_t l;

	n = snprintf(want, sizeof want, "end\t%llu",
		     (unsigned long long)lineno - 1);
	if (len != (size_t)n || memcmp(line, want, n))
		broken("end record with a wrong count: the stream is damaged");
	if (getln(&l))
		broken("something stands after the end record");
}

/*
 * What is expected of the fields of a kind: kinds.h, taken apart.  A text
 * that nothing is known of stands at the end of the items.
 */
struct item {
	const struct item *next;        /* of the group, where that repeats */
	const uint64_t *first;  /* the least number; NULL: a text or % */
	const uint64_t *count;  /* one of so many, from that on */
	unsigned char c;        /* * w # %, or an id's letter in upper case */
};

static struct shape {
	const struct item *begin, *end;
	const struct item *group;       /* repeated from there; or the end */
	unsigned min;                   /* fields that must be there */
	unsigned char gives;            /* the first is a new id: its letter */
} shapes[R_MAX];

static const struct shape *
shape(enum kind k)
{
	static const uint64_t zero, one = 1, any = UINT64_C(1) << 31;
	struct shape *sh = &shapes[k];
	struct item *p, *begin;
	const char *s;
	int optional = 0;

	if (sh->begin)
		return sh;
	begin = p = alloc((strlen(kinds[k].spec) + 1) * sizeof *p);
	for (s = kinds[k].spec; *s; s++) {
		if (*s == '|' || *s == '(') {
			optional = 1;
			if (*s == '(')
				sh->group = p;
			continue;
		}
		if (*s == ')')
			continue;
		p->c = *s;
		if (*s == '#') {
			p->first = &zero;
			p->count = &any;
		} else if (*s >= 'A' && *s <= 'Z') {
			sh->gives = *s;
			p->first = &next[p->c];
			p->count = &one;
		} else if (*s >= 'a' && *s <= 'z' && *s != 'w') {
			p->c = *s - 'a' + 'A';
			p->first = s[1] == '0' ? &zero : &one;
			p->count = s[1] == '0' ? &next[p->c] : &last[p->c];
			s += s[1] == '0';
		}
		p->next = p + 1;
		p++;
		sh->min += !optional;
	}
	p->c = '*';
	p->next = p;
	sh->end = p;
	if (sh->group)
		p[-1].next = sh->group;
	else
		sh->group = p;
	sh->begin = begin;
	return sh;
}

/*
 * The number of up to seven digits at p, and where it ends; NULL: it has more.
 * Their bytes are added up in one word: pairs, then fours, then all.  The
 * buffer goes on for eight bytes after any line (PAD).
 */
static inline const char *
short_number(const char *p, uint32_t *value)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t w, odd;
	unsigned bit;

	memcpy(&w, p, sizeof w);
	if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		w = __builtin_bswap64(w);
	w ^= ones * '0';
	/* the first byte above 9; what it carries over is after it */
	odd = (w | (w + ones * (0x80 - 10))) & ones * 0x80;
	if (!odd)
		return NULL;
	bit = __builtin_ctzll(odd);     /* the highest of that byte */
	w = w << 8 << (63 - bit);
	w = (w * ((10 << 8) + 1)) >> 8 & 0x00ff00ff00ff00ff;
	w = (w * ((100 << 16) + 1)) >> 16 & 0x0000ffff0000ffff;
	*value = (w * ((10000ULL << 32) + 1)) >> 32;
	return p + bit / 8;
}

/* The number at p, of max digits, and where it ends; with more it is
 * UINT64_MAX. */
static inline const char *
digits(const char *p, uint64_t *value, int max)
{
	const char *start = p, *q;
	uint64_t v = 0;
	uint32_t few;
	unsigned d;

	q = short_number(p, &few);
	if (__builtin_expect(q != NULL, 1)) {
		*value = few;
		return q;
	}
	for (; (d = (unsigned char)*p - '0') <= 9; p++)
		v = 10 * v + d;
	*value = p - start > max ? UINT64_MAX : v;
	return p;
}

/*
 * Two records of three are tokens: one that is whole in the buffer is split
 * in the pass that finds its end.  0: it is not, or something is wrong with it:
 * rec_parse will say what.
 */
static int
quick_token(struct rec *r)
{
	const struct item *it = shape(R_T)->begin;
	const char *p = inp + 1, *q;
	struct field *f = fields;

	if (inend - inp < TOKEN_LINE || *inp != 't')
		return 0;
	for (; *p == '\t'; p = q, it++, f++) {
		q = short_number(p + 1, &f->v);
		if (!q || q == p + 1 || !it->first ||
		    f->v - *it->first >= *it->count)
			return 0;
	}
	if (*p != '\n' || f - fields < T_X)
		return 0;
	last['T'] = next['T']++;
	*r = (struct rec){ R_T, inp, p - inp, f - fields, fields };
	inp = (char *)p + 1;
	lineno++;
	return 1;
}

int
rec_next(struct rec *r)
{
	const char *tab;
	size_t n;

	if (atend)
		return 0;
	if (quick_token(r))
		return 1;
	r->n = 0;
	r->line = getln(&r->len);
	if (!r->line) {
		lineno++;
		broken("stream ends without an end record");
	}
	if (r->len > 1 && r->line[1] == '\t') {
		r->kind = single[(unsigned char)r->line[0]];
		return 1;
	}
	tab = memchr(r->line, '\t', r->len);
	n = tab ? (size_t)(tab - r->line) : r->len;
	if (n == 0)
		broken("record without a kind");
	if (n == 3 && memcmp(r->line, "end", 3) == 0) {
		check_end(r->line, r->len);
		return 0;
	}
	r->kind = kindof(r->line, n);
	return 1;
}

void
rec_trust(const char *letters)
{
	unsigned char c;

	while ((c = *letters++)) {
		last[c] = UINT32_MAX;
		next[c] = last[c] + 1;
	}
}

uint32_t
rec_last(char letter)
{
	return last[(unsigned char)letter];
}

/* The number v of field i, from p to q, is wrong: say why. */
static void NORETURN
wrong(const struct rec *r, unsigned i, const struct item *it, const char *p,
      const char *q, uint64_t v)
{
	const char *end = r->line + r->len;

	if (q == p || q - p > (it->c == '%' ? 20 : 10) ||
	    (*q != '\t' && q < end))
		rec_bad(r, "field %u is no number", i);
	if (v > INT32_MAX)
		rec_bad(r, "field %u is too large", i);
	if (it->first == &next[it->c])
		rec_bad(r, "field %u: id %u given, %u is next", i, (unsigned)v,
			(unsigned)*it->first);
	if (v)
		rec_bad(r, "field %u: id %u was not given", i, (unsigned)v);
	rec_bad(r, "field %u: 0 is no id", i);
}

void
rec_parse(struct rec *r)
{
	const char *p, *end, *q;
	const struct shape *sh;
	const struct item *it;
	struct field *f, *room;
	uint64_t v;

	if (r->kind == R_OTHER || r->n)
		return;
	p = r->line + kinds[r->kind].len;
	end = r->line + r->len;
	sh = shape(r->kind);
	f = fields;
	room = fields + fieldcap;
	for (it = sh->begin; p < end; it = it->next, f++) {
		if (f == room) {
			size_t n = fieldcap;

			fields = grow(fields, n + 1, &fieldcap,
				      sizeof fields[0]);
			f = fields + n;
			room = fields + fieldcap;
		}
		f->p = ++p;     /* after the tab */
		v = 0;
		if (it->first) {        /* the newline is no digit */
			q = digits(p, &v, 10);
			if (v - *it->first >= *it->count || q == p ||
			    (*q != '\t' && q != end))
				wrong(r, f - fields + 1, it, p, q, v);
		} else if (it->c == '%') {
			q = digits(p, &v, 20);
			if (q == p || q - p > 20 || (*q != '\t' && q != end))
				wrong(r, f - fields + 1, it, p, q, v);
		} else {
			q = memchr(p, '\t', end - p);
			if (!q)
				q = end;
			if (it->c == 'w' && q == p)
				rec_bad(r, "field %u is empty",
					(unsigned)(f - fields + 1));
		}
		f->len = q - p;
		f->v = v;
		p = q;
	}
	if (sh->gives)          /* from now on: none refers to itself */
		last[sh->gives] = next[sh->gives]++;
	r->f = fields;
	r->n = f - fields;
	if (r->n < sh->min)
		rec_bad(r, "%u fields are too few", r->n);
	if (it > sh->group && it < sh->end)
		rec_bad(r, "%u fields: the last group is not whole", r->n);
}

const char *
rec_textn(const struct rec *r, unsigned i, size_t *len)
{
	static char *buf;
	static size_t cap;
	const char *s, *e;
	char *d;

	s = r->f[i].p;
	e = s + r->f[i].len;
	if (!memchr(s, '\\', e - s)) {
		*len = e - s;
		return internn(s, e - s);
	}
	buf = grow(buf, r->f[i].len + 1, &cap, 1);
	for (d = buf; s < e; s++) {
		if (*s != '\\') {
			*d++ = *s;
			continue;
		}
		s++;
		if (s < e && *s == 't')
			*d++ = '\t';
		else if (s < e && *s == 'n')
			*d++ = '\n';
		else if (s < e && *s == '\\')
			*d++ = '\\';
		else
			rec_bad(r, "field %u has an unknown escape", i + 1);
	}
	*len = d - buf;
	return internn(buf, d - buf);
}

const char *
rec_text(const struct rec *r, unsigned i)
{
	size_t len;

	return rec_textn(r, i, &len);
}

uint64_t
rec_long(const struct rec *r, unsigned i)
{
	const char *p = r->f[i].p, *end = p + r->f[i].len;
	uint64_t v = 0;

	for (; p < end; p++)
		v = 10 * v + (*p - '0');
	return v;
}

int
rec_is(const struct rec *r, unsigned i, const char *word)
{
	size_t n = strlen(word);

	return r->f[i].len == n && memcmp(r->f[i].p, word, n) == 0;
}

int
rec_one_of(const struct rec *r, unsigned i, const char *const *list)
{
	int k;

	for (k = 0; list[k]; k++)
		if (rec_is(r, i, list[k]))
			return k;
	rec_bad(r, "field %u is '%.*s'", i + 1,
		(int)(r->f[i].len < 40 ? r->f[i].len : 40), r->f[i].p);
}

/* Output */

void
put_flush(void)
{
	const char *p;
	ssize_t n;

	for (p = out.buf; p < out.p; p += n) {
		n = write(1, p, out.p - p);
		if (n < 0 && errno == EINTR)
			n = 0;
		if (n < 0)
			fatal("write <stdout>:");
	}
	out.p = out.buf;
}

void
put_room(size_t n)
{
	size_t have = out.p - out.buf, cap = out.end - out.buf;

	out.buf = grow(out.buf, have + n, &cap, 1);
	out.p = out.buf + have;
	out.end = out.buf + cap;
}

void
rec_pass(const struct rec *r)
{
	if ((size_t)(out.end - out.p) < r->len + 1)
		put_room(r->len + 1);
	memcpy(out.p, r->line, r->len);
	out.p += r->len;
	put_close();
}

void
put_open(enum kind k)
{
	if (out.end - out.p < 32)
		put_room(32);
	memcpy(out.p, kinds[k].word, kinds[k].len);
	out.p += kinds[k].len;
}

void
put_text(const char *s, size_t n)
{
	size_t i;
	char *d;

	if ((size_t)(out.end - out.p) < 2 * n + 1)
		put_room(2 * n + 1);
	d = out.p;
	*d++ = '\t';
	for (i = 0; i < n; i++)
		switch (s[i]) {
		case '\t': *d++ = '\\'; *d++ = 't';  break;
		case '\n': *d++ = '\\'; *d++ = 'n';  break;
		case '\\': *d++ = '\\'; *d++ = '\\'; break;
		default:   *d++ = s[i];              break;
		}
	out.p = d;
}

#define TEN(d)  d "0" d "1" d "2" d "3" d "4" d "5" d "6" d "7" d "8" d "9"
const char put_digits[201] =
	TEN("0") TEN("1") TEN("2") TEN("3") TEN("4")
	TEN("5") TEN("6") TEN("7") TEN("8") TEN("9");

void
put_long(uint64_t v)
{
	char b[24], *p = b + sizeof b;

	do
		*--p = '0' + v % 10;
	while (v /= 10);
	memcpy(out.p, p, b + sizeof b - p);
	out.p += b + sizeof b - p;
}

void
put_close(void)
{
	if (out.p == out.end)
		put_room(1);
	*out.p++ = '\n';
	out.lines++;
	if (out.p - out.buf > OUTBUF - (1 << 12))
		put_flush();
}

void
put_stream_begin(void)
{
	fcntl(1, F_SETPIPE_SZ, PIPE);
	put_room(OUTBUF);
	memcpy(out.p, "ccp-stream\t1", 12);
	out.p += 12;
	put_close();
}

void
put_stage(const char *version, int argc, char **argv)
{
	int i;

	put_open(R_STAGE);
	put_str(progname);
	put_str(version);
	for (i = 1; i < argc; i++)
		put_str(argv[i]);
	put_close();
}

void
put_stream_end(void)
{
	uint64_t n = out.lines;

	if (nerrors)
		return;
	put_room(4);
	memcpy(out.p, "end", 3);
	out.p += 3;
	put_num(n);
	put_close();
}
