/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DEMO_MODULE_H
#define DEMO_MODULE_H

#define __init __attribute__((__section__(".init.text"), __cold__))
#define __initdata __attribute__((__section__(".init.data")))
#define __read_mostly __attribute__((__section__(".data..read_mostly")))
#define __printf(a, b) __attribute__((__format__(printf, a, b)))

struct kernel_symbol {
	const void *value;
	const char *name;
};

#define EXPORT_SYMBOL(sym)						\
	static const struct kernel_symbol __ksymtab_##sym		\
	__attribute__((__section__("___ksymtab"), __used__)) =		\
		{ (const void *)&sym, #sym }

typedef int (*initcall_t)(void);

#define module_init(fn)							\
	static initcall_t __initcall_##fn				\
	__attribute__((__section__(".initcall"), __used__)) = fn

#endif
