/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path.c - the names of files as the dir and path records tell: where the
 * compiler ran, and where it looked for headers.  What is returned is never
 * freed.
 */
struct rec;

/* Take a dir or path record, parsed. */
void path_record(const struct rec *);
/* The directory that path record i gave; NULL behind the last one. */
const char *path_dir(uint32_t i);
/* PATH as seen from where we run. */
const char *path_locate(const char *path);
/* PATH, absolute and without "." and ".." as far as its text tells. */
char *path_normal(const char *path);
/* What two names of one file have in common: interned.  It is device and inode
 * where the file is there, else the text of path_normal. */
const char *path_identity(const char *path);
/* The shortest name, in quotes, by which the search path gives the file, from
 * whatever folder it is included; NULL: there is none. */
const char *path_name(const char *path);
