/* room/duty/duty_recount.c -- the kept counts held against the duties themselves: first how each stands by duty_state(),
 * then each group and each unit's tally by counting. Run by tests, and by an operator who wants to be sure. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"

#include "gen/duty_sql.h"

enum { WALK_STEP = 2000 };

/* What the row's kept columns should be. */
static void stand_of(const struct row *r, enum duty_state *calm, date *due)
{
	struct duty_fact f = {
		.phase = duty_phase_of(row_text(r, "phase")),
		.is_suspended = row_bool(r, "is_suspended"),
		.is_waiting = row_bool(r, "is_waiting"),
		.good_day = row_date(r, "good_day"),
		.told_day = row_date(r, "told_day"),
	};

	duty_stand(&f, text_is(row_text(r, "part"), "execute"), calm, due);
}

static err walk_states(struct ctx *cx, bool mends, int64_t *wrong)
{
	int64_t after = 0;
	bool is_end = false;

	while (!is_end) {
		MEM_EACH(cx) {
			struct rows it;
			struct row *r;

			TRY(db_rows(cx->db, &SQL_duty_fact_walk, BIND({"after", I64(after)}, {"n", I64(WALK_STEP)}), &it));
			is_end = it.n == 0;
			while ((r = rows_next(&it)) != NULL) {
				enum duty_state calm;
				date due;

				after = row_i64(r, "id");
				stand_of(r, &calm, &due);
				if (row_i64(r, "calm") == (int64_t)calm && row_date(r, "due_day") == due)
					continue;
				++*wrong;
				if (mends)
					TRY(db_change(cx->db, &SQL_duty_calm_set,
					              BIND({"id", I64(after)}, {"calm", I64(calm)}, {"due", db_date(cx->mem, due)})));
			}
		}
	}
	return OK;
}

/* Groups that wait for another number than they say. */
static err walk_waits(struct ctx *cx, bool mends, int64_t *wrong)
{
	struct rows it;
	struct row *r, *n;

	TRY(db_rows(cx->db, &SQL_duty_wait_wrong_list, BIND({"n", I64(DUTY_GROUPS_MAX)}), &it));
	*wrong += (int64_t)it.n;
	while (mends && (r = rows_next(&it)) != NULL) {
		int64_t id = row_i64(r, "id");

		TRY(db_one(cx->db, &SQL_duty_wait_count, BIND({"group", I64(id)}), &n));
		TRY(db_change(cx->db, &SQL_duty_wait_set, BIND({"id", I64(id)}, {"n", I64(row_i64(n, "n"))})));
	}
	return OK;
}

static err walk_groups(struct ctx *cx, bool mends, int64_t *wrong)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_group_wrong_list, BIND({"n", I64(DUTY_GROUPS_MAX)}), &it));
	*wrong += (int64_t)it.n;
	while (mends && (r = rows_next(&it)) != NULL)
		TRY(db_change(cx->db, &SQL_duty_group_count, BIND({"group", I64(row_i64(r, "id"))})));
	return OK;
}

static err check_tally(struct ctx *cx, bool mends, int64_t *wrong)
{
	date clock;
	struct row *r;

	TRY(duty_clock(cx, &clock));
	TRY(db_one(cx->db, &SQL_duty_tally_wrong, BIND({"day", db_date(cx->mem, clock)}), &r));
	*wrong += row_i64(r, "n");
	if (!mends || row_i64(r, "n") == 0)
		return OK;
	TRY(db_sweep(cx->db, &SQL_duty_tally_zero, BIND_NONE, NULL));
	TRY(db_sweep(cx->db, &SQL_duty_tally_ensure_all, BIND_NONE, NULL));
	return db_sweep(cx->db, &SQL_duty_tally_all, BIND({"day", db_date(cx->mem, clock)}), NULL);
}

/* One round; what hangs on what comes after: states on waits, waits on the groups' counts. */
static err round_of(struct ctx *cx, bool mends, int64_t *wrong)
{
	TRY(walk_states(cx, mends, wrong));
	TRY(walk_groups(cx, mends, wrong));
	TRY(walk_waits(cx, mends, wrong));
	return check_tally(cx, mends, wrong);
}

err duty_recount(struct ctx *cx, bool mends, int64_t *wrong_n_out)
{
	int64_t wrong = 0, left = 0;

	TRY(may(cx, R_DUTY_URGE, 0));
	if (!cx->who->is_system && !cx->who->sees_all)
		return ERR_DENIED;
	if (mends)
		TRY(duty_turn(cx, cx->today));
	TRY(round_of(cx, mends, &wrong));
	if (mends && wrong > 0) {
		/* A group that no longer waits changes how its duties stand: once more over everything. */
		TRY(round_of(cx, true, &left));
		TRY(audit_detail(cx, "duty.recount", 0, "%" PRId64 " số liệu sai", wrong));
	}
	*wrong_n_out = wrong;
	return OK;
}
