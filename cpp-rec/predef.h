/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables that say what a gcc predefines.  All speak of words that are on or
 * off: options without their dash ("funsigned-char", "mcmodel=kernel"), and
 * words of our own ("lp64", "arch:k8").  A word goes off with "-fno-X" or
 * "-mno-X"; of "-mX=A -mX=B" only the last is on.
 *
 * A condition is words, all of which must hold: W: it is on; !W: it is off;
 * W=: it is on with whatever value; >=4.9, <13: the version; A|B: one of
 * these.  A list is words, where each
 * may have a version behind it: "avx crc32:>=11".  A list of changes has a
 * sign before each: +W on, -W off, ?W on and ~W off where the command line
 * does not say.
 */
struct predef {
	const char *name;       /* NULL: of the row above, where that one's
				 * condition did not hold */
	const char *value;
	const char *when;
};

/* Instructions and the like that have others as a base: with the one they go
 * on, without them it goes off.  *W: it stays on without W; =W: it does not
 * turn W on. */
struct feature {
	const char *name;
	const char *needs;
	const char *when;       /* there are versions that know it */
};

/* What a value of -march= or -mcpu= stands for */
struct cpu {
	const char *name;
	const char *base;       /* what it has too, or NULL */
	const char *words;      /* a list of features, -W: not of the base's */
	const char *id;         /* as the macros call it; NULL: as the base */
};

struct rule {
	const char *when;
	const char *then;       /* changes */
};

/* An option, as a whole or up to its =, that does more than to turn its own
 * word on or off */
struct option {
	const char *name;
	const char *then;       /* changes */
};

struct arch {
	const char *name;       /* in --compiler */
	const char *start;      /* changes before all options */
	const struct option *options;   /* all end with a NULL name */
	const struct feature *features;
	const struct cpu *cpus;
	const struct predef *macros;
	const struct rule *rules;       /* after the options */
	/* Take -march= and its like out of the options, before the rules. */
	void (*select)(void);
	/* Give macros that are in no table, or NULL. */
	void (*put)(void);
	int since, until;       /* the tables are of these versions of gcc;
				 * 0: of all */

	/* For __has_attribute and __has_builtin, lists, each may be NULL */
	const char *attributes;
	const char *builtins;           /* behind __builtin_ */
	const char *instructions;       /* how the names of those begin that
					 * no table has */
};

extern const struct arch predef_x86, predef_aarch64, predef_ppc64le,
	predef_s390x, predef_riscv64;
extern const char predef_start[];       /* changes */
extern const struct option predef_options[];
extern const struct predef predef_standard[], predef_common[];
extern const struct rule predef_rules[];

/* Names and values of types, from the words that are on */
void predef_types(void);

/* What the tables' own functions need */
int predef_on(const char *word);
int predef_holds(const char *when);
/* Obey a list of changes. */
void predef_change(const char *changes);
/* The value of the last -NAME=VALUE, or NULL. */
const char *predef_option(const char *name);
/* Turn on what cpu has, where the command line does not say otherwise; the
 * one of the table, NULL: there is none of this name. */
const struct cpu *predef_cpu(const char *name);
/* That without turning on anything; the whole name, or up to a +.  And its id,
 * or its base's. */
const struct cpu *predef_cpu_find(const char *name);
const char *predef_cpu_id(const struct cpu *);
void predef_put(const char *name, const char *value);
/* The next word of a list, or 0; those of other versions are passed over. */
int predef_item(const char **list, const char **s, size_t *n);
/* Is it a word of the list? */
int predef_listed(const char *list, const char *word);
/* The architecture of the tables that were asked last */
const struct arch *predef_arch(void);
/* Warn of an option's value that no table has. */
void predef_unknown(const char *option, const char *value);
