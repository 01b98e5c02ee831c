/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of elfinfo share, a section per file. */
#include <elfutils/libdwfl.h>
#include <gelf.h>

/* main.c - what the command line said */
extern const char *opt_debug;   /* where separate debug files are, or NULL */
extern const char *opt_output;
extern const char *opt_strip;   /* folder taken off the front of paths */
extern const char *opt_object;
extern const char *opt_index;
extern const char *opt_kind;
extern const char *opt_dwarf;
extern const char *opt_unit, *opt_functions;
extern const char *opt_only;    /* not NULL: no others than opt_functions */
extern const char *opt_allow;   /* obstacles that are no errors, with commas */
extern const char *opt_tail_calls;      /* not NULL: they matter */
extern const char *opt_all;     /* not NULL: what is the same, too */
extern const char *opt_renamed; /* prefixes of names of the second object */
/* The command line is wrong: say so, and how to get help (exit 2). */
void usage(const char *fmt, ...) PRINTF(1, 2) NORETURN;

/* zstd.c */
/* A descriptor of the file with no section compressed by zstd: fd itself, or
 * that of a copy, and fd is closed. */
int zstd_sections(const char *file, int fd);

/* object.c - an ELF file, its sections and symbols */
struct section {
	const char *name;
	uint64_t addr;          /* of a relocatable object: as laid out for
				 * its debug data, known after debug_find */
	uint64_t size;
	uint64_t flags;         /* SHF_... */
	uint32_t type;          /* SHT_... */
	Elf_Scn *scn;
};

/* Reserved section numbers, out of the way of a file's 65,536th section */
#define SPECIAL  0xffff0000u

struct sym {
	const char *name;
	const char *file;       /* the last STT_FILE before a local one */
	const char *export;     /* NULL, "export", "export-gpl" */
	const char *ns;         /* its namespace or NULL */
	uint64_t value, size;   /* as the symbol table has them */
	uint64_t addr;          /* the value; in a relocatable object the
				 * section's address is added.  Without bit 0
				 * where that says Thumb */
	uint32_t section;       /* its index; SPECIAL + SHN_ABS and so on */
	uint32_t pos;           /* its position among the symbols of its name;
				 * 0: the kernel does not count it */
	uint32_t of;            /* how many these are */
	uint32_t index;         /* in the symbol table */
	unsigned char type, bind;       /* STT_..., STB_... */
	unsigned char entry;    /* of 64-bit PowerPC: bytes from the first
				 * instruction to where neighbours enter */
	struct inst *inst;      /* of the debug data, whose start it is */
};

enum what { PLAIN, MODULE, KERNEL };

struct object {
	const char *file;       /* as the user names it */
	const char *name;       /* as the kernel does: vmlinux, a module */
	enum what what;
	int fd;
	Elf *elf;
	GElf_Ehdr eh;
	struct section *sec;
	size_t nsec;
	struct sym *sym;        /* in the order of the symbol table */
	size_t nsym;
	struct sym **by;        /* sorted by name */
	struct sym **at;        /* those with an address, sorted by it */
	size_t nat;
	Dwfl *dwfl;
	Dwarf *dwarf;
	int owned;              /* dwarf is not dwfl's: we end it */
	Dwarf *shared;          /* what dwz has put apart, if we opened it */
};

/* The file or its debug data are damaged: say where and exit 1. */
void object_bad(const struct object *, const char *fmt, ...)
	PRINTF(2, 3) NORETURN;
/* Open an object and read its sections and symbols. */
struct object *object_open(const char *file);
/* Without debug data: give each section of a relocatable object an address
 * of its own. */
void object_lay_out(struct object *);
/* Give the symbols their addresses, after the sections have theirs. */
void object_place(struct object *);
void object_close(struct object *);
/* The section of that name, or NULL */
const struct section *object_named(const struct object *, const char *name);
/* Are the section's code and data gone once the object has started? */
int object_init_section(const char *name);
/* The value of a tag in .modinfo, interned, or NULL */
const char *object_modinfo(const struct object *, const char *tag);
/* Write the object's object row.  debug: it has debug data. */
void object_row(const struct object *, int debug);
/* The name of the section with this index; UND, ABS or COM for symbols in
 * none. */
