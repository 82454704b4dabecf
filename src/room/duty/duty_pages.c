/* room/duty/duty_pages.c -- lists, a duty with its forms, the units of a thing, units by their counts, who follows whom. */
#include "room/duty/duty_view.h"

#include "base/text.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#include "web/req.h"

#include "gen/duty_tmpl.h"
#include "gen/duty_show_tmpl.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

enum { PER_PAGE = 50, GROUP_PAGE = 100 };

bool duty_is_urgeable(const struct duty *d)
{
	return d->part == DUTY_EXECUTE && duty_is_open(d->state) && d->waits_ms == 0;
}

/* ---- lists ----------------------------------------------------------------------------------------------------------- */

/* The state that an address names; -1 for any, DUTY_STATE_N for all open ones. */
static int state_of(const char *word)
{
	enum duty_state s;

	if (text_is(word, "open"))
		return DUTY_STATE_N;
	return duty_state_from(word, &s) ? (int)s : -1;
}

static err list_page(struct ctx *cx, struct req *rq, int64_t unit_id)
{
	struct duty_list_view v = {
		.filter = {.room = rq_i64(rq, "plan") > 0 ? "plan" : "", .parent_id = rq_i64(rq, "plan"), .item_id = rq_i64(rq, "task"),
		           .state = state_of(rq_text(rq, "state")), .only_near = rq_bool(rq, "near"),
		           .only_followed = rq_bool(rq, "followed"), .only_returned = unit_id != 0 && rq_bool(rq, "returned"), .q = rq_text(rq, "q"), .unit_id = unit_id,
		           .part = text_is(rq_text(rq, "part"), "coordinate") && unit_id != 0 ? DUTY_COORDINATE : DUTY_EXECUTE,
		           .order = text_is(rq_text(rq, "order"), "wait") ? DUTY_BY_WAIT : DUTY_BY_DAY, .page = rq_int(rq, "trang"),
		           .per_page = PER_PAGE},
		.state = rq_text(rq, "state"), .unit_name = "", .may_assign = may_bool(cx, R_DUTY_ASSIGN, 0)};
	int64_t reached;

	if (v.filter.state < 0)
		v.state = "";
	if (v.filter.page < 1)
		v.filter.page = 1;
	TRY(duty_count_one(cx, "", 0, unit_id, &v.count));
	TRY(duty_list(cx, &v.filter, &v.list));
	if (unit_id != 0)
		v.unit_name = v.count.unit_name;
	v.may_write = v.count.n[DUTY_IS_LATE] > 0 && may_bool(cx, R_DUTY_URGE, unit_id);
	reached = v.list.total < DUTY_DEPTH_MAX ? v.list.total : DUTY_DEPTH_MAX;
	v.is_deep = v.list.total > reached;
	v.pager = pager_of(rq, reached, PER_PAGE);
	v.papers = papers_of(rq, unit_id == 0 ? "/duty" : mem_text(cx->mem, "/duty/unit/%" PRId64 "/list", unit_id));
	rq_title(rq, "%s", unit_id == 0 ? "Đôn đốc, báo cáo" : v.unit_name);
	duty_list_html(rq->out, &v);
	return OK;
}

err duty_list_page(struct ctx *cx, struct req *rq)
{
	return list_page(cx, rq, 0);
}

err duty_unit_page(struct ctx *cx, struct req *rq)
{
	return rq_id(rq) == 0 ? ERR_NOTFOUND : list_page(cx, rq, rq_id(rq));
}

err duty_units_page(struct ctx *cx, struct req *rq)
{
	struct duty_units_view v = {0};
	int page = rq_int(rq, "trang") > 0 ? rq_int(rq, "trang") : 1;

	TRY(duty_count_units(cx, "plan", 0, page, PER_PAGE, &v.list));
	TRY(duty_count_one(cx, "plan", 0, 0, &v.all));
	v.pager = pager_of(rq, v.list.total, PER_PAGE);
	v.papers = papers_of(rq, "/duty/unit");
	rq_title(rq, "Theo đơn vị");
	duty_units_html(rq->out, &v);
	return OK;
}

/* ---- the units of a thing ----------------------------------------------------------------------------------------------- */

