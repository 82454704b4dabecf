/* room/plan/plan_work_papers.c -- the views of plans as lists: plans, days, quarters, units, names that nothing means. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/plan/plan_work.h"

#include "base/text.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

static const char *place_of(struct mem *m, const struct plan_line *t)
{
	return mem_text(m, "%s%s%d", t->section, *t->section != '\0' ? "." : "", t->no);
}

static const char *name_of(const struct plan_line *t)
{
	return *t->lead != '\0' ? t->lead : t->items.n > 0 ? t->items.at[0] : "";
}

err plan_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Năm", 16, true}, {"Kế hoạch", 110}, {"Số", 34}, {"Ngày", 26}, {"Cơ quan ban hành", 70}, {"Tình trạng", 28},
		{"Công bố lúc", 34}, {"Nhiệm vụ", 20, true}, {"Chỗ cần xem lại", 20, true}};
	struct plans l;

	(void)a;
	TRY(plan_list(cx, &l));
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < l.n; i++) {
		const struct plan *x = &l.at[i];

		paper_row(p, cell_int(x->year), cell_link(x->title, mem_text(cx->mem, "/plan/%" PRId64, x->id)), cell_text(x->number),
		          cell_date(x->issued_on), cell_text(x->issuer), cell_text(plan_state_words(x->state)),
		          cell_time(x->published_ms), cell_int(x->tasks_n), cell_int(x->warnings_n));
	}
	return paper_err(p);
}

/* ---- by day ------------------------------------------------------------------------------------------------------------ */

static int by_day(const void *a, const void *b)
{
	const struct plan_entry *x = a, *y = b;

	if (x->mark->good_day != y->mark->good_day)
		return x->mark->good_day < y->mark->good_day ? -1 : 1;
	return x->mark < y->mark ? -1 : x->mark > y->mark;      /* the plan's order */
}

static void put_mark(struct ctx *cx, struct paper *p, const struct plan_entry *e)
{
	const struct plan_standing *s = &e->mark->is;

	paper_row(p, cell_date(e->mark->good_day),
	          cell_link(place_of(cx->mem, e->task), mem_text(cx->mem, "/plan/task/%" PRId64, e->task->id)),
	          cell_text(name_of(e->task)), cell_text(e->mark->act), cell_text(e->mark->words),
	          cell_text(e->task->execute_text), cell_text(duty_state_words(s->state)), cell_int(s->done_n), cell_int(s->units_n));
}

err plan_days_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Hạn cuối", 26, true}, {"Mục", 20, true}, {"Nhiệm vụ", 100}, {"Việc", 60}, {"Thời gian ghi trong kế hoạch", 55},
		{"Đơn vị thực hiện", 60}, {"Tình trạng", 30}, {"Đơn vị đã xong", 20, true}, {"Số đơn vị", 18, true}};
	struct plan_filter f;
	struct plan_list_view v;
	struct LIST(struct plan_entry) marks = {0};
	const char *month = args_text(a, "--m");
	date first = DATE_NONE, last = DATE_NONE;

	need(cx, *month == '\0' || calendar_period(month, &first, &last), "--m", "Tháng viết năm-tháng, ví dụ 2024-03.");
	TRY(plan_filter_args(cx, a, &f));
	TRY(plan_task_list(cx, &f, &v));
	for (size_t i = 0; i < v.tasks.n; i++)
		for (size_t k = 0; k < v.tasks.at[i].marks.n; k++) {
			const struct plan_mark *m = &v.tasks.at[i].marks.at[k];

			if (m->good_day != DATE_NONE && (first == DATE_NONE || (m->good_day >= first && m->good_day <= last)))
				*list_add(cx->mem, &marks) = (struct plan_entry){&v.tasks.at[i], m};
		}
	if (marks.n > 1)
		qsort(marks.at, marks.n, sizeof *marks.at, by_day);
	if (first != DATE_NONE)
		paper_name(p, "Mốc kế hoạch tháng %d-%d", date_ymd(first).month, date_ymd(first).year);
	else
		paper_name(p, "Mốc kế hoạch năm %d", v.plan.year);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < marks.n; i++)
		put_mark(cx, p, &marks.at[i]);
	return paper_err(p);
}

/* ---- by quarter, by unit ----------------------------------------------------------------------------------------------- */

