/* room/portal/portal.c -- published plans, how they go, and their calendars. */
#include "room/portal/portal.h"

#include "base/ics.h"
#include "base/text.h"
#include "db/db.h"
#include "gen/portal_sql.h"
#include "room/plan/plan_work.h"

static struct portal_plan plan_of(const struct row *r)
{
	return (struct portal_plan){
		.id = row_i64(r, "id"),
		.year = (int)row_i64(r, "year"),
		.title = row_text(r, "title"),
		.issuer = row_text(r, "issuer"),
		.number = row_text(r, "number"),
		.issued_on = row_date(r, "issued_on"),
		.published_ms = row_i64(r, "published_ms"),
	};
}

err portal_plans(struct ctx *cx, struct portal_plans *out)
{
	struct rows it;
	struct row *r;
	struct portal_plans l = {0};

	TRY(db_rows(cx->db, &SQL_portal_plan_list, BIND({"n", I64(PORTAL_PLANS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = plan_of(r);
	*out = l;
	return OK;
}

/* ---- words of addresses ------------------------------------------------------------------------------------------------ */

static const char *const STATES[PORTAL_NEAR + 1] = {
	[DUTY_IS_SUSPENDED] = "tam-dung", [DUTY_IS_LATE] = "qua-han", [DUTY_IS_WAITING] = "cho-viec-khac",
	[DUTY_IS_REPORTED] = "cho-xac-nhan", [DUTY_IS_UNDER_WAY] = "dang-thuc-hien", [DUTY_IS_NOT_BEGUN] = "chua-bat-dau",
	[DUTY_IS_DONE_LATE] = "hoan-thanh-muon", [DUTY_IS_DONE] = "hoan-thanh", [DUTY_STATE_N] = "chua-xong",
	[PORTAL_NEAR] = "sap-den-han"};
static const char *const QUARTERS[PLAN_QUARTER_N] = {"", "1", "2", "3", "4", "nam-khac", "khong-ngay"};

const char *portal_state_name(int state)
{
	return state < 0 ? "" : STATES[state];
}

int portal_state_of(const char *name)
{
	for (int i = 0; i <= PORTAL_NEAR; i++)
		if (text_is(STATES[i], name))
			return i;
	return -1;
}

const char *portal_quarter_name(enum plan_quarter q)
{
	return QUARTERS[q];
}

enum plan_quarter portal_quarter_of(const char *name)
{
	for (int i = 0; i < PLAN_QUARTER_N; i++)
		if (text_is(QUARTERS[i], name))
			return (enum plan_quarter)i;
	return PLAN_ANY_QUARTER;
}

/* ---- a plan --------------------------------------------------------------------------------------------------------------- */

/* The numbers of one quarter, or of the whole plan; nothing when no task lies in it. */
static void count_quarter(struct mem *m, const struct plan_list_view *all, enum plan_quarter q, struct portal_plan_view *v)
{
	struct portal_quarter out = {.quarter = q};
	int64_t n[DUTY_STATE_N] = {0}, sum = 0;

	for (size_t i = 0; i < all->tasks.n; i++) {
		const struct plan_line *t = &all->tasks.at[i];

		if (q == PLAN_ANY_QUARTER || t->quarter == q) {
			n[t->state]++;
			sum++;
		}
	}
	if (sum == 0)
		return;
	*list_add(m, &out.counts) = (struct portal_count){"Tất cả", -1, q, sum};
	for (int i = 0; i < DUTY_STATE_N; i++)
		if (n[PLAN_STATES[i]] > 0)
			*list_add(m, &out.counts) = (struct portal_count){
				duty_state_words(PLAN_STATES[i]), (int)PLAN_STATES[i], q, n[PLAN_STATES[i]]};
	*list_add(m, &v->quarters) = out;
}

err portal_plan(struct ctx *cx, int64_t id, int state, enum plan_quarter quarter, struct portal_plan_view *out)
{
	struct portal_plan_view v = {.state = state, .quarter = quarter};
	struct plan_filter f = {.state = -1, .section = "", .q = ""};
	struct plan_list_view all;

	TRY(portal_plans(cx, &v.others));
	for (size_t i = 0; i < v.others.n && v.plan.id == 0; i++)
		if (id == 0 || v.others.at[i].id == id)
			v.plan = v.others.at[i];
	if (v.plan.id == 0)
		return ERR_NOTFOUND;
	f.plan_id = v.plan.id;
	TRY(plan_public_list(cx, &f, &all));
	for (int q = PLAN_Q1; q < PLAN_QUARTER_N; q++)
		count_quarter(cx->mem, &all, (enum plan_quarter)q, &v);
	count_quarter(cx->mem, &all, PLAN_ANY_QUARTER, &v);
	f.quarter = quarter;
	f.only_near = state == PORTAL_NEAR;
	f.state = state == PORTAL_NEAR ? -1 : state;
	TRY(plan_public_list(cx, &f, &v.list));
	*out = v;
	return OK;
}

/* ---- its calendar ------------------------------------------------------------------------------------------------------------ */

static void put_event(struct mem *m, const struct portal_plan_view *v, const struct plan_line *t, const struct plan_mark *k,
                      const char *house, struct buf *out)
{
	ics_event(out, &(struct ics_event){
		.uid = mem_text(m, "plan-%" PRId64 "@thidua", k->line_id),
		.first = k->from != DATE_NONE && k->from < k->good_day ? k->from : k->good_day, .last = k->good_day,
		.changed_ms = v->plan.published_ms, .sequence = (int)v->list.plan.version,
		.summary = mem_text(m, "Mục %s.%d: %s%s%s%s", t->section, t->no, t->lead, *k->act != '\0' ? " (" : "", k->act,
		                    *k->act != '\0' ? ")" : ""),
		.description = mem_text(m, "%s. Thực hiện: %s. %s.", k->words, t->execute_text, duty_state_words(k->is.state)),
		.location = "", .url = mem_text(m, "%s/ke-hoach/%" PRId64 "#muc-%" PRId64, house, v->plan.id, t->id), .alarm_days = -1});
}

err portal_feed(struct ctx *cx, int64_t id, const char *house, struct buf *out)
{
	struct portal_plan_view v;

	TRY(portal_plan(cx, id, -1, PLAN_ANY_QUARTER, &v));
	ics_begin(out, v.plan.title);
	for (size_t i = 0; i < v.list.tasks.n; i++)
		for (size_t k = 0; k < v.list.tasks.at[i].marks.n; k++)
			if (v.list.tasks.at[i].marks.at[k].good_day != DATE_NONE)
				put_event(cx->mem, &v, &v.list.tasks.at[i], &v.list.tasks.at[i].marks.at[k], house, out);
	ics_end(out);
	return buf_err(out);
}
