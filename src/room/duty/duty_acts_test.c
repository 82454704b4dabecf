/* room/duty/duty_acts_test.c -- reports and what becomes of them; lists and counts; and that the kept counts hold after any
 * sequence of acts, whatever days pass. */
#include "tests/t.h"

#include "room/duty/duty_test.h"

#include "base/text.h"
#include "db/db.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

struct office everyone_by(struct ctx *cx, int64_t object, date good_day)
{
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(object / 10, object, good_day);

	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.class_id = o.class_id}}, 1));
	return o;
}

struct duty_report_in report_in(const struct duty *d, int percent)
{
	return (struct duty_report_in){.duty_id = d->id, .version = d->version, .text = "Đã gửi văn bản triển khai.",
	                               .percent = percent};
}

void report(struct ctx *cx, int64_t object, int64_t unit_id, int percent)
{
	struct duty d = duty_at(cx, object, unit_id);
	int64_t id;

	t_ok(duty_report(cx, report_in(&d, percent), &id));
}

TEST(duty_is_reported_confirmed_and_done_in_time)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today);
	struct duty d;
	struct duty_view v;

	report(cx, 30, o.units[0], 40);
	d = duty_at(cx, 30, o.units[0]);
	t_int(DUTY_IS_REPORTED, d.state);
	t_int(DUTY_PARTIAL, d.phase);
	t_int(40, d.percent);
	t_int(cx->now_ms, d.waits_ms);
	t_ok(duty_confirm(cx, d.id, d.version, "Tốt"));
	d = duty_at(cx, 30, o.units[0]);
	t_int(DUTY_IS_UNDER_WAY, d.state);
	t_int(0, d.waits_ms);
	counts_hold(cx);
	report(cx, 30, o.units[0], 100);
	cx->today += 3;         /* the board takes its time */
	d = duty_at(cx, 30, o.units[0]);
	t_int(DUTY_IS_REPORTED, d.state);
	t_int(DUTY_IS_LATE, duty_at(cx, 30, o.units[1]).state);
	counts_hold(cx);
	t_ok(duty_confirm(cx, d.id, d.version, ""));
	t_ok(duty_get(cx, d.id, &v));
	t_int(DUTY_IS_DONE, v.duty.state);
	t_int(2, v.reports.n);
	t_text("confirmed", v.reports.at[1].state);
	t_text("Tốt", v.reports.at[1].answer);
	t_int(cx->today - 3, v.duty.told_day);
	t_false(v.may_report);
	counts_hold(cx);
}

TEST(duty_reported_late_is_late_until_confirmed_and_then_done_late)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today - 1);
	struct duty d;

	report(cx, 30, o.units[0], 100);
	d = duty_at(cx, 30, o.units[0]);
	t_int(DUTY_IS_LATE, d.state);
	t_int(-1, d.days_left);
	t_ok(duty_confirm(cx, d.id, d.version, ""));
	t_int(DUTY_IS_DONE_LATE, duty_at(cx, 30, o.units[0]).state);
	counts_hold(cx);
}

