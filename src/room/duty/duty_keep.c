/* room/duty/duty_keep.c -- the kept counts: of a group by what was done, of a unit by how it stands on the clock's day.
 *
 * A group has one last good day, so its states on any day follow from counts by phase. A unit's duties have many, so its
 * tally is kept as of one day; duty_turn() moves it on by what became late between, and readers of another day reckon
 * the same difference for themselves. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"

#include "gen/duty_sql.h"

err duty_clock(struct ctx *cx, date *out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_duty_clock_get, BIND_NONE, &r);

	if (e == ERR_NOTFOUND) {
		*out = cx->today;
		return OK;
	}
	TRY(e);
	*out = row_date(r, "day");
	return OK;
}

err duty_line(struct ctx *cx, date *clock_out)
{
	err e;

	TRY(audit_line(cx));
	e = db_add(cx->db, &SQL_duty_clock_add, BIND({"day", db_date(cx->mem, cx->today)}), NULL);
	if (e != OK && e != ERR_TAKEN)
		return e;
	return duty_clock(cx, clock_out);
}

err duty_turn(struct ctx *cx, date day)
{
	date clock, low, high;

	TRY(duty_line(cx, &clock));
	if (clock == day)
		return OK;
	low = clock < day ? clock : day;
	high = clock < day ? day : clock;
	TRY(db_sweep(cx->db, &SQL_duty_clock_turn,
	             BIND({"sign", I64(clock < day ? 1 : -1)}, {"low", db_date(cx->mem, low)},
	                  {"high", db_date(cx->mem, high)}), NULL));
	return db_change(cx->db, &SQL_duty_clock_set, BIND({"day", db_date(cx->mem, day)}));
}

static err tally_group(struct ctx *cx, int64_t group_id, date clock, int sign)
{
	return db_sweep(cx->db, &SQL_duty_tally_group,
	                BIND({"sign", I64(sign)}, {"day", db_date(cx->mem, clock)}, {"group", I64(group_id)}), NULL);
}

err duty_group_open(struct ctx *cx, int64_t group_id, date clock)
{
	return tally_group(cx, group_id, clock, -1);
}

/* How the duties of an opened group stand now, into the tally. */
static err stand(struct ctx *cx, int64_t group_id, date clock)
{
	TRY(db_sweep(cx->db, &SQL_duty_group_calm, BIND({"group", I64(group_id)}), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_tally_ensure, BIND({"group", I64(group_id)}), NULL));
	return tally_group(cx, group_id, clock, 1);
}

err duty_group_close(struct ctx *cx, int64_t group_id, date clock)
{
	TRY(stand(cx, group_id, clock));
	TRY(db_change(cx->db, &SQL_duty_group_count, BIND({"group", I64(group_id)})));
	return duty_waiters_settle(cx, group_id, clock);
}

err duty_wait_settle(struct ctx *cx, int64_t group_id, date clock)
{
	struct row *g, *r;
	int64_t was, is;

	TRY(db_one(cx->db, &SQL_duty_group_one, BIND({"id", I64(group_id)}), &g));
	TRY(db_one(cx->db, &SQL_duty_wait_count, BIND({"group", I64(group_id)}), &r));
	was = row_i64(g, "waits_n");
	is = row_i64(r, "n");
	if (was == is)
		return OK;
	if ((was > 0) != (is > 0))
		TRY(duty_group_open(cx, group_id, clock));
	TRY(db_change(cx->db, &SQL_duty_wait_set, BIND({"id", I64(group_id)}, {"n", I64(is)})));
	return (was > 0) != (is > 0) ? stand(cx, group_id, clock) : OK;
}

err duty_waiters_settle(struct ctx *cx, int64_t group_id, date clock)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_waiter_list, BIND({"group", I64(group_id)}, {"n", I64(DUTY_WAITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		TRY(duty_wait_settle(cx, row_i64(r, "group_id"), clock));
	return OK;
}
