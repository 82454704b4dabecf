/* room/register/register_figures_pages.c -- the page of statistics. */
#include "base/text.h"
#include "room/register/register_figures_view.h"
#include "room/register/register_find_view.h"
#include "web/req.h"

#include "gen/register_figures_tmpl.h"
#include "gen/register_find_tmpl.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

err register_figures_page(struct ctx *cx, struct req *rq)
{
	struct register_figures_view *v = mem_new(cx->mem, struct register_figures_view, 1);
	const char *all[REGISTER_BY_N];
	size_t n = rq_all(rq, "theo", all, REGISTER_BY_N);
	err e;

	*v = (struct register_figures_view){.q = rq_text(rq, "q"), .by = "", .fault = ""};
	for (size_t i = 0; i < n; i++)
		v->by = mem_text(cx->mem, "%s%s%s", v->by, i > 0 ? "," : "", all[i]);
	if (n == 0)
		v->by = "year";
	v->ask = (struct register_figures_ask){.q = v->q, .with_people = rq_bool(rq, "nguoi")};
	e = register_by_typed(cx, "q", v->by, v->ask.by) ? register_figures(cx, &v->ask, &v->figures) : ERR_INVALID;
	rq_title(rq, "Số liệu khen thưởng");
	if (e == ERR_BUSY) {
		rq->refresh_s = 3;
		register_wait_html(rq->out);
		return OK;
	}
	if (e == ERR_INVALID)
		v->fault = faults_of(&cx->faults, "q");
	else if (e == ERR_FULL)
		v->fault = "Bảng lớn quá; hãy chia theo ít mục hơn hoặc chỉ đếm hẹp hơn.";
	else
		TRY(e);
	for (int i = 0; i < REGISTER_BY_N; i++)
		v->boxes[i] = (struct register_figures_box){register_by_code((enum register_by)i), register_by_words((enum register_by)i), v->ask.by[i]};
	v->shown_n = *v->fault != '\0' ? 0 : v->figures.n < REGISTER_FIGURES_SHOWN ? v->figures.n : REGISTER_FIGURES_SHOWN;
	v->rows = mem_new(cx->mem, struct register_figure, v->shown_n + 1);
	for (size_t i = 0; i < v->shown_n; i++)
		TRY(register_figure(cx, &v->figures, i, &v->rows[i]));
	register_figures_html(rq->out, v);
	return OK;
}
