/* room/desk/desk_pages.c -- the page a person sees first, and the person's calendar */
#include "room/desk/desk_view.h"

#include "gen/desk_tmpl.h"
#include "web/req.h"

#define ROWS "room/desk/desk.def"
#include "core/declare.h"

/* How the plan stands, each number leading to its tasks. */
static void count_plan(struct mem *m, const struct plan_list_view *l, struct desk_counts *out)
{
	struct plan_filter f = {.plan_id = l->plan.id, .state = -1, .section = "", .q = ""};

	for (int i = 0; i < DUTY_STATE_N; i++) {
		f.state = i;
		if (l->counts[i] > 0)
			*list_add(m, out) = (struct desk_count){
				duty_state_words((enum duty_state)i),
				mem_text(m, "/plan/%" PRId64 "?%s", l->plan.id, plan_filter_query(m, &f)), l->counts[i]};
	}
}

err desk_page(struct ctx *cx, struct req *rq)
{
	struct desk d;
	struct desk_counts counts = {0};
	struct papers papers = papers_of(rq, "/desk");

	TRY(desk_get(cx, &d));
	count_plan(cx->mem, &d.plan, &counts);
	rq_title(rq, "Việc của tôi");
	desk_show_html(rq->out, &d, &counts, &papers);
	return OK;
}

err desk_feed_page(struct ctx *cx, struct req *rq)
{
	TRY(desk_feed(cx, rq_arg(rq, "token"), mem_text(cx->mem, "%s://%s", rq->scheme, rq->host), rq->out));
	rq->content_type = "text/calendar; charset=utf-8";
	return OK;
}
