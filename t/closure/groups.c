/* SPDX-License-Identifier: GPL-2.0-or-later */
struct set { unsigned long bits; };
extern void ee_log(struct set *s);
int espr_count;

/* Kept whole: nothing in it has to change */
#define SET_FNS(name, bit)						\
static inline int has_##name(struct set *s)				\
{									\
	return s->bits >> bit & 1;					\
}									\
static inline void add_##name(struct set *s)				\
{									\
	ee_log(s);							\
	s->bits |= 1ul << bit;						\
}
SET_FNS(first, 0)
SET_FNS(second, 1)

/* Not kept whole: a part of it changes, another part is not needed */
#define COUNTERS(name)							\
static inline int count_##name(void)					\
{									\
	return espr_count++;						\
}									\
static inline int peek_##name(void)					\
{									\
	return espr_count;						\
}
COUNTERS(all)

/* Not kept whole: it defines an object */
#define POINT(name)							\
struct point_##name { int x; };						\
static struct point_##name ee_##name = { 1 };
POINT(one)

int pu_first(struct set *s)
{
	return has_first(s) + count_all() + ee_one.x;
}
