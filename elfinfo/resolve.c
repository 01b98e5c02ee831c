// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a name in a translation unit is in the kernel that runs, and how
 * a live patch can refer to it.
 *
 * A static name is that of its unit: two rows of debug data may have the same
 * name, but not the same unit, and for a local object the same function too.
 * Anything else is one for its object, which has it itself, or gets it from
 * vmlinux or from another module by an export.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static const char *file;        /* of the index */
static struct text table;
static const char *target;      /* the object to patch; NULL: not known */
static const char *unit;        /* as the table has it; NULL: not known */
static int kernel;              /* the table has vmlinux */

struct question {
	const char *kind;       /* function, object */
	const char *name;
	const char *linkage;    /* "internal", "external" where it is
				 * defined in the unit, else "" */
	const char *function;   /* that a local static is in, or "" */
	const char *line;       /* of its definition, or "" */
};

struct answer {
	const char *verdict, *object, *symbol, *position, *of, *word;
	const char *reason, *section, *namespace;
};

static struct answer
none(const char *word, const char *reason)
{
	return (struct answer){ .verdict = "none", .word = word,
				.reason = reason };
}

/* 1 for what is not - */
static int
given(const char *s)
{
	return strcmp(s, "-") != 0;
}

/* Symbols of modules' init sections are counted until the module has run
 * its init function, and not afterwards. */
static int
has_init_namesake(const char *symbol, const char *object)
{
	struct text t = rows_find(table, ROW_SYMBOL, symbol, object, NULL);
	const char *f[COLUMNS];

	if (strcmp(object, "vmlinux") == 0)
		return 0;
	while (rows_next(&t, ROW_SYMBOL, f))
		if (given(f[S_SECTION]) && object_init_section(f[S_SECTION]))
			return 1;
	return 0;
}

/* A symbol of an object, which stands in that section */
static struct answer
symbol(const char *object, const char *name, const char *section,
       const char *position, const char *of)
{
	struct answer a = { "symbol", object, name, position, of, "symbol",
			    NULL, section, NULL };

	if (object_init_section(section))
		return none("init", format("it is in %s, which is gone once "
					   "%s has started", section, object));
	if (strcmp(position, "0") == 0)
		return none("uncounted", "its symbol is none of those in "
			    "which the kernel looks a name up");
	if (strcmp(of, "1") == 0) {
		a.position = "0";
		a.reason = format("the only symbol of %s with that name",
				  object);
	} else if (has_init_namesake(name, object)) {
		a.word = "init-namesake";
		a.reason = format("number %s of %s symbols of %s with that "
				  "name, until %s forgets those of its init "
				  "sections", position, of, object, object);
	} else {
		a.reason = format("number %s of %s symbols of %s with that "
				  "name", position, of, object);
	}
	return a;
}

/* Where such a symbol stands.  A label of the linker script is but an address,
 * which is good when what was there is gone. */
static const char *
place(const char **f)
{
	return strcmp(f[S_TYPE], "notype") ? f[S_SECTION] : "-";
}

/* The symbol that the name has outside of an object's files: into f */
static int
global(const char *name, const char *object, const char **f)
{
	struct text t = rows_find(table, ROW_SYMBOL, name, object, NULL);

	while (rows_next(&t, ROW_SYMBOL, f))
		if (strcmp(f[S_BINDING], "local") != 0 &&
		    strcmp(f[S_SECTION], "UND") != 0)
			return 1;
	return 0;
}

/* Does the object refer to the name without having it?  f: its symbol */
static int
undefined(const char *name, const char *object, const char **f)
{
	struct text t = rows_find(table, ROW_SYMBOL, name, object, NULL);

	while (rows_next(&t, ROW_SYMBOL, f))
		if (strcmp(f[S_SECTION], "UND") == 0)
			return 1;
	return 0;
}

/* The export that a symbol's row or Module.symvers tells of; 0: none */
static int
export(const char *name, const char *object, struct answer *a)
{
	const char *f[COLUMNS];
	const char *how = "-", *ns = "-", *position = "0", *of = NULL,
		   *section = NULL;
	struct text t;

	if (global(name, object, f)) {
		how = f[S_EXPORT];
		ns = f[S_NAMESPACE];
		section = f[S_SECTION];
		if (strcmp(f[S_OF], "1") != 0) {
			position = f[S_POSITION];
			of = f[S_OF];
		}
	}
	t = rows_find(table, ROW_EXPORT, name, object, NULL);
	if (!given(how) && rows_next(&t, ROW_EXPORT, f)) {
		how = strstr(f[E_KIND], "GPL") ? "export-gpl" : "export";
		ns = f[E_NAMESPACE];
	}
	if (!given(how))
		return 0;
	*a = (struct answer){ "exported", object, name, position, of, how,
			      NULL, section, NULL };
	if (given(ns)) {
		a->word = "namespace";
		a->namespace = ns;
		a->reason = format("%s exports it in a namespace: the live "
				   "patch needs MODULE_IMPORT_NS(%s)", object,
				   ns);
	} else {
		a->reason = format("%s exports it%s", object,
				   strcmp(how, "export") ?
				   ", for modules under the GPL" : "");
	}
	return 1;
}

