/* bench/people.h -- made-up people of a big register: names as they are spread in Việt Nam, units, awards, years. The same
 * number always gives the same line; nobody real is in it. */
#ifndef BENCH_PEOPLE_H
#define BENCH_PEOPLE_H

#include "base/base.h"

enum { PEOPLE_UNITS = 700, PEOPLE_AWARDS = 40, PEOPLE_FIRST_YEAR = 1990, PEOPLE_YEARS = 35 };

struct people_line {
	uint32_t person;                /* 1 … lines / 4, about */
	char name[96];
	bool is_woman;
	uint32_t unit;                  /* 1 … PEOPLE_UNITS: a few large ones, many small */
	uint16_t award, year;
	uint8_t job, ground;
};
/* The line no. i of a register of n lines, in the order of years. */
void people_line(uint64_t i, uint64_t n, struct people_line *out);
/* A number of up to `n` that looks like chance and follows from `i`. */
uint64_t people_any(uint64_t i, uint64_t salt, uint64_t n);

#endif
