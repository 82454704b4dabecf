/* app/routes_test.c -- every row of the table asked over real HTTP by everybody, with everything that a stranger may
 * put where an id, a query or a body belongs: no worker may die of it, and none may call it the server's own fault. */
#include "app/routes.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/dispatch.h"
#include "app/limits.h"
#include "app/serve.h"
#include "base/text.h"
#include "room/calendar/calendar.h"
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
	int port, asked_n, bad_n;
	pid_t pid;
	int64_t now_ms;
	struct shared *shared;
};

/* What the processes of the server tell the test. */
struct shared {
	char address[256];
	int started_n;
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
}

static void *started(void *arg, int worker_no)
{
	struct office *o = arg;
	struct mem *m = mem_open(LIMIT_VERB_MEM);
	struct app *app = mem_new(m, struct app, 1);

	__atomic_add_fetch(&o->shared->started_n, 1, __ATOMIC_SEQ_CST);
	if (app_open(app, m, &o->setup) != OK)
		return NULL;
	app->is_strict = true;
	app->now_ms = o->now_ms;
	return app;
}

static void office_open(struct office *o)
{
	char *many = mem_alloc(t_mem(), LONG_N + 1);

	memset(many, 'a', LONG_N);
	*o = (struct office){.many = many};
	o->shared = mmap(NULL, sizeof *o->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(o->shared, MAP_FAILED);
	office_fill(o);
	fflush(NULL);
	o->pid = fork();
	if (o->pid == 0) {
		struct serve_config c = {.listen = "127.0.0.1:0", .workers_n = 1, .limits = http_limits_default(),
		                         .tmp_dir = o->setup.data_dir, .arg = o, .ready = ready,
		                         .worker_start = started, .handle = dispatch, .body_max = dispatch_body_max};

		prctl(PR_SET_PDEATHSIG, SIGTERM);
		_exit(serve(&c));
	}
	for (int i = 0; i < 500 && __atomic_load_n(&o->shared->started_n, __ATOMIC_SEQ_CST) == 0; i++)
		usleep(10 * 1000);
	o->port = (int)strtol(strrchr(o->shared->address, ':') + 1, NULL, 10);
}

static void office_close(struct office *o)
{
	int status;

	kill(o->pid, SIGTERM);
	t_int(o->pid, waitpid(o->pid, &status, 0));
	t_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	t_int(1, o->shared->started_n);
	t_int(0, o->bad_n);
	munmap(o->shared, sizeof *o->shared);
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
	struct buf *b = buf_new(t_mem(), 64 * 1024);

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

static void ask(struct office *o, const char *text, size_t n)
{
	bool is_closed;
	int fd = tcp_connect(o->port), status;
	const char *reply;

	tcp_send(fd, text, n);
	reply = tcp_read(fd, 20 * 1000, &is_closed);
	close(fd);
	status = tcp_status(reply);
	o->asked_n++;
	/* The state of the house itself is said with a 503: there is no process for jobs here. */
	if (status == 0 || (status >= 500 && strstr(text, "/suc-khoe") == NULL)) {
		print_error("%.200s: %d\n%.300s\n", text, status, status == 0 ? reply : "");
		o->bad_n++;
	}
	if (strstr(reply, "<script>x") != NULL || strstr(reply, "\"><x") != NULL) {
		print_error("%.200s: shown without escaping\n", text);
		o->bad_n++;
	}
}

static void get(struct office *o, const char *path, const char *token)
{
	const char *text = mem_text(t_mem(), "GET %s HTTP/1.1\r\nHost: a\r\nCookie: thidua=%s\r\nConnection: close\r\n\r\n",
	                            path, token);

	ask(o, text, strlen(text));
}

/* A post that gets through the gate: as a browser sends it from a page of the house. */
static void post(struct office *o, const char *path, const char *token, const char *type, const char *body)
{
	const char *csrf = user_csrf(t_mem(), token);
	bool is_form = strstr(type, "multipart") == NULL;
	const char *all = is_form ? mem_text(t_mem(), "_csrf=%s&_key=k%d&%s", csrf, o->asked_n, body)
	                          : mem_text(t_mem(), "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n%s",
	                                     csrf, body);
	const char *text = mem_text(t_mem(),
	    "POST %s HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nSec-Fetch-Site: same-origin\r\nCookie: thidua=%s\r\n"
	    "Content-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", path, token, type, strlen(all), all);

	ask(o, text, strlen(text));
}

#define FORM "application/x-www-form-urlencoded"
#define PARTS "multipart/form-data; boundary=b"

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
	struct buf *b = buf_new(t_mem(), 512 * 1024);

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
	struct buf *b = buf_new(t_mem(), 512 * 1024);

	for (size_t i = 0; i < COUNT(names); i++)
		buf_fmt(b, "%s%s=%s", i == 0 ? "" : "&", names[i], value);
	return b->p;
}

static void ask_row(struct office *o, const struct route *r, const char *token)
{
	const char *odd = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.html\"\r\n"
	                  "Content-Type: text/html\r\n\r\n<script>x</script>\r\n--b--\r\n";

	for (size_t i = 0; i < (strchr(r->path, ':') != NULL ? COUNT(odd_ids) : 0); i++) {
		const char *path = path_with(r->path, odd_ids[i] != NULL ? odd_ids[i] : o->many);

		if (r->is_post)
			post(o, path, token, FORM, "");
		else
			get(o, path, token);
	}
	for (size_t i = 0; i < COUNT(odd_values); i++) {
		const char *path = path_with(r->path, "1");

		if (r->is_post)
			post(o, path, token, FORM, fields_of(odd_values[i]));
		else
			get(o, mem_text(t_mem(), "%s?%s", path, query_of(odd_values[i])), token);
	}
	if (r->is_post) {
		post(o, path_with(r->path, "1"), token, PARTS, odd);
		post(o, path_with(r->path, "1"), token, FORM, mem_text(t_mem(), "q=%s", fields_of(o->many)));
	}
}

TEST(routes_all_answer_everybody)
{
	struct office o;

	office_open(&o);
	for (size_t i = 0; i < routes_n; i++) {
		const char *path = path_with(routes[i].path, "1");

		get(&o, path, "");
		post(&o, path, "", FORM, "");
		for (size_t k = 0; k < o.people_n; k++) {
			const char *token = session_of(o.people[k].login);

			if (routes[i].is_post)
				post(&o, path, token, FORM, "");
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

	office_open(&o);
	for (size_t i = 0; i < routes_n; i++)
		for (size_t k = 0; k < COUNT(who); k++)
			ask_row(&o, &routes[i], *who[k] == '\0' ? "" : session_of(who[k]));
	office_close(&o);
}