TEST(duty_group_is_done_when_every_unit_is)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today);
	struct duty_thing then = thing_of(4, 40, cx->today + 30);

	t_ok(duty_oblige(cx, &then, (struct duty_target[]){{.class_id = o.class_id}}, 1));
	t_ok(duty_wait(cx, "plan", 40, (int64_t[]){30}, 1));
	for (int i = 0; i < OFFICE_UNITS; i++) {
		struct duty d;

		t_int(DUTY_IS_WAITING, duty_at(cx, 40, o.units[i]).state);
		t_int(i == 0 ? DUTY_IS_NOT_BEGUN : DUTY_IS_UNDER_WAY, group_of(cx, 30).state);
		report(cx, 30, o.units[i], 100);
		t_int(DUTY_IS_REPORTED, group_of(cx, 30).state);
		d = duty_at(cx, 30, o.units[i]);
		t_ok(duty_confirm(cx, d.id, d.version, ""));
		counts_hold(cx);
	}
	t_int(DUTY_IS_DONE, group_of(cx, 30).state);
	t_int(cx->today, group_of(cx, 30).done_day);
	t_int(DUTY_IS_NOT_BEGUN, group_of(cx, 40).state);
	t_int(DUTY_IS_NOT_BEGUN, duty_at(cx, 40, o.units[0]).state);
	t_ok(duty_reopen(cx, duty_at(cx, 30, o.units[2]).id, duty_at(cx, 30, o.units[2]).version, "Thiếu phụ lục"));
	t_int(DUTY_IS_UNDER_WAY, group_of(cx, 30).state);
	t_int(DATE_NONE, group_of(cx, 30).done_day);
	t_int(DUTY_IS_WAITING, group_of(cx, 40).state);
	counts_hold(cx);
}

/* How many of a unit's duties the filter of returned ones lists. */
static int64_t returned_n(struct ctx *cx, int64_t unit_id)
{
	struct duty_filter f = {.room = "", .unit_id = unit_id, .state = DUTY_STATE_N, .q = "", .page = 1, .only_returned = true};
	struct duties l;

	t_ok(duty_list(cx, &f, &l));
	t_int(l.total, l.n);
	return l.total;
}

TEST(duty_returned_falls_back_to_what_was_confirmed)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty d;
	struct duty_view v;

	report(cx, 30, o.units[0], 100);
	d = duty_at(cx, 30, o.units[0]);
	t_err(ERR_INVALID, duty_return(cx, d.id, d.version, " "));
	t_fault(cx, "answer");
	faults_init(&cx->faults, cx->mem);
	t_ok(duty_return(cx, d.id, d.version, "Chưa có minh chứng"));
	d = duty_at(cx, 30, o.units[0]);
	t_int(DUTY_IS_UNDER_WAY, d.state);
	t_int(0, d.percent);
	t_int(DATE_NONE, d.told_day);
	t_int(1, returned_n(cx, o.units[0]));
	t_int(0, returned_n(cx, o.units[1]));
	t_err(ERR_STATE, duty_return(cx, d.id, d.version, "Lần nữa"));
	t_err(ERR_STATE, duty_confirm(cx, d.id, d.version, ""));
	report(cx, 30, o.units[0], 60);
	t_int(0, returned_n(cx, o.units[0]));
	d = duty_at(cx, 30, o.units[0]);
	t_ok(duty_confirm(cx, d.id, d.version, ""));
	report(cx, 30, o.units[0], 80);
	d = duty_at(cx, 30, o.units[0]);
	t_ok(duty_report_withdraw(cx, d.id, d.version));
	t_ok(duty_get(cx, d.id, &v));
	t_int(60, v.duty.percent);
	t_int(DUTY_BEGUN, v.duty.phase);
	t_text("withdrawn", v.reports.at[0].state);
	t_text("confirmed", v.reports.at[1].state);
	t_text("returned", v.reports.at[2].state);
	counts_hold(cx);
}

TEST(duty_report_that_still_waits_is_replaced_and_kept)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, DATE_NONE);
	struct duty_view v;

	report(cx, 30, o.units[0], 100);
	report(cx, 30, o.units[0], 50);
	t_ok(duty_get(cx, duty_at(cx, 30, o.units[0]).id, &v));
	t_int(DUTY_PARTIAL, v.duty.phase);
	t_int(DATE_NONE, v.duty.told_day);
	t_text("waiting", v.reports.at[0].state);
	t_text("withdrawn", v.reports.at[1].state);
	t_ok(duty_report_withdraw(cx, v.duty.id, v.duty.version));
	t_int(DUTY_IS_NOT_BEGUN, duty_at(cx, 30, o.units[0]).state);
	counts_hold(cx);
}

