/* Each declaration with an error is left behind at its end. */
static int x y;			/* ERROR expected '=', ';' or ',' after 'x', saw 'y' */
int z				/* ERROR expected '=', ';' or ',' after 'z', saw 'static' */
static int w;
foo *p;				/* ERROR unknown type name 'foo' */
void f(foo x) { }		/* ERROR unknown type name 'foo' */
void g1(void) { return 3 }	/* ERROR expected ';' or ',' after '3', saw '}' */
void g2(void) { if (3 { } }	/* ERROR expected ')' or ',' after '3', saw '{' */
void g3(void) { f(1 2); }	/* ERROR expected ')' or ',' after '1', saw '2' */
struct s { int a int b; };	/* ERROR expected ':', ';', ',' or '}' after 'a', saw 'int' */
int a[3;			/* ERROR expected ']' after '3', saw ';' */
int b = ;			/* ERROR expected an expression or '{' after '=', saw ';' */
int c = 3 + * ;			/* ERROR expected an expression after '*', saw ';' */
void h1(void) { foo x; }	/* ERROR unknown type name 'foo' */
void h2(void) { goto 3; }	/* ERROR expected a name after 'goto', saw '3' */
void h3(void) { asm(3); }	/* ERROR expected a string after '(', saw '3' */
enum { A, B = 3, 4 };		/* ERROR expected a name or '}' after ',', saw '4' */
void i1(void) { __attribute__((unused)) return; }	/* ERROR expected a declaration or ';' behind the attributes, saw 'return' */
void i2(void) { __attribute__((unused)) { } }	/* ERROR expected a declaration or ';' behind the attributes, saw '{' */
void i3(void) { __attribute__((unused)) y = 3; __attribute__((unused)) ; }
typedef int ok;
ok good;
