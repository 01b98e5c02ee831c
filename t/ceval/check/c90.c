/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What C90 has otherwise than later C */
/* RUN all: -std=gnu90 */
/* RUN all: -std=gnu99 */

struct s { char c[17]; } a, b;
int d;

/* An array that is no lvalue stays an array. */
char of_comma[sizeof(0, (a = b).c)];
char of_lvalue[sizeof(0, a.c)];
char of_string[sizeof(0, "abc")];
char of_cond[sizeof((d ? a : b).c)];