TEST(duty_stopped_by_a_paper_is_never_late_and_takes_no_report)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today - 10);
	struct duty d = duty_at(cx, 30, o.units[0]);
	struct duty_view v;
	int64_t id;

	t_int(DUTY_IS_LATE, d.state);
	t_err(ERR_INVALID, duty_suspend(cx, d.id, d.version, ""));
	faults_init(&cx->faults, cx->mem);
	t_ok(duty_suspend(cx, d.id, d.version, "Công văn số 12"));
	d = duty_at(cx, 30, o.units[0]);
	t_int(DUTY_IS_SUSPENDED, d.state);
	t_text("Công văn số 12", d.suspend_paper);
	t_int(DUTY_IS_LATE, group_of(cx, 30).state);
	t_err(ERR_STATE, duty_report(cx, report_in(&d, 50), &id));
	t_err(ERR_STATE, duty_suspend(cx, d.id, d.version, "Công văn số 13"));
	counts_hold(cx);
	t_ok(duty_resume(cx, d.id, d.version, "Công văn số 14"));
	t_ok(duty_get(cx, d.id, &v));
	t_int(DUTY_IS_LATE, v.duty.state);
	t_int(2, v.events.n);
	t_text("resume", v.events.at[0].kind);
	t_err(ERR_STATE, duty_resume(cx, v.duty.id, v.duty.version, "Công văn số 15"));
	counts_hold(cx);
}

TEST(duty_second_person_is_told_and_nothing_is_overwritten)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty seen = duty_at(cx, 30, o.units[0]);
	const char *words;
	struct duty_view v;
	int64_t id;

	report(cx, 30, o.units[0], 70);
	t_err(ERR_STALE, duty_report(cx, report_in(&seen, 20), &id));
	t_err(ERR_STALE, duty_confirm(cx, seen.id, seen.version, ""));
	t_err(ERR_STALE, duty_suspend(cx, seen.id, seen.version, "Công văn số 1"));
	t_ok(duty_changed(cx, seen.id, &words));
	t_has("Hệ thống", words);
	t_has("Gửi báo cáo kết quả thực hiện", words);
	t_ok(duty_get(cx, seen.id, &v));
	t_int(1, v.reports.n);
	t_int(70, v.duty.percent);
}

TEST(duty_report_says_everything_that_is_wrong_at_once)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty d = duty_at(cx, 30, o.units[0]);
	struct duty_report_in in = report_in(&d, 101);
	struct duty_view v;
	int64_t id;

	in.text = "  ";
	t_err(ERR_INVALID, duty_report(cx, in, &id));
	t_fault(cx, "text");
	t_fault(cx, "percent");
	t_ok(duty_get(cx, d.id, &v));
	t_int(0, v.reports.n);
	t_int(d.version, v.duty.version);
}

/* ---- evidence ----------------------------------------------------------------------------------------------------------- */

static int64_t take(struct ctx *cx, const char *name, const char *bytes, size_t n)
{
	int64_t id;

	t_ok(file_take(cx, t_file("in", bytes, n), name, "evidence", &id));
	return id;
}

TEST(duty_evidence_is_kept_with_its_report)
{
	static const char pdf[] = "%PDF-1.7\n1 0 obj\n%%EOF\n", png[] = "\x89PNG\r\n\x1a\n....IEND\xae\x42\x60\x82",
	                  jpeg[] = "\xff\xd8\xff\xe0....\xff\xd9";
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty d = duty_at(cx, 30, o.units[0]);
	struct duty_report_in in = report_in(&d, 100);
	int64_t files[] = {take(cx, "Báo cáo.pdf", pdf, sizeof pdf - 1), take(cx, "ảnh.png", png, sizeof png - 1),
	                   take(cx, "ảnh.jpg", jpeg, sizeof jpeg - 1)};
	struct duty_view v;
	int64_t id;

	in.file_ids = files;
	in.files_n = COUNT(files);
	t_ok(duty_report(cx, in, &id));
	t_ok(duty_get(cx, d.id, &v));
	t_int(3, v.reports.at[0].files_n);
	t_text("Báo cáo.pdf", v.reports.at[0].files[0].name);
	t_text("ảnh.jpg", v.reports.at[0].files[2].name);
}

