/* app/paper_later.c -- a paper of more rows than its reader waits for: asked for, made by a job, fetched.
 *
 * The job reads on a connection of its own, so that the whole paper is of one moment while the job tells on the other how far it
 * has come. The file is named after the job and lives until it is swept; whose it is and from what it was made stands in the
 * job. Who fetches it must be the same person and must have the right still. */
#include "app/paper.h"
#include "app/paper_later.h"

#include <stdio.h>
#include <unistd.h>

#include "app/limits.h"
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/job/job.h"

#include "gen/paper_later_tmpl.h"

#define ROWS "app/app.def"
#include "core/declare.h"

enum { PATH_MAX_BYTES = 4000, TELL_MS = 500, TELL_ROWS = 10000 };

static const char *const KINDS[PAPER_FORM_N] = {
	[PAPER_XLSX] = "Excel", [PAPER_DOCX] = "Word", [PAPER_PDF] = "PDF", [PAPER_HTML] = "trang HTML", [PAPER_TXT] = "văn bản thường"};

/* The row of a path that the person may have. */
static err allowed(struct ctx *cx, const char *path, struct req *rq, const struct route **out)
{
	/* the payload parts it from the house by a line's end */
	if (strlen(path) > PATH_MAX_BYTES || strpbrk(path, "\r\n\t") != NULL)
		return ERR_NOTFOUND;
	TRY(paper_find(cx->mem, path, rq, out));
	return may(cx, (*out)->right, 0);
}

static const char *file_of(struct ctx *cx, const char *folder, int64_t job_id)
{
	return mem_text(cx->mem, "%s/paper-job-%" PRId64, folder, job_id);
}

/* ---- asked for -------------------------------------------------------------------------------------------------------- */

err paper_ask_page(struct ctx *cx, struct req *rq)
{
	struct paper_ask_view v = {.form = form_of(rq), .path = rq_raw(rq, "path"),
	                           .back = rq_is_ours(rq->referer_path) ? rq->referer_path : "/desk"};
	const struct route *r;
	struct req asked;

	TRY(allowed(cx, v.path, &asked, &r));
	v.title = r->title;
	v.kind = KINDS[paper_form_of(r->path)];
	v.rows_max = paper_rows_at_once(paper_form_of(r->path), LIMIT_PAPER_ROWS);
	rq_title(rq, "%s", v.title);
	paper_ask_html(rq->out, &v);
	return OK;
}

/* One such file waits for each person: asking for the same again before it is begun leads to the same job. */
err paper_ask_post(struct ctx *cx, struct req *rq)
{
	const char *path = rq_raw(rq, "path");
	const char *payload = mem_text(cx->mem, "%s\n%s://%s", path, rq->scheme, rq->host);
	const struct route *r;
	struct req asked;
	struct job j;
	int64_t id;

	TRY(allowed(cx, path, &asked, &r));
	TRY(job_add(cx, (struct job_in){.kind = "paper.make", .payload = payload, .goto_path = "", .object_id = cx->who->user_id,
	                                .is_unique = true}, &id));
	TRY(job_get(cx, id, &j));
	need(cx, text_is(j.payload, payload), "", "Một tệp khác bạn yêu cầu còn đang chờ lập. Hãy đợi tệp ấy xong, hoặc dừng việc ấy ở mục "
	                                          "Việc chạy nền.");
	TRY(faults(cx));
	TRY(audit_detail(cx, "paper.ask", id, "%s", r->path));  /* not what was searched for: nothing typed about a person stands in the journal */
	return rq_goto(rq, "/job/%" PRId64, id);
}

/* ---- made ---------------------------------------------------------------------------------------------------------------- */

struct telling {
	struct ctx *cx;
	struct job *job;
	int64_t told_ms;
};

static err tell(void *arg, int64_t rows_n, int64_t expected_n)
{
	struct telling *t = arg;
	int64_t now_ms = ctx_clock_later(t->cx);

	if (now_ms - t->told_ms < TELL_MS && rows_n % TELL_ROWS != 0)
		return OK;
	t->told_ms = now_ms;
	TRY(job_progress(t->cx, t->job, rows_n, expected_n > rows_n ? expected_n : 0));
	return job_aside(t->cx);
}

/* Outside of the job's transaction, all of one moment, as the file at path. */
static err make(struct ctx *cx, struct job *j, const struct route *r, const struct req *rq, struct paper_to to)
{
	struct telling telling = {.cx = cx, .job = j};
	struct ctx own = *cx;
	const char *name;
	err e;

	to.step = tell;
	to.step_arg = &telling;
	TRY(db_open_beside(cx->mem, cx->db, DB_READ, &own.db));
	e = cx_begin(&own, false);
	if (e == OK)
		e = paper_make(&own, r, rq, to, &name);
	db_rollback(own.db);
	db_close(own.db);
	cx->faults = own.faults;
	return e == ERR_FULL && cx->faults.n > 0 ? ERR_INVALID : e;     /* the fault says what can be done */
}

err paper_make_job(struct ctx *cx, struct job *j)
{
	const char *cut = strchr(j->payload, '\n');
	const char *path = cut == NULL ? j->payload : mem_copy(cx->mem, j->payload, (size_t)(cut - j->payload)), *folder, *file, *part;
	const struct route *r;
	struct req rq;
	err e;

	TRY(allowed(cx, path, &rq, &r));
	TRY(paper_folder(cx, &folder));
	file = file_of(cx, folder, j->id);
	part = mem_text(cx->mem, "%s.part", file);
	TRY(job_aside(cx));
	e = make(cx, j, r, &rq, (struct paper_to){.path = part, .tmp_dir = folder, .house = cut == NULL ? "" : cut + 1});
	if (e == OK)
		e = j->progress_total > 0 ? job_progress(cx, j, j->progress_total, j->progress_total) : job_back(cx);
	if (e == OK && rename(part, file) != 0)
		e = ERR_IO;
	if (e != OK)
		unlink(part);
	TRY(e);
	if (r->seen_act != NULL)
		TRY(audit(cx, r->seen_act, rq_id(&rq)));
	j->goto_path = mem_text(cx->mem, "/paper/%" PRId64, j->id);
	return OK;
}

/* ---- fetched --------------------------------------------------------------------------------------------------------------- */

err paper_file_page(struct ctx *cx, struct req *rq)
{
	const char *folder, *file, *path, *cut;
	const struct route *r;
	struct req asked;
	struct job j;

	TRY(job_get(cx, rq_id(rq), &j));
	if (!text_is(j.kind, "paper.make") || j.owner_id != cx->who->user_id || !text_is(j.state, "done"))
		return ERR_NOTFOUND;
	cut = strchr(j.payload, '\n');
	path = cut == NULL ? j.payload : mem_copy(cx->mem, j.payload, (size_t)(cut - j.payload));
	TRY(allowed(cx, path, &asked, &r));
	TRY(paper_folder(cx, &folder));
	file = file_of(cx, folder, j.id);
	if (access(file, R_OK) != 0) {
		rq_flash(rq, "Tệp chỉ được giữ một ngày nên đã được xóa. Hãy lập lại.");
		return rq_goto(rq, "%s", paper_ask_path(rq->mem, path));
	}
	rq->send_path = file;
	rq->send_name = mem_text(rq->mem, "%s%s", r->title, strrchr(r->path, '.'));
	rq->content_type = paper_media_type(paper_form_of(r->path));
	return OK;
}
