/* room/duty/duty_papers.c -- duties and counts by unit as lists to work with; a list of everything goes unit by unit, so that
 * it has no last page. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/duty/duty.h"

#include "base/text.h"

#define ROWS "room/duty/duty.def"
#include "core/declare.h"

static void put_duties(struct ctx *cx, struct paper *p, const struct duties *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct duty *d = &l->at[i];

		paper_row(p, cell_text(d->unit_name), cell_link(d->title, mem_text(cx->mem, "/duty/%" PRId64, d->id)),
		          cell_text(d->words), cell_date(d->good_day), cell_text(duty_state_words(d->state)), cell_int(d->percent),
		          cell_date(d->told_day), cell_int(d->reports_n), cell_text(d->urged_words), cell_text(d->suspend_paper));
	}
}

/* Every page of one unit's list, or of what waits for the board. */
static err put_list(struct ctx *cx, struct paper *p, struct duty_filter f)
{
	bool is_more = true;

	f.per_page = DUTY_LIST_MAX;
	for (f.page = 1; is_more; f.page++) {
		MEM_EACH(cx) {
			struct duties l;

			TRY(duty_list(cx, &f, &l));
			put_duties(cx, p, &l);
			is_more = l.n == DUTY_LIST_MAX;
		}
		TRY(paper_err(p));
	}
	return OK;
}

/* The filter of a page, from what its address says. */
static err filter_of(struct ctx *cx, const struct args *a, struct duty_filter *f)
{
	const char *word = args_text(a, "--state");
	enum duty_state s = DUTY_STATE_N;

	need(cx, *word == '\0' || text_is(word, "open") || duty_state_from(word, &s), "--state",
	     "Tình trạng là một trong: open, late, waiting, reported, under-way, not-begun, done, done-late, suspended.");
	*f = (struct duty_filter){.room = args_i64(a, "--plan", 0) > 0 ? "plan" : "", .parent_id = args_i64(a, "--plan", 0),
	                          .item_id = args_i64(a, "--task", 0), .state = *word == '\0' ? -1 : (int)s, .only_near = args_has(a, "--near"),
	                          .only_followed = args_has(a, "--followed"), .only_returned = args_has(a, "--returned"), .q = args_text(a, "--q"), .page = 1,
	                          .order = text_is(args_text(a, "--order"), "wait") ? DUTY_BY_WAIT : DUTY_BY_DAY,
	                          .part = text_is(args_text(a, "--part"), "coordinate") ? DUTY_COORDINATE : DUTY_EXECUTE};
	return faults(cx);
}

static void begin(struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Đơn vị", 60}, {"Việc", 110}, {"Thời gian", 45}, {"Hạn cuối", 25}, {"Tình trạng", 30}, {"Hoàn thành (%)", 18, true},
		{"Ngày báo xong", 25}, {"Số báo cáo", 16, true}, {"Đôn đốc", 50}, {"Tạm dừng theo", 45}};

	paper_table(p, columns, COUNT(columns));
}

/* How many there will be, where the kept counts tell. */
static err expect(struct ctx *cx, struct paper *p, const struct duty_filter *f)
{
	bool is_open = f->state == DUTY_STATE_N;
	struct duty_count c;

	if (*f->q != '\0' || f->only_near || f->only_followed || f->only_returned || f->item_id != 0 || f->order == DUTY_BY_WAIT)
		return OK;
	TRY(duty_count_one(cx, "plan", f->parent_id, 0, &c));
	paper_expect(p, f->state < 0 ? c.total : is_open ? c.total - c.n[DUTY_IS_DONE] - c.n[DUTY_IS_DONE_LATE] - c.n[DUTY_IS_SUSPENDED]
	                                                 : c.n[f->state]);
	return OK;
}

err duty_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct duty_filter f;
	bool is_more = true;

	TRY(filter_of(cx, a, &f));
	TRY(expect(cx, p, &f));
	begin(p);
	if (f.order == DUTY_BY_WAIT)
		return put_list(cx, p, f);
	for (int page = 1; is_more; page++) {
		struct duty_counts units;

		TRY(duty_count_units(cx, "plan", f.parent_id, page, DUTY_LIST_MAX, &units));
		is_more = units.n == DUTY_LIST_MAX;
		for (size_t i = 0; i < units.n; i++) {
			f.unit_id = units.at[i].unit_id;
			if (!f.only_followed || units.at[i].is_followed)
				TRY(put_list(cx, p, f));
		}
	}
	return paper_err(p);
}

err duty_unit_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct duty_filter f;
	struct duty_count c;

	TRY(filter_of(cx, a, &f));
	f.unit_id = args_i64(a, "ID", 0);
	TRY(duty_count_one(cx, "", 0, f.unit_id, &c));
	paper_name(p, "Việc của %s", c.unit_name);
	begin(p);
	return put_list(cx, p, f);
}

