/* Words that are keywords from C23 on, digit separators, std=gnu2x */
bool a = true, b = false; static_assert(1'000 == 0b11'11101000);
thread_local int c; alignas(8) char d; constexpr int e = alignof(int);
typeof_unqual(const int) f; typeof(c) g; void *h = nullptr;
