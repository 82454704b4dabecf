/* room/plan/plan_work_test.c -- whom the real plan obliges once it is published, how it stands by that, and its views. */
#include "room/plan/plan_work.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "room/plan/plan_amend.h"
#include "room/plan/plan_row.h"
#include "room/plan/plan_test.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#include "tests/t.h"

static int64_t published(struct ctx *cx)
{
	int64_t id;
	struct plan p;

	load_office(cx);
	id = take_seed(cx);
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_publish(cx, id, p.version, true));
	return id;
}

static struct duty_groups groups_of(struct ctx *cx, int64_t plan_id, int64_t task_id)
{
	struct duty_groups l;

	t_ok(duty_groups(cx, "plan", plan_id, task_id, &l));
	return l;
}

static struct plan_task_view task_of(struct ctx *cx, int64_t plan_id, int appendix, const char *section, int no)
{
	struct plan_list_view v = list_all(cx, plan_id);
	struct plan_task_view t;

	t_ok(plan_task_get(cx, task_at(&v, appendix, section, no)->id, &t));
	return t;
}

static const struct plan_stone *stone_with(const struct plan_task_view *t, const char *words)
{
	for (size_t i = 0; i < t->task.stones_n; i++)
		if (strstr(t->task.stones[i].as.words, words) != NULL)
			return &t->task.stones[i];
	t_true(false);
	return NULL;
}

/* The first executing duty of a group, reported whole and confirmed. */
static void finish(struct ctx *cx, int64_t group_object)
{
	struct duty_filter f = {.room = "plan", .object_id = group_object, .state = -1, .q = "", .page = 1, .per_page = DUTY_LIST_MAX};
	struct duties l;

	t_ok(duty_list(cx, &f, &l));
	for (size_t i = 0; i < l.n; i++) {
		struct duty_view d;
		int64_t id;

		t_ok(duty_report(cx, (struct duty_report_in){
			.duty_id = l.at[i].id, .version = l.at[i].version, .text = "Đã làm xong.", .percent = 100}, &id));
		t_ok(duty_get(cx, l.at[i].id, &d));
		t_ok(duty_confirm(cx, l.at[i].id, d.duty.version, ""));
	}
}

/* ---- whom it obliges ---------------------------------------------------------------------------------------------------- */

TEST(plan_obliges_nobody_until_it_is_published)
{
	struct ctx *cx = t_ctx();
	struct plan p;
	int64_t id;

	load_office(cx);
	id = take_seed(cx);
	t_int(0, groups_of(cx, id, 0).n);
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_publish(cx, id, p.version, true));
	/* 60 milestones, of which four tell the same fact as another */
	t_int(56, groups_of(cx, id, 0).n);
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_withdraw(cx, id, p.version, "Có bản sửa đổi"));
	t_int(0, groups_of(cx, id, 0).n);
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_publish(cx, id, p.version, true));
	t_int(56, groups_of(cx, id, 0).n);
}

TEST(plan_milestone_obliges_those_who_execute_the_task)
{
	struct ctx *cx = t_ctx();
	struct plan_task_view t = task_of(cx, published(cx), 1, "I", 1);

	t_int(1, t.task.stones_n);
	t_int(2, t.task.stones[0].is.units_n);
	t_int(0, t.task.stones[0].is.done_n);
	t_int(DUTY_IS_LATE, t.task.state);
}

TEST(plan_milestone_that_names_its_own_actors_obliges_them_alone)
{
	struct ctx *cx = t_ctx();
	struct plan_task_view t = task_of(cx, published(cx), 1, "II", 18);
	const struct plan_stone *sent = stone_with(&t, "gửi hồ sơ"), *whole = stone_with(&t, "05/4");
	struct unit_class all;
	struct unit_list members;

	t_ok(unit_class_get_code(cx, "C-DVTTP", &all));
	t_ok(unit_class_members(cx, all.id, &members));
	t_text("Đơn vị", sent->as.actors);
	t_int(members.n, sent->is.units_n);
	t_int(2, whole->is.units_n);
}

TEST(plan_milestone_that_follows_waits_until_the_other_is_done)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx);
	struct plan_task_view last = task_of(cx, id, 1, "IV", 43), first = task_of(cx, id, 1, "IV", 36);

	t_int(DUTY_IS_WAITING, last.task.state);
	finish(cx, first.task.stones[0].line_id);
	t_int(DUTY_IS_DONE, task_of(cx, id, 1, "IV", 36).task.state);
	t_int(DUTY_IS_NOT_BEGUN, task_of(cx, id, 1, "IV", 43).task.state);
}

