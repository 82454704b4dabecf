/* room/desk/desk.c -- what waits for a person, asked of the rooms that know it, by the person's rights. */
#include "room/desk/desk.h"

#include "base/ics.h"
#include "base/text.h"
#include "room/casefile/casefile.h"
#include "room/intake/intake.h"
#include "room/notice/notice.h"

enum { FEED_BEFORE = 31, FEED_AFTER = 366 };

/* A count of nothing is no item. */
static void add(struct ctx *cx, struct desk *d, struct desk_item item)
{
	if (item.n > 0)
		*list_add(cx->mem, &d->items) = item;
}

/* Days of the office since then. */
static int days_since(const struct ctx *cx, int64_t ms)
{
	return ms == 0 || date_of_ms(ms) > cx->today ? 0 : cx->today - date_of_ms(ms);
}

/* ---- what units owe ---------------------------------------------------------------------------------------------------- */

/* The first of a list and how many there are. */
static err first_of(struct ctx *cx, struct duty_filter f, int64_t *n, struct duty *first)
{
	struct duties l;

	f.room = "";
	f.q = "";
	f.page = 1;
	f.per_page = 1;
	TRY(duty_list(cx, &f, &l));
	*n = l.total;
	*first = l.n > 0 ? l.at[0] : (struct duty){0};
	return OK;
}

/* Since when the oldest of them waits to be reported again; 0 where not all of them are here. */
static int returned_days(const struct ctx *cx, const struct duties *l)
{
	int days = 0;

	for (size_t i = 0; l->total == (int64_t)l->n && i < l->n; i++)
		if (days_since(cx, l->at[i].last_ms) > days)
			days = days_since(cx, l->at[i].last_ms);
	return days;
}

/* What the person's own unit owes: late, soon, returned. */
static err own_duties(struct ctx *cx, struct desk *d)
{
	struct duty_filter f = {.room = "", .unit_id = d->unit_id, .state = DUTY_STATE_N, .q = "", .page = 1, .per_page = DESK_OWN_MAX};
	struct duty_count c;
	struct duty first;
	int64_t near;

	TRY(duty_count_one(cx, "", 0, d->unit_id, &c));
	d->unit_name = c.unit_name;
	TRY(duty_list(cx, &f, &d->own));
	f.only_returned = true;
	f.per_page = DUTY_LIST_MAX;
	TRY(duty_list(cx, &f, &d->returned));
	if (!may_bool(cx, R_DUTY_REPORT, d->unit_id))
		return OK;
	add(cx, d, (struct desk_item){.verb = "Báo cáo lại", .things = "việc bị trả lại", .n = d->returned.total, .days = returned_days(cx, &d->returned),
	                              .path = mem_text(cx->mem, "/duty/unit/%" PRId64 "?returned=1", d->unit_id), .is_pressing = true});
	/* The longest late comes first of all that are open. */
	add(cx, d, (struct desk_item){.verb = "Báo cáo", .things = "việc quá hạn", .n = c.n[DUTY_IS_LATE],
	                              .days = d->own.n > 0 ? -d->own.at[0].days_left : 0,
	                              .path = mem_text(cx->mem, "/duty/unit/%" PRId64 "?state=late", d->unit_id), .is_pressing = true});
	TRY(first_of(cx, (struct duty_filter){.unit_id = d->unit_id, .state = -1, .only_near = true}, &near, &first));
	add(cx, d, (struct desk_item){.verb = "Báo cáo", .things = "việc sắp đến hạn", .n = near, .days_left = first.days_left + 1,
	                              .path = mem_text(cx->mem, "/duty/unit/%" PRId64 "?near=1", d->unit_id)});
	return OK;
}

