/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every stage may use and none of it knows C: messages, memory, names. */
#include <stdarg.h>
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

enum severity { M_NOTE, M_WARNING, M_ERROR };

/* msg.c - messages to standard error, PROGRAM: FILE:LINE:COL: KIND: TEXT */
extern const char *progname;
extern unsigned nerrors;        /* what error() counted */
extern unsigned max_errors;     /* the process ends after that many; 0: no */

/* The first call of every main. */
void begin(const char *argv0);
/* Take the options about messages (--color=WHEN, --max-errors=N, -w, -WNAME,
 * -Wno-NAME, -Werror, -Werror=NAME, -Wno-error=NAME) out of those before
 * "--"; what is left of argc.  Those that are wrong stay. */
int msg_options(int argc, char **argv);
/* What the compiler's command line says of its messages: obeyed for warnings
 * that the compiler has too.  All other options are left alone. */
void msg_compiler_option(const char *);
/* Do messages tell the macros that a token came from?  0 once
 * -ftrack-macro-expansion=0 was said. */
int msg_tracked(void);
/* The last one: checks that the output was written; the exit status. */
int finish(void);

/* What is said a second time of the same place is not printed, nor are the
 * notes that follow it. */
/* The source is wrong: say so, count it and go on. */
void error(struct loc, const char *fmt, ...) PRINTF(2, 3);
/* name: one of warnings.h; it is printed behind the text as [-Wname]. */
void warning(struct loc, const char *name, const char *fmt, ...)
	PRINTF(3, 4);
/* Is it neither -Wno-NAME nor -w? */
int warning_on(const char *name);
/* More about the error or warning before it. */
void note(struct loc, const char *fmt, ...) PRINTF(2, 3);
/* All three; name: of a warning. */
void message(enum severity, struct loc, const char *name, const char *fmt,
	     va_list) PRINTF(4, 0);
/* We cannot go on (exit 2): fmt ending in ':' asks for errno's text. */
void fatal(const char *fmt, ...) PRINTF(1, 2) NORETURN;
/* We are wrong: say where and abort. */
void bug_(const char *file, int line, const char *fmt, ...)
	PRINTF(3, 4) NORETURN;
#define bug(...)  bug_(__FILE__, __LINE__, __VA_ARGS__)
/* A text of any length, from alloc(). */
const char *format(const char *fmt, ...) PRINTF(1, 2);
const char *vformat(const char *fmt, va_list) PRINTF(1, 0);

/* mem.c - memory lives as long as the process */
void *alloc(size_t n);          /* zeroed, aligned to 16 */
/* Room for n elements of the malloc'd array p; contents above *cap are
 * not zeroed.  Usage: p = grow(p, n, &cap, sizeof p[0]). */
void *grow(void *p, size_t n, size_t *cap, size_t size);

/* The first of the elements 1 to n of an array, size bytes each, whose number
 * at offset at is v or more; n + 1: none.  These numbers ascend. */
uint32_t first_from(uint32_t v, const void *array, size_t size, size_t at,
		    uint32_t n);

/* intern.c - one copy of each string: equal iff == */
const char *intern(const char *s);
const char *internn(const char *s, size_t n);

/* For tables whose keys are pointers, to interned strings for the most part.
 * Those lie side by side: the low bits alone would fill a table in long runs.
 * (Knuth, The Art of Computer Programming 3, 6.4: multiplicative hashing) */
static inline uint32_t
pointer_hash(const void *p)
{
	return (uint64_t)(uintptr_t)p * 0x9e3779b97f4a7c15 >> 32;
}
