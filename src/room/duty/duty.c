/* room/duty/duty.c -- reads: one duty, lists, counts.
 *
 * Lists over a unit, an item, or the units in somebody's reach are small and sorted whole. Those over everything walk an
 * index in its order: first the units that the person follows, then the rest. Totals come from the kept tally. */
#include "room/duty/duty_inside.h"

#include "base/buf.h"
#include "base/text.h"
#include "room/audit/audit.h"

#include "gen/duty_sql.h"

enum { PER_PAGE = 50, SPARSE_MAX = 15000, FILES_MAX = DUTY_LIST_MAX * DUTY_FILES_MAX };

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

static const char *urged_words(struct ctx *cx, const struct duty *d, const char *by)
{
	if (d->urges_n == 0)
		return "";
	return mem_text(cx->mem, "Đã đôn đốc %d lần, gần nhất %s%s%s%s", d->urges_n, date_vn(cx->mem, date_of_ms(d->urged_ms)),
	                *by != '\0' ? " (" : "", by, *by != '\0' ? ")" : "");
}

struct duty duty_of_row(struct ctx *cx, const struct row *r)
{
	const char *last = row_text(r, "last_act"), *own = row_text(r, "suspend_paper"), *whole = row_text(r, "group_paper");
	date due = row_date(r, "due_day");
	struct duty d = {
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.group_id = row_i64(r, "group_id"),
		.object_id = row_i64(r, "object_id"),
		.item_id = row_i64(r, "item_id"),
		.parent_id = row_i64(r, "parent_id"),
		.room = row_text(r, "room"),
		.title = row_text(r, "title"),
		.words = row_text(r, "words"),
		.path = row_text(r, "path"),
		.unit_id = row_i64(r, "unit_id"),
		.unit_name = row_text(r, "unit_name"),
		.part = text_is(row_text(r, "part"), "execute") ? DUTY_EXECUTE : DUTY_COORDINATE,
		.phase = duty_phase_of(row_text(r, "phase")),
		.state = due < cx->today ? DUTY_IS_LATE : (enum duty_state)row_i64(r, "calm"),
		.good_day = row_date(r, "good_day"),
		.told_day = row_date(r, "told_day"),
		.percent = (int)row_i64(r, "percent"),
		.is_suspended = *own != '\0' || *whole != '\0',
		.suspend_paper = *own != '\0' ? own : whole,
		.is_passed_on = row_i64(r, "from_unit_id") != 0,
		.from_unit_name = row_text(r, "from_unit_name"),
		.is_no_longer_meant = !row_bool(r, "is_meant"),
		.reports_n = (int)row_i64(r, "reports_n"),
		.urges_n = (int)row_i64(r, "urges_n"),
		.waits_ms = row_i64(r, "waits_ms"),
		.urged_ms = row_i64(r, "urged_ms"),
		.is_followed = row_bool(r, "is_followed"),
		.has_ended = !row_is_null(r, "ended_ms"),
		.last_act = *last != '\0' ? audit_sentence(last) : "",
		.last_by = row_text(r, "last_by"),
		.last_ms = row_i64(r, "last_ms"),
	};

	d.days_left = d.good_day == DATE_NONE ? 0 : d.good_day - cx->today;
	d.urged_words = urged_words(cx, &d, row_text(r, "urged_by"));
	return d;
}

/* ---- reach ------------------------------------------------------------------------------------------------------------- */

/* The range of paths in the person's reach; both NULL values: everything. */
struct reach {
	struct value low, high;
};

static err reach_of(struct ctx *cx, struct reach *out)
{
	struct row *r;
	const char *path;

	*out = (struct reach){SQLNULL, SQLNULL};
	if (cx->who->is_system || cx->who->sees_all)
		return OK;
	*out = (struct reach){STR(""), STR("")};
	if (cx->who->unit_id == 0)
		return OK;
	TRY(db_one(cx->db, &SQL_duty_unit_path, BIND({"id", I64(cx->who->unit_id)}), &r));
	path = row_text(r, "path");
	*out = (struct reach){STR(path), STR(mem_text(cx->mem, "%.*s0", (int)strlen(path) - 1, path))};
	return OK;
}

