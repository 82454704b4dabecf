/* job_pages.c -- pages of room job. */
#include "base/text.h"
#include "room/job/job.h"
#include "room/job/job_view.h"
#include "web/req.h"

#include "gen/job_tmpl.h"

#define ROWS "room/job/job.def"
#include "core/declare.h"

enum { PAGE_ROWS = 50, REFRESH_S = 3 };

err job_list_page(struct ctx *cx, struct req *rq)
{
	struct job_list_view v = {.papers = papers_of(rq, "/job")};

	rq_title(rq, "Việc chạy nền");
	TRY(job_list(cx, "", rq_i64(rq, "before"), PAGE_ROWS, &v.list));
	job_list_html(rq->out, &v);
	return OK;
}

err job_show_page(struct ctx *cx, struct req *rq)
{
	struct job_show_view v = {.form = form_of(rq)};

	TRY(job_get(cx, rq_id(rq), &v.job));
	v.is_alive = text_is(v.job.state, "queued") || text_is(v.job.state, "running");
	rq_title(rq, "%s", v.job.sentence);
	rq->refresh_s = v.is_alive ? REFRESH_S : 0;
	job_show_html(rq->out, &v);
	return OK;
}

err job_cancel_post(struct ctx *cx, struct req *rq)
{
	TRY(job_cancel(cx, rq_id(rq)));
	rq_flash(rq, "Đã yêu cầu dừng việc này.");
	return rq_goto(rq, "/job/%" PRId64, rq_id(rq));
}
