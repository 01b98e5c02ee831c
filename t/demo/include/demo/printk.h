/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DEMO_PRINTK_H
#define DEMO_PRINTK_H

#include <demo/module.h>

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif

extern int printk(const char *fmt, ...) __printf(1, 2);

#define pr_err(fmt, ...) printk("<3>" pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...) printk("<6>" pr_fmt(fmt), ##__VA_ARGS__)

#ifdef CONFIG_MAILBOX_DEBUG
#define pr_debug(fmt, ...) printk("<7>" pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_debug(fmt, ...)						\
	do { if (0) printk("<7>" pr_fmt(fmt), ##__VA_ARGS__); } while (0)
#endif

#endif
