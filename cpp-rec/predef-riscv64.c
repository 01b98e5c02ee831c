// SPDX-License-Identifier: GPL-2.0-or-later
/* riscv64, of gcc 12, the only one that was asked.  In an -march= there are no
 * versions of extensions. */
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "predef.h"

static const struct option options[] = {
	{ "mbig-endian", "+big-endian" }, { "mlittle-endian", "-big-endian" },
	{ "mdiv", "-no-div" }, { "mno-div", "+no-div" },
	{ "mfdiv", "-no-fdiv" }, { "mno-fdiv", "+no-fdiv" },
	{ NULL, NULL }
};

static const struct feature features[] = {
	{ NULL, NULL, NULL }
};

/* words: its -march= */
static const struct cpu cpus[] = {
	{ "sifive-s21", NULL, "rv64imac", NULL },
	{ "sifive-s51", NULL, "rv64imac", NULL },
	{ "sifive-s54", NULL, "rv64imafdc", NULL },
	{ "sifive-s76", NULL, "rv64imafdc", NULL },
	{ "sifive-u54", NULL, "rv64imafdc", NULL },
	{ "sifive-u74", NULL, "rv64imafdc", NULL },
	{ NULL, NULL, NULL, NULL }
};

/* An extension NAME of the instructions is the word x:NAME. */
static const struct predef macros[] = {
	{ "__riscv", "1", "" }, { "__riscv_xlen", "64", "" },
	{ "__riscv_arch_test", "1", "" },
	{ "__riscv_atomic", "1", "x:a" }, { "__riscv_compressed", "1", "x:c" },
	{ "__riscv_mul", "1", "x:m" }, { "__riscv_div", "1", "x:m !no-div" },
	{ "__riscv_muldiv", "1", "x:m !no-div" },
	{ "__riscv_flen", "64", "x:d" }, { NULL, "32", "x:f" },
	{ "__riscv_fdiv", "1", "x:f !no-fdiv" },
	{ "__riscv_fsqrt", "1", "x:f !no-fdiv" },
	{ "__riscv_float_abi_soft", "1", "mabi=lp64" },
	{ "__riscv_float_abi_single", "1", "mabi=lp64f" },
	{ "__riscv_float_abi_double", "1", "!mabi=lp64 !mabi=lp64f" },
	{ "__riscv_cmodel_pic", "1", "pic1|pic2|pie1|pie2" },
	{ "__riscv_cmodel_medany", "1",
	  "mcmodel=medany|pic1|pic2|pie1|pie2" },
	{ "__riscv_cmodel_medlow", "1",
	  "!mcmodel=medany !pic1 !pic2 !pie1 !pie2" },
	{ "__FP_FAST_FMAF", "1", "x:f !x:d" },
	{ "__FP_FAST_FMAF32", "1", "x:f !x:d" },

	/* the version of each, as the specification has them */
	{ "__riscv_i", "2000000", "misa-spec=2.2" }, { NULL, "2001000", "" },
	{ "__riscv_m", "2000000", "x:m" },
	{ "__riscv_a", "2000000", "x:a misa-spec=2.2|misa-spec=20190608" },
	{ NULL, "2001000", "x:a" },
	{ "__riscv_f", "2000000", "x:f misa-spec=2.2" },
	{ NULL, "2002000", "x:f" },
	{ "__riscv_d", "2000000", "x:d misa-spec=2.2" },
	{ NULL, "2002000", "x:d" },
	{ "__riscv_c", "2000000", "x:c" },
	{ "__riscv_zicsr", "2000000", "x:zicsr" },
	{ "__riscv_zifencei", "2000000", "x:zifencei" },
	{ "__riscv_zba", "1000000", "x:zba" },
	{ "__riscv_zbb", "1000000", "x:zbb" },
	{ "__riscv_zbc", "1000000", "x:zbc" },
	{ "__riscv_zbs", "1000000", "x:zbs" },
	{ "__riscv_zbkb", "1000000", "x:zbkb" },
	{ "__riscv_zbkc", "1000000", "x:zbkc" },
	{ "__riscv_zbkx", "1000000", "x:zbkx" },
	{ "__riscv_zkne", "1000000", "x:zkne" },
	{ "__riscv_zknd", "1000000", "x:zknd" },
	{ "__riscv_zknh", "1000000", "x:zknh" },
	{ "__riscv_zkr", "1000000", "x:zkr" },
	{ "__riscv_zkt", "1000000", "x:zkt" },
	{ "__riscv_zksed", "1000000", "x:zksed" },
	{ "__riscv_zksh", "1000000", "x:zksh" },
	{ "__riscv_zk", "1000000", "x:zk" },
	{ "__riscv_zkn", "1000000", "x:zkn" },
	{ "__riscv_zks", "1000000", "x:zks" },
	{ "__riscv_v", "1000000", "x:v" },
	{ "__riscv_vector", "1", "x:zve32x|x:zvl32b" },
	{ "__riscv_v_elen", "64", "x:zve64x" },
	{ NULL, "32", "x:zve32x" },
	{ "__riscv_v_elen_fp", "64", "x:zve64d" },
	{ NULL, "32", "x:zve32f" }, { NULL, "0", "x:zve32x|x:zvl32b" },
	{ "__riscv_v_min_vlen", "128", "x:zvl128b" },
	{ NULL, "64", "x:zvl64b" }, { NULL, "32", "x:zvl32b" },
	{ "__riscv_zve32x", "1000000", "x:zve32x" },
	{ "__riscv_zve32f", "1000000", "x:zve32f" },
	{ "__riscv_zve64x", "1000000", "x:zve64x" },
	{ "__riscv_zve64f", "1000000", "x:zve64f" },
	{ "__riscv_zve64d", "1000000", "x:zve64d" },
	{ "__riscv_zvl32b", "1000000", "x:zvl32b" },
	{ "__riscv_zvl64b", "1000000", "x:zvl64b" },
	{ "__riscv_zvl128b", "1000000", "x:zvl128b" },
	{ NULL, NULL, NULL }
};

