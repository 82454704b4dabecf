/* app/paper_test.c -- papers that are too long to wait for: asked for, made by a job, fetched by whose they are. */
#include <unistd.h>

#include "app/dispatch.h"
#include "app/jobs.h"
#include "app/limits.h"
#include "app/paper.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/user/user.h"
#include "tests/t.h"
#include "tests/t_app.h"

#define ROWS "app/app.def"
#include "core/declare.h"

enum { JOBS_N = 250, ROWS_MAX = 150 };

static struct app app;

/* A house with so many jobs of the administrator's that their list is long. */
static void house(void)
{
	struct ctx *cx = t_ctx();
	struct user_demo *demo;
	size_t n;
	int64_t id;

	t_ok(user_seed(cx));
	t_ok(user_demo(cx, "Mat-khau-thu-1", &demo, &n));
	for (int i = 0; i < JOBS_N; i++)
		t_ok(job_add(cx, (struct job_in){.kind = "file.sweep", .payload = "", .goto_path = "", .run_after_ms = INT64_MAX}, &id));
	t_commit(cx);
	t_app_open(&app, DATE_NONE);
	app.is_inside = true;
	app.paper_rows_max = ROWS_MAX;
}

static struct req send(const char *as, enum method method, const char *path, const char *name, const char *value)
{
	struct param *p = mem_new(t_mem(), struct param, 1);
	struct params params = {p, *name != '\0'};
	struct req rq = {.mem = t_mem(), .method = method, .path = path, .query = "", .host = "thidua.vn", .scheme = "https",
	                 .remote = "10.0.0.1", .user_agent = "", .referer_path = "", .csrf = "", .title = "", .flash = "", .status = 200,
	                 .out = buf_new(t_mem(), LIMIT_PAGE), .is_last_try = true};

	*p = (struct param){name, value};
	if (method == METHOD_POST)
		rq.form_params = params;
	else
		rq.query_params = params;
	app.as = as;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	return rq;
}

static struct req get(const char *as, const char *path)
{
	return send(as, METHOD_GET, path, "", "");
}

/* The job that was asked for, by where the answer leads. */
static int64_t job_of(const struct req *rq)
{
	t_int(303, rq->status);
	t_true(text_starts(rq->location, "/job/"));
	return strtoll(rq->location + 5, NULL, 10);
}

static void run_one(void)
{
	struct mem *m = mem_open(LIMIT_JOB_MEM);
	struct ctx cx;
	bool ran;

	ctx_init(&cx, m, app.writer, ctx_clock_ms(), DATE_NONE);
	cx.data_dir = t_dir();
	t_ok(jobs_run_one(&cx, &ran));
	t_true(ran);
	mem_close(m);
}

static struct job job_now(int64_t id)
{
	struct ctx *cx = t_ctx();
	struct job j;

	t_ok(job_get(cx, id, &j));
	(void)t_where();        /* ends the transaction that looked */
	return j;
}

TEST(paper_that_is_long_is_made_by_a_job_and_fetched_by_who_asked)
{
	struct req rq;
	int64_t id;
	struct job j;

	house();
	rq = get("quantri", "/job.xlsx");
	t_int(303, rq.status);
	t_text("/paper/ask?path=%2Fjob.xlsx", rq.location);
	t_true(rq.send_path == NULL);
	rq = send("quantri", METHOD_GET, "/paper/ask", "path", "/job.xlsx");
	t_int(200, rq.status);
	t_has("Lập tệp", rq.out->p);
	t_has("hơn 10.000 dòng", rq.out->p);
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/job.xlsx");
	id = job_of(&rq);
	t_int(404, get("quantri", mem_text(t_mem(), "/paper/%" PRId64, id)).status);    /* not made yet */
	run_one();
	j = job_now(id);
	t_text("done", j.state);
	t_text(mem_text(t_mem(), "/paper/%" PRId64, id), j.goto_path);
	rq = get("quantri", j.goto_path);
	t_int(200, rq.status);
	t_text("Việc chạy nền.xlsx", rq.send_name);
	t_true(!rq.send_unlink && access(rq.send_path, R_OK) == 0);
	t_int(404, get("canbo", j.goto_path).status);
	t_int(401, get("", j.goto_path).status);
}