const char *object_section(const struct object *, uint32_t index);
/* The section that contains the address, or NULL. */
const struct section *object_at(const struct object *, uint64_t addr);
/* The symbols at the address are those of object->at from *from to before the
 * one that is returned. */
size_t object_syms(const struct object *, uint64_t addr, size_t *from);
/* The value that a symbol at the address has.  In a relocatable object that is
 * without the section's address. */
uint64_t object_value(const struct object *, uint64_t addr,
		      const struct section **);
/* The bytes of a section, *n of them; NULL and 0 where it has none. */
const unsigned char *object_bytes(const struct object *,
				  const struct section *, size_t *n);
/* A number of n bytes (1, 2, 4, 8) in the object's byte order. */
uint64_t object_number(const struct object *, const unsigned char *,
		       unsigned n);

/* debug.c - where an object's debug data are */
/* Find them in the object or apart, for object->dwarf; 0: it has none. */
int debug_find(struct object *);
/* Take the symbols of a stripped file from its separate debug file. */
void debug_symbols(struct object *);
void debug_close(struct object *);
/* The bytes of the section .NAME or .zNAME, after libdw has unpacked it.  p is
 * NULL where there is none. */
struct text debug_section(Elf *, const char *name);

/* symbols.c */
void symbols_read(struct object *, Elf *);      /* by object.c */
void symbols_rows(const struct object *);
/* The index in object->by of the first symbol of that name; where there is none
 * of a later one. */
size_t symbols_first(const struct object *, const char *name);

/* sites.c - where functions can be traced, and so patched */
struct sites {
	uint64_t *at;           /* their addresses, sorted */
	size_t n;
	int known;              /* the object has a table of them */
	int before;             /* they are in front of the functions */
};
struct sites *sites_read(const struct object *);
/* Can the function there be traced?  "yes", "no", or NULL: it is not known. */
const char *sites_word(const struct object *, const struct sites *,
		       uint64_t addr, uint64_t size);

/* calls.c - what calls go to */
void calls_begin(const struct object *);        /* another object */
/* Write rows of the calls to clones that are found in the code, for want of
 * debug data. */
void calls_scan(struct object *);
/* The symbol of the function that the call or jump in front of pc goes to
 * directly; NULL: it is not known. */
const struct sym *calls_symbol(const struct object *, uint64_t pc);
/* Find each direct call or jump to a function in the code of size bytes at
 * addr; pc is the address after it. */
void calls_in(const struct object *, uint64_t addr, uint64_t size,
	      void (*found)(const struct sym *to, uint64_t pc, void *),
	      void *with);

/* walk.c - the debug data, each entry once */
struct unit {
	struct unit *chain;     /* of the same hash */
	const void *cu;         /* libdw's */
	Dwarf_Die die;
	Dwarf_Die skeleton;     /* what the object itself has of a unit whose
				 * debug data are in a .dwo file, else die */
	const char *name;       /* path of its source */
	const char *dir;        /* where the compiler was run, or NULL */
	int plain;              /* C: no functions in structures */
	/* What dwz makes: entries that several units import */
	int partial;
	int bare;               /* there is nothing in it for us */
	const struct unit *importer;    /* the last one */
};

struct fn;
struct inst;

/* Where in the debug data: what a DIE is met in. */
struct place {
	struct object *obj;
	struct unit *unit;
	struct fn *fn;          /* the innermost function, inlined or not */
	struct inst *root;      /* the code it is in; NULL: it has none */
	unsigned depth;         /* of DIEs in DIEs */
};
/* Take all functions and variables of the object's debug data.  0: it has no
 * unit. */
int walk(struct object *);
extern int walk_files;          /* not 0: walk takes their files instead */
/* A path as the tables have it; dir: where the compiler was run, or NULL */
const char *walk_tidy(const char *dir, const char *path);
/* The DIE that an attribute refers to; 0: there is none. */
int walk_refer(Dwarf_Attribute *, Dwarf_Die *to);
/* Find an attribute of a DIE, or of what it refers to as its origin. */
int walk_attr(Dwarf_Die *, unsigned at, Dwarf_Attribute *);
/* The line a DIE was declared in, or 0. */
unsigned walk_line(Dwarf_Die *);
const char *walk_name(const struct place *, Dwarf_Die *);
/* What abstract_origin leads to in the end, and the unit that this is in */
Dwarf_Die walk_root(const struct place *, Dwarf_Die *);
const struct unit *walk_unit(const struct place *, Dwarf_Die *);
/* The debug data are damaged there. */
void walk_bad(const struct place *, Dwarf_Die *, const char *what) NORETURN;