static void refuse(struct ctx *cx, const struct duty *d, int64_t file_id, const char *words)
{
	struct duty_report_in in = report_in(d, 100);
	struct duty_view v;
	int64_t id;

	in.file_ids = &file_id;
	in.files_n = 1;
	t_err(ERR_INVALID, duty_report(cx, in, &id));
	t_has(words, faults_of(&cx->faults, "evidence"));
	faults_init(&cx->faults, cx->mem);
	t_ok(duty_get(cx, d->id, &v));
	t_int(0, v.reports.n);
	t_int(d->version, v.duty.version);
}

TEST(duty_evidence_of_a_wrong_kind_or_cut_off_is_refused_and_nothing_kept)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty d = duty_at(cx, 30, o.units[0]);
	struct view whole;
	char *large;

	refuse(cx, &d, take(cx, "chay.exe", "MZ\x90\0\3", 5), "không thuộc loại");
	refuse(cx, &d, take(cx, "ghi chú.txt", "xin chào", 9), "không thuộc loại");
	refuse(cx, &d, take(cx, "a.pdf", "%PDF-1.7\n1 0 obj\n", 17), "thiếu phần cuối");
	refuse(cx, &d, take(cx, "a.png", "\x89PNG\r\n\x1a\n....", 12), "thiếu phần cuối");
	refuse(cx, &d, take(cx, "a.jpg", "\xff\xd8\xff\xe0....", 8), "thiếu phần cuối");
	whole = (struct view){t_source("tests/files/ha-noi-2024.docx"), 0};
	refuse(cx, &d, take(cx, "a.docx", whole.p, 3000), "thiếu phần cuối");
	large = mem_alloc(cx->mem, DUTY_FILE_BYTES_MAX + 64);
	memcpy(large, "%PDF-1.7\n", 9);
	memcpy(large + DUTY_FILE_BYTES_MAX + 50, "%%EOF\n", 6);
	refuse(cx, &d, take(cx, "a.pdf", large, DUTY_FILE_BYTES_MAX + 64), "quá lớn");
	counts_hold(cx);
}

TEST(duty_report_takes_ten_files_and_no_more)
{
	static const char pdf[] = "%PDF-1.7\n%%EOF\n";
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty d = duty_at(cx, 30, o.units[0]);
	struct duty_report_in in = report_in(&d, 100);
	int64_t files[DUTY_FILES_MAX + 1], id;

	for (size_t i = 0; i < COUNT(files); i++)
		files[i] = take(cx, "a.pdf", pdf, sizeof pdf - 1);
	in.file_ids = files;
	in.files_n = COUNT(files);
	t_err(ERR_INVALID, duty_report(cx, in, &id));
	t_fault(cx, "evidence");
	faults_init(&cx->faults, cx->mem);
	in.files_n--;
	t_ok(duty_report(cx, in, &id));
}

/* ---- rights --------------------------------------------------------------------------------------------------------------- */

int64_t be(struct ctx *cx, const char *role, int64_t unit_id)
{
	const char *login = mem_text(cx->mem, "%s-%" PRId64, role, unit_id);
	struct who *who = mem_new(cx->mem, struct who, 1);
	int64_t id;

	cx->who = &WHO_SYSTEM;
	t_ok(user_add(cx, (struct user_put){.login = login, .full_name = login, .unit_id = unit_id, .roles = &role,
	                                    .roles_n = 1}, &id));
	t_ok(user_who_as(cx, login, who));
	cx->who = who;
	return id;
}

