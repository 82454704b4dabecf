/* room/duty/duty_units_test.c -- duties follow units that come, merge, split and close; people follow units; urging. */
#include "tests/t.h"

#include "room/duty/duty_test.h"

#include "base/text.h"
#include "room/job/job.h"
#include "room/notice/notice.h"
#include "room/unit/unit.h"
#include "room/user/user.h"

static struct unit_act_in act_on(struct ctx *cx, int64_t unit_id)
{
	struct unit u;

	t_ok(unit_get(cx, unit_id, &u));
	return (struct unit_act_in){.id = unit_id, .version = u.version, .day = cx->today, .paper = "Quyết định số 9", .note = ""};
}

static void spread(struct ctx *cx, int64_t want)
{
	int64_t n;

	t_ok(duty_spread_all(cx, &n));
	t_int(want, n);
	counts_hold(cx);
	t_ok(duty_spread_all(cx, &n));
	t_int(0, n);
}

TEST(duty_reaches_a_unit_that_comes_later)
{
	struct ctx *cx = t_ctx();
	int64_t id;

	everyone_by(cx, 30, cx->today + 5);
	spread(cx, 0);
	t_ok(unit_add(cx, (struct unit_add){.code = "", .name = "Sở mới", .short_name = "", .kind = "so", .paper = "",
	                                    .from = DATE_NONE}, &id));
	spread(cx, 1);
	t_int(OFFICE_UNITS + 1, group_of(cx, 30).units_n);
	t_int(DUTY_IS_NOT_BEGUN, duty_at(cx, 30, id).state);
}

TEST(duty_leaves_a_unit_that_left_the_class_unless_it_reported)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, cx->today + 5);
	int64_t class_id;

	t_ok(unit_class_add(cx, "BA-SO", "Ba sở", "", &class_id));
	for (int i = 0; i < 3; i++)
		t_ok(unit_class_put(cx, class_id, o.units[i], ""));
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.class_id = class_id}}, 1));
	report(cx, 30, o.units[0], 50);
	t_ok(unit_class_drop(cx, class_id, o.units[0], ""));
	t_ok(unit_class_drop(cx, class_id, o.units[1], ""));
	spread(cx, 1);
	t_int(2, group_of(cx, 30).units_n);
	t_true(duty_at(cx, 30, o.units[0]).is_no_longer_meant);
	t_false(duty_at(cx, 30, o.units[2]).is_no_longer_meant);
	t_ok(unit_class_put(cx, class_id, o.units[0], ""));
	t_ok(unit_class_put(cx, class_id, o.units[1], ""));
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.class_id = class_id}}, 1));
	t_int(3, group_of(cx, 30).units_n);
	t_false(duty_at(cx, 30, o.units[0]).is_no_longer_meant);
	counts_hold(cx);
}

TEST(duty_of_a_merged_unit_passes_on_with_its_reports)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, cx->today + 5);
	struct duty_target only = {.unit_id = o.units[0]};
	struct duty_view v;

	t_ok(duty_oblige(cx, &t, &only, 1));
	report(cx, 30, o.units[0], 50);
	t_ok(unit_merge(cx, act_on(cx, o.units[0]), o.units[1]));
	spread(cx, 1);
	t_ok(duty_get(cx, duty_at(cx, 30, o.units[1]).id, &v));
	t_true(v.duty.is_passed_on);
	t_text("Sở A", v.duty.from_unit_name);
	t_int(1, v.reports.n);
	t_text("pass_on", v.events.at[0].kind);
	/* The plan says the old unit again: it means the one that came after. */
	t_ok(duty_oblige(cx, &t, &only, 1));
	t_int(1, group_of(cx, 30).units_n);
	t_int(v.duty.id, duty_at(cx, 30, o.units[1]).id);
	counts_hold(cx);
}

