/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of klp-convert share, a section per file. */
#include <gelf.h>

#ifndef SHN_LIVEPATCH
#define SHN_LIVEPATCH       0xff20
#endif
#ifndef SHF_RELA_LIVEPATCH
#define SHF_RELA_LIVEPATCH  0x00100000
#endif

/* main.c - what the command line said */
extern const char *opt_object;          /* the patched object, or NULL */
extern const char *opt_release;         /* of the kernel, or NULL */
extern int opt_clones;                  /* clones may be referred to */
extern int opt_late;                    /* any section may be relocated late */

/* module.c - a relocatable ELF file, all of which is kept */
struct section {
	const char *name;
	size_t index;
	GElf_Shdr sh;
	Elf_Data *data;         /* of the file that was read; NULL: it is new */
	/* Its bytes as they are to be written, in the form that libelf has in
	 * memory for this type; data's until they change. */
	char *p;
	size_t n, cap;
	Elf_Type type;
};

struct target;

struct sym {
	const char *name;
	size_t index;
	GElf_Sym s;
	uint32_t section;       /* its index, or SHN_UNDEF, SHN_ABS ... */
	unsigned uses;          /* by sections that are loaded */
	unsigned others;        /* by those that are not */
	const struct target *to;        /* NULL: it stays what it is */
};

struct module {
	const char *file;
	const char *whole;      /* all bytes of the file */
	size_t size;
	Elf *elf;
	GElf_Ehdr eh;
	struct section **sec;   /* nsec of them, sec[0] among them */
	size_t nsec, seccap;
	struct section *symtab, *strings, *names;
	struct sym *sym;        /* in the order of the symbol table */
	size_t nsym;
	int changed;            /* what is to be written is not what was read */
};

/* A relocation of either kind */
struct reloc {
	uint64_t offset;
	int64_t addend;         /* 0 where it stands in the section */
	uint32_t type;
	struct sym *sym;
};

/* A place in the module's file, for messages */
struct loc module_loc(const struct module *);
/* The file is damaged: say how and exit 1. */
void module_bad(const struct module *, const char *fmt, ...)
	PRINTF(2, 3) NORETURN;
struct module *module_open(const char *file);
/* Is it a section of relocations that the loader applies? */
int module_relocates(const struct module *, const struct section *);
/* The section that the relocations of s are for */
struct section *module_target(const struct module *, const struct section *s);
/* How many relocations s has, and the one of index i.  The offset and the
 * symbol have been looked at: there are such. */
size_t module_relocs(const struct module *, const struct section *s);
struct reloc module_reloc(const struct module *, const struct section *s,
			  size_t i);
/* The section of that name, or NULL */
struct section *module_named(const struct module *, const char *name);
/* A number of n bytes (1, 2, 4, 8) in the module's byte order */
uint64_t module_number(const struct module *, const char *p, unsigned n);
/* The value of a tag in .modinfo, or NULL */
const char *module_info(const struct module *, const char *tag);

/* write.c - a changed module */
/* A new section after all others, without contents yet */
struct section *section_new(struct module *, const char *name);
/* Add n bytes to what a section holds. */
void section_add(struct section *, const void *, size_t n);
/* Add a string to a string table.  Returns its offset. */
size_t section_string(struct section *, const char *);
/* The file is made under another name and moved when it is whole. */
void module_write(struct module *, const char *file);

/* names.c - names in which the loader and users say what a symbol is */
/* Where a symbol is.  Strings are interned. */
struct target {
	const char *gate;       /* the object that has to be there before:
				 * vmlinux or the patched module; NULL: that is
				 * to be found out */
	const char *object;     /* vmlinux or the module it is in */
	const char *symbol;     /* its name there */
	unsigned long pos;      /* among those of its name; 0: the only one */
	struct loc from;        /* who said so */
};

int names_vmlinux(const char *object);
/* A position; 0: it is none. */
int names_number(const char *, unsigned long *);
/* The name of a module as the kernel has it: without .ko, and - is _ */
const char *names_module(const char *p, size_t n);
/* Does the symbol's name say what it is to become?  1: it does, as *t; -1: it
 * should, but is wrong: *why. */
int names_label(const char *name, struct target *t, const char **why);
/* Read the name of a live patch symbol; 0: the loader could not. */
int names_symbol(const char *name, struct target *t);
/* The object in the name of a live patch relocation section; NULL: the loader
 * could not read it. */
const char *names_section(const char *name);
/* Can the loader read these names?  NULL, or why not. */
const char *names_wrong(const struct target *);
/* Has the compiler changed what the function of this name takes or does?  The
 * suffix that says so, or NULL. */
const char *names_clone(const char *symbol);
/* Is a kernel of this release older than MAJOR.MINOR?  0 where it is not
 * known. */
int names_older(const char *release, unsigned major, unsigned minor);

/* marks.c - what the references of a module are marked with */
/* The symbol is that of *t.  Says so where it was said to be another one. */
void marks_set(struct module *, struct sym *, const struct target *t);
void marks_labels(struct module *);
void marks_annotations(struct module *);
/* After all marks are set: find out what has to be there before each, and say
 * what the loader would not take. */
void marks_check(struct module *);

/* table.c */
/* Take what klp-ccp --externalized has written. */
void table_read(const char *file);
/* Set marks for what was taken. */
void table_marks(struct module *);

/* late.c - when the loader reads sections */
/* What is wrong with a relocation of this section that is applied when the
 * patched module comes?  NULL: nothing. */
const char *late_refused(const struct section *);

/* change.c */
/* Make live patch relocations of all references to symbols that have a
 * target. */
void change_all(struct module *);

/* check.c */
/* Look at a finished module as the loader will, with what elfinfo's index says
 * that the kernel has.  Each fault is an error. */
void check_all(const struct module *, const char *index);
