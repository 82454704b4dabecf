/* base/big.h -- arrays too large for an arena, and files read where they lie.
 *
 * An arena keeps what it hands out; an index over ten million rows would leave every half-grown copy behind. A struct
 * big grows in place of its own, and goes with the arena it is tied to. */
#ifndef BASE_BIG_H
#define BASE_BIG_H

#include "base/base.h"

/* A growing array of items of one size; zeroed where nothing was written. `at` is never NULL. */
struct big {
	unsigned char *at;
	size_t n;                       /* items */
	size_t size;                    /* bytes of one */
	size_t room;                    /* bytes there are */
};
/* An empty array whose memory goes with m. */
struct big *big_open(struct mem *m, size_t item_size);
/* Room for n more items at the end, which become part of it; where they begin. Out of memory ends the process. */
void *big_add(struct big *b, size_t n);
void big_drop(struct big *b);           /* gives the memory back at once; empty then */
#define BIG_AT(b, type) ((type *)(void *)(b)->at)

/* Numbers 0, 1, … for ids in the order they come; ids of up to 2^32-1. */
struct numbers {
	struct big *ids;                /* uint32_t: the id of each number */
	struct big *slots;
};
struct numbers numbers_open(struct mem *m);
uint32_t numbers_put(struct numbers *n, uint32_t id);   /* its number, a new one when it had none */
/* The ids sorted into `sorted`; for every number as it came its place there. Both of ids->n. */
void numbers_sort(struct mem *m, const struct numbers *n, uint32_t *sorted, uint32_t *place_of);
/* Where an id is, or would be, in an ascending list. */
size_t numbers_seek(const uint32_t *ids, size_t n, uint32_t id);

/* What a derived file stands on, as whoever builds it wants to be reminded: it is kept in the file's head. */
struct mark {
	int64_t seen;
	unsigned char sum[32];
};

/* How often each of n groups occurs becomes where it begins, and first[n] where the last ends: half a counting sort. */
void big_begin_groups(uint32_t *first, size_t n);

/* A file mapped for reading, until m is released. ERR_NOTFOUND: there is none; ERR_IO: it cannot be read. An empty
 * file is a view of no bytes. A mapped file must never be written to or cut, only replaced by rename. */
MUST err file_map(struct mem *m, const char *path, struct view *out);

/* A file in the making, mapped for writing beside the place where it shall be; not kept, it goes with m. */
struct fresh {
	unsigned char *at;
	size_t n;
	const char *path, *beside;
};
/* ERR_SPACE, ERR_IO. All zero at first. */
MUST err fresh_open(struct mem *m, const char *path, size_t bytes, struct fresh **out);
/* Its first `bytes` take the place of the old file, on the disk when OK. ERR_IO: the old one stays. */
MUST err fresh_keep(struct mem *m, struct fresh *f, size_t bytes);

#endif