/* Is the module among those that the target says it needs? */
static int
depends(const char *module)
{
	struct text t = rows_find(table, ROW_OBJECT, target, NULL, NULL);
	const char *f[COLUMNS], *p;
	size_t n = strlen(module), l;

	while (rows_next(&t, ROW_OBJECT, f))
		for (p = f[O_DEPENDS]; *p; p += l + (p[l] == ',')) {
			l = strcspn(p, ",");
			if (l == n && memcmp(p, module, l) == 0)
				return 1;
		}
	return 0;
}

/* Only other modules can have it. */
static struct answer
foreign(const struct question *q)
{
	struct text t = rows_find(table, ROW_SYMBOL, q->name, NULL, NULL);
	struct text x = rows_find(table, ROW_EXPORT, q->name, NULL, NULL);
	const char *f[COLUMNS], *has = NULL, *may = NULL;
	struct answer a;
	int used = target && undefined(q->name, target, f);

	if (used && strcmp(f[S_BINDING], "weak") != 0)
		used = 2;
	while (rows_next(&t, ROW_SYMBOL, f)) {
		if (strcmp(f[S_BINDING], "local") == 0 ||
		    strcmp(f[S_SECTION], "UND") == 0)
			continue;
		has = f[S_OBJECT];
		if (export(q->name, has, &a) && (used || depends(has)))
			return a;
		if (export(q->name, has, &a))
			may = has;
	}
	while (rows_next(&x, ROW_EXPORT, f)) {
		has = may = f[E_OBJECT];
		if (export(q->name, may, &a) && (used || depends(may)))
			return a;
	}
	if (may)
		return none("foreign", format("%s exports it, but %s does not "
			    "need that module, so that it may be absent", may,
			    target ? target : "the object to patch"));
	if (has)
		return none("foreign", format("only %s has it, and does not "
					      "export it", has));
	if (used == 1)
		return (struct answer){ "exported", target, q->name, "0",
			NULL, "weak", "nothing has it; it is weak, and its "
			"address is 0", NULL, NULL };
	if (!kernel)
		return (struct answer){ .verdict = "unknown",
			.word = "not-indexed", .reason = "the index has no "
			"kernel, and nothing of that name" };
	return none("missing", "nothing in the kernel has that name");
}

/* A name with external linkage */
static struct answer
external(const struct question *q)
{
	const char *f[COLUMNS];
	struct answer a;

	if (target && global(q->name, target, f)) {
		if (strcmp(target, "vmlinux") == 0 &&
		    export(q->name, target, &a) &&
		    !object_init_section(place(f)))
			return a;
		return symbol(target, q->name, place(f), f[S_POSITION],
			      f[S_OF]);
	}
	if (!target || strcmp(target, "vmlinux") != 0) {
		if (export(q->name, "vmlinux", &a))
			return a;
		if (global(q->name, "vmlinux", f))
			return symbol("vmlinux", q->name, place(f),
				      f[S_POSITION], f[S_OF]);
	}
	return foreign(q);
}

/* The names in a column of the rows about the function, the first of them */
static const char *
some(enum row k, const char *name, int column)
{
	struct text t;
	const char *f[COLUMNS], *first = NULL, *second = NULL;
	int n = 0;

	if (k == ROW_MAX)
		return "";
	t = rows_find(table, k, name, target, unit);
	while (rows_next(&t, k, f)) {
		if (f[column] == first || f[column] == second)
			continue;
		n++;
		if (!first)
			first = f[column];
		else if (!second)
			second = f[column];
	}
	return n == 0 ? "" :
	       n == 1 ? format(" (%s)", first) :
	       n == 2 ? format(" (%s, %s)", first, second) :
	       format(" (%s, %s, ...)", first, second);
}