TEST(plan_task_told_twice_stands_as_its_twin_and_obliges_nobody)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx);
	struct plan_task_view session = task_of(cx, id, 2, "I", 2), task = task_of(cx, id, 1, "II", 22);
	const struct plan_stone *met = stone_with(&task, "Họp Hội đồng");

	t_int(task.task.id, session.task.twin_id);
	t_int(0, groups_of(cx, id, session.task.id).n);
	t_int(met->is.group_id, session.task.stones[0].is.group_id);
	t_int(DUTY_IS_NOT_BEGUN, session.task.state);
	finish(cx, met->line_id);
	t_int(DUTY_IS_DONE, task_of(cx, id, 2, "I", 2).task.state);
	/* the task itself has another milestone left */
	t_int(DUTY_IS_UNDER_WAY, task_of(cx, id, 1, "II", 22).task.state);
}

TEST(plan_moved_milestone_moves_what_is_owed)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx);
	struct plan_task_view t = task_of(cx, id, 1, "I", 1);
	struct duty_groups g;

	t_ok(plan_stone_move(cx, (struct plan_move){
		.stone_id = t.task.stones[0].id, .version = t.task.stones[0].version, .day = date_of(2024, 6, 12), .end = DATE_NONE,
		.paper = {"Công văn số 12/UBND-TĐKT", date_of(2024, 3, 4), 0}, .knows_links = true}));
	g = groups_of(cx, id, t.task.id);
	t_int(1, g.n);
	t_int(date_of(2024, 6, 11), g.at[0].good_day);
	t_int(DUTY_IS_NOT_BEGUN, g.at[0].state);
}

/* The tray's row of a task, by its number in appendix 1. */
static const struct plan_staged_row *row_of(const struct plan_staged *s, int no)
{
	for (size_t i = 0; i < s->rows.n; i++)
		if (s->rows.at[i].task.appendix == 1 && s->rows.at[i].task.no == no)
			return &s->rows.at[i];
	t_true(false);
	return NULL;
}

TEST(plan_milestone_that_a_revised_document_renews_keeps_its_reports)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx), again;
	struct plan_task_view was = task_of(cx, id, 1, "II", 18), is;
	struct intake_cell cell = {.column = "time", .text = "Trước ngày 15/4/2024; Đơn vị gửi hồ sơ trước 20/3/2024"};
	struct plan_staged s;
	const struct plan_staged_row *r;
	struct duty_groups g;

	finish(cx, stone_with(&was, "05/4")->line_id);
	stage_seed(cx, &s);
	r = row_of(&s, 18);
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = r->row.id, .version = r->row.version, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	t_ok(plan_take(cx, head_of(&s), &again));
	t_int(id, again);
	is = task_of(cx, id, 1, "II", 18);
	t_int(2, is.task.stones_n);
	t_int(stone_with(&was, "05/4")->line_id, stone_with(&is, "15/4")->line_id);
	t_int(stone_with(&was, "gửi hồ sơ")->line_id, stone_with(&is, "gửi hồ sơ")->line_id);
	t_true(stone_with(&was, "05/4")->id != stone_with(&is, "15/4")->id);
	t_int(DUTY_IS_DONE, stone_with(&is, "15/4")->is.state);
	g = groups_of(cx, id, is.task.id);
	t_int(2, g.n);
	t_int(date_of(2024, 3, 19), stone_with(&is, "gửi hồ sơ")->good_day);
}

