/* room/plan/plan_next_test.c -- the plan of 2025 drafted from that of 2024: what recurs, what is flagged, what is kept. */
#include "room/plan/plan_next.h"

#include "base/text.h"
#include "room/plan/plan_amend.h"
#include "room/plan/plan_test.h"
#include "room/unit/unit.h"
#include "tests/t.h"

static int64_t seed(struct ctx *cx)
{
	load_office(cx);
	return take_seed(cx);
}

/* The task of the draft at a place; its index. */
static size_t at(const struct plan_next *v, int appendix, const char *section, int no)
{
	for (size_t i = 0; i < v->doc.tasks.n; i++)
		if (v->doc.tasks.at[i].appendix == appendix && v->doc.tasks.at[i].no == no &&
		    (*section == '\0' || text_is(v->doc.tasks.at[i].section, section)))
			return i;
	t_true(false);
	return 0;
}

TEST(plan_next_carries_over_what_recurs_and_flags_what_is_of_one_year)
{
	/* Numbers of the tasks of Phụ lục 1 that name a paper, a jubilee, a volume or a scheme. */
	static const int once[] = {4, 5, 6, 7, 8, 9, 10, 16, 19, 23, 24, 26, 27, 34, 35, 38, 39};
	struct ctx *cx = t_ctx();
	struct plan_next v;
	size_t flagged = 0;

	cx->today = date_of(2024, 12, 1);
	t_ok(plan_next_look(cx, seed(cx), 2025, &v));
	t_int(50, v.tasks.n);
	t_int(0, v.existing.id);
	t_text("Kế hoạch công tác thi đua, khen thưởng năm 2025", v.doc.title);
	for (size_t i = 0; i < v.tasks.n; i++) {
		const struct plan_doc_task *t = &v.doc.tasks.at[i];
		bool is_once = false;

		for (size_t k = 0; k < COUNT(once); k++)
			is_once |= t->appendix == 1 && t->no == once[k];
		t_int(is_once, v.tasks.at[i].fate != PLAN_NEXT_RECURS);
		t_int(is_once, *v.tasks.at[i].why != '\0');
		t_true(!is_once || t->warnings.n > 0);
		flagged += is_once;
	}
	t_int(COUNT(once), flagged);
	/* On the first of December two of them still have their day before them. */
	t_int(2, v.counts[PLAN_NEXT_SLIPPED]);
	t_int(PLAN_NEXT_SLIPPED, v.tasks.at[at(&v, 1, "", 38)].fate);
	t_has("30/12/2024", v.tasks.at[at(&v, 1, "", 38)].unfinished);
	t_int(PLAN_NEXT_ONCE, v.tasks.at[at(&v, 1, "", 34)].fate);
}

TEST(plan_next_takes_the_word_of_those_who_report)
{
	struct ctx *cx = t_ctx();
	int64_t id = seed(cx);
	struct plan_next v;
	struct duties l;
	struct duty_view d;
	int64_t report_id;
	size_t i;

	t_ok(plan_publish(cx, id, list_all(cx, id).plan.version, true));
	cx->today = date_of(2024, 12, 20);
	t_ok(plan_next_look(cx, id, 2025, &v));
	i = at(&v, 1, "", 34);
	t_int(PLAN_NEXT_SLIPPED, v.tasks.at[i].fate);          /* the jubilee passed, but nobody reported */
	t_has("hạn cuối 10/10/2024", v.tasks.at[i].unfinished);
	t_has("Năm 2024 chưa xong", v.doc.tasks.at[i].source.text);
	t_ok(duty_list(cx, &(struct duty_filter){.room = "plan", .item_id = v.tasks.at[i].from_id, .state = -1, .q = "",
	                                                .page = 1, .per_page = DUTY_LIST_MAX}, &l));
	t_true(l.n > 0);
	for (size_t k = 0; k < l.n; k++) {
		t_ok(duty_report(cx, (struct duty_report_in){
			.duty_id = l.at[k].id, .version = l.at[k].version, .text = "Đã làm xong.", .percent = 100}, &report_id));
		t_ok(duty_get(cx, l.at[k].id, &d));
		t_ok(duty_confirm(cx, l.at[k].id, d.duty.version, ""));
	}
	t_ok(plan_next_look(cx, id, 2025, &v));
	t_text("", v.tasks.at[i].unfinished);
	t_int(PLAN_NEXT_ONCE, v.tasks.at[i].fate);
}

