// SPDX-License-Identifier: GPL-2.0-or-later
/* powerpc64le: both byte orders, 64 and 32 bits */
#include <stdio.h>
#include "util.h"
#include "predef.h"

#define CMODEL_SMALL "-cmodel-medium -cmodel-large"

static const struct option options[] = {
	{ "m64", "+lp64" }, { "m32", "-lp64" },
	{ "mlittle-endian", "-big-endian" }, { "mlittle", "-big-endian" },
	{ "mbig-endian", "+big-endian" }, { "mbig", "+big-endian" },
	{ "mhard-float", "-soft-float" }, { "msoft-float", "+soft-float" },
	{ "mno-hard-float", "+soft-float" },
	{ "mno-soft-float", "-soft-float" },
	/* the name __float128; _Float128 is there with VSX */
	{ "mfloat128", "-no-float128-name" },
	{ "mno-float128", "+no-float128-name" },
	{ "mabi=elfv1", "-elfv2" }, { "mabi=elfv2", "+elfv2" },
	{ "mabi=ieeelongdouble", "+ldouble-ieee" },
	{ "mabi=ibmlongdouble", "-ldouble-ieee" },
	{ "mabi=vec-extabi", "+vec-extabi" },
	{ "mabi=vec-default", "-vec-extabi" },
	{ "mlong-double-64", "+ldouble-64" },
	{ "mlong-double-128", "-ldouble-64" },
	{ "mcmodel=small", CMODEL_SMALL },
	{ "mcmodel=medium", CMODEL_SMALL " +cmodel-medium" },
	{ "mcmodel=large", CMODEL_SMALL " +cmodel-large" },
	/* how large the table of addresses is, of which the models are
	 * another way to speak */
	{ "mtoc", CMODEL_SMALL }, { "mno-toc", CMODEL_SMALL },
	{ "mminimal-toc", CMODEL_SMALL }, { "mno-minimal-toc", CMODEL_SMALL },
	{ NULL, NULL }
};

static const struct feature features[] = {
	{ "powerpc-gpopt", "", "" }, { "powerpc-gfxopt", "", "" },
	{ "mfcrf", "", "" }, { "popcntb", "", "" }, { "fprnd", "", "" },
	{ "cmpb", "", "" }, { "popcntd", "", "" },
	{ "recip-precision", "", "" }, { "quad-memory", "", "" },
	{ "quad-memory-atomic", "", "" }, { "htm", "", "" },
	{ "altivec", "", "" }, { "vsx", "=altivec", "" },
	{ "power8-vector", "vsx", "" }, { "crypto", "=power8-vector", "" },
	{ "modulo", "", ">=6" }, { "power9-vector", "power8-vector", ">=6" },
	{ "float128-hardware", "=power9-vector", ">=7" },
	{ "arch-10", "", ">=10" }, { "arch-11", "", ">=15" },
	{ "mma", "=vsx", ">=10" },
	{ "prefixed", "", ">=10" }, { "pcrel", "=prefixed", ">=10" },
	{ "rop-protect", "", ">=11" },
	{ NULL, NULL, NULL }
};

/* The first one is that of no -mcpu=. */
static const struct cpu cpus[] = {
	{ "", "power7", "power8-vector crypto quad-memory quad-memory-atomic",
	  NULL },
	{ "powerpc", NULL, "", NULL },
	{ "powerpc64", NULL, "powerpc-gfxopt", NULL },
	{ "rs64", "powerpc64", "", NULL }, { "e5500", "powerpc64", "", NULL },
	{ "e6500", "powerpc64", "mfcrf altivec", NULL },
	{ "power4", "powerpc64", "powerpc-gpopt mfcrf", NULL },
	{ "970", "power4", "altivec", NULL }, { "G5", "970", "", NULL },
	{ "cell", "970", "cell", NULL },
	{ "power5", "power4", "popcntb", NULL },
	{ "power5+", "power5", "fprnd", NULL },
	{ "power6", "power5+", "cmpb recip-precision", NULL },
	{ "power6x", "power6", "", NULL }, { "a2", "power6", "", NULL },
	{ "power7", "power6", "popcntd altivec vsx", NULL },
	{ "power8", "", "htm", NULL }, { "powerpc64le", "power8", "", NULL },
	{ "power9", "power8", "modulo power9-vector float128-hardware", NULL },
	{ "power10", "power9", "-htm arch-10 mma prefixed pcrel", NULL },
	{ "power11", "power10", "arch-11", NULL },
	{ NULL, NULL, NULL, NULL }
};

