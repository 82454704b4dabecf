/* room/casefile/casefile_papers.c -- the list as a sheet, the receipt that an applicant takes home, the decision's draft as NĐ
 * 30/2020 lays it out. */
#include "base/text.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/casefile/casefile.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

err casefile_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Số hồ sơ", 30}, {"Thủ tục", 60}, {"Khen thưởng", 60}, {"Của", 50}, {"Dòng trong sổ", 18, true}, {"Người nộp", 50}, {"Lý do", 60},
		{"Ngày nhận", 25}, {"Bước", 40}, {"Hạn cuối", 25}, {"Tình trạng", 35}, {"Người xử lý", 40}, {"Xong lúc", 30}};
	struct casefile_filter f = {.state = args_text(a, "--state"), .number = args_text(a, "--number"), .per_page = CASEFILE_PAGE_MAX};
	bool is_more = true;

	paper_table(p, columns, COUNT(columns));
	for (f.page = 1; is_more; f.page++) {
		MEM_EACH(cx) {
			struct casefile_list l;

			TRY(casefile_list(cx, &f, &l));
			for (size_t i = 0; i < l.n; i++) {
				const struct casefile *c = &l.at[i];

				paper_row(p, cell_link(c->number, mem_text(cx->mem, "/casefile/%" PRId64, c->id)), cell_text(c->kind_name),
				          cell_text(c->thing), cell_text(c->subject), cell_int(c->line_no), cell_text(c->applicant),
				          cell_text(c->reason), cell_date(c->received), cell_text(c->step_name), cell_date(c->due),
				          cell_text(casefile_state_words(cx->mem, c, cx->today, NULL)), cell_text(c->holder_name),
				          cell_time(c->closed_ms));
			}
			is_more = l.n == CASEFILE_PAGE_MAX;
		}
		TRY(paper_err(p));
	}
	return OK;
}

err casefile_receipt_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct mem *m = cx->mem;
	struct casefile_view v;

	TRY(casefile_view(cx, args_i64(a, "ID", 0), &v));
	paper_name(p, "Giấy tiếp nhận hồ sơ %s", v.is.number);
	paper_head(p, (struct paper_head){"", v.is.by_unit, mem_text(m, "Số: %s", v.is.number), date_official(m, v.is.received)});
	paper_title(p, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
	paper_text(p, 0, mem_text(m, "Đã nhận hồ sơ của: %s%s%s.", v.is.applicant, *v.is.contact == '\0' ? "" : ", ", v.is.contact));
	paper_text(p, 0, mem_text(m, "Về việc: %s.", v.is.kind_name));
	paper_text(p, 0, mem_text(m, "Khen thưởng: %s của %s (dòng số %" PRId64 " của sổ khen thưởng).", v.is.thing, v.is.subject, v.is.line_no));
	paper_text(p, 0, mem_text(m, "Lý do: %s.", v.is.reason));
	paper_text(p, 0, v.papers.n == 0 ? "Giấy tờ đã nhận: chưa có." : "Giấy tờ đã nhận:");
	for (size_t i = 0; i < v.papers.n; i++)
		paper_text(p, 0, mem_text(m, "%zu. %s%s", i + 1, v.papers.at[i].name, v.papers.at[i].file_id != 0 ? " (tệp)" : " (bản giấy)"));
	for (size_t i = 0; i < v.needs.n; i++)
		if (v.needs.at[i].is_needed && !v.needs.at[i].is_there)
			paper_text(p, PAPER_ITALIC, mem_text(m, "Còn thiếu: %s.", v.needs.at[i].name));
	if (v.is.due != DATE_NONE)
		paper_text(p, 0, mem_text(m, "Thời hạn giải quyết: %d ngày%s, căn cứ %s. Ngày hẹn trả kết quả: %s.", v.is.clock.days,
		                          v.is.clock.is_working ? " làm việc" : "", v.is.clock.cite, date_vn(m, v.is.due)));
	paper_text(p, 0, "Thời gian chờ người nộp bổ sung giấy tờ không tính vào thời hạn giải quyết.");
	paper_sign(p, (struct paper_sign){"", "", "NGƯỜI TIẾP NHẬN", *v.is.by_name == '\0' ? v.is.by : v.is.by_name});
	return paper_err(p);
}

err casefile_decision_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct mem *m = cx->mem;
	struct casefile_view v;
	struct register_line l;
	const char *does, *name;

	TRY(casefile_view(cx, args_i64(a, "ID", 0), &v));
	TRY(register_get(cx, v.is.line_no, &l));
	does = text_is(v.is.does, "exchange") ? "cấp đổi" : "cấp lại";
	name = *v.is.wish == '\0' ? v.is.subject : v.is.wish;
	paper_name(p, "Dự thảo quyết định, hồ sơ %s", v.is.number);
	paper_head(p, (struct paper_head){"", l.decision.issuer, "Số:        /QĐ-", date_official(m, cx->today)});
	paper_title(p, "QUYẾT ĐỊNH");
	paper_text(p, PAPER_BOLD | PAPER_CENTRED, mem_text(m, "Về việc %s %s", does, v.is.thing));
	paper_text(p, PAPER_ITALIC, "Căn cứ Luật Thi đua, khen thưởng;");
	paper_text(p, PAPER_ITALIC, mem_text(m, v.kind.is_verified ? "Căn cứ %s;" : "Căn cứ %s (chưa đối chiếu: hãy ghi điều đang có hiệu lực);", v.kind.cite));
	paper_text(p, PAPER_ITALIC, mem_text(m, "Căn cứ Quyết định số %s ngày %s của %s;", l.decision.number, date_vn(m, l.decision.day),
	                                     l.decision.issuer));
	paper_text(p, PAPER_ITALIC, mem_text(m, "Xét đề nghị của %s tại hồ sơ số %s,", v.is.applicant, v.is.number));
	paper_text(p, PAPER_BOLD | PAPER_CENTRED, "QUYẾT ĐỊNH:");
	paper_text(p, PAPER_BOLD, "Điều 1. ");
	paper_run(p, 0, mem_text(m, "%s %s cho %s%s%s, đã được tặng theo Quyết định số %s ngày %s. Lý do: %s.",
	                         text_is(does, "cấp đổi") ? "Cấp đổi" : "Cấp lại", v.is.thing, name, *l.unit_words == '\0' ? "" : ", ",
	                         l.unit_words, l.decision.number, date_vn(m, l.decision.day), v.is.reason));
	paper_text(p, PAPER_BOLD, "Điều 2. ");
	paper_run(p, 0, "Quyết định này có hiệu lực từ ngày ký; không kèm theo tiền thưởng.");
	paper_text(p, PAPER_BOLD, "Điều 3. ");
	paper_run(p, 0, mem_text(m, "Thủ trưởng các cơ quan, đơn vị có liên quan và %s chịu trách nhiệm thi hành Quyết định này./.", name));
	paper_sign(p, (struct paper_sign){"- Như Điều 3;\n- Lưu: VT, hồ sơ.", "", "CHỨC VỤ CỦA NGƯỜI KÝ", "Họ và tên"});
	return paper_err(p);
}
