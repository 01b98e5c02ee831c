/* Words that are no keywords with -std=c89 */
int inline, asm, typeof, restrict, bool, alignas;
__inline int f(int inline) { return asm + typeof + inline * restrict; }
__typeof__(typeof) x; __asm__("");
