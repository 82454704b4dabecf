/* room/plan/plan_work_pages.c -- handlers of the views of a plan: one list read, one head, several templates. */
#include "room/plan/plan_view.h"

#include "base/text.h"
#include "gen/plan_tmpl.h"
#include "gen/plan_work_tmpl.h"
#include "room/unit/unit.h"
#include "web/form.h"
#include "web/req.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

enum { UNITS_PER_PAGE = 50 };

const char *plan_weekday_words(date day)
{
	static const char *const words[] = {"", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};

	return words[date_weekday(day)];
}

/* ---- what every view begins with ------------------------------------------------------------------------------------- */

/* The filter that the address or the form asks for. A unit that nobody knows lets nothing through and is said so. */
static err read_filter(struct ctx *cx, struct req *rq, struct plan_show_view *v)
{
	v->f = (struct plan_filter){.plan_id = rq_id(rq), .state = -1, .section = "", .q = ""};
	for (const char *const *name = PLAN_FILTER_NAMES; *name != NULL; name++) {
		err e = plan_filter_set(cx, &v->f, *name, rq_text(rq, *name));

		if (e != OK && e != ERR_NOTFOUND)
			return e;
		v->is_unit_wrong |= e == ERR_NOTFOUND && text_is(*name, "unit");
	}
	v->has_unit = cx->who->unit_id != 0;
	if (rq_bool(rq, "mine") && v->has_unit)
		v->f.unit_id = cx->who->unit_id;
	v->is_mine = v->has_unit && v->f.unit_id == cx->who->unit_id;
	return OK;
}

static void add_tab(struct ctx *cx, struct plan_show_view *v, struct crumb *tabs, size_t i, const char *view, const char *label)
{
	const struct plan_filter none = {.plan_id = v->f.plan_id, .state = -1, .section = "", .q = ""};
	bool takes_filter = !text_is(view, "units") && !text_is(view, "quarters");

	tabs[i] = (struct crumb){
		.label = label,
		.path = text_is(v->view, view) ? "" : plan_filter_path(cx->mem, takes_filter ? &v->f : &none,
		                                                       text_is(view, "list") ? "" : view)};
}

static void tell_tabs(struct ctx *cx, struct plan_show_view *v)
{
	struct crumb *tabs = mem_new(cx->mem, struct crumb, 6);

	add_tab(cx, v, tabs, 0, "list", "Danh sách");
	add_tab(cx, v, tabs, 1, "board", "Theo tình trạng");
	add_tab(cx, v, tabs, 2, "month", "Lịch tháng");
	add_tab(cx, v, tabs, 3, "timeline", "Cả năm");
	add_tab(cx, v, tabs, 4, "quarters", "Theo quý");
	add_tab(cx, v, tabs, 5, "units", "Theo đơn vị");
	v->tabs = (struct crumbs){tabs, 6};
}

/* The fields that the form of the filter shows, and those of the form that keeps it. */
static err tell_fields(struct ctx *cx, struct req *rq, struct plan_show_view *v)
{
	struct choice *quarters = mem_new(cx->mem, struct choice, PLAN_QUARTER_N);
	static const char *const names[PLAN_QUARTER_N] = {"", "1", "2", "3", "4", "other", "none"};
	struct unit u;

	for (int i = 0; i < PLAN_QUARTER_N; i++)
		quarters[i] = (struct choice){names[i], plan_quarter_words((enum plan_quarter)i)};
	v->quarters = (struct choices){quarters, PLAN_QUARTER_N};
	v->quarter = names[v->f.quarter];
	v->state = v->f.state < 0 ? "" : v->f.state == DUTY_STATE_N ? "open" : duty_state_name((enum duty_state)v->f.state);
	v->section = mem_text(cx->mem, "%d.%s", v->f.appendix, v->f.section);
	v->unit_typed = v->is_unit_wrong ? rq_text(rq, "unit") : "";
	if (v->f.unit_id != 0 && !v->is_mine) {
		TRY(unit_get(cx, v->f.unit_id, &u));
		v->unit_typed = u.name;
	}
	for (const char *const *name = PLAN_FILTER_NAMES; *v->query != '\0' && *name != NULL; name++)
		if (*rq_text(rq, *name) != '\0')
			*list_add(cx->mem, &v->hidden) = (struct choice){*name, rq_text(rq, *name)};
	if (v->is_mine && *rq_text(rq, "unit") == '\0')
		*list_add(cx->mem, &v->hidden) = (struct choice){"unit", mem_text(cx->mem, "%" PRId64, v->f.unit_id)};
	return OK;
}

