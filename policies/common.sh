# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2154
# common.sh - what klp-convert and kallsyms have in common, read by both.
# They say before
#	declared	YES or NO: is what the unit only declares externalised
#	externalised	a function of a name and RETRY: sets $result
set -f
IFS='	'

# eligible HEADER - it is one of those that all may include
eligible() {
	case /$1 in
	*/include/* | */lib/gcc/* | */lib/clang/*)	return 0 ;;
	*)						return 1 ;;
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

while read -r question a b c _; do
	result=YES
	case $question in
	is-patched)
		result=NO ;;
	may-include-header)
		[ "$b" = pre-include ] || eligible "$a" || result=NO ;;
	can-externalize-fun)
		[ "$b" ] || result=$declared ;;
	shall-externalize-fun)
		case $b$c in
		*from-header* | *inline*)	result=NO ;;
		esac ;;
	shall-externalize-obj)
		# b: linkage, c: where it is defined, if it is in this unit
		if [ ! "$b" ]; then
			result=$declared
		elif marker "$a"; then
			result=NO
		else
			# what a header makes static each unit has its own of
			case $b:$c in
			internal:*.h:*)	result=NO ;;
			esac
		fi ;;
	modify-patched-fun-sym)
		another "klpp_$a" "$b"
		result="$new MAKE-EXTERNAL" ;;
	modify-externalized-sym)
		externalised "$b" "$c" ;;
	rename-rewritten-fun)
		another "klpr_$a" "$b"
		result=$new ;;
	*)
		echo "${0##*/}: unknown question '$question'" >&2
		exit 1 ;;
	esac
	echo "RESULT: $result"
done