/* What waits for the board: those whom the person follows first. */
static err others_duties(struct ctx *cx, struct desk *d)
{
	bool may_urge = may_bool(cx, R_DUTY_URGE, 0);
	struct duty first;
	int64_t n;

	TRY(first_of(cx, (struct duty_filter){.state = DUTY_IS_LATE, .only_followed = true}, &n, &first));
	add(cx, d, (struct desk_item){.verb = may_urge ? "Đôn đốc" : "Xem", .things = "việc quá hạn của đơn vị tôi theo dõi", .n = n,
	                              .days = -first.days_left, .path = "/duty?followed=1&state=late", .is_pressing = true});
	if (may_bool(cx, R_DUTY_ANSWER, 0)) {
		TRY(first_of(cx, (struct duty_filter){.state = -1, .order = DUTY_BY_WAIT}, &n, &first));
		add(cx, d, (struct desk_item){.verb = "Xác nhận hoặc trả lại", .things = "báo cáo đang chờ", .n = n,
		                              .days = days_since(cx, first.waits_ms), .path = "/duty?order=wait", .is_pressing = true});
	}
	if (may_urge) {
		TRY(first_of(cx, (struct duty_filter){.state = DUTY_IS_LATE}, &n, &first));
		add(cx, d, (struct desk_item){.verb = "Đôn đốc", .things = "việc quá hạn của các đơn vị", .n = n,
		                              .days = -first.days_left, .path = "/duty?state=late"});
	}
	return OK;
}

/* ---- plans ----------------------------------------------------------------------------------------------------------------- */

static err staged(struct ctx *cx, struct desk *d)
{
	struct intakes l;

	TRY(intake_waiting(cx, "plan", &l));
	if (l.n == 0)
		return OK;
	add(cx, d, (struct desk_item){.verb = "Kiểm tra và nhận", .things = "văn bản kế hoạch đã đọc", .n = (int64_t)l.n,
	                              .days = days_since(cx, l.at[l.n - 1].made_ms),
	                              .path = l.n == 1 ? mem_text(cx->mem, "/plan/intake/%" PRId64, l.at[0].id) : "/plan/import"});
	return OK;
}

static err plans(struct ctx *cx, struct desk *d)
{
	struct plans l;
	bool looks_over = cx->who->sees_all || cx->who->is_system;

	TRY(plan_list(cx, &l));
	for (size_t i = 0; i < l.n; i++) {
		const struct plan *p = &l.at[i];
		const struct plan_filter f = {.plan_id = p->id, .state = -1, .section = "", .q = ""};

		if (text_is(p->state, "draft") && may_bool(cx, R_PLAN_PUBLISH, p->unit_id))
			add(cx, d, (struct desk_item){.verb = "Xem và công bố", .things = "bản nháp kế hoạch", .n = 1,
			                              .path = mem_text(cx->mem, "/plan/%" PRId64, p->id)});
		if (!text_is(p->state, "published") || d->plan.plan.id != 0 || !looks_over)
			continue;
		TRY(plan_task_list(cx, &f, &d->plan));
		if (may_bool(cx, R_PLAN_EDIT, p->unit_id))
			add(cx, d, (struct desk_item){.verb = "Làm rõ đơn vị của", .things = "nhiệm vụ", .n = d->plan.unknown_n,
			                              .path = mem_text(cx->mem, "/plan/%" PRId64 "?unknown=1", p->id)});
	}
	return OK;
}

/* ---- cases ----------------------------------------------------------------------------------------------------------------- */

/* How many a list of cases would hold, and the oldest wait; days -1: since the last good day of the first. */
static err count_cases(struct ctx *cx, struct desk *d, const char *state, struct desk_item item)
{
	struct casefile_list l;

	TRY(casefile_list(cx, &(struct casefile_filter){.state = state, .number = "", .per_page = 1}, &l));
	item.n = l.total;
	item.days = item.days == 0 ? days_since(cx, l.oldest_ms) : l.n > 0 ? cx->today - l.at[0].due : 0;
	item.path = mem_text(cx->mem, "/casefile?state=%s", state);
	add(cx, d, item);
	return OK;
}

