/* SPDX-License-Identifier: GPL-2.0-or-later */
/* input.c - the bytes of a file */
struct text {
	const char *p, *end;
};

/* Open a file, "-" for standard input; what is compressed (gzip, xz, zstd,
 * bzip2) is unpacked.  The descriptor can be mapped. */
int input_open(const char *file);
/* All bytes of a file.  What is written to them stays in memory. */
struct text input_map(const char *file);
/* The same of the file with this descriptor, which is closed. */
struct text input_mapped(const char *file, int fd);
/* Each returns a descriptor; file is the name for messages. */
/* An empty file in memory */
int input_memory(const char *file);
/* A file in memory with all that can be read from fd, which is closed */
int input_copy(const char *file, int fd);
/* The same of what PROGRAM -dc makes of it */
int input_unpack(const char *file, int fd, const char *program);