/* files.c */
/* Another object's debug data begin. */
void files_begin(void);
/* The path of the file a DIE was declared in, or NULL. */
const char *files_path(const struct place *, Dwarf_Die *);
/* Write a row for each file of the unit. */
void files_rows(const struct place *, Dwarf_Die *unit);

/* functions.c */
/* Write all rows from the object's debug data, those of variables too; 0: it
 * has none. */
int functions_take(struct object *);
/* Take a DIE of that kind; the first two change the place for what it
 * contains. */
void functions_subprogram(struct place *, Dwarf_Die *);
void functions_inlined(struct place *, Dwarf_Die *);
void functions_leave(struct inst *);    /* the end of a subprogram */
void functions_call(struct place *, Dwarf_Die *);
const char *functions_name(const struct fn *);

/* variables.c */
void variables_begin(void);     /* another object's debug data begin */
void variables_take(struct place *, Dwarf_Die *);
void variables_end(void);       /* there are no more of them */

/* set.c - what has to be patched together */
/* A function */
struct item {
	struct item *next;
	const char *name;       /* interned, as the others are */
	const char *object, *unit;      /* NULL: not known */
	int described;          /* there are debug data of its unit */
};

/* One function leads to another one, which mostly has to be patched too. */
struct edge {
	const struct item *it;          /* because of this one */
	const struct item *with;        /* this one */
	const char **row;               /* of the latter: its function row, or
					 * NULL */
	const char *symbol;             /* the code of it that is meant */
	const char *why;                /* inlined, calls-clone: it has to be;
					 * folded: it need not, they share
					 * their code; step: nor here, it has
					 * no code */
	const char *called;             /* calls-clone: which one, or "-";
					 * folded: into which function */
	const char *obstacle;           /* why it cannot be patched, or NULL */
};

/* All rows are in this text.  dump: that dump belongs to the items, whatever
 * it is called; NULL: none is given. */
void set_table(struct text, const char *dump);
/* Find all that an item leads to: found() is called for each way to it.  The
 * row is good until that returns. */
void set_close(const struct item *, void (*found)(const struct edge *));
/* The item's rows of a kind */
struct text set_rows(const struct item *, enum row);
/* The item's function row, of several the one with code.  Where there are no
 * debug data it is made from symbols and dumps.  0: there is none. */
int set_function(const struct item *, const char **f);
int set_has_code(const char **f);
/* Why code cannot get a call at its start: gone, init, no-fentry.  NULL: it can,
 * or that is not known. */
const char *set_obstacle(const char **f);
/* Does a clone with that suffix have other parameters?  A part has the function
 * itself or who inlined it as its only callers; cold code is entered by
 * jumps. */
int set_changed(const char *suffix);
int set_is(const char *field, const char *word);
/* Can the first n bytes of a, and b, name the same file of two trees?  The
 * number is the higher, the more names they have in common at their end.  It
 * is higher still where that is all of b. */
unsigned set_same_path(const char *a, size_t n, const char *b);
/* Make a unit, put before those of next.  described: there are debug data of
 * it. */
struct item *set_unit(const char *object, const char *unit, int described,
		      struct item *next);
/* The units whose path is most like that one, the last one first; NULL: there
 * is none.  object: in the object of this name; NULL: in any. */
struct item *set_units(struct text in, const char *path,
		       const char *object);

/* machine.c - what is to be known of a machine to compare its code */
/* What a relocation changes */
struct fixup {
	unsigned machine, type;         /* EM_.., R_.. */
	unsigned char len;              /* bytes */
	uint32_t bits;                  /* of these; 0: all */
	unsigned char from;             /* in code it counts from somewhere in
					 * the instruction */
};
/* One that is not known is an error. */
const struct fixup *machine_fixup(const struct object *, unsigned type);
/* The type that does the same, if the linker has no table to make */
unsigned machine_type(const struct object *, unsigned type);
struct insn {
	unsigned length;
	unsigned field, width;  /* where its last operand is in it */
	uint32_t bits;          /* of the operand; 0: all */
	int branch;
	int64_t to;             /* a branch: from its beginning to its target */
	unsigned type;          /* of the relocation that would set that */
	int leaves;             /* it never goes on to the next one */
	int number;             /* it loads, or puts on the stack, this: */
	uint32_t value;
};
/* May code refer to an object by its distance from another one, which that has
 * in the instruction (gcc -fsection-anchors)? */
