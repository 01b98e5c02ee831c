/* SPDX-License-Identifier: GPL-2.0-or-later */
/* References that a table tells of */
extern int hidden(int), exported(int);

int f(int x)
{
	return hidden(x) + exported(x);
}
