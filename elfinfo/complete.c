// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The whole set of functions to patch in a unit, and what a person would want
 * to know of them before a live patch is shipped: for klp-ccp.
 *
 * Functions are looked for in the unit, by its path, so that one of the same
 * name elsewhere is not taken for it.
 */
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

static struct text table;

/* The unit, in each object that it is in */
static struct item *units;

/* A function of the set */
static struct member {
	struct member *next;
	struct item it;
	const char *row[COLUMNS];
	const char *what;       /* patched, missed, copied, left, stuck, new */
	const char *why;        /* asked, unknown, or an edge's */
	const char *symbol;
	struct member *about;   /* why it is in the set */
	struct holder {         /* who has its code, if it was asked for */
		struct holder *next;
		struct member *m;
	} *holders;
	int known;              /* there is a row */
} *members, **members_end = &members;

static struct member *asked;    /* whose set is being made */

/* The unit */

static const struct loc nowhere;

/* Is there an object without debug data, or none at all, for lack of which the
 * unit cannot be found? */
static int
blind(void)
{
	struct text t = rows_find(table, ROW_OBJECT, opt_object, NULL, NULL);
	const char *g[COLUMNS];
	int n = 0;

	for (; rows_next(&t, ROW_OBJECT, g); n++)
		if (set_is(g[O_DEBUG], "no"))
			return 1;
	return !n;
}

/* An index of all that the kernel has: what it does not have, runs elsewhere. */
static void
refuse_unit(const char *where)
{
	struct text t = rows_find(table, ROW_OBJECT, "vmlinux", NULL, NULL);
	const char *g[COLUMNS];

	if (opt_object || !opt_unit || !rows_next(&t, ROW_OBJECT, g))
		return;
	error((struct loc){ where, 0, 0 }, "no object was made of %s: what is "
	      "linked into none of the kernel's, as the vdso is not, cannot be "
	      "patched", opt_unit);
	note(nowhere, "ways out: an index that has its module too; or "
	     "--object=NAME says what it is linked into");
	exit(S_INPUT);
}

static void
find_units(const char *where, const char *object)
{
	struct text t;

	units = set_units(table, opt_unit, opt_object);
	if (units)
		return;
	t = rows_find(table, ROW_DUMPCLONE, NULL, NULL, NULL);
	if (blind() && t.p < t.end)
		units = set_unit(object ? object : opt_object,
				 intern(opt_unit), 0, NULL);
	else if (opt_index || !blind()) {
		if (!blind())
			refuse_unit(where);
		warning((struct loc){ where, 0, 0 }, "unknown-unit",
			"it tells nothing of %s", opt_unit);
	}
}

static int
ours(const char *object, const char *unit)
{
	const struct item *u;

	for (u = units; u; u = u->next)
		if (u->unit == unit && u->object == object)
			return 1;
	return 0;
}

/* The set */

static struct member *
find(const struct item *it)
{
	struct member *m;

	for (m = members; m; m = m->next)
		if (m->it.name == it->name && m->it.object == it->object &&
		    m->it.unit == it->unit)
			return m;
	return NULL;
}

static struct member *
add(const struct item *it, const char *what, const char *why)
{
	struct member *m = alloc(sizeof *m);

	m->it = *it;
	m->what = what;
	m->why = why;
	*members_end = m;
	members_end = &m->next;
	return m;
}

/* Is there one of that name before, in another object? */
static int
said(const struct member *m)
{
	const struct member *o;

	for (o = members; o != m; o = o->next)
		if (o->it.name == m->it.name && set_is(o->what, m->what))
			return 1;
	return 0;
}

/* How m came to be in the set, as the end of a sentence */
static const char *
reason(const struct member *m, const char *called)
{
	const char *f = m->about->it.name;

	if (!called)
		return format("into which %s was inlined", f);
	if (set_is(called, "-"))
		return format("which may call a clone of %s that has other "
			      "parameters", f);
	return format("which calls %s, a clone of %s with other parameters",
		      called, f);
}

static const char no_fentry[] =
	"the kernel has no place for a call at the start of it: it is notrace, "
	"or its file is compiled without";

/* What the user may take upon himself, and how else to go on */
static const struct burden {
	const char *word, *way;
} burdens[] = {
	{ "init", "what it has set up, or will take down, is there; change "
	  "that from a function that still runs" },
	{ "no-code", "name the functions that use it" },
	{ "no-fentry", "patch those that call it" },
};

static const struct burden *
burden(const char *word, size_t n)
{
	size_t i;

	for (i = 0; i < LEN(burdens); i++)
		if (strlen(burdens[i].word) == n &&
		    memcmp(burdens[i].word, word, n) == 0)
			return &burdens[i];
	return NULL;
}

