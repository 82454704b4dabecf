/* audit_pages.c -- pages of room audit. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/audit/audit_view.h"
#include "web/req.h"

#include "gen/audit_tmpl.h"

#define ROWS "room/audit/audit.def"
#include "core/declare.h"

enum { PAGE_ROWS = 100 };

/* The same filter, before a row; what was typed is encoded again. */
static const char *next_path(struct req *rq, const struct audit_list_view *v)
{
	struct buf *b = buf_new(rq->mem, 4096);

	if (v->list.next_before_seq == 0)
		return "";
	buf_text(b, "/audit?user=");
	html_url_text(b, v->user);
	buf_text(b, "&act=");
	html_url_text(b, v->act);
	buf_text(b, "&from=");
	html_url_text(b, v->from);
	buf_text(b, "&to=");
	html_url_text(b, v->to);
	buf_fmt(b, "&before=%" PRId64, v->list.next_before_seq);
	return b->p;
}

static date day_of(struct ctx *cx, struct req *rq, const char *name)
{
	need(cx, *rq_text(rq, name) == '\0' || rq_date(rq, name) != DATE_NONE, name,
	     "Ngày phải viết dạng dd/mm/yyyy, ví dụ 05/03/2024.");
	return rq_date(rq, name);
}

err audit_list_page(struct ctx *cx, struct req *rq)
{
	struct audit_list_view v = {.form = form_of(rq), .user = rq_text(rq, "user"), .act = rq_text(rq, "act"),
	                            .from = rq_text(rq, "from"), .to = rq_text(rq, "to"), .next = ""};
	struct audit_filter f = {.user = v.user, .act = v.act, .from = day_of(cx, rq, "from"), .to = day_of(cx, rq, "to"),
	                         .before_seq = rq_i64(rq, "before"), .n = PAGE_ROWS};

	rq_title(rq, "Nhật ký hệ thống");
	if (faults(cx) == OK)
		TRY(audit_list(cx, f, &v.list));
	v.next = next_path(rq, &v);
	v.papers = papers_of(rq, "/audit");
	audit_list_html(rq->out, &v);
	return OK;
}
