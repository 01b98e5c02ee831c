// SPDX-License-Identifier: GPL-2.0-or-later
/* The machines, a row each. */
#include <string.h>
#include "util.h"
#include "machine.h"

static const struct machine machines[] = {
	{
		.name = "x86_64", .also = "amd64", .macros = "__x86_64__",
		.words = M_X86, .attr_align = 16, .func_align = 1,
		.ms_struct = 1,
		.va = VA_ARRAY, .va_bytes = 8, .va_pointers = 2,
	}, {
		.name = "i386", .also = "i486 i586 i686", .macros = "__i386__",
		.words = M_X86, .attr_align = 16, .func_align = 1,
		.member_align = 4, .word = 4, .x87_size = 12, .ms_struct = 1,
	}, {
		.name = "aarch64", .also = "arm64", .macros = "__aarch64__",
		.words = M_ARM, .vector_align = 16, .func_align = 4,
		.anon_fields = 1,
		.va = VA_STRUCT, .va_bytes = 8, .va_pointers = 3,
	}, {
		.name = "ppc64le", .also = "powerpc64le",
		.macros = "__powerpc64__ __LITTLE_ENDIAN__",
		.triple = "powerpc64le-linux-gnu",
		.words = M_PPC, .func_align = 4, .ms_struct = 1,
	}, {
		.name = "ppc64", .also = "powerpc64",
		.macros = "__powerpc64__", .triple = "powerpc64-linux-gnu",
		.words = M_PPC, .func_align = 4, .ms_struct = 1,
	}, {
		.name = "s390x", .macros = "__s390x__",
		.max_align = 8, .func_align = 8,
		.vector_align = 8, .vectors = "__VX__",
		.va = VA_ARRAY, .va_bytes = 16, .va_pointers = 2,
	}, {
		.name = "riscv64", .macros = "__riscv __LP64__",
		.func_align = 4, .half_align = "__riscv_compressed",
		.va = VA_VOID,
	}, {
		.name = "arm", .macros = "__arm__", .words = M_ARM,
		.func_align = 1,
	}
};

static const struct machine other = { .name = "unknown", .func_align = 1 };

/* Is the word of N characters in the list? */
static int
listed(const char *list, const char *s, size_t n)
{
	size_t len;

	for (; list && *list; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		if (len == n && memcmp(list, s, n) == 0)
			return 1;
	}
	return 0;
}

const struct machine *
machine_of(const char *compiler)
{
	size_t i, n = strcspn(compiler, "-");

	for (i = 0; i < LEN(machines); i++)
		if (listed(machines[i].name, compiler, n) ||
		    listed(machines[i].also, compiler, n))
			return &machines[i];
	return &other;
}

const struct machine *
machine_row(size_t i)
{
	return i < LEN(machines) ? &machines[i] : NULL;
}
