/* SPDX-License-Identifier: GPL-2.0-or-later */
#define DEFINE_POINTS
#include "defines.h"
int pu_get(void) { return first_point()->x; }