/* There is no code of the function as it stands in the source. */
static struct answer
no_code(const char *name, const char *state)
{
	static const struct {
		const char *state, *text;
		enum row about;
		int column;
	} why[] = {
		{ "inlined", "it was inlined wherever it is called, and has "
		  "no code of its own", ROW_INLINED, I_INTO },
		{ "cloned", "there are only clones of it, with other "
		  "parameters or parts of its body", ROW_CLONE, C_SYMBOL },
		{ "folded", "its code became one with that of an identical "
		  "function", ROW_MAX, 0 },
		{ "gone", "nothing is left of it", ROW_MAX, 0 },
		{ "overridden", "the linker took another function of its name",
		  ROW_MAX, 0 },
	};
	size_t i;

	for (i = 0; i < LEN(why); i++)
		if (strcmp(why[i].state, state) == 0)
			return none(why[i].state, format("%s%s", why[i].text,
				    some(why[i].about, name, why[i].column)));
	error((struct loc){ file, 0, 0 }, "damaged: there is no state %s",
	      state);
	exit(S_INPUT);
}

/* Of a unit without debug data: the symbols of its file's name */
static struct answer
by_symbol_table(const struct question *q, const char *source)
{
	struct text t = rows_find(table, ROW_SYMBOL, q->name, target, NULL);
	const char *f[COLUMNS], *g[COLUMNS];
	struct answer a;
	int n = 0;

	while (rows_next(&t, ROW_SYMBOL, f))
		if (strcmp(f[S_BINDING], "local") == 0 &&
		    strcmp(f[S_SECTION], "UND") != 0 &&
		    (!given(f[S_FILE]) || strcmp(f[S_FILE], source) == 0)) {
			memcpy(g, f, sizeof g);
			n++;
		}
	if (n == 0)
		return none("no-symbol", format("no symbol of %s in %s has "
						"that name", source, target));
	if (n > 1)
		return none("ambiguous", format("%d symbols may be meant, "
			    "and there are no debug data", n));
	a = symbol(target, q->name, g[S_SECTION], g[S_POSITION], g[S_OF]);
	if (strcmp(a.verdict, "symbol") == 0) {
		a.word = "symbol-table";
		a.reason = format("%s; without debug data it may be that of "
				  "another file", a.reason);
	}
	return a;
}

static struct answer
no_symbol(const char *section)
{
	return given(section) ?
	       none("no-symbol", "it exists, but only the debug data know "
		    "where: it has no symbol") :
	       none("left-out", "the compiler left it out");
}

/* The function's row into f: that with code, and that of the line */
static int
static_function(const struct question *q, const char **f)
{
	struct text t = rows_find(table, ROW_FUNCTION, q->name, target, unit);
	const char *g[COLUMNS];
	int n, most = 0;

	while (rows_next(&t, ROW_FUNCTION, g)) {
		n = 1 + 2 * (strcmp(g[F_STATE], "code") == 0) +
		    given(g[F_SYMBOL]) + 4 * (strcmp(g[F_LINE], q->line) == 0);
		if (n > most) {
			most = n;
			memcpy(f, g, sizeof g);
		}
	}
	return most;
}

/* The object's row into f; how many may be meant */
static int
static_object(const struct question *q, const char **f)
{
	struct text t = rows_find(table, ROW_VARIABLE, q->name, target, unit);
	const char *g[COLUMNS], *in = *q->function ? q->function : "-";
	int n, most = -1, equal = 0;

	while (rows_next(&t, ROW_VARIABLE, g)) {
		if (strcmp(g[V_FUNCTION], in) != 0)
			continue;
		n = given(g[V_SYMBOL]) + 2 * (strcmp(g[V_LINE], q->line) == 0);
		if (n < most || (n == most && g[V_SYMBOL] == f[V_SYMBOL] &&
				 g[V_POSITION] == f[V_POSITION]))
			continue;
		equal = n == most ? equal + 1 : 1;
		most = n;
		memcpy(f, g, sizeof g);
	}
	return equal;
}

/* A name with internal linkage, or that of a local static */
static struct answer
internal(const struct question *q)
{
	const char *f[COLUMNS], *slash;
	int n;

	if (!unit) {
		slash = opt_unit ? strrchr(opt_unit, '/') : NULL;
		if (!target || !opt_unit || *q->function)
			return (struct answer){ .verdict = "unknown",
				.word = "not-indexed", .reason = "there are "
				"no debug data of its unit" };
		return by_symbol_table(q, slash ? slash + 1 : opt_unit);
	}
	if (strcmp(q->kind, "function") == 0) {
		if (!static_function(q, f))
			return none("left-out", "the compiler left it out: "
				    "nothing calls it");
		if (strcmp(f[F_STATE], "code") != 0)
			return no_code(q->name, f[F_STATE]);
		if (!given(f[F_SYMBOL]))
			return no_symbol(f[F_SECTION]);
		return symbol(target, f[F_SYMBOL], f[F_SECTION], f[F_POSITION],
			      f[F_OF]);
	}
	n = static_object(q, f);
	if (n == 0)
		return none("left-out", "the compiler left it out");
	if (n > 1)
		return none("ambiguous", format("%d objects of that name are "
			    "in %s, at other lines", n, *q->function ?
			    q->function : unit));
	if (!given(f[V_SYMBOL]))
		return no_symbol(f[V_SECTION]);
	return symbol(target, f[V_SYMBOL], f[V_SECTION], f[V_POSITION],
		      f[V_OF]);
}

