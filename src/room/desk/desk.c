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

static err own_tasks(struct ctx *cx, struct desk *d)
{
	struct plan_tasks l;

	TRY(plan_task_mine(cx, DESK_TASKS_MAX, &l));
	d->tasks_n = (int64_t)l.n;
	for (size_t i = 0; i < l.n; i++) {
		switch (l.at[i].state) {
		case CALENDAR_LATE: *list_add(cx->mem, &d->late) = l.at[i]; break;
		case CALENDAR_NEAR: *list_add(cx->mem, &d->near) = l.at[i]; break;
		case CALENDAR_AHEAD: *list_add(cx->mem, &d->ahead) = l.at[i]; break;
		case CALENDAR_NEVER: *list_add(cx->mem, &d->undated) = l.at[i]; break;
		}
	}
	return OK;
}

int desk_days(const struct plan_task_row *t)
{
	const struct plan_stone *best = NULL;

	for (size_t i = 0; i < t->stones_n; i++) {
		const struct plan_stone *s = &t->stones[i];

		if (s->state == t->state && (best == NULL || s->days_left < best->days_left))
			best = s;
	}
	return best != NULL ? best->days_left : 0;
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
