// SPDX-License-Identifier: GPL-2.0-or-later
/* The names that a directive looked up as macros, each once. */
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"

struct read {
	struct sym *sym;
	uint32_t macro;
};

int reads_on;
static struct read *reads;
static size_t nreads, cap;
static uint32_t serial;

void
reads_begin(void)
{
	nreads = 0;
	serial++;
	reads_on = 1;
}

void
reads_note(struct sym *y)
{
	y = canonical(y);
	if (y->read == serial)
		return;
	y->read = serial;
	reads = grow(reads, nreads + 1, &cap, sizeof reads[0]);
	reads[nreads++] = (struct read){ y, y->macro ? y->macro->id : 0 };
}

/* The s records come before the record that has the pairs. */
void
reads_end(void)
{
	size_t i;

	reads_on = 0;
	for (i = 0; i < nreads; i++)
		sym_id(reads[i].sym);
}

void
reads_put(void)
{
	size_t i;

	for (i = 0; i < nreads; i++) {
		put_num(reads[i].sym->id);
		put_num(reads[i].macro);
	}
}

void
reads_none(void)
{
	nreads = 0;
	reads_on = 0;
}