TEST(plan_task_that_a_revised_document_drops_is_owed_no_longer)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx), again;
	struct plan_staged s;
	const struct plan_staged_row *r;

	stage_seed(cx, &s);
	r = row_of(&s, 33);
	t_ok(plan_correct(cx, (struct intake_correction){.row_id = r->row.id, .version = r->row.version, .is_kept = false}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	t_ok(plan_take(cx, head_of(&s), &again));
	t_int(55, groups_of(cx, id, 0).n);
}

TEST(plan_amended_added_and_ended_tasks_change_what_is_owed)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx), added;
	struct plan_task_view t = task_of(cx, id, 1, "II", 18);
	struct plan_paper paper = {"Công văn số 12/UBND-TĐKT", date_of(2024, 3, 4), 0};
	struct plan_amend_in in = {.task_id = t.task.id, .version = t.task.version, .paper = paper, .knows_links = true};
	struct plan_add_in add = {.plan_id = id, .appendix = 1, .section = "II", .section_title = "", .paper = paper};
	int64_t line = stone_with(&t, "gửi hồ sơ")->line_id;

	plan_texts_of(cx->mem, &t.task, &in.to);
	in.to.execute = "Thành đoàn Hà Nội";
	t_ok(plan_task_amend(cx, in));
	t = task_of(cx, id, 1, "II", 18);
	t_int(line, stone_with(&t, "gửi hồ sơ")->line_id);
	t_int(1, stone_with(&t, "05/4")->is.units_n);
	t_true(stone_with(&t, "gửi hồ sơ")->is.units_n > 50);
	add.to = in.to;
	add.to.time = "Trước ngày 20/5/2024";
	t_ok(plan_task_add(cx, add, &added));
	t_int(57, groups_of(cx, id, 0).n);
	/* a task whose twin ends stands by itself */
	t = task_of(cx, id, 1, "II", 22);
	t_ok(plan_task_end(cx, (struct plan_end_in){
		.task_id = t.task.id, .version = t.task.version, .reason = "", .paper = paper, .knows_links = true}));
	t_int(0, groups_of(cx, id, t.task.id).n);
	t = task_of(cx, id, 2, "I", 2);
	t_int(0, t.task.twin_id);
	t_int(1, groups_of(cx, id, t.task.id).n);
}

TEST(plan_lines_go_by_words_then_by_act_then_by_order)
{
	struct plan_stones was = {0};
	struct plan_doc_milestones is = {0};
	static const struct {
		const char *words, *act;
	} before[] = {{"trước 15/1", ""}, {"gửi hồ sơ trước 20/1", "gửi hồ sơ"}, {"họp trước 30/1", "họp Hội đồng"}},
	  after[] = {{"họp trước 29/1", "họp Hội đồng"}, {"trước 15/2", ""}, {"gửi hồ sơ trước 20/1", "gửi hồ sơ"},
	             {"báo cáo trước 30/6", "báo cáo kết quả"}};
	int64_t lines[4] = {0};

	for (size_t i = 0; i < COUNT(before); i++)
		*list_add(t_mem(), &was) = (struct plan_stone){
			.line_id = (int64_t)i + 1,
			.as = {.words = before[i].words, .act = before[i].act, .actors = ""}};
	for (size_t i = 0; i < COUNT(after); i++)
		*list_add(t_mem(), &is) = (struct plan_doc_milestone){
			.words = after[i].words, .act = after[i].act, .actors = ""};
	plan_stone_lines(t_mem(), &was, &is, lines);
	t_int(3, lines[0]);
	t_int(1, lines[1]);
	t_int(2, lines[2]);
	t_int(0, lines[3]);
}

TEST(plan_body_that_nobody_knows_is_told_and_found_once_it_has_a_name)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intake_cell cell = {.column = "execute", .text = "Trung tâm Điển hình Mẫu"};
	struct plan_unknowns l;
	struct plan_task_view t;
	struct plan p;
	struct unit u;
	int64_t id, n;

	load_office(cx);
	stage_seed(cx, &s);
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = row_of(&s, 17)->row.id, .version = row_of(&s, 17)->row.version, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	t_ok(plan_take(cx, head_of(&s), &id));
	t_ok(plan_get(cx, id, &p));
	t_ok(plan_publish(cx, id, p.version, true));
	t_ok(plan_unknown_list(cx, id, &l));
	t_int(1, l.n);
	t_text("Trung tâm Điển hình Mẫu", l.at[0].words);
	t_int(1, list_all(cx, id).unknown_n);
	t_int(0, task_of(cx, id, 1, "I", 17).task.stones[0].is.units_n);
	t_ok(plan_unknown_resolve(cx, id, &n));
	t_int(0, n);
	t_ok(unit_find(cx, "Sở Nội vụ", &u));
	t_ok(unit_alias_add(cx, (struct unit_alias){.words = "Trung tâm Điển hình Mẫu", .unit_id = u.id}, &n));
	t_ok(plan_unknown_resolve(cx, id, &n));
	t_int(1, n);
	t = task_of(cx, id, 1, "I", 17);
	t_int(1, t.task.stones[0].is.units_n);
	t_int(0, t.task.unknown_n);
}