int machine_anchors(const struct object *);
/* Can objects of this machine be compared? */
int machine_known(const struct object *);
/* The length of the instruction at p, or 0: it is none, or does not end within
 * n bytes. */
unsigned machine_insn(const struct object *, const unsigned char *p, size_t n,
		      struct insn *);

/* insn.c - instructions of x86_64, for machine.c */
unsigned insn_x86(const unsigned char *p, size_t n, struct insn *);

/* image.c - an object as what can be held against another one */
struct area;

/* The contents of a symbol */
struct piece {
	const struct sym *sym;
	struct area *area;      /* its section; NULL: common */
	uint64_t from, size;    /* in the section */
	const char *name;       /* of the symbol, without a prefix of renaming */
	const char *base;       /* the name without what the compiler numbers,
				 * interned */
	struct piece *pair;     /* what it is in the other object */
	unsigned char code;
	unsigned char asked;    /* diff.c */
};

/* What something refers to */
struct target {
	struct piece *piece;    /* off counts from its beginning */
	const char *name;       /* piece is NULL: of a symbol of elsewhere */
	struct area *area;      /* both are NULL: off counts from that of the
				 * section */
	int64_t off;
	int foreign;            /* undefined in a result (--renamed): in the
				 * original it may be the file's own */
	int anchor;             /* it may be to the piece, or to another one
				 * near it */
};

/* A field that the linker sets, or a branch to another piece */
struct ref {
	uint64_t at;            /* in the section */
	unsigned char len;
	unsigned char from;     /* as in struct fixup */
	uint32_t bits;
	unsigned type;          /* R_.. */
	const struct sym *sym;
	int64_t addend;
	struct target to;
};

/* A section.  What lies in it is sorted by where. */
struct area {
	const struct section *sec;
	const unsigned char *p; /* its n bytes; NULL and 0: it has none */
	size_t n;
	struct piece **piece;
	size_t npiece, piececap;
	struct ref *ref;
	size_t nref, refcap;
	uint64_t *start;        /* where what has no name begins */
	size_t nstart, startcap;
	struct attached *entry;    /* of tables, about this section */
	size_t nentry, entrycap;
	const struct area *like;        /* leads.c: one with the same */
	unsigned char *insn;    /* of code, for each byte: the length of the
				 * instruction that begins there, or 0 */
};
enum { INSN_BAD = 255 };        /* there are bytes that are none */

struct image {
	struct object *o;
	struct piece *piece;    /* in the order of symbols */
	size_t n;
	struct piece **of;      /* by the index of the symbol */
	struct area *area;      /* by the index of the section */
	struct lines *lines;    /* lines.c */
	const char *prefixes;
};
/* prefixes: what to take off the beginning of names, with commas between, or
 * NULL */
struct image *image_read(const char *file, const char *prefixes);
/* Is the section none that is compared? */
int image_left(const struct section *);
/* A name without the numbers in it that are the compiler's, interned */
const char *image_base(const char *name);
/* The piece that the offset is in, or NULL */
struct piece *image_piece(const struct area *, int64_t off);
/* The index of the first reference that is not before the offset */
size_t image_ref(const struct area *, uint64_t at);
/* Where what has no name and begins there ends */
uint64_t image_end(const struct area *, uint64_t off);

/* Is it a section of strings, and are its bytes there? */
int image_is_string(const struct area *);
/* The string that is there, up to its end or that of the section */
struct text image_string(const struct target *);
/* The bytes of a character in it */
uint64_t image_width(const struct area *);
/* Bytes of an element of a section whose elements may be merged, or 0 */
uint64_t image_element(const struct area *);

