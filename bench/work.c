/* bench/work.c -- what stands behind each view, timed in this process on the city: work DATABASE TODAY NAME=LOGIN...
 *
 * Each is asked two hundred times or for three seconds, of one thing after another where there are many, by whoever looks at
 * it (NAME is board, head, auditor, district, commune; with only=WORDS those alone whose name has the words): p50 and p99 of the time that passes and p50 of the processor's. A read transaction is begun before and ended after each, as
 * for a page. */
#include <time.h>

#include "base/buf.h"
#include "base/crypt.h"
#include "bench/people.h"
#include "core/ctx.h"
#include "db/db.h"
#include "room/desk/desk.h"
#include "room/duty/duty.h"
#include "room/plan/plan_work.h"
#include "room/portal/portal.h"
#include "room/user/user.h"

enum { ROUNDS = 200, LONGEST_MS = 3000, PLANS = 10, TASKS = 2000, DUTIES = 140000, UNITS = 700 };

static double now_ms(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* ---- what is asked ------------------------------------------------------------------------------------------------ */

static int64_t any(uint64_t i, uint64_t n)
{
	return (int64_t)people_any(i, 41, n) + 1;
}

static err list_of(struct ctx *cx, uint64_t i, struct plan_list_view *v)
{
	struct plan_filter f = {.plan_id = any(i, PLANS), .state = -1, .section = "", .q = ""};

	return plan_task_list(cx, &f, v);
}

static err plan_list_ask(struct ctx *cx, uint64_t i)
{
	struct plan_list_view v;

	return list_of(cx, i, &v);
}

static err plan_task_ask(struct ctx *cx, uint64_t i)
{
	struct plan_task_view v;

	return plan_task_get(cx, any(i, TASKS), &v);
}

static err plan_board_ask(struct ctx *cx, uint64_t i)
{
	struct plan_list_view v;
	struct plan_board b;

	TRY(list_of(cx, i, &v));
	plan_board_of(cx->mem, &v, &b);
	return OK;
}

static err plan_month_ask(struct ctx *cx, uint64_t i)
{
	struct plan_list_view v;
	struct plan_month month;
	struct calendar c;

	TRY(list_of(cx, i, &v));
	TRY(calendar_load(cx, &c));
	plan_month_of(cx->mem, &v, &c, cx->today, &month);
	return OK;
}

static err plan_quarters_ask(struct ctx *cx, uint64_t i)
{
	struct plan_list_view v;
	struct plan_quarters q;

	TRY(list_of(cx, i, &v));
	plan_quarters_of(cx->mem, &v, &q);
	return OK;
}

static err plan_timeline_ask(struct ctx *cx, uint64_t i)
{
	struct plan_list_view v;
	struct buf *b = buf_new(cx->mem, PLAN_SVG_MAX);

	TRY(list_of(cx, i, &v));
	plan_timeline_svg(cx->mem, &v, "", b);
	return buf_err(b);
}

static err plan_units_ask(struct ctx *cx, uint64_t i)
{
	struct duty_counts c;

	return duty_count_units(cx, "plan", any(i, PLANS), 1, 100, &c);
}

static err units_ask(struct ctx *cx, uint64_t i)
{
	struct duty_counts c;

	return duty_count_units(cx, "plan", 0, 1, 50, &c);
}

static err list_with(struct ctx *cx, struct duty_filter f)
{
	struct duties l;
	struct duty_count c;

	f.page = f.page == 0 ? 1 : f.page;
	TRY(duty_count_one(cx, "", 0, 0, &c));
	return duty_list(cx, &f, &l);
}

#define ASK_LIST(name, state_, words, ...)                                                                    \
	static err name(struct ctx *cx, uint64_t i)                                                           \
	{                                                                                                     \
		return list_with(cx, (struct duty_filter){.room = "", .state = (state_), .q = (words), __VA_ARGS__}); \
	}
ASK_LIST(duty_list_ask, -1, "", .order = DUTY_BY_DAY)
ASK_LIST(duty_deep_ask, -1, "", .order = DUTY_BY_DAY, .page = 90)
ASK_LIST(duty_late_ask, DUTY_IS_LATE, "", .page = 1)
ASK_LIST(duty_wait_ask, -1, "", .order = DUTY_BY_WAIT)
ASK_LIST(duty_near_ask, -1, "", .only_near = true)
ASK_LIST(duty_words_ask, -1, "số hóa hồ sơ", .page = 1)
ASK_LIST(duty_unit_ask, -1, "", .unit_id = any(i, UNITS))

static err duty_ask(struct ctx *cx, uint64_t i)
{
	struct duty_view v;
	err e = duty_get(cx, any(i, DUTIES), &v);

	return e == ERR_NOTFOUND ? OK : e;
}

static err duty_group_ask(struct ctx *cx, uint64_t i)
{
	struct duty_group g;
	struct duties l;
	struct duty_filter f = {.state = -1, .q = "", .order = DUTY_BY_UNIT, .page = 1, .per_page = 100};

	TRY(duty_group_get(cx, any(i, TASKS), &g));
	f.room = g.room;
	f.object_id = g.object_id;
	return duty_list(cx, &f, &l);
}

static err desk_ask(struct ctx *cx, uint64_t i)
{
	struct desk d;

	return desk_get(cx, &d);
}

static err portal_ask(struct ctx *cx, uint64_t i)
{
	struct portal_plans l;
	struct portal_plan_view v;

	TRY(portal_plans(cx, &l));
	return portal_plan(cx, any(i, PLANS), -1, PLAN_ANY_QUARTER, &v);
}

static const struct {
	const char *what, *who;
	err (*fn)(struct ctx *cx, uint64_t i);
} ASKS[] = {
	{"list of 200 tasks", "board", plan_list_ask},
	{"task", "board", plan_task_ask},
	{"board by status", "board", plan_board_ask},
	{"month", "board", plan_month_ask},
	{"year, drawn", "board", plan_timeline_ask},
	{"by quarter", "board", plan_quarters_ask},
	{"plan by unit", "board", plan_units_ask},
	{"/ke-hoach", "", portal_ask},
	{"/duty", "board", duty_list_ask},
	{"/duty, page 90", "board", duty_deep_ask},
	{"/duty, late", "board", duty_late_ask},
	{"/duty, near", "board", duty_near_ask},
	{"/duty, waiting", "board", duty_wait_ask},
	{"/duty, by words", "board", duty_words_ask},
	{"/duty", "district", duty_list_ask},
	{"/duty", "commune", duty_list_ask},
	{"/duty, late", "district", duty_late_ask},
	{"/duty/unit", "board", units_ask},
	{"/duty/unit", "district", units_ask},
	{"/duty/unit/:id", "board", duty_unit_ask},
	{"/duty/:id", "board", duty_ask},
	{"/duty/group/:id", "board", duty_group_ask},
	{"/desk", "board", desk_ask},
	{"/desk", "head", desk_ask},
	{"/desk", "district", desk_ask},
	{"/desk", "commune", desk_ask},
	{"/desk", "auditor", desk_ask},
};

/* ---- asking --------------------------------------------------------------------------------------------------------- */

struct role {
	const char *name, *login;
};

static const char *login_of(const struct role *roles, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(roles[i].name, name) == 0)
			return roles[i].login;
	return "";
}

