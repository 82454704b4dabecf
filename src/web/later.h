/* web/later.h -- helper threads of a worker: what is slow, a password hash, a long paper, bytes on their way to the disk. */
#ifndef WEB_LATER_H
#define WEB_LATER_H

#include "base/base.h"

struct later;

/* Starts the threads, which touch nothing but what they are given; done_fd becomes readable when something is done. Of one
 * thread, things are done in the order of coming. */
struct later *later_open(size_t queue_max, size_t threads_n);
int later_done_fd(const struct later *l);
/* False when the queue is full. fn(arg) runs on a thread; key comes back from later_next(). */
bool later_add(struct later *l, void (*fn)(void *arg), void *arg, void *key);
void *later_next(struct later *l);      /* key of something done, NULL for none */
/* Waits for what is being done, forgets the rest: their keys come from later_next() no more. */
void later_close(struct later *l);

#endif