TEST(plan_next_moves_words_days_and_periods_to_the_new_year)
{
	struct ctx *cx = t_ctx();
	struct plan_next v;
	const struct plan_doc_task *t;

	t_ok(plan_next_look(cx, seed(cx), 2025, &v));
	t = &v.doc.tasks.at[at(&v, 1, "", 17)];
	t_text("Tổ chức tập huấn công tác thi đua, khen thưởng Thành phố năm 2025", t->content);
	t_int(date_of(2025, 3, 30), t->milestones.at[0].from);
	t_text("Trước ngày 30/3/2025", t->milestones.at[0].words);
	t = &v.doc.tasks.at[at(&v, 1, "", 12)];
	t_int(date_of(2025, 2, 28), t->milestones.at[0].from);          /* was the 29th of February */
	t_text("Trước ngày 28/02/2025", t->milestones.at[0].words);
	t_int(1, t->warnings.n);
	t_text("milestones", t->warnings.at[0].column);
	t = &v.doc.tasks.at[at(&v, 1, "", 41)];
	t_text("2025-12", t->milestones.at[0].period);
	t_text("Tháng 12/2025", t->milestones.at[0].words);
	t = &v.doc.tasks.at[at(&v, 1, "", 31)];
	t_has("năm học 2024 - 2025", t->content);
	t = &v.doc.tasks.at[at(&v, 1, "", 37)];
	t_has("năm 2026", t->content);
	t = &v.doc.tasks.at[at(&v, 1, "", 11)];
	t_int(PLAN_WHEN_RANGE, t->milestones.at[0].kind);
	t_int(date_of(2025, 1, 1), t->milestones.at[0].from);
	t_int(date_of(2025, 3, 15), t->milestones.at[0].end);
	t = &v.doc.tasks.at[at(&v, 1, "", 5)];
	t_has("09/2020/QĐ-UBND ngày 28/4/2020", t->content);
}

TEST(plan_next_becomes_a_draft_with_links_to_where_its_tasks_came_from)
{
	struct ctx *cx = t_ctx();
	int64_t id = seed(cx), intake_id, new_id, n;
	struct plan_staged s;
	struct plan_list_view was = list_all(cx, id), is;
	struct plan_task_view v;
	struct plan_kins kins;
	struct intake_cell cell = {.column = "content", .text = "Tổ chức tập huấn trực tuyến năm 2025"};

	t_ok(calendar_take(cx, t_source("data/calendar/2025.tsv"), &n));
	t_ok(plan_next_stage(cx, id, 2025, &intake_id));
	t_ok(plan_staged(cx, intake_id, &s));
	t_int(50, s.counts[PLAN_FATE_NEW]);
	t_int(0, s.target.id);
	/* A person drops the jubilee and edits a line. */
	t_ok(plan_correct(cx, (struct intake_correction){.row_id = s.rows.at[33].row.id, .version = 1, .is_kept = false}));
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[16].row.id, .version = 1, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_staged(cx, intake_id, &s));
	t_ok(plan_take(cx, head_of(&s), &new_id));
	t_true(new_id != id);
	is = list_all(cx, new_id);
	t_int(49, is.tasks.n);
	t_text("draft", is.plan.state);
	t_int(2025, is.plan.year);
	t_ok(plan_task_get(cx, task_at(&is, 1, "", 17)->id, &v));
	t_text("Tổ chức tập huấn trực tuyến năm 2025", v.task.content);
	t_int(date_of(2025, 3, 31), v.task.stones[0].good_day);         /* the 29th is a Saturday, the 30th a Sunday */
	t_has("kế hoạch năm 2024", v.task.place);
	t_ok(plan_kin_list(cx, v.task.id, &kins));
	t_int(1, kins.n);
	t_int(task_at(&was, 1, "", 17)->id, kins.at[0].task_id);
	t_int(2024, kins.at[0].year);
	t_false(kins.at[0].is_later);
	t_ok(plan_kin_list(cx, task_at(&was, 1, "", 17)->id, &kins));
	t_true(kins.at[0].is_later);
	t_ok(plan_kin_list(cx, task_at(&was, 1, "", 34)->id, &kins));
	t_int(0, kins.n);
	/* The old plan is as it was; sessions of the council are linked to their tasks again. */
	t_int(50, list_all(cx, id).tasks.n);
	t_ok(plan_task_get(cx, task_at(&is, 2, "I", 1)->id, &v));
	t_int(1, v.links.n);
	t_int(3, v.links.at[0].other_no);
	lists_equal_a_recount(cx, new_id);
}

