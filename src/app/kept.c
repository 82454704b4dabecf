/* app/kept.c -- one place for each name, by its hash: a newer page takes the place of an older one. */
#include "app/kept.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/text.h"

enum { NAME_MAX_BYTES = 1024 };

struct kept {
	struct {
		struct mem *mem;
		const char *name;       /* NULL: nothing here */
		struct buf *page;
	} at[KEPT_PAGES];
};

static void close_all(void *arg)
{
	struct kept *k = arg;

	for (size_t i = 0; i < KEPT_PAGES; i++)
		mem_close(k->at[i].mem);
}

struct kept *kept_open(struct mem *m)
{
	struct kept *k = mem_new(m, struct kept, 1);

	mem_defer(m, close_all, k);
	return k;
}

const char *kept_name(const struct route *route, const struct req *rq, const char *session, const char *state, date today)
{
	const char *name;

	if (rq->method == METHOD_POST || *state == '\0' || !route->may_be_kept)
		return NULL;
	name = mem_text(rq->mem, "%s %d %s %s %s %s?%s", state, (int)today, session, rq->scheme, rq->host, rq->path, rq->query);
	return strlen(name) <= NAME_MAX_BYTES ? name : NULL;
}

static size_t place_of(const char *name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		h = (h ^ (unsigned char)*name) * 0x100000001b3u;
	return (size_t)(h >> 32) % KEPT_PAGES;
}

const struct buf *kept_find(const struct kept *k, const char *name)
{
	size_t i = place_of(name);

	return k->at[i].name != NULL && text_is(k->at[i].name, name) ? k->at[i].page : NULL;
}

void kept_put(struct kept *k, const char *name, const struct buf *page)
{
	size_t i = place_of(name);

	if (page->n > KEPT_BYTES_MAX || buf_err(page) != OK)
		return;
	if (k->at[i].mem == NULL)
		k->at[i].mem = mem_open(4 * KEPT_BYTES_MAX);
	mem_reset(k->at[i].mem);
	k->at[i].name = mem_dup(k->at[i].mem, name);
	k->at[i].page = buf_new(k->at[i].mem, KEPT_BYTES_MAX);
	buf_bytes(k->at[i].page, page->p, page->n);
}
