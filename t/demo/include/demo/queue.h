/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DEMO_QUEUE_H
#define DEMO_QUEUE_H

#include <demo/types.h>

#define QUEUE_SIZE 16

struct message {
	u16 port;
	u16 len;
	u8 data[12];
};

struct queue {
	u32 head, tail;
	struct message ring[QUEUE_SIZE];
};

extern bool queue_push(struct queue *q, const struct message *m);
extern bool queue_pop(struct queue *q, struct message *m);

static inline u32 queue_len(const struct queue *q)
{
	return q->tail - q->head;
}

static inline bool queue_full(const struct queue *q)
{
	return queue_len(q) == QUEUE_SIZE;
}

#endif
