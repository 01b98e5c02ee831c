/* Attributes, in every place where gcc takes them */
typedef int T;
__attribute__((unused)) static int a __attribute__((aligned(8), used));
static __attribute__((unused)) int b; int __attribute__((unused)) c;
int *__attribute__((unused)) *const __attribute__((unused)) d;
int (__attribute__((unused)) e); int (__attribute__((unused)) *f)(void);
int g, __attribute__((unused)) h __attribute__((unused)), *i;
__attribute__(()) __attribute__((, unused, , )) int j;
__attribute__((__const__)) __attribute__((const)) int k(void);
void l(const char *, ...) __attribute__((format(printf, 1, 2), nonnull(1)));
int m __attribute__((mode(DI))); int n asm("nn") __attribute__((unused));
int o __attribute__((aligned(sizeof(T)))) = 1, p __attribute__((vector_size(16)));
struct __attribute__((packed)) q { int a __attribute__((packed)), b : 3
	__attribute__((unused)), : 2; }
	__attribute__((aligned(4))) r __attribute__((unused));
struct q __attribute__((unused)) *s; union __attribute__((packed)) t;
enum __attribute__((packed)) u { A __attribute__((unused)), B
	__attribute__((unused)) = 3 } __attribute__((packed)) v;
void w(int x __attribute__((unused)), __attribute__((unused)) int y,
       int __attribute__((unused)), int *__attribute__((unused)));
void (*x)(int (__attribute__((unused)) *)(int), int (*)(void)
	__attribute__((unused)));
static void ci(int *p) { }
__attribute__((noinline)) void y(void)
{
	int a __attribute__((cleanup(ci))), b;
	__attribute__((unused)) int c;
	if (a) __attribute__((fallthrough));
	switch (a) { case 1: __attribute__((fallthrough)); case 2: ; }
l:	__attribute__((unused)) ;
m:	__attribute__((unused)) int d;
	goto l; goto m;
	a = __builtin_has_attribute(a, unused) + __builtin_has_attribute(T,
		aligned(4)) + sizeof(__attribute__((unused)) int);
}
__attribute__((btf_type_tag("x"), unknown(1 + 2, "s"))) int z;
static void __attribute__((noreturn)) (*aa)(void);
int bb(int [__restrict 3] __attribute__((unused)));
/* C23 */
[[]] [[maybe_unused]] int ca [[gnu::aligned(8)]], *cb [[maybe_unused]];
[[gnu::unused, deprecated("x"), nodiscard]] int cc [[maybe_unused]](void);
struct [[deprecated]] cd { [[maybe_unused]] int a [[gnu::packed]]; };
enum [[deprecated]] { CA [[deprecated]] = 2 };
[[vendor::thing(a b + ; ( ) [ ] 3)]] int ce [[x::y]] [3] [[]];
int * [[gnu::unused]] cf(int [[]], int g [[maybe_unused]]);
void cg(int a)
{
	[[maybe_unused]] int b;
	switch (a) { case 1: a = 2; [[fallthrough]]; case 2: ; }
	[[gnu::cold]] if (a) [[likely]] { } else [[]] return;
	[[a::b]] a = 1;
	[[a::b]] { a = 2; }
	[[a::b]] l: goto l;
	[[gnu::const]];
}
[[__gnu__::__const__]] int ch(void) { return 1; }
