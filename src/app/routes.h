/* app/routes.h -- the pages and posts of all rooms, and how a path finds its row. */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include "core/ctx.h"
#include "web/req.h"

struct args;
struct paper;

typedef err handler(struct ctx *cx, struct req *rq);
typedef err paper_maker(struct ctx *cx, const struct args *a, struct paper *p);

struct route {
	bool is_post, takes_files;      /* files: of a POST_FILE */
	bool may_be_kept;               /* of a PAGE_KEPT */
	const char *path;               /* "/petition/:id/answer" */
	handler *fn;                    /* NULL for a paper */
	enum right right;
	handler *form;                  /* of a post: the page that shows its form; NULL for none */
	const char *hash_fields;        /* of a POST_HASH; NULL else */
	const char *seen_act;           /* of a PAGE_SEEN, PAPER_SEEN; NULL else */
	paper_maker *paper;             /* of a PAPER, once for each ending that names a form; NULL else */
	const char *pattern, *title;    /* of a PAPER */
};

extern const struct route routes[];
extern const size_t routes_n;

enum route_found { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD };
/* Finds the row for a path and method (HEAD is GET) and fills rq->args. A literal part is preferred to ":name". */
enum route_found route_find(struct req *rq, const struct route **out);

/* How many bytes of the n at p are the value where a row says part: ":id" takes a positive number, ":name" anything,
 * ":name.ics" what ends in ".ics", without that. 0: it may not stand there. Pure. */
size_t route_value(const char *part, size_t part_n, const char *p, size_t n);

#endif
