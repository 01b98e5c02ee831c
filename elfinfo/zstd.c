// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Sections that are compressed with zstd, which libelf reads from 0.189 on if
 * it was built so.  Such a file is read from a copy in memory, at whose end
 * stand these sections as they are.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

#ifndef ELFCOMPRESS_ZSTD
#define ELFCOMPRESS_ZSTD  2
#endif

static int
is_zstd(Elf_Scn *scn, GElf_Shdr *sh, GElf_Chdr *ch)
{
	return gelf_getshdr(scn, sh) && sh->sh_flags & SHF_COMPRESSED &&
	       sh->sh_type != SHT_NOBITS && gelf_getchdr(scn, ch) &&
	       ch->ch_type == ELFCOMPRESS_ZSTD;
}

static int
any(Elf *elf)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;
	GElf_Chdr ch;

	while ((scn = elf_nextscn(elf, scn)))
		if (is_zstd(scn, &sh, &ch))
			return 1;
	return 0;
}

static void
append(const char *file, int to, int from, uint64_t at, uint64_t size)
{
	char buf[1 << 16];
	ssize_t n;

	for (; size; size -= n, at += n) {
		n = pread(from, buf, size < sizeof buf ? size : sizeof buf,
			  at);
		if (n <= 0 || write(to, buf, n) != n)
			fatal("read %s:", file);
	}
}

/* What a section's bytes are, as a file of its own */
static int
contents(const char *file, int fd, const GElf_Shdr *sh, size_t head)
{
	int packed = input_memory(file);

	append(file, packed, fd, sh->sh_offset + head, sh->sh_size - head);
	return input_unpack(file, packed, "zstd");
}

static void
unpack(const char *file, int fd, Elf *elf)
{
	size_t head = gelf_fsize(elf, ELF_T_CHDR, 1, EV_CURRENT);
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;
	GElf_Chdr ch;
	struct stat st;
	int plain;

	while ((scn = elf_nextscn(elf, scn))) {
		if (!is_zstd(scn, &sh, &ch))
			continue;
		plain = contents(file, fd, &sh, head);
		if (fstat(plain, &st) < 0)
			fatal("stat %s:", file);
		if ((uint64_t)st.st_size != ch.ch_size) {
			error((struct loc){ file, 0, 0 }, "a section that is "
			      "compressed with zstd has not the size that it "
			      "says");
			exit(S_INPUT);
		}
		sh.sh_offset = lseek(fd, 0, SEEK_END);
		sh.sh_offset += -sh.sh_offset & 15;
		lseek(fd, sh.sh_offset, SEEK_SET);
		append(file, fd, plain, 0, ch.ch_size);
		close(plain);
		sh.sh_size = ch.ch_size;
		sh.sh_flags &= ~(uint64_t)SHF_COMPRESSED;
		gelf_update_shdr(scn, &sh);
	}
}

int
zstd_sections(const char *file, int fd)
{
	Elf *elf = elf_begin(fd, ELF_C_READ, NULL);
	int there = any(elf);

	elf_end(elf);
	if (!there)
		return fd;
	lseek(fd, 0, SEEK_SET);
	fd = input_copy(file, fd);
	elf = elf_begin(fd, ELF_C_RDWR, NULL);
	elf_flagelf(elf, ELF_C_SET, ELF_F_LAYOUT);
	unpack(file, fd, elf);
	if (elf_update(elf, ELF_C_WRITE) < 0)
		fatal("unpack %s: %s", file, elf_errmsg(-1));
	elf_end(elf);
	return fd;
}
