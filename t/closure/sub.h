/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SUB_H
#define SUB_H
struct hdr { int a; };
enum hcol { HA, HB };
int ee_hfun(struct hdr *h);
int eepr_hptr(int);
static inline int hinl(int x) { return eepr_hptr(x) + 1; }
static inline int hinl2(int x) { return hinl(x) * 2; }
static inline int hplain(int x) { return x; }
extern int eer_obj;
#endif
