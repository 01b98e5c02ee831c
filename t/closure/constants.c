/* SPDX-License-Identifier: GPL-2.0-or-later */
struct key { int on; };
static struct key espr_key;
static inline __attribute__((always_inline)) int branch(struct key *k, int l)
{
	__asm__ volatile("# %c0 %1" : : "i" (k), "r" (l));
	return k->on;
}
static inline __attribute__((always_inline)) int likely_branch(struct key *k)
{
	return branch(k, 1);
}
int pu_key(void)
{
	static int *here = &espr_key.on;
	return likely_branch(&espr_key) + *here;
}
int pu_other(void) { return likely_branch(&espr_key); }