static const struct predef macros[] = {
	{ "_ARCH_PPC", "1", "" }, { "_ARCH_PPC64", "1", "lp64" },
	{ "_ARCH_PPCGR", "1", "powerpc-gfxopt" },
	{ "_ARCH_PPCSQ", "1", "powerpc-gpopt" },
	{ "_ARCH_PWR4", "1", "mfcrf" }, { "_ARCH_PWR5", "1", "popcntb" },
	{ "_ARCH_PWR5X", "1", "fprnd" }, { "_ARCH_PWR6", "1", "cmpb" },
	{ "_ARCH_PWR7", "1", "popcntd" },
	{ "_ARCH_PWR8", "1", "power8-vector" },
	{ "_ARCH_PWR9", "1", "modulo" }, { "_ARCH_PWR10", "1", "arch-10" },
	{ "_ARCH_PWR11", "1", "arch-11" },
	{ "__PPC__", "1", "" }, { "__powerpc__", "1", "" },
	{ "__PPC64__", "1", "lp64" }, { "__powerpc64__", "1", "lp64" },
	{ "__PPC", "1", "!lp64" }, { "__powerpc", "1", "!lp64" },
	{ "PPC", "1", "!lp64 !strict" }, { "powerpc", "1", "!lp64 !strict" },
	{ "__PPU__", "1", "cell" },
	{ "_CALL_SYSV", "1", "!lp64" }, { "_CALL_LINUX", "1", "lp64" },
	{ "_CALL_ELF", "2", "lp64 elfv2" }, { NULL, "1", "lp64" },
	{ "_CALL_AIX", "1", "lp64 !elfv2" },
	{ "_CALL_AIXDESC", "1", "lp64 !elfv2" },
	{ "__STRUCT_PARM_ALIGN__", "16", "lp64" },
	{ "__CMODEL_MEDIUM__", "1", "lp64 cmodel-medium" },
	{ "__CMODEL_LARGE__", "1", "lp64 cmodel-large" },
	{ "_BIG_ENDIAN", "1", "big-endian" },
	{ "__BIG_ENDIAN__", "1", "big-endian" },
	{ "_LITTLE_ENDIAN", "1", "!big-endian" },
	{ "__LITTLE_ENDIAN__", "1", "!big-endian" },
	{ "_SOFT_FLOAT", "1", "soft-float" },
	{ "_SOFT_DOUBLE", "1", "soft-float" },
	{ "__NO_FPRS__", "1", "soft-float" },
	{ "__RECIP__", "1", "!soft-float popcntb|vsx" },
	{ "__RECIPF__", "1", "!soft-float powerpc-gfxopt" },
	{ "__RSQRTE__", "1", "!soft-float powerpc-gfxopt|vsx" },
	{ "__RSQRTEF__", "1", "!soft-float powerpc-gfxopt popcntb" },
	{ "__RECIP_PRECISION__", "1", "recip-precision" },
	{ "__LONG_DOUBLE_128__", "1", "!ldouble-64" },
	{ "__LONGDOUBLE128", "1", "!ldouble-64" },
	{ "__LONG_DOUBLE_IBM128__", "1", "ldouble-ibm >=7" },
	{ "__LONG_DOUBLE_IEEE128__", "1", "ldouble-quad >=7" },
	{ "__KF__", "__TF__", "ldouble-quad >=8" },
	{ "__KC__", "__TC__", "ldouble-quad >=8" },
	{ "__HTM__", "1", "htm" }, { "__TM_FENCE__", "1", "htm >=5" },
	{ "__QUAD_MEMORY__", "1", "quad-memory lp64 big-endian" },
	{ "__QUAD_MEMORY_ATOMIC__", "1", "quad-memory-atomic lp64" },
	{ "__HAVE_BSWAP__", "1", "" },
	{ "__BUILTIN_CPU_SUPPORTS__", "1", ">=6" },
	{ "__ROP_PROTECT__", "1", "rop-protect" },
	{ "__EXTABI__", "1", "vec-extabi >=11" },
	{ "__ALTIVEC__", "1", "altivec" }, { "__VEC__", "10206", "altivec" },
	{ "__APPLE_ALTIVEC__", "1", "altivec !strict" },
	{ "__VSX__", "1", "vsx" }, { "__CRYPTO__", "1", "crypto" },
	{ "__POWER8_VECTOR__", "1", "power8-vector" },
	{ "__POWER9_VECTOR__", "1", "power9-vector" },
	{ "__MMA__", "1", "mma" }, { "__PCREL__", "1", "pcrel" },
	{ "__vector", "__attribute__((altivec(vector__)))", "" },
	{ "__pixel", "__attribute__((altivec(pixel__))) unsigned short", "" },
	{ "__bool", "__attribute__((altivec(bool__))) unsigned", "" },
	{ "vector", "vector", "!strict" }, { "pixel", "pixel", "!strict" },
	{ "bool", "bool", "!strict" }, { "_Bool", "_Bool", "!strict" },
	{ "__VEC_ELEMENT_REG_ORDER__", "__ORDER_BIG_ENDIAN__", "big-endian" },
	{ NULL, "__ORDER_LITTLE_ENDIAN__", "" },

	{ "__FLOAT128_TYPE__", "1", "vsx >=7" },
	{ "__FLOAT128__", "1", "vsx !no-float128-name >=7" },
	{ "__float128", "__ieee128", "vsx !no-float128-name >=7" },
	{ "__FLOAT128_HARDWARE__", "1", "float128-hardware" },
	{ "__SIZEOF_FLOAT128__", "16", "vsx !no-float128-name >=12" },
	{ "__SIZEOF_IEEE128__", "16", "vsx >=12" },
	{ "__SIZEOF_IBM128__", "16", "!ldouble-64 >=12" },
	{ "__FP_FAST_FMAL", "1", "ldouble-64 !soft-float" },
	{ NULL, "1", "ldouble-quad float128-hardware" },
	{ "__FP_FAST_FMAF128", "1", "float128-hardware" },
	{ "__FP_FAST_FMAF64x", "1", "float128-hardware" },
	{ "__builtin_copysignq", "__builtin_copysignf128", "vsx >=7" },
	{ "__builtin_fabsq", "__builtin_fabsf128", "vsx >=7" },
	{ "__builtin_huge_valq", "__builtin_huge_valf128", "vsx >=7" },
	{ "__builtin_infq", "__builtin_inff128", "vsx >=7" },
	{ "__builtin_nanq", "__builtin_nanf128", "vsx >=7" },
	{ "__builtin_nansq", "__builtin_nansf128", "vsx >=7" },

	{ "__builtin_vsx_vperm", "__builtin_vec_perm", "" },
	{ "__builtin_vsx_xxland", "__builtin_vec_and", "" },
	{ "__builtin_vsx_xxlandc", "__builtin_vec_andc", "" },
	{ "__builtin_vsx_xxlnor", "__builtin_vec_nor", "" },
	{ "__builtin_vsx_xxlor", "__builtin_vec_or", "" },
	{ "__builtin_vsx_xxlxor", "__builtin_vec_xor", "" },
	{ "__builtin_vsx_xxsel", "__builtin_vec_sel", "" },
	{ NULL, NULL, NULL }
};

