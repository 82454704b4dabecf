/* app_test.c -- the dispatcher, the routes and the command line, on the rows of the house itself. */
#include <sys/stat.h>
#include <unistd.h>

#include "app/dispatch.h"
#include "app/jobs.h"
#include "app/limits.h"
#include "app/paper.h"
#include "app/routes.h"
#include "app/verbs.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/user/user.h"
#include "tests/t.h"
#include "tests/t_app.h"

enum { HEADERS_MAX = 8 };

static struct app app;
static struct param headers[HEADERS_MAX];

/* An installation on this test's database with one job and one account for each of two persons. */
static int64_t house(void)
{
	struct ctx *cx = t_ctx();
	struct user_demo *demo;
	size_t n;
	int64_t id;

	t_ok(user_seed(cx));
	t_ok(user_demo(cx, "Mat-khau-thu-1", &demo, &n));
	t_ok(job_add(cx, (struct job_in){.kind = "file.sweep", .payload = "", .goto_path = ""}, &id));
	t_commit(cx);
	t_app_open(&app, DATE_NONE);
	app.is_inside = true;
	return id;
}

static struct req request(enum method method, const char *path)
{
	return (struct req){.mem = t_mem(), .method = method, .path = path, .query = "", .host = "a.vn", .scheme = "http",
	                    .remote = "10.0.0.1", .user_agent = "", .referer_path = "", .csrf = "", .title = "",
	                    .flash = "", .status = 200, .out = buf_new(t_mem(), LIMIT_PAGE), .is_last_try = true};
}

static struct req ask(const char *as, enum method method, const char *path)
{
	struct req rq = request(method, path);

	app.as = as;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	return rq;
}

TEST(routes_prefer_the_literal_and_read_the_parts)
{
	struct req rq = request(METHOD_GET, "/suc-khoe");
	const struct route *r;

	t_int(ROUTE_FOUND, route_find(&rq, &r));
	t_text("/suc-khoe", r->path);
	rq.path = "/suc-khoe/them";
	t_int(ROUTE_NO_PATH, route_find(&rq, &r));
	rq.path = "/suc-khoe";
	rq.method = METHOD_POST;
	t_int(ROUTE_NO_METHOD, route_find(&rq, &r));
	rq.method = METHOD_HEAD;
	t_int(ROUTE_FOUND, route_find(&rq, &r));
}

TEST(routes_find_every_row_of_the_house)
{
	for (size_t i = 0; i < routes_n; i++) {
		struct buf *b = buf_new(t_mem(), 1000);
		const struct route *r;
		struct req rq;

		for (const char *p = routes[i].path; *p != '\0'; p++) {
			if (*p == ':') {
				buf_text(b, "12");
				p += strcspn(p, "/.") - 1;
			} else {
				buf_char(b, *p);
			}
		}
		rq = request(routes[i].is_post ? METHOD_POST : METHOD_GET, b->p);
		t_int(ROUTE_FOUND, route_find(&rq, &r));
		t_text(routes[i].path, r->path);
	}
}

TEST(dispatch_asks_who_comes_and_for_the_right)
{
	house();
	t_int(401, ask("", METHOD_GET, "/job").status);
	t_int(200, ask("quantri", METHOD_GET, "/job").status);
	t_int(403, ask("canbo", METHOD_GET, "/audit").status);
	t_int(200, ask("quantri", METHOD_GET, "/audit").status);
	t_int(404, ask("", METHOD_GET, "/khong-co").status);
	t_int(405, ask("", METHOD_POST, "/suc-khoe").status);
}

TEST(dispatch_commits_a_post_that_is_ok_and_nothing_else)
{
	int64_t id = house();
	const char *path = mem_text(t_mem(), "/job/%" PRId64 "/cancel", id);
	struct req rq = ask("quantri", METHOD_POST, path);
	struct job j;

	t_int(303, rq.status);
	t_text(mem_text(t_mem(), "/job/%" PRId64, id), rq.location);
	t_ok(job_get(t_ctx(), id, &j));
	t_text("cancelled", j.state);
	(void)t_where();        /* ends the transaction that looked */
	t_int(409, ask("quantri", METHOD_POST, path).status);
	t_int(404, ask("canbo", METHOD_POST, path).status);
	t_int(404, ask("quantri", METHOD_POST, "/job/99999/cancel").status);
}

TEST(dispatch_lets_a_form_sent_twice_act_once)
{
	int64_t id = house();
	const struct param key = {REQ_KEY, "khoa-cua-bieu-mau"};
	const char *path = mem_text(t_mem(), "/job/%" PRId64 "/cancel", id);
	struct audit_list list;

	app.as = "quantri";
	for (int i = 0; i < 2; i++) {
		struct req rq = request(METHOD_POST, path);

		rq.form_params = (struct params){&key, 1};
		t_int(HTTP_DONE, dispatch(&app, &rq));
		t_int(303, rq.status);
		t_text(mem_text(t_mem(), "/job/%" PRId64, id), rq.location);
	}
	t_ok(audit_list(t_ctx(), (struct audit_filter){.user = "", .act = "job.cancel", .from = DATE_NONE, .to = DATE_NONE,
	                                               .n = 10}, &list));
	t_int(1, list.n);
}

/* How often an act stands in the log. */
static size_t audited_n(const char *act)
{
	struct audit_list list;

	t_ok(audit_list(t_ctx(), (struct audit_filter){.user = "", .act = act, .from = DATE_NONE, .to = DATE_NONE, .n = 10},
	                &list));
	(void)t_where();
	return list.n;
}

