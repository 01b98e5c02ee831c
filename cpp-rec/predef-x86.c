// SPDX-License-Identifier: GPL-2.0-or-later
/* x86: 64 bits, x32, 32 and 16 bits */
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "predef.h"

static const struct option options[] = {
	{ "m64", "+x64 +lp64 -x32 -m16" }, { "m32", "-x64 -lp64 -x32 -m16" },
	{ "m16", "-x64 -lp64 -x32 +m16" }, { "mx32", "+x64 -lp64 +x32 -m16" },
	{ "msoft-float", "-m80387" }, { "mhard-float", "+m80387" },
	{ "mno-soft-float", "+m80387" }, { "mno-hard-float", "-m80387" },
	{ "mlong-double-64", "-ldouble-x87 -ldouble-quad +ldouble-64" },
	{ "mlong-double-80", "+ldouble-x87 -ldouble-quad -ldouble-64" },
	{ "mlong-double-128", "-ldouble-x87 +ldouble-quad -ldouble-64" },
	{ "m96bit-long-double", "-m128bit-long-double +m96" },
	{ "miamcu", "-ldouble-x87 +ldouble-64 +iamcu" },
	{ "mamx-tile", "+amx-tile +xsave" },
	{ "msse4", "+sse4.2" }, { "mno-sse4", "-sse4.1" },
	{ "mavx10.1-512", "+avx10.1" }, { "mavx10.2-512", "+avx10.2" },
	{ "mgeneral-regs-only", "-mmx -sse -m80387" },
	{ "fcf-protection", "+cet-branch +cet-return" },
	{ "fcf-protection=full", "+cet-branch +cet-return" },
	{ "fcf-protection=branch", "+cet-branch -cet-return" },
	{ "fcf-protection=return", "-cet-branch +cet-return" },
	{ "fcf-protection=none", "-cet-branch -cet-return" },
	{ "fcf-protection=check", "-cet-branch -cet-return +cet-check" },
	{ NULL, NULL }
};

