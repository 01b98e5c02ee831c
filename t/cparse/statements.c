/* 6.8 Statements, and GNU's */
int g(int);
void f(int a, int *b)
{
	{ } ;
	a; a, b; g(a), g(1);
	if (a) g(1);
	if (a) g(1); else g(2);
	if (a) if (*b) g(1); else g(2);
	if (a) { if (*b) g(1); } else if (a) g(2); else { g(3); }
	switch (a) {
		int k;
	case 1: case 2: g(1); break;
	case 3 ... 5: k = 1; g(k);
	case sizeof(int) + 6: { }
	default: g(4);
	case 'a': case 'b' ... 'c':
	}
	while (a) a--;
	while (1) if (a) break; else continue;
	do a++; while (a < 3);
	do { a++; } while (0);
	for (;;) break;
	for (a = 0; a < 3; a++) g(a);
	for (int i = 0, j = 1; i < j; i++, j--) { g(i); }
	struct s { int x; };
	for (struct s s = { 1 }; s.x; ) g(1);
	goto end;
	goto *&&end;
	{ __label__ x, y; x: y: goto x; }
	static void *tab[] = { &&end, &&end };
	goto *tab[a];
	if (a) lab: g(1);
	_Static_assert(1, "x");
	typedef int T; T t; __extension__ int u;
	__extension__ ({ a; });
	extern int v(int), w;
	a = ({ int z = a; z; }) + ({ ; 1; }); ({ });
	int nested(int q) { return q + a; }
	auto int fwd(int);
	int fwd(int x) { return x; }
	inline int kr(r, s) int r; char s; { return r; }
	a = nested(1) + kr(1, 2);
	return;
	static struct s2 { int m; } s2, *s3;
	const int *const ci = b; register int r;
end:
	;
	dead: __attribute__((unused))
}
int h(int a) { if (a) return 1; return (a), a + 1; }

typedef int T;
void blocks(int a)
{
	[[x]] switch (a) { [[x]] case 1: [[x]] default: ; }
	if (sizeof(enum { T }))
		;
	else
		a = T;
	T b;
	for (_Static_assert(1, ""); a; )
		do
			a = sizeof(enum { T });
		while (a);
	T * c;
}
