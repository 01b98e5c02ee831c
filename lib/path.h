/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path.c - names of files.  The dir record tells where the compiler ran, the
 * path records where it looked for headers.  What is returned lives as long
 * as the process.
 */
struct rec;

/* Take a dir or path record, parsed. */
void path_record(struct rec *);
/* Another stream begins. */
void path_forget(void);
/* The directory that path record i gave; NULL: there are not so many. */
const char *path_dir(uint32_t i);
/* PATH, which the compiler saw from its directory, as seen from ours. */
const char *path_locate(const char *path);
/* PATH as seen from ours, without "." and "..".  Absolute where the dir record
 * is.  Only the text is looked at: links are not followed. */
char *path_normal(const char *path);
/* What all names of one file have in common, interned: its device and inode
 * where it is there, else the text of path_normal. */
const char *path_identity(const char *path);
/* The shortest "name", with its quotes, by which an #include finds the file in
 * the search path, whatever folder the directive is in.  NULL: there is none. */
const char *path_name(const char *path);
