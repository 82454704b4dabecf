/* room/plan/plan_days.c -- last good days again, after the office's calendar changed.
 *
 * Each milestone keeps the last good day that room calendar reckoned when it was written. A calendar that is loaded later
 * (days announced, a Saturday exchanged) may move it; plan_days_reckon() walks over all living milestones and writes those
 * that differ. It is no amendment: the milestone says what it said. */
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
	return plan_oblige_task(cx, s->task_id);
}

err plan_days_reckon(struct ctx *cx, int64_t *n_out)
{
	struct calendar calendar;
	int64_t after = 0, n = 0;
	bool is_done = false;

	TRY(may(cx, R_PLAN_EDIT, 0));
	TRY(calendar_load(cx, &calendar));
	while (!is_done) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_plan_days_list, BIND({"after", I64(after)}, {"n", I64(TURN_MAX)}), &it));
			is_done = it.n < TURN_MAX;
			while ((r = rows_next(&it)) != NULL) {
				struct plan_stone s = plan_stone_of(r);
				bool moved;

				TRY(reckon_stone(cx, &calendar, &s, &moved));
				n += moved;
				after = s.id;
			}
		}
	}
	*n_out = n;
	return n == 0 ? OK : audit_detail(cx, "plan.reckon", 0, "%" PRId64 " mốc", n);
}
