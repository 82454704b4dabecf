/* request.c -- `thidua request`: the dispatcher without a server, for stories and for support.
 *
 * The request is put together as the server would hand it over; a value "@PATH" is a file to upload. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/dispatch.h"
#include "app/limits.h"
#include "base/text.h"
#include "core/cli.h"
#include "db/db.h"

#define ROWS "app/app.def"
#include "core/declare.h"

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

struct parts {
	struct params params;
	struct upload *uploads;
	size_t uploads_n;
};

/* The pairs key=value from the i-th on. */
static err parts_read(struct setup *s, const struct args *a, size_t i, struct parts *out)
{
	struct param *at = mem_new(s->mem, struct param, a->n);
	const char *pair;

	out->uploads = mem_new(s->mem, struct upload, a->n);
	while ((pair = args_nth(a, "PAIR", i++)) != NULL) {
		const char *equals = strchr(pair, '=');
		struct stat st;

		if (equals == NULL) {
			faults_add(&s->faults, "PAIR", mem_text(s->mem, "“%s” phải viết khóa=giá-trị.", pair));
			return ERR_INVALID;
		}
		if (equals[1] == '@') {
			if (stat(equals + 2, &st) != 0) {
				faults_add(&s->faults, "PAIR", mem_text(s->mem, "Không đọc được tệp “%s”.", equals + 2));
				return ERR_INVALID;
			}
			out->uploads[out->uploads_n++] = (struct upload){
				.field = mem_copy(s->mem, pair, (size_t)(equals - pair)),
				.name = file_name(equals + 2), .path = equals + 2, .size_bytes = st.st_size};
			continue;
		}
		at[out->params.n++] = (struct param){mem_copy(s->mem, pair, (size_t)(equals - pair)), equals + 1};
	}
	out->params.at = at;
	return OK;
}

/* The query string of the path as parameters, percent-decoded. */
static const char *decoded(struct mem *m, const char *p, size_t n)
{
	char *out = mem_alloc(m, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned c;

		if (p[i] == '%' && i + 2 < n + 1 && sscanf(p + i + 1, "%2x", &c) == 1) {
			out[k++] = (char)c;
			i += 2;
		} else {
			out[k++] = p[i] == '+' ? ' ' : p[i];
		}
	}
	return text_is_utf8(out, strlen(out)) ? text_clean(m, out, strlen(out)) : "";
}

static struct params query_read(struct mem *m, const char *query)
{
	struct params out = {0};
	struct param *at = mem_new(m, struct param, strlen(query) + 1);

	for (const char *p = query; *p != '\0';) {
		size_t n = strcspn(p, "&"), name_n = strcspn(p, "=&");

		at[out.n++] = (struct param){decoded(m, p, name_n),
		                             name_n < n ? decoded(m, p + name_n + 1, n - name_n - 1) : ""};
		p += n;
		p += *p == '&';
	}
	out.at = at;
	return out;
}

static void print(struct args *a, const struct req *rq)
{
	FILE *f;
	char block[4096];
	size_t n;

	buf_fmt(a->out, "%d", rq->status);
	if (rq->location != NULL)
		buf_fmt(a->out, " %s", rq->location);
	buf_char(a->out, '\n');
	if (rq->flash != NULL && *rq->flash != '\0')
		buf_fmt(a->out, "%s\n", rq->flash);
	if (rq->send_path != NULL && (f = fopen(rq->send_path, "re")) != NULL) {
		while ((n = fread(block, 1, sizeof block, f)) > 0)
			buf_bytes(a->out, block, n);
		fclose(f);
		if (rq->send_unlink)
			unlink(rq->send_path);
	} else if (rq->send_bytes != NULL) {
		buf_bytes(a->out, rq->send_bytes, rq->send_bytes_n);
	} else if (rq->location == NULL) {
		buf_bytes(a->out, rq->out->p, rq->out->n);
	}
}

static err status_err(int status)
{
	if (status < 400)
		return OK;
	for (int e = 1; e < (int)ERR_N; e++)
		if (err_status((err)e) == status)
			return (err)e;
	return ERR_INVALID;
}

err request_tool(struct setup *s, struct args *a)
{
	const char *word = args_text(a, "METHOD-OR-PATH"), *path = word, *query;
	struct req rq = {.mem = s->mem, .method = METHOD_GET, .host = "localhost", .scheme = "http", .remote = "cli",
	                 .user_agent = "thidua", .referer_path = "", .csrf = "", .title = "", .flash = "", .status = 200,
	                 .is_last_try = true};
	struct parts parts = {0};
	struct app app;
	struct ctx cx;
	size_t first = 0;

	if (text_is(word, "GET") || text_is(word, "POST")) {
		rq.method = *word == 'P' ? METHOD_POST : METHOD_GET;
		path = args_nth(a, "PAIR", 0);
		first = 1;
	}
	if (path == NULL || *path != '/') {
		faults_add(&s->faults, "PATH", "Đường dẫn phải bắt đầu bằng “/”.");
		return ERR_INVALID;
	}
	TRY(parts_read(s, a, first, &parts));
	query = strchr(path, '?');
	rq.path = query == NULL ? path : mem_copy(s->mem, path, (size_t)(query - path));
	rq.query = query == NULL ? "" : query + 1;
	rq.query_params = query_read(s->mem, rq.query);
	if (rq.method == METHOD_POST)
		rq.form_params = parts.params;
	else if (rq.query_params.n == 0)
		rq.query_params = parts.params;
	rq.uploads = parts.uploads;
	rq.uploads_n = parts.uploads_n;
	rq.out = buf_new(s->mem, LIMIT_PAGE);
	TRY(setup_open(s, &cx));        /* brings the database up and says if there is no such account */
	TRY(app_open(&app, s->mem, s));
	app.is_inside = app.is_strict = true;
	app.as = s->as;
	CHECK(dispatch(&app, &rq) == HTTP_DONE);
	print(a, &rq);
	return status_err(rq.status);
}
