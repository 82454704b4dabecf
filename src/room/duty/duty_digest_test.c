/* room/duty/duty_digest_test.c -- who is told what, over every kind of date, holidays and the edges of the day. */
#include "tests/t.h"

#include "room/duty/duty_test.h"

#include "base/text.h"
#include "room/job/job.h"
#include "room/notice/notice.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

/* The digest of a day of who signs in by that name, its links left out; "" when there is none. */
static const char *digest_of(struct ctx *cx, const char *login, date day)
{
	struct who who, *old = mem_new(cx->mem, struct who, 1);
	struct notice_list l;
	const char *text = "";

	*old = *cx->who;
	t_ok(user_who_as(cx, login, &who));
	t_ok(notice_list(cx, false, 0, 50, &l));
	for (size_t i = 0; i < l.n; i++) {
		if (text_is(l.at[i].kind, "notice.digest") && strstr(l.at[i].subject, date_vn(cx->mem, day)) != NULL) {
			struct notice n;

			t_ok(notice_get(cx, l.at[i].id, &n));
			text = mem_text(cx->mem, "%s\n%s", n.subject, n.text);
		}
	}
	cx->who = old;
	return text;
}

static const char *officer(struct ctx *cx, int64_t unit_id)
{
	return mem_text(cx->mem, "unit_officer-%" PRId64, unit_id);
}

static void oblige_by_term(struct ctx *cx, const struct office *o, const struct calendar *c, int64_t object,
                           struct calendar_term term)
{
	struct duty_thing t = thing_of(object, object, calendar_last_good_day(c, &term));

	t.title = mem_text(cx->mem, "Việc loại %s", calendar_kind_name(term.kind));
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o->units[0]}}, 1));
}

/* What the digest says of a thing of every kind of date on a day; "" when it is not in. By the table of the manual. */
static const char *note_by_table(struct ctx *cx, date good, date day)
{
	if (good == DATE_NONE || good - day > DUTY_NEAR_DAYS)
		return "";
	if (good < day)
		return mem_text(cx->mem, "quá hạn %d ngày", day - good);
	return good == day ? "hạn cuối hôm nay" : mem_text(cx->mem, "còn %d ngày", good - day);
}

TEST(duty_digest_tells_every_kind_of_date_as_the_calendar_reckons_it)
{
	struct ctx *cx = t_ctx();
	struct calendar c;
	int64_t n;

	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
	t_ok(calendar_load(cx, &c));
	t_ok(user_seed(cx));
	struct office o = office_of(cx);

	be(cx, "unit_officer", o.units[0]);
	cx->who = &WHO_SYSTEM;
	for (int kind = 0; kind < CALENDAR_KIND_N; kind++)
		oblige_by_term(cx, &o, &c, 10 + kind,
		               (struct calendar_term){.kind = (enum calendar_kind)kind, .day = date_of(2024, 2, 9),
		                                      .end = date_of(2024, 2, 12), .days = 3, .period = ""});
	/* Over Tết, when D, D-1 and the range's end are all free days, to the end of the year. */
	for (date day = date_of(2024, 1, 30); day <= date_of(2025, 1, 2); day += day < date_of(2024, 2, 20) ? 1 : 9) {
		const char *text;

		cx->today = day;
		t_ok(duty_digest(cx, day, &n));
		text = digest_of(cx, officer(cx, o.units[0]), day);
		for (int kind = 0; kind < CALENDAR_KIND_N; kind++) {
			struct calendar_term term = {.kind = (enum calendar_kind)kind, .day = date_of(2024, 2, 9),
			                             .end = date_of(2024, 2, 12), .days = 3, .period = ""};
			const char *note = note_by_table(cx, calendar_last_good_day(&c, &term), day);
			const char *title = mem_text(cx->mem, "Việc loại %s", calendar_kind_name(term.kind));
			const char *line = strstr(text, title);

			t_int(*note != '\0', line != NULL);
			if (line != NULL)
				t_has(note, mem_copy(cx->mem, line, strcspn(line, "\n")));
		}
	}
}

