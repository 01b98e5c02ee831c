// SPDX-License-Identifier: GPL-2.0-or-later
/* aarch64.  Of the extensions SME and FP8 there are no tables. */
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "predef.h"

static const struct option options[] = {
	{ "mbig-endian", "+big-endian" }, { "mlittle-endian", "-big-endian" },
	{ "mabi=lp64", "+lp64" }, { "mabi=ilp32", "-lp64" },
	{ "mbranch-protection=none", "-bti-on -pac-on -pac-b -pac-leaf" },
	{ NULL, NULL }
};

/* Extensions, behind a + in -march= and -mcpu= */
static const struct feature features[] = {
	{ "fp", "", "" }, { "simd", "fp", "" }, { "crc", "", "" },
	{ "lse", "", "" }, { "rdma", "simd", "" }, { "fp16", "fp", "" },
	{ "fp16fml", "fp16 simd", "" }, { "dotprod", "simd", "" },
	{ "aes", "simd", "" }, { "sha2", "simd", "" },
	{ "crypto", "*aes:<13 *sha2:<13 aes:>=13 sha2:>=13", "" },
	{ "sha3", "sha2", "" },
	{ "sm4", "simd", "" }, { "fcma", "simd", "" }, { "jscvt", "fp", "" },
	{ "frintts", "fp", "" }, { "bf16", "fp", ">=10" },
	{ "i8mm", "simd", ">=10" }, { "sve", "fp16 simd fcma:>=15", ">=8" },
	{ "f32mm", "sve", ">=10" }, { "f64mm", "sve", ">=10" },
	{ "sve2", "sve", ">=10" }, { "sve2-aes", "sve2 aes", ">=10" },
	{ "sve2-bitperm", "sve2", ">=10" },
	{ "sve2-sha3", "sve2 sha3:>=13", ">=10" },
	{ "sve2-sm4", "sve2 sm4", ">=10" }, { "sve2p1", "sve2", ">=15" },
	{ "rcpc", "", "" }, { "rcpc2", "rcpc", ">=15" },
	{ "rcpc3", "rcpc", ">=14" }, { "pauth", "", "" }, { "bti", "", "" },
	{ "memtag", "", ">=9" }, { "rng", "", ">=9" }, { "tme", "", ">=10" },
	{ "ls64", "", ">=12" }, { "gcs", "", ">=15" },
	{ "lse128", "lse", ">=14" }, { "d128", "lse128", ">=14" },
	{ NULL, NULL, NULL }
};

#define V8_3 "crc lse rdma fcma jscvt rcpc pauth "
#define V8_5 V8_3 "dotprod frintts bti v8.4 v8.5 "
#define V8_6 V8_5 "bf16 i8mm "
#define V9   V8_5 "fp16fml sve sve2 v9 "
#define V9_1 V9 "bf16 i8mm "
#define CRYPTO "aes sha2 crypto "
#define SVE_CRYPTO "sve2-aes sve2-bitperm sve2-sha3 sve2-sm4 "

