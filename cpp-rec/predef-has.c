// SPDX-License-Identifier: GPL-2.0-or-later
/* Answers of __has_attribute and its like, and which of them a gcc knows */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "rec.h"
#include "pplex.h"
#include "cpp-rec.h"
#include "predef.h"

/* All lists are of predef.h's kind; no version: since 5, when
 * __has_attribute came, or 10, when __has_builtin came. */
static const char attributes[] =
	"NSObject access:>=10 alias aligned alloc_align alloc_size "
	"always_inline artificial assume:>=13 assume_aligned:>=4.9 "
	"btf_decl_tag:>=16 btf_type_tag:>=16 cleanup cold common const "
	"constructor copy:>=9 counted_by:>=15 designated_init:>=5 "
	"destructor error expected_throw:>=14 externally_visible "
	"fd_arg:>=13 fd_arg_read:>=13 fd_arg_write:>=13 flag_enum:>=15 "
	"flatten format format_arg gnu_inline hardbool:>=14 hot ifunc "
	"leaf malloc may_alias mode musttail:>=15 "
	"no_address_safety_analysis no_icf:>=5 no_instrument_function "
	"no_profile_instrument_function:>=6 no_reorder:>=5 "
	"no_sanitize:>=8 no_sanitize_address no_sanitize_coverage:>=12 "
	"no_sanitize_thread:>=7 no_sanitize_undefined no_split_stack "
	"no_stack_limit no_stack_protector:>=11 nocf_check:>=8 noclone "
	"nocommon noinit:>=10 noinline noipa:>=8 nonnull "
	"nonnull_if_nonzero:>=15 nonstring:>=8 noplt:>=6 nothrow "
	"null_terminated_string_arg:>=14 objc_nullability:>=11 "
	"objc_root_class:>=11 optimize packed "
	"patchable_function_entry:>=8 persistent:>=11 pure retain:>=11 "
	"returns_nonnull returns_twice scalar_storage_order:>=6 section "
	"sentinel signed_bool_precision:>=11 simd:>=5 stack_protect:>=5 "
	"strict_flex_array:>=13 strub:>=14 symver:>=10 tainted_args:>=12 "
	"target target_clones:>=6 target_version:>=14 tls_model "
	"transaction_callable transaction_may_cancel_outer "
	"transaction_pure transaction_safe transaction_safe_dynamic "
	"transaction_unsafe transaction_wrap transparent_union "
	"unavailable:>=12 uninitialized:>=12 unused used "
	"vector_mask:>=12 vector_size visibility volatile "
	"warn_if_not_aligned:>=8 warn_unused warn_unused_result warning "
	"weak weakref zero_call_used_regs:>=11";

/* Of the standard, whose answers are dates */
static const struct predef standard[] = {
	{ "deprecated", "202311", ">=14" }, { NULL, "201904", ">=11" },
	{ NULL, "1", "" },
	{ "fallthrough", "202311", ">=14" }, { NULL, "201910", ">=13" },
	{ NULL, "201904", ">=11" }, { NULL, "1", ">=7" },
	{ "maybe_unused", "202311", ">=14" }, { NULL, "202106", ">=13" },
	{ NULL, "201904", ">=11" },
	{ "nodiscard", "202311", ">=14" }, { NULL, "202003", ">=11" },
	{ "noreturn", "202311", ">=14" }, { NULL, "202202", ">=13" },
	{ NULL, "1", "" },
	{ "_Noreturn", "202311", ">=14" }, { NULL, "202202", ">=13" },
	{ "reproducible", "202311", ">=15" },
	{ "unsequenced", "202311", ">=15" },
	{ NULL, NULL, NULL }
};

