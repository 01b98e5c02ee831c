/* SPDX-License-Identifier: GPL-2.0-or-later */
int before;
	#include "h3.h"