err duty_units_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Đơn vị", 90}, {"Tất cả", 18, true}, {"Quá hạn", 18, true}, {"Chờ việc khác", 20, true}, {"Chờ xác nhận", 20, true},
		{"Đang thực hiện", 20, true}, {"Chưa bắt đầu", 20, true}, {"Hoàn thành", 20, true}, {"Hoàn thành muộn", 20, true},
		{"Tạm dừng", 18, true}};
	bool is_more = true;

	(void)a;
	paper_table(p, columns, COUNT(columns));
	for (int page = 1; is_more; page++) {
		struct duty_counts l;

		TRY(duty_count_units(cx, "plan", 0, page, DUTY_LIST_MAX, &l));
		is_more = l.n == DUTY_LIST_MAX;
		for (size_t i = 0; i < l.n; i++) {
			const struct duty_count *c = &l.at[i];

			paper_row(p, cell_link(c->unit_name, mem_text(cx->mem, "/duty/unit/%" PRId64, c->unit_id)), cell_int(c->total),
			          cell_int(c->n[DUTY_IS_LATE]), cell_int(c->n[DUTY_IS_WAITING]), cell_int(c->n[DUTY_IS_REPORTED]),
			          cell_int(c->n[DUTY_IS_UNDER_WAY]), cell_int(c->n[DUTY_IS_NOT_BEGUN]), cell_int(c->n[DUTY_IS_DONE]),
			          cell_int(c->n[DUTY_IS_DONE_LATE]), cell_int(c->n[DUTY_IS_SUSPENDED]));
		}
	}
	return paper_err(p);
}

/* ---- who has and who has not, one duty's history, who follows whom ------------------------------------------------------- */

err duty_group_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct duty_filter f;
	struct duty_group g;

	TRY(filter_of(cx, a, &f));
	TRY(duty_group_get(cx, args_i64(a, "ID", 0), &g));
	f.room = g.room;
	f.object_id = g.object_id;
	f.order = DUTY_BY_UNIT;
	begin(p);
	return put_list(cx, p, f);
}

static const char *files_of(struct mem *m, const struct duty_report *r)
{
	const char *names = "";

	for (size_t i = 0; i < r->files_n; i++)
		names = mem_text(m, "%s%s%s", names, i > 0 ? "\n" : "", r->files[i].name);
	return names;
}

err duty_history_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Lúc", 32, true}, {"Việc", 30}, {"Người làm", 40}, {"Nội dung", 110}, {"Hoàn thành (%)", 20, true}, {"Kết quả", 30},
		{"Ý kiến trả lời", 70}, {"Minh chứng", 50}};
	struct duty_view v;

	TRY(duty_get(cx, args_i64(a, "ID", 0), &v));
	paper_name(p, "%s - các báo cáo, đôn đốc", v.duty.unit_name);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < v.reports.n; i++) {
		const struct duty_report *r = &v.reports.at[i];

		paper_row(p, cell_time(r->at_ms), cell_text("Báo cáo"), cell_text(r->by_name), cell_text(r->text), cell_int(r->percent),
		          cell_text(duty_report_words(r->state)), cell_text(r->answer), cell_text(files_of(cx->mem, r)));
	}
	if (*v.reminded_words != '\0')
		paper_row(p, cell_time(0), cell_text("Đôn đốc"), cell_text("Hệ thống"), cell_text(v.reminded_words), cell_text(""),
		          cell_text(""), cell_text(""), cell_text(""));
	for (size_t i = 0; i < v.urges.n; i++) {
		const struct duty_urge *u = &v.urges.at[i];

		paper_row(p, cell_time(u->at_ms), cell_text(text_is(u->kind, "escalate") ? "Báo cáo cấp chỉ đạo" : "Đôn đốc"),
		          cell_text(u->by_name), cell_text(u->text), cell_text(""), cell_text(""),
		          cell_text(mem_text(cx->mem, "Gửi %s", u->to_name)), cell_text(""));
	}
	for (size_t i = 0; i < v.events.n; i++) {
		const struct duty_event *e = &v.events.at[i];

		paper_row(p, cell_time(e->at_ms), cell_text(duty_event_words(e->kind)), cell_text(e->by_name), cell_text(e->text),
		          cell_text(""), cell_text(""), cell_text(""), cell_text(""));
	}
	if (v.is_cut)
		paper_band(p, mem_text(cx->mem, "Chỉ có %d báo cáo, lần đôn đốc, thay đổi mới nhất.", DUTY_LIST_MAX));
	return paper_err(p);
}

err duty_follow_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	static const struct paper_column columns[] = {
		{"Người theo dõi", 60}, {"Đơn vị, nhóm đơn vị", 110}, {"Loại", 24, true}, {"Số đơn vị", 20, true}};
	struct duty_follows l;

	(void)a;
	TRY(duty_follow_list(cx, may_bool(cx, R_DUTY_ASSIGN, 0) ? 0 : cx->who->user_id, &l));
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < l.n; i++)
		paper_row(p, cell_text(l.at[i].user_name), cell_text(l.at[i].name), cell_text(l.at[i].class_id != 0 ? "Nhóm" : "Đơn vị"),
		          cell_int(l.at[i].units_n));
	return paper_err(p);
}
