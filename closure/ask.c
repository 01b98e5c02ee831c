// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The policy: a command for each question, and one process for all the
 * others.  What is asked again (a pass over the unit may begin anew) is
 * answered from memory, so a policy hears each question once.  Those of which
 * is known early that they will be asked go to the process ahead, and it
 * answers while the stream is read.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "spell.h"
#include "past.h"
#include "entity.h"
#include "closure.h"

extern char **environ;

static const char *const words[Q_MAX] = {
	[Q_PATCHED] = "is-patched",
	[Q_HEADER] = "may-include-header",
	[Q_CAN_FUN] = "can-externalize-fun",
	[Q_SHALL_FUN] = "shall-externalize-fun",
	[Q_SHALL_OBJ] = "shall-externalize-obj",
	[Q_MODIFY_PATCHED] = "modify-patched-fun-sym",
	[Q_MODIFY_EXT] = "modify-externalized-sym",
	[Q_RENAME] = "rename-rewritten-fun",
};

static const char *commands[Q_MAX + 1];  /* the last: see ask_end */
static const char *policy;      /* the process' command */

struct answer {
	struct answer *next;    /* in the order of the questions */
	struct answer *same;    /* with the same hash */
	const char *key;        /* the line, interned */
	const char *result;     /* NULL: it was asked ahead */
	const char *fields;     /* after it, with tabs between them, or NULL */
	enum question q;
	const char **args;
};
enum { BUCKETS = 1 << 12 };
static struct answer *buckets[BUCKETS];
static struct answer *answers, **answers_end = &answers;

/* The process */
static pid_t child;
static int to = -1, from = -1;
static size_t ahead;            /* questions without a result yet */
static size_t room;             /* bytes of them that the pipe still takes */
static int process_err = -1, command_err = -1;
static int err;                 /* the one of who is asked now */

/* A line, without its newline, from what a policy prints */
static char *buf;
static size_t have, bufcap, taken;

int
ask_option(const char *arg)
{
	enum question q;
	size_t n;

	if (strncmp(arg, "--policy=", 9) == 0 && arg[9]) {
		policy = arg + 9;
		return 1;
	}
	if (strncmp(arg, "--pol-cmd-", 10))
		return 0;
	arg += 10;
	if (strncmp(arg, "renamed-rewritten-fun=", 22) == 0) {
		commands[Q_RENAME] = arg + 22;
		return 1;
	}
	for (q = 0; q < Q_MAX; q++) {
		n = strlen(words[q]);
		if (strncmp(arg, words[q], n) == 0 && arg[n] == '=') {
			commands[q] = arg + n + 1;
			return 1;
		}
	}
	return 0;
}

int
ask_has(enum question q)
{
	return commands[q] || policy;
}

int
ask_patched(int named)
{
	return commands[Q_PATCHED] || (policy && !named);
}

/* What was asked, for messages: the command and its arguments. */
static const char *
shown(enum question q, const char **args)
{
	size_t n = 0, cap = 0;
	char *s = NULL;
	const char *part = commands[q] ? commands[q] : policy;
	int i = commands[q] ? 0 : -1;

	for (;;) {
		size_t l = strlen(part);

		s = grow(s, n + l + 2, &cap, 1);
		if (n)
			s[n++] = ' ';
		memcpy(s + n, part, l + 1);
		n += l;
		if (i < 0) {
			part = words[q];
			i = 0;
			continue;
		}
		if (!args[i])
			break;
		part = args[i++];
	}
	return s;
}

void
ask_failed(enum question q, struct site at, const char **args,
	   const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	site_say(M_ERROR, at, NULL, "policy command failed: %s: %s",
		 shown(q, args), vformat(fmt, ap));
	va_end(ap);
	exit(S_INPUT);
}

/* An unlinked file that takes what a policy prints to standard error. */
static int
error_file(void)
{
	const char *dir = getenv("TMPDIR");
	char name[4096];
	int fd;

	snprintf(name, sizeof name, "%s/closure.XXXXXX",
		 dir && *dir ? dir : "/tmp");
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		fatal("create %s:", name);
	unlink(name);
	return fd;
}

/* Fail if something was printed to standard error. */
static void
check_stderr(enum question q, struct site at, const char **args)
{
	char msg[256];
	struct stat st;
	ssize_t n;

	if (fstat(err, &st) || st.st_size == 0)
		return;
	n = pread(err, msg, sizeof msg - 1, 0);
	msg[n < 0 ? 0 : n] = 0;
	msg[strcspn(msg, "\n")] = 0;
	ask_failed(q, at, args, "it printed to standard error: %s", msg);
}

