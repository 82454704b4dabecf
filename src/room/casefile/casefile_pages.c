/* room/casefile/casefile_pages.c -- lists by state, a case with what may be done, the form of a request, of a decision. */
#include "base/text.h"
#include "room/casefile/casefile_view.h"
#include "web/req.h"

#include "gen/casefile_tmpl.h"
#include "gen/casefile_show_tmpl.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

enum { PER_PAGE = 50 };

static const struct {
	const char *state, *label;
} STATES[] = {{"open", "Đang xử lý"}, {"mine", "Của tôi"}, {"free", "Chưa ai nhận"}, {"near", "Sắp hết hạn"}, {"late", "Quá hạn"},
              {"paused", "Chờ bổ sung"}, {"closed", "Đã xong"}};

err casefile_list_page(struct ctx *cx, struct req *rq)
{
	struct casefile_list_view v = {.filter = {.state = rq_text(rq, "state"), .number = rq_text(rq, "number"), .line_no = rq_i64(rq, "line"),
	                                          .page = rq_int(rq, "trang"), .per_page = PER_PAGE},
	                               .may_receive = may_bool(cx, R_CASEFILE_RECEIVE, 0)};
	err e = casefile_list(cx, &v.filter, &v.list);

	if (e != ERR_INVALID)
		TRY(e);
	v.fault = faults_of(&cx->faults, "number");
	for (size_t i = 0; e == OK && i < COUNT(STATES); i++) {
		struct casefile_list l;

		TRY(casefile_list(cx, &(struct casefile_filter){.state = STATES[i].state, .number = "", .per_page = 1}, &l));
		*list_add(cx->mem, &v.counts) = (struct casefile_count){STATES[i].state, STATES[i].label, l.total};
	}
	v.states = mem_new(cx->mem, const char *, v.list.n);
	v.codes = mem_new(cx->mem, const char *, v.list.n);
	for (size_t i = 0; i < v.list.n; i++)
		v.states[i] = casefile_state_words(cx->mem, &v.list.at[i], cx->today, &v.codes[i]);
	v.may_ask = v.may_receive && cx->who->sees_all;
	if (v.may_ask)
		TRY(casefile_asks_waiting(cx, &v.asks_n, NULL));
	v.pager = pager_of(rq, v.list.total, PER_PAGE);
	v.papers = papers_of(rq, "/casefile");
	rq_title(rq, "Cấp đổi, cấp lại");
	casefile_list_html(rq->out, &v);
	return OK;
}

/* ---- a request ----------------------------------------------------------------------------------------------------------- */

static const struct choice DOES[] = {{"reissue", "Cấp lại (bị mất)"}, {"exchange", "Cấp đổi (hư hỏng, ghi sai)"}};

/* Papers of every procedure that could follow, each once. */
static err needs_of(struct ctx *cx, const char *level, struct casefile_needs *out)
{
	struct casefile_kinds kinds;

	TRY(casefile_kinds(cx, &kinds));
	for (size_t i = 0; i < kinds.n; i++) {
		struct casefile_needs needs;

		if (strstr(kinds.at[i].levels, level) == NULL)
			continue;
		TRY(casefile_needs(cx, kinds.at[i].id, cx->today, &needs));
		for (size_t k = 0; k < needs.n; k++) {
			bool is_new = true;

			for (size_t j = 0; j < out->n; j++)
				is_new = is_new && !text_is(out->at[j].code, needs.at[k].code);
			if (is_new)
				*list_add(cx->mem, out) = needs.at[k];
		}
	}
	return OK;
}

