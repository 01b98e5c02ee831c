// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mailbox - a queue of messages for each port
 */
#define pr_fmt(fmt) "mailbox: " fmt

#include <demo/module.h>
#include <demo/printk.h>
#include <demo/queue.h>
#include <demo/spinlock.h>
#include "mailbox.h"

static DEFINE_SPINLOCK(mailbox_lock);

static struct port {
	struct queue queue;
	const struct port_ops *ops;
	unsigned int open : 1, blocked : 1;
} ports[CONFIG_NR_PORTS];

#ifdef CONFIG_MAILBOX_STATS
struct mailbox_stats mailbox_stats;
#define count(what) (mailbox_stats.what++)
#else
#define count(what) ((void)0)
#endif

/* How often each reason has been logged already */
enum drop_reason { DROP_BLOCKED, DROP_FULL, NR_DROP_REASONS };

static unsigned int logged[NR_DROP_REASONS] __read_mostly;

#define log_once(reason, fmt, ...) ({					\
	if (!logged[reason]++)						\
		pr_err(fmt, ##__VA_ARGS__);				\
	})

static struct port *find_port(unsigned int nr)
{
	if (nr >= ARRAY_SIZE(ports) || !ports[nr].open)
		return NULL;
	return &ports[nr];
}

static void default_notify(unsigned int nr)
{
	pr_debug("message on port %u\n", nr);
	count(notified);
}

static const struct port_ops default_ops = {
	.notify = default_notify,
};

/* The checksum that goes with a message over the wire */
static u16 checksum(const struct message *m)
{
	u32 sum = 0;
	unsigned int i;

	for (i = 0; i < sizeof(m->data); i++)
		sum += m->data[i] << (i & 1 ? 8 : 0);
	return sum + (sum >> 16);
}

/*
 * mailbox_send - queue a message for a port
 *
 * The message is copied. Returns 0, -ENXIO when nobody has opened the port,
 * or -ENOSPC when nobody reads it.
 */
int mailbox_send(unsigned int nr, struct message *m)
{
	struct port *port;
	int ret = 0;

	if (unlikely(m->len > sizeof(m->data)))
		return -EINVAL;

	spin_lock(&mailbox_lock);
	port = find_port(nr);
	if (!port) {
		ret = -ENXIO;
		goto out;
	}
	if (port->blocked) {
		log_once(DROP_BLOCKED, "port %u is blocked\n", nr);
		count(dropped);
		goto out;
	}
	m->port = checksum(m);
	if (!queue_push(&port->queue, m)) {
		log_once(DROP_FULL, "port %u: %u messages wait\n", nr,
			 queue_len(&port->queue));
		count(dropped);
		ret = -ENOSPC;
		goto out;
	}
	count(sent);
	port->ops->notify(nr);
out:
	spin_unlock(&mailbox_lock);
	return ret;
}
EXPORT_SYMBOL(mailbox_send);

int mailbox_receive(unsigned int nr, struct message *m)
{
	struct port *port;
	int ret = -ENXIO;

	spin_lock(&mailbox_lock);
	port = find_port(nr);
	if (port)
		ret = queue_pop(&port->queue, m) ? 0 : -EINVAL;
	spin_unlock(&mailbox_lock);
	return ret;
}
EXPORT_SYMBOL(mailbox_receive);

int mailbox_open(unsigned int nr, const struct port_ops *ops)
{
	if (nr >= ARRAY_SIZE(ports))
		return -EINVAL;
	spin_lock(&mailbox_lock);
	ports[nr].ops = ops ? ops : &default_ops;
	ports[nr].open = true;
	spin_unlock(&mailbox_lock);
	return 0;
}
EXPORT_SYMBOL(mailbox_open);

static const char banner[] __initdata = "ready, " __FILE__ "\n";

static int __init mailbox_init(void)
{
	pr_info("%s", banner);
	return mailbox_open(0, NULL);
}
module_init(mailbox_init);
