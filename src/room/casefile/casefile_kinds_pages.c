/* room/casefile/casefile_kinds_pages.c -- procedures as they are: steps, time limits with who says so, papers; the form of a time limit. */
#include "base/text.h"
#include "room/casefile/casefile_kinds_view.h"
#include "web/req.h"

#include "gen/casefile_kinds_tmpl.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

static err view_of(struct ctx *cx, const struct casefile_kind *kind, struct casefile_kind_view *v)
{
	v->kind = *kind;
	TRY(casefile_steps(cx, kind->id, &v->steps));
	v->ends = "";
	for (size_t i = 0; i < v->steps.n; i++)
		if (*v->steps.at[i].ends != '\0')
			v->ends = mem_text(cx->mem, "%s%s%s", v->ends, *v->ends == '\0' ? "" : ", ", text_lower(cx->mem, v->steps.at[i].name));
	TRY(casefile_limits(cx, kind->id, &v->limits));
	return casefile_needs(cx, kind->id, cx->today, &v->needs);
}

const char *casefile_step_name(const struct casefile_kind_view *v, const char *step)
{
	for (size_t i = 0; i < v->steps.n; i++)
		if (text_is(v->steps.at[i].code, step))
			return v->steps.at[i].name;
	return step;
}

err casefile_kinds_page(struct ctx *cx, struct req *rq)
{
	struct casefile_kinds_view v = {.may_set = may_bool(cx, R_CASEFILE_LOAD, 0)};
	struct casefile_kinds kinds;

	TRY(casefile_kinds(cx, &kinds));
	v.at = mem_new(cx->mem, struct casefile_kind_view, kinds.n);
	for (; v.n < kinds.n; v.n++)
		TRY(view_of(cx, &kinds.at[v.n], &v.at[v.n]));
	rq_title(rq, "Thủ tục và thời hạn");
	casefile_kinds_html(rq->out, &v);
	return OK;
}

static const struct choice UNITS[] = {{"working", "Ngày làm việc"}, {"week", "Ngày thường"}};
static const struct choice VERIFIED[] = {{"no", "Chưa: mức cơ quan tự đặt"}, {"yes", "Rồi: đã đọc trong chính văn bản"}};

err casefile_limit_page(struct ctx *cx, struct req *rq)
{
	struct casefile_limit_view v = {.form = form_of(rq), .units = {UNITS, COUNT(UNITS)}, .verified = {VERIFIED, COUNT(VERIFIED)}};
	struct casefile_kind kind;
	struct choice *steps;
	size_t n = 0;

	TRY(casefile_kind_get(cx, rq_id(rq), &kind));
	TRY(view_of(cx, &kind, &v.is));
	steps = mem_new(cx->mem, struct choice, v.is.steps.n);
	for (size_t i = 0; i < v.is.steps.n; i++)
		if (*v.is.steps.at[i].ends == '\0')
			steps[n++] = (struct choice){v.is.steps.at[i].code, v.is.steps.at[i].name};
	v.steps = (struct choices){steps, n};
	rq_title(rq, "Đổi thời hạn");
	casefile_limit_html(rq->out, &v);
	return OK;
}

err casefile_limit_post(struct ctx *cx, struct req *rq)
{
	TRY(casefile_limit_set(cx, rq_id(rq), (struct casefile_limit){
		.step = rq_text(rq, "step"), .days = rq_i64(rq, "days"), .is_working = !text_is(rq_text(rq, "unit"), "week"),
		.is_verified = text_is(rq_text(rq, "verified"), "yes"), .from = rq_date(rq, "from"), .to = DATE_NONE, .cite = rq_text(rq, "cite"),
		.source = rq_text(rq, "source")}));
	rq_flash(rq, "Đã đổi thời hạn; hồ sơ đang tính hạn giữ thời hạn cũ.");
	return rq_goto(rq, "/casefile/kinds");
}
