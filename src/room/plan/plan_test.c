/* room/plan/plan_test.c -- the real plan from its document to the public page, and everything that may go wrong between. */
#include "room/plan/plan_test.h"

#include "base/text.h"
#include "room/portal/portal.h"
#include "room/unit/unit.h"
#include "room/plan/plan_test.h"
#include "tests/t.h"

#define SEED "data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt"

void load_office(struct ctx *cx)
{
	static const char *const files[] = {
		"data/unit/kinds.tsv", "data/unit/units.tsv", "data/unit/classes.tsv", "data/unit/bodies.tsv"};
	int64_t n;

	for (size_t i = 0; i < COUNT(files); i++)
		t_ok(unit_load(cx, t_source(files[i]), &n));
	t_ok(calendar_take(cx, t_source("data/calendar/2024.tsv"), &n));
}

int64_t stage_seed(struct ctx *cx, struct plan_staged *out)
{
	struct plan_doc d;
	int64_t id;

	t_ok(plan_read_file(cx, t_source_path(SEED), "ke-hoach.txt", &d));
	t_ok(plan_stage(cx, &d, "ke-hoach.txt", 0, &id));
	t_ok(plan_staged(cx, id, out));
	return id;
}

struct plan_head_in head_of(const struct plan_staged *s)
{
	return (struct plan_head_in){.intake_id = s->intake.id, .version = s->intake.version, .year = s->year,
	                             .title = s->title, .issuer = s->issuer, .number = s->number,
	                             .issued_on = s->issued_on};
}

int64_t take_seed(struct ctx *cx)
{
	struct plan_staged s;
	int64_t plan_id;

	stage_seed(cx, &s);
	t_ok(plan_take(cx, head_of(&s), &plan_id));
	return plan_id;
}

struct plan_list_view list_all(struct ctx *cx, int64_t plan_id)
{
	struct plan_filter f = {.plan_id = plan_id, .state = -1, .section = "", .q = ""};
	struct plan_list_view v;

	t_ok(plan_task_list(cx, &f, &v));
	return v;
}

const struct plan_line *task_at(const struct plan_list_view *v, int appendix, const char *section, int no)
{
	for (size_t i = 0; i < v->tasks.n; i++)
		if (v->tasks.at[i].appendix == appendix && v->tasks.at[i].no == no &&
		    (*section == '\0' || text_is(v->tasks.at[i].section, section)))
			return &v->tasks.at[i];
	t_true(false);
	return NULL;
}

TEST(plan_of_ha_noi_has_its_tasks_and_milestones_after_taking)
{
	struct ctx *cx = t_ctx();
	struct plan_list_view v;
	int tasks[3] = {0}, stones[3] = {0};

	load_office(cx);
	v = list_all(cx, take_seed(cx));
	for (size_t i = 0; i < v.tasks.n; i++) {
		tasks[v.tasks.at[i].appendix]++;
		stones[v.tasks.at[i].appendix] += (int)v.tasks.at[i].marks.n;
	}
	t_int(43, tasks[1]);
	t_int(7, tasks[2]);
	t_int(53, stones[1]);
	t_int(7, stones[2]);
	t_text("draft", v.plan.state);
	t_int(2024, v.plan.year);
}

TEST(plan_taken_keeps_exactly_what_was_read)
{
	struct ctx *cx = t_ctx();
	struct plan_doc d;
	struct plan_staged s;
	struct plan_doc_changes changes;
	struct plan_doc kept = {.title = "", .issuer = "", .number = "", .day = DATE_NONE};

	load_office(cx);
	t_ok(plan_read_file(cx, t_source_path(SEED), "ke-hoach.txt", &d));
	stage_seed(cx, &s);
	for (size_t i = 0; i < s.rows.n; i++)
		*list_add(cx->mem, &kept.tasks) = s.rows.at[i].task;
	plan_diff(cx->mem, &d, &kept, &changes);
	t_int(0, changes.n);
	for (size_t i = 0; i < d.tasks.n; i++) {
		t_int(d.tasks.at[i].execute.n, kept.tasks.at[i].execute.n);
		for (size_t k = 0; k < d.tasks.at[i].execute.n; k++)
			t_text(d.tasks.at[i].execute.at[k].words, kept.tasks.at[i].execute.at[k].words);
		t_int(d.tasks.at[i].milestones.n, kept.tasks.at[i].milestones.n);
	}
}

