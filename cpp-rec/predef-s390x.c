// SPDX-License-Identifier: GPL-2.0-or-later
/* s390x: 64 and 31 bits */
#include <stdio.h>
#include "util.h"
#include "predef.h"

static const struct option options[] = {
	{ "m64", "+lp64" }, { "m31", "-lp64" },
	{ "mzarch", "+zarch" }, { "mesa", "-zarch" },
	{ "mhard-float", "-soft-float" }, { "msoft-float", "+soft-float" },
	{ "mno-hard-float", "+soft-float" },
	{ "mno-soft-float", "-soft-float" },
	{ NULL, NULL }
};

static const struct feature features[] = {
	{ "htm", "", ">=4.9" }, { "vx", "", ">=5" }, { "zvector", "", ">=5" },
	{ NULL, NULL, NULL }
};

/* id: the value of __ARCH__ */
static const struct cpu cpus[] = {
	{ "g5", NULL, "", "3" }, { "g6", "g5", "", "3" },
	{ "arch3", "g5", "", "3" },
	{ "z900", "g5", "", "5" }, { "arch5", "z900", "", NULL },
	{ "z990", "z900", "", "6" }, { "arch6", "z990", "", NULL },
	{ "z9-109", "z990", "", "7" }, { "z9-ec", "z9-109", "", "7" },
	{ "arch7", "z9-ec", "", NULL },
	{ "z10", "z9-ec", "fast", "8" }, { "arch8", "z10", "", NULL },
	{ "z196", "z10", "float16", "9" }, { "arch9", "z196", "", NULL },
	{ "zEC12", "z196", "htm", "10" }, { "arch10", "zEC12", "", NULL },
	{ "z13", "zEC12", "vx", "11" }, { "arch11", "z13", "", NULL },
	{ "z14", "z13", "vxe", "12" }, { "arch12", "z14", "", NULL },
	{ "z15", "z14", "", "13" }, { "arch13", "z15", "", NULL },
	{ "z16", "z15", "", "14" }, { "arch14", "z16", "", NULL },
	{ "z17", "z16", "", "15" }, { "arch15", "z17", "", NULL },
	{ NULL, NULL, NULL, NULL }
};

static const struct predef macros[] = {
	{ "__s390__", "1", "" }, { "__s390x__", "1", "lp64" },
	{ "__zarch__", "1", "zarch >=4.9" },
	{ "__ARCH__", "3", "arch:3 >=7" }, { NULL, "5", "arch:5 >=7" },
	{ NULL, "6", "arch:6 >=7" }, { NULL, "7", "arch:7 >=7" },
	{ NULL, "8", "arch:8 >=7" }, { NULL, "9", "arch:9 >=7" },
	{ NULL, "10", "arch:10 >=7" }, { NULL, "11", "arch:11 >=7" },
	{ NULL, "12", "arch:12 >=7" }, { NULL, "13", "arch:13 >=7" },
	{ NULL, "14", "arch:14 >=7" }, { NULL, "15", "arch:15 >=7" },
	{ "__HTM__", "1", "htm" }, { "__VX__", "1", "vx" },
	{ "__LONG_DOUBLE_128__", "1", "ldouble-quad" },
	{ "__LONG_DOUBLE_VX__", "1", "vx vxe zarch !soft-float >=11" },
	{ "__GCC_ASM_FLAG_OUTPUTS__", "1", ">=14" },
	{ "__VEC__", "10305", "zvector >=15" },
	{ NULL, "10304", "zvector >=11" },
	{ NULL, "10303", "zvector >=9 <11" },
	{ NULL, "10302", "zvector >=8" }, { NULL, "10301", "zvector" },
	{ "__VECTOR_KEYWORD_SUPPORTED__", "1", "zvector >=8 !strict|>=16" },
	{ "__vector", "__attribute__((vector_size(16)))",
	  "zvector" },
	{ "__bool", "__attribute__((s390_vector_bool)) unsigned",
	  "zvector" },
	{ "vector", "vector", "zvector !strict" },
	{ "bool", "bool", "zvector !strict" },
	{ "_Bool", "_Bool", "zvector >=12 !strict" },
	{ NULL, NULL, NULL }
};

static const struct rule rules[] = {
	{ "lp64", "+zarch" },
	{ "!zarch", "-htm" },
	{ "!zarch >=14", "-vx" },
	{ "lp64", "+int128 +cas-16" }, { "zarch <16", "+cas-16" },
	{ "!lp64", "+size-long" },
	{ "strict|fexcess-precision=standard !fexcess-precision=fast <13",
	  "+eval-1" },
	{ "", "+cas-4 +cas-8 +float128 +dfp +align-8 +ldouble-quad" },
	{ "soft-float", "-iec-559" }, { "!soft-float", "+fma-fast" },
	{ "!float16|<16", "-float16" }, { "lp64 >=16", "+bitint" },
	{ NULL, NULL }
};

static void
select(void)
{
	const char *march = predef_option("march");
	const char *normal = predef_on("debian") ? "z196" : "z900";
	const struct cpu *c = predef_cpu(march ? march : normal);
	char word[20];

	if (!c) {
		predef_unknown("march", march);
		c = predef_cpu(normal);
	}
	snprintf(word, sizeof word, "+arch:%s", predef_cpu_id(c));
	predef_change(word);
}

static const char attributes[] =
	"function_return_mem:>=8 function_return_reg:>=8 hotpatch "
	"indirect_branch:>=8 indirect_branch_call:>=8 "
	"indirect_branch_jump:>=8 s390_vector_bool";

static const char instructions[] =
	"non_tx_store s390_ tabort tbegin tend tx_ vec_";

const struct arch predef_s390x = {
	.name = "s390x",
	.start = "+s390 +lp64 +big-endian +uchar",
	.options = options,
	.features = features,
	.cpus = cpus,
	.macros = macros,
	.rules = rules,
	.select = select,
	.attributes = attributes,
	.instructions = instructions,
};
