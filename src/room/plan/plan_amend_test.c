/* room/plan/plan_amend_test.c -- a plan changed by papers: what it was stays, what it is follows, and both are compared. */
#include "room/plan/plan_amend.h"

#include "base/text.h"
#include "room/file/file.h"
#include "room/plan/plan_test.h"
#include "room/unit/unit.h"
#include "tests/t.h"

static const struct plan_paper PAPER = {"Công văn số 12/UBND-TĐKT", 19780, 0};         /* of 27/02/2024 */
static const struct plan_paper NO_PAPER = {"", DATE_NONE, 0};

static int64_t publish_seed(struct ctx *cx)
{
	int64_t id;

	load_office(cx);
	id = take_seed(cx);
	t_ok(plan_publish(cx, id, list_all(cx, id).plan.version, true));
	return id;
}

static struct plan_task_view task_of(struct ctx *cx, int64_t plan_id, int no)
{
	struct plan_list_view l = list_all(cx, plan_id);
	struct plan_task_view v;

	t_ok(plan_task_get(cx, task_at(&l, 1, "", no)->id, &v));
	return v;
}

/* The task with nothing changed yet. */
static struct plan_amend_in amend_of(struct ctx *cx, const struct plan_task_view *v)
{
	struct plan_amend_in in = {.task_id = v->task.id, .version = v->task.version, .paper = PAPER};

	plan_texts_of(cx->mem, &v->task, &in.to);
	return in;
}

static const struct plan_field *field_of(const struct plan_amend *a, const char *column)
{
	for (size_t i = 0; i < a->fields.n; i++)
		if (text_is(a->fields.at[i].column, column))
			return &a->fields.at[i];
	t_true(false);
	return NULL;
}

static struct plan_amends history(struct ctx *cx, int64_t plan_id, int64_t task_id)
{
	struct plan_amends l;

	t_ok(plan_amend_list(cx, plan_id, task_id, 0, &l));
	return l;
}

static const struct plan_since_task *since_of(const struct plan_since *v, int64_t task_id)
{
	for (size_t i = 0; i < v->tasks.n; i++)
		if (v->tasks.at[i].task_id == task_id)
			return &v->tasks.at[i];
	t_true(false);
	return NULL;
}

TEST(plan_amended_task_keeps_every_earlier_state_with_its_paper)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &v);
	const char *was = v.task.content, *execute = v.task.execute_text;
	struct plan_amends l;

	in.to.content = "Tổ chức hai lớp tập huấn công tác thi đua, khen thưởng năm 2024";
	in.to.execute = "Sở Nội vụ; Sở Tài chính";
	t_ok(plan_task_amend(cx, in));
	v = task_of(cx, id, 17);
	t_text(in.to.content, v.task.content);
	t_int(in.task_id, v.task.id);
	in = amend_of(cx, &v);
	in.to.content = "Tổ chức ba lớp tập huấn";
	t_ok(plan_task_amend(cx, in));
	l = history(cx, id, in.task_id);
	t_int(2, l.n);
	t_text("Tổ chức ba lớp tập huấn", field_of(&l.at[0], "content")->now);
	t_text("Tổ chức hai lớp tập huấn công tác thi đua, khen thưởng năm 2024", field_of(&l.at[0], "content")->was);
	t_text(was, field_of(&l.at[1], "content")->was);
	t_text(execute, field_of(&l.at[1], "execute")->was);
	t_text(PAPER.words, l.at[1].paper.words);
	t_int(PAPER.day, l.at[1].paper.day);
	t_text("system", l.at[1].done_by);
	t_int(1, l.at[0].fields.n);
	lists_equal_a_recount(cx, id);
}

