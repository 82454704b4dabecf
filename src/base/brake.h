/* base/brake.h -- how often one place may ask: counters in a small file that all processes map.
 *
 * A table of a fixed size; places whose keys fall together share a counter, so a brake is never too loose, at worst too tight for
 * the length of a window. Whoever loses the file loses nothing but counts. */
#ifndef BASE_BRAKE_H
#define BASE_BRAKE_H

#include "base/base.h"

/* Counts one asking of the place at that time; false when it is one more than max within the window. True where the file cannot
 * be used: a brake must not close the house. */
bool brake_take(const char *path, const char *place, int64_t now_ms, int64_t window_ms, uint32_t max);
/* One that was taken within this window does not count after all. */
void brake_give(const char *path, const char *place, int64_t now_ms, int64_t window_ms);

/* So many of a place within a window, counted in that file. */
struct brake_budget {
	const char *path, *place;
	int64_t window_ms;
	uint32_t max;
};

/* Takes one of each budget, or of none: 0, or the seconds until the one that is used up begins anew. */
int64_t brake_take_all(const struct brake_budget *all, size_t n, int64_t now_ms);
void brake_give_all(const struct brake_budget *all, size_t n, int64_t now_ms);
/* A file is of one length of window: counters of two would forget each other. Seconds until the window that is now ends, at least 1. */
int64_t brake_wait_s(int64_t now_ms, int64_t window_ms);
/* An address as a place: who has one address of IPv6 has the 2^64 of its network. */
const char *brake_place(struct mem *m, const char *address);
/* The network around it, never the same as a place, which one person may hold as a whole: the first three numbers of IPv4, 48 bits of IPv6. */
const char *brake_net(struct mem *m, const char *address);

#endif
