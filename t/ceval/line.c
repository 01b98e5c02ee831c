/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Built-in functions that tell the place they are called at */
#define LINE __builtin_LINE
#define OPEN(x) \
	x \
	(
#define SELF(x) x
#define IS(line) == line ? 1 : -1
#line 100
int a[LINE
	( ) IS(100)];
int b[OPEN(LINE) ) IS(102)];
int c[
OPEN(__builtin_LINE)
	) IS(104)];
int d[SELF(
	SELF(
	__builtin_LINE()
	)) IS(106)];
#line 500
_Static_assert(__builtin_LINE() == 500, "");
_Static_assert(__builtin_constant_p(__builtin_FILE()) &&
	       __builtin_constant_p(__builtin_FUNCTION()), "");
const char *const file = __builtin_FILE();
const char *const function = __builtin_FUNCTION();