TEST(plan_amended_bodies_are_resolved_as_at_import_and_others_stay)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 17), is;
	struct plan_amend_in in = amend_of(cx, &v);
	struct unit u;
	int known = 0, unknown = 0, direct_was = 0, direct_is = 0;

	in.to.coordinate = "Sở Tài chính; Hội Người làm vườn Thử";
	t_ok(plan_task_amend(cx, in));
	is = task_of(cx, id, 17);
	t_ok(unit_find(cx, "Sở Tài chính", &u));
	for (size_t i = 0; i < is.bodies.n; i++) {
		bool is_coordinate = text_is(is.bodies.at[i].part, "coordinate");

		known += is_coordinate && is.bodies.at[i].unit_id == u.id;
		unknown += is_coordinate && is.bodies.at[i].unit_id == 0 && is.bodies.at[i].class_id == 0;
		direct_is += text_is(is.bodies.at[i].part, "direct");
	}
	for (size_t i = 0; i < v.bodies.n; i++)
		direct_was += text_is(v.bodies.at[i].part, "direct");
	t_int(1, known);
	t_int(1, unknown);
	t_int(direct_was, direct_is);
	t_int(v.task.stones_n, is.task.stones_n);
	t_int(v.task.stones[0].good_day, is.task.stones[0].good_day);
}

TEST(plan_amended_times_become_milestones_and_what_is_unsure_a_warning)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &v);

	in.to.time = "Trước ngày 15/5/2024; Đơn vị gửi hồ sơ trước 15/4/2024";
	t_ok(plan_task_amend(cx, in));
	v = task_of(cx, id, 17);
	t_int(2, v.task.stones_n);
	t_int(date_of(2024, 5, 14), v.task.stones[0].good_day);
	t_int(0, v.remarks.n);
	in = amend_of(cx, &v);
	in.to.time = "";
	t_ok(plan_task_amend(cx, in));
	v = task_of(cx, id, 17);
	t_int(0, v.task.stones_n);
	t_int(1, v.remarks.n);
	lists_equal_a_recount(cx, id);
	/* The warning stays while other columns change, and goes when its own does. */
	in = amend_of(cx, &v);
	in.to.product = "Danh sách học viên";
	t_ok(plan_task_amend(cx, in));
	v = task_of(cx, id, 17);
	t_int(1, v.remarks.n);
	in = amend_of(cx, &v);
	in.to.time = "Quý II";
	t_ok(plan_task_amend(cx, in));
	t_int(0, task_of(cx, id, 17).remarks.n);
}

TEST(plan_amend_refuses_all_at_once_what_is_missing)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx), task_id;
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &v);

	t_err(ERR_INVALID, plan_task_amend(cx, in));    /* nothing changed */
	faults_init(&cx->faults, cx->mem);
	in.paper = NO_PAPER;
	in.to.content = " ";
	t_err(ERR_INVALID, plan_task_amend(cx, in));
	t_fault(cx, "paper");
	t_fault(cx, "paper_day");
	t_fault(cx, "content");
	faults_init(&cx->faults, cx->mem);
	in.paper = (struct plan_paper){"Công văn số 1", cx->today + 1, 0};
	in.to.content = "Khác";
	t_err(ERR_INVALID, plan_task_amend(cx, in));
	t_fault(cx, "paper_day");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, plan_task_add(cx, (struct plan_add_in){.plan_id = id, .paper = NO_PAPER, .appendix = 0,
		.no = 17, .section = "I", .section_title = "", .to = {"", "", "", "", "", "", ""}}, &task_id));
	t_fault(cx, "paper");
	t_fault(cx, "content");
	t_fault(cx, "appendix");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, plan_task_end(cx, (struct plan_end_in){.task_id = v.task.id, .version = v.task.version,
		.paper = NO_PAPER, .reason = ""}));
	t_fault(cx, "paper");
	t_int(0, history(cx, id, 0).n);
}

TEST(plan_amend_tells_the_second_of_two_people)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &v);

	in.to.content = "Một";
	t_ok(plan_task_amend(cx, in));
	in.to.content = "Hai";
	t_err(ERR_STALE, plan_task_amend(cx, in));
	t_err(ERR_STALE, plan_task_end(cx, (struct plan_end_in){.task_id = in.task_id, .version = in.version, .paper = PAPER,
		.reason = "", .knows_links = true}));
	t_text("Một", task_of(cx, id, 17).task.content);
}

