/* SPDX-License-Identifier: GPL-2.0-or-later */
/* References that are marked by labels, and by entries of a section */
#define LABEL(text)  __asm__("\".klp.sym.rela." text "\"")

extern int one(int) LABEL("vmlinux.vmlinux.f,0");
extern int two LABEL("m.m.v.1");
extern int marked;
struct reloc { void *sym; unsigned pos; } __attribute__((packed));
__attribute__((section(".klp.module_relocs.m"), aligned(4), used))
static struct reloc relocs[] = { { &marked, 2 } };
int *pointer = &two;
__attribute__((section(".modinfo"), used))
static const char info[] = "livepatch=Y\0vermagic=1.0 SMP";

int f(int x)
{
	return one(x) + two + marked;
}
