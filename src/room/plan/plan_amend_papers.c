/* room/plan/plan_amend_papers.c -- the history of a plan, and the plan as issued beside the plan as it is now, as lists. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/plan/plan_amend.h"

#include "base/buf.h"
#include "base/text.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

enum { CELL_BYTES = 1 << 20 };

static const char *place_of(struct mem *m, int appendix, const char *section, int no)
{
	return mem_text(m, "Phụ lục %d, mục %s%s%d", appendix, section, *section != '\0' ? "." : "", no);
}

/* "Công văn số 12/UBND-TĐKT ngày 05/03/2024"; "" for an act on a draft. */
static const char *paper_of(struct mem *m, const struct plan_amend *a)
{
	if (*a->paper.words == '\0' || a->paper.day == DATE_NONE)
		return a->paper.words;
	return mem_text(m, "%s ngày %s", a->paper.words, date_vn(m, a->paper.day));
}

static struct paper_cell task_cell(struct mem *m, int64_t task_id, int appendix, const char *section, int no)
{
	if (task_id == 0)
		return cell_text("Cả kế hoạch");
	return cell_link(place_of(m, appendix, section, no), mem_text(m, "/plan/task/%" PRId64, task_id));
}

/* An act as a row for each column that it changed; one that changed no column, an ended task, as one row. */
static void put_act(struct ctx *cx, struct paper *p, const struct plan_amend *a)
{
	static const struct plan_field none = {"", "", ""};
	size_t n = a->fields.n > 0 ? a->fields.n : 1;

	for (size_t i = 0; i < n; i++) {
		const struct plan_field *f = a->fields.n > 0 ? &a->fields.at[i] : &none;

		paper_row(p, cell_time(a->done_ms), cell_text(a->done_by),
		          task_cell(cx->mem, a->task_id, a->appendix, a->section, a->no), cell_text(plan_amend_words(a->act)),
		          cell_text(*f->column != '\0' ? plan_column_words(f->column) : ""), cell_text(f->was), cell_text(f->now),
		          cell_text(paper_of(cx->mem, a)), cell_text(a->note));
	}
}

err plan_history_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Lúc", 30, true}, {"Người làm", 34}, {"Nhiệm vụ", 36}, {"Việc", 22}, {"Mục thay đổi", 30}, {"Trước", 80}, {"Sau", 80},
		{"Văn bản", 50}, {"Lý do", 45}};
	int64_t before_id = 0;
	struct plan plan;

	TRY(plan_get(cx, args_i64(a, "ID", 0), &plan));
	paper_name(p, "Lịch sử sửa đổi kế hoạch năm %d", plan.year);
	paper_table(p, columns, COUNT(columns));
	do {
		MEM_EACH(cx) {
			struct plan_amends acts;

			TRY(plan_amend_list(cx, plan.id, args_i64(a, "--task", 0), before_id, &acts));
			for (size_t i = 0; i < acts.n; i++)
				put_act(cx, p, &acts.at[i]);
			before_id = plan_amend_next(&acts);
		}
		TRY(paper_err(p));
	} while (before_id != 0);
	return OK;
}

/* ---- as issued, and now ---------------------------------------------------------------------------------------------- */

static const char *papers_of(struct mem *m, const struct plan_amend_refs *l)
{
	struct buf *b = buf_new(m, CELL_BYTES);

	for (size_t i = 0; i < l->n; i++)
		buf_fmt(b, "%s%s", b->n > 0 ? "\n" : "", paper_of(m, l->at[i]));
	return b->p;
}

static void put_since(struct mem *m, struct paper *p, const struct plan_since_task *t)
{
	struct paper_cell place = task_cell(m, t->task_id, t->appendix, t->section, t->no);
	bool was = t->fate == PLAN_SINCE_ENDED, is_new = t->fate == PLAN_SINCE_ADDED;

	if (t->fate != PLAN_SINCE_CHANGED)
		paper_row(p, place, cell_text(plan_since_words(t->fate)), cell_text("Cả nhiệm vụ"), cell_text(is_new ? "" : t->lead),
		          cell_text(was ? "" : t->lead), cell_text(papers_of(m, &t->papers)));
	for (size_t i = 0; i < t->fields.n; i++) {
		const struct plan_since_field *f = &t->fields.at[i];

		paper_row(p, place, cell_text(plan_since_words(t->fate)), cell_text(plan_column_words(f->column)), cell_text(f->was),
		          cell_text(f->now), cell_text(papers_of(m, &f->papers)));
	}
}

err plan_compare_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Nhiệm vụ", 40}, {"Thay đổi", 24, true}, {"Mục thay đổi", 34}, {"Bản ban hành", 90}, {"Hiện nay", 90}, {"Văn bản", 55}};
	const char *fate = args_text(a, "--fate");
	struct plan_since v;

	TRY(plan_compare(cx, args_i64(a, "ID", 0), &v));
	need(cx, *fate == '\0' || plan_since_is_name(fate), "--fate", "--fate là một trong: changed, added, ended, same.");
	need(cx, v.issued_ms != 0, "", "Kế hoạch chưa được công bố nên chưa có bản ban hành để so.");
	TRY(faults(cx));
	paper_name(p, "Kế hoạch năm %d so với bản ban hành", v.plan.year);
	paper_table(p, columns, COUNT(columns));
	plan_since_keep(cx->mem, &v, fate);
	for (size_t i = 0; i < v.tasks.n; i++)
		put_since(cx->mem, p, &v.tasks.at[i]);
	return paper_err(p);
}