TEST(duty_tells_on_how_many_days_the_digests_spoke_of_it)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today - 3);
	struct duties l;
	struct duty_view v;
	int64_t n;

	t_ok(user_seed(cx));
	be(cx, "unit_officer", o.units[0]);
	cx->who = &WHO_SYSTEM;
	t_ok(duty_list(cx, &(struct duty_filter){.room = "", .unit_id = o.units[0], .state = -1, .q = "", .page = 1}, &l));
	t_ok(duty_get(cx, l.at[0].id, &v));
	t_text("", v.reminded_words);
	t_ok(duty_digest(cx, cx->today, &n));
	t_ok(duty_digest(cx, cx->today, &n));
	t_ok(duty_get(cx, l.at[0].id, &v));
	t_text("Bản tin hằng ngày đã nhắc 1 ngày, ngày 05/03/2024, gửi 1 người của đơn vị", v.reminded_words);
	cx->now_ms += 2 * 86400000LL;
	cx->today += 2;
	t_ok(duty_digest(cx, cx->today, &n));
	t_ok(duty_get(cx, l.at[0].id, &v));
	t_text("Bản tin hằng ngày đã nhắc 2 ngày, từ 05/03/2024 đến 07/03/2024, gửi 1 người của đơn vị", v.reminded_words);
	t_ok(duty_list(cx, &(struct duty_filter){.room = "", .unit_id = o.units[1], .state = -1, .q = "", .page = 1}, &l));
	t_ok(duty_get(cx, l.at[0].id, &v));
	t_text("", v.reminded_words);
}

TEST(duty_digest_has_its_sections_for_whom_they_concern)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today - 3);
	struct duty_thing soon = thing_of(4, 40, cx->today + 2), far = thing_of(5, 50, cx->today + 60);
	struct duty_target only[] = {{.unit_id = o.units[0]}, {.unit_id = o.units[1]}};
	const char *text;
	struct duty d;
	int64_t n;

	soon.title = "Mục II.1: Họp Hội đồng";
	soon.direct_unit_id = o.units[5];
	far.title = "Mục III.2: Việc còn xa";
	t_ok(duty_oblige(cx, &soon, only, 2));
	t_ok(duty_oblige(cx, &far, only, 2));
	t_ok(user_seed(cx));
	for (int i = 0; i < OFFICE_UNITS; i++)
		be(cx, "unit_officer", o.units[i]);
	be(cx, "auditor", o.units[0]);
	be(cx, "specialist", 0);
	cx->who = &WHO_SYSTEM;
	report(cx, 30, o.units[1], 50);
	report(cx, 50, o.units[1], 50);
	d = duty_at(cx, 50, o.units[1]);
	t_ok(duty_return(cx, d.id, d.version, "Thiếu số liệu"));
	report(cx, 30, o.units[2], 100);
	d = duty_at(cx, 30, o.units[2]);
	t_ok(duty_confirm(cx, d.id, d.version, ""));
	d = duty_at(cx, 30, o.units[3]);
	t_ok(duty_suspend(cx, d.id, d.version, "Công văn số 1"));
	t_ok(duty_digest(cx, cx->today, &n));
	t_int(5, n);

	text = digest_of(cx, officer(cx, o.units[0]), cx->today);
	t_has("Việc ngày 05/03/2024: 1 quá hạn, 1 sắp đến hạn", text);
	t_has("quá hạn 3 ngày", text);
	t_has("còn 2 ngày, hạn 07/03/2024", text);
	t_has_not("Việc còn xa", text);
	text = digest_of(cx, officer(cx, o.units[1]), cx->today);
	t_has("1 bị trả lại, 1 quá hạn, 1 sắp đến hạn", text);
	t_has("Việc còn xa", text);
	t_text("", digest_of(cx, officer(cx, o.units[2]), cx->today));
	t_text("", digest_of(cx, officer(cx, o.units[3]), cx->today));
	t_has("1 quá hạn", digest_of(cx, officer(cx, o.units[5]), cx->today));
	t_text("", digest_of(cx, mem_text(cx->mem, "auditor-%" PRId64, o.units[0]), cx->today));
	text = digest_of(cx, "specialist-0", cx->today);
	t_has("1 chờ xác nhận", text);
	t_has("Sở B", text);

	t_ok(duty_digest(cx, cx->today, &n));
	t_int(0, n);            /* the same day again: no second one */
	cx->today += 3;
	cx->now_ms += INT64_C(3) * 86400000;
	t_ok(duty_digest(cx, cx->today, &n));
	text = digest_of(cx, officer(cx, o.units[5]), cx->today);
	t_has("1 chậm trong phạm vi chỉ đạo", text);
	t_has("2 đơn vị, quá hạn 1 ngày", text);
	t_has("chờ 3 ngày", digest_of(cx, "specialist-0", cx->today));
}

