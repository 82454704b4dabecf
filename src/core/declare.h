/* core/declare.h -- the rows of a room read as declarations of their handlers:
 *
 *     #define ROWS "room/petition/petition.def"
 *     #include "core/declare.h"
 *
 * A handler with another signature does not compile, and a missing one does not link. */
#include "base/base.h"

struct ctx;
struct req;
struct args;
struct setup;
struct job;
struct paper;

#define PAGE(path, fn, right) err fn(struct ctx *cx, struct req *rq);
#define PAGE_KEPT(path, fn, right) err fn(struct ctx *cx, struct req *rq);
#define PAGE_SEEN(path, fn, right, act) err fn(struct ctx *cx, struct req *rq);
#define PAPER(path, fn, right, pattern, title) err fn(struct ctx *cx, const struct args *a, struct paper *p);
#define PAPER_SEEN(path, fn, right, pattern, title, act) err fn(struct ctx *cx, const struct args *a, struct paper *p);
#define POST(path, fn, right, form) err fn(struct ctx *cx, struct req *rq);
#define POST_FILE(path, fn, right, form) err fn(struct ctx *cx, struct req *rq);
#define POST_HASH(path, fn, right, form, fields) err fn(struct ctx *cx, struct req *rq);
#define VERB(words, fn, pattern, help) err fn(struct ctx *cx, struct args *a);
#define TOOL(words, fn, pattern, help) err fn(struct setup *s, struct args *a);
#define JOB(kind, fn, sentence) err fn(struct ctx *cx, struct job *j);
#include "core/rows.h"