err casefile_add_page(struct ctx *cx, struct req *rq)
{
	struct casefile_add_view v = {.form = form_of(rq), .does = {DOES, COUNT(DOES)}, .fault = "", .typed = rq_text(rq, "line")};
	int64_t no = rq_i64(rq, "line");
	err e = no > 0 ? register_get(cx, no, &v.line) : ERR_NOTFOUND;

	if (e != ERR_NOTFOUND)
		TRY(e);
	if (e == OK) {
		const char *ticked[CASEFILE_STEPS_MAX];
		size_t n = rq_all(rq, "papers", ticked, COUNT(ticked));

		TRY(needs_of(cx, v.line.decision.level, &v.needs));
		for (size_t i = 0; i < v.needs.n; i++)
			for (size_t k = 0; k < n; k++)
				v.needs.at[i].is_there = v.needs.at[i].is_there || text_is(ticked[k], v.needs.at[i].code);
	}
	if (e != OK && *v.typed != '\0')
		v.fault = mem_text(cx->mem, "Không có dòng số “%s” của sổ trong phạm vi của bạn.", v.typed);
	rq_title(rq, "Tiếp nhận yêu cầu cấp đổi, cấp lại");
	if (v.line.no == 0)
		casefile_which_html(rq->out, &v);
	else
		casefile_add_html(rq->out, &v);
	return OK;
}

err casefile_add_post(struct ctx *cx, struct req *rq)
{
	const char *papers[CASEFILE_STEPS_MAX];
	struct casefile_request in = {.does = rq_text(rq, "does"), .line_no = rq_i64(rq, "line"), .applicant = rq_text(rq, "applicant"),
	                              .contact = rq_text(rq, "contact"), .reason = rq_text(rq, "reason"), .wish = rq_text(rq, "wish"),
	                              .received = rq_date(rq, "received"), .papers = papers,
	                              .papers_n = rq_all(rq, "papers", papers, COUNT(papers))};
	int64_t id;

	need(cx, *rq_text(rq, "received") == '\0' || in.received != DATE_NONE, "received",
	     "Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2024.");
	TRY(casefile_receive(cx, in, &id));
	rq_flash(rq, "Đã tiếp nhận hồ sơ.");
	return rq_goto(rq, "/casefile/%" PRId64, id);
}

/* ---- one case ------------------------------------------------------------------------------------------------------------ */

err casefile_show_page(struct ctx *cx, struct req *rq)
{
	struct casefile_show_view v = {.form = form_of(rq)};
	struct choice *needs;

	TRY(casefile_view(cx, rq_id(rq), &v.v));
	if (rq_i64(rq, "truoc") > 0)
		TRY(casefile_events(cx, rq_id(rq), rq_i64(rq, "truoc"), &v.v.events));
	v.state = casefile_state_words(cx->mem, &v.v.is, cx->today, &v.code);
	v.may_blank = !v.v.is.is_open && !v.v.is.is_blanked && may_bool(cx, R_CASEFILE_BLANK, v.v.is.unit_id);
	needs = mem_new(cx->mem, struct choice, v.v.needs.n + 1);
	for (size_t i = 0; i < v.v.needs.n; i++)
		needs[i] = (struct choice){v.v.needs.at[i].code, v.v.needs.at[i].name};
	needs[v.v.needs.n] = (struct choice){"", "Giấy tờ khác"};
	v.needs = (struct choices){needs, v.v.needs.n + 1};
	rq_title(rq, "Hồ sơ %s", v.v.is.number);
	casefile_show_html(rq->out, &v);
	return OK;
}

/* Who comes second sees the page again and is told so; any other error passes. */
static err told(struct ctx *cx, err e)
{
	if (e != ERR_STALE && e != ERR_STATE)
		return e;
	fault(cx, "", "%s", e == ERR_STALE ? "Hồ sơ vừa được người khác thay đổi; hãy xem lại rồi làm tiếp."
	                                   : "Hồ sơ không còn ở tình trạng làm được việc này.");
	return ERR_INVALID;
}

static err back(struct req *rq, const char *flash)
{
	rq_flash(rq, "%s", flash);
	return rq_goto(rq, "/casefile/%" PRId64, rq_id(rq));
}

