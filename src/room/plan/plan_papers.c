/* room/plan/plan_papers.c -- a plan's tasks as a list to work with. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/plan/plan_work.h"

#include "base/buf.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

enum { CELL_BYTES = 1 << 20 };

/* The task's words, its points below them. */
static const char *content_of(struct mem *m, const struct plan_line *t)
{
	struct buf *b = buf_new(m, CELL_BYTES);

	buf_text(b, t->lead);
	for (size_t i = 0; i < t->items.n; i++)
		buf_fmt(b, "%s- %s", b->n > 0 ? "\n" : "", t->items.at[i]);
	return b->p;
}

static const char *times_of(struct mem *m, const struct plan_line *t)
{
	struct buf *b = buf_new(m, CELL_BYTES);

	for (size_t i = 0; i < t->marks.n; i++)
		buf_fmt(b, "%s%s", b->n > 0 ? "\n" : "", t->marks.at[i].words);
	return b->p;
}

/* The last good day that presses most: the next to come, or the last when all are past. */
static date day_of(const struct plan_line *t)
{
	date next = DATE_NONE, last = DATE_NONE;

	for (size_t i = 0; i < t->marks.n; i++) {
		const struct plan_mark *m = &t->marks.at[i];

		if (m->good_day == DATE_NONE)
			continue;
		if (m->is.days_left >= 0 && (next == DATE_NONE || m->good_day < next))
			next = m->good_day;
		if (last == DATE_NONE || m->good_day > last)
			last = m->good_day;
	}
	return next != DATE_NONE ? next : last;
}

static void put_task(struct ctx *cx, struct paper *p, const struct plan_line *t)
{
	const char *place = mem_text(cx->mem, "%s.%d", t->section, t->no);

	paper_row(p, cell_int(t->appendix), cell_text(t->section_title),
	          cell_link(place, mem_text(cx->mem, "/plan/task/%" PRId64, t->id)), cell_text(content_of(cx->mem, t)),
	          cell_text(t->direct_text), cell_text(t->execute_text), cell_text(t->coordinate_text),
	          cell_text(times_of(cx->mem, t)), cell_date(day_of(t)), cell_text(duty_state_words(t->state)),
	          cell_int(t->warnings_n));
}

err plan_tasks_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Phụ lục", 14, true}, {"Phần", 40}, {"Mục", 16, true}, {"Nội dung thực hiện", 110}, {"Chỉ đạo, chủ trì", 45},
		{"Đơn vị thực hiện", 50}, {"Đơn vị phối hợp", 50}, {"Thời gian", 50}, {"Hạn cuối", 32}, {"Tình trạng", 35},
		{"Chỗ cần xem lại", 18}};
	struct plan_filter f;
	struct plan_list_view v;

	TRY(plan_filter_args(cx, a, &f));
	TRY(plan_task_list(cx, &f, &v));
	paper_name(p, "Nhiệm vụ kế hoạch năm %d", v.plan.year);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < v.tasks.n; i++)
		put_task(cx, p, &v.tasks.at[i]);
	return paper_err(p);
}
