// SPDX-License-Identifier: GPL-2.0-or-later
// Broken directives and macros: each case, between the lines with ////, is a
// file of its own, and its first error is to be where gcc has it.
//// else without if
int a;
  #else
//// elif without if
#elif 1
//// endif without if
#endif
//// elifdef without if
	# elifdef A
//// else after else
#if 1
#else
  #else
#endif
//// elif after else
#if 1
#else
#elif 1
#endif
//// ifdef without a name
#ifdef
#endif
//// ifdef without a name but a comment
#ifndef /* none */
#endif
//// ifdef of a number
#ifdef	3
#endif
//// if without an expression
#if
#endif
//// if without an expression, with a comment
#if /* empty */
#endif
//// elif without an expression
#if 0
#elif
#endif
//// division by zero
#if 1 + 5 / (2 - 2)
#endif
//// remainder of zero
#if	7 % 0
#endif
//// division by zero in a macro
#define ZERO (1 - 1)
#if 1 / ZERO
#endif
//// division in a macro
#define DIV(a, b) ((a) / (b))
#if DIV(1, 0)
#endif
//// parenthesis not closed
#if (1 + (2)
#endif
//// parenthesis not opened
#if 1 + 2)
#endif
//// two numbers
#if 1 2
#endif
//// two numbers in a macro
#define TWO 1 2
#if TWO
#endif
//// an operator at the end
#if 1 +
#endif
//// an operator at the start
#if * 1
#endif
//// a bad token
#if 1 + "a"
#endif
//// another bad token
#if 1 = 2
#endif
//// a bad token in a macro
#define BAD {
#if 1 + BAD
#endif
//// floating
#if 1 + 1.5
#endif
//// bad suffix
#if	1 == 12abc
#endif
//// bad octal digit
#if 0 + 089
#endif
//// empty character constant
#if 1 + ''
#endif
//// question without colon
#if 1 ? 2
#endif
//// colon without question
#if 1 : 2
#endif
//// defined without a name
#if defined
#endif
//// defined of a number
#if 1 && defined (3)
#endif
//// defined, not closed
#if defined (A
#endif
//// has_include without a parenthesis
#if __has_include
#endif
//// has_include of nothing
#if __has_include(3)
#endif
//// has_attribute of nothing
#if __has_attribute(
#endif
//// has_attribute of a number
#if __has_attribute(3)
#endif
//// has_builtin without parenthesis
#if __has_builtin
#endif
//// error
  #	error this is wrong
//// error with a comment
#error /* look */ not "so
//// unknown directive
#  foo bar
//// directive that is none
#!/bin/sh
//// define without a name
#define
//// define of a number
#define 3 4
//// define of a string
	#define "a" b
//// define of defined
#define defined x
//// undef of nothing
#undef
//// undef of a number
#undef 3
//// parameter twice
#define F(a, b, a) a
//// parameter that is a number
#define F(a, 3) a
//// parameter list without a comma
#define F(a b) a
//// parameter list not closed
#define F(a, b
//// parameter list that ends in a comma
#define F(a, ) a
//// ellipsis not at the end
#define F(..., a) a
//// stray hash
#define F(a) # b
//// stray hash at the end
#define F(a) a #
//// paste at the start
#define O ## a
//// paste at the end
#define F(a) a ##
//// paste at the end of an object
#define O   a ## /* */
//// paste gives no token
#define CAT(a, b) a ## b
int x;
int y = CAT(+, /);
//// paste gives no token, in a body
#define O 1 - ## >> 2
int y = O;
//// paste gives no token, through another macro
#define CAT(a, b) a ## b
#define IN(x) CAT(x, =) 3
int y = (IN(2));
//// too few arguments
#define F(a, b) a b
int x = F(1);
//// too few arguments over lines
#define F(a, b) a b
int x = 2 + F(1 +

    2) ;
//// too many arguments
#define F(a, b) a b
int x = 1 + F(1, 2, 3) + 4;
//// arguments for none
#define F() a
int x = F(1);
//// too many arguments in a macro
#define F(a) a
#define G(x) F(x, x)
int x = G(1);
//// arguments not ended
#define F(a, b) a b
int x = F(1, 2;
int y;
//// arguments not ended by a directive
#define F(a, b) a b
#if F(1
#endif
//// arguments not ended in a macro
#define F(a, b) a b
#define G F(1,
int x = G
//// conditional not ended
int a;
#if 1
int b;
//// conditional not ended, nested
#if 1
# ifdef A
# else
#endif
//// else not ended
#if 0
#else
int b;
//// comment not ended
int a; /* never
int b;
//// comment not ended in a directive
#define A /* never
//// include of nothing
#include
//// include of a number
#include 3
//// include of an empty name
#include ""
//// include of a missing file
#include "there-is-no-such.h"
//// include of a missing system file
  #  include	<there-is-no-such.h>
//// include of a macro that is a missing file
#define H "there-is-no-such.h"
#include H
//// include of a macro that is no file
#define H 3
#include H
//// include not closed
#include <stdio.h
//// include not closed quote
#include "stdio.h
//// line without a number
#line
//// line of a name
#line foo
//// line with a bad file
#line 3 foo
//// pragma error
#pragma GCC error "no, never"
//// pragma error of the operator -- gcc counts columns in the text of the string
int a; _Pragma("GCC error \"no\"") int b;
//// poisoned
#pragma GCC poison foo
int a = 1 + foo;
//// poison of a number
#pragma GCC poison 3
//// bad operator pragma
int a; _Pragma(foo) int b;
//// bad operator pragma 2
int a; _Pragma int b;
//// push_macro of nothing
#pragma push_macro
//// va_opt without parenthesis
#define F(x, ...) x __VA_OPT__ y
//// va_opt not closed
#define F(x, ...) x __VA_OPT__(y
//// paste in va_opt
#define F(x, ...) x __VA_OPT__(## y)
//// assert without a predicate
#assert
//// assert without an answer
#assert foo
//// assert that is not closed
#assert foo(bar
//// stringification that is no name
#define S(x) #x
#define T(y) S(y
int a = T(3);
//// string not closed in if
#if "abc
#endif
//// character constant not closed in if
#if 'a
#endif
//// line with an error behind
#line 100 "other.c"
int a;
#error here
//// in a file that is included
#include "h1.h"
//// in a macro of a file that is included
#include "h2.h"
int a = H2(3);
//// builtin macro behind what ## made, in an argument, then too few arguments
#define ID(...) __VA_ARGS__
#define TWO(a, b)
#define GLUED  x/**/##1 __COUNTER__
ID(
ID(GLUED)TWO(())
)
//// paste of what ## made in an argument
#define P(a,b) a##b
#define R(a,b) a##+
#define S(...) R(__VA_ARGS__,)
S(P(x,y))
//// paste of all arguments
#define A(...) __VA_ARGS__ ## +
A(1,x y)
//// paste of arguments with a name
#define B(a, r...) a r ## +
B(1,x,(z,q) y)
//// paste of the argument before the rest
#define C(a, ...) a ## + __VA_ARGS__
C(x y, 5)
