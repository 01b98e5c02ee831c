/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clang 14, which afl-fuzz' instrumentation needs, lacks two types of gcc's,
 * and <stdlib.h> what it has for one of them.  A float does for _Float16:
 * here nobody asks for the values.
 */
#include <stddef.h>
#define _Float128 __float128
#define _Float16  float
__float128 strtof128(const char *restrict, char **restrict);
int strfromf128(char *restrict, size_t, const char *restrict, __float128);
