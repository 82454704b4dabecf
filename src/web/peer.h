/* web/peer.h -- addresses: who is at the other end, and whom to believe about who is behind it. */
#ifndef WEB_PEER_H
#define WEB_PEER_H

#include "base/base.h"

struct sockaddr;

/* IPv6, or IPv4 as ::ffff:a.b.c.d; all zero for a Unix socket. */
struct peer {
	unsigned char at[16];
};

struct peer_range {
	struct peer peer;
	int bits;
};

struct peer peer_of(const struct sockaddr *sa);
bool peer_is_local(const struct peer *p);                       /* a Unix socket */
const char *peer_text(struct mem *m, const struct peer *p);     /* "10.0.0.1", "::1", "unix" */
/* "10.0.0.1", "10.0.0.0/8", "fd00::/8"; false for anything else. */
bool peer_range_parse(const char *text, struct peer_range *out);
bool peer_in(const struct peer *p, const struct peer_range *ranges, size_t n);
/* The rightmost address of X-Forwarded-For that is no trusted proxy; direct where the list says nothing usable. */
struct peer peer_behind(const struct peer *direct, const char *forwarded, const struct peer_range *trusted, size_t n);

#endif
