/* base/big.h -- arrays too large for an arena, and files read where they lie.
 *
 * An arena keeps what it hands out; an index over ten million rows would leave every half-grown copy behind. A struct
 * big grows in place of its own, and goes with the arena it is tied to. */
#ifndef BASE_BIG_H
#define BASE_BIG_H

#include "base/base.h"

/* A growing array of items of one size; zeroed where nothing was written. All zero is an empty one. */
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

/* A file mapped for reading, until m is released. ERR_NOTFOUND: there is none; ERR_IO: it cannot be read. An empty
 * file is a view of no bytes. A mapped file must never be written to or cut, only replaced by rename. */
MUST err file_map(struct mem *m, const char *path, struct view *out);

#endif
