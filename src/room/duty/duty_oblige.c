/* room/duty/duty_oblige.c -- a thing of another room and the units that it obliges: made, renewed, spread, ended.
 *
 * Targets are what the thing says (units, classes); a unit that merged stands for who came after it. Spreading compares
 * whom the targets mean today with who has a duty. */
#include "room/duty/duty_inside.h"

#include "base/text.h"

#include "gen/duty_sql.h"

static const char *part_name(enum duty_part part)
{
	return part == DUTY_EXECUTE ? "execute" : "coordinate";
}

err duty_group_of(struct ctx *cx, const char *room, int64_t object_id, struct row **out)
{
	return db_one(cx->db, &SQL_duty_group_of, BIND({"room", STR(room)}, {"object", I64(object_id)}), out);
}

/* ---- targets ---------------------------------------------------------------------------------------------------------- */

err duty_heir(struct ctx *cx, int64_t unit_id, int64_t *out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_duty_heir, BIND({"unit", I64(unit_id)}, {"today", db_date(cx->mem, cx->today)}), &r);

	*out = 0;
	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	*out = row_i64(r, "id");
	return OK;
}

static bool is_same(const struct duty_target *t, const struct row *r)
{
	return row_i64(r, "unit_id") == t->unit_id && row_i64(r, "class_id") == t->class_id &&
	       text_is(row_text(r, "part"), part_name(t->part));
}

