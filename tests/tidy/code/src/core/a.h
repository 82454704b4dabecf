/* core/a.h -- contracts. */
#ifndef CORE_A_H
#define CORE_A_H

struct a {
	int n;
};

/* Says something. */
int a_good(int n);
int a_in_its_company(int n);

int a_bad(const struct a *a,
          int n);

int a_trailing(int n);  /* says so here */
#endif

struct long_one {
	int a;
	int b;
	int c;
	int d;
	int e;
	int f;
	int g;
	int h;
	int i;
	int j;
};

int a_far_from_any_comment(int n);
