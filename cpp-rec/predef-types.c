// SPDX-License-Identifier: GPL-2.0-or-later
/* The macros of integer and floating types */
#include <stdio.h>
#include <string.h>
#include "util.h"
#include "predef.h"

/* A letter a type: of 8, 16, 32 bits, long and long long; unsigned ones are
 * capitals */
static const struct integer {
	char letter;
	const char *name, *max, *max4, *c, *width, *width4;
} integers[] = {        /* max4, width4: where long has 4 bytes */
	{ 'c', "signed char", "0x7f", NULL, "c", "8", NULL },
	{ 's', "short int", "0x7fff", NULL, "c", "16", NULL },
	{ 'i', "int", "0x7fffffff", NULL, "c", "32", NULL },
	{ 'l', "long int", "0x7fffffffffffffffL", "0x7fffffffL", "c ## L",
	  "64", "32" },
	{ 'q', "long long int", "0x7fffffffffffffffLL", NULL, "c ## LL",
	  "64", NULL },
	{ 'C', "unsigned char", "0xff", NULL, "c", "8", NULL },
	{ 'S', "short unsigned int", "0xffff", NULL, "c", "16", NULL },
	{ 'I', "unsigned int", "0xffffffffU", NULL, "c ## U", "32", NULL },
	{ 'L', "long unsigned int", "0xffffffffffffffffUL", "0xffffffffUL",
	  "c ## UL", "64", "32" },
	{ 'Q', "long long unsigned int", "0xffffffffffffffffULL", NULL,
	  "c ## ULL", "64", NULL },
};

enum { TYPE = 1, MAX = 2, WIDTH = 4, C = 8 };

static const struct {
	const char *stem;
	char lp64, ilp32;       /* letters */
	char what;
} names[] = {
	{ "SCHAR", 'c', 'c', MAX | WIDTH }, { "SHRT", 's', 's', MAX | WIDTH },
	{ "INT", 'i', 'i', MAX | WIDTH }, { "LONG", 'l', 'l', MAX | WIDTH },
	{ "LONG_LONG", 'q', 'q', MAX | WIDTH },
	{ "SIZE", 'L', 'z', TYPE | MAX | WIDTH },
	{ "PTRDIFF", 'l', 'p', TYPE | MAX | WIDTH },
	{ "INTPTR", 'l', 'i', TYPE | MAX | WIDTH },
	{ "UINTPTR", 'L', 'I', TYPE | MAX },
	{ "INTMAX", 'l', 'q', TYPE | MAX | WIDTH | C },
	{ "UINTMAX", 'L', 'Q', TYPE | MAX | C },
	{ "WINT", 'I', 'I', TYPE | MAX | WIDTH },
	{ "SIG_ATOMIC", 'i', 'i', TYPE | MAX | WIDTH },
	{ "CHAR32", 'I', 'I', TYPE },
	{ "INT8", 'c', 'c', TYPE | MAX | C },
	{ "INT16", 's', 's', TYPE | MAX | C },
	{ "INT32", 'i', 'i', TYPE | MAX | C },
	{ "INT64", 'l', 'q', TYPE | MAX | C },
	{ "UINT8", 'C', 'C', TYPE | MAX | C },
	{ "UINT16", 'S', 'S', TYPE | MAX | C },
	{ "UINT32", 'I', 'I', TYPE | MAX | C },
	{ "UINT64", 'L', 'Q', TYPE | MAX | C },
	{ "INT_LEAST8", 'c', 'c', TYPE | MAX | WIDTH },
	{ "INT_LEAST16", 's', 's', TYPE | MAX | WIDTH },
	{ "INT_LEAST32", 'i', 'i', TYPE | MAX | WIDTH },
	{ "INT_LEAST64", 'l', 'q', TYPE | MAX | WIDTH },
	{ "UINT_LEAST8", 'C', 'C', TYPE | MAX },
	{ "UINT_LEAST16", 'S', 'S', TYPE | MAX },
	{ "UINT_LEAST32", 'I', 'I', TYPE | MAX },
	{ "UINT_LEAST64", 'L', 'Q', TYPE | MAX },
	{ "INT_FAST8", 'c', 'c', TYPE | MAX | WIDTH },
	{ "INT_FAST16", 'l', 'i', TYPE | MAX | WIDTH },
	{ "INT_FAST32", 'l', 'i', TYPE | MAX | WIDTH },
	{ "INT_FAST64", 'l', 'q', TYPE | MAX | WIDTH },
	{ "UINT_FAST8", 'C', 'C', TYPE | MAX },
	{ "UINT_FAST16", 'L', 'I', TYPE | MAX },
	{ "UINT_FAST32", 'L', 'I', TYPE | MAX },
	{ "UINT_FAST64", 'L', 'Q', TYPE | MAX },
};

static const struct integer *
integer(char letter)
{
	size_t i;

	/* size_t and ptrdiff_t, where they are no long */
	if (letter == 'p')
		letter = predef_on("ptrdiff-long") ? 'l' : 'i';
	if (letter == 'z')
		letter = predef_on("size-long") ? 'L' : 'I';
	for (i = 0; i < LEN(integers) - 1; i++)
		if (integers[i].letter == letter)
			break;
	return &integers[i];
}