/* Since versions: where not from 4.8 on */
static const struct feature features[] = {
	{ "mmx", "", "" }, { "3dnow", "mmx", "" }, { "3dnowa", "3dnow", "" },
	{ "fxsr", "", "" }, { "sse", "", "" }, { "sse2", "sse", "" },
	{ "sse3", "sse2", "" }, { "ssse3", "sse3", "" },
	{ "sse4.1", "ssse3", "" }, { "sse4.2", "sse4.1", "" },
	{ "sse4a", "sse3", "" }, { "avx", "sse4.2 xsave", "" },
	{ "avx2", "avx", "" }, { "fma", "avx", "" },
	{ "fma4", "sse4a avx", "" }, { "xop", "fma4", "" },
	{ "f16c", "avx", "" }, { "aes", "*sse2:<15 sse2:>=15", "" },
	{ "pclmul", "*sse2:<15 sse2:>=15", "" },
	{ "sha", "*sse2:<15 sse2:>=15", ">=5" }, { "gfni", "*sse2", ">=8" },
	{ "vaes", "avx:>=14", ">=8" },
	{ "vpclmulqdq", "pclmul:>=14 avx:>=14", ">=8" }, { "abm", "", "" },
	{ "lzcnt", "", "" }, { "popcnt", "", "" }, { "bmi", "", "" },
	{ "bmi2", "", "" }, { "tbm", "", "" }, { "lwp", "", "" },
	{ "adx", "", "" }, { "movbe", "", "" }, { "crc32", "", "" },
	{ "cx16", "", "" }, { "sahf", "", "" }, { "xsave", "", "" },
	{ "xsaveopt", "xsave", "" }, { "xsavec", "xsave", ">=5" },
	{ "xsaves", "xsave", ">=5" }, { "fsgsbase", "", "" },
	{ "rdrnd", "", "" }, { "rdseed", "", "" }, { "rdpid", "", ">=8" },
	{ "prfchw", "", "" }, { "prefetchwt1", "", ">=4.9 <15" },
	{ "prefetchi", "", ">=13" }, { "rtm", "", "" }, { "hle", "", "" },
	{ "mpx", "", ">=5 <9" }, { "clflushopt", "", ">=5" },
	{ "clwb", "", ">=5" }, { "pcommit", "", ">=5 <7" },
	{ "clzero", "", ">=6" }, { "mwaitx", "", ">=5" }, { "pku", "", ">=6" },
	{ "sgx", "", ">=7" }, { "wbnoinvd", "", ">=8" },
	{ "pconfig", "", ">=8" }, { "ptwrite", "", ">=9" },
	{ "waitpkg", "", ">=9" }, { "cldemote", "", ">=9" },
	{ "movdiri", "", ">=8" }, { "movdir64b", "", ">=8" },
	{ "enqcmd", "", ">=10" }, { "shstk", "", ">=8" },
	{ "uintr", "", ">=11" }, { "hreset", "", ">=11" },
	{ "kl", "sse2", ">=11" }, { "widekl", "kl", ">=11" },
	{ "serialize", "", ">=11" }, { "tsxldtrk", "", ">=10" },
	{ "cmpccxadd", "", ">=13" }, { "raoint", "", ">=13" },
	{ "usermsr", "", ">=14" }, { "movrs", "", ">=15" },
	{ "apxf", "", ">=14" }, { "sm3", "avx", ">=14" },
	{ "sm4", "avx", ">=14" }, { "sha512", "avx", ">=14" },
	{ "avxvnni", "avx2", ">=11" }, { "avxifma", "avx2", ">=13" },
	{ "avxvnniint8", "avx2", ">=13" }, { "avxvnniint16", "avx2", ">=14" },
	{ "avxneconvert", "avx2", ">=13" }, { "avx512f", "avx2", ">=4.9" },
	{ "avx512cd", "avx512f", ">=4.9" },
	{ "avx512er", "avx512f", ">=4.9 <15" },
	{ "avx512pf", "avx512f", ">=4.9 <15" },
	{ "avx512vl", "avx512f", ">=5" }, { "avx512bw", "avx512f", ">=5" },
	{ "avx512dq", "avx512f", ">=5" }, { "avx512ifma", "avx512f", ">=5" },
	{ "avx512vbmi", "avx512bw", ">=5" },
	{ "avx512vbmi2", "avx512f avx512bw:>=14", ">=8" },
	{ "avx512vnni", "avx512f", ">=8" },
	{ "avx512bitalg", "avx512f avx512bw:>=14", ">=8" },
	{ "avx512vpopcntdq", "avx512f", ">=7" },
	{ "avx5124fmaps", "avx512f", ">=7 <15" },
	{ "avx5124vnniw", "avx512f", ">=7 <15" },
	{ "avx512bf16", "avx512bw", ">=10" },
	{ "avx512fp16", "avx512bw", ">=12" },
	{ "avx512vp2intersect", "avx512f avx512dq", ">=10" },
	{ "avx512bmm", "avx512bw", ">=16" },
	{ "avx10.1-256", "avx512vl avx512bw avx512dq avx512cd avx512bf16 "
	  "avx512fp16 avx512vbmi avx512vbmi2 avx512vnni avx512ifma "
	  "avx512bitalg avx512vpopcntdq", ">=14" },
	{ "avx10.1", "avx10.1-256", ">=14" }, { "avx10.2", "avx10.1", ">=15" },
	{ "amx-tile", "=xsave", ">=11" },
	{ "amx-int8", "amx-tile:>=13", ">=11" },
	{ "amx-bf16", "amx-tile:>=13", ">=11" },
	{ "amx-fp16", "amx-tile", ">=13" },
	{ "amx-complex", "amx-tile", ">=13" },
	{ "amx-avx512", "amx-tile avx512f", ">=15" },
	{ "amx-tf32", "amx-tile", ">=15" },
	{ "amx-transpose", "amx-tile", ">=15 <16" },
	{ "amx-fp8", "amx-tile", ">=15" }, { "amx-movrs", "amx-tile", ">=15" },
	{ "evex512", "", ">=14 <16" },
	{ NULL, NULL, NULL }
};

