// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What only the compiler knows: its predefined macros, its directories, the
 * values of __has_attribute and its like.  One run answers for all names that
 * sources usually ask for; others cost one run each.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "machine.h"
#include "cpp-rec.h"

extern char **environ;

/* What most sources ask, with and without underscores */
static const char *const attributes[] = {
	"access", "alias", "aligned", "alloc_size", "alloc_align",
	"always_inline", "artificial", "assume_aligned", "cleanup", "cold",
	"const", "copy", "counted_by", "deprecated", "designated_init",
	"diagnose_if", "disable_sanitizer_instrumentation", "error",
	"externally_visible", "fallthrough", "format", "format_arg",
	"gnu_inline", "hot", "ifunc", "malloc", "mode", "naked",
	"no_caller_saved_registers",
	"no_instrument_function", "no_profile_instrument_function",
	"no_sanitize", "no_sanitize_address", "no_sanitize_coverage",
	"no_sanitize_thread", "no_sanitize_undefined", "no_split_stack",
	"no_stack_protector", "noclone", "noinline", "nonnull", "nonstring",
	"noreturn", "nothrow", "optimize", "overloadable", "packed",
	"pass_dynamic_object_size", "pass_object_size",
	"patchable_function_entry",
	"pure", "randomize_layout", "returns_nonnull", "returns_twice",
	"section", "sentinel", "symver", "target", "target_clones",
	"unavailable", "uninitialized", "unused", "used", "visibility",
	"warn_unused_result", "warning", "weak", "zero_call_used_regs",
	"btf_decl_tag", "btf_type_tag", "nodebug", "may_alias", "retain",
	"strict_flex_array", "noipa", "no_reorder", "transparent_union",
};

static const char *const builtins[] = {
	"__builtin_add_overflow", "__builtin_assume",
	"__builtin_assume_aligned",
	"__builtin_bswap16", "__builtin_bswap32", "__builtin_bswap64",
	"__builtin_choose_expr", "__builtin_clz", "__builtin_constant_p",
	"__builtin_ctz", "__builtin_dynamic_object_size", "__builtin_expect",
	"__builtin_expect_with_probability", "__builtin_ffs",
	"__builtin_function_start", "__builtin_memcpy",
	"__builtin_mul_overflow", "__builtin_object_size", "__builtin_offsetof",
	"__builtin_popcount", "__builtin_prefetch",
	"__builtin_speculation_safe_value",
	"__builtin_sub_overflow", "__builtin_trap",
	"__builtin_types_compatible_p",
	"__builtin_unreachable", "__builtin_va_arg_pack",
	"__builtin_has_attribute", "__builtin_counted_by_ref",
};

/* What clang's headers ask, and the kernel's of clang */
static const char *const features[] = {
	"modules", "address_sanitizer", "hwaddress_sanitizer",
	"kernel_address_sanitizer", "memory_sanitizer", "thread_sanitizer",
	"undefined_behavior_sanitizer", "coverage_sanitizer",
	"shadow_call_stack", "kcfi", "cxx_noexcept", "objc_fixed_enum",
};

static const char *const standard[] = {
	"deprecated", "fallthrough", "maybe_unused", "nodiscard", "noreturn",
	"unsequenced", "reproducible",
};

struct answer {
	enum word what;
	const char *name;
	int64_t value;
};

static struct answer *answers;
static size_t nanswers, answercap;
static const char *compiler;
/* #define lines */
static struct macros {
	char *s;
	size_t n, cap;
} all,                          /* of the compiler */
	left;                   /* of <built-in>, what -undef leaves of them */

static int
memfile(const char *name, const char *content)
{
	int fd = memfd_create(name, MFD_CLOEXEC);
	size_t n = strlen(content);

	if (fd < 0)
		fatal("memory file:");
	if (write(fd, content, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) < 0)
		fatal("write memory file:");
	return fd;
}

static char *
content(int fd)
{
	size_t n = 0, cap = 0;
	char *buf = NULL;
	ssize_t k;

	if (lseek(fd, 0, SEEK_SET) < 0)
		fatal("memory file:");
	do {
		buf = grow(buf, n + (1 << 15), &cap, 1);
		k = read(fd, buf + n, cap - n - 1);
		if (k < 0)
			fatal("read memory file:");
		n += k;
	} while (k > 0);
	buf[n] = 0;
	close(fd);
	return buf;
}

/* The environment, with messages in English. */
static char **
english(void)
{
	size_t n, i, k = 0;
	char **env;

	for (n = 0; environ[n]; n++)
		;
	env = alloc((n + 2) * sizeof env[0]);
	for (i = 0; i < n; i++)
		if (strncmp(environ[i], "LC_", 3) &&
		    strncmp(environ[i], "LANG", 4))
			env[k++] = environ[i];
	env[k] = "LC_ALL=C";
	return env;
}

