/* room/plan/plan.c -- reads, and the acts of a plan's life. How a document becomes a plan is in plan_take.c.
 *
 * What is late is reckoned from the stored last good day, which room calendar computed when the milestone was written.
 * Lists are in plan_line.c. */
#include "room/plan/plan.h"

#include "base/text.h"
#include "db/db.h"
#include "gen/plan_amend_sql.h"
#include "gen/plan_sql.h"
#include "room/audit/audit.h"
#include "room/plan/plan_amend.h"
#include "room/plan/plan_row.h"
#include "room/plan/plan_year.h"

enum { PARTS_MAX = 500 };

const char *plan_state_words(const char *state)
{
	if (text_is(state, "published"))
		return "Đã công bố";
	return text_is(state, "withdrawn") ? "Đã rút" : "Bản nháp";
}

/* ---- rows to structs -------------------------------------------------------------------------------------------- */

struct plan plan_of(const struct row *r)
{
	return (struct plan){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.year = (int)row_i64(r, "year"),
		.title = row_text(r, "title"),
		.issuer = row_text(r, "issuer"),
		.number = row_text(r, "number"),
		.issued_on = row_date(r, "issued_on"),
		.unit_id = row_i64(r, "unit_id"),
		.state = row_text(r, "state"),
		.file_id = row_i64(r, "file_id"),
		.intake_id = row_i64(r, "intake_id"),
		.published_ms = row_i64(r, "published_ms"),
		.published_by = row_text(r, "published_by"),
		.tasks_n = row_i64(r, "tasks_n"),
		.warnings_n = row_i64(r, "warnings_n"),
	};
}

struct calendar_term plan_term(const struct plan_doc_milestone *m)
{
	struct calendar_term t = {.day = m->from, .end = m->end, .days = m->days, .period = m->period};

	switch (m->kind) {
	case PLAN_WHEN_BEFORE: t.kind = CALENDAR_BEFORE; break;
	case PLAN_WHEN_UNTIL:
	case PLAN_WHEN_ON: t.kind = CALENDAR_UNTIL; break;
	case PLAN_WHEN_RANGE: t.kind = CALENDAR_RANGE; break;
	case PLAN_WHEN_AROUND: t.kind = CALENDAR_AROUND; break;
	case PLAN_WHEN_MONTH: t.kind = CALENDAR_MONTH; break;
	case PLAN_WHEN_QUARTER: t.kind = CALENDAR_QUARTER; break;
	case PLAN_WHEN_HALF_YEAR: t.kind = CALENDAR_HALF_YEAR; break;
	case PLAN_WHEN_YEAR: t.kind = CALENDAR_YEAR; break;
	case PLAN_WHEN_RECURRING: t.kind = CALENDAR_RECURRING; break;
	case PLAN_WHEN_OFFSET: t.kind = CALENDAR_OFFSET; break;
	case PLAN_WHEN_FOLLOWS: t.kind = CALENDAR_FOLLOWS; break;
	case PLAN_WHEN_ARISES: t.kind = CALENDAR_WHEN_ARISES; break;
	case PLAN_WHEN_TEXT:
	case PLAN_WHEN_N: t.kind = CALENDAR_TEXT; break;
	}
	return t;
}

struct plan_stone plan_stone_of(const struct row *r)
{
	struct plan_stone s = {
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.task_id = row_i64(r, "task_id"),
		.line_id = row_i64(r, "line_id") != 0 ? row_i64(r, "line_id") : row_i64(r, "id"),
		.as = {
			.kind = plan_when_of(row_text(r, "kind")),
			.from = row_date(r, "on_day"),
			.end = row_date(r, "end_day"),
			.days = (int)row_i64(r, "days"),
			.period = row_text(r, "period"),
			.part = row_text(r, "part"),
			.follows = row_text(r, "follows"),
			.act = row_text(r, "act"),
			.actors = row_text(r, "actors"),
			.words = row_text(r, "words"),
		},
		.good_day = row_date(r, "good_day"),
		.moved_paper = row_text(r, "moved_paper"),
	};

	CHECK(s.as.kind != PLAN_WHEN_N);
	return s;
}