/* May the person see the duties of that unit: it is in reach, or followed. */
static err may_see(struct ctx *cx, int64_t unit_id, bool *is_followed_out)
{
	struct row *r;

	TRY(may(cx, R_DUTY_READ, 0));
	TRY(db_one(cx->db, &SQL_duty_follow_has, BIND({"me", I64(cx->who->user_id)}, {"unit", I64(unit_id)}), &r));
	*is_followed_out = row_i64(r, "n") > 0;
	return *is_followed_out || in_reach(cx, unit_id) ? OK : ERR_NOTFOUND;
}

/* How many units the person follows. */
static err follows_n(struct ctx *cx, int64_t *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_duty_follow_size, BIND({"me", I64(cx->who->user_id)}), &r));
	*out = row_i64(r, "n");
	return OK;
}

/* ---- counts ------------------------------------------------------------------------------------------------------------- */

/* What of the tally's row is in each state on the clock's day. */
static struct duty_count count_of_row(const struct row *r)
{
	static const char *const columns[DUTY_STATE_N] = {
		[DUTY_IS_SUSPENDED] = "suspended_n", [DUTY_IS_LATE] = "late_n", [DUTY_IS_WAITING] = "waiting_n",
		[DUTY_IS_REPORTED] = "reported_n", [DUTY_IS_UNDER_WAY] = "under_way_n", [DUTY_IS_NOT_BEGUN] = "not_begun_n",
		[DUTY_IS_DONE_LATE] = "done_late_n", [DUTY_IS_DONE] = "done_n"};
	struct duty_count c = {.unit_name = ""};

	for (int i = 0; i < DUTY_STATE_N; i++) {
		c.n[i] = row_i64(r, columns[i]);
		c.total += c.n[i];
	}
	return c;
}

/* Moves counts by what a row of duty_between_list says, one way or the other. */
static void count_shift(struct duty_count *c, const struct row *r, int sign)
{
	c->n[DUTY_IS_LATE] += sign * row_i64(r, "all_n");
	c->n[DUTY_IS_WAITING] -= sign * row_i64(r, "waiting_n");
	c->n[DUTY_IS_REPORTED] -= sign * row_i64(r, "reported_n");
	c->n[DUTY_IS_UNDER_WAY] -= sign * row_i64(r, "under_way_n");
	c->n[DUTY_IS_NOT_BEGUN] -= sign * row_i64(r, "not_begun_n");
}

/* What became late between the clock's day and today, unit by unit; nothing as a rule. *sign: which way. */
static err between(struct ctx *cx, const char *room, int64_t parent_id, int64_t unit_id, struct rows *out, int *sign)
{
	date clock;

	TRY(duty_clock(cx, &clock));
	*out = (struct rows){0};
	*sign = clock < cx->today ? 1 : -1;
	if (clock == cx->today)
		return OK;
	return db_rows(cx->db, &SQL_duty_between_list,
	               BIND({"early", db_date(cx->mem, *sign > 0 ? clock : cx->today)},
	                    {"late", db_date(cx->mem, *sign > 0 ? cx->today : clock)}, {"room", STR(room)},
	                    {"parent", I64(parent_id)}, {"unit", I64(unit_id)}, {"n", I64(DUTY_UNITS_MAX)}), out);
}

err duty_count_one(struct ctx *cx, const char *room, int64_t parent_id, int64_t unit_id, struct duty_count *out)
{
	struct duty_count c;
	struct reach reach;
	struct rows it;
	struct row *r;
	bool is_followed = false;
	int sign;

	TRY(may(cx, R_DUTY_READ, 0));
	if (unit_id != 0)
		TRY(may_see(cx, unit_id, &is_followed));
	TRY(reach_of(cx, &reach));
	TRY(db_one(cx->db, &SQL_duty_count_sum,
	           BIND({"room", STR(room)}, {"parent", I64(parent_id)}, {"unit", I64(unit_id)}, {"low", reach.low},
	                {"high", reach.high}, {"me", I64(cx->who->user_id)}), &r));
	c = count_of_row(r);
	TRY(between(cx, room, parent_id, unit_id, &it, &sign));
	while ((r = rows_next(&it)) != NULL) {
		bool is_seen;

		if (may_see(cx, row_i64(r, "unit_id"), &is_seen) == OK)
			count_shift(&c, r, sign);
	}
	c.unit_id = unit_id;
	c.is_followed = is_followed;
	if (unit_id != 0) {
		TRY(db_one(cx->db, &SQL_duty_unit_path, BIND({"id", I64(unit_id)}), &r));
		c.unit_name = row_text(r, "name");
	}
	*out = c;
	return OK;
}

