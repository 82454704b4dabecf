/* room/casefile/casefile_ask_pages.c -- what came over the public page: looked at, made a case, or answered. */
#include "base/text.h"
#include "room/casefile/casefile_view.h"
#include "web/req.h"

#include "gen/casefile_ask_tmpl.h"

#define ROWS "room/casefile/casefile.def"
#include "core/declare.h"

err casefile_asks_page(struct ctx *cx, struct req *rq)
{
	struct casefile_asks_view v;

	TRY(casefile_asks(cx, rq_i64(rq, "sau"), &v.list));
	TRY(casefile_ask_kept(cx, &v.kept));
	v.today = cx->today;
	rq_title(rq, "Đề nghị gửi qua mạng");
	casefile_asks_html(rq->out, &v);
	return OK;
}

err casefile_ask_page(struct ctx *cx, struct req *rq)
{
	struct casefile_ask_view v = {.form = form_of(rq)};

	TRY(casefile_ask_get(cx, rq_id(rq), &v.ask));
	TRY(casefile_ask_kept(cx, &v.kept));
	v.may_blank = may_bool(cx, R_CASEFILE_BLANK, 0) && (text_is(v.ask.state, "new") || text_is(v.ask.state, "refused"));
	rq_title(rq, "Đề nghị gửi qua mạng số %" PRId64, v.ask.id);
	casefile_ask_html(rq->out, &v);
	return OK;
}

err casefile_ask_take_post(struct ctx *cx, struct req *rq)
{
	int64_t id;

	TRY(casefile_ask_take(cx, rq_id(rq), rq_i64(rq, "version"), rq_i64(rq, "line"), &id));
	rq_flash(rq, "Đã lập hồ sơ; thời hạn tính từ ngày đề nghị.");
	return rq_goto(rq, "/casefile/%" PRId64, id);
}

err casefile_ask_answer_post(struct ctx *cx, struct req *rq)
{
	TRY(casefile_ask_refuse(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "answer")));
	rq_flash(rq, "Đã trả lời; người đề nghị đọc được khi theo dõi bằng mã.");
	return rq_goto(rq, "/casefile/ask");
}

err casefile_ask_blank_post(struct ctx *cx, struct req *rq)
{
	TRY(casefile_ask_blank(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "why")));
	rq_flash(rq, "Đã xóa thông tin của đề nghị.");
	return rq_goto(rq, "/casefile/ask");
}
