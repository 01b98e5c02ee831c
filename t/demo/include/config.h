/* SPDX-License-Identifier: GPL-2.0-or-later */
#define CONFIG_MAILBOX 1
#define CONFIG_MAILBOX_STATS 1
#define CONFIG_NR_PORTS 4
/* CONFIG_MAILBOX_DEBUG is not set */