/* "same" as the one before it */
static const struct cpu cpus[] = {
	{ "i386", NULL, "", "i386" },
	{ "i486", NULL, "cas-4", "i486" },
	{ "i586", "i486", "cas-8", "i586" }, { "pentium", "i586", "", NULL },
	{ "lakemont", "i586", "-m80387", "lakemont" },
	{ "pentium-mmx", "i586", "mmx", "pentium_mmx" },
	{ "winchip-c6", "i486", "mmx", NULL },
	{ "winchip2", "winchip-c6", "3dnow", NULL },
	{ "c3", "winchip2", "", NULL }, { "samuel-2", "c3", "", NULL },
	{ "i686", "i586", "", "i686" },
	{ "pentiumpro", "i686", "", NULL },
	{ "pentium2", "i686", "mmx fxsr", "pentium2" },
	{ "pentium3", "pentium2", "sse", "pentium3" },
	{ "pentium3m", "pentium3", "", "i686" },
	{ "pentium-m", "pentium3", "sse2", "i686" },
	{ "c3-2", "i686", "mmx sse fxsr", "c3_2" },
	{ "nehemiah", "c3-2", "", "i686" }, { "c7", "nehemiah", "sse3", NULL },
	{ "esther", "c7", "", NULL },
	{ "geode", "i586", "mmx 3dnowa", "geode" },
	{ "k6", "i586", "mmx", "k6" }, { "k6-2", "k6", "3dnow", "k6_2" },
	{ "k6-3", "k6", "3dnow", "k6_3" },
	{ "athlon", "i586", "mmx 3dnowa", "athlon" },
	{ "athlon-tbird", "athlon", "", NULL },
	{ "athlon-4", "athlon", "sse fxsr", "athlon_sse" },
	{ "athlon-xp", "athlon-4", "", NULL },
	{ "athlon-mp", "athlon-4", "", NULL },
	{ "pentium4", "i586", "mmx sse2 fxsr", "pentium4" },
	{ "pentium4m", "pentium4", "", NULL },
	{ "prescott", "pentium4", "sse3", "nocona" },
	{ "nocona", "prescott", "cx16", NULL },
	{ "core2", "nocona", "ssse3 sahf:>=11", "core2" },

	{ "nehalem", "core2", "sse4.2 popcnt", "nehalem" },
	{ "corei7", "nehalem", "", NULL },
	{ "westmere", "nehalem", "pclmul aes:<9", NULL },
	{ "sandybridge", "westmere", "avx xsaveopt", "sandybridge" },
	{ "corei7-avx", "sandybridge", "", NULL },
	{ "ivybridge", "sandybridge", "fsgsbase rdrnd f16c", NULL },
	{ "core-avx-i", "ivybridge", "", NULL },
	{ "haswell", "ivybridge", "avx2 bmi bmi2 lzcnt fma movbe hle:<9",
	  "haswell" },
	{ "core-avx2", "haswell", "", NULL },
	{ "broadwell", "haswell", "adx prfchw rdseed", NULL },
	{ "skylake", "broadwell", "aes clflushopt xsavec xsaves sgx",
	  "skylake" },
	{ "skylake-avx512", "skylake",
	  "avx512bw avx512cd avx512dq avx512vl evex512 clwb pku", "skylake_avx512" },
	{ "cascadelake", "skylake-avx512", "avx512vnni", "cascadelake" },
	{ "cooperlake", "cascadelake", "avx512bf16", "cooperlake" },
	{ "cannonlake", "skylake", "avx512bw avx512cd avx512dq avx512vl evex512 pku "
	  "avx512ifma avx512vbmi sha", "cannonlake" },
	{ "icelake-client", "cannonlake", "avx512bitalg avx512vbmi2 "
	  "avx512vnni avx512vpopcntdq gfni rdpid vaes vpclmulqdq",
	  "icelake_client" },
	{ "icelake-server", "icelake-client", "clwb pconfig wbnoinvd",
	  "icelake_server" },
	{ "rocketlake", "icelake-client", "-sgx", "rocketlake" },
	{ "tigerlake", "icelake-client", "avx512vp2intersect clwb movdir64b "
	  "movdiri kl:>=11 widekl:>=11", "tigerlake" },
	{ "alderlake", "skylake", "avxvnni clwb gfni hreset kl widekl "
	  "movdir64b movdiri pconfig pku ptwrite rdpid serialize sha vaes "
	  "vpclmulqdq waitpkg cldemote:<13", "alderlake" },
	{ "raptorlake", "alderlake", "", NULL },
	{ "meteorlake", "alderlake", "", NULL },
	{ "gracemont", "alderlake", "", NULL },
	{ "arrowlake", "alderlake", "uintr:>=14 avxifma avxneconvert avxvnniint8 "
	  "cmpccxadd", "arrowlake" },
	{ "arrowlake-s", "arrowlake", "avxvnniint16 sha512 sm3 sm4",
	  "arrowlake_s" },
	{ "lunarlake", "arrowlake-s", "", NULL },
	{ "pantherlake", "arrowlake-s", "-kl -widekl", "pantherlake" },
	{ "wildcatlake", "pantherlake", "", NULL },
	{ "clearwaterforest", "pantherlake", "cldemote enqcmd prefetchi usermsr",
	  "clearwaterforest" },
	{ "novalake", "pantherlake", "avx10.2 apxf movrs prefetchi",
	  "novalake" },
	{ "sierraforest", "arrowlake", "cldemote enqcmd uintr", "sierraforest" },
	{ "grandridge", "sierraforest", "", "grandridge" },
	{ "sapphirerapids", "icelake-server", "amx-bf16 amx-int8 amx-tile "
	  "avx512bf16 avxvnni cldemote enqcmd movdir64b movdiri ptwrite "
	  "serialize tsxldtrk waitpkg uintr avx512fp16:>=12 "
	  "avx512vp2intersect:<13", "sapphirerapids" },
	{ "emeraldrapids", "sapphirerapids", "", NULL },
	{ "graniterapids", "sapphirerapids", "amx-fp16 prefetchi "
	  "avx10.1:>=16", "graniterapids" },
	{ "graniterapids-d", "graniterapids", "amx-complex",
	  "graniterapids_d" },
	{ "diamondrapids", "graniterapids-d", "-evex512 amx-avx512 amx-fp8 amx-movrs "
	  "avx10.2 apxf movrs avxifma avxneconvert avxvnniint8 "
	  "avxvnniint16 cmpccxadd sha512 sm3 sm4", "diamondrapids" },
	{ "bonnell", "core2", "movbe", "bonnell" },
	{ "atom", "bonnell", "", NULL },
	{ "silvermont", "core2", "sse4.2 popcnt pclmul prfchw rdrnd movbe "
	  "aes:<9", "silvermont" },
	{ "slm", "silvermont", "", NULL },
	{ "goldmont", "silvermont", "aes clflushopt fsgsbase rdseed sha "
	  "xsaveopt xsavec xsaves", "goldmont" },
	{ "goldmont-plus", "goldmont", "ptwrite rdpid sgx",
	  "goldmont_plus" },
	{ "tremont", "goldmont-plus", "cldemote clwb gfni movdir64b movdiri "
	  "waitpkg:>=11", "tremont" },
	{ "knl", "broadwell", "avx512cd avx512er avx512pf prefetchwt1",
	  "knl" },
	{ "knm", "knl", "avx5124fmaps avx5124vnniw avx512vpopcntdq", "knm" },
	{ "intel", "silvermont", "", "intel" },

	{ "x86-64", "i586", "mmx sse2 fxsr", "x86_64" },
	{ "x86-64-v2", "x86-64", "cx16 sahf:>=11 popcnt sse4.2", NULL },
	{ "x86-64-v3", "x86-64-v2", "avx2 xsave bmi bmi2 f16c fma lzcnt movbe",
	  NULL },
	{ "x86-64-v4", "x86-64-v3", "avx512bw avx512cd avx512dq avx512vl "
	  "evex512",
	  NULL },
	{ "eden-x2", "x86-64", "sse3 sahf:>=11", "k8" },
	{ "nano", "eden-x2", "ssse3", NULL },
	{ "nano-1000", "nano", "", NULL }, { "nano-2000", "nano", "", NULL },
	{ "nano-3000", "nano", "sse4.1", NULL },
	{ "nano-x2", "nano-3000", "", NULL },
	{ "eden-x4", "nano-3000", "", NULL },
	{ "nano-x4", "nano-3000", "", NULL },
	{ "lujiazui", "westmere", "abm aes adx bmi bmi2 fsgsbase "
	  "lzcnt movbe prfchw rdrnd rdseed xsaveopt", "lujiazui" },
	{ "yongfeng", "lujiazui", "avx2 f16c fma sha", "yongfeng" },
	{ "shijidadao", "yongfeng", "", "shijidadao" },

	{ "k8", "x86-64", "3dnowa", "k8" }, { "opteron", "k8", "", NULL },
	{ "athlon64", "k8", "", NULL }, { "athlon-fx", "k8", "", NULL },
	{ "k8-sse3", "k8", "sse3", NULL },
	{ "opteron-sse3", "k8-sse3", "", NULL },
	{ "athlon64-sse3", "k8-sse3", "", NULL },
	{ "amdfam10", "k8-sse3", "cx16 sahf:>=11 sse4a abm popcnt lzcnt "
	  "prfchw", "amdfam10" },
	{ "barcelona", "amdfam10", "", NULL },
	{ "bdver1", "x86-64-v2", "sse4a abm lzcnt aes pclmul avx fma4 xop "
	  "lwp prfchw", "bdver1" },
	{ "bdver2", "bdver1", "bmi f16c fma tbm", "bdver2" },
	{ "bdver3", "bdver2", "fsgsbase xsaveopt", "bdver3" },
	{ "bdver4", "bdver3", "avx2 bmi2 mwaitx movbe rdrnd", "bdver4" },
	{ "btver1", "x86-64", "cx16 sahf:>=11 ssse3 sse4a abm lzcnt popcnt "
	  "prfchw xsave", "btver1" },
	{ "btver2", "btver1", "aes avx bmi f16c movbe pclmul xsaveopt",
	  "btver2" },
	{ "znver1", "broadwell", "abm aes clflushopt clzero mwaitx sha sse4a "
	  "xsavec xsaves", "znver1" },
	{ "znver2", "znver1", "clwb rdpid wbnoinvd", "znver2" },
	{ "znver3", "znver2", "pku vaes vpclmulqdq", "znver3" },
	{ "znver4", "znver3", "avx512bitalg avx512bf16 avx512bw avx512cd "
	  "avx512dq avx512ifma avx512vbmi avx512vbmi2 avx512vl avx512vnni "
	  "avx512vpopcntdq evex512 gfni", "znver4" },
	{ "znver5", "znver4", "avx512vp2intersect avxvnni movdir64b movdiri "
	  "prefetchi", "znver5" },
	{ "znver6", "znver5", "avx512bmm avx512fp16 avxifma avxneconvert "
	  "avxvnniint8", "znver6" },
	{ NULL, NULL, NULL, NULL }
};

