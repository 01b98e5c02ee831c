/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * macro.h - what the definition of a macro and a call of it say (6.10.3): the
 * parameters, C99's and GNU's variable ones, the operators, the arguments.
 */

/* What a definition says before its replacement list */
struct macro_form {
	struct macro_name {
		const char *s;
		uint32_t len;
	} *param;               /* __VA_ARGS__ too, where it is meant */
	unsigned n;
	unsigned rest;          /* which one takes the rest of the arguments,
				 * from 1; 0: none */
	int function;           /* it takes arguments */
	size_t cap;
};
/* Read it from the directive at s. */
void macro_read(struct macro_form *, const char *s, const char *end);
/* Or put it together: a parameter more; NULL: the one without a name. */
void macro_add(struct macro_form *, const char *s, uint32_t len);

/* What a token of the replacement list is */
enum macro_part {
	MACRO_TOKEN, MACRO_PARAM, MACRO_STRING, MACRO_PASTE, MACRO_OPT
};
/* The token, of a class of s records; *param: which parameter, from 1. */
enum macro_part macro_part(const struct macro_form *, char class,
			   const char *s, uint32_t len, unsigned *param);

/* The tokens of a call, from the name on; newlines are left out. */
struct macro_call {
	struct pplex lex;
	unsigned depth;         /* of parentheses, after the token */
	unsigned arg;           /* the argument it is in, from 1; 0: in none,
				 * a comma between them or the parentheses */
	unsigned n;             /* arguments so far */
};
void macro_call(struct macro_call *, const char *s, const char *end);
/* 0: there are no more; they are all if depth is 0 and n is not. */
int macro_call_next(struct macro_call *, struct pptok *);