static const struct rule rules[] = {
	{ "crypto", "?power8-vector" }, { "vsx", "?altivec" },
	{ "soft-float|!altivec", "-vsx" },
	/* what there is in each processor that has these */
	{ "power9-vector", "?modulo ?float128-hardware" },
	{ "power8-vector", "?crypto ?quad-memory ?quad-memory-atomic" },
	{ "vsx", "?powerpc-gpopt ?powerpc-gfxopt ?mfcrf ?popcntb ?fprnd "
	  "?cmpb ?popcntd ?recip-precision +float128" },
	{ "!power9-vector|!lp64", "-float128-hardware" },
	{ "!lp64|!cmodel-medium", "-pcrel" },
	{ "", "+cas-4 +align-16 +dfp" },
	{ "lp64", "+cas-8 +int128" },
	{ "lp64 quad-memory-atomic", "+cas-16" },
	{ "!lp64", "+wchar-long" },
	{ "!soft-float", "+fma-fast" },
	{ "!ldouble-64 ldouble-ieee", "+ldouble-quad" },
	{ "!ldouble-64 !ldouble-ieee", "+ldouble-ibm" },
	{ NULL, NULL }
};

static void
select(void)
{
	const char *mcpu = predef_option("mcpu");

	if (!predef_cpu(mcpu ? mcpu : "")) {
		predef_unknown("mcpu", mcpu);
		predef_cpu("");
	}
}

/* The fused operations, each by the name of the register that it overwrites
 * too: a is that of the sum, m of a factor. */
static void
put_fused(void)
{
	static const char *const ops[] = { "madd", "msub", "nmadd", "nmsub" };
	char name[64], value[64];
	size_t i;
	int k;

	for (i = 0; i < LEN(ops); i++)
		for (k = 0; k < 4; k++) {
			snprintf(name, sizeof name, "__builtin_vsx_xv%s%c%s",
				 ops[i], "am"[k & 1], k & 2 ? "sp" : "dp");
			snprintf(value, sizeof value, "__builtin_vsx_xv%s%s",
				 ops[i], k & 2 ? "sp" : "dp");
			predef_put(name, value);
		}
}

static const char attributes[] =
	"altivec gcc_struct longcall ms_struct shortcall";

static const char builtins[] =
	"cpu_init cpu_is cpu_supports";

static const char instructions[] =
	"addf128_ addg6s altivec_ bcd bpermd byte_in_ cbcdtd cdtbcd cfstring "
	"cfuged cmpb cntlzdm cnttzdm crypto_ darn ddedpd denb dfp_ diex "
	"divde divf128_ divwe dscli dscri dtstsfi dxex fmaf128_ get_t mff "
	"mma_ mtf mulf128_ p6_ pack_ pdepd pextd ppc_ recipdiv rsqrt "
	"scalar_byte_ set_fpscr_ set_te set_tf sqrtf128_ subf128_ tabort "
	"tbegin tcheck tend trechkpt treclaim tresume truncf128_ tsr "
	"tsuspend ttest unpack_ vec_ vsx_";

const struct arch predef_ppc64le = {
	.name = "ppc64le",
	.start = "+ppc +lp64 +elfv2 +cmodel-medium +uchar",
	.options = options,
	.features = features,
	.cpus = cpus,
	.macros = macros,
	.rules = rules,
	.select = select,
	.put = put_fused,
	.attributes = attributes,
	.builtins = builtins,
	.instructions = instructions,
};
