/* start.c -- `thidua init` and `thidua serve`: what is loaded first, and what the processes of the server run. */
#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include "app/demo.h"
#include "app/dispatch.h"
#include "app/jobs.h"
#include "app/limits.h"
#include "app/serve.h"
#include "app/verbs.h"
#include "base/copy.h"
#include "base/crypt.h"
#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/award/award.h"
#include "room/calendar/calendar.h"
#include "room/casefile/casefile.h"
#include "room/file/file.h"
#include "room/law/law.h"
#include "room/person/person.h"
#include "room/plan/plan.h"
#include "room/register/register.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

#define ROWS "app/app.def"
#include "core/declare.h"

#define DEMO_PLAN "plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt"
#define DEMO_MARK "demo"        /* lies in a data folder whose accounts have passwords that others know */
enum { DATA_FILE_MAX = 4 * 1024 * 1024, YEAR_FIRST = 2020, YEAR_LAST = 2040 };

/* ---- the bundled catalogue ------------------------------------------------------------------------------------------- */

/* Where data/ lies: beside the program as built, or as installed. "" when nowhere. */
static const char *catalogue(struct mem *m)
{
	static const char *const places[] = {"../data", "../share/thidua/data", "data"};
	const char *said = getenv("THIDUA_CATALOGUE");
	char self[4096];
	ssize_t n;

	if (said != NULL && *said != '\0')
		return mem_dup(m, said);
	n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n <= 0)
		return "";
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	for (size_t i = 0; i < COUNT(places); i++) {
		const char *path = mem_text(m, "%s/%s", self, places[i]);

		if (access(mem_text(m, "%s/unit", path), R_OK) == 0)
			return path;
	}
	return "";
}

struct loading {
	struct setup *s;
	const struct args *args;
	const char *data;               /* folder of the catalogue */
	const char *link;               /* the administrator's one-time link; "" for none */
	struct user_demo *demo;
	size_t demo_n;
	int64_t rows_n, days_n;
};

static err load_text(struct ctx *cx, const char *path, err (*take)(struct ctx *cx, const char *text, int64_t *n_out),
                     int64_t *sum)
{
	struct view text;
	int64_t n;
	err e = file_read(cx->mem, path, DATA_FILE_MAX, &text);

	if (e != OK) {
		fault(cx, path, "Không đọc được tệp dữ liệu kèm theo: %s", path);
		return ERR_IO;
	}
	TRY(take(cx, mem_copy(cx->mem, text.p, text.n), &n));
	*sum += n;
	return OK;
}

static err load_all(struct ctx *cx, void *arg)
{
	static const struct {
		const char *file;
		err (*take)(struct ctx *cx, const char *text, int64_t *n_out);
	} files[] = {{"unit/kinds", unit_load}, {"unit/units", unit_load}, {"unit/classes", unit_load},
	             {"unit/bodies", unit_load}, {"person/classes", person_load}, {"person/provinces", person_load},
	             {"law/laws", law_load}, {"law/places", law_load}, {"law/links", law_load}, {"law/keep", law_load},
	             {"award/awards", award_load}, {"award/ways", award_load}, {"award/grounds", award_load},
	             {"award/aliases", award_load}, {"award/money", award_load}, {"award/figures", award_load},
	             {"casefile/kinds", casefile_load}, {"casefile/steps", casefile_load}, {"casefile/acts", casefile_load},
	             {"casefile/clocks", casefile_load}, {"casefile/papers", casefile_load}};
	struct loading *l = arg;

	TRY(user_key_make(cx));
	TRY(register_key_make(cx));
	TRY(user_seed(cx));
	for (size_t i = 0; i < COUNT(files); i++)
		TRY(load_text(cx, mem_text(cx->mem, "%s/%s.tsv", l->data, files[i].file), files[i].take, &l->rows_n));
	for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
		const char *path = mem_text(cx->mem, "%s/calendar/%d.tsv", l->data, year);

		if (access(path, R_OK) == 0)
			TRY(load_text(cx, path, calendar_take, &l->days_n));
	}
	if (args_has(l->args, "--admin"))
		TRY(user_first_admin(cx, args_text(l->args, "--admin"), &l->link));
	if (args_has(l->args, "--demo"))
		TRY(user_demo(cx, args_text(l->args, "--demo-password"), &l->demo, &l->demo_n));
	return audit_detail(cx, "app.init", 0, "%" PRId64 " dòng danh mục, %" PRId64 " ngày", l->rows_n, l->days_n);
}

/* The bundled plan through the same verb that people use, then published: the demo shows what an office would see. */
static err demo_plan(struct ctx *cx, void *arg)
{
	const struct loading *l = arg;
	static char plan[] = "plan", import[] = "import";
	static char *const words[] = {plan, import};
	const char *path = mem_text(cx->mem, "%s/" DEMO_PLAN, l->data);
	const struct arg file = {"FILE", path};
	struct args a = {.mem = cx->mem, .out = buf_new(cx->mem, LIMIT_VERB_OUT), .at = &file, .n = 1};
	const struct verb *v;
	struct plans plans;
	int took;

	TRY(plan_list(cx, &plans));
	if (plans.n > 0)
		return OK;
	v = verb_find(COUNT(words), words, &took);
	CHECK(v != NULL && v->fn != NULL);
	TRY(v->fn(cx, &a));
	TRY(plan_list(cx, &plans));
	for (size_t i = 0; i < plans.n; i++) {
		TRY(plan_publish(cx, plans.at[i].id, plans.at[i].version, true));
		TRY(demo_life(cx, plans.at[i].id));
	}
	return OK;
}

