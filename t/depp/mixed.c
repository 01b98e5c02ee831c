/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Everything is kept: the result must give the same tokens. */
#define EMPTY
#define F(x) x
#define STR(x) #x
#define CAT(a, b) a ## b
#define CALL F
typedef int EMPTY number;

static number EMPTY a = F(F(1)) + CALL(2), CAT(b, 1) = 3;
const char *s = STR( a  +  "x" );

struct s {
#if defined A
	int one;
#elif defined F
	int two;
#endif
	int F(three):F(4);
} EMPTY;

int f(int x)
{
	return F
		(x) + /* a
comment */ CALL
#ifdef EMPTY
		(x
#endif
		 + 1);
}
#undef EMPTY
int EMPTY = 7;