TEST(duty_digest_leaves_out_what_is_too_much_and_says_how_much)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	const char *text;
	int64_t n;

	for (int i = 0; i < 25; i++) {
		struct duty_thing t = thing_of(100 + i, 100 + i, cx->today - 1 - i);

		t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[0]}}, 1));
	}
	t_ok(user_seed(cx));
	be(cx, "unit_officer", o.units[0]);
	cx->who = &WHO_SYSTEM;
	t_ok(duty_digest(cx, cx->today, &n));
	text = digest_of(cx, officer(cx, o.units[0]), cx->today);
	t_has("25 quá hạn", text);
	t_has("quá hạn 25 ngày", text);
	t_has_not("quá hạn 5 ngày", text);
	t_has("và 5 việc nữa", text);
}

TEST(duty_day_turns_at_midnight_in_viet_nam_whatever_the_servers_clock_says)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, date_of(2024, 3, 5));
	/* 16:59:59.999 and 17:00 UTC of the 5th: a second before midnight, and midnight, in Việt Nam. */
	const int64_t before = INT64_C(1709657999999), after = INT64_C(1709658000000);
	struct ctx then = *cx;
	int64_t n;

	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[0]}}, 1));
	t_ok(user_seed(cx));
	be(cx, "unit_officer", o.units[0]);
	ctx_init(&then, cx->mem, cx->db, before, DATE_NONE);
	t_int(date_of(2024, 3, 5), then.today);
	t_int(DUTY_IS_NOT_BEGUN, group_of(&then, 30).state);
	then.who = &WHO_SYSTEM;
	t_ok(duty_digest(&then, then.today, &n));
	t_has("hạn cuối hôm nay", digest_of(cx, officer(cx, o.units[0]), date_of(2024, 3, 5)));
	ctx_init(&then, cx->mem, cx->db, after, DATE_NONE);
	then.who = &WHO_SYSTEM;
	t_int(date_of(2024, 3, 6), then.today);
	t_int(DUTY_IS_LATE, group_of(&then, 30).state);
	t_ok(duty_digest(&then, then.today, &n));
	t_has("quá hạn 1 ngày", digest_of(cx, officer(cx, o.units[0]), date_of(2024, 3, 6)));
}

TEST(duty_digest_goes_out_at_seven_on_the_next_working_day)
{
	struct ctx *cx = t_ctx();
	struct calendar c;
	int64_t n;
	static const struct {
		int day, hour, minute, next_month, next_day;
	} cases[] = {
		{7, 6, 59, 2, 7},       /* the last working day before Tết */
		{7, 7, 0, 2, 15},       /* after seven: the first one after */
		{10, 12, 0, 2, 15}, {14, 23, 59, 2, 15}, {15, 0, 0, 2, 15}, {16, 8, 0, 2, 19}, {17, 3, 0, 2, 19}};

	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
	t_ok(calendar_load(cx, &c));
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t now = ((int64_t)date_of(2024, 2, cases[i].day) * 24 + cases[i].hour - 7) * 3600000 + cases[i].minute * 60000;

		t_int((int64_t)date_of(2024, cases[i].next_month, cases[i].next_day) * 86400000, duty_digest_next_ms(&c, now));
	}
}