/* Behind __builtin_ */
static const char builtins[] =
	"FILE FUNCTION LINE _Exit __clear_cache __fprintf_chk "
	"__memcpy_chk __memmove_chk __mempcpy_chk __memset_chk "
	"__printf_chk __snprintf_chk __sprintf_chk __stpcpy_chk "
	"__stpncpy_chk __strcat_chk __strcpy_chk __strncat_chk "
	"__strncpy_chk __vfprintf_chk __vprintf_chk __vsnprintf_chk "
	"__vsprintf_chk _exit abort abs acc_on_device add_overflow "
	"add_overflow_p adjust_descriptor adjust_trampoline "
	"aggregate_incoming_address aligned_alloc alloca "
	"alloca_with_align alloca_with_align_and_max apply apply_args "
	"assume_aligned bcmp bcopy bswap16 bswap32 bswap64 bzero calloc "
	"choose_expr classify_type clrsb clrsbimax clrsbl clrsbll clz "
	"clzimax clzl clzll constant_p convertvector ctz ctzimax ctzl "
	"ctzll dcgettext dgettext dwarf_cfa dwarf_sp_column "
	"eh_copy_values eh_filter eh_pointer eh_return "
	"eh_return_data_regno execl execle execlp execv execve execvp "
	"exit expect expect_with_probability extend_pointer "
	"extract_return_addr feclearexcept fegetenv fegetexceptflag "
	"fegetround feholdexcept feraiseexcept fesetenv fesetexceptflag "
	"fesetround fetestexcept feupdateenv ffs ffsimax ffsl ffsll "
	"finite finitef finitel fork fpclassify fprintf fprintf_unlocked "
	"fputc fputc_unlocked fputs fputs_unlocked frame_address free "
	"frob_return_addr fscanf fwrite fwrite_unlocked gamma_r gammaf_r "
	"gammal_r gettext has_attribute imaxabs index init_descriptor "
	"init_dwarf_reg_size_table init_heap_trampoline init_trampoline "
	"isalnum isalpha isascii isblank iscntrl isdigit isfinite "
	"isgraph isinf isinf_sign isinff isinfl islower isnan isnanf "
	"isnanl isnormal isprint ispunct isspace isupper iswalnum "
	"iswalpha iswblank iswcntrl iswdigit iswgraph iswlower iswprint "
	"iswpunct iswspace iswupper iswxdigit isxdigit labs lgamma_r "
	"lgammaf_r lgammal_r llabs longjmp malloc memchr memcmp "
	"memcmp_eq memcpy memmove mempcpy memset mul_overflow "
	"mul_overflow_p next_arg nonlocal_goto object_size offsetof "
	"parity parityimax parityl parityll popcount popcountimax "
	"popcountl popcountll posix_memalign prefetch printf "
	"printf_unlocked putc putc_unlocked putchar putchar_unlocked "
	"puts puts_unlocked realloc return return_address rindex "
	"sadd_overflow saddl_overflow saddll_overflow saveregs scanf "
	"set_thread_pointer setjmp setjmp_receiver setjmp_setup shuffle "
	"smul_overflow smull_overflow smulll_overflow snprintf "
	"speculation_safe_value speculation_safe_value_1 "
	"speculation_safe_value_16 speculation_safe_value_2 "
	"speculation_safe_value_4 speculation_safe_value_8 "
	"speculation_safe_value_ptr sprintf sscanf ssub_overflow "
	"ssubl_overflow ssubll_overflow stack_restore stack_save stpcpy "
	"stpncpy strcasecmp strcat strchr strcmp strcmp_eq strcpy "
	"strcspn strdup strfmon strftime strlen strncasecmp strncat "
	"strncmp strncmp_eq strncpy strndup strnlen strpbrk strrchr "
	"strspn strstr sub_overflow sub_overflow_p thread_pointer "
	"toascii tolower toupper towlower towupper trap "
	"types_compatible_p uadd_overflow uaddl_overflow uaddll_overflow "
	"umul_overflow umull_overflow umulll_overflow unreachable "
	"unwind_init unwind_resume update_setjmp_buf usub_overflow "
	"usubl_overflow usubll_overflow va_arg_pack va_arg_pack_len "
	"va_copy va_end va_start vfprintf vfscanf vprintf vscanf "
	"vsnprintf vsprintf vsscanf";

