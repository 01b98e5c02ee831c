/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Extensions of gcc, and where the standard leaves a choice */
#define e0(fmt, args...) printf(fmt, ## args)
#define e1(fmt, ...) printf(fmt, ## __VA_ARGS__)
#define e2(...) f(0, ## __VA_ARGS__)
#define e3(a, ...) f(a __VA_OPT__(,) __VA_ARGS__) #__VA_OPT__(a a) x ## __VA_OPT__(a)
e0("a") e0("a",) e0("a", 1, 2) e1("b") e1("b",) e1("b", 3) e2() e2(1, 2)
e3(1) e3(1,) e3(1, 2) e3(, 2)
#define M0() none
#define T0(a) M0(a) e2(a)
T0() T0(
)
#define EMPTY
#define LPAREN (
#define RPAREN )
#define F(x, y) x + y
#define ELLIP_FUNC(...) __VA_ARGS__
ELLIP_FUNC(F, LPAREN, 'a', 'b', RPAREN);
#define S(x) #x
#define XS(x) S(x)
XS( a  EMPTY b ) XS(F(1, 2)-F(3,4)) XS(  S( a "b\n" 'c' )  ) S( L"\"" @ \ )
XS(.EMPTY.) XS(EMPTY EMPTY x EMPTY) XS(F (1,) F)
#define foo foo bar
foo XS(foo)
#define AA BB
#define BB AA
AA BB S(AA) XS(AA)
__LINE__ XS(__LINE__) __COUNTER__ __COUNTER__ __INCLUDE_LEVEL__ __FILE__
__BASE_FILE__
#define L2(x) x __LINE__
L2(
  __LINE__
  L2(3)
)
#define OBJ L2
OBJ(
  __LINE__
)
#line 77 "other.c"
__LINE__ __FILE__
# 5 "third.c" 1
__LINE__ __FILE__
#pragma once_upon a  time
#pragma GCC diagnostic push
_Pragma("GCC diagnostic ignored \"-Wall\"") int k;
#define DO(x) _Pragma(#x) x
DO(message "hi") ELLIP_FUNC(1 _Pragma("foo \"b\"") 2)
#define PM 1
#pragma push_macro("PM")
#undef PM
#define PM 2
PM
#pragma pop_macro("PM")
PM
#assert machine(x86) 
#if #machine(x86) && !#machine(arm) && #machine
asserted
#endif
#unassert machine
#if #machine(x86)
no
#endif
#if __has_include(<stddef.h>) && !__has_include("nowhere.h") && defined __has_include
has_include
#endif
#if __has_attribute(__noinline__) && !__has_attribute(nonsense) && __has_builtin(__builtin_expect) && __has_attribute(unused)
has_attribute
#endif
#if 0x10 == 16 && 010 == 8 && 0b11 == 3 && 'a' == 97 && '\377' < 0 && 'ab' == 24930 && L'\xff' == 255
values
#endif
#if (2 || 1 / 0) && !(0 && 1 / 0) && (1 ? 2 : (1/0)) == 2 && -1 > 0u && (-1 >> 1) == -1 && ~0u == -1 && 5 % -3 == 2
expressions
#endif
#if 18446744073709551615u == -1 && (0, 1) && 1 ? 0 : 1
no
#elif 1 - 1 == 0 && 3 << 2 == 12 && 3 >> -2 == 12 && (3 ^ 1 | 4 & 6) == 6
more
#elif 1 / 0
no
#endif
#ifdef UNDEFINED
#if nonsense +* (
' unterminated
#elif /* comment
#endif in it */ "
#else
#bogus
#endif
"a string // not a comment"
#elifdef PM
elifdef
#endif
#ifndef UNDEFINED
#elifndef X
#else
no
#endif
R"x(a "raw" string)x" u8"u" U'x' LR"(
)" u"x"
%: define DIGRAPH <: :> <% %>
DIGRAPH XS(DIGRAPH) S(%:%:)
#define CAT(a, b) a %:%: b
CAT(x, 1) CAT(+, +)
#define sp\
liced 1\
2
sp\
liced a\
b "st\
ring" /\
* com\
ment *\
/ /\
/ line \
comment
a+++++b ->*  ... .. <<= >>= 0x1e+1 1.e-5f .5..x $dollar
#define APPLY(f, x) f x
APPLY(F, (1, 2)) APPLY(F,) (3, 4)
F
#undef F
(1, 2)
#define G(x) [x]
G(
#ifdef PM
  a
#else
  b
#endif
#define INNER 1
  INNER
)
#define VA(a...) a
VA(VA(VA(1, 2), VA()), S(VA(1)))
#define NIL(x) x
#define NEST NIL(NIL)(NIL)(1)
NEST NIL(NIL(NIL)(NIL))(2)
#define f2(x) x f2
f2(1)(2)(3)
#define t(x) g2
#define g2(x) <x>
t(1)(2) t(t)(3)(4)
#if defined PM && defined(PM) && (defined NOPE || PM == 1)
defined
#endif
#warning not an error
#ident "ident"
#sccs "sccs"
#
#define paren (x)
#define fnl(x) {x}
fnl paren fnl
/* */ (1)
