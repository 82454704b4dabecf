/* web/form.c -- what the shared pieces of pages are told. */
#include "web/form.h"

static const struct faults NO_FAULTS;

const struct form *form_of(const struct req *rq)
{
	struct form *f = mem_new(rq->mem, struct form, 1);

	f->csrf = rq->csrf != NULL ? rq->csrf : "";
	f->key = rq->request_key != NULL ? rq->request_key : "";
	f->typed = rq->typed;
	f->faults = rq->faults != NULL ? rq->faults : &NO_FAULTS;
	return f;
}

const char *form_value(const struct form *f, const char *name, const char *stored)
{
	if (f->typed == NULL)
		return stored;
	for (size_t i = 0; i < f->typed->n; i++)
		if (text_is(f->typed->at[i].name, name))
			return f->typed->at[i].value;
	return "";
}

bool form_checked(const struct form *f, const char *name, bool stored)
{
	return f->typed == NULL ? stored : *form_value(f, name, "") != '\0';
}

const char *form_fault(const struct form *f, const char *name)
{
	return faults_of(f->faults, name);
}

bool form_has_faults(const struct form *f)
{
	return f->faults->n > 0;
}

enum { PATH_MAX_BYTES = 8192 };

/* The query as it came, but for what says which part of the list is shown; each parameter with an "&" behind. */
static void put_filter(struct buf *b, const struct req *rq)
{
	static const char *const places[] = {"trang=", "before="};

	for (const char *p = rq->query != NULL ? rq->query : ""; *p != '\0';) {
		size_t n = strcspn(p, "&");
		bool is_place = n == 0;

		for (size_t i = 0; i < COUNT(places); i++)
			is_place = is_place || text_starts(p, places[i]);
		if (!is_place) {
			buf_bytes(b, p, n);
			buf_char(b, '&');
		}
		p += n + (p[n] == '&');
	}
}

/* The same list on another page. */
static const char *page_path(const struct req *rq, int64_t page)
{
	struct buf *b = buf_new(rq->mem, PATH_MAX_BYTES);

	buf_text(b, rq->path);
	buf_char(b, '?');
	put_filter(b, rq);
	buf_fmt(b, "trang=%" PRId64, page);
	return b->p;
}

static const char *paper_path(const struct req *rq, const char *path, const char *ending)
{
	struct buf *b = buf_new(rq->mem, PATH_MAX_BYTES);

	buf_fmt(b, "%s%s?", path, ending);
	put_filter(b, rq);
	return mem_copy(rq->mem, b->p, b->n - 1);       /* without the last sign */
}

struct papers papers_of(const struct req *rq, const char *path)
{
	return (struct papers){paper_path(rq, path, ".xlsx"), paper_path(rq, path, ".docx"),
	                       paper_path(rq, path, ".pdf")};
}

struct pager pager_of(const struct req *rq, int64_t total, int64_t per_page)
{
	struct pager p = {.page = rq_i64(rq, "trang"), .total = total, .prev = "", .next = ""};

	CHECK(per_page > 0);
	p.pages = total > 0 ? (total - 1) / per_page + 1 : 1;
	if (p.page < 1)
		p.page = 1;
	if (p.page > p.pages)
		p.page = p.pages;
	if (p.page > 1)
		p.prev = page_path(rq, p.page - 1);
	if (p.page < p.pages)
		p.next = page_path(rq, p.page + 1);
	return p;
}