TEST(plan_next_is_held_back_until_its_flags_are_settled)
{
	struct ctx *cx = t_ctx();
	int64_t intake_id, new_id;
	struct plan_staged s;
	struct plan p;

	t_ok(plan_next_stage(cx, seed(cx), 2025, &intake_id));
	t_ok(plan_staged(cx, intake_id, &s));
	t_ok(plan_take(cx, head_of(&s), &new_id));
	t_ok(plan_get(cx, new_id, &p));
	t_true(p.warnings_n >= 17);
	t_err(ERR_INVALID, plan_publish(cx, new_id, p.version, false));
	t_fault(cx, "accepts_warnings");
}

TEST(plan_next_never_drafts_over_a_plan_that_is_there)
{
	struct ctx *cx = t_ctx();
	int64_t id = seed(cx), intake_id, new_id;
	struct plan_staged s;

	t_err(ERR_INVALID, plan_next_stage(cx, id, 2024, &intake_id));
	t_fault(cx, "year");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, plan_next_stage(cx, id, 2035, &intake_id));
	t_fault(cx, "year");
	faults_init(&cx->faults, cx->mem);
	t_ok(plan_next_stage(cx, id, 2025, &intake_id));
	t_ok(plan_staged(cx, intake_id, &s));
	t_ok(plan_take(cx, head_of(&s), &new_id));
	t_err(ERR_INVALID, plan_next_stage(cx, id, 2025, &intake_id));
	t_fault(cx, "year");
	faults_init(&cx->faults, cx->mem);
	/* The year after goes on from either. */
	t_ok(plan_next_stage(cx, new_id, 2026, &intake_id));
	t_err(ERR_NOTFOUND, plan_next_stage(cx, 9999, 2026, &intake_id));
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, plan_next_stage(cx, id, 2026, &intake_id));
}

TEST(plan_next_leaves_out_what_a_paper_ended_and_carries_what_it_added)
{
	struct ctx *cx = t_ctx();
	int64_t id = seed(cx), added;
	struct plan_list_view l = list_all(cx, id);
	struct plan_task_view v;
	struct plan_next next;
	static const struct plan_paper none = {"", DATE_NONE, 0};

	t_ok(plan_task_get(cx, task_at(&l, 1, "", 17)->id, &v));
	t_ok(plan_task_end(cx, (struct plan_end_in){.task_id = v.task.id, .version = v.task.version, .paper = none, .reason = ""}));
	t_ok(plan_task_add(cx, (struct plan_add_in){.plan_id = id, .paper = none, .appendix = 1, .section = "II",
		.section_title = "", .to = {"Việc mới năm 2024", "", "", "Sở Nội vụ", "", "Quý II/2024", ""}}, &added));
	t_ok(plan_next_look(cx, id, 2025, &next));
	t_int(50, next.tasks.n);
	for (size_t i = 0; i < next.tasks.n; i++)
		t_true(next.tasks.at[i].from_id != v.task.id);
	t_text("Việc mới năm 2025", next.doc.tasks.at[at(&next, 1, "II", 26)].content);
	t_text("2025-Q2", next.doc.tasks.at[at(&next, 1, "II", 26)].milestones.at[0].period);
}

TEST(plan_next_warns_of_units_that_are_no_more_and_of_days_nobody_announced)
{
	struct ctx *cx = t_ctx();
	int64_t id = seed(cx), n;
	struct unit sgd, snv;
	struct plan_next v;
	size_t warned = 0;

	t_ok(unit_find(cx, "Sở Giáo dục và Đào tạo", &sgd));
	t_ok(unit_find(cx, "Sở Nội vụ", &snv));
	t_ok(plan_next_look(cx, id, 2025, &v));
	t_int(1, v.doc.warnings.n);
	t_has("Chưa có lịch nghỉ năm 2025", v.doc.warnings.at[0]);
	t_ok(calendar_take(cx, t_source("data/calendar/2028.tsv"), &n));
	t_ok(plan_next_look(cx, id, 2028, &v));
	t_has("dự kiến", v.doc.warnings.at[0]);
	t_ok(unit_merge(cx, (struct unit_act_in){.id = sgd.id, .version = sgd.version, .day = cx->today, .paper = "QĐ 1", .note = ""},
	                snv.id));
	t_ok(plan_next_look(cx, id, 2028, &v));
	for (size_t i = 0; i < v.doc.tasks.n; i++)
		for (size_t k = 0; k < v.doc.tasks.at[i].warnings.n; k++)
			warned += strstr(v.doc.tasks.at[i].warnings.at[k].reason, "Giáo dục") != NULL &&
			          strstr(v.doc.tasks.at[i].warnings.at[k].reason, "nay là") != NULL;
	t_true(warned >= 1);
}
