/* app/routes_test.c -- every row of the table asked over real HTTP by everybody, with everything that a stranger may
 * put where an id, a query or a body belongs: no worker may die of it, and none may call it the server's own fault. */
#include "app/routes.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/dispatch.h"
#include "app/limits.h"
#include "app/serve.h"
#include "app/verbs.h"
#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/calendar/calendar.h"
#include "room/file/file.h"
#include "room/plan/plan.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#include "tests/t.h"
#include "tests/tcp.h"

#define SEED "data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt"
enum { LONG_N = 10000 };

/* ---- an office ------------------------------------------------------------------------------------------------------- */

struct office {
	struct setup setup;
	struct user_demo *people;
	size_t people_n;
	const char *many;               /* LONG_N letters */
	const char *said;               /* the file with what the processes said on stderr */
	int port, asked_n, bad_n, workers_n;
	pid_t pid;
	int64_t now_ms;
	struct shared *shared;
};

/* What the processes of the server tell the test. */
struct shared {
	char address[256];
	int started_n, is_ready;
	pid_t pids[2];                  /* of the workers that started last */
};

/* Units, people, a public plan, and a document that waits: whatever an id may point to is there under 1. */
static void office_fill(struct office *o)
{
	static const char *const files[] = {
	    "data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv", "data/unit/bodies.tsv"};
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	struct plan_staged s;
	struct plan p;
	int64_t n, id;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &n));
	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
	t_ok(user_demo(cx, "một câu dễ nhớ", &o->people, &o->people_n));
	t_ok(plan_read_file(cx, t_source_path(SEED), "ke-hoach.txt", &d));
	t_ok(plan_stage(cx, &d, "ke-hoach.txt", 0, &id));
	t_ok(plan_staged(cx, id, &s));
	t_ok(plan_take(cx, (struct plan_head_in){.intake_id = id, .version = s.intake.version, .year = s.year,
	                                         .title = s.title, .issuer = s.issuer, .number = s.number,
	                                         .issued_on = s.issued_on}, &id));
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_publish(cx, id, p.version, true));
	t_ok(plan_stage(cx, &d, "ke-hoach.txt", 0, &id));
	t_commit(cx);
	o->now_ms = cx->now_ms;
	o->setup = (struct setup){.mem = t_mem(), .data_dir = t_dir(), .database = t_where(), .today = cx->today};
}

static void ready(void *arg, const char *address)
{
	struct office *o = arg;

	snprintf(o->shared->address, sizeof o->shared->address, "%s", address);
	__atomic_store_n(&o->shared->is_ready, 1, __ATOMIC_SEQ_CST);
}

static void *started(void *arg, int worker_no)
{
	struct office *o = arg;
	struct mem *m = mem_open(LIMIT_VERB_MEM);
	struct app *app = mem_new(m, struct app, 1);

	if (worker_no < (int)COUNT(o->shared->pids))
		o->shared->pids[worker_no] = getpid();
	__atomic_add_fetch(&o->shared->started_n, 1, __ATOMIC_SEQ_CST);
	if (app_open(app, m, &o->setup) != OK)
		return NULL;
	app->is_strict = true;
	app->now_ms = o->now_ms;
	return app;
}

/* What is asked, row by row: all of it together would not fit into the arena of a test. */
static struct mem *ask_mem;