/* The columns of a table of states: what is counted, how many, then each state as views show them. */
static void table_of_states(struct paper *p, const char *what, int extra, const char *more)
{
	struct paper_column columns[3 + DUTY_STATE_N];
	size_t n = 0;

	columns[n++] = (struct paper_column){what, 90, false};
	if (extra > 0)
		columns[n++] = (struct paper_column){more, extra, true};
	columns[n++] = (struct paper_column){"Tất cả", 18, true};
	for (size_t i = 0; i < DUTY_STATE_N; i++)
		columns[n++] = (struct paper_column){duty_state_words(PLAN_STATES[i]), 22, true};
	paper_table(p, columns, n);
}

static void put_quarters(struct mem *m, struct paper *p, const struct plan_section *s, const bool *has)
{
	const char *label = s->appendix == 0 ? s->title : mem_text(m, "Phụ lục %d · %s. %s", s->appendix, s->section, s->title);

	for (int q = PLAN_Q1; q <= PLAN_QUARTER_N; q++) {
		enum plan_quarter of = q == PLAN_QUARTER_N ? PLAN_ANY_QUARTER : (enum plan_quarter)q;
		const struct plan_cell *c = &s->quarters[of];
		struct paper_cell cells[3 + DUTY_STATE_N];

		if (of != PLAN_ANY_QUARTER && !has[of])
			continue;
		cells[0] = cell_text(label);
		cells[1] = cell_text(plan_quarter_words(of));
		cells[2] = cell_int(c->total);
		for (size_t i = 0; i < DUTY_STATE_N; i++)
			cells[3 + i] = cell_int(c->n[PLAN_STATES[i]]);
		paper_cells(p, cells, COUNT(cells));
	}
}

err plan_quarters_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct plan_filter f;
	struct plan_list_view v;
	struct plan_quarters q;

	TRY(plan_filter_args(cx, a, &f));
	TRY(plan_task_list(cx, &f, &v));
	plan_quarters_of(cx->mem, &v, &q);
	paper_name(p, "Kế hoạch năm %d theo quý", v.plan.year);
	table_of_states(p, "Phần", 34, "Thời gian");
	for (size_t i = 0; i < q.sections.n; i++)
		put_quarters(cx->mem, p, &q.sections.at[i], q.has);
	put_quarters(cx->mem, p, &q.all, q.has);
	return paper_err(p);
}

err plan_units_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct plan plan;
	bool is_more = true;

	TRY(plan_get(cx, args_i64(a, "ID", 0), &plan));
	paper_name(p, "Kế hoạch năm %d theo đơn vị", plan.year);
	table_of_states(p, "Đơn vị", 0, "");
	for (int page = 1; is_more; page++) {
		struct duty_counts l;

		TRY(duty_count_units(cx, "plan", plan.id, page, DUTY_LIST_MAX, &l));
		is_more = l.n == DUTY_LIST_MAX;
		for (size_t i = 0; i < l.n; i++) {
			const struct duty_count *c = &l.at[i];
			struct paper_cell cells[2 + DUTY_STATE_N];

			cells[0] = cell_link(c->unit_name, mem_text(cx->mem, "/duty/unit/%" PRId64 "?plan=%" PRId64, c->unit_id, plan.id));
			cells[1] = cell_int(c->total);
			for (size_t s = 0; s < DUTY_STATE_N; s++)
				cells[2 + s] = cell_int(c->n[PLAN_STATES[s]]);
			paper_cells(p, cells, COUNT(cells));
		}
	}
	return paper_err(p);
}

err plan_unknown_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {{"Tên trong văn bản", 120}, {"Số nhiệm vụ", 24, true}, {"Nhiệm vụ đầu tiên", 40}};
	struct plan_unknowns l;
	struct plan plan;

	TRY(plan_get(cx, args_i64(a, "ID", 0), &plan));
	TRY(plan_unknown_list(cx, plan.id, &l));
	paper_name(p, "Tên đơn vị chưa rõ của kế hoạch năm %d", plan.year);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < l.n; i++)
		paper_row(p, cell_text(l.at[i].words), cell_int(l.at[i].tasks_n),
		          cell_link("Mở", mem_text(cx->mem, "/plan/task/%" PRId64, l.at[i].task_id)));
	return paper_err(p);
}
