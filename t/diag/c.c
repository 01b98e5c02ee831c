// SPDX-License-Identifier: GPL-2.0-or-later
// Syntax errors: each case, between the lines with ////, is a file of its own,
// and its first error is to be where gcc has it.  -- and a reason: it is not.
//// two names
int x y;
//// no semicolon before a declaration
int x
int y;
//// no semicolon after an initialiser
int x = 1
int y;
//// no semicolon after a prototype -- gcc minds first that a prototype has parameter declarations behind it
int f(void)
int y;
//// no semicolon after a struct
struct s { int a; }
int y;
//// no semicolon after a struct, next line a function
struct s { int a; }
void f(void) { }
//// no semicolon between members
struct s {
	int a
	int b;
};
//// no semicolon after return
int f(void)
{
	return 1
}
//// no semicolon after a call
void g(int);
void f(void)
{
	g(1)
	g(2);
}
//// no semicolon after a call, a comment behind
void g(int);
void f(void)
{
	g(1) /* here */

	g(2);
}
//// no semicolon after break
void f(void)
{
	while (1) { break }
}
//// no semicolon after goto
void f(void)
{
a:	goto a
}
//// no semicolon after continue
void f(void)
{
	for (;;)
		continue
}
//// no semicolon after do while
void f(void)
{
	do { } while (1)
}
//// no semicolon after asm
void f(void)
{
	asm("")
}
//// no semicolon after a local declaration
void f(void)
{
	int a = 3
	int b;
}
//// goto a number
void f(void) { goto 3; }
//// an if without parentheses
void f(int a)
{
	if a
		return;
}
//// an if that is not closed
void f(int a)
{
	if (a
		return;
}
//// an if that is not closed before a brace
void f(int a) { if (a { } }
//// a while that is not closed
void f(int a) { while (a { } }
//// a switch without parentheses
void f(int a) { switch a { } }
//// a for with too few parts
void f(int a) { for (a; a) ; }
//// a for with too many
void f(int a) { for (a; a; a; a) ; }
//// a do without while
void f(int a) { do a++; return; }
//// else without if
void f(int a) { else a++; }
//// a case without colon
void f(int a) { switch (a) { case 1 a++; } }
//// a default without colon
void f(int a) { switch (a) { default a++; } }
//// a call that is not closed
void g(int);
void f(void) { g(1; }
//// arguments without a comma
void g(int, int);
void f(void) { g(1 2); }
//// an operand is missing
int x = 1 + ;
//// an operand is missing in parentheses
int x = (1 + );
//// an initialiser is missing
int x = ;
//// an index that is not closed
int a[3], b = a[1;
//// a size that is not closed
int a[3;
//// a member that is a number
struct s { int a; } s;
void f(void) { s.3; }
//// an arrow to nothing
struct s { int a; } *s;
int f(void) { return s->; }
//// a parenthesis too many
int f(void) { return (1)); }
//// a brace too many
int f(void) { return 1; } }
int x;
//// a brace is missing
int f(void)
{
	if (1) {
		return 1;
//// a brace is missing, without newline: no
int f(void) {
//// a parenthesis at the start
)
//// a declaration that ends with the file
int x
//// an initialiser that ends with the file
int x = 1
//// a prototype that ends with the file
int f(int a,
//// a struct that ends with the file
struct s {
	int a;
//// an enumerator that is a number
enum { A, 4 };
//// enumerators without a comma
enum { A B };
//// an enum without a name
enum;
//// a struct without a name
struct ;
//// a parameter that is a number
void f(int a, 3);
//// parameters without a comma
void f(int a int b);
//// a prototype that is not closed
void f(int a;
//// a parameter list that ends in a comma
void f(int a, );
//// an unknown type
foo *p;
//// an unknown type of a parameter
void f(foo x);
//// an unknown type in a block
void f(void) { foo x; }
//// an unknown type in a struct
struct s { foo x; };
//// an unknown type in a cast -- gcc takes it for an object and minds that it is not declared
int x = (foo) 3;
//// an unknown type in sizeof -- gcc takes it for an object and minds that it is not declared
int x = sizeof(foo *);
//// an attribute without parentheses
int x __attribute__(1);
//// an attribute that is not closed
int x __attribute__((unused);
//// an attribute that is a number
int x __attribute__((3));
//// asm without a string
void f(void) { asm(3); }
//// asm with a bad operand
void f(int a) { asm("" : "=r" a); }
//// asm that is not closed
void f(int a) { asm("" : "=r"(a); }
//// a stray character
int f(void) { return `1; }
//// another stray character
int x = @3;
//// a backslash
int x = \ 3;
//// a number where a name is to be
int 3;
//// a keyword where a name is to be
int while;
//// a typedef without a name
typedef 3 x;
//// a conditional without a colon
int x = 1 ? 2;
//// a conditional without an operand
int x = 1 ? 2 : ;
//// a compound literal that is not closed
int *p = (int[]){ 1, 2;
//// initialisers without a comma
int a[] = { 1 2 };
//// a designator without =
struct s { int a; } s = { .a 3 };
//// an index designator that is not closed
int a[] = { [1 };
//// generic without a colon
int x = _Generic(1, int 3);
//// generic without an association
int x = _Generic(1);
//// static_assert without a parenthesis
_Static_assert 1;
//// static_assert not closed
_Static_assert(1, "a";
//// sizeof of nothing
int x = sizeof;
//// sizeof of nothing in parentheses
int x = sizeof();
//// alignas of nothing
_Alignas() int x;
//// typeof of nothing
typeof() x;
//// va_arg with one argument
void f(__builtin_va_list a) { __builtin_va_arg(a); }
//// va_arg without a comma
void f(__builtin_va_list a) { __builtin_va_arg(a int); }
//// _Generic without a comma
int x = _Generic(1 int: 3);
//// offsetof without a member
struct s { int a; };
int x = __builtin_offsetof(struct s);
//// a statement at the top
return 1;
//// a call at the top
f(3);
//// a string at the top
"a";
//// a K&R function with a bad declaration
int f(a) int a, { return a; }
//// a function in an expression
int x = int;
//// a declaration as the body of if
void f(int a) { if (a) int b; }
//// a label at the end, with an error behind
void f(void) { a: } 3
//// a missing operator
int f(int a, int b) { return a b; }
//// a missing operator before a number
int f(int a) { return a 3; }
//// a missing operator before a string
int f(int a) { return a "b"; }
//// an expression with a missing parenthesis
int f(int a) { return (a + 3; }
//// an expression with two missing parentheses
int f(int a)
{
	return ((a + 3;
}
//// tabs before
int f(int a)
{
	a = 3	4;
}
//// tabs behind what lacks a semicolon
int f(int a)
{
	a = 3		}
//// wide characters before
char *s = "漢字 é"; int x y;
//// a wide name
int 漢字 漢;
//// in a macro's body
#define BAD int x y;
BAD
//// in a macro's argument
#define ID(x) x
ID(int x y;)
//// a missing semicolon in a macro
#define RET return 1
int f(void)
{
	RET
}
//// a missing semicolon after a macro call
#define CALL(x) g(x)
void g(int);
void f(void)
{
	CALL(1)
	g(2);
}
//// two macros deep
#define IN(a) (a + )
#define OUT(a) IN(a)
int x = OUT(1);
//// the operand comes from an argument
#define PAIR(a, b) (a b)
int x = PAIR(1, 2);
//// a pasted token
#define CAT(a, b) a ## b
int x CAT(y, z);
//// a string made
#define STR(a) #a
int x STR(y);
//// a macro from a macro
#define A B
#define B C 3
#define C x
int A;
//// an object of the compiler
int x = __LINE__ __LINE__;
//// in a file that is included
#include "h4.h"
//// after a file that is included
#include "h5.h"
int y;
//// line changed
#line 100 "other.c"
int x y;
//// line changed twice
#line 100
int a;
# 7 "foo.h"
int b;

int x y;
//// pragma before it
#pragma GCC diagnostic ignored "-Wall"
int x y;
//// operator pragma before it
_Pragma("GCC diagnostic ignored \"-Wall\"") int x y;
//// a splice before it
int \
  x \
y;
//// a splice in it
int x yy\
yy;
//// trigraph in it
int x ??! y;
//// predefined macro where a declaration is to be
__INT_MAX__
//// predefined macro in a macro, behind an expression
#define BIG __INT_MAX__
int a = 1 BIG;
//// GNU attributes before a case label
int f(int a)
{
	switch (a) {
	case 1:
		a++;
		__attribute__((fallthrough))
	case 2:
		return 1;
	}
}
//// GNU attributes before a statement
int f(int a)
{
	__attribute__((unused)) return a;
}
