// SPDX-License-Identifier: GPL-2.0-or-later
#include <demo/module.h>
#include <demo/queue.h>

bool queue_push(struct queue *q, const struct message *m)
{
	if (queue_full(q))
		return false;
	q->ring[q->tail++ % QUEUE_SIZE] = *m;
	return true;
}
EXPORT_SYMBOL(queue_push);

bool queue_pop(struct queue *q, struct message *m)
{
	if (!queue_len(q))
		return false;
	*m = q->ring[q->head++ % QUEUE_SIZE];
	return true;
}
EXPORT_SYMBOL(queue_pop);
