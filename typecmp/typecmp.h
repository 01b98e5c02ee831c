/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of typecmp share, a section per file. */
#include <dwarf.h>
#include <elfutils/libdw.h>

/* dwarf.c - reading an object's debug information */
/* What each compilation unit of the object NAME gives; exits where it cannot
 * be read. */
void dwarf_units(const char *name, void (*)(Dwarf_Die *cu, void *), void *);
/* An attribute as a number, 0 where it is missing. */
Dwarf_Word dwarf_number(Dwarf_Die *, unsigned at);
int dwarf_has(Dwarf_Die *, unsigned at);
/* "struct", "union", "enum", else NULL. */
const char *dwarf_tag_word(Dwarf_Die *);
/* Bytes of the object NAME, by its symbol; 0: there is none. */
uint64_t dwarf_symbol_size(Dwarf_Die *, const char *name);
/* The bit a member starts at, counted from the first byte on. */
Dwarf_Word dwarf_bit(Dwarf_Die *member);

/* text.c - one line of text that is being written */
void text_begin(void);
void text_put(const char *fmt, ...) PRINTF(1, 2);
int text_is(const char *end);   /* Does it end so? */
const char *text_end(void);     /* interned */

/* object.c - two objects */
/* names: a file that tokcmp -f wrote, or NULL */
void compare_objects(const char *original, const char *result,
		     const char *names);

/* An entity with a place in the source, and what is said of its type */
struct thing {
	const char *key;        /* "struct s", "object x", ... */
	const char *path;       /* normal, NULL: whatever the place */
	unsigned line, col;
	const char *type;       /* text, see told.c; NULL: any */
	uint64_t align;         /* of a struct, union, enum; 0: not known */
	unsigned members;       /* members, enumerators in it */
};

/* told.c - what a stream says */
/* The stream on standard input: its things, sorted by key. */
const struct thing *told_read(size_t *n);
/* The path, made absolute from DIR where it is not ("": from where the
 * compiler ran), without "." and ".." in it. */
const char *told_path(const char *dir, const char *path);

/* against.c - an object against a stream */
void compare_stream(const char *object);