err duty_count_units(struct ctx *cx, const char *room, int64_t parent_id, int page, int per_page, struct duty_counts *out)
{
	struct duty_counts l = {0};
	struct reach reach;
	struct rows it, shifts;
	struct row *r;
	int sign;

	TRY(may(cx, R_DUTY_READ, 0));
	CHECK(page > 0 && per_page > 0 && per_page <= DUTY_LIST_MAX);
	TRY(reach_of(cx, &reach));
	TRY(db_rows(cx->db, &SQL_duty_count_list,
	            BIND({"room", STR(room)}, {"parent", I64(parent_id)}, {"me", I64(cx->who->user_id)}, {"low", reach.low},
	                 {"high", reach.high}, {"n", I64(per_page)}, {"skip", I64((int64_t)(page - 1) * per_page)}), &it));
	TRY(between(cx, room, parent_id, 0, &shifts, &sign));
	l.at = mem_new(cx->mem, struct duty_count, it.n);
	while ((r = rows_next(&it)) != NULL) {
		struct duty_count c = count_of_row(r);

		l.total = row_i64(r, "total_n");
		c.unit_id = row_i64(r, "unit_id");
		c.unit_name = row_text(r, "unit_name");
		c.is_followed = row_bool(r, "is_followed");
		for (size_t i = 0; i < shifts.n; i++) {
			if (row_i64(shifts.at[i], "unit_id") == c.unit_id)
				count_shift(&c, shifts.at[i], sign);
		}
		l.at[l.n++] = c;
	}
	*out = l;
	return OK;
}

/* ---- lists ------------------------------------------------------------------------------------------------------------- */

/* A list on its way: the filter with what it means for statements. */
struct asked {
	const struct duty_filter *f;
	struct reach reach;
	struct value q, near, today, from, to;
	const char *part;
	int64_t me, but, n, skip;       /* but: whose followed units are left out, 0 for nobody */
};

static void take_rows(struct ctx *cx, struct rows *it, struct duties *out)
{
	struct row *r;
	struct { struct duty *at; size_t n, cap; } l = {out->at, out->n, out->n};

	while ((r = rows_next(it)) != NULL)
		*list_add(cx->mem, &l) = duty_of_row(cx, r);
	out->at = l.at;
	out->n = l.n;
}

/* What every list statement is told. */
#define ASKED(a)                                                                                          \
	{"parent", I64((a)->f->parent_id)}, {"state", I64((a)->f->state)}, {"near", (a)->near}, {"today", (a)->today}, \
	{"q", (a)->q}, {"me", I64((a)->me)}, {"n", I64((a)->n)}, {"skip", I64((a)->skip)}
#define ROOM(a) {"room", STR((a)->f->room)}
#define REACH(a) {"low", (a)->reach.low}, {"high", (a)->reach.high}
#define ORDER(a) {"by", I64((a)->f->order)}

/* The lists that are sorted whole. ERR_NOTFOUND: this is none of them. */
static err small_rows(struct ctx *cx, const struct asked *a, struct rows *it)
{
	const struct duty_filter *f = a->f;

	if (f->unit_id != 0)
		return db_rows(cx->db, &SQL_duty_list_unit, BIND(ASKED(a), ROOM(a), REACH(a), ORDER(a),
		               {"unit", I64(f->unit_id)}, {"returned", I64(f->only_returned)}, {"part", STR(a->part)}), it);
	if (f->item_id != 0 || f->object_id != 0) {
		int64_t item_id = f->item_id, group_id = 0;

		if (f->object_id != 0) {
			struct row *r;
			err e = duty_group_of(cx, f->room, f->object_id, &r);

			*it = (struct rows){0};
			if (e != OK)
				return e == ERR_NOTFOUND ? OK : e;
			item_id = row_i64(r, "item_id");
			group_id = row_i64(r, "id");
		}
		return db_rows(cx->db, &SQL_duty_list_item, BIND(ASKED(a), ROOM(a), REACH(a), ORDER(a),
		               {"of_room", STR(f->room)}, {"item", I64(item_id)}, {"group", I64(group_id)},
		               {"part", STR(a->part)}), it);
	}
	if (a->reach.low.kind != VALUE_NULL)
		return db_rows(cx->db, &SQL_duty_list_reach, BIND(ASKED(a), ROOM(a), REACH(a), ORDER(a),
		               {"part", STR(a->part)}, {"mine", I64(f->only_followed)}), it);
	if (f->only_followed)
		return db_rows(cx->db, &SQL_duty_list_followed, BIND(ASKED(a), ROOM(a), REACH(a), ORDER(a)), it);
	return ERR_NOTFOUND;
}

