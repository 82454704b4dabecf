/* base/mate.h -- a second pair of hands: one thread that does one piece of work at a time beside its owner.
 *
 * For long computing that can be parted in two. What the work touches is the work's alone until mate_wait(). */
#ifndef BASE_MATE_H
#define BASE_MATE_H

#include "base/base.h"

struct mate;
/* Ends, after what it does, with m. NULL where there is no thread to be had: mate_do() then does the work itself. */
struct mate *mate_open(struct mem *m);
/* Waits for the piece before, and begins this one. */
void mate_do(struct mate *t, void (*fn)(void *arg), void *arg);
void mate_wait(struct mate *t);

#endif
