/* SPDX-License-Identifier: GPL-2.0-or-later */
#define CAT(a, b) a ## b
#define H2(x) CAT(x, +)