static void
put(const char *stem, const char *tail, const char *value)
{
	char buf[80];

	snprintf(buf, sizeof buf, "__%s_%s", stem, tail);
	predef_put(buf, value);
}

static void
integer_macros(void)
{
	int lp64 = predef_on("lp64");
	const struct integer *t;
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		t = integer(lp64 ? names[i].lp64 : names[i].ilp32);
		if (names[i].what & TYPE)
			put(names[i].stem, "TYPE__", t->name);
		if (names[i].what & MAX)
			put(names[i].stem, "MAX__",
			    !lp64 && t->max4 ? t->max4 : t->max);
		if (names[i].what & WIDTH && predef_holds(">=7"))
			put(names[i].stem, "WIDTH__",
			    !lp64 && t->width4 ? t->width4 : t->width);
		if (names[i].what & C)
			put(names[i].stem, "C(c)", t->c);
	}
}

/* Digits without their suffix */
static const struct format {
	const char *mant_dig, *dig, *min_exp, *min_10_exp, *max_exp,
		*max_10_exp, *decimal_dig, *max, *norm_max, *min, *epsilon,
		*denorm_min;
} half = {
	"11", "3", "(-13)", "(-4)", "16", "4", "5",
	"6.55040000000000000000000000000000000e+4",
	"6.55040000000000000000000000000000000e+4",
	"6.10351562500000000000000000000000000e-5",
	"9.76562500000000000000000000000000000e-4",
	"5.96046447753906250000000000000000000e-8",
}, brain = {
	"8", "2", "(-125)", "(-37)", "128", "38", "4",
	"3.38953138925153547590470800371487867e+38",
	"3.38953138925153547590470800371487867e+38",
	"1.17549435082228750796873653722224568e-38",
	"7.81250000000000000000000000000000000e-3",
	"9.18354961579912115600575419704879436e-41",
}, single = {
	"24", "6", "(-125)", "(-37)", "128", "38", "9",
	"3.40282346638528859811704183484516925e+38",
	"3.40282346638528859811704183484516925e+38",
	"1.17549435082228750796873653722224568e-38",
	"1.19209289550781250000000000000000000e-7",
	"1.40129846432481707092372958328991613e-45",
}, dbl = {
	"53", "15", "(-1021)", "(-307)", "1024", "308", "17",
	"1.79769313486231570814527423731704357e+308",
	"1.79769313486231570814527423731704357e+308",
	"2.22507385850720138309023271733240406e-308",
	"2.22044604925031308084726333618164062e-16",
	"4.94065645841246544176568792868221372e-324",
}, x87 = {
	"64", "18", "(-16381)", "(-4931)", "16384", "4932", "21",
	"1.18973149535723176502126385303097021e+4932",
	"1.18973149535723176502126385303097021e+4932",
	"3.36210314311209350626267781732175260e-4932",
	"1.08420217248550443400745280086994171e-19",
	"3.64519953188247460252840593361941982e-4951",
}, quad = {
	"113", "33", "(-16381)", "(-4931)", "16384", "4932", "36",
	"1.18973149535723176508575932662800702e+4932",
	"1.18973149535723176508575932662800702e+4932",
	"3.36210314311209350626267781732175260e-4932",
	"1.92592994438723585305597794258492732e-34",
	"6.47517511943802511092443895822764655e-4966",
}, ibm = {
	"106", "31", "(-968)", "(-291)", "1024", "308", "33",
	"1.79769313486231580793728971405301199e+308",
	"8.98846567431157953864652595394501288e+307",
	"2.00416836000897277799610805135016205e-292",
	"4.94065645841246544176568792868221372e-324",
	"4.94065645841246544176568792868221372e-324",
};

static const struct floating {
	const char *stem, *suffix, *when;
	const struct format *f;
} floats[] = {
	{ "FLT", "F", "", &single },
	{ "DBL", "L", "", &dbl },
	{ "LDBL", "L", "ldouble-64", &dbl },
	{ "LDBL", "L", "ldouble-ibm", &ibm },
	{ "LDBL", "L", "ldouble-x87", &x87 },
	{ "LDBL", "L", "ldouble-quad", &quad },
	{ "FLT16", "F16", "float16", &half },
	{ "FLT32", "F32", ">=7", &single },
	{ "FLT64", "F64", ">=7", &dbl },
	{ "FLT128", "F128", "float128 >=7", &quad },
	{ "FLT32X", "F32x", ">=7", &dbl },
	{ "FLT64X", "F64x", "float64x-x87 >=7", &x87 },
	{ "FLT64X", "F64x", "!float64x-x87 float128 >=7", &quad },
	{ "BFLT16", "BF16", "bfloat16", &brain },
};