TEST(duty_acts_need_their_rights_over_the_unit)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty own = duty_at(cx, 30, o.units[0]), other = duty_at(cx, 30, o.units[1]);
	struct duty_filter f = {.room = "", .state = -1, .q = "", .page = 1};
	struct duties l;
	struct duty_view v;
	struct duty_count c;
	int64_t id;

	t_ok(user_seed(cx));
	be(cx, "unit_officer", o.units[0]);
	t_err(ERR_NOTFOUND, duty_report(cx, report_in(&other, 50), &id));
	t_err(ERR_NOTFOUND, duty_get(cx, other.id, &v));
	t_err(ERR_NOTFOUND, duty_count_one(cx, "plan", 0, o.units[1], &c));
	t_ok(duty_report(cx, report_in(&own, 50), &id));
	t_ok(duty_list(cx, &f, &l));
	t_int(1, l.total);
	t_int(own.id, l.at[0].id);
	t_err(ERR_DENIED, duty_confirm(cx, own.id, l.at[0].version, ""));
	t_err(ERR_DENIED, duty_suspend(cx, own.id, l.at[0].version, "Công văn"));
	t_ok(duty_count_one(cx, "plan", 0, 0, &c));
	t_int(1, c.total);
	be(cx, "specialist", 0);
	t_err(ERR_DENIED, duty_report(cx, report_in(&other, 50), &id));
	t_ok(duty_confirm(cx, own.id, l.at[0].version, ""));
	t_ok(duty_list(cx, &f, &l));
	t_int(OFFICE_UNITS, l.total);
	be(cx, "juror", 0);
	t_err(ERR_DENIED, duty_list(cx, &f, &l));
	t_err(ERR_DENIED, duty_get(cx, own.id, &v));
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, duty_list(cx, &f, &l));
	t_err(ERR_DENIED, duty_count_one(cx, "plan", 0, 0, &c));
}

/* ---- lists ---------------------------------------------------------------------------------------------------------------- */

/* What a list gives must be what looking at every duty gives. */
static void list_holds(struct ctx *cx, const struct duty_filter *f, const struct duties *all)
{
	struct duties l;
	int64_t want = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct duty *d = &all->at[i];
		bool is_near = duty_is_open(d->state) && d->state != DUTY_IS_LATE && d->good_day != DATE_NONE &&
		               d->days_left <= DUTY_NEAR_DAYS && !(d->phase == DUTY_TOLD && d->told_day <= d->good_day);

		want += (f->state == -1 || (int)d->state == f->state || (f->state == DUTY_STATE_N && duty_is_open(d->state))) &&
		        (!f->only_near || is_near) && (f->item_id == 0 || d->item_id == f->item_id) &&
		        (f->parent_id == 0 || d->parent_id == f->parent_id) && (f->unit_id == 0 || d->unit_id == f->unit_id) &&
		        (f->object_id == 0 || d->object_id == f->object_id) &&
		        (*f->q == '\0' || strstr(text_fold(cx->mem, mem_text(cx->mem, "%s %s", d->title, d->unit_name)), f->q) != NULL);
	}
	t_ok(duty_list(cx, f, &l));
	t_int(want, l.total);
	t_int(want, l.n);
	for (size_t i = 1; i < l.n && f->order == DUTY_BY_DAY; i++)
		t_true(l.at[i].state == DUTY_IS_LATE ? l.at[i - 1].state == DUTY_IS_LATE : true);
}

