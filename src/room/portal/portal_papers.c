/* room/portal/portal_papers.c -- the public page of a plan as a list that anybody may take away. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/plan/plan_work.h"
#include "room/portal/portal.h"

#include "base/text.h"

#define ROWS "room/portal/portal.def"
#include "core/declare.h"

/* A task with one of its days; one without any day is a row too. Nothing leads inside. */
static void put_task(struct mem *m, struct paper *p, const struct plan_line *t)
{
	static const struct plan_mark none = {.good_day = DATE_NONE, .act = "", .words = ""};
	const char *words = t->lead;

	for (size_t i = 0; i < t->items.n; i++)
		words = mem_text(m, "%s%s- %s", words, *words != '\0' ? "\n" : "", t->items.at[i]);
	for (size_t i = 0; i < (t->marks.n > 0 ? t->marks.n : 1); i++) {
		const struct plan_mark *k = t->marks.n > 0 ? &t->marks.at[i] : &none;

		paper_row(p, cell_int(t->appendix), cell_text(t->section_title), cell_int(t->no), cell_text(words),
		          cell_text(t->direct_text), cell_text(t->execute_text), cell_text(t->coordinate_text), cell_text(k->words),
		          cell_date(k->good_day), cell_text(duty_state_words(t->marks.n > 0 ? k->is.state : t->state)),
		          cell_int(k->is.done_n), cell_int(k->is.units_n));
	}
}

err portal_tasks_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Phụ lục", 14, true}, {"Phần", 40}, {"TT", 12, true}, {"Nội dung thực hiện", 110}, {"Chỉ đạo, chủ trì", 45},
		{"Đơn vị thực hiện", 50}, {"Đơn vị phối hợp", 50}, {"Thời gian", 50}, {"Hạn cuối", 26, true}, {"Tình trạng", 32},
		{"Đơn vị đã xong", 18, true}, {"Số đơn vị", 18, true}};
	struct portal_plan_view v;

	TRY(portal_plan(cx, args_i64(a, "ID", 0), portal_state_of(args_text(a, "--tinh-trang")),
	                portal_quarter_of(args_text(a, "--quy")), &v));
	paper_name(p, "Kế hoạch năm %d, tính đến %s", v.plan.year, date_iso(cx->mem, v.list.today));
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < v.list.tasks.n; i++)
		put_task(cx->mem, p, &v.list.tasks.at[i]);
	return paper_err(p);
}