/* id: the line of its caches; v9: 64 since gcc 15, 256 before */
static const struct cpu cpus[] = {
	{ "armv8-a", NULL, "fp simd", "256" },
	{ "armv8.1-a", "armv8-a", "crc lse rdma", NULL },
	{ "armv8.2-a", "armv8.1-a", "", NULL },
	{ "armv8.3-a", "armv8.2-a", V8_3, NULL },
	{ "armv8.4-a", "armv8.3-a", "dotprod v8.4", NULL },
	{ "armv8.5-a", "armv8-a", V8_5, NULL },
	{ "armv8.6-a", "armv8-a", V8_6, NULL },
	{ "armv8.7-a", "armv8-a", V8_6 "ls64:<13", NULL },
	{ "armv8.8-a", "armv8-a", V8_6 "ls64:<13", NULL },
	{ "armv8.9-a", "armv8-a", V8_6, NULL },
	{ "armv8-r", "armv8.4-a", "v8-r", NULL },
	{ "armv9-a", "armv8-a", V9, "v9" },
	{ "armv9.1-a", "armv8-a", V9_1, "v9" },
	{ "armv9.2-a", "armv8-a", V9_1, "v9" },
	{ "armv9.3-a", "armv8-a", V9_1, "v9" },
	{ "armv9.4-a", "armv8-a", V9_1 "sve2p1", "v9" },

	{ "generic", "armv8-a", "", NULL },
	{ "cortex-a35", "armv8-a", "crc", NULL },
	{ "cortex-a53", "cortex-a35", "", NULL },
	{ "cortex-a57", "cortex-a35", "", NULL },
	{ "cortex-a72", "cortex-a35", "", NULL },
	{ "cortex-a73", "cortex-a35", "", NULL },
	{ "cortex-a57.cortex-a53", "cortex-a35", "", NULL },
	{ "cortex-a72.cortex-a53", "cortex-a35", "", NULL },
	{ "cortex-a73.cortex-a35", "cortex-a35", "", NULL },
	{ "cortex-a73.cortex-a53", "cortex-a35", "", NULL },
	{ "thunderx", "armv8-a", "crc " CRYPTO, "128" },
	{ "thunderxt81", "thunderx", "", NULL },
	{ "thunderxt83", "thunderx", "", NULL },
	{ "thunderxt88p1", "thunderx", "", NULL },
	{ "thunderxt88", "thunderx", "", NULL },
	{ "octeontx", "thunderx", "", NULL },
	{ "octeontx81", "thunderx", "", NULL },
	{ "octeontx83", "thunderx", "", NULL },
	{ "emag", "armv8-a", "crc " CRYPTO, "64" },
	{ "exynos-m1", "emag", "", NULL }, { "phecda", "emag", "", NULL },
	{ "xgene1", "armv8-a", "", "64" },
	{ "falkor", "armv8-a", "crc rdma " CRYPTO, "64" },
	{ "qdf24xx", "falkor", "", NULL },
	{ "thunderx2t99", "armv8.1-a", CRYPTO, "64" },
	{ "thunderx2t99p1", "thunderx2t99", "", NULL },
	{ "vulcan", "thunderx2t99", "", NULL },
	{ "cortex-a55", "armv8.2-a", "fp16 dotprod rcpc", NULL },
	{ "cortex-a75", "cortex-a55", "", NULL },
	{ "cortex-a65", "cortex-a55", "", NULL },
	{ "cortex-a65ae", "cortex-a55", "", NULL },
	{ "neoverse-e1", "cortex-a55", "", NULL },
	{ "cortex-a75.cortex-a55", "cortex-a55", "", NULL },
	{ "cortex-a76", "cortex-a55", "", "v9" },
	{ "cortex-a76ae", "cortex-a76", "", NULL },
	{ "cortex-a77", "cortex-a76", "", NULL },
	{ "cortex-a78", "cortex-a76", "", NULL },
	{ "cortex-a78ae", "cortex-a76", "", NULL },
	{ "cortex-a78c", "cortex-a76", "pauth", NULL },
	{ "cortex-x1", "cortex-a76", "", NULL },
	{ "cortex-x1c", "cortex-a76", "pauth", NULL },
	{ "ares", "cortex-a76", "", NULL },
	{ "neoverse-n1", "cortex-a76", "", NULL },
	{ "cortex-a76.cortex-a55", "cortex-a76", "", NULL },
	{ "octeontx2", "armv8.2-a", CRYPTO, "256" },
	{ "octeontx2t98", "octeontx2", "", NULL },
	{ "octeontx2t96", "octeontx2", "", NULL },
	{ "octeontx2t93", "octeontx2", "", NULL },
	{ "octeontx2f95", "octeontx2", "", NULL },
	{ "octeontx2f95n", "octeontx2", "", NULL },
	{ "octeontx2f95mm", "octeontx2", "", NULL },
	{ "a64fx", "armv8.2-a", "sve", "a64fx" },
	{ "tsv110", "armv8.2-a", "fp16 " CRYPTO, "64" },
	{ "thunderx3t110", "armv8.3-a", CRYPTO "sha3 sm4", "64" },
	{ "neoverse-v1", "armv8.4-a", "fp16fml sve bf16 i8mm rng", "v9" },
	{ "zeus", "neoverse-v1", "", NULL },
	{ "neoverse-512tvb", "neoverse-v1", "", NULL },
	{ "saphira", "armv8.4-a", CRYPTO, NULL },
	{ "cortex-r82", "armv8-r", "", NULL },
	{ "cortex-a510", "armv8-a", V9_1 "memtag sve2-bitperm", "256" },
	{ "cortex-a520", "cortex-a510", "", NULL },
	{ "cortex-a710", "cortex-a510", "", "v9" },
	{ "cortex-x2", "cortex-a710", "", NULL },
	{ "cortex-a715", "cortex-a710", "", NULL },
	{ "cortex-x3", "cortex-a710", "", NULL },
	{ "cortex-a720", "cortex-a710", "", NULL },
	{ "cortex-x4", "cortex-a710", "", NULL },
	{ "cortex-a725", "cortex-a710", "", NULL },
	{ "cortex-x925", "cortex-a710", "", NULL },
	{ "neoverse-n2", "cortex-a710", "rng", NULL },
	{ "cobalt-100", "neoverse-n2", "", NULL },
	{ "neoverse-n3", "neoverse-n2", "", NULL },
	{ "neoverse-v2", "neoverse-n2", "", NULL },
	{ "demeter", "neoverse-n2", "", NULL },
	{ "neoverse-v3", "neoverse-n2", "ls64", NULL },
	{ "neoverse-v3ae", "neoverse-v3", "", NULL },
	{ "grace", "armv8-a", V9_1 CRYPTO SVE_CRYPTO, "v9" },
	{ NULL, NULL, NULL, NULL }
};

