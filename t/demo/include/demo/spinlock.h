/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DEMO_SPINLOCK_H
#define DEMO_SPINLOCK_H

#include <demo/types.h>

typedef struct {
	u32 locked;
} spinlock_t;

#define DEFINE_SPINLOCK(x) spinlock_t x = { .locked = 0 }

static inline void spin_lock(spinlock_t *lock)
{
	while (__atomic_exchange_n(&lock->locked, 1, __ATOMIC_ACQUIRE))
		__asm__ __volatile__("" : : : "memory");
}

static inline void spin_unlock(spinlock_t *lock)
{
	__atomic_store_n(&lock->locked, 0, __ATOMIC_RELEASE);
}

#endif
