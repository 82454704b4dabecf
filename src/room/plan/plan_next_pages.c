/* room/plan/plan_next_pages.c -- next year's draft, looked at and sent to the tray. */
#include "room/plan/plan_amend_view.h"

#include "gen/plan_next_tmpl.h"
#include "web/form.h"
#include "web/req.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

/* Also the form that is shown again: a year that cannot be is asked for once more. */
err plan_next_page(struct ctx *cx, struct req *rq)
{
	struct plan_next_view v = {0};
	const struct form *f = form_of(rq);
	struct plan p;
	int year;

	TRY(plan_get(cx, rq_id(rq), &p));
	year = rq_has(rq, "year") ? rq_int(rq, "year") : p.year + 1;
	v.is_ready = plan_next_is_year(&p, year);
	if (v.is_ready)
		TRY(plan_next_look(cx, p.id, year, &v.next));
	v.next.plan = p;
	v.next.year = year;
	rq_title(rq, "Lập dự thảo kế hoạch từ năm %d", p.year);
	plan_next_html(rq->out, &v, f);
	return OK;
}

err plan_next_post(struct ctx *cx, struct req *rq)
{
	int64_t intake_id;

	TRY(plan_next_stage(cx, rq_id(rq), rq_int(rq, "year"), &intake_id));
	rq_flash(rq, "Đã lập dự thảo. Hãy xem từng dòng rồi nhận thành bản nháp.");
	return rq_goto(rq, "/plan/intake/%" PRId64, intake_id);
}