static const struct predef macros[] = {
	{ "__aarch64__", "1", "" },
	{ "__AARCH64EB__", "1", "big-endian" },
	{ "__AARCH64EL__", "1", "!big-endian" },
	{ "__ARM_BIG_ENDIAN", "1", "big-endian" },
	{ "__AARCH64_CMODEL_TINY__", "1", "mcmodel=tiny" },
	{ "__AARCH64_CMODEL_LARGE__", "1", "mcmodel=large" },
	{ "__AARCH64_CMODEL_SMALL__", "1",
	  "!mcmodel=tiny !mcmodel=large !pic1 !pie1" },
	{ "_ILP32", "1", "!lp64" }, { "__ILP32__", "1", "!lp64" },
	{ "__ARM_64BIT_STATE", "1", "" }, { "__ARM_PCS_AAPCS64", "1", "" },
	{ "__ARM_ARCH", "9", "v9 >=12" }, { NULL, "8", "" },
	{ "__ARM_ARCH_8A", "1", "" },
	{ "__ARM_ARCH_PROFILE", "82", "v8-r" }, { NULL, "65", "" },
	{ "__ARM_ARCH_ISA_A64", "1", "" },
	{ "__ARM_ALIGN_MAX_PWR", "28", "" },
	{ "__ARM_ALIGN_MAX_STACK_PWR", "16", "" },
	{ "__ARM_SIZEOF_MINIMAL_ENUM", "1", "fshort-enums" },
	{ NULL, "4", "" },
	{ "__ARM_SIZEOF_WCHAR_T", "2", "fshort-wchar <5" },
	{ NULL, "4", "" },
	{ "__ARM_FEATURE_CLZ", "1", "" }, { "__ARM_FEATURE_IDIV", "1", "" },
	{ "__ARM_FEATURE_UNALIGNED", "1", "" },
	{ "__ARM_FP", "14", "fp" }, { "__ARM_FP16_ARGS", "1", "fp >=5" },
	{ "__ARM_FP16_FORMAT_IEEE", "1", "fp >=5" },
	{ "__ARM_FEATURE_FMA", "1", "fp" }, { "__ARM_NEON", "1", "simd" },
	{ "__ARM_FEATURE_NUMERIC_MAXMIN", "1", "simd >=6" },
	{ "__ARM_FP_FAST", "1", "funsafe-math" },
	{ "__ARM_FEATURE_CRC32", "1", "crc" },
	{ "__ARM_FEATURE_ATOMICS", "1", "lse >=7" },
	{ "__ARM_FEATURE_QRDMX", "1", "rdma >=6" },
	{ "__ARM_FEATURE_FP16_SCALAR_ARITHMETIC", "1", "fp16 >=7" },
	{ "__ARM_FEATURE_FP16_VECTOR_ARITHMETIC", "1", "fp16 simd >=7" },
	{ "__ARM_FEATURE_FP16_FML", "1", "fp16fml >=8" },
	{ "__ARM_FEATURE_DOTPROD", "1", "dotprod >=8" },
	{ "__ARM_FEATURE_AES", "1", "aes >=8" },
	{ "__ARM_FEATURE_SHA2", "1", "sha2 >=8" },
	{ "__ARM_FEATURE_CRYPTO", "1", "aes sha2 >=13" },
	{ NULL, "1", "crypto <13" },
	{ "__ARM_FEATURE_SHA3", "1", "sha3|sve2-sha3 >=8" },
	{ "__ARM_FEATURE_SHA512", "1", "sha3|sve2-sha3 >=9" },
	{ "__ARM_FEATURE_SM3", "1", "sm4 >=8" },
	{ "__ARM_FEATURE_SM4", "1", "sm4 >=8" },
	{ "__ARM_FEATURE_COMPLEX", "1", "fcma >=9" },
	{ "__ARM_FEATURE_JCVT", "1", "jscvt >=9" },
	{ "__ARM_FEATURE_FRINT", "1", "frintts >=9" },
	{ "__ARM_FEATURE_BF16_SCALAR_ARITHMETIC", "1", "bf16" },
	{ "__ARM_FEATURE_BF16_VECTOR_ARITHMETIC", "1", "bf16 simd" },
	{ "__ARM_FEATURE_BF16", "1", "bf16 >=13" },
	{ "__ARM_FEATURE_MATMUL_INT8", "1", "i8mm" },
	{ "__ARM_FEATURE_SVE", "1", "sve" },
	{ "__ARM_FEATURE_SVE_BITS", "$",
	  "msve-vector-bits= !msve-vector-bits=scalable sve "
	  "!msve-vector-bits=128|>=10" },
	{ NULL, "0", "sve" },
	{ "__ARM_FEATURE_SVE_VECTOR_OPERATORS", "2", "sve >=15 !sve-bits" },
	{ NULL, "1", "sve >=10" },
	{ "__ARM_FEATURE_SVE_PREDICATE_OPERATORS", "1",
	  "sve >=16 sve-bits" }, { NULL, "2", "sve >=16" },
	{ "__ARM_FEATURE_SVE_MATMUL_INT8", "1", "sve i8mm" },
	{ "__ARM_FEATURE_SVE_MATMUL_FP32", "1", "f32mm" },
	{ "__ARM_FEATURE_SVE_MATMUL_FP64", "1", "f64mm" },
	{ "__ARM_FEATURE_SVE_BF16", "1", "sve bf16 >=13" },
	{ "__ARM_FEATURE_SVE2", "1", "sve2" },
	{ "__ARM_FEATURE_SVE2p1", "1", "sve2p1" },
	{ "__ARM_FEATURE_SVE2_AES", "1", "sve2-aes" },
	{ "__ARM_FEATURE_SVE2_BITPERM", "1", "sve2-bitperm" },
	{ "__ARM_FEATURE_SVE2_SHA3", "1", "sve2-sha3" },
	{ "__ARM_FEATURE_SVE2_SM4", "1", "sve2-sm4" },
	{ "__ARM_FEATURE_RCPC", "1", "rcpc >=13" },
	{ NULL, "1", "rcpc >=11 <12" },
	{ "__ARM_FEATURE_PAUTH", "1", "pauth >=13" },
	{ "__ARM_FEATURE_BTI", "1", "bti >=13" },
	{ "__ARM_FEATURE_MEMORY_TAGGING", "1", "memtag >=10 >=13|v8.5" },
	{ "__ARM_FEATURE_RNG", "1", "rng" },
	{ "__ARM_FEATURE_TME", "1", "tme" },
	{ "__ARM_FEATURE_LS64", "1", "ls64" },
	{ "__ARM_FEATURE_GCS", "1", "gcs" },
	{ "__ARM_FEATURE_SYSREG128", "1", "d128" },
	{ "__ARM_FEATURE_BTI_DEFAULT", "1", "bti-on >=9" },
	{ "__ARM_FEATURE_GCS_DEFAULT", "1", "gcs-on >=15" },
	{ "__ARM_FEATURE_PAC_DEFAULT", "6", "pac-on pac-b pac-leaf >=9" },
	{ NULL, "2", "pac-on pac-b >=9" }, { NULL, "5", "pac-on pac-leaf >=9" },
	{ NULL, "1", "pac-on >=9" },
	{ "__FLT_EVAL_METHOD_C99__", "16", "fp16 >=7" },
	{ NULL, "0", ">=7" },
	{ "__GCC_ASM_FLAG_OUTPUTS__", "1", ">=10" },
	{ "__GCC_CONSTRUCTIVE_SIZE", "128", ">=12 line:128" },
	{ NULL, "256", ">=12 line:a64fx" }, { NULL, "64", ">=12" },
	{ "__GCC_DESTRUCTIVE_SIZE", "64", ">=12 line:64" },
	{ NULL, "64", ">=15 line:v9" },
	{ NULL, "128", ">=12 line:128" }, { NULL, "256", ">=12" },
	{ "__ARM_NEON_SVE_BRIDGE", "1", ">=14" },
	{ "__ARM_STATE_ZA", "1", ">=14" }, { "__ARM_STATE_ZT0", "1", ">=14" },
	{ "__arm_in(...)", "[[__extension__ arm::in(__VA_ARGS__)]]", ">=14" },
	{ "__arm_inout(...)", "[[__extension__ arm::inout(__VA_ARGS__)]]",
	  ">=14" },
	{ "__arm_new(...)", "[[__extension__ arm::new(__VA_ARGS__)]]",
	  ">=14" },
	{ "__arm_out(...)", "[[__extension__ arm::out(__VA_ARGS__)]]",
	  ">=14" },
	{ "__arm_preserves(...)",
	  "[[__extension__ arm::preserves(__VA_ARGS__)]]", ">=14" },
	{ "__arm_locally_streaming",
	  "[[__extension__ arm::locally_streaming]]", ">=14" },
	{ "__arm_streaming", "[[__extension__ arm::streaming]]", ">=14" },
	{ "__arm_streaming_compatible",
	  "[[__extension__ arm::streaming_compatible]]", ">=14" },
	{ "__HAVE_FUNCTION_MULTI_VERSIONING", "1", ">=16" },
	{ "__ARM_BUILDATTR64_FV", "65", ">=16" },
	{ NULL, NULL, NULL }
};