TEST(plan_read_again_never_doubles)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	int64_t first, second;

	load_office(cx);
	first = take_seed(cx);
	stage_seed(cx, &s);
	t_int(first, s.target.id);
	t_int(50, s.counts[PLAN_FATE_SAME]);
	t_int(0, s.counts[PLAN_FATE_NEW]);
	t_int(0, s.counts[PLAN_FATE_CHANGED]);
	t_int(0, s.gone.n);
	t_ok(plan_take(cx, head_of(&s), &second));
	t_int(first, second);
	t_int(50, list_all(cx, first).tasks.n);
}

TEST(plan_revised_document_renews_one_row_and_ends_another)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intake_cell cell = {.column = "content", .text = "Xây dựng Đề án kiện toàn các cụm, khối thi đua (sửa)"};
	int64_t plan_id;

	load_office(cx);
	plan_id = take_seed(cx);
	stage_seed(cx, &s);
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[3].row.id, .version = 1, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[4].row.id, .version = 1, .is_kept = false}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	t_int(1, s.counts[PLAN_FATE_CHANGED]);
	t_int(48, s.counts[PLAN_FATE_SAME]);
	t_int(1, s.dropped_n);
	t_int(1, s.gone.n);
	t_ok(plan_take(cx, head_of(&s), &plan_id));
	t_int(49, list_all(cx, plan_id).tasks.n);
}

TEST(plan_corrected_time_is_read_again)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intake_cell cell = {.column = "time", .text = "Trước ngày 20/01/2024"};

	load_office(cx);
	stage_seed(cx, &s);
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[0].row.id, .version = 1, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	t_int(1, s.rows.at[0].task.milestones.n);
	t_int(date_of(2024, 1, 20), s.rows.at[0].task.milestones.at[0].from);
}

TEST(plan_correction_by_two_people_tells_the_second)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intake_correction in = {.version = 1, .is_kept = true};

	load_office(cx);
	stage_seed(cx, &s);
	in.row_id = s.rows.at[0].row.id;
	t_ok(plan_correct(cx, in));
	t_err(ERR_STALE, plan_correct(cx, in));
}

TEST(plan_taking_refuses_a_number_twice_and_an_empty_content_all_at_once)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intake_cell no = {.column = "no", .text = "1"}, content = {.column = "content", .text = ""};
	int64_t plan_id;

	load_office(cx);
	stage_seed(cx, &s);
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[1].row.id, .version = 1, .is_kept = true, .cells = &no, .cells_n = 1}));
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[2].row.id, .version = 1, .is_kept = true, .cells = &content, .cells_n = 1}));
	t_ok(plan_staged(cx, s.intake.id, &s));
	t_err(ERR_INVALID, plan_take(cx, head_of(&s), &plan_id));
	t_fault(cx, "row-2");
	t_fault(cx, "row-3");
}

TEST(plan_taken_or_dropped_is_final)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	int64_t plan_id;

	load_office(cx);
	stage_seed(cx, &s);
	t_ok(plan_take(cx, head_of(&s), &plan_id));
	t_err(ERR_STATE, plan_take(cx, head_of(&s), &plan_id));
	t_err(ERR_STATE, plan_unstage(cx, s.intake.id, s.intake.version));
	stage_seed(cx, &s);
	t_ok(plan_unstage(cx, s.intake.id, s.intake.version));
	t_err(ERR_STATE, plan_take(cx, head_of(&s), &plan_id));
}

TEST(plan_is_public_only_once_published)
{
	struct ctx *cx = t_ctx();
	struct portal_plan_view v;
	struct buf *ics = buf_new(cx->mem, PORTAL_FEED_BYTES_MAX);
	struct plan p;
	int64_t plan_id;

	load_office(cx);
	plan_id = take_seed(cx);
	t_err(ERR_NOTFOUND, portal_plan(cx, plan_id, -1, PLAN_ANY_QUARTER, &v));
	t_ok(plan_get(cx, plan_id, &p));
	t_ok(plan_publish(cx, plan_id, p.version, true));
	t_ok(portal_plan(cx, 0, -1, PLAN_ANY_QUARTER, &v));
	t_int(50, v.list.tasks_n);
	t_int(50, v.list.tasks.n);
	for (size_t i = 0; i < v.quarters.n; i++)
		for (size_t k = 0; k < v.quarters.at[i].counts.n; k++) {
			const struct portal_count *c = &v.quarters.at[i].counts.at[k];
			struct portal_plan_view one;

			t_ok(portal_plan(cx, plan_id, c->state, c->quarter, &one));
			t_int(c->n, one.list.tasks.n);
		}
	t_ok(portal_plan(cx, plan_id, PORTAL_NEAR, PLAN_ANY_QUARTER, &v));
	t_int(v.list.near_n, v.list.tasks.n);
	t_ok(portal_feed(cx, plan_id, "https://a.vn", ics));
	t_has("BEGIN:VEVENT", ics->p);
	t_err(ERR_STATE, plan_publish(cx, plan_id, p.version + 1, true));
	t_err(ERR_INVALID, plan_withdraw(cx, plan_id, p.version + 1, ""));
	t_fault(cx, "reason");
	faults_init(&cx->faults, cx->mem);
	t_err(ERR_STALE, plan_withdraw(cx, plan_id, p.version, "Có bản sửa đổi"));
	t_ok(plan_withdraw(cx, plan_id, p.version + 1, "Có bản sửa đổi"));
	t_err(ERR_NOTFOUND, portal_plan(cx, plan_id, -1, PLAN_ANY_QUARTER, &v));
}

