/* app/kept.h -- pages that were made, for as long as nothing in the database has changed.
 *
 * Only pages whose bytes follow from who asks, the address, the day and the database, and from nothing else: those of a row
 * PAGE_KEPT. The caller has asked session and right as for every page; a page is found again only for the very same
 * session, address and day, in a transaction that sees the same state (db_state()). So nobody can see in it what the page made
 * anew would not show. Each worker keeps its own, within KEPT_PAGES. */
#ifndef APP_KEPT_H
#define APP_KEPT_H

#include "app/routes.h"

enum { KEPT_PAGES = 64, KEPT_BYTES_MAX = 256 * 1024 };

struct kept;

struct kept *kept_open(struct mem *m);
/* The name under which the page of this request may be kept; NULL when it may not. State as of db_state(). */
const char *kept_name(const struct route *route, const struct req *rq, const char *session, const char *state, date today);
/* The bytes kept under a name, NULL for none; good until kept_put(). */
const struct buf *kept_find(const struct kept *k, const char *name);
void kept_put(struct kept *k, const char *name, const struct buf *page);

#endif