static err cases(struct ctx *cx, struct desk *d)
{
	bool handles = may_bool(cx, R_CASEFILE_HANDLE, 0);

	if (may_bool(cx, R_CASEFILE_RECEIVE, 0) && (cx->who->sees_all || cx->who->is_system)) {
		int64_t n, oldest_ms;

		TRY(casefile_asks_waiting(cx, &n, &oldest_ms));
		add(cx, d, (struct desk_item){.verb = "Xem xét", .things = "đề nghị cấp lại, cấp đổi gửi qua mạng", .n = n, .path = "/casefile/ask",
		                              .days = days_since(cx, oldest_ms), .is_pressing = true});
	}
	TRY(count_cases(cx, d, "late", (struct desk_item){.verb = handles ? "Giải quyết" : "Xem", .things = "hồ sơ cấp đổi, cấp lại quá hạn",
	                                                  .is_pressing = handles, .days = -1}));
	if (!handles)
		return OK;
	TRY(count_cases(cx, d, "mine", (struct desk_item){.verb = "Xử lý", .things = "hồ sơ cấp đổi, cấp lại tôi đang giữ", .is_pressing = true}));
	return count_cases(cx, d, "free", (struct desk_item){.verb = "Nhận xử lý", .things = "hồ sơ cấp đổi, cấp lại chưa ai nhận"});
}

static err letters(struct ctx *cx, struct desk *d)
{
	struct notice_outbox o;

	TRY(notice_outbox(cx, &o));
	add(cx, d, (struct desk_item){.verb = "Xem", .things = "thư chưa gửi được", .n = o.failed_n, .path = "/notice/outbox?state=failed",
	                              .is_pressing = true});
	return OK;
}

err desk_get(struct ctx *cx, struct desk *out)
{
	struct desk d = {.full_name = cx->who->full_name, .unit_name = "", .unit_id = cx->who->unit_id};

	if (may_bool(cx, R_DUTY_READ, 0) && d.unit_id != 0)
		TRY(own_duties(cx, &d));
	if (may_bool(cx, R_DUTY_READ, 0))
		TRY(others_duties(cx, &d));
	if (may_bool(cx, R_PLAN_IMPORT, 0))
		TRY(staged(cx, &d));
	if (may_bool(cx, R_PLAN_READ, 0))
		TRY(plans(cx, &d));
	if (may_bool(cx, R_CASEFILE_READ, 0))
		TRY(cases(cx, &d));
	if (may_bool(cx, R_NOTICE_MANAGE, 0))
		TRY(letters(cx, &d));
	*out = d;
	return OK;
}

/* ---- the calendar ------------------------------------------------------------------------------------------------------------ */

err desk_feed(struct ctx *cx, const char *token, const char *house, struct buf *out)
{
	struct duties l;
	int64_t user_id;

	TRY(notice_feed_who(cx, token, &user_id));
	TRY(duty_dated(cx, user_id, cx->today - FEED_BEFORE, cx->today + FEED_AFTER, DESK_FEED_MAX, &l));
	ics_begin(out, l.n < DESK_FEED_MAX ? "Việc của tôi: thi đua, khen thưởng"
	                                   : mem_text(cx->mem, "Việc của tôi: thi đua, khen thưởng (%d hạn đầu)", DESK_FEED_MAX));
	for (size_t i = 0; i < l.n; i++) {
		const struct duty *d = &l.at[i];

		ics_event(out, &(struct ics_event){
			.uid = mem_text(cx->mem, "duty-%" PRId64 "@thidua", d->id), .first = d->good_day, .last = DATE_NONE,
			.changed_ms = d->last_ms, .sequence = (int)d->version, .summary = d->title,
			.description = mem_text(cx->mem, "%s\n%s: %s", d->words, d->unit_name, duty_state_words(d->state)), .location = "",
			.url = mem_text(cx->mem, "%s/duty/%" PRId64, house, d->id), .alarm_days = duty_is_open(d->state) ? 3 : -1});
	}
	ics_end(out);
	return buf_err(out);
}
