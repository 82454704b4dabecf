/* app/paper.h -- papers of the rooms: what a PAPER row is asked with, and the file it becomes. */
#ifndef APP_PAPER_H
#define APP_PAPER_H

#include "app/routes.h"
#include "core/ctx.h"
#include "web/req.h"

/* Makes the paper of the row that was found for rq, in an open transaction of who may see it, as a temporary file of the
 * data folder, and leaves it as the reply. house as in struct paper_to. ERR_INVALID with faults; ERR_FULL; ERR_IO. */
MUST err paper_reply(struct ctx *cx, const struct route *r, struct req *rq, const char *house);

/* Removes papers that nobody came for: a worker ended while one was in the making. Once a day. */
void paper_sweep(const struct ctx *cx);

#endif