/* Ends the targets that are said no longer and adds the new ones. */
static err set_targets(struct ctx *cx, int64_t group_id, const struct duty_target *wanted, size_t n)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_target_list, BIND({"group", I64(group_id)}, {"n", I64(DUTY_UNITS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		bool is_said = false;

		for (size_t i = 0; i < n && !is_said; i++)
			is_said = is_same(&wanted[i], r);
		if (!is_said)
			TRY(db_change(cx->db, &SQL_duty_target_end, BIND({"id", I64(row_i64(r, "id"))}, {"now", I64(cx->now_ms)})));
	}
	for (size_t i = 0; i < n; i++) {
		const struct duty_target *t = &wanted[i];
		err e = db_add(cx->db, &SQL_duty_target_add,
		               BIND({"group", I64(group_id)}, {"unit", I64(t->unit_id)}, {"class", I64(t->class_id)},
		                    {"part", STR(part_name(t->part))}), NULL);

		if (e != OK && e != ERR_TAKEN)
			return e;
	}
	return OK;
}

/* The targets with each unit that ended replaced by who came after it; those that nobody came after are left out. */
static err living_targets(struct ctx *cx, const struct duty_target *targets, size_t n, struct duty_target *out,
                          size_t *n_out)
{
	*n_out = 0;
	for (size_t i = 0; i < n; i++) {
		struct duty_target t = targets[i];

		CHECK((t.unit_id == 0) != (t.class_id == 0));
		if (t.unit_id != 0)
			TRY(duty_heir(cx, t.unit_id, &t.unit_id));
		if (t.unit_id != 0 || t.class_id != 0)
			out[(*n_out)++] = t;
	}
	return OK;
}

/* ---- groups -------------------------------------------------------------------------------------------------------------- */

/* The group of the thing, or of the one whose place it takes; ERR_NOTFOUND: it has none yet. */
static err find_group(struct ctx *cx, const struct duty_thing *t, struct row **out)
{
	err e = duty_group_of(cx, t->room, t->object_id, out);

	if (e == ERR_NOTFOUND && t->was_object_id != 0)
		e = duty_group_of(cx, t->room, t->was_object_id, out);
	return e;
}

static err add_group(struct ctx *cx, const struct duty_thing *t, int64_t *id_out)
{
	return db_add(cx->db, &SQL_duty_group_add,
	              BIND({"room", STR(t->room)}, {"parent", I64(t->parent_id)}, {"item", I64(t->item_id)},
	                   {"object", I64(t->object_id)}, {"title", STR(t->title)},
	                   {"fold", STR(text_fold(cx->mem, t->title))}, {"words", STR(t->words)}, {"path", STR(t->path)},
	                   {"direct", I64(t->direct_unit_id)}, {"good_day", db_date(cx->mem, t->good_day)}), id_out);
}

/* A group that is there, as its room says it now; what ended with it lives again. */
static err renew_group(struct ctx *cx, const struct row *r, const struct duty_thing *t)
{
	int64_t id = row_i64(r, "id");

	if (!row_is_null(r, "ended_ms"))
		TRY(db_sweep(cx->db, &SQL_duty_group_duties_back,
		             BIND({"group", I64(id)}, {"was", I64(row_i64(r, "ended_ms"))}), NULL));
	TRY(db_change(cx->db, &SQL_duty_group_set,
	              BIND({"id", I64(id)}, {"parent", I64(t->parent_id)}, {"item", I64(t->item_id)},
	                   {"object", I64(t->object_id)}, {"title", STR(t->title)},
	                   {"fold", STR(text_fold(cx->mem, t->title))}, {"words", STR(t->words)}, {"path", STR(t->path)},
	                   {"direct", I64(t->direct_unit_id)}, {"good_day", db_date(cx->mem, t->good_day)})));
	return db_sweep(cx->db, &SQL_duty_group_place,
	                BIND({"group", I64(id)}, {"parent", I64(t->parent_id)}, {"item", I64(t->item_id)}), NULL);
}

err duty_spread(struct ctx *cx, int64_t group_id)
{
	struct bind_arg group = {"group", I64(group_id)}, today = {"today", db_date(cx->mem, cx->today)};
	struct row *r;

	TRY(db_one(cx->db, &SQL_duty_meant_count, BIND(group, today), &r));
	if (row_i64(r, "n") > DUTY_UNITS_MAX)
		return ERR_FULL;
	TRY(db_sweep(cx->db, &SQL_duty_spread_meant, BIND(group), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_spread_end, BIND(group, {"now", I64(cx->now_ms)}), NULL));
	TRY(db_sweep(cx->db, &SQL_duty_spread_part, BIND(group), NULL));
	return db_sweep(cx->db, &SQL_duty_spread_add, BIND(group, today), NULL);
}

err duty_oblige(struct ctx *cx, const struct duty_thing *t, const struct duty_target *targets, size_t n)
{
	struct duty_target *living = mem_new(cx->mem, struct duty_target, n);
	size_t living_n;
	struct row *r;
	int64_t id;
	date clock;
	err e;

	TRY(duty_line(cx, &clock));
	TRY(living_targets(cx, targets, n, living, &living_n));
	e = find_group(cx, t, &r);
	if (e == ERR_NOTFOUND) {
		TRY(add_group(cx, t, &id));
	} else {
		TRY(e);
		id = row_i64(r, "id");
		TRY(duty_group_open(cx, id, clock));
		TRY(renew_group(cx, r, t));
	}
	TRY(set_targets(cx, id, living, living_n));
	TRY(duty_spread(cx, id));
	return duty_group_close(cx, id, clock);
}

err duty_release_as(struct ctx *cx, const char *room, int64_t object_id, int64_t stamp_ms)
{
	struct row *r;
	int64_t id;
	date clock;
	err e;

	TRY(duty_line(cx, &clock));
	e = duty_group_of(cx, room, object_id, &r);
	if (e == ERR_NOTFOUND || (e == OK && !row_is_null(r, "ended_ms")))
		return OK;
	TRY(e);
	id = row_i64(r, "id");
	TRY(duty_group_open(cx, id, clock));
	TRY(db_change(cx->db, &SQL_duty_group_end, BIND({"id", I64(id)}, {"now", I64(stamp_ms)})));
	TRY(db_sweep(cx->db, &SQL_duty_group_duties_end, BIND({"group", I64(id)}, {"now", I64(stamp_ms)}), NULL));
	return duty_group_close(cx, id, clock);
}

err duty_release(struct ctx *cx, const char *room, int64_t object_id)
{
	return duty_release_as(cx, room, object_id, cx->now_ms);
}

err duty_wait(struct ctx *cx, const char *room, int64_t object_id, const int64_t *on_object_ids, size_t n)
{
	struct row *r;
	int64_t id;
	date clock;

	TRY(duty_line(cx, &clock));
	TRY(duty_group_of(cx, room, object_id, &r));
	id = row_i64(r, "id");
	TRY(db_sweep(cx->db, &SQL_duty_wait_drop, BIND({"group", I64(id)}), NULL));
	for (size_t i = 0; i < n; i++) {
		err e = duty_group_of(cx, room, on_object_ids[i], &r);

		if (e == OK && row_i64(r, "id") != id)
			e = db_add(cx->db, &SQL_duty_wait_add, BIND({"group", I64(id)}, {"on", I64(row_i64(r, "id"))}), NULL);
		if (e != OK && e != ERR_NOTFOUND && e != ERR_TAKEN)
			return e;
	}
	return duty_wait_settle(cx, id, clock);
}

/* The clock of every thing of an item stands still, or runs again. */
static err item_clock(struct ctx *cx, const char *room, int64_t item_id, const char *paper, bool stops)
{
	struct rows it;
	struct row *r;
	date clock;
	int64_t changed = 0;

	TRY(duty_line(cx, &clock));
	TRY(db_rows(cx->db, &SQL_duty_group_item_list,
	            BIND({"room", STR(room)}, {"item", I64(item_id)}, {"n", I64(DUTY_ITEM_GROUPS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		int64_t id = row_i64(r, "id");

		if ((*row_text(r, "suspend_paper") != '\0') == stops)
			continue;
		changed++;
		TRY(duty_group_open(cx, id, clock));
		TRY(db_change(cx->db, &SQL_duty_group_suspend, BIND({"id", I64(id)}, {"paper", STR(stops ? paper : "")})));
		TRY(duty_group_close(cx, id, clock));
	}
	return changed == 0 ? ERR_STATE : OK;
}

err duty_item_suspend(struct ctx *cx, const char *room, int64_t item_id, const char *paper)
{
	CHECK(*paper != '\0');
	return item_clock(cx, room, item_id, paper, true);
}

err duty_item_resume(struct ctx *cx, const char *room, int64_t item_id, const char *paper)
{
	(void)paper;    /* stands in the audit row of who called */
	return item_clock(cx, room, item_id, "", false);
}

/* ---- read ---------------------------------------------------------------------------------------------------------------- */

/* How many of the group's duties are in each state on cx->today, from its counts. */
static void count_states(struct duty_group *g, const struct row *r, date today)
{
	bool is_past = g->good_day != DATE_NONE && today > g->good_day;
	enum duty_state new_as = g->is_waiting ? DUTY_IS_WAITING : DUTY_IS_NOT_BEGUN;
	enum duty_state begun_as = g->is_waiting ? DUTY_IS_WAITING : DUTY_IS_UNDER_WAY;
	enum duty_state told_as = g->is_waiting ? DUTY_IS_WAITING : DUTY_IS_REPORTED;

	g->n[is_past ? DUTY_IS_LATE : new_as] += row_i64(r, "new_n");
	g->n[is_past ? DUTY_IS_LATE : begun_as] += row_i64(r, "begun_n");
	g->n[is_past ? DUTY_IS_LATE : told_as] += row_i64(r, "partial_n") + row_i64(r, "told_late_n");
	g->n[told_as] += row_i64(r, "told_n");
	g->n[DUTY_IS_DONE] += row_i64(r, "done_n");
	g->n[DUTY_IS_DONE_LATE] += row_i64(r, "done_late_n");
	g->n[DUTY_IS_SUSPENDED] += row_i64(r, "suspended_n");
	for (int i = 0; i < DUTY_STATE_N; i++)
		g->units_n += g->n[i];
}

struct duty_group duty_group_of_row(struct ctx *cx, const struct row *r)
{
	struct duty_group g = {
		.id = row_i64(r, "id"),
		.object_id = row_i64(r, "object_id"),
		.item_id = row_i64(r, "item_id"),
		.parent_id = row_i64(r, "parent_id"),
		.room = row_text(r, "room"),
		.title = row_text(r, "title"),
		.words = row_text(r, "words"),
		.path = row_text(r, "path"),
		.good_day = row_date(r, "good_day"),
		.suspend_paper = row_text(r, "suspend_paper"),
		.is_waiting = row_i64(r, "waits_n") > 0,
		.done_day = row_date(r, "done_day"),
	};
	struct duty_fact nobody = {.good_day = g.good_day, .told_day = DATE_NONE, .is_waiting = g.is_waiting};

	g.is_suspended = *g.suspend_paper != '\0';
	nobody.is_suspended = g.is_suspended;
	count_states(&g, r, cx->today);
	g.state = g.units_n > 0 ? duty_state_of_many(g.n) : duty_state(&nobody, cx->today);
	g.days_left = g.good_day == DATE_NONE ? 0 : g.good_day - cx->today;
	return g;
}

err duty_groups(struct ctx *cx, const char *room, int64_t parent_id, int64_t item_id, struct duty_groups *out)
{
	struct duty_groups l = {0};
	struct rows it;
	struct row *r;

	if (item_id != 0)
		TRY(db_rows(cx->db, &SQL_duty_group_item_list,
		            BIND({"room", STR(room)}, {"item", I64(item_id)}, {"n", I64(DUTY_GROUPS_MAX)}), &it));
	else
		TRY(db_rows(cx->db, &SQL_duty_group_list,
		            BIND({"room", STR(room)}, {"parent", I64(parent_id)}, {"n", I64(DUTY_GROUPS_MAX)}), &it));
	l.at = mem_new(cx->mem, struct duty_group, it.n);
	while ((r = rows_next(&it)) != NULL)
		l.at[l.n++] = duty_group_of_row(cx, r);
	*out = l;
	return OK;
}