err casefile_act_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_act(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "act"), rq_text(rq, "text"))));
	return back(rq, "Đã chuyển bước hồ sơ.");
}

err casefile_pause_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_pause(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "text"))));
	return back(rq, "Đã dừng tính hạn, chờ người nộp bổ sung.");
}

err casefile_resume_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_resume(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "text"))));
	return back(rq, "Hạn lại được tính.");
}

err casefile_hold_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_hold(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "login"))));
	return back(rq, "Đã phân công xử lý hồ sơ.");
}

err casefile_note_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_note(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "text"))));
	return back(rq, "Đã ghi chú.");
}

/* The one file of a form; 0 for none. */
static int64_t file_sent(const struct req *rq)
{
	for (size_t i = 0; i < rq->uploads_n; i++)
		if (rq->uploads[i].file_id != 0)
			return rq->uploads[i].file_id;
	return 0;
}

err casefile_paper_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_paper_add(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "need"), rq_text(rq, "name"), file_sent(rq))));
	return back(rq, "Đã thêm giấy tờ.");
}

err casefile_file_page(struct ctx *cx, struct req *rq)
{
	struct casefile_view v;
	int64_t file_id = rq_arg_id(rq, "file");

	TRY(casefile_view(cx, rq_id(rq), &v));
	for (size_t i = 0; i < v.papers.n; i++) {
		const struct file *f = &v.papers.at[i].file;

		if (file_id == 0 || v.papers.at[i].file_id != file_id || f->is_gone)
			continue;
		rq->content_type = file_media_type(f);
		rq->send_path = file_path(cx, f);
		rq->send_name = f->name;
		return OK;
	}
	return ERR_NOTFOUND;
}

err casefile_blank_page(struct ctx *cx, struct req *rq)
{
	struct casefile_finish_view v = {.form = form_of(rq)};

	TRY(casefile_get(cx, rq_id(rq), &v.is));
	if (v.is.is_open || v.is.is_blanked)
		return ERR_STATE;
	rq_title(rq, "Xóa thông tin cá nhân theo luật");
	casefile_blank_html(rq->out, &v);
	return OK;
}

err casefile_blank_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, casefile_blank(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "reason"))));
	return back(rq, "Đã xóa thông tin cá nhân của hồ sơ.");
}

/* ---- the decision ---------------------------------------------------------------------------------------------------------- */

static const struct choice LEVELS[] = {{"base", "Cơ sở"}, {"province", "Thành phố"}, {"government", "Chính phủ, Thủ tướng Chính phủ"},
                                       {"state", "Chủ tịch nước"}};

err casefile_finish_page(struct ctx *cx, struct req *rq)
{
	struct casefile_finish_view v = {.form = form_of(rq), .levels = {LEVELS, COUNT(LEVELS)}};

	TRY(casefile_get(cx, rq_id(rq), &v.is));
	TRY(register_get(cx, v.is.line_no, &v.line));
	rq_title(rq, "Ghi quyết định của hồ sơ %s", v.is.number);
	casefile_finish_html(rq->out, &v);
	return OK;
}

err casefile_finish_post(struct ctx *cx, struct req *rq)
{
	struct casefile_decision in = {
		.id = rq_id(rq), .version = rq_i64(rq, "version"), .certificate = rq_text(rq, "certificate"), .name = rq_text(rq, "name"),
		.decision = {.number = rq_text(rq, "number"), .day = rq_date(rq, "day"), .issuer = rq_text(rq, "issuer"),
		             .level = rq_text(rq, "level"), .signer = rq_text(rq, "signer"), .signer_title = rq_text(rq, "signer_title"),
		             .title = rq_text(rq, "title"), .file_id = file_sent(rq)}};
	int64_t no;

	TRY(told(cx, casefile_finish(cx, in, &no)));
	return back(rq, mem_text(cx->mem, "Đã ghi dòng số %" PRId64 " vào sổ và kết thúc hồ sơ.", no));
}
