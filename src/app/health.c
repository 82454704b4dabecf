/* health.c -- /suc-khoe: may this installation be relied on, for whoever watches it. Nothing secret stands here. */
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "app/jobs.h"
#include "base/text.h"
#include "db/db.h"
#include "room/job/job.h"
#include "web/req.h"

#define ROWS "app/app.def"
#include "core/declare.h"

enum { SPACE_MIN_MB = 200 };

static int64_t space_mb(const struct ctx *cx)
{
	struct statvfs v;

	if (statvfs(cx->data_dir, &v) != 0)
		return -1;
	return (int64_t)(v.f_bavail * v.f_frsize / (1024 * 1024));
}

static bool jobs_live(struct ctx *cx)
{
	struct stat st;

	return stat(mem_text(cx->mem, "%s/" JOBS_ALIVE, cx->data_dir), &st) == 0 &&
	       st.st_mtime > ctx_clock_ms() / 1000 - JOBS_ALIVE_S;
}

err health_page(struct ctx *cx, struct req *rq)
{
	int64_t mb = space_mb(cx), next;
	bool has_db = job_next_ms(cx, &next) == OK, has_space = mb >= SPACE_MIN_MB, has_jobs = jobs_live(cx);
	bool is_well = has_db && has_space && has_jobs;

	rq->status = is_well ? 200 : 503;
	if (strstr(rq_header(rq, "accept"), "application/json") != NULL) {
		rq->content_type = "application/json";
		buf_fmt(rq->out, "{\"ok\":%s,\"database\":%s,\"jobs\":%s,\"space\":%s,\"space_mb\":%" PRId64 "}\n",
		        is_well ? "true" : "false", has_db ? "true" : "false", has_jobs ? "true" : "false",
		        has_space ? "true" : "false", mb);
		return OK;
	}
	rq->content_type = "text/plain; charset=utf-8";
	buf_fmt(rq->out, "%s\ncơ sở dữ liệu: %s\nviệc chạy nền: %s\nchỗ trống: %" PRId64 " MB%s\n",
	        is_well ? "tốt" : "có trục trặc", has_db ? "trả lời" : "không trả lời",
	        has_jobs ? "đang chạy" : "không chạy", mb, has_space ? "" : " (quá ít)");
	return OK;
}
