// SPDX-License-Identifier: GPL-2.0-or-later
/* The table: its rows stand in the order of the new source, macros first, then
 * what is gone in that of the old one. */
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "ccp-diff.h"

static const char *const kinds[] = {
	[P_FUNCTION] = "function", [P_INLINE] = "inline",
	[P_OBJECT] = "object", [P_TYPE] = "type", [P_MACRO] = "macro",
	[P_PROTOTYPE] = "prototype", [P_ASM] = "asm"
};
static const char *const verdicts[] = {
	[V_SAME] = "same", [V_CHANGED] = "changed", [V_NEW] = "new",
	[V_GONE] = "gone", [V_MOVED] = "moved", [V_RENAMED] = "renamed",
	[V_AFFECTED] = "affected"
};
static const char *const columns[] = {
	"verdict", "name", "file", "line", "because", "via", "role", "from",
	"about"
};

static void
put_word(const char *word)
{
	size_t n = strlen(word);

	put_room(n);
	memcpy(out.p, word, n);
	out.p += n;
}

static void
put_field(const char *s)
{
	put_str(s && *s ? s : "-");
}

static void
put_header(void)
{
	size_t k, i;

	put_word("!ccp-diff");
	put_num(1);
	put_close();
	for (k = 0; k < LEN(kinds); k++) {
		put_word("!row");
		put_str(kinds[k]);
		for (i = 0; i < LEN(columns); i++)
			put_str(columns[i]);
		put_close();
	}
}

/* Where it comes from: the old name, or file */
static const char *
from(const struct piece *p)
{
	if (p->verdict == V_RENAMED)
		return p->other->name;
	if (p->verdict == V_MOVED)
		return old.file[p->other->f];
	return NULL;
}

static void
put_piece(const struct side *s, const struct piece *p)
{
	uint32_t line = side_line(s, p->f, p->off);

	put_word(kinds[p->kind]);
	put_str(verdicts[p->verdict]);
	put_field(p->name);
	put_field(s->file[p->f]);
	if (line)
		put_num(line);
	else
		put_field(NULL);
	put_field(p->because);
	put_field(p->via);
	put_field(role_of(s, p));
	put_field(from(p));
	put_field(p->about);
	put_close();
}

void
table_print(int all)
{
	const struct piece *p;
	uint64_t n;

	put_header();
	for (p = new.piece + 1; p <= new.piece + new.npiece; p++)
		if (all || p->verdict != V_SAME)
			put_piece(&new, p);
	for (p = old.piece + 1; p <= old.piece + old.npiece; p++)
		if (p->verdict == V_GONE)
			put_piece(&old, p);
	n = out.lines;
	put_word("~end");
	put_num(n);
	put_close();
	put_flush();
}