/* What the macros of an arch or a tune are called, where not after it */
static const struct {
	const char *id;
	const char *arch;       /* words, each with __ before it and also
				 * behind it */
	const char *tune;       /* words of __tune_W__ */
} ids[] = {
	{ "i386", "", "i386" }, { "i486", "i486", "i486" },
	{ "i586", "i586 pentium", "i586 pentium" },
	{ "lakemont", "i586 pentium", "lakemont" },
	{ "pentium_mmx", "i586 pentium",
	  "pentium_mmx i586 pentium" },
	{ "i686", "i686 pentiumpro", "i686 pentiumpro" },
	{ "pentium2", "i686 pentiumpro", "pentium2 i686 pentiumpro" },
	{ "pentium3", "i686 pentiumpro",
	  "pentium3 pentium2 i686 pentiumpro" },
	{ "c3_2", "i686 pentiumpro", "pentium2 i686 pentiumpro" },
	{ "x86_64", "k8", "" },
	{ "k6_2", "k6", "k6_2 k6" }, { "k6_3", "k6", "k6_3 k6" },
	{ "athlon_sse", "athlon", "athlon athlon_sse" },
	{ "nehalem", "nehalem:>=4.9 corei7", "nehalem:>=4.9 corei7" },
	{ "sandybridge", "sandybridge:>=4.9 corei7_avx",
	  "sandybridge:>=4.9 corei7_avx" },
	{ "haswell", "haswell:>=4.9 core_avx2",
	  "haswell:>=4.9 core_avx2" },
	{ "bonnell", "bonnell:>=4.9 atom", "bonnell:>=4.9 atom" },
	{ "silvermont", "silvermont slm", "silvermont slm" },
	{ "intel", "silvermont slm", "" },
};