TEST(duty_of_a_merged_unit_ends_where_the_other_has_its_own)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty_thing then = thing_of(4, 40, cx->today + 9);
	int64_t ended, done;
	struct duty_view v;
	struct duty d;

	t_ok(duty_oblige(cx, &then, (struct duty_target[]){{.class_id = o.class_id}}, 1));
	report(cx, 30, o.units[0], 50);
	ended = duty_at(cx, 30, o.units[0]).id;
	report(cx, 40, o.units[0], 100);
	d = duty_at(cx, 40, o.units[0]);
	done = d.id;
	t_ok(duty_confirm(cx, d.id, d.version, ""));
	t_ok(unit_merge(cx, act_on(cx, o.units[0]), o.units[1]));
	spread(cx, 1);
	t_int(OFFICE_UNITS - 1, group_of(cx, 30).units_n);
	t_ok(duty_get(cx, ended, &v));
	t_true(v.duty.has_ended);
	t_int(1, v.reports.n);
	t_false(v.may_report);
	t_err(ERR_STATE, duty_confirm(cx, ended, v.duty.version, ""));
	t_ok(duty_get(cx, done, &v));
	t_false(v.duty.has_ended);
	t_int(DUTY_IS_DONE, v.duty.state);
	t_int(OFFICE_UNITS, group_of(cx, 40).units_n);
}

TEST(duty_of_a_split_unit_goes_to_the_first_and_of_a_closed_one_ends)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, cx->today + 5);
	struct duty_view v;

	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[0]}, {.unit_id = o.units[3]}}, 2));
	t_ok(unit_split(cx, act_on(cx, o.units[0]), (int64_t[]){o.units[1], o.units[2]}, 2));
	t_ok(unit_close(cx, act_on(cx, o.units[3])));
	spread(cx, 1);
	t_int(1, group_of(cx, 30).units_n);
	t_ok(duty_get(cx, duty_at(cx, 30, o.units[1]).id, &v));
	t_has("Chia tách", v.events.at[0].text);
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[3]}}, 1));
	t_int(1, group_of(cx, 30).units_n);
	counts_hold(cx);
}

TEST(unit_acts_leave_the_job_that_spreads)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct job_list l;

	t_ok(job_list(cx, "queued", 0, 10, &l));
	t_int(1, l.n);          /* all acts together */
	t_text("unit.changed", l.at[0].kind);
	t_ok(unit_merge(cx, act_on(cx, o.units[0]), o.units[1]));
	t_ok(job_list(cx, "queued", 0, 10, &l));
	t_int(1, l.n);
}

/* ---- who follows ------------------------------------------------------------------------------------------------------------ */

