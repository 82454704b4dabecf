/* room/desk/desk.c */
#include "room/desk/desk.h"

#include "base/text.h"

enum { MS_PER_DAY = 86400000 };

static err waiting_documents(struct ctx *cx, struct desk *d)
{
	struct intakes l;
	const struct intake *oldest;

	TRY(intake_waiting(cx, "plan", &l));
	d->staged_n = (int64_t)l.n;
	if (l.n == 0)
		return OK;
	oldest = &l.at[l.n - 1];
	d->oldest_staged_id = oldest->id;
	d->oldest_staged_days = (int)((cx->now_ms - oldest->made_ms) / MS_PER_DAY);
	return OK;
}

static err waiting_drafts(struct ctx *cx, struct desk *d)
{
	struct plans l;

	TRY(plan_list(cx, &l));
	for (size_t i = 0; i < l.n; i++)
		if (text_is(l.at[i].state, "draft") && may_bool(cx, R_PLAN_PUBLISH, l.at[i].unit_id))
			*list_add(cx->mem, &d->drafts) = l.at[i];
	return OK;
}

/* Open tasks of published plans in which the person's unit has a part. */
static err own_tasks(struct ctx *cx, struct desk *d)
{
	struct plans plans;

	TRY(plan_list(cx, &plans));
	for (size_t i = 0; i < plans.n; i++) {
		struct plan_filter f = {
			.plan_id = plans.at[i].id, .state = DUTY_STATE_N, .section = "", .q = "", .unit_id = cx->who->unit_id};
		struct plan_list_view v;

		if (!text_is(plans.at[i].state, "published"))
			continue;
		TRY(plan_task_list(cx, &f, &v));
		for (size_t k = 0; k < v.tasks.n && d->tasks_n < DESK_TASKS_MAX; k++) {
			const struct plan_line *t = &v.tasks.at[k];

			*list_add(cx->mem, t->is_near ? &d->near : t->state == DUTY_IS_LATE ? &d->late : &d->ahead) = *t;
			d->tasks_n++;
		}
	}
	return OK;
}

err desk_get(struct ctx *cx, struct desk *out)
{
	struct desk d = {
		.full_name = cx->who->full_name,
		.may_import = may_bool(cx, R_PLAN_IMPORT, 0),
		.may_publish = may_bool(cx, R_PLAN_PUBLISH, 0),
	};

	if (d.may_import)
		TRY(waiting_documents(cx, &d));
	if (d.may_publish)
		TRY(waiting_drafts(cx, &d));
	if (may_bool(cx, R_PLAN_READ, 0) && cx->who->unit_id != 0)
		TRY(own_tasks(cx, &d));
	*out = d;
	return OK;
}