/* The one queued job of that kind. */
static struct job queued(struct ctx *cx, const char *kind)
{
	struct job_list l;
	struct job found = {0};

	t_ok(job_list(cx, "queued", 0, 50, &l));
	for (size_t i = 0; i < l.n; i++) {
		if (!text_is(l.at[i].kind, kind))
			continue;
		t_int(0, found.id);
		found = l.at[i];
	}
	t_true(found.id != 0);
	return found;
}

/* Takes the job that is due next and calls it as the jobs process does. */
static void run_next(struct ctx *cx, const char *kind, err (*fn)(struct ctx *cx, struct job *j))
{
	struct job j;

	t_ok(job_take(cx, &j));
	t_text(kind, j.kind);
	t_ok(fn(cx, &j));
	t_ok(job_done(cx, &j));
}

TEST(duty_jobs_run_and_leave_their_next_run_behind)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today);
	struct notice_list l;
	struct who who;
	int64_t id;

	t_ok(user_seed(cx));
	id = be(cx, "unit_officer", o.units[0]);
	t_true(id > 0);
	cx->who = &WHO_SYSTEM;
	run_next(cx, "unit.changed", duty_spread_job);
	t_ok(duty_daily(cx));
	t_ok(duty_daily(cx));
	t_int((int64_t)(cx->today + 1) * 86400000 - 7 * 3600000, queued(cx, "duty.turn").run_after_ms);
	t_int((int64_t)(cx->today + 1) * 86400000, queued(cx, "duty.digest").run_after_ms);

	cx->now_ms = queued(cx, "duty.turn").run_after_ms;
	cx->today = date_of_ms(cx->now_ms);
	run_next(cx, "duty.turn", duty_turn_job);
	counts_hold(cx);
	t_int((int64_t)(cx->today + 1) * 86400000 - 7 * 3600000, queued(cx, "duty.turn").run_after_ms);

	cx->now_ms = queued(cx, "duty.digest").run_after_ms;
	run_next(cx, "duty.digest", duty_digest_job);
	t_ok(user_who_as(cx, officer(cx, o.units[0]), &who));
	cx->who = &who;
	t_ok(notice_list(cx, false, 0, 10, &l));
	t_int(1, l.n);
	cx->who = &WHO_SYSTEM;
	t_int((int64_t)(cx->today + 1) * 86400000, queued(cx, "duty.digest").run_after_ms);

	/* Saturday: it comes by mistake, tells nobody, and comes again on Monday. */
	cx->today = date_of(2024, 3, 9);
	cx->now_ms = (int64_t)cx->today * 86400000;
	run_next(cx, "duty.turn", duty_turn_job);
	run_next(cx, "duty.digest", duty_digest_job);
	t_int((int64_t)date_of(2024, 3, 11) * 86400000, queued(cx, "duty.digest").run_after_ms);
	t_ok(user_who_as(cx, officer(cx, o.units[0]), &who));
	cx->who = &who;
	t_ok(notice_list(cx, false, 0, 10, &l));
	t_int(1, l.n);
}

TEST(duty_dated_are_a_persons_own_between_two_days)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty_thing later = thing_of(4, 40, cx->today + 30), undated = thing_of(5, 50, DATE_NONE);
	struct duty_target all = {.class_id = o.class_id};
	struct duties l;
	int64_t id;

	t_ok(duty_oblige(cx, &later, &all, 1));
	t_ok(duty_oblige(cx, &undated, &all, 1));
	t_ok(user_seed(cx));
	id = be(cx, "unit_officer", o.units[0]);
	t_ok(duty_dated(cx, id, cx->today, cx->today + 10, 100, &l));
	t_int(1, l.n);
	t_int(o.units[0], l.at[0].unit_id);
	t_ok(duty_dated(cx, id, cx->today, cx->today + 30, 100, &l));
	t_int(2, l.n);
	t_ok(duty_dated(cx, id, cx->today, cx->today + 30, 1, &l));
	t_int(1, l.n);
	t_ok(duty_dated(cx, 999, cx->today, cx->today + 30, 100, &l));
	t_int(0, l.n);
}
