/* base/json.h -- JSON out: what a buffer needs to hold valid JSON. Reading is jansson's. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

void json_quote(struct buf *b, const char *s);                 /* quoted and escaped */
/* "name":"value" or "name":n, with a comma before unless an opening bracket or brace stands there. */
void json_field(struct buf *b, const char *name, const char *value);
void json_field_i64(struct buf *b, const char *name, int64_t value);
void json_field_bool(struct buf *b, const char *name, bool value);

#endif