/* The words of --allow, or an error */
static void
check_allowed(void)
{
	const char *p;
	size_t n;

	for (p = opt_allow ? opt_allow : ""; *p; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		if (!burden(p, n))
			usage("--allow knows init, no-code and no-fentry, "
			      "not %.*s", (int)n, p);
	}
}

static int
allowed(const char *word)
{
	const char *p;
	size_t n;

	for (p = opt_allow ? opt_allow : ""; *p; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		if (burden(p, n) == burden(word, strlen(word)))
			return 1;
	}
	return 0;
}

/* No live patch changes m: an error, where the user does not allow it. */
static void
refuse(const struct member *m, const char *word, const char *text)
{
	const struct burden *b = burden(word, strlen(word));
	struct loc at = { set_is(m->row[F_FILE], "-") ? m->row[F_UNIT] :
			  m->row[F_FILE], atol(m->row[F_LINE]), 0 };

	if (!allowed(word)) {
		error(at, "%s", text);
		note(nowhere, "ways out: %s; or --allow=%s takes that as it "
		     "is", b->way, word);
	} else if (set_is(word, "init")) {
		warning(nowhere, "init-section", "%s", text);
	} else if (set_is(word, "no-code")) {
		warning(nowhere, "debug-data-only", "%s", text);
	} else {
		warning(nowhere, "not-patchable", "%s", text);
	}
}

static void
tell(const struct member *m, const char *called)
{
	const char *g = m->it.name, *why = reason(m, called);

	if (said(m))
		return;
	if (set_is(m->what, "stuck") && opt_only)
		warning(nowhere, "incomplete", "not patched: %s, %s, nor can "
			"it be: %s", g, why, no_fentry);
	else if (set_is(m->what, "stuck"))
		refuse(m, "no-fentry", format("%s, %s, cannot be patched: %s",
					      g, why, no_fentry));
	else if (set_is(m->what, "left"))
		note(nowhere, "not patched: %s, %s: it is in %s, and done once "
		     "it has run", g, why, m->row[F_SECTION]);
	else if (set_is(m->what, "missed"))
		warning(nowhere, "incomplete", "not patched: %s, %s", g, why);
	else if (set_is(m->what, "patched"))
		note(nowhere, "also patched: %s, %s [--no-complete leaves it]",
		     g, why);
}

static void
elsewhere(const struct edge *e)
{
	warning(nowhere, "other-units", "%s was inlined into %s of %s, which "
		"has to be patched as well", e->it->name, e->with->name,
		e->with->unit);
}

static const char *
what(const struct edge *e)
{
	if (e->row && !set_has_code(e->row))
		return "copied";
	if (!e->obstacle)
		return opt_only ? "missed" : "patched";
	return set_is(e->obstacle, "init") ? "left" : "stuck";
}

/* Do the two stand at one place? */
static int
shares(const struct item *a, const struct item *b)
{
	const char *f[COLUMNS], *g[COLUMNS];

	return set_function(a, f) && set_function(b, g) &&
		f[F_SECTION] == g[F_SECTION] && f[F_VALUE] == g[F_VALUE];
}

static void
holds(struct member *m, struct member *what)
{
	struct holder *h = alloc(sizeof *h);

	h->m = m;
	h->next = what->holders;
	what->holders = h;
}

static void
found(const struct edge *e)
{
	struct item twin = *e->it;
	struct member *m;

	if (set_is(e->why, "folded")) {
		twin.name = e->called;
		if (!shares(e->with, &twin))    /* else say_twins does */
			warning(nowhere, "folded", "%s is the same as %s, in "
				"code of its own that is not patched",
				e->with->name, twin.name);
		return;
	}
	if (e->with->unit && !ours(e->with->object, e->with->unit)) {
		elsewhere(e);
		return;
	}
	m = find(e->with);
	if (m) {
		holds(m, asked);
		return;
	}
	m = add(e->with, what(e), e->why);
	holds(m, asked);
	if (e->row) {
		memcpy(m->row, e->row, sizeof m->row);
		m->known = 1;
	}
	m->symbol = e->symbol;
	m->about = find(e->it);
	/* what was a step is not in the set */
	if (!m->about)
		m->about = asked;
	tell(m, e->called);
}

/* Has one that has its code come to this, and if to be patched, has it code? */
static int
reaches(const struct member *m, const char *what)
{
	const struct holder *h;

	for (h = m->holders; h; h = h->next)
		if (set_is(h->m->what, what) &&
		    (!h->m->known || set_has_code(h->m->row)))
			return 1;
	return 0;
}

