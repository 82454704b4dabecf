/* room/plan/plan_pages.c -- handlers of room plan */
#include "room/plan/plan_amend_view.h"
#include "room/plan/plan_view.h"

#include "base/text.h"
#include "gen/plan_amend_tmpl.h"
#include "gen/plan_tmpl.h"
#include "gen/plan_tray_tmpl.h"
#include "room/file/file.h"
#include "web/form.h"
#include "web/req.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

const char *plan_when_words(enum plan_when kind)
{
	static const char *const words[PLAN_WHEN_N] = {
		[PLAN_WHEN_BEFORE] = "trước ngày", [PLAN_WHEN_UNTIL] = "chậm nhất", [PLAN_WHEN_RANGE] = "từ … đến",
		[PLAN_WHEN_AROUND] = "vào dịp", [PLAN_WHEN_ON] = "đúng ngày", [PLAN_WHEN_MONTH] = "trong tháng",
		[PLAN_WHEN_QUARTER] = "trong quý", [PLAN_WHEN_HALF_YEAR] = "trong nửa năm",
		[PLAN_WHEN_YEAR] = "trong năm", [PLAN_WHEN_RECURRING] = "định kỳ, thường xuyên",
		[PLAN_WHEN_OFFSET] = "trước hoặc sau một việc", [PLAN_WHEN_FOLLOWS] = "theo tiến độ khác",
		[PLAN_WHEN_ARISES] = "khi phát sinh", [PLAN_WHEN_TEXT] = "chỉ ghi bằng lời"};

	return words[kind];
}

const char *plan_period_words(const char *period)
{
	static const char *const words[][2] = {
		{"-01", "tháng 1"}, {"-02", "tháng 2"}, {"-03", "tháng 3"}, {"-04", "tháng 4"}, {"-05", "tháng 5"},
		{"-06", "tháng 6"}, {"-07", "tháng 7"}, {"-08", "tháng 8"}, {"-09", "tháng 9"}, {"-10", "tháng 10"},
		{"-11", "tháng 11"}, {"-12", "tháng 12"}, {"-Q1", "quý I"}, {"-Q2", "quý II"}, {"-Q3", "quý III"},
		{"-Q4", "quý IV"}, {"-H1", "6 tháng đầu"}, {"-H2", "6 tháng cuối"}, {"always", "thường xuyên"},
		{"day", "hằng ngày"}, {"week", "hằng tuần"}, {"month", "hằng tháng"}, {"quarter", "hằng quý"},
		{"half_year", "mỗi nửa năm"}, {"year", "hằng năm"}};
	const char *part = plan_period_year(period) > 0 ? period + 4 : period;

	for (size_t i = 0; i < COUNT(words); i++)
		if (text_is(words[i][0], part))
			return words[i][1];
	return "";
}

int plan_period_year(const char *period)
{
	int year = 0;

	for (int i = 0; i < 4; i++) {
		if (period[i] < '0' || period[i] > '9')
			return 0;
		year = year * 10 + (period[i] - '0');
	}
	return year;
}

/* ---- plans and tasks -------------------------------------------------------------------------------------------- */

err plan_list_page(struct ctx *cx, struct req *rq)
{
	struct plans l;
	struct papers papers = papers_of(rq, "/plan");

	TRY(plan_list(cx, &l));
	rq_title(rq, "Kế hoạch");
	plan_list_html(rq->out, &l, &papers, may_bool(cx, R_PLAN_IMPORT, 0));
	return OK;
}

err plan_paper_page(struct ctx *cx, struct req *rq)
{
	struct plan p;
	struct file f;

	TRY(plan_get(cx, rq_id(rq), &p));
	if (p.file_id == 0)
		return ERR_NOTFOUND;
	TRY(file_get(cx, p.file_id, &f));
	rq->content_type = file_media_type(&f);
	rq->send_path = file_path(cx, &f);
	rq->send_name = f.name;
	return OK;
}

static const char *history_path(struct mem *m, const struct plan_task_view *v, const char *ending)
{
	return mem_text(m, "/plan/%" PRId64 "/history.%s?task=%" PRId64, v->plan.id, ending, v->task.id);
}