static void add_count(struct ctx *cx, struct plan_show_view *v, const struct plan_filter *f, const char *label, int64_t n)
{
	*list_add(cx->mem, &v->counts) = (struct plan_count){
		.label = label, .n = n, .path = plan_filter_path(cx->mem, f, ""),
		.is_now = text_is(plan_filter_query(cx->mem, f), v->query)};
}

/* Numbers over the plan, or over the unit's tasks when one is wanted: each leads to those very tasks. */
static void tell_counts(struct ctx *cx, struct plan_show_view *v)
{
	const struct plan_filter all = {
		.plan_id = v->f.plan_id, .state = -1, .section = "", .q = "", .unit_id = v->f.unit_id};
	struct plan_filter f = all;

	add_count(cx, v, &all, "Tất cả", v->list.tasks_n);
	f.only_near = true;
	add_count(cx, v, &f, "Sắp đến hạn", v->list.near_n);
	for (int i = 0; i < DUTY_STATE_N; i++) {
		f = all;
		f.state = (int)PLAN_STATES[i];
		if (v->list.counts[f.state] > 0 || v->f.state == f.state)
			add_count(cx, v, &f, duty_state_words(PLAN_STATES[i]), v->list.counts[f.state]);
	}
	f = all;
	f.only_followed = true;
	if (v->list.followed_n > 0)
		add_count(cx, v, &f, "Đơn vị tôi theo dõi", v->list.followed_n);
	f = all;
	f.only_unknown = true;
	if (v->list.unknown_n > 0)
		add_count(cx, v, &f, "Đơn vị chưa rõ", v->list.unknown_n);
}

/* The view as a list: the board holds the tasks themselves, month and year their days. */
static struct papers papers_of_view(const struct req *rq, const struct plan_show_view *v)
{
	const char *of = v->view;

	if (text_is(of, "list") || text_is(of, "board"))
		of = "tasks";
	else if (text_is(of, "month") || text_is(of, "timeline"))
		of = "days";
	return papers_of(rq, mem_text(rq->mem, "/plan/%" PRId64 "/%s", v->f.plan_id, of));
}

/* Everything that the head and the filter of a view show. A unit that nobody knows leaves no task. */
static err begin(struct ctx *cx, struct req *rq, const char *view, struct plan_show_view *v)
{
	*v = (struct plan_show_view){.view = view, .month = "", .may_import = may_bool(cx, R_PLAN_IMPORT, 0)};
	TRY(read_filter(cx, rq, v));
	TRY(plan_task_list(cx, &v->f, &v->list));
	if (v->is_unit_wrong)
		v->list.tasks.n = 0;
	v->may_publish = may_bool(cx, R_PLAN_PUBLISH, v->list.plan.unit_id);
	v->may_edit = may_bool(cx, R_PLAN_EDIT, v->list.plan.unit_id);
	v->base = mem_text(cx->mem, "/plan/%" PRId64 "%s%s", v->f.plan_id, text_is(view, "list") ? "" : "/",
	                   text_is(view, "list") ? "" : view);
	v->query = plan_filter_query(cx->mem, &v->f);
	tell_tabs(cx, v);
	TRY(tell_fields(cx, rq, v));
	TRY(plan_saved_list(cx, v->f.plan_id, &v->saved));
	v->papers = papers_of_view(rq, v);
	return OK;
}

/* ---- the views -------------------------------------------------------------------------------------------------------- */

err plan_show_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;
	const struct form *f = form_of(rq);

	TRY(begin(cx, rq, "list", &v));
	tell_counts(cx, &v);
	rq_title(rq, "Kế hoạch năm %d", v.list.plan.year);
	plan_show_html(rq->out, &v, f);
	return OK;
}

err plan_board_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;
	struct plan_board b;
	const char *paths[DUTY_STATE_N];
	const struct form *f = form_of(rq);

	TRY(begin(cx, rq, "board", &v));
	plan_board_of(cx->mem, &v.list, &b);
	for (size_t i = 0; i < DUTY_STATE_N; i++) {
		struct plan_filter one = v.f;

		one.state = (int)b.at[i].state;
		paths[i] = plan_filter_path(cx->mem, &one, "");
	}
	rq_title(rq, "Kế hoạch năm %d theo tình trạng", v.list.plan.year);
	plan_board_html(rq->out, &v, &b, paths, f);
	return OK;
}

