/* SPDX-License-Identifier: GPL-2.0-or-later */
struct loc { int b; struct hdr h; };
static inline int linl(struct loc *l) { return l->b; }