TEST(plan_links_sessions_to_the_tasks_they_are_and_warns_when_one_moves)
{
	struct ctx *cx = t_ctx();
	struct plan_list_view l;
	struct plan_task_view v;
	struct plan_move in;
	int64_t plan_id;

	load_office(cx);
	plan_id = take_seed(cx);
	l = list_all(cx, plan_id);
	t_ok(plan_task_get(cx, task_at(&l, 2, "I", 1)->id, &v));
	t_int(1, v.links.n);
	t_int(3, v.links.at[0].other_no);
	t_text("same", v.links.at[0].kind);
	t_false(v.links.at[0].differs);
	in = (struct plan_move){.stone_id = v.task.stones[0].id, .version = 1, .day = date_of(2024, 3, 15),
	                        .end = DATE_NONE, .paper = {"", DATE_NONE, 0}};
	t_err(ERR_INVALID, plan_stone_move(cx, in));
	t_fault(cx, "knows_links");
	faults_init(&cx->faults, cx->mem);
	in.knows_links = true;
	t_ok(plan_stone_move(cx, in));
	t_ok(plan_task_get(cx, v.task.id, &v));
	t_true(v.links.at[0].differs);
	t_int(date_of(2024, 3, 14), v.task.stones[0].good_day);
	in.version = 1;
	t_err(ERR_STALE, plan_stone_move(cx, in));
}

TEST(plan_follows_thirty_six_and_the_first_appendix)
{
	struct ctx *cx = t_ctx();
	struct plan_list_view l;
	struct plan_task_view v;

	load_office(cx);
	l = list_all(cx, take_seed(cx));
	t_ok(plan_task_get(cx, task_at(&l, 1, "", 43)->id, &v));
	t_int(1, v.links.n);
	t_int(36, v.links.at[0].other_no);
	t_text("follows", v.links.at[0].kind);
}

TEST(plan_published_moves_only_by_a_paper)
{
	struct ctx *cx = t_ctx();
	struct plan_list_view l;
	struct plan_move in;
	int64_t plan_id;
	struct plan_task_view v;

	load_office(cx);
	plan_id = take_seed(cx);
	l = list_all(cx, plan_id);
	t_ok(plan_task_get(cx, task_at(&l, 1, "", 17)->id, &v));
	t_ok(plan_publish(cx, plan_id, l.plan.version, true));
	in = (struct plan_move){.stone_id = v.task.stones[0].id, .version = 1, .day = date_of(2024, 4, 10),
	                        .end = DATE_NONE, .paper = {"", DATE_NONE, 0}, .knows_links = true};
	t_err(ERR_INVALID, plan_stone_move(cx, in));
	t_fault(cx, "paper");
	faults_init(&cx->faults, cx->mem);
	in.paper.words = "Công văn số 12/UBND-TĐKT";
	t_err(ERR_INVALID, plan_stone_move(cx, in));
	t_fault(cx, "paper_day");
	faults_init(&cx->faults, cx->mem);
	in.paper.day = date_of(2024, 3, 4);
	t_ok(plan_stone_move(cx, in));
}

TEST(plan_list_filters_by_state_words_and_unit)
{
	struct ctx *cx = t_ctx();
	struct plan_filter f = {.state = DUTY_IS_LATE, .section = "", .q = ""};
	struct plan_list_view v;
	struct unit u;

	load_office(cx);
	f.plan_id = take_seed(cx);
	t_ok(plan_task_list(cx, &f, &v));
	t_int(v.counts[DUTY_IS_LATE], v.tasks.n);
	t_true(v.tasks.n > 0);
	f.state = -1;
	f.q = "thu khoa";
	t_ok(plan_task_list(cx, &f, &v));
	t_int(1, v.tasks.n);
	t_int(33, v.tasks.at[0].no);
	f.q = "";
	t_ok(unit_find(cx, "Thành đoàn Hà Nội", &u));
	f.unit_id = u.id;
	t_ok(plan_task_list(cx, &f, &v));
	t_true(v.tasks.n >= 1);
	t_int(33, task_at(&v, 1, "", 33)->no);
	t_true(v.tasks.n < 50);
}

