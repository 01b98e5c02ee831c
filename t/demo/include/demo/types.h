/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DEMO_TYPES_H
#define DEMO_TYPES_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long size_t;
typedef _Bool bool;

#define NULL ((void *)0)
#define false 0
#define true 1

#define EINVAL 22
#define ENOSPC 28
#define ENXIO 6

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))

#define container_of(ptr, type, member) ({				\
	const __typeof__(((type *)0)->member) *__p = (ptr);		\
	(type *)((char *)__p - __builtin_offsetof(type, member)); })

#endif