TEST(plan_amend_of_times_and_ending_ask_about_linked_tasks)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 3);
	struct plan_amend_in in = amend_of(cx, &v);

	in.to.time = "Trước ngày 15/3/2024";
	t_err(ERR_INVALID, plan_task_amend(cx, in));
	t_fault(cx, "knows_links");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, plan_task_end(cx, (struct plan_end_in){.task_id = in.task_id, .version = in.version,
		.paper = PAPER, .reason = ""}));
	t_fault(cx, "knows_links");
	faults_init(&cx->faults, cx->mem);
	in.knows_links = true;
	t_ok(plan_task_amend(cx, in));
	t_true(task_of(cx, id, 3).links.at[0].differs);
}

TEST(plan_task_added_stands_last_in_its_section_with_the_next_number)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx), task_id;
	struct plan_add_in in = {.plan_id = id, .paper = PAPER, .appendix = 1, .no = 0, .section = "II", .section_title = "",
	                         .to = {"Tổng kết cụm thi đua mới", "", "", "Sở Nội vụ", "", "Trước ngày 20/6/2024", "Báo cáo"}};
	struct plan_task_view v;
	struct plan_list_view l;
	struct plan_amends acts;

	t_ok(plan_task_add(cx, in, &task_id));
	t_ok(plan_task_get(cx, task_id, &v));
	t_text("II", v.task.section);
	t_text("Báo cáo", v.task.product);
	t_true(*v.task.section_title != '\0');
	t_int(26, v.task.no);
	t_int(date_of(2024, 6, 19), v.task.stones[0].good_day);
	t_has("Công văn số 12/UBND-TĐKT", v.task.place);
	l = list_all(cx, id);
	t_int(51, l.tasks.n);
	t_int(25, l.tasks.at[24].no);
	t_int(task_id, l.tasks.at[25].id);
	in.no = 26;
	t_err(ERR_INVALID, plan_task_add(cx, in, &task_id));
	t_fault(cx, "no");
	faults_init(&cx->faults, cx->mem);
	acts = history(cx, id, v.task.id);
	t_int(1, acts.n);
	t_text("add", acts.at[0].act);
	t_text("Tổng kết cụm thi đua mới", field_of(&acts.at[0], "content")->now);
	t_text("Trước ngày 20/6/2024", field_of(&acts.at[0], "time")->now);
	/* A section that is new brings its title. */
	in.no = 0;
	in.section = "V";
	in.section_title = "Việc khác";
	t_ok(plan_task_add(cx, in, &task_id));
	t_ok(plan_task_get(cx, task_id, &v));
	t_int(1, v.task.no);
	t_text("Việc khác", v.task.section_title);
	lists_equal_a_recount(cx, id);
}

TEST(plan_task_ended_by_a_paper_is_no_longer_in_the_plan_but_stays_to_be_read)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_end_in in = {.task_id = v.task.id, .version = v.task.version, .paper = PAPER, .reason = "Gộp vào mục 21"};
	struct plan_amends l;
	bool is_ended;

	t_ok(plan_task_is_ended(cx, in.task_id, &is_ended));
	t_false(is_ended);
	t_ok(plan_task_end(cx, in));
	t_int(49, list_all(cx, id).tasks.n);
	t_ok(plan_task_is_ended(cx, in.task_id, &is_ended));
	t_true(is_ended);
	t_ok(plan_task_get(cx, in.task_id, &v));
	l = history(cx, id, in.task_id);
	t_text("end", l.at[0].act);
	t_text("Gộp vào mục 21", l.at[0].note);
	in.version = v.task.version;
	t_err(ERR_STALE, plan_task_end(cx, in));
}