TEST(plan_acts_need_their_rights)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct plans l;
	int64_t plan_id;

	load_office(cx);
	stage_seed(cx, &s);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, plan_take(cx, head_of(&s), &plan_id));
	t_err(ERR_DENIED, plan_list(cx, &l));
	t_err(ERR_DENIED, plan_unstage(cx, s.intake.id, s.intake.version));
	t_err(ERR_DENIED, plan_publish(cx, 1, 1, true));
}

/* A document of one row that the reader was unsure of, and one line that it could not place. */
static int64_t stage_unsure(struct ctx *cx)
{
	struct plan_doc d = {.year = 2025, .title = "Kế hoạch thử", .issuer = "UBND quận Thử", .number = "",
	                     .day = DATE_NONE};
	struct plan_doc_task t = {
		.appendix = 1, .section = "I", .section_title = "Quý I", .no = 1, .content = "Tổng kết", .direct_text = "",
		.execute_text = "Sở Nội vụ", .coordinate_text = "", .time_text = "khoảng đầu năm", .product = "",
		.source = {.sheet = "", .from_line = 3, .to_line = 5, .text = "Tổng kết"}, .confidence = 0.8};
	int64_t id;

	*list_add(cx->mem, &t.warnings) = (struct plan_doc_warning){"milestones", "Không chắc là ngày nào."};
	*list_add(cx->mem, &t.milestones) = (struct plan_doc_milestone){
		.kind = PLAN_WHEN_TEXT, .from = DATE_NONE, .end = DATE_NONE, .period = "", .part = "", .follows = "",
		.act = "", .actors = "", .words = "khoảng đầu năm"};
	*list_add(cx->mem, &d.tasks) = t;
	*list_add(cx->mem, &d.unread) = (struct plan_doc_unread){
		.sheet = "", .from_line = 9, .to_line = 9, .text = "Hạn nộp 01/02"};
	t_ok(plan_stage(cx, &d, "thu.txt", 0, &id));
	return id;
}

TEST(plan_unsure_cells_and_unread_lines_wait_for_a_person)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intakes waiting;

	load_office(cx);
	stage_unsure(cx);
	t_ok(intake_waiting(cx, "plan", &waiting));
	t_int(1, waiting.n);
	t_int(1, waiting.at[0].warnings_n);
	t_ok(plan_staged(cx, waiting.at[0].id, &s));
	t_int(1, s.lines.n);
	t_text("Hạn nộp 01/02", s.lines.at[0].text);
	t_int(80, s.rows.at[0].row.confidence);
	t_text("dòng 3–5", s.rows.at[0].row.place);
}

void lists_equal_a_recount(struct ctx *cx, int64_t plan_id)
{
	struct plan_list_view l = list_all(cx, plan_id);

	for (size_t i = 0; i < l.tasks.n; i++) {
		const struct plan_line *t = &l.tasks.at[i];
		struct plan_task_view v;

		t_ok(plan_task_get(cx, t->id, &v));
		t_int(v.remarks.n, t->warnings_n);
		t_int(v.task.warnings_n, t->warnings_n);
		t_int(v.task.state, t->state);
		t_int(v.task.items.n, t->items.n);
		for (size_t k = 0; k < t->items.n; k++)
			t_text(v.task.items.at[k], t->items.at[k]);
		t_int(v.task.stones_n, t->marks.n);
		for (size_t k = 0; k < t->marks.n; k++) {
			t_text(v.task.stones[k].as.words, t->marks.at[k].words);
			t_int(v.task.stones[k].good_day, t->marks.at[k].good_day);
			t_int(v.task.stones[k].line_id, t->marks.at[k].line_id);
			t_int(v.task.stones[k].is.group_id, t->marks.at[k].is.group_id);
			t_int(v.task.stones[k].is.state, t->marks.at[k].is.state);
			t_int(v.task.stones[k].is.days_left, t->marks.at[k].is.days_left);
			t_int(v.task.stones[k].is.units_n, t->marks.at[k].is.units_n);
		}
	}
}

