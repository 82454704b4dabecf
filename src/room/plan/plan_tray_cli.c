/* room/plan/plan_tray_cli.c -- verbs of the tray, where a read document waits, and of one task with what is unsure of it. */
#include "room/plan/plan_amend.h"

#include "base/text.h"
#include "core/cli.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

/* ---- the tray -------------------------------------------------------------------------------------------------------- */

static void say_row(struct buf *b, const struct plan_staged_row *r)
{
	buf_fmt(b, "%" PRId64 "\t%s\t%s%s%d\t%s\n", r->row.id,
	        !r->row.is_kept ? "bỏ" : r->fate == PLAN_FATE_NEW ? "mới" : r->fate == PLAN_FATE_CHANGED ? "thay đổi" : "như cũ",
	        r->task.section, *r->task.section != '\0' ? "." : "", r->task.no, r->task.content);
	for (size_t i = 0; i < r->row.cells_n; i++)
		if (*r->row.cells[i].warning != '\0')
			buf_fmt(b, "  %s: %s\n", plan_column_words(r->row.cells[i].column), r->row.cells[i].warning);
}

err plan_tray_cmd(struct ctx *cx, struct args *a)
{
	struct intakes waiting;
	struct plan_staged s;

	if (args_has(a, "ID")) {
		TRY(plan_staged(cx, args_i64(a, "ID", 0), &s));
		for (size_t i = 0; i < s.rows.n; i++)
			say_row(a->out, &s.rows.at[i]);
		return OK;
	}
	TRY(intake_waiting(cx, "plan", &waiting));
	for (size_t i = 0; i < waiting.n; i++)
		buf_fmt(a->out, "%" PRId64 "\t%s\t%d dòng, %d chỗ cần xem lại\t%s\n", waiting.at[i].id,
		        date_vn_ms(cx->mem, waiting.at[i].made_ms), waiting.at[i].rows_n, waiting.at[i].warnings_n, waiting.at[i].name);
	if (waiting.n == 0)
		buf_text(a->out, "Không có văn bản kế hoạch nào đang chờ.\n");
	return OK;
}

err plan_take_cmd(struct ctx *cx, struct args *a)
{
	struct plan_staged s;
	int64_t plan_id;

	TRY(plan_staged(cx, args_i64(a, "ID", 0), &s));
	s.title = args_has(a, "--title") ? args_text(a, "--title") : s.title;
	s.issuer = args_has(a, "--issuer") ? args_text(a, "--issuer") : s.issuer;
	s.number = args_has(a, "--number") ? args_text(a, "--number") : s.number;
	s.issued_on = args_has(a, "--issued") ? args_date(a, "--issued") : s.issued_on;
	s.year = (int)args_i64(a, "--year", s.year);
	TRY(plan_take_staged(cx, &s, args_has(a, "--keep-gone"), &plan_id));
	buf_fmt(a->out, "Đã nhận thành kế hoạch số %" PRId64 "\n", plan_id);
	return OK;
}

err plan_drop_cmd(struct ctx *cx, struct args *a)
{
	struct plan_staged s;

	TRY(plan_staged(cx, args_i64(a, "ID", 0), &s));
	TRY(plan_unstage(cx, s.intake.id, s.intake.version));
	buf_fmt(a->out, "Đã bỏ “%s”. Tệp gốc vẫn được giữ trong kho tệp.\n", s.intake.name);
	return OK;
}

err plan_row_cmd(struct ctx *cx, struct args *a)
{
	static const char *const options[] = {"--appendix", "--section", "--section-title", "--no", "--content", "--items",
	                                      "--direct", "--execute", "--coordinate", "--time", "--product"};
	struct intake_cell cells[COUNT(options)];
	struct intake_correction in = {.row_id = args_i64(a, "ID", 0), .cells = cells};
	struct intake_row row;
	int64_t intake_id;

	TRY(intake_row_get(cx, in.row_id, &intake_id, &row));
	for (size_t i = 0; i < COUNT(options); i++)
		if (args_has(a, options[i]))
			cells[in.cells_n++] = (struct intake_cell){
				.column = text_is(options[i], "--section-title") ? "section_title" : options[i] + 2,
				.text = args_text(a, options[i])};
	in.version = row.version;
	in.is_kept = args_has(a, "--keep") || (row.is_kept && !args_has(a, "--drop"));
	TRY(plan_correct(cx, in));
	buf_fmt(a->out, "Đã sửa dòng %d%s.\n", row.ord, in.is_kept ? "" : ": không nhận");
	return OK;
}

/* ---- one task ---------------------------------------------------------------------------------------------------------- */

static void say_part(struct buf *b, const char *label, const char *text)
{
	if (*text != '\0')
		buf_fmt(b, "%s: %s\n", label, text);
}

err plan_task_cmd(struct ctx *cx, struct args *a)
{
	struct plan_task_view v;
	struct buf *b = a->out;

	TRY(plan_task_get(cx, args_i64(a, "ID", 0), &v));
	buf_fmt(b, "Phụ lục %d, mục %s%s%d: %s\n%s\n", v.task.appendix, v.task.section, *v.task.section != '\0' ? "." : "",
	        v.task.no, duty_state_words(v.task.state), v.task.content);
	say_part(b, "Chỉ đạo, chủ trì", v.task.direct_text);
	say_part(b, "Đơn vị thực hiện", v.task.execute_text);
	say_part(b, "Đơn vị phối hợp", v.task.coordinate_text);
	say_part(b, "Sản phẩm, ghi chú", v.task.product);
	for (size_t i = 0; i < v.task.stones_n; i++) {
		const struct plan_stone *s = &v.task.stones[i];

		buf_fmt(b, "Mốc %" PRId64 "\t%s\t%s\t%s\t%" PRId64 "/%" PRId64 " đơn vị\n", s->id, s->as.words,
		        s->good_day == DATE_NONE ? "không có ngày" : date_vn(cx->mem, s->good_day), duty_state_words(s->is.state),
		        s->is.done_n, s->is.units_n);
	}
	for (size_t i = 0; i < v.remarks.n; i++)
		buf_fmt(b, "Cần xem lại %" PRId64 "\t%s\t%s\n", v.remarks.at[i].id, plan_column_words(v.remarks.at[i].column),
		        v.remarks.at[i].reason);
	return OK;
}

err plan_settle_cmd(struct ctx *cx, struct args *a)
{
	TRY(plan_remark_settle(cx, args_i64(a, "ID", 0)));
	buf_text(a->out, "Đã xác nhận nội dung đúng.\n");
	return OK;
}