/* What may be done to the task, and what was, below it. */
static err plan_task_acts(struct ctx *cx, struct req *rq, const struct plan_task_view *v)
{
	struct plan_task_acts_view acts = {.task_id = v->task.id, .may_edit = may_bool(cx, R_PLAN_EDIT, v->plan.unit_id)};

	TRY(plan_task_is_ended(cx, v->task.id, &acts.is_ended));
	TRY(plan_amend_list(cx, v->plan.id, v->task.id, 0, &acts.acts));
	TRY(plan_kin_list(cx, v->task.id, &acts.kins));
	acts.papers = (struct papers){history_path(cx->mem, v, "xlsx"), history_path(cx->mem, v, "docx"), history_path(cx->mem, v, "pdf")};
	plan_task_acts_html(rq->out, &acts);
	return OK;
}

/* Who has and who has not, and what was reported last. */
static err read_owed(struct ctx *cx, const struct plan_task_view *v, struct plan_owed *out)
{
	struct duty_filter f = {.room = "plan", .parent_id = v->plan.id, .item_id = v->task.id, .state = -1, .q = "", .page = 1,
	                        .per_page = PLAN_OWED_MAX};
	struct duty_groups groups;
	struct plan_owed o = {.is_shown = may_bool(cx, R_DUTY_READ, 0), .suspend_paper = ""};

	TRY(duty_groups(cx, "plan", v->plan.id, v->task.id, &groups));
	for (size_t i = 0; i < groups.n && *o.suspend_paper == '\0'; i++)
		o.suspend_paper = groups.at[i].suspend_paper;
	if (o.is_shown && groups.n > 0)
		TRY(duty_list(cx, &f, &o.duties));
	for (size_t i = 0; i < o.duties.n && o.told.n < PLAN_TOLD_MAX; i++)
		if (o.duties.at[i].reports_n > 0)
			TRY(duty_get(cx, o.duties.at[i].id, list_add(cx->mem, &o.told)));
	*out = o;
	return OK;
}

err plan_json_page(struct ctx *cx, struct req *rq)
{
	struct plan_whole w;

	TRY(plan_whole(cx, rq_id(rq), &w));
	plan_whole_json(&w, rq->out);
	rq->content_type = "application/json; charset=utf-8";
	return buf_err(rq->out);
}

err plan_task_page(struct ctx *cx, struct req *rq)
{
	struct plan_task_view v;
	struct plan_owed owed;
	const struct form *f = form_of(rq);

	TRY(plan_task_get(cx, rq_id(rq), &v));
	TRY(read_owed(cx, &v, &owed));
	rq_title(rq, "Mục %s.%d, Phụ lục %d", v.task.section, v.task.no, v.task.appendix);
	plan_task_html(rq->out, &v, &owed, f, may_bool(cx, R_PLAN_EDIT, v.plan.unit_id));
	return plan_task_acts(cx, rq, &v);
}

err plan_publish_page(struct ctx *cx, struct req *rq)
{
	struct plan p;
	const struct form *f = form_of(rq);

	TRY(plan_get(cx, rq_id(rq), &p));
	rq_title(rq, text_is(p.state, "published") ? "Rút kế hoạch" : "Công bố kế hoạch");
	plan_publish_html(rq->out, &p, f);
	return OK;
}

err plan_publish_post(struct ctx *cx, struct req *rq)
{
	int64_t id = rq_id(rq), version = rq_i64(rq, "version"), duties_n, job_id;
	bool accepts = rq_bool(rq, "accepts_warnings");

	TRY(plan_publish_weight(cx, id, &duties_n));
	if (duties_n >= PLAN_STAGED_FROM) {
		TRY(plan_publish_later(cx, id, version, accepts, &job_id));
		return rq_goto(rq, "/job/%" PRId64, job_id);
	}
	TRY(plan_publish(cx, id, version, accepts));
	rq_flash(rq, "Đã công bố kế hoạch. Mọi người xem được ở trang công khai.");
	return rq_goto(rq, "/plan/%" PRId64, rq_id(rq));
}

