/* room/plan/plan_amend_pages.c -- a task changed, added and ended by a paper; the history; as issued beside now. */
#include "room/plan/plan_amend_view.h"

#include "base/text.h"
#include "gen/plan_amend_tmpl.h"
#include "gen/plan_tmpl.h"
#include "room/file/file.h"
#include "web/form.h"
#include "web/req.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

static struct plan_paper paper_typed(const struct req *rq)
{
	const struct upload *u = rq_upload(rq, "file");

	return (struct plan_paper){rq_text(rq, "paper"), rq_date(rq, "paper_day"), u != NULL ? u->file_id : 0};
}

static struct plan_texts texts_typed(const struct req *rq)
{
	return (struct plan_texts){
		.content = rq_text(rq, "content"), .items = rq_text(rq, "items"), .direct = rq_text(rq, "direct"),
		.execute = rq_text(rq, "execute"), .coordinate = rq_text(rq, "coordinate"), .time = rq_text(rq, "time"),
		.product = rq_text(rq, "product")};
}

static err task_view(struct ctx *cx, const struct req *rq, struct plan_amend_view *v)
{
	TRY(plan_task_get(cx, rq_id(rq), &v->task));
	plan_texts_of(cx->mem, &v->task.task, &v->texts);
	v->is_bound = text_is(v->task.plan.state, "published");
	return OK;
}

err plan_amend_page(struct ctx *cx, struct req *rq)
{
	struct plan_amend_view v;
	const struct form *f = form_of(rq);

	TRY(task_view(cx, rq, &v));
	rq_title(rq, "Sửa đổi nhiệm vụ");
	plan_amend_html(rq->out, &v, f);
	return OK;
}

err plan_amend_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_task_amend(cx, (struct plan_amend_in){
		.task_id = rq_id(rq), .version = rq_i64(rq, "version"), .paper = paper_typed(rq), .to = texts_typed(rq),
		.knows_links = rq_bool(rq, "knows_links")}));
	rq_flash(rq, "Đã sửa đổi nhiệm vụ. Nội dung trước khi sửa nằm trong lịch sử.");
	return rq_goto(rq, "/plan/task/%" PRId64, rq_id(rq));
}

err plan_end_page(struct ctx *cx, struct req *rq)
{
	struct plan_amend_view v;
	const struct form *f = form_of(rq);

	TRY(task_view(cx, rq, &v));
	rq_title(rq, "Kết thúc nhiệm vụ");
	plan_end_html(rq->out, &v, f);
	return OK;
}

err plan_end_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_task_end(cx, (struct plan_end_in){
		.task_id = rq_id(rq), .version = rq_i64(rq, "version"), .paper = paper_typed(rq), .reason = rq_text(rq, "reason"),
		.knows_links = rq_bool(rq, "knows_links")}));
	rq_flash(rq, "Đã kết thúc nhiệm vụ.");
	return rq_goto(rq, "/plan/task/%" PRId64, rq_id(rq));
}

err plan_add_page(struct ctx *cx, struct req *rq)
{
	static const struct plan_texts empty = {"", "", "", "", "", "", ""};
	struct plan_add_view v;
	const struct form *f = form_of(rq);

	TRY(plan_get(cx, rq_id(rq), &v.plan));
	v.is_bound = text_is(v.plan.state, "published");
	rq_title(rq, "Bổ sung nhiệm vụ");
	plan_add_html(rq->out, &v, &empty, f);
	return OK;
}

err plan_add_post(struct ctx *cx, struct req *rq)
{
	struct plan_add_in in = {
		.plan_id = rq_id(rq), .paper = paper_typed(rq), .appendix = rq_int(rq, "appendix"),
		.no = *rq_text(rq, "no") != '\0' && rq_int(rq, "no") == 0 ? -1 : rq_int(rq, "no"),
		.section = rq_text(rq, "section"), .section_title = rq_text(rq, "section_title"), .to = texts_typed(rq)};
	int64_t task_id;

	TRY(plan_task_add(cx, in, &task_id));
	rq_flash(rq, "Đã bổ sung nhiệm vụ.");
	return rq_goto(rq, "/plan/task/%" PRId64, task_id);
}

err plan_move_page(struct ctx *cx, struct req *rq)
{
	struct plan_move_view v = {0};
	const struct form *f = form_of(rq);
	int64_t task_id;

	TRY(plan_stone_task(cx, rq_id(rq), &task_id));
	TRY(plan_task_get(cx, task_id, &v.task));
	for (size_t i = 0; i < v.task.task.stones_n; i++)
		if (v.task.task.stones[i].id == rq_id(rq))
			v.stone = &v.task.task.stones[i];
	if (v.stone == NULL)
		return ERR_NOTFOUND;
	rq_title(rq, "Đổi ngày");
	v.is_bound = text_is(v.task.plan.state, "published");
	plan_move_html(rq->out, &v, f);
	return OK;
}

err plan_move_post(struct ctx *cx, struct req *rq)
{
	struct plan_move in = {
		.stone_id = rq_id(rq), .version = rq_i64(rq, "version"), .day = rq_date(rq, "day"),
		.end = rq_date(rq, "end"), .paper = paper_typed(rq), .knows_links = rq_bool(rq, "knows_links"),
	};
	int64_t task_id;

	TRY(plan_stone_move(cx, in));
	TRY(plan_stone_task(cx, in.stone_id, &task_id));
	rq_flash(rq, "Đã đổi ngày.");
	return rq_goto(rq, "/plan/task/%" PRId64, task_id);
}

err plan_history_page(struct ctx *cx, struct req *rq)
{
	struct plan_history_view v;

	TRY(plan_get(cx, rq_id(rq), &v.plan));
	TRY(plan_amend_list(cx, v.plan.id, 0, rq_i64(rq, "before"), &v.acts));
	v.next_before_id = plan_amend_next(&v.acts);
	v.papers = papers_of(rq, mem_text(cx->mem, "/plan/%" PRId64 "/history", v.plan.id));
	rq_title(rq, "Lịch sử sửa đổi kế hoạch năm %d", v.plan.year);
	plan_history_html(rq->out, &v);
	return OK;
}

err plan_compare_page(struct ctx *cx, struct req *rq)
{
	struct plan_compare_view v = {.fate = plan_since_is_name(rq_text(rq, "fate")) ? rq_text(rq, "fate") : "",
	                              .papers = papers_of(rq, mem_text(cx->mem, "/plan/%" PRId64 "/compare", rq_id(rq)))};

	TRY(plan_compare(cx, rq_id(rq), &v.since));
	plan_since_keep(cx->mem, &v.since, v.fate);
	rq_title(rq, "Kế hoạch năm %d: so với bản ban hành", v.since.plan.year);
	plan_compare_html(rq->out, &v);
	return OK;
}

err plan_amend_paper_page(struct ctx *cx, struct req *rq)
{
	struct file f;
	int64_t file_id;

	TRY(plan_amend_file(cx, rq_id(rq), &file_id));
	TRY(file_get(cx, file_id, &f));
	rq->content_type = file_media_type(&f);
	rq->send_path = file_path(cx, &f);
	rq->send_name = f.name;
	return OK;
}