/* Of features, where they are not just __NAME__ */
static const struct predef macros[] = {
	{ "__3dNOW__", "1", "3dnow" }, { "__3dNOW_A__", "1", "3dnowa" },
	{ "__LAHF_SAHF__", "1", "sahf >=11" },
	{ "__MOVBE__", "1", "movbe >=11" }, { "__CRC32__", "1", "crc32 >=11" },
	{ "__AVX10_1_256__", "1", "avx10.1-256 <16" },
	{ "__AVX10_1_512__", "1", "avx10.1 <15" },
	{ "__AVX10_1__", "1", "avx10.1 >=15" },
	{ "__APX_F__", "1", "apxf" }, { "__USER_MSR__", "1", "usermsr" },
	{ "__EVEX256__", "1", "avx512vl >=14" },
	{ "__GCC_HAVE_SYNC_COMPARE_AND_SWAP_16", "1", "cx16 x64" },
	{ "__SSE_MATH__", "1", "math-sse sse" },
	{ "__SSE2_MATH__", "1", "math-sse sse2" },
	{ "__MMX_WITH_SSE__", "1", "x64 sse2 >=10" },

	{ "__pentium_mmx__", "1", "arch:pentium_mmx mmx" },
	{ "__k6_2__", "1", "arch:k6_2" }, { "__k6_3__", "1", "arch:k6_3" },
	{ "__athlon_sse__", "1", "arch:athlon_sse sse" },

	{ "__x86_64", "1", "x64" }, { "__x86_64__", "1", "x64" },
	{ "__amd64", "1", "x64" }, { "__amd64__", "1", "x64" },
	{ "i386", "1", "!x64 !strict" },
	{ "__i386", "1", "!x64" }, { "__i386__", "1", "!x64" },
	{ "__ILP32__", "1", "!lp64" }, { "_ILP32", "1", "!lp64" },
	{ "__iamcu", "1", "iamcu" }, { "__iamcu__", "1", "iamcu" },
	{ "__code_model_32__", "1", "!x64" },
	{ "__code_model_kernel__", "1", "mcmodel=kernel" },
	{ "__code_model_medium__", "1", "mcmodel=medium" },
	{ "__code_model_large__", "1", "mcmodel=large" },
	{ "__code_model_small__", "1",
	  "x64 !mcmodel=kernel !mcmodel=medium !mcmodel=large" },
	{ "_SOFT_FLOAT", "1", "!m80387" },
	{ "__LONG_DOUBLE_64__", "1", "ldouble-64" },
	{ "__LONG_DOUBLE_128__", "1", "ldouble-quad" },
	{ "__SIZEOF_FLOAT80__", "16", "x64|m128bit-long-double !ldouble-96" },
	{ NULL, "12", "" },
	{ "__SIZEOF_FLOAT128__", "16", "" },
	{ "__ATOMIC_HLE_ACQUIRE", "65536", "" },
	{ "__ATOMIC_HLE_RELEASE", "131072", "" },
	{ "__GCC_ASM_FLAG_OUTPUTS__", "1", ">=6" },
	{ "__GCC_DESTRUCTIVE_SIZE", "64", ">=12" },
	{ "__GCC_CONSTRUCTIVE_SIZE", "64", ">=12" },
	{ "__SEG_FS", "1", ">=6" }, { "__SEG_GS", "1", ">=6" },
	{ "__CET__", "3", "cet-branch cet-return >=8" },
	{ NULL, "2", "cet-return >=8" }, { NULL, "1", "cet-branch >=8" },
	{ NULL, "8", "cet-check >=8" },
	{ NULL, NULL, NULL }
};

