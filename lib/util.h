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
	unsigned line, col;     /* counted from 1; 0: not known */
};

enum severity { M_NOTE, M_WARNING, M_ERROR };

/* msg.c - messages to standard error, PROGRAM: FILE:LINE:COL: KIND: TEXT */
extern const char *progname;
extern unsigned nerrors;        /* how many errors were counted */
extern unsigned max_errors;     /* the process ends after so many; 0: never */

/* The first call of every main: what messages begin with. */
void begin(const char *argv0);
/* Take the options about messages (--color=WHEN, --max-errors=N, -w, -WNAME,
 * -Wno-NAME, -Werror, -Werror=NAME, -Wno-error=NAME) out of those before
 * "--".  Returns what is left of argc.  Options that are wrong stay in argv,
 * for the caller to refuse. */
int msg_options(int argc, char **argv);
/* Take an option of the compiler's command line.  One about warnings is obeyed
 * for those warnings that the compiler has too; any other is left alone. */
void msg_compiler_option(const char *);
/* Do messages tell the macros that a token came from?  0 after
 * -ftrack-macro-expansion=0. */
int msg_tracked(void);
/* The last call of every main.  Checks that the output was written, and
 * returns the exit status. */
int finish(void);

/* A text that was already printed for the same place is not printed again,
 * and the notes that follow it are not printed either. */
/* The source is wrong: say so, count it and go on. */
void error(struct loc, const char *fmt, ...) PRINTF(2, 3);
/* The name is one of warnings.h.  It is printed after the text, as [-Wname].
 * With -Werror the warning is an error. */
void warning(struct loc, const char *name, const char *fmt, ...)
	PRINTF(3, 4);
/* Would a warning of this name be printed?  0 after -Wno-NAME or -w. */
int warning_on(const char *name);
/* More about the error or warning before it. */
void note(struct loc, const char *fmt, ...) PRINTF(2, 3);
/* Any of the three.  The name is that of a warning, else NULL. */
void message(enum severity, struct loc, const char *name, const char *fmt,
	     va_list) PRINTF(4, 0);
/* We cannot go on: print the text and exit with S_TROUBLE.  Where fmt ends in
 * ':', errno's text is added. */
void fatal(const char *fmt, ...) PRINTF(1, 2) NORETURN;
/* We are wrong: print where, and abort. */
void bug_(const char *file, int line, const char *fmt, ...)
	PRINTF(3, 4) NORETURN;
#define bug(...)  bug_(__FILE__, __LINE__, __VA_ARGS__)
/* A printed text of any length, from alloc(). */
const char *format(const char *fmt, ...) PRINTF(1, 2);
const char *vformat(const char *fmt, va_list) PRINTF(1, 0);

/* mem.c - memory lives as long as the process */
/* n zeroed bytes, aligned to 16.  Never NULL: no memory is fatal. */
void *alloc(size_t n);
/* The array p with room for n elements of size bytes; *cap is how many it has
 * room for.  It begins as NULL and 0.  The array may move, and new elements
 * are not zeroed.  Usage: p = grow(p, n, &cap, sizeof p[0]). */
void *grow_more(void *p, size_t n, size_t *cap, size_t size);   /* by grow */
static inline void *
grow(void *p, size_t n, size_t *cap, size_t size)
{
	return n <= *cap ? p : grow_more(p, n, cap, size);
}

/* Look through the elements 1 to n of an array, size bytes each.  Each holds a
 * uint32_t at offset at, and these ascend.  Returns the index of the first
 * element where it is v or more; n + 1: there is none. */
uint32_t first_from(uint32_t v, const void *array, size_t size, size_t at,
		    uint32_t n);

/* Group the numbers 1 to n, in their order: of(i), below ngroup, is the group
 * of i; UINT32_MAX: it is in none.  Those of group g are *items from from[g] on,
 * up to from[g + 1]; from is what is returned. */
uint32_t *group_by(uint32_t n, uint32_t (*of)(uint32_t i), uint32_t ngroup,
		   uint32_t **items);

/* intern.c - one copy of each string: two are equal if and only if their
 * pointers are.  The copy ends in a 0 and lives as long as the process. */
const char *intern(const char *s);
/* The same of n bytes, among which a 0 may be. */
const char *internn(const char *s, size_t n);
/* FNV-1a of n bytes */
uint64_t fnv(const char *s, size_t n);

/* A hash for tables whose keys are pointers, mostly to interned strings.
 * These lie side by side: the low bits alone would fill a table in long runs.
 * (Knuth, The Art of Computer Programming 3, 6.4: multiplicative hashing) */
static inline uint32_t
pointer_hash(const void *p)
{
	return (uint64_t)(uintptr_t)p * 0x9e3779b97f4a7c15 >> 32;
}