TEST(plan_task_stands_still_by_a_paper_and_goes_on_by_a_paper)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx);
	struct plan_task_view t = task_of(cx, id, 1, "I", 4);

	t_int(DUTY_IS_LATE, t.task.state);
	t_err(ERR_INVALID, plan_task_suspend(cx, t.task.id, t.task.version, ""));
	t_fault(cx, "paper");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_STALE, plan_task_suspend(cx, t.task.id, t.task.version - 1, "Công văn số 5"));
	t_ok(plan_task_suspend(cx, t.task.id, t.task.version, "Công văn số 5"));
	t = task_of(cx, id, 1, "I", 4);
	t_int(DUTY_IS_SUSPENDED, t.task.state);
	t_err(ERR_STATE, plan_task_suspend(cx, t.task.id, t.task.version, "Công văn số 5"));
	t_rollback(cx);
}

TEST(plan_task_suspended_goes_on)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx);
	struct plan_task_view t = task_of(cx, id, 1, "I", 4);

	t_ok(plan_task_suspend(cx, t.task.id, t.task.version, "Công văn số 5"));
	t = task_of(cx, id, 1, "I", 4);
	t_ok(plan_task_resume(cx, t.task.id, t.task.version, "Công văn số 9"));
	t_int(DUTY_IS_LATE, task_of(cx, id, 1, "I", 4).task.state);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, plan_task_suspend(cx, t.task.id, t.task.version, "Công văn số 5"));
}

/* ---- lists and views ------------------------------------------------------------------------------------------------------ */

static size_t listed(struct ctx *cx, const struct plan_filter *f)
{
	struct plan_list_view v;

	t_ok(plan_task_list(cx, f, &v));
	return v.tasks.n;
}

TEST(plan_numbers_are_the_lengths_of_what_they_count)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx), sum = 0;
	struct plan_list_view v = list_all(cx, id);
	struct plan_filter f = {.plan_id = id, .state = -1, .section = "", .q = "", .only_near = true};
	struct plan_quarters q;
	struct plan_board b;
	size_t cards = 0;

	t_int(v.near_n, listed(cx, &f));
	f.only_near = false;
	plan_board_of(cx->mem, &v, &b);
	for (int s = 0; s < DUTY_STATE_N; s++) {
		f.state = s;
		t_int(v.counts[s], listed(cx, &f));
		sum += v.counts[s];
		cards += b.at[s].tasks.n;
		f.state = (int)b.at[s].state;
		t_int(b.at[s].tasks.n, listed(cx, &f));
	}
	t_int(50, sum);
	t_int(50, cards);
	plan_quarters_of(cx->mem, &v, &q);
	for (size_t i = 0; i < q.sections.n; i++)
		for (int k = PLAN_ANY_QUARTER; k < PLAN_QUARTER_N; k++) {
			const struct plan_section *s = &q.sections.at[i];

			f = (struct plan_filter){.plan_id = id, .state = -1, .appendix = s->appendix, .section = s->section, .q = "",
			                         .quarter = (enum plan_quarter)k};
			t_int(s->quarters[k].total, listed(cx, &f));
			f.state = DUTY_IS_LATE;
			t_int(s->quarters[k].n[DUTY_IS_LATE], listed(cx, &f));
		}
	t_int(50, q.all.quarters[PLAN_ANY_QUARTER].total);
}

TEST(plan_filter_written_and_read_again_is_the_same)
{
	struct ctx *cx = t_ctx();
	struct plan_filter f = {.plan_id = 1, .state = -1, .section = "", .q = ""}, none = f;
	struct unit u;

	load_office(cx);
	t_text("", plan_filter_query(cx->mem, &f));
	t_ok(unit_find(cx, "Sở Nội vụ", &u));
	t_ok(plan_filter_set(cx, &f, "state", "open"));
	t_ok(plan_filter_set(cx, &f, "section", "2.II"));
	t_ok(plan_filter_set(cx, &f, "quarter", "none"));
	t_ok(plan_filter_set(cx, &f, "unit", "sở nội vụ"));
	t_ok(plan_filter_set(cx, &f, "q", "khen & thưởng"));
	t_ok(plan_filter_set(cx, &f, "near", "1"));
	t_int(u.id, f.unit_id);
	t_text(mem_text(cx->mem, "state=open&near=1&section=2.II&quarter=none&unit=%" PRId64 "&q=khen%%20%%26%%20th%%C6%%B0%%E1%%BB%%9Fng",
	                u.id), plan_filter_query(cx->mem, &f));
	t_text(mem_text(cx->mem, "/plan/1/board?state=late"),
	       plan_filter_path(cx->mem, &(struct plan_filter){.plan_id = 1, .state = DUTY_IS_LATE, .section = "", .q = ""}, "board"));
	t_err(ERR_NOTFOUND, plan_filter_set(cx, &none, "state", "vui"));
	t_err(ERR_NOTFOUND, plan_filter_set(cx, &none, "section", "II"));
	t_err(ERR_NOTFOUND, plan_filter_set(cx, &none, "quarter", "5"));
	t_err(ERR_NOTFOUND, plan_filter_set(cx, &none, "unit", "Sở Vui Vẻ"));
	t_err(ERR_NOTFOUND, plan_filter_set(cx, &none, "màu", "đỏ"));
	t_text("", plan_filter_query(cx->mem, &none));
}