static const struct rule rules[] = {
	{ "msve-vector-bits= !msve-vector-bits=scalable", "+sve-bits" },
	{ "crypto <13", "+aes +sha2" },
	{ "mgeneral-regs-only", "-fp -crypto" },
	{ "", "+align-16 +ldouble-quad +float128" },
	{ "!lp64", "+size-long +ptrdiff-long" },
	{ ">=7", "+float16" }, { ">=13", "+bfloat16" },
	{ "<10|>=13", "+dfp" }, { ">=13", "+dfp-bid" },
	{ "!big-endian >=14", "+bitint" },
	{ "v8.4 fp16 simd", "+fp16fml" },
	{ "fp", "+fma-fast" }, { "!fp", "-iec-559" },
	{ "fp16", "+eval-16 +eval-method" },
	{ NULL, NULL }
};

/* -march=NAME+ext+noext or -mcpu= */
static const struct cpu *
named(const char *option, const char *s)
{
	size_t n = strcspn(s, "+");
	char name[40], change[40];
	const struct cpu *c;

	if (n >= sizeof name)
		return NULL;
	memcpy(name, s, n);
	name[n] = 0;
	c = predef_cpu(name);
	if (!c) {
		predef_unknown(option, s);
		return NULL;
	}
	for (s += n; *s; s += n) {
		s++;
		n = strcspn(s, "+");
		if (n + 2 > sizeof change)
			continue;
		if (strncmp(s, "no", 2) == 0)
			snprintf(change, sizeof change, "-%.*s", (int)n - 2,
				 s + 2);
		else
			snprintf(change, sizeof change, "+%.*s", (int)n, s);
		predef_change(change);
	}
	return c;
}

