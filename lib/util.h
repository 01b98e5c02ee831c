/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every stage may use and none of it knows C: messages, memory, names. */
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PRINTF(f, a)  __attribute__((format(printf, f, a)))
#define NORETURN      __attribute__((noreturn))
#else
#define PRINTF(f, a)
#define NORETURN
#endif

#define LEN(a)  (sizeof (a) / sizeof (a)[0])

#define VERSION "0.1"

enum {
	S_OK,           /* the output is whole */
	S_INPUT,        /* the source or the record stream is at fault */
	S_TROUBLE,      /* the command line or the system is at fault */
};

struct loc {
	const char *file;       /* NULL: nowhere in particular */
	unsigned line, col;     /* from 1; 0: not known */
};

/* msg.c - messages to standard error, PROGRAM: FILE:LINE:COL: KIND: TEXT */
extern const char *progname;
extern unsigned nerrors;        /* what error() counted */

/* The first call of every main. */
void begin(const char *argv0);
/* The last one: checks that the output was written; the exit status. */
int finish(void);
/* The source is wrong: say so, count it and go on. */
void error(struct loc, const char *fmt, ...) PRINTF(2, 3);
void warning(struct loc, const char *name, const char *fmt, ...)
	PRINTF(3, 4);           /* name: printed behind it as [-Wname] */
void note(struct loc, const char *fmt, ...) PRINTF(2, 3);
/* We cannot go on (exit 2): fmt ending in ':' asks for errno's text. */
void fatal(const char *fmt, ...) PRINTF(1, 2) NORETURN;
/* We are wrong: say where and abort. */
void bug_(const char *file, int line, const char *fmt, ...)
	PRINTF(3, 4) NORETURN;
#define bug(...)  bug_(__FILE__, __LINE__, __VA_ARGS__)

/* mem.c - memory lives as long as the process */
void *alloc(size_t n);          /* zeroed, aligned to 16 */
/* Room for n elements of the malloc'd array p; contents above *cap are
 * not zeroed.  Usage: p = grow(p, n, &cap, sizeof p[0]). */
void *grow(void *p, size_t n, size_t *cap, size_t size);

/* intern.c - one copy of each string: equal iff == */
const char *intern(const char *s);
const char *internn(const char *s, size_t n);
