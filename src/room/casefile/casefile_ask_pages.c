/* room/casefile/casefile_ask_pages.c -- what came over the public page: looked at, made a case, or answered. */
#include "base/text.h"
#include "room/casefile/casefile_view.h"
#include "room/register/register_find.h"
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

enum { FOUND_MAX = 20 };

/* Lines of that name, those of the year that was said first. An asker writes what he likes: signs of the box's own language are left out,
 * and what it does not understand, or an index that is being built, finds nothing. */
static err look_for(struct ctx *cx, struct casefile_ask_view *v)
{
	char *q = mem_dup(cx->mem, v->ask.name);
	struct faults posted = cx->faults;
	struct register_found f = {0};
	err e;

	for (char *p = q; *p != '\0'; p++)
		*p = strchr("\":*,.", *p) != NULL ? ' ' : *p;
	v->lines = mem_new(cx->mem, struct register_line, FOUND_MAX);
	if (!text_is(v->ask.state, "new") || *text_line(cx->mem, q) == '\0' || !may_bool(cx, R_REGISTER_READ, 0))
		return OK;
	faults_init(&cx->faults, cx->mem);
	e = register_find(cx, (struct register_ask){.q = q, .n = FOUND_MAX}, &f);
	cx->faults = posted;
	if (e != OK)
		return e == ERR_INVALID || e == ERR_BUSY ? OK : e;
	v->found_n = f.total;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < f.n; i++)
			if ((f.at[i].year == v->ask.year) == (pass == 0) && f.at[i].about_no == 0)
				v->lines[v->lines_n++] = f.at[i];
	return OK;
}

err casefile_ask_page(struct ctx *cx, struct req *rq)
{
	struct casefile_ask_view v = {.form = form_of(rq)};

	TRY(casefile_ask_get(cx, rq_id(rq), &v.ask));
	TRY(casefile_ask_kept(cx, &v.kept));
	TRY(look_for(cx, &v));
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
