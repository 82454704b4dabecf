/* app/paper.c -- from a path and its query to a file; the verb `paper` does the same without a server. */
#include "app/paper.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/limits.h"
#include "app/setup.h"
#include "base/text.h"
#include "core/cli.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "web/body.h"
#include "web/html.h"

#define ROWS "app/app.def"
#include "core/declare.h"

enum { QUERY_MAX = 64 };

/* Parts of the path and of the query as the arguments that the row's pattern names. */
static err args_of(struct ctx *cx, const struct route *r, const struct req *rq, struct args *out)
{
	size_t n = rq->args.n + rq->query_params.n;
	struct arg *given = mem_new(cx->mem, struct arg, n);

	for (size_t i = 0; i < rq->args.n; i++)
		given[i] = (struct arg){rq->args.at[i].name, rq->args.at[i].value};
	for (size_t i = 0; i < rq->query_params.n; i++)
		given[rq->args.n + i] = (struct arg){rq->query_params.at[i].name, rq->query_params.at[i].value};
	*out = (struct args){.mem = cx->mem};
	return args_fill(out, r->pattern, given, n, &cx->faults);
}

err paper_folder(struct ctx *cx, const char **out)
{
	*out = mem_text(cx->mem, "%s/tmp", cx->data_dir);
	if (mkdir(*out, 0700) != 0 && errno != EEXIST)
		return errno == ENOSPC ? ERR_SPACE : ERR_IO;
	return OK;
}

err paper_make(struct ctx *cx, const struct route *r, const struct req *rq, struct paper_to to, const char **name_out)
{
	struct paper *p;
	struct args a;
	err e;

	TRY(args_of(cx, r, rq, &a));
	to.form = paper_form_of(r->path);
	to.title = r->title;
	to.now_ms = cx->now_ms;
	TRY(paper_open(cx->mem, to, &p));
	e = r->paper(cx, &a, p);
	if (e == OK)
		e = paper_close(p);
	if (e == ERR_FULL && to.form != PAPER_XLSX)
		fault(cx, "", "Danh sách này dài quá để làm thành Word, PDF hay văn bản thường. Hãy tải Excel, hoặc lọc hẹp hơn.");
	TRY(e);
	*name_out = paper_file_name(p);
	return OK;
}

/* ---- while its reader waits ------------------------------------------------------------------------------------------ */

struct brake {
	int64_t rows_max;
	bool is_met;
};

static err look(void *arg, int64_t rows_n, int64_t expected_n)
{
	struct brake *b = arg;

	if (b->rows_max == 0 || (rows_n <= b->rows_max && expected_n <= b->rows_max))
		return OK;
	b->is_met = true;
	return ERR_FULL;
}

int64_t paper_rows_at_once(enum paper_form form, int64_t rows_max)
{
	return form == PAPER_XLSX || form == PAPER_TXT ? rows_max : rows_max / 4;
}

const char *paper_ask_path(struct mem *m, const char *path)
{
	struct buf *b = buf_new(m, 3 * strlen(path) + 1);

	html_url_text(b, path);
	return mem_text(m, "/paper/ask?path=%s", b->p);
}

err paper_reply(struct ctx *cx, const struct route *r, struct req *rq, const char *house, int64_t rows_max)
{
	struct brake brake = {.rows_max = paper_rows_at_once(paper_form_of(r->path), rows_max)};
	const char *folder;
	char *path;
	int fd;
	err e;

	TRY(paper_folder(cx, &folder));
	path = mem_text(cx->mem, "%s/paper-XXXXXX", folder);
	fd = mkstemp(path);
	if (fd < 0 || close(fd) != 0)
		return errno == ENOSPC ? ERR_SPACE : ERR_IO;
	rq->send_path = path;
	rq->send_unlink = true;
	e = paper_make(cx, r, rq, (struct paper_to){.path = path, .tmp_dir = folder, .house = house, .step = look, .step_arg = &brake},
	               &rq->send_name);
	if (brake.is_met) {
		unlink(path);
		rq->send_path = NULL;
		rq->send_unlink = false;
		faults_init(&cx->faults, cx->mem);
		return rq_goto(rq, "%s", paper_ask_path(rq->mem, *rq->query == '\0' ? rq->path : mem_text(rq->mem, "%s?%s", rq->path, rq->query)));
	}
	TRY(e);
	rq->content_type = paper_media_type(paper_form_of(r->path));
	return OK;
}