static double asked(struct ctx *cx, struct mem *m, err (*fn)(struct ctx *cx, uint64_t i), const char *login, uint64_t i, double *cpu)
{
	struct who who = WHO_NOBODY;
	double start = now_ms(CLOCK_MONOTONIC), work = now_ms(CLOCK_THREAD_CPUTIME_ID);
	err e;

	cx->who = &WHO_NOBODY;
	CHECK(db_begin(cx->db, m, DB_READ) == OK);
	if (*login != '\0')
		CHECK(user_who_as(cx, login, &who) == OK);
	e = fn(cx, i);
	db_rollback(cx->db);
	*cpu = now_ms(CLOCK_THREAD_CPUTIME_ID) - work;
	start = now_ms(CLOCK_MONOTONIC) - start;
	if (e != OK)
		fprintf(stderr, "%s: %s %s\n", login, err_name(e), db_why(cx->db));
	CHECK(e == OK);
	mem_reset(m);
	return start;
}

int main(int argc, char **argv)
{
	struct mem *m = mem_open((size_t)1 << 30), *turn = mem_open((size_t)1 << 30);
	struct role roles[16];
	size_t roles_n = 0;
	struct ctx cx;
	struct db *db;

	if (argc < 3 || argc > 18)
		return 2;
	for (int i = 3; i < argc; i++) {
		char *eq = strchr(argv[i], '=');

		CHECK(eq != NULL);
		*eq = '\0';
		roles[roles_n++] = (struct role){argv[i], eq + 1};
	}
	crypt_init();
	CHECK(db_open(m, argv[1], DB_READ, &db) == OK);
	for (size_t k = 0; k < COUNT(ASKS); k++) {
		double took[ROUNDS], worked[ROUNDS], until = now_ms(CLOCK_MONOTONIC) + LONGEST_MS;
		const char *login = login_of(roles, roles_n, ASKS[k].who), *only = login_of(roles, roles_n, "only");
		size_t n = 0;

		if (strstr(ASKS[k].what, only) == NULL)
			continue;

		for (uint64_t i = 0; n < ROUNDS && (n < 5 || now_ms(CLOCK_MONOTONIC) < until); i++) {
			ctx_init(&cx, turn, db, ctx_clock_ms(), date_from_iso(argv[2]));
			took[n] = asked(&cx, turn, ASKS[k].fn, login, i, &worked[n]);
			n += i >= 2;    /* the first two prepare statements and warm what all share */
		}
		qsort(took, n, sizeof *took, ascending);
		qsort(worked, n, sizeof *worked, ascending);
		printf("| %s%s%s | %.2f | %.2f | %.2f |\n", ASKS[k].what, *ASKS[k].who != '\0' ? ", " : "", ASKS[k].who, took[n / 2],
		       took[n * 99 / 100], worked[n / 2]);
		fflush(stdout);
	}
	mem_close(turn);
	mem_close(m);
	return 0;
}
