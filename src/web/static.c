/* web/static.c -- the front-end files. */
#include "web/static.h"

#include "base/text.h"
#include "web/wire.h"

/* Half of the table is left out at each look; names are sorted as bytes by tools/mkasset. */
static size_t place(const char *name)
{
	size_t from = 0, to = assets_n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int order = strcmp(assets[mid].name, name);

		if (order == 0)
			return mid;
		if (order < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return assets_n;
}

const struct asset *static_find(const char *name)
{
	size_t i = place(name);

	return i == assets_n ? NULL : &assets[i];
}

const char *static_url(const char *name)
{
	const struct asset *a = static_find(name);

	if (a == NULL)
		fprintf(stderr, "thidua: no asset %s\n", name);
	CHECK(a != NULL);
	return a->url;
}

bool static_answer(struct req *rq)
{
	const struct asset *a;
	bool is_packed;

	if (!text_starts(rq->path, STATIC_PREFIX))
		return false;
	a = rq->method == METHOD_POST ? NULL : static_find(rq->path + strlen(STATIC_PREFIX));
	if (a == NULL) {
		rq->status = 404;
		return true;
	}
	is_packed = a->gzip != NULL && wire_accepts_gzip(rq_header(rq, "accept-encoding"));
	rq->status = 200;
	rq->content_type = a->type;
	rq->send_bytes = is_packed ? a->gzip : a->bytes;
	rq->send_bytes_n = is_packed ? a->gzip_n : a->n;
	rq->content_encoding = is_packed ? "gzip" : NULL;
	/* The packed form is another thing to a cache, so it has a name of its own. */
	rq->etag = mem_text(rq->mem, "\"%s%s\"", a->hash, is_packed ? "-gz" : "");
	rq->cache_control = text_is(rq->query, mem_text(rq->mem, "v=%s", a->hash)) ?
	                        "public, max-age=31536000, immutable" : "no-cache";
	return true;
}