static const char builtins_later[] =
	"acospi:>=16 acospif:>=16 acospil:>=16 addc:>=14 addcl:>=14 "
	"addcll:>=14 asinpi:>=16 asinpif:>=16 asinpil:>=16 "
	"assoc_barrier:>=12 atan2pi:>=16 atan2pif:>=16 atan2pil:>=16 "
	"atanpi:>=16 atanpif:>=16 atanpil:>=16 bswap128:>=11 "
	"c23_va_start:>=15 clear_padding:>=11 clrsbg:>=14 clzg:>=14 "
	"cospi:>=16 cospif:>=16 cospil:>=16 counted_by_ref:>=15 "
	"crc16_data16:>=15 crc16_data8:>=15 crc32_data16:>=15 "
	"crc32_data32:>=15 crc32_data8:>=15 crc64_data16:>=15 "
	"crc64_data32:>=15 crc64_data64:>=15 crc64_data8:>=15 "
	"crc8_data8:>=15 ctzg:>=14 dynamic_object_size:>=12 ffsg:>=14 "
	"iseqsig:>=14 issignaling:>=13 observable_checkpoint:>=16 "
	"parityg:>=14 popcountg:>=14 rev_crc16_data16:>=15 "
	"rev_crc16_data8:>=15 rev_crc32_data16:>=15 rev_crc32_data32:>=15 "
	"rev_crc32_data8:>=15 rev_crc64_data16:>=15 rev_crc64_data32:>=15 "
	"rev_crc64_data64:>=15 rev_crc64_data8:>=15 rev_crc8_data8:>=15 "
	"shufflevector:>=12 sinpi:>=16 sinpif:>=16 sinpil:>=16 "
	"stack_address:>=14 stdc_bit_ceil:>=14 stdc_bit_floor:>=14 "
	"stdc_bit_width:>=14 stdc_count_ones:>=14 stdc_count_zeros:>=14 "
	"stdc_first_leading_one:>=14 stdc_first_leading_zero:>=14 "
	"stdc_first_trailing_one:>=14 stdc_first_trailing_zero:>=14 "
	"stdc_has_single_bit:>=14 stdc_leading_ones:>=14 "
	"stdc_leading_zeros:>=14 stdc_rotate_left:>=15 "
	"stdc_rotate_right:>=15 stdc_trailing_ones:>=14 "
	"stdc_trailing_zeros:>=14 subc:>=14 subcl:>=14 subcll:>=14 "
	"tanpi:>=16 tanpif:>=16 tanpil:>=16 uabs:>=15 ulabs:>=15 "
	"ullabs:>=15 umaxabs:>=16 va_arg:>=15";

/* The same, with the f and l that stand for other types */
static const char builtins_math[] =
	"acos acosh asin asinh atan atan2 atanh cabs cacos cacosh carg "
	"casin casinh catan catanh cbrt ccos ccosh ceil cexp cexpi cimag "
	"clog clog10 conj copysign cos cosh cpow cproj creal csin csinh "
	"csqrt ctan ctanh drem erf erfc exp exp10 exp2 expm1 fabs fdim "
	"floor fma fmax fmin fmod frexp gamma huge_val hypot iceil "
	"ifloor ilogb inf irint iround j0 j1 jn lceil ldexp lfloor "
	"lgamma llceil llfloor llrint llround log log10 log1p log2 logb "
	"lrint lround modf nan nans nearbyint nextafter nexttoward pow "
	"pow10 powi remainder remquo rint round roundeven scalb scalbln "
	"scalbn signbit significand sin sincos sinh sqrt tan tanh tgamma "
	"trunc y0 y1 yn";

/* Those of the math functions that other types than float and long double
 * have; the type is what follows the name. */
static const char math_n[] =
	"ceil copysign fabs floor fma fmax fmin huge_val inf nan nans "
	"nearbyint rint round roundeven sqrt trunc";
static const char math_q[] = "copysign fabs huge_val inf nan nans";
static const char math_d[] =
	"fabs finite inf isinf isnan nan nans signbit";

static const struct {
	const char *type, *names, *when;
} math[] = {
	{ "", builtins_math, "" }, { "f", builtins_math, "" },
	{ "l", builtins_math, "" },
	{ "f16", math_n, "x86 >=12" }, { "f16", math_n, "aarch64" },
	{ "f32", math_n, "" }, { "f64", math_n, "" }, { "f128", math_n, "" },
	{ "f32x", math_n, "" }, { "f64x", math_n, "" },
	{ "q", math_q, "x86" },		/* ppc has macros for them */
	{ "d32", math_d, "!aarch64 !riscv" },
	{ "d64", math_d, "!aarch64 !riscv" },
	{ "d128", math_d, "!aarch64 !riscv" },
	{ "d32", math_d, ">=14" }, { "d64", math_d, ">=14" },
	{ "d128", math_d, ">=14" },
};

/* Behind __sync_ and __atomic_; some with _1, _2, _4, _8 and _16, some of
 * these with _n as well */
static const char sync_sized[] =
	"add_and_fetch and_and_fetch bool_compare_and_swap fetch_and_add "
	"fetch_and_and fetch_and_nand fetch_and_or fetch_and_sub "
	"fetch_and_xor lock_release lock_test_and_set nand_and_fetch "
	"or_and_fetch sub_and_fetch val_compare_and_swap xor_and_fetch";
static const char atomic_sized[] =
	"add_fetch and_fetch fetch_add fetch_and fetch_nand fetch_or "
	"fetch_sub fetch_xor nand_fetch or_fetch sub_fetch xor_fetch";
