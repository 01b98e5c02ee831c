// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Files as they are to be read: a compressed one is unpacked by the program
 * that is made for it, into memory that has a descriptor.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "util.h"
#include "input.h"

static const struct {
	const char *magic;
	unsigned n;
	const char *program;    /* writes the plain bytes with -dc */
} packers[] = {
	{ "\x1f\x8b", 2, "gzip" },
	{ "\xfd" "7zXZ\0", 6, "xz" },
	{ "\x28\xb5\x2f\xfd", 4, "zstd" },
	{ "BZh", 3, "bzip2" },
};

int
input_memory(const char *file)
{
	int fd = memfd_create(file, MFD_CLOEXEC);

	if (fd < 0)
		fatal("memfd_create:");
	return fd;
}

int
input_copy(const char *file, int fd)
{
	char buf[1 << 16];
	int to = input_memory(file);
	ssize_t n;

	while ((n = read(fd, buf, sizeof buf)) != 0)
		if (n < 0 ? errno != EINTR : write(to, buf, n) != n)
			fatal("read %s:", file);
	close(fd);
	return to;
}

int
input_unpack(const char *file, int fd, const char *program)
{
	int to = input_memory(file), st;
	pid_t pid;

	lseek(fd, 0, SEEK_SET);
	pid = fork();
	if (pid < 0)
		fatal("fork:");
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		if (dup2(fd, 0) < 0 || dup2(to, 1) < 0 || dup2(null, 2) < 0)
			_exit(126);
		execlp(program, program, "-dc", (char *)NULL);
		_exit(127);
	}
	while (waitpid(pid, &st, 0) < 0)
		if (errno != EINTR)
			fatal("wait:");
	if (WIFEXITED(st) && WEXITSTATUS(st) == 127)
		fatal("%s is compressed: %s is needed and not there", file,
		      program);
	if (st) {
		error((struct loc){ file, 0, 0 },
		      "the compressed data are damaged, says %s", program);
		exit(S_INPUT);
	}
	close(fd);
	return to;
}

int
input_open(const char *file)
{
	unsigned char b[8];
	struct stat st;
	ssize_t n;
	size_t i;
	int fd = 0;

	if (strcmp(file, "-"))
		fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		fatal("open %s:", file);
	if (S_ISDIR(st.st_mode))
		fatal("%s is a directory", file);
	if (!S_ISREG(st.st_mode))
		fd = input_copy(file, fd);
	n = pread(fd, b, sizeof b, 0);
	if (n < 0)
		fatal("read %s:", file);
	for (i = 0; i < LEN(packers); i++)
		if ((size_t)n >= packers[i].n &&
		    memcmp(b, packers[i].magic, packers[i].n) == 0)
			return input_unpack(file, fd, packers[i].program);
	return fd;
}

struct text
input_mapped(const char *file, int fd)
{
	struct stat st;
	char *p;

	if (fstat(fd, &st) < 0)
		fatal("stat %s:", file);
	if (st.st_size == 0) {
		close(fd);
		return (struct text){ "", "" };
	}
	p = mmap(NULL, st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		fatal("mmap %s:", file);
	close(fd);
	return (struct text){ p, p + st.st_size };
}

struct text
input_map(const char *file)
{
	return input_mapped(file, input_open(file));
}