/* -mbranch-protection=A+B */
static void
protection(const char *s)
{
	static const char *const names[][2] = {
		{ "standard", "+bti-on +pac-on +gcs-on:>=15" },
		{ "pac-ret", "+pac-on" }, { "leaf", "+pac-leaf" },
		{ "b-key", "+pac-b" }, { "bti", "+bti-on" },
		{ "gcs", "+gcs-on" },
	};
	size_t n, i;

	for (; s && *s; s += n + (s[n] == '+')) {
		n = strcspn(s, "+");
		for (i = 0; i < LEN(names); i++)
			if (strlen(names[i][0]) == n &&
			    strncmp(s, names[i][0], n) == 0)
				predef_change(names[i][1]);
	}
}

static void
select(void)
{
	const char *march = predef_option("march");
	const char *mcpu = predef_option("mcpu"), *id = NULL;
	const char *mtune = predef_option("mtune");
	const struct cpu *c = NULL, *core = NULL;
	char line[40];

	if (mtune || mcpu) {
		core = predef_cpu_find(mtune ? mtune : mcpu);
		id = core ? predef_cpu_id(core) : NULL;
	}
	if (march)
		c = named("march", march);
	else if (mcpu)
		c = named("mcpu", mcpu);
	if (!c)
		c = predef_cpu("armv8-a");
	if (!id)
		id = predef_cpu_id(c);
	snprintf(line, sizeof line, "+line:%s", id);
	predef_change(line);
	protection(predef_option("mbranch-protection"));
}

static const char attributes[] =
	"aarch64_vector_pcs:>=9 arm_sve_vector_bits:>=10 "
	"indirect_return:>=15 preserve_none:>=16";

static const char instructions[] =
	"aarch64_ neon_ sve_ arm_ rndr";

const struct arch predef_aarch64 = {
	.name = "aarch64",
	.start = "+aarch64 +lp64 +int128 +cas-4 +cas-8 +cas-16 +uchar "
		"+uwchar +funwind-tables",
	.options = options,
	.features = features,
	.cpus = cpus,
	.macros = macros,
	.rules = rules,
	.select = select,
	.attributes = attributes,
	.instructions = instructions,
};