err duty_group_page(struct ctx *cx, struct req *rq)
{
	struct duty_group_view v = {.form = form_of(rq), .state = rq_text(rq, "state"),
	                            .is_coordinate = text_is(rq_text(rq, "part"), "coordinate"),
	                            .sees_all = cx->who->sees_all || cx->who->is_system, .may_urge = may_bool(cx, R_DUTY_URGE, 0)};
	struct duty_filter f = {.state = state_of(v.state), .q = "", .order = DUTY_BY_UNIT, .page = rq_int(rq, "trang"),
	                        .per_page = GROUP_PAGE, .part = v.is_coordinate ? DUTY_COORDINATE : DUTY_EXECUTE};

	TRY(duty_group_get(cx, rq_id(rq), &v.group));
	f.room = v.group.room;
	f.object_id = v.group.object_id;
	f.page = f.page > 0 ? f.page : 1;
	TRY(duty_list(cx, &f, &v.list));
	for (size_t i = 0; i < v.list.n; i++)
		v.open_n += duty_is_urgeable(&v.list.at[i]);
	v.pager = pager_of(rq, v.list.total, GROUP_PAGE);
	v.papers = papers_of(rq, mem_text(cx->mem, "/duty/group/%" PRId64 "/list", v.group.id));
	rq_title(rq, "%s", v.group.title);
	duty_group_html(rq->out, &v);
	return OK;
}

err duty_group_urge_post(struct ctx *cx, struct req *rq)
{
	const char *ticked[DUTY_LIST_MAX];
	size_t n = rq_all(rq, "ids", ticked, COUNT(ticked));
	int64_t ids[DUTY_LIST_MAX], urged;
	bool escalates = rq_bool(rq, "escalates");

	for (size_t i = 0; i < n; i++)
		ids[i] = strtoll(ticked[i], NULL, 10);
	if (text_is(rq_text(rq, "whom"), "all"))
		TRY(duty_urge_group(cx, rq_id(rq), rq_text(rq, "urging"), escalates, &urged));
	else
		TRY(duty_urge(cx, (struct duty_urge_in){.duty_ids = ids, .n = n, .text = rq_text(rq, "urging"),
		                                        .escalates = escalates}, &urged));
	rq_flash(rq, "Đã đôn đốc %" PRId64 " đơn vị.", urged);
	return rq_goto(rq, "/duty/group/%" PRId64, rq_id(rq));
}

/* ---- one duty -------------------------------------------------------------------------------------------------------------- */

err duty_show_page(struct ctx *cx, struct req *rq)
{
	struct duty_show_view v = {.form = form_of(rq), .percent = "", .is_again = rq->typed != NULL};

	TRY(duty_get(cx, rq_id(rq), &v.v));
	if (v.v.duty.percent > 0 && v.v.duty.percent < 100)
		v.percent = mem_text(cx->mem, "%d", v.v.duty.percent);
	v.papers = papers_of(rq, mem_text(cx->mem, "/duty/%" PRId64 "/history", v.v.duty.id));
	rq_title(rq, "%s: %s", v.v.duty.unit_name, v.v.duty.title);
	duty_show_html(rq->out, &v);
	return OK;
}

err duty_file_page(struct ctx *cx, struct req *rq)
{
	struct duty_view v;
	int64_t file_id = rq_arg_id(rq, "file");

	TRY(duty_get(cx, rq_id(rq), &v));
	for (size_t i = 0; i < v.reports.n; i++) {
		for (size_t k = 0; k < v.reports.at[i].files_n; k++) {
			const struct file *f = &v.reports.at[i].files[k];

			if (f->id != file_id)
				continue;
			rq->content_type = file_media_type(f);
			rq->send_path = file_path(cx, f);
			rq->send_name = f->name;
			return OK;
		}
	}
	return ERR_NOTFOUND;
}

/* Who comes second sees the form again with what the first has done; any other error passes. */
static err told(struct ctx *cx, const struct req *rq, err e)
{
	const char *words;

	if (e != ERR_STALE)
		return e;
	TRY(duty_changed(cx, rq_id(rq), &words));
	fault(cx, "", "%s", words);
	return ERR_INVALID;
}

