/* room/plan/plan_tray_papers.c -- what was read from a document, as a sheet to check against it: the cells that need a look are
 * marked, each with its note; below them what ended in no row, and what the plan has and the document does not. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/plan/plan_amend.h"

#include "base/text.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

/* What stands in a cell, with what is unsure of it. */
static struct paper_cell cell_of(const struct intake_row *r, const char *column)
{
	for (size_t i = 0; i < r->cells_n; i++)
		if (text_is(r->cells[i].column, column) && *r->cells[i].warning != '\0')
			return cell_bad(r->cells[i].text, r->cells[i].warning);
	return cell_text(intake_text(r, column));
}

static void put_row(struct mem *m, struct paper *p, const struct plan_staged_row *x)
{
	const struct intake_row *r = &x->row;

	paper_row(p, cell_int(r->ord), cell_text(r->is_kept ? plan_fate_words(x->fate) : "Bỏ qua"), cell_of(r, "appendix"),
	          cell_of(r, "section"), cell_of(r, "no"), cell_of(r, "content"), cell_of(r, "items"), cell_of(r, "direct"),
	          cell_of(r, "execute"), cell_of(r, "coordinate"), cell_of(r, "time"),
	          cell_text(plan_times_words(m, &x->task.milestones)), cell_of(r, "product"), cell_percent(r->confidence * 100),
	          cell_text(r->place), cell_text(r->source));
}

/* Texts that belong to no row, under a heading; nothing where there are none. */
static void put_texts(struct paper *p, const char *heading, const char *head, const struct plan_doc_texts *l)
{
	const struct paper_column column = {head, 160};

	if (l->n == 0)
		return;
	paper_heading(p, heading);
	paper_table(p, &column, 1);
	for (size_t i = 0; i < l->n; i++)
		paper_row(p, cell_text(l->at[i]));
}

err plan_tray_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Dòng", 14, true}, {"So với kế hoạch", 26, true}, {"Phụ lục", 16, true}, {"Phần", 16, true}, {"Mục", 14, true},
		{"Nội dung", 90}, {"Các ý", 70}, {"Chỉ đạo, chủ trì", 40}, {"Đơn vị thực hiện", 45}, {"Đơn vị phối hợp", 45},
		{"Thời gian", 45}, {"Mốc đọc được", 45}, {"Sản phẩm, ghi chú", 40}, {"Độ tin cậy", 18, true}, {"Chỗ trong văn bản", 30},
		{"Trong văn bản", 110}};
	struct plan_doc_texts lines = {0};
	struct plan_staged s;

	TRY(plan_staged(cx, args_i64(a, "ID", 0), &s));
	paper_name(p, "Xem trước %s", s.intake.name);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < s.rows.n; i++)
		put_row(cx->mem, p, &s.rows.at[i]);
	for (size_t i = 0; i < s.lines.n; i++)
		*list_add(cx->mem, &lines) = mem_text(cx->mem, "dòng %d–%d: %s", s.lines.at[i].from_line, s.lines.at[i].to_line, s.lines.at[i].text);
	put_texts(p, "Đoạn không thành nhiệm vụ", "Đoạn", &lines);
	put_texts(p, "Không còn trong văn bản", "Nhiệm vụ đang có trong kế hoạch", &s.gone);
	put_texts(p, "Tên đơn vị chưa có trong danh mục", "Tên", &s.unresolved);
	return paper_err(p);
}
