/* GNU asm */
asm(".text\n\t" ".data");
register unsigned long sp asm("rsp"); extern int x __asm__("y");
int f(int a, int *b)
{
	asm("nop"); asm volatile("nop"); __asm__ __volatile__ ("a" "b");
	asm("" : "=r" (a)); asm("" :: "r" (a)); asm("" : : : "memory");
	asm("" ::: "memory", "cc"); asm volatile ("" : "+m" (*b), "=&r" (a));
	asm inline volatile ("x %0" : "=r" (a) : "0" (1), "i" (sizeof(int)));
	asm("%[x] %[y]" : [x] "=r" (a) : [y] "r" (b[1]), "m" (*(int *)b) : );
	asm goto ("1: jmp %l[out]" : : "i" (&x), "i" (2) : : out);
	asm volatile goto ("" : "=r" (a) : : "cc" : out, two);
	asm("" : "=a" (a), "=d" (*b) : "a" (({ int z = 1; z; })), "c" (b, a));
two:
	return a;
out:
	return 1;
}
