/* SPDX-License-Identifier: GPL-2.0-or-later */
typedef unsigned int u32; typedef unsigned long size_t;
#define inline inline __attribute__((__gnu_inline__)) __attribute__((__unused__))
#define __always_inline inline __attribute__((__always_inline__))
#define __initdata __attribute__((__section__(".init.data")))
#define __percpu_sec __attribute__((section(".data..percpu" "")))
#define noinline __attribute__((__noinline__))
#define __noreturn __attribute__((__noreturn__))
struct fwd;
struct both { int x; } ees_dummy;
static struct both eepr_two, keepme __initdata, eesp_x;
static __percpu_sec int espr_pcpu;
static int espr_arr[] = { 1, 2, [7] = 3 };
static const char *const espr_names[] = { [2] = "a" };
static __always_inline int espr_ai(int a) { return a; }
static inline u32 kr(a, b) u32 a; char b; { return a + b; }
static noinline u32 eepr_kr(a, b) u32 a; int b; { return a + b; }
static __noreturn void espr_die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static __noreturn void espr_die(const char *fmt, ...) { for (;;); }
_Noreturn static void espr_die2(void) { for (;;); }
static int (*espr_getfn(int x))(struct fwd *) { return 0; }
int ee_s(int);
static int (espr_paren)(int x) { return x; }
static inline int pe_inl(int x) { return x + 1; }
static int ps_same(int x);
int ps_same(int x);
static int ps_same(int x) { return eepr_two.x + keepme.x + x; }
static struct ops { int (*f)(int); u32 (*g)(u32, int); } table = { .f = ee_s };
extern inline int ext_inl(int x) { return x + espr_arr[0]; }
int copied_external(int x) { return x + sizeof espr_arr + __builtin_offsetof(struct both, x); }
int pu_main(int x, __typeof__(espr_arr) *p)
{
	extern int eepr_blockext;
	__typeof__(espr_names[0]) n = espr_names[x];
	int espr_local = 3;
	static const char fmt[] = "x";
	struct { int espr_pcpu; } s = { .espr_pcpu = espr_pcpu };
	if (x > 10) espr_die("%d", x);
	if (x > 20) espr_die2();
	switch (sizeof(espr_pcpu)) { case 4: break; default: espr_die2(); }
	return espr_ai(espr_local) + kr(1, 2) + espr_getfn(2)(0) + table.f(1) + espr_paren(2) + eepr_kr(1,2) + ext_inl(2) + copied_external(3) + pe_inl(2) + ps_same(1) + eesp_x.x + eepr_blockext + s.espr_pcpu + fmt[0] + n[0] + (*p)[1];
}
