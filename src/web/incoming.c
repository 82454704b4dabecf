/* web/incoming.c -- from the pieces of a head to a struct req. */
#include "web/incoming.h"

#include <strings.h>

#include "base/text.h"
#include "web/body.h"

void incoming_begin(struct incoming *in, struct req *rq)
{
	*in = (struct incoming){.rq = rq, .cookies = "", .forwarded_for = "", .forwarded_proto = "",
	                        .forwarded_host = ""};
}

static const char *joined(struct mem *m, const char *before, const char *sep, const char *more)
{
	return *before == '\0' ? more : mem_text(m, "%s%s%s", before, sep, more);
}

void incoming_header(struct incoming *in, const char *name, size_t name_n, const char *value, size_t value_n)
{
	struct mem *m = in->rq->mem;
	char *lower = mem_copy(m, name, name_n);
	const char *v;

	if (!text_is_utf8(value, value_n))
		return;
	v = mem_copy(m, value, value_n);
	for (char *p = lower; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	if (text_is(lower, "cookie"))
		in->cookies = joined(m, in->cookies, "; ", v);
	else if (text_is(lower, "x-forwarded-for"))
		in->forwarded_for = joined(m, in->forwarded_for, ", ", v);
	else if (text_is(lower, "x-forwarded-proto"))
		in->forwarded_proto = v;
	else if (text_is(lower, "x-forwarded-host"))
		in->forwarded_host = v;
	else
		*list_add(m, &in->headers) = (struct param){lower, v};
}

static bool is_host(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]");

	return n > 0 && n <= 255 && s[n] == '\0';
}

/* The path of a page of ours, "" for one of anybody else. */
static const char *referer_path(const struct req *rq, const char *referer)
{
	const char *p = strstr(referer, "://");
	size_t n = strlen(rq->host);

	if (p == NULL || strncmp(p + 3, rq->host, n) != 0 || p[3 + n] != '/' || p[4 + n] == '/')
		return "";
	return p + 3 + n;
}

/* Where the proxy is trusted, its word counts for the address, the scheme and the host; else nobody's does. */
static void who_asks(struct incoming *in, const struct peer *direct, const struct peer_range *trusted, size_t n)
{
	struct req *rq = in->rq;
	struct peer p = *direct;

	rq->scheme = "http";
	rq->host = rq_header(rq, "host");
	if (peer_in(direct, trusted, n)) {
		p = peer_behind(direct, in->forwarded_for, trusted, n);
		if (strcasecmp(in->forwarded_proto, "https") == 0)
			rq->scheme = "https";
		if (is_host(in->forwarded_host))
			rq->host = in->forwarded_host;
	}
	rq->remote = peer_text(rq->mem, &p);
}

err incoming_end(struct incoming *in, const char *method, const char *target, size_t fields_max,
                 const struct peer *direct, const struct peer_range *trusted, size_t trusted_n)
{
	struct req *rq = in->rq;
	const char *query = strchr(target, '?');
	size_t path_n = query == NULL ? strlen(target) : (size_t)(query - target);

	rq->method = text_is(method, "POST") ? METHOD_POST : text_is(method, "HEAD") ? METHOD_HEAD : METHOD_GET;
	rq->headers = (struct params){in->headers.at, in->headers.n};
	who_asks(in, direct, trusted, trusted_n);
	rq->user_agent = rq_header(rq, "user-agent");
	rq->referer_path = referer_path(rq, rq_header(rq, "referer"));
	body_cookies(rq->mem, in->cookies, &rq->cookies);
	rq->path = rq->query = "";
	TRY(body_path(rq->mem, target, path_n, &rq->path));
	if (query == NULL)
		return OK;
	TRY(body_form(rq->mem, query + 1, strlen(query + 1), fields_max, &rq->query_params));
	rq->query = mem_dup(rq->mem, query + 1);
	return OK;
}
