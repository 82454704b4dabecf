/* room/desk/desk_papers.c -- what waits for a person, as a list: the verbs, the open duties of the person's unit, how the plan
 * stands. */
#include "core/cli.h"
#include "paper/paper.h"
#include "room/desk/desk.h"

#include "base/text.h"

#define ROWS "room/desk/desk.def"
#include "core/declare.h"

static void put_items(struct ctx *cx, struct paper *p, const struct desk *d)
{
	static const struct paper_column columns[] = {{"Việc cần làm", 130}, {"Số lượng", 24, true}, {"Lâu nhất (ngày)", 28, true}};

	if (d->items.n == 0)
		return;
	paper_page(p, "Việc đang chờ", false);
	paper_table(p, columns, COUNT(columns));
	for (size_t i = 0; i < d->items.n; i++) {
		const struct desk_item *x = &d->items.at[i];
		const char *words = mem_text(cx->mem, "%s %s", x->verb, x->things);

		paper_row(p, *x->path == '/' ? cell_link(words, x->path) : cell_text(words), cell_int(x->n), cell_int(x->days));
	}
}

/* Every open duty of the unit, not only those that the page has room for. */
static err put_own(struct ctx *cx, struct paper *p, const struct desk *d)
{
	static const struct paper_column columns[] = {
		{"Việc", 120}, {"Thời gian", 55}, {"Hạn cuối", 26, true}, {"Tình trạng", 32}, {"Hoàn thành (%)", 24, true}};
	struct duty_filter f = {.room = "", .unit_id = d->unit_id, .state = DUTY_STATE_N, .q = "", .per_page = DUTY_LIST_MAX};
	bool is_more = true;

	paper_page(p, "Việc chưa xong của đơn vị", true);
	paper_table(p, columns, COUNT(columns));
	for (f.page = 1; is_more; f.page++) {
		struct duties l;

		TRY(duty_list(cx, &f, &l));
		is_more = l.n == DUTY_LIST_MAX;
		for (size_t i = 0; i < l.n; i++) {
			const struct duty *x = &l.at[i];

			paper_row(p, cell_link(x->title, mem_text(cx->mem, "/duty/%" PRId64, x->id)), cell_text(x->words),
			          cell_date(x->good_day), cell_text(duty_state_words(x->state)), cell_int(x->percent));
		}
	}
	return OK;
}

static void put_plan(struct ctx *cx, struct paper *p, const struct plan_list_view *l)
{
	static const struct paper_column columns[] = {{"Tình trạng", 60}, {"Số nhiệm vụ", 24, true}};

	paper_page(p, mem_text(cx->mem, "Kế hoạch năm %d", l->plan.year), false);
	paper_table(p, columns, COUNT(columns));
	for (int i = 0; i < DUTY_STATE_N; i++)
		if (l->counts[i] > 0)
			paper_row(p, cell_text(duty_state_words((enum duty_state)i)), cell_int(l->counts[i]));
}

err desk_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct desk d;

	(void)a;
	TRY(desk_get(cx, &d));
	paper_name(p, "Việc của tôi");
	put_items(cx, p, &d);
	if (d.own.total > 0)
		TRY(put_own(cx, p, &d));
	if (d.plan.plan.id != 0)
		put_plan(cx, p, &d.plan);
	return paper_err(p);
}