TEST(duty_followed_units_come_first_and_are_seen_beyond_ones_reach)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty_filter f = {.room = "", .state = -1, .q = "", .page = 1, .per_page = 2};
	struct duty_counts counts;
	struct duty_follows follows;
	struct duties l;
	int64_t officer, member, id;
	struct duty_view v;

	t_ok(user_seed(cx));
	officer = be(cx, "specialist", 0);
	t_err(ERR_DENIED, duty_follow_put(cx, (struct duty_follow){.user_id = officer, .unit_id = o.units[4]}, &id));
	member = be(cx, "council_member", 0);
	t_ok(duty_list(cx, &f, &l));
	t_int(0, l.total);
	be(cx, "board_head", 0);
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = officer, .unit_id = o.units[4]}, &id));
	t_err(ERR_TAKEN, duty_follow_put(cx, (struct duty_follow){.user_id = officer, .unit_id = o.units[4]}, &id));
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = officer, .unit_id = o.units[5]}, &id));
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = member, .unit_id = o.units[2]}, &id));
	t_err(ERR_INVALID, duty_follow_put(cx, (struct duty_follow){.user_id = 9999}, &id));
	t_fault(cx, "user");
	t_fault(cx, "unit");
	faults_init(&cx->faults, cx->mem);
	t_ok(duty_follow_list(cx, 0, &follows));
	t_int(3, follows.n);

	cx->who = &WHO_SYSTEM;
	struct who who;

	t_ok(user_who_as(cx, "specialist-0", &who));
	cx->who = &who;
	t_ok(duty_list(cx, &f, &l));
	t_int(OFFICE_UNITS, l.total);
	t_text("Sở E", l.at[0].unit_name);
	t_text("Sở F", l.at[1].unit_name);
	t_true(l.at[0].is_followed);
	f.page = 2;
	t_ok(duty_list(cx, &f, &l));
	t_text("Sở A", l.at[0].unit_name);
	t_false(l.at[0].is_followed);
	f.page = 3;
	t_ok(duty_list(cx, &f, &l));
	t_int(2, l.n);
	t_text("Sở D", l.at[1].unit_name);
	f.page = 1;
	f.only_followed = true;
	t_ok(duty_list(cx, &f, &l));
	t_int(2, l.total);
	t_ok(duty_count_units(cx, "plan", 0, 1, 10, &counts));
	t_text("Sở E", counts.at[0].unit_name);
	t_true(counts.at[1].is_followed);
	t_false(counts.at[2].is_followed);

	t_ok(user_who_as(cx, "council_member-0", &who));
	f.only_followed = false;
	t_ok(duty_list(cx, &f, &l));
	t_int(1, l.total);
	t_ok(duty_get(cx, l.at[0].id, &v));
	t_ok(duty_follow_list(cx, member, &follows));
	t_int(1, follows.n);
	t_err(ERR_DENIED, duty_follow_list(cx, officer, &follows));
	cx->who = &WHO_SYSTEM;
	t_ok(duty_follow_end(cx, id));
	t_ok(user_who_as(cx, "council_member-0", &who));
	cx->who = &who;
	t_ok(duty_list(cx, &f, &l));
	t_int(0, l.total);
	t_err(ERR_NOTFOUND, duty_get(cx, v.duty.id, &v));
}

TEST(duty_following_a_class_follows_its_units_as_they_change)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today + 5);
	struct duty_filter f = {.room = "", .state = -1, .q = "", .page = 1, .only_followed = true};
	struct duty_follows follows;
	struct duties l;
	struct who who;
	int64_t officer, id, n;

	t_ok(user_seed(cx));
	officer = be(cx, "specialist", 0);
	cx->who = &WHO_SYSTEM;
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = officer, .class_id = o.class_id}, &id));
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = officer, .unit_id = o.units[0]}, &id));
	t_ok(unit_merge(cx, act_on(cx, o.units[0]), o.units[1]));
	t_ok(unit_add(cx, (struct unit_add){.code = "", .name = "Sở mới", .short_name = "", .kind = "so", .paper = "",
	                                    .from = DATE_NONE}, &id));
	t_ok(duty_spread_all(cx, &n));
	t_ok(duty_follow_list(cx, officer, &follows));
	t_int(2, follows.n);
	t_text("Các sở", follows.at[0].name);
	t_int(OFFICE_UNITS, follows.at[0].units_n);
	t_text("Sở B", follows.at[1].name);
	t_ok(user_who_as(cx, "specialist-0", &who));
	cx->who = &who;
	t_ok(duty_list(cx, &f, &l));
	t_int(OFFICE_UNITS, l.total);
}

/* ---- urging ------------------------------------------------------------------------------------------------------------------ */

/* What waits in the inbox of whoever is signed in. */
static struct notice_list inbox(struct ctx *cx)
{
	struct notice_list l;

	t_ok(notice_list(cx, false, 0, 50, &l));
	return l;
}