static int
has_rows(const char *name, const struct item *u, struct item *it,
	 const char **f)
{
	*it = *u;
	it->name = name;
	return set_function(it, f);
}

/* What becomes of one that was asked for, as far as its own row tells */
static const char *
own(const char **f)
{
	const char *no = set_obstacle(f);

	return !no || set_is(no, "gone") ? "patched" :
	       set_is(no, "no-fentry") ? "stuck" : "left";
}

static void
ask(const char *name)
{
	const char *f[COLUMNS];
	const struct item *u;
	struct member *m;
	struct item it;
	int n = 0;

	for (u = units; u; u = u->next) {
		if (!has_rows(name, u, &it, f))
			continue;
		n++;
		m = find(&it);
		if (!m)
			m = add(&it, "patched", "asked");
		memcpy(m->row, f, sizeof f);
		m->known = 1;
		m->symbol = f[F_SYMBOL];
		m->what = own(f);
	}
	if (n)
		return;
	it = (struct item){ NULL, name, NULL, NULL, 0 };
	if (!find(&it))
		add(&it, units && units->described ? "new" : "patched",
		    "unknown");
	if (units)
		warning(nowhere, "unknown-function", "%s is not in the debug "
			"data of %s", name, units->unit);
}

/* It was asked for, and who has its code is known.  Has it none itself, then
 * it is not patched, but they are. */
static void
settle(struct member *m)
{
	if (!set_is(m->what, "patched") || !m->known || set_has_code(m->row))
		return;
	if (opt_only) {
		m->what = "copied";
		return;
	}
	if (!reaches(m, "patched")) {
		m->what = reaches(m, "stuck") ? "stuck" : "left";
		return;
	}
	m->what = "copied";
	if (!said(m))
		note(nowhere, "not patched but copied: %s, which has no code "
		     "of its own but %s", m->it.name,
		     set_is(m->row[F_STATE], "cloned") ? "clones" :
		     "where it was inlined");
}

/* Others of the unit's own source that no reference can be bound to; with an
 * index the policy knows that itself. */
static void
add_codeless(enum row k)
{
	struct text t = rows_find(table, k, NULL, NULL, NULL);
	const char *g[COLUMNS], *f[COLUMNS], *last = NULL;
	const struct item *u;
	struct member *m;
	struct item it;

	while (units && rows_next(&t, k, g)) {
		if (g[F_NAME] == last || strchr(g[F_NAME], '.'))
			continue;
		last = g[F_NAME];
		for (u = units; u; u = u->next) {
			if (!has_rows(last, u, &it, f) || find(&it) ||
			    set_has_code(f) ||
			    !set_same_path(f[F_FILE], strlen(f[F_FILE]),
					   u->unit))
				continue;
			m = add(&it, "copied", "no-code");
			memcpy(m->row, f, sizeof f);
			m->known = 1;
		}
	}
}

static void
put_members(void)
{
	const struct member *m;
	int i;

	for (m = members; m; m = m->next) {
		row(ROW_MEMBER);
		row_str(m->it.name);
		row_str(m->it.object);
		row_str(m->it.unit);
		for (i = F_FILE; i <= F_LINE; i++)
			row_str(m->row[i]);
		row_str(m->what);
		row_str(m->known ? m->row[F_SYMBOL] : NULL);
		row_str(m->known ? m->row[F_POSITION] : NULL);
		row_str(m->known ? m->row[F_OF] : NULL);
		row_str(m->why);
		row_str(m->about ? m->about->it.name : NULL);
		row_end();
	}
}

/* Words about one that is patched */

/* Would the kernel know the object by this name? */
static int
loaded(const char *object)
{
	struct text t = rows_find(table, ROW_OBJECT, object, NULL, NULL);
	const char *g[COLUMNS];

	return rows_next(&t, ROW_OBJECT, g) && !set_is(g[O_WHAT], "object");
}

static void
say_symbol(const struct member *m, const char **f)
{
	const char *name = m->it.name;

	if (!set_has_code(f))
		return;
	if (!m->it.object)
		return;
	if (set_is(f[F_SYMBOL], "-")) {
		warning(nowhere, "debug-data-only", "%s has no symbol in %s: "
			"the kernel cannot find it", name, m->it.object);
		return;
	}
	if (strcmp(f[F_SYMBOL], name) != 0)
		warning(nowhere, "renamed", "%s is called %s in %s: that is "
			"its old_name", name, f[F_SYMBOL], m->it.object);
	if (atol(f[F_OF]) > 1 && m->it.object && loaded(m->it.object))
		warning(nowhere, "namesakes", "%s is number %s of the %s "
			"symbols of that name in %s: that is its old_sympos",
			name, f[F_POSITION], f[F_OF], m->it.object);
}

