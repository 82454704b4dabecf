/* web/req.c -- what handlers ask of a request, and the few things they say in reply. */
#include "web/req.h"

#include "base/date.h"
#include "base/text.h"

static const char *find(const struct params *ps, const char *name)
{
	for (size_t i = 0; i < ps->n; i++)
		if (text_is(ps->at[i].name, name))
			return ps->at[i].value;
	return NULL;
}

/* Digits with an optional minus, nothing else, within int64_t. */
static bool number(const char *s, int64_t *out)
{
	bool is_negative = *s == '-';
	int64_t n = 0;

	s += is_negative;
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9' || __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_sub_overflow(n, (int64_t)(*s - '0'), &n))
			return false;
	}
	if (!is_negative && n == INT64_MIN)
		return false;
	*out = is_negative ? n : -n;
	return true;
}

int64_t rq_arg_id(const struct req *rq, const char *name)
{
	int64_t id;

	return number(rq_arg(rq, name), &id) && id > 0 ? id : 0;
}

int64_t rq_id(const struct req *rq)
{
	return rq_arg_id(rq, "id");
}

const char *rq_arg(const struct req *rq, const char *name)
{
	const char *v = find(&rq->args, name);

	return v == NULL ? "" : v;
}

const char *rq_raw(const struct req *rq, const char *name)
{
	const char *v = find(&rq->form_params, name);

	if (v == NULL)
		v = find(&rq->query_params, name);
	return v == NULL ? "" : v;
}

const char *rq_text(const struct req *rq, const char *name)
{
	return text_trim(rq->mem, rq_raw(rq, name));
}

int64_t rq_i64(const struct req *rq, const char *name)
{
	int64_t n;

	return number(rq_text(rq, name), &n) ? n : 0;
}

int rq_int(const struct req *rq, const char *name)
{
	int64_t n = rq_i64(rq, name);

	return n < INT32_MIN || n > INT32_MAX ? 0 : (int)n;
}

bool rq_bool(const struct req *rq, const char *name)
{
	const char *v = rq_raw(rq, name);

	return text_is(v, "1") || text_is(v, "on") || text_is(v, "true");
}

int32_t rq_date(const struct req *rq, const char *name)
{
	const char *v = rq_text(rq, name);
	date d = date_from_vn(v);

	return d != DATE_NONE ? d : date_from_iso(v);
}

bool rq_has(const struct req *rq, const char *name)
{
	return find(&rq->form_params, name) != NULL || find(&rq->query_params, name) != NULL;
}

size_t rq_all(const struct req *rq, const char *name, const char **out, size_t max)
{
	const struct params *ps = find(&rq->form_params, name) != NULL ? &rq->form_params : &rq->query_params;
	size_t n = 0;

	for (size_t i = 0; i < ps->n && n < max; i++)
		if (text_is(ps->at[i].name, name))
			out[n++] = ps->at[i].value;
	return n;
}

const struct upload *rq_upload(const struct req *rq, const char *field)
{
	for (size_t i = 0; i < rq->uploads_n; i++)
		if (text_is(rq->uploads[i].field, field))
			return &rq->uploads[i];
	return NULL;
}

const char *rq_cookie(const struct req *rq, const char *name)
{
	const char *v = find(&rq->cookies, name);

	return v == NULL ? "" : v;
}

const char *rq_header(const struct req *rq, const char *name)
{
	const char *v = find(&rq->headers, name);

	return v == NULL ? "" : v;
}

bool rq_is_ours(const char *path)
{
	if (path[0] != '/' || path[1] == '/')
		return false;
	for (const char *p = path; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f || *p == '\\')
			return false;
	return true;
}

err rq_goto(struct req *rq, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rq->location = mem_vtext(rq->mem, fmt, ap);
	va_end(ap);
	CHECK(rq_is_ours(rq->location));
	rq->status = 303;
	return OK;
}

void rq_flash(struct req *rq, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rq->flash = mem_vtext(rq->mem, fmt, ap);
	va_end(ap);
}

void rq_title(struct req *rq, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rq->title = mem_vtext(rq->mem, fmt, ap);
	va_end(ap);
}

void rq_set_cookie(struct req *rq, const char *value)
{
	CHECK(rq->set_cookies_n < COUNT(rq->set_cookies));
	CHECK(strpbrk(value, "\r\n") == NULL);
	rq->set_cookies[rq->set_cookies_n++] = value;
}
