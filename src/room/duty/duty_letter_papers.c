/* room/duty/duty_letter_papers.c -- the letter that urges a unit on paper: what of it is late, in the layout of an administrative
 * letter, to be numbered and signed. One unit's, or one after another those of all units that are late. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/duty/duty.h"
#include "room/unit/unit.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

static const char *urged(struct mem *m, const struct duty *d)
{
	return d->urges_n == 0 ? "" : mem_text(m, "%d lần, gần nhất %s", d->urges_n, date_vn(m, date_of_ms(d->urged_ms)));
}

/* The table of what is late, the longest first. */
static err put_late(struct ctx *cx, struct paper *p, int64_t unit_id)
{
	static const struct paper_column columns[] = {
		{"TT", 9, true}, {"Nội dung", 58}, {"Thời gian theo kế hoạch", 34}, {"Hạn cuối", 26, true}, {"Quá hạn (ngày)", 16, true},
		{"Đã đôn đốc", 24}};
	struct duty_filter f = {.room = "", .unit_id = unit_id, .state = DUTY_IS_LATE, .q = "", .per_page = DUTY_LIST_MAX};
	bool is_more = true;
	int64_t no = 0;

	paper_table(p, columns, COUNT(columns));
	for (f.page = 1; is_more; f.page++) {
		MEM_EACH(cx) {
			struct duties l;

			TRY(duty_list(cx, &f, &l));
			for (size_t i = 0; i < l.n; i++)
				paper_row(p, cell_int(++no), cell_text(l.at[i].title), cell_text(l.at[i].words), cell_date(l.at[i].good_day),
				          cell_int(-l.at[i].days_left), cell_text(urged(cx->mem, &l.at[i])));
			is_more = l.n == DUTY_LIST_MAX;
		}
		TRY(paper_err(p));
	}
	return OK;
}

static err put_letter(struct ctx *cx, struct paper *p, const struct unit *from, const struct duty_count *to)
{
	struct mem *m = cx->mem;

	paper_head(p, (struct paper_head){from->parent_name, from->name, "Số:        /", date_official(m, cx->today)});
	paper_text(p, PAPER_CENTRED, "V/v đôn đốc thực hiện nhiệm vụ thi đua, khen thưởng");
	paper_text(p, PAPER_CENTRED, mem_text(m, "Kính gửi: %s", to->unit_name));
	paper_text(p, 0, mem_text(m, "Theo kế hoạch công tác thi đua, khen thưởng đã ban hành, tính đến hết ngày %s đơn vị còn %" PRId64
	                          " việc đã quá hạn mà chưa có báo cáo hoàn thành, cụ thể như sau:", date_vn(m, cx->today - 1),
	                          to->n[DUTY_IS_LATE]));
	TRY(put_late(cx, p, to->unit_id));
	paper_text(p, 0, "Đề nghị đơn vị khẩn trương thực hiện, gửi báo cáo kết quả kèm minh chứng; trường hợp có khó khăn, vướng mắc, báo cáo "
	           "rõ nguyên nhân và thời gian hoàn thành để tổng hợp, xem xét./.");
	paper_sign(p, (struct paper_sign){"- Như trên;\n- Lưu: VT.", "", "CHỨC VỤ CỦA NGƯỜI KÝ", "Họ và tên"});
	return paper_err(p);
}

/* The body that writes: the person's own unit. */
static err writer(struct ctx *cx, struct unit *out)
{
	*out = (struct unit){.name = "", .parent_name = ""};
	return cx->who->unit_id == 0 ? OK : unit_get(cx, cx->who->unit_id, out);
}

err duty_letter_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct duty_count c;
	struct unit from;

	TRY(duty_count_one(cx, "", 0, args_i64(a, "ID", 0), &c));
	TRY(may(cx, R_DUTY_URGE, c.unit_id));
	need(cx, c.n[DUTY_IS_LATE] > 0, "", "Đơn vị này không có việc quá hạn nên không cần công văn đôn đốc.");
	TRY(faults(cx));
	TRY(writer(cx, &from));
	paper_name(p, "Công văn đôn đốc %s", c.unit_name);
	return put_letter(cx, p, &from, &c);
}

err duty_letters_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	bool is_first = true, is_more = true;
	struct unit from;

	(void)a;
	TRY(writer(cx, &from));
	for (int page = 1; is_more; page++) {
		struct duty_counts l;

		TRY(duty_count_units(cx, "plan", 0, page, DUTY_LIST_MAX, &l));
		is_more = l.n == DUTY_LIST_MAX;
		for (size_t i = 0; i < l.n; i++) {
			if (l.at[i].n[DUTY_IS_LATE] == 0 || l.at[i].unit_id == from.id || !may_bool(cx, R_DUTY_URGE, l.at[i].unit_id))
				continue;
			if (!is_first)
				paper_page(p, l.at[i].unit_name, false);
			is_first = false;
			TRY(put_letter(cx, p, &from, &l.at[i]));
		}
	}
	need(cx, !is_first, "", "Không có đơn vị nào quá hạn nên không cần công văn đôn đốc.");
	return faults(cx);
}