TEST(duty_lists_give_what_looking_at_every_duty_gives)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today - 1);
	struct duty_thing near = thing_of(4, 40, cx->today + 3), far = thing_of(5, 50, DATE_NONE);
	struct duty_target all_units = {.class_id = o.class_id};
	struct duty_filter f = {.room = "plan", .q = "", .page = 1, .per_page = DUTY_LIST_MAX};
	struct duties all;
	static const char *const words[] = {"", "so b", "hop hoi dong", "khong co"};

	near.title = "Mục II.1: Họp Hội đồng";
	near.parent_id = 2;
	t_ok(duty_oblige(cx, &near, &all_units, 1));
	t_ok(duty_oblige(cx, &far, &all_units, 1));
	report(cx, 30, o.units[0], 100);
	report(cx, 40, o.units[1], 50);
	report(cx, 50, o.units[2], 100);
	t_ok(duty_confirm(cx, duty_at(cx, 50, o.units[2]).id, 2, ""));
	t_ok(duty_suspend(cx, duty_at(cx, 40, o.units[3]).id, 1, "Công văn số 5"));
	f.state = -1;
	t_ok(duty_list(cx, &f, &all));
	t_int(3 * OFFICE_UNITS, all.total);
	for (f.state = -1; f.state <= DUTY_STATE_N; f.state++)
		for (size_t w = 0; w < COUNT(words); w++)
			for (int way = 0; way < 6; way++) {
				f.q = words[w];
				f.unit_id = way == 1 ? o.units[1] : 0;
				f.item_id = way == 2 ? 4 : 0;
				f.object_id = way == 3 ? 30 : 0;
				f.parent_id = way == 4 ? 2 : 0;
				f.only_near = way == 5;
				list_holds(cx, &f, &all);
			}
	f = (struct duty_filter){.room = "", .state = -1, .q = "", .page = 1, .order = DUTY_BY_WAIT};
	t_ok(duty_list(cx, &f, &all));
	t_int(2, all.total);
	t_int(2, all.n);
	f = (struct duty_filter){.room = "plan", .state = -1, .q = "", .page = 3, .per_page = 10};
	t_ok(duty_list(cx, &f, &all));
	t_int(18, all.total);
	t_int(0, all.n);
	f.unit_id = o.units[0];
	t_ok(duty_list(cx, &f, &all));
	t_int(3, all.total);
	t_int(0, all.n);
	f.unit_id = 0;
	f.object_id = 99;
	t_ok(duty_list(cx, &f, &all));
	t_int(0, all.total);
	f = (struct duty_filter){.room = "plan", .state = -1, .q = "", .page = 2, .per_page = 4, .object_id = 40,
	                         .order = DUTY_BY_UNIT};
	t_ok(duty_list(cx, &f, &all));
	t_int(2, all.n);
	t_text("Sở F", all.at[1].unit_name);
}

/* ---- any sequence of acts ------------------------------------------------------------------------------------------------- */

enum { THINGS = 5, STEPS = 400 };

static unsigned below(struct ctx *cx, unsigned n)
{
	uint32_t v;

	cx_random(cx, &v, sizeof v);
	return v % n;
}

static void oblige_some(struct ctx *cx, const struct office *o)
{
	int64_t object = 10 * (1 + below(cx, THINGS));
	struct duty_thing t = thing_of(1 + below(cx, 3), object, cx->today + (date)below(cx, 12) - 4);
	struct duty_target targets[3];
	size_t n = 0;

	if (below(cx, 5) == 0)
		t.good_day = DATE_NONE;
	t.parent_id = 1 + below(cx, 2);
	if (below(cx, 2) == 0)
		targets[n++] = (struct duty_target){.class_id = o->class_id, .part = below(cx, 4) == 0};
	while (n < COUNT(targets) && below(cx, 3) > 0)
		targets[n++] = (struct duty_target){.unit_id = o->units[below(cx, OFFICE_UNITS)], .part = below(cx, 3) == 0};
	t_ok(duty_oblige(cx, &t, targets, n));
}

/* What an act may answer when it meets any duty whatever. */
static void any_of(struct ctx *cx, err e)
{
	if (e != ERR_STATE && e != ERR_NOTFOUND)
		t_ok(e);
	faults_init(&cx->faults, cx->mem);
}