/* A day of the month that the address asks for ("2024-03"); else of today's, or of the plan's first month. */
static date month_of(const struct plan_show_view *v, struct mem *m, const char *typed)
{
	date day = date_from_iso(mem_text(m, "%.7s-01", typed));

	if (day != DATE_NONE)
		return day;
	return date_ymd(v->list.today).year == v->list.plan.year ? v->list.today : date_of(v->list.plan.year, 1, 1);
}

static const char *month_path(struct mem *m, const struct plan_show_view *v, int year, int month)
{
	return mem_text(m, "%s?m=%04d-%02d%s%s", v->base, year, month, *v->query != '\0' ? "&" : "", v->query);
}

err plan_month_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;
	struct plan_month month;
	struct calendar c;
	const struct form *f = form_of(rq);

	TRY(begin(cx, rq, "month", &v));
	TRY(calendar_load(cx, &c));
	plan_month_of(cx->mem, &v.list, &c, month_of(&v, cx->mem, rq_text(rq, "m")), &month);
	v.month = mem_text(cx->mem, "%04d-%02d", month.year, month.month);
	rq_title(rq, "Kế hoạch: tháng %d/%d", month.month, month.year);
	plan_month_html(rq->out, &v, &month, month_path(cx->mem, &v, month.prev_year, month.prev_month),
	                month_path(cx->mem, &v, month.next_year, month.next_month), f);
	return OK;
}

err plan_timeline_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;
	struct buf *picture = buf_new(cx->mem, PLAN_SVG_MAX);
	const struct form *f = form_of(rq);

	TRY(begin(cx, rq, "timeline", &v));
	plan_timeline_svg(cx->mem, &v.list, "", picture);
	TRY(buf_err(picture));
	rq_title(rq, "Kế hoạch năm %d: cả năm", v.list.plan.year);
	plan_timeline_html(rq->out, &v, html_of(picture), plan_filter_path(cx->mem, &v.f, "timeline.svg"), f);
	return OK;
}

err plan_timeline_svg_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;

	TRY(begin(cx, rq, "timeline", &v));
	plan_timeline_svg(cx->mem, &v.list, mem_text(cx->mem, "%s://%s", rq->scheme, rq->host), rq->out);
	rq->content_type = "image/svg+xml";
	rq->send_name = mem_text(cx->mem, "ke-hoach-%d.svg", v.list.plan.year);
	return OK;
}

static void cell_paths(struct mem *m, const struct plan_section *s, enum plan_quarter q, int64_t plan_id,
                       struct plan_cell_paths *out)
{
	struct plan_filter f = {
		.plan_id = plan_id, .state = -1, .appendix = s->appendix, .section = s->section, .q = "", .quarter = q};

	out->all = plan_filter_path(m, &f, "");
	for (int i = 0; i < DUTY_STATE_N; i++) {
		f.state = (int)PLAN_STATES[i];
		if (s->quarters[q].n[f.state] == 0)
			continue;
		out->of[out->states.n] = PLAN_STATES[i];
		*list_add(m, &out->states) = plan_filter_path(m, &f, "");
	}
}

static void add_row(struct mem *m, struct plan_quarters_view *q, const struct plan_section *s, int64_t plan_id)
{
	struct plan_quarters_row *r = list_add(m, &q->rows);

	*r = (struct plan_quarters_row){
		.of = s,
		.label = s->appendix == 0 ? s->title : mem_text(m, "Phụ lục %d · %s. %s", s->appendix, s->section, s->title)};
	for (int i = 0; i < PLAN_QUARTER_N; i++)
		cell_paths(m, s, (enum plan_quarter)i, plan_id, &r->paths[i]);
}

err plan_quarters_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;
	struct plan_quarters q;
	struct plan_quarters_view view = {.legend = PLAN_STATES};
	const struct form *f = form_of(rq);

	TRY(begin(cx, rq, "quarters", &v));
	plan_quarters_of(cx->mem, &v.list, &q);
	for (int i = PLAN_Q1; i < PLAN_QUARTER_N; i++)
		if (q.has[i])
			*list_add(cx->mem, &view.columns) = (enum plan_quarter)i;
	*list_add(cx->mem, &view.columns) = PLAN_ANY_QUARTER;
	for (size_t i = 0; i < q.sections.n; i++)
		add_row(cx->mem, &view, &q.sections.at[i], v.f.plan_id);
	add_row(cx->mem, &view, &q.all, v.f.plan_id);
	rq_title(rq, "Kế hoạch năm %d theo quý", v.list.plan.year);
	plan_quarters_html(rq->out, &v, &view, f);
	return OK;
}