static void
answer(const struct question *q)
{
	struct answer a = strcmp(q->linkage, "internal") == 0 ? internal(q) :
			  external(q);
	const char *g[COLUMNS];

	/* an external function without a symbol: its unit may tell why */
	if (!a.object && unit && strcmp(q->linkage, "external") == 0 &&
	    static_function(q, g) && strcmp(g[F_STATE], "code") != 0)
		a = no_code(q->name, g[F_STATE]);
	row(ROW_RESOLVED);
	row_str(q->name);
	row_str(a.verdict);
	row_str(a.object);
	row_str(a.symbol);
	row_str(a.position);
	row_str(a.of);
	row_str(a.word);
	row_str(a.reason);
	row_str(a.section);
	row_str(a.namespace);
	row_print();
}

/* Split a question into its fields: kind, name, linkage, file:line:column,
 * function; 0: it has not the first two. */
static int
question(char *s, struct question *q)
{
	const char *f[5] = { "", "", "", "", "" };
	const char *c;
	char *tab;
	size_t n;

	for (n = 0; n < LEN(f); n++) {
		f[n] = s;
		tab = strchr(s, '\t');
		if (!tab)
			break;
		*tab = 0;
		s = tab + 1;
	}
	*q = (struct question){ f[0], f[1], f[2], given(f[4]) ? f[4] : "",
				"" };
	c = strrchr(f[3], ':');
	if (c) {
		for (n = c - f[3]; n && f[3][n - 1] != ':'; n--)
			;
		q->line = internn(f[3] + n, c - f[3] - n);
	}
	return (strcmp(f[0], "function") == 0 || strcmp(f[0], "object") == 0) &&
	       *f[1] && (!*f[2] || strcmp(f[2], "internal") == 0 ||
			 strcmp(f[2], "external") == 0);
}

/* The unit of that path, and the object it is in: it has to be one. */
static void
find_unit(const char *path)
{
	const struct item *u = set_units(table, path, opt_object);

	if (!u)
		return;
	target = u->object;
	unit = u->unit;
	u = u->next;
	if (!u)
		return;
	error((struct loc){ path, 0, 0 }, "the index has %s in %s and %s in "
	      "%s: --object and --unit have to say which", u->unit, u->object,
	      unit, target);
	exit(S_INPUT);
}

/* What is asked about: the unit, its object, and whether there is more. */
static void
begin_answers(const char *index)
{
	const char *f[COLUMNS];
	struct text t;

	file = index;
	table = rows_open(file);
	t = rows_find(table, ROW_OBJECT, "vmlinux", NULL, NULL);
	kernel = rows_next(&t, ROW_OBJECT, f);
	if (opt_unit)
		find_unit(opt_unit);
	if (opt_object) {
		t = rows_find(table, ROW_OBJECT, opt_object, NULL, NULL);
		if (!rows_next(&t, ROW_OBJECT, f)) {
			error((struct loc){ file, 0, 0 }, "there is no object "
			      "%s in it", opt_object);
			exit(S_INPUT);
		}
		target = intern(opt_object);
	}
	if (!target && opt_unit) {
		error((struct loc){ file, 0, 0 }, "the unit %s is not in it, "
		      "nor does --object say what it is linked into",
		      opt_unit);
		exit(S_INPUT);
	}
}

int
cmd_resolve(int argc, char **argv)
{
	struct question q = { "function", "", "", "", "" };
	const char *f[COLUMNS];
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	unsigned number = 0;
	int i;

	begin_answers(argv[0]);
	for (i = 1; i < argc; i++) {
		q.name = argv[i];
		q.linkage = unit && static_function(&q, f) &&
			    strcmp(f[F_LINKAGE], "static") == 0 ?
			    "internal" : "";
		answer(&q);
	}
	if (argc > 1)
		return finish();
	while ((n = getline(&line, &size, stdin)) > 0) {
		number++;
		if (line[n - 1] == '\n')
			line[--n] = 0;
		if (!question(line, &q)) {
			error((struct loc){ "<stdin>", number, 0 }, "expected "
			      "function or object, a name, and what is known "
			      "of it, with tabs between them");
			return finish();
		}
		answer(&q);
	}
	return finish();
}