/* Where all compilers have a folder in the one of their own */
#define OWN     "include"

/* Run it on this source; its exit status, or -1 where it cannot be run. */
static int
run(const char *name, const char *source, int undef, char **stdout_,
    char **stderr_)
{
	posix_spawn_file_actions_t act;
	const char **argv;
	size_t i, n = 0;
	int in, outf, err, status, e;
	pid_t pid;

	argv = alloc((opts.nask + 11) * sizeof argv[0]);
	argv[n++] = name;
	if (opts.nunplaced) {           /* before an -iprefix */
		argv[n++] = "-iwithprefixbefore";
		argv[n++] = OWN;
	}
	for (i = 0; i < opts.nask; i++)
		argv[n++] = opts.ask[i];
	argv[n++] = "-E";
	argv[n++] = "-dD";
	if (undef)
		argv[n++] = "-undef";
	if (!opts.nostdinc || opts.nunplaced)
		argv[n++] = "-v";
	argv[n++] = "-x";
	argv[n++] = opts.asm_ ? "assembler-with-cpp" : "c";
	argv[n++] = "-";
	in = memfile("in", source);
	outf = memfile("out", "");
	err = memfile("err", "");
	posix_spawn_file_actions_init(&act);
	posix_spawn_file_actions_adddup2(&act, in, 0);
	posix_spawn_file_actions_adddup2(&act, outf, 1);
	posix_spawn_file_actions_adddup2(&act, err, 2);
	e = posix_spawnp(&pid, name, &act, NULL, (char **)argv, english());
	posix_spawn_file_actions_destroy(&act);
	close(in);
	if (e) {
		close(outf);
		close(err);
		errno = e;
		return -1;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			fatal("wait for %s:", name);
	*stdout_ = content(outf);
	*stderr_ = content(err);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* Take away the option that the compiler complains of; 0: none. */
static int
drop_option(const char *name, const char *messages)
{
	size_t i, j, len, best = 0, which = 0;

	/* the longest of ours that its first error line quotes */
	const char *line = strstr(messages, "error:"), *nl, *at;

	if (!line)
		return 0;
	nl = strchr(line, '\n');
	for (i = 0; i < opts.nask; i++) {
		const char *o = opts.ask[i], *eq = strchr(o, '=');

		for (j = 0; j < 2; j++) {
			len = j && eq ? (size_t)(eq + 1 - o) : strlen(o);
			for (at = line; (at = strstr(at, "'")); at++) {
				if (nl && at > nl)
					break;
				if (strncmp(at + 1, o, len) == 0 &&
				    (at[1 + len] == '\'' ||
				     at[1 + len] == ' ') && len > best) {
					best = len;
					which = i;
				}
			}
		}
	}
	if (!best)
		return 0;
	warning((struct loc){ 0 }, "unknown-option", "option '%s' is not "
		"known to %s, passed over", opts.ask[which], name);
	memmove(&opts.ask[which], &opts.ask[which + 1],
		(opts.nask - which - 1) * sizeof opts.ask[0]);
	opts.nask--;
	return 1;
}

static void
put(struct macros *m, const char *s, size_t n)
{
	m->s = grow(m->s, m->n + n + 1, &m->cap, 1);
	memcpy(m->s + m->n, s, n);
	m->n += n;
	m->s[m->n] = 0;
}

static const char *const whats[] = {
#define WORD(k, s)  [W_##k] = s,
#include "words.h"
#undef WORD
};

static void
add_answer(enum word w, const char *name, int64_t value)
{
	answers = grow(answers, nanswers + 1, &answercap, sizeof answers[0]);
	answers[nanswers++] = (struct answer){ w, intern(name), value };
}

/* The lines "ccp? WHAT NAME VALUE" */
static void
read_answer(const char *line)
{
	char name[128], quoted[130];
	long long value;
	unsigned w;

	if (sscanf(line, "ccp? %u \"%127[^\"]\" %lld", &w, name, &value) == 3)
		add_answer(w, name, value);
	else if (sscanf(line, "ccp? %u \"\"%127[^\"]\"\" %lld", &w, name,
			&value) == 3) {
		/* of __has_warning, whose names are strings */
		snprintf(quoted, sizeof quoted, "\"%s\"", name);
		add_answer(w, quoted, value);
	}
}

/* Keep the definitions, in m, and the answers. */
static void
read_output(struct macros *m, const char *p)
{
	const char *e;

	for (; *p; p = e + 1) {
		e = strchr(p, '\n');
		if (!e)
			e = p + strlen(p) - 1;
		/* gcc 5 to 9 have __has_include as a macro; it is built in */
		if (strncmp(p, "#define __has_include", 21) == 0)
			continue;
		if (strncmp(p, "#define ", 8) == 0 ||
		    strncmp(p, "#undef ", 7) == 0)
			put(m, p, e + 1 - p);
		else if (strncmp(p, "ccp? ", 5) == 0)
			read_answer(p);
	}
}

/* The directories that -v lists */
static void
read_dirs(char *p)
{
	char *e;

	p = strstr(p, "#include <...>");
	if (!p)
		return;
	for (p = strchr(p, '\n'); p && p[1] == ' '; p = e) {
		p += 2;
		e = strchr(p, '\n');
		if (!e)
			return;
		opts.dirs[D_STANDARD] = grow(opts.dirs[D_STANDARD],
			opts.ndirs[D_STANDARD] + 1, &opts.dircap[D_STANDARD],
			sizeof(char *));
		opts.dirs[D_STANDARD][opts.ndirs[D_STANDARD]++] =
			internn(p, e - p);
	}
}

/* What -iwithprefix names without an -iprefix is in the compiler's own folder,
 * which is the first that it lists, as run() asks it. */
static void
place_dirs(void)
{
	size_t i, n = opts.ndirs[D_STANDARD], len;
	const char **d = opts.dirs[D_STANDARD], *own = NULL;
	struct unplaced *u;
	char *s;

	if (!opts.nunplaced)
		return;
	if (n) {
		own = d[0];
		memmove(d, d + 1, (n - 1) * sizeof d[0]);
		opts.ndirs[D_STANDARD] = opts.nostdinc ? 0 : n - 1;
	}
	len = own ? strlen(own) : 0;
	if (len < sizeof OWN || strcmp(own + len - sizeof OWN + 1, OWN))
		fatal("-iwithprefix without -iprefix: the folder that is meant "
		      "is not known; -iprefix names it");
	for (i = 0; i < opts.nunplaced; i++) {
		u = &opts.unplaced[i];
		d = &opts.dirs[u->k][u->i];
		s = alloc(len + strlen(*d) + 1);
		memcpy(s, own, len - sizeof OWN + 1);
		*d = strcat(s, *d);
	}
	opts.nunplaced = 0;
}

static size_t
question(char *buf, size_t n, enum word w, const char *name,
	 const char *underscores)
{
	return snprintf(buf, n, "#ifdef %s\nccp? %d \"%s%s%s\" "
			"%s(%s%s%s)\n#endif\n", whats[w], w, underscores, name,
			underscores, whats[w], underscores, name,
			underscores);
}

static const char *
questions(void)
{
	size_t n = 0, cap = 1 << 15, i;
	char *buf = alloc(cap);

	for (i = 0; i < LEN(attributes); i++) {
		n += question(buf + n, cap - n, W_B_HAS_ATTRIBUTE,
			      attributes[i], "");
		n += question(buf + n, cap - n, W_B_HAS_ATTRIBUTE,
			      attributes[i], "__");
	}
	for (i = 0; i < LEN(builtins); i++)
		n += question(buf + n, cap - n, W_B_HAS_BUILTIN, builtins[i],
			      "");
	for (i = 0; i < LEN(features); i++)
		n += question(buf + n, cap - n, W_B_HAS_FEATURE, features[i],
			      "");
	for (i = 0; i < LEN(standard); i++)
		n += question(buf + n, cap - n, W_B_HAS_C_ATTRIBUTE,
			      standard[i], "");
	if (n >= cap)
		bug("questions");
	return buf;
}

/* Try this one; 0: it is not there. */
static int
try(const char *name)
{
	const char *source = questions();
	char *o, *e;
	int status;

	while ((status = run(name, source, opts.undef, &o, &e)) > 0)
		if (!drop_option(name, e)) {
			o = strstr(e, "error:");
			e = o ? o : e;
			e[strcspn(e, "\n")] = 0;
			fatal("%s failed when it was asked for its macros: %s",
			      name, e);
		}
	if (status < 0)
		return 0;
	compiler = name;
	left.n = all.n = nanswers = 0;
	read_output(&left, o);
	opts.ndirs[D_STANDARD] = 0;
	if (!opts.nostdinc || opts.nunplaced)
		read_dirs(e);
	place_dirs();
	if (opts.undef && run(name, "", 0, &o, &e))
		fatal("%s failed when it was asked again", name);
	read_output(&all, o);
	return 1;
}

static const char *
arch(void)
{
	const struct machine *m;
	const char *s, *e;
	size_t i;

	for (i = 0; (m = machine_row(i)); i++) {
		for (s = m->macros; *s; s = *e ? e + 1 : e) {
			e = s + strcspn(s, " ");
			if (!predefined(internn(s, e - s)))
				break;
		}
		if (!*s)
			return m->name;
	}
	return "unknown";
}

static const char *
macro(const char *name, const char *otherwise)
{
	const char *v = predefined(name);

	return v ? v : otherwise;
}

/* Like x86_64-gcc-12.2.0 */
static const char *
identity(void)
{
	char buf[256];
	const char *clang = predefined("__clang__");

	snprintf(buf, sizeof buf, "%s-%s-%s.%s.%s", arch(),
		 clang ? "clang" : "gcc",
		 macro(clang ? "__clang_major__" : "__GNUC__", "0"),
		 macro(clang ? "__clang_minor__" : "__GNUC_MINOR__", "0"),
		 macro(clang ? "__clang_patchlevel__" :
		       "__GNUC_PATCHLEVEL__", "0"));
	return intern(buf);
}

/* Is it the one that --compiler asks for?  x86_64-gcc-12 is enough. */
static int
fits(void)
{
	const char *id = identity();
	size_t n = strlen(opts.wanted);

	return strncmp(id, opts.wanted, n) == 0 && (!id[n] || id[n] == '.');
}

/* Without a compiler; 0: there is no table of the wanted one. */
static int
by_table(void)
{
	size_t n;
	const char *s = predef_text(opts.wanted, 0, &n);

	if (!s)
		return 0;
	compiler = NULL;
	left.n = all.n = nanswers = 0;
	put(&all, s, n);
	if (opts.undef)
		s = predef_text(opts.wanted, 1, &n);
	put(&left, s, n);
	opts.ndirs[D_STANDARD] = 0;
	place_dirs();
	return 1;
}

static void
try_wanted(void)
{
	char name[256], target[64];
	const struct machine *m;
	const char *dash = strchr(opts.wanted, '-'), *version;
	int n, major;

	if (predef_named(opts.wanted)) {
		by_table();
		return;
	}
	version = dash ? strrchr(dash + 1, '-') : NULL;
	if (!version || version[1] < '0' || version[1] > '9' ||
	    strlen(opts.wanted) > 100)
		fatal("--compiler=%s: expected ARCH-COMPILER-VERSION, like "
		      "x86_64-gcc-12.2.0", opts.wanted);
	n = version - dash - 1;
	major = strspn(version + 1, "0123456789");
	snprintf(target, sizeof target, "%.*s",
		 (int)(dash - opts.wanted), opts.wanted);
	if (opts.compiler && try(opts.compiler) && fits())
		return;
	m = machine_of(target);
	snprintf(name, sizeof name, "%s%s-%.*s-%.*s",
		 m->triple ? m->triple : target,
		 m->triple ? "" : "-linux-gnu", n, dash + 1, major,
		 version + 1);
	if (try(intern(name)) && fits())
		return;
	snprintf(name, sizeof name, "%.*s-%.*s", n, dash + 1, major,
		 version + 1);
	if (try(intern(name)) && fits())
		return;
	if (!by_table())
		fatal("--compiler=%s: it is not on this machine, and there is "
		      "no table of it; tables are there of gcc for%s",
		      opts.wanted, predef_machines());
}

void
compiler_ask(void)
{
	if (opts.wanted) {
		try_wanted();
		return;
	}
	if (!opts.compiler)
		opts.compiler = "gcc";
	if (!try(opts.compiler))
		fatal("cannot run the compiler '%s' (--compiler names "
		      "another):", opts.compiler);
}

const char *
compiler_text(size_t *n)
{
	*n = left.n;
	left.s = grow(left.s, left.n + 16, &left.cap, 1);
	memset(left.s + left.n, 0, 16);
	return left.s;
}

const char *
predefined(const char *name)
{
	size_t n = strlen(name);
	const char *p = all.s, *e;

	for (; p && *p; p = *e ? e + 1 : e) {
		e = p + strcspn(p, "\n");
		if (strncmp(p, "#define ", 8) == 0 &&
		    strncmp(p + 8, name, n) == 0 &&
		    (p[8 + n] == ' ' || p[8 + n] == '\n')) {
			p += 8 + n;
			p += *p == ' ';
			return internn(p, e - p);
		}
	}
	return NULL;
}

/* Its major version */
static int
gcc_version(void)
{
	return atoi(macro("__GNUC__", "4"));
}

int
compiler_knows(enum word what)
{
	int clang = predefined("__clang__") != NULL;
	size_t i;

	if (clang)
		return what != W_B_HAS_CPP_ATTRIBUTE;
	if (what < W_B_HAS_FEATURE)
		return predef_knows(what, gcc_version());
	/* gcc since 14 */
	for (i = 0; i < nanswers; i++)
		if (answers[i].what == W_B_HAS_FEATURE)
			return what <= W_B_HAS_EXTENSION;
	return 0;
}

int64_t
compiler_has(enum word what, const char *name)
{
	char q[512], *o, *e;
	size_t i;

	for (i = 0; i < nanswers; i++)
		if (answers[i].what == what && answers[i].name == name)
			return answers[i].value;
	if (strlen(name) > 100)
		return 0;
	if (!compiler)
		return predef_has(what, name);
	question(q, sizeof q, what, name, "");
	i = nanswers;
	if (run(compiler, q, opts.undef, &o, &e) == 0) {
		const char *a = strstr(o, "\nccp? ");

		if (a)
			read_answer(a + 1);
	}
	if (i == nanswers)
		add_answer(what, name, 0);
	return answers[i].value;
}

static void
fact(const char *name, const char *value)
{
	put_open(R_FACT);
	put_str(name);
	put_str(value);
	put_close();
}

/* A type as C programmers write it: "long unsigned int" is what gcc says. */
static const char *
type_name(const char *s)
{
	static const char *const sizes[] = {
		"short", "long long", "long", "char"
	};
	char buf[64];
	size_t i;

	if (strcmp(s, "signed char") == 0)
		return s;
	for (i = 0; i < LEN(sizes); i++)
		if (strstr(s, sizes[i]))
			break;
	snprintf(buf, sizeof buf, "%s%s", strstr(s, "unsigned") ?
		 "unsigned " : "", i < LEN(sizes) ? sizes[i] : "int");
	return intern(buf);
}

const char *
compiler_std(void)
{
	static const char *const versions[][3] = {
		{ "199409L", "c90", "gnu90" }, { "199901L", "c99", "gnu99" },
		{ "201112L", "c11", "gnu11" }, { "201710L", "c17", "gnu17" },
		{ "202000L", "c2x", "gnu2x" }, { "202311L", "c23", "gnu23" },
	};
	const char *v = predefined("__STDC_VERSION__");
	size_t i;

	if (opts.std)
		return opts.std;
	for (i = 0; v && i < LEN(versions); i++)
		if (strcmp(v, versions[i][0]) == 0)
			return versions[i][predefined("__STRICT_ANSI__") ?
				1 : 2];
	return "gnu90";
}

void
compiler_facts(void)
{
	static const char *const facts[][2] = {
		{ "sizeof-short", "__SIZEOF_SHORT__" },
		{ "sizeof-int", "__SIZEOF_INT__" },
		{ "sizeof-long", "__SIZEOF_LONG__" },
		{ "sizeof-long-long", "__SIZEOF_LONG_LONG__" },
		{ "sizeof-pointer", "__SIZEOF_POINTER__" },
		{ "sizeof-size-t", "__SIZEOF_SIZE_T__" },
		{ "sizeof-wchar", "__SIZEOF_WCHAR_T__" },
		{ "sizeof-float", "__SIZEOF_FLOAT__" },
		{ "sizeof-double", "__SIZEOF_DOUBLE__" },
		{ "sizeof-long-double", "__SIZEOF_LONG_DOUBLE__" },
		{ "alignof-biggest", "__BIGGEST_ALIGNMENT__" },
		{ "size-type", "__SIZE_TYPE__" },
		{ "ptrdiff-type", "__PTRDIFF_TYPE__" },
		{ "wchar-type", "__WCHAR_TYPE__" },
		{ "char16-type", "__CHAR16_TYPE__" },
		{ "char32-type", "__CHAR32_TYPE__" },
		{ "intmax-type", "__INTMAX_TYPE__" },
		{ "uintmax-type", "__UINTMAX_TYPE__" },
		{ "wint-type", "__WINT_TYPE__" },
	};
	size_t i;

	fact("compiler", identity());
	fact("source", opts.source);
	fact("std", compiler_std());
	fact("char-unsigned", predefined("__CHAR_UNSIGNED__") ? "1" : "0");
	fact("big-endian", strcmp(macro("__BYTE_ORDER__", ""),
				  "__ORDER_BIG_ENDIAN__") ? "0" : "1");
	for (i = 0; i < LEN(facts); i++) {
		const char *v = macro(facts[i][1], "0");

		fact(facts[i][0], strstr(facts[i][0], "-type") ?
		     type_name(v) : v);
	}
}