static const char atomic_n[] = "compare_exchange exchange load store";
static const char atomic_others[] =
	"always_lock_free clear feraiseexcept is_lock_free signal_fence "
	"test_and_set thread_fence";

/* In a list of the architecture's? */
static int
of_arch(const char *list, const char *name)
{
	return list && predef_listed(list, name);
}

/* Without the underscores on both sides */
static const char *
bare(const char *s)
{
	size_t n = strlen(s);

	if (n > 4 && strncmp(s, "__", 2) == 0 &&
	    strcmp(s + n - 2, "__") == 0)
		return internn(s + 2, n - 4);
	return s;
}

static int64_t
has_standard(const char *name)
{
	const struct predef *p;
	int here = 0;

	for (p = standard; p->value; p++) {
		here = p->name ? strcmp(p->name, name) == 0 : here;
		if (here && predef_holds(p->when))
			return atoi(p->value);
	}
	return 0;
}

static int64_t
has_attribute(const char *name)
{
	int64_t v = has_standard(name);

	return v ? v : predef_listed(attributes, name) ||
		of_arch(predef_arch()->attributes, name);
}

/* Is it one of the math functions, perhaps with a type behind it? */
static int
has_math(const char *name)
{
	size_t i, n = strlen(name), len;

	for (i = 0; i < LEN(math); i++) {
		len = strlen(math[i].type);
		if (len < n && strcmp(name + n - len, math[i].type) == 0 &&
		    predef_holds(math[i].when) &&
		    predef_listed(math[i].names, internn(name, n - len)))
			return 1;
	}
	return 0;
}

/* name: without __sync_ or __atomic_ */
static int
has_atomic(const char *name, const char *sized, const char *with_n,
	   const char *others)
{
	const char *end = strrchr(name, '_'), *stem = name;

	if (end && predef_listed("1 2 4 8 16 n", end + 1))
		stem = internn(name, end - name);
	return predef_listed(sized, stem) ?
		stem == name || strcmp(end, "_n") != 0 :
		predef_listed(with_n, stem) || predef_listed(others, name);
}

/* There are more: the instructions of each architecture, which only code for
 * one compiler asks for.  Does the name begin like one of these? */
static int
unknown(const char *name)
{
	const char *list = predef_arch()->instructions, *s;
	size_t n;

	while (list && predef_item(&list, &s, &n))
		if (strncmp(name, s, n) == 0)
			return 1;
	return 0;
}

static int64_t
has_builtin(const char *name)
{
	const char *s = name;
	int function = 0;

	if (strncmp(name, "__sync_", 7) == 0)
		return has_atomic(name + 7, sync_sized, "", "synchronize");
	if (strncmp(name, "__atomic_", 9) == 0)
		return has_atomic(name + 9, atomic_sized, atomic_n,
				  atomic_others);
	if (strncmp(name, "__builtin_", 10) == 0)
		s += 10;
	if (predef_listed(builtins, s) || predef_listed(builtins_later, s) ||
	    of_arch(predef_arch()->builtins, s) || has_math(s)) {
		if (s > name)
			return 1;
		/* strlen: as the language and -fno-builtin have it */
		function = 1;
	}
	if (function || (s > name && unknown(s)))
		warning((struct loc){ 0 }, NULL, "the tables do not know "
			"whether there is %s; taken as there is not", name);
	return 0;
}

int64_t
predef_has(enum word what, const char *name)
{
	switch (what) {
	case W_B_HAS_BUILTIN:
		return has_builtin(name);
	case W_B_HAS_C_ATTRIBUTE:
		if (strncmp(name, "gnu::", 5) &&
		    strncmp(name, "__gnu__::", 9))
			return has_standard(bare(name));
		name = bare(strchr(name, ':') + 2);
		return strcmp(name, "maybe_unused") &&
			strcmp(name, "nodiscard") ? has_attribute(name) : 0;
	default:
		return has_attribute(bare(name));
	}
}

int
predef_knows(enum word what, int major)
{
	static const struct {
		enum word what;
		int since;
	} news[] = {
		{ W_B_HAS_INCLUDE, 5 }, { W_B_HAS_INCLUDE_NEXT, 5 },
		{ W_B_HAS_ATTRIBUTE, 5 }, { W_B_HAS_CPP_ATTRIBUTE, 5 },
		{ W_B_HAS_BUILTIN, 10 }, { W_B_HAS_C_ATTRIBUTE, 11 },
		{ W_B_FILE_NAME, 12 },
	};
	size_t i;

	for (i = 0; i < LEN(news); i++)
		if (news[i].what == what)
			return major >= news[i].since;
	return 1;
}
