/* 6.5 Expressions */
typedef int T; typedef struct { T x, y; struct { int z[4]; } s; } S;
typedef float V __attribute__((vector_size(16)));
typedef int VI __attribute__((vector_size(16)));
int g(), i, j, k, *p; S s, *sp; V v;
void f(void)
{
	i = 0x1fUL + 0b101 + 'a' + L'b' + 1.5e-3f; p = &i, "a" "b" L"c";
	i = j = k; i += j -= k; i *= 1, i /= 2; i %= 3; i <<= 4; i >>= 5;
	i &= 6; i |= 7; i ^= 8;
	i = 1 + 2 * 3 - 4 / 5 % 6; i = 1 << 2 + 3 >> 4; i = 1 < 2 == 3 >= 4;
	i = 1 & 2 | 3 ^ 4 && 5 || 6 && 7; i = (1 & 2) != 3 | 4; i = 1 <= 2 > 3;
	i = j ? k : i ? 1 : 2; i = j ?: k; i = j ? k, 1 : 2; j ? i : k++;
	i = -j + +k - ~i + !j; i = - -j; i = *p * *p & *&i; ++i, i++, --i, i--;
	i = sizeof i + sizeof(T) - 1 + sizeof (i) * 2 + sizeof(T *) + sizeof -1;
	i = sizeof (T){ 1 } + sizeof(S){ 1 }.x + sizeof *p;
	i = _Alignof(T) + __alignof__(i) + __alignof__ i;
	i = (T)j + (T)(j) - (T)-1 * (unsigned char)3; i = (T)(T)j; (void)0;
	i = s.x + sp->s.z[2] + (&s)->x + g(1, 2)+ g() + g((i, j)); g(i)[p] = 1;
	s = (S){ 1, 2 }; sp = &(S){ .x = 1, .s.z[1] = 2 }; i = (S){ }.x;
	i = __builtin_offsetof(S, s.z[2]) + __builtin_offsetof(S, x);
	i = __builtin_types_compatible_p(T, int *) + __builtin_constant_p(i);
	i = __builtin_choose_expr(1, i, "a"); v = __builtin_convertvector(v, V);
	i = _Generic(i, T: 1, char *: 2, default: 3);
	i = __extension__ 1 + __extension__ (2) + __real__ i + __imag i;
	void *l = &&lab; lab: i = ({ int z = 1; z + 1; });
	i = (__extension__ ({ 1; })) + __extension__ ({ 2; });
	p = (int [3]){ 1 }; p[1, 2] = 3; 3[p] = 1; (*(int (*)(int))g)(1);
	i = (i) + (j) - (k) & (j) && (k); (i) = 2; (*g)(3); (g)(4);
	i = 1 + (T)2 * 3 == (T)-(T)4; i = !i == 1; i = &i - p; i = -1 - 1;
	i = i && &&lab; v = v + (V){ 1, 2, 3, 4 }; i = __func__[0];
}
int va(int n, ...)
{
	__builtin_va_list ap;
	return __builtin_va_arg(ap, int) + *__builtin_va_arg(ap, int *);
}
int size[sizeof(int[sizeof(T)])], cond[1 ? 2 : 3];
_Static_assert(sizeof(struct { int x; }) == 4 && sizeof(enum { A }) > 0, "");
int *aligned(void) { return &(_Alignas(16) int){ 1 }; }
