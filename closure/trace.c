// SPDX-License-Identifier: GPL-2.0-or-later
/* The preprocessing, as far as it decides which headers the result includes:
 * the directives in the order in which they were obeyed. */
#include <stdlib.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "closure.h"

struct trace trace;

static size_t eventcap, paircap, macrocap, namecap, nnames;

static struct event *
add(char kind, uint32_t f)
{
	struct event *e;

	trace.event = grow(trace.event, trace.nevent + 2, &eventcap,
			   sizeof trace.event[0]);
	e = &trace.event[++trace.nevent];
	*e = (struct event){ .kind = kind, .f = f, .tok = unit.ntok,
			     .exp = unit.nexp, .pairs = trace.npair };
	return e;
}

/* The names that were looked up, and the macros that they were */
static void
pairs(struct event *e, const struct rec *r, unsigned i)
{
	if (i >= r->n)
		return;
	trace.pair = grow(trace.pair, trace.npair + r->n, &paircap,
			  sizeof trace.pair[0]);
	for (; i + 1 < r->n; i += 2) {
		trace.pair[trace.npair].s = r->f[i].v;
		trace.pair[trace.npair++].m = r->f[i + 1].v;
		e->npairs++;
	}
}

/* Nothing is known yet of names up to n. */
static void
name_room(size_t n)
{
	if (n <= nnames)
		return;
	trace.last = grow(trace.last, n, &namecap, sizeof trace.last[0]);
	memset(trace.last + nnames, 0, (n - nnames) * sizeof trace.last[0]);
	nnames = n;
}

/* e defines or undefines the name s. */
static void
name(struct event *e, uint32_t s)
{
	name_room((size_t)s + 1);
	e->s = s;
	e->prev = trace.last[s];
	trace.last[s] = e - trace.event;
}

void
trace_record(struct rec *r)
{
	struct event *e;

	switch (r->kind) {
	case R_FILE:
		e = add('f', r->f[2].v);
		e->a = r->f[0].v;
		unit.file[e->a].read = trace.nevent;
		unit.file[e->a].leave = 0;
		pairs(e, r, 11);
		break;
	case R_SKIP:
		e = add('s', r->f[1].v);
		e->a = r->f[0].v;
		pairs(e, r, 8);
		break;
	case R_LEAVE:
		add('l', r->f[0].v);
		unit.file[r->f[0].v].leave = trace.nevent;
		break;
	case R_DEFINE:
		e = add('d', r->f[2].v);
		e->a = r->f[0].v;
		name(e, r->f[1].v);
		trace.macro = grow(trace.macro, e->a + 1, &macrocap,
				   sizeof trace.macro[0]);
		trace.macro[e->a] = trace.nevent;
		break;
	case R_UNDEF:
		name(add('u', r->f[2].v), r->f[1].v);
		break;
	default:
		pairs(add('c', r->f[2].v), r, 6);
		break;
	}
}

/* Group the directives that read files by the file they stand in. */
void
trace_index(void)
{
	uint32_t i, n, sum = 0, *at;
	const struct event *e;

	at = alloc((unit.nfile + 2) * sizeof at[0]);
	for (i = 1; i <= trace.nevent; i++)
		if (trace.event[i].kind == 'f' || trace.event[i].kind == 's')
			at[trace.event[i].f]++;
	for (i = 0; i <= unit.nfile + 1; i++) {
		n = at[i];
		at[i] = sum;
		sum += n;
	}
	trace.child = alloc((sum + 1) * sizeof trace.child[0]);
	for (i = 1; i <= trace.nevent; i++) {
		e = &trace.event[i];
		if (e->kind == 'f' || e->kind == 's')
			trace.child[at[e->f]++] = i;
	}
	for (i = unit.nfile + 1; i > 0; i--)
		at[i] = at[i - 1];
	at[0] = 0;
	trace.children = at;
	for (i = 1; i <= unit.nfile; i++)
		if (!unit.file[i].leave)
			unit.file[i].leave = trace.nevent;
	name_room((size_t)rec_last('S') + 1);
}

uint32_t
trace_after(uint32_t t)
{
	return first_from(t, trace.event, sizeof *trace.event,
			  offsetof(struct event, tok), trace.nevent);
}

uint32_t
trace_expansion(uint32_t t)
{
	return first_from(t - 1, unit.exp, sizeof *unit.exp,
			  offsetof(struct exp, tok), unit.nexp);
}

uint32_t
trace_state(uint32_t s, uint32_t ev)
{
	uint32_t e;

	for (e = trace.last[s]; e >= ev && e; e = trace.event[e].prev)
		;
	return e;
}