static void office_open(struct office *o, int workers_n)
{
	char *many = mem_alloc(t_mem(), LONG_N + 1);

	mem_close(ask_mem);     /* of a test that failed */
	ask_mem = mem_open(64 * 1024 * 1024);
	memset(many, 'a', LONG_N);
	*o = (struct office){.many = many, .workers_n = workers_n, .said = t_file("said", "", 0)};
	o->shared = mmap(NULL, sizeof *o->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(o->shared, MAP_FAILED);
	office_fill(o);
	fflush(NULL);
	o->pid = fork();
	if (o->pid == 0) {
		int said = open(o->said, O_WRONLY | O_APPEND | O_CLOEXEC);
		struct serve_config c = {.listen = "127.0.0.1:0", .workers_n = workers_n, .limits = http_limits_default(),
		                         .tmp_dir = o->setup.data_dir, .arg = o, .ready = ready,
		                         .worker_start = started, .handle = dispatch, .body_max = dispatch_body_max,
		                         .turn_begin = dispatch_turn_begin, .turn_end = dispatch_turn_end};

		prctl(PR_SET_PDEATHSIG, SIGTERM);
		dup2(said, STDERR_FILENO);
		signal(SIGSEGV, SIG_DFL);       /* the test's own means of going on after it are not the server's */
		log_upto(LOG_DEBUG);
		_exit(serve(&c));
	}
	/* The parent says the address after it has started its workers. */
	for (int i = 0; i < 1000 && (__atomic_load_n(&o->shared->started_n, __ATOMIC_SEQ_CST) < workers_n ||
	                             __atomic_load_n(&o->shared->is_ready, __ATOMIC_SEQ_CST) == 0); i++)
		usleep(10 * 1000);
	o->port = (int)strtol(strrchr(o->shared->address, ':') + 1, NULL, 10);
}

static const char *said(const struct office *o)
{
	struct view v;

	t_ok(file_read(t_mem(), o->said, 16 * 1024 * 1024, &v));
	return mem_copy(t_mem(), v.p, v.n);
}

static void office_close(struct office *o)
{
	int status;

	kill(o->pid, SIGTERM);
	t_int(o->pid, waitpid(o->pid, &status, 0));
	t_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	if (o->shared->started_n != o->workers_n || o->bad_n > 0)
		print_error("%.4000s\n", said(o));
	t_int(o->workers_n, o->shared->started_n);
	t_int(0, o->bad_n);
	munmap(o->shared, sizeof *o->shared);
	mem_close(ask_mem);
	ask_mem = NULL;
}

/* A fresh session of a person, whole. */
static const char *session_of(const char *login)
{
	struct ctx *cx = t_ctx();
	struct user_hash h;
	struct user_signed in;

	t_ok(user_hash_ask(cx, login, "", "", &h));
	h.done.is_right = true;
	cx->hashed = &h.done;
	t_ok(user_signin(cx, (struct user_signin){.login = login, .device = "", .user_agent = "test"}, &in));
	cx->hashed = NULL;
	t_int(USER_IN, in.outcome);
	t_commit(cx);
	(void)t_where();        /* nobody else could write while the test's transaction is open */
	return mem_dup(t_mem(), in.token);
}

/* ---- asking ---------------------------------------------------------------------------------------------------------- */

/* The path of a row with that in the place of every :name. */
static const char *path_with(const char *row, const char *value)
{
	struct buf *b = buf_new(ask_mem, 64 * 1024);

	for (const char *p = row; *p != '\0'; p++) {
		if (*p != ':') {
			buf_char(b, *p);
			continue;
		}
		buf_text(b, value);
		p += strcspn(p, "/") - 1;
	}
	return b->p;
}

/* The reply lives until the next one. */
static const char *ask(struct office *o, const char *text, size_t n)
{
	bool is_closed;
	int fd = tcp_connect(o->port), status;
	const char *reply;

	tcp_send(fd, text, n);
	reply = tcp_read(fd, 120 * 1000, &is_closed);   /* a long paper, with sanitizers, on a machine that is busy */
	close(fd);
	status = tcp_status(reply);
	o->asked_n++;
	/* The state of the house itself is said with a 503: there is no process for jobs here. */
	if (status == 0 || (status >= 500 && strstr(text, "/suc-khoe") == NULL)) {
		print_error("%.200s: %d\n%.300s\n", text, status, status == 0 ? reply : "");
		o->bad_n++;
	}
	/* What was sent in is given back as it came, to be saved and not shown. */
	if (strstr(reply, "\r\nContent-Disposition: attachment") == NULL &&
	    (strstr(reply, "<script>x") != NULL || strstr(reply, "\"><x") != NULL)) {
		print_error("%.200s: shown without escaping\n", text);
		o->bad_n++;
	}
	return reply;
}

static void get(struct office *o, const char *path, const char *token)
{
	const char *text = mem_text(ask_mem, "GET %s HTTP/1.1\r\nHost: a\r\nCookie: thidua=%s\r\nConnection: close\r\n\r\n",
	                            path, token);

	ask(o, text, strlen(text));
}

/* A post that gets through the gate: as a browser sends it from a page of the house. */
static const char *post_text(const char *path, const char *token, const char *type, const char *body)
{
	return mem_text(ask_mem,
	    "POST %s HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nSec-Fetch-Site: same-origin\r\nCookie: thidua=%s\r\n"
	    "Content-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", path, token, type, strlen(body), body);
}

static const char *post_key(struct office *o, const char *path, const char *token, const char *key, const char *fields)
{
	const char *text = post_text(path, token, "application/x-www-form-urlencoded",
	    mem_text(ask_mem, "_csrf=%s&_key=%s&%s", user_csrf(ask_mem, token), key, fields));

	return ask(o, text, strlen(text));
}

static const char *post(struct office *o, const char *path, const char *token, const char *fields)
{
	return post_key(o, path, token, mem_text(ask_mem, "k%d", o->asked_n), fields);
}

/* With one file of n bytes in the field "file". */
static const char *post_file(struct office *o, const char *path, const char *token, const char *name, const char *bytes)
{
	const char *text = post_text(path, token, "multipart/form-data; boundary=b", mem_text(ask_mem,
	    "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n"
	    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n"
	    "%s\r\n--b--\r\n", user_csrf(ask_mem, token), name, bytes));

	return ask(o, text, strlen(text));
}

/* Everything that may stand in the place of an id. */
static const char *const odd_ids[] = {
    "0", "-1", "999999999999999999999", "9223372036854775807", "abc", "%00", "%C3%28", "%2e%2e%2f%2e%2e%2fetc", "1%27--",
    "%3Cscript%3Ex%3C/script%3E", "%22%3E%3Cx", "1.5", "%20", "+1", "01", "1;2", "%F0%9F%98%80", NULL /* very long */};
/* Parameters that some list may know. */
static const char *const words[] = {"q", "trang", "state", "mine", "warned", "tiep", "role", "unit", "kind", "under",
                                    "from", "to", "before", "n", "user", "act", "object", "day", "all", "year", "page"};
static const char *const odd_values[] = {
    "", "0", "-1", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "%00", "%C3%28", "%25_%5C",
    "%5C", "%3Cscript%3Ex", "%22%3E%3Cx", "//example.org", "31%2F02%2F2024", "9999-99-99", "%0D%0ASet-Cookie:%20x=1"};

/* All words at once with one value: what a person types, and what nobody would. */
static const char *query_of(const char *value)
{
	struct buf *b = buf_new(ask_mem, 512 * 1024);

	for (size_t i = 0; i < COUNT(words); i++)
		buf_fmt(b, "%s%s=%s", i == 0 ? "" : "&", words[i], value);
	return b->p;
}

/* Fields that forms of the house have, all with one value. */
static const char *fields_of(const char *value)
{
	static const char *const names[] = {
	    "version", "login", "password", "new_password", "again", "code", "full_name", "name", "title", "year", "issuer",
	    "number", "issued_on", "reason", "paper", "day", "end", "date", "role", "unit", "unit_id", "parent", "kind",
	    "short", "alias", "words", "into", "from", "to", "content", "items", "direct", "execute", "coordinate", "time",
	    "appendix", "section", "section_title", "no", "product", "is_kept", "file", "tiep", "task", "id", "session", "class"};
	struct buf *b = buf_new(ask_mem, 512 * 1024);

	for (size_t i = 0; i < COUNT(names); i++)
		buf_fmt(b, "%s%s=%s", i == 0 ? "" : "&", names[i], value);
	return b->p;
}

/* Every act of the worked plan's rooms has its verb; what a page's form offers, the command line offers. */
static const struct {
	const char *path, *verb;
} ACTS[] = {
	{"/paper/ask", "paper"}, {"/job/:id/cancel", "job cancel"},
	{"/duty/:id/report", "duty report"}, {"/duty/:id/withdraw", "duty withdraw"}, {"/duty/:id/answer", "duty confirm"},
	{"/duty/:id/answer", "duty return"}, {"/duty/:id/reopen", "duty reopen"}, {"/duty/:id/suspend", "duty suspend"},
	{"/duty/:id/resume", "duty resume"}, {"/duty/:id/urge", "duty urge"}, {"/duty/group/:id/urge", "duty urge"},
	{"/duty/follow", "duty follow"}, {"/duty/follow/:id/end", "duty follow"},
	{"/notice/:id/open", "notice read"}, {"/notice/read", "notice read"}, {"/notice/outbox/retry", "notice retry"},
	{"/notice/outbox/:id/retry", "notice retry"}, {"/notice/outbox/:id/drop", "notice drop"},
	{"/tai-khoan/thong-bao", "notice choose"}, {"/tai-khoan/lich", "notice feed"}, {"/tai-khoan/lich/ket-thuc", "notice feed"},
	{"/plan/import", "plan import"}, {"/plan/intake/:id/take", "plan take"}, {"/plan/intake/:id/drop", "plan drop"},
	{"/plan/row/:id", "plan row"}, {"/plan/:id/publish", "plan publish"}, {"/plan/:id/withdraw", "plan withdraw"},
	{"/plan/milestone/:id/move", "plan move"}, {"/plan/remark/:id/settle", "plan settle"}, {"/plan/task/:id/amend", "plan amend"},
	{"/plan/task/:id/end", "plan end"}, {"/plan/:id/add", "plan add"}, {"/plan/:id/resolve", "plan unknown"},
	{"/plan/:id/view", "plan view save"}, {"/plan/view/:id/drop", "plan view drop"}, {"/plan/task/:id/suspend", "plan suspend"},
	{"/plan/task/:id/resume", "plan resume"}, {"/plan/:id/next", "plan next"}};

static bool is_worked(const char *path)
{
	static const char *const rooms[] = {"/paper/", "/job/", "/duty/", "/notice/", "/plan/", "/tai-khoan/thong-bao", "/tai-khoan/lich"};

	for (size_t i = 0; i < COUNT(rooms); i++)
		if (text_starts(path, rooms[i]))
			return true;
	return false;
}

TEST(routes_of_the_worked_plan_do_nothing_that_no_verb_does)
{
	bool is_met[COUNT(ACTS)] = {false};

	for (size_t i = 0; i < routes_n; i++) {
		bool is_said = !routes[i].is_post || !is_worked(routes[i].path);

		for (size_t k = 0; k < COUNT(ACTS); k++) {
			const struct verb *v = verbs;

			if (!text_is(routes[i].path, ACTS[k].path) || !routes[i].is_post)
				continue;
			while (v->words != NULL && !text_is(v->words, ACTS[k].verb))
				v++;
			t_true(v->words != NULL);
			is_said = is_met[k] = true;
		}
		t_text(is_said ? "" : routes[i].path, "");
	}
	for (size_t k = 0; k < COUNT(ACTS); k++)       /* none of a page that is no more */
		t_text(is_met[k] ? "" : ACTS[k].path, "");
}

/* Every condition that a paper's pattern names, with one value. */
static const char *query_of_pattern(const char *pattern, const char *value)
{
	struct buf *b = buf_new(ask_mem, 512 * 1024);

	for (const char *p = strstr(pattern, "[--"); p != NULL; p = strstr(p + 1, "[--"))
		buf_fmt(b, "%.*s=%s&", (int)strcspn(p + 3, "=]"), p + 3, value);
	return b->p;
}

/* A paper is four rows of one handler: as text it is asked everything, in the other forms once. */
static bool is_other_form(const struct route *r)
{
	return r->paper != NULL && !text_ends(r->path, ".txt");
}

static void ask_row(struct office *o, const struct route *r, const char *token)
{
	mem_reset(ask_mem);
	if (is_other_form(r)) {
		get(o, path_with(r->path, "1"), token);
		return;
	}
	for (size_t i = 0; i < (strchr(r->path, ':') != NULL ? COUNT(odd_ids) : 0); i++) {
		const char *path = path_with(r->path, odd_ids[i] != NULL ? odd_ids[i] : o->many);

		if (r->is_post)
			post(o, path, token, "");
		else
			get(o, path, token);
	}
	for (size_t i = 0; i < COUNT(odd_values); i++) {
		const char *path = path_with(r->path, "1");

		if (r->is_post)
			post(o, path, token, fields_of(odd_values[i]));
		else
			get(o, mem_text(ask_mem, "%s?%s", path, r->paper != NULL ? query_of_pattern(r->pattern, odd_values[i])
			                                                        : query_of(odd_values[i])), token);
	}
	if (r->is_post) {
		post_file(o, path_with(r->path, "1"), token, "x.html", "<script>x</script>");
		post(o, path_with(r->path, "1"), token, mem_text(ask_mem, "q=%s", fields_of(o->many)));
	}
}

TEST(routes_take_the_value_without_the_ending_that_the_row_has)
{
	static const struct {
		const char *part, *given;
		size_t n;
	} cases[] = {{":token.ics", "abc.ics", 3}, {":token.ics", "abc", 0}, {":token.ics", ".ics", 0}, {":token.ics", "abc.icsx", 0},
	             {":token.ics", "a.b.ics", 3}, {":token", "abc.ics", 7}, {":token", "", 0}, {":id", "12", 2}, {":id", "0012", 4},
	             {":id", "0", 0}, {":id", "12a", 0}, {":id", "1234567890123456789", 0}, {":id.ics", "12.ics", 2},
	             {":id.ics", "x.ics", 0}, {":id.ics", "0.ics", 0}};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_int(cases[i].n, route_value(cases[i].part, strlen(cases[i].part), cases[i].given, strlen(cases[i].given)));
}

TEST(routes_all_answer_everybody)
{
	struct office o;

	office_open(&o, 1);
	for (size_t i = 0; i < routes_n; i++) {
		const char *path = path_with(routes[i].path, "1");

		get(&o, path, "");
		post(&o, path, "", "");
		for (size_t k = 0; k < (is_other_form(&routes[i]) ? 1 : o.people_n); k++) {
			const char *token = session_of(o.people[k].login);

			if (routes[i].is_post)
				post(&o, path, token, "");
			else
				get(&o, path, token);
		}
	}
	office_close(&o);
}

TEST(routes_all_answer_whatever_is_asked)
{
	static const char *const who[] = {"", "quantri", "lanhdaoban", "canbo"};
	struct office o;

	office_open(&o, 1);
	for (size_t i = 0; i < routes_n; i++)
		for (size_t k = 0; k < COUNT(who); k++)
			ask_row(&o, &routes[i], *who[k] == '\0' ? "" : session_of(who[k]));
	office_close(&o);
}

/* ---- what stays behind ----------------------------------------------------------------------------------------------- */

TEST(routes_keep_a_file_only_where_the_row_takes_one)
{
	struct office o;
	struct file f;

	office_open(&o, 1);
	post_file(&o, "/dang-nhap", "", "a.txt", "of a stranger");
	post_file(&o, "/dang-nhap", "guessed", "a.txt", "of a stranger with a cookie");
	post_file(&o, "/tai-khoan/phien/ket-thuc", session_of("canbo"), "a.txt", "of a person, where none is asked for");
	t_err(ERR_NOTFOUND, file_get(t_ctx(), 1, &f));
	(void)t_where();
	t_int(303, tcp_status(post_file(&o, "/plan/import", session_of("chuyenvien"), "a.txt", "1. Việc. Trước ngày 01/02/2024")));
	t_ok(file_get(t_ctx(), 1, &f));
	office_close(&o);
}

TEST(routes_let_nobody_bring_much_who_may_not_send_it)
{
	char *much = mem_alloc(t_mem(), 2 * 1024 * 1024 + 1);
	struct office o;

	memset(much, 'a', 2 * 1024 * 1024);
	office_open(&o, 1);
	t_int(413, tcp_status(post_file(&o, "/plan/import", "", "a.txt", much)));
	t_int(401, tcp_status(post_file(&o, "/plan/import", "guessed", "a.txt", much)));
	t_int(403, tcp_status(post_file(&o, "/plan/import", session_of("canbo"), "a.txt", much)));
	t_int(413, tcp_status(post_file(&o, "/dang-nhap", session_of("chuyenvien"), "a.txt", much)));
	t_int(303, tcp_status(post_file(&o, "/plan/import", session_of("chuyenvien"), "a.txt", much)));
	office_close(&o);
}

TEST(routes_lead_nobody_out_of_the_house_after_signing_in)
{
	static const char *const away[] = {"//example.org", "/%09/example.org", "/%0A/example.org", "%5C%5Cexample.org",
	                                   "/%5Cexample.org", "https://example.org", "/%0D/example.org", "/a%5C..%5C%5Cexample.org"};
	struct office o;

	office_open(&o, 1);
	for (size_t i = 0; i < COUNT(away); i++)
		t_has("\r\nLocation: /desk\r\n", post(&o, "/dang-nhap", "", mem_text(t_mem(),
		    "login=canbo&password=m%%E1%%BB%%99t+c%%C3%%A2u+d%%E1%%BB%%85+nh%%E1%%BB%%9B&tiep=%s", away[i])));
	t_has("\r\nLocation: /plan/1?mine=1\r\n", post(&o, "/dang-nhap", "",
	    "login=canbo&password=m%E1%BB%99t+c%C3%A2u+d%E1%BB%85+nh%E1%BB%9B&tiep=/plan/1%3Fmine%3D1"));
	office_close(&o);
}

/* The sessions of a person that live. */
static size_t sessions_n(const char *login, struct user_session **out)
{
	struct ctx *cx = t_ctx();
	struct user u;
	size_t n;

	t_ok(user_get_login(cx, login, &u));
	t_ok(user_session_list(cx, u.id, out, &n));
	(void)t_where();
	return n;
}

TEST(routes_take_two_forms_of_one_page_for_two)
{
	struct user_session *s;
	struct office o;
	const char *token;

	office_open(&o, 1);
	(void)session_of("canbo");
	(void)session_of("canbo");
	token = session_of("canbo");
	t_int(3, sessions_n("canbo", &s));
	for (int i = 0; i < 3; i++)
		if (s[i].id != 3)
			t_int(303, tcp_status(post_key(&o, mem_text(t_mem(), "/tai-khoan/phien/%" PRId64 "/ket-thuc", s[i].id),
			                               token, "same", "")));
	t_int(1, sessions_n("canbo", &s));
	office_close(&o);
}

static size_t audited_n(const char *act)
{
	struct audit_list l;

	t_ok(audit_list(t_ctx(), (struct audit_filter){.user = "", .act = act, .from = DATE_NONE, .to = DATE_NONE, .n = 100}, &l));
	(void)t_where();
	return l.n;
}

TEST(routes_act_once_on_a_form_sent_twice_at_the_same_time)
{
	struct office o;
	const char *token;

	office_open(&o, 2);
	token = session_of("canbo");
	for (int i = 0; i < 10; i++) {
		const char *text = post_text("/tai-khoan/hai-buoc", token, "application/x-www-form-urlencoded",
		    mem_text(t_mem(), "_csrf=%s&_key=twice%d", user_csrf(t_mem(), token), i));
		int fds[4];
		bool is_closed;

		for (size_t k = 0; k < COUNT(fds); k++) {
			fds[k] = tcp_connect(o.port);
			tcp_text(fds[k], text);
		}
		for (size_t k = 0; k < COUNT(fds); k++) {
			t_int(303, tcp_status(tcp_read(fds[k], 20 * 1000, &is_closed)));
			close(fds[k]);
		}
	}
	t_int(10, audited_n("user.totp_begin"));
	office_close(&o);
}

TEST(routes_lose_nothing_acknowledged_when_workers_crash)
{
	enum { POSTS = 60, CRASH_EVERY = 15 };
	struct audit_check check;
	struct office o;
	const char *token;
	int64_t kept;
	int acked = 0;

	office_open(&o, 2);
	token = session_of("canbo");
	for (int i = 0; i < POSTS; i++) {
		const char *text = post_text("/tai-khoan/hai-buoc", token, "application/x-www-form-urlencoded",
		    mem_text(t_mem(), "_csrf=%s&_key=crash%d", user_csrf(t_mem(), token), i));
		int fd = tcp_connect(o.port);
		bool is_closed;

		tcp_text(fd, text);
		if (i % CRASH_EVERY == 7) {
			kill(o.shared->pids[i / CRASH_EVERY % 2], SIGSEGV);
			o.workers_n++;
		}
		acked += tcp_status(tcp_read(fd, 20 * 1000, &is_closed)) == 303;
		close(fd);
	}
	for (int i = 0; i < 500 && __atomic_load_n(&o.shared->started_n, __ATOMIC_SEQ_CST) < o.workers_n; i++)
		usleep(10 * 1000);
	kept = (int64_t)audited_n("user.totp_begin");
	t_true(acked >= POSTS / 2 && kept >= acked && kept <= POSTS);
	t_ok(audit_verify(t_ctx(), &check));
	t_int(0, check.bad_seq);
	(void)t_where();
	t_int(POSTS / CRASH_EVERY, (int64_t)tcp_count(said(&o), "dừng đột ngột (tín hiệu 11)"));
	office_close(&o);
}

TEST(routes_write_no_secret_of_a_path_into_the_log)
{
	static const char ask_from_elsewhere[] = "POST /lien-ket/%s HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\n"
	                                         "Content-Length: 0\r\nConnection: close\r\n\r\n";
	struct office o;
	struct ctx *cx;
	const char *path, *text;

	office_open(&o, 1);
	cx = t_ctx();
	t_ok(user_link(cx, 1, &path));
	t_commit(cx);
	(void)t_where();
	text = mem_text(t_mem(), ask_from_elsewhere, path + strlen("/lien-ket/"));
	t_int(403, tcp_status(ask(&o, text, strlen(text))));
	t_has("/lien-ket/", said(&o));
	t_has_not(path, said(&o));
	office_close(&o);
}

/* A handler that had said what was done, and where to go, before the transaction failed. */
TEST(routes_do_not_say_done_of_what_was_not)
{
	struct office o = {.many = ""};
	struct user_session *s;
	struct app app;
	int failed_n = 0;

	office_fill(&o);
	(void)session_of("canbo");
	t_ok(app_open(&app, t_mem(), &o.setup));
	app.is_inside = app.is_strict = true;
	app.as = "canbo";
	app.now_ms = o.now_ms;
	for (int i = 1; i < 60; i++) {
		struct req rq = {.mem = t_mem(), .method = METHOD_POST, .path = "/tai-khoan/phien/ket-thuc", .query = "", .host = "a",
		                 .scheme = "http", .remote = "", .user_agent = "", .referer_path = "", .csrf = "", .title = "",
		                 .flash = "", .status = 200, .is_last_try = true, .out = buf_new(t_mem(), LIMIT_PAGE)};

		db_fail_at(app.writer, i);
		t_int(HTTP_DONE, dispatch(&app, &rq));
		if (rq.status < 400)
			break;
		failed_n++;
		t_int(503, rq.status);
		t_has_not("Đã kết thúc", rq.out->p);
		t_text("", rq.flash);
	}
	t_true(failed_n > 3 && failed_n < 59);
	t_int(0, sessions_n("canbo", &s));
}

/* ---- much ------------------------------------------------------------------------------------------------------------ */

static struct plan_doc doc_of(struct mem *m, size_t tasks_n, size_t content_n)
{
	struct plan_doc d = {.year = 2025, .title = "Kế hoạch", .issuer = "UBND", .number = "", .day = DATE_NONE};

	for (size_t i = 0; i < tasks_n; i++) {
		char *content = mem_alloc(m, content_n + 1);

		for (size_t k = 0; k < content_n; k++)
			content[k] = k % 7 == 6 ? ' ' : (char)('a' + (k * (i + 3) / 7 + i) % 26);
		*list_add(m, &d.tasks) = (struct plan_doc_task){
			.appendix = 1, .section = "I", .section_title = "Quý I", .no = (int)i + 1, .content = text_trim(m, content),
			.direct_text = "UBND Thành phố", .execute_text = "Sở Nội vụ", .coordinate_text = "", .time_text = "Quý I",
			.product = "", .source = {0, "", (int)i, (int)i, content}, .confidence = 1.0};
	}
	return d;
}

TEST(routes_show_the_largest_document_that_is_taken)
{
	struct office o;
	struct plan_doc d;
	struct ctx *cx;
	int64_t id;

	office_open(&o, 1);
	cx = t_ctx();
	d = doc_of(cx->mem, PLAN_TASKS_MAX + 1, 10);
	t_err(ERR_INVALID, plan_stage(cx, &d, "x.xlsx", 0, &id));
	t_fault(cx, "file");
	t_rollback(cx);
	d = doc_of(cx->mem, 300, 15000);
	t_err(ERR_FULL, plan_stage(cx, &d, "x.xlsx", 0, &id));
	t_rollback(cx);
	d = doc_of(cx->mem, PLAN_TASKS_MAX, 950);
	t_ok(plan_stage(cx, &d, "x.xlsx", 0, &id));
	t_commit(cx);
	get(&o, mem_text(cx->mem, "/plan/intake/%" PRId64, id), session_of("chuyenvien"));
	office_close(&o);
}