struct plan_task_row plan_task_of(const struct row *r)
{
	return (struct plan_task_row){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.plan_id = row_i64(r, "plan_id"),
		.appendix = (int)row_i64(r, "appendix"),
		.no = (int)row_i64(r, "no"),
		.section = row_text(r, "section"),
		.section_title = row_text(r, "section_title"),
		.is_candidate = row_bool(r, "is_candidate"),
		.content = row_text(r, "content"),
		.lead = row_text(r, "lead"),
		.direct_text = row_text(r, "direct_text"),
		.execute_text = row_text(r, "execute_text"),
		.coordinate_text = row_text(r, "coordinate_text"),
		.time_text = row_text(r, "time_text"),
		.product = row_text(r, "product"),
		.place = row_text(r, "place"),
		.page = (int)row_i64(r, "page"),
		.from_line = (int)row_i64(r, "from_line"),
		.to_line = (int)row_i64(r, "to_line"),
		.confidence = (int)row_i64(r, "confidence"),
		.warnings_n = (int)row_i64(r, "warnings_n"),
		.unknown_n = (int)row_i64(r, "unknown_n"),
		.twin_id = row_i64(r, "twin_id"),
	};
}

err plan_stones_of(struct ctx *cx, int64_t task_id, struct plan_stones *out)
{
	struct rows it;
	struct row *r;
	struct plan_stones l = {0};

	TRY(db_rows(cx->db, &SQL_plan_milestone_task_list, BIND({"task", I64(task_id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = plan_stone_of(r);
	*out = l;
	return OK;
}

err plan_head(struct ctx *cx, int64_t id, struct plan *out)
{
	struct row *r;

	TRY(db_one(cx->db, &SQL_plan_head_one, BIND({"id", I64(id)}), &r));
	*out = plan_of(r);
	return OK;
}

/* ---- reads -------------------------------------------------------------------------------------------------------- */

err plan_list(struct ctx *cx, struct plans *out)
{
	struct rows it;
	struct row *r;
	struct plans l = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_rows(cx->db, &SQL_plan_list, BIND({"n", I64(PLAN_LIST_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &l) = plan_of(r);
	*out = l;
	return OK;
}

err plan_get(struct ctx *cx, int64_t id, struct plan *out)
{
	struct row *r;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_one, BIND({"id", I64(id)}), &r));
	*out = plan_of(r);
	return OK;
}

static err read_parts(struct ctx *cx, struct plan_task_view *v)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_item_list, BIND({"task", I64(v->task.id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &v->task.items) = row_text(r, "words");
	TRY(db_rows(cx->db, &SQL_plan_body_list, BIND({"task", I64(v->task.id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &v->bodies) = (struct plan_body_row){
			.part = row_text(r, "part"),
			.milestone_id = row_i64(r, "milestone_id"),
			.words = row_text(r, "words"),
			.unit_id = row_i64(r, "unit_id"),
			.class_id = row_i64(r, "class_id"),
			.name = row_i64(r, "unit_id") != 0 ? row_text(r, "unit_name") : row_text(r, "class_name"),
		};
	TRY(db_rows(cx->db, &SQL_plan_warning_list, BIND({"task", I64(v->task.id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL)
		*list_add(cx->mem, &v->remarks) = (struct plan_remark){
			.id = row_i64(r, "id"), .column = row_text(r, "col"), .reason = row_text(r, "reason")};
	return OK;
}

/* Links as seen from the task. Only the last milestone of each side is compared: a session of the council is the day
 * on which the whole task is done, not the day by which units send their papers. */
static err read_links(struct ctx *cx, int64_t task_id, struct plan_task_view *v)
{
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_plan_link_list, BIND({"task", I64(task_id)}, {"n", I64(PARTS_MAX)}), &it));
	while ((r = rows_next(&it)) != NULL) {
		struct plan_link_row l = {
			.id = row_i64(r, "id"),
			.other_id = row_i64(r, "other_id"),
			.other_appendix = (int)row_i64(r, "appendix"),
			.other_no = (int)row_i64(r, "no"),
			.other_section = row_text(r, "section"),
			.other_content = row_text(r, "content"),
			.kind = row_text(r, "kind"),
			.is_outward = row_bool(r, "is_outward"),
			.other_day = row_date(r, "other_day"),
		};

		l.differs = text_is(l.kind, "same") && l.other_day != row_date(r, "own_day");
		*list_add(cx->mem, &v->links) = l;
	}
	return OK;
}

/* How the milestones of a task stand when it tells the same fact as another: as the list of the plan says. */
static err stand_as_twin(struct ctx *cx, struct plan_task_row *t, struct plan_stones *l)
{
	struct plan_filter f = {.plan_id = t->plan_id, .state = -1, .section = "", .q = ""};
	struct plan_list_view all;

	TRY(plan_lines_of(cx, &f, &all));
	for (size_t i = 0; i < all.tasks.n; i++) {
		const struct plan_line *line = &all.tasks.at[i];

		for (size_t k = 0; line->id == t->id && k < line->marks.n && k < l->n; k++)
			l->at[k].is = line->marks.at[k].is;
	}
	return OK;
}

static err read_stones(struct ctx *cx, struct plan_task_row *t)
{
	int64_t n[DUTY_STATE_N] = {0};
	struct plan_stones l;
	struct duty_groups groups;

	TRY(plan_stones_of(cx, t->id, &l));
	TRY(duty_groups(cx, "plan", t->plan_id, t->id, &groups));
	for (size_t i = 0; i < l.n; i++)
		l.at[i].is = plan_stands(&groups, l.at[i].line_id, l.at[i].good_day, cx->today);
	if (t->twin_id != 0)
		TRY(stand_as_twin(cx, t, &l));
	for (size_t i = 0; i < l.n; i++)
		n[l.at[i].is.state]++;
	t->state = duty_state_of_many(n);
	t->stones = l.at;
	t->stones_n = l.n;
	return OK;
}

err plan_task_get(struct ctx *cx, int64_t task_id, struct plan_task_view *out)
{
	struct row *r;
	struct plan_task_view v = {0};

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_task_one, BIND({"id", I64(task_id)}), &r));
	v.task = plan_task_of(r);
	TRY(plan_head(cx, v.task.plan_id, &v.plan));
	TRY(read_stones(cx, &v.task));
	TRY(read_parts(cx, &v));
	TRY(read_links(cx, task_id, &v));
	*out = v;
	return OK;
}

/* ---- a milestone moved, a doubt settled ------------------------------------------------------------------------------ */

/* Faults of a move: all of them at once, those about linked tasks among them. */
static void check_move(struct ctx *cx, const struct plan_move *in, const struct plan_stone *s,
                       const struct plan_task_view *v)
{
	bool is_range = s->as.kind == PLAN_WHEN_RANGE;

	need(cx, in->day != DATE_NONE, "day", "Hãy ghi ngày mới theo dạng ngày/tháng/năm, ví dụ 15/01/2024.");
	need(cx, !is_range || in->end != DATE_NONE, "end", "Hãy ghi ngày cuối của khoảng, ví dụ 15/03/2024.");
	need(cx, !is_range || in->end == DATE_NONE || in->day == DATE_NONE || in->end >= in->day, "end",
	     "Ngày cuối không được trước ngày đầu của khoảng.");
	plan_need_paper(cx, &v->plan, &in->paper);
	plan_need_links(cx, v, in->knows_links);
}

void plan_need_links(struct ctx *cx, const struct plan_task_view *v, bool knows_links)
{
	for (size_t i = 0; i < v->links.n && !knows_links; i++) {
		const struct plan_link_row *l = &v->links.at[i];

		fault(cx, "knows_links", "%s mục %s.%d của Phụ lục %d (%s): ngày của mục ấy không tự đổi theo. "
		      "Hãy xem mục ấy rồi đánh dấu đã biết.",
		      text_is(l->kind, "same") ? "Việc này chính là" : "Việc này đi theo hoặc kéo theo",
		      l->other_section, l->other_no, l->other_appendix, l->other_content);
	}
}

/* What the milestone says once its day is another: its own words with the day replaced, or the words of its kind. */
static const char *moved_words(struct mem *m, const struct plan_doc_milestone *was, date day, date end)
{
	static const char *const kinds[PLAN_WHEN_N] = {
		[PLAN_WHEN_BEFORE] = "Trước ngày", [PLAN_WHEN_UNTIL] = "Chậm nhất ngày", [PLAN_WHEN_RANGE] = "Từ ngày",
		[PLAN_WHEN_AROUND] = "Vào dịp"};
	const char *words = plan_year_redate(m, was->words, was->from, day), *kind = kinds[was->kind];

	if (*words != '\0' && was->end != DATE_NONE && end != DATE_NONE)
		words = plan_year_redate(m, words, was->end, end);
	if (*words != '\0')
		return words;
	words = mem_text(m, "%s %s", kind != NULL ? kind : "Ngày", date_vn(m, day));
	if (end != DATE_NONE)
		words = mem_text(m, "%s đến ngày %s", words, date_vn(m, end));
	return *was->act != '\0' ? mem_text(m, "%s: %s", was->act, words) : words;
}

/* Every milestone of a task in its own words, one of them in others. */
static const char *times_with(struct mem *m, const struct plan_task_row *t, const char *was, const char *now)
{
	struct plan_doc_milestones l = {0};

	for (size_t i = 0; i < t->stones_n; i++) {
		struct plan_doc_milestone *one = list_add(m, &l);

		*one = t->stones[i].as;
		if (text_is(one->words, was))
			one->words = now;
	}
	return plan_times_words(m, &l);
}

/* The old words in what the task says of its times give way to the new ones; where they are not in it as they stand, every
 * milestone says its own. */
static err move_time_text(struct ctx *cx, const struct plan_task_row *t, const char *was, const char *now)
{
	const char *at = *was != '\0' ? strstr(t->time_text, was) : NULL;
	const char *text = at == NULL ? times_with(cx->mem, t, was, now)
	                              : mem_text(cx->mem, "%.*s%s%s", (int)(at - t->time_text), t->time_text, now, at + strlen(was));

	return db_change(cx->db, &SQL_plan_amend_time_set, BIND({"id", I64(t->id)}, {"time", STR(text)}));
}

/* "Công văn số 12/UBND-TĐKT ngày 05/03/2024" */
static const char *paper_line(struct mem *m, const struct plan_paper *p)
{
	return *p->words == '\0' || p->day == DATE_NONE ? p->words : mem_text(m, "%s ngày %s", p->words, date_vn(m, p->day));
}

static err write_move(struct ctx *cx, const struct plan_move *in, const struct plan_stone *s, const char *words)
{
	struct calendar calendar;
	struct calendar_term term = plan_term(&s->as);

	TRY(calendar_load(cx, &calendar));
	return db_change(cx->db, &SQL_plan_milestone_move, BIND(
	    {"id", I64(s->id)}, {"version", I64(in->version)}, {"on_day", db_date(cx->mem, s->as.from)},
	    {"end_day", db_date(cx->mem, s->as.end)}, {"words", STR(words)},
	    {"good_day", db_date(cx->mem, calendar_last_good_day(&calendar, &term))}, {"paper", STR(paper_line(cx->mem, &in->paper))}));
}

err plan_stone_move(struct ctx *cx, struct plan_move in)
{
	struct row *r;
	struct plan_stone s;
	struct plan_task_view v;
	struct plan_fields fields = {0};
	struct plan_act act = {.act = "move", .paper = in.paper, .note = ""};
	const char *words;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_milestone_one, BIND({"id", I64(in.stone_id)}), &r));
	s = plan_stone_of(r);
	TRY(plan_task_get(cx, s.task_id, &v));
	TRY(may(cx, R_PLAN_EDIT, v.plan.unit_id));
	if (s.as.from == DATE_NONE)
		return ERR_STATE;
	check_move(cx, &in, &s, &v);
	TRY(faults(cx));
	in.end = s.as.kind == PLAN_WHEN_RANGE ? in.end : DATE_NONE;
	words = moved_words(cx->mem, &s.as, in.day, in.end);
	*list_add(cx->mem, &fields) = (struct plan_field){"time", s.as.words, words};
	s.as.from = in.day;
	s.as.end = in.end;
	TRY(write_move(cx, &in, &s, words));
	TRY(move_time_text(cx, &v.task, fields.at[0].was, words));
	TRY(plan_reckon(cx, s.task_id));
	act.plan_id = v.plan.id;
	act.task_id = s.task_id;
	TRY(plan_amend_keep(cx, &act, &fields));
	TRY(plan_oblige_task(cx, s.task_id));
	TRY(db_change(cx->db, &SQL_plan_touch, BIND({"id", I64(v.plan.id)})));
	return audit_detail(cx, "plan.move", s.task_id, "“%s” sang %s%s%s%s%s", s.as.words, date_vn(cx->mem, in.day),
	                    s.as.end != DATE_NONE ? " – " : "", date_vn(cx->mem, s.as.end),
	                    *in.paper.words != '\0' ? " theo " : "", paper_line(cx->mem, &in.paper));
}

err plan_stone_task(struct ctx *cx, int64_t stone_id, int64_t *task_id_out)
{
	struct row *r;

	TRY(may(cx, R_PLAN_READ, 0));
	TRY(db_one(cx->db, &SQL_plan_milestone_one, BIND({"id", I64(stone_id)}), &r));
	*task_id_out = row_i64(r, "task_id");
	return OK;
}

err plan_remark_settle(struct ctx *cx, int64_t remark_id)
{
	struct row *r;
	struct plan p;
	int64_t task_id;

	TRY(db_one(cx->db, &SQL_plan_warning_one, BIND({"id", I64(remark_id)}), &r));
	task_id = row_i64(r, "task_id");
	TRY(plan_head(cx, row_i64(r, "plan_id"), &p));
	TRY(may(cx, R_PLAN_EDIT, p.unit_id));
	TRY(db_change(cx->db, &SQL_plan_warning_settle, BIND({"id", I64(remark_id)}, {"now", I64(cx->now_ms)})));
	TRY(plan_reckon(cx, task_id));
	TRY(db_change(cx->db, &SQL_plan_touch, BIND({"id", I64(p.id)})));
	return audit(cx, "plan.settle", task_id);
}
