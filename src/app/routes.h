/* app/routes.h -- the pages and posts of all rooms, and how a path finds its row. */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include "core/ctx.h"
#include "web/req.h"

typedef err handler(struct ctx *cx, struct req *rq);

struct route {
	bool is_post, takes_files;      /* files: of a POST_FILE */
	const char *path;               /* "/petition/:id/answer" */
	handler *fn;
	enum right right;
	handler *form;                  /* of a post: the page that shows its form; NULL for none */
	const char *hash_fields;        /* of a POST_HASH; NULL else */
	const char *seen_act;           /* of a PAGE_SEEN; NULL else */
};

extern const struct route routes[];
extern const size_t routes_n;

enum route_found { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD };
/* Finds the row for a path and method (HEAD is GET) and fills rq->args. A literal part is preferred to ":name". */
enum route_found route_find(struct req *rq, const struct route **out);

#endif
