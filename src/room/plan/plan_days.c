/* room/plan/plan_days.c -- last good days again, after the office's calendar changed.
 *
 * Each milestone keeps the last good day that room calendar reckoned when it was written. A calendar that is loaded later
 * (days announced, a Saturday exchanged) may move it: all living milestones of plans in any state are looked at again and those
 * that differ are written, by the job that a new calendar leaves behind. It is no amendment: the milestone says what it
 * said. */
#include "room/plan/plan_row.h"

#include "db/db.h"
#include "gen/plan_days_sql.h"
#include "room/audit/audit.h"

enum { TURN_MAX = 500 };

/* One milestone; tells whether its day moved. */
static err reckon_stone(struct ctx *cx, const struct calendar *calendar, const struct plan_stone *s, bool *moved)
{
	struct calendar_term term = plan_term(&s->as);
	date good_day = calendar_last_good_day(calendar, &term);

	*moved = good_day != s->good_day;
	if (!*moved)
		return OK;
	TRY(db_change(cx->db, &SQL_plan_days_set, BIND({"id", I64(s->id)}, {"good_day", db_date(cx->mem, good_day)})));
	TRY(plan_reckon(cx, s->task_id));
	TRY(db_sweep(cx->db, &SQL_plan_days_touch, BIND({"task", I64(s->task_id)}), NULL));
	return plan_oblige_task(cx, s->task_id);
}

err plan_days_some(struct ctx *cx, int64_t after, int n, int64_t *last_out, int64_t *moved_n)
{
	struct calendar calendar;
	struct rows it;
	struct row *r;

	TRY(calendar_load(cx, &calendar));
	TRY(db_rows(cx->db, &SQL_plan_days_list, BIND({"after", I64(after)}, {"n", I64(n)}), &it));
	*last_out = 0;
	while ((r = rows_next(&it)) != NULL) {
		struct plan_stone s = plan_stone_of(r);
		bool moved;

		TRY(reckon_stone(cx, &calendar, &s, &moved));
		*moved_n += moved;
		*last_out = s.id;
	}
	return OK;
}

err plan_days_told(struct ctx *cx, int64_t moved_n)
{
	return moved_n == 0 ? OK : audit_detail(cx, "plan.reckon", 0, "%" PRId64 " mốc", moved_n);
}

err plan_days_reckon(struct ctx *cx, int64_t *n_out)
{
	int64_t after = 0, n = 0;

	TRY(may(cx, R_PLAN_EDIT, 0));
	do {
		MEM_EACH(cx) {
			TRY(plan_days_some(cx, after, TURN_MAX, &after, &n));
		}
	} while (after != 0);
	*n_out = n;
	return plan_days_told(cx, n);
}