TEST(plan_draft_is_changed_without_a_paper_and_remembers_it_too)
{
	struct ctx *cx = t_ctx();
	struct plan_task_view v;
	struct plan_amend_in in;
	int64_t id;

	load_office(cx);
	id = take_seed(cx);
	v = task_of(cx, id, 17);
	in = amend_of(cx, &v);
	in.paper = NO_PAPER;
	in.to.content = "Khác";
	t_ok(plan_task_amend(cx, in));
	t_int(1, history(cx, id, 0).n);
}

TEST(plan_milestone_moved_says_its_new_day_and_ends_in_the_same_history)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in;
	struct plan_amends l;

	t_ok(plan_stone_move(cx, (struct plan_move){.stone_id = v.task.stones[0].id, .version = v.task.stones[0].version,
		.day = date_of(2024, 4, 10), .end = DATE_NONE, .paper = {"Công văn số 15/UBND-TĐKT", date_of(2024, 3, 4), 0}, .knows_links = true}));
	v = task_of(cx, id, 17);
	t_text("Trước ngày 10/04/2024", v.task.stones[0].as.words);
	t_has("10/04/2024", v.task.time_text);
	l = history(cx, id, v.task.id);
	t_int(1, l.n);
	t_text("move", l.at[0].act);
	t_text("Công văn số 15/UBND-TĐKT", l.at[0].paper.words);
	t_text("Trước ngày 30/3/2024", field_of(&l.at[0], "time")->was);
	t_text("Trước ngày 10/04/2024", field_of(&l.at[0], "time")->now);
	/* Another act on the task leaves the milestone and the paper that moved it. */
	in = amend_of(cx, &v);
	in.to.content = "Khác";
	t_ok(plan_task_amend(cx, in));
	v = task_of(cx, id, 17);
	t_int(date_of(2024, 4, 9), v.task.stones[0].good_day);
	t_text("Công văn số 15/UBND-TĐKT ngày 04/03/2024", v.task.stones[0].moved_paper);
}

