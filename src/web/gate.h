/* web/gate.h -- the request gate: every byte of a connection passes here before the HTTP library sees it.
 *
 * It knows only as much of HTTP/1 as is needed to find heads and bodies, and refuses whatever two readers could
 * understand differently: that is what request smuggling lives on. It is stricter than the standard asks. Pure:
 * no sockets, no clock. */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "base/base.h"

struct gate_limits {
	size_t head_max;        /* bytes of a head: 431 */
	size_t url_max;         /* bytes of a request target: 414 */
	size_t fields_max;      /* header lines: 431 */
	int64_t body_max;       /* bytes of a body: 413 */
};

enum gate_at { GATE_HEAD, GATE_BODY, GATE_SIZE, GATE_SIZE_LF, GATE_CHUNK, GATE_CHUNK_CR, GATE_CHUNK_LF, GATE_END_CR,
	       GATE_END_LF, GATE_SHUT };

/* One per connection; all zero at its start. */
struct gate {
	enum gate_at at;
	char *head;             /* the part of a head that has come, the system's memory; NULL between requests */
	size_t head_n;
	int64_t left;           /* bytes of body or chunk still to come */
	int64_t body_n;         /* bytes of this chunked body so far */
	int size_digits;
	unsigned heads_n;       /* heads that passed */
};

/* What a head says about the body that follows. */
struct gate_head {
	int64_t length;         /* Content-Length, 0 for none */
	bool is_chunked;
};

/* The next n bytes. 0, or the status with which the connection must be refused and closed; then it stays shut. */
int gate_feed(struct gate *g, const struct gate_limits *limits, const char *p, size_t n);
void gate_free(struct gate *g);         /* gives back what it holds; it may be used anew */
static inline bool gate_is_idle(const struct gate *g) { return g->at == GATE_HEAD && g->head_n == 0; }

/* A whole head with its empty line: 0, or a status. out is written only for 0. */
int gate_head(const struct gate_limits *limits, const char *p, size_t n, struct gate_head *out);

#endif