TEST(plan_month_has_every_day_once_and_every_milestone_on_its_last_good_day)
{
	struct ctx *cx = t_ctx();
	int64_t id = published(cx);
	struct plan_list_view v = list_all(cx, id);
	struct calendar c;
	size_t entries = 0, dated = 0;

	t_ok(calendar_load(cx, &c));
	for (int month = 1; month <= 12; month++) {
		struct plan_month m;
		int days = 0;

		plan_month_of(cx->mem, &v, &c, date_of(2024, month, 15), &m);
		for (size_t w = 0; w < m.weeks_n; w++)
			for (int d = 0; d < 7; d++) {
				const struct plan_day *day = &m.weeks[w].days[d];

				t_int(d + 1, date_weekday(day->day));
				days += !day->is_outside;
				for (size_t i = 0; i < day->entries.n; i++)
					t_int(day->day, day->entries.at[i].mark->good_day);
			}
		t_int(date_month_days(2024, month), days);
		entries += m.entries_n;
	}
	for (size_t i = 0; i < v.tasks.n; i++)
		for (size_t k = 0; k < v.tasks.at[i].marks.n; k++)
			dated += v.tasks.at[i].marks.at[k].good_day != DATE_NONE;
	t_int(dated, entries);
}

TEST(plan_tasks_of_units_that_a_person_follows_are_marked)
{
	struct ctx *cx = t_ctx();
	struct who me = WHO_SYSTEM;
	int64_t plan_id = published(cx), id;
	struct plan_filter f = {.plan_id = plan_id, .state = -1, .section = "", .q = "", .only_followed = true};
	struct plan_list_view v;
	struct unit_class districts;
	struct unit youth;

	t_ok(user_seed(cx));
	t_ok(user_add(cx, (struct user_put){.login = "theodoi", .full_name = "Người Theo Dõi", .roles = (const char *[]){"specialist"},
	                                    .roles_n = 1}, &me.user_id));
	t_ok(unit_find(cx, "Thành đoàn Hà Nội", &youth));
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = me.user_id, .unit_id = youth.id}, &id));
	t_int(0, list_all(cx, plan_id).followed_n);
	cx->who = &me;
	t_ok(plan_task_list(cx, &f, &v));
	t_int(v.followed_n, v.tasks.n);
	t_true(task_at(&v, 1, "III", 33)->is_followed);
	/* its classes too: every unit of the city plans its work */
	t_true(task_at(&v, 1, "I", 12)->is_followed);
	t_true(v.tasks.n < 50);
	t_ok(duty_follow_end(cx, id));
	t_ok(unit_class_get_code(cx, "C-QHTX", &districts));
	t_ok(duty_follow_put(cx, (struct duty_follow){.user_id = me.user_id, .class_id = districts.id}, &id));
	t_ok(plan_task_list(cx, &f, &v));
	t_true(task_at(&v, 1, "III", 31)->is_followed);
	t_true(task_at(&v, 1, "I", 12)->is_followed);
	t_true(v.tasks.n < 50);
}

/* ---- the picture of the year -------------------------------------------------------------------------------------------------- */

struct seen {
	int rows, signs, depth;
	bool has_title;
};

static void svg_open(void *at, const char *name, const char *const *attrs)
{
	struct seen *s = at;
	const char *class = xml_attr(attrs, "class");

	s->depth++;
	s->rows += text_is(name, "a");
	s->signs += text_is(name, "use");
	s->has_title |= text_is(name, "title") && s->depth == 2;
	if (class != NULL && text_is(class, "timeline"))
		t_text("group", xml_attr(attrs, "role"));
}

static void svg_close(void *at, const char *name)
{
	((struct seen *)at)->depth--;
}