static void act_on_one(struct ctx *cx, const struct duty *d)
{
	int64_t id;

	switch (below(cx, 8)) {
	case 0:
	case 1:
		any_of(cx, duty_report(cx, report_in(d, below(cx, 2) == 0 ? 100 : 1 + (int)below(cx, 99)), &id));
		break;
	case 2: any_of(cx, duty_report_withdraw(cx, d->id, d->version)); break;
	case 3: any_of(cx, duty_return(cx, d->id, d->version, "Thiếu")); break;
	case 4: any_of(cx, duty_reopen(cx, d->id, d->version, "Sai")); break;
	case 5: any_of(cx, duty_suspend(cx, d->id, d->version, "Công văn số 1")); break;
	case 6: any_of(cx, duty_resume(cx, d->id, d->version, "Công văn số 2")); break;
	default: any_of(cx, duty_confirm(cx, d->id, d->version, "")); break;
	}
}

/* A unit more in the class's kind, one fewer, or two that become one; then everything is spread anew. */
static void units_change(struct ctx *cx, const struct office *o)
{
	int64_t some = o->units[below(cx, OFFICE_UNITS)], other = o->units[below(cx, OFFICE_UNITS)], id, n;
	const char *name = mem_text(cx->mem, "Sở mới %" PRId64, cx->now_ms);
	struct unit_act_in in = {.id = some, .day = cx->today, .paper = "Quyết định số 1", .note = ""};
	struct unit u;

	t_ok(unit_get(cx, some, &u));
	in.version = u.version;
	switch (below(cx, 3)) {
	case 0:
		t_ok(unit_add(cx, (struct unit_add){.code = "", .name = name, .short_name = "", .kind = "so", .paper = "",
		                                    .from = DATE_NONE}, &id));
		break;
	case 1:
		if (some != other && unit_merge(cx, in, other) != OK)
			faults_init(&cx->faults, cx->mem);
		break;
	default:
		if (below(cx, 3) == 0 && unit_close(cx, in) != OK)
			faults_init(&cx->faults, cx->mem);
		break;
	}
	t_ok(duty_spread_all(cx, &n));
	t_ok(duty_spread_all(cx, &n));
	t_int(0, n);
}

static void act_on_many(struct ctx *cx, const struct office *o)
{
	int64_t object = 10 * (1 + below(cx, THINGS)), item = 1 + below(cx, 3);
	int64_t on[] = {10 * (1 + below(cx, THINGS)), 10 * (1 + below(cx, THINGS))};

	switch (below(cx, 8)) {
	case 0:
	case 1: oblige_some(cx, o); break;
	case 7: units_change(cx, o); break;
	case 2: any_of(cx, duty_release(cx, "plan", object)); break;
	case 3: any_of(cx, duty_wait(cx, "plan", object, on, below(cx, 3))); break;
	case 4: any_of(cx, duty_item_suspend(cx, "plan", item, "Công văn số 3")); break;
	case 5: any_of(cx, duty_item_resume(cx, "plan", item, "Công văn số 4")); break;
	default: any_of(cx, duty_turn(cx, cx->today)); break;
	}
}

TEST(duty_counts_equal_a_recount_after_any_sequence_of_acts_and_days)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_filter f = {.room = "plan", .state = -1, .q = "", .page = 1, .per_page = DUTY_LIST_MAX};

	cx->chance = 20240305;
	for (int i = 0; i < THINGS; i++)
		oblige_some(cx, &o);
	for (int step = 0; step < STEPS; step++) {
		struct duties l;

		t_ok(duty_list(cx, &f, &l));
		if (below(cx, 4) == 0 || l.n == 0)
			act_on_many(cx, &o);
		else
			act_on_one(cx, &l.at[below(cx, (unsigned)l.n)]);
		cx->now_ms++;
		if (below(cx, 12) == 0)
			cx->today += (date)below(cx, 3);
		if (step % 4 == 0)
			counts_hold(cx);
	}
	counts_hold(cx);
}
