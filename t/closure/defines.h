/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DEFINES_H
#define DEFINES_H
#include "types.h"
#ifdef DEFINE_POINTS
struct point points[3];
static const struct point origin = { 0 };
#else
extern struct point points[3];
#endif
static inline struct point *first_point(void)
{
	return &points[0];
}
#endif