TEST(plan_timeline_is_well_formed_and_has_a_row_a_task_and_a_sign_a_milestone)
{
	struct ctx *cx = t_ctx();
	struct plan_list_view v = list_all(cx, published(cx));
	struct buf *svg = buf_new(cx->mem, PLAN_SVG_MAX);
	struct xml_face face = {.open = svg_open, .close = svg_close};
	struct seen seen = {0};

	v.tasks.at[0].lead = "Một <việc> & \"nhiều\" điều";
	plan_timeline_svg(cx->mem, &v, "https://a.vn", svg);
	t_ok(buf_err(svg));
	t_ok(xml_feed(xml_new(cx->mem, &face, &seen), svg->p, svg->n, true));
	t_int(50, seen.rows);
	t_int(60 + DUTY_STATE_N, seen.signs);
	t_true(seen.has_title);
	t_has("<a href=\"https://a.vn/plan/task/", svg->p);
	t_has("Hôm nay 05/03", svg->p);
	t_has("Một &lt;việc&gt; &amp; &quot;nhiều&quot; điều", svg->p);
	t_has_not("%", svg->p);
}

TEST(plan_timeline_of_nothing_and_of_days_outside_its_year_is_a_picture)
{
	struct plan_list_view v = {.plan = {.title = "Kế hoạch", .issuer = "Ủy ban", .year = 2024}, .today = date_of(2026, 1, 1)};
	struct plan_line t = {.section = "", .section_title = "", .lead = "", .last_day = date_of(2031, 5, 5)};
	struct buf *svg = buf_new(t_mem(), PLAN_SVG_MAX);
	struct xml_face face = {.open = svg_open, .close = svg_close};
	struct seen seen = {0};

	plan_timeline_svg(t_mem(), &v, "", svg);
	t_has_not("Hôm nay", svg->p);
	buf_reset(svg);
	*list_add(t_mem(), &t.marks) = (struct plan_mark){.act = "", .words = "", .from = DATE_NONE, .good_day = date_of(2031, 5, 5)};
	*list_add(t_mem(), &t.marks) = (struct plan_mark){.act = "", .words = "", .from = DATE_NONE, .good_day = date_of(1999, 5, 5)};
	*list_add(t_mem(), &v.tasks) = t;
	plan_timeline_svg(t_mem(), &v, "", svg);
	t_ok(xml_feed(xml_new(t_mem(), &face, &seen), svg->p, svg->n, true));
	t_int(2 + DUTY_STATE_N, seen.signs);
}

/* ---- filters that are kept ------------------------------------------------------------------------------------------------------ */

TEST(plan_saved_filter_is_ones_own_but_opens_for_others)
{
	struct ctx *cx = t_ctx();
	struct who me = WHO_SYSTEM, other = WHO_SYSTEM;
	int64_t plan_id = published(cx), id, more;
	struct plan_filter f = {.plan_id = plan_id, .state = DUTY_IS_LATE, .section = "", .q = ""};
	struct plan_saveds l;
	struct plan_saved s;

	me.user_id = 41;
	other.user_id = 42;
	cx->who = &me;
	t_ok(plan_saved_add(cx, &f, "board", "Việc quá hạn", &id));
	t_err(ERR_INVALID, plan_saved_add(cx, &f, "list", "Việc quá hạn", &more));
	t_fault(cx, "name");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_INVALID, plan_saved_add(cx, &f, "tròn", "", &more));
	t_fault(cx, "name");
	t_fault(cx, "view");
	faults_init(&cx->faults, cx->mem);
	cx->who = &other;
	t_ok(plan_saved_list(cx, plan_id, &l));
	t_int(0, l.n);
	t_ok(plan_saved_get(cx, id, &s));
	t_text(mem_text(cx->mem, "/plan/%" PRId64 "/board?state=late", plan_id), s.path);
	t_err(ERR_NOTFOUND, plan_saved_drop(cx, id));
	cx->who = &me;
	t_ok(plan_saved_list(cx, plan_id, &l));
	t_int(1, l.n);
	t_ok(plan_saved_drop(cx, id));
	t_err(ERR_NOTFOUND, plan_saved_get(cx, id, &s));
}

TEST(plan_saved_filters_are_limited)
{
	struct ctx *cx = t_ctx();
	struct plan_filter f = {.plan_id = published(cx), .state = -1, .section = "", .q = ""};
	int64_t id;

	for (int i = 0; i < USER_SAVED_MAX; i++)
		t_ok(plan_saved_add(cx, &f, "list", mem_text(cx->mem, "Cách %d", i), &id));
	t_err(ERR_INVALID, plan_saved_add(cx, &f, "list", "Một cách nữa", &id));
	t_fault(cx, "name");
}
