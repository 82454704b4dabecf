/* room/duty/duty_spread.c -- units come, merge, split and close, and classes change: duties follow them.
 *
 * A unit's open duties pass on to who came after it, with their reports; where that unit has its own, or nobody came, they
 * end. What was done stays with who did it, unless the heir would else have to do it again. */
#include "room/duty/duty_inside.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/unit/unit.h"

#include "gen/duty_sql.h"

static err end_duty(struct ctx *cx, int64_t id, const char *why)
{
	TRY(db_change(cx->db, &SQL_duty_end, BIND({"id", I64(id)}, {"by", STR(duty_by(cx))}, {"now", I64(cx->now_ms)})));
	return duty_event_add(cx, id, "end", why);
}

/* One duty of a unit that has ended. */
static err pass_on(struct ctx *cx, int64_t group_id, const struct row *r)
{
	int64_t id = row_i64(r, "id"), heir;
	bool is_done = text_is(row_text(r, "phase"), "done"), is_split = text_is(row_text(r, "ending"), "split");
	const char *name = row_text(r, "unit_name");
	struct unit u;
	struct row *has;

	TRY(duty_heir(cx, row_i64(r, "unit_id"), &heir));
	if (heir == 0)
		return is_done ? OK : end_duty(cx, id, mem_text(cx->mem, "%s đã kết thúc hoạt động, không có đơn vị kế thừa.", name));
	TRY(unit_get(cx, heir, &u));
	TRY(db_one(cx->db, &SQL_duty_has_unit, BIND({"group", I64(group_id)}, {"unit", I64(heir)}), &has));
	if (row_i64(has, "n") > 0)
		return is_done ? OK : end_duty(cx, id, mem_text(cx->mem, "%s đã nhập vào %s; đơn vị này có việc của mình.", name, u.name));
	TRY(db_change(cx->db, &SQL_duty_pass_on,
	              BIND({"id", I64(id)}, {"unit", I64(heir)}, {"by", STR(duty_by(cx))}, {"now", I64(cx->now_ms)})));
	return duty_event_add(cx, id, "pass_on", mem_text(cx->mem, "%s, từ %s sang %s%s", is_split ? "Chia tách" : "Sáp nhập",
	                      name, u.name, is_split ? " (đơn vị thứ nhất; xem lại nếu việc thuộc đơn vị khác)." : "."));
}

/* Targets that are units which have ended mean who came after. */
static err renew_targets(struct ctx *cx, int64_t group_id)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_target_list, BIND({"group", I64(group_id)}, {"n", I64(DUTY_UNITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		int64_t unit_id = row_i64(r, "unit_id"), heir;
		err e;

		if (unit_id == 0)
			continue;
		TRY(duty_heir(cx, unit_id, &heir));
		if (heir == unit_id)
			continue;
		TRY(db_change(cx->db, &SQL_duty_target_end, BIND({"id", I64(row_i64(r, "id"))}, {"now", I64(cx->now_ms)})));
		if (heir == 0)
			continue;
		e = db_add(cx->db, &SQL_duty_target_add, BIND({"group", I64(group_id)}, {"unit", I64(heir)}, {"class", I64(0)},
		                                              {"part", STR(row_text(r, "part"))}), NULL);
		if (e != OK && e != ERR_TAKEN)
			return e;
	}
	return OK;
}

static err spread_group(struct ctx *cx, int64_t group_id, date clock)
{
	struct bind_arg group = {"group", I64(group_id)}, today = {"today", db_date(cx->mem, cx->today)};
	struct rows it;
	struct row *r;

	TRY(duty_group_open(cx, group_id, clock));
	TRY(db_rows(cx->db, &SQL_duty_orphan_list, BIND(group, today, {"n", I64(DUTY_UNITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		TRY(pass_on(cx, group_id, r));
	TRY(renew_targets(cx, group_id));
	TRY(duty_spread(cx, group_id));
	return duty_group_close(cx, group_id, clock);
}

err duty_spread_some(struct ctx *cx, int64_t after, int n, int64_t *last_out, int64_t *changed)
{
	struct rows it;
	struct row *r;
	date clock;

	TRY(duty_line(cx, &clock));
	TRY(db_rows(cx->db, &SQL_duty_affected_list,
	            BIND({"after", I64(after)}, {"today", db_date(cx->mem, cx->today)}, {"n", I64(n)}), &it));
	*last_out = 0;
	while ((r = rows_next(&it)) != NULL) {
		*last_out = row_i64(r, "id");
		if (row_bool(r, "is_affected")) {
			TRY(spread_group(cx, *last_out, clock));
			++*changed;
		}
	}
	return OK;
}

err duty_spread_all(struct ctx *cx, int64_t *changed_n_out)
{
	int64_t after = 0, changed = 0;

	do {
		TRY(duty_spread_some(cx, after, DUTY_LIST_MAX, &after, &changed));
	} while (after != 0);
	TRY(duty_follow_heirs(cx));
	if (changed > 0)
		TRY(audit_detail(cx, "duty.spread", 0, "%" PRId64 " việc", changed));
	*changed_n_out = changed;
	return OK;
}
