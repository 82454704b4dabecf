/* web/wire.h -- small pieces of HTTP that need no server: refusals, ranges, validators, the headers of every reply. */
#ifndef WEB_WIRE_H
#define WEB_WIRE_H

#include "base/base.h"

struct wire_header {
	const char *name, *value;
};

/* On every reply. */
extern const struct wire_header WIRE_HEADERS[];
extern const size_t WIRE_HEADERS_N;

const char *wire_reason(int status);            /* "Not Found" */
/* A small whole page in Vietnamese for what never reaches a handler. */
const char *wire_page(struct mem *m, int status);
/* The whole reply, head and page, after which the connection closes. Returns its bytes; out is never overrun. */
size_t wire_refusal(char *out, size_t max, int status);

struct wire_range {
	int64_t from, n;
};
/* A Range header against a body of size bytes: 200 no range to honour, 206 out is set, 416 outside of the body. */
int wire_range(const char *header, int64_t size, struct wire_range *out);
bool wire_etag_matches(const char *if_none_match, const char *etag);
bool wire_accepts_gzip(const char *accept_encoding);
/* attachment; filename="ascii"; filename*=UTF-8''… */
const char *wire_attachment(struct mem *m, const char *name);
/* The gzip form of n bytes in the arena; NULL when it would not be smaller. */
const char *wire_gzip(struct mem *m, const char *p, size_t n, size_t *out_n);

#endif