static const struct rule rules[] = {
	/* what an extension has with it */
	{ "x:v", "+x:zve64d +x:zvl128b" },
	{ "x:zve64d", "+x:zve64f +x:d" },
	{ "x:zve64f", "+x:zve64x +x:zve32f" },
	{ "x:zve64x", "+x:zve32x +x:zvl64b" },
	{ "x:zve32f", "+x:zve32x +x:f" },
	{ "x:zve32x", "+x:zvl32b" },
	{ "x:zvl128b", "+x:zvl64b" }, { "x:zvl64b", "+x:zvl32b" },
	{ "x:zk", "+x:zkn +x:zkr +x:zkt" },
	{ "x:zkn", "+x:zbkb +x:zbkc +x:zbkx +x:zkne +x:zknd +x:zknh" },
	{ "x:zks", "+x:zbkb +x:zbkc +x:zbkx +x:zksed +x:zksh" },
	{ "x:d", "+x:f" }, { "x:f", "+x:zicsr" },
	{ "misa-spec=2.2", "+x:zicsr +x:zifencei" },

	{ "", "+align-16 +ldouble-quad +float128 +int128" },
	{ "x:a", "+cas-4 +cas-8 +no-cas-2" },
	{ "x:d", "+fma-fast" },
	{ "!x:d", "-iec-559" },
	{ NULL, NULL }
};

static void
extension(const char *s, size_t n)
{
	char word[40];

	snprintf(word, sizeof word, "+x:%.*s", (int)n, s);
	predef_change(word);
}

/* rv64imafdc_zba_zbb: single letters, and then names */
static void
extensions(const char *s)
{
	size_t n;

	for (; *s && *s != '_'; s++)
		if (*s == 'g')
			predef_change("+x:i +x:m +x:a +x:f +x:d +x:zicsr "
				      "+x:zifencei");
		else
			extension(s, 1);
	for (; *s; s += n) {
		s += strspn(s, "_");
		n = strcspn(s, "_");
		if (n)
			extension(s, n);
	}
}

static void
select(void)
{
	const char *march = predef_option("march");
	const char *mcpu = predef_option("mcpu");
	const struct cpu *c;

	if (!march && mcpu) {
		c = predef_cpu_find(mcpu);
		if (!c)
			predef_unknown("mcpu", mcpu);
		else
			march = c->words;
	}
	if (march && strncmp(march, "rv64", 4)) {
		predef_unknown("march", march);
		march = NULL;
	}
	extensions(march ? march + 4 : "gc");
}

const struct arch predef_riscv64 = {
	.name = "riscv64",
	.start = "+riscv +lp64 +uchar -fasynchronous-unwind-tables",
	.options = options,
	.features = features,
	.cpus = cpus,
	.macros = macros,
	.rules = rules,
	.select = select,
	.attributes = "interrupt naked",
	.builtins = "riscv_frflags riscv_fsflags",
	.since = 12,
	.until = 12,
};
