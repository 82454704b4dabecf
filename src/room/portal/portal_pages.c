/* room/portal/portal_pages.c -- handlers of the public site */
#include "room/portal/portal.h"

#include "base/crypt.h"
#include "gen/portal_tmpl.h"
#include "web/form.h"
#include "web/req.h"

#define ROWS "room/portal/portal.def"
#include "core/declare.h"

err portal_home_page(struct ctx *cx, struct req *rq)
{
	return rq_goto(rq, cx->who->user_id != 0 ? "/desk" : "/ke-hoach");
}

err portal_plan_page(struct ctx *cx, struct req *rq)
{
	struct portal_plan_view v;
	struct papers papers;
	err e = portal_plan(cx, rq_id(rq), portal_state_of(rq_text(rq, "tinh-trang")),
	                    portal_quarter_of(rq_text(rq, "quy")), &v);

	rq->is_public = true;
	if (e == ERR_NOTFOUND && rq_id(rq) == 0) {
		rq_title(rq, "Kế hoạch thi đua, khen thưởng");
		portal_none_html(rq->out);
		return OK;
	}
	TRY(e);
	papers = papers_of(rq, mem_text(cx->mem, "/ke-hoach/%" PRId64 "/nhiem-vu", v.plan.id));
	rq_title(rq, "%s", v.plan.title);
	portal_plan_html(rq->out, &v, &papers);
	return OK;
}

err portal_heads_page(struct ctx *cx, struct req *rq)
{
	struct portal_heads_view v = {.key = ""};

	rq->is_public = true;
	TRY(register_heads(cx, 0, &v.heads));
	v.texts = mem_new(cx->mem, const char *, v.heads.n);
	for (size_t i = 0; i < v.heads.n; i++)
		v.texts[i] = head_text(cx->mem, &v.heads.at[i]);
	if (v.heads.n > 0)
		v.key = crypt_hex(cx->mem, v.heads.at[0].key, HEAD_KEY);
	rq_title(rq, "Đầu sổ khen thưởng");
	portal_heads_html(rq->out, &v);
	return OK;
}

err portal_feed_page(struct ctx *cx, struct req *rq)
{
	TRY(portal_feed(cx, rq_id(rq), mem_text(cx->mem, "%s://%s", rq->scheme, rq->host), rq->out));
	rq->content_type = "text/calendar; charset=utf-8";
	return OK;
}