static void init_print(const struct loading *l, struct buf *b)
{
	buf_fmt(b, "Cơ sở dữ liệu đã sẵn sàng trong %s.\n", l->s->data_dir);
	if (*l->link != '\0')
		buf_fmt(b, "Liên kết đặt mật khẩu, dùng một lần trong 24 giờ (thêm địa chỉ máy chủ vào trước): %s\n", l->link);
	for (size_t i = 0; i < l->demo_n; i++)
		buf_fmt(b, "%-20s %-24s %s\n", l->demo[i].login, l->demo[i].password, l->demo[i].role_name);
}

err init_tool(struct setup *s, struct args *a)
{
	struct loading l = {.s = s, .args = a, .data = catalogue(s->mem), .link = ""};
	struct ctx cx;
	err e;

	if (*l.data == '\0') {
		faults_add(&s->faults, "", "Không tìm thấy thư mục dữ liệu kèm theo; hãy đặt THIDUA_CATALOGUE.");
		return ERR_IO;
	}
	TRY(setup_open(s, &cx));
	cx.who = &WHO_SYSTEM;
	e = setup_write(&cx, load_all, &l);
	if (e == OK && args_has(a, "--demo")) {
		e = copy_text(s->mem, mem_text(s->mem, "%s/" DEMO_MARK, s->data_dir), "", 0);
		if (e == OK && setup_write(&cx, demo_plan, &l) != OK)
			buf_text(a->out, "Chưa nạp được kế hoạch kèm theo; có thể nạp sau bằng: thidua plan import\n");
		if (e == OK && !args_has(a, "--no-register") && demo_register(&cx, mem_text(s->mem, "%s/register", l.data)) != OK)
			buf_text(a->out, "Chưa nạp được sổ mẫu kèm theo; có thể nạp sau bằng: thidua register import\n");
	}
	for (size_t i = 0; i < cx.faults.n; i++)
		faults_add(&s->faults, cx.faults.at[i].field, cx.faults.at[i].sentence);
	TRY(e);
	init_print(&l, a->out);
	return OK;
}

/* ---- serving ------------------------------------------------------------------------------------------------------------- */

static void ready(void *arg, const char *address)
{
	const struct setup *s = arg;

	printf("thidua: %s\n", address);
	if (s->today != DATE_NONE)
		printf("thidua: ngày giả định %s\n", date_vn(s->mem, s->today));
	fflush(stdout);
}

static void *worker_start(void *arg, int worker_no)
{
	const struct setup *s = arg;
	struct mem *m = mem_open(LIMIT_VERB_MEM);
	struct app *app = mem_new(m, struct app, 1);

	if (app_open(app, m, s) == OK && app_serves(app, m) == OK)
		return app;
	log_event(LOG_ERROR, "worker %d: the database cannot be opened", worker_no);
	mem_close(m);
	return NULL;
}

/* An address that only this machine reaches: loopback, or a socket in the file system. */
static bool is_local(const char *listen)
{
	return text_starts(listen, "127.") || text_starts(listen, "[::1]") || text_starts(listen, "localhost:") ||
	       strchr(listen, '/') != NULL;
}

err serve_tool(struct setup *s, struct args *a)
{
	struct serve_config c = {
		.listen = args_has(a, "--listen") ? args_text(a, "--listen") : s->listen,
		.workers_n = (int)args_i64(a, "--workers", s->workers_n),
		.limits = http_limits_default(),
		.trusted = s->trusted,
		.trusted_n = s->trusted_n,
		.tmp_dir = mem_text(s->mem, "%s/tmp", s->data_dir),
		.may_gzip = true,
		.arg = s,
		.ready = ready,
		.worker_start = worker_start,
		.handle = dispatch,
		.body_max = dispatch_body_max,
		.turn_begin = dispatch_turn_begin,
		.turn_end = dispatch_turn_end,
		.jobs_run = jobs_run,
	};
	struct ctx cx;
	int code;

	if (access(mem_text(s->mem, "%s/" DEMO_MARK, s->data_dir), F_OK) == 0 && !is_local(c.listen)) {
		faults_add(&s->faults, "--listen", "Dữ liệu dùng thử có mật khẩu nhiều người biết nên chỉ phục vụ trên máy "
		                                   "này: --listen=127.0.0.1:CỔNG.");
		return ERR_STATE;
	}
	TRY(folder_make(c.tmp_dir));
	TRY(file_store_open(s->mem, s->data_dir));
	TRY(setup_open(s, &cx));        /* brings the database up before any worker looks at it */
	db_close(cx.db);
	code = serve(&c);
	s->is_said = code != 0;
	return code == 0 ? OK : ERR_IO;
}
