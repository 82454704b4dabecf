/* app/paper.h -- papers of the rooms: what a PAPER row is asked with, and the file it becomes.
 *
 * A paper is made at once, while its reader waits; one of more rows than LIMIT_PAPER_ROWS is made by the job "paper.make", which
 * says how far it has come, can be stopped, and leaves a file for a day (paper_later.c, decision 33). */
#ifndef APP_PAPER_H
#define APP_PAPER_H

#include "app/routes.h"
#include "core/ctx.h"
#include "paper/paper.h"
#include "web/req.h"

/* Makes the paper of the row that was found for rq, in an open transaction of who may see it, as a temporary file of the
 * data folder, and leaves it as the reply. house as in struct paper_to. More rows than rows_max (0: any number): the reply leads
 * to the page that asks whether it is to be made as a job. ERR_INVALID with faults; ERR_FULL; ERR_IO. */
MUST err paper_reply(struct ctx *cx, const struct route *r, struct req *rq, const char *house, int64_t rows_max);

/* The row that a path with its query asks for, with rq filled as the server would. ERR_NOTFOUND: none, or no paper. */
MUST err paper_find(struct mem *m, const char *path, struct req *rq, const struct route **out);
/* In an open transaction: makes the paper of the row with what rq asks, as the file to.path; form, title and hour of `to` are
 * filled in here. name_out: to save it under. Errors as of paper_reply(). */
MUST err paper_make(struct ctx *cx, const struct route *r, const struct req *rq, struct paper_to to, const char **name_out);
/* The data folder's place for what is temporary, made if it is not there. ERR_IO, ERR_SPACE. */
MUST err paper_folder(struct ctx *cx, const char **out);

/* How many rows a paper of that form may have while its reader waits, where a sheet may have rows_max: what is laid out in pages
 * takes four times as long a row. */
int64_t paper_rows_at_once(enum paper_form form, int64_t rows_max);
/* Where it is asked whether the paper at a path, with its query, is to be made as a job. */
const char *paper_ask_path(struct mem *m, const char *path);

/* Removes papers that nobody came for: a worker ended while one was in the making, or a day has passed. Once a day. */
void paper_sweep(const struct ctx *cx);

#endif
