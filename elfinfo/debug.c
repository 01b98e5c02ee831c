// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where an object's debug data are: in it, in a separate file, some of them
 * in one that several share.
 */
#include <elfutils/libdwelf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "util.h"
#include "input.h"
#include "rows.h"
#include "elfinfo.h"

/* A separate debug file that was unpacked: libdwfl has opened it as it was
 * to see whether it is the right one, and must begin anew. */
static int unpacked = -1;
static const char *unpacked_name;
static int ready = -1;          /* that file, for the new beginning */

/* libdwfl must not go and ask servers. */
static int
find_debug(Dwfl_Module *mod, void **data, const char *name, Dwarf_Addr base,
	   const char *file, const char *link, GElf_Word crc, char **found)
{
	int fd = ready, plain;

	if (fd >= 0) {
		ready = -1;
		*found = strdup(unpacked_name);
		return fd;
	}
	unsetenv("DEBUGINFOD_URLS");
	fd = dwfl_standard_find_debuginfo(mod, data, name, base, file, link,
					  crc, found);
	plain = fd < 0 ? fd : zstd_sections(*found, fd);
	if (plain != fd) {
		unpacked = dup(plain);
		unpacked_name = intern(*found);
	}
	return plain;
}

/*
 * --debug-dir for libdwfl, which takes a name that is not absolute for that
 * of a folder beside each object, and looks for no build id there.  On
 * a command line it is a folder from here, if there is one.
 */
static char *
debug_path(void)
{
	const char *path = "", *p, *here;
	size_t n;

	if (!opt_debug)
		return NULL;
	for (p = opt_debug; ; p += n + 1) {
		n = strcspn(p, ":");
		here = realpath(internn(p, n), NULL);
		path = n && here ? format("%s%s", path, here) :
		       format("%s%.*s", path, (int)n, p);
		if (!p[n])
			return (char *)path;
		path = format("%s:", path);
	}
}

static Dwfl_Module *
report(struct object *o)
{
	static char *path;
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = find_debug,
		.section_address = dwfl_offline_section_address,
		.debuginfo_path = &path,
	};
	Dwfl_Module *mod;
	int fd = dup(o->fd);

	if (!path)
		path = debug_path();
	o->dwfl = dwfl_begin(&callbacks);
	mod = o->dwfl ? dwfl_report_offline(o->dwfl, o->file, o->file, fd) :
	      NULL;
	if (!mod)
		object_bad(o, "%s", dwfl_errmsg(-1));
	dwfl_report_end(o->dwfl, NULL, NULL);
	return mod;
}

static Dwarf *
find_dwarf(struct object *o, Dwfl_Module **mod)
{
	GElf_Addr bias;
	Dwarf *dw;

	*mod = report(o);
	dw = dwfl_module_getdwarf(*mod, &bias);
	if (unpacked < 0)
		return dw;
	dwfl_end(o->dwfl);
	ready = unpacked;
	*mod = report(o);
	dw = dwfl_module_getdwarf(*mod, &bias);
	unpacked = -1;
	return dw;
}

/* Debug data may be of lines or frames only. */
static int
has_info(Elf *elf)
{
	const char *name;
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;
	size_t str;

	if (elf_getshdrstrndx(elf, &str) < 0)
		return 0;
	while ((scn = elf_nextscn(elf, scn)))
		if (gelf_getshdr(scn, &sh) &&
		    (name = elf_strptr(elf, str, sh.sh_name)) &&
		    (strcmp(name, ".debug_info") == 0 ||
		     strcmp(name, ".debug_info.dwo") == 0 ||
		     strcmp(name, ".zdebug_info") == 0 ||
		     strcmp(name, ".zdebug_info.dwo") == 0))
			return 1;
	return 0;
}

/* A supplementary file, as dwz makes them, has the type of a relocatable
 * object and nothing to relocate; libdwfl does not take it. */
static int
plain_dwarf(struct object *o)
{
	o->dwarf = dwarf_begin_elf(o->elf, DWARF_C_READ, NULL);
	o->owned = 1;
	return o->dwarf != NULL;
}