TEST(plan_compared_with_its_issue_tells_every_change_with_its_papers)
{
	struct ctx *cx = t_ctx();
	struct plan_since v;
	struct plan_task_view t17, t21, t33;
	struct plan_amend_in in;
	int64_t id, added;

	load_office(cx);
	id = take_seed(cx);
	/* A change of the draft is part of what is issued. */
	t33 = task_of(cx, id, 33);
	in = amend_of(cx, &t33);
	in.paper = NO_PAPER;
	in.to.product = "Quyết định khen thưởng";
	t_ok(plan_task_amend(cx, in));
	t_ok(plan_compare(cx, id, &v));
	t_int(0, v.issued_ms);
	t_ok(plan_publish(cx, id, list_all(cx, id).plan.version, true));
	t_ok(plan_compare(cx, id, &v));
	t_true(v.issued_ms != 0);
	t_int(50, v.tasks.n);
	for (size_t i = 0; i < v.tasks.n; i++)
		t_true(*v.tasks.at[i].lead != '\0');
	plan_since_keep(cx->mem, &v, "");
	t_int(0, v.tasks.n);
	t_int(50, v.counts[PLAN_SINCE_SAME]);

	t17 = task_of(cx, id, 17);
	in = amend_of(cx, &t17);
	in.to.content = "Tổ chức hai lớp tập huấn";
	t_ok(plan_task_amend(cx, in));
	t17 = task_of(cx, id, 17);
	t_ok(plan_stone_move(cx, (struct plan_move){.stone_id = t17.task.stones[0].id, .version = t17.task.stones[0].version,
		.day = date_of(2024, 4, 10), .end = DATE_NONE, .paper = {"Công văn số 15", date_of(2024, 3, 4), 0}, .knows_links = true}));
	t21 = task_of(cx, id, 21);
	t_ok(plan_task_end(cx, (struct plan_end_in){.task_id = t21.task.id, .version = t21.task.version, .paper = PAPER,
		.reason = "", .knows_links = true}));
	t_ok(plan_task_add(cx, (struct plan_add_in){.plan_id = id, .paper = PAPER, .appendix = 1, .section = "II",
		.section_title = "", .to = {"Việc mới", "", "", "Sở Nội vụ", "", "Quý II", ""}}, &added));
	/* Changed and changed back: nothing differs. */
	t33 = task_of(cx, id, 33);
	in = amend_of(cx, &t33);
	in.to.content = "Khác";
	t_ok(plan_task_amend(cx, in));
	in.version = task_of(cx, id, 33).task.version;
	in.to.content = t33.task.content;
	t_ok(plan_task_amend(cx, in));

	t_ok(plan_compare(cx, id, &v));
	t_int(1, v.counts[PLAN_SINCE_CHANGED]);
	t_int(1, v.counts[PLAN_SINCE_ADDED]);
	t_int(1, v.counts[PLAN_SINCE_ENDED]);
	t_int(48, v.counts[PLAN_SINCE_SAME]);
	t_int(2, since_of(&v, t17.task.id)->fields.n);
	t_text("content", since_of(&v, t17.task.id)->fields.at[0].column);
	t_int(1, since_of(&v, t17.task.id)->fields.at[0].papers.n);
	t_text(PAPER.words, since_of(&v, t17.task.id)->fields.at[0].papers.at[0]->paper.words);
	t_text("Trước ngày 30/3/2024", since_of(&v, t17.task.id)->fields.at[1].was);
	t_text("Trước ngày 10/04/2024", since_of(&v, t17.task.id)->fields.at[1].now);
	t_text("Công văn số 15", since_of(&v, t17.task.id)->fields.at[1].papers.at[0]->paper.words);
	t_int(PLAN_SINCE_ENDED, since_of(&v, t21.task.id)->fate);
	t_text(PAPER.words, since_of(&v, t21.task.id)->papers.at[0]->paper.words);
	t_int(PLAN_SINCE_ADDED, since_of(&v, added)->fate);
	t_int(1, since_of(&v, added)->papers.n);
	/* every number opens what it counts */
	for (int fate = 0; fate < PLAN_SINCE_N; fate++) {
		struct plan_since some = v;

		plan_since_keep(cx->mem, &some, plan_since_name((enum plan_fate_since)fate));
		t_int(v.counts[fate], some.tasks.n);
	}
	plan_since_keep(cx->mem, &v, "");
	t_int(3, v.tasks.n);
}

TEST(plan_issued_is_the_first_publication_whatever_comes_after)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view t = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &t);
	struct plan_since v;

	in.to.content = "Khác";
	t_ok(plan_task_amend(cx, in));
	t_ok(plan_withdraw(cx, id, list_all(cx, id).plan.version, "Sửa"));
	t_ok(plan_publish(cx, id, list_all(cx, id).plan.version, true));
	t_ok(plan_compare(cx, id, &v));
	plan_since_keep(cx->mem, &v, "");
	t_int(1, v.tasks.n);
	t_text(t.task.content, v.tasks.at[0].fields.at[0].was);
}

TEST(plan_revised_document_is_the_paper_of_what_it_changes)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_staged s;
	struct plan_head_in head;
	struct intake_cell cell = {.column = "content", .text = "Xây dựng Đề án kiện toàn các cụm, khối thi đua (sửa)"};
	struct plan_since v;
	struct plan_amends l;

	stage_seed(cx, &s);
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[3].row.id, .version = 1, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_correct(cx, (struct intake_correction){.row_id = s.rows.at[4].row.id, .version = 1, .is_kept = false}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	head = head_of(&s);
	head.number = "Kế hoạch số 200/KH-UBND";
	head.issued_on = date_of(2024, 3, 1);
	t_ok(plan_take(cx, head, &id));
	l = history(cx, id, 0);
	t_int(3, l.n);
	for (size_t i = 0; i < l.n; i++) {
		t_text("Kế hoạch số 200/KH-UBND", l.at[i].paper.words);
		t_int(date_of(2024, 3, 1), l.at[i].paper.day);
	}
	t_ok(plan_compare(cx, id, &v));
	t_int(1, v.counts[PLAN_SINCE_CHANGED]);
	t_int(1, v.counts[PLAN_SINCE_ENDED]);
	plan_since_keep(cx->mem, &v, "changed");
	t_text("Kế hoạch số 200/KH-UBND", v.tasks.at[0].fields.at[0].papers.at[0]->paper.words);
}