/* Rows with their total in each; past the end the total is asked once more. */
static err with_total(struct ctx *cx, struct asked *a, err (*rows_of)(struct ctx *cx, const struct asked *a, struct rows *it),
                      struct duties *out)
{
	struct rows it, first;
	struct asked head = *a;

	TRY(rows_of(cx, a, &it));
	first = it;
	if (it.n == 0 && a->skip > 0) {
		head.skip = 0;
		head.n = 1;
		TRY(rows_of(cx, &head, &first));
	}
	out->total = first.n > 0 ? row_i64(first.at[0], "total_n") : 0;
	take_rows(cx, &it, out);
	return OK;
}

static err followed_rows(struct ctx *cx, const struct asked *a, struct rows *it)
{
	return db_rows(cx->db, &SQL_duty_list_followed, BIND(ASKED(a), ROOM(a), REACH(a), ORDER(a)), it);
}

static err words_rows(struct ctx *cx, const struct asked *a, struct rows *it)
{
	return db_rows(cx->db, &SQL_duty_list_words, BIND(ASKED(a), ROOM(a)), it);
}

/* The next rows of a list over everything, in the order of an index. */
static err rest_rows(struct ctx *cx, const struct asked *a, struct rows *it)
{
	const struct duty_filter *f = a->f;
	bool is_calm = f->state >= 0 && f->state < DUTY_STATE_N && f->state != DUTY_IS_LATE;
	struct bind_arg but = {"but", I64(a->but)};

	if (f->order == DUTY_BY_WAIT)
		return db_rows(cx->db, &SQL_duty_list_wait, BIND(ASKED(a), ROOM(a), but), it);
	if (f->parent_id != 0)
		return db_rows(cx->db, &SQL_duty_list_parent, BIND(ASKED(a), ROOM(a), but), it);
	if (is_calm)
		return db_rows(cx->db, &SQL_duty_list_state, BIND(ASKED(a), ROOM(a), but), it);
	return db_rows(cx->db, &SQL_duty_list_all,
	               BIND(ASKED(a), ROOM(a), but, {"from", a->from}, {"to", a->to}), it);
}

/* How many a list over everything has, by the kept counts where they know it; -1 where only counting them out would tell. */
static err wide_total(struct ctx *cx, const struct asked *a, int64_t *out)
{
	const struct duty_filter *f = a->f;
	bool has_state = f->state >= 0 && f->state < DUTY_STATE_N, waits = f->order == DUTY_BY_WAIT;
	struct duty_count c;
	struct row *r = NULL;

	*out = -1;
	if (a->q.kind != VALUE_NULL || (waits && (f->state >= 0 || f->parent_id != 0 || f->only_near)))
		return OK;
	if (waits)
		TRY(db_one(cx->db, &SQL_duty_wait_size, BIND_NONE, &r));
	else if (f->only_near && has_state)
		TRY(db_one(cx->db, &SQL_duty_near_total,
		           BIND({"today", a->today}, {"near", a->near}, {"state", I64(f->state)}, ROOM(a),
		                {"parent", I64(f->parent_id)}), &r));
	else if (f->only_near)
		TRY(db_one(cx->db, &SQL_duty_near_size,
		           BIND({"today", a->today}, {"near", a->near}, ROOM(a), {"parent", I64(f->parent_id)}), &r));
	if (r != NULL) {
		*out = row_i64(r, "n");
		return OK;
	}
	TRY(duty_count_one(cx, f->room, f->parent_id, 0, &c));
	*out = f->state < 0 ? c.total : has_state ? c.n[f->state] : 0;
	for (int s = 0; f->state == DUTY_STATE_N && s < DUTY_STATE_N; s++)
		*out += duty_is_open((enum duty_state)s) ? c.n[s] : 0;
	return OK;
}

