/* What is wrong: a message each. */
struct s { int a; int bits : 3; };
struct none;
extern struct none incomplete;
int array[2];
int function(int);
typedef int type;
int object, number;
int undeclared_here = nobody; /* ERROR 'nobody' undeclared here */
int object(void); /* ERROR 'object' is declared again as another kind of symbol, it was: object */
int type; /* ERROR 'type' is declared again as another kind of symbol, it was: typedef */
long array[2]; /* ERROR conflicting types for 'array' */
int function(long); /* ERROR conflicting types for 'function' */
struct t { int b; };
struct t { int b; }; /* ERROR redefinition of 'struct t' */
union s *wrong_tag; /* ERROR 's' is declared as struct elsewhere */
_Static_assert(sizeof(int) == 5, "five"); /* ERROR static assertion failed: "five" */
_Static_assert(number, ""); /* ERROR static assertion is not an integer constant expression */
int long float two_types; /* ERROR two or more data types in declaration specifiers */
struct s unsigned more_types; /* ERROR two or more data types in declaration specifiers */
int negative[-1]; /* ERROR size of array is negative */
int variable[number]; /* ERROR size of array is not an integer constant expression */
int floating[2.0]; /* ERROR size of array has non-integer type */
struct widths {
	int neg : -1; /* ERROR negative width in bit-field */
	int zero : 0; /* ERROR zero width for bit-field 'zero' */
	int wide : 33; /* ERROR width of bit-field exceeds its type */
	float f : 3; /* ERROR a bit-field cannot have the type 'float' */
	struct none n; /* ERROR 'struct none' is not complete here */
};
struct none2;
struct none2 object2 = { 1 }; /* ERROR 'struct none2' is not complete here */
enum again { ONE, TWO, ONE }; /* ERROR redeclaration of 'ONE' */
unsigned long size = sizeof(array[0].m); /* ERROR request for member 'm' in something not a structure or union (it has type 'int') */
struct none3;
unsigned long size3 = sizeof(struct none3); /* ERROR 'struct none3' is not complete here */
struct s init = { .c = 1 }; /* ERROR 'struct s' has no member named 'c' */
int designator[2] = { [2] = 1 }; /* ERROR array index in initializer exceeds array bounds */
long long off = __builtin_offsetof(struct s, bits); /* ERROR attempt to take the address of a bit-field */

int body(struct s *p, void *v, int n)
{
	undeclared = 1; /* ERROR 'undeclared' undeclared in this function */
	undeclared = 2;
	p->b = 1; /* ERROR 'struct s' has no member named 'b' */
	n->a = 1; /* ERROR invalid type argument of '->' (have 'int') */
	n.a = 1; /* ERROR request for member 'a' in something not a structure or union (it has type 'int') */
	*n = 1; /* ERROR invalid type argument of unary '*' (have 'int') */
	n(1); /* ERROR called object is not a function or function pointer (have 'int') */
	n[n] = 1; /* ERROR subscripted value is neither array nor pointer nor vector */
	function(); /* ERROR too few arguments to function 'function' */
	function(1, 2); /* ERROR too many arguments to function 'function' */
	1 = n; /* ERROR lvalue required as left operand of assignment */
	&n++; /* ERROR lvalue required as unary '&' operand */
	&p->bits; /* ERROR cannot take the address of a bit-field */
	array = 0; /* ERROR assignment to expression with array type */
	*p + 1; /* ERROR invalid operands to binary add (have 'struct s') */
	-*p; /* ERROR wrong type argument to unary neg (have 'struct s') */
	n % 1.5; /* ERROR invalid operands to binary mod (have 'double') */
	if (*p) /* ERROR used 'struct s' type value where scalar is required */
		n = *p; /* ERROR incompatible types when assigning to type 'int' */
	(int)*p; /* ERROR aggregate value used where 'int' was expected */
	goto nowhere; /* ERROR label 'nowhere' used but not defined */
twice:
twice: /* ERROR duplicate label 'twice' */
	switch (n) {
	case 1.5: /* ERROR case label is not an integer constant expression */
	case n: /* ERROR case label is not an integer constant expression */
		break;
	}
	int unsized[]; /* ERROR array size missing in 'unsized' */
	void nothing; /* ERROR variable 'nothing' declared void */
	struct none4 local; /* ERROR 'struct none4' is not complete here */
	sizeof(p->bits); /* ERROR 'sizeof' applied to a bit-field */
	return _Generic(p, int: 1); /* ERROR '_Generic' selector of type 'struct s *' is not compatible with any association */
}
int below[3] = { [-1] = 2 }; /* ERROR array index in initializer is out of range */
enum { int_max = 0x7fffffff, no_int }; /* ERROR overflow in enumeration values */
enum { unsigned_max = 0xffffffffu, no_unsigned }; /* ERROR overflow in enumeration values */
enum { long_max = 0x7fffffffffffffff, no_long }; /* ERROR overflow in enumeration values */
enum { ulong_max = -1ul, no_ulong }; /* ERROR overflow in enumeration values */
enum { max_alone = 0x7fffffff };
int m1[(int)-1.5]; /* ERROR size of array is negative */
void m2(void) { int a[(int)(-5.0 / 3.0)]; } /* ERROR size of array is negative */
struct { int m[(int)(-5.0 / 3.0)]; } m3; /* ERROR size of array is negative */
int m4(void) { return sizeof(int[(int)(-5.0 / 3.0)]); } /* ERROR size of array is negative */
int m5(void) { return 0 && sizeof(int[1 ? -1 : array[0]]); } /* ERROR size of array is negative */
void m6(int a[(int)(-5.0 / 3.0)]); /* ERROR size of array is negative */
