/* Each name's use stands in the comment behind its line. */
int f(void), g(void), h(void), data, *ptr;
struct s { int m; } *sp;
typedef struct s type;
enum { ZERO, ONE };
int *constant = &data;                          /* data:k */
int (*table[])(void) = { f, 0 ? g : h };        /* f:k g:n h:k */
unsigned long size = sizeof(data);              /* data:n */

static inline int stub(void) { return 0; }
static inline int yes(void) { return -1; }
void wrong(void) __attribute__((error("never called")));

int body(int n)
{
	int data = n;                           /* n:r */
	type t = { ONE };                       /* type:t ONE:t */
	f(), (g)(), ptr = &data;                /* f:c g:c ptr:r data:r */
	(*f)(), &g;                             /* f:r g:r */
	if (0) f();                             /* f:n */
	if (1) f(); else g();                   /* f:c g:n */
	if (n && 0) f();                        /* n:r f:n */
	if (n || 1) f(); else g();              /* n:r f:c g:n */
	0 && f();                               /* f:n */
	1 || f();                               /* f:n */
	ZERO ? f() : g();                       /* ZERO:t f:n g:c */
	sizeof(f());                            /* f:n */
	typeof(g()) x;                          /* g:n */
	__builtin_choose_expr(1, f(), g());     /* f:c g:n */
	_Generic(n, int: f(), default: g());    /* n:n f:c g:n */
	__builtin_constant_p(f());              /* f:n */
	while (0) f();                          /* f:n */
	for (; 0; g()) f();                     /* g:n f:n */
	switch (sizeof(long)) {
	case 4: f(); break;                     /* f:n */
	case 8: g();                            /* g:c */
	case 2: h(); break;                     /* h:c */
	default: f();                           /* f:n */
	}
	if (stub()) f();                        /* stub:c f:n */
	if (yes()) f(); else g();               /* yes:c f:c g:n */
	if (0) { label: f(); }                  /* f:c */
	asm("" :: "i" (&ptr), "r" (ptr));       /* ptr:k ptr:r */
	if (n) wrong();                         /* n:r wrong:n */
	if (n) { if (1) return 1; f(); }        /* n:r f:n */
	if (n) { if (0) g(); else return 1; f(); }      /* n:r g:n f:n */
	if (n) { if (n) return 1; f(); }        /* n:r n:r f:c */
	if (n) { if (n) return 1; else return 2; f(); } /* n:r n:r f:n */
	{ return 1; f(); }                      /* f:n */
	goto label;                             /* label:t */
}
