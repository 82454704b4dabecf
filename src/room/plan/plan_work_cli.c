/* room/plan/plan_work_cli.c -- verbs of the worked plan: its lists and views, and whom it obliges. */
#include "room/plan/plan_work.h"

#include "base/copy.h"
#include "base/json.h"
#include "base/text.h"
#include "core/cli.h"

#define ROWS "room/plan/plan.def"
#include "core/declare.h"

static err list_of(struct ctx *cx, const struct args *a, struct plan_list_view *out)
{
	struct plan_filter f;

	TRY(plan_filter_args(cx, a, &f));
	return plan_task_list(cx, &f, out);
}

/* ---- lists ------------------------------------------------------------------------------------------------------------- */

static void say_done(struct buf *b, const struct plan_standing *s)
{
	if (s->units_n > 0)
		buf_fmt(b, " (%" PRId64 "/%" PRId64 " đơn vị)", s->done_n, s->units_n);
}

static void say_task(struct buf *b, const struct plan_line *t)
{
	buf_fmt(b, "%" PRId64 "\t%d\t%s\t", t->id, t->no, duty_state_words(t->state));
	for (size_t k = 0; k < t->marks.n; k++) {
		buf_fmt(b, "%s%s", k > 0 ? "; " : "", t->marks.at[k].words);
		say_done(b, &t->marks.at[k].is);
	}
	buf_fmt(b, "\t%s", t->lead);
	for (size_t k = 0; k < t->items.n; k++)
		buf_fmt(b, " - %s", t->items.at[k]);
	buf_char(b, '\n');
}

static void mark_json(struct mem *m, struct buf *b, const struct plan_mark *k)
{
	buf_text(b, "{");
	json_field(b, "words", k->words);
	json_field(b, "act", k->act);
	json_field(b, "kind", plan_when_name(k->kind));
	json_field(b, "last_good_day", date_iso(m, k->good_day));
	json_field(b, "state", duty_state_name(k->is.state));
	json_field_bool(b, "near", k->is.is_near);
	json_field_i64(b, "units", k->is.units_n);
	json_field_i64(b, "done", k->is.done_n);
	buf_text(b, "}");
}

static void task_json(struct mem *m, struct buf *b, const struct plan_line *t)
{
	buf_text(b, "{");
	json_field_i64(b, "id", t->id);
	json_field_i64(b, "appendix", t->appendix);
	json_field(b, "section", t->section);
	json_field_i64(b, "no", t->no);
	json_field(b, "lead", t->lead);
	buf_text(b, ",\"items\":[");
	for (size_t i = 0; i < t->items.n; i++) {
		buf_text(b, i > 0 ? "," : "");
		json_quote(b, t->items.at[i]);
	}
	buf_text(b, "]");
	json_field(b, "direct", t->direct_text);
	json_field(b, "execute", t->execute_text);
	json_field(b, "coordinate", t->coordinate_text);
	json_field(b, "state", duty_state_name(t->state));
	buf_text(b, ",\"milestones\":[");
	for (size_t i = 0; i < t->marks.n; i++) {
		buf_text(b, i > 0 ? "," : "");
		mark_json(m, b, &t->marks.at[i]);
	}
	buf_text(b, "]}");
}

static void list_json(struct mem *m, struct buf *b, const struct plan_list_view *v)
{
	buf_text(b, "{");
	json_field_i64(b, "id", v->plan.id);
	json_field_i64(b, "year", v->plan.year);
	json_field(b, "title", v->plan.title);
	json_field(b, "issuer", v->plan.issuer);
	json_field(b, "state", v->plan.state);
	json_field(b, "today", date_iso(m, v->today));
	buf_text(b, ",\"counts\":{");
	for (int i = 0; i < DUTY_STATE_N; i++)
		json_field_i64(b, duty_state_name((enum duty_state)i), v->counts[i]);
	buf_text(b, "},\"tasks\":[");
	for (size_t i = 0; i < v->tasks.n; i++) {
		buf_text(b, i > 0 ? "," : "");
		task_json(m, b, &v->tasks.at[i]);
	}
	buf_text(b, "]}\n");
}

err plan_show_cmd(struct ctx *cx, struct args *a)
{
	struct plan_list_view v;

	TRY(list_of(cx, a, &v));
	if (a->is_json) {
		list_json(cx->mem, a->out, &v);
		return OK;
	}
	for (size_t i = 0; i < v.tasks.n; i++) {
		const struct plan_line *t = &v.tasks.at[i];

		if (t->is_first)
			buf_fmt(a->out, "Phụ lục %d · %s. %s\n", t->appendix, t->section, t->section_title);
		say_task(a->out, t);
	}
	return OK;
}

err plan_board_cmd(struct ctx *cx, struct args *a)
{
	struct plan_list_view v;
	struct plan_board board;

	TRY(list_of(cx, a, &v));
	plan_board_of(cx->mem, &v, &board);
	for (size_t i = 0; i < DUTY_STATE_N; i++) {
		const struct plan_column *c = &board.at[i];

		if (c->tasks.n == 0)
			continue;
		buf_fmt(a->out, "%s: %zu\n", duty_state_words(c->state), c->tasks.n);
		for (size_t k = 0; k < c->tasks.n; k++)
			say_task(a->out, c->tasks.at[k]);
	}
	return OK;
}

