/* app/dispatch.h -- one request, start to finish: route, who, gate, transaction, handler, reply.
 *
 * What every handler may rely on stands here once: who asks is known and holds the row's right, a post comes from a
 * page of the house and is not sent twice, uploads are files, and nothing stays behind unless the handler says OK. */
#ifndef APP_DISPATCH_H
#define APP_DISPATCH_H

#include "app/setup.h"
#include "web/http.h"

struct app {
	const struct setup *setup;
	struct db *reader, *writer;
	struct db *keeper;              /* copies the log of the database, on a thread of its own; NULL: nobody needs to */
	struct later *tidier;
	struct kept *kept;              /* pages for who asks again while nothing has changed; NULL: each is made anew */
	int64_t kept_n;                 /* how often that was so */
	struct mem *mem;                /* of one handler: emptied before each run */
	bool is_inside;                 /* requests of the command line: no session, account as; waits instead of parking */
	bool has_helpers;               /* of app_serves() */
	const char *as;                 /* with is_inside: login name, "" for nobody */
	int64_t paper_rows_max;         /* of a paper that is made while its reader waits; tests lower it */
	bool is_strict;                 /* a successful post without an audit row ends the process: tests */
	int64_t now_ms;                 /* 0: the clock; tests fix it */
	uint64_t chance;                /* of the context; 0 but in tests */
};

/* Two connections and an arena, tied to m. ERR_DB. */
MUST err app_open(struct app *app, struct mem *m, const struct setup *s);

/* In a worker: helpers carry to the disk what replies wait for, and the log is tidied beside the requests. ERR_DB. */
MUST err app_serves(struct app *app, struct mem *m);

/* For http_config: arg is the struct app. */
enum http_next dispatch(void *arg, struct req *rq);
int64_t dispatch_body_max(void *arg, const struct req *rq);
bool dispatch_turn_begin(void *arg);
void dispatch_turn_end(void *arg);

#endif