/* attached.c - tables that tell something of code */
struct special {
	const char *section;
	const char *word;
	unsigned char size;     /* of an entry */
	unsigned machine;       /* EM_..; 0: any */
	unsigned char refs;     /* how many fields are references; 0: any */
	unsigned char line;     /* where a line number is in it, or 0 */
	unsigned char length;   /* where the length is of what its second field
				 * leads to, or 0 */
	const char *beside;     /* a section that goes on with each entry */
};
struct attached {
	const struct special *table;
	struct area *area;      /* where it is */
	uint64_t at;
	uint64_t of;            /* what it is about: an offset */
	struct area *beside;
	uint64_t size;          /* of what it has there */
	size_t seq;
};
/* Find the entries of all tables. */
void attached_read(struct image *);
/* Where in the objects of the section a line number is, in these bits of 4
 * bytes; 0: nowhere. */
unsigned attached_line(const struct section *, uint32_t *bits);
/* Is the section such a table? */
int attached_is(const char *section);
/* The next entry, from number *i on, that is about what lies from there to end;
 * NULL: there is none. */
const struct attached *attached_next(const struct area *, uint64_t from,
				  uint64_t end, size_t *i);

/* lines.c - numbers of lines in code */
/* Are both numbers lines of the same code, of size bytes, in two objects? */
int lines_moved(struct image *, const struct area *, uint64_t from,
		struct image *, const struct area *, uint64_t bfrom,
		uint64_t size, uint32_t old, uint32_t new);

/* texts.c - what is in an object, as a person would write it; from alloc() */
const char *text_hex(const unsigned char *p, size_t n);
const char *text_number(uint64_t);
const char *text_offset(const char *name, int64_t off);
/* A string from there on, up to 60 characters */
const char *text_quoted(struct text, size_t from);
const char *text_target(const struct target *);

/* same.c - is a piece the same as its pair? */
enum verdict { SAME, LINES, CHANGED, NEW, GONE };
struct difference {
	int verdict;            /* up to CHANGED */
	const char *what;
	uint64_t where;         /* from the beginning of the piece */
	const char *old, *new;
};
/* d begins as SAME. */
void same_contents(struct image *, const struct piece *,
		   struct image *, const struct piece *,
		   struct difference *d);
/* The same of whole sections */
void same_areas(struct image *, struct area *, struct image *, struct area *,
		struct difference *d);
/* A stretch of a section */
struct span {
	struct image *m;
	struct area *t;
	uint64_t from, size;
	int code;
};
void same_compare(const struct span *, const struct span *,
		  struct difference *d);
/* Keep the worst difference, and of two that are as bad the first; returns the
 * verdict. */
int same_differs(struct difference *d, int verdict, const char *what,
		 uint64_t where, const char *old, const char *new);
int same_changed(struct difference *d, const char *what, uint64_t where,
		 const char *old, const char *new);
/* A copy of the first n bytes, with 0 in the fields of references; to be
 * freed */
unsigned char *same_masked(const struct span *, uint64_t n);
/* The references in a span are those from *i on, before the one that is
 * returned. */
size_t same_refs(const struct span *, size_t *i);
/* Is the piece all of its section? */
int same_is_all(const struct piece *);
/* What data of the section are: a word of the table */
const char *same_class(const struct section *);
const char *piece_section(const struct piece *);
int piece_numbered(const struct piece *);

/* leads.c - do references lead to the same? */
/* Those of a to pa, of b to pb.  Returns the verdict. */
int leads_same(const struct span *a, const struct target *pa,
	       const struct span *b, const struct target *pb,
	       struct difference *d);
/* Until leads_end, what the compiler numbers is paired when it is compared. */
void leads_begin(void);
/* The number of these pairs that were kept */
size_t leads_end(int keep);

/* The subcommands, each with its operands */
int cmd_symbols(int argc, char **argv);
int cmd_functions(int argc, char **argv);
int cmd_variables(int argc, char **argv);
int cmd_clones(int argc, char **argv);
int cmd_symvers(int argc, char **argv);
int cmd_patchable(int argc, char **argv);
int cmd_index(int argc, char **argv);
int cmd_complete(int argc, char **argv);
int cmd_files(int argc, char **argv);
int cmd_diff(int argc, char **argv);
int cmd_query(int argc, char **argv);
int cmd_resolve(int argc, char **argv);

/* clones.c, symvers.c - for index.c */
void clones_rows(const char *dump);
void symvers_rows(const char *file);