static const struct rule rules[] = {
	{ "sse", "?mmx" },
	{ "!x64", "?sahf" },
	{ "sse4.2|abm", "?popcnt" }, { "abm", "?lzcnt" },
	{ "sse4.2", "?crc32" },
	{ "avx512f !avx10.1-256|avx10.1", "?evex512" },
	{ "x64", "+int128 +cas-4 +cas-8" },
	{ "!lp64", "+wchar-long" },
	{ "!x64 ldouble-x87 !m128bit-long-double", "+ldouble-96" },
	{ "ldouble-x87", "+float64x-x87" },
	{ "", "+float128 +dfp +dfp-bid +align-16" },
	{ "sse2 >=12", "+float16" }, { "sse2 >=13", "+bfloat16" },
	{ ">=14", "+float16 +bfloat16 +bitint" },
	{ "m96 x64 <12", "+ldouble-96" },
	{ "fma|fma4|avx512f", "+fma-fast" },
	{ "iamcu", "-align-16" },
	{ "avx", "+align-32" }, { "avx512f <14|evex512|>=16", "+align-64" },
	/* where floating arithmetic is done, and with which range */
	{ "x64 sse", "+math-sse" }, { "!m80387 sse", "+math-sse" },
	{ "mfpmath=387", "-math-sse" },
	{ "mfpmath=sse sse", "+math-sse" },
	{ "mfpmath=sse+387|mfpmath=both sse", "+math-sse +math-both" },
	{ "!m80387 !sse", "-iec-559" },
	{ "m80387 !math-sse", "+eval-2" },
	{ "m80387 math-sse !sse2|math-both", "+eval-unknown" },
	{ "avx512fp16 math-sse", "+eval-16" },
	{ "eval-2|eval-unknown|eval-16", "+eval-method" },
	{ NULL, NULL }
};