static void
say_clones(const struct member *m)
{
	struct text t = set_rows(&m->it, ROW_CLONE);
	const char *g[COLUMNS], *list = NULL;

	while (rows_next(&t, ROW_CLONE, g))
		if (set_changed(g[C_SUFFIX]))
			list = list ? format("%s, %s", list, g[C_SYMBOL]) :
			       g[C_SYMBOL];
	t = rows_find(table, ROW_DUMPCLONE, m->it.name, NULL, NULL);
	while (!m->it.object && rows_next(&t, ROW_DUMPCLONE, g))
		if (!set_is(g[D_SUFFIX], "inlining to") &&
		    set_changed(g[D_SUFFIX])) {
			warning(nowhere, "clones", "%s has a clone with other "
				"parameters, %s: only the object tells who "
				"calls that", m->it.name, g[D_CLONE]);
			return;
		}
	if (list)
		warning(nowhere, "clones", "%s has clones with other "
			"parameters, which a patch of it does not reach, only "
			"that of their callers: %s", m->it.name, list);
}

static void
say_twins(const struct member *m)
{
	struct text t = set_rows(&m->it, ROW_TWIN);
	const char *g[COLUMNS];

	while (rows_next(&t, ROW_TWIN, g))
		warning(nowhere, "folded", "%s has the code of %s, and is "
			"patched with it", g[W_WITH], m->it.name);
}

static void
say_tail_calls(const struct member *m)
{
	struct text t = set_rows(&m->it, ROW_TAILCALL);
	const char *g[COLUMNS], *last = NULL;

	while (opt_tail_calls && rows_next(&t, ROW_TAILCALL, g))
		if (g[T_TO] != last) {
			last = g[T_TO];
			warning(nowhere, "sibling-calls", "%s jumps to %s "
				"instead of calling it: that loses the TOC "
				"when it leaves a module, so compile with "
				"-fno-optimize-sibling-calls",
				m->it.name, last);
		}
}

/* Words about one that was asked for */

static void
say_state(const struct member *m, const char **f)
{
	const char *no = set_obstacle(f), *name = m->it.name;

	if (no && set_is(no, "overridden"))
		refuse(m, "no-code", format("%s is overridden by another "
			"function of its name, and never run", name));
	else if (no && set_is(no, "init") && strstr(f[F_SECTION], ".exit"))
		refuse(m, "init", format("%s is in %s: it only runs when its "
					 "module goes, and ftrace is kept out",
					 name, f[F_SECTION]));
	else if (no && set_is(no, "init"))
		refuse(m, "init", format("%s is in %s: it has run before a "
					 "live patch comes", name,
					 f[F_SECTION]));
	else if (no && set_is(no, "no-fentry"))
		refuse(m, "no-fentry", format("%s cannot be patched: %s", name,
					      no_fentry));
	else if (set_is(f[F_STATE], "folded"))
		warning(nowhere, "folded", "%s was folded into another "
			"function with the same code, which is patched with "
			"it", name);
	else if (!set_has_code(f) && opt_only)
		warning(nowhere, "not-patchable", "%s has no code of its own",
			name);
	else if (!set_is(m->what, "left"))
		return;
	else if (no)
		refuse(m, "no-code", format("%s is only in the debug data: it "
			"has no code, nor was it inlined", name));
	else if (reaches(m, "left"))
		refuse(m, "init", format("%s has no code of its own but in "
			"functions of init or exit sections, which have run "
			"before a live patch comes", name));
	else
		refuse(m, "no-code", format("%s has no code of its own, nor "
			"has a function of the unit that can be patched", name));
}

/* The functions that contain it in the unit of row g */
static const char *
containers(const char **g)
{
	struct text t = rows_find(table, ROW_INLINED, g[F_NAME], g[F_OBJECT],
				  g[F_UNIT]);
	const char *list = set_has_code(g) ? "itself" : NULL;
	const char *i[COLUMNS], *last = NULL;

	while (rows_next(&t, ROW_INLINED, i)) {
		if (i[I_INTO] != last)
			list = list ? format("%s, %s", list, i[I_INTO]) :
			       i[I_INTO];
		last = i[I_INTO];
	}
	return list ? list : "a clone";
}

enum { SHOWN = 8 };     /* units that are named, of several */

