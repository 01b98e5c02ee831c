/* SPDX-License-Identifier: GPL-2.0-or-later */
int before;
int x