static const struct cpu *tuned;
static const struct cpu *built_for;

static void
select(void)
{
	const char *march = predef_option("march");
	const char *mtune = predef_option("mtune");
	const char *normal = predef_holds("debian !x64 !m16") ? "i686" :
		"x86-64";
	char word[40] = "+arch:";

	built_for = predef_cpu(march ? march : normal);
	if (!built_for) {
		predef_unknown("march", march);
		built_for = predef_cpu(normal);
	}
	predef_change(strncat(word, predef_cpu_id(built_for), 30));
	if (!mtune)
		mtune = march ? march : "generic";
	else if (strcmp(mtune, "x86-64") == 0)
		mtune = "k8";
	tuned = predef_cpu_find(mtune);
}

/* __WORD and __WORD__, or __tune_WORD__, of each */
static void
put_words(const char *words, int tune)
{
	char name[80];
	const char *s;
	size_t n;

	while (predef_item(&words, &s, &n)) {
		if (!tune) {
			snprintf(name, sizeof name, "__%.*s", (int)n, s);
			predef_put(name, "1");
		}
		snprintf(name, sizeof name, "__%s%.*s__", tune ? "tune_" : "",
			 (int)n, s);
		predef_put(name, "1");
	}
}

static void
put_id(const struct cpu *c, int tune)
{
	size_t i;

	for (i = 0; i < LEN(ids); i++)
		if (strcmp(ids[i].id, predef_cpu_id(c)) == 0) {
			put_words(tune ? ids[i].tune : ids[i].arch, tune);
			return;
		}
	if (c)
		put_words(predef_cpu_id(c), tune);
}

static void
put(void)
{
	static const char odd[] = "3dnow 3dnowa sahf movbe crc32 avx10.1-256 "
		"avx10.1 apxf usermsr cx16 hle";
	const struct feature *f;
	char name[40], *p;

	put_id(built_for, 0);
	put_id(tuned, 1);
	for (f = features; f->name; f++) {
		if (!predef_on(f->name) || predef_listed(odd, f->name))
			continue;
		snprintf(name, sizeof name, "__%s__", f->name);
		for (p = name; *p; p++)
			*p = *p == '.' || *p == '-' ? '_' :
				*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p;
		predef_put(name, "1");
	}
}

static const char attributes[] =
	"callee_pop_aggregate_return cdecl cf_check:>=8 fastcall "
	"fentry_name:>=9 fentry_section:>=9 force_align_arg_pointer "
	"gcc_struct indirect_branch:>=8 indirect_return:>=9 interrupt:>=7 "
	"ms_abi ms_hook_prologue ms_struct naked:>=8 "
	"no_callee_saved_registers:>=14 no_caller_saved_registers:>=7 "
	"nodirect_extern_access:>=12 preserve_none:>=16 regparm "
	"sseregparm stdcall sysv_abi thiscall";

static const char builtins[] =
	"cpu_init cpu_is cpu_supports ms_va_copy ms_va_end ms_va_start "
	"sysv_va_copy sysv_va_end sysv_va_start";

static const char instructions[] =
	"ia32_";

const struct arch predef_x86 = {
	.name = "x86_64",
	.start = "+x86 +x64 +lp64 +m80387 +ldouble-x87",
	.options = options,
	.features = features,
	.cpus = cpus,
	.macros = macros,
	.rules = rules,
	.select = select,
	.put = put,
	.attributes = attributes,
	.builtins = builtins,
	.instructions = instructions,
};
