/* web/incoming.h -- from the pieces of a head to a struct req: names in lower case, who asks, for which host. */
#ifndef WEB_INCOMING_H
#define WEB_INCOMING_H

#include "web/peer.h"
#include "web/req.h"

struct incoming {
	struct req *rq;
	struct incoming_list LIST(struct param) headers;
	const char *cookies, *forwarded_for, *forwarded_proto, *forwarded_host;
};

/* A head as it comes in, piece by piece. */
void incoming_begin(struct incoming *in, struct req *rq);
void incoming_header(struct incoming *in, const char *name, size_t name_n, const char *value, size_t value_n);
/* method and target as they came; fields_max for the query. ERR_INVALID, ERR_FULL: see web/body.h. */
MUST err incoming_end(struct incoming *in, const char *method, const char *target, size_t fields_max,
                      const struct peer *direct, const struct peer_range *trusted, size_t trusted_n);

#endif