static pid_t
start(char *const *argv, int in, int *end)
{
	posix_spawn_file_actions_t acts;
	posix_spawnattr_t attr;
	sigset_t dfl;
	int p[2], e;
	pid_t pid;

	if (pipe2(p, O_CLOEXEC))
		fatal("pipe:");
	posix_spawn_file_actions_init(&acts);
	if (in < 0)
		posix_spawn_file_actions_addopen(&acts, 0, "/dev/null",
						 O_RDONLY, 0);
	else
		posix_spawn_file_actions_adddup2(&acts, in, 0);
	posix_spawn_file_actions_adddup2(&acts, p[1], 1);
	posix_spawn_file_actions_adddup2(&acts, err, 2);
	posix_spawnattr_init(&attr);
	sigemptyset(&dfl);
	sigaddset(&dfl, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &dfl);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	e = posix_spawn(&pid, "/bin/sh", &acts, &attr, argv, environ);
	posix_spawn_file_actions_destroy(&acts);
	posix_spawnattr_destroy(&attr);
	if (e) {
		errno = e;
		fatal("start /bin/sh:");
	}
	close(p[1]);
	*end = p[0];
	have = taken = 0;
	return pid;
}

static void
start_process(void)
{
	char *argv[] = { "sh", "-c", (char *)policy, NULL };
	int p[2], n;

	signal(SIGPIPE, SIG_IGN);
	if (pipe2(p, O_CLOEXEC))
		fatal("pipe:");
	err = process_err = error_file();
	fcntl(p[1], F_SETPIPE_SZ, 1 << 20);
	n = fcntl(p[1], F_GETPIPE_SZ);
	/* the half: not each of its pages is filled to the end */
	room = n < 0 ? 0 : n / 2;
	child = start(argv, p[0], &from);
	close(p[0]);
	to = p[1];
}

static char *
get_line(int fd)
{
	char *nl, *line;
	ssize_t n;

	while (!have || !(nl = memchr(buf + taken, '\n', have - taken))) {
		if (taken) {
			memmove(buf, buf + taken, have - taken);
			have -= taken;
			taken = 0;
		}
		buf = grow(buf, have + 4096, &bufcap, 1);
		do
			n = read(fd, buf + have, bufcap - have - 1);
		while (n < 0 && errno == EINTR);
		if (n <= 0) {
			if (!have)
				return NULL;
			buf[have++] = '\n';     /* the last may lack it */
			continue;
		}
		have += n;
	}
	line = buf + taken;
	*nl = 0;
	taken = nl - buf + 1;
	return line;
}

/* Read lines up to the result; errors the policy reports are counted. */
static const char *
get_result(int fd, enum question q, struct site at, const char **args)
{
	const char *line;

	while ((line = get_line(fd))) {
		if (strncmp(line, "RESULT:", 7) == 0) {
			line += 7;
			line += strspn(line, " \t");
			return intern(line);
		}
		if (strncmp(line, "WARNING:", 8) == 0)
			site_say(M_WARNING, at, "policy", "%s",
				 line + 8 + strspn(line + 8, " \t"));
		else if (strncmp(line, "ERROR:", 6) == 0)
			site_say(M_ERROR, at, NULL, "%s",
				 line + 6 + strspn(line + 6, " \t"));
		else {
			check_stderr(q, at, args);
			ask_failed(q, at, args, "it printed '%s', "
				   "expected a line with RESULT:", line);
		}
	}
	return NULL;
}

static int
wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

static void
check_status(int status, enum question q, struct site at, const char **args)
{
	if (WIFSIGNALED(status))
		ask_failed(q, at, args, "it was killed by signal %d",
		       WTERMSIG(status));
	if (WEXITSTATUS(status))
		ask_failed(q, at, args, "its exit status was %d",
		       WEXITSTATUS(status));
}

static const char *
ask_command(enum question q, struct site at, const char **args)
{
	const char *res, *more = NULL;
	const char **argv;
	size_t n;
	pid_t pid;
	int fd, status;

	for (n = 0; args[n]; n++)
		;
	argv = alloc((n + 5) * sizeof argv[0]);
	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] = format("%s \"$@\"", commands[q]);
	argv[3] = "sh";
	memcpy(argv + 4, args, n * sizeof argv[0]);
	if (command_err >= 0)
		close(command_err);
	err = command_err = error_file();
	pid = start((char *const *)argv, -1, &fd);
	res = get_result(fd, q, at, args);
	if (res)
		more = get_line(fd);
	close(fd);
	status = wait_for(pid);
	check_stderr(q, at, args);
	check_status(status, q, at, args);
	if (!res)
		ask_failed(q, at, args, "it gave no result");
	if (more)
		ask_failed(q, at, args, "it printed '%s' after its result",
			   more);
	return res;
}

static void
died(enum question q, struct site at, const char **args)
{
	int status;

	close(to);
	to = -1;
	status = wait_for(child);
	check_stderr(q, at, args);
	check_status(status, q, at, args);
	ask_failed(q, at, args, "it ended without an answer");
}

/* Send the question; -1: nobody reads it. */
static int
send_line(const char *line)
{
	size_t n = strlen(line);
	ssize_t w;

	if (to < 0)
		start_process();
	for (; n; line += w, n -= w) {
		w = write(to, line, n);
		if (w < 0 && errno == EINTR)
			w = 0;
		if (w < 0)
			return -1;
	}
	return 0;
}

