/* routes.c -- the table, and a tree over its parts that is grown at the first question.
 *
 * The tree is a property of the table, the same in every process; it is the one thing here that is kept. */
#include "app/routes.h"

#include "app/limits.h"
#include "base/text.h"

#define ROWS "gen/rooms.def"
#include "core/declare.h"

/* A paper is a route for each form it may take. */
#define PAPER_AS(path, fn, right, pattern, title, act) \
	{false, false, false, path, NULL, right, NULL, NULL, act, fn, pattern, title}
#define PAPER_ROUTES(path, fn, right, pattern, title, act) \
	PAPER_AS(path ".xlsx", fn, right, pattern, title, act), PAPER_AS(path ".docx", fn, right, pattern, title, act), \
	PAPER_AS(path ".pdf", fn, right, pattern, title, act), PAPER_AS(path ".html", fn, right, pattern, title, act), \
	PAPER_AS(path ".txt", fn, right, pattern, title, act),

const struct route routes[] = {
#define PAGE(path, fn, right) {false, false, false, path, fn, R_##right, NULL, NULL, NULL, NULL, NULL, NULL},
#define PAGE_KEPT(path, fn, right) {false, false, true, path, fn, R_##right, NULL, NULL, NULL, NULL, NULL, NULL},
#define PAGE_SEEN(path, fn, right, act) {false, false, false, path, fn, R_##right, NULL, NULL, act, NULL, NULL, NULL},
#define POST(path, fn, right, form) {true, false, false, path, fn, R_##right, form, NULL, NULL, NULL, NULL, NULL},
#define POST_FILE(path, fn, right, form) {true, true, false, path, fn, R_##right, form, NULL, NULL, NULL, NULL, NULL},
#define POST_HASH(path, fn, right, form, fields) {true, false, false, path, fn, R_##right, form, fields, NULL, NULL, NULL, NULL},
#define PAPER(path, fn, right, pattern, title) PAPER_ROUTES(path, fn, R_##right, pattern, title, NULL)
#define PAPER_SEEN(path, fn, right, pattern, title, act) PAPER_ROUTES(path, fn, R_##right, pattern, title, act)
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};
const size_t routes_n = COUNT(routes);

/* A part of a path: "petition", ":id", ":token.ics". Children are a chain: what takes the fewest words comes first. */
struct node {
	const char *part;
	size_t part_n;
	struct node *child, *next;
	const struct route *get, *post;
};

enum { NODES_MAX = COUNT(routes) * 6 + 1 };
static struct node nodes[NODES_MAX];
static size_t nodes_n;

static struct node *child_of(struct node *parent, const char *part, size_t n)
{
	struct node **at = &parent->child, *c;

	for (; *at != NULL; at = &(*at)->next)
		if ((*at)->part_n == n && memcmp((*at)->part, part, n) == 0)
			return *at;
	CHECK(nodes_n < NODES_MAX);
	c = &nodes[nodes_n++];
	c->part = part;
	c->part_n = n;
	if (*part != ':' || memchr(part, '.', n) != NULL) {
		at = &parent->child;
		while (*part == ':' && *at != NULL && *(*at)->part != ':')
			at = &(*at)->next;
	}
	c->next = *at;
	*at = c;
	return c;
}

static void grow(void)
{
	nodes_n = 1;
	for (size_t i = 0; i < routes_n; i++) {
		struct node *at = &nodes[0];
		const char *p = routes[i].path;

		CHECK(*p == '/');
		while (*p == '/' && p[1] != '\0') {
			size_t n = strcspn(++p, "/");

			at = child_of(at, p, n);
			p += n;
		}
		if (routes[i].is_post) {
			CHECK(at->post == NULL);
			at->post = &routes[i];
		} else {
			CHECK(at->get == NULL);
			at->get = &routes[i];
		}
	}
}

struct found {
	struct mem *mem;
	struct param args[LIMIT_ROUTE_ARGS];
	size_t args_n;
};

/* Bytes of a part before its dot: of ":token.ics" the name. */
static size_t name_bytes(const char *part, size_t part_n)
{
	const char *dot = memchr(part, '.', part_n);

	return dot == NULL ? part_n : (size_t)(dot - part);
}

size_t route_value(const char *part, size_t part_n, const char *p, size_t n)
{
	enum { ID_DIGITS = 18 };
	size_t name_n = name_bytes(part, part_n), end_n = part_n - name_n, zeros = 0;

	if (n <= end_n || memcmp(part + name_n, p + n - end_n, end_n) != 0)
		return 0;
	n -= end_n;
	if (name_n != 3 || memcmp(part, ":id", 3) != 0)
		return n;
	while (zeros < n && p[zeros] == '0')
		zeros++;
	return zeros < n && n <= ID_DIGITS && strspn(p, "0123456789") >= n ? n : 0;
}

/* The node for the rest of a path, p at '/' or the end; tries the next child when one leads nowhere. */
static struct node *descend(struct node *at, const char *p, struct found *f)
{
	size_t n;

	if (*p == '\0')
		return at->get != NULL || at->post != NULL ? at : NULL;
	p++;
	n = strcspn(p, "/");
	for (struct node *c = at->child; c != NULL; c = c->next) {
		size_t args_n = f->args_n;
		struct node *end;

		if (*c->part == ':') {
			size_t value_n = route_value(c->part, c->part_n, p, n);

			if (f->args_n == LIMIT_ROUTE_ARGS || value_n == 0)
				continue;
			f->args[f->args_n++] = (struct param){mem_copy(f->mem, c->part + 1, name_bytes(c->part, c->part_n) - 1),
			                                      mem_copy(f->mem, p, value_n)};
		} else if (c->part_n != n || memcmp(c->part, p, n) != 0) {
			continue;
		}
		end = descend(c, p + n, f);
		if (end != NULL)
			return end;
		f->args_n = args_n;
	}
	return NULL;
}

enum route_found route_find(struct req *rq, const struct route **out)
{
	struct found f = {.mem = rq->mem};
	struct param *args;
	struct node *end;
	const struct route *r;

	if (nodes_n == 0)
		grow();
	end = descend(&nodes[0], text_is(rq->path, "/") ? "" : rq->path, &f);
	if (end == NULL)
		return ROUTE_NO_PATH;
	r = rq->method == METHOD_POST ? end->post : end->get;
	if (r == NULL)
		return ROUTE_NO_METHOD;
	args = mem_new(rq->mem, struct param, f.args_n);
	if (f.args_n > 0)
		memcpy(args, f.args, f.args_n * sizeof *args);
	rq->args = (struct params){args, f.args_n};
	*out = r;
	return ROUTE_FOUND;
}