TEST(duty_urging_reaches_only_those_who_have_not)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today - 2);
	struct duty d;
	struct duty_view v;
	struct who who;
	int64_t n;

	t_ok(user_seed(cx));
	be(cx, "unit_officer", o.units[0]);
	be(cx, "unit_officer", o.units[1]);
	be(cx, "unit_head", o.units[1]);
	cx->who = &WHO_SYSTEM;
	report(cx, 30, o.units[0], 50);
	d = duty_at(cx, 30, o.units[2]);
	t_ok(duty_suspend(cx, d.id, d.version, "Công văn số 1"));
	report(cx, 30, o.units[3], 100);
	d = duty_at(cx, 30, o.units[3]);
	t_ok(duty_confirm(cx, d.id, d.version, ""));
	be(cx, "specialist", 0);
	t_ok(duty_urge_group(cx, group_of(cx, 30).id, "", false, &n));
	t_int(3, n);
	t_ok(duty_get(cx, duty_at(cx, 30, o.units[1]).id, &v));
	t_int(1, v.urges.n);
	t_text("urge", v.urges.at[0].kind);
	t_has("quá hạn 2 ngày", v.urges.at[0].text);
	t_text("Đã đôn đốc 1 lần, gần nhất 05/03/2024 (specialist-0)", v.duty.urged_words);
	t_int(1, v.duty.version);       /* a report that is being written meanwhile is not stale */
	t_text("", duty_at(cx, 30, o.units[0]).urged_words);
	t_ok(user_who_as(cx, mem_text(cx->mem, "unit_officer-%" PRId64, o.units[1]), &who));
	cx->who = &who;
	t_int(1, inbox(cx).n);
	t_text(mem_text(cx->mem, "/duty/%" PRId64, v.duty.id), inbox(cx).at[0].path);
	t_ok(user_who_as(cx, mem_text(cx->mem, "unit_head-%" PRId64, o.units[1]), &who));
	t_int(1, inbox(cx).n);
	t_ok(user_who_as(cx, mem_text(cx->mem, "unit_officer-%" PRId64, o.units[0]), &who));
	t_int(0, inbox(cx).n);
	t_err(ERR_DENIED, duty_urge_group(cx, v.group.id, "", false, &n));
}

TEST(duty_escalation_tells_who_directs_and_is_on_record)
{
	struct ctx *cx = t_ctx();
	struct office o = office_of(cx);
	struct duty_thing t = thing_of(3, 30, cx->today - 2);
	struct duty_view v;
	struct who who;
	int64_t id, n;

	t.direct_unit_id = o.units[5];
	t_ok(duty_oblige(cx, &t, (struct duty_target[]){{.unit_id = o.units[0]}}, 1));
	t_ok(user_seed(cx));
	be(cx, "unit_head", o.units[5]);
	be(cx, "specialist", 0);
	id = duty_at(cx, 30, o.units[0]).id;
	t_ok(duty_urge(cx, (struct duty_urge_in){.duty_ids = (int64_t[]){id, id}, .n = 2, .text = "Đề nghị báo cáo ngay.",
	                                         .escalates = true}, &n));
	t_int(1, n);
	t_ok(duty_get(cx, id, &v));
	t_int(1, v.urges.n);
	t_text("escalate", v.urges.at[0].kind);
	t_text("Sở A; Sở F", v.urges.at[0].to_name);
	t_ok(user_who_as(cx, mem_text(cx->mem, "unit_head-%" PRId64, o.units[5]), &who));
	cx->who = &who;
	t_int(1, inbox(cx).n);
	t_has("Sở A", inbox(cx).at[0].subject);
}

TEST(duty_urging_nobody_is_refused_in_words)
{
	struct ctx *cx = t_ctx();
	struct office o = everyone_by(cx, 30, cx->today);
	struct duty d;
	int64_t n;

	for (int i = 0; i < OFFICE_UNITS; i++)
		report(cx, 30, o.units[i], 100);
	t_err(ERR_INVALID, duty_urge_group(cx, group_of(cx, 30).id, "", false, &n));
	t_fault(cx, "ids");
	faults_init(&cx->faults, cx->mem);
	d = duty_at(cx, 30, o.units[0]);
	t_err(ERR_INVALID, duty_urge(cx, (struct duty_urge_in){.duty_ids = &d.id, .n = 1, .text = ""}, &n));
	t_fault(cx, "ids");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, duty_urge(cx, (struct duty_urge_in){.text = ""}, &n));
}
