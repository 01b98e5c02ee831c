/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NEVER
	# error in a file of a file
#endif
