/* app/page.h -- the shell around a page, and pages of errors. */
#ifndef APP_PAGE_H
#define APP_PAGE_H

#include "core/ctx.h"
#include "web/req.h"

/* Puts the main part in rq->out into the shell: head, menu by rights, flash, foot. cx->who is who asks, unread_n what
 * notice_count() said. */
void page_wrap(const struct ctx *cx, struct req *rq, int64_t unread_n);
/* The main part of an error's page, with the faults of the context if there are any. */
void page_error(const struct ctx *cx, struct req *rq, int status, const char *sentence);

#endif