/* All constants have as many digits as the widest type asks for. */
static size_t
significant(void)
{
	if (predef_holds("ldouble-quad|float128") &&
	    predef_holds("ldouble-quad|>=7"))
		return 36;
	return predef_on("ldouble-ibm") ? 33 : predef_on("ldouble-x87") ? 21 :
		17;
}

/* D.DDDe+N with n digits before the e; what is there has not less. */
static void
round_digits(char *to, size_t size, const char *s, size_t n)
{
	size_t len = strcspn(s, "e"), i;
	int up;

	if (len - 1 <= n) {
		snprintf(to, size, "%s", s);
		return;
	}
	up = s[n + 1] >= '5';
	snprintf(to, size, "%.*s%s", (int)n + 1, s, s + len);
	for (i = n; up && i != (size_t)-1; i--)
		if (to[i] != '.') {
			up = to[i] == '9';
			to[i] = up ? '0' : to[i] + 1;
		}
}

static void
put_constant(const struct floating *t, const char *tail, const char *digits)
{
	char buf[80], rounded[64];
	int d = t->stem[0] == 'D';

	round_digits(rounded, sizeof rounded, digits, significant());
	snprintf(buf, sizeof buf, "%s%s%s%s", d ? "((double)" : "", rounded,
		 t->suffix, d ? ")" : "");
	put(t->stem, tail, buf);
}

static void
float_macros(const struct floating *t)
{
	const struct format *f = t->f;
	int iec = f != &ibm && f != &brain;

	put(t->stem, "MANT_DIG__", f->mant_dig);
	put(t->stem, "DIG__", f->dig);
	put(t->stem, "MIN_EXP__", f->min_exp);
	put(t->stem, "MIN_10_EXP__", f->min_10_exp);
	put(t->stem, "MAX_EXP__", f->max_exp);
	put(t->stem, "MAX_10_EXP__", f->max_10_exp);
	if (predef_holds(">=7") || t->stem[0] == 'D' ||
	    (t->stem[0] == 'F' && !t->stem[3]))
		put(t->stem, "DECIMAL_DIG__", f->decimal_dig);
	if (t->stem[0] == 'L')
		predef_put("__DECIMAL_DIG__", f->decimal_dig);
	put_constant(t, "MAX__", f->max);
	if (predef_holds(">=10"))
		put_constant(t, "NORM_MAX__", f->norm_max);
	put_constant(t, "MIN__", f->min);
	put_constant(t, "EPSILON__", f->epsilon);
	put_constant(t, "DENORM_MIN__", f->denorm_min);
	put(t->stem, "HAS_DENORM__", "1");
	put(t->stem, "HAS_INFINITY__", "1");
	put(t->stem, "HAS_QUIET_NAN__", "1");
	if (predef_holds(">=11"))
		put(t->stem, "IS_IEC_60559__", !iec ? "0" :
		    predef_holds(">=13") ? "1" : "2");
}

static const struct {
	const char *stem, *suffix, *mant_dig, *min_exp, *max_exp, *min, *max,
		*epsilon, *subnormal_min, *when;
} decimals[] = {
	{ "DEC32", "DF", "7", "(-94)", "97", "1E-95", "9.999999E96", "1E-6",
	  "0.000001E-95", "" },
	{ "DEC64", "DD", "16", "(-382)", "385", "1E-383",
	  "9.999999999999999E384", "1E-15", "0.000000000000001E-383", "" },
	{ "DEC128", "DL", "34", "(-6142)", "6145", "1E-6143",
	  "9.999999999999999999999999999999999E6144", "1E-33",
	  "0.000000000000000000000000000000001E-6143", "" },
	{ "DEC64X", "D64x", "34", "(-6142)", "6145", "1E-6143",
	  "9.999999999999999999999999999999999E6144", "1E-33",
	  "0.000000000000000000000000000000001E-6143", ">=15" },
};

static void
decimal_constant(size_t i, const char *tail, const char *digits)
{
	char buf[80];

	snprintf(buf, sizeof buf, "%s%s", digits, decimals[i].suffix);
	put(decimals[i].stem, tail, buf);
}

static void
decimal_macros(void)
{
	size_t i;

	for (i = 0; i < LEN(decimals); i++) {
		if (!predef_holds(decimals[i].when))
			continue;
		put(decimals[i].stem, "MANT_DIG__", decimals[i].mant_dig);
		put(decimals[i].stem, "MIN_EXP__", decimals[i].min_exp);
		put(decimals[i].stem, "MAX_EXP__", decimals[i].max_exp);
		decimal_constant(i, "MIN__", decimals[i].min);
		decimal_constant(i, "MAX__", decimals[i].max);
		decimal_constant(i, "EPSILON__", decimals[i].epsilon);
		decimal_constant(i, "SUBNORMAL_MIN__",
				 decimals[i].subnormal_min);
	}
}

void
predef_types(void)
{
	size_t i;

	integer_macros();
	for (i = 0; i < LEN(floats); i++)
		if (predef_holds(floats[i].when))
			float_macros(&floats[i]);
	predef_put("__FLT_RADIX__", "2");
	if (predef_on("dfp"))
		decimal_macros();
}
