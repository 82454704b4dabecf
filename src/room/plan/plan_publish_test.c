/* room/plan/plan_publish_test.c -- a plan published in steps is what it is when published at once, and nobody sees half. */
#include "room/plan/plan.h"
#include "room/plan/plan_test.h"
#include "room/job/job.h"
#include "tests/t.h"

#include "base/buf.h"
#include "base/text.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

/* The office and a draft that obliges units. */
static struct plan draft(struct ctx *cx)
{
	struct plan p;

	load_office(cx);
	t_ok(plan_get(cx, take_seed(cx), &p));
	return p;
}

/* How everything that the plan obliges stands: groups by their milestone, units by their name. */
static const char *standing(struct ctx *cx, int64_t plan_id)
{
	struct buf *b = buf_new(cx->mem, 1 << 20);
	struct duty_groups groups;
	struct duty_counts units;
	int64_t wrong;

	t_ok(duty_groups(cx, "plan", plan_id, 0, &groups));
	for (size_t i = 0; i < groups.n; i++) {
		buf_fmt(b, "%s, %d of %" PRId64 ":", groups.at[i].title, (int)groups.at[i].state, groups.at[i].units_n);
		for (int s = 0; s < DUTY_STATE_N; s++)
			buf_fmt(b, " %" PRId64, groups.at[i].n[s]);
		buf_fmt(b, "%s\n", groups.at[i].is_waiting ? " waits" : "");
	}
	t_ok(duty_count_units(cx, "plan", plan_id, 1, DUTY_LIST_MAX, &units));
	for (size_t i = 0; i < units.n; i++)
		buf_fmt(b, "%s %" PRId64 " %" PRId64 "\n", units.at[i].unit_name, units.at[i].total, units.at[i].n[DUTY_IS_LATE]);
	t_ok(duty_recount(cx, false, &wrong));
	t_int(0, wrong);
	return b->p;
}

static int64_t seen(struct ctx *cx)
{
	struct duties l;

	t_ok(duty_list(cx, &(struct duty_filter){.room = "", .state = -1, .q = "", .page = 1}, &l));
	return l.total;
}

static void stage_all(struct ctx *cx, struct plan_staging *s)
{
	int64_t last = -1;

	while (s->done_n < s->total_n) {
		t_ok(plan_publish_some(cx, s, 7));
		t_true(s->done_n > last);
		last = s->done_n;
		t_int(0, seen(cx));
	}
}

TEST(plan_published_in_steps_is_as_published_at_once)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_staging s;
	const char *at_once;
	int64_t weight;

	t_ok(plan_publish(cx, p.id, p.version, true));
	at_once = standing(cx, p.id);
	t_true(seen(cx) > 300);
	t_ok(plan_publish_weight(cx, p.id, &weight));
	t_true(weight >= seen(cx));
	t_rollback(cx);
	p = draft(cx);
	t_ok(plan_publish_open(cx, p.id, p.version, true, &s));
	stage_all(cx, &s);
	t_ok(plan_get(cx, p.id, &p));
	t_text("draft", p.state);
	t_ok(plan_publish_end(cx, &s));
	t_ok(plan_get(cx, p.id, &p));
	t_text("published", p.state);
	t_text(at_once, standing(cx, p.id));
}

TEST(plan_withdrawn_and_published_again_in_steps_has_its_reports)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_staging s;
	struct duties l;
	const char *before;
	int64_t id;

	t_ok(plan_publish(cx, p.id, p.version, true));
	t_ok(duty_list(cx, &(struct duty_filter){.room = "", .state = -1, .q = "", .page = 1}, &l));
	t_ok(duty_report(cx, (struct duty_report_in){.duty_id = l.at[0].id, .version = l.at[0].version, .text = "Đã xong.", .percent = 100}, &id));
	before = standing(cx, p.id);
	t_ok(plan_get(cx, p.id, &p));
	cx->now_ms += 1000;
	t_ok(plan_withdraw(cx, p.id, p.version, "Có bản sửa đổi"));
	t_int(0, seen(cx));
	cx->now_ms += 1000;
	t_ok(plan_get(cx, p.id, &p));
	t_ok(plan_publish_open(cx, p.id, p.version, true, &s));
	stage_all(cx, &s);
	t_ok(plan_publish_end(cx, &s));
	t_text(before, standing(cx, p.id));
}

TEST(plan_whose_publishing_was_stopped_half_way_is_a_draft_and_can_be_published)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_staging s;
	const char *at_once;

	t_ok(plan_publish(cx, p.id, p.version, true));
	at_once = standing(cx, p.id);
	t_rollback(cx);
	p = draft(cx);
	t_ok(plan_publish_open(cx, p.id, p.version, true, &s));
	t_ok(plan_publish_some(cx, &s, 20));
	t_int(0, seen(cx));
	cx->now_ms += 1000;
	t_ok(plan_publish(cx, p.id, p.version, true));
	t_text(at_once, standing(cx, p.id));
}

TEST(plan_changed_while_it_is_made_ready_is_not_published)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_staging s;
	struct plan_task_view task;
	struct plan_list_view v = list_all(cx, p.id);

	t_ok(plan_publish_open(cx, p.id, p.version, true, &s));
	stage_all(cx, &s);
	t_ok(plan_task_get(cx, task_at(&v, 1, "I", 17)->id, &task));
	t_ok(plan_stone_move(cx, (struct plan_move){.stone_id = task.task.stones[0].id, .version = task.task.stones[0].version,
	                                           .day = date_of(2024, 4, 1), .end = DATE_NONE, .paper = {"", DATE_NONE, 0}, .knows_links = true}));
	t_err(ERR_STALE, plan_publish_end(cx, &s));
	t_err(ERR_STALE, plan_publish_open(cx, p.id, p.version, true, &s));
}