void paper_sweep(const struct ctx *cx)
{
	static const int64_t day_ms = 24 * 3600 * 1000;
	const char *folder = mem_text(cx->mem, "%s/tmp", cx->data_dir);
	DIR *d = opendir(folder);
	const struct dirent *entry;
	struct stat st;

	while (d != NULL && (entry = readdir(d)) != NULL) {
		const char *path = mem_text(cx->mem, "%s/%s", folder, entry->d_name);

		if (text_starts(entry->d_name, "paper-") && stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
		    (int64_t)st.st_mtime * 1000 < cx->now_ms - day_ms)
			unlink(path);
	}
	if (d != NULL)
		closedir(d);
}

/* ---- without a server ---------------------------------------------------------------------------------------------- */

err paper_find(struct mem *m, const char *path, struct req *rq, const struct route **out)
{
	const char *query = strchr(path, '?');
	size_t n = query == NULL ? strlen(path) : (size_t)(query - path);

	*rq = (struct req){.mem = m, .method = METHOD_GET};
	if (body_path(m, path, n, &rq->path) == OK && route_find(rq, out) == ROUTE_FOUND && (*out)->paper != NULL &&
	    (query == NULL || body_form(m, query + 1, strlen(query + 1), QUERY_MAX, &rq->query_params) == OK))
		return OK;
	return ERR_NOTFOUND;
}

struct paper_call {
	const struct route *route;
	const struct req *rq;
	struct paper_to to;
};

/* In a transaction that writes when reading the paper is itself on record. */
static err call(struct ctx *cx, void *arg)
{
	const struct paper_call *c = arg;
	const char *name;

	TRY(may(cx, c->route->right, 0));
	TRY(paper_make(cx, c->route, c->rq, c->to, &name));
	return c->route->seen_act == NULL ? OK : audit(cx, c->route->seen_act, rq_id(c->rq));
}

err paper_tool(struct setup *s, struct args *a)
{
	const char *to = args_text(a, "TO"), *part = mem_text(s->mem, "%s.part", to);
	struct paper_call c = {0};
	struct req rq;
	struct ctx cx;
	err e;

	e = paper_find(s->mem, args_text(a, "PATH"), &rq, &c.route);
	if (e != OK)
		faults_add(&s->faults, "PATH", mem_text(s->mem, "Không có văn bản nào ở “%s”. Đường dẫn có đuôi .xlsx, .docx, .pdf, .html hoặc "
		                                        ".txt; gõ: thidua routes", args_text(a, "PATH")));
	TRY(e);
	TRY(setup_open(s, &cx));
	c.rq = &rq;
	c.to = (struct paper_to){.path = part, .tmp_dir = "", .house = ""};
	if (c.route->seen_act != NULL) {
		e = setup_write(&cx, call, &c);
	} else {
		TRY(cx_begin(&cx, false));
		e = call(&cx, &c);
		db_rollback(cx.db);
	}
	if (e == OK && rename(part, to) != 0)
		e = ERR_IO;
	if (e != OK)
		unlink(part);
	if (e == ERR_IO)
		faults_add(&s->faults, "TO", mem_text(s->mem, "Không ghi được tệp “%s”.", to));
	for (size_t i = 0; i < cx.faults.n; i++)
		faults_add(&s->faults, cx.faults.at[i].field, cx.faults.at[i].sentence);
	return e;
}
