/* room/portal/portal.c -- a plan is read with two statements, its milestones merged into its tasks by order. */
#include "room/portal/portal.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/portal_sql.h"

enum { MILESTONES_MAX = 4 * PORTAL_TASKS_MAX };

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

/* The next milestones of `it` that belong to the task. */
static void take_milestones(struct ctx *cx, struct rows *it, struct portal_task *t)
{
	struct { struct portal_milestone *at; size_t n, cap; } l = {0};

	while (it->next < it->n && row_i64(it->at[it->next], "task_id") == t->id) {
		const struct row *r = rows_next(it);
		struct portal_milestone m = {
			.words = row_text(r, "words"),
			.act = row_text(r, "act"),
			.actors = row_text(r, "actors"),
			.good_day = row_date(r, "good_day"),
		};

		m.state = calendar_state_on(m.good_day, cx->today, &m.days_left);
		t->state = calendar_pressing(t->state, m.state);
		*list_add(cx->mem, &l) = m;
	}
	t->milestones = l.at;
	t->milestones_n = l.n;
}

static struct portal_task task_of(const struct row *r)
{
	return (struct portal_task){
		.id = row_i64(r, "id"),
		.appendix = (int)row_i64(r, "appendix"),
		.no = (int)row_i64(r, "no"),
		.section = row_text(r, "section"),
		.section_title = row_text(r, "section_title"),
		.lead = row_text(r, "lead"),
		.direct = row_text(r, "direct_text"),
		.execute = row_text(r, "execute_text"),
		.coordinate = row_text(r, "coordinate_text"),
	};
}

static err read_tasks(struct ctx *cx, struct portal_plan_view *v)
{
	struct rows tasks, milestones, items;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_portal_task_list, BIND(
	    {"plan", I64(v->plan.id)}, {"n", I64(PORTAL_TASKS_MAX)}), &tasks));
	TRY(db_rows(cx->db, &SQL_portal_milestone_list, BIND(
	    {"plan", I64(v->plan.id)}, {"n", I64(MILESTONES_MAX)}), &milestones));
	TRY(db_rows(cx->db, &SQL_portal_item_list, BIND(
	    {"plan", I64(v->plan.id)}, {"n", I64(MILESTONES_MAX)}), &items));
	while ((r = rows_next(&tasks)) != NULL) {
		struct portal_task t = task_of(r);
		const struct portal_task *last = v->tasks.n > 0 ? &v->tasks.at[v->tasks.n - 1] : NULL;

		take_milestones(cx, &milestones, &t);
		while (items.next < items.n && row_i64(items.at[items.next], "task_id") == t.id)
			*list_add(cx->mem, &t.items) = row_text(rows_next(&items), "words");
		v->tasks_n++;
		v->counts[t.state]++;
		if (v->wanted >= 0 && (int)t.state != v->wanted)
			continue;
		t.is_first = last == NULL || last->appendix != t.appendix || !text_is(last->section, t.section);
		*list_add(cx->mem, &v->tasks) = t;
	}
	return OK;
}

err portal_plan(struct ctx *cx, int64_t id, int wanted, struct portal_plan_view *out)
{
	struct portal_plan_view v = {.wanted = wanted, .today = cx->today};

	TRY(portal_plans(cx, &v.others));
	for (size_t i = 0; i < v.others.n && v.plan.id == 0; i++)
		if (id == 0 || v.others.at[i].id == id)
			v.plan = v.others.at[i];
	if (v.plan.id == 0)
		return ERR_NOTFOUND;
	TRY(read_tasks(cx, &v));
	*out = v;
	return OK;
}