err plan_withdraw_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_withdraw(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "reason")));
	rq_flash(rq, "Đã rút kế hoạch khỏi trang công khai.");
	return rq_goto(rq, "/plan/%" PRId64, rq_id(rq));
}

err plan_settle_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_remark_settle(cx, rq_id(rq)));
	rq_flash(rq, "Đã xác nhận.");
	return rq_goto(rq, "/plan/task/%" PRId64, rq_i64(rq, "task"));
}

/* ---- from a document ------------------------------------------------------------------------------------------------ */

err plan_import_page(struct ctx *cx, struct req *rq)
{
	struct intakes waiting;
	const struct form *f = form_of(rq);

	TRY(intake_waiting(cx, "plan", &waiting));
	rq_title(rq, "Nhập kế hoạch từ văn bản");
	plan_import_html(rq->out, &waiting, f);
	return OK;
}

err plan_import_post(struct ctx *cx, struct req *rq)
{
	const struct upload *u = rq_upload(rq, "file");
	int64_t job_id;

	TRY(plan_read_later(cx, u != NULL ? u->file_id : 0, &job_id));
	return rq_goto(rq, "/job/%" PRId64, job_id);
}

err plan_intake_page(struct ctx *cx, struct req *rq)
{
	struct plan_staged s;
	const struct form *f = form_of(rq);
	struct papers papers = papers_of(rq, mem_text(cx->mem, "/plan/intake/%" PRId64 "/rows", rq_id(rq)));

	TRY(plan_staged(cx, rq_id(rq), &s));
	rq_title(rq, "Xem trước: %s", s.intake.name);
	plan_intake_html(rq->out, &s, f, &papers);
	return OK;
}

err plan_take_post(struct ctx *cx, struct req *rq)
{
	struct plan_head_in in = {
		.intake_id = rq_id(rq), .version = rq_i64(rq, "version"), .year = rq_int(rq, "year"),
		.title = rq_text(rq, "title"), .issuer = rq_text(rq, "issuer"), .number = rq_text(rq, "number"),
		.issued_on = rq_date(rq, "issued_on"), .keeps_gone = rq_bool(rq, "keeps_gone"),
	};
	int64_t plan_id;

	TRY(plan_take(cx, in, &plan_id));
	rq_flash(rq, "Đã nhận kế hoạch. Kế hoạch là bản nháp cho đến khi được công bố.");
	return rq_goto(rq, "/plan/%" PRId64, plan_id);
}

err plan_drop_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_unstage(cx, rq_id(rq), rq_i64(rq, "version")));
	rq_flash(rq, "Đã bỏ văn bản này. Tệp gốc vẫn được giữ trong kho tệp.");
	return rq_goto(rq, "/plan/import");
}

err plan_row_page(struct ctx *cx, struct req *rq)
{
	struct plan_row_view v;
	const struct form *f = form_of(rq);

	TRY(intake_row_get(cx, rq_id(rq), &v.intake_id, &v.row));
	rq_title(rq, "Sửa dòng %d", v.row.ord);
	plan_row_html(rq->out, &v, f);
	return OK;
}

err plan_row_post(struct ctx *cx, struct req *rq)
{
	static const char *const columns[] = {
		"appendix", "section", "section_title", "no", "content", "items", "direct", "execute", "coordinate",
		"time", "product"};
	struct intake_cell cells[COUNT(columns)];
	struct intake_correction in = {
		.row_id = rq_id(rq), .version = rq_i64(rq, "version"), .is_kept = rq_bool(rq, "is_kept"),
		.cells = cells, .cells_n = COUNT(columns)};
	struct intake_row row;
	int64_t intake_id;

	for (size_t i = 0; i < COUNT(columns); i++)
		cells[i] = (struct intake_cell){.column = columns[i], .text = rq_text(rq, columns[i])};
	TRY(plan_correct(cx, in));
	TRY(intake_row_get(cx, in.row_id, &intake_id, &row));
	rq_flash(rq, "Đã sửa dòng %d.", row.ord);
	return rq_goto(rq, "/plan/intake/%" PRId64 "#dong-%d", intake_id, row.ord);
}
