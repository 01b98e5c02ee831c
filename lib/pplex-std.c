// SPDX-License-Identifier: GPL-2.0-or-later
/* What preprocessing tokens are in each version of the language. */
#include <string.h>
#include "util.h"
#include "pplex.h"

unsigned
pplex_std(const char *name)
{
	enum {
		STRICT = PP_NO_RAW,
		C99 = STRICT | PP_NO_UTF,
		C94 = C99 | PP_NO_EXPONENT | PP_NO_EXTENDED | PP_NO_SLASHES,
		C90 = C94 | PP_NO_DIGRAPHS,
		GNU90 = PP_NO_UTF | PP_NO_RAW | PP_NO_EXTENDED | PP_SCOPE,
		C23 = PP_SEPARATORS | PP_UTF_CHAR | PP_SCOPE,
	};
	static const struct {
		const char *name;
		unsigned flags;
	} stds[] = {
		{ "c89", C90 }, { "c90", C90 }, { "iso9899:1990", C90 },
		{ "iso9899:199409", C94 },
		{ "c99", C99 }, { "c9x", C99 }, { "iso9899:199x", C99 },
		{ "iso9899:1999", C99 },
		{ "c11", STRICT }, { "c1x", STRICT },
		{ "iso9899:2011", STRICT }, { "c17", STRICT },
		{ "c18", STRICT }, { "iso9899:2017", STRICT },
		{ "iso9899:2018", STRICT },
		{ "c2x", C23 | STRICT }, { "c23", C23 | STRICT },
		{ "gnu89", GNU90 }, { "gnu90", GNU90 },
		{ "gnu2x", C23 }, { "gnu23", C23 },
	};
	size_t i;

	for (i = 0; i < LEN(stds); i++)
		if (strcmp(name, stds[i].name) == 0)
			return stds[i].flags;
	return PP_SCOPE;
}