/* A function of a header is in each unit that uses it. */
static void
say_units(const struct member *m, const char **f)
{
	struct text t = rows_find(table, ROW_FUNCTION, m->it.name, NULL, NULL);
	const char *g[COLUMNS], *list = "";
	int n = 0;

	if (!m->it.described || set_is(f[F_FILE], "-") ||
	    f[F_FILE] == m->it.unit)
		return;
	while (rows_next(&t, ROW_FUNCTION, g)) {
		if (g[F_LINE] != f[F_LINE] ||
		    !set_same_path(g[F_FILE], strlen(g[F_FILE]), f[F_FILE]) ||
		    ours(g[F_OBJECT], g[F_UNIT]) || set_is(g[F_STATE], "gone"))
			continue;
		if (n++ < SHOWN)
			list = format("%s%s%s (%s)", list, *list ? ", " : "",
				      g[F_UNIT], containers(g));
	}
	if (n > SHOWN)
		list = format("%s and %d more", list, n - SHOWN);
	if (n)
		warning(nowhere, "other-units", "%s of %s is also in other "
			"units, where it stays as it is: %s", m->it.name,
			f[F_FILE], list);
	else if (!opt_index)
		warning(nowhere, "other-units", "%s is of %s: an index would "
			"tell which other units have it", m->it.name,
			f[F_FILE]);
}

static void
say_objects(void)
{
	const struct item *u;
	const char *list = NULL;

	for (u = units; u; u = u->next)
		if (u->object)
			list = list ? format("%s, %s", u->object, list) :
			       u->object;
	if (units && units->next)
		warning(nowhere, "objects", "%s is in several objects, --object "
			"says which is meant: %s", opt_unit, list);
}

/* One that was asked for is new, or was left out, and nothing is replaced that
 * could call it. */
static void
say_new(void)
{
	const struct member *m, *new = NULL;

	for (m = members; m; m = m->next) {
		if (!set_is(m->what, "new"))
			return;
		new = m;
	}
	if (!new || allowed("no-code"))
		return;
	error((struct loc){ units->unit, 0, 0 }, "the kernel does not have %s, "
	      "and nothing is patched that calls it", new->it.name);
	note(nowhere, "ways out: name those that call it; or --allow=no-code "
	     "takes that as it is");
}

static void
words(void)
{
	struct member *m;

	say_objects();
	say_new();
	for (m = members; m; m = m->next) {
		if (!m->known)
			continue;
		if (set_is(m->why, "asked")) {
			say_state(m, m->row);
			say_units(m, m->row);
		}
		if (!set_is(m->what, "patched"))
			continue;
		say_symbol(m, m->row);
		say_clones(m);
		say_tail_calls(m);
		say_twins(m);
	}
}

/* What the files tell, as an index would have it */
static const char *
take_files(int argc, char **argv, const char **dump)
{
	const char *object = NULL;
	struct object *o;
	int i, debug;

	*dump = NULL;
	for (i = 0; i < argc; i++) {
		if (strstr(argv[i], ".ipa-clones")) {
			if (*dump)
				usage("complete wants one dump");
			*dump = intern(argv[i]);
			clones_rows(*dump);
			continue;
		}
		if (object)
			usage("complete wants one object");
		o = object_open(argv[i]);
		symbols_rows(o);
		debug = functions_take(o);
		object_row(o, debug);
		if (!debug)
			calls_scan(o);
		object = intern(o->name);
		object_close(o);
	}
	table = rows_take();
	return object;
}

int
cmd_complete(int argc, char **argv)
{
	const char *dump = NULL, *object = NULL, *where, *p;
	struct member *m;
	struct text t;
	size_t n;

	check_allowed();
	if (!opt_unit || !opt_functions)
		usage("complete wants --unit=PATH and --functions=LIST");
	if (!opt_index && !argc)
		usage("complete wants --index=TABLE, or an OBJECT or DUMP");
	where = opt_index ? opt_index : argv[0];
	if (opt_index)
		table = rows_open(opt_index);
	else
		object = take_files(argc, argv, &dump);
	set_table(table, dump);
	find_units(where, object);
	for (p = opt_functions; *p; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		if (n)
			ask(internn(p, n));
	}
	for (m = members; m; m = m->next)
		if (set_is(m->why, "asked")) {
			asked = m;
			set_close(&m->it, found);
		}
	for (m = members; m; m = m->next)
		if (set_is(m->why, "asked"))
			settle(m);
	words();
	if (nerrors)
		return finish();
	if (!opt_index && !opt_only) {
		add_codeless(ROW_FUNCTION);
		add_codeless(ROW_DUMPCLONE);
	}
	put_members();
	t = rows_take();
	rows_put("complete", ROWS(MEMBER), &t, 1);
	return finish();
}