static struct req ask_query(const char *as, const char *path, const char *name, const char *value)
{
	struct req rq = request(METHOD_GET, path);
	struct param *q = mem_new(t_mem(), struct param, 1);

	*q = (struct param){name, value};
	rq.query_params = (struct params){q, 1};
	app.as = as;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	return rq;
}

TEST(dispatch_sends_a_paper_as_a_file_of_its_own)
{
	struct req rq;

	house();
	rq = ask("quantri", METHOD_GET, "/job.xlsx");
	t_int(200, rq.status);
	t_text("Việc chạy nền.xlsx", rq.send_name);
	t_text("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", rq.content_type);
	t_true(rq.send_unlink && access(rq.send_path, R_OK) == 0);
	t_int(404, ask("quantri", METHOD_GET, "/job.exe").status);
	t_int(403, ask("canbo", METHOD_GET, "/audit.xlsx").status);
	t_int(401, ask("", METHOD_GET, "/job.xlsx").status);
	t_int(200, ask("canbo", METHOD_HEAD, "/job.txt").status);
}

TEST(paper_that_nobody_came_for_is_gone_the_next_day)
{
	struct req rq;
	struct ctx cx = {0};

	house();
	rq = ask("quantri", METHOD_GET, "/job.txt");
	ctx_init(&cx, t_mem(), NULL, ctx_clock_ms(), DATE_NONE);
	cx.data_dir = t_dir();
	paper_sweep(&cx);
	t_int(0, access(rq.send_path, F_OK));
	cx.now_ms += INT64_C(25) * 3600 * 1000;
	paper_sweep(&cx);
	t_int(-1, access(rq.send_path, F_OK));
}

TEST(dispatch_refuses_a_filter_that_a_paper_does_not_know)
{
	struct req rq;

	house();
	t_int(200, ask_query("quantri", "/audit.txt", "from", "01/03/2024").status);
	rq = ask_query("quantri", "/audit.txt", "from", "hôm qua");
	t_int(422, rq.status);
	t_has("--from phải là một ngày", rq.out->p);
	t_true(rq.send_path == NULL);
	t_int(422, ask_query("quantri", "/audit.txt", "fron", "01/03/2024").status);
}

TEST(dispatch_notes_who_took_the_log_or_the_accounts_away)
{
	house();
	t_int(200, ask("quantri", METHOD_GET, "/audit.xlsx").status);
	t_int(200, ask("quantri", METHOD_GET, "/user.txt").status);
	t_int(403, ask("canbo", METHOD_GET, "/user.txt").status);
	t_int(1, audited_n("audit.export"));
	t_int(1, audited_n("user.export"));
}

/* A post over the network: with these headers, NULL for none. */
static int post_from(const char *site, const char *origin)
{
	struct req rq = request(METHOD_POST, "/job/1/cancel");
	size_t n = 0;

	if (site != NULL)
		headers[n++] = (struct param){"sec-fetch-site", site};
	if (origin != NULL)
		headers[n++] = (struct param){"origin", origin};
	rq.headers = (struct params){headers, n};
	app.is_inside = false;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	app.is_inside = true;
	return rq.status;
}

TEST(dispatch_takes_posts_from_its_own_pages_only)
{
	house();
	t_int(403, post_from(NULL, NULL));
	t_int(403, post_from("cross-site", NULL));
	t_int(403, post_from("same-site", "http://a.vn"));
	t_int(403, post_from("same-origin", "http://b.vn"));
	t_int(403, post_from(NULL, "null"));
	t_int(403, post_from(NULL, "http://a.vn.b.vn"));
	/* from our page, but nobody is signed in */
	t_int(401, post_from("same-origin", "http://a.vn"));
	t_int(401, post_from(NULL, "http://a.vn"));
}

TEST(dispatch_sends_who_must_sign_in_there_and_back)
{
	struct req rq;

	house();
	rq = request(METHOD_GET, "/job");
	rq.query = "before=3";
	app.is_inside = false;
	t_int(HTTP_DONE, dispatch(&app, &rq));
	t_int(303, rq.status);
	t_text("/dang-nhap?tiep=/job%3Fbefore%3D3", rq.location);
}

TEST(jobs_run_what_is_due_and_say_when_nothing_is)
{
	int64_t id = house();
	struct mem *m = mem_open(LIMIT_JOB_MEM);
	struct ctx cx, *reader;
	struct job j;
	bool ran;

	ctx_init(&cx, m, app.writer, ctx_clock_ms(), DATE_NONE);
	cx.data_dir = t_dir();
	t_ok(jobs_run_one(&cx, &ran));
	t_true(ran);
	t_ok(jobs_run_one(&cx, &ran));
	t_false(ran);
	reader = t_ctx();
	t_ok(job_get(reader, id, &j));
	t_text("done", j.state);
	mem_close(m);
}

TEST(verbs_have_words_help_and_one_function)
{
	for (const struct verb *v = verbs; v->words != NULL; v++) {
		char *words[4];
		int n = 0, took = 0;
		char *copy = mem_dup(t_mem(), v->words);

		t_true(*v->help != '\0');
		t_true((v->fn == NULL) != (v->tool == NULL));
		for (char *p = copy; p != NULL && n < 4; n++) {
			words[n] = p;
			p = strchr(p, ' ');
			if (p != NULL)
				*p++ = '\0';
		}
		t_true(verb_find(n, words, &took) == v);
		t_int(n, took);
	}
}
