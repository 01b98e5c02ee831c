/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <demo/queue.h>

/**
 * struct port_ops - what the one who opens a port wants to hear of
 */
struct port_ops {
	void (*notify)(unsigned int nr);
};

struct mailbox_stats {
	unsigned long sent, dropped, notified;
};

extern struct mailbox_stats mailbox_stats;

int mailbox_send(unsigned int nr, struct message *m);
int mailbox_receive(unsigned int nr, struct message *m);
int mailbox_open(unsigned int nr, const struct port_ops *ops);
