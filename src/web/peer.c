/* web/peer.c -- addresses. */
#include "web/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static const unsigned char MAPPED[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

struct peer peer_of(const struct sockaddr *sa)
{
	struct peer p = {{0}};

	if (sa->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, sa, sizeof in);
		memcpy(p.at, MAPPED, 12);
		memcpy(p.at + 12, &in.sin_addr, 4);
	} else if (sa->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, sa, sizeof in6);
		memcpy(p.at, &in6.sin6_addr, 16);
	}
	return p;
}

bool peer_is_local(const struct peer *p)
{
	static const struct peer none;

	return memcmp(p, &none, sizeof none) == 0;
}

const char *peer_text(struct mem *m, const struct peer *p)
{
	char s[INET6_ADDRSTRLEN] = "";

	if (peer_is_local(p))
		return "unix";
	if (memcmp(p->at, MAPPED, 12) == 0)
		inet_ntop(AF_INET, p->at + 12, s, sizeof s);
	else
		inet_ntop(AF_INET6, p->at, s, sizeof s);
	return mem_dup(m, s);
}

static bool parse(const char *s, struct peer *out, int *bits_max)
{
	*bits_max = 128;
	if (inet_pton(AF_INET6, s, out->at) == 1)
		return true;
	*bits_max = 32;
	memcpy(out->at, MAPPED, 12);
	return inet_pton(AF_INET, s, out->at + 12) == 1;
}

bool peer_range_parse(const char *text, struct peer_range *out)
{
	const char *slash = strchr(text, '/');
	size_t n = slash == NULL ? strlen(text) : (size_t)(slash - text);
	char s[64] = "";
	int max, bits = 0;

	if (n == 0 || n >= sizeof s)
		return false;
	memcpy(s, text, n);
	if (!parse(s, &out->peer, &max))
		return false;
	out->bits = 128;
	if (slash == NULL)
		return true;
	for (slash++; *slash >= '0' && *slash <= '9' && bits <= 128; slash++)
		bits = bits * 10 + (*slash - '0');
	if (*slash != '\0' || slash[-1] == '/' || bits > max)
		return false;
	out->bits = 128 - max + bits;
	return true;
}

bool peer_in(const struct peer *p, const struct peer_range *ranges, size_t n)
{
	if (peer_is_local(p))
		return true;
	for (size_t i = 0; i < n; i++) {
		size_t whole = (size_t)ranges[i].bits / 8;
		int rest = ranges[i].bits % 8;
		int mask = 0xff00 >> rest & 0xff;

		if (memcmp(p->at, ranges[i].peer.at, whole) == 0 &&
		    (rest == 0 || ((p->at[whole] ^ ranges[i].peer.at[whole]) & mask) == 0))
			return true;
	}
	return false;
}

struct peer peer_behind(const struct peer *direct, const char *forwarded, const struct peer_range *trusted, size_t n)
{
	const char *end = forwarded + strlen(forwarded);
	struct peer last = *direct;

	while (end > forwarded) {
		const char *from = end;
		char s[64] = "";
		size_t len;
		int max;
		struct peer p;

		while (from > forwarded && from[-1] != ',')
			from--;
		len = (size_t)(end - from);
		end = from > forwarded ? from - 1 : from;
		from += strspn(from, " \t");
		len = strcspn(from, ", \t") < len ? strcspn(from, ", \t") : len;
		if (len == 0 || len >= sizeof s)
			return last;
		memcpy(s, from, len);
		if (!parse(s, &p, &max) || peer_is_local(&p))
			return last;
		last = p;
		if (!peer_in(&p, trusted, n))
			return last;
	}
	return last;
}