/* The result of the question that was sent first of those that have none. */
static const char *
receive(enum question q, struct site at, const char **args)
{
	const char *res;

	err = process_err;
	res = get_result(from, q, at, args);
	if (!res)
		died(q, at, args);
	check_stderr(q, at, args);
	if (taken < have && !ahead)
		ask_failed(q, at, args,
			   "it printed something after its result");
	return res;
}

/* Part a process' answer from the fields after it. */
static void
part(struct answer *a, const char *line)
{
	size_t n = strcspn(line, "\t");

	a->fields = line[n] ? line + n + 1 : NULL;
	a->result = a->fields ? internn(line, n) : line;
}

/* The question as a line: tabs and newlines in arguments escaped. */
static const char *
make_line(enum question q, const char **args, const char **extra)
{
	size_t n, cap = 0;
	char *s = NULL;
	const char *p;

	n = strlen(words[q]);
	s = grow(s, n + 1, &cap, 1);
	memcpy(s, words[q], n);
	while (*args || (extra && *extra)) {
		if (!*args) {
			args = extra;
			extra = NULL;
		}
		p = *args++;
		s = grow(s, n + 2 * strlen(p) + 3, &cap, 1);
		s[n++] = '\t';
		for (; *p; p++) {
			if (*p == '\t' || *p == '\n' || *p == '\\')
				s[n++] = '\\';
			s[n++] = *p == '\t' ? 't' : *p == '\n' ? 'n' : *p;
		}
	}
	s = grow(s, n + 2, &cap, 1);
	s[n++] = '\n';
	p = internn(s, n);
	free(s);
	return p;
}

/* The place in the buckets of the answer to that question */
static struct answer **
find(const char *line)
{
	struct answer **a = &buckets[pointer_hash(line) % BUCKETS];

	while (*a && (*a)->key != line)
		a = &(*a)->same;
	return a;
}

static struct answer *
add(struct answer **place, enum question q, const char *line,
    const char **args)
{
	struct answer *a = *place = alloc(sizeof *a);
	size_t n;

	a->key = line;
	a->q = q;
	for (n = 0; args[n]; n++)
		;
	a->args = alloc((n + 1) * sizeof args[0]);
	memcpy(a->args, args, n * sizeof args[0]);
	*answers_end = a;
	answers_end = &a->next;
	return a;
}

void
ask_ahead(enum question q, const char **args)
{
	struct answer **place;
	const char *line;

	if (commands[q] || !policy)
		return;
	line = make_line(q, args, NULL);
	place = find(line);
	if (*place)
		return;
	if (to < 0)
		start_process();
	if (strlen(line) > room) {
		room = 0;       /* nor those that come later */
		return;
	}
	room -= strlen(line);
	if (send_line(line))
		return;         /* that is said when the answer is wanted */
	add(place, q, line, args);
	ahead++;
}

const char *ask_fields;

const char *
ask(enum question q, struct site at, const char **args, const char **extra)
{
	struct answer *a, **place;
	const char *line;

	ask_fields = NULL;
	if (!ask_has(q))
		return NULL;
	line = make_line(q, args, commands[q] ? NULL : extra);
	place = find(line);
	a = *place;
	if (a && a->result) {
		ask_fields = a->fields;
		return a->result;
	}
	if (a)
		ahead--;
	else if (ahead)
		bug("asked before what was asked ahead");
	else {
		a = add(place, q, line, args);
		if (!commands[q] && send_line(line))
			died(q, at, args);
	}
	if (commands[q])
		a->result = ask_command(q, at, args);
	else
		part(a, receive(q, at, args));
	ask_fields = a->fields;
	return a->result;
}

int
ask_yes(enum question q, struct site at, const char **args, const char **extra,
	int otherwise)
{
	const char *res = ask(q, at, args, extra);

	if (!res)
		return otherwise;
	if (strcmp(res, "YES") == 0)
		return 1;
	if (strcmp(res, "NO") == 0)
		return 0;
	ask_failed(q, at, args, "its result is '%s', expected YES or NO", res);
}

void
ask_end(void)
{
	static const char *none[] = { NULL };
	static const struct site nowhere;

	if (to < 0)
		return;
	close(to);
	err = process_err;
	commands[Q_MAX] = policy;
	if (get_line(from))
		ask_failed(Q_MAX, nowhere, none,
			   "it printed something at its end");
	check_stderr(Q_MAX, nowhere, none);
	check_status(wait_for(child), Q_MAX, nowhere, none);
}

void
ask_write(void)
{
	const struct answer *a;
	size_t i;

	for (a = answers; a; a = a->next) {
		put_open(R_ANSWER);
		put_str(words[a->q]);
		for (i = 0; a->args[i]; i++)
			put_str(a->args[i]);
		put_str(a->result);
		put_close();
	}
}
