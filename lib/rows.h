/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rows.c - tables: lines of fields, sorted as bytes, each line once.
 *
 * Nothing is printed before all of a table is there.  What does not fit in
 * memory waits in an unlinked file.
 */
enum row {
#define COL(name, word)
#define ROW(k, word, columns)  ROW_##k,
#include "tables.h"
#undef ROW
#undef COL
	ROW_MAX
};
#define ROWS(k)  (1u << ROW_##k)

/* The columns, as rows_next gives them */
#define COL(name, word)  name,
#define ROW(k, word, columns)  enum { columns };
#include "tables.h"
#undef ROW
#undef COL
enum { COLUMNS = 16 };          /* more than any row has */

/* Rows of other kinds than these, ROWS(A) | ROWS(B), are not taken. */
void rows_want(unsigned kinds);
/* Write a row: row(ROW_X), a call for each of its columns, row_end(). */
void row(enum row);
void row_str(const char *);             /* NULL and "" are written as - */
void row_num(uint64_t);
void row_hex(uint64_t);                 /* 16 digits */
void row_end(void);
/* Instead of row_end: it goes to standard output at once. */
void row_print(void);
/* All rows written since the last call, sorted; good until the end. */
struct text rows_take(void);
/* Print several sorted texts as one table, with its header and end record.
 * The header names the columns of these kinds, ROWS(A) | ROWS(B). */
void rows_put(const char *table, unsigned kinds, const struct text *, size_t);
/* Write them, as one sorted text without header and end, to an open file. */
void rows_merge(int fd, const struct text *, size_t n);
/* Files that have no name are made in this folder; it ends in a slash. */
void rows_folder(const char *dir);
int rows_scratch(void);         /* make one: its descriptor */
/* The rows of an index, which lie between its header and its end.  Both are
 * checked. */
struct text rows_open(const char *file);
/* The rows of this kind in a sorted text whose first columns are these: name,
 * object and unit, up to the first that is NULL. */
struct text rows_find(struct text, enum row, const char *name,
		      const char *object, const char *unit);
/* Split the line at t->p into fields and go to the next one; 0: there was no
 * line.  f[0] is the first after the word.  Escapes are undone, and the fields
 * are interned. */
int rows_next(struct text *, enum row, const char **f);
/* A field of n bytes with its escapes undone, interned */
const char *rows_text(const char *p, size_t n);
const char *row_word(enum row);
/* The kinds of rows that an index has */
extern const unsigned rows_index;
/* The row of this word; -1: there is none. */
int row_of(const char *word);
