void h(void) { do { } while (1) }	/* ERROR expected ';' after ')', saw '}' */
void i(void) { x = (int y); }	/* ERROR expected ')' after 'int', saw 'y' */
__attribute__(1) int x;		/* ERROR expected '(' after '(', saw '1' */
void j(void) { ` }		/* ERROR stray '`' */
void k(void) { x->3; }		/* ERROR expected a name after '->', saw '3' */
typedef int T;
void l(void) { T; return T; }	/* ERROR expected an expression or ';' after 'return', saw 'T' */
void m(void) { else; }		/* ERROR expected a statement, a type or '}' after '{', saw 'else' */
}				/* ERROR expected a declaration, saw '}' */
)				/* ERROR expected a declaration, saw ')' */
;
int (n;				/* ERROR expected ')' after 'n', saw ';' */
void o(void) { case 1 ; }	/* ERROR expected ':' or '...' after '1', saw ';' */
int p(void) __attribute__((noinline)) { return 1; }	/* ERROR expected attributes of a function definition before its declarator, saw '__attribute__' */
int q(a) __attribute__((noinline)) int a;	/* ERROR expected attributes of a function definition before its declarator, saw '__attribute__' */
;
int r(void) { int n(void) __attribute__((cold)) { } }	/* ERROR expected attributes of a function definition before its declarator, saw '__attribute__' */
int s(void) asm("t") { return 1; }	/* ERROR expected '=', ';' or ',' after ')', saw '{' */
int v __attribute__((unused)) { }	/* ERROR expected '=', ';' or ',' after ')', saw '{' */