static err wide_list(struct ctx *cx, struct asked *a, struct duties *out)
{
	struct rows it;
	int64_t followed_n, total, skip = a->skip, n = a->n;

	if (a->q.kind != VALUE_NULL) {
		struct row *r;

		TRY(db_one(cx->db, &SQL_duty_words_size, BIND({"q", a->q}), &r));
		if (row_i64(r, "n") <= SPARSE_MAX && a->f->order != DUTY_BY_WAIT)
			return with_total(cx, a, words_rows, out);
	}
	TRY(wide_total(cx, a, &total));
	TRY(follows_n(cx, &followed_n));
	if (followed_n > 0 && followed_n <= DUTY_FIRST_MAX && a->f->order != DUTY_BY_WAIT) {
		TRY(with_total(cx, a, followed_rows, out));
		a->but = a->me;
		a->n -= (int64_t)out->n;
		a->skip = a->skip > out->total ? a->skip - out->total : 0;
	}
	if (a->n > 0) {
		TRY(rest_rows(cx, a, &it));
		take_rows(cx, &it, out);
	}
	out->is_more = total < 0 && (int64_t)out->n == n;
	out->total = total >= 0 ? total : skip + (int64_t)out->n + out->is_more;
	return OK;
}

err duty_list(struct ctx *cx, const struct duty_filter *f, struct duties *out)
{
	int per_page = f->per_page == 0 ? PER_PAGE : f->per_page;
	struct asked a = {
		.f = f,
		.q = db_like(cx->mem, text_fold(cx->mem, f->q)),
		.near = f->only_near ? db_date(cx->mem, cx->today + DUTY_NEAR_DAYS) : SQLNULL,
		.today = db_date(cx->mem, cx->today),
		.from = f->only_near ? db_date(cx->mem, cx->today) : STR("0001-01-01"),
		.to = db_date(cx->mem, f->only_near ? cx->today + DUTY_NEAR_DAYS : DUTY_NEVER),
		.part = f->part == DUTY_EXECUTE ? "execute" : "coordinate",
		.me = cx->who->user_id,
		.n = per_page,
		.skip = ((int64_t)f->page - 1) * per_page,
	};
	struct duties l = {0};
	int64_t followed_n;
	err e;

	TRY(may(cx, R_DUTY_READ, 0));
	CHECK(f->page > 0 && per_page > 0 && per_page <= DUTY_LIST_MAX && f->state >= -1 && f->state <= DUTY_STATE_N);
	CHECK(!f->only_returned || f->unit_id != 0);
	if (a.skip >= DUTY_DEPTH_MAX)
		a.n = 0;
	if (f->only_followed) {
		TRY(follows_n(cx, &followed_n));
		if (followed_n == 0) {
			*out = l;
			return OK;
		}
	}
	TRY(reach_of(cx, &a.reach));
	e = with_total(cx, &a, small_rows, &l);
	if (e == ERR_NOTFOUND)
		e = wide_list(cx, &a, &l);
	TRY(e);
	*out = l;
	return OK;
}

/* ---- one ---------------------------------------------------------------------------------------------------------------- */

err duty_group_get(struct ctx *cx, int64_t group_id, struct duty_group *out)
{
	struct row *r;

	TRY(may(cx, R_DUTY_READ, 0));
	TRY(db_one(cx->db, &SQL_duty_group_one, BIND({"id", I64(group_id)}), &r));
	*out = duty_group_of_row(cx, r);
	return OK;
}

static struct duty_report report_of(const struct row *r, int64_t duty_id)
{
	return (struct duty_report){
		.id = row_i64(r, "id"),
		.duty_id = duty_id,
		.text = row_text(r, "text"),
		.percent = (int)row_i64(r, "percent"),
		.state = row_text(r, "state"),
		.by_name = row_text(r, "by_name"),
		.at_ms = row_i64(r, "at_ms"),
		.day = row_date(r, "day"),
		.answer = row_text(r, "answer"),
		.answered_by = row_text(r, "answered_by"),
		.answered_ms = row_i64(r, "answered_ms"),
	};
}

/* The papers of a report out of all of the duty's, which come in the reports' order. */
static err take_files(struct ctx *cx, struct rows *all, struct duty_report *report)
{
	struct { struct file *at; size_t n, cap; } l = {0};

	while (all->next < all->n && row_i64(all->at[all->next], "report_id") == report->id)
		TRY(file_get(cx, row_i64(rows_next(all), "file_id"), list_add(cx->mem, &l)));
	report->files = l.at;
	report->files_n = l.n;
	return OK;
}

