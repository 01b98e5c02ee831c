# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# common.sh - what klp-convert and kallsyms have in common, read by both.
# They say before
#	declared	YES or NO: is what the unit only declares externalised
#			where no facts tell
#	externalised	a function of a name, RETRY and what look has found:
#			sets $result, $new and $how
set -f
IFS='	'

# eligible HEADER - it is one of those that all may include: the compiler's, and
# what lies in the include folder of a tree, or of its architecture.  A live patch is
# a module of its own, which is not told of the folder of a driver.
eligible() {
	case /$1 in
	*/lib/gcc/* | */lib/clang/*)	return 0 ;;
	*/include/*)			;;
	*)				return 1 ;;
	esac
	owner=/$1
	owner=${owner%%/include/*}
	case $1 in
	/*)	! private "${owner#/}"
		return ;;
	esac
	while :; do
		case $owner in
		/. | /..)	owner= ;;
		/./* | /../*)	owner=/${owner#/*/} ;;
		*)		break ;;
		esac
	done
	case $owner in
	/arch/*/*)		return 1 ;;
	'' | /arch/*)		return 0 ;;
	esac
	# a tree beside the build folder
	case $1 in
	../*)	for base in "$PWD" "${OLDPWD-}"; do
			if [ -e "$base/$1" ]; then
				! private "$base/${1%%/include/*}"
				return
			fi
		done ;;
	esac
	return 1
}

# private FOLDER - it lies in a kernel's tree, and is neither its top nor that of an
# architecture
private() {
	tree=$1
	while [ "$tree" ] && ! [ -e "$tree/include/linux/kernel.h" ]; do
		tree=${tree%/*}
	done
	[ "$tree" ] || return
	case $1 in
	"$tree"/arch/*/*)		return 0 ;;
	"$tree" | "$tree"/arch/*)	return 1 ;;
	*)				return 0 ;;
	esac
}

# marker NAME - a macro made this object for the place where it stands: a
# second one does no harm, and only the module's own will do for some
marker() {
	case $1 in
	__already_done | __warned | __print_once | ___done | __done | \
	___once_key | __key | __func__ | __FUNCTION__ | \
	__PRETTY_FUNCTION__ | _rs | __rs | descriptor | _entry | \
	_entry_ptr | __msg | ____fmt | ___tp_str | __tpstrtab_* | \
	__UNIQUE_ID_* | __bug_table* | __compound_literal*)
		return 0 ;;
	*)	return 1 ;;
	esac
}

# another NAME RETRY
another() {
	new=$1
	[ "$2" = 0 ] || new=$1_$2
}

# The facts, if there is an index: elfinfo beside us, a question and an answer
# a line
facts=
if [ "${KLP_CCP_INDEX-}" ]; then
	facts=$(mktemp -d) && mkfifo "$facts/to" "$facts/from" || exit
	"${KLP_CCP_EXEC_PATH:+$KLP_CCP_EXEC_PATH/}elfinfo" resolve \
		${KLP_CCP_UNIT:+"--unit=$KLP_CCP_UNIT"} \
		${KLP_CCP_OBJECT:+"--object=$KLP_CCP_OBJECT"} \
		"$KLP_CCP_INDEX" <"$facts/to" >"$facts/from" &
	exec 3>"$facts/to" 4<"$facts/from"
	rm -r "$facts"
fi

# look function|object NAME [LINKAGE LOCATION [FUNCTION]] - what the kernel has
# under that name, or that of its asm label: the columns of a resolved row
look() {
	if [ "$facts" ]; then
		kind=$1 name=$2
		shift 2
		[ ! "$label" ] || [ "${1-}" = internal ] || name=$label
		printf '%s\t%s\t%s\t%s\t%s\n' "$kind" "$name" "$@" >&3
		read -r _ _ verdict object symbol position _ word reason \
			section namespace <&4 || exit 1
	else
		verdict=unknown object=- symbol=- position=- word=no-index
		section=- namespace=-
		reason='there is no index that would tell'
	fi
	# A plain reference to what a module exports would bind the live patch
	# to that module.  What nobody has is weak, and stays so.
	case $verdict:$object:$word in
	exported:vmlinux:* | exported:*:weak)	;;
	exported:*)	verdict=symbol word=symbol namespace=-
			reason="$object exports it, and may come later" ;;
	esac
	if [ "$object" = - ] && is_own "$2"; then
		object=${KLP_CCP_OBJECT:--} position=0 symbol=$2
	fi
}

# is_own NAME - every module, the live patch too, has one of that name
is_own() {
	case $1 in
	__this_module | init_module | cleanup_module)	return 0 ;;
	*)						return 1 ;;
	esac
}

# given NAME LINKAGE - does another source of the live patch define this function,
# which this unit does not?
given() {
	[ ! "$2" ] || return
	case ,${KLP_CCP_GIVEN-}, in
	*,"$1",*)	return 0 ;;
	*)		return 1 ;;
	esac
}

# library NAME - a function of the C library is called so, which the compiler
# knows: it warns where something external is declared that is another thing.
# Those of gcc 12, in GNU C.
library() {
	case $1 in
	_Exit | _exit | abort | abs | acos | acosf | acosh | acoshf | \
	acoshl | acosl | aligned_alloc | alloca | asin | asinf | asinh | \
	asinhf | asinhl | asinl | atan | atan2 | atan2f | atan2l | \
	atanf | atanh | atanhf | atanhl | atanl | bcmp | bcopy | bzero | \
	cabs | cabsf | cabsl | cacos | cacosf | cacosh | cacoshf | \
	cacoshl | cacosl | calloc | carg | cargf | cargl | casin | \
	casinf | casinh | casinhf | casinhl | casinl | catan | catanf | \
	catanh | catanhf | catanhl | catanl | cbrt | cbrtf | cbrtl | \
	ccos | ccosf | ccosh | ccoshf | ccoshl | ccosl | ceil | ceilf | \
	ceill | cexp | cexpf | cexpl | cimag | cimagf | cimagl | clog | \
	clog10 | clog10f | clog10l | clogf | clogl | conj | conjf | \
	conjl | copysign | copysignf | copysignl | cos | cosf | cosh | \
	coshf | coshl | cosl | cpow | cpowf | cpowl | cproj | cprojf | \
	cprojl | creal | crealf | creall | csin | csinf | csinh | \
	csinhf | csinhl | csinl | csqrt | csqrtf | csqrtl | ctan | \
	ctanf | ctanh | ctanhf | ctanhl | ctanl | dcgettext | dgettext | \
	drem | dremf | dreml | erf | erfc | erfcf | erfcl | erff | \
	erfl | execl | execle | execlp | execv | execve | execvp | \
	exit | exp | exp10 | exp10f | exp10l | exp2 | exp2f | exp2l | \
	expf | expl | expm1 | expm1f | expm1l | fabs | fabsf | fabsl | \
	fdim | fdimf | fdiml | feclearexcept | fegetenv | \
	fegetexceptflag | fegetround | feholdexcept | feraiseexcept | \
	fesetenv | fesetexceptflag | fesetround | fetestexcept | \
	feupdateenv | ffs | ffsimax | ffsl | ffsll | finite | finitef | \
	finitel | floor | floorf | floorl | fma | fmaf | fmal | fmax | \
	fmaxf | fmaxl | fmin | fminf | fminl | fmod | fmodf | fmodl | \
	fork | fprintf | fputc | fputs | free | frexp | frexpf | \
	frexpl | fscanf | fwrite | gamma | gammaf | gammal | gettext | \
	hypot | hypotf | hypotl | ilogb | ilogbf | ilogbl | imaxabs | \
	index | isalnum | isalpha | isascii | isblank | iscntrl | \
	isdigit | isgraph | isinf | isinff | isinfl | islower | isnan | \
	isnanf | isnanl | isprint | ispunct | isspace | isupper | \
	iswalnum | iswalpha | iswblank | iswcntrl | iswdigit | \
	iswgraph | iswlower | iswprint | iswpunct | iswspace | \
	iswupper | iswxdigit | isxdigit | j0 | j0f | j0l | j1 | j1f | \
	j1l | jn | jnf | jnl | labs | ldexp | ldexpf | ldexpl | lgamma | \
	lgamma_r | lgammaf | lgammaf_r | lgammal | lgammal_r | llabs | \
	llrint | llrintf | llrintl | llround | llroundf | llroundl | \
	log | log10 | log10f | log10l | log1p | log1pf | log1pl | log2 | \
	log2f | log2l | logb | logbf | logbl | logf | logl | lrint | \
	lrintf | lrintl | lround | lroundf | lroundl | malloc | memchr | \
	memcmp | memcpy | memmove | mempcpy | memset | modf | modff | \
	modfl | nan | nanf | nanl | nearbyint | nearbyintf | \
	nearbyintl | nextafter | nextafterf | nextafterl | nexttoward | \
	nexttowardf | nexttowardl | posix_memalign | pow | pow10 | \
	pow10f | pow10l | powf | powl | printf | putc | putchar | puts | \
	realloc | remainder | remainderf | remainderl | remquo | \
	remquof | remquol | rindex | rint | rintf | rintl | round | \
	roundeven | roundevenf | roundevenl | roundf | roundl | scalb | \
	scalbf | scalbl | scalbln | scalblnf | scalblnl | scalbn | \
	scalbnf | scalbnl | scanf | signbit | signbitf | signbitl | \
	significand | significandf | significandl | sin | sincos | \
	sincosf | sincosl | sinf | sinh | sinhf | sinhl | sinl | \
	snprintf | sprintf | sqrt | sqrtf | sqrtl | sscanf | stpcpy | \
	stpncpy | strcasecmp | strcat | strchr | strcmp | strcpy | \
	strcspn | strdup | strfmon | strftime | strlen | strncasecmp | \
	strncat | strncmp | strncpy | strndup | strnlen | strpbrk | \
	strrchr | strspn | strstr | tan | tanf | tanh | tanhf | tanhl | \
	tanl | tgamma | tgammaf | tgammal | toascii | tolower | \
	toupper | towlower | towupper | trunc | truncf | truncl | \
	vfprintf | vfscanf | vprintf | vscanf | vsnprintf | vsprintf | \
	vsscanf | y0 | y0f | y0l | y1 | y1f | y1l | yn | ynf | ynl)
		return 0 ;;
	*)	return 1 ;;
	esac
}

# renamed NAME FUNCTION - has it to have another name than in the target?  A
# static object of a function has a symbol that is no C name, like count.12, and
# others of its own name may be near.  What the compiler knows under its name is
# external then, and it was static.
renamed() {
	[ "$2" ] || is_own "$1" || library "$1"
}

# by_hand KEY - add to the reason what to write for a static key that is only
# read, so that no code is changed when it is switched
by_hand() {
	case $1 in
	__tracepoint_*)
		reason="${reason}for trace_${1#__tracepoint_}(ARGS), write \
if (static_key_enabled(&$1.key)) { preempt_disable_notrace(); \
__traceiter_${1#__tracepoint_}(NULL, ARGS); preempt_enable_notrace(); }" ;;
	*)
		reason="${reason}for static_branch_likely(&$1), \
static_branch_unlikely(&$1) or static_key_false(&$1), write \
static_key_enabled(&$1)" ;;
	esac
}

# early WHAT - what the kernel reads when it loads the live patch, before
# it has applied relocations to what lies in another module, is refused
early() {
	case $object:$how in
	vmlinux:* | -:* | *:export)	return ;;
	esac
	case $1:$how in
	asm:*)
		reason="it is in $object, and the kernel reads this when it \
loads the live patch, before a relocation to $object is applied; "
		by_hand "$b" ;;
	__SC[KT]__tp_func_*:relocation)
		reason="it is in $object, and the kernel prepares static calls \
when it loads the live patch, before a relocation to $object is applied; "
		by_hand "__tracepoint_${1#__SC?__tp_func_}" ;;
	__SC[KT]__*:relocation)
		reason="it is in $object, and the kernel prepares static calls \
when it loads the live patch, before a relocation to $object is applied; \
--policy=kallsyms calls it by a pointer" ;;
	*)	return ;;
	esac
	wrong "$b"
}

# bound HOW - tell with the answer what it is in the target, and how it is bound
bound() {
	target="	$object	$position	$symbol	$1	$section	$namespace"
}

# fate - what becomes in the target of a function to patch: what has no code
# there, or none that a live patch finds, is not replaced
fate() {
	case $verdict:$word in
	none:init)			bound left ;;
	none:left-out | none:missing | none:foreign)
					bound new ;;
	none:no-symbol | none:uncounted | none:ambiguous)
					bound stuck ;;
	none:*)				bound copied ;;
	*)				bound replaced ;;
	esac
}

# The answers, with reasons
[ ! "${KLP_CCP_ANSWERS-}" ] || exec 6>"$KLP_CCP_ANSWERS" || exit

warn() {
	echo "WARNING: '$1': $reason"
}

# wrong NAME - what refers to it cannot be loaded, or goes astray
wrong() {
	echo "ERROR: '$1': $reason"
}

# can FUNCTION LINKAGE LOCATION
can() {
	if given "$1" "$2"; then
		reason='another source of the live patch has it'
		return
	fi
	look function "$@"
	case $verdict in
	symbol)		;;
	exported)	# what the unit does not define can stay as it is
			[ "$2" ] || result=NO ;;
	unknown)	[ "$2" ] || result=$declared ;;
	*)		result=NO ;;
	esac
	if [ "$verdict$result" = exportedNO ]; then
		bound export
	fi
	case $word in
	no-symbol | namespace | init-namesake | symbol-table)
						warn "$1" ;;
	init)					[ "$2" ] || warn "$1" ;;
	foreign)				[ "$2" ] || wrong "$1" ;;
	missing)	# the unit was linked, so the compiler saw that no call
			# of it is ever reached, as it will again
			reason="$reason; a call that the compiler does not \
drop cannot be linked"
			[ "$2" ] || warn "$1" ;;
	esac
}

# shall OBJECT LINKAGE LOCATION FUNCTION const
shall() {
	look object "$1" "$2" "$3" "$4"
	case $verdict in
	symbol)		;;
	exported)	[ "$2" ] || result=NO ;;
	unknown)	[ "$2" ] || result=$declared ;;
	*)		result=NO ;;
	esac
	if [ "$verdict$result" = exportedNO ]; then
		bound export
	fi
	case $word:$5 in
	*:const)	# a second one is as good
			;;
	ambiguous: | foreign: | missing:)
			wrong "$1" ;;
	no-symbol: | left-out: | init:)
			reason="$reason; the live patch gets one of its own"
			warn "$1" ;;
	namespace: | init-namesake: | symbol-table:)
			warn "$1" ;;
	esac
}

while read -r question rest; do
	label=
	constant=
	case $rest in
	*'	constant' | *'	asm')
		constant=${rest##*	}
		rest=${rest%	*} ;;
	esac
	case $rest in
	*'	asm='*)
		label=${rest##*	asm=}
		rest=${rest%	asm=*} ;;
	esac
	# shellcheck disable=SC2086	# fields, tabs between them
	set -- $rest
	a=${1-} b=${2-} c=${3-} d=${4-} e=${5-} f=${6-}
	[ "$f" != - ] || f=
	result=YES
	reason='the policy says so of all'
	target=
	case $question in
	is-patched)
		result=NO ;;
	may-include-header)
		if [ "$b" = pre-include ]; then
			reason='the command line includes it'
		elif eligible "$a"; then
			reason='it lies in a folder for all'
		else
			result=NO
			reason='it lies where others are not meant to look'
		fi ;;
	can-externalize-fun)
		can "$a" "$b" "$c" ;;
	shall-externalize-fun)
		case $b$c in
		*from-header*)	result=NO
				reason='a header defines it' ;;
		*inline*)	result=NO
				reason='it is inline' ;;
		esac ;;
	shall-externalize-obj)
		# b: linkage, c: where it is defined, if it is in this unit,
		# d: the function it is in or -, e: const
		case $b:$c:$e in
		internal:*.h:*:const)	inner=yes ;;
		*)			inner= ;;
		esac
		if [ "$b" ] && marker "$a"; then
			result=NO
			reason='a macro makes one for each place'
		elif [ "$inner" ]; then
			result=NO
			reason='a header gives each unit a constant of its own'
		else
			[ "$d" != - ] || d=
			shall "$a" "$b" "$c" "$d" "$e"
		fi ;;
	modify-patched-fun-sym)
		another "klpp_$a" "$b"
		result="$new MAKE-EXTERNAL"
		look function "$a" "$c" "$d"
		fate ;;
	modify-externalized-sym)
		look "$a" "$b" "$d" "$e" "$f"
		if [ "$a" = function ] && given "$b" "$d"; then
			reason='another source of the live patch has it'
			object=- position=- symbol=- section=- namespace=-
			new=klpp_$b
			how=given
			result="$new MAKE-EXTERNAL"
		elif [ "$constant" = constant ]; then
			another "$b" 0
			how=relocation
			[ "$verdict" != exported ] || how='export'
			result="$new MAKE-EXTERNAL"
			if is_own "$b"; then
				reason="each module has one of that name, the \
live patch too, and so it would be that"
				wrong "$b"
			fi
		else
			externalised "$b" "$c" "$f"
		fi
		early "${constant:-$b}"
		bound "$how" ;;
	rename-rewritten-fun)
		another "klpr_$a" "$b"
		result=$new ;;
	*)
		echo "${0##*/}: unknown question '$question'" >&2
		exit 1 ;;
	esac
	[ ! "${KLP_CCP_ANSWERS-}" ] || printf '%s\t%s\t%s\t%s\n' "$question" \
		"$a${b:+ $b}${c:+ $c}${d:+ $d}" "$result" "$reason" >&6
	echo "RESULT: $result$target"
done
[ ! "$facts" ] || { exec 3>&- && wait; }
