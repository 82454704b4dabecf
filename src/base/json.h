/* base/json.h -- JSON: what a buffer needs to hold valid JSON; and small JSON taken in, over jansson. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

void json_quote(struct buf *b, const char *s);                 /* quoted and escaped */
/* "name":"value" or "name":n, with a comma before unless an opening bracket or brace stands there. */
void json_field(struct buf *b, const char *name, const char *value);
void json_field_i64(struct buf *b, const char *name, int64_t value);
void json_field_bool(struct buf *b, const char *name, bool value);

/* Every text, number and truth of a document, in its order, with the way to it: "columns/0/heading". Parts of the way are as
 * they are in the document, so one may hold a '/'. ERR_INVALID: no JSON, deeper than 16, more than 10,000 leaves. */
struct json_leaf {
	const char *way;
	const char *parent, *name;      /* the way without its last part; the last part */
	const char *value;              /* "true" and "false" for truths */
};
struct json_leaves {
	struct json_leaf *at;
	size_t n, cap;
};
MUST err json_leaves(struct mem *m, const char *text, struct json_leaves *out);

#endif