err plan_units_page(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v;
	struct plan_units_view u = {.columns = PLAN_STATES};
	const struct form *f = form_of(rq);

	TRY(begin(cx, rq, "units", &v));
	TRY(duty_count_units(cx, "plan", v.f.plan_id, rq_int(rq, "trang") > 0 ? rq_int(rq, "trang") : 1, UNITS_PER_PAGE, &u.counts));
	u.pager = pager_of(rq, u.counts.total, UNITS_PER_PAGE);
	rq_title(rq, "Kế hoạch năm %d theo đơn vị", v.list.plan.year);
	plan_units_html(rq->out, &v, &u, f);
	return OK;
}

/* ---- filters that are kept ---------------------------------------------------------------------------------------------- */

err plan_saved_post(struct ctx *cx, struct req *rq)
{
	struct plan_show_view v = {0};
	int64_t id;

	TRY(read_filter(cx, rq, &v));
	TRY(plan_saved_add(cx, &v.f, rq_text(rq, "view"), rq_text(rq, "name"), &id));
	rq_flash(rq, "Đã lưu cách xem “%s”.", rq_text(rq, "name"));
	return rq_goto(rq, "%s", plan_filter_path(cx->mem, &v.f, text_is(rq_text(rq, "view"), "list") ? "" : rq_text(rq, "view")));
}

err plan_saved_page(struct ctx *cx, struct req *rq)
{
	struct plan_saved s;

	TRY(plan_saved_get(cx, rq_id(rq), &s));
	return rq_goto(rq, "%s", s.path);
}

err plan_saved_drop_post(struct ctx *cx, struct req *rq)
{
	struct plan_saved s;

	TRY(plan_saved_get(cx, rq_id(rq), &s));
	TRY(plan_saved_drop(cx, s.id));
	rq_flash(rq, "Đã bỏ cách xem “%s”.", s.name);
	return rq_goto(rq, "%s", s.plan_path);
}

/* ---- whom it obliges -------------------------------------------------------------------------------------------------------- */

err plan_unknown_page(struct ctx *cx, struct req *rq)
{
	struct plan_unknown_view v = {.form = form_of(rq)};

	TRY(plan_get(cx, rq_id(rq), &v.plan));
	TRY(plan_unknown_list(cx, v.plan.id, &v.list));
	v.may_edit = may_bool(cx, R_PLAN_EDIT, v.plan.unit_id);
	v.papers = papers_of(rq, mem_text(cx->mem, "/plan/%" PRId64 "/unknown", v.plan.id));
	rq_title(rq, "Tên đơn vị chưa rõ");
	plan_unknown_html(rq->out, &v);
	return OK;
}

err plan_resolve_post(struct ctx *cx, struct req *rq)
{
	int64_t n;

	TRY(plan_unknown_resolve(cx, rq_id(rq), &n));
	if (n == 0)
		rq_flash(rq, "Chưa tìm thấy tên nào trong danh mục.");
	else
		rq_flash(rq, "Đã tìm thấy %" PRId64 " tên và giao việc cho các đơn vị ấy.", n);
	return rq_goto(rq, "/plan/%" PRId64 "/unknown", rq_id(rq));
}

static err clock_page(struct ctx *cx, struct req *rq, bool stops)
{
	struct plan_task_view v;
	const struct form *f = form_of(rq);

	TRY(plan_task_get(cx, rq_id(rq), &v));
	rq_title(rq, stops ? "Tạm dừng nhiệm vụ" : "Tiếp tục nhiệm vụ");
	plan_clock_html(rq->out, &v, stops, f);
	return OK;
}

err plan_suspend_page(struct ctx *cx, struct req *rq)
{
	return clock_page(cx, rq, true);
}

err plan_resume_page(struct ctx *cx, struct req *rq)
{
	return clock_page(cx, rq, false);
}

err plan_suspend_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_task_suspend(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "paper")));
	rq_flash(rq, "Đã tạm dừng: không đơn vị nào bị tính quá hạn cho đến khi tiếp tục.");
	return rq_goto(rq, "/plan/task/%" PRId64, rq_id(rq));
}

err plan_resume_post(struct ctx *cx, struct req *rq)
{
	TRY(plan_task_resume(cx, rq_id(rq), rq_i64(rq, "version"), rq_text(rq, "paper")));
	rq_flash(rq, "Nhiệm vụ được tiếp tục.");
	return rq_goto(rq, "/plan/task/%" PRId64, rq_id(rq));
}