TEST(plan_made_ready_by_two_at_once_is_published_whole_or_not)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_staging first, second;
	const char *at_once;

	t_ok(plan_publish(cx, p.id, p.version, true));
	at_once = standing(cx, p.id);
	t_rollback(cx);
	p = draft(cx);
	t_ok(plan_publish_open(cx, p.id, p.version, true, &first));
	stage_all(cx, &first);
	cx->now_ms += 1000;
	t_ok(plan_publish_open(cx, p.id, p.version, true, &second));
	t_ok(plan_publish_some(cx, &second, 20));
	t_commit(cx);
	t_err(ERR_STALE, plan_publish_end(cx, &first));
	t_rollback(cx);
	stage_all(cx, &second);
	t_ok(plan_publish_end(cx, &second));
	t_text(at_once, standing(cx, p.id));
}

TEST(plan_whose_days_moved_while_it_is_made_ready_is_not_published)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_staging s;
	int64_t n;

	t_ok(plan_publish_open(cx, p.id, p.version, true, &s));
	stage_all(cx, &s);
	t_ok(calendar_take(cx, "2024-03-29\toff\tNghỉ hoán đổi\tCông văn 1\n", &n));
	t_ok(plan_days_reckon(cx, &n));
	t_true(n > 0);
	t_err(ERR_STALE, plan_publish_end(cx, &s));
}

/* That job, once others had their turn. */
static struct job taken(struct ctx *cx, int64_t id)
{
	struct job j;

	for (;;) {
		t_ok(job_take(cx, &j));
		if (j.id == id)
			return j;
		t_ok(job_done(cx, &j));
	}
}

TEST(plan_published_by_a_job_tells_how_far_it_is)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	int64_t id, again;
	struct job j;

	t_ok(plan_publish_later(cx, p.id, p.version, true, &id));
	t_ok(plan_publish_later(cx, p.id, p.version, true, &again));
	t_int(id, again);
	t_commit(cx);
	j = taken(cx, id);
	t_ok(plan_publish_job(cx, &j));
	t_ok(job_done(cx, &j));
	t_int(j.progress_total, j.progress_n);
	t_true(j.progress_total > 50);
	t_ok(plan_get(cx, p.id, &p));
	t_text("published", p.state);
	t_text(mem_text(cx->mem, "/plan/%" PRId64, p.id), j.goto_path);
	t_err(ERR_STATE, plan_publish_later(cx, p.id, p.version, true, &id));
}

TEST(plan_publishing_that_is_stopped_leaves_a_draft)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	int64_t id;
	struct job j;

	t_ok(plan_publish_later(cx, p.id, p.version, true, &id));
	t_commit(cx);
	j = taken(cx, id);
	t_ok(job_cancel(cx, id));
	t_err(ERR_STATE, plan_publish_job(cx, &j));
	t_ok(plan_get(cx, p.id, &p));
	t_text("draft", p.state);
	t_int(0, seen(cx));
}

/* A plan in that state, and a calendar loaded by somebody who may not edit plans. */
static void days_follow(bool is_published, bool is_withdrawn)
{
	struct ctx *cx = t_ctx();
	struct plan p = draft(cx);
	struct plan_list_view v;
	struct duty_groups groups;
	struct job j;
	int64_t n;

	if (is_published)
		t_ok(plan_publish(cx, p.id, p.version, true));
	t_ok(plan_get(cx, p.id, &p));
	if (is_withdrawn)
		t_ok(plan_withdraw(cx, p.id, p.version, "Có bản sửa đổi"));
	/* Task 17 ends on Friday the 29th of March; a day off moves it to Monday. */
	t_ok(calendar_take(cx, "2024-03-29\toff\tNghỉ hoán đổi\tCông văn 1\n", &n));
	t_ok(job_take(cx, &j));
	while (!text_is(j.kind, "calendar.changed")) {
		t_ok(job_done(cx, &j));
		t_ok(job_take(cx, &j));
	}
	cx->who = &WHO_NOBODY;
	t_ok(plan_days_job(cx, &j));
	t_ok(job_done(cx, &j));
	cx->who = &WHO_SYSTEM;
	v = list_all(cx, p.id);
	t_int(date_of(2024, 4, 1), task_at(&v, 1, "", 17)->marks.at[0].good_day);
	t_ok(duty_groups(cx, "plan", p.id, task_at(&v, 1, "", 17)->id, &groups));
	t_int(is_published && !is_withdrawn ? 1 : 0, groups.n);
	if (groups.n > 0)
		t_int(date_of(2024, 4, 1), groups.at[0].good_day);
}

TEST(plan_days_of_a_draft_follow_the_calendar_by_themselves)
{
	days_follow(false, false);
}

TEST(plan_days_of_a_published_plan_and_what_it_obliges_follow_the_calendar_by_themselves)
{
	days_follow(true, false);
}

TEST(plan_days_of_a_withdrawn_plan_follow_the_calendar_by_themselves)
{
	days_follow(true, true);
}
