/* core/a.c -- left over from looking for a bug. */
#include "core/a.h"

int a_good(int n)
{
	printf("n is %d\n", n);         // here
	snprintf(text, 9, "http://no.comment/");
        return n;
}

int a_many(int a, int b, int c, int d, int e, int f)
{
	for (;;) {
		for (;;) {
			for (;;) {
				for (;;) {
					return 1;
				}
			}
		}
	}
}
	/* TODO: and no end of line */ 
