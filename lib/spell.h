/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spellings of a stream by id, from its s records; and where tokens come
 * from, for messages: files and expansions. */

struct spelling {
	const char *s;          /* interned, so == compares; ends in a 0 */
	uint32_t len;
	char class;             /* of the s record: i n c s p o */
};

/* spell.c */
/* Take an s record (parsed here). */
void spell_record(struct rec *);
/* The spelling with this id, which was given. */
const struct spelling *spell(uint32_t id);

/* origin.c */
/* Take a file, text, define or x record (parsed here); other kinds are
 * left alone. */
void origin_record(struct rec *);
/* The path of file id, as the stream gives it. */
const char *origin_path(uint32_t file);
/* The file that contains the directive that read this one; 0: none. */
uint32_t origin_parent(uint32_t file);
/* Where in the file's text; reads the file to count lines and columns (both
 * from 1, in bytes). A file that cannot be read gives line 0. */
struct loc origin_loc(uint32_t file, uint32_t off);
/* error() at a token's position with "In file included from" and "in
 * expansion of macro" notes. x: its expansion or 0. */
void origin_error(uint32_t file, uint32_t off, uint32_t x,
		  const char *fmt, ...) PRINTF(4, 5);
void origin_warning(uint32_t file, uint32_t off, uint32_t x,
		    const char *name, const char *fmt, ...) PRINTF(5, 6);