TEST(plan_amend_hands_out_the_file_of_its_paper)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx), file_id, found;
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &v);
	struct plan_amends l;

	t_ok(file_take(cx, t_file("cv12.txt", "Công văn", 10), "cv12.txt", "file", &file_id));
	in.paper.file_id = file_id;
	in.to.content = "Khác";
	t_ok(plan_task_amend(cx, in));
	l = history(cx, id, in.task_id);
	t_ok(plan_amend_file(cx, l.at[0].id, &found));
	t_int(file_id, found);
	in.version = task_of(cx, id, 17).task.version;
	in.paper.file_id = 0;
	in.to.content = "Khác nữa";
	t_ok(plan_task_amend(cx, in));
	l = history(cx, id, in.task_id);
	t_err(ERR_NOTFOUND, plan_amend_file(cx, l.at[0].id, &found));
	t_err(ERR_NOTFOUND, plan_amend_file(cx, 9999, &found));
}

TEST(plan_amend_needs_the_right_to_edit)
{
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx), added;
	struct plan_task_view v = task_of(cx, id, 17);
	struct plan_amend_in in = amend_of(cx, &v);
	struct plan_amends l;
	struct plan_since s;

	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, plan_task_amend(cx, in));
	t_err(ERR_DENIED, plan_task_add(cx, (struct plan_add_in){.plan_id = id, .section = "", .section_title = ""}, &added));
	t_err(ERR_DENIED, plan_task_end(cx, (struct plan_end_in){.task_id = in.task_id}));
	t_err(ERR_DENIED, plan_amend_list(cx, id, 0, 0, &l));
	t_err(ERR_DENIED, plan_compare(cx, id, &s));
}

TEST(plan_history_goes_on_past_its_page_and_the_comparison_knows_every_paper)
{
	enum { ACTS = PLAN_AMENDS_MAX + 3 };
	struct ctx *cx = t_ctx();
	int64_t id = publish_seed(cx);
	struct plan_task_view t4 = task_of(cx, id, 4), t5 = task_of(cx, id, 5);
	const struct plan_field turn[] = {{"product", "một", "hai"}, {"product", "hai", "một"}};
	struct plan_amend_in in = amend_of(cx, &t4);
	struct plan_amends l;
	struct plan_since v;

	in.paper = PAPER;
	in.to.content = "Việc đổi trước mọi lần khác";
	t_ok(plan_task_amend(cx, in));
	for (int i = 0; i < ACTS; i++) {
		const struct plan_fields one = {.at = (struct plan_field *)&turn[i % 2], .n = 1};

		t_ok(plan_amend_keep(cx, &(struct plan_act){id, t5.task.id, "change", PAPER, ""}, &one));
	}
	t_ok(plan_amend_list(cx, id, 0, 0, &l));
	t_int(PLAN_AMENDS_MAX, l.n);
	t_int(1, l.at[l.n - 1].fields.n);
	t_ok(plan_amend_list(cx, id, 0, plan_amend_next(&l), &l));
	t_int(4, l.n);
	t_int(0, plan_amend_next(&l));
	t_int(t4.task.id, l.at[3].task_id);
	t_int(1, l.at[3].fields.n);
	t_ok(plan_compare(cx, id, &v));
	plan_since_keep(cx->mem, &v, "changed");
	t_int(1, v.tasks.n);
	t_int(1, v.tasks.at[0].fields.at[0].papers.n);
}