TEST(paper_that_fits_is_made_at_once)
{
	house();
	app.paper_rows_max = JOBS_N;
	t_int(200, get("quantri", "/job.xlsx").status);
}

TEST(paper_asked_for_twice_is_one_job_and_another_one_must_wait)
{
	struct req rq;
	int64_t id;

	house();
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/job.xlsx");
	id = job_of(&rq);
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/job.xlsx");
	t_int(id, job_of(&rq));
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/user.xlsx");
	t_int(422, rq.status);
	t_has("đang chờ lập", rq.out->p);
	rq = send("lanhdaoban", METHOD_POST, "/paper/ask", "path", "/job.xlsx");
	t_true(job_of(&rq) != id);
}

TEST(paper_is_asked_for_only_by_who_may_have_it)
{
	house();
	t_int(403, send("canbo", METHOD_POST, "/paper/ask", "path", "/audit.xlsx").status);
	t_int(403, send("canbo", METHOD_GET, "/paper/ask", "path", "/audit.xlsx").status);
	t_int(404, send("quantri", METHOD_POST, "/paper/ask", "path", "/job").status);
	t_int(404, send("quantri", METHOD_POST, "/paper/ask", "path", "https://a.vn/job.xlsx").status);
	t_int(404, send("quantri", METHOD_POST, "/paper/ask", "path", "").status);
	/* what follows a line's end would be taken for the house of its links */
	t_int(404, send("quantri", METHOD_POST, "/paper/ask", "path", "/job.xlsx?state=\nhttps://a.vn/?").status);
}

TEST(paper_of_a_job_that_is_stopped_leaves_no_file)
{
	struct req rq;
	struct ctx *cx;
	struct who who;
	struct job j;
	int64_t id;

	house();
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/job.txt");
	id = job_of(&rq);
	cx = t_ctx();
	t_ok(job_take(cx, &j));
	t_int(id, j.id);
	t_ok(job_cancel(cx, id));
	t_ok(user_who_as(cx, "quantri", &who));
	cx->who = &who;
	t_err(ERR_STATE, paper_make_job(cx, &j));
	t_int(100, j.progress_n);       /* it had told how far it was */
	t_int(-1, access(mem_text(t_mem(), "%s/tmp/paper-job-%" PRId64, t_dir(), id), F_OK));
	t_int(-1, access(mem_text(t_mem(), "%s/tmp/paper-job-%" PRId64 ".part", t_dir(), id), F_OK));
}

TEST(paper_that_was_swept_is_offered_again)
{
	struct req rq;
	struct ctx cx = {0};
	int64_t id;

	house();
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/job.txt");
	id = job_of(&rq);
	run_one();
	ctx_init(&cx, t_mem(), NULL, ctx_clock_ms() + INT64_C(25) * 3600 * 1000, DATE_NONE);
	cx.data_dir = t_dir();
	paper_sweep(&cx);
	rq = get("quantri", mem_text(t_mem(), "/paper/%" PRId64, id));
	t_int(303, rq.status);
	t_text("/paper/ask?path=%2Fjob.txt", rq.location);
}

TEST(paper_that_takes_persons_away_is_on_record_when_a_job_makes_it)
{
	struct req rq;
	struct ctx *cx;
	struct audit_list l;

	house();
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/user.txt");
	(void)job_of(&rq);
	run_one();
	cx = t_ctx();
	t_ok(audit_list(cx, (struct audit_filter){.user = "quantri", .act = "user.export", .from = DATE_NONE, .to = DATE_NONE, .n = 10}, &l));
	t_int(1, l.n);
}

/* What is searched for may be somebody's name, and nothing in the journal can be found to be blanked. */
TEST(paper_that_is_asked_for_leaves_no_words_in_the_journal)
{
	struct audit_list l;
	struct req rq;
	struct ctx *cx;

	house();
	rq = send("quantri", METHOD_POST, "/paper/ask", "path", "/job.xlsx?state=Nguyen+Van+An");
	(void)job_of(&rq);
	cx = t_ctx();
	t_ok(audit_list(cx, (struct audit_filter){.user = "quantri", .act = "paper.ask", .from = DATE_NONE, .to = DATE_NONE, .n = 10}, &l));
	t_int(1, l.n);
	t_text("/job.xlsx", l.at[0].detail);
}