static err back(struct req *rq, const char *flash)
{
	rq_flash(rq, "%s", flash);
	return rq_goto(rq, "/duty/%" PRId64, rq_id(rq));
}

err duty_report_post(struct ctx *cx, struct req *rq)
{
	int64_t files[DUTY_FILES_MAX + 1], id;
	struct duty_report_in in = {.duty_id = rq_id(rq), .version = rq_i64(rq, "version"), .text = rq_text(rq, "text"),
	                            .percent = rq_int(rq, "percent"), .file_ids = files};

	for (size_t i = 0; i < rq->uploads_n && in.files_n < COUNT(files); i++)
		if (rq->uploads[i].file_id != 0)
			files[in.files_n++] = rq->uploads[i].file_id;
	TRY(told(cx, rq, duty_report(cx, in, &id)));
	return back(rq, "Đã gửi báo cáo. Ban Thi đua - Khen thưởng sẽ xác nhận hoặc trả lại.");
}

err duty_withdraw_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, rq, duty_report_withdraw(cx, rq_id(rq), rq_i64(rq, "version"))));
	return back(rq, "Đã rút báo cáo.");
}

err duty_answer_post(struct ctx *cx, struct req *rq)
{
	int64_t id = rq_id(rq), version = rq_i64(rq, "version");
	const char *answer = rq_text(rq, "answer");

	if (text_is(rq_text(rq, "act"), "return")) {
		TRY(told(cx, rq, duty_return(cx, id, version, answer)));
		return back(rq, "Đã trả lại báo cáo; đơn vị được thông báo.");
	}
	TRY(told(cx, rq, duty_confirm(cx, id, version, answer)));
	return back(rq, "Đã xác nhận báo cáo; đơn vị được thông báo.");
}

err duty_reopen_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, rq, duty_reopen(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "reason"))));
	return back(rq, "Đã mở lại việc này; đơn vị được thông báo.");
}

err duty_suspend_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, rq, duty_suspend(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "paper"))));
	return back(rq, "Đã tạm dừng việc này của đơn vị.");
}

err duty_resume_post(struct ctx *cx, struct req *rq)
{
	TRY(told(cx, rq, duty_resume(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "paper"))));
	return back(rq, "Việc này tiếp tục; hạn cuối lại được tính.");
}

err duty_urge_post(struct ctx *cx, struct req *rq)
{
	int64_t id = rq_id(rq), n;

	TRY(duty_urge(cx, (struct duty_urge_in){.duty_ids = &id, .n = 1, .text = rq_text(rq, "urging"),
	                                        .escalates = rq_bool(rq, "escalates")}, &n));
	return back(rq, "Đã đôn đốc đơn vị.");
}

/* ---- who follows whom ------------------------------------------------------------------------------------------------------- */

err duty_follow_page(struct ctx *cx, struct req *rq)
{
	struct duty_follow_view v = {.form = form_of(rq), .may_assign = may_bool(cx, R_DUTY_ASSIGN, 0)};

	TRY(duty_follow_list(cx, v.may_assign ? 0 : cx->who->user_id, &v.list));
	v.papers = papers_of(rq, "/duty/follow");
	rq_title(rq, "Phân công theo dõi");
	duty_follow_html(rq->out, &v);
	return OK;
}

err duty_follow_post(struct ctx *cx, struct req *rq)
{
	struct duty_follow in;
	int64_t id;
	err e;

	TRY(duty_follow_typed(cx, rq_text(rq, "user"), rq_text(rq, "unit"), &in));
	e = duty_follow_put(cx, in, &id);
	if (e == ERR_TAKEN) {
		fault(cx, "unit", "Người này đã được phân công theo dõi đơn vị hoặc nhóm đó rồi.");
		return ERR_INVALID;
	}
	TRY(e);
	rq_flash(rq, "Đã phân công theo dõi.");
	return rq_goto(rq, "/duty/follow");
}

err duty_unfollow_post(struct ctx *cx, struct req *rq)
{
	TRY(duty_follow_end(cx, rq_id(rq)));
	rq_flash(rq, "Đã thôi phân công.");
	return rq_goto(rq, "/duty/follow");
}
