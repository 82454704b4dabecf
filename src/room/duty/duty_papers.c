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
	*f = (struct duty_filter){.room = "", .state = *word == '\0' ? -1 : (int)s, .only_near = args_has(a, "--near"),
	                          .only_followed = args_has(a, "--followed"), .q = args_text(a, "--q"), .page = 1,
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

err duty_list_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct duty_filter f;
	bool is_more = true;

	TRY(filter_of(cx, a, &f));
	begin(p);
	if (f.order == DUTY_BY_WAIT)
		return put_list(cx, p, f);
	for (int page = 1; is_more; page++) {
		struct duty_counts units;

		TRY(duty_count_units(cx, "plan", 0, page, DUTY_LIST_MAX, &units));
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