TEST(plan_lists_say_what_a_recount_says_after_every_act)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct plan_list_view l;
	struct plan_task_view v;
	int64_t id;

	load_office(cx);
	id = take_seed(cx);
	lists_equal_a_recount(cx, id);
	l = list_all(cx, id);
	t_ok(plan_task_get(cx, task_at(&l, 1, "", 17)->id, &v));
	t_ok(plan_stone_move(cx, (struct plan_move){.stone_id = v.task.stones[0].id, .version = 1,
	                     .day = date_of(2024, 4, 10), .end = DATE_NONE, .paper = {"", DATE_NONE, 0}, .knows_links = true}));
	l = list_all(cx, id);
	t_int(date_of(2024, 4, 9), task_at(&l, 1, "", 17)->marks.at[0].good_day);
	lists_equal_a_recount(cx, id);
	take_seed(cx);          /* the moved row is renewed */
	lists_equal_a_recount(cx, id);
	t_ok(plan_staged(cx, stage_unsure(cx), &s));
	t_ok(plan_take(cx, head_of(&s), &id));
	t_int(1, list_all(cx, id).plan.warnings_n);
	lists_equal_a_recount(cx, id);
	t_ok(plan_task_get(cx, list_all(cx, id).tasks.at[0].id, &v));
	t_ok(plan_remark_settle(cx, v.remarks.at[0].id));
	t_int(0, list_all(cx, id).plan.warnings_n);
	lists_equal_a_recount(cx, id);
}

TEST(plan_days_follow_a_calendar_that_is_loaded_later)
{
	struct ctx *cx = t_ctx();
	struct plan_list_view l;
	int64_t id, n;

	load_office(cx);
	id = take_seed(cx);
	t_ok(plan_days_reckon(cx, &n));
	t_int(0, n);
	/* Task 17 ends on Friday the 29th of March; a day off moves it to Monday. */
	l = list_all(cx, id);
	t_int(date_of(2024, 3, 29), task_at(&l, 1, "", 17)->marks.at[0].good_day);
	t_ok(calendar_take(cx, "2024-03-29\toff\tNghỉ hoán đổi\tCông văn 1\n", &n));
	t_ok(plan_days_reckon(cx, &n));
	t_true(n >= 1);
	l = list_all(cx, id);
	t_int(date_of(2024, 4, 1), task_at(&l, 1, "", 17)->marks.at[0].good_day);
	lists_equal_a_recount(cx, id);
	cx->who = &WHO_NOBODY;
	t_err(ERR_DENIED, plan_days_reckon(cx, &n));
}

TEST(plan_warnings_hold_back_publishing_until_a_person_settles_them)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct plan_task_view v;
	struct plans l;
	struct plan p;
	int64_t id;

	load_office(cx);
	t_ok(plan_staged(cx, stage_unsure(cx), &s));
	t_ok(plan_take(cx, head_of(&s), &id));
	t_ok(plan_list(cx, &l));
	t_int(1, l.n);
	t_int(1, l.at[0].warnings_n);
	t_err(ERR_INVALID, plan_publish(cx, id, l.at[0].version, false));
	t_fault(cx, "accepts_warnings");
	faults_init(&cx->faults, cx->mem);
	t_ok(plan_task_get(cx, list_all(cx, id).tasks.at[0].id, &v));
	t_int(1, v.remarks.n);
	t_text("time", v.remarks.at[0].column);
	t_ok(plan_remark_settle(cx, v.remarks.at[0].id));
	t_err(ERR_NOTFOUND, plan_remark_settle(cx, v.remarks.at[0].id));
	t_ok(plan_get(cx, id, &p));
	t_int(0, p.warnings_n);
	t_ok(plan_publish(cx, id, p.version, false));
}

TEST(plan_correction_still_not_understood_is_warned_about_again)
{
	struct ctx *cx = t_ctx();
	struct plan_staged s;
	struct intake_cell cell = {.column = "time", .text = ""};
	int64_t id;

	load_office(cx);
	id = stage_unsure(cx);
	t_ok(plan_staged(cx, id, &s));
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[0].row.id, .version = 1, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_staged(cx, id, &s));
	t_int(1, s.intake.warnings_n);
	cell.text = "Trước ngày 15/02/2025";
	t_ok(plan_correct(cx, (struct intake_correction){
		.row_id = s.rows.at[0].row.id, .version = 2, .is_kept = true, .cells = &cell, .cells_n = 1}));
	t_ok(plan_staged(cx, id, &s));
	t_int(0, s.intake.warnings_n);
}
