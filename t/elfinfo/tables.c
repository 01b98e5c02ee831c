/* What a kernel's object has, for elfinfo diff: code with entries in tables,
 * objects that are numbered, references of every kind */
#define BUG(line) asm volatile("1: ud2\n" \
	".pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n .long %c0 - .\n .word %c1\n .word 7\n" \
	".popsection" : : "i"("a.c"), "i"(line))
#define ALT(new) asm volatile("1: nop; nop; nop; nop; nop\n2:\n" \
	".pushsection .altinstructions,\"a\"\n" \
	".long 1b - .\n .long 3f - .\n .word 5\n .byte 2b-1b, 4f-3f\n" \
	".popsection\n .pushsection .altinstr_replacement,\"ax\"\n" \
	"3: " new "\n4:\n .popsection")
#define EX(to) asm volatile("1: mov (%%rax), %%rax\n2:\n" \
	".pushsection __ex_table,\"a\"\n" \
	".long 1b - .\n .long " to " - .\n .long 3\n .popsection" \
	: : : "rax")
#define LABEL(key) asm goto("1: .byte 0x0f, 0x1f, 0x44, 0, 0\n" \
	".pushsection __jump_table, \"aw\"\n" \
	".long 1b - .\n .long %l[yes] - .\n .quad %c0 - .\n .popsection" \
	: : "i"(key) : : yes)
#define AUX(bit) asm volatile("1: jmp 6f\n2:\n" \
	".pushsection .altinstr_aux,\"ax\"\n" \
	"6: testb $" #bit ", flags(%rip)\n jnz 2b\n jmp 2b\n .popsection")
#define ORC(sp) asm volatile("1: nop\n" \
	".pushsection .orc_unwind_ip,\"a\"\n .long 1b - .\n .popsection\n" \
	".pushsection .orc_unwind,\"a\"\n .short " #sp ", 0\n .short 5\n" \
	".popsection")

extern void use(const char *, int), fail(int);
int flags, keys[4];

void first(void) { ALT("call x"); EX("2b"); BUG(1); }
void bug(void) { BUG(10); }
void alternative(void) { ALT("call y"); ALT("mov %eax, %eax"); }
void exception(void) { EX("2b"); }
void label(void) { LABEL(&keys[1]); flags++; yes: flags++; }
void aux(void) { AUX(1); AUX(2); }
void unwound(void) { ORC(8); ORC(16); }
void none(void) { ORC(24); }

struct ddebug { const char *p[4]; unsigned line : 18, flags : 8; };
void counted(int i)
{
	static int n;
	static const int table[] = { 1, 2, 4 };
	static struct ddebug d __attribute__((section("__dyndbg"))) =
		{ { "a", "b" }, __LINE__, 3 };

	use(__func__, n += table[i] + d.flags++);
}

int chooses(int x)
{
	static int n;

	switch (x) {
	case 0: use("zero", 1); break;
	case 1: use("one", 2); break;
	case 2: fail(3); break;
	case 3: fail(n++); break;
	case 4: return 5;
	}
	return 0;
}

static __attribute__((noinline)) int scale(int *p, int by)
{
	use("scale", *p * by);
	return *p + by;
}
int clones(int x) { return scale(&x, 3) + scale(&x, 3); }
__attribute__((cold)) extern void bad(int);
int cold(int x) { if (x) { bad(x + 1); bad(x); } return x; }
double half(int x) { return x * 0.5; }
static int (*const list[])(int) = { clones, cold, chooses };
int calls(int i, int x) { return list[i](x) + half(x); }
