/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stddef.h>
#include "sub.h"
#include "internal.h"
#define __init __attribute__((__section__(".init.text"))) __attribute__((cold))
static int espr_cnt, espr_max = 3, plain = 4;
static const struct loc espr_tab[] = { { 1, { 2 } }, { 3, { 4 } } };
static int eepr_fn(struct loc *l) __attribute__((noinline));
int use(int);
static __init int pe_init(struct loc *l)
{
	static int espr_calls, loc2;
	static struct { int q; } espr_anon = { 1 };
	espr_calls++; loc2++;
	return hinl2(espr_cnt) + eepr_fn(l) + linl(l) + espr_anon.q + sizeof(espr_tab) + plain + hplain(HB);
}
static int eepr_fn(struct loc *l) { return l->b + espr_max; }
int pu_second(void) { return eer_obj + ee_hfun(NULL) + pe_init(0); }
