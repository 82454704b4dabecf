/* room/duty/duty_stage.c -- many things at once, so that nobody waits for them and nobody sees half of them.
 *
 * A thing is staged by making its group and duties as duty_oblige() does and ending them in the same transaction, with one
 * stamp for all of them; what ended is in no list and no count. When all are there one short act, a statement for each kind
 * of row, lets everything of that stamp live. Staged twice, the first time's duties live and end again with the later stamp, and
 * whoever reveals the earlier one sees that there are too few; never revealed, they stay as if they had been withdrawn, and
 * the next duty_oblige() takes them up. All of a parent end in the same way, the other way round. */
#include "room/duty/duty_inside.h"

#include "gen/duty_stage_sql.h"

err duty_stage(struct ctx *cx, const struct duty_thing *t, const struct duty_target *targets, size_t n, int64_t stamp_ms)
{
	TRY(duty_oblige(cx, t, targets, n));
	return duty_release_as(cx, t->room, t->object_id, stamp_ms);
}

err duty_reveal(struct ctx *cx, const char *room, int64_t parent_id, int64_t stamp_ms, int64_t *things_n_out)
{
	const struct bind_arg of = {"room", STR(room)}, parent = {"parent", I64(parent_id)}, stamp = {"stamp", I64(stamp_ms)};
	date clock;

	TRY(duty_line(cx, &clock));
	TRY(db_sweep(cx->db, &SQL_duty_reveal_duties, BIND(of, parent, stamp), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_reveal_count, BIND(of, parent, stamp), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_reveal_ensure, BIND(of, parent, stamp), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_reveal_tally, BIND(of, parent, stamp, {"day", db_date(cx->mem, clock)}, {"sign", I64(1)}), NULL));
	return db_sweep(cx->db, &SQL_duty_reveal_groups, BIND(of, parent, stamp), things_n_out);
}

err duty_release_all(struct ctx *cx, const char *room, int64_t parent_id)
{
	const struct bind_arg of = {"room", STR(room)}, parent = {"parent", I64(parent_id)}, stamp = {"stamp", I64(cx->now_ms)};
	struct rows waiters;
	struct row *r;
	date clock;

	TRY(duty_line(cx, &clock));
	TRY(db_sweep(cx->db, &SQL_duty_conceal_groups, BIND(of, parent, stamp), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_reveal_tally,
	             BIND(of, parent, stamp, {"day", db_date(cx->mem, clock)}, {"sign", I64(-1)}), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_conceal_duties, BIND(of, parent, stamp), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_conceal_count, BIND(of, parent, stamp), NULL));
	TRY(db_rows(cx->db, &SQL_duty_conceal_waiters, BIND(of, parent, stamp, {"n", I64(DUTY_GROUPS_MAX)}), &waiters));
	while ((r = rows_next(&waiters)) != NULL)
		TRY(duty_wait_settle(cx, row_i64(r, "group_id"), clock));
	return OK;
}
