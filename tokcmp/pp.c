// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "pplex.h"
#include "tokcmp.h"

struct ptok *ptoks;
uint32_t nptoks;
struct incl *incls;
uint32_t nincls;

static size_t ptokcap, inclcap, stackcap;
static uint32_t *stack;         /* of inclusions; [0] is the main file */
static size_t depth;
static struct pragmas pragmas;  /* that were read */

static char *
slurp(const char *name, size_t *len)
{
	struct stat st;
	char *p;
	ssize_t n;
	int fd;

	fd = open(name, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) < 0)
		fatal("open %s:", name);
	p = alloc(st.st_size + 1);
	for (*len = 0; *len < (size_t)st.st_size; *len += n) {
		n = read(fd, p + *len, st.st_size - *len);
		if (n < 0)
			fatal("read %s:", name);
		if (n == 0)
			break;
	}
	close(fd);
	return p;
}

static void
enter(const char *path)
{
	incls = grow(incls, nincls + 1, &inclcap, sizeof incls[0]);
	incls[nincls] = (struct incl){ path, 0 };
	stack = grow(stack, depth + 1, &stackcap, sizeof stack[0]);
	stack[depth++] = nincls++;
}

/* A name as a line marker spells it: \ before " and \, octal for the rest */
static const char *
unquote(const char *s, size_t n)
{
	char *buf = alloc(n + 1), *d = buf;
	size_t i;

	for (i = 1; i + 1 < n; i++) {
		if (s[i] == '\\' && i + 3 < n && s[i + 1] >= '0' &&
		    s[i + 1] <= '3') {
			*d++ = (s[i + 1] - '0') << 6 | (s[i + 2] - '0') << 3 |
				(s[i + 3] - '0');
			i += 3;
			continue;
		}
		if (s[i] == '\\')
			i++;
		*d++ = s[i];
	}
	return intern(buf);
}

static void
pragma(struct pplex *lex)
{
	const char *text = lex->p, *end = text;
	struct pptok t;

	for (;;) {
		pplex_next(lex, &t);
		if (t.class == 'l' || !t.class)
			break;
		end = t.s + t.len;
	}
	pragma_take(&pragmas, internn(text, end - text));
}

/*
 * The line of a directive after its '#': a #pragma or a line marker
 * # LINE "FILE" [1|2].  Returns the line number that the next line has.
 */
static uint32_t
directive(struct pplex *lex, uint32_t line)
{
	struct pptok t;
	const char *path = NULL;
	char flag = 0;
	uint32_t number = line + 1;
	int n = 0;

	for (;; n++) {
		pplex_next(lex, &t);
		if (t.class == 'l' || !t.class)
			break;
		if (n == 0 && t.class == 'i') {
			pragma(lex);
			break;
		}
		if (n == 0 && t.class == 'n')
			number = strtoul(t.s, NULL, 10);
		else if (n == 1 && t.class == 's')
			path = unquote(t.s, t.len);
		else if (n == 2 && path && t.len == 1)
			flag = *t.s;
	}
	if (!path)
		return number;
	if (flag == '1')
		enter(path);
	else if (flag == '2' && depth > 1)
		depth--;
	else if (nincls == 0)
		enter(path);
	return number;
}

struct pplex
pp_lex(const char *text, size_t len)
{
	return (struct pplex){ .p = text, .end = text + len, .bol = 1 };
}

void
pp_read(const char *name)
{
	struct pplex lex;
	struct pptok t;
	uint32_t line = 1;
	size_t len;
	char *text = slurp(name, &len);

	lex = pp_lex(text, len);
	for (;;) {
		pplex_next(&lex, &t);
		if (!t.class)
			break;
		if (t.class == 'l') {
			line++;
			continue;
		}
		if (t.bol && t.len == 1 && *t.s == '#') {
			line = directive(&lex, line);
			continue;
		}
		if (nincls == 0)
			enter(name);
		ptoks = grow(ptoks, nptoks + 1, &ptokcap, sizeof ptoks[0]);
		ptoks[nptoks++] = (struct ptok){
			t.s, t.len, line, stack[depth - 1], t.class,
			pragmas.options, pragmas.next
		};
		pragmas.next = NULL;
	}
}

struct loc
pp_loc(const struct ptok *p)
{
	return (struct loc){ incls[p->incl].path, p->line, 0 };
}
