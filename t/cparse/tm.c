/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Transactional memory: gcc -fgnu-tm */
void transactions(int a)
{
	__transaction_atomic { a++; }
	__transaction_relaxed { a--; }
	__transaction_atomic [[outer]] { __transaction_cancel; }
	a = __transaction_atomic (a + 1);
}