struct text
debug_section(Elf *elf, const char *name)
{
	struct text r = { NULL, NULL };
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;
	Elf_Data *d;
	const char *s;
	size_t names;

	if (elf_getshdrstrndx(elf, &names) < 0)
		return r;
	while ((scn = elf_nextscn(elf, scn)))
		if (gelf_getshdr(scn, &sh) && sh.sh_type != SHT_NOBITS &&
		    !(sh.sh_flags & SHF_COMPRESSED) &&
		    (s = elf_strptr(elf, names, sh.sh_name)) && *s == '.' &&
		    strcmp(s + 1 + (s[1] == 'z'), name) == 0 &&
		    (d = elf_rawdata(scn, NULL))) {
			r.p = d->d_buf;
			r.end = r.p + (r.p ? d->d_size : 0);
			break;
		}
	return r;
}

/* The file that section .debug_sup names (DWARF 5, 7.3.6), or NULL; *id: what
 * tells it from others of its name */
static const char *
supplement(Elf *elf, struct text *id)
{
	enum { NAME = 3 };      /* after version and "is it the supplement" */
	struct text t = debug_section(elf, "debug_sup");
	const char *name = t.p + NAME;

	*id = t;
	if (t.end - t.p <= NAME || !memchr(name, 0, t.end - name))
		return NULL;
	id->p = name + strlen(name) + 1;
	return name;
}

static Dwarf *
open_supplement(const char *file, struct text want)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	Dwarf *dw = fd < 0 ? NULL : dwarf_begin(fd, DWARF_C_READ);
	struct text id = want;

	if (dw && supplement(dwarf_getelf(dw), &id) &&
	    id.end - id.p == want.end - want.p &&
	    memcmp(id.p, want.p, id.end - id.p) == 0)
		return dw;
	dwarf_end(dw);
	if (fd >= 0)
		close(fd);
	return NULL;
}

/* What dwz has taken out for several files together.  libdw (0.188) finds the
 * file by .gnu_debugaltlink only. */
static void
find_shared(struct object *o, Dwfl_Module *mod)
{
	const char *name, *main, *debug;
	struct text id;
	const void *build;

	if (dwarf_getalt(o->dwarf))
		return;
	if (dwelf_dwarf_gnu_debugaltlink(o->dwarf, &name, &build) <= 0) {
		name = supplement(dwarf_getelf(o->dwarf), &id);
		if (!name || !*name)
			return;
		dwfl_module_info(mod, NULL, NULL, NULL, NULL, NULL, &main,
				 &debug);
		debug = debug ? debug : main;
		if (*name != '/' && strchr(debug, '/'))
			name = format("%.*s%s", (int)(strrchr(debug, '/') + 1 -
				      debug), debug, name);
		o->shared = open_supplement(name, id);
		dwarf_setalt(o->dwarf, o->shared);
		if (o->shared)
			return;
	}
	object_bad(o, "some of its debug data are in %s, which is not there "
		   "or is another one", name);
}

int
debug_find(struct object *o)
{
	Dwfl_Module *mod;
	Elf *laid;
	Elf_Scn *scn;
	GElf_Addr bias;
	GElf_Shdr sh;
	size_t i;
	int e;

	o->dwarf = find_dwarf(o, &mod);
	if (!o->dwarf) {
		e = dwfl_errno();
		if (o->eh.e_type == ET_REL && !o->nsym && plain_dwarf(o))
			return 1;
		if (object_named(o, ".debug_info") ||
		    object_named(o, ".zdebug_info"))
			object_bad(o, "debug data: %s", dwfl_errmsg(e));
		return 0;
	}
	if (!has_info(dwarf_getelf(o->dwarf)))
		return 0;
	find_shared(o, mod);
	if (o->eh.e_type == ET_REL) {
		laid = dwarf_getelf(o->dwarf);
		if (!object_named(o, ".debug_info"))
			laid = dwfl_module_getelf(mod, &bias);
		for (i = 1; i < o->nsec; i++) {
			scn = elf_getscn(laid, i);
			if (scn && gelf_getshdr(scn, &sh) &&
			    sh.sh_flags & SHF_ALLOC)
				o->sec[i].addr = sh.sh_addr;
		}
		object_place(o);
	}
	return 1;
}

void
debug_symbols(struct object *o)
{
	Dwfl_Module *mod;
	Dwarf *dw = find_dwarf(o, &mod);

	if (dw)
		symbols_read(o, dwarf_getelf(dw));
	dwfl_end(o->dwfl);
	o->dwfl = NULL;
}

void
debug_close(struct object *o)
{
	if (o->owned)
		dwarf_end(o->dwarf);
	if (o->dwfl)
		dwfl_end(o->dwfl);
	if (o->shared)
		dwarf_end(o->shared);
}