/* What the digests of every day said of it to the people of its unit. */
static err read_reminded(struct ctx *cx, struct duty_view *v)
{
	struct row *r;
	const char *first;

	TRY(db_one(cx->db, &SQL_duty_reminded, BIND({"unit", I64(v->duty.unit_id)},
	           {"line", STR(mem_text(cx->mem, "%%\t/duty/%" PRId64 "\n%%", v->duty.id))}), &r));
	v->reminded_words = "";
	if (row_i64(r, "days_n") == 0)
		return OK;
	first = row_i64(r, "days_n") == 1 ? "" : mem_text(cx->mem, "từ %s đến ", date_vn(cx->mem, date_of_ms(row_i64(r, "first_ms"))));
	v->reminded_words = mem_text(cx->mem, "Bản tin hằng ngày đã nhắc %" PRId64 " ngày, %s%s, gửi %" PRId64 " người của đơn vị",
	                             row_i64(r, "days_n"), *first != '\0' ? first : "ngày ",
	                             date_vn(cx->mem, date_of_ms(row_i64(r, "last_ms"))), row_i64(r, "people_n"));
	return OK;
}

static err read_history(struct ctx *cx, struct duty_view *v)
{
	struct bind_arg duty = {"duty", I64(v->duty.id)}, n = {"n", I64(DUTY_LIST_MAX)};
	struct rows it, files;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_duty_evidence_list, BIND(duty, {"n", I64(FILES_MAX)}), &files));
	TRY(db_rows(cx->db, &SQL_duty_report_list, BIND(duty, n), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct duty_report *report = list_add(cx->mem, &v->reports);

		*report = report_of(r, v->duty.id);
		TRY(take_files(cx, &files, report));
	}
	TRY(db_rows(cx->db, &SQL_duty_urge_list, BIND(duty, n), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &v->urges) = (struct duty_urge){
			.id = row_i64(r, "id"), .kind = row_text(r, "kind"), .text = row_text(r, "text"),
			.by_name = row_text(r, "by_name"), .to_name = row_text(r, "to_name"), .at_ms = row_i64(r, "at_ms")};
	TRY(db_rows(cx->db, &SQL_duty_event_list, BIND(duty, n), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &v->events) = (struct duty_event){
			.kind = row_text(r, "kind"), .text = row_text(r, "text"), .by_name = row_text(r, "by_name"),
			.at_ms = row_i64(r, "at_ms")};
	v->is_cut = v->reports.n == DUTY_LIST_MAX || v->urges.n == DUTY_LIST_MAX || v->events.n == DUTY_LIST_MAX;
	return read_reminded(cx, v);
}

err duty_get(struct ctx *cx, int64_t id, struct duty_view *out)
{
	struct duty_view v = {0};
	struct row *r;
	bool lives, is_followed;

	TRY(db_one(cx->db, &SQL_duty_one, BIND({"id", I64(id)}), &r));
	v.duty = duty_of_row(cx, r);
	TRY(may_see(cx, v.duty.unit_id, &is_followed));
	v.duty.is_followed = is_followed;
	TRY(duty_group_get(cx, v.duty.group_id, &v.group));
	TRY(read_history(cx, &v));
	lives = !v.duty.has_ended;
	v.may_report = lives && !v.duty.is_suspended && v.duty.phase != DUTY_DONE &&
	               may_bool(cx, R_DUTY_REPORT, v.duty.unit_id);
	v.may_answer = lives && may_bool(cx, R_DUTY_ANSWER, v.duty.unit_id);
	v.may_urge = lives && duty_is_open(v.duty.state) && v.duty.waits_ms == 0 && may_bool(cx, R_DUTY_URGE, v.duty.unit_id);
	v.may_suspend = lives && v.duty.phase != DUTY_DONE && may_bool(cx, R_DUTY_SUSPEND, v.duty.unit_id);
	*out = v;
	return OK;
}

err duty_changed(struct ctx *cx, int64_t duty_id, const char **out)
{
	struct row *r;
	struct duty d;

	TRY(db_one(cx->db, &SQL_duty_one, BIND({"id", I64(duty_id)}), &r));
	d = duty_of_row(cx, r);
	if (*d.last_act == '\0')
		*out = "Trong lúc bạn soạn, việc này đã thay đổi. Hãy xem lại bên dưới rồi gửi lại; chưa có gì bị ghi đè.";
	else
		*out = mem_text(cx->mem, "Trong lúc bạn soạn, %s vừa thực hiện “%s” lúc %s. Hãy xem lại bên dưới rồi gửi lại; "
		                "chưa có gì bị ghi đè.", d.last_by, d.last_act, date_vn_ms(cx->mem, d.last_ms));
	return OK;
}