static void say_day(struct ctx *cx, struct buf *b, const struct plan_day *d)
{
	if (d->is_outside || (d->entries.n == 0 && *d->special == '\0'))
		return;
	buf_fmt(b, "%s%s%s%s\n", date_vn(cx->mem, d->day), d->is_free ? "  nghỉ" : "", *d->special != '\0' ? "  " : "", d->special);
	for (size_t i = 0; i < d->entries.n; i++) {
		const struct plan_entry *e = &d->entries.at[i];

		buf_fmt(b, "  %" PRId64 "\t%s\t%s.%d %s", e->task->id, duty_state_words(e->mark->is.state), e->task->section,
		        e->task->no, *e->mark->act != '\0' ? e->mark->act : *e->task->lead != '\0' ? e->task->lead : e->mark->words);
		say_done(b, &e->mark->is);
		buf_char(b, '\n');
	}
}

err plan_month_cmd(struct ctx *cx, struct args *a)
{
	struct plan_list_view v;
	struct plan_month month;
	struct calendar c;
	const char *typed = args_text(a, "MONTH");
	date day = *typed != '\0' ? date_from_iso(mem_text(cx->mem, "%s-01", typed)) : cx->today;

	need(cx, day != DATE_NONE, "MONTH", "Tháng viết năm-tháng, ví dụ 2024-03.");
	TRY(list_of(cx, a, &v));
	TRY(calendar_load(cx, &c));
	plan_month_of(cx->mem, &v, &c, day, &month);
	buf_fmt(a->out, "Tháng %d/%d: %zu mốc\n", month.month, month.year, month.entries_n);
	for (size_t w = 0; w < month.weeks_n; w++)
		for (size_t i = 0; i < 7; i++)
			say_day(cx, a->out, &month.weeks[w].days[i]);
	return OK;
}

err plan_timeline_cmd(struct ctx *cx, struct args *a)
{
	struct plan_list_view v;
	struct buf *picture = buf_new(cx->mem, PLAN_SVG_MAX);

	TRY(list_of(cx, a, &v));
	plan_timeline_svg(cx->mem, &v, "", picture);
	TRY(buf_err(picture));
	TRY(copy_text(cx->mem, args_text(a, "TO"), picture->p, picture->n));
	buf_fmt(a->out, "Đã ghi hình %zu nhiệm vụ vào %s\n", v.tasks.n, args_text(a, "TO"));
	return OK;
}

/* ---- whom it obliges ----------------------------------------------------------------------------------------------------- */

static err set_clock(struct ctx *cx, struct args *a, bool stops)
{
	struct plan_task_view v;

	TRY(plan_task_get(cx, args_i64(a, "ID", 0), &v));
	TRY(stops ? plan_task_suspend(cx, v.task.id, v.task.version, args_text(a, "PAPER"))
	          : plan_task_resume(cx, v.task.id, v.task.version, args_text(a, "PAPER")));
	buf_fmt(a->out, "%s: %s\n", stops ? "Đã tạm dừng" : "Đã tiếp tục", v.task.content);
	return OK;
}

err plan_suspend_cmd(struct ctx *cx, struct args *a)
{
	return set_clock(cx, a, true);
}

err plan_resume_cmd(struct ctx *cx, struct args *a)
{
	return set_clock(cx, a, false);
}

err plan_unknown_cmd(struct ctx *cx, struct args *a)
{
	struct plan_unknowns l;
	int64_t plan_id = args_i64(a, "ID", 0), n;

	if (args_has(a, "--resolve")) {
		TRY(plan_unknown_resolve(cx, plan_id, &n));
		buf_fmt(a->out, "Đã tìm thấy %" PRId64 " tên.\n", n);
	}
	TRY(plan_unknown_list(cx, plan_id, &l));
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(a->out, "%s\t%" PRId64 " nhiệm vụ\n", l.at[i].words, l.at[i].tasks_n);
	if (l.n == 0)
		buf_text(a->out, "Mọi tên đơn vị của kế hoạch đều có trong danh mục.\n");
	return OK;
}

/* ---- filters that are kept --------------------------------------------------------------------------------------------------- */

err plan_view_save_cmd(struct ctx *cx, struct args *a)
{
	struct plan_filter f;
	const char *view = args_has(a, "--view") ? args_text(a, "--view") : "list";
	int64_t id;

	TRY(plan_filter_args(cx, a, &f));
	TRY(plan_saved_add(cx, &f, view, args_text(a, "NAME"), &id));
	buf_fmt(a->out, "Đã lưu. Địa chỉ: /plan/view/%" PRId64 "\n", id);
	return OK;
}

err plan_view_list_cmd(struct ctx *cx, struct args *a)
{
	struct plan_saveds l;

	TRY(plan_saved_list(cx, args_i64(a, "ID", 0), &l));
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(a->out, "%" PRId64 "\t%s\t%s\n", l.at[i].id, l.at[i].name, l.at[i].path);
	return OK;
}

err plan_view_drop_cmd(struct ctx *cx, struct args *a)
{
	TRY(plan_saved_drop(cx, args_i64(a, "ID", 0)));
	buf_text(a->out, "Đã bỏ.\n");
	return OK;
}
