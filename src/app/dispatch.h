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
	struct mem *mem;                /* of one handler: emptied before each run */
	bool is_inside;                 /* requests of the command line: no session, account as; waits instead of parking */
	bool has_helpers;               /* the server's helper threads carry to the disk what a reply has to wait for */
	const char *as;                 /* with is_inside: login name, "" for nobody */
	bool is_strict;                 /* a successful post without an audit row ends the process: tests */
	int64_t now_ms;                 /* 0: the clock; tests fix it */
	uint64_t chance;                /* of the context; 0 but in tests */
};

/* Two connections and an arena, tied to m. ERR_DB. */
MUST err app_open(struct app *app, struct mem *m, const struct setup *s);

/* For http_config: arg is the struct app. */
enum http_next dispatch(void *arg, struct req *rq);
int64_t dispatch_body_max(void *arg, const struct req *rq);

#endif
